/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/inquiry.h"

#include "base/text.h"

#include <string.h>

#include "lib/states.h"

#define PERIOD 100 /* minute at which the period begins */
#define MAX_SAID 8

/* What the endpoint does: an answer, or the reason why there is none. */
typedef struct {
	const char *content;
	TraceWhy why;
	gboolean cut, declined;
} Said;

typedef struct {
	const char *what;
	Said said[MAX_SAID];
	const char *asked; /* what was asked: thread, repair, choose, with blanks between */
	/* the points, a line each, "+2" for those without room; or why it is the rules' */
	const char *want;
	guint dropped;
} Case;

/* --- a thread ------------------------------------------------------------------------------ */

static const StateRow rows[] = {
	{"a", ANN, "[PATCH] sheep: count them", NULL, 1, NULL, NULL},
	{"b", BO, "Re: [PATCH] sheep: count them", "a", 2, NULL, NULL},
	{"c", CYD, "Re: [PATCH] sheep: count them", "a", 101, NULL, NULL},
	{"d", ANN, "Re: [PATCH] sheep: count them", "a c", 102, NULL, NULL},
	{0},
};

static const char *const words[] = {
	"The sheep are counted each night at the gate.",
	"Goats would have to be counted there as well.",
	"Counting in the dark misses the black ones.",
	"A lamp above the gate shows all of them.",
};

static void piece_free(gpointer data)
{
	ExcerptPiece *piece = data;

	g_free(piece->text);
	person_clear(&piece->whose);
	g_free(piece);
}

static Excerpt *make_excerpt(const char *text)
{
	Excerpt *excerpt = g_new0(Excerpt, 1);
	ExcerptPiece *piece = g_new0(ExcerptPiece, 1);

	piece->kind = EXCERPT_OWN;
	piece->text = g_strdup(text);
	piece->whose = (Person){g_strdup(""), g_strdup("")};
	excerpt->pieces = g_ptr_array_new_with_free_func(piece_free);
	g_ptr_array_add(excerpt->pieces, piece);
	excerpt->own_lines = 1;
	return excerpt;
}

static Brief *make_brief(const StateMade *made, const State *state, const char *padding)
{
	const Thread *thread = made->threads->pdata[0];
	BriefMail mails[G_N_ELEMENTS(words)] = {0};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autofree char *text = g_strconcat(words[i], padding, NULL);

		mails[i].post = made->mails[i].post;
		mails[i].before = i < 2;
		mails[i].excerpt = make_excerpt(text);
	}
	return brief_new(thread, state, "sheep: count them", mails);
}

/* --- the prompts: which, and no more --------------------------------------------------------- */

static char *render(const char *name, G_GNUC_UNUSED const Json *data, gpointer user)
{
	GString *asked = user;

	if (!g_str_equal(name, PROMPT_SYSTEM))
		g_string_append_printf(asked, "%s%.*s", asked->len ? " " : "",
				       (int)(strcspn(name, ".") - strlen("prompt/")),
				       name + strlen("prompt/"));
	return g_strdup(name);
}

/* --- what came of it ------------------------------------------------------------------------- */

static void describe_points(GString *text, const char *part, const GPtrArray *points, guint more)
{
	for (guint i = 0; i < points->len; i++) {
		const Point *point = points->pdata[i];

		g_string_append_printf(text, "%s %.*s:", part, (int)strcspn(point->actor.name, " "),
				       point->actor.name);
		for (guint j = 0; j < point->cites->len; j++)
			g_string_append_printf(text, " %u", g_array_index(point->cites, guint, j));
		g_string_append_printf(text, ": %s\n", point->text);
	}
	if (more)
		g_string_append_printf(text, "%s +%u\n", part, more);
}

static char *describe(const Summary *summary, const Trace *trace)
{
	GString *text = g_string_new(NULL);

	if (!summary) {
		g_assert_cmpint(trace->why, !=, WHY_NOT);
		g_string_append(text, trace_why_name(trace->why));
		return g_string_free(text, FALSE);
	}
	g_assert_cmpint(trace->why, ==, WHY_NOT);
	g_assert_cmpstr(summary->method, ==, SUMMARY_LLM);
	g_assert_cmpstr(summary->model, ==, "shepherd");
	describe_points(text, "P", summary->proposed, summary->more.proposed);
	describe_points(text, "B", summary->before, summary->more.before);
	describe_points(text, "N", summary->now, summary->more.now);
	return g_string_free(text, FALSE);
}

