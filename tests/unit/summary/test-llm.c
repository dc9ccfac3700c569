/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/llm.h"

#include "base/cancel.h"
#include "base/error.h"
#include "lib/server.h"
#include "summary/answer.h"
#include "summary/tokens.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define KEY "s3cret-of-ann"
#define SYSTEM "Summarise."
#define OUTPUT 100
#define FENCE "0123456789abcdef"

static Server *server;

static gboolean has_server(void)
{
	if (!server)
		g_test_skip("no python3 here");
	return server != NULL;
}

/* --- a run --------------------------------------------------------------------------- */

/* What one work asks, line by line, and what came of it. */
typedef struct {
	const char *asks; /* what tests/lib/faulty.py is to do, on_llm() */
	const char *want; /* a letter for each answer, letter_of() */
} Case;

typedef struct {
	const Case *of;
	char **lines;
	guint asked, taken;
	gboolean open, closed;
	GString *got;
} Task;

typedef struct {
	char *folder, *endpoint;
	HttpSettings http;
	Purse purse;
	Cache *cache;
	LlmSettings settings;
	GPtrArray *notes;
	Task *tasks;
	guint n, opened, at_once, most;
	gint fail_at; /* open() fails there; < 0: nowhere */
} Scene;

static void on_note(const char *line, gpointer user)
{
	Scene *scene = user;

	g_test_message("note: %s", line);
	g_assert_null(strstr(line, KEY));
	g_ptr_array_add(scene->notes, g_strdup(line));
}

/* @test: a name of its own on the server. */
static void scene_init(Scene *scene, const char *test)
{
	g_autofree char *path = g_strconcat("/llm/", test, NULL);

	*scene = (Scene){.fail_at = -1};
	scene->folder = g_dir_make_tmp("maildelta-XXXXXX", NULL);
	scene->endpoint = server_url(server, "http", path);
	http_settings_init(&scene->http);
	scene->cache = cache_new(scene->folder, 1 << 20);
	scene->notes = g_ptr_array_new_with_free_func(g_free);
	scene->settings = (LlmSettings){
		.provider = PROVIDER_OPENAI,
		.endpoint = scene->endpoint,
		.model = "tiny",
		.key = KEY,
		.http = &scene->http,
		.context = 4096,
		.output = OUTPUT,
		.concurrency = 1,
		.timeout = 30,
		.retries = 2,
		.pause = 1,
		.cache = scene->cache,
		.purse = &scene->purse,
		.note = on_note,
		.user = scene,
	};
}

static void remove_all(const char *path)
{
	GDir *folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder && (name = g_dir_read_name(folder))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		remove_all(inner);
	}
	if (folder)
		g_dir_close(folder);
	g_remove(path);
}

static void tasks_free(Scene *scene)
{
	for (guint i = 0; i < scene->n; i++) {
		g_strfreev(scene->tasks[i].lines);
		g_string_free(scene->tasks[i].got, TRUE);
	}
	g_clear_pointer(&scene->tasks, g_free);
}

static void scene_clear(Scene *scene)
{
	tasks_free(scene);
	cache_free(scene->cache);
	remove_all(scene->folder);
	g_ptr_array_unref(scene->notes);
	g_free(scene->folder);
	g_free(scene->endpoint);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static gboolean on_next(gpointer work, LlmRequest *request)
{
	Task *task = work;

	g_assert_true(task->open && !task->closed);
	g_assert_cmpuint(task->asked, ==, task->taken); /* one at a time */
	if (!task->lines[task->asked])
		return FALSE;
	*request = (LlmRequest){.system = g_strdup(SYSTEM),
				.user = g_strdup(task->lines[task->asked++]),
				.fence = FENCE,
				.schema_name = "summary",
				.schema = answer_schema};
	return TRUE;
}

/* a: an answer, +: one of the cache, c: cut, d: declined; else the first letter of why. */
static char letter_of(const LlmReply *reply)
{
	if (!reply->content) {
		g_assert_cmpint(reply->why, !=, WHY_NOT);
		return g_ascii_toupper(trace_why_name(reply->why)[0]);
	}
	g_assert_cmpint(reply->why, ==, WHY_NOT);
	return reply->cached ? '+' : reply->cut ? 'c' : reply->declined ? 'd' : 'a';
}

static void on_take(gpointer work, const LlmReply *reply)
{
	Task *task = work;

	g_assert_true(task->open && !task->closed);
	g_assert_cmpuint(task->asked, ==, ++task->taken);
	if (reply->content && !reply->cached) {
		g_assert_null(strstr(reply->content, KEY));
		g_assert_true(strstr(reply->content, "Bearer ***") ||
			      g_str_equal(reply->content, task->lines[task->asked - 1]));
	}
	g_string_append_c(task->got, letter_of(reply));
}

static gpointer on_open(gpointer user, GError **error)
{
	Scene *scene = user;
	Task *task;

	if ((gint)scene->opened == scene->fail_at) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_FAILED, "no mirror");
		return NULL;
	}
	if (scene->opened == scene->n)
		return NULL;
	task = &scene->tasks[scene->opened++];
	task->open = TRUE;
	scene->at_once++;
	scene->most = MAX(scene->most, scene->at_once);
	return task;
}

