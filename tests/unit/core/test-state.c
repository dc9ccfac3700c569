/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state.h"

#include <string.h>

#include "lib/states.h"

#define MAX_ROWS 12
#define DAYS (24 * 60)

/* The author's patch a; a series of a letter a, and two parts p and q. */
#define PATCH                                                                                      \
	{                                                                                          \
		"a", ANN, "[PATCH v2] x: fix", NULL, 0, NULL, NULL                                 \
	}
#define LETTER                                                                                     \
	{                                                                                          \
		"a", ANN, "[PATCH v2 0/2] x: all", NULL, 0, NULL, NULL                             \
	}
#define PART_1                                                                                     \
	{                                                                                          \
		"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, NULL, NULL                              \
	}
#define PART_2                                                                                     \
	{                                                                                          \
		"q", ANN, "[PATCH v2 2/2] x: two", "a", 2, NULL, NULL                              \
	}
#define SERIES LETTER, PART_1, PART_2
/* An answer; its subject is that of nothing. */
#define RE(id, from, parents, minutes, says)                                                       \
	{                                                                                          \
		id, from, "Re: it", parents, minutes, says, NULL                                   \
	}

typedef struct {
	const char *what, *want; /* states_describe() */
	StateRow rows[MAX_ROWS];
	const char *newest; /* id of the newest version, and its minutes */
	int newest_minutes;
	int now; /* minutes; 0: one after the last mail */
	gboolean bug;
} Case;

static void check_cites(const StateMade *made, const GArray *cites)
{
	for (guint i = 0; i < cites->len; i++) {
		const StateCite *cite = &g_array_index(cites, StateCite, i);

		g_assert_cmpint(cite->mail, >=, 0);
		g_assert_cmpuint((guint)cite->mail, <, made->posts->len);
		g_assert_nonnull(cite->evidence);
	}
}

static gboolean is_of(const StateMade *made, const StateCite *cite)
{
	if (cite->mail < 0 || (guint)cite->mail >= made->posts->len)
		return FALSE;
	return !cite->evidence || g_ptr_array_find((GPtrArray *)made->mails[cite->mail].evidence,
						   cite->evidence, NULL);
}

/* All that decides and stands: what was applied, what was NACKed, and the rest. */
static void check_stands(const StateMade *made, const State *state)
{
	guint applied = 0, nacks = 0;

	for (guint i = 0; i < state->stands->len; i++) {
		const StateStand *stand = &g_array_index(state->stands, StateStand, i);

		g_assert_true(is_of(made, &stand->cite));
		g_assert_true(!stand->promise || stand->kind == STATE_CHANGES);
		applied += stand->kind == STATE_APPLIED;
		nacks += stand->cite.evidence->kind == EVIDENCE_NACK;
	}
	g_assert_cmpuint(applied, ==, state->applied->len);
	g_assert_cmpuint(nacks, ==, state->nacks->len);
}

/* It never cites a mail that is not there, or what that does not say; final states never wait. */
static void check_properties(const StateMade *made, const State *state)
{
	check_cites(made, state->applied);
	check_cites(made, state->nacks);
	check_cites(made, state->failures);
	check_stands(made, state);
	if (state->kind == STATE_SUPERSEDED)
		g_assert_nonnull(made->input.newest);
	else
		g_assert_true(is_of(made, &state->cite) && is_of(made, &state->under_cite));
	for (guint i = 0; i < state->tags->len; i++)
		g_assert_true(is_of(made, &g_array_index(state->tags, StateTag, i).cite));
	for (guint i = 0; i < state->questions->len; i++)
		g_assert_true(is_of(made, &g_array_index(state->questions, StateQuestion, i).cite));
	if (state_is_final(state->kind))
		g_assert_cmpint(state->waiting, ==, WAITING_NONE);
	g_assert_true((state->waiting == WAITING_NONE) == (state->waiting_since == 0));
	g_assert_true((state->waiting == WAITING_PERSON || state->waiting == WAITING_AUTHOR) ==
		      (*state->whom.name || *state->whom.addr));
	g_assert_false(state_is_final(state->under) && state->kind != state->under);
}

static char *state_in_words(const Case *one, const guint *order)
{
	g_autoptr(State) state = NULL;
	StateMade made;
	char *text;

	states_make(&made, one->rows, order, one->newest, one->newest_minutes);
	made.input.bug = one->bug;
	if (one->now)
		made.input.now = STATES_DAY + 60 * one->now;
	state = state_of(&made.input);
	check_properties(&made, state);
	text = states_describe(&made, state);
	states_clear(&made);
	return text;
}

static void shuffle(GRand *rand, guint *order, guint n)
{
	for (guint i = n; i > 1; i--) {
		guint k = (guint)g_rand_int_range(rand, 0, (gint32)i), kept = order[i - 1];

		order[i - 1] = order[k];
		order[k] = kept;
	}
}

/* In whatever order the mails came to the archive. */
static void check_orders(const Case *one)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(6);
	guint order[MAX_ROWS], n = 0;

	for (; one->rows[n].id; n++)
		order[n] = n;
	for (guint round = 0; round < 5; round++) {
		g_autofree char *got = NULL;

		shuffle(rand, order, n);
		got = state_in_words(one, order);
		g_assert_cmpstr(got, ==, one->want);
	}
}

static void check(const Case *cases, guint n)
{
	for (guint i = 0; i < n; i++) {
		g_autofree char *got = state_in_words(&cases[i], NULL);

		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
		check_orders(&cases[i]);
	}
}

