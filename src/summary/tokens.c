/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/tokens.h"

/* Fourteenths of a token: what ASCII, CJK and other characters take, without fractions. */
#define TOKEN 14u
#define OF_ASCII 4u
#define OF_CJK 14u
#define OF_OTHER 7u

/* Han, kana, hangul, what stands with them, and ASCII as wide as they are. */
static gboolean is_cjk(gunichar c)
{
	static const struct {
		gunichar first, last;
	} blocks[] = {
		{0x1100, 0x11FF}, {0x2E80, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7FF},
		{0xF900, 0xFAFF}, {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}, {0x20000, 0x3FFFF},
	};

	for (guint i = 0; i < G_N_ELEMENTS(blocks) && c >= blocks[i].first; i++)
		if (c <= blocks[i].last)
			return TRUE;
	return FALSE;
}

guint64 tokens_estimate(const char *text)
{
	guint64 parts = 0;

	for (const char *p = text; *p;) {
		if ((guchar)*p < 0x80) {
			parts += OF_ASCII;
			p++;
		} else {
			parts += is_cjk(g_utf8_get_char(p)) ? OF_CJK : OF_OTHER;
			p = g_utf8_next_char(p);
		}
	}
	return (parts * 115 + 100 * TOKEN - 1) / (100 * TOKEN);
}

#define STEPS 4u /* of one */
#define HIGHEST 4u

double tokens_factor(guint64 counted, guint64 estimated)
{
	guint64 steps;

	if (!estimated || counted <= estimated)
		return 1;
	if (counted / estimated >= HIGHEST)
		return HIGHEST;
	if (counted > G_MAXUINT64 / STEPS) { /* so near to each other, that loses nothing */
		counted /= STEPS;
		estimated /= STEPS;
	}
	steps = (counted * STEPS - 1) / estimated + 1;
	return MIN(steps, HIGHEST * STEPS) / (double)STEPS;
}
