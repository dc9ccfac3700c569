/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/transport.h"

#include "base/error.h"
#include "http/socket.h"
#include "http/transfer.h"

#include <git2.h>
#include <git2/sys/stream.h>
#include <git2/sys/transport.h>
#include <string.h>

/* Of what may be asked before the first pack; a mirror has a handful of refs. */
#define MOST_REFS ((gsize)16 << 20)
/* Of the same, in a stall timeout at least: what has this many bytes takes no minute. */
#define PACE (16u << 10)

static const HttpSettings *settings;

/* --- why it failed --------------------------------------------------------------- */

typedef struct {
	GError *error;
	gboolean unless_wanted; /* only if the library says that it did not expect this */
} Failure;

static void failure_free(gpointer of)
{
	Failure *failure = of;

	g_error_free(failure->error);
	g_free(failure);
}

static GPrivate last_failure = G_PRIVATE_INIT(failure_free);

static void forget_failure(void)
{
	g_private_replace(&last_failure, NULL);
}

static void keep_failure(GError *error, gboolean unless_wanted)
{
	Failure *failure = g_new(Failure, 1);

	*failure = (Failure){.error = error, .unless_wanted = unless_wanted};
	g_private_replace(&last_failure, failure);
}

static GError *too_many_refs(const char *of)
{
	return g_error_new(MD_ERROR, MD_ERROR_FAILED, "%s: it has more refs than a mirror can have",
			   of);
}

/* Keeps @error, and tells the library. */
static int fail(GError *error)
{
	git_error_set_str(GIT_ERROR_NET, error->message);
	keep_failure(error, FALSE);
	return -1;
}

static void note_end(const char *of)
{
	keep_failure(g_error_new(MD_ERROR, MD_ERROR_NETWORK, "%s: the answer ended too early", of),
		     TRUE);
}

/* What the other machine said itself, where that is of use here. */
static gboolean take_remote_error(const git_error *last, GError **error)
{
	static const char *const absent[] = {"not exported", "no such repository", "not found"};
	const char *says = last && last->message ? last->message : "";

	if (!g_str_has_prefix(says, "remote error:"))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(absent); i++)
		if (strstr(says, absent[i])) {
			g_set_error(error, MD_ERROR, MD_ERROR_NOT_FOUND, "%s", says);
			return TRUE;
		}
	return FALSE;
}

gboolean transport_take_error(GError **error)
{
	const Failure *failure = g_private_get(&last_failure);
	const git_error *last = git_error_last();
	gboolean of_network = last && last->klass == GIT_ERROR_NET;
	gboolean taken = TRUE;

	if (take_remote_error(last, error))
		; /* it is why the answer ended */
	else if (failure && (!failure->unless_wanted || of_network))
		g_propagate_error(error, g_error_copy(failure->error));
	else
		taken = FALSE;
	forget_failure();
	if (taken)
		git_error_clear();
	return taken;
}

/* --- http and https ---------------------------------------------------------------- */

#define LS "/info/refs"
#define LS_QUERY LS "?service=git-upload-pack"
#define PACK "/git-upload-pack"

/* A remote: one connection, asked several times. */
typedef struct {
	git_smart_subtransport parent;
	Transfer *transfer;
	char *base; /* the repository's URL, behind redirects */
} Remote;

/* A question and its answer. */
typedef struct {
	git_smart_subtransport_stream parent;
	Transfer *transfer; /* of the remote */
	char *url;          /* to be POSTed to; NULL: it was */
	GByteArray *body;   /* what is to be POSTed */
	gsize left;         /* bytes that may still come */
} Stream;

/* What comes back as one thing, and is another, is no git server (http-protocol(5)). */
static gboolean check_type(const Transfer *transfer, const char *type, GError **error)
{
	g_autofree char *told = transfer_header(transfer, "Content-Type");

	if (told && g_ascii_strcasecmp(told, type) == 0)
		return TRUE;
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "%s: not a git repository, or one of a server without smart HTTP: "
		    "what it sends is %s, not %s",
		    transfer_shown(transfer), told ? told : "of no type", type);
	return FALSE;
}

