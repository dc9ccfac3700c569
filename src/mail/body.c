/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/body.h"

#include <string.h>

#include "base/text.h"
#include "mail/charset.h"
#include "mail/decode.h"
#include "mail/flowed.h"
#include "mail/html.h"
#include "mail/mail.h"
#include "mail/mime.h"

#define DEEPEST 50 /* multiparts in each other */
#define MOST_PARTS 10000

typedef enum {
	TEXT_NONE,
	TEXT_PLAIN,
	TEXT_HTML,
} TextKind;

typedef struct {
	TextKind kind;
	char *text; /* clean */
} Piece;

typedef struct {
	GArray *pieces; /* of Piece: the text found so far */
	gsize room;     /* bytes that may still be added */
	guint n_parts;
	gboolean too_deep;
	DefectSet *defects;
} Body;

static void clear_piece(gpointer piece)
{
	g_free(((Piece *)piece)->text);
}

/* At most @max bytes of @bytes, not cut inside a UTF-8 character. */
static Slice cut(Slice bytes, gsize max, DefectSet *defects)
{
	gsize len = max;

	if (bytes.len <= max)
		return bytes;
	defect_add(defects, DEFECT_TRUNCATED);
	while (len && max - len < 3 && ((guchar)bytes.ptr[len] & 0xC0) == 0x80)
		len--;
	return slice_sub(bytes, 0, len);
}

static char *clean(Slice bytes, const char *charset, DefectSet *defects)
{
	g_autoptr(GString) text = NULL;

	if (charset_is_utf8(charset) && text_is_clean(bytes.ptr, bytes.len))
		return slice_dup(bytes);
	text = g_string_sized_new(bytes.len);
	switch (charset_append(text, bytes, charset)) {
	case CHARSET_UNKNOWN:
		defect_add(defects, DEFECT_UNKNOWN_CHARSET);
		break;
	case CHARSET_BAD_BYTES:
		defect_add(defects, DEFECT_BODY_ENCODING);
		break;
	case CHARSET_FINE:
		break;
	}
	if (memchr(text->str, '\0', text->len))
		defect_add(defects, DEFECT_NUL);
	return text_clean(text->str, text->len);
}

static gboolean is_flowed(Slice type)
{
	g_autofree char *format = mime_param(type, "format");

	return format && g_ascii_strcasecmp(format, "flowed") == 0;
}

static gboolean is_delsp(Slice type)
{
	g_autofree char *delsp = mime_param(type, "delsp");

	return delsp && g_ascii_strcasecmp(delsp, "yes") == 0;
}

/* Undoes what the kind of text and its parameters did to clean @text. */
static char *undo_format(char *text, TextKind kind, Slice type)
{
	g_autofree char *given = text;

	if (kind == TEXT_HTML)
		return html_to_text(given);
	if (is_flowed(type))
		return flowed_undo(given, is_delsp(type));
	return g_steal_pointer(&given);
}

static char *decode_text(const HeaderSection *part, gsize max, DefectSet *defects)
{
	g_autoptr(GString) decoded = g_string_new(NULL);
	g_autofree char *charset = mime_param(header_first(part, HEADER_CONTENT_TYPE), "charset");
	Transfer transfer = decode_transfer(header_first(part, HEADER_CONTENT_TRANSFER_ENCODING));
	Slice bytes = part->body;

	if (transfer == TRANSFER_UNKNOWN)
		defect_add(defects, DEFECT_BAD_MIME);
	if (transfer == TRANSFER_BASE64 || transfer == TRANSFER_QUOTED_PRINTABLE) {
		/* at its longest, quoted-printable writes three bytes for one */
		decode_append(decoded, cut(bytes, 3 * max, defects), transfer);
		bytes = (Slice){decoded->str, decoded->len};
	}
	return clean(cut(bytes, max, defects), charset, defects);
}

static void add_piece(Body *body, TextKind kind, char *text)
{
	Piece piece = {kind, text};
	Slice kept = cut(slice_of(text), body->room, body->defects);

	text[kept.len] = '\0';
	body->room -= kept.len;
	g_array_append_val(body->pieces, piece);
}

static void add_text(Body *body, const HeaderSection *part, TextKind kind)
{
	char *text = decode_text(part, body->room, body->defects);
	Slice type = header_first(part, HEADER_CONTENT_TYPE);

	add_piece(body, kind, undo_format(text, kind, type));
}

/* What a broken structure leaves: the bytes as they stand. */
static void add_raw(Body *body, Slice bytes)
{
	Slice kept = cut(bytes, body->room, body->defects);

	defect_add(body->defects, DEFECT_BAD_MIME);
	add_piece(body, TEXT_PLAIN, clean(kept, NULL, body->defects));
}

