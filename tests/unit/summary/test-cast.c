/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/cast.h"

#include <string.h>

#define MAX_SENDERS 8

/* Senders with a "|" between; a "*" in front is a program. */
static Cast *cast_of(const char *senders)
{
	g_auto(GStrv) rows = g_strsplit(senders, "|", -1);
	Cast *cast = cast_new();

	for (guint i = 0; rows[i]; i++) {
		gboolean bot = rows[i][0] == '*';
		Person person = person_parse(slice_of(rows[i] + (bot ? 1 : 0)));

		cast_add(cast, &person, bot);
		person_clear(&person);
	}
	return cast;
}

#define ANN "Ann Example <ann@example.org>"
#define BO "Bo Fjord <bo@fjord.example>"
#define CY "Cy Holm <cy@holm.example>"

static const struct {
	const char *why, *senders, *want; /* "name mails", with * of a program, "|" between */
} members[] = {
	{"in the order of their first mails", BO "|" ANN "|" BO, "Bo Fjord 2|Ann Example 1"},
	{"several addresses of one", ANN "|Ann Example <ann@home.example>|" BO "|ANN EXAMPLE <x@y>",
	 "Ann Example 3|Bo Fjord 1"},
	{"joined by a third mention",
	 "Ann Example <a@a.example>|Ann E. <b@b.example>|Ann Example <b@b.example>",
	 "Ann Example 3"},
	{"a program", "*robot <robot@bots.example>|" ANN, "*robot 1|Ann Example 1"},
	{"an address where there is no name", "ann@example.org", "ann@example.org 1"},
	{"a name of signs is none", "}{ <ann@example.org>|-- <bo@fjord.example>",
	 "ann@example.org 1|bo@fjord.example 1"},
	{"neither", "|" ANN "|", "? 2|Ann Example 1"},
	{"a name like ours for people", "P3 <ann@example.org>|p17 <bo@fjord.example>",
	 "P3 <ann@example.org> 1|p17 <bo@fjord.example> 1"},
	{"braces are ours", "{P1} Ann <ann@example.org>", "(P1) Ann 1"},
	{"hidden characters go, and make nobody another",
	 "Ann\xE2\x80\xAE Exa\xE2\x80\x8Bmple <ann@example.org>", "Ann Example 1"},
	{"who only looks the same is told by the address",
	 ANN "|Ann Exa\xE2\x80\x8Bmple <mal@evil.example>",
	 "Ann Example <ann@example.org> 1|Ann Example <mal@evil.example> 1"},
	{"nobody", NULL, ""},
};

static void test_members(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
		g_autoptr(Cast) cast =
			members[i].senders ? cast_of(members[i].senders) : cast_new();
		g_autoptr(GString) got = g_string_new(NULL);

		for (guint who = 0; who < cast_size(cast); who++)
			g_string_append_printf(got, "%s%s%s %u", who ? "|" : "",
					       cast_member(cast, who)->bot ? "*" : "",
					       cast_name(cast, who), cast_member(cast, who)->mails);
		g_test_message("%s", members[i].why);
		g_assert_cmpstr(got->str, ==, members[i].want);
	}
}

static void test_long_name(void)
{
	g_autofree char *x = g_strnfill(500, 'x');
	g_autofree char *sender = g_strdup_printf("A%s <ann@example.org>", x);
	g_autoptr(Cast) cast = cast_of(sender);

	g_assert_cmpint(g_utf8_strlen(cast_name(cast, 0), -1), ==, 100);
	g_assert_true(g_utf8_validate(cast_name(cast, 0), -1, NULL));
}

static void test_find(void)
{
	g_autoptr(Cast) cast = cast_of(ANN "|" BO "|");
	static const struct {
		const char *who;
		guint want;
	} rows[] = {
		{ANN, 0},
		{"Ann Example <else@where.example>", 0},
		{"Someone <bo+lists@fjord.example>", 1},
		{"Bo <bo@mail.fjord.example>", CAST_NOBODY}, /* nobody's address that was seen */
		{CY, CAST_NOBODY},
		{"Ann", CAST_NOBODY},
		{"", 2},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		Person person = rows[i].who[0] && !strchr(rows[i].who, '<')
					? person_make(rows[i].who, "")
					: person_parse(slice_of(rows[i].who));

		g_test_message("%s", rows[i].who);
		g_assert_cmpuint(cast_find(cast, &person), ==, rows[i].want);
		person_clear(&person);
	}
}

