/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/ids.h"

#define BAD_REFERENCE (1u << DEFECT_BAD_REFERENCE)

/* RULES §2, Message-ID; Parents */
static void test_parents(void)
{
	static const struct {
		const char *headers, *parents;
		DefectSet defects;
	} cases[] = {
		{"", "", 0},
		{"References: <a@x> <b@x>\nIn-Reply-To: <b@x>\n", "a@x b@x", 0},
		{"References: <a@x><b@x>\n", "a@x b@x", 0},
		{"References: <a@x>,<b@x>\n", "a@x b@x", 0},
		{"References: <a@x> <b@x>\nIn-Reply-To: <a@x>\n", "a@x", 0},
		{"References: <a@x> <b@x>\nIn-Reply-To: <c@x> <b@x>\n", "a@x b@x c@x", 0},
		{"References: <a@x> <b@x> <gw@y>\nIn-Reply-To: <b@x> <gw@y>\n", "a@x b@x", 0},
		{"In-Reply-To: <a@x> <b@x>\n", "a@x b@x", 0},
		{"In-Reply-To: a@x\n", "a@x", 0},
		{"In-Reply-To: <a @\n x>\n", "a@x", 0},
		{"In-Reply-To: <A@X>\n", "A@X", 0},
		{"In-Reply-To: <<a@x>>\n", "a@x", 0},
		{"In-Reply-To: <>\n", "", 0},
		{"In-Reply-To: <Y>\n", "", BAD_REFERENCE},
		{"In-Reply-To: n\n", "", BAD_REFERENCE},
		{"In-Reply-To: <own@x>\nReferences: <a@x>\nMessage-ID: <own@x>\n", "a@x",
		 BAD_REFERENCE},
		{"References: <a@x> <own@x>\nMessage-ID: <first@x>\nMessage-ID: <own@x>\n", "a@x",
		 BAD_REFERENCE},
		{"In-Reply-To: <OWN@x>\nMessage-ID: <own@x>\n", "OWN@x", 0},
		{"In-Reply-To: <ann@x>\nFrom: Ann <Ann@X>\n", "", BAD_REFERENCE},
		{"In-Reply-To: <ann@x>\nTo: a@x, ann@x\n", "", BAD_REFERENCE},
		{"References: <ann@x> <a@x>\nCc: \"ann@x\" <b@x>\n", "a@x", BAD_REFERENCE},
		{"References: <ann@x>\nCc: Joann@x\n", "ann@x", 0},
		{"In-Reply-To: \"Ann\"'s message of \"Mon, 27 May\" <a@x>\n", "a@x", 0},
		{"In-Reply-To: Ann's message of Monday\n", "", 0},
		{"In-Reply-To: mail of ann@x\n", "", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(HeaderSection) headers = {0};
		g_autoptr(GPtrArray) own = NULL, parents = NULL;
		g_autofree char *joined = NULL;
		DefectSet defects = 0;

		g_test_message("%s", cases[i].headers);
		header_scan(&headers, slice_of(cases[i].headers));
		own = ids_own(&headers, &defects);
		defects = 0;
		parents = ids_parents(&headers, own, &defects);
		g_ptr_array_add(parents, NULL);
		joined = g_strjoinv(" ", (char **)parents->pdata);
		g_assert_cmpstr(joined, ==, cases[i].parents);
		g_assert_cmphex(defects, ==, cases[i].defects);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/ids/parents", test_parents);
	return g_test_run();
}
