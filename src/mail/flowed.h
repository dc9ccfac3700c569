/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MAIL_FLOWED_H
#define MD_MAIL_FLOWED_H

#include <glib.h>

/*
 * Undoes format=flowed (RFC 3676) on clean text: lines are unstuffed and
 * paragraphs joined, at every depth of quoting. Patches are sent that way too, by
 * mailers that should not. So indented lines and those a quoted diff is made of
 * are left alone, and from the first line of an unquoted diff on nothing is joined
 * any more; where a line there shows that the mailer did not stuff (a single blank
 * in front of text) the diff stays as it is. @delsp: the blank at the end of a
 * flowed line goes when it is joined. Newly allocated.
 */
char *flowed_undo(const char *text, gboolean delsp);

#endif