static void test_number(void)
{
	g_autoptr(Cast) cast = cast_of(ANN "|" BO);
	static const struct {
		const char *id;
		guint want;
	} rows[] = {
		{"P1", 0},
		{"P2", 1},
		{"P3", CAST_NOBODY},
		{"P0", CAST_NOBODY},
		{"P01", CAST_NOBODY},
		{"p1", CAST_NOBODY},
		{"P", CAST_NOBODY},
		{"", CAST_NOBODY},
		{"P1 ", CAST_NOBODY},
		{" P1", CAST_NOBODY},
		{"P1x", CAST_NOBODY},
		{"{P1}", CAST_NOBODY},
		{"P1}", CAST_NOBODY},
		{"P-1", CAST_NOBODY},
		{"P99999999999999999999", CAST_NOBODY},
		{"1", CAST_NOBODY},
		{"Ann", CAST_NOBODY},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].id);
		g_assert_cmpuint(cast_number(cast, rows[i].id), ==, rows[i].want);
	}
}

/* The whole cast of the mentions, unless another is given. */
#define ALL                                                                                        \
	ANN "|Bo Fjord <bo@fjord.example>|\"Holm, Cyril\" <cy@holm.example>|"                      \
	    "张三 <zhang@san.example>|Will Mark <will@mark.example>|*kernel test robot "         \
	    "<robot@bots.example>|yezhenyu <ye@zhenyu.example>|Li Si (李四) <li@si.example>"

static const struct {
	const char *why, *senders, *text;
	const char *want; /* "1:words" of each, a "|" between */
} mentions[] = {
	{"ids", ALL, "{P2} asks {P1}.", "2:{P2}|1:{P1}"},
	{"ids of nobody", ALL, "{P9} and {P0} and P1 and {p1} and {P1", ""},
	{"a whole name", ALL, "as Ann Example said", "1:Ann Example"},
	{"in any case", ALL, "as ann EXAMPLE said", "1:ann EXAMPLE"},
	{"in either order", ALL, "Example Ann, Fjord Bo; Example, Ann",
	 "1:Example Ann|2:Fjord Bo|1:Example, Ann"},
	{"of two words on two lines", ALL, "Ann\nExample", "1:Ann\nExample"},
	{"turned in its mails", ALL, "Cyril Holm and Holm, Cyril", "3:Cyril Holm|3:Holm, Cyril"},
	{"a first name, a last name", ALL, "Ann asked Fjord", "1:Ann|2:Fjord"},
	{"two letters are no name alone", ALL, "Bo asked", ""},
	{"nor is what has no capital", ALL, "an example of ann", ""},
	{"nor an acronym", ALL, "the ANN is neural", ""},
	{"nor a word of another", ALL, "Annual examples; Fjords; Ann_lock; AnnLock", ""},
	{"nor a file, a call, an address", ALL, "src/Ann.c Ann.h Ann() Ann@lab Ann->x", ""},
	{"a possessive", ALL, "Ann's patch, Ann’s patch", "1:Ann|1:Ann"},
	{"a name that is a word, first in its sentence", ALL, "Will it? \"Will it. - Mark it", ""},
	{"… and further in", ALL, "as Will said to Mark", "5:Will|5:Mark"},
	{"… and as a whole", ALL, "Will Mark said", "5:Will Mark"},
	{"a bot by all of its name", ALL, "the kernel test robot; Kernel; Robot; Test",
	 "6:kernel test robot"},
	{"a lone name as it is written, or with a capital", ALL, "yezhenyu and Yezhenyu",
	 "7:yezhenyu|7:Yezhenyu"},
	{"Chinese, within a text", ALL, "由张三提出，李四同意", "4:张三|8:李四"},
	{"Chinese, a half", ALL, "张先生", ""},
	{"Latin names within Chinese", ALL, "补丁由Ann Example提交，Fjord反对",
	 "1:Ann Example|2:Fjord"},
	{"a name beside its own in other letters", ALL, "Li Si", "8:Li Si"},
	{"one name of two persons is nobody's",
	 "Ann Example <a@b>|Ann Other <c@d>|Other, Example <e@f>",
	 "Ann, Example and Other; Ann Other", "2:Ann Other"},
	{"initials", "Ann B. Example <a@b>", "Ann B. Example, Ann B Example and Ann Example",
	 "1:Ann B. Example|1:Ann B Example|1:Ann Example"},
	{"a sentence's end parts a name", "Ann Example <a@b>|Cyd Hill <c@d>",
	 "Thanks to Anna. Example of Ann. As Hill", "1:Example|1:Ann|2:Hill"},
	{"who calls himself a word is not each of these",
	 "You <a@b>|The <c@d>|Linux <e@f>|test <g@h>", "You see the Linux test. The test.", ""},
	{"nor who has our names for people", "P2 <a@b>|P100 <c@d>", "P2 and P100 and p100", ""},
	{"hyphens and apostrophes", "Anne-Marie O'Brien <a@b>", "Anne-Marie O'Brien; Anne Marie",
	 "1:Anne-Marie O'Brien|1:Anne|1:Marie"},
	{"an empty text", ALL, "", ""},
	{"nobody", NULL, "Ann and {P1}", ""},
};

