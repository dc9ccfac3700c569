/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/own.h"

#include "core/hunk.h"
#include "core/line.h"
#include "core/own_code.h"
#include "core/own_forms.h"
#include "core/own_quotes.h"
#include "core/quote.h"

#include <string.h>

void own_free(Own *own)
{
	if (!own)
		return;
	g_array_unref(own->parts);
	g_ptr_array_unref(own->people);
	g_free(own);
}

static void person_free(gpointer data)
{
	person_clear(data);
	g_free(data);
}

/* --- lines ----------------------------------------------------------------- */
static void add_line(Scan *scan, gsize from, Slice text)
{
	Line line = {.from = from, .kind = SCAN_OPEN};

	line.depth = (guint16)quote_take(&text);
	line.blank = slice_is_blank(text);
	g_array_append_val(scan->lines, line);
	if (line.depth)
		scan->last_quote = scan->lines->len;
}

static void split(Scan *scan)
{
	Slice rest = scan->text, line;
	Line end = {.from = 0};

	while (scan->n < OWN_MAX_LINES && slice_next_line(&rest, &line)) {
		add_line(scan, (gsize)(line.ptr - scan->text.ptr), line);
		scan->n++;
	}
	end.from = scan->text.len - rest.len;
	g_array_append_val(scan->lines, end);
}

/* --- diffs ----------------------------------------------------------------- */

/* What git writes between "diff --git" and the first hunk. */
static gboolean is_diff_header(Slice line)
{
	static const char *const starts[] = {"index ",
					     "--- ",
					     "+++ ",
					     "old mode ",
					     "new mode ",
					     "deleted file mode ",
					     "new file mode ",
					     "similarity index ",
					     "dissimilarity index ",
					     "rename from ",
					     "rename to ",
					     "copy from ",
					     "copy to ",
					     "Binary files ",
					     "GIT binary patch",
					     "=====",
					     "literal ",
					     "delta ",
					     "Only in ",
					     "\\ No newline"};

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (slice_starts(line, starts[i]))
			return TRUE;
	return FALSE;
}

static gboolean is_change(Slice line)
{
	return line.len > 1 && strchr("+- \t", line.ptr[0]) && !slice_starts(line, "-- ") &&
	       !slice_is_blank(line);
}

typedef struct {
	Hunk hunk;
	gboolean header; /* the line above is of a diff, and no hunk's */
	gboolean inside; /* the line above is of a diff */
	gboolean binary; /* base85 up to a blank line */
} DiffState;

/* Whether line @i goes on with the hunk, wrapped or counted wrongly as it may be. */
static gboolean goes_on(const Scan *scan, guint i, DiffState *state, Slice line)
{
	if (hunk_is_open(&state->hunk)) {
		if (hunk_take(&state->hunk, line))
			return TRUE;
		if (state->inside && !scan_line(scan, i)->depth && line.len && i + 1 < scan->n &&
		    !line_is_signature(line, scan_behind(scan, i)) &&
		    is_change(scan_text(scan, i + 1)))
			return TRUE;
		state->hunk = (Hunk){0, 0};
		return FALSE;
	}
	return state->inside && !state->header && line.len > 1 && strchr("+-", line.ptr[0]) &&
	       line.ptr[1] != ' ' && line.ptr[1] != line.ptr[0];
}

/* The end of a line that a mailer wrapped above the first hunk. */
static gboolean is_broken_header(const Scan *scan, guint i, const DiffState *state)
{
	return state->header && !scan_is_blank(scan, i) && !scan_is_blank(scan, i - 1) &&
	       i + 1 < scan->n && is_diff_header(scan_text(scan, i + 1));
}

static gboolean is_of_diff(const Scan *scan, guint i, DiffState *state)
{
	Slice line = scan_text(scan, i);

	if (goes_on(scan, i, state, line))
		return TRUE;
	if (scan_line(scan, i)->depth)
		return FALSE;
	if (hunk_open(&state->hunk, line)) {
		state->header = FALSE;
		return TRUE;
	}
	if (line_is_diff(line, scan_behind(scan, i)) ||
	    (state->inside && (is_diff_header(line) || is_broken_header(scan, i, state)))) {
		state->header = TRUE;
		state->binary |= slice_starts(line, "literal ") || slice_starts(line, "delta ");
		return TRUE;
	}
	return state->binary && state->inside && !slice_is_blank(line);
}

static void find_diffs(Scan *scan)
{
	DiffState state = {{0, 0}, FALSE, FALSE, FALSE};

	for (guint i = 0; i < scan->n; i++) {
		if (is_of_diff(scan, i, &state)) {
			scan_line(scan, i)->kind = OWN_DIFF;
			scan_line(scan, i)->depth = 0;
			state.inside = TRUE;
		} else if (scan_is_blank(scan, i) && !scan_line(scan, i)->depth) {
			state.binary = FALSE;
		} else {
			state = (DiffState){{0, 0}, FALSE, FALSE, FALSE};
		}
	}
}

/* --- parts ----------------------------------------------------------------- */

static OwnPart part_of(const Scan *scan, guint i)
{
	const Line *line = scan_line(scan, i);
	OwnPart part = {line->kind == SCAN_OPEN ? OWN_TEXT : (OwnKind)line->kind, line->from, 0, 0,
			NULL};

	if (part.kind == OWN_QUOTE)
		part.depth = line->depth;
	if (line->whose && (part.kind == OWN_QUOTE || part.kind == OWN_ATTRIBUTION))
		part.whose = scan->people->pdata[line->whose - 1];
	return part;
}

static gboolean same_part(const OwnPart *a, const OwnPart *b)
{
	return a->kind == b->kind && a->depth == b->depth && a->whose == b->whose;
}

static void add_part(GArray *parts, OwnPart part, gsize len)
{
	OwnPart *last = parts->len ? &g_array_index(parts, OwnPart, parts->len - 1) : NULL;

	if (last && same_part(last, &part)) {
		last->len += len;
		return;
	}
	part.len = len;
	g_array_append_val(parts, part);
}

/* Blank lines go with what is above them, those at the start with what is below. */
static void gather_parts(const Scan *scan, GArray *parts)
{
	guint first = scan->first;
	OwnPart part = {OWN_TEXT, 0, 0, 0, NULL};

	if (first < scan->n)
		part = part_of(scan, first);
	for (guint i = 0; i < scan->n; i++) {
		const Line *line = scan_line(scan, i);

		if (i >= first && (!line->blank || line->depth))
			part = part_of(scan, i);
		part.from = line->from;
		add_part(parts, part, scan_line(scan, i + 1)->from - line->from);
	}
	if (scan_line(scan, scan->n)->from < scan->text.len) {
		part = (OwnPart){OWN_CODE, scan_line(scan, scan->n)->from, 0, 0, NULL};
		add_part(parts, part, scan->text.len - part.from);
	}
}

Own *own_read(const char *text, gsize len, const Person *sender)
{
	Own *own = g_new0(Own, 1);
	Scan scan = {.text = {text, len}, .sender = sender};

	own->parts = g_array_new(FALSE, FALSE, sizeof(OwnPart));
	own->people = scan.people = g_ptr_array_new_with_free_func(person_free);
	scan.lines = g_array_new(FALSE, FALSE, sizeof(Line));
	split(&scan);
	scan.first = scan_skip_blank(&scan, 0);
	find_diffs(&scan);
	own_footers(&scan);
	own_quotes(&scan);
	own_broken_off(&scan);
	own_forms(&scan);
	own_code(&scan);
	gather_parts(&scan, own->parts);
	g_array_unref(scan.lines);
	return own;
}