static void test_patches(void)
{
	static const Case cases[] = {
		{"nobody answered", "new a | waits reviewers 0", .rows = {PATCH}},
		{"a series nobody answered", "new a | waits reviewers 0", .rows = {SERIES}},
		{"a bot is nobody", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fine")}},
		{"nor is the author", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, NULL)}},
		{"someone answered", "under-review b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL)}},
		{"… and the author him", "under-review b | waits reviewers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a b", 6, NULL)}},
		{"a tag alone asks nothing of the author",
		 "under-review b | tags 1:Bo R b | waits reviewers 0",
		 .rows = {SERIES, RE("b", BO, "a p", 5, "R Bo")}},
		{"acked: a patch on its own", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo")}},
		{"acked: the letter", "acked b:A | tags 0:Bo A b | waits maintainers 5",
		 .rows = {SERIES, RE("b", BO, "a", 5, "A Bo")}},
		{"acked: each part, by whomever",
		 "acked c:A | tags 1:Bo R b, 2:Cyd A c | waits maintainers 6",
		 .rows = {SERIES, RE("b", BO, "a p", 5, "R Bo"), RE("c", CYD, "a q", 6, "A Cyd")}},
		{"to have tested it is not enough",
		 "under-review b | tags 0:Bo T b | waits reviewers 0",
		 .rows = {PATCH, RE("b", BO, "a", 5, "T Bo")}},
		{"acked below one part, for all", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "R Bo # for the series")}},
		{"the one patch of a letter is all",
		 "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {{"a", ANN, "[PATCH 0/1] x: all", NULL, 0, NULL, NULL},
			  {"p", ANN, "[PATCH 1/1] x: one", "a", 1, NULL, NULL},
			  RE("b", BO, "a p", 5, "R Bo")}},
		{"parts that were not read have no tags",
		 "under-review b | tags 1:Bo R b | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH 1/3] x: one", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "R Bo")}},
		{"a part's own trailers",
		 "acked b:R | tags 1:Cyd A p, 2:Bo R b | waits maintainers 5",
		 .rows = {LETTER,
			  {"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, "A Cyd", NULL},
			  PART_2,
			  RE("b", BO, "a q", 5, "R Bo")}},
		{"brought along, all of them", "acked a:R | tags 0:Bo R a | waits maintainers 0",
		 .rows = {{"a", ANN, "[PATCH v3] x: fix", NULL, 0, "R Bo", NULL}}},
		{"changes asked for", "changes-requested b:changes | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes")}},
		{"… and promised", "changes-requested c:will | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a b", 6, "will")}},
		{"a bot asks for none", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "changes; nack; gone")}},
		{"acked, then changes asked for, then applied",
		 "applied d:applied | tags 0:Bo R b | applied d",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", CYD, "a", 6, "changes"),
			  RE("d", DAN, "a", 7, "applied")}},
		{"acked, then changes asked for",
		 "changes-requested c:changes | tags 0:Bo R b | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", CYD, "a", 6, "changes")}},
		{"changes asked for, then acked by another",
		 "acked c:A | tags 0:Cyd A c | waits maintainers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"), RE("c", CYD, "a", 6, "A Cyd")}},
		{"changes promised, then acked: the promise stands",
		 "changes-requested c:will | tags 0:Cyd A d | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a b", 6, "will"),
			  RE("d", CYD, "a", 7, "A Cyd")}},
		{"who asked for changes of one part reviewed that",
		 "under-review c | tags 1:Bo R c | waits author 5",
		 .rows = {SERIES, RE("b", BO, "a p", 5, "changes"), RE("c", BO, "a p", 6, "R Bo")}},
		{"… another part: they are still asked for",
		 "changes-requested b:changes | tags 2:Bo R c | waits author 5",
		 .rows = {SERIES, RE("b", BO, "a p", 5, "changes"), RE("c", BO, "a q", 6, "R Bo")}},
		{"with that fixed, reviewed: the condition stands",
		 "changes-requested b:changes | tags 0:Bo R b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes; R Bo")}},
		{"withdrawn by the author", "rejected b:gone",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "gone")}},
		{"… a part of it: that is to change", "changes-requested b:gone | waits author 5",
		 .rows = {SERIES, RE("b", ANN, "a q", 5, "gone")}},
		{"… all of it, below a part", "rejected b:gone",
		 .rows = {SERIES, RE("b", ANN, "a q", 5, "gone | Please ignore this series.")}},
		{"… the mail that is the patch", "rejected b:gone",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "gone | Please ignore this email.")}},
		{"… his own answer: of the patch it says nothing",
		 "changes-requested b:changes | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"),
			  RE("c", ANN, "a b", 6, "gone | Please ignore this email.")}},
		{"another wants it dropped", "changes-requested b:gone | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "gone")}},
		{"another takes back his mail", "under-review b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "gone | Please ignore this.")}},
		{"marked RFC", "rfc(new) a | waits reviewers 0",
		 .rows = {{"a", ANN, "[RFC PATCH] x: fix", NULL, 0, NULL, NULL}}},
		{"marked RFC, answered", "rfc(changes-requested) a | waits author 5",
		 .rows = {{"a", ANN, "[RFC PATCH] x: fix", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "changes")}},
		{"marked RFC, and ended", "applied b:applied | applied b",
		 .rows = {{"a", ANN, "[RFC PATCH] x: fix", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "applied")}},
		{"a letter that counts no parts",
		 "acked c:R | tags 1:Bo R b, 2:Bo R c | waits maintainers 6",
		 .rows = {{"a", ANN, "[PATCHSET v2] x: all", NULL, 0, NULL, NULL},
			  PART_1,
			  PART_2,
			  RE("b", BO, "a p", 5, "R Bo"),
			  RE("c", BO, "a q", 6, "R Bo")}},
		{"below a mail that was not read, by its subject: the patch's own",
		 "under-review b | waits author 5",
		 .rows = {{"a", ANN, "[PATCH v2] x: fix", "g", 0, NULL, NULL},
			  {"b", BO, "Re: [PATCH v2] x: fix", "g h", 5, NULL, NULL}}},
		{"… another's", "new a | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH v2] x: fix", "g", 0, NULL, NULL},
			  {"b", BO, "Re: [PATCH v2] y: else", "g h", 5, NULL, NULL}}},
		{"… a part's that was not read either", "under-review b | waits author 5",
		 .rows = {PART_1, {"b", BO, "Re: [PATCH v2 2/2] x: two", "a h", 5, NULL, NULL}}},
		{"a maintainer will fix it up", "under-review b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "will")}},
		{"an author who wants something of others", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "changes")}},
		{"the author sends a part anew: an answer", "under-review b | waits reviewers 7",
		 .rows = {SERIES,
			  RE("b", BO, "a p", 5, NULL),
			  {"n", ANN, "[PATCH v2.1 1/2] x: one", "a p b", 7, NULL, NULL}}},
		{"someone else's part: of none", "new a | waits reviewers 0",
		 .rows = {SERIES,
			  {"n", CYD, "[PATCH v2.1 2/2] x: two", "a q", 7, NULL, NULL},
			  RE("b", BO, "a q n", 8, "R Bo")}},
		{"someone else's of the same name: of none", "new a | waits reviewers 0",
		 .rows = {PATCH,
			  {"n", CYD, "[PATCH v2] x: fix", "a", 7, NULL, NULL},
			  {"b", BO, "Re: [PATCH v2] x: fix", "a n", 8, "R Bo", NULL}}},
		{"a bot's patch: it is not waited for", "changes-requested b:changes",
		 .rows = {{"a", ROBOT, "[PATCH] x: fix", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "changes")}},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_tags(void)
{
	static const Case cases[] = {
		{"the author's own tell nothing", "new a | tags 0:Ann T b= | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "T Ann")}},
		{"… nor on a patch that he wrote and another sends",
		 "new a | tags 0:Bo R b= | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH] x: fix", NULL, 0, NULL, BO},
			  RE("b", BO, "a", 5, "R Bo")}},
		{"… on the letter: all but that patch",
		 "under-review b | tags 0:Bo R b | waits reviewers 0",
		 .rows = {LETTER,
			  {"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, NULL, BO},
			  PART_2,
			  RE("b", BO, "a", 5, "R Bo")}},
		{"… which another's tag makes up for",
		 "acked c:R | tags 0:Bo R b, 1:Cyd R c | waits maintainers 6",
		 .rows = {LETTER,
			  {"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, NULL, BO},
			  PART_2,
			  RE("b", BO, "a", 5, "R Bo"),
			  RE("c", CYD, "a p", 6, "R Cyd")}},
		{"repeated: counts once", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo; R Bo"), RE("c", BO, "a b", 6, "R Bo")}},
		{"another token is another tag",
		 "acked b:R | tags 0:Bo R b, 0:Bo T b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo; T Bo")}},
		{"from another address, by the same name",
		 "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", "Bo Fjord <bo@home.example>", "a", 5, "R Bo"),
			  RE("c", BO, "a b", 6, "R Bo")}},
		{"in a bot's name: nobody's", "under-review b | waits reviewers 0",
		 .rows = {PATCH, RE("b", BO, "a", 5, "T kernel")}},
		{"by a bot: none", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "R Bo")}},
		{"by part", "acked b:R | tags 1:Bo A c, 2:Bo R b | waits maintainers 5",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "R Bo"), RE("c", BO, "a p", 4, "A Bo")}},
		{"an answer deep below its part",
		 "acked d:R | tags 1:Bo R d, 2:Cyd R c | waits maintainers 6",
		 .rows = {SERIES, RE("b", BO, "a p", 3, NULL), RE("c", CYD, "a q", 4, "R Cyd"),
			  RE("e", ANN, "a p b", 5, NULL), RE("d", BO, "a p b e", 6, "R Bo")}},
		{"threaded wrongly: the subject tells the part",
		 "under-review b | tags 2:Bo R b | waits reviewers 0",
		 .rows = {SERIES, {"b", BO, "Re: [PATCH v2 2/2] x: two", "a", 5, "R Bo", NULL}}},
		{"below another's patch: not of this", "under-review b | waits author 5",
		 .rows = {PATCH,
			  {"b", BO, "Re: it", "a", 5, NULL, NULL},
			  {"c", CYD, "[PATCH] y: else", "a b", 6, NULL, NULL},
			  RE("d", DAN, "a b c", 7, "R Dan; applied; nack")}},
		{"below a part sent anew: of that part",
		 "acked c:R | tags 1:Bo R b, 2:Bo R c | waits maintainers 8",
		 .rows = {SERIES,
			  RE("b", BO, "a p", 5, "R Bo"),
			  {"n", ANN, "[PATCH v2.1 2/2] x: two", "a q", 7, NULL, NULL},
			  RE("c", BO, "a q n", 8, "R Bo")}},
		{"to a letter that was not read", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {{"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, NULL, NULL},
			  PART_2,
			  {"b", BO, "Re: [PATCH v2 0/2] x: all", "a", 5, "R Bo", NULL}}},
		{"to an older version's letter that was not read", "new p | waits reviewers 1",
		 .rows = {{"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, NULL, NULL},
			  PART_2,
			  {"b", BO, "Re: [PATCH 0/2] x: all", "a", 5, "R Bo", NULL}}},
		{"a NACK takes back", "rejected c:nack | nacks c",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", BO, "a b", 6, "nack")}},
		{"… what was given to that part, and to all",
		 "changes-requested c:nack | tags 1:Bo R d | nacks c | waits author 6",
		 .rows = {SERIES, RE("b", BO, "a", 3, "A Bo"), RE("d", BO, "a p", 4, "R Bo"),
			  RE("e", BO, "a q", 5, "R Bo"), RE("c", BO, "a q e", 6, "nack")}},
		{"… of all, everything",
		 "changes-requested c:nack | tags 2:Cyd R e | nacks c | waits author 6",
		 .rows = {SERIES, RE("b", BO, "a", 3, "A Bo"), RE("d", BO, "a p", 4, "R Bo"),
			  RE("e", CYD, "a q", 5, "R Cyd"), RE("c", BO, "a", 6, "nack")}},
		{"… of that person alone",
		 "changes-requested c:nack | tags 0:Cyd R b | nacks c | waits author 6",
		 .rows = {PATCH, RE("b", CYD, "a", 5, "R Cyd"), RE("c", BO, "a b", 6, "nack")}},
		{"… and can be given again", "acked d:R | tags 0:Bo R d | waits maintainers 7",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", BO, "a b", 6, "nack"),
			  RE("d", BO, "a b c", 7, "R Bo")}},
		{"two on the letter: of each part one is another's",
		 "acked c:R | tags 0:Bo R b, 0:Cyd R c | waits maintainers 6",
		 .rows = {LETTER,
			  {"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, NULL, BO},
			  PART_2,
			  RE("b", BO, "a", 5, "R Bo"),
			  RE("c", CYD, "a", 6, "R Cyd")}},
		{"a token that says no", "under-review b | tags 0:Bo N b | waits reviewers 0",
		 .rows = {PATCH, RE("b", BO, "a", 5, "N Bo")}},
		{"below an older revision of a part that comes late: of none",
		 "new a | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH v2.2 0/2] x: all", NULL, 0, NULL, NULL},
			  {"p", ANN, "[PATCH v2.2 1/2] x: one", "a", 1, NULL, NULL},
			  {"n", ANN, "[PATCH v2.1 1/2] x: one", "a p", 3, NULL, NULL},
			  RE("b", BO, "a p n", 5, "R Bo")}},
		{"in a part's own trailers: of that part, whatever the note",
		 "new a | tags 1:Bo R p | waits reviewers 0",
		 .rows = {LETTER,
			  {"p", ANN, "[PATCH v2 1/2] x: one", "a", 1, "R Bo # for the series",
			   NULL},
			  PART_2}},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_nacks(void)
{
	static const Case cases[] = {
		{"by someone else", "rejected b:nack | nacks b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack")}},
		{"by the author: none", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "nack")}},
		{"of one part: that is to change",
		 "changes-requested b:nack | nacks b | waits author 5",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "nack")}},
		{"withdrawn by a later tag", "acked c:A | tags 0:Bo A c | waits maintainers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"), RE("c", BO, "a b", 6, "A Bo")}},
		{"… to all of it", "acked c:A | tags 0:Bo A c | waits maintainers 6",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "nack"), RE("c", BO, "a", 6, "A Bo")}},
		{"… not by one to another part",
		 "changes-requested b:nack | tags 1:Bo A c | nacks b | waits author 5",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "nack"), RE("c", BO, "a p", 6, "A Bo")}},
		{"… not by having tested it", "rejected b:nack | tags 0:Bo T c | nacks b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"), RE("c", BO, "a b", 6, "T Bo")}},
		{"not by another's tag: that makes it no more than disputed",
		 "changes-requested b:nack | tags 0:Cyd A c | nacks b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"), RE("c", CYD, "a", 6, "A Cyd")}},
		{"two, of whom one came round",
		 "changes-requested b:nack | tags 0:Cyd A d | nacks b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"), RE("c", CYD, "a", 6, "nack"),
			  RE("d", CYD, "a c", 7, "A Cyd")}},
		{"then a promise: something newer",
		 "changes-requested c:will | nacks b | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"), RE("c", ANN, "a b", 6, "will")}},
		{"a nit beside a tag", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes |nit: I'd drop that.; R Bo")}},
		{"a wish beside a tag", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes |It may be worth a note.; R Bo")}},
		{"… for when that is done",
		 "changes-requested b:changes | tags 0:Bo R b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5,
				    "changes |It may be worth a note.; R Bo #with that")}},
		{"more than a wish", "changes-requested b:changes | tags 0:Bo R b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes |Please split this.; R Bo")}},
		{"a nit without a tag", "changes-requested b:changes | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes |nit: I'd drop that.")}},
		{"taken back by its name", "under-review d | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"),
			  RE("d", BO, "a b", 7, "retracted |I withdraw my NAK.")}},
		{"… by nobody else", "rejected b:nack | nacks b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"),
			  RE("d", CYD, "a b", 7, "retracted |I withdraw my NAK.")}},
		{"… not by another remark", "rejected b:nack | nacks b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"),
			  RE("d", BO, "a b", 7, "retracted |Please ignore my remark.")}},
		{"then applied all the same", "applied c:applied | nacks b | applied c",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack"), RE("c", CYD, "a", 6, "applied")}},
		{"then a newer version", "superseded - | nacks b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "nack")}, .newest = "z", .newest_minutes = 9},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_applied(void)
{
	static const Case cases[] = {
		{"a patch", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied")}},
		{"by its author, who keeps the tree", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "applied to next")}},
		{"a bot tells", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", TRACKER, "a", 5, "applied")}},
		{"the letter", "applied b:applied | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied")}},
		{"below one part: that part", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "applied")}},
		{"… but where it says more", "applied b:applied | applied b",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "applied | Both applied, thanks!")}},
		{"each part", "applied c:applied | applied b c",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "applied"),
			  RE("c", BO, "a p", 6, "applied")}},
		{"some parts, on the letter", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1")}},
		{"all parts by number", "applied b:applied | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1 2")}},
		{"as many as there are", "applied b:applied | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied | I queued these two.")}},
		{"fewer than there are", "applied b:applied | partial | applied b",
		 .rows = {{"a", ANN, "[PATCH v2 0/3] x: all", NULL, 0, NULL, NULL},
			  {"p", ANN, "[PATCH v2 1/3] x: one", "a", 1, NULL, NULL},
			  {"q", ANN, "[PATCH v2 2/3] x: two", "a", 2, NULL, NULL},
			  {"r", ANN, "[PATCH v2 3/3] x: three", "a", 3, NULL, NULL},
			  RE("b", BO, "a", 5, "applied | I queued these two.")}},
		{"all but one", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied !2")}},
		{"… and then that", "applied c:applied | applied b c",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied !2"),
			  RE("c", BO, "a q", 6, "applied")}},
		{"numbers that it has not", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 2 3 4")}},
		{"in part, and the rest is to change",
		 "changes-requested b:changes | partial | applied b | waits author 5",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1; changes")}},
		{"… says someone later, of the rest",
		 "changes-requested c:changes | partial | applied b | waits author 6",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1"),
			  RE("c", CYD, "a q", 6, "changes")}},
		{"… of what was applied: too late", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1"),
			  RE("c", CYD, "a p", 6, "changes")}},
		{"asked for changes after: too late", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied; changes"),
			  RE("c", CYD, "a", 6, "changes"), RE("d", ANN, "a c", 7, "will")}},
		{"dropped by who applied it",
		 "changes-requested c:gone | applied b | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied"), RE("c", BO, "a b", 6, "gone")}},
		{"… and applied again", "applied d:applied | applied b d",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied"), RE("c", BO, "a b", 6, "changes"),
			  RE("d", BO, "a b", 7, "applied")}},
		{"tags that come late do not undo it",
		 "applied b:applied | tags 0:Cyd R c | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied"), RE("c", CYD, "a", 6, "R Cyd")}},
		{"a bot's failure after", "applied b:applied | applied b | fails r",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied"), RE("r", ROBOT, "a", 6, "fails")}},
		{"a bot's failure before", "applied b:applied | applied b",
		 .rows = {PATCH, RE("r", ROBOT, "a", 4, "fails"), RE("b", BO, "a", 5, "applied")}},
		{"what a patch says of itself is none", "new a | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH] x: fix", NULL, 0, "applied; changes; gone; nack",
			   NULL}}},
		{"to patches that were not read", "applied b:applied | applied b",
		 .rows = {{"b", BO, "Re: [PATCH 0/2] x: all", "a", 5, "applied", NULL}}},
		{"… to one of them", "applied b:applied | partial | applied b",
		 .rows = {{"b", BO, "Re: [PATCH 1/2] x: all", "a", 5, "applied", NULL}}},
		{"patches that were not read, answered", "under-review b",
		 .rows = {{"b", BO, "Re: [PATCH 1/2] x: all", "a", 5, NULL, NULL}}},
		{"a pull request", "new a | waits reviewers 0",
		 .rows = {{"a", ANN, "[GIT PULL] x fixes", NULL, 0, NULL, NULL}}},
		{"… answered: still to be pulled", "under-review b | waits reviewers 0",
		 .rows = {{"a", ANN, "[GIT PULL] x fixes", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, NULL)}},
		{"… with a question", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {{"a", ANN, "[GIT PULL] x fixes", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "asks")}},
		{"… pulled", "applied b:applied | applied b",
		 .rows = {{"a", ANN, "[GIT PULL] x fixes", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "applied | Pulled, thanks."),
			  RE("c", TRACKER, "a", 6, NULL)}},
		{"… as a bot tells", "applied b:applied | applied b",
		 .rows = {{"a", ANN, "[GIT PULL] x fixes", NULL, 0, NULL, NULL},
			  RE("b", TRACKER, "a", 5, "applied")}},
		{"… of its patches, one is no pull", "new a | waits reviewers 0",
		 .rows = {{"a", ANN, "[GIT PULL] x fixes", NULL, 0, NULL, NULL},
			  {"p", ANN, "[PATCH 1/2] x: one", "a", 1, NULL, NULL},
			  RE("b", TRACKER, "a p", 5, "applied")}},
		{"all, and then all but one: all", "applied c:applied | applied b c",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied"),
			  RE("c", BO, "a", 6, "applied !2")}},
		{"one, and then all but that", "applied c:applied | applied b c",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 2"),
			  RE("c", BO, "a", 6, "applied !2")}},
		{"all but one, which is to change",
		 "changes-requested c:changes | partial | applied b | waits author 6",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied !2"),
			  RE("c", CYD, "a q", 6, "changes")}},
		{"… and which another is not to", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied !2"),
			  RE("c", CYD, "a p", 6, "changes")}},
		{"NACKed or withdrawn after: too late", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied"), RE("c", CYD, "a", 6, "nack"),
			  RE("d", ANN, "a", 7, "gone")}},
		{"a patch on its own, as [1/1]", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied 1")}},
		{"the author picked something up", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "applied")}},
		{"each part on its own, as [1/1]", "applied c:applied | applied b c",
		 .rows = {SERIES, RE("b", BO, "a p", 5, "applied 1 +"),
			  RE("c", BO, "a q", 6, "applied 1 +")}},
		{"part 1, says someone below part 2", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "applied 1"),
			  RE("c", CYD, "a p", 6, "changes")}},
		{"to a letter that was not read, and has no word PATCH",
		 "applied b:applied | applied b",
		 .rows = {{"b", BO, "Re: [kvmtool 0/2] x: all", "a", 5, "applied", NULL}}},
		{"a list of one part on the letter", "applied b:applied | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1 +")}},
		{"in part: what was asked before is still open",
		 "applied c:applied | partial | applied c | asks b:Bo>Ann",
		 .rows = {SERIES, RE("b", BO, "a q", 5, "asks"),
			  RE("c", CYD, "a", 6, "applied 1")}},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_versions(void)
{
	static const Case cases[] = {
		{"a newer one elsewhere", "superseded -",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes; asks")}, .newest = "z",
		 .newest_minutes = 9},
		{"… after it was applied", "superseded - | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied")}, .newest = "z",
		 .newest_minutes = 9},
		{"… before it was applied", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 15, "applied")}, .newest = "z",
		 .newest_minutes = 9},
		{"… has what was not applied of this", "superseded - | partial | applied b",
		 .rows = {SERIES, RE("b", BO, "a", 5, "applied 1")}, .newest = "z",
		 .newest_minutes = 9},
		{"… overtakes bots' failures", "superseded -",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails")}, .newest = "z",
		 .newest_minutes = 9},
		{"… but not those that come after it", "superseded - | fails r",
		 .rows = {PATCH, RE("r", ROBOT, "a", 15, "fails")}, .newest = "z",
		 .newest_minutes = 9},
		{"… and leaves the questions that come after it", "superseded - | asks c:Bo>Ann",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", BO, "a", 15, "asks")},
		 .newest = "z", .newest_minutes = 9},
		{"a newer one in the thread: about that", "new z | waits reviewers 9",
		 .rows = {PATCH,
			  RE("b", BO, "a", 5, "changes; asks"),
			  RE("r", ROBOT, "a", 6, "fails"),
			  {"z", ANN, "[PATCH v3] x: fix", "a", 9, NULL, NULL}},
		 .newest = "z", .newest_minutes = 9},
		{"… and what comes to that", "acked c:R | tags 0:Bo R c | waits maintainers 12",
		 .rows = {PATCH,
			  RE("b", BO, "a", 5, "nack"),
			  {"z", ANN, "[PATCH v3] x: fix", "a", 9, NULL, NULL},
			  RE("c", BO, "a z", 12, "R Bo"),
			  RE("d", CYD, "a b", 13, "nack; changes")},
		 .newest = "z", .newest_minutes = 9},
		{"the same at another place, after an answer: about that",
		 "applied c:applied | applied c",
		 .rows = {{"a", ANN, "[PATCH] x: y: drop casts", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "asks"),
			  {"z", ANN, "[PATCH] x: drop casts", "a", 9, NULL, NULL},
			  RE("c", BO, "a z", 12, "applied")}},
		{"… that nobody had answered: one more of its kind",
		 "under-review c | waits author 12",
		 .rows = {{"a", ANN, "[PATCH] x: y: drop casts", NULL, 0, NULL, NULL},
			  {"z", ANN, "[PATCH] x: z: drop casts", "a", 9, NULL, NULL},
			  RE("c", BO, "a", 12, NULL),
			  RE("d", BO, "a z", 13, "applied")}},
		{"… of another's", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {{"a", ANN, "[PATCH] x: y: drop casts", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "asks"),
			  {"z", CYD, "[PATCH] x: drop casts", "a", 9, NULL, NULL},
			  RE("c", BO, "a z", 12, "applied")}},
		{"… that does something else", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {{"a", ANN, "[PATCH] x: y: drop casts", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "asks"),
			  {"z", ANN, "[PATCH] x: y: drop more", "a", 9, NULL, NULL},
			  RE("c", BO, "a z", 12, "applied")}},
		{"a newer one in the thread, and a newer one elsewhere", "superseded -",
		 .rows = {PATCH, {"y", ANN, "[PATCH v3] x: fix", "a", 9, NULL, NULL}},
		 .newest = "z", .newest_minutes = 19},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_silence(void)
{
	static const Case cases[] = {
		{"not yet", "new a | waits reviewers 0", .rows = {PATCH}, .now = 14 * DAYS - 1},
		{"fourteen days", "stalled(new) a | waits reviewers 0", .rows = {PATCH},
		 .now = 14 * DAYS},
		{"of humans: bots do not break it",
		 "stalled(under-review) b | fails r | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL),
			  RE("r", ROBOT, "a", 10 * DAYS, "fails")},
		 .now = 15 * DAYS},
		{"the author does", "under-review b | waits reviewers 14400",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a b", 10 * DAYS, NULL)},
		 .now = 15 * DAYS},
		{"of an RFC", "stalled(new) a | waits reviewers 0",
		 .rows = {{"a", ANN, "[RFC PATCH] x: fix", NULL, 0, NULL, NULL}}, .now = 15 * DAYS},
		{"after changes were asked for", "stalled(changes-requested) b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes")}, .now = 15 * DAYS},
		{"what is over does not stall", "applied b:applied | applied b",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied")}, .now = 90 * DAYS},
		{"nor what is superseded", "superseded -", .rows = {PATCH}, .newest = "z",
		 .newest_minutes = 9, .now = 90 * DAYS},
		{"nor talk", "discussion a",
		 .rows = {{"a", ANN, "How about x", NULL, 0, NULL, NULL}}, .now = 90 * DAYS},
		{"a bot's report that nobody answered",
		 "stalled(bug-open) a | fails a | waits reviewers 0",
		 .rows = {{"a", SYZBOT, "WARNING in x", NULL, 0, "fails", NULL}}, .now = 15 * DAYS,
		 .bug = TRUE},
		{"a moment before the last mail", "under-review b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL)}, .now = 1},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_failures(void)
{
	static const Case cases[] = {
		{"a bot's", "new a | fails r | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails")}},
		{"a person's is a mail like others", "under-review b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "fails")}},
		{"overtaken by its success", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails"), RE("s", ROBOT, "a", 6, "fine")}},
		{"… not by another bot's", "new a | fails r | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails"), RE("s", SYZBOT, "a", 6, "fine")}},
		{"… not by one with another part", "new a | fails r | waits reviewers 0",
		 .rows = {SERIES, RE("r", ROBOT, "a p", 5, "fails"),
			  RE("s", ROBOT, "a q", 6, "fine")}},
		{"… by one with all", "new a | waits reviewers 0",
		 .rows = {SERIES, RE("r", ROBOT, "a p", 5, "fails"),
			  RE("s", ROBOT, "a", 6, "fine")}},
		{"failed again", "new a | fails t | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails"), RE("s", ROBOT, "a", 6, "fine"),
			  RE("t", ROBOT, "a", 7, "fails")}},
		{"a person's success overtakes nothing",
		 "under-review b | fails r | waits author 6",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails"), RE("b", BO, "a", 6, "fine")}},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_pings(void)
{
	static const Case cases[] = {
		{"by the author: nobody answered", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "ping")}},
		{"by another: nobody answered", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", BO, "a", 5, "ping")}},
		{"by the author, of whom changes were asked",
		 "changes-requested b:changes | waits reviewers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"), RE("c", ANN, "a", 6, "ping")}},
		{"… by another: it says not whose turn it is",
		 "changes-requested b:changes | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"), RE("c", CYD, "a", 6, "ping")}},
		{"by the author, who was answered", "under-review b | waits reviewers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a", 6, "ping")}},
		{"of acked patches", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", ANN, "a", 6, "ping")}},
		{"by the asker: his question is open",
		 "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", BO, "a b", 6, "ping")}},
		{"by another: it answers nobody", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", CYD, "a b", 6, "ping")}},
		{"beside words that say something", "changes-requested c:will | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"),
			  RE("c", ANN, "a b", 6, "ping; will")}},
		{"is a human word: nothing stalled", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 13 * DAYS, "ping")}, .now = 15 * DAYS},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_looks(void)
{
	static const Case cases[] = {
		{"by another: he is waited for", "under-review b | waits Bo 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "looks")}},
		{"… though the author thanks him", "under-review b | waits Bo 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "looks"), RE("c", ANN, "a b", 6, NULL)}},
		{"… until he wrote", "under-review c | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "looks"), RE("c", BO, "a", 6, NULL)}},
		{"… or another did", "under-review c | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "looks"), RE("c", CYD, "a", 6, NULL)}},
		{"after another told the author something: that is for him first",
		 "under-review c | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", CYD, "a", 6, "looks")}},
		{"… and when he was asked something",
		 "under-review c | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", CYD, "a", 6, "looks")}},
		{"and asks: of the author", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "looks; asks")}},
		{"and wants changes", "changes-requested b:changes | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "looks; changes")}},
		{"the author, who was answered: it is still for him",
		 "under-review b | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a b", 6, "looks")}},
		{"the author, whom nobody answered", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "looks")}},
		{"of acked patches", "acked b:R | tags 0:Bo R b | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", CYD, "a", 6, "looks")}},
	};

	check(cases, G_N_ELEMENTS(cases));
}

