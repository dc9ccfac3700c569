/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/render.h"

#include "base/error.h"
#include "report/format.h"
#include "report/model_ai.h"
#include "report/model_digest.h"
#include "report/template.h"
#include "report/view.h"
#include "report/view_ai.h"
#include "report/view_digest.h"
#include "report/view_status.h"
#include "report/view_summarize.h"

struct _Renderer {
	RenderOptions options;
	Mustache *template; /* NULL for JSON */
};

static gboolean refuse_format(const char *kind, const RenderOptions *options, GError **error)
{
	g_autofree char *formats = format_list(options->library, kind);
	g_autofree char *places = library_places(options->library);

	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "format '%s': no template %s.%s in %s; there is: %s", options->format, kind,
		    format_ending(options->format), places, formats);
	return FALSE;
}

static gboolean load_template(Renderer *renderer, const char *kind, GError **error)
{
	const RenderOptions *options = &renderer->options;
	TemplateSource source = {options->library, options->color};
	g_autofree char *name = NULL;

	if (options->file) {
		renderer->template = template_load_file(&source, options->file, error);
		return renderer->template != NULL;
	}
	if (!format_exists(options->library, kind, options->format))
		return refuse_format(kind, options, error);
	if (g_str_equal(options->format, "json"))
		return TRUE;
	name = g_strconcat(kind, ".", format_ending(options->format), NULL);
	renderer->template = template_load(&source, name, error);
	return renderer->template != NULL;
}

Renderer *renderer_new(const char *kind, const RenderOptions *options, GError **error)
{
	g_autoptr(Renderer) renderer = g_new0(Renderer, 1);

	renderer->options = *options;
	return load_template(renderer, kind, error) ? g_steal_pointer(&renderer) : NULL;
}

void renderer_free(Renderer *renderer)
{
	if (!renderer)
		return;
	g_clear_pointer(&renderer->template, mustache_free);
	g_free(renderer);
}

/* One pass over a report's long lists, value by value. */
typedef struct {
	const Renderer *renderer;
	const Report *report;
	const RenderTexts *texts;
	const View *view;    /* NULL: for JSON */
	guint series, block; /* the next of each */
} Run;

static gboolean rewind_series(gpointer user, G_GNUC_UNUSED GError **error)
{
	((Run *)user)->series = 0;
	return TRUE;
}

static Json *next_series(gpointer user, G_GNUC_UNUSED GError **error)
{
	Run *run = user;
	const Report *report = run->report;
	const Series *series;
	Json *json;

	if (run->series >= report->series->len)
		return NULL;
	series = report->series->pdata[run->series++];
	json = model_series(report, series);
	if (run->view)
		view_series(run->view, json, series);
	return json;
}

static gboolean rewind_blocks(gpointer user, GError **error)
{
	Run *run = user;

	run->block = 0;
	return run->texts->rewind(run->texts->user, error);
}

static Json *next_block(gpointer user, GError **error)
{
	Run *run = user;
	const Telling *block;
	g_autoptr(Message) message = NULL;
	Json *json;

	if (run->block >= run->report->blocks->len)
		return NULL;
	block = &g_array_index(run->report->blocks, Telling, run->block++);
	if (!block->kept) {
		message = run->texts->next(run->texts->user, error);
		if (!message)
			return NULL;
	}
	json = model_block(run->report, block, message, run->renderer->options.decode);
	if (run->view)
		view_block(run->view, json, block, run->block);
	return json;
}

static gboolean put(const Renderer *renderer, GString *text, GError **error)
{
	const RenderOptions *options = &renderer->options;
	gboolean ok = options->sink(text->str, text->len, options->sink_user, error);

	g_string_truncate(text, 0);
	return ok;
}

/* A long list as a JSON array, one level deep. */
static gboolean put_stream(const Renderer *renderer, const MustacheStream *stream, GString *text,
			   GError **error)
{
	g_autoptr(GError) failure = NULL;
	const char *before = "\n    ";
	Json *value;

	g_string_append_printf(text, ",\n  \"%s\": [", stream->name);
	if (!stream->rewind(stream->user, error))
		return FALSE;
	while ((value = stream->next(stream->user, &failure))) {
		g_string_append(text, before);
		json_print_to(text, value, 2);
		json_free(value);
		before = ",\n    ";
		if (!put(renderer, text, error))
			return FALSE;
	}
	if (failure) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	g_string_append(text, "\n  ]");
	return put(renderer, text, error);
}

