/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_state.h"

#include "base/numbers.h"
#include "report/view_cite.h"
#include "report/view_parts.h"

#include <string.h>

#define COLUMNS 80   /* of a terminal, and of a mail */
#define MARGIN 5     /* columns that a state's further lines have left of them */
#define ROW_MARGIN 9 /* … and a row's: its age */
#define AGE_WIDTH 4
#define SHORT 12 /* digits of a commit, as the kernel writes them */
#define MAX_COMMITS 4
#define MAX_SHOWN 3   /* NACKs, failures, ways of being applied: more are counted */
#define MAX_GIVERS 12 /* of tags of one kind: more are counted */
#define MAX_NOTES 8   /* that one of them has with them */

/* --- what several have in common -------------------------------------------------- */

static gboolean is_object(const Json *json)
{
	return json_type(json) == JSON_OBJECT;
}

static const char *word(const Library *library, const char *name)
{
	return view_word(library, "", name, "");
}

/* "" is no word. */
static void join(GString *text, const char *between, const char *piece)
{
	if (!piece || !*piece)
		return;
	if (text->len)
		g_string_append(text, between);
	g_string_append(text, piece);
}

static void set_lines(Json *view, const char *text, guint margin)
{
	json_set_string(view, "text", text);
	json_set(view, "lines", view_wrapped(text, COLUMNS - margin));
}

/* The place of the last of the numbers that follow one another from @i on. */
static guint end_of_run(const GArray *numbers, guint i)
{
	while (i + 1 < numbers->len &&
	       g_array_index(numbers, guint, i + 1) <= g_array_index(numbers, guint, i) + 1)
		i++;
	return i;
}

/* 1–3, 5. Newly allocated. */
static char *ranges(const Library *library, GArray *numbers)
{
	GString *text = g_string_new(NULL);

	g_array_sort(numbers, numbers_compare);
	for (guint i = 0, last; i < numbers->len; i = last + 1) {
		guint from = g_array_index(numbers, guint, i), to;
		g_autofree char *range = NULL;

		last = end_of_run(numbers, i);
		to = g_array_index(numbers, guint, last);
		range = to > from ? g_strdup_printf("%u%s%u", from, word(library, "parts.to"), to)
				  : g_strdup_printf("%u", from);
		join(text, word(library, "digest.comma"), range);
	}
	return g_string_free(text, FALSE);
}

static void add_numbers(GArray *numbers, const Json *list)
{
	for (const Json *number = json_first(list); number; number = json_next(number)) {
		guint value = (guint)json_integer(number);

		g_array_append_val(numbers, value);
	}
}

char *view_parts(const Library *library, const Json *list)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

	add_numbers(numbers, list);
	return ranges(library, numbers);
}

/* More than stand together anywhere in the text (CommonMark, "code spans"). */
char *view_ticks(const char *text)
{
	gsize longest = 0, run = 0;

	for (; *text; text++) {
		run = *text == '`' ? run + 1 : 0;
		longest = MAX(longest, run);
	}
	return g_strnfill(longest + 1, '`');
}

/* --- tags --------------------------------------------------------------------------- */

/* What one person gave of one kind, under the same words. */
typedef struct {
	const char *token, *note; /* borrowed */
	char *name;
	guint who;     /* the same of one person, in the order of their first tags */
	GArray *parts; /* of guint */
} Given;

static void given_free(gpointer data)
{
	Given *given = data;

	g_free(given->name);
	g_array_unref(given->parts);
	g_free(given);
}

/* Who gave it: by address, which is in every tag but hand-made ones. Borrowed. */
static const char *giver_of(const Json *tag)
{
	const Json *person = json_get(tag, "person");
	const char *address = view_text_of(person, "address");

	return *address ? address : view_text_of(person, "name");
}

static guint number_of(GHashTable *givers, const char *giver)
{
	gpointer known = g_hash_table_lookup(givers, giver);

	if (!known) {
		known = GUINT_TO_POINTER(g_hash_table_size(givers) + 1);
		g_hash_table_insert(givers, (char *)giver, known);
	}
	return GPOINTER_TO_UINT(known);
}

static Given *given_new(const Json *tag, guint who)
{
	Given *given = g_new0(Given, 1);

	given->token = view_text_of(tag, "token");
	given->note = view_text_of(tag, "note");
	given->name = view_person_brief(json_get(tag, "person"));
	given->who = who;
	given->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	return given;
}

