/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/applied.h"

#include "core/applied_parts.h"
#include "core/word.h"

#include <string.h>

#define MAX_PART 999
#define MIN_HASH 7
#define MAX_HASH 40

static void add_hash(Applied *applied, Slice text)
{
	gsize n = 0;

	while (n < text.len && g_ascii_isxdigit(text.ptr[n]))
		n++;
	if (n < MIN_HASH || n > MAX_HASH || applied->commits->len >= APPLIED_MAX ||
	    (n < text.len && (g_ascii_isalnum(text.ptr[n]) || text.ptr[n] == '-')))
		return;
	if (applied->commits->len &&
	    slice_equal(slice_sub(text, 0, n), applied->commits->pdata[applied->commits->len - 1]))
		return;
	g_ptr_array_add(applied->commits, g_strndup(text.ptr, n));
}

void applied_hashes(Applied *applied, Slice text)
{
	static const char *const starts[] = {
		"commit: ", "commit ", "/c/", "/commit/?id=", "/commit/",
		"?id=",     "&id=",    "h=",  "Commit-ID: ",  "commit-id: "};

	for (gsize i = 0; i < text.len; i++) {
		for (guint k = 0; k < G_N_ELEMENTS(starts); k++) {
			Slice rest = slice_sub(text, i, text.len);

			if (!slice_take_nocase(&rest, starts[k]))
				continue;
			rest = word_skip_blanks(rest);
			add_hash(applied, rest);
			break;
		}
	}
}

/* "[1/3] title", "  - [net,v2,1/3] title": which part that is */
static gboolean is_item(Slice line, guint *n)
{
	gssize end;

	line = slice_trim(line);
	if (slice_take(&line, "- ") || slice_take(&line, "* "))
		line = slice_trim(line);
	if (!slice_take(&line, "["))
		return FALSE;
	end = slice_find(line, ']');
	for (gssize i = 0; i < end; i++) {
		Slice rest = slice_sub(line, (gsize)i, (gsize)end);
		guint m;

		if (i && strchr("0123456789.", line.ptr[i - 1]))
			continue;
		if (slice_take_number(&rest, MAX_PART, n) && slice_take(&rest, "/") &&
		    slice_take_number(&rest, MAX_PART, &m) && *n <= m)
			return TRUE;
	}
	return FALSE;
}

/* Below an item that is none: "(no matching commit)" */
static gboolean is_missing(Slice line)
{
	return slice_equal(slice_trim(line), "(no matching commit)");
}

void applied_list(Applied *applied, Slice lines)
{
	Slice line;
	guint n, item = 0;

	while (slice_next_line(&lines, &line)) {
		gboolean missing = is_missing(line);

		if (item && !missing)
			applied_add_part(applied, item);
		item = 0;
		if (is_item(line, &n))
			item = n;
		applied_hashes(applied, line);
	}
	if (item)
		applied_add_part(applied, item);
}
