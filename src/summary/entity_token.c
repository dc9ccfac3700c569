/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/entity_token.h"

#include "base/slice.h"
#include "summary/wording.h"

#include <string.h>

/* Of a word; what is not ASCII is asked of Unicode. */
static gboolean is_word(const char *p)
{
	gunichar c;

	if ((guchar)*p < 0x80)
		return g_ascii_isalnum(*p) || *p == '_';
	c = g_utf8_get_char(p);
	return (g_unichar_isalnum(c) || g_unichar_ismark(c)) && !wording_is_cjk(c);
}

static gsize char_len(const char *p)
{
	return (gsize)(g_utf8_next_char(p) - p);
}

/* Signs that go on with a token where a word stands behind them; the bytes. */
static gsize joint_len(const char *p)
{
	static const char *const joints[] = {"://", "->", "::", "’"};

	for (guint i = 0; i < G_N_ELEMENTS(joints); i++)
		if (g_str_has_prefix(p, joints[i]))
			return strlen(joints[i]);
	return *p && strchr(".-/:'@+~&=%#?\\", *p) ? 1 : 0;
}

#define TOKEN_MAX 256 /* bytes, and a character: what is longer is several */

static gsize token_len(const char *p)
{
	const char *start = p;

	for (;;) {
		gsize joint;

		while (*p && is_word(p) && p - start < TOKEN_MAX)
			p += char_len(p);
		joint = joint_len(p);
		if (!joint || !is_word(p + joint) || p - start >= TOKEN_MAX)
			break;
		p += joint;
	}
	if (p > start && g_str_has_prefix(p, "()"))
		p += 2;
	return (gsize)(p - start);
}

static gboolean has(Slice s, const char *what)
{
	return s.len && g_strstr_len(s.ptr, (gssize)s.len, what) != NULL;
}

static gboolean is_host(Slice s)
{
	static const char *const ends[] = {".org",  ".com", ".net", ".dev", ".io",  ".edu", ".gov",
					   ".info", ".cn",  ".de",  ".uk",  ".eu",  ".fr",  ".jp",
					   ".kr",   ".ru",  ".xyz", ".me",  ".app", ".link"};
	gssize slash = slice_find(s, '/');
	Slice host = slash >= 0 ? slice_sub(s, 0, (gsize)slash) : s;

	for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
		gsize n = strlen(ends[i]);
		if (host.len > n && g_ascii_strncasecmp(host.ptr + host.len - n, ends[i], n) == 0)
			return TRUE;
	}
	return FALSE;
}

/* memory@80000000: a node of a device tree, which no mail is sent to. */
static gboolean is_node(Slice s, gssize at)
{
	gboolean digit = FALSE;

	for (gsize i = (gsize)at + 1; i < s.len; i++) {
		if (!g_ascii_isxdigit(s.ptr[i]))
			return FALSE;
		digit |= g_ascii_isdigit(s.ptr[i]);
	}
	return digit;
}

static gboolean is_address(Slice s)
{
	gssize at = slice_find(s, '@');

	if (at > 0 && is_node(s, at))
		return has(s, "://");
	return has(s, "://") || slice_starts_nocase(s, "www.") ||
	       slice_starts_nocase(s, "mailto:") || (at > 0 && (gsize)at + 1 < s.len) || is_host(s);
}

static gboolean is_hash(Slice s)
{
	gboolean digit = FALSE, letter = FALSE;

	if (s.len < 7 || s.len > 64)
		return FALSE;
	for (gsize i = 0; i < s.len; i++) {
		if (!g_ascii_isxdigit(s.ptr[i]))
			return FALSE;
		digit |= g_ascii_isdigit(s.ptr[i]);
		letter |= !g_ascii_isdigit(s.ptr[i]);
	}
	return (digit && letter) || s.len >= 12;
}

/* v3, v6.1.2, 6.19-rc1, 6.1.2; 6.19 is a number as well, and is read as one. */
static gboolean is_version(Slice s)
{
	guint points = 0, digits = 0;
	gboolean v = s.len && (s.ptr[0] == 'v' || s.ptr[0] == 'V');
	gsize i = v;

	for (; i < s.len && (g_ascii_isdigit(s.ptr[i]) || s.ptr[i] == '.'); i++) {
		points += s.ptr[i] == '.';
		digits += s.ptr[i] != '.';
	}
	if (!digits)
		return FALSE;
	if (i == s.len)
		return v || points >= 2;
	if (!slice_starts_nocase(slice_sub(s, i, s.len), "-rc"))
		return FALSE;
	for (i += 3; i < s.len; i++)
		if (!g_ascii_isdigit(s.ptr[i]))
			return FALSE;
	return TRUE;
}

