/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_VIEW_CITE_H
#define MD_REPORT_VIEW_CITE_H

#include "base/json.h"
#include "report/library.h"

/*
 * The views (view.h) of what names mails, of model_cite().
 *
 * @anchor: what the thread is called in a page ("t1-2"); its mails' names begin with it. NULL:
 * there is no page.
 */

/*
 * Of one: "label" ("mail 3", "earlier mail"), "anchor", and, where the mail is not listed, "id":
 * its link, or the Message-ID; "again" is set by who has shown that already. null is left alone.
 */
void view_cite(const Library *library, const Json *cite, const char *anchor);
/* Its number, Message-ID and link once more, with that view. */
Json *view_cite_copy(const Library *library, const Json *cite, const char *anchor);

/*
 * Of several, each named once, in @view: "pieces", which are cites with what stands "between"
 * it and the one before: "mails 13, 14, 16–19; earlier mails"; "cited" says that there are any,
 * "cites_text" the same as one text, "cites_id" where the first is that is not listed. Of those
 * not listed one leads to its mail.
 */
void view_cites(const Library *library, Json *view, const Json *cites, const char *anchor);

/* Whether it is the mail that shows a state's own line. */
gboolean view_cite_is_evidence(const Json *mail, const Json *state);
/* Where a mail is that is not listed, the state's own line says, if it names the same: "again". */
void view_cite_once(const Json *mail, const Json *state);

#endif
