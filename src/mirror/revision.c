/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/revision.h"

#include "base/date.h"
#include "base/error.h"
#include "base/slice.h"
#include "base/text.h"
#include "mirror/epoch.h"
#include "mirror/walk.h"

#include <string.h>

#define MIN_HASH 4         /* digits of a short hash, as in git */
#define CANDIDATES_SHOWN 5 /* of an ambiguous one */

G_GNUC_PRINTF(3, 4)
static gboolean fail(GError **error, MdErrorCode code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (error)
		*error = g_error_new_valist(MD_ERROR, (gint)code, format, args);
	va_end(args);
	return FALSE;
}

static gboolean fail_syntax(GError **error)
{
	return fail(error, MD_ERROR_USAGE,
		    "no revision: give a hash, HEAD, HEAD~100, a branch, a tag or @{1.week.ago}");
}

/* "epoch 0", "epochs 0-3, 5" */
static char *name_epochs(const Inbox *inbox)
{
	guint n = inbox_n_epochs(inbox);
	GString *text = g_string_new(n == 1 ? "epoch " : "epochs ");

	for (guint i = 0, last; i < n; i = last + 1) {
		guint number = inbox_epoch_number(inbox, i);

		for (last = i; last + 1 < n; last++)
			if (inbox_epoch_number(inbox, last + 1) != number + (last + 1 - i))
				break;
		g_string_append_printf(text, "%s%u", i ? ", " : "", number);
		if (last > i)
			g_string_append_printf(text, "-%u", inbox_epoch_number(inbox, last));
	}
	return g_string_free(text, FALSE);
}

/* Fills in what the commit itself says. */
static gboolean make_commit(const Inbox *inbox, guint epoch, const Oid *oid, Commit *commit,
			    GError **error)
{
	CommitObject object;

	if (!odb_read_commit(inbox_epoch(inbox, epoch)->odb, oid, &object, error))
		return FALSE;
	*commit = (Commit){*oid, object.tree, epoch, object.committed};
	return TRUE;
}

/* --- names and hashes -------------------------------------------------------- */

static gboolean is_hex(const char *text)
{
	return text[strspn(text, "0123456789abcdefABCDEF")] == '\0';
}

gboolean revision_is_zero(const char *text)
{
	return strlen(text) == OID_HEX && text[strspn(text, "0")] == '\0';
}

static gboolean find_ref(const Inbox *inbox, const char *name, guint *epoch, Oid *oid)
{
	for (guint i = inbox_n_epochs(inbox); i-- > 0;)
		if (epoch_find_ref(inbox_epoch(inbox, i), name, oid)) {
			*epoch = i;
			return TRUE;
		}
	return FALSE;
}

static gboolean has_commit(const GArray *commits, const Oid *oid)
{
	for (guint i = 0; i < commits->len; i++)
		if (oid_equal(&g_array_index(commits, Commit, i).oid, oid))
			return TRUE;
	return FALSE;
}

/*
 * The commits whose hash begins with @hash, the newest epoch's first; @other is
 * set to the type of an object that does and is no commit.
 */
static GArray *match_hash(const Inbox *inbox, const char *hash, const char **other)
{
	GArray *commits = g_array_new(FALSE, FALSE, sizeof(Commit));

	for (guint i = inbox_n_epochs(inbox); i-- > 0;) {
		g_autoptr(GArray) oids = g_array_new(FALSE, FALSE, sizeof(Oid));
		Odb *odb = inbox_epoch(inbox, i)->odb;

		odb_match(odb, hash, oids);
		for (guint j = 0; j < oids->len; j++) {
			const Oid *oid = &g_array_index(oids, Oid, j);
			const char *type = odb_type(odb, oid);
			Commit commit;

			if (!type || strcmp(type, "commit") != 0)
				*other = type ? type : *other;
			else if (!has_commit(commits, oid) &&
				 make_commit(inbox, i, oid, &commit, NULL))
				g_array_append_val(commits, commit);
		}
	}
	return commits;
}

static gboolean fail_ambiguous(const Inbox *inbox, const GArray *commits, GError **error)
{
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < commits->len && i < CANDIDATES_SHOWN; i++) {
		const Commit *commit = &g_array_index(commits, Commit, i);
		g_autofree char *hex = oid_hex(&commit->oid);
		g_autofree char *day = date_format_day(commit->committed, 0);

		g_string_append_printf(list, "%s%.16s (%s, epoch %u)", i ? ", " : "", hex, day,
				       inbox_epoch_number(inbox, commit->epoch));
	}
	return fail(error, MD_ERROR_NOT_FOUND,
		    "ambiguous: %u commits begin so: %s%s: give more digits", commits->len,
		    list->str, commits->len > CANDIDATES_SHOWN ? ", ..." : "");
}

static gboolean find_hash(const Inbox *inbox, const char *hash, Commit *commit, GError **error)
{
	const char *other = NULL;
	g_autoptr(GArray) commits = match_hash(inbox, hash, &other);
	g_autofree char *where = name_epochs(inbox);

	if (commits->len > 1)
		return fail_ambiguous(inbox, commits, error);
	if (commits->len == 0 && other)
		return fail(error, MD_ERROR_NOT_FOUND, "names a %s, no commit, in %s", other,
			    where);
	if (commits->len == 0)
		return fail(error, MD_ERROR_NOT_FOUND, "no such commit in %s", where);
	*commit = g_array_index(commits, Commit, 0);
	return TRUE;
}

