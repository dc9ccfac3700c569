/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_MANUAL_H
#define MD_CLI_MANUAL_H

/* Becomes man(1) with that page. It returns where there is none to be read. */
void manual_show(const char *page);

#endif
