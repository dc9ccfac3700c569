/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/echo.h"

/* What was said on the way from a thread's root to one of its mails. */
typedef struct {
	const EchoMail *mails;
	GHashTable *said; /* fingerprint, borrowed → place of the mail that said it first, + 1 */
	GArray *path;     /* of guint: places, the root first */
} Walk;

/* Whether somebody else said that first. */
static gboolean is_echo(const Walk *walk, const EchoMail *mail, guint64 print)
{
	guint first = print ? GPOINTER_TO_UINT(g_hash_table_lookup(walk->said, &print)) : 0;

	return first && !person_same(walk->mails[first - 1].sender, mail->sender);
}

/* Forms of programs, which say the same of everything: their words are nobody else's. */
static gboolean is_form(const EchoMail *mail, const Evidence *evidence)
{
	return mail->bot || evidence->kind == EVIDENCE_FAILURE || evidence->kind == EVIDENCE_FINE ||
	       evidence->kind == EVIDENCE_FIXED;
}

static void drop_evidence(const Walk *walk, const EchoMail *mail)
{
	GPtrArray *all = mail->evidence;
	guint kept = 0;

	for (guint i = 0; all && i < all->len; i++) {
		Evidence *evidence = all->pdata[i];

		all->pdata[i] = NULL;
		if (!is_form(mail, evidence) && is_echo(walk, mail, extract_print(evidence->line)))
			evidence_free(evidence);
		else
			all->pdata[kept++] = evidence;
	}
	if (all)
		g_ptr_array_set_size(all, (gint)kept);
}

static void drop_telling(const Walk *walk, const EchoMail *mail)
{
	GArray *all = mail->extract->telling;
	guint kept = 0;

	for (guint i = 0; i < all->len; i++) {
		ExtractSentence *at = &g_array_index(all, ExtractSentence, i);
		ExtractSentence sentence = *at;

		*at = (ExtractSentence){NULL, 0, 0};
		if (is_echo(walk, mail, sentence.print))
			g_free(sentence.text);
		else
			g_array_index(all, ExtractSentence, kept++) = sentence;
	}
	g_array_set_size(all, kept);
}

static void enter(Walk *walk, guint place)
{
	const Extract *extract = walk->mails[place].extract;

	g_array_append_val(walk->path, place);
	for (guint i = 0; extract && i < extract->said->len; i++) {
		guint64 *print = &g_array_index(extract->said, guint64, i);

		if (!g_hash_table_contains(walk->said, print))
			g_hash_table_insert(walk->said, print, GUINT_TO_POINTER(place + 1));
	}
}

static void leave(Walk *walk)
{
	guint place = g_array_index(walk->path, guint, walk->path->len - 1);
	const Extract *extract = walk->mails[place].extract;

	g_array_set_size(walk->path, walk->path->len - 1);
	for (guint i = 0; extract && i < extract->said->len; i++) {
		guint64 *print = &g_array_index(extract->said, guint64, i);

		if (GPOINTER_TO_UINT(g_hash_table_lookup(walk->said, print)) == place + 1)
			g_hash_table_remove(walk->said, print);
	}
}

/* Whether the path ends in what the mail at @place answers. */
static gboolean is_below(const Walk *walk, const Thread *thread, guint place)
{
	gint above = g_array_index(thread->mails, ThreadMail, place).answers;

	return above >= 0 && g_array_index(walk->path, guint, walk->path->len - 1) == (guint)above;
}

void echo_drop(const Thread *thread, const EchoMail *mails)
{
	g_autoptr(GHashTable) said = g_hash_table_new(g_int64_hash, g_int64_equal);
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
	Walk walk = {mails, said, path};

	for (guint i = 0; i < thread->tree->len; i++) {
		guint place = g_array_index(thread->tree, guint, i);

		while (path->len && !is_below(&walk, thread, place))
			leave(&walk);
		drop_evidence(&walk, &mails[place]);
		if (mails[place].extract)
			drop_telling(&walk, &mails[place]);
		enter(&walk, place);
	}
}
