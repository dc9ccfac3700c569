/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_OWN_FORMS_H
#define MD_CORE_OWN_FORMS_H

#include "core/scan.h"

/* Private to core/own*: what has a form of its own: footers, signatures, trailers, courtesies. */

/* What lists and robots put below. Before quotes, which could swallow them. */
void own_footers(Scan *scan);
/* Signatures, trailers, what git writes, rulers, greetings, closings. Behind quotes. */
void own_forms(Scan *scan);

#endif
