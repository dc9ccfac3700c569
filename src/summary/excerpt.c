/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/excerpt.h"

#include "base/text.h"
#include "core/courtesy.h"
#include "core/line.h"
#include "core/quote.h"
#include "summary/difflist.h"

#include <string.h>

#define STAT_LINES 40 /* of what a pull request says that is in it */

static void piece_free(gpointer data)
{
	ExcerptPiece *piece = data;

	g_free(piece->text);
	person_clear(&piece->whose);
	g_free(piece);
}

void excerpt_free(Excerpt *excerpt)
{
	if (!excerpt)
		return;
	g_ptr_array_unref(excerpt->pieces);
	g_free(excerpt);
}

/* --- pieces ----------------------------------------------------------------------- */

/* What is seen of the person, in lines of ours. */
static Person person_seen(const Person *person)
{
	g_autofree char *name = text_seen(person ? person->name : "");
	g_autofree char *addr = text_seen(person ? person->addr : "");

	return person_make(name, addr);
}

static void add_piece(Excerpt *excerpt, ExcerptKind kind, const char *text, const Person *whose)
{
	g_autofree char *seen = g_strchomp(text_seen(text));
	ExcerptPiece *piece;

	if (!*seen)
		return;
	piece = g_new0(ExcerptPiece, 1);
	piece->kind = kind;
	piece->text = g_steal_pointer(&seen);
	piece->whose = person_seen(whose);
	g_ptr_array_add(excerpt->pieces, piece);
}

static gboolean has_words(Slice line)
{
	for (const char *p = line.ptr, *end = p + line.len; p < end; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			return TRUE;
	return FALSE;
}

static Slice trim_end(Slice line)
{
	while (line.len && strchr(" \t", line.ptr[line.len - 1]))
		line.len--;
	return line;
}

/* @line, cut to EXCERPT_LINE bytes. */
static void append_cut(GString *out, Slice line)
{
	gsize len = MIN(line.len, EXCERPT_LINE);

	while (len < line.len && len > 0 && ((guchar)line.ptr[len] & 0xC0) == 0x80)
		len--;
	g_string_append_len(out, line.ptr, (gssize)len);
	if (len < line.len)
		g_string_append(out, "…");
}

/* Puts a line feed, or, behind a blank line, an empty one, between two lines. */
static void part_lines(GString *out, gboolean blank)
{
	if (out->len)
		g_string_append(out, blank ? "\n\n" : "\n");
}

/* --- own words -------------------------------------------------------------------- */

typedef gboolean (*LineTest)(Slice line);

/* Greetings and farewells are gone from what stands beside them: "Thanks, applied." */
static gboolean is_courtesy(Slice line)
{
	return line_is_greeting(line) || courtesy_is_farewell(line) || courtesy_is_name(line);
}

static gboolean is_nothing(Slice line G_GNUC_UNUSED)
{
	return FALSE;
}

/* Adds the lines of @text, but those that are @unless. */
static void add_own(Excerpt *excerpt, Slice text, LineTest unless)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean blank = FALSE;
	Slice line;

	while (slice_next_line(&text, &line)) {
		line = trim_end(line);
		if (!line.len || unless(line)) {
			blank |= !line.len;
			continue;
		}
		part_lines(out, blank);
		g_string_append_len(out, line.ptr, (gssize)line.len);
		excerpt->own_lines += has_words(line) ? 1 : 0;
		blank = FALSE;
	}
	add_piece(excerpt, EXCERPT_OWN, out->str, NULL);
}

/* Who gets a copy says nothing. */
static gboolean is_copy(Slice line)
{
	return slice_starts_nocase(line, "Cc:");
}

static void add_tags(Excerpt *excerpt, Slice text)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean copy = FALSE;
	Slice line;

	while (slice_next_line(&text, &line)) {
		line = trim_end(line);
		if (!line.len)
			continue;
		copy = is_copy(line) || (copy && strchr(" \t", *line.ptr));
		if (copy)
			continue;
		part_lines(out, FALSE);
		append_cut(out, line);
	}
	add_piece(excerpt, EXCERPT_TAGS, out->str, NULL);
}

/* --- code, quotes, diffs ------------------------------------------------------------ */

static void add_more(Excerpt *excerpt, guint lines)
{
	g_autofree char *note = g_strdup_printf("[… %u more line%s]", lines, lines == 1 ? "" : "s");

	if (lines)
		add_piece(excerpt, EXCERPT_NOTE, note, NULL);
}

static void add_code(Excerpt *excerpt, Slice text, guint max)
{
	g_autoptr(GString) out = g_string_new(NULL);
	guint lines = 0;
	Slice line;

	while (slice_next_line(&text, &line)) {
		line = trim_end(line);
		if (!line.len || ++lines > max)
			continue;
		part_lines(out, FALSE);
		append_cut(out, line);
	}
	add_piece(excerpt, EXCERPT_CODE, out->str, NULL);
	add_more(excerpt, lines > max ? lines - max : 0);
}

static void add_diff(Excerpt *excerpt, Slice diff)
{
	g_autofree char *note = difflist_note(diff);

	add_piece(excerpt, EXCERPT_NOTE, note, NULL);
}

