/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_ENTITY_TOKEN_H
#define MD_SUMMARY_ENTITY_TOKEN_H

#include <glib.h>

/* Private to summary/entity: what stands between blanks, and what it is. */

typedef enum {
	TOKEN_WORDS,   /* prose: KVM/arm64, copy-on-write */
	TOKEN_ADDRESS, /* of a page, of a mailbox, of a host */
	TOKEN_HASH,
	TOKEN_VERSION,
	TOKEN_CONFIG,
	TOKEN_CODE,   /* what nobody writes in prose: a_b, f(), x->y, --option, mm/a.c */
	TOKEN_NUMBER, /* it begins with a digit */
} TokenKind;

typedef struct {
	TokenKind kind;
	gsize len; /* bytes; 0: no token begins there */
} Token;

/* The one that begins at @p, which is no byte of a token that was read. */
Token entity_token_at(const char *text, const char *p);

typedef enum {
	WORD_PLAIN,
	WORD_NAME,       /* with capitals */
	WORD_FIRST,      /* with one capital, as each first word of a sentence has */
	WORD_IDENTIFIER, /* arm64, gicv5, vmRunState */
} WordKind;

/* Bytes of the word of letters and digits that a token begins with; 0: a sign. */
gsize entity_token_word(const char *p, gsize len);
WordKind entity_token_word_kind(const char *p, gsize len, gboolean first);

gboolean entity_token_is_ordinal(const char *p, gsize len); /* 16th */

/* Whether a plain Latin word in a Chinese text is one that the mails should have: not "patch". */
gboolean entity_token_is_term(const char *p, gsize len);

/* Whether the first word of a sentence, @len bytes, is somebody's who does what @next says. */
gboolean entity_token_speaks(const char *p, gsize len, const char *next);
/* "Linus's", but not "That's". */
gboolean entity_token_is_owner(const char *p, gsize len);
/* Bytes of a Chinese name at the front of a clause, before a word like 表示; 0: none. */
gsize entity_token_chinese_speaker(const char *p);

#endif
