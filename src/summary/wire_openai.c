/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire_parts.h"

/* Chat completions, as OpenAI has them and many speak them, more or less. */

static Json *schema_format(const WireRequest *request, Json *schema)
{
	Json *format = json_object(), *named = json_object();

	json_set_string(named, "name", request->schema_name);
	json_set_bool(named, "strict", TRUE);
	json_set(named, "schema", schema);
	json_set_string(format, "type", "json_schema");
	json_set(format, "json_schema", named);
	return format;
}

static Json *object_format(void)
{
	Json *format = json_object();

	json_set_string(format, "type", "json_object");
	return format;
}

static void set_format(Json *body, const WireRequest *request, WireRung rung)
{
	Json *schema = rung == RUNG_SCHEMA ? wire_schema(request) : NULL;

	if (schema)
		json_set(body, "response_format", schema_format(request, schema));
	else if (rung != RUNG_TEXT)
		json_set(body, "response_format", object_format());
}

static Json *make_body(const WireRequest *request, const WireForm *form)
{
	Json *body = wire_chat(request);

	if (!form->no_temperature)
		json_set_int(body, "temperature", 0);
	json_set_int(body, form->completion_tokens ? "max_completion_tokens" : "max_tokens",
		     request->output);
	set_format(body, request, form->rung);
	return body;
}

/* Some count what a model thought in the total alone; it is paid for all the same. */
static void take_counts(const Json *usage, WireReply *reply)
{
	guint64 input = wire_count(usage, "prompt_tokens");
	guint64 output = wire_count(usage, "completion_tokens");
	guint64 all = wire_count(usage, "total_tokens");

	reply->input = input;
	reply->output = input && all > input ? MAX(output, all - input) : output;
}

static gboolean take(const Json *root, WireReply *reply)
{
	static const char *const cut[] = {"length", "max_tokens", "model_length", NULL};
	static const char *const declined[] = {"content_filter",     "refusal",    "safety",
					       "prohibited_content", "recitation", NULL};
	/* the model broke off, for want of machines perhaps */
	static const char *const broken[] = {"error", "insufficient_system_resource", NULL};
	const Json *choice = json_first(json_get(root, "choices"));
	const Json *message = choice ? json_get(choice, "message") : NULL;
	const Json *reason = choice ? json_get(choice, "finish_reason") : NULL;
	const char *refusal = json_text(json_get(message, "refusal"));

	if (json_type(message) != JSON_OBJECT)
		return FALSE;
	take_counts(json_get(root, "usage"), reply);
	if (wire_is_one(reason, broken)) {
		reply->verdict = WIRE_AGAIN;
		reply->why = WHY_UNREACHABLE;
		return TRUE;
	}
	reply->verdict = WIRE_ANSWER;
	reply->content = wire_content(json_get(message, "content"));
	reply->cut = wire_is_one(reason, cut);
	reply->declined = (refusal && *refusal) || wire_is_one(reason, declined);
	return TRUE;
}

const WireShape wire_openai = {make_body, take};
