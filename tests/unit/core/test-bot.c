/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bot.h"

/* RULES §2, Bots */
static void test_bots(void)
{
	static const struct {
		const char *sender;
		gboolean bot;
	} cases[] = {
		{"kernel test robot <lkp@intel.com>", TRUE},
		{"kbuild test robot <lkp@intel.com>", TRUE},
		{"Kernel Test Robot <someone@example.org>", TRUE},
		{"lkp@intel.com", TRUE},
		{"LKP <LKP@Intel.COM>", TRUE},
		{"kernel test robot <oliver.sang@intel.com>", TRUE},
		{"Oliver Sang <oliver.sang@intel.com>", FALSE},
		{"syzbot <syzbot+0123456789abcdef0123@syzkaller.appspotmail.com>", TRUE},
		{"syzbot+0123@syzkaller.appspotmail.com", TRUE},
		{"patchwork-bot+netdevbpf@kernel.org", TRUE},
		{"patchwork-bot+kvm@kernel.org <patchwork-bot+kvm@kernel.org>", TRUE},
		{"pr-tracker-bot@kernel.org", TRUE},
		{"tip-bot2 for Jane Doe <tip-bot2@linutronix.de>", TRUE},
		{"tip-bot for Jane Doe <tipbot@zytor.com>", TRUE},
		{"no-reply@patchew.org", TRUE},
		{"Patch Notifications <patch-notifications@ellerman.id.au>", TRUE},
		{"sashiko-bot@kernel.org", TRUE},
		{"Regzbot (for Jane Doe) <regressions@example.org>", TRUE},
		{"dependabot[bot] <support@example.org>", TRUE},
		{"Helper <123+helper[bot]@example.org>", TRUE},
		/* people */
		{"Jane Doe <jane@example.org>", FALSE},
		{"Jane Abbott <abbott@example.org>", FALSE},
		{"Tip Botha <tip.botha@example.org>", FALSE},
		{"Jane Doe <jane@intel.com>", FALSE},
		{"Jane Doe <lkp@intel.com.example.org>", FALSE},
		{"Robot Maker <robot@example.org>", FALSE},
		{"Jane [b] <jane@example.org>", FALSE},
		{"", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Person sender = person_parse(slice_of(cases[i].sender));

		g_test_message("%s", cases[i].sender);
		g_assert_cmpint(bot_is(&sender), ==, cases[i].bot);
		person_clear(&sender);
	}
}

/* RULES §6: whose mails are bug reports */
static void test_bug_reporters(void)
{
	static const struct {
		const char *sender;
		gboolean reports;
	} cases[] = {
		{"kernel test robot <lkp@intel.com>", TRUE},
		{"kernel test robot <oliver.sang@intel.com>", TRUE},
		{"lkp@intel.com", TRUE},
		{"syzbot <syzbot+0123456789abcdef0123@syzkaller.appspotmail.com>", TRUE},
		{"syzbot+0123@syzkaller.appspotmail.com", TRUE},
		{"patchwork-bot+kvm@kernel.org", FALSE},
		{"tip-bot2 for Jane Doe <tip-bot2@linutronix.de>", FALSE},
		{"Regzbot (for Jane Doe) <regressions@example.org>", FALSE},
		{"dependabot[bot] <support@example.org>", FALSE},
		{"Jane Doe <jane@example.org>", FALSE},
		{"", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Person sender = person_parse(slice_of(cases[i].sender));

		g_test_message("%s", cases[i].sender);
		g_assert_cmpint(bot_reports_bugs(&sender), ==, cases[i].reports);
		person_clear(&sender);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/bot/bots", test_bots);
	g_test_add_func("/bot/bug-reporters", test_bug_reporters);
	return g_test_run();
}
