/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/evidence.h"

#include <string.h>

#define ANN "Ann Example <ann@example.org>"
#define BOT "kernel test robot <lkp@intel.com>"
#define RE "Re: [PATCH v2 0/3] tea: boil"

static void describe_applied(GString *out, const Applied *applied)
{
	g_string_append_printf(out, " {%s|%s|%s", applied->tree ? applied->tree : "",
			       applied->branch ? applied->branch : "",
			       applied->excepted ? "not " : "");
	for (guint i = 0; i < applied->parts->len; i++)
		g_string_append_printf(out, "%s%u", i ? "," : "",
				       g_array_index(applied->parts, guint, i));
	g_string_append_printf(out, "|%u}", applied->commits->len);
}

/* "kind: line {…}; " of each */
static char *describe(const GPtrArray *all)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const Evidence *evidence = all->pdata[i];

		g_string_append_printf(out, "%s%s: %s", evidence_kind_name(evidence->kind),
				       evidence->promised ? "!" : "", evidence->line);
		if (evidence->token)
			g_string_append_printf(out, " =%s", evidence->token);
		if (*evidence->person.name || *evidence->person.addr)
			g_string_append_printf(out, " <%s>",
					       *evidence->person.name ? evidence->person.name
								      : evidence->person.addr);
		if (evidence->note)
			g_string_append_printf(out, " #%s", evidence->note);
		if (evidence->applied)
			describe_applied(out, evidence->applied);
		g_string_append(out, "; ");
	}
	return g_string_free(out, FALSE);
}

static char *read_mail(const char *from, gboolean bot, const char *title, PostKind kind,
		       const char *body)
{
	g_autoptr(Subject) subject = subject_parse(title);
	Person sender = person_parse(slice_of(from));
	g_autoptr(Reading) reading = reading_new(body, &sender);
	EvidenceMail mail = {reading, subject, kind, &sender, bot};
	g_autoptr(GPtrArray) all = evidence_read(&mail);

	person_clear(&sender);
	return describe(all);
}

typedef struct {
	const char *body, *want;
} Case;

