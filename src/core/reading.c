/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/reading.h"

Reading *reading_new(const char *text, const Person *sender)
{
	Reading *reading = g_new0(Reading, 1);

	reading->text = slice_of(text);
	reading->own = own_read(text, reading->text.len, sender);
	reading->sentences = sentences_read(text, reading->own);
	reading->words = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < reading->sentences->len; i++)
		g_ptr_array_add(reading->words, sentence_text(text, reading_sentence(reading, i)));
	return reading;
}

void reading_free(Reading *reading)
{
	if (!reading)
		return;
	own_free(reading->own);
	g_array_unref(reading->sentences);
	g_ptr_array_unref(reading->words);
	g_free(reading);
}

const OwnSentence *reading_sentence(const Reading *reading, guint i)
{
	return i < reading->sentences->len ? &g_array_index(reading->sentences, OwnSentence, i)
					   : NULL;
}

const char *reading_words(const Reading *reading, guint i)
{
	return i < reading->words->len ? reading->words->pdata[i] : NULL;
}
