/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/summary.h"

Point *point_new(PointKind kind, const Person *actor, const char *text)
{
	Point *point = g_new0(Point, 1);

	point->kind = kind;
	point->actor = actor ? person_copy(actor) : (Person){g_strdup(""), g_strdup("")};
	point->text = g_strdup(text);
	point->cites = g_array_new(FALSE, FALSE, sizeof(guint));
	return point;
}

void point_free(Point *point)
{
	if (!point)
		return;
	person_clear(&point->actor);
	g_free(point->text);
	g_free(point->quote);
	g_array_unref(point->cites);
	if (point->parts)
		g_array_unref(point->parts);
	g_free(point);
}

Question *question_copy(const Question *question)
{
	Question *copy = g_new0(Question, 1);

	*copy = *question;
	copy->asker = person_copy(&question->asker);
	copy->owes = person_copy(&question->owes);
	copy->text = g_strdup(question->text);
	return copy;
}

static void question_free(gpointer data)
{
	Question *question = data;

	person_clear(&question->asker);
	person_clear(&question->owes);
	g_free(question->text);
	g_free(question);
}

Summary *summary_new(const char *method)
{
	Summary *summary = g_new0(Summary, 1);

	summary->method = method;
	summary->proposed = g_ptr_array_new_with_free_func((GDestroyNotify)point_free);
	summary->before = g_ptr_array_new_with_free_func((GDestroyNotify)point_free);
	summary->now = g_ptr_array_new_with_free_func((GDestroyNotify)point_free);
	summary->open = g_ptr_array_new_with_free_func(question_free);
	return summary;
}

void summary_free(Summary *summary)
{
	if (!summary)
		return;
	g_ptr_array_unref(summary->proposed);
	g_ptr_array_unref(summary->before);
	g_ptr_array_unref(summary->now);
	g_ptr_array_unref(summary->open);
	g_free(summary->model);
	trace_clear(&summary->trace);
	g_free(summary);
}

Point *summary_add(GPtrArray *points, PointKind kind, const Person *actor, const char *text,
		   gint cite)
{
	Point *point = point_new(kind, actor, text);

	if (cite >= 0)
		g_array_append_val(point->cites, cite);
	g_ptr_array_add(points, point);
	return point;
}

const char *point_kind_name(PointKind kind)
{
	static const char *const names[] = {
		[POINT_LEAD] = "lead",
		[POINT_CHANGE] = "change",
		[POINT_ROOT_UNREAD] = "root-unread",
		[POINT_APPLIED] = "applied",
		[POINT_FIXED] = "fixed",
		[POINT_NACK] = "nack",
		[POINT_CHANGES] = "changes",
		[POINT_PROMISE] = "promise",
		[POINT_WITHDRAWN] = "withdrawn",
		[POINT_FAILURE] = "failure",
		[POINT_TAGS] = "tags",
		[POINT_WORDS] = "words",
		[POINT_TOLD] = "told",
	};

	G_STATIC_ASSERT(G_N_ELEMENTS(names) == N_POINT_KINDS);
	g_return_val_if_fail(kind < N_POINT_KINDS, "");
	return names[kind];
}
