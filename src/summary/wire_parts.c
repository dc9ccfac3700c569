/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire_parts.h"

#include <string.h>

#define MAX_COUNT (G_GUINT64_CONSTANT(1) << 40) /* tokens: beyond that somebody jokes */

Json *wire_message(const char *role, const char *text)
{
	Json *message = json_object();

	json_set_string(message, "role", role);
	json_set_string(message, "content", text);
	return message;
}

Json *wire_chat(const WireRequest *request)
{
	Json *body = json_object(), *messages = json_array();

	json_append(messages, wire_message("system", request->system));
	json_append(messages, wire_message("user", request->user));
	json_set_string(body, "model", request->model);
	json_set(body, "messages", messages);
	json_set_bool(body, "stream", FALSE);
	return body;
}

Json *wire_schema(const WireRequest *request)
{
	return request->schema ? json_parse(request->schema, strlen(request->schema), NULL) : NULL;
}

char *wire_content(const Json *content)
{
	GString *text;

	if (json_text(content))
		return g_strdup(json_text(content));
	text = g_string_new(NULL);
	if (json_type(content) != JSON_ARRAY)
		return g_string_free(text, FALSE);
	for (const Json *part = json_first(content); part; part = json_next(part)) {
		const char *words = json_text(json_get(part, "text"));

		if (words && g_strcmp0(json_text(json_get(part, "type")), "text") == 0)
			g_string_append(text, words);
	}
	return g_string_free(text, FALSE);
}

guint64 wire_count(const Json *counts, const char *name)
{
	const Json *number = json_get(counts, name);
	g_autofree char *text = NULL;
	guint64 count;

	if (json_type(number) != JSON_NUMBER)
		return 0;
	/* as text a fraction, a sign and what is too large for a gint64 are seen */
	text = json_to_text(number);
	return g_ascii_string_to_unsigned(text, 10, 0, MAX_COUNT, &count, NULL) ? count : 0;
}

gboolean wire_is_one(const Json *value, const char *const *words)
{
	const char *text = json_text(value);

	for (; text && *words; words++)
		if (g_ascii_strcasecmp(text, *words) == 0)
			return TRUE;
	return FALSE;
}
