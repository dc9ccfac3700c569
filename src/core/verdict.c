/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/verdict.h"

#include "core/phrase.h"

#define NAK "n(?:ac|a)k(?:ed|ing)?"
#define AP "['’]"
/* what patches are called, and their later editions */
#define PATCHES "(?:patch(?:es)?|patch ?set|patch ?series|series|set|version|one)"
#define VERSION                                                                                    \
	"(?:v\\d+|(?:the |my "                                                                     \
	")?(?:next|new|following|coming|updated|fixed|second|later|reworked|revised|corrected) "   \
	"(?:\\w+ )?(?:version|revision|rev|spin|respin|round|iteration|post(?:ing)?|patch ?set|"   \
	"series|patch))"
/* what the author of patches does to them */
#define MEND "(?:fix|respin|re-spin|resend|re-send|repost|address|rework|correct|amend|rebase)"
#define WILL                                                                                       \
	"(?:I" AP "?ll|I will|we" AP "?ll|we will|I" AP "?m going to|I am going to|let me|"        \
	"plan(?:ning)? to|(?:^|[,;:.-] ?|and |but |so "                                            \
	"|(?:ok|okay|yes|yep|right|sure|ack|agreed),? |thanks, )will)"
/* the patch, as the first words of a sentence; and how bad it is with it */
#define THAT                                                                                       \
	"(?:unfortunately|sorry|sadly|hm+|meh|also|but|and|however)?[ ,.!-]*"                      \
	"(?:this|it|(?:this|the|your) (?:patch|change|series|one|code|version)|"                   \
	"patch \\d+|as is,? (?:this|it))"
#define BADLY "(?:still |also |just |obviously |simply |clearly |straight up |completely )*"
#define OPENING(n) "^(?:[\\w'’]+[ ,.!:;-]+){0," #n "}"
#define PLEASE                                                                                     \
	"(?:please can you|please could you|please|can you|could you|would you|kindly)"            \
	"(?: please| also| just| then| you| check and| rebase and){0,4}+"

/* "If you respin, …": only then */
#define RESPUN                                                                                     \
	"\\b(?:if|in case|should) (?:you|there|this) (?:do |have to |need to |happen to |end up |" \
	"decide to |are going to |is |ever )*(?:re-?spin|re-?send|re-?post|re-?work|respinning|"   \
	"a (?:v\\d|respin|new version|next version|reason to))\\b"

static Phrases nack = {
	.says = {OPENING(3) "\\*?" NAK "\\b(?:$|[.,;:!*]|(?:[ -]+(?:this|that|on|to|from|for|by|"
			    "again|until|because|as|it|the|after all|since|due to)\\b))",
		 OPENING(4) "(?:a |an )(?:\\w+ )?" NAK "\\b(?:$|[.,;:!*]| from| on| to| for)",
		 OPENING(6) "(?:so|but|sorry|therefore),? (?:a )?(?:\\w+ )?nac?k\\b",
		 "\\bI(?:" AP "m| am) " NAK "\\b",
		 "\\bI (?:have to |must |hereby )?nac?k (?:this|that|it|the)\\b",
		 "\\bI(?:" AP "m| am) (?:really |definitely |certainly )?not (?:going to |gonna )?"
		 "(?:tak|merg|apply|queu|pull|pick)(?:e|ing|ying)? (?:up )?(?:this|that|it|these|"
		 "something|anything|any of)\\b",
		 "\\b(?:I|we) (?:won" AP
		 "t|will not|wont|am not going to) (?:take|merge|apply|queue|"
		 "accept|pull) (?:this|that|it|these)\\b",
		 "\\bno way I" AP "(?:d|ll|m) (?:be )?(?:\\w+ing )?(?:tak|merg|apply|queu|accept)",
		 OPENING(3) "(?:this|that|the) (?:patch |series )?(?:is not|isn" AP "t|will not be|"
			    "won" AP
			    "t be) (?:going to be |being |getting )(?:merged|applied|taken|"
			    "accepted)\\b",
		 "\\bI(?:" AP "m| am) (?:strongly |firmly |totally )(?:against|opposed to) (?:this|"
		 "these|the) (?:patch|series|change|approach|idea)\\b",
		 "\\b(?:this|the) (?:patch|series|approach) is a non-?starter\\b"},
	.unless = {"\\b(?:would|could|might|if|unless|without|not a|not to|no|don" AP "t|didn" AP
		   "t|"
		   "isn" AP "t|wasn" AP "t|won" AP "t|instead of|before|whether|previous|"
		   "earlier|not) (?:\\w+ ){0,5}" NAK "\\b",
		   "\\bI" AP "d (?:have )?(?:\\w+ )?" NAK "\\b", "(?-i:\\b[nN]aked\\b)",
		   "\\b(?:i2c|ack/nack|nack/ack|ack or nack|nack interrupt|nak packet)\\b",
		   "\\b(?:if|unless|until|as is|as-is)\\b.*\\b(?:merge|apply|take|accept|queue)",
		   "\\?\\W*$"}};