static gint compare_given(gconstpointer a, gconstpointer b)
{
	const Given *x = *(Given *const *)a, *y = *(Given *const *)b;
	gint order = strcmp(x->token, y->token);

	if (order)
		return order;
	return x->who < y->who ? -1 : x->who > y->who;
}

/* Of Given, by token and person; the author's own tell nothing. */
static GPtrArray *given_of(const Json *tags)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(given_free);
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) givers = g_hash_table_new(g_str_hash, g_str_equal);

	for (const Json *tag = json_first(tags); tag; tag = json_next(tag)) {
		g_autofree char *key = g_strconcat(view_text_of(tag, "token"), "\n", giver_of(tag),
						   "\n", view_text_of(tag, "note"), NULL);
		guint part = (guint)json_integer(json_get(tag, "part"));
		Given *given = g_hash_table_lookup(known, key);

		if (view_is_set(tag, "own"))
			continue;
		if (!given) {
			given = given_new(tag, number_of(givers, giver_of(tag)));
			g_ptr_array_add(list, given);
			g_hash_table_insert(known, g_steal_pointer(&key), given);
		}
		g_array_append_val(given->parts, part);
	}
	g_ptr_array_sort(list, compare_given); /* which is stable */
	return list;
}

/* "1–3: with that fixed"; of a patch on its own there are no parts to name. */
static char *given_text(const Library *library, const Given *given, gboolean several)
{
	GString *text = g_string_new(NULL);
	gboolean all = FALSE;
	g_autofree char *parts = ranges(library, given->parts);
	gsize len = strlen(given->note);
	g_autofree char *note =
		g_strndup(given->note, g_str_has_suffix(given->note, ":") ? len - 1 : len);

	for (guint i = 0; i < given->parts->len; i++)
		all = all || g_array_index(given->parts, guint, i) == 0;
	if (several)
		g_string_append(text, all ? word(library, "parts.all") : parts);
	join(text, word(library, "parts.note"), note);
	return g_string_free(text, FALSE);
}

static const Given *given_at(const GPtrArray *list, guint i)
{
	return list->pdata[i];
}

/* Where that ends which one person gave of one kind, from @i on. */
static guint end_of_giver(const GPtrArray *list, guint i)
{
	const Given *first = given_at(list, i);

	while (i < list->len && given_at(list, i)->who == first->who &&
	       g_str_equal(given_at(list, i)->token, first->token))
		i++;
	return i;
}

static void append_giver(GString *people, const Library *library, const GPtrArray *list, guint i,
			 gboolean several)
{
	guint end = end_of_giver(list, i), stop = MIN(end, i + MAX_NOTES);
	g_autoptr(GString) what = g_string_new(NULL);

	join(people, word(library, "digest.comma"), given_at(list, i)->name);
	for (; i < stop; i++) {
		g_autofree char *text = given_text(library, given_at(list, i), several);

		join(what, word(library, "parts.and"), text);
	}
	if (stop < end)
		join(what, word(library, "parts.and"), "…");
	if (what->len)
		g_string_append_printf(people, "%s%s%s", word(library, "parts.open"), what->str,
				       word(library, "parts.close"));
}

/* All of one kind, from @i on; gives where the next begins. */
static guint append_kind(Json *tags, const Library *library, const GPtrArray *list, guint i,
			 gboolean several)
{
	const char *token = given_at(list, i)->token;
	g_autoptr(GString) people = g_string_new(NULL);
	g_autofree char *text = NULL;
	Json *entry = json_object();
	guint n = 0;

	for (; i < list->len && g_str_equal(given_at(list, i)->token, token);
	     i = end_of_giver(list, i))
		if (n++ < MAX_GIVERS)
			append_giver(people, library, list, i, several);
	text = g_strdup_printf("%s: %s", token, people->str);
	json_set_string(entry, "token", token);
	set_lines(entry, text, MARGIN);
	if (n > MAX_GIVERS)
		json_set_int(entry, "more_people", n - MAX_GIVERS);
	json_append(tags, entry);
	return i;
}

