/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/changelog.h"

#include "base/text.h"
#include "core/line.h"

#include <string.h>

#define HEADING_MAX 160 /* bytes of a line that heads a changelog */
#define VERSION_MAX 999
#define REVISIONS 100 /* v2.1 is 201 among 200 and 300 */
#define MIN_KERNEL 10 /* v5.10 is no version of a series */

void changelog_free(Changelog *changelog)
{
	if (!changelog)
		return;
	g_array_unref(changelog->changes);
	g_free(changelog);
}

char *change_text(const char *text, const Change *change)
{
	return text_clean_line(text + change->from, change->len);
}

/* --- headings ------------------------------------------------------------------- */

typedef struct {
	guint ranks[2]; /* versions named, times REVISIONS; 0: none, or an RFC */
	guint named;    /* how many are */
	gboolean since; /* "since v2", "from v2": what follows is later */
	gboolean log;   /* a word says that it is about changes */
	gboolean rfc;
	gboolean enclosed; /* in brackets */
	gboolean colon;
	Slice rest; /* behind the colon */
} Heading;

typedef enum { WORD_NONE, WORD_FILL, WORD_LOG, WORD_SINCE, WORD_VERSION, WORD_RFC } WordKind;

static const struct {
	const char *word;
	WordKind kind;
} words[] = {
	{"changelog", WORD_LOG},     {"changelogs", WORD_LOG},   {"changes", WORD_LOG},
	{"change", WORD_LOG},        {"changed", WORD_LOG},      {"history", WORD_LOG},
	{"differences", WORD_LOG},   {"difference", WORD_LOG},   {"diff", WORD_LOG},
	{"delta", WORD_LOG},         {"updates", WORD_LOG},      {"new", WORD_LOG},
	{"modifications", WORD_LOG}, {"log", WORD_FILL},         {"logs", WORD_FILL},
	{"what's", WORD_FILL},       {"revision", WORD_VERSION}, {"version", WORD_VERSION},
	{"rev", WORD_VERSION},       {"ver", WORD_VERSION},      {"patchset", WORD_FILL},
	{"patch", WORD_FILL},        {"series", WORD_FILL},      {"set", WORD_FILL},
	{"posting", WORD_FILL},      {"since", WORD_SINCE},      {"from", WORD_SINCE},
	{"after", WORD_SINCE},       {"compared", WORD_SINCE},   {"relative", WORD_SINCE},
	{"vs", WORD_SINCE},          {"against", WORD_SINCE},    {"over", WORD_SINCE},
	{"respect", WORD_SINCE},     {"previous", WORD_FILL},    {"last", WORD_FILL},
	{"in", WORD_FILL},           {"for", WORD_FILL},         {"between", WORD_FILL},
	{"to", WORD_FILL},           {"of", WORD_FILL},          {"the", WORD_FILL},
	{"this", WORD_FILL},         {"and", WORD_FILL},         {"with", WORD_FILL},
	{"made", WORD_FILL},         {"main", WORD_FILL},        {"major", WORD_FILL},
	{"notable", WORD_FILL},      {"minor", WORD_FILL},       {"resend", WORD_FILL},
	{"repost", WORD_FILL},       {"respin", WORD_FILL},      {"rfc", WORD_RFC},
	{"include", WORD_FILL},      {"includes", WORD_FILL},    {"are", WORD_FILL},
	{"short", WORD_FILL},        {"here", WORD_FILL},        {"there", WORD_FILL},
	{"have", WORD_FILL},         {"has", WORD_FILL},         {"been", WORD_FILL},
	{"some", WORD_FILL},         {"significant", WORD_FILL}, {"several", WORD_FILL},
	{"few", WORD_FILL},          {"including", WORD_FILL},   {"following", WORD_FILL},
};

static gboolean is_punctuation(char c)
{
	return strchr(" \t,.;/=-+*#~<>", c) != NULL;
}

/* "[1]", "(2021-02-03)", "<https://…>" of a heading. */
static gboolean take_aside(Slice *line)
{
	static const char open[] = "[(<", close[] = "])>";
	const char *which = line->len ? strchr(open, line->ptr[0]) : NULL;
	gssize end;

	if (!which)
		return FALSE;
	end = slice_find(*line, close[which - open]);
	if (end < 0)
		return FALSE;
	*line = slice_sub(*line, (gsize)end + 1, line->len);
	return TRUE;
}

