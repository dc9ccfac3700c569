/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/echo.h"

#include "lib/posts.h"

#define ANN "Ann Example <ann@example.org>"
#define BO "Bo Fjord <bo@fjord.example>"
#define CY "Cy Holm <cy@holm.example>"
#define BOT "kernel test robot <lkp@intel.com>"
#define MAX_MAILS 6

typedef struct {
	const char *id, *from, *parents, *body;
} Row;

/* The mails of a table, read. */
typedef struct {
	GPtrArray *posts, *threads;
	EchoMail mails[MAX_MAILS];
} Made;

/* As summary/pick does, which is above core. */
static Extract *extract_of(const Reading *reading)
{
	Extract *extract = extract_new();

	for (guint i = 0; i < reading->sentences->len; i++) {
		const char *words = reading_words(reading, i);
		ExtractSentence told = {g_strdup(words), 1, extract_print(words)};

		g_array_append_val(extract->telling, told);
		if (told.print)
			g_array_append_val(extract->said, told.print);
	}
	return extract;
}

static void read_mail(EchoMail *mail, const Post *post, const char *body)
{
	g_autoptr(Reading) reading = reading_new(body, &post->sender);
	EvidenceMail known = {reading, post->subject, POST_REPLY, &post->sender, post->bot};

	*mail = (EchoMail){&post->sender, post->bot, evidence_read(&known), extract_of(reading)};
}

static void make(Made *made, const Row *rows)
{
	PostRow posts[MAX_MAILS + 1] = {{.id = NULL}};
	const Thread *thread;

	for (guint i = 0; rows[i].id; i++)
		posts[i] = (PostRow){rows[i].id,      rows[i].from, "Re: [PATCH] tea: boil",
				     rows[i].parents, (int)i,       NULL};
	made->posts = posts_make(posts);
	made->threads = thread_build(made->posts);
	g_assert_cmpuint(made->threads->len, ==, 1);
	thread = made->threads->pdata[0];
	for (guint i = 0; i < thread->mails->len; i++) {
		guint place = g_array_index(thread->mails, ThreadMail, i).mail;

		read_mail(&made->mails[i], made->posts->pdata[place], rows[place].body);
	}
}

static void made_clear(Made *made)
{
	for (guint i = 0; i < made->posts->len; i++) {
		g_ptr_array_unref(made->mails[i].evidence);
		extract_free(made->mails[i].extract);
	}
	g_ptr_array_unref(made->threads);
	g_ptr_array_unref(made->posts);
}

