/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/person.h"

#include <string.h>

#include "base/text.h"

void person_clear(Person *person)
{
	g_clear_pointer(&person->name, g_free);
	g_clear_pointer(&person->addr, g_free);
}

Person person_copy(const Person *person)
{
	return (Person){g_strdup(person->name), g_strdup(person->addr)};
}

/* Bytes of the quoted string or comment that opens @s, or 0 when it is never closed. */
static gsize enclosed_len(Slice s)
{
	gboolean quoted = s.ptr[0] == '"';
	guint depth = 1;

	for (gsize i = 1; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\\')
			i++;
		else if (c == (quoted ? '"' : ')') && --depth == 0)
			return i + 1;
		else if (c == '(' && !quoted)
			depth++;
	}
	return 0;
}

/* a@b, or a@b (Name). */
static gboolean is_bare_address(Slice s)
{
	gsize end = 0;
	Slice after;

	s = slice_trim(s);
	while (end < s.len && s.ptr[end] != ' ' && s.ptr[end] != '\t' && s.ptr[end] != '(')
		end++;
	after = slice_trim(slice_sub(s, end, s.len));
	return slice_find(slice_sub(s, 0, end), '@') >= 0 && (!after.len || after.ptr[0] == '(');
}

/* Where the first mailbox of a header's value ends, and its last <addr>. */
typedef struct {
	gssize left, right; /* of the last "<…>"; -1 without one */
	gssize open;        /* of a "<" that is not closed yet, or -1 */
	gsize end;
} Mailbox;

/* Bytes to step over at @i because what stands there is quoted or a comment. */
static gsize skip_enclosed(Slice value, gsize i, gboolean *quotes, gboolean *comments)
{
	gboolean *closes = value.ptr[i] == '"' ? quotes : comments;
	gsize len;

	if ((value.ptr[i] != '"' && value.ptr[i] != '(') || !*closes)
		return 0;
	len = enclosed_len(slice_sub(value, i, value.len));
	/* One that is never closed is text; looking again would cost the square. */
	*closes = len > 0;
	return len;
}

static Mailbox find_mailbox(Slice value)
{
	Mailbox box = {-1, -1, -1, 0};
	gboolean quotes = TRUE, comments = TRUE, comma = FALSE;

	while (box.end < value.len) {
		char c = value.ptr[box.end];
		gsize skip = skip_enclosed(value, box.end, &quotes, &comments);

		if (c == '<') {
			box.open = (gssize)box.end;
		} else if (c == '>' && box.open >= 0) {
			box.left = box.open;
			box.right = (gssize)box.end;
			box.open = -1;
		} else if (c == ',' && box.open < 0) {
			if (box.left >= 0 ||
			    (!comma && is_bare_address(slice_sub(value, 0, box.end))))
				break;
			comma = TRUE;
		}
		box.end += skip ? skip : 1;
	}
	return box;
}

/* What stands in "(…)" when that is all there is. */
static Slice comment_text(Slice s)
{
	s = slice_trim(s);
	if (s.len < 2 || s.ptr[0] != '(' || s.ptr[s.len - 1] != ')')
		return slice_sub(s, 0, 0);
	return slice_trim(slice_sub(s, 1, s.len - 1));
}

/* RFC 822: addr (Name). */
static void split_bare(Slice box, Slice *name, Slice *addr)
{
	gssize comment = slice_find(box, '(');

	*name = slice_sub(box, 0, 0);
	*addr = box;
	if (comment <= 0)
		return;
	*name = comment_text(slice_sub(box, (gsize)comment, box.len));
	if (name->len)
		*addr = slice_trim(slice_sub(box, 0, (gsize)comment));
}

void person_split(Slice value, Slice *name, Slice *addr)
{
	Mailbox box = find_mailbox(value);

	if (box.left < 0 && box.open >= 0) {
		box.left = box.open;
		box.right = (gssize)box.end;
	}
	if (box.left < 0) {
		split_bare(slice_trim(slice_sub(value, 0, box.end)), name, addr);
		return;
	}
	*name = slice_trim(slice_sub(value, 0, (gsize)box.left));
	*addr = slice_trim(slice_sub(value, (gsize)box.left + 1, (gsize)box.right));
	if (!name->len && (gsize)box.right < box.end)
		*name = comment_text(slice_sub(value, (gsize)box.right + 1, box.end));
}

