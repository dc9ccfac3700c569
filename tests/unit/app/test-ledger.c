/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/ledger.h"
#include "base/error.h"
#include "lib/inbox-maker.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define THEN G_GINT64_CONSTANT(1767571200)
#define HEX_1 "1111111111111111111111111111111111111111"
#define HEX_2 "2222222222222222222222222222222222222222"
#define TIP_1 "{\"epoch\": 0, \"commit\": \"" HEX_1 "\", \"committed\": 5}"

static char *root, *inbox;

/* A tip of each number; the commit is all @byte. */
static GArray *make_tips(guint n, guint8 byte)
{
	GArray *tips = g_array_new(FALSE, FALSE, sizeof(Tip));

	for (guint i = 0; i < n; i++) {
		Tip tip = {.number = i * 3, .committed = THEN + i};

		memset(tip.oid.id, byte, OID_RAW);
		g_array_append_val(tips, tip);
	}
	return tips;
}

static Ledger *open_ledger(guint wait)
{
	g_autoptr(GError) error = NULL;
	Ledger *ledger = ledger_open(inbox, wait, &error);

	g_assert_no_error(error);
	return ledger;
}

static char *file_path(void)
{
	g_autofree char *folder = ledger_folder(inbox);

	return g_build_filename(folder, "state.json", NULL);
}

static char *read_ledger(void)
{
	g_autofree char *path = file_path();
	char *text = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

static void write_state(const char *text)
{
	g_autofree char *path = file_path();

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void forget(void)
{
	g_autofree char *folder = ledger_folder(inbox);

	if (g_file_test(folder, G_FILE_TEST_EXISTS))
		inbox_maker_remove(folder);
}

/* --- where it is -------------------------------------------------------------- */

static void test_folder(void)
{
	g_autofree char *other = g_build_filename(root, "b", "kvm  arm.git", NULL);
	g_autofree char *link = g_build_filename(root, "link", NULL);
	g_autofree char *home = g_build_filename(root, "states", "maildelta", NULL);
	g_autofree char *one = ledger_folder(inbox), *two = ledger_folder(other);
	g_autofree char *linked = NULL, *slashed = NULL, *dir = g_path_get_dirname(one);
	g_autofree char *name_1 = g_path_get_basename(one), *name_2 = g_path_get_basename(two);
	g_autofree char *doubled = g_strconcat(inbox, "//", NULL);

	g_assert_cmpint(symlink(inbox, link), ==, 0);
	linked = ledger_folder(link);
	slashed = ledger_folder(doubled);
	g_assert_cmpstr(linked, ==, one);
	g_assert_cmpstr(slashed, ==, one);
	g_assert_cmpstr(dir, ==, home);
	g_assert_true(g_str_has_prefix(name_1, "kvm-arm-"));
	g_assert_true(g_str_has_prefix(name_2, "kvm-arm-"));
	g_assert_cmpstr(name_1, !=, name_2); /* of the same name, elsewhere */
	g_assert_cmpuint(strlen(name_1), ==, strlen("kvm-arm-") + 8);
}

/* A folder's name may be anything. */
static void test_folder_names(void)
{
	static const struct {
		const char *name, *begins;
	} cases[] = {
		{".git", "_-"},
		{"..", "x-"}, /* of the folder above, which is called so */
		{"\xFF\x1B", "\xEF\xBF\xBD\xEF\xBF\xBD-"},
		{"a b", "a-b-"},
	};
	g_autofree char *one = g_strnfill(99, 'a');
	g_autofree char *name = g_strconcat("/n/", one, "\xE4\xBA\xBA\xE4\xBA\xBA", NULL);
	g_autofree char *folder = ledger_folder(name), *base = g_path_get_basename(folder);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_build_filename("/nowhere/x/y", cases[i].name, NULL);
		g_autofree char *got = ledger_folder(path), *last = g_path_get_basename(got);

		g_test_message("%s", last);
		g_assert_true(g_str_has_prefix(last, cases[i].begins));
	}
	g_assert_true(g_str_has_prefix(base, one)); /* not half a character */
	g_assert_cmpuint(strlen(base), ==, 99 + 1 + 8);
}

/* --- marks -------------------------------------------------------------------- */

static void test_none(void)
{
	g_autoptr(Ledger) ledger = open_ledger(LEDGER_LOOK);
	g_autofree char *folder = ledger_folder(inbox);
	LedgerMark mark;

	g_assert_false(ledger_mark(ledger, "range", &mark));
	g_assert_false(ledger_last(ledger, &mark));
	g_assert_cmpint(ledger_fetched(ledger), ==, 0);
	g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS)); /* looking leaves nothing */
}

