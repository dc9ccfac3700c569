/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state_parts.h"

/* Either all but those in out, or those in in. */
struct _StateParts {
	guint parts;
	gboolean all;
	GHashTable *in, *out;
};

StateParts *state_parts_new(guint parts)
{
	StateParts *applied = g_new0(StateParts, 1);

	applied->parts = parts;
	applied->in = g_hash_table_new(NULL, NULL);
	applied->out = g_hash_table_new(NULL, NULL);
	return applied;
}

void state_parts_free(StateParts *applied)
{
	if (!applied)
		return;
	g_hash_table_unref(applied->in);
	g_hash_table_unref(applied->out);
	g_free(applied);
}

static void add_part(StateParts *applied, guint part)
{
	if (part < 1 || part > applied->parts)
		return;
	g_hash_table_add(applied->in, GUINT_TO_POINTER(part));
	g_hash_table_remove(applied->out, GUINT_TO_POINTER(part));
}

static void leave_part(StateParts *applied, guint part)
{
	if (part < 1 || part > applied->parts)
		return;
	if (!g_hash_table_contains(applied->in, GUINT_TO_POINTER(part)))
		g_hash_table_add(applied->out, GUINT_TO_POINTER(part));
}

static void add_all(StateParts *applied)
{
	applied->all = TRUE;
	g_hash_table_remove_all(applied->out);
}

/* b4 thanks for each part of a series with a list of its own: "[1/1] x: two" below part 2. */
static gboolean is_list_of_one(const Applied *said, guint part)
{
	return part > 1 && !said->excepted && said->parts->len == 1 &&
	       g_array_index(said->parts, guint, 0) == 1 && said->commits && said->commits->len > 0;
}

static char **split_words(const char *line)
{
	g_autofree char *lower = g_ascii_strdown(line, -1);
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();
	g_auto(GStrv) pieces = g_strsplit_set(lower, " ,.;:!?()[]#\"'/", -1);

	for (char **piece = pieces; *piece; piece++)
		if (**piece)
			g_strv_builder_add(words, *piece);
	return g_strv_builder_end(words);
}

/* "I queued these three": of more than that, and it is not known which. */
static gboolean is_some(const StateParts *applied, const char *line)
{
	static const char *const numbers[] = {"two", "three", "four", "five", "six", "seven"};
	g_auto(GStrv) words = split_words(line ? line : "");

	for (guint i = 0; words[i] && words[i + 1]; i++) {
		if (!g_str_equal(words[i], "these") && !g_str_equal(words[i], "those"))
			continue;
		for (guint k = 0; k < G_N_ELEMENTS(numbers); k++)
			if (g_str_equal(words[i + 1], numbers[k]))
				return k + 2 < applied->parts;
	}
	return FALSE;
}

void state_parts_add(StateParts *applied, const Evidence *evidence, guint part)
{
	const Applied *said = evidence->applied;
	const GArray *parts = said ? said->parts : NULL;
	gboolean named = parts && parts->len > 0 && !is_list_of_one(said, part);
	gboolean was_all = applied->all;

	if (!named && is_some(applied, evidence->line))
		return;
	if (applied->parts <= 1 || (!named && part == 0))
		add_all(applied); /* of one patch b4 says [1/1], too */
	else if (named && said->excepted)
		applied->all = TRUE;
	else if (!named)
		add_part(applied, part);
	for (guint i = 0; named && i < parts->len; i++) {
		guint number = g_array_index(parts, guint, i);

		if (!said->excepted)
			add_part(applied, number);
		else if (!was_all)
			leave_part(applied, number);
	}
}

gboolean state_parts_are_all(const StateParts *applied)
{
	if (applied->all)
		return g_hash_table_size(applied->out) == 0;
	return g_hash_table_size(applied->in) >= MAX(applied->parts, 1);
}

gboolean state_parts_have(const StateParts *applied, guint part)
{
	if (part == 0 || state_parts_are_all(applied))
		return state_parts_are_all(applied);
	if (applied->all)
		return !g_hash_table_contains(applied->out, GUINT_TO_POINTER(part));
	return g_hash_table_contains(applied->in, GUINT_TO_POINTER(part));
}

/* --- words ------------------------------------------------------------------------- */

/* "all" is as often said to people: "thanks all". */
static gboolean all_of_them(char **words, guint i)
{
	static const char *const before[] = {"applied", "queued", "pulled",  "merged", "took",
					     "taken",   "picked", "patches", NULL};
	static const char *const after[] = {"of",     "patches", "applied", "queued", "pulled",
					    "merged", "three",   "four",    "five",   NULL};

	return (i > 0 && g_strv_contains(before, words[i - 1])) ||
	       (words[i + 1] && g_strv_contains(after, words[i + 1]));
}

gboolean state_parts_means_all(const char *line)
{
	static const char *const whole[] = {"series", "both", "whole", "entire", "patchset", NULL};
	static const char *const some[] = {"rest",   "remaining", "remainder",
					   "except", "other",     NULL};
	g_auto(GStrv) words = split_words(line ? line : "");
	gboolean all = FALSE;

	for (guint i = 0; words[i]; i++) {
		if (g_strv_contains(some, words[i]))
			return FALSE;
		if (g_strv_contains(whole, words[i]))
			all = TRUE;
		else if (g_str_equal(words[i], "all"))
			all = all || all_of_them(words, i);
	}
	return all;
}
