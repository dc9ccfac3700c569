/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mkinbox v1|v2 CORPUS TARGET [PLAN]
 *
 * Writes the mails of the folder CORPUS as an inbox to the new folder TARGET, for
 * tests from the shell. Without a PLAN, and without a file "plan" in CORPUS, every
 * *.eml is added, sorted by name. Otherwise each line of the plan is one of
 *
 *	add FILE [DATE]      the mail arrives; DATE as maildelta's --since takes it
 *	delete FILE [DATE]   it is deleted by a later commit
 *	purge FILE           v2: it is taken out of history, which is rewritten
 *	replace FILE FILE    v2: the same, with another mail in its place
 *	edit FILE FILE       v1: a commit puts the second where the first is
 *	missing FILE         the blob goes away, the commit stays
 *	epoch                v2: begin the next epoch
 *
 * Blank lines and lines that start with # are skipped. The first commit is of
 * 2026-01-05T00:00:00Z, each further one a minute later than the one before.
 * For every line that commits, "<newest commit> <line>" is printed, so that a
 * test can name a commit by what it did.
 */
#include "base/date.h"
#include "base/slice.h"
#include "lib/inbox-maker.h"
#include "mirror/mirror.h"

#include <string.h>

typedef struct {
	const char *corpus;
	InboxMaker *maker;
} Job;

static Slice load(const Job *job, const char *name)
{
	g_autofree char *path = g_build_filename(job->corpus, name ? name : "", NULL);
	g_autoptr(GError) error = NULL;
	char *text;
	Slice mail;

	if (!name)
		g_error("the plan lacks a file name");
	if (!g_file_get_contents(path, &text, &mail.len, &error))
		g_error("%s", error->message);
	mail.ptr = text;
	return mail;
}

static void set_date(const Job *job, const char *text)
{
	g_autoptr(GError) error = NULL;
	gint64 instant;

	if (!date_parse(text, INBOX_MAKER_START, &instant, &error))
		g_error("%s", error->message);
	inbox_maker_set_date(job->maker, instant);
}

typedef Oid (*Change1)(InboxMaker *maker, Slice mail);
typedef Oid (*Change2)(InboxMaker *maker, Slice mail, Slice other);

static Oid change_one(const Job *job, Change1 change, const char *name)
{
	Slice mail = load(job, name);
	Oid tip = change(job->maker, mail);

	g_free((char *)mail.ptr);
	return tip;
}

static Oid change_two(const Job *job, Change2 change, const char *name, const char *other_name)
{
	Slice mail = load(job, name), other = load(job, other_name);
	Oid tip = change(job->maker, mail, other);

	g_free((char *)mail.ptr);
	g_free((char *)other.ptr);
	return tip;
}

static Oid lose(InboxMaker *maker, Slice mail)
{
	inbox_maker_lose(maker, mail);
	return (Oid){{0}};
}

static Oid run(const Job *job, char **words)
{
	static const struct {
		const char *word;
		Change1 one;
		Change2 two;
	} verbs[] = {
		{"add", inbox_maker_add, NULL},     {"delete", inbox_maker_delete, NULL},
		{"purge", inbox_maker_purge, NULL}, {"missing", lose, NULL},
		{"edit", NULL, inbox_maker_edit},   {"replace", NULL, inbox_maker_replace},
	};

	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++) {
		if (strcmp(words[0], verbs[i].word) != 0)
			continue;
		if (verbs[i].two)
			return change_two(job, verbs[i].two, words[1], words[1] ? words[2] : NULL);
		if (words[1] && words[2])
			set_date(job, words[2]);
		return change_one(job, verbs[i].one, words[1]);
	}
	g_error("the plan says '%s', which is nothing to do", words[0]);
}

static void run_line(const Job *job, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	g_autofree char *hex = NULL;
	Oid tip;

	if (!words[0] || !words[0][0] || words[0][0] == '#')
		return;
	if (strcmp(words[0], "epoch") == 0) {
		inbox_maker_next_epoch(job->maker);
		return;
	}
	tip = run(job, words);
	hex = oid_hex(&tip);
	if (!oid_is_zero(&tip))
		g_print("%s %s\n", hex, line);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *plan_for_all(const char *corpus)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(corpus, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".eml"))
			g_ptr_array_add(lines, g_strconcat("add ", name, NULL));
	g_ptr_array_sort(lines, compare_names);
	g_ptr_array_add(lines, NULL);
	return g_strjoinv("\n", (char **)lines->pdata);
}

static char *read_plan(const char *corpus, const char *given)
{
	g_autofree char *own = g_build_filename(corpus, "plan", NULL);
	const char *path = given ? given : own;
	g_autoptr(GError) error = NULL;
	char *text;

	if (!given && !g_file_test(own, G_FILE_TEST_EXISTS))
		return plan_for_all(corpus);
	if (!g_file_get_contents(path, &text, NULL, &error))
		g_error("%s", error->message);
	return text;
}

int main(int argc, char **argv)
{
	g_autoptr(InboxMaker) maker = NULL;
	g_autofree char *plan = NULL;
	g_auto(GStrv) lines = NULL;
	gboolean v1 = argc > 1 && strcmp(argv[1], "v1") == 0;
	Job job;

	if (argc < 4 || argc > 5 || (!v1 && strcmp(argv[1], "v2") != 0)) {
		g_printerr("usage: mkinbox v1|v2 CORPUS TARGET [PLAN]\n");
		return 2;
	}
	mirror_init();
	maker = inbox_maker_new(argv[3], v1 ? EPOCH_V1 : EPOCH_V2);
	job = (Job){argv[2], maker};
	plan = read_plan(argv[2], argv[4]);
	lines = g_strsplit(plan, "\n", -1);
	for (char **line = lines; *line; line++)
		run_line(&job, *line);
	return 0;
}
