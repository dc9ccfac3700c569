/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_summarize.h"

#include "lib/posts.h"
#include "report/assemble.h"
#include "report/render.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define MONDAY 1767571200 /* 2026-01-05, where the rows' minutes begin */

static const PostRow rows[] = {
	{"root@x", "Ann Example <ann@example.org>", "[PATCH] close the gate", NULL, 0, NULL},
	{"re@x", "Bo Fjord <bo@fjord.example>", "Re: [PATCH] close the gate", "root@x", 60, NULL},
	{NULL, NULL, NULL, NULL, 0, NULL}};

static gboolean is_there(G_GNUC_UNUSED const char *message_id, G_GNUC_UNUSED gpointer user)
{
	return TRUE;
}

/* One thread, with a summary of nobody's. */
static Digest *digest_of(const char *method)
{
	g_autoptr(GPtrArray) posts = posts_make(rows);
	g_autoptr(Categories) categories = categories_new("default", NULL);
	g_autoptr(Versions) versions = versions_new();
	const Assembly assembly = {categories, versions, 3, "re@x", is_there, NULL};
	Digest *digest = g_new0(Digest, 1);

	g_ptr_array_set_free_func(posts, NULL);
	digest->inbox = report_inbox("dev", NULL);
	digest->unit = "commits";
	digest->mails = g_ptr_array_new_with_free_func((GDestroyNotify)digest_mail_free);
	digest->window = (DigestWindow){.since = MONDAY, .until = MONDAY + 7 * DAY};
	for (guint i = 0; i < posts->len; i++) {
		DigestMail *mail = g_new0(DigestMail, 1);

		mail->post = posts->pdata[i];
		mail->post->place.committed = mail->post->instant;
		g_ptr_array_add(digest->mails, mail);
	}
	assemble_digest(digest, &assembly);
	g_assert_cmpuint(digest->threads->len, ==, 1);
	((DigestThread *)digest->threads->pdata[0])->summary = summary_new(method);
	return digest;
}

static Summary *summary_of(const Digest *digest)
{
	return ((DigestThread *)digest->threads->pdata[0])->summary;
}

static gboolean append(const char *text, gsize len, gpointer user, G_GNUC_UNUSED GError **error)
{
	g_string_append_len(user, text, (gssize)len);
	return TRUE;
}

