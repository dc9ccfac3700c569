/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_ESCAPE_H
#define MD_REPORT_ESCAPE_H

#include "report/mustache.h"

/*
 * How a value becomes part of a text: appended so that it shows as what it is.
 * What a value holds is hostile; control bytes are gone from it (base/text.h).
 */

/*
 * Plain text. Characters that turn the direction of what follows, or end a line
 * without a line feed, are written out as less(1) does: <U+202E>. All the other
 * kinds do the same.
 */
void escape_text(GString *out, const char *text);
/* HTML: & < > " ', so that a value may also stand in a quoted attribute. */
void escape_html(GString *out, const char *text);
/* Markdown (markdown.h). */
void escape_markdown(GString *out, const char *text);

/* What suits a template with that ending: html, htm, xml or md, and text for the rest. */
MustacheEscape escape_for(const char *ending);

#endif
