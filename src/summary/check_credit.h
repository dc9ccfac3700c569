/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_CHECK_CREDIT_H
#define MD_SUMMARY_CHECK_CREDIT_H

#include "summary/entity.h"
#include "summary/ground.h"

/*
 * Private to summary/check: what is said to be somebody's who sent no mail: "reviewed by Eve
 * Marsh", 由 Eve Marsh 编写. A tag in one of the mails has to say so; a Cc or a Signed-off-by
 * of him alone does not.
 *
 * Whether @name, an entity of @text, is given such a credit that no tag of the mails at @own,
 * places, has for him.
 */
gboolean check_credit_is_false(Ground *ground, const GArray *own, const char *text,
			       const Entity *name);

#endif
