/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/own_forms.h"

#include "core/courtesy.h"
#include "core/diffstat.h"
#include "core/line.h"
#include "core/trailer.h"

#include <string.h>

#define MAX_REQUEST 60       /* lines of a pull request's frame */
#define MAX_BARE_SIGNATURE 6 /* lines below a "--" that lost its blank */
#define MAX_CLOSING 6        /* lines from "Regards," on */
#define MAX_CLOSING_LINE 60  /* bytes */
#define MAX_NICKNAME 20
#define MIN_RULER 3

/* --- footers --------------------------------------------------------------- */

/* Whether one of the lines below the ruler @i names a list. */
static gboolean rules_off_footer(const Scan *scan, guint i)
{
	for (guint j = i + 1; j < MIN(scan->n, i + 5); j++) {
		Slice line = scan_text(scan, j);

		if (g_strstr_len(line.ptr, (gssize)line.len, "mailing list") ||
		    g_strstr_len(line.ptr, (gssize)line.len, "/listinfo/"))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_dashes(const Scan *scan, guint i)
{
	return scan_is_open(scan, i) && line_consists_of(scan_text(scan, i), "-", 2);
}

void own_footers(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		Slice line = scan_text(scan, i);
		guint from = i, to = i;

		if (!scan_is_open(scan, i))
			continue;
		if (line_consists_of(line, "_", MIN_RULER) ? !rules_off_footer(scan, i)
							   : !courtesy_is_boilerplate(line))
			continue;
		if (i > 0 && is_dashes(scan, i - 1))
			from--;
		while (to < scan->n && scan_is_open(scan, to))
			to++;
		scan_mark(scan, from, to, OWN_FOOTER);
		i = to;
	}
}

/* --- signatures ------------------------------------------------------------ */

/* "2.30.0", "2.39.2.windows.1", "1.9.1-goog" */
static gboolean is_version(Slice line)
{
	gssize dot = slice_find(line, '.');

	line = slice_trim(line);
	if (dot <= 0 || !g_ascii_isdigit(line.ptr[0]) || line.len > 40)
		return FALSE;
	return slice_find(line, ' ') < 0;
}

/* The line behind the open and blank lines from @i on; @i where more than @max are open. */
static guint open_end(const Scan *scan, guint i, guint max)
{
	guint lines = 0, end = i;

	for (; end < scan->n; end++) {
		if (!scan_is_open(scan, end) &&
		    (!scan_is_blank(scan, end) || scan_line(scan, end)->depth))
			break;
		lines += scan_is_open(scan, end) ? 1 : 0;
		if (lines > max)
			return i;
	}
	return end;
}

/* The line behind the signature that begins at @i, or @i. */
static guint signature_end(const Scan *scan, guint i)
{
	Slice line = scan_text(scan, i);

	if (courtesy_is_disclaimer(line))
		return open_end(scan, i, G_MAXUINT);
	if (!slice_starts(line, "--") || slice_trim(line).len != 2)
		return i;
	if (i + 1 < scan->n && is_version(scan_text(scan, i + 1)))
		return i + 2; /* git's; a list may have put more below */
	return open_end(scan, i, slice_equal(line, "-- ") ? G_MAXUINT : MAX_BARE_SIGNATURE);
}

static void find_signatures(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		guint end = scan_is_open(scan, i) ? signature_end(scan, i) : i;

		scan_mark(scan, i, end, OWN_SIGNATURE);
		i += end > i ? end - i - 1 : 0;
	}
}

/* --- trailers, and what git writes ----------------------------------------- */

/* "Tested-on: …" beside a trailer, "[ann: fixed a typo]" between two */
static gboolean is_like_trailer(Slice line)
{
	gssize colon = slice_find(line, ':');
	Slice token = slice_sub(line, 0, colon > 0 ? (gsize)colon : 0);

	if (slice_starts(line, "[") && line.ptr[line.len - 1] == ']')
		return TRUE;
	return slice_find(token, '-') > 0 && slice_find(token, ' ') < 0 &&
	       g_ascii_isupper(token.ptr[0]);
}

static guint count_trailer(const Scan *scan, guint i)
{
	Slice rest = slice_sub(scan->text, scan_line(scan, i)->from, scan->text.len);
	const char *end;
	guint lines = 0;

	if (!trailer_take(&rest))
		return 0;
	end = rest.ptr;
	while (scan_is_open(scan, i + lines) &&
	       scan->text.ptr + scan_line(scan, i + lines)->from < end)
		lines++;
	return lines;
}

static void find_trailers(Scan *scan)
{
	gboolean below = FALSE;

	for (guint i = 0; i < scan->n;) {
		guint lines = scan_is_open(scan, i) ? count_trailer(scan, i) : 0;

		if (!lines && below && scan_is_open(scan, i) && is_like_trailer(scan_text(scan, i)))
			lines = 1;
		scan_mark(scan, i, i + lines, OWN_TRAILERS);
		below = lines > 0;
		i += lines ? lines : 1;
	}
}

/* Lines of files are a diffstat where the sums come below them. */
static void find_diffstats(Scan *scan)
{
	guint start = 0;
	gboolean inside = FALSE, closed = FALSE;

	for (guint i = 0; i < scan->n; i++) {
		DiffstatLine line =
			scan_is_open(scan, i) ? diffstat_line(scan_text(scan, i)) : DIFFSTAT_NONE;

		if (!scan_is_open(scan, i)) {
			inside = closed = FALSE;
		} else if (line == DIFFSTAT_FILE && !inside) {
			inside = TRUE;
			start = i;
		} else if (line == DIFFSTAT_SUMMARY) {
			scan_mark(scan, inside ? start : i, i + 1, OWN_STAT);
			inside = FALSE;
			closed = TRUE;
		} else if (line == DIFFSTAT_EXTRA && closed) {
			scan_line(scan, i)->kind = OWN_STAT;
		}
	}
}