/* A text for each kind of tag: "Reviewed-by: Ann Example (1–3), Bo Fjord (all)". */
static Json *tags_of(const Library *library, const Json *state)
{
	g_autoptr(GPtrArray) list = given_of(json_get(state, "tags"));
	gboolean several = json_integer(json_get(state, "parts")) > 1;
	Json *tags = json_array();

	for (guint i = 0; i < list->len;)
		i = append_kind(tags, library, list, i, several);
	return tags;
}

/* --- applied ------------------------------------------------------------------------- */

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
	return g_strconcat(tree, word(library, "parts.open"), branch, word(library, "parts.close"),
			   NULL);
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
		add_numbers(taken->parts, json_get(applied, "parts"));
		add_commits(taken->commits, json_get(applied, "commits"));
	}
	return list;
}

static void join_word(GString *text, const Library *library, const char *name, const char *value)
{
	if (!*value)
		return;
	join(text, " ", word(library, name));
	join(text, " ", value);
}

static char *commits_of(const Library *library, const GPtrArray *commits)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < MIN(commits->len, MAX_COMMITS); i++) {
		g_autofree char *hash = g_strndup(commits->pdata[i], SHORT);
		join(text, word(library, "digest.comma"), hash);
	}
	if (commits->len > MAX_COMMITS)
		join(text, word(library, "digest.comma"), "…");
	return g_string_free(text, FALSE);
}

/* "patches 1–3", "without patch 2"; of all there are nothing. */
static char *which_of(const Library *library, const Taken *taken, guint of)
{
	gboolean excepted = view_is_set(taken->first, "excepted");
	GArray *parts = taken->parts;
	const char *name = excepted ? "applied.without" : "applied.patches";
	g_autofree char *numbers = ranges(library, parts);

	if (of <= 1 || !parts->len)
		return g_strdup("");
	if (end_of_run(parts, 0) == parts->len - 1 && g_array_index(parts, guint, 0) <= 1 &&
	    g_array_index(parts, guint, parts->len - 1) == of && !excepted)
		return g_strdup("");
	if (g_array_index(parts, guint, 0) == g_array_index(parts, guint, parts->len - 1))
		name = excepted ? "applied.without_one" : "applied.patch";
	return g_strconcat(word(library, name), " ", numbers, NULL);
}

/* "to kvmarm (next)"; where it is not said to where, what stands there without it. */
static void join_place(GString *text, const Library *library, const char *place)
{
	if (*place)
		join_word(text, library, "applied.to", place);
	else
		join(text, " ", word(library, "applied.alone"));
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
		join(text, "", by->str);
	join_place(text, library, taken->place);
	if (bot)
		join(text, " · ", by->str);
	g_string_free(by, TRUE);
	join(text, " · ", which);
	join(text, " · ", commits);
	return g_string_free(text, FALSE);
}

static gboolean is_evidence(const Json *mail, const Json *state)
{
	const Json *shown = json_get(json_get(state, "evidence"), "mail");

	return shown &&
	       g_str_equal(view_text_of(shown, "message_id"), view_text_of(mail, "message_id"));
}

/* Where a mail is that is not listed, the state's own line says, if it names the same. */
static void say_once(const Json *mail, const Json *state)
{
	if (is_evidence(mail, state))
		json_set_bool(view_editable(json_get(mail, "view")), "again", TRUE);
}

/* Whether it can stand right below the state's own line, which says the same but by whom. */
static gboolean is_below(const Json *state, const Json *mail)
{
	return g_str_equal(view_text_of(state, "name"), "applied") &&
	       !is_object(json_get(state, "waiting")) && is_evidence(mail, state);
}

static Json *applied_of(const Library *library, const Json *state, const char *anchor, gboolean now)
{
	g_autoptr(GPtrArray) list = taken_of(library, json_first(json_get(state, "applied")), now);
	guint of = (guint)json_integer(json_get(state, "parts"));
	Json *applied = json_array();

	for (guint i = 0; i < MIN(list->len, MAX_SHOWN); i++) {
		const Taken *taken = list->pdata[i];
		g_autofree char *text = taken_text(library, taken, of);
		Json *entry = json_object(), *mail;

		set_lines(entry, text, MARGIN);
		mail = view_cite_copy(library, json_get(taken->first, "mail"), anchor);
		say_once(mail, state);
		json_set(entry, "mail", mail);
		json_set_bool(entry, "below", i == 0 && is_below(state, mail));
		json_append(applied, entry);
	}
	return applied;
}

