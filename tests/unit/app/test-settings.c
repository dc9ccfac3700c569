/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/inboxes.h"
#include "app/settings.h"
#include "base/error.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <string.h>
#include <unistd.h>

static char *root;

/* @text with /ROOT as the scratch folder. */
static char *with_root(const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, "/ROOT", -1);

	return g_strjoinv(root, parts);
}

/* A file of settings; its path. */
static char *write_file(const char *name, const char *text)
{
	g_autofree char *whole = with_root(text);
	char *path = g_build_filename(root, name, NULL);

	g_assert_true(g_file_set_contents(path, whole, -1, NULL));
	return path;
}

static GPtrArray *new_notes(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static void test_set(void)
{
	static const struct {
		const char *assignment, *name, *value; /* name NULL: refused */
	} cases[] = {
		{"maildelta.title=KVMARM", "maildelta.title", "KVMARM"},
		{"MailDelta.TITLE=x=y", "maildelta.title", "x=y"},
		{"maildelta.title=  two\twords ", "maildelta.title", "two words"},
		{"maildelta.title=a\x1b[31mb", "maildelta.title", "a\xEF\xBF\xBD[31mb"},
		{"maildelta.web=", "maildelta.web", NULL},
		{"maildelta.web=https://x.example/l", "maildelta.web", "https://x.example/l"},
		{"maildelta.web=HTTP://x.example", "maildelta.web", "HTTP://x.example"},
		{"maildelta.web=javascript:alert(1)", NULL, NULL},
		{"maildelta.web=//x.example", NULL, NULL},
		{"maildelta.color=never", "maildelta.color", "never"},
		{"maildelta.color=", "maildelta.color", NULL},
		{"maildelta.color=blue", NULL, NULL},
		{"maildelta.mailFrom=Ann <ann@example.org>", "maildelta.mailFrom",
		 "Ann <ann@example.org>"},
		{"maildelta.mailfrom=", "maildelta.mailFrom", NULL},
		{"maildelta.mailFrom=Ann", NULL, NULL},
		{"maildelta.mailFrom=ann@example.org, bo@fjord.example", NULL, NULL},
		{"maildelta.sendmail=/opt/bin/sendmail", "maildelta.sendmail", "/opt/bin/sendmail"},
		{"maildelta.sendmail=msmtp", "maildelta.sendmail", "msmtp"},
		{"maildelta.sendmail=bin/msmtp", NULL, NULL},
		{"category.preset=classic", "category.preset", "classic"},
		{"Category.PRESET=default", "category.preset", "default"},
		{"category.preset=", "category.preset", NULL},
		{"category.preset=Classic", NULL, NULL},
		{"category.preset=new", NULL, NULL},
		{"inbox.x.range=true", "inbox.x.range", "true"},
		{"inbox.x.range=OFF", "inbox.x.range", "OFF"},
		{"inbox.x.range=2", NULL, NULL},
		{"inbox.x.digest=weekly", "inbox.x.digest", "weekly"},
		{"inbox.x.digest=never", "inbox.x.digest", "never"},
		{"inbox.x.digest=daily", NULL, NULL},
		{"inbox.x.mailTo=Ann Example <ann@example.org>, bo@fjord.example", "inbox.x.mailTo",
		 "Ann Example <ann@example.org>, bo@fjord.example"},
		{"inbox.x.mailTo=ann", NULL, NULL},
		{"inbox.x.mailTo=", "inbox.x.mailTo", NULL},
		{"maildelta.output=/a b", "maildelta.output", "/a b"},
		{"inbox.x.output=~ann/x", NULL, NULL},
		{"maildelta.range=true", NULL, NULL},
		{"maildelta.titel=x", NULL, NULL},
		{"maildelta.title", NULL, NULL},
		{"Inbox.KVM.Arm.DIR=a  b", "inbox.KVM.Arm.dir", "a  b"},
		{"inbox.x.dir=~/a", "inbox.x.dir", "/nonexistent/a"},
		{"inbox.x.dir=~", "inbox.x.dir", "/nonexistent"},
		{"inbox.x.dir=a~", "inbox.x.dir", "a~"},
		{"inbox.x.dir=~bo/a", NULL, NULL},
		{"inbox.x.web=ftp://x.example", NULL, NULL},
		{"inbox.x.url=git://x.example", "inbox.x.url", "git://x.example"},
		{"http.connectTimeout=10", "http.connectTimeout", "10"},
		{"HTTP.stalltimeout=86400", "http.stallTimeout", "86400"},
		{"http.stallTimeout=0", NULL, NULL},
		{"http.stallTimeout=-1", NULL, NULL},
		{"http.connectTimeout=1.5", NULL, NULL},
		{"http.connectTimeout=86401", NULL, NULL},
		{"http.connectTimeout=99999999999999999999", NULL, NULL},
		{"http.retries=0", "http.retries", "0"},
		{"http.retries=101", NULL, NULL},
		{"http.retries=many", NULL, NULL},
		{"http.sslCAInfo=~/ca.pem", "http.sslCAInfo", "/nonexistent/ca.pem"},
		{"http.netrcFile=~bo/.netrc", NULL, NULL},
		{"http.proxy=socks5h://127.0.0.1:9050", "http.proxy", "socks5h://127.0.0.1:9050"},
		{"http.userAgent=x/1", "http.userAgent", "x/1"},
		{"http.sslVerify=false", NULL, NULL},
		{"maildelta.templates=~/t", "maildelta.templates", "/nonexistent/t"},
		{"summary.method=llm", "summary.method", "llm"},
		{"summary.method=rules", "summary.method", "rules"},
		{"summary.method=LLM", NULL, NULL},
		{"summary.provider=ollama", "summary.provider", "ollama"},
		{"summary.provider=anthropic", "summary.provider", "anthropic"},
		{"summary.provider=openai", "summary.provider", "openai"},
		{"summary.provider=", "summary.provider", NULL},
		{"summary.provider=other", NULL, NULL},
		{"summary.endpoint=http://127.0.0.1:11434", "summary.endpoint",
		 "http://127.0.0.1:11434"},
		{"summary.endpoint=https://llm.example/v1?api-version=1", "summary.endpoint",
		 "https://llm.example/v1?api-version=1"},
		{"summary.endpoint=https://llm.example/a@b", "summary.endpoint",
		 "https://llm.example/a@b"},
		{"summary.endpoint=https://ann:secret@llm.example", NULL, NULL},
		{"summary.endpoint=https://token@llm.example", NULL, NULL},
		{"summary.endpoint=https://:secret@llm.example", NULL, NULL},
		{"summary.endpoint=ftp://llm.example", NULL, NULL},
		{"summary.endpoint=llm.example", NULL, NULL},
		{"summary.endpoint=https://", NULL, NULL},
		{"summary.endpoint=https://llm.example:99999", NULL, NULL},
		{"Summary.MODEL=vendor/model:8b", "summary.model", "vendor/model:8b"},
		{"summary.apikeyfile=~/key", "summary.apiKeyFile", "/nonexistent/key"},
		{"summary.apiKeyFile=~bo/key", NULL, NULL},
		{"summary.apiKeyCommand=printf  'a\tb'", "summary.apiKeyCommand", "printf  'a\tb'"},
		{"summary.apiKeyEnv=MY_KEY2", "summary.apiKeyEnv", "MY_KEY2"},
		{"summary.apiKeyEnv=_", "summary.apiKeyEnv", "_"},
		{"summary.apiKeyEnv=2KEY", NULL, NULL},
		{"summary.apiKeyEnv=sk-12345", NULL, NULL},
		{"summary.apiKeyEnv=$KEY", NULL, NULL},
		{"summary.apiKey=sk-12345", NULL, NULL},
		{"summary.context=2048", "summary.context", "2048"},
		{"summary.context=2000000", "summary.context", "2000000"},
		{"summary.context=2047", NULL, NULL},
		{"summary.context=2000001", NULL, NULL},
		{"summary.context=32k", NULL, NULL},
		{"summary.maxOutput=256", "summary.maxOutput", "256"},
		{"summary.maxOutput=65536", "summary.maxOutput", "65536"},
		{"summary.maxOutput=255", NULL, NULL},
		{"summary.maxOutput=65537", NULL, NULL},
		{"summary.maxTokens=0", "summary.maxTokens", "0"},
		{"summary.maxTokens=1000000000000", "summary.maxTokens", "1000000000000"},
		{"summary.maxTokens=1000000000001", NULL, NULL},
		{"summary.maxTokens=-1", NULL, NULL},
		{"summary.maxCost=0", "summary.maxCost", "0"},
		{"summary.maxCost=2.50", "summary.maxCost", "2.50"},
		{"summary.maxCost=0.000001", "summary.maxCost", "0.000001"},
		{"summary.maxCost=0.0000001", NULL, NULL},
		{"summary.maxCost=1000000", NULL, NULL},
		{"summary.maxCost=-1", NULL, NULL},
		{"summary.maxCost=1e3", NULL, NULL},
		{"summary.maxCost=1,50", NULL, NULL},
		{"summary.maxCost=$1", NULL, NULL},
		{"summary.currency=EUR", "summary.currency", "EUR"},
		{"summary.currency=E", NULL, NULL},
		{"summary.currency=dollars", NULL, NULL},
		{"summary.currency=U$D", NULL, NULL},
		{"summary.concurrency=1", "summary.concurrency", "1"},
		{"summary.concurrency=32", "summary.concurrency", "32"},
		{"summary.concurrency=0", NULL, NULL},
		{"summary.concurrency=33", NULL, NULL},
		{"summary.timeout=1", "summary.timeout", "1"},
		{"summary.timeout=0", NULL, NULL},
		{"summary.timeout=86401", NULL, NULL},
		{"summary.retries=0", "summary.retries", "0"},
		{"summary.retries=20", "summary.retries", "20"},
		{"summary.retries=21", NULL, NULL},
		{"summary.minLines=0", "summary.minLines", "0"},
		{"summary.minLines=10001", NULL, NULL},
		{"summary.glossary=~/words", "summary.glossary", "/nonexistent/words"},
		{"summary.cacheSize=0", "summary.cacheSize", "0"},
		{"summary.cacheSize=65536", "summary.cacheSize", "65536"},
		{"summary.cacheSize=65537", NULL, NULL},
		{"price.gpt-4.1-mini.input=0.15", "price.gpt-4.1-mini.input", "0.15"},
		{"PRICE.qwen3:8b.OUTPUT=0", "price.qwen3:8b.output", "0"},
		{"price.vendor/model=v1.5.input=12", NULL, NULL},
		{"price.vendor/model v1.5.input=12", "price.vendor/model v1.5.input", "12"},
		{"price.Vendor/Model.input=12", "price.vendor/model.input", NULL},
		{"price.m.input=free", NULL, NULL},
		{"price.m.cached=1", NULL, NULL},
		{"price.input=1", NULL, NULL},
		{"price..input=1", NULL, NULL},
		{"=x", NULL, NULL},
		{"", NULL, NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GError) error = NULL;
		gboolean taken = settings_set(settings, cases[i].assignment, &error);

		g_test_message("%s", cases[i].assignment);
		g_assert_cmpint(taken, ==, cases[i].name != NULL);
		if (taken)
			g_assert_cmpstr(settings_get(settings, cases[i].name), ==, cases[i].value);
		else
			g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	}
}

/* A name that is none is answered with what it may have been meant to be. */
static void test_guess(void)
{
	static const struct {
		const char *assignment, *meant; /* NULL: nothing near */
	} cases[] = {
		{"maildelta.titel=x", "'maildelta.title'"},
		{"maildetla.title=x", "'maildelta.title'"},
		{"WEB=x", "'maildelta.web'"},
		{"user.template=x", "'maildelta.templates'"},
		{"maildelta.preset=x", "'category.preset'"},
		{"category.preste=x", "'category.preset'"},
		{"http.retires=x", "'http.retries'"},
		{"category.subject=x", "'category.<name>.subject'"},
		{"category..subjekt=x", "'category.<name>.subject'"},
		{"category.MPAM.subjcet=x", "'category.MPAM.subject'"},
		{"CATEGORY.a.b c.title=x", "'category.a.b c.subject'"},
		{"category.a\x1b\n.title=x", "'category.a\xEF\xBF\xBD.subject'"},
		{"category.MPAM=x", "'category.MPAM.subject'"},
		{"maildelta.subject=x", "'category.<name>.subject'"},
		{"inbox.kvmarm.titel=x", "'inbox.kvmarm.title'"},
		{"inbox.a.b.URI=x", "'inbox.a.b.url'"},
		{"inbox.titel=x", "'inbox.<name>.title'"},
		{"inbox.kvmarm.folder=x", NULL},
		{"inbox.kvmarm=x", NULL},
		{"inbox.kvmarm.frequency=weekly", NULL},
		{"maildelta.dir=x", "'inbox.<name>.dir'"},
		{"maildelta.kvmarm.dir=x", "'inbox.kvmarm.dir'"},
		{"summary.methdo=llm", "'summary.method'"},
		{"maildelta.endpoint=x", "'summary.endpoint'"},
		{"summary.max=1", "'summary.max"},
		{"price.input=1", "'price.<model>.input'"},
		{"price.gpt-4.1-mini.outptu=1", "'price.gpt-4.1-mini.output'"},
		{"summary.apiKey=x", "'summary.apiKeyFile' is a file that does"},
		{"summary.API_KEY=x", "'summary.apiKeyFile' is a file that does"},
		{"summary.key=x", "'summary.apiKeyFile' is a file that does"},
		{"summary.token=x", "'summary.apiKeyFile' is a file that does"},
		{"summary.password=x", "'summary.apiKeyFile' is a file that does"},
		{"category=x", NULL},
		{"maildelta.frotz=x", NULL},
		{"maildelta.=x", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].assignment);
		g_assert_false(settings_set(settings, cases[i].assignment, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_nonnull(
			strstr(error->message, cases[i].meant ? cases[i].meant : "there is: "));
	}
}

/* The user's own categories, in their order, and what they decide on a subject. */
static void test_categories(void)
{
	static const struct {
		const char *assignments[6];
		const char *names, *subject, *want; /* names: of the first ones */
	} cases[] = {
		{{NULL}, "PATCH,RFC", "[PATCH RFC] x", "RFC"},
		{{"category.preset=classic"}, "PATCH,RFC", "[PATCH RFC] x", "PATCH"},
		{{"category.preset=classic", "category.preset="},
		 "PATCH,RFC",
		 "[RFC PATCH] x",
		 "RFC"},
		{{"category.MPAM.subject=mpam"}, "MPAM,PATCH", "Re: [PATCH] Mpam: x", "MPAM"},
		{{"CateGory.mPam.SUBJECT=^\\[PATCH"}, "mPam,PATCH", "Re: [PATCH] x", "mPam"},
		{{"category.v6.18 & later.subject=x=y"},
		 "v6.18 & later,PATCH",
		 "x=y",
		 "v6.18 & later"},
		{{"category.  two\twords .subject=x"}, "two words,PATCH", "x", "two words"},
		{{"category.b.subject=x", "category.a.subject=x", "category.b.subject=y"},
		 "b,a,PATCH",
		 "y",
		 "b"},
		{{"category.b.subject=x", "category.a.subject=x", "category.b.subject="},
		 "a,PATCH",
		 "x",
		 "a"},
		{{"category.b.subject=x", "category.a.subject=x",
		  "category.b.subject=", "category.b.subject=z"},
		 "a,b,PATCH",
		 "z",
		 "b"},
		{{"category.Other.subject=noise", "category.preset=classic"},
		 "Other,PATCH",
		 "[PATCH] noise",
		 "Other"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(Categories) categories = NULL;
		g_auto(GStrv) names = g_strsplit(cases[i].names, ",", -1);
		g_autoptr(Subject) subject = subject_parse(cases[i].subject);
		Post post = {.subject = subject, .sender = {(char *)"", (char *)""}};

		post.kind = subject->reply ? POST_REPLY : POST_PATCH;
		for (guint j = 0; cases[i].assignments[j]; j++)
			g_assert_true(settings_set(settings, cases[i].assignments[j], NULL));
		categories = settings_categories(settings);
		g_test_message("%s", cases[i].names);
		for (guint j = 0; names[j]; j++)
			g_assert_cmpstr(categories_name(categories, j), ==, names[j]);
		g_assert_cmpstr(categories_name(categories, categories_decide(categories, &post)),
				==, cases[i].want);
	}
}

/* What is no category, or no pattern, is refused at once, and leaves nothing behind. */
static void test_bad_categories(void)
{
	static const struct {
		const char *assignment, *want;
	} cases[] = {
		{"category.MPAM.subject=(x", "column 3: missing closing parenthesis"},
		{"category.MPAM.subject=*", "column 1: "},
		{"category..subject=x", "a category without a name"},
		{"category. \t.subject=x", "a category without a name"},
		{"inbox..dir=x", "an inbox without a name"},
	};
	g_autoptr(Settings) settings = settings_new();
	g_autoptr(Categories) categories = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].assignment);
		g_assert_false(settings_set(settings, cases[i].assignment, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
		g_assert_true(error && g_str_has_prefix(error->message, cases[i].want));
	}
	categories = settings_categories(settings);
	g_assert_cmpuint(categories_count(categories), ==, 8);
}

static void test_last_wins(void)
{
	g_autoptr(Settings) settings = settings_new();

	g_assert_null(settings_get(settings, "maildelta.title"));
	g_assert_true(settings_set(settings, "maildelta.title=a", NULL));
	g_assert_true(settings_set(settings, "maildelta.title=b", NULL));
	g_assert_cmpstr(settings_get(settings, "maildelta.title"), ==, "b");
}

/* In whatever case a name is written, it is one setting, and shown in the manual's. */
static void test_spelling(void)
{
	static const struct {
		const char *written, *shown;
	} cases[] = {
		{"MAILDELTA.MAILFROM", "maildelta.mailFrom"},
		{"maildelta.mailto", "maildelta.mailTo"},
		{"Inbox.Dev.mailto", "inbox.Dev.mailTo"},
		{"inbox.Dev.TITLE", "inbox.Dev.title"},
		{"http.sslcainfo", "http.sslCAInfo"},
		{"HTTP.netrcfile", "http.netrcFile"},
		{"http.UserAgent", "http.userAgent"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autofree char *assignment =
			g_strconcat(cases[i].written, "=ann@example.org", NULL);
		const Setting *setting;

		g_test_message("%s", assignment);
		g_assert_true(settings_set(settings, assignment, NULL));
		setting = settings_find(settings, cases[i].written);
		g_assert_nonnull(setting);
		g_assert_true(setting == settings_find(settings, cases[i].shown));
		g_assert_cmpstr(setting ? setting->name : NULL, ==, cases[i].shown);
	}
}

/* A login in an address is used, and not shown. */
static void test_show(void)
{
	static const struct {
		const char *assignment, *want;
	} cases[] = {
		{"http.proxy=http://ann:secret@proxy.example:3128",
		 "http://***@proxy.example:3128"},
		{"http.proxy=ann:secret@proxy.example:3128", "***@proxy.example:3128"},
		{"http.proxy=http://ann:a@b@proxy.example", "http://***@proxy.example"},
		{"http.proxy=http://token@proxy.example", "http://***@proxy.example"},
		{"http.proxy=proxy.example:3128", "proxy.example:3128"},
		{"http.proxy=", ""},
		{"inbox.x.url=https://ann:secret@x.example/l", "https://***@x.example/l"},
		{"inbox.x.url=https://x.example/l@y.example", "https://x.example/l@y.example"},
		{"inbox.x.web=https://ann:secret@x.example", "https://***@x.example"},
		{"maildelta.web=https://ann:secret@x.example?a@b", "https://***@x.example?a@b"},
		{"maildelta.mailFrom=Ann <ann@example.org>", "Ann <ann@example.org>"},
		{"summary.endpoint=https://llm.example/v1", "https://llm.example/v1"},
		{"summary.endpoint=https://llm.example/v1?key=secret&x=?y",
		 "https://llm.example/v1?***"},
		{"maildelta.web=https://x.example/?q=a", "https://x.example/?q=a"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autofree char *shown = NULL;

		g_test_message("%s", cases[i].assignment);
		g_assert_true(settings_set(settings, cases[i].assignment, NULL));
		shown = settings_show(settings_all(settings)->pdata[0]);
		g_assert_cmpstr(shown, ==, cases[i].want);
	}
}

/* What is refused is told without what may be a key. */
static void test_show_assignment(void)
{
	static const char *const cases[][2] = {
		{"summary.apiKey=sk-secret", "summary.apiKey=***"},
		{"Summary.API_KEY=sk-secret", "Summary.API_KEY=***"},
		{"maildelta.apiKey=sk-secret", "maildelta.apiKey=***"},
		{"apikey=sk-secret", "apikey=***"},
		{"x.password=secret", "x.password=***"},
		{"summary.apiKeyEnv=sk-secret", "summary.apiKeyEnv=***"},
		{"summary.endpoint=ftp://llm.example?key=secret",
		 "summary.endpoint=ftp://llm.example?***"},
		{"summary.endpoint=https://ann:secret@llm.example",
		 "summary.endpoint=https://***@llm.example"},
		{"summary.maxCost=much", "summary.maxCost=much"},
		{"inbox.x.urk=https://ann:secret@x.example", "inbox.x.urk=https://x.example"},
		{"maildelta.color=blue", "maildelta.color=blue"},
		{"nothing", "nothing"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Settings) settings = settings_new();
		g_autofree char *shown = settings_show_assignment(cases[i][0]);

		g_assert_false(settings_set(settings, cases[i][0], NULL));
		g_assert_cmpstr(shown, ==, cases[i][1]);
	}
}

/* No refusal tells what may be a key, of a file neither. */
static void test_no_key(void)
{
	static const char *const texts[] = {
		"[summary]\napiKey = sk-secret\n",
		"[summary]\nAPI_KEY = sk-secret\n",
		"[summary]\napiKeyEnv = sk-secret\n",
		"[summary]\nendpoint = https://sk-secret@llm.example\n",
		"[summary]\nendpoint = https://ann:sk-secret@llm.example\n",
		"[summary]\nendpoint = llm.example?key=sk-secret\n",
		"[maildelta]\ntoken = sk-secret\n",
	};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *path = write_file("config", texts[i]);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();
		g_autoptr(GError) error = NULL;
		gboolean read = settings_read(settings, path, notes, &error);
		const char *said = read && notes->len ? notes->pdata[0] : "";

		if (!read && error)
			said = error->message;
		g_test_message("%s: %s", texts[i], said);
		g_assert_cmpuint(strlen(said), >, 0);
		g_assert_null(strstr(said, "secret"));
	}
}

/* Numbers and amounts as those who use them want them. */
static void test_numbers(void)
{
	g_autofree char *path =
		write_file("prices", "[summary]\n\tcontext = 65536\n\tmaxCost = 1.5\n"
				     "\tretries = 0\n\ttimeout =\n"
				     "[price \"gpt-4.1-mini\"]\n\tinput = 0.15\n"
				     "\toutput = 0.6\n[price \"vendor/m:8b\"]\n"
				     "\tinput = 0\n\toutput = 0\n"
				     "[price \"half\"]\n\tinput = 3\n");
	static const struct {
		const char *model;
		Money input, output;
		gboolean priced;
	} cases[] = {
		{"gpt-4.1-mini", 150000, 600000, TRUE},
		{"vendor/m:8b", 0, 0, TRUE},
		{"half", 3000000, 0, FALSE},
		{"GPT-4.1-mini", 0, 0, FALSE},
		{"run.x", 1, 999999999999, TRUE},
		{"", 0, 0, FALSE},
		{"a.b=c", 0, 0, FALSE},
	};
	g_autoptr(Settings) settings = settings_new();
	g_autoptr(GPtrArray) notes = new_notes();

	g_assert_true(settings_read(settings, path, notes, NULL));
	g_assert_true(settings_set(settings, "price.run.x.input=0.000001", NULL));
	g_assert_true(settings_set(settings, "price.run.x.output=999999.999999", NULL));
	g_assert_cmpuint(settings_number(settings, "summary.context", 7), ==, 65536);
	g_assert_cmpuint(settings_number(settings, "summary.retries", 7), ==, 0);
	g_assert_cmpuint(settings_number(settings, "summary.timeout", 7), ==, 7);
	g_assert_cmpuint(settings_number(settings, "summary.maxOutput", 7), ==, 7);
	g_assert_cmpint(settings_money(settings, "summary.maxCost"), ==, MONEY_UNIT * 3 / 2);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Money input = -1, output = -1;

		g_test_message("%s", cases[i].model);
		g_assert_cmpint(settings_price(settings, cases[i].model, &input, &output), ==,
				cases[i].priced);
		g_assert_cmpint(input, ==, cases[i].input);
		g_assert_cmpint(output, ==, cases[i].output);
	}
	g_assert_true(settings_set(settings, "summary.maxCost=", NULL));
	g_assert_cmpint(settings_money(settings, "summary.maxCost"), ==, 0);
}

/* --- files --------------------------------------------------------------------- */

/* Which file says what, in the order in which it counts. */
static void test_read(void)
{
	g_autofree char *one = write_file("one", "[maildelta]\n\tlang = zh_CN\n\ttitle = a  b\n"
						 "[core]\n\tbare\n[sendemail]\n\tx = y\n"
						 "[inbox \"Kvm.Arm\"]\n\tdir = ~/x\n"
						 "\tDIR = mirrors/y\n[include]\n\tpath = two\n");
	g_autofree char *two = write_file("two", "[maildelta]\n\ttitle = c\n\tweb =\n");
	g_autofree char *dir = with_root("/ROOT/mirrors/y");
	const struct {
		const char *name, *value, *origin;
	} want[] = {
		{"maildelta.lang", "zh_CN", one},
		{"maildelta.title", "a b", one},
		{"inbox.Kvm.Arm.dir", "/nonexistent/x", one},
		{"inbox.Kvm.Arm.dir", dir, one},
		{"maildelta.title", "c", two},
		{"maildelta.web", "", two},
		{"maildelta.title", "d", "command line"},
	};
	g_autoptr(Settings) settings = settings_new();
	g_autoptr(GPtrArray) notes = new_notes();
	g_autoptr(GError) error = NULL;
	const GPtrArray *all;

	g_assert_true(settings_read(settings, one, notes, &error));
	g_assert_no_error(error);
	g_assert_true(settings_read(settings, "/nonexistent/config", notes, &error));
	g_assert_true(settings_set(settings, "maildelta.title=d", NULL));
	g_assert_cmpuint(notes->len, ==, 0);
	all = settings_all(settings);
	g_assert_cmpuint(all->len, ==, G_N_ELEMENTS(want));
	for (guint i = 0; i < MIN(all->len, G_N_ELEMENTS(want)); i++) {
		const Setting *setting = all->pdata[i];

		g_assert_cmpstr(setting->name, ==, want[i].name);
		g_assert_cmpstr(setting->value, ==, want[i].value);
		g_assert_cmpstr(setting->origin, ==, want[i].origin);
		g_assert_cmpint(setting->of_run, ==, i == 6);
	}
	g_assert_cmpstr(settings_get(settings, "maildelta.title"), ==, "d");
	g_assert_cmpstr(settings_get(settings, "inbox.Kvm.Arm.dir"), ==, dir);
	g_assert_null(settings_get(settings, "maildelta.web"));
	g_assert_nonnull(settings_find(settings, "maildelta.web"));
}

/* What this version does not know is noted, and what stands beside it counts. */
static void test_notes(void)
{
	static const struct {
		const char *text, *want; /* NULL: nothing to note */
	} cases[] = {
		{"[maildelta]\ntitel = x\n", "maildelta.titel: no such setting; did you mean "
					     "'maildelta.title'?"},
		{"[maildelta]\ntitel\n", "did you mean 'maildelta.title'?"},
		{"[inbox \"Kvm\"]\nDirr = x\n", "inbox.Kvm.dirr: no such setting; did you mean "
						"'inbox.Kvm.dir'?"},
		{"[inbox]\ndir = x\n", "'inbox.<name>.dir'?"},
		{"[category \"MPAM\"]\nx = y\n", "'category.MPAM.subject'?"},
		{"[maildelta]\nfrotz = x\n", "no such setting; there is: maildelta.color, "},
		{"[core]\ntitle = x\n", NULL},
		{"[user]\nname = Ann Example\n", NULL},
		{"[maildeltas]\ntitel = x\n", NULL},
		{"titel = x\n", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text =
			g_strconcat(cases[i].text, "[maildelta]\nlang = en\n", NULL);
		g_autofree char *path = write_file("config", text);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].text);
		g_assert_true(settings_read(settings, path, notes, &error));
		g_assert_no_error(error);
		g_assert_cmpuint(notes->len, ==, cases[i].want ? 1 : 0);
		if (notes->len)
			g_assert_true(g_str_has_prefix(notes->pdata[0], path));
		if (notes->len && cases[i].want)
			g_assert_nonnull(strstr(notes->pdata[0], cases[i].want));
		g_assert_cmpstr(settings_get(settings, "maildelta.lang"), ==, "en");
	}
}

/* A value that cannot be is an error, of the file and not of the command's words. */
static void test_bad_files(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"[maildelta]\ncolor = blue\n", "/config: maildelta.color=blue: not one of always"},
		{"[maildelta]\ntitle\n", "/config: maildelta.title: no value: write title = "},
		{"[inbox \"x\"]\nweb = x.example\n", "/config: inbox.x.web=x.example: not an http"},
		{"[inbox \"\"]\ndir = x\n", "/config: inbox.<name>.dir=x: an inbox without a name"},
		{"[inbox \"x\"]\nMAILTO = x\n", "/config: inbox.x.mailTo=x: not mail addresses"},
		{"[http]\nSslCaInfo\n", "/config: http.sslCAInfo: no value: write sslCAInfo = "},
		{"[inbox \"x\"]\nweb = ftp://ann:secret@x.example\n",
		 "/config: inbox.x.web=ftp://***@x.example: not an http"},
		{"[category \"a\"]\nsubject = (x\n", "/config: category.a.subject=(x: column 3: "},
		{"[maildelta\n", "/config:1: "},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("config", cases[i].text);
		g_autofree char *want = g_strconcat(root, cases[i].want, NULL);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].text);
		g_assert_false(settings_read(settings, path, notes, &error));
		g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
		if (error)
			g_assert_cmpstr(strstr(error->message, want), ==, error->message);
	}
}

