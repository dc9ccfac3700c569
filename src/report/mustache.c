/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/mustache.h"

#include "report/mustache_tree.h"

#include <string.h>

#define MAX_DEPTH 100
#define PIECE (64 * 1024)
#define MAX_LINE (1024 * 1024)

/* The values a name is looked up in, innermost first. */
typedef struct Scope {
	const Json *value;
	const MustacheStream *stream; /* that gave the value, or NULL */
	const struct Scope *up;
} Scope;

/* A source, and what stands before each of its lines. */
typedef struct {
	const Source *source;
	const char *indent;
} Part;

typedef struct {
	const Mustache *template;
	const MustacheRun *run;
	GString *out;
	gsize due; /* of out, before it is looked at for whole lines again */
	guint depth;
} Render;

static gboolean put(Render *r, gsize len, GError **error)
{
	gboolean ok = !len || r->run->sink(r->out->str, len, r->run->sink_user, error);

	g_string_erase(r->out, 0, (gssize)len);
	return ok;
}

/* The line so far stays: escaping looks back at it. */
static gboolean put_lines(Render *r, GError **error)
{
	const GString *out = r->out;
	const char *last;
	gboolean ok;

	if (out->len < r->due)
		return TRUE;
	last = out->len < MAX_LINE ? g_strrstr_len(out->str, (gssize)out->len, "\n")
				   : out->str + out->len - 1;
	ok = !last || put(r, (gsize)(last + 1 - out->str), error);
	r->due = MAX(PIECE, 2 * out->len);
	return ok;
}

/* The first part is sought outwards; from there on the path is held to. */
static const Json *lookup(const Scope *scope, char **path)
{
	const Json *value = NULL;

	if (!*path)
		return scope->value;
	for (; scope && !value; scope = scope->up)
		value = json_get(scope->value, *path);
	while (value && *++path)
		value = json_get(value, *path);
	return value;
}

