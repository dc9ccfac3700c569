/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check.h"

#include "base/text.h"
#include "summary/check_credit.h"
#include "summary/check_order.h"
#include "summary/check_others.h"
#include "summary/check_people.h"
#include "summary/check_quote.h"
#include "summary/check_scope.h"
#include "summary/check_stance.h"
#include "summary/check_stance_zh.h"
#include "summary/check_words.h"
#include "summary/entity.h"
#include "summary/wording.h"

#include <string.h>

/* All of an answer. */
typedef struct {
	const Check *check;
	Ground *ground;
	GHashTable *shown;                /* places that the model was shown, plus one */
	GHashTable *said[N_ANSWER_PARTS]; /* actors and wordings of what stands */
} Session;

/* One point. */
typedef struct {
	Session *session;
	const Brief *brief;
	const AnswerPoint *point;
	char *text;       /* the point's, without backticks */
	guint actor;      /* or CAST_NOBODY */
	GArray *cited;    /* of guint: places of the mails that it cites … */
	GArray *own;      /* … of those that the actor sent … */
	GArray *answered; /* … and of those that these answer: what they quote of them is shown in
			     part */
	GArray *mentions;
	gint quoted;             /* place of the first of them in which the quote stands, or -1 */
	TraceRejected *rejected; /* NULL: nothing is wrong yet */
} Case;

/* --- faults ------------------------------------------------------------------------------- */

static const char *actor_name(const Case *c)
{
	return c->actor == CAST_NOBODY ? c->point->actor : cast_name(c->brief->cast, c->actor);
}

static const char *quote_of(const Case *c)
{
	return c->point->quote ? c->point->quote : "";
}

static gboolean has_fault(const TraceRejected *rejected, const char *rule, const char *what)
{
	for (guint i = 0; i < rejected->faults->len; i++) {
		const TraceFault *fault = &g_array_index(rejected->faults, TraceFault, i);

		if (g_str_equal(fault->rule, rule) && g_strcmp0(fault->what, what) == 0)
			return TRUE;
	}
	return FALSE;
}

static void fault(Case *c, const char *rule, const char *what)
{
	if (!c->rejected)
		c->rejected = trace_rejected_new(answer_part_name(c->point->part), actor_name(c),
						 c->point->text, c->point->quote);
	if (!has_fault(c->rejected, rule, what))
		trace_rejected_add(c->rejected, rule, what);
}

static void fault_of_people(const char *rule, const char *what, gpointer user)
{
	fault(user, rule, what);
}

/* --- the mails ------------------------------------------------------------------------------ */

static void take_cite(Case *c, guint number)
{
	guint place = number - 1;
	gint above;
	g_autofree char *what = g_strdup_printf("%u", number);

	if (!number || !g_hash_table_contains(c->session->shown, GUINT_TO_POINTER(number))) {
		fault(c, "cite", what);
		return;
	}
	for (guint i = 0; i < c->cited->len; i++)
		if (g_array_index(c->cited, guint, i) == place)
			return;
	g_array_append_val(c->cited, place);
	if (c->brief->mails[place].who != c->actor)
		return;
	g_array_append_val(c->own, place);
	above = g_array_index(c->brief->thread->mails, ThreadMail, place).answers;
	if (above >= 0)
		g_array_append_val(c->answered, above);
}

static void check_cites(Case *c)
{
	const GArray *cites = c->point->cites;

	c->actor = c->point->actor ? cast_number(c->brief->cast, c->point->actor) : CAST_NOBODY;
	for (guint i = 0; i < cites->len; i++)
		take_cite(c, g_array_index(cites, guint, i));
	if (!cites->len)
		fault(c, "cite", NULL);
	if (c->actor == CAST_NOBODY || (c->cited->len && !c->own->len))
		fault(c, "actor", NULL);
}

/* News are of a mail of the period, and so are the words that show them. */
static void check_period(Case *c, gboolean quoted, gboolean quoted_new)
{
	guint new = 0, old = 0;

	for (guint i = 0; i < c->own->len; i++) {
		if (c->brief->mails[g_array_index(c->own, guint, i)].before)
			old++;
		else
			new ++;
	}
	if (c->point->part == ANSWER_NOW && old + new && (!new || (quoted && !quoted_new)))
		fault(c, "period", "before");
	if (c->point->part == ANSWER_BEFORE && new)
		fault(c, "period", "now");
}