/* Of a name in anyone's spelling, the values that hold. */
static void test_holding(void)
{
	static const char *const assignments[] = {
		"maildelta.lang=en",    "maildelta.lang=zh_CN", "maildelta.web=https://x.example",
		"maildelta.web=",       "category.a.subject=x", "category.b.subject=y",
		"category.a.subject=z", "category.b.subject=",  "inbox.A b.title=t"};
	static const struct {
		const char *name, *want; /* NULL: no such setting */
	} cases[] = {
		{"MailDelta.LANG", "zh_CN,"},
		{"maildelta.web", ""},
		{"maildelta.title", ""},
		{"category.a.subject", "x,z,"},
		{"category.b.subject", ""},
		{"inbox.A b.title", "t,"},
		{"inbox.a b.title", ""},
		{"inbox.A b.titel", NULL},
		{"lang", NULL},
	};
	g_autoptr(Settings) settings = settings_new();

	for (guint i = 0; i < G_N_ELEMENTS(assignments); i++)
		g_assert_true(settings_set(settings, assignments[i], NULL));
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) holding = settings_holding(settings, cases[i].name, &error);
		g_autoptr(GString) got = g_string_new(NULL);

		for (guint j = 0; holding && j < holding->len; j++)
			g_string_append_printf(got, "%s,",
					       ((const Setting *)holding->pdata[j])->value);
		g_test_message("%s", cases[i].name);
		g_assert_cmpint(holding != NULL, ==, cases[i].want != NULL);
		if (cases[i].want)
			g_assert_cmpstr(got->str, ==, cases[i].want);
		else
			g_assert_error(error, MD_ERROR, MD_ERROR_USAGE);
	}
}

