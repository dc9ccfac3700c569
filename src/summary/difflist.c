/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/difflist.h"

#include "base/text.h"
#include "core/hunk.h"

#include <string.h>

#define MAX_PATH 200     /* bytes of a path that are shown */
#define MAX_FUNCTION 100 /* bytes of a name that is one */

typedef struct {
	GString *out;
	guint files;     /* begun, shown or not */
	char *path;      /* of the current one; NULL: not named yet */
	gboolean open;   /* there is a current one … */
	gboolean filled; /* … with hunks or "+++": what names a file now begins the next */
	gboolean binary;
	guint added, removed;
	GPtrArray *functions;
	Hunk hunk;
} List;

/* --- names ------------------------------------------------------------------------ */

static gboolean is_name_byte(char c)
{
	return g_ascii_isalnum(c) || c == '_' || (guchar)c >= 0x80;
}

/* The name that ends where @s does; empty: none. */
static Slice last_name(Slice s)
{
	gsize from;

	while (s.len && s.ptr[s.len - 1] == ' ')
		s.len--;
	for (from = s.len; from > 0 && is_name_byte(s.ptr[from - 1]);)
		from--;
	return slice_sub(s, from, s.len);
}

static gboolean is_function(Slice name)
{
	static const char *const words[] = {
		"if",      "for",  "while",  "switch", "return", "sizeof", "__attribute__",
		"defined", "else", "typeof", "do",     NULL};

	return name.len && name.len <= MAX_FUNCTION && !g_ascii_isdigit(*name.ptr) &&
	       !slice_is_one_of(name, words);
}

/* "f()" of "static int f(struct a *a)", "struct a" of "struct a {"; NULL: neither. */
static char *function_of(Slice context)
{
	static const char *const kinds[] = {"struct ", "union ", "enum "};
	gssize bracket = slice_find(context, '(');
	Slice name = last_name(slice_sub(context, 0, bracket > 0 ? (gsize)bracket : 0));

	if (is_function(name))
		return g_strdup_printf("%.*s()", (int)name.len, name.ptr);
	for (guint i = 0; bracket < 0 && i < G_N_ELEMENTS(kinds); i++) {
		Slice rest = context, brace;
		gssize end;

		if (!slice_take(&rest, kinds[i]))
			continue;
		end = slice_find(rest, '{');
		brace = last_name(slice_sub(rest, 0, end > 0 ? (gsize)end : 0));
		return is_function(brace)
			       ? g_strdup_printf("%s%.*s", kinds[i], (int)brace.len, brace.ptr)
			       : NULL;
	}
	return NULL;
}

static void take_context(List *list, Slice line)
{
	const char *at = g_strstr_len(line.ptr + 2, (gssize)line.len - 2, "@@");
	g_autofree char *name = NULL;

	if (!at || list->functions->len == DIFFLIST_FUNCTIONS)
		return;
	name = function_of(slice_trim(slice_sub(line, (gsize)(at + 2 - line.ptr), line.len)));
	for (guint i = 0; name && i < list->functions->len; i++)
		if (g_str_equal(list->functions->pdata[i], name))
			return;
	if (name)
		g_ptr_array_add(list->functions, g_steal_pointer(&name));
}

/* --- files ------------------------------------------------------------------------ */

/* A path as it is shown: it may be anything, but not end our brackets. */
static void append_path(GString *out, const char *path)
{
	g_autofree char *line = text_seen_line(path, TEXT_WHOLE);
	const char *end = line + MIN(strlen(line), MAX_PATH);

	while (*end && ((guchar)*end & 0xC0) == 0x80)
		end--;
	g_strdelimit(g_strdelimit(line, "[", '('), "]", ')');
	g_string_append_len(out, line, end - line);
	if (*end)
		g_string_append(out, "…");
}

static void append_counts(const List *list)
{
	GString *out = list->out;

	if (list->binary)
		g_string_append(out, " binary");
	else
		g_string_append_printf(out, "%s+%u -%u", list->path ? " " : "", list->added,
				       list->removed);
	for (guint i = 0; i < list->functions->len; i++)
		g_string_append_printf(out, "%s%s", i ? ", " : " near ",
				       (const char *)list->functions->pdata[i]);
}

static void close_file(List *list)
{
	if (list->open && list->files <= DIFFLIST_FILES) {
		g_string_append(list->out, list->files > 1 ? "; " : "");
		if (list->path)
			append_path(list->out, list->path);
		append_counts(list);
	}
	g_clear_pointer(&list->path, g_free);
	g_ptr_array_set_size(list->functions, 0);
	list->open = list->filled = list->binary = FALSE;
	list->added = list->removed = 0;
}

static void open_file(List *list)
{
	close_file(list);
	list->open = TRUE;
	list->files++;
}

static void set_path(List *list, Slice path)
{
	gssize tab = slice_find(path, '\t');

	path = slice_trim(slice_sub(path, 0, tab < 0 ? path.len : (gsize)tab));
	if (!slice_take(&path, "a/"))
		slice_take(&path, "b/");
	g_free(list->path);
	list->path = slice_dup(path);
}

/* "diff --git a/x b/x": the second half, where both are of one length. */
static Slice path_of_pair(Slice pair)
{
	gsize middle = pair.len / 2;

	if (pair.len % 2 && pair.ptr[middle] == ' ')
		return slice_sub(pair, middle + 1, pair.len);
	return pair;
}

static void take_names(List *list, Slice line)
{
	if (slice_take(&line, "--- ")) {
		if (!list->open || list->filled)
			open_file(list);
		if (!slice_starts(line, "/dev/null"))
			set_path(list, line);
	} else if (slice_take(&line, "+++ ")) {
		if (!list->open)
			open_file(list);
		if (!slice_starts(line, "/dev/null"))
			set_path(list, line);
		list->filled = TRUE;
	}
}

static void take_header(List *list, Slice line)
{
	if (slice_take(&line, "diff --git ")) {
		open_file(list);
		set_path(list, path_of_pair(slice_trim(line)));
	} else if (slice_take(&line, "Index: ")) {
		open_file(list);
		set_path(list, line);
	} else if (list->open &&
		   (slice_take(&line, "rename to ") || slice_take(&line, "copy to "))) {
		set_path(list, line);
	} else if (list->open && !list->filled &&
		   (slice_starts(line, "Binary files ") ||
		    slice_starts(line, "GIT binary patch"))) {
		list->binary = TRUE;
	} else {
		take_names(list, line);
	}
}

static void take_line(List *list, Slice line)
{
	char kind = hunk_is_open(&list->hunk) ? hunk_take(&list->hunk, line) : '\0';

	if (kind) {
		list->added += kind == '+' ? 1 : 0;
		list->removed += kind == '-' ? 1 : 0;
		return;
	}
	list->hunk = (Hunk){0, 0};
	if (!hunk_open(&list->hunk, line)) {
		take_header(list, line);
		return;
	}
	if (!list->open)
		open_file(list);
	list->filled = TRUE;
	take_context(list, line);
}

char *difflist_note(Slice diff)
{
	List list = {.out = g_string_new("[diff: ")};
	Slice line;

	list.functions = g_ptr_array_new_with_free_func(g_free);
	while (slice_next_line(&diff, &line))
		take_line(&list, line);
	close_file(&list);
	if (list.files > DIFFLIST_FILES)
		g_string_append_printf(list.out, "; and %u more files",
				       list.files - DIFFLIST_FILES);
	if (!list.files)
		g_string_assign(list.out, "[diff");
	g_string_append_c(list.out, ']');
	g_ptr_array_unref(list.functions);
	return g_string_free(list.out, FALSE);
}
