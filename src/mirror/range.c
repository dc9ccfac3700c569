/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/range.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "mirror/epoch.h"
#include "mirror/fork.h"
#include "mirror/walk.h"

#include <string.h>

/* A request, taken apart. */
typedef struct {
	const Inbox *inbox;
	char *spec;         /* as given, for messages; "" without */
	char *a;            /* NULL: from the beginning, or as far as since goes */
	char *b;            /* "HEAD" where none was named */
	const GArray *last; /* ..B: where the last report ended; else NULL */
	gboolean has_since, has_until;
	gint64 now, since, until;
} Query;

static void query_clear(Query *query)
{
	g_free(query->spec);
	g_free(query->a);
	g_free(query->b);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Query, query_clear)

/* Begins with the inbox and, where one was given, the range. Always FALSE. */
G_GNUC_PRINTF(4, 5)
static gboolean fail(const Query *query, GError **error, MdErrorCode code, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, MD_ERROR, code, "%s: %s%s%s", inbox_name(query->inbox), query->spec,
		    query->spec[0] ? ": " : "", text);
	return FALSE;
}

/* --- what was asked for ------------------------------------------------------- */

static gboolean read_dates(Query *query, const RangeRequest *request, GError **error)
{
	query->has_since = request->since != NULL;
	query->has_until = request->until != NULL;
	if (request->since &&
	    !date_parse_option("--since", request->since, request->now, &query->since, error))
		return FALSE;
	if (request->until &&
	    !date_parse_option("--until", request->until, request->now, &query->until, error))
		return FALSE;
	if (query->has_since && query->has_until && query->since >= query->until)
		return fail(query, error, MD_ERROR_USAGE, "--since has to lie before --until");
	return TRUE;
}

/* "A..B" or "B" */
static gboolean split(Query *query, GError **error)
{
	const char *dots = strstr(query->spec, "..");

	if (!dots) {
		query->b = g_strdup(query->spec);
		return TRUE;
	}
	if (strstr(dots + 1, ".."))
		return fail(query, error, MD_ERROR_USAGE,
			    "give A..B with two dots: an archive has one line of history, so that "
			    "nothing differs on two sides");
	query->a = g_strndup(query->spec, (gsize)(dots - query->spec));
	query->b = g_strdup(dots[2] ? dots + 2 : "HEAD");
	return TRUE;
}

/* Settles where the range begins: a is left NULL, or names a commit; or last is set. */
static gboolean settle_start(Query *query, gboolean root, const GArray *last, GError **error)
{
	gboolean zero = query->a && revision_is_zero(query->a);
	gboolean named = query->a && query->a[0] && !zero;

	if (named && root)
		return fail(query, error, MD_ERROR_USAGE,
			    "--root is the beginning already: leave out %s, or --root", query->a);
	if (named)
		return TRUE;
	if (query->a && !zero && !root) {
		query->last = last;
		g_clear_pointer(&query->a, g_free);
		return last || fail(query, error, MD_ERROR_USAGE,
				    "no report of it was told yet by 'maildelta update' or a hook: "
				    "name A in A..B, or use --root for the beginning");
	}
	if (!query->a && !root && !query->has_since)
		return fail(query, error, MD_ERROR_USAGE,
			    "where does the range begin? Give A..B, --since, or --root for the "
			    "beginning");
	g_clear_pointer(&query->a, g_free);
	return TRUE;
}

static gboolean read_request(Query *query, const RangeRequest *request, GError **error)
{
	const char *spec = request->spec ? request->spec : "";

	query->spec = text_clean_line(spec, strlen(spec));
	query->now = request->now;
	if (request->spec && !query->spec[0])
		return fail(query, error, MD_ERROR_USAGE, "the range is empty text: give A..B");
	if (!read_dates(query, request, error))
		return FALSE;
	if (!request->spec)
		query->b = g_strdup("HEAD");
	else if (!split(query, error))
		return FALSE;
	return settle_start(query, request->root, request->last, error);
}

/* --- the commits -------------------------------------------------------------- */