static Phrases self_nack = {.says = {"\\bself[- ]" NAK "\\b"}};

static Phrases withdrawn = {
	.says = {"\\b(?:please|kindly) (?:just |kindly )?(?:ignore|disregard|discard|drop) "
		 "(?:this|these|"
		 "that|those|the|my|v\\d+)(?: of)?(?: the| this)?(?: [\\w.-]+){0,2}? " PATCHES
		 "\\b",
		 "\\b(?:please|kindly) (?:just )?(?:ignore|disregard|discard) "
		 "(?:this|these|them|v\\d+)"
		 "(?: \\w+ed)?(?:$|[.,;:!(-]| and\\b| as\\b| for\\b)",
		 "\\b(?:please|kindly) (?:just )?(?:ignore|disregard) this (?:\\w+ )?"
		 "(?:e-?mails?|mails?|messages?)(?:$|[.,;:!(-]| and\\b| as\\b)",
		 "^(?:please )?(?:ignore|disregard|scratch) (?:(?:this|these|that) (?:patch|series|"
		 "version|one)|v\\d+)(?:$|[.,;:!(-])",
		 "\\bI(?:" AP "m| am|" AP "ll| will|" AP
		 "d like to| want to)(?: now| just| therefore|"
		 " hereby)? (?:withdraw|retract|abandon|dropp?)(?:ing)? (?:this|these|the|my)(?: "
		 "whole|"
		 " entire)? " PATCHES "\\b",
		 "\\b(?:I|we) (?:withdraw|withdrew|retract|have dropped|dropped) "
		 "(?:this|these|the|my) " PATCHES "\\b"},
	.unless = {"\\b(?:ignore|disregard|drop) (?:the|this|that|these|my) (?:previous|last|other|"
		   "earlier|above|first|second) "
		   "(?:mail|email|comment|question|remark|message|reply)\\b",
		   "\\b(?:ignore|disregard) (?:my|the|this) (?:\\w+ "
		   ")?(?:comment|question|remark|noise|"
		   "suggestion|part)",
		   "\\b(?:on this point|misunderstanding|mis-understanding)\\b",
		   "\\bdrop\\b.*\\b(?:from|post|send|in)(?: the| a| out)? " VERSION,
		   "\\b(?:if|can|could|safely)\\b", "\\?\\W*$"}};

/* Who says it takes back what he said himself */
static Phrases retracted = {
	.says = {"\\bI(?:" AP "m| am|" AP "ll| will|" AP "ve| have)?(?: hereby| now| therefore| "
		 "happily)? (?:withdraw|withdrew|retract|revoke|lift|drop|take "
		 "back)(?:n|ed|ing|ping)? "
		 "(?:my|the|that|this)(?: \\w+)? (?:" NAK
		 "|objections?|concerns?|veto|complaints?)\\b",
		 "^(?:\\w+[ ,.!:;-]+){0,4}(?:consider|regard) my (?:" NAK "|objections?) "
		 "(?:as )?(?:withdrawn|retracted|lifted|dropped|resolved)\\b",
		 "\\b(?:please |kindly )(?:just )?(?:ignore|disregard|forget) (?:(?:all )?(?:of "
		 ")?)?"
		 "(?:my|the|this|that|these) (?:above |previous |earlier |last |other )?"
		 "(?:comments?|remarks?|suggestions?|requests?|ramblings?|noise|questions?|"
		 "objections?|concerns?|" NAK ")\\b",
		 "^(?:\\w+[ ,.!:;-]+){0,4}(?:please )?ignore me\\W*$"},
	.unless = {"\\b(?:if|unless|once|when|until|feel free|can" AP "t|cannot|not|won" AP "t)\\b",
		   "\\?\\W*$"}};

