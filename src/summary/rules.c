/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/rules.h"

#include "core/phrase.h"
#include "summary/saying.h"
#include "summary/telling.h"

#include <string.h>

static const char ROOT_UNREAD[] =
	"This thread goes back to a mail that was not read: it is older than the history looked "
	"through, or never came to this archive.";

/* --- what was proposed ---------------------------------------------------------------- */

/* The place of a mail; -1: it is none of the thread's. */
static gint place_of(const RulesInput *input, const Post *post)
{
	for (guint i = 0; i < input->thread->mails->len; i++)
		if (input->mails[i].post == post)
			return (gint)i;
	return -1;
}

/* The letter, or the patch, that the thread is about; else what began it. -1: not read. */
static gint find_head(const RulesInput *input)
{
	const Series *series = input->state->series;
	gint place = series ? place_of(input, series_post(series, 0)) : -1;

	if (place < 0 && input->thread->root_read)
		place = (gint)input->thread->first;
	return place;
}

static const char *lead_at(const RulesInput *input, gint place)
{
	const Extract *extract = place < 0 ? NULL : input->mails[place].extract;

	return extract ? extract->lead : NULL;
}

/* Whose lead is told: a newer version's letter may have none. -1: nobody's. */
static gint find_lead(const RulesInput *input, gint head)
{
	gint first = input->thread->root_read ? (gint)input->thread->first : -1;

	if (lead_at(input, head))
		return head;
	return lead_at(input, first) ? first : -1;
}

static const ExtractChanges *changes_at(const RulesInput *input, gint place)
{
	const Extract *extract = place < 0 ? NULL : input->mails[place].extract;

	return extract ? extract->changes : NULL;
}

/* "Forgot to say what has changed": the author's first answer to @head that says it. -1: none. */
static gint find_forgotten(const RulesInput *input, gint head)
{
	const Person *author = &input->mails[head].post->sender;

	for (guint i = (guint)head + 1; i < input->thread->mails->len; i++) {
		const Post *post = input->mails[i].post;

		if (g_array_index(input->thread->mails, ThreadMail, i).answers == head &&
		    post->kind == POST_REPLY && changes_at(input, (gint)i) &&
		    person_same(&post->sender, author))
			return (gint)i;
	}
	return -1;
}

/* Whose changes are told: a part's own changelog is none of the series. -1: nobody's. */
static gint find_changes(const RulesInput *input, gint head)
{
	const Series *series = input->state->series;

	if (head < 0 || !series || (series->numbered && !series->cover))
		return -1;
	return changes_at(input, head) ? head : find_forgotten(input, head);
}

/* What every new version does tells least of it. */
static gboolean is_minor(const char *change)
{
	static Phrases minor = {
		.says = {
			"^(\\W*(and|also|just|many|simply)\\W+)*(rebased?|collect(ed)?|gather(ed)?|"
			"thanks?|typos?|nits?|cosmetic|minor|various|addressed|address|see)\\b",
			"^(\\w+ ){0,3}(r-?bs?|a-?bs?|(reviewed|acked|tested)-bys?|tags)\\b",
			"\\b(comments?|review|feedback) (are |were |was |is )?addressed\\b",
			"\\b(typos?|nits?|spelling|whitespace|indentation) "
			"?(fix|correct|$|[.\\[(])",
			"^fix(ed|es)? (\\w+ "
			"){0,2}(typos?|nits?|spelling|whitespaces?|indentation)"}};

	return phrase_in(&minor, change);
}

/* Which changes find room: the first, those that every version has last. */
static void choose_changes(char *const *changes, gboolean *told)
{
	guint room = RULES_CHANGES;

	for (guint i = 0; changes[i]; i++) {
		told[i] = room && !is_minor(changes[i]);
		room -= told[i];
	}
	for (guint i = 0; changes[i] && room; i++) {
		room -= !told[i];
		told[i] = TRUE;
	}
}

/* @place: of the mail that has them, or -1 */
static void add_changes(Summary *summary, const RulesInput *input, gint place)
{
	const ExtractChanges *changes = changes_at(input, place);
	g_autofree gboolean *told = NULL;

	if (!changes)
		return;
	told = g_new0(gboolean, g_strv_length(changes->changes) + 1);
	choose_changes(changes->changes, told);
	summary->more.proposed += changes->more;
	for (guint i = 0; changes->changes[i]; i++) {
		Point *point;

		if (!told[i]) {
			summary->more.proposed++;
			continue;
		}
		point = summary_add(summary->proposed, POINT_CHANGE,
				    &input->mails[place].post->sender, changes->changes[i], place);
		point->before = changes->before;
		point->after = changes->after;
	}
}

static void add_proposed(Summary *summary, const RulesInput *input, gint head, gint lead)
{
	if (lead >= 0)
		summary_add(summary->proposed, POINT_LEAD, &input->mails[lead].post->sender,
			    lead_at(input, lead), lead);
	add_changes(summary, input, find_changes(input, head));
	if (!input->thread->root_read)
		summary_add(summary->before, POINT_ROOT_UNREAD, NULL, ROOT_UNREAD, -1);
}

/* --- what is open ---------------------------------------------------------------------- */

#define NOW_WEIGHT 1000 /* above all scores: what was asked in the period is told first */
#define NEXT_WEIGHT 500 /* of several of one mail, others' stand before the second */

typedef struct {
	const StateQuestion *asked;
	guint place; /* among all */
	int weight;
} Open;

/* By mail; of one mail the most telling first. */
static gint compare_of_mail(gconstpointer a, gconstpointer b)
{
	const Open *x = a, *y = b;

	if (x->asked->cite.mail != y->asked->cite.mail)
		return x->asked->cite.mail < y->asked->cite.mail ? -1 : 1;
	return x->weight != y->weight ? (x->weight > y->weight ? -1 : 1) : 0;
}

