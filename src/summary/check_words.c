/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_words.h"

#include "core/phrase.h"

#include <string.h>

/* --- clauses ---------------------------------------------------------------------------- */

typedef gboolean (*ClauseFunc)(const char *clause);

/* Bytes of what parts two clauses at @p; 0: nothing does. What begins with a blank is a word. */
static gsize border_len(const char *p)
{
	static const char *const borders[] = {
		"，",        "。",         "；",       "！",    "？",        "、",
		"：",        "但",         "而且",     " but ", " and ",     " while ",
		" whereas ", " although ", " though ", " yet ", " however ",
	};

	if (strchr(",;:.!?", *p))
		return *p && (p[1] == ' ' || !p[1]) ? 1 : 0;
	for (guint i = 0; i < G_N_ELEMENTS(borders); i++)
		if (g_str_has_prefix(p, borders[i]))
			return strlen(borders[i]);
	return 0;
}

/* Whether one of the clauses does: a "not" counts for its own alone. */
static gboolean any_clause(const char *text, ClauseFunc func)
{
	const char *start = text;

	for (const char *p = text;; p++) {
		gsize border = *p ? border_len(p) : 0;

		if (*p && !border)
			continue;
		if (p > start) {
			g_autofree char *clause = g_strndup(start, (gsize)(p - start));
			if (func(g_strstrip(clause)))
				return TRUE;
		}
		if (!*p)
			return FALSE;
		start = p + border;
		p = start - 1;
	}
}

/* --- agreement ---------------------------------------------------------------------------- */

/* Words between: none of them ends a clause. */
#define WORDS(n) "\\W+([\\w'’{}-]+\\W+){0," n "}"
#define PATCHES                                                                                    \
	"(patch(es|set)?|series|set|fix(es)?|changes?|version|v\\d+|pull "                         \
	"request|rework|cleanups?|"                                                                \
	"commits?|parts?)"
#define AGREE                                                                                      \
	"(agree(s|d|ing|ment)?|concur(s|red)?|consensus|unanimous(ly)?|ack(s|ed|['’]e?d)?|"      \
	"acked-by|reviewed-by|tested-by|r-b|approv(es?|ed|al|ing)|endors(es?|ed|ement)|"           \
	"sign(s|ed)? off|accept(s|ed|ance)|lgtm|green light|go-ahead|thumbs up|satisfied|"         \
	"(happy|fine|pleased|content) with|(good|fine|ok|okay|reasonable|sane|acceptable)|"        \
	"reviewed|endorse|support(s|ed)?|favou?rs?|objections?)"
#define NEGATION                                                                                   \
	"(not|never|n['’]t|cannot|nobody|no one|none|neither|nor|no|without|lack(s|ed|ing)?|"    \
	"refus(es|ed|ing)|declin(es|ed)|hardly|far from)"
#define LIKED                                                                                      \
	"(" PATCHES                                                                                \
	"|approach|idea|proposal|plan|direction|suggestions?|design|comments?|points?|"            \
	"explanation|feedback|reasoning|review)"
#define SEVERAL                                                                                    \
	"(all|both|everyone|everybody|participants|reviewers|developers|maintainers|people|"       \
	"others|"                                                                                  \
	"they|community|parties|several)"
#define OPEN                                                                                       \
	"(if|whether|unless|until|once|(wait(s|ing|ed)?|ask(s|ing|ed)?|hop(es|ed|ing))( "          \
	"\\{P\\})? "                                                                               \
	"for|request(s|ed|ing)?|need(s|ed)?|want(s|ed)?|seek(s|ing)?|pending|requir(es|ed))"
/* These stand next to it: "will approve"; but "replies to Bo that it looks good". */
#define MODAL "(should|would|could|may|might|can|must|will|to)\\W+([\\w'’-]+\\W+){0,1}?"
#define REVIEW_ZH "(审核|评审|审查|审阅)"
#define AGREE_ZH                                                                                                              \
	"(同意|赞成|赞同|认可|批准|核准|共识|达成(的)?一致|意见一致|"                                  \
	"一致(认为|通过)|接纳|好评|满意|肯定(了|该|这|此|本|\\{)|(给予|予以|表示|得到)了?肯定|" \
	"采纳(?!.{0,24}(建议|意见|提议|评论))|"                                                                     \
	"(支持|欢迎|接受)了?(该|这|此|本|\\{)|表示(支持|接受|欢迎|满意)|" REVIEW_ZH                                           \
	"(通过|认可)|通过了?" REVIEW_ZH "|已(经)?(被)?" REVIEW_ZH "|"                                                         \
	"没有?(异议|意见)|无异议|看起来(不错|没问题|合理|很好|可以))"