/* Whether one pair of @quote encloses the whole: `"a" and "b"` is not enclosed. */
static gboolean is_enclosed(const char *text, gsize len, char quote)
{
	if (len < 2 || text[0] != quote || text[len - 1] != quote)
		return FALSE;
	/* An apostrophe may stand inside, and nothing escapes one. */
	return quote == '\'' || enclosed_len((Slice){text, len}) == len;
}

static gboolean unquote(char *text)
{
	gsize len = strlen(text);
	gboolean escapes = is_enclosed(text, len, '"');
	char *to = text;

	if (!escapes && !is_enclosed(text, len, '\''))
		return FALSE;
	for (gsize i = 1; i < len - 1; i++) {
		if (escapes && text[i] == '\\')
			i++;
		*to++ = text[i];
	}
	*to = '\0';
	return TRUE;
}

Person person_make(const char *name, const char *addr)
{
	g_autofree char *bare = g_strstrip(g_strdup(name));

	/* "'Name'" is common; deeper than that only malice quotes. */
	for (guint layer = 0; layer < 3 && unquote(bare); layer++)
		g_strstrip(bare);
	return (Person){text_clean_line(bare, strlen(bare)), text_clean_line(addr, strlen(addr))};
}

Person person_parse(Slice value)
{
	g_autofree char *name = NULL, *addr = NULL;
	Slice name_part, addr_part;

	person_split(value, &name_part, &addr_part);
	name = slice_dup(name_part);
	addr = slice_dup(addr_part);
	return person_make(name, addr);
}

char *person_show(const Person *person)
{
	if (!*person->name)
		return g_strdup(person->addr);
	if (!*person->addr)
		return g_strdup(person->name);
	return g_strdup_printf("%s <%s>", person->name, person->addr);
}

char *person_domain(const Person *person)
{
	const char *at = strrchr(person->addr, '@');

	return at ? g_ascii_strdown(at + 1, -1) : g_strdup("");
}

char *person_key(const Person *person)
{
	return *person->addr ? g_ascii_strdown(person->addr, -1)
			     : g_utf8_casefold(person->name, -1);
}

static gboolean equal_nocase(Slice a, Slice b)
{
	return a.len == b.len && (!a.len || g_ascii_strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

/* Splits an address at its last @; the local part ends before a plus extension. */
static void split_address(const char *addr, Slice *local, Slice *domain)
{
	const char *at = strrchr(addr, '@');
	gssize plus;

	*local = at ? (Slice){addr, (gsize)(at - addr)} : slice_of(addr);
	*domain = slice_of(at ? at + 1 : "");
	plus = slice_find(*local, '+');
	if (plus > 0)
		*local = slice_sub(*local, 0, (gsize)plus);
}

static gboolean is_sub_domain(Slice child, Slice parent)
{
	gsize dot;

	if (child.len <= parent.len || slice_find(parent, '.') <= 0)
		return FALSE;
	dot = child.len - parent.len - 1;
	return child.ptr[dot] == '.' && equal_nocase(slice_sub(child, dot + 1, child.len), parent);
}

gboolean person_same_address(const char *a, const char *b)
{
	Slice local_a, local_b, domain_a, domain_b;

	split_address(a, &local_a, &domain_a);
	split_address(b, &local_b, &domain_b);
	if (!local_a.len || !equal_nocase(local_a, local_b))
		return FALSE;
	return equal_nocase(domain_a, domain_b) || is_sub_domain(domain_a, domain_b) ||
	       is_sub_domain(domain_b, domain_a);
}

static char *without_comments(const char *name)
{
	GString *out = g_string_sized_new(strlen(name));
	gsize depth = 0;

	for (const char *p = name; *p; p++) {
		if (*p == '(')
			depth++;
		if (!depth)
			g_string_append_c(out, *p);
		if (*p == ')' && depth)
			depth--;
	}
	return g_string_free(out, FALSE);
}

char *person_name_key(const char *name)
{
	g_autofree char *bare = without_comments(name);
	g_autofree char *turned = NULL, *line = NULL;
	char *comma = strchr(bare, ',');

	if (comma && !strchr(comma + 1, ',')) {
		*comma = '\0';
		turned = g_strdup_printf("%s %s", comma + 1, bare);
	} else {
		turned = g_steal_pointer(&bare);
	}
	line = text_clean_line(turned, strlen(turned));
	return g_utf8_casefold(line, -1);
}

gboolean person_same(const Person *a, const Person *b)
{
	g_autofree char *key_a = NULL, *key_b = NULL;

	if (person_same_address(a->addr, b->addr))
		return TRUE;
	key_a = person_name_key(a->name);
	key_b = person_name_key(b->name);
	return *key_a && g_str_equal(key_a, key_b);
}
