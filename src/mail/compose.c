/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/compose.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

#define MAX_LINE 998   /* bytes, RFC 5322 §2.1.1 */
#define MAX_COLUMN 76  /* of quoted-printable, the = at its end too (RFC 2045 §6.7) */
#define MAX_PLAIN 60   /* bytes of a word that stands in a header as it is */
#define MAX_WORD 67    /* of an encoded one: 75 at most, 76 with the header (RFC 2047 §2) */
#define ENCODED_MAX 12 /* bytes of a character in it */
#define ID_DIGITS 40   /* of the hash */
#define WORD_START "=?UTF-8?Q?"
#define WORD_END "?="
#define FROM "From " /* what mbox files cannot have at a line's beginning */

struct _Compose {
	GChecksum *hash;
	gsize line; /* bytes of the line so far */
	int from;   /* how much of FROM stands at its beginning, behind ">"s; -1: none */
	gboolean not_ascii, long_lines, controls, from_lines;
	/* of the body */
	GMimeEncoding encoding;
	GString *lines; /* quoted-printable, of which the last is not complete */
	char last;      /* byte that was given; '\0': none */
};

Compose *compose_new(void)
{
	Compose *compose = g_new0(Compose, 1);

	compose->hash = g_checksum_new(G_CHECKSUM_SHA256);
	compose->lines = g_string_new(NULL);
	return compose;
}

void compose_free(Compose *compose)
{
	if (!compose)
		return;
	g_checksum_free(compose->hash);
	g_string_free(compose->lines, TRUE);
	g_free(compose);
}

/* --- what the text is like ---------------------------------------------------- */

/* How much of >*From stands there once @c does, too. */
static int match_from(int matched, char c)
{
	if (matched == 0 && c == '>')
		return 0;
	return matched >= 0 && c == FROM[matched] ? matched + 1 : -1;
}

static void look_at(Compose *compose, char c)
{
	if (c == '\n') {
		compose->line = 0;
		compose->from = 0;
		return;
	}
	if (++compose->line > MAX_LINE)
		compose->long_lines = TRUE;
	if (compose->from >= 0)
		compose->from = match_from(compose->from, c);
	if (compose->from == (int)strlen(FROM)) {
		compose->from_lines = TRUE;
		compose->from = -1;
	}
	if (g_ascii_iscntrl(c) && c != '\t')
		compose->controls = TRUE;
	if (c & 0x80)
		compose->not_ascii = TRUE;
}

void compose_look(Compose *compose, const char *text, gsize len)
{
	g_checksum_update(compose->hash, (const guchar *)text, (gssize)len);
	for (gsize i = 0; i < len; i++)
		look_at(compose, text[i]);
}

/* What is no text is no quoted-printable either: GMime's drops the CR of a line end. */
static GMimeContentEncoding choose_encoding(const Compose *compose)
{
	if (compose->controls)
		return GMIME_CONTENT_ENCODING_BASE64;
	if (compose->long_lines || compose->from_lines)
		return GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
	return compose->not_ascii ? GMIME_CONTENT_ENCODING_8BIT : GMIME_CONTENT_ENCODING_7BIT;
}

/* --- headers -------------------------------------------------------------------- */

/* Whether it can stand in a header as it is. */
static gboolean is_plain(const char *text)
{
	gsize word = 0;

	for (const char *p = text; *p; p++) {
		word = *p == ' ' ? 0 : word + 1;
		if (!g_ascii_isprint(*p) || word > MAX_PLAIN)
			return FALSE;
	}
	return !strstr(text, "=?");
}

static void append_encoded(GString *out, const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if (g_ascii_isalnum(text[i]) || text[i] == '-')
			g_string_append_c(out, text[i]);
		else if (text[i] == ' ')
			g_string_append_c(out, '_');
		else
			g_string_append_printf(out, "=%02X", (guchar)text[i]);
}

/*
 * @value as one clean line that a header can hold: itself, or encoded words with blanks
 * between, none of which is cut inside a character. GMime folds them, but is not given
 * the text itself: its encoded words grow to twice what RFC 2047 allows, and what looks
 * like one ("=?") it leaves as it is. Q, as git has it: of B, GMime loses what is padded
 * before another word.
 */
static char *header_text(const char *value)
{
	g_autofree char *line = text_clean_line(value, strlen(value));
	GString *words;
	gsize start = 0; /* of the last word */

	if (is_plain(line))
		return g_steal_pointer(&line);
	words = g_string_new(WORD_START);
	for (const char *c = line, *next; *c; c = next) {
		next = g_utf8_next_char(c);
		if (words->len - start + ENCODED_MAX + strlen(WORD_END) > MAX_WORD) {
			g_string_append(words, WORD_END " ");
			start = words->len;
			g_string_append(words, WORD_START);
		}
		append_encoded(words, c, (gsize)(next - c));
	}
	g_string_append(words, WORD_END);
	return g_string_free(words, FALSE);
}

static void append_subject(GString *out, const char *subject)
{
	g_autofree char *text = header_text(subject);
	g_autofree char *header = g_strconcat("Subject: ", text, NULL);
	g_autofree char *folded = g_mime_utils_unstructured_header_fold(NULL, NULL, header);

	g_string_append(out, folded);
}