/* mm/vmscan.c, gicv5.yaml */
static gboolean is_file(Slice s)
{
	static const char *const ends[] = {
		"c",    "h",    "S",     "s",     "rs",   "py",   "sh",   "txt", "rst",
		"yaml", "yml",  "json",  "dts",   "dtsi", "conf", "toml", "mk",  "lds",
		"md",   "cc",   "cpp",   "pl",    "go",   "o",    "ko",   "xml", "ini",
		"in",   "ac",   "am",    "patch", "diff", "so",   "cfg",  "log", "img",
		"mbox", "html", "json5", "sys",   "awk",  "tbl",  NULL};
	const char *dot = g_strrstr_len(s.ptr, (gssize)s.len, ".");
	Slice end;

	if (!dot || dot == s.ptr)
		return FALSE;
	end = slice_sub(s, (gsize)(dot + 1 - s.ptr), s.len);
	return slice_is_one_of(end, ends);
}

static guint count(Slice s, char c)
{
	guint n = 0;

	for (gsize i = 0; i < s.len; i++)
		n += s.ptr[i] == c;
	return n;
}

/* kvm-arm.mode, 6.1.y, bit.ly: what has a full stop inside is no prose, but for "e.g." and a
 * sentence that begins without a blank. */
static gboolean is_dotted(Slice s)
{
	gsize part = 0;
	gboolean dotted = FALSE, longer = FALSE;

	for (gsize i = 0; i <= s.len; i++) {
		if (i < s.len && s.ptr[i] != '.')
			continue;
		longer |= i - part > 1 || (part < s.len && g_ascii_isdigit(s.ptr[part]));
		part = i + 1;
		dotted |= part < s.len && g_ascii_islower(s.ptr[part]);
	}
	return dotted && longer;
}

static gboolean is_code(Slice s)
{
	return is_dotted(s) || has(s, "@") || has(s, "_") || has(s, "()") || has(s, "->") ||
	       has(s, "::") || has(s, "=") || is_file(s) || count(s, '/') >= 2;
}

static gsize option_len(const char *text, const char *p)
{
	if (!g_str_has_prefix(p, "--") || !g_ascii_isalpha(p[2]) ||
	    (p > text && (p[-1] == '-' || g_ascii_isalnum(p[-1]))))
		return 0;
	return 2 + token_len(p + 2);
}

static TokenKind kind_of(Slice s)
{
	if (is_address(s))
		return TOKEN_ADDRESS;
	if (slice_starts(s, "CONFIG_"))
		return TOKEN_CONFIG;
	if (is_hash(s))
		return TOKEN_HASH;
	if (is_version(s))
		return TOKEN_VERSION;
	if (is_code(s))
		return TOKEN_CODE;
	if (g_unichar_isdigit(g_utf8_get_char(s.ptr)))
		return TOKEN_NUMBER;
	return TOKEN_WORDS;
}

/* An address goes on to the next blank. */
static gsize address_len(const char *p)
{
	gsize len = 0;

	while (p[len] && !strchr(" \"<>`)", p[len]) && !wording_is_cjk(g_utf8_get_char(p + len)))
		len += char_len(p + len);
	return len;
}

Token entity_token_at(const char *text, const char *p)
{
	gsize option = option_len(text, p);
	Token token = {TOKEN_CODE, option};

	if (option)
		return token;
	token.len = is_word(p) ? token_len(p) : 0;
	if (!token.len)
		return token;
	token.kind = kind_of((Slice){p, token.len});
	if (token.kind == TOKEN_ADDRESS)
		token.len = MAX(token.len, address_len(p));
	return token;
}

gsize entity_token_word(const char *p, gsize len)
{
	gsize n = 0;

	while (n < len && is_word(p + n))
		n += char_len(p + n);
	return n;
}

/* What nobody need have written for somebody to write it. */
static gboolean is_common(Slice s)
{
	static const char *const words[] = {
		"I",        "Linux",    "CPU",     "CPUs",    "API",       "APIs",      "ABI",
		"OS",       "VM",       "VMs",     "ID",      "IDs",       "OK",        "RFC",
		"TODO",     "IO",       "RAM",     "Monday",  "Tuesday",   "Wednesday", "Thursday",
		"Friday",   "Saturday", "Sunday",  "January", "February",  "March",     "April",
		"May",      "June",     "July",    "August",  "September", "October",   "November",
		"December", "English",  "Unicode", "NULL",    "Git",       "Kconfig",   "PATCH",
		NULL};

	for (guint i = 0; words[i]; i++)
		if (slice_equal(s, words[i]))
			return TRUE;
	return FALSE;
}

