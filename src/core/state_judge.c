/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state_judge.h"

#include "core/bot.h"
#include "core/held.h"
#include "core/phrase.h"
#include "core/state_parts.h"
#include "core/state_votes.h"

/* What stands until something newer, or its speaker, takes it back. */
typedef struct {
	StateStand told;
	guint part;
	gboolean nack;
	gboolean gone;
} Stand;

typedef struct {
	StateCite cite;
	gboolean gone;
} Failure;

typedef struct {
	const StateView *view;
	State *state;
	StateVotes *votes;
	GArray *stands;                /* of Stand */
	GArray *failures;              /* of Failure */
	Held *stands_of, *failures_of; /* places in these, by person and part */
	StateParts *parts;
	GHashTable *appliers; /* numbers of who said that it was applied */
	gint applied;         /* the last mail that did; -1: none */
	gint reviewed;        /* the last mail of someone else; -1: none */
} Judge;

/* One piece of evidence, and whose it is. */
typedef struct {
	guint mail;
	const StateSpot *spot;
	const Evidence *evidence;
	guint part;        /* that it is about */
	gboolean endorsed; /* the same mail gives a tag, and … */
	gboolean provided; /* … for when that is done which it asks for */
} Word;

static Stand *stand_at(const Judge *judge, guint i)
{
	return &g_array_index(judge->stands, Stand, i);
}

static StateCite cite_of(const Word *word)
{
	return (StateCite){(gint)word->mail, word->evidence};
}

/* --- tags -------------------------------------------------------------------------- */

/* A report's own reporter tells most of all. */
static gboolean is_own(const Judge *judge, const Word *word, guint who)
{
	const StateView *view = judge->view;

	if (view->topic != TOPIC_PATCHES && view->topic != TOPIC_PULL)
		return FALSE;
	return who == view->author || who == state_view_author(view, word->part);
}

/* What he asked for in mails before that; in the same one it is the condition. */
static void lift_stands(const Judge *judge, const Word *word, guint who)
{
	g_autoptr(GArray) places = word->part ? held_take(judge->stands_of, who, word->part)
					      : held_take_all(judge->stands_of, who);

	for (guint i = 0; i < places->len; i++) {
		guint place = g_array_index(places, guint, i);
		Stand *stand = stand_at(judge, place);

		if (stand->told.cite.mail == (gint)word->mail)
			held_add(judge->stands_of, who, stand->part, place);
		else
			stand->gone = TRUE;
	}
}

static void take_tag(Judge *judge, const Word *word)
{
	const Evidence *evidence = word->evidence;
	guint who = who_number(judge->view->who, &evidence->person);
	StateTag tag = {word->part,     evidence->person, evidence->token,
			evidence->note, cite_of(word),    is_own(judge, word, who)};

	if (!word->spot->human || who == WHO_NOBODY || bot_is(&evidence->person))
		return;
	if (state_votes_endorses(tag.token) && !tag.own)
		lift_stands(judge, word, who);
	state_votes_add(judge->votes, &tag, who);
}

/* --- verdicts ---------------------------------------------------------------------- */

/*
 * What is in a tree is out of it only when who put it there says so, later; and of what was
 * applied in part, the parts that were.
 */
static gboolean is_too_late(const Judge *judge, const Word *word)
{
	gboolean later = (gint)word->mail > judge->applied;

	if (judge->applied < 0 || !state_parts_have(judge->parts, word->part))
		return FALSE;
	return !later || !g_hash_table_contains(judge->appliers, GUINT_TO_POINTER(word->spot->who));
}

/* What its author says of it only a new version, or the patch's end, redeems. */
static void add_stand(Judge *judge, const Word *word, Stand stand)
{
	guint place = judge->stands->len;

	stand.told.cite = cite_of(word);
	stand.part = word->part;
	g_array_append_val(judge->stands, stand);
	if (stand.told.kind != STATE_APPLIED && !word->spot->by_author)
		held_add(judge->stands_of, word->spot->who, word->part, place);
}

static gboolean is_whole(const Judge *judge, const Word *word)
{
	return word->part == 0 || judge->view->parts <= 1;
}

