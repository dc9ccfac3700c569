/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/model_ai.h"

#include "report/model_parts.h"

/* --- a digest -------------------------------------------------------------------- */

static Json *usage_json(const DigestAi *ai)
{
	const Usage *usage = &ai->usage;
	g_autofree char *cost = usage->priced ? money_show(usage->cost) : NULL;
	Json *json = json_object();

	json_set_int(json, "requests", usage->requests);
	json_set_int(json, "cached", usage->cached);
	json_set_int(json, "input_tokens", (gint64)usage->input);
	json_set_int(json, "output_tokens", (gint64)usage->output);
	json_set_bool(json, "estimated", usage->estimated);
	json_set_string(json, "cost", cost);
	json_set_string(json, "currency", ai->currency);
	return json;
}

static Json *others_json(const DigestAi *ai)
{
	Json *list = json_array();

	for (guint why = 0; why < N_WHYS; why++) {
		Json *json;

		if (!ai->others[why])
			continue;
		json = json_object();
		json_set_string(json, "why", trace_why_name(why));
		json_set_int(json, "threads", ai->others[why]);
		json_append(list, json);
	}
	return list;
}

Json *model_ai(const DigestAi *ai)
{
	Json *json;

	if (!ai)
		return json_null();
	json = json_object();
	json_set_string(json, "provider", ai->provider);
	json_set_string(json, "model", ai->model);
	json_set_int(json, "prompt_version", ai->version);
	json_set_int(json, "told", ai->told);
	json_set_int(json, "by_rules", digest_ai_others(ai));
	json_set(json, "reasons", others_json(ai));
	json_set(json, "usage", usage_json(ai));
	return json;
}

Json *model_estimate(const DigestAi *ai)
{
	Json *json = json_object();

	json_set(json, "schema", model_schema("maildelta-estimate"));
	json_set_int(json, "to_ask", ai->others[WHY_DRY]);
	json_set(json, "ai", model_ai(ai));
	return json;
}

/* --- a thread --------------------------------------------------------------------- */

static gboolean is_asked(const Summary *summary)
{
	return g_str_equal(summary->method, SUMMARY_LLM) || summary->trace.why != WHY_NOT;
}

Json *model_asked(const Summary *summary)
{
	const Trace *trace = &summary->trace;
	Json *json;

	if (!is_asked(summary))
		return json_null();
	json = json_object();
	json_set_string(json, "model", summary->model);
	json_set_string(json, "why", trace->why == WHY_NOT ? NULL : trace_why_name(trace->why));
	json_set_int(json, "answers", trace->requests);
	json_set_int(json, "cached", trace->cached);
	json_set_bool(json, "repaired", trace->repaired);
	json_set_int(json, "parts", trace->parts);
	json_set_int(json, "cut_mails", trace->cut_mails);
	json_set_int(json, "left_out", trace->left_out);
	return json;
}

static Json *faults_json(const GArray *faults)
{
	Json *list = json_array();

	for (guint i = 0; i < faults->len; i++) {
		const TraceFault *fault = &g_array_index(faults, TraceFault, i);
		g_autofree char *text = trace_fault_text(fault);
		Json *json = json_object();

		json_set_string(json, "rule", fault->rule);
		json_set_string(json, "what", fault->what);
		json_set_string(json, "text", text);
		json_append(list, json);
	}
	return list;
}

Json *model_rejected(const Trace *trace)
{
	Json *list = json_array();

	for (guint i = 0; trace->rejected && i < trace->rejected->len; i++) {
		const TraceRejected *rejected = trace->rejected->pdata[i];
		Json *json = json_object();

		json_set_string(json, "part", rejected->part);
		json_set_string(json, "actor", rejected->actor);
		json_set_string(json, "text", rejected->text);
		json_set_string(json, "quote", rejected->quote);
		json_set_bool(json, "again", rejected->again);
		json_set(json, "faults", faults_json(rejected->faults));
		json_append(list, json);
	}
	return list;
}
