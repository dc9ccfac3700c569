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
		reread->message = place_parse(change, reread->post->place.committed);
}

gboolean reread_mail(Reader *reader, const Post *post, Message **message, GError **error)
{
	Reread reread = {post, NULL};
	Oid blob;

	memcpy(blob.id, post->place.blob, OID_RAW);
	if (!reader_read_mail(reader, post->place.epoch, &blob, take, &reread, error)) {
		g_clear_pointer(&reread.message, message_free);
		return FALSE;
	}
	*message = reread.message;
	return TRUE;
}
