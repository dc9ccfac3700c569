/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/sentence.h"

#include "base/text.h"
#include "lib/pieces.h"

#include <string.h>

/* Sentences, a "|" between them; "• " before those of an item, "…" behind those that open, and
 * "~" before those of a greeting or a closing. */
static const struct {
	const char *what, *text, *want;
} rows[] = {
	{"one", "It counts.\n", "It counts."},
	{"two", "It counts. It counts fast.\n", "It counts.|It counts fast."},
	{"over lines", "It\ncounts. It counts\nfast.\n", "It counts.|It counts fast."},
	{"blanks are squeezed", "It  counts.\t It is\n fast.\n", "It counts.|It is fast."},
	{"no full stop", "It counts\n", "It counts"},
	{"paragraphs", "It counts\n\nIt is fast\n", "It counts|It is fast"},
	{"question", "Does it count? It should.\n", "Does it count?|It should."},
	{"exclamation", "It counts! At last.\n", "It counts!|At last."},
	{"both", "Does it count?! It should.\n", "Does it count?!|It should."},
	{"small letters", "it counts. it is fast. foo() too.\n",
	 "it counts.|it is fast.|foo() too."},
	{"e.g.", "Use a sheep, e.g. the black one. Done.\n",
	 "Use a sheep, e.g. the black one.|Done."},
	{"(e.g. …)", "Use a sheep (e.g. Dolly) here.\n", "Use a sheep (e.g. Dolly) here."},
	{"i.e.", "Later, i.e. At night, it counts.\n", "Later, i.e. At night, it counts."},
	{"vs.", "It is sheep vs. Goats here.\n", "It is sheep vs. Goats here."},
	{"Mr.", "Ask Mr. Fjord. He knows.\n", "Ask Mr. Fjord.|He knows."},
	{"initial", "Ask B. Fjord about it.\n", "Ask B. Fjord about it."},
	{"I is a word", "So did I. It counts.\n", "So did I.|It counts."},
	{"etc. within", "Sheep, goats etc. are counted.\n", "Sheep, goats etc. are counted."},
	{"etc. at the end", "It counts sheep, etc. It is fast.\n",
	 "It counts sheep, etc.|It is fast."},
	{"et al.", "As Fjord et al. Found out.\n", "As Fjord et al. Found out."},
	{"number's abbreviation", "See fig. 3 and no. 4 of it.\n", "See fig. 3 and no. 4 of it."},
	{"no is a word", "I say no. It counts.\n", "I say no.|It counts."},
	{"version", "Since v1.2 it counts. Not in v1.1.\n", "Since v1.2 it counts.|Not in v1.1."},
	{"file", "See count.c and sheep.h. They count.\n", "See count.c and sheep.h.|They count."},
	{"dotted", "The .data section and foo.bar.baz count.\n",
	 "The .data section and foo.bar.baz count."},
	{"section at an end",
	 "So it comes that all of the pointers that are in .hyp.*\nsections are turned.\n",
	 "So it comes that all of the pointers that are in .hyp.* sections are turned."},
	{"address", "See https://x.example/a.b?c=d. It counts.\n",
	 "See https://x.example/a.b?c=d.|It counts."},
	{"address alone", "See https://x.example/?q=1\n", "See https://x.example/?q=1"},
	{"mail address", "Ask bo@fjord.example. He knows.\n", "Ask bo@fjord.example.|He knows."},
	{"ellipsis goes on", "It counts... and counts.\n", "It counts... and counts."},
	{"ellipsis ends", "It counts... Nobody knows why.\n", "It counts...|Nobody knows why."},
	{"ellipsis of one sign", "It counts … and counts.\n", "It counts … and counts."},
	{"dots in code", "Call count(...) Before it.\n", "Call count(...) Before it."},
	{"elision in brackets", "It [...] Counts here.\n", "It [...] Counts here."},
	{"three dots at last", "It counts...\n", "It counts..."},
	{"not in C", "Use if (! x) there. Or x != y here.\n",
	 "Use if (! x) there.|Or x != y here."},
	{"lone mark", "Use x ? y : z there.\n", "Use x ? y : z there."},
	{"blank before the mark", "Why not count ? It is fast.\n", "Why not count ?|It is fast."},
	{"blank before the last mark", "Why not count ?\n", "Why not count ?"},
	{"lone full stop", "It is a . b in Haskell.\n", "It is a . b in Haskell."},
	{"aside", "It counts (does it? yes. It does) sheep. Good.\n",
	 "It counts (does it? yes. It does) sheep.|Good."},
	{"aside of its own", "It counts. (It is fast. Very.) Good.\n",
	 "It counts.|(It is fast.|Very.)|Good."},
	{"question in an aside", "It counts (why?) and counts.\n", "It counts (why?) and counts."},
	{"aside that ends it", "It counts (it does.) Good.\n", "It counts (it does.)|Good."},
	{"doubt in an aside", "Most (all?) Sheep count.\n", "Most (all?) Sheep count."},
	{"aside that is not closed", "It counts (or so. It is fast.\n",
	 "It counts (or so.|It is fast."},
	{"face", "It counts. :) It is fast.\n", "It counts.|:) It is fast."},
	{"face at last", "It counts. ;-)\n", "It counts. ;-)"},
	{"face is no bracket", "It does not count :( It is slow. Sad.\n",
	 "It does not count :( It is slow.|Sad."},
	{"quotation", "He says \"count!\" and goes.\n", "He says \"count!\" and goes."},
	{"quotation ends it", "He says \"count.\" She does.\n", "He says \"count.\"|She does."},
	{"footnote", "It counts.[1] It is fast.\n", "It counts.[1]|It is fast."},
	{"emphasis", "It *counts!* Believe it.\n", "It *counts!*|Believe it."},
	{"items", "- It counts\n- It is fast. Very.\n", "• It counts|• It is fast.|• Very."},
	{"item over lines", "- It counts\n  sheep\n- Fast\n", "• It counts sheep|• Fast"},
	{"numbered items", "1. It counts.\n2. It is fast.\n", "• It counts.|• It is fast."},
	{"lettered items", "a) It counts\nb) It is fast\n", "• It counts|• It is fast"},
	{"stars", " * It counts\n * It is fast\n", "• It counts|• It is fast"},
	{"items in brackets", "(1) count sheep\n(2) and goats\n", "• count sheep|• and goats"},
	{"an item that is spoken of", "(0) count sheep.\n\n(0) is not done by goats.\n",
	 "• count sheep.|(0) is not done by goats."},
	{"words below an item", "- It counts sheep.\nThat is good.\n",
	 "• It counts sheep.|That is good."},
	{"an item goes on lazily", "- It counts sheep and goats and\nall that there is.\n",
	 "• It counts sheep and goats and all that there is."},
	{"number within", "Section 3. Then it counts.\n", "Section 3.|Then it counts."},
	{"opens a list", "It does two things:\n- It counts\n", "It does two things:…|• It counts"},
	{"opens code", "Use this:\n\n\tcount(sheep);\n\nIt is fast.\n", "Use this:…|It is fast."},
	{"opens a quotation of its own", "It says:\n  count all the sheep now\nIt does.\n",
	 "It says:…|count all the sheep now|It does."},
	{"a colon within", "Note: it counts.\n", "Note: it counts."},
	{"a line broken off", "Looks good\nIt counts, too.\n", "Looks good|It counts, too."},
	{"a line that goes on", "It counts all sheep &\nAnn says so.\n",
	 "It counts all sheep & Ann says so."},
	{"a full line",
	 "This line is about as long as lines of mails are wont to be by\nAnn Example.\n",
	 "This line is about as long as lines of mails are wont to be by Ann Example."},
	{"between quotes", "> Does it?\nIt does.\n> Fast?\nVery fast.\n", "It does.|Very fast."},
	{"a quote ends it", "I say that\n> it counts\nis wrong.\n", "I say that|is wrong."},
	{"greeting and farewell", "Hi Ann,\n\nIt counts.\n\nThanks,\nBo\n",
	 "~Hi Ann,|It counts.|~Thanks, Bo"},
	{"Chinese", "模型会计数。它很快！对吗？对。\n", "模型会计数。|它很快！|对吗？|对。"},
	{"Japanese in brackets", "彼は「数える。」と言った。\n", "彼は「数える。」|と言った。"},
	{"dots in front", "... but it counts.\n", "but it counts."},
	{"a file in front", ".config counts.\n", ".config counts."},
	{"question with an aside behind", "Does it count ? (it should)\n",
	 "Does it count ?|(it should)"},
	{"tag", "It counts.\n  Acked-by: Bo Fjord\nIt is fast.\n", "It counts.|It is fast."},
	{"nothing", "", ""},
	{"blanks", " \n\t\n", ""},
	{"signs", "It counts.\n\n???\n", "It counts."},
};