static void test_questions(void)
{
	static const Case cases[] = {
		{"of the author", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks")}},
		{"answered by the author", "under-review b | waits reviewers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", ANN, "a b", 6, NULL)}},
		{"answered by another", "under-review c | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", CYD, "a b", 6, NULL)}},
		{"answered further below", "under-review b | waits reviewers 7",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("r", ROBOT, "a b", 6, NULL),
			  RE("c", ANN, "a b r", 7, NULL)}},
		{"a bot's answer is none", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", ROBOT, "a b", 6, "fine")}},
		{"beside it is no answer", "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", ANN, "a", 6, NULL)}},
		{"answered by oneself", "under-review c | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", BO, "a b", 6, NULL)}},
		{"asked again: both are open",
		 "under-review c | asks b:Bo>Ann c:Bo>Ann | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", BO, "a b", 6, "asks")}},
		{"a question back is an answer", "under-review b | asks c:Ann>Bo | waits Bo 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", ANN, "a b", 6, "asks")}},
		{"of someone by name, who wrote here",
		 "under-review c | asks c:Bo>Cyd | waits Cyd 6",
		 .rows = {PATCH, RE("b", CYD, "a", 5, NULL), RE("c", BO, "a", 6, "asks Cyd")}},
		{"… by his whole name", "under-review c | asks c:Bo>Cyd | waits Cyd 6",
		 .rows = {PATCH, RE("b", CYD, "a", 5, NULL), RE("c", BO, "a", 6, "asks cyd hill")}},
		{"… who did not: that may be no name; he wrote to the author",
		 "under-review b | asks b:Bo>? | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 6, "asks Eve")}},
		{"… whom he greets: that is a name", "under-review b | asks b:Bo>Eve | waits Eve 6",
		 .rows = {PATCH, RE("b", BO, "a", 6, "greets Eve")}},
		{"… by a short name of whom he answers",
		 "under-review c | asks c:Bo>Daniel | waits Daniel 6",
		 .rows = {PATCH, RE("b", "Daniel Fen <dan@fen.example>", "a", 5, NULL),
			  RE("c", BO, "a b", 6, "asks Dan")}},
		{"… by the other end of one", "under-review c | asks c:Bo>Andrew | waits Andrew 6",
		 .rows = {PATCH, RE("b", "Andrew Pass <andrew@pass.example>", "a", 5, NULL),
			  RE("c", BO, "a b", 6, "greets Drew")}},
		{"whoever knows owes, not whom he answers",
		 "under-review b | asks b:Bo>? | waits reviewers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks | Does anyone know?")}},
		{"… not whom he greets, either", "under-review b | asks b:Bo>? | waits reviewers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "greets Eve | Does anyone know?")}},
		{"… by his own: of whom he answers",
		 "under-review b | asks b:Bo>Ann | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 6, "asks Bo")}},
		{"… the author", "under-review c | asks c:Bo>Ann | waits author 6",
		 .rows = {PATCH, RE("b", CYD, "a", 5, NULL), RE("c", BO, "a b", 6, "asks Ann")}},
		{"of whom he answers, author or not",
		 "under-review c | asks c:Bo>Cyd | waits Cyd 6",
		 .rows = {PATCH, RE("b", CYD, "a", 5, NULL), RE("c", BO, "a b", 6, "asks")}},
		{"below his own mail: of whom that answers",
		 "under-review c | asks c:Bo>Ann | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", BO, "a b", 6, "asks")}},
		{"below a bot's: of the author",
		 "under-review c | fails r | asks c:Bo>Ann | waits author 6",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails"), RE("c", BO, "a r", 6, "asks")}},
		{"the author below a bot's: of whoever reads it",
		 "new a | fails r | asks c:Ann>? | waits reviewers 6",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "fails"), RE("c", ANN, "a r", 6, "asks")}},
		{"of a letter, below which its parts are no answer",
		 "new a | asks a:Ann>? | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH v2 0/2] x: all", NULL, 0, "asks", NULL},
			  PART_1,
			  PART_2}},
		{"… but what others say of these is", "under-review b | waits author 5",
		 .rows = {{"a", ANN, "[PATCH v2 0/2] x: all", NULL, 0, "asks", NULL},
			  PART_1,
			  PART_2,
			  RE("b", BO, "a p", 5, NULL)}},
		{"a commit message asks no one", "new a | waits reviewers 0",
		 .rows = {{"a", ANN, "[PATCH] x: fix", NULL, 0, "asks", NULL}}},
		{"an RFC does", "rfc(new) a | asks a:Ann>? | waits reviewers 0",
		 .rows = {{"a", ANN, "[RFC PATCH] x: fix", NULL, 0, "asks", NULL}}},
		{"of nobody that is known, beside one of the author: that",
		 "under-review c | asks b:Bo>Ann c:Bo>? | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", BO, "a", 6, "asks Eve")}},
		{"several in one mail", "under-review b | asks b:Bo>Ann b:Bo>Ann | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks; asks")}},
		{"a bot's is none", "new a | waits reviewers 0",
		 .rows = {PATCH, RE("r", ROBOT, "a", 5, "asks")}},
		{"asked after changes were",
		 "changes-requested b:changes | asks c:Ann>Bo | waits Bo 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"), RE("c", ANN, "a b", 6, "asks")}},
		{"… of who then wrote of something else: it is not waited for",
		 "changes-requested c:will | asks d:Ann>Bo | waits author 6",
		 .rows = {SERIES, RE("b", BO, "a p", 5, NULL), RE("c", ANN, "a p b", 6, "will"),
			  RE("d", ANN, "a p b", 7, "asks"), RE("e", BO, "a q", 8, NULL)}},
		{"… or of who was silent, where another wrote to the author",
		 "changes-requested c:will | asks d:Ann>Bo | waits author 6",
		 .rows = {SERIES, RE("b", BO, "a p", 5, NULL), RE("c", ANN, "a p b", 6, "will"),
			  RE("d", ANN, "a p b", 7, "asks"), RE("e", CYD, "a q", 8, NULL)}},
		{"… nor what others ask each other",
		 "changes-requested b:changes | asks c:Cyd>Bo | waits author 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"), RE("c", CYD, "a b", 6, "asks")}},
		{"… but of one whom they call in",
		 "changes-requested b:changes | asks c:Cyd>Eve | waits Eve 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "changes"),
			  RE("c", CYD, "a b", 6, "greets Eve")}},
		{"… and of the author, who wrote of something else, it is",
		 "changes-requested c:will | asks d:Bo>Ann | waits author 7",
		 .rows = {SERIES, RE("b", BO, "a p", 5, NULL), RE("c", ANN, "a p b", 6, "will"),
			  RE("d", BO, "a q", 7, "asks"), RE("e", ANN, "a p b", 8, NULL)}},
		{"asked before changes were",
		 "changes-requested c:changes | asks b:Ann>? | waits author 6",
		 .rows = {PATCH, RE("b", ANN, "a", 5, "asks"), RE("c", BO, "a", 6, "changes")}},
		{"asked before it was applied", "applied c:applied | applied c",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks"), RE("c", CYD, "a", 6, "applied")}},
		{"… and after: nobody waits, but it is open",
		 "applied b:applied | applied b | asks c:Cyd>Bo",
		 .rows = {PATCH, RE("b", BO, "a", 5, "applied"), RE("c", CYD, "a b", 6, "asks")}},
		{"others among themselves", "under-review d | waits reviewers 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, NULL), RE("c", ANN, "a b", 6, NULL),
			  RE("d", CYD, "a b", 7, NULL)}},
		{"in talk", "discussion a | asks a:Ann>? | waits reviewers 0",
		 .rows = {{"a", ANN, "How about x", NULL, 0, "asks", NULL}}},
		{"in talk, of someone", "discussion a | asks b:Bo>Ann | waits author 5",
		 .rows = {{"a", ANN, "How about x", NULL, 0, NULL, NULL},
			  RE("b", BO, "a", 5, "asks")}},
		{"in talk, of which the beginning was not read",
		 "discussion b | asks c:Cyd>Bo | waits Bo 6",
		 .rows = {RE("b", BO, "a", 5, NULL), RE("c", CYD, "a b", 6, "asks")}},
		{"in talk, answered", "discussion a",
		 .rows = {{"a", ANN, "How about x", NULL, 0, "asks", NULL},
			  RE("b", BO, "a", 5, NULL)}},
		{"of a name that two have: no more is known",
		 "under-review d | asks d:Bo>Cyd | waits Cyd 7",
		 .rows = {PATCH, RE("b", CYD, "a", 5, NULL),
			  RE("c", "Cyd Ross <cyd@ross.example>", "a", 6, NULL),
			  RE("d", BO, "a", 7, "asks Cyd")}},
		{"below nothing that was read: of the author",
		 "new a | asks b:Bo>Ann | waits author 5",
		 .rows = {{"a", ANN, "[PATCH v2] x: fix", "g", 0, NULL, NULL},
			  RE("b", BO, "g h", 5, "asks")}},
		{"beside a tag: a remark",
		 "acked b:R | tags 0:Bo R b | asks b:Bo>Ann | waits maintainers 5",
		 .rows = {PATCH, RE("b", BO, "a", 5, "asks; R Bo")}},
		{"after it: to be answered",
		 "acked b:R | tags 0:Bo R b | asks c:Cyd>Ann | waits author 6",
		 .rows = {PATCH, RE("b", BO, "a", 5, "R Bo"), RE("c", CYD, "a", 6, "asks")}},
		{"asked, and the author wrote elsewhere",
		 "under-review b | asks b:Bo>Ann | waits author 5",
		 .rows = {SERIES, RE("b", BO, "a p", 5, "asks"), RE("c", ANN, "a q", 6, NULL)}},
	};

	check(cases, G_N_ELEMENTS(cases));
}

