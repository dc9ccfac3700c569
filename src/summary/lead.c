/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/lead.h"

#include "base/text.h"
#include "core/changelog.h"
#include "core/line.h"

#include <string.h>

#define EDITION_MAX 240   /* bytes of a sentence that only says which version this is */
#define REWORK_MAX 72     /* … or what it reworks, behind "This is " */
#define VERSION_WITHIN 30 /* bytes in which it does */
#define HEADING_MAX 100   /* bytes of words that only introduce the next paragraph */
#define HEADING_WORDS 3   /* … of a line that heads one, without a full stop */
#define MIN_UNDERLINE 3
#define FOOTNOTE_MAX 99
#define LINK_WORDS 3 /* before a link on a line of its own */

/* --- words that say nothing ------------------------------------------------------- */

static gboolean is_address(Slice word)
{
	return g_strstr_len(word.ptr, (gssize)word.len, "://") != NULL;
}

/* Nothing but links, numbers and signs. */
static gboolean has_no_words(const char *words)
{
	Slice rest = slice_of(words);

	while (rest.len) {
		gssize blank = slice_find(rest, ' ');
		Slice word = slice_sub(rest, 0, blank < 0 ? rest.len : (gsize)blank);

		for (gsize i = 0; i < word.len && !is_address(word); i++)
			if (g_ascii_isalpha(word.ptr[i]) || (guchar)word.ptr[i] >= 0x80)
				return FALSE;
		rest = slice_trim(slice_sub(rest, word.len, rest.len));
	}
	return TRUE;
}

/* "[1] https://…", "[1]: …": a footnote; "[1] as Ann said." goes on with a sentence. */
static gboolean is_footnote(const char *words)
{
	Slice text = slice_of(words);
	guint number;

	return slice_take(&text, "[") && slice_take_number(&text, FOOTNOTE_MAX, &number) &&
	       slice_take(&text, "]") && (slice_starts(text, ":") || is_address(text));
}

/* What a paragraph begins with that git, a header or signs to catch the eye begin. */
static gboolean is_frame(const char *words)
{
	static const char *const starts[] = {
		"***",    "===",  "---",  "###",       "[ Upstream commit ",
		"From: ", "Cc: ", "To: ", "Subject: ", "Date: "};

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (g_str_has_prefix(words, starts[i]))
			return TRUE;
	if (g_ascii_strncasecmp(words, "commit ", strlen("commit ")) == 0 &&
	    strstr(words, " upstream"))
		return TRUE;
	return line_is_shortlog(slice_of(words));
}

/* "===", "---" right below @sentence */
static gboolean is_underlined(const Reading *reading, const OwnSentence *sentence)
{
	Slice rest = slice_sub(reading->text, sentence->from + sentence->len, reading->text.len);
	Slice line;

	return slice_next_line(&rest, &line) && slice_is_blank(line) &&
	       slice_next_line(&rest, &line) && line_consists_of(line, "=-~^*#", MIN_UNDERLINE);
}

/* "Overview", "Test results" */
static gboolean is_heading(const char *words)
{
	gsize len = strlen(words);
	guint blanks = 0;

	for (const char *p = words; *p; p++)
		blanks += *p == ' ' ? 1 : 0;
	return blanks < HEADING_WORDS && len <= HEADING_MAX && (guchar)words[len - 1] < 0x80 &&
	       !strchr(".!?:", words[len - 1]);
}

/*
 * Whether one of its first words is v2, V10, "version 3", or, of what is @presented, "third
 * version": the version of what is checked may be anything's.
 */
