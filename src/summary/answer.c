/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/answer.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

#define MAX_TRIES 30 /* braces that turn out to begin nothing of the form */

static const char *const part_names[] = {"proposed", "before", "now"};
static const char *const choice_names[] = {"keep"};

G_STATIC_ASSERT(G_N_ELEMENTS(part_names) == N_ANSWER_PARTS);

#define STRING "{\"type\":\"string\"}"
#define NUMBERS "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}"
#define POINT                                                                                      \
	"{\"type\":\"object\",\"properties\":{\"actor\":" STRING ",\"cites\":" NUMBERS             \
	",\"quote\":" STRING ",\"text\":" STRING                                                   \
	"},\"required\":[\"actor\",\"cites\",\"quote\",\"text\"],\"additionalProperties\":false}"
/* thrice: not all who take a schema know $ref */
#define LIST "{\"type\":\"array\",\"items\":" POINT "}"

const char answer_schema[] =
	"{\"type\":\"object\",\"properties\":{\"proposed\":" LIST ",\"before\":" LIST
	",\"now\":" LIST "},\"required\":[\"proposed\",\"before\",\"now\"],"
	"\"additionalProperties\":false}";

const char answer_choice_schema[] =
	"{\"type\":\"object\",\"properties\":{\"keep\":" NUMBERS "},\"required\":[\"keep\"],"
	"\"additionalProperties\":false}";

/* --- the object among other words ---------------------------------------------------- */

/* What an answer has to have: one of these members. */
typedef struct {
	const char *const *names;
	guint n;
	const char *form; /* for who has to write it */
} Wanted;

static const Wanted wanted_answer = {
	part_names, G_N_ELEMENTS(part_names),
	"{\"proposed\": [POINT, ...], \"before\": [POINT, ...], \"now\": [POINT, ...]}"};
static const Wanted wanted_choice = {choice_names, G_N_ELEMENTS(choice_names),
				     "{\"keep\": [3, 1, 7]}"};

static gboolean has_any(const Json *json, const Wanted *wanted)
{
	for (guint i = 0; i < wanted->n; i++)
		if (json_get(json, wanted->names[i]))
			return TRUE;
	return FALSE;
}

/* A brace that may begin an object: words and code have others. */
static gboolean begins_object(const char *at)
{
	const char *next = at + 1 + strspn(at + 1, " \t\r\n");

	return *next == '"' || *next == '}';
}

/* The quotation mark that ends the string which begins at @at; NULL: none does. */
static const char *end_string(const char *at)
{
	for (at++; *at && *at != '"'; at++)
		if (*at == '\\' && at[1])
			at++;
	return *at ? at : NULL;
}

/* The brace that closes the one at @at; NULL: none does. */
static const char *find_close(const char *at)
{
	gsize depth = 0;

	for (; at && *at; at++) {
		if (*at == '"')
			at = end_string(at);
		else if (*at == '{')
			depth++;
		else if (*at == '}' && --depth == 0)
			return at;
		if (!at)
			break;
	}
	return NULL;
}

static void complain(const Wanted *wanted, const char *what, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: answer with one object of the form %s",
		    what, wanted->form);
}

static void complain_broken(const GError *why, GError **error)
{
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED,
		    "broken %s: quotation marks within a string are written \\\", line feeds \\n, "
		    "and no comma stands before a closing bracket",
		    why->message);
}

/* The object that begins at @at, and its end; NULL with what is wrong with it. */
static Json *try_object(const char *at, const Wanted *wanted, const char **end, GError **error)
{
	g_autoptr(GError) broken = NULL;
	g_autoptr(Json) json = NULL;

	*end = find_close(at);
	if (!*end) {
		*end = at + strlen(at);
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED,
				    "its JSON has no end: answer with fewer and shorter points, "
				    "and close every string and bracket");
		return NULL;
	}
	*end += 1;
	json = json_parse(at, (gsize)(*end - at), &broken);
	if (json && has_any(json, wanted))
		return g_steal_pointer(&json);
	if (json)
		complain(wanted, "its JSON has none of the members asked for", error);
	else
		complain_broken(broken, error);
	return NULL;
}