static gboolean post(Stream *stream, GError **error)
{
	static const char *const headers[] = {
		"Content-Type: application/x-git-upload-pack-request",
		"Accept: application/x-git-upload-pack-result",
		NULL,
	};
	g_autofree char *url = g_steal_pointer(&stream->url);
	const TransferRequest request = {
		.url = url,
		.headers = headers,
		.body = stream->body->data,
		.len = stream->body->len,
		.tail = PACK,
	};

	return transfer_begin(stream->transfer, &request, error) &&
	       check_type(stream->transfer, "application/x-git-upload-pack-result", error);
}

static int stream_read(git_smart_subtransport_stream *parent, char *buffer, size_t len,
		       size_t *bytes_read)
{
	Stream *stream = (Stream *)parent;
	GError *error = NULL;
	gssize got;

	*bytes_read = 0;
	if (stream->url && !post(stream, &error))
		return fail(error);
	got = transfer_read(stream->transfer, buffer, len, &error);
	if (got < 0)
		return fail(error);
	if ((gsize)got > stream->left)
		return fail(too_many_refs(transfer_shown(stream->transfer)));
	if (got == 0)
		note_end(transfer_shown(stream->transfer));
	stream->left -= (gsize)got;
	*bytes_read = (size_t)got;
	return 0;
}

static int stream_write(git_smart_subtransport_stream *parent, const char *bytes, size_t len)
{
	Stream *stream = (Stream *)parent;

	if (!stream->url)
		return fail(g_error_new(MD_ERROR, MD_ERROR_FAILED, "%s: asked for more too late",
					transfer_shown(stream->transfer)));
	g_byte_array_append(stream->body, (const guint8 *)bytes, (guint)len);
	return 0;
}

static void stream_free(git_smart_subtransport_stream *parent)
{
	Stream *stream = (Stream *)parent;

	g_byte_array_unref(stream->body);
	g_free(stream->url);
	g_free(stream);
}

static Stream *stream_new(Remote *remote)
{
	Stream *stream = g_new0(Stream, 1);

	stream->parent.subtransport = &remote->parent;
	stream->parent.read = stream_read;
	stream->parent.write = stream_write;
	stream->parent.free = stream_free;
	stream->transfer = remote->transfer;
	stream->body = g_byte_array_new();
	stream->left = G_MAXSIZE;
	return stream;
}

/* Where the repository is, as the answer's URL has it: a redirect may have led there. */
static gboolean find_base(Remote *remote, GError **error)
{
	const char *url = transfer_url(remote->transfer);

	if (!g_str_has_suffix(url, LS_QUERY)) {
		g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
			    "%s: redirected here, where no repository's " LS " can be",
			    transfer_shown(remote->transfer));
		return FALSE;
	}
	g_free(remote->base);
	remote->base = g_strndup(url, strlen(url) - strlen(LS_QUERY));
	return TRUE;
}

static gboolean ask_for_refs(Remote *remote, const char *url, GError **error)
{
	static const char *const headers[] = {"Pragma: no-cache", NULL};
	g_autofree char *ls = NULL;
	gsize len = strlen(url);
	TransferRequest request = {.headers = headers, .pace = PACE, .tail = LS};

	while (len > 0 && url[len - 1] == '/')
		len--;
	ls = g_strdup_printf("%.*s" LS_QUERY, (int)len, url);
	request.url = ls;
	return transfer_begin_patiently(remote->transfer, &request, error) &&
	       find_base(remote, error) &&
	       check_type(remote->transfer, "application/x-git-upload-pack-advertisement", error);
}

static int list_refs(Remote *remote, const char *url, git_smart_subtransport_stream **out)
{
	GError *error = NULL;
	Stream *stream;

	if (!ask_for_refs(remote, url, &error))
		return fail(error);
	stream = stream_new(remote);
	stream->left = MOST_REFS;
	*out = &stream->parent;
	return 0;
}

static int ask_for_pack(Remote *remote, git_smart_subtransport_stream **out)
{
	Stream *stream = stream_new(remote);

	stream->url = g_strconcat(remote->base, PACK, NULL);
	*out = &stream->parent;
	return 0;
}

