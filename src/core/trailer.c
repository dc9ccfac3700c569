/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/trailer.h"

#include "base/text.h"

#define MAX_TOKEN 40 /* Reported-and-tested-by and its longer kin */
#define MAX_WRAP 8   /* lines that one value may be wrapped to */
#define MIN_HASH 6

void trailer_free(Trailer *trailer)
{
	if (!trailer)
		return;
	g_free(trailer->token);
	g_free(trailer->value);
	person_clear(&trailer->person);
	g_free(trailer);
}

/* --- values: slices that may run over several lines -------------------------- */

static gboolean is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static Slice first_word(Slice value)
{
	gsize n = 0;

	while (n < value.len && !is_blank(value.ptr[n]))
		n++;
	return slice_sub(value, 0, n);
}

static Slice behind(Slice value, Slice head)
{
	return slice_trim(slice_sub(value, head.len, value.len));
}

/* Up to the end of the first <…@…>; empty without one. */
static Slice find_mailbox(Slice value)
{
	gboolean open = FALSE, at = FALSE;

	for (gsize i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		if (c == '>' && open && at)
			return slice_sub(value, 0, i + 1);
		if (c == '<' || c == '>' || is_blank(c)) {
			open = c == '<';
			at = FALSE;
		} else if (c == '@') {
			at = TRUE;
		}
	}
	return slice_sub(value, 0, 0);
}

/* What may follow an address that stands for itself: "# 5.10+", "v5.10", no sentence. */
static gboolean is_remark(Slice s)
{
	if (s.len == 0 || !g_ascii_isalpha(s.ptr[0]))
		return TRUE;
	return s.len > 1 && s.ptr[0] == 'v' && g_ascii_isdigit(s.ptr[1]);
}

/* "a@b.org", "a@b.org, …", "a@b.org (Name)"; empty when it is none of these. */
static Slice find_bare_address(Slice value)
{
	Slice word = first_word(value), rest = behind(value, word);
	gboolean list = word.len && word.ptr[word.len - 1] == ',';

	if (list)
		word = slice_sub(word, 0, word.len - 1);
	if (slice_find(word, '@') <= 0 || slice_find(word, '<') >= 0)
		return slice_sub(value, 0, 0);
	if (!list && slice_starts(rest, "("))
		return value;
	return list || (is_remark(rest) && !slice_starts(rest, "<")) ? word
								     : slice_sub(value, 0, 0);
}

/* The part of a value that names its (first) person; empty when none does. */
static Slice find_person(Slice value)
{
	Slice bare = find_bare_address(value);

	return bare.len ? bare : find_mailbox(value);
}

static gboolean names_person(Slice value)
{
	return find_person(value).len > 0;
}

static gboolean names_none(Slice value)
{
	return !names_person(value);
}

/* "Cc: stable # 5.10+" names a list without its address. */
static gboolean names_receiver(Slice value)
{
	Slice word = first_word(value);

	return names_person(value) ||
	       (slice_equal(word, "stable") && is_remark(behind(value, word)));
}

static gboolean is_open_list(Slice value)
{
	return !names_receiver(value) || value.ptr[value.len - 1] == ',';
}

static Slice hash_of(Slice value)
{
	gsize n = 0;

	while (n < value.len && g_ascii_isxdigit(value.ptr[n]))
		n++;
	return slice_sub(value, 0, n);
}

/* '1234567890ab ("title")'; the hash alone will do, a word in hex letters will not. */
static gboolean is_fixes(Slice value)
{
	Slice hash = hash_of(value), rest = behind(value, hash);

	return hash.len >= MIN_HASH &&
	       (rest.len == 0 || slice_starts(rest, "(") || slice_starts(rest, "\""));
}

static gboolean is_open_title(Slice value)
{
	Slice title = behind(value, hash_of(value));

	if (value.len == 0)
		return TRUE;
	return slice_starts(title, "(\"") && !g_strstr_len(title.ptr, (gssize)title.len, "\")");
}

/* "https://…", and "lore.kernel.org/…" as some write it */
static gboolean is_link(Slice value)
{
	Slice word = first_word(value);

	return slice_find(word, '.') > 0 && slice_find(word, '/') > 0;
}

static gboolean is_word(Slice value)
{
	return value.len && first_word(value).len == value.len;
}

static gboolean is_hash(Slice value)
{
	return value.len >= MIN_HASH && hash_of(value).len == value.len;
}

