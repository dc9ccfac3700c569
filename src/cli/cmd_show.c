/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/lookup.h"
#include "base/error.h"
#include "cli/command.h"

/* The command line, taken apart. */
typedef struct {
	Words words;
	const char *inbox, *name;
} Call;

static gboolean parse_call(Call *call, int argc, char **argv, GError **error)
{
	int first = command_parse(&call->words, NULL, argc, argv, error);
	int n = argc - first;

	if (first < 0)
		return FALSE;
	if (call->words.done)
		return TRUE;
	if (n < 1 || n > 2 || (n == 1 && g_file_test(argv[first], G_FILE_TEST_IS_DIR))) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
				    "takes [<inbox>] and one commit or message-id");
		return FALSE;
	}
	call->inbox = n == 2 ? argv[first] : NULL;
	call->name = argv[argc - 1];
	return TRUE;
}

typedef struct {
	ReportInbox title;
	GPtrArray *mails; /* of Found */
} Job;

static gboolean print_mails(const Renderer *renderer, gpointer user, GError **error)
{
	const Job *job = user;

	for (guint i = 0; i < job->mails->len; i++) {
		const Found *found = job->mails->pdata[i];
		ModelMail mail = {&job->title, &found->place, found->message};

		if (!render_mail(renderer, &mail, error))
			return FALSE;
	}
	return TRUE;
}

gboolean cmd_show(const Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};
	g_autoptr(Inbox) inbox = NULL;
	g_autoptr(GPtrArray) mails = NULL;
	g_autoptr(Progress) progress = NULL;
	g_auto(ReportInbox) title = {0};
	Lookup lookup;
	Job job;

	if (!parse_call(&call, argc, argv, error))
		return FALSE;
	if (call.words.done)
		return TRUE;
	inbox = command_inbox(call.inbox, error);
	if (!inbox)
		return FALSE;
	progress = command_progress(context, "Searching");
	lookup = (Lookup){inbox, call.name, context->now, command_jobs(&call.words), progress};
	mails = lookup_find(&lookup, error);
	g_clear_pointer(&progress, progress_free);
	if (!mails)
		return FALSE;
	title = command_title(context, inbox);
	job = (Job){title, mails};
	return command_print(context, &call.words, "show", print_mails, &job, error);
}
