/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check.h"

#include <string.h>

#include "core/reading.h"
#include "lib/corpus.h"
#include "lib/states.h"

#define MAX_MAILS 8

/*
 * What reports made by a language model got wrong (tests/corpora/faults): the wrong claim is
 * rejected by the right rule, and what would have been right stands.
 */
static const struct {
	const char *thread, *actor, *cites, *quote, *text;
	const char *want; /* faults: "number:30 %; name:Linus"; "": it stands */
} rows[] = {
	/* measurements, and the promise to resend, are the sender's */
	{"numbers", "P1", "1", "a flock of 500 needs 84 minutes at the north gate",
	 "Measures 84 minutes at the north gate without the patch, and 31 minutes with it.", ""},
	{"numbers", "P1", "1", "Do you have numbers for this? I would like to see",
	 "Asks for numbers.", "quote:Do you have numbers for this? I would like to see"},
	{"numbers", "P2", "1", "a flock of 500 needs 84 minutes at the north gate",
	 "Measures 84 minutes.", "actor"},
	{"numbers", "P1", "1", "a flock of 500 needs 84 minutes at the north gate",
	 "{P1} 测得优化后仅需三十分钟。", "number:三十分钟"},
	{"numbers", "P1", "1", "If there are no other problems, I will resend this",
	 "虽然没有具体的历史邮件，但可以推测该补丁是为了提升性能。", "guess"},

	/* reviewer and author */
	{"swapped", "P1", "3", "There is a bug in the getter", "Finds a bug in the getter.", ""},
	{"swapped", "P2", "3", "There is a bug in the getter", "Finds a bug in the getter.",
	 "actor"},
	{"swapped", "P2", "2 3", "There is a bug in the getter", "Finds a bug in the getter.",
	 "quote:There is a bug in the getter"},
	{"swapped", "P2", "2", "This patch seems reasonable to me apart from the range check",
	 "Finds the patch reasonable.",
	 "quote:This patch seems reasonable to me apart from the range check; agreement"},
	{"swapped", "P1", "1", "This patch seems reasonable to me apart from the range check",
	 "Finds the patch reasonable apart from the range check.", ""},
	{"swapped", "P2", "4", "the getter should read latch->wanted first",
	 "Will send a v6 in which the getter reads latch->wanted first.", ""},
	{"swapped", "P1", "4", "the getter should read latch->wanted first",
	 "Proposes to read latch->wanted first.", "actor"},

	/* one man's two opinions are no agreement */
	{"two-opinions", "P1", "1", "I would rather apply the first patch now",
	 "Would rather apply the first patch now, and run the script once 7.0 is out.", ""},
	{"two-opinions", "P1", "1", "I would rather apply the first patch now",
	 "Applied the first patch.", "applied:applied; stance:done"},
	{"two-opinions", "P1", "1", "I would rather apply the first patch now",
	 "Both agree that the script is run later.", "agreement"},
	{"two-opinions", "P1", "1", "I would rather apply the first patch now",
	 "Cy Holm doubts the change.", "name:Holm"},

	/* who is only quoted does not comment */
	{"author-absent", "P1", "1", "The comment above pen_open() is misleading",
	 "Finds the comment above pen_open() misleading.", ""},
	{"author-absent", "P1", "1", "Pens that are locked never get here",
	 "Says that locked pens never get there.", "quote:Pens that are locked never get here"},
	{"author-absent", "P4", "1", "Pens that are locked never get here", "Says so.", "actor"},

	/* nobody answered */
	{"alone", "P1", "1", "a property with which old farms keep their old latch",
	 "Adds a property with which old farms keep their old latch.", ""},
	{"alone", "P1", "1", "a property with which old farms keep their old latch",
	 "The developers approved of the series.", "agreement"},
	{"alone", "P1", "1 2 3", "a property with which old farms keep their old latch",
	 "开发者们对补丁的有效性和兼容性表示认可。", "agreement"},

	/* reported and suggested is not reviewed */
	{"unreviewed", "P1", "1", "delay() reads the clock of the yard",
	 "Has delay() read the clock of the barn; reported by Cy Holm.", ""},
	{"unreviewed", "P1", "1", "delay() reads the clock of the yard",
	 "The patch has been reviewed and is ready to be merged.", "agreement"},
	{"unreviewed", "P1", "1", "delay() reads the clock of the yard", "补丁已被审核并准备提交。",
	 "agreement"},

	/* tags of one person, of some parts */
	{"some-tags", "P2", "2 3", "Reviewed-by: Bo Fjord <bo@fjord.example>",
	 "Approves of two parts.", ""},
	{"some-tags", "P1", "1", "This patch has to come before patch 24", "Approves of the patch.",
	 "agreement"},
	{"some-tags", "P1", "1", "Use pen_flush_on_hill() instead of pen_forget()",
	 "Uses pen_flush_on_hill().", "quote:Use pen_flush_on_hill() instead of pen_forget()"},

	/* below the patch that made it, and above a mail that is not marked as quoted */
	{"regression", "P1", "1", "makes the no-gate test fail on all of the hill farms",
	 "Reports that the no-gate test fails on all hill farms.", ""},
	{"regression", "P2", "2", "The old gates never had a latch that anybody trusted",
	 "Says that nobody trusted the old latch.",
	 "quote:The old gates never had a latch that anybody trusted"},

	/* words to somebody are not his */
	{"addressed", "P1", "1", "You do not need heavy machinery here",
	 "Wants a mark of a callback that fails.", ""},
	{"addressed", "P2", "1", "You do not need heavy machinery here", "Needs no machinery.",
	 "actor"},

	/* spelt out by nobody */
	{"acronyms", "P1", "1", "this is what our FMM needs for a SEA",
	 "Says what the FMM needs for a SEA on a CCA farm.", ""},
	{"acronyms", "P1", "1", "this is what our FMM needs for a SEA",
	 "Needs it for a SEA (System Error Address).", "acronym:SEA"},
	{"acronyms", "P1", "1", "this is what our FMM needs for a SEA",
	 "说明了 CCA（缓存一致性架构）、NV（非易失性存储）和 MPAM（多处理器）的需求。",
	 "acronym:CCA; acronym:NV; acronym:MPAM"},

	/* another's words without marks */
	{"unmarked", "P3", "3", "Ours come in the evening, for what it is worth",
	 "Says that the wolves come in the evening.", ""},
	{"unmarked", "P3", "3", "I would rather let it sleep in the morning",
	 "Would rather let it sleep in the morning.",
	 "quote:I would rather let it sleep in the morning"},

	/* one tag is one tag */
	{"one-yes", "P2", "2", "Reviewed-by: Cy Holm <cy@holm.example>", "Gives a Reviewed-by.",
	 ""},
	{"one-yes", "P2", "1 2", "Reviewed-by: Cy Holm <cy@holm.example>",
	 "There is consensus on it.", "agreement"},
	{"one-yes", "P2", "2", "Reviewed-by: Cy Holm <cy@holm.example>", "补丁已获得批准并合入。",
	 "applied:applied"},
};

