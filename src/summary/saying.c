/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/saying.h"

#include "core/ask.h"
#include "summary/claim.h"
#include "summary/telling.h"

#include <string.h>

#define FEW_WORDS 4 /* "NAK.", "Please respin." want the reason beside them */
#define ANSWERED 12 /* what a question tells less that has been answered */
#define SECOND_SCORE 30

/* --- the most telling sentence ------------------------------------------------------- */

/* Sentences are cut in two ways, of which one may have more of the same. */
static gboolean has_line(GPtrArray *const *lines, guint mail, const char *words)
{
	const GPtrArray *list = lines[mail];

	for (guint i = 0; list && i < list->len; i++)
		if (strstr(list->pdata[i], words) || strstr(words, list->pdata[i]))
			return TRUE;
	return FALSE;
}

static gboolean is_bare(const char *text)
{
	guint blanks = 0;

	for (const char *p = text; *p; p++)
		blanks += *p == ' ';
	return blanks < FEW_WORDS;
}

/* Beside "NAK." its reason; beside other verdicts, which say why, nothing. */
static gboolean wants_reason(const Sayings *sayings, const Voice *voice, guint mail)
{
	for (guint i = 0; i < voice->told->len; i++) {
		const Claim *claim = voice->told->pdata[i];

		if (claim_is_done(claim) || claim->kind == POINT_PROMISE || !is_bare(claim->text))
			return FALSE;
	}
	return sayings->told[mail] == voice->told->len;
}

/* Beside a tag only what objects. */
static gboolean wants(const Sayings *sayings, const Voice *voice, const ExtractSentence *words,
		      guint mail)
{
	if (voice->told->len)
		return wants_reason(sayings, voice, mail);
	if (!voice->tags->len)
		return TRUE;
	return words->score >= CLAIM_TEST_SCORE && !is_bare(words->text) &&
	       telling_objects(words->text);
}

/* What has been asked and answered tells less than what was said. */
static int score_of(const Sayings *sayings, const ExtractSentence *words, guint mail)
{
	gboolean answered =
		ask_is_question(words->text) && !has_line(sayings->open, mail, words->text);

	return words->score - (answered ? ANSWERED : 0);
}

static void offer_mail(const Sayings *sayings, Voice *voice, const Chosen *best)
{
	if (!best->sentence || best->score < SECOND_SCORE || is_bare(best->sentence->text) ||
	    ask_is_question(best->sentence->text) || /* it has been answered, or is open */
	    sayings->told[best->mail] || sayings->tagged[best->mail])
		return;
	if (best->score > voice->mails[0].score) {
		voice->mails[1] = voice->mails[0];
		voice->mails[0] = *best;
	} else if (best->score > voice->mails[1].score) {
		voice->mails[1] = *best;
	}
}

static void offer_sentences(Sayings *sayings, Voice *voice, guint mail, const GArray *telling)
{
	Chosen best = {NULL, mail, 0};

	for (guint i = 0; i < telling->len; i++) {
		const ExtractSentence *words = &g_array_index(telling, ExtractSentence, i);
		Chosen one = {words, mail, score_of(sayings, words, mail)};

		if (has_line(sayings->said, mail, words->text))
			continue;
		if (one.score > best.score)
			best = one;
		if (one.score > voice->words.score && wants(sayings, voice, words, mail))
			voice->words = one;
	}
	offer_mail(sayings, voice, &best);
}

static void offer_words(Sayings *sayings, guint mail)
{
	const RulesMail *own = claim_mail(sayings, mail);
	const GArray *telling = own->extract ? own->extract->telling : NULL;

	if (!telling || !telling->len || own->post->bot || own->post->kind == POST_PATCH ||
	    (gint)mail == sayings->lead)
		return;
	offer_sentences(sayings, claim_voice(sayings, mail), mail, telling);
}

/* --- put together -------------------------------------------------------------------- */

static void add_saying(GArray *all, const Voice *voice, Point *point, int weight, gboolean spare)
{
	Saying saying = {point, voice->before, weight, spare, FALSE};

	g_array_append_val(all, saying);
}

static void add_claims(GArray *all, const Voice *voice, const GPtrArray *claims)
{
	for (guint i = 0; i < claims->len; i++) {
		const Claim *claim = claims->pdata[i];
		Point *point = point_new(claim->kind, claim->sender, claim->text);

		g_array_append_vals(point->cites, claim->cites->data, claim->cites->len);
		if (claim->parts)
			point->parts = g_array_ref(claim->parts);
		add_saying(all, voice, point, claim_weight(claim), claim->spare);
	}
}

static Point *point_of(const Sayings *sayings, const Chosen *chosen)
{
	const Person *sender = &claim_mail(sayings, chosen->mail)->post->sender;
	Point *point = point_new(POINT_WORDS, sender, chosen->sentence->text);

	g_array_append_val(point->cites, chosen->mail);
	return point;
}

