/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_COLOR_H
#define MD_REPORT_COLOR_H

/*
 * The colours that a text template can ask for, {{>color.new}} … {{>color.off}}: what
 * a terminal is sent for one (ECMA-48), or NULL when there is none of that name.
 */
const char *color_sequence(const char *name);

#endif
