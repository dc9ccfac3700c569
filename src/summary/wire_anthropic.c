/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire_parts.h"

#include "base/numbers.h"

/* Messages, as Anthropic has them. The form of the answer is asked for in words alone. */

static Json *make_body(const WireRequest *request, const WireForm *form)
{
	Json *body = json_object(), *messages = json_array();

	json_append(messages, wire_message("user", request->user));
	json_set_string(body, "model", request->model);
	json_set_string(body, "system", request->system);
	json_set(body, "messages", messages);
	json_set_bool(body, "stream", FALSE);
	if (!form->no_temperature)
		json_set_int(body, "temperature", 0);
	json_set_int(body, "max_tokens", request->output);
	return body;
}

/* What came of a cache of prompts, or went there, is input, too. */
static guint64 input_of(const Json *usage)
{
	static const char *const names[] = {"input_tokens", "cache_creation_input_tokens",
					    "cache_read_input_tokens"};
	guint64 input = 0;

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		input = numbers_add(input, wire_count(usage, names[i]));
	return input;
}

static gboolean take(const Json *root, WireReply *reply)
{
	static const char *const cut[] = {"max_tokens", "model_context_window_exceeded", NULL};
	static const char *const declined[] = {"refusal", NULL};
	const Json *content = json_get(root, "content"), *usage = json_get(root, "usage");
	const Json *reason = json_get(root, "stop_reason");

	if (json_type(content) != JSON_ARRAY)
		return FALSE;
	reply->verdict = WIRE_ANSWER;
	reply->content = wire_content(content);
	reply->cut = wire_is_one(reason, cut);
	reply->declined = wire_is_one(reason, declined);
	reply->input = input_of(usage);
	reply->output = wire_count(usage, "output_tokens");
	return TRUE;
}

const WireShape wire_anthropic = {make_body, take};