static void on_close(gpointer work, gpointer user)
{
	Task *task = work;
	Scene *scene = user;

	g_assert_true(task->open && !task->closed);
	task->closed = TRUE;
	scene->at_once--;
}

static gboolean run(Scene *scene, Llm *llm, const Case *cases, guint n, GError **error)
{
	const LlmWork work = {on_next, on_take, on_open, on_close, scene};
	gboolean ok;

	tasks_free(scene);
	scene->tasks = g_new0(Task, n);
	scene->n = n;
	scene->opened = scene->at_once = scene->most = 0;
	for (guint i = 0; i < n; i++)
		scene->tasks[i] = (Task){.of = &cases[i],
					 .lines = g_strsplit(cases[i].asks, "\n", -1),
					 .got = g_string_new(NULL)};
	ok = llm_run(llm, &work, error);
	g_assert_cmpuint(scene->at_once, ==, 0);
	g_assert_cmpuint(scene->most, <=, scene->settings.concurrency);
	for (guint i = 0; i < n; i++)
		g_assert_cmpint(scene->tasks[i].open, ==, scene->tasks[i].closed);
	return ok;
}

/* All of it, to its end; what came is what was to come. */
static void play(Scene *scene, Llm *llm, const Case *cases, guint n)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(run(scene, llm, cases, n, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < n; i++) {
		g_test_message("%s: %s", cases[i].asks, scene->tasks[i].got->str);
		g_assert_cmpuint(g_strv_length(scene->tasks[i].lines), ==, scene->tasks[i].taken);
		g_assert_cmpstr(scene->tasks[i].got->str, ==, cases[i].want);
	}
}

/* One run of its own: notes and usage are the caller's to look at. */
static Usage play_once(Scene *scene, const Case *cases, guint n)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Llm) llm = llm_new(&scene->settings, &error);

	g_assert_no_error(error);
	scene->purse.spent = (Usage){0};
	play(scene, llm, cases, n);
	return *llm_usage(llm);
}

/* How many requests the server had of a test; and how many at once. */
static guint times_asked(const char *test, guint *at_once)
{
	g_autofree char *path = g_strconcat("/llmcount?", test, NULL);
	g_autofree char *url = server_url(server, "http", path);
	const HttpRequest request = {.url = url, .cap = 100};
	g_auto(HttpAnswer) answer = {0};
	g_autofree char *text = NULL;
	HttpSettings http;

	http_settings_init(&http);
	g_assert_true(http_get(&http, &request, &answer, NULL));
	text = g_strndup(g_bytes_get_data(answer.body, NULL), g_bytes_get_size(answer.body));
	if (at_once)
		*at_once = (guint)g_ascii_strtoull(strchr(text, ' '), NULL, 10);
	return (guint)g_ascii_strtoull(text, NULL, 10);
}

static gboolean has_note(const Scene *scene, const char *like)
{
	for (guint i = 0; i < scene->notes->len; i++)
		if (g_pattern_match_simple(like, scene->notes->pdata[i]))
			return TRUE;
	return FALSE;
}

/* --- each kind of answer --------------------------------------------------------------- */

