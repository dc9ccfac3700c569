/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/claim.h"

#include "base/numbers.h"
#include "summary/telling.h"

#define TAG_SCORE 36 /* what a tag tells, among sentences */

const RulesMail *claim_mail(const Sayings *sayings, guint mail)
{
	return &sayings->input->mails[mail];
}

/* --- who speaks ---------------------------------------------------------------------- */

static void claim_free(gpointer data)
{
	Claim *claim = data;

	g_array_unref(claim->cites);
	if (claim->parts)
		g_array_unref(claim->parts);
	g_free(claim);
}

static void voice_free(gpointer data)
{
	Voice *voice = data;

	g_ptr_array_unref(voice->told);
	g_ptr_array_unref(voice->claims);
	g_ptr_array_unref(voice->tags);
	g_free(voice);
}

static Voice *voice_new(const Sayings *sayings, const RulesMail *mail, guint who)
{
	Voice *voice = g_new0(Voice, 1);

	voice->before = mail->before;
	voice->bot = mail->post->bot;
	voice->author = who == sayings->author;
	voice->claims = g_ptr_array_new_with_free_func(claim_free);
	voice->tags = g_ptr_array_new_with_free_func(claim_free);
	voice->told = g_ptr_array_new();
	return voice;
}

Voice *claim_voice(Sayings *sayings, guint place)
{
	const RulesMail *mail = claim_mail(sayings, place);
	guint who = who_number(sayings->who, &mail->post->sender);
	gpointer key, known;

	/* Who is neither named nor has an address speaks for himself in each mail. */
	who = who == WHO_NOBODY ? G_MAXUINT / 2 - place : who;
	key = GUINT_TO_POINTER(who * 2 + (mail->before ? 1 : 0));
	known = g_hash_table_lookup(sayings->places, key);
	if (!known) {
		g_ptr_array_add(sayings->voices, voice_new(sayings, mail, who));
		known = GUINT_TO_POINTER(sayings->voices->len);
		g_hash_table_insert(sayings->places, key, known);
	}
	return sayings->voices->pdata[GPOINTER_TO_UINT(known) - 1];
}

void claim_add_line(GPtrArray **lines, guint mail, const char *line)
{
	if (!*line)
		return;
	if (!lines[mail])
		lines[mail] = g_ptr_array_new();
	g_ptr_array_add(lines[mail], (gpointer)line);
}

void claim_add_said(Sayings *sayings, guint mail, const char *line)
{
	claim_add_line(sayings->said, mail, line);
}

GPtrArray *claim_voices_new(void)
{
	return g_ptr_array_new_with_free_func(voice_free);
}

/* --- what decides -------------------------------------------------------------------- */

static Claim *claim_new(PointKind kind, const char *text, const Person *sender, guint mail)
{
	Claim *claim = g_new0(Claim, 1);

	claim->kind = kind;
	claim->text = text;
	claim->sender = sender;
	claim->cites = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_val(claim->cites, mail);
	return claim;
}

static gboolean is_states(const State *state, const Evidence *evidence)
{
	return evidence &&
	       (evidence == state->cite.evidence || evidence == state->under_cite.evidence);
}

/* The same words said of several patches are one claim. */
static char *key_of(const Sayings *sayings, guint mail, PointKind kind, const char *text)
{
	const Post *post = claim_mail(sayings, mail)->post;

	return g_strdup_printf("%d %d %s <%s> %s", kind, claim_mail(sayings, mail)->before,
			       post->sender.name, post->sender.addr, text);
}

static void claim(Sayings *sayings, const StateCite *cite, PointKind kind)
{
	guint mail = (guint)cite->mail;
	const Evidence *evidence = cite->evidence;
	gboolean error = kind == POINT_FAILURE && evidence->note;
	const char *text = error ? evidence->note : evidence->line;
	g_autofree char *key = key_of(sayings, mail, kind, text);
	Claim *known = g_hash_table_lookup(sayings->same, key);

	if (cite->mail == sayings->lead || !*text)
		return;
	if (!known) {
		known = claim_new(kind, text, &claim_mail(sayings, mail)->post->sender, mail);
		known->score = MAX(telling_score(text, 0), 0);
		g_ptr_array_add(claim_voice(sayings, mail)->claims, known);
		g_hash_table_insert(sayings->same, g_steal_pointer(&key), known);
	} else {
		g_array_append_val(known->cites, mail);
	}
	known->state = known->state || is_states(sayings->input->state, evidence);
}

