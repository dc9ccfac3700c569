/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/pieces.h"

#define MOST 30
#define LARGE (256u << 10) /* bytes: squared, that is minutes */

void pieces_mix(const char *const *pieces, gsize n_pieces, guint n, PiecesCheck check)
{
	guint32 state = 1;

	for (guint i = 0; i < n; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		for (guint k = 0; k <= i % MOST; k++) {
			state = state * 1664525u + 1013904223u;
			g_string_append(text, pieces[(state >> 8) % n_pieces]);
		}
		if (i % 5 == 0)
			g_string_truncate(
				text, (gsize)(g_utf8_prev_char(text->str + text->len) - text->str));
		check(text->str);
	}
}

void pieces_repeat(const char *const *pieces, gsize n_pieces, PiecesCheck check)
{
	for (gsize i = 0; i < n_pieces; i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		while (text->len < LARGE)
			g_string_append(text, pieces[i]);
		check(text->str);
	}
}