static void test_answers(void)
{
	static const struct {
		const char *test;
		Case of;
		guint requests;   /* that the server had */
		const char *note; /* NULL: none */
	} cases[] = {
		{"ok", {"ok", "a"}, 1, NULL},
		{"three", {"ok,1\nok,2\nok,3", "aaa"}, 3, NULL},
		{"cut", {"cut", "c"}, 1, "tiny: *broke off: summary.maxOutput *"},
		{"filter", {"filter", "d"}, 1, NULL},
		{"empty", {"empty", "E"}, 1, NULL},
		{"blank", {"blank", "E"}, 1, NULL},
		{"echo", {"echo", "a"}, 1, NULL},
		{"noschema", {"noschema", "a"}, 2, NULL},
		{"noobject", {"noobject", "a"}, 3, NULL},
		{"nomax", {"nomax", "a"}, 2, NULL},
		{"notemp", {"notemp", "a"}, 2, NULL},
		{"ladder", {"nomax notemp noobject", "a"}, WIRE_FORMS, NULL},
		{"again", {"503 ok", "a"}, 2, NULL},
		{"twice", {"503 429 ok", "a"}, 3, NULL},
		{"told", {"429/1 ok", "a"}, 2, NULL},
		{"broken", {"reset ok", "a"}, 2, NULL},
		{"busy", {"503", "U"}, 3, "*HTTP 503*, \"no: 503\": summary.retries *"},
		{"rest", {"503\nok", "Ua"}, 4, "*HTTP 503*, \"no: 503\": summary.retries *"},
		{"patience", {"429/601", "U"}, 1, "*HTTP 429*: summary.retries *"},
		{"gone", {"reset", "U"}, 3, "http://127.0.0.1:*"},
		{"key",
		 {"401\nok", "KK"},
		 1,
		 "*HTTP 401*, \"no: 401\": *another key*summary.apiKeyFile*"},
		{"money", {"402\nok", "QQ"}, 1, "*HTTP 402*: nothing more is asked in this run"},
		{"model",
		 {"404\nok", "MM"},
		 1,
		 "*HTTP 404*: * summary.model and summary.endpoint: it is asked at "
		 "http://127.0.0.1:*"},
		{"to",
		 {"to\nok", "MM"},
		 1,
		 "*HTTP 302*: redirects are not followed: *summary.endpoint*"},
		{"request", {"422\nok", "Ra"}, 0, "*HTTP 422*: *summary.context * 4096 now"},
		{"large", {"endless\nok", "Aa"}, 2, "*more than the * bytes*"},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		g_auto(Scene) scene = {0};
		Usage usage;

		g_test_message("%s", cases[i].test);
		scene_init(&scene, cases[i].test);
		usage = play_once(&scene, &cases[i].of, 1);
		if (cases[i].requests)
			g_assert_cmpuint(times_asked(cases[i].test, NULL), ==, cases[i].requests);
		g_assert_cmpuint(times_asked(cases[i].test, NULL), ==, usage.requests);
		g_assert_cmpuint(scene.notes->len, ==, cases[i].note ? 1 : 0);
		if (cases[i].note)
			g_assert_true(has_note(&scene, cases[i].note));
	}
}

/* "none" and the like, for servers that want any key: no secret, and a word of answers. */
static void test_placeholder(void)
{
	static const char *const keys[] = {"s", "small", "\"", "finish"};
	static const Case cases[] = {{"ok,small", "a"}};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(keys); i++) {
		g_auto(Scene) scene = {0};

		scene_init(&scene, "placeholder");
		scene.settings.key = keys[i];
		play_once(&scene, cases, 1);
	}
}

/* It takes its second, is not tried again, and is no matter to the next. */
static void test_timeout(void)
{
	static const Case cases[] = {{"silent\nok", "Ta"}};
	g_auto(Scene) scene = {0};
	Usage usage;

	if (!has_server())
		return;
	scene_init(&scene, "timeout");
	scene.settings.timeout = 1;
	usage = play_once(&scene, cases, 1);
	g_assert_cmpuint(usage.requests, ==, 2);
	g_assert_true(usage.estimated);
	g_assert_cmpuint(usage.output, ==, OUTPUT + 3);
	g_assert_true(has_note(&scene, "*no answer within 1 s*summary.timeout*"));
}

/* --- what is kept ------------------------------------------------------------------------ */

