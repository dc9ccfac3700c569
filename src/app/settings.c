/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/settings.h"

#include "base/error.h"
#include "base/guess.h"
#include "base/regex.h"
#include "base/text.h"
#include "mail/mailbox.h"
#include "mirror/gitconfig.h"

#include <string.h>

struct _Settings {
	GPtrArray *all;   /* of Setting, in the order given */
	GHashTable *last; /* name → the last Setting of it, borrowed from all */
};

#define CATEGORY "category"
#define HTTP "http"
#define INBOX "inbox"
#define PROGRAM "maildelta"

/* --- what there is ----------------------------------------------------------- */

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

/* As git has it. */
static gboolean is_flag(const char *value)
{
	return settings_is_true(value) || g_ascii_strcasecmp(value, "false") == 0 ||
	       g_ascii_strcasecmp(value, "no") == 0 || g_ascii_strcasecmp(value, "off") == 0 ||
	       g_str_equal(value, "0");
}

static gboolean is_period(const char *value)
{
	return g_str_equal(value, "weekly") || g_str_equal(value, "never");
}

static gboolean is_mailbox(const char *value)
{
	Person person = {NULL, NULL};
	gboolean is = mailbox_parse(value, &person, NULL);

	person_clear(&person);
	return is;
}

/* Several, with commas. */
static gboolean is_mailboxes(const char *value)
{
	g_autoptr(GArray) people = mailbox_list_new();

	return mailbox_parse_list(value, people, NULL);
}

/* A name that PATH knows, or a whole path: it is the same wherever one stands. */
static gboolean is_program(const char *value)
{
	return *value == '/' || !strchr(value, '/');
}

/* Whose home, if not one's own, is not looked up. */
static gboolean is_path(const char *value)
{
	return value[0] != '~' || value[1] == '\0' || value[1] == '/';
}

/* A day: as good as for ever, and safe to count with. */
static gboolean is_seconds(const char *value)
{
	return g_ascii_string_to_unsigned(value, 10, 1, 86400, NULL, NULL);
}

static gboolean is_retries(const char *value)
{
	return g_ascii_string_to_unsigned(value, 10, 0, 100, NULL, NULL);
}

static gboolean is_pattern(const char *value, GError **error)
{
	g_autoptr(Regex) regex = regex_new(value, TRUE, error);

	return regex != NULL;
}

typedef struct {
	const char *section, *key;             /* as they are shown, whoever wrote them how */
	gboolean (*allows)(const char *value); /* NULL: any */
	const char *complaint;                 /* about a value that it does not allow */
	gboolean named;                        /* something stands between section and key */
	gboolean path;                         /* its value is one */
	gboolean address;                      /* its value is one, that a login may stand in */
} Row;

#define NOT_WEB "not an http or https address"
#define NOT_FLAG "not one of true, false"
#define NOT_PERIOD "not one of weekly, never"
#define NOT_MAILBOX "not a mail address: user@host, or Name <user@host>"
#define NOT_MAILBOXES "not mail addresses with commas between them: user@host, Name <user@host>"
#define NOT_PROGRAM "neither a whole path nor a name in PATH"
#define NOT_SECONDS "not a number of seconds, 1 to 86400"
#define NOT_PATH "~ is your own home alone: ~/..."

