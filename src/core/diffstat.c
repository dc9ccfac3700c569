/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/diffstat.h"

#include "core/hunk.h"

/* Sums over all lines of a body (16 MB) stay below G_MAXUINT. */
#define MAX_COUNT 999999999u

/* Quoting moves a diffstat right; what git and diffstat(1) print is never further in. */
#define MAX_FILE_INDENT 1
#define MAX_SUMMARY_INDENT 3

static void file_free(gpointer data)
{
	DiffstatFile *file = data;

	g_free(file->path);
	g_free(file);
}

void diffstat_free(Diffstat *diffstat)
{
	if (!diffstat)
		return;
	g_ptr_array_unref(diffstat->files);
	g_free(diffstat);
}

static Diffstat *diffstat_new(void)
{
	Diffstat *diffstat = g_new0(Diffstat, 1);

	diffstat->files = g_ptr_array_new_with_free_func(file_free);
	return diffstat;
}

gboolean diffstat_agree(const Diffstat *a, const Diffstat *b)
{
	return a->n_files == b->n_files && a->insertions == b->insertions &&
	       a->deletions == b->deletions;
}

/* --- the lines of a diffstat ------------------------------------------------ */

static gboolean take_indent(Slice *s, gsize max)
{
	gsize n = 0;

	while (n < s->len && s->ptr[n] == ' ')
		n++;
	*s = slice_sub(*s, n, s->len);
	return n <= max;
}

static gboolean ends_with(Slice s, const char *text)
{
	gsize len = slice_of(text).len;

	return s.len >= len && slice_equal(slice_sub(s, s.len - len, s.len), text);
}

/* A path may hold the bar's | too: the last one counts. */
static gssize find_bar(Slice line)
{
	if (slice_find(line, '|') < 0)
		return -1;
	for (gsize i = line.len; i > 0; i--)
		if (line.ptr[i - 1] == '|')
			return (gssize)i - 1;
	return -1;
}

/* "12 ++--", "0" */
static gboolean read_changes(Slice s, DiffstatFile *file)
{
	if (!slice_take_number(&s, MAX_COUNT, &file->changes))
		return FALSE;
	if (s.len && s.ptr[0] != ' ')
		return FALSE;
	s = slice_trim(s);
	for (gsize i = 0; i < s.len; i++) {
		if (s.ptr[i] != '+' && s.ptr[i] != '-')
			return FALSE;
		if (s.ptr[i] == '+')
			file->added++;
		else
			file->removed++;
	}
	return TRUE;
}

/* "Bin", "Bin 0 -> 14 bytes"; large files have more digits than a guint. */
static gboolean read_binary(Slice s)
{
	return slice_take(&s, "Bin") &&
	       (s.len == 0 || (slice_take(&s, " ") && ends_with(s, " bytes")));
}

/* Reads " path | 12 ++--" and its kin; everything but the path's copy goes to @file. */
static gboolean read_file_line(Slice line, Slice *path, DiffstatFile *file)
{
	Slice after;
	gssize bar;

	if (!take_indent(&line, MAX_FILE_INDENT))
		return FALSE;
	bar = find_bar(line);
	if (bar < 0)
		return FALSE;
	*path = slice_trim(slice_sub(line, 0, (gsize)bar));
	after = slice_trim(slice_sub(line, (gsize)bar + 1, line.len));
	*file = (DiffstatFile){.binary = read_binary(after)};
	if (path->len == 0)
		return FALSE;
	return file->binary || slice_equal(after, "Unmerged") || read_changes(after, file);
}

static gboolean is_file_line(Slice line)
{
	DiffstatFile file;
	Slice path;

	return read_file_line(line, &path, &file);
}

/* ", 12 insertions(+)"; leaves @count and @s alone when it is not there. */
static void take_count(Slice *s, const char *one, const char *many, guint *count)
{
	Slice at = *s;
	guint n;

	if (!slice_take(&at, ", ") || !slice_take_number(&at, MAX_COUNT, &n))
		return;
	if (!slice_take(&at, many) && !slice_take(&at, one))
		return;
	*count = n;
	*s = at;
}

