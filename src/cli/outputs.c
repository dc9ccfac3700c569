/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/outputs.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/letter.h"
#include "cli/output.h"
#include "cli/sendmail.h"
#include "cli/spool.h"
#include "mail/mail.h"
#include "report/format.h"

#include <string.h>

typedef struct {
	const char *path;     /* NULL: standard output */
	const char *format;   /* asked for: by --format or the path's ending; or NULL */
	const char *template; /* the user's own, or NULL */
	gboolean sent;        /* by sendmail, and not written */
	Output *output;       /* borrowed; NULL: sent */
	Renderer *renderer;
	Renderer *subject; /* of a mail, as the others below; else NULL */
	Letter *letter;
	Spool *mail; /* one that is sent, until then */
} Copy;

struct _Outputs {
	const Context *context;
	const char *kind;
	const char *pager; /* of standard output, or NULL */
	char *sendmail;    /* NULL: nothing is sent */
	Library *library;
	GArray *copies;   /* of Copy */
	GPtrArray *files; /* of Output: theirs, in their order */
};

static void copy_clear(gpointer data)
{
	Copy *copy = data;

	g_clear_pointer(&copy->renderer, renderer_free);
	g_clear_pointer(&copy->subject, renderer_free);
	g_clear_pointer(&copy->letter, letter_free);
	g_clear_pointer(&copy->mail, spool_free);
}

void outputs_free(Outputs *outputs)
{
	if (!outputs)
		return;
	g_array_unref(outputs->copies);
	g_ptr_array_unref(outputs->files);
	g_clear_pointer(&outputs->library, library_free);
	g_free(outputs->sendmail);
	g_free(outputs);
}

static Copy *copy_at(const Outputs *outputs, guint i)
{
	return &g_array_index(outputs->copies, Copy, i);
}

static const char *copy_name(const Copy *copy)
{
	if (copy->sent)
		return "the mail";
	return copy->path ? copy->path : "standard output";
}

static gboolean is_mail(const Copy *copy)
{
	return copy->sent || g_strcmp0(copy->format, FORMAT_MAIL) == 0;
}

/* What its template is to be for, or NULL where nothing says so. */
static const char *made_format(const Copy *copy)
{
	const char *format = copy->sent ? FORMAT_MAIL : copy->format;

	return format ? format_of_text(format) : NULL;
}

/* @format: of this copy alone, or NULL. */
static void add_copy(Outputs *outputs, const Words *words, const char *path, const char *format)
{
	Copy copy = {.path = path, .format = format ? format : words->format};

	if (path && !copy.format)
		copy.format = format_of_file(outputs->library, outputs->kind, path);
	g_array_append_val(outputs->copies, copy);
}

/* Standard output comes last: its reader may take long, and the files need not wait. */
static void add_copies(Outputs *outputs, const Words *words)
{
	guint n_stdout = words->n_outputs || words->n_mail_to ? 0 : 1;
	Copy sent = {.sent = TRUE};

	for (guint i = 0; i < words->n_outputs; i++)
		if (output_is_stdout(words->outputs[i]))
			n_stdout++;
		else
			add_copy(outputs, words, words->outputs[i], words->formats[i]);
	if (words->n_mail_to)
		g_array_append_val(outputs->copies, sent);
	while (n_stdout-- > 0)
		add_copy(outputs, words, NULL, NULL);
}

static gboolean differ(const Outputs *outputs, GError **error)
{
	g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < outputs->copies->len; i++) {
		const Copy *copy = copy_at(outputs, i);

		if (copy->sent || g_hash_table_add(places, output_place(copy->path)))
			continue;
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "-o %s: the same file twice",
			    copy->path ? copy->path : "-");
		return FALSE;
	}
	return TRUE;
}

/* Whether the template with that @ending is one for what @copy is to be. */
static gboolean fits(const Copy *copy, const char *ending)
{
	const char *format;

	if (copy->path && !copy->format && *ending &&
	    g_str_equal(format_file_ending(copy->path), ending))
		return TRUE; /* a format that only the user has */
	format = made_format(copy);
	return g_str_equal(format ? format : FORMAT_DEFAULT, format_name(ending));
}

