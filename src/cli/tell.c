/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/tell.h"

#include "app/inboxes.h"
#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/fetching.h"
#include "cli/output.h"
#include "cli/outputs.h"
#include "cli/report_digest.h"
#include "cli/report_range.h"
#include "report/format.h"

#include <string.h>

#define RANGE "range"
#define SHORT_HASH "%.12s"
#define WEEKS_MAX 520 /* that are told at once: ten years */
#define LAG (15 * 60) /* seconds that a site, or a clock, may be behind */

/* One report to be told. */
typedef struct {
	const Context *context;
	Ledger *ledger;
	const Inbox *inbox;
	const char *name; /* or NULL */
	const TellTarget *target;
	GArray *tips;   /* of Tip: those of now; owned */
	gboolean again; /* what is told now was begun before */
	Told *told;
} Tell;

static void tell_clear(Tell *tell)
{
	g_clear_pointer(&tell->tips, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tell, tell_clear)

void told_clear(Told *told)
{
	g_clear_pointer(&told->lines, g_ptr_array_unref);
}

G_GNUC_PRINTF(2, 3) static void add_line(Told *told, const char *format, ...)
{
	va_list args;

	if (!told->lines)
		told->lines = g_ptr_array_new_with_free_func(g_free);
	va_start(args, format);
	g_ptr_array_add(told->lines, g_strdup_vprintf(format, args));
	va_end(args);
}

/* --- where to ------------------------------------------------------------------- */

/* The words of a report that goes to a target; what they borrow is beside them. */
typedef struct {
	Words words;
	char **formats;   /* of each file */
	GPtrArray *names; /* of each file */
} Where;

static void where_clear(Where *where)
{
	g_clear_pointer(&where->formats, g_strfreev);
	g_clear_pointer(&where->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Where, where_clear)

static gboolean make_folder(const char *folder, GError **error)
{
	return g_mkdir_with_parents(folder, 0777) == 0 ||
	       file_fail(folder, "cannot make this folder", error);
}

/* All but the names of files; the folder is there then. */
static gboolean where_init(Where *where, const TellTarget *target, GError **error)
{
	where->names = g_ptr_array_new_with_free_func(g_free);
	where->formats = words_format_list(target->formats, error);
	if (!where->formats)
		return FALSE;
	if (target->mail_to && !words_mail_to(&where->words, target->mail_to, error))
		return FALSE;
	return !target->folder || make_folder(target->folder, error);
}

static void name_files(Where *where, const char *folder, const char *stem)
{
	Words *words = &where->words;

	for (char **format = where->formats; *format; format++) {
		g_autofree char *file = g_strconcat(stem, ".", format_ending(*format), NULL);
		char *path = g_build_filename(folder, file, NULL);

		g_ptr_array_add(where->names, path);
		words->formats[words->n_outputs] = *format;
		words->outputs[words->n_outputs++] = path;
	}
}

/* For people: the files, and whom it was mailed to. */
static char *describe(const char *files, const char *mail_to)
{
	return g_strconcat(files, *files && mail_to ? ", " : "", mail_to ? "mailed to " : "",
			   mail_to, NULL);
}

static char *describe_where(const Where *where, const TellTarget *target)
{
	g_autoptr(GString) files = g_string_new(NULL);

	for (guint i = 0; i < where->names->len; i++)
		g_string_append_printf(files, "%s%s", i ? ", " : "",
				       (const char *)where->names->pdata[i]);
	return describe(files->str, target->mail_to);
}

/* Files that are not finished leave nothing behind. */
gboolean tell_check(const Context *context, const TellTarget *target, GError **error)
{
	g_auto(Where) where = {0};
	g_autoptr(Outputs) outputs = NULL;

	if (!where_init(&where, target, error))
		return FALSE;
	if (target->folder)
		name_files(&where, target->folder, "maildelta-check");
	outputs = outputs_new(context, &where.words, RANGE, error);
	return outputs != NULL;
}

/* What files of that inbox are called after. */
static char *file_name_of(const Tell *tell)
{
	return text_file_name(tell->name ? tell->name : inbox_name(tell->inbox));
}

/* --- a range -------------------------------------------------------------------- */

static const Tip *last_of(const GArray *tips)
{
	return tips->len ? &g_array_index(tips, Tip, tips->len - 1) : NULL;
}

/*
 * The ends that tell one report from another: those of the newest epoch in which something
 * came, be it that an old one was rewritten. A new epoch goes on from the one before it.
 */
static void find_ends(const GArray *from, const GArray *to, const Tip **a, const Tip **b)
{
	for (guint i = to->len; i-- > 0;) {
		const Tip *tip = &g_array_index(to, Tip, i);
		const Tip *before = tips_find(from, tip->number);

		if (before && oid_equal(&before->oid, &tip->oid))
			continue;
		*a = before ? before : last_of(from);
		*b = tip;
		return;
	}
	*a = last_of(from);
	*b = last_of(to);
}

static char *short_hash(const Tip *tip)
{
	g_autofree char *hex = tip ? oid_hex(&tip->oid) : NULL;

	return g_strdup_printf(SHORT_HASH, hex ? hex : "root");
}

/* kvmarm_2026-02-09_100532_0123456789ab..ba9876543210: by list and date in a directory. */
static char *name_range(const Tell *tell, const GArray *from, const GArray *to)
{
	const Tip *a, *b;
	g_autofree char *inbox = file_name_of(tell), *hash_a = NULL, *hash_b = NULL;
	g_autofree char *date = date_format_rfc3339(tips_newest(to), 0);

	find_ends(from, to, &a, &b);
	hash_a = short_hash(a);
	hash_b = short_hash(b);
	/* 2026-02-09T10:05:32+00:00 */
	return g_strdup_printf("%s_%.10s_%.2s%.2s%.2s_%s..%s", inbox, date, date + 11, date + 14,
			       date + 17, hash_a, hash_b);
}

/* What came since the newest of the commits that are gone. */
static Range *range_by_date(const Tell *tell, const GArray *from, const LedgerStep *step,
			    GError **error)
{
	const Tip *last = last_of(step->tips);
	g_autofree char *end = last ? oid_hex(&last->oid) : NULL;
	gint64 since = CLAMP(tips_newest(from), -1, step->now) + 1;
	g_autofree char *text = g_strdup_printf("@%" G_GINT64_FORMAT, since);
	RangeRequest request = {.spec = end, .since = text, .now = step->now};

	return range_resolve(tell->inbox, &request, error);
}

/* *gone: the mark's commits are. */
static Range *find_range(const Tell *tell, const GArray *from, const LedgerStep *step,
			 gboolean *gone, GError **error)
{
	g_autoptr(GError) failure = NULL;
	Range *range = range_between(tell->inbox, from, step->tips, &failure);

	*gone = g_error_matches(failure, MD_ERROR, MD_ERROR_NOT_FOUND);
	if (*gone)
		return range_by_date(tell, from, step, error);
	if (failure)
		g_propagate_error(error, g_steal_pointer(&failure));
	return range;
}

/* An old report is told as it would have been then. */
static Context context_as_of(const Context *context, gint64 now)
{
	Context then = *context;

	then.now = now;
	return then;
}

static char *describe_gone(const GArray *from)
{
	g_autofree char *day = date_format_day(tips_newest(from), 0);

	return g_strdup_printf(" (since %s: the commits that it was told until are gone)", day);
}

/* How much of it there is; what was told before a history was rewritten does not count. */
static char *describe_range(const Range *range, const Accounting *accounting, guint removed)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *mails = fetching_number(accounting->mails, "mail");

	if (!accounting->rewritten)
		return fetching_number(range->commits->len, "commit");
	g_string_append_printf(text, "history rewritten, %s", mails);
	if (removed)
		g_string_append_printf(text, ", %u removed", removed);
	if (accounting->edited)
		g_string_append_printf(text, ", %u edited", accounting->edited);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static gboolean write_range(const Tell *tell, const GArray *from, const LedgerStep *step,
			    const Range *range, gboolean gone, GError **error)
{
	const Context context = context_as_of(tell->context, step->now);
	g_autofree char *stem = name_range(tell, from, step->tips);
	g_autofree char *how_much = NULL, *where_to = NULL;
	g_autofree char *why = gone ? describe_gone(from) : g_strdup("");
	g_auto(Where) where = {0};
	Accounting accounting = {0};
	guint removed = 0;
	ReportRange report = {
		.context = &context,
		.words = &where.words,
		.name = tell->name,
		.top = REPORT_RANGE_TOP,
		.date = step->now,
		.skip_told = TRUE,
		.accounting = &accounting,
		.removed = &removed,
	};

	if (!where_init(&where, tell->target, error))
		return FALSE;
	if (tell->target->folder)
		name_files(&where, tell->target->folder, stem);
	for (guint i = 0; tell->again && i < where.names->len; i++)
		output_sweep(where.names->pdata[i]);
	if (!report_range(&report, tell->inbox, range, error))
		return FALSE;
	where_to = describe_where(&where, tell->target);
	how_much = describe_range(range, &accounting, removed);
	add_line(tell->told, "range report, %s%s: %s", how_much, why, where_to);
	return TRUE;
}

/* What is to be told now: what was begun, if that still can be. */
static gboolean begin(Tell *tell, gint64 now, LedgerStep *step, GError **error)
{
	const char *report = tell->target->report;

	tell->again = ledger_is_begun(tell->ledger, report);
	if (!ledger_begin(tell->ledger, report, tell->tips, now, step, error))
		return FALSE;
	if (tips_equal(step->tips, tell->tips) || tips_are_there(tell->inbox, step->tips))
		return TRUE;
	ledger_step_clear(step);
	ledger_drop(tell->ledger, report);
	return ledger_begin(tell->ledger, report, tell->tips, now, step, error);
}

static gboolean tell_range_once(Tell *tell, const GArray *from, GError **error)
{
	g_auto(LedgerStep) step = {0};
	g_autoptr(GError) failure = NULL;
	g_autoptr(Range) range = NULL;
	gboolean gone;

	if (!begin(tell, tell->context->now, &step, error))
		return FALSE;
	range = find_range(tell, from, &step, &gone, &failure);
	if (range)
		write_range(tell, from, &step, range, gone, &failure);
	if (g_error_matches(failure, MD_ERROR, MD_ERROR_EMPTY))
		context_note(tell->context, "%s", failure->message);
	else if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	return ledger_finish(tell->ledger, tell->target->report, error);
}

/* What was begun before, and then what came since. */
gboolean tell_range(const Context *context, Ledger *ledger, const Inbox *inbox, const char *name,
		    const TellTarget *target, Told *told, GError **error)
{
	g_auto(Tell) tell = {
		.context = context,
		.ledger = ledger,
		.inbox = inbox,
		.name = name,
		.target = target,
		.tips = tips_of(inbox, error),
		.told = told,
	};
	LedgerMark mark;

	if (!tell.tips)
		return FALSE;
	if (!ledger_mark(ledger, target->report, &mark))
		return ledger_start(ledger, target->report, tell.tips, error);
	while (ledger_is_begun(ledger, target->report) || !tips_equal(mark.tips, tell.tips))
		if (!tell_range_once(&tell, mark.tips, error) ||
		    !ledger_mark(ledger, target->report, &mark))
			return FALSE;
	return TRUE;
}

/* --- digests of weeks ----------------------------------------------------------- */

/*
 * How far the mirror is known to be complete: a week is over in it when it has a mail from
 * behind its end, or was asked for one. A site may be a copy that comes some minutes late: a mail
 * of Sunday night that it gets on Monday would be in no digest.
 */
static gint64 complete_until(const Tell *tell)
{
	const Tip *newest = last_of(tell->tips);
	gint64 known = ledger_fetched(tell->ledger) - LAG;

	if (newest)
		known = MAX(known, newest->committed);
	return MAX(MIN(tell->context->now, known), 0);
}

/* The weeks that ended behind @told, and not behind @moment; the last alone where @told is 0. */
static GArray *closed_weeks(gint64 told, gint64 moment)
{
	GArray *weeks = g_array_new(FALSE, TRUE, sizeof(DigestWindow));
	gint64 last = date_week_begin(moment);
	gint64 until = told ? date_week_begin(told) + DATE_WEEK : last;

	for (until = MAX(until, last - WEEKS_MAX * DATE_WEEK); until <= last; until += DATE_WEEK) {
		const DigestWindow week = {.since = until - DATE_WEEK, .until = until};

		g_array_append_val(weeks, week);
	}
	return weeks;
}

/* Of several weeks those that were told are, should a later one fail. */
static gboolean take_week(const Weeks *weeks, const Digest *digest, gpointer user, GError **error)
{
	const Tell *tell = user;
	g_autofree char *files = weeks_files(weeks, &digest->window);
	g_autofree char *where_to = describe(files, tell->target->mail_to);
	g_autofree char *mails = fetching_number(digest->accounting.mails, "mail");
	guint year, week;

	date_week(digest->window.since, &year, &week);
	if (!digest->accounting.changes) {
		context_note(tell->context, "digest of %04u-W%02u: nothing came", year, week);
		return TRUE;
	}
	add_line(tell->told, "digest of %04u-W%02u, %s: %s", year, week, mails, where_to);
	return ledger_advance(tell->ledger, LEDGER_DIGEST, digest->window.until, error);
}

static gboolean write_weeks(Tell *tell, gint64 told, const LedgerStep *step, GError **error)
{
	const Context context = context_as_of(tell->context, step->now);
	g_autoptr(GArray) weeks = closed_weeks(told, step->now);
	g_autofree char *files = file_name_of(tell);
	const Tip *last = last_of(step->tips);
	g_autofree char *end = last ? oid_hex(&last->oid) : NULL;
	g_auto(Where) where = {0};
	ReportDigest report = {
		.context = &context,
		.words = &where.words,
		.name = tell->name,
		.history = REPORT_DIGEST_HISTORY,
		.top = REPORT_DIGEST_TOP,
		.files = files,
		.end = end,
		.date = step->now,
		.again = tell->again,
		.skip_empty = TRUE,
		.asking = tell->target->asking,
		.week = take_week,
		.user = tell,
	};

	if (!weeks->len)
		return TRUE;
	if (!where_init(&where, tell->target, error))
		return FALSE;
	where.words.format = tell->target->formats;
	if (tell->target->folder)
		where.words.outputs[where.words.n_outputs++] = tell->target->folder;
	return report_digest_weeks(&report, tell->inbox, weeks, error);
}

static gint64 weeks_told(const Ledger *ledger)
{
	LedgerMark mark;

	return ledger_mark(ledger, LEDGER_DIGEST, &mark) ? mark.told : 0;
}

static gboolean is_week_due(const Tell *tell)
{
	g_autoptr(GArray) weeks = closed_weeks(weeks_told(tell->ledger), complete_until(tell));

	return weeks->len > 0;
}

static gboolean tell_digests(const Context *context, Ledger *ledger, const Inbox *inbox,
			     const char *name, const TellTarget *target, Told *told, GError **error)
{
	g_auto(Tell) tell = {
		.context = context,
		.ledger = ledger,
		.inbox = inbox,
		.name = name,
		.target = target,
		.tips = tips_of(inbox, error),
		.told = told,
	};

	if (!tell.tips)
		return FALSE;
	while (ledger_is_begun(ledger, LEDGER_DIGEST) || is_week_due(&tell)) {
		g_auto(LedgerStep) step = {0};

		if (!begin(&tell, complete_until(&tell), &step, error) ||
		    !write_weeks(&tell, weeks_told(ledger), &step, error) ||
		    !ledger_finish(ledger, LEDGER_DIGEST, error))
			return FALSE;
	}
	return TRUE;
}

/* --- what the settings ask for --------------------------------------------------- */

static gboolean wants_range(const Context *context, const char *name)
{
	return name && settings_is_true(inboxes_get(context->settings, name, "range"));
}

static gboolean wants_digests(const Context *context, const char *name)
{
	const char *period = name ? inboxes_get(context->settings, name, "digest") : NULL;

	return period && g_str_equal(period, "weekly");
}

gboolean tell_is_configured(const Context *context, const char *name)
{
	return wants_range(context, name) || wants_digests(context, name);
}

gboolean tell_prepare(const Context *context, Ledger *ledger, const Inbox *inbox, const char *name,
		      gboolean *first, GError **error)
{
	g_autoptr(GArray) tips = NULL;
	LedgerMark mark;

	*first = wants_range(context, name) && !ledger_mark(ledger, RANGE, &mark);
	if (!*first)
		return TRUE;
	tips = tips_of(inbox, error);
	return tips && ledger_start(ledger, RANGE, tips, error);
}

gboolean tell_begin_anew(Ledger *ledger, GError **error)
{
	return ledger_forget(ledger, RANGE, error);
}

typedef gboolean (*TellReport)(const Context *context, Ledger *ledger, const Inbox *inbox,
			       const char *name, const TellTarget *target, Told *told,
			       GError **error);

static gboolean fill_target(const Context *context, const char *name, TellTarget *target,
			    GError **error)
{
	const Settings *settings = context->settings;

	target->folder = inboxes_get_or_all(settings, name, "output");
	target->mail_to = inboxes_get_or_all(settings, name, "mailTo");
	target->formats = inboxes_get_or_all(settings, name, "format");
	if (target->folder || target->mail_to)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "it is told nowhere: set inbox.%s.output to a folder, or inbox.%s.mailTo to an "
		    "address",
		    name, name);
	return FALSE;
}

typedef gboolean (*Wants)(const Context *context, const char *name);

/* Marks are of the inbox: under a second name nothing would ever be left to tell. */
static gboolean check_first(const Context *context, const Inbox *inbox, const char *name,
			    const char *report, Wants wants, GError **error)
{
	g_autoptr(GPtrArray) names = inboxes_names(context->settings);

	for (guint i = 0; i < names->len && !g_str_equal(names->pdata[i], name); i++) {
		const char *other = names->pdata[i];
		const char *dir = inboxes_get(context->settings, other, "dir");

		if (!dir || !wants(context, other) || !inbox_is_at(inbox, dir))
			continue;
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "it is told of this folder as inbox.%s.%s, and of an inbox but once: "
			    "take inbox.%s.%s away",
			    other, report, name, report);
		return FALSE;
	}
	return TRUE;
}

/* One that fails does not keep the other from being told: both are said in one error. */
static void join(GError **all, GError *one, const char *report)
{
	g_prefix_error(&one, "%s: ", report);
	if (!*all) {
		*all = one;
		return;
	}
	g_prefix_error(all, "%s; ", one->message);
	g_error_free(one);
}

gboolean tell_configured(const Context *context, Ledger *ledger, const Inbox *inbox,
			 const char *name, Asking *asking, Told *told, GError **error)
{
	const struct {
		Wants wants;
		const char *report; /* the setting's name, too */
		TellReport tell;
	} rows[] = {
		{wants_digests, LEDGER_DIGEST, tell_digests},
		{wants_range, RANGE, tell_range},
	};
	GError *failures = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		TellTarget target = {.report = rows[i].report, .asking = asking};
		GError *failure = NULL;

		if (!rows[i].wants(context, name))
			continue;
		if (!check_first(context, inbox, name, rows[i].report, rows[i].wants, &failure) ||
		    !fill_target(context, name, &target, &failure) ||
		    !rows[i].tell(context, ledger, inbox, name, &target, told, &failure))
			join(&failures, failure, target.report);
	}
	if (failures)
		g_propagate_error(error, failures);
	return !failures;
}
