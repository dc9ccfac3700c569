/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/patch.h"

#include "base/text.h"
#include "core/hunk.h"
#include "core/line.h"

#include <string.h>

#define MIN_RULER 10 /* dashes below the stable preamble */
#define COMMIT_HEX 40
#define MIN_HEX 12 /* of an abbreviated hash in prose */

void patch_free(Patch *patch)
{
	if (!patch)
		return;
	person_clear(&patch->author);
	g_free(patch->subject);
	g_free(patch->date);
	g_free(patch);
}

/* --- pieces of the body ----------------------------------------------------- */

static Slice between(const char *from, const char *to)
{
	return (Slice){from, (gsize)(to - from)};
}

static const char *end_of(Slice s)
{
	return s.ptr + s.len;
}

static char first_byte(Slice line)
{
	return line.len ? line.ptr[0] : '\0';
}

/* Without blank lines in front and blanks behind; the first line keeps its indentation. */
static Slice trim_lines(Slice text)
{
	Slice rest = text, line, trimmed = slice_trim(text);

	while (slice_next_line(&rest, &line) && slice_is_blank(line))
		text = rest;
	return trimmed.len ? between(text.ptr, end_of(trimmed)) : slice_sub(text, 0, 0);
}

/* Without a separator that has nothing below it. */
static Slice drop_separator(Slice text)
{
	gsize end;

	text = trim_lines(text);
	for (end = text.len; end > 0 && text.ptr[end - 1] != '\n'; end--)
		;
	return line_is_separator(slice_sub(text, end, text.len))
		       ? trim_lines(slice_sub(text, 0, end))
		       : text;
}

/* --- the head: what `git mailinfo` takes off the body's start ---------------- */

/* "5.10-stable review patch.  If anyone has …", "3.16.35-rc1 review patch.  If …" */
static gboolean is_stable_preamble(Slice line)
{
	return g_ascii_isdigit(first_byte(line)) && line.len < 200 &&
	       g_strstr_len(line.ptr, (gssize)line.len, " review patch.") != NULL;
}

static gboolean is_indented(Slice line)
{
	return first_byte(line) == ' ' || first_byte(line) == '\t';
}

/* The rest of "Name: value" when @line is that header. */
static gboolean match_header(Slice line, const char *name, Slice *value)
{
	if (!slice_starts_nocase(line, name))
		return FALSE;
	*value = slice_sub(line, strlen(name), line.len);
	return value->len == 0 || is_indented(*value);
}

/* The value's first line and its continuation lines, which are taken off @rest, as one. */
static char *unfold(Slice value, Slice *rest)
{
	const char *end = end_of(value);
	Slice next = *rest, line;

	while (slice_next_line(&next, &line) && is_indented(line) && !slice_is_blank(line)) {
		end = end_of(line);
		*rest = next;
	}
	value = between(value.ptr, end);
	return text_clean_line(value.ptr, value.len);
}

static char *decode_text(PatchDecode decode, const char *text)
{
	return decode ? decode(text) : g_strdup(text);
}

/* Prose may begin with "From: ": only an address makes an author. */
static gboolean read_author(Patch *patch, PatchDecode decode, const char *value)
{
	g_autofree char *name_raw = NULL, *name_text = NULL, *addr_text = NULL;
	Slice name, addr;

	person_split(slice_of(value), &name, &addr);
	if (slice_find(addr, '@') < 0)
		return FALSE;
	name_raw = slice_dup(name);
	name_text = decode_text(decode, name_raw);
	addr_text = slice_dup(addr);
	patch->author = person_make(name_text, addr_text);
	patch->has_author = TRUE;
	return TRUE;
}

/* Takes an in-body header off @rest; each counts once. */
static gboolean take_header(Patch *patch, PatchDecode decode, Slice *rest)
{
	Slice next = *rest, line, value;
	g_autofree char *text = NULL;
	char **header = NULL;

	slice_next_line(&next, &line);
	if (!patch->subject && match_header(line, "Subject:", &value))
		header = &patch->subject;
	else if (!patch->date && match_header(line, "Date:", &value))
		header = &patch->date;
	else if (patch->has_author || !match_header(line, "From:", &value))
		return FALSE;
	text = unfold(value, &next);
	if (!*text || (!header && !read_author(patch, decode, text)))
		return FALSE;
	if (header)
		*header = decode_text(decode, text);
	*rest = next;
	return TRUE;
}

/* What may stand before the headers: mbox lines, the stable preamble and its ruler. */
static gboolean skip_line(Patch *patch, Slice line)
{
	if (patch->stable_review)
		return line_is_mbox_from(line) || line_consists_of(line, "-8<> ", MIN_RULER);
	patch->stable_review = is_stable_preamble(line);
	return patch->stable_review || line_is_mbox_from(line);
}

/* Returns where the message starts. A blank line after a header ends the head. */
static Slice read_head(Patch *patch, PatchDecode decode, Slice body)
{
	Slice rest = body, next = body, line;
	gboolean in_headers = FALSE;

	while (slice_next_line(&next, &line)) {
		if (slice_is_blank(line)) {
			if (in_headers)
				return next;
		} else if (!skip_line(patch, line)) {
			if (!take_header(patch, decode, &rest))
				return rest;
			in_headers = TRUE;
			next = rest;
		}
		rest = next;
	}
	return rest;
}

/* --- the layout: where notes, diff and signature begin ---------------------- */

typedef struct {
	Patch *patch;
	gboolean cover;
	Slice rest;            /* not yet scanned */
	const char *separator; /* the line --- that ends the message, or NULL; */
	const char *notes;     /* the line below it */
	const char *diff;      /* or NULL */
	const char *end;       /* the signature, the list's footer, or the body's end */
} Layout;

