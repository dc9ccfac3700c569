/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state_questions.h"

#include "core/ask.h"

#include <string.h>

#define MIN_SHORT 3 /* bytes of "Tom", which stands for Thomas */

static const Person nobody = {(char *)"", (char *)""};

/* Who wrote below a mail. */
#define SEVERAL (WHO_NOBODY - 1)

typedef struct {
	guint who;        /* the one person who did; WHO_NOBODY: none did; SEVERAL */
	gboolean settles; /* and said something that is no question and no patch */
} Below;

typedef struct {
	const StateView *view;
	State *state;
	gint64 since;
	Below *below;      /* one for each mail */
	GHashTable *names; /* of people in the thread: key → mail plus one; 0: several's */
} Search;

static gboolean asks(const StateView *view, guint mail)
{
	const GPtrArray *evidence = state_view_evidence(view, mail);

	for (guint i = 0; i < evidence->len; i++)
		if (((const Evidence *)evidence->pdata[i])->kind == EVIDENCE_QUESTION)
			return TRUE;
	return FALSE;
}

static gint answers(const StateView *view, guint mail)
{
	return g_array_index(view->input->thread->mails, ThreadMail, mail).answers;
}

/* --- what was answered --------------------------------------------------------------- */

static void add_below(Below *below, guint who, gboolean settles)
{
	if (who == WHO_NOBODY)
		return;
	if (below->who == WHO_NOBODY)
		below->who = who;
	else if (below->who != who)
		below->who = SEVERAL;
	below->settles = below->settles || settles;
}

/* Against the tree's order: what hangs from a mail is known before it. */
static void look_below(const Search *search)
{
	const StateView *view = search->view;
	const GArray *tree = view->input->thread->tree;

	for (guint i = 0; i < view->n; i++)
		search->below[i].who = WHO_NOBODY;
	for (guint i = view->n; i-- > 0;) {
		guint mail = g_array_index(tree, guint, i);
		const StateSpot *spot = &view->spots[mail];
		const Below *own = &search->below[mail];
		gint up = answers(view, mail);

		if (up < 0)
			continue;
		add_below(&search->below[up], own->who, own->settles);
		if (spot->human && !state_view_pings(view, mail))
			add_below(&search->below[up], spot->who, !spot->patch && !asks(view, mail));
	}
}

static gboolean is_answered(const Search *search, guint mail)
{
	const Below *below = &search->below[mail];

	if (below->who == search->view->spots[mail].who)
		return below->settles;
	return below->who != WHO_NOBODY;
}

/* --- who owes the answer ------------------------------------------------------------- */

/* Takes @key. */
static void add_name(const Search *search, char *key, guint mail)
{
	gpointer known;
	const StateSpot *spots = search->view->spots;

	if (!*key || !g_hash_table_lookup_extended(search->names, key, NULL, &known)) {
		g_hash_table_insert(search->names, key, GUINT_TO_POINTER(mail + 1));
		return;
	}
	if (known && spots[GPOINTER_TO_UINT(known) - 1].who != spots[mail].who)
		g_hash_table_insert(search->names, key, NULL);
	else
		g_free(key);
}

/* By their full names, and by the first. */
static void learn_names(const Search *search)
{
	for (guint i = 0; i < search->view->n; i++) {
		const Post *post = state_view_post(search->view, i);
		char *name, *first;

		if (post->bot)
			continue;
		name = person_name_key(post->sender.name);
		first = g_strndup(name, strcspn(name, " "));
		add_name(search, name, i);
		add_name(search, first, i);
	}
}

static const Person *sender_of(const StateView *view, guint mail)
{
	return &state_view_post(view, mail)->sender;
}

/* "Alex" of Alexander, "Drew" of Andrew */
static gboolean is_short_for(const char *key, const Person *person)
{
	g_autofree char *whole = person ? person_name_key(person->name) : NULL;
	gsize len = strlen(key);
	char *at = whole && len >= MIN_SHORT ? strstr(whole, key) : NULL;

	return at && (at == whole || at[len] == ' ' || at[len] == '\0');
}