static gboolean names_version(Slice text, gboolean presented)
{
	for (gsize i = 0; i + 1 < MIN(text.len, VERSION_WITHIN); i++) {
		Slice rest = slice_sub(text, i, text.len);

		if (i > 0 && text.ptr[i - 1] != ' ')
			continue;
		if ((*rest.ptr == 'v' || *rest.ptr == 'V') && g_ascii_isdigit(rest.ptr[1]))
			return TRUE;
		if (slice_take_nocase(&rest, "version"))
			return presented ||
			       (rest.len > 1 && rest.ptr[0] == ' ' && g_ascii_isdigit(rest.ptr[1]));
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
static gboolean is_edition(const char *words)
{
	enum { PRESENTING = 4 };
	static const char *const starts[] = {"this is ",     "here is ", "here's ",
					     "here comes ",  "the ",     "changes ",
					     "compared to ", "since ",   "resend"};
	Slice text = slice_of(words);

	if (text.len > EDITION_MAX)
		return FALSE;
	if (slice_take_nocase(&text, "version ") || slice_take_nocase(&text, "v"))
		return text.len && g_ascii_isdigit(*text.ptr);
	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (slice_take_nocase(&text, starts[i]))
			return names_version(text, i < PRESENTING) || names_rework(text);
	return FALSE;
}

/* "The series can be found at [1].", "Previous versions are here:": where, and not what */
static gboolean is_pointer(const char *words)
{
	static const char *const places[] = {
		"can be found at",   "can be found here",         "can be found on",
		"can be found from", "can be found in the cover", "can be found in the previous",
		"can be found in [", "also available at",         "is available at",
		"are available at",  "is available here",         "are available here"};

	if (g_ascii_strncasecmp(words, "previous version", strlen("previous version")) == 0)
		return TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(places); i++)
		if (strstr(words, places[i]))
			return TRUE;
	return FALSE;
}

/* "v2: https://…", "Link to v2: https://…": a link at the end, few words before each. */
static gboolean is_link(const char *words)
{
	Slice rest = slice_of(words);
	guint links = 0, others = 0;
	gboolean last = FALSE;

	while (rest.len) {
		gssize blank = slice_find(rest, ' ');
		Slice word = slice_sub(rest, 0, blank < 0 ? rest.len : (gsize)blank);

		last = is_address(word);
		links += last ? 1 : 0;
		others += last ? 0 : 1;
		rest = slice_trim(slice_sub(rest, word.len, rest.len));
	}
	return last && others <= links * LINK_WORDS;
}

/* "(Cc'ing Bo, who may want to know.)" */
static gboolean is_aside(const char *words)
{
	return *words == '(' && g_str_has_suffix(words, ")");
}

/* --- what is passed over ------------------------------------------------------------- */

typedef struct {
	const Reading *reading;
	Slice within;
	const char *title;
	GArray *logs; /* of ChangelogSpan */
} Search;

static const OwnSentence *sentence_at(const Search *search, guint i)
{
	return reading_sentence(search->reading, i);
}

static gboolean is_inside(const Search *search, const OwnSentence *sentence)
{
	const char *at = search->reading->text.ptr + sentence->from;

	return sentence->part == OWN_TEXT && search->within.len && at >= search->within.ptr &&
	       at < search->within.ptr + search->within.len;
}

static gboolean is_changelog(const Search *search, guint i)
{
	gsize at = sentence_at(search, i)->from;
	guint low = 0, high = search->logs->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		const ChangelogSpan *log = &g_array_index(search->logs, ChangelogSpan, middle);

		if (at >= log->from && at < log->from + log->len)
			return TRUE;
		if (at < log->from)
			high = middle;
		else
			low = middle + 1;
	}
	return FALSE;
}

/* A cover letter often begins with its subject once more. */
static gboolean is_title(const char *words, const char *title)
{
	gsize len = title ? strlen(title) : 0;

	return title && g_ascii_strncasecmp(words, title, len) == 0 &&
	       (!words[len] || g_str_equal(words + len, "."));
}

/* What @sentence is, the @i-th. */
typedef enum {
	LEAD_NOTHING,  /* no words */
	LEAD_PREAMBLE, /* words, but none about what the mail is for */
	LEAD_WORDS,
} LeadLook;

static LeadLook look_at(const Search *search, guint i)
{
	const OwnSentence *sentence = sentence_at(search, i);
	const char *words = reading_words(search->reading, i);

	if (!is_inside(search, sentence) || has_no_words(words) || is_footnote(words) ||
	    is_underlined(search->reading, sentence))
		return LEAD_NOTHING;
	return is_changelog(search, i) || is_title(words, search->title) ||
			       (sentence->first && is_edition(words))
		       ? LEAD_PREAMBLE
		       : LEAD_WORDS;
}

/* Bytes of the words from the @i-th sentence to the end of its paragraph. */
static gsize count_rest(const Search *search, guint i)
{
	guint paragraph = sentence_at(search, i)->paragraph;
	const OwnSentence *sentence;
	gsize len = 0;

	for (; (sentence = sentence_at(search, i)) && sentence->paragraph == paragraph; i++)
		len += strlen(reading_words(search->reading, i)) + 1;
	return len;
}

