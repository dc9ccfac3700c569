/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_SOURCE_H
#define MD_MIRROR_SOURCE_H

#include "mirror/folder.h"
#include "mirror/manifest.h"

/* What the other side has. The caller's to free. */
typedef struct {
	SiteForm form;         /* how epochs are called there */
	Manifest *manifest;    /* NULL: none is told, so that each epoch has to be asked for */
	char *warning;         /* why a manifest that is there says nothing; NULL */
	char *etag, *modified; /* of the manifest (http/http.h), for the next time */
} Source;

/*
 * What was there when an inbox was last fetched as a whole: maildelta.manifest in its folder,
 * JSON. It lies with the mirror, not with what was told of it: it says what the mirror has,
 * whoever fetched that, goes where it goes and is gone when it is. Without it more is asked, and
 * nothing lost.
 */
typedef struct _Memory Memory;

/* Never NULL: one that is missing, unreadable or of another @site remembers nothing. */
Memory *memory_read(const Folder *folder, const Site *site);
void memory_free(Memory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Memory, memory_free)

/* All of @source's is in @folder now. */
gboolean memory_write(const Folder *folder, const Site *site, const Source *source, GError **error);

/*
 * Whether @folder has all that @entry tells of: its branches are those of the fingerprint, or
 * are still what they were when an entry just like this one had been fetched.
 */
gboolean memory_has(const Memory *memory, const Folder *folder, const ManifestEntry *entry);

/*
 * Asks @site for its manifest, or looks into its folders where it is local. @memory (or NULL): then
 * only whether it has changed. A manifest that cannot be understood is an error where
 * @strict, else a warning. Errors: those of http_get(); MD_ERROR_NOT_FOUND: of a local one.
 */
Source *source_read(const Site *site, const Memory *memory, gboolean strict,
		    const FetchOptions *options, GError **error);
void source_free(Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

/*
 * Finds out by asking, where there is no manifest: which epochs from 0 on, and how they are called,
 * or that the address is that of one repository. MD_ERROR_NOT_FOUND: nothing is.
 */
Source *source_probe(const Site *site, const FetchOptions *options, GError **error);

/* Has the entry of one that was found to be there. */
void source_add(Source *source, guint number);

#endif