static void test_mentions(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(mentions); i++) {
		const char *text = mentions[i].text;
		g_autoptr(Cast) cast =
			mentions[i].senders ? cast_of(mentions[i].senders) : cast_new();
		g_autoptr(GArray) found = cast_mentions(cast, text);
		g_autoptr(GString) got = g_string_new(NULL);

		for (guint k = 0; k < found->len; k++) {
			const CastMention *m = &g_array_index(found, CastMention, k);

			g_string_append_printf(got, "%s%u:%.*s", k ? "|" : "", m->who + 1,
					       (int)m->len, text + m->from);
		}
		g_test_message("%s", mentions[i].why);
		g_assert_cmpstr(got->str, ==, mentions[i].want);
	}
}

static void test_fill_in(void)
{
	g_autoptr(Cast) cast = cast_of(ANN "|{P1} {P2} <bo@fjord.example>");
	static const char *const rows[][2] = {
		{"{P1} asks {P1}.", "Ann Example asks Ann Example."},
		{"{P2} asks {P3}, {P}, {, } and P1", "(P1) (P2) asks {P3}, {P}, {, } and P1"},
		{"{{P1}}", "{Ann Example}"},
		{"", ""},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = cast_fill_in(cast, rows[i][0]);

		g_assert_cmpstr(text, ==, rows[i][1]);
	}
}

/* Who comes late is known, too, and nobody is lost. */
static void test_late(void)
{
	g_autoptr(Cast) cast = cast_of(ANN);
	Person bo = person_parse(slice_of(BO));

	g_assert_cmpuint(cast_size(cast), ==, 1);
	cast_add(cast, &bo, FALSE);
	g_assert_cmpuint(cast_size(cast), ==, 2);
	g_assert_cmpuint(cast_find(cast, &bo), ==, 1);
	person_clear(&bo);
}

/* Whatever a name and a text are, mentions lie in the text, in order, none in another. */
static void test_any(void)
{
	static const char *const bits[] = {"Ann",  "Example", " ",  ".",  ",",        "{P1}", "{",
					   "P2",   "}",       "张", "三", "-",        "'",    "\n",
					   "Will", "é",       "(",  ")",  "\xCC\x81", "_"};
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	for (guint round = 0; round < 3000; round++) {
		g_autoptr(GString) name = g_string_new(NULL);
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(Cast) cast = cast_of(ALL);
		g_autoptr(GArray) found = NULL;
		Person person;
		gsize at = 0;

		for (gint n = g_rand_int_range(rand, 0, 6); n > 0; n--)
			g_string_append(name, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
		for (gint n = g_rand_int_range(rand, 0, 20); n > 0; n--)
			g_string_append(text, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
		person = person_make(name->str, "x@y.example");
		cast_add(cast, &person, FALSE);
		found = cast_mentions(cast, text->str);
		for (guint i = 0; i < found->len; i++) {
			const CastMention *m = &g_array_index(found, CastMention, i);

			g_assert_cmpuint(m->from, >=, at);
			g_assert_cmpuint(m->len, >, 0);
			at = m->from + m->len;
			g_assert_cmpuint(at, <=, text->len);
			g_assert_cmpuint(m->who, <, cast_size(cast));
			g_assert_true(g_utf8_validate(text->str + m->from, (gssize)m->len, NULL));
		}
		person_clear(&person);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/cast/members", test_members);
	g_test_add_func("/cast/long-name", test_long_name);
	g_test_add_func("/cast/find", test_find);
	g_test_add_func("/cast/number", test_number);
	g_test_add_func("/cast/mentions", test_mentions);
	g_test_add_func("/cast/fill-in", test_fill_in);
	g_test_add_func("/cast/late", test_late);
	g_test_add_func("/cast/any", test_any);
	return g_test_run();
}
