/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/exchange.h"

#include "base/error.h"
#include "lib/server.h"

#include <glib/gstdio.h>
#include <string.h>

#define CAP ((gsize)10000)
#define KEY "sk-t0p-s3cret"
#define BODY "{\"key\": \"" KEY "\"}"
#define WELL (-1)
#define PATIENT 30 /* seconds: few only where nothing is to come */

static Server *server;

static gboolean has_server(void)
{
	if (!server)
		g_test_skip("no python3 here");
	return server != NULL;
}

typedef struct {
	const char *path;
	int code;         /* WELL, or of the error */
	long status;      /* of what went well */
	const char *like; /* the body, or the message behind the URL (g_pattern_match_simple) */
	gboolean sent;    /* the request went out */
	guint timeout;    /* seconds; 0: many */
} Case;

static const char *const headers[] = {"Authorization: Bearer " KEY,
				      "Content-Type: application/json", NULL};

static Exchange *begin(const HttpSettings *settings, const char *url, guint timeout)
{
	g_autoptr(GBytes) body = g_bytes_new_static(BODY, strlen(BODY));
	const ExchangeRequest request = {.url = url,
					 .headers = headers,
					 .body = body,
					 .cap = CAP,
					 .timeout = timeout ? timeout : PATIENT,
					 .secret = KEY};
	g_autoptr(GError) error = NULL;
	Exchange *exchange = exchange_new(settings, &request, &error);

	g_assert_no_error(error);
	return exchange;
}

static char *text_of(GBytes *body)
{
	gsize len;
	gconstpointer data = g_bytes_get_data(body, &len);

	return g_strndup(data ? data : "", len);
}

static void check_end(Exchange *exchange, const char *of, const Case *c)
{
	g_auto(ExchangeAnswer) answer = {0};
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	g_test_message("%s", c->path);
	if (exchange_finish(exchange, &answer, &error))
		text = text_of(answer.body);
	else
		text = g_strdup(error->message);
	g_test_message("%s", text);
	g_assert_cmpint(error ? error->code : WELL, ==, c->code);
	g_assert_cmpint(answer.status, ==, c->status);
	g_assert_true(g_pattern_match_simple(c->like, text));
	g_assert_cmpint(exchange_was_sent(exchange), ==, c->sent);
	g_assert_null(strstr(text, "s3cret"));
	if (error)
		g_assert_true(error->domain == MD_ERROR && g_str_has_prefix(text, of));
}

static void check_url(const HttpSettings *settings, const char *url, const Case *c)
{
	g_autoptr(Exchange) exchange = begin(settings, url, c->timeout);

	while (!exchange_step(exchange))
		exchange_wait();
	g_assert_true(exchange_step(exchange));
	check_end(exchange, "http", c);
}

static void check(const Case *c)
{
	g_autofree char *url = server_url(server, "http", c->path);
	HttpSettings settings;

	http_settings_init(&settings);
	check_url(&settings, url, c);
}

/* --- answers ---------------------------------------------------------------------- */

