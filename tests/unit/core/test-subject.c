/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/subject.h"

#include <string.h>

/* All that a subject says, in one line: reply patch patchset rfc pull n/m vN.M */
static char *facts(const Subject *s)
{
	GString *out = g_string_new(NULL);

	g_string_append(out, s->reply ? "reply " : "");
	g_string_append(out, s->patch ? "patch " : "");
	g_string_append(out, s->patchset ? "patchset " : "");
	g_string_append(out, s->rfc ? "rfc " : "");
	g_string_append(out, s->pull ? "pull " : "");
	if (s->counter)
		g_string_append_printf(out, "%u/%u ", s->n, s->m);
	if (s->versioned)
		g_string_append_printf(out, "v%u", s->version);
	if (s->revision)
		g_string_append_printf(out, ".%u", s->revision);
	return g_strchomp(g_string_free(out, FALSE));
}

typedef struct {
	const char *text, *facts, *words, *title;
} Case;

static void check_case(const Case *c)
{
	g_autoptr(Subject) s = subject_parse(c->text);
	g_autofree char *got = facts(s), *words = g_strjoinv(" ", s->words);

	g_test_message("%s", c->text);
	g_assert_cmpstr(s->text, ==, c->text);
	g_assert_cmpstr(got, ==, c->facts);
	g_assert_cmpstr(words, ==, c->words);
	g_assert_cmpstr(s->title, ==, c->title);
}

static void check_cases(const Case *cases, guint n)
{
	for (guint i = 0; i < n; i++)
		check_case(&cases[i]);
}

#define CHECK(cases) check_cases(cases, G_N_ELEMENTS(cases))