static void check(const char *from, gboolean bot, const char *title, PostKind kind,
		  const Case *cases, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		g_autofree char *got = read_mail(from, bot, title, kind, cases[i].body);

		g_test_message("%s", cases[i].body);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* Own words alone: never a quote, a diff, a signature */
static void test_applied(void)
{
	static const Case cases[] = {
		{"On Mon, 4 Jan 2021 12:00:00 +0000, Bo Fjord wrote:\n> It boils.\n\n"
		 "Applied to tea/next, thanks!\n\n[1/3] tea: boil\n      commit: 0123456789abcdef\n"
		 "[3/3] tea: pour\n      "
		 "https://example.org/tea/c/abcdef012345\n\nCheers,\n\n\tAnn\n"
		 "-- \nBest wishes\n",
		 "applied: Applied to tea/next, thanks! {tea|next|1,3|2}; "},
		{"> Applied to tea/next, thanks!\n\nGreat news.\n", ""},
		{"On Mon, Bo Fjord wrote:\n> Queued, thanks.\n", ""},
		{"Looks fine.\n-- \nApplied to next, thanks!\n", ""},
		{"Applied to\n\n   https://example.org/tea.git for-next\n\nThanks!\n",
		 "applied: Applied to https://example.org/tea.git for-next "
		 "{https://example.org/tea.git|for-next||0}; "},
		{"Applied the first two, thanks.\nThe third boils dry.\n",
		 "applied: Applied the first two, thanks. {||1,2|0}; "},
		{"Applied the last one, thanks.\n",
		 "applied: Applied the last one, thanks. {||3|0}; "},
		{"I applied this locally, and it boils.\n", ""},
		{"I've just pushed that so that it simmers.\n\n[1/2] tea: boil\n"
		 "      commit: 0123456789abcdef\n[2/2] tea: pour\n      commit: "
		 "abcdef0123456789\n",
		 "applied: I've just pushed that so that it simmers. {||1,2|2}; "},
		{"I've just pushed that so that it simmers.\n\n[1/2] tea: boil\n", ""},
		{"I've picked it, with the lid.\n\nApplied to tea/next, thanks!\n\n[1/1] tea: "
		 "boil\n"
		 "      commit: 0123456789abcdef\n",
		 "applied: Applied to tea/next, thanks! {tea|next|1|1}; "},
		{"#syz fix: tea: boil\n", "fixed: #syz fix: tea: boil {|||0}; "},
	};

	static const Case pulls[] = {
		{"Done, thanks.\n", "applied: Done, thanks. {|||0}; "},
		{"Is it done?\n", "question: Is it done?; "},
		{"Not done.\n", ""},
	};

	check(ANN, FALSE, RE, POST_REPLY, cases, G_N_ELEMENTS(cases));
	check(ANN, FALSE, "Re: [GIT PULL] tea for 7.1", POST_REPLY, pulls, G_N_ELEMENTS(pulls));
}

/* RULES §4: in a reply, tags count when the sender is the person named */
static void test_tags(void)
{
	static const Case cases[] = {
		{"Reviewed-by: " ANN "\n",
		 "tag: Reviewed-by: " ANN " =Reviewed-by <Ann Example>; "},
		{"  Acked-by: " ANN "\n", "tag: Acked-by: " ANN " =Acked-by <Ann Example>; "},
		{"Reviewed-and-tested-by: " ANN "\n",
		 "tag: Reviewed-and-tested-by: " ANN " =Reviewed-by <Ann Example>; "
		 "tag: Reviewed-and-tested-by: " ANN " =Tested-by <Ann Example>; "},
		{"Acked-by: " ANN " # lid\n",
		 "tag: Acked-by: " ANN " # lid =Acked-by <Ann Example> #lid; "},
		{"Acked-by: " ANN " [lid]\n",
		 "tag: Acked-by: " ANN " [lid] =Acked-by <Ann Example> #lid; "},
		{"Acked-by: " ANN "\n[for the lid]\n",
		 "tag: Acked-by: " ANN " =Acked-by <Ann Example> #for the lid; "},
		{"With that fixed:\n\nReviewed-by: " ANN "\n",
		 "tag: Reviewed-by: " ANN " =Reviewed-by <Ann Example> #With that fixed:; "},
		{"With that:\n\nReviewed-by: " ANN "\n",
		 "tag: Reviewed-by: " ANN " =Reviewed-by <Ann Example>; "},
		{"Apart from the above,\n\nReviewed-by: " ANN "\n",
		 "tag: Reviewed-by: " ANN " =Reviewed-by <Ann Example>; "},
		{"Apart from the lid:\n\nReviewed-by: " ANN "\n",
		 "tag: Reviewed-by: " ANN " =Reviewed-by <Ann Example> #Apart from the lid:; "},
		{"Acked-by: Ann\nExample <ann@example.org>\n", ""},
		{"> Reviewed-by: " ANN "\n", ""},
		{"Reviewed-by: Bo Fjord <bo@fjord.example>\n", ""},
		{"Signed-off-by: " ANN "\n", ""},
		{"Reviewed-by when you fix that.\n", ""},
		{"Reviewed-by: " ANN " when you fix that\n", ""},
		{"You can add my R-b.\n", "tag: You can add my R-b. =Reviewed-by <Ann Example>; "},
		{"Feel free to keep my Acked-by.\n",
		 "tag: Feel free to keep my Acked-by. =Acked-by <Ann Example>; "},
		{"If you fix that, you can add my R-b.\n", ""},
		{"You can add my R-b once the lid fits.\n", ""},
		{"Nacked-by: " ANN "\n", "nack: Nacked-by: " ANN "; "},
	};

	check(ANN, FALSE, RE, POST_REPLY, cases, G_N_ELEMENTS(cases));
}

static void test_replies(void)
{
	static const Case cases[] = {
		{"Hi Bo,\n\nIs that so?\n\nCy, is it? Or not so?\n\nHow about lids?\n",
		 "question: Is that so? <Bo>; question: Cy, is it? <Cy>; "
		 "question: Or not so? <Cy>; question: How about lids? <Bo>; "},

		{"Is that so? Cy?\n", "question: Is that so? <Cy>; "},
		{"Is it nice? Absolutely not. Does it boil?\n", "question: Does it boil?; "},
		{"Is it nice?\n\nNo, but I asked\n", "question: Is it nice?; "},
		{"Is that wrong in the \"it boils.\" world?\n",
		 "question: Is that wrong in the \"it boils.\" world?; "},
		{"Hi Bo,\n\nGentle ping on this series.\nCould you boil it?\n",
		 "ping: Gentle ping on this series.; question: Could you boil it? <Bo>; "},
		{"> Any comments?\nAny comments on this?\n", "ping: Any comments on this?; "},
		{"NAK. This boils dry.\n", "nack: NAK.; "},
		{"> NAK.\n", ""},
		{"Please respin.\n", "changes: Please respin.; "},
		{"> Please respin.\n\nWill do.\n", "changes!: Will do.; "},
		{"Please ignore this series.\n", "withdrawn: Please ignore this series.; "},
		{"pw-bot: cr\n", "changes: pw-bot: cr; "},
		{"Is that so? It may be.\nWhy\nnot?\n",
		 "question: Is that so?; question: Why not?; "},
		{"Bo, I wonder. Is that so?\n\nWhat else?\n",
		 "question: Is that so? <Bo>; question: What else?; "},
		{"> Is that so?\n", ""},
		{"Reviewed-by: " ANN "\n\nWill this be in next?\n",
		 "tag: Reviewed-by: " ANN " =Reviewed-by <Ann Example>; "
		 "question: Will this be in next?; "},
		{"", ""},
	};

	check(ANN, FALSE, RE, POST_REPLY, cases, G_N_ELEMENTS(cases));
}

/* What patch mails and first mails say */
static void test_others(void)
{
	static const Case patches[] = {
		{"Why? It boils.\n\nApplied to next, thanks!\n\n"
		 "Reviewed-by: Bo Fjord <bo@fjord.example>\nSigned-off-by: " ANN "\n---\n",
		 "tag: Reviewed-by: Bo Fjord <bo@fjord.example> =Reviewed-by <Bo Fjord>; "},
	};
	static const Case letters[] = {
		{"It boils. Is that wanted?\n", "question: Is that wanted?; "},
		{"It boils.\n\nAny comments on this?\n", "question: Any comments on this?; "},
	};
	static const Case notes[] = {
		{"This is a note to let you know that I've just added the patch titled\n\n"
		 "    tea: boil\n\nto the 5.10-stable tree which can be found at:\n"
		 "    https://example.org/stable-queue.git\n",
		 "applied: to the 5.10-stable tree which can be found at: {5.10-stable|||0}; "},
		{"The patch titled\n     Subject: tea: boil\n"
		 "has been added to the -mm mm-unstable branch.  Its filename is\n     tea.patch\n",
		 "applied: has been added to the -mm mm-unstable branch. Its filename is "
		 "{|mm-unstable||0}; "},
		{"Applied to next, thanks!\n", ""},
	};

	check(ANN, FALSE, "[PATCH 1/2] tea: boil", POST_PATCH, patches, G_N_ELEMENTS(patches));
	check(ANN, FALSE, "[PATCH 0/2] tea: boil", POST_PATCH, letters, G_N_ELEMENTS(letters));
	check(ANN, FALSE, "Patch \"tea: boil\"", POST_OTHER, notes, G_N_ELEMENTS(notes));
}

static void test_robots(void)
{
	static const Case cases[] = {
		{"Hi Ann,\n\nThank you for the patch! Yet something to improve:\n\n"
		 "All errors (new ones prefixed by >>):\n\n   kettle.h:1:1: note: here\n"
		 ">> kettle.c:12:3: error: implicit declaration of function 'boil'\n",
		 "failure: Thank you for the patch! Yet something to improve: "
		 "#kettle.c:12:3: error: implicit declaration of function 'boil'; "},
		{"Hello,\n\nkernel test robot noticed \"BUG:kettle\" on:\n\ncommit: 0123456789\n\n"
		 "[   12.345678][  T123] BUG: unable to handle page fault\n",
		 "failure: kernel test robot noticed \"BUG:kettle\" on: "
		 "#BUG: unable to handle page fault; "},
		{"kernel test robot noticed a -13.4% regression of tea.boils on:\n",
		 "failure: kernel test robot noticed a -13.4% regression of tea.boils on:; "},
		{"kernel test robot noticed a 3.4% improvement of tea.boils on:\n",
		 "fine: kernel test robot noticed a 3.4% improvement of tea.boils on:; "},
		{"syzbot found the following issue on:\n\nHEAD commit: 0123456789\n\n"
		 "kettle: hot\nKASAN: use-after-free in boil\nWARNING: lid\n",
		 "failure: syzbot found the following issue on: "
		 "#KASAN: use-after-free in boil; "},
		{"syzbot has tested the proposed patch and the reproducer did not trigger any "
		 "issue:\n",
		 "fine: syzbot has tested the proposed patch and the reproducer did not trigger "
		 "any "
		 "issue:; "},
		{"syzbot has tested the proposed patch but the reproducer is still triggering an "
		 "issue:\nWARNING in boil\n",
		 "failure: syzbot has tested the proposed patch but the reproducer is still "
		 "triggering an issue:; "},
		{"fix commit: 0123456789ab tea: boil\n",
		 "fixed: fix commit: 0123456789ab tea: boil {|||1}; "},
		{"This series was applied to tea/tea.git (main)\nby Ann Example "
		 "<ann@example.org>:\n\n"
		 "Here is the summary with links:\n  - [v2,1/2] tea: boil\n"
		 "    https://example.org/c/0123456789ab\n  - [v2,2/2] tea: pour\n"
		 "    (no matching commit)\n",
		 "applied: This series was applied to tea/tea.git (main) {tea/tea.git|main|1|1}; "},
		{"The pull request you sent on Mon, 4 Jan 2021 12:00:00 +0000:\n\n"
		 "> https://example.org/tea.git tags/tea-5.11\n\nhas been merged into "
		 "tea/tea.git:\n"
		 "https://example.org/tea/c/0123456789abcdef0123\n",
		 "applied: has been merged into tea/tea.git: {tea/tea.git|||1}; "},
		{"The following commit has been merged into the tea/urgent branch of tip:\n\n"
		 "Commit-ID:     0123456789abcdef\n",
		 "applied: The following commit has been merged into the tea/urgent branch of tip: "
		 "{tip|tea/urgent||1}; "},
		{"Sashiko AI review found 2 potential issue(s) to consider:\n- [High] The lid "
		 "leaks.\n",
		 "failure: Sashiko AI review found 2 potential issue(s) to consider: "
		 "#- [High] The lid leaks.; "},
		{"This series failed the boil test.\n",
		 "failure: This series failed the boil test.; "},
		{"Is that so?\n", ""},
		{"", ""},
	};

	check(BOT, TRUE, "Re: [PATCH] tea: boil", POST_REPLY, cases, G_N_ELEMENTS(cases));
}

/* Which tags a reply gives, each once, in its sender's name. */
static void test_reviews(void)
{
	static const struct {
		const char *body;
		guint want;
	} cases[] = {
		{"", 0},
		{"Reviewed-by: Ann Example <ann@example.org>\n", 1},
		{"Reviewed-by: Ann Example <ann@example.org>\n\n"
		 "Reviewed-by: Ann Example <ann@example.org>\n",
		 1},
		{"Acked-by: Ann Example <ann@example.org>\n"
		 "Tested-by: Ann Example <ann@example.org>\n",
		 2},
		{"Reviewed-and-tested-by: Ann Example <ann@example.org>\n", 2},
		{"  Acked-by: Ann Example <ann@example.org>\n", 1},
		{"Feel free to add my Reviewed-by to it.\n", 1},
		{"Reviewed-by: Bo Fjord <bo@fjord.example>\n", 0},
		{"> Reviewed-by: Ann Example <ann@example.org>\n", 0},
		{"Signed-off-by: Ann Example <ann@example.org>\n", 0},
		{"Reviewed-by: when you fix that\n", 0},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) subject = subject_parse(RE);
		Person sender = person_parse(slice_of(ANN));
		g_autoptr(Reading) reading = reading_new(cases[i].body, &sender);
		EvidenceMail mail = {reading, subject, POST_REPLY, &sender, FALSE};
		g_autoptr(GPtrArray) all = evidence_read(&mail);

		g_test_message("%s", cases[i].body);
		g_assert_cmpuint(evidence_reviews(all), ==, cases[i].want);
		person_clear(&sender);
	}
}