#define REPORT                                                                                     \
	{                                                                                          \
		"a", ANN, "x panics", NULL, 0, NULL, NULL                                          \
	}
#define BOT_REPORT                                                                                 \
	{                                                                                          \
		"a", SYZBOT, "[syzbot] WARNING in x", NULL, 0, "fails", NULL                       \
	}

static void test_bugs(void)
{
	static const Case cases[] = {
		{"reported", "bug-open a | waits reviewers 0", .rows = {REPORT}, .bug = TRUE},
		{"someone looks into it", "bug-open a", .rows = {REPORT, RE("b", BO, "a", 5, NULL)},
		 .bug = TRUE},
		{"… and asks", "bug-open a | asks b:Bo>Ann | waits author 5",
		 .rows = {REPORT, RE("b", BO, "a", 5, "asks")}, .bug = TRUE},
		{"… and was answered", "bug-open a | waits reviewers 6",
		 .rows = {REPORT, RE("b", BO, "a", 5, "asks"), RE("c", ANN, "a b", 6, NULL)},
		 .bug = TRUE},
		{"a fix is named", "bug-fixed b:applied | applied b",
		 .rows = {REPORT, RE("b", BO, "a", 5, "applied | #syz fix: x: do not panic")},
		 .bug = TRUE},
		{"a fix is sent: still open", "bug-open a",
		 .rows = {REPORT, {"p", BO, "[PATCH] x: do not panic", "a", 5, NULL, NULL}},
		 .bug = TRUE},
		{"… and applied", "bug-fixed c:applied | applied c",
		 .rows = {REPORT,
			  {"p", BO, "[PATCH] x: do not panic", "a", 5, NULL, NULL},
			  RE("c", CYD, "a p", 6, "applied")},
		 .bug = TRUE},
		{"… and the reporter tested it", "bug-fixed c:T | tags 0:Ann T c",
		 .rows = {REPORT,
			  {"p", BO, "[PATCH] x: do not panic", "a", 5, NULL, NULL},
			  RE("c", ANN, "a p", 6, "T Ann")},
		 .bug = TRUE},
		{"… and another did", "bug-open a | tags 0:Cyd T c",
		 .rows = {REPORT,
			  {"p", BO, "[PATCH] x: do not panic", "a", 5, NULL, NULL},
			  RE("c", CYD, "a p", 6, "T Cyd")},
		 .bug = TRUE},
		{"… and it is argued about", "bug-open a | nacks c",
		 .rows = {REPORT,
			  {"p", BO, "[PATCH] x: do not panic", "a", 5, NULL, NULL},
			  RE("c", CYD, "a p", 6, "nack; changes")},
		 .bug = TRUE},
		{"the reporter takes it back", "rejected b:gone",
		 .rows = {REPORT, RE("b", ANN, "a", 5, "gone")}, .bug = TRUE},
		{"another cannot", "bug-open a", .rows = {REPORT, RE("b", BO, "a", 5, "gone")},
		 .bug = TRUE},
		{"a bot's report", "bug-open a | fails a | waits reviewers 0", .rows = {BOT_REPORT},
		 .bug = TRUE},
		{"… that tested a patch well: nothing was fixed by that", "bug-open a",
		 .rows = {BOT_REPORT, RE("b", BO, "a", 5, NULL),
			  RE("c", SYZBOT, "a b", 6, "fine; T syzbot")},
		 .bug = TRUE},
		{"… is not asked back", "bug-open a | fails a | asks b:Bo>? | waits reviewers 5",
		 .rows = {BOT_REPORT, RE("b", BO, "a", 5, "asks")}, .bug = TRUE},
		{"… fixed", "bug-fixed b:applied | applied b",
		 .rows = {BOT_REPORT, RE("b", BO, "a", 5, "applied")}, .bug = TRUE},
		{"… and back again", "bug-open c:fails | applied b | fails c | waits reviewers 6",
		 .rows = {BOT_REPORT, RE("b", BO, "a", 5, "applied"),
			  RE("c", SYZBOT, "a", 6, "fails")},
		 .bug = TRUE},
		{"a fix that says of itself that it was applied", "bug-open a",
		 .rows = {REPORT,
			  {"p", BO, "[PATCH] x: do not panic", "a", 5, "applied; gone", NULL}},
		 .bug = TRUE},
		{"a robot did not like the fix", "bug-fixed b:applied | applied b | fails r",
		 .rows = {REPORT, RE("b", BO, "a", 5, "applied"), RE("r", ROBOT, "a", 6, "fails")},
		 .bug = TRUE},
		{"of which the beginning was not read", "bug-open b | tags 0:Bo T b",
		 .rows = {RE("b", BO, "a", 5, "T Bo")}, .bug = TRUE},
		{"fixed by a commit", "bug-fixed b:fixed",
		 .rows = {REPORT, RE("b", BO, "a", 5, "fixed")}, .bug = TRUE},
		{"a person's failure is a bot's word", "bug-fixed b:applied | applied b",
		 .rows = {REPORT, RE("b", BO, "a", 5, "applied"), RE("c", ANN, "a", 6, "fails")},
		 .bug = TRUE},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* --- any evidence at all --------------------------------------------------------------- */

static const char *any(GRand *rand, const char *const *words, guint n)
{
	return words[g_rand_int_range(rand, 0, (gint32)n)];
}

#define ANY(rand, words) any(rand, words, G_N_ELEMENTS(words))

static StateRow any_row(GRand *rand, guint i, guint shift)
{
	static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
	static const char *const people[] = {ANN, BO, CYD, DAN, ROBOT, SYZBOT, TRACKER};
	static const char *const subjects[] = {"Re: it", "Re: [PATCH v2 1/3] x: one"};
	/* Each once: which of two is of a series does depend on the archive's order. */
	static const char *const begins[] = {"[PATCH v2 0/3] x: all",
					     "[PATCH v2 1/3] x: one",
					     "[PATCH v2 2/3] x: two",
					     "[PATCH v2 3/3] x: three",
					     "[PATCH v3 1/3] x: one",
					     "[RFC PATCH] y: fix",
					     "[GIT PULL] z",
					     "z panics",
					     "[PATCH] y",
					     "z",
					     "[PATCH v2] y"};
	static const char *const says[] = {
		NULL,      "R Bo",          "R Cyd; asks",
		"A Dan",   "nack",          "changes",
		"applied", "applied 1",     "applied !2; gone",
		"fails",   "fine; R Ann",   "asks Dan",
		"asks",    "asks; changes", "gone",
		"T Ann",   "applied 2 3",
	};
	/* On any mail before it; minutes apart, so that their order does not depend on the
	 * archive's. */
	const char *parent = i ? ids[g_rand_int_range(rand, 0, (gint32)i)] : NULL;

	const char *subject = g_rand_boolean(rand) ? begins[(i + shift) % G_N_ELEMENTS(begins)]
						   : ANY(rand, subjects);

	return (StateRow){ids[i], ANY(rand, people),  subject,
			  parent, (int)(i * 60 * 24), ANY(rand, says),
			  NULL};
}

/* Same result in whatever order; nothing cited that is not there; final states never wait. */
static void test_random(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(6);

	for (guint round = 0; round < 3000; round++) {
		Case one = {.what = "any"};
		guint n = (guint)g_rand_int_range(rand, 1, MAX_ROWS);
		g_autofree char *want = NULL;

		for (guint i = 0; i < n; i++)
			one.rows[i] = any_row(rand, i, round);
		one.bug = g_rand_int_range(rand, 0, 4) == 0;
		one.now = g_rand_int_range(rand, 0, 40 * DAYS);
		if (g_rand_int_range(rand, 0, 4) == 0)
			one.newest = "c";
		one.newest_minutes = 2 * DAYS;
		want = state_in_words(&one, NULL);
		one.want = want;
		check_orders(&one);
	}
}

#define MANY 20000

/* Tags, NACKs and questions without end, in a chain: it would never be done in square time. */
static void test_large(void)
{
	static const char *const people[] = {ANN, BO, CYD, DAN};
	static const char *const says[] = {"R Bo; nack; changes", "nack; R Bo; asks",
					   "R Cyd; applied 1", "gone; asks Dan; T Dan"};
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_autofree StateRow *rows = g_new0(StateRow, MANY + 1);
	g_autoptr(State) state = NULL;
	StateMade made;

	for (guint i = 0; i < MANY; i++) {
		char *id = g_strdup_printf("id%u", i);
		char *subject = g_strdup_printf("%s[PATCH %u/%u] x", i % 3 ? "Re: " : "", i, MANY);
		const char *parent = i ? words->pdata[2 * (i - 1)] : NULL;

		g_ptr_array_add(words, id);
		g_ptr_array_add(words, subject);
		rows[i] = (StateRow){id, people[i % 4], subject, parent, (int)i, says[i % 4], NULL};
	}
	states_make(&made, rows, NULL, NULL, 0);
	state = state_of(&made.input);
	check_properties(&made, state);
	states_clear(&made);
}

/* Each name is another; the words are those that --state takes. */
static void test_names(void)
{
	for (guint i = 0; i < N_STATES; i++) {
		g_assert_nonnull(state_kind_name(i));
		for (guint k = 0; k < i; k++)
			g_assert_cmpstr(state_kind_name(i), !=, state_kind_name(k));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/state/patches", test_patches);
	g_test_add_func("/state/tags", test_tags);
	g_test_add_func("/state/nacks", test_nacks);
	g_test_add_func("/state/applied", test_applied);
	g_test_add_func("/state/versions", test_versions);
	g_test_add_func("/state/silence", test_silence);
	g_test_add_func("/state/failures", test_failures);
	g_test_add_func("/state/pings", test_pings);
	g_test_add_func("/state/looks", test_looks);
	g_test_add_func("/state/questions", test_questions);
	g_test_add_func("/state/bugs", test_bugs);
	g_test_add_func("/state/random", test_random);
	g_test_add_func("/state/large", test_large);
	g_test_add_func("/state/names", test_names);
	return g_test_run();
}
