/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/layout.h"

#include "base/text.h"

#define NAMES_SHOWN 4

static Slice tree_slice(GBytes *tree)
{
	Slice raw;

	raw.ptr = g_bytes_get_data(tree, &raw.len);
	return raw;
}

static gboolean is_lower_hex(Slice name, gsize len)
{
	if (name.len != len)
		return FALSE;
	for (gsize i = 0; i < len; i++)
		if (!g_ascii_isxdigit(name.ptr[i]) || g_ascii_isupper(name.ptr[i]))
			return FALSE;
	return TRUE;
}

gboolean layout_is_v1_folder(const TreeEntry *entry)
{
	return object_is_folder(entry) && is_lower_hex(entry->name, 2);
}

gboolean layout_is_v1_mail(const TreeEntry *entry)
{
	return object_is_file(entry) && is_lower_hex(entry->name, OID_HEX - 2);
}

/* A v2 commit holds one blob, m or d, and nothing else. */
static gboolean is_v2(Slice tree)
{
	TreeEntry entry;

	if (!object_next_entry(&tree, &entry) || tree.len != 0)
		return FALSE;
	return object_is_file(&entry) &&
	       (slice_equal(entry.name, "m") || slice_equal(entry.name, "d"));
}

static gboolean holds_mail(Odb *odb, const Oid *folder)
{
	g_autoptr(GBytes) tree = odb_read_tree(odb, folder, NULL);
	Slice rest = tree ? tree_slice(tree) : (Slice){NULL, 0};
	TreeEntry entry;

	while (object_next_entry(&rest, &entry))
		if (layout_is_v1_mail(&entry))
			return TRUE;
	return FALSE;
}

/* Two hex digits alone prove nothing: sources have folders db/ and cc/. */
static gboolean is_v1(Odb *odb, Slice tree)
{
	TreeEntry entry;

	while (object_next_entry(&tree, &entry))
		if (layout_is_v1_folder(&entry) && holds_mail(odb, &entry.oid))
			return TRUE;
	return FALSE;
}

gboolean layout_detect(Odb *odb, GBytes *tree, EpochKind *kind)
{
	Slice raw = tree_slice(tree);

	if (!is_v2(raw) && !is_v1(odb, raw))
		return FALSE;
	*kind = is_v2(raw) ? EPOCH_V2 : EPOCH_V1;
	return TRUE;
}

char *layout_describe(GBytes *tree)
{
	g_autoptr(GString) names = g_string_new(NULL);
	Slice rest = tree_slice(tree);
	TreeEntry entry;

	for (guint n = 0; object_next_entry(&rest, &entry); n++) {
		g_autofree char *name = text_clean_line(entry.name.ptr, entry.name.len);

		if (n == NAMES_SHOWN) {
			g_string_append(names, ", ...");
			break;
		}
		g_string_append_printf(names, "%s%s%s", n ? ", " : "", name,
				       object_is_folder(&entry) ? "/" : "");
	}
	return g_string_free(g_steal_pointer(&names), FALSE);
}