static PointKind kind_of_stand(const StateStand *stand)
{
	switch (stand->cite.evidence->kind) {
	case EVIDENCE_APPLIED:
		return POINT_APPLIED;
	case EVIDENCE_NACK:
		return POINT_NACK;
	default:
		if (stand->kind == STATE_REJECTED)
			return POINT_WITHDRAWN;
		return stand->promise ? POINT_PROMISE : POINT_CHANGES;
	}
}

static void claim_fixes(Sayings *sayings)
{
	for (guint i = 0; i < sayings->input->thread->mails->len; i++) {
		const GPtrArray *evidence = claim_mail(sayings, i)->evidence;

		for (guint k = 0; evidence && k < evidence->len; k++) {
			const Evidence *one = evidence->pdata[k];
			StateCite cite = {(gint)i, one};

			if (one->kind == EVIDENCE_FIXED)
				claim(sayings, &cite, POINT_FIXED);
		}
	}
}

/* What ends a bug need not be what ends a patch: "Applied to next" of its own reporter. */
static void claim_state(Sayings *sayings, const StateCite *cite)
{
	EvidenceKind kind = cite->evidence ? cite->evidence->kind : N_EVIDENCE;

	if (kind == EVIDENCE_APPLIED)
		claim(sayings, cite, POINT_APPLIED);
	else if (kind == EVIDENCE_WITHDRAWN && sayings->input->state->under == STATE_REJECTED)
		claim(sayings, cite, POINT_WITHDRAWN);
	else if (kind == EVIDENCE_FAILURE)
		claim(sayings, cite, POINT_FAILURE);
}

static void claim_verdicts(Sayings *sayings)
{
	const State *state = sayings->input->state;

	for (guint i = 0; i < state->stands->len; i++) {
		const StateStand *stand = &g_array_index(state->stands, StateStand, i);

		claim(sayings, &stand->cite, kind_of_stand(stand));
	}
	for (guint i = 0; i < state->failures->len; i++)
		claim(sayings, &g_array_index(state->failures, StateCite, i), POINT_FAILURE);
	claim_fixes(sayings);
	claim_state(sayings, &state->cite);
	claim_state(sayings, &state->under_cite);
}

/* --- tags ---------------------------------------------------------------------------- */

static Claim *find_tag(const Voice *voice, const StateTag *tag, const Person *sender)
{
	for (guint i = 0; i < voice->tags->len; i++) {
		Claim *claim = voice->tags->pdata[i];

		if (g_str_equal(claim->text, tag->token) && person_same(claim->sender, sender))
			return claim;
	}
	return NULL;
}

/* They come by part: behind a tag on all of it, those on parts say nothing. */
static void add_part(Claim *claim, const StateTag *tag)
{
	guint mail = (guint)tag->cite.mail;
	guint last = claim->parts->len ? g_array_index(claim->parts, guint, claim->parts->len - 1)
				       : G_MAXUINT;

	if (last == 0 && tag->part)
		return;
	if (last != tag->part)
		g_array_append_val(claim->parts, tag->part);
	g_array_append_val(claim->cites, mail);
}

/* What a patch mail has of others' tags its sender tells, not they. */
static gboolean is_given(const Sayings *sayings, const StateTag *tag)
{
	const Post *post = claim_mail(sayings, (guint)tag->cite.mail)->post;

	return !tag->own && post->kind != POST_PATCH && tag->cite.mail != sayings->lead &&
	       person_same(&tag->person, &post->sender);
}

static void take_tag(Sayings *sayings, const StateTag *tag)
{
	guint mail = (guint)tag->cite.mail;
	const Person *sender = &claim_mail(sayings, mail)->post->sender;
	Voice *voice;
	Claim *claim;

	if (!is_given(sayings, tag))
		return;
	voice = claim_voice(sayings, mail);
	claim = find_tag(voice, tag, sender);
	if (!claim) {
		claim = claim_new(POINT_TAGS, tag->token, sender, mail);
		claim->parts = g_array_new(FALSE, FALSE, sizeof(guint));
		claim->score = g_str_equal(tag->token, "Tested-by") ? CLAIM_TEST_SCORE : TAG_SCORE;
		g_ptr_array_add(voice->tags, claim);
	}
	claim->state = claim->state || is_states(sayings->input->state, tag->cite.evidence);
	add_part(claim, tag);
	claim_add_said(sayings, mail, tag->cite.evidence->line);
}

