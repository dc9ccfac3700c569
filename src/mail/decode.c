/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "mail/decode.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/text.h"
#include "mail/charset.h"

#define LONGEST_CHARSET 64

Transfer decode_transfer(Slice header)
{
	gsize len = 0;
	g_autofree char *name = NULL;

	while (len < header.len && g_ascii_isgraph(header.ptr[len]) && header.ptr[len] != ';')
		len++;
	if (len == 0)
		return TRANSFER_IDENTITY;
	name = slice_dup(slice_sub(header, 0, len));
	switch (g_mime_content_encoding_from_string(name)) {
	case GMIME_CONTENT_ENCODING_7BIT:
	case GMIME_CONTENT_ENCODING_8BIT:
	case GMIME_CONTENT_ENCODING_BINARY:
		return TRANSFER_IDENTITY;
	case GMIME_CONTENT_ENCODING_BASE64:
		return TRANSFER_BASE64;
	case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
		return TRANSFER_QUOTED_PRINTABLE;
	default:
		return TRANSFER_UNKNOWN;
	}
}

static void step(GMimeEncoding *state, Slice bytes, GString *out)
{
	gsize before = out->len;

	g_string_set_size(out, before + g_mime_encoding_outlen(state, bytes.len));
	g_string_truncate(
		out, before + g_mime_encoding_step(state, bytes.ptr, bytes.len, out->str + before));
}

/*
 * Lists put their footers behind bodies as they stand, and most letters of a footer
 * are base64's. Both kinds, "--" and "____", begin with what is none of them.
 */
static Slice without_footer(Slice bytes)
{
	Slice rest = bytes, line;

	while (slice_next_line(&rest, &line))
		if (slice_starts(line, "--") || slice_starts(line, "__"))
			return slice_sub(bytes, 0, (gsize)(line.ptr - bytes.ptr));
	return bytes;
}

