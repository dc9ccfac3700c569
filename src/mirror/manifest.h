/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_MANIFEST_H
#define MD_MIRROR_MANIFEST_H

#include <glib.h>

/*
 * manifest.js.gz (RULES §1, grok-manifest(5)): which repositories a site has, and what stands
 * in them. Hostile like all that comes from others: of its keys only the number of an epoch
 * is taken, and no path is made of them.
 */
typedef struct {
	guint number;      /* the N of git/N.git */
	char *fingerprint; /* SHA-1 of what git show-ref prints, 40 hex digits; NULL: not said */
	gint64 modified;   /* seconds; 0: not said */
} ManifestEntry;

typedef struct {
	GArray *epochs;    /* of ManifestEntry, oldest first, each number once; may be empty */
	gboolean has_v1;   /* the inbox itself is a repository */
	ManifestEntry v1;  /* number 0 */
	char *description; /* of the newest epoch, or of v1: one line of clean text; NULL: none */
} Manifest;

#define MANIFEST_MAX_GZIP (16u << 20)  /* bytes as they come */
#define MANIFEST_MAX_TEXT (64u << 20)  /* bytes unpacked: lore's, of all lists, has a few MB */
#define MANIFEST_MAX_VALUES (2u << 20) /* of JSON: a value takes far more than its bytes */
#define MANIFEST_MAX_EPOCHS 10000      /* of one inbox: the largest has about twenty */
#define MANIFEST_MAX_DESCRIPTION 200   /* bytes */

/*
 * The entries of the inbox whose path on its site is @path (site_path()). A site behind a
 * proxy may have another path before it than its manifest says: parts of @path are left
 * out from the front until there is something; and a manifest that has one inbox alone is
 * that inbox's. MD_ERROR_FAILED: cut short, no gzip, no JSON object, too large (says what).
 */
Manifest *manifest_parse(GBytes *gzip, const char *path, GError **error);
/* One without entries; and an entry more: of an epoch, newer than all before, or of the inbox
 * itself. Copies it. */
Manifest *manifest_new(void);
void manifest_add(Manifest *manifest, gboolean is_epoch, const ManifestEntry *entry);
void manifest_free(Manifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)

/* The entry of an epoch, borrowed; NULL: it is not in the manifest. */
const ManifestEntry *manifest_find(const Manifest *manifest, guint number);

#endif