/* How a word is written. */
typedef struct {
	guint upper, digits, letters;
	gboolean first_upper;
	gboolean hump; /* a capital behind a small letter, and a small one behind it */
} Shape;

static Shape shape_of(const char *p, gsize len)
{
	Shape shape = {0};
	gboolean was_lower = FALSE, rises = FALSE;

	for (const char *q = p; q < p + len; q = g_utf8_next_char(q)) {
		gunichar c = g_utf8_get_char(q);
		gboolean upper = g_unichar_isupper(c) || g_unichar_istitle(c);

		shape.first_upper |= upper && q == p;
		shape.upper += upper;
		shape.digits += g_unichar_isdigit(c);
		shape.letters += g_unichar_isalpha(c);
		shape.hump |= rises && g_unichar_islower(c);
		rises = upper && was_lower;
		was_lower = g_unichar_islower(c);
	}
	return shape;
}

/* 1st, 22nd: a number like others, and small ones are none. */
static gboolean is_ordinal(Slice s)
{
	static const char *const ends[] = {"st", "nd", "rd", "th", NULL};
	gsize i = 0;

	while (i < s.len && g_ascii_isdigit(s.ptr[i]))
		i++;
	return i && slice_is_one_of(slice_sub(s, i, s.len), ends);
}

gboolean entity_token_is_ordinal(const char *p, gsize len)
{
	return is_ordinal((Slice){p, len});
}

WordKind entity_token_word_kind(const char *p, gsize len, gboolean first)
{
	Shape shape = shape_of(p, len);
	Slice word = {p, len};

	if (wording_is_mixed(p, len))
		return WORD_NAME;
	if (!shape.letters || shape.letters + shape.digits < 2 || is_common(word) ||
	    is_ordinal(word))
		return WORD_PLAIN;
	if (shape.hump)
		return WORD_IDENTIFIER;
	if (first && shape.first_upper && shape.upper == 1 && !shape.digits)
		return WORD_FIRST;
	if (shape.upper)
		return WORD_NAME;
	return shape.digits ? WORD_IDENTIFIER : WORD_PLAIN;
}

gboolean entity_token_is_term(const char *p, gsize len)
{
	static const char *const words[] = {
		"patch",      "patches",  "series",   "commit",   "commits",    "bug",  "bugs",
		"review",     "reviewer", "cover",    "letter",   "ack",        "tag",  "tags",
		"fix",        "fixes",    "host",     "guest",    "kernel",     "bit",  "bits",
		"merge",      "rebase",   "upstream", "mainline", "maintainer", "the",  "of",
		"and",        "or",       "for",      "to",       "in",         "vs",   "via",
		"version",    "branch",   "cherry",   "pick",     "diff",       "log",  "code",
		"ping",       "linux",    "respin",   "resend",   "changelog",  "nit",  "thread",
		"email",      "list",     "api",      "cpu",      "issue",      "test", "tests",
		"feature",    "build",    "config",   "id",       "ok",         "pull", "request",
		"capability", NULL};
	Slice word = {p, len};

	return len >= 3 && g_ascii_isalpha(*p) && !slice_is_one_of(word, words) && !is_common(word);
}

/* First words that are no names, whatever stands behind them. */
static gboolean is_function_word(Slice s)
{
	static const char *const words[] = {
		"a",       "an",        "the",      "this",    "that",       "these",
		"those",   "it",        "its",      "he",      "she",        "they",
		"we",      "you",       "there",    "here",    "what",       "which",
		"who",     "when",      "where",    "why",     "how",        "if",
		"since",   "because",   "as",       "for",     "to",         "in",
		"on",      "at",        "by",       "with",    "from",       "of",
		"and",     "or",        "but",      "so",      "after",      "before",
		"while",   "though",    "although", "once",    "unless",     "until",
		"without", "also",      "now",      "then",    "still",      "instead",
		"thus",    "therefore", "however",  "never",   "always",     "just",
		"again",   "further",   "not",      "no",      "yes",        "both",
		"all",     "some",      "each",     "every",   "one",        "two",
		"three",   "several",   "other",    "another", "most",       "more",
		"such",    "patch",     "patches",  "series",  "otherwise",  "moreover",
		"any",     "anything",  "nothing",  "nobody",  "everything", "his",
		"her",     "their",     "my",       "our",     "your",       "let",
		"same",    "only",      "many",     "few",     "new",        "code",
		"kernel",  "support",   "has",      "have",    "had",        "is",
		"are",     "was",       "were",     "be",      "would",      "can",
		"could",   "should",    "might",    "must",    "does",       "do",
		"did",     NULL};

	return slice_is_one_of(s, words) || (s.len > 4 && memcmp(s.ptr + s.len - 2, "ly", 2) == 0);
}

