/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state_votes.h"

#include "core/held.h"

typedef struct {
	StateTag tag;
	guint who;
	char *key;
	gboolean gone;
} Vote;

struct _StateVotes {
	const StateView *view;
	GArray *votes;    /* of Vote */
	GHashTable *keys; /* of votes that are not gone */
	Held *places;     /* in votes, by person and part */
};

static Vote *vote_at(const StateVotes *votes, guint i)
{
	return &g_array_index(votes->votes, Vote, i);
}

static void vote_clear(gpointer data)
{
	g_free(((Vote *)data)->key);
}

StateVotes *state_votes_new(const StateView *view)
{
	StateVotes *votes = g_new0(StateVotes, 1);

	votes->view = view;
	votes->votes = g_array_new(FALSE, FALSE, sizeof(Vote));
	votes->keys = g_hash_table_new(g_str_hash, g_str_equal);
	votes->places = held_new();
	g_array_set_clear_func(votes->votes, vote_clear);
	return votes;
}

void state_votes_free(StateVotes *votes)
{
	if (!votes)
		return;
	g_hash_table_unref(votes->keys);
	g_array_unref(votes->votes);
	held_free(votes->places);
	g_free(votes);
}

gboolean state_votes_endorses(const char *token)
{
	return g_str_equal(token, "Reviewed-by") || g_str_equal(token, "Acked-by");
}

void state_votes_add(StateVotes *votes, const StateTag *tag, guint who)
{
	g_autofree char *key = g_strdup_printf("%u %u %s", who, tag->part, tag->token);
	Vote vote = {*tag, who, key, FALSE};

	if (g_hash_table_contains(votes->keys, key))
		return;
	g_hash_table_add(votes->keys, g_steal_pointer(&key));
	held_add(votes->places, who, tag->part, votes->votes->len);
	g_array_append_val(votes->votes, vote);
}

static void drop(StateVotes *votes, GArray *places)
{
	for (guint i = 0; i < places->len; i++) {
		Vote *vote = vote_at(votes, g_array_index(places, guint, i));

		vote->gone = TRUE;
		g_hash_table_remove(votes->keys, vote->key);
	}
	g_array_unref(places);
}

void state_votes_take_back(StateVotes *votes, guint who, guint part)
{
	if (part == 0) {
		drop(votes, held_take_all(votes->places, who));
		return;
	}
	drop(votes, held_take(votes->places, who, part));
	drop(votes, held_take(votes->places, who, 0));
}

/* --- what they come to --------------------------------------------------------------- */

/* What is known of who endorses a series. */
typedef struct {
	guint letter;      /* number of one who gave the whole a tag; WHO_NOBODY: none */
	gboolean several;  /* more than one did: no part's author is the only one */
	GHashTable *parts; /* that have tags of their own */
	StateCite last;
} Endorsed;

static void count_vote(Endorsed *endorsed, const Vote *vote)
{
	if (vote->gone || vote->tag.own || !state_votes_endorses(vote->tag.token))
		return;
	endorsed->last = vote->tag.cite;
	if (vote->tag.part) {
		g_hash_table_add(endorsed->parts, GUINT_TO_POINTER(vote->tag.part));
		return;
	}
	if (endorsed->letter != WHO_NOBODY && endorsed->letter != vote->who)
		endorsed->several = TRUE;
	endorsed->letter = vote->who;
}

/* A tag on the letter is one of each patch but of those that its giver wrote. */
static gboolean letter_suffices(const StateView *view, const Endorsed *endorsed)
{
	GHashTableIter iter;
	gpointer part, author;

	if (endorsed->letter == WHO_NOBODY || endorsed->several)
		return endorsed->several;
	g_hash_table_iter_init(&iter, view->authors);
	while (g_hash_table_iter_next(&iter, &part, &author))
		if (GPOINTER_TO_UINT(part) && GPOINTER_TO_UINT(author) == endorsed->letter + 1 &&
		    !g_hash_table_contains(endorsed->parts, part))
			return FALSE;
	return TRUE;
}

static guint count_parts(const StateView *view, const Endorsed *endorsed)
{
	GHashTableIter iter;
	gpointer part;
	guint count = 0;

	g_hash_table_iter_init(&iter, endorsed->parts);
	while (g_hash_table_iter_next(&iter, &part, NULL))
		count += GPOINTER_TO_UINT(part) <= view->parts;
	return count;
}

gboolean state_votes_are_ack(const StateVotes *votes, StateCite *last)
{
	g_autoptr(GHashTable) parts = g_hash_table_new(NULL, NULL);
	Endorsed endorsed = {.letter = WHO_NOBODY, .parts = parts, .last = {-1, NULL}};
	guint n = votes->view->parts;

	for (guint i = 0; i < votes->votes->len; i++)
		count_vote(&endorsed, vote_at(votes, i));
	*last = endorsed.last;
	if (last->mail < 0)
		return FALSE;
	return letter_suffices(votes->view, &endorsed) ||
	       (n && count_parts(votes->view, &endorsed) == n);
}

static gint compare_tags(gconstpointer a, gconstpointer b)
{
	const StateTag *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return 0;
}

void state_votes_list(const StateVotes *votes, GArray *tags)
{
	for (guint i = 0; i < votes->votes->len; i++)
		if (!vote_at(votes, i)->gone)
			g_array_append_val(tags, vote_at(votes, i)->tag);
	g_array_sort(tags, compare_tags); /* which is stable */
}
