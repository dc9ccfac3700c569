/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/output.h"

#include <string.h>

/* The command line, taken apart. */
typedef struct {
	gboolean list;
	const char *name;
} Call;

static const OptionRow rows[] = {
	{"list", 'l', OPTION_FLAG, offsetof(Call, list),
	 .help = "all that are set, in the order in which they take effect"},
	{0},
};

static gboolean parse_call(Call *call, Context *context, int argc, char **argv, GError **error)
{
	const OptionGroup groups[] = {{"options", rows, call}, {0}};
	int first = command_parse(context, groups, argc, argv, error);

	if (first < 0)
		return FALSE;
	if (context->answered)
		return TRUE;
	call->name = argv[first];
	if (argc - first == (call->list ? 0 : 1))
		return TRUE;
	g_set_error_literal(error, MD_ERROR, MD_ERROR_USAGE,
			    "takes --list, or one name; 'git config -f <file>' changes them");
	return FALSE;
}

/* One line of clean text, with the blanks that a path may have. */
static char *clean(const char *raw)
{
	char *text = text_clean(raw, strlen(raw));

	return g_strdelimit(text, "\n\t", ' ');
}

/* The path of a folder, or a password, is for whoever asked for it, as it is. */
static char *make_line(const Call *call, const Setting *setting)
{
	g_autofree char *origin = clean(setting->origin), *name = clean(setting->name);
	g_autofree char *shown = settings_show(setting), *value = clean(shown);

	if (call->name)
		return g_strconcat(setting->value, "\n", NULL);
	return g_strconcat(origin, "\t", name, "=", value, "\n", NULL);
}

static gboolean print(const Call *call, const GPtrArray *settings, const char *pager,
		      GError **error)
{
	g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func((GDestroyNotify)output_free);
	Output *output = output_open(NULL, pager, error);

	g_ptr_array_add(outputs, output);
	for (guint i = 0; i < settings->len && !output_is_left(output); i++) {
		g_autofree char *line = make_line(call, settings->pdata[i]);

		if (!output_write(line, strlen(line), output, error) && !output_is_left(output))
			return FALSE;
	}
	return output_finish(outputs, error);
}

static gboolean print_one(const Context *context, const Call *call, GError **error)
{
	g_autoptr(GPtrArray) holding = settings_holding(context->settings, call->name, error);

	if (holding && holding->len)
		return print(call, holding, NULL, error);
	if (holding)
		g_set_error_literal(error, MD_ERROR, MD_ERROR_NOT_FOUND, "not set");
	g_prefix_error(error, "%s: ", call->name);
	return FALSE;
}

gboolean cmd_config(Context *context, int argc, char **argv, GError **error)
{
	Call call = {0};

	if (!parse_call(&call, context, argc, argv, error))
		return FALSE;
	if (context->answered)
		return TRUE;
	if (call.list)
		return print(&call, settings_all(context->settings), context_pager(context), error);
	return print_one(context, &call, error);
}
