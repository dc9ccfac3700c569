/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/pick.h"

#include "core/changelog.h"
#include "summary/lead.h"
#include "summary/telling.h"

static gint compare_tellings(gconstpointer a, gconstpointer b)
{
	const ExtractSentence *x = a, *y = b;

	return x->score != y->score ? (x->score > y->score ? -1 : 1) : 0;
}

/* @place: among the sentences of the mail's text. */
static void take_sentence(Extract *extract, const Reading *reading, guint i, guint place)
{
	const char *words = reading_words(reading, i);
	guint64 print = extract_print(words);
	ExtractSentence told = {NULL, telling_of(reading, i, place), print};

	if (print)
		g_array_append_val(extract->said, print);
	if (told.score <= 0)
		return;
	told.text = g_strdup(words);
	g_array_append_val(extract->telling, told);
}

static void take_sentences(Extract *extract, const Reading *reading)
{
	guint place = 0;

	for (guint i = 0; i < reading->sentences->len; i++) {
		take_sentence(extract, reading, i, place);
		place += reading_sentence(reading, i)->part == OWN_TEXT ? 1 : 0;
	}
	g_array_sort(extract->telling, compare_tellings); /* which is stable */
	if (extract->telling->len > PICK_TELLING)
		g_array_set_size(extract->telling, PICK_TELLING);
}

static void take_changes(Extract *extract, const Reading *reading, const Subject *subject)
{
	g_autoptr(Changelog) log = changelog_read(reading, subject);
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	ExtractChanges *told;

	if (!log)
		return;
	told = g_new0(ExtractChanges, 1);
	told->before = log->before;
	told->after = log->after;
	for (guint i = 0; i < log->changes->len; i++) {
		const Change *change = &g_array_index(log->changes, Change, i);

		if (change->depth == 0 && changes->len < PICK_CHANGES)
			g_ptr_array_add(changes, change_text(reading->text.ptr, change));
		else
			told->more++;
	}
	g_ptr_array_add(changes, NULL);
	told->changes = (char **)g_ptr_array_free(g_steal_pointer(&changes), FALSE);
	extract->changes = told;
}

static gboolean has_word(Slice line)
{
	for (gsize i = 0; i < line.len; i++)
		if (g_ascii_isalnum(line.ptr[i]) || (guchar)line.ptr[i] >= 0x80)
			return TRUE;
	return FALSE;
}

static guint count_lines(const Reading *reading)
{
	guint lines = 0;

	for (guint i = 0; i < reading->own->parts->len; i++) {
		const OwnPart *part = &g_array_index(reading->own->parts, OwnPart, i);
		Slice rest = {reading->text.ptr + part->from, part->len}, line;

		while (part->kind == OWN_TEXT && slice_next_line(&rest, &line))
			lines += has_word(line);
	}
	return lines;
}

Extract *pick_read(const Reading *reading, const Subject *subject, PostKind kind,
		   const Patch *patch)
{
	Extract *extract = extract_new();

	extract->lines = count_lines(reading);
	take_sentences(extract, reading);
	take_changes(extract, reading, subject);
	if (kind != POST_REPLY)
		extract->lead =
			lead_of(reading, kind == POST_PATCH ? patch->message : reading->text,
				subject->title);
	return extract;
}