typedef struct {
	StateRow rows[MAX_MAILS + 1];
	const char *texts[MAX_MAILS];
	StateMade made;
	State *state;
	Brief *brief;
	GArray *places;
} Told;

/* The value of a header, cut out; NULL: there is none. */
static const char *header(char **lines, const char *name)
{
	for (guint i = 0; lines[i]; i++)
		if (g_str_has_prefix(lines[i], name))
			return lines[i] + strlen(name);
	return NULL;
}

/* The ids of a header, with a blank between them; NULL: there are none. */
static char *ids_of(const char *value)
{
	GString *ids = value ? g_string_new(value) : NULL;

	if (!ids)
		return NULL;
	g_string_replace(ids, "<", "", 0);
	g_string_replace(ids, ">", "", 0);
	return g_string_free(ids, FALSE);
}

/* One mail of it, whose head and text are cut apart. Kept in @kept. */
static void take_mail(Told *told, guint n, char *mail, GPtrArray *kept)
{
	char *text = strstr(mail, "\n\n");
	GString *head = g_string_new(NULL);
	char **lines;

	g_assert_nonnull(text);
	g_string_append_len(head, mail, text - mail);
	g_string_replace(head, "\n ", " ", 0);
	lines = g_strsplit(head->str, "\n", -1);
	g_string_free(head, TRUE);
	told->texts[n] = text + 2;
	told->rows[n] = (StateRow){ids_of(header(lines, "Message-ID: ")),
				   g_strdup(header(lines, "From: ")),
				   g_strdup(header(lines, "Subject: ")),
				   ids_of(header(lines, "References: ")),
				   101 + (int)n,
				   NULL,
				   NULL};
	g_ptr_array_add(kept, (char *)told->rows[n].id);
	g_ptr_array_add(kept, (char *)told->rows[n].from);
	g_ptr_array_add(kept, (char *)told->rows[n].subject);
	if (told->rows[n].parents)
		g_ptr_array_add(kept, (char *)told->rows[n].parents);
	g_strfreev(lines);
}

