/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/settings.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

struct _Settings {
	GHashTable *values; /* name → value */
};

static const char *const names[] = {
	"maildelta.lang",      /* of reports */
	"maildelta.templates", /* folder of one's own, before the built-in one */
	"maildelta.title",     /* what reports call the inbox */
	"maildelta.web",       /* where its mails can be read */
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

static const char *find_name(const char *name, gsize len)
{
	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (strlen(names[i]) == len && g_ascii_strncasecmp(names[i], name, len) == 0)
			return names[i];
	return NULL;
}

static char *list_names(void)
{
	GString *list = g_string_new(names[0]);

	for (guint i = 1; i < G_N_ELEMENTS(names); i++)
		g_string_append_printf(list, ", %s", names[i]);
	return g_string_free(list, FALSE);
}

gboolean settings_set(Settings *settings, const char *assignment, GError **error)
{
	const char *equals = strchr(assignment, '=');
	const char *name = equals ? find_name(assignment, (gsize)(equals - assignment)) : NULL;

	if (name) {
		char *value = text_clean_line(equals + 1, strlen(equals + 1));
		g_hash_table_replace(settings->values, (gpointer)name, value);
		return TRUE;
	}
	if (equals) {
		g_autofree char *known = list_names();
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; there is: %s",
			    known);
	} else {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "not <name>=<value>");
	}
	return FALSE;
}

const char *settings_get(const Settings *settings, const char *name)
{
	const char *value = g_hash_table_lookup(settings->values, name);

	return value && *value ? value : NULL;
}
