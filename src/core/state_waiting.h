/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_STATE_WAITING_H
#define MD_CORE_STATE_WAITING_H

#include "core/state_view.h"

/* Who is waited for, from State.kind, under, under_cite and questions, which are known. */
void state_waiting_find(const StateView *view, State *state);

#endif