/* The best of the period's other mails, where there is room: not the same again. */
static void add_second(const Sayings *sayings, GArray *all, const Voice *voice)
{
	const Chosen *words = &voice->words;

	for (guint i = 0; !voice->before && i < G_N_ELEMENTS(voice->mails); i++) {
		const Chosen *second = &voice->mails[i];
		Saying saying = {NULL, FALSE, second->score, FALSE, TRUE};

		if (!second->sentence)
			return;
		if (words->sentence && (words->mail == second->mail ||
					g_str_equal(words->sentence->text, second->sentence->text)))
			continue;
		saying.point = point_of(sayings, second);
		g_array_append_val(all, saying);
		return;
	}
}

static void add_voice(const Sayings *sayings, GArray *all, const Voice *voice)
{
	int tier = voice->author ? CLAIM_AUTHOR : CLAIM_WORDS;

	add_claims(all, voice, voice->told);
	add_claims(all, voice, voice->tags);
	if (voice->words.sentence)
		add_saying(all, voice, point_of(sayings, &voice->words),
			   tier * CLAIM_TIER_STEP + voice->words.score, FALSE);
	add_second(sayings, all, voice);
}

static gint compare_sayings(gconstpointer a, gconstpointer b)
{
	const Point *x = ((const Saying *)a)->point, *y = ((const Saying *)b)->point;
	guint first = g_array_index(x->cites, guint, 0), other = g_array_index(y->cites, guint, 0);

	if (first != other)
		return first < other ? -1 : 1;
	return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static void saying_clear(gpointer data)
{
	point_free(((Saying *)data)->point);
}

static GArray *list_all(const Sayings *sayings)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Saying));

	g_array_set_clear_func(all, saying_clear);
	for (guint i = 0; i < sayings->voices->len; i++)
		add_voice(sayings, all, sayings->voices->pdata[i]);
	g_array_sort(all, compare_sayings); /* which is stable */
	return all;
}

/* Who began what the thread is about. */
static void find_author(Sayings *sayings)
{
	const RulesInput *input = sayings->input;
	const Series *series = input->state->series;

	sayings->author = WHO_NOBODY;
	if (series)
		sayings->author = who_number(sayings->who, &series_post(series, 0)->sender);
	else if (input->thread->root_read)
		sayings->author = who_number(
			sayings->who, &claim_mail(sayings, input->thread->first)->post->sender);
}

static void sayings_init(Sayings *sayings, const RulesInput *input, gint lead)
{
	guint n = input->thread->mails->len;

	*sayings = (Sayings){
		.input = input,
		.who = who_new(),
		.places = g_hash_table_new(NULL, NULL),
		.voices = claim_voices_new(),
		.same = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.said = g_new0(GPtrArray *, n),
		.open = g_new0(GPtrArray *, n),
		.told = g_new0(guint, n),
		.tagged = g_new0(gboolean, n),
		.lead = lead,
	};
	for (guint i = 0; i < n; i++)
		who_add(sayings->who, &input->mails[i].post->sender);
	find_author(sayings);
}

static void sayings_clear(Sayings *sayings)
{
	for (guint i = 0; i < sayings->input->thread->mails->len; i++) {
		g_clear_pointer(&sayings->said[i], g_ptr_array_unref);
		g_clear_pointer(&sayings->open[i], g_ptr_array_unref);
	}
	g_free(sayings->said);
	g_free(sayings->open);
	g_free(sayings->told);
	g_free(sayings->tagged);
	g_hash_table_unref(sayings->same);
	g_ptr_array_unref(sayings->voices);
	g_hash_table_unref(sayings->places);
	who_free(sayings->who);
}

/* What is told of the mails elsewhere, or is no saying: questions, changes. */
static void skip_told(Sayings *sayings, const GPtrArray *open)
{
	for (guint i = 0; i < open->len; i++) {
		const Question *question = open->pdata[i];

		claim_add_said(sayings, question->cite, question->text);
	}
	for (guint i = 0; i < sayings->input->thread->mails->len; i++) {
		const Extract *extract = claim_mail(sayings, i)->extract;
		char **changes = extract && extract->changes ? extract->changes->changes : NULL;

		for (guint k = 0; changes && changes[k]; k++)
			claim_add_said(sayings, i, changes[k]);
	}
}

static void find_open(Sayings *sayings)
{
	const GArray *questions = sayings->input->state->questions;

	for (guint i = 0; i < questions->len; i++) {
		const StateCite *cite = &g_array_index(questions, StateQuestion, i).cite;

		claim_add_line(sayings->open, (guint)cite->mail, cite->evidence->line);
	}
}

GArray *sayings_read(const RulesInput *input, gint lead, const GPtrArray *open)
{
	Sayings sayings;
	GArray *all;

	sayings_init(&sayings, input, lead);
	skip_told(&sayings, open);
	find_open(&sayings);
	claim_find(&sayings);
	claim_choose(&sayings);
	for (guint i = 0; i < input->thread->mails->len; i++)
		offer_words(&sayings, i);
	all = list_all(&sayings);
	sayings_clear(&sayings);
	return all;
}
