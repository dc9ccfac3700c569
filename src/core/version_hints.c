/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/version_hints.h"

#include "base/text.h"
#include "core/trailer.h"

#include <string.h>

#define MAX_SUPERSEDES 50 /* ids of one mail */
#define MAX_MENTIONS 100  /* … and versions */
#define MAX_VERSION 10000

/* "20240102-some-slug-0123456789ab" */
static gboolean is_b4_id(const char *id)
{
	gsize digits = strspn(id, "0123456789");

	return digits == 8 && id[8] == '-' && id[9];
}

/* "I" and a hash; what a template left to be filled in is none. */
static gboolean is_gerrit_id(const char *id)
{
	return id[0] == 'I' && strlen(id) == 41 && strspn(id + 1, "0123456789abcdef") == 40 &&
	       strspn(id + 1, "0") < 40;
}

/* b4's before Gerrit's, which is of one patch; of several the last. */
static void read_change_id(Slice text, char **b4, char **gerrit)
{
	g_autoptr(GPtrArray) trailers = trailer_scan(text);

	for (guint i = 0; i < trailers->len; i++) {
		const Trailer *trailer = trailers->pdata[i];
		char **id = is_b4_id(trailer->value) ? b4 : gerrit;

		if (g_ascii_strcasecmp(trailer->token, "Change-Id") != 0)
			continue;
		if (id == gerrit && !is_gerrit_id(trailer->value))
			continue;
		g_free(*id);
		*id = g_strdup(trailer->value);
	}
}

/* What stands behind the last line that can be of a diff. */
static Slice behind_diff(Slice diff)
{
	gsize start = diff.len, end = diff.len;

	while (end > 0) {
		for (start = end - 1; start > 0 && diff.ptr[start - 1] != '\n'; start--)
			;
		if (strchr("+ \\@\t", diff.ptr[start]))
			break;
		end = start;
	}
	return slice_sub(diff, end, diff.len);
}

static gboolean is_id(const char *id)
{
	const char *at = strchr(id, '@');

	return at && at != id && at[1] && text_is_clean(id, strlen(id)) && !strpbrk(id, " <>\t\n");
}

/* The part of an address that is an id: https://lore.kernel.org/kvm/<id>/T/#u */
static char *id_of_url(const char *url)
{
	g_auto(GStrv) parts = g_strsplit(url, "/", -1);

	for (char **part = parts; *part; part++) {
		g_autofree char *id = g_uri_unescape_string(*part, NULL);

		if (id && is_id(id))
			return g_steal_pointer(&id);
	}
	return NULL;
}

/* An id as written, in <> or not; NULL where @word is none. */
static char *id_of_word(const char *word)
{
	if (strstr(word, "://"))
		return id_of_url(word);
	return is_id(word) ? g_strdup(word) : NULL;
}

static void add_ids(GPtrArray *ids, Slice value)
{
	g_autofree char *text = slice_dup(value);
	g_auto(GStrv) words = g_strsplit_set(text, " \t,;<>()[]\r", -1);

	for (char **word = words; *word && ids->len < MAX_SUPERSEDES; word++) {
		char *id = id_of_word(*word);

		if (id)
			g_ptr_array_add(ids, id);
	}
}

static char **read_supersedes(const char *body)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	Slice rest = slice_of(body), line;

	while (slice_next_line(&rest, &line) && ids->len < MAX_SUPERSEDES)
		if (slice_take_nocase(&line, "Supersedes:"))
			add_ids(ids, line);
	if (!ids->len)
		return NULL;
	g_ptr_array_add(ids, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}

static void mention_clear(gpointer data)
{
	g_free(((VersionMention *)data)->id);
}

/* "- Link to v3: https://…" (b4), "v3: https://…", "[v3] https://…", "[v3]: https://…" */
static gboolean read_mention(Slice line, VersionMention *mention)
{
	g_autofree char *url = NULL;
	Slice text = slice_trim(line);

	if (slice_take(&text, "- ") || slice_take(&text, "* "))
		text = slice_trim(text);
	slice_take_nocase(&text, "Link to ");
	slice_take(&text, "[");
	if (!slice_take_nocase(&text, "v") ||
	    !slice_take_number(&text, MAX_VERSION, &mention->version))
		return FALSE;
	slice_take(&text, "]");
	slice_take(&text, ":");
	text = slice_trim(text);
	if (!slice_starts(text, "http"))
		return FALSE;
	url = slice_dup(text);
	mention->id = strpbrk(url, " \t") ? NULL : id_of_url(url);
	return mention->id != NULL;
}

static GArray *read_mentions(const char *body)
{
	Slice rest = slice_of(body), line;
	GArray *mentions = NULL;
	VersionMention mention;

	while (slice_next_line(&rest, &line) && (!mentions || mentions->len < MAX_MENTIONS)) {
		if (!read_mention(line, &mention))
			continue;
		if (!mentions) {
			mentions = g_array_new(FALSE, FALSE, sizeof(VersionMention));
			g_array_set_clear_func(mentions, mention_clear);
		}
		g_array_append_val(mentions, mention);
	}
	return mentions;
}

VersionHints version_hints_read(const char *body, const Patch *patch)
{
	g_autofree char *gerrit = NULL;
	VersionHints hints = {NULL, NULL, NULL};

	read_change_id(patch->message, &hints.change_id, &gerrit);
	read_change_id(patch->notes, &hints.change_id, &gerrit);
	read_change_id(behind_diff(patch->diff), &hints.change_id, &gerrit);
	if (!hints.change_id)
		hints.change_id = g_steal_pointer(&gerrit);
	hints.supersedes = read_supersedes(body);
	hints.mentions = read_mentions(body);
	return hints;
}

void version_hints_clear(VersionHints *hints)
{
	g_clear_pointer(&hints->change_id, g_free);
	g_clear_pointer(&hints->supersedes, g_strfreev);
	g_clear_pointer(&hints->mentions, g_array_unref);
}
