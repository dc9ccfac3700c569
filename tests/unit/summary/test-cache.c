/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/cache.h"

#include "base/lock.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOM (64u << 20)
#define DAY (24 * 3600)

static char *scratch;

/* --- a folder of its own for each test -------------------------------------------- */

static void remove_all(const char *path)
{
	g_autoptr(GDir) dir =
		g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		remove_all(inner);
	}
	g_remove(path);
}

static char *new_folder(void)
{
	static guint n;

	return g_strdup_printf("%s/%u/maildelta", scratch, n++);
}

/* The key of a number, and where its file is. */
static char *key_of(guint i)
{
	g_autofree char *text = g_strdup_printf("%u", i);

	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

static char *path_of(const char *folder, const char *key)
{
	return g_strdup_printf("%s/answers/%.2s/%s", folder, key, key + 2);
}

static char *path_of_number(const char *folder, guint i)
{
	g_autofree char *key = key_of(i);

	return path_of(folder, key);
}

static void put_text(Cache *cache, guint i, const char *content)
{
	g_autofree char *key = key_of(i), *copy = g_strdup(content);
	CacheEntry entry = {.content = copy, .input = 1, .output = 2};

	cache_put(cache, key, &entry);
}

static char *get_text(Cache *cache, guint i)
{
	g_autofree char *key = key_of(i);
	g_auto(CacheEntry) entry = {0};

	return cache_get(cache, key, &entry) ? g_steal_pointer(&entry.content) : NULL;
}

static gboolean has(Cache *cache, guint i)
{
	g_autofree char *content = get_text(cache, i);

	return content != NULL;
}

static gboolean is_there(const char *folder, guint i)
{
	g_autofree char *path = path_of_number(folder, i);

	return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static void set_age(const char *path, gint64 seconds)
{
	gint64 then = g_get_real_time() / G_USEC_PER_SEC - seconds;
	struct timespec times[2] = {{.tv_sec = then}, {.tv_sec = then}};

	g_assert_cmpint(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

static void set_age_of(const char *folder, guint i, gint64 seconds)
{
	g_autofree char *path = path_of_number(folder, i);

	set_age(path, seconds);
}

static void write_whole(const char *path, const char *text, gssize len)
{
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, len, NULL));
}

/* Files and folders below, themselves too: what was left. */
static guint count_all(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;
	guint n = 1;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		n += count_all(inner);
	}
	return n;
}

/* --- what is kept comes back ------------------------------------------------------- */

static void test_round(void)
{
	static const CacheEntry cases[] = {
		{(char *)"{\"now\": []}", FALSE, FALSE, 0, 0},
		{(char *)"", FALSE, TRUE, 12, 0},
		{(char *)"cut in the midd", TRUE, FALSE, 123456789, 4096},
		{(char *)"\"quotes\" \\ and\nlines\r\n\ttabs", FALSE, FALSE, 1, 2},
		{(char *)"补丁 \xE2\x80\xAEhidden\xE2\x80\x8B \x01\x1b[31m", TRUE, TRUE, 1, 2},
		{(char *)"\\u0000 is text", FALSE, FALSE, 1LL << 53, 1LL << 52},
	};
	g_autofree char *folder = new_folder();

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *key = key_of(i);
		/* of another run */
		g_autoptr(Cache) cache = cache_new(folder, ROOM);
		g_auto(CacheEntry) entry = {0};

		g_assert_false(cache_get(cache, key, &entry));
		g_assert_null(entry.content);
		cache_put(cache, key, &cases[i]);
		g_clear_pointer(&cache, cache_free);
		cache = cache_new(folder, ROOM);
		g_assert_true(cache_get(cache, key, &entry));
		g_assert_cmpstr(entry.content, ==, cases[i].content);
		g_assert_cmpint(entry.cut, ==, cases[i].cut);
		g_assert_cmpint(entry.declined, ==, cases[i].declined);
		g_assert_cmpuint(entry.input, ==, cases[i].input);
		g_assert_cmpuint(entry.output, ==, cases[i].output);
	}
}

