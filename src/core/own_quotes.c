/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/own_quotes.h"

#include "core/attribution.h"
#include "core/line.h"

#include <string.h>

#define MAX_HEADERS 40 /* lines of a header block */
#define MAX_GAP 2      /* blank lines below a marker, or above a quote */
#define MIN_RULER 3
#define WRAP_FROM 60 /* bytes of a quoted line that a mailer may have wrapped */
#define WRAP_AT 70

/* --- headers in the body --------------------------------------------------- */

typedef enum {
	BLOCK_NONE,
	BLOCK_IN_BODY, /* a patch's From:, Subject:, Date: */
	BLOCK_OUTLOOK, /* the header of the mail that is answered or passed on */
} BlockKind;

typedef struct {
	BlockKind kind;
	guint end;      /* the line behind it */
	gboolean named; /* person is set */
	Person person;
} Block;

/* Whether a block of headers may begin at @i: nothing of the same text is right above. */
static gboolean is_begin(const Scan *scan, guint i)
{
	const Line *line = scan_line(scan, i), *above;

	if (i == 0)
		return TRUE;
	above = scan_line(scan, i - 1);
	return above->blank || above->depth != line->depth || above->kind == OWN_HEADERS ||
	       line_consists_of(scan_content(scan, i - 1), "-_=*>8< ", MIN_RULER);
}

/* A header's value goes on: indented, or further receivers. */
static gboolean is_continuation(Slice line, AttributionHeader header)
{
	if (slice_starts(line, " ") || slice_starts(line, "\t"))
		return TRUE;
	return (header == ATTRIBUTION_TO || header == ATTRIBUTION_OTHER) &&
	       (slice_find(line, '@') > 0 || slice_find(line, ';') > 0);
}

/* Reads header lines from @i on. *seen: a bit for each kind of header. */
static guint read_headers(const Scan *scan, guint i, guint *seen, guint *n, Slice *from)
{
	guint depth = scan_line(scan, i)->depth, end = i;
	AttributionHeader last = ATTRIBUTION_NO_HEADER;

	*seen = *n = 0;
	for (; end < scan->n && end < i + MAX_HEADERS; end++) {
		Slice line = scan_content(scan, end), value;
		AttributionHeader header = attribution_header(line, &value);

		if (scan_is_blank(scan, end) || scan_line(scan, end)->depth != depth)
			break;
		if (!header && !(last && is_continuation(line, last)))
			break;
		if (header == ATTRIBUTION_FROM && !(*seen & 1u << header))
			*from = value;
		if (header) {
			last = header;
			*seen |= 1u << header;
			++*n;
		}
	}
	return end;
}

static gboolean has(guint seen, AttributionHeader header)
{
	return seen >> header & 1u;
}

static BlockKind judge_block(const Scan *scan, guint i, guint seen, guint n, Slice from)
{
	gboolean mailed = has(seen, ATTRIBUTION_SENT) || has(seen, ATTRIBUTION_TO);
	gboolean dated = has(seen, ATTRIBUTION_SENT) || has(seen, ATTRIBUTION_SUBJECT) ||
			 has(seen, ATTRIBUTION_DATE);

	if (has(seen, ATTRIBUTION_FROM) && mailed && dated && n > 2)
		return BLOCK_OUTLOOK;
	if (has(seen, ATTRIBUTION_FROM) && slice_find(from, '@') > 0 &&
	    (n > 1 || scan->first == i || scan_line(scan, i ? i - 1 : 0)->kind == OWN_HEADERS))
		return BLOCK_IN_BODY;
	return scan->first == i && has(seen, ATTRIBUTION_SUBJECT) ? BLOCK_IN_BODY : BLOCK_NONE;
}

/* The block of headers that begins at line @i, with its "-----Original Message-----". */
static Block read_block(const Scan *scan, guint i)
{
	Slice line = scan_content(scan, i), from = {NULL, 0}, value;
	gboolean marker = attribution_is_marker(line);
	guint at = i, seen = 0, n = 0;
	Block block = {BLOCK_NONE, i, FALSE, {NULL, NULL}};

	if (!marker && !line_consists_of(line, "_", MIN_RULER) && !attribution_header(line, &value))
		return block;
	if (!is_begin(scan, i))
		return block;
	if (!attribution_header(line, &value))
		for (at = i + 1; at < scan->n && at <= i + MAX_GAP && scan_is_blank(scan, at); at++)
			;
	block.end = at < scan->n ? read_headers(scan, at, &seen, &n, &from) : at;
	block.kind = judge_block(scan, at, seen, n, from);
	if (at > i && !marker && block.kind != BLOCK_OUTLOOK)
		block.kind = BLOCK_NONE;
	if (marker && block.kind != BLOCK_OUTLOOK) {
		block.kind = BLOCK_OUTLOOK;
		block.end = i + 1;
	} else if (block.kind == BLOCK_OUTLOOK) {
		block.person = attribution_person(from);
		block.named = TRUE;
	}
	return block;
}

