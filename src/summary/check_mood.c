/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_mood.h"

#include "core/phrase.h"
#include "summary/wording.h"

#include <string.h>

#define CLAUSE_WORDS 4 /* fewer say nothing by themselves: "Well,", "I think," */

/* --- not --------------------------------------------------------------------------------- */

static gboolean is_negative(const char *clause)
{
	static Phrases phrases = {
		.says = {"\\b(not|never|cannot|nor|neither|none|nobody|no|pointless|"
			 "useless|unlikely|hardly)\\b|n['’]t\\b|\\bbad idea\\b|\\bfail(s|ed)? "
			 "to\\b|"
			 "\\bdisagree[ds]?\\b|"
			 "\\b(ignore|disregard|scratch) (that|this|it|my|the)\\b|"
			 "\\bnever ?mind\\b"},
		/* what says yes by a "not", or says nothing of it */
		.unless = {"\\bnot (only|just|merely|sure|certain|clear|to mention|least|bad)\\b",
			   "\\bwhether or not\\b|\\bor not\\b|\\bwhy not\\b|\\bif not\\b",
			   "\\b(do|did|does)(n['’]t| not) (\\w+ )?(know|mind|remember|forget|hurt|"
			   "understand|care)\\b",
			   "\\b(would|should)(n['’]t| not) (be|have been) (surpris|hard|difficult|"
			   "too|a problem|bad)",
			   "\\bcould(n['’]t| not) agree more\\b|\\bagree to disagree\\b",
			   "\\bcan(['’]t|not) (help|wait|but)\\b|\\bno (doubt|problem|worries|"
			   "objections?|matter|wonder|idea|longer)\\b",
			   "\\bnot until\\b|\\bunless\\b|\\bno (functional|other) change|"
			   "\\bnothing but\\b|"
			   "\\b(care(ful)?|sure|try|trying|tries)\\b.*\\bnot to\\b"}};

	return phrase_in(&phrases, clause);
}

/* Bytes of what parts two clauses. */
static gsize border_len(const char *p)
{
	static const char *const borders[] = {"…",
					      "—",
					      "–",
					      " but ",
					      " and ",
					      " so ",
					      " since ",
					      " because ",
					      " though ",
					      " although ",
					      " while ",
					      " when ",
					      " rather than "};

	if (*p == ')' && p[-1] == '(') /* of a function */
		return 0;
	if (*p && strchr(",;:.!?)", *p))
		return p[1] && p[1] != ' ' ? 0 : 1;
	if (g_str_has_prefix(p, " (") && p[2] != ')')
		return 2;
	for (guint i = 0; i < G_N_ELEMENTS(borders); i++)
		if (g_str_has_prefix(p, borders[i]))
			return strlen(borders[i]);
	return 0;
}

/* Too short to say anything, or what the others hang on: "If that is the case, …". */
static gboolean is_aside(const char *words)
{
	static Phrases condition = {.says = {"^ "
					     "(even|if|when|whenever|once|given|as|unless|in|for|"
					     "with|from|at|while|since|"
					     "because|after|before|thinking|looking)\\b"},
				    .unless = {NULL}};

	return wording_count(words) < CLAUSE_WORDS || phrase_in(&condition, words);
}

/* Whether clauses of some words have a "not": all of them, or what comes last, behind a "but". */
static gboolean says_not(const char *quote)
{
	const char *start = quote;
	gboolean all = TRUE, any = FALSE, last = FALSE, but = FALSE;

	for (const char *p = quote;; p++) {
		gsize border = *p ? border_len(p) : 0;
		g_autofree char *clause = NULL, *words = NULL;

		if (*p && !border)
			continue;
		clause = g_strndup(start, (gsize)(p - start));
		words = wording_of(clause);
		if (!is_aside(words)) {
			last = is_negative(clause);
			all &= last;
			any |= last;
		} else if (is_negative(clause) && !*p) {
			any = TRUE;
		}
		if (!*p)
			return any && (all || (but && last));
		but |= g_str_has_prefix(p, " but ");
		start = p + border;
		p = start - 1;
	}
}

