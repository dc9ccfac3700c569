/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/version.h"

#include "base/date.h"
#include "base/sets.h"
#include "core/series.h"

#include <string.h>

#define MAX_MATES 16  /* persons that are remembered with one title or one root */
#define AGAIN_DAYS 90 /* a title with a number again: within them a resend, then anew */

gboolean version_is_head(const Post *post)
{
	const Subject *subject = post->subject;

	if (post->kind != POST_PATCH || post->bot || post->stable_review)
		return FALSE;
	return subject_is_cover(subject) || !subject->counter || subject->n == 1;
}

/* --- one version ------------------------------------------------------------- */

static Version *version_new(const Post *post)
{
	const Subject *subject = post->subject;
	Version *version = g_new0(Version, 1);

	version->id = g_strdup(post->id);
	version->subject = g_strdup(subject->text);
	version->version = subject_version(subject);
	version->revision = subject->revision;
	version->instant = post->instant;
	version->offset = post->offset;
	return version;
}

Version *version_copy(const Version *version)
{
	Version *copy;

	if (!version)
		return NULL;
	copy = g_memdup2(version, sizeof(*version));
	copy->id = g_strdup(version->id);
	copy->subject = g_strdup(version->subject);
	return copy;
}

void version_free(Version *version)
{
	if (!version)
		return;
	g_free(version->id);
	g_free(version->subject);
	g_free(version);
}

/* --- heads, and which are of one series -------------------------------------- */

typedef struct _Head Head;

struct _Head {
	Version *version; /* NULL: its id was named in a Supersedes: line, no more */
	guint number;     /* version and revision, for comparing */
	guint order;      /* of adding */
	gboolean cover, numbered, resend; /* numbered: a letter, or the first of several parts */
	Person sender, author;
	char *title;   /* key, with stable words */
	Head *letter;  /* of which it is the first part: that stands for the series */
	gboolean lone; /* one patch anew, in answer to the old one: no version of a series */
	/* Of the head that stands for its set: */
	GPtrArray *members;
	guint lowest;     /* number in it */
	gboolean settled; /* the links of its members are worked out */
	Head *previous, *newest;
};

struct _Versions {
	GPtrArray *heads;                 /* by order */
	Sets *sets;                       /* of their orders: which are of one series */
	GHashTable *by_id, *by_change_id; /* to Head */
	GHashTable *by_title, *by_root;   /* to the latest Head of each person: GPtrArray */
	GHashTable *by_first;             /* as by_title; first parts, also those of a letter */
	GHashTable *orphans;              /* id answered by a first part → Head */
	GHashTable *siblings;             /* … by a letter → Head */
};

static void head_free(gpointer data)
{
	Head *head = data;

	version_free(head->version);
	person_clear(&head->sender);
	person_clear(&head->author);
	g_free(head->title);
	g_clear_pointer(&head->members, g_ptr_array_unref);
	g_free(head);
}

static GHashTable *table_new(GDestroyNotify free_value)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_value);
}

Versions *versions_new(void)
{
	Versions *versions = g_new0(Versions, 1);

	versions->heads = g_ptr_array_new_with_free_func(head_free);
	versions->sets = sets_new();
	versions->by_id = table_new(NULL);
	versions->by_change_id = table_new(NULL);
	versions->by_title = table_new((GDestroyNotify)g_ptr_array_unref);
	versions->by_root = table_new((GDestroyNotify)g_ptr_array_unref);
	versions->by_first = table_new((GDestroyNotify)g_ptr_array_unref);
	versions->orphans = table_new(NULL);
	versions->siblings = table_new(NULL);
	return versions;
}

void versions_free(Versions *versions)
{
	if (!versions)
		return;
	g_hash_table_unref(versions->by_id);
	g_hash_table_unref(versions->by_change_id);
	g_hash_table_unref(versions->by_title);
	g_hash_table_unref(versions->by_root);
	g_hash_table_unref(versions->by_first);
	g_hash_table_unref(versions->orphans);
	g_hash_table_unref(versions->siblings);
	sets_free(versions->sets);
	g_ptr_array_unref(versions->heads);
	g_free(versions);
}

static Head *head_new(Versions *versions)
{
	Head *head = g_new0(Head, 1);

	head->order = versions->heads->len;
	sets_add(versions->sets);
	head->members = g_ptr_array_new();
	head->lowest = G_MAXUINT;
	g_ptr_array_add(versions->heads, head);
	return head;
}

/* The head with that id, also where no more than the id is known so far. */
static Head *head_named(Versions *versions, const char *id)
{
	Head *head = g_hash_table_lookup(versions->by_id, id);

	if (head)
		return head;
	head = head_new(versions);
	g_hash_table_insert(versions->by_id, g_strdup(id), head);
	return head;
}

