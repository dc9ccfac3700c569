/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_FORMAT_H
#define MD_REPORT_FORMAT_H

#include "report/library.h"

/*
 * What people call a format, and the ending its templates and files have: text is
 * txt, markdown is md, every other format is its ending. json has no template.
 * A format exists for a kind of report ("range", "show") where there is a template
 * <kind>.<ending>.
 */

#define FORMAT_DEFAULT "text" /* where nobody says which */

/* What stands behind the last dot of a file's name, "" without one; borrowed. */
const char *format_file_ending(const char *path);

const char *format_ending(const char *format);
const char *format_name(const char *ending);

/*
 * A mail (RFC 5322): its template is that of its subject, a line. Its text is another
 * format's, which format_of_text() tells; of any other format that is itself.
 */
#define FORMAT_MAIL "mbox"
const char *format_of_text(const char *format);

gboolean format_exists(const Library *library, const char *kind, const char *format);

/*
 * The format that a file's ending asks for, borrowed from @path or static: "html" of
 * week.html, "text" of week.txt; NULL without an ending, or for one that is no
 * format of this kind.
 */
const char *format_of_file(const Library *library, const char *kind, const char *path);

/* "html, json, markdown, text"; newly allocated, for messages. */
char *format_list(const Library *library, const char *kind);

#endif
