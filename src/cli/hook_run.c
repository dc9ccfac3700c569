/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/hook_run.h"

#include "app/hooks.h"
#include "app/inboxes.h"
#include "app/journal.h"
#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "mirror/keep.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A fetch every moment does not put a report off for ever: so many times settle at most. */
#define SETTLE_TIMES 30

/* One that runs: the paths in the inbox's state folder. */
typedef struct {
	const HookRun *run;
	const char *folder; /* of the inbox */
	char *state;        /* its state folder */
	char *trigger;      /* there: something came, and no one has looked yet */
	char *lock;         /* held by whoever looks */
} Work;

static void work_clear(Work *work)
{
	g_free(work->state);
	g_free(work->trigger);
	g_free(work->lock);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static gboolean work_init(Work *work, const HookRun *run, const char *folder, GError **error)
{
	work->run = run;
	work->folder = folder;
	work->state = ledger_folder(folder);
	work->trigger = g_build_filename(work->state, "hook.trigger", NULL);
	work->lock = g_build_filename(work->state, "hook.lock", NULL);
	return g_mkdir_with_parents(work->state, 0700) == 0 ||
	       file_fail(work->state, "cannot make it", error);
}

/* --- the trigger ------------------------------------------------------------------ */

static gboolean trigger_pull(const Work *work, GError **error)
{
	int fd = open(work->trigger, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0 || futimens(fd, NULL) != 0) {
		file_fail(work->trigger, "cannot make it", error);
		if (fd >= 0)
			close(fd);
		return FALSE;
	}
	close(fd);
	return TRUE;
}

static gboolean trigger_look(const Work *work, struct timespec *when)
{
	struct stat file;

	if (lstat(work->trigger, &file) != 0)
		return FALSE;
	*when = file.st_mtim;
	return TRUE;
}

static gboolean trigger_is_pulled(const Work *work)
{
	struct timespec when;

	return trigger_look(work, &when);
}

/* Until it was not pulled for a while. Then it is taken away, before anything is looked at. */
static void trigger_settle(const Work *work)
{
	gulong pause = (gulong)work->run->settle * G_USEC_PER_SEC;
	struct timespec then, now;

	for (guint i = 0; pause && i < SETTLE_TIMES && trigger_look(work, &then); i++) {
		g_usleep(pause);
		if (!trigger_look(work, &now) ||
		    (now.tv_sec == then.tv_sec && now.tv_nsec == then.tv_nsec))
			break;
	}
	g_unlink(work->trigger);
}

/* --- what it sets going -------------------------------------------------------------- */

/* What does not keep a report from being told is told in the log alone. */
static void note_failure(const Work *work, const char *what, const GError *failure)
{
	if (failure)
		journal_write(work->state, "hook: %s: %s", what, failure->message);
}

static void follow(const Work *work, const Inbox *inbox)
{
	g_autoptr(GError) failure = NULL;
	guint added;

	hooks_follow(inbox, &added, &failure);
	if (added)
		journal_write(work->state, "hook: installed in %u new epochs", added);
	note_failure(work, "not installed in a new epoch", failure);
}

/* The old tips of a history that was rewritten, before anything moves on from them. */
static void keep(const Work *work, const Ledger *ledger, const Inbox *inbox)
{
	g_autoptr(GError) failure = NULL;
	LedgerMark mark;
	guint kept = 0;

	if (!ledger_mark(ledger, HOOK_REPORT, &mark))
		return;
	keep_tips(inbox, mark.tips, &kept, &failure);
	if (kept)
		journal_write(work->state,
			      "hook: history was rewritten in %u epochs; the old tips are kept at "
			      "refs/maildelta/kept/",
			      kept);
	note_failure(work, "the old history is not kept", failure);
}

static void log_told(const Work *work, const Told *told)
{
	for (guint i = 0; told->lines && i < told->lines->len; i++)
		journal_write(work->state, "hook: %s", (char *)told->lines->pdata[i]);
	if (!told->lines || told->lines->len == 0)
		journal_write(work->state, "hook: nothing new");
}

gboolean hook_run_target(const HookRun *run, const char *name, TellTarget *target, GError **error)
{
	const Settings *settings = run->context->settings;

	*target = run->target;
	target->report = HOOK_REPORT;
	if (!target->folder && !target->mail_to) {
		target->folder = inboxes_get_or_all(settings, name, "output");
		target->mail_to = inboxes_get_or_all(settings, name, "mailTo");
	}
	if (!target->formats)
		target->formats = inboxes_get_or_all(settings, name, "format");
	if (target->folder || target->mail_to)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "where to? Give --range-to <dir> or --mail-to <address>, or set "
		    "inbox.%s.output or inbox.%s.mailTo",
		    name ? name : "<name>", name ? name : "<name>");
	return FALSE;
}

static gboolean tell(const Work *work, GError **error)
{
	Context *context = work->run->context;
	g_autoptr(Ledger) ledger = ledger_open(work->folder, LOCK_FOREVER, error);
	g_autoptr(Inbox) inbox = ledger ? inbox_open(work->folder, error) : NULL;
	g_auto(Told) told = {0};
	TellTarget target;
	const char *name;

	if (!inbox)
		return FALSE;
	name = inboxes_name_of(context->settings, inbox);
	follow(work, inbox);
	keep(work, ledger, inbox);
	if (!hook_run_target(work->run, name, &target, error) ||
	    !tell_range(context, ledger, inbox, name, &target, &told, error))
		return FALSE;
	log_told(work, &told);
	return TRUE;
}

/* The lock is held: as long as the trigger is pulled. The last failure is the one. */
static gboolean work_off(const Work *work, GError **error)
{
	gboolean good = TRUE;

	for (guint i = 0; trigger_is_pulled(work); i++) {
		g_autoptr(GError) failure = NULL;

		g_clear_error(error);
		trigger_settle(work);
		if (i > 0)
			work->run->context->now = date_now();
		good = tell(work, &failure);
		if (good)
			continue;
		hook_run_failed(work->folder, failure);
		g_propagate_error(error, g_steal_pointer(&failure));
	}
	return good;
}

/*
 * Who finds the lock held leaves its trigger to the holder, who looks for it once more after
 * letting go: between its last look and that, a trigger may have been pulled by one who found
 * the lock held.
 */
static gboolean work_together(const Work *work, GError **error)
{
	gboolean good = TRUE;

	while (trigger_is_pulled(work)) {
		g_autoptr(GError) failure = NULL;
		g_autoptr(Lock) lock = lock_take(work->lock, 0, &failure);

		if (!lock && g_error_matches(failure, MD_ERROR, MD_ERROR_BUSY)) {
			context_note(work->run->context, "another process tells it");
			return good;
		}
		if (!lock) {
			hook_run_failed(work->folder, failure);
			g_clear_error(error);
			g_propagate_error(error, g_steal_pointer(&failure));
			return FALSE;
		}
		g_clear_error(error);
		good = work_off(work, error);
	}
	return good;
}

void hook_run_failed(const char *folder, const GError *error)
{
	g_autofree char *state = ledger_folder(folder);

	if (g_mkdir_with_parents(state, 0700) == 0)
		journal_write(state, "hook: %s", error->message);
}

gboolean hook_run(const HookRun *run, const char *folder, GError **error)
{
	g_auto(Work) work = {0};
	g_autoptr(GError) failure = NULL;

	if (work_init(&work, run, folder, &failure) && trigger_pull(&work, &failure))
		return work_together(&work, error);
	hook_run_failed(folder, failure);
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}
