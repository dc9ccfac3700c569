/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/compose.h"

#include "base/date.h"
#include "base/text.h"

#include <string.h>

#define MAX_LINE 998      /* bytes, RFC 5322 §2.1.1 */
#define MAX_COLUMN 76     /* of what is folded or quoted-printable, the = at its end too */
#define ENCODED_BYTES 39  /* of an encoded word: a multiple of 3; a header's name fits before it */
#define MAX_PLAIN_NAME 60 /* longer ones are encoded, which folds them */
#define ID_DIGITS 40      /* of the hash */
#define FROM "From "      /* what mbox files cannot have at a line's beginning */
#define LOOK_AHEAD 5      /* strlen(FROM) */
#define UTF8_CONTINUES(c) (((c)&0xC0) == 0x80)

struct _Compose {
	GChecksum *hash;
	gsize line; /* bytes of the line so far */
	int from;   /* how much of FROM stands at its beginning, behind ">"s; -1: none */
	gboolean not_ascii, long_lines, controls, from_lines;
	/* of the body */
	GString *rest;   /* of the text, not encoded yet */
	gsize column;    /* of the encoded line */
	gboolean inside; /* something but ">" stands in it */
	char last;       /* byte that was given; '\0': none */
};

Compose *compose_new(void)
{
	Compose *compose = g_new0(Compose, 1);

	compose->hash = g_checksum_new(G_CHECKSUM_SHA256);
	compose->rest = g_string_new(NULL);
	return compose;
}

void compose_free(Compose *compose)
{
	if (!compose)
		return;
	g_checksum_free(compose->hash);
	g_string_free(compose->rest, TRUE);
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
	if (compose->from == LOOK_AHEAD) {
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

static gboolean is_quoted_printable(const Compose *compose)
{
	return compose->long_lines || compose->controls || compose->from_lines;
}

static const char *transfer_of(const Compose *compose)
{
	if (is_quoted_printable(compose))
		return "quoted-printable";
	return compose->not_ascii ? "8bit" : "7bit";
}

/* --- headers -------------------------------------------------------------------- */

/* Whether it can stand in a header as it is; @max: bytes of a word, which cannot be folded. */
static gboolean is_plain(const char *text, gsize max)
{
	gsize word = 0;

	for (const char *p = text; *p; p++) {
		word = *p == ' ' ? 0 : word + 1;
		if (!g_ascii_isprint(*p) || word > max)
			return FALSE;
	}
	return !strstr(text, "=?");
}

/*
 * How much of @text an encoded word takes: whole characters and, where that can be had,
 * a multiple of three bytes, since GMime loses what is padded before another word.
 */
static gsize word_bytes(const char *text)
{
	gsize len = strlen(text), best = 0;

	if (len <= ENCODED_BYTES)
		return len;
	for (gsize i = ENCODED_BYTES; i > 0; i--) {
		if (UTF8_CONTINUES(text[i]))
			continue;
		best = MAX(best, i);
		if (i % 3 == 0)
			return i;
	}
	return best;
}

static void append_encoded(GString *out, const char *text)
{
	while (*text) {
		gsize len = word_bytes(text);
		g_autofree char *word = g_base64_encode((const guchar *)text, len);

		text += len;
		g_string_append_printf(out, "=?UTF-8?B?%s?=%s", word, *text ? "\n " : "");
	}
}

static void append_folded(GString *out, const char *text, gsize column)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);

	for (guint i = 0; words[i]; i++) {
		gsize len = strlen(words[i]);

		if (i && column + 1 + len > MAX_COLUMN) {
			g_string_append(out, "\n");
			column = 0;
		}
		g_string_append_printf(out, "%s%s", i ? " " : "", words[i]);
		column += len + 1;
	}
}

static void append_text(GString *out, const char *name, const char *value)
{
	g_autofree char *line = text_clean_line(value, strlen(value));

	g_string_append_printf(out, "%s: ", name);
	if (is_plain(line, MAX_COLUMN - 1))
		append_folded(out, line, strlen(name) + 2);
	else
		append_encoded(out, line);
	g_string_append_c(out, '\n');
}

static void append_quoted(GString *out, const char *name)
{
	g_string_append_c(out, '"');
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *name);
	}
	g_string_append_c(out, '"');
}

