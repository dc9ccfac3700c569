/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_PERSON_H
#define MD_CORE_PERSON_H

#include "base/slice.h"

/* A name and an address (RULES §2). Neither is NULL; either may be "". */
typedef struct {
	char *name;
	char *addr; /* without <>, case kept */
} Person;

void person_clear(Person *person);
Person person_copy(const Person *person);

/*
 * Splits the value of a From-like header: the name is everything before the
 * last <addr> of the first mailbox, still encoded and quoted; without <> the
 * whole is the address, `addr (Name)` as RFC 822 had it gives both. Commas in
 * an unquoted name ("Last, First <a@b>") belong to the name. Both point into
 * @value.
 */
void person_split(Slice value, Slice *name, Slice *addr);

/*
 * Builds a person from decoded pieces: blanks squeezed, enclosing quotes (" or ')
 * taken off the name, backslash escapes inside "…" undone, comments kept.
 */
Person person_make(const char *name, const char *addr);

/* person_split() and person_make() on text that is decoded already. */
Person person_parse(Slice value);

/* "Name <addr>"; either alone where the other is "". Newly allocated. */
char *person_show(const Person *person);

/* The lower-cased part after the last @; "" without one. Newly allocated. */
char *person_domain(const Person *person);

/*
 * One person per address, case-insensitive (RULES §5): lower-cased, newly
 * allocated. Without an address the case-folded name stands in.
 */
char *person_key(const Person *person);

/*
 * The name as it is compared: case-folded, "(…)" dropped, "Last, First" turned. Newly
 * allocated.
 */
char *person_name_key(const char *name);

/*
 * Whether two mentions are one person, as RULES §4 has it for tags: the same
 * address (plus-addresses and sub-domains tolerated) or the same name (case
 * folded, "(…)" dropped, "Last, First" turned). What is empty matches nothing.
 */
gboolean person_same(const Person *a, const Person *b);

/* The first half of that: whether two addresses are one person's. */
gboolean person_same_address(const char *a, const char *b);

#endif