static gboolean find_base(const Inbox *inbox, const char *name, Commit *commit, GError **error)
{
	g_autofree char *ref = g_strconcat("refs/heads/", name, NULL);
	g_autofree char *where = NULL;
	gboolean hex = is_hex(name);
	gsize len = strlen(name);
	guint epoch;
	Oid oid;

	if (len == 0 || strcmp(name, "@") == 0 || strcmp(name, "HEAD") == 0)
		return walk_tip(inbox, commit, error);
	if (hex && len == OID_HEX)
		return find_hash(inbox, name, commit, error);
	if (!epoch_is_ref_name(ref))
		return fail_syntax(error);
	if (find_ref(inbox, name, &epoch, &oid))
		return make_commit(inbox, epoch, &oid, commit, error);
	if (hex && len >= MIN_HASH && len < OID_HEX)
		return find_hash(inbox, name, commit, error);
	where = name_epochs(inbox);
	return fail(error, MD_ERROR_NOT_FOUND, "no such branch, tag or commit in %s%s", where,
		    hex && len < MIN_HASH ? ": a short hash has 4 digits or more" : "");
}

/* --- steps from there --------------------------------------------------------- */

/* Moves @n commits back. FALSE also when there are not as many. */
static gboolean go_back(const Inbox *inbox, guint n, Commit *commit, GError **error)
{
	g_autoptr(GError) failure = NULL;
	Walk walk;
	Commit at;
	guint walked = 0;

	walk_start(&walk, inbox, commit);
	while (walk_next(&walk, &at, &failure))
		if (walked++ == n) {
			*commit = at;
			return TRUE;
		}
	if (!failure)
		return fail(error, MD_ERROR_NOT_FOUND,
			    "goes back %u commits, but there are only %u before that one", n,
			    walked - 1);
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}

/* Moves to the last commit, by committer date, that is not later than @instant. */
static gboolean go_to_date(const Inbox *inbox, gint64 instant, Commit *commit, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autofree char *oldest = NULL;
	Walk walk;
	Commit at = *commit, best = {0};
	guint older = 0;
	gboolean found = FALSE;

	walk_start(&walk, inbox, commit);
	while (older < REVISION_OUT_OF_ORDER && walk_next(&walk, &at, &failure)) {
		older = at.committed <= instant ? older + 1 : 0;
		if (older && (!found || at.committed > best.committed)) {
			best = at;
			found = TRUE;
		}
	}
	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	oldest = date_format_day(at.committed, 0);
	if (!found)
		return fail(error, MD_ERROR_NOT_FOUND,
			    "there is no commit that old: the first is of %s", oldest);
	*commit = best;
	return TRUE;
}

/* ~, ~3, ^, ^1 and ^0; archives are one line, so that nothing has a second parent. */
static gboolean take_steps_back(const Inbox *inbox, Slice *rest, Commit *commit, GError **error)
{
	gboolean parent = rest->ptr[0] == '^';
	guint n = 1;

	*rest = slice_sub(*rest, 1, rest->len);
	if (rest->len && g_ascii_isdigit(rest->ptr[0]) && !slice_take_number(rest, G_MAXINT, &n))
		return fail_syntax(error);
	if (parent && n > 1)
		return fail(error, MD_ERROR_USAGE,
			    "the history of an archive is one line: ^%u names no parent, ~%u "
			    "goes back %u commits",
			    n, n, n);
	return go_back(inbox, n, commit, error);
}

static gboolean take_date(const Inbox *inbox, gint64 now, Slice *rest, Commit *commit,
			  GError **error)
{
	gssize end = slice_find(*rest, '}');
	g_autofree char *text = NULL;
	gint64 instant;

	if (end < 0)
		return fail_syntax(error);
	text = slice_dup(slice_sub(*rest, strlen("@{"), (gsize)end));
	*rest = slice_sub(*rest, (gsize)end + 1, rest->len);
	if (!date_parse(text, now, &instant, error)) {
		g_prefix_error(error, "@{} takes a date, for mirrors have no reflog: ");
		return FALSE;
	}
	return go_to_date(inbox, instant, commit, error);
}

static gboolean take_step(const Inbox *inbox, gint64 now, Slice *rest, Commit *commit,
			  GError **error)
{
	if (slice_starts(*rest, "~") || slice_starts(*rest, "^"))
		return take_steps_back(inbox, rest, commit, error);
	if (slice_starts(*rest, "@{"))
		return take_date(inbox, now, rest, commit, error);
	return fail_syntax(error);
}

/* Where the name ends and the steps begin. */
static gsize name_length(const char *text)
{
	const char *date = strstr(text, "@{");
	gsize len = strcspn(text, "~^");

	return date ? MIN(len, (gsize)(date - text)) : len;
}

static gboolean find(const Inbox *inbox, const char *text, gint64 now, Commit *commit,
		     GError **error)
{
	gsize len = name_length(text);
	g_autofree char *name = g_strndup(text, len);
	Slice rest = slice_of(text + len);
	Commit found;

	if (len == 0 && !slice_starts(rest, "@{"))
		return fail_syntax(error);
	if (!find_base(inbox, name, &found, error))
		return FALSE;
	while (rest.len)
		if (!take_step(inbox, now, &rest, &found, error))
			return FALSE;
	*commit = found;
	return TRUE;
}

gboolean revision_find(const Inbox *inbox, const char *text, gint64 now, Commit *commit,
		       GError **error)
{
	g_autofree char *shown = text_clean_line(text, strlen(text));

	if (find(inbox, text, now, commit, error))
		return TRUE;
	g_prefix_error(error, "%s: %s: ", inbox_name(inbox), shown);
	return FALSE;
}