static void told_init(Told *told, char **mails, GPtrArray *kept)
{
	BriefMail read[MAX_MAILS] = {0};

	*told = (Told){0};
	for (guint i = 0; i < MAX_MAILS && mails[i + 1]; i++)
		take_mail(told, i, mails[i + 1], kept);
	states_make(&told->made, told->rows, NULL, NULL, 0);
	told->state = state_of(&told->made.input);
	told->places = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; i < told->made.input.thread->mails->len; i++) {
		const Post *post = told->made.posts->pdata[i];
		g_autoptr(Reading) reading = reading_new(told->texts[i], &post->sender);

		read[i].post = post;
		read[i].excerpt = excerpt_read(
			reading, post->kind == POST_PATCH ? POST_OTHER : post->kind, NULL);
		g_array_append_val(told->places, i);
	}
	told->brief = brief_new(told->made.input.thread, told->state, told->rows[0].subject, read);
}

static void told_clear(Told *told)
{
	brief_free(told->brief);
	state_free(told->state);
	g_array_unref(told->places);
	states_clear(&told->made);
}

static char *faults_of(const GPtrArray *rejected)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < rejected->len; i++) {
		const TraceRejected *point = rejected->pdata[i];

		g_assert_cmpuint(point->faults->len, >, 0);
		for (guint j = 0; j < point->faults->len; j++) {
			const TraceFault *fault = &g_array_index(point->faults, TraceFault, j);
			g_autofree char *text = trace_fault_text(fault);

			/* each has a sentence of its own */
			g_assert_nonnull(strchr(text, ' '));
			g_assert_false(g_str_has_prefix(text, fault->rule));
			g_string_append_printf(out, "%s%s%s%s", out->len ? "; " : "", fault->rule,
					       fault->what ? ":" : "",
					       fault->what ? fault->what : "");
		}
	}
	return g_string_free(out, FALSE);
}

static AnswerPoint *point_of(guint row)
{
	AnswerPoint *point = g_new0(AnswerPoint, 1);
	g_auto(GStrv) cites = g_strsplit(rows[row].cites, " ", -1);

	point->part = ANSWER_NOW;
	point->actor = g_strdup(rows[row].actor);
	point->quote = g_strdup(rows[row].quote);
	point->text = g_strdup(rows[row].text);
	point->cites = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; cites[i]; i++) {
		guint number = (guint)g_ascii_strtoull(cites[i], NULL, 10);
		g_array_append_val(point->cites, number);
	}
	return point;
}

static void check_row(const Told *told, guint row)
{
	const Check check = {told->brief, told->places, NULL};
	g_autoptr(GPtrArray) rejected =
		g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	g_autoptr(GPtrArray) points = NULL;
	g_autofree char *got = NULL;
	Answer answer = {.points =
				 g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free)};

	g_ptr_array_add(answer.points, point_of(row));
	points = check_answer(&check, &answer, rejected);
	got = faults_of(rejected);
	if (!g_str_equal(got, rows[row].want))
		g_test_message("%s %s: %s", rows[row].thread, rows[row].actor, rows[row].text);
	g_assert_cmpstr(got, ==, rows[row].want);
	g_assert_cmpuint(points->len, ==, *rows[row].want ? 0 : 1);
	g_ptr_array_unref(answer.points);
}

/* All rows of a thread; how many. */
static guint check_thread(const CorpusFile *file)
{
	g_autofree char *raw = g_strdup_printf("\n%s", file->raw);
	g_auto(GStrv) mails = g_strsplit(raw, "\nFrom mboxrd@z ", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
	Told told;
	guint n = 0;

	told_init(&told, mails, kept);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (!g_str_equal(rows[i].thread, file->name))
			continue;
		check_row(&told, i);
		n++;
	}
	told_clear(&told);
	return n;
}

static gboolean has_rows(const char *thread)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		if (g_str_equal(rows[i].thread, thread))
			return TRUE;
	return FALSE;
}

static void test_faults(void)
{
	g_autoptr(GPtrArray) files = corpus_load("faults", ".mbox");
	guint n = 0;

	for (guint i = 0; i < files->len; i++) {
		const CorpusFile *file = files->pdata[i];

		if (has_rows(file->name))
			n += check_thread(file);
	}
	g_assert_cmpuint(n, ==, G_N_ELEMENTS(rows));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/check/faults", test_faults);
	return g_test_run();
}