static void append(GString *out, const char *text, const OwnSentence *sentence)
{
	g_autofree char *words = sentence_text(text, sentence);

	if (out->len)
		g_string_append_c(out, '|');
	g_string_append_printf(out, "%s%s%s%s", sentence->part == OWN_TEXT ? "" : "~",
			       sentence->item ? "• " : "", words, sentence->opens ? "…" : "");
}

static char *read_all(const char *text)
{
	g_autoptr(Own) own = own_read(text, strlen(text), NULL);
	g_autoptr(GArray) sentences = sentences_read(text, own);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < sentences->len; i++)
		append(out, text, &g_array_index(sentences, OwnSentence, i));
	return g_string_free(out, FALSE);
}

static void test_table(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = read_all(rows[i].text);

		g_test_message("%s", rows[i].what);
		g_assert_cmpstr(got, ==, rows[i].want);
	}
}

/* Paragraphs are counted; sentences of one have its number. */
static void test_paragraphs(void)
{
	static const char text[] = "One. Two.\n\n- Three. Four.\n- Five.\n> quote\nSix.\n";
	static const guint want[] = {0, 0, 1, 1, 2, 3};
	g_autoptr(Own) own = own_read(text, strlen(text), NULL);
	g_autoptr(GArray) sentences = sentences_read(text, own);

	g_assert_cmpuint(sentences->len, ==, G_N_ELEMENTS(want));
	for (guint i = 0; i < sentences->len && i < G_N_ELEMENTS(want); i++)
		g_assert_cmpuint(g_array_index(sentences, OwnSentence, i).paragraph, ==, want[i]);
}

