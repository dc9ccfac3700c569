/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/http.h"

#include "base/cancel.h"
#include "base/error.h"
#include "lib/server.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define CAP ((gsize)200000)

static Server *server;

/* FALSE, and the test is skipped, where there is none. */
static gboolean has_server(void)
{
	if (!server)
		g_test_skip("no python3 here");
	return server != NULL;
}

/* Seconds: few only where nothing is to come, since a busy machine can be slow. */
#define PATIENT 30
static guint patience = PATIENT;

static void set_up(HttpSettings *settings)
{
	http_settings_init(settings);
	settings->connect_timeout = patience;
	settings->stall_timeout = patience;
	settings->retries = 0;
	settings->pause = 1;
}

/* The body, or the message; *code is -1 where it went well. */
static char *get_url(const HttpSettings *settings, const char *url, int *code)
{
	const HttpRequest request = {.url = url, .cap = CAP};
	g_auto(HttpAnswer) answer = {0};
	g_autoptr(GError) error = NULL;
	gconstpointer body;
	gsize len;

	g_test_message("%s", url);
	if (!http_get(settings, &request, &answer, &error)) {
		*code = error->code;
		g_assert_true(error->domain == MD_ERROR);
		return g_strdup(error->message);
	}
	*code = -1;
	body = g_bytes_get_data(answer.body, &len);
	return g_strndup(body ? body : "", len);
}

static char *get(const HttpSettings *settings, const char *path, int *code)
{
	g_autofree char *url = server_url(server, "http", path);

	return get_url(settings, url, code);
}

static guint times_asked(const char *path)
{
	g_autofree char *count = g_strconcat("/count?", path, NULL);
	g_autofree char *times = NULL;
	HttpSettings settings;
	int code;

	set_up(&settings);
	times = get(&settings, count, &code);
	return (guint)g_ascii_strtoull(times, NULL, 10);
}

/* --- answers ---------------------------------------------------------------------- */

#define WELL (-1)

typedef struct {
	const char *path;
	int code;         /* WELL, or of the error */
	const char *like; /* the body, or the message behind the URL (g_pattern_match_simple) */
	guint retries;
	guint times; /* it is asked for; 0: not counted */
} Case;

static void check(const Case *c)
{
	HttpSettings settings;
	g_autofree char *got = NULL, *of = server_url(server, "http", "/");
	int code;

	set_up(&settings);
	settings.retries = c->retries;
	got = get(&settings, c->path, &code);
	g_test_message("%s", got);
	g_assert_cmpint(code, ==, c->code);
	g_assert_true(g_pattern_match_simple(c->like, got));
	if (code != WELL)
		g_assert_true(g_str_has_prefix(got, of));
	if (c->times)
		g_assert_cmpuint(times_asked(c->path), ==, c->times);
}

