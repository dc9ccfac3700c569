/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_ANSWER_H
#define MD_SUMMARY_ANSWER_H

#include <glib.h>

/*
 * What a model answered, taken apart and nothing believed: JSON of the form
 *
 *	{"proposed": [POINT, …], "before": [POINT, …], "now": [POINT, …]}
 *	POINT: {"actor": "P2", "cites": [3, 4], "quote": "words of mail 3 or 4", "text": "…"}
 *
 * It may stand in a ```json fence, between other words or behind a <think>…</think>; of several
 * objects of that form the last is the answer. A list that is missing or null is empty, but one
 * has to be there. What a point lacks, or has of another type, is "" or no cite, so that it is the
 * check that says what is wrong with it.
 */
typedef enum { ANSWER_PROPOSED, ANSWER_BEFORE, ANSWER_NOW, N_ANSWER_PARTS } AnswerPart;

typedef struct {
	AnswerPart part;
	char *actor;   /* "P2", as written */
	GArray *cites; /* of guint: numbers of mails as written, 3 or "3", each once; 0 for what is
			  none */
	char *quote,
		*text; /* clean text of one line; what is not seen is taken away (text_seen()) */
} AnswerPoint;

#define ANSWER_MAX (1u << 20) /* bytes of an answer */
#define ANSWER_MAX_POINTS 40  /* in all; further ones are let go, and counted */
#define ANSWER_MAX_CITES 30   /* of a point; further ones are let go */
/* Characters of a quote or text, which no point that stands has: what is beyond is let go. */
#define ANSWER_MAX_TEXT 2000
#define ANSWER_MAX_ACTOR 100

typedef struct {
	GPtrArray *points; /* of AnswerPoint, proposed first, in their order */
	guint more;        /* beyond ANSWER_MAX_POINTS */
} Answer;

/* The JSON schema of it, and that of a choice, as texts; static. Of what OpenAI's strict mode
 * takes: all is required, nothing else allowed, no limits. */
extern const char answer_schema[];
extern const char answer_choice_schema[];

/* MD_ERROR_FAILED: none of that form, or more than ANSWER_MAX bytes: what is wrong and what to do
 * about it, for a model to read, without a full stop at the end. */
Answer *answer_read(const char *text, GError **error);
void answer_free(Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

AnswerPoint *answer_point_copy(const AnswerPoint *point);
void answer_point_free(AnswerPoint *point);
const char *answer_part_name(AnswerPart part); /* proposed, before, now */

/*
 * A choice: {"keep": [3, 1, 7]}: numbers of points, each once, the most important first. A GArray
 * of guint from 0, those beyond @n and twice left out. MD_ERROR_FAILED: none of that form, as
 * above.
 */
GArray *answer_read_choice(const char *text, guint n, GError **error);

#endif