/*
 * Collects commits from @range's newest one back. *met: whether its oldest end was
 * met; walks by date alone have none, and end where dates stay behind since.
 */
static gboolean collect(const Query *query, Range *range, gboolean *met, GError **error)
{
	g_autoptr(GError) failure = NULL;
	Walk walk;
	Commit commit;
	guint older = 0;

	*met = FALSE;
	walk_start(&walk, query->inbox, &range->to);
	while (walk_next(&walk, &commit, &failure)) {
		*met = range->has_from && oid_equal(&commit.oid, &range->from.oid);
		if (*met)
			return TRUE;
		older = query->has_since && commit.committed < query->since ? older + 1 : 0;
		range->has_older |= older > 0;
		if (!range->has_from && older == REVISION_OUT_OF_ORDER)
			return TRUE;
		g_array_append_val(range->commits, commit);
	}
	if (failure)
		return fail(query, error, MD_ERROR_FAILED, "%s", failure->message);
	return TRUE;
}

static void keep_window(const Query *query, GArray *commits)
{
	guint kept = 0;

	for (guint i = 0; i < commits->len; i++) {
		const Commit *commit = &g_array_index(commits, Commit, i);

		if (query->has_since && commit->committed < query->since)
			continue;
		if (query->has_until && commit->committed >= query->until)
			continue;
		g_array_index(commits, Commit, kept++) = *commit;
	}
	g_array_set_size(commits, kept);
}

/* --- A is not an ancestor of B ------------------------------------------------- */

/* The newest commit behind A that lies behind B, too. */
static gboolean find_merge_base(const Query *query, const Range *range, Oid *base, GError **error)
{
	g_autoptr(GHashTable) behind_b = g_hash_table_new(oid_hash, oid_equal_keys);
	Walk walk;
	Commit commit;

	for (guint i = 0; i < range->commits->len; i++)
		g_hash_table_add(behind_b, &g_array_index(range->commits, Commit, i).oid);
	walk_start(&walk, query->inbox, &range->from);
	while (walk_next(&walk, &commit, error))
		if (g_hash_table_contains(behind_b, &commit.oid)) {
			*base = commit.oid;
			return TRUE;
		}
	return FALSE;
}

static gboolean fail_unrelated(const Query *query, const Range *range, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autofree char *hex = NULL;
	Oid base;

	if (!find_merge_base(query, range, &base, &failure))
		return failure ? fail(query, error, MD_ERROR_FAILED, "%s", failure->message)
			       : fail(query, error, MD_ERROR_FAILED,
				      "%s is not an ancestor of %s, nor have they one in common: "
				      "the whole history was rewritten: try --root %s",
				      query->a, query->b, query->b);
	if (oid_equal(&base, &range->to.oid))
		return fail(query, error, MD_ERROR_FAILED, "%s is newer than %s: swap them: %s..%s",
			    query->a, query->b, query->b, query->a);
	hex = oid_hex(&base);
	return fail(query, error, MD_ERROR_FAILED,
		    "%s is not an ancestor of %s: history was rewritten between them (a purge or "
		    "an edit); their merge base is %.12s: try %.12s..%s",
		    query->a, query->b, hex, hex, query->b);
}

/* --- between two states of the mirror -------------------------------------------- */

/* @tip as a commit that can be read. */
static gboolean read_tip(const Query *query, const Tip *tip, Commit *commit, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autofree char *hex = oid_hex(&tip->oid);
	CommitObject object;
	guint epoch;
	Odb *odb;

	if (!inbox_find_epoch(query->inbox, tip->number, &epoch))
		return fail(query, error, MD_ERROR_NOT_FOUND,
			    "%.12s: epoch %u is no longer in the mirror: name A in A..B, or use "
			    "--since",
			    hex, tip->number);
	odb = inbox_epoch(query->inbox, epoch)->odb;
	if (g_strcmp0(odb_type(odb, &tip->oid), "commit") != 0)
		return fail(query, error, MD_ERROR_NOT_FOUND,
			    "%.12s: the last report's commit is no longer in epoch %u of the "
			    "mirror: name A in A..B, or use --since",
			    hex, tip->number);
	if (!odb_read_commit(odb, &tip->oid, &object, &failure))
		return fail(query, error, MD_ERROR_FAILED, "%s", failure->message);
	*commit = (Commit){tip->oid, object.tree, epoch, object.committed};
	return TRUE;
}

