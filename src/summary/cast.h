/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CAST_H
#define MD_SUMMARY_CAST_H

#include "core/person.h"

/*
 * Who sent the mails of a thread, numbered as a model is told them: P1, P2, … in the order of
 * their first mails. Several addresses of one person are one (core/who.h).
 */
typedef struct _Cast Cast;

typedef struct {
	Person person; /* as first met; borrowed by nobody: the Cast's */
	gboolean bot;
	guint mails;
} CastMember;

Cast *cast_new(void);
void cast_free(Cast *cast);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cast, cast_free)

/* All senders are added, in the order of the mails, before anything is asked. */
void cast_add(Cast *cast, const Person *sender, gboolean bot);

#define CAST_NOBODY G_MAXUINT

guint cast_size(const Cast *cast);
const CastMember *cast_member(const Cast *cast, guint i); /* from 0; borrowed; P<i+1> */
/* Who of them @person is, or CAST_NOBODY. */
guint cast_find(Cast *cast, const Person *person);
/* "P3" → 2; anything else, or one that there is not: CAST_NOBODY. */
guint cast_number(const Cast *cast, const char *id);
/* What a report calls the member: the name, or the address where there is none; "Ann (2)" is
 * never made: two of one name are told by their addresses. Borrowed. */
const char *cast_name(const Cast *cast, guint i);

/* Somebody who is named in a text. */
typedef struct {
	gsize from, len; /* bytes of it */
	guint who;       /* a member */
} CastMention;

/*
 * Where @text names members: {P3}, and names as people write them: the whole name, in either
 * order, in any case; a first or last name alone (three letters at least, as a word that begins
 * with a capital) where only one member bears it and it is no common English word at the start
 * of a sentence. A GArray of CastMention, in order, none in another. Linear in the text times
 * the members.
 */
GArray *cast_mentions(const Cast *cast, const char *text);

/* @text with names for {P3}; what names nobody stays. Newly allocated. */
char *cast_fill_in(const Cast *cast, const char *text);

#endif
