/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/settings.h"

#include "base/error.h"
#include "base/guess.h"
#include "base/regex.h"
#include "base/text.h"
#include "http/address.h"
#include "mail/mailbox.h"
#include "mirror/gitconfig.h"
#include "mirror/site.h"
#include "summary/wire.h"

#include <string.h>

struct _Settings {
	GPtrArray *all;   /* of Setting, in the order given */
	GHashTable *last; /* name → the last Setting of it, borrowed from all */
};

#define CATEGORY "category"
#define HTTP "http"
#define INBOX "inbox"
#define PRICE "price"
#define PROGRAM "maildelta"
#define SUMMARY "summary"

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

static gboolean is_method(const char *value)
{
	return g_str_equal(value, SUMMARY_RULES) || g_str_equal(value, SUMMARY_LLM);
}

static gboolean is_provider(const char *value)
{
	Provider provider;

	return provider_parse(value, &provider);
}

/* A login would go wherever the address is told. */
static gboolean is_endpoint(const char *value)
{
	g_auto(Address) address = {0};

	return is_web(value) && address_parse(&address, value, NULL) && !address.user &&
	       !address.password;
}

/* Of a variable of the environment. */
static gboolean is_variable(const char *value)
{
	for (const char *c = value; *c; c++)
		if (!g_ascii_isalpha(*c) && *c != '_' && (c == value || !g_ascii_isdigit(*c)))
			return FALSE;
	return *value != '\0';
}

static gboolean is_money(const char *value)
{
	Money money;

	return money_parse(value, &money);
}

/* ISO 4217's have three letters; people have others. */
static gboolean is_currency(const char *value)
{
	gsize letters = 0;

	while (g_ascii_isalpha(value[letters]))
		letters++;
	return letters >= 2 && letters <= 5 && !value[letters];
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
	guint64 min, max;                      /* of a number; max 0: it is none */
	gboolean named;                        /* something stands between section and key */
	gboolean path;                         /* its value is one */
	gboolean address;                      /* its value is one, that a login may stand in */
	gboolean query;                        /* … whose query may hold a secret */
	gboolean raw;                          /* blanks in it count */
	gboolean masked; /* what is given instead may be one: it is not told */
} Row;

#define NOT_WEB "not an http or https address"
#define NOT_FLAG "not one of true, false"
#define NOT_PERIOD "not one of weekly, never"
#define NOT_MAILBOX "not a mail address: user@host, or Name <user@host>"
#define NOT_MAILBOXES "not mail addresses with commas between them: user@host, Name <user@host>"
#define NOT_PROGRAM "neither a whole path nor a name in PATH"
#define NOT_MONEY "not an amount such as 0.15, of up to six digits on either side of the point"
#define NOT_PATH "~ is your own home alone: ~/..."

#define NOT_METHOD "not one of rules, llm"
#define NOT_PROVIDER "not one of openai, anthropic, ollama"
#define NOT_ENDPOINT                                                                               \
	"not an http or https address without a login: a key is kept elsewhere, "                  \
	"summary.apiKeyFile"
#define NOT_VARIABLE "not the name of a variable of the environment: summary.apiKeyFile is a file"
#define NOT_CURRENCY "not two to five letters, such as USD"

