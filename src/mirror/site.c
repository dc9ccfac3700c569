/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/site.h"

#include "base/error.h"
#include "base/slice.h"
#include "base/text.h"
#include "mirror/inbox.h"

#include <string.h>

#define BY_GIT                                                                                     \
	"maildelta fetches by https, http and git:// alone: mirror it with git clone --mirror "    \
	"<url> <folder>, have git fetch it, and run maildelta update --no-fetch"

/* What stands before and behind the number; longest first, as they are looked for. */
static const struct {
	const char *before, *behind;
} forms[SITE_N_FORMS] = {
	[SITE_FORM_GIT] = {"/git/", ".git"},
	[SITE_FORM_PLAIN] = {"/", ""},
	[SITE_FORM_GIT_N] = {"/git/", ""},
	[SITE_FORM_N_GIT] = {"/", ".git"},
};

G_GNUC_PRINTF(2, 3)
static Site *refuse(GError **error, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, text);
	return NULL;
}

/* --- user and password ---------------------------------------------------------- */

/* The part of an address that names the host, with user and password. */
static Slice find_authority(const char *url)
{
	const char *start = strstr(url, "://");

	if (!start)
		return (Slice){url, 0};
	start += strlen("://");
	return (Slice){start, strcspn(start, "/?#")};
}

/* Without user and password. */
static Slice host_of(Slice authority)
{
	const char *at =
		authority.len ? g_strrstr_len(authority.ptr, (gssize)authority.len, "@") : NULL;

	return at ? slice_sub(authority, (gsize)(at + 1 - authority.ptr), authority.len)
		  : authority;
}

char *site_hide_password(const char *url)
{
	Slice authority = find_authority(url), host = host_of(authority);

	if (host.len == authority.len)
		return g_strdup(url);
	return g_strdup_printf("%.*s%s", (int)(authority.ptr - url), url, host.ptr);
}

/* --- epochs --------------------------------------------------------------------- */

/* Whether @base ends as @form has it; then where that begins. */
static gboolean ends_as(const char *base, SiteForm form, gsize *cut, guint *number)
{
	gsize len = strlen(base), behind = strlen(forms[form].behind),
	      before = strlen(forms[form].before), digits = 0;
	Slice rest;

	if (!g_str_has_suffix(base, forms[form].behind))
		return FALSE;
	len -= behind;
	while (digits < len && g_ascii_isdigit(base[len - digits - 1]))
		digits++;
	rest = (Slice){base + len - digits, digits};
	if (!digits || (digits > 1 && rest.ptr[0] == '0') || len - digits <= before ||
	    strncmp(rest.ptr - before, forms[form].before, before) != 0)
		return FALSE;
	*cut = len - digits - before;
	return slice_take_number(&rest, INBOX_MAX_EPOCH, number);
}

static gboolean is_form_of(SiteForm form, SiteKind kind)
{
	return kind != SITE_LOCAL || form == SITE_FORM_GIT || form == SITE_FORM_N_GIT;
}

/* Takes an epoch's part off the address. Not the host: https://10/ is no epoch. */
static void split_epoch(Site *site)
{
	static const SiteForm order[] = {SITE_FORM_GIT, SITE_FORM_GIT_N, SITE_FORM_N_GIT,
					 SITE_FORM_PLAIN};
	Slice authority = find_authority(site->base);
	gsize least =
		site->kind == SITE_LOCAL ? 1 : (gsize)(authority.ptr + authority.len - site->base);

	for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
		gsize cut;

		if (!is_form_of(order[i], site->kind) ||
		    !ends_as(site->base, order[i], &cut, &site->epoch) || cut < least)
			continue;
		site->base[cut] = '\0';
		site->is_epoch = TRUE;
		site->form = order[i];
		return;
	}
	site->epoch = 0;
}

static char *make_epoch(const char *base, SiteForm form, guint number)
{
	return g_strdup_printf("%s%s%u%s", base, forms[form].before, number, forms[form].behind);
}

char *site_epoch(const Site *site, SiteForm form, guint number)
{
	return make_epoch(site->base, form, number);
}

char *site_epoch_shown(const Site *site, SiteForm form, guint number)
{
	return make_epoch(site->shown, form, number);
}

/* --- reading it ------------------------------------------------------------------ */

/* With a / ? or # in its password that is none of an address, but still one's password. */
static gboolean may_be_login(const char *url, Slice authority)
{
	return authority.len && memchr(authority.ptr, ':', authority.len) && strrchr(url, '@');
}

/* @given: any bytes. */
static char *clean(const char *given)
{
	Slice authority = find_authority(given);
	g_autofree char *hidden = may_be_login(given, authority)
					  ? g_strdup_printf("%.*s%s", (int)(authority.ptr - given),
							    given, strrchr(given, '@') + 1)
					  : site_hide_password(given);

	return text_clean_line(hidden, strlen(hidden));
}