static Phrases promised = {
	.says = {"\\b" WILL " (?:\\w+ ){0,3}?" MEND "\\b",
		 "\\b" WILL
		 "\\b.{0,160}\\b(?:in|to|for|with|into|send|post|spin|prepare|roll|submit|do|"
		 "have)(?: the| a|"
		 " an| out| out a)? " VERSION "\\b",
		 OPENING(4) "will (?:do|change|fix|update|drop|add|remove|rename|move)(?: so| it| "
			    "that| this|"
			    " them| these| those| both| accordingly| as suggested| indeed| then)*"
			    "(?:$|[.,;:!)-]| thanks)",
		 OPENING(4) "(?:I" AP
			    "ll|I will) (?:do|change|fix|update|drop|add|remove|rename|move|"
			    "reword|use|squash|split) (?:so|it|that|this|them|these|those|both)\\b",
		 "\\bwill (?:\\w+ ){1,4}in v\\d+\\b",
		 "\\bwill be (?:\\w+ )?\\w+ed (?:\\w+ )?in (?:the |my )?(?:next "
		 "(?:version|revision|respin|spin|iteration)|v\\d)",
		 "\\bgone in v\\d",
		 "\\b(?:I" AP "?ll|I will|it will be|let" AP
		 "?s|will)\\b.{0,80} (?:in |for )?(?:the |my )?"
		 "next (?:re)?spin\\b",
		 "\\bI(?:" AP
		 "ll| will)\\b.{0,80}\\b(?:and|then) (?:re-?post|re-?spin|re-?send)\\b",
		 "\\bI need to (?:respin|rework|rebase)\\b",
		 "^(?:sure|yes|ok|okay|yep|yeah|definitely)[ ,.!-]+(?:\\w+, )?I can "
		 "(?:add|drop|move|remove|rename|change|split|reword|fold) "
		 "(?:it|that|this|them|the|a)\\b",
		 "^(?:anyway,? |ok,? )?sending (?:a |the )?" VERSION "\\b",
		 "\\b" WILL " submit (?:\\w+ ){0,3}again\\b",
		 "\\b(?:fixed|changed|updated|addressed|corrected|dropped|done|reworked) (?:\\w+ "
		 ")?(?:in|"
		 "for) (?:the )?(?:v\\d+|next (?:version|revision|spin|series))\\b",
		 OPENING(3) "(?:respin|v\\d+|a new version|an updated (?:patch|series|version)|new "
			    "version) "
			    "(?:is )?(?:coming|to follow|follows|on its way|in the works|soon)\\b"},
	.unless = {"\\bwill (?:fix|address|do|change) (?:the|any) (?:\\w+ "
		   ")?(?:guest|memory|register|page)\\b",
		   "\\b(?:you|they|he|she|someone|somebody|which|who)(?: \\w+)? will\\b",
		   "\\b(?:won" AP
		   "t|will not|(?:a )?separate(?:ly)? (?:patch|series)|follow-?up)\\b",
		   "\\b(?:let me (?:know|correct myself)|conflicts?|next "
		   "(?:merge|release|-rc)|need to rework)\\b",
		   "\\bif (?:you|that|there|necessary|needed|anyone)\\b",
		   "\\bdo (?:some|more|the) (?:test|measure|bench)",
		   "(?:n" AP "t|\\bnot|\\bno|\\bnever) (?:\\w+ )?plan(?:ning)? to\\b",
		   "\\bto the (?:mailing )?list\\b", "\\bwhen I (?:get|find|have)\\b",
		   "\\bthis addition\\b",
		   "^(?:\\w+[ ,.!:;-]+){0,2}I(?:" AP
		   "ll| will) (?:\\w+ )?(?:wait|hold|look forward)\\b"
		   "(?!.*\\bre-?(?:send|spin|post))",
		   "\\bmy (?:e-?mail|mailer|mail client|scripts?|set-?up)\\b",
		   "\\b(?:TODO|to-do)\\b", "\\bfor (?:my )?test(?:ing|s)\\b",
		   "\\brebase (?:\\S+/\\S+|(?:my|the) (?:tree|branch|queue))\\b", "\\?\\W*$"}};

