/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/mustache_tree.h"

#include "base/error.h"

#include <string.h>

typedef struct {
	Mustache *template;
	GHashTable *partials; /* name → Source, both the template's */
	GHashTable *words;    /* the same; NULL as value: no word */
	const MustacheRules *rules;

	/* the source being parsed, and how far */
	Source *source;
	const char *at;
	gboolean line_start;
	char *open, *close;
	GArray *sections; /* of guint: the open ones, outermost first */
} Parser;

typedef struct {
	char sigil;        /* one of SIGILS, or NUL */
	Slice body;        /* without blanks around it */
	const char *start; /* of the opening delimiter */
	const char *end;   /* behind the closing one */
	gboolean standalone;
	Slice indent; /* the blanks before it, when standalone */
} Tag;

#define SIGILS "#^/>!=&{"
/* Those that take their line with them when they are alone on it. */
#define STANDALONE "#^/>!="

static void source_free(gpointer data)
{
	Source *source = data;

	g_free(source->name);
	g_free(source->text);
	g_array_unref(source->nodes);
	g_free(source);
}

static void node_clear(gpointer data)
{
	Node *node = data;

	g_strfreev(node->path);
}

/* Takes ownership of @text. */
static Source *add_source(Mustache *template, const char *name, char *text)
{
	Source *source = g_new0(Source, 1);

	source->name = g_strdup(name);
	source->text = text;
	source->nodes = g_array_new(FALSE, FALSE, sizeof(Node));
	g_array_set_clear_func(source->nodes, node_clear);
	g_ptr_array_add(template->sources, source);
	return source;
}

static char *source_place(const Source *source, const char *at)
{
	guint line = 1, column = 1;

	for (const char *p = source->text; p < at; p++) {
		if (*p == '\n') {
			line++;
			column = 1;
		} else if (((guchar)*p & 0xC0) != 0x80) {
			column++;
		}
	}
	return g_strdup_printf("%s:%u:%u", source->name, line, column);
}

gboolean mustache_fail(const Source *source, const char *at, GError **error, const char *format,
		       ...)
{
	g_autofree char *place = source_place(source, at);
	g_autofree char *message = NULL;
	va_list args;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", place, message);
	return FALSE;
}

static gboolean tag_fail(const Parser *p, const Tag *tag, GError **error, const char *message)
{
	return mustache_fail(p->source, tag->start, error, "%s", message);
}

/* A section grows when it is closed. */
static void add_node(Parser *p, Node node)
{
	node.size = 1;
	g_array_append_val(p->source->nodes, node);
}

static void add_text_up_to(Parser *p, const char *to)
{
	if (to == p->at)
		return;
	add_node(p, (Node){.kind = NODE_TEXT,
			   .at = p->at,
			   .text = {p->at, (gsize)(to - p->at)},
			   .starts_line = p->line_start});
	p->line_start = to[-1] == '\n';
	p->at = to;
}

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

/* The start of the next line when nothing but blanks is left of this one, else NULL. */
static const char *rest_of_line(const char *p)
{
	p = skip_blanks(p);
	if (p[0] == '\r' && p[1] == '\n')
		p++;
	if (*p == '\n')
		return p + 1;
	return *p ? NULL : p;
}

/* The start of the tag's line when nothing but blanks stands before it, else NULL. */
static const char *line_before(const Parser *p, const Tag *tag)
{
	const char *start = tag->start;

	while (start > p->at && (start[-1] == ' ' || start[-1] == '\t'))
		start--;
	if (start == p->at)
		return p->line_start ? start : NULL;
	return start[-1] == '\n' ? start : NULL;
}

/* Adds the text before the tag and moves behind it, and behind its line if it has one. */
static void pass_tag(Parser *p, Tag *tag)
{
	gboolean may = tag->sigil && strchr(STANDALONE, tag->sigil);
	const char *from = may ? line_before(p, tag) : NULL;
	const char *behind = from ? rest_of_line(tag->end) : NULL;

	if (behind) {
		add_text_up_to(p, from);
		tag->standalone = TRUE;
		tag->indent = (Slice){from, (gsize)(tag->start - from)};
		p->at = behind;
		p->line_start = TRUE;
		return;
	}
	add_text_up_to(p, tag->start);
	if (p->line_start)
		add_node(p, (Node){.kind = NODE_TEXT,
				   .at = tag->start,
				   .text = {tag->start, 0},
				   .starts_line = TRUE});
	p->at = tag->end;
	p->line_start = FALSE;
}