/* A name that nobody has here. What greets is one; "Hell, …?", "Oof, …?" are none. */
static const Person *find_stranger(const Evidence *evidence, const char *key,
				   const Person *answered)
{
	if (is_short_for(key, answered))
		return answered;
	return evidence->sure ? &evidence->person : &nobody;
}

/*
 * Of a name that several have no more is known. One that nobody has may be short for that of
 * whom he answers, or of someone who has not written yet, or none at all: then no one is said
 * to owe. NULL: none was named, or the asker himself.
 */
static const Person *find_named(const Search *search, const Evidence *evidence, guint asker,
				const Person *answered)
{
	g_autofree char *key = person_name_key(evidence->person.name);
	gpointer known;
	guint mail;

	if (!*key)
		return NULL;
	if (!g_hash_table_lookup_extended(search->names, key, NULL, &known))
		return find_stranger(evidence, key, answered);
	mail = GPOINTER_TO_UINT(known);
	if (!mail)
		return &evidence->person;
	return search->view->spots[mail - 1].who == asker ? NULL
							  : sender_of(search->view, mail - 1);
}

/* NULL: no one's mail above is someone else's. */
static const Person *find_answered(const StateView *view, guint mail, const gint *others)
{
	gint other = others[mail];

	return other < 0 ? NULL : sender_of(view, (guint)other);
}

static const Person *find_author(const StateView *view, guint asker)
{
	if (!view->head || view->head->bot || view->author == asker)
		return NULL;
	return &view->head->sender;
}

/* The nearest mail above that another human sent; those of the mails above are known. -1: none. */
static gint find_other(const StateView *view, guint mail, const gint *others)
{
	guint who = view->spots[mail].who;
	gint up = answers(view, mail);

	if (up >= 0 && !view->spots[up].human)
		up = others[up];
	return up >= 0 && view->spots[up].who == who ? others[up] : up;
}

static gint *find_others(const StateView *view)
{
	const GArray *tree = view->input->thread->tree;
	gint *others = g_new(gint, view->n);

	for (guint i = 0; i < view->n; i++) {
		guint mail = g_array_index(tree, guint, i);

		others[mail] = find_other(view, mail, others);
	}
	return others;
}

/* --- questions ----------------------------------------------------------------------- */

static void add_question(const Search *search, guint mail, const Evidence *evidence,
			 const gint *others)
{
	const StateView *view = search->view;
	guint asker = view->spots[mail].who;
	const Person *answered = find_answered(view, mail, others);
	const Person *owes = find_named(search, evidence, asker, answered);
	StateQuestion question = {
		.cite = {(gint)mail, evidence},
		.asker = *sender_of(view, mail),
		.owes = {(char *)"", (char *)""},
		.asked = state_view_post(view, mail)->instant,
	};

	if (!owes || (evidence->sure && ask_is_open_to_all(evidence->line)))
		owes = ask_is_open_to_all(evidence->line) ? &nobody : answered;
	owes = owes ? owes : find_author(view, asker);
	if (owes)
		question.owes = *owes;
	g_array_append_val(search->state->questions, question);
}

static gboolean may_ask(const Search *search, guint mail)
{
	const Post *post = state_view_post(search->view, mail);

	if (post->bot || post->instant < search->since || is_answered(search, mail))
		return FALSE;
	return post->kind != POST_PATCH || subject_is_cover(post->subject) || post->subject->rfc;
}

static void add_questions(const Search *search, const gint *others)
{
	for (guint i = 0; i < search->view->n; i++) {
		const GPtrArray *evidence = state_view_evidence(search->view, i);

		if (!may_ask(search, i))
			continue;
		for (guint k = 0; k < evidence->len; k++) {
			const Evidence *one = evidence->pdata[k];

			if (one->kind == EVIDENCE_QUESTION)
				add_question(search, i, one, others);
		}
	}
}

void state_questions_find(const StateView *view, gint64 since, State *state)
{
	g_autofree Below *below = g_new0(Below, view->n);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree gint *others = find_others(view);
	Search search = {view, state, since, below, names};

	look_below(&search);
	learn_names(&search);
	add_questions(&search, others);
}