static void test_cache(void)
{
	static const Case first[] = {{"ok,1 " FENCE " x\ncut\nempty ok\nfilter", "acEd"}};
	static const Case second[] = {{"ok,1 " FENCE " x\ncut\nempty ok\nfilter", "++a+"}};
	static const Case anew[] = {{"ok,1 " FENCE " x", "a"}};
	g_auto(Scene) scene = {0};
	Usage usage;

	if (!has_server())
		return;
	scene_init(&scene, "cache");
	usage = play_once(&scene, first, 1);
	g_assert_cmpuint(usage.cached, ==, 0);
	g_assert_cmpuint(usage.requests, ==, 4);
	scene.settings.key = NULL; /* who asks does not shape the answer */
	usage = play_once(&scene, second, 1);
	g_assert_cmpuint(usage.cached, ==, 3);
	g_assert_cmpuint(usage.requests, ==, 1);
	scene.settings.endpoint = "https://model.example/v1"; /* nor does who is asked */
	usage = play_once(&scene, &(Case){"cut\nfilter", "++"}, 1);
	g_assert_cmpuint(usage.requests, ==, 0);
	scene.settings.endpoint = scene.endpoint;
	scene.settings.fresh = TRUE;
	usage = play_once(&scene, anew, 1);
	g_assert_cmpuint(usage.requests, ==, 1);
	scene.settings.fresh = FALSE;
	scene.settings.model = "other";
	play_once(&scene, &(Case){"cut", "c"}, 1);
	scene.settings.model = "tiny";
	scene.settings.output++;
	play_once(&scene, &(Case){"cut", "c"}, 1);
	scene.settings.output--;
	scene.settings.context++;
	play_once(&scene, &(Case){"cut", "c"}, 1);
}

/* What differs by the fence alone is the same; a fence is nothing else. */
static void test_fence(void)
{
	g_auto(Scene) scene = {0};

	if (!has_server())
		return;
	scene_init(&scene, "fence");
	play_once(&scene, &(Case){"ok, a " FENCE " b " FENCE, "a"}, 1);
	play_once(&scene, &(Case){"ok, a  b ", "+"}, 1);
	play_once(&scene, &(Case){"ok, a fedcba9876543210 b ", "a"}, 1);
}

/* A stopped endpoint is asked no more; what is known is still told. */
static void test_stopped(void)
{
	static const Case cases[] = {{"ok,kept\n401\nok,new\nok,kept", "+KK+"},
				     {"ok,kept\nok,other", "+K"}};
	g_auto(Scene) scene = {0};

	if (!has_server())
		return;
	scene_init(&scene, "stopped");
	play_once(&scene, &(Case){"ok,kept", "a"}, 1);
	play_once(&scene, cases, G_N_ELEMENTS(cases));
	g_assert_cmpuint(times_asked("stopped", NULL), ==, 2);
	g_assert_cmpuint(scene.notes->len, ==, 1);
}

static void test_strikes(void)
{
	static const Case gone[] = {{"503,1\n503,2\n503,3\nok,4", "UUUU"}};
	/* "in a row": an answer between them, even one that refuses, and it goes on */
	static const Case between[] = {{"503,1\n503,2\n422\n503,3\n503,4\nok,5\n503,6", "UURUUaU"}};
	g_auto(Scene) scene = {0};

	if (!has_server())
		return;
	scene_init(&scene, "strikes");
	scene.settings.retries = 0;
	play_once(&scene, gone, 1);
	g_assert_cmpuint(times_asked("strikes", NULL), ==, LLM_STRIKES);
	g_assert_cmpuint(scene.notes->len, ==, 1);
	play_once(&scene, between, 1);
}

/* What was learned once holds for what waits, for what comes, and for later runs. */
static void test_learned(void)
{
	static const Case all[] = {{"noschema,1", "a"}, {"noschema,2", "a"}, {"noschema,3", "a"}};
	static const Case later[] = {{"noschema,4", "a"}};
	g_auto(Scene) scene = {0};
	CacheLearned learned;

	if (!has_server())
		return;
	scene_init(&scene, "learned");
	scene.settings.concurrency = 3;
	play_once(&scene, all, G_N_ELEMENTS(all));
	g_assert_cmpuint(times_asked("learned", NULL), ==, 4);
	play_once(&scene, later, 1);
	g_assert_cmpuint(times_asked("learned", NULL), ==, 5);
	cache_learned(scene.cache, scene.endpoint, "tiny", &learned);
	g_assert_cmpint(learned.form.rung, ==, RUNG_OBJECT);
	g_assert_false(learned.form.completion_tokens || learned.form.no_temperature);
}

