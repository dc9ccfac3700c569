/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/telling.h"

#include <string.h>

/* NULL: nothing in it is worth telling. */
static const struct {
	const char *why, *text, *want;
} rows[] = {
	{"an objection is told before all else",
	 "I looked at count(). NAK, for the sheep's sake. It should be faster.\n",
	 "NAK, for the sheep's sake."},
	{"an objection of one word, where there is no better", "Nack.\n\nThanks,\nBo\n", "Nack."},
	{"a fault before a wish", "Please add a comment. This breaks counting at night.\n",
	 "This breaks counting at night."},
	{"a fault before a small one", "nit: typo in the title. The lock is racy at night.\n",
	 "The lock is racy at night."},
	{"wrong", "I read it twice. This is wrong for goats.\n", "This is wrong for goats."},
	{"does not work", "I gave it a try. It doesn't work with goats.\n",
	 "It doesn't work with goats."},
	{"a typographer's apostrophe", "I gave it a try. It doesn’t work with goats.\n",
	 "It doesn’t work with goats."},
	{"a regression", "I ran it at home. It regresses counting by half.\n",
	 "It regresses counting by half."},
	{"a failure to build before wishes, in however few words",
	 "I'd rather lock the goats in first. This one fails to build.\n",
	 "This one fails to build."},
	{"a bad idea",
	 "You should lock the sheep in at night. Counting in vm_create() is a bad idea.\n",
	 "Counting in vm_create() is a bad idea."},
	{"what is denied to be good is bad",
	 "You should count the sheep. I don't think that this change is acceptable as is.\n",
	 "I don't think that this change is acceptable as is."},
	{"… in the middle of others",
	 "You should count the sheep. The goats go the other way, which I don't think is "
	 "correct.\n",
	 "The goats go the other way, which I don't think is correct."},
	{"a good idea that is none",
	 "Please count the sheep. To count goats would not be a good idea at night.\n",
	 "To count goats would not be a good idea at night."},
	{"who has not tested it finds no fault",
	 "Please count the sheep. I haven't tested it with goats.\n", "Please count the sheep."},
	{"half a sentence of another's",
	 "> I would say that they should be counted\n\n... this would not be a good idea I think. "
	 "The sheep are white here.\n",
	 "The sheep are white here."},
	{"who goes on with a new sentence says it all",
	 "> I would say that they should be counted\n\n... Counting them is a bad idea.\n",
	 "Counting them is a bad idea."},
	{"what is taken back in the same breath",
	 "I was going to suggest a lock, but this becomes racy so n/m. The sheep are white here.\n",
	 "The sheep are white here."},
	{"never mind",
	 "Nevermind, the lock is broken already so no need to do that! The sheep are white here.\n",
	 "The sheep are white here."},
	{"what is supposed to fail is no fault",
	 "I think about what to do when the lock of sheep_head() fails. Please count the goats in "
	 "order.\n",
	 "Please count the goats in order."},
	{"the sheep's mood is no verdict",
	 "The reason is that a sheep may not be happy with goats. You should count them at "
	 "night.\n",
	 "You should count them at night."},
	{"what only points, behind other words",
	 "You should count the sheep at night. So I think this idea is a bad idea in itself.\n",
	 "You should count the sheep at night."},
	{"who yields says what it comes to",
	 "The goats should be white at night. I agree with your position; we count the sheep in "
	 "order.\n",
	 "I agree with your position; we count the sheep in order."},
	{"you are right",
	 "You should lock the goats in. You're right that the sheep are in already.\n",
	 "You're right that the sheep are in already."},
	{"who yields in few words, to what", "You're right.\n\nWhere are they counted at night?\n",
	 "Where are they counted at night?"},
	{"who does not yield",
	 "You should lock the goats in. I can't agree with your way of counting sheep.\n",
	 "I can't agree with your way of counting sheep."},
	{"a side remark",
	 "Random side topic, please don't say \"we\" of sheep. They are counted at night.\n",
	 "They are counted at night."},
	{"a small one, marked as such", "Nit: you should count the sheep. They are white here.\n",
	 "They are white here."},
	{"who prefers it agrees",
	 "The goats have to be white. I largely prefer this approach, which counts sheep_head().\n",
	 "I largely prefer this approach, which counts sheep_head()."},
	{"a wish before mere words", "The sheep are white. You should count them in order.\n",
	 "You should count them in order."},
	{"need(s) to", "The sheep are white here. This needs to be locked first.\n",
	 "This needs to be locked first."},
	{"need alone says little", "That is what we need here. This must be locked first.\n",
	 "This must be locked first."},
	{"preference", "The sheep are white here. I prefer the first way.\n",
	 "I prefer the first way."},
	{"please", "It is the second sheep again. Please split this patch.\n",
	 "Please split this patch."},
	{"a question before mere words", "The sheep are white here. Where are they counted?\n",
	 "Where are they counted?"},
	{"a question's aside", "The sheep are white here. (Where are they counted?)\n",
	 "(Where are they counted?)"},
	{"an address with a mark asks nothing",
	 "The sheep are counted here. They are at https://x.example/?\n",
	 "The sheep are counted here."},
	{"agreement before mere words", "The sheep are white here. Looks good to me.\n",
	 "Looks good to me."},
	{"LGTM alone, where there is no better", "LGTM\n", "LGTM"},
	{"agreement with thanks is agreement", "Thanks, this looks good to me.\n",
	 "Thanks, this looks good to me."},
	{"thanks are no verdict", "Thanks for the review of this patch. The sheep are white.\n",
	 "The sheep are white."},
	{"thanks alone", "Thanks for the review of this patch!\n", NULL},
	{"thanks in one word", "Thanks!\n", NULL},
	{"a greeting", "Hi Ann,\n\nThe sheep are white here.\n", "The sheep are white here."},
	{"an excuse", "Sorry for the late answer to this. The sheep are white here.\n",
	 "The sheep are white here."},
	{"taken into a tree", "It counts all sheep. Applied to next, thanks!\n",
	 "Applied to next, thanks!"},
	{"what something else hangs on was not taken",
	 "The sheep need to be white. With the series of last week merged, they count.\n",
	 "The sheep need to be white."},
	{"a fault supposed is none said",
	 "If the lock is broken, the sheep run. You should count them.\n",
	 "You should count them."},
	{"a fault in few words", "The sheep are white and woolly. This is wrong.\n",
	 "This is wrong."},
	{"thanks to something are none",
	 "It counts. Thanks to CONFIG_SHEEP this needs to be locked.\n",
	 "Thanks to CONFIG_SHEEP this needs to be locked."},
	{"agreement with a but is none",
	 "I agree that sheep are white, but not these. Please count the goats.\n",
	 "Please count the goats."},
	{"what only opens what is not told",
	 "How about this instead?\n\n\tcount(goats);\n\nThe sheep are white here.\n",
	 "The sheep are white here."},
	{"an error of one's own",
	 "Maybe I have misread it? The sheep don't match the goats here.\n",
	 "The sheep don't match the goats here."},
	{"polite requests are no more than others",
	 "Could you please count it? The lock of the sheep is broken.\n",
	 "The lock of the sheep is broken."},
	{"who asks whether it is good says not that it is",
	 "Does it make sense to you? You should lock the sheep in at night.\n",
	 "You should lock the sheep in at night."},
	{"what only points tells less",
	 "This is misleading. The locks of the sheep should be one with the goats'.\n",
	 "The locks of the sheep should be one with the goats'."},
	{"what will be taken",
	 "No need to hurry for the goats. Now I'll queue this for the next season.\n",
	 "Now I'll queue this for the next season."},
	{"a fault that is denied",
	 "That does not look wrong to me at all. You should lock the sheep in at night.\n",
	 "You should lock the sheep in at night."},
	{"who cannot disagree agrees",
	 "Can't disagree, I have no idea about it. This is a poor way to count the sheep.\n",
	 "This is a poor way to count the sheep."},
	{"what one who reads it may prefer is no wish",
	 "I can count them at night if you prefer. You should lock them in.\n",
	 "You should lock them in."},
	{"a nod", "Makes sense.\n\nWhere are they counted at night?\n",
	 "Where are they counted at night?"},
	{"agreement to all of it in few words", "Looks good.\n\nWhere are they counted?\n",
	 "Looks good."},
	{"who disagrees in few words, of what",
	 "Again, I disagree. You should lock the sheep in at night.\n",
	 "You should lock the sheep in at night."},
	{"a wish before agreement", "Looks good to me.\n\nPlease lock the sheep in at night.\n",
	 "Please lock the sheep in at night."},
	{"an aside", "(You should lock the goats in.) You should lock the sheep in.\n",
	 "You should lock the sheep in."},
	{"a log's line", "*** DEADLOCK ***\n\nThe sheep are white here.\n",
	 "The sheep are white here."},
	{"a log's message", "INFO: sheep: overflow=1, count=3\n\nThe sheep are white here.\n",
	 "The sheep are white here."},
	{"what fails when something is done fails",
	 "The sheep are white here. When they are locked in the counter overflows at night.\n",
	 "When they are locked in the counter overflows at night."},
	{"what its sender confesses",
	 "I'm a bit confused here. I think I was wrong about goats. The sheep are white here.\n",
	 "The sheep are white here."},
	{"irony", "What could possibly go wrong here? This breaks counting at night.\n",
	 "This breaks counting at night."},
	{"a joke", "Count me instead of the sheep ;-)\n\nThe sheep should be white here.\n",
	 "The sheep should be white here."},
	{"what comes with something taken", "with that patch applied. You should lock them in.\n",
	 "You should lock them in."},
	{"words of one's own, not the quoted",
	 "> This is broken and wrong.\n\nThe sheep are white.\n", "The sheep are white."},
	{"words put in quotation marks",
	 "The sheep are white here. \"This is broken and must be fixed.\"\n",
	 "The sheep are white here."},
	{"what is pasted of the patch",
	 "The sheep are white here.\n\n\tif (broken(sheep))\n\t\treturn -EINVAL;\n",
	 "The sheep are white here."},
	{"one word", "Right.\n\nThe sheep are white here.\n", "The sheep are white here."},
	{"one word alone", "Ditto.\n", NULL},
	{"few words", "Will do.\n\nThe sheep are white, and shall be counted.\n",
	 "The sheep are white, and shall be counted."},
	{"few words alone", "Yes, will do.\n", "Yes, will do."},
	{"a link alone", "https://x.example/broken\n", NULL},
	{"a sentence that opens code",
	 "You should do this:\n\n\tcount();\n\nIt counts the goats.\n", "It counts the goats."},
	{"identifiers", "The sheep are white here. And it is count_sheep() that counts.\n",
	 "And it is count_sheep() that counts."},
	{"configuration", "The sheep are white here. It is CONFIG_SHEEP and CONFIG_GOAT alone.\n",
	 "It is CONFIG_SHEEP and CONFIG_GOAT alone."},
	{"a file", "The sheep are white here. They are in sheep.c and goat.h now.\n",
	 "They are in sheep.c and goat.h now."},
	{"of equal ones the first", "The sheep are white here. The goats are black here.\n",
	 "The sheep are white here."},
	{"of equal verdicts the first", "This is wrong for goats. This is wrong for sheep.\n",
	 "This is wrong for goats."},
	{"a word within another is none", "The knack is known here, snakes. Must I count them?\n",
	 "Must I count them?"},
	{"Chinese", "谢谢！\n\n这个补丁会破坏计数，请修复。\n", "这个补丁会破坏计数，请修复。"},
	{"only quotes", "> It counts.\n", NULL},
	{"nothing", "", NULL},
};

