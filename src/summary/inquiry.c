/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/inquiry.h"

#include "base/error.h"

#include <string.h>

typedef enum { STEP_ASK, STEP_REPAIR, STEP_CHOOSE, STEP_DONE } Step;

struct _Inquiry {
	const InquiryPlan *plan;
	Brief *brief;
	const Summary *rules;
	Fit *fit;
	Step step;
	guint part;       /* of the fit, from 0: which is asked about */
	char *fence;      /* of that part's mails … */
	char *asked;      /* … and what was asked about it */
	char *unreadable; /* why its first answer was, or NULL */
	GPtrArray *first; /* of TraceRejected: what of its first answer did not stand, borrowed … */
	GPtrArray *rejected; /* … of all parts and rounds; NULL: a trace has it */
	GPtrArray *stands;   /* of AnswerPoint: of all parts */
	guint dropped;       /* points that were made and did not stand in the end */
	guint more;          /* that nobody looked at: ANSWER_MAX_POINTS */
	Trace trace;
};

static void end(Inquiry *inquiry, TraceWhy why)
{
	inquiry->trace.why = why;
	inquiry->step = STEP_DONE;
}

Inquiry *inquiry_new(const InquiryPlan *plan, Brief *brief, const Summary *rules)
{
	Inquiry *inquiry = g_new0(Inquiry, 1);

	inquiry->plan = plan;
	inquiry->brief = brief;
	inquiry->rules = rules;
	inquiry->fit = fit_brief(brief, plan->budget);
	inquiry->stands = g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free);
	inquiry->rejected = g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	inquiry->trace.parts = inquiry->fit->parts->len;
	inquiry->trace.cut_mails = inquiry->fit->cut_mails;
	inquiry->trace.left_out = inquiry->fit->left_out;
	return inquiry;
}

void inquiry_free(Inquiry *inquiry)
{
	if (!inquiry)
		return;
	brief_free(inquiry->brief);
	fit_free(inquiry->fit);
	g_free(inquiry->fence);
	g_free(inquiry->asked);
	g_free(inquiry->unreadable);
	g_clear_pointer(&inquiry->first, g_ptr_array_unref);
	g_clear_pointer(&inquiry->rejected, g_ptr_array_unref);
	g_ptr_array_unref(inquiry->stands);
	trace_clear(&inquiry->trace);
	g_free(inquiry);
}

/* --- what is asked -------------------------------------------------------------------- */

static const GArray *places_of(const Inquiry *inquiry)
{
	return ((const FitPart *)inquiry->fit->parts->pdata[inquiry->part])->places;
}

static void ask(Inquiry *inquiry, LlmRequest *request)
{
	const InquiryPlan *plan = inquiry->plan;

	g_free(inquiry->fence);
	g_free(inquiry->asked);
	inquiry->fence = prompt_fence(inquiry->brief);
	inquiry->asked = prompt_thread(plan->prompt, inquiry->brief, places_of(inquiry),
				       inquiry->part + 1, inquiry->fit->parts->len, inquiry->fence);
	request->user = g_strdup(inquiry->asked);
}

static void ask_again(const Inquiry *inquiry, LlmRequest *request)
{
	request->user = prompt_repair(inquiry->plan->prompt, inquiry->asked, inquiry->first,
				      inquiry->unreadable);
}

static void ask_choice(const Inquiry *inquiry, LlmRequest *request)
{
	request->user = prompt_choose(inquiry->plan->prompt, inquiry->brief, inquiry->stands);
	request->schema_name = "choice";
	request->schema = answer_choice_schema;
}

gboolean inquiry_next(gpointer user, LlmRequest *request)
{
	Inquiry *inquiry = user;

	if (inquiry->step == STEP_DONE)
		return FALSE;
	*request = (LlmRequest){
		.system = prompt_system(inquiry->plan->prompt),
		.schema_name = "summary",
		.schema = answer_schema,
	};
	if (inquiry->step == STEP_ASK)
		ask(inquiry, request);
	else if (inquiry->step == STEP_REPAIR)
		ask_again(inquiry, request);
	else
		ask_choice(inquiry, request);
	request->fence = inquiry->fence;
	return TRUE;
}

/* --- points ------------------------------------------------------------------------------ */

static guint count_of(const GPtrArray *points, AnswerPart part)
{
	guint n = 0;

	for (guint i = 0; i < points->len; i++)
		n += ((const AnswerPoint *)points->pdata[i])->part == part;
	return n;
}

static guint room_of(AnswerPart part)
{
	static const guint rooms[] = {
		[ANSWER_PROPOSED] = PROMPT_PROPOSED,
		[ANSWER_BEFORE] = PROMPT_BEFORE,
		[ANSWER_NOW] = PROMPT_NOW,
	};

	G_STATIC_ASSERT(G_N_ELEMENTS(rooms) == N_ANSWER_PARTS);
	return rooms[part];
}

