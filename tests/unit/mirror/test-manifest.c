/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mirror/manifest.h"

#include "base/error.h"

#include <gio/gio.h>
#include <string.h>

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* One member of a gzip file. */
static GBytes *pack(const char *text, gsize len)
{
	g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
	g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();
	g_autoptr(GOutputStream) stream = g_converter_output_stream_new(memory, G_CONVERTER(zip));

	g_assert_true(g_output_stream_write_all(stream, text, len, NULL, NULL, NULL));
	g_assert_true(g_output_stream_close(stream, NULL, NULL));
	return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(memory));
}

/* "0:aa 3:-@5 v1" of a manifest: epochs, the beginnings of their fingerprints, dates. */
static char *describe(const Manifest *manifest)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < manifest->epochs->len; i++) {
		const ManifestEntry *entry = &g_array_index(manifest->epochs, ManifestEntry, i);

		g_string_append_printf(text, "%s%u:%.2s", i ? " " : "", entry->number,
				       entry->fingerprint ? entry->fingerprint : "-");
		if (entry->modified)
			g_string_append_printf(text, "@%" G_GINT64_FORMAT, entry->modified);
	}
	if (manifest->has_v1)
		g_string_append(text, text->len ? " v1" : "v1");
	return g_strdup(text->str);
}

static void check(const char *json, const char *path, const char *want, const char *description)
{
	g_autoptr(GBytes) gzip = pack(json, strlen(json));
	g_autoptr(GError) error = NULL;
	g_autoptr(Manifest) manifest = manifest_parse(gzip, path, &error);
	g_autofree char *got = manifest ? describe(manifest) : NULL;

	g_test_message("%s of %s", path, json);
	g_assert_no_error(error);
	g_assert_cmpstr(got, ==, want);
	if (manifest)
		g_assert_cmpstr(manifest->description, ==, description);
}

static void test_entries(void)
{
	static const struct {
		const char *json, *path, *want, *description;
	} cases[] = {
		{"{}", "/l", "", NULL},
		{"{\"/l/git/0.git\":{\"fingerprint\":\"" A "\",\"modified\":5,\"description\":"
		 "\"KVM on\\n ARM [epoch 0]\"}}",
		 "/l", "0:aa@5", "KVM on ARM"},
		{"{\"/l/git/10.git\":{\"description\":\"new\"},\"/l/git/9.git\":{\"description\":"
		 "\"old\"}}",
		 "/l", "9:- 10:-", "new"},
		{"{\"/l/git/0.git\":{\"description\":\"($INBOX_DIR/description missing) [epoch "
		 "0]\"}}",
		 "/l", "0:-", NULL},
		/* of others */
		{"{\"/l/git/0.git\":{},\"/m/git/1.git\":{},\"/n\":{}}", "/l", "0:-", NULL},
		{"{\"/l/git/0.git\":{},\"/ml/git/1.git\":{}}", "/ml", "1:-", NULL},
		{"{\"/l/git/0.git\":{},\"/m/git/1.git\":{}}", "/x", "", NULL},
		{"{\"/l/git/0.git\":{},\"/m/git/1.git\":{}}", "", "", NULL},
		/* a site has another path before, or none */
		{"{\"/l/git/0.git\":{},\"/m/git/1.git\":{}}", "/of/all/l", "0:-", NULL},
		{"{\"/l/git/0.git\":{},\"/all/l/git/1.git\":{}}", "/of/all/l", "1:-", NULL},
		{"{\"/l/git/0.git\":{}}", "/x", "0:-", NULL},
		{"{\"/git/0.git\":{}}", "", "0:-", NULL},
		/* v1 */
		{"{\"/l\":{\"fingerprint\":\"" A "\"},\"/m\":{}}", "/l", "v1", NULL},
		{"{\"/l\":{},\"/l/git/0.git\":{}}", "/l", "0:- v1", NULL},
		/* odd values */
		{"{\"/l/git/0.git\":7,\"/l/git/1.git\":null,\"/l/git/2.git\":[]}", "/l", "", NULL},
		{"{\"/l/git/0.git\":{\"fingerprint\":[],\"modified\":\"x\",\"description\":{}}}",
		 "/l", "0:-", NULL},
		{"{\"/l/git/0.git\":{\"fingerprint\":\"../../../x\",\"modified\":-4}}", "/l", "0:-",
		 NULL},
		{"{\"/l/git/0.git\":{\"modified\":1e300,\"reference\":\"/etc/passwd\",\"symlinks\":"
		 "[\"/etc\"]}}",
		 "/l", "0:-", NULL},
		{"{\"/l/git/0.git\":{\"fingerprint\":\"" A "\"},\"/l/git/0.git\":{\"fingerprint\":"
		 "\"" B "\"}}",
		 "/l", "0:-", NULL},
		{"{\"/l/git/2.git\":{\"fingerprint\":\"" A
		 "\"},\"/l/git/1.git\":{},\"/l/git/1.git\":"
		 "{},\"/l/git/1.git\":{},\"/l/git/0.git\":{\"fingerprint\":\"" B "\"}}",
		 "/l", "0:bb 1:- 2:aa", NULL},
		/* odd names: none becomes a path */
		{"{\"/l/git/../../0.git\":{},\"/l/git/1.git\":{},\"/../l/git/2.git\":{},\"/l/git/"
		 "01.git\":{},\"/l/git/-1.git\":{},\"/l/git/.git\":{},\"/l/git/3.git/\":{},\"/l/"
		 "git/"
		 "4\":{},\"l/git/5.git\":{},\"/l/git/6.git.git\":{},\"/l/git/1000000.git\":{},"
		 "\"/l/git/99999999999999999999.git\":{},\"/l/GIT/7.git\":{},\"\":{},\"/\":{}}",
		 "/l", "1:-", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		check(cases[i].json, cases[i].path, cases[i].want, cases[i].description);
}

static void check_fails(GBytes *gzip, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Manifest) manifest = manifest_parse(gzip, "/l", &error);

	g_assert_null(manifest);
	g_assert_error(error, MD_ERROR, MD_ERROR_FAILED);
	if (error)
		g_assert_nonnull(strstr(error->message, message));
	if (error && !strstr(error->message, message))
		g_test_message("%s", error->message);
}

static void test_broken(void)
{
	static const struct {
		const char *json, *message;
	} cases[] = {
		{"", ""},
		{"[]", "no JSON object"},
		{"\"x\"", "no JSON object"},
		{"{\"/l/git/0.git\":{}", ""},
		{"{} {}", ""},
		{"{\"/l\\u0000/git/0.git\":{}}", ""},
		{"{\"/l\xff/git/0.git\":{}}", ""},
	};
	g_autoptr(GBytes) plain = g_bytes_new_static("{}", 2), none = g_bytes_new_static("", 0);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) gzip = pack(cases[i].json, strlen(cases[i].json));

		g_test_message("%s", cases[i].json);
		check_fails(gzip, cases[i].message);
	}
	check_fails(plain, "no gzip file");
	check_fails(none, "it is empty");
}