/* A bug's end may be a tag that its reporter gave before. */
static void take_state_tag(Sayings *sayings, const StateCite *cite)
{
	const Evidence *evidence = cite->evidence;
	StateTag tag = {.cite = *cite};

	if (!evidence || evidence->kind != EVIDENCE_TAG ||
	    sayings->input->state->under != STATE_BUG_FIXED)
		return;
	tag.person = evidence->person;
	tag.token = evidence->token;
	take_tag(sayings, &tag);
}

static void take_tags(Sayings *sayings)
{
	const GArray *tags = sayings->input->state->tags;

	for (guint i = 0; i < tags->len; i++)
		take_tag(sayings, &g_array_index(tags, StateTag, i));
	take_state_tag(sayings, &sayings->input->state->cite);
}

/* Mails in their order, each once. */
static void settle(const GPtrArray *claims)
{
	for (guint i = 0; i < claims->len; i++) {
		GArray *cites = ((Claim *)claims->pdata[i])->cites;
		guint *mails = (guint *)(void *)cites->data, n = 1;

		g_array_sort(cites, numbers_compare);
		for (guint k = 1; k < cites->len; k++)
			if (mails[k] != mails[n - 1])
				mails[n++] = mails[k];
		g_array_set_size(cites, n);
	}
}

static void settle_all(Sayings *sayings)
{
	for (guint i = 0; i < sayings->voices->len; i++) {
		const Voice *voice = sayings->voices->pdata[i];

		settle(voice->claims);
		settle(voice->tags);
		for (guint k = 0; k < voice->tags->len; k++) {
			const GArray *cites = ((Claim *)voice->tags->pdata[k])->cites;

			for (guint c = 0; c < cites->len; c++)
				sayings->tagged[g_array_index(cites, guint, c)] = TRUE;
		}
	}
}

void claim_find(Sayings *sayings)
{
	claim_verdicts(sayings);
	take_tags(sayings);
	settle_all(sayings);
}

/* --- which of it is told ------------------------------------------------------------- */

gboolean claim_is_done(const Claim *claim)
{
	return claim->kind == POINT_APPLIED || claim->kind == POINT_FIXED ||
	       claim->kind == POINT_WITHDRAWN;
}

static int tier_of(const Claim *claim)
{
	if (claim->state)
		return CLAIM_STATE;
	if (claim_is_done(claim))
		return CLAIM_DONE;
	if (claim->kind == POINT_NACK || claim->kind == POINT_FAILURE)
		return CLAIM_AGAINST;
	return claim->kind == POINT_TAGS ? CLAIM_WORDS : CLAIM_ASKED;
}

int claim_weight(const Claim *claim)
{
	return tier_of(claim) * CLAIM_TIER_STEP + claim->score;
}

static void tell(Sayings *sayings, Voice *voice, Claim *claim)
{
	g_ptr_array_add(voice->told, claim);
	for (guint i = 0; i < claim->cites->len; i++) {
		guint mail = g_array_index(claim->cites, guint, i);

		sayings->told[mail]++;
		claim_add_said(sayings, mail, claim->text);
	}
}

/* The newest: of what is as good, that is what holds. */
static Claim *find_heaviest(const Voice *voice)
{
	Claim *best = NULL;

	for (guint i = 0; i < voice->claims->len; i++) {
		Claim *claim = voice->claims->pdata[i];

		if (!claim_is_done(claim) && (!best || claim_weight(claim) >= claim_weight(best)))
			best = claim;
	}
	return best;
}

/* The newest of what was done; what he wants besides, where there is something left to want. */
static void choose_verdicts(Sayings *sayings, Voice *voice)
{
	Claim *best = find_heaviest(voice);
	guint done = 0;

	for (guint i = voice->claims->len; i-- > 0;) {
		Claim *claim = voice->claims->pdata[i];

		if (claim_is_done(claim) && (done++ < SAYING_APPLIED || claim->state))
			tell(sayings, voice, claim);
	}
	if (best && (!done || best->state || sayings->input->state->partial))
		tell(sayings, voice, best);
}

static void choose_failures(Sayings *sayings, Voice *voice)
{
	guint failures = 0;

	for (guint i = voice->claims->len; i-- > 0;) {
		Claim *claim = voice->claims->pdata[i];

		claim->spare = claim->kind == POINT_FAILURE && !claim->state &&
			       failures++ >= SAYING_FAILURES;
		tell(sayings, voice, claim);
	}
}

void claim_choose(Sayings *sayings)
{
	for (guint i = 0; i < sayings->voices->len; i++) {
		Voice *voice = sayings->voices->pdata[i];

		if (voice->bot)
			choose_failures(sayings, voice);
		else
			choose_verdicts(sayings, voice);
	}
}
