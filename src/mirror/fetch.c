/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/fetch.h"

#include "base/cancel.h"
#include "base/error.h"
#include "http/retry.h"
#include "mirror/reason.h"
#include "mirror/repo.h"
#include "mirror/site.h"
#include "mirror/transport.h"
#include "mirror/whole.h"

#include <git2.h>
#include <string.h>

#define MAX_BRANCHES 1000 /* an epoch has one */

void fetch_init(void)
{
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

void fetch_result_clear(FetchResult *result)
{
	g_clear_pointer(&result->kept, g_ptr_array_unref);
}

/* One fetch. */
typedef struct {
	const char *path;
	char *shown; /* the URL, for messages */
	const FetchOptions *options;
	git_repository *repository;
	git_remote *remote;
	gboolean connected;
	Whole *whole; /* of what was received */
	FetchResult *result;
} Fetch;

static void fetch_clear(Fetch *fetch)
{
	whole_free(fetch->whole);
	git_remote_free(fetch->remote);
	git_repository_free(fetch->repository);
	g_free(fetch->shown);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fetch, fetch_clear)

/* --- what went wrong ------------------------------------------------------------- */

/* As git-daemon(1) says it; there are no codes. */
static gboolean is_not_found(const char *reason)
{
	return strstr(reason, "repository not exported") != NULL ||
	       strstr(reason, "does not appear to be a git repository") != NULL;
}

/* Why the library's last call failed. Always FALSE. */
static gboolean fail(const Fetch *fetch, const char *what, GError **error)
{
	const git_error *last = git_error_last();
	gboolean net = last && last->klass == GIT_ERROR_NET && strstr(fetch->shown, "://");
	g_autofree char *reason = NULL;

	if (!cancel_check(error))
		return FALSE;
	if (transport_take_error(error)) {
		/* of git:// the socket knows no more than the host */
		if (error && !g_str_has_prefix((*error)->message, fetch->shown))
			g_prefix_error(error, "%s: ", fetch->shown);
		return FALSE;
	}
	if (!strstr(fetch->shown, "://") && !fetch->connected)
		reason = g_strdup("no git repository is there");
	else
		reason = reason_dup();
	g_set_error(error, MD_ERROR,
		    net && is_not_found(reason) ? MD_ERROR_NOT_FOUND
		    : net                       ? MD_ERROR_NETWORK
						: MD_ERROR_FAILED,
		    "%s: %s: %s", fetch->shown, what, reason);
	return FALSE;
}

static gboolean fail_here(const Fetch *fetch, const char *what, GError **error)
{
	g_autofree char *reason = reason_dup();

	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s: %s", fetch->path, what, reason);
	return FALSE;
}

/* --- the library's callbacks ------------------------------------------------------ */

static int on_progress(const git_indexer_progress *progress, void *user)
{
	const Fetch *fetch = user;
	gboolean all = progress->received_objects == progress->total_objects;
	FetchCount count = {all ? progress->indexed_deltas : progress->received_objects,
			    all ? progress->total_deltas : progress->total_objects,
			    all,
			    progress->received_bytes,
			    fetch->options->epoch,
			    fetch->options->of_epochs};

	if (cancel_is_asked())
		return GIT_EUSER;
	if (fetch->options->at)
		fetch->options->at(&count, fetch->options->user);
	return 0;
}

static int on_message(const char *text, int len, void *user)
{
	(void)text;
	(void)len;
	(void)user;
	return cancel_is_asked() ? GIT_EUSER : 0;
}

static git_remote_callbacks make_callbacks(Fetch *fetch)
{
	git_remote_callbacks callbacks;

	git_remote_init_callbacks(&callbacks, GIT_REMOTE_CALLBACKS_VERSION);
	callbacks.transfer_progress = on_progress;
	callbacks.sideband_progress = on_message;
	callbacks.payload = fetch;
	return callbacks;
}

/* --- the other side --------------------------------------------------------------- */

static gboolean connect_to(Fetch *fetch, const char *url, GError **error)
{
	git_remote_callbacks callbacks = make_callbacks(fetch);
	int result = fetch->repository
			     ? git_remote_create_anonymous(&fetch->remote, fetch->repository, url)
			     : git_remote_create_detached(&fetch->remote, url);

	fetch->connected = result == 0 && git_remote_connect(fetch->remote, GIT_DIRECTION_FETCH,
							     &callbacks, NULL, NULL) == 0;
	return fetch->connected || fail(fetch, "no connection", error);
}

static gboolean download(Fetch *fetch, GError **error)
{
	char spec_text[] = "+" REPO_BRANCHES "*:" REPO_BRANCHES "*";
	char *spec = spec_text;
	git_strarray specs = {&spec, 1};
	git_fetch_options options;

	git_fetch_options_init(&options, GIT_FETCH_OPTIONS_VERSION);
	options.callbacks = make_callbacks(fetch);
	options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
	options.update_fetchhead = 0;
	return git_remote_download(fetch->remote, &specs, &options) == 0 ||
	       fail(fetch, "cannot be fetched", error);
}

/* --- branches --------------------------------------------------------------------- */

typedef struct {
	char *name; /* full */
	git_oid old, now;
	gboolean is_new;
	char *kept; /* the ref for the old tip; NULL: it goes forward */
} Move;

static void move_free(Move *move)
{
	g_free(move->name);
	g_free(move->kept);
	g_free(move);
}

/* Whether there is a branch a where this is a/b, or the other way round: git has no room for both.
 */
static gboolean collides(const Fetch *fetch, const char *name)
{
	g_autofree char *below = g_strconcat(name, "/*", NULL), *above = g_strdup(name);
	git_reference_iterator *iterator = NULL;
	const char *found;
	gboolean taken;
	git_oid oid;
	char *slash;

	if (git_reference_iterator_glob_new(&iterator, fetch->repository, below) < 0)
		return FALSE;
	taken = git_reference_next_name(&found, iterator) == 0;
	git_reference_iterator_free(iterator);
	while (!taken && (slash = strrchr(above, '/')) && strlen(above) > strlen(REPO_BRANCHES)) {
		*slash = '\0';
		taken = git_reference_name_to_id(&oid, fetch->repository, above) == 0;
	}
	return taken;
}

/*
 * FALSE: it stays as it is; or there is no room for it beside one that the other side had
 * before, which is no reason for the others to stay behind.
 */
static gboolean is_move(const Fetch *fetch, const git_remote_head *head, Move *move)
{
	int valid = 0;

	if (!g_str_has_prefix(head->name, REPO_BRANCHES) ||
	    git_reference_name_is_valid(&valid, head->name) < 0 || !valid)
		return FALSE;
	move->now = head->oid;
	move->is_new = git_reference_name_to_id(&move->old, fetch->repository, head->name) < 0;
	return move->is_new ? !collides(fetch, head->name) : !git_oid_equal(&move->old, &move->now);
}

static gboolean settle_move(const Fetch *fetch, Move *move, GError **error)
{
	int forward;
	git_object *tip = NULL;

	/* what was told to be the tip has to be here by now, and be a commit */
	if (git_object_lookup(&tip, fetch->repository, &move->now, GIT_OBJECT_COMMIT) < 0)
		return fail(fetch, "the newest commit did not come", error);
	git_object_free(tip);
	if (!whole_check(fetch->whole, &move->now, move->is_new ? NULL : &move->old, error)) {
		g_prefix_error(error, "%s: ", fetch->shown);
		return FALSE;
	}
	if (move->is_new)
		return TRUE;
	forward = git_graph_descendant_of(fetch->repository, &move->now, &move->old);
	if (forward < 0)
		return fail_here(fetch, "its history cannot be read", error);
	if (forward)
		return TRUE;
	move->kept = repo_kept_ref(move->name + strlen(REPO_BRANCHES), (const Oid *)&move->old);
	return TRUE;
}

static GPtrArray *list_moves(const Fetch *fetch, GError **error)
{
	g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func((GDestroyNotify)move_free);
	const git_remote_head **heads;
	size_t n;

	if (git_remote_ls(&heads, &n, fetch->remote) < 0) {
		fail(fetch, "its branches cannot be read", error);
		return NULL;
	}
	for (size_t i = 0; i < n; i++) {
		Move found = {0}, *move;

		if (!is_move(fetch, heads[i], &found))
			continue;
		if (moves->len == MAX_BRANCHES) {
			g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
				    "%s: more than %d branches: not a mail archive", fetch->shown,
				    MAX_BRANCHES);
			return NULL;
		}
		move = g_memdup2(&found, sizeof found);
		move->name = g_strdup(heads[i]->name);
		g_ptr_array_add(moves, move);
		if (!settle_move(fetch, move, error))
			return NULL;
	}
	return g_steal_pointer(&moves);
}