static Site *make(SiteKind kind, char *base)
{
	Site *site = g_new0(Site, 1);

	site->kind = kind;
	site->base = base;
	for (gsize len = strlen(base); len > 1 && base[len - 1] == '/'; len--)
		base[len - 1] = '\0';
	split_epoch(site);
	site->shown = site_hide_password(site->base);
	return site;
}

static Site *parse_address(SiteKind kind, const char *url, GError **error)
{
	Slice host = host_of(find_authority(url));
	g_autofree char *shown = clean(url);

	for (const char *c = url; *c; c++)
		if ((guchar)*c <= ' ' || *c == 0x7f)
			return refuse(error, "%s: there is a blank in the address", shown);
	if (strpbrk(url, "?#"))
		return refuse(error, "%s: give the address of the inbox, without %s", shown,
			      strchr(url, '?') ? "? and what follows" : "# and what follows");
	if (!host.len || host.ptr[0] == ':' || host.ptr[0] == '-')
		return refuse(error, "%s: the address names no host", shown);
	if (kind == SITE_GIT && host.len != find_authority(url).len)
		return refuse(error, "%s: git:// knows no logins: leave out what is before the @",
			      shown);
	return make(kind, g_strdup(url));
}

/* What looks like host.example/inbox was meant to be an address. */
static Site *refuse_path(const char *word, GError **error)
{
	g_autofree char *shown = clean(word);
	gsize first = strcspn(word, "/");
	const char *colon = memchr(word, ':', first);

	if (colon && colon != word)
		return refuse(error, "%s: " BY_GIT, shown);
	if (word[first] == '/' && memchr(word, '.', first) && word[0] != '.')
		return refuse(error, "%s: no such folder; an address is written https://%s", shown,
			      shown);
	return refuse(error,
		      "%s: no such folder; give one, or an address: https://lore.kernel.org/kvmarm",
		      shown);
}

static Site *parse_path(const char *path, const char *word, GError **error)
{
	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return make(SITE_LOCAL, g_canonicalize_filename(path, NULL));
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return refuse_path(word, error);
	return refuse(error,
		      "%s: not a folder: a bundle is unpacked by git clone --mirror <bundle> "
		      "<folder>",
		      word);
}

static Site *parse_file(const char *url, GError **error)
{
	g_autofree char *host = NULL;
	g_autofree char *path = g_filename_from_uri(url, &host, NULL);
	g_autofree char *shown = clean(url);

	if (path && (!host || g_str_equal(host, "localhost")))
		return parse_path(path, path, error);
	return refuse(error, "%s: not the address of a file here: write file:///<path>", shown);
}

Site *site_parse(const char *word, GError **error)
{
	const char *colon = strstr(word, "://");
	g_autofree char *scheme = colon ? g_ascii_strdown(word, colon - word) : NULL;
	g_autofree char *url = colon ? g_strconcat(scheme, colon, NULL) : NULL;
	g_autofree char *shown = clean(word);

	if (!*word)
		return refuse(error, "an empty address");
	if (!colon)
		return parse_path(word, word, error);
	if (g_str_equal(scheme, "https") || g_str_equal(scheme, "http"))
		return parse_address(SITE_HTTP, url, error);
	if (g_str_equal(scheme, "git"))
		return parse_address(SITE_GIT, url, error);
	if (g_str_equal(scheme, "file"))
		return parse_file(url, error);
	return refuse(error, "%s: " BY_GIT, shown);
}

void site_free(Site *site)
{
	if (!site)
		return;
	g_free(site->base);
	g_free(site->shown);
	g_free(site);
}

/* --- what it is called ------------------------------------------------------------ */

char *site_path(const Site *site)
{
	Slice authority = find_authority(site->base);
	const char *raw = site->kind == SITE_LOCAL ? site->base : authority.ptr + authority.len;
	char *path = g_uri_unescape_string(raw, NULL);

	return path ? path : g_strdup(raw);
}

/* It becomes a folder: no hidden one, nothing that looks like an option, no odd bytes. */
static gboolean is_folder_name(const char *name)
{
	if (!*name || *name == '.' || *name == '-')
		return FALSE;
	for (const char *c = name; *c; c++)
		if (!g_ascii_isalnum(*c) && !strchr("._+-", *c) && !((guchar)*c & 0x80))
			return FALSE;
	return g_utf8_validate(name, -1, NULL);
}

char *site_name(const Site *site, GError **error)
{
	g_autofree char *path = site_path(site);
	const char *slash = strrchr(path, '/');

	if (slash && is_folder_name(slash + 1))
		return g_strdup(slash + 1);
	refuse(error, "%s: name the folder, too, that the mirror is to be in", site->shown);
	return NULL;
}

gboolean site_equal(const Site *a, const Site *b)
{
	return a->kind == b->kind && g_str_equal(a->shown, b->shown);
}
