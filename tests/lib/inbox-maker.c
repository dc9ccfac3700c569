/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/inbox-maker.h"

#include <git2.h>
#include <glib/gstdio.h>
#include <string.h>

#define MODE_FILE 0100644

/* What one commit of a v2 epoch holds: one entry, or none. */
typedef struct {
	char *name; /* "" for an empty tree */
	guint mode;
	Oid blob;
	gint64 committed;
	Oid commit;
} Record;

typedef struct {
	char *path;
	git_odb *odb;
	GArray *records; /* of Record */
} Repository;

struct _InboxMaker {
	char *path;
	EpochKind kind;
	GPtrArray *repositories; /* of Repository: the epochs, oldest first */
	GTree *paths;            /* v1: path → Entry, in git's order */
	gint64 now;
};

typedef struct {
	guint mode;
	Oid blob;
} Entry;

static void record_clear(gpointer record)
{
	g_free(((Record *)record)->name);
}

static void repository_free(gpointer data)
{
	Repository *repository = data;

	g_free(repository->path);
	git_odb_free(repository->odb);
	g_array_unref(repository->records);
	g_free(repository);
}

static void make_folder(const char *path, const char *name)
{
	g_autofree char *folder = g_build_filename(path, name, NULL);

	if (g_mkdir_with_parents(folder, 0777) < 0)
		g_error("cannot make %s", folder);
}

static void write_text(const char *path, const char *name, const char *text)
{
	g_autofree char *file = g_build_filename(path, name, NULL);

	if (!g_file_set_contents(file, text, -1, NULL))
		g_error("cannot write %s", file);
}

static Repository *repository_new(const char *path)
{
	Repository *repository = g_new0(Repository, 1);
	g_autofree char *objects = g_build_filename(path, "objects", NULL);

	make_folder(path, "objects/pack");
	make_folder(path, "refs/heads");
	write_text(path, "HEAD", "ref: refs/heads/master\n");
	repository->path = g_strdup(path);
	repository->records = g_array_new(FALSE, FALSE, sizeof(Record));
	g_array_set_clear_func(repository->records, record_clear);
	if (git_odb_open(&repository->odb, objects) < 0)
		g_error("cannot open %s", objects);
	return repository;
}

static Repository *newest(InboxMaker *maker)
{
	return g_ptr_array_index(maker->repositories, maker->repositories->len - 1);
}

void inbox_maker_next_epoch(InboxMaker *maker)
{
	g_autofree char *path =
		g_strdup_printf("%s/git/%u.git", maker->path, maker->repositories->len);

	g_ptr_array_add(maker->repositories, repository_new(path));
}

static int compare_paths(gconstpointer a, gconstpointer b, gpointer user)
{
	(void)user;
	return strcmp(a, b);
}

InboxMaker *inbox_maker_new(const char *path, EpochKind kind)
{
	InboxMaker *maker = g_new0(InboxMaker, 1);

	g_assert(!g_file_test(path, G_FILE_TEST_EXISTS));
	maker->path = g_strdup(path);
	maker->kind = kind;
	maker->repositories = g_ptr_array_new_with_free_func(repository_free);
	maker->paths = g_tree_new_full(compare_paths, NULL, g_free, g_free);
	maker->now = INBOX_MAKER_START;
	if (kind == EPOCH_V2)
		inbox_maker_next_epoch(maker);
	else
		g_ptr_array_add(maker->repositories, repository_new(path));
	return maker;
}

void inbox_maker_free(InboxMaker *maker)
{
	if (!maker)
		return;
	g_ptr_array_unref(maker->repositories);
	g_tree_unref(maker->paths);
	g_free(maker->path);
	g_free(maker);
}

void inbox_maker_set_date(InboxMaker *maker, gint64 committed)
{
	maker->now = committed;
}

/* --- objects ------------------------------------------------------------------ */

static Oid write_object(Repository *repository, const char *data, gsize len, git_object_t type)
{
	git_oid written;
	Oid oid;

	if (git_odb_write(&written, repository->odb, data, len, type) < 0)
		g_error("cannot write to %s: %s", repository->path, git_error_last()->message);
	memcpy(oid.id, written.id, OID_RAW);
	return oid;
}

static void append_entry(GString *tree, guint mode, const char *name, const Oid *oid)
{
	g_string_append_printf(tree, "%o %s", mode, name);
	g_string_append_c(tree, '\0');
	g_string_append_len(tree, (const char *)oid->id, OID_RAW);
}

static Oid write_commit(Repository *repository, const Oid *tree, Record *record)
{
	g_autofree char *tree_hex = oid_hex(tree);
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(text, "tree %s\n", tree_hex);
	if (repository->records->len && record != (Record *)repository->records->data) {
		g_autofree char *parent = oid_hex(&record[-1].commit);

		g_string_append_printf(text, "parent %s\n", parent);
	}
	g_string_append_printf(text,
			       "author A Sender <sender@example.org> %" G_GINT64_FORMAT
			       " +0000\ncommitter Archive <archive@example.org> %" G_GINT64_FORMAT
			       " +0000\n\n%s\n",
			       record->committed, record->committed, record->name);
	return write_object(repository, text->str, text->len, GIT_OBJECT_COMMIT);
}