static gint compare_weights(gconstpointer a, gconstpointer b)
{
	const Open *x = a, *y = b;

	return x->weight != y->weight ? (x->weight > y->weight ? -1 : 1) : 0;
}

static gint compare_places(gconstpointer a, gconstpointer b)
{
	const Open *x = a, *y = b;

	return x->place < y->place ? -1 : x->place > y->place;
}

/* Each question but those that are told with the lead, and those that were asked before. */
static GArray *list_questions(const RulesInput *input, gint lead)
{
	const GArray *questions = input->state->questions;
	GArray *list = g_array_new(FALSE, FALSE, sizeof(Open));
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = questions->len; i-- > 0;) { /* the last time that it was asked counts */
		const StateQuestion *asked = &g_array_index(questions, StateQuestion, i);
		const char *line = asked->cite.evidence->line;
		g_autofree char *asker = person_key(&asked->asker);
		Open open = {asked, i, telling_score(line, 0)};

		if (asked->cite.mail == lead && strstr(lead_at(input, lead), line))
			continue;
		if (g_hash_table_add(seen, g_strconcat(asker, "\n", line, NULL)))
			g_array_append_val(list, open);
	}
	return list;
}

static void weigh(const RulesInput *input, GArray *list)
{
	int nth = 0;

	g_array_sort(list, compare_of_mail);
	for (guint i = 0; i < list->len; i++) {
		Open *open = &g_array_index(list, Open, i);
		gint mail = open->asked->cite.mail;

		nth = i && mail == open[-1].asked->cite.mail ? nth + 1 : 0;
		open->weight -= nth * NEXT_WEIGHT;
		open->weight += input->mails[mail].before ? 0 : NOW_WEIGHT;
	}
	g_array_sort(list, compare_weights);
}

static void add_question(Summary *summary, const RulesInput *input, const StateQuestion *asked)
{
	Question *question = g_new0(Question, 1);

	question->asker = person_copy(&asked->asker);
	question->owes = person_copy(&asked->owes);
	question->text = g_strdup(asked->cite.evidence->line);
	question->cite = (guint)asked->cite.mail;
	question->before = input->mails[asked->cite.mail].before;
	g_ptr_array_add(summary->open, question);
}

static void add_open(Summary *summary, const RulesInput *input, gint lead)
{
	g_autoptr(GArray) list = list_questions(input, lead);

	weigh(input, list);
	if (list->len > RULES_OPEN) {
		summary->more.open = list->len - RULES_OPEN;
		g_array_set_size(list, RULES_OPEN);
	}
	g_array_sort(list, compare_places);
	for (guint i = 0; i < list->len; i++)
		add_question(summary, input, g_array_index(list, Open, i).asked);
}

/* --- what was said ---------------------------------------------------------------------- */

/* Which of the sayings it is, and how much it weighs. */
typedef struct {
	guint place;
	int weight;
} Ranked;

static gint compare_ranks(gconstpointer a, gconstpointer b)
{
	const Ranked *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static gint compare_ranked_places(gconstpointer a, gconstpointer b)
{
	guint x = ((const Ranked *)a)->place, y = ((const Ranked *)b)->place;

	return x < y ? -1 : x > y;
}

/* How many of @sayings are counted where there is no room for them. */
static guint list_ranks(GArray *ranks, const GArray *sayings, gboolean before, gboolean second)
{
	guint spare = 0;

	for (guint i = 0; i < sayings->len; i++) {
		const Saying *saying = &g_array_index(sayings, Saying, i);
		Ranked rank = {i, saying->weight};

		if (saying->before != before || saying->second != second)
			continue;
		if (saying->spare)
			spare++;
		else
			g_array_append_val(ranks, rank);
	}
	g_array_sort(ranks, compare_ranks);
	return spare;
}

static void add_ranked(GPtrArray *points, GArray *sayings, const GArray *ranks)
{
	for (guint i = 0; i < ranks->len; i++) {
		guint place = g_array_index(ranks, Ranked, i).place;
		Saying *saying = &g_array_index(sayings, Saying, place);

		g_ptr_array_add(points, g_steal_pointer(&saying->point));
	}
}

/* Those of one period, of which the heaviest find room; where few are, second ones, too. */
static guint add_sayings(GPtrArray *points, GArray *sayings, gboolean before, guint room)
{
	g_autoptr(GArray) ranks = g_array_new(FALSE, FALSE, sizeof(Ranked));
	g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(Ranked));
	guint more = list_ranks(ranks, sayings, before, FALSE);

	if (ranks->len > room) {
		more += ranks->len - room;
		g_array_set_size(ranks, room);
	}
	list_ranks(seconds, sayings, before, TRUE);
	for (guint i = 0; i < seconds->len && ranks->len < MIN(RULES_ENOUGH, room); i++)
		g_array_append_val(ranks, g_array_index(seconds, Ranked, i));
	g_array_sort(ranks, compare_ranked_places);
	add_ranked(points, sayings, ranks);
	return more;
}

Summary *rules_summarize(const RulesInput *input)
{
	Summary *summary = summary_new(SUMMARY_RULES);
	gint head = find_head(input), lead = find_lead(input, head);
	g_autoptr(GArray) sayings = NULL;

	add_proposed(summary, input, head, lead);
	add_open(summary, input, lead);
	sayings = sayings_read(input, lead, summary->open);
	summary->more.before =
		add_sayings(summary->before, sayings, TRUE, RULES_BEFORE - summary->before->len);
	summary->more.now = add_sayings(summary->now, sayings, FALSE, RULES_NOW);
	return summary;
}