/* Drops HTML that stands beside plain text in one multipart/alternative. */
static void prefer_plain(Body *body, guint first)
{
	gboolean plain = FALSE;

	for (guint i = first; i < body->pieces->len; i++) {
		const Piece *piece = &g_array_index(body->pieces, Piece, i);
		plain |= piece->kind == TEXT_PLAIN && !slice_is_blank(slice_of(piece->text));
	}
	for (guint i = first; plain && i < body->pieces->len; i++) {
		Piece *piece = &g_array_index(body->pieces, Piece, i);
		if (piece->kind == TEXT_HTML)
			piece->kind = TEXT_NONE;
	}
}

static TextKind kind_of(const char *type, const HeaderSection *part, gboolean alone)
{
	static const char *const plain[] = {"text/plain", "text/x-patch", "text/x-diff", NULL};

	if (g_str_equal(type, "text/html"))
		return mime_is_attachment(header_first(part, HEADER_CONTENT_DISPOSITION))
			       ? TEXT_NONE
			       : TEXT_HTML;
	if (g_strv_contains(plain, type) || (alone && g_str_has_prefix(type, "text/")))
		return TEXT_PLAIN;
	return TEXT_NONE;
}

static void read_entity(Body *body, const HeaderSection *part, const char *usual_type, guint depth);

/* FALSE when no delimiter was found. */
static gboolean read_parts(Body *body, MimeParts *parts, const char *type, guint depth)
{
	const char *usual = g_str_equal(type, "multipart/digest") ? "message/rfc822" : "text/plain";
	gboolean first_only = g_str_equal(type, "multipart/signed");
	Slice text;

	while (!body->too_deep && mime_parts_next(parts, &text)) {
		g_auto(HeaderSection) part = {0};

		if (++body->n_parts > MOST_PARTS) {
			defect_add(body->defects, DEFECT_TRUNCATED);
			return TRUE;
		}
		header_scan(&part, text);
		read_entity(body, &part, usual, depth + 1);
		if (first_only)
			return TRUE;
	}
	if (!parts->closed)
		defect_add(body->defects, DEFECT_BAD_MIME);
	return parts->found;
}

static void read_multipart(Body *body, const HeaderSection *part, const char *type, guint depth)
{
	g_autofree char *boundary = mime_param(header_first(part, HEADER_CONTENT_TYPE), "boundary");
	g_auto(MimeParts) parts = {0};
	guint first = body->pieces->len;

	if (g_str_equal(type, "multipart/encrypted"))
		return;
	if (depth >= DEEPEST) {
		body->too_deep = TRUE;
		return;
	}
	if (!mime_parts_init(&parts, part->body, boundary) ||
	    !read_parts(body, &parts, type, depth))
		add_raw(body, part->body);
	if (g_str_equal(type, "multipart/alternative"))
		prefer_plain(body, first);
}

/* A mail, or a part of one. Nests no deeper than DEEPEST. */
static void read_entity(Body *body, const HeaderSection *part, const char *usual_type, guint depth)
{
	g_autofree char *type = mime_type(header_first(part, HEADER_CONTENT_TYPE), usual_type);
	TextKind kind = kind_of(type, part, depth == 0);

	if (g_str_has_prefix(type, "multipart/"))
		read_multipart(body, part, type, depth);
	else if (kind != TEXT_NONE)
		add_text(body, part, kind);
}

/* Appends text behind an empty line. */
static void append_behind(GString *text, const char *more)
{
	if (text->len && text->str[text->len - 1] != '\n')
		g_string_append_c(text, '\n');
	if (text->len)
		g_string_append_c(text, '\n');
	g_string_append(text, more);
}

static char *join_pieces(Body *body)
{
	GString *text = g_string_new(NULL);
	gboolean any = FALSE;

	for (guint i = 0; i < body->pieces->len; i++) {
		const Piece *piece = &g_array_index(body->pieces, Piece, i);

		if (piece->kind == TEXT_NONE)
			continue;
		if (piece->kind == TEXT_HTML)
			defect_add(body->defects, DEFECT_HTML_ONLY);
		if (body->pieces->len == 1 || !slice_is_blank(slice_of(piece->text)))
			append_behind(text, piece->text);
		any = TRUE;
	}
	if (!any)
		defect_add(body->defects, DEFECT_NO_TEXT);
	return g_string_free(text, FALSE);
}

char *body_read(const HeaderSection *headers, DefectSet *defects)
{
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
	Body body = {pieces, MAIL_MAX_TEXT, 0, FALSE, defects};

	g_array_set_clear_func(pieces, clear_piece);
	read_entity(&body, headers, "text/plain", 0);
	if (body.too_deep) {
		g_array_set_size(pieces, 0);
		body.room = MAIL_MAX_TEXT;
		add_raw(&body, headers->body);
	}
	return join_pieces(&body);
}