static void check_mark(const Ledger *ledger, const char *report, const GArray *tips, gint64 told)
{
	LedgerMark mark;

	g_assert_true(ledger_mark(ledger, report, &mark));
	g_assert_true(tips_equal(mark.tips, tips));
	g_assert_cmpint(mark.told, ==, told);
}

static void tell(Ledger *ledger, const char *report, const GArray *tips, gint64 now)
{
	g_auto(LedgerStep) step = {0};

	g_assert_true(ledger_begin(ledger, report, tips, now, &step, NULL));
	g_assert_true(ledger_finish(ledger, report, NULL));
}

static void test_round_trip(void)
{
	g_autoptr(GArray) one = make_tips(1, 1), three = make_tips(3, 2), none = make_tips(0, 0);
	Ledger *ledger = open_ledger(0);
	g_autofree char *folder = ledger_folder(inbox);
	struct stat info;
	LedgerMark mark;

	g_assert_cmpint(stat(folder, &info), ==, 0);
	g_assert_cmpuint(info.st_mode & 0777, ==, 0700);
	g_assert_true(ledger_start(ledger, "range", one, NULL));
	g_assert_true(ledger_start(ledger, "range", three, NULL)); /* it has one */
	check_mark(ledger, "range", one, 0);
	g_assert_false(ledger_last(ledger, &mark)); /* none was told yet */
	tell(ledger, "hook", three, THEN);
	tell(ledger, LEDGER_DIGEST, none, THEN + 5);
	g_assert_true(ledger_set_fetched(ledger, THEN + 7, NULL));
	ledger_free(ledger);

	ledger = open_ledger(LEDGER_LOOK);
	check_mark(ledger, "range", one, 0);
	check_mark(ledger, "hook", three, THEN);
	check_mark(ledger, LEDGER_DIGEST, none, THEN + 5);
	g_assert_false(ledger_mark(ledger, "hook ", &mark));
	g_assert_true(ledger_last(ledger, &mark)); /* a digest is of weeks */
	g_assert_cmpint(mark.told, ==, THEN);
	g_assert_true(tips_equal(mark.tips, three));
	g_assert_cmpint(((const Tip *)(gconstpointer)mark.tips->data)->committed, ==, THEN);
	g_assert_cmpint(ledger_fetched(ledger), ==, THEN + 7);
	ledger_free(ledger);
	forget();
}

/* The same marks are the same bytes, whatever came in between. */
static void test_bytes(void)
{
	g_autoptr(GArray) tips = make_tips(2, 0xAB);
	g_autofree char *first = NULL, *again = NULL;
	Ledger *ledger = open_ledger(0);

	tell(ledger, "range", tips, THEN);
	first = read_ledger();
	tell(ledger, "range", tips, THEN);
	ledger_free(ledger);
	again = read_ledger();
	g_assert_cmpstr(first, ==, again);
	forget();
}

static void check_step(const LedgerStep *step, const GArray *tips, gint64 now)
{
	g_assert_true(tips_equal(step->tips, tips));
	g_assert_cmpint(step->now, ==, now);
}

/* Each ledger_free() stands for a kill there. */
static void test_steps(void)
{
	g_autoptr(GArray) a = make_tips(1, 1), b = make_tips(1, 2), c = make_tips(2, 3);
	Ledger *ledger = open_ledger(0);
	g_auto(LedgerStep) first = {0}, second = {0}, third = {0};

	g_assert_true(ledger_start(ledger, "range", a, NULL));
	g_assert_true(ledger_begin(ledger, "range", b, THEN, &first, NULL));
	check_step(&first, b, THEN);
	ledger_free(ledger);

	ledger = open_ledger(0); /* more has come, and time has gone by */
	check_mark(ledger, "range", a, 0);
	g_assert_true(ledger_begin(ledger, "range", c, THEN + 60, &second, NULL));
	check_step(&second, b, THEN);
	g_assert_true(ledger_finish(ledger, "range", NULL));
	ledger_free(ledger);

	ledger = open_ledger(0);
	check_mark(ledger, "range", b, THEN);
	g_assert_true(ledger_begin(ledger, "range", c, THEN + 60, &third, NULL));
	check_step(&third, c, THEN + 60);
	ledger_free(ledger);
	forget();
}

