/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/regex.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/error.h"

/*
 * Steps from one place of the text: pcre2 counts anew at each, which is why a text is
 * not looked at beyond REGEX_TEXT_MAX either. There is no JIT: it counts otherwise, so that
 * what is too much would depend on the machine.
 */
#define STEPS_MAX 100000
#define DEPTH_MAX 20000 /* a group repeated over the whole text, several times */
#define HEAP_MAX 16384  /* KiB that a match may take for its way back */

struct _Regex {
	pcre2_code *code;
	pcre2_code *ascii; /* the same, for text of ASCII alone; NULL: the pattern is not of it */
	pcre2_match_context *limits; /* only read while matching, so threads may share it */
};

static gboolean refuse(const char *pattern, int code, gsize offset, GError **error)
{
	PCRE2_UCHAR reason[256];
	gboolean valid = g_utf8_validate(pattern, (gssize)offset, NULL);
	gsize column = 1 + (valid ? (gsize)g_utf8_strlen(pattern, (gssize)offset) : offset);

	/* a reason that is cut short is one still */
	pcre2_get_error_message(code, reason, sizeof(reason));
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "column %" G_GSIZE_FORMAT ": %s", column,
		    (const char *)reason);
	return FALSE;
}

static gboolean compile(Regex *regex, const char *pattern, gboolean ignore_case, GError **error)
{
	/* \C would cut characters, and is of no use in a line of text */
	guint32 options = PCRE2_NEVER_BACKSLASH_C | (ignore_case ? PCRE2_CASELESS : 0);
	PCRE2_SIZE offset;
	int code;

	regex->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
				    options | PCRE2_UTF | PCRE2_UCP, &code, &offset, NULL);
	if (!regex->code)
		return refuse(pattern, code, offset, error);
	if (g_str_is_ascii(pattern))
		regex->ascii = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options,
					     &code, &offset, NULL);
	return TRUE;
}

Regex *regex_new(const char *pattern, gboolean ignore_case, GError **error)
{
	g_autoptr(Regex) regex = g_new0(Regex, 1);

	if (!compile(regex, pattern, ignore_case, error))
		return NULL;
	regex->limits = pcre2_match_context_create(NULL);
	if (!regex->limits)
		g_error("out of memory");
	pcre2_set_match_limit(regex->limits, STEPS_MAX);
	pcre2_set_depth_limit(regex->limits, DEPTH_MAX);
	pcre2_set_heap_limit(regex->limits, HEAP_MAX);
	return g_steal_pointer(&regex);
}

void regex_free(Regex *regex)
{
	if (!regex)
		return;
	pcre2_code_free(regex->code);
	pcre2_code_free(regex->ascii);
	pcre2_match_context_free(regex->limits);
	g_free(regex);
}

/* Bytes of @text that are looked at: whole characters. */
static gsize share(const char *text)
{
	gsize len = strnlen(text, REGEX_TEXT_MAX + 1);

	if (len <= REGEX_TEXT_MAX)
		return len;
	return (gsize)(g_utf8_find_prev_char(text, text + REGEX_TEXT_MAX + 1) - text);
}

static gboolean is_ascii(const char *text, gsize len)
{
	guchar bits = 0;

	for (gsize i = 0; i < len; i++)
		bits |= (guchar)text[i];
	return bits < 0x80;
}

static void match_free(gpointer match)
{
	pcre2_match_data_free(match);
}

/* A thread's own: with it goes memory that would else be asked for at each match. */
static pcre2_match_data *match_of_thread(void)
{
	static GPrivate own = G_PRIVATE_INIT(match_free);
	pcre2_match_data *match = g_private_get(&own);

	if (match)
		return match;
	match = pcre2_match_data_create(1, NULL);
	if (!match)
		g_error("out of memory");
	g_private_set(&own, match);
	return match;
}

gboolean regex_matches(const Regex *regex, const char *text)
{
	gsize len = share(text);
	guint32 options = text[len] ? PCRE2_NOTEOL : 0; /* $ is no place where it was cut */
	const pcre2_code *code = regex->ascii && is_ascii(text, len) ? regex->ascii : regex->code;
	int found;

	/* the check of the text for UTF-8 stays on: it costs nothing worth saving */
	found = pcre2_match(code, (PCRE2_SPTR)text, len, 0, options, match_of_thread(),
			    regex->limits);
	return found >= 0; /* of errors, those of the limits among them, none is a match */
}
