/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "base/text.h"
#include "core/evidence.h"
#include "fuzz/fuzz.h"
#include "summary/lead.h"
#include "summary/pick.h"
#include "summary/telling.h"

static void check_line(const char *text)
{
	g_assert_true(text_is_clean(text, strlen(text)));
	g_assert_null(strpbrk(text, "\t\n"));
}

/* Every byte is in one part, every sentence in one of own words. */
static void check_reading(const Reading *reading)
{
	gsize at = 0;

	for (guint i = 0; i < reading->own->parts->len; i++) {
		const OwnPart *part = &g_array_index(reading->own->parts, OwnPart, i);

		g_assert_cmpuint(part->from, ==, at);
		g_assert_cmpuint(part->len, >, 0);
		at += part->len;
	}
	g_assert_cmpuint(at, ==, reading->text.len);
	for (guint i = 0; i < reading->sentences->len; i++) {
		const OwnSentence *sentence = reading_sentence(reading, i);

		g_assert_cmpuint(sentence->len, >, 0);
		g_assert_cmpuint(sentence->len, <=, SENTENCE_MAX);
		g_assert_cmpuint(sentence->from + sentence->len, <=, reading->text.len);
		check_line(reading_words(reading, i));
	}
}

static void check_applied(const Applied *applied)
{
	g_assert_cmpuint(applied->parts->len, <=, APPLIED_MAX);
	g_assert_cmpuint(applied->commits->len, <=, APPLIED_MAX);
}

static void check_evidence(const GPtrArray *all)
{
	g_assert_cmpuint(all->len, <=, EVIDENCE_MAX);
	for (guint i = 0; i < all->len; i++) {
		const Evidence *evidence = all->pdata[i];

		check_line(evidence->line);
		g_assert_cmpuint(strlen(evidence->line), <=, EVIDENCE_MAX_LINE);
		if (evidence->note) {
			check_line(evidence->note);
			g_assert_cmpuint(strlen(evidence->note), <=, EVIDENCE_MAX_LINE);
		}
		check_line(evidence->person.name);
		check_line(evidence->person.addr);
		if (evidence->applied)
			check_applied(evidence->applied);
	}
}

static void check_extract(const Extract *extract)
{
	if (extract->lead) {
		check_line(extract->lead);
		g_assert_cmpuint(strlen(extract->lead), <=, LEAD_MAX + strlen(" …"));
	}
	g_assert_cmpuint(extract->telling->len, <=, PICK_TELLING);
	for (guint i = 0; i < extract->telling->len; i++) {
		const char *text = g_array_index(extract->telling, ExtractSentence, i).text;

		check_line(text);
		g_assert_cmpuint(strlen(text), <=, TELLING_MAX);
	}
	for (char **change = extract->changes ? extract->changes->changes : NULL; change && *change;
	     change++)
		check_line(*change);
}

static void read_as(const char *text, const char *line, PostKind kind, gboolean bot)
{
	g_autoptr(Subject) subject = subject_parse(line);
	g_autoptr(Patch) patch = patch_read(text, subject_is_cover(subject), NULL);
	Person sender = {(char *)"Ann Example", (char *)"ann@example.org"};
	g_autoptr(Reading) reading = reading_new(text, &sender);
	EvidenceMail mail = {reading, subject, kind, &sender, bot};
	g_autoptr(GPtrArray) evidence = evidence_read(&mail);
	g_autoptr(Extract) extract = pick_read(reading, subject, kind, patch);

	check_reading(reading);
	check_evidence(evidence);
	check_extract(extract);
}

/* Whatever a mail's text says, and of whatever mail: what is kept of it is clean and short. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = text_clean((const char *)data, size);

	read_as(text, "Re: [PATCH v3 0/4] gate: close it", POST_REPLY, FALSE);
	read_as(text, "Re: [PATCH v3 0/4] gate: close it", POST_REPLY, TRUE);
	read_as(text, "[PATCH v3 0/4] gate: close it", POST_PATCH, FALSE);
	read_as(text, "[BUG] gate: does not close", POST_OTHER, FALSE);
	return 0;
}