/* The words of one who takes patches mends them himself: "I'll fix it up when applying" */
static Phrases amended = {
	.says = {"\\b(?:no need|don" AP "t need|needn" AP
		 "t|not necessary)\\b.*\\b(?:respin|resend|repost|"
		 "re-send|new version|v\\d+)\\b",
		 "\\b(?:fix|do|change|amend|squash|add|drop|handle|reword|tweak|sort)\\w* "
		 ".*\\b(?:myself|"
		 "when applying|while applying|on applying|locally|at merge time|when (?:I "
		 ")?(?:apply|"
		 "merg|queu|tak)\\w*|while (?:merging|queueing))\\b",
		 "\\bfix(?:ed)? (?:it|this|that|these|them) up (?:when|while|locally)\\b"},
	.unless = {"^(?:\\w+[ ,.!-]+){0,2}(?:fixed|changed|done|updated) locally"
		   "(?:[.!]?$|[,;:.]? (?:and )?(?:a )?(?:v\\d|new version|next version|respin))"}};

static Phrases requested = {
	.says = {"\\bif you (?:can |could )?(?:just )?address\\b",
		 "\\b(?:deserves|needs|warrants) a comment\\b",
		 "^(?:you )?need to (?:also )?(?:add|fix|drop|split|document|mention|update)\\b",
		 "^changes requested[.!]*$",
		 "^#?pw-bot: ?(?:cr|changes-requested|changes requested)\\b",
		 "\\b" PLEASE
		 " (?:respin|re-spin|resend|re-send|repost|re-post|rebase|rework|redo)\\b",
		 "\\b" PLEASE
		 " (?:send|post|submit|prepare|spin) (?:\\w+ ){0,3}?(?:v\\d+|(?:new|updated|"
		 "fixed|next|proper|second) (?:version|revision|patch|series))\\b",
		 "\\b" PLEASE
		 " (?:fix|change|split|drop|remove|move|rename|reword|rewrite|address|convert|"
		 "replace|squash|fold|reorder|clean "
		 "up|document|add|use|make|keep|write|put|turn|merge|"
		 "avoid|stick|amend|update)\\b",
		 "\\b(?:this|that|it|the (?:patch|series)|patch \\d+|which|both|these|they) "
		 "(?:really |"
		 "still |also |will |definitely |certainly )?(?:needs?|requires?|deserves?|wants?) "
		 "(?:a |an |some |another |to be )(?:\\w+ "
		 ")?(?:respin|rework|reworked|rebase|rebased|"
		 "rewrite|rewritten|v\\d|fix|fixed|new "
		 "version|splitting|split|addressed|moved|changed|"
		 "dropped|removed|renamed|documented)\\b",
		 "\\byou(?: will| also| really|" AP "ll)* (?:need to|must|should) (?:\\w+ )?(?:fix|"
		 "respin|rework|rebase|resend|repost|split|drop|remove|rename|change|move|address|"
		 "rewrite|"
		 "add|document)\\b",
		 "\\b(?:needs?|must|should|has to|have to) (?:be "
		 ")?(?:fixed|addressed|reworked|respun|"
		 "resolved|split) (?:\\w+ ){0,3}(?:before|first|in (?:the next|v\\d))",
		 "\\b(?:recommend|suggest) (?:to |that you )?(?:\\w+ and )?(?:rebas|respin|rework)",
		 "\\b(?:looking forward to|waiting for|wait for|expect(?:ing)?) (?:\\w+ "
		 "){0,3}?(?:v\\d+|"
		 "respin|(?:next|new|updated) (?:version|revision|series))\\b"},
	.unless = {
		RESPUN,
		"\\b(?:add|keep|use|feel free to add|apply|carry|fold)(?: in| also)? (?:my|our)\\b",
		"\\bplease(?: also)? add:?\\W*$", "\\bplease add it to\\b",
		"\\b(?:add|use|put) (?:linux-|me|us|them|people|the list|maintainers|\\w+@)",
		"\\b(?:keep|fix|correct) (?:me|us|in mind|in touch|in the loop)\\b",
		"\\b(?:qemu|userspace|user space|the guest|a guest|the vmm|the hypervisor)(?: "
		"\\w+)? "
		"(?:needs?|must|should|has to|have to)\\b",
		"\\byou need to .*\\b(?:qemu|libvirt|userspace|your "
		"(?:guest|config|kernel|host))\\b",
		"\\b(?:doesn" AP "t|don" AP "t|didn" AP
		"t|does not|do not|no) (?:\\w+ ){0,3}(?:need|have|"
		"require|add)\\b",
		"\\b(?:in (?:a|another|some) (?:future|later|separate)|at some point|some "
		"day|eventually|"
		"next time|in the future|no need)\\b",
		"^(?:should|shall|would) (?!you\\b).*\\?\\W*$",
		"^(?:do|does|did|is|are|was|were) .*\\?\\W*$",
		"\\bnot (?:sure|convinced|clear) (?:if|whether|that)\\b",
		"\\b(?:e-?mail|mailer|mail client)", "^(?:if not|unless)\\b",
		"\\b(?:topic|stable) branch", "\\ban eye on\\b",
		"\\bplease make sure that (?:the|your) (?:guest|host|kernel)\\b"}};

