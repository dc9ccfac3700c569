/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CACHE_H
#define MD_SUMMARY_CACHE_H

#include "summary/wire.h"

/*
 * Answers kept from run to run, so that what was asked once is not paid for twice: a folder of
 * small files, each by the SHA-256 of all that shaped the answer. Safe to delete at any time, and
 * with any number of processes: a file is there whole or not at all. What cannot be written is not
 * kept: no error, and nothing waits. What is read is checked again by whoever uses it, as if it had
 * come just now.
 *
 *	answers/<2 hex digits>/<62 hex digits>  a CacheEntry, as JSON
 *	learned/<64 hex digits>                 a CacheLearned
 *	lock                                    of who makes room
 *
 * Nothing is asked to be on the disk (fsync): when the machine goes down, a file may be left that
 * is empty or cut short, and that is as if it were not there.
 */
typedef struct _Cache Cache;

/*
 * @folder is made when something is first kept, for its owner alone (0700). @max: bytes of all
 * answers, beyond which those not used for longest go, by and by and at the end of a run that kept
 * some; 0: nothing is kept, nothing is read.
 */
Cache *cache_new(const char *folder, guint64 max);
void cache_free(Cache *cache); /* makes room, where there is too much */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cache, cache_free)

typedef struct {
	char *content; /* valid UTF-8; else it is not kept */
	gboolean cut, declined;
	guint64 input, output; /* tokens that it took then; below 2^53 */
} CacheEntry;

void cache_entry_clear(CacheEntry *entry);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CacheEntry, cache_entry_clear)

#define CACHE_MAX_FILE (8u << 20) /* bytes: larger ones are neither kept nor read */

/* @key: 64 hex digits, a to f small; anything else is never there. TRUE: @entry is filled, and
 * counts as used now. Anything but a file of ours that is whole is as if it were not there. */
gboolean cache_get(Cache *cache, const char *key, CacheEntry *entry);
void cache_put(Cache *cache, const char *key, const CacheEntry *entry);

/*
 * What was learned of an endpoint and model: how it wants to be asked, and how far estimates of
 * its tokens are off (tokens.h). The form holds for CACHE_DAYS since it became what it is: what an
 * endpoint once refused it may take after an update. The factor stays, since with another one long
 * threads are cut, and asked about, anew.
 */
typedef struct {
	WireForm form;
	double factor; /* 1 at first; 1 to 4, else it is 1 */
} CacheLearned;

#define CACHE_DAYS 30

/* Fills in @learned; where nothing is known, form all 0 and factor 1. */
void cache_learned(Cache *cache, const char *endpoint, const char *model, CacheLearned *learned);
void cache_learn(Cache *cache, const char *endpoint, const char *model,
		 const CacheLearned *learned);

#endif
