/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_VERSION_HINTS_H
#define MD_CORE_VERSION_HINTS_H

#include "core/patch.h"

/* A line that says where an older version is: "v2: https://lore.kernel.org/kvm/<id>/". */
typedef struct {
	guint version;
	char *id;
} VersionMention;

/* What the text of a patch mail says of the versions of its series. */
typedef struct {
	char *change_id;   /* b4's change-id or Gerrit's Change-Id; NULL without one */
	char **supersedes; /* Message-IDs of Supersedes: lines; NULL without one */
	GArray *mentions;  /* of VersionMention; NULL without one */
} VersionHints;

/* @body: the whole text of the mail. */
VersionHints version_hints_read(const char *body, const Patch *patch);
void version_hints_clear(VersionHints *hints);

#endif
