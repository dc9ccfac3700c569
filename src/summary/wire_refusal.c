/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/wire_refusal.h"

#include "core/phrase.h"

/*
 * The words of servers: their codes, and what they have been seen to say. Those of 429 stand apart:
 * "too many tokens" is a matter of time there.
 */

static Phrases too_long = {
	.says =
		{
			"context[ _-](length|size|window|limit)|context_exceeded|context the "
			"overflows",
			"(prompt|inputs?|request|messages?) (is|are|was) too (long|large)",
			"too many (input |prompt )?tokens",
			"\\binput length\\b.{0,60}\\b(exceed|should)|(prompt|inputs?) exceeds?\\b",
			"reduce the (length|number of tokens|size)",
			"maximum (allowed )?number of (input |output |completion )?tokens",
			"supports at most \\d+ (completion )?tokens",
			"`?inputs`? tokens \\+",
			"request_too_large|payload size exceeds",
			"string_above_max_length|string too long",
			"above[ _]max(imum)?[ _]value|max_tokens must be at least",
		},
};
static Phrases too_long_at_once = {
	.says = {"request too large", "must be reduced", "long context"},
};
static Phrases quota = {
	.says =
		{
			"insufficient[ _](user[ _])?(quota|credits?|balance|funds)|余额不足",
			"exceeded (your|the) current quota|exceeded_current_quota",
			"credit balance|\\bcredits\\b",
			"billing[ _]hard[ _]limit|your (plan and )?billing",
			"(spend(ing)?|api usage|monthly) limits?\\b",
			"free (tier|quota).{0,40}exhausted|usage[ _]limit[ _](has been )?reached",
			"arrear|overdue|\\btop[ -]up\\b",
		},
	/* Gemini says the same of a minute's quota, but for when it is over */
	.unless = {"(retry|try again) (in|after) [0-9]"},
};
static Phrases quota_of_day = {
	.says = {"per[ _-]day\\b|\\bdaily\\b|per 86400 ?s", "\\blimit: 0\\b"},
};
static Phrases moderated = {
	.says =
		{
			"content[ _](filter|management|policy)|been flagged|was flagged",
			"safety (system|reasons)|usage polic|\\bguardrail",
			"data_inspection_failed|inappropriate content|content exists risk",
			"sensitive (content|words)",
		},
};
static Phrases key_refused = {
	.says =
		{
			"api[ _-]?key (not valid|not found|expired|is missing|is invalid)",
			"(invalid|incorrect|no)[ _](\\w+ )?api[ _-]?key",
			"authentication_error|authentication (failed|fails)|\\bunauthorized\\b",
		},
};
static Phrases no_such_model = {
	.says =
		{
			"model_(not_found|decommissioned)|(invalid|unsupported)_model",
			"\\bmodel\\b.{0,100}\\b(does not|doesn't|not) exist",
			"\\bmodel\\b.{0,100}\\b(not found|no longer|discontinued)\\b",
			"not a valid model|\\b(invalid|unknown) model\\b",
			"no models? loaded|access to (the )?model|does not support chat",
		},
};
static Phrases tokens_named = {
	.says =
		{
			"max_completion_tokens",
			"\\b(unsupported|unknown|unrecognized)\\b.{0,60}max_tokens",
			"extra_forbidden.{0,60}max_tokens|max_tokens.{0,60}not "
			"(supported|permitted)",
		},
};
static Phrases temperature_named = {.says = {"\\btemperature\\b"}};
static Phrases form_named = {
	.says =
		{
			"response_format|json_(schema|object)|structured[ _]output",
			"grammar|(required for|invalid) format|requested parameters",
		},
};

static void decide(WireReply *reply, WireVerdict verdict, TraceWhy why)
{
	reply->verdict = verdict;
	reply->why = why;
}

/* Whether the request's form is named as what is wrong; what to try then. */
static gboolean next_form(Provider provider, const char *said, const WireForm *tried,
			  WireForm *next)
{
	if (provider == PROVIDER_OPENAI && !tried->completion_tokens &&
	    phrase_in(&tokens_named, said))
		next->completion_tokens = TRUE;
	else if (!tried->no_temperature && phrase_in(&temperature_named, said))
		next->no_temperature = TRUE;
	else
		return FALSE;
	return TRUE;
}

/* One rung down, where there is one. */
static gboolean next_rung(Provider provider, const WireForm *tried, WireForm *next)
{
	if (provider == PROVIDER_ANTHROPIC || tried->rung >= RUNG_TEXT)
		return FALSE;
	next->rung = tried->rung + 1;
	return TRUE;
}