static Oid set_tip(Repository *repository)
{
	const Record *last =
		&g_array_index(repository->records, Record, repository->records->len - 1);
	g_autofree char *hex = oid_hex(&last->commit);
	g_autofree char *line = g_strconcat(hex, "\n", NULL);

	write_text(repository->path, "refs/heads/master", line);
	return last->commit;
}

static Record *add_record(InboxMaker *maker, const char *name, guint mode, const Oid *blob)
{
	Repository *repository = newest(maker);
	Record record = {.name = g_strdup(name), .mode = mode, .committed = maker->now};

	if (blob)
		record.blob = *blob;
	maker->now += INBOX_MAKER_TICK;
	g_array_append_val(repository->records, record);
	return &g_array_index(repository->records, Record, repository->records->len - 1);
}

static Oid write_mail(InboxMaker *maker, Slice mail)
{
	return write_object(newest(maker), mail.ptr, mail.len, GIT_OBJECT_BLOB);
}

Oid inbox_maker_blob(Slice mail)
{
	git_oid hash;
	Oid oid;

	git_odb_hash(&hash, mail.ptr, mail.len, GIT_OBJECT_BLOB);
	memcpy(oid.id, hash.id, OID_RAW);
	return oid;
}

/* --- v2 ----------------------------------------------------------------------- */

/* Writes the commits from @first on. */
static Oid write_v2(Repository *repository, guint first)
{
	for (guint i = first; i < repository->records->len; i++) {
		Record *record = &g_array_index(repository->records, Record, i);
		g_autoptr(GString) tree = g_string_new(NULL);
		Oid oid;

		if (record->name[0])
			append_entry(tree, record->mode, record->name, &record->blob);
		oid = write_object(repository, tree->str, tree->len, GIT_OBJECT_TREE);
		record->commit = write_commit(repository, &oid, record);
	}
	return set_tip(repository);
}

static Oid commit_v2(InboxMaker *maker, const char *name, guint mode, const Oid *blob)
{
	Repository *repository = newest(maker);

	add_record(maker, name, mode, blob);
	return write_v2(repository, repository->records->len - 1);
}

static Record *find_mail(InboxMaker *maker, Slice mail, Repository **where)
{
	Oid blob = inbox_maker_blob(mail);

	for (guint i = 0; i < maker->repositories->len; i++) {
		GArray *records;

		*where = g_ptr_array_index(maker->repositories, i);
		records = (*where)->records;
		for (guint j = 0; j < records->len; j++) {
			Record *record = &g_array_index(records, Record, j);

			if (strcmp(record->name, "m") == 0 && oid_equal(&record->blob, &blob))
				return record;
		}
	}
	g_error("no such mail was added");
}

Oid inbox_maker_replace(InboxMaker *maker, Slice mail, Slice by)
{
	Repository *where;
	Record *record = find_mail(maker, mail, &where);

	g_assert(maker->kind == EPOCH_V2);
	record->blob = write_object(where, by.ptr, by.len, GIT_OBJECT_BLOB);
	return write_v2(where, (guint)(record - (Record *)where->records->data));
}

Oid inbox_maker_purge(InboxMaker *maker, Slice mail)
{
	return inbox_maker_replace(maker, mail, slice_of(""));
}

/* --- v1 ----------------------------------------------------------------------- */

/* What stands in the first <…> behind the first Message-ID:, in either case, folded or not. */
static char *find_message_id(Slice mail)
{
	Slice rest = mail, line;

	while (slice_next_line(&rest, &line)) {
		Slice value = {line.ptr, mail.len - (gsize)(line.ptr - mail.ptr)};
		gssize open = slice_find(value, '<'), close = slice_find(value, '>');

		if (slice_starts_nocase(line, "Message-ID:") && open >= 0 && close > open)
			return slice_dup(slice_sub(value, (gsize)open + 1, (gsize)close));
	}
	g_error("a v1 mail needs a Message-ID: <id>");
}

static char *mail_path(Slice mail)
{
	g_autofree char *id = find_message_id(mail);
	g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, id, -1);

	return g_strdup_printf("%.2s/%s", hash, hash + 2);
}

/* Folders are written when their last path has come by. */
typedef struct {
	Repository *repository;
	GString *root, *folder;
	char *folder_name;
} TreeWriter;

static void close_folder(TreeWriter *writer)
{
	Oid oid;

	if (!writer->folder_name)
		return;
	oid = write_object(writer->repository, writer->folder->str, writer->folder->len,
			   GIT_OBJECT_TREE);
	append_entry(writer->root, 040000, writer->folder_name, &oid);
	g_clear_pointer(&writer->folder_name, g_free);
	g_string_truncate(writer->folder, 0);
}

