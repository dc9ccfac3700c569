/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_summarize.h"

#include "report/model_ai.h"
#include "report/model_digest.h"
#include "report/model_parts.h"
#include "report/model_state.h"

/* --- the words that bear a point out ----------------------------------------------------- */

#define NO_EVIDENCE N_EVIDENCE

/* What kind of evidence the rules take a point from. */
static EvidenceKind evidence_of(PointKind kind)
{
	switch (kind) {
	case POINT_APPLIED:
		return EVIDENCE_APPLIED;
	case POINT_FIXED:
		return EVIDENCE_FIXED;
	case POINT_NACK:
		return EVIDENCE_NACK;
	case POINT_CHANGES:
	case POINT_PROMISE:
		return EVIDENCE_CHANGES;
	case POINT_WITHDRAWN:
		return EVIDENCE_WITHDRAWN;
	case POINT_FAILURE:
		return EVIDENCE_FAILURE;
	case POINT_TAGS:
		return EVIDENCE_TAG;
	default:
		return NO_EVIDENCE;
	}
}

/* Whether @point is told of @evidence: its words are the evidence's, of tags the token is. */
static gboolean is_of(const Point *point, const Evidence *evidence)
{
	if (evidence->kind != evidence_of(point->kind))
		return FALSE;
	if (point->kind == POINT_TAGS)
		return g_strcmp0(evidence->token, point->text) == 0;
	return g_strcmp0(evidence->line, point->text) == 0 ||
	       g_strcmp0(evidence->note, point->text) == 0;
}

static Json *evidence_json(const Digest *digest, const DigestThread *thread, guint mail,
			   const Evidence *evidence)
{
	Json *json = json_object();

	json_set_string(json, "kind", evidence_kind_name(evidence->kind));
	json_set_string(json, "line", evidence->line);
	json_set_string(json, "note", evidence->note);
	json_set(json, "mail", model_cite(digest, thread, mail));
	return json;
}

/* Of each mail that it cites, what was read in it. */
static Json *evidences_json(const Digest *digest, const DigestThread *thread, const Point *point)
{
	Json *list = json_array();

	for (guint i = 0; i < point->cites->len; i++) {
		guint mail = g_array_index(point->cites, guint, i);
		const GPtrArray *all = digest_whole_mail(digest, thread, mail)->evidence;

		for (guint k = 0; all && k < all->len; k++)
			if (is_of(point, all->pdata[k]))
				json_append(list,
					    evidence_json(digest, thread, mail, all->pdata[k]));
	}
	return list;
}

/* --- points ---------------------------------------------------------------------------------- */

static Json *reason_new(const char *part, const char *kind, const Person *actor, const char *text)
{
	Json *json = json_object();

	json_set_string(json, "part", part);
	json_set_string(json, "kind", kind);
	json_set(json, "actor", model_someone(actor));
	json_set_string(json, "text", text);
	return json;
}

static void add_points(Json *list, const char *part, const Digest *digest,
		       const DigestThread *thread, const GPtrArray *points)
{
	for (guint i = 0; i < points->len; i++) {
		const Point *point = points->pdata[i];
		Json *cites = json_array();
		Json *json =
			reason_new(part, point_kind_name(point->kind), &point->actor, point->text);

		for (guint k = 0; k < point->cites->len; k++)
			json_append(cites, model_cite(digest, thread,
						      g_array_index(point->cites, guint, k)));
		json_set_string(json, "quote", point->quote);
		json_set(json, "cites", cites);
		json_set(json, "evidence", evidences_json(digest, thread, point));
		json_append(list, json);
	}
}

/* Which are open, and who is to answer, the state says. */
static void add_questions(Json *list, const Digest *digest, const DigestThread *thread)
{
	const GPtrArray *open = thread->summary->open;

	for (guint i = 0; i < open->len; i++) {
		const Question *question = open->pdata[i];
		Json *cites = json_array();
		Json *json = reason_new("open", evidence_kind_name(EVIDENCE_QUESTION),
					&question->asker, question->text);

		json_append(cites, model_cite(digest, thread, question->cite));
		json_set(json, "quote", json_null());
		json_set(json, "cites", cites);
		json_set(json, "evidence", json_array());
		json_append(list, json);
	}
}

static Json *points_json(const Digest *digest, const DigestThread *thread)
{
	const Summary *summary = thread->summary;
	Json *list = json_array();

	add_points(list, "proposed", digest, thread, summary->proposed);
	add_points(list, "before", digest, thread, summary->before);
	add_points(list, "now", digest, thread, summary->now);
	add_questions(list, digest, thread);
	return list;
}

/* What the thread's state goes by, as a point is. */
static Json *state_json(const Digest *digest, const DigestThread *thread)
{
	const State *state = thread->state;
	const StateCite *cite = model_state_cite(state);
	const Person *actor = &(const Person){(char *)"", (char *)""};
	Json *cites = json_array(), *json;

	if (cite->mail >= 0) {
		actor = &digest_whole_mail(digest, thread, (guint)cite->mail)->post->sender;
		json_append(cites, model_cite(digest, thread, (guint)cite->mail));
	}
	json = reason_new("state", state_kind_name(state->kind), actor,
			  cite->evidence ? cite->evidence->line : "");
	json_set(json, "quote", json_null());
	json_set(json, "cites", cites);
	json_set(json, "evidence", json_array());
	return json;
}

static Json *explain_json(const Digest *digest, const DigestThread *thread)
{
	Json *json = json_object();

	json_set_string(json, "method", thread->summary->method);
	json_set(json, "state", state_json(digest, thread));
	json_set(json, "points", points_json(digest, thread));
	json_set(json, "rejected", model_rejected(&thread->summary->trace));
	return json;
}

/* --- all together ---------------------------------------------------------------------------- */

Json *model_summarize(const Digest *digest, const ModelSummarize *how)
{
	const DigestThread *thread = digest->threads->pdata[0];
	Json *json = json_object();

	json_set(json, "schema", model_schema("maildelta-summarize"));
	json_set(json, "inbox", model_inbox(&digest->inbox));
	model_set_date(json, "generated", digest->generated, 0);
	json_set(json, "window", model_window(digest));
	json_set_bool(json, "latest", how->latest);
	json_set(json, "mirror", model_mirror(digest));
	json_set(json, "ai", model_ai(digest->ai));
	json_set(json, "thread", model_thread(digest, thread));
	json_set(json, "explain", how->explain ? explain_json(digest, thread) : json_null());
	return json;
}
