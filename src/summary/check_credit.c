/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check_credit.h"

#include "summary/wording.h"

#include <string.h>

typedef enum { REVIEWED, TESTED, REPORTED, WRITTEN, N_CREDITS } Credit;

/* Words of it: in front of a name, and behind one that 由 stands in front of. */
static const struct {
	const char *words;
	Credit credit;
} before[] =
	{
		{"reviewed by ", REVIEWED}, {"acked by ", REVIEWED},    {"approved by ", REVIEWED},
		{"tested by ", TESTED},     {"reported by ", REPORTED}, {"written by ", WRITTEN},
		{"authored by ", WRITTEN},
},
  behind[] = {
	  {"审阅", REVIEWED}, {"审核", REVIEWED}, {"评审", REVIEWED},
	  {"审查", REVIEWED}, {"认可", REVIEWED}, {"测试", TESTED},
	  {"报告", REPORTED}, {"编写", WRITTEN},  {"撰写", WRITTEN},
};

/* Wordings of the tags that give it. */
static const char *const tags[N_CREDITS][5] = {
	[REVIEWED] = {" reviewed by ", " acked by ", " reviewed and tested by ",
		      " tested and reviewed by "},
	[TESTED] = {" tested by ", " reviewed and tested by ", " tested and reviewed by ",
		    " reported and tested by "},
	[REPORTED] = {" reported by ", " reported and tested by ", " reported and "},
	[WRITTEN] = {" co developed by ", " co authored by "},
};

static gsize filler_len(const char *p)
{
	static const char *const fillers[] = {" ", "的", "所", "等人", "共同", "负责"};

	for (guint i = 0; i < G_N_ELEMENTS(fillers); i++)
		if (g_str_has_prefix(p, fillers[i]))
			return strlen(fillers[i]);
	return 0;
}

/* 由 Eve Marsh 编写 */
static Credit credit_behind(const char *text, const Entity *name)
{
	static const char *const by[] = {"由", "由 ", "经", "经 "};
	const char *p = text + name->from + name->len;
	gboolean led = FALSE;

	for (gsize len = filler_len(p); len; len = filler_len(p))
		p += len;
	for (guint i = 0; i < G_N_ELEMENTS(by) && !led; i++)
		led = name->from >= strlen(by[i]) &&
		      memcmp(text + name->from - strlen(by[i]), by[i], strlen(by[i])) == 0;
	for (guint i = 0; led && i < G_N_ELEMENTS(behind); i++)
		if (g_str_has_prefix(p, behind[i].words))
			return behind[i].credit;
	return N_CREDITS;
}

static Credit credit_of(const char *text, const Entity *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(before); i++) {
		gsize len = strlen(before[i].words);

		if (name->from >= len &&
		    g_ascii_strncasecmp(text + name->from - len, before[i].words, len) == 0)
			return before[i].credit;
	}
	return credit_behind(text, name);
}

static gboolean is_tag_of(const char *tag, const char *prefix, const char *name)
{
	return g_str_has_prefix(tag, prefix) && wording_find(tag, name);
}

/* A mail's author is who signed it off first. */
static gboolean is_first_signer(const GPtrArray *lines, const char *name)
{
	for (guint i = 0; i < lines->len; i++)
		if (g_str_has_prefix(lines->pdata[i], " signed off by "))
			return wording_find(lines->pdata[i], name) != NULL;
	return FALSE;
}

static gboolean gives(const GPtrArray *lines, Credit credit, const char *name)
{
	for (guint i = 0; i < lines->len; i++)
		for (guint j = 0; j < G_N_ELEMENTS(tags[credit]) && tags[credit][j]; j++)
			if (is_tag_of(lines->pdata[i], tags[credit][j], name))
				return TRUE;
	return credit == WRITTEN && is_first_signer(lines, name);
}

gboolean check_credit_is_false(Ground *ground, const GArray *own, const char *text,
			       const Entity *name)
{
	Credit credit = name->kind == ENTITY_NAME ? credit_of(text, name) : N_CREDITS;
	g_autofree char *words = credit == N_CREDITS ? NULL : wording_of(name->text);
	gboolean tagged = FALSE;

	if (!words)
		return FALSE;
	for (guint i = 0; i < own->len; i++) {
		guint place = g_array_index(own, guint, i);
		const GPtrArray *lines = ground_tags(ground, place);

		tagged |= lines->len > 0;
		if (gives(lines, credit, words))
			return FALSE;
		if (credit == REPORTED && strstr(ground_said(ground, place), " reported "))
			return FALSE; /* in prose */
	}
	return tagged; /* where there are none, it may be told in prose */
}
