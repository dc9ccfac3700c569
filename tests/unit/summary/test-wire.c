/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

static void test_providers(void)
{
	static const struct {
		const char *endpoint;
		Provider provider;
	} cases[] = {
		{"https://api.openai.com/v1", PROVIDER_OPENAI},
		{"http://127.0.0.1:8080/v1", PROVIDER_OPENAI},
		{"http://models.example", PROVIDER_OPENAI},
		{"https://api.anthropic.com", PROVIDER_ANTHROPIC},
		{"https://API.Anthropic.com:443/v1", PROVIDER_ANTHROPIC},
		{"https://notanthropic.com", PROVIDER_OPENAI},
		{"https://anthropic.com.example", PROVIDER_OPENAI},
		{"https://models.example/anthropic.com", PROVIDER_OPENAI},
		{"http://127.0.0.1:11434", PROVIDER_OLLAMA},
		{"http://[::1]:11434/v1", PROVIDER_OLLAMA},
		{"http://gpu.example:11434/api/chat", PROVIDER_OLLAMA},
		{"https://ollama.com/api", PROVIDER_OLLAMA},
		{"http://models.example:1143/11434", PROVIDER_OPENAI},
		{"", PROVIDER_OPENAI},
		{"not an address", PROVIDER_OPENAI},
		{"http://[", PROVIDER_OPENAI},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].endpoint);
		g_assert_cmpint(provider_of(cases[i].endpoint), ==, cases[i].provider);
	}
	for (Provider p = 0; p < N_PROVIDERS; p++) {
		Provider parsed = N_PROVIDERS;

		g_assert_true(provider_parse(provider_name(p), &parsed));
		g_assert_cmpint(parsed, ==, p);
		g_assert_false(provider_parse("OpenAI", &parsed));
		g_assert_cmpint(parsed, ==, p);
	}
}

static void test_urls(void)
{
	static const struct {
		Provider provider;
		const char *endpoint, *url;
	} cases[] = {
		{PROVIDER_OPENAI, "https://api.openai.com/v1",
		 "https://api.openai.com/v1/chat/completions"},
		{PROVIDER_OPENAI, "https://api.openai.com/v1/",
		 "https://api.openai.com/v1/chat/completions"},
		{PROVIDER_OPENAI, "https://models.example",
		 "https://models.example/chat/completions"},
		{PROVIDER_OPENAI, "https://models.example//",
		 "https://models.example/chat/completions"},
		{PROVIDER_OPENAI, "https://models.example/v1/chat/completions",
		 "https://models.example/v1/chat/completions"},
		{PROVIDER_OPENAI, "https://models.example/v1beta/openai/?version=1&x=a/v1#f",
		 "https://models.example/v1beta/openai/chat/completions?version=1&x=a/v1"},
		{PROVIDER_OPENAI, "http://[::1]:8080/v1", "http://[::1]:8080/v1/chat/completions"},
		{PROVIDER_OPENAI, "https://models.example/v1#a?b",
		 "https://models.example/v1/chat/completions"},
		{PROVIDER_ANTHROPIC, "https://api.anthropic.com",
		 "https://api.anthropic.com/v1/messages"},
		{PROVIDER_ANTHROPIC, "https://api.anthropic.com/v1/",
		 "https://api.anthropic.com/v1/messages"},
		{PROVIDER_ANTHROPIC, "https://api.anthropic.com/v1/messages?beta=true",
		 "https://api.anthropic.com/v1/messages?beta=true"},
		{PROVIDER_ANTHROPIC, "http://v1", "http://v1/v1/messages"},
		{PROVIDER_OLLAMA, "http://127.0.0.1:11434", "http://127.0.0.1:11434/api/chat"},
		{PROVIDER_OLLAMA, "http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/api/chat"},
		{PROVIDER_OLLAMA, "http://127.0.0.1:11434/api/", "http://127.0.0.1:11434/api/chat"},
		{PROVIDER_OLLAMA, "http://127.0.0.1:11434/api/chat",
		 "http://127.0.0.1:11434/api/chat"},
		{PROVIDER_OLLAMA, "http://127.0.0.1:11434/v1/chat/completions",
		 "http://127.0.0.1:11434/api/chat"},
		{PROVIDER_OLLAMA, "https://gpu.example/llm/v1?k=v",
		 "https://gpu.example/llm/api/chat?k=v"},
		{PROVIDER_OLLAMA, "http://api", "http://api/api/chat"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *url = wire_url(cases[i].provider, cases[i].endpoint);

		g_assert_cmpstr(url, ==, cases[i].url);
	}
}

static void test_headers(void)
{
	static const struct {
		Provider provider;
		const char *key, *header;
		guint n;
	} cases[] = {
		{PROVIDER_OPENAI, "k3y", "Authorization: Bearer k3y", 3},
		{PROVIDER_OPENAI, NULL, "Accept: application/json", 2},
		{PROVIDER_ANTHROPIC, "k3y", "x-api-key: k3y", 4},
		{PROVIDER_ANTHROPIC, "k3y", "anthropic-version: 2023-06-01", 4},
		{PROVIDER_ANTHROPIC, NULL, "anthropic-version: 2023-06-01", 3},
		{PROVIDER_OLLAMA, "k3y", "Authorization: Bearer k3y", 3},
		{PROVIDER_OLLAMA, NULL, "Content-Type: application/json", 2},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		char **headers = wire_headers(cases[i].provider, cases[i].key);

		g_assert_true(g_strv_contains((const char *const *)headers, cases[i].header));
		g_assert_cmpuint(g_strv_length(headers), ==, cases[i].n);
		wire_headers_free(headers);
	}
	wire_headers_free(NULL);
}

#define SCHEMA "{\"type\": \"object\", \"additionalProperties\": false}"

static const WireRequest request = {
	.model = "a-model",
	.system = "You are \"brief\".",
	.user = "Mail 1\nsays \xE2\x80\xAE \xC3\xA9",
	.schema_name = "summary",
	.schema = SCHEMA,
	.context = 8192,
	.output = 900,
};

/* Every member of a body, in the order of json_print(), without its blanks. */
static char *squeezed(const Json *json)
{
	g_autofree char *text = json_print(json);
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p++)
		if (*p == '\n')
			while (p[1] == ' ')
				p++;
		else
			g_string_append_c(out, *p);
	return g_string_free(out, FALSE);
}

#define SAYS_SYSTEM "{\"role\": \"system\",\"content\": \"You are \\\"brief\\\".\"}"
#define SAYS_USER "{\"role\": \"user\",\"content\": \"Mail 1\\nsays \\u202e \xC3\xA9\"}"
#define SCHEMA_SQUEEZED "{\"type\": \"object\",\"additionalProperties\": false}"
#define OPENAI_HEAD                                                                                \
	"{\"model\": \"a-model\",\"messages\": [" SAYS_SYSTEM "," SAYS_USER "],\"stream\": false"
#define OLLAMA_HEAD OPENAI_HEAD ",\"truncate\": false,\"shift\": false"