/* --- quotes ---------------------------------------------------------------- */

static guint32 add_person(Scan *scan, Person person)
{
	Person *own = g_new(Person, 1);

	if (!*person.name && !*person.addr) {
		person_clear(&person);
		g_free(own);
		return 0;
	}
	*own = person;
	g_ptr_array_add(scan->people, own);
	return scan->people->len;
}

/* From here on depth @depth is @whose, and what is deeper nobody's that is known. */
static void set_speaker(Scan *scan, guint depth, guint32 whose)
{
	for (guint i = depth; i < G_N_ELEMENTS(scan->speakers); i++)
		scan->speakers[i] = 0;
	if (depth < G_N_ELEMENTS(scan->speakers))
		scan->speakers[depth] = whose;
}

/* Lines of one depth that an attribution may be wrapped to. */
static guint collect(const Scan *scan, guint i, Slice *lines)
{
	guint n = 0;

	for (; n < ATTRIBUTION_MAX_LINES && i + n < scan->n; n++) {
		const Line *line = scan_line(scan, i + n);

		if (line->blank || line->depth != scan_line(scan, i)->depth ||
		    line->kind == OWN_DIFF || line->kind == OWN_FOOTER)
			break;
		lines[n] = scan_content(scan, i + n);
	}
	return n;
}

static guint depth_of(const Scan *scan, guint i)
{
	return MIN(scan_line(scan, i)->depth + scan->below, SCAN_MAX_DEPTH);
}

static void take_line(Scan *scan, guint i)
{
	Line *line = scan_line(scan, i);
	Slice text = scan_text(scan, i);

	if (line->kind == OWN_FOOTER || (line->kind == OWN_DIFF && !scan->below))
		return;
	if (scan->mark && !line->depth && text.len && text.ptr[0] == scan->mark)
		line->depth = 1;
	if (!line->depth && !scan->below)
		return;
	if (line->blank && !line->depth) /* it goes with what is above */
		return;
	line->depth = (guint16)depth_of(scan, i);
	line->kind = OWN_QUOTE;
	line->whose = scan->speakers[line->depth];
}

static void take_lines(Scan *scan, guint from, guint to)
{
	for (guint i = from; i < to; i++)
		take_line(scan, i);
}

/* Above the marks of a quote, or above a whole mail without any. */
static void take_outlook(Scan *scan, guint i, Block *block)
{
	guint next = scan_skip_blank(scan, block->end), depth = scan_line(scan, i)->depth;
	guint32 whose = block->named ? add_person(scan, block->person) : 0;

	if (depth) { /* the mailer marked the header, too */
		set_speaker(scan, depth_of(scan, i), whose);
		take_lines(scan, i, block->end);
		return;
	}
	if (scan->below)
		take_lines(scan, i, block->end);
	else
		scan_mark(scan, i, block->end, OWN_ATTRIBUTION);
	for (guint j = i; j < block->end && !scan->below; j++)
		scan_line(scan, j)->whose = whose;
	set_speaker(scan, MIN(scan->below + 1, SCAN_MAX_DEPTH), whose);
	if ((next == scan->n || !scan_line(scan, next)->depth) && scan->below < SCAN_MAX_DEPTH)
		scan->below++;
}

/* Returns the line behind the block, or @i where there is none. */
static guint take_block(Scan *scan, guint i)
{
	Block block = read_block(scan, i);

	if (block.kind == BLOCK_NONE)
		return i;
	if (block.kind == BLOCK_OUTLOOK) {
		take_outlook(scan, i, &block);
		return block.end;
	}
	if (scan_line(scan, i)->depth || scan->below)
		return i;
	scan_mark(scan, i, block.end, OWN_HEADERS);
	return block.end;
}

/* What an attribution at @i with @end behind it makes of the lines below. */
typedef enum {
	BELOW_NOTHING,  /* it is none */
	BELOW_DEEPER,   /* a quote, one deeper */
	BELOW_SAME,     /* the mailer marked the attribution, too */
	BELOW_UNMARKED, /* all the rest is the quote */
	BELOW_CUT,      /* the quote was left out */
	BELOW_OTHER,    /* a quote with another mark */
} Below;

