/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bot.h"

/*
 * Globs (* and ? alone are special) over the sender's name and over the address,
 * both case-folded. oliver.sang@intel.com is a person who also sends the kernel
 * test robot's mails: the name tells, so that address must not stand here.
 */
static const char *const bots[] = {
	"kernel test robot*",
	"kbuild test robot*",
	"lkp@intel.com",
	"syzbot*",
	"*@syzkaller.appspotmail.com",
	"patchwork-bot*",
	"pr-tracker-bot*",
	"tip-bot*",
	"tipbot@*",
	"patchew",
	"*@patchew.org",
	"patch-notifications@ellerman.id.au",
	"sashiko-bot*",
	"regzbot*",
	"*[bot]*",
};

/* The globs, compiled once for all threads. */
static GPatternSpec *const *compiled(void)
{
	static gsize once;
	static GPatternSpec *specs[G_N_ELEMENTS(bots)];

	if (g_once_init_enter(&once)) {
		for (guint i = 0; i < G_N_ELEMENTS(bots); i++)
			specs[i] = g_pattern_spec_new(bots[i]);
		g_once_init_leave(&once, 1);
	}
	return specs;
}

gboolean bot_is(const Person *sender)
{
	GPatternSpec *const *specs = compiled();
	g_autofree char *name = g_utf8_casefold(sender->name, -1);
	g_autofree char *addr = g_utf8_casefold(sender->addr, -1);

	for (guint i = 0; i < G_N_ELEMENTS(bots); i++)
		if (g_pattern_spec_match_string(specs[i], name) ||
		    g_pattern_spec_match_string(specs[i], addr))
			return TRUE;
	return FALSE;
}
