/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_APP_REREAD_H
#define MD_APP_REREAD_H

#include "core/post.h"
#include "mirror/reader.h"

/*
 * The mail of which @post was kept, read once more; *message NULL: it is not there any more. FALSE:
 * a mirror that cannot be read.
 */
gboolean reread_mail(Reader *reader, const Post *post, Message **message, GError **error);

#endif
