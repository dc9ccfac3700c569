/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_APPLIED_PLACE_H
#define MD_CORE_APPLIED_PLACE_H

#include "core/applied.h"

/* Private to core/applied*: where to, beside applied_place(). */

/* Behind a verb: "to kvmarm/next", "for 5.12" */
gboolean applied_read_destination(Applied *applied, Slice rest);

/* "in my tree", "to the queue for 5.12", which have no name */
gboolean applied_in_own_place(Slice rest);

#endif