/* What is done to a patch rather than with it: not "take", "test", "queue", "leave" */
#define EDIT                                                                                       \
	"(?:add|adjust|align|amend|adopt|clarify|clean|combine|consolidate|convert|correct|"       \
	"change|"                                                                                  \
	"document|drop|expand|extend|factor|fold|get rid|incorporate|include|introduce|mention|"   \
	"improve|modify|move|refactor|refine|reflow|remove|rename|reorder|reorgani[sz]e|rephrase|" \
	"replace|"                                                                                 \
	"restructure|revert|reword|rework|rewrite|reuse|separate|simplify|split|squash|swap|"      \
	"switch|tweak|update|use)"
#define ALSO                                                                                       \
	"(?:(?:also|really|definitely|probably|certainly|still|just|simply|at least|then|instead|" \
	"perhaps|maybe|now|actually|please|either|indeed|obviously|all|both|therefore|rather) "    \
	"){0,4}"
/* "Sure, ", "Good point - " */
#define AGREED                                                                                     \
	"(?:(?:ok|okay|yes|yep|yeah|yup|right|sure|ack|acked|agreed?|thanks|thank you|thx|great|"  \
	"good (?:catch|point|idea|spot|call|suggestion)|nice (?:catch|one)|indeed|oops|got it|"    \
	"fair (?:enough|point)|correct|sounds good|makes sense|of course|absolutely|true|noted|"   \
	"no problem|i see|exactly|well spotted|my bad|sorry|and|also|so|but|both|then)"            \
	"[ ,.!:;-]+)"

static Phrases edit_promised = {
	.says = {"\\bI(?:" AP "?ll| will) " ALSO "make (?:it|this|that|them|these|those) "
		 "(?:an?|static|const|inline|optional|explicit|clear(?:er)?|generic)\\b",
		 "\\bI(?:" AP "?ll| will|" AP "m going to| am going to) " ALSO EDIT "\\b",
		 "^" AGREED "{0,3}will " ALSO EDIT "\\b",
		 "^" AGREED "{0,2}(?:fixed|done|changed|removed|dropped|updated|renamed|reworded|"
		 "addressed)(?: (?:locally|now|that|this|it))?[.!]?$"},
	.unless = {
		"\\b(?:add|drop|use) (?:your (?!\\w* "
		"?(?:comment|suggest))|his|her|their|some|more|people|a few|my|Cc)\\b",
		"\\badd (?:to (?:that|this|what)|that\\b.{15})", "\\b(?:TODO|to-do)\\b",
		"\\b(?:move|drop|switch|swap) (?:on|off|out|over|forward|ahead|away)\\b",
		"\\bupdate (?:you|the thread|this thread|here|once|when|my|the (?:branch|tree))\\b",
		"\\b(?:the queue|my queue|my tree|pull request|merge window|(?<!and )test(?:ing)?|"
		"my set-?up|follow-?up|future|separate(?:ly)?|another series)\\b",
		"\\buse (?:my|your)\\b", "\\b(?:going forward|results?|measurements|add you)\\b",
		"\\b(?:if|unless|won" AP "t|don" AP "t)\\b", "^thanks will\\b", "\\?\\W*$"}};

