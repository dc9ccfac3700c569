/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/whole.h"

#include "base/cancel.h"
#include "base/error.h"
#include "mirror/oid.h"

#include <git2.h>
#include <string.h>

struct _Whole {
	git_repository *repository;
	git_odb *odb;
	gboolean has_branches;
	git_tree *before; /* of the commit where what came begins; or NULL */
	GHashTable *seen; /* of git_oid: here, or waiting to be looked at */
	GQueue *waiting;  /* of those: commits and trees */
};

/* FALSE: it was seen before. */
static gboolean see(Whole *whole, const git_oid *oid, gboolean waits)
{
	git_oid *copy;

	if (g_hash_table_contains(whole->seen, oid))
		return FALSE;
	copy = g_memdup2(oid, sizeof *oid);
	g_hash_table_add(whole->seen, copy);
	if (waits)
		g_queue_push_tail(whole->waiting, copy);
	return TRUE;
}

static gboolean fail(const git_oid *oid, GError **error)
{
	char hex[GIT_OID_HEXSZ + 1];

	git_oid_tostr(hex, sizeof hex, oid);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "it did not send all that its newest commit needs: %s is missing", hex);
	return FALSE;
}

/* --- what is here ----------------------------------------------------------------- */

static void see_branches(Whole *whole)
{
	git_reference_iterator *iterator = NULL;
	const char *name;
	git_oid tip;

	if (git_reference_iterator_glob_new(&iterator, whole->repository, "refs/heads/*") < 0)
		return;
	while (git_reference_next_name(&name, iterator) == 0)
		if (git_reference_name_to_id(&tip, whole->repository, name) == 0) {
			see(whole, &tip, FALSE);
			whole->has_branches = TRUE;
		}
	git_reference_iterator_free(iterator);
}

Whole *whole_new(git_repository *repository)
{
	Whole *whole = g_new0(Whole, 1);

	whole->repository = repository;
	whole->seen = g_hash_table_new_full(oid_hash, oid_equal_keys, g_free, NULL);
	whole->waiting = g_queue_new();
	see_branches(whole);
	return whole;
}

void whole_free(Whole *whole)
{
	if (!whole)
		return;
	g_hash_table_unref(whole->seen);
	g_queue_free(whole->waiting);
	git_tree_free(whole->before);
	git_odb_free(whole->odb);
	g_free(whole);
}

static git_tree *find_tree(const Whole *whole, const git_oid *of)
{
	git_commit *commit = NULL;
	git_tree *tree = NULL;

	if (git_commit_lookup(&commit, whole->repository, of) == 0)
		git_commit_tree(&tree, commit);
	git_commit_free(commit);
	return tree;
}

/* The commit that the new history and the old one have in common: holes behind it are old ones. */
static void see_base(Whole *whole, const git_oid *tip, const git_oid *old)
{
	git_oid head, base;

	git_tree_free(whole->before);
	whole->before = NULL;
	if (!old && git_reference_name_to_id(&head, whole->repository, "HEAD") == 0)
		old = &head;
	if (!old || git_merge_base(&base, whole->repository, tip, old) < 0)
		return;
	see(whole, &base, FALSE);
	whole->before = find_tree(whole, &base);
	/* of v1, all mails are in each tree: most of them as they were */
	for (gsize i = 0; whole->before && i < git_tree_entrycount(whole->before); i++)
		see(whole, git_tree_entry_id(git_tree_entry_byindex(whole->before, i)), FALSE);
}

static gboolean is_in(const git_tree *tree, const git_oid *blob)
{
	for (gsize i = 0; i < git_tree_entrycount(tree); i++)
		if (git_oid_equal(git_tree_entry_id(git_tree_entry_byindex(tree, i)), blob))
			return TRUE;
	return FALSE;
}

/* Of v1: a mail that was there before, in a folder that another came to. */
static gboolean was_named(const Whole *whole, const git_oid *blob)
{
	gboolean found = FALSE;

	for (gsize i = 0; whole->before && !found && i < git_tree_entrycount(whole->before); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(whole->before, i);
		git_tree *tree = NULL;

		if (git_tree_lookup(&tree, whole->repository, git_tree_entry_id(entry)) < 0)
			continue;
		found = is_in(tree, blob);
		git_tree_free(tree);
	}
	return found;
}

/* --- what came -------------------------------------------------------------------- */

static void see_commit(Whole *whole, const git_commit *commit)
{
	see(whole, git_commit_tree_id(commit), TRUE);
	for (guint i = 0; i < git_commit_parentcount(commit); i++)
		see(whole, git_commit_parent_id(commit, i), TRUE);
}

static gboolean see_tree(Whole *whole, const git_tree *tree, GError **error)
{
	for (gsize i = 0; i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		const git_oid *oid = git_tree_entry_id(entry);
		git_object_t type = git_tree_entry_type(entry);

		/* a commit in a tree is another repository's */
		if (type != GIT_OBJECT_COMMIT && see(whole, oid, type == GIT_OBJECT_TREE) &&
		    type == GIT_OBJECT_BLOB && !git_odb_exists(whole->odb, oid) &&
		    !was_named(whole, oid))
			return fail(oid, error);
	}
	return TRUE;
}

static gboolean see_object(Whole *whole, const git_oid *oid, GError **error)
{
	git_object *object = NULL;
	gboolean done = TRUE;

	if (git_object_lookup(&object, whole->repository, oid, GIT_OBJECT_ANY) < 0)
		return fail(oid, error);
	if (git_object_type(object) == GIT_OBJECT_COMMIT)
		see_commit(whole, (git_commit *)object);
	else if (git_object_type(object) == GIT_OBJECT_TREE)
		done = see_tree(whole, (git_tree *)object, error);
	git_object_free(object);
	return done;
}

gboolean whole_check(Whole *whole, const git_oid *tip, const git_oid *old, GError **error)
{
	const git_oid *oid;

	G_STATIC_ASSERT(sizeof(git_oid) == sizeof(Oid));
	if (!whole->has_branches)
		return TRUE;
	if (!whole->odb && git_repository_odb(&whole->odb, whole->repository) < 0)
		return fail(tip, error);
	see_base(whole, tip, old);
	see(whole, tip, TRUE);
	while ((oid = g_queue_pop_head(whole->waiting)))
		if (!cancel_check(error) || !see_object(whole, oid, error))
			return FALSE;
	return TRUE;
}