/* --- inboxes ------------------------------------------------------------------- */

static Inbox *make_inbox(const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autoptr(InboxMaker) maker = inbox_maker_new(path, EPOCH_V2);

	inbox_maker_add(maker, slice_of("From: A <a@example.org>\n\nhello\n"));
	return inbox_open(path, NULL);
}

/* For this run, of the inbox, of all, its name, its folder's: in this order. */
static void test_title(void)
{
	static const struct {
		const char *file, *run, *title, *web;
	} cases[] = {
		{"", NULL, "x", NULL},
		{"[maildelta]\ntitle = A\nweb = http://a\n", NULL, "A", "http://a"},
		{"[inbox \"x\"]\ntitle = X\nweb = http://x\n"
		 "[maildelta]\ntitle = A\nweb = http://a\n",
		 NULL, "X", "http://x"},
		{"[inbox \"x\"]\ntitle = X\n", "maildelta.title=R", "R", NULL},
		{"[inbox \"x\"]\ntitle = X\n", "maildelta.title=", "x", NULL},
		{"[inbox \"x\"]\ntitle =\n[maildelta]\ntitle = A\n", NULL, "x", NULL},
		{"[inbox \"x\"]\ntitle = X\n", "inbox.x.title=R", "R", NULL},
		{"[inbox \"x\"]\nweb = http://x\n", "maildelta.web=http://r", "x", "http://r"},
		{"[inbox \"x\"]\nweb = http://x\n", "maildelta.web=", "x", NULL},
		{"[inbox \"x\"]\nurl = HTTPS://x/y\n", NULL, "x", "HTTPS://x/y"},
		{"[inbox \"x\"]\nurl = https://x\nweb = http://w\n", NULL, "x", "http://w"},
		{"[inbox \"x\"]\nurl = https://x\nweb =\n", NULL, "x", NULL},
		{"[inbox \"x\"]\nurl = git://x\n[maildelta]\nweb = http://a\n", NULL, "x",
		 "http://a"},
		{"[inbox \"x\"]\nurl = https://ann:secret@x.example/y\n", NULL, "x", NULL},
		{"[inbox \"x\"]\nurl = https://x.example/a@b\n", NULL, "x",
		 "https://x.example/a@b"},
		{"[inbox \"y\"]\ntitle = Y\nweb = http://y\n", NULL, "x", NULL},
	};
	g_autoptr(Inbox) inbox = make_inbox("folder");
	g_autoptr(Settings) none = settings_new();

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("config", cases[i].file);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();

		g_assert_true(settings_read(settings, path, notes, NULL));
		if (cases[i].run)
			g_assert_true(settings_set(settings, cases[i].run, NULL));
		g_test_message("%s %s", cases[i].file, cases[i].run);
		g_assert_cmpstr(inboxes_title(settings, "x", inbox), ==, cases[i].title);
		g_assert_cmpstr(inboxes_web(settings, "x"), ==, cases[i].web);
	}
	g_assert_cmpstr(inboxes_title(none, NULL, inbox), ==, "folder");
}

