/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/own.h"
#include "lib/pieces.h"

#include <string.h>

static const Person sender = {(char *)"Bo Fjord", (char *)"bo@fjord.example"};

static const char *const kinds[] = {"text",     "quote",   "attribution", "headers", "diff",
				    "stat",     "code",    "trailers",    "ruler",   "snip",
				    "greeting", "closing", "signature",   "footer"};
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == N_OWN_KINDS);

static guint count_lines(const char *text, const OwnPart *part)
{
	guint lines = 0;

	for (gsize i = 0; i < part->len; i++)
		lines += text[part->from + i] == '\n' || part->from + i + 1 == strlen(text);
	return lines;
}

/* "greeting 2, quote1 {Ann Example <ann@example.org>} 3": the lines of each part */
static char *describe(const char *text, const Own *own)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = &g_array_index(own->parts, OwnPart, i);

		g_string_append_printf(out, "%s%s", i ? ", " : "", kinds[part->kind]);
		if (part->depth)
			g_string_append_printf(out, "%u", part->depth);
		if (part->whose) {
			g_autofree char *whose = person_show(part->whose);

			g_string_append_printf(out, " {%s}", whose);
		}
		g_string_append_printf(out, " %u", count_lines(text, part));
	}
	return g_string_free(out, FALSE);
}

typedef struct {
	const char *text, *want;
} Case;

