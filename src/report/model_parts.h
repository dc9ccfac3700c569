/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_PARTS_H
#define MD_REPORT_MODEL_PARTS_H

#include "report/model.h"

/* What the trees of several kinds of report have in common (model.h, model_digest.h). */

Json *model_schema(const char *kind); /* name and MODEL_SCHEMA_VERSION */
Json *model_inbox(const ReportInbox *inbox);
Json *model_end(const ReportEnd *end); /* null where it has no commit */
Json *model_person(const Person *person);
Json *model_someone(const Person *person);  /* null where both are "" */
Json *model_numbers(const GArray *numbers); /* of guint */
Json *model_accounting(const Accounting *accounting, const char *unit);
Json *model_people(const GArray *people);        /* of PersonCount */
Json *model_defect(Defect defect);               /* its word, and a sentence for people */
Json *model_defect_counts(const guint *defects); /* N_DEFECTS of them; none of 0 */
const char *model_kind_name(PostKind kind);      /* patch, reply, other */

void model_set_hex(Json *json, const char *name, const guint8 *raw); /* 20 bytes */
void model_set_date(Json *json, const char *name, gint64 instant, int offset);
void model_set_instant(Json *json, const char *name, gint64 instant); /* 0: null */
void model_set_link(Json *json, const ReportInbox *inbox, const char *message_id);

#endif
