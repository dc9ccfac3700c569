/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/lead.h"

#include "base/text.h"
#include "core/line.h"

#include <string.h>

#define CHANGES_MAX 50    /* bytes of a line that heads a changelog */
#define EDITION_MAX 240   /* bytes of a paragraph that only says which version this is */
#define REWORK_MAX 72     /* … or what it reworks, behind "This is " */
#define VERSION_WITHIN 30 /* bytes in which it does */
#define HEADING_MAX 100   /* bytes of a paragraph that only introduces the next */

static Slice trim_end(Slice line)
{
	while (line.len && g_ascii_isspace(line.ptr[line.len - 1]))
		line.len--;
	return line;
}

/* "[1] https://…", "[1]: …": a footnote; "[1] as Ann said." goes on with a sentence. */
static gboolean is_footnote(Slice text)
{
	return slice_take(&text, "[1]") &&
	       (slice_starts(text, ":") || g_strstr_len(text.ptr, (gssize)text.len, "://"));
}

/* " src/x.c | 4 ++--" */
static gboolean is_stat(Slice line)
{
	return slice_starts(line, " ") && g_strstr_len(line.ptr, (gssize)line.len, " | ");
}

/* What opens a paragraph that describes nothing: a quote, code, a diff, a table, a link. */
static gboolean is_no_prose(Slice line)
{
	static const char *const starts[] = {
		">",      "\t",      "    ",    "diff -",    "--- ",
		"+++ ",   "Index: ", "http://", "https://",  "|",
		"#",      "===",     "---",     "***",       "[ Upstream commit ",
		"From: ", "Cc: ",    "To: ",    "Subject: ", "Date: "};
	Slice text = slice_trim(line);

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (slice_starts(line, starts[i]) || slice_starts(text, starts[i]))
			return TRUE;
	if (is_footnote(text) || is_stat(line) || line_is_shortlog(line))
		return TRUE;
	for (gsize i = 0; i < text.len; i++)
		if (g_ascii_isalpha(text.ptr[i]) || (guchar)text.ptr[i] >= 0x80)
			return FALSE;
	return TRUE;
}

/* "On Monday, Ann wrote:", which a quote follows */
static gboolean is_attribution(Slice prose)
{
	static const char *const ends[] = {"wrote:", "writes:", "said:"};
	Slice text = slice_trim(prose);

	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		gsize len = strlen(ends[i]);

		if (text.len >= len && memcmp(text.ptr + text.len - len, ends[i], len) == 0)
			return TRUE;
	}
	return FALSE;
}

/* "Changes since v1:", "v2 -> v3:", "Changelog": what changed is not what it is about. */
static gboolean is_changelog(Slice line)
{
	static const char *const starts[] = {"change", "changelog", "since v", "history of",
					     "* from v"};
	Slice text = slice_trim(line);

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (slice_starts_nocase(text, starts[i]) && text.len <= CHANGES_MAX)
			return TRUE;
	return text.len > 1 && (text.ptr[0] == 'v' || text.ptr[0] == 'V') &&
	       g_ascii_isdigit(text.ptr[1]);
}

/* Whether one of its first words is v2, V10, "version 3", "third version". */
static gboolean names_version(Slice text)
{
	for (gsize i = 0; i + 1 < MIN(text.len, VERSION_WITHIN); i++) {
		Slice rest = slice_sub(text, i, text.len);

		if (i > 0 && text.ptr[i - 1] != ' ')
			continue;
		if (slice_starts_nocase(rest, "version") ||
		    ((*rest.ptr == 'v' || *rest.ptr == 'V') && g_ascii_isdigit(rest.ptr[1])))
			return TRUE;
	}
	return FALSE;
}

/* "… a rework of the patch posted at [1]": a longer paragraph may say of what. */
static gboolean names_rework(Slice text)
{
	static const char *const starts[] = {"a rework", "a respin", "a repost", "a resend",
					     "a rebase"};

	for (guint i = 0; text.len <= REWORK_MAX && i < G_N_ELEMENTS(starts); i++)
		if (slice_starts_nocase(text, starts[i]))
			return TRUE;
	return FALSE;
}

/* "This is v4 of the series posted here: …", "Here's the v2.": no word about what it is. */
static gboolean is_edition(Slice prose)
{
	static const char *const starts[] = {"this is ", "here is ", "here's ",  "here comes ",
					     "the ",     "v",        "changes ", "compared to ",
					     "since ",   "resend"};
	Slice text = slice_trim(prose);

	if (text.len > EDITION_MAX)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (slice_take_nocase(&text, starts[i]))
			return names_version(text) || names_rework(text);
	return FALSE;
}

/* "Signed-off-by: …": the message is over. */
static gboolean is_trailer(Slice line)
{
	gssize colon = slice_find(line, ':');
	Slice token = slice_sub(line, 0, colon > 0 ? (gsize)colon : 0);

	return token.len > 3 && slice_find(token, ' ') < 0 &&
	       g_ascii_strncasecmp(token.ptr + token.len - 3, "-by", 3) == 0;
}