/* RULES §3: the subjects of patches that it names, and their like */
static void test_patches(void)
{
	static const Case cases[] = {
		{"[PATCH] x", "patch", "PATCH", "x"},
		{"[RFC PATCH v2 3/7] x", "patch rfc 3/7 v2", "RFC PATCH v2 3/7", "x"},
		{"[PATCH RFC v3 09/27] x", "patch rfc 9/27 v3", "PATCH RFC v3 09/27", "x"},
		{"[RFC][PATCH] x", "patch rfc", "RFC PATCH", "x"},
		{"[RFC] [PATCH 1/2] x", "patch rfc 1/2", "RFC PATCH 1/2", "x"},
		{"[RFC/PATCH] x", "patch rfc", "RFC PATCH", "x"},
		{"[RFC/RFT PATCH 2/3] x", "patch rfc 2/3", "RFC RFT PATCH 2/3", "x"},
		{"[RFT PATCH] x", "patch rfc", "RFT PATCH", "x"},
		{"[PATCHv2] x", "patch v2", "PATCHv2", "x"},
		{"[PATCHV3 07/14] x", "patch 7/14 v3", "PATCHV3 07/14", "x"},
		{"[patchv4] x", "patch v4", "patchv4", "x"},
		{"[PATCH kvmtool v6 0/6] x", "patch 0/6 v6", "PATCH kvmtool v6 0/6", "x"},
		{"[kvm-unit-tests PATCH v2 00/18] x", "patch 0/18 v2",
		 "kvm unit tests PATCH v2 00/18", "x"},
		{"[6.1 PATCH RESEND 00/12] x", "patch 0/12", "6.1 PATCH RESEND 00/12", "x"},
		{"[PATCH v6,19/24] x", "patch 19/24 v6", "PATCH v6 19/24", "x"},
		{"[PATCH v6, 19/24] x", "patch 19/24 v6", "PATCH v6 19/24", "x"},
		{"[PATCH 5.10 001/430] x", "patch 1/430", "PATCH 5.10 001/430", "x"},
		{"[PATCH 6.18 000/430] x", "patch 0/430", "PATCH 6.18 000/430", "x"},
		{"[PATCH bpf-next v1 1/3] x", "patch 1/3 v1", "PATCH bpf next v1 1/3", "x"},
		{"[PATCH net-next v2 1/2] x", "patch 1/2 v2", "PATCH net next v2 1/2", "x"},
		{"[PATCH -next] x", "patch", "PATCH next", "x"},
		{"[PATCH -next 1/2] x", "patch 1/2", "PATCH next 1/2", "x"},
		{"[PATCH1/8] x", "patch 1/8", "PATCH1/8", "x"},
		{"[PATCH0/8] x", "patch 0/8", "PATCH0/8", "x"},
		{"[stable:PATCH V2] x", "patch v2", "stable PATCH V2", "x"},
		{"[PATCHSET v3 0/5] x", "patch patchset 0/5 v3", "PATCHSET v3 0/5", "x"},
		{"[PATCHSET] x", "patch patchset", "PATCHSET", "x"},
		{"[PATCHES v2 0/5] x", "patch 0/5 v2", "PATCHES v2 0/5", "x"},
		{"[Patch v2] x", "patch v2", "Patch v2", "x"},
		{"[patch 3/4]x", "patch 3/4", "patch 3/4", "x"},
		{"[PATCH v2 1/2][kvmtool] x", "patch 1/2 v2", "PATCH v2 1/2 kvmtool", "x"},
		{"[RFC PATCH v2 1/2] [DO NOT MERGE] x", "patch rfc 1/2 v2",
		 "RFC PATCH v2 1/2 DO NOT MERGE", "x"},
		{"[PATCH V5 (RESEND) 0/4] x", "patch 0/4 v5", "PATCH V5 (RESEND) 0/4", "x"},
		{"[PATCH|RFC] x", "patch rfc", "PATCH RFC", "x"},
		{"[PATCH AUTOSEL 5.4 12/30] x", "patch 12/30", "PATCH AUTOSEL 5.4 12/30", "x"},
		{"[tag] [PATCH] [a-z] is a range", "patch", "tag PATCH a z", "is a range"},
		{"[PATCH]", "patch", "PATCH", ""},
		/* words that only begin like one, and other mails */
		{"[PATCHWORK] x", "", "PATCHWORK", "x"},
		{"[DISPATCH] x", "", "DISPATCH", "x"},
		{"[RFC2047] x", "", "RFC2047", "x"},
		{"[PULLED] x", "", "PULLED", "x"},
		{"[GIT PULL] x", "pull", "GIT PULL", "x"},
		{"[GIT PULL v2] x", "pull v2", "GIT PULL v2", "x"},
		{"[PULL kvm-unit-tests 01/39] x", "pull 1/39", "PULL kvm unit tests 01/39", "x"},
		{"[GIT PULL 00/23] [PATCH] x", "patch pull 0/23", "GIT PULL 00/23 PATCH", "x"},
		{"[RFC v16 1/9] x", "rfc 1/9 v16", "RFC v16 1/9", "x"},
		{"[v7 1/2] x", "1/2 v7", "v7 1/2", "x"},
		{"[tree:topic/branch 26/27] a.c:1:2: error: x", "26/27", "tree topic branch 26/27",
		 "a.c:1:2: error: x"},
		{"[Question] x", "", "Question", "x"},
		{"[] x", "", "", "x"},
		{"", "", "", ""},
		{"PATCH 1/2: x", "", "", "PATCH 1/2: x"},
	};

	CHECK(cases);
}

