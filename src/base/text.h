/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_TEXT_H
#define MD_BASE_TEXT_H

#include <glib.h>

/*
 * Text as every layer above mail/ may expect it (RULES §2): valid UTF-8 without
 * NUL and control bytes. What may not stand is shown as U+FFFD, never dropped,
 * so that nothing hidden joins its neighbours.
 */

/* Whether text_clean() would change nothing in it. */
gboolean text_is_clean(const char *text, gsize len);

/*
 * Text of several lines: CR LF and CR CR LF become LF; tab and LF stay; other
 * controls (C0, DEL, C1), NUL and invalid bytes become U+FFFD. Newly allocated.
 */
char *text_clean(const char *text, gsize len);

/*
 * Text of one line: cleaned like text_clean(), every run of blanks (tabs and
 * line ends among them) made one, trimmed. Newly allocated.
 */
char *text_clean_line(const char *text, gsize len);

/*
 * Whether @c makes text read otherwise than it is written, unseen: Unicode's
 * Bidi_Control characters (UAX #9) and its line and paragraph separators. They are
 * text, and stay; what prints them writes them out.
 */
gboolean text_is_hidden(gunichar c);

/* @text with its hidden characters written out as less(1) does: <U+202E>. Newly allocated. */
char *text_show(const char *text);

/*
 * Whether @c shows nothing where it stands: hidden ones, and what Unicode has as
 * Default_Ignorable_Code_Point (zero-width blanks and joiners, soft hyphens, variation
 * selectors, tags).
 */
gboolean text_is_unseen(gunichar c);

/* @text without them, separators of lines and paragraphs made blanks: what people see of it, for
 * who compares words. Newly allocated. */
char *text_seen(const char *text);
/* The same as text of one line (text_clean_line()); of more than @max characters, one at least,
 * "…" stands in place of the last and what follows. Newly allocated. */
char *text_seen_line(const char *text, gsize max);
#define TEXT_WHOLE G_MAXSIZE /* as @max: it is not cut */

/*
 * What a file may be called after @raw, any bytes: clean text of a hundred bytes at most,
 * without blanks, hidden characters, and all that a shell or another system takes for
 * something else; no dot or dash in front. Newly allocated.
 */
char *text_file_name(const char *raw);

/*
 * @text as a number (FNV-1a, 64 bits): the same of the same bytes, on every machine. For what
 * is only compared; whoever wants to can make two texts that have the same.
 */
guint64 text_fingerprint(const char *text);

/* Columns a terminal needs: wide characters two, combining ones none. */
guint text_width(const char *text);

/* @text followed by the blanks that fill it up to @columns. Newly allocated. */
char *text_pad(const char *text, guint columns);

#endif
