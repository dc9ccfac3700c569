/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/header.h"

/* RULES §2: archives hold anything; what can be read is */
static void test_scan(void)
{
	static const struct {
		const char *text, *subject, *body;
		DefectSet defects;
	} cases[] = {
		{"Subject: a\n\nbody\n", "a", "body\n", 0},
		{"Subject: a\r\n\r\nbody\r\n", "a", "body\r\n", 0},
		{"subject:a", "a", "", 0},
		{"SUBJECT \t: a\n", "a", "", 0},
		{"Subject: a\n b\n\tc\n\n", "a\n b\n\tc", "", 0},
		{"Subject:\n a\n\n", "a", "", 0},
		{"X-Other: x\n Subject: no\nSubject: a\n\n", "a", "", 0},
		{"X-Subject: no\nSubjects: no\n\nbody", NULL, "body", 0},
		{"Subject: a\nbroken\n continued\nSubject: b\n\n", "a", "",
		 1u << DEFECT_BROKEN_HEADER},
		{"broken\nSubject: a\n\nbody", "a", "body", 1u << DEFECT_BROKEN_HEADER},
		{"From x\nSubject: a\n\n", "a", "", 1u << DEFECT_MBOX_FROM},
		{">From x\nSubject: a\n\n", "a", "", 1u << DEFECT_MBOX_FROM},
		{"From x\ntext\n", NULL, "From x\ntext\n", 1u << DEFECT_NO_HEADERS},
		{"From x", NULL, "From x", 1u << DEFECT_NO_HEADERS},
		{"text\n\nmore: text\n", NULL, "text\n\nmore: text\n", 1u << DEFECT_NO_HEADERS},
		{"\nbody", NULL, "body", 1u << DEFECT_NO_HEADERS},
		{"\r\nbody", NULL, "body", 1u << DEFECT_NO_HEADERS},
		{" folded\n\nbody", NULL, " folded\n\nbody", 1u << DEFECT_NO_HEADERS},
		{":\n\nbody", NULL, ":\n\nbody", 1u << DEFECT_NO_HEADERS},
		{"", NULL, "", 1u << DEFECT_NO_HEADERS},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(HeaderSection) section = {0};
		Slice subject;

		g_test_message("%s", cases[i].text);
		header_scan(&section, slice_of(cases[i].text));
		subject = header_first(&section, HEADER_SUBJECT);
		g_assert_cmpint(subject.ptr != NULL, ==, cases[i].subject != NULL);
		if (cases[i].subject)
			g_assert_true(slice_equal(subject, cases[i].subject));
		g_assert_true(slice_equal(section.body, cases[i].body));
		g_assert_cmphex(section.defects, ==, cases[i].defects);
	}
}

static void test_several(void)
{
	g_auto(HeaderSection) section = {0};
	Slice value;
	guint at = 0;

	header_scan(&section, slice_of("Cc: a\nTo: x\nCC: b\ncc:\n\n"));
	g_assert_cmpuint(header_count(&section, HEADER_CC), ==, 3);
	g_assert_cmpuint(header_count(&section, HEADER_FROM), ==, 0);
	g_assert_true(header_next(&section, HEADER_CC, &at, &value) && slice_equal(value, "a"));
	g_assert_true(header_next(&section, HEADER_CC, &at, &value) && slice_equal(value, "b"));
	g_assert_true(header_next(&section, HEADER_CC, &at, &value) && slice_equal(value, ""));
	g_assert_false(header_next(&section, HEADER_CC, &at, &value));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/header/scan", test_scan);
	g_test_add_func("/header/several", test_several);
	return g_test_run();
}
