/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/ground.h"

#include "base/slice.h"
#include "base/text.h"
#include "core/phrase.h"
#include "core/trailer.h"
#include "summary/wording.h"

#include <string.h>

typedef struct {
	char *text;  /* one clean line */
	char *words; /* its wording */
} Passage;

typedef struct {
	char *said; /* NULL: none of this was made yet */
	GPtrArray *tags, *remarks;
	GPtrArray *passages; /* of Passage */
	GHashTable *taggers; /* members, plus one */
	GHashTable *named;   /* the same; NULL: not made yet */
	gboolean acks;
} GroundMail;

struct _Ground {
	const Brief *brief;
	GroundMail *mails;
};

static void passage_free(gpointer data)
{
	Passage *passage = data;

	g_free(passage->text);
	g_free(passage->words);
	g_free(passage);
}

Ground *ground_new(const Brief *brief)
{
	Ground *ground = g_new0(Ground, 1);

	ground->brief = brief;
	ground->mails = g_new0(GroundMail, brief->n);
	return ground;
}

void ground_free(Ground *ground)
{
	if (!ground)
		return;
	for (guint i = 0; i < ground->brief->n; i++) {
		GroundMail *mail = &ground->mails[i];

		g_clear_pointer(&mail->named, g_hash_table_unref);
		if (!mail->said)
			continue;
		g_free(mail->said);
		g_ptr_array_unref(mail->passages);
		g_ptr_array_unref(mail->tags);
		g_ptr_array_unref(mail->remarks);
		g_hash_table_unref(mail->taggers);
	}
	g_free(ground->mails);
	g_free(ground);
}

/* --- acknowledging ------------------------------------------------------------------- */

/* Words by which somebody takes what another did or said for good. */
static gboolean is_ack(const char *sentence)
{
	static Phrases acks = {
		.says = {"\\b(look|sound|seem|read)(s|ed)? "
			 "((all|really|very|pretty|quite|much|mostly|"
			 "otherwise|perfectly|now|overall|generally|rather) )*(good|fine|ok(ay)?|"
			 "reasonable|sane|correct|great|right|sensible|nice|better|perfect|like a "
			 "(good|great|nice|sane))\\b",
			 "\\b(lgtm|sgtm|wfm)\\b", "\\bagree[ds]?\\b",
			 "\\bmakes? (perfect |total |a lot of )?sense\\b",
			 "\\b(fine|ok(ay)?|good|works|happy) (by|with|for|to) "
			 "(me|us|this|that|it|the)\\b",
			 "\\back(ed)?\\b(?! (the )?(irq|interrupt))", "(^|\\s)\\+1\\b",
			 "\\b(good|great|nice|fair|valid) (catch|point|idea|spot|"
			 "find|work|job|cleanup|fix|enough)\\b",
			 "^\\W*(that['’]s it|spot on|well spotted|well seen)\\b",
			 "\\byou( a|['’])re (\\w+ )?(right|correct)\\b",
			 "\\bno (further |more |other )?objections?\\b",
			 "\\b(r-?b|a-?b|t-?b|(reviewed|acked|tested)-by)\\b",
			 "\\b(is|are|was|it['’]s|that['’]s|all) (\\w+ "
			 ")?(fine|good|ok|okay|reasonable|"
			 "acceptable|great)\\b",
			 "^\\W*(yes|yep|yeah|yup|sure|right|exactly|indeed|absolutely|true|correct|"
			 "ok|okay|"
			 "fine|perfect|great|nice|will do|done)\\b",
			 "\\bI (really |quite |do )?(like|love|approve|concur|support)\\b",
			 "\\b(appl(y|ied)|queued|merged|picked up|pulled)\\b",
			 "同意|赞成|赞同|没有?问题|没有?异议|可以接受|看起来(不错|很好|合理)|支持"},
		.unless = {"\\?\\W*$",
			   "(\\bnot|\\bnever|n['’]t|\\bhardly|\\bcannot|\\bno way)\\b[^,;]*"
			   "\\b(look|sound|seem|read|agree|make|sense|ack|like|fine|ok|okay|"
			   "happy|sure|right|good|appl|queue|merge|approve|support|true|correct)",
			   "\\bdisagree",
			   "\\b(if|unless|once|until|whether|before|would|should|could) "
			   "[^,;]*\\b(look|sound|agree|make|ack|like|fine|appl|merge|queue|"
			   "r-?b|(reviewed|acked|tested)-by|approve)",
			   "\\bagree to disagree\\b", "不同意|不赞成|有异议(?<!没有异议)"}};

	return phrase_in(&acks, sentence);
}

