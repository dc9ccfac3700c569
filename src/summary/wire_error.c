/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire_error.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define MAX_CODE 100    /* bytes of a code, the name of a parameter, … that are looked at */
#define MAX_MESSAGE 800 /* … of a message: it may repeat what was asked, mails and all */
#define MAX_HEAD 4096   /* … of a body that is no JSON */
#define MAX_ITEMS 8     /* of a list of errors */
#define MAX_DEEP 3      /* errors within errors */
#define MAX_DETAIL 200  /* characters that are told */
#define MAX_AFTER 86400 /* seconds */

const Json *wire_error_find(const Json *root)
{
	const Json *error = json_type(root) == JSON_ARRAY ? json_first(root) : root;
	const Json *choice = json_first(json_get(error, "choices"));

	if (choice && json_type(json_get(choice, "error")) == JSON_OBJECT)
		return json_get(choice, "error");
	for (guint i = 0; i < MAX_DEEP; i++) {
		const Json *inner = json_get(error, "error");

		if (json_type(inner) != JSON_OBJECT)
			break;
		error = inner;
	}
	return error;
}

static gboolean has_something(const Json *value)
{
	switch (json_type(value)) {
	case JSON_STRING:
		return *json_text(value) != '\0';
	case JSON_OBJECT:
		return json_first(value) != NULL;
	default:
		return json_type(value) == JSON_TRUE;
	}
}

gboolean wire_error_is_one(const Json *root)
{
	static const char *const error[] = {"error", NULL};
	const Json *body = json_type(root) == JSON_ARRAY ? json_first(root) : root;
	const Json *choice = json_first(json_get(body, "choices"));

	return has_something(json_get(body, "error")) ||
	       (choice && has_something(json_get(choice, "error"))) ||
	       g_strcmp0(json_text(json_get(body, "type")), *error) == 0 ||
	       g_strcmp0(json_text(json_get(body, "object")), *error) == 0;
}

/* FastAPI's list of what is wrong with a request, which Mistral puts into the message. */
static const Json *list_of(const Json *error)
{
	const Json *message = json_get(error, "message");
	const Json *list = json_get(json_type(message) == JSON_OBJECT ? message : error, "detail");

	return json_type(list) == JSON_ARRAY ? list : NULL;
}

/* The words for people, borrowed; NULL: none. */
static const char *message_of(const Json *error)
{
	static const char *const names[] = {"message",           "error", "detail",
					    "error_description", "msg",   "title"};
	const Json *first = json_first(list_of(error));

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *text = json_text(json_get(error, names[i]));

		if (text && *text)
			return text;
	}
	return first ? json_text(json_get(first, "msg")) : NULL;
}

/* What a server behind the server said (OpenRouter); NULL: nothing. */
static const char *message_behind(const Json *error)
{
	return json_text(json_get(json_get(error, "metadata"), "raw"));
}

/* Adds a value to what is looked at, of one clean line: @max bytes, or up to a NUL. */
static void add_text(GString *said, const char *text, gsize max)
{
	gsize len = text ? strnlen(text, max) : 0;
	g_autofree char *line = NULL;

	if (!len)
		return;
	line = text_clean_line(text, len);
	g_string_append_printf(said, "%s ", line);
}

static void add_codes(GString *said, const Json *error)
{
	static const char *const names[] = {"type", "code", "param", "status"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		add_text(said, json_text(json_get(error, names[i])), MAX_CODE);
}

static void add_list(GString *said, const Json *list)
{
	const Json *item = json_first(list);

	for (guint i = 0; item && i < MAX_ITEMS; i++, item = json_next(item)) {
		const Json *place = json_first(json_get(item, "loc"));

		add_text(said, json_text(json_get(item, "type")), MAX_CODE);
		add_text(said, json_text(json_get(item, "msg")), MAX_CODE);
		for (guint j = 0; place && j < MAX_ITEMS; j++, place = json_next(place))
			add_text(said, json_text(place), MAX_CODE);
	}
}

char *wire_error_said(const WireBody *body, const Json *error)
{
	GString *said = g_string_new(NULL);

	if (!body->root) {
		add_text(said, body->text, MIN(body->len, MAX_MESSAGE));
		return g_string_free(said, FALSE);
	}
	add_codes(said, error);
	add_text(said, message_of(error), MAX_MESSAGE);
	add_text(said, message_behind(error), MAX_MESSAGE);
	add_list(said, list_of(error));
	return g_string_free(said, FALSE);
}

/* The title of a page, what a proxy or portal says; else all of the text. Takes over @head. */
static char *title_of(char *head)
{
	g_autofree char *page = head, *lower = g_ascii_strdown(head, -1);
	const char *title = strstr(lower, "<title"), *end;

	if (*page != '<')
		return g_steal_pointer(&page);
	title = title ? strchr(title, '>') : NULL;
	end = title ? strchr(title, '<') : NULL;
	return end ? g_strndup(page + (title + 1 - lower), (gsize)(end - title - 1)) : NULL;
}

/* What is in no charset that we read says nothing to anybody. */
static gboolean is_text(const WireBody *body)
{
	gsize len = MIN(body->len, MAX_HEAD);
	const char *end;

	if (!body->text || memchr(body->text, '\0', len))
		return FALSE;
	/* a letter may be cut at the end */
	return g_utf8_validate_len(body->text, len, &end) || end + 4 > body->text + len;
}

/* Servers name a wrong key by its ends: sk-ab***yz. Nothing of it is told. */
static char *without_keys(const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);

	for (char **word = words; *word; word++)
		if (strstr(*word, "**")) {
			g_free(*word);
			*word = g_strdup("***");
		}
	return g_strjoinv(" ", words);
}

