/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/concern.h"

#include "base/error.h"

#include <string.h>

#define MAX_LEN 320 /* bytes of an address (RFC 5321 §4.5.3.1) */

struct _Concern {
	char *text;   /* as given */
	char *domain; /* in it; or NULL: it is an address */
};

/* --- what is given ------------------------------------------------------------------- */

/* What stands in a name of a host; other than ASCII, too (RFC 6531). */
static gboolean is_host_char(char c)
{
	return g_ascii_isalnum(c) || c == '-' || c == '_' || (guchar)c >= 0x80;
}

/* Words with a dot between each two. */
static gboolean is_domain(const char *text)
{
	gboolean in_word = FALSE;

	for (; *text; text++) {
		if (*text == '.' ? !in_word : !is_host_char(*text))
			return FALSE;
		in_word = *text != '.';
	}
	return in_word;
}

/* What may stand before the @ without quotes; more than RFC 5322 lets. */
static gboolean is_local(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if (g_ascii_iscntrl(text[i]) || strchr(" \"(),:;<>@[\\]", text[i]))
			return FALSE;
	return len > 0;
}

/* Its domain, where it is one and no address. */
static const char *read_domain(const char *text)
{
	if (*text == '@')
		return is_domain(text + 1) ? text + 1 : NULL;
	return strchr(text, '.') && is_domain(text) ? text : NULL;
}

static gboolean is_address(const char *text)
{
	const char *at = strrchr(text, '@');

	return at && is_local(text, (gsize)(at - text)) && is_domain(at + 1);
}

Concern *concern_new(const char *text, GError **error)
{
	gboolean fits = strlen(text) <= MAX_LEN;
	const char *domain = fits ? read_domain(text) : NULL;
	Concern *concern;

	if (!fits || (!domain && !is_address(text))) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "'%.*s' is no address and no domain: give ann@example.org, or "
			    "example.org",
			    MAX_LEN, text);
		return NULL;
	}
	concern = g_new0(Concern, 1);
	concern->text = g_strdup(text);
	concern->domain = g_strdup(domain);
	return concern;
}

void concern_free(Concern *concern)
{
	if (!concern)
		return;
	g_free(concern->text);
	g_free(concern->domain);
	g_free(concern);
}

const char *concern_text(const Concern *concern)
{
	return concern->text;
}

/* --- whom that is ---------------------------------------------------------------------- */

/* That domain, or one below it. */
static gboolean is_of_domain(const char *addr, const char *domain)
{
	const char *at = strrchr(addr, '@'), *end;
	gsize len = strlen(domain);

	if (!at || strlen(at + 1) < len)
		return FALSE;
	end = at + strlen(at) - len; /* where the domain would begin */
	return (end[-1] == '@' || end[-1] == '.') && g_ascii_strcasecmp(end, domain) == 0;
}

static gboolean has_address(const Concern *concern, const char *addr)
{
	return concern->domain ? is_of_domain(addr, concern->domain)
			       : person_same_address(addr, concern->text);
}

gboolean concern_has(const Concern *concern, const Person *person)
{
	return has_address(concern, person->addr);
}

gboolean concern_has_message(const Concern *concern, const Message *message)
{
	if (concern_has(concern, &message->sender))
		return TRUE;
	for (char **to = message->recipients; to && *to; to++)
		if (has_address(concern, *to))
			return TRUE;
	return FALSE;
}
