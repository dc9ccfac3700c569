/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_PROBE_H
#define MD_CLI_PROBE_H

#include <glib.h>

/* Runs @argv, up to its NULL, without a word on the terminal; whether it could, and exited with 0.
 */
gboolean probe(const char *const *argv);

#endif