gboolean check_mood_loses_not(const char *text, const char *quote)
{
	static Phrases negative = {
		.says = {"不|没|未|无|非|莫|勿|否|难|反对|拒绝|禁|避|防|缺|失败|失效|质疑|怀疑|错|"
			 "误|"
			 "停|撤|收回|放弃|去掉|删|移除|移出|仅|只|除|排|忽略|过于|多余|适得其反|"
			 "极端|"
			 "奇怪|糟|差|坏|抱歉|例外|漏|免|阻|超出|取消|止|隐藏|屏蔽|关闭|关掉|保留|"
			 "保持|"
			 "相同|一样|同样|照旧|仍|废|弃|冲突|担心|告吹|落空|徒劳|杜绝|"
			 "跳过|绕过|独立|各异|有别|两码事|顾虑|吗|呢|改用|改为|换|另(?!外)|替代|"
			 "代替|取代|而是|特有|专有|专属|相关|出问题|有问题|导致|"
			 "引发|破坏|崩|丢|泄|死锁|风险|损|局限|受限|有限"},
		.unless = {NULL}};
	/* signs of a "not" that is none */
	static const char *const others[] = {
		"非常", "不仅", "不但", "不断",   "无论",         "无疑",     "未来",     "不过",
		"不久", "除了", "不少", "不可信", "问题得到解决", "解决问题", "没有问题", "没问题"};
	GString *left = NULL;
	gboolean lost;

	if (!wording_has_cjk(text) || strchr(quote, '?') || !says_not(quote))
		return FALSE;
	left = g_string_new(text);
	for (guint i = 0; i < G_N_ELEMENTS(others); i++)
		g_string_replace(left, others[i], "", 0);
	lost = !phrase_in(&negative, left->str);
	g_string_free(left, TRUE);
	return lost;
}

/* --- questions ------------------------------------------------------------------------------ */

/* "Can you check …?" asks for something. */
static gboolean is_request(const char *quote)
{
	static Phrases phrases = {.says = {"\\b(can|could|would|will) "
					   "(you|we|somebody|someone|anybody)\\b|\\bplease\\b|"
					   "\\b(mind|care to)\\b"},
				  .unless = {NULL}};

	return phrase_in(&phrases, quote);
}

static gboolean is_open(const char *text, gboolean request)
{
	static Phrases asked = {.says = {"要求|让|催|托|叮嘱"}, .unless = {NULL}};
	static Phrases open = {
		.says = {"(?<!访)问(?!题)|询|疑|是否|能否|可否|可不可以|要不要|为何|为什么|如何|"
			 "怎|什么|请(?!求)|(^|，|；|并|、)请求|吗|呢|[?？]|何|"
			 "哪|求助|求教|征求|征询|想知道|想了解|还是|核实|查证|不确定|不清楚|不明白|"
			 "不理解|难以理解|看不懂|"
			 "考虑|讨论|探讨|商|建议|提议|提出|主张|倾向|认为|觉得|以为|"
			 "担心|希望|反对|不认同|"
			 "不同意|不赞成|不喜欢|不满|好奇|提醒|惊|不解|意外|奇|猜|"
			 "推测|可能|或许|也许|似乎|"
			 "假设|如果|若|想到|设想|看法|意见|没有必要|不必|无须|无需"},
		.unless = {NULL}};

	return phrase_in(&open, text) || (request && phrase_in(&asked, text));
}

static gboolean is_question(const char *quote)
{
	g_autofree char *bare = g_strchomp(g_strdup(quote));

	return g_str_has_suffix(bare, "?") || g_str_has_suffix(bare, "？");
}

/* "I wonder whether we should …" asks without the sign. */
static gboolean wonders(const char *quote)
{
	static Phrases phrases = {.says = {"^\\W*(so |but |and )?I(['’]m| am)? wonder(ing)? (if|"
					   "whether|what|why|how)\\b"},
				  .unless = {NULL}};

	return phrase_in(&phrases, quote);
}