/* The newest of @tips in an epoch not later than @number; NULL: none. */
static const Tip *tip_before(const Query *query, const GArray *tips, guint number)
{
	const Tip *newest = NULL;
	guint epoch;

	for (guint i = 0; i < tips->len; i++) {
		const Tip *tip = &g_array_index(tips, Tip, i);

		if (tip->number <= number && inbox_find_epoch(query->inbox, tip->number, &epoch) &&
		    (!newest || tip->number > newest->number))
			newest = tip;
	}
	return newest;
}

/* The ends of what lies between, of which @tip is the newest epoch that changed. */
static gboolean set_ends(const Query *query, Range *range, const GArray *from, const Tip *tip,
			 GError **error)
{
	const Tip *start = tip_before(query, from, tip->number);

	range->has_from = start != NULL;
	return read_tip(query, tip, &range->to, error) &&
	       (!start || read_tip(query, start, &range->from, error));
}

/* What came to the epoch of @tip, and what went from it, since @old; NULL: it is new. */
static gboolean add_epoch(const Query *query, Range *range, const Tip *old, const Tip *tip,
			  GError **error)
{
	const ForkSides sides = {range->lost, range->commits};
	g_autoptr(GError) failure = NULL;
	Commit newest, oldest;

	if (!read_tip(query, tip, &newest, error) || (old && !read_tip(query, old, &oldest, error)))
		return FALSE;
	if (fork_read(query->inbox, newest.epoch, old ? &old->oid : NULL, &tip->oid, &sides,
		      &failure))
		return TRUE;
	return fail(query, error, MD_ERROR_FAILED, "%s", failure->message);
}

static Range *range_new(void)
{
	Range *range = g_new0(Range, 1);

	range->commits = g_array_new(FALSE, FALSE, sizeof(Commit));
	return range;
}

/* An epoch from before all that was known: history that was wanted later, and no news. */
static gboolean is_older(const Tip *tip, const GArray *from)
{
	return from->len && tip->number < g_array_index(from, Tip, 0).number;
}

static Range *between(const Query *query, const GArray *from, const GArray *to, GError **error)
{
	g_autoptr(Range) range = range_new();
	gboolean changed = FALSE;

	range->lost = g_array_new(FALSE, FALSE, sizeof(Commit));
	for (guint i = to->len; i-- > 0;) {
		const Tip *tip = &g_array_index(to, Tip, i), *old = tips_find(from, tip->number);

		if (is_older(tip, from) || (old && oid_equal(&old->oid, &tip->oid)))
			continue;
		if (!changed && !set_ends(query, range, from, tip, error))
			return NULL;
		changed = TRUE;
		if (!add_epoch(query, range, old, tip, error))
			return NULL;
	}
	if (!changed) {
		fail(query, error, MD_ERROR_EMPTY, "nothing arrived in between");
		return NULL;
	}
	if (range->lost->len == 0)
		g_clear_pointer(&range->lost, g_array_unref);
	return g_steal_pointer(&range);
}

Range *range_between(const Inbox *inbox, const GArray *from, const GArray *to, GError **error)
{
	g_auto(Query) query = {.inbox = inbox, .spec = g_strdup("")};

	return between(&query, from, to, error);
}

/* --- since the last report --------------------------------------------------------- */

static gboolean is_newest(const Query *query, const Commit *commit, gboolean *newest,
			  GError **error)
{
	g_autoptr(GError) failure = NULL;
	Commit tip;

	if (!walk_tip(query->inbox, &tip, &failure))
		return fail(query, error, MD_ERROR_FAILED, "%s",
			    failure ? failure->message : "no commits");
	*newest = oid_equal(&tip.oid, &commit->oid);
	return TRUE;
}