static gboolean add_path(gpointer key, gpointer value, gpointer user)
{
	TreeWriter *writer = user;
	const Entry *entry = value;
	const char *path = key, *slash = strchr(path, '/');
	g_autofree char *folder = slash ? g_strndup(path, (gsize)(slash - path)) : NULL;

	if (g_strcmp0(folder, writer->folder_name) != 0)
		close_folder(writer);
	if (!slash) {
		append_entry(writer->root, entry->mode, path, &entry->blob);
		return FALSE;
	}
	append_entry(writer->folder, entry->mode, slash + 1, &entry->blob);
	if (!writer->folder_name)
		writer->folder_name = g_steal_pointer(&folder);
	return FALSE;
}

static Oid commit_v1(InboxMaker *maker, const char *path, guint mode, const Oid *blob)
{
	g_autoptr(GString) root = g_string_new(NULL), folder = g_string_new(NULL);
	TreeWriter writer = {newest(maker), root, folder, NULL};
	Entry entry = {.mode = mode};
	Record *record;
	Oid tree;

	if (blob) {
		entry.blob = *blob;
		g_tree_replace(maker->paths, g_strdup(path), g_memdup2(&entry, sizeof(entry)));
	} else {
		g_tree_remove(maker->paths, path);
	}
	g_tree_foreach(maker->paths, add_path, &writer);
	close_folder(&writer);
	tree = write_object(writer.repository, root->str, root->len, GIT_OBJECT_TREE);
	record = add_record(maker, path, mode, blob);
	record->commit = write_commit(writer.repository, &tree, record);
	return set_tip(writer.repository);
}

Oid inbox_maker_edit(InboxMaker *maker, Slice mail, Slice by)
{
	g_autofree char *path = mail_path(mail);
	Oid blob = write_mail(maker, by);

	g_assert(maker->kind == EPOCH_V1 && g_tree_lookup(maker->paths, path));
	return commit_v1(maker, path, MODE_FILE, &blob);
}

/* --- both --------------------------------------------------------------------- */

Oid inbox_maker_add(InboxMaker *maker, Slice mail)
{
	g_autofree char *path = maker->kind == EPOCH_V1 ? mail_path(mail) : NULL;
	Oid blob = write_mail(maker, mail);

	return path ? commit_v1(maker, path, MODE_FILE, &blob)
		    : commit_v2(maker, "m", MODE_FILE, &blob);
}

Oid inbox_maker_delete(InboxMaker *maker, Slice mail)
{
	g_autofree char *path = maker->kind == EPOCH_V1 ? mail_path(mail) : NULL;
	Oid blob = write_mail(maker, mail);

	return path ? commit_v1(maker, path, 0, NULL) : commit_v2(maker, "d", MODE_FILE, &blob);
}

Oid inbox_maker_put(InboxMaker *maker, const char *path, guint mode, const char *content)
{
	Oid blob = content ? write_mail(maker, slice_of(content)) : (Oid){{0}};

	return maker->kind == EPOCH_V1 ? commit_v1(maker, path, mode, content ? &blob : NULL)
				       : commit_v2(maker, path, mode, &blob);
}

void inbox_maker_lose(InboxMaker *maker, Slice mail)
{
	Oid blob = inbox_maker_blob(mail);
	g_autofree char *hex = oid_hex(&blob);
	gboolean found = FALSE;

	for (guint i = 0; i < maker->repositories->len; i++) {
		Repository *repository = g_ptr_array_index(maker->repositories, i);
		g_autofree char *file =
			g_strdup_printf("%s/objects/%.2s/%s", repository->path, hex, hex + 2);

		found |= g_unlink(file) == 0;
	}
	if (!found)
		g_error("no such mail was added");
}

static int insert_object(const git_oid *oid, void *builder)
{
	return git_packbuilder_insert(builder, oid, NULL);
}

static void remove_loose(const Repository *repository)
{
	for (guint i = 0; i < 256; i++) {
		g_autofree char *folder = g_strdup_printf("%s/objects/%02x", repository->path, i);

		inbox_maker_remove(folder);
	}
}

static void pack(Repository *repository)
{
	git_repository *opened = NULL;
	git_packbuilder *builder = NULL;

	if (git_repository_open_bare(&opened, repository->path) < 0 ||
	    git_packbuilder_new(&builder, opened) < 0 ||
	    git_odb_foreach(repository->odb, insert_object, builder) < 0 ||
	    git_packbuilder_write(builder, NULL, 0, NULL, NULL) < 0)
		g_error("cannot pack %s: %s", repository->path, git_error_last()->message);
	git_packbuilder_free(builder);
	git_repository_free(opened);
	remove_loose(repository);
}

void inbox_maker_pack(InboxMaker *maker)
{
	for (guint i = 0; i < maker->repositories->len; i++)
		pack(g_ptr_array_index(maker->repositories, i));
}

void inbox_maker_remove(const char *path)
{
	g_autoptr(GDir) dir =
		g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		inbox_maker_remove(inner);
	}
	g_remove(path);
}