/*
 * What the whole paragraph is that the @i-th sentence begins: behind "This is v4 of …" a few
 * words say what is new in that, many what it is about.
 */
static LeadLook look_at_paragraph(const Search *search, guint i)
{
	const char *words = reading_words(search->reading, i);
	gsize rest;

	if (is_frame(words))
		return LEAD_NOTHING;
	rest = count_rest(search, i) - strlen(words) - 1;
	if ((is_edition(words) || is_pointer(words)) && rest <= EDITION_MAX)
		return LEAD_PREAMBLE;
	if (is_pointer(words) && sentence_at(search, i)->opens)
		return LEAD_PREAMBLE;
	return rest == 0 && (is_heading(words) || is_aside(words)) ? LEAD_PREAMBLE : LEAD_WORDS;
}

/* --- what is told ----------------------------------------------------------------------- */

typedef struct {
	const Search *search;
	guint first, end; /* sentences */
	gsize len;        /* bytes of their words, with the blanks between */
} Lead;

/* Whether nothing but blanks and an item's marker lie between a sentence and the next, the
 * @i-th. */
static gboolean is_next(const Search *search, guint i)
{
	const OwnSentence *last = sentence_at(search, i - 1), *next = sentence_at(search, i);
	gsize from = last->from + last->len;
	Slice between, marker;

	if (!next || !is_inside(search, next))
		return FALSE;
	between = slice_trim(slice_sub(search->reading->text, from, next->from));
	marker = slice_sub(search->reading->text, from, next->from + 1);
	marker = slice_sub(marker, (gsize)(between.ptr - marker.ptr), marker.len);
	return !between.len || (next->item && line_item(marker) >= between.len);
}

static gboolean opens(const Lead *lead)
{
	return sentence_at(lead->search, lead->end - 1)->opens;
}

/* Takes the next sentence, if it is of @paragraph and the whole is no longer than @max. */
static gboolean take(Lead *lead, guint paragraph, gsize max)
{
	const OwnSentence *next = sentence_at(lead->search, lead->end);
	const char *words;
	gsize len;

	if (!next || next->paragraph != paragraph || !is_next(lead->search, lead->end))
		return FALSE;
	words = reading_words(lead->search->reading, lead->end);
	if (is_footnote(words) || has_no_words(words) || is_link(words) ||
	    is_changelog(lead->search, lead->end) != is_changelog(lead->search, lead->first))
		return FALSE;
	len = lead->len + 1 + strlen(words) + (next->item && next->first ? strlen("- ") : 0);
	if (len > max)
		return FALSE;
	lead->len = len;
	lead->end++;
	return TRUE;
}

static void take_paragraph(Lead *lead, guint paragraph)
{
	while (take(lead, paragraph, lead->end == lead->first + 1 ? LEAD_MAX : LEAD_WANTED))
		;
}

/* Takes whole items up to @max; FALSE: not all. */
static gboolean take_list(Lead *lead, gsize max)
{
	const OwnSentence *next;

	while ((next = sentence_at(lead->search, lead->end)) && next->item &&
	       is_next(lead->search, lead->end)) {
		const Lead before = *lead;

		while (take(lead, next->paragraph, max))
			;
		if (lead->end == before.end)
			return FALSE;
		if (is_next(lead->search, lead->end) &&
		    !sentence_at(lead->search, lead->end)->first) {
			*lead = before;
			return FALSE;
		}
	}
	return TRUE;
}

/* What the colon that the paragraph ends in opens. FALSE: that is not told, or not all of it. */
static gboolean take_opened(Lead *lead)
{
	const OwnSentence *next = sentence_at(lead->search, lead->end);
	const Lead before = *lead;
	gboolean alone = lead->end == lead->first + 1;

	if (!next || !is_next(lead->search, lead->end))
		return FALSE;
	if (!next->item) {
		if (lead->len <= HEADING_MAX && take(lead, next->paragraph, LEAD_MAX))
			take_paragraph(lead, next->paragraph);
		return lead->end > before.end;
	}
	if (take_list(lead, LEAD_MAX))
		return TRUE;
	*lead = before;
	if (alone)
		take_list(lead, LEAD_WANTED);
	return FALSE;
}

