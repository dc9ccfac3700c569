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

TraceWhy trace_why_named(const char *name)
{
	for (guint why = 0; why < N_WHYS; why++)
		if (g_str_equal(whys[why], name))
			return why;
	return WHY_NOT;
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

/* Of a rule with words, "%s"; without them, or where @what is a word of ours, a row of its own. */
static const struct {
	const char *rule, *what, *says;
} faults[] = {
	{"cite", NULL, "it cites no mail"},
	{"cite", "%s", "there is no mail %s among those that are shown"},
	{"actor", NULL, "its actor sent none of the mails that it cites"},
	{"actor", "%s", "it tells what %s says, who is not its actor"},
	{"period", "before", "it is told as new, but its words were written before the period"},
	{"period", "now", "it is told as earlier, but cites a mail of the period"},
	{"quote", "", "it has no quote"},
	{"quote", "%s",
	 "these are not the actor's own words in a mail that it cites, five or more "
	 "of them, letter by letter: \"%s\""},
	{"person", "%s", "the mails that it cites have nothing to do with %s"},
	{"name", "%s", "\"%s\" stands in no mail that it cites"},
	{"hash", "%s", "the hash %s stands in no cited mail of the actor's"},
	{"number", "%s", "the number %s stands in no cited mail of the actor's"},
	{"version", "%s", "the version %s stands in no cited mail of the actor's"},
	{"quotation", "%s",
	 "\"%s\" stands in quotation marks, but in no cited mail of the actor's"},
	{"identifier", "%s", "%s stands in no cited mail of the actor's"},
	{"config", "%s", "%s stands in no cited mail of the actor's"},
	{"acronym", "%s", "what it spells %s out as is neither in the mails nor in the glossary"},
	{"agreement", NULL,
	 "it says that people agree or approve, which no tag and no words of theirs "
	 "in the cited mails do"},
	{"agreement", "%s",
	 "it says that %s agrees or approves, which no tag and no words of theirs in "
	 "the cited mails do"},
	{"applied", "applied",
	 "it says that patches were applied or merged, which the state does not"},
	{"applied", "rejected", "it says that patches were rejected, which the state does not"},
	{"applied", "withdrawn", "it says that patches were withdrawn, which the state does not"},
	{"applied", "%s", "no mail of the actor's that it cites says that patches went to %s"},
	{"guess", NULL, "it guesses, or fills in, what its quote does not say"},
	{"other", "%s", "\"%s\" is what somebody else says, and no word of the actor's"},
	{"order", NULL,
	 "its numbers stand the other way round in the mails that it cites, or beside others"},
	{"stance", "asks", "its quote asks, and the text does not say so"},
	{"stance", "done", "it tells as done what its quote has as still to be done"},
	{"stance", "doubt", "its quote is not sure, or has it as an idea, and the text is sure"},
	{"stance", "promise", "it promises what the mails that it cites do not"},
	{"stance", "not", "its quote says \"not\" where the text does not"},
	{"patch", "series",
	 "it speaks of all patches, but the mails of its actor's that it cites of one"},
	{"patch", "%s", "the mails that it cites are not about patch %s"},
	{"reference", NULL, "it refers to mails by numbers, which the reader does not have"},
	{"reference", "%s", "people are named in braces: {%s}"},
	{"url", "%s", "it has an address: %s"},
	{"text", "empty", "it has no text"},
	{"text", "long", "its text is too long"},
	{"text", "unseen", "its text has characters that are not seen"},
	{"text", "markup", "its text has markup"},
	{"twice", NULL, "an earlier point of its actor says it in the same words"},
};

char *trace_fault_text(const TraceFault *fault)
{
	const char *generic = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
		if (!g_str_equal(faults[i].rule, fault->rule))
			continue;
		if (g_strcmp0(faults[i].what, fault->what) == 0)
			return g_strdup(faults[i].says);
		if (faults[i].what && g_str_equal(faults[i].what, "%s"))
			generic = faults[i].says;
	}
	if (generic && fault->what) {
		g_auto(GStrv) parts = g_strsplit(generic, "%s", 2);
		return g_strconcat(parts[0], fault->what, parts[1], NULL);
	}
	return fault->what ? g_strdup_printf("%s: %s", fault->rule, fault->what)
			   : g_strdup(fault->rule);
}

void trace_clear(Trace *trace)
{
	g_clear_pointer(&trace->rejected, g_ptr_array_unref);
}