static void test_bodies(void)
{
	static const struct {
		Provider provider;
		WireForm form;
		const char *body;
	} cases[] = {
		{PROVIDER_OPENAI,
		 {0},
		 OPENAI_HEAD ",\"temperature\": 0,\"max_tokens\": 900,\"response_format\": "
			     "{\"type\": \"json_schema\",\"json_schema\": {\"name\": \"summary\","
			     "\"strict\": true,\"schema\": " SCHEMA_SQUEEZED "}}}"},
		{PROVIDER_OPENAI,
		 {RUNG_OBJECT, TRUE, FALSE},
		 OPENAI_HEAD ",\"temperature\": 0,\"max_completion_tokens\": 900,"
			     "\"response_format\": {\"type\": \"json_object\"}}"},
		{PROVIDER_OPENAI, {RUNG_TEXT, FALSE, TRUE}, OPENAI_HEAD ",\"max_tokens\": 900}"},
		{PROVIDER_ANTHROPIC,
		 {0},
		 "{\"model\": \"a-model\",\"system\": \"You are \\\"brief\\\".\",\"messages\": "
		 "[" SAYS_USER "],\"stream\": false,\"temperature\": 0,\"max_tokens\": 900}"},
		{PROVIDER_ANTHROPIC,
		 {RUNG_SCHEMA, FALSE, TRUE},
		 "{\"model\": \"a-model\",\"system\": \"You are \\\"brief\\\".\",\"messages\": "
		 "[" SAYS_USER "],\"stream\": false,\"max_tokens\": 900}"},
		{PROVIDER_OLLAMA,
		 {0},
		 OLLAMA_HEAD ",\"options\": {\"temperature\": 0,\"num_ctx\": 8192,"
			     "\"num_predict\": 900},\"format\": " SCHEMA_SQUEEZED "}"},
		{PROVIDER_OLLAMA,
		 {RUNG_OBJECT, FALSE, FALSE},
		 OLLAMA_HEAD ",\"options\": {\"temperature\": 0,\"num_ctx\": 8192,"
			     "\"num_predict\": 900},\"format\": \"json\"}"},
		{PROVIDER_OLLAMA,
		 {RUNG_TEXT, FALSE, TRUE},
		 OLLAMA_HEAD ",\"options\": {\"num_ctx\": 8192,\"num_predict\": 900}}"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WireRequest asked = request;
		g_autoptr(GBytes) body = NULL;
		g_autoptr(Json) json = NULL;
		g_autofree char *text = NULL;
		gsize len;
		const char *data;

		g_test_message("case %u", i);
		asked.provider = cases[i].provider;
		body = wire_body(&asked, &cases[i].form);
		data = g_bytes_get_data(body, &len);
		json = json_parse(data, len, NULL);
		g_assert_nonnull(json);
		text = json ? squeezed(json) : NULL;
		g_assert_cmpstr(text, ==, cases[i].body);
	}
}

/* Without a schema, JSON of any kind is the most that can be asked for. */
static void test_no_schema(void)
{
	static const struct {
		Provider provider;
		const char *format;
	} cases[] = {
		{PROVIDER_OPENAI, "\"json_object\""},
		{PROVIDER_OLLAMA, "\"format\": \"json\""},
	};
	WireForm form = {0};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WireRequest asked = request;
		g_autoptr(GBytes) body = NULL;
		g_autofree char *text = NULL;

		asked.provider = cases[i].provider;
		asked.schema = NULL;
		body = wire_body(&asked, &form);
		text = g_strndup(g_bytes_get_data(body, NULL), g_bytes_get_size(body));
		g_assert_nonnull(strstr(text, cases[i].format));
	}
}

/* --- answers -------------------------------------------------------------------------- */

#define CHOICE(content, reason)                                                                    \
	"{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" content      \
	"},\"finish_reason\":" reason "}],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":" \
	"30,\"total_tokens\":150}}"
#define MESSAGE(content, reason)                                                                   \
	"{\"type\":\"message\",\"role\":\"assistant\",\"content\":" content                        \
	",\"stop_reason\":" reason ",\"usage\":{\"input_tokens\":120,\"output_tokens\":30}}"
#define CHAT(content, reason)                                                                      \
	"{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":" content                \
	"},\"done_reason\":" reason ",\"done\":true,\"prompt_eval_count\":120,\"eval_count\":30}"

typedef struct {
	const char *what;
	Provider provider;
	const char *body, *content;
	gboolean cut, declined;
	guint64 input, output;
} Answered;

static const Answered answered[] = {
	{"plain", PROVIDER_OPENAI, CHOICE("\"{}\"", "\"stop\""), "{}", FALSE, FALSE, 120, 30},
	{"blank lines first", PROVIDER_OPENAI, "\n\n  \r\n\n" CHOICE("\"{}\"", "\"stop\"") "\n",
	 "{}", FALSE, FALSE, 120, 30},
	{"thoughts stay", PROVIDER_OPENAI, CHOICE("\"<think>a</think>\\n{}\"", "\"stop\""),
	 "<think>a</think>\n{}", FALSE, FALSE, 120, 30},
	{"a limit", PROVIDER_OPENAI, CHOICE("\"{\\\"a\\\"\"", "\"length\""), "{\"a\"", TRUE, FALSE,
	 120, 30},
	{"a limit, shouted", PROVIDER_OPENAI, CHOICE("\"{\"", "\"MAX_TOKENS\""), "{", TRUE, FALSE,
	 120, 30},
	{"filtered", PROVIDER_OPENAI, CHOICE("null", "\"content_filter\""), "", FALSE, TRUE, 120,
	 30},
	{"null", PROVIDER_OPENAI, CHOICE("null", "\"stop\""), "", FALSE, FALSE, 120, 30},
	{"no reason", PROVIDER_OPENAI, CHOICE("\"{}\"", "null"), "{}", FALSE, FALSE, 120, 30},
	{"empty", PROVIDER_OPENAI, CHOICE("\"\"", "\"stop\""), "", FALSE, FALSE, 120, 30},
	{"parts", PROVIDER_OPENAI,
	 CHOICE("[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
		"{\"type\":\"text\",\"text\":\"{\\\"a\\\":\"},{\"type\":\"text\",\"text\":\"1}\"},"
		"7,{\"type\":\"text\"}]",
		"\"stop\""),
	 "{\"a\":1}", FALSE, FALSE, 120, 30},
	{"content of no kind", PROVIDER_OPENAI, CHOICE("{\"a\":1}", "\"stop\""), "", FALSE, FALSE,
	 120, 30},
	{"refusal", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I can't\"},\"finish_reason\":"
	 "\"stop\"}]}",
	 "", FALSE, TRUE, 0, 0},
	{"no refusal", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\",\"refusal\":null},\"finish_reason\":"
	 "\"stop\"}],\"error\":null}",
	 "{}", FALSE, FALSE, 0, 0},
	{"reasoning apart", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":null,\"reasoning_content\":\"hm\"},"
	 "\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8}}",
	 "", TRUE, FALSE, 9, 8},
	{"thoughts in the total alone", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}],"
	 "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":198,\"total_tokens\":623}}",
	 "{}", FALSE, FALSE, 20, 603},
	{"a total alone tells nothing", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"total_tokens\":623}}",
	 "{}", FALSE, FALSE, 0, 0},
	{"counts of no sense", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"prompt_tokens\":-5,"
	 "\"completion_tokens\":1.5,\"total_tokens\":1e300}}",
	 "{}", FALSE, FALSE, 0, 0},
	{"counts beyond belief", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"prompt_tokens\":"
	 "1099511627777,\"completion_tokens\":1099511627776}}",
	 "{}", FALSE, FALSE, 0, G_GUINT64_CONSTANT(1) << 40},
	{"counts that are text, or infinite", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"prompt_tokens\":\"12\","
	 "\"completion_tokens\":1e999}}",
	 "{}", FALSE, FALSE, 0, 0},
	{"usage of no kind", PROVIDER_OPENAI,
	 "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":[1,2]}", "{}", FALSE, FALSE,
	 0, 0},
	{"control characters are the model's", PROVIDER_OPENAI,
	 CHOICE("\"a\\u001b[1m\"", "\"stop\""), "a\033[1m", FALSE, FALSE, 120, 30},
	{"tools, though none were given", PROVIDER_OPENAI, CHOICE("null", "\"tool_calls\""), "",
	 FALSE, FALSE, 120, 30},

	{"plain", PROVIDER_ANTHROPIC,
	 MESSAGE("[{\"type\":\"text\",\"text\":\"{}\"}]", "\"end_turn\""), "{}", FALSE, FALSE, 120,
	 30},
	{"thoughts and parts", PROVIDER_ANTHROPIC,
	 MESSAGE("[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},{\"type\":"
		 "\"text\",\"text\":\"{\"},{\"type\":\"text\",\"text\":\"}\"}]",
		 "\"end_turn\""),
	 "{}", FALSE, FALSE, 120, 30},
	{"a limit", PROVIDER_ANTHROPIC,
	 MESSAGE("[{\"type\":\"text\",\"text\":\"{\"}]", "\"max_tokens\""), "{", TRUE, FALSE, 120,
	 30},
	{"the context is full", PROVIDER_ANTHROPIC,
	 MESSAGE("[{\"type\":\"text\",\"text\":\"{\"}]", "\"model_context_window_exceeded\""), "{",
	 TRUE, FALSE, 120, 30},
	{"refused", PROVIDER_ANTHROPIC, MESSAGE("[]", "\"refusal\""), "", FALSE, TRUE, 120, 30},
	{"nothing", PROVIDER_ANTHROPIC, MESSAGE("[]", "\"end_turn\""), "", FALSE, FALSE, 120, 30},
	{"a cache of prompts", PROVIDER_ANTHROPIC,
	 "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"{}\"}],\"usage\":"
	 "{\"input_tokens\":5,\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":15,"
	 "\"output_tokens\":30}}",
	 "{}", FALSE, FALSE, 120, 30},

	{"plain", PROVIDER_OLLAMA, CHAT("\"{}\"", "\"stop\""), "{}", FALSE, FALSE, 120, 30},
	{"a limit", PROVIDER_OLLAMA, CHAT("\"{\"", "\"length\""), "{", TRUE, FALSE, 120, 30},
	{"loaded, no more", PROVIDER_OLLAMA, CHAT("\"\"", "\"load\""), "", FALSE, FALSE, 120, 30},
	{"thoughts apart", PROVIDER_OLLAMA,
	 "{\"message\":{\"content\":\"{}\",\"thinking\":\"hm\"},\"done\":true,\"eval_count\":30}",
	 "{}", FALSE, FALSE, 0, 30},
};

