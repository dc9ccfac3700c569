/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/saying.h"

#include "core/ask.h"
#include "core/who.h"
#include "summary/telling.h"

#include <string.h>

#define FEW_WORDS 4   /* "NAK.", "Please respin." want the reason beside them */
#define TAG_SCORE 36  /* what a tag tells, among sentences */
#define TEST_SCORE 30 /* … that it works */
#define ANSWERED 12   /* what a question tells less that has been answered */
#define SECOND_SCORE 30

/* How soon what is kept where there is no room for all; scores decide among equals. */
enum {
	TIER_AUTHOR, /* words of the author, whose say is in what is proposed */
	TIER_WORDS,  /* words and tags of others */
	TIER_ASKED,
	TIER_AGAINST,
	TIER_DONE,
	TIER_STATE, /* the state's own evidence */
};
#define TIER_STEP 10000 /* above all scores */

/* Something that may be told of somebody. */
typedef struct {
	PointKind kind;
	const char *text;     /* borrowed, as all here */
	const Person *sender; /* of the first mail */
	GArray *cites;        /* of guint */
	GArray *parts;        /* of a tag, else NULL */
	guint score;
	gboolean state; /* it is the state's evidence */
	gboolean spare;
} Claim;

/* A sentence of a mail. */
typedef struct {
	const ExtractSentence *sentence; /* NULL: none */
	guint mail;
	int score;
} Chosen;

/* One person in one of the periods. */
typedef struct {
	gboolean before, bot, author;
	GPtrArray *claims; /* of Claim */
	GPtrArray *told;   /* of those, which are told; tags not among them */
	GPtrArray *tags;   /* of Claim */
	Chosen words;      /* the most telling sentence */
	Chosen mails[2];   /* of the mails that nothing else is told of, the best; the best first */
} Voice;

typedef struct {
	const RulesInput *input;
	Who *who;
	guint author;       /* number of who began it; WHO_NOBODY: not known */
	GHashTable *places; /* number of the person, and period → place in voices, plus one */
	GPtrArray *voices;  /* of Voice */
	GHashTable *same;   /* words of a claim, with voice and kind → Claim */
	GPtrArray **said;   /* of each mail: lines (char *) that are told of it; NULL: none */
	GPtrArray **open;   /* … its questions that are open */
	gint lead;
} Sayings;

static const RulesMail *mail_at(const Sayings *sayings, guint mail)
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

