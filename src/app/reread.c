/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/reread.h"

#include "app/place.h"

#include <string.h>

typedef struct {
	const Post *post;
	Message *message;
} Reread;

static void take(const Change *change, gpointer user)
{
	Reread *reread = user;

	if (change->kind == CHANGE_ADDED && !reread->message)
		reread->message = reread_parse(change, reread->post);
}

gboolean reread_change(Reader *reader, const Post *post, ReaderTake taker, gpointer user,
		       GError **error)
{
	Oid blob;

	memcpy(blob.id, post->place.blob, OID_RAW);
	return reader_read_mail(reader, post->place.epoch, &blob, taker, user, error);
}

Message *reread_parse(const Change *change, const Post *post)
{
	return place_parse(change, post->place.committed);
}

gboolean reread_mail(Reader *reader, const Post *post, Message **message, GError **error)
{
	Reread reread = {post, NULL};

	if (!reread_change(reader, post, take, &reread, error)) {
		g_clear_pointer(&reread.message, message_free);
		return FALSE;
	}
	*message = reread.message;
	return TRUE;
}