/* For its owner alone, file and folder, and the last one that was kept. */
static void test_file(void)
{
	g_autofree char *folder = new_folder(), *path = path_of_number(folder, 1), *got = NULL;
	g_autoptr(Cache) cache = cache_new(folder, ROOM);
	struct stat file = {0};

	g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
	put_text(cache, 1, "a");
	put_text(cache, 1, "b");
	g_assert_cmpint(lstat(path, &file), ==, 0);
	g_assert_cmpint(file.st_mode, ==, S_IFREG | 0600);
	g_assert_cmpint(lstat(folder, &file), ==, 0);
	g_assert_cmpint(file.st_mode, ==, S_IFDIR | 0700);
	got = get_text(cache, 1);
	g_assert_cmpstr(got, ==, "b");
}

static void test_no_key(void)
{
	static const char *const keys[] = {
		"",
		"0",
		"../../../../../../../../../../../../../../../../../etc/passwd0000",
		"aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaag",
	};
	g_autofree char *folder = new_folder();
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_auto(CacheEntry) entry = {0};
		CacheEntry put = {.content = (char *)"x"};

		g_test_message("%s", keys[i]);
		cache_put(cache, keys[i], &put);
		g_assert_false(cache_get(cache, keys[i], &entry));
	}
	g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

/* What cannot come back as it is is not kept. */
static void test_not_kept(void)
{
	g_autofree char *folder = new_folder(), *key = key_of(1);
	g_autofree char *large = g_strnfill(CACHE_MAX_FILE, 'x');
	g_autofree char *escaped = g_strnfill(CACHE_MAX_FILE / 5, '\x01');
	const char *const contents[] = {NULL, "a\xFFz", "\xC3", large, escaped};
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
		CacheEntry entry = {.content = (char *)contents[i]};

		cache_put(cache, key, &entry);
		g_assert_false(has(cache, 1));
	}
	g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

static void test_none(void)
{
	g_autofree char *folder = new_folder();
	CacheLearned learned = {.form.rung = RUNG_TEXT, .factor = 2};
	Cache *cache = cache_new(folder, ROOM);

	put_text(cache, 1, "a");
	cache_free(cache);
	cache = cache_new(folder, 0);
	g_assert_false(has(cache, 1));
	put_text(cache, 2, "b");
	cache_learn(cache, "https://x.example", "m", &learned);
	cache_free(cache);
	cache = cache_new(folder, ROOM);
	g_assert_true(has(cache, 1));
	g_assert_false(has(cache, 2));
	cache_learned(cache, "https://x.example", "m", &learned);
	g_assert_cmpint(learned.form.rung, ==, RUNG_SCHEMA);
	cache_free(cache);
	cache_free(NULL);
}

/* --- what others left there ---------------------------------------------------------- */

#define HEAD "{\"format\": 1, \"cut\": false, \"declined\": false, "

static void test_hostile(void)
{
	static const struct {
		const char *text;
		gssize len; /* 0: to its NUL */
	} cases[] = {
		{"", 0},
		{"\0\0\0\0", 4},
		{"null", 0},
		{"[]", 0},
		{"{}", 0},
		{"\"x\"", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": \"x\"", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": \"x\"} x", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": \"x\"}\0", sizeof HEAD + 40},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": \"x\\u0000y\"}", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": \"\xFF\"}", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": 3}", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": null}", 0},
		{HEAD "\"input\": 1, \"output\": 2, \"content\": [\"x\"]}", 0},
		{HEAD "\"input\": 1, \"output\": 2}", 0},
		{HEAD "\"input\": 1, \"content\": \"x\"}", 0},
		{HEAD "\"input\": -1, \"output\": 2, \"content\": \"x\"}", 0},
		{HEAD "\"input\": \"1\", \"output\": 2, \"content\": \"x\"}", 0},
		{HEAD "\"input\": 1e300, \"output\": 2, \"content\": \"x\"}x", 0},
		{HEAD "\"input\": 1e17, \"output\": 2, \"content\": \"x\"}", 0},
		{"{\"cut\": false, \"declined\": false, \"input\": 1, \"output\": 2, "
		 "\"content\": \"x\"}",
		 0},
		{"{\"format\": 2, \"cut\": false, \"declined\": false, \"input\": 1, "
		 "\"output\": 2, \"content\": \"x\"}",
		 0},
		{"{\"format\": 1, \"cut\": 0, \"declined\": false, \"input\": 1, "
		 "\"output\": 2, \"content\": \"x\"}",
		 0},
	};
	g_autofree char *folder = new_folder(), *path = path_of_number(folder, 1);
	g_autofree char *nested = g_strnfill(1 << 20, '['), *got = NULL;
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].text);
		write_whole(path, cases[i].text, cases[i].len ? cases[i].len : -1);
		g_assert_false(has(cache, 1));
	}
	write_whole(path, nested, -1);
	g_assert_false(has(cache, 1));
	/* so that the ones above are refused for what they say */
	write_whole(path, HEAD "\"input\": 1, \"output\": 2, \"content\": \"x\"}", -1);
	g_assert_true(has(cache, 1));
	put_text(cache, 1, "good");
	got = get_text(cache, 1);
	g_assert_cmpstr(got, ==, "good");
}