/* " 3 files changed, 2 insertions(+), 1 deletion(-)" */
static gboolean read_summary(Slice line, Diffstat *sums)
{
	guint n_files, insertions = 0, deletions = 0;

	if (!take_indent(&line, MAX_SUMMARY_INDENT))
		return FALSE;
	if (!slice_take_number(&line, MAX_COUNT, &n_files))
		return FALSE;
	if (!slice_take(&line, " files changed") && !slice_take(&line, " file changed"))
		return FALSE;
	take_count(&line, " insertion(+)", " insertions(+)", &insertions);
	take_count(&line, " deletion(-)", " deletions(-)", &deletions);
	if (!slice_is_blank(line))
		return FALSE;
	sums->n_files = n_files;
	sums->insertions = insertions;
	sums->deletions = deletions;
	return TRUE;
}

/* What `git diff --summary` prints below: modes, renames, rewrites. */
static gboolean is_extra_line(Slice line)
{
	static const char *const modes[] = {"create mode ", "delete mode ", "mode change "};
	static const char *const moves[] = {"rename ", "copy ", "rewrite "};

	if (!take_indent(&line, MAX_SUMMARY_INDENT))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(modes); i++)
		if (slice_take(&line, modes[i]))
			return line.len && g_ascii_isdigit(line.ptr[0]);
	line = slice_trim(line);
	for (guint i = 0; i < G_N_ELEMENTS(moves); i++)
		if (slice_starts(line, moves[i]))
			return ends_with(line, "%)");
	return FALSE;
}

DiffstatLine diffstat_line(Slice line)
{
	Diffstat sums;

	if (is_file_line(line))
		return DIFFSTAT_FILE;
	if (read_summary(line, &sums))
		return DIFFSTAT_SUMMARY;
	return is_extra_line(line) ? DIFFSTAT_EXTRA : DIFFSTAT_NONE;
}

/* --- finding and reading ---------------------------------------------------- */

/* The end of the diffstat whose summary line is @summary: after its extra lines. */
static const char *extend(Slice summary, Slice *rest)
{
	Slice last = summary, next = *rest, line;

	while (slice_next_line(&next, &line) && is_extra_line(line)) {
		last = line;
		*rest = next;
	}
	last = slice_trim(last);
	return last.ptr + last.len;
}

/*
 * Mailers wrap long lines, so whatever stands between a file line and the
 * summary belongs to the diffstat unless a blank line parts them.
 */
gboolean diffstat_find(Slice text, Slice *where)
{
	const char *start = NULL;
	gboolean found = FALSE;
	Slice rest = text, line;
	Hunk hunk = {0, 0};
	Diffstat sums;

	while (slice_next_line(&rest, &line)) {
		if (hunk_is_open(&hunk) && hunk_take(&hunk, line))
			continue;
		hunk = (Hunk){0, 0};
		if (slice_is_blank(line)) {
			start = NULL;
		} else if (!start && is_file_line(line)) {
			start = line.ptr;
		} else if (read_summary(line, &sums) && (start || sums.n_files == 0)) {
			const char *from = start ? start : line.ptr;
			*where = (Slice){from, (gsize)(extend(line, &rest) - from)};
			found = TRUE;
			start = NULL;
		} else {
			hunk_open(&hunk, line);
		}
	}
	return found;
}

static DiffstatFile *add_file(Diffstat *diffstat, char *path)
{
	DiffstatFile *file = g_new0(DiffstatFile, 1);

	file->path = path;
	g_ptr_array_add(diffstat->files, file);
	return file;
}

static void sum_up(Diffstat *diffstat)
{
	diffstat->n_files = diffstat->files->len;
	for (guint i = 0; i < diffstat->files->len; i++) {
		const DiffstatFile *file = g_ptr_array_index(diffstat->files, i);

		diffstat->insertions += file->added;
		diffstat->deletions += file->removed;
	}
}