/* Estimates that were too low are made good in later runs, not in this one. */
static void test_factor(void)
{
	static const Case much[] = {{"much", "a"}};
	g_auto(Scene) scene = {0};
	g_autoptr(Llm) llm = NULL, next = NULL;
	g_autofree char *text = g_strnfill(10000, 'x');
	g_autofree char *long_text = g_strconcat("much,", text, NULL);
	const Case longer[] = {{long_text, "a"}};

	if (!has_server())
		return;
	scene_init(&scene, "factor");
	llm = llm_new(&scene.settings, NULL);
	g_assert_cmpfloat(llm_factor(llm), ==, 1);
	play(&scene, llm, much, 1);
	play(&scene, llm, longer, 1);
	g_assert_cmpfloat(llm_factor(llm), ==, 1);
	next = llm_new(&scene.settings, NULL);
	g_assert_cmpfloat(llm_factor(next), ==, 4);
}

/* --- money ------------------------------------------------------------------------------- */

static void test_usage(void)
{
	static const struct {
		const char *test;
		Case of;
		guint64 input, output; /* 0: as estimated */
	} cases[] = {
		{"told", {"ok,told", "a"}, 7, 3},
		{"ladder", {"noschema", "a"}, 7, 3},
		{"untold", {"nousage", "a"}, 0, 0},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		const char *asks = cases[i].of.asks;
		guint64 least = tokens_estimate(SYSTEM) + tokens_estimate(asks);
		g_auto(Scene) scene = {0};
		Usage usage;

		scene_init(&scene, cases[i].test);
		scene.purse.priced = TRUE;
		scene.purse.input = 1;
		scene.purse.output = 1000;
		usage = play_once(&scene, &cases[i].of, 1);
		g_assert_cmpint(usage.estimated, ==, !cases[i].input);
		g_assert_true(usage.priced);
		g_assert_cmpint(usage.cost, ==, (Money)(usage.input + 1000 * usage.output));
		if (cases[i].input) {
			g_assert_cmpuint(usage.input, ==, cases[i].input);
			g_assert_cmpuint(usage.output, ==, cases[i].output);
		} else {
			g_assert_cmpuint(usage.input, >=, least);
			g_assert_cmpuint(usage.output, ==, tokens_estimate(asks));
		}
	}
}

/* What the endpoint may have worked on counts, though nothing came of it. */
static void test_lost(void)
{
	static const struct {
		const char *test;
		Case of;
		guint64 output;
	} cases[] = {
		{"lost", {"reset ok", "a"}, OUTPUT + 3},  {"lost-all", {"reset", "U"}, 3 * OUTPUT},
		{"lost-large", {"endless", "A"}, OUTPUT}, {"lost-page", {"page", "A"}, OUTPUT},
		{"lost-half", {"half ok", "a"}, 3 + 3},   {"refused", {"503 ok", "a"}, 3},
		{"refused-all", {"422", "R"}, 0},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		gboolean lost = cases[i].output >= OUTPUT;
		g_auto(Scene) scene = {0};
		Usage usage;

		g_test_message("%s", cases[i].test);
		scene_init(&scene, cases[i].test);
		usage = play_once(&scene, &cases[i].of, 1);
		g_assert_cmpuint(usage.output, ==, cases[i].output);
		g_assert_cmpint(usage.input != 0, ==, cases[i].output != 0);
		g_assert_cmpint(usage.estimated, ==, lost);
		g_assert_cmpuint(usage.requests, ==, times_asked(cases[i].test, NULL));
		g_assert_cmpuint(scene.purse.aside_input + scene.purse.aside_output, ==, 0);
	}
}

/* ... and so it is not tried again where that might be too much. */
static void test_budget_lost(void)
{
	static const Case cases[] = {{"reset ok", "B"}};
	g_auto(Scene) scene = {0};
	Usage usage;

	if (!has_server())
		return;
	scene_init(&scene, "budget-lost");
	scene.purse.max_tokens = 2 * OUTPUT;
	usage = play_once(&scene, cases, 1);
	g_assert_cmpuint(usage.requests, ==, 1);
	g_assert_cmpuint(times_asked("budget-lost", NULL), ==, 1);
}