/* Whatever its length, a file that is cut short is none. */
static void test_truncated(void)
{
	g_autofree char *folder = new_folder(), *path = path_of_number(folder, 1), *whole = NULL;
	g_autoptr(Cache) cache = cache_new(folder, ROOM);
	gsize len = 0;

	put_text(cache, 1, "{\"now\": [\"\xE8\xA1\xA5\"]}");
	g_assert_true(g_file_get_contents(path, &whole, &len, NULL));
	g_assert_cmpuint(len, >, 50);
	for (gsize n = 0; n < len; n++) {
		write_whole(path, whole, (gssize)n);
		g_assert_false(has(cache, 1));
	}
}

static void test_huge(void)
{
	g_autofree char *folder = new_folder(), *path = path_of_number(folder, 1);
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	write_whole(path, HEAD, -1);
	g_assert_cmpint(truncate(path, G_GINT64_CONSTANT(1) << 40), ==, 0);
	g_assert_false(has(cache, 1));
	put_text(cache, 1, "small");
	g_assert_true(has(cache, 1));
}

/* Something else than a file where one should be: not read, not waited for, not followed. */
static void test_no_file(void)
{
	g_autofree char *folder = new_folder(), *elsewhere = g_strconcat(folder, "-other", NULL);
	g_autoptr(Cache) cache = cache_new(folder, ROOM);
	struct stat before = {0}, after = {0};
	char *paths[5];

	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *shard = NULL;

		paths[i] = path_of_number(folder, i);
		shard = g_path_get_dirname(paths[i]);
		g_assert_cmpint(g_mkdir_with_parents(shard, 0700), ==, 0);
	}
	write_whole(elsewhere, HEAD "\"input\": 1, \"output\": 2, \"content\": \"x\"}", -1);
	set_age(elsewhere, DAY);
	lstat(elsewhere, &before);
	g_assert_cmpint(mkfifo(paths[0], 0600), ==, 0);
	g_assert_cmpint(g_mkdir(paths[1], 0700), ==, 0);
	g_assert_cmpint(symlink(elsewhere, paths[2]), ==, 0);
	g_assert_cmpint(symlink("nowhere", paths[3]), ==, 0);
	g_assert_cmpint(symlink("/dev/zero", paths[4]), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_assert_false(has(cache, i));
		put_text(cache, i, "mine");
		/* nothing but a folder stands in the way of a file */
		g_assert_cmpint(has(cache, i), ==, i != 1);
		g_free(paths[i]);
	}
	lstat(elsewhere, &after);
	g_assert_cmpint(after.st_mtime, ==, before.st_mtime);
	g_assert_cmpint(after.st_size, ==, before.st_size);
}