#define NOT_ZH                                                                                                              \
	"(不(?!错|仅|但|再)|未|没有?(?!异议|意见|问题)|无(?!异议)|并非|拒绝|等待|待|是否|能否|" \
	"如果|若|一旦|请求|"                                                                                         \
	"希望|需要|需|要求|征求|寻求|除非|才能|请)"

static gboolean is_agreement(const char *clause)
{
	static Phrases phrases = {
		.says = {"\\b(agree(s|d|ing|ment)?|concur(s|red)?|consensus|unanimous(ly)?)\\b",
			 /* a guest acks interrupts */
			 "\\b(ack(s|ed|['’]e?d)|acked-by|an ack|reviewed-by|tested-by|r-b)\\b(?! "
			 "(the |an |"
			 "each |every |a |this )?(\\w+ "
			 "){0,2}(irqs?|interrupts?|lpis?|spis?|sgis?|ppis?|events?)\\b)",
			 "\\b(approv(es|ed|al|ing)|endors(es|ed|ement|ing)|sign(s|ed)? off "
			 "on|green light|"
			 "go-ahead|thumbs up|lgtm)\\b",
			 "\\breviewed (and \\w+ )?by\\b",
			 "\\b(was|were|been|is|are) (now |already |fully |well )*reviewed\\b",
			 "\\b(looks?|looked|seems?|sounds?|finds?|found|considers?|deems?|calls?"
			 ")" WORDS("4") "?(good|fine|ok|okay|reasonable|sane|acceptable|sound)\\b(?"
					"! (reason|practice))",
			 "\\b(is|are|was|were) (now |still |all |otherwise |quite |very "
			 ")*(good|fine|ok|okay|"
			 "reasonable|sane|acceptable)\\b",
			 "\\b(good|great|reasonable|sound|right|nice|sensible) "
			 "(idea|approach|direction|change|patch|"
			 "series|cleanup|solution|work|job|catch)\\b",
			 "\\b(happy|satisfied|content|pleased) (with|by)\\b|\\bsatisfied\\b",
			 "\\b(accept(s|ed)|support(s|ed)|welcom(es|ed)|favou?r(s|ed)|likes|liked|"
			 "prais(es|ed)) (the|"
			 "this|that|these|those|his|her|their|all|\\{P\\}['’]s)" WORDS(
				 "3") "?" LIKED "\\b",
			 "\\b" LIKED
			 "( \\w+)? (was|were|is|are|has been|have been|got) (\\w+ )?accepted\\b",
			 "\\b(likes|liked|praises|praised) "
			 "(it|them|\\{P\\})\\b",
			 "\\bacceptance (of|by)\\b|\\bin favou?r of\\b|\\bno (\\w+ "
			 ")?objections?\\b",
			 "\\bpositive(ly)? "
			 "(feedback|response|responses|review|reviews|about|reception|received)\\b",
			 "\\b(responds|reacts|comments) positively\\b", AGREE_ZH},
		.unless = {"\\b" NEGATION WORDS("4") "?\\b" AGREE
						     "\\b(?<!objections)(?<!objection)",
			   "n['’]t\\b" WORDS("3") "?\\b" AGREE "\\b",
			   "\\b" OPEN WORDS("5") "?\\b" AGREE "\\b", "\\b" MODAL AGREE "\\b",
			   NOT_ZH ".{0,4}" AGREE_ZH, "\\b(dis|un)(agree|approv|accept)"}};

	return phrase_in(&phrases, clause);
}

gboolean check_words_claim_agreement(const char *text)
{
	return any_clause(text, is_agreement);
}

