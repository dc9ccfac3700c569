/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/view_ranges.h"

#include "base/numbers.h"
#include "report/view_parts.h"

guint view_ranges_end(const GArray *numbers, guint i)
{
	while (i + 1 < numbers->len &&
	       g_array_index(numbers, guint, i + 1) <= g_array_index(numbers, guint, i) + 1)
		i++;
	return i;
}

char *view_ranges(const Library *library, GArray *numbers)
{
	GString *text = g_string_new(NULL);

	g_array_sort(numbers, numbers_compare);
	for (guint i = 0, last; i < numbers->len; i = last + 1) {
		guint from = g_array_index(numbers, guint, i), to;
		g_autofree char *range = NULL;

		last = view_ranges_end(numbers, i);
		to = g_array_index(numbers, guint, last);
		range = to > from ? g_strdup_printf("%u%s%u", from, view_term(library, "parts.to"),
						    to)
				  : g_strdup_printf("%u", from);
		view_join(text, view_term(library, "digest.comma"), range);
	}
	return g_string_free(text, FALSE);
}

void view_ranges_read(GArray *numbers, const Json *list)
{
	for (const Json *number = json_first(list); number; number = json_next(number)) {
		guint value = (guint)json_integer(number);

		g_array_append_val(numbers, value);
	}
}

char *view_ranges_of(const Library *library, const Json *list)
{
	g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

	view_ranges_read(numbers, list);
	return view_ranges(library, numbers);
}
