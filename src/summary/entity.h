/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_ENTITY_H
#define MD_SUMMARY_ENTITY_H

#include <glib.h>

/* What in a sentence can be looked up in a mail, word for word. */
typedef enum {
	ENTITY_HASH, /* of a commit: seven hex digits and more, with a digit and a letter or 12+ */
	ENTITY_NUMBER, /* with or without a unit: "30 %", "4 KiB", "1.5x", "two" is none; ordinary
			  small counts below 10 without a unit are none */
	ENTITY_IDENTIFIER, /* function(), struct_name, path/file.c, CamelCase, --option, x->y */
	ENTITY_CONFIG,     /* CONFIG_KVM */
	ENTITY_VERSION,    /* v3, 6.19-rc1, v6.1.2 */
	ENTITY_QUOTATION, /* "words", “words”, «», 「」; ‘…’ and '…' where no apostrophe */
	ENTITY_ACRONYM, /* with what it is said to stand for: "SEA (synchronous external abort)" and
			   the other way round; in CJK text any gloss of it in brackets */
	ENTITY_NAME,    /* words with capitals that are not first in their sentence, Latin words
			   in CJK text but common ones ("patch"), and who speaks: "Linus agrees" */
	ENTITY_URL,     /* http://…, www.…, a mail address, a Markdown link */
	N_ENTITIES,
} EntityKind;

typedef struct {
	EntityKind kind;
	char *text;      /* the words themselves, without quotation marks */
	char *meaning;   /* ACRONYM: what it is said to stand for; else NULL */
	gsize from, len; /* in the text */
} Entity;

void entity_free(Entity *entity);

/* All of @text (one clean line), in order: a GPtrArray of Entity. Linear. */
GPtrArray *entities_read(const char *text);

/*
 * Whether @text (one squeezed line) has the entity: as whole words, in either case but for
 * identifiers and CONFIG_; a hash also by an abbreviation of seven digits; a number with its unit
 * set off or not, thousands parted or not, "5/8" as it is; quotations by their letters and digits
 * alone; names word by word, those in small letters in any form: capability, capabilities;
 * "a_b/c_d" where a_b and c_d do.
 */
gboolean entity_is_in(const Entity *entity, const char *text);

/* Whether it is a NAME in small letters alone, but none of where patches are taken to ("next"), or
 * an acronym, but no error: a word of the trade. */
gboolean entity_is_term(const Entity *entity);

const char *entity_kind_name(EntityKind kind); /* hash, number, identifier, … */

#endif