static const Row known[] = {
	{CATEGORY, "preset", is_preset, "not one of default, classic", .named = FALSE},
	/* on a terminal */
	{PROGRAM, "color", is_color, "not one of always, auto, never", .named = FALSE},
	/* of reports that are told by themselves; those of an inbox stand before these */
	{PROGRAM, "format", .named = FALSE},
	{PROGRAM, "lang", .named = FALSE}, /* of reports */
	/* whom mails that hold a report are from */
	{PROGRAM, "mailFrom", is_mailbox, NOT_MAILBOX, .named = FALSE},
	{PROGRAM, "mailTo", is_mailboxes, NOT_MAILBOXES, .named = FALSE},
	{PROGRAM, "output", is_path, NOT_PATH, .path = TRUE},
	{PROGRAM, "sendmail", is_program, NOT_PROGRAM, .named = FALSE},
	/* folder of one's own, before the built-in one */
	{PROGRAM, "templates", is_path, NOT_PATH, .path = TRUE},
	{PROGRAM, "title", .named = FALSE},                 /* what reports call the inbox */
	{PROGRAM, "web", is_web, NOT_WEB, .address = TRUE}, /* where its mails can be read */
	{HTTP, "connectTimeout", is_seconds, NOT_SECONDS, .named = FALSE},
	{HTTP, "netrcFile", is_path, NOT_PATH, .path = TRUE},
	{HTTP, "proxy", .address = TRUE},
	{HTTP, "retries", is_retries, "not a number up to 100", .named = FALSE},
	{HTTP, "sslCAInfo", is_path, NOT_PATH, .path = TRUE},
	{HTTP, "stallTimeout", is_seconds, NOT_SECONDS, .named = FALSE},
	{HTTP, "userAgent", .named = FALSE},
	{CATEGORY, "subject", .named = TRUE}, /* a pattern; all that are given hold */
	{INBOX, "digest", is_period, NOT_PERIOD, .named = TRUE}, /* told when a week is over */
	{INBOX, "dir", is_path, NOT_PATH, .named = TRUE, .path = TRUE},
	{INBOX, "format", .named = TRUE}, /* of the files: text,html */
	{INBOX, "mailTo", is_mailboxes, NOT_MAILBOXES, .named = TRUE},
	{INBOX, "output", is_path, NOT_PATH, .named = TRUE, .path = TRUE}, /* folder */
	{INBOX, "range", is_flag, NOT_FLAG, .named = TRUE}, /* told after each update */
	{INBOX, "title", .named = TRUE},
	{INBOX, "url", .named = TRUE, .address = TRUE}, /* what it is a mirror of */
	{INBOX, "web", is_web, NOT_WEB, .named = TRUE, .address = TRUE},
};

static gboolean is_subject(const Row *row)
{
	return row->named && g_str_equal(row->section, CATEGORY);
}

gboolean settings_is_true(const char *value)
{
	static const char *const words[] = {"true", "yes", "on", "1"};

	for (guint i = 0; value && i < G_N_ELEMENTS(words); i++)
		if (g_ascii_strcasecmp(value, words[i]) == 0)
			return TRUE;
	return FALSE;
}

/* --- names ------------------------------------------------------------------- */

static const char *key_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot ? dot + 1 : name;
}

/* What stands between section and key; NULL: nothing does. */
static char *middle_of(const char *name)
{
	const char *first = strchr(name, '.'), *last = strrchr(name, '.');

	return first == last ? NULL : g_strndup(first + 1, (gsize)(last - first - 1));
}

static gboolean is_in(const char *name, const char *section)
{
	gsize len = strlen(section);

	return g_ascii_strncasecmp(name, section, len) == 0 && name[len] == '.';
}

/* NULL: there is none of that name. */
static const Row *find_row(const char *name)
{
	gboolean named = strchr(name, '.') != strrchr(name, '.');

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (known[i].named == named && is_in(name, known[i].section) &&
		    g_ascii_strcasecmp(known[i].key, key_of(name)) == 0)
			return &known[i];
	return NULL;
}

/* As it is called here; @of NULL: whichever. */
static char *row_name(const Row *row, const char *of)
{
	if (!row->named)
		return g_strconcat(row->section, ".", row->key, NULL);
	return g_strconcat(row->section, ".", of && *of ? of : "<name>", ".", row->key, NULL);
}

/* Categories are shown by their names, inboxes are called by theirs as they are. */
static char *row_of(const Row *row, const char *name)
{
	g_autofree char *middle = row->named ? middle_of(name) : NULL;

	if (middle && is_subject(row))
		return text_clean_line(middle, strlen(middle));
	return g_steal_pointer(&middle);
}

/* As it is shown, however it is written; NULL: there is none of that name. */
static char *known_name(const char *name)
{
	const Row *row = find_row(name);
	g_autofree char *of = row ? row_of(row, name) : NULL;

	return row ? row_name(row, of) : NULL;
}

/* --- names that are none ----------------------------------------------------- */

/* How much of a name has to be as it is. */
typedef enum {
	LIKE_FORM,    /* its section, and whether something stands between */
	LIKE_SECTION, /* its section */
	LIKE_ANY,
	LIKE_LAST
} Like;

static gboolean is_like(const Row *row, const char *name, Like like)
{
	gboolean named = strchr(name, '.') != strrchr(name, '.');

	return like == LIKE_ANY ||
	       (is_in(name, row->section) && (like == LIKE_SECTION || row->named == named));
}