static gboolean is_true(const Json *value)
{
	switch (json_type(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return FALSE;
	case JSON_STRING:
		return *json_text(value) != '\0';
	case JSON_ARRAY:
		return json_first(value) != NULL;
	default:
		return TRUE;
	}
}

static gboolean is_empty_line(Slice s)
{
	return slice_starts(s, "\n") || slice_starts(s, "\r\n");
}

static void render_text(Render *r, const Node *node, const char *indent)
{
	gboolean starts_line = node->starts_line;
	Slice rest = node->text;

	if (!*indent) {
		g_string_append_len(r->out, rest.ptr, (gssize)rest.len);
		return;
	}
	do {
		gssize lf = slice_find(rest, '\n');
		gsize len = lf < 0 ? rest.len : (gsize)lf + 1;

		if (starts_line && !is_empty_line(rest))
			g_string_append(r->out, indent);
		g_string_append_len(r->out, rest.ptr, (gssize)len);
		rest = slice_sub(rest, len, rest.len);
		starts_line = TRUE;
	} while (rest.len);
}

static void render_value(Render *r, const Node *node, const Scope *scope)
{
	MustacheEscape escape = node->raw ? r->template->raw : r->template->escape;
	const Json *value = lookup(scope, node->path);
	const char *text = json_text(value);
	g_autofree char *scalar = text ? NULL : json_to_text(value);

	escape(r->out, text ? text : scalar);
}

static gboolean render_nodes(Render *r, const Part *part, const Node *from, const Node *to,
			     const Scope *scope, GError **error);

/* All that can recurse asks here first, and takes one off depth afterwards. */
static gboolean enter(Render *r, const Source *source, const Node *node, GError **error)
{
	if (r->depth == MAX_DEPTH)
		return mustache_fail(source, node->at, error,
				     "more than %d sections and partials within each other",
				     MAX_DEPTH);
	r->depth++;
	return TRUE;
}

static gboolean render_body(Render *r, const Part *part, const Node *section, const Scope *scope,
			    GError **error)
{
	gboolean ok;

	if (!enter(r, part->source, section, error))
		return FALSE;
	ok = render_nodes(r, part, section + 1, section + section->size, scope, error);
	r->depth--;
	return ok;
}

static gboolean render_part(Render *r, const Part *part, const Scope *scope, GError **error)
{
	const GArray *nodes = part->source->nodes;

	if (!nodes->len)
		return TRUE;
	return render_nodes(r, part, &g_array_index(nodes, Node, 0),
			    &g_array_index(nodes, Node, nodes->len), scope, error);
}

static gboolean render_partial(Render *r, const Part *part, const Node *node, const Scope *scope,
			       GError **error)
{
	g_autofree char *own = slice_dup(node->text);
	g_autofree char *indent = g_strconcat(node->starts_line ? part->indent : "", own, NULL);
	Part inner = {node->partial, indent};
	gboolean ok;

	if (!enter(r, part->source, node, error))
		return FALSE;
	ok = render_part(r, &inner, scope, error);
	r->depth--;
	return ok;
}

static const MustacheStream *find_stream(const Render *r, const Node *section)
{
	const MustacheStream *stream = r->run->streams;

	for (; stream && stream->name; stream++)
		if (slice_equal(section->text, stream->name))
			return stream;
	return NULL;
}

static gboolean is_open(const MustacheStream *stream, const Scope *scope)
{
	for (; scope; scope = scope->up)
		if (scope->stream == stream)
			return TRUE;
	return FALSE;
}

/* @item is NULL at the end. */
static gboolean next_item(const MustacheStream *stream, Json **item, GError **error)
{
	GError *failure = NULL;

	*item = stream->next(stream->user, &failure);
	if (!failure)
		return TRUE;
	g_propagate_error(error, failure);
	return FALSE;
}

static gboolean render_stream_items(Render *r, const Part *part, const Node *section,
				    const MustacheStream *stream, const Scope *scope,
				    GError **error)
{
	for (;;) {
		g_autoptr(Json) item = NULL;
		Scope inner = {NULL, stream, scope};

		if (!next_item(stream, &item, error))
			return FALSE;
		if (!item)
			return TRUE;
		inner.value = item;
		if (!render_body(r, part, section, &inner, error))
			return FALSE;
	}
}

static gboolean render_stream(Render *r, const Part *part, const Node *section,
			      const MustacheStream *stream, const Scope *scope, GError **error)
{
	g_autoptr(Json) first = NULL;

	if (is_open(stream, scope))
		return mustache_fail(part->source, section->at, error,
				     "section {{%c%s}} within {{#%s}}: a stream has one place to "
				     "read from",
				     section->kind == NODE_SECTION ? '#' : '^', stream->name,
				     stream->name);
	if (!stream->rewind(stream->user, error))
		return FALSE;
	if (section->kind == NODE_SECTION)
		return render_stream_items(r, part, section, stream, scope, error);
	if (!next_item(stream, &first, error))
		return FALSE;
	return first || render_body(r, part, section, scope, error);
}

static gboolean render_list(Render *r, const Part *part, const Node *section, const Json *list,
			    const Scope *scope, GError **error)
{
	for (const Json *item = json_first(list); item; item = json_next(item)) {
		Scope inner = {item, NULL, scope};

		if (!render_body(r, part, section, &inner, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean render_section(Render *r, const Part *part, const Node *section, const Scope *scope,
			       GError **error)
{
	const Json *value = lookup(scope, section->path);
	const MustacheStream *stream = value ? NULL : find_stream(r, section);
	Scope inner = {value, NULL, scope};

	if (stream)
		return render_stream(r, part, section, stream, scope, error);
	if (section->kind == NODE_INVERTED)
		return is_true(value) || render_body(r, part, section, scope, error);
	if (json_type(value) == JSON_ARRAY)
		return render_list(r, part, section, value, scope, error);
	return !is_true(value) || render_body(r, part, section, &inner, error);
}

static gboolean render_node(Render *r, const Part *part, const Node *node, const Scope *scope,
			    GError **error)
{
	switch (node->kind) {
	case NODE_TEXT:
		render_text(r, node, part->indent);
		return TRUE;
	case NODE_VALUE:
		render_value(r, node, scope);
		return TRUE;
	case NODE_PARTIAL:
		return render_partial(r, part, node, scope, error);
	default:
		return render_section(r, part, node, scope, error);
	}
}

static gboolean render_nodes(Render *r, const Part *part, const Node *from, const Node *to,
			     const Scope *scope, GError **error)
{
	for (const Node *node = from; node < to; node += node->size)
		if (!render_node(r, part, node, scope, error) || !put_lines(r, error))
			return FALSE;
	return TRUE;
}

gboolean mustache_render(const Mustache *template, const MustacheRun *run, GError **error)
{
	g_autoptr(GString) out = g_string_sized_new(PIECE);
	Render r = {.template = template, .run = run, .out = out, .due = PIECE};
	Part part = {g_ptr_array_index(template->sources, 0), ""};
	Scope scope = {run->data, NULL, NULL};

	return render_part(&r, &part, &scope, error) && put(&r, out->len, error);
}
