/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/clone.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/fetching.h"

#include <string.h>
#include <unistd.h>

/* The command line, taken apart. */
typedef struct {
	EpochChoice choice;
	gboolean chosen;
	guint wait;
	const char *from, *dir;
} Call;

static gboolean take_epoch(void *into, const char *text, GError **error)
{
	Call *call = into;

	call->chosen = TRUE;
	if (epoch_choice_parse(text, &call->choice, error))
		return TRUE;
	g_prefix_error(error, "--epoch ");
	return FALSE;
}

static const OptionRow rows[] = {
	{"epoch", .kind = OPTION_TAKE, .take = take_epoch, .argument = "latest|<n>|<n>..<m>",
	 .help = "these epochs alone"},
	{"wait", .kind = OPTION_NUMBER, .at = offsetof(Call, wait), .argument = "<seconds>",
	 .help = "how long to wait for another maildelta (10)", .max = FETCHING_WAIT_MAX},
	{0},
};

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"options", rows, call}, {0}};
	int first = command_parse(context, groups, argc, argv, error);
	int n = argc - first;

	if (first < 0)
		return FALSE;
	if (context->answered)
		return TRUE;
	if (n < 1 || n > 2) {
		g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
				    "takes the address or path of an inbox, and the folder to make "
				    "where that is to be called otherwise");
		return FALSE;
	}
	call->from = argv[first];
	call->dir = n == 2 ? argv[first + 1] : NULL;
	return TRUE;
}

/* --- progress ------------------------------------------------------------------- */

typedef struct {
	Progress *progress;
	guint epoch; /* which was shown last */
	gint64 since;
} Meter;

static void show(const FetchCount *count, gpointer user)
{
	Meter *meter = user;
	g_autofree char *text = NULL;

	if (meter->epoch != count->epoch || !meter->since) {
		meter->epoch = count->epoch;
		meter->since = g_get_monotonic_time();
	}
	if (!progress_is_due(meter->progress))
		return;
	text = fetching_describe(count, meter->since);
	progress_say(meter->progress, text, FALSE);
}

/* --- what was done ---------------------------------------------------------------- */

static char *describe_epochs(const CloneResult *result)
{
	g_autofree char *n = fetching_number(result->epochs, "epoch");

	if (!result->is_v2)
		return g_strdup("");
	if (result->epochs == 1)
		return g_strdup_printf("epoch %u, ", result->first);
	return g_strdup_printf("%s (%u-%u), ", n, result->first, result->last);
}

static void print_setting(const char *file, const char *name, const char *key, const char *value)
{
	g_autofree char *full = g_strconcat("inbox.", name, ".", key, NULL);
	g_autofree char *in = g_shell_quote(file), *quoted = g_shell_quote(full);
	g_autofree char *to = g_shell_quote(value);

	fetching_print(NULL, "git config -f %s %s %s", in, quoted, to);
}

/* How update is to know it. Git makes the file of settings, but not its folder. */
static void print_settings(const Site *site, const CloneResult *result)
{
	g_autofree char *name = g_path_get_basename(result->folder), *file = context_file();
	g_autofree char *dir = g_path_get_dirname(file), *quoted = g_shell_quote(dir);

	fetching_print(NULL, "to have 'maildelta update' fetch it, add to your settings:");
	if (!g_file_test(dir, G_FILE_TEST_IS_DIR))
		fetching_print(NULL, "mkdir -p %s", quoted);
	print_setting(file, name, "dir", result->folder);
	print_setting(file, name, "url", site->shown);
}

static void print_result(const Context *context, const Site *site, const CloneResult *result)
{
	g_autofree char *epochs = describe_epochs(result);
	g_autofree char *commits = fetching_number(result->commits, "commit");
	g_autofree char *size = fetching_size(result->bytes);

	if (context->quiet)
		return;
	if (!result->epochs)
		fetching_print(NULL, "%s: all of it is there", result->folder);
	else
		fetching_print(NULL, "%s: mirrored %s: %s%s, %s", result->folder, site->shown,
			       epochs, commits, size);
	if (isatty(STDOUT_FILENO))
		print_settings(site, result);
}

gboolean cmd_clone(Context *context, int argc, char **argv, GError **error)
{
	Call call = {.choice = EPOCH_CHOICE_ALL, .wait = FETCHING_WAIT};
	g_autoptr(Site) site = NULL;
	g_autofree char *name = NULL;
	g_autoptr(Progress) progress = NULL;
	g_auto(CloneResult) result = {0};
	CloneRequest request;
	HttpSettings http;
	Meter meter = {0};

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	site = site_parse(call.from, error);
	if (site && !call.dir)
		name = site_name(site, error);
	if (!site || (!call.dir && !name))
		return FALSE;
	fetching_begin(context, &http);
	progress = meter.progress = context_progress(context, "Cloning");
	request = (CloneRequest){site,
				 call.dir ? call.dir : name,
				 call.choice,
				 call.wait,
				 {&http, show, &meter, 0, 0}};
	progress_begin(progress, site->shown);
	if (!clone_inbox(&request, &result, error))
		return FALSE;
	progress_clear(progress);
	print_result(context, site, &result);
	return TRUE;
}