Diffstat *diffstat_parse(Slice text)
{
	Diffstat *diffstat = diffstat_new();
	Slice line, path;

	while (!diffstat->closed && slice_next_line(&text, &line)) {
		DiffstatFile file;

		if (read_file_line(line, &path, &file)) {
			file.path = slice_dup(path);
			*add_file(diffstat, NULL) = file;
		} else {
			diffstat->closed = read_summary(line, diffstat);
		}
	}
	if (!diffstat->closed)
		sum_up(diffstat);
	return diffstat;
}

/* --- counting a diff -------------------------------------------------------- */

/* How far the lines of the current file have come. */
typedef enum {
	STAGE_NONE,    /* no file yet */
	STAGE_INDEXED, /* "Index: x"; CVS and quilt have a diff line of the same file follow */
	STAGE_OPENED,  /* "diff …" */
	STAGE_NAMED,   /* "--- x", "+++ y" */
	STAGE_FILLED,  /* a hunk, or a word on binaries */
} Stage;

typedef struct {
	Diffstat *diffstat;
	DiffstatFile *file; /* the current one, in diffstat; NULL before the first */
	Stage stage;
	char *moved_from; /* of "rename from", "copy from" */
	gboolean deleted; /* "deleted file mode", and it was not an empty file */
	gboolean broken;  /* the diff is not whole */
	Hunk hunk;
} Count;

static void set_path(DiffstatFile *file, char *path)
{
	g_free(file->path);
	file->path = path;
}

static void close_file(Count *count)
{
	if (count->moved_from)
		set_path(count->file,
			 g_strdup_printf("%s => %s", count->moved_from, count->file->path));
	g_clear_pointer(&count->moved_from, g_free);
	if (count->deleted && count->stage != STAGE_FILLED)
		count->broken = TRUE;
	count->deleted = FALSE;
}

static void open_file(Count *count, Stage stage, char *path)
{
	close_file(count);
	count->file = add_file(count->diffstat, path);
	count->stage = stage;
}

/* Without git's a/ and b/ and without a time stamp; quotes stay, as git prints them. */
static char *path_of(Slice text)
{
	gssize tab = slice_find(text, '\t');
	gboolean quoted;

	text = slice_trim(tab < 0 ? text : slice_sub(text, 0, (gsize)tab));
	quoted = slice_take(&text, "\"");
	if (!slice_take(&text, "a/"))
		slice_take(&text, "b/");
	return g_strdup_printf("%s%.*s", quoted ? "\"" : "", (int)text.len, text.ptr);
}

/* "a/x b/x" says x twice: that finds the middle even where x holds blanks. */
static char *path_of_pair(Slice pair)
{
	g_autofree char *old = NULL, *new = NULL;
	gsize middle = pair.len / 2;

	if (pair.len % 2 == 0 || pair.ptr[middle] != ' ')
		return slice_dup(pair);
	old = path_of(slice_sub(pair, 0, middle));
	new = path_of(slice_sub(pair, middle + 1, pair.len));
	return g_str_equal(old, new) ? g_steal_pointer(&new) : slice_dup(pair);
}

static void read_diff_line(Count *count, Slice line)
{
	if (slice_starts(line, "diff --c")) { /* --cc, --combined: hunks of another kind */
		count->broken = TRUE;
	} else if (count->stage == STAGE_INDEXED) {
		count->stage = STAGE_OPENED;
	} else {
		Slice pair = line;

		slice_take(&pair, "diff --git ");
		open_file(count, STAGE_OPENED, path_of_pair(slice_trim(pair)));
	}
}