/* What was said of another part of the thread, or in the first round, is not said again. */
static gboolean is_said(const GPtrArray *stands, const AnswerPoint *point)
{
	for (guint i = 0; i < stands->len; i++) {
		const AnswerPoint *said = stands->pdata[i];

		if (said->part == point->part && g_str_equal(said->text, point->text))
			return TRUE;
	}
	return FALSE;
}

/* Takes over those of @points; how many. */
static guint keep(Inquiry *inquiry, GPtrArray *points)
{
	guint kept = 0;

	for (guint i = 0; i < points->len; i++) {
		if (is_said(inquiry->stands, points->pdata[i]))
			continue;
		g_ptr_array_add(inquiry->stands, g_steal_pointer(&points->pdata[i]));
		kept++;
	}
	return kept;
}

static gboolean has_too_many(const Inquiry *inquiry)
{
	for (AnswerPart part = 0; part < N_ANSWER_PARTS; part++)
		if (count_of(inquiry->stands, part) > room_of(part))
			return TRUE;
	return FALSE;
}

/* --- what was answered -------------------------------------------------------------------- */

/* Behind the last part, several parts' points may be too many. */
static void next_part(Inquiry *inquiry)
{
	g_clear_pointer(&inquiry->unreadable, g_free);
	g_clear_pointer(&inquiry->first, g_ptr_array_unref);
	inquiry->step = STEP_ASK;
	if (++inquiry->part < inquiry->fit->parts->len)
		return;
	if (inquiry->trace.why == WHY_NOT && inquiry->fit->parts->len > 1 && has_too_many(inquiry))
		inquiry->step = STEP_CHOOSE;
	else
		inquiry->step = STEP_DONE;
}

/* Takes what did not stand to all the others, for those who want to know. */
static void note_rejected(Inquiry *inquiry, GPtrArray *rejected, gboolean again)
{
	for (guint i = 0; i < rejected->len; i++) {
		TraceRejected *one = rejected->pdata[i];

		one->again = again;
		g_ptr_array_add(inquiry->rejected, one);
	}
}

/* The points of @content that stand; NULL with *why: none can be read. */
static GPtrArray *check_content(Inquiry *inquiry, const char *content, GPtrArray *rejected,
				char **why)
{
	const Check check = {inquiry->brief, places_of(inquiry), inquiry->plan->prompt->glossary};
	g_autoptr(GError) failure = NULL;
	g_autoptr(Answer) answer = answer_read(content, &failure);

	if (!answer) {
		*why = g_strdup(failure->message);
		return NULL;
	}
	inquiry->more += answer->more;
	return check_answer(&check, answer, rejected);
}

static void take_first(Inquiry *inquiry, const char *content)
{
	g_autoptr(GPtrArray) points = NULL;

	inquiry->first = g_ptr_array_new();
	points = check_content(inquiry, content, inquiry->first, &inquiry->unreadable);
	if (points)
		keep(inquiry, points);
	note_rejected(inquiry, inquiry->first, FALSE);
	if (points && !inquiry->first->len)
		next_part(inquiry);
	else
		inquiry->step = STEP_REPAIR;
}

/* @content NULL: there was no second answer; what stood in the first one does. */
static void take_second(Inquiry *inquiry, const char *content)
{
	g_autoptr(GPtrArray) rejected = g_ptr_array_new(), points = NULL;
	g_autofree char *why = NULL;
	guint wrong = inquiry->first->len, kept = 0;

	if (content)
		points = check_content(inquiry, content, rejected, &why);
	if (!points && inquiry->unreadable) {
		end(inquiry, WHY_UNREADABLE);
		return;
	}
	if (points)
		kept = keep(inquiry, points);
	note_rejected(inquiry, rejected, TRUE);
	inquiry->dropped += MAX(wrong > kept ? wrong - kept : 0, rejected->len);
	next_part(inquiry);
}

static void keep_chosen(Inquiry *inquiry, const GArray *chosen)
{
	GPtrArray *stands = inquiry->stands;
	GPtrArray *kept = g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free);

	for (guint i = 0; i < chosen->len; i++)
		g_ptr_array_add(kept,
				g_steal_pointer(&stands->pdata[g_array_index(chosen, guint, i)]));
	for (guint i = 0; i < stands->len; i++)
		if (stands->pdata[i])
			inquiry->more++;
	g_ptr_array_unref(stands);
	inquiry->stands = kept;
}

/* Without a choice, what was said last stands first: the newest is not to be lost. */
static void take_choice(Inquiry *inquiry, const char *content)
{
	g_autoptr(GArray) chosen =
		content ? answer_read_choice(content, inquiry->stands->len, NULL) : NULL;

	inquiry->step = STEP_DONE;
	if (chosen && chosen->len) {
		keep_chosen(inquiry, chosen);
		return;
	}
	for (guint i = 0, n = inquiry->stands->len; i < n / 2; i++) {
		gpointer other = inquiry->stands->pdata[i];

		inquiry->stands->pdata[i] = inquiry->stands->pdata[n - 1 - i];
		inquiry->stands->pdata[n - 1 - i] = other;
	}
}