static gboolean is_atoms(const char *name)
{
	for (; *name; name++)
		if (!g_ascii_isalnum(*name) && !strchr(" !#$%&'*+-/=?^_`{|}~", *name))
			return FALSE;
	return TRUE;
}

static void append_person(GString *out, const Person *person)
{
	g_autofree char *name = text_clean_line(person->name, strlen(person->name));
	g_autofree char *addr = text_clean_line(person->addr, strlen(person->addr));

	if (!*name) {
		g_string_append(out, addr);
		return;
	}
	if (strlen(name) > MAX_PLAIN_NAME || !is_plain(name, MAX_PLAIN_NAME))
		append_encoded(out, name);
	else if (is_atoms(name))
		g_string_append(out, name);
	else
		append_quoted(out, name);
	g_string_append_printf(out, " <%s>", addr);
}

static void append_people(GString *out, const GArray *people)
{
	for (guint i = 0; i < people->len; i++) {
		g_string_append(out, i ? ",\n " : "");
		append_person(out, &g_array_index(people, Person, i));
	}
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

void compose_head(const Compose *compose, const Envelope *envelope, GString *out)
{
	g_autofree char *date = date_format_mail(envelope->date, 0);

	g_string_append(out, "From: ");
	append_person(out, envelope->from);
	g_string_append(out, "\nTo: ");
	append_people(out, envelope->to);
	g_string_append_c(out, '\n');
	append_text(out, "Subject", envelope->subject);
	g_string_append_printf(out, "Date: %s\n", date);
	append_id(out, compose, envelope);
	g_string_append_printf(out,
			       "MIME-Version: 1.0\n"
			       "Content-Type: text/plain; charset=utf-8\n"
			       "Content-Transfer-Encoding: %s\n"
			       "Auto-Submitted: auto-generated\n\n",
			       transfer_of(compose));
}

/* --- body ------------------------------------------------------------------------- */

static void break_softly(Compose *compose, GString *out)
{
	g_string_append(out, "=\n");
	compose->column = 0;
	compose->inside = FALSE;
}

/* Whether the byte that @rest begins with cannot stand as it is; it may be the text's last. */
static gboolean is_to_encode(const Compose *compose, Slice rest)
{
	char c = rest.ptr[0];

	if (c == ' ' || c == '\t')
		return rest.len == 1 || rest.ptr[1] == '\n' || rest.ptr[1] == '\r';
	if (c == 'F' && !compose->inside)
		return slice_starts(rest, FROM);
	return c == '=' || !g_ascii_isprint(c);
}

static void encode_byte(Compose *compose, Slice rest, GString *out)
{
	gboolean encode;

	if (rest.ptr[0] == '\n') {
		g_string_append_c(out, '\n');
		compose->column = 0;
		compose->inside = FALSE;
		return;
	}
	if (compose->column + strlen("x=") > MAX_COLUMN)
		break_softly(compose, out);
	encode = is_to_encode(compose, rest);
	if (encode && compose->column + strlen("=46=") > MAX_COLUMN)
		break_softly(compose, out);
	if (encode)
		g_string_append_printf(out, "=%02X", (guchar)rest.ptr[0]);
	else
		g_string_append_c(out, rest.ptr[0]);
	compose->column += encode ? strlen("=46") : 1;
	compose->inside |= encode || rest.ptr[0] != '>';
}

/* Encodes what was given, but for the last @keep bytes, which depend on what follows. */
static void encode_rest(Compose *compose, gsize keep, GString *out)
{
	Slice all = {compose->rest->str, compose->rest->len};
	gsize at = 0;

	for (; at + keep < all.len; at++)
		encode_byte(compose, slice_sub(all, at, all.len), out);
	g_string_erase(compose->rest, 0, (gssize)at);
}

void compose_body(Compose *compose, const char *text, gsize len, GString *out)
{
	if (!len)
		return;
	compose->last = text[len - 1];
	if (!is_quoted_printable(compose)) {
		g_string_append_len(out, text, (gssize)len);
		return;
	}
	g_string_append_len(compose->rest, text, (gssize)len);
	encode_rest(compose, LOOK_AHEAD, out);
}

void compose_end(Compose *compose, GString *out)
{
	encode_rest(compose, 0, out);
	if (compose->last != '\n')
		g_string_append_c(out, '\n');
}

char *compose_mbox_line(gint64 date)
{
	g_autofree char *moment = date_format_ctime(date);

	return g_strdup_printf(FROM "mboxrd@z %s\n", moment);
}
