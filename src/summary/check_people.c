/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_people.h"

#include "summary/check_words.h"

#include <string.h>

#define NOBODY_SPECIAL CAST_NOBODY

/* The text with {X} for @special, and {P} for the others. */
static char *marked(const CheckPeople *people, guint special)
{
	GString *out = g_string_new(NULL);
	gsize at = 0;

	for (guint i = 0; i < people->mentions->len; i++) {
		const CastMention *mention = &g_array_index(people->mentions, CastMention, i);

		g_string_append_len(out, people->text + at, (gssize)(mention->from - at));
		g_string_append(out, mention->who == special ? "{X}" : "{P}");
		at = mention->from + mention->len;
	}
	g_string_append(out, people->text + at);
	return g_string_free(out, FALSE);
}

char *check_people_blank(const CheckPeople *people)
{
	return marked(people, NOBODY_SPECIAL);
}

/* Whether the member sent one of the mails that are cited, or has to do with one of the actor's. */
static gboolean belongs(const CheckPeople *people, guint who)
{
	for (guint i = 0; i < people->cited->len; i++)
		if (people->brief->mails[g_array_index(people->cited, guint, i)].who == who)
			return TRUE;
	for (guint i = 0; i < people->own->len; i++)
		if (ground_names(people->ground, g_array_index(people->own, guint, i), who))
			return TRUE;
	return FALSE;
}

/* Whether @who acknowledges something in a cited mail, or has a tag in one of the actor's. */
static gboolean acks(const CheckPeople *people, guint who)
{
	for (guint i = 0; i < people->cited->len; i++) {
		guint place = g_array_index(people->cited, guint, i);

		if (people->brief->mails[place].who == who && ground_acks(people->ground, place))
			return TRUE;
	}
	for (guint i = 0; i < people->own->len; i++)
		if (ground_has_tag_of(people->ground, g_array_index(people->own, guint, i), who))
			return TRUE;
	return FALSE;
}

static guint count_acking(const CheckPeople *people)
{
	g_autoptr(GHashTable) senders = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < people->cited->len; i++) {
		guint place = g_array_index(people->cited, guint, i);
		guint who = people->brief->mails[place].who;

		if (ground_acks(people->ground, place))
			g_hash_table_add(senders, GUINT_TO_POINTER(who + 1));
	}
	return g_hash_table_size(senders);
}

static gboolean has_actors_tag(const CheckPeople *people)
{
	for (guint i = 0; i < people->own->len; i++) {
		const GPtrArray *tags =
			ground_tags(people->ground, g_array_index(people->own, guint, i));
		if (tags->len)
			return TRUE;
	}
	return FALSE;
}

static gboolean says_review(const CheckPeople *people)
{
	for (guint i = 0; i < people->own->len; i++)
		if (strstr(ground_said(people->ground, g_array_index(people->own, guint, i)),
			   " review"))
			return TRUE;
	return FALSE;
}

static void check_agreement(const CheckPeople *people, gboolean others, CheckPeopleFault fault,
			    gpointer user)
{
	g_autofree char *text = check_people_blank(people);

	if (check_words_claim_consensus(text)) {
		if (count_acking(people) < 2)
			fault("agreement", NULL, user);
		return;
	}
	if (check_words_claim_review(text) && !says_review(people))
		fault("agreement", NULL, user);
	if (others || !check_words_claim_agreement(text) || acks(people, people->actor))
		return;
	/* who sends a patch tells of the tags that it has got */
	if (strstr(text, "ed-by") && has_actors_tag(people))
		return;
	fault("agreement", NULL, user);
}

/* Each of those who are named, once. */
static void check_member(const CheckPeople *people, guint who, gboolean *others,
			 CheckPeopleFault fault, gpointer user)
{
	g_autofree char *text = marked(people, who);
	const char *name = cast_name(people->brief->cast, who);
	gboolean agrees = check_words_claim_agreement_of_x(text);

	*others |= agrees && who != people->actor;
	if (who != people->actor && !belongs(people, who)) {
		fault("person", name, user);
		return;
	}
	if (who != people->actor && check_words_have_x_speak(text))
		fault("actor", name, user);
	if (agrees && !acks(people, who))
		fault("agreement", name, user);
}

/* {P9} where there are eight; P is no name of anybody. */
static void check_ids(const CheckPeople *people, CheckPeopleFault fault, gpointer user)
{
	g_autofree char *text = check_people_blank(people);

	for (const char *p = strstr(text, "{P"); p; p = strstr(p + 1, "{P")) {
		gsize digits = strspn(p + 2, "0123456789");

		if (digits && p[2 + digits] == '}') {
			g_autofree char *id = g_strndup(p, digits + 3);
			fault("person", id, user);
		}
	}
}

void check_people_look(const CheckPeople *people, CheckPeopleFault fault, gpointer user)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	gboolean others = FALSE;

	check_ids(people, fault, user);
	for (guint i = 0; i < people->mentions->len; i++) {
		guint who = g_array_index(people->mentions, CastMention, i).who;

		if (g_hash_table_add(seen, GUINT_TO_POINTER(who + 1)))
			check_member(people, who, &others, fault, user);
	}
	check_agreement(people, others, fault, user);
}