static void test_answers(void)
{
	static const Case cases[] = {
		{"/ok", WELL, 200, "hello", TRUE, 0},
		{"/status/204", WELL, 204, "", TRUE, 0},
		{"/status/401", WELL, 401, "*an error of no interest*", TRUE, 0},
		{"/status/404?token=1", WELL, 404, "*an error of no interest*", TRUE, 0},
		{"/status/500", WELL, 500, "*an error of no interest*", TRUE, 0},
		{"/to?/ok", WELL, 302, "", TRUE, 0},
		{"/hops/2", WELL, 302, "moved", TRUE, 0},
		{"/gzip", WELL, 200, "\037\213*", TRUE, 0},
		{"/interim/3", WELL, 200, "hello", TRUE, 0},
		{"/blanks/3", WELL, 200, "\n\n\nhello", TRUE, 0},
		{"/size/0", WELL, 200, "", TRUE, 0},
		{"/size/10000", WELL, 200, "xxx*", TRUE, 0},
		{"/page/500/10000", WELL, 500, "xxx*", TRUE, 0},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

static void test_failures(void)
{
	static const Case cases[] = {
		{"/size/10001", MD_ERROR_FAILED, 0, "*/size/10001: more than the 10000 bytes*",
		 TRUE, 0},
		{"/page/500/10001", MD_ERROR_FAILED, 0, "*more than the 10000 bytes*", TRUE, 0},
		{"/endless", MD_ERROR_FAILED, 0, "*more than the 10000 bytes*", TRUE, 0},
		/* before any of it came */
		{"/claim/10001", MD_ERROR_FAILED, 0, "*more than the 10000 bytes*", TRUE, 0},
		{"/claim/99999999999999999999", MD_ERROR_FAILED, 0, "*more than the 10000 bytes*",
		 TRUE, 0},
		{"/headers", MD_ERROR_FAILED, 0, "*", TRUE, 0},
		{"/noise", MD_ERROR_FAILED, 0, "*/noise: *", TRUE, 0},
		{"/cut/10", MD_ERROR_FAILED, 0, "*more than the 10000 bytes*", TRUE, 0},
		{"/cutchunks/10", MD_ERROR_NETWORK, 0, "*/cutchunks/10: *", TRUE, 0},
		{"/cuthead?token=1", MD_ERROR_NETWORK, 0, "*/cuthead: *cut short*", TRUE, 0},
		{"/interimcut/1", MD_ERROR_NETWORK, 0, "*", TRUE, 0},
		{"/empty", MD_ERROR_NETWORK, 0, "*", TRUE, 0},
		{"/reset", MD_ERROR_NETWORK, 0, "*", TRUE, 0},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

/* All at once: each takes its time to the end. */
static void test_timeouts(void)
{
	static const Case cases[] = {
		{"/silent", MD_ERROR_BUSY, 0, "*/silent: no answer within 1 s", TRUE, 1},
		{"/claim/100", MD_ERROR_BUSY, 0, "*no answer within 1 s", TRUE, 1},
		{"/blanks/0", MD_ERROR_BUSY, 0, "*no answer within 1 s", TRUE, 1},
		{"/dripchunks", MD_ERROR_BUSY, 0, "*no answer within 1 s", TRUE, 1},
		{"/driphead", MD_ERROR_BUSY, 0, "*no answer within 1 s", TRUE, 1},
		{"/silent?2", MD_ERROR_BUSY, 0, "*/silent: no answer within 2 s", TRUE, 2},
	};
	Exchange *exchanges[G_N_ELEMENTS(cases)];
	HttpSettings settings;
	guint left = G_N_ELEMENTS(cases);

	if (!has_server())
		return;
	http_settings_init(&settings);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *url = server_url(server, "http", cases[i].path);

		exchanges[i] = begin(&settings, url, cases[i].timeout);
	}
	for (; left; exchange_wait()) {
		left = 0;
		for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
			left += exchange_step(exchanges[i]) ? 0 : 1;
	}
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		check_end(exchanges[i], "http", &cases[i]);
		exchange_free(exchanges[i]);
	}
}

static void test_retry_after(void)
{
	static const struct {
		const char *path;
		guint least, most; /* seconds: a date counts from now */
	} cases[] = {
		{"/later/20", 20, 20},
		{"/later/0", 0, 0},
		{"/later/86400", 86400, 86400},
		{"/later/never", 0, 0},
		{"/later/-5", 0, 0},
		{"/later/Mon,%2005%20Jan%202026%2000:00:00%20GMT", 0, 0}, /* it is over */
		{"/ok", 0, 0},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *url = server_url(server, "http", cases[i].path);
		g_auto(ExchangeAnswer) answer = {0};
		g_autoptr(Exchange) exchange = NULL;
		HttpSettings settings;

		http_settings_init(&settings);
		exchange = begin(&settings, url, 0);
		while (!exchange_step(exchange))
			exchange_wait();
		g_test_message("%s", url);
		g_assert_true(exchange_finish(exchange, &answer, NULL));
		g_assert_cmpuint(answer.retry_after, >=, cases[i].least);
		g_assert_cmpuint(answer.retry_after, <=, cases[i].most);
	}
}

/* --- what is sent, and what is kept of it ------------------------------------------- */

static void test_request(void)
{
	static const Case cases[] = {
		{"/echo", WELL, 200, "POST /echo HTTP/1.1\n*\nAuthorization: Bearer ***\n*", TRUE,
		 0},
		{"/echo?a=1", WELL, 200, "POST /echo?a=1 *Content-Type: application/json\n*", TRUE,
		 0},
		{"/echo?2", WELL, 200, "*User-Agent: maildelta/*{\"key\": \"***\"}", TRUE, 0},
		/* the secret is in no chunk as a whole */
		{"/pieces/5", WELL, 200, "*\nAuthorization: Bearer ***\n*{\"key\": \"***\"}", TRUE,
		 0},
		{"/pieces/1", WELL, 200, "*\nAuthorization: Bearer ***\n*{\"key\": \"***\"}", TRUE,
		 0},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++)
		check(&cases[i]);
}

static char *ask(const char *path, GBytes *body, const char *secret)
{
	g_autofree char *url = server_url(server, "http", path);
	const ExchangeRequest request = {
		.url = url, .body = body, .cap = CAP, .timeout = PATIENT, .secret = secret};
	g_auto(ExchangeAnswer) answer = {0};
	g_autoptr(Exchange) exchange = NULL;
	HttpSettings settings;

	http_settings_init(&settings);
	exchange = exchange_new(&settings, &request, NULL);
	while (!exchange_step(exchange))
		exchange_wait();
	g_assert_true(exchange_finish(exchange, &answer, NULL));
	return text_of(answer.body);
}

/* Nothing that the library adds by itself, and no body is none of standard input. */
static void test_bare(void)
{
	g_autofree char *none = NULL, *empty = NULL;
	g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);

	if (!has_server())
		return;
	none = ask("/echo", NULL, NULL);
	g_assert_true(g_str_has_prefix(none, "POST /echo HTTP/1.1\n"));
	g_assert_nonnull(strstr(none, "\nContent-Length: 0\n"));
	g_assert_null(strstr(none, "Expect"));
	g_assert_null(strstr(none, "Encoding"));
	empty = ask("/echo", nothing, "");
	g_assert_cmpstr(none, ==, empty);
}

/* Where a connection that could be used again breaks, it is not tried again unseen. */
static void test_once(void)
{
	static const Case ok = {"/ok", WELL, 200, "hello", TRUE, 0};
	static const Case reset = {"/reset?once", MD_ERROR_NETWORK, 0, "*", TRUE, 0};
	g_autofree char *times = NULL;

	if (!has_server())
		return;
	check(&ok);
	check(&reset);
	times = ask("/count?/reset?once", NULL, NULL);
	g_assert_cmpstr(times, ==, "1");
}

static void test_secrets(void)
{
	static const struct {
		const char *body, *secret, *want;
	} cases[] = {
		{"abc", "abc", "***"},       {"abcabc", "abc", "******"}, {"xabcy", "abc", "x***y"},
		{"ababab", "abab", "***ab"}, {"abc", "abcd", "abc"},      {"abc", NULL, "abc"},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) body = g_bytes_new_static(cases[i].body, strlen(cases[i].body));
		g_autofree char *text = ask("/pieces/2", body, cases[i].secret);

		g_test_message("%s", text);
		g_assert_true(g_str_has_suffix(text, cases[i].want));
	}
}

