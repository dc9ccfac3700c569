/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MARKDOWN_H
#define MD_REPORT_MARKDOWN_H

#include <glib.h>

/*
 * A MustacheEscape: appends @text so that a Markdown renderer shows it as the text
 * it is. No character of it becomes markup, HTML, an entity or a link, in CommonMark
 * nor with GFM's tables, strikethrough, task lists, footnotes, alerts and autolinks.
 * A backslash stands only where one of these would read markup.
 *
 * @text is text as base/text.h has it; it may have several lines. @out is what is
 * rendered so far: its last line, which has to be there from its start, tells whether
 * @text begins a block and what stands left of it. What will stand right of @text is
 * unknown and taken to be the worst, another value of a hostile mail for one.
 *
 * Two things differ from @text. E-mail addresses become code spans: in GFM nothing
 * else keeps them from being links. Blanks that no renderer shows go away: those
 * before a line feed, all but one at the end.
 *
 * What a template has to see to: the value stands in running text (heading, table
 * cell, list item, link text and emphasis included), not in a code span, a link's
 * destination or HTML; values of several lines only in paragraphs; no link reference
 * definitions ([x]: /u), since a [x] of the text would be one more link to them.
 *
 * Linear in the length of @text and of the last line of @out.
 */
void markdown_escape(GString *out, const char *text);

#endif
