/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_ATTRIBUTION_H
#define MD_CORE_ATTRIBUTION_H

#include "core/person.h"

/*
 * The line above a quote that says who is quoted: "On Mon, 4 Jan 2021, Ann Example
 * <ann@example.org> wrote:", "Ann Example writes:", "Am 04.01.21 um 12:00 schrieb Ann
 * Example:", "Le 04/01/2021 à 12:00, Ann Example a écrit :", "在 2021/1/4 12:00, Ann
 * Example 写道:", and what mailers make of them when they wrap.
 */

#define ATTRIBUTION_MAX_LINES 5

typedef enum {
	ATTRIBUTION_NONE,
	ATTRIBUTION_LIKELY, /* one where a quote follows, else perhaps a sentence */
	ATTRIBUTION_SURE,   /* one also where the quote was left out */
} AttributionLook;

/*
 * Reads the attribution that begins with the first of @lines (of one depth of quoting,
 * marks off, none of them blank; ATTRIBUTION_MAX_LINES at most are looked at). *used: how
 * many lines it has. @who is the caller's to clear, unless NONE; both pieces "" where it
 * names nobody.
 */
AttributionLook attribution_read(const Slice *lines, guint n, guint *used, Person *who);

/*
 * The value of a header line of a forwarded or answered mail, as Outlook puts above it:
 * "From: ", "*Sent:* ", "Von: ", "发件人: ".
 */
typedef enum {
	ATTRIBUTION_NO_HEADER,
	ATTRIBUTION_FROM,
	ATTRIBUTION_SENT,
	ATTRIBUTION_TO,
	ATTRIBUTION_SUBJECT,
	ATTRIBUTION_DATE,
	ATTRIBUTION_OTHER,
} AttributionHeader;

/* Which header @line is; *value: what stands behind its colon. */
AttributionHeader attribution_header(Slice line, Slice *value);

/* "-----Original Message-----", "---------- Forwarded message ---------" */
gboolean attribution_is_marker(Slice line);

/* The person that a From: header's value or a piece of an attribution names. */
Person attribution_person(Slice value);

#endif