/* Behind a word of @text, which is too long, or at worst a character. */
static gsize cut_at(const char *text)
{
	gsize word = 0;

	for (gsize i = 1; i < LEAD_MAX; i++)
		if (text[i] == ' ')
			word = i;
	return word ? word : (gsize)(g_utf8_find_prev_char(text, text + LEAD_MAX) - text);
}

/* "… of the following: v2: https://… v1: https://…": up to the links. FALSE: there are none. */
static gboolean cut_links(char *line)
{
	for (char *p = line; (p = strstr(p, ": ")); p++) {
		const char *link = strstr(p, "://");

		if (!link)
			return FALSE;
		if (is_link(p + 2) && strstr(link + 1, "://")) {
			p[1] = '\0';
			return TRUE;
		}
	}
	return FALSE;
}

static char *print(const Lead *lead, gboolean more)
{
	const OwnSentence *first = sentence_at(lead->search, lead->first);
	const OwnSentence *last = sentence_at(lead->search, lead->end - 1);
	const char *text = lead->search->reading->text.ptr;
	g_autofree char *line =
		text_clean_line(text + first->from, last->from + last->len - first->from);

	more = cut_links(line) || more;
	if (lead->end == lead->first + 1 && strlen(line) > LEAD_MAX) {
		line[cut_at(line)] = '\0';
		more = TRUE;
	}
	return more ? g_strdup_printf("%s …", line) : g_steal_pointer(&line);
}

/* The byte behind the part that @sentence is in. */
static gsize end_of_part(const Own *own, const OwnSentence *sentence)
{
	guint low = 0, high = own->parts->len;

	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(own->parts, OwnPart, middle).from <= sentence->from)
			low = middle;
		else
			high = middle;
	}
	return g_array_index(own->parts, OwnPart, low).from +
	       g_array_index(own->parts, OwnPart, low).len;
}

/* Whether the @i-th sentence has no full stop, and goes on in what was taken for code. */
static gboolean breaks_off(const Search *search, guint i)
{
	const OwnSentence *sentence = sentence_at(search, i);
	gsize end = sentence->from + sentence->len;
	gsize behind = end_of_part(search->reading->own, sentence);
	Slice gap = slice_sub(search->reading->text, end, behind);
	char last = search->reading->text.ptr[end - 1];

	if (!g_ascii_isalnum(last) && last != ',')
		return FALSE;
	return slice_is_blank(gap) && gap.len < 2 && behind < search->reading->text.len;
}

/* What begins with the sentence @first. */
static char *tell(const Search *search, guint first)
{
	Lead lead = {search, first, first + 1, strlen(reading_words(search->reading, first))};
	gboolean more = FALSE;

	take_paragraph(&lead, sentence_at(search, first)->paragraph);
	if (sentence_at(search, first)->item)
		take_list(&lead, LEAD_WANTED);
	while (opens(&lead) && !more)
		more = !take_opened(&lead);
	if (!more && breaks_off(search, lead.end - 1)) {
		more = lead.end == first + 1;
		lead.end -= more ? 0 : 1;
	}
	return print(&lead, more);
}

/* A pull request's frame that no ruler ends: nobody's words are below. */
static gboolean is_request(const char *words)
{
	return g_str_has_prefix(words, "The following changes since commit ");
}

char *lead_of(const Reading *reading, Slice within, const char *title)
{
	g_autoptr(GArray) logs = changelog_spans(reading);
	const Search search = {reading, within, title, logs};
	LeadLook paragraph = LEAD_WORDS;
	gint spare = -1;

	for (guint i = 0; i < reading->sentences->len; i++) {
		const OwnSentence *sentence = sentence_at(&search, i);
		LeadLook look;

		if (!is_inside(&search, sentence))
			continue;
		if (is_request(reading_words(reading, i)))
			break;
		paragraph = sentence->first ? look_at_paragraph(&search, i) : paragraph;
		look = MIN(paragraph, look_at(&search, i));
		if (look == LEAD_WORDS)
			return tell(&search, i);
		if (look == LEAD_PREAMBLE && spare < 0)
			spare = (gint)i;
	}
	return spare < 0 ? NULL : tell(&search, (guint)spare);
}
