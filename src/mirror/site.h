/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_SITE_H
#define MD_MIRROR_SITE_H

#include <glib.h>

/*
 * Where an inbox can be had from: what a user, a setting or remote.origin.url says. Nothing
 * is looked up but whether a local folder is there.
 */
typedef enum {
	SITE_HTTP, /* http or https */
	SITE_GIT,  /* git:// */
	SITE_LOCAL,
} SiteKind;

/* How the epochs of an inbox are called below it; public-inbox-fetch(1) knows the same. */
typedef enum {
	SITE_FORM_GIT,   /* <inbox>/git/N.git: every server */
	SITE_FORM_PLAIN, /* <inbox>/N: lore.kernel.org, public-inbox-httpd */
	SITE_FORM_GIT_N, /* <inbox>/git/N */
	SITE_FORM_N_GIT, /* <inbox>/N.git: a folder of repositories */
	SITE_N_FORMS,
} SiteForm;

typedef struct {
	SiteKind kind;
	char *base;        /* address without a slash at its end, password and all; or full path */
	char *shown;       /* the same without user and password, for people and for files */
	gboolean is_epoch; /* that of an epoch was given: base is the inbox it is of */
	guint epoch;
	SiteForm form; /* of the epoch; where none was given SITE_FORM_GIT */
} Site;

/*
 * Reads @word: http://, https://, git://, file://, or the path of a folder. MD_ERROR_USAGE:
 * what it may have been meant to be; of what only git can fetch (ssh://, user@host:path,
 * rsync://), how to have git do so. Never shows a password.
 */
Site *site_parse(const char *word, GError **error);
void site_free(Site *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Site, site_free)

/* The address of epoch @number, with the password, or without; newly allocated. */
char *site_epoch(const Site *site, SiteForm form, guint number);
char *site_epoch_shown(const Site *site, SiteForm form, guint number);

/*
 * What the inbox is called there, and a folder for it by default: the last part of its
 * address. MD_ERROR_USAGE: that is no name for a folder.
 */
char *site_name(const Site *site, GError **error);

/* The path in its address, "/kvmarm", as keys of manifests have it; newly allocated. */
char *site_path(const Site *site);

/* Whether both are the same inbox, whichever user and password they name. */
gboolean site_equal(const Site *a, const Site *b);

/* @url without user and password, whatever it is; newly allocated. */
char *site_hide_password(const char *url);

#endif
