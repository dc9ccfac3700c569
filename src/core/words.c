/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/words.h"

#include "base/text.h"
#include "core/code.h"

#include <string.h>

#define MAX_ABBREVIATION 12
#define MAX_TOKEN 40

void sentence_free(Sentence *sentence)
{
	if (!sentence)
		return;
	g_free(sentence->text);
	g_free(sentence);
}

gboolean words_is_tag(Slice line)
{
	gsize n = 0;

	line = slice_trim(line);
	while (n < line.len && n < MAX_TOKEN &&
	       (g_ascii_isalpha(line.ptr[n]) || line.ptr[n] == '-'))
		n++;
	if (n < 4 || g_ascii_strncasecmp(line.ptr + n - 3, "-by", 3) != 0)
		return FALSE;
	while (n < line.len && line.ptr[n] == ' ')
		n++;
	return n < line.len && line.ptr[n] == ':';
}

typedef struct {
	const char *text; /* the mail's */
	GPtrArray *sentences;
	guint paragraph;
} Reading;

static void add(Reading *reading, Slice raw, gboolean *opens)
{
	Sentence *sentence;

	raw = slice_trim(raw);
	if (!raw.len)
		return;
	sentence = g_new0(Sentence, 1);
	sentence->text = text_clean_line(raw.ptr, raw.len);
	sentence->from = (gsize)(raw.ptr - reading->text);
	sentence->paragraph = reading->paragraph;
	sentence->opens = *opens;
	*opens = FALSE;
	g_ptr_array_add(reading->sentences, sentence);
}

/* The word that ends before @end, brackets taken off. */
static Slice word_before(Slice text, gsize end)
{
	gsize from = end;

	while (from > 0 && end - from < MAX_ABBREVIATION && !g_ascii_isspace(text.ptr[from - 1]))
		from--;
	while (from < end && strchr("([\"'", text.ptr[from]))
		from++;
	return slice_sub(text, from, end);
}

/* "e.g.", "vs.": a full stop that ends no sentence; neither does that of "M. Example" */
static gboolean is_abbreviation(Slice word)
{
	static const char *const words[] = {"e.g", "i.e",   "eg",   "ie", "vs", "cf",
					    "etc", "a.k.a", "resp", "Mr", "Dr", "approx"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (word.len == strlen(words[i]) && slice_starts_nocase(word, words[i]))
			return TRUE;
	return FALSE;
}

/* 'in the "as it was." world', "(or is it?) and": what is in marks ends, no more */
static gboolean goes_on(Slice rest)
{
	rest = slice_trim(rest);
	return rest.len && g_ascii_islower(*rest.ptr);
}

/* Behind the signs that end a sentence at @i; @i where none ends there. */
static gsize end_of_sentence(Slice text, gsize i)
{
	gboolean quoted = FALSE;
	gsize n = i;

	if (!strchr(".!?", text.ptr[i]))
		return i;
	while (n < text.len && strchr(".!?", text.ptr[n]))
		n++;
	if (n == i + 1 && text.ptr[i] == '.' && is_abbreviation(word_before(text, i)))
		return i;
	while (n < text.len && strchr(")]\"'*_", text.ptr[n])) {
		quoted = quoted || strchr("\")", text.ptr[n]);
		n++;
	}
	if (quoted && goes_on(slice_sub(text, n, text.len)))
		return i;
	return n == text.len || g_ascii_isspace(text.ptr[n]) ? n : i;
}

static gsize skip_stops(Slice text, gsize i)
{
	while (i < text.len && strchr(".!?", text.ptr[i]))
		i++;
	return i;
}

/* Where the sentence that begins at @from ends. */
static gsize find_end(Slice text, gsize from)
{
	gsize i = from, n;

	while (i < text.len && i - from < WORDS_MAX_SENTENCE) {
		n = end_of_sentence(text, i);
		if (n > i)
			return n;
		i = MAX(i + 1, skip_stops(text, i));
	}
	while (i < text.len && ((guchar)text.ptr[i] & 0xc0) == 0x80)
		i++; /* whole characters */
	return i;
}

static void end_paragraph(Reading *reading, Slice text)
{
	gboolean opens = TRUE;
	gsize from = 0;

	while (from < text.len) {
		gsize end = find_end(text, from);

		add(reading, slice_sub(text, from, end), &opens);
		from = end;
	}
	reading->paragraph++;
}

static void read_part(Reading *reading, Slice rest)
{
	Slice paragraph = slice_sub(rest, 0, 0), line;

	while (slice_next_line(&rest, &line)) {
		gboolean tag = words_is_tag(line), apart = slice_is_blank(line) || tag;

		if (paragraph.len && (apart || code_is_item(line))) {
			end_paragraph(reading, paragraph);
			paragraph.len = 0;
		}
		if (apart)
			continue;
		if (!paragraph.len)
			paragraph = line;
		paragraph.len = (gsize)(line.ptr + line.len - paragraph.ptr);
	}
	if (paragraph.len)
		end_paragraph(reading, paragraph);
}

GPtrArray *words_read(const char *text, const Own *own)
{
	Reading reading = {.text = text};

	reading.sentences = g_ptr_array_new_with_free_func((GDestroyNotify)sentence_free);
	for (guint i = 0; i < own->parts->len; i++) {
		const OwnPart *part = &g_array_index(own->parts, OwnPart, i);

		if (part->kind == OWN_TEXT || part->kind == OWN_GREETING ||
		    part->kind == OWN_CLOSING)
			read_part(&reading, (Slice){text + part->from, part->len});
	}
	return reading.sentences;
}
