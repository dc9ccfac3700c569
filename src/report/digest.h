/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_DIGEST_H
#define MD_REPORT_DIGEST_H

#include "core/concern.h"
#include "core/extract.h"
#include "core/state.h"
#include "core/summary.h"
#include "core/thread.h"
#include "core/usage.h"
#include "core/version.h"
#include "report/attention.h"
#include "report/report.h"

#define DIGEST_LARGE 20 /* mails: a thread with more is large (RULES §6) */

/* What a digest keeps of a mail once its text is let go. */
typedef struct {
	Post *post;
	gboolean history;    /* it came before the window: an ancestor of one that came in it */
	GPtrArray *evidence; /* of Evidence: what it says of its thread's state; or NULL */
	Extract *extract;    /* what a summary may quote of it; or NULL */
	gboolean concerned;  /* who the digest is for (--for) sent it, or it was sent to them */
	guint reviews;       /* review tags that its sender gives in it (RULES §4) */
	VersionHints hints;  /* of a head (core/version.h) */
} DigestMail;

void digest_mail_free(DigestMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DigestMail, digest_mail_free)

/* For g_ptr_array_sort(): in archive order. */
gint digest_mail_compare(gconstpointer a, gconstpointer b);

/* What period a digest is of: committer dates, the end exclusive, or a range of commits. */
typedef struct {
	gint64 since, until; /* instants; until 0: a range, and since too */
	ReportEnd from, to;  /* of a range; hex NULL where there is none */
} DigestWindow;

/* A series that stands in a thread. */
typedef struct {
	const DigestMail *head; /* its cover letter, else the first of its parts; borrowed */
	guint parts;            /* the m of n/m; 1 for a patch on its own */
	Version *previous;      /* the version before, or NULL */
	Version *newest;        /* the newest, where that is newer; or NULL */
} DigestSeries;

void digest_series_free(DigestSeries *series);

/*
 * Where a thread stands is seen from all its mails: those that are listed, and those besides that
 * came before the window and that no mail of the window hangs from (RULES §6: they are not
 * listed). What a summary, a state or a question cites is a place in the whole.
 */
typedef struct {
	Thread *thread;       /* its mails are places in Digest.mails */
	const Thread *whole;  /* … with those besides, places in Digest.all; of Digest.wholes */
	guint category;       /* place in Digest.categories */
	guint number;         /* within the category, from 1 */
	guint history;        /* of its mails: came before the window */
	guint participants;   /* distinct names of senders (RULES §6), bots included */
	guint people;         /* the same persons merged over their addresses, without bots */
	guint bots;           /* distinct bots */
	gint64 latest;        /* instant of its latest mail */
	DigestSeries *series; /* that its first mail begins, or is part of; NULL: none */
	GPtrArray *also;      /* of DigestSeries: others posted into it, oldest first */
	GPtrArray *posted;    /* of Series: all that were posted into the whole; the state's */
	Version *newest;      /* of what it is about, where that is newer; or NULL */
	State *state;         /* of the whole */
	Attention attention;
	gboolean applied; /* the window has mails that say it was: "applied this week" */
	Summary *summary; /* the caller's to fill in (assemble.h); owned */
} DigestThread;

void digest_thread_free(DigestThread *thread);

typedef struct {
	char *name;
	guint threads, mails; /* mails with history */
} DigestCategory;

typedef struct {
	gint64 day; /* its first second, UTC */
	guint mails;
} DigestDay;

typedef struct {
	guint mails; /* that came in it */
	guint threads, new_series;
} DigestBefore;

/* What asking a model for the summaries took, and what it brought. */
typedef struct {
	const char *provider; /* static */
	char *model;          /* as the settings call it; NULL: they do not */
	char *currency;       /* of usage.cost */
	guint version;        /* of the prompts */
	gboolean dry;         /* nothing was sent: usage is what would have been, at most */
	guint told;           /* threads whose summary is the model's */
	guint others[N_WHYS]; /* threads whose is not, by the reason */
	Usage usage;
} DigestAi;

void digest_ai_free(DigestAi *ai);
DigestAi *digest_ai_copy(const DigestAi *ai);
/* Threads whose summary is not the model's, for whatever reason. */
guint digest_ai_others(const DigestAi *ai);
/* Adds what was counted for another digest. */
void digest_ai_add(DigestAi *to, const DigestAi *from);

/*
 * All a digest says: plain data, no library's types. The mails listed are the window's
 * and their history; the accounting is of the window alone: accounting.mails + history =
 * the mails of all threads.
 */
typedef struct {
	ReportInbox inbox;
	const char *unit; /* of the accounting, as in Report */
	gint64 generated; /* when it was made */
	DigestWindow window;
	guint history_days;   /* how far back ancestors were looked for */
	gint64 moment;        /* digest_moment(); set by digest_find_moment() */
	gint64 mirror_newest; /* committer date of the newest commit that the mirror has */
	Accounting accounting;
	guint defects[N_DEFECTS]; /* mails of the window that have it */
	guint history;            /* mails listed that came before the window */
	gboolean has_before; /* the archive reaches back over the window of that length before */
	DigestBefore before; /* which had a digest of its own, that said so */
	guint new_series; /* series and single patches that began in the window; no bot's, no stable
			     review */
	guint large;      /* threads of more than DIGEST_LARGE mails */
	GArray *days;     /* of DigestDay: each day of the window, by arrival */
	GArray *active;   /* of PersonCount: who sent most mails of the window; no bots */
	GArray *reviewers; /* of PersonCount: whose mails of the window have most review tags */
	GPtrArray *mails;  /* of DigestMail, owned, in archive order */
	GPtrArray *aside;  /* of DigestMail, owned, in archive order: mails of these threads that
			      are not listed, perhaps with others that those name; or NULL */
	guint aside_left;  /* of such mails, the oldest ones of threads that go beyond all
			      bounds: not read */
	GPtrArray *all;    /* of DigestMail, borrowed, in archive order: those, and these */
	GPtrArray *wholes; /* of Thread: threads of all; some may hold several of those listed */
	const Concern *concern; /* whose threads alone are listed (--for); NULL: all are */
	guint threads_found;    /* before the others were left out */
	guint threads_mails;    /* mails of those listed */
	GPtrArray *threads;     /* of DigestThread, in printing order: by category, then number */
	GArray *categories;     /* of DigestCategory, in printing order, without empty ones */
	DigestAi *ai;           /* NULL: no model was to be asked */
} Digest;

/* The mail at a place of Thread.mails; and the first mail of a thread. Borrowed. */
const DigestMail *digest_mail(const Digest *digest, const DigestThread *thread, guint place);
const DigestMail *digest_whole_mail(const Digest *digest, const DigestThread *thread, guint place);
const DigestMail *digest_first_mail(const Digest *digest, const DigestThread *thread);

/*
 * As of when threads are looked at, which is never later than what a digest knows of: the end of
 * a window that is over, however late its digest is made; of one that goes on, now. Of a range,
 * when the archive got the newest of it, or its last commit; now, where those lie ahead. A clock
 * that stands before all that came (SOURCE_DATE_EPOCH=0) does not count.
 */
gint64 digest_moment(const Digest *digest);
/* Once the mails are known. */
void digest_find_moment(Digest *digest);

void digest_free(Digest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digest, digest_free)

#endif