/* The last lines of a quote that say something, marks off. */
static void add_quote(Excerpt *excerpt, Slice text, const Person *whose)
{
	Slice last[EXCERPT_QUOTED] = {{NULL, 0}}, line;
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean closing = FALSE;
	guint n = 0;

	while (slice_next_line(&text, &line)) {
		quote_take(&line);
		line = trim_end(line);
		if (!has_words(line))
			continue;
		closing = courtesy_is_farewell(line) || (closing && courtesy_is_name(line));
		if (!closing && !line_is_greeting(line))
			last[n++ % EXCERPT_QUOTED] = line;
	}
	for (guint i = n > EXCERPT_QUOTED ? n - EXCERPT_QUOTED : 0; i < n; i++) {
		part_lines(out, FALSE);
		append_cut(out, last[i % EXCERPT_QUOTED]);
	}
	add_piece(excerpt, EXCERPT_QUOTE, out->str, whose);
}

/* --- the mail ------------------------------------------------------------------------- */

typedef struct {
	Excerpt *excerpt;
	Slice text;
	gboolean patch;       /* it is a patch mail's */
	Slice diff;           /* of a patch: all of it, once told; empty: none */
	gboolean told;        /* that was */
	gboolean robot;       /* ">>" marks lines of a compiler, and is no quote */
	const OwnPart *quote; /* the last one, which is shown when own words follow; or NULL */
} Maker;

static Slice text_of(const Maker *maker, const OwnPart *part)
{
	return slice_sub(maker->text, part->from, part->from + part->len);
}

/* What the words that come next answer. */
static void show_quote(Maker *maker)
{
	if (maker->quote)
		add_quote(maker->excerpt, text_of(maker, maker->quote), maker->quote->whose);
	maker->quote = NULL;
}

/* Whether @part is of the patch's diff, which is told as a whole. */
static gboolean take_diff(Maker *maker, const OwnPart *part)
{
	const char *at = maker->text.ptr + part->from;

	if (!maker->diff.len || at < maker->diff.ptr || at >= maker->diff.ptr + maker->diff.len)
		return FALSE;
	if (!maker->told)
		add_diff(maker->excerpt, maker->diff);
	maker->told = TRUE;
	return TRUE;
}

/* "All warnings (new ones prefixed by >>):", as build robots write */
static gboolean announces_marks(Slice text)
{
	return g_strstr_len(text.ptr, (gssize)text.len, "prefixed by >>") != NULL;
}

/* Outlook's first line, where what is below it was marked as a quote: "From: Ann Example" */
static Slice without_header(Slice text)
{
	gsize len = trim_end(text).len, from;

	while (len && strchr("\n \t", text.ptr[len - 1]))
		len--;
	for (from = len; from && text.ptr[from - 1] != '\n';)
		from--;
	return slice_starts(slice_sub(text, from, len), "From: ") ? slice_sub(text, 0, from) : text;
}

static void take_text(Maker *maker, const OwnPart *part, gboolean above_quote)
{
	Slice text = text_of(maker, part);

	if (above_quote)
		text = without_header(text);
	if (has_words(text))
		show_quote(maker);
	maker->robot |= announces_marks(text);
	add_own(maker->excerpt, text, is_nothing);
}

static void take_words(Maker *maker, const OwnPart *part)
{
	Slice text = text_of(maker, part);

	switch (part->kind) {
	case OWN_GREETING:
	case OWN_CLOSING:
		add_own(maker->excerpt, text, is_courtesy);
		break;
	case OWN_TRAILERS:
		add_tags(maker->excerpt, text);
		break;
	case OWN_CODE:
		show_quote(maker);
		add_code(maker->excerpt, text, EXCERPT_CODE_LINES);
		break;
	default:
		break;
	}
}

static void take_quote(Maker *maker, const OwnPart *part)
{
	Slice text = text_of(maker, part);

	if (maker->robot && slice_starts(text, ">> "))
		add_code(maker->excerpt, text, EXCERPT_CODE_LINES);
	else if (has_words(text))
		maker->quote = part;
}

/* @next: the part behind it; NULL: none. */
static void take_part(Maker *maker, const OwnPart *part, const OwnPart *next)
{
	if (take_diff(maker, part))
		return;
	switch (part->kind) {
	case OWN_TEXT:
		take_text(maker, part, next && next->kind == OWN_QUOTE);
		break;
	case OWN_QUOTE:
		take_quote(maker, part);
		break;
	case OWN_DIFF:
		add_diff(maker->excerpt, text_of(maker, part));
		break;
	case OWN_STAT:
		if (!maker->patch)
			add_code(maker->excerpt, text_of(maker, part), STAT_LINES);
		break;
	default:
		take_words(maker, part);
		break;
	}
}

gboolean excerpt_is_own(const ExcerptPiece *piece)
{
	return piece->kind == EXCERPT_OWN || piece->kind == EXCERPT_TAGS ||
	       piece->kind == EXCERPT_CODE;
}

Excerpt *excerpt_read(const Reading *reading, PostKind kind, const Patch *patch)
{
	Excerpt *excerpt = g_new0(Excerpt, 1);
	Maker maker = {.excerpt = excerpt, .text = reading->text, .patch = kind == POST_PATCH};
	const OwnPart *parts = (const OwnPart *)(gpointer)reading->own->parts->data;
	guint n = reading->own->parts->len;

	excerpt->pieces = g_ptr_array_new_with_free_func(piece_free);
	if (maker.patch && patch)
		maker.diff = patch->diff;
	for (guint i = 0; i < n && excerpt->pieces->len < EXCERPT_PIECES; i++)
		take_part(&maker, &parts[i], i + 1 < n ? &parts[i + 1] : NULL);
	if (excerpt->pieces->len >= EXCERPT_PIECES)
		add_piece(excerpt, EXCERPT_NOTE, "[… the rest of this mail not shown]", NULL);
	return excerpt;
}
