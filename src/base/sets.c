/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sets.h"

typedef struct {
	guint up;   /* towards the one that stands for its set; itself: it does */
	guint size; /* of its set, where it does */
} Member;

struct _Sets {
	GArray *members; /* of Member */
	guint count;
};

Sets *sets_new(void)
{
	Sets *sets = g_new0(Sets, 1);

	sets->members = g_array_new(FALSE, FALSE, sizeof(Member));
	return sets;
}

void sets_free(Sets *sets)
{
	if (!sets)
		return;
	g_array_unref(sets->members);
	g_free(sets);
}

guint sets_add(Sets *sets)
{
	Member member = {sets->members->len, 1};

	g_array_append_val(sets->members, member);
	sets->count++;
	return member.up;
}

guint sets_find(Sets *sets, guint n)
{
	Member *members = (Member *)(gpointer)sets->members->data;

	while (members[n].up != n)
		n = members[n].up = members[members[n].up].up; /* halves the way */
	return n;
}

gboolean sets_join(Sets *sets, guint a, guint b)
{
	Member *members = (Member *)(gpointer)sets->members->data;
	guint x = sets_find(sets, a), y = sets_find(sets, b);
	guint larger = members[x].size < members[y].size ? y : x, smaller = larger == x ? y : x;

	if (x == y)
		return FALSE;
	members[smaller].up = larger;
	members[larger].size += members[smaller].size;
	sets->count--;
	return TRUE;
}

guint sets_count(const Sets *sets)
{
	return sets->count;
}
