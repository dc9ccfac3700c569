/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/guess.h"

#include <string.h>

#define LEN_MAX 64      /* bytes; no name is as long, and the work grows with the square */
#define SHARE 3         /* one letter in so many may be off */
#define BEGINNING_MIN 2 /* letters that are a beginning, not a chance */

static gboolean same(char a, char b)
{
	return g_ascii_tolower(a) == g_ascii_tolower(b);
}

/* The last letters of both, each in the other's place. */
static gboolean swapped(const char *a, gsize i, const char *b, gsize j)
{
	return i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]);
}

guint guess_distance(const char *a, const char *b)
{
	gsize len_a = strlen(a), len_b = strlen(b);
	guint rows[3][LEN_MAX + 1]; /* of the table: the one before last, the last, this */

	if (len_a > LEN_MAX || len_b > LEN_MAX)
		return G_MAXUINT;
	for (gsize j = 0; j <= len_b; j++)
		rows[0][j] = (guint)j;
	for (gsize i = 1; i <= len_a; i++) {
		guint *row = rows[i % 3];
		const guint *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

		row[0] = (guint)i;
		for (gsize j = 1; j <= len_b; j++) {
			row[j] = last[j - 1] + !same(a[i - 1], b[j - 1]);
			row[j] = MIN(row[j], MIN(last[j], row[j - 1]) + 1);
			if (swapped(a, i, b, j))
				row[j] = MIN(row[j], before[j - 2] + 1);
		}
	}
	return rows[len_a % 3][len_b];
}

static guint distance_to(const char *word, const char *known)
{
	gsize len = strlen(word);

	if (len >= BEGINNING_MIN && g_ascii_strncasecmp(word, known, len) == 0)
		return 0;
	return guess_distance(word, known);
}

const char *guess_nearest(const char *word, const char *const *words)
{
	const char *nearest = NULL;
	guint least = G_MAXUINT;

	for (; *words; words++) {
		guint distance = distance_to(word, *words);

		if (distance > strlen(*words) / SHARE || distance >= least)
			continue;
		nearest = *words;
		least = distance;
	}
	return nearest;
}
