/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_cite.h"

#include "report/view_parts.h"

#define RUN 3 /* numbers one after the other, of which the first and the last are named */

/* Its place in the thread's list; 0: it is not listed. */
static gint64 number_of(const Json *cite)
{
	const Json *number = json_get(cite, "number");

	return json_type(number) == JSON_NUMBER ? json_integer(number) : 0;
}

/* Newly allocated. */
static char *label_of(const Library *library, const Json *cite)
{
	gint64 number = number_of(cite);

	if (!number)
		return g_strdup(view_term(library, "cite.earlier"));
	return g_strdup_printf("%s %" G_GINT64_FORMAT, view_term(library, "cite.mail"), number);
}

static Json *view_of(const Json *cite, const char *anchor, const char *label)
{
	const char *link = json_text(json_get(cite, "link"));
	Json *view = json_object();

	json_set_string(view, "label", label);
	if (!number_of(cite)) {
		json_set_string(view, "id", link ? link : view_text_of(cite, "message_id"));
	} else if (anchor) {
		g_autofree char *mail =
			g_strdup_printf("%s-m%" G_GINT64_FORMAT, anchor, number_of(cite));
		json_set_string(view, "anchor", mail);
	}
	return view;
}

void view_cite(const Library *library, const Json *cite, const char *anchor)
{
	g_autofree char *label = NULL;

	if (json_type(cite) != JSON_OBJECT)
		return;
	label = label_of(library, cite);
	json_set(view_editable(cite), "view", view_of(cite, anchor, label));
}

static Json *copy_of(const Json *cite)
{
	static const char *const texts[] = {"message_id", "link"};
	gint64 number = number_of(cite);
	Json *copy = json_object();

	json_set(copy, "number", number ? json_int(number) : json_null());
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		json_set_string(copy, texts[i], json_text(json_get(cite, texts[i])));
	return copy;
}

Json *view_cite_copy(const Library *library, const Json *cite, const char *anchor)
{
	Json *copy = copy_of(cite);

	view_cite(library, copy, anchor);
	return copy;
}

/* --- several ------------------------------------------------------------------------- */

typedef struct {
	const Library *library;
	const char *anchor;
	Json *pieces;
	GString *text;
} Walk;

static void add_piece(Walk *walk, const Json *cite, const char *between, const char *label)
{
	Json *piece = copy_of(cite), *view = view_of(cite, walk->anchor, label);

	json_set_string(view, "between", between);
	json_set(piece, "view", view);
	g_string_append_printf(walk->text, "%s%s", between, label);
	json_append(walk->pieces, piece);
}

static void add_number(Walk *walk, const Json *cite, const char *between)
{
	g_autofree char *label = g_strdup_printf("%" G_GINT64_FORMAT, number_of(cite));

	add_piece(walk, cite, between, label);
}

/* Of const Json *, by number. */
static gint compare_numbers(gconstpointer a, gconstpointer b)
{
	gint64 x = number_of(*(const Json *const *)a), y = number_of(*(const Json *const *)b);

	return x < y ? -1 : x > y;
}

/* The place of the last of those that follow one another from @i on. */
static guint end_of_run(const GPtrArray *listed, guint i)
{
	while (i + 1 < listed->len &&
	       number_of(listed->pdata[i + 1]) == number_of(listed->pdata[i]) + 1)
		i++;
	return i;
}

/* "mails 13, 14, 16–19" */
static void add_listed(Walk *walk, const GPtrArray *listed)
{
	g_autofree char *several = g_strconcat(view_term(walk->library, "cite.mails"), " ", NULL);
	const char *comma = view_term(walk->library, "digest.comma");

	if (listed->len == 1) {
		g_autofree char *label = label_of(walk->library, listed->pdata[0]);

		add_piece(walk, listed->pdata[0], "", label);
		return;
	}
	for (guint i = 0; i < listed->len; i++) {
		guint last = end_of_run(listed, i);

		add_number(walk, listed->pdata[i], i ? comma : several);
		if (last + 1 - i < RUN)
			continue;
		add_number(walk, listed->pdata[last], view_term(walk->library, "parts.to"));
		i = last;
	}
}

/* Those of the list, by number and each once, in @listed; gives how many others there are. */
static guint sort_out(const Json *cites, GPtrArray *listed, const Json **earlier)
{
	guint others = 0;

	for (const Json *cite = json_first(cites); cite; cite = json_next(cite)) {
		if (number_of(cite))
			g_ptr_array_add(listed, view_editable(cite));
		else if (!others++)
			*earlier = cite;
	}
	g_ptr_array_sort(listed, compare_numbers);
	for (guint i = listed->len; i-- > 1;)
		if (number_of(listed->pdata[i]) == number_of(listed->pdata[i - 1]))
			g_ptr_array_remove_index(listed, i);
	return others;
}

void view_cites(const Library *library, Json *view, const Json *cites, const char *anchor)
{
	g_autoptr(GPtrArray) listed = g_ptr_array_new();
	g_autoptr(GString) text = g_string_new(NULL);
	Walk walk = {library, anchor, json_array(), text};
	const Json *earlier = NULL;
	guint others = sort_out(cites, listed, &earlier);

	add_listed(&walk, listed);
	if (others)
		add_piece(&walk, earlier, listed->len ? view_term(library, "parts.and") : "",
			  view_term(library, others > 1 ? "cite.earlier_ones" : "cite.earlier"));
	json_set_bool(view, "cited", json_first(walk.pieces) != NULL);
	json_set_string(view, "cites_text", text->str);
	if (earlier) {
		const char *link = json_text(json_get(earlier, "link"));

		json_set_string(view, "cites_id",
				link ? link : view_text_of(earlier, "message_id"));
	}
	json_set(view, "pieces", walk.pieces);
}

gboolean view_cite_is_evidence(const Json *mail, const Json *state)
{
	const Json *shown = json_get(json_get(state, "evidence"), "mail");

	return shown &&
	       g_str_equal(view_text_of(shown, "message_id"), view_text_of(mail, "message_id"));
}

void view_cite_once(const Json *mail, const Json *state)
{
	if (view_cite_is_evidence(mail, state))
		json_set_bool(view_editable(json_get(mail, "view")), "again", TRUE);
}