gboolean check_words_claim_review(const char *text)
{
	static Phrases phrases = {
		.says = {REVIEW_ZH "(了|并|后|完|通过).{0,16}(合入|并入|拉取|应用|排入|合并)",
			 "\\breview(s|ed) (\\S+ ){0,4}?(and|before) (\\w+ "
			 ")?(appl|queu|merg|pull|pick|"
			 "tak|took)"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}

gboolean check_words_claim_consensus(const char *text)
{
	static Phrases phrases = {
		.says = {"\\b(consensus|unanimous(ly)?)\\b",
			 "\\b" SEVERAL "\\b[^.;,]{0,40}\\b(agree|agreed|approve|approved|acked|"
			 "endorse|endorsed|consent|"
			 "concur|(happy|fine|satisfied|okay|ok) with)\\b",
			 "\\b" SEVERAL
			 "( \\w+)? (support|supported|accept|accepted|like|liked|welcome|welcomed) "
			 "(the|this|that|it|these)\\b",
			 "\\b(agreed|approved|reviewed|acked|accepted|supported) by "
			 "(all|both|everyone|the "
			 "(community|maintainers|reviewers|participants|developers))\\b",
			 "共识|达成一致|意见一致|一致(认为|同意|通过|认可|赞成)",
			 "(各方|大家|双方|两人|参与者|开发者|维护者|审阅者|评审者|社区|众人|与会者|"
			 "他们|所有人)们?.{0,24}" AGREE_ZH,
			 /* nor does one man's point tell what all of them want */
			 "(^|，|。|；)(各方|大家|参与者|开发者|维护者|审阅者|评审者|社区|众人|"
			 "与会者|"
			 "所有人|多人|多位.{0,4}者)们?(都|均|普遍|一致|也|大多|明确|表示)*(反对|"
			 "认为|主张|"
			 "支持|要求|倾向|希望)"},
		.unless = {"\\b(no|without|lack of|not|never|n['’]t)" WORDS(
				   "4") "?(consensus|agree|agreed|unanimous)",
			   NOT_ZH ".{0,4}(共识|一致)"}};

	return phrase_in(&phrases, text);
}

#define X "\\{X\\}"
#define ASKED "(?<!whether )(?<!if )(?<!until )(?<!unless )(?<!once )(?<!是否)(?<!如果)(?<!待)"
#define ALSO                                                                                       \
	"(,? ?(and|with|as well as) \\{P\\}|, \\{P\\}| also| has| have| had| already| fully| "     \
	"both| all|"                                                                               \
	" now| then| is| are| was| were|['’]s)*"
#define ALSO_ZH                                                                                                              \
	"(和|与|及|以及|、|\\{P\\}|也|已经?|均|都|的|对此|对.{0,12}|表示|完全|一致|明确|则|随后| " \
	")*"

gboolean check_words_claim_agreement_of_x(const char *text)
{
	static Phrases phrases = {
		.says = {ASKED X ALSO
			 " (agree(s|d|ment)?|approv(es?|ed|al)|ack(s|ed|['’]d)?\\b|"
			 "acked-by|reviewed-by|tested-by|endors|accept(s|ed|ance)|concur|"
			 "consent|sign(s|ed)? off|(happy|fine|ok|okay|satisfied) with|"
			 "reviewed|supports? (the|this)|likes)",
			 "\\b(reviewed|acked|approved|agreed|accepted|endorsed|signed "
			 "off|agreement|approval|"
			 "acks?|consent|reviewed-by|acked-by|tested-by|tags?|acceptance) ((and "
			 "\\w+ )?(by|of|"
			 "from)) (\\{P\\},? (and )?)*" X "(?!['’]s)",
			 "\\b(reviewed-by|acked-by|tested-by)( tags?)?:? ?\\(?" X,
			 ASKED X ALSO_ZH AGREE_ZH,
			 "(由|得到了?|获得了?|获|经过?|受到)(\\{P\\}|和|与|、)*" X
			 "(和|与|、|\\{P\\})*(的)?.{0,6}"
			 "(同意|赞成|赞同|认可|批准|审核|评审|审阅|支持|肯定|好评)"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}

gboolean check_words_have_x_speak(const char *text)
{
	static Phrases phrases = {
		.says = {"(^|[.;,] )" X
			 "( also| then| now| already| later)* ((?!['’])\\w+(s|ed)|will|would|had|"
			 "can|could|did|sent|wrote|found|thought|told|made|took|gave|ran|saw|got)"
			 "\\b",
			 "\\b(according to|per|in the words of|quoting) " X,
			 /* what is done as {X} wished is the actor's */
			 "(据|根据|按照?|引用) ?" X
			 "(?! ?的?(意见|建议|要求|评审|评论|反馈|提议|方案|思路|请求))",
			 "(^|[.;,] |\\b(and|but|while|whereas) )" X
			 "( also| then| has| had| already| now)* (says|said|asks|asked|notes|noted|"
			 "reports|reported|thinks|thought|suggests|suggested|proposes|proposed|"
			 "confirms|"
			 "confirmed|replies|replied|answers|answered|points out|pointed "
			 "out|objects|objected|"
			 "argues|argued|explains|explained|requests|requested|wants|wanted|prefers|"
			 "preferred|"
			 "sends|sent|posts|posted|promises|promised|will|measures|measured|finds|"
			 "found|tests|"
			 "tested|applied|applies|merged|queued|agrees|agreed|acks|acked|nacks|"
			 "nacked|adds|"
			 "fixes|implements|rejects|rejected|recommends|recommended|doubts|doubted|"
			 "states|stated|mentions|mentioned|believes|believed|writes|wrote|shows|"
			 "showed)\\b",
			 "(^|[，。；]|而|但) ?" X
			 " ?(也|还|已经?|则|随后|接着|进一步|同时|又|首先|最后|在.{"
			 "0,12}中)*(表示|认为|指出|"
			 "说|提出|建议|询问|回复|反对|强调|解释|要求|提到|提交|发送|发布|报告|确认|"
			 "测试|测量|同意|拒绝|承诺|"
			 "怀疑|质疑|提供|展示|实现|修复)"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}

/* --- states ----------------------------------------------------------------------------------- */

#define DONE                                                                                       \
	"(applied|merged|queued|picked up|pulled|committed|upstreamed|landed|accepted "            \
	"upstream)\\b"                                                                             \
	"(?! (series|set|patch|from|here))"
#define TAKING                                                                                     \
	"(appl(y|ied|ies)|merg(e|ed|es|ing)|queu(e|ed|es)|pick(ed|s)? "                            \
	"up|pull(ed|s)?|commit(ted|s)?|"                                                           \
	"land(ed|s)?|upstream(ed)?|take[ns]?|took)"
#define THESE                                                                                      \
	"(up "                                                                                     \
	")?((the|this|that|these|those|all|both|whole|entire|first|last|remaining|rest|of|full|"   \
	"revised|new|two|three|\\{P\\}['’]s|\\d+|v\\d+) )*"
#define TREE                                                                                       \
	"([\\w./"                                                                                  \
	"-]*(next|fixes|tree|branch|master|mainline|upstream|linus|staging)\\b|for-\\S+|v?\\d+\\." \
	"\\d+)"
#define PLACE                                                                                      \
	"(to|in|into|for|onto|on|through|via) ((the|his|her|their|an?|\\{P\\}['’]s|\\S+) "       \
	"){0,3}" TREE

/* What stands before it where nothing was done yet: "should be merged", "asks to apply". */
#define YET                                                                                        \
	"\\b(should|could|would|will|can|may|might|must|shall|to|needs?|be)\\W+((not|also|then|"   \
	"be|get|"                                                                                  \
	"have|been|being|soon|now|finally|please|just|only|first)\\W+){0,3}" TAKING "\\b"

static gboolean is_applied(const char *clause)
{
	static Phrases phrases = {
		.says = {"\\b(" PATCHES
			 "|work|rest)\\b( \\S+){0,4}? (was|were|is|are|has been|have been|had been|"
			 "got|been)( \\w+){0,2} " DONE "\\b",
			 "\\b(it|they|this|that|these|both|all|everything)\\b( \\w+)? "
			 "(was|were|has been|have been|"
			 "had been|got)( \\w+){0,2} " DONE "\\b",
			 "^(was|were|has been|have been|been|is|are)( \\w+){0,2} " DONE "\\b",
			 "\\b(appl(ies|ied)|merges|merged|queues|queued|picks|picked|pulls|pulled|"
			 "takes|took|taken|"
			 "commits|committed|lands|landed) " THESE PATCHES "\\b",
			 "\\b(applied|merged|queued|picked|pulled|committed|landed) "
			 "(it|them|up|this|these|all|both|"
			 "everything)\\b(?! (out|up into|apart|together|into (an?|one|the)) )",
			 "\\b(appl(ies|ied)|merges|merged|queues|queued|picks up|picked "
			 "up|pulls|pulled|took|"
			 "commits|committed|lands|landed)\\b( \\S+){0,3}? " PLACE,
			 "^(also |has |have |now |already )*" DONE "$",
			 "\\b" PATCHES "\\b( \\w+){0,2} (landed|went (in|into|upstream))\\b",
			 "\\b(is|are|was|were|went|made it)( \\w+)? (upstream|mainline|in "
			 "mainline|into mainline|in "
			 "linux-next)\\b",
			 "合入|并入(了|到)?(主线|内核)|进入了?(代码库|主线)",
			 "已经?(被|全部|成功)*(应用|合并|排队|拉取|推送|提交到)",
			 "已经?被(采纳|接收)",
			 "(补丁|系列|修复|改动|代码)(集)?(已经?|均|都|被|全部|成功|获得|得到)*("
			 "应用|合并|采纳|接收)",
			 "(应用|合并|采纳|接收)了(该|这|此|本|所有|全部|其中)?(个|些|一)?(补丁|"
			 "系列|修复|它|\\{)",
			 "将.{0,12}(应用|合并|提交|推送|排入)到.{0,12}(分支|主线|树|上游|next|"
			 "fixes|master)",
			 "(应用|合并)到.{0,12}(分支|主线|树|上游|next|fixes|master)"},
		.unless = {
			"\\b(not|never|n['’]t|cannot|nor|neither|yet to "
			"be|without|nothing|none)\\b" WORDS("4") "?" TAKING "\\b",
			"n['’]t " WORDS("3") "?" TAKING "\\b", YET,
			"\\b(if|once|until|unless|whether|(asks?|asked|waits?|hopes?|ready)( "
			"\\{P\\})? for|wants?|"
			"wanted|requests?|proposes)\\b" WORDS("4") "?" TAKING "\\b",
			"\\b(cleanly|locally|on top of|for testing|for a test|in my (local "
			")?tree)\\b",
			"\\b(merge[ds]?|merging)\\b.*\\b(into (one|a single|a common|each "
			"other|the same|"
			"\\w+\\(\\))|together|helpers?|functions?|duplicate)",
			"(不|未|没有?|尚|等待|待|可以?|建议|请求?|希望|应该?|需要|准备|即将|"
			"计划|是否|能否|如果|若|一旦|"
			"打算|考虑|便于|预计|会|拒绝|反对|阻止|禁止|避免|暂缓|推迟|先于|早于|晚于"
			").{0,8}(合入|并入|应用|合并|采纳|接收|进入|"
			"提交到|推送)",
			"(合并|应用)(为|成|在一起|两|多|重复)|合并.{0,12}(函数|结构体|逻辑|定义|"
			"宏|字段|检查)",
			"采纳了?.{0,12}(建议|意见|评论|反馈)",
			"(应用|合入|合并).{0,8}(之后|后|之前|前)的?(性能|测试|效果|结果|编译|"
			"运行|启动)"}};

	return phrase_in(&phrases, clause);
}

gboolean check_words_claim_applied(const char *text)
{
	return any_clause(text, is_applied);
}

static gboolean is_tree(const char *word)
{
	static const char *const names[] = {"next", "fixes", "master", "misc", NULL};
	const char *slash = strrchr(word, '/');

	for (guint i = 0; names[i]; i++)
		if (g_str_equal(slash ? slash + 1 : word, names[i]))
			return TRUE;
	return g_str_has_prefix(word, "for-");
}

char *check_words_tree(const char *text)
{
	static Phrases taken = {.says = {"^(applied|queued|merged|pulled|pushed|picked|taken|"
					 "committed|applies|queues|merges|landed)\\W*$"},
				.unless = {NULL}};
	static Phrases into = {.says = {"^(to|in|into|for|on|onto)$"}, .unless = {NULL}};
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	guint since = 0; /* words since patches were taken; 0: they were not */
	gboolean there = FALSE;

	for (guint i = 0; words[i]; i++) {
		g_autofree char *word = g_strdup(words[i]);
		gsize len = strlen(word);

		while (len && strchr(".,;:)", word[len - 1]))
			word[--len] = '\0';
		if (there && is_tree(word))
			return g_steal_pointer(&word);
		since = phrase_in(&taken, word) ? 1 : since && since < 8 ? since + 1 : 0;
		/* "to next", "to the next", "into kvmarm's next" */
		there = since && (phrase_in(&into, word) ||
				  (there && i && !phrase_in(&taken, word) && since < 8 &&
				   (g_str_equal(word, "the") || strstr(word, "'s") ||
				    strstr(word, "’s") || g_str_equal(word, "{P}"))));
	}
	return NULL;
}

gboolean check_words_say_merged(const char *quote)
{
	static Phrases phrases = {.says = {"\\b(was|were|been|is|are|got|already|now|just) (\\w+ "
					   ")?(merged|queued|upstreamed|landed)\\b",
					   "\\b(landed|upstreamed|went (in|upstream))\\b",
					   "^(merged|queued)\\b", "已经?(被)?(合入|合并)"},
				  .unless = {"\\b(not|never|once|if|until|when|unless|will|to "
					     "be|should|could|would|may|might)\\b",
					     "n['’]t\\b", "\\binto (one|a single)\\b", "\\?\\W*$"}};

	return phrase_in(&phrases, quote);
}

#define REJECT                                                                                     \
	"(reject(s|ed|ion|ing)?|nack(s|ed|['’]ed)?|nak(s|ed|['’]ed)?|turn(s|ed)? "             \
	"down|veto(es|ed)?)"
#define IDEA "(" PATCHES "|approach|proposal)"

static gboolean is_rejected(const char *clause)
{
	static Phrases phrases = {
		.says = {"\\b" REJECT " " THESE "(\\S+ ){0,2}?" IDEA "\\b",
			 "\\b" IDEA
			 "\\b( \\S+){0,3}? (was|were|is|are|has been|have been|got) (\\w+ )?" REJECT
			 "\\b",
			 "^(was |were |has been )?(\\w+ly "
			 ")?(rejects|rejected|nacks|nacked|naks|naked|nak'ed|nack'ed)$",
			 "\\b(nack(s|ed)?|nak(s|ed|['’]ed)?)\\b|\\bnacked-by\\b|\\brejection of\\b",
			 "(拒绝|否决|驳回)了?(该|这|此|本|\\{|补丁|合并|整个)|被(拒绝|否决|驳回)"},
		.unless = {"\\b" NEGATION WORDS("3") "?" REJECT, "n['’]t " WORDS("3") "?" REJECT,
			   "\\b" OPEN WORDS("3") "?" REJECT, "\\b" MODAL REJECT,
			   "(不|未|没有?|是否|如果|若|可能|会).{0,4}(拒绝|否决|驳回)"}};

	return phrase_in(&phrases, clause);
}

gboolean check_words_claim_rejected(const char *text)
{
	return any_clause(text, is_rejected);
}

gboolean check_words_say_rejected(const char *quote)
{
	static Phrases phrases = {
		.says = {"\\b(nack|nak|nacked|naked|reject(s|ed|ing)?|veto|nacked-by)\\b",
			 "拒绝|否决"},
		.unless = {NULL}};

	return phrase_in(&phrases, quote);
}

static gboolean is_withdrawn(const char *clause)
{
	static Phrases phrases = {
		.says = {"\\b(withdraws|withdrew|withdrawn|retracts|retracted|abandons|abandoned|"
			 "drops|dropped|"
			 "gives up|gave up|given up)( on)? " THESE
			 "(patch(es|set)?|series|pull request|v\\d+)\\b",
			 "\\b(patch(es|set)?|series|pull request)\\b( \\S+){0,3}? "
			 "(was|were|is|are|has been|have been) "
			 "(\\w+ )?(withdrawn|retracted|abandoned|dropped)\\b",
			 "^(withdraws|withdrew|withdrawn|retracts|retracted)( it| them| both| "
			 "all)?$",
			 "(撤回|撤销|放弃|废弃)了?(该|这|此|本|其|整个|全部)?(个)?(补丁|系列)|("
			 "补丁|系列)(已|被)*(撤回|撤销|放弃|废弃)"},
		.unless = {"\\b" NEGATION WORDS("3") "?(withdr|retract|abandon|drop|giv)",
			   "\\b" OPEN WORDS("4") "?(withdr|retract|abandon|drop|giv)",
			   "\\b" MODAL "(withdr|retract|abandon|drop|giv)",
			   "(不|未|没有?|是否|如果|若|建议|要求|请求?|希望|可以?).{0,6}(撤回|撤销|"
			   "放弃|废弃)"}};

	return phrase_in(&phrases, clause);
}

gboolean check_words_claim_withdrawn(const char *text)
{
	return any_clause(text, is_withdrawn);
}

gboolean check_words_say_withdrawn(const char *quote)
{
	static Phrases phrases = {.says = {"\\b(withdraw(s|n|ing)?|withdrew|retract(s|ed)?|abandon("
					   "s|ed|ing)?|drop(s|ped|ping)?|ignore|"
					   "scrap(ped)?|discard(ed)?|disregard|give up|forget)\\b",
					   "撤回|撤销|放弃|忽略"},
				  .unless = {NULL}};

	return phrase_in(&phrases, quote);
}

/* --- guesses, fillers, forms --------------------------------------------------------------------
 */

gboolean check_words_are_filler(const char *text)
{
	static Phrases phrases = {
		.says = {"\\b(one|we|readers?|you) (may|might|can|could) "
			 "(infer|assume|conclude|guess|deduce)\\b",
			 "\\b(can|could|may|might) be "
			 "(inferred|assumed|concluded|deduced|guessed)\\b",
			 "\\b(infers?|inferring) that\\b",
			 "\\b(lays?|laid|laying|provides?) (a |the )?(solid "
			 ")?(foundation|groundwork)\\b",
			 "^(overall|in summary|in conclusion|to summari[sz]e|in general|all in "
			 "all),?\\b",
			 "\\b(this|which|it) "
			 "(shows|indicates|demonstrates|reflects|underlines|highlights) (that "
			 ")?(the )?"
			 "(\\w+ "
			 ")?(discussion|community|participants?|progress|importance|commitment|"
			 "collaboration)",
			 "\\b(commitment to the|(closer|further|future) collaboration|"
			 "(improv|enhanc|strengthen)(es|ing) (the )?(overall )?(robustness|"
			 "quality|maintainability))\\b",
			 "\\b(lively|productive|fruitful|constructive) (discussion|exchange)\\b",
			 "\\bno (specific|concrete|earlier|previous) "
			 "(history|mails?|records?|discussion)",
			 "可以(推测|推断|看出|认为)|不难(看出|推测)|总体(来看|而言|上看)|总的来(说|"
			 "看)|总之|综上|奠定了?.{0,6}基础|"
			 "积极(推动|参与|地?提出)|推动了?.{0,6}(完善|进展)|体现了|显示出|这表明|"
			 "表明(了)?(该|参与|社区|讨论)|"
			 "虽然没有(具体的?)?(历史|邮件)|热烈|富有成效"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}

gboolean check_words_guess(const char *text)
{
	static Phrases phrases = {
		.says = {"\\b(seem(s|ed|ingly)?|apparent(ly)?|presumabl[ey]|supposedly|probabl[ey]|"
			 "likely|possibly|"
			 "perhaps|maybe|might|suspects?|suspected|guess(es|ed)?|conjectures?|"
			 "supposes)\\b",
			 "\\bappear(s|ed)? (to|that|as|like)\\b",
			 "(?<!\\bin )(?<!\\bsince )(?<!\\bof )(?<!\\bby )\\bmay\\b",
			 "(?<!不)可能(?!性)|也许|或许|大概|似乎|看来|好像|预计|有望|"
			 /* the machine's speculation, and what is taken back, are none */
			 "推测(?!执行|性|式|地|访问|加载|读|写)|(?<!的)猜测|推断|估计|恐怕|疑似"},
		.unless = {"(收回|撤回|推翻|否定)了?.{0,16}(猜测|推测)"}};

	return phrase_in(&phrases, text);
}

gboolean check_words_hedge(const char *quote)
{
	static Phrases phrases = {
		.says = {"\\b(seem(s|ed|ingly)?|appear(s|ed|ently)?|apparent(ly)?|presumabl[ey]|"
			 "suppose(d|dly)?|"
			 "probabl[ey]|likely|unlikely|possib(le|ly)|potential(ly)?|perhaps|maybe|"
			 "may|might|can|could|"
			 "would|should|suspect(ed)?|guess|think|thought|believe|assum(e|ed|ing)|"
			 "expect(ed)?|hope(fully)?|"
			 "plan|afraid|if|unsure|wonder(ing)?|risk|imagine|feel(s)?|looks? "
			 "(to \\w+ )?like|sounds? like|what if|worr(y|ied|ies)|concern(s|ed)?|"
			 "not necessar(y|ily)|sure|chance|"
			 "IIUC|IIRC|AFAICT|AFAIK|IMO|IMHO|estimate[ds]?|roughly|theory)\\b",
			 "可能|也许|或许|大概|似乎|看来|好像|预计|应该|估计|恐怕|我想|觉得|认为|"
			 "如果"},
		.unless = {NULL}};

	return phrase_in(&phrases, quote);
}

gboolean check_words_guess_for_nobody(const char *text)
{
	static Phrases phrases = {
		.says = {"^(it|this|that|there) (seem(s|ed)|appear(s|ed)|is "
			 "(likely|probabl[ey]|possible)|may|might)\\b",
			 "^(apparently|presumably|probably|likely|perhaps|maybe)\\b"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}

gboolean check_words_doubt(const char *mail)
{
	static Phrases phrases = {
		.says = {"\\b(may|might|maybe|perhaps|possibl[ey]|potential(ly)?|probabl[ey]|(un)?"
			 "likely|could|"
			 "seem(s|ed|ingly)?|appears?|apparent(ly)?|presumabl[ey]|supposedly|"
			 "suspect(ed)?|unsure|not sure|wonder(ing)?|afraid|looks? (to \\w+ "
			 ")?like|sounds? "
			 "like|what if|worr(y|ied|ies)|concern(s|ed)?|not necessar(y|ily)|"
			 "(I|I['’]m|we) (guess|guessing|suppose|imagine)|odds|chances?|AFAICT|"
			 "AFAIK|IIUC|IIRC)\\b",
			 "可能|也许|或许|大概|似乎|看来|好像|预计|估计|恐怕"},
		.unless = {NULL}};

	return phrase_in(&phrases, mail);
}

gboolean check_words_refer(const char *text)
{
	static Phrases phrases = {.says = {"\\b(e-?mails?|messages?) (no\\. ?|number |#|\\[)?\\d",
					   "(?<![\\w\\]])\\[\\d+\\]", "\\bmails? \\[?#?\\d",
					   "(邮件|消息) ?[#＃\\[]?\\d",
					   "第 ?[\\d一二三四五六七八九十]+ ?封"},
				  .unless = {NULL}};

	return phrase_in(&phrases, text);
}

gboolean check_words_have_markup(const char *text)
{
	static Phrases phrases = {
		.says = {"\\*\\*|```|~~|!\\[", "^(#{1,6}|[-*+•>]|\\d{1,2}[.)]) ",
			 "</"
			 "?(a|b|i|u|p|br|hr|em|tt|li|ul|ol|td|tr|h\\d|div|img|pre|code|span|font|"
			 "strong|table|script|"
			 "style|iframe|svg|html|body|meta|link|form|input|blockquote|details)\\b[^>"
			 "]*>",
			 "<!--", "&(lt|gt|amp|quot|#x?[0-9a-f]+);"},
		.unless = {NULL}};

	return phrase_in(&phrases, text);
}
