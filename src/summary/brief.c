/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/brief.h"

#include "base/text.h"

#include <string.h>

/* The subject and the pieces, or those of them that are @own, on one line. */
static char *line_of(const BriefMail *mail, gboolean own)
{
	const GPtrArray *pieces = mail->excerpt->pieces;
	g_autofree char *subject = text_seen(mail->post->subject->text);
	g_autoptr(GString) text = g_string_new(subject);

	for (guint i = 0; i < pieces->len; i++) {
		const ExcerptPiece *piece = pieces->pdata[i];

		if (!own || excerpt_is_own(piece))
			g_string_append_printf(text, "\n%s", piece->text);
	}
	return text_clean_line(text->str, text->len);
}

/* A reply's subject is that of the mail it answers. */
static const char *said_in(const BriefMail *mail)
{
	g_autofree char *subject = text_seen_line(mail->post->subject->text, TEXT_WHOLE);
	const char *said = mail->own;

	if (!mail->excerpt || mail->post->kind != POST_REPLY)
		return said;
	said += strlen(subject);
	return *said == ' ' ? said + 1 : said;
}

void brief_reword(Brief *brief, guint place)
{
	BriefMail *mail = &brief->mails[place];

	g_free(mail->own);
	g_free(mail->shown);
	mail->own = mail->excerpt ? line_of(mail, TRUE) : g_strdup("");
	mail->shown = mail->excerpt ? line_of(mail, FALSE) : g_strdup("");
	mail->said = said_in(mail);
}

Brief *brief_new(const Thread *thread, const State *state, const char *title,
		 const BriefMail *mails)
{
	Brief *brief = g_new0(Brief, 1);

	brief->thread = thread;
	brief->state = state;
	brief->title = g_strdup(title);
	brief->n = thread->mails->len;
	brief->mails = g_new0(BriefMail, brief->n);
	brief->cast = cast_new();
	for (guint i = 0; i < brief->n; i++) {
		const Post *post = mails[i].post;

		brief->mails[i].post = post;
		brief->mails[i].before = mails[i].before;
		brief->mails[i].excerpt = mails[i].excerpt;
		cast_add(brief->cast, &post->sender, post->bot);
	}
	for (guint i = 0; i < brief->n; i++) {
		brief->mails[i].who = cast_find(brief->cast, &mails[i].post->sender);
		brief_reword(brief, i);
	}
	return brief;
}

void brief_free(Brief *brief)
{
	if (!brief)
		return;
	for (guint i = 0; i < brief->n; i++) {
		excerpt_free(brief->mails[i].excerpt);
		g_free(brief->mails[i].own);
		g_free(brief->mails[i].shown);
	}
	g_free(brief->mails);
	g_free(brief->title);
	cast_free(brief->cast);
	g_free(brief);
}
