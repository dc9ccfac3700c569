/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_applied.h"

#include "report/view_cite.h"
#include "report/view_parts.h"
#include "report/view_ranges.h"

#define SHORT 12 /* digits of a commit, as the kernel writes them */
#define MAX_COMMITS 4

static gboolean is_object(const Json *json)
{
	return json_type(json) == JSON_OBJECT;
}

/* Patches that one person took to one place, in one mail or in several. */
typedef struct {
	const Json *first; /* of the mails that say so; borrowed */
	char *name, *place;
	GArray *parts;      /* of guint */
	GPtrArray *commits; /* of char *, borrowed */
} Taken;

static void taken_free(gpointer data)
{
	Taken *taken = data;

	g_free(taken->name);
	g_free(taken->place);
	g_array_unref(taken->parts);
	g_ptr_array_unref(taken->commits);
	g_free(taken);
}

/* "arm64 (for-next/fixes)", or what there is of it. */
static char *place_of(const Library *library, const Json *applied)
{
	const char *tree = view_text_of(applied, "tree"), *branch = view_text_of(applied, "branch");

	if (!*tree || !*branch)
		return g_strdup(*tree ? tree : branch);
	return g_strconcat(tree, view_term(library, "parts.open"), branch,
			   view_term(library, "parts.close"), NULL);
}

static Taken *taken_new(const Library *library, const Json *applied)
{
	Taken *taken = g_new0(Taken, 1);

	taken->first = applied;
	taken->name = view_person_brief(json_get(applied, "actor"));
	taken->place = place_of(library, applied);
	taken->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	taken->commits = g_ptr_array_new();
	return taken;
}

static void add_commits(GPtrArray *commits, const Json *list)
{
	for (const Json *commit = json_first(list); commit; commit = json_next(commit))
		g_ptr_array_add(commits, (char *)json_text(commit));
}

/* Of Taken, in the order of the mails; @now: of those of the window alone. */
static GPtrArray *taken_of(const Library *library, const Json *applied, gboolean now)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(taken_free);
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (; applied; applied = json_next(applied)) {
		g_autofree char *place = place_of(library, applied);
		g_autofree char *key = g_strdup_printf(
			"%s\n%s\n%d", view_text_of(json_get(applied, "actor"), "address"), place,
			view_is_set(applied, "excepted"));
		Taken *taken = g_hash_table_lookup(known, key);

		if (now && view_is_set(json_get(applied, "mail"), "history"))
			continue;
		if (!taken) {
			taken = taken_new(library, applied);
			g_ptr_array_add(list, taken);
			g_hash_table_insert(known, g_steal_pointer(&key), taken);
		}
		view_ranges_read(taken->parts, json_get(applied, "parts"));
		add_commits(taken->commits, json_get(applied, "commits"));
	}
	return list;
}

static void join_word(GString *text, const Library *library, const char *name, const char *value)
{
	if (!*value)
		return;
	view_join(text, " ", view_term(library, name));
	view_join(text, " ", value);
}

static char *commits_of(const Library *library, const GPtrArray *commits)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < MIN(commits->len, MAX_COMMITS); i++) {
		g_autofree char *hash = g_strndup(commits->pdata[i], SHORT);
		view_join(text, view_term(library, "digest.comma"), hash);
	}
	if (commits->len > MAX_COMMITS)
		view_join(text, view_term(library, "digest.comma"), "…");
	return g_string_free(text, FALSE);
}

/* "patches 1–3", "without patch 2"; of all there are nothing. */
static char *which_of(const Library *library, const Taken *taken, guint of)
{
	gboolean excepted = view_is_set(taken->first, "excepted");
	GArray *parts = taken->parts;
	const char *name = excepted ? "applied.without" : "applied.patches";
	g_autofree char *numbers = view_ranges(library, parts);

	if (of <= 1 || !parts->len)
		return g_strdup("");
	if (view_ranges_end(parts, 0) == parts->len - 1 && g_array_index(parts, guint, 0) <= 1 &&
	    g_array_index(parts, guint, parts->len - 1) == of && !excepted)
		return g_strdup("");
	if (g_array_index(parts, guint, 0) == g_array_index(parts, guint, parts->len - 1))
		name = excepted ? "applied.without_one" : "applied.patch";
	return g_strconcat(view_term(library, name), " ", numbers, NULL);
}

/* "to kvmarm (next)"; where it is not said to where, what stands there without it. */
static void join_place(GString *text, const Library *library, const char *place)
{
	if (*place)
		join_word(text, library, "applied.to", place);
	else
		view_join(text, " ", view_term(library, "applied.alone"));
}

/*
 * "by Ann Example to kvmarm (next) · patches 1–3 · 0123456789ab, …"; a bot says it of somebody
 * else: "to kvmarm (next) · reported by a bot".
 */
static char *taken_text(const Library *library, const Taken *taken, guint of)
{
	gboolean bot = view_is_set(taken->first, "bot");
	GString *text = g_string_new(NULL), *by = g_string_new(NULL);
	g_autofree char *which = which_of(library, taken, of);
	g_autofree char *commits = commits_of(library, taken->commits);

	join_word(by, library, bot ? "applied.bot" : "applied.by", taken->name);
	if (!bot)
		view_join(text, "", by->str);
	join_place(text, library, taken->place);
	if (bot)
		view_join(text, " · ", by->str);
	g_string_free(by, TRUE);
	view_join(text, " · ", which);
	view_join(text, " · ", commits);
	return g_string_free(text, FALSE);
}

/* Whether it can stand right below the state's own line, which says the same but by whom. */
static gboolean is_below(const Json *state, const Json *mail)
{
	return g_str_equal(view_text_of(state, "name"), "applied") &&
	       !is_object(json_get(state, "waiting")) && view_cite_is_evidence(mail, state);
}

Json *view_applied(const Library *library, const Json *state, const char *anchor, gboolean now)
{
	g_autoptr(GPtrArray) list = taken_of(library, json_first(json_get(state, "applied")), now);
	guint of = (guint)json_integer(json_get(state, "parts"));
	Json *applied = json_array();

	for (guint i = 0; i < MIN(list->len, VIEW_SHOWN); i++) {
		const Taken *taken = list->pdata[i];
		g_autofree char *text = taken_text(library, taken, of);
		Json *entry = json_object(), *mail;

		view_set_lines(entry, text, VIEW_COLUMNS - VIEW_MARGIN);
		mail = view_cite_copy(library, json_get(taken->first, "mail"), anchor);
		view_cite_once(mail, state);
		json_set(entry, "mail", mail);
		json_set_bool(entry, "below", i == 0 && is_below(state, mail));
		json_append(applied, entry);
	}
	return applied;
}