/* A single copy takes any template, but for one that is plainly meant for something else. */
static gboolean set_only_template(Outputs *outputs, const char *template, GError **error)
{
	Copy *copy = copy_at(outputs, 0);
	const char *format = format_name(format_file_ending(template));
	const char *made = made_format(copy);

	copy->template = template;
	if (!made || g_str_equal(made, format))
		return TRUE;
	if (!format_exists(outputs->library, outputs->kind, format) && !g_str_equal(made, "json"))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "--template %s: not for %s, which %s is to be",
		    template, made, copy_name(copy));
	return FALSE;
}

static gboolean set_template(Outputs *outputs, const char *template, GError **error)
{
	guint taken = 0;

	if (!template)
		return TRUE;
	if (outputs->copies->len == 1)
		return set_only_template(outputs, template, error);
	for (guint i = 0; i < outputs->copies->len; i++) {
		Copy *copy = copy_at(outputs, i);

		if (!fits(copy, format_file_ending(template)))
			continue;
		copy->template = template;
		taken++;
	}
	if (taken)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "--template %s: no output is to be %s",
		    template, format_name(format_file_ending(template)));
	return FALSE;
}

static void note_copy(const Outputs *outputs, const Copy *copy)
{
	const char *made = made_format(copy);
	const char *format = made ? made : FORMAT_DEFAULT;
	g_autofree char *file = g_strconcat(outputs->kind, ".", format_ending(format), NULL);
	g_autofree char *path = library_find(outputs->library, file);

	if (copy->template)
		context_note(outputs->context, "%s: template %s", copy_name(copy), copy->template);
	else if (g_str_equal(format, "json"))
		context_note(outputs->context, "%s: json", copy_name(copy));
	else
		context_note(outputs->context, "%s: %s, template %s", copy_name(copy), format,
			     path);
}

/* The renderers of a mail put its subject and its text together in a letter. */
static gboolean open_mail(const Outputs *outputs, const Words *words, Copy *copy,
			  RenderOptions options, GError **error)
{
	copy->letter = letter_new(outputs->context, words, error);
	if (!copy->letter)
		return FALSE;
	options.color = FALSE;
	options.sink_user = copy->letter;
	options.sink = letter_put_text;
	copy->renderer = renderer_new(outputs->kind, &options, error);
	if (!copy->renderer)
		return FALSE;
	options.sink = letter_put_subject;
	options.format = FORMAT_MAIL;
	options.file = NULL;
	copy->subject = renderer_new(outputs->kind, &options, error);
	return copy->subject != NULL;
}

/* Where it goes. */
static gboolean open_place(Outputs *outputs, Copy *copy, GError **error)
{
	if (copy->sent) {
		copy->mail = spool_new(error);
		return copy->mail != NULL;
	}
	copy->output = output_open(copy->path, outputs->pager, error);
	if (copy->output)
		g_ptr_array_add(outputs->files, copy->output);
	return copy->output != NULL;
}

static gboolean open_copy(Outputs *outputs, const Words *words, Copy *copy, GError **error)
{
	const char *made = made_format(copy);
	RenderOptions options = {
		.library = outputs->library,
		.format = made ? made : FORMAT_DEFAULT,
		.file = copy->template,
		.color = !copy->path && context_color(outputs->context, outputs->pager),
		.decode = mail_decode_header,
		.sink = output_write,
	};

	if (!open_place(outputs, copy, error))
		return FALSE;
	options.sink_user = copy->output;
	if (is_mail(copy) && !open_mail(outputs, words, copy, options, error))
		return FALSE;
	if (!copy->renderer)
		copy->renderer = renderer_new(outputs->kind, &options, error);
	if (copy->renderer)
		note_copy(outputs, copy);
	return copy->renderer != NULL;
}

static gboolean open_copies(Outputs *outputs, const Words *words, GError **error)
{
	for (guint i = 0; i < outputs->copies->len; i++)
		if (!open_copy(outputs, words, copy_at(outputs, i), error))
			return FALSE;
	return TRUE;
}

/* Whether --format asks for something that comes to nothing. */
static gboolean check_mailed(const Words *words, GError **error)
{
	const char *format = words->format ? words->format : FORMAT_DEFAULT;

	if (!words->n_mail_to || words->n_outputs || g_str_equal(format, FORMAT_DEFAULT) ||
	    g_str_equal(format, FORMAT_MAIL))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "--format %s: what is mailed is text; -o writes other formats beside it",
		    format);
	return FALSE;
}

