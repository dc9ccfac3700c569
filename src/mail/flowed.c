/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/flowed.h"

#include <string.h>

#include "base/slice.h"

typedef struct {
	guint depth; /* of quoting */
	Slice text;  /* without quote marks and stuffing */
} Line;

typedef struct {
	GString *out;
	gboolean delsp;
	gboolean begun; /* there is a line before */
	gboolean open;  /* the last line flows into the next … */
	guint depth;    /* … if that is quoted as deeply */
} Flow;

static Slice unstuff(Slice line)
{
	return slice_starts(line, " ") ? slice_sub(line, 1, line.len) : line;
}

static Line read_line(Slice raw)
{
	Line line = {0, raw};

	while (line.depth < raw.len && raw.ptr[line.depth] == '>')
		line.depth++;
	line.text = unstuff(slice_sub(raw, line.depth, raw.len));
	return line;
}

static gboolean starts_diff(Slice line)
{
	return slice_starts(line, "diff -") || slice_starts(line, "Index: ") ||
	       slice_starts(line, "@@ -") ||
	       (slice_starts(line, "--- ") && !slice_is_blank(slice_sub(line, 4, line.len)));
}

/*
 * Lines that are no part of a paragraph, so that nothing is joined to them or
 * they to anything: indented ones, and those a quoted diff is made of.
 */
static gboolean is_laid_out(Slice line)
{
	return line.len == 0 || strchr(" \t+-", line.ptr[0]) || starts_diff(line);
}

static gboolean flows(const Line *line)
{
	return !is_laid_out(line->text) && line->text.ptr[line->text.len - 1] == ' ';
}

static void add_line(Flow *flow, const Line *line)
{
	gboolean joined = flow->open && flow->depth == line->depth && !is_laid_out(line->text);

	if (joined && flow->delsp)
		g_string_truncate(flow->out, flow->out->len - 1);
	if (!joined && flow->begun)
		g_string_append_c(flow->out, '\n');
	for (guint i = 0; !joined && i < line->depth; i++)
		g_string_append_c(flow->out, '>');
	if (!joined && line->depth && line->text.len)
		g_string_append_c(flow->out, ' ');
	g_string_append_len(flow->out, line->text.ptr, (gssize)line->text.len);
	flow->begun = TRUE;
	flow->open = flows(line);
	flow->depth = line->depth;
}

/* A diff's line starts with a blank of its own: stuffed, with two at least. */
static gboolean is_stuffed(Slice diff)
{
	Slice line;

	while (slice_next_line(&diff, &line))
		if (slice_starts(line, " ") && line.len > 1 && line.ptr[1] != ' ')
			return FALSE;
	return TRUE;
}

static void add_diff(Flow *flow, Slice diff)
{
	GString *out = flow->out;
	gboolean stuffed = is_stuffed(diff);
	Slice line;

	if (flow->begun)
		g_string_append_c(out, '\n');
	while (slice_next_line(&diff, &line)) {
		line = stuffed ? unstuff(line) : line;
		g_string_append_len(out, line.ptr, (gssize)line.len);
		if (diff.len)
			g_string_append_c(out, '\n');
	}
}

char *flowed_undo(const char *text, gboolean delsp)
{
	Flow flow = {g_string_sized_new(strlen(text)), delsp, FALSE, FALSE, 0};
	Slice rest = slice_of(text), raw;

	for (Slice before = rest; slice_next_line(&rest, &raw); before = rest) {
		Line line = read_line(raw);

		if (line.depth == 0 && starts_diff(line.text)) {
			add_diff(&flow, before);
			break;
		}
		add_line(&flow, &line);
	}
	if (g_str_has_suffix(text, "\n"))
		g_string_append_c(flow.out, '\n');
	return g_string_free(flow.out, FALSE);
}