/* A file where a folder should be, in each place. */
static void test_no_folder(void)
{
	for (guint i = 0; i < 3; i++) {
		g_autofree char *folder = new_folder(), *path = path_of_number(folder, 1);
		CacheLearned learned = {.factor = 2};
		Cache *cache = cache_new(folder, ROOM);

		for (guint up = 0; up <= i; up++) {
			g_autofree char *above = g_path_get_dirname(path);

			g_free(path);
			path = g_steal_pointer(&above);
		}
		write_whole(path, "x", -1);
		put_text(cache, 1, "a");
		g_assert_false(has(cache, 1));
		cache_learn(cache, "https://x.example", "m", &learned);
		cache_free(cache);
	}
}

/* --- where nothing can be written ------------------------------------------------------ */

static void test_read_only(void)
{
	g_autofree char *folder = new_folder(), *key = key_of(1), *path = path_of(folder, key);
	g_autofree char *shard = g_path_get_dirname(path), *answers = g_path_get_dirname(shard);
	g_autofree char *above = g_path_get_dirname(folder), *got = NULL;
	gboolean root = geteuid() == 0;
	Cache *cache = cache_new(folder, ROOM);

	put_text(cache, 1, "a");
	cache_free(cache);
	g_assert_cmpint(chmod(scratch, 0755) | chmod(above, 0755) | chmod(folder, 0555) |
				chmod(answers, 0555) | chmod(shard, 0555) | chmod(path, 0444),
			==, 0);
	if (root) /* whom no mode keeps out */
		g_assert_cmpint(seteuid(65534), ==, 0);
	cache = cache_new(folder, ROOM);
	got = get_text(cache, 1);
	g_assert_cmpstr(got, ==, "a");
	put_text(cache, 1, "b");
	put_text(cache, 2, "c");
	g_assert_false(has(cache, 2));
	cache_free(cache);
	if (root)
		g_assert_cmpint(seteuid(0), ==, 0);
	g_assert_cmpint(chmod(folder, 0700) | chmod(answers, 0700) | chmod(shard, 0700), ==, 0);
	g_free(got);
	cache = cache_new(folder, ROOM);
	got = get_text(cache, 1);
	g_assert_cmpstr(got, ==, "a");
	cache_free(cache);
}

/* A write that ends in the middle, as where the disk is full: nothing is left of it. */
static void test_full(void)
{
	g_autofree char *folder = new_folder(), *large = g_strnfill(4000, 'x'), *got = NULL;
	struct rlimit limit, small;
	guint before;
	Cache *cache = cache_new(folder, ROOM);

	put_text(cache, 1, "old");
	before = count_all(folder);
	signal(SIGXFSZ, SIG_IGN);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &limit), ==, 0);
	small = (struct rlimit){1000, limit.rlim_max};
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
	put_text(cache, 1, large);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
	got = get_text(cache, 1);
	g_assert_cmpstr(got, ==, "old");
	g_assert_cmpuint(count_all(folder), ==, before);
	cache_free(cache);
}

/* --- room ----------------------------------------------------------------------------- */

#define SIZE 1000 /* bytes of a content; its file is some more */

static void put_old(const char *folder, guint from, guint to)
{
	g_autofree char *content = g_strnfill(SIZE, 'x');
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	/* the first is the oldest */
	for (guint i = from; i < to; i++) {
		put_text(cache, i, content);
		set_age_of(folder, i, DAY - (gint64)i);
	}
}

static void keep_one(const char *folder, guint64 max, guint i)
{
	g_autofree char *content = g_strnfill(SIZE, 'x');
	g_autoptr(Cache) cache = cache_new(folder, max);

	put_text(cache, i, content);
}

static void use(const char *folder, guint i)
{
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	g_assert_true(has(cache, i));
}

static void test_room(void)
{
	g_autofree char *folder = new_folder();

	put_old(folder, 0, 10);
	use(folder, 0);
	use(folder, 3);
	keep_one(folder, 5 * (SIZE + 200), 10);
	/* the new one, those that were used, and the youngest: five of eleven */
	for (guint i = 0; i <= 10; i++)
		g_assert_cmpint(is_there(folder, i), ==, i == 0 || i == 3 || i >= 8);
}

