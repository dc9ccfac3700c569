/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_REPORT_MODEL_DIGEST_H
#define MD_REPORT_MODEL_DIGEST_H

#include "report/digest.h"
#include "report/model.h"

/* The public tree of a digest, as model.h has that of a range report. */

/* Which period it is of. */
Json *model_window(const Digest *digest);
/* How new the mirror is. */
Json *model_mirror(const Digest *digest);
/* Whom it is for, and how much of it that is; null: everybody. */
Json *model_for(const Digest *digest);

/* Everything but the threads: */
Json *model_digest(const Digest *digest);
/* … one of "threads" */
Json *model_thread(const Digest *digest, const DigestThread *thread);
/* … one of its "mails": the one at place @i of the thread's. */
Json *model_thread_mail(const Digest *digest, const DigestThread *thread, guint i);

#endif