/* By the author it is none: people say NAK of each other's ideas, too. */
static void take_nack(Judge *judge, const Word *word)
{
	Stand stand = {.nack = TRUE};

	if (!word->spot->human || word->spot->by_author || is_too_late(judge, word))
		return;
	state_votes_take_back(judge->votes, word->spot->who, word->part);
	stand.told.kind = is_whole(judge, word) ? STATE_REJECTED : STATE_CHANGES;
	add_stand(judge, word, stand);
}

/* A nit, or a mere wish, of one who likes it as it is. */
static gboolean is_optional(const Word *word)
{
	static Phrases nit = {.says = {"^\\W*(tiny |minor |small |one )?nit(pick)?s?\\b",
				       "\\b(nitpick|not a big deal|up to you|(really )?minor)\\b"}};
	static Phrases wish = {
		.says = {"\\b(maybe|perhaps|probably|possibly|consider)\\b",
			 "\\b(may|might|would|could|it['’]d) (also )?be "
			 "(worth|good|nice|nicer|better|"
			 "useful|helpful|great)\\b",
			 "\\b(may|might|could) (also )?(want|be)\\b|\\byou could\\b",
			 "\\bI(['’]d| would) (?!like|rather|much|prefer)\\b|\\bworth\\b"}};

	if (word->evidence->promised)
		return FALSE;
	return phrase_in(&nit, word->evidence->line) ||
	       (!word->provided && phrase_in(&wish, word->evidence->line));
}

/*
 * A maintainer who will fix it up himself asks the author for nothing; an author who wishes
 * for something else than what he does means others.
 */
static void take_changes(Judge *judge, const Word *word)
{
	gboolean author = word->spot->by_author;
	Stand stand = {.told = {.kind = STATE_CHANGES, .promise = author}};

	if (!word->spot->human || is_too_late(judge, word))
		return;
	if (word->endorsed && is_optional(word))
		return;
	if (word->evidence->promised == author)
		add_stand(judge, word, stand);
}

/* The mail that it answers; -1: not read. */
static gint answered(const Judge *judge, const Word *word)
{
	return g_array_index(judge->view->input->thread->mails, ThreadMail, word->mail).answers;
}

static gboolean answers_patch(const Judge *judge, const Word *word)
{
	gint up = answered(judge, word);

	return up < 0 || judge->view->spots[up].patch;
}

/* Who asks to ignore what he did not send means the mail that he sent to it; who did, and says
 * "this mail" to an answer, that one. */
static gboolean means_own_mail(const Judge *judge, const Word *word)
{
	static Phrases ignore = {.says = {"\\b(?:ignore|disregard)\\b"}};
	static Phrases mail = {
		.says = {"\\b(?:ignore|disregard) this (?:\\w+ )?(?:e-?mail|mail|message)"}};

	if (word->spot->by_author)
		return phrase_in(&mail, word->evidence->line) && !answers_patch(judge, word);
	return phrase_in(&ignore, word->evidence->line);
}

/* A part that nothing else of its series was sent with. */
static gboolean is_all_there_is(const Judge *judge, const Word *word)
{
	const StateView *view = judge->view;

	return view->series && series_size(view->series) == 1 && view->head_mail >= 0 &&
	       answered(judge, word) == view->head_mail;
}

/* The author takes back what he sent; others, and he of a part, ask for that. */
static void take_withdrawn(Judge *judge, const Word *word)
{
	gboolean author = word->spot->by_author;
	Stand stand = {.told = {.kind = STATE_CHANGES, .promise = author}};

	if (!word->spot->human || is_too_late(judge, word) || means_own_mail(judge, word))
		return;
	if (author && (is_whole(judge, word) || is_all_there_is(judge, word)))
		stand.told = (StateStand){.kind = STATE_REJECTED};
	add_stand(judge, word, stand);
}

/* Of what he asked for only the last: he speaks of one thing, and of a NACK by its name. */
static gboolean is_retracted(const Stand *stand, const Word *word, gint last)
{
	static Phrases refusal = {
		.says = {"\\b(?:n(?:ac|a)k(?:ed)?|objections?|veto|concerns?)\\b"}};

	if (stand->told.cite.mail == (gint)word->mail)
		return FALSE;
	if (phrase_in(&refusal, word->evidence->line))
		return stand->nack;
	return !stand->nack && stand->told.cite.mail == last;
}

