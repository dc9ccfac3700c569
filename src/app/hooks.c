/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/hooks.h"

#include "base/error.h"
#include "base/file.h"
#include "mirror/hookdir.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOOK "reference-transaction"
#define BEFORE HOOK ".before-maildelta"
#define NEW HOOK ".maildelta-new"

/* How the script begins, which says that it is ours, and what may follow. */
#define HEAD                                                                                       \
	"#!/bin/sh\n"                                                                              \
	"# maildelta hook: tells what a fetch brought; 'maildelta hook remove' takes it away\n"
#define MADE "# its folder was made for it\n"

/* A hook of ours is small; what is larger is another's, and is not read. */
#define SCRIPT_MAX (64 * 1024)

/* Where the hook of a repository goes. */
typedef struct {
	const char *repository; /* borrowed */
	char *folder;           /* of its hooks */
	char *hook, *before, *new;
	gboolean makes_folder; /* it is not there yet */
	gboolean is_ours;      /* what is at hook */
	gboolean is_other;     /* something else is */
} Place;

static void place_free(Place *place)
{
	g_free(place->folder);
	g_free(place->hook);
	g_free(place->before);
	g_free(place->new);
	g_free(place);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Place, place_free)

G_GNUC_PRINTF(3, 4)
static gboolean fail(const char *path, GError **error, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, MD_ERROR, MD_ERROR_FAILED, "%s: %s", path, what);
	return FALSE;
}

static gboolean exists(const char *path)
{
	struct stat file;

	return lstat(path, &file) == 0;
}

