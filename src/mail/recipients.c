/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/recipients.h"

#include "base/text.h"
#include "mail/decode.h"

#include <string.h>

/* What was read of one mailbox. */
typedef struct {
	gsize start;   /* in the value */
	GString *word; /* the word that is being read */
	char *address; /* its last word with an @ … */
	gboolean done; /* … or one stood in <>, and was taken */
} Mailbox;

/* One pass over a header's value. */
typedef struct {
	Slice value;
	gsize at;
	gboolean open_quote, open_comment; /* there is one, behind here, that nothing closes */
	Mailbox mailbox;
	GPtrArray *addresses;
	GHashTable *seen; /* the same */
} Scan;

/* --- addresses --------------------------------------------------------------------- */

static gboolean is_address(const char *text)
{
	const char *at = strrchr(text, '@');

	return at && at != text && at[1] && !strpbrk(text, " ,;<>") &&
	       strlen(text) <= RECIPIENTS_MAX_LEN;
}

static void take_address(Scan *scan, const char *text)
{
	g_autofree char *address = g_ascii_strdown(text, -1);

	if (!is_address(address) || g_hash_table_contains(scan->seen, address) ||
	    scan->addresses->len >= RECIPIENTS_MAX)
		return;
	g_hash_table_add(scan->seen, address);
	g_ptr_array_add(scan->addresses, g_steal_pointer(&address));
}

static char *decode(Slice text)
{
	DefectSet ignored = 0;

	return decode_header(text, &ignored);
}

/* What stands in <>: blanks may be folds, and there may be a route before it: <@a,@b:c@d>. */
static void take_angled(Scan *scan, Slice text)
{
	g_autofree char *line = decode(text);
	const char *address = line;
	char *to = line;

	for (const char *from = line; *from; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	if (*line == '@' && strrchr(line, ':'))
		address = strrchr(line, ':') + 1;
	take_address(scan, address);
	scan->mailbox.done = TRUE;
}

/* --- mailboxes ----------------------------------------------------------------------- */

static void end_word(Mailbox *mailbox)
{
	if (strchr(mailbox->word->str, '@')) {
		g_free(mailbox->address);
		mailbox->address = text_clean_line(mailbox->word->str, mailbox->word->len);
	}
	g_string_truncate(mailbox->word, 0);
}

/* A whole mailbox in encoded words: =?utf-8?q?Ann_=3Cann=40example.org=3E?= */
static void take_encoded(Scan *scan, Slice text)
{
	g_autofree char *decoded = NULL;
	Person person;

	if (!text.len || !g_strstr_len(text.ptr, (gssize)text.len, "=?"))
		return;
	decoded = decode(text);
	person = person_parse(slice_of(decoded));
	take_address(scan, person.addr);
	person_clear(&person);
}

static void end_mailbox(Scan *scan)
{
	Mailbox *mailbox = &scan->mailbox;

	end_word(mailbox);
	if (!mailbox->done && mailbox->address)
		take_address(scan, mailbox->address);
	else if (!mailbox->done)
		take_encoded(scan, slice_sub(scan->value, mailbox->start, scan->at));
	g_clear_pointer(&mailbox->address, g_free);
	mailbox->done = FALSE;
	mailbox->start = scan->at + 1;
}

/* --- what stands around them ------------------------------------------------------------ */

/* The place behind the quote that begins at @at; 0: it does not end. */
static gsize quote_end(Slice value, gsize at)
{
	for (at++; at < value.len; at++)
		if (value.ptr[at] == '\\')
			at++;
		else if (value.ptr[at] == '"')
			return at + 1;
	return 0;
}

/* Likewise of a comment, with those in it. */
static gsize comment_end(Slice value, gsize at)
{
	gsize depth = 0;

	for (; at < value.len; at++)
		if (value.ptr[at] == '\\')
			at++;
		else if (value.ptr[at] == '(')
			depth++;
		else if (value.ptr[at] == ')' && --depth == 0)
			return at + 1;
	return 0;
}

/* A name, but for "ann b"@example.org. */
static gboolean pass_quote(Scan *scan)
{
	gsize end = scan->open_quote ? 0 : quote_end(scan->value, scan->at);

	scan->open_quote = !end;
	if (!end)
		return FALSE;
	end_word(&scan->mailbox);
	if (end < scan->value.len && scan->value.ptr[end] == '@')
		g_string_append_len(scan->mailbox.word, scan->value.ptr + scan->at,
				    (gssize)(end - scan->at));
	scan->at = end;
	return TRUE;
}

static gboolean pass_comment(Scan *scan)
{
	gsize end = scan->open_comment ? 0 : comment_end(scan->value, scan->at);

	scan->open_comment = !end;
	if (!end)
		return FALSE;
	end_word(&scan->mailbox);
	scan->at = end;
	return TRUE;
}

/* Without its >, it ends where the next mailbox begins; a route has commas of its own. */
static void pass_angle(Scan *scan)
{
	gsize start = scan->at + 1, at = start;
	gboolean route = start < scan->value.len && scan->value.ptr[start] == '@';

	for (; at < scan->value.len; at++) {
		char c = scan->value.ptr[at];

		if (c == '>' || c == '<' || (c == ',' && !route))
			break;
	}
	take_angled(scan, slice_sub(scan->value, start, at));
	end_word(&scan->mailbox);
	scan->at = at < scan->value.len && scan->value.ptr[at] == '>' ? at + 1 : at;
}

/* --- all together ------------------------------------------------------------------------ */

static void step(Scan *scan)
{
	char c = scan->value.ptr[scan->at];

	if (c == '"' && pass_quote(scan))
		return;
	if (c == '(' && pass_comment(scan))
		return;
	if (c == '<') {
		pass_angle(scan);
		return;
	}
	if (c == ',' || c == ';')
		end_mailbox(scan);
	else if (c == ':') /* a group's name ends: "Team: ann@example.org, bo@fjord.example;" */
		g_string_truncate(scan->mailbox.word, 0);
	else if (strchr(" \t\r\n\"()>", c)) /* a NUL, too */
		end_word(&scan->mailbox);
	else
		g_string_append_c(scan->mailbox.word, c);
	scan->at++;
}

static void read_value(Scan *scan, Slice value)
{
	scan->value = value;
	scan->at = 0;
	scan->open_quote = scan->open_comment = FALSE;
	scan->mailbox.start = 0;
	while (scan->at < value.len && scan->addresses->len < RECIPIENTS_MAX)
		step(scan);
	end_mailbox(scan);
}

char **recipients_read(const HeaderSection *headers)
{
	static const HeaderName names[] = {HEADER_TO, HEADER_CC};
	g_autoptr(GPtrArray) addresses = g_ptr_array_new();
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	Scan scan = {.addresses = addresses, .seen = seen};

	scan.mailbox.word = g_string_new(NULL);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		guint at = 0;
		Slice value;

		while (header_next(headers, names[i], &at, &value))
			read_value(&scan, value);
	}
	g_string_free(scan.mailbox.word, TRUE);
	g_ptr_array_add(addresses, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&addresses), FALSE);
}