static void check_quote(Case *c)
{
	const char *quote = quote_of(c);
	gboolean quoted = FALSE, quoted_new = FALSE;

	for (guint i = 0; i < c->own->len; i++) {
		guint place = g_array_index(c->own, guint, i);

		if (!check_quote_is_in(c->session->ground, place, quote) ||
		    check_quote_is_echo(c->session->ground, c->brief, place, quote))
			continue;
		if (!quoted)
			c->quoted = (gint)place;
		quoted = TRUE;
		quoted_new |= !c->brief->mails[place].before;
	}
	if (!quoted && (c->own->len || !*quote))
		fault(c, "quote", quote);
	check_period(c, quoted, quoted_new);
}

/* --- the text ------------------------------------------------------------------------------- */

static gboolean has_unseen(const char *text)
{
	for (; *text; text = g_utf8_next_char(text))
		if ((guchar)*text >= 0x80 && text_is_unseen(g_utf8_get_char(text)))
			return TRUE;
	return FALSE;
}

/* Whether it is text at all; what is not is not looked at further. */
static gboolean check_form(Case *c)
{
	glong len = g_utf8_strlen(c->text, -1);
	g_autofree char *words = wording_of(c->text);

	if (!*words)
		fault(c, "text", "empty");
	else if (len > CHECK_MAX_TEXT)
		fault(c, "text", "long");
	else if (has_unseen(c->text))
		fault(c, "text", "unseen");
	else if (check_words_have_markup(c->text))
		fault(c, "text", "markup");
	else
		return TRUE;
	return FALSE;
}

typedef gboolean (*MailTest)(const BriefMail *mail, const Entity *entity);

static gboolean is_in_own(const BriefMail *mail, const Entity *entity)
{
	return mail->own && entity_is_in(entity, mail->own);
}

static gboolean is_in_shown(const BriefMail *mail, const Entity *entity)
{
	return mail->shown && entity_is_in(entity, mail->shown);
}

static gboolean any_mail(const Case *c, const GArray *places, MailTest test, const Entity *entity)
{
	for (guint i = 0; i < places->len; i++)
		if (test(&c->brief->mails[g_array_index(places, guint, i)], entity))
			return TRUE;
	return FALSE;
}

/* A word of the trade may stand in any mail that was shown: whoever reads the thread has it. */
static gboolean is_term_of_thread(const Case *c, const Entity *entity)
{
	return entity_is_term(entity) &&
	       any_mail(c, c->session->check->places, is_in_shown, entity);
}

static gboolean glossary_knows(const Case *c, const Entity *entity)
{
	const Glossary *glossary = c->session->check->glossary;

	if (!glossary)
		return FALSE;
	/* 支持同步外部中止（SEA）: where the meaning begins is not to be seen */
	for (const char *p = entity->meaning; *p; p = g_utf8_next_char(p)) {
		if (glossary_has(glossary, entity->text, p))
			return TRUE;
		if ((guchar)*p < 0x80)
			return FALSE;
	}
	return FALSE;
}

#define VERSIONS_BACK 20

/* "compared with v2", of a series that has come to v4. */
static gboolean is_earlier_version(const Entity *entity, const char *title)
{
	guint64 version = 0;

	if ((entity->text[0] != 'v' && entity->text[0] != 'V') ||
	    !g_ascii_string_to_unsigned(entity->text + 1, 10, 1, 999, &version, NULL))
		return FALSE;
	for (guint i = 1; i <= VERSIONS_BACK; i++) {
		g_autofree char *later = g_strdup_printf("v%u", (guint)version + i);
		Entity in_title = {.kind = ENTITY_VERSION, .text = later};

		if (entity_is_in(&in_title, title))
			return TRUE;
	}
	return FALSE;
}

static gboolean stands(const Case *c, const Entity *entity)
{
	const char *title = c->brief->title ? c->brief->title : "";

	switch (entity->kind) {
	case ENTITY_URL:
		return FALSE;
	case ENTITY_HASH:
	case ENTITY_NUMBER:
	case ENTITY_QUOTATION:
		return any_mail(c, c->own, is_in_own, entity);
	case ENTITY_VERSION: /* who promises one that was asked for need not say which */
		return entity_is_in(entity, title) || any_mail(c, c->own, is_in_shown, entity) ||
		       (is_earlier_version(entity, title) && !check_words_claim_applied(c->text));
	case ENTITY_IDENTIFIER:
	case ENTITY_CONFIG:
		return entity_is_in(entity, title) || any_mail(c, c->own, is_in_shown, entity) ||
		       any_mail(c, c->answered, is_in_shown, entity);
	case ENTITY_ACRONYM:
		return any_mail(c, c->cited, is_in_shown, entity) || glossary_knows(c, entity);
	default:
		return entity_is_in(entity, title) || any_mail(c, c->cited, is_in_shown, entity) ||
		       is_term_of_thread(c, entity);
	}
}