/* A report that nowhere begins yet can be told all the same. */
static void test_begin_first(void)
{
	g_autoptr(GArray) a = make_tips(1, 1), b = make_tips(1, 2);
	Ledger *ledger = open_ledger(0);
	g_auto(LedgerStep) step = {0};
	LedgerMark mark;

	g_assert_true(ledger_begin(ledger, "range", a, THEN, &step, NULL));
	ledger_free(ledger);
	ledger = open_ledger(0);
	g_assert_false(ledger_mark(ledger, "range", &mark));
	g_assert_true(
		ledger_start(ledger, "range", b, NULL)); /* does not take back what was begun */
	ledger_free(ledger);
	ledger = open_ledger(0);
	check_mark(ledger, "range", b, 0);
	g_assert_true(ledger_finish(ledger, "range", NULL));
	check_mark(ledger, "range", a, THEN);
	ledger_free(ledger);
	forget();
}

/* What is told in parts goes on behind the last that was. */
static void test_advance(void)
{
	g_autoptr(GArray) a = make_tips(1, 1), b = make_tips(1, 2), c = make_tips(1, 3);
	Ledger *ledger = open_ledger(0);
	g_auto(LedgerStep) first = {0}, second = {0};

	tell(ledger, LEDGER_DIGEST, a, THEN);
	g_assert_true(ledger_begin(ledger, LEDGER_DIGEST, b, THEN + 60, &first, NULL));
	g_assert_true(ledger_advance(ledger, LEDGER_DIGEST, THEN + 20, NULL));
	ledger_free(ledger);
	ledger = open_ledger(0);
	check_mark(ledger, LEDGER_DIGEST, a, THEN + 20);
	g_assert_true(ledger_begin(ledger, LEDGER_DIGEST, c, THEN + 90, &second, NULL));
	check_step(&second, b, THEN + 60);
	g_assert_true(ledger_finish(ledger, LEDGER_DIGEST, NULL));
	check_mark(ledger, LEDGER_DIGEST, b, THEN + 60);
	ledger_free(ledger);
	forget();
}

/* What can be told no more is begun anew. */
static void test_drop(void)
{
	g_autoptr(GArray) a = make_tips(1, 1), b = make_tips(1, 2), c = make_tips(1, 3);
	Ledger *ledger = open_ledger(0);
	g_auto(LedgerStep) first = {0}, second = {0};

	g_assert_true(ledger_start(ledger, "range", a, NULL));
	g_assert_false(ledger_is_begun(ledger, "range"));
	g_assert_false(ledger_is_begun(ledger, "hook"));
	g_assert_true(ledger_begin(ledger, "range", b, THEN, &first, NULL));
	ledger_free(ledger);
	ledger = open_ledger(0);
	g_assert_true(ledger_is_begun(ledger, "range"));
	ledger_drop(ledger, "range");
	ledger_drop(ledger, "hook");
	g_assert_true(ledger_begin(ledger, "range", c, THEN + 60, &second, NULL));
	check_step(&second, c, THEN + 60);
	check_mark(ledger, "range", a, 0);
	g_assert_true(ledger_finish(ledger, "range", NULL));
	g_assert_false(ledger_is_begun(ledger, "range"));
	ledger_free(ledger);
	ledger = open_ledger(0);
	check_mark(ledger, "range", c, THEN + 60);
	ledger_free(ledger);
	forget();
}

/* --- files that are none ------------------------------------------------------ */

#define WITH_MARKS(marks) "{\"version\": 1, \"fetched\": 0, \"marks\": " marks "}"
#define WITH_TIPS(tips) WITH_MARKS("{\"range\": {\"told\": 0, \"tips\": " tips "}}")

static void check_text(const char *text, const char *wrong)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Ledger) ledger = NULL;
	g_autofree char *path = file_path();

	write_state(text);
	ledger = ledger_open(inbox, LEDGER_LOOK, &error);
	g_test_message("%.60s", text);
	if (!wrong) {
		g_assert_no_error(error);
		return;
	}
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	if (!error)
		return;
	g_assert_true(g_str_has_prefix(error->message, path));
	g_assert_nonnull(strstr(error->message, wrong));
	g_assert_nonnull(strstr(error->message, "delete this file"));
}