/* What {{{name}}} and {{=<% %>=}} repeat at their end. */
static const char *before_closing(char sigil)
{
	switch (sigil) {
	case '{':
		return "}";
	case '=':
		return "=";
	default:
		return "";
	}
}

static gboolean read_tag(const Parser *p, const char *start, Tag *tag, GError **error)
{
	const char *body = start + strlen(p->open), *closed;
	g_autofree char *closing = NULL;

	*tag = (Tag){.start = start};
	if (*body && strchr(SIGILS, *body))
		tag->sigil = *body++;
	closing = g_strconcat(before_closing(tag->sigil), p->close, NULL);
	closed = strstr(body, closing);
	if (!closed)
		return tag_fail(p, tag, error, "this tag is never closed");
	tag->body = slice_trim((Slice){body, (gsize)(closed - body)});
	tag->end = closed + strlen(closing);
	return TRUE;
}

static gsize word_len(Slice s)
{
	gsize n = 0;

	while (n < s.len && !slice_is_blank(slice_sub(s, n, n + 1)))
		n++;
	return n;
}

static gboolean check_name(const Parser *p, const Tag *tag, GError **error)
{
	if (tag->body.len && word_len(tag->body) == tag->body.len)
		return TRUE;
	return tag_fail(p, tag, error, "a tag takes one name without blanks");
}

static char **split_name(const Parser *p, const Tag *tag, GError **error)
{
	g_autofree char *name = slice_dup(tag->body);
	g_auto(GStrv) path = NULL;

	if (!check_name(p, tag, error))
		return NULL;
	if (slice_equal(tag->body, "."))
		return g_new0(char *, 1);
	path = g_strsplit(name, ".", -1);
	for (char **part = path; *part; part++) {
		if (**part)
			continue;
		tag_fail(p, tag, error, "a part of the dotted name is empty");
		return NULL;
	}
	return g_steal_pointer(&path);
}

/*
 * What @load has under the tag's name, read once and kept in @known. *source is
 * NULL when there is nothing.
 */
static gboolean find_source(Parser *p, const Tag *tag, GHashTable *known, MustacheLoad load,
			    const Source **source, GError **error)
{
	g_autofree char *name = slice_dup(tag->body), *text = NULL;
	Source *added = NULL;
	GError *failure = NULL;

	if (g_hash_table_lookup_extended(known, name, NULL, (gpointer *)source))
		return TRUE;
	text = load ? load(name, p->rules->user, &failure) : NULL;
	if (failure) {
		g_autofree char *place = source_place(p->source, tag->start);
		g_autofree char *shown = g_strndup(tag->start, (gsize)(tag->end - tag->start));

		g_propagate_prefixed_error(error, failure, "%s: %s: ", place, shown);
		return FALSE;
	}
	if (text)
		added = add_source(p->template, name, g_steal_pointer(&text));
	g_hash_table_insert(known, g_steal_pointer(&name), added);
	*source = added;
	return TRUE;
}

static gboolean take_value(Parser *p, const Tag *tag, GError **error)
{
	g_auto(GStrv) path = split_name(p, tag, error);
	const Source *word = NULL;

	if (!path)
		return FALSE;
	if (!tag->sigil && !find_source(p, tag, p->words, p->rules->word, &word, error))
		return FALSE;
	if (word)
		add_node(p, (Node){.kind = NODE_PARTIAL, .at = tag->start, .partial = word});
	else
		add_node(p, (Node){.kind = NODE_VALUE,
				   .at = tag->start,
				   .text = tag->body,
				   .path = g_steal_pointer(&path),
				   .raw = tag->sigil != '\0'});
	return TRUE;
}

static gboolean take_section(Parser *p, const Tag *tag, GError **error)
{
	char **path = split_name(p, tag, error);

	if (!path)
		return FALSE;
	g_array_append_val(p->sections, p->source->nodes->len);
	add_node(p, (Node){.kind = tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED,
			   .at = tag->start,
			   .text = tag->body,
			   .path = path});
	return TRUE;
}

/* The one open last, or NULL. Borrowed until a node is added. */
static Node *innermost_section(const Parser *p)
{
	guint last;

	if (!p->sections->len)
		return NULL;
	last = g_array_index(p->sections, guint, p->sections->len - 1);
	return &g_array_index(p->source->nodes, Node, last);
}

static char *section_tag(const Node *section)
{
	g_autofree char *name = slice_dup(section->text);

	return g_strdup_printf("{{%c%s}}", section->kind == NODE_SECTION ? '#' : '^', name);
}