/* Whether it is, or is in, the name of somebody of the cast. */
static gboolean is_mention(const Case *c, const Entity *entity)
{
	for (guint i = 0; i < c->mentions->len; i++) {
		const CastMention *mention = &g_array_index(c->mentions, CastMention, i);

		if (entity->from >= mention->from &&
		    entity->from + entity->len <= mention->from + mention->len)
			return TRUE;
	}
	return FALSE;
}

static void check_entities(Case *c)
{
	g_autoptr(GPtrArray) entities = NULL;
	GString *text = g_string_new(c->text);

	/* names of the cast are somebody, not something: no words of the text */
	for (guint i = 0; i < c->mentions->len; i++) {
		const CastMention *mention = &g_array_index(c->mentions, CastMention, i);
		if (text->str[mention->from] != '{')
			memset(text->str + mention->from, '*', mention->len);
	}
	entities = entities_read(text->str);
	g_string_free(text, TRUE);
	for (guint i = 0; i < entities->len; i++) {
		const Entity *entity = entities->pdata[i];

		if (is_mention(c, entity))
			continue;
		if (!stands(c, entity))
			fault(c, entity_kind_name(entity->kind), entity->text);
		else if (check_credit_is_false(c->session->ground, c->own, c->text, entity))
			fault(c, "agreement", entity->text);
	}
}

static void check_people(Case *c)
{
	CheckPeople people = {c->brief, c->session->ground, c->text, c->actor, c->cited,
			      c->own,   c->mentions};

	if (c->actor != CAST_NOBODY)
		check_people_look(&people, fault_of_people, c);
}

static gboolean has_stand(const State *state, EvidenceKind kind)
{
	for (guint i = 0; i < state->stands->len; i++) {
		const StateCite *cite = &g_array_index(state->stands, StateStand, i).cite;

		if (cite->evidence && cite->evidence->kind == kind)
			return TRUE;
	}
	return FALSE;
}

/* Patches that went to "fixes" went nowhere else. */
static void check_tree(Case *c, const char *text)
{
	g_autofree char *tree = check_words_tree(text);
	const char *slash = tree ? strrchr(tree, '/') : NULL;
	g_autofree char *branch = g_strdup(slash ? slash + 1 : tree);
	Entity entity = {.kind = ENTITY_NAME, .text = branch};

	if (tree && !any_mail(c, c->own, is_in_own, &entity))
		fault(c, "applied", tree);
}

static gboolean is_cited(const Case *c, const StateCite *cite)
{
	for (guint i = 0; i < c->cited->len; i++)
		if ((gint)g_array_index(c->cited, guint, i) == cite->mail)
			return TRUE;
	return FALSE;
}

/* Whether a mail that is cited is one that shows it: of @all, of StateCite, or that of @kind. */
static gboolean cites_one(const Case *c, const GArray *all, StateKind kind)
{
	const State *state = c->brief->state;

	for (guint i = 0; i < all->len; i++)
		if (is_cited(c, &g_array_index(all, StateCite, i)))
			return TRUE;
	return state->kind == kind && is_cited(c, &state->cite);
}

static void check_state(Case *c, const char *text)
{
	const State *state = c->brief->state;
	const char *quote = quote_of(c);
	gboolean applied = state && (cites_one(c, state->applied, STATE_APPLIED) ||
				     cites_one(c, state->applied, STATE_BUG_FIXED));
	gboolean nacked = state && cites_one(c, state->nacks, STATE_REJECTED);

	if (!applied && check_words_claim_applied(text) && !check_words_say_merged(quote))
		fault(c, "applied", "applied");
	check_tree(c, text);
	if (!nacked && check_words_claim_rejected(text) && !check_words_say_rejected(quote))
		fault(c, "applied", "rejected");
	if (!(state && has_stand(state, EVIDENCE_WITHDRAWN)) && check_words_claim_withdrawn(text) &&
	    !check_words_say_withdrawn(quote))
		fault(c, "applied", "withdrawn");
}

