/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_STATE_H
#define MD_APP_STATE_H

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
 * neither lost nor told in two ways: state_begin() writes down what is going to be told;
 * the report is written, to files that are replaced as a whole; state_finish() moves the
 * mark. What was begun and not finished is told again first, with the same ends and as of
 * the same moment: the same bytes.
 */
typedef struct _State State;

/* How far a report has come; members of the State, borrowed. */
typedef struct {
	const GArray *tips; /* of Tip: told until here */
	gint64 told;        /* when; 0: never, this is where it begins */
} StateMark;

/* A report that is being told. */
typedef struct {
	GArray *tips; /* of Tip: until where; owned */
	gint64 now;   /* as of which moment */
} StateStep;

/* The folder of the inbox at @folder (inbox_folder()), newly allocated; it may be missing. */
char *state_folder(const char *folder);

/*
 * Reads the marks of an inbox; there are none where nothing was told. Without the lock
 * for looking (list, ..B), with it for telling: then the folder is made. @wait: how many
 * seconds for it, LOCK_FOREVER too; or STATE_LOOK. MD_ERROR_BUSY; MD_ERROR_FAILED: unreadable,
 * not of this program, or cannot be made. Names the file and the way out.
 */
#define STATE_LOOK (G_MAXUINT - 1)
State *state_open(const char *folder, guint wait, GError **error);
void state_free(State *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)

/* @report: "range", "hook", … FALSE: it has no mark. */
gboolean state_mark(const State *state, const char *report, StateMark *mark);

/*
 * The name of the digests' mark: a digest goes by weeks, and all that were over at the
 * moment it was told are. How far the mirror's commits had come says nothing then.
 */
#define STATE_DIGEST "digest"

/* The mark that was told last of all but for digests, for "..B". FALSE: none was told. */
gboolean state_last(const State *state, StateMark *mark);

/*
 * What follows writes, and needs the lock. Where that fails nothing is to be done with the
 * State but to free it: what the file says holds.
 */

/* Has the report begin at @tips, where it has no mark yet. */
gboolean state_start(State *state, const char *report, const GArray *tips, GError **error);

/* Takes the report's mark away, and what was begun of it. */
gboolean state_forget(State *state, const char *report, GError **error);

/*
 * @step: what is to be told now, which is what was begun before if that was not finished,
 * else up to @tips as of @now. The caller's to clear.
 */
gboolean state_begin(State *state, const char *report, const GArray *tips, gint64 now,
		     StateStep *step, GError **error);
/* Whether something was begun, and not finished. */
gboolean state_is_begun(const State *state, const char *report);
/*
 * What was begun can be told no more, as its commits are gone: the next state_begin(), which
 * has to follow, begins anew.
 */
void state_drop(State *state, const char *report);
/*
 * Of what was begun all up to the moment @told is: the mark, if there is one, is of then, and
 * what was begun stays so. For a report that is told in parts.
 */
gboolean state_advance(State *state, const char *report, gint64 told, GError **error);
/* It was told: the mark moves to its tips. */
gboolean state_finish(State *state, const char *report, GError **error);

void state_step_clear(StateStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StateStep, state_step_clear)

/* When the mirror is known to have been complete: the start of its last good fetch; 0: never. */
gint64 state_fetched(const State *state);
gboolean state_set_fetched(State *state, gint64 instant, GError **error);

#endif
