/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_CORPUS_H
#define MD_TESTS_CORPUS_H

#include <glib.h>

/* One file of tests/corpora/<topic>. */
typedef struct {
	char *name; /* without folder and extension */
	char *raw;
	gsize len;
} CorpusFile;

/* All files of a topic with that extension (".eml"), by name: a GPtrArray of CorpusFile. */
GPtrArray *corpus_load(const char *topic, const char *extension);

/* The path of a file beside one of the corpus. Newly allocated. */
char *corpus_path(const char *topic, const char *name, const char *extension);

#endif