/* Of each mail, a line: its evidence, a "|", and how many sentences may be told. */
static char *describe(const Made *made)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < made->posts->len; i++) {
		const GPtrArray *evidence = made->mails[i].evidence;

		for (guint k = 0; k < evidence->len; k++)
			g_string_append_printf(
				out, "%s ",
				evidence_kind_name(((Evidence *)evidence->pdata[k])->kind));
		g_string_append_printf(out, "| %u\n", made->mails[i].extract->telling->len);
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *what;
	Row rows[MAX_MAILS];
	const char *want;
} cases[] = {
	{"a mailer without marks",
	 {{"a", ANN, NULL, "NAK to this one, it boils over.\n"},
	  {"b", BO, "a", "Let me see.\n\nNAK to this one, it boils\nover.\n"}},
	 "nack | 1\n| 1\n"},
	{"from further above",
	 {{"a", ANN, NULL, "NAK to this one, it boils over.\n"},
	  {"b", CY, "a", "Hm, I see.\n"},
	  {"c", BO, "a b", "So what?\n\nNAK to this one, it boils over.\n"}},
	 "nack | 1\n| 1\nquestion | 1\n"},
	{"one's own words again",
	 {{"a", ANN, NULL, "NAK to this one, it boils over.\n"},
	  {"b", ANN, "a", "NAK to this one, it boils over.\n"}},
	 "nack | 1\nnack | 1\n"},
	{"who said it first may say it again, cited by another between",
	 {{"a", ANN, NULL, "NAK to this one, it boils over.\n"},
	  {"b", BO, "a", "NAK to this one, it boils over.\n"},
	  {"c", ANN, "a b", "NAK to this one, it boils over.\n"}},
	 "nack | 1\n| 0\nnack | 1\n"},
	{"beside it, not below",
	 {{"a", ANN, NULL, "It boils.\n"},
	  {"b", BO, "a", "NAK to this one, it boils over.\n"},
	  {"c", CY, "a", "NAK to this one, it boils over.\n"}},
	 "| 1\nnack | 1\nnack | 1\n"},
	{"below what is beside it, too",
	 {{"a", ANN, NULL, "It boils.\n"},
	  {"b", BO, "a", "NAK to this one, it boils over.\n"},
	  {"c", CY, "a b", "Hm, I see.\n"},
	  {"d", CY, "a", "NAK to this one, it boils over.\n"},
	  {"e", ANN, "a d", "NAK to this one, it boils over.\n"}},
	 "| 1\nnack | 1\n| 1\nnack | 1\n| 0\n"},
	{"a few words are anybody's",
	 {{"a", ANN, NULL, "Queued, thanks.\n"}, {"b", BO, "a", "Queued, thanks.\n"}},
	 "applied | 1\napplied | 1\n"},
	{"what was taken",
	 {{"a", ANN, NULL, "Applied the whole series to tea/next, thanks!\n"},
	  {"b", BO, "a", "Great!\n\nApplied the whole series to tea/next, thanks!\n"}},
	 "applied | 1\n| 1\n"},
	{"a question is asked once",
	 {{"a", ANN, NULL, "Does the kettle boil over now?\n"},
	  {"b", BO, "a", "It does.\n\nDoes the kettle boil over now?\n"}},
	 "question | 1\n| 1\n"},
	{"tags count in their sender's name",
	 {{"a", ANN, NULL, "Fine.\n\nReviewed-by: Bo Fjord <bo@fjord.example>\n"},
	  {"b", BO, "a", "Yes.\n\nReviewed-by: Bo Fjord <bo@fjord.example>\n"}},
	 "| 1\ntag | 1\n"},
	{"a tag that another may add",
	 {{"a", ANN, NULL, "Please add my Reviewed-by to that one.\n"},
	  {"b", BO, "a", "Will do.\n\nPlease add my Reviewed-by to that one.\n"}},
	 "tag | 1\nchanges | 1\n"},
	{"programs say the same of everything",
	 {{"a", ANN, NULL, "tea.c:1:2: error: 'kettle' undeclared here in this file\n"},
	  {"b", BOT, "a",
	   "I love your patch! Yet something to improve:\n\n"
	   "tea.c:1:2: error: 'kettle' undeclared here in this file\n"}},
	 "| 0\nfailure | 2\n"},
};

static void test_table(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = NULL;
		Made made;

		make(&made, cases[i].rows);
		echo_drop(made.threads->pdata[0], made.mails);
		got = describe(&made);
		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(got, ==, cases[i].want);
		made_clear(&made);
	}
}

/* A mail of which nothing is known says nothing, and breaks nothing. */
static void test_nothing(void)
{
	static const Row rows[] = {{"a", ANN, NULL, "NAK to this one, it boils over.\n"},
				   {"b", BO, "a", "NAK to this one, it boils over.\n"},
				   {NULL, NULL, NULL, NULL}};
	EchoMail all[2];
	Made made;

	make(&made, rows);
	all[0] = (EchoMail){made.mails[0].sender, FALSE, NULL, NULL};
	all[1] = made.mails[1];
	echo_drop(made.threads->pdata[0], all);
	g_assert_cmpuint(made.mails[1].evidence->len, ==, 1);
	made_clear(&made);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/echo/table", test_table);
	g_test_add_func("/echo/nothing", test_nothing);
	return g_test_run();
}