/* An inbox has its section by whatever way it was come to. */
static void test_name_of(void)
{
	g_autoptr(Inbox) inbox = make_inbox("real");
	g_autofree char *link = g_build_filename(root, "link", NULL);
	static const struct {
		const char *file, *want;
	} cases[] = {
		{"[inbox \"a\"]\ndir = /ROOT/real\n", "a"},
		{"[inbox \"a\"]\ndir = real/../real/\n", "a"},
		{"[inbox \"a\"]\ndir = link\n", "a"},
		{"[inbox \"a\"]\ndir = real/git\n", "a"},
		{"[inbox \"a\"]\ndir = /ROOT\n", NULL},
		{"[inbox \"a\"]\ndir = nowhere\n", NULL},
		{"[inbox \"a\"]\ndir =\n", NULL},
		{"[inbox \"real\"]\ntitle = x\n", NULL},
		{"[inbox \"a\"]\ndir = real\n[inbox \"b\"]\ndir = link\n", "a"},
		{"[inbox \"a\"]\ndir = real\ndir = x\n[inbox \"b\"]\ndir = link\n", "b"},
	};

	g_assert_cmpint(symlink("real", link), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("config", cases[i].file);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();

		g_test_message("%s", cases[i].file);
		g_assert_true(settings_read(settings, path, notes, NULL));
		g_assert_cmpstr(inboxes_name_of(settings, inbox), ==, cases[i].want);
	}
}

