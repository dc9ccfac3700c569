/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_SETTINGS_H
#define MD_APP_SETTINGS_H

#include "core/category.h"
#include "core/usage.h"

/*
 * Settings: those of files, and those of one run (-c <name>=<value>). Names are git-config's:
 * section and key in either case, what stands between them as it is, dots and blanks too. A
 * setting given twice has its last value; but category.<name>.subject has all, and none that
 * were given before an empty one.
 */
typedef struct _Settings Settings;

#define SETTINGS_COMMAND_LINE "command line"

/* One that was given, where and as what: owned by the Settings. */
typedef struct {
	const char *section; /* "inbox" of inbox.kvmarm.dir */
	char *of;            /* "kvmarm" of it; NULL where nothing stands between */
	const char *key;     /* "dir" of it */
	char *name;          /* all of it, in the case in which maildelta-config(1) has it */
	char *value;         /* clean text of one line; of a path or a command, any bytes */
	char *origin;        /* a file's path, or SETTINGS_COMMAND_LINE */
	gboolean of_run;     /* given with -c */
} Setting;

Settings *settings_new(void);
void settings_free(Settings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)

/*
 * Of this run: @assignment is name=value. MD_ERROR_USAGE: not that, no such setting (says
 * which may have been meant), or a value that it cannot have.
 */
gboolean settings_set(Settings *settings, const char *assignment, GError **error);

/*
 * Of the file at @path (mirror/gitconfig.h), if there is one; later ones win, so that files
 * are read before settings_set(). What is not of our sections is another program's. An
 * unknown name in one of ours is none of this version: @notes gets a line that says so and
 * which may have been meant. MD_ERROR_FAILED: the file cannot be read, or a value cannot
 * be; begins with the file and the name.
 *
 * In paths, ~/ is the user's home; one that is relative counts from the file's folder.
 */
gboolean settings_read(Settings *settings, const char *path, GPtrArray *notes, GError **error);

/*
 * The categories of category.preset, or "default", with the user's own rules of
 * category.<name>.subject in the order in which they were given. They were checked when
 * they were set.
 */
Categories *settings_categories(const Settings *settings);

/* The value, borrowed; NULL where it is not set or empty. */
const char *settings_get(const Settings *settings, const char *name);

/* That of one that is a number, which it was found to be when it was set; else @fallback. */
guint64 settings_number(const Settings *settings, const char *name, guint64 fallback);

/* That of one that is an amount of money, likewise; 0 where it is not set. */
Money settings_money(const Settings *settings, const char *name);

/*
 * What a token of @model costs, by price.<model>.input and .output, which say it of a million.
 * FALSE: not both are set; what is not is 0.
 */
gboolean settings_price(const Settings *settings, const char *model, Money *input, Money *output);

/* What git takes for true: true, yes, on, 1. NULL is not. */
gboolean settings_is_true(const char *value);

/* The one that holds, be it empty; NULL: it is not set. Borrowed. */
const Setting *settings_find(const Settings *settings, const char *name);

/*
 * Its value for people, newly allocated: of an address that has a login in it, *** instead
 * of user and password; of an endpoint's, instead of its query.
 */
char *settings_show(const Setting *setting);

/*
 * The same of name=value that settings_set() refused, for a message; of what may be a key, written
 * where none belongs, no value at all. Newly allocated.
 */
char *settings_show_assignment(const char *assignment);

/* All that were given (Setting), in the order in which they take effect. Borrowed. */
const GPtrArray *settings_all(const Settings *settings);

/*
 * Those that hold of a name written as in settings_set(), borrowed: one, several of a
 * category, or none where it is not set or empty. NULL with MD_ERROR_USAGE: there is no
 * such setting.
 */
GPtrArray *settings_holding(const Settings *settings, const char *name, GError **error);

#endif