/* The row whose key is nearest; with LIKE_FORM the only one there is with a name, too. */
static const Row *nearest_row(const char *name, Like like)
{
	const char *keys[G_N_ELEMENTS(known) + 1] = {NULL};
	const Row *rows[G_N_ELEMENTS(known)];
	const char *nearest;
	guint n = 0;

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (is_like(&known[i], name, like)) {
			keys[n] = known[i].key;
			rows[n++] = &known[i];
		}
	nearest = guess_nearest(key_of(name), keys);
	for (guint i = 0; i < n; i++)
		if (nearest == keys[i])
			return rows[i];
	return n == 1 && like == LIKE_FORM && rows[0]->named ? rows[0] : NULL;
}

static char *guess_name(const char *name)
{
	g_autofree char *middle = middle_of(name);
	g_autofree char *of = middle ? text_clean_line(middle, strlen(middle)) : NULL;
	g_autofree char *key = NULL;
	const Row *row = NULL;

	for (Like like = LIKE_FORM; !row && like < LIKE_LAST; like++)
		row = nearest_row(name, like);
	if (row)
		return row_name(row, of);
	if (!is_in(name, CATEGORY) || !*key_of(name))
		return NULL;
	/* category.MPAM: the key was left out */
	key = text_clean_line(key_of(name), strlen(key_of(name)));
	return g_strconcat(CATEGORY ".", key, ".subject", NULL);
}

static void refuse_name(const char *name, GError **error)
{
	g_autofree char *meant = guess_name(name);
	g_autoptr(GString) list = g_string_new(NULL);

	if (meant) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; did you mean '%s'?",
			    meant);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
		g_autofree char *one = row_name(&known[i], NULL);

		g_string_append_printf(list, "%s%s", i ? ", " : "", one);
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; there is: %s", list->str);
}

/* --- values ------------------------------------------------------------------ */

static void setting_free(Setting *setting)
{
	g_free(setting->of);
	g_free(setting->name);
	g_free(setting->value);
	g_free(setting->origin);
	g_free(setting);
}

Settings *settings_new(void)
{
	Settings *settings = g_new0(Settings, 1);

	settings->all = g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
	settings->last = g_hash_table_new(g_str_hash, g_str_equal);
	return settings;
}

void settings_free(Settings *settings)
{
	if (!settings)
		return;
	g_hash_table_unref(settings->last);
	g_ptr_array_unref(settings->all);
	g_free(settings);
}

/* @file: in which it is written, or NULL. */
static char *make_path(const char *value, const char *file)
{
	g_autofree char *folder = NULL;

	if (!*value)
		return g_strdup("");
	if (*value == '~')
		return g_build_filename(g_get_home_dir(), value + 1, NULL);
	if (!file)
		return g_strdup(value);
	folder = g_path_get_dirname(file);
	return g_canonicalize_filename(value, folder);
}

static gboolean check(const Row *row, const char *of, const char *value, GError **error)
{
	if (row->named && !*of) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s without a name",
			    is_subject(row) ? "a category" : "an inbox");
		return FALSE;
	}
	if (!*value)
		return TRUE;
	if (is_subject(row))
		return is_pattern(value, error);
	if (!row->allows || row->allows(value))
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, row->complaint);
	return FALSE;
}

/* @file: NULL on the command line. */
static gboolean add(Settings *settings, const Row *row, const char *name, const char *raw,
		    const char *file, GError **error)
{
	g_autofree char *of = row_of(row, name);
	g_autofree char *value =
		row->path ? make_path(raw, file) : text_clean_line(raw, strlen(raw));
	Setting *setting;

	if (!check(row, of, row->path ? raw : value, error))
		return FALSE;
	setting = g_new(Setting, 1);
	*setting = (Setting){
		.section = row->section,
		.of = g_strdup(of),
		.key = row->key,
		.name = row_name(row, of),
		.value = g_steal_pointer(&value),
		.origin = g_strdup(file ? file : SETTINGS_COMMAND_LINE),
		.of_run = !file,
	};
	g_ptr_array_add(settings->all, setting);
	g_hash_table_replace(settings->last, setting->name, setting);
	return TRUE;
}

gboolean settings_set(Settings *settings, const char *assignment, GError **error)
{
	const char *equals = strchr(assignment, '=');
	g_autofree char *name = equals ? g_strndup(assignment, (gsize)(equals - assignment)) : NULL;
	const Row *row = name ? find_row(name) : NULL;

	if (row)
		return add(settings, row, name, equals + 1, NULL, error);
	if (name)
		refuse_name(name, error);
	else
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, "not <name>=<value>");
	return FALSE;
}

/* --- of a file --------------------------------------------------------------- */

static gboolean is_ours(const char *name)
{
	return is_in(name, CATEGORY) || is_in(name, HTTP) || is_in(name, INBOX) ||
	       is_in(name, PROGRAM);
}