/* RULES §3: nested groups are flattened; an unclosed [ is title; so is one inside a title */
static void test_groups(void)
{
	static const Case cases[] = {
		{"[[PATCH] v2] x", "patch v2", "PATCH v2", "x"},
		{"[PATCH [v2] 1/3] x", "patch 1/3 v2", "PATCH v2 1/3", "x"},
		{"[RFC[PATCH[v2]]] [3/4] x", "patch rfc 3/4 v2", "RFC PATCH v2 3/4", "x"},
		{"[PATCH x", "", "", "[PATCH x"},
		{"[[PATCH] x", "", "", "[[PATCH] x"},
		{"[PATCH] [v2 x", "patch", "PATCH", "[v2 x"},
		{"[PATCH] v2] x", "patch", "PATCH", "v2] x"},
		{"PATCH v4 00/11] x", "", "", "PATCH v4 00/11] x"},
		{"[PATCH] Drop the table[] of [1/2] v9", "patch", "PATCH",
		 "Drop the table[] of [1/2] v9"},
		{"lib: match [a-z]", "", "", "lib: match [a-z]"},
		{"was: [PATCH] x", "", "", "was: [PATCH] x"},
		/* marks that say nothing */
		{"***SPAM*** [PATCH] x", "patch", "PATCH", "x"},
		{"***SPAM***Re: [PATCH] x", "reply patch", "PATCH", "x"},
		{"*****SPAM***** x", "", "", "x"},
		{"[PATCH] ***SPAM*** x", "patch", "PATCH", "x"},
		{"**bold** x", "", "", "**bold** x"},
		{"**SPAM*** x", "", "", "**SPAM*** x"},
		{"***SPAM** x", "", "", "***SPAM** x"},
		{"***SPAM x", "", "", "***SPAM x"},
		{"*** SPAM *** x", "", "", "*** SPAM *** x"},
		{"Re: (subset) [PATCH v2 0/3] x", "reply patch 0/3 v2", "PATCH v2 0/3", "x"},
		{"(was: y) [PATCH] x", "", "", "(was: y) [PATCH] x"},
	};

	CHECK(cases);
}

/* RULES §3: reply prefixes among groups, in any order */
static void test_replies(void)
{
	static const Case cases[] = {
		{"Re: x", "reply", "", "x"},
		{"RE: x", "reply", "", "x"},
		{"re: x", "reply", "", "x"},
		{"Re:x", "reply", "", "x"},
		{"Re : x", "reply", "", "x"},
		{"Re:", "reply", "", ""},
		{"Re: Re: RE:Re: x", "reply", "", "x"},
		{"Aw: x", "reply", "", "x"},
		{"AW: x", "reply", "", "x"},
		{"Antw: x", "reply", "", "x"},
		{"Fwd: x", "reply", "", "x"},
		{"FWD: x", "reply", "", "x"},
		{"Fw: x", "reply", "", "x"},
		{"FW: x", "reply", "", "x"},
		{"WG: x", "reply", "", "x"},
		{"SV: x", "reply", "", "x"},
		{"回复：x", "reply", "", "x"},
		{"回复: Re: [PATCH] x", "reply patch", "PATCH", "x"},
		{"答复: x", "reply", "", "x"},
		{"答复：[PATCH 1/2] x", "reply patch 1/2", "PATCH 1/2", "x"},
		{"转发: x", "reply", "", "x"},
		{"回覆: 答覆： 轉寄: x", "reply", "", "x"},
		{"Re： x", "reply", "", "x"},
		{"Re[2]: x", "reply", "", "x"},
		{"Re[12]:Re^2: x", "reply", "", "x"},
		{"Re: [External] Re: [PATCH v2 1/2] x", "reply patch 1/2 v2",
		 "External PATCH v2 1/2", "x"},
		{"[Resend]Re: x", "reply", "Resend", "x"},
		{"[list] Re: [PATCH 1/7] x", "reply patch 1/7", "list PATCH 1/7", "x"},
		{"[PATCH] Re: x", "reply patch", "PATCH", "x"},
		{"Fwd: [GIT PULL] x", "reply pull", "GIT PULL", "x"},
		/* none */
		{"Reply: x", "", "", "Reply: x"},
		{"[PATCH] Re-add x: y", "patch", "PATCH", "Re-add x: y"},
		{"[PATCH] Revert \"x: y\"", "patch", "PATCH", "Revert \"x: y\""},
		{"[PATCH] wg: x", "patch", "PATCH", "wg: x"},
		{"[PATCH] fw: x", "patch", "PATCH", "fw: x"},
		{"[PATCH] fwnode: x", "patch", "PATCH", "fwnode: x"},
		{"Re", "", "", "Re"},
		{"Re [2]: x", "", "", "Re [2]: x"},
		{"Re[2: x", "", "", "Re[2: x"},
		{"Re[]: x", "", "", "Re[]: x"},
		{"Re^: x", "", "", "Re^: x"},
		{"x (was Re: [PATCH 0/2] y)", "", "", "x (was Re: [PATCH 0/2] y)"},
		{"回复 x", "", "", "回复 x"},
	};

	CHECK(cases);
}

