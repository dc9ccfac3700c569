/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "core/category.h"

#include <string.h>

#define ANN "Ann Example <ann@example.org>"
#define LKP "kernel test robot <lkp@intel.com>"
#define SYZBOT "syzbot <syzbot+0123abc@syzkaller.appspotmail.com>"

/* A thread's first mail, with or without a diff in its body. */
static Post *first_of(const char *from, const char *text, gboolean diff)
{
	static const PostPlace nowhere;
	static const char with[] = "x\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n"
				   "-a\n+b\n";
	g_autoptr(Message) message = g_new0(Message, 1);
	g_autoptr(Patch) patch = patch_read(diff ? with : "x\n", FALSE, NULL);
	Subject *subject = subject_parse(text);

	message->ids = g_strsplit("1@x", " ", -1);
	message->parents = g_new0(char *, 1);
	message->subject = g_strdup(text);
	message->sender = person_parse(slice_of(from));
	message->raw_date = g_strdup("");
	message->body = g_strdup("");
	return post_new(message, subject, post_kind(subject, patch, FALSE), patch, &nowhere);
}

static const char *decide(const Categories *categories, const char *from, const char *text,
			  gboolean diff)
{
	g_autoptr(Post) post = first_of(from, text, diff);

	return categories_name(categories, categories_decide(categories, post));
}

/* A subject as Ann's, without a diff, in both presets. */
typedef struct {
	const char *text, *by_default, *classic;
} Case;

static void check_cases(const Case *cases, guint n)
{
	g_autoptr(Categories) parsed = categories_new("default", NULL);
	g_autoptr(Categories) classic = categories_new("classic", NULL);

	for (guint i = 0; i < n; i++) {
		const Case *c = &cases[i];

		g_test_message("%s", c->text);
		g_assert_cmpstr(decide(parsed, ANN, c->text, FALSE), ==, c->by_default);
		g_assert_cmpstr(decide(classic, ANN, c->text, FALSE), ==, c->classic);
	}
}

#define CHECK(cases) check_cases(cases, G_N_ELEMENTS(cases))

static void test_patches(void)
{
	static const Case cases[] = {
		{"[PATCH] x", "PATCH", "PATCH"},
		{"[PATCH v2 0/3] KVM: fix a bug", "PATCH", "PATCH"},
		{"[PATCH] selftests: fix an error", "PATCH", "PATCH"},
		{"Re: [PATCH v2 1/3] x", "PATCH", "PATCH"},
		{"Re: [External] Re: [PATCH v2 1/3] x", "PATCH", "PATCH"},
		{"[kvmtool PATCH v5 00/15] x", "PATCH", "Other"},
		{"Re: [kvmtool PATCH v5 00/15] x", "PATCH", "Discussion"},
		{"[kvm-unit-tests PATCH v2 0/2] Fix failures", "PATCH", "Bug Report"},
		{"[6.1 PATCH RESEND 00/12] x", "PATCH", "Other"},
		{"[patch] x", "PATCH", "Other"},
		{"[PATCHSET v3 0/5] x", "PATCH", "PATCH"},
		{"[PATCHWORK] x", "Other", "PATCH"},
		{"a word on [PATCH] x", "Other", "PATCH"},
		{"[v2 0/6] x", "PATCH", "Other"},
		{"Re: [v2 0/6] x", "PATCH", "Discussion"},
		{"Re: [v2 3/6] x", "PATCH", "Discussion"},
		{"Re: [kvmtool 0/3] x", "PATCH", "Discussion"},
		{"Re: [kvmtool] x", "Discussion", "Discussion"},
		/* RFC */
		{"[RFC PATCH v2 3/7] x", "RFC", "RFC"},
		{"[RFC] x", "RFC", "RFC"},
		{"[RFC v16 1/9] x", "RFC", "RFC"},
		{"[RFCv2 0/3] x", "RFC", "RFC"},
		{"Re: [RFC 0/3] x", "RFC", "RFC"},
		{"[PATCH RFC v3 09/27] x", "RFC", "PATCH"},
		{"Re: [PATCH RFC v3 09/27] x", "RFC", "PATCH"},
		{"[RFC][PATCH] x", "RFC", "PATCH"},
		{"[RFT PATCH] x", "RFC", "Other"},
		{"[rfc] x", "RFC", "Other"},
		{"RFC: x", "Other", "Other"},
		{"[RFC2047] x", "Other", "RFC"},
		/* pull requests */
		{"[GIT PULL] x fixes for 6.14", "GIT PULL", "GIT PULL"},
		{"Re: [GIT PULL] x", "GIT PULL", "GIT PULL"},
		{"[GIT PULL 00/23] x", "GIT PULL", "Other"},
		{"[PULL 18/38] hw: x", "GIT PULL", "Other"},
		{"[GIT PULL] selftests: fixes for errors", "GIT PULL", "GIT PULL"},
		{"Re: [GIT PULL 01/23] [PATCH] x", "GIT PULL", "PATCH"},
		{"git pull fails", "Bug Report", "Bug Report"},
	};

	CHECK(cases);
}