static void test_damage(void)
{
	static const struct {
		const char *text, *wrong; /* NULL: nothing is */
	} cases[] = {
		{WITH_MARKS("{}"), NULL},
		{WITH_TIPS("[]"), NULL},
		{WITH_TIPS("[" TIP_1 "]"), NULL},
		{"{\"later\": [], \"version\": 1, \"fetched\": 0, \"marks\": {}}", NULL},
		{"", "JSON: byte 0"},
		{"{", "JSON: byte"},
		{"[]", "a number is missing"},
		{"null", "a number is missing"},
		{"{}", "a number is missing"},
		{"{\"version\": 2, \"fetched\": 0, \"marks\": {}}", "another version"},
		{"{\"version\": \"1\", \"fetched\": 0, \"marks\": {}}", "a number is missing"},
		{"{\"version\": 1, \"marks\": {}}", "a number is missing"},
		{"{\"version\": 1, \"fetched\": -1, \"marks\": {}}", "a number is missing"},
		{"{\"version\": 1, \"fetched\": 1.5, \"marks\": {}}", "a number is missing"},
		{"{\"version\": 1, \"fetched\": 1e999, \"marks\": {}}", "a number is missing"},
		{"{\"version\": 1, \"fetched\": 9007199254740993, \"marks\": {}}",
		 "a number is missing"},
		{"{\"version\": 1, \"fetched\": 0}", "marks are missing"},
		{"{\"version\": 1, \"fetched\": 0, \"marks\": []}", "marks are missing"},
		{WITH_MARKS("{\"range\": 1}"), "mark is none"},
		{WITH_MARKS("{\"range\": {}}"), "mark is none"},
		{WITH_MARKS("{\"range\": {\"tips\": []}}"), "a number is missing"},
		{WITH_MARKS("{\"range\": {\"told\": 0, \"tips\": {}}}"), "tips are missing"},
		{WITH_MARKS("{\"r\": {\"told\": 0, \"tips\": []}, \"r\": {\"told\": 0, \"tips\": "
			    "[]}}"),
		 "stands there twice"},
		{WITH_MARKS("{\"range\": {\"begun\": {\"now\": 1}}}"), "tips are missing"},
		{WITH_MARKS("{\"range\": {\"begun\": {\"tips\": []}}}"), "a number is missing"},
		{WITH_MARKS("{\"range\": {\"begun\": 1}}"), "tips are missing"},
		{WITH_TIPS("[1]"), "a number is missing"},
		{WITH_TIPS("[" TIP_1 "," TIP_1 "]"), "a number is missing"},
		{WITH_TIPS("[{\"epoch\": 1000000, \"commit\": \"" HEX_1 "\", \"committed\": 5}]"),
		 "an epoch or its commit"},
		{WITH_TIPS("[{\"epoch\": 4294967296, \"commit\": \"" HEX_1
			   "\", \"committed\": 5}]"),
		 "an epoch or its commit"},
		{WITH_TIPS("[{\"epoch\": -1, \"commit\": \"" HEX_1 "\", \"committed\": 5}]"),
		 "a number is missing"},
		{WITH_TIPS("[{\"epoch\": 0, \"commit\": \"11\", \"committed\": 5}]"),
		 "an epoch or its commit"},
		{WITH_TIPS("[{\"epoch\": 0, \"commit\": 11, \"committed\": 5}]"),
		 "an epoch or its commit"},
		{WITH_TIPS("[{\"epoch\": 0, \"commit\": \"000000000000000000000000000000000000000"
			   "0\", \"committed\": 5}]"),
		 "an epoch or its commit"},
		{WITH_TIPS("[{\"epoch\": 0, \"commit\": \"" HEX_1 "\"}]"), "a number is missing"},
	};

	ledger_free(open_ledger(0)); /* makes the folder */
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check_text(cases[i].text, cases[i].wrong);
	forget();
}

/* Every beginning of a good file but the whole of it. */
static void test_cut(void)
{
	g_autoptr(GArray) tips = make_tips(1, 1);
	Ledger *ledger = open_ledger(0);
	g_autofree char *whole = NULL;
	g_auto(LedgerStep) step = {0};

	g_assert_true(ledger_start(ledger, "range", tips, NULL));
	g_assert_true(ledger_begin(ledger, "range", tips, THEN, &step, NULL));
	ledger_free(ledger);
	whole = read_ledger();
	for (gsize len = 0; len < strlen(whole) - 1; len++) {
		g_autofree char *part = g_strndup(whole, len);

		check_text(part, "cannot be read");
	}
	check_text(whole, NULL);
	forget();
}

static void test_huge(void)
{
	g_autoptr(GString) many = g_string_new("{\"r0\": {\"told\": 0, \"tips\": []}");
	g_autofree char *large = g_strnfill(2 * 1024 * 1024, ' '), *text = NULL;

	ledger_free(open_ledger(0));
	check_text(large, "no file of maildelta's");
	for (guint i = 1; i < 200; i++)
		g_string_append_printf(many, ", \"r%u\": {\"told\": 0, \"tips\": []}", i);
	text = g_strdup_printf("{\"version\": 1, \"fetched\": 0, \"marks\": %s}}", many->str);
	check_text(text, "mark is none");
	forget();
}

