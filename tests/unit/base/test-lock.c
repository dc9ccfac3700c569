/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/lock.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *root, *path;

static Lock *take(guint wait)
{
	g_autoptr(GError) error = NULL;
	Lock *lock = lock_take(path, wait, &error);

	g_assert_no_error(error);
	return lock;
}

static void fails(const char *at, MdErrorCode code, const char *says)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Lock) lock = lock_take(at, 0, &error);

	g_assert_null(lock);
	g_assert_error(error, MD_ERROR, (int)code);
	if (!error)
		return;
	g_test_message("%s", error->message);
	g_assert_true(g_str_has_prefix(error->message, at));
	g_assert_nonnull(strstr(error->message, says));
}

static void test_one(void)
{
	Lock *lock = take(0);
	g_autofree char *says = g_strdup_printf("process %ld has the lock", (long)getpid());

	fails(path, MD_ERROR_BUSY, says); /* within one process, too */
	lock_free(lock);
	lock = take(0); /* the file stayed, the lock went */
	lock_free(lock);
	lock_free(NULL);
}

/* A lock's file says what it says for people alone. */
static void test_foreign_file(void)
{
	static const char *const texts[] = {"", "x", "99999999999999999999999999\n", "7\n"};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_assert_true(g_file_set_contents(path, texts[i], -1, NULL));
		lock_free(take(0));
	}
}

static void test_cannot(void)
{
	g_autofree char *nowhere = g_build_filename(root, "none", "lock", NULL);
	g_autofree char *link = g_build_filename(root, "link", NULL);

	fails(nowhere, MD_ERROR_FAILED, "cannot open the lock");
	fails(root, MD_ERROR_FAILED, "cannot open the lock");
	/* a link could have any file signed */
	g_assert_cmpint(symlink(path, link), ==, 0);
	fails(link, MD_ERROR_FAILED, "cannot open the lock");
}

/* A child that has the lock, says so, and keeps it until it is told to go. */
static pid_t hold(int *tells, int *asked)
{
	int ready[2], go[2];
	pid_t child;
	char c;

	g_assert_cmpint(pipe(ready), ==, 0);
	g_assert_cmpint(pipe(go), ==, 0);
	child = fork();
	if (child == 0) {
		Lock *lock = lock_take(path, 0, NULL);

		close(go[1]);
		if (!lock || write(ready[1], "x", 1) != 1)
			_exit(1);
		(void)!read(go[0], &c, 1);
		_exit(0);
	}
	close(ready[1]);
	close(go[0]);
	*tells = ready[0];
	*asked = go[1];
	g_assert_cmpint(read(ready[0], &c, 1), ==, 1);
	return child;
}

static void test_wait(void)
{
	int tells, asked, status;
	pid_t child = hold(&tells, &asked);
	g_autofree char *says = g_strdup_printf("process %ld has the lock", (long)child);
	Lock *lock;

	fails(path, MD_ERROR_BUSY, says);
	close(asked); /* it goes, soon */
	lock = take(LOCK_FOREVER);
	g_assert_nonnull(lock);
	lock_free(lock);
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	close(tells);
}

static gpointer take_in_thread(G_GNUC_UNUSED gpointer of)
{
	return lock_take(path, LOCK_FOREVER, NULL);
}

/* Its holder takes the file away, while another waits for it: that one still keeps others out. */
static void test_removed(void)
{
	Lock *first = take(0), *second;
	GThread *thread = g_thread_new("wait", take_in_thread, NULL);

	g_usleep(200 * G_TIME_SPAN_MILLISECOND); /* it waits by now; if not, nothing is tested */
	g_assert_cmpint(g_unlink(path), ==, 0);
	lock_free(first);
	second = g_thread_join(thread);
	g_assert_nonnull(second);
	fails(path, MD_ERROR_BUSY, "has the lock");
	lock_free(second);
}

/* However its holder ends. */
static void test_kill(void)
{
	int tells, asked, status;
	pid_t child = hold(&tells, &asked);

	g_assert_cmpint(kill(child, SIGKILL), ==, 0);
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	lock_free(take(0));
	close(tells);
	close(asked);
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	root = g_dir_make_tmp("maildelta-lock-XXXXXX", NULL);
	path = g_build_filename(root, "lock", NULL);
	g_test_add_func("/lock/one", test_one);
	g_test_add_func("/lock/foreign-file", test_foreign_file);
	g_test_add_func("/lock/cannot", test_cannot);
	g_test_add_func("/lock/wait", test_wait);
	g_test_add_func("/lock/removed", test_removed);
	g_test_add_func("/lock/kill", test_kill);
	result = g_test_run();
	g_unlink(path);
	g_free(path);
	path = g_build_filename(root, "link", NULL);
	g_unlink(path);
	g_rmdir(root);
	g_free(path);
	g_free(root);
	return result;
}