static void test_answers(void)
{
	static const Case cases[] = {
		{"/ok", WELL, "hello", 0, 1},
		{"/status/204", WELL, "", 0, 1},
		{"/status/404", MD_ERROR_NOT_FOUND, "*/status/404: not there (HTTP 404)", 1, 1},
		{"/status/410", MD_ERROR_NOT_FOUND, "*(HTTP 410)", 1, 1},
		{"/status/401", MD_ERROR_FAILED, "*(HTTP 401)*http.netrcFile*", 1, 1},
		{"/status/403", MD_ERROR_FAILED, "*(HTTP 403)*http.netrcFile*", 1, 1},
		{"/status/300", MD_ERROR_FAILED, "*(HTTP 300)", 1, 1},
		{"/status/304", MD_ERROR_FAILED, "*(HTTP 304)", 1, 1}, /* nothing was here */
		{"/status/418", MD_ERROR_FAILED, "*(HTTP 418)", 1, 1},
		{"/status/408", MD_ERROR_NETWORK, "*(HTTP 408)", 1, 2},
		{"/status/425", MD_ERROR_NETWORK, "*(HTTP 425)", 1, 2},
		{"/status/429", MD_ERROR_NETWORK, "*(HTTP 429)", 1, 2},
		{"/status/500", MD_ERROR_NETWORK, "*(HTTP 500)", 2, 3},
		{"/status/503", MD_ERROR_NETWORK, "*(HTTP 503)", 0, 1},
		{"/fails/2/500", WELL, "hello", 2, 3},
		{"/fails/3/502", MD_ERROR_NETWORK, "*(HTTP 502)", 2, 3},
		{"/later/1", WELL, "hello", 1, 2},
		{"/later/86400", MD_ERROR_NETWORK, "*(HTTP 429)", 1, 1},
		/* the query is the server's, not the reader's */
		{"/status/404?token=s3cret", MD_ERROR_NOT_FOUND, "*/status/404: not there*", 0, 1},
		{"/empty", MD_ERROR_NETWORK, "*", 1, 0},
		{"/reset", MD_ERROR_NETWORK, "*", 1, 2},
		{"/noise", MD_ERROR_FAILED, "*", 1, 1},
		{"/headers", MD_ERROR_FAILED, "*", 0, 1},
		{"/gzip", WELL, "\037\213*", 0, 1},
		{"/echo", WELL, "GET /echo HTTP/1.1\n*User-Agent: maildelta/*", 0, 1},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

static void test_bodies(void)
{
	static const Case cases[] = {
		{"/cut/10", MD_ERROR_NETWORK, "*cut short*", 1, 2},
		{"/cuthead", MD_ERROR_NETWORK, "*cut short*", 1, 2},
		{"/cut/0", MD_ERROR_NETWORK, "*", 0, 1},
		{"/cutchunks/10", MD_ERROR_NETWORK, "*", 1, 2},
		{"/cutonce/10", WELL, "hello", 1, 2},
		{"/size/0", WELL, "", 0, 1},
		{"/size/200000", WELL, "xxx*", 0, 1},
		{"/size/200001", MD_ERROR_FAILED, "*more than the 200000 bytes*", 1, 1},
		{"/endless", MD_ERROR_FAILED, "*more than the 200000 bytes*", 1, 1},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

static void test_redirects(void)
{
	static const Case cases[] = {
		{"/hops/8", WELL, "hello", 0, 1},
		{"/hops/9", MD_ERROR_FAILED, "*redirected*too many times", 1, 1},
		{"/to?/to", MD_ERROR_FAILED, "*", 1, 1},
		{"/to?file:///etc/passwd", MD_ERROR_FAILED, "*neither http*", 1, 1},
		{"/to?ftp://127.0.0.1/", MD_ERROR_FAILED, "*neither http*", 1, 1},
		{"/to?/status/404", MD_ERROR_NOT_FOUND, "*/status/404: *", 0, 1},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

static gpointer check_in_thread(gpointer of)
{
	check(of);
	return NULL;
}

/* Each takes the stall timeout: side by side, as updates are. */
static void test_stalls(void)
{
	static Case cases[] = {
		{"/stall/0", MD_ERROR_NETWORK, "*stalled for 1 s (http.stallTimeout)", 0, 0},
		{"/stall/70000", MD_ERROR_NETWORK, "*stalled*", 0, 0},
		{"/silent", MD_ERROR_NETWORK, "*stalled*", 0, 0},
		{"/drip", MD_ERROR_NETWORK, "*stalled*", 0, 0},
		{"/dripchunks", MD_ERROR_NETWORK, "*stalled*", 0, 0},
		{"/driphead", MD_ERROR_NETWORK, "*stalled*", 0, 0},
		{"/stallerror/404", MD_ERROR_NOT_FOUND, "*(HTTP 404)", 0, 0},
	};
	GThread *threads[G_N_ELEMENTS(cases)];

	if (!has_server())
		return;
	patience = 1;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		threads[i] = g_thread_new("stall", check_in_thread, &cases[i]);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_thread_join(threads[i]);
	patience = PATIENT;
}

static void test_unchanged(void)
{
	static const struct {
		const char *etag, *modified;
		gboolean want;
	} cases[] = {
		{NULL, NULL, FALSE},
		{"\"one\"", NULL, TRUE},
		{"\"two\"", NULL, FALSE},
		{NULL, "Mon, 05 Jan 2026 00:00:00 GMT", TRUE},
		{NULL, "Mon, 05 Jan 2026 00:00:01 GMT", FALSE},
		{"\"one\"", "Mon, 05 Jan 2026 00:00:01 GMT", TRUE},
	};
	g_autofree char *url = server ? server_url(server, "http", "/ok") : NULL;
	HttpSettings settings;

	set_up(&settings);
	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		const HttpRequest request = {url, CAP, cases[i].etag, cases[i].modified};
		g_auto(HttpAnswer) answer = {0};
		g_autoptr(GError) error = NULL;

		g_assert_true(http_get(&settings, &request, &answer, &error));
		g_assert_no_error(error);
		g_assert_cmpint(answer.unchanged, ==, cases[i].want);
		g_assert_true(answer.unchanged == !answer.body);
		g_assert_cmpstr(answer.etag, ==, "\"one\"");
		if (!answer.unchanged)
			g_assert_cmpstr(answer.modified, ==, "Mon, 05 Jan 2026 00:00:00 GMT");
	}
}

/* What was kept of an answer may have been written by anyone since. */
static void test_no_second_header(void)
{
	g_autofree char *url = server ? server_url(server, "http", "/echo") : NULL;
	const char *odd = "x\r\nX-Odd: 1\nX-Odd: 2";
	const HttpRequest request = {url, CAP, odd, odd};
	g_auto(HttpAnswer) answer = {0};
	g_autofree char *text = NULL;
	HttpSettings settings;
	gsize len;

	set_up(&settings);
	if (!has_server() || !http_get(&settings, &request, &answer, NULL)) {
		g_assert_null(server);
		return;
	}
	text = g_strndup(g_bytes_get_data(answer.body, &len), g_bytes_get_size(answer.body));
	g_assert_nonnull(strstr(text, "\nIf-None-Match: x"));
	g_assert_null(strstr(text, "\nX-Odd"));
}

/* One connection serves what is asked in turn. */
static void test_kept(void)
{
	g_autofree char *first = NULL, *second = NULL;
	HttpSettings settings;
	int code;

	if (!has_server())
		return;
	set_up(&settings);
	first = get(&settings, "/port", &code);
	second = get(&settings, "/port", &code);
	g_assert_cmpint(code, ==, WELL);
	g_assert_cmpstr(first, ==, second);
}

/* --- logins and proxies ------------------------------------------------------------ */

static void check_login(const HttpSettings *settings, const char *login, const char *host,
			const char *path, int want)
{
	g_autofree char *url =
		g_strdup_printf("http://%s%s:%u%s", login, host, server_port(server), path);
	g_autofree char *got = NULL;
	int code;

	got = get_url(settings, url, &code);
	g_test_message("%s", got);
	g_assert_cmpint(code, ==, want);
	g_assert_null(strstr(got, "s3cret"));
	g_assert_null(strstr(got, "ann"));
}

static void test_logins(void)
{
	g_autofree char *elsewhere = NULL;
	HttpSettings settings;

	if (!has_server())
		return;
	elsewhere = g_strdup_printf("/to?http://localhost:%u/login", server_port(server));
	set_up(&settings);
	settings.proxy = "";
	check_login(&settings, "", "127.0.0.1", "/login", MD_ERROR_FAILED);
	check_login(&settings, "ann:s3cret@", "127.0.0.1", "/login", WELL);
	check_login(&settings, "an%6e:s3%63ret@", "127.0.0.1", "/login", WELL);
	check_login(&settings, "ann:s3cret2@", "127.0.0.1", "/login", MD_ERROR_FAILED);
	check_login(&settings, "ann:s3cret@", "127.0.0.1", "/status/404", MD_ERROR_NOT_FOUND);
	/* it stays with whom it is for */
	check_login(&settings, "ann:s3cret@", "127.0.0.1", "/to?/login", WELL);
	check_login(&settings, "ann:s3cret@", "127.0.0.1", elsewhere, MD_ERROR_FAILED);
	/* and is the user's to give */
	g_free(elsewhere);
	elsewhere =
		g_strdup_printf("/to?http://ann:s3cret@localhost:%u/login", server_port(server));
	check_login(&settings, "", "127.0.0.1", elsewhere, MD_ERROR_FAILED);
}

static void test_netrc(void)
{
	g_autofree char *folder = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "netrc", NULL);
	HttpSettings settings;

	g_assert_true(g_file_set_contents(file, "machine 127.0.0.1 login ann password s3cret\n", -1,
					  NULL));
	set_up(&settings);
	settings.netrc_file = file;
	if (has_server()) {
		g_autofree char *elsewhere =
			g_strdup_printf("/to?http://localhost:%u/login", server_port(server));
		g_autofree char *back =
			g_strdup_printf("/to?http://127.0.0.1:%u/login", server_port(server));
		g_autofree char *got = NULL;
		int code;

		check_login(&settings, "", "127.0.0.1", "/login", WELL);
		check_login(&settings, "", "localhost", "/login", MD_ERROR_FAILED);
		/* nor does it go on to another host with a redirect, and it comes back with one */
		check_login(&settings, "", "127.0.0.1", elsewhere, MD_ERROR_FAILED);
		check_login(&settings, "", "localhost", back, WELL);
		g_unlink(file);
		got = get(&settings, "/ok", &code);
		g_assert_cmpint(code, ==, MD_ERROR_FAILED);
		g_assert_nonnull(strstr(got, "http.netrcFile"));
	}
	g_unlink(file);
	g_rmdir(folder);
}

static void check_proxy(const HttpSettings *settings, const char *url, int want, const char *like)
{
	g_autofree char *got = NULL;
	int code;

	got = get_url(settings, url, &code);
	g_test_message("%s", got);
	g_assert_cmpint(code, ==, want);
	g_assert_true(g_pattern_match_simple(like, got));
	g_assert_null(strstr(got, "s3cret"));
}

static void test_proxies(void)
{
	g_autofree char *proxy = server ? server_url(server, "http", "") : NULL;
	g_autofree char *with_login = NULL, *own = NULL;
	HttpSettings settings;

	if (!has_server())
		return;
	with_login = g_strdup_printf("http://bo:s3cret@127.0.0.1:%u", server_port(server));
	own = server_url(server, "http", "/ok");
	set_up(&settings);
	settings.proxy = proxy;
	check_proxy(&settings, "http://lists.example/m", WELL, "GET http://lists.example/m *");
	check_proxy(&settings, "https://login.example/", MD_ERROR_FAILED, "*http.proxy*");
	check_proxy(&settings, "https://lists.example/", MD_ERROR_NETWORK, "*403*");
	settings.proxy = with_login;
	check_proxy(&settings, "http://lists.example/m", WELL, "*Proxy-Authorization: Basic *");
	check_proxy(&settings, "https://login.example/", MD_ERROR_FAILED, "*http.proxy*");
	settings.proxy = "http://bo:s3cret@127.0.0.1:80:80";
	check_proxy(&settings, "http://lists.example/m", MD_ERROR_FAILED, "*http.proxy*");
	settings.proxy = "gopher://bo:s3cret@127.0.0.1";
	check_proxy(&settings, "http://lists.example/m", MD_ERROR_FAILED, "*http.proxy*");
	/* of the environment, unless the settings say that there is none */
	settings.proxy = NULL;
	g_setenv("http_proxy", proxy, TRUE);
	check_proxy(&settings, "http://lists.example/m", WELL, "GET http://lists.example/m *");
	g_setenv("no_proxy", "127.0.0.1", TRUE);
	check_proxy(&settings, own, WELL, "hello");
	g_unsetenv("no_proxy");
	settings.proxy = "";
	check_proxy(&settings, own, WELL, "hello");
	g_unsetenv("http_proxy");
}

/* --- TLS ------------------------------------------------------------------------------ */

static char *folder, *pem;

/* With the certificate trusted, or not. */
static void check_tls(const char *option, const char *value, const char *path, gboolean trusted,
		      int want, const char *like)
{
	const char *words[] = {"--tls", pem, option, value, NULL};
	g_autoptr(Server) secure = server_start(words);
	g_autofree char *url = secure ? server_url(secure, "https", path) : NULL;
	g_autofree char *got = NULL;
	HttpSettings settings;
	int code;

	if (!secure)
		return;
	set_up(&settings);
	settings.ca_file = trusted ? pem : NULL;
	got = get_url(&settings, url, &code);
	g_test_message("%s", got);
	g_assert_cmpint(code, ==, want);
	g_assert_true(g_pattern_match_simple(like, got));
}

static void test_tls(void)
{
	g_autofree char *down = server ? server_url(server, "http", "/ok") : NULL;
	g_autofree char *to = g_strconcat("/to?", down, NULL);

	if (!has_server())
		return;
	folder = server_make_certificate();
	if (!folder) {
		g_test_skip("no openssl here");
		return;
	}
	pem = g_build_filename(folder, "server.pem", NULL);
	check_tls(NULL, NULL, "/ok", TRUE, WELL, "hello");
	check_tls(NULL, NULL, "/ok", FALSE, MD_ERROR_FAILED, "*not trusted*http.sslCAInfo*");
	check_tls("--tls-min", "1.3", "/ok", TRUE, WELL, "hello");
	check_tls("--tls-max", "1.2", "/ok", TRUE, WELL, "hello");
	check_tls("--tls-max", "1.1", "/ok", TRUE, MD_ERROR_FAILED, "*no TLS connection*");
	check_tls(NULL, NULL, to, TRUE, MD_ERROR_FAILED, "*from https to http: not followed");
	check_tls(NULL, NULL, "/cut/5000", TRUE, MD_ERROR_NETWORK, "*");
	g_unlink(pem);
	check_proxy(&(HttpSettings){.ca_file = pem, .connect_timeout = 1, .stall_timeout = 1},
		    "https://127.0.0.1:1/", MD_ERROR_NETWORK, "*");
	g_rmdir(folder);
	g_free(pem);
	g_free(folder);
}

/* --- no connection -------------------------------------------------------------------- */

static int listen_at(guint *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	g_assert_cmpint(bind(fd, (struct sockaddr *)&address, len), ==, 0);
	g_assert_cmpint(getsockname(fd, (struct sockaddr *)&address, &len), ==, 0);
	g_assert_cmpint(listen(fd, 0), ==, 0);
	*port = ntohs(address.sin_port);
	return fd;
}

static int connect_to(guint port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((guint16)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	connect(fd, (struct sockaddr *)&address, sizeof(address));
	return fd;
}

static void check_port(guint port, const char *like)
{
	g_autofree char *url = g_strdup_printf("http://127.0.0.1:%u/", port);
	HttpSettings settings;

	set_up(&settings);
	check_proxy(&settings, url, MD_ERROR_NETWORK, like);
}

static void test_no_connection(void)
{
	guint port;
	int fds[4], fd = listen_at(&port);

	/* no one takes them, and there is room for one: the others wait */
	for (guint i = 0; i < G_N_ELEMENTS(fds); i++)
		fds[i] = connect_to(port);
	patience = 1;
	check_port(port, "*no connection within 1 s (http.connectTimeout)");
	patience = PATIENT;
	for (guint i = 0; i < G_N_ELEMENTS(fds); i++)
		close(fds[i]);
	close(fd);
	check_port(port, "*: Failed to connect to 127.0.0.1 port *: Couldn't connect to server");
}

/* --- cancelling ------------------------------------------------------------------------- */

static gpointer ask_to_stop(G_GNUC_UNUSED gpointer of)
{
	g_usleep(100 * G_TIME_SPAN_MILLISECOND);
	kill(getpid(), SIGTERM);
	return NULL;
}

/* In a process of its own: what was asked once stays asked. */
static void check_cancelled(const char *path, guint retries)
{
	g_autofree char *got = NULL;
	HttpSettings settings;
	GThread *thread;
	int code;

	http_settings_init(&settings);
	settings.retries = retries;
	settings.pause = 60000;
	cancel_on_signals();
	thread = g_thread_new("signal", ask_to_stop, NULL);
	got = get(&settings, path, &code);
	g_thread_join(thread);
	g_assert_cmpint(code, ==, MD_ERROR_CANCELLED);
}

static void test_cancelled_while_silent(void)
{
	if (has_server())
		check_cancelled("/silent", 0);
}

static void test_cancelled_in_pause(void)
{
	if (has_server())
		check_cancelled("/status/500", 1);
}

static void test_cancelled(void)
{
	g_test_trap_subprocess("/http/cancelled/subprocess/silent", 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
	g_test_trap_subprocess("/http/cancelled/subprocess/pause", 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
}

int main(int argc, char **argv)
{
	static const char *const proxies[] = {"http_proxy", "https_proxy", "HTTPS_PROXY",
					      "all_proxy",  "ALL_PROXY",   "no_proxy",
					      "NO_PROXY"};
	int status;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (guint i = 0; i < G_N_ELEMENTS(proxies); i++)
		g_unsetenv(proxies[i]);
	server = server_start(NULL);
	g_test_add_func("/http/answers", test_answers);
	g_test_add_func("/http/bodies", test_bodies);
	g_test_add_func("/http/redirects", test_redirects);
	g_test_add_func("/http/stalls", test_stalls);
	g_test_add_func("/http/unchanged", test_unchanged);
	g_test_add_func("/http/no-second-header", test_no_second_header);
	g_test_add_func("/http/kept", test_kept);
	g_test_add_func("/http/logins", test_logins);
	g_test_add_func("/http/netrc", test_netrc);
	g_test_add_func("/http/proxies", test_proxies);
	g_test_add_func("/http/tls", test_tls);
	g_test_add_func("/http/no-connection", test_no_connection);
	g_test_add_func("/http/cancelled", test_cancelled);
	g_test_add_func("/http/cancelled/subprocess/silent", test_cancelled_while_silent);
	g_test_add_func("/http/cancelled/subprocess/pause", test_cancelled_in_pause);
	status = g_test_run();
	server_free(server);
	return status;
}
