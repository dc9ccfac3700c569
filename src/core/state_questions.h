/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_QUESTIONS_H
#define MD_CORE_STATE_QUESTIONS_H

#include "core/state_view.h"

/*
 * The questions of people that are open, into State.questions: below which nobody else wrote,
 * nor did the asker but to ask again, or send patches. A ping is no answer. What was asked before
 * @since, an instant, is none, nor is what a patch asks itself: only letters and RFCs do.
 */
void state_questions_find(const StateView *view, gint64 since, State *state);

#endif