/* A file of logins is for the mirrors' servers. */
static void test_no_netrc(void)
{
	static const Case login = {"/login", WELL, 401, "", TRUE, 0};
	g_autofree char *folder = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "netrc", NULL);
	g_autofree char *url = server ? server_url(server, "http", "/login") : NULL;
	HttpSettings settings;

	g_assert_true(g_file_set_contents(file, "machine 127.0.0.1 login ann password s3cret\n", -1,
					  NULL));
	http_settings_init(&settings);
	settings.netrc_file = file;
	if (has_server())
		check_url(&settings, url, &login);
	g_unlink(file);
	g_rmdir(folder);
}

/* --- proxies, TLS, no connection ------------------------------------------------------ */

static void test_proxies(void)
{
	static const Case own = {"own", WELL, 200, "hello", TRUE, 0};
	static const Case by_proxy = {"proxy", WELL, 200, "POST http://model.example/m *", TRUE, 0};
	static const Case login = {"login", MD_ERROR_FAILED, 0, "*http.proxy*", FALSE, 0};
	static const Case refused = {"refused", MD_ERROR_NETWORK, 0, "*403*", FALSE, 0};
	g_autofree char *proxy = server ? server_url(server, "http", "") : NULL;
	g_autofree char *url = server ? server_url(server, "http", "/ok") : NULL;
	g_autofree char *named = NULL;
	HttpSettings settings;

	if (!has_server())
		return;
	named = g_strdup_printf("http://localhost:%u/ok", server_port(server));
	http_settings_init(&settings);
	settings.proxy = proxy;
	check_url(&settings, "http://model.example/m", &by_proxy);
	check_url(&settings, "https://login.example/m", &login);
	check_url(&settings, "https://model.example/m", &refused);
	/* this machine needs none, whoever says so */
	settings.proxy = "http://127.0.0.1:1";
	check_url(&settings, url, &own);
	check_url(&settings, named, &own);
	settings.proxy = NULL;
	g_setenv("http_proxy", "http://127.0.0.1:1", TRUE);
	check_url(&settings, url, &own);
	g_unsetenv("http_proxy");
}