static gboolean take_end(Parser *p, const Tag *tag, GError **error)
{
	const Node *end = &g_array_index(p->source->nodes, Node, p->source->nodes->len);
	Node *section = innermost_section(p);
	g_autofree char *name = slice_dup(tag->body), *open = NULL;

	if (!section)
		return mustache_fail(p->source, tag->start, error, "{{/%s}} closes nothing", name);
	open = section_tag(section);
	if (!slice_equal(section->text, name))
		return mustache_fail(p->source, tag->start, error, "{{/%s}} while %s is open", name,
				     open);
	section->size = (guint)(end - section);
	g_array_set_size(p->sections, p->sections->len - 1);
	return TRUE;
}

static gboolean take_partial(Parser *p, const Tag *tag, GError **error)
{
	const Source *partial = NULL;

	if (!check_name(p, tag, error) ||
	    !find_source(p, tag, p->partials, p->rules->load, &partial, error))
		return FALSE;
	if (partial)
		add_node(p, (Node){.kind = NODE_PARTIAL,
				   .at = tag->start,
				   .text = tag->indent,
				   .starts_line = tag->standalone,
				   .partial = partial});
	return TRUE;
}

static void set_delimiters(Parser *p, Slice open, Slice close)
{
	g_free(p->open);
	g_free(p->close);
	p->open = slice_dup(open);
	p->close = slice_dup(close);
}

static gboolean take_delimiters(Parser *p, const Tag *tag, GError **error)
{
	Slice open = slice_sub(tag->body, 0, word_len(tag->body));
	Slice close = slice_trim(slice_sub(tag->body, open.len, tag->body.len));

	if (!close.len || word_len(close) != close.len || slice_find(tag->body, '=') >= 0)
		return tag_fail(p, tag, error, "two delimiters, parted by blanks and without =");
	set_delimiters(p, open, close);
	return TRUE;
}

static gboolean take_tag(Parser *p, const Tag *tag, GError **error)
{
	switch (tag->sigil) {
	case '!':
		return TRUE;
	case '=':
		return take_delimiters(p, tag, error);
	case '>':
		return take_partial(p, tag, error);
	case '#':
	case '^':
		return take_section(p, tag, error);
	case '/':
		return take_end(p, tag, error);
	default:
		return take_value(p, tag, error);
	}
}

static gboolean parse_tags(Parser *p, GError **error)
{
	const char *start;

	while ((start = strstr(p->at, p->open))) {
		Tag tag;

		if (!read_tag(p, start, &tag, error))
			return FALSE;
		pass_tag(p, &tag);
		if (!take_tag(p, &tag, error))
			return FALSE;
	}
	add_text_up_to(p, p->at + strlen(p->at));
	return TRUE;
}

static gboolean parse_source(Parser *p, Source *source, GError **error)
{
	g_autofree char *tag = NULL;
	const Node *open;
	const char *bad;

	if (!g_utf8_validate(source->text, -1, &bad))
		return mustache_fail(source, bad, error, "invalid UTF-8");
	p->source = source;
	p->at = source->text;
	p->line_start = TRUE;
	set_delimiters(p, slice_of("{{"), slice_of("}}"));
	g_array_set_size(p->sections, 0);
	if (!parse_tags(p, error))
		return FALSE;
	open = innermost_section(p);
	if (!open)
		return TRUE;
	tag = section_tag(open);
	return mustache_fail(source, open->at, error, "section %s is never closed", tag);
}

/* Partials are put at the end of the sources as they are met, and so get their turn. */
static gboolean parse_sources(Parser *p, GError **error)
{
	for (guint i = 0; i < p->template->sources->len; i++)
		if (!parse_source(p, g_ptr_array_index(p->template->sources, i), error))
			return FALSE;
	return TRUE;
}

Mustache *mustache_new(const char *name, const char *text, const MustacheRules *rules,
		       GError **error)
{
	g_autoptr(Mustache) template = g_new0(Mustache, 1);
	Parser p = {.template = template, .rules = rules};
	gboolean ok;

	template->escape = rules->escape;
	template->raw = rules->raw;
	template->sources = g_ptr_array_new_with_free_func(source_free);
	add_source(template, name, g_strdup(text));
	p.partials = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	p.words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	p.sections = g_array_new(FALSE, FALSE, sizeof(guint));
	ok = parse_sources(&p, error);
	g_hash_table_unref(p.partials);
	g_hash_table_unref(p.words);
	g_array_unref(p.sections);
	g_free(p.open);
	g_free(p.close);
	return ok ? g_steal_pointer(&template) : NULL;
}

void mustache_free(Mustache *template)
{
	if (!template)
		return;
	g_ptr_array_unref(template->sources);
	g_free(template);
}