static int remote_action(git_smart_subtransport_stream **out, git_smart_subtransport *parent,
			 const char *url, git_smart_service_t action)
{
	Remote *remote = (Remote *)parent;

	forget_failure();
	if (action == GIT_SERVICE_UPLOADPACK_LS)
		return list_refs(remote, url, out);
	if (action == GIT_SERVICE_UPLOADPACK && remote->base)
		return ask_for_pack(remote, out);
	return fail(g_error_new(MD_ERROR, MD_ERROR_FAILED, "mirrors are fetched, never pushed"));
}

static int remote_close(G_GNUC_UNUSED git_smart_subtransport *parent)
{
	return 0;
}

static void remote_free(git_smart_subtransport *parent)
{
	Remote *remote = (Remote *)parent;

	transfer_free(remote->transfer);
	g_free(remote->base);
	g_free(remote);
}

static int remote_new(git_smart_subtransport **out, G_GNUC_UNUSED git_transport *owner,
		      G_GNUC_UNUSED void *param)
{
	Remote *remote = g_new0(Remote, 1);

	remote->parent.action = remote_action;
	remote->parent.close = remote_close;
	remote->parent.free = remote_free;
	remote->transfer = transfer_new(settings);
	*out = &remote->parent;
	return 0;
}

/* --- git:// -------------------------------------------------------------------------- */

typedef struct {
	git_stream parent;
	Socket *socket;
	char *of;   /* for messages */
	guint said; /* how often it was told something: what for, which refs are wanted, ... */
	gsize left; /* bytes that may still come of its refs */
} Plain;

static int plain_connect(git_stream *parent)
{
	Plain *plain = (Plain *)parent;
	GError *error = NULL;

	return socket_open(plain->socket, &error) ? 0 : fail(error);
}

static ssize_t plain_read(git_stream *parent, void *buffer, size_t len)
{
	Plain *plain = (Plain *)parent;
	GError *error = NULL;
	gssize got = socket_read(plain->socket, buffer, len, &error);

	if (got < 0)
		return fail(error);
	if ((gsize)got > plain->left)
		return fail(too_many_refs(plain->of));
	if (got == 0)
		note_end(plain->of);
	plain->left -= (gsize)got;
	return got;
}

/* All that comes before it is told which refs are wanted is refs. */
static void take_turn(Plain *plain)
{
	gboolean lists = plain->said++ == 0;

	plain->left = lists ? MOST_REFS : G_MAXSIZE;
	socket_set_pace(plain->socket, lists ? PACE : 0);
}

static ssize_t plain_write(git_stream *parent, const char *bytes, size_t len,
			   G_GNUC_UNUSED int flags)
{
	Plain *plain = (Plain *)parent;
	GError *error = NULL;

	take_turn(plain);
	return socket_write(plain->socket, bytes, len, &error) ? (ssize_t)len : fail(error);
}

static int plain_close(G_GNUC_UNUSED git_stream *parent)
{
	return 0;
}

static void plain_free(git_stream *parent)
{
	Plain *plain = (Plain *)parent;

	socket_free(plain->socket);
	g_free(plain->of);
	g_free(plain);
}

static int plain_new(git_stream **out, const char *host, const char *port)
{
	Plain *plain = g_new0(Plain, 1);

	forget_failure();
	plain->parent = (git_stream){
		.version = GIT_STREAM_VERSION,
		.connect = plain_connect,
		.read = plain_read,
		.write = plain_write,
		.close = plain_close,
		.free = plain_free,
	};
	plain->socket = socket_new(settings, host, port);
	plain->of = g_strdup_printf("%s:%s", host, port);
	*out = &plain->parent;
	return 0;
}

/* --- both ------------------------------------------------------------------------------ */

void transport_init(const HttpSettings *of_program)
{
	static git_smart_subtransport_definition http = {.callback = remote_new, .rpc = 1};
	git_stream_registration plain = {.version = GIT_STREAM_VERSION, .init = plain_new};

	settings = of_program;
	git_transport_register("http", git_transport_smart, &http);
	git_transport_register("https", git_transport_smart, &http);
	git_stream_register(GIT_STREAM_STANDARD, &plain);
}
