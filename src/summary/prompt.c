/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/prompt.h"

#include "base/date.h"
#include "base/text.h"
#include "summary/prompt_mail.h"

#include <string.h>

#define MAX_TITLE 300 /* characters */

/* --- the fence ---------------------------------------------------------------------- */

static gboolean is_in_mails(const Brief *brief, const char *fence)
{
	for (guint i = 0; i < brief->n; i++)
		if (strstr(brief->mails[i].shown, fence))
			return TRUE;
	return strstr(brief->title, fence) != NULL;
}

char *prompt_fence(const Brief *brief)
{
	char *fence;

	for (;;) {
		fence = g_strdup_printf("%08x%08x", g_random_int(), g_random_int());
		if (!is_in_mails(brief, fence))
			return fence;
		g_free(fence);
	}
}

/* --- what all are told ---------------------------------------------------------------- */

static char *render(const Prompt *prompt, const char *name, const Json *data)
{
	return prompt->render(name, data, prompt->user);
}

char *prompt_system(const Prompt *prompt)
{
	g_autoptr(Json) data = json_object();

	json_set_bool(data, "glossary", prompt->glossary != NULL);
	return render(prompt, PROMPT_SYSTEM, data);
}

static void set_line(Json *object, const char *name, const char *text, gsize max)
{
	g_autofree char *line = text_seen_line(text, max);

	json_set_string(object, name, line);
}

/* As a list of texts; @texts: NULL at the end. */
static Json *list_of(char **texts)
{
	Json *list = json_array();

	for (guint i = 0; texts[i]; i++)
		json_append(list, json_string(texts[i]));
	return list;
}

static char *id_of(guint who)
{
	return g_strdup_printf("P%u", who + 1);
}

/* "under-review", "applied; applied: yes", "changes-requested; applied: in part" */
static char *state_of_brief(const Brief *brief)
{
	const State *state = brief->state;
	const char *kind = state_kind_name(state->kind);

	if (state->kind != STATE_APPLIED && !(state->applied && state->applied->len))
		return g_strdup(kind);
	return g_strdup_printf("%s; applied: %s", kind, state->partial ? "in part" : "yes");
}

/* --- people ----------------------------------------------------------------------------- */

/* Who sent, or is quoted in, the mails that are shown: TRUE at their places in the cast. */
static gboolean *people_of(const Brief *brief, const GArray *places)
{
	gboolean *people = g_new0(gboolean, cast_size(brief->cast));

	for (guint i = 0; i < places->len; i++) {
		const BriefMail *mail = &brief->mails[g_array_index(places, guint, i)];
		const GPtrArray *pieces = mail->excerpt ? mail->excerpt->pieces : NULL;

		people[mail->who] = TRUE;
		for (guint k = 0; pieces && k < pieces->len; k++) {
			const ExcerptPiece *piece = pieces->pdata[k];
			guint who = prompt_mail_speaker(brief, piece);

			if (who != CAST_NOBODY)
				people[who] = TRUE;
		}
	}
	return people;
}

static Json *list_people(const Brief *brief, const GArray *places)
{
	const Thread *thread = brief->thread;
	g_autofree gboolean *shown = people_of(brief, places);
	guint author = thread->root_read ? brief->mails[thread->first].who : CAST_NOBODY;
	Json *people = json_array();

	for (guint who = 0; who < cast_size(brief->cast); who++) {
		Json *one;
		g_autofree char *id = id_of(who);

		if (!shown[who])
			continue;
		one = json_object();
		json_set_string(one, "id", id);
		json_set_string(one, "name", cast_name(brief->cast, who));
		json_set_bool(one, "author", who == author);
		json_set_bool(one, "bot", cast_member(brief->cast, who)->bot);
		json_append(people, one);
	}
	return people;
}

/* --- mails ------------------------------------------------------------------------------- */

static gboolean is_shown(const GArray *places, guint place)
{
	guint low = 0, high = places->len;

	while (low < high) {
		guint middle = low + (high - low) / 2, at = g_array_index(places, guint, middle);

		if (at == place)
			return TRUE;
		if (at < place)
			low = middle + 1;
		else
			high = middle;
	}
	return FALSE;
}

