/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/extract.h"

#include "base/text.h"

static void sentence_clear(gpointer data)
{
	g_free(((ExtractSentence *)data)->text);
}

Extract *extract_new(void)
{
	Extract *extract = g_new0(Extract, 1);

	extract->telling = g_array_new(FALSE, FALSE, sizeof(ExtractSentence));
	g_array_set_clear_func(extract->telling, sentence_clear);
	extract->said = g_array_new(FALSE, FALSE, sizeof(guint64));
	return extract;
}

void extract_free(Extract *extract)
{
	if (!extract)
		return;
	g_free(extract->lead);
	if (extract->changes)
		g_strfreev(extract->changes->changes);
	g_free(extract->changes);
	g_array_unref(extract->telling);
	g_array_unref(extract->said);
	g_free(extract);
}

/* Nobody gains by two sentences that are taken for one. */
guint64 extract_print(const char *sentence)
{
	guint blanks = 0;

	for (const char *p = sentence; *p; p++)
		blanks += *p == ' ';
	return blanks + 1 >= EXTRACT_MIN_WORDS ? MAX(text_fingerprint(sentence), 1) : 0;
}
