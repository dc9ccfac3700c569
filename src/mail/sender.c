/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/sender.h"

#include <string.h>

#include "mail/decode.h"

#define RELAY_START "devnull+"
#define RELAY_END "@kernel.org"

static Person make_person(Slice value, DefectSet *defects)
{
	g_autofree char *name = NULL, *addr = NULL;
	Slice raw_name = {NULL, 0}, raw_addr = {NULL, 0};

	person_split(value, &raw_name, &raw_addr);
	name = decode_header(raw_name, defects);
	addr = decode_header(raw_addr, defects);
	/* the whole mailbox in one encoded word */
	if (!*name && strchr(addr, '<'))
		return person_parse(slice_of(addr));
	return person_make(name, addr);
}

/* Takes the next mailbox off a list; a comma in front of any @ is part of a name. */
static gboolean next_mailbox(Slice *list, Slice *mailbox)
{
	gboolean quoted = FALSE, address = FALSE;
	gsize at = 0;

	if (!list->len)
		return FALSE;
	for (; at < list->len; at++) {
		char c = list->ptr[at];

		if (c == '"')
			quoted = !quoted;
		else if (quoted && c == '\\')
			at++;
		else if (!quoted && c == '@')
			address = TRUE;
		else if (!quoted && address && c == ',')
			break;
	}
	at = MIN(at, list->len);
	*mailbox = slice_trim(slice_sub(*list, 0, at));
	*list = slice_sub(*list, MIN(at + 1, list->len), list->len);
	return TRUE;
}

/* "X via List", "X (via List)": the X, without its quotes, or NULL. */
static char *via_name(const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1), *left = NULL;
	const char *via = g_strrstr(lower, " via ");
	Person person;

	if (!via && g_str_has_suffix(lower, ")"))
		via = g_strrstr(lower, " (via ");
	if (!via || via == lower)
		return NULL;
	left = g_strndup(name, (gsize)(via - lower));
	person = person_make(left, "");
	g_free(person.addr);
	return person.name;
}

/* The address a relay wrote as user.host; the first dot decides where nothing else does. */
static char *relayed_address(const char *addr)
{
	gsize len = strlen(addr), ends = strlen(RELAY_START RELAY_END);
	g_autofree char *user = NULL;
	char *dot;

	if (len <= ends || g_ascii_strncasecmp(addr, RELAY_START, strlen(RELAY_START)) != 0 ||
	    g_ascii_strcasecmp(addr + len - strlen(RELAY_END), RELAY_END) != 0)
		return NULL;
	user = g_strndup(addr + strlen(RELAY_START), len - ends);
	dot = strchr(user, '.');
	if (!dot)
		return NULL;
	*dot = '@';
	return g_steal_pointer(&user);
}

static gboolean same_text(const char *a, const char *b)
{
	g_autofree char *folded_a = g_utf8_casefold(a, -1), *folded_b = g_utf8_casefold(b, -1);

	return g_str_equal(folded_a, folded_b);
}

/* Whether @person bears the name, or has none and the name is its address' user. */
static gboolean is_called(const Person *person, const char *name)
{
	const char *at = strchr(person->addr, '@');
	g_autofree char *user = at ? g_strndup(person->addr, (gsize)(at - person->addr)) : NULL;

	if (!user)
		return FALSE;
	if (*person->name)
		return same_text(person->name, name);
	return same_text(person->addr, name) || same_text(user, name);
}

/* Whether a relay makes @relayed (user@host, the @ perhaps misplaced) of the address. */
static gboolean is_relayed_as(const Person *person, const char *relayed)
{
	g_autofree char *a = g_strdelimit(g_strdup(person->addr), "@", '.');
	g_autofree char *b = g_strdelimit(g_strdup(relayed), "@", '.');

	return strchr(person->addr, '@') && same_text(a, b);
}

/* Looks for the first mailbox of all headers of that name that @matches. */
static gboolean find_mailbox(const HeaderSection *headers, HeaderName name,
			     gboolean (*matches)(const Person *, const char *), const char *text,
			     Person *found)
{
	Slice list, mailbox;
	DefectSet ignored = 0;
	guint at = 0;

	while (header_next(headers, name, &at, &list))
		while (next_mailbox(&list, &mailbox)) {
			*found = make_person(mailbox, &ignored);
			if (matches(found, text))
				return TRUE;
			person_clear(found);
		}
	return FALSE;
}

static gboolean find_original(const HeaderSection *headers, const char *name, Person *found)
{
	Slice original = header_first(headers, HEADER_X_ORIGINAL_FROM);
	DefectSet ignored = 0;

	if (original.len) {
		*found = make_person(original, &ignored);
		if (strchr(found->addr, '@'))
			return TRUE;
		person_clear(found);
	}
	return find_mailbox(headers, HEADER_REPLY_TO, is_called, name, found) ||
	       find_mailbox(headers, HEADER_CC, is_called, name, found);
}

/* Where no name comes with what was restored, the one shown stays, unless it is an address. */
static void restore(Person *sender, Person *original, const char *shown, DefectSet *defects)
{
	if (!*original->name && !strchr(shown, '@')) {
		g_free(original->name);
		original->name = g_strdup(shown);
	}
	person_clear(sender);
	*sender = *original;
	defect_add(defects, DEFECT_SENDER_RESTORED);
}

/* X-Original-From first: a sender's own Reply-To may have taken the place of the relay's. */
static gboolean find_relayed(const HeaderSection *headers, const char *relayed, Person *found)
{
	return find_mailbox(headers, HEADER_X_ORIGINAL_FROM, is_relayed_as, relayed, found) ||
	       find_mailbox(headers, HEADER_REPLY_TO, is_relayed_as, relayed, found);
}

static void undo_munging(Person *sender, const HeaderSection *headers, DefectSet *defects)
{
	g_autofree char *relayed = relayed_address(sender->addr), *name = via_name(sender->name);
	const char *shown = name ? name : sender->name;
	Person original;

	if (relayed) {
		if (!find_relayed(headers, relayed, &original))
			original = person_make(shown, relayed);
	} else if (!name || !find_original(headers, name, &original)) {
		return;
	}
	restore(sender, &original, shown, defects);
}

Person sender_read(const HeaderSection *headers, DefectSet *defects)
{
	Person sender = make_person(header_first(headers, HEADER_FROM), defects);

	undo_munging(&sender, headers, defects);
	if (strchr(sender.addr, '@'))
		return sender;
	defect_add(defects, DEFECT_NO_FROM);
	/* a word without an @ is more of a name than of an address */
	if (!*sender.name) {
		g_free(sender.name);
		sender.name = sender.addr;
		sender.addr = g_strdup("");
	}
	return sender;
}