/* Where the sentence at @p ends: behind its full stop, or at a paragraph's end. */
static gsize sentence_len(const char *p)
{
	static const char *const ends[] = {"。", "！", "？", "；"};

	for (gsize i = 0; p[i]; i++) {
		if (strchr(".!?;", p[i]) && (p[i + 1] == ' ' || p[i + 1] == '\n'))
			return i + 1;
		if (p[i] == '\n' && p[i + 1] == '\n')
			return i + 1;
		for (guint e = 0; e < G_N_ELEMENTS(ends); e++)
			if (g_str_has_prefix(p + i, ends[e]))
				return i + strlen(ends[e]);
	}
	return strlen(p);
}

static gboolean has_ack(const char *text)
{
	while (*text) {
		gsize len = sentence_len(text);
		g_autofree char *sentence = g_strndup(text, len);

		if (is_ack(g_strstrip(g_strdelimit(sentence, "\n", ' '))))
			return TRUE;
		text += len;
	}
	return FALSE;
}

/* --- words ---------------------------------------------------------------------------- */

static void append_wording(GString *said, const char *text)
{
	g_autofree char *words = wording_of(text);

	if (!*words)
		return;
	if (said->len && said->str[said->len - 1] == ' ')
		g_string_truncate(said, said->len - 1);
	g_string_append(said, words);
}

static void take_remark(GroundMail *mail, const char *text)
{
	char *words = wording_of(text);

	if (*words && wording_count(words) < 5)
		g_ptr_array_add(mail->remarks, words);
	else
		g_free(words);
}

/* Paragraphs of few words; "Sure. Just did that." above what it was. */
static void take_remarks(GroundMail *mail, const char *text)
{
	g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);

	for (guint i = 0; paragraphs[i]; i++) {
		char *paragraph = g_strchug(paragraphs[i]), *end = strchr(paragraph, '\n');

		take_remark(mail, paragraph);
		if (!end || end == paragraph || !strchr(".!?", end[-1]))
			continue;
		*end = '\0';
		take_remark(mail, paragraph);
	}
}

static gboolean is_review(const Trailer *trailer)
{
	static const char *const tokens[] = {"Reviewed-by", "Acked-by", "Tested-by",
					     "Reviewed-and-tested-by", "Tested-and-reviewed-by"};

	for (guint i = 0; i < G_N_ELEMENTS(tokens); i++)
		if (g_ascii_strcasecmp(trailer->token, tokens[i]) == 0)
			return TRUE;
	return FALSE;
}

static void take_tags(Ground *ground, GroundMail *mail, const char *text)
{
	g_autoptr(GPtrArray) trailers = trailer_scan(slice_of(text));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++)
		g_ptr_array_add(mail->tags, wording_of(lines[i]));
	for (guint i = 0; i < trailers->len; i++) {
		const Trailer *trailer = trailers->pdata[i];
		guint who = is_review(trailer) ? cast_find(ground->brief->cast, &trailer->person)
					       : CAST_NOBODY;

		if (who != CAST_NOBODY)
			g_hash_table_add(mail->taggers, GUINT_TO_POINTER(who + 1));
	}
}

static void take_passage(GroundMail *mail, const char *text)
{
	Passage *passage = g_new0(Passage, 1);

	passage->text = text_clean_line(text, strlen(text));
	passage->words = wording_of(text);
	mail->acks = mail->acks || has_ack(text);
	g_ptr_array_add(mail->passages, passage);
}

static void take_piece(Ground *ground, GroundMail *mail, const ExcerptPiece *piece)
{
	if (piece->kind == EXCERPT_TAGS)
		take_tags(ground, mail, piece->text);
	if (piece->kind != EXCERPT_OWN)
		return;
	take_remarks(mail, piece->text);
	take_passage(mail, piece->text);
}

