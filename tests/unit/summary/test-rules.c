/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/rules.h"

#include <string.h>

#include "lib/states.h"
#include "summary/telling.h"

#define MAX_ROWS 14
#define PERIOD 100 /* minute at which the period begins */

/* What a mail of the thread has to quote; NULL: nothing of it. */
typedef struct {
	const char *id;
	const char *telling; /* sentences with "|" between */
	const char *lead;
	const char *changes; /* of v1 -> v2, with "|" between */
} Quotes;

typedef struct {
	const char *what;
	StateRow rows[MAX_ROWS + 1];
	Quotes quotes[MAX_ROWS + 1];
	/*
	 * The whole of it, line by line: P proposed, B before, N now, O open; "+2" where there are
	 * as many more.
	 */
	const char *want;
	gboolean bug;
} Case;

#define PATCH(minutes)                                                                             \
	{                                                                                          \
		"a", ANN, "[PATCH v2] x: count", NULL, minutes, NULL, NULL                         \
	}
#define LETTER(minutes)                                                                            \
	{                                                                                          \
		"a", ANN, "[PATCH v2 0/3] x: all", NULL, minutes, NULL, NULL                       \
	}
#define PART(id, n, minutes)                                                                       \
	{                                                                                          \
		id, ANN, "[PATCH v2 " n "/3] x: part " n, "a", minutes, NULL, NULL                 \
	}
#define SERIES LETTER(101), PART("p", "1", 102), PART("q", "2", 103), PART("r", "3", 104)
/* An answer; its subject is that of nothing. */
#define RE(id, from, parents, minutes, says)                                                       \
	{                                                                                          \
		id, from, "Re: it", parents, minutes, says, NULL                                   \
	}
#define LEAD                                                                                       \
	{                                                                                          \
		"a", NULL, "It counts.", NULL                                                      \
	}
#define SAYS(id, telling)                                                                          \
	{                                                                                          \
		id, telling, NULL, NULL                                                            \
	}

