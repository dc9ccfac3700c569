/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/message.h"

#include <string.h>

/* Names are words of the JSON schema: lower case, dashes, each its own. */
static void test_defects(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	g_assert_cmpint(N_DEFECTS, <=, 32);
	for (Defect defect = 0; defect < N_DEFECTS; defect++) {
		const char *name = defect_name(defect), *text = defect_text(defect);

		g_assert_nonnull(name);
		g_assert_nonnull(text);
		g_assert_cmpuint(strspn(name, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen(name));
		g_assert_true(g_hash_table_add(seen, (gpointer)name));
		g_assert_true(g_ascii_isupper(text[0]));
		g_assert_true(g_str_has_suffix(text, "."));
	}
}

static void test_set(void)
{
	Message message = {0};

	message_add_defect(&message, DEFECT_NO_FROM);
	message_add_defect(&message, DEFECT_DIFFSTAT);
	for (Defect defect = 0; defect < N_DEFECTS; defect++)
		g_assert_cmpint(defect_is_in(message.defects, defect), ==,
				defect == DEFECT_NO_FROM || defect == DEFECT_DIFFSTAT);
}

static void test_free(void)
{
	Message *message = g_new0(Message, 1);

	message->ids = g_strsplit("one@example.org", " ", -1);
	message->subject = g_strdup("subject");
	message->sender.name = g_strdup("Ann Example");
	message->sender.addr = g_strdup("ann@example.org");
	message_free(message);
	message_free(NULL);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/message/defects", test_defects);
	g_test_add_func("/message/set", test_set);
	g_test_add_func("/message/free", test_free);
	return g_test_run();
}