/* What stands there and is no file does not hold anyone up. */
static void test_no_file(void)
{
	g_autofree char *path = file_path();

	ledger_free(open_ledger(0));
	for (guint i = 0; i < 2; i++) {
		g_autoptr(GError) error = NULL;

		g_assert_cmpint(i ? g_mkdir(path, 0700) : mkfifo(path, 0600), ==, 0);
		g_assert_null(ledger_open(inbox, 0, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		g_assert_cmpint(g_remove(path), ==, 0);
	}
	forget();
}

static void test_cannot_make(void)
{
	g_autofree char *before = g_strdup(g_getenv("XDG_STATE_HOME"));
	g_autofree char *file = g_build_filename(root, "file", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(file, "x", -1, NULL));
	g_setenv("XDG_STATE_HOME", file, TRUE);
	g_assert_null(ledger_open(inbox, 0, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_nonnull(strstr(error->message, "XDG_STATE_HOME"));
	g_setenv("XDG_STATE_HOME", before, TRUE);
}

/* What a kill left of a file that was being replaced goes, and nothing else. */
static void test_sweep(void)
{
	static const char *const names[] = {"state.json.ABC123", "state.json.old", "log"};
	g_autofree char *folder = ledger_folder(inbox);

	ledger_free(open_ledger(0));
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(folder, names[i], NULL);

		g_assert_true(g_file_set_contents(path, "{", -1, NULL));
	}
	ledger_free(open_ledger(LEDGER_LOOK)); /* it may be someone's who is at it */
	for (guint pass = 0; pass < 2; pass++) {
		for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
			g_autofree char *path = g_build_filename(folder, names[i], NULL);

			g_assert_cmpint(g_file_test(path, G_FILE_TEST_EXISTS), ==,
					pass == 0 || i > 0);
		}
		ledger_free(open_ledger(0));
	}
	forget();
}

/* --- several at once ----------------------------------------------------------- */

static void test_busy(void)
{
	g_autoptr(Ledger) ledger = open_ledger(0);
	g_autoptr(GError) error = NULL;

	g_assert_null(ledger_open(inbox, 0, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_BUSY);
	ledger_free(open_ledger(LEDGER_LOOK)); /* looks all the same */
	forget();
}

/* Says yes in its exit status. */
static void count_up(void)
{
	for (guint i = 0; i < 5; i++) {
		g_autoptr(Ledger) ledger = ledger_open(inbox, LOCK_FOREVER, NULL);

		if (!ledger || !ledger_set_fetched(ledger, ledger_fetched(ledger) + 1, NULL))
			_exit(1);
	}
	_exit(0);
}

/* Who waits for the lock reads what the one before wrote. */
static void test_concurrent(void)
{
	pid_t children[4];
	Ledger *ledger;

	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		children[i] = fork();
		if (children[i] == 0)
			count_up();
	}
	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		g_assert_cmpint(status, ==, 0);
	}
	ledger = open_ledger(LEDGER_LOOK);
	g_assert_cmpint(ledger_fetched(ledger), ==, 5 * G_N_ELEMENTS(children));
	ledger_free(ledger);
	forget();
}

int main(int argc, char **argv)
{
	g_autofree char *states = NULL;
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	root = g_dir_make_tmp("maildelta-state-XXXXXX", NULL);
	states = g_build_filename(root, "states", NULL);
	inbox = g_build_filename(root, "a", "kvm arm", NULL);
	g_mkdir_with_parents(inbox, 0700);
	g_setenv("XDG_STATE_HOME", states, TRUE);
	g_test_add_func("/ledger/folder", test_folder);
	g_test_add_func("/ledger/folder-names", test_folder_names);
	g_test_add_func("/ledger/none", test_none);
	g_test_add_func("/ledger/round-trip", test_round_trip);
	g_test_add_func("/ledger/bytes", test_bytes);
	g_test_add_func("/ledger/steps", test_steps);
	g_test_add_func("/ledger/begin-first", test_begin_first);
	g_test_add_func("/ledger/advance", test_advance);
	g_test_add_func("/ledger/drop", test_drop);
	g_test_add_func("/ledger/damage", test_damage);
	g_test_add_func("/ledger/cut", test_cut);
	g_test_add_func("/ledger/huge", test_huge);
	g_test_add_func("/ledger/no-file", test_no_file);
	g_test_add_func("/ledger/cannot-make", test_cannot_make);
	g_test_add_func("/ledger/sweep", test_sweep);
	g_test_add_func("/ledger/busy", test_busy);
	g_test_add_func("/ledger/concurrent", test_concurrent);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(inbox);
	g_free(root);
	return result;
}