/*
 * The last object of @text that is of the form: models correct themselves. What is wrong with the
 * longest of the others stands for all.
 */
static Json *find_last(const char *text, const Wanted *wanted, GError **error)
{
	const char *at = strchr(text, '{'), *end;
	g_autoptr(GError) worst = NULL;
	g_autoptr(Json) last = NULL;
	gsize longest = 0;

	for (guint tries = 0; at && tries < MAX_TRIES; at = strchr(at, '{')) {
		g_autoptr(GError) wrong = NULL;
		Json *json = NULL;

		if (begins_object(at))
			json = try_object(at, wanted, &end, &wrong);
		if (json) {
			json_free(last);
			last = json;
			at = end;
			continue;
		}
		tries += wrong != NULL;
		if (wrong && (gsize)(end - at) > longest) {
			longest = (gsize)(end - at);
			g_clear_error(&worst);
			worst = g_steal_pointer(&wrong);
		}
		at++;
	}
	if (!last && worst)
		g_propagate_error(error, g_steal_pointer(&worst));
	else if (!last)
		complain(wanted, "there is no JSON in it", error);
	return g_steal_pointer(&last);
}

/* Behind what a model thought aloud; NULL: there is no end of that. */
static const char *behind_thoughts(const char *text)
{
	const char *end = g_strrstr(text, "</think>");

	return end ? end + strlen("</think>") : NULL;
}

static Json *find_object(const char *raw, const Wanted *wanted, GError **error)
{
	gsize len = strnlen(raw, ANSWER_MAX + 1);
	g_autofree char *text = NULL;
	const char *behind;
	Json *json = NULL;

	if (len > ANSWER_MAX) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED,
				    "it is far too long: answer with fewer and shorter points");
		return NULL;
	}
	text = text_clean(raw, len);
	behind = behind_thoughts(text);
	/* the tag may be a word of the answer, too */
	json = behind ? find_last(behind, wanted, NULL) : NULL;
	return json ? json : find_last(text, wanted, error);
}

/* --- points -------------------------------------------------------------------------- */

/* What a reader sees of it, cut to @max characters; "" of what is no string. */
static char *take_text(const Json *json, glong max)
{
	const char *raw = json_text(json);
	char *line = text_seen_line(raw ? raw : "", TEXT_WHOLE);

	if (g_utf8_strlen(line, -1) > max)
		*g_utf8_offset_to_pointer(line, max) = '\0';
	return line;
}

/* A number as 3 or as "3"; 0: none. */
static guint take_number(const Json *json)
{
	JsonType type = json_type(json);
	g_autofree char *text = json_to_text(json);
	guint64 number = 0;

	if ((type == JSON_NUMBER || type == JSON_STRING) &&
	    g_ascii_string_to_unsigned(text, 10, 1, G_MAXUINT, &number, NULL))
		return (guint)number;
	return 0;
}

static gboolean has_number(const GArray *numbers, guint number)
{
	for (guint i = 0; i < numbers->len; i++)
		if (g_array_index(numbers, guint, i) == number)
			return TRUE;
	return FALSE;
}

static void add_cite(GArray *cites, const Json *json)
{
	guint number = take_number(json);

	if (cites->len < ANSWER_MAX_CITES && !has_number(cites, number))
		g_array_append_val(cites, number);
}

/* One alone needs no list. */
static GArray *take_cites(const Json *json)
{
	GArray *cites = g_array_new(FALSE, FALSE, sizeof(guint));
	JsonType type = json_type(json);

	if (type == JSON_NUMBER || type == JSON_STRING)
		add_cite(cites, json);
	for (const Json *e = type == JSON_ARRAY ? json_first(json) : NULL; e; e = json_next(e))
		add_cite(cites, e);
	return cites;
}

