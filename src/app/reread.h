/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_REREAD_H
#define MD_APP_REREAD_H

#include "core/post.h"
#include "mirror/reader.h"

/* Hands the mail of which @post was kept to @take, once more; errors: reader_read_mail(). */
gboolean reread_change(Reader *reader, const Post *post, ReaderTake take, gpointer user,
		       GError **error);
/* The mail of a CHANGE_ADDED that it handed on. */
Message *reread_parse(const Change *change, const Post *post);

/*
 * The mail of which @post was kept, read once more; *message NULL: it is not there any more. FALSE:
 * a mirror that cannot be read.
 */
gboolean reread_mail(Reader *reader, const Post *post, Message **message, GError **error);

#endif
