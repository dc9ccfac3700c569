/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/prompt_mail.h"

#include "base/text.h"
#include "summary/tokens.h"

#include <string.h>

#define OVERHEAD 60 /* tokens of a border and of a sender's line, without the subject */
#define UNREAD "[this mail could not be read]"
#define WORDLESS "[no words of its own]"

/* Whether an own line begins as one of ours does. */
static gboolean looks_like_ours(const char *line, gsize len)
{
	static const char *const ours[] = {
		PROMPT_MAIL_BORDER, ">", "| ", "[diff", "[…", UNREAD, WORDLESS};

	for (guint i = 0; i < G_N_ELEMENTS(ours); i++)
		if (len >= strlen(ours[i]) && memcmp(line, ours[i], strlen(ours[i])) == 0)
			return TRUE;
	return FALSE;
}

guint prompt_mail_speaker(const Brief *brief, const ExcerptPiece *piece)
{
	const Person *whose = &piece->whose;

	if (piece->kind != EXCERPT_QUOTE || (!*whose->name && !*whose->addr))
		return CAST_NOBODY;
	return cast_find(brief->cast, whose);
}

/* "P2: …" */
static gboolean names_speaker(const char *line, gsize len)
{
	gsize i = 1;

	if (!len || *line != 'P')
		return FALSE;
	while (i < len && g_ascii_isdigit(line[i]))
		i++;
	return i > 1 && i < len && line[i] == ':';
}

static void append_speaker(GString *out, guint who, const char *line, gsize len)
{
	if (who != CAST_NOBODY)
		g_string_append_printf(out, "P%u: ", who + 1);
	else if (names_speaker(line, len))
		g_string_append_c(out, ' ');
}

void prompt_mail_append_line(GString *out, const Brief *brief, const ExcerptPiece *piece, guint i,
			     const char *line, gsize len)
{
	switch (piece->kind) {
	case EXCERPT_OWN:
	case EXCERPT_TAGS:
		if (looks_like_ours(line, len))
			g_string_append_c(out, ' ');
		break;
	case EXCERPT_CODE:
		g_string_append(out, "| ");
		break;
	case EXCERPT_QUOTE:
		g_string_append(out, "> ");
		append_speaker(out, i ? CAST_NOBODY : prompt_mail_speaker(brief, piece), line, len);
		break;
	case EXCERPT_NOTE:
		break;
	}
	g_string_append_len(out, line, (gssize)len);
}

static void add_piece(GPtrArray *lines, const Brief *brief, const ExcerptPiece *piece)
{
	Slice rest = slice_of(piece->text), line;

	for (guint i = 0; slice_next_line(&rest, &line); i++) {
		GString *out = g_string_new(NULL);

		prompt_mail_append_line(out, brief, piece, i, line.ptr, line.len);
		g_ptr_array_add(lines, g_string_free(out, FALSE));
	}
}

GPtrArray *prompt_mail_lines(const Brief *brief, guint place)
{
	const Excerpt *excerpt = brief->mails[place].excerpt;
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	if (!excerpt)
		g_ptr_array_add(lines, g_strdup(UNREAD));
	else if (!excerpt->pieces->len)
		g_ptr_array_add(lines, g_strdup(WORDLESS));
	for (guint i = 0; excerpt && i < excerpt->pieces->len; i++)
		add_piece(lines, brief, excerpt->pieces->pdata[i]);
	return lines;
}

guint64 prompt_mail_overhead(const Brief *brief, guint place)
{
	g_autofree char *subject =
		text_seen_line(brief->mails[place].post->subject->text, PROMPT_MAIL_SUBJECT);

	return OVERHEAD + tokens_estimate(subject);
}

guint64 prompt_mail_tokens(const Brief *brief, guint place)
{
	g_autoptr(GPtrArray) lines = prompt_mail_lines(brief, place);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(text, "%s\n", (const char *)lines->pdata[i]);
	return prompt_mail_overhead(brief, place) + tokens_estimate(text->str);
}