static gboolean is_end(const Layout *layout, Slice line, Slice above)
{
	char first = first_byte(line);

	return (first == '-' && line_is_signature(line, layout->rest)) ||
	       (first == '_' && line_is_footer(line, above));
}

/*
 * A --- in a cover letter is a ruler, unless it stands below a sign-off: there b4
 * puts it, with the change log after it.
 */
static gboolean ends_message(const Layout *layout, Slice line, Slice above)
{
	return !layout->separator && line_is_separator(line) &&
	       (!layout->cover || slice_starts_nocase(above, "Signed-off-by:"));
}

static void note_line(Layout *layout, Slice line, Slice above)
{
	switch (first_byte(line)) {
	case '-':
		if (!ends_message(layout, line, above))
			break;
		layout->separator = line.ptr;
		layout->notes = layout->rest.ptr;
		break;
	case '>': /* mbox tools write ">From " for "From " */
		if (!slice_starts(line, ">From "))
			layout->patch->quotes = TRUE;
		break;
	case 'T':
		if (slice_starts(line, "This is the start of the stable review cycle"))
			layout->patch->stable_review = TRUE;
		break;
	default:
		break;
	}
}

/* The next line that is not inside a hunk; FALSE at the end, which it notes. */
static gboolean next_line(Layout *layout, Hunk *hunk, Slice above, Slice *line)
{
	while (slice_next_line(&layout->rest, line)) {
		if (hunk_is_open(hunk) && hunk_take(hunk, *line))
			continue;
		*hunk = (Hunk){0, 0};
		if (!is_end(layout, *line, above))
			return TRUE;
		layout->end = line->ptr;
		return FALSE;
	}
	return FALSE;
}

/* Up to the diff or the end. A cover letter's sample diffs are text, but not quotes or rulers. */
static void scan_text(Layout *layout)
{
	Slice line, above = {NULL, 0};
	Hunk hunk = {0, 0};

	for (; next_line(layout, &hunk, above, &line); above = line) {
		if (!layout->cover && line_is_diff(line, layout->rest)) {
			layout->diff = line.ptr;
			return;
		}
		if (layout->cover)
			hunk_open(&hunk, line);
		note_line(layout, line, above);
	}
}

static void scan_diff(Layout *layout)
{
	Slice line, above = {NULL, 0};
	Hunk hunk = {0, 0};

	for (; next_line(layout, &hunk, above, &line); above = line)
		hunk_open(&hunk, line);
}

/* Whoever answers on top leaves the quoted mail below the signature. */
static void scan_tail(Layout *layout)
{
	Slice line;

	while (!layout->patch->quotes && slice_next_line(&layout->rest, &line))
		layout->patch->quotes = first_byte(line) == '>' && !slice_starts(line, ">From ");
}

/* Takes a hash, abbreviated or not. */
static gboolean take_hash(Slice *s)
{
	gsize len = 0;

	while (len < s->len && g_ascii_isxdigit(s->ptr[len]))
		len++;
	*s = slice_sub(*s, len, s->len);
	return len >= MIN_HEX && len <= COMMIT_HEX;
}

/* "commit <hex> upstream.", "[ Upstream commit <hex> ]" */
static gboolean names_upstream(Slice message)
{
	Slice line;

	if (!slice_next_line(&message, &line))
		return FALSE;
	if (slice_take_nocase(&line, "[ upstream commit ") ||
	    slice_take_nocase(&line, "upstream commit "))
		return take_hash(&line);
	return slice_take_nocase(&line, "commit ") && take_hash(&line) &&
	       slice_take_nocase(&line, " upstream");
}

/* Cuts the text from @start on into the slices of a patch. */
static void cut(Patch *patch, const Layout *layout, const char *start)
{
	const char *text_end = layout->diff ? layout->diff : layout->end;
	const char *message_end = layout->separator ? layout->separator : text_end;
	const char *notes = layout->separator ? layout->notes : text_end;
	/* an example in a commit message is no diffstat when there is room for a real one */
	const char *from = layout->separator && !layout->cover ? layout->notes : start;

	diffstat_find(between(from, text_end), &patch->diffstat);
	if (layout->cover && patch->diffstat.len && patch->diffstat.ptr < message_end)
		message_end = notes = patch->diffstat.ptr;
	patch->message = drop_separator(between(start, message_end));
	patch->picked = names_upstream(patch->message);
	patch->notes = trim_lines(between(notes, text_end));
	patch->shown = drop_separator(
		between(start, patch->diffstat.len ? end_of(patch->diffstat) : text_end));
	if (layout->diff)
		patch->diff = between(layout->diff, layout->end);
}

Patch *patch_read(const char *body, gboolean cover, PatchDecode decode)
{
	Patch *patch = g_new0(Patch, 1);
	Slice text;
	Layout layout = {.patch = patch, .cover = cover};

	text = read_head(patch, decode, slice_of(body));
	if (!patch->has_author)
		patch->author = person_make("", "");
	layout.rest = text;
	layout.end = end_of(text);
	scan_text(&layout);
	if (layout.diff)
		scan_diff(&layout);
	scan_tail(&layout);
	cut(patch, &layout, text.ptr);
	return patch;
}

Diffstat *patch_diffstat(const Patch *patch, gboolean cover, gboolean *disagree)
{
	g_autoptr(Diffstat) stated = NULL;
	g_autoptr(Diffstat) counted = NULL;

	*disagree = FALSE;
	if (patch->diffstat.len)
		stated = diffstat_parse(patch->diffstat);
	if (patch->diff.len && !cover)
		counted = diffstat_count(patch->diff);
	if (!counted)
		return g_steal_pointer(&stated);
	*disagree = stated && !diffstat_agree(stated, counted);
	return g_steal_pointer(&counted);
}
