/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/cache.h"

#include "base/file.h"
#include "base/json.h"
#include "summary/cache_room.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT 1 /* of the files; goes up with what older programs would read wrongly */

#define MAX_LEARNED 4096                                     /* bytes of a file */
#define MAX_TOKENS (1LL << 53)                               /* beyond that JSON skips integers */
#define MAX_DAYS (CACHE_DAYS * 24 * G_GINT64_CONSTANT(3600)) /* seconds */

struct _Cache {
	char *folder;
	guint64 max;
	guint64 kept; /* bytes, since room was made */
};

/* --- files ----------------------------------------------------------------------- */

/* All of it, with the time of its use set to now, where @use; NULL: no file, or not one of ours. */
static char *read_file(const char *path, gsize max, gboolean use, gsize *len)
{
	/* what a link leads to is another's; whoever opens a pipe would wait */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	struct stat file;

	/* where it cannot be set, the answer is as good */
	if (fd >= 0 && use && fstat(fd, &file) == 0 && S_ISREG(file.st_mode) &&
	    futimens(fd, NULL) != 0)
		errno = 0;
	return file_read_fd(fd, max, len);
}

static int open_unfinished(const char *folder, char *path)
{
	g_autofree char *pattern = g_strdup(path);
	int fd = g_mkstemp_full(path, O_WRONLY | O_CLOEXEC, 0600);

	/* the folder was not there, or is not any more: once more, not for ever */
	if (fd >= 0 || errno != ENOENT || g_mkdir_with_parents(folder, 0700) != 0)
		return fd;
	memcpy(path, pattern, strlen(pattern));
	return g_mkstemp_full(path, O_WRONLY | O_CLOEXEC, 0600);
}

/* Whole or not at all, but not on the disk at once: that takes longer than all the rest of it. */
static gboolean write_file(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *unfinished = g_strconcat(path, ".XXXXXX", NULL);
	int fd = open_unfinished(folder, unfinished);
	gboolean done;

	if (fd < 0)
		return FALSE;
	done = file_fill(fd, text, strlen(text));
	done = close(fd) == 0 && done;
	if (done && g_rename(unfinished, path) == 0)
		return TRUE;
	g_unlink(unfinished);
	return FALSE;
}

/* --- what stands in them ---------------------------------------------------------- */

/* NULL: not JSON of ours. */
static Json *parse(const char *text, gsize len)
{
	g_autoptr(Json) json = json_parse(text, len, NULL);

	if (json_integer(json_get(json, "format")) != FORMAT)
		return NULL;
	return g_steal_pointer(&json);
}

static gboolean take_flag(const Json *json, const char *name, gboolean *flag)
{
	JsonType type = json_type(json_get(json, name));

	*flag = type == JSON_TRUE;
	return type == JSON_TRUE || type == JSON_FALSE;
}

static gboolean take_number(const Json *json, const char *name, gint64 max, gint64 *number)
{
	const Json *value = json_get(json, name);

	*number = json_integer(value);
	return json_type(value) == JSON_NUMBER && *number >= 0 && *number <= max;
}

static gboolean take_entry(const Json *json, CacheEntry *entry)
{
	const char *content = json_text(json_get(json, "content"));
	gint64 input, output;

	if (!content || !take_flag(json, "cut", &entry->cut) ||
	    !take_flag(json, "declined", &entry->declined) ||
	    !take_number(json, "input", MAX_TOKENS, &input) ||
	    !take_number(json, "output", MAX_TOKENS, &output))
		return FALSE;
	entry->content = g_strdup(content);
	entry->input = (guint64)input;
	entry->output = (guint64)output;
	return TRUE;
}

static char *print_entry(const CacheEntry *entry)
{
	g_autoptr(Json) json = json_object();

	json_set_int(json, "format", FORMAT);
	json_set_bool(json, "cut", entry->cut);
	json_set_bool(json, "declined", entry->declined);
	json_set_int(json, "input", (gint64)MIN(entry->input, (guint64)MAX_TOKENS));
	json_set_int(json, "output", (gint64)MIN(entry->output, (guint64)MAX_TOKENS));
	json_set_string(json, "content", entry->content);
	return json_print(json);
}

/* A form, and since when it is that, in seconds. */
typedef struct {
	CacheLearned learned;
	gint64 since;
} Memory;

static gboolean take_memory(const Json *json, Memory *memory)
{
	WireForm *form = &memory->learned.form;
	gint64 rung, factor;

	if (!take_number(json, "rung", N_RUNGS - 1, &rung) ||
	    !take_flag(json, "completionTokens", &form->completion_tokens) ||
	    !take_flag(json, "noTemperature", &form->no_temperature) ||
	    !take_number(json, "factor", 4000, &factor) || factor < 1000 ||
	    !take_number(json, "since", G_MAXINT64, &memory->since))
		return FALSE;
	form->rung = (WireRung)rung;
	memory->learned.factor = (double)factor / 1000;
	return TRUE;
}

static char *print_memory(const Memory *memory)
{
	const WireForm *form = &memory->learned.form;
	g_autoptr(Json) json = json_object();

	json_set_int(json, "format", FORMAT);
	json_set_int(json, "rung", form->rung);
	json_set_bool(json, "completionTokens", form->completion_tokens);
	json_set_bool(json, "noTemperature", form->no_temperature);
	/* thousandths: JSON of ours is written in whole numbers */
	json_set_int(json, "factor", (gint64)(memory->learned.factor * 1000 + 0.5));
	json_set_int(json, "since", memory->since);
	return json_print(json);
}

