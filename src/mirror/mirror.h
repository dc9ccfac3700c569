/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_MIRROR_H
#define MD_MIRROR_MIRROR_H

/*
 * Once, before any thread and before anything else of this folder: starts the
 * git library and tunes it for reading mirrors that others wrote. What
 * fetches calls transport_init() and fetch_init(), too.
 */
void mirror_init(void);

#endif