/* What is wrong with a section says so with its file and name. */
static void test_open(void)
{
	static const struct {
		const char *file, *want; /* NULL: it opens */
	} cases[] = {
		{"[inbox \"x\"]\ndir = opened\n", NULL},
		{"[inbox \"x\"]\ntitle = x\n", "/config: inbox.x.dir is not set: "},
		{"[inbox \"x\"]\ndir =\n", "/config: inbox.x.dir is not set: "},
		{"[inbox \"x\"]\ndir = nowhere\n", "/config: inbox.x.dir: /ROOT/nowhere: no such"},
		{"[inbox \"x\"]\ndir = /ROOT\n", "/config: inbox.x.dir: /ROOT: not an inbox: "},
	};
	g_autoptr(Inbox) made = make_inbox("opened");

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("config", cases[i].file);
		g_autofree char *tail = cases[i].want ? with_root(cases[i].want) : g_strdup("");
		g_autofree char *want = g_strconcat(root, tail, NULL);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();
		g_autoptr(GError) error = NULL;
		g_autoptr(Inbox) inbox = NULL;

		g_test_message("%s", cases[i].file);
		g_assert_true(settings_read(settings, path, notes, NULL));
		g_assert_true(inboxes_has(settings, "x"));
		g_assert_false(inboxes_has(settings, "X"));
		inbox = inboxes_open(settings, "x", &error);
		g_assert_cmpint(inbox != NULL, ==, cases[i].want == NULL);
		if (error)
			g_assert_cmpstr(strstr(error->message, want), ==, error->message);
	}
}

