/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/sentence.h"

#include "base/text.h"
#include "core/line.h"

#include <string.h>

#define ASIDE_MAX 400 /* bytes between ( and ) in which no sentence ends */
#define WORD_MAX 12   /* bytes of the longest abbreviation, and more */
#define DEEPER 2      /* columns that set a line off from the one above */
#define TOKEN_MAX 40  /* bytes of a tag's word */
#define CHOICE_MAX 80 /* bytes between the ? and the : of an expression, and more */

/* --- where a sentence ends ---------------------------------------------------- */

typedef struct {
	Slice text;   /* one paragraph */
	gsize start;  /* of the sentence that is read */
	gsize aside;  /* no sentence ends before this byte */
	gsize *close; /* of each "(": where it is closed, else 0 */
} Reader;

static gboolean is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* ":(", ";-(": a face */
static gboolean is_face(Slice text, gsize i)
{
	if (i > 0 && text.ptr[i - 1] == '-')
		i--;
	return i > 0 && (text.ptr[i - 1] == ':' || text.ptr[i - 1] == ';');
}

static void find_asides(Reader *reader)
{
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(gsize));

	reader->close = g_new0(gsize, reader->text.len + 1);
	for (gsize i = 0; i < reader->text.len; i++) {
		char c = reader->text.ptr[i];

		if ((c != '(' && c != ')') || is_face(reader->text, i))
			continue;
		if (c == '(') {
			g_array_append_val(open, i);
		} else if (open->len) {
			gsize from = g_array_index(open, gsize, open->len - 1);

			g_array_set_size(open, open->len - 1);
			reader->close[from] = i - from <= ASIDE_MAX ? i : 0;
		}
	}
}

static gsize skip_blanks(Slice text, gsize i)
{
	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	return i;
}

/* Brackets and quotation marks that close behind the stop, and a footnote's number. */
static gsize skip_closers(Slice text, gsize i)
{
	static const char *const closers[] = {"\"", "'", ")", "]", "}",  "`",  "*",
					      "_",  "”", "’", "»", "」", "』", "）"};
	guint k;

	do {
		Slice rest = slice_sub(text, i, text.len);

		if (rest.len > 2 && rest.ptr[0] == '[' && g_ascii_isdigit(rest.ptr[1]) &&
		    rest.ptr[2] == ']') {
			i += 3;
			k = 0;
			continue;
		}
		for (k = 0; k < G_N_ELEMENTS(closers); k++) {
			if (slice_starts(rest, closers[k])) {
				i += strlen(closers[k]);
				break;
			}
		}
	} while (k < G_N_ELEMENTS(closers));
	return i;
}

/* The word that ends at byte @end, without what opens it. */
static Slice word_before(const Reader *reader, gsize end)
{
	gsize from = end;

	while (from > reader->start && !is_blank(reader->text.ptr[from - 1]) &&
	       end - from <= WORD_MAX)
		from--;
	while (from < end && strchr("([{\"'", reader->text.ptr[from]))
		from++;
	return slice_sub(reader->text, from, end);
}

/* "e.g", "Mr": a full stop behind it ends nothing, whatever @next is. */
static gboolean is_abbreviation(Slice word, char next)
{
	static const char *const always[] = {"e.g",    "i.e",  "eg",   "ie",   "vs",    "mr",
					     "mrs",    "ms",   "dr",   "prof", "cf",    "viz",
					     "aka",    "resp", "incl", "esp",  "a.k.a", "w.r.t",
					     "approx", "ca",   "st",   "al",   NULL};
	static const char *const numbered[] = {"no",  "nr", "fig", "figs", "sec", "sect", "ch",
					       "vol", "p",  "pp",  "ver",  "rev", "eq",   NULL};
	static const char *const inside[] = {"etc", "inc", "ltd", "co",  "corp", "jr",  "u.s",
					     "op",  "max", "min", "def", "dept", "est", NULL};

	if (slice_is_one_of(word, always))
		return TRUE;
	if (g_ascii_isdigit(next) && slice_is_one_of(word, numbered))
		return TRUE;
	return g_ascii_islower(next) && slice_is_one_of(word, inside);
}

/* "B. Fjord", "1. First", a stop that stands alone: no end. */
static gboolean is_initial(const Reader *reader, Slice word, char next)
{
	gboolean first = word.ptr <= reader->text.ptr + reader->start;

	if (!word.len)
		return TRUE;
	if (word.len == 1 && g_ascii_isupper(word.ptr[0]) && word.ptr[0] != 'I')
		return g_ascii_isalpha(next);
	for (gsize i = 0; i < word.len; i++)
		if (!g_ascii_isdigit(word.ptr[i]))
			return FALSE;
	return first && word.len <= 2;
}

static gboolean begins_sentence(Slice rest)
{
	gsize i = 0;

	while (i < rest.len && strchr("\"'`(*_[", rest.ptr[i]))
		i++;
	return i < rest.len && (g_ascii_isupper(rest.ptr[i]) || (guchar)rest.ptr[i] >= 0x80);
}

