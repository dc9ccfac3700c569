/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_GLOSSARY_H
#define MD_SUMMARY_GLOSSARY_H

#include <glib.h>

/*
 * What acronyms stand for: models invent it. A text of lines "SEA = Synchronous External Abort",
 * blank ones, and comments that begin with #. An acronym may have several lines: several
 * languages, several meanings.
 */
typedef struct _Glossary Glossary;

#define GLOSSARY_MAX 1000 /* lines */
#define GLOSSARY_MAX_FILE (256u << 10)

/* MD_ERROR_FAILED: the file cannot be read, or a line is none such: begins with path and line. */
Glossary *glossary_read(const char *path, GError **error);
void glossary_free(Glossary *glossary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Glossary, glossary_free)

/* The lines whose acronyms stand in @text as words: "SEA = …", NULL-terminated. */
char **glossary_for(const Glossary *glossary, const char *text);
/* Whether it has @acronym for @meaning, in either case; @glossary may be NULL. */
gboolean glossary_has(const Glossary *glossary, const char *acronym, const char *meaning);

#endif