/* Within a run it stays below a quarter more, however much is kept. */
static void test_room_within(void)
{
	g_autofree char *folder = new_folder(), *content = g_strnfill(SIZE, 'x');
	g_autoptr(Cache) cache = cache_new(folder, 20 * SIZE);
	guint most = 0;

	for (guint i = 0; i < 200; i++) {
		guint n = 0;

		put_text(cache, i, content);
		set_age_of(folder, i, DAY - (gint64)i);
		for (guint j = 0; j <= i; j++)
			n += is_there(folder, j);
		most = MAX(most, n);
	}
	g_assert_cmpuint(most, >, 15);
	g_assert_cmpuint(most, <=, 25);
}

/* What is larger than all the room there is does not drive out the rest. */
static void test_room_one(void)
{
	g_autofree char *folder = new_folder();

	put_old(folder, 0, 3);
	keep_one(folder, SIZE / 2, 5);
	g_assert_false(is_there(folder, 5));
	g_assert_true(is_there(folder, 0));
}

/* Another makes room: it is not waited for. */
static void test_room_busy(void)
{
	g_autofree char *folder = new_folder(), *path = g_build_filename(folder, "lock", NULL);
	Lock *lock;

	put_old(folder, 0, 5);
	lock = lock_take(path, 0, NULL);
	g_assert_nonnull(lock);
	keep_one(folder, 2 * (SIZE + 200), 5);
	g_assert_true(is_there(folder, 0));
	lock_free(lock);
	keep_one(folder, 2 * (SIZE + 200), 6);
	g_assert_false(is_there(folder, 0));
	g_assert_true(is_there(folder, 6));
}

/* What stands in the lock's place is no reason to wait or fail. */
static void test_room_no_lock(void)
{
	for (guint i = 0; i < 3; i++) {
		g_autofree char *folder = new_folder();
		g_autofree char *path = g_build_filename(folder, "lock", NULL);

		put_old(folder, 0, 5);
		g_unlink(path);
		if (i == 0)
			g_assert_cmpint(mkfifo(path, 0600), ==, 0);
		else if (i == 1)
			g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
		else
			g_assert_cmpint(symlink("nowhere", path), ==, 0);
		keep_one(folder, 2 * (SIZE + 200), 5);
		g_assert_true(is_there(folder, 5));
	}
}

/* What killed runs left goes when nobody can be at it any more, and nothing else does. */
static void test_sweep(void)
{
	static const struct {
		const char *end; /* behind the name of an answer's file */
		gint64 age;
		gboolean stays;
	} cases[] = {
		{".aB3xY9", 2 * DAY, FALSE}, {".aB3xY9", 60, TRUE},      {".aB3xY", 2 * DAY, TRUE},
		{".aB3xY9z", 2 * DAY, TRUE}, {".aB3-Y9", 2 * DAY, TRUE}, {"0aB3xY9", 2 * DAY, TRUE},
		{".save", 2 * DAY, TRUE},
	};
	g_autofree char *folder = new_folder(), *of = path_of_number(folder, 1);
	g_autofree char *learned = g_strdup_printf("%s/learned/%064d.aB3xY9", folder, 7);
	g_autofree char *notes = g_strdup_printf("%s/answers/notes", folder);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat(of, cases[i].end, NULL);

		g_test_message("%s %d", cases[i].end, (int)cases[i].age);
		write_whole(path, "x", -1);
		set_age(path, cases[i].age);
		keep_one(folder, ROOM, 2);
		g_assert_cmpint(g_file_test(path, G_FILE_TEST_EXISTS), ==, cases[i].stays);
	}
	write_whole(learned, "x", -1);
	write_whole(notes, "x", -1);
	set_age(learned, 2 * DAY);
	set_age(notes, 2 * DAY);
	keep_one(folder, ROOM, 2);
	g_assert_false(g_file_test(learned, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(notes, G_FILE_TEST_EXISTS));
}