/* What waits to be tried again may give back what is set aside for it. */
static void test_budget_again(void)
{
	static const Case cases[] = {{"ok,0\nok,2", "aa"}, {"503 ok,1", "a"}};
	g_auto(Scene) scene = {0};

	if (!has_server())
		return;
	scene_init(&scene, "budget-again");
	scene.settings.concurrency = 2;
	scene.settings.pause = 0;
	scene.purse.max_tokens = 2 * OUTPUT - 20;
	play_once(&scene, cases, G_N_ELEMENTS(cases));
}

/* A long request has no room, a short one behind it has; nothing goes beyond the limit. */
static void test_budget(void)
{
	g_auto(Scene) scene = {0};
	g_autofree char *text = g_strnfill(10000, 'x');
	g_autofree char *asks = g_strconcat("ok,1\nok,", text, "\nok,2", NULL);
	const Case cases[] = {{asks, "aBa"}};
	Usage usage;

	if (!has_server())
		return;
	scene_init(&scene, "budget");
	scene.purse.max_tokens = 1000;
	usage = play_once(&scene, cases, 1);
	g_assert_cmpuint(usage.requests, ==, 2);
	g_assert_cmpuint(scene.notes->len, ==, 0);
	g_assert_cmpuint(scene.purse.aside_input + scene.purse.aside_output, ==, 0);
}

/* Where there is room for one at a time, they go one after the other, and all of them go. */
static void test_budget_together(void)
{
	static const Case cases[] = {{"slow,1", "a"}, {"slow,2", "a"}, {"slow,3", "a"}};
	g_auto(Scene) scene = {0};
	guint at_once;

	if (!has_server())
		return;
	scene_init(&scene, "purse");
	scene.settings.concurrency = 3;
	scene.purse.max_tokens = 2 * OUTPUT - 20;
	play_once(&scene, cases, G_N_ELEMENTS(cases));
	g_assert_cmpuint(times_asked("purse", &at_once), ==, 3);
	g_assert_cmpuint(at_once, ==, 1);
}

static void test_dry(void)
{
	static const Case cases[] = {{"ok,kept\nok,new", "+D"}, {"ok,other", "D"}};
	g_auto(Scene) scene = {0};
	Usage usage;

	if (!has_server())
		return;
	scene_init(&scene, "dry");
	play_once(&scene, &(Case){"ok,kept", "a"}, 1);
	scene.settings.dry = TRUE;
	scene.settings.key = NULL;
	scene.purse = (Purse){.priced = TRUE, .output = 1};
	usage = play_once(&scene, cases, G_N_ELEMENTS(cases));
	g_assert_cmpuint(times_asked("dry", NULL), ==, 1);
	g_assert_cmpuint(usage.requests, ==, 2);
	g_assert_cmpuint(usage.cached, ==, 1);
	g_assert_cmpuint(usage.output, ==, 2 * OUTPUT);
	g_assert_cmpuint(usage.input, >, 0);
	g_assert_cmpint(usage.cost, ==, 2 * OUTPUT);
	g_assert_true(usage.estimated);
}

/* --- several at a time -------------------------------------------------------------------- */

static void test_together(void)
{
	static const guint widths[] = {1, 3, 20};
	Case cases[12];

	for (guint w = 0; has_server() && w < G_N_ELEMENTS(widths); w++) {
		g_autofree char *test = g_strdup_printf("together%u", widths[w]);
		g_auto(Scene) scene = {0};
		guint at_once;

		scene_init(&scene, test);
		scene.settings.concurrency = widths[w];
		for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
			cases[i] =
				(Case){g_strdup_printf("ok,%u\n503 ok,%u\ncut,%u", i, i, i), "aac"};
		play_once(&scene, cases, G_N_ELEMENTS(cases));
		g_assert_cmpuint(times_asked(test, &at_once), ==, 4 * G_N_ELEMENTS(cases));
		g_assert_cmpuint(at_once, <=, widths[w]);
		for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
			g_free((char *)cases[i].asks);
	}
}