/* "https://lore.example/1/" */
static gboolean take_link(Slice *line)
{
	gssize end = slice_find(*line, ' ');
	gsize len = end < 0 ? line->len : (gsize)end;

	if (!slice_starts(*line, "http://") && !slice_starts(*line, "https://"))
		return FALSE;
	*line = slice_sub(*line, len, line->len);
	return TRUE;
}

/* "3", "3.1" of a version; v5.10 and v5.11-rc2 are kernels. */
static gboolean take_number(Slice *line, guint *rank)
{
	Slice rest = *line, minor;
	guint number, revision = 0;

	if (!slice_take_number(&rest, VERSION_MAX, &number))
		return FALSE;
	minor = rest;
	if (slice_take(&minor, ".") && slice_take_number(&minor, VERSION_MAX, &revision))
		rest = minor;
	if (revision >= MIN_KERNEL || slice_starts(rest, "-rc") || slice_starts(rest, ".") ||
	    (rest.len && g_ascii_isdigit(rest.ptr[0])))
		return FALSE;
	if (rest.len && g_ascii_isalpha(rest.ptr[0]) &&
	    (rest.len == 1 || !g_ascii_isalpha(rest.ptr[1])) && rest.ptr[0] != 'v')
		rest = slice_sub(rest, 1, rest.len); /* v2b */
	*rank = number * REVISIONS + revision;
	*line = rest;
	return number > 0;
}

/* "v3", "V3", "Patchv3" */
static gboolean take_version(Slice *line, guint *rank)
{
	Slice rest = *line;

	slice_take_nocase(&rest, "patch");
	return slice_take_nocase(&rest, "v") && take_number(&rest, rank) &&
	       (rest.len == 0 || !g_ascii_isalnum(rest.ptr[0]) || rest.ptr[0] == 'v') &&
	       (*line = rest, TRUE);
}

static WordKind take_word(Slice *line)
{
	gsize len = 0;

	while (len < line->len && (g_ascii_isalpha(line->ptr[len]) || line->ptr[len] == '\''))
		len++;
	for (guint i = 0; len && i < G_N_ELEMENTS(words); i++) {
		if (len == strlen(words[i].word) && slice_starts_nocase(*line, words[i].word)) {
			*line = slice_sub(*line, len, line->len);
			return words[i].kind;
		}
	}
	return WORD_NONE;
}

static gboolean add_rank(Heading *heading, guint rank)
{
	if (heading->named == G_N_ELEMENTS(heading->ranks))
		return FALSE;
	heading->ranks[heading->named++] = rank;
	return TRUE;
}

/* Takes one thing that a heading may have off @line; FALSE: it is none. */
static gboolean take_token(Heading *heading, Slice *line)
{
	guint rank;
	WordKind kind;

	if (slice_take(line, "→") || slice_take(line, "–") || take_aside(line) || take_link(line))
		return TRUE;
	if (is_punctuation(line->ptr[0])) {
		*line = slice_sub(*line, 1, line->len);
		return TRUE;
	}
	if (take_version(line, &rank))
		return add_rank(heading, rank);
	kind = take_word(line);
	heading->since |= kind == WORD_SINCE && !heading->named;
	heading->log |= kind == WORD_LOG;
	heading->rfc |= kind == WORD_RFC;
	if (kind == WORD_VERSION) {
		Slice number = slice_trim(*line);

		if (number.len && g_ascii_isdigit(number.ptr[0])) {
			*line = number;
			return take_number(line, &rank) && add_rank(heading, rank);
		}
	}
	return kind != WORD_NONE;
}

/* "Changes in v3:", "v2 -> v3", "* From v1 [1]", "v3: what changed"; "Changelog", @underlined */
static gboolean read_heading(Slice line, gboolean underlined, Heading *heading)
{
	gboolean starts = FALSE;

	*heading = (Heading){.named = 0};
	line = slice_trim(line);
	heading->enclosed = slice_starts(line, "[") || slice_starts(line, "(");
	if (heading->enclosed)
		line = slice_sub(line, 1, line.len); /* "[v1 -> v2]" */
	while (line.len && (line.ptr[0] != ':' || slice_starts(line, "::"))) {
		if ((line.ptr[0] == ']' || line.ptr[0] == ')') && starts)
			line = slice_sub(line, 1, line.len);
		else if (!take_token(heading, &line))
			return FALSE;
		starts |= heading->named > 0 || heading->log;
		if (line.len > HEADING_MAX && !starts)
			return FALSE;
	}
	heading->colon = slice_take(&line, ":");
	heading->rest = slice_trim(line);
	if (heading->colon && heading->rest.len && line.ptr[0] != ' ' && line.ptr[0] != '\t')
		return FALSE;
	if (heading->enclosed && !heading->colon && !heading->since && heading->named < 2)
		return FALSE; /* "(new in v2)" */
	return heading->named > 0 ||
	       (heading->log && (heading->colon || heading->rfc || underlined));
}