static const Case cases[] = {
	{"a patch alone", {PATCH(101)}, {LEAD}, "P lead Ann a: It counts.\n", FALSE},
	{"a patch without words", {PATCH(101)}, {{NULL, NULL, NULL, NULL}}, "", FALSE},
	{"changes; what every version has yields",
	 {SERIES},
	 {{"a", NULL, "It counts.",
	   "Rebased on v6.8|lock|split|Collected tags|count goats|Fix typos|sleep"}},
	 "P lead Ann a: It counts.\nP change Ann a v1>v2: lock\nP change Ann a v1>v2: split\n"
	 "P change Ann a v1>v2: count goats\nP change Ann a v1>v2: sleep\nP +3\n",
	 FALSE},
	{"… but is told where there is room",
	 {PATCH(101)},
	 {{"a", NULL, "It counts.", "Rebased on v6.8|count MTE tags"}},
	 "P lead Ann a: It counts.\nP change Ann a v1>v2: Rebased on v6.8\n"
	 "P change Ann a v1>v2: count MTE tags\n",
	 FALSE},
	{"changes that the letter forgot",
	 {SERIES, RE("b", BO, "a", 105, NULL), RE("c", ANN, "a", 106, NULL)},
	 {LEAD,
	  {"b", NULL, NULL, "not the author's"},
	  {"c", "lock the sheep in, too", NULL, "lock the sheep in, too|split"}},
	 "P lead Ann a: It counts.\nP change Ann c v1>v2: lock the sheep in, too\n"
	 "P change Ann c v1>v2: split\n",
	 FALSE},
	{"… and those of an answer to somebody",
	 {SERIES, RE("b", BO, "a", 105, NULL), RE("c", ANN, "b", 106, NULL)},
	 {LEAD, {"c", NULL, NULL, "lock the sheep in, too"}},
	 "P lead Ann a: It counts.\n",
	 FALSE},
	{"a review: tags, a fault, a promise",
	 {SERIES, RE("b", BO, "p", 110, "R Bo"), RE("c", BO, "q", 111, "R Bo"),
	  RE("d", CYD, "r", 112, NULL), RE("e", ANN, "d", 113, "will|I'll lock them in v3.")},
	 {LEAD, SAYS("d", "The lock of the sheep is racy.|The sheep are white here."),
	  SAYS("e", "Good catch, Cyd.|I'll lock them in v3.")},
	 "P lead Ann a: It counts.\nN tags Bo b c: Reviewed-by 1 2\n"
	 "N words Cyd d: The lock of the sheep is racy.\nN promise Ann e: I'll lock them in v3.\n",
	 FALSE},
	{"one entry of a person and a period",
	 {PATCH(1), RE("b", BO, "a", 2, NULL), RE("c", BO, "b", 3, NULL),
	  RE("d", BO, "c", 110, NULL), RE("e", ANN, "d", 111, NULL)},
	 {LEAD, SAYS("b", "The sheep are white here."), SAYS("c", "This breaks counting goats."),
	  SAYS("d", "The goats are locked in now."),
	  SAYS("e", "It is only at night that they are.")},
	 "P lead Ann a: It counts.\nB words Bo c: This breaks counting goats.\n"
	 "N words Bo d: The goats are locked in now.\n"
	 "N words Ann e: It is only at night that they are.\n",
	 FALSE},
	{"of who says much where little is new, the best of another mail, too",
	 {PATCH(1), RE("b", BO, "a", 110, NULL), RE("c", BO, "a", 111, NULL),
	  RE("d", BO, "a", 112, NULL), RE("e", CYD, "a", 113, NULL)},
	 {LEAD, SAYS("b", "The lock of the sheep is racy."),
	  SAYS("c", "The goats are black here.|The goats should be locked in."),
	  SAYS("d", "This breaks the counting of goats in goat_count()."),
	  SAYS("e", "The sheep are white here.")},
	 "P lead Ann a: It counts.\nN words Bo b: The lock of the sheep is racy.\n"
	 "N words Bo d: This breaks the counting of goats in goat_count().\n"
	 "N words Cyd e: The sheep are white here.\n",
	 FALSE},
	{"… which is no question: that is open, or was answered",
	 {PATCH(1), RE("b", BO, "a", 110, NULL), RE("c", BO, "a", 111, "asks|Should it be racy?"),
	  RE("d", ANN, "c", 112, NULL)},
	 {LEAD, SAYS("b", "The lock of the sheep is racy."),
	  SAYS("c",
	       "Should the goats of goat_count() be locked in, as they are in sheep_count()?")},
	 "P lead Ann a: It counts.\nN words Bo b: The lock of the sheep is racy.\n",
	 FALSE},
	{"… beside what he asks for in one mail",
	 {PATCH(1), RE("b", BO, "a", 110, "changes|Please respin the third part with a lock."),
	  RE("c", BO, "a", 111, NULL)},
	 {LEAD, SAYS("b", "Please respin the third part with a lock.|The sheep should be white."),
	  SAYS("c", "The lock of the sheep is racy.")},
	 "P lead Ann a: It counts.\nN changes Bo b: Please respin the third part with a lock.\n"
	 "N words Bo c: The lock of the sheep is racy.\n",
	 FALSE},
	{"… and nothing that was said before, nor twice",
	 {PATCH(1), RE("b", BO, "a", 2, NULL), RE("c", BO, "a", 3, NULL),
	  RE("d", CYD, "a", 110, NULL), RE("e", CYD, "a", 111, NULL)},
	 {LEAD, SAYS("b", "The lock of the sheep is racy."),
	  SAYS("c", "The goats should be locked in, too."),
	  SAYS("d", "The lock of the sheep is racy."), SAYS("e", "The lock of the sheep is racy.")},
	 "P lead Ann a: It counts.\nB words Bo b: The lock of the sheep is racy.\n"
	 "N words Cyd d: The lock of the sheep is racy.\n",
	 FALSE},
	{"what was answered stands back for what was said",
	 {PATCH(1), RE("b", BO, "a", 110, "asks|Why are they white at night?"),
	  RE("c", ANN, "b", 111, NULL), RE("d", BO, "c", 112, NULL)},
	 {LEAD, SAYS("b", "Why are they white at night?"),
	  SAYS("d", "Then they should be counted at night.")},
	 "P lead Ann a: It counts.\nN words Bo d: Then they should be counted at night.\n",
	 FALSE},
	{"a person with two addresses is one",
	 {PATCH(101), RE("b", BO, "a", 110, NULL),
	  RE("c", "Bo Fjord <bo@home.example>", "a", 111, NULL)},
	 {LEAD, SAYS("b", "The sheep are white here."), SAYS("c", "This breaks counting goats.")},
	 "P lead Ann a: It counts.\nN words Bo c: This breaks counting goats.\n",
	 FALSE},
	{"what only a third mention joins is one voice, and no one's mails are another's",
	 {SERIES, RE("b", "Bo Fjord <bo@home.example>", "p", 110, "R Bo"),
	  RE("c", "Bo <bo@fjord.example>", "q", 111, "R Bo"), RE("d", BO, "r", 112, "T Bo")},
	 {LEAD},
	 "P lead Ann a: It counts.\nN tags Bo b: Reviewed-by 1\nN tags Bo c: Reviewed-by 2\n"
	 "N tags Bo d: Tested-by 3\n",
	 FALSE},
	{"the same words of two",
	 {PATCH(101), RE("b", BO, "a", 110, NULL), RE("c", CYD, "a", 111, NULL)},
	 {LEAD, SAYS("b", "Looks good to me."), SAYS("c", "Looks good to me.")},
	 "P lead Ann a: It counts.\nN words Bo b: Looks good to me.\n"
	 "N words Cyd c: Looks good to me.\n",
	 FALSE},
	{"what says nothing",
	 {PATCH(101), RE("b", BO, "a", 110, NULL)},
	 {LEAD, SAYS("b", "Thanks for the patch!")},
	 "P lead Ann a: It counts.\n",
	 FALSE},
	{"applied, in one set of words to two parts",
	 {SERIES, RE("b", BO, "p", 110, "applied|Applied, thanks!"),
	  RE("c", BO, "q", 111, "applied|Applied, thanks!"), RE("d", CYD, "p", 112, NULL)},
	 {LEAD, SAYS("b", "Applied, thanks!"), SAYS("c", "Applied, thanks!"),
	  SAYS("d", "The sheep are white here.")},
	 "P lead Ann a: It counts.\nN applied Bo b c: Applied, thanks!\n"
	 "N words Cyd d: The sheep are white here.\n",
	 FALSE},
	{"applied in part, and what is left to want",
	 {SERIES, RE("b", BO, "a", 110, "applied 1 2|Applied 1-2, thanks!"),
	  RE("c", BO, "r", 111, "changes|Please respin the third part with a lock.")},
	 {LEAD},
	 "P lead Ann a: It counts.\nN applied Bo b: Applied 1-2, thanks!\n"
	 "N changes Bo c: Please respin the third part with a lock.\n",
	 FALSE},
	{"what was wanted before all was applied",
	 {PATCH(101), RE("b", BO, "a", 110, "changes|Please add a lock to it."),
	  RE("c", BO, "b", 111, "applied|Applied with a lock, thanks!")},
	 {LEAD},
	 "P lead Ann a: It counts.\nN applied Bo c: Applied with a lock, thanks!\n",
	 FALSE},
	{"a NACK of one word has its reason beside it",
	 {PATCH(101), RE("b", BO, "a", 110, NULL), RE("c", BO, "a", 111, "nack|NAK.")},
	 {LEAD, SAYS("b", "This breaks counting goats."),
	  SAYS("c", "NAK.|The sheep must be counted first.")},
	 "P lead Ann a: It counts.\nN nack Bo c: NAK.\n"
	 "N words Bo c: The sheep must be counted first.\n",
	 FALSE},
	{"one that says why has none",
	 {PATCH(101), RE("b", BO, "a", 110, "nack|NAK, for the goats are not counted.")},
	 {LEAD, SAYS("b", "The sheep must be counted first.")},
	 "P lead Ann a: It counts.\nN nack Bo b: NAK, for the goats are not counted.\n",
	 FALSE},
	{"a NACK that was taken back is none",
	 {PATCH(1), RE("b", BO, "a", 2, "nack|NAK, for the goats are not counted."),
	  RE("c", BO, "b", 110, "R Bo")},
	 {LEAD, SAYS("b", "The sheep must be counted first.")},
	 "P lead Ann a: It counts.\nB words Bo b: The sheep must be counted first.\n"
	 "N tags Bo c: Reviewed-by 0\n",
	 FALSE},
	{"tags that a NACK took back are none",
	 {PATCH(1), RE("b", BO, "a", 2, "R Bo"),
	  RE("c", BO, "b", 110, "nack|NAK, for the goats are not counted.")},
	 {LEAD},
	 "P lead Ann a: It counts.\nN nack Bo c: NAK, for the goats are not counted.\n",
	 FALSE},
	{"a tag on the letter is one on all",
	 {SERIES, RE("b", BO, "p", 110, "A Bo"), RE("c", BO, "a", 111, "A Bo"),
	  RE("d", BO, "a", 112, "T Bo")},
	 {LEAD},
	 "P lead Ann a: It counts.\nN tags Bo c: Acked-by 0\nN tags Bo d: Tested-by 0\n",
	 FALSE},
	{"tags of the author, and of others in patches, tell nothing new",
	 {{"a", ANN, "[PATCH v2] x: count", NULL, 101, "R Bo; T Ann", NULL},
	  RE("b", ANN, "a", 110, "T Ann")},
	 {LEAD},
	 "P lead Ann a: It counts.\n",
	 FALSE},
	{"beside a tag only what objects",
	 {SERIES, RE("b", BO, "p", 110, "R Bo"), RE("c", BO, "q", 111, NULL),
	  RE("d", CYD, "p", 112, "A Cyd")},
	 {LEAD, SAYS("c", "The lock of the sheep is racy."), SAYS("d", "Looks good to me.")},
	 "P lead Ann a: It counts.\nN tags Bo b: Reviewed-by 1\n"
	 "N words Bo c: The lock of the sheep is racy.\nN tags Cyd d: Acked-by 1\n",
	 FALSE},
	{"a tag that was offered is not told twice",
	 {PATCH(101), RE("b", BO, "a", 110, "R Bo|Please add my Reviewed-by to this one.")},
	 {LEAD, SAYS("b", "Please add my Reviewed-by to this one.")},
	 "P lead Ann a: It counts.\nN tags Bo b: Reviewed-by 0\n",
	 FALSE},
	{"a bot's failures: two, the newest; their first error line",
	 {SERIES, RE("b", ROBOT, "p", 110, "fails # x.c:1: error|It fails."),
	  RE("c", ROBOT, "q", 111, "fails # x.c:2: error|It fails."),
	  RE("d", ROBOT, "r", 112, "fails|It fails to build.")},
	 {LEAD, SAYS("b", "The sheep are white here.")},
	 "P lead Ann a: It counts.\nN failure kernel c: x.c:2: error\n"
	 "N failure kernel d: It fails to build.\nN +1\n",
	 FALSE},
	{"a failure that is overtaken",
	 {PATCH(1), RE("b", ROBOT, "a", 2, "fails|It fails."), RE("c", ROBOT, "a", 110, "fine")},
	 {LEAD},
	 "P lead Ann a: It counts.\n",
	 FALSE},
	{"a thread whose beginning was not read",
	 {RE("b", BO, "zero", 2, NULL), RE("c", CYD, "b", 110, NULL)},
	 {{"b", "The sheep are white here.", NULL, NULL}, SAYS("c", "The goats are black here.")},
	 "B root-unread\nB words Bo b: The sheep are white here.\n"
	 "N words Cyd c: The goats are black here.\n",
	 FALSE},
	{"parts whose letter was not read: the first speaks, its changelog does not",
	 {{"q", ANN, "[PATCH v2 2/3] x: part 2", "zero", 101, NULL, NULL},
	  RE("b", BO, "q", 110, NULL)},
	 {{"q", NULL, "It counts goats.", "lock"}, SAYS("b", "The goats are black here.")},
	 "P lead Ann q: It counts goats.\nB root-unread\n"
	 "N words Bo b: The goats are black here.\n",
	 FALSE},
	{"a bug report and its end",
	 {{"a", ANN, "x: WARNING in count", NULL, 1, NULL, NULL},
	  RE("b", BO, "a", 2, NULL),
	  RE("c", CYD, "a", 110, "fixed|#syz fix: x: count")},
	 {{"a", "The sheep were not counted.", "It warns.", NULL},
	  SAYS("b", "Can you try the goats instead?")},
	 "P lead Ann a: It warns.\nB words Bo b: Can you try the goats instead?\n"
	 "N fixed Cyd c: #syz fix: x: count\n",
	 TRUE},
	{"a bug report of a bot, which says it again",
	 {{"a", SYZBOT, "WARNING in count", NULL, 1, "fails|WARNING in count", NULL},
	  RE("b", SYZBOT, "a", 110, "fails|WARNING in count_goats")},
	 {{"a", NULL, "syzbot found this.", NULL}},
	 "P lead syzbot a: syzbot found this.\nN failure syzbot b: WARNING in count_goats\n",
	 TRUE},
	{"talk",
	 {{"a", ANN, "How sheep are counted", NULL, 1, NULL, NULL},
	  RE("b", BO, "a", 110, NULL),
	  RE("c", ANN, "b", 111, NULL)},
	 {LEAD, SAYS("b", "The sheep are white here."),
	  SAYS("c", "I'll count them at night, then.")},
	 "P lead Ann a: It counts.\nN words Bo b: The sheep are white here.\n"
	 "N words Ann c: I'll count them at night, then.\n",
	 FALSE},
	{"a pull request",
	 {{"a", ANN, "[GIT PULL] sheep for 6.8", NULL, 101, NULL, NULL},
	  RE("b", BO, "a", 110, "applied|Pulled, thanks.")},
	 {LEAD, SAYS("b", "Pulled, thanks.")},
	 "P lead Ann a: It counts.\nN applied Bo b: Pulled, thanks.\n",
	 FALSE},
	{"an RFC and a patch that another sends into it",
	 {{"a", ANN, "[RFC PATCH] x: count", NULL, 101, NULL, NULL},
	  {"b", BO, "[PATCH] y: count better", "a", 110, NULL, NULL}},
	 {LEAD, {"b", "The sheep are white here.", "It counts better.", NULL}},
	 "P lead Ann a: It counts.\n",
	 FALSE},
	{"withdrawn",
	 {PATCH(101), RE("b", ANN, "a", 110, "gone|Please ignore this patch.")},
	 {LEAD},
	 "P lead Ann a: It counts.\nN withdrawn Ann b: Please ignore this patch.\n",
	 FALSE},
	{"open questions are told once",
	 {PATCH(1), RE("b", BO, "a", 110, "asks|Why are they white?")},
	 {LEAD, SAYS("b", "Why are they white?|The goats are black here.")},
	 "P lead Ann a: It counts.\nN words Bo b: The goats are black here.\n"
	 "O Bo>Ann b: Why are they white?\n",
	 FALSE},
	{"what is answered is said, not open",
	 {PATCH(1), RE("b", BO, "a", 110, "asks|Why are they white?"),
	  RE("c", ANN, "b", 111, NULL)},
	 {LEAD, SAYS("b", "Why are they white?")},
	 "P lead Ann a: It counts.\nN words Bo b: Why are they white?\n",
	 FALSE},
	{"a question that the lead has",
	 {{"a", ANN, "How are sheep counted?", NULL, 101, "asks|How are they counted?", NULL}},
	 {{"a", "How are they counted?", "How are they counted?", NULL}},
	 "P lead Ann a: How are they counted?\n",
	 FALSE},
	{"more questions than there is room for: those of the period, one of each mail",
	 {SERIES, RE("b", BO, "p", 20, "asks|Should they be counted twice?"),
	  RE("c", BO, "q", 110,
	     "asks|Are they white?; asks|Should the goats be locked in?; asks|Where are they?"),
	  RE("d", CYD, "r", 111, "asks|Is that what was meant here?"),
	  RE("e", DAN, "r", 112, "asks|Does this count the goats?")},
	 {LEAD},
	 "P lead Ann a: It counts.\nO Bo>Ann c: Should the goats be locked in?\n"
	 "O Cyd>Ann d: Is that what was meant here?\nO Dan>Ann e: Does this count the goats?\n"
	 "O +3\n",
	 FALSE},
	{"a question asked again",
	 {PATCH(1), RE("b", BO, "a", 2, "asks|Why are they white?"),
	  RE("c", BO, "a", 110, "asks|Why are they white?")},
	 {LEAD},
	 "P lead Ann a: It counts.\nO Bo>Ann c: Why are they white?\n",
	 FALSE},
};

