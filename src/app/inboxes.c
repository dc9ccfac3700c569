/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/inboxes.h"

#include "base/error.h"
#include "base/guess.h"

#include <string.h>

static gboolean is_inbox(const Setting *setting)
{
	return g_str_equal(setting->section, "inbox");
}

/* Any setting of that inbox. */
static const Setting *find_any(const Settings *settings, const char *name)
{
	const GPtrArray *all = settings_all(settings);

	for (guint i = 0; i < all->len; i++) {
		const Setting *setting = all->pdata[i];

		if (is_inbox(setting) && g_str_equal(setting->of, name))
			return setting;
	}
	return NULL;
}

/* inbox.<name>.<key>, be it empty. NULL: it is not set. */
static const Setting *find(const Settings *settings, const char *name, const char *key)
{
	g_autofree char *full = name ? g_strconcat("inbox.", name, ".", key, NULL) : NULL;

	return full ? settings_find(settings, full) : NULL;
}

gboolean inboxes_has(const Settings *settings, const char *name)
{
	return find_any(settings, name) != NULL;
}

const char *inboxes_guess(const Settings *settings, const char *word)
{
	const GPtrArray *all = settings_all(settings);
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		const Setting *setting = all->pdata[i];

		if (is_inbox(setting))
			g_ptr_array_add(names, setting->of);
	}
	g_ptr_array_add(names, NULL);
	return guess_nearest(word, (const char *const *)names->pdata);
}

static const char *value_of(const Setting *setting)
{
	return setting && *setting->value ? setting->value : NULL;
}

void inboxes_refuse(const Settings *settings, const char *name, GError **error)
{
	const Setting *dir = find(settings, name, "dir");
	const char *origin = dir ? dir->origin : find_any(settings, name)->origin;

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: inbox.%s.dir is not set: name its folder there; a folder here would be "
		    "./%s",
		    origin, name, name);
}

Inbox *inboxes_open(const Settings *settings, const char *name, GError **error)
{
	const Setting *dir = find(settings, name, "dir");
	Inbox *inbox;

	if (!value_of(dir)) {
		inboxes_refuse(settings, name, error);
		return NULL;
	}
	inbox = inbox_open(dir->value, error);
	if (!inbox)
		g_prefix_error(error, "%s: %s: ", dir->origin, dir->name);
	return inbox;
}

const char *inboxes_name_of(const Settings *settings, const Inbox *inbox)
{
	const GPtrArray *all = settings_all(settings);

	for (guint i = 0; i < all->len; i++) {
		const Setting *setting = all->pdata[i];

		if (!is_inbox(setting) || !g_str_equal(setting->key, "dir"))
			continue;
		/* one that was said again later is nowhere now */
		if (settings_find(settings, setting->name) == setting && *setting->value &&
		    inbox_is_at(inbox, setting->value))
			return setting->of;
	}
	return NULL;
}

const char *inboxes_get(const Settings *settings, const char *name, const char *key)
{
	return value_of(find(settings, name, key));
}

GPtrArray *inboxes_names(const Settings *settings)
{
	const GPtrArray *all = settings_all(settings);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		const Setting *setting = all->pdata[i];

		if (is_inbox(setting) && g_hash_table_add(seen, setting->of))
			g_ptr_array_add(names, setting->of);
	}
	return names;
}

/* --- what reports say of it --------------------------------------------------- */

const char *inboxes_get_or_all(const Settings *settings, const char *name, const char *key)
{
	g_autofree char *all = g_strconcat("maildelta.", key, NULL);
	const Setting *of_all = settings_find(settings, all);
	const Setting *own = find(settings, name, key);

	return value_of(own && !(of_all && of_all->of_run) ? own : of_all);
}

const char *inboxes_title(const Settings *settings, const char *name, const Inbox *inbox)
{
	const char *title = inboxes_get_or_all(settings, name, "title");

	if (title)
		return title;
	return name ? name : inbox_name(inbox);
}

/* https://ann:secret@x.example/ is fetched from, and told no one. */
static gboolean holds_password(const char *url)
{
	const char *host = strstr(url, "://");

	if (!host)
		return FALSE;
	host += strlen("://");
	return memchr(host, '@', strcspn(host, "/?#")) != NULL;
}

static gboolean is_web(const char *url)
{
	return (g_ascii_strncasecmp(url, "http://", strlen("http://")) == 0 ||
		g_ascii_strncasecmp(url, "https://", strlen("https://")) == 0) &&
	       !holds_password(url);
}

const char *inboxes_web(const Settings *settings, const char *name)
{
	const Setting *of_all = settings_find(settings, "maildelta.web");
	const Setting *own = find(settings, name, "web");
	const Setting *url = find(settings, name, "url");

	if (of_all && of_all->of_run)
		return value_of(of_all);
	if (own)
		return value_of(own);
	if (url && is_web(url->value))
		return url->value;
	return value_of(of_all);
}
