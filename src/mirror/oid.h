/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_MIRROR_OID_H
#define MD_MIRROR_OID_H

#include <glib.h>

/* The name of a git object: its SHA-1. */
#define OID_RAW 20
#define OID_HEX 40

typedef struct {
	guint8 id[OID_RAW];
} Oid;

/* 40 hex digits; newly allocated. */
char *oid_hex(const Oid *oid);
/* Reads exactly 40 hex digits. FALSE, with @oid untouched, for anything else. */
gboolean oid_parse(Oid *oid, const char *hex, gsize len);
/* How many characters in front of @text are hex digits as git writes them, in lower case. */
gsize oid_count_hex(const char *text);
gboolean oid_equal(const Oid *a, const Oid *b);
gboolean oid_is_zero(const Oid *oid);
/* For hash tables whose keys are Oids: GHashFunc and GEqualFunc. */
guint oid_hash(gconstpointer oid);
gboolean oid_equal_keys(gconstpointer a, gconstpointer b);

#endif
