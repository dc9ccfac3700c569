/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ledger.h"

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

struct _Ledger {
	char *folder, *path; /* of the file in it */
	char *inbox;         /* whose it is, for people who look into the file */
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

char *ledger_folder(const char *folder)
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

static Entry *find(const Ledger *ledger, const char *report)
{
	for (guint i = 0; i < ledger->entries->len; i++) {
		Entry *entry = ledger->entries->pdata[i];

		if (g_str_equal(entry->report, report))
			return entry;
	}
	return NULL;
}

static Entry *add(Ledger *ledger, const char *report)
{
	Entry *entry = g_new0(Entry, 1);

	entry->report = g_strdup(report);
	g_ptr_array_add(ledger->entries, entry);
	return entry;
}

static Ledger *ledger_new(const char *folder)
{
	Ledger *ledger = g_new0(Ledger, 1);

	ledger->inbox = real_path(folder);
	ledger->folder = folder_of(ledger->inbox);
	ledger->path = g_build_filename(ledger->folder, FILE_NAME, NULL);
	ledger->entries = g_ptr_array_new_with_free_func(entry_free);
	return ledger;
}

void ledger_free(Ledger *ledger)
{
	if (!ledger)
		return;
	g_ptr_array_unref(ledger->entries);
	g_clear_pointer(&ledger->lock, lock_free);
	g_free(ledger->folder);
	g_free(ledger->path);
	g_free(ledger->inbox);
	g_free(ledger);
}

/* --- reading ------------------------------------------------------------------ */

/*
 * Each read_ function gives FALSE, and what is wrong in *wrong, for what ledger_open() did not
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

static gboolean read_entry(Ledger *ledger, const Json *json, const char **wrong)
{
	const char *report = json_name(json);
	const Json *tips = json_get(json, "tips"), *begun = json_get(json, "begun");
	Entry *entry;

	if (find(ledger, report) || ledger->entries->len >= MAX_REPORTS ||
	    json_type(json) != JSON_OBJECT || !(tips || begun)) {
		*wrong = "a report's mark is none, or stands there twice";
		return FALSE;
	}
	entry = add(ledger, report);
	if (tips) {
		entry->tips = read_tips(tips, wrong);
		if (!entry->tips || !read_int(json_get(json, "told"), 0, &entry->told, wrong))
			return FALSE;
	}
	return read_begun(begun, entry, wrong);
}

static gboolean read_ledger(Ledger *ledger, const Json *json, const char **wrong)
{
	const Json *marks = json_get(json, "marks");
	gint64 version;

	if (!read_int(json_get(json, "version"), 1, &version, wrong))
		return FALSE;
	if (version != VERSION) {
		*wrong = "it is of another version of maildelta";
		return FALSE;
	}
	if (!read_int(json_get(json, "fetched"), 0, &ledger->fetched, wrong))
		return FALSE;
	if (json_type(marks) != JSON_OBJECT) {
		*wrong = "marks are missing";
		return FALSE;
	}
	for (const Json *e = json_first(marks); e; e = json_next(e))
		if (!read_entry(ledger, e, wrong))
			return FALSE;
	return TRUE;
}

static gboolean fail_damaged(const Ledger *ledger, const char *wrong, GError **error)
{
	g_set_error(
		error, MD_ERROR, MD_ERROR_FAILED,
		"%s: cannot be read: %s: delete this file to start anew: reports then tell what "
		"comes from now on",
		ledger->path, wrong);
	return FALSE;
}

static gboolean fail_to_read(const Ledger *ledger, GError **error)
{
	if (errno == EFBIG)
		return fail_damaged(ledger, "it is no file of maildelta's", error);
	return file_fail(ledger->path, "cannot read", error);
}

static gboolean load(Ledger *ledger, GError **error)
{
	gsize len;
	g_autofree char *text = file_read(ledger->path, MAX_SIZE, &len);
	g_autoptr(GError) failure = NULL;
	g_autoptr(Json) json = NULL;
	const char *wrong = NULL;

	if (!text)
		return errno == ENOENT || fail_to_read(ledger, error);
	json = json_parse(text, len, &failure);
	if (!json)
		return fail_damaged(ledger, failure->message, error);
	return read_ledger(ledger, json, &wrong) || fail_damaged(ledger, wrong, error);
}

/* --- opening ------------------------------------------------------------------ */

static gboolean lock(Ledger *ledger, guint wait, GError **error)
{
	g_autofree char *path = g_build_filename(ledger->folder, "lock", NULL);

	if (g_mkdir_with_parents(ledger->folder, 0700) != 0)
		return file_fail(ledger->folder,
				 "cannot make this folder, in which stands what was told (set "
				 "XDG_STATE_HOME to have it elsewhere)",
				 error);
	ledger->lock = lock_take(path, wait, error);
	if (ledger->lock)
		file_sweep(ledger->path);
	return ledger->lock != NULL;
}

Ledger *ledger_open(const char *folder, guint wait, GError **error)
{
	g_autoptr(Ledger) ledger = ledger_new(folder);

	if (wait != LEDGER_LOOK && !lock(ledger, wait, error))
		return NULL;
	return load(ledger, error) ? g_steal_pointer(&ledger) : NULL;
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

static Json *make_ledger(const Ledger *ledger)
{
	g_autofree char *inbox = text_clean(ledger->inbox, strlen(ledger->inbox));
	Json *json = json_object(), *marks = json_object();

	json_set_int(json, "version", VERSION);
	json_set_string(json, "inbox", inbox);
	json_set_int(json, "fetched", ledger->fetched);
	for (guint i = 0; i < ledger->entries->len; i++) {
		const Entry *entry = ledger->entries->pdata[i];

		json_set(marks, entry->report, make_entry(entry));
	}
	json_set(json, "marks", marks);
	return json;
}

static gboolean save(const Ledger *ledger, GError **error)
{
	g_autoptr(Json) json = make_ledger(ledger);
	g_autofree char *printed = json_print(json);
	g_autofree char *text = g_strconcat(printed, "\n", NULL);

	g_assert(ledger->lock);
	return file_write(ledger->path, text, 0600, error);
}

/* --- marks, read and moved ---------------------------------------------------- */

static GArray *copy(const GArray *tips)
{
	GArray *same = g_array_new(FALSE, FALSE, sizeof(Tip));

	if (tips->len)
		g_array_append_vals(same, tips->data, tips->len);
	return same;
}

gboolean ledger_mark(const Ledger *ledger, const char *report, LedgerMark *mark)
{
	const Entry *entry = find(ledger, report);

	if (!entry || !entry->tips)
		return FALSE;
	*mark = (LedgerMark){entry->tips, entry->told};
	return TRUE;
}

gboolean ledger_last(const Ledger *ledger, LedgerMark *mark)
{
	const Entry *last = NULL;

	for (guint i = 0; i < ledger->entries->len; i++) {
		const Entry *entry = ledger->entries->pdata[i];

		if (entry->told && !g_str_equal(entry->report, LEDGER_DIGEST) &&
		    (!last || entry->told > last->told))
			last = entry;
	}
	if (last)
		*mark = (LedgerMark){last->tips, last->told};
	return last != NULL;
}

gboolean ledger_start(Ledger *ledger, const char *report, const GArray *tips, GError **error)
{
	Entry *entry = find(ledger, report);

	if (entry && entry->tips)
		return TRUE;
	if (!entry)
		entry = add(ledger, report);
	entry->tips = copy(tips);
	return save(ledger, error);
}

gboolean ledger_forget(Ledger *ledger, const char *report, GError **error)
{
	Entry *entry = find(ledger, report);

	if (!entry)
		return TRUE;
	g_ptr_array_remove(ledger->entries, entry);
	return save(ledger, error);
}

gboolean ledger_begin(Ledger *ledger, const char *report, const GArray *tips, gint64 now,
		      LedgerStep *step, GError **error)
{
	Entry *entry = find(ledger, report);

	if (!entry)
		entry = add(ledger, report);
	if (!entry->begun) {
		entry->begun = copy(tips);
		entry->now = exact(now);
		if (!save(ledger, error))
			return FALSE;
	}
	*step = (LedgerStep){copy(entry->begun), entry->now};
	return TRUE;
}

gboolean ledger_is_begun(const Ledger *ledger, const char *report)
{
	const Entry *entry = find(ledger, report);

	return entry && entry->begun;
}

void ledger_drop(Ledger *ledger, const char *report)
{
	Entry *entry = find(ledger, report);

	if (entry)
		g_clear_pointer(&entry->begun, g_array_unref);
}

gboolean ledger_advance(Ledger *ledger, const char *report, gint64 told, GError **error)
{
	Entry *entry = find(ledger, report);

	g_assert(entry && entry->begun);
	if (!entry->tips)
		return TRUE;
	entry->told = CLAMP(told, 1, EXACT - 1);
	return save(ledger, error);
}

gboolean ledger_finish(Ledger *ledger, const char *report, GError **error)
{
	Entry *entry = find(ledger, report);

	g_assert(entry && entry->begun);
	g_clear_pointer(&entry->tips, g_array_unref);
	entry->tips = g_steal_pointer(&entry->begun);
	entry->told = MAX(entry->now, 1); /* 0 is never */
	return save(ledger, error);
}

void ledger_step_clear(LedgerStep *step)
{
	g_clear_pointer(&step->tips, g_array_unref);
}

gint64 ledger_fetched(const Ledger *ledger)
{
	return ledger->fetched;
}

gboolean ledger_set_fetched(Ledger *ledger, gint64 instant, GError **error)
{
	ledger->fetched = CLAMP(instant, 0, EXACT - 1);
	return save(ledger, error);
}