/* "P2" that is no word of theirs. */
static void check_bare_ids(Case *c, const char *text)
{
	for (const char *p = strchr(text, 'P'); p; p = strchr(p + 1, 'P')) {
		gsize digits = strspn(p + 1, "0123456789");
		g_autofree char *id = g_strndup(p, digits + 1);
		Entity entity = {.kind = ENTITY_NAME, .text = id};

		if (!digits || digits > 4 || g_ascii_isalnum(p[digits + 1]) ||
		    (p > text && (g_ascii_isalnum(p[-1]) || strchr("{_", p[-1]))))
			continue;
		if (!any_mail(c, c->own, is_in_own, &entity))
			fault(c, "reference", id);
	}
}

#define NEAR 400 /* bytes of a passage in which a question is not far from a quote */

/* Whether the actor himself is not sure, in what is quoted or elsewhere in a mail that is cited;
 * who asks is not. */
static gboolean is_unsure(const Case *c, const char *quote)
{
	const char *passage =
		c->quoted < 0 ? NULL : ground_passage(c->session->ground, (guint)c->quoted, quote);

	if (check_words_hedge(quote))
		return TRUE;
	if (check_words_guess_for_nobody(c->text))
		return FALSE;
	if (passage && strchr(passage, '?') && strlen(passage) < NEAR)
		return TRUE;
	for (guint i = 0; i < c->own->len; i++) {
		const char *said = c->brief->mails[g_array_index(c->own, guint, i)].said;
		if (said && check_words_doubt(said))
			return TRUE;
	}
	return FALSE;
}

/* Patch 2 is told by mails about it, all of them by mails about all. */
static void check_scope(Case *c)
{
	CheckScope scope = {c->brief, c->text, c->cited, c->own};
	guint foreign = check_scope_foreign(&scope);

	if (foreign) {
		g_autofree char *what = g_strdup_printf("%u", foreign);
		fault(c, "patch", what);
	}
	if (check_scope_is_wide(&scope))
		fault(c, "patch", "series");
}

/* What is so, asked and to be done is told as that. */
static void check_stance_zh(Case *c, const char *text, const char *quote)
{
	const char *what = check_stance_zh_turns(text, quote)     ? "not"
			   : check_stance_zh_asserts(text, quote) ? "asks"
			   : check_stance_zh_jumps(text, quote)   ? "done"
								  : NULL;

	if (what)
		fault(c, "stance", what);
}

static void check_words(Case *c)
{
	const char *quote = quote_of(c);
	CheckPeople people = {.text = c->text, .mentions = c->mentions};
	g_autofree char *text = check_people_blank(&people);

	check_state(c, text);
	check_scope(c);
	if ((check_words_are_filler(text) && !check_words_are_filler(quote)) ||
	    (check_words_guess(text) && !is_unsure(c, quote)))
		fault(c, "guess", NULL);
	if (check_words_refer(text))
		fault(c, "reference", NULL);
	check_bare_ids(c, text);
}

static char *own_words(const Case *c)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < c->own->len; i++)
		g_string_append_printf(all, "%s ",
				       c->brief->mails[g_array_index(c->own, guint, i)].said);
	return g_string_free(all, FALSE);
}

/* Whether the text has the quote as what it is; where that is not a quote, nothing is known. */
static void check_stance(Case *c)
{
	CheckPeople people = {.text = c->text, .mentions = c->mentions};
	g_autofree char *text = check_people_blank(&people);
	g_autofree char *own = own_words(c);
	CheckStance stance = {.text = text, .quote = quote_of(c), .own = own};

	if (c->quoted < 0)
		return;
	if (wording_has_cjk(text)) {
		check_stance_zh(c, text, stance.quote);
		if (check_stance_zh_promises(text, own))
			fault(c, "stance", "promise");
		return;
	}
	stance.passage = ground_passage(c->session->ground, (guint)c->quoted, stance.quote);
	if (check_stance_asserts(&stance))
		fault(c, "stance", "asks");
	if (check_stance_jumps(&stance))
		fault(c, "stance", "done");
	if (check_stance_promises(&stance))
		fault(c, "stance", "promise");
	if (check_stance_hardens(&stance))
		fault(c, "stance", "doubt");
	if (check_stance_turns(&stance))
		fault(c, "stance", "not");
}

/* What it is made of is the actor's, and in his order. */
static void check_whose(Case *c)
{
	CheckPeople people = {.text = c->text, .mentions = c->mentions};
	g_autofree char *text = check_people_blank(&people);
	g_autofree char *own = own_words(c);
	CheckOthers others = {c->brief, c->session->ground, text, c->actor, c->own, c->answered};
	g_autofree char *words = check_others_words(&others);

	if (words)
		fault(c, "other", words);
	if (check_order_is_wrong(text, own))
		fault(c, "order", NULL);
}