/* @text as it may be shown on a terminal, of MAX_DETAIL characters at most; NULL: nothing. */
static char *shown(const char *text, gsize len)
{
	g_autofree char *line = text_clean_line(text, MIN(len, MAX_HEAD));
	g_autofree char *safe = without_keys(line);
	g_autofree char *seen = text_show(safe);
	g_autofree char *start = NULL;

	if (!*seen)
		return NULL;
	if (g_utf8_strlen(seen, -1) <= MAX_DETAIL)
		return g_steal_pointer(&seen);
	start = g_utf8_substring(seen, 0, MAX_DETAIL - 1);
	return g_strconcat(start, "…", NULL);
}

char *wire_error_detail(const WireBody *body, const Json *error)
{
	const char *message = message_of(error), *behind = message_behind(error);
	g_autofree char *text = NULL;

	if (message && behind)
		text = g_strdup_printf("%s: %s", message, behind);
	else if (message || behind)
		text = g_strdup(message ? message : behind);
	else if (is_text(body))
		text = title_of(text_clean_line(body->text, MIN(body->len, MAX_HEAD)));
	return text ? shown(text, strlen(text)) : NULL;
}

guint wire_error_after(const Json *error)
{
	const Json *details = json_get(error, "details");
	const Json *item = json_type(details) == JSON_ARRAY ? json_first(details) : NULL;

	for (guint i = 0; item && i < MAX_ITEMS; i++, item = json_next(item)) {
		const char *delay = json_text(json_get(item, "retryDelay"));
		double seconds = delay ? ceil(g_ascii_strtod(delay, NULL)) : 0;

		if (seconds >= 1)
			return (guint)MIN(seconds, MAX_AFTER);
	}
	return 0;
}

/* The status that an error names by a word; 0: none. */
static long status_named(const char *name)
{
	static const struct {
		const char *name;
		long status;
	} names[] = {
		{"invalid_request_error", 400},
		{"INVALID_ARGUMENT", 400},
		{"BadRequestError", 400},
		{"FAILED_PRECONDITION", 400},
		{"authentication_error", 401},
		{"UNAUTHENTICATED", 401},
		{"billing_error", 402},
		{"permission_error", 403},
		{"PERMISSION_DENIED", 403},
		{"not_found_error", 404},
		{"NOT_FOUND", 404},
		{"request_too_large", 413},
		{"rate_limit_error", 429},
		{"RESOURCE_EXHAUSTED", 429},
		{"api_error", 500},
		{"server_error", 500},
		{"INTERNAL", 500},
		{"UNAVAILABLE", 503},
		{"timeout_error", 504},
		{"DEADLINE_EXCEEDED", 504},
		{"overloaded_error", 529},
	};

	for (guint i = 0; name && i < G_N_ELEMENTS(names); i++)
		if (g_str_equal(name, names[i].name))
			return names[i].status;
	return 0;
}

long wire_error_status(const Json *error)
{
	static const char *const names[] = {"code", "status", "type"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		const Json *value = json_get(error, names[i]);
		const char *text = json_text(value);
		gint64 number = text ? g_ascii_strtoll(text, NULL, 10) : json_integer(value);
		long named = status_named(text);

		if (number >= 400 && number <= 599)
			return (long)number;
		if (named)
			return named;
	}
	return 0;
}