/* RFC 1952: members one behind the other; what is cut short anywhere is an error. */
static void test_members(void)
{
	static const char first[] = "{\"/l/git/0.git\":{},", second[] = "\"/l/git/1.git\":{}}";
	g_autoptr(GBytes) a = pack(first, strlen(first)), b = pack(second, strlen(second));
	g_autoptr(GByteArray) both = g_byte_array_new();
	g_autoptr(GBytes) all = NULL, padded = NULL, odd = NULL;
	g_autoptr(Manifest) manifest = NULL, again = NULL;
	gsize len;
	gconstpointer data = g_bytes_get_data(a, &len);

	g_byte_array_append(both, data, (guint)len);
	data = g_bytes_get_data(b, &len);
	g_byte_array_append(both, data, (guint)len);
	all = g_bytes_new(both->data, both->len);
	manifest = manifest_parse(all, "/l", NULL);
	g_assert_nonnull(manifest);
	g_assert_cmpuint(manifest ? manifest->epochs->len : 0, ==, 2);
	for (gsize cut = 1; cut < both->len; cut++) {
		g_autoptr(GBytes) part = g_bytes_new(both->data, cut);

		check_fails(part, "");
	}
	g_byte_array_append(both, (const guint8 *)"\0\0\0", 3);
	padded = g_bytes_new(both->data, both->len);
	again = manifest_parse(padded, "/l", NULL);
	g_assert_nonnull(again);
	g_byte_array_append(both, (const guint8 *)"x", 1);
	odd = g_bytes_new(both->data, both->len);
	check_fails(odd, "");
}

/* Small as they come, they may not become large. */
static void test_large(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GBytes) zeros = NULL, values = NULL, epochs = NULL, deep = NULL, big = NULL;

	g_string_set_size(text, MANIFEST_MAX_TEXT + 1);
	memset(text->str, ' ', text->len);
	zeros = pack(text->str, text->len);
	check_fails(zeros, "more than 64 MiB");
	big = g_bytes_new_static(text->str, MANIFEST_MAX_GZIP + 1);
	check_fails(big, "more than 16 MiB");
	memset(text->str, ',', MANIFEST_MAX_VALUES + 1);
	values = pack(text->str, MANIFEST_MAX_VALUES + 1);
	check_fails(values, "two million values");
	memset(text->str, '[', 100000);
	deep = pack(text->str, 100000);
	check_fails(deep, "");
	g_string_assign(text, "{");
	for (guint i = 0; i <= MANIFEST_MAX_EPOCHS; i++)
		g_string_append_printf(text, "%s\"/l/git/%u.git\":{}", i ? "," : "", i);
	g_string_append(text, "}");
	epochs = pack(text->str, text->len);
	check_fails(epochs, "more than 10000 epochs");
}

/* Many of others' lists are no burden. */
static void test_many(void)
{
	g_autoptr(GString) text = g_string_new("{\"/l/git/7.git\":{}");
	g_autoptr(GBytes) gzip = NULL;
	g_autoptr(Manifest) manifest = NULL;

	for (guint i = 0; i < 200000; i++)
		g_string_append_printf(text, ",\"/%u/git/%u.git\":{}", i, i % 3);
	g_string_append(text, "}");
	gzip = pack(text->str, text->len);
	manifest = manifest_parse(gzip, "/l", NULL);
	g_assert_nonnull(manifest);
	if (!manifest)
		return;
	g_assert_cmpuint(manifest->epochs->len, ==, 1);
	g_assert_nonnull(manifest_find(manifest, 7));
	g_assert_null(manifest_find(manifest, 0));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/manifest/entries", test_entries);
	g_test_add_func("/manifest/broken", test_broken);
	g_test_add_func("/manifest/members", test_members);
	g_test_add_func("/manifest/large", test_large);
	g_test_add_func("/manifest/many", test_many);
	return g_test_run();
}
