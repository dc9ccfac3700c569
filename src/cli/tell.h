/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_TELL_H
#define MD_CLI_TELL_H

#include "app/ledger.h"
#include "cli/asking.h"
#include "cli/context.h"

/*
 * Reports that are told by themselves: after an update, or from a hook. Each is told
 * once (app/ledger.h), of what came since it was told last. Like all that writes reports, not
 * from two threads at once.
 *
 * A file of a range is called <inbox>_2026-02-09_100532_<from>..<to>.<ending>: when the newest
 * commit came (UTC), and the ends in twelve digits of the newest epoch in which something
 * changed; root where it is from the beginning. A week's is called as weeks.h has it. Both say
 * that they were changed at the moment as of which they are told.
 */

/* Where a report goes; one of folder and mail_to at least. */
typedef struct {
	const char *report; /* the mark's name: "range", "hook" */
	const char *
		folder; /* files, named by inbox, day and ends; made where it is missing; or NULL */
	const char *mail_to; /* or NULL */
	const char *formats; /* of the files, as --format has them: text,html; NULL: text */
	Asking *asking;      /* of a digest: whether a model is asked; NULL: none is */
} TellTarget;

/* What was told; the caller's to clear. */
typedef struct {
	GPtrArray *lines; /* of char *: one for each, what and where to, for people; NULL: none */
} Told;

void told_clear(Told *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

/*
 * Whether a range report can go there, before there is one: makes the folder, and opens and
 * checks all that outputs_new() does. For who has no one to tell later that it cannot.
 */
gboolean tell_check(const Context *context, const TellTarget *target, GError **error);

/*
 * Tells the range report of what came since @ledger's mark of that name (held with its
 * lock), up to now; nothing where nothing came. Where there is no mark, notes one: from here
 * on. @name: of the settings, or NULL. A mark whose commits are gone from the mirror is no
 * reason never to tell again: then what came since its newest date is told, and the line
 * says so.
 */
gboolean tell_range(const Context *context, Ledger *ledger, const Inbox *inbox, const char *name,
		    const TellTarget *target, Told *told, GError **error);

/*
 * For update: whether inbox.<name>.range or .digest ask for a report; and, before the fetch, the
 * marks of those that have none yet, so that this fetch is told. @name as above; NULL: none is.
 * *first: there was none.
 */
gboolean tell_is_configured(const Context *context, const char *name);
gboolean tell_prepare(const Context *context, Ledger *ledger, const Inbox *inbox, const char *name,
		      gboolean *first, GError **error);
/* What the first fetch brought is no news after all: it completed the mirror. */
gboolean tell_begin_anew(Ledger *ledger, GError **error);

/*
 * For update, behind the fetch: all reports that the settings ask for of this inbox. @asking:
 * whether a model is asked for the summaries of digests.
 */
gboolean tell_configured(const Context *context, Ledger *ledger, const Inbox *inbox,
			 const char *name, Asking *asking, Told *told, GError **error);

#endif