static char *choose(const char *text)
{
	g_autoptr(Reading) reading = reading_new(text, NULL);
	Telling telling;

	return telling_choose(reading, &telling) ? sentence_text(text, &telling.sentence) : NULL;
}

static void test_table(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = choose(rows[i].text);

		g_test_message("%s", rows[i].why);
		g_assert_cmpstr(got, ==, rows[i].want);
	}
}

/* What is too long to be told is not cut, but left out, though it says most. */
static void test_length(void)
{
	g_autoptr(GString) text = g_string_new("This is broken");
	g_autofree char *got = NULL;

	while (text->len <= TELLING_MAX)
		g_string_append(text, " and broken");
	g_string_append(text, ". The sheep are white here.\n");
	got = choose(text->str);
	g_assert_cmpstr(got, ==, "The sheep are white here.");
}

/* The earlier, the more telling, up to a point. */
static void test_place(void)
{
	static const char words[] = "The sheep are white here.";

	g_assert_cmpint(telling_score(words, 0), >, telling_score(words, 1));
	g_assert_cmpint(telling_score(words, 10), ==, telling_score(words, 1000));
	g_assert_cmpint(telling_score(words, 1000), >, 0);
}

/* A megabyte of each: linear, or it never ends. */
static void test_hostile(void)
{
	static const char *const pieces[] = {"nak ", "n",  "’", "Broken. ",  "?",  "a_",
					     "://",  "\"", " ", "count( ) ", "对", "i don't "};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *got = NULL;

		while (text->len < 1u << 20)
			g_string_append(text, pieces[i]);
		got = choose(text->str);
		g_assert_true(!got || strlen(got) <= TELLING_MAX);
	}
}

static void test_objects(void)
{
	static const struct {
		const char *words;
		gboolean objects;
	} all[] = {
		{"This breaks counting at night.", TRUE},
		{"NAK.", TRUE},
		{"It fails to build here.", TRUE},
		{"That is a path which I don't think is correct.", TRUE},
		{"I don't agree with that.", TRUE},
		{"Please add a comment on goats.", TRUE},
		{"I agree that it is broken.", FALSE},
		{"I can't find anything wrong with it.", FALSE},
		{"They are counted at night instead of at noon.", FALSE},
		{"They are counted by name rather than by colour.", FALSE},
		{"Count them at noon instead.", TRUE},
		{"Looks good to me.", FALSE},
		{"The sheep are white here.", FALSE},
		{"Why are they white?", FALSE},
		{"", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
		g_test_message("%s", all[i].words);
		g_assert_true(telling_objects(all[i].words) == all[i].objects);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/telling/table", test_table);
	g_test_add_func("/telling/objects", test_objects);
	g_test_add_func("/telling/length", test_length);
	g_test_add_func("/telling/place", test_place);
	g_test_add_func("/telling/hostile", test_hostile);
	return g_test_run();
}