typedef struct {
	char *asked, *came;
	guint dropped;
	Trace trace;
} Course;

static void course_clear(Course *course)
{
	g_free(course->asked);
	g_free(course->came);
	trace_clear(&course->trace);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Course, course_clear)

static void converse(Inquiry *inquiry, const Said *said)
{
	LlmRequest request;

	for (guint i = 0; inquiry_next(inquiry, &request); i++) {
		const Said *now = &said[MIN(i, MAX_SAID - 1)];
		const LlmReply reply = {.content = now->content,
					.cut = now->cut,
					.declined = now->declined,
					.why = now->why};

		g_assert_cmpuint(i, <, 50);
		g_assert_nonnull(request.system);
		g_assert_nonnull(request.schema);
		if (!now->content)
			g_assert_cmpint(now->why, !=, WHY_NOT);
		inquiry_take(inquiry, &reply);
		g_free(request.system);
		g_free(request.user);
	}
}

static void run(Course *course, const Said *said, guint64 budget, const char *padding)
{
	StateMade made;
	g_autoptr(State) state = NULL;
	g_autoptr(GString) asked = g_string_new(NULL);
	const Prompt prompt = {render, asked, NULL};
	const InquiryPlan plan = {&prompt, "shepherd", budget};
	g_autoptr(Summary) rules = summary_new(SUMMARY_RULES), summary = NULL;
	g_autoptr(Inquiry) inquiry = NULL;

	states_make(&made, rows, NULL, NULL, 0);
	state = state_of(&made.input);
	inquiry = inquiry_new(&plan, make_brief(&made, state, padding), rules);
	converse(inquiry, said);
	summary = inquiry_finish(inquiry, &course->trace);
	course->asked = g_strdup(asked->str);
	course->came = describe(summary, &course->trace);
	course->dropped = summary ? summary->dropped : 0;
	states_clear(&made);
}

/* --- cases ---------------------------------------------------------------------------------------
 */

#define POINT(actor, cite, quote, text)                                                            \
	"{\"actor\":\"" actor "\",\"cites\":[" cite "],\"quote\":\"" quote "\",\"text\":\"" text   \
	"\"}"
#define ANSWER(proposed, before, now)                                                              \
	"{\"proposed\":[" proposed "],\"before\":[" before "],\"now\":[" now "]}"

#define ANN_COUNTS                                                                                 \
	POINT("P1", "1", "sheep are counted each night at the gate", "counts at the gate")
#define BO_GOATS POINT("P2", "2", "Goats would have to be counted there", "asks for goats")
#define CYD_DARK                                                                                   \
	POINT("P3", "3", "Counting in the dark misses the black ones", "misses the black ones")
#define ANN_LAMP POINT("P1", "4", "A lamp above the gate shows all", "offers a lamp")
/* Bo's words, credited to Cyd */
#define WRONG POINT("P3", "3", "Goats would have to be counted there", "asks for goats")
#define WRONG_TOO POINT("P3", "3", "A lamp above the gate shows all", "offers a lamp")
#define WRONG_AS_WELL POINT("P2", "2", "A lamp above the gate shows all", "offers a lamp")

#define GOOD ANSWER(ANN_COUNTS, BO_GOATS, CYD_DARK "," ANN_LAMP)
#define P_ANN "P Ann: 0: counts at the gate\n"
#define B_BO "B Bo: 1: asks for goats\n"
#define N_CYD "N Cyd: 2: misses the black ones\n"
#define N_ANN "N Ann: 3: offers a lamp\n"

