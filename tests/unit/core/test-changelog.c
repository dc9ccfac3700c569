/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/changelog.h"

#include "base/text.h"
#include "lib/pieces.h"

#include <string.h>

/*
 * "before>after heading|change|change"; ">" before an item's item. The mail is a version 3
 * where @version says nothing else.
 */
static const struct {
	const char *what, *text, *want;
	guint version;
} rows[] = {
	{"arrow", "v2 -> v3:\n- count sheep\n- count goats\n",
	 "2>3 v2 -> v3:|count sheep|count goats", 0},
	{"arrow without blanks", "v2->v3\n - count sheep\n", "2>3 v2->v3|count sheep", 0},
	{"fat arrow", "V2 => V3:\n* count sheep\n", "2>3 V2 => V3:|count sheep", 0},
	{"long arrow", "v2-->v3:\n* count sheep\n", "2>3 v2-->v3:|count sheep", 0},
	{"arrow of one sign", "v2 → v3:\n* count sheep\n", "2>3 v2 → v3:|count sheep", 0},
	{"arrow backwards", "v3 <- v2:\n- count sheep\n", "2>3 v3 <- v2:|count sheep", 0},
	{"dots", "Changelog v2 .. v3:\n- count sheep\n", "2>3 Changelog v2 .. v3:|count sheep", 0},
	{"to", "From v2 to v3:\n- count sheep\n", "2>3 From v2 to v3:|count sheep", 0},
	{"changes in", "Changes in v3:\n- count sheep\n", "0>3 Changes in v3:|count sheep", 0},
	{"changes in, below dashes", "Sheep.\n\n---\nChanges in v3:\n- count sheep\n",
	 "0>3 Changes in v3:|count sheep", 0},
	{"changes since", "Changes since v2:\n- count sheep\n", "2>0 Changes since v2:|count sheep",
	 0},
	{"changes from", "Changes from V2:\n- count sheep\n", "2>0 Changes from V2:|count sheep",
	 0},
	{"changes with a footnote",
	 "Changes since v2 [1]:\n- count sheep\n\n[1] "
	 "https://x.example/2\n",
	 "2>0 Changes since v2 [1]:|count sheep", 0},
	{"changes with an address", "From v2 (https://x.example/2):\n- count sheep\n",
	 "2>0 From v2 (https://x.example/2):|count sheep", 0},
	{"changes between", "Changes between v2 and v3:\n- count sheep\n",
	 "2>3 Changes between v2 and v3:|count sheep", 0},
	{"changes in and since", "Changes in v3 since v2:\n- count sheep\n",
	 "2>3 Changes in v3 since v2:|count sheep", 0},
	{"item as heading", "* From v2 [1]\n  - count sheep\n  - count goats\n\n[1] https://x\n",
	 "2>0 * From v2 [1]|count sheep|count goats", 0},
	{"number alone", "v3:\n  - count sheep\n", "0>3 v3:|count sheep", 0},
	{"number and words", "v3: count sheep\n", "0>3 v3:|count sheep", 0},
	{"number and words over lines", "V3: count sheep\n    and goats\n",
	 "0>3 V3:|count sheep and goats", 0},
	{"number without a colon", "v3\n- count sheep\n", "0>3 v3|count sheep", 0},
	{"in brackets", "[v2 -> v3]\n- count sheep\n", "2>3 [v2 -> v3]|count sheep", 0},
	{"version as a word", "Changes in version 3:\n- count sheep\n",
	 "0>3 Changes in version 3:|count sheep", 0},
	{"words behind the number", "v3 changes:\n- count sheep\n", "0>3 v3 changes:|count sheep",
	 0},
	{"of an RFC", "Changes since RFC:\n- count sheep\n", "0>0 Changes since RFC:|count sheep",
	 1},
	{"of an RFC without a colon", "Changes since RFC\n* count sheep\n",
	 "0>0 Changes since RFC|count sheep", 1},
	{"from an RFC", "RFC -> v1:\n- count sheep\n", "0>1 RFC -> v1:|count sheep", 1},
	{"of an RFC's version", "RFC v2 -> RFC v3:\n- count sheep\n",
	 "2>3 RFC v2 -> RFC v3:|count sheep", 0},
	{"no version", "Changelog:\n- count sheep\n", "0>0 Changelog:|count sheep", 0},
	{"versions below a heading", "Changelog:\nv3:\n- count sheep\nv2:\n- count goats\n",
	 "0>3 v3:|count sheep", 0},
	{"versions as items", "History:\n- v3: count sheep\n- v2: count goats\n",
	 "0>3 - v3:|count sheep", 0},
	{"oldest first", "v1 -> v2:\n- count goats\n\nv2 -> v3:\n- count sheep\n",
	 "2>3 v2 -> v3:|count sheep", 0},
	{"newest first", "v2 -> v3:\n- count sheep\n\nv1 -> v2:\n- count goats\n",
	 "2>3 v2 -> v3:|count sheep", 0},
	{"the mail's own version", "v4:\n- count cows\nv3:\n- count sheep\n", "0>3 v3:|count sheep",
	 0},
	{"the highest", "v1 -> v2:\n- goats\nv3 -> v4:\n- count cows\nv2 -> v3:\n- sheep\n",
	 "3>4 v3 -> v4:|count cows", 7},
	{"the first", "Changes:\n- count sheep\n\nChangelog:\n- count goats\n",
	 "0>0 Changes:|count sheep", 0},
	{"since counts as the next", "Changes since v1:\n- goats\nChanges since v2:\n- sheep\n",
	 "2>0 Changes since v2:|sheep", 0},
	{"revision", "v2.1:\n- count sheep\nv2:\n- count goats\n", "0>2 v2.1:|count sheep", 0},
	{"b4's",
	 "EDITME\n\n---\nChanges in v3:\n- count sheep\n- Link to v2: https://x.example/2\n\n"
	 "Changes in v2:\n- count goats\n- Link to v1: https://x.example/1\n",
	 "0>3 Changes in v3:|count sheep", 0},
	{"links are no changes", "v3: https://x.example/3\nv2: https://x.example/2\n", "-", 0},
	{"a change with a link", "v3:\n- count sheep as in https://x.example/3\n",
	 "0>3 v3:|count sheep as in https://x.example/3", 0},
	{"blank lines between", "v3:\n\n - count sheep\n\n - count goats\n\nThat is all.\n",
	 "0>3 v3:|count sheep|count goats", 0},
	{"a paragraph",
	 "Changes since v2:\n\nThe sheep are counted by night,\nnot by day.\n\nAnd "
	 "more.\n",
	 "2>0 Changes since v2:|The sheep are counted by night, not by day.", 0},
	{"words below end it", "v3:\n - count sheep\n\nThis series counts.\n",
	 "0>3 v3:|count sheep", 0},
	{"over lines", "v3:\n - count sheep and\n   goats\n - count cows\n",
	 "0>3 v3:|count sheep and goats|count cows", 0},
	{"items' items", "v3:\n - sheep:\n   - count them\n   - count more\n - goats\n",
	 "0>3 v3:|sheep:|>count them|>count more|goats", 0},
	{"no marker", "v3:\n  Count sheep\n  Count goats\n", "0>3 v3:|Count sheep|Count goats", 0},
	{"no blank behind the dash", "v3:\n-count sheep\n-count goats\n",
	 "0>3 v3:|count sheep|count goats", 0},
	{"numbers", "v3:\n1. count sheep\n2. count goats\n", "0>3 v3:|count sheep|count goats", 0},
	{"underlined", "Changes in v3\n-------------\n- count sheep\n",
	 "0>3 Changes in v3|count sheep", 0},
	{"underlined, without a version or a colon",
	 "Count.\n\nChangelog\n=========\n   * count sheep   (Bo)\n   * count goats\n\nThat is "
	 "all.\n",
	 "0>0 Changelog|count sheep (Bo)|count goats", 0},
	{"not underlined, without either", "Changelog\n\n   * count sheep\n", "-", 0},
	{"ruled off, below other words",
	 "Changelog of sheep, as they are counted\n=======================================\n"
	 " * count sheep\n",
	 "-", 0},
	{"trailers end it", "v3:\n- count sheep\nSigned-off-by: Ann Example <ann@example.org>\n",
	 "0>3 v3:|count sheep", 0},
	{"quoted", "> v3:\n> - count sheep\n", "-", 0},
	{"kernel", "v5.10:\n- counts sheep\n", "-", 0},
	{"kernel's candidate", "Changes since v5.9-rc2:\n- count sheep\n", "-", 0},
	{"prose", "This is v3 of the series, which counts.\n", "-", 0},
	{"prose with a colon", "In v3 Ann asked: count sheep\n", "-", 0},
	{"an aside is no heading", "(new in v3)\n- count sheep\n", "-", 0},
	{"a heading alone", "v3:\n", "-", 0},
	{"heading at the end of another", "Changes in v3:\nChanges in v2:\n- count goats\n",
	 "0>2 Changes in v2:|count goats", 0},
	{"prose's heading", "In short, the changes since v2 include:\n\n - count sheep\n",
	 "2>0 In short, the changes since v2 include:|count sheep", 0},
	{"pull request", "The following changes since commit 0123456789ab:\n\n  Sheep\n", "-", 0},
	{"code word", "change:\n", "-", 0},
	{"nothing", "", "-", 0},
};