/* They do go at once: else the test above says nothing. */
static void test_at_once(void)
{
	static const Case cases[] = {
		{"ok", "a"}, {"slow,1", "a"}, {"slow,2", "a"}, {"slow,3", "a"}};
	g_auto(Scene) scene = {0};
	guint at_once;

	if (!has_server())
		return;
	scene_init(&scene, "atonce");
	scene.settings.concurrency = 4;
	play_once(&scene, cases, G_N_ELEMENTS(cases));
	times_asked("atonce", &at_once);
	g_assert_cmpuint(at_once, ==, 3);
}

/* The endpoint's pause is everybody's. */
static void test_pause(void)
{
	static const Case cases[] = {{"429/2 ok,1", "a"}, {"ok,2\nok,3", "aa"}, {"ok,4", "a"}};
	gint64 before = g_get_monotonic_time();
	g_auto(Scene) scene = {0};

	if (!has_server())
		return;
	scene_init(&scene, "pause");
	scene.settings.concurrency = 3;
	play_once(&scene, cases, G_N_ELEMENTS(cases));
	g_assert_cmpint(g_get_monotonic_time() - before, >=, 2 * G_TIME_SPAN_SECOND);
	g_assert_cmpuint(times_asked("pause", NULL), ==, 5);
}

static void test_open_fails(void)
{
	static const Case cases[] = {{"silent", ""}, {"silent,1", ""}, {"ok", ""}};
	g_auto(Scene) scene = {0};
	g_autoptr(GError) error = NULL;
	g_autoptr(Llm) llm = NULL;

	if (!has_server())
		return;
	scene_init(&scene, "open");
	scene.settings.concurrency = 3;
	scene.fail_at = 2;
	llm = llm_new(&scene.settings, NULL);
	g_assert_false(run(&scene, llm, cases, G_N_ELEMENTS(cases), &error));
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	g_assert_cmpstr(error->message, ==, "no mirror");
}

/* --- what cannot begin ---------------------------------------------------------------------- */

static void test_endpoints(void)
{
	static const struct {
		const char *endpoint, *key;
		const char *like; /* of the error; NULL: none */
	} cases[] = {
		{"https://model.example/v1", KEY, NULL},
		{"http://model.example/v1", NULL, NULL},
		{"http://localhost:11434", KEY, NULL},
		{"http://[::1]:11434", KEY, NULL},
		{"http://model.example/v1", KEY,
		 "summary.endpoint: http://model.example/v1: *https*"},
		{"http://127.0.0.1.model.example/", KEY, "*https*"},
		{"https://ann:" KEY "@model.example/", NULL,
		 "summary.endpoint: *summary.apiKeyFile"},
		{"https://:" KEY "@model.example/", NULL, "summary.endpoint: *summary.apiKeyFile"},
		{"ftp://model.example/", NULL, "summary.endpoint: *neither http*"},
		{"", NULL, "summary.endpoint: *"},
	};

	for (guint i = 0; has_server() && i < G_N_ELEMENTS(cases); i++) {
		g_auto(Scene) scene = {0};
		g_autoptr(GError) error = NULL;
		g_autoptr(Llm) llm = NULL;

		scene_init(&scene, "endpoint");
		scene.settings.endpoint = cases[i].endpoint;
		scene.settings.key = cases[i].key;
		llm = llm_new(&scene.settings, &error);
		g_assert_true(!llm == !!cases[i].like);
		if (llm)
			continue;
		g_test_message("%s", error->message);
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_true(g_pattern_match_simple(cases[i].like, error->message));
		g_assert_null(strstr(error->message, KEY));
		g_assert_null(llm_new(&scene.settings, NULL));
	}
}

/* Nobody is there: one note, and an end to it. */
static void test_nobody(void)
{
	static const Case cases[] = {{"1", "U"}, {"2", "U"}, {"3", "U"}, {"4", "U"}, {"5", "U"}};
	g_auto(Scene) scene = {0};

	if (!has_server())
		return;
	scene_init(&scene, "nobody");
	scene.settings.endpoint = "http://127.0.0.1:1/v1";
	play_once(&scene, cases, G_N_ELEMENTS(cases));
	g_assert_cmpuint(scene.notes->len, ==, 1);
	g_assert_true(has_note(&scene, "http://127.0.0.1:1/*: Failed to connect*"));
}