static gboolean find_sendmail(Outputs *outputs, const Words *words, GError **error)
{
	const char *program = settings_get(outputs->context->settings, "maildelta.sendmail");

	if (!words->n_mail_to)
		return TRUE;
	outputs->sendmail = sendmail_find(program, error);
	if (!outputs->sendmail)
		g_prefix_error_literal(error, "--mail-to: ");
	return outputs->sendmail != NULL;
}

Outputs *outputs_new(const Context *context, const Words *words, const char *kind, GError **error)
{
	g_autoptr(Outputs) outputs = g_new0(Outputs, 1);

	outputs->context = context;
	outputs->kind = kind;
	outputs->pager = context_pager(context);
	outputs->copies = g_array_new(FALSE, TRUE, sizeof(Copy));
	g_array_set_clear_func(outputs->copies, copy_clear);
	outputs->files = g_ptr_array_new_with_free_func((GDestroyNotify)output_free);
	outputs->library = context_library(context, words->lang, error);
	if (!outputs->library)
		return NULL;
	add_copies(outputs, words);
	if (!check_mailed(words, error) || !differ(outputs, error) ||
	    !set_template(outputs, words->template, error) || !open_copies(outputs, words, error) ||
	    !find_sendmail(outputs, words, error))
		return NULL;
	return g_steal_pointer(&outputs);
}

void outputs_date(Outputs *outputs, gint64 instant)
{
	for (guint i = 0; i < outputs->files->len; i++)
		output_date(outputs->files->pdata[i], instant);
}

/*
 * What is seen to grow needs no word about how far it has come, and what a pipe takes may
 * be on the same terminal, in a pager of the user's own.
 */
static Progress *start_progress(const Outputs *outputs, const Copy *copy, const char *what)
{
	return copy->path || copy->sent ? context_progress(outputs->context, what) : NULL;
}

static gboolean print_mail(const Copy *copy, OutputsPrint print, Progress *progress, gpointer user,
			   GError **error)
{
	MustacheSink sink = copy->sent ? spool_write : output_write;
	gpointer place = copy->sent ? (gpointer)copy->mail : (gpointer)copy->output;

	return print(copy->subject, NULL, user, error) &&
	       print(copy->renderer, progress, user, error) &&
	       letter_write(copy->letter, !copy->sent, sink, place, error);
}

/* One way or the other. */
static gboolean print_any(const Copy *copy, OutputsPrint print, Progress *progress, gpointer user,
			  GError **error)
{
	if (copy->letter)
		return print_mail(copy, print, progress, user, error);
	return print(copy->renderer, progress, user, error);
}

static gboolean is_left(const Copy *copy)
{
	return copy->output && output_is_left(copy->output);
}

static gboolean print_copy(const Outputs *outputs, const Copy *copy, OutputsPrint print,
			   gpointer user, GError **error)
{
	g_autofree char *name = text_clean_line(copy_name(copy), strlen(copy_name(copy)));
	g_autofree char *what = g_strconcat("Writing ", name, NULL);
	g_autoptr(Progress) progress = start_progress(outputs, copy, what);
	g_autoptr(GError) failure = NULL;
	gint64 start = g_get_monotonic_time();

	if (!print_any(copy, print, progress, user, &failure) && !is_left(copy)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	progress_clear(progress);
	if (copy->path || !outputs->pager) /* else the terminal is its reader's */
		context_note(outputs->context, "%s: written in %.2f s", copy_name(copy),
			     (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC);
	return TRUE;
}

/* Behind all else that can fail: what is sent stays sent. */
static gboolean send_copies(const Outputs *outputs, GError **error)
{
	for (guint i = 0; i < outputs->copies->len; i++) {
		const Copy *copy = copy_at(outputs, i);

		if (!copy->sent)
			continue;
		if (!sendmail_run(outputs->sendmail, spool_fd(copy->mail), error)) {
			g_prefix_error_literal(error, "--mail-to: ");
			return FALSE;
		}
		context_note(outputs->context, "the mail: sent by %s", outputs->sendmail);
	}
	return TRUE;
}

gboolean outputs_print(Outputs *outputs, OutputsPrint print, gpointer user, GError **error)
{
	for (guint i = 0; i < outputs->copies->len; i++)
		if (!print_copy(outputs, copy_at(outputs, i), print, user, error))
			return FALSE;
	return output_finish(outputs->files, error) && send_copies(outputs, error);
}
