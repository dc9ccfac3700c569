/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/applied.h"

/* "tree|branch|parts|commits"; "-" where nothing was applied */
static char *describe(const Applied *applied)
{
	GString *out = g_string_new(NULL);

	if (!applied)
		return g_string_free(g_string_append(out, "-"), FALSE);
	g_string_printf(out, "%s|%s|%s", applied->tree ? applied->tree : "",
			applied->branch ? applied->branch : "", applied->excepted ? "not " : "");
	for (guint i = 0; i < applied->parts->len; i++)
		g_string_append_printf(out, "%s%u", i ? "," : "",
				       g_array_index(applied->parts, guint, i));
	for (guint i = 0; i < applied->commits->len; i++)
		g_string_append_printf(out, "%s%s", i ? "," : "|",
				       (const char *)applied->commits->pdata[i]);
	return g_string_free(out, FALSE);
}

typedef struct {
	const char *sentence, *want;
} Case;

/* @next: the sentence behind each, or NULL */
static void check(const Case *cases, gsize n, const char *next)
{
	for (gsize i = 0; i < n; i++) {
		g_autoptr(Applied) applied = applied_in(cases[i].sentence, next, 6);
		g_autofree char *got = describe(applied);

		g_test_message("%s", cases[i].sentence);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

/* RULES, thread state: what says that patches were taken, and where to */
static void test_places(void)
{
	static const Case cases[] = {
		{"Applied to kvmarm/next, thanks!", "kvmarm|next|"},
		{"Applied to tea-arm/next, thanks!", "tea-arm|next|"},
		{"Applied to for-next/fixes", "|for-next/fixes|"},
		{"Applied to next, thanks!", "|next|"},
		{"Applied to -next.", "|-next|"},
		{"Applied to tea (for-next/kettle), thanks!", "tea|for-next/kettle|"},
		{"Applied to teatool (master), thanks!", "teatool|master|"},
		{"Applied to the tea tree, thanks.", "tea||"},
		{"Applied to my tea-next branch, with fixes.", "|tea-next|"},
		{"Applied to tea next branch for v5.12.", "tea|next|"},
		{"Applied to tea.next; thanks.", "|tea.next|"},
		{"Applied to tea/kettle/lid, thanks!", "tea|kettle/lid|"},
		{"Applied to tea/queue[1].", "tea|queue|"},
		{"Applied to https://example.org/git/tea.git for-next",
		 "https://example.org/git/tea.git|for-next|"},
		{"Merged to https://example.org/tea.git master",
		 "https://example.org/tea.git|master|"},
		{"Pulled, thanks (to tea/queue only for now).", "||"},
		{"I queued this on the tea for-next/lid.", "tea|for-next/lid|"},
	};

	check(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_forms(void)
{
	static const Case cases[] = {
		{"Applied.", "||"},
		{"Applied, thanks!", "||"},
		{"Thanks, applied.", "||"},
		{"Looks good to me, applied.", "||"},
		{"Queued for 5.12", "||"},
		{"Queued for -rc, thanks.", "||"},
		{"Queued up for the next merge window, thanks", "||"},
		{"FYI, this is queued up for 5.20.", "||"},
		{"Pulled, thanks.", "||"},
		{"Merged.", "||"},
		{"Pushed", "||"},
		{"Pushed now.", "||"},
		{"Picked up for next, thanks!", "||"},
		{"Now queued as 1234567abcde, thanks.", "||"},
		{"Both applied.", "||"},
		{"Both now queued up, thanks.", "||"},
		{"All applied, squashed and pushed out.", "||"},
		{"Series applied with the typo fixed", "||"},
		{"Fix now queued, thanks.", "||"},
		{"Rebased, and queued with the fix that Ann suggested.", "||"},
		{"Applied with Ann's Ack.", "||"},
		{"I've applied this to tea-next.", "|tea-next|"},
		{"I've applied it by hand to tea/misc-5.15.", "tea|misc-5.15|"},
		{"Ok, I applied this one to the tea tree.", "tea||"},
		{"I've queued it up, thanks!", "||"},
		{"I'm betting that you boil, so I've queued this on top of Bo's rework.", "||"},
		{"I've gone ahead and merged the tests.", "||"},
		{"I have pulled both trees now, so you can base 5.8 on them.", "||"},
		{"For now I've queued it, for 5.16 we can do better.", "||"},
		{"Anyway, I've now queued the series for 5.6.", "||"},
		{"I finally merged this.", "||"},
		{"Thanks, patch applied to my tea-next branch.", "|tea-next|"},
		{"The series has been merged to tea/next.", "tea|next|"},
		{"v1 applied to next, thanks.", "|next|"},
		{"I went ahead and applied this to next.", "|next|"},
		{"Applying this to next now.", "|next|"},
		{"I'm queueing these to tea/next.", "tea|next|"},
		{"Thanks, now in tea/next.", "tea|next|"},
		{"This is now in my tree.", "||"},
		{"They're now in the tea tree, thanks.", "tea||"},
		{"Added to the queue for 7.1, thanks.", "||"},
		{"Added to tea/next.", "tea|next|"},
		{"Staged for 7.1, thanks", "||"},
		{"I've gone ahead and squashed it into tea/queue already.", "tea|queue|"},
		{"Ok, I pushed this out along with the lid.", "||"},
		{"Queued for the fixes branch", "|fixes|"},
		{"Merged into the lid/urgent branch of tea.", "tea|lid/urgent|"},
		{"Provisionally applied to -next in order to get some exposure.", "|-next|"},
	};

	check(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_parts(void)
{
	static const Case cases[] = {
		{"I've taken patches 1-3", "||1,2,3"},
		{"Patches 1-3 applied, thanks.", "||1,2,3"},
		{"Patches 3 and 4 of this series applied to tea-next.", "|tea-next|3,4"},
		{"Queued 1-2 and 5, thanks.", "||1,2,5"},
		{"Queued 3+5, thanks.", "||3,5"},
		{"Queued patches 1 to 3.", "||1,2,3"},
		{"Queued #2, thanks", "||2"},
		{"I've applied patch 1 to tea.next; thanks.", "|tea.next|1"},
		{"Applied the first two, thanks.", "||1,2"},
		{"Applied first two cleanups to tea (for-next/lid), thanks!",
		 "tea|for-next/lid|1,2"},
		{"Applied the first patch only to tea (for-next/rng), thanks!",
		 "tea|for-next/rng|1"},
		{"Applied the last two patches, thanks.", "||5,6"},
		{"Queued 1/6 and 2/6 to fixes.", "|fixes|1,2"},
		{"Applied patches [1/6] and [3/6], thanks.", "||1,3"},
		{"Applied (1-3 of 6), thanks.", "||1,2,3"},
		{"Applied patches 1-3/6 to tea/next.", "tea|next|1,2,3"},
		{"Applied all patches but the last one.", "||not 6"},
		{"Applied all but patch 2 to next, thanks.", "|next|not 2"},
		{"I've applied the series, except patches 2 and 3, to tea/next.",
		 "tea|next|not 2,3"},
		{"I've applied the series, minus patch 2, thanks.", "||not 2"},
		{"Applied 1-2 for 7.0 and 3-4 for 7.1, thanks.", "||1,2,3,4"},
		{"Applied patch 1 to fixes, 2 to next, thanks.", "||1,2"},
		{"Applied patches 1, 2, and 3 to tea/next.", "tea|next|1,2,3"},
		{"Queued 1, 2 and 3 for 5.12.", "||1,2,3"},
		{"Applied 1-2 to next, and 3 looks good.", "|next|1,2"},
		{"I've queued the first patch for fixes, the rest for next.", "||"},
		{"Applied 1 to fixes and the others to tea/next, thanks.", "||"},
		{"Applied 1 to fixes, the rest for next week.", "|fixes|1"},
		{"Applied 1 to fixes, I'll do the rest for next.", "|fixes|1"},
		{"Applied 1 to fixes, the rest looks good.", "|fixes|1"},
		{"Applied 1/3 of it, thanks.", "||"},
		{"I've taken the first 3 patches of this series in order to get on.", "||1,2,3"},
		{"Applied to next, except patch 4, thanks!", "|next|not 4"},
		{"I queued this series for 5.7, apart from patch 6.", "||not 6"},
		{"OK, I've applied this set, minus #5 which went in elsewhere.", "||not 5"},
		{"All but the last one applied, thanks.", "-"},
		{"Queued all but the last one, thanks.", "||not 6"},
		{"Queued for 5.12, thanks.", "||"},
		{"Now queued up for 4.9, 4.14, and 4.19 kernels, thanks!", "||"},
	};

	check(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_near_misses(void)
{
	static const Case cases[] = {
		{"It applies cleanly on top of next.", "-"},
		{"Applied patch kettle.c cleanly.", "-"},
		{"Applied cleanly to next.", "-"},
		{"Applied on top of tea/next, thanks!", "-"},
		{"I've applied this on top of tea/next and it boils.", "-"},
		{"Once I've queued lids, send it on top of them.", "-"},
		{"This series is applied on top of Bo's lids.", "-"},
		{"I applied this locally, and it boils.", "-"},
		{"Queued locally until the tests are done, thanks.", "-"},
		{"I applied this and verified that the kettle boils.", "-"},
		{"Applied to next for testing, thanks.", "-"},
		{"Can this be applied?", "-"},
		{"Applied to next?", "-"},
		{"This should be applied after the lid series, thanks.", "-"},
		{"Once applied, the kettle boils.", "-"},
		{"With this patch applied, merged pages are lost.", "-"},
		{"When applied to tea/next, it breaks.", "-"},
		{"It was not applied, thanks.", "-"},
		{"This could be merged to tea/next, thanks.", "-"},
		{"I would have applied this, thanks.", "-"},
		{"I already queued a similar fix in tea for-next/fixes.", "-"},
		{"I already have queued [1], which does the same thing.", "-"},
		{"Posted here [1], and queued for the next batch of fixes.", "-"},
		{"It looks like I merged this fix in -rc1.", "-"},
		{"We already have this queued for 5.15 [1].", "-"},
		{"The default is applied to the kettle, thanks.", "-"},
		{"It is applied to the guest state.", "-"},
		{"I took your branch for a ride, thanks.", "-"},
		{"I've taken this into account, thanks.", "-"},
		{"I've pushed out an updated patch, but wait for more comments.", "-"},
		{"Picked the latter.", "-"},
		{"Committed this in the wrong tree.", "-"},
		{"Merged two functions into one", "-"},
		{"Thanks for applying these.", "-"},
		/* not where patches stay */
		{"Pulled this into my test tree, will report back.", "-"},
		{"Applied to my local branch, thanks.", "-"},
		{"I'll try it, applied to the scratch tree.", "-"},
		/* which one is spoken of */
		{"The fix applied in 5.12 is the better one, thanks to Ann.", "-"},
		{"The fix merged to tea/next makes this one moot.", "-"},
		{"The patch that was applied to next last week does the same.", "-"},
		{"The series you applied to next is fine, thanks.", "-"},
		/* of patches, not into a tree */
		{"Applying this to a kettle makes no sense.", "-"},
		{"Applying to next fails.", "-"},
		{"I am queueing it to tea/next, meaning that it may boil over.", "-"},
		{"Merging into next makes it boil.", "-"},
		{"Added to my next version.", "-"},
		{"Added to v2, thanks.", "-"},
		{"I've pushed this out to my laptop.", "-"},
		{"I've pushed an update out.", "-"},
		{"Added, thanks.", "-"},
		{"I have added that patch to linux-next today.", "-"},
		{"I've added patches 1-3.", "-"},
		{"Squashed into the previous patch, thanks.", "-"},
		{"The lid is now in next.", "-"},
		{"This is now in the kettle.", "-"},
		{"This is now in next's way.", "-"},
		{"", "-"},
	};

	check(cases, G_N_ELEMENTS(cases), NULL);
}

/* Thanks may stand behind it. */
static void test_thanks(void)
{
	static const Case thanked[] = {
		{"I've picked this up", "||"},
		{"This is queued.", "||"},
		{"Picked the latter.", "-"},
	};
	static const Case others[] = {
		{"I picked this", "-"},
		{"This is queued.", "-"},
	};

	check(thanked, G_N_ELEMENTS(thanked), "Thanks!");
	check(others, G_N_ELEMENTS(others), "It boils.");
}

static void test_lists(void)
{
	static const struct {
		const char *lines, *want;
	} cases[] = {
		{"[1/2] tea: boil\n      commit: 0123456789abcdef0123\n[2/2] tea: pour\n"
		 "      commit: abcdef0123456789abcd\n",
		 "||1,2|0123456789abcdef0123,abcdef0123456789abcd"},
		{"[2/9] tea: boil\n      https://example.org/tea/c/0123456789ab\n",
		 "||2|0123456789ab"},
		{"  - [net,v2,1/2] tea: boil\n    https://example.org/c/0123456789ab\n"
		 "  - [net,v2,2/2] tea: pour\n    (no matching commit)\n",
		 "||1|0123456789ab"},
		{"[1/1] tea: boil\n      (no commit info)\n", "||1"},
		{"[3/2] tea: no such part\n", "||"},
		{"https://example.org/?h=next&id=0123456789ab\n", "|||0123456789ab"},
		{"commit: abc123\n", "||"},
		{"commit: 0123456789-xyz\n", "||"},
		{"", "||"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Applied) applied = applied_new();
		g_autofree char *got = NULL;

		applied_list(applied, slice_of(cases[i].lines));
		got = describe(applied);
		g_test_message("%s", cases[i].lines);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/applied/places", test_places);
	g_test_add_func("/applied/forms", test_forms);
	g_test_add_func("/applied/parts", test_parts);
	g_test_add_func("/applied/near-misses", test_near_misses);
	g_test_add_func("/applied/thanks", test_thanks);
	g_test_add_func("/applied/lists", test_lists);
	return g_test_run();
}
