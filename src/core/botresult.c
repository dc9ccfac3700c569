/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/botresult.h"

#include "base/text.h"
#include "core/phrase.h"

#include <string.h>

#define MAX_LINES 20000 /* of a report that are looked at … */
#define MAX_LINE 600    /* … and bytes of one: no program says in more what it found */

void botresult_free(BotResult *result)
{
	if (!result)
		return;
	g_free(result->line);
	g_free(result->error);
	applied_free(result->applied);
	g_free(result);
}

/* --- set forms ----------------------------------------------------------------- */

typedef struct {
	ResultKind kind;
	gboolean people;   /* a person's mail may have it */
	const char *place; /* words behind which a tree is named, or NULL */
	Phrases phrases;
} Form;

#define FORM(...)                                                                                  \
	{                                                                                          \
		.says = { __VA_ARGS__ }                                                            \
	}

static Form forms[] = {
	/* patchwork-bot */
	{RESULT_APPLIED, FALSE, "applied to ",
	 FORM("^this (patch|series|pull request) was applied to ")},
	/* pr-tracker-bot */
	{RESULT_APPLIED, FALSE, "merged into ", FORM("^has been merged into \\S+:$")},
	/* tip-bot */
	{RESULT_APPLIED, FALSE, "merged into ",
	 FORM("^the following commit has been merged into the \\S+ branch of tip:")},
	/* stable */
	{RESULT_APPLIED, TRUE, "to ", FORM("^to the \\S+ tree which can be found at:?$")},
	{RESULT_APPLIED, TRUE, "added to ", FORM("^has been added to the \\S+-stable tree")},
	/* -mm */
	{RESULT_APPLIED, TRUE, "to the -mm ", FORM("^has been added to the -mm \\S+ branch")},
	{RESULT_APPLIED, TRUE, NULL, FORM("^has been added to the -mm tree\\.")},
	{RESULT_APPLIED, TRUE, "merged into ",
	 FORM("^this patch was dropped because it was merged into ")},
	/* syzbot, regzbot, and what people tell them */
	{RESULT_FIXED, TRUE, NULL, FORM("^#(syz|regzbot) (fix|fixed-by|fixed by):? \\S")},
	{RESULT_FIXED, FALSE, NULL, FORM("^fix commit:", "^this bug is marked as fixed by commit")},
	/* stable */
	{RESULT_FAILURE, TRUE, NULL, FORM("^the patch below does not apply to the \\S+ tree")},
	/* syzbot */
	{RESULT_FINE, FALSE, NULL,
	 FORM("^syzbot has tested the proposed patch and the reproducer did not trigger",
	      "^syzbot has tested the proposed patch\\W+the reproducer did not trigger")},
	{RESULT_FAILURE, FALSE, NULL,
	 FORM("^syzbot (found|has found|hit) (the following|a reproducer)",
	      "^syzbot has tested the proposed patch but the reproducer is still triggering",
	      "^syzbot tried to test the proposed patch but")},
	/* the kernel test robot */
	{RESULT_FINE, FALSE, NULL,
	 FORM("^(greetings?,? |hello,? )*(fyi, )?(we|kernel test robot) noticed an? \\S+ "
	      "improvement",
	      "^branch HEAD: \\S+ .*\\bBUILD SUCCESS\\b", "^BUILD SUCCESS\\b")},
	{RESULT_FAILURE, FALSE, NULL,
	 FORM("^(greetings?,? |hello,? )*(fyi, )?(we|kernel test robot) noticed ",
	      "^i love your patch! (yet|perhaps) something to improve",
	      "^thank you for the patch! (yet|perhaps) something to improve",
	      "^thanks? (you )?for your patch! (yet|perhaps) something to improve",
	      "^first bad commit", "^\\w+ (warnings|errors): \\(new ones prefixed by",
	      "^all (errors?|warnings?|error/warnings?|errors/warnings) \\(new ones",
	      "^Error/Warning reports:", "^FYI, there are new \\w+ (warnings|errors)",
	      "^(Error|Warning)/?\\w* (ids|reports)\\b", "\\bBUILD REGRESSION\\b")},
	/* patchew */
	{RESULT_FAILURE, FALSE, NULL,
	 FORM("^this series (failed|seems to have)", "^the full log is available at")},
	/* sashiko, and continuous integration in general */
	{RESULT_FINE, FALSE, NULL,
	 FORM("\\breview found no (potential )?(issues?|problems?|regressions?)\\b",
	      "\\bno (issues|regressions) (were )?found\\b", "^all checks (have )?passed",
	      "^(overall|test)? ?results?: (pass|success)")},
	{RESULT_FAILURE, FALSE, NULL,
	 FORM("\\breview found \\d+ (potential )?(issue|problem|regression)",
	      "^(overall|test)? ?results?: (fail|error)",
	      "^(build|boot|test) (failed|failure)\\b")},
};

