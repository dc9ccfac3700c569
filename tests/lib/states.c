/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/states.h"

#include <string.h>

#include "lib/posts.h"

/* --- evidence ------------------------------------------------------------------------ */

static const struct {
	const char *word;
	EvidenceKind kind;
	const char *token;
} words[] = {
	{"applied", EVIDENCE_APPLIED, NULL}, {"fixed", EVIDENCE_FIXED, NULL},
	{"R", EVIDENCE_TAG, "Reviewed-by"},  {"A", EVIDENCE_TAG, "Acked-by"},
	{"T", EVIDENCE_TAG, "Tested-by"},    {"N", EVIDENCE_TAG, "Nacked-by"},
	{"nack", EVIDENCE_NACK, NULL},       {"changes", EVIDENCE_CHANGES, NULL},
	{"will", EVIDENCE_CHANGES, NULL},    {"gone", EVIDENCE_WITHDRAWN, NULL},
	{"fails", EVIDENCE_FAILURE, NULL},   {"fine", EVIDENCE_FINE, NULL},
	{"asks", EVIDENCE_QUESTION, NULL},   {"greets", EVIDENCE_QUESTION, NULL},
	{"ping", EVIDENCE_PING, NULL},       {"retracted", EVIDENCE_RETRACTED, NULL},
	{"looks", EVIDENCE_LOOKS, NULL},
};

static void clear_evidence(gpointer data)
{
	Evidence *evidence = data;

	g_free(evidence->line);
	g_free(evidence->token);
	g_free(evidence->note);
	person_clear(&evidence->person);
	if (evidence->applied) {
		g_free(evidence->applied->tree);
		g_array_unref(evidence->applied->parts);
		g_ptr_array_unref(evidence->applied->commits);
	}
	g_free(evidence->applied);
	g_free(evidence);
}

static Person person_of(const char *first, gboolean tag)
{
	static const char *const people[] = {ANN, BO, CYD, DAN, ROBOT, SYZBOT};

	for (guint i = 0; tag && i < G_N_ELEMENTS(people); i++)
		if (g_str_has_prefix(people[i], first))
			return person_parse(slice_of(people[i]));
	return person_make(first, "");
}

static Applied *applied_of(const char *parts)
{
	Applied *applied = g_new0(Applied, 1);
	const char *to = g_str_has_prefix(parts, "to ") ? parts + strlen("to ") : NULL;
	g_auto(GStrv) numbers = g_strsplit(to ? "" : parts, " ", -1);

	applied->tree = g_strdup(to);
	applied->parts = g_array_new(FALSE, FALSE, sizeof(guint));
	applied->commits = g_ptr_array_new();
	for (char **number = numbers; *number; number++) {
		const char *digits = *number + (**number == '!');
		guint part = (guint)g_ascii_strtoull(digits, NULL, 10);

		applied->excepted = applied->excepted || **number == '!';
		if (**number == '+')
			g_ptr_array_add(applied->commits, (char *)"0123456789ab");
		if (part)
			g_array_append_val(applied->parts, part);
	}
	return applied;
}

/* Cuts @text at @mark: what is behind that, or NULL. */
static char *cut(char *text, char mark)
{
	char *at = strchr(text, mark);

	if (!at)
		return NULL;
	*at = '\0';
	g_strchomp(text);
	return g_strstrip(at + 1);
}

static Evidence *evidence_of(char *text)
{
	Evidence *evidence = g_new0(Evidence, 1);
	const char *line = cut(text, '|'), *note = cut(text, '#');
	const char *rest = cut(text, ' ');

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_equal(words[i].word, text)) {
			evidence->kind = words[i].kind;
			evidence->token = g_strdup(words[i].token);
		}
	evidence->promised = g_str_equal(text, "will");
	evidence->sure = g_str_equal(text, "greets");
	evidence->provided = note && g_str_equal(note, "with that");
	evidence->line = g_strdup(line ? line : "");
	evidence->note = g_strdup(note);
	if (evidence->kind == EVIDENCE_APPLIED)
		evidence->applied = applied_of(rest ? rest : "");
	else
		evidence->person = person_of(rest ? rest : "", evidence->kind == EVIDENCE_TAG);
	return evidence;
}

static GPtrArray *evidence_list(const char *says)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(clear_evidence);
	g_auto(GStrv) pieces = g_strsplit(says ? says : "", ";", -1);

	for (char **piece = pieces; *piece; piece++)
		if (*g_strstrip(*piece))
			g_ptr_array_add(list, evidence_of(*piece));
	return list;
}

/* --- threads ------------------------------------------------------------------------- */

static void make_mails(StateMade *made, const StateRow *rows, const guint *order)
{
	g_autoptr(GArray) posts = g_array_new(TRUE, TRUE, sizeof(PostRow));
	PostRow end = {NULL, NULL, NULL, NULL, 0, NULL};

	made->evidence = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	for (guint i = 0; rows[i].id; i++) {
		const StateRow *row = &rows[order ? order[i] : i];
		PostRow post = {row->id,      row->from,    row->subject,
				row->parents, row->minutes, row->author};

		g_array_append_val(posts, post);
		g_ptr_array_add(made->evidence, evidence_list(row->says));
	}
	g_array_append_val(posts, end);
	made->posts = posts_make((const PostRow *)posts->data);
}