/* RESEND, resent, (RESEND), REPOST */
static gboolean is_resend(const Subject *subject)
{
	for (char **word = subject->words; *word; word++) {
		Slice bare = slice_of(*word + strspn(*word, "(<*"));

		if (slice_starts_nocase(bare, "resen") || slice_starts_nocase(bare, "repost"))
			return TRUE;
	}
	return FALSE;
}

static char *title_key(const Subject *subject)
{
	g_autofree char *title = subject_title_key(subject);
	g_autofree char *stable = subject_stable_words(subject);

	return *title ? g_strjoin("\n", title, stable, NULL) : g_strdup("");
}

static void head_fill(Head *head, const Post *post)
{
	head->version = version_new(post);
	head->number = head->version->version << 16 | MIN(head->version->revision, 0xffff);
	head->cover = subject_is_cover(post->subject);
	head->numbered = head->cover || post->subject->counter;
	head->resend = is_resend(post->subject);
	head->sender = person_copy(&post->sender);
	head->author = person_copy(&post->author);
	head->title = title_key(post->subject);
}

/* The head that stands for its set. */
static Head *set_of(const Versions *versions, const Head *head)
{
	return versions->heads->pdata[sets_find(versions->sets, head->order)];
}

static void set_add(Versions *versions, Head *head)
{
	Head *set = set_of(versions, head);

	g_ptr_array_add(set->members, head);
	set->lowest = MIN(set->lowest, head->number);
	set->settled = FALSE;
}

static void join(Versions *versions, Head *a, Head *b)
{
	Head *x = set_of(versions, a), *y = set_of(versions, b), *set, *other;

	if (!sets_join(versions->sets, a->order, b->order))
		return;
	set = set_of(versions, a);
	other = set == x ? y : x;
	g_ptr_array_extend_and_steal(set->members, g_steal_pointer(&other->members));
	set->lowest = MIN(set->lowest, other->lowest);
	set->settled = FALSE;
}

/* --- first parts, for which their letter stands ------------------------------ */

static Head *stands_for(Head *head)
{
	return head->letter ? head->letter : head;
}

static gboolean same_sender(const Head *a, const Head *b)
{
	return person_same(&a->sender, &b->sender);
}

static gboolean left_together(const Head *a, const Head *b)
{
	return ABS(a->version->instant - b->version->instant) <= SERIES_MINUTES * 60;
}

static gboolean is_letter_of(const Head *letter, const Head *part)
{
	return letter->cover && part->numbered && same_sender(letter, part) &&
	       (letter->number == part->number || left_together(letter, part));
}

/* A head that was read, by the id of its mail. */
static Head *head_read(const Versions *versions, const char *id)
{
	Head *head = g_hash_table_lookup(versions->by_id, id);

	return head && head->version ? head : NULL;
}

/* A letter and its parts may all answer the same mail, an older letter for one. */
static Head *find_sibling(GHashTable *table, const char *answered, const Head *other)
{
	Head *head = g_hash_table_lookup(table, answered);

	if (!head || head->number != other->number || !left_together(head, other))
		return NULL;
	return same_sender(head, other) ? head : NULL;
}

static void find_letter(Versions *versions, Head *part, char **parents)
{
	guint n = g_strv_length(parents);
	Head *answered = head_read(versions, parents[n - 1]);

	for (guint i = n; i-- > 0 && !part->letter;) {
		Head *letter = head_read(versions, parents[i]);

		if (letter && is_letter_of(letter, part))
			part->letter = letter;
	}
	if (!part->letter)
		part->letter = find_sibling(versions->siblings, parents[n - 1], part);
	if (!part->letter && answered && answered->letter)
		part->lone = g_str_equal(answered->title, part->title);
	if (!part->letter)
		g_hash_table_replace(versions->orphans, g_strdup(parents[n - 1]), part);
}

/* Mails of one series may come in any order. */
static void find_orphan(Versions *versions, Head *letter, char **parents)
{
	guint n = parents ? g_strv_length(parents) : 0;
	Head *part = g_hash_table_lookup(versions->orphans, letter->version->id);

	if (n > 0)
		g_hash_table_replace(versions->siblings, g_strdup(parents[n - 1]), letter);
	if (!part && n > 0)
		part = find_sibling(versions->orphans, parents[n - 1], letter);
	if (!part || !is_letter_of(letter, part))
		return;
	part->letter = letter;
	set_of(versions, part)->settled = FALSE;
}

/* --- ways to link ------------------------------------------------------------ */

