/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"

#include "base/error.h"
#include "base/text.h"

#include <cJSON.h>
#include <math.h>
#include <string.h>

/* From here on a double skips integers. */
#define EXACT_INT 9007199254740992.0

void json_free(Json *json)
{
	cJSON_Delete(json);
}

/* cJSON gives NULL when memory is out; like GLib, end there. */
static Json *made(Json *json)
{
	g_assert(json);
	return json;
}

Json *json_object(void)
{
	return made(cJSON_CreateObject());
}

Json *json_array(void)
{
	return made(cJSON_CreateArray());
}

Json *json_string(const char *text)
{
	return made(cJSON_CreateString(text));
}

Json *json_int(gint64 value)
{
	return made(cJSON_CreateNumber((double)value));
}

Json *json_bool(gboolean value)
{
	return made(cJSON_CreateBool(value));
}

Json *json_null(void)
{
	return made(cJSON_CreateNull());
}

void json_set(Json *object, const char *name, Json *value)
{
	gboolean added = cJSON_AddItemToObjectCS(object, name, value);

	g_assert(added);
}

void json_set_string(Json *object, const char *name, const char *text)
{
	json_set(object, name, text ? json_string(text) : json_null());
}

void json_set_int(Json *object, const char *name, gint64 value)
{
	json_set(object, name, json_int(value));
}

void json_set_bool(Json *object, const char *name, gboolean value)
{
	json_set(object, name, json_bool(value));
}

void json_append(Json *array, Json *value)
{
	gboolean added = cJSON_AddItemToArray(array, value);

	g_assert(added);
}

JsonType json_type(const Json *json)
{
	switch (json ? json->type & 0xFF : cJSON_NULL) {
	case cJSON_False:
		return JSON_FALSE;
	case cJSON_True:
		return JSON_TRUE;
	case cJSON_Number:
		return JSON_NUMBER;
	case cJSON_String:
		return JSON_STRING;
	case cJSON_Array:
		return JSON_ARRAY;
	case cJSON_Object:
		return JSON_OBJECT;
	default:
		return JSON_NULL;
	}
}

const Json *json_get(const Json *object, const char *name)
{
	return cJSON_IsObject(object) ? cJSON_GetObjectItemCaseSensitive(object, name) : NULL;
}

const char *json_text(const Json *json)
{
	return cJSON_GetStringValue(json);
}

const Json *json_first(const Json *container)
{
	return container ? container->child : NULL;
}

const Json *json_next(const Json *element)
{
	return element->next;
}

const char *json_name(const Json *element)
{
	return element->string;
}

/* The fewest digits that read back as the same number. */
static void append_number(GString *out, double value)
{
	static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};
	char text[G_ASCII_DTOSTR_BUF_SIZE];

	if (fabs(value) < EXACT_INT && value == (double)(gint64)value) {
		g_string_append_printf(out, "%" G_GINT64_FORMAT, (gint64)value);
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_ascii_formatd(text, sizeof(text), formats[i], value);
		if (g_ascii_strtod(text, NULL) == value)
			break;
	}
	g_string_append(out, text);
}

/* Whether the scalar has a text; appends it. */
static gboolean append_scalar(GString *out, const Json *json)
{
	switch (json_type(json)) {
	case JSON_FALSE:
		g_string_append(out, "false");
		return TRUE;
	case JSON_TRUE:
		g_string_append(out, "true");
		return TRUE;
	case JSON_NUMBER:
		if (!isfinite(json->valuedouble))
			return FALSE;
		append_number(out, json->valuedouble);
		return TRUE;
	default:
		return FALSE;
	}
}

gint64 json_integer(const Json *json)
{
	double value = cJSON_IsNumber(json) ? cJSON_GetNumberValue(json) : 0;

	/* what no gint64 holds, infinity and NaN too, must not be converted */
	return value > -0x1p63 && value < 0x1p63 ? (gint64)value : 0;
}

char *json_to_text(const Json *json)
{
	GString *out;

	if (json_type(json) == JSON_STRING)
		return g_strdup(json_text(json));
	out = g_string_new(NULL);
	append_scalar(out, json);
	return g_string_free(out, FALSE);
}

/*
 * Before cJSON reads a text, the scan below refuses what cJSON lets pass: NULs
 * (it cuts strings there) and \u with anything but four digits (it makes a NUL
 * of it), control characters as blanks and within strings, and numbers that RFC
 * 8259 does not know (01, 1.). Structure is left to cJSON.
 *
 * Each scan_ function moves *p over one token; NULL when it is sound, else what
 * is wrong, with *p there.
 */
static const char *scan_escape(const char **p, const char *end)
{
	const char *c = *p + 1;

	if (c < end && *c != 'u') {
		*p = c + 1;
		return NULL;
	}
	if (end - c < 5)
		return "broken escape";
	for (guint i = 1; i <= 4; i++)
		if (!g_ascii_isxdigit(c[i]))
			return "broken escape";
	if (memcmp(c, "u0000", 5) == 0)
		return "NUL in a string";
	*p = c + 5;
	return NULL;
}

static const char *scan_string(const char **p, const char *end)
{
	++*p;
	while (*p < end && **p != '"') {
		const char *wrong = NULL;

		if ((guchar) * *p < 0x20)
			return "control character in a string";
		if (**p == '\\')
			wrong = scan_escape(p, end);
		else
			++*p;
		if (wrong)
			return wrong;
	}
	if (*p == end)
		return "string is never closed";
	++*p;
	return NULL;
}