static void check_twice(Case *c)
{
	GHashTable *said = c->session->said[c->point->part];
	g_autofree char *text = wording_of(c->text);
	char *words = g_strdup_printf("%u%s", c->actor, text);

	if (g_hash_table_contains(said, words))
		fault(c, "twice", NULL);
	if (c->rejected)
		g_free(words);
	else
		g_hash_table_add(said, words);
}

/* --- all of it ------------------------------------------------------------------------------ */

/* Markdown's marks of code do not hurt: what they set off was looked up. */
static char *without_backticks(const char *text)
{
	char *out = g_strdup(text), *to = out;

	for (const char *p = out; *p; p++)
		if (*p != '`')
			*to++ = *p;
	*to = '\0';
	return g_strstrip(out);
}

static void look(Case *c)
{
	check_cites(c);
	check_quote(c);
	if (!check_form(c) || !c->own->len) /* of nobody's mail, what is said is not looked up */
		return;
	c->mentions = cast_mentions(c->brief->cast, c->text);
	check_entities(c);
	check_people(c);
	check_words(c);
	check_stance(c);
	check_whose(c);
	check_twice(c);
}

/* As it stands, of the actor's own mails alone. */
static AnswerPoint *standing(const Case *c)
{
	AnswerPoint *point = answer_point_copy(c->point);
	char *text = without_backticks(c->text);

	g_free(point->text);
	point->text = text;
	g_array_set_size(point->cites, 0);
	for (guint i = 0; i < c->own->len; i++) {
		guint number = g_array_index(c->own, guint, i) + 1;
		g_array_append_val(point->cites, number);
	}
	return point;
}

/* The point if it stands, else NULL. */
static AnswerPoint *take_point(Session *session, const AnswerPoint *point, GPtrArray *rejected)
{
	Case c = {.session = session, .brief = session->check->brief, .point = point, .quoted = -1};
	AnswerPoint *stands = NULL;

	c.text = g_strstrip(g_strdup(point->text ? point->text : ""));
	c.cited = g_array_new(FALSE, FALSE, sizeof(guint));
	c.own = g_array_new(FALSE, FALSE, sizeof(guint));
	c.answered = g_array_new(FALSE, FALSE, sizeof(guint));
	look(&c);
	if (c.rejected)
		g_ptr_array_add(rejected, c.rejected);
	else
		stands = standing(&c);
	g_clear_pointer(&c.mentions, g_array_unref);
	g_array_unref(c.cited);
	g_array_unref(c.own);
	g_array_unref(c.answered);
	g_free(c.text);
	return stands;
}

static void session_init(Session *session, const Check *check)
{
	*session = (Session){.check = check, .ground = ground_new(check->brief)};
	session->shown = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < check->places->len; i++) {
		guint place = g_array_index(check->places, guint, i);

		if (place < check->brief->n && check->brief->mails[place].excerpt)
			g_hash_table_add(session->shown, GUINT_TO_POINTER(place + 1));
	}
	for (guint i = 0; i < N_ANSWER_PARTS; i++)
		session->said[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void session_clear(Session *session)
{
	ground_free(session->ground);
	g_hash_table_unref(session->shown);
	for (guint i = 0; i < N_ANSWER_PARTS; i++)
		g_hash_table_unref(session->said[i]);
}

GPtrArray *check_answer(const Check *check, const Answer *answer, GPtrArray *rejected)
{
	GPtrArray *points = g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free);
	Session session;

	session_init(&session, check);
	for (guint i = 0; i < answer->points->len; i++) {
		AnswerPoint *point = take_point(&session, answer->points->pdata[i], rejected);

		if (point)
			g_ptr_array_add(points, point);
	}
	session_clear(&session);
	return points;
}

Point *check_point(const Brief *brief, const AnswerPoint *point)
{
	guint actor = cast_number(brief->cast, point->actor);
	g_autofree char *text = cast_fill_in(brief->cast, point->text);
	Point *made;

	g_return_val_if_fail(actor != CAST_NOBODY, NULL);
	made = point_new(POINT_TOLD, &cast_member(brief->cast, actor)->person, text);
	made->quote = g_strdup(point->quote);
	for (guint i = 0; i < point->cites->len; i++) {
		guint place = g_array_index(point->cites, guint, i) - 1;
		g_array_append_val(made->cites, place);
	}
	return made;
}
