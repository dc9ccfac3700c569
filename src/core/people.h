/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_CORE_PEOPLE_H
#define MD_CORE_PEOPLE_H

#include "core/person.h"

/*
 * Counts contributors and their domains (RULES §5): one person per address,
 * case-insensitive, shown with the name most often used (ties: the latest).
 */
typedef struct _People People;

People *people_new(void);
void people_free(People *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(People, people_free)

/* @order: place in the archive; the later of two wins a tie between names. */
void people_add(People *people, const Person *person, guint order);

typedef struct {
	guint count;
	char *domain;
} DomainCount;

typedef struct {
	guint count;
	Person person;
} PersonCount;

/*
 * Most first, ties in reverse byte order of what is printed, as `sort | uniq -c |
 * sort -rn` has it; at most @top, 0 for all. GArrays that own their strings.
 */
GArray *people_domains(const People *people, guint top);
GArray *people_top(const People *people, guint top);

#endif