/* Said to the author, of the patch: to do or not to do something */
static Phrases edit_asked = {
	.says = {"\\bplease " ALSO "(?:" EDIT "|align|avoid|consider|don" AP
		 "t|do not|explain (?:\\w+ ){0,4}in the (?:commit|change)|fix|follow|handle|"
		 "initiali[sz]e|keep|mark|move|name|propagate|put|rebase|refrain|"
		 "resend|respin|restrict|return|spell|stick|turn|wrap|write)\\b",
		 "(?:^(?:[\\w" AP "-]+[ ,:;-]+){0,6}|, |; )(?:can|could|would) you " ALSO
		 "(?:mind )?(?:updating|changing|moving|dropping|renaming|" EDIT
		 "|adding|avoid|fix|keep|mark|move|name|propagate|put|rebase|return|spell|"
		 "turn|wrap|write)\\b",
		 "\\b(?:can|could) we (?:please|instead) " ALSO "(?:" EDIT
		 "|make|keep|have|avoid|put)\\b",
		 "\\byou " ALSO
		 "(?:should|ought to|(?:might|may|will|probably|really|also|definitely|certainly) "
		 "want to) " ALSO "(?:" EDIT
		 "|fix|make|keep|avoid|check|return|describe|spell|put|mark|handle|define)\\b",
		 "\\bI (?:think|guess) you want (?:this|it|that)\\b",
		 "^(?:\\w+ )?(?:I (?:think|guess) )?you want to (?:" EDIT
		 "|fix|make|keep|avoid|check|return)\\b",
		 "\\byou(?: can| could|" AP "ll be able to) " ALSO
		 "(?:drop|remove|get rid|simplify)\\b",
		 "^nits?:? [^?]*\\b(?:should|you could (?!imagine)|I" AP "d|would)\\b[^?]*$",
		 "\\byou " ALSO "forgot to (?:" EDIT "|check|fix|set|initiali[sz]e|handle|free)\\b",
		 "\\byou" AP "ll " ALSO "want to " ALSO "\\w+",
		 "\\byou " ALSO "need to " ALSO "(?:" EDIT "|fix|spell|explain|describe)\\b",
		 "^(?:nit(?:pick)?s?[:,] )?(?:also |maybe |please |perhaps )?consider (?:add|chang|"
		 "convert|creat|document|dropp|extend|factor|fold|hav|introduc|keep|mak|"
		 "mention|mov|nam|pass|putt|remov|renam|reorder|replac|reus|revert|reword|rework|"
		 "rewrit|simplify|splitt|squash|switch|turn|us|writ)ing\\b",
		 "^nit(?:pick)?s?[:,] (?:just |also )?(?:" EDIT "|avoid|fix|keep|make|put)\\b"},
	.unless = {
		RESPUN,
		"\\b(?:as|for) (?:a|the|your) base\\b|\\bbase (?:your|this|the|it|them|these) "
		"(?:\\w+ )?on\\b",
		"\\b(?:don" AP "t|do not) (?:hesitate|worry|forget|feel|take|get me|mind|hold|"
		"apologi[sz]e|apply|merge|spam|(?:re-?)?(?:post|send)|respin|bother (?:with "
		")?(?:re|send))",
		"mail|plain text|html|\\bcc\\b|top[- ]post",
		"\\badd:?\\W*$",
		"\\badd (?:my|our|me|him|her|it to)\\b",
		"\\b(?:me|us|you) (?:if|in the loop|in mind|in touch)\\b|\\binclude me\\b",
		"\\b(?:add|include|use|make|put|fix|correct) (?:linux-|us|me|them|people|the list|"
		"\\w+ maintainers|the \\w+ maintainers|maintainers|my|\\w+@)",
		"\\b(?:if|when|whenever|unless|why|whether|that|so that|in case|because|what|how|"
		"where|which|way|says|then|presumably|don" AP "t think) you\\b",
		"\\b(?:do|did|does|would|should) you (?:really |also )?(?:want|need|have)\\b",
		"\\bif (?:you|possible)\\b",
		"\\bclarify(?: (?:what|why|how|if|whether|which)\\b|\\W*$)",
		"\\bspell out (?:\\W|when|why|what)",
		"\\bspell (?:it|that|this) out for me\\b",
		"\\b(?:you|your) (?:guest|host|config|kernel|qemu)\\b",
		"\\b(?:qemu|libvirt|kvmtool)\\b",
		"\\brefrain from (?:re-?)?(?:post|send)",
		"\\bno need\\b",

		"\\byou can add my\\b",
		"^(?:if not|unless)\\b",
		"\\band you want\\b",
		"\\b(?:next time|in (?:the )?future|between series|either|(?:later|future) "
		"\\w+s)\\b",
		"\\b(?:fix|use|keep|update|correct) (?:me|my|your|an eye)\\b",
		"\\byou(?: \\w+)?(?: should| need to| want to) [^?]*\\?\\W*$"}};

