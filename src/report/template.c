/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/template.h"

#include "base/error.h"
#include "base/slice.h"
#include "report/color.h"
#include "report/escape.h"
#include "report/format.h"

#include <string.h>

/* What the parser's questions are answered from. */
typedef struct {
	const TemplateSource *source;
	const char *dir;    /* of the user's own template, or NULL */
	const char *ending; /* of the template, and so of its partials */
} Loader;

static char *fail(GError **error, const char *message)
{
	g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, message);
	return NULL;
}

/* No path is built from a name that could lead out of the template folders. */
static gboolean is_plain_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/');
}

static char *read_beside(const Loader *loader, const char *file, GError **error)
{
	g_autofree char *path = loader->dir ? g_build_filename(loader->dir, file, NULL) : NULL;
	g_autofree char *text = NULL;
	GError *failure = NULL;

	if (!path || !g_file_test(path, G_FILE_TEST_EXISTS))
		return NULL;
	if (!g_file_get_contents(path, &text, NULL, &failure)) {
		fail(error, failure->message);
		g_error_free(failure);
	}
	return g_steal_pointer(&text);
}

static char *load_partial(const char *name, gpointer user, GError **error)
{
	const Loader *loader = user;
	g_autofree char *file = g_strconcat(name, ".", loader->ending, NULL);
	g_autofree char *places = NULL, *text = NULL;
	GError *failure = NULL;

	if (!is_plain_name(name))
		return fail(error, "a partial is a file of the template folder");
	text = read_beside(loader, file, &failure);
	if (!text && !failure)
		text = library_read(loader->source->library, file, &failure);
	if (failure) {
		g_propagate_error(error, failure);
		return NULL;
	}
	if (text)
		return g_steal_pointer(&text);
	places = library_places(loader->source->library);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "no file %s in %s%s%s", file,
		    loader->dir ? loader->dir : "", loader->dir ? ", " : "", places);
	return NULL;
}

/* The end of the tag that @text begins with, or NULL. */
static const char *tag_end(const char *text)
{
	const char *close = g_str_has_prefix(text, "{{{") ? "}}}" : "}}";
	const char *end = strstr(text, close);

	return end ? end + strlen(close) : NULL;
}

/* A word is plain text, escaped as a value is, but for the tags in it. */
static char *escape_word(const char *word, MustacheEscape escape)
{
	GString *out = g_string_new(NULL);
	const char *tag, *end;

	while ((tag = strstr(word, "{{")) && (end = tag_end(tag))) {
		g_autofree char *plain = g_strndup(word, (gsize)(tag - word));

		escape(out, plain);
		g_string_append_len(out, tag, end - tag);
		word = end;
	}
	escape(out, word);
	return g_string_free(out, FALSE);
}

static char *load_color(const Loader *loader, const char *name, GError **error)
{
	const char *sequence = color_sequence(name);

	if (!sequence)
		return fail(error, "no such colour");
	return g_strdup(loader->source->color ? sequence : "");
}

static char *load_word(const char *name, gpointer user, GError **error)
{
	const Loader *loader = user;
	const char *word;

	if (g_str_has_prefix(name, "color."))
		return load_color(loader, name + strlen("color."), error);
	if (!g_str_has_prefix(name, "lang."))
		return NULL;
	word = lang_word(library_lang(loader->source->library), name + strlen("lang."));
	if (!word)
		return fail(error, "the language has no such word");
	return escape_word(word, escape_for(loader->ending));
}

static Mustache *parse(Loader *loader, const char *path, const char *text, GError **error)
{
	MustacheRules rules = {escape_for(loader->ending), escape_text, load_partial, load_word,
			       loader};

	return mustache_new(path, text, &rules, error);
}

Mustache *template_load(const TemplateSource *source, const char *name, GError **error)
{
	g_autofree char *path = library_find(source->library, name);
	g_autofree char *text = NULL;
	Loader loader = {source, NULL, format_file_ending(name)};
	GError *failure = NULL;

	if (path)
		text = library_read(source->library, name, &failure);
	if (text)
		return parse(&loader, path, text, error);
	if (failure)
		g_propagate_error(error, failure);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND, "no template %s", name);
	return NULL;
}

Mustache *template_load_file(const TemplateSource *source, const char *path, GError **error)
{
	g_autofree char *dir = g_path_get_dirname(path), *text = NULL;
	Loader loader = {source, dir, format_file_ending(path)};
	GError *failure = NULL;

	if (g_file_get_contents(path, &text, NULL, &failure))
		return parse(&loader, path, text, error);
	g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, failure->message);
	g_error_free(failure);
	return NULL;
}