static void join_by_change_id(Versions *versions, Head *head, const char *change_id)
{
	Head *other = g_hash_table_lookup(versions->by_change_id, change_id);

	if (other)
		join(versions, head, other);
	else
		g_hash_table_insert(versions->by_change_id, g_strdup(change_id), head);
}

static void join_superseded(Versions *versions, Head *head, char **ids)
{
	for (; *ids; ids++) {
		Head *other = head_named(versions, *ids);

		join(versions, head, stands_for(other));
	}
}

/* Where it was read, has that number, and is no newer: people list what else there is, too. */
static void join_mentioned(Versions *versions, Head *head, const GArray *mentions)
{
	for (guint i = 0; i < mentions->len; i++) {
		const VersionMention *mention = &g_array_index(mentions, VersionMention, i);
		Head *other = head_read(versions, mention->id);

		other = other ? stands_for(other) : NULL;
		if (other && other->version->version == mention->version &&
		    other->number < head->number &&
		    other->version->instant <= head->version->instant)
			join(versions, head, other);
	}
}

/* The latest heads, one of each person, that have @key in common. */
static GPtrArray *mates_of(GHashTable *table, const char *key)
{
	GPtrArray *mates = g_hash_table_lookup(table, key);

	if (mates)
		return mates;
	mates = g_ptr_array_new();
	g_hash_table_insert(table, g_strdup(key), mates);
	return mates;
}

static void add_mate(GPtrArray *mates, Head *head)
{
	if (mates->len == MAX_MATES)
		g_ptr_array_remove_index(mates, 0);
	g_ptr_array_add(mates, head);
}

/*
 * Whether @head goes on with what @mate, of the same author and title, is a version of: a
 * number that is not higher begins anew, as when someone's fixes have one title each year.
 */
static gboolean goes_on(const Head *head, const Head *mate)
{
	gint64 later = head->version->instant - mate->version->instant;

	if (head->number > mate->number)
		return later >= 0;
	if (head->number < mate->number)
		return later <= 0; /* it comes late */
	return head->resend || ABS(later) <= AGAIN_DAYS * DATE_DAY;
}

/* A part stands for its series only where its author sent that; a patch for itself. */
static gboolean is_mate(const Head *mate, const Head *head)
{
	if (!person_same(&mate->author, &head->author))
		return FALSE;
	return (!mate->numbered && !head->numbered) || same_sender(mate, head);
}

static void join_by_title(Versions *versions, Head *head)
{
	GPtrArray *mates;

	if (!*head->title)
		return;
	mates = mates_of(versions->by_title, head->title);
	for (guint i = mates->len; i-- > 0;) {
		Head *mate = mates->pdata[i];

		if (!is_mate(mate, head))
			continue;
		if (goes_on(head, mate))
			join(versions, head, mate);
		if (head->version->instant >= mate->version->instant)
			mates->pdata[i] = head;
		return;
	}
	add_mate(mates, head);
}

/* Whether nothing leads from it to an older version so far. */
static gboolean is_first(const Versions *versions, const Head *head)
{
	return set_of(versions, head)->lowest >= head->number;
}

/*
 * Whether first parts of one author and title tell that a series goes on, of which the
 * letter does not. A patch may stand before other people's series, too: so the numbers have
 * to follow on each other.
 */
static gboolean tells_on(const Head *first, const Head *mate)
{
	return first->numbered && first->version->version == mate->version->version + 1 &&
	       first->version->instant >= mate->version->instant;
}

/* Someone may take a series over with its letter; with a patch alone he takes that. */
static gboolean is_first_mate(Head *mate, Head *first)
{
	if (!person_same(&mate->author, &first->author))
		return FALSE;
	return same_sender(mate, first) || (mate->letter && first->letter &&
					    g_str_equal(mate->letter->title, first->letter->title));
}

static void join_by_first_part(Versions *versions, Head *first)
{
	GPtrArray *mates;

	if (!*first->title)
		return;
	mates = mates_of(versions->by_first, first->title);
	for (guint i = mates->len; i-- > 0;) {
		Head *mate = mates->pdata[i];

		if (!is_first_mate(mate, first))
			continue;
		if (tells_on(first, mate) && is_first(versions, stands_for(first)))
			join(versions, stands_for(first), stands_for(mate));
		mates->pdata[i] = first;
		return;
	}
	add_mate(mates, first);
}

static gboolean is_older(const Head *older, const Head *newer)
{
	return older->number < newer->number &&
	       older->version->instant <= newer->version->instant && same_sender(older, newer);
}

/* A patch on its own in answer to a part of a series is as good as never that series anew. */
static gboolean can_follow(const Head *older, const Head *head, gboolean directly)
{
	return directly || head->numbered || !older->numbered;
}