static void take_retracted(const Judge *judge, const Word *word)
{
	guint who = word->spot->who;
	g_autoptr(GArray) places = held_take(judge->stands_of, who, word->part);
	gint last = -1;

	if (!places->len && word->part) {
		g_array_unref(places);
		places = held_take(judge->stands_of, who, 0);
	}
	for (guint i = 0; i < places->len; i++)
		last = MAX(last, stand_at(judge, g_array_index(places, guint, i))->told.cite.mail);
	for (guint i = 0; i < places->len; i++) {
		guint place = g_array_index(places, guint, i);
		Stand *stand = stand_at(judge, place);

		stand->gone = is_retracted(stand, word, last);
		if (!stand->gone)
			held_add(judge->stands_of, who, stand->part, place);
	}
}

/* Who wrote it picks up and pushes out a lot: of his own patches he has to say where to. */
static gboolean is_place_said(const Applied *applied)
{
	return applied &&
	       (applied->tree || applied->branch || (applied->commits && applied->commits->len));
}

static void take_applied(Judge *judge, const Word *word)
{
	static Phrases edits = {.says = {"\\b(?:added|squashed)\\b"}};
	Stand stand = {.told = {.kind = STATE_APPLIED}};
	StateCite cite = cite_of(word);

	if (word->spot->by_author &&
	    (phrase_in(&edits, word->evidence->line) || !is_place_said(word->evidence->applied)))
		return;
	state_parts_add(judge->parts, word->evidence, word->part);
	add_stand(judge, word, stand);
	g_array_append_val(judge->state->applied, cite);
	g_hash_table_add(judge->appliers, GUINT_TO_POINTER(word->spot->who));
	judge->applied = (gint)word->mail;
}

/* --- bots -------------------------------------------------------------------------- */

static void take_failure(Judge *judge, const Word *word)
{
	Failure failure = {.cite = cite_of(word)};

	if (word->spot->human)
		return;
	held_add(judge->failures_of, word->spot->who, word->part, judge->failures->len);
	g_array_append_val(judge->failures, failure);
}

static void take_success(Judge *judge, const Word *word)
{
	guint who = word->spot->who;
	g_autoptr(GArray) places = NULL;

	if (word->spot->human)
		return;
	places = word->part ? held_take(judge->failures_of, who, word->part)
			    : held_take_all(judge->failures_of, who);
	for (guint i = 0; i < places->len; i++) {
		guint place = g_array_index(places, guint, i);

		g_array_index(judge->failures, Failure, place).gone = TRUE;
	}
}

/* --- the walk ------------------------------------------------------------------------ */

/* The one patch of a letter and the letter are the same. */
static guint part_meant(const StateView *view, const StateSpot *spot, const Evidence *evidence)
{
	if (view->parts <= 1)
		return 0;
	if (spot->part == 0 || spot->patch)
		return spot->part;
	if (state_parts_means_all(evidence->line) || state_parts_means_all(evidence->note))
		return 0;
	return spot->part;
}

static void take(Judge *judge, const Word *word)
{
	switch (word->evidence->kind) {
	case EVIDENCE_APPLIED:
		take_applied(judge, word);
		break;
	case EVIDENCE_NACK:
		take_nack(judge, word);
		break;
	case EVIDENCE_CHANGES:
		take_changes(judge, word);
		break;
	case EVIDENCE_WITHDRAWN:
		take_withdrawn(judge, word);
		break;
	case EVIDENCE_RETRACTED:
		take_retracted(judge, word);
		break;
	case EVIDENCE_FAILURE:
		take_failure(judge, word);
		break;
	case EVIDENCE_FINE:
		take_success(judge, word);
		break;
	default:
		break;
	}
}

/* Of a patch's own words only its trailers tell how it fares. */
static void take_word(Judge *judge, const Word *word)
{
	if (word->evidence->kind == EVIDENCE_TAG)
		take_tag(judge, word);
	else if (!word->spot->patch)
		take(judge, word);
}

/* Whether the mail has tags of its sender's own, that say that it is good. */
static void find_endorsement(const StateSpot *spot, const GPtrArray *evidence, Word *word)
{
	for (guint i = 0; i < evidence->len && !spot->patch; i++) {
		const Evidence *tag = evidence->pdata[i];

		if (tag->kind != EVIDENCE_TAG || !state_votes_endorses(tag->token))
			continue;
		word->endorsed = TRUE;
		word->provided = word->provided || tag->provided;
	}
}