/* RULES §3: n/m of up to four digits each, in groups only; the first one counts */
static void test_counters(void)
{
	static const Case cases[] = {
		{"[PATCH 0/5] x", "patch 0/5", "PATCH 0/5", "x"},
		{"[PATCH 00/18] x", "patch 0/18", "PATCH 00/18", "x"},
		{"[PATCH 0001/9999] x", "patch 1/9999", "PATCH 0001/9999", "x"},
		{"[PATCH 4/3] x", "patch 4/3", "PATCH 4/3", "x"},
		{"[PATCH 1/2] [3/4] x", "patch 1/2", "PATCH 1/2 3/4", "x"},
		{"[1/2] x", "1/2", "1/2", "x"},
		{"[PATCH 1/10000] x", "patch", "PATCH 1 10000", "x"},
		{"[PATCH 00001/2] x", "patch", "PATCH 00001 2", "x"},
		{"[PATCH 99999999999999999999/2] x", "patch", "PATCH 99999999999999999999 2", "x"},
		{"[PATCH 1/N] x", "patch", "PATCH 1 N", "x"},
		{"[PATCH 3/n] x", "patch", "PATCH 3 n", "x"},
		{"[PATCH n/3] x", "patch", "PATCH n 3", "x"},
		{"[PATCH 1/] x", "patch", "PATCH 1", "x"},
		{"[PATCH /1] x", "patch", "PATCH 1", "x"},
		{"[PATCH 1/2/3] x", "patch", "PATCH 1 2 3", "x"},
		{"[PATCH -1/2] x", "patch", "PATCH 1 2", "x"},
		{"[PATCH x86-32/64] x", "patch", "PATCH x86 32 64", "x"},
		{"[PATCH] serial: F81504/508/512 1/2 x", "patch", "PATCH",
		 "serial: F81504/508/512 1/2 x"},
		{"[PATCH] 1/2 x", "patch", "PATCH", "1/2 x"},
	};

	CHECK(cases);
}