/* "--- x" and, still in @rest, "+++ y". */
static void read_names(Count *count, Slice old, Slice *rest)
{
	gboolean indexed = count->stage == STAGE_INDEXED;
	Slice peek = *rest, new;

	if (!slice_take(&old, "--- ") || !slice_next_line(&peek, &new) || !slice_take(&new, "+++ "))
		return;
	*rest = peek;
	if (count->stage != STAGE_INDEXED && count->stage != STAGE_OPENED)
		open_file(count, STAGE_NAMED, NULL);
	count->stage = STAGE_NAMED;
	if (!indexed)
		set_path(count->file, path_of(slice_starts(new, "/dev/null") ? old : new));
}

/* What stands between git's diff line and the hunks. */
static void read_extended(Count *count, Slice line)
{
	if (slice_take(&line, "rename from ") || slice_take(&line, "copy from ")) {
		g_free(count->moved_from);
		count->moved_from = slice_dup(slice_trim(line));
	} else if (slice_take(&line, "rename to ") || slice_take(&line, "copy to ")) {
		set_path(count->file, slice_dup(slice_trim(line)));
	} else if (slice_starts(line, "deleted file mode ")) {
		count->deleted = TRUE;
	} else if (slice_starts(line, "index e69de29")) { /* the empty blob has no lines to show */
		count->deleted = FALSE;
	}
}

/* y of "Binary files x and y differ" */
static char *path_of_binary(Slice line)
{
	const char *joint = g_strstr_len(line.ptr, (gssize)line.len, " and ");
	gsize from = joint ? (gsize)(joint - line.ptr) + 5 : 0, to = line.len;

	if (ends_with(line, " differ"))
		to -= 7;
	return from <= to ? path_of(slice_sub(line, from, to)) : slice_dup(line);
}

/* diff -r says so in a line of its own, where no file was opened. */
static void read_binary_line(Count *count, Slice line)
{
	if (!slice_starts(line, "Binary files ") && !slice_starts(line, "GIT binary patch") &&
	    !slice_starts(line, "Cannot display: file marked as a binary"))
		return;
	if (count->stage != STAGE_INDEXED && count->stage != STAGE_OPENED)
		open_file(count, STAGE_OPENED, path_of_binary(line));
	count->file->binary = TRUE;
	count->stage = STAGE_FILLED;
}

/* A hunk without a file is a piece of something else. */
static void read_hunk_line(Count *count, Slice line)
{
	if (slice_starts(line, "@@@") || (hunk_open(&count->hunk, line) && !count->file))
		count->broken = TRUE;
	else if (hunk_is_open(&count->hunk))
		count->stage = STAGE_FILLED;
}

static void read_between_hunks(Count *count, Slice line, Slice *rest)
{
	switch (line.len ? line.ptr[0] : '\0') {
	case '@':
		read_hunk_line(count, line);
		break;
	case '-':
		read_names(count, line, rest);
		break;
	case 'B':
	case 'C':
	case 'G':
		read_binary_line(count, line);
		break;
	case 'I':
		if (slice_take(&line, "Index: "))
			open_file(count, STAGE_INDEXED, slice_dup(slice_trim(line)));
		break;
	default:
		if (slice_starts(line, "diff -"))
			read_diff_line(count, line);
		else if (count->stage == STAGE_OPENED)
			read_extended(count, line);
	}
}

static void count_line(Count *count, char kind)
{
	if (kind == '+')
		count->file->added++;
	else if (kind == '-')
		count->file->removed++;
	else
		return;
	count->file->changes++;
}

Diffstat *diffstat_count(Slice diff)
{
	g_autoptr(Diffstat) diffstat = diffstat_new();
	Count count = {.diffstat = diffstat};
	Slice line;

	while (!count.broken && slice_next_line(&diff, &line)) {
		if (hunk_is_open(&count.hunk)) {
			char kind = hunk_take(&count.hunk, line);

			count.broken = !kind;
			count_line(&count, kind);
		} else {
			read_between_hunks(&count, line, &diff);
		}
	}
	close_file(&count);
	if (count.broken || hunk_is_open(&count.hunk) || !count.file)
		return NULL;
	sum_up(diffstat);
	return g_steal_pointer(&diffstat);
}
