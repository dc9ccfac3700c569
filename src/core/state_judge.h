/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_JUDGE_H
#define MD_CORE_STATE_JUDGE_H

#include "core/state_view.h"

/*
 * Goes through a thread's evidence, mail by mail, and fills in what it comes to: State.under and
 * cite, as if nothing were newer and nobody silent; partial, applied, tags, nacks,
 * stands, failures.
 */
void state_judge(const StateView *view, State *state);

#endif
