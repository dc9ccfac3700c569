/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_FUZZ_H
#define MD_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer and AFL call, and here standalone.c and the tests of hostile input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