static Form *find_form(const char *line, gboolean bot)
{
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
		if ((bot || forms[i].people) && phrase_in(&forms[i].phrases, line))
			return &forms[i];
	return NULL;
}

/* --- the first error ------------------------------------------------------------ */

static Phrases crash = {.says = {"^(BUG|KASAN|KMSAN|KCSAN|UBSAN|WARNING|INFO|Oops)\\b.*:",
				 "^(kernel BUG at|general protection fault|Unable to handle|"
				 "Internal error|Kernel panic|divide error|stack segment)",
				 "\\bpossible (recursive )?(deadlock|locking)\\b"}};

static Phrases compiler = {.says = {"\\b(fatal error|error|warning): \\S", "^(ERROR|WARNING): ",
				    "undefined reference to", "\\bundefined!$"}};

static Phrases regression = {.says = {"-?\\d+(\\.\\d+)?% regression",
				      "^\\[?(high|critical|medium|low)\\b",
				      "^- \\[(high|critical|medium|low)\\]"}};

/* Without "[   12.345678] ", "[ T123] ", "kern :warn : ". */
static Slice without_stamp(Slice line)
{
	line = slice_trim(line);
	if (slice_starts(line, "kern ")) {
		gssize open = slice_find(line, '[');

		line = open > 0 ? slice_sub(line, (gsize)open, line.len) : line;
	}
	while (slice_starts(line, "[")) {
		gssize end = slice_find(line, ']');
		gsize n = 1;

		while (end > 0 && n < (gsize)end && strchr(" .0123456789TC", line.ptr[n]))
			n++;
		if (end < 0 || n != (gsize)end)
			break;
		line = slice_trim(slice_sub(line, n + 1, line.len));
	}
	return line;
}

/* How surely a line is the error that the mail is about; the first of the surest is it. */
static guint error_rank(const char *line)
{
	if (phrase_in(&crash, line))
		return 3;
	if (phrase_in(&compiler, line))
		return 2;
	return phrase_in(&regression, line) ? 1 : 0;
}

static char *first_error(Slice text)
{
	g_autofree char *best = NULL;
	guint best_rank = 0;
	Slice line;

	for (guint n = 0; n < MAX_LINES && slice_next_line(&text, &line); n++) {
		g_autofree char *clean = NULL;
		guint rank;

		if (line.len > MAX_LINE)
			continue;
		if (slice_take(&line, ">> "))
			return text_clean_line(line.ptr, line.len);
		line = without_stamp(line);
		if (best_rank == 3 || !line.len || line.ptr[0] == '>')
			continue;
		clean = text_clean_line(line.ptr, line.len);
		rank = error_rank(clean);
		if (rank > best_rank) {
			best_rank = rank;
			g_free(g_steal_pointer(&best));
			best = g_steal_pointer(&clean);
		}
	}
	return g_steal_pointer(&best);
}

/* --- reading --------------------------------------------------------------------- */

/* Where @place, words of the form, ends in @line. */
static const char *behind(const char *line, const char *place)
{
	g_autofree char *lower = g_ascii_strdown(line, -1);
	const char *found = strstr(lower, place);

	return found ? line + (found - lower) + strlen(place) : "";
}

static Applied *read_applied(const Form *form, const char *line, Slice text)
{
	Applied *applied = applied_new();

	if (form->place)
		applied_place(applied, behind(line, form->place));
	if (form->kind == RESULT_FIXED)
		applied_hashes(applied, slice_of(line));
	else if (!form->people)
		applied_list(applied, text);
	return applied;
}

BotResult *botresult_read(Slice text, gboolean bot)
{
	Slice rest = text, line;

	for (guint n = 0; n < MAX_LINES && slice_next_line(&rest, &line); n++) {
		g_autofree char *clean = NULL;
		BotResult *result;
		Form *form;

		if (line.len > MAX_LINE || slice_is_blank(line) || line.ptr[0] == '>')
			continue;
		clean = text_clean_line(line.ptr, line.len);
		form = find_form(clean, bot);
		if (!form)
			continue;
		result = g_new0(BotResult, 1);
		result->kind = form->kind;
		result->from = (gsize)(line.ptr - text.ptr);
		result->line = g_steal_pointer(&clean);
		if (form->kind == RESULT_FAILURE)
			result->error = first_error(rest);
		else if (form->kind != RESULT_FINE)
			result->applied = read_applied(form, result->line, rest);
		return result;
	}
	return NULL;
}