/* --- making ----------------------------------------------------------------------- */

static gint compare_sentences(gconstpointer a, gconstpointer b)
{
	return ((const ExtractSentence *)b)->score - ((const ExtractSentence *)a)->score;
}

static Extract *extract_of(const Quotes *quotes)
{
	Extract *extract = extract_new();
	g_auto(GStrv) telling = g_strsplit(quotes->telling ? quotes->telling : "", "|", -1);

	extract->lead = g_strdup(quotes->lead);
	for (guint i = 0; telling[i]; i++) {
		ExtractSentence sentence = {NULL, telling_score(telling[i], i), 0};

		if (sentence.score <= 0)
			continue;
		sentence.text = g_strdup(telling[i]);
		g_array_append_val(extract->telling, sentence);
	}
	g_array_sort(extract->telling, compare_sentences);
	if (quotes->changes) {
		extract->changes = g_new0(ExtractChanges, 1);
		extract->changes->before = 1;
		extract->changes->after = 2;
		extract->changes->changes = g_strsplit(quotes->changes, "|", -1);
	}
	return extract;
}

typedef struct {
	StateMade made;
	State *state;
	RulesMail *mails;
	GPtrArray *extracts;
	Summary *summary;
	guint n;
} Made;

static void make_mail(Made *made, guint i, const Quotes *quotes)
{
	const StateMail *mail = &made->made.mails[i];
	RulesMail *own = &made->mails[i];

	*own = (RulesMail){mail->post, mail->evidence, NULL,
			   mail->post->instant < STATES_DAY + 60 * PERIOD};
	for (guint k = 0; quotes[k].id; k++) {
		if (!g_str_equal(quotes[k].id, mail->post->id))
			continue;
		g_ptr_array_add(made->extracts, extract_of(&quotes[k]));
		own->extract = made->extracts->pdata[made->extracts->len - 1];
	}
}

