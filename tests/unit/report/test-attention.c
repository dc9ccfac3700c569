/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/attention.h"

/* A state as far as attention looks at it. */
typedef struct {
	StateKind kind, under;
	guint failures;
	Waiting waiting;
	const char *want; /* NULL: none */
} Case;

static void check(const Case *row)
{
	g_autoptr(GArray) failures = g_array_new(FALSE, TRUE, sizeof(StateCite));
	const State state = {
		.kind = row->kind,
		.under = row->under,
		.waiting = row->waiting,
		.failures = g_array_set_size(failures, row->failures),
	};

	g_test_message("%s under %s", state_kind_name(row->kind), state_kind_name(row->under));
	g_assert_cmpstr(attention_name(attention_of(&state)), ==, row->want);
}

/* Each thread is under the first heading that holds. */
static void test_heading(void)
{
	static const Case cases[] = {
		{STATE_REVIEW, STATE_REVIEW, 0, WAITING_REVIEWERS, "review"},
		{STATE_REVIEW, STATE_REVIEW, 0, WAITING_AUTHOR, "author"},
		{STATE_CHANGES, STATE_CHANGES, 0, WAITING_AUTHOR, "author"},
		{STATE_REVIEW, STATE_REVIEW, 0, WAITING_PERSON, "person"},
		{STATE_DISCUSSION, STATE_DISCUSSION, 0, WAITING_PERSON, "person"},
		{STATE_ACKED, STATE_ACKED, 0, WAITING_MAINTAINERS, "apply"},
		{STATE_NEW, STATE_NEW, 0, WAITING_REVIEWERS, "unanswered"},
		{STATE_RFC, STATE_NEW, 0, WAITING_REVIEWERS, "unanswered"},
		{STATE_RFC, STATE_REVIEW, 0, WAITING_REVIEWERS, "review"},
		{STATE_NEW, STATE_NEW, 1, WAITING_REVIEWERS, "failure"},
		{STATE_ACKED, STATE_ACKED, 2, WAITING_MAINTAINERS, "failure"},
		{STATE_BUG_OPEN, STATE_BUG_OPEN, 0, WAITING_NONE, "bug"},
		{STATE_BUG_OPEN, STATE_BUG_OPEN, 1, WAITING_REVIEWERS, "bug"},
		{STATE_STALLED, STATE_BUG_OPEN, 0, WAITING_NONE, "stalled"},
		{STATE_STALLED, STATE_NEW, 1, WAITING_REVIEWERS, "stalled"},
		{STATE_STALLED, STATE_ACKED, 0, WAITING_MAINTAINERS, "stalled"},
		{STATE_DISCUSSION, STATE_DISCUSSION, 0, WAITING_NONE, NULL},
		/* final: nobody has to look */
		{STATE_APPLIED, STATE_APPLIED, 1, WAITING_NONE, NULL},
		{STATE_SUPERSEDED, STATE_SUPERSEDED, 1, WAITING_NONE, NULL},
		{STATE_REJECTED, STATE_REJECTED, 0, WAITING_NONE, NULL},
		{STATE_BUG_FIXED, STATE_BUG_FIXED, 0, WAITING_NONE, NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

static void test_since(void)
{
	static const struct {
		gint64 waiting, human, want;
	} cases[] = {{5, 9, 5}, {0, 9, 9}, {0, 0, 0}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		const State state = {.waiting_since = cases[i].waiting,
				     .last_human = cases[i].human};

		g_assert_cmpint(attention_since(&state), ==, cases[i].want);
	}
}

/* Every heading has a name, and no two the same. */
static void test_names(void)
{
	for (guint i = 0; i < N_ATTENTIONS; i++) {
		g_assert_nonnull(attention_name(i));
		for (guint k = 0; k < i; k++)
			g_assert_cmpstr(attention_name(i), !=, attention_name(k));
	}
	g_assert_null(attention_name(ATTENTION_NONE));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/attention/heading", test_heading);
	g_test_add_func("/attention/since", test_since);
	g_test_add_func("/attention/names", test_names);
	return g_test_run();
}