/* "b : c", behind "a ?" */
static gboolean is_choice(Slice rest)
{
	return g_strstr_len(rest.ptr, (gssize)MIN(rest.len, CHOICE_MAX), " : ") != NULL;
}

/* Whether the stops from byte @i up to @stops, with what closes up to @end, end a sentence. */
static gboolean ends_sentence(const Reader *reader, gsize i, gsize stops, gsize end)
{
	Slice text = reader->text, rest = slice_sub(text, skip_blanks(text, end), text.len);
	gboolean single = stops == i + 1 && text.ptr[i] == '.';
	Slice word;

	if (!rest.len)
		return TRUE;
	if (!is_blank(text.ptr[end]))
		return FALSE;
	if (i == reader->start || is_blank(text.ptr[i - 1])) /* "if ! x", "a ? b : c", ".config" */
		return !single && i > reader->start &&
		       (begins_sentence(rest) || (text.ptr[i] == '?' && !is_choice(rest)));
	if (text.ptr[stops - 1] == '.' && !single)
		return begins_sentence(rest) && text.ptr[i - 1] != '(' && text.ptr[i - 1] != '[';
	if (end > stops && !begins_sentence(rest))
		return FALSE;
	if (!single)
		return TRUE;
	word = word_before(reader, i);
	return !is_abbreviation(word, rest.ptr[0]) && !is_initial(reader, word, rest.ptr[0]);
}

/* Bytes of a stop that ends a sentence with no blank behind it, or 0. */
static gsize wide_stop(Slice rest)
{
	static const char *const stops[] = {"。", "！", "？", "｡"};

	for (guint i = 0; (guchar)rest.ptr[0] >= 0x80 && i < G_N_ELEMENTS(stops); i++)
		if (slice_starts(rest, stops[i]))
			return strlen(stops[i]);
	return 0;
}

/* Takes byte @i; where a sentence ends there, its end, else 0. *next: the byte to go on at. */
static gsize take_byte(Reader *reader, gsize i, gsize *next)
{
	Slice text = reader->text;
	gsize stops, end, wide = wide_stop(slice_sub(text, i, text.len));

	*next = i + 1;
	if (wide) {
		*next = skip_closers(text, i + wide);
		return *next;
	}
	if (text.ptr[i] == '(' && i > reader->start)
		reader->aside = MAX(reader->aside, reader->close[i]);
	if (!strchr(".!?", text.ptr[i]))
		return 0;
	for (stops = i; stops < text.len && strchr(".!?", text.ptr[stops]); stops++)
		;
	if (i < reader->aside && (stops != reader->aside || text.ptr[i] != '.'))
		return 0; /* "(it does.) Or not." ends one, "most (all?) Arms" does not */
	end = skip_closers(text, stops);
	*next = end;
	return ends_sentence(reader, i, stops, end) ? end : 0;
}

static gboolean has_words(Slice text)
{
	for (gsize i = 0; i < text.len; i++)
		if (g_ascii_isalnum(text.ptr[i]) || (guchar)text.ptr[i] >= 0x80)
			return TRUE;
	return FALSE;
}

/* "... but this does": the words that it goes on with. */
static Slice without_dots(Slice text)
{
	gsize n = 0;

	while (n < text.len && strchr(".?!", text.ptr[n]))
		n++;
	return n > 1 || (n && is_blank(text.ptr[n])) ? slice_trim(slice_sub(text, n, text.len))
						     : text;
}

static OwnSentence *last_of(const GArray *sentences)
{
	return &g_array_index(sentences, OwnSentence, sentences->len - 1);
}

/* ":-)" behind a full stop belongs to the sentence before; with none it is nothing. */
static void keep_face(GArray *sentences, const char *whole, guint paragraph, Slice text)
{
	OwnSentence *last = sentences->len ? last_of(sentences) : NULL;
	gsize end = (gsize)(text.ptr + text.len - whole);

	if (last && last->paragraph == paragraph && text.len && end - last->from <= SENTENCE_MAX)
		last->len = end - last->from;
}

/* Bytes of @text, @len at most, in whole characters. */
static gsize piece_len(Slice text, gsize len)
{
	if (text.len <= len)
		return text.len;
	while (((guchar)text.ptr[len] & 0xc0) == 0x80)
		len--;
	return len;
}

static void add_sentence(GArray *sentences, const char *whole, OwnSentence sentence, Slice text)
{
	text = slice_trim(text);
	if (!has_words(text)) {
		keep_face(sentences, whole, sentence.paragraph, text);
		return;
	}
	text = without_dots(text);
	while (text.len && sentences->len < SENTENCE_MAX_COUNT) {
		gsize len = piece_len(text, SENTENCE_MAX);
		Slice piece = slice_trim(slice_sub(text, 0, len));

		sentence.from = (gsize)(piece.ptr - whole);
		sentence.len = piece.len;
		sentence.first =
			!sentences->len || last_of(sentences)->paragraph != sentence.paragraph;
		sentence.opens = piece.ptr[piece.len - 1] == ':';
		g_array_append_val(sentences, sentence);
		text = slice_trim(slice_sub(text, len, text.len));
	}
}