static void make_series(StateMade *made)
{
	g_autoptr(GPtrArray) patches = g_ptr_array_new();

	for (guint i = 0; i < made->posts->len; i++) {
		Post *post = made->posts->pdata[i];

		if (post->kind == POST_PATCH)
			g_ptr_array_add(patches, post);
	}
	made->series = series_group(patches);
}

static void make_input(StateMade *made, const Thread *thread)
{
	made->input.thread = thread;
	made->mails = g_new0(StateMail, thread->mails->len);
	for (guint i = 0; i < thread->mails->len; i++) {
		guint mail = g_array_index(thread->mails, ThreadMail, i).mail;

		made->mails[i].post = made->posts->pdata[mail];
		made->mails[i].evidence = made->evidence->pdata[mail];
		made->input.now = made->mails[i].post->instant + 60;
	}
	made->input.mails = made->mails;
	made->input.series = made->series;
}

void states_make(StateMade *made, const StateRow *rows, const guint *order, const char *newest,
		 int newest_minutes)
{
	*made = (StateMade){0};
	make_mails(made, rows, order);
	make_series(made);
	made->threads = thread_build(made->posts);
	g_assert_cmpuint(made->threads->len, ==, 1);
	make_input(made, made->threads->pdata[0]);
	made->newest.id = (char *)newest;
	made->newest.instant = STATES_DAY + 60 * newest_minutes;
	made->input.newest = newest ? &made->newest : NULL;
}

void states_clear(StateMade *made)
{
	g_free(made->mails);
	g_ptr_array_unref(made->series);
	g_ptr_array_unref(made->threads);
	g_ptr_array_unref(made->evidence);
	g_ptr_array_unref(made->posts);
}

/* --- in words ------------------------------------------------------------------------ */

static const char *id_of(const StateMade *made, gint mail)
{
	return mail < 0 ? "-" : made->mails[mail].post->id;
}

static const char *word_of(const Evidence *evidence)
{
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (words[i].kind == evidence->kind &&
		    g_strcmp0(words[i].token, evidence->token) == 0)
			return evidence->promised ? "will" : words[i].word;
	return "?";
}

static const char *name_of(const Person *person)
{
	static char first[64];

	g_strlcpy(first, *person->name ? person->name : "?", sizeof(first));
	first[strcspn(first, " ")] = '\0';
	return first;
}

static void add_cites(GString *text, const StateMade *made, const char *what, const GArray *cites)
{
	for (guint i = 0; i < cites->len; i++)
		g_string_append_printf(text, "%s%s", i ? " " : what,
				       id_of(made, g_array_index(cites, StateCite, i).mail));
}

static void add_tags(GString *text, const StateMade *made, const GArray *tags)
{
	for (guint i = 0; i < tags->len; i++) {
		const StateTag *tag = &g_array_index(tags, StateTag, i);

		g_string_append_printf(text, "%s%u:%s %c %s%s", i ? ", " : " | tags ", tag->part,
				       name_of(&tag->person), *tag->token,
				       id_of(made, tag->cite.mail), tag->own ? "=" : "");
	}
}

static void add_questions(GString *text, const StateMade *made, const GArray *questions)
{
	for (guint i = 0; i < questions->len; i++) {
		const StateQuestion *question = &g_array_index(questions, StateQuestion, i);

		g_string_append_printf(text, "%s%s:%s", i ? " " : " | asks ",
				       id_of(made, question->cite.mail), name_of(&question->asker));
		g_string_append_printf(text, ">%s", name_of(&question->owes));
	}
}

static void add_waiting(GString *text, const State *state)
{
	if (state->waiting == WAITING_NONE)
		return;
	g_string_append_printf(text, " | waits %s",
			       state->waiting == WAITING_PERSON
				       ? name_of(&state->whom)
				       : state_waiting_name(state->waiting));
	g_string_append_printf(text, " %d", (int)((state->waiting_since - STATES_DAY) / 60));
}

char *states_describe(const StateMade *made, const State *state)
{
	GString *text = g_string_new(state_kind_name(state->kind));

	if (state->under != state->kind)
		g_string_append_printf(text, "(%s)", state_kind_name(state->under));
	g_string_append_printf(text, " %s", id_of(made, state->cite.mail));
	if (state->cite.evidence)
		g_string_append_printf(text, ":%s", word_of(state->cite.evidence));
	g_string_append(text, state->partial ? " | partial" : "");
	add_tags(text, made, state->tags);
	add_cites(text, made, " | nacks ", state->nacks);
	add_cites(text, made, " | applied ", state->applied);
	add_cites(text, made, " | fails ", state->failures);
	add_questions(text, made, state->questions);
	add_waiting(text, state);
	return g_string_free(text, FALSE);
}