static void test_true(void)
{
	static const char *const yes[] = {"true", "Yes", "ON", "1"};
	static const char *const no[] = {"false", "no", "off", "0", "", "2"};

	for (guint i = 0; i < G_N_ELEMENTS(yes); i++)
		g_assert_true(settings_is_true(yes[i]));
	for (guint i = 0; i < G_N_ELEMENTS(no); i++)
		g_assert_false(settings_is_true(no[i]));
	g_assert_false(settings_is_true(NULL));
}

/* Which of an inbox's own, that of all and that of this run holds; set empty, none does. */
static void test_of_all(void)
{
	static const struct {
		const char *file, *run, *want;
	} cases[] = {
		{"", NULL, NULL},
		{"[maildelta]\nformat = md\n", NULL, "md"},
		{"[maildelta]\nformat = md\n[inbox \"a\"]\nformat = html\n", NULL, "html"},
		{"[inbox \"a\"]\nformat = html\n[maildelta]\nformat = md\n", NULL, "html"},
		{"[maildelta]\nformat = md\n[inbox \"a\"]\nformat =\n", NULL, NULL},
		{"[inbox \"b\"]\nformat = html\n", NULL, NULL},
		{"[inbox \"a\"]\nformat = html\n", "maildelta.format=text", "text"},
		{"[inbox \"a\"]\nformat = html\n", "maildelta.format=", NULL},
		{"[maildelta]\nformat = md\n", "inbox.a.format=text", "text"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = write_file("of-all", cases[i].file);
		g_autoptr(Settings) settings = settings_new();
		g_autoptr(GPtrArray) notes = new_notes();

		g_test_message("%s %s", cases[i].file, cases[i].run);
		g_assert_true(settings_read(settings, path, notes, NULL));
		if (cases[i].run)
			g_assert_true(settings_set(settings, cases[i].run, NULL));
		g_assert_cmpstr(inboxes_get_or_all(settings, "a", "format"), ==, cases[i].want);
	}
}

static void test_names(void)
{
	g_autofree char *path = write_file("names", "[inbox \"b\"]\ntitle = B\n[inbox \"a\"]\n"
						    "dir = x\n[inbox \"b\"]\ndir = y\n"
						    "[maildelta]\ntitle = c\n");
	g_autoptr(Settings) settings = settings_new();
	g_autoptr(GPtrArray) notes = new_notes(), names = NULL;

	g_assert_true(settings_read(settings, path, notes, NULL));
	names = inboxes_names(settings);
	g_assert_cmpuint(names->len, ==, 2);
	g_assert_cmpstr(names->pdata[0], ==, "b");
	g_assert_cmpstr(names->pdata[1], ==, "a");
	g_assert_cmpstr(inboxes_get(settings, "b", "title"), ==, "B");
	g_assert_null(inboxes_get(settings, "a", "title"));
}

int main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	mirror_init();
	root = g_dir_make_tmp("maildelta-settings-XXXXXX", NULL);
	g_test_add_func("/settings/set", test_set);
	g_test_add_func("/settings/guess", test_guess);
	g_test_add_func("/settings/categories", test_categories);
	g_test_add_func("/settings/bad-categories", test_bad_categories);
	g_test_add_func("/settings/last-wins", test_last_wins);
	g_test_add_func("/settings/spelling", test_spelling);
	g_test_add_func("/settings/show", test_show);
	g_test_add_func("/settings/show-assignment", test_show_assignment);
	g_test_add_func("/settings/no-key", test_no_key);
	g_test_add_func("/settings/numbers", test_numbers);
	g_test_add_func("/settings/read", test_read);
	g_test_add_func("/settings/notes", test_notes);
	g_test_add_func("/settings/bad-files", test_bad_files);
	g_test_add_func("/settings/holding", test_holding);
	g_test_add_func("/inboxes/title", test_title);
	g_test_add_func("/inboxes/name-of", test_name_of);
	g_test_add_func("/inboxes/open", test_open);
	g_test_add_func("/settings/true", test_true);
	g_test_add_func("/inboxes/of-all", test_of_all);
	g_test_add_func("/inboxes/names", test_names);
	result = g_test_run();
	inbox_maker_remove(root);
	g_free(root);
	return result;
}
