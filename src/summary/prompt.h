/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_PROMPT_H
#define MD_SUMMARY_PROMPT_H

#include "base/json.h"
#include "core/trace.h"
#include "summary/answer.h"
#include "summary/brief.h"
#include "summary/glossary.h"

/*
 * What a model is asked: the data of the templates in templates/prompt/, which say it in words.
 * The number goes up with each change that makes other answers of the same mails, and is told in
 * JSON.
 */
#define PROMPT_VERSION 1

#define PROMPT_PROPOSED 4 /* points that are asked for, and told, of each part of an answer */
#define PROMPT_BEFORE 5
#define PROMPT_NOW 8

/* The templates, each with the data below. */
#define PROMPT_SYSTEM "prompt/system.txt" /* of all: who is asked, and in which form to answer */
#define PROMPT_THREAD "prompt/thread.txt" /* a thread, or a part of one */
#define PROMPT_CHOOSE "prompt/choose.txt" /* which points of several parts to keep */
#define PROMPT_REPAIR "prompt/repair.txt" /* what did not stand, and why; behind PROMPT_THREAD */

/* Makes a text of a template and its data; newly allocated, never NULL: they were read before. */
typedef char *(*PromptRender)(const char *name, const Json *data, gpointer user);

typedef struct {
	PromptRender render;
	gpointer user;
	const Glossary *glossary; /* NULL: none */
} Prompt;

/*
 * Sixteen hex digits by chance, which mark where the mails of @brief begin and end: what stands in
 * them cannot know them, and has not got them. Newly allocated.
 */
char *prompt_fence(const Brief *brief);

/* All newly allocated. */
char *prompt_system(const Prompt *prompt);
/* @places: of guint: the mails to show; @part of @parts, from 1; 1 of 1: the whole thread. */
char *prompt_thread(const Prompt *prompt, const Brief *brief, const GArray *places, guint part,
		    guint parts, const char *fence);
/* @thread: what prompt_thread() asked; @faults: the answer's points that did not stand
 * (TraceRejected), or NULL where @unreadable says why none could be read. */
char *prompt_repair(const Prompt *prompt, const char *thread, const GPtrArray *rejected,
		    const char *unreadable);
/* @points: of AnswerPoint: numbered from 1 as they stand. */
char *prompt_choose(const Prompt *prompt, const Brief *brief, const GPtrArray *points);

#endif