/* RULES §3: versions, and what is a kernel or hardware instead */
static void test_versions(void)
{
	static const Case cases[] = {
		{"[PATCH V2] x", "patch v2", "PATCH V2", "x"},
		{"[v2 PATCH] x", "patch v2", "v2 PATCH", "x"},
		{"[RFCv2] x", "rfc v2", "RFCv2", "x"},
		{"[RFC-v3] x", "rfc v3", "RFC v3", "x"},
		{"[PATCH RFCv2 1/2] x", "patch rfc 1/2 v2", "PATCH RFCv2 1/2", "x"},
		{"[RFTv2 PATCH] x", "patch rfc v2", "RFTv2 PATCH", "x"},
		{"[PATCH] [v2] x", "patch v2", "PATCH v2", "x"},
		{"[PATCH v2] [v3] x", "patch v2", "PATCH v2 v3", "x"},
		{"[PATCH v0] x", "patch v0", "PATCH v0", "x"},
		{"[PATCH v02] x", "patch v2", "PATCH v02", "x"},
		{"[PATCH v5.5 1/3] x", "patch 1/3 v5.5", "PATCH v5.5 1/3", "x"},
		{"[PATCHv5.5] x", "patch v5.5", "PATCHv5.5", "x"},
		{"[PATCH v2b] x", "patch v2.2", "PATCH v2b", "x"},
		{"[PATCH v2A] x", "patch v2.1", "PATCH v2A", "x"},
		/* kernels */
		{"[PATCH v4.19] x", "patch", "PATCH v4.19", "x"},
		{"[PATCH v5.10 2/3] x", "patch 2/3", "PATCH v5.10 2/3", "x"},
		{"[PATCH v5.4.y] x", "patch", "PATCH v5.4.y", "x"},
		{"[PATCH v5.4.y v2] x", "patch v2", "PATCH v5.4.y v2", "x"},
		{"[PATCH stable v4.9 v2] x", "patch v2", "PATCH stable v4.9 v2", "x"},
		{"[PATCH stable v4.9] x", "patch", "PATCH stable v4.9", "x"},
		{"[PATCH v2 v4.9] x", "patch v2", "PATCH v2 v4.9", "x"},
		{"[PATCHv2 v4.9] x", "patch v2", "PATCHv2 v4.9", "x"},
		{"[PATCH v4.4 v4.9] x", "patch", "PATCH v4.4 v4.9", "x"},
		{"[PATCH for-stable v5.4 2/3] x", "patch 2/3", "PATCH for stable v5.4 2/3", "x"},
		{"[PATCH v5.4.210] x", "patch", "PATCH v5.4.210", "x"},
		/* none */
		{"[PATCH v] x", "patch", "PATCH v", "x"},
		{"[PATCH vx] x", "patch", "PATCH vx", "x"},
		{"[PATCH v2bis] x", "patch", "PATCH v2bis", "x"},
		{"[PATCH v20240101] x", "patch", "PATCH v20240101", "x"},
		{"[PATCH GICv4] x", "patch", "PATCH GICv4", "x"},
		{"[PATCH 2] x", "patch", "PATCH 2", "x"},
		{"[PATCH v2.] x", "patch", "PATCH v2.", "x"},
		/* of the title: in front or at the end, nowhere else */
		{"[PATCH] v2: x", "patch v2", "PATCH", "v2: x"},
		{"[PATCH] V3:x", "patch v3", "PATCH", "V3:x"},
		{"[PATCH 1/2] x (v2)", "patch 1/2 v2", "PATCH 1/2", "x (v2)"},
		{"[PATCH] x (V4)", "patch v4", "PATCH", "x (V4)"},
		{"[PATCH v3] v2: x", "patch v3", "PATCH v3", "v2: x"},
		{"[PATCH v3] x (v2)", "patch v3", "PATCH v3", "x (v2)"},
		{"[PATCH] v2 x", "patch", "PATCH", "v2 x"},
		{"[PATCH] x v2", "patch", "PATCH", "x v2"},
		{"[PATCH] x (v2) y", "patch", "PATCH", "x (v2) y"},
		{"[PATCH] KVM: v2: x", "patch", "PATCH", "KVM: v2: x"},
		{"[PATCH] x (v2 of y)", "patch", "PATCH", "x (v2 of y)"},
		{"[PATCH] x (GICv3)", "patch", "PATCH", "x (GICv3)"},
		{"[PATCH] x (v5.4)", "patch", "PATCH", "x (v5.4)"},
		{"[PATCH] KVM: arm64: GICv4 x", "patch", "PATCH", "KVM: arm64: GICv4 x"},
		{"[PATCH] powerpc: ISA v3.1", "patch", "PATCH", "powerpc: ISA v3.1"},
	};

	CHECK(cases);
}

/* RULES §3: n = 0, or PATCHSET without a counter */
static void test_cover(void)
{
	static const struct {
		const char *text;
		gboolean cover;
	} cases[] = {
		{"[PATCH 0/3] x", TRUE},          {"[PATCH 00/18] x", TRUE},
		{"[PATCHSET] x", TRUE},           {"[PATCHSET v2] x", TRUE},
		{"[PATCHSET 0/2] x", TRUE},       {"[PATCHSET 1/2] x", FALSE},
		{"[PATCH 1/3] x", FALSE},         {"[PATCH] x", FALSE},
		{"[PATCHES] x", FALSE},           {"[PATCH 1/1] x", FALSE},
		{"[PATCH 6.18 000/430] x", TRUE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) s = subject_parse(cases[i].text);

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(subject_is_cover(s), ==, cases[i].cover);
	}
}