/* Of the version that it leads to; 0: not said. */
static guint rank_of(const Heading *heading)
{
	if (heading->named == 2)
		return MAX(heading->ranks[0], heading->ranks[1]);
	if (heading->named == 0)
		return heading->rfc ? REVISIONS : 0;
	if (heading->since)
		return (heading->ranks[0] / REVISIONS + 1) * REVISIONS;
	return heading->ranks[0];
}

static void name_versions(Changelog *log, const Heading *heading)
{
	guint a = heading->ranks[0], b = heading->ranks[1];

	if (heading->named == 2) {
		log->before = MIN(a, b) / REVISIONS;
		log->after = MAX(a, b) / REVISIONS;
	} else if (heading->since) {
		log->before = a / REVISIONS;
	} else {
		log->after = a / REVISIONS;
	}
}

/* --- changes -------------------------------------------------------------------- */

/* A link alone, "Link to v2: …", "v1: https://…", "[1] https://…": no change. */
static gboolean is_link(Slice text)
{
	static const char *const before[] = {"link", "http://", "https://", "lore", "["};
	const char *address = g_strstr_len(text.ptr, (gssize)text.len, "://");
	guint blanks = 0;

	if (!address)
		return slice_starts_nocase(text, "link to v");
	for (const char *p = text.ptr; p < address; p++)
		blanks += *p == ' ';
	for (guint i = 0; i < G_N_ELEMENTS(before); i++)
		if (slice_starts_nocase(text, before[i]))
			return blanks < 4;
	return blanks < 2 && (text.ptr[0] == 'v' || text.ptr[0] == 'V' || text.ptr[0] == '<');
}

typedef struct {
	const char *whole;
	guint wanted; /* rank of the mail's own version */
	Changelog *best;
	guint best_rank;
	Changelog *log;   /* the block that is read, or NULL */
	guint rank;       /* … of it */
	guint indent;     /* … of its heading */
	gboolean colon;   /* its heading ends in one */
	Slice change;     /* that is read; ptr NULL: none */
	gboolean item;    /* … has a marker */
	guint column;     /* … of its marker, or its first word */
	guint columns[2]; /* of the first change and, once there is one, of the first deeper */
	Slice above;      /* the line above, of the same change */
	guint blanks;     /* blank lines above */
	GArray *spans;    /* of ChangelogSpan, or NULL: not asked for */
} Reader;

static guint depth_of(const Reader *reader)
{
	return reader->log->changes->len && reader->column > reader->columns[0] + 1 ? 1 : 0;
}

static void end_change(Reader *reader)
{
	Slice text = slice_trim(reader->change);
	Change change = {.len = text.len};

	reader->change = (Slice){NULL, 0};
	if (!text.len || is_link(text) || !reader->log)
		return;
	if (!reader->log->changes->len)
		reader->columns[0] = reader->column;
	change.from = (gsize)(text.ptr - reader->whole);
	change.depth = depth_of(reader);
	g_array_append_val(reader->log->changes, change);
}

/* Whether a changelog that leads to @rank is newer than the best one so far. */
static gboolean is_newer(const Reader *reader, guint rank)
{
	if (!reader->best)
		return TRUE;
	if (reader->best_rank == reader->wanted)
		return FALSE;
	return rank == reader->wanted || rank > reader->best_rank;
}

static void add_span(Reader *reader, const Changelog *log)
{
	ChangelogSpan span = {log->from, log->len};
	const Change *last;

	if (!reader->spans)
		return;
	if (log->changes->len) {
		last = &g_array_index(log->changes, Change, log->changes->len - 1);
		span.len = last->from + last->len - log->from;
	}
	g_array_append_val(reader->spans, span);
}

static void end_log(Reader *reader)
{
	Changelog *log = reader->log;

	end_change(reader);
	reader->log = NULL;
	if (!log)
		return;
	add_span(reader, log);
	if (log->changes->len && is_newer(reader, reader->rank)) {
		changelog_free(reader->best);
		reader->best = log;
		reader->best_rank = reader->rank;
		return;
	}
	changelog_free(log);
}

static void begin_change(Reader *reader, Slice text, guint column, gboolean item)
{
	end_change(reader);
	reader->change = text;
	reader->column = column;
	reader->item = item;
}

