/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_PIECES_H
#define MD_TESTS_PIECES_H

#include <glib.h>

/* Texts that nobody writes, of pieces that mean something to whoever is tested. */
typedef void (*PiecesCheck)(const char *text);

/*
 * @check is given @n texts of up to 30 pieces in any order, by a generator of our own: the same
 * in each run. Every fifth lacks its last character.
 */
void pieces_mix(const char *const *pieces, gsize n_pieces, guint n, PiecesCheck check);

/* … 256 KiB of each piece alone: what takes it in no time is linear. */
void pieces_repeat(const char *const *pieces, gsize n_pieces, PiecesCheck check);

#endif