static void take_mail(Judge *judge, guint mail)
{
	const GPtrArray *evidence = state_view_evidence(judge->view, mail);
	const StateSpot *spot = &judge->view->spots[mail];
	Word word = {.mail = mail, .spot = spot};

	if (spot->part == STATE_ELSEWHERE)
		return;
	if (spot->human && !spot->by_author && !spot->patch && !state_view_pings(judge->view, mail))
		judge->reviewed = (gint)mail;
	find_endorsement(spot, evidence, &word);
	for (guint i = 0; i < evidence->len; i++) {
		word.evidence = evidence->pdata[i];
		word.part = part_meant(judge->view, spot, word.evidence);
		take_word(judge, &word);
	}
}

/* --- the end ------------------------------------------------------------------------- */

static const Stand *last_stand(const Judge *judge)
{
	guint i = judge->stands->len;

	while (i-- > 0)
		if (!stand_at(judge, i)->gone)
			return stand_at(judge, i);
	return NULL;
}

/* Tags overtake what was asked for; not a NACK, nor what the author promised. */
static gboolean yields(const Stand *stand, const StateCite *tag)
{
	return stand->told.kind == STATE_CHANGES && !stand->told.promise && !stand->nack &&
	       tag->mail > stand->told.cite.mail;
}

/* Of what others like all the same it is for the author to say how it goes on. */
static StateKind weigh(const Stand *stand, const StateCite *tag)
{
	return stand->nack && tag->mail >= 0 ? STATE_CHANGES : stand->told.kind;
}

static void decide(const Judge *judge)
{
	const Stand *stand = last_stand(judge);
	State *state = judge->state;
	StateCite tag;
	gboolean acked = state_votes_are_ack(judge->votes, &tag);

	if (acked && (!stand || yields(stand, &tag))) {
		state->under = STATE_ACKED;
		state->cite = tag;
	} else if (stand) {
		state->under = weigh(stand, &tag);
		state->cite = stand->told.cite;
	} else {
		state->under = judge->reviewed >= 0 ? STATE_REVIEW : STATE_NEW;
		state->cite.mail = judge->reviewed;
	}
}

static void list_stands(const Judge *judge)
{
	for (guint i = 0; i < judge->stands->len; i++) {
		const Stand *stand = stand_at(judge, i);

		if (stand->gone)
			continue;
		g_array_append_val(judge->state->stands, stand->told);
		if (stand->nack)
			g_array_append_val(judge->state->nacks, stand->told.cite);
	}
}

/* What was applied all the same was looked into, as far as a rule can tell. */
static void list_failures(const Judge *judge)
{
	gboolean all = judge->applied >= 0 && state_parts_are_all(judge->parts);

	for (guint i = 0; i < judge->failures->len; i++) {
		const Failure *failure = &g_array_index(judge->failures, Failure, i);

		if (!failure->gone && !(all && failure->cite.mail < judge->applied))
			g_array_append_val(judge->state->failures, failure->cite);
	}
}

static void judge_init(Judge *judge, const StateView *view, State *state)
{
	*judge = (Judge){
		.view = view,
		.state = state,
		.stands = g_array_new(FALSE, FALSE, sizeof(Stand)),
		.votes = state_votes_new(view),
		.failures = g_array_new(FALSE, FALSE, sizeof(Failure)),
		.stands_of = held_new(),
		.failures_of = held_new(),
		.parts = state_parts_new(view->parts),
		.appliers = g_hash_table_new(NULL, NULL),
		.applied = -1,
		.reviewed = -1,
	};
}

static void judge_clear(Judge *judge)
{
	g_array_unref(judge->stands);
	state_votes_free(judge->votes);
	g_array_unref(judge->failures);
	held_free(judge->stands_of);
	held_free(judge->failures_of);
	state_parts_free(judge->parts);
	g_hash_table_unref(judge->appliers);
}

void state_judge(const StateView *view, State *state)
{
	Judge judge;

	judge_init(&judge, view, state);
	for (guint i = 0; i < view->n; i++)
		take_mail(&judge, i);
	decide(&judge);
	state_votes_list(judge.votes, state->tags);
	list_stands(&judge);
	list_failures(&judge);
	state->partial = state->applied->len && !state_parts_are_all(judge.parts);
	judge_clear(&judge);
}