static void begin_log(Reader *reader, Slice line, const Heading *heading)
{
	Slice text = slice_trim(line);

	end_log(reader);
	reader->log = g_new0(Changelog, 1);
	reader->log->changes = g_array_new(FALSE, FALSE, sizeof(Change));
	reader->log->from = (gsize)(text.ptr - reader->whole);
	reader->log->len = heading->rest.len ? (gsize)(heading->rest.ptr - text.ptr) : text.len;
	while (reader->log->len && g_ascii_isspace(text.ptr[reader->log->len - 1]))
		reader->log->len--;
	name_versions(reader->log, heading);
	reader->rank = rank_of(heading);
	reader->indent = line_indent(line);
	reader->colon = heading->colon;
	reader->blanks = 0;
	if (heading->rest.len)
		begin_change(reader, heading->rest, reader->indent, FALSE);
}

/* "-fixed", "+ added", "- fixed": bytes up to the words; 0: no item */
static gsize item_of(Slice line)
{
	gsize item = line_item(line);
	Slice text = slice_trim(line);

	if (item)
		return item;
	if (text.len > 2 && text.ptr[0] == '-' && g_ascii_isalpha(text.ptr[1]))
		return (gsize)(text.ptr - line.ptr) + 1;
	return 0;
}

/* Whether a line without a marker goes on with the changelog, below blank ones or not. */
static gboolean goes_on(const Reader *reader, Slice line)
{
	if (!reader->blanks)
		return reader->log->changes->len || reader->change.ptr || reader->colon ||
		       line_indent(line) > reader->indent;
	if (line_indent(line) > reader->indent)
		return TRUE;
	return !reader->log->changes->len && !reader->change.ptr && reader->colon;
}

static gboolean begins_change(const Reader *reader, Slice line)
{
	if (!reader->change.ptr || reader->blanks)
		return TRUE;
	return !reader->item && line_breaks_off(reader->above, line);
}

static void take_words(Reader *reader, Slice line)
{
	gsize item = item_of(line);

	if (!item && !goes_on(reader, line)) {
		end_log(reader);
		return;
	}
	if (item)
		begin_change(reader, slice_sub(line, item, line.len), line_indent(line), TRUE);
	else if (begins_change(reader, line))
		begin_change(reader, line, line_indent(line), FALSE);
	reader->change.len = (gsize)(line.ptr + line.len - reader->change.ptr);
}

/* "Changelog:" above "v3:" is no changelog of its own, nor does its end end anything. */
static void take_line(Reader *reader, Slice line, gboolean own, gboolean underlined)
{
	Slice text = slice_sub(line, line_item(line), line.len);
	Heading heading;

	if (slice_is_blank(line)) {
		reader->blanks++;
		return;
	}
	if (own &&
	    (read_heading(text, underlined, &heading) || read_heading(line, underlined, &heading)))
		begin_log(reader, line, &heading);
	else if (reader->log)
		take_words(reader, line);
	reader->above = line;
	reader->blanks = 0;
}

/* @below: the next one, or NULL */
static void take_part(Reader *reader, const OwnPart *part, const OwnPart *below)
{
	Slice rest = {reader->whole + part->from, part->len}, line;
	gboolean inside = part->kind == OWN_CODE && reader->log;
	gboolean ruled = below && below->kind == OWN_RULER;

	if (part->kind == OWN_RULER && reader->log && !reader->change.ptr &&
	    !reader->log->changes->len)
		return; /* the heading is underlined */
	if (part->kind != OWN_TEXT && !inside) {
		end_log(reader);
		return;
	}
	while (slice_next_line(&rest, &line))
		take_line(reader, line, part->kind == OWN_TEXT, ruled && !rest.len);
}

static void read_parts(Reader *reader, const Own *own)
{
	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = &g_array_index(own->parts, OwnPart, i);

		take_part(reader, part, i + 1 < own->parts->len ? part + 1 : NULL);
	}
	end_log(reader);
}

Changelog *changelog_read(const Reading *reading, const Subject *subject)
{
	Reader reader = {.whole = reading->text.ptr};

	reader.wanted = (subject ? subject_version(subject) : 1) * REVISIONS;
	if (subject && subject->revision < MIN_KERNEL)
		reader.wanted += subject->revision;
	read_parts(&reader, reading->own);
	return reader.best;
}

GArray *changelog_spans(const Reading *reading)
{
	Reader reader = {.whole = reading->text.ptr, .wanted = REVISIONS};

	reader.spans = g_array_new(FALSE, FALSE, sizeof(ChangelogSpan));
	read_parts(&reader, reading->own);
	changelog_free(reader.best);
	return reader.spans;
}
