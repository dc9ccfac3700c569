/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_SPOOL_H
#define MD_CLI_SPOOL_H

#include <glib.h>

/*
 * A file without a name that holds what is too large for memory until it is needed; in
 * TMPDIR, or /tmp. It is gone when the program is, however that ends.
 */
typedef struct _Spool Spool;

Spool *spool_new(GError **error);
void spool_free(Spool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spool, spool_free)

/* A MustacheSink; @user is the Spool. */
gboolean spool_write(const char *text, gsize len, gpointer user, GError **error);

/* From its beginning on, and how much there was: 0 at its end, -1 with an error. */
gboolean spool_rewind(Spool *spool, GError **error);
gssize spool_read(Spool *spool, char *buffer, gsize len, GError **error);

int spool_fd(const Spool *spool);

#endif
