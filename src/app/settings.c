/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/settings.h"

#include "base/error.h"
#include "base/guess.h"
#include "base/text.h"

#include <string.h>

struct _Settings {
	GHashTable *values; /* name → value */
};

#define SECTION "maildelta."

static gboolean is_color(const char *value)
{
	return g_str_equal(value, "always") || g_str_equal(value, "auto") ||
	       g_str_equal(value, "never");
}

/* Reports make links of it: no script, no file of the reader's. */
static gboolean is_web(const char *value)
{
	return g_ascii_strncasecmp(value, "http://", strlen("http://")) == 0 ||
	       g_ascii_strncasecmp(value, "https://", strlen("https://")) == 0;
}

static const struct {
	const char *name;
	gboolean (*allows)(const char *value); /* NULL: any */
	const char *complaint;                 /* about a value that it does not allow */
} known[] = {
	{SECTION "color", is_color, "not one of always, auto, never"}, /* on a terminal */
	{SECTION "lang", NULL, NULL},                                  /* of reports */
	{SECTION "templates", NULL, NULL}, /* folder of one's own, before the built-in one */
	{SECTION "title", NULL, NULL},     /* what reports call the inbox */
	{SECTION "web", is_web, "not an http or https address"}, /* where its mails can be read */
};

Settings *settings_new(void)
{
	Settings *settings = g_new0(Settings, 1);

	settings->values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	return settings;
}

void settings_free(Settings *settings)
{
	if (!settings)
		return;
	g_hash_table_unref(settings->values);
	g_free(settings);
}

/* Its place in known; -1: there is none of that name. */
static int find_name(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (g_ascii_strcasecmp(known[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* Sections are all one: what is behind the last dot is compared. */
static const char *guess_name(const char *name)
{
	const char *keys[G_N_ELEMENTS(known) + 1] = {NULL};
	const char *dot = strrchr(name, '.');
	const char *nearest;

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		keys[i] = known[i].name + strlen(SECTION);
	nearest = guess_nearest(dot ? dot + 1 : name, keys);
	return nearest ? nearest - strlen(SECTION) : NULL;
}

static gboolean refuse_name(const char *name, GError **error)
{
	const char *nearest = guess_name(name);
	g_autoptr(GString) list = g_string_new(known[0].name);

	for (guint i = 1; i < G_N_ELEMENTS(known); i++)
		g_string_append_printf(list, ", %s", known[i].name);
	if (nearest)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; did you mean '%s'?",
			    nearest);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; there is: %s",
			    list->str);
	return FALSE;
}

static gboolean check_value(int i, const char *value, GError **error)
{
	if (!*value || !known[i].allows || known[i].allows(value))
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, known[i].complaint);
	return FALSE;
}

gboolean settings_set(Settings *settings, const char *assignment, GError **error)
{
	const char *equals = strchr(assignment, '=');
	g_autofree char *name = equals ? g_strndup(assignment, (gsize)(equals - assignment)) : NULL;
	g_autofree char *value = equals ? text_clean_line(equals + 1, strlen(equals + 1)) : NULL;
	int i = name ? find_name(name) : -1;

	if (!name) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "not <name>=<value>");
		return FALSE;
	}
	if (i < 0)
		return refuse_name(name, error);
	if (!check_value(i, value, error))
		return FALSE;
	g_hash_table_replace(settings->values, (gpointer)known[i].name, g_steal_pointer(&value));
	return TRUE;
}

const char *settings_get(const Settings *settings, const char *name)
{
	const char *value = g_hash_table_lookup(settings->values, name);

	return value && *value ? value : NULL;
}
