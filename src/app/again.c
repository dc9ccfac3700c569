/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/again.h"

#include "app/place.h"

#include <string.h>

typedef struct {
	const Post *post;
	Message *message;
} Again;

static void take(const Change *change, gpointer user)
{
	Again *again = user;

	if (change->kind == CHANGE_ADDED && !again->message)
		again->message = place_parse(change, again->post->place.committed);
}

gboolean again_read(Reader *reader, const Post *post, Message **message, GError **error)
{
	Again again = {post, NULL};
	Oid blob;

	memcpy(blob.id, post->place.blob, OID_RAW);
	if (!reader_read_mail(reader, post->place.epoch, &blob, take, &again, error)) {
		g_clear_pointer(&again.message, message_free);
		return FALSE;
	}
	*message = again.message;
	return TRUE;
}