/* What a reviewer would like to see: a wish all the same */
static Phrases wished = {
	.says = {"\\bI(?:" AP "d| would) " ALSO
		 "(?:much |strongly |personally )*(?:rather|prefer)(?: "
		 "it| that)?(?: if)? (?:you|we (?:didn|don|not|avoid|keep)|not to|see|to see)\\b",
		 "\\bI(?:" AP "d| would)? " ALSO "(?:strongly |\\*strongly\\* |simply )*(?:suggest|"
		 "recommend|advise)(?: that)? (?:you(?!" AP "ve)|against|to (?:" EDIT
		 "|make|keep|put|avoid|fix)|(?:add|chang|dropp|fold|mak|merg|mov|putt|remov|renam|"
		 "replac|reus|reword|splitt|squash|us)ing) ?(?:\\w+ )*",
		 "\\bit(?:" AP
		 "d| would)(?: still| also| really)? be (?:good|nice|great|better|best|"
		 "helpful|useful|preferable|worth) (?:to (?:" EDIT
		 "|avoid|explain|describe|spell|keep|put)|(?:add|chang|document|dropp|mention|mov|"
		 "renam|splitt|spell)ing|if you (?:could |can )?(?:" EDIT
		 "|added|changed|dropped|moved|renamed|fix))\\b",
		 "\\bI" AP "d be grateful if you\\b",
		 "\\bI" AP "d (?:just |probably |also |simply |personally "
		 ")*(?:drop|remove|rename|rephrase|reword|move|fold|split|squash|add|replace)\\b",
		 "\\bI(?:" AP "d| would) " ALSO "(?:much )?(?:rather|prefer)(?: it| that)?(?: if)? "
		 "(?:this|these|that|all|it|the)(?: \\w+){0,6} "
		 "(?:is|are|was|were|be|gets?|happens?)\\b",
		 "\\bI(?:" AP "d| would) (?:really |also |very |much )*like "
		 "(?:it|this|that|these|the \\w+) to (?:be|become|have)\\b",
		 "\\bI(?:" AP
		 "d| would) (?:rather|prefer) (?:to (?:drop|remove|split|rename|move)|that (?:\\w+ "
		 ")?be|have (?:two|three|separate) patch)",

		 "\\bworth (?:adding|documenting|mentioning|a comment|noting in|calling "
		 "out|spelling|splitting|changing|dropping|renaming)\\b"},
	.unless = {
		"\\?\\W*$", "\\bplease let me know\\b", RESPUN,
		"\\bto be (?:\\w+ )?(?:applied|merged|queued|taken|pulled|picked|included|reviewed|"
		"tested|considered|acked|in (?:next|mainline|the tree))\\b",
		"\\bif you" AP "d rather\\b",
		"\\b(?:suggest|recommend|advise)\\w* (?:that )?(?:you |we |to )?(?:read|look|tak|"
		"see|contact|try|check|investigat|test|ask|have a look|mov\\w* (?:on|forward))",
		"\\b(?:future|eventually|at some point|follow-?up|one day|later)\\b",
		"\\b(?:I wonder|not sure|not (?:be )?worth|been worth|worth mentioning is|is it "
		"worth|I don" AP "t|I" AP "d \\w+ (?:it|this|that) if)\\b",
		"\\bif (?:you )?(?:like|want|possible)\\b"}};