/* A cover letter often begins with its subject once more. */
static gboolean is_title(Slice prose, const char *title)
{
	g_autofree char *line = text_clean_line(prose.ptr, prose.len);

	return title && g_ascii_strcasecmp(line, title) == 0;
}

/* Takes the lines up to a blank one off @rest; FALSE at the end, or at the signature. */
static gboolean next_paragraph(Slice *rest, Slice *paragraph)
{
	Slice line, before = *rest;

	do {
		before = *rest;
		if (!slice_next_line(rest, &line))
			return FALSE;
	} while (slice_is_blank(line));
	if (slice_equal(line, "-- ") || slice_equal(line, "--"))
		return FALSE;
	paragraph->ptr = before.ptr;
	for (;;) {
		Slice ahead = *rest;

		paragraph->len = (gsize)(line.ptr + line.len - paragraph->ptr);
		if (!slice_next_line(&ahead, &line) || slice_is_blank(line) ||
		    slice_equal(line, "-- "))
			return TRUE;
		*rest = ahead;
	}
}

static Slice first_line(Slice paragraph)
{
	Slice rest = paragraph, line = {NULL, 0};

	slice_next_line(&rest, &line);
	return trim_end(line);
}

/* The paragraph without a greeting in its first line; empty where no more is in it. */
static Slice without_greeting(Slice paragraph)
{
	Slice rest = paragraph, line;

	if (!slice_next_line(&rest, &line) || !line_is_greeting(line))
		return paragraph;
	return rest;
}

/*
 * What git request-pull writes: commits and places, a ruler, and then what the sender has to
 * say. TRUE where @paragraph begins it: @rest goes on behind the ruler.
 */
static gboolean skip_request(Slice paragraph, Slice *rest)
{
	Slice line;

	if (!slice_starts(slice_trim(paragraph), "The following changes since commit "))
		return FALSE;
	while (slice_next_line(rest, &line) && !slice_starts(line, "----------------"))
		;
	return TRUE;
}

/* Up to the first line that is no prose: a paragraph may run into a quote. */
static Slice prose_of(Slice paragraph)
{
	Slice rest = paragraph, line;
	gsize len = 0;

	while (slice_next_line(&rest, &line) && !is_no_prose(line) && !is_trailer(line))
		len = (gsize)(line.ptr + line.len - paragraph.ptr);
	return slice_sub(paragraph, 0, len);
}

/* Where @text, which is too long, is cut: behind the last sentence, else a word. */
static gsize cut_at(const char *text, gboolean *sentence)
{
	gsize word = 0, end = 0;

	for (gsize i = 1; i < LEAD_MAX; i++) {
		if (text[i] != ' ')
			continue;
		word = i;
		if (strchr(".!?", text[i - 1]))
			end = i;
	}
	*sentence = end > LEAD_MAX / 3;
	if (*sentence)
		return end;
	return word ? word : (gsize)(g_utf8_find_prev_char(text, text + LEAD_MAX) - text);
}

static void shorten(GString *text)
{
	gboolean sentence;

	if (text->len <= LEAD_MAX)
		return;
	g_string_truncate(text, cut_at(text->str, &sentence));
	if (!sentence)
		g_string_append(text, " …");
}

static void append(GString *lead, Slice paragraph)
{
	g_autofree char *line = text_clean_line(paragraph.ptr, paragraph.len);

	if (lead->len)
		g_string_append_c(lead, ' ');
	g_string_append(lead, line);
}

/* Whether a paragraph of that text only says what comes next. */
static gboolean introduces(const GString *lead)
{
	return lead->len <= HEADING_MAX && lead->len > 0 && lead->str[lead->len - 1] == ':';
}

/* Words, but none about what the mail is for. */
static gboolean is_preamble(Slice prose, const char *title)
{
	return is_edition(prose) || is_changelog(first_line(prose)) || is_title(prose, title);
}

char *lead_of(Slice text, const char *title)
{
	g_autoptr(GString) lead = g_string_new(NULL);
	Slice paragraph, prose, spare = {NULL, 0};

	while (next_paragraph(&text, &paragraph)) {
		if (skip_request(paragraph, &text))
			continue;
		prose = prose_of(without_greeting(paragraph));
		if (slice_is_blank(prose) || is_attribution(prose))
			continue;
		if (!lead->len && is_preamble(prose, title)) {
			spare = spare.len ? spare : prose;
			continue;
		}
		append(lead, prose);
		if (!introduces(lead))
			break;
	}
	if (!lead->len && spare.len)
		append(lead, spare);
	shorten(lead);
	if (g_str_has_suffix(lead->str, ":"))
		g_string_append(lead, " …"); /* code, a list or a link, which is not told */
	return lead->len ? g_strdup(lead->str) : NULL;
}
