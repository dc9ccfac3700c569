/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/odb.h"

#include "base/error.h"
#include "mirror/pack.h"
#include "mirror/reader.h"
#include "mirror/reason.h"

#include <git2.h>
#include <git2/odb_backend.h>
#include <string.h>

/*
 * Two views of the same objects: packs, which are read as they are, and all of
 * them, for what the packs did not give. Most objects are packed, so that what
 * remains can be looked at more closely without anyone waiting for it.
 */
struct _Odb {
	git_odb *packs;
	git_odb *all;
	char *repository;
	char *objects_dir;
	gboolean packs_checked;
};

static const git_oid *to_git(const Oid *oid)
{
	G_STATIC_ASSERT(sizeof(git_oid) == sizeof(Oid));
	return (const git_oid *)oid;
}

static gboolean open_packs(Odb *odb)
{
	git_odb_backend *backend;

	if (git_odb_new(&odb->packs) < 0 || git_odb_backend_pack(&backend, odb->objects_dir) < 0)
		return FALSE;
	return git_odb_add_backend(odb->packs, backend, 1) == 0;
}

Odb *odb_open(const char *repository, GError **error)
{
	g_autoptr(Odb) odb = g_new0(Odb, 1);
	g_autofree char *reason = NULL;

	odb->repository = g_strdup(repository);
	odb->objects_dir = g_build_filename(repository, "objects", NULL);
	if (open_packs(odb) && git_odb_open(&odb->all, odb->objects_dir) == 0)
		return g_steal_pointer(&odb);
	reason = reason_dup();
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: its objects cannot be opened: %s",
		    repository, reason);
	return NULL;
}

void odb_free(Odb *odb)
{
	if (!odb)
		return;
	git_odb_free(odb->packs);
	git_odb_free(odb->all);
	g_free(odb->repository);
	g_free(odb->objects_dir);
	g_free(odb);
}

static void set_damaged(const Odb *odb, const Oid *oid, const char *reason, GError **error)
{
	g_autofree char *hex = oid_hex(oid);

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "object %s cannot be read (%s): the mirror is damaged: see "
		    "git -C %s fsck, and fetch it again",
		    hex, reason, odb->repository);
}

/* Absent as far as libgit2 can tell: make sure that no broken pack has it. */
static OdbResult confirm_absent(Odb *odb, GError **error)
{
	if (!odb->packs_checked && !pack_check(odb->objects_dir, error))
		return ODB_FAILED;
	odb->packs_checked = TRUE;
	return ODB_ABSENT;
}

/*
 * libgit2 fills up a loose object that ends early with whatever the memory held;
 * a crash while it was written leaves such files. The hash tells.
 */
static gboolean is_what_it_says(git_odb_object *object, const Oid *oid)
{
	git_oid hash;

	return git_odb_hash(&hash, git_odb_object_data(object), git_odb_object_size(object),
			    git_odb_object_type(object)) == 0 &&
	       git_oid_equal(&hash, to_git(oid));
}

/* What the packs did not give: absent, loose, in an alternate, too large or broken. */
static OdbResult read_carefully(Odb *odb, const Oid *oid, git_odb_object **object, GError **error)
{
	g_autofree char *reason = NULL;
	size_t size;
	git_object_t type;
	int result = git_odb_read_header(&size, &type, odb->all, to_git(oid));

	if (result == GIT_ENOTFOUND)
		return confirm_absent(odb, error);
	if (result == 0 && size > READER_MAX_MAIL)
		return ODB_UNFIT;
	if (result == 0)
		result = git_odb_read(object, odb->all, to_git(oid));
	if (result == 0 && is_what_it_says(*object, oid))
		return ODB_FOUND;
	reason = result < 0 ? reason_dup() : g_strdup("its content has another hash");
	if (result == 0)
		git_odb_object_free(*object);
	set_damaged(odb, oid, reason, error);
	return ODB_FAILED;
}

static OdbResult read_object(Odb *odb, const Oid *oid, git_object_t type, git_odb_object **object,
			     GError **error)
{
	OdbResult result = ODB_FOUND;

	if (git_odb_read(object, odb->packs, to_git(oid)) < 0)
		result = read_carefully(odb, oid, object, error);
	if (result != ODB_FOUND || git_odb_object_type(*object) == type)
		return result;
	git_odb_object_free(*object);
	return ODB_UNFIT;
}

