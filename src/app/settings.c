/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/settings.h"

#include "base/error.h"
#include "base/guess.h"
#include "base/regex.h"
#include "base/text.h"
#include "mail/address.h"

#include <string.h>

struct _Settings {
	GHashTable *values; /* name → value */
	GPtrArray *rules;   /* of Rule, in the order given */
};

/* category.<category>.subject */
typedef struct {
	char *category;
	char *pattern;
} Rule;

#define SECTION "maildelta."
#define CATEGORY "category."
#define SUBJECT "subject"

static gboolean is_color(const char *value)
{
	return g_str_equal(value, "always") || g_str_equal(value, "auto") ||
	       g_str_equal(value, "never");
}

static gboolean is_preset(const char *value)
{
	g_autoptr(Categories) categories = categories_new(value, NULL);

	return categories != NULL;
}

/* Reports make links of it: no script, no file of the reader's. */
static gboolean is_web(const char *value)
{
	return g_ascii_strncasecmp(value, "http://", strlen("http://")) == 0 ||
	       g_ascii_strncasecmp(value, "https://", strlen("https://")) == 0;
}

static gboolean is_mailbox(const char *value)
{
	Person person = {NULL, NULL};
	gboolean is = address_parse(value, &person, NULL);

	person_clear(&person);
	return is;
}

static const struct {
	const char *name;
	gboolean (*allows)(const char *value); /* NULL: any */
	const char *complaint;                 /* about a value that it does not allow */
} known[] = {
	{CATEGORY "preset", is_preset, "not one of default, classic"},
	{SECTION "color", is_color, "not one of always, auto, never"}, /* on a terminal */
	{SECTION "lang", NULL, NULL},                                  /* of reports */
	{SECTION "mailFrom", is_mailbox, "not a mail address: user@host, or Name <user@host>"},
	{SECTION "sendmail", NULL, NULL},  /* the program, by path or by name */
	{SECTION "templates", NULL, NULL}, /* folder of one's own, before the built-in one */
	{SECTION "title", NULL, NULL},     /* what reports call the inbox */
	{SECTION "web", is_web, "not an http or https address"}, /* where its mails can be read */
};

static void rule_free(Rule *rule)
{
	g_free(rule->category);
	g_free(rule->pattern);
	g_free(rule);
}

Settings *settings_new(void)
{
	Settings *settings = g_new0(Settings, 1);

	settings->values = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	settings->rules = g_ptr_array_new_with_free_func((GDestroyNotify)rule_free);
	return settings;
}

void settings_free(Settings *settings)
{
	if (!settings)
		return;
	g_hash_table_unref(settings->values);
	g_ptr_array_unref(settings->rules);
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

/* --- names that are none ---------------------------------------------------- */

static const char *key_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot ? dot + 1 : name;
}

/* category.<name>.subject for what stands behind "category." in @name, up to a key. */
static char *rule_name(const char *name)
{
	const char *middle = name + strlen(CATEGORY);
	const char *dot = strrchr(middle, '.');
	g_autofree char *category =
		text_clean_line(middle, dot ? (gsize)(dot - middle) : strlen(middle));

	return g_strdup_printf(CATEGORY "%s." SUBJECT, *category ? category : "<name>");
}

static gboolean is_of_category(const char *name)
{
	return g_ascii_strncasecmp(name, CATEGORY, strlen(CATEGORY)) == 0;
}

/* Sections are all one: what is behind the last dot is compared. */
static char *guess_name(const char *name)
{
	const char *keys[G_N_ELEMENTS(known) + 2] = {NULL};
	const char *nearest;

	if (is_of_category(name) && strchr(name + strlen(CATEGORY), '.'))
		return rule_name(name);
	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		keys[i] = key_of(known[i].name);
	keys[G_N_ELEMENTS(known)] = SUBJECT;
	nearest = guess_nearest(key_of(name), keys);
	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (nearest == keys[i])
			return g_strdup(known[i].name);
	if (nearest)
		return g_strdup(CATEGORY "<name>." SUBJECT);
	return is_of_category(name) ? rule_name(name) : NULL;
}

static gboolean refuse_name(const char *name, GError **error)
{
	g_autofree char *meant = guess_name(name);
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		g_string_append_printf(list, "%s, ", known[i].name);
	if (meant)
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; did you mean '%s'?",
			    meant);
	else
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
			    "no such setting; there is: %s" CATEGORY "<name>." SUBJECT, list->str);
	return FALSE;
}

/* --- the user's own categories ---------------------------------------------- */

/* The <name> of category.<name>.subject; NULL: @name is not made so. */
static char *category_of(const char *name)
{
	const char *from = name + strlen(CATEGORY);

	if (!is_of_category(name) || !strchr(from, '.'))
		return NULL;
	if (g_ascii_strcasecmp(key_of(name), SUBJECT) != 0)
		return NULL;
	return text_clean_line(from, (gsize)(key_of(name) - 1 - from));
}

static void drop_rules(Settings *settings, const char *category)
{
	for (guint i = settings->rules->len; i-- > 0;) {
		const Rule *rule = settings->rules->pdata[i];

		if (g_str_equal(rule->category, category))
			g_ptr_array_remove_index(settings->rules, i);
	}
}

static gboolean add_rule(Settings *settings, const char *category, const char *pattern,
			 GError **error)
{
	g_autoptr(Regex) regex = NULL;
	Rule *rule;

	if (!*category) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "a category without a name");
		return FALSE;
	}
	if (!*pattern) {
		drop_rules(settings, category);
		return TRUE;
	}
	regex = regex_new(pattern, TRUE, error);
	if (!regex)
		return FALSE;
	rule = g_new(Rule, 1);
	*rule = (Rule){g_strdup(category), g_strdup(pattern)};
	g_ptr_array_add(settings->rules, rule);
	return TRUE;
}

Categories *settings_categories(const Settings *settings)
{
	const char *preset = settings_get(settings, CATEGORY "preset");
	Categories *categories = categories_new(preset ? preset : "default", NULL);

	for (guint i = 0; i < settings->rules->len; i++) {
		const Rule *rule = settings->rules->pdata[i];

		categories_add(categories, rule->category, rule->pattern, NULL);
	}
	return categories;
}

/* --- all of them ------------------------------------------------------------ */

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
	g_autofree char *category = name ? category_of(name) : NULL;
	int i = name ? find_name(name) : -1;

	if (!name) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "not <name>=<value>");
		return FALSE;
	}
	if (category)
		return add_rule(settings, category, value, error);
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
