/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_LETTERS_H
#define MD_TESTS_LETTERS_H

#include "lib/inbox-maker.h"

/* Histories of a few mails that are single letters; an edited one is the capital letter. */

/* The mail of a letter, a to z or A to Z: its Message-ID is <a@example.org>. Newly allocated. */
char *letters_mail(char letter);

/*
 * Each step is a letter, which is added; one of - ! = and a letter, which is deleted, purged
 * or edited; or |, where the next epoch begins.
 */
void letters_play(InboxMaker *maker, const char *steps);

#endif
