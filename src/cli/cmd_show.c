/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/lookup.h"
#include "cli/command.h"
#include "cli/outputs.h"
#include "cli/words.h"

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *inbox, *name;
} Call;

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {words_options(&call->words), {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	return context->answered ||
	       words_place_mail(context, argc - first, argv + first, "one commit or message-id",
				&call->inbox, &call->name, error);
}

typedef struct {
	ReportInbox title;
	GPtrArray *mails; /* of Found */
} Job;

static gboolean print_mails(const Renderer *renderer, Progress *progress, gpointer user,
			    GError **error)
{
	const Job *job = user;

	for (guint i = 0; i < job->mails->len; i++) {
		const Found *found = job->mails->pdata[i];
		ModelMail mail = {&job->title, &found->place, found->message};

		progress_at(progress, i + 1, job->mails->len);
		if (!render_mail(renderer, &mail, error))
			return FALSE;
	}
	return TRUE;
}

static GPtrArray *find_mails(const Context *context, const Call *call, Inbox *inbox, GError **error)
{
	g_autoptr(Progress) progress = context_progress(context, "Searching");
	Lookup lookup = {inbox, call->name, context->now, words_jobs(&call->words), progress};
	gint64 start = g_get_monotonic_time();
	GPtrArray *mails = lookup_find(&lookup, error);

	progress_clear(progress);
	if (mails)
		context_note(context, "found: %u mails, in %.2f s", mails->len,
			     (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC);
	return mails;
}

gboolean cmd_show(Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(Outputs) outputs = NULL;
	g_autoptr(GPtrArray) mails = NULL;
	g_auto(ReportInbox) title = {0};
	Job job;

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	inbox = words_inbox(context, call.inbox, call.name, error);
	if (!inbox)
		return FALSE;
	outputs = outputs_new(context, &call.words, "show", error);
	if (!outputs)
		return FALSE;
	mails = find_mails(context, &call, inbox, error);
	if (!mails)
		return FALSE;
	title = words_title(context, call.inbox, inbox);
	job = (Job){title, mails};
	return outputs_print(outputs, print_mails, &job, error);
}