static void check_tls(const char *pem, const char *option, const char *value, gboolean trusted,
		      const Case *c)
{
	const char *words[] = {"--tls", pem, option, value, NULL};
	g_autoptr(Server) secure = server_start(words);
	g_autofree char *url = secure ? server_url(secure, "https", c->path) : NULL;
	HttpSettings settings;

	http_settings_init(&settings);
	settings.ca_file = trusted ? pem : NULL;
	if (secure)
		check_url(&settings, url, c);
}

static void test_tls(void)
{
	static const Case ok = {"/ok", WELL, 200, "hello", TRUE, 0};
	static const Case stranger = {
		"/ok", MD_ERROR_FAILED, 0, "*not trusted*http.sslCAInfo*", FALSE, 0};
	static const Case old = {"/ok", MD_ERROR_FAILED, 0, "*no TLS connection*", FALSE, 0};
	g_autofree char *folder = server ? server_make_certificate() : NULL;
	g_autofree char *pem = NULL;

	if (!has_server())
		return;
	if (!folder) {
		g_test_skip("no openssl here");
		return;
	}
	pem = g_build_filename(folder, "server.pem", NULL);
	check_tls(pem, NULL, NULL, TRUE, &ok);
	check_tls(pem, NULL, NULL, FALSE, &stranger);
	check_tls(pem, "--tls-max", "1.1", TRUE, &old);
	g_unlink(pem);
	g_rmdir(folder);
}

static void test_no_connection(void)
{
	static const Case nobody = {
		"nobody", MD_ERROR_NETWORK, 0, "*: Failed to connect to *", FALSE, 0};
	const ExchangeRequest request = {.url = "ftp://models.example/", .timeout = 1};
	g_autoptr(GError) error = NULL;
	HttpSettings settings;

	http_settings_init(&settings);
	check_url(&settings, "http://127.0.0.1:1/v1?token=s3cret", &nobody);
	g_assert_null(exchange_new(&settings, &request, &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
}

/* Several at once, and whoever gives up is no matter to the others. */
static void test_freed(void)
{
	HttpSettings settings;
	Exchange *exchanges[4];
	g_autofree char *silent = server ? server_url(server, "http", "/silent") : NULL;
	g_autofree char *ok = server ? server_url(server, "http", "/blanks/3") : NULL;
	static const Case whole = {"/blanks/3", WELL, 200, "\n\n\nhello", TRUE, 0};

	if (!has_server())
		return;
	http_settings_init(&settings);
	for (guint i = 0; i < 4; i++)
		exchanges[i] = begin(&settings, i % 2 ? ok : silent, 0);
	exchange_free(exchanges[0]); /* before its first step */
	exchange_step(exchanges[2]);
	exchange_free(exchanges[2]);
	while (!(exchange_step(exchanges[1]) & exchange_step(exchanges[3])))
		exchange_wait();
	check_end(exchanges[1], "http", &whole);
	check_end(exchanges[3], "http", &whole);
	exchange_free(exchanges[1]);
	exchange_free(exchanges[3]);
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
	g_test_add_func("/exchange/answers", test_answers);
	g_test_add_func("/exchange/failures", test_failures);
	g_test_add_func("/exchange/timeouts", test_timeouts);
	g_test_add_func("/exchange/retry-after", test_retry_after);
	g_test_add_func("/exchange/request", test_request);
	g_test_add_func("/exchange/bare", test_bare);
	g_test_add_func("/exchange/once", test_once);
	g_test_add_func("/exchange/secrets", test_secrets);
	g_test_add_func("/exchange/no-netrc", test_no_netrc);
	g_test_add_func("/exchange/proxies", test_proxies);
	g_test_add_func("/exchange/tls", test_tls);
	g_test_add_func("/exchange/no-connection", test_no_connection);
	g_test_add_func("/exchange/freed", test_freed);
	status = g_test_run();
	server_free(server);
	return status;
}
