/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_JSON_H
#define MD_BASE_JSON_H

#include <glib.h>

/*
 * JSON values (RFC 8259): cJSON behind a face of our own. Object members keep
 * the order they were added in. Every string is valid UTF-8 without NUL.
 */
typedef struct cJSON Json;

typedef enum {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
} JsonType;

void json_free(Json *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Json, json_free)

Json *json_object(void);
Json *json_array(void);
Json *json_string(const char *text);
/* Integers beyond 2^53 lose digits: give long ids as strings. */
Json *json_int(gint64 value);
Json *json_bool(gboolean value);
Json *json_null(void);

/*
 * Add a member at an object's end; the caller sees to it that the name is new.
 * @name must outlive the object (in practice: a literal). @value's ownership is
 * taken.
 */
void json_set(Json *object, const char *name, Json *value);
/* A NULL text is set as null. */
void json_set_string(Json *object, const char *name, const char *text);
void json_set_int(Json *object, const char *name, gint64 value);
void json_set_bool(Json *object, const char *name, gboolean value);
/* Adds to an array's end and takes ownership of @value. */
void json_append(Json *array, Json *value);

/* The type of a missing value, NULL, is JSON_NULL. */
JsonType json_type(const Json *json);
/*
 * The member called exactly @name, borrowed, or NULL (also when not an object).
 * Of several, the first.
 */
const Json *json_get(const Json *object, const char *name);
/* The text of a string value, borrowed, or NULL (also when not a string). */
const char *json_text(const Json *json);
/* The whole part of a number value; 0 when not a number, or too large for one. */
gint64 json_integer(const Json *json);
/*
 * A scalar as a template prints it, newly allocated: strings as they are,
 * numbers without trailing zeros (1.21, 5), true, false; "" for the rest, and
 * for numbers no JSON text can hold (1e999 read is infinity).
 */
char *json_to_text(const Json *json);
/* Elements or members, in order: for (e = json_first(a); e; e = json_next(e)); none in the rest. */
const Json *json_first(const Json *container);
const Json *json_next(const Json *element);
/* The name under which an element stands in its object, borrowed, or NULL. */
const char *json_name(const Json *element);

/*
 * Parse a whole text; trailing blanks are allowed, anything else after the value
 * is not. MD_ERROR_FAILED for invalid UTF-8, NULs (also as \u0000), nesting
 * deeper than 1000, numbers of more than 62 bytes, or broken syntax (with the
 * byte offset, from 0).
 */
Json *json_parse(const char *text, gsize len, GError **error);

/*
 * Newly allocated; members and elements one a line with two blanks of
 * indentation a level, no line feed at the end. Text stays UTF-8; control and
 * hidden characters (text.h) are escaped; the same value gives the same bytes.
 */
char *json_print(const Json *json);
/*
 * Appends @json as it would stand @level levels deep: the first line is not
 * indented, there is no line feed at the end. json_print() is level 0.
 */
void json_print_to(GString *out, const Json *json, guint level);

#endif
