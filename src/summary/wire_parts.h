/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_WIRE_PARTS_H
#define MD_SUMMARY_WIRE_PARTS_H

#include "base/json.h"
#include "summary/wire.h"

/* What the modules of summary/wire share; nobody else includes it. */

/* One of the forms. */
typedef struct {
	Json *(*body)(const WireRequest *request, const WireForm *form);
	/* Fills in @reply from the body of an answer; FALSE: it is none of this form, and nothing
	 * is filled in. */
	gboolean (*take)(const Json *root, WireReply *reply);
} WireShape;

extern const WireShape wire_openai, wire_anthropic, wire_ollama;

/* One message of a chat. */
Json *wire_message(const char *role, const char *text);
/* {"model": …, "messages": [system's, user's], "stream": false} */
Json *wire_chat(const WireRequest *request);
/* The schema of the answer as JSON; NULL where there is none. */
Json *wire_schema(const WireRequest *request);
/* The text of a content that is a string, or an array of parts of which those of type "text"
 * count; "" where it is neither. Newly allocated. */
char *wire_content(const Json *content);
/* A count of tokens; 0: not told, or no number that one could be. */
guint64 wire_count(const Json *counts, const char *name);
/* Whether @value is one of @words, NULL at the end, letters in either case. */
gboolean wire_is_one(const Json *value, const char *const *words);

#endif