/* Whether who is asked is surely a person: a word before a colon need not be. */
static void test_sure(void)
{
	static const struct {
		const char *body;
		gboolean want;
	} cases[] = {
		{"Bo, is the kettle on?\n", TRUE},      {"Hi Bo,\n\nIs the kettle on?\n", TRUE},
		{"Bo: is the kettle on?\n", FALSE},     {"@Bo: is the kettle on?\n", FALSE},
		{"Kettles: are they on yet?\n", FALSE}, {"Bo, note: is the kettle on?\n", TRUE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) subject = subject_parse(RE);
		Person sender = person_parse(slice_of(ANN));
		g_autoptr(Reading) reading = reading_new(cases[i].body, &sender);
		EvidenceMail mail = {reading, subject, POST_REPLY, &sender, FALSE};
		g_autoptr(GPtrArray) all = evidence_read(&mail);

		g_test_message("%s", cases[i].body);
		g_assert_cmpuint(all->len, ==, 1);
		if (all->len)
			g_assert_cmpint(((Evidence *)all->pdata[0])->sure, ==, cases[i].want);
		person_clear(&sender);
	}
}

/* Linear, whatever invites to go on looking */
static void test_hostile(void)
{
	static const char *const pieces[] = {"Acked-by: ",
					     "Reviewed-by: A\n",
					     "[1/2] ",
					     "?",
					     "? ",
					     "Applied ",
					     "I've applied, ",
					     "1-3, ",
					     "commit: 0123456",
					     "Ann, ",
					     "will ",
					     "please ",
					     "Applied to\n\n",
					     "1",
					     "NAK ",
					     ".",
					     "a.",
					     "...x",
					     "ä"};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *got = NULL;

		while (text->len < 1u << 18)
			g_string_append(text, pieces[i]);
		got = read_mail(ANN, i % 2, RE, POST_REPLY, text->str);
		g_assert_nonnull(got);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/evidence/applied", test_applied);
	g_test_add_func("/evidence/tags", test_tags);
	g_test_add_func("/evidence/replies", test_replies);
	g_test_add_func("/evidence/others", test_others);
	g_test_add_func("/evidence/robots", test_robots);
	g_test_add_func("/evidence/reviews", test_reviews);
	g_test_add_func("/evidence/sure", test_sure);
	g_test_add_func("/evidence/hostile", test_hostile);
	return g_test_run();
}