static void make(Made *made, const StateRow *rows, const Quotes *quotes, gboolean bug)
{
	const Thread *thread;
	RulesInput input;

	states_make(&made->made, rows, NULL, NULL, 0);
	made->made.input.bug = bug;
	made->state = state_of(&made->made.input);
	thread = made->made.input.thread;
	made->n = thread->mails->len;
	made->mails = g_new(RulesMail, made->n);
	made->extracts = g_ptr_array_new_with_free_func((GDestroyNotify)extract_free);
	for (guint i = 0; i < made->n; i++)
		make_mail(made, i, quotes);
	input = (RulesInput){thread, made->mails, made->state};
	made->summary = rules_summarize(&input);
}

static void clear(Made *made)
{
	summary_free(made->summary);
	state_free(made->state);
	g_ptr_array_unref(made->extracts);
	g_free(made->mails);
	states_clear(&made->made);
}

/* --- in words ---------------------------------------------------------------------- */

static char *first_name(const Person *person)
{
	return g_strndup(person->name, strcspn(person->name, " "));
}

static void add_point(GString *text, const Made *made, char part, const Point *point)
{
	g_autofree char *name = first_name(&point->actor);

	g_string_append_printf(text, "%c %s", part, point_kind_name(point->kind));
	if (point->kind == POINT_ROOT_UNREAD) {
		g_string_append_c(text, '\n');
		return;
	}
	g_string_append_printf(text, " %s", name);
	for (guint i = 0; i < point->cites->len; i++)
		g_string_append_printf(text, " %s",
				       made->mails[g_array_index(point->cites, guint, i)].post->id);
	if (point->kind == POINT_CHANGE)
		g_string_append_printf(text, " v%u>v%u", point->before, point->after);
	g_string_append_printf(text, ": %s", point->text);
	for (guint i = 0; point->parts && i < point->parts->len; i++)
		g_string_append_printf(text, " %u", g_array_index(point->parts, guint, i));
	g_string_append_c(text, '\n');
}