/* A link in a folder's place does not lead to the removal of what is called like an answer. */
static void test_room_linked(void)
{
	g_autofree char *folder = new_folder(), *other = new_folder(), *key = key_of(1);
	g_autofree char *shard = g_strdup_printf("%s/answers/%.2s", folder, key);
	g_autofree char *target = g_strdup_printf("%s/answers/%.2s", other, key);

	put_old(other, 1, 2);
	put_old(folder, 2, 4);
	g_assert_cmpint(symlink(target, shard), ==, 0);
	keep_one(folder, SIZE + 200, 4);
	g_assert_true(is_there(other, 1));
	g_assert_false(is_there(folder, 2));
}

/* --- several at once -------------------------------------------------------------------- */

#define ANSWERS 40
#define ROUNDS 15

/* What an answer says: long enough to be written in pieces, and told from the others. */
static char *content_of(guint i)
{
	return g_strnfill(3000 + 100 * i, (char)('a' + i % 26));
}

/* 0: nothing was ever there but whole, and, where nobody takes it away, what was kept stayed. */
static int work(const char *folder, guint64 max, gboolean stays)
{
	for (guint round = 0; round < ROUNDS; round++) {
		g_autoptr(Cache) cache = cache_new(folder, max);

		for (guint i = 0; i < ANSWERS; i++) {
			g_autofree char *want = content_of(i), *got = get_text(cache, i);
			CacheLearned learned = {.form.rung = (WireRung)(i % N_RUNGS), .factor = 2};

			if (got ? !g_str_equal(got, want) : stays && round)
				return 1;
			put_text(cache, i, want);
			cache_learn(cache, "https://x.example", "m", &learned);
			cache_learned(cache, "https://x.example", "m", &learned);
			if (learned.factor != 2 && learned.factor != 1)
				return 1;
		}
	}
	return 0;
}

/* Two processes, with room or without, and the folder deleted under them. */
static void test_at_once(void)
{
	static const struct {
		guint64 max;
		gboolean deletes;
	} cases[] = {{ROOM, FALSE}, {50000, FALSE}, {ROOM, TRUE}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folder = new_folder();
		pid_t pids[2];

		for (guint j = 0; j < 2; j++) {
			pids[j] = fork();
			g_assert_cmpint(pids[j], >=, 0);
			if (pids[j] == 0)
				_exit(work(folder, cases[i].max, i == 0));
		}
		for (guint j = 0; cases[i].deletes && j < 20; j++) {
			remove_all(folder);
			g_usleep(2000);
		}
		for (guint j = 0; j < 2; j++) {
			int status = -1;

			g_assert_cmpint(waitpid(pids[j], &status, 0), ==, pids[j]);
			g_assert_cmpint(status, ==, 0);
		}
	}
}

/* Deleted in the middle of a run, it is made anew. */
static void test_deleted(void)
{
	g_autofree char *folder = new_folder();
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	put_text(cache, 1, "a");
	remove_all(folder);
	g_assert_false(has(cache, 1));
	put_text(cache, 1, "b");
	g_assert_true(has(cache, 1));
	remove_all(folder);
}

/* --- what was learned --------------------------------------------------------------------- */

#define URL "https://llm.example/v1?key=none"

static gboolean is_form(const WireForm *a, const WireForm *b)
{
	return a->rung == b->rung && a->completion_tokens == b->completion_tokens &&
	       a->no_temperature == b->no_temperature;
}

static void test_learned(void)
{
	static const CacheLearned cases[] = {
		{{RUNG_SCHEMA, FALSE, FALSE}, 1},    {{RUNG_OBJECT, TRUE, FALSE}, 1.25},
		{{RUNG_TEXT, FALSE, TRUE}, 4},       {{RUNG_TEXT, TRUE, TRUE}, 2.75},
		{{RUNG_SCHEMA, FALSE, FALSE}, 1.75},
	};
	g_autofree char *folder = new_folder();
	CacheLearned got = {.factor = 9};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Cache) cache = cache_new(folder, ROOM);

		cache_learn(cache, URL, "m", &cases[i]);
		cache_learned(cache, URL, "m", &got);
		g_assert_true(is_form(&got.form, &cases[i].form));
		g_assert_cmpfloat(got.factor, ==, cases[i].factor);
		/* of another model or endpoint, and of what reads the same with the parts moved */
		cache_learned(cache, URL, "n", &got);
		g_assert_cmpfloat(got.factor, ==, 1);
		cache_learned(cache, URL "m", "", &got);
		g_assert_cmpfloat(got.factor, ==, 1);
	}
}