/* @old: what it has to be now; NULL: whatever. */
static gboolean set_ref(const Fetch *fetch, const char *name, const git_oid *oid,
			const git_oid *old, GError **error)
{
	git_reference *ref = NULL;
	int result = git_reference_create_matching(&ref, fetch->repository, name, oid, 1, old,
						   "maildelta: fetch");

	git_reference_free(ref);
	return result == 0 || fail_here(fetch, name, error);
}

static gboolean note_moves(const Fetch *fetch, const GPtrArray *moves, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < moves->len; i++) {
		const Move *move = moves->pdata[i];

		g_ptr_array_add(names, move->name);
		if (move->kept)
			g_ptr_array_add(names, move->kept);
	}
	return repo_note_refs(fetch->path, names, error);
}

static gboolean make_moves(const Fetch *fetch, const GPtrArray *moves, GError **error)
{
	FetchResult *result = fetch->result;

	if (!moves->len)
		return TRUE;
	if (!note_moves(fetch, moves, error))
		return FALSE;
	for (guint i = 0; i < moves->len; i++) {
		const Move *move = moves->pdata[i];

		if (move->kept && !set_ref(fetch, move->kept, &move->old, NULL, error))
			return FALSE;
		if (move->kept)
			g_ptr_array_add(result->kept, g_strdup(move->kept));
		if (!set_ref(fetch, move->name, &move->now, move->is_new ? NULL : &move->old,
			     error))
			return FALSE;
		result->moved++;
	}
	repo_forget_refs(fetch->path);
	return TRUE;
}

