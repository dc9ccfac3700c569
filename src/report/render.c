/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/render.h"

#include "base/error.h"
#include "report/view.h"

#include <string.h>

struct _Renderer {
	RenderOptions options;
	char *ending;       /* of the template; NULL for JSON */
	Mustache *template; /* NULL for JSON */
};

/* Formats whose name is not their files' ending. */
static const struct {
	const char *format, *ending;
} endings[] = {
	{"text", "txt"},
	{"markdown", "md"},
};

static const char *ending_of(const char *format)
{
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_equal(endings[i].format, format))
			return endings[i].ending;
	return format;
}

static const char *format_of(const char *ending)
{
	for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_equal(endings[i].ending, ending))
			return endings[i].format;
	return ending;
}

/* No path is built from a name that could lead out of the template folder. */
static gboolean is_plain_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/');
}

static char *template_path(const Renderer *renderer, const char *name)
{
	g_autofree char *file = g_strconcat(name, ".", renderer->ending, NULL);

	return g_build_filename(renderer->options.template_dir, file, NULL);
}

static char *load_partial(const char *name, gpointer user, GError **error)
{
	const Renderer *renderer = user;
	g_autofree char *path = NULL, *text = NULL;
	g_autoptr(GError) failure = NULL;

	if (!is_plain_name(name)) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "partial '%s': a partial is a file of the template folder", name);
		return NULL;
	}
	path = template_path(renderer, name);
	if (g_file_get_contents(path, &text, NULL, &failure))
		return g_steal_pointer(&text);
	if (!g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, failure->message);
	return NULL;
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The formats that a kind of report has: json, and one for each template. */
static char *list_formats(const char *kind, const char *template_dir)
{
	g_autoptr(GDir) dir = g_dir_open(template_dir, 0, NULL);
	g_autoptr(GPtrArray) formats = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *prefix = g_strconcat(kind, ".", NULL);
	const char *file;

	while (dir && (file = g_dir_read_name(dir)))
		if (g_str_has_prefix(file, prefix))
			g_ptr_array_add(formats, g_strdup(format_of(file + strlen(prefix))));
	g_ptr_array_add(formats, g_strdup("json"));
	g_ptr_array_sort(formats, compare_strings);
	g_ptr_array_add(formats, NULL);
	return g_strjoinv(", ", (char **)formats->pdata);
}

static gboolean read_template(const Renderer *renderer, const char *kind, char **text,
			      GError **error)
{
	g_autofree char *path = template_path(renderer, kind), *formats = NULL;
	g_autoptr(GError) failure = NULL;

	if (g_file_get_contents(path, text, NULL, &failure))
		return TRUE;
	if (!g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, failure->message);
		return FALSE;
	}
	formats = list_formats(kind, renderer->options.template_dir);
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "format '%s': no template %s; there is: %s (-c maildelta.templates=<dir> "
		    "names another folder)",
		    renderer->options.format, path, formats);
	return FALSE;
}

static gboolean load_template(Renderer *renderer, const char *kind, GError **error)
{
	g_autofree char *text = NULL, *file = NULL;
	MustacheEscape escape =
		g_str_equal(renderer->ending, "html") ? mustache_escape_html : mustache_escape_none;

	if (!read_template(renderer, kind, &text, error))
		return FALSE;
	file = template_path(renderer, kind);
	renderer->template = mustache_new(file, text, escape, load_partial, renderer, error);
	return renderer->template != NULL;
}

Renderer *renderer_new(const char *kind, const RenderOptions *options, GError **error)
{
	g_autoptr(Renderer) renderer = g_new0(Renderer, 1);

	renderer->options = *options;
	if (g_str_equal(options->format, "json"))
		return g_steal_pointer(&renderer);
	if (!is_plain_name(options->format)) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "format '%s': not a name",
			    options->format);
		return NULL;
	}
	renderer->ending = g_strdup(ending_of(options->format));
	if (!load_template(renderer, kind, error))
		return NULL;
	return g_steal_pointer(&renderer);
}

void renderer_free(Renderer *renderer)
{
	if (!renderer)
		return;
	g_clear_pointer(&renderer->template, mustache_free);
	g_free(renderer->ending);
	g_free(renderer);
}

/* One pass over a report's long lists, value by value. */
typedef struct {
	const Renderer *renderer;
	const Report *report;
	const RenderTexts *texts;
	ViewLayout layout;
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
	Json *json;

	if (run->series >= report->series->len)
		return NULL;
	json = model_series(report, report->series->pdata[run->series++]);
	if (run->renderer->template)
		view_series(json, &run->layout);
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
	if (run->renderer->template)
		view_block(json);
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

gboolean render_report(const Renderer *renderer, const Report *report, const RenderTexts *texts,
		       GError **error)
{
	Run run = {renderer, report, texts, view_layout(report), 0, 0};
	const MustacheStream streams[] = {
		{"series", rewind_series, next_series, &run},
		{"blocks", rewind_blocks, next_block, &run},
		{NULL, NULL, NULL, NULL},
	};
	g_autoptr(Json) head = model_report(report);

	if (renderer->template)
		view_report(head);
	return put_tree(renderer, head, streams, error);
}

gboolean render_mail(const Renderer *renderer, const ModelMail *mail, GError **error)
{
	g_autoptr(Json) json = model_mail(mail, renderer->options.decode);

	if (renderer->template)
		view_mail(json);
	return put_tree(renderer, json, NULL, error);
}
