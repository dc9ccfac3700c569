/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/posts.h"

#define TEST_DAY 1767571200 /* 2026-01-05 00:00 UTC */

static Message *message_of(const PostRow *row)
{
	Message *message = g_new0(Message, 1);

	message->ids = g_strsplit(row->id, " ", -1);
	message->parents = g_strsplit(row->parents ? row->parents : "", " ", -1);
	message->subject = g_strdup(row->subject);
	message->sender = person_parse(slice_of(row->from));
	message->instant = TEST_DAY + 60 * row->minutes;
	message->raw_date = g_strdup("");
	message->body = g_strdup("");
	return message;
}

static Post *post_of(const PostRow *row, guint order)
{
	static const PostPlace nowhere;
	g_autoptr(Message) message = message_of(row);
	g_autofree char *body =
		row->author ? g_strdup_printf("From: %s\n\ntext\n", row->author) : g_strdup("");
	g_autoptr(Patch) patch = patch_read(body, FALSE, NULL);
	Subject *subject = subject_parse(row->subject);
	PostKind kind = subject->reply ? POST_REPLY : subject->patch ? POST_PATCH : POST_OTHER;
	Post *post = post_new(message, subject, kind, patch, &nowhere);

	post->order = order;
	return post;
}

GPtrArray *posts_make(const PostRow *rows)
{
	GPtrArray *posts = g_ptr_array_new_with_free_func((GDestroyNotify)post_free);

	for (guint i = 0; rows[i].id; i++)
		g_ptr_array_add(posts, post_of(&rows[i], i));
	return posts;
}
