/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/verdict.h"

#include "core/phrase.h"

#define NAK "n(?:ac|a)k(?:ed|ing)?"
#define AP "['’]"
/* what patches are called, and their later editions */
#define PATCHES "(?:patch(?:es)?|patch ?set|patch ?series|series|set|version|one)"
#define VERSION                                                                                    \
	"(?:v\\d+|(?:the |my )?(?:next|new|following|coming|updated|fixed|second|later) "          \
	"(?:\\w+ )?(?:version|revision|rev|spin|respin|round|iteration|post(?:ing)?|patch ?set|"   \
	"series|patch))"
/* what the author of patches does to them */
#define MEND "(?:fix|respin|re-spin|resend|re-send|repost|address|rework|correct|amend|rebase)"
#define WILL                                                                                       \
	"(?:I" AP "?ll|I will|we" AP "?ll|we will|I" AP "?m going to|I am going to|let me|"        \
	"plan(?:ning)? to|(?:^|[,;:.-] ?|and |but |so |(?:ok|okay|yes|yep|right|sure|ack|agreed|"  \
	"thanks),? )will)"
#define OPENING(n) "^(?:[\\w'’]+[ ,.!:;-]+){0," #n "}"
#define PLEASE                                                                                     \
	"(?:please can you|please could you|please|can you|could you|would you|kindly)"            \
	"(?: please| also| just| then| you| check and| rebase and)*"

static Phrases nack = {
	.says = {OPENING(3) "\\*?" NAK "\\b(?:$|[.,;:!*]|(?:[ -]+(?:this|that|on|to|from|for|by|"
			    "again|until|because|as|it|the)\\b))",
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
		   "isn" AP "t|wasn" AP "t|instead of|before|whether|previous|earlier|not) "
		   "(?:\\w+ ){0,3}" NAK "\\b",
		   "\\b(?:naked|i2c|ack/nack|nack/ack|ack or nack|nack interrupt|nak packet)\\b",
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
		 "^(?:please )?(?:ignore|disregard|scratch) (?:(?:this|these|that) (?:patch|series|"
		 "version|one)|v\\d+)(?:$|[.,;:!(-])",
		 "(?:^|[,;:] )(?:so )?please (?:ignore|disregard)(?: it)?\\W*$",
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

static Phrases promised = {
	.says = {"\\b" WILL " (?:\\w+ ){0,3}?" MEND "\\b",
		 "\\b" WILL "\\b.*\\b(?:in|to|for|with|into|send|post|spin|prepare|roll|submit|do|"
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
		 "\\bfix(?:ed)? (?:it|this|that|these|them) up (?:when|while|locally)\\b"}};

static Phrases requested = {
	.says = {"\\b(?:deserves|needs|warrants) a comment\\b",
		 "^(?:you )?need to (?:also )?(?:add|fix|drop|split|document|mention|update)\\b",
		 "^#?pw-bot: ?(?:cr|changes-requested|changes requested)\\b",
		 "\\b" PLEASE " (?:respin|re-spin|resend|re-send|repost|re-post|rebase|rework)\\b",
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
		 "\\byou(?: will| also| really|" AP
		 "ll)* (?:need to|have to|must|should) (?:\\w+ )?(?:fix|"
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
		"^(?:do|does|did|is|are|was|should|shall|would) (?!you\\b).*\\?\\W*$",
		"\\bplease make sure that (?:the|your) (?:guest|host|kernel)\\b"}};

Verdict verdict_of(const char *sentence)
{
	if (phrase_in(&self_nack, sentence) || phrase_in(&withdrawn, sentence))
		return VERDICT_WITHDRAWN;
	if (phrase_in(&nack, sentence))
		return VERDICT_NACK;
	if (phrase_in(&amended, sentence))
		return VERDICT_NONE;
	if (phrase_in(&promised, sentence))
		return VERDICT_PROMISED;
	return phrase_in(&requested, sentence) ? VERDICT_ASKED : VERDICT_NONE;
}