/* 400, 422, and an error without a status. */
static void judge_request(const Refusal *refusal, const char *said, const WireForm *tried,
			  WireForm *next, WireReply *reply)
{
	gboolean unsure = refusal->status == 0 && !phrase_in(&form_named, said);

	if (phrase_in(&too_long, said))
		decide(reply, WIRE_NOT_THIS, WHY_REQUEST);
	else if (phrase_in(&quota, said))
		decide(reply, WIRE_STOP, WHY_QUOTA);
	else if (phrase_in(&moderated, said))
		decide(reply, WIRE_NOT_THIS, WHY_DECLINED);
	else if (phrase_in(&key_refused, said))
		decide(reply, WIRE_STOP, WHY_KEY);
	else if (next_form(refusal->provider, said, tried, next))
		decide(reply, WIRE_OTHERWISE, WHY_REQUEST);
	else if (phrase_in(&no_such_model, said))
		decide(reply, WIRE_STOP, WHY_MODEL);
	else if (!unsure && next_rung(refusal->provider, tried, next))
		decide(reply, WIRE_OTHERWISE, WHY_REQUEST);
	else
		decide(reply, WIRE_NOT_THIS, unsure ? WHY_ANSWER : WHY_REQUEST);
}

static void judge_forbidden(const char *said, WireReply *reply)
{
	if (phrase_in(&quota, said))
		decide(reply, WIRE_STOP, WHY_QUOTA);
	else if (phrase_in(&moderated, said))
		decide(reply, WIRE_NOT_THIS, WHY_DECLINED);
	else if (phrase_in(&no_such_model, said))
		decide(reply, WIRE_STOP, WHY_MODEL);
	else
		decide(reply, WIRE_STOP, WHY_KEY);
}

/* 404: OpenRouter means by it, too, that nobody takes the form. */
static void judge_missing(const Refusal *refusal, const char *said, const WireForm *tried,
			  WireForm *next, WireReply *reply)
{
	if (phrase_in(&form_named, said) && next_rung(refusal->provider, tried, next))
		decide(reply, WIRE_OTHERWISE, WHY_REQUEST);
	else
		decide(reply, WIRE_STOP, WHY_MODEL);
}

static void judge_rate(const char *said, WireReply *reply)
{
	if (phrase_in(&too_long_at_once, said))
		decide(reply, WIRE_NOT_THIS, WHY_REQUEST);
	else if (phrase_in(&quota_of_day, said) || phrase_in(&quota, said))
		decide(reply, WIRE_STOP, WHY_QUOTA);
	else
		decide(reply, WIRE_AGAIN, WHY_UNREACHABLE);
}

/* 5xx: servers of one's own fail so over what others refuse. */
static void judge_failure(const Refusal *refusal, const char *said, const WireForm *tried,
			  WireForm *next, WireReply *reply)
{
	if (phrase_in(&too_long, said))
		decide(reply, WIRE_NOT_THIS, WHY_REQUEST);
	else if (phrase_in(&form_named, said) && next_rung(refusal->provider, tried, next))
		decide(reply, WIRE_OTHERWISE, WHY_REQUEST);
	else
		decide(reply, WIRE_AGAIN, WHY_UNREACHABLE);
}

static void judge(const Refusal *refusal, const char *said, const WireForm *tried, WireForm *next,
		  WireReply *reply)
{
	switch (refusal->status) {
	case 0:
	case 400:
	case 422:
		judge_request(refusal, said, tried, next, reply);
		break;
	case 401:
		decide(reply, WIRE_STOP, WHY_KEY);
		break;
	case 402:
		decide(reply, WIRE_STOP, WHY_QUOTA);
		break;
	case 403:
		judge_forbidden(said, reply);
		break;
	case 404:
		judge_missing(refusal, said, tried, next, reply);
		break;
	case 405:
	case 410:
	case 300 ... 399: /* no redirect is followed: it might lead the key away */
		decide(reply, WIRE_STOP, WHY_MODEL);
		break;
	case 407:
		decide(reply, WIRE_STOP, WHY_UNREACHABLE);
		break;
	case 408:
	case 409:
	case 425:
		decide(reply, WIRE_AGAIN, WHY_UNREACHABLE);
		break;
	case 429:
		judge_rate(said, reply);
		break;
	case 500 ... 599:
		judge_failure(refusal, said, tried, next, reply);
		break;
	default:
		decide(reply, WIRE_NOT_THIS, WHY_REQUEST);
	}
}

void wire_refusal_read(const Refusal *refusal, const WireForm *tried, WireForm *next,
		       WireReply *reply)
{
	Refusal meant = *refusal;
	const Json *error = wire_error_find(refusal->body.root);
	g_autofree char *said = wire_error_said(&refusal->body, error);

	if (refusal->status >= 200 && refusal->status <= 299)
		meant.status = wire_error_status(error);
	judge(&meant, said, tried, next, reply);
	reply->after = reply->verdict == WIRE_AGAIN ? wire_error_after(error) : 0;
	reply->detail = wire_error_detail(&refusal->body, error);
}