/* RULES §6: what titles a thread */
static void test_without_reply(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"x", "x"},
		{"Re: x", "x"},
		{"RE:x", "x"},
		{"Re: Re: AW: Fwd: x y", "x y"},
		{"Re[2]: 回复：x", "x"},
		{"Re: [PATCH v2 1/3] KVM: x", "[PATCH v2 1/3] KVM: x"},
		{"Re: [External] Re: [PATCH v2 1/3] x", "[External] [PATCH v2 1/3] x"},
		{"Re: [RFC][PATCH] x", "[RFC][PATCH] x"},
		{"Re: [RFC] [PATCH]x", "[RFC] [PATCH]x"},
		{"[Resend]Re: x", "[Resend] x"},
		{"[Resend]Re:x", "[Resend] x"},
		{"[a]Re:[b] x", "[a] [b] x"},
		{"[Resend] Re:", "[Resend]"},
		{"[PATCH] Re: Re: fix Re: x", "[PATCH] fix Re: x"},
		{"***SPAM***Re: [PATCH] x", "***SPAM*** [PATCH] x"},
		{"Re: (subset) [PATCH v2 0/3] x", "(subset) [PATCH v2 0/3] x"},
		{"Re: [[PATCH] v2] x", "[[PATCH] v2] x"},
		{"Re: [PATCH x", "[PATCH x"},
		{"  Re:  [PATCH]  x  ", "[PATCH] x"},
		/* no reply prefixes */
		{"Report: x", "Report: x"},
		{"x Re: y", "x Re: y"},
		{"wg: x", "wg: x"},
		/* nothing left */
		{"Re:", ""},
		{"Re: Re: ", ""},
		{"", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) s = subject_parse(cases[i].text);
		g_autofree char *got = subject_without_reply(s);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* RULES §3: 5 < 5.5 < 6, v2b follows v2 */
