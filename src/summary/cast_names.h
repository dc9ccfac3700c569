/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CAST_NAMES_H
#define MD_SUMMARY_CAST_NAMES_H

#include "summary/cast.h"

/* The names of a cast's members, made ready to be found in texts (cast_mentions()). */
typedef struct _CastNames CastNames;

CastNames *cast_names_new(void);
void cast_names_free(CastNames *names);

/* @name: clean, of the member that comes next, from 0; @bot: it is only known by all of it. */
void cast_names_add(CastNames *names, const char *name, gboolean bot);

/* Bytes of "{P3}" at the front of @text, *who: 2; 0: it is none, or nobody's. */
gsize cast_names_take_id(const char *text, guint n, guint *who);

/* cast_mentions() */
GArray *cast_names_find(const CastNames *names, const char *text);

#endif
