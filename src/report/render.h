/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_RENDER_H
#define MD_REPORT_RENDER_H

#include "report/digest.h"
#include "report/library.h"
#include "report/model.h"
#include "report/model_status.h"
#include "report/model_summarize.h"
#include "report/mustache.h"

/*
 * The texts a report prints, one at a time: a message for each block that is
 * told itself, in the order of the report's blocks.
 */
typedef struct {
	gboolean (*rewind)(gpointer user, GError **error); /* to the first */
	Message *(*next)(gpointer user, GError **error);   /* the caller's to free */
	gpointer user;
} RenderTexts;

typedef struct {
	const Library *library;
	const char *format; /* json, or one that has a template (format.h) */
	const char *file;   /* a template of the user's own instead, or NULL */
	gboolean color;     /* for a terminal */
	PatchDecode decode;
	MustacheSink sink;
	gpointer sink_user;
} RenderOptions;

/*
 * A renderer for one kind of report ("range", "show", "digest", "status", "summarize",
 * "estimate"): its template read and checked, before the first mail is. Errors: MD_ERROR_USAGE
 * for a format without
 * template, naming those there are; a broken template with its line and column.
 */
typedef struct _Renderer Renderer;

Renderer *renderer_new(const char *kind, const RenderOptions *options, GError **error);
void renderer_free(Renderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Renderer, renderer_free)

gboolean render_report(const Renderer *renderer, const Report *report, const RenderTexts *texts,
		       GError **error);
gboolean render_digest(const Renderer *renderer, const Digest *digest, GError **error);
gboolean render_status(const Renderer *renderer, const Digest *digest, StatusStates states,
		       GError **error);
/* @digest: of one thread alone. */
gboolean render_summarize(const Renderer *renderer, const Digest *digest, const ModelSummarize *how,
			  GError **error);
/* What asking a model would take (--dry-run). */
gboolean render_estimate(const Renderer *renderer, const DigestAi *ai, GError **error);
gboolean render_mail(const Renderer *renderer, const ModelMail *mail, GError **error);

#endif