static gboolean ends_in(Slice s, const char *end)
{
	gsize n = strlen(end);

	return s.len > n && memcmp(s.ptr + s.len - n, end, n) == 0;
}

gboolean entity_token_speaks(const char *p, gsize len, const char *next)
{
	static const char *const verbs[] = {
		"agrees",   "agreed",    "says",      "said",      "thinks",    "thought",
		"wants",    "wanted",    "suggests",  "suggested", "asks",      "asked",
		"notes",    "noted",     "reports",   "reported",  "confirms",  "confirmed",
		"replies",  "replied",   "answers",   "answered",  "acks",      "acked",
		"nacks",    "nacked",    "approves",  "approved",  "points",    "pointed",
		"objects",  "objected",  "argues",    "argued",    "believes",  "believed",
		"prefers",  "preferred", "proposes",  "proposed",  "reviews",   "reviewed",
		"tests",    "tested",    "applies",   "applied",   "merges",    "merged",
		"queues",   "queued",    "sends",     "sent",      "posts",     "posted",
		"explains", "explained", "will",      "would",     "has",       "had",
		"is",       "was",       "can",       "could",     "does",      "did",
		"likes",    "liked",     "rejects",   "rejected",  "requests",  "requested",
		"welcomes", "supports",  "supported", "also",      "and",       "wrote",
		"writes",   "found",     "finds",     "disagrees", "disagreed", NULL};
	static const char *const will[] = {"will", "may", NULL};
	Slice first = {p, entity_token_word(p, len)};
	Slice word = {next, entity_token_word(next, strlen(next) < 40 ? strlen(next) : 40)};

	if (is_function_word(first) || ends_in(first, "ing") || ends_in(first, "ed"))
		return FALSE;
	if (g_ascii_isupper(*next) && g_ascii_islower(next[1])) /* "Gives Reviewed-by tags" */
		return FALSE;
	if (slice_is_one_of(word, verbs)) /* "Asks and answers", "Says also", "Will also" */
		return !(ends_in(first, "s") || slice_is_one_of(first, will)) ||
		       !(slice_equal(word, "and") || slice_equal(word, "also"));
	/* "Greg fixes it", but "Adds pages": there both end so */
	return word.len > 4 && next[word.len] != ':' && ends_in(word, "s") &&
	       !ends_in(word, "ss") && !ends_in(first, "s");
}

gboolean entity_token_is_owner(const char *p, gsize len)
{
	static const char *const words[] = {"it",   "that", "there", "let", "he",    "she",  "here",
					    "what", "who",  "one",   "how", "where", "this", NULL};
	gsize n = entity_token_word(p, len);
	Slice rest = {p + n, len - n};

	return (slice_equal(rest, "'s") || slice_equal(rest, "’s")) &&
	       !slice_is_one_of((Slice){p, n}, words);
}

/* The hundred names that most people bear. */
static const char surnames[] = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖"
			       "田董袁潘于蒋蔡余杜叶程苏魏"
			       "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷"
			       "侯龙史陶黎贺顾毛郝龚邵万钱严"
			       "覃武戴莫孔向汤";

gsize entity_token_chinese_speaker(const char *p)
{
	static const char *const verbs[] = {"表示", "认为", "指出", "同意", "建议", "提出", "确认",
					    "回复", "说",   "也",   "询问", "反对", "提到", "要求",
					    "赞成", "批准", "解释", "强调", "测试", "审核", "合并"};
	const char *q = g_utf8_next_char(p);
	char first[8] = "";

	memcpy(first, p, MIN((gsize)(q - p), sizeof first - 1));
	if (!strstr(surnames, first))
		return 0;
	for (guint n = 1; n <= 2 && *q; n++) {
		q = g_utf8_next_char(q);
		for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
			if (g_str_has_prefix(q, verbs[i]))
				return (gsize)(q - p);
	}
	return 0;
}
