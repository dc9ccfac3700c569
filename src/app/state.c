/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/state.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 1
#define FILE_NAME "state.json"
#define MAX_SIZE (1024 * 1024) /* of the file: a mark needs some hundred bytes an epoch */
#define MAX_REPORTS 100        /* that have a mark */
#define EXACT (G_GINT64_CONSTANT(1) << 53) /* from here on a JSON number is not exact */

typedef struct {
	char *report;
	GArray *tips;  /* told until here; NULL: never, and nowhere to begin */
	gint64 told;   /* 0: never */
	GArray *begun; /* being told until here; NULL: nothing is */
	gint64 now;    /* as of then */
} Entry;

struct _State {
	char *folder, *path; /* of the file in it */
	char *inbox;         /* whose state it is, for people who look into the file */
	Lock *lock;          /* NULL: to be looked at alone */
	GPtrArray *entries;  /* of Entry */
	gint64 fetched;
};

/* --- where it is -------------------------------------------------------------- */

/* A folder that is relative counts as none: the XDG Base Directory Specification. */
static char *home_of_states(void)
{
	const char *folder = g_getenv("XDG_STATE_HOME");

	if (folder && g_path_is_absolute(folder))
		return g_build_filename(folder, "maildelta", NULL);
	return g_build_filename(g_get_home_dir(), ".local", "state", "maildelta", NULL);
}

/* The same for all ways to a folder; what is not there yet is what it will be. */
static char *real_path(const char *folder)
{
	char *real = realpath(folder, NULL);
	char *path = real ? g_strdup(real) : g_canonicalize_filename(folder, NULL);

	free(real);
	return path;
}

/* For people; which folder it is the hash behind it says. */
static char *short_name(const char *path)
{
	g_autofree char *base = g_path_get_basename(path);

	if (g_str_has_suffix(base, ".git"))
		base[strlen(base) - strlen(".git")] = '\0';
	return text_file_name(base);
}

static char *folder_of(const char *path)
{
	g_autofree char *home = home_of_states();
	g_autofree char *name = short_name(path);
	g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, path, -1);
	g_autofree char *whole = g_strdup_printf("%s-%.8s", name, hash);

	return g_build_filename(home, whole, NULL);
}

char *state_folder(const char *folder)
{
	g_autofree char *path = real_path(folder);

	return folder_of(path);
}

/* --- marks -------------------------------------------------------------------- */

static void entry_free(gpointer data)
{
	Entry *entry = data;

	g_free(entry->report);
	g_clear_pointer(&entry->tips, g_array_unref);
	g_clear_pointer(&entry->begun, g_array_unref);
	g_free(entry);
}

static Entry *find(const State *state, const char *report)
{
	for (guint i = 0; i < state->entries->len; i++) {
		Entry *entry = state->entries->pdata[i];

		if (g_str_equal(entry->report, report))
			return entry;
	}
	return NULL;
}

static Entry *add(State *state, const char *report)
{
	Entry *entry = g_new0(Entry, 1);

	entry->report = g_strdup(report);
	g_ptr_array_add(state->entries, entry);
	return entry;
}

static State *state_new(const char *folder)
{
	State *state = g_new0(State, 1);

	state->inbox = real_path(folder);
	state->folder = folder_of(state->inbox);
	state->path = g_build_filename(state->folder, FILE_NAME, NULL);
	state->entries = g_ptr_array_new_with_free_func(entry_free);
	return state;
}

void state_free(State *state)
{
	if (!state)
		return;
	g_ptr_array_unref(state->entries);
	g_clear_pointer(&state->lock, lock_free);
	g_free(state->folder);
	g_free(state->path);
	g_free(state->inbox);
	g_free(state);
}

/* --- reading ------------------------------------------------------------------ */

/*
 * Each read_ function gives FALSE, and what is wrong in *wrong, for what state_open() did not
 * write: a mark that is half understood would have a report lose mails without a word.
 */
static gboolean read_int(const Json *json, gint64 min, gint64 *value, const char **wrong)
{
	g_autofree char *text = json_to_text(json), *exact = NULL;

	*value = json_integer(json);
	exact = g_strdup_printf("%" G_GINT64_FORMAT, *value);
	if (json_type(json) == JSON_NUMBER && *value >= min && *value < EXACT &&
	    g_str_equal(text, exact))
		return TRUE;
	*wrong = "a number is missing, or none that can be";
	return FALSE;
}

static gboolean read_tip(const Json *json, gint64 after, Tip *tip, const char **wrong)
{
	const char *hex = json_text(json_get(json, "commit"));
	gint64 number;

	if (!read_int(json_get(json, "epoch"), after + 1, &number, wrong) ||
	    !read_int(json_get(json, "committed"), -EXACT, &tip->committed, wrong))
		return FALSE;
	tip->number = (guint)number;
	if (number <= INBOX_MAX_EPOCH && hex && oid_parse(&tip->oid, hex, strlen(hex)) &&
	    !oid_is_zero(&tip->oid))
		return TRUE;
	*wrong = "an epoch or its commit is none";
	return FALSE;
}