/* What a reply has for us to read; NULL, and *why: nothing. */
static const char *content_of(const LlmReply *reply, TraceWhy *why)
{
	if (!reply->content)
		*why = reply->why;
	else if (reply->declined)
		*why = WHY_DECLINED;
	else if (!*reply->content)
		*why = WHY_EMPTY;
	else if (reply->cut)
		*why = WHY_CUT;
	else
		return reply->content;
	return NULL;
}

static void count_reply(Trace *trace, const LlmReply *reply)
{
	if (reply->cached)
		trace->cached++;
	else if (reply->content)
		trace->requests++;
}

void inquiry_take(gpointer user, const LlmReply *reply)
{
	Inquiry *inquiry = user;
	TraceWhy why = WHY_NOT;
	const char *content = content_of(reply, &why);

	count_reply(&inquiry->trace, reply);
	if (inquiry->step == STEP_CHOOSE) {
		take_choice(inquiry, content);
	} else if (inquiry->step == STEP_REPAIR) {
		inquiry->trace.repaired = TRUE;
		take_second(inquiry, content);
	} else if (content) {
		take_first(inquiry, content);
	} else if (why == WHY_DRY) { /* the other parts would be asked about, too */
		inquiry->trace.why = WHY_DRY;
		next_part(inquiry);
	} else {
		end(inquiry, why);
	}
}

/* --- what came of it ----------------------------------------------------------------------- */

/* Whether somebody answered in the period, so that there is something new to be told. */
static gboolean is_spoken_in(const Brief *brief)
{
	for (guint i = 0; i < brief->n; i++) {
		const BriefMail *mail = &brief->mails[i];

		if (!mail->before && mail->post->kind == POST_REPLY && !mail->post->bot &&
		    mail->excerpt && mail->excerpt->own_lines)
			return TRUE;
	}
	return FALSE;
}

static TraceWhy judge(const Inquiry *inquiry)
{
	const GPtrArray *stands = inquiry->stands;

	if (inquiry->trace.why != WHY_NOT)
		return inquiry->trace.why;
	if (inquiry->dropped > stands->len)
		return WHY_DROPPED;
	if (!stands->len || (!count_of(stands, ANSWER_NOW) && is_spoken_in(inquiry->brief)))
		return WHY_SILENT;
	return WHY_NOT;
}

static void add_points(const Inquiry *inquiry, AnswerPart part, GPtrArray *points, guint *more)
{
	for (guint i = 0; i < inquiry->stands->len; i++) {
		const AnswerPoint *point = inquiry->stands->pdata[i];

		if (point->part != part)
			continue;
		if (points->len < room_of(part))
			g_ptr_array_add(points, check_point(inquiry->brief, point));
		else
			(*more)++;
	}
}

/* A fact that no model can know. */
static void copy_unread_root(const Summary *rules, Summary *summary)
{
	for (guint i = 0; i < rules->before->len; i++) {
		const Point *point = rules->before->pdata[i];

		if (point->kind == POINT_ROOT_UNREAD)
			summary_add(summary->before, point->kind, NULL, point->text, -1);
	}
}

static Summary *make_summary(const Inquiry *inquiry)
{
	Summary *summary = summary_new(SUMMARY_LLM);

	summary->model = g_strdup(inquiry->plan->model);
	summary->dropped = inquiry->dropped;
	add_points(inquiry, ANSWER_PROPOSED, summary->proposed, &summary->more.proposed);
	copy_unread_root(inquiry->rules, summary);
	add_points(inquiry, ANSWER_BEFORE, summary->before, &summary->more.before);
	add_points(inquiry, ANSWER_NOW, summary->now, &summary->more.now);
	summary->more.now += inquiry->more;
	for (guint i = 0; i < inquiry->rules->open->len; i++)
		g_ptr_array_add(summary->open, question_copy(inquiry->rules->open->pdata[i]));
	summary->more.open = inquiry->rules->more.open;
	return summary;
}

/* For people: what the model was told of it has {P2}. */
static void name_people(const Inquiry *inquiry)
{
	for (guint i = 0; i < inquiry->rejected->len; i++) {
		TraceRejected *rejected = inquiry->rejected->pdata[i];
		char *text = cast_fill_in(inquiry->brief->cast, rejected->text);

		g_free(rejected->text);
		rejected->text = text;
	}
}

Summary *inquiry_finish(Inquiry *inquiry, Trace *trace)
{
	TraceWhy why = judge(inquiry);

	*trace = inquiry->trace;
	trace->why = why;
	name_people(inquiry);
	trace->rejected = g_steal_pointer(&inquiry->rejected);
	return why == WHY_NOT ? make_summary(inquiry) : NULL;
}