static void test_learned_nonsense(void)
{
	static const double factors[] = {0, -1, 0.5, 4.25, 1e300};
	g_autofree char *folder = new_folder();
	g_autoptr(Cache) cache = cache_new(folder, ROOM);

	for (guint i = 0; i < G_N_ELEMENTS(factors); i++) {
		CacheLearned learned = {.form.rung = RUNG_TEXT, .factor = factors[i]};

		cache_learn(cache, URL, "m", &learned);
		cache_learned(cache, URL, "m", &learned);
		g_assert_cmpint(learned.form.rung, ==, RUNG_TEXT);
		g_assert_cmpfloat(learned.factor, ==, 1);
	}
}

static char *learned_file(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "learned", NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name = dir ? g_dir_read_name(dir) : NULL;

	g_assert_nonnull(name);
	return name ? g_build_filename(path, name, NULL) : g_strdup("none");
}

/* @offset: seconds from now; rung 2, factor 1.5. */
static void write_learned(const char *path, gint64 offset)
{
	g_autofree char *text = g_strdup_printf(
		"{\"format\": 1, \"rung\": 2, \"completionTokens\": true, "
		"\"noTemperature\": false, \"factor\": 1500, \"since\": %" G_GINT64_FORMAT "}",
		g_get_real_time() / G_USEC_PER_SEC + offset);

	write_whole(path, text, -1);
}

/* The form is tried anew after thirty days, whoever used it meanwhile. */
static void test_learned_old(void)
{
	static const struct {
		gint64 offset;
		gboolean holds;
	} cases[] = {{-60, TRUE}, {-29 * DAY, TRUE}, {-31 * DAY, FALSE}, {3600, FALSE}};
	g_autofree char *folder = new_folder(), *path = NULL;
	g_autoptr(Cache) cache = cache_new(folder, ROOM);
	CacheLearned learned = {.factor = 1};

	cache_learn(cache, URL, "m", &learned);
	path = learned_file(folder);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%d", (int)cases[i].offset);
		write_learned(path, cases[i].offset);
		cache_learned(cache, URL, "m", &learned);
		g_assert_cmpint(learned.form.rung, ==, cases[i].holds ? RUNG_TEXT : RUNG_SCHEMA);
		g_assert_cmpint(learned.form.completion_tokens, ==, cases[i].holds);
		g_assert_cmpfloat(learned.factor, ==, 1.5);
	}
}

static gint64 since(const char *path)
{
	g_autofree char *text = NULL;
	const char *found = NULL;

	if (g_file_get_contents(path, &text, NULL, NULL))
		found = strstr(text, "\"since\": ");
	g_assert_nonnull(found);
	return found ? g_ascii_strtoll(found + strlen("\"since\": "), NULL, 10) : -1;
}

static void test_learned_again(void)
{
	g_autofree char *folder = new_folder(), *path = NULL;
	g_autoptr(Cache) cache = cache_new(folder, ROOM);
	CacheLearned learned = {.factor = 1};
	gint64 then;

	cache_learn(cache, URL, "m", &learned);
	path = learned_file(folder);
	write_learned(path, -20 * DAY);
	then = since(path);
	/* the same form with another factor is as old as it was */
	learned = (CacheLearned){.form = {RUNG_TEXT, TRUE, FALSE}, .factor = 2};
	cache_learn(cache, URL, "m", &learned);
	g_assert_cmpint(since(path), ==, then);
	learned.form.no_temperature = TRUE;
	cache_learn(cache, URL, "m", &learned);
	g_assert_cmpint(since(path), >=, then + 20 * DAY);
}