static GArray *read_tips(const Json *json, const char **wrong)
{
	g_autoptr(GArray) tips = g_array_new(FALSE, FALSE, sizeof(Tip));
	gint64 after = -1;

	*wrong = json_type(json) == JSON_ARRAY ? NULL : "tips are missing";
	for (const Json *e = *wrong ? NULL : json_first(json); e; e = json_next(e)) {
		Tip tip;

		if (!read_tip(e, after, &tip, wrong))
			return NULL;
		after = tip.number;
		g_array_append_val(tips, tip);
	}
	return *wrong ? NULL : g_steal_pointer(&tips);
}

static gboolean read_begun(const Json *json, Entry *entry, const char **wrong)
{
	if (!json)
		return TRUE;
	entry->begun = read_tips(json_get(json, "tips"), wrong);
	return entry->begun && read_int(json_get(json, "now"), -EXACT, &entry->now, wrong);
}

static gboolean read_entry(State *state, const Json *json, const char **wrong)
{
	const char *report = json_name(json);
	const Json *tips = json_get(json, "tips"), *begun = json_get(json, "begun");
	Entry *entry;

	if (find(state, report) || state->entries->len >= MAX_REPORTS ||
	    json_type(json) != JSON_OBJECT || !(tips || begun)) {
		*wrong = "a report's mark is none, or stands there twice";
		return FALSE;
	}
	entry = add(state, report);
	if (tips) {
		entry->tips = read_tips(tips, wrong);
		if (!entry->tips || !read_int(json_get(json, "told"), 0, &entry->told, wrong))
			return FALSE;
	}
	return read_begun(begun, entry, wrong);
}

static gboolean read_state(State *state, const Json *json, const char **wrong)
{
	const Json *marks = json_get(json, "marks");
	gint64 version;

	if (!read_int(json_get(json, "version"), 1, &version, wrong))
		return FALSE;
	if (version != VERSION) {
		*wrong = "it is of another version of maildelta";
		return FALSE;
	}
	if (!read_int(json_get(json, "fetched"), 0, &state->fetched, wrong))
		return FALSE;
	if (json_type(marks) != JSON_OBJECT) {
		*wrong = "marks are missing";
		return FALSE;
	}
	for (const Json *e = json_first(marks); e; e = json_next(e))
		if (!read_entry(state, e, wrong))
			return FALSE;
	return TRUE;
}

static gboolean fail_damaged(const State *state, const char *wrong, GError **error)
{
	g_set_error(
		error, MD_ERROR, MD_ERROR_FAILED,
		"%s: cannot be read: %s: delete this file to start anew: reports then tell what "
		"comes from now on",
		state->path, wrong);
	return FALSE;
}

static gboolean fail_to_read(const State *state, GError **error)
{
	if (errno == EFBIG)
		return fail_damaged(state, "it is no file of maildelta's", error);
	return file_fail(state->path, "cannot read", error);
}

static gboolean load(State *state, GError **error)
{
	gsize len;
	g_autofree char *text = file_read(state->path, MAX_SIZE, &len);
	g_autoptr(GError) failure = NULL;
	g_autoptr(Json) json = NULL;
	const char *wrong = NULL;

	if (!text)
		return errno == ENOENT || fail_to_read(state, error);
	json = json_parse(text, len, &failure);
	if (!json)
		return fail_damaged(state, failure->message, error);
	return read_state(state, json, &wrong) || fail_damaged(state, wrong, error);
}

/* --- opening ------------------------------------------------------------------ */

static gboolean lock(State *state, guint wait, GError **error)
{
	g_autofree char *path = g_build_filename(state->folder, "lock", NULL);

	if (g_mkdir_with_parents(state->folder, 0700) != 0)
		return file_fail(state->folder,
				 "cannot make this folder, in which stands what was told (set "
				 "XDG_STATE_HOME to have it elsewhere)",
				 error);
	state->lock = lock_take(path, wait, error);
	if (state->lock)
		file_sweep(state->path);
	return state->lock != NULL;
}

State *state_open(const char *folder, guint wait, GError **error)
{
	g_autoptr(State) state = state_new(folder);

	if (wait != STATE_LOOK && !lock(state, wait, error))
		return NULL;
	return load(state, error) ? g_steal_pointer(&state) : NULL;
}

/* --- writing ------------------------------------------------------------------ */

/* A commit's date may be anything; no one needs one that no calendar has. */
static gint64 exact(gint64 value)
{
	return CLAMP(value, -EXACT + 1, EXACT - 1);
}

