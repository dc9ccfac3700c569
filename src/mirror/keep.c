/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/keep.h"

#include "base/error.h"
#include "mirror/epoch.h"
#include "mirror/reason.h"
#include "mirror/repo.h"
#include "mirror/tips.h"

#include <git2.h>
#include <string.h>

static gboolean has_commit(git_repository *repository, const Oid *oid)
{
	git_commit *commit = NULL;
	gboolean found = git_commit_lookup(&commit, repository, (const git_oid *)oid) == 0;

	git_commit_free(commit);
	return found;
}

static gboolean keep_tip(git_repository *repository, const char *branch, const Oid *old,
			 GError **error)
{
	g_autofree char *name = repo_kept_ref(branch, old);
	g_autofree char *reason = NULL;
	git_reference *ref = NULL;
	int result;

	result = git_reference_create(&ref, repository, name, (const git_oid *)old, 0, NULL);
	git_reference_free(ref);
	if (result == 0 || result == GIT_EEXISTS)
		return TRUE;
	reason = reason_dup();
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: the old tip of a rewritten history cannot be kept: %s",
		    git_repository_path(repository), reason);
	return FALSE;
}

static const Epoch *find_epoch(const Inbox *inbox, guint number)
{
	guint epoch;

	return inbox_find_epoch(inbox, number, &epoch) ? inbox_epoch(inbox, epoch) : NULL;
}

/* The branch that HEAD names; "HEAD" where it names none. */
static char *find_branch(const Epoch *epoch)
{
	git_reference *head = NULL;
	const char *target = NULL;
	char *branch;

	if (git_reference_lookup(&head, epoch->refs, "HEAD") == 0)
		target = git_reference_symbolic_target(head);
	branch = g_strdup(target && g_str_has_prefix(target, REPO_BRANCHES)
				  ? target + strlen(REPO_BRANCHES)
				  : "HEAD");
	git_reference_free(head);
	return branch;
}

static gboolean is_behind(const Epoch *epoch, const Oid *old)
{
	const git_oid *tip = (const git_oid *)&epoch->tip;

	return oid_equal(&epoch->tip, old) ||
	       git_graph_descendant_of(epoch->refs, tip, (const git_oid *)old) == 1;
}

gboolean keep_tips(const Inbox *inbox, const GArray *tips, guint *kept, GError **error)
{
	*kept = 0;
	for (guint i = 0; i < tips->len; i++) {
		const Tip *old = &g_array_index(tips, Tip, i);
		const Epoch *epoch = find_epoch(inbox, old->number);
		g_autofree char *branch = NULL;

		if (!epoch || epoch->empty || is_behind(epoch, &old->oid) ||
		    !has_commit(epoch->refs, &old->oid))
			continue;
		branch = find_branch(epoch);
		if (!keep_tip(epoch->refs, branch, &old->oid, error))
			return FALSE;
		(*kept)++;
	}
	return TRUE;
}