void decode_append(GString *out, Slice bytes, Transfer transfer)
{
	/* completes a last group sent without its padding, is ignored after others */
	static const Slice padding = {"==", 2};
	GMimeEncoding state;

	if (transfer == TRANSFER_BASE64) {
		g_mime_encoding_init_decode(&state, GMIME_CONTENT_ENCODING_BASE64);
		step(&state, without_footer(bytes), out);
		step(&state, padding, out);
	} else if (transfer == TRANSFER_QUOTED_PRINTABLE) {
		g_mime_encoding_init_decode(&state, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
		step(&state, bytes, out);
	} else {
		g_string_append_len(out, bytes.ptr, (gssize)bytes.len);
	}
}

/* An encoded word: =?charset*language?B?text?= */
typedef struct {
	Slice charset; /* without the language (RFC 2231 §5) */
	Transfer transfer;
	Slice text;
} Word;

/* Takes @s up to @delimiter, and that, off its front. */
static gboolean take_until(Slice *s, char delimiter, Slice *taken)
{
	gssize at = slice_find(*s, delimiter);

	if (at < 0)
		return FALSE;
	*taken = slice_sub(*s, 0, (gsize)at);
	*s = slice_sub(*s, (gsize)at + 1, s->len);
	return TRUE;
}

static Transfer word_transfer(Slice letter)
{
	if (letter.len == 1 && g_ascii_tolower(letter.ptr[0]) == 'b')
		return TRANSFER_BASE64;
	if (letter.len == 1 && g_ascii_tolower(letter.ptr[0]) == 'q')
		return TRANSFER_QUOTED_PRINTABLE;
	return TRANSFER_UNKNOWN;
}

/*
 * Takes the word that starts right after "=?" off @s. A search ends at the next
 * question mark, before which no other word can start: all of it is linear.
 */
static gboolean take_word(Slice *s, Word *word)
{
	Slice rest = *s, charset, letter;

	if (!take_until(&rest, '?', &charset) || charset.len > LONGEST_CHARSET)
		return FALSE;
	if (!take_until(&rest, '?', &letter) || !take_until(&rest, '?', &word->text))
		return FALSE;
	word->transfer = word_transfer(letter);
	if (word->transfer == TRANSFER_UNKNOWN || !slice_starts(rest, "="))
		return FALSE;
	word->charset = charset;
	take_until(&charset, '*', &word->charset);
	*s = slice_sub(rest, 1, rest.len);
	return TRUE;
}

/* Adjacent words' bytes, waiting to be converted together. */
typedef struct {
	GString *out;   /* decoded so far: UTF-8, not yet clean */
	GString *bytes; /* of the words waiting */
	char *charset;  /* their charset; NULL when none are */
	DefectSet *defects;
} Decoder;

static void convert(Decoder *decoder, Slice bytes, const char *charset)
{
	CharsetResult result = charset_append(decoder->out, bytes, charset);

	if (charset && result == CHARSET_UNKNOWN)
		defect_add(decoder->defects, DEFECT_UNKNOWN_CHARSET);
	else if (result != CHARSET_FINE)
		defect_add(decoder->defects, DEFECT_HEADER_ENCODING);
}

static void end_words(Decoder *decoder)
{
	if (!decoder->charset)
		return;
	convert(decoder, (Slice){decoder->bytes->str, decoder->bytes->len}, decoder->charset);
	g_string_truncate(decoder->bytes, 0);
	g_clear_pointer(&decoder->charset, g_free);
}

static gboolean same_charset(const char *charset, Slice other)
{
	return strlen(charset) == other.len && slice_starts_nocase(other, charset);
}

static void add_word(Decoder *decoder, const Word *word)
{
	g_autoptr(GString) text = g_string_new_len(word->text.ptr, (gssize)word->text.len);

	if (decoder->charset && !same_charset(decoder->charset, word->charset))
		end_words(decoder);
	if (!decoder->charset)
		decoder->charset = slice_dup(word->charset);
	for (gsize i = 0; word->transfer == TRANSFER_QUOTED_PRINTABLE && i < text->len; i++)
		if (text->str[i] == '_')
			text->str[i] = ' ';
	decode_append(decoder->bytes, (Slice){text->str, text->len}, word->transfer);
}

static void add_literal(Decoder *decoder, Slice literal)
{
	end_words(decoder);
	for (gsize i = 0; i < literal.len; i++) {
		if ((guchar)literal.ptr[i] < 0x80)
			continue;
		defect_add(decoder->defects, DEFECT_HEADER_ENCODING);
		break;
	}
	convert(decoder, literal, NULL);
}

static void decode_all(Decoder *decoder, Slice rest)
{
	const char *mark;

	while ((mark = memmem(rest.ptr, rest.len, "=?", 2))) {
		gsize at = (gsize)(mark - rest.ptr);
		Slice after = slice_sub(rest, at + 2, rest.len), before = slice_sub(rest, 0, at);
		Word word;

		if (!take_word(&after, &word)) {
			defect_add(decoder->defects, DEFECT_HEADER_ENCODING);
			add_literal(decoder, slice_sub(rest, 0, at + 2));
		} else {
			/* blanks between two words are only there to part them */
			if (!decoder->charset || !slice_is_blank(before))
				add_literal(decoder, before);
			add_word(decoder, &word);
		}
		rest = after;
	}
	add_literal(decoder, rest);
}

static gboolean is_plain(Slice value)
{
	for (gsize i = 0; i < value.len; i++)
		if ((guchar)value.ptr[i] >= 0x80 ||
		    (value.ptr[i] == '=' && i + 1 < value.len && value.ptr[i + 1] == '?'))
			return FALSE;
	return TRUE;
}

char *decode_header(Slice value, DefectSet *defects)
{
	g_autoptr(GString) out = NULL, bytes = NULL;
	Decoder decoder;

	if (value.len == 0)
		return g_strdup("");
	if (is_plain(value))
		return text_clean_line(value.ptr, value.len);
	out = g_string_sized_new(value.len);
	bytes = g_string_new(NULL);
	decoder = (Decoder){out, bytes, NULL, defects};
	decode_all(&decoder, value);
	return text_clean_line(out->str, out->len);
}