static gboolean is_one_file(const char *a, const char *b)
{
	struct stat x, y;

	return lstat(a, &x) == 0 && lstat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

/* --- the script ------------------------------------------------------------------ */

/*
 * Git waits for it at every step of every transaction: what is not "committed" is none of
 * our business, and goes to the hook that was there, untouched.
 */
static const char body[] =
	"before=${0%/*}/" BEFORE "\n"
	"if [ \"$1\" != committed ]; then\n"
	"	[ -x \"$before\" ] && exec \"$before\" \"$@\"\n"
	"	exit 0\n"
	"fi\n"
	"nl='\n"
	"'\n"
	"moves=$(command -p cat)\n"
	"status=0\n"
	"if [ -x \"$before\" ]; then\n"
	"	printf %s \"${moves:+$moves$nl}\" 2>/dev/null | \"$before\" \"$@\"\n"
	"	status=$?\n"
	"fi\n"
	"# told by maildelta itself, or maildelta is gone\n"
	"[ -z \"${MAILDELTA_HOOK-}\" ] && [ -x \"$program\" ] || exit $status\n"
	"IFS=$nl\n"
	"set -f\n"
	"for move in $moves; do\n"
	"	case $move in\n"
	"	ref:* | *' ref:'* | *' refs/maildelta/'*) ;;\n"
	"	*' refs/'*)\n"
	"		run -- \"${GIT_DIR:-.}\" </dev/null >/dev/null 2>&1\n"
	"		break\n"
	"		;;\n"
	"	esac\n"
	"done\n"
	"exit $status\n";

/* What is the same in all repositories: all but the head. */
static char *make_script(const HooksCall *call)
{
	g_autoptr(GString) script = g_string_new(NULL);
	g_autofree char *program = g_shell_quote(call->program);

	g_string_append_printf(script, "program=%s\n", program);
	g_string_append(script, "run() {\n\t\"$program\" hook run --detach");
	for (char **word = call->words; *word; word++) {
		g_autofree char *quoted = g_shell_quote(*word);

		g_string_append_printf(script, " %s", quoted);
	}
	g_string_append(script, " \"$@\"\n}\n");
	g_string_append(script, body);
	return g_string_free(g_steal_pointer(&script), FALSE);
}

/* All of ours at @path; NULL: it is another's, or none. */
static char *read_ours(const char *path)
{
	struct stat file;
	g_autofree char *text = NULL;

	if (lstat(path, &file) != 0 || !S_ISREG(file.st_mode) || file.st_size > SCRIPT_MAX ||
	    !g_file_get_contents(path, &text, NULL, NULL) || !g_str_has_prefix(text, HEAD))
		return NULL;
	return g_steal_pointer(&text);
}

/* Behind its head; *made: whether the folder was made for it. Borrowed. */
static const char *skip_head(const char *script, gboolean *made)
{
	const char *rest = script + strlen(HEAD);

	*made = g_str_has_prefix(rest, MADE);
	return *made ? rest + strlen(MADE) : rest;
}

/* --- where it goes ----------------------------------------------------------------- */

/* Whether @path, which is there, is in the folder @repository, by whatever links. */
static gboolean is_inside(const char *path, const char *repository)
{
	char *real = realpath(path, NULL), *around = realpath(repository, NULL);
	gboolean inside = real && around && g_str_has_prefix(real, around) &&
			  (real[strlen(around)] == '/' || real[strlen(around)] == '\0');

	free(real);
	free(around);
	return inside;
}

static gboolean check_owner(const char *path, GError **error)
{
	struct stat file;
	const struct passwd *owner;
	g_autofree char *name = NULL;

	if (stat(path, &file) != 0)
		return fail(path, error, "%s", g_strerror(errno));
	if (file.st_uid == geteuid())
		return TRUE;
	owner = getpwuid(file.st_uid);
	name = owner ? g_strdup(owner->pw_name) : g_strdup_printf("#%lu", (gulong)file.st_uid);
	return fail(path, error,
		    "it belongs to %s, who fetches it: what a hook tells is noted for that user: "
		    "sudo -u '%s' maildelta hook ...",
		    name, name);
}

static gboolean refuse_outside(const char *repository, const char *folder, const char *origin,
			       GError **error)
{
	g_autofree char *quoted = g_shell_quote(repository);

	if (!origin)
		return fail(folder, error,
			    "leads out of the repository: a hook there would be one of other "
			    "repositories, too: put a folder in its place");
	return fail(repository, error,
		    "core.hooksPath of %s has git look for hooks in %s, and not in this "
		    "repository: a hook there would be one of other repositories, too: git -C "
		    "%s config core.hooksPath hooks",
		    origin, folder, quoted);
}

/* Where git looks, if that is in the repository. */
static char *find_folder(const char *repository, GError **error)
{
	const char *origin;
	g_autofree char *folder = hookdir_find(repository, &origin, error);
	g_autofree char *parent = folder ? g_path_get_dirname(folder) : NULL;

	if (!folder)
		return NULL;
	if (is_inside(exists(folder) ? folder : parent, repository))
		return g_steal_pointer(&folder);
	refuse_outside(repository, folder, origin, error);
	return NULL;
}

/* Takes @folder. */
static Place *place_new(const char *repository, char *folder)
{
	Place *place = g_new0(Place, 1);
	g_autofree char *ours = NULL;

	place->repository = repository;
	place->folder = folder;
	place->hook = g_build_filename(folder, HOOK, NULL);
	place->before = g_build_filename(folder, BEFORE, NULL);
	place->new = g_build_filename(folder, NEW, NULL);
	place->makes_folder = !exists(folder);
	ours = read_ours(place->hook);
	place->is_ours = ours != NULL;
	place->is_other = !ours && exists(place->hook);
	return place;
}

/* Whether what is there can be told apart from what we put there. */
static gboolean check_place(const Place *place, GError **error)
{
	struct stat file;

	if (!place->makes_folder && !check_owner(place->folder, error))
		return FALSE;
	if (!place->is_other)
		return TRUE;
	if (lstat(place->hook, &file) != 0 || !(S_ISREG(file.st_mode) || S_ISLNK(file.st_mode)))
		return fail(place->hook, error, "not a file: a hook cannot stand beside it");
	if (!exists(place->before) || is_one_file(place->hook, place->before))
		return TRUE;
	return fail(place->hook, error,
		    "it was put over maildelta's; the hook from before that is %s: remove one of "
		    "the two",
		    place->before);
}

static Place *find_place(const char *repository, GError **error)
{
	g_autoptr(Place) place = NULL;
	char *folder;

	if (!check_owner(repository, error))
		return NULL;
	folder = find_folder(repository, error);
	if (!folder)
		return NULL;
	place = place_new(repository, folder);
	return check_place(place, error) ? g_steal_pointer(&place) : NULL;
}

static GPtrArray *find_places(const Inbox *inbox, GError **error)
{
	g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func((GDestroyNotify)place_free);

	for (guint i = 0; i < inbox_n_epochs(inbox); i++) {
		Place *place = find_place(inbox_epoch_path(inbox, i), error);

		if (!place)
			return NULL;
		g_ptr_array_add(places, place);
	}
	return g_steal_pointer(&places);
}

/* --- writing it ---------------------------------------------------------------------- */

static gboolean write_new(const Place *place, const char *script, gboolean made, GError **error)
{
	g_autofree char *text = g_strconcat(HEAD, made ? MADE : "", script, NULL);
	int fd;

	g_unlink(place->new); /* of a run that was killed */
	fd = open(place->new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0777);
	if (fd < 0)
		return file_fail(place->new, "cannot make it", error);
	if (!file_fill(fd, text, strlen(text)) || fsync(fd) != 0) {
		file_fail(place->new, "cannot write it", error);
		close(fd);
		g_unlink(place->new);
		return FALSE;
	}
	close(fd);
	return TRUE;
}

/*
 * Another's hook gets its second name before ours takes the first, so that it is missing at no
 * moment; but not every file system has two names for a file.
 */
static gboolean put_aside(const Place *place, GError **error)
{
	if (!place->is_other || is_one_file(place->hook, place->before) ||
	    link(place->hook, place->before) == 0 || g_rename(place->hook, place->before) == 0)
		return TRUE;
	return file_fail(place->hook, "cannot be renamed", error);
}

static void take_back(const Place *place)
{
	if (!place->is_other)
		return;
	if (is_one_file(place->hook, place->before))
		g_unlink(place->before);
	else if (!exists(place->hook))
		(void)g_rename(place->before, place->hook);
}

static gboolean put_in_place(const Place *place, GError **error)
{
	if (!put_aside(place, error))
		return FALSE;
	if (g_rename(place->new, place->hook) == 0)
		return TRUE;
	file_fail(place->hook, "cannot be put there", error);
	take_back(place);
	return FALSE;
}

static gboolean was_made(const Place *place)
{
	g_autofree char *ours = read_ours(place->hook);
	gboolean made = FALSE;

	if (ours)
		skip_head(ours, &made);
	return made;
}

static gboolean install(const Place *place, const char *script, GError **error)
{
	gboolean made = place->makes_folder || was_made(place);

	if (place->makes_folder && g_mkdir(place->folder, 0777) != 0)
		return file_fail(place->folder, "cannot make the folder", error);
	if (write_new(place, script, made, error)) {
		if (put_in_place(place, error))
			return TRUE;
		g_unlink(place->new);
	}
	if (place->makes_folder)
		g_rmdir(place->folder);
	return FALSE;
}

static char *describe(const Place *place)
{
	const char *what = "installed";

	if (place->is_ours)
		what = "replaced";
	else if (place->is_other)
		what = "installed behind the hook that was there, which goes on running";
	return g_strdup_printf("%s: %s", place->hook, what);
}

gboolean hooks_install(const Inbox *inbox, const HooksCall *call, GPtrArray *lines, GError **error)
{
	g_autofree char *script = make_script(call);
	g_autoptr(GPtrArray) places = NULL;

	if (strlen(script) > SCRIPT_MAX - strlen(HEAD MADE))
		return fail("the hook", error, "what it is to be called with is too long");
	places = find_places(inbox, error);
	for (guint i = 0; places && i < places->len; i++) {
		if (!install(places->pdata[i], script, error))
			return FALSE;
		if (lines)
			g_ptr_array_add(lines, describe(places->pdata[i]));
	}
	return places != NULL;
}

/* --- taking it away ------------------------------------------------------------------ */

static gboolean restore(const Place *place, GError **error)
{
	gboolean made = was_made(place), had = exists(place->before);

	if (had ? g_rename(place->before, place->hook) != 0 : g_unlink(place->hook) != 0)
		return file_fail(place->hook, "cannot be taken away", error);
	if (made)
		g_rmdir(place->folder); /* where nothing else is in it by now */
	return TRUE;
}

static char *describe_removed(const Place *place, gboolean had)
{
	return g_strdup_printf("%s: removed%s", place->hook,
			       had ? "; the hook from before is back in its place" : "");
}

static gboolean remove_from(const Place *place, GPtrArray *lines, GError **error)
{
	gboolean had = exists(place->before);

	g_unlink(place->new);
	if (!place->is_ours) {
		if (place->is_other && is_one_file(place->hook, place->before))
			g_unlink(place->before); /* of a run that was killed */
		else if (had && lines)
			g_ptr_array_add(lines,
					g_strdup_printf("%s: the hook from before maildelta's, "
							"which is no longer there: left as it is",
							place->before));
		return TRUE;
	}
	if (!restore(place, error))
		return FALSE;
	if (lines)
		g_ptr_array_add(lines, describe_removed(place, had));
	return TRUE;
}

/* In hooks/, and where git looks now, if that is elsewhere in the repository. */
static gboolean remove_all(const char *repository, GPtrArray *lines, GError **error)
{
	char *usual = g_build_filename(repository, "hooks", NULL);
	char *other = find_folder(repository, NULL);
	g_autoptr(Place) place = NULL, second = NULL;

	if (other && g_str_equal(other, usual))
		g_clear_pointer(&other, g_free);
	place = place_new(repository, usual);
	if (other)
		second = place_new(repository, other);
	/* a hooks that leads elsewhere is not ours to write in */
	if (is_inside(place->makes_folder ? repository : place->folder, repository) &&
	    !remove_from(place, lines, error))
		return FALSE;
	return !second || remove_from(second, lines, error);
}

gboolean hooks_remove(const Inbox *inbox, GPtrArray *lines, GError **error)
{
	for (guint i = 0; i < inbox_n_epochs(inbox); i++)
		if (!check_owner(inbox_epoch_path(inbox, i), error))
			return FALSE;
	for (guint i = 0; i < inbox_n_epochs(inbox); i++)
		if (!remove_all(inbox_epoch_path(inbox, i), lines, error))
			return FALSE;
	return TRUE;
}

/* --- new epochs ------------------------------------------------------------------------ */

/* What is in the folder where git looks, of a repository of one's own; else NULL. */
static char *read_installed(const char *repository)
{
	g_autofree char *folder = NULL, *hook = NULL;

	if (!check_owner(repository, NULL))
		return NULL;
	folder = find_folder(repository, NULL);
	hook = folder ? g_build_filename(folder, HOOK, NULL) : NULL;
	return hook ? read_ours(hook) : NULL;
}

/* What the newest epoch that has it has; NULL: none has. */
static char *find_script(const Inbox *inbox)
{
	for (guint i = inbox_n_epochs(inbox); i-- > 0;) {
		g_autofree char *ours = read_installed(inbox_epoch_path(inbox, i));
		gboolean made;

		if (ours)
			return g_strdup(skip_head(ours, &made));
	}
	return NULL;
}

gboolean hooks_follow(const Inbox *inbox, guint *added, GError **error)
{
	g_autofree char *script = find_script(inbox);
	g_autoptr(GPtrArray) places = NULL;

	*added = 0;
	if (!script)
		return TRUE;
	places = find_places(inbox, error);
	for (guint i = 0; places && i < places->len; i++) {
		const Place *place = places->pdata[i];

		if (place->is_ours)
			continue;
		if (!install(place, script, error))
			return FALSE;
		(*added)++;
	}
	return places != NULL;
}

gboolean hooks_has(const Inbox *inbox)
{
	g_autofree char *script = find_script(inbox);

	return script != NULL;
}