/* @text: gets what is shown of it, for the glossary. */
static Json *show_mail(const Brief *brief, const GArray *places, guint place, GString *text)
{
	const BriefMail *mail = &brief->mails[place];
	g_autofree char *from = id_of(mail->who);
	g_autofree char *date = date_format_day(mail->post->instant, 0);
	g_autoptr(GPtrArray) lines = prompt_mail_lines(brief, place);
	gint answers = g_array_index(brief->thread->mails, ThreadMail, place).answers;
	Json *shown = json_object(), *list = json_array();

	json_set_int(shown, "number", (gint64)place + 1);
	json_set_bool(shown, "before", mail->before);
	json_set_string(shown, "from", from);
	json_set_string(shown, "date", date);
	if (answers >= 0 && is_shown(places, (guint)answers))
		json_set_int(shown, "answers", (gint64)answers + 1);
	else
		json_set(shown, "answers", json_null());
	set_line(shown, "subject", mail->post->subject->text, PROMPT_MAIL_SUBJECT);
	for (guint i = 0; i < lines->len; i++) {
		json_append(list, json_string(lines->pdata[i]));
		g_string_append_printf(text, "%s\n", (const char *)lines->pdata[i]);
	}
	json_set(shown, "lines", list);
	return shown;
}

static void set_glossary(Json *data, const Prompt *prompt, const char *text)
{
	g_auto(GStrv) lines =
		prompt->glossary ? glossary_for(prompt->glossary, text) : g_new0(char *, 1);

	json_set_bool(data, "has_glossary", lines[0] != NULL);
	json_set(data, "glossary", list_of(lines));
}

char *prompt_thread(const Prompt *prompt, const Brief *brief, const GArray *places, guint part,
		    guint parts, const char *fence)
{
	g_autoptr(Json) data = json_object();
	g_autofree char *state = state_of_brief(brief);
	g_autoptr(GString) text = g_string_new(brief->title);
	Json *mails = json_array();

	set_line(data, "title", brief->title, MAX_TITLE);
	json_set_bool(data, "in_parts", parts > 1);
	json_set_int(data, "part", part);
	json_set_int(data, "parts", parts);
	json_set_string(data, "state", state);
	json_set_string(data, "fence", fence);
	json_set(data, "people", list_people(brief, places));
	g_string_append_c(text, '\n');
	for (guint i = 0; i < places->len; i++)
		json_append(mails, show_mail(brief, places, g_array_index(places, guint, i), text));
	json_set(data, "mails", mails);
	set_glossary(data, prompt, text->str);
	return render(prompt, PROMPT_THREAD, data);
}

/* --- further rounds ------------------------------------------------------------------------ */

static Json *show_rejected(const TraceRejected *rejected)
{
	Json *shown = json_object(), *faults = json_array();

	json_set_string(shown, "part", rejected->part);
	json_set_string(shown, "actor", rejected->actor);
	json_set_string(shown, "text", rejected->text);
	for (guint i = 0; i < rejected->faults->len; i++) {
		g_autofree char *fault =
			trace_fault_text(&g_array_index(rejected->faults, TraceFault, i));

		json_append(faults, json_string(fault));
	}
	json_set(shown, "faults", faults);
	return shown;
}

char *prompt_repair(const Prompt *prompt, const char *thread, const GPtrArray *rejected,
		    const char *unreadable)
{
	g_autoptr(Json) data = json_object();
	Json *list = json_array();

	json_set_string(data, "thread", thread);
	json_set_string(data, "unreadable", unreadable);
	for (guint i = 0; rejected && i < rejected->len; i++)
		json_append(list, show_rejected(rejected->pdata[i]));
	json_set(data, "rejected", list);
	return render(prompt, PROMPT_REPAIR, data);
}

static Json *show_point(const Brief *brief, const AnswerPoint *point, guint number)
{
	guint who = cast_number(brief->cast, point->actor);
	g_autofree char *text = cast_fill_in(brief->cast, point->text);
	Json *shown = json_object();

	json_set_int(shown, "number", number);
	json_set_string(shown, "part", answer_part_name(point->part));
	json_set_string(shown, "name",
			who == CAST_NOBODY ? point->actor : cast_name(brief->cast, who));
	json_set_string(shown, "text", text);
	return shown;
}

char *prompt_choose(const Prompt *prompt, const Brief *brief, const GPtrArray *points)
{
	g_autoptr(Json) data = json_object();
	Json *list = json_array();

	set_line(data, "title", brief->title, MAX_TITLE);
	json_set_int(data, "most", PROMPT_PROPOSED);
	json_set_int(data, "before_most", PROMPT_BEFORE);
	json_set_int(data, "now_most", PROMPT_NOW);
	for (guint i = 0; i < points->len; i++)
		json_append(list, show_point(brief, points->pdata[i], i + 1));
	json_set(data, "points", list);
	return render(prompt, PROMPT_CHOOSE, data);
}