/* @like: what is true of all sentences of the paragraph @text. */
static void split_paragraph(GArray *sentences, const char *whole, OwnSentence like, Slice text)
{
	Reader reader = {.text = slice_trim(text)};
	gsize next = 0;

	reader.text.len = piece_len(reader.text, SENTENCE_MAX_PARAGRAPH);
	if (!reader.text.len || sentences->len >= SENTENCE_MAX_COUNT)
		return;
	find_asides(&reader);
	while (next < reader.text.len) {
		gsize end = take_byte(&reader, next, &next);

		if (!end)
			continue;
		add_sentence(sentences, whole, like, slice_sub(reader.text, reader.start, end));
		reader.start = next = skip_blanks(reader.text, end);
	}
	add_sentence(sentences, whole, like, slice_sub(reader.text, reader.start, reader.text.len));
	g_free(reader.close);
}

/* --- paragraphs ----------------------------------------------------------------- */

typedef struct {
	const char *whole;
	GArray *sentences;
	OwnSentence like;
	const char *from; /* of the paragraph that is read; NULL: none is */
	Slice above;      /* its last line */
	guint indent;     /* of its words, behind an item's marker */
} Pages;

static void end_paragraph(Pages *pages)
{
	if (!pages->from)
		return;
	split_paragraph(
		pages->sentences, pages->whole, pages->like,
		(Slice){pages->from, (gsize)(pages->above.ptr + pages->above.len - pages->from)});
	pages->from = NULL;
	pages->like.paragraph++;
}

/* "(0) is not possible": no item, but a sentence about one. */
static gboolean is_reference(Slice line, gsize item)
{
	static const char *const verbs[] = {"is ",   "are ",     "was ",    "were ", "isn't ",
					    "can ",  "cannot ",  "could ",  "may ",  "might ",
					    "will ", "would ",   "should ", "has ",  "have ",
					    "does ", "doesn't ", "seems "};
	Slice marker = slice_trim(slice_sub(line, 0, item)),
	      words = slice_sub(line, item, line.len);

	if (!marker.len || marker.ptr[marker.len - 1] != ')')
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (slice_starts(words, verbs[i]))
			return TRUE;
	return FALSE;
}

/* Bytes up to the words of an item; 0: it is none. */
static gsize item_of(Slice line)
{
	gsize item = line_item(line);

	return is_reference(line, item) ? 0 : item;
}

/* Whether @line does not go on with the paragraph above it. */
static gboolean begins_paragraph(const Pages *pages, Slice line)
{
	Slice above = slice_trim(pages->above);
	char last = above.len ? above.ptr[above.len - 1] : '\0';
	guint indent = line_indent(line);

	if (item_of(line))
		return TRUE;
	if (last == ':' && indent >= pages->indent + DEEPER)
		return TRUE;
	if (pages->like.item && indent < pages->indent && last && strchr(".!?:", last))
		return TRUE;
	return line_breaks_off(pages->above, line);
}

static void take_line(Pages *pages, Slice line)
{
	gsize item = item_of(line);

	if (slice_is_blank(line) || sentence_is_tag(line)) {
		end_paragraph(pages);
		return;
	}
	if (pages->from && begins_paragraph(pages, line))
		end_paragraph(pages);
	if (!pages->from) {
		pages->from = line.ptr + item;
		pages->like.item = item > 0;
		pages->indent = item ? (guint)item : line_indent(line);
	}
	pages->above = line;
}

static gboolean has_sentences(OwnKind kind)
{
	return kind == OWN_TEXT || kind == OWN_GREETING || kind == OWN_CLOSING;
}

gboolean sentence_is_tag(Slice line)
{
	gsize n = 0;

	line = slice_trim(line);
	while (n < line.len && n < TOKEN_MAX &&
	       (g_ascii_isalpha(line.ptr[n]) || line.ptr[n] == '-'))
		n++;
	if (n < 4 || g_ascii_strncasecmp(line.ptr + n - 3, "-by", 3) != 0)
		return FALSE;
	while (n < line.len && line.ptr[n] == ' ')
		n++;
	return n < line.len && line.ptr[n] == ':';
}

GArray *sentences_read(const char *text, const Own *own)
{
	Pages pages = {.whole = text};

	pages.sentences = g_array_new(FALSE, FALSE, sizeof(OwnSentence));
	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = &g_array_index(own->parts, OwnPart, i);
		Slice rest = {text + part->from, part->len}, line;

		pages.like.part = part->kind;
		while (has_sentences(part->kind) && slice_next_line(&rest, &line))
			take_line(&pages, line);
		end_paragraph(&pages);
	}
	return pages.sentences;
}

char *sentence_text(const char *text, const OwnSentence *sentence)
{
	return text_clean_line(text + sentence->from, sentence->len);
}
