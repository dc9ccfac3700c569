/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs a fuzz target over its corpus (FUZZ_TOPIC, FUZZ_EXTENSION), each file whole
 * and cut short at many places, so that `make check` replays it without a fuzzer.
 * To fuzz, link the target with -fsanitize=fuzzer instead of this file.
 */
#include "fuzz/fuzz.h"
#include "lib/corpus.h"

static void test_replay(void)
{
	g_autoptr(GPtrArray) files = corpus_load(FUZZ_TOPIC, FUZZ_EXTENSION);

	g_assert_cmpuint(files->len, >, 0);
	for (guint i = 0; i < files->len; i++) {
		const CorpusFile *file = files->pdata[i];
		gsize step = MAX(file->len / 50, 1);

		g_test_message("%s", file->name);
		for (gsize len = 0; len < file->len; len += step) {
			/* of exactly that size, for the sanitizer to see over-reads */
			g_autofree uint8_t *cut = g_memdup2(file->raw, len);
			LLVMFuzzerTestOneInput(cut, len);
		}
		LLVMFuzzerTestOneInput((const uint8_t *)file->raw, file->len);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/fuzz/" FUZZ_TOPIC, test_replay);
	return g_test_run();
}