/* --- HEAD --------------------------------------------------------------------------- */

static gboolean is_served(const Fetch *fetch, const char *branch)
{
	const git_remote_head **heads;
	size_t n;

	if (!branch || git_remote_ls(&heads, &n, fetch->remote) < 0)
		return FALSE;
	for (size_t i = 0; i < n; i++)
		if (strcmp(heads[i]->name, branch) == 0)
			return TRUE;
	return FALSE;
}

/* One there was no room for is not. */
static gboolean is_here(const Fetch *fetch, const char *branch)
{
	git_oid oid;

	return git_reference_name_to_id(&oid, fetch->repository, branch) == 0;
}

/* Where HEAD names a branch that is not there (any more), it becomes the other side's. */
static gboolean follow_head(const Fetch *fetch, GError **error)
{
	git_reference *head = NULL, *made = NULL;
	git_buf branch = {0};
	gboolean done = TRUE;

	if (git_reference_lookup(&head, fetch->repository, "HEAD") == 0 &&
	    !is_served(fetch, git_reference_symbolic_target(head)) &&
	    git_remote_default_branch(&branch, fetch->remote) == 0 &&
	    g_str_has_prefix(branch.ptr, REPO_BRANCHES) && is_served(fetch, branch.ptr) &&
	    is_here(fetch, branch.ptr) &&
	    git_reference_symbolic_create(&made, fetch->repository, "HEAD", branch.ptr, 1,
					  "maildelta: fetch") < 0)
		done = fail_here(fetch, "HEAD", error);
	git_buf_dispose(&branch);
	git_reference_free(made);
	git_reference_free(head);
	return done;
}

/* --- all together --------------------------------------------------------------------- */

static gboolean try_fetch(const char *path, const char *url, const FetchOptions *options,
			  FetchResult *result, GError **error)
{
	g_auto(Fetch) fetch = {
		.path = path,
		.shown = site_hide_password(url),
		.options = options,
		.result = result,
	};
	g_autoptr(GPtrArray) moves = NULL;

	if (!cancel_check(error))
		return FALSE;
	fetch.repository = repo_open(path, error);
	if (!fetch.repository || !connect_to(&fetch, url, error) || !download(&fetch, error))
		return FALSE;
	fetch.whole = whole_new(fetch.repository);
	moves = list_moves(&fetch, error);
	return moves && make_moves(&fetch, moves, error) && follow_head(&fetch, error);
}

gboolean fetch_branches(const char *path, const char *url, const FetchOptions *options,
			FetchResult *result, GError **error)
{
	guint tried = 0;

	*result = (FetchResult){.kept = g_ptr_array_new_with_free_func(g_free)};
	do {
		g_autoptr(GError) failure = NULL;

		if (try_fetch(path, url, options, result, &failure))
			return TRUE;
		if (!retry_after(options->http, &tried, 0, &failure)) {
			g_propagate_error(error, g_steal_pointer(&failure));
			fetch_result_clear(result);
			return FALSE;
		}
	} while (TRUE);
}

static gboolean try_probe(const char *url, const FetchOptions *options, GError **error)
{
	g_auto(Fetch) fetch = {.shown = site_hide_password(url), .options = options};

	return cancel_check(error) && connect_to(&fetch, url, error);
}

gboolean fetch_probe(const char *url, const FetchOptions *options, GError **error)
{
	guint tried = 0;

	do {
		g_autoptr(GError) failure = NULL;

		if (try_probe(url, options, &failure))
			return TRUE;
		if (g_error_matches(failure, MD_ERROR, MD_ERROR_NOT_FOUND))
			return FALSE;
		if (!retry_after(options->http, &tried, 0, &failure)) {
			g_propagate_error(error, g_steal_pointer(&failure));
			return FALSE;
		}
	} while (TRUE);
}