static void append(GString *out, const char *text, const Change *change)
{
	g_autofree char *words = change_text(text, change);

	g_string_append_printf(out, "|%s%s", change->depth ? ">" : "", words);
}

static char *show(const char *text, const Changelog *log)
{
	GString *out = g_string_new(log ? NULL : "-");
	g_autofree char *heading = log ? text_clean_line(text + log->from, log->len) : NULL;

	if (log)
		g_string_append_printf(out, "%u>%u %s", log->before, log->after, heading);
	for (guint i = 0; log && i < log->changes->len; i++)
		append(out, text, &g_array_index(log->changes, Change, i));
	return g_string_free(out, FALSE);
}

static void test_table(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *line = g_strdup_printf("[PATCH v%u] count sheep",
							rows[i].version ? rows[i].version : 3);
		g_autoptr(Subject) subject = subject_parse(line);
		g_autoptr(Reading) reading = reading_new(rows[i].text, NULL);
		g_autoptr(Changelog) log = changelog_read(reading, subject);
		g_autofree char *got = show(rows[i].text, log);

		g_test_message("%s", rows[i].what);
		g_assert_cmpstr(got, ==, rows[i].want);
	}
}

static const char *const pieces[] = {
	"v2 -> v3:\n",
	"Changes in v3:\n",
	"- count sheep\n",
	"  goats\n",
	"\n",
	"v3:",
	"Changes since v2 [",
	"]",
	":",
	"v2 ",
	"> quote\n",
	"-",
	"(",
	"https://x.example/",
	"\tcode();\n",
	"RFC ",
	"→",
	"---\n",
	"1. ",
	"Signed-off-by: Ann <ann@example.org>\n",
};

/* Changes lie inside the text, in order, below their heading, and hold words. */
static void check_properties(const char *text)
{
	g_autoptr(Reading) reading = reading_new(text, NULL);
	g_autoptr(Changelog) log = changelog_read(reading, NULL);
	gsize end = log ? log->from + log->len : 0;

	if (log)
		g_assert_cmpuint(log->changes->len, >, 0);
	for (guint i = 0; log && i < log->changes->len; i++) {
		const Change *change = &g_array_index(log->changes, Change, i);

		g_assert_cmpuint(change->from, >=, end);
		g_assert_cmpuint(change->len, >, 0);
		end = change->from + change->len;
		g_assert_cmpuint(end, <=, strlen(text));
		g_assert_false(g_ascii_isspace(text[change->from]));
	}
}

static void test_properties(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		check_properties(rows[i].text);
	pieces_mix(pieces, G_N_ELEMENTS(pieces), 4000, check_properties);
}

static void test_hostile(void)
{
	pieces_repeat(pieces, G_N_ELEMENTS(pieces), check_properties);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/changelog/table", test_table);
	g_test_add_func("/changelog/properties", test_properties);
	g_test_add_func("/changelog/hostile", test_hostile);
	return g_test_run();
}