static gboolean put_json(const Renderer *renderer, const Json *head, const MustacheStream *streams,
			 GError **error)
{
	g_autoptr(GString) text = g_string_new("{");
	const char *before = "\n  ";

	for (const Json *member = json_first(head); member; member = json_next(member)) {
		g_string_append_printf(text, "%s\"%s\": ", before, json_name(member));
		json_print_to(text, member, 1);
		before = ",\n  ";
	}
	for (; streams && streams->name; streams++)
		if (!put_stream(renderer, streams, text, error))
			return FALSE;
	g_string_append(text, "\n}\n");
	return put(renderer, text, error);
}

static gboolean put_tree(const Renderer *renderer, const Json *head, const MustacheStream *streams,
			 GError **error)
{
	MustacheRun run = {head, streams, renderer->options.sink, renderer->options.sink_user};

	if (!renderer->template)
		return put_json(renderer, head, streams, error);
	return mustache_render(renderer->template, &run, error);
}

static View *view_for(const Renderer *renderer, const Report *report)
{
	return renderer->template ? view_new(renderer->options.library, report) : NULL;
}

gboolean render_report(const Renderer *renderer, const Report *report, const RenderTexts *texts,
		       GError **error)
{
	g_autoptr(View) view = view_for(renderer, report);
	Run run = {renderer, report, texts, view, 0, 0};
	const MustacheStream streams[] = {
		{"series", rewind_series, next_series, &run},
		{"blocks", rewind_blocks, next_block, &run},
		{NULL, NULL, NULL, NULL},
	};
	g_autoptr(Json) head = model_report(report);

	if (view)
		view_report(view, head);
	return put_tree(renderer, head, streams, error);
}

/* One pass over a digest's threads. */
typedef struct {
	const Renderer *renderer;
	const Digest *digest;
	guint next;
} DigestRun;

static gboolean rewind_threads(gpointer user, G_GNUC_UNUSED GError **error)
{
	((DigestRun *)user)->next = 0;
	return TRUE;
}

static Json *next_thread(gpointer user, G_GNUC_UNUSED GError **error)
{
	DigestRun *run = user;
	const DigestThread *thread;
	Json *json;

	if (run->next >= run->digest->threads->len)
		return NULL;
	thread = run->digest->threads->pdata[run->next++];
	json = model_thread(run->digest, thread);
	if (run->renderer->template)
		view_thread(run->renderer->options.library, json, run->digest, thread);
	return json;
}

gboolean render_digest(const Renderer *renderer, const Digest *digest, GError **error)
{
	DigestRun run = {renderer, digest, 0};
	const MustacheStream streams[] = {
		{"threads", rewind_threads, next_thread, &run},
		{NULL, NULL, NULL, NULL},
	};
	g_autoptr(Json) head = model_digest(digest);

	if (renderer->template)
		view_digest(renderer->options.library, head, digest);
	return put_tree(renderer, head, streams, error);
}

gboolean render_status(const Renderer *renderer, const Digest *digest, StatusStates states,
		       GError **error)
{
	g_autoptr(Json) json = model_status(digest, states);

	if (renderer->template)
		view_status(renderer->options.library, json);
	return put_tree(renderer, json, NULL, error);
}

gboolean render_summarize(const Renderer *renderer, const Digest *digest, const ModelSummarize *how,
			  GError **error)
{
	g_autoptr(Json) json = model_summarize(digest, how);

	if (renderer->template)
		view_summarize(renderer->options.library, json, digest);
	return put_tree(renderer, json, NULL, error);
}

gboolean render_estimate(const Renderer *renderer, const DigestAi *ai, GError **error)
{
	g_autoptr(Json) json = model_estimate(ai);

	if (renderer->template)
		view_ai(renderer->options.library, json_get(json, "ai"));
	return put_tree(renderer, json, NULL, error);
}

gboolean render_mail(const Renderer *renderer, const ModelMail *mail, GError **error)
{
	g_autoptr(Json) json = model_mail(mail, renderer->options.decode);
	g_autoptr(View) view = view_for(renderer, NULL);

	if (view)
		view_mail(view, json);
	return put_tree(renderer, json, NULL, error);
}
