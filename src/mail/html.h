/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_HTML_H
#define MD_MAIL_HTML_H

#include <glib.h>

/*
 * The text of clean HTML, for mails that have nothing better: tags dropped, those
 * of blocks made line ends, blanks squeezed outside of <pre>, character
 * references resolved, comments, scripts and styles left out. Lines of a <blockquote>, or a
 * <div> of type or class "cite", have a "> " for each that they are in, ten at most. One
 * pass over the bytes, whatever they are. The result is clean. Newly allocated.
 */
char *html_to_text(const char *html);

#endif