static void test_others(void)
{
	static const Case cases[] = {
		{"KVM: selftests: x", "Selftest", "Selftest"},
		{"Re: selftest fails", "Selftest", "Selftest"},
		{"[selftests] x", "Selftest", "Selftest"},
		{"RFC x: selftest: y", "Selftest", "Selftest"},
		{"selftesting", "Other", "Other"},
		/* bugs */
		{"[bug report] KVM: x", "Bug Report", "Bug Report"},
		{"BUG: x at y.c:1", "Bug Report", "Bug Report"},
		{"Re: Issues with x", "Bug Report", "Bug Report"},
		{"x failed", "Bug Report", "Bug Report"},
		{"x: fails, failing, failure", "Bug Report", "Bug Report"},
		{"Failures in x", "Bug Report", "Bug Report"},
		{"REGRESSION in x", "Bug Report", "Bug Report"},
		{"Oops: x", "Bug Report", "Bug Report"},
		{"kernel panic", "Bug Report", "Bug Report"},
		{"y.c:1:2: warning: x", "Bug Report", "Bug Report"},
		{"[tree:topic 26/27] y.c:1:2: error: x", "Bug Report", "Bug Report"},
		{"Re: [tree:topic 26/27] y.c:1:2: error: x", "Bug Report", "Bug Report"},
		{"x: crash on y", "Bug Report", "Other"},
		{"x crashes, crashed", "Bug Report", "Other"},
		{"segmentation fault in x", "Bug Report", "Other"},
		{"memory corruption", "Bug Report", "Other"},
		{"crashkernel= of x", "Other", "Other"},
		{"KASAN: x", "Bug Report", "Other"},
		{"Re: UBSAN: x", "Bug Report", "Discussion"},
		{"INFO: task hung in x", "Bug Report", "Other"},
		{"soft lockup in x", "Bug Report", "Other"},
		{"softlockups in x", "Bug Report", "Other"},
		{"possible deadlock in x", "Bug Report", "Other"},
		{"memory leak in x", "Bug Report", "Other"},
		{"general protection fault in x", "Bug Report", "Other"},
		{"how to debug x", "Other", "Other"},
		{"debugfs, failover, leakage, tissue, terrors", "Other", "Other"},
		{"terror, unhung, issuer, warningly", "Other", "Other"},
		/* of patches in stable trees */
		{"Patch \"KVM: Fix a panic\" has been added to the 5.10-stable tree", "Other",
		 "Bug Report"},
		{"FAILED: patch \"[PATCH] x\" failed to apply to 5.10-stable tree", "Other",
		 "PATCH"},
		/* questions */
		{"[Question] x", "Question", "Question"},
		{"[question] x", "Question", "Question"},
		{"[Question about KVM] x", "Question", "Other"},
		{"Re: [Question] x", "Question", "Question"},
		{"Question on x", "Question", "Question"},
		{"Re: questions", "Question", "Question"},
		{"KVM: x: Question about y", "Question", "Other"},
		{"A question", "Other", "Other"},
		{"[Question] why x fails", "Bug Report", "Bug Report"},
		/* the rest */
		{"Re: x", "Discussion", "Discussion"},
		{"RE: x", "Discussion", "Discussion"},
		{"re:x", "Discussion", "Discussion"},
		{"AW: x", "Discussion", "Other"},
		{"[External] Re: x", "Discussion", "Other"},
		{"x", "Other", "Other"},
		{"", "Other", "Other"},
		{"Re:", "Discussion", "Discussion"},
	};

	CHECK(cases);
}

