/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_WIRE_H
#define MD_SUMMARY_WIRE_H

#include "core/summary.h"

/* The forms in which endpoints are asked and answer: bytes, no network. */
typedef enum {
	PROVIDER_OPENAI,    /* chat completions, and all who speak them */
	PROVIDER_ANTHROPIC, /* messages */
	PROVIDER_OLLAMA,    /* its own chat: its /v1 cuts long prompts silently */
	N_PROVIDERS,
} Provider;

const char *provider_name(Provider provider); /* openai, anthropic, ollama */
gboolean provider_parse(const char *name, Provider *provider);
/* Whose an endpoint is by its address: Anthropic's host, Ollama's host or port 11434, else
 * OpenAI's. */
Provider provider_of(const char *endpoint);

/* How firmly the form of an answer can be asked for. */
typedef enum {
	RUNG_SCHEMA, /* JSON of that schema */
	RUNG_OBJECT, /* JSON */
	RUNG_TEXT,   /* the prompt's words alone */
	N_RUNGS,
} WireRung;

/*
 * What an endpoint and model take; all 0 at first. Learned from what they refuse, one thing at a
 * time: WIRE_FORMS - 1 of them in the worst case.
 */
typedef struct {
	WireRung rung;              /* Anthropic: no matter */
	gboolean completion_tokens; /* OpenAI: max_completion_tokens, not max_tokens */
	gboolean no_temperature;    /* it may not be set */
} WireForm;

#define WIRE_FORMS 5 /* forms in which a request is sent at most: each step leaves one behind */

typedef struct {
	Provider provider;
	const char *model, *system, *user;
	const char *schema_name, *schema; /* of the answer: a name and JSON */
	guint context;                    /* tokens, of prompt and answer: Ollama has to be told */
	guint output;                     /* tokens of the answer, at most */
} WireRequest;

/*
 * Where to POST to, from what the settings have: a host, …/v1 or the whole path. OpenAI's /v1 is
 * not added where it is not given, for not all have one: https://host is asked at
 * https://host/chat/completions. A query stays, behind the path. Newly allocated.
 */
char *wire_url(Provider provider, const char *endpoint);
/* The headers, NULL at the end; @key NULL: without. For wire_headers_free(), which wipes them. */
char **wire_headers(Provider provider, const char *key);
void wire_headers_free(char **headers);
GBytes *wire_body(const WireRequest *request, const WireForm *form);

typedef enum {
	WIRE_ANSWER,    /* content; cut or declined perhaps */
	WIRE_OTHERWISE, /* it does not take this form: ask again in *next */
	WIRE_AGAIN,     /* it may go well another time: 408, 409, 425, 429, 5xx, 529 */
	WIRE_NOT_THIS,  /* not this request: too long, refused, an answer of no known form */
	WIRE_STOP,      /* nothing will go well: key, quota, no such model or address, redirects */
} WireVerdict;

typedef struct {
	WireVerdict verdict;
	char *content;         /* ANSWER: the model's words, "" where it has none; else NULL */
	gboolean cut;          /* it was at its limit of tokens */
	gboolean declined;     /* the model, or a filter, would not answer */
	guint64 input, output; /* tokens; 0: not told */
	TraceWhy why;          /* of all others */
	guint after;           /* AGAIN: seconds to wait, where the body says so; 0: it does not */
	char *detail; /* what the server said: clean text, one line, 200 characters; or NULL. For
			 standard error alone */
} WireReply;

/*
 * Reads an answer of @status; whatever it is, a reply comes of it. An error may be an object or an
 * array of one, and of status 200, too. @next: for OTHERWISE, with one thing more given up than
 * in @tried; else it is @tried. @body NULL, @len 0: there is none. The content is valid UTF-8 as
 * the model wrote it.
 */
void wire_read(Provider provider, long status, const char *body, gsize len, const WireForm *tried,
	       WireForm *next, WireReply *reply);
void wire_reply_clear(WireReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WireReply, wire_reply_clear)

#endif