#define DAY 86400               /* seconds: as good as for ever, and safe to count with */
#define TRILLION 1000000000000u /* tokens: as good as any number, and safe to count with */

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
	{HTTP, "connectTimeout", .min = 1, .max = DAY},
	{HTTP, "netrcFile", is_path, NOT_PATH, .path = TRUE},
	{HTTP, "proxy", .address = TRUE},
	{HTTP, "retries", .max = 100},
	{HTTP, "sslCAInfo", is_path, NOT_PATH, .path = TRUE},
	{HTTP, "stallTimeout", .min = 1, .max = DAY},
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
	/* the model that summaries are asked of; what it costs stands last. Nothing is a key */
	{SUMMARY, "apiKeyCommand", .raw = TRUE}, /* read by a shell */
	{SUMMARY, "apiKeyEnv", is_variable, NOT_VARIABLE, .masked = TRUE},
	{SUMMARY, "apiKeyFile", is_path, NOT_PATH, .path = TRUE},
	{SUMMARY, "cacheSize", .max = 65536}, /* MiB */
	{SUMMARY, "concurrency", .min = 1, .max = 32},
	{SUMMARY, "context", .min = 2048, .max = 2000000}, /* tokens */
	{SUMMARY, "currency", is_currency, NOT_CURRENCY, .named = FALSE},
	{SUMMARY, "endpoint", is_endpoint, NOT_ENDPOINT, .address = TRUE, .query = TRUE},
	{SUMMARY, "glossary", is_path, NOT_PATH, .path = TRUE},
	{SUMMARY, "maxCost", is_money, NOT_MONEY, .named = FALSE}, /* of a run … */
	{SUMMARY, "maxOutput", .min = 256, .max = 65536},          /* of an answer, in tokens */
	{SUMMARY, "maxTokens", .max = TRILLION},                   /* … and of a run */
	{SUMMARY, "method", is_method, NOT_METHOD, .named = FALSE},
	{SUMMARY, "minLines", .max = 10000},
	{SUMMARY, "model", .named = FALSE},
	{SUMMARY, "provider", is_provider, NOT_PROVIDER, .named = FALSE},
	{SUMMARY, "retries", .max = 20},
	{SUMMARY, "timeout", .min = 1, .max = DAY},
	{PRICE, "input", is_money, NOT_MONEY, .named = TRUE}, /* of a million tokens of a model */
	{PRICE, "output", is_money, NOT_MONEY, .named = TRUE},
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
	if (!of || !*of)
		of = g_str_equal(row->section, PRICE) ? "<model>" : "<name>";
	return g_strconcat(row->section, ".", of, ".", row->key, NULL);
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

/* Whether its value may be a key of an endpoint: no setting is, but people try. */
static gboolean is_secret(const char *name)
{
	static const char *const words[] = {"key", "token", "secret", "passw", "credential"};
	g_autofree char *key = g_ascii_strdown(key_of(name), -1);

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(key, words[i]))
			return TRUE;
	return FALSE;
}

/* All that its section has; where there is no such section, all. Newly allocated. */
static char *what_there_is(const char *name)
{
	GString *list = g_string_new(NULL);

	for (Like like = LIKE_SECTION; !list->len && like < LIKE_LAST; like++)
		for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
			g_autofree char *one = row_name(&known[i], NULL);

			if (is_like(&known[i], name, like))
				g_string_append_printf(list, "%s%s", list->len ? ", " : "", one);
		}
	return g_string_free(list, FALSE);
}

static void refuse_name(const char *name, GError **error)
{
	g_autofree char *meant = guess_name(name);
	g_autofree char *list = what_there_is(name);

	if (is_in(name, SUMMARY) && is_secret(name)) {
		g_set_error_literal(
			error, MD_ERROR, MD_ERROR_USAGE,
			"no such setting, and none holds a key: 'summary.apiKeyFile' is "
			"a file that does, 'summary.apiKeyCommand' prints it, "
			"'summary.apiKeyEnv' is a variable");
		return;
	}
	if (meant) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; did you mean '%s'?",
			    meant);
		return;
	}
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "no such setting; there is: %s", list);
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

/* What a row without a name is called when it should have one. */
static const char *what_named(const Row *row)
{
	if (g_str_equal(row->section, PRICE))
		return "a model";
	return is_subject(row) ? "a category" : "an inbox";
}

static gboolean check_number(const Row *row, const char *value, GError **error)
{
	if (g_ascii_string_to_unsigned(value, 10, row->min, row->max, NULL, NULL))
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_USAGE,
		    "not a whole number, %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, row->min,
		    row->max);
	return FALSE;
}

static gboolean check(const Row *row, const char *of, const char *value, GError **error)
{
	if (row->named && !*of) {
		g_set_error(error, MD_ERROR, MD_ERROR_USAGE, "%s without a name", what_named(row));
		return FALSE;
	}
	if (!*value)
		return TRUE;
	if (is_subject(row))
		return is_pattern(value, error);
	if (row->max)
		return check_number(row, value, error);
	if (!row->allows || row->allows(value))
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE, row->complaint);
	return FALSE;
}