/* From where the last report ended in B's epoch, or, in none that it knew, the one before. */
static gboolean collect_since_last(const Query *query, Range *range, GError **error)
{
	guint number = inbox_epoch_number(query->inbox, range->to.epoch);
	const Tip *start = tip_before(query, query->last, number);
	gboolean met;

	range->has_from = start != NULL;
	if (start && !read_tip(query, start, &range->from, error))
		return FALSE;
	if (!collect(query, range, &met, error))
		return FALSE;
	if (met || !start)
		return TRUE;
	return fail(query, error, MD_ERROR_FAILED,
		    "the last report did not end before %s: it has told that, or history was "
		    "rewritten since: name A in A..B, or use ..HEAD",
		    query->b);
}

static Range *since_last(const Query *query, GError **error)
{
	g_autoptr(Range) range = range_new();
	g_autoptr(GError) failure = NULL;
	g_autoptr(GArray) tips = NULL;
	gboolean newest = FALSE;

	if (!revision_find(query->inbox, query->b, query->now, &range->to, error) ||
	    !is_newest(query, &range->to, &newest, error))
		return NULL;
	if (!newest)
		return collect_since_last(query, range, error) ? g_steal_pointer(&range) : NULL;
	tips = tips_of(query->inbox, &failure);
	if (tips)
		return between(query, query->last, tips, error);
	fail(query, error, MD_ERROR_FAILED, "%s", failure->message);
	return NULL;
}

/* --- all together --------------------------------------------------------------- */

static gboolean fail_empty(const Query *query, const Range *range, GError **error)
{
	g_autofree char *since = date_format_day(query->since, 0);
	g_autofree char *until = date_format_day(query->until, 0);

	if (!range->by_date)
		return fail(query, error, MD_ERROR_EMPTY, "nothing arrived in between");
	return fail(query, error, MD_ERROR_EMPTY, "nothing arrived%s%s%s%s",
		    query->has_since ? " since " : "", query->has_since ? since : "",
		    query->has_until ? " until " : "", query->has_until ? until : "");
}

static gboolean find_ends(const Query *query, Range *range, GError **error)
{
	range->has_from = query->a != NULL;
	if (query->a && !revision_find(query->inbox, query->a, query->now, &range->from, error))
		return FALSE;
	return revision_find(query->inbox, query->b, query->now, &range->to, error);
}

/* Where A is named, or the range begins with the archive, or by date. */
static Range *resolve(const Query *query, GError **error)
{
	g_autoptr(Range) range = range_new();
	gboolean met;

	if (!find_ends(query, range, error) || !collect(query, range, &met, error))
		return NULL;
	if (range->has_from && !met) {
		fail_unrelated(query, range, error);
		return NULL;
	}
	return g_steal_pointer(&range);
}

Range *range_resolve(const Inbox *inbox, const RangeRequest *request, GError **error)
{
	g_auto(Query) query = {.inbox = inbox};
	g_autoptr(Range) range = NULL;

	if (!read_request(&query, request, error))
		return NULL;
	range = query.last ? since_last(&query, error) : resolve(&query, error);
	if (!range)
		return NULL;
	if (range->lost && (query.has_since || query.has_until)) {
		fail(&query, error, MD_ERROR_USAGE,
		     "history was rewritten since the last report: what was removed has no date of "
		     "its own: leave out --since and --until");
		return NULL;
	}
	range->by_date = query.has_since || query.has_until;
	range->since = query.since;
	range->until = query.until;
	keep_window(&query, range->commits);
	if (range->commits->len == 0 && !range->lost) {
		fail_empty(&query, range, error);
		return NULL;
	}
	if (!query.last)
		range->to = g_array_index(range->commits, Commit, 0);
	return g_steal_pointer(&range);
}

void range_free(Range *range)
{
	if (!range)
		return;
	g_array_unref(range->commits);
	g_clear_pointer(&range->lost, g_array_unref);
	g_free(range);
}
