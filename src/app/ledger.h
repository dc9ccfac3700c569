/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_LEDGER_H
#define MD_APP_LEDGER_H

#include "base/lock.h"
#include "mirror/tips.h"

/*
 * What was told of an inbox, and how far: kept outside the mirror, which may be another
 * user's, in a folder for each inbox, $XDG_STATE_HOME/maildelta/<name>-<hash of its folder>/
 * (~/.local/state where that is not set). It holds
 *
 *	state.json	the marks, replaced as a whole
 *	lock		held by whoever reads, tells and moves on
 *	log, log.1	what hooks did (app/journal.h)
 *	hook.*		which of them does it (cli/hook_run.c)
 *
 * A report is told in three steps, so that it can be killed between any two and is
 * neither lost nor told in two ways: ledger_begin() writes down what is going to be told;
 * the report is written, to files that are replaced as a whole; ledger_finish() moves the
 * mark. What was begun and not finished is told again first, with the same ends and as of
 * the same moment: the same bytes.
 */
typedef struct _Ledger Ledger;

/* How far a report has come; members of the Ledger, borrowed. */
typedef struct {
	const GArray *tips; /* of Tip: told until here */
	gint64 told;        /* when; 0: never, this is where it begins */
} LedgerMark;

/* A report that is being told. */
typedef struct {
	GArray *tips; /* of Tip: until where; owned */
	gint64 now;   /* as of which moment */
} LedgerStep;

/* The folder of the inbox at @folder (inbox_folder()), newly allocated; it may be missing. */
char *ledger_folder(const char *folder);

/*
 * Reads the marks of an inbox; there are none where nothing was told. Without the lock
 * for looking (list, ..B), with it for telling: then the folder is made. @wait: how many
 * seconds for it, LOCK_FOREVER too; or LEDGER_LOOK. MD_ERROR_BUSY; MD_ERROR_FAILED: unreadable,
 * not of this program, or cannot be made. Names the file and the way out.
 */
#define LEDGER_LOOK (G_MAXUINT - 1)
Ledger *ledger_open(const char *folder, guint wait, GError **error);
void ledger_free(Ledger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ledger, ledger_free)

/* @report: "range", "hook", … FALSE: it has no mark. */
gboolean ledger_mark(const Ledger *ledger, const char *report, LedgerMark *mark);

/*
 * The name of the digests' mark: a digest goes by weeks, and all that were over at the
 * moment it was told are. How far the mirror's commits had come says nothing then.
 */
#define LEDGER_DIGEST "digest"

/* The mark that was told last of all but for digests, for "..B". FALSE: none was told. */
gboolean ledger_last(const Ledger *ledger, LedgerMark *mark);

/*
 * What follows writes, and needs the lock. Where that fails nothing is to be done with the
 * Ledger but to free it: what the file says holds.
 */

/* Has the report begin at @tips, where it has no mark yet. */
gboolean ledger_start(Ledger *ledger, const char *report, const GArray *tips, GError **error);

/* Takes the report's mark away, and what was begun of it. */
gboolean ledger_forget(Ledger *ledger, const char *report, GError **error);

/*
 * @step: what is to be told now, which is what was begun before if that was not finished,
 * else up to @tips as of @now. The caller's to clear.
 */
gboolean ledger_begin(Ledger *ledger, const char *report, const GArray *tips, gint64 now,
		      LedgerStep *step, GError **error);
/* Whether something was begun, and not finished. */
gboolean ledger_is_begun(const Ledger *ledger, const char *report);
/*
 * What was begun can be told no more, as its commits are gone: the next ledger_begin(), which
 * has to follow, begins anew.
 */
void ledger_drop(Ledger *ledger, const char *report);
/*
 * Of what was begun all up to the moment @told is: the mark, if there is one, is of then, and
 * what was begun stays so. For a report that is told in parts.
 */
gboolean ledger_advance(Ledger *ledger, const char *report, gint64 told, GError **error);
/* It was told: the mark moves to its tips. */
gboolean ledger_finish(Ledger *ledger, const char *report, GError **error);

void ledger_step_clear(LedgerStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LedgerStep, ledger_step_clear)

/* When the mirror is known to have been complete: the start of its last good fetch; 0: never. */
gint64 ledger_fetched(const Ledger *ledger);
gboolean ledger_set_fetched(Ledger *ledger, gint64 instant, GError **error);

#endif