/* What is said of the patch, its message or a piece of it: as it is, it is not done */
static Phrases lacking = {
	.says = {"\\b(?:commit (?:message|log)|change ?log|subject(?: line)?|cover letter|"
		 "(?:this|the) (?:comment|documentation|title))s? " ALSO "(?:should " ALSO
		 "(?:be|explain|say|mention|describe|go|include|spell|match|reflect|have|use)|"
		 "needs? "
		 "(?:updating|to be|an update|fixing|more|some|splitting)|could (?:do with|use)|"
		 "would benefit from)\\b",
		 "\\b(?:this|it|that|(?:this|the) "
		 "(?:patch|change|hunk|function|check|code|comment)) " ALSO
		 "(?:should|needs? to|ought to) " ALSO "(?:be |go ){1,2}" ALSO
		 "(?:(?:a|in a) separate (?:patch|commit)|in its own|its own "
		 "patch|documented|dropped|"
		 "folded|moved|removed|renamed|replaced|reworked|split|squashed|reworded|"
		 "mentioned|in the commit|part of (?:the|this) (?:previous|next|patch|commit))\\b",
		 "\\b(?:this|that|these|patch(?:es)?|series|message|comment|change|function)\\b.{0,"
		 "30} "
		 "needs? (?:more |some |a lot of |further |serious |a bit of )*(?:rework(?:ing)?|"
		 "justification|explanation|clean-?up|documentation|splitting|updating|rebasing|"
		 "documenting)\\b",
		 "^as (?:it (?:is|stands)|is), (?:this|the) (?:patch|series) is(?:n" AP
		 "t| not)? (?:\\w+ )?(?:un)?acceptable\\b"},
	.unless = {"\\?\\W*$", "n" AP "t think\\b|\\bnot sure\\b",
		   "\\b(?:if|when) (?:it|this|that|we|you|there)\\b",
		   "^(?:yes|yeah|you" AP "re)\\b",
		   "\\b(?:should|needs to) (?:not|have|be (?:ok|fine|good|enough|able|safe))\\b",
		   "\\b(?:future|eventually|at some point|follow-?up|one day|later|anyway)\\b",
		   "\\bno longer\\b|\\bnot that\\b", "\\bbecause (?:it|this|that) needs\\b"}};

/* What stands against it as it is, with no word of what to do */
static Phrases objected = {
	.says = {OPENING(3) "I (?:do |really |strongly |definitely |still |also )*object to "
			    "(?:the|this|these|that|those|any|all|having|adding)\\b",
		 "\\b(?:I don" AP "t|I do not) (?:think|believe|consider|find) (?:that )?"
		 "(?:this|these|that|the) (?:\\w+ )?(?:patch|change|series|approach|hunk|patches|"
		 "changes)(?: is| are)? (?:\\w+ )?acceptable\\b"},
	.unless = {"\\?\\W*$", "[;:]-?\\)", "\\b(?:if|when|not that|never|why|any ?more)\\b",
		   "\\bjok(?:e|ing)\\b"}};

/* Nobody can take what does not build: "This one fails to build." */
static Phrases unbuilt = {
	.says = {"^" THAT " " BADLY "(?:(?:fails?|failed) to (?:build|compile|link)|(?:doesn" AP
		 "t|does not|didn" AP "t|did not|won" AP "t|will not) (?:even |actually )?"
		 "(?:build|compile|link)|"
		 "(?:breaks?|broke) (?:the |my |our )?(?:\\w+ )?(?:build|compilation))\\b"},
	.unless = {"\\?\\W*$", "\\b(?:without|no longer|any ?more|otherwise|already|next time)\\b",
		   "\\b(?:before|prior to) (?:this|that|the|my|your|these)\\b"}};

static gboolean is_asked(const char *sentence)
{
	return phrase_in(&requested, sentence) || phrase_in(&edit_asked, sentence) ||
	       phrase_in(&wished, sentence) || phrase_in(&lacking, sentence) ||
	       phrase_in(&objected, sentence) || phrase_in(&unbuilt, sentence);
}

Verdict verdict_of(const char *sentence)
{
	if (phrase_in(&retracted, sentence))
		return VERDICT_RETRACTED;
	if (phrase_in(&self_nack, sentence) || phrase_in(&withdrawn, sentence))
		return VERDICT_WITHDRAWN;
	if (phrase_in(&nack, sentence))
		return VERDICT_NACK;
	if (phrase_in(&amended, sentence))
		return VERDICT_NONE;
	if (phrase_in(&promised, sentence) || phrase_in(&edit_promised, sentence))
		return VERDICT_PROMISED;
	return is_asked(sentence) ? VERDICT_ASKED : VERDICT_NONE;
}
