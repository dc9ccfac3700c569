/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_LETTER_H
#define MD_CLI_LETTER_H

#include "cli/words.h"
#include "report/mustache.h"

/*
 * A report as a mail (mail/compose.h), in the making: its subject and its text are put
 * into it as they are rendered, each once, and then it is written. The text waits in a
 * file, not in memory.
 *
 * It is from maildelta.mailFrom, or maildelta <user@host>; to those of --mail-to, or to
 * whom it is from; of the present.
 */
typedef struct _Letter Letter;

/* MD_ERROR_USAGE: an address that is none. */
Letter *letter_new(const Context *context, const Words *words, GError **error);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/* MustacheSinks; @user is the Letter. */
gboolean letter_put_subject(const char *text, gsize len, gpointer user, GError **error);
gboolean letter_put_text(const char *text, gsize len, gpointer user, GError **error);

/* Writes it to @sink; @mbox: as an mbox file that holds it alone. */
gboolean letter_write(Letter *letter, gboolean mbox, MustacheSink sink, gpointer user,
		      GError **error);

#endif