static const Case cases[] = {
	{"all of it stands", {{.content = GOOD}}, "thread", P_ANN B_BO N_CYD N_ANN, 0},
	{"what is wrong is put right",
	 {{.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," WRONG_TOO)},
	  {.content = ANSWER("", "", ANN_LAMP)}},
	 "thread repair",
	 P_ANN N_CYD N_ANN,
	 0},
	{"… or left out",
	 {{.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," WRONG_TOO)},
	  {.content = ANSWER("", "", "")}},
	 "thread repair",
	 P_ANN N_CYD,
	 1},
	{"… or said again",
	 {{.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," WRONG_TOO)},
	  {.content = ANSWER("", "", WRONG_TOO)}},
	 "thread repair",
	 P_ANN N_CYD,
	 1},
	{"… or nobody answers: what stands does",
	 {{.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," WRONG_TOO)}, {.why = WHY_TIMEOUT}},
	 "thread repair",
	 P_ANN N_CYD,
	 1},
	{"what stood is not told twice",
	 {{.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," WRONG_TOO)},
	  {.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," ANN_LAMP)}},
	 "thread repair",
	 P_ANN N_CYD N_ANN,
	 0},
	{"more is wrong than right",
	 {{.content = ANSWER("", WRONG_AS_WELL, CYD_DARK "," WRONG "," WRONG_TOO)},
	  {.content = ANSWER("", "", "")}},
	 "thread repair",
	 "dropped",
	 0},
	{"no JSON, then some",
	 {{.content = "I would be happy to."}, {.content = GOOD}},
	 "thread repair",
	 P_ANN B_BO N_CYD N_ANN,
	 0},
	{"no JSON at all",
	 {{.content = "I would be happy to."}, {.content = "Here it is:"}},
	 "thread repair",
	 "unreadable",
	 0},
	{"no JSON, then nothing",
	 {{.content = "Sure!"}, {.why = WHY_UNREACHABLE}},
	 "thread repair",
	 "unreadable",
	 0},
	{"nothing of the period",
	 {{.content = ANSWER(ANN_COUNTS, BO_GOATS, "")}},
	 "thread",
	 "silent",
	 0},
	{"nothing at all", {{.content = ANSWER("", "", "")}}, "thread", "silent", 0},
	{"no answer in time", {{.why = WHY_TIMEOUT}}, "thread", "timeout", 0},
	{"no quota", {{.why = WHY_QUOTA}}, "thread", "quota", 0},
	{"an empty answer", {{.content = ""}}, "thread", "empty", 0},
	{"an answer that breaks off", {{.content = GOOD, .cut = TRUE}}, "thread", "cut", 0},
	{"an answer declined", {{.content = "No.", .declined = TRUE}}, "thread", "declined", 0},
	{"an estimate", {{.why = WHY_DRY}}, "thread", "dry", 0},
};

static void test_cases(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_auto(Course) course = {0};

		g_test_message("%s", c->what);
		run(&course, c->said, 10000, "");
		g_assert_cmpstr(course.asked, ==, c->asked);
		g_assert_cmpstr(course.came, ==, c->want);
		g_assert_cmpuint(course.dropped, ==, c->dropped);
		g_assert_cmpint(course.trace.repaired, ==, strstr(c->asked, "repair") != NULL);
		g_assert_cmpuint(course.trace.parts, ==, 1);
	}
}

/* --- parts
 * ----------------------------------------------------------------------------------------- */

#define LONG 1000 /* words besides: a mail of them fills a part */

static char *padding(void)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < LONG; i++)
		g_string_append(text, " grass");
	return g_string_free(text, FALSE);
}

/* The same for whichever part is asked about: of each, what is in it stands. */
#define ALL ANSWER(ANN_COUNTS, BO_GOATS, CYD_DARK "," ANN_LAMP)
#define NONE ANSWER("", "", "")

static void test_parts(void)
{
	static const Said said[MAX_SAID] = {{.content = ANSWER(ANN_COUNTS, "", "")},
					    {.content = ANSWER("", BO_GOATS, "")},
					    {.content = ANSWER("", "", CYD_DARK)},
					    {.content = ANSWER("", "", ANN_LAMP)}};
	g_autofree char *grass = padding();
	g_auto(Course) course = {0};

	run(&course, said, 2500, grass);
	g_assert_cmpuint(course.trace.parts, ==, 4);
	g_assert_cmpstr(course.asked, ==, "thread thread thread thread");
	g_assert_cmpstr(course.came, ==, P_ANN B_BO N_CYD N_ANN);
}

/* A mail that was not shown with a part is not to be known of in it. */
static void test_other_part(void)
{
	static const Said said[MAX_SAID] = {{.content = ALL},  {.content = NONE}, {.content = ALL},
					    {.content = NONE}, {.content = ALL},  {.content = NONE},
					    {.content = ALL},  {.content = NONE}};
	g_autofree char *grass = padding();
	g_auto(Course) course = {0};

	run(&course, said, 2500, grass);
	g_assert_cmpstr(course.asked, ==,
			"thread repair thread repair thread repair thread repair");
	g_assert_cmpstr(course.came, ==, "dropped");
}

static void test_part_fails(void)
{
	static const Said said[MAX_SAID] = {{.content = ANSWER(ANN_COUNTS, "", "")},
					    {.why = WHY_BUDGET}};
	g_autofree char *grass = padding();
	g_auto(Course) course = {0};

	run(&course, said, 2500, grass);
	g_assert_cmpstr(course.asked, ==, "thread thread");
	g_assert_cmpstr(course.came, ==, "budget");
}

static void test_estimate(void)
{
	static const Said said[MAX_SAID] = {{.why = WHY_DRY}, {.why = WHY_DRY}, {.why = WHY_DRY},
					    {.why = WHY_DRY}, {.why = WHY_DRY}, {.why = WHY_DRY}};
	g_autofree char *grass = padding();
	g_auto(Course) course = {0};

	run(&course, said, 2500, grass);
	g_assert_cmpstr(course.asked, ==, "thread thread thread thread");
	g_assert_cmpstr(course.came, ==, "dry");
}

/* --- too much to be told
 * ------------------------------------------------------------------------------ */

/* Of Cyd's, @n points with as many words. */
static char *answer_many(guint n, const char *grass)
{
	GString *text = g_string_new("{\"proposed\":[],\"before\":[],\"now\":[");

	for (guint i = 0; i < n; i++)
		g_string_append_printf(text,
				       "%s{\"actor\":\"P3\",\"cites\":[3],\"quote\":\"Counting in "
				       "the dark misses the black ones\",\"text\":\"misses %.*s\"}",
				       i ? "," : "", (int)(6 * (i + 1)), grass);
	g_string_append(text, "]}");
	return g_string_free(text, FALSE);
}

static void test_room(void)
{
	g_autofree char *grass = padding();
	g_autofree char *many = answer_many(PROMPT_NOW + 3, grass);
	const Said said[MAX_SAID] = {{.content = many}};
	g_auto(Course) course = {0};

	run(&course, said, 10000, grass);
	g_assert_cmpstr(course.asked, ==, "thread");
	g_assert_nonnull(strstr(course.came, "N +3\n"));
}

/* Of several parts' points the model chooses; where it does not, what was said last stands. */
static void test_choice(void)
{
	static const struct {
		const char *content, *first;
	} choices[] = {
		{"{\"keep\": [3, 1]}", "N Cyd: 2: misses grass grass grass\n"
				       "N Cyd: 2: misses grass\nN +9\n"},
		{"whatever", "N Cyd: 2: misses grass grass grass grass grass grass grass grass "
			     "grass grass grass\n"},
		{NULL, "N Cyd: 2: misses grass grass grass grass grass grass grass grass grass "
		       "grass grass\n"},
	};
	g_autofree char *grass = padding();
	g_autofree char *many = answer_many(PROMPT_NOW + 3, grass);

	for (guint i = 0; i < G_N_ELEMENTS(choices); i++) {
		const Said said[MAX_SAID] = {{.content = NONE},
					     {.content = NONE},
					     {.content = many},
					     {.content = NONE},
					     {.content = choices[i].content, .why = WHY_TIMEOUT}};
		g_auto(Course) course = {0};

		run(&course, said, 2500, grass);
		g_assert_cmpstr(course.asked, ==, "thread thread thread thread choose");
		g_assert_true(g_str_has_prefix(course.came, choices[i].first));
	}
}

/* --- what is kept of what did not stand
 * ------------------------------------------------------------------ */

static void test_trace(void)
{
	static const Said said[MAX_SAID] = {
		{.content = ANSWER(ANN_COUNTS, "", CYD_DARK "," WRONG_TOO)},
		{.content = ANSWER("", "", WRONG)}};
	g_auto(Course) course = {0};
	const TraceRejected *first, *second;

	run(&course, said, 10000, "");
	g_assert_cmpuint(course.trace.rejected->len, ==, 2);
	first = course.trace.rejected->pdata[0];
	second = course.trace.rejected->pdata[1];
	g_assert_cmpstr(first->part, ==, "now");
	g_assert_cmpstr(first->text, ==, "offers a lamp");
	g_assert_false(first->again);
	g_assert_cmpuint(first->faults->len, >, 0);
	g_assert_cmpstr(g_array_index(first->faults, TraceFault, 0).rule, ==, "quote");
	g_assert_cmpstr(second->text, ==, "asks for goats");
	g_assert_true(second->again);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/inquiry/cases", test_cases);
	g_test_add_func("/inquiry/parts", test_parts);
	g_test_add_func("/inquiry/other-part", test_other_part);
	g_test_add_func("/inquiry/part-fails", test_part_fails);
	g_test_add_func("/inquiry/estimate", test_estimate);
	g_test_add_func("/inquiry/room", test_room);
	g_test_add_func("/inquiry/choice", test_choice);
	g_test_add_func("/inquiry/trace", test_trace);
	return g_test_run();
}
