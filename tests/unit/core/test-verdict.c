/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/verdict.h"

/* RULES, thread state: what decides about patches, and what only sounds so */
static void test_verdicts(void)
{
	static const struct {
		Verdict want;
		const char *sentence;
	} cases[] = {
		{VERDICT_NACK, "NAK."},
		{VERDICT_NACK, "NACK"},
		{VERDICT_NACK, "Nak, this boils dry."},
		{VERDICT_NACK, "NAK on this."},
		{VERDICT_NACK, "Sorry, but NAK."},
		{VERDICT_NACK, "So that's a NAK from me."},
		{VERDICT_NACK, "I'm sorry, but NAK on this twisting of the lid."},
		{VERDICT_NACK, "But in any case, I must NAK this mysterious change."},
		{VERDICT_NACK, "I'm not going to take this."},
		{VERDICT_NACK, "I won't merge this."},
		{VERDICT_NACK, "There is no way I'd be considering merging such a thing."},
		{VERDICT_NACK, "This is not going to be merged."},
		{VERDICT_NONE, "I would NAK that."},
		{VERDICT_NONE, "No NAK from me."},
		{VERDICT_NONE, "This is not a NAK."},
		{VERDICT_NONE, "Was that a NAK?"},
		{VERDICT_NONE, "The I2C NACK is lost."},
		{VERDICT_NONE, "Use naked asm here."},
		{VERDICT_NONE, "This series is not applied for now."},
		{VERDICT_NONE, "I can't apply it there."},
		{VERDICT_WITHDRAWN, "Please ignore this series."},
		{VERDICT_WITHDRAWN, "Please ignore this, sent by accident."},
		{VERDICT_WITHDRAWN, "Please disregard this v6 series (it should have been v7)."},
		{VERDICT_WITHDRAWN, "Kindly ignore this patch, I will resend it."},
		{VERDICT_WITHDRAWN, "Please drop this patch."},
		{VERDICT_WITHDRAWN, "I'll drop this patch."},
		{VERDICT_WITHDRAWN, "I'm withdrawing this series."},
		{VERDICT_WITHDRAWN, "Self-NAK, this leaks."},
		{VERDICT_NONE, "Scratch that, it makes no sense."},
		{VERDICT_NONE, "Please ignore my previous comment."},
		{VERDICT_NONE, "Please ignore this comment."},
		{VERDICT_NONE, "Reviewers can safely ignore this patch."},
		{VERDICT_ASKED, "pw-bot: cr"},
		{VERDICT_ASKED, "pw-bot: changes-requested"},
		{VERDICT_ASKED, "Please respin."},
		{VERDICT_ASKED, "Can you please rebase this on next?"},
		{VERDICT_ASKED, "Ann -- please can you spin a v2?"},
		{VERDICT_ASKED, "Please add a comment that says why."},
		{VERDICT_ASKED, "This needs a rebase, patch 2 conflicts."},
		{VERDICT_ASKED, "You need to split this up."},
		{VERDICT_ASKED, "Looking forward to v5."},
		{VERDICT_ASKED, "If so, that deserves a comment."},
		{VERDICT_ASKED, "Need to also add it to the manual."},
		{VERDICT_NONE, "Please add:"},
		{VERDICT_NONE, "Please add my Reviewed-by."},
		{VERDICT_NONE, "Please keep me in the loop."},
		{VERDICT_NONE, "I don't think you need to add anything."},
		{VERDICT_NONE, "Is this something that needs to be addressed now?"},
		{VERDICT_NONE, "Userspace needs to be fixed."},
		{VERDICT_PROMISED, "Will do."},
		{VERDICT_PROMISED, "Sure, will do, thanks."},
		{VERDICT_PROMISED, "Good point - I'll change that."},
		{VERDICT_PROMISED, "I'll fix this in v5."},
		{VERDICT_PROMISED, "Ack, will fix."},
		{VERDICT_PROMISED, "I'll drop the patch from the queue and post a v2 shortly."},
		{VERDICT_PROMISED, "I will detail the message in v2."},
		{VERDICT_PROMISED, "Let me get rid of it in v2."},
		{VERDICT_PROMISED, "Planning to rework and respin the RFC."},
		{VERDICT_PROMISED, "I'll fold this in to the next spin."},
		{VERDICT_PROMISED, "Sending a v2 shortly."},
		{VERDICT_NONE, "Let me correct myself."},
		{VERDICT_PROMISED, "Fixed in v3."},
		{VERDICT_PROMISED, "I’ll respin."},
		{VERDICT_NONE, "I'll fix it up when applying."},
		{VERDICT_NONE, "I'll fix that myself, no need to resend just for that."},
		{VERDICT_NONE, "Will you fix that?"},
		{VERDICT_NONE, "It will do the right thing in the end."},
		{VERDICT_NONE, "You will fix that in v2."},
		{VERDICT_NONE, "Let me know if a resend is necessary."},
		{VERDICT_NONE, "This looks good."},
		{VERDICT_NONE, ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].sentence);
		g_assert_cmpint(verdict_of(cases[i].sentence), ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/verdict/verdicts", test_verdicts);
	return g_test_run();
}
