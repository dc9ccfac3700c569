/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CLI_DETACH_H
#define MD_CLI_DETACH_H

#include <glib.h>

typedef enum {
	DETACH_FAILED, /* nothing went on its own; the error is set */
	DETACH_CALLER, /* the rest is for the other one */
	DETACH_WORKER, /* that is this process now */
} DetachResult;

/*
 * Goes on in a process of its own, which whoever called does not wait for: in its own session,
 * in the root folder, its standard files at /dev/null, and no other file of the caller's open,
 * be it a pipe that someone reads to its end or a lock that is held. Before any thread.
 */
DetachResult detach(GError **error);

#endif