static void test_version_order(void)
{
	/* each rank is newer than the one before */
	static const char *const ranks[][3] = {
		{"[PATCH v0] x", "[RFC v0 1/2] y"},
		{"[PATCH v0.3] x"},
		{"[PATCH] x", "[PATCH v1] x", "[PATCH v4.19] x"},
		{"[PATCH v2] x", "[PATCHv2] y", "[PATCH] x (v2)"},
		{"[PATCH v2a] x", "[PATCH v2.1] x"},
		{"[PATCH v2b] x"},
		{"[PATCH v5] x", "[PATCH stable v6.1 v5] x"},
		{"[PATCH v5.5] x"},
		{"[PATCH v6] x"},
		{"[PATCH v10] x"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(ranks) * 3; i++) {
		for (guint j = 0; j < G_N_ELEMENTS(ranks) * 3; j++) {
			const char *text_a = ranks[i / 3][i % 3], *text_b = ranks[j / 3][j % 3];
			g_autoptr(Subject) a = subject_parse(text_a ? text_a : ranks[i / 3][0]);
			g_autoptr(Subject) b = subject_parse(text_b ? text_b : ranks[j / 3][0]);
			int order = subject_version_compare(a, b);

			g_test_message("%s | %s", a->text, b->text);
			g_assert_cmpint((order > 0) - (order < 0), ==,
					(i / 3 > j / 3) - (i / 3 < j / 3));
		}
	}
}

/* RULES §3, Title; §7, leading words dropped */
static void test_keys(void)
{
	static const struct {
		const char *text, *key, *bare;
	} cases[] = {
		{"Re: [PATCH v2 1/2] KVM: arm64: Fix X", "kvm: arm64: fix x", "fix x"},
		{"[PATCH] Fix X", "fix x", "fix x"},
		{"[PATCH] v2: KVM: Fix X", "kvm: fix x", "fix x"},
		{"[PATCH] KVM: Fix X (v2)", "kvm: fix x", "fix x"},
		{"[PATCH] V2: KVM: Fix X(V3)", "kvm: fix x", "fix x"},
		{"[PATCH] drivers/perf: hisi: Add Y", "drivers/perf: hisi: add y", "add y"},
		{"[PATCH] KVM: v2: x", "kvm: v2: x", "x"},
		{"[PATCH] Use std::move: or not", "use std::move: or not", "use std::move: or not"},
		{"[PATCH] two words: x", "two words: x", "two words: x"},
		{"[PATCH] kvm:x", "kvm:x", "kvm:x"},
		{"[PATCH] kvm:", "kvm:", "kvm:"},
		{"[PATCH] : x", ": x", ": x"},
		{"[PATCH] (v2)", "", ""},
		{"[PATCH]", "", ""},
		{"", "", ""},
		{"GRÖSSE ÄNDERN", "grösse ändern", "grösse ändern"},
		{"你好: 世界", "你好: 世界", "世界"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) s = subject_parse(cases[i].text);
		g_autofree char *key = subject_title_key(s), *bare = subject_bare_title_key(s);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(key, ==, cases[i].key);
		g_assert_cmpstr(bare, ==, cases[i].bare);
	}
}

/* RULES §7: words that name a stable tree */
static void test_stable_words(void)
{
	static const struct {
		const char *text, *words;
	} cases[] = {
		{"[PATCH] x", ""},
		{"[PATCH v2 1/2] stable: 5.10 in the title", ""},
		{"[PATCH 5.10] x", "5.10"},
		{"[PATCH 5.10 001/430] x", "5.10"},
		{"[PATCH 5.10.y 1/2] x", "5.10.y"},
		{"[PATCH 6.1] x", "6.1"},
		{"[6.1 PATCH RESEND 00/12] x", "6.1"},
		{"[PATCH v4.19] x", "v4.19"},
		{"[PATCH linux-5.10.y] x", "5.10.y"},
		{"[PATCH STABLE 5.4.Y] x", "5.4.y stable"},
		{"[stable:PATCH V2] x", "stable"},
		{"[PATCH][stable-5.4] x", "5.4 stable"},
		{"[PATCH for-stable-4.19 v2 1/2] x", "4.19 stable"},
		{"[PATCH stable v4.9 v2] x", "stable v4.9"},
		{"[PATCH v2 v4.9] x", "v4.9"},
		{"[PATCH v4.4 v4.9] x", "v4.4 v4.9"},
		{"[PATCH 5.4/5.10/5.15] x", "5.10 5.15 5.4"},
		{"[PATCH 5.10] [PATCH 5.10] x", "5.10"},
		{"[PATCH 2.6.32.y] x", "2.6.32.y"},
		{"[PATCH 5.10+] x", "5.10+"},
		{"Re: [PATCH 5.10.103] x", "5.10.103"},
		/* none */
		{"[PATCH v5.5] x", ""},
		{"[PATCH 5] x", ""},
		{"[PATCH unstable] x", ""},
		{"[PATCH 2024.01] x", ""},
		{"[PATCH 24.01.2024] x", ""},
		{"[PATCH 5.x] x", ""},
		{"[PATCH 5.] x", ""},
		{"[PATCH .5] x", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Subject) s = subject_parse(cases[i].text);
		g_autofree char *words = subject_stable_words(s);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(words, ==, cases[i].words);
	}
}

/* Without its reply prefixes a subject is the same, but that it is no reply. */
static void check_without_reply(const Subject *s)
{
	g_autofree char *plain = subject_without_reply(s), *again = NULL;
	g_autoptr(Subject) bare = subject_parse(plain);

	g_assert_cmpuint(strlen(plain), <=, strlen(s->text) + 1);
	g_assert_false(bare->reply);
	g_assert_true(
		g_strv_equal((const char *const *)bare->words, (const char *const *)s->words));
	again = subject_without_reply(bare);
	g_assert_cmpstr(again, ==, plain);
}

/* Asks all there is to ask, and checks what holds for every subject. */
static void check_properties(const char *text)
{
	g_autoptr(Subject) s = subject_parse(text);
	g_autofree char *key = subject_title_key(s), *bare = subject_bare_title_key(s);
	g_autofree char *stable = subject_stable_words(s);
	const char *at = s->text;

	g_assert_true(s->title >= s->text && s->title <= s->text + strlen(s->text));
	g_assert_cmpstr(s->text, ==, text);
	check_without_reply(s);
	for (char **word = s->words; *word && at; word++) {
		g_assert_true(**word);
		at = g_strstr_len(at, s->title - at, *word);
		g_assert_nonnull(at);
		at = at ? at + strlen(*word) : NULL;
	}
	g_assert_true(g_utf8_validate(key, -1, NULL));
	g_assert_true(g_str_has_suffix(key, bare));
	g_assert_cmpint(subject_version_compare(s, s), ==, 0);
	g_assert_true(s->n <= 9999 && s->m <= 9999 && s->version <= 9999);
	g_assert_true(s->counter || (!s->n && !s->m));
	g_assert_true(s->versioned || (!s->version && !s->revision));
}

static void test_random(void)
{
	static const char *const pieces[] = {
		"[",    "]",        " ",      ",",       "Re", ":",        "：",  "PATCH",
		"RFC",  "v2",       "/",      "1",       "2",  "-",        "|",   "***",
		"SPAM", "^",        "(",      ")",       "v",  "5.4",      ".y",  "Fwd:",
		"PULL", "PATCHSET", "stable", "回复",    "x",  "\xC2\xA0", "Re:", "(v2)",
		"é",    "00/3",     "\t",     "[PATCH ", "] ", "word: ",   "FW",  "*",
	};
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);

	for (guint round = 0; round < 20000; round++) {
		g_autoptr(GString) text = g_string_new(NULL);
		gint n = g_rand_int_range(rand, 0, 24);

		while (n-- > 0)
			g_string_append(text,
					pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
		check_properties(text->str);
	}
	for (guint round = 0; round < 5000; round++) {
		char bytes[32];
		g_autofree char *text = NULL;

		for (guint i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)g_rand_int_range(rand, 1, 256);
		text = g_utf8_make_valid(bytes, g_rand_int_range(rand, 0, sizeof(bytes)));
		check_properties(text);
	}
}

/* A megabyte of anything takes no time worth noticing, and no stack. */
static void test_huge(void)
{
	static const char *const units[] = {
		"[",        "]",     "[]",          "[[]",   "[a",   "[a ",   "[v2.1 ",
		"Re:",      "Re: ",  "Re",          "Re[",   "Re[1", " ",     "*",
		"*SPAM*",   "1/",    "***SPAM***",  "[1/1]", "x: ",  "(v2)",  "(",
		"v2:",      "回",    "[PATCH v2] ", "5.",    ":",    "word:", "Fwd ",
		"(subset)", "[5.4 ", "-",
	};

	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) text = g_string_new(NULL), closed = g_string_new("[");

		while (text->len < 1 << 20)
			g_string_append(text, units[i]);
		g_string_append_printf(closed, "%s]", text->str);
		check_properties(text->str);
		check_properties(closed->str);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/subject/patches", test_patches);
	g_test_add_func("/subject/groups", test_groups);
	g_test_add_func("/subject/replies", test_replies);
	g_test_add_func("/subject/counters", test_counters);
	g_test_add_func("/subject/versions", test_versions);
	g_test_add_func("/subject/cover", test_cover);
	g_test_add_func("/subject/without-reply", test_without_reply);
	g_test_add_func("/subject/version-order", test_version_order);
	g_test_add_func("/subject/keys", test_keys);
	g_test_add_func("/subject/stable-words", test_stable_words);
	g_test_add_func("/subject/random", test_random);
	g_test_add_func("/subject/huge", test_huge);
	return g_test_run();
}