static void test_learned_hostile(void)
{
	static const char *const texts[] = {
		"",
		"x",
		"[]",
		"{}",
		"{\"format\": 1, \"rung\": 3, \"completionTokens\": true, \"noTemperature\": true, "
		"\"factor\": 2000, \"since\": 1}",
		"{\"format\": 1, \"rung\": -1, \"completionTokens\": true, \"noTemperature\": "
		"true, "
		"\"factor\": 2000, \"since\": 1}",
		"{\"format\": 1, \"rung\": 1, \"completionTokens\": 1, \"noTemperature\": true, "
		"\"factor\": 2000, \"since\": 1}",
		"{\"format\": 1, \"rung\": 1, \"completionTokens\": true, \"noTemperature\": true, "
		"\"factor\": 999, \"since\": 1}",
		"{\"format\": 1, \"rung\": 1, \"completionTokens\": true, \"noTemperature\": true, "
		"\"factor\": 4001, \"since\": 1}",
		"{\"format\": 1, \"rung\": 1, \"completionTokens\": true, \"noTemperature\": true, "
		"\"factor\": 1e999, \"since\": 1}",
		"{\"format\": 1, \"rung\": 1, \"completionTokens\": true, \"noTemperature\": true, "
		"\"factor\": 2000}",
		"{\"format\": 7, \"rung\": 1, \"completionTokens\": true, \"noTemperature\": true, "
		"\"factor\": 2000, \"since\": 1}",
	};
	g_autofree char *folder = new_folder(), *path = NULL;
	g_autoptr(Cache) cache = cache_new(folder, ROOM);
	CacheLearned learned = {.factor = 1};

	cache_learn(cache, URL, "m", &learned);
	path = learned_file(folder);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_test_message("%s", texts[i]);
		write_whole(path, texts[i], -1);
		learned = (CacheLearned){{RUNG_TEXT, TRUE, TRUE}, 3};
		cache_learned(cache, URL, "m", &learned);
		g_assert_true(is_form(&learned.form, &(WireForm){0}));
		g_assert_cmpfloat(learned.factor, ==, 1);
	}
	g_unlink(path);
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	cache_learned(cache, URL, "m", &learned);
	g_assert_cmpfloat(learned.factor, ==, 1);
	learned.factor = 2;
	cache_learn(cache, URL, "m", &learned);
	cache_learned(cache, URL, "m", &learned);
	g_assert_cmpfloat(learned.factor, ==, 2);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	scratch = g_dir_make_tmp("maildelta-cache-XXXXXX", NULL);
	alarm(300); /* whatever waits for ever fails */
	g_test_add_func("/cache/round", test_round);
	g_test_add_func("/cache/file", test_file);
	g_test_add_func("/cache/no-key", test_no_key);
	g_test_add_func("/cache/not-kept", test_not_kept);
	g_test_add_func("/cache/none", test_none);
	g_test_add_func("/cache/hostile", test_hostile);
	g_test_add_func("/cache/truncated", test_truncated);
	g_test_add_func("/cache/huge", test_huge);
	g_test_add_func("/cache/no-file", test_no_file);
	g_test_add_func("/cache/no-folder", test_no_folder);
	g_test_add_func("/cache/read-only", test_read_only);
	g_test_add_func("/cache/full", test_full);
	g_test_add_func("/cache/room", test_room);
	g_test_add_func("/cache/room-within", test_room_within);
	g_test_add_func("/cache/room-one", test_room_one);
	g_test_add_func("/cache/room-busy", test_room_busy);
	g_test_add_func("/cache/room-no-lock", test_room_no_lock);
	g_test_add_func("/cache/room-linked", test_room_linked);
	g_test_add_func("/cache/sweep", test_sweep);
	g_test_add_func("/cache/at-once", test_at_once);
	g_test_add_func("/cache/deleted", test_deleted);
	g_test_add_func("/cache/learned", test_learned);
	g_test_add_func("/cache/learned-nonsense", test_learned_nonsense);
	g_test_add_func("/cache/learned-old", test_learned_old);
	g_test_add_func("/cache/learned-again", test_learned_again);
	g_test_add_func("/cache/learned-hostile", test_learned_hostile);
	result = g_test_run();
	remove_all(scratch);
	g_free(scratch);
	return result;
}
