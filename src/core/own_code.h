/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_OWN_CODE_H
#define MD_CORE_OWN_CODE_H

#include "core/scan.h"

/* Private to core/own*: source, logs, and what is set off. */

/* The last pass: what stays open is own words. */
void own_code(Scan *scan);

#endif