/* 要求 what the quote says that one could do. */
static gboolean demands_idea(const char *text, const char *quote)
{
	static Phrases demand = {.says = {"要求|规定|责令|必须"}, .unless = {"不(要求|必须)|是否"}};
	static Phrases idea = {
		.says = {"\\b(we|you|one|it|this) (could|might|may)\\b|\\bmaybe\\b|\\bperhaps\\b|"
			 "\\bI guess\\b|\\bmay be (worth|better|moved)\\b"},
		.unless = {
			"\\b(should|must|needs?|please|have to|has to|required?|ought|want|insist)"
			"\\b|\\b(could|can|would|might) you\\b"}};

	return phrase_in(&demand, text) && phrase_in(&idea, quote);
}

gboolean check_mood_answers(const char *text, const char *quote)
{
	if (!wording_has_cjk(text))
		return FALSE;
	if (demands_idea(text, quote))
		return TRUE;
	return (is_question(quote) || wonders(quote)) && !is_open(text, is_request(quote));
}

/* --- done ----------------------------------------------------------------------------------- */

static gboolean is_to_come(const char *quote)
{
	static Phrases phrases = {
		.says = {"\\b(I|we|you|he|she|they|it|that|this)['’](ll|d)\\b",
			 "\\b(will|would|should|could|shall|might|going to|gonna|plan(ning)? to|"
			 "intend(ing)? to|want to|need to|let me|let['’]s|feel free|may be|ought|"
			 "ideally|please|the plan|suggest|propos(e|ing)|wonder(ing)?|TODO)\\b"},
		/* what is over stands there, too */
		.unless = {
			"(?<!\\bbe )\\b(was|were|did|been|already|done|got|made|found|built|"
			"wrote|went|ran|gone|sent|took|put|chose|as (is|of)|now)\\b|['’]ve\\b|"
			"\\b(have|has|had) (\\w+ )?(been|done|made|sent|got|found|built|written|"
			"seen|run|put|taken)\\b",
			"(?<!\\bbe "
			")(?<!-)\\b(?!un|agreed|need|indeed|proceed|exceed|feed|speed|seed|bleed)"
			"\\w{2,}ed\\b"}};

	return phrase_in(&phrases, quote);
}

gboolean check_mood_has_done(const char *text, const char *quote)
{
	static Phrases done = {
		.says = {"已经?.{0,24}(修|改|加|增|发|移|删|去|换|实现|完成|解决|合|并|应用|提交|"
			 "打印|标记|链接|测试|验证|更新|补充|处理|添|重|转|拆|排入|推送|撤|让|使|"
			 "恢复|允许|启用|禁用|采用)",
			 "(修改|增加|添加|删除|移除|实现|修复|更新|合并|提供|做|测试|验证|完成)了",
			 "^(确认|证实|发现|测得|实测)"},
		.unless = {"已经?(有|存在|知|过时|然)",
			   "将|会|准备|打算|计划|待|稍后|后续|希望|建议|"
			   "(?<!对|相|响|适|供|反|效|回)应|请|如果|若|可以|要求|"
			   "提议|能否|是否|需|想|倾向"}};

	return wording_has_cjk(text) && phrase_in(&done, text) && is_to_come(quote);
}

/* --- promises ------------------------------------------------------------------------------- */

gboolean check_mood_promises(const char *text, const char *own)
{
	static Phrases promise = {
		.says = {"承诺|答应|允诺|许诺|保证(将|会)"},
		.unless = {"不承诺|未承诺|没有?(承诺|答应)|要求.{0,8}(承诺|保证)"}};
	static Phrases word = {
		.says = {"\\b(will|shall|going to|gonna|plan(s|ning)?|promise[sd]?|let "
			 "me|intend|try|"
			 "next (version|revision|spin)|respin|todo|commit to|sure thing|agreed|ok|"
			 "okay|yes|yep|sure|done)\\b|['’]ll\\b|将|会|打算|计划"},
		.unless = {NULL}};

	return wording_has_cjk(text) && phrase_in(&promise, text) && !phrase_in(&word, own);
}