static void add_points(GString *text, const Made *made, char part, const GPtrArray *points,
		       guint more)
{
	for (guint i = 0; i < points->len; i++)
		add_point(text, made, part, points->pdata[i]);
	if (more)
		g_string_append_printf(text, "%c +%u\n", part, more);
}

static char *describe(const Made *made)
{
	const Summary *summary = made->summary;
	GString *text = g_string_new(NULL);

	add_points(text, made, 'P', summary->proposed, summary->more.proposed);
	add_points(text, made, 'B', summary->before, summary->more.before);
	add_points(text, made, 'N', summary->now, summary->more.now);
	for (guint i = 0; i < summary->open->len; i++) {
		const Question *question = summary->open->pdata[i];
		g_autofree char *asker = first_name(&question->asker);
		g_autofree char *owes = first_name(&question->owes);

		g_string_append_printf(text, "O %s>%s %s: %s\n", asker, owes,
				       made->mails[question->cite].post->id, question->text);
	}
	if (summary->more.open)
		g_string_append_printf(text, "O +%u\n", summary->more.open);
	return g_string_free(text, FALSE);
}

static void test_table(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = NULL;
		Made made;

		make(&made, cases[i].rows, cases[i].quotes, cases[i].bug);
		got = describe(&made);
		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
		clear(&made);
	}
}