static void assert_ends(const WireReply *reply)
{
	if (!reply->detail)
		return;
	g_assert_true(text_is_clean(reply->detail, strlen(reply->detail)));
	g_assert_null(strpbrk(reply->detail, "\n\t"));
	g_assert_cmpuint(g_utf8_strlen(reply->detail, -1), <=, 200);
	g_assert_cmpuint(strlen(reply->detail), >, 0);
	for (const char *p = reply->detail; *p; p = g_utf8_next_char(p))
		g_assert_false(text_is_hidden(g_utf8_get_char(p)));
}

static void test_answers(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(answered); i++) {
		const Answered *c = &answered[i];
		WireForm tried = {RUNG_OBJECT, TRUE, FALSE}, next;
		g_auto(WireReply) reply = {0};

		g_test_message("%s: %s", provider_name(c->provider), c->what);
		wire_read(c->provider, 200, c->body, strlen(c->body), &tried, &next, &reply);
		g_assert_cmpint(reply.verdict, ==, WIRE_ANSWER);
		g_assert_cmpint(reply.why, ==, WHY_NOT);
		g_assert_cmpstr(reply.content, ==, c->content);
		g_assert_cmpint(reply.cut, ==, c->cut);
		g_assert_cmpint(reply.declined, ==, c->declined);
		g_assert_cmpuint(reply.input, ==, c->input);
		g_assert_cmpuint(reply.output, ==, c->output);
		g_assert_null(reply.detail);
		g_assert_cmpmem(&next, sizeof(next), &tried, sizeof(tried));
	}
}

/* --- refusals ------------------------------------------------------------------------- */

#define ERR(message, type, param, code)                                                            \
	"{\"error\":{\"message\":\"" message "\",\"type\":" type ",\"param\":" param               \
	",\"code\":" code "}}"
#define CLAUDE(type, message)                                                                      \
	"{\"type\":\"error\",\"error\":{\"type\":\"" type "\",\"message\":\"" message "\"}}"
#define INVALID "\"invalid_request_error\""

#define AI PROVIDER_OPENAI
#define AN PROVIDER_ANTHROPIC
#define OL PROVIDER_OLLAMA

typedef struct {
	Provider provider;
	long status;
	const char *body;
	WireForm tried;
	WireVerdict verdict;
	TraceWhy why;
	WireForm next; /* of OTHERWISE */
} Refused;

