/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_BOTRESULT_H
#define MD_CORE_BOTRESULT_H

#include "core/applied.h"

typedef enum {
	RESULT_APPLIED, /* patchwork-bot, pr-tracker-bot, tip-bot; stable's and -mm's notes */
	RESULT_FIXED,   /* "#syz fix: …", "This bug is marked as fixed by commit:" */
	RESULT_FAILURE, /* does not build, warns, crashes, regresses, does not apply */
	RESULT_FINE,    /* was tried, and nothing found */
} ResultKind;

/* What a program's mail, or one that a person's script wrote, says. */
typedef struct {
	ResultKind kind;
	gsize from;       /* byte of the text at which the line that says it begins */
	char *line;       /* that line, clean */
	char *error;      /* of a failure: its first error line; NULL: it has none */
	Applied *applied; /* of APPLIED and FIXED, else NULL */
} BotResult;

void botresult_free(BotResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BotResult, botresult_free)

/*
 * Reads the first set form that an unquoted line of @text has; NULL without one. @bot: the
 * sender is a program; of a person only the forms that scripts of people write count.
 */
BotResult *botresult_read(Slice text, gboolean bot);

#endif