/* --- whatever a thread holds -------------------------------------------------------- */

#define RANDOM_MAILS 40
#define RANDOM_THREADS 400

static const char *pick(const char *const *list, guint n)
{
	return list[g_test_rand_int_range(0, (gint32)n)];
}

/* Threads of a few people and bots who say anything of anything. */
static void randomize(StateRow *rows, Quotes *quotes, char ids[][8], guint n)
{
	static const char *const people[] = {ANN,
					     BO,
					     CYD,
					     DAN,
					     ROBOT,
					     SYZBOT,
					     "Bo Fjord <bo@home.example>",
					     "Bo <bo@fjord.example>"};
	static const char *const subjects[] = {"[PATCH v2 0/3] x: all",
					       "[PATCH v2 1/3] x: one",
					       "[PATCH v2 2/3] x: two",
					       "Re: it",
					       "Re: it",
					       "Re: it",
					       "Re: it",
					       "Talk"};
	static const char *const says[] = {
		NULL,
		"R Bo; A Cyd",
		"T Dan; A Ann; R Ann",
		"nack|NAK.",
		"nack|NAK, for the goats are not counted.",
		"changes|Please respin with a lock in it.; asks|Where is it?",
		"will|Will do.",
		"gone|Please ignore this patch.",
		"applied|Applied, thanks!",
		"applied 1|Applied the first, thanks!",
		"fixed|#syz fix: x: count",
		"fails # x.c:1: error|It fails.",
		"fails|It fails to build.",
		"fine",
		"asks|Why are they white?; asks Bo|Bo, are they black?",
	};
	static const char *const telling[] = {
		NULL,
		"The sheep are white here.",
		"The lock of the sheep is racy.|Why are they white?",
		"NAK.|The goats must be counted first.",
		"Applied, thanks!|It doesn't count the goats.",
		"Thanks for the patch!",
	};
	static const char *const changes[] = {NULL, "lock", "lock|split|rebase|sheep|goats|wool"};

	for (guint i = 0; i < n; i++) {
		const char *parent = i ? ids[g_test_rand_int_range(0, (gint32)i)] : NULL;

		g_snprintf(ids[i], sizeof(ids[i]), "m%u", i);
		if (!i && g_test_rand_int_range(0, 4) == 0)
			parent = "zero";
		rows[i] = (StateRow){ids[i],
				     pick(people, G_N_ELEMENTS(people)),
				     i ? pick(subjects, G_N_ELEMENTS(subjects)) : pick(subjects, 4),
				     parent,
				     (int)i * 200 / (int)n,
				     pick(says, G_N_ELEMENTS(says)),
				     NULL};
		quotes[i] = (Quotes){ids[i], pick(telling, G_N_ELEMENTS(telling)),
				     g_test_rand_bit() ? "It counts." : NULL,
				     pick(changes, G_N_ELEMENTS(changes))};
	}
	rows[n] = (StateRow){0};
	quotes[n] = (Quotes){0};
}

static gboolean evidence_has(const RulesMail *mail, const char *text)
{
	for (guint i = 0; mail->evidence && i < mail->evidence->len; i++) {
		const Evidence *evidence = mail->evidence->pdata[i];

		if (!g_strcmp0(evidence->line, text) || !g_strcmp0(evidence->note, text))
			return TRUE;
	}
	return FALSE;
}

