/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/bot.h"

/*
 * Globs (* and ? alone are special) over the sender's name and over the address,
 * both case-folded. oliver.sang@intel.com is a person who also sends the kernel
 * test robot's mails: the name tells, so that address must not stand here.
 */
static const struct {
	const char *glob;
	gboolean reports_bugs;
} bots[] = {
	{"kernel test robot*", TRUE},
	{"kbuild test robot*", TRUE},
	{"lkp@intel.com", TRUE},
	{"syzbot*", TRUE},
	{"*@syzkaller.appspotmail.com", TRUE},
	{"patchwork-bot*", FALSE},
	{"pr-tracker-bot*", FALSE},
	{"tip-bot*", FALSE},
	{"tipbot@*", FALSE},
	{"patchew", FALSE},
	{"*@patchew.org", FALSE},
	{"patch-notifications@ellerman.id.au", FALSE},
	{"sashiko-bot*", FALSE},
	{"regzbot*", FALSE},
	{"*[bot]*", FALSE},
};

/* The globs, compiled once for all threads. */
static GPatternSpec *const *compiled(void)
{
	static gsize once;
	static GPatternSpec *specs[G_N_ELEMENTS(bots)];

	if (g_once_init_enter(&once)) {
		for (guint i = 0; i < G_N_ELEMENTS(bots); i++)
			specs[i] = g_pattern_spec_new(bots[i].glob);
		g_once_init_leave(&once, 1);
	}
	return specs;
}

/* Its place in the list; G_N_ELEMENTS(bots) for a person. */
static guint find(const Person *sender)
{
	GPatternSpec *const *specs = compiled();
	g_autofree char *name = g_utf8_casefold(sender->name, -1);
	g_autofree char *addr = g_utf8_casefold(sender->addr, -1);
	guint i;

	for (i = 0; i < G_N_ELEMENTS(bots); i++)
		if (g_pattern_spec_match_string(specs[i], name) ||
		    g_pattern_spec_match_string(specs[i], addr))
			break;
	return i;
}

gboolean bot_is(const Person *sender)
{
	return find(sender) < G_N_ELEMENTS(bots);
}

gboolean bot_reports_bugs(const Person *sender)
{
	guint i = find(sender);

	return i < G_N_ELEMENTS(bots) && bots[i].reports_bugs;
}
