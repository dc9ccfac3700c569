/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_TRACE_H
#define MD_CORE_TRACE_H

#include <glib.h>

/* How it went when a model was asked about a thread, for those who want to know why. */

/* Why a thread has the rules' summary though a model was to be asked (summary/llm). */
typedef enum {
	WHY_NOT,         /* it has not, or none was to be asked */
	WHY_SHORT,       /* too little is new: not worth asking */
	WHY_DRY,         /* nothing is sent in this run (--dry-run) */
	WHY_SETTINGS,    /* the settings do not do: no key, no endpoint */
	WHY_BUDGET,      /* maxTokens or maxCost would be passed */
	WHY_KEY,         /* the endpoint refuses the key */
	WHY_QUOTA,       /* … or has no quota left */
	WHY_MODEL,       /* there is no such model or address */
	WHY_UNREACHABLE, /* no answer in all tries */
	WHY_TIMEOUT,     /* no answer in time */
	WHY_REQUEST,     /* the endpoint does not take the request: too long, for one */
	WHY_ANSWER,      /* an answer that is none: too large, no known form */
	WHY_DECLINED,    /* the model would not answer */
	WHY_EMPTY,       /* it answered nothing */
	WHY_CUT,         /* its answer came to the limit of tokens before its end */
	WHY_UNREADABLE,  /* it is not of the form asked for */
	WHY_DROPPED,     /* more of it did not stand than did */
	WHY_SILENT,      /* nothing of it stands of the period, in which something was said */
	N_WHYS,
} TraceWhy;

const char *trace_why_name(TraceWhy why);   /* short, dry, settings, budget, … */
TraceWhy trace_why_named(const char *name); /* WHY_NOT: none is called so */

/* What is wrong with something a model said: a rule of summary/check.h, and which words. */
typedef struct {
	const char *rule; /* "actor", "number", …; static */
	char *what;       /* the words; or NULL */
} TraceFault;

/* A point of a model's that did not stand. */
typedef struct {
	const char *part; /* "proposed", "before", "now"; static */
	char *actor;      /* as the report would call them, or as the model wrote it */
	char *text, *quote;
	GArray *faults; /* of TraceFault; one at least */
	gboolean again; /* it was said in the second round */
} TraceRejected;

TraceRejected *trace_rejected_new(const char *part, const char *actor, const char *text,
				  const char *quote);
void trace_rejected_add(TraceRejected *rejected, const char *rule, const char *what);
void trace_rejected_free(TraceRejected *rejected);
/* A sentence in English, for the model and for people: newly allocated. */
char *trace_fault_text(const TraceFault *fault);

/* How asking a model about one thread went. */
typedef struct {
	TraceWhy why;
	guint requests, cached;    /* answers that came of the endpoint, and of an earlier run */
	gboolean repaired;         /* there was a second round */
	guint parts;               /* into which the thread was cut; 1: it was not */
	guint cut_mails, left_out; /* mails of which a part, or all, was not shown */
	GPtrArray *rejected;       /* of TraceRejected; NULL: none */
} Trace;

void trace_clear(Trace *trace);

#endif
