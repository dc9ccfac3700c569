/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/shorten.h"

#include "base/slice.h"
#include "summary/prompt_mail.h"
#include "summary/tokens.h"

#include <string.h>

#define ROOM_FOR_NOTE 30 /* tokens */
#define MIN_ROOM 40      /* tokens for a part of a line that is worth being shown */

/* One line of an excerpt. */
typedef struct {
	const ExcerptPiece *piece;
	guint i; /* of the piece */
	Slice text;
	guint64 tokens;
	gboolean gone;
} Row;

static GArray *rows_of(const Brief *brief, const Excerpt *excerpt)
{
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
	g_autoptr(GString) shown = g_string_new(NULL);

	for (guint k = 0; k < excerpt->pieces->len; k++) {
		const ExcerptPiece *piece = excerpt->pieces->pdata[k];
		Slice rest = slice_of(piece->text), line;

		for (guint i = 0; slice_next_line(&rest, &line); i++) {
			Row row = {piece, i, line, 0, FALSE};

			g_string_truncate(shown, 0);
			prompt_mail_append_line(shown, brief, piece, i, line.ptr, line.len);
			g_string_append_c(shown, '\n');
			row.tokens = tokens_estimate(shown->str);
			g_array_append_val(rows, row);
		}
	}
	return rows;
}

/* What goes first: 0, what goes last: 2. */
static guint worth_of(ExcerptKind kind)
{
	return kind == EXCERPT_TAGS ? 2 : kind == EXCERPT_OWN ? 1 : 0;
}

/* Shows the beginning of @row in what room there is beside @left tokens, where it is worth it. */
static gboolean shorten_row(Row *row, guint64 left, guint64 room)
{
	gsize len;

	if (left + MIN_ROOM > room || row->text.len <= 2 * (room - left))
		return FALSE;
	/* two bytes are less than a token, in whatever script */
	len = (gsize)(2 * (room - left));
	while (len && ((guchar)row->text.ptr[len] & 0xC0) == 0x80)
		len--;
	row->text.len = len;
	return TRUE;
}

/* Takes rows of @worth away from the end on, until @sum is @room at most. The last one of own
 * words may be shown in part. */
static guint64 drop(GArray *rows, guint worth, guint64 sum, guint64 room)
{
	for (guint i = rows->len; i > 0 && sum > room; i--) {
		Row *row = &g_array_index(rows, Row, i - 1);
		guint64 left = sum - row->tokens;

		if (worth_of(row->piece->kind) != worth)
			continue;
		sum = left;
		if (worth == 1 && shorten_row(row, left, room))
			return room;
		row->gone = TRUE;
	}
	return sum;
}

/* --- the excerpt anew --------------------------------------------------------------- */

static void set_text(ExcerptPiece *piece, GString *text)
{
	g_free(piece->text);
	piece->text = g_strchomp(g_strdup(text->str));
}

/* Gives each piece the lines that are left of it; how many are not. */
static guint rewrite(Excerpt *excerpt, const GArray *rows)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint at = 0, gone = 0;

	excerpt->own_lines = 0;
	for (guint k = 0; k < excerpt->pieces->len; k++) {
		ExcerptPiece *piece = excerpt->pieces->pdata[k];

		g_string_truncate(text, 0);
		for (; at < rows->len && g_array_index(rows, Row, at).piece == piece; at++) {
			const Row *row = &g_array_index(rows, Row, at);
			gboolean words = !slice_is_blank(row->text);

			gone += row->gone && words ? 1 : 0;
			if (row->gone)
				continue;
			g_string_append_len(text, row->text.ptr, (gssize)row->text.len);
			g_string_append(text, row->text.ptr[row->text.len] &&
							      row->text.ptr[row->text.len] != '\n'
						      ? "…\n"
						      : "\n");
			excerpt->own_lines += piece->kind == EXCERPT_OWN && words ? 1 : 0;
		}
		set_text(piece, text);
	}
	for (guint k = excerpt->pieces->len; k > 0; k--)
		if (!*((const ExcerptPiece *)excerpt->pieces->pdata[k - 1])->text)
			g_ptr_array_remove_index(excerpt->pieces, k - 1);
	return gone;
}

static void add_note(Excerpt *excerpt, guint gone)
{
	ExcerptPiece *piece = g_new0(ExcerptPiece, 1);

	piece->kind = EXCERPT_NOTE;
	piece->text = gone ? g_strdup_printf("[… %u line%s of this mail not shown]", gone,
					     gone == 1 ? "" : "s")
			   : g_strdup("[… the rest of a line not shown]");
	piece->whose = person_make("", "");
	g_ptr_array_add(excerpt->pieces, piece);
}

gboolean shorten_mail(Brief *brief, guint place, guint64 budget)
{
	Excerpt *excerpt = brief->mails[place].excerpt;
	guint64 tokens = prompt_mail_tokens(brief, place), sum = 0, room, around;
	g_autoptr(GArray) rows = NULL;

	if (!excerpt || tokens <= budget)
		return FALSE;
	rows = rows_of(brief, excerpt);
	around = prompt_mail_overhead(brief, place) + ROOM_FOR_NOTE;
	room = budget > around ? budget - around : 0;
	for (guint i = 0; i < rows->len; i++)
		sum += g_array_index(rows, Row, i).tokens;
	for (guint worth = 0; worth <= 2 && sum > room; worth++)
		sum = drop(rows, worth, sum, room);
	add_note(excerpt, rewrite(excerpt, rows));
	brief_reword(brief, place);
	return TRUE;
}