static gboolean is_nothing(Slice value)
{
	return value.len == 0;
}

/* --- trailers ---------------------------------------------------------------- */

typedef struct {
	const char *token;
	gboolean (*is_valid)(Slice value);
	gboolean (*is_open)(Slice value); /* more of it must stand on the next line */
	gboolean unindented;              /* which need not be indented: mailers wrap it */
	gboolean personal;
} Kind;

static const Kind by_kind = {"-by", names_person, names_none, FALSE, TRUE};

static const Kind kinds[] = {
	{"Cc", names_receiver, is_open_list, FALSE, TRUE},
	{"Fixes", is_fixes, is_open_title, TRUE, FALSE},
	{"Link", is_link, is_nothing, FALSE, FALSE},
	{"Closes", is_link, is_nothing, FALSE, FALSE},
	{"Change-Id", is_word, is_nothing, FALSE, FALSE},
	{"base-commit", is_hash, is_nothing, FALSE, FALSE},
};

static const Kind *find_kind(Slice token)
{
	if (token.len > 3 && slice_starts_nocase(slice_sub(token, token.len - 3, token.len), "-by"))
		return &by_kind;
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (token.len == slice_of(kinds[i].token).len &&
		    slice_starts_nocase(token, kinds[i].token))
			return &kinds[i];
	return NULL;
}

/* "Token: value"; a few write a blank before the colon. */
static const Kind *split_line(Slice line, Slice *token, Slice *value)
{
	gsize n = 0;

	if (line.len == 0 || !g_ascii_isalpha(line.ptr[0]))
		return NULL;
	while (n < line.len && n < MAX_TOKEN &&
	       (g_ascii_isalnum(line.ptr[n]) || line.ptr[n] == '-'))
		n++;
	*token = slice_sub(line, 0, n);
	while (n < line.len && line.ptr[n] == ' ')
		n++;
	if (n == line.len || line.ptr[n] != ':')
		return NULL;
	*value = slice_trim(slice_sub(line, n + 1, line.len));
	return find_kind(*token);
}

static gboolean continues(const Kind *kind, Slice line)
{
	Slice token, value;

	if (slice_is_blank(line) || line.ptr[0] == '>')
		return FALSE;
	if (line.ptr[0] == ' ' || line.ptr[0] == '\t' || line.ptr[0] == '<')
		return TRUE;
	return kind->unindented && !split_line(line, &token, &value);
}

/* @value with the lines it was wrapped to, which are taken off @rest; empty when it is none. */
static Slice read_value(const Kind *kind, Slice value, Slice *rest)
{
	Slice joined = value, next = *rest, peek = *rest, line;

	for (guint n = 1; n < MAX_WRAP && kind->is_open(joined); n++) {
		if (!slice_next_line(&peek, &line) || !continues(kind, line))
			break;
		next = peek;
		joined.len = (gsize)(line.ptr + line.len - joined.ptr);
		joined = slice_trim(joined);
	}
	if (!kind->is_open(joined) && kind->is_valid(joined)) {
		*rest = next;
		return joined;
	}
	return kind->is_valid(value) ? value : slice_sub(value, 0, 0);
}

static Trailer *trailer_new(const Kind *kind, Slice token, Slice value)
{
	Trailer *trailer = g_new0(Trailer, 1);
	Slice person = kind->personal ? find_person(value) : slice_sub(value, 0, 0);
	g_autofree char *text = text_clean_line(person.ptr, person.len);

	trailer->token = slice_dup(token);
	trailer->value = text_clean_line(value.ptr, value.len);
	trailer->person = person_parse(slice_of(text));
	return trailer;
}

gboolean trailer_take(Slice *rest)
{
	Slice next = *rest, line, token, value;
	const Kind *kind = slice_next_line(&next, &line) ? split_line(line, &token, &value) : NULL;

	if (!kind || !read_value(kind, value, &next).len)
		return FALSE;
	*rest = next;
	return TRUE;
}

GPtrArray *trailer_scan(Slice text)
{
	GPtrArray *trailers = g_ptr_array_new_with_free_func((GDestroyNotify)trailer_free);
	Slice line, token, value;

	while (slice_next_line(&text, &line)) {
		const Kind *kind = split_line(line, &token, &value);

		if (!kind)
			continue;
		value = read_value(kind, value, &text);
		if (value.len)
			g_ptr_array_add(trailers, trailer_new(kind, token, value));
	}
	return trailers;
}