/* In answer to the version before, or to what came of it. */
static Head *find_answered(Versions *versions, const Head *head, char **parents)
{
	guint n = g_strv_length(parents);

	for (guint i = n; i-- > 0;) {
		Head *older = head_read(versions, parents[i]);

		older = older ? stands_for(older) : NULL;
		if (older && is_older(older, head) && can_follow(older, head, i == n - 1))
			return older;
	}
	return NULL;
}

/* In answer to what the version before was an answer to. */
static Head *find_beside(GPtrArray *mates, const Head *head)
{
	for (guint i = mates->len; i-- > 0;) {
		Head *older = mates->pdata[i];

		if (older->numbered == head->numbered && is_older(older, head))
			return older;
	}
	return NULL;
}

/* Where nothing else leads to an older version: people answer with other patches, too. */
static void join_by_thread(Versions *versions, Head *head, char **parents)
{
	GPtrArray *mates = mates_of(versions->by_root, parents[0]);
	Head *older = NULL;

	if (is_first(versions, head)) {
		older = find_answered(versions, head, parents);
		older = older ? older : find_beside(mates, head);
	}
	if (older)
		join(versions, head, older);
	add_mate(mates, head);
}

static void name_head(Versions *versions, Head *head, char **ids)
{
	for (; ids && *ids; ids++)
		if (!g_hash_table_contains(versions->by_id, *ids))
			g_hash_table_insert(versions->by_id, g_strdup(*ids), head);
}

static void join_head(Versions *versions, Head *head, const VersionHints *hints)
{
	set_add(versions, head);
	if (hints->change_id)
		join_by_change_id(versions, head, hints->change_id);
	if (hints->supersedes)
		join_superseded(versions, head, hints->supersedes);
	if (hints->mentions)
		join_mentioned(versions, head, hints->mentions);
	join_by_title(versions, head);
}

void versions_add(Versions *versions, const Post *post, const VersionHints *hints)
{
	Head *head = head_named(versions, post->id);
	gboolean answers = post->parents && post->parents[0];

	if (head->version)
		return; /* the first bearer keeps an id */
	head_fill(head, post);
	name_head(versions, head, post->ids);
	if (head->cover)
		find_orphan(versions, head, post->parents);
	else if (answers)
		find_letter(versions, head, post->parents);
	if (head->lone)
		return;
	if (!head->letter)
		join_head(versions, head, hints);
	if (!head->cover)
		join_by_first_part(versions, head);
	if (!head->letter && answers)
		join_by_thread(versions, head, post->parents);
}

/* --- looking up -------------------------------------------------------------- */

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint x = GPOINTER_TO_UINT(a), y = GPOINTER_TO_UINT(b);

	return (x > y) - (x < y);
}

static int compare_heads(gconstpointer a, gconstpointer b)
{
	const Head *x = *(Head *const *)a, *y = *(Head *const *)b;

	if (x->version->instant != y->version->instant)
		return x->version->instant < y->version->instant ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

/* The highest number below @number. */
static Head *tree_below(GTree *latest, guint number)
{
	GTreeNode *from = g_tree_lower_bound(latest, GUINT_TO_POINTER(number));
	GTreeNode *node = from ? g_tree_node_previous(from) : g_tree_node_last(latest);

	return node ? g_tree_node_value(node) : NULL;
}

/* Works out the links of all members at once: from the oldest, then from the latest. */
static void settle(Head *set)
{
	g_autoptr(GTree) latest = g_tree_new(compare_numbers);
	Head **heads = (Head **)set->members->pdata, *newest = NULL;

	g_ptr_array_sort(set->members, compare_heads);
	for (guint i = 0; i < set->members->len; i++) {
		heads[i]->previous = tree_below(latest, heads[i]->number);
		if (!heads[i]->letter)
			g_tree_replace(latest, GUINT_TO_POINTER(heads[i]->number), heads[i]);
	}
	for (guint i = set->members->len; i-- > 0;) {
		gboolean newer = !newest || heads[i]->number > newest->number;

		heads[i]->newest = newer ? NULL : newest;
		if (newest && heads[i]->number == newest->number)
			heads[i]->newest = NULL;
		if (newer && !heads[i]->letter)
			newest = heads[i];
	}
	set->settled = TRUE;
}

VersionLinks versions_find(const Versions *versions, const char *id)
{
	Head *head = head_read(versions, id), *set;

	if (head && head->letter)
		head = head->letter;
	if (!head || head->lone)
		return (VersionLinks){NULL, NULL};
	set = set_of(versions, head);
	if (!set->settled)
		settle(set);
	return (VersionLinks){
		.previous = head->previous ? head->previous->version : NULL,
		.newest = head->newest ? head->newest->version : NULL,
	};
}
