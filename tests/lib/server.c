/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct _Server {
	GPid pid;
	guint port;
};

static gboolean has_program(const char *name)
{
	g_autofree char *path = g_find_program_in_path(name);

	return path != NULL;
}

static guint read_port(int fd)
{
	char line[16] = "";
	FILE *from = fdopen(fd, "r");

	if (!from || !fgets(line, sizeof(line), from))
		g_error("the server does not start");
	fclose(from);
	return (guint)g_ascii_strtoull(line, NULL, 10);
}

Server *server_start(const char *const *words)
{
	g_autofree char *script =
		g_build_filename(g_getenv("MAILDELTA_SRCDIR"), "tests", "lib", "faulty.py", NULL);
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	Server *server;
	int out;

	if (!has_program("python3"))
		return NULL;
	server = g_new0(Server, 1);
	g_ptr_array_add(argv, (gpointer) "python3");
	g_ptr_array_add(argv, (gpointer) "-B");
	g_ptr_array_add(argv, script);
	for (guint i = 0; words && words[i]; i++)
		g_ptr_array_add(argv, (gpointer)words[i]);
	g_ptr_array_add(argv, NULL);
	g_spawn_async_with_pipes(NULL, (char **)argv->pdata, NULL,
				 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
				 &server->pid, NULL, &out, NULL, &error);
	if (error)
		g_error("%s", error->message);
	server->port = read_port(out);
	return server;
}

void server_free(Server *server)
{
	if (!server)
		return;
	kill(server->pid, SIGTERM);
	waitpid(server->pid, NULL, 0);
	g_free(server);
}

guint server_port(const Server *server)
{
	return server->port;
}

char *server_url(const Server *server, const char *scheme, const char *path)
{
	return g_strdup_printf("%s://127.0.0.1:%u%s", scheme, server->port, path);
}

char *server_make_certificate(void)
{
	g_autofree char *folder = NULL, *pem = NULL, *command = NULL;
	int status = -1;

	if (!has_program("openssl"))
		return NULL;
	folder = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	g_assert_nonnull(folder);
	pem = g_build_filename(folder, "server.pem", NULL);
	command = g_strdup_printf("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
				  "-nodes -days 2 -subj /CN=maildelta-test "
				  "-addext subjectAltName=IP:127.0.0.1 -keyout %s -out %s.crt",
				  pem, pem);
	g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, &status, NULL));
	g_assert_cmpint(status, ==, 0);
	g_free(command);
	command = g_strdup_printf("sh -c 'cat %s.crt >>%s && rm %s.crt'", pem, pem, pem);
	g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, &status, NULL));
	g_assert_cmpint(status, ==, 0);
	return g_steal_pointer(&folder);
}