static const Refused refused[] = {
	/* another form: one thing at a time */
	{AI,
	 400,
	 ERR("Unsupported parameter: 'max_tokens' is not supported with this model. Use "
	     "'max_completion_tokens' instead.",
	     INVALID, "\"max_tokens\"", "\"unsupported_parameter\""),
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_SCHEMA, TRUE, FALSE}},
	{AI,
	 400,
	 ERR("Unsupported value: 'temperature' does not support 0 with this model. Only the "
	     "default "
	     "(1) value is supported.",
	     INVALID, "\"temperature\"", "\"unsupported_value\""),
	 {RUNG_SCHEMA, TRUE, FALSE},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_SCHEMA, TRUE, TRUE}},
	{AI,
	 400,
	 ERR("Invalid parameter: 'response_format' of type 'json_schema' is not supported with "
	     "this "
	     "model. Learn more about supported models at the Structured Outputs guide",
	     INVALID, "null", "null"),
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 400,
	 ERR("This response_format type is unavailable now", INVALID, "null",
	     "\"invalid_request_error\""),
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 422,
	 "Failed to deserialize the JSON body: response_format.type: unknown variant "
	 "`json_schema`, expected `text` or `json_object`",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 400,
	 "{\"error\":\"'response_format.type' must be 'json_schema' or 'text'\"}",
	 {RUNG_OBJECT, FALSE, FALSE},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_TEXT, FALSE, FALSE}},
	{AI,
	 422,
	 "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"response_format\"],"
	 "\"msg\":"
	 "\"Extra inputs are not permitted\",\"input\":{\"user\":\"insufficient_quota\"}}]}",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 422,
	 "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":"
	 "[\"body\",\"temperature\"],\"msg\":\"Extra inputs are not permitted\"}]},\"type\":"
	 "\"invalid_request_error\"}",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_SCHEMA, FALSE, TRUE}},
	{AI, 400, "{}", {0}, WIRE_OTHERWISE, WHY_REQUEST, {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 400,
	 "{}",
	 {RUNG_OBJECT, TRUE, TRUE},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_TEXT, TRUE, TRUE}},
	{AI, 400, "{}", {RUNG_TEXT, FALSE, FALSE}, WIRE_NOT_THIS, WHY_REQUEST, {0}},
	{AI,
	 400,
	 "[{\"error\":{\"code\":400,\"message\":\"Request contains an invalid "
	 "argument.\",\"status\":"
	 "\"INVALID_ARGUMENT\"}}]",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 404,
	 ERR("No endpoints found that can handle the requested parameters.", "null", "null", "404"),
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 500,
	 ERR("Failed to initialize samplers: failed to parse grammar", "\"server_error\"", "null",
	     "500"),
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 400,
	 ERR("Temperature is not permitted", INVALID, "\"temperature\"", "null"),
	 {RUNG_TEXT, TRUE, TRUE},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 ERR("Unknown parameter: max_completion_tokens", INVALID, "null", "null"),
	 {RUNG_TEXT, TRUE, TRUE},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error", "`temperature` is deprecated for this model."),
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_SCHEMA, FALSE, TRUE}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error", "messages: at least one message is required"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{OL,
	 400,
	 "{\"error\":\"invalid format: \\\"x\\\"; expected \\\"json\\\" or a valid JSON Schema "
	 "object\"}",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{OL,
	 500,
	 "{\"error\":\"failed to load model vocabulary required for format\"}",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{OL,
	 500,
	 "{\"error\":\"failed to load model vocabulary required for format\"}",
	 {RUNG_TEXT, FALSE, FALSE},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},

	/* too long: no matter in which form */
	{AI,
	 400,
	 ERR("This model's maximum context length is 8192 tokens. However, your messages resulted "
	     "in "
	     "9001 tokens. Please reduce the length of the messages.",
	     INVALID, "\"messages\"", "\"context_length_exceeded\""),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 ERR("'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum "
	     "context length is 8192 tokens and your request has 5000 input tokens",
	     "\"BadRequestError\"", "null", "400"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 "{\"object\":\"error\",\"message\":\"max_tokens must be at least 1, got -186.\",\"type\":"
	 "\"BadRequestError\",\"param\":null,\"code\":400}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 ERR("max_tokens is too large: 50000. This model supports at most 16384 completion tokens, "
	     "whereas you provided 50000.",
	     INVALID, "\"max_tokens\"", "\"invalid_value\""),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 "{\"error\":{\"code\":400,\"message\":\"request (4390 tokens) exceeds the available "
	 "context "
	 "size (4096 tokens), try increasing it\",\"type\":\"exceed_context_size_error\","
	 "\"n_prompt_tokens\":4390,\"n_ctx\":4096}}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 500,
	 ERR("Context size has been exceeded.", "\"server_error\"", "null", "500"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 "{\"error\":\"Trying to keep the first 15857 tokens when context the overflows. However, "
	 "the "
	 "model is loaded with context length of only 4096 tokens, which is not enough.\"}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 "[{\"error\":{\"code\":400,\"message\":\"The input token count (1100000) exceeds the "
	 "maximum "
	 "number of tokens allowed (1048576).\",\"status\":\"INVALID_ARGUMENT\"}}]",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 400,
	 "{\"object\":\"error\",\"message\":\"Prompt contains 40000 tokens and 0 draft tokens, too "
	 "large for model with 32768 maximum context length\",\"type\":\"invalid_request_error\"}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 422,
	 "{\"error\":\"Input validation error: `inputs` tokens + `max_new_tokens` must be <= "
	 "8193\","
	 "\"error_type\":\"validation\"}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 429,
	 ERR("Request too large for some-model in organization org-x on tokens per min (TPM): "
	     "Limit "
	     "30000, Requested 31538. The input or output tokens must be reduced in order to run "
	     "successfully.",
	     "\"tokens\"", "null", "\"rate_limit_exceeded\""),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 413,
	 "<html><title>413 Request Entity Too Large</title></html>",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error",
		"input length and `max_tokens` exceed context limit: 199211 "
		"+ 20000 > 200000, decrease input length or `max_tokens`"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error", "max_tokens: 100000 > 64000, which is the maximum allowed "
					 "number of output tokens for a-model"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AN,
	 413,
	 CLAUDE("request_too_large", "Request exceeds the maximum size"),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AN,
	 429,
	 CLAUDE("rate_limit_error", "Extra usage is required for long context requests."),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{OL,
	 400,
	 "{\"error\":\"the input length exceeds the context length\"}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},

	/* the key */
	{AI,
	 401,
	 ERR("Incorrect API key provided: sk-ab***yz. You can find your API key elsewhere.",
	     INVALID, "null", "\"invalid_api_key\""),
	 {0},
	 WIRE_STOP,
	 WHY_KEY,
	 {0}},
	{AI, 401, "", {0}, WIRE_STOP, WHY_KEY, {0}},
	{AI,
	 400,
	 "[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API "
	 "key.\","
	 "\"status\":\"INVALID_ARGUMENT\"}}]",
	 {0},
	 WIRE_STOP,
	 WHY_KEY,
	 {0}},
	{AI,
	 400,
	 "{\"code\":\"Client specified an invalid argument\",\"error\":\"Incorrect API key "
	 "provided: gs***tF.\"}",
	 {0},
	 WIRE_STOP,
	 WHY_KEY,
	 {0}},
	{AI,
	 403,
	 ERR("Country, region, or territory not supported", "\"request_forbidden\"", "null",
	     "\"unsupported_country_region_territory\""),
	 {0},
	 WIRE_STOP,
	 WHY_KEY,
	 {0}},
	{AN,
	 401,
	 CLAUDE("authentication_error", "invalid x-api-key"),
	 {0},
	 WIRE_STOP,
	 WHY_KEY,
	 {0}},
	{AN,
	 403,
	 CLAUDE("permission_error", "Your API key does not have permission"),
	 {0},
	 WIRE_STOP,
	 WHY_KEY,
	 {0}},
	{OL, 401, "unauthorized", {0}, WIRE_STOP, WHY_KEY, {0}},

	/* the quota */
	{AI,
	 429,
	 ERR("You exceeded your current quota, please check your plan and billing details.",
	     "\"insufficient_quota\"", "null", "\"insufficient_quota\""),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AI,
	 429,
	 ERR("", "\"insufficient_quota\"", "null", "null"),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AI,
	 402,
	 ERR("Insufficient Balance", "\"unknown_error\"", "null", INVALID),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AI,
	 429,
	 "{\"code\":\"exhausted\",\"error\":\"Your team has either used all available credits or "
	 "reached its monthly spending limit.\"}",
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AI, 403, "{\"error\":\"You have run out of credits\"}", {0}, WIRE_STOP, WHY_QUOTA, {0}},
	{AI,
	 429,
	 ERR("Rate limit exceeded: free-models-per-day", "null", "null", "429"),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AI,
	 429,
	 ERR("Rate limit reached for model on tokens per day (TPD): Limit 100000, Used 99000, "
	     "Requested 3000. Please try again in 28m48s.",
	     "\"tokens\"", "null", "\"rate_limit_exceeded\""),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AI,
	 429,
	 "[{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota. * Quota "
	 "exceeded "
	 "for metric: free_tier_requests, limit: 0, model: m\\nPlease retry in "
	 "20.04s.\",\"status\":"
	 "\"RESOURCE_EXHAUSTED\"}}]",
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error",
		"Your credit balance is too low to access the API. Please go to Plans & Billing to "
		"upgrade or purchase credits."),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AN,
	 400,
	 CLAUDE("invalid_request_error",
		"You have reached your specified API usage limits. You will "
		"regain access on 2030-01-01 at 00:00 UTC."),
	 {0},
	 WIRE_STOP,
	 WHY_QUOTA,
	 {0}},
	{AN, 402, CLAUDE("billing_error", "Payment is due"), {0}, WIRE_STOP, WHY_QUOTA, {0}},

	/* the model, or the address */
	{AI,
	 404,
	 ERR("The model `no-model` does not exist or you do not have access to it.", INVALID,
	     "null", "\"model_not_found\""),
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{AI, 404, "{\"detail\":\"Not Found\"}", {0}, WIRE_STOP, WHY_MODEL, {0}},
	{AI,
	 400,
	 ERR("no-model is not a valid model ID", "null", "null", "400"),
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{AI, 400, ERR("Model Not Exist", INVALID, "null", INVALID), {0}, WIRE_STOP, WHY_MODEL, {0}},
	{AI,
	 400,
	 ERR("The model `old` has been decommissioned and is no longer supported.", INVALID, "null",
	     "\"model_decommissioned\""),
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{AI,
	 400,
	 "{\"error\":{\"message\":\"No models loaded. Please load a model.\"}}",
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{AI,
	 403,
	 ERR("Project `p` does not have access to model `m`", INVALID, "null",
	     "\"model_not_found\""),
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{AI,
	 301,
	 "<html><head><title>301 Moved Permanently</title></head></html>",
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{AI, 308, "", {0}, WIRE_STOP, WHY_MODEL, {0}},
	{AI, 405, "Method Not Allowed", {0}, WIRE_STOP, WHY_MODEL, {0}},
	{AI, 410, "{}", {0}, WIRE_STOP, WHY_MODEL, {0}},
	{AI,
	 407,
	 "<title>Proxy Authentication Required</title>",
	 {0},
	 WIRE_STOP,
	 WHY_UNREACHABLE,
	 {0}},
	{AN, 404, CLAUDE("not_found_error", "model: no-model"), {0}, WIRE_STOP, WHY_MODEL, {0}},
	{OL,
	 404,
	 "{\"error\":\"model \\\"no-model\\\" not found, try pulling it first\"}",
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},
	{OL, 404, "404 page not found", {0}, WIRE_STOP, WHY_MODEL, {0}},
	{OL,
	 400,
	 "{\"error\":\"\\\"embedder\\\" does not support chat\"}",
	 {0},
	 WIRE_STOP,
	 WHY_MODEL,
	 {0}},

	/* later */
	{AI,
	 429,
	 ERR("Rate limit reached for model on tokens per min (TPM): Limit 10000, Used 8554, "
	     "Requested "
	     "3082. Please try again in 9.816s.",
	     "\"tokens\"", "null", "\"rate_limit_exceeded\""),
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI, 429, "", {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AI,
	 429,
	 "{\"message\":\"Too many tokens, please wait before trying again.\"}",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI,
	 429,
	 "[{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota, please check "
	 "your "
	 "plan and billing details.\\nPlease retry in "
	 "36.4s.\",\"status\":\"RESOURCE_EXHAUSTED\"}}]",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI,
	 429,
	 "{\"error\":{\"code\":429,\"message\":\"Resource has been exhausted (e.g. check quota).\","
	 "\"status\":\"RESOURCE_EXHAUSTED\"}}",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI,
	 503,
	 "<html><title>503 Service Unavailable</title></html>",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI, 500, "\xFF\xFE\x00", {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AI, 408, "", {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AI, 409, "", {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AI, 425, "", {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AI, 599, "", {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AN, 529, CLAUDE("overloaded_error", "Overloaded"), {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AN,
	 429,
	 CLAUDE("rate_limit_error", "This request would exceed the rate limit for your "
				    "organization of 20,000 input tokens "
				    "per minute. Please reduce the prompt length or the maximum "
				    "tokens requested, or try "
				    "again later."),
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AN,
	 500,
	 CLAUDE("api_error", "Internal server error"),
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{OL,
	 503,
	 "{\"error\":\"server busy, please try again. maximum pending requests exceeded\"}",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},

	/* somebody else would not have this one */
	{AI,
	 400,
	 ERR("The response was filtered due to the prompt triggering the content management "
	     "policy.",
	     "null", "\"prompt\"", "\"content_filter\""),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_DECLINED,
	 {0}},
	{AI,
	 400,
	 ERR("Content Exists Risk", INVALID, "null", INVALID),
	 {0},
	 WIRE_NOT_THIS,
	 WHY_DECLINED,
	 {0}},
	{AI,
	 403,
	 "{\"error\":{\"code\":403,\"message\":\"The model requires moderation and your input was "
	 "flagged\",\"metadata\":{\"reasons\":[\"x\"]}}}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_DECLINED,
	 {0}},

	/* statuses of no known meaning */
	{AI,
	 418,
	 "{\"error\":{\"message\":\"short and stout\"}}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI, 451, "", {0}, WIRE_NOT_THIS, WHY_REQUEST, {0}},
	{AI, 999, "", {0}, WIRE_NOT_THIS, WHY_REQUEST, {0}},
	{AI, 100, CHOICE("\"{}\"", "\"stop\""), {0}, WIRE_NOT_THIS, WHY_REQUEST, {0}},
	{AI, -1, "", {0}, WIRE_NOT_THIS, WHY_REQUEST, {0}},

	/* 200, and an error all the same */
	{AI,
	 200,
	 "{\"error\":{\"message\":\"Provider returned error\",\"code\":429,\"metadata\":{\"raw\":"
	 "\"temporarily rate-limited upstream\",\"provider_name\":\"P\"}},\"user_id\":\"u\"}",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI,
	 200,
	 ERR("Bad gateway", "null", "null", "\"502\""),
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI, 200, ERR("No such key", "null", "null", "401"), {0}, WIRE_STOP, WHY_KEY, {0}},
	{AI,
	 200,
	 "{\"error\":{\"message\":\"Provider returned error\",\"code\":400,\"metadata\":{\"raw\":"
	 "\"{\\\"error\\\":{\\\"message\\\":\\\"prompt is too long\\\"}}\"}}}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI,
	 200,
	 "{\"error\":\"The model is loaded with context length of only 4096 tokens\"}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_REQUEST,
	 {0}},
	{AI, 200, "{\"error\":\"The model has crashed\"}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI,
	 200,
	 "{\"error\":\"json_schema is not supported\"}",
	 {0},
	 WIRE_OTHERWISE,
	 WHY_REQUEST,
	 {RUNG_OBJECT, FALSE, FALSE}},
	{AI,
	 200,
	 "{\"choices\":[{\"error\":{\"code\":502,\"message\":\"Upstream broke\"},\"message\":{"
	 "\"content\":\"{\"},\"finish_reason\":\"error\"}]}",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI,
	 200,
	 CHOICE("\"{\"", "\"insufficient_system_resource\""),
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI, 200, CHOICE("\"{\"", "\"error\""), {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{AI,
	 200,
	 "[{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}]",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AI,
	 200,
	 "{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"m\"}}",
	 {0},
	 WIRE_AGAIN,
	 WHY_UNREACHABLE,
	 {0}},
	{AN, 200, CLAUDE("overloaded_error", "Overloaded"), {0}, WIRE_AGAIN, WHY_UNREACHABLE, {0}},
	{OL, 200, "{\"error\":\"something\"}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},

	/* 200, and no answer of a known form */
	{AI,
	 200,
	 "<!DOCTYPE html><html><title>Log in to the network</title></html>",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_ANSWER,
	 {0}},
	{AI, 200, "", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 204, "", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "{}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "[]", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "null", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "\"{}\"", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "{\"choices\":null}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "{\"choices\":[]}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "{\"choices\":[7]}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "{\"choices\":[{\"message\":\"hello\"}]}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, "{\"error\":{},\"message\":\"x\"}", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, CHOICE("\"a\\u0000b\"", "\"stop\""), {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI, 200, CHOICE("\"a\xC3\"", "\"stop\""), {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AI,
	 200,
	 "{\"choices\":[{\"message\":{\"content\":\"cut sho",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_ANSWER,
	 {0}},
	{AI,
	 200,
	 "data: {\"choices\":[{\"delta\":{\"content\":\"{\"}}]}\n\ndata: [DONE]\n",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_ANSWER,
	 {0}},
	{AI, 200, CHAT("\"{}\"", "\"stop\""), {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AN, 200, CHOICE("\"{}\"", "\"stop\""), {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{AN, 200, MESSAGE("\"{}\"", "\"end_turn\""), {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{OL, 200, CHOICE("\"{}\"", "\"stop\""), {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{OL, 200, "Ollama is running", {0}, WIRE_NOT_THIS, WHY_ANSWER, {0}},
	{OL,
	 200,
	 "{\"message\":{\"content\":\"{\"},\"done\":false}",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_ANSWER,
	 {0}},
	{OL,
	 200,
	 "{\"message\":{\"content\":\"{\"},\"done\":false}\n{\"done\":true}\n",
	 {0},
	 WIRE_NOT_THIS,
	 WHY_ANSWER,
	 {0}},
};

static void test_refusals(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
		const Refused *c = &refused[i];
		const WireForm *want = c->verdict == WIRE_OTHERWISE ? &c->next : &c->tried;
		WireForm next;
		g_auto(WireReply) reply = {0};

		g_test_message("%s %ld: %s", provider_name(c->provider), c->status, c->body);
		wire_read(c->provider, c->status, c->body, strlen(c->body), &c->tried, &next,
			  &reply);
		g_assert_cmpint(reply.verdict, ==, c->verdict);
		g_assert_cmpint(reply.why, ==, c->why);
		g_assert_cmpint(next.rung, ==, want->rung);
		g_assert_cmpint(next.completion_tokens, ==, want->completion_tokens);
		g_assert_cmpint(next.no_temperature, ==, want->no_temperature);
		g_assert_null(reply.content);
		assert_ends(&reply);
	}
}

/* The words that tell apart what has one status: of each family, and beside it. */
static void test_words(void)
{
	static const struct {
		long status;
		const char *says;
		WireVerdict verdict;
		TraceWhy why;
	} cases[] = {
		{400, "The request exceeds the context window of this model.", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{400, "context_length_exceeded", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Requested tokens exceed context size", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "199211 + 20000 is beyond the context limit", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "context_exceeded: 5000", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Trying to keep the first 9 tokens when context the overflows.",
		 WIRE_NOT_THIS, WHY_REQUEST},
		{400, "prompt is too long", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "The input was too large.", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Messages are too long", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Too many input tokens", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Range of input length should be [1, 30720]", WIRE_NOT_THIS, WHY_REQUEST},
		{500, "the input length exceeds what was loaded", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Prompt exceeds max length", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Please reduce the length of your text", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "exceeds the maximum number of tokens allowed", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "which is the maximum allowed number of output tokens", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{400, "This model supports at most 16384 completion tokens", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{422, "`inputs` tokens + `max_new_tokens` must be <= 8193", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{400, "request_too_large", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Request payload size exceeds the limit: 20971520 bytes", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{400, "string_above_max_length", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Invalid 'messages[1].content': string too long.", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{400, "integer_above_max_value", WIRE_NOT_THIS, WHY_REQUEST},
		{400, "Invalid 'max_tokens': integer above maximum value.", WIRE_NOT_THIS,
		 WHY_REQUEST},
		{429, "Request too large for a-model", WIRE_NOT_THIS, WHY_REQUEST},
		{429, "Tokens must be reduced", WIRE_NOT_THIS, WHY_REQUEST},
		{429, "Too many tokens", WIRE_AGAIN, WHY_UNREACHABLE},
		{429, "Your prompt is fine, the context is not", WIRE_AGAIN, WHY_UNREACHABLE},

		{400, "insufficient_user_quota", WIRE_STOP, WHY_QUOTA},
		{403, "Insufficient funds", WIRE_STOP, WHY_QUOTA},
		{400, "账户余额不足", WIRE_STOP, WHY_QUOTA},
		{429, "You exceeded your current quota", WIRE_STOP, WHY_QUOTA},
		{429, "exceeded_current_quota_error", WIRE_STOP, WHY_QUOTA},
		{400, "Your credit balance is too low", WIRE_STOP, WHY_QUOTA},
		{403, "This team doesn't have any credits yet", WIRE_STOP, WHY_QUOTA},
		{400, "Billing hard limit has been reached", WIRE_STOP, WHY_QUOTA},
		{429, "Your account is not active, please check your billing details", WIRE_STOP,
		 WHY_QUOTA},
		{429, "reached its spending limit", WIRE_STOP, WHY_QUOTA},
		{429, "Spend limit reached", WIRE_STOP, WHY_QUOTA},
		{400, "You have reached your specified API usage limits.", WIRE_STOP, WHY_QUOTA},
		{429, "This key is at its monthly limit", WIRE_STOP, WHY_QUOTA},
		{403, "The free tier of the model has been exhausted.", WIRE_STOP, WHY_QUOTA},
		{429, "usage_limit_reached", WIRE_STOP, WHY_QUOTA},
		{400, "Arrearage", WIRE_STOP, WHY_QUOTA},
		{403, "AccountOverdueError", WIRE_STOP, WHY_QUOTA},
		{403, "Please top up your account", WIRE_STOP, WHY_QUOTA},
		{429, "requests per day", WIRE_STOP, WHY_QUOTA},
		{429, "Daily limit", WIRE_STOP, WHY_QUOTA},
		{429, "Rate limit of 50 per 86400s exceeded", WIRE_STOP, WHY_QUOTA},
		{429, "requests, limit: 0, model: a", WIRE_STOP, WHY_QUOTA},
		{429, "requests, limit: 05, model: a", WIRE_AGAIN, WHY_UNREACHABLE},
		{429, "You exceeded your current quota. Please retry in 20s.", WIRE_AGAIN,
		 WHY_UNREACHABLE},
		{429, "Quota exceeded for requests per minute", WIRE_AGAIN, WHY_UNREACHABLE},
		{500, "You exceeded your current quota", WIRE_AGAIN, WHY_UNREACHABLE},

		{400, "content_filter", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "violates our content policy", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "triggered the content management", WIRE_NOT_THIS, WHY_DECLINED},
		{403, "Your input was flagged", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "It has been flagged", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "rejected by the safety system", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "blocked for safety reasons", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "potentially violating our usage policy", WIRE_NOT_THIS, WHY_DECLINED},
		{403, "Blocked by a guardrail", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "data_inspection_failed", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "may contain inappropriate content", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "Content Exists Risk", WIRE_NOT_THIS, WHY_DECLINED},
		{400, "unsafe or sensitive content", WIRE_NOT_THIS, WHY_DECLINED},

		{400, "API key not valid.", WIRE_STOP, WHY_KEY},
		{400, "API Key not found.", WIRE_STOP, WHY_KEY},
		{400, "API key expired.", WIRE_STOP, WHY_KEY},
		{400, "The API key is missing", WIRE_STOP, WHY_KEY},
		{400, "invalid_api_key", WIRE_STOP, WHY_KEY},
		{400, "Incorrect API key provided", WIRE_STOP, WHY_KEY},
		{400, "No Example api-key", WIRE_STOP, WHY_KEY},
		{400, "authentication_error", WIRE_STOP, WHY_KEY},
		{400, "Authentication Fails", WIRE_STOP, WHY_KEY},
		{400, "Unauthorized", WIRE_STOP, WHY_KEY},

		{400, "model_not_found", WIRE_STOP, WHY_MODEL},
		{400, "model_decommissioned", WIRE_STOP, WHY_MODEL},
		{400, "invalid_model", WIRE_STOP, WHY_MODEL},
		{400, "unsupported_model", WIRE_STOP, WHY_MODEL},
		{422, "The model `a` does not exist", WIRE_STOP, WHY_MODEL},
		{400, "Model a not found", WIRE_STOP, WHY_MODEL},
		{400, "This model is no longer available", WIRE_STOP, WHY_MODEL},
		{400, "The model was discontinued", WIRE_STOP, WHY_MODEL},
		{400, "a is not a valid model ID", WIRE_STOP, WHY_MODEL},
		{400, "Invalid model: a", WIRE_STOP, WHY_MODEL},
		{400, "Unknown model", WIRE_STOP, WHY_MODEL},
		{400, "No models loaded.", WIRE_STOP, WHY_MODEL},
		{403, "does not have access to model `a`", WIRE_STOP, WHY_MODEL},
		{400, "\\\"a\\\" does not support chat", WIRE_STOP, WHY_MODEL},
		{400, "A supermodel may not exist", WIRE_OTHERWISE, WHY_REQUEST},

		{500, "response_format", WIRE_OTHERWISE, WHY_REQUEST},
		{500, "json_schema", WIRE_OTHERWISE, WHY_REQUEST},
		{500, "json_object", WIRE_OTHERWISE, WHY_REQUEST},
		{404, "No endpoints found that support structured outputs", WIRE_OTHERWISE,
		 WHY_REQUEST},
		{404, "… that can handle the requested parameters", WIRE_OTHERWISE, WHY_REQUEST},
		{500, "failed to parse grammar", WIRE_OTHERWISE, WHY_REQUEST},
		{500, "vocabulary required for format", WIRE_OTHERWISE, WHY_REQUEST},
		{500, "invalid format: x", WIRE_OTHERWISE, WHY_REQUEST},
		{500, "no room for this information", WIRE_AGAIN, WHY_UNREACHABLE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *body =
			g_strdup_printf("{\"error\":{\"message\":\"%s\"}}", cases[i].says);
		WireForm tried = {0}, next;
		g_auto(WireReply) reply = {0};

		g_test_message("%ld: %s", cases[i].status, cases[i].says);
		wire_read(PROVIDER_OPENAI, cases[i].status, body, strlen(body), &tried, &next,
			  &reply);
		g_assert_cmpint(reply.verdict, ==, cases[i].verdict);
		g_assert_cmpint(reply.why, ==, cases[i].why);
	}
}

/* What is said against max_tokens, and not of it. */
static void test_tokens_named(void)
{
	static const struct {
		const char *says;
		gboolean named;
	} cases[] = {
		{"Use 'max_completion_tokens' instead.", TRUE},
		{"Unsupported parameter: 'max_tokens'", TRUE},
		{"Unknown name \\\"max_tokens\\\": Cannot find field.", TRUE},
		{"Unrecognized request argument supplied: max_tokens", TRUE},
		{"extra_forbidden: body max_tokens", TRUE},
		{"max_tokens is not supported", TRUE},
		{"max_tokens: Extra inputs are not permitted", TRUE},
		{"max_tokens must be an integer", FALSE},
		{"Unsupported parameter: 'maximum'", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *body =
			g_strdup_printf("{\"error\":{\"message\":\"%s\"}}", cases[i].says);
		WireForm tried = {0}, next;
		g_auto(WireReply) reply = {0};

		g_test_message("%s", cases[i].says);
		wire_read(PROVIDER_OPENAI, 400, body, strlen(body), &tried, &next, &reply);
		g_assert_cmpint(reply.verdict, ==, WIRE_OTHERWISE);
		g_assert_cmpint(next.completion_tokens, ==, cases[i].named);
		g_assert_cmpint(next.rung, ==, cases[i].named ? RUNG_SCHEMA : RUNG_OBJECT);
	}
}

/* A server that says no to everything is not asked for ever. */
static void test_ladder(void)
{
	static const char *const says[] = {
		"{}",
		"{\"error\":\"max_completion_tokens, temperature, response_format\"}",
	};

	for (Provider provider = 0; provider < N_PROVIDERS; provider++)
		for (guint i = 0; i < G_N_ELEMENTS(says); i++) {
			WireForm form = {0}, next;
			WireVerdict verdict = WIRE_OTHERWISE;
			guint n = 0;

			while (verdict == WIRE_OTHERWISE && n <= WIRE_FORMS) {
				g_auto(WireReply) reply = {0};

				wire_read(provider, 400, says[i], strlen(says[i]), &form, &next,
					  &reply);
				verdict = reply.verdict;
				form = next;
				n++;
			}
			g_assert_cmpint(verdict, ==, WIRE_NOT_THIS);
			g_assert_cmpuint(n, <=, WIRE_FORMS);
			if (i == 1 && provider == PROVIDER_OPENAI)
				g_assert_cmpuint(n, ==, WIRE_FORMS);
		}
}

static void test_after(void)
{
	static const struct {
		const char *delay;
		guint after;
	} cases[] = {
		{"\"36s\"", 36},      {"\"36.429760048s\"", 37},
		{"\"0.2s\"", 1},      {"\"0s\"", 0},
		{"\"-5s\"", 0},       {"\"soon\"", 0},
		{"\"nan\"", 0},       {"\"inf\"", 86400},
		{"\"1e99s\"", 86400}, {"30", 0},
		{"null", 0},          {"{\"a\":1}", 0},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *body =
			g_strdup_printf("[{\"error\":{\"code\":429,\"details\":[{\"reason\":\"x\"},"
					"7,{\"retryDelay\":%s}]}}]",
					cases[i].delay);
		WireForm form = {0}, next;
		g_auto(WireReply) reply = {0};

		g_test_message("%s", cases[i].delay);
		wire_read(PROVIDER_OPENAI, 429, body, strlen(body), &form, &next, &reply);
		g_assert_cmpint(reply.verdict, ==, WIRE_AGAIN);
		g_assert_cmpuint(reply.after, ==, cases[i].after);
	}
}

static void test_details(void)
{
	static const struct {
		long status;
		const char *body, *detail;
	} cases[] = {
		{401,
		 ERR("Incorrect API key provided: sk-ab***yz. Go away.", INVALID, "null", "null"),
		 "Incorrect API key provided: *** Go away."},
		{500, ERR("a\\n b\\u001b[31m\\u202ec", INVALID, "null", "null"),
		 "a b\xEF\xBF\xBD[31m<U+202E>c"},
		{500,
		 "{\"error\":{\"message\":\"Provider returned error\",\"metadata\":{\"raw\":\"no "
		 "room\"}}}",
		 "Provider returned error: no room"},
		{404, "{\"detail\":\"Not Found\"}", "Not Found"},
		{422, "{\"detail\":[{\"msg\":\"Field required\"}]}", "Field required"},
		{500, "{\"error\":{\"error\":{\"message\":\"within\"}}}", "within"},
		{502, "<HTML>\n<Head><TITLE>502 Bad\nGateway</TITLE>", "502 Bad Gateway"},
		{502, "<html><body>no title", NULL},
		{502, "<title>never closed", NULL},
		{502, "<title", NULL},
		{503, "  upstream connect error\r\n", "upstream connect error"},
		{503, "", NULL},
		{503, " \n\n", NULL},
		{200, "{\"a\":1}", "{\"a\":1}"},
		{200, "Ollama is running", "Ollama is running"},
		{200, "\x8b\x08\xff\xfe of no charset", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		WireForm form = {0}, next;
		g_auto(WireReply) reply = {0};

		wire_read(PROVIDER_OPENAI, cases[i].status, cases[i].body, strlen(cases[i].body),
			  &form, &next, &reply);
		g_assert_cmpstr(reply.detail, ==, cases[i].detail);
	}
}

/* No body, one of nothing but brackets, one of NULs, words without an end. */
static void test_sizes(void)
{
	enum { SIZE = 1 << 20 };
	static const char fills[] = {'[', '{', '\0', 'x', '\n', '"', '\xE4', '<', '*', ' '};
	g_autofree char *body = g_malloc(SIZE);
	g_autoptr(GString) wide = g_string_new("{\"error\":\"");
	WireForm form = {0}, next;

	for (guint i = 0; i <= G_N_ELEMENTS(fills); i++)
		for (long status = 200; status <= 500; status += 100) {
			g_auto(WireReply) reply = {0};
			gboolean none = i == G_N_ELEMENTS(fills);

			memset(body, none ? 0 : fills[i], SIZE);
			wire_read(PROVIDER_OPENAI, status, none ? NULL : body, none ? 0 : SIZE,
				  &form, &next, &reply);
			g_assert_cmpint(reply.verdict, !=, WIRE_ANSWER);
			assert_ends(&reply);
		}
	while (wide->len < SIZE)
		g_string_append(wide, "丁");
	g_string_append(wide, "\"}");
	for (long status = 200; status <= 500; status += 100) {
		g_auto(WireReply) reply = {0};

		wire_read(PROVIDER_OPENAI, status, wide->str, wide->len, &form, &next, &reply);
		assert_ends(&reply);
		g_assert_cmpint(g_utf8_strlen(reply.detail, -1), ==, 200);
	}
}

/* --- what comes of replies that were spoiled ------------------------------------------- */

static void spoil(GString *body, GRand *rand)
{
	static const char *const pieces[] = {
		"\"",   "{",       "}",    "[",    "]",  ",",       ":",           "\\",
		"0",    "-1e9",    "null", "\xFF", "\n", "\\u0000", "{\"error\":", "\xE2\x80\xAE",
		"\033", "[[[[[[[["};
	guint times = (guint)g_rand_int_range(rand, 1, 6);

	for (guint i = 0; i < times && body->len; i++) {
		gsize at = (gsize)g_rand_int_range(rand, 0, (gint32)body->len);
		gsize n = (gsize)g_rand_int_range(rand, 1, 12);
		guint piece = (guint)g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces));

		switch (g_rand_int_range(rand, 0, 5)) {
		case 0:
			body->str[at] = (char)g_rand_int_range(rand, 0, 256);
			break;
		case 1:
			g_string_erase(body, (gssize)at, (gssize)MIN(n, body->len - at));
			break;
		case 2:
			g_string_insert(body, (gssize)at, pieces[piece]);
			break;
		case 3: {
			g_autofree char *copy = g_strndup(body->str + at, MIN(n, body->len - at));
			g_string_insert(body, (gssize)at, copy);
			break;
		}
		default:
			g_string_truncate(body, at);
		}
	}
}

static void assert_sound(const WireReply *reply, const WireForm *tried, const WireForm *next)
{
	guint given = (next->rung != tried->rung) +
		      (next->completion_tokens != tried->completion_tokens) +
		      (next->no_temperature != tried->no_temperature);

	g_assert_cmpint(reply->verdict, <=, WIRE_STOP);
	g_assert_cmpint(reply->why, <, N_WHYS);
	g_assert_cmpint(reply->content != NULL, ==, reply->verdict == WIRE_ANSWER);
	g_assert_cmpint(reply->why == WHY_NOT, ==, reply->verdict == WIRE_ANSWER);
	g_assert_cmpuint(given, ==, reply->verdict == WIRE_OTHERWISE);
	g_assert_cmpint(next->rung, >=, tried->rung);
	g_assert_cmpint(next->rung, <, N_RUNGS);
	g_assert_true(!reply->content || g_utf8_validate(reply->content, -1, NULL));
	g_assert_true(reply->verdict == WIRE_AGAIN || !reply->after);
	assert_ends(reply);
}

static void spoil_and_read(Provider provider, long status, const char *good, GRand *rand)
{
	g_autoptr(GString) body = g_string_new(good);
	g_autofree char *exact = NULL;
	WireForm tried = {(WireRung)g_rand_int_range(rand, 0, N_RUNGS), g_rand_boolean(rand),
			  g_rand_boolean(rand)};
	WireForm next;
	g_auto(WireReply) reply = {0};

	spoil(body, rand);
	/* of exactly that size, for the sanitizer to see over-reads */
	exact = g_memdup2(body->str, body->len);
	wire_read(provider, status, exact, body->len, &tried, &next, &reply);
	assert_sound(&reply, &tried, &next);
}

#define ROUNDS 150

static void test_spoiled(void)
{
	static const long statuses[] = {200, 400, 403, 404, 422, 429, 500};
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	for (guint round = 0; round < ROUNDS; round++) {
		for (guint i = 0; i < G_N_ELEMENTS(answered); i++)
			spoil_and_read(answered[i].provider, 200, answered[i].body, rand);
		for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
			spoil_and_read(refused[i].provider,
				       statuses[(round + i) % G_N_ELEMENTS(statuses)],
				       refused[i].body, rand);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/wire/providers", test_providers);
	g_test_add_func("/wire/urls", test_urls);
	g_test_add_func("/wire/headers", test_headers);
	g_test_add_func("/wire/bodies", test_bodies);
	g_test_add_func("/wire/no-schema", test_no_schema);
	g_test_add_func("/wire/answers", test_answers);
	g_test_add_func("/wire/refusals", test_refusals);
	g_test_add_func("/wire/words", test_words);
	g_test_add_func("/wire/tokens-named", test_tokens_named);
	g_test_add_func("/wire/ladder", test_ladder);
	g_test_add_func("/wire/after", test_after);
	g_test_add_func("/wire/details", test_details);
	g_test_add_func("/wire/sizes", test_sizes);
	g_test_add_func("/wire/spoiled", test_spoiled);
	return g_test_run();
}
