/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/own_code.h"

#include "core/code.h"
#include "core/line.h"

#include <string.h>

#define MAX_FENCED 400 /* lines between two fences */
#define MAX_HANGING 8  /* … of an item */

/* "Changes in v2:", "[ Changes by Ann:", "Notes:", "v3:", whose list may be set off. */
static gboolean heads_changes(Slice line)
{
	static const char *const starts[] = {
		"since", "from v", "notes:", "* from v", "[ change", "[change"};
	Slice text = slice_trim(line);

	if (slice_starts_nocase(text, "v") && text.len > 1)
		return g_ascii_isdigit(text.ptr[1]);
	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (slice_starts_nocase(text, starts[i]))
			return TRUE;
	/* Changelog, changed by Ann, no functional changes */
	return g_strstr_len(text.ptr, (gssize)text.len, "hange") != NULL;
}

static gboolean ends_with(Slice line, const char *text)
{
	gsize len = strlen(text);

	line = slice_trim(line);
	return line.len >= len && memcmp(line.ptr + line.len - len, text, len) == 0;
}

static gboolean ends_in_colon(Slice line)
{
	return ends_with(line, ":");
}

static CodeLook look_at(const Scan *scan, guint i)
{
	return scan_is_open(scan, i) ? code_look(scan_text(scan, i)) : CODE_NONE;
}

/* A single line that looks like code amid a paragraph: words that were wrapped there. */
static gboolean is_amid_words(const Scan *scan, guint i)
{
	Slice line = scan_text(scan, i);

	return i > 0 && line.len && g_ascii_isalpha(line.ptr[0]) && scan_is_open(scan, i - 1) &&
	       scan_is_open(scan, i + 1) && look_at(scan, i - 1) == CODE_NONE &&
	       look_at(scan, i + 1) == CODE_NONE && code_is_prose(scan_text(scan, i - 1));
}

/* One line between two of code, and no sentence: a label, the start of a wrapped one. */
static gboolean is_between(const Scan *scan, guint i)
{
	return scan_is_open(scan, i) && look_at(scan, i + 1) == CODE_SURE &&
	       !code_is_prose(scan_text(scan, i)) && !code_is_item(scan_text(scan, i));
}

/*
 * A further line of an item, in line with its words: "  1) sheep are to be counted" above
 * "     depending on the goats;", which ends as code does.
 */
static gboolean hangs(const Scan *scan, guint i)
{
	Slice line = scan_text(scan, i);
	guint indent = line_indent(line);

	if (!indent || !code_is_prose(line) || slice_find(line, '=') >= 0)
		return FALSE;
	for (guint j = i; j > 0 && i - j < MAX_HANGING && scan_is_open(scan, j - 1); j--) {
		Slice above = scan_text(scan, j - 1);

		if (slice_is_blank(above))
			return FALSE;
		if (line_item(above))
			return line_item(above) == indent;
		if (line_indent(above) != indent)
			return FALSE;
	}
	return FALSE;
}

typedef struct {
	guint from, to;   /* lines */
	gboolean sure;    /* one of them is surely code */
	gboolean set_off; /* the words above end in a colon, and head no list */
	gboolean listed;  /* they go on with an item of a list */
} Run;

/* A further line of a comment in C; an item of a list could look the same. */
static gboolean goes_on_comment(const Scan *scan, guint i)
{
	Slice line = scan_text(scan, i);

	return scan_is_open(scan, i) && line.len > 1 && strchr(" \t", line.ptr[0]) &&
	       slice_starts(slice_trim(line), "*");
}

static gboolean is_code(const Scan *scan, Run *run, guint i)
{
	Slice line = scan_text(scan, i);

	if (goes_on_comment(scan, i))
		return i > run->from && scan_line(scan, i - 1)->kind == OWN_CODE;
	if (look_at(scan, i) == CODE_SURE)
		return !hangs(scan, i) && (run->from + 1 < run->to || !is_amid_words(scan, i));
	if (code_is_item(line) || heads_changes(line)) {
		run->set_off = run->set_off && run->sure;
		run->listed = TRUE;
		return run->set_off;
	}
	return run->set_off || (!code_is_prose(line) && (run->sure || !run->listed));
}