/* --- answers ---------------------------------------------------------------------- */

Cache *cache_new(const char *folder, guint64 max)
{
	Cache *cache = g_new0(Cache, 1);

	cache->folder = g_strdup(folder);
	cache->max = max;
	return cache;
}

static void make_room(Cache *cache)
{
	cache->kept = 0;
	cache_room_make(cache->folder, cache->max);
}

void cache_free(Cache *cache)
{
	if (!cache)
		return;
	if (cache->kept)
		make_room(cache);
	g_free(cache->folder);
	g_free(cache);
}

void cache_entry_clear(CacheEntry *entry)
{
	g_free(entry->content);
	*entry = (CacheEntry){0};
}

static gboolean is_key(const char *key)
{
	return strnlen(key, CACHE_ROOM_KEY + 1) == CACHE_ROOM_KEY &&
	       cache_room_is_hex(key, CACHE_ROOM_KEY);
}

/* The folder that the file of @key is in. */
static char *shard_of(const Cache *cache, const char *key)
{
	char shard[CACHE_ROOM_SHARD + 1];

	g_strlcpy(shard, key, sizeof shard);
	return g_build_filename(cache->folder, CACHE_ROOM_ANSWERS, shard, NULL);
}

gboolean cache_get(Cache *cache, const char *key, CacheEntry *entry)
{
	g_autofree char *folder = NULL, *path = NULL, *text = NULL;
	g_autoptr(Json) json = NULL;
	gsize len;

	*entry = (CacheEntry){0};
	if (!cache->max || !is_key(key))
		return FALSE;
	folder = shard_of(cache, key);
	path = g_build_filename(folder, key + CACHE_ROOM_SHARD, NULL);
	text = read_file(path, CACHE_MAX_FILE, TRUE, &len);
	json = text ? parse(text, len) : NULL;
	if (take_entry(json, entry))
		return TRUE;
	*entry = (CacheEntry){0};
	return FALSE;
}

void cache_put(Cache *cache, const char *key, const CacheEntry *entry)
{
	g_autofree char *folder = NULL, *text = NULL;
	gsize len;

	if (!cache->max || !is_key(key) || !entry->content ||
	    !g_utf8_validate(entry->content, -1, NULL))
		return;
	folder = shard_of(cache, key);
	text = print_entry(entry);
	len = strlen(text);
	if (len > MIN(cache->max, CACHE_MAX_FILE) ||
	    !write_file(folder, key + CACHE_ROOM_SHARD, text))
		return;
	cache->kept += len;
	/* a run of many weeks may keep a multiple of what there is room for */
	if (cache->kept > cache->max / 4)
		make_room(cache);
}

/* --- what was learned --------------------------------------------------------------- */

static char *name_of(const char *endpoint, const char *model)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	/* with the NUL: no two pairs make one text */
	g_checksum_update(sum, (const guchar *)endpoint, (gssize)strlen(endpoint) + 1);
	g_checksum_update(sum, (const guchar *)model, (gssize)strlen(model));
	return g_strdup(g_checksum_get_string(sum));
}

static gboolean is_current(const Memory *memory)
{
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;

	/* of a time to come: the clock was wrong, then or now */
	return memory->since <= now && memory->since > now - MAX_DAYS;
}

static void recall(const Cache *cache, const char *name, Memory *memory)
{
	g_autofree char *path = g_build_filename(cache->folder, CACHE_ROOM_LEARNED, name, NULL);
	gsize len;
	g_autofree char *text = cache->max ? read_file(path, MAX_LEARNED, FALSE, &len) : NULL;
	g_autoptr(Json) json = text ? parse(text, len) : NULL;

	if (!take_memory(json, memory))
		*memory = (Memory){.learned.factor = 1};
	else if (!is_current(memory))
		memory->learned.form = (WireForm){0};
}

void cache_learned(Cache *cache, const char *endpoint, const char *model, CacheLearned *learned)
{
	g_autofree char *name = name_of(endpoint, model);
	Memory memory;

	recall(cache, name, &memory);
	*learned = memory.learned;
}

static gboolean is_same(const WireForm *a, const WireForm *b)
{
	return a->rung == b->rung && !a->completion_tokens == !b->completion_tokens &&
	       !a->no_temperature == !b->no_temperature;
}

void cache_learn(Cache *cache, const char *endpoint, const char *model, const CacheLearned *learned)
{
	g_autofree char *name = name_of(endpoint, model), *text = NULL;
	g_autofree char *folder = g_build_filename(cache->folder, CACHE_ROOM_LEARNED, NULL);
	Memory now = {*learned, g_get_real_time() / G_USEC_PER_SEC}, before;

	if (!cache->max)
		return;
	if (!(now.learned.factor >= 1 && now.learned.factor <= 4))
		now.learned.factor = 1;
	recall(cache, name, &before);
	if (is_current(&before) && is_same(&before.learned.form, &now.learned.form)) {
		if (before.learned.factor == now.learned.factor)
			return;
		now.since = before.since;
	}
	text = print_memory(&now);
	write_file(folder, name, text);
}