static gboolean skip_digits(const char **p, const char *end)
{
	const char *start = *p;

	while (*p < end && g_ascii_isdigit(**p))
		++*p;
	return *p > start;
}

static gboolean skip_one_of(const char **p, const char *end, const char *set)
{
	if (*p == end || !strchr(set, **p))
		return FALSE;
	++*p;
	return TRUE;
}

static const char *scan_number(const char **p, const char *end)
{
	skip_one_of(p, end, "-");
	if (!skip_one_of(p, end, "0") && !skip_digits(p, end))
		return "broken number";
	if (skip_one_of(p, end, ".") && !skip_digits(p, end))
		return "broken number";
	if (skip_one_of(p, end, "eE")) {
		skip_one_of(p, end, "+-");
		if (!skip_digits(p, end))
			return "broken number";
	}
	return *p < end && strchr("0123456789+-.eE", **p) ? "broken number" : NULL;
}

static const char *scan_text(const char **p, const char *end)
{
	const char *wrong = NULL;

	while (*p < end && !wrong) {
		if (**p == '"')
			wrong = scan_string(p, end);
		else if (**p == '-' || g_ascii_isdigit(**p))
			wrong = scan_number(p, end);
		else if ((guchar) * *p < 0x20 && !strchr("\t\n\r", **p))
			wrong = "control character";
		else
			++*p;
	}
	return wrong;
}

static Json *fail(const char *text, const char *at, const char *wrong, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "JSON: byte %" G_GSIZE_FORMAT ": %s",
		    (gsize)(at - text), wrong);
	return NULL;
}

Json *json_parse(const char *text, gsize len, GError **error)
{
	/* cJSON before 1.7.18 may look at the byte behind the last (CVE-2023-53154) */
	g_autofree char *copy = g_strndup(text, len);
	const char *at = copy, *end = copy + len, *wrong;
	g_autoptr(Json) json = NULL;

	if (!g_utf8_validate_len(copy, len, &at))
		return fail(copy, at, "NUL or invalid UTF-8", error);
	at = copy;
	wrong = scan_text(&at, end);
	if (wrong)
		return fail(copy, at, wrong, error);
	at = copy;
	json = cJSON_ParseWithLengthOpts(copy, len, &at, FALSE);
	if (!json)
		return fail(copy, at, "broken syntax, or nested too deeply", error);
	while (skip_one_of(&at, end, " \t\n\r"))
		;
	if (at < end)
		return fail(copy, at, "something after the value", error);
	return g_steal_pointer(&json);
}

/* C0, DEL, and C1 (U+0080 to U+009F: C2 80 to C2 9F). */
static gboolean is_control(const char *p)
{
	guchar c = (guchar)p[0];

	return c < 0x20 || c == 0x7F || (c == 0xC2 && (guchar)p[1] < 0xA0);
}

/* What a terminal would obey, or show otherwise than it stands. */
static gboolean is_unseen(const char *p)
{
	guchar c = (guchar)p[0];

	return is_control(p) || ((c == 0xD8 || c == 0xE2) && text_is_hidden(g_utf8_get_char(p)));
}

static void append_escape(GString *out, const char *p)
{
	static const char names[] = "\"\\\b\f\n\r\t";
	const char *name = strchr(names, *p);

	if (name)
		g_string_append_printf(out, "\\%c", "\"\\bfnrt"[name - names]);
	else
		g_string_append_printf(out, "\\u%04x", g_utf8_get_char(p));
}

static void append_string(GString *out, const char *text)
{
	const char *done = text;

	g_string_append_c(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p != '"' && *p != '\\' && !is_unseen(p))
			continue;
		g_string_append_len(out, done, p - done);
		append_escape(out, p);
		done = g_utf8_next_char(p);
		p = done - 1;
	}
	g_string_append(out, done);
	g_string_append_c(out, '"');
}

static void append_line(GString *out, guint level)
{
	g_string_append_c(out, '\n');
	for (guint i = 0; i < level; i++)
		g_string_append(out, "  ");
}

static void append_container(GString *out, const Json *json, guint level)
{
	gboolean object = json_type(json) == JSON_OBJECT;
	const Json *first = json_first(json);

	g_string_append_c(out, object ? '{' : '[');
	for (const Json *e = first; e; e = json_next(e)) {
		if (e != first)
			g_string_append_c(out, ',');
		append_line(out, level + 1);
		if (object) {
			append_string(out, json_name(e));
			g_string_append(out, ": ");
		}
		json_print_to(out, e, level + 1);
	}
	if (first)
		append_line(out, level);
	g_string_append_c(out, object ? '}' : ']');
}

void json_print_to(GString *out, const Json *json, guint level)
{
	JsonType type = json_type(json);

	if (type == JSON_OBJECT || type == JSON_ARRAY)
		append_container(out, json, level);
	else if (type == JSON_STRING)
		append_string(out, json_text(json));
	else if (!append_scalar(out, json))
		g_string_append(out, "null");
}

char *json_print(const Json *json)
{
	GString *out = g_string_new(NULL);

	json_print_to(out, json, 0);
	return g_string_free(out, FALSE);
}