/* What the user has to mend first is tried once. */
static void test_proxy(void)
{
	static const Case cases[] = {{"1\n2", "UU"}, {"3", "U"}};
	g_auto(Scene) scene = {0};
	g_autofree char *proxy = server ? server_url(server, "http", "") : NULL;
	Usage usage;

	if (!has_server())
		return;
	scene_init(&scene, "proxy");
	scene.settings.endpoint = "https://login.example/v1";
	scene.http.proxy = proxy;
	usage = play_once(&scene, cases, G_N_ELEMENTS(cases));
	g_assert_cmpuint(usage.requests, ==, 1);
	g_assert_cmpuint(usage.input + usage.output, ==, 0);
	g_assert_cmpuint(scene.notes->len, ==, 1);
	g_assert_true(has_note(&scene, "https://login.example/*http.proxy*"));
}

/* --- cancelling ------------------------------------------------------------------------------ */

static gpointer ask_to_stop(G_GNUC_UNUSED gpointer of)
{
	g_usleep(200 * G_TIME_SPAN_MILLISECOND);
	kill(getpid(), SIGTERM);
	return NULL;
}

/* In a process of its own: what was asked once stays asked. */
static void check_cancelled(const char *test, const Case *cases, guint n)
{
	g_auto(Scene) scene = {0};
	g_autoptr(GError) error = NULL;
	g_autoptr(Llm) llm = NULL;
	GThread *thread;

	if (!has_server())
		return;
	scene_init(&scene, test);
	scene.settings.concurrency = 3;
	scene.settings.pause = 60000;
	llm = llm_new(&scene.settings, NULL);
	cancel_on_signals();
	thread = g_thread_new("signal", ask_to_stop, NULL);
	g_assert_false(run(&scene, llm, cases, n, &error));
	g_thread_join(thread);
	g_assert_error(error, MD_ERROR, MD_ERROR_CANCELLED);
	g_assert_cmpuint(scene.purse.aside_input + scene.purse.aside_output, ==, 0);
}

static void test_cancelled_under_way(void)
{
	static const Case cases[] = {{"ok\nsilent", ""}, {"silent,1", ""}, {"silent,2", ""}};

	check_cancelled("cancel", cases, G_N_ELEMENTS(cases));
}

static void test_cancelled_in_pause(void)
{
	static const Case cases[] = {{"429/500", ""}, {"ok", ""}};

	check_cancelled("cancelpause", cases, G_N_ELEMENTS(cases));
}

static void test_cancelled(void)
{
	g_test_trap_subprocess("/llm/cancelled/subprocess/under-way", 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
	g_test_trap_subprocess("/llm/cancelled/subprocess/pause", 0, G_TEST_SUBPROCESS_DEFAULT);
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
	g_test_add_func("/llm/answers", test_answers);
	g_test_add_func("/llm/placeholder", test_placeholder);
	g_test_add_func("/llm/timeout", test_timeout);
	g_test_add_func("/llm/cache", test_cache);
	g_test_add_func("/llm/fence", test_fence);
	g_test_add_func("/llm/stopped", test_stopped);
	g_test_add_func("/llm/strikes", test_strikes);
	g_test_add_func("/llm/learned", test_learned);
	g_test_add_func("/llm/factor", test_factor);
	g_test_add_func("/llm/usage", test_usage);
	g_test_add_func("/llm/budget", test_budget);
	g_test_add_func("/llm/lost", test_lost);
	g_test_add_func("/llm/budget-lost", test_budget_lost);
	g_test_add_func("/llm/budget-again", test_budget_again);
	g_test_add_func("/llm/budget-together", test_budget_together);
	g_test_add_func("/llm/dry", test_dry);
	g_test_add_func("/llm/together", test_together);
	g_test_add_func("/llm/at-once", test_at_once);
	g_test_add_func("/llm/pause", test_pause);
	g_test_add_func("/llm/open-fails", test_open_fails);
	g_test_add_func("/llm/endpoints", test_endpoints);
	g_test_add_func("/llm/nobody", test_nobody);
	g_test_add_func("/llm/proxy", test_proxy);
	g_test_add_func("/llm/cancelled", test_cancelled);
	g_test_add_func("/llm/cancelled/subprocess/under-way", test_cancelled_under_way);
	g_test_add_func("/llm/cancelled/subprocess/pause", test_cancelled_in_pause);
	status = g_test_run();
	server_free(server);
	return status;
}