static GroundMail *ground_mail(Ground *ground, guint place)
{
	const BriefMail *from = &ground->brief->mails[place];
	GroundMail *mail = &ground->mails[place];
	GString *said;

	if (mail->said)
		return mail;
	mail->tags = g_ptr_array_new_with_free_func(g_free);
	mail->remarks = g_ptr_array_new_with_free_func(g_free);
	mail->passages = g_ptr_array_new_with_free_func(passage_free);
	mail->taggers = g_hash_table_new(NULL, NULL);
	said = g_string_new(NULL);
	if (from->post->kind != POST_REPLY && from->post->subject && from->excerpt) {
		append_wording(said, from->post->subject->text);
		g_string_append_c(said, GROUND_BREAK);
	}
	for (guint i = 0; from->excerpt && i < from->excerpt->pieces->len; i++) {
		const ExcerptPiece *piece = from->excerpt->pieces->pdata[i];

		take_piece(ground, mail, piece);
		if (excerpt_is_own(piece))
			append_wording(said, piece->text);
		else if (said->len && said->str[said->len - 1] == ' ')
			g_string_append_c(said, GROUND_BREAK);
	}
	mail->said = g_string_free(said, FALSE);
	return mail;
}

const char *ground_said(Ground *ground, guint place)
{
	return ground_mail(ground, place)->said;
}

const GPtrArray *ground_tags(Ground *ground, guint place)
{
	return ground_mail(ground, place)->tags;
}

const GPtrArray *ground_remarks(Ground *ground, guint place)
{
	return ground_mail(ground, place)->remarks;
}

/* NULL where the quote stands in none of them, or in several. */
static const Passage *passage_of(Ground *ground, guint place, const char *quote)
{
	const GPtrArray *passages = ground_mail(ground, place)->passages;
	g_autofree char *words = wording_of(quote);
	const Passage *found = NULL;

	for (guint i = 0; i < passages->len; i++) {
		const Passage *passage = passages->pdata[i];

		if (!wording_find(passage->words, words))
			continue;
		if (found)
			return NULL;
		found = passage;
	}
	return found;
}

const char *ground_passage(Ground *ground, guint place, const char *quote)
{
	const Passage *passage = passage_of(ground, place, quote);

	return passage ? passage->text : NULL;
}

gboolean ground_acks(Ground *ground, guint place)
{
	const BriefMail *from = &ground->brief->mails[place];

	return ground_mail(ground, place)->acks ||
	       (from->post->kind != POST_PATCH && ground_has_tag_of(ground, place, from->who));
}

gboolean ground_has_tag_of(Ground *ground, guint place, guint who)
{
	return g_hash_table_contains(ground_mail(ground, place)->taggers,
				     GUINT_TO_POINTER(who + 1));
}

/* --- who is named ----------------------------------------------------------------------- */

static void name(GroundMail *mail, guint who)
{
	if (who != CAST_NOBODY)
		g_hash_table_add(mail->named, GUINT_TO_POINTER(who + 1));
}

static void find_named(Ground *ground, GroundMail *mail, guint place)
{
	const Brief *brief = ground->brief;
	const BriefMail *from = &brief->mails[place];
	gint above = g_array_index(brief->thread->mails, ThreadMail, place).answers;
	g_autoptr(GArray) mentions = cast_mentions(brief->cast, from->own ? from->own : "");

	mail->named = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < mentions->len; i++)
		name(mail, g_array_index(mentions, CastMention, i).who);
	if (above >= 0)
		name(mail, brief->mails[above].who);
	for (guint i = 0; from->excerpt && i < from->excerpt->pieces->len; i++) {
		const ExcerptPiece *piece = from->excerpt->pieces->pdata[i];

		if (piece->kind == EXCERPT_QUOTE && (*piece->whose.name || *piece->whose.addr))
			name(mail, cast_find(brief->cast, &piece->whose));
	}
}

gboolean ground_names(Ground *ground, guint place, guint who)
{
	GroundMail *mail = &ground->mails[place];

	if (!mail->named)
		find_named(ground, mail, place);
	return g_hash_table_contains(mail->named, GUINT_TO_POINTER(who + 1));
}