static void free_object(gpointer object)
{
	git_odb_object_free(object);
}

static GBytes *wrap(git_odb_object *object)
{
	return g_bytes_new_with_free_func(git_odb_object_data(object), git_odb_object_size(object),
					  free_object, object);
}

OdbResult odb_read_blob(Odb *odb, const Oid *oid, GBytes **blob, GError **error)
{
	git_odb_object *object;
	OdbResult result = read_object(odb, oid, GIT_OBJECT_BLOB, &object, error);

	if (result == ODB_FOUND)
		*blob = wrap(object);
	return result;
}

/* Reads what must be there. */
static GBytes *read_required(Odb *odb, const Oid *oid, git_object_t type, GError **error)
{
	git_odb_object *object;
	OdbResult result = read_object(odb, oid, type, &object, error);
	g_autofree char *hex = NULL;

	if (result == ODB_FOUND)
		return wrap(object);
	if (result == ODB_UNFIT)
		set_damaged(odb, oid, "it is too large, or of another type than its place says",
			    error);
	if (result == ODB_ABSENT) {
		hex = oid_hex(oid);
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s %s is missing: the mirror is damaged or shallow: see "
			    "git -C %s fsck, and fetch it again",
			    git_object_type2string(type), hex, odb->repository);
	}
	return NULL;
}

gboolean odb_read_commit(Odb *odb, const Oid *oid, CommitObject *commit, GError **error)
{
	g_autoptr(GBytes) bytes = read_required(odb, oid, GIT_OBJECT_COMMIT, error);
	Slice raw;

	if (!bytes)
		return FALSE;
	raw.ptr = g_bytes_get_data(bytes, &raw.len);
	if (object_parse_commit(raw, commit))
		return TRUE;
	set_damaged(odb, oid, "it is no commit", error);
	return FALSE;
}

GBytes *odb_read_tree(Odb *odb, const Oid *oid, GError **error)
{
	g_autoptr(GBytes) bytes = read_required(odb, oid, GIT_OBJECT_TREE, error);
	TreeEntry entry;
	Slice rest;

	if (!bytes)
		return NULL;
	rest.ptr = g_bytes_get_data(bytes, &rest.len);
	while (object_next_entry(&rest, &entry))
		;
	if (rest.len == 0)
		return g_steal_pointer(&bytes);
	set_damaged(odb, oid, "it is no tree", error);
	return NULL;
}

const char *odb_type(Odb *odb, const Oid *oid)
{
	size_t size;
	git_object_t type;

	if (git_odb_read_header(&size, &type, odb->all, to_git(oid)) < 0)
		return NULL;
	return git_object_type2string(type);
}

static int stop_at_first(G_GNUC_UNUSED const git_oid *oid, G_GNUC_UNUSED void *payload)
{
	return 1;
}

gboolean odb_has_no_packs(Odb *odb)
{
	return git_odb_foreach(odb->packs, stop_at_first, NULL) == 0;
}

/* Libgit2 tells that a prefix is ambiguous, not for whom: one digit more will. */
static void match_prefix(Odb *odb, char prefix[OID_HEX + 1], gsize len, GArray *oids)
{
	git_oid key, found;
	Oid oid;
	int result;

	if (oids->len == ODB_MAX_MATCHES || git_oid_fromstrn(&key, prefix, len) < 0)
		return;
	result = git_odb_exists_prefix(&found, odb->all, &key, len);
	if (result == 0) {
		memcpy(oid.id, found.id, OID_RAW);
		g_array_append_val(oids, oid);
	}
	if (result != GIT_EAMBIGUOUS || len == OID_HEX)
		return;
	for (const char *digit = "0123456789abcdef"; *digit; digit++) {
		prefix[len] = *digit;
		match_prefix(odb, prefix, len + 1, oids);
	}
}

void odb_match(Odb *odb, const char *prefix, GArray *oids)
{
	char digits[OID_HEX + 1] = "";
	gsize len = strlen(prefix);

	g_return_if_fail(len >= GIT_OID_MINPREFIXLEN && len <= OID_HEX);
	memcpy(digits, prefix, len);
	match_prefix(odb, digits, len, oids);
}