static void check(const Case *cases, gsize n)
{
	for (gsize i = 0; i < n; i++) {
		g_autoptr(Own) own = own_read(cases[i].text, strlen(cases[i].text), &sender);
		g_autofree char *got = describe(cases[i].text, own);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* Marks of quotes, and what only looks like one */
static void test_quotes(void)
{
	static const Case cases[] = {
		{"words\n", "text 1"},
		{"", ""},
		{"\n\nwords\n", "text 3"},
		{"> q\nwords\n", "quote1 1, text 1"},
		{">q\nwords\n", "quote1 1, text 1"},
		{"> q\n>> r\n> > s\n>>> t\n> > > u\n", "quote1 1, quote2 2, quote3 2"},
		{"> q\n>\n> q\n", "quote1 3"},
		{"> q\n\nwords\n\n> q\n", "quote1 2, text 2, quote1 1"},
		{" > q\nwords\n", "quote1 1, text 1"},
		{"AE> q\nAE> q\nwords\n", "quote1 2, text 1"},
		{"A> words\n", "text 1"},
		{"the size is now\n>= 4096 bytes\n", "text 2"},
		{">From here on it works\n", "text 1"},
		{"a line->with an arrow\n", "text 1"},
		{"foo\n\t> indented by a tab, as in a table\n", "text 2"},
		{"> a quoted line that is so long that some mailer had to wrap it at the\nend\n> "
		 "of it\nwords\n",
		 "quote1 3, text 1"},
		{"> is a quoted line that is so long that it could have been wrapped "
		 "there?\nno.\n> of it\n",
		 "quote1 1, text 1, quote1 1"},
		{"> a quoted line that is so long that some mailer had to wrap it at the "
		 "end\ns/wrap/break\n> of it\n",
		 "quote1 1, text 1, quote1 1"},
		{"> a quoted line that is so long that some mailer had to wrap it at the end\nwhy "
		 "do you say so\n> of it\n",
		 "quote1 1, text 1, quote1 1"},
		{"> short\nno\n> short\n", "quote1 1, text 1, quote1 1"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Whom a line above a quote names */
static void test_attributions(void)
{
	static const Case cases[] = {
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n> "
		 "q\nwords\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1, text 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"On Mon, Jan 04, 2021 at 12:00:00PM +0100, Ann Example wrote:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"On Mon, Jan 4, 2021 at 12:00 PM Ann Example <ann@example.org>\nwrote:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"On Mon, Jan 4, 2021 at 12:00 PM Ann Example\n<ann@example.org> wrote:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"On Mon, 04 Jan 2021 12:00:00 +0100,\nAnn Example <ann@example.org> wrote:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"On Mon,\n04 Jan 2021 12:00:00 +0100,\nAnn Example\n<ann@example.org>\nwrote:\n> "
		 "q\n",
		 "attribution {Ann Example <ann@example.org>} 5, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"On 2021-01-04 12:00, Ann Example wrote:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"On 1/4/21 12:00 PM, Ann Example wrote:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"On Thursday, Ann Example wrote:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"On 4 Jan 2021, 12:00:00 CET, \"Example, Ann\" <ann@example.org> wrote:\n> q\n",
		 "attribution {Example, Ann <ann@example.org>} 1, quote1 {Example, Ann "
		 "<ann@example.org>} 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100 (CET), Ann Example wrote:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"On Mon, 4 Jan 2021, ann@example.org wrote:\n> q\n",
		 "attribution {ann@example.org} 1, quote1 {ann@example.org} 1"},
		{"On Mon, 4 Jan 2021, Ann Example (Fjord) <ann@example.org> wrote:\n> q\n",
		 "attribution {Ann Example (Fjord) <ann@example.org>} 1, quote1 {Ann Example "
		 "(Fjord) <ann@example.org>} 1"},
		{"On Mon, 4 Jan 2021, 'Ann Example' via team\n<team@lists.example> wrote:\n> q\n",
		 "attribution {Ann Example} 2, quote1 {Ann Example} 1"},
		{"On Mon, 4 Jan 2021, Ann Example <mailto:ann@example.org> wrote:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Ann Example <ann@example.org> writes:\n\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Ann Example\n<ann@example.org> writes:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Ann Example writes:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"On Mon, 4 Jan 2021, Ann Example (ann@example.org) wrote:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"----- On Jan 4, 2021, at 12:00 PM, Ann Example ann@example.org wrote:\n\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Ann Example wrote:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"Ann Example <ann@example.org> wrote on 01/04/2021 12:00:00 PM:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Quoting Ann Example (2021-01-04 12:00:00):\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"Excerpts from Ann Example's message of January 4, 2021:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"* Ann Example <ann@example.org> [2021-01-04 12:00:00]:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Am 04.01.21 um 12:00 schrieb Ann Example:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"Am Mo., 4. Jan. 2021 um 12:00 Uhr schrieb Ann Example\n<ann@example.org>:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"Le 04/01/2021 à 12:00, Ann Example a écrit :\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"Le lun. 4 janv. 2021 à 12:00, Ann Example <ann@example.org> a écrit :\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"在 2021/1/4 12:00, Ann Example 写道:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"于 2021年01月04日 12:00, Ann Example 写道:\n> q\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"Ann Example <ann@example.org> 于2021年1月4日周一 下午12:00写道：\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"2021年1月4日(月) 12:00 Ann Example <ann@example.org>:\n> q\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n> On 3 "
		 "Jan 2021, Bo Fjord wrote:\n>> r\n> q\nwords\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1, quote2 {Bo Fjord} 1, quote1 {Ann Example "
		 "<ann@example.org>} 1, text 1"},
		{"> On 4 Jan 2021, at 12:00, Ann Example <ann@example.org> wrote:\n> \n> "
		 "q\nwords\n",
		 "quote1 {Ann Example <ann@example.org>} 3, text 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n>> "
		 "r\n\nwords\n\nCy Third writes:\n> q\n>> r\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote2 2, text 2, attribution {Cy "
		 "Third} 1, quote1 {Cy Third} 1, quote2 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> "
		 "wrote:\n\n[...]\n\nwords\n",
		 "attribution {Ann Example <ann@example.org>} 2, snip 2, text 1"},
		{"words\n\nOn Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> "
		 "wrote:\n\nq\nq\n",
		 "text 2, attribution {Ann Example <ann@example.org>} 2, quote1 {Ann Example "
		 "<ann@example.org>} 2"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n| q\n| "
		 "q\n\nwords\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 3, text 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n: q\n: "
		 "q\n\nwords\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 3, text 1"},
		{"As Ann wrote: this is fine.\n", "text 1"},
		{"On 4 January Ann wrote that it was fine:\n\nwords\n", "text 3"},
		{"She wrote:\nwords\n", "text 2"},
		{"The spec at https://example.org/@x says that\nit is so:\n> q\n",
		 "text 2, quote1 1"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Headers in the body: a patch's, and those of mailers that mark no quote */
static void test_headers(void)
{
	static const Case cases[] = {
		{"From: Ann Example <ann@example.org>\n\nwords\n", "headers 2, text 1"},
		{"From: Ann Example <ann@example.org>\nSubject: a long\n one\nDate: now\n\nwords\n",
		 "headers 5, text 1"},
		{"Subject: s\n\nwords\n", "headers 2, text 1"},
		{"words\n\nFrom 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 "
		 "2001\nFrom: Ann Example <ann@example.org>\nDate: now\nSubject: [PATCH] "
		 "s\n\nwords\n",
		 "text 2, headers 5, text 1"},
		{"words\n\n-- >8 --\nFrom: Ann Example <ann@example.org>\nSubject: s\n\nwords\n",
		 "text 2, ruler 1, headers 3, text 1"},
		{"From: the start\n\nwords\n", "text 3"},
		{"words\nFrom: Ann Example <ann@example.org>\n", "text 2"},
		{"words\n\n-----Original Message-----\nFrom: Ann Example <ann@example.org>\nSent: "
		 "Monday\nTo: Bo\nSubject: s\n\nq\n\n-- \nq\n",
		 "text 2, attribution {Ann Example <ann@example.org>} 6, quote1 {Ann Example "
		 "<ann@example.org>} 4"},
		{"words\n\n________________________________\nFrom: Ann Example\nSent: Monday\nTo: "
		 "Bo\nSubject: s\n\nq\n",
		 "text 2, attribution {Ann Example} 6, quote1 {Ann Example} 1"},
		{"words\n\nFrom: Ann Example\nSent: Monday\nTo: Bo; Cy;\n Di\nCc: "
		 "list@example.org;\nother@example.org\nSubject: s\n\nq\n",
		 "text 2, attribution {Ann Example} 8, quote1 {Ann Example} 1"},
		{"words\n\n*From:* Ann Example\n*Sent:* Monday\n*To:* Bo\n*Subject:* s\n\nq\n",
		 "text 2, attribution {Ann Example} 5, quote1 {Ann Example} 1"},
		{"words\n\nVon: Ann Example\nGesendet: Montag\nAn: Bo\nBetreff: s\n\nq\n",
		 "text 2, attribution {Ann Example} 5, quote1 {Ann Example} 1"},
		{"words\n\n发件人: Ann Example\n发送时间: 2021\n收件人: Bo\n主题: s\n\nq\n",
		 "text 2, attribution {Ann Example} 5, quote1 {Ann Example} 1"},
		{"words\n\n-----邮件原件-----\n发件人: Ann Example\n发送时间: 2021\n收件人: "
		 "Bo\n主题: s\n\nq\n",
		 "text 2, attribution {Ann Example} 6, quote1 {Ann Example} 1"},
		{"words\n\n---------- Forwarded message ---------\nFrom: Ann Example "
		 "<ann@example.org>\nDate: Mon\nSubject: s\nTo: Bo\n\nq\n",
		 "text 2, attribution {Ann Example <ann@example.org>} 6, quote1 {Ann Example "
		 "<ann@example.org>} 1"},
		{"words\n\n-----Original Message-----\nFrom: list@lists.example "
		 "<list@lists.example> On Behalf Of Ann Example\nSent: Monday\nTo: Bo\nSubject: "
		 "s\n\nq\n",
		 "text 2, attribution {Ann Example} 6, quote1 {Ann Example} 1"},
		{"-----Original Message-----\nFrom: Ann Example\nSent: Monday\nTo: Bo\nSubject: "
		 "s\n\n> q\nwords\n",
		 "attribution {Ann Example} 6, quote1 {Ann Example} 1, text 1"},
		{"> -----Original Message-----\n> From: Ann Example\n> Sent: Monday\n> To: Bo\n> "
		 "Subject: s\n>\n> q\nwords\n",
		 "quote1 {Ann Example} 7, text 1"},
		{"words\n\nFrom: Ann Example\nSent: Tuesday\nTo: Bo\nSubject: s\n\nq\n\nFrom: Cy "
		 "Third\nSent: Monday\nTo: Ann\nSubject: s\n\nr\n",
		 "text 2, attribution {Ann Example} 5, quote1 {Ann Example} 7, quote2 {Cy Third} "
		 "1"},
		{"words\n\nFrom: Ann Example\nSent: Tuesday\nTo: Bo\nSubject: "
		 "s\n\nq\n_______________________________________________\nx mailing "
		 "list\nx@lists.example\n",
		 "text 2, attribution {Ann Example} 5, quote1 {Ann Example} 1, footer 3"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Patches, and what git says of them */
static void test_patches(void)
{
	static const Case cases[] = {
		{"words\n\nSigned-off-by: Bo Fjord <bo@fjord.example>\n---\nv2: words\n\n x | 2 "
		 "+-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\ndiff --git a/x b/x\nindex "
		 "0123456..89abcde 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ f\n a\n-b\n+c\n-- "
		 "\n2.39.2\n\n",
		 "text 2, trailers 1, ruler 1, text 2, stat 3, diff 8, signature 3"},
		{"words\ndiff --git a/x b/x\nindex 0123456..89abcde 100644\n--- a/x\n+++ b/x\n@@ "
		 "-1,2 +1,2 @@ f\n a\n-b\n+c\nwords\n",
		 "text 1, diff 8, text 1"},
		{"words\n\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n\nwords\n", "text 2, diff 5, text 1"},
		{"words\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n-b\n\nwords\n",
		 "text 1, diff 6, text 1"},
		{"diff --git a/x\nb/x\nindex 0123456..89abcde\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n "
		 "a long line that\nwas wrapped\n-b\n+c\n d\nwords\n",
		 "diff 11, text 1"},
		{"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n+c\n+d\nwords\n", "diff 7, text 1"},
		{"--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n > a\n-b\n+c\nwords\n", "diff 6, text 1"},
		{"--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-- \n a\n-- \n2.39.2\n", "diff 5, signature 2"},
		{"diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n-- "
		 "\n2.39.2\n",
		 "diff 4, signature 2"},
		{"diff --git a/x b/x\nGIT binary patch\nliteral 10\nzcmV-\nzcmV-\n\nwords\n",
		 "diff 6, text 1"},
		{"> diff --git a/x b/x\n> @@ -1 +1 @@\n> -a\n> +b\nwords\n", "quote1 4, text 1"},
		{"words\n-- \n2.39.2\n\nwords\n", "text 1, signature 3, text 1"},
		{"words\n--\n2.39.2\n", "text 1, signature 2"},
		{"words\n\n x | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n create mode "
		 "100644 x\n\nbase-commit: 0123456789abcdef0123456789abcdef01234567\n",
		 "text 2, stat 4, trailers 1"},
		{"a | 2 is a line of a table\n\nwords\n", "text 3"},
		{"Ann Example (2):\n  One thing\n  Another\n\nBo Fjord (1):\n  A third\n",
		 "stat 6"},
		{"The following changes since commit 0123456789abcdef0123456789abcdef01234567:\n\n "
		 " Linux 6.1\n\nare available in the Git repository at:\n\n  git://example.org/x "
		 "tags/"
		 "y\n\n----------------------------------------------------------------\nwords\n",
		 "stat 8, ruler 1, text 1"},
		{"words\n\nFixes: 0123456789ab (\"a\n title\")\nCc: stable@example.org\nTested-on: "
		 "x\n[ann: fixed a typo]\nSigned-off-by: Bo Fjord <bo@fjord.example>\n",
		 "text 2, trailers 6"},
		{"Reviewed-by: Bo Fjord <bo@fjord.example>\n", "trailers 1"},
		{"Reviewed-by: when you fix this\n", "text 1"},
		{"> Reviewed-by: Ann Example <ann@example.org>\n\nThanks for that.\n",
		 "quote1 2, text 1"},
		{"Applied to next, thanks!\n\n[1/2] a title\n      commit: "
		 "0123456789abcdef0123456789abcdef01234567\n[2/2] another\n      "
		 "https://git.example.org/c/0123456\n",
		 "text 6"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* What is set off, and lists, which are not */
static void test_code(void)
{
	static const Case cases[] = {
		{"words:\n\n\tif (a)\n\t\tb();\n\nwords\n", "text 2, code 3, text 1"},
		{"words\n\tstruct x *y = z;\nwords\n", "text 1, code 1, text 1"},
		{"```\nwords words\n```\nwords\n", "code 3, text 1"},
		{"words\n[   12.345678] BUG: oops\n[   12.345679]  f+0x12/0x34\nwords\n",
		 "text 1, code 2, text 1"},
		{"words\n[   12.345678] a line amid words that a mailer wrapped\nbehind the time\n",
		 "text 1, code 1, text 1"},
		{"+    add x0, x0, 1\n-    add x0, x0, 2\n#\n", "code 3"},
		{"Call trace:\n f+0x12/0x34 [x]\n g+0x12/0x34\n", "code 3"},
		{"$ make\nx.c:12:3: error: no y\n   12 | y();\n      | ^\n", "code 4"},
		{"| [   12.345678] BUG: oops\n| more\n\nwords\n", "code 3, text 1"},
		{"static int f(struct x *y)\n{\n\treturn 0;\n}\n", "code 4"},
		{"/*\n * words of a comment\n */\nint x;\n", "code 4"},
		{"words\n\nWARNING: unmet direct dependencies\n  Depends on [n]: X [=n]\n\nwords\n",
		 "text 2, code 3, text 1"},
		{"#define X 1\n", "code 1"},
		{"int x;\n/* These are many words on one line, and a comment all the same. */\nint "
		 "y;\n",
		 "code 3"},
		{"static void set_up(struct vm *vm, struct test_params *params)\n{\n", "code 2"},
		{"foo       1.2   3.4\nbar       5.6   7.8\n", "code 2"},
		{"+\tf();\n-\tg();\n", "code 2"},
		{"The manual says:\n\n    The register is reset to an unknown value on a "
		 "reset.\n\nwords\n",
		 "text 2, code 2, text 1"},
		{"The manual says:\n\n\"The register is reset to an\nunknown value.\"\n\nwords\n",
		 "text 2, code 3, text 1"},
		{"<quote>\nThe register is reset.\n</quote>\nwords\n", "code 3, text 1"},
		{"\tWhat is indented may well be a sentence of one's own.\n", "text 1"},
		{"Changes in v2:\n    Words that say what was changed here.\n", "text 2"},
		{"- an item\n    that goes on in the line below it\n- another\n", "text 3"},
		{"- an item\n\n    with more below\n\nwords\n", "text 5"},
		{"  1) sheep are white. They are to be counted\n     depending on the goats "
		 "around;\n\n"
		 "  2) goats are black if they cannot be counted\n"
		 "     at night. Sheep are counted first (as if there were none);\n",
		 "text 5"},
		{"- count them\n  count(sheep);\n", "text 1, code 1"},
		{"- count them\n\tint sheep, goats;\n", "text 1, code 1"},
		{"Changes:\n\t- an item\n\t- another\n", "text 3"},
		{"Three things:\n    1. one\n    2. two\n", "text 3"},
		{"words that go on until the line was\ncase 3 of the table and then go on\nfurther "
		 "than that, which is fine\n",
		 "text 3"},
		{"Call vcpu_load() first; then it works.\n", "text 1"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Greetings, farewells, names, signatures, footers, cuts */
static void test_forms(void)
{
	static const Case cases[] = {
		{"Hi Ann,\n\nwords\n", "greeting 2, text 1"},
		{"Ann, Bo and Cy,\n\nwords\n", "greeting 2, text 1"},
		{"Ann Example,\n\nwords\n", "greeting 2, text 1"},
		{"Ann/Bo,\n\nwords\n", "greeting 2, text 1"},
		{"All,\n\nwords\n", "greeting 2, text 1"},
		{"Looks good,\n\nwords\n", "text 3"},
		{"Yes,\n\nwords\n", "text 3"},
		{"All applied, thanks.\n\nwords\n", "text 3"},
		{"Hi-res kettles fail.\n\nwords\n", "text 3"},
		{"words\n\nurl:    https://example.org/1\nconfig: arm64-allyesconfig\n"
		 "compiler: gcc 9.3.0\n\nwords\n",
		 "text 2, code 4, text 1"},
		{"commit: that is a word here.\n", "text 1"},
		{"On Mon, 4 Jan 2021 12:00:00 +0100, Ann Example <ann@example.org> wrote:\n> "
		 "q\n\nHello,\nwords\n",
		 "attribution {Ann Example <ann@example.org>} 1, quote1 {Ann Example "
		 "<ann@example.org>} 2, greeting 1, text 1"},
		{"Hi Ann, I have a question about this patch, and about the other one.\n",
		 "text 1"},
		{"words\n\nThanks,\nBo\n", "text 2, closing 2"},
		{"words\n\nBest regards,\n\tBo Fjord\n", "text 2, closing 2"},
		{"words\n\nCheers,\n\n\tB.\n-- \nA motto\n", "text 2, closing 3, signature 2"},
		{"words\n\nThanks, Bo\n", "text 2, closing 1"},
		{"words\n\nThanks!\n\nRegards,\nBo\n", "text 2, closing 4"},
		{"words\n\nKind regards,\nBo Fjord\nEngineer\nFjord "
		 "Systems\nhttps://fjord.example\n",
		 "text 2, closing 5"},
		{"words\n\nBo\n", "text 2, closing 1"},
		{"words\n\n/bo\n", "text 2, closing 1"},
		{"words\n\nBo.\n\n> q\n", "text 2, closing 2, quote1 1"},
		{"Reviewed-by: Bo Fjord <bo@fjord.example>\n\n\tB.\n", "trailers 2, closing 1"},
		{"words\n\nthanks,\n\nbo f-d\n", "text 2, closing 3"},
		{"words\n\nThanks,\nBo\n\n[1] https://example.org\n", "text 2, closing 3, text 1"},
		{"Thanks for the review.\n", "text 1"},
		{"Thanks, applied.\n", "text 1"},
		{"Thanks,\nqueued for 6.1.\n", "text 2"},
		{"words\n\nAgreed\n", "text 3"},
		{"words\n\n-- \nBo Fjord\nEngineer\n", "text 2, signature 3"},
		{"words\n\n--\nBo Fjord\n", "text 2, signature 2"},
		{"words\n--\nwords\n1\n2\n3\n4\n5\n6\n7\n", "text 10"},
		{"words\n-- \nBo\n\nOn 4 Jan 2021, Ann Example wrote:\n> q\n",
		 "text 1, signature 3, attribution {Ann Example} 1, quote1 {Ann Example} 1"},
		{"words\n\nThis email and any attachments are confidential.\nDelete it.\n",
		 "text 2, signature 2"},
		{"words\n\n\n\nAmazon Development Center Germany GmbH\nKrausenstr. 38\n",
		 "text 4, signature 2"},
		{"words\n_______________________________________________\nx mailing "
		 "list\nx@lists.example\nhttps://lists.example/listinfo/x\n",
		 "text 1, footer 4"},
		{"words\n_______________________________________________\nwords\n",
		 "text 1, ruler 1, text 1"},
		{"words\n--\nTo unsubscribe from this list: send the line \"unsubscribe x\" "
		 "in\nthe body of a message to majordomo@lists.example\n",
		 "text 1, footer 3"},
		{"words\n---\n0-DAY CI Kernel Test Service\nhttps://example.org\n",
		 "text 1, footer 3"},
		{"[snip]\nwords\n[...]\n<snip>\n...\n[…]\n", "snip 1, text 1, snip 4"},
		{"=======\nwords\n***\n", "ruler 1, text 1, ruler 1"},
		{"[1] https://example.org\n", "text 1"},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Own words above one whole quote, and between two */
static void test_top_posted(void)
{
	static const Case cases[] = {
		{"I agree.\n\nOn 4 Jan 2021, Ann Example wrote:\n> q\n> q\n",
		 "text 2, attribution {Ann Example} 1, quote1 {Ann Example} 2"},
		{"I agree.\n-- \nBo\n\n-----Original Message-----\nFrom: Ann\nq\n",
		 "text 1, signature 3, attribution 1, quote1 2"},
		{"On 4 Jan 2021, Ann Example wrote:\n> q\nI agree.\n",
		 "attribution {Ann Example} 1, quote1 {Ann Example} 1, text 1"},
		{"See below.\n\nOn 4 Jan 2021, Ann Example wrote:\n> q\nNo.\n",
		 "text 2, attribution {Ann Example} 1, quote1 {Ann Example} 1, text 1"},
		{"> q\n", "quote1 1"},
		{"", ""},
	};

	check(cases, G_N_ELEMENTS(cases));
}

/* Without a sender, only what can hardly be words is a name. */
static void test_unknown_sender(void)
{
	static const Case cases[] = {
		{"Looks fine.\n\nAnn\n", "text 2, closing 1"},
		{"Looks fine.\n\nAgreed\n", "text 3"},
		{"Looks fine.\n\nAnn\n\n> q\n", "text 4, quote1 1"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Own) own = own_read(cases[i].text, strlen(cases[i].text), NULL);
		g_autofree char *got = describe(cases[i].text, own);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static const OwnPart *part_at(const Own *own, guint i)
{
	return &g_array_index(own->parts, OwnPart, i);
}

/* Every byte is in one part, in order; parts end at line ends; neighbours differ. */
static void check_cover(const char *text, gsize len, const Own *own)
{
	gsize at = 0;

	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = part_at(own, i);

		g_assert_cmpuint(part->from, ==, at);
		g_assert_cmpuint(part->len, >, 0);
		at += part->len;
		g_assert_true(at == len || text[at - 1] == '\n');
		g_assert_cmpint(part->kind, <, N_OWN_KINDS);
		g_assert_cmpint(part->depth > 0, ==, part->kind == OWN_QUOTE);
	}
	g_assert_cmpuint(at, ==, len);
}

/* No line that is marked as a quote is own words. */
static void check_no_marks(const char *text, const Own *own)
{
	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = part_at(own, i);
		Slice rest = {text + part->from, part->len}, line;

		while (part->kind == OWN_TEXT && slice_next_line(&rest, &line))
			g_assert_true(!slice_starts(line, "> ") && !slice_starts(line, ">>"));
	}
}

static char *with_cr(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; *text; text++) {
		if (*text == '\n')
			g_string_append_c(out, '\r');
		g_string_append_c(out, *text);
	}
	return g_string_free(out, FALSE);
}

static void check_properties(const char *text)
{
	gsize len = strlen(text);
	g_autofree char *crlf = with_cr(text);
	g_autoptr(Own) own = own_read(text, len, &sender);
	g_autoptr(Own) other = own_read(crlf, strlen(crlf), &sender);
	g_autofree char *got = describe(text, own), *want = describe(crlf, other);

	check_cover(text, len, own);
	check_cover(crlf, strlen(crlf), other);
	check_no_marks(text, own);
	g_assert_cmpstr(got, ==, want);
}

static const char *const pieces[] = {
	"words of one's own\n",
	"\n",
	"> quoted\n",
	">> twice\n",
	"On Mon, 4 Jan 2021, Ann Example <ann@example.org> wrote:\n",
	"Ann Example\n<ann@example.org> writes:\n",
	"-----Original Message-----\n",
	"From: Ann Example <ann@example.org>\nSent: Monday\nTo: Bo\nSubject: x\n",
	"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n d\n",
	"@@ -1,99 +1,99 @@\n",
	"---\n",
	"-- \n",
	"--\n",
	"2.39.2\n",
	"Thanks,\n",
	"Bo\n",
	"Hi Ann,\n",
	"[...]\n",
	"    foo = bar();\n",
	"\tindented words that read like a sentence\n",
	"The manual says:\n",
	"\"Quoted words.\"\n",
	"```\n",
	"/* comment\n",
	"[   12.345678] BUG: oops\n",
	"Reviewed-by: Bo Fjord <bo@fjord.example>\n",
	" x | 2 +-\n",
	" 1 file changed, 1 insertion(+), 1 deletion(-)\n",
	"______________________________\n",
	"kvmarm mailing list\n",
	"The following changes since commit 0123456789abcdef0123456789abcdef01234567:\n",
	"Amazon Development Center Germany GmbH\n",
	"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n",
	"| bar\n",
};

/* What holds for any text. */
static void test_properties(void)
{
	pieces_mix(pieces, G_N_ELEMENTS(pieces), 3000, check_properties);
}

static void check_large(const char *text)
{
	gsize len = strlen(text);
	g_autoptr(Own) own = own_read(text, len, &sender);

	check_cover(text, len, own);
}

/* Lines that never end, too. */
static void test_hostile(void)
{
	static const char *const endless[] = {">",  "> ",  " ",         "<",         "@",   "\"",
					      "-",  "_",   "(",         "a ",        "On ", "\t",
					      "年", "+0x", "From:\n\n", "-- \n2.1\n"};

	pieces_repeat(pieces, G_N_ELEMENTS(pieces), check_large);
	pieces_repeat(endless, G_N_ELEMENTS(endless), check_large);
}

/* What lies behind the last line that is looked at is there, too. */
static void test_many_lines(void)
{
	gsize len = OWN_MAX_LINES + 10;
	g_autofree char *text = g_strnfill(len, '\n');
	g_autoptr(Own) own = own_read(text, len, NULL);

	check_cover(text, len, own);
	g_assert_cmpint(part_at(own, own->parts->len - 1)->kind, ==, OWN_CODE);
	g_assert_cmpuint(part_at(own, own->parts->len - 1)->len, ==, 10);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/own/quotes", test_quotes);
	g_test_add_func("/own/attributions", test_attributions);
	g_test_add_func("/own/headers", test_headers);
	g_test_add_func("/own/patches", test_patches);
	g_test_add_func("/own/code", test_code);
	g_test_add_func("/own/forms", test_forms);
	g_test_add_func("/own/top-posted", test_top_posted);
	g_test_add_func("/own/unknown-sender", test_unknown_sender);
	g_test_add_func("/own/properties", test_properties);
	g_test_add_func("/own/hostile", test_hostile);
	g_test_add_func("/own/many-lines", test_many_lines);
	return g_test_run();
}
