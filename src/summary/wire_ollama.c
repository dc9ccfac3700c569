/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire_parts.h"

/* Ollama's own chat. */

static Json *make_options(const WireRequest *request, const WireForm *form)
{
	Json *options = json_object();

	if (!form->no_temperature)
		json_set_int(options, "temperature", 0);
	if (request->context)
		json_set_int(options, "num_ctx", request->context);
	json_set_int(options, "num_predict", request->output);
	return options;
}

static void set_format(Json *body, const WireRequest *request, WireRung rung)
{
	Json *schema = rung == RUNG_SCHEMA ? wire_schema(request) : NULL;

	if (schema)
		json_set(body, "format", schema);
	else if (rung != RUNG_TEXT)
		json_set_string(body, "format", "json");
}

/*
 * Left to itself it drops the beginning of what does not fit without a word. What "truncate" and
 * "shift" forbid it to do it refuses instead; versions that do not know them do not mind.
 */
static Json *make_body(const WireRequest *request, const WireForm *form)
{
	Json *body = wire_chat(request);

	json_set_bool(body, "truncate", FALSE);
	json_set_bool(body, "shift", FALSE);
	json_set(body, "options", make_options(request, form));
	set_format(body, request, form->rung);
	return body;
}

static gboolean take(const Json *root, WireReply *reply)
{
	static const char *const cut[] = {"length", NULL};
	const Json *message = json_get(root, "message");

	/* the first piece of a stream is no answer */
	if (json_type(message) != JSON_OBJECT || json_type(json_get(root, "done")) == JSON_FALSE)
		return FALSE;
	reply->verdict = WIRE_ANSWER;
	reply->content = wire_content(json_get(message, "content"));
	reply->cut = wire_is_one(json_get(root, "done_reason"), cut);
	reply->input = wire_count(root, "prompt_eval_count");
	reply->output = wire_count(root, "eval_count");
	return TRUE;
}

const WireShape wire_ollama = {make_body, take};
