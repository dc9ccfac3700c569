/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/trace.h"

static const char *const whys[] = {
	[WHY_NOT] = "",
	[WHY_SHORT] = "short",
	[WHY_DRY] = "dry",
	[WHY_SETTINGS] = "settings",
	[WHY_BUDGET] = "budget",
	[WHY_KEY] = "key",
	[WHY_QUOTA] = "quota",
	[WHY_MODEL] = "model",
	[WHY_UNREACHABLE] = "unreachable",
	[WHY_TIMEOUT] = "timeout",
	[WHY_REQUEST] = "request",
	[WHY_ANSWER] = "answer",
	[WHY_DECLINED] = "declined",
	[WHY_EMPTY] = "empty",
	[WHY_CUT] = "cut",
	[WHY_UNREADABLE] = "unreadable",
	[WHY_DROPPED] = "dropped",
	[WHY_SILENT] = "silent",
};

const char *trace_why_name(TraceWhy why)
{
	G_STATIC_ASSERT(G_N_ELEMENTS(whys) == N_WHYS);
	g_return_val_if_fail(why < N_WHYS, "");
	return whys[why];
}

static void fault_clear(gpointer data)
{
	TraceFault *fault = data;

	g_free(fault->what);
}

TraceRejected *trace_rejected_new(const char *part, const char *actor, const char *text,
				  const char *quote)
{
	TraceRejected *rejected = g_new0(TraceRejected, 1);

	rejected->part = part;
	rejected->actor = g_strdup(actor);
	rejected->text = g_strdup(text);
	rejected->quote = g_strdup(quote);
	rejected->faults = g_array_new(FALSE, FALSE, sizeof(TraceFault));
	g_array_set_clear_func(rejected->faults, fault_clear);
	return rejected;
}

void trace_rejected_add(TraceRejected *rejected, const char *rule, const char *what)
{
	TraceFault fault = {rule, g_strdup(what)};

	g_array_append_val(rejected->faults, fault);
}

void trace_rejected_free(TraceRejected *rejected)
{
	if (!rejected)
		return;
	g_free(rejected->actor);
	g_free(rejected->text);
	g_free(rejected->quote);
	g_array_unref(rejected->faults);
	g_free(rejected);
}

void trace_clear(Trace *trace)
{
	g_clear_pointer(&trace->rejected, g_ptr_array_unref);
}
