/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_patch.h"

#include "base/slice.h"
#include "report/bar.h"

#include <string.h>

#define BAR_WIDTH 40
#define LONG_TEXT 30 /* lines; more are folded where a format can */
#define LEAST_FENCE 3

static Slice text_slice(const Json *json, const char *name)
{
	const char *text = json_text(json_get(json, name));

	return slice_of(text ? text : "");
}

static guint number_of(const Json *json, const char *name)
{
	return (guint)json_integer(json_get(json, name));
}

static Slice without_end(Slice s, gsize len)
{
	Slice rest = slice_sub(s, 0, s.len - len);

	while (rest.len && slice_is_blank(slice_sub(rest, rest.len - 1, rest.len)))
		rest.len--;
	return rest;
}

static gboolean ends(Slice s, Slice end)
{
	return s.len >= end.len && memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0;
}

/* The text without the diffstat at its end and the `---` right above it. */
static Slice lead_of(Slice text, Slice diffstat)
{
	Slice lead;

	if (!diffstat.len || !ends(text, diffstat))
		return text;
	lead = without_end(text, diffstat.len);
	if (slice_equal(lead, "---"))
		return slice_sub(lead, 0, 0);
	return ends(lead, slice_of("\n---")) ? without_end(lead, strlen("\n---")) : lead;
}

/* What git says of files below the sums: created, deleted, renamed, of another mode. */
static char *notes_of(Slice diffstat)
{
	static const char *const words[] = {" create mode ", " delete mode ", " mode change ",
					    " rename ",      " copy ",        " rewrite "};
	GString *notes = g_string_new(NULL);
	Slice line;

	while (slice_next_line(&diffstat, &line))
		for (guint i = 0; i < G_N_ELEMENTS(words); i++)
			if (slice_starts(line, words[i]) && slice_find(line, '|') < 0)
				g_string_append_printf(notes, "%s%.*s", notes->len ? "\n" : "",
						       (int)line.len - 1, line.ptr + 1);
	return g_string_free(notes, FALSE);
}

/* More backticks than stand together anywhere in the text (CommonMark, "fenced code"). */
static char *fence_for(Slice text)
{
	gsize longest = 0, run = 0;

	for (gsize i = 0; i < text.len; i++) {
		run = text.ptr[i] == '`' ? run + 1 : 0;
		longest = MAX(longest, run);
	}
	return g_strnfill(MAX(longest + 1, LEAST_FENCE), '`');
}

static guint count_lines(Slice text)
{
	Slice line;
	guint n = 0;

	while (slice_next_line(&text, &line))
		n++;
	return n;
}

static void view_file(Json *file, guint most)
{
	Bar bar = bar_scale(number_of(file, "added"), number_of(file, "removed"), most, BAR_WIDTH);
	g_autofree char *plus = g_strnfill(bar.plus, '+');
	g_autofree char *minus = g_strnfill(bar.minus, '-');
	Json *view = json_object();

	json_set_string(view, "plus", plus);
	json_set_string(view, "minus", minus);
	json_set(file, "view", view);
}

static void view_diffstat(Json *diffstat)
{
	const Json *files = json_get(diffstat, "files");
	g_autofree char *notes = notes_of(text_slice(diffstat, "text"));
	Json *view = json_object();
	guint most = 0;

	for (const Json *file = json_first(files); file; file = json_next(file))
		most = MAX(most, number_of(file, "added") + number_of(file, "removed"));
	for (const Json *file = json_first(files); file; file = json_next(file))
		view_file((Json *)file, most);
	json_set_string(view, "notes", notes);
	json_set(diffstat, "view", view);
}

void view_patch(Json *patch)
{
	const Json *diffstat = json_get(patch, "diffstat");
	Slice text = text_slice(patch, "text");
	Slice lead = lead_of(text, text_slice(diffstat, "text"));
	guint lines = count_lines(text);
	g_autofree char *lead_text = slice_dup(lead), *fence = fence_for(text);
	Json *view = json_object();

	json_set_string(view, "lead", lead_text);
	json_set_string(view, "fence", fence);
	json_set_int(view, "lines", lines);
	json_set_bool(view, "long", lines > LONG_TEXT);
	if (json_type(diffstat) == JSON_OBJECT)
		view_diffstat((Json *)diffstat);
	json_set(patch, "view", view);
}