static char *make_value(const Row *row, const char *raw, const char *file)
{
	if (row->path)
		return make_path(raw, file);
	return row->raw ? g_strdup(raw) : text_clean_line(raw, strlen(raw));
}

/* @file: NULL on the command line. */
static gboolean add(Settings *settings, const Row *row, const char *name, const char *raw,
		    const char *file, GError **error)
{
	g_autofree char *of = row_of(row, name);
	g_autofree char *value = make_value(row, raw, file);
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

/* --- showing them ------------------------------------------------------------ */

/* A name without a password may be a token: of a login nothing is shown but that it is there. */
static char *hide_login(const char *address)
{
	const char *scheme = strstr(address, "://");
	const char *start = scheme ? scheme + strlen("://") : address; /* a proxy needs none */
	const char *at = g_strrstr_len(start, (gssize)strcspn(start, "/?#"), "@");

	return at ? g_strdup_printf("%.*s***%s", (int)(start - address), address, at)
		  : g_strdup(address);
}

static char *hide_query(const char *address)
{
	const char *query = strchr(address, '?');

	return query ? g_strdup_printf("%.*s?***", (int)(query - address), address)
		     : g_strdup(address);
}

static char *show(const Row *row, const char *value)
{
	g_autofree char *rest = row->query ? hide_query(value) : g_strdup(value);

	return row->address ? hide_login(rest) : g_steal_pointer(&rest);
}

/* Of a value that was refused. */
static char *show_refused(const Row *row, const char *value)
{
	return row->masked ? g_strdup("***") : show(row, value);
}

char *settings_show_assignment(const char *assignment)
{
	const char *equals = strchr(assignment, '=');
	g_autofree char *name = equals ? g_strndup(assignment, (gsize)(equals - assignment)) : NULL;
	const Row *row = name ? find_row(name) : NULL;
	g_autofree char *shown = row ? show_refused(row, equals + 1) : NULL;

	if (row)
		return g_strconcat(name, "=", shown, NULL);
	if (name && is_secret(name))
		return g_strconcat(name, "=***", NULL);
	return site_hide_password(assignment);
}

/* --- of a file --------------------------------------------------------------- */

static gboolean is_ours(const char *name)
{
	return is_in(name, CATEGORY) || is_in(name, HTTP) || is_in(name, INBOX) ||
	       is_in(name, PRICE) || is_in(name, PROGRAM) || is_in(name, SUMMARY);
}

static char *note_unknown(const GitconfigEntry *entry)
{
	g_autoptr(GError) error = NULL;

	refuse_name(entry->name, &error);
	return g_strdup_printf("%s: %s: %s", entry->file, entry->name, error->message);
}

static gboolean take_entry(Settings *settings, const GitconfigEntry *entry, GPtrArray *notes,
			   GError **error)
{
	const Row *row = find_row(entry->name);
	g_autofree char *name = row ? known_name(entry->name) : NULL;
	g_autofree char *shown = row && entry->value ? show_refused(row, entry->value) : NULL;
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

guint64 settings_number(const Settings *settings, const char *name, guint64 fallback)
{
	const char *value = settings_get(settings, name);

	/* what else it may be was refused when it was set */
	return value ? g_ascii_strtoull(value, NULL, 10) : fallback;
}

Money settings_money(const Settings *settings, const char *name)
{
	const char *value = settings_get(settings, name);
	Money money = 0;

	if (value)
		money_parse(value, &money);
	return money;
}

static gboolean find_price(const Settings *settings, const char *model, const char *key,
			   Money *price)
{
	g_autofree char *name = g_strconcat(PRICE ".", model, ".", key, NULL);
	const char *value = settings_get(settings, name);

	*price = 0;
	if (!value || !money_parse(value, price))
		return FALSE;
	*price /= 1000000; /* amounts have six digits behind the point: nothing is lost */
	return TRUE;
}

gboolean settings_price(const Settings *settings, const char *model, Money *input, Money *output)
{
	gboolean has_input = find_price(settings, model, "input", input);
	gboolean has_output = find_price(settings, model, "output", output);

	return has_input && has_output;
}