static Below look_below(const Scan *scan, guint i, guint end, AttributionLook look)
{
	guint next = scan_skip_blank(scan, end), depth = scan_line(scan, i)->depth;
	const Line *line = scan_line(scan, next);
	Slice text;

	if (next < scan->n && line->depth > depth)
		return BELOW_DEEPER;
	if (look != ATTRIBUTION_SURE)
		return BELOW_NOTHING;
	if (depth)
		return next < scan->n && line->depth == depth && !scan->speakers[depth_of(scan, i)]
			       ? BELOW_SAME
			       : BELOW_NOTHING;
	if (next == scan->n || scan->below)
		return BELOW_CUT;
	text = scan_text(scan, next);
	if (text.len > 1 && strchr("|:", text.ptr[0]) && strchr(" \t", text.ptr[1]))
		return BELOW_OTHER;
	return scan->last_quote <= i && scan->has_words ? BELOW_UNMARKED : BELOW_CUT;
}

static void take_attribution(Scan *scan, guint i, guint end, guint32 whose, Below below)
{
	guint depth = depth_of(scan, i);

	if (below == BELOW_SAME)
		set_speaker(scan, depth, whose);
	if (depth) {
		take_lines(scan, i, end);
	} else {
		scan_mark(scan, i, end, OWN_ATTRIBUTION);
		for (guint j = i; j < end; j++)
			scan_line(scan, j)->whose = whose;
	}
	if (below == BELOW_SAME)
		return;
	set_speaker(scan, MIN(depth + 1, SCAN_MAX_DEPTH), whose);
	if (below == BELOW_OTHER)
		scan->mark = scan_text(scan, scan_skip_blank(scan, end)).ptr[0];
	if (below == BELOW_UNMARKED)
		scan->below = 1;
}

/* Returns the line behind the attribution, or @i where there is none. */
static guint try_attribution(Scan *scan, guint i)
{
	Slice lines[ATTRIBUTION_MAX_LINES];
	guint used = 0;
	Person who = {NULL, NULL};
	AttributionLook look = attribution_read(lines, collect(scan, i, lines), &used, &who);
	Below below;

	if (look == ATTRIBUTION_NONE)
		return i;
	below = look_below(scan, i, i + used, look);
	if (below == BELOW_NOTHING) {
		person_clear(&who);
		return i;
	}
	take_attribution(scan, i, i + used, add_person(scan, who), below);
	return i + used;
}

void own_quotes(Scan *scan)
{
	guint i = 0, next;

	while (i < scan->n) {
		const Line *line = scan_line(scan, i);

		if (line->blank || line->kind == OWN_FOOTER ||
		    (line->kind == OWN_DIFF && !scan->below)) {
			take_line(scan, i++);
			continue;
		}
		if (!line->depth && line_is_mbox_from(scan_text(scan, i)) && !scan->below) {
			scan_line(scan, i++)->kind = OWN_HEADERS;
			continue;
		}
		next = take_block(scan, i);
		if (next == i)
			next = try_attribution(scan, i);
		if (next == i) {
			take_line(scan, next++);
			scan->has_words |= scan_is_open(scan, i);
		}
		i = next;
	}
}

static gsize first_word_len(Slice text)
{
	gsize n = 0;

	while (n < text.len && text.ptr[n] != ' ')
		n++;
	return n;
}

static guint count_blanks(Slice text)
{
	guint n = 0;

	for (gsize i = 0; i < text.len; i++)
		n += text.ptr[i] == ' ' ? 1 : 0;
	return n;
}

/* A line that a mailer broke off the quoted one above when it wrapped that. */
static gboolean is_broken_off(const Scan *scan, guint i)
{
	const Line *above = scan_line(scan, i - 1), *next = scan_line(scan, i + 1);
	Slice quote = scan_text(scan, i - 1), text = scan_text(scan, i);

	if (above->kind != OWN_QUOTE || next->kind != OWN_QUOTE || above->depth != next->depth ||
	    above->blank || next->blank)
		return FALSE;
	/* an answer that begins small has more words, or is "s/teh/the/" */
	if (count_blanks(slice_trim(text)) > 1 || slice_starts(text, "s/") ||
	    text.ptr[text.len - 1] == '?')
		return FALSE;
	return quote.len >= WRAP_FROM && text.len < WRAP_FROM &&
	       quote.len + first_word_len(text) >= WRAP_AT && !g_ascii_isupper(text.ptr[0]) &&
	       !strchr(".?!:", quote.ptr[quote.len - 1]);
}

void own_broken_off(Scan *scan)
{
	for (guint i = 1; i + 1 < scan->n; i++) {
		if (!scan_is_open(scan, i) || !is_broken_off(scan, i))
			continue;
		*scan_line(scan, i) =
			(Line){scan_line(scan, i)->from, scan_line(scan, i - 1)->whose,
			       scan_line(scan, i - 1)->depth, OWN_QUOTE, FALSE};
	}
}
