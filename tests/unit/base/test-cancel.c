/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/cancel.h"

#include "base/error.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child does with the signals; it ends by one, or with this status. */
typedef int (*Child)(int number);

/* The signal that ended it; 0: none did, and *status is what it returned. */
static int run(Child child, int number, int *status)
{
	int how;
	pid_t pid = fork();

	g_assert_cmpint(pid, >=, 0);
	if (pid == 0)
		_exit(child(number));
	g_assert_cmpint(waitpid(pid, &how, 0), ==, pid);
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
	return WIFSIGNALED(how) ? WTERMSIG(how) : 0;
}

/* Which step went wrong; 0: none. */
static int asked_once(int number)
{
	g_autoptr(GError) error = NULL;

	cancel_on_signals();
	if (cancel_is_asked() || !cancel_check(&error) || error)
		return 1;
	cancel_finish();
	raise(number);
	if (!cancel_is_asked())
		return 2;
	if (cancel_check(&error) || !g_error_matches(error, MD_ERROR, MD_ERROR_CANCELLED))
		return 3;
	return 0;
}

static int asked_twice(int number)
{
	cancel_on_signals();
	raise(number);
	raise(number);
	return 1;
}

static int finished(int number)
{
	cancel_on_signals();
	raise(number);
	cancel_finish();
	return 1;
}

static int ignored(int number)
{
	signal(number, SIG_IGN);
	cancel_on_signals();
	raise(number);
	return cancel_is_asked();
}

static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

static void test_asked(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		int status;

		g_test_message("signal %d", numbers[i]);
		g_assert_cmpint(run(asked_once, numbers[i], &status), ==, 0);
		g_assert_cmpint(status, ==, 0);
	}
}

static void test_ends(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		int status;

		g_test_message("signal %d", numbers[i]);
		g_assert_cmpint(run(asked_twice, numbers[i], &status), ==, numbers[i]);
		g_assert_cmpint(run(finished, numbers[i], &status), ==, numbers[i]);
	}
}

/* nohup stays nohup. */
static void test_ignored(void)
{
	int status;

	g_assert_cmpint(run(ignored, SIGHUP, &status), ==, 0);
	g_assert_cmpint(status, ==, 0);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/cancel/asked", test_asked);
	g_test_add_func("/cancel/ends", test_ends);
	g_test_add_func("/cancel/ignored", test_ignored);
	return g_test_run();
}