static Json *make_tips(const GArray *tips)
{
	Json *json = json_array();

	for (guint i = 0; i < tips->len; i++) {
		const Tip *tip = &g_array_index(tips, Tip, i);
		g_autofree char *hex = oid_hex(&tip->oid);
		Json *one = json_object();

		json_set_int(one, "epoch", tip->number);
		json_set_string(one, "commit", hex);
		json_set_int(one, "committed", exact(tip->committed));
		json_append(json, one);
	}
	return json;
}

static Json *make_entry(const Entry *entry)
{
	Json *json = json_object();

	if (entry->tips) {
		json_set_int(json, "told", entry->told);
		json_set(json, "tips", make_tips(entry->tips));
	}
	if (entry->begun) {
		Json *begun = json_object();

		json_set_int(begun, "now", exact(entry->now));
		json_set(begun, "tips", make_tips(entry->begun));
		json_set(json, "begun", begun);
	}
	return json;
}

static Json *make_state(const State *state)
{
	g_autofree char *inbox = text_clean(state->inbox, strlen(state->inbox));
	Json *json = json_object(), *marks = json_object();

	json_set_int(json, "version", VERSION);
	json_set_string(json, "inbox", inbox);
	json_set_int(json, "fetched", state->fetched);
	for (guint i = 0; i < state->entries->len; i++) {
		const Entry *entry = state->entries->pdata[i];

		json_set(marks, entry->report, make_entry(entry));
	}
	json_set(json, "marks", marks);
	return json;
}

static gboolean save(const State *state, GError **error)
{
	g_autoptr(Json) json = make_state(state);
	g_autofree char *printed = json_print(json);
	g_autofree char *text = g_strconcat(printed, "\n", NULL);

	g_assert(state->lock);
	return file_write(state->path, text, 0600, error);
}

/* --- marks, read and moved ---------------------------------------------------- */

static GArray *copy(const GArray *tips)
{
	GArray *same = g_array_new(FALSE, FALSE, sizeof(Tip));

	if (tips->len)
		g_array_append_vals(same, tips->data, tips->len);
	return same;
}

gboolean state_mark(const State *state, const char *report, StateMark *mark)
{
	const Entry *entry = find(state, report);

	if (!entry || !entry->tips)
		return FALSE;
	*mark = (StateMark){entry->tips, entry->told};
	return TRUE;
}

gboolean state_last(const State *state, StateMark *mark)
{
	const Entry *last = NULL;

	for (guint i = 0; i < state->entries->len; i++) {
		const Entry *entry = state->entries->pdata[i];

		if (entry->told && !g_str_equal(entry->report, STATE_DIGEST) &&
		    (!last || entry->told > last->told))
			last = entry;
	}
	if (last)
		*mark = (StateMark){last->tips, last->told};
	return last != NULL;
}

gboolean state_start(State *state, const char *report, const GArray *tips, GError **error)
{
	Entry *entry = find(state, report);

	if (entry && entry->tips)
		return TRUE;
	if (!entry)
		entry = add(state, report);
	entry->tips = copy(tips);
	return save(state, error);
}

gboolean state_forget(State *state, const char *report, GError **error)
{
	Entry *entry = find(state, report);

	if (!entry)
		return TRUE;
	g_ptr_array_remove(state->entries, entry);
	return save(state, error);
}

gboolean state_begin(State *state, const char *report, const GArray *tips, gint64 now,
		     StateStep *step, GError **error)
{
	Entry *entry = find(state, report);

	if (!entry)
		entry = add(state, report);
	if (!entry->begun) {
		entry->begun = copy(tips);
		entry->now = exact(now);
		if (!save(state, error))
			return FALSE;
	}
	*step = (StateStep){copy(entry->begun), entry->now};
	return TRUE;
}

gboolean state_is_begun(const State *state, const char *report)
{
	const Entry *entry = find(state, report);

	return entry && entry->begun;
}

void state_drop(State *state, const char *report)
{
	Entry *entry = find(state, report);

	if (entry)
		g_clear_pointer(&entry->begun, g_array_unref);
}

gboolean state_advance(State *state, const char *report, gint64 told, GError **error)
{
	Entry *entry = find(state, report);

	g_assert(entry && entry->begun);
	if (!entry->tips)
		return TRUE;
	entry->told = CLAMP(told, 1, EXACT - 1);
	return save(state, error);
}

gboolean state_finish(State *state, const char *report, GError **error)
{
	Entry *entry = find(state, report);

	g_assert(entry && entry->begun);
	g_clear_pointer(&entry->tips, g_array_unref);
	entry->tips = g_steal_pointer(&entry->begun);
	entry->told = MAX(entry->now, 1); /* 0 is never */
	return save(state, error);
}

void state_step_clear(StateStep *step)
{
	g_clear_pointer(&step->tips, g_array_unref);
}

gint64 state_fetched(const State *state)
{
	return state->fetched;
}

gboolean state_set_fetched(State *state, gint64 instant, GError **error)
{
	state->fetched = CLAMP(instant, 0, EXACT - 1);
	return save(state, error);
}
