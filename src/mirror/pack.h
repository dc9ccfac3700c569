/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_PACK_H
#define MD_MIRROR_PACK_H

#include <glib.h>

/*
 * Private to mirror/. Whether every pack under @objects_dir, and under its
 * alternates, is there and ends in the checksum its index knows, and that index in
 * its own. libgit2 takes the objects of a pack that is cut short, or that its index
 * misnames, for absent ones; this tells a damaged mirror from one that lacks a
 * mail. MD_ERROR_FAILED names the first bad pack.
 */
gboolean pack_check(const char *objects_dir, GError **error);

#endif