/* What the subject alone does not tell. */
static void test_posts(void)
{
	static const struct {
		const char *from, *text;
		gboolean diff;
		const char *want;
	} cases[] = {
		{ANN, "[v2 1/6] x", TRUE, "PATCH"},
		{ANN, "[v2 1/6] x", FALSE, "Other"},
		{ANN, "[v2 6/6] selftests: x", TRUE, "PATCH"},
		{ANN, "x", TRUE, "Other"},
		/* programs that look for bugs */
		{SYZBOT, "[syzbot] [kvmarm?] WARNING in x", FALSE, "Bug Report"},
		{SYZBOT, "[syzbot] [kvmarm?] INFO: rcu detected stall in x", FALSE, "Bug Report"},
		{SYZBOT, "Re: [syzbot] stall in x", FALSE, "Bug Report"},
		{ANN, "Re: [syzbot] [kvmarm?] INFO: rcu detected stall in x", FALSE, "Bug Report"},
		{SYZBOT, "[syzbot] Monthly kvmarm report (Jan 2026)", FALSE, "Other"},
		{SYZBOT, "[syzbot] Monthly bugs report (Jan 2026)", FALSE, "Other"},
		{ANN, "Re: [syzbot] Monthly kvmarm report (Jan 2026)", FALSE, "Discussion"},
		{ANN, "[PATCH] x, found by syzbot", FALSE, "PATCH"},
		{LKP, "[tree:topic 26/27] y.c:1:2: error: x", FALSE, "Bug Report"},
		{LKP, "[tree:topic 3/9] y.c:1:2: sparse: x", FALSE, "Bug Report"},
		{LKP, "[tree:topic] BUILD REGRESSION 0123abc", FALSE, "Bug Report"},
		{LKP, "[tree:topic] BUILD SUCCESS 0123abc", FALSE, "Other"},
		{LKP, "[tree:topic] [x] 0123abc: y.ops 15.2% regression", FALSE, "Bug Report"},
		{LKP, "[tree:topic] [x] 0123abc: y.ops 15.2% improvement", FALSE, "Other"},
		{LKP, "Re: [PATCH v2 1/3] x", FALSE, "PATCH"},
		/* the others */
		{"tip-bot2 <tip-bot2@x.example>", "[tip: x/urgent] y: Fix an error", FALSE,
		 "Other"},
		{"regzbot <regzbot@x.example>", "Linux regressions report", FALSE, "Other"},
		{"patchwork-bot <bot@x.example>", "Re: x fails", FALSE, "Bug Report"},
		{ANN, "[tip: x/urgent] y: an error", FALSE, "Bug Report"},
	};
	g_autoptr(Categories) categories = categories_new("default", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s: %s", cases[i].from, cases[i].text);
		g_assert_cmpstr(decide(categories, cases[i].from, cases[i].text, cases[i].diff), ==,
				cases[i].want);
	}
}

/* The names in their order, with commas between. */
static char *names(const Categories *categories)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; i < categories_count(categories); i++)
		g_string_append_printf(out, "%s%s", i ? "," : "", categories_name(categories, i));
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void test_presets(void)
{
	static const char *const known[] = {"default", "classic"};

	for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
		g_autoptr(Categories) categories = categories_new(known[i], NULL);
		g_autofree char *got = names(categories);

		g_assert_cmpstr(got, ==,
				"PATCH,RFC,Bug Report,Selftest,Question,GIT PULL,Discussion,Other");
	}
}

static void test_no_preset(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Categories) categories = categories_new("Classic", &error);

	g_assert_null(categories);
	g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	g_assert_nonnull(strstr(error->message, "default, classic"));
}

/* The user's own come first, in the order in which they were named. */
static void test_own(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"[PATCH v2] arm_mpam: x", "MPAM"},
		{"Re: [PATCH] Mpam: vgic too", "MPAM"},
		{"[PATCH] KVM: vgic: x", "GIC & co."},
		{"[PATCH] irqchip/gic-v3: x", "GIC & co."},
		{"[PATCH v3 1/2] stable fix", "PATCH"},
		{"[PATCH] x", "PATCH"},
		{"[RFC] a backport of vgic", "GIC & co."},
		{"a backport", "PATCH"}, /* by a pattern of the user's */
		{"[RFC] a backport", "PATCH"},
		{"[RFC] x", "RFC"},
		{"Re: really", "Discussion"}, /* without its prefixes it does not start so */
		{"x", "Other"},
	};
	g_autoptr(Categories) categories = categories_new("default", NULL);
	g_autofree char *got = NULL;

	g_assert_true(categories_add(categories, "MPAM", "\\b(arm_)?mpam\\b", NULL));
	g_assert_true(categories_add(categories, "GIC & co.", "\\bv?gic\\b", NULL));
	g_assert_true(categories_add(categories, "PATCH", "\\bbackport\\b", NULL));
	g_assert_true(categories_add(categories, "GIC & co.", "irqchip/", NULL));
	g_assert_true(categories_add(categories, "RFC", "^re:", NULL));
	got = names(categories);
	g_assert_cmpstr(got, ==,
			"MPAM,GIC & co.,PATCH,RFC,Bug Report,Selftest,Question,GIT PULL,"
			"Discussion,Other");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(decide(categories, ANN, cases[i].text, FALSE), ==, cases[i].want);
	}
}