static Run find_run(const Scan *scan, guint i)
{
	guint above = scan_open_above(scan, i), next;
	Run run = {i, i + 1, look_at(scan, i) == CODE_SURE, FALSE, FALSE};

	if (above < scan->n) {
		run.set_off = ends_in_colon(scan_text(scan, above)) &&
			      !heads_changes(scan_text(scan, above)) &&
			      !code_is_item(scan_text(scan, i));
		run.listed = above + 1 == i || code_is_item(scan_text(scan, above));
	}
	for (;;) {
		next = scan_skip_blank(scan, run.to);
		if (look_at(scan, next) == CODE_NONE &&
		    !(next == run.to && run.sure &&
		      (is_between(scan, next) || goes_on_comment(scan, next))))
			return run;
		run.sure |= look_at(scan, next) == CODE_SURE;
		run.to = next + 1;
	}
}

/* The line behind a paragraph in quotation marks below a colon: others' words; or @i. */
static guint quotation_end(const Scan *scan, guint i)
{
	guint above = scan_open_above(scan, i), end = i;
	Slice line = slice_trim(scan_text(scan, i));

	if (!slice_starts(line, "\"") && !slice_starts(line, "“"))
		return i;
	if (above == scan->n || above + 1 == i || !ends_in_colon(scan_text(scan, above)))
		return i;
	while (end < scan->n && scan_is_open(scan, end))
		end++;
	line = slice_trim(scan_text(scan, end - 1));
	while (line.len && strchr(".,", line.ptr[line.len - 1]))
		line.len--;
	return ends_with(line, "\"") || ends_with(line, "”") ? end : i;
}

/* The line behind the fence that closes the one at @i, or @i. */
static guint fence_end(const Scan *scan, guint i)
{
	Slice open = slice_trim(scan_text(scan, i));
	const char *close = slice_equal(open, "<quote>") ? "</quote>"
			    : slice_starts(open, "```")  ? "```"
							 : NULL;

	for (guint end = i + 1; close && end < MIN(scan->n, i + MAX_FENCED); end++)
		if (slice_starts(slice_trim(scan_text(scan, end)), close))
			return end + 1;
	return i;
}

/* "config: arm64-allyesconfig", as robots say what they tried. */
static gboolean is_setting(Slice line)
{
	static const char *const keys[] = {
		"url:",  "base:",   "config:",     "compiler:", "head:",         "tree:",
		"date:", "branch:", "patch link:", "commit:",   "patch subject:"};

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
		if (slice_take(&line, keys[i]))
			return slice_starts(line, " ") && !slice_is_blank(line);
	return FALSE;
}

/* A table of them: one alone could be anybody's words. */
static void find_settings(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		guint end = i;

		while (end < scan->n && scan_is_open(scan, end) && is_setting(scan_text(scan, end)))
			end++;
		if (end > i + 1)
			scan_mark(scan, i, end, OWN_CODE);
		i = MAX(i, end);
	}
}

void own_code(Scan *scan)
{
	Run run;

	find_settings(scan);
	for (guint i = 0; i < scan->n; i++) {
		guint end;

		if (!scan_is_open(scan, i))
			continue;
		end = MAX(fence_end(scan, i), quotation_end(scan, i));
		if (end > i) {
			scan_mark(scan, i, end, OWN_CODE);
			i = end - 1;
		} else if (look_at(scan, i) != CODE_NONE) {
			run = find_run(scan, i);
			for (guint j = run.from; j < run.to; j++)
				if (scan_is_open(scan, j) && is_code(scan, &run, j))
					scan_line(scan, j)->kind = OWN_CODE;
			i = run.to - 1;
		}
	}
}
