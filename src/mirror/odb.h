/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_ODB_H
#define MD_MIRROR_ODB_H

#include "base/slice.h"
#include "mirror/object.h"

/*
 * Private to mirror/: the objects of one repository. One Odb a thread. Only
 * here are objects read, and only here is it told what a failure to read means.
 */
typedef struct _Odb Odb;

Odb *odb_open(const char *repository, GError **error);
void odb_free(Odb *odb);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Odb, odb_free)

typedef enum {
	ODB_FOUND,
	ODB_ABSENT, /* no pack and no file has it, and every pack is whole */
	ODB_UNFIT,  /* it is there, but larger than READER_MAX_MAIL, or no blob */
	ODB_FAILED, /* the repository is damaged: the error is set */
} OdbResult;

/*
 * Reads a blob; on ODB_FOUND, @blob holds the bytes as the library unpacked
 * them, not copied again. Error: MD_ERROR_FAILED.
 */
OdbResult odb_read_blob(Odb *odb, const Oid *oid, GBytes **blob, GError **error);

/*
 * Commits and trees must be there. Error: MD_ERROR_FAILED, which names the
 * object, the repository and the way out.
 */
gboolean odb_read_commit(Odb *odb, const Oid *oid, CommitObject *commit, GError **error);
GBytes *odb_read_tree(Odb *odb, const Oid *oid, GError **error);

/* "commit", "tree", "blob", "tag", or NULL when there is no such object. */
const char *odb_type(Odb *odb, const Oid *oid);

/* Whether the repository has no pack with anything in it. */
gboolean odb_has_no_packs(Odb *odb);

#define ODB_MAX_MATCHES 1024

/*
 * Appends to @oids, in order, the objects whose names begin with @prefix (4 to 40
 * hex digits); at most ODB_MAX_MATCHES.
 */
void odb_match(Odb *odb, const char *prefix, GArray *oids);

#endif