static void append_people(GString *out, const char *header, const Person *people, guint n)
{
	InternetAddressList *list = internet_address_list_new();
	g_autoptr(GString) line = g_string_new(header);

	for (guint i = 0; i < n; i++) {
		g_autofree char *name = header_text(people[i].name);
		g_autofree char *addr = text_clean_line(people[i].addr, strlen(people[i].addr));
		InternetAddress *mailbox = internet_address_mailbox_new(name, addr);

		internet_address_list_add(list, mailbox);
		g_object_unref(mailbox);
	}
	internet_address_list_encode(list, NULL, line); /* folds, and ends the line */
	g_string_append(out, line->str);
	g_object_unref(list);
}

static void add_to_hash(GChecksum *hash, const char *text)
{
	g_checksum_update(hash, (const guchar *)text, (gssize)strlen(text) + 1); /* and its NUL */
}

static void append_id(GString *out, const Compose *compose, const Envelope *envelope)
{
	g_autofree char *host = person_domain(envelope->from);
	GChecksum *hash = g_checksum_copy(compose->hash);

	add_to_hash(hash, "");
	add_to_hash(hash, envelope->subject);
	add_to_hash(hash, envelope->from->addr);
	for (guint i = 0; i < envelope->to->len; i++)
		add_to_hash(hash, g_array_index(envelope->to, Person, i).addr);
	g_string_append_printf(out, "Message-ID: <%.*s@%s>\n", ID_DIGITS,
			       g_checksum_get_string(hash), host);
	g_checksum_free(hash);
}

void compose_head(Compose *compose, const Envelope *envelope, GString *out)
{
	GMimeContentEncoding encoding = choose_encoding(compose);
	g_autofree char *date = date_format_mail(envelope->date, 0);

	append_people(out, "From: ", envelope->from, 1);
	append_people(out, "To: ", (const Person *)envelope->to->data, envelope->to->len);
	append_subject(out, envelope->subject);
	g_string_append_printf(out, "Date: %s\n", date);
	append_id(out, compose, envelope);
	g_string_append_printf(out,
			       "MIME-Version: 1.0\n"
			       "Content-Type: text/plain; charset=utf-8\n"
			       "Content-Transfer-Encoding: %s\n"
			       "Auto-Submitted: auto-generated\n\n",
			       g_mime_content_encoding_to_string(encoding));
	g_mime_encoding_init_encode(&compose->encoding, encoding);
}

/* --- body ------------------------------------------------------------------------- */

/* Where the F stands that @line begins with so that an mbox would have to quote it, or -1. */
static gssize find_from(Slice line)
{
	Slice rest = line;

	while (slice_take(&rest, ">"))
		;
	return slice_starts(rest, FROM) ? (gssize)(line.len - rest.len) : -1;
}

/*
 * A line of GMime's quoted-printable. Its filter for "From " knows nothing of ">From ",
 * and it counts a blank at the end of a line as the one byte that it was.
 */
static void append_line(GString *out, Slice line)
{
	gssize from = find_from(line);
	gsize done = 0;

	if (from >= 0 && line.len + strlen("=46") - 1 <= MAX_COLUMN) {
		done = (gsize)from + 1;
		g_string_append_printf(out, "%.*s=46", (int)from, line.ptr);
	} else if (from >= 0 || line.len > MAX_COLUMN) {
		done = from >= 0 ? (gsize)from + 1 : line.len - strlen("=20");
		g_string_append_printf(out, "%.*s=\n", (int)done, line.ptr);
	}
	g_string_append_len(out, line.ptr + done, (gssize)(line.len - done));
	g_string_append_c(out, '\n');
}

/* Moves what is complete of the lines to @out. */
static void append_lines(GString *lines, GString *out)
{
	Slice rest = {lines->str, lines->len};
	gssize end;

	while ((end = slice_find(rest, '\n')) >= 0) {
		append_line(out, slice_sub(rest, 0, (gsize)end));
		rest = slice_sub(rest, (gsize)end + 1, rest.len);
	}
	g_string_erase(lines, 0, (gssize)(lines->len - rest.len));
}

/* Both of GMime's: to give it more, or to have what it holds. */
typedef size_t (*Step)(GMimeEncoding *state, const char *in, size_t len, char *out);

static void encode(Compose *compose, Step step, const char *text, gsize len, GString *out)
{
	GMimeEncoding *encoding = &compose->encoding;
	gboolean lines = encoding->encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
	GString *into = lines ? compose->lines : out;
	gsize before = into->len;

	g_string_set_size(into, before + g_mime_encoding_outlen(encoding, len));
	g_string_truncate(into, before + step(encoding, text, len, into->str + before));
	if (lines)
		append_lines(into, out);
}

void compose_body(Compose *compose, const char *text, gsize len, GString *out)
{
	if (!len)
		return;
	compose->last = text[len - 1];
	encode(compose, g_mime_encoding_step, text, len, out);
}

void compose_end(Compose *compose, GString *out)
{
	if (compose->last != '\n')
		encode(compose, g_mime_encoding_step, "\n", 1, out);
	encode(compose, g_mime_encoding_flush, "", 0, out);
}

char *compose_mbox_line(gint64 date)
{
	g_autofree char *moment = date_format_ctime(date);

	return g_strdup_printf(FROM "mboxrd@z %s\n", moment);
}
