/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/mailbox.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

#define MAX_USER 64 /* RFC 5321 §4.5.3.1 */
#define MAX_HOST 253
#define USER_MARKS "!#$%&'*+-/=?^_`{|}~" /* RFC 5322 §3.2.3, atext */
#define HOST_MARKS "-_"

/* Words of letters, digits and @marks with a dot between two. */
static gboolean is_dot_atom(Slice s, gsize max, const char *marks)
{
	gboolean word = FALSE;

	if (s.len > max)
		return FALSE;
	for (gsize i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '.' ? !word : !c || !(g_ascii_isalnum(c) || strchr(marks, c)))
			return FALSE;
		word = c != '.';
	}
	return word;
}

static gboolean is_address(const char *addr)
{
	Slice whole = slice_of(addr);
	gssize at = slice_find(whole, '@');

	return at > 0 && is_dot_atom(slice_sub(whole, 0, (gsize)at), MAX_USER, USER_MARKS) &&
	       is_dot_atom(slice_sub(whole, (gsize)at + 1, whole.len), MAX_HOST, HOST_MARKS);
}

/* What stands behind an address is read over in other people's mails, not in ours. */
static gboolean is_whole(const char *line, const char *addr)
{
	g_autofree char *end = g_strconcat("<", addr, ">", NULL);

	return strchr(line, '<') ? g_str_has_suffix(line, end) : !strchr(line, ',');
}

gboolean mailbox_parse(const char *text, Person *person, GError **error)
{
	g_autofree char *line = text_clean_line(text, strlen(text));
	Person parsed = person_parse(slice_of(line));

	if (is_address(parsed.addr) && is_whole(line, parsed.addr)) {
		*person = parsed;
		return TRUE;
	}
	person_clear(&parsed);
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "'%s' is no mail address: give user@host, or Name <user@host>", line);
	return FALSE;
}

/* Takes what stands before the next comma that is in no quotes off the front of @rest. */
static Slice take_entry(Slice *rest)
{
	Slice all = *rest;
	gboolean quoted = FALSE;
	gsize at = 0;

	for (; at < all.len && (quoted || all.ptr[at] != ','); at++) {
		if (all.ptr[at] == '"')
			quoted = !quoted;
		else if (quoted && all.ptr[at] == '\\' && at + 1 < all.len)
			at++;
	}
	*rest = slice_sub(all, MIN(at + 1, all.len), all.len);
	return slice_sub(all, 0, at);
}

gboolean mailbox_parse_list(const char *text, GArray *people, GError **error)
{
	Slice rest = slice_of(text);
	guint before = people->len;

	while (rest.len) {
		Slice entry = take_entry(&rest);
		g_autofree char *one = slice_dup(entry);
		Person person;

		if (slice_is_blank(entry))
			continue;
		if (!mailbox_parse(one, &person, error))
			return FALSE;
		g_array_append_val(people, person);
	}
	if (people->len > before)
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "no mail address: give user@host");
	return FALSE;
}

GArray *mailbox_list_new(void)
{
	GArray *people = g_array_new(FALSE, FALSE, sizeof(Person));

	g_array_set_clear_func(people, (GDestroyNotify)person_clear);
	return people;
}