/* --- words that speak against it ------------------------------------------------------ */

/* Of a bot, its first error line says more than the words that introduce it. */
static const char *said(const Json *evidence)
{
	const char *note = view_text_of(evidence, "note");

	return *note ? note : view_text_of(evidence, "line");
}

static void view_evidence(const Library *library, const Json *evidence, const char *anchor,
			  gboolean shown)
{
	const char *text = said(evidence);
	g_autofree char *ticks = view_ticks(text);
	Json *view = json_object();

	view_set_brief(view, "name", json_get(evidence, "actor"));
	set_lines(view, text, MARGIN);
	json_set_string(view, "ticks", ticks);
	json_set_bool(view, "shown", shown);
	view_cite(library, json_get(evidence, "mail"), anchor);
	json_set(view_editable(evidence), "view", view);
}

/* Sets @name in @view where there are any, and @more where some find no room; literals. */
static void view_evidences(const Library *library, Json *view, const Json *state, const char *name,
			   const char *more, const char *anchor)
{
	const Json *list = json_get(state, name);
	guint n = 0;

	for (const Json *entry = json_first(list); entry; entry = json_next(entry)) {
		view_evidence(library, entry, anchor, n++ < MAX_SHOWN);
		say_once(json_get(entry, "mail"), state);
	}
	json_set_bool(view, name, n > 0);
	if (n > MAX_SHOWN)
		json_set_int(view, more, n - MAX_SHOWN);
}

/* --- a state --------------------------------------------------------------------------- */

/* "stalled (before that: under review)"; nothing of talk. */
static char *state_word(const Library *library, const Json *state)
{
	const char *name = view_text_of(state, "name");
	g_autofree char *both = g_strconcat(name, ".", view_text_of(state, "under"), NULL);
	const char *plain = view_word(library, "state.", name, name);
	const Json *newest = json_get(state, "newest");
	g_autoptr(Json) version = json_object();

	if (g_str_equal(name, "discussion"))
		return g_strdup("");
	if (g_str_equal(name, "applied") && view_is_set(state, "partial"))
		return g_strdup(view_word(library, "state.", "applied.part", plain));
	if (!g_str_equal(name, "superseded") || !is_object(newest))
		return g_strdup(view_word(library, "state.", both, plain));
	view_set_version(version, newest);
	return g_strconcat(plain, " v", view_text_of(version, "version"), NULL);
}

/* Where there are no patches, whoever reads the list does not review. */
static const char *waiting_word(const Library *library, const Json *state)
{
	const char *name = view_text_of(json_get(state, "waiting"), "for");
	const char *under = view_text_of(state, "under");

	if (g_str_equal(name, "reviewers") &&
	    (g_str_equal(under, "bug-open") || g_str_equal(under, "discussion")))
		name = "anybody";
	return view_word(library, "waiting.", name, name);
}

/* "waiting for the author Ann Example" */
static char *waits_of(const Library *library, const Json *state)
{
	const Json *waiting = json_get(state, "waiting");
	GString *text = g_string_new(NULL);

	if (!is_object(waiting))
		return g_string_free(text, FALSE);
	join(text, " ", waiting_word(library, state));
	if (is_object(json_get(waiting, "whom"))) {
		g_autofree char *whom = view_person_brief(json_get(waiting, "whom"));
		join(text, " ", whom);
	}
	return g_string_free(text, FALSE);
}

/* How long it was waited, else how long nobody has spoken. */
static void set_age(Json *view, const Json *state)
{
	const Json *waiting = json_get(state, "waiting");
	const Json *days = json_get(is_object(waiting) ? waiting : state,
				    is_object(waiting) ? "days" : "silent_days");
	g_autofree char *age = NULL;

	if (json_type(days) != JSON_NUMBER)
		return;
	age = g_strdup_printf("%*" G_GINT64_FORMAT, AGE_WIDTH, json_integer(days));
	json_set_int(view, "days", json_integer(days));
	json_set_bool(view, "one_day", json_integer(days) == 1);
	json_set_string(view, "age", age);
	view_set_day(view, "since",
		     json_get(is_object(waiting) ? waiting : state,
			      is_object(waiting) ? "since" : "last_human"));
}