/* Each sentence behind a "|" where it is the first of its paragraph, else a "/". */
static char *read_firsts(const char *text)
{
	g_autoptr(Own) own = own_read(text, strlen(text), NULL);
	g_autoptr(GArray) sentences = sentences_read(text, own);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < sentences->len; i++) {
		const OwnSentence *sentence = &g_array_index(sentences, OwnSentence, i);
		g_autofree char *words = sentence_text(text, sentence);

		g_string_append_printf(out, "%s%s", sentence->first ? "|" : "/", words);
	}
	return g_string_free(out, FALSE);
}

static void test_first(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"", ""},
		{"It boils.", "|It boils."},
		{"It boils. It pours! Does it?\n", "|It boils./It pours!/Does it?"},
		{"It boils\nover. And out\n\nNext.\n", "|It boils over./And out|Next."},
		{"A kettle, e.g. this one, boils.\n", "|A kettle, e.g. this one, boils."},
		{"See kettle.c and v5.12 there.\n", "|See kettle.c and v5.12 there."},
		{"Well... It boils (it does.) Or not.\n", "|Well.../It boils (it does.)/Or not."},
		{"- It boils.\n- It pours.\n", "|It boils.|It pours."},
		{"It boils.\nReviewed-by: Ann Example <ann@example.org>\nIt pours.\n",
		 "|It boils.|It pours."},
		{"It boils.\n  Reviewed-by: Ann Example\nIt pours.\n", "|It boils.|It pours."},
		{"> It boils.\n\nIt does.\n", "|It does."},
		{"Hi Ann,\n\nIt boils. Applied.\n\nThanks,\nBo\n",
		 "|Hi Ann,|It boils./Applied.|Thanks, Bo"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = read_firsts(cases[i].text);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

static void test_tags(void)
{
	static const struct {
		const char *line;
		gboolean want;
	} cases[] = {
		{"Reviewed-by: Ann Example <ann@example.org>", TRUE},
		{"  Acked-by : Ann", TRUE},
		{"REVIEWED-BY: Ann", TRUE},
		{"-by: Ann", FALSE},
		{"Reviewed-by when you fix that", FALSE},
		{"Fixes: 0123456789ab", FALSE},
		{"", FALSE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].line);
		g_assert_cmpint(sentence_is_tag(slice_of(cases[i].line)), ==, cases[i].want);
	}
}

/* None is longer than what nobody writes, nor is any of it lost. */
static void test_long(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) sentences = NULL;
	OwnPart part = {OWN_TEXT, 0, 0, 0, NULL};
	Own own = {g_array_new(FALSE, FALSE, sizeof(OwnPart)), NULL};
	gsize sum = 0;

	while (text->len < 59999)
		g_string_append(text, "计");
	part.len = text->len;
	g_array_append_val(own.parts, part);
	sentences = sentences_read(text->str, &own);
	for (guint i = 0; i < sentences->len; i++) {
		const OwnSentence *sentence = &g_array_index(sentences, OwnSentence, i);

		g_assert_cmpuint(sentence->len, <=, SENTENCE_MAX);
		g_assert_true(
			g_utf8_validate(text->str + sentence->from, (gssize)sentence->len, NULL));
		g_assert_cmpint(sentence->first, ==, i == 0);
		sum += sentence->len;
	}
	g_assert_cmpuint(sum, ==, text->len);
	g_array_unref(own.parts);
}