static gboolean extract_has(const Extract *extract, const char *text)
{
	if (!extract)
		return FALSE;
	for (guint i = 0; i < extract->telling->len; i++)
		if (g_str_equal(g_array_index(extract->telling, ExtractSentence, i).text, text))
			return TRUE;
	return !g_strcmp0(extract->lead, text) ||
	       (extract->changes &&
		g_strv_contains((const char *const *)extract->changes->changes, text));
}

/* A tag is given in the name of who sends it. */
static gboolean gives(const RulesMail *mail, const Point *point)
{
	for (guint i = 0; mail->evidence && i < mail->evidence->len; i++) {
		const Evidence *evidence = mail->evidence->pdata[i];

		if (evidence->kind == EVIDENCE_TAG && g_str_equal(evidence->token, point->text) &&
		    person_same(&evidence->person, &point->actor))
			return TRUE;
	}
	return FALSE;
}

/* Its actor sent every mail that it cites, and each of these has its words. */
static void check_point(const Made *made, const Point *point)
{
	if (point->kind == POINT_ROOT_UNREAD)
		return;
	g_assert_cmpuint(point->cites->len, >, 0);
	for (guint i = 0; i < point->cites->len; i++) {
		guint cite = g_array_index(point->cites, guint, i);
		const RulesMail *mail = &made->mails[cite];

		g_assert_cmpuint(cite, <, made->n);
		g_assert_true(person_same(&point->actor, &mail->post->sender));
		if (point->kind == POINT_TAGS)
			g_assert_true(gives(mail, point));
		else
			g_assert_true(evidence_has(mail, point->text) ||
				      extract_has(mail->extract, point->text));
		if (i)
			g_assert_cmpuint(g_array_index(point->cites, guint, i - 1), <, cite);
	}
}

static guint count_words(const GPtrArray *points, const Person *actor)
{
	guint count = 0;

	for (guint i = 0; i < points->len; i++) {
		const Point *point = points->pdata[i];

		count += point->kind == POINT_WORDS && person_same(&point->actor, actor) ? 1 : 0;
	}
	return count;
}

/*
 * Of its period, in the order of the mails; of each person few, and one sentence, or two where
 * little is new.
 */
static void check_period(const Made *made, const GPtrArray *points, gboolean before)
{
	guint last = 0;

	for (guint i = 0; i < points->len; i++) {
		const Point *point = points->pdata[i];

		if (point->kind == POINT_ROOT_UNREAD)
			continue;
		for (guint k = 0; k < point->cites->len; k++)
			g_assert_true(made->mails[g_array_index(point->cites, guint, k)].before ==
				      before);
		g_assert_cmpuint(g_array_index(point->cites, guint, 0), >=, last);
		last = g_array_index(point->cites, guint, 0);
		g_assert_cmpuint(count_words(points, &point->actor), <=,
				 before || points->len > RULES_ENOUGH ? 1 : 2);
	}
}

static char *key_of_point(const Point *point)
{
	GString *key = g_string_new(point->text);

	for (guint i = 0; i < point->cites->len; i++)
		g_string_append_printf(key, " %u", g_array_index(point->cites, guint, i));
	return g_string_free(key, FALSE);
}

/* No words of a mail stand in it twice. */
static void check_twice(const Summary *summary)
{
	const GPtrArray *lists[] = {summary->proposed, summary->before, summary->now};
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		for (guint k = 0; k < lists[i]->len; k++)
			g_assert_true(g_hash_table_add(seen, key_of_point(lists[i]->pdata[k])));
	for (guint i = 0; i < summary->open->len; i++) {
		const Question *question = summary->open->pdata[i];

		g_assert_true(g_hash_table_add(
			seen, g_strdup_printf("%s %u", question->text, question->cite)));
	}
}

/* Bots' failures of a period beyond those that are told of one. */
static guint count_spare(const Made *made, gboolean before)
{
	g_autoptr(GHashTable) bots = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint spare = 0;

	for (guint i = 0; i < made->state->failures->len; i++) {
		gint mail = g_array_index(made->state->failures, StateCite, i).mail;
		char *key = person_key(&made->mails[mail].post->sender);
		guint count = GPOINTER_TO_UINT(g_hash_table_lookup(bots, key)) + 1;

		if (made->mails[mail].before != before) {
			g_free(key);
			continue;
		}
		g_hash_table_insert(bots, key, GUINT_TO_POINTER(count));
		spare += count > 2;
	}
	return spare;
}

static guint count_changes(const Summary *summary)
{
	guint changes = 0;

	for (guint i = 0; i < summary->proposed->len; i++)
		changes += ((const Point *)summary->proposed->pdata[i])->kind == POINT_CHANGE;
	return changes;
}