/* Whether there is more to tell than the state itself. */
static gboolean has_facts(const Json *view)
{
	return json_first(json_get(view, "applied")) || json_first(json_get(view, "tags")) ||
	       view_is_set(view, "nacks") || view_is_set(view, "failures");
}

void view_state(const Library *library, const Json *state, const char *anchor)
{
	g_autofree char *name = state_word(library, state);
	g_autofree char *waits = waits_of(library, state);
	const Json *evidence = json_get(state, "evidence");
	gboolean superseded = g_str_equal(view_text_of(state, "name"), "superseded");
	Json *view = json_object();

	json_set_string(view, "word", *name ? name : NULL);
	json_set_string(view, "waits", *waits ? waits : NULL);
	json_set_bool(view, "shown", *name || *waits);
	json_set_bool(view, "superseded", superseded);
	set_age(view, state);
	if (is_object(evidence))
		view_evidence(library, evidence, anchor, TRUE);
	for (const Json *applied = json_first(json_get(state, "applied")); applied;
	     applied = json_next(applied))
		view_cite(library, json_get(applied, "mail"), anchor);
	json_set(view, "tags", tags_of(library, state));
	json_set(view, "applied", applied_of(library, state, anchor, FALSE));
	json_set(view, "applied_now", applied_of(library, state, anchor, TRUE));
	view_evidences(library, view, state, "nacks", "more_nacks", anchor);
	view_evidences(library, view, state, "failures", "more_failures", anchor);
	json_set_bool(view, "facts", has_facts(view));
	json_set_bool(view, "any", *name || *waits || has_facts(view));
	json_set(view_editable(state), "view", view);
}

/* --- a row ------------------------------------------------------------------------------ */

/* "PATCH 20 · under review · waiting for review" */
static char *row_text(const Json *row, const char *word, const char *waits)
{
	g_autofree char *number = json_to_text(json_get(row, "number"));
	GString *text = g_string_new(view_text_of(row, "category"));

	join(text, " ", number);
	join(text, " · ", word);
	join(text, " · ", waits);
	return g_string_free(text, FALSE);
}

/* Under the heading of failures, which bot found what. */
static void set_failure(Json *view, const Json *state)
{
	const Json *failure = json_first(json_get(state, "failures"));
	g_autofree char *ticks = NULL, *bot = NULL, *text = NULL;

	if (!failure || !g_str_equal(view_text_of(state, "attention"), "failure"))
		return;
	ticks = view_ticks(said(failure));
	bot = view_person_brief(json_get(failure, "actor"));
	text = g_strdup_printf("%s: %s", bot, said(failure));
	json_set_string(view, "bot", bot);
	json_set_string(view, "failure", said(failure));
	json_set_string(view, "ticks", ticks);
	json_set(view, "failure_lines", view_wrapped(text, COLUMNS - ROW_MARGIN));
}

/* Whom it waits for, where the heading does not say that. */
static void set_waits(const Library *library, Json *view, const Json *state)
{
	static const char *const said[] = {"review", "apply", "unanswered"};
	const char *attention = view_text_of(state, "attention");
	const Json *whom = json_get(json_get(state, "waiting"), "whom");
	g_autofree char *name = NULL, *text = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(said); i++)
		if (g_str_equal(attention, said[i]))
			return;
	if (!g_str_equal(attention, "author") || !is_object(whom)) {
		json_set_string(view, "waits",
				json_text(json_get(json_get(state, "view"), "waits")));
		return;
	}
	name = view_person_brief(whom);
	text = g_strconcat(word(library, "waiting.person"), " ", name, NULL);
	json_set_string(view, "waits", text);
}

void view_row(const Library *library, const Json *row, const char *anchor)
{
	const Json *state = json_get(row, "state");
	g_autofree char *text = NULL;
	Json *view = json_object();

	view_state(library, state, anchor);
	json_set_string(view, "anchor", anchor);
	/* The first line stands beside the age. */
	view_set_title(view, view_text_of(row, "title"), COLUMNS - ROW_MARGIN);
	set_waits(library, view, state);
	set_failure(view, state);
	text = row_text(row, view_text_of(json_get(state, "view"), "word"),
			view_text_of(view, "waits"));
	set_lines(view, text, ROW_MARGIN);
	json_set(view_editable(row), "view", view);
}