/* Of the sender of a mail, in its period. */
static Voice *voice_of(Sayings *sayings, guint place)
{
	const RulesMail *mail = mail_at(sayings, place);
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

static void add_line(GPtrArray **lines, guint mail, const char *line)
{
	if (!*line)
		return;
	if (!lines[mail])
		lines[mail] = g_ptr_array_new();
	g_ptr_array_add(lines[mail], (gpointer)line);
}

static void add_said(Sayings *sayings, guint mail, const char *line)
{
	add_line(sayings->said, mail, line);
}

/* Sentences are cut in two ways, of which one may have more of the same. */
static gboolean has_line(GPtrArray *const *lines, guint mail, const char *words)
{
	const GPtrArray *list = lines[mail];

	for (guint i = 0; list && i < list->len; i++)
		if (strstr(list->pdata[i], words) || strstr(words, list->pdata[i]))
			return TRUE;
	return FALSE;
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

static gboolean cites(const Claim *claim, guint mail)
{
	for (guint i = claim->cites->len; i-- > 0;)
		if (g_array_index(claim->cites, guint, i) == mail)
			return TRUE;
	return FALSE;
}

static gboolean is_states(const State *state, const Evidence *evidence)
{
	return evidence &&
	       (evidence == state->cite.evidence || evidence == state->under_cite.evidence);
}

/* The same words said of several patches are one claim. */
static char *key_of(const Sayings *sayings, guint mail, PointKind kind, const char *text)
{
	const Post *post = mail_at(sayings, mail)->post;

	return g_strdup_printf("%d %d %s <%s> %s", kind, mail_at(sayings, mail)->before,
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
		known = claim_new(kind, text, &mail_at(sayings, mail)->post->sender, mail);
		known->score = (guint)MAX(telling_score(text, 0), 0);
		g_ptr_array_add(voice_of(sayings, mail)->claims, known);
		g_hash_table_insert(sayings->same, g_steal_pointer(&key), known);
	} else if (!cites(known, mail)) {
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
		const GPtrArray *evidence = mail_at(sayings, i)->evidence;

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
	if (!cites(claim, mail))
		g_array_append_val(claim->cites, mail);
}

/* What a patch mail has of others' tags its sender tells, not they. */
static gboolean is_given(const Sayings *sayings, const StateTag *tag)
{
	const Post *post = mail_at(sayings, (guint)tag->cite.mail)->post;

	return !tag->own && post->kind != POST_PATCH && tag->cite.mail != sayings->lead &&
	       person_same(&tag->person, &post->sender);
}

static void take_tag(Sayings *sayings, const StateTag *tag)
{
	guint mail = (guint)tag->cite.mail;
	const Person *sender = &mail_at(sayings, mail)->post->sender;
	Voice *voice;
	Claim *claim;

	if (!is_given(sayings, tag))
		return;
	voice = voice_of(sayings, mail);
	claim = find_tag(voice, tag, sender);
	if (!claim) {
		claim = claim_new(POINT_TAGS, tag->token, sender, mail);
		claim->parts = g_array_new(FALSE, FALSE, sizeof(guint));
		claim->score = g_str_equal(tag->token, "Tested-by") ? TEST_SCORE : TAG_SCORE;
		g_ptr_array_add(voice->tags, claim);
	}
	claim->state = claim->state || is_states(sayings->input->state, tag->cite.evidence);
	add_part(claim, tag);
	add_said(sayings, mail, tag->cite.evidence->line);
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

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a, y = *(const guint *)b;

	return x < y ? -1 : x > y;
}

static void take_tags(Sayings *sayings)
{
	const GArray *tags = sayings->input->state->tags;

	for (guint i = 0; i < tags->len; i++)
		take_tag(sayings, &g_array_index(tags, StateTag, i));
	take_state_tag(sayings, &sayings->input->state->cite);
	for (guint i = 0; i < sayings->voices->len; i++) {
		const Voice *voice = sayings->voices->pdata[i];

		for (guint k = 0; k < voice->tags->len; k++)
			g_array_sort(((Claim *)voice->tags->pdata[k])->cites, compare_numbers);
	}
}

/* --- which of it is told ------------------------------------------------------------- */

static gboolean is_done(const Claim *claim)
{
	return claim->kind == POINT_APPLIED || claim->kind == POINT_FIXED ||
	       claim->kind == POINT_WITHDRAWN;
}

static int tier_of(const Claim *claim)
{
	if (claim->state)
		return TIER_STATE;
	if (is_done(claim))
		return TIER_DONE;
	if (claim->kind == POINT_NACK || claim->kind == POINT_FAILURE)
		return TIER_AGAINST;
	return claim->kind == POINT_TAGS ? TIER_WORDS : TIER_ASKED;
}

static int weight_of(const Claim *claim)
{
	return tier_of(claim) * TIER_STEP + (int)claim->score;
}

static void tell(Sayings *sayings, Voice *voice, Claim *claim)
{
	g_ptr_array_add(voice->told, claim);
	for (guint i = 0; i < claim->cites->len; i++)
		add_said(sayings, g_array_index(claim->cites, guint, i), claim->text);
}

/* The newest: of what is as good, that is what holds. */
static Claim *find_heaviest(const Voice *voice)
{
	Claim *best = NULL;

	for (guint i = 0; i < voice->claims->len; i++) {
		Claim *claim = voice->claims->pdata[i];

		if (!is_done(claim) && (!best || weight_of(claim) >= weight_of(best)))
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

		if (is_done(claim) && (done++ < SAYING_APPLIED || claim->state))
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

static void choose(Sayings *sayings)
{
	for (guint i = 0; i < sayings->voices->len; i++) {
		Voice *voice = sayings->voices->pdata[i];

		if (voice->bot)
			choose_failures(sayings, voice);
		else
			choose_verdicts(sayings, voice);
	}
}

/* --- the most telling sentence ------------------------------------------------------- */

static gboolean is_bare(const char *text)
{
	guint blanks = 0;

	for (const char *p = text; *p; p++)
		blanks += *p == ' ';
	return blanks < FEW_WORDS;
}

/* Beside "NAK." its reason; beside other verdicts, which say why, nothing. */
static gboolean wants_reason(const Voice *voice, guint mail)
{
	for (guint i = 0; i < voice->told->len; i++) {
		const Claim *claim = voice->told->pdata[i];

		if (is_done(claim) || claim->kind == POINT_PROMISE || !is_bare(claim->text))
			return FALSE;
		if (!cites(claim, mail))
			return FALSE;
	}
	return TRUE;
}

/* Beside a tag only what objects. */
static gboolean wants(const Voice *voice, const ExtractSentence *words, guint mail)
{
	if (voice->told->len)
		return wants_reason(voice, mail);
	if (!voice->tags->len)
		return TRUE;
	return words->score >= TEST_SCORE && !is_bare(words->text) && telling_objects(words->text);
}

/* What has been asked and answered tells less than what was said. */
static int score_of(const Sayings *sayings, const ExtractSentence *words, guint mail)
{
	gboolean answered =
		ask_is_question(words->text) && !has_line(sayings->open, mail, words->text);

	return words->score - (answered ? ANSWERED : 0);
}

/* Whether something else is told of that mail. */
static gboolean is_told(const Voice *voice, guint mail)
{
	for (guint i = 0; i < voice->told->len; i++)
		if (cites(voice->told->pdata[i], mail))
			return TRUE;
	for (guint i = 0; i < voice->tags->len; i++)
		if (cites(voice->tags->pdata[i], mail))
			return TRUE;
	return FALSE;
}

static void offer_mail(Voice *voice, const Chosen *best)
{
	if (!best->sentence || best->score < SECOND_SCORE || is_bare(best->sentence->text) ||
	    ask_is_question(best->sentence->text) || /* it has been answered, or is open */
	    is_told(voice, best->mail))
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
		if (one.score > voice->words.score && wants(voice, words, mail))
			voice->words = one;
	}
	offer_mail(voice, &best);
}

static void offer_words(Sayings *sayings, guint mail)
{
	const RulesMail *own = mail_at(sayings, mail);
	const GArray *telling = own->extract ? own->extract->telling : NULL;

	if (!telling || !telling->len || own->post->bot || own->post->kind == POST_PATCH ||
	    (gint)mail == sayings->lead)
		return;
	offer_sentences(sayings, voice_of(sayings, mail), mail, telling);
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
		add_saying(all, voice, point, weight_of(claim), claim->spare);
	}
}

static Point *point_of(const Sayings *sayings, const Chosen *chosen)
{
	const Person *sender = &mail_at(sayings, chosen->mail)->post->sender;
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
	int tier = voice->author ? TIER_AUTHOR : TIER_WORDS;

	add_claims(all, voice, voice->told);
	add_claims(all, voice, voice->tags);
	if (voice->words.sentence)
		add_saying(all, voice, point_of(sayings, &voice->words),
			   tier * TIER_STEP + voice->words.score, FALSE);
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
		sayings->author = who_number(sayings->who,
					     &mail_at(sayings, input->thread->first)->post->sender);
}

static void sayings_init(Sayings *sayings, const RulesInput *input, gint lead)
{
	guint n = input->thread->mails->len;

	*sayings = (Sayings){
		.input = input,
		.who = who_new(),
		.places = g_hash_table_new(NULL, NULL),
		.voices = g_ptr_array_new_with_free_func(voice_free),
		.same = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.said = g_new0(GPtrArray *, n),
		.open = g_new0(GPtrArray *, n),
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

		add_said(sayings, question->cite, question->text);
	}
	for (guint i = 0; i < sayings->input->thread->mails->len; i++) {
		const Extract *extract = mail_at(sayings, i)->extract;
		char **changes = extract && extract->changes ? extract->changes->changes : NULL;

		for (guint k = 0; changes && changes[k]; k++)
			add_said(sayings, i, changes[k]);
	}
}

static void find_open(Sayings *sayings)
{
	const GArray *questions = sayings->input->state->questions;

	for (guint i = 0; i < questions->len; i++) {
		const StateCite *cite = &g_array_index(questions, StateQuestion, i).cite;

		add_line(sayings->open, (guint)cite->mail, cite->evidence->line);
	}
}

GArray *sayings_read(const RulesInput *input, gint lead, const GPtrArray *open)
{
	Sayings sayings;
	GArray *all;

	sayings_init(&sayings, input, lead);
	skip_told(&sayings, open);
	find_open(&sayings);
	claim_verdicts(&sayings);
	take_tags(&sayings);
	choose(&sayings);
	for (guint i = 0; i < input->thread->mails->len; i++)
		offer_words(&sayings, i);
	all = list_all(&sayings);
	sayings_clear(&sayings);
	return all;
}