/* What found no room was left out for want of it. */
static void check_room(const Made *made)
{
	const Summary *summary = made->summary;

	g_assert_cmpuint(count_changes(summary), <=, RULES_CHANGES);
	g_assert_cmpuint(summary->before->len, <=, RULES_BEFORE);
	g_assert_cmpuint(summary->now->len, <=, RULES_NOW);
	g_assert_cmpuint(summary->open->len, <=, RULES_OPEN);
	g_assert_true(!summary->more.proposed || count_changes(summary) == RULES_CHANGES);
	g_assert_true(!summary->more.open || summary->open->len == RULES_OPEN);
	if (summary->before->len < RULES_BEFORE)
		g_assert_cmpuint(summary->more.before, <=, count_spare(made, TRUE));
	if (summary->now->len < RULES_NOW)
		g_assert_cmpuint(summary->more.now, <=, count_spare(made, FALSE));
}

static gboolean has_cite(const GPtrArray *points, guint mail)
{
	for (guint i = 0; i < points->len; i++) {
		const Point *point = points->pdata[i];

		for (guint k = 0; k < point->cites->len; k++)
			if (g_array_index(point->cites, guint, k) == mail)
				return TRUE;
	}
	return FALSE;
}

/* What shows the state is told, but of the tags that a patch mail came with. */
static void check_state(const Made *made, const StateCite *cite)
{
	const Summary *summary = made->summary;

	if (!cite->evidence || made->mails[cite->mail].post->kind == POST_PATCH)
		return;
	if (cite->evidence->kind == EVIDENCE_TAG &&
	    !person_same(&cite->evidence->person, &made->mails[cite->mail].post->sender))
		return; /* no reply has such (core/evidence.h) */
	g_assert_true(has_cite(summary->proposed, (guint)cite->mail) ||
		      has_cite(summary->before, (guint)cite->mail) ||
		      has_cite(summary->now, (guint)cite->mail));
}

static void check(const Made *made)
{
	const Summary *summary = made->summary;
	const GPtrArray *lists[] = {summary->proposed, summary->before, summary->now};

	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		for (guint k = 0; k < lists[i]->len; k++)
			check_point(made, lists[i]->pdata[k]);
	check_period(made, summary->before, TRUE);
	check_period(made, summary->now, FALSE);
	check_twice(summary);
	check_room(made);
	check_state(made, &made->state->cite);
	check_state(made, &made->state->under_cite);
	for (guint i = 0; i < summary->open->len; i++) {
		const Question *question = summary->open->pdata[i];
		const RulesMail *mail = &made->mails[question->cite];

		g_assert_true(person_same(&question->asker, &mail->post->sender));
		g_assert_true(evidence_has(mail, question->text));
		g_assert_true(question->before == mail->before);
	}
}

static void test_random(void)
{
	for (guint i = 0; i < RANDOM_THREADS; i++) {
		StateRow rows[RANDOM_MAILS + 1];
		Quotes quotes[RANDOM_MAILS + 1];
		char ids[RANDOM_MAILS][8];
		Made made;

		randomize(rows, quotes, ids, (guint)g_test_rand_int_range(1, RANDOM_MAILS + 1));
		make(&made, rows, quotes, g_test_rand_bit());
		check(&made);
		clear(&made);
	}
}

/* Three hundred people say something, and few find room: who decides, then who objects. */
static void test_crowd(void)
{
	enum { CROWD = 300 };
	g_autofree StateRow *rows = g_new0(StateRow, CROWD + 1);
	g_autofree Quotes *quotes = g_new0(Quotes, CROWD + 1);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *got = NULL;
	Made made;

	for (guint i = 0; i < CROWD; i++) {
		char *id = g_strdup_printf("m%u", i);
		char *from = g_strdup_printf("P%u Example <p%u@example.org>", i, i);

		g_ptr_array_add(names, id);
		g_ptr_array_add(names, from);
		rows[i] = (StateRow){id,
				     i ? from : ANN,
				     i ? "Re: it" : "[PATCH] x: count",
				     i ? "m0" : NULL,
				     101 + (int)i,
				     NULL,
				     NULL};
		quotes[i] = (Quotes){id, i ? "The sheep are white here." : NULL,
				     i ? NULL : "It counts.", NULL};
	}
	rows[40].says = "nack|NAK, for the goats are not counted.";
	rows[50].from = ROBOT;
	rows[50].says = "fails|It fails to build.";
	rows[60].says = "changes|Please respin with a lock in it.";
	quotes[70].telling = "The lock of the sheep is racy.";
	rows[80].from = ANN;
	quotes[80].telling = "This breaks counting goats.";
	rows[299].says = "applied|Applied, thanks!";
	make(&made, rows, quotes, FALSE);
	check(&made);
	got = describe(&made);
	g_assert_cmpstr(got, ==,
			"P lead Ann m0: It counts.\nN words P1 m1: The sheep are white here.\n"
			"N words P2 m2: The sheep are white here.\n"
			"N nack P40 m40: NAK, for the goats are not counted.\n"
			"N changes P60 m60: Please respin with a lock in it.\n"
			"N words P70 m70: The lock of the sheep is racy.\n"
			"N applied P299 m299: Applied, thanks!\nN +292\n");
	clear(&made);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rules/table", test_table);
	g_test_add_func("/rules/random", test_random);
	g_test_add_func("/rules/crowd", test_crowd);
	return g_test_run();
}