/* Their order is the user's where they name them all; the preset's last takes the rest. */
static void test_own_order(void)
{
	static const char *const wanted[] = {"Other",    "Discussion", "RFC",      "PATCH",
					     "GIT PULL", "Bug Report", "Selftest", "Question"};
	g_autoptr(Categories) categories = categories_new("classic", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
		g_assert_true(categories_add(categories, wanted[i], "^never$", NULL));
	g_assert_cmpuint(categories_count(categories), ==, G_N_ELEMENTS(wanted));
	for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
		g_assert_cmpstr(categories_name(categories, i), ==, wanted[i]);
	g_assert_cmpstr(decide(categories, ANN, "[PATCH] x", FALSE), ==, "PATCH");
	g_assert_cmpstr(decide(categories, ANN, "x", FALSE), ==, "Other");
	g_assert_cmpstr(decide(categories, ANN, "never", FALSE), ==, "Other");
}

static void test_bad_pattern(void)
{
	g_autoptr(Categories) categories = categories_new("default", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_false(categories_add(categories, "MPAM", "(x", &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	g_assert_true(g_str_has_prefix(error->message, "MPAM: column 3: "));
	g_assert_cmpuint(categories_count(categories), ==, 8); /* and none is made of it */
}

/* A subject of a megabyte, whatever it is made of, is decided soon. */
static void test_huge(void)
{
	static const char *const units[] = {
		"[",  "[x]", "[x ",  "Re: ", "fail", "selftes", "general ", "x: ",  "[question",
		"\"", "é",   "[0/1", "a",    " ",    "soft",    "patch \"", "bugg", "Monthly ",
	};
	g_autoptr(Categories) categories = categories_new("default", NULL);
	gint64 begin = g_get_monotonic_time();

	g_assert_true(categories_add(categories, "Slow", "(\\w+\\s?)+[!?]$", NULL));
	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		while (text->len < 1 << 20)
			g_string_append(text, units[i]);
		g_assert_cmpstr(decide(categories, ANN, text->str, FALSE), !=, "Slow");
	}
	g_assert_cmpint(g_get_monotonic_time() - begin, <, 30 * G_USEC_PER_SEC);
}

/* What is a bug does not hang on the preset, nor on what the user files it under. */
static void test_bug(void)
{
	static const struct {
		const char *from, *text;
		gboolean bug;
	} cases[] = {
		{ANN, "sheep: panic at the gate", TRUE},
		{SYZBOT, "[syzbot] general protection fault in gate", TRUE},
		{ANN, "[PATCH] sheep: fix a panic", FALSE},
		{ANN, "[RFC] sheep: warnings", FALSE},
		{ANN, "sheep: which gate?", FALSE},
	};
	static const char *const names[] = {"default", "classic"};

	for (guint k = 0; k < G_N_ELEMENTS(names); k++) {
		g_autoptr(Categories) categories = categories_new(names[k], NULL);

		g_assert_true(categories_add(categories, "Farm", "sheep|gate", NULL));
		for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
			g_autoptr(Post) post = first_of(cases[i].from, cases[i].text, FALSE);

			g_test_message("%s: %s", names[k], cases[i].text);
			g_assert_cmpint(categories_is_bug(categories, post), ==, cases[i].bug);
		}
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/category/patches", test_patches);
	g_test_add_func("/category/others", test_others);
	g_test_add_func("/category/posts", test_posts);
	g_test_add_func("/category/presets", test_presets);
	g_test_add_func("/category/no-preset", test_no_preset);
	g_test_add_func("/category/own", test_own);
	g_test_add_func("/category/own-order", test_own_order);
	g_test_add_func("/category/bad-pattern", test_bad_pattern);
	g_test_add_func("/category/bug", test_bug);
	g_test_add_func("/category/huge", test_huge);
	return g_test_run();
}
