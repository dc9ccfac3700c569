/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_AI_H
#define MD_APP_AI_H

#include "app/settings.h"
#include "base/progress.h"
#include "http/http.h"
#include "mirror/inbox.h"
#include "report/digest.h"
#include "report/library.h"

/*
 * A model that is asked for the summaries of a run: what the settings say of it, made ready once,
 * for any number of digests. Nothing is set up, read or sent where none is to be asked.
 */
typedef struct _Ai Ai;

typedef struct {
	const Settings *settings;
	const Library *library; /* of the report's language: prompts are its templates */
	const HttpSettings *http;
	gboolean dry;       /* nothing is sent; what would be is counted */
	gboolean fresh;     /* answers of earlier runs are not used */
	gboolean all;       /* every thread is asked about, however little is new in it */
	Progress *progress; /* may be NULL */
	/* A line for standard error, of something that failed; may be NULL */
	void (*note)(const char *line, gpointer user);
	gpointer user;
} AiOptions;

/*
 * Reads what is needed: settings, key, glossary, prompts. Errors name the setting. MD_ERROR_USAGE:
 * summary.endpoint or summary.model is not set, maxCost without a price of that model, a key that
 * would go over plain http; MD_ERROR_FAILED: those of secret_read() and glossary_read(), a broken
 * template. With options->dry no key is read.
 */
Ai *ai_new(const AiOptions *options, GError **error);
/*
 * One that asks nobody, where the settings want a model and do not do: a digest comes all the
 * same, and says why it is the rules' (WHY_SETTINGS).
 */
Ai *ai_new_unusable(const AiOptions *options);
void ai_free(Ai *ai);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ai, ai_free)

/* Who shows how far it is; NULL: nobody. */
void ai_set_progress(Ai *ai, Progress *progress);

/*
 * Asks about the threads of @digest, which have the rules' summaries, those that are worth it
 * (summary.minLines, or a state that changed in the period), and puts what stands in their place;
 * fills in digest->ai. Their mails are read again, one thread at a time. Errors: a mirror that
 * cannot be read, MD_ERROR_CANCELLED: whatever the model does, there is a digest.
 */
gboolean ai_summarize(Ai *ai, const Inbox *inbox, Digest *digest, GError **error);

#endif
