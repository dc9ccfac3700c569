/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/oid.h"

#include <string.h>

char *oid_hex(const Oid *oid)
{
	static const char digits[] = "0123456789abcdef";
	char *hex = g_malloc(OID_HEX + 1);

	for (gsize i = 0; i < OID_RAW; i++) {
		hex[2 * i] = digits[oid->id[i] >> 4];
		hex[2 * i + 1] = digits[oid->id[i] & 15];
	}
	hex[OID_HEX] = '\0';
	return hex;
}

gboolean oid_parse(Oid *oid, const char *hex, gsize len)
{
	Oid read;

	if (len != OID_HEX)
		return FALSE;
	for (gsize i = 0; i < OID_RAW; i++) {
		int high = g_ascii_xdigit_value(hex[2 * i]);
		int low = g_ascii_xdigit_value(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return FALSE;
		read.id[i] = (guint8)(high << 4 | low);
	}
	*oid = read;
	return TRUE;
}

gsize oid_count_hex(const char *text)
{
	return strspn(text, "0123456789abcdef");
}

gboolean oid_equal(const Oid *a, const Oid *b)
{
	return memcmp(a->id, b->id, OID_RAW) == 0;
}

gboolean oid_is_zero(const Oid *oid)
{
	static const Oid zero;

	return oid_equal(oid, &zero);
}

guint oid_hash(gconstpointer oid)
{
	guint hash;

	memcpy(&hash, ((const Oid *)oid)->id, sizeof(hash));
	return hash;
}

gboolean oid_equal_keys(gconstpointer a, gconstpointer b)
{
	return oid_equal(a, b);
}