static guint count_sentences(const char *unit, gsize size)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) sentences = NULL;
	OwnPart part = {OWN_TEXT, 0, 0, 0, NULL};
	Own own = {g_array_new(FALSE, FALSE, sizeof(OwnPart)), NULL};

	while (text->len < size)
		g_string_append(text, unit);
	part.len = text->len;
	g_array_append_val(own.parts, part);
	sentences = sentences_read(text->str, &own);
	g_array_unref(own.parts);
	return sentences->len;
}

/* What nobody writes: a paragraph of a megabyte, and ten thousand sentences. */
static void test_caps(void)
{
	g_assert_cmpuint(count_sentences("计", 1 << 20), ==,
			 (SENTENCE_MAX_PARAGRAPH + SENTENCE_MAX - 1) / SENTENCE_MAX);
	g_assert_cmpuint(count_sentences("It is so. ", 100000), ==, SENTENCE_MAX_COUNT);
	g_assert_cmpuint(count_sentences("It is so.\n\n", 100000), ==, SENTENCE_MAX_COUNT);
}

/* The own words of a text as one line. */
static char *squeeze_own(const char *text, const Own *own)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = &g_array_index(own->parts, OwnPart, i);

		if (part->kind == OWN_TEXT || part->kind == OWN_GREETING ||
		    part->kind == OWN_CLOSING)
			g_string_append_len(words, text + part->from, (gssize)part->len);
		g_string_append_c(words, '\n');
	}
	return text_clean_line(words->str, words->len);
}

/* Every sentence stands in the own words, behind the one before, with no blanks around. */
static void check_properties(const char *text)
{
	g_autoptr(Own) own = own_read(text, strlen(text), NULL);
	g_autoptr(GArray) sentences = sentences_read(text, own);
	g_autofree char *all = squeeze_own(text, own);
	gsize end = 0;

	for (guint i = 0; i < sentences->len; i++) {
		const OwnSentence *sentence = &g_array_index(sentences, OwnSentence, i);
		g_autofree char *words = sentence_text(text, sentence);

		g_assert_nonnull(strstr(all, words));
		g_assert_true(g_utf8_validate(words, -1, NULL));
		g_assert_cmpuint(sentence->len, >, 0);
		g_assert_cmpuint(sentence->from, >=, end);
		g_assert_false(g_ascii_isspace(text[sentence->from]));
		end = sentence->from + sentence->len;
		g_assert_cmpuint(end, <=, strlen(text));
		g_assert_false(g_ascii_isspace(text[end - 1]));
	}
}

static const char *const pieces[] = {
	"It counts. ", "e.g. ",     "(",    ") ",    ". ",   "...",  "? ", "!",
	"\n",          "\n\n",      "- ",   "\t",    " ",    "对。", "“",  "”",
	"[1]",         "> quote\n", ":\n",  "foo()", ":-) ", "1. ",  "\"", "    code();\n",
	"Hi Ann,\n",   "-- \n",     "v1.2", "…",
};

static void test_properties(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		check_properties(rows[i].text);
	pieces_mix(pieces, G_N_ELEMENTS(pieces), 4000, check_properties);
}

static void check_large(const char *text)
{
	gsize len = strlen(text);
	g_autoptr(Own) own = own_read(text, len, NULL);
	g_autoptr(GArray) sentences = sentences_read(text, own);

	g_assert_cmpuint(sentences->len, <=, len);
}

static void test_hostile(void)
{
	pieces_repeat(pieces, G_N_ELEMENTS(pieces), check_large);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/sentence/table", test_table);
	g_test_add_func("/sentence/paragraphs", test_paragraphs);
	g_test_add_func("/sentence/first", test_first);
	g_test_add_func("/sentence/tags", test_tags);
	g_test_add_func("/sentence/long", test_long);
	g_test_add_func("/sentence/caps", test_caps);
	g_test_add_func("/sentence/properties", test_properties);
	g_test_add_func("/sentence/hostile", test_hostile);
	return g_test_run();
}