static AnswerPoint *take_point(AnswerPart part, const Json *json)
{
	AnswerPoint *point = g_new(AnswerPoint, 1);
	/* a point that is a string alone says something: the check will say what it lacks */
	const Json *text = json_type(json) == JSON_STRING ? json : json_get(json, "text");

	*point = (AnswerPoint){
		.part = part,
		.actor = take_text(json_get(json, "actor"), ANSWER_MAX_ACTOR),
		.cites = take_cites(json_get(json, "cites")),
		.quote = take_text(json_get(json, "quote"), ANSWER_MAX_TEXT),
		.text = take_text(text, ANSWER_MAX_TEXT),
	};
	return point;
}

AnswerPoint *answer_point_copy(const AnswerPoint *point)
{
	AnswerPoint *copy = g_new(AnswerPoint, 1);

	*copy = (AnswerPoint){
		.part = point->part,
		.actor = g_strdup(point->actor),
		.cites = g_array_copy(point->cites),
		.quote = g_strdup(point->quote),
		.text = g_strdup(point->text),
	};
	return copy;
}

void answer_point_free(AnswerPoint *point)
{
	if (!point)
		return;
	g_free(point->actor);
	g_array_unref(point->cites);
	g_free(point->quote);
	g_free(point->text);
	g_free(point);
}

const char *answer_part_name(AnswerPart part)
{
	return part_names[part];
}

/* --- answers ------------------------------------------------------------------------- */

static gboolean take_list(Answer *answer, AnswerPart part, const Json *list, GError **error)
{
	JsonType type = json_type(list);

	if (type != JSON_ARRAY && type != JSON_NULL) {
		g_set_error(
			error, MD_ERROR, MD_ERROR_FAILED,
			"\"%s\" is no list: write it as [POINT, ...], or [] where there is none",
			part_names[part]);
		return FALSE;
	}
	for (const Json *e = json_first(list); e; e = json_next(e))
		if (answer->points->len < ANSWER_MAX_POINTS)
			g_ptr_array_add(answer->points, take_point(part, e));
		else
			answer->more++;
	return TRUE;
}

/* A name that stands twice has what both have. */
static gboolean take_part(Answer *answer, AnswerPart part, const Json *json, GError **error)
{
	for (const Json *e = json_first(json); e; e = json_next(e))
		if (g_str_equal(json_name(e), part_names[part]) &&
		    !take_list(answer, part, e, error))
			return FALSE;
	return TRUE;
}

Answer *answer_read(const char *text, GError **error)
{
	g_autoptr(Json) json = find_object(text, &wanted_answer, error);
	Answer *answer;

	if (!json)
		return NULL;
	answer = g_new0(Answer, 1);
	answer->points = g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free);
	for (AnswerPart part = 0; part < N_ANSWER_PARTS; part++)
		if (!take_part(answer, part, json, error)) {
			answer_free(answer);
			return NULL;
		}
	return answer;
}

void answer_free(Answer *answer)
{
	if (!answer)
		return;
	g_ptr_array_unref(answer->points);
	g_free(answer);
}

/* --- choices ------------------------------------------------------------------------- */

GArray *answer_read_choice(const char *text, guint n, GError **error)
{
	g_autoptr(Json) json = find_object(text, &wanted_choice, error);
	const Json *keep = json_get(json, "keep");
	g_autofree guint8 *taken = g_new0(guint8, (gsize)n + 1);
	GArray *chosen;

	if (!json)
		return NULL;
	if (json_type(keep) != JSON_ARRAY) {
		complain(&wanted_choice, "\"keep\" is no list", error);
		return NULL;
	}
	chosen = g_array_new(FALSE, FALSE, sizeof(guint));
	for (const Json *e = json_first(keep); e; e = json_next(e)) {
		guint number = take_number(e), place = number - 1;

		if (!number || number > n || taken[place])
			continue;
		taken[place] = 1;
		g_array_append_val(chosen, place);
	}
	return chosen;
}
