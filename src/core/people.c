/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/people.h"

#include <string.h>

/* One way a contributor's name was written. */
typedef struct {
	Person person;
	guint count;
	guint latest; /* order of its last use */
} Spelling;

typedef struct {
	guint count;
	GHashTable *spellings; /* person_show() → Spelling */
} Contributor;

struct _People {
	GHashTable *contributors; /* person_key() → Contributor */
	GHashTable *domains;      /* domain → count */
};

static void spelling_free(gpointer data)
{
	Spelling *spelling = data;

	person_clear(&spelling->person);
	g_free(spelling);
}

static void contributor_free(gpointer data)
{
	Contributor *contributor = data;

	g_hash_table_unref(contributor->spellings);
	g_free(contributor);
}

People *people_new(void)
{
	People *people = g_new0(People, 1);

	people->contributors =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, contributor_free);
	people->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return people;
}

void people_free(People *people)
{
	if (!people)
		return;
	g_hash_table_unref(people->contributors);
	g_hash_table_unref(people->domains);
	g_free(people);
}

static void count_domain(People *people, const Person *person)
{
	char *domain = person_domain(person);
	guint count = GPOINTER_TO_UINT(g_hash_table_lookup(people->domains, domain));

	if (*domain)
		g_hash_table_replace(people->domains, domain, GUINT_TO_POINTER(count + 1));
	else
		g_free(domain);
}

static void count_spelling(Contributor *contributor, const Person *person, guint order)
{
	char *shown = person_show(person);
	Spelling *spelling = g_hash_table_lookup(contributor->spellings, shown);

	if (spelling) {
		g_free(shown);
	} else {
		spelling = g_new0(Spelling, 1);
		spelling->person = person_copy(person);
		g_hash_table_insert(contributor->spellings, shown, spelling);
	}
	spelling->count++;
	spelling->latest = MAX(spelling->latest, order);
}

static Contributor *contributor_of(People *people, const Person *person)
{
	char *key = person_key(person);
	Contributor *contributor = g_hash_table_lookup(people->contributors, key);

	if (contributor) {
		g_free(key);
		return contributor;
	}
	contributor = g_new0(Contributor, 1);
	contributor->spellings =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, spelling_free);
	g_hash_table_insert(people->contributors, key, contributor);
	return contributor;
}

void people_add(People *people, const Person *person, guint order)
{
	Contributor *contributor = contributor_of(people, person);

	contributor->count++;
	count_spelling(contributor, person, order);
	count_domain(people, person);
}

/* Orders are unique, so two spellings never tie. */
static const Spelling *usual_spelling(const Contributor *contributor)
{
	const Spelling *best = NULL;
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, contributor->spellings);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const Spelling *spelling = value;

		if (!best || spelling->count > best->count ||
		    (spelling->count == best->count && spelling->latest > best->latest))
			best = spelling;
	}
	return best;
}

static int compare_domains(gconstpointer a, gconstpointer b)
{
	const DomainCount *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(y->domain, x->domain);
}

static int compare_people(gconstpointer a, gconstpointer b)
{
	const PersonCount *x = a, *y = b;
	g_autofree char *x_shown = NULL, *y_shown = NULL;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	x_shown = person_show(&x->person);
	y_shown = person_show(&y->person);
	return strcmp(y_shown, x_shown);
}

static GArray *first_of(GArray *counts, GCompareFunc compare, guint top)
{
	g_array_sort(counts, compare);
	if (top && counts->len > top)
		g_array_set_size(counts, top);
	return counts;
}

static void domain_count_clear(gpointer data)
{
	g_free(((DomainCount *)data)->domain);
}

static void person_count_clear(gpointer data)
{
	person_clear(&((PersonCount *)data)->person);
}

GArray *people_domains(const People *people, guint top)
{
	GArray *counts = g_array_new(FALSE, TRUE, sizeof(DomainCount));
	GHashTableIter iter;
	gpointer domain, count;

	g_array_set_clear_func(counts, domain_count_clear);
	g_hash_table_iter_init(&iter, people->domains);
	while (g_hash_table_iter_next(&iter, &domain, &count)) {
		DomainCount entry = {GPOINTER_TO_UINT(count), g_strdup(domain)};
		g_array_append_val(counts, entry);
	}
	return first_of(counts, compare_domains, top);
}

GArray *people_top(const People *people, guint top)
{
	GArray *counts = g_array_new(FALSE, TRUE, sizeof(PersonCount));
	GHashTableIter iter;
	gpointer value;

	g_array_set_clear_func(counts, person_count_clear);
	g_hash_table_iter_init(&iter, people->contributors);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const Contributor *contributor = value;
		const Spelling *usual = usual_spelling(contributor);
		PersonCount entry = {contributor->count, person_copy(&usual->person)};
		g_array_append_val(counts, entry);
	}
	return first_of(counts, compare_people, top);
}