static char *note_unknown(const GitconfigEntry *entry)
{
	g_autoptr(GError) error = NULL;

	refuse_name(entry->name, &error);
	return g_strdup_printf("%s: %s: %s", entry->file, entry->name, error->message);
}

/* A name without a password may be a token: of a login nothing is shown but that it is there. */
static char *hide_login(const char *address)
{
	const char *scheme = strstr(address, "://");
	const char *start = scheme ? scheme + strlen("://") : address; /* a proxy needs none */
	const char *at = g_strrstr_len(start, (gssize)strcspn(start, "/?#"), "@");

	return at ? g_strdup_printf("%.*s***%s", (int)(start - address), address, at)
		  : g_strdup(address);
}

static char *show(const Row *row, const char *value)
{
	return row->address ? hide_login(value) : g_strdup(value);
}

static gboolean take_entry(Settings *settings, const GitconfigEntry *entry, GPtrArray *notes,
			   GError **error)
{
	const Row *row = find_row(entry->name);
	g_autofree char *name = row ? known_name(entry->name) : NULL;
	g_autofree char *shown = row && entry->value ? show(row, entry->value) : NULL;
	g_autoptr(GError) failure = NULL;

	if (!row && is_ours(entry->name))
		g_ptr_array_add(notes, note_unknown(entry));
	if (!row)
		return TRUE;
	if (!entry->value)
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s: %s: no value: write %s = <value>", entry->file, name, row->key);
	else if (!add(settings, row, entry->name, entry->value, entry->file, &failure))
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s=%s: %s", entry->file, name,
			    shown, failure->message);
	return entry->value && !failure;
}

gboolean settings_read(Settings *settings, const char *path, GPtrArray *notes, GError **error)
{
	g_autoptr(GPtrArray) entries = gitconfig_read(path, error);

	if (!entries)
		return FALSE;
	for (guint i = 0; i < entries->len; i++)
		if (!take_entry(settings, entries->pdata[i], notes, error))
			return FALSE;
	return TRUE;
}

/* --- what holds -------------------------------------------------------------- */

const Setting *settings_find(const Settings *settings, const char *name)
{
	g_autofree char *known_as = known_name(name);

	return known_as ? g_hash_table_lookup(settings->last, known_as) : NULL;
}

const GPtrArray *settings_all(const Settings *settings)
{
	return settings->all;
}

static void drop_rules(GPtrArray *rules, const char *category)
{
	for (guint i = rules->len; i-- > 0;) {
		const Setting *rule = rules->pdata[i];

		if (g_str_equal(rule->of, category))
			g_ptr_array_remove_index(rules, i);
	}
}

/* The rules of a category, or of all (NULL), that no empty one took back. */
static GPtrArray *list_rules(const Settings *settings, const char *category)
{
	GPtrArray *rules = g_ptr_array_new();

	for (guint i = 0; i < settings->all->len; i++) {
		Setting *setting = settings->all->pdata[i];

		if (!g_str_equal(setting->key, "subject"))
			continue;
		if (category && !g_str_equal(setting->of, category))
			continue;
		if (*setting->value)
			g_ptr_array_add(rules, setting);
		else
			drop_rules(rules, setting->of);
	}
	return rules;
}

Categories *settings_categories(const Settings *settings)
{
	const char *preset = settings_get(settings, CATEGORY ".preset");
	Categories *categories = categories_new(preset ? preset : "default", NULL);
	g_autoptr(GPtrArray) rules = list_rules(settings, NULL);

	for (guint i = 0; i < rules->len; i++) {
		const Setting *rule = rules->pdata[i];

		categories_add(categories, rule->of, rule->value, NULL);
	}
	return categories;
}

char *settings_show(const Setting *setting)
{
	return show(find_row(setting->name), setting->value);
}

GPtrArray *settings_holding(const Settings *settings, const char *name, GError **error)
{
	const Row *row = find_row(name);
	g_autofree char *of = row ? row_of(row, name) : NULL;
	g_autoptr(GPtrArray) holding = NULL;
	const Setting *last;

	if (!row) {
		refuse_name(name, error);
		return NULL;
	}
	if (is_subject(row))
		return list_rules(settings, of);
	holding = g_ptr_array_new();
	last = settings_find(settings, name);
	if (last && *last->value)
		g_ptr_array_add(holding, (gpointer)last);
	return g_steal_pointer(&holding);
}

const char *settings_get(const Settings *settings, const char *name)
{
	const Setting *setting = settings_find(settings, name);

	return setting && *setting->value ? setting->value : NULL;
}