static void find_shortlogs(Scan *scan)
{
	for (guint i = 0; i + 1 < scan->n; i++) {
		guint end = i + 1;

		if (!scan_is_open(scan, i) || !line_is_shortlog(scan_text(scan, i)))
			continue;
		while (scan_is_open(scan, end) && slice_starts(scan_text(scan, end), "  "))
			end++;
		if (end > i + 1)
			scan_mark(scan, i, end, OWN_STAT);
		i = end - 1;
	}
}

/* What git request-pull writes above the sender's own words, to the ruler. */
static void find_requests(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		guint end = i;

		if (!scan_is_open(scan, i) ||
		    !slice_starts(scan_text(scan, i), "The following changes since commit "))
			continue;
		while (end < scan->n && end < i + MAX_REQUEST &&
		       !slice_starts(scan_text(scan, end), "----------------"))
			end++;
		for (guint j = i; end < scan->n && j < end; j++)
			if (scan_is_open(scan, j))
				scan_line(scan, j)->kind = OWN_STAT;
		i = end;
	}
}

static void find_signs(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		Slice line = scan_text(scan, i);

		if (!scan_is_open(scan, i))
			continue;
		if (courtesy_is_snip(line))
			scan_line(scan, i)->kind = OWN_SNIP;
		else if (line_consists_of(line, "-=_*~#+><8%^ ", MIN_RULER))
			scan_line(scan, i)->kind = OWN_RULER;
	}
}

/* --- courtesies ------------------------------------------------------------ */

static void find_greeting(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		if (!scan_is_open(scan, i))
			continue;
		if (line_is_greeting(scan_text(scan, i)) &&
		    !courtesy_is_farewell(scan_text(scan, i)))
			scan_line(scan, i)->kind = OWN_GREETING;
		return;
	}
}

static gboolean may_close(Slice line)
{
	line = slice_trim(line);
	return line.len <= MAX_CLOSING_LINE && !strchr("?;{}", line.ptr[line.len - 1]) &&
	       !(line.len > 4 && line.ptr[line.len - 1] == '.');
}

/* Whether own words end at @i: the mail does, or only forms and quotes come. */
static gboolean is_last(const Scan *scan, guint i)
{
	guint next = scan_skip_blank(scan, i + 1);

	return next == scan->n || scan_line(scan, next)->kind == OWN_SIGNATURE ||
	       scan_line(scan, next)->kind == OWN_FOOTER;
}

/* "[1] https://example.org", which stands below a farewell, too */
static gboolean is_footnote(Slice line)
{
	guint number;

	return slice_take(&line, "[") && slice_take_number(&line, 99, &number) &&
	       slice_starts(line, "]");
}

/* "greg k-h" is a name where Greg sends it. */
static gboolean is_name(const Scan *scan, Slice line)
{
	Slice text = slice_trim(line);
	gssize blank = slice_find(text, ' ');

	if (courtesy_is_name(line))
		return TRUE;
	return scan->sender && blank > 1 && text.len <= MAX_NICKNAME &&
	       courtesy_signs(slice_sub(text, 0, (gsize)blank), scan->sender);
}

/* Where the farewell begins that ends with line @last; n where there is none. */
static guint find_farewell(const Scan *scan, guint last)
{
	guint at = last, name = scan->n;

	for (guint lines = 0; lines < MAX_CLOSING && at < scan->n; lines++) {
		Slice line = scan_text(scan, at);

		if (courtesy_is_farewell(line))
			return lines == 0 || (name < scan->n &&
					      is_name(scan, scan_text(scan, name)))
				       ? at
				       : scan->n;
		if (!may_close(line))
			return scan->n;
		name = at;
		at = scan_open_above(scan, at);
	}
	return scan->n;
}

/* A name, a line on its own, that closes without a farewell. */
static gboolean is_signed(const Scan *scan, guint i)
{
	guint above;

	if (i > 0 && scan_is_open(scan, i - 1))
		return FALSE;
	if (scan->sender)
		return courtesy_signs(scan_text(scan, i), scan->sender);
	above = scan_open_above(scan, i);
	return above < scan->n && is_last(scan, i) && courtesy_is_name(scan_text(scan, i));
}

static void close_run(Scan *scan, guint last)
{
	guint at, above = last;

	while (above < scan->n && is_footnote(scan_text(scan, above)))
		above = scan_open_above(scan, above);
	last = above < scan->n ? above : last;
	at = find_farewell(scan, last);

	if (at == scan->n) {
		if (is_signed(scan, last))
			scan_line(scan, last)->kind = OWN_CLOSING;
		return;
	}
	for (guint i = at; i <= last; i++)
		if (scan_is_open(scan, i))
			scan_line(scan, i)->kind = OWN_CLOSING;
	above = scan_open_above(scan, at);
	if (above < scan->n && courtesy_is_farewell(scan_text(scan, above)))
		scan_line(scan, above)->kind = OWN_CLOSING;
}

static void find_closings(Scan *scan)
{
	for (guint i = 0; i < scan->n; i++) {
		if (scan_is_open(scan, i) && !scan_is_open(scan, scan_skip_blank(scan, i + 1)))
			close_run(scan, i);
	}
}

void own_forms(Scan *scan)
{
	find_signatures(scan);
	find_trailers(scan);
	find_diffstats(scan);
	find_shortlogs(scan);
	find_requests(scan);
	find_signs(scan);
	find_greeting(scan);
	find_closings(scan);
}
