/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_PARTS_H
#define MD_REPORT_VIEW_PARTS_H

#include "report/view.h"

/* What the views of several kinds of report have in common (view.h, view_digest.h). */

#define VIEW_COLUMNS 80 /* of a terminal, and of a mail */
#define VIEW_MARGIN 5   /* columns that a state's further lines have left of them */
#define VIEW_SHOWN 3    /* NACKs, failures, ways of being applied: more are counted */
#define VIEW_COUNT 7    /* columns of a count, as `uniq -c` has them */
#define VIEW_DAY 10     /* 2026-02-01 */

/* The tree is ours until it is printed: the constness of the accessors is for readers. */
Json *view_editable(const Json *json);
const char *view_text_of(const Json *json, const char *name); /* borrowed; "" without */
gboolean view_is_set(const Json *json, const char *name);

/*
 * The name, or the address where there is none, as it is printed: columns are counted
 * in it. Newly allocated.
 */
char *view_person_brief(const Json *person);
void view_set_person(Json *view, const char *name, const Json *person); /* NULL: not set */
void view_set_brief(Json *view, const char *name, const Json *person);  /* no object: not set */
void view_set_count(Json *view, const char *name, const Json *number);  /* of VIEW_COUNT columns */
void view_set_day(Json *view, const char *name, const Json *date);      /* none: not set */
void view_set_version(Json *view, const Json *json);                    /* 5, 5.5 */

/* One line of text as lines of at most @columns, broken at blanks; what is longer stays. */
Json *view_wrapped(const char *text, guint columns);
/* So as "lines", and whole as "text". */
void view_set_lines(Json *view, const char *text, guint columns);
/* So as "title" and, what the first has no room for, "title_more". */
void view_set_title(Json *view, const char *title, guint columns);

/* Appends @piece, behind @between where @text is not empty; "" and NULL are none. */
void view_join(GString *text, const char *between, const char *piece);

/* The word <prefix><name> of the reader's language, or @otherwise. Borrowed. */
const char *view_word(const Library *library, const char *prefix, const char *name,
		      const char *otherwise);

/* … the word <name>. */
const char *view_term(const Library *library, const char *name);

void view_counts(const Json *list); /* a Top list */
/* A logic-less template can ask whether there is a member, not what it says. */
void view_accounting(const Json *accounting);
/* Sets "odd" in @member when there are any, since a list cannot be asked for that. */
void view_defects(const Library *library, const Json *defects, Json *member);

#endif
