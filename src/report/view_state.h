/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_STATE_H
#define MD_REPORT_VIEW_STATE_H

#include "base/json.h"
#include "report/library.h"

/*
 * The views (view.h) of where threads stand (model_state.h): a state in a word, whom it waits
 * for, its tags by person, what was applied by whom and to where. Each is one text in the
 * reader's language, and the same as lines where a text of 80 columns breaks it.
 *
 * @anchor: what the thread is called in a page ("t1-2"); its mails' names begin with it. NULL:
 * there is no page.
 */
void view_state(const Library *library, const Json *state, const char *anchor);

/* Of model_row(). */
void view_row(const Library *library, const Json *row, const char *anchor);

/*
 * As many backticks as make code of @text in a line of Markdown, whatever it says. Newly
 * allocated.
 */
char *view_ticks(const char *text);

#endif