/* What stands below the list of mails. */
static char *why_of(const Digest *digest, const char *format, const char *lang, const char *begins)
{
	const char *const dirs[] = {g_getenv("MAILDELTA_TEMPLATES"), NULL};
	g_autoptr(Library) library = library_new(dirs, lang, NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	const RenderOptions options = {
		.library = library, .format = format, .sink = append, .sink_user = out};
	g_autoptr(Renderer) renderer = renderer_new("summarize", &options, NULL);
	const ModelSummarize how = {FALSE, TRUE};
	const char *why;

	g_assert_true(render_summarize(renderer, digest, &how, NULL));
	why = strstr(out->str, begins);
	g_assert_nonnull(why);
	return g_strdup(why);
}

static const Person bo = {(char *)"Bo Fjord", (char *)"bo@fjord.example"};

/* A point that stands, and two that do not. */
static Digest *told(void)
{
	Digest *digest = digest_of(SUMMARY_LLM);
	Summary *summary = summary_of(digest);
	Trace *trace = &summary->trace;
	TraceRejected *rejected =
		trace_rejected_new("now", "Ann Example", "Says <b>yes</b>.", NULL);

	summary->model = g_strdup("stub");
	summary_add(summary->now, POINT_TOLD, &bo, "Wants a bolt.", 1)->quote =
		g_strdup("It needs a *bolt* to hold.");
	*trace = (Trace){.requests = 1, .cached = 1, .repaired = TRUE, .parts = 1};
	trace->rejected = g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	trace_rejected_add(rejected, "actor", NULL);
	g_ptr_array_add(trace->rejected, rejected);
	rejected = trace_rejected_new("before", "", "Has 42 bolts.", "It needs a bolt");
	trace_rejected_add(rejected, "number", "42");
	rejected->again = TRUE;
	g_ptr_array_add(trace->rejected, rejected);
	return digest;
}

static void test_told(void)
{
	static const char want[] =
		"Why it says so\n"
		"An AI worded the points. Each was held against the mails that it cites,\n"
		"and stands with the quote that bears it out.\n"
		"It was asked a second time, with what was wrong\n"
		"\n"
		"State: under review\n"
		"   (no words: that the mail is there shows it)\n"
		"   — Bo Fjord (mail 2)\n"
		"     re@x\n"
		"\n"
		"New in this period: worded by an AI\n"
		"   Wants a bolt.\n"
		"   Quote: It needs a *bolt* to hold.\n"
		"   — Bo Fjord (mail 2)\n"
		"     re@x\n"
		"\n"
		"What the AI said that the mails do not bear out, and is not told\n"
		"\n"
		"New in this period, credited to Ann Example\n"
		"   Says <b>yes</b>.\n"
		"     actor: its actor sent none of the mails that it cites\n"
		"\n"
		"Said before\n"
		"   Has 42 bolts.\n"
		"   Quote: It needs a bolt\n"
		"     number: the number 42 stands in no cited mail of the actor's\n"
		"   (said when it was asked a second time)\n";
	g_autoptr(Digest) digest = told();
	g_autofree char *text = why_of(digest, "text", "en", "Why it says so");
	g_autofree char *chinese = why_of(digest, "text", "zh_CN", "依据");

	g_assert_cmpstr(text, ==, want);
	g_assert_nonnull(strstr(chinese, "\n本期新讨论与进展，归于 Ann Example\n"));
	g_assert_nonnull(strstr(chinese, "\n   引文：It needs a *bolt* to hold.\n"));
}

/* What a model wrote is no markup either. */
static void test_markup(void)
{
	g_autoptr(Digest) digest = told();
	g_autofree char *html = why_of(digest, "html", "en", "id=\"why\"");
	g_autofree char *markdown = why_of(digest, "markdown", "en", "## Why");

	g_assert_nonnull(strstr(html, "Says &lt;b&gt;yes&lt;/b&gt;."));
	g_assert_null(strstr(html, "<b>yes"));
	g_assert_nonnull(strstr(html, "It needs a *bolt* to hold."));
	g_assert_nonnull(strstr(markdown, "It needs a \\*bolt\\* to hold."));
	g_assert_nonnull(strstr(markdown, "Says \\<b>yes\\</b>."));
}

/* Where no model told it, it is said why. */
static void test_fallback(void)
{
	static const struct {
		TraceWhy why;
		const char *want;
	} cases[] = {
		{WHY_NOT, "Why it says so\nThese words are the mails' own; rules chose them, and "
			  "no AI was asked.\n\n"},
		{WHY_TIMEOUT, "Why it says so\nThese words are the mails' own; rules chose them. "
			      "Why no AI did: the AI\ndid not answer in time\n\n"},
		{WHY_SETTINGS, "Why it says so\nThese words are the mails' own; rules chose them. "
			       "Why no AI did: the\nsettings of the AI cannot be used\n\n"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Digest) digest = digest_of(SUMMARY_RULES);
		g_autofree char *text = NULL;

		summary_of(digest)->trace.why = cases[i].why;
		text = why_of(digest, "text", "en", "Why it says so");
		g_test_message("%s", text);
		g_assert_true(g_str_has_prefix(text, cases[i].want));
		g_assert_null(strstr(text, "What the AI said"));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/view-summarize/told", test_told);
	g_test_add_func("/view-summarize/markup", test_markup);
	g_test_add_func("/view-summarize/fallback", test_fallback);
	return g_test_run();
}
