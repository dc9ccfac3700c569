/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/past.h"

#include "app/stream.h"

/* What the readers' threads are told. */
typedef struct {
	const Past *past;
	const GArray *places;
} Wanted;

static const Commit *commit_of(const Past *past, const OverviewMail *mail)
{
	return &g_array_index(past->commits, Commit, mail->commit);
}

gboolean past_has(const Past *past, guint place)
{
	const OverviewMail *mail = overview_at(past->overview, place);
	gint64 committed = commit_of(past, mail)->committed;

	return mail->commit < past->n_history && committed >= past->from &&
	       committed < past->until &&
	       !overview_is_gone(past->overview, &mail->blob, mail->order);
}

static const OverviewMail *wanted_at(const Wanted *all, guint entry)
{
	return overview_at(all->past->overview, g_array_index(all->places, guint, entry));
}

static gboolean read_mail(Reader *reader, guint entry, gpointer user, ReaderTake take,
			  gpointer taker, GError **error)
{
	const Wanted *all = user;
	const OverviewMail *wanted = wanted_at(all, entry);

	return reader_read_mail(reader, commit_of(all->past, wanted)->epoch, &wanted->blob, take,
				taker, error);
}

static gpointer parse_mail(guint entry, const Change *change, gpointer user)
{
	const Wanted *all = user;
	const Past *past = all->past;
	const OverviewMail *wanted = wanted_at(all, entry);
	DigestMail *mail = facts_read(&past->facts, commit_of(past, wanted), change, past->told);

	mail->post->order = wanted->order;
	mail->history = TRUE;
	return mail;
}

gboolean past_read(const Past *past, const GArray *places, GPtrArray *mails, GError **error)
{
	Wanted all = {past, places};
	StreamPlan plan = {
		.n = places->len,
		.read = read_mail,
		.parse = parse_mail,
		.destroy = (GDestroyNotify)digest_mail_free,
		.user = &all,
		.jobs = past->jobs,
	};
	g_autoptr(Stream) stream = stream_new(past->inbox, &plan);
	g_autoptr(GError) failure = NULL;
	StreamItem item;

	while (stream_next(stream, &item, &failure))
		if (item.value)
			g_ptr_array_add(mails, item.value);
	if (!failure)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&failure));
	return FALSE;
}
