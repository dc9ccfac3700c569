/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/glossary.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"

/* A file of @text; for g_unlink() and g_free(). */
static char *file_of(const char *text, gssize len)
{
	g_autoptr(GError) error = NULL;
	char *path = NULL;
	gint fd = g_file_open_tmp("glossary-XXXXXX", &path, &error);

	g_assert_no_error(error);
	g_assert_true(g_close(fd, NULL));
	g_assert_true(g_file_set_contents(path, text, len, NULL));
	return path;
}

static Glossary *glossary_of(const char *text, gssize len, GError **error)
{
	g_autofree char *path = file_of(text, len);
	Glossary *glossary = glossary_read(path, error);

	g_unlink(path);
	return glossary;
}

#define TEXT                                                                                       \
	"\xEF\xBB\xBF# what they stand for\n\nSEA = Synchronous  External Abort\n"                 \
	"SEA = 同步外部中止\n NV=Nested Virtualization \nS1PTW = stage-1 page table walk\n"  \
	"PV-TIME = paravirtualized time\nA = first = second\n内存 = memory\n"

static const struct {
	const char *why, *text, *want; /* lines with "|" between */
} texts[] = {
	{"a word", "an SEA, injected", "SEA = Synchronous External Abort|SEA = 同步外部中止"},
	{"in the order of the file", "NV and SEA",
	 "SEA = Synchronous External Abort|SEA = 同步外部中止|NV = Nested Virtualization"},
	{"many of them", "two SEAs", "SEA = Synchronous External Abort|SEA = 同步外部中止"},
	{"no word of its own", "SEAL, OVERSEA, SEA_X, sea, Sea, SEAss", ""},
	{"within Chinese", "注入SEA异常", "SEA = Synchronous External Abort|SEA = 同步外部中止"},
	{"with a sign in it", "uses PV-TIME here", "PV-TIME = paravirtualized time"},
	{"half of that", "uses PV here, PV-TIMER there", ""},
	{"a meaning with a sign of its own", "A", "A = first = second"},
	{"not of ASCII", "大内存块", "内存 = memory"},
	{"once, however often it stands there", "NV NV NV", "NV = Nested Virtualization"},
	{"none", "", ""},
};

static void test_for(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Glossary) glossary = glossary_of(TEXT, -1, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_auto(GStrv) lines = glossary_for(glossary, texts[i].text);
		g_autofree char *got = g_strjoinv("|", lines);

		g_test_message("%s", texts[i].why);
		g_assert_cmpstr(got, ==, texts[i].want);
	}
}

static void test_has(void)
{
	g_autoptr(Glossary) glossary = glossary_of(TEXT, -1, NULL);
	static const struct {
		const char *acronym, *meaning;
		gboolean has;
	} rows[] = {
		{"SEA", "Synchronous External Abort", TRUE},
		{"sea", "synchronous  external abort", TRUE},
		{"SEA", "同步外部中止", TRUE},
		{"SEA", "System Error Abort", FALSE},
		{"NV", "Synchronous External Abort", FALSE},
		{"", "", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s = %s", rows[i].acronym, rows[i].meaning);
		g_assert_cmpint(glossary_has(glossary, rows[i].acronym, rows[i].meaning), ==,
				rows[i].has);
	}
	g_assert_false(glossary_has(NULL, "SEA", "Synchronous External Abort"));
}

static void test_broken(void)
{
	g_autofree char *many = g_strnfill(GLOSSARY_MAX + 1, '\n');
	g_autofree char *huge = g_strnfill(GLOSSARY_MAX_FILE + 1, '#');
	const struct {
		const char *why, *text;
		gssize len;
		const char *error; /* behind the path */
	} rows[] = {
		{"no sign", "SEA = x\nSEA x\n", -1, ":2: not of the form"},
		{"no acronym", " = x\n", -1, ":1: not of the form"},
		{"no meaning", "SEA = \n", -1, ":1: not of the form"},
		{"nothing but what is not seen", "SEA = \xE2\x80\x8B\n", -1, ":1: not of the form"},
		{"other bytes", "SEA = x\n\xFF = y\n", -1, ":2: not UTF-8"},
		{"a NUL", "SEA = x\nA\0 = y\n", 15, ":2: not UTF-8"},
		{"too many lines", many, -1, ":1001: too many lines"},
		{"too large", huge, -1, ": "},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *path = file_of(rows[i].text, rows[i].len);
		g_autoptr(Glossary) glossary = glossary_read(path, &error);

		g_test_message("%s", rows[i].why);
		g_assert_null(glossary);
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_true(g_str_has_prefix(error->message, path));
		g_assert_true(g_str_has_prefix(error->message + strlen(path), rows[i].error));
		g_unlink(path);
	}
}

static void test_missing(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(glossary_read("/nonexistent/glossary", &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_true(g_str_has_prefix(error->message, "/nonexistent/glossary: "));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/glossary/for", test_for);
	g_test_add_func("/glossary/has", test_has);
	g_test_add_func("/glossary/broken", test_broken);
	g_test_add_func("/glossary/missing", test_missing);
	return g_test_run();
}
