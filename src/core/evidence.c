/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/evidence.h"

#include "base/text.h"
#include "core/ask.h"
#include "core/bot.h"
#include "core/botresult.h"
#include "core/intent.h"
#include "core/phrase.h"
#include "core/trailer.h"
#include "core/verdict.h"

#include <string.h>

#define ADDRESS_LINES 4 /* within which an address stands below "Applied to" */
#define ADDRESS_BYTES EVIDENCE_MAX_LINE
#define TAG_LINES 3       /* that a tag may be wrapped to */
#define LOOKS_SENTENCES 6 /* of a mail that says little else than that its sender will look */

void evidence_free(Evidence *evidence)
{
	if (!evidence)
		return;
	g_free(evidence->line);
	g_free(evidence->token);
	g_free(evidence->note);
	person_clear(&evidence->person);
	applied_free(evidence->applied);
	g_free(evidence);
}

const char *evidence_kind_name(EvidenceKind kind)
{
	static const char *const names[] = {"applied", "fixed",     "tag",       "nack",
					    "changes", "withdrawn", "retracted", "failure",
					    "fine",    "question",  "ping",      "looks"};

	G_STATIC_ASSERT(G_N_ELEMENTS(names) == N_EVIDENCE);
	return kind < N_EVIDENCE ? names[kind] : "";
}

guint evidence_reviews(const GPtrArray *evidence)
{
	g_autoptr(GHashTable) given = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < evidence->len; i++) {
		const Evidence *tag = evidence->pdata[i];

		if (tag->kind == EVIDENCE_TAG)
			g_hash_table_add(given, tag->token);
	}
	return g_hash_table_size(given);
}

/* Evidence with the byte of the body that it was found at. */
typedef struct {
	gsize from;
	guint order;
	Evidence *evidence;
} Found;

typedef struct {
	const EvidenceMail *mail;
	const Reading *reading;
	GArray *found; /* of Found */
	gboolean applied;
} Search;

static Evidence *add(Search *search, gsize from, EvidenceKind kind, const char *line)
{
	Found found = {.from = from, .order = search->found->len};
	Evidence *evidence = g_new0(Evidence, 1);

	evidence->kind = kind;
	evidence->line = g_strdup(line);
	evidence->person = person_make("", "");
	found.evidence = evidence;
	g_array_append_val(search->found, found);
	return evidence;
}

static gboolean is_full(const Search *search)
{
	return search->found->len >= EVIDENCE_MAX;
}

/* --- tags -------------------------------------------------------------------------- */

static gboolean has_tags(OwnKind kind)
{
	return kind == OWN_TEXT || kind == OWN_TRAILERS || kind == OWN_CLOSING || kind == OWN_CODE;
}

/* "Reviewed-and-tested-by" gives both */
static gboolean token_has(const char *token, const char *what)
{
	g_autofree char *lower = g_ascii_strdown(token, -1);
	g_auto(GStrv) words = g_strsplit(lower, "-", -1);

	return g_strv_contains((const char *const *)words, what);
}

/* A tail that makes a tag one for later: "when you fix that" */
static gboolean is_condition(const char *text)
{
	static Phrases conditions = {
		.says = {"^\\W*(but )?(only )?(if|when|once|after|provided|assuming|unless|until|"
			 "on condition)\\b"}};

	return phrase_in(&conditions, text);
}

/* Without the signs that set a note off. */
static char *clean_note(const char *text)
{
	Slice s = slice_trim(slice_of(text));
	gboolean closed = s.len > 1 && ((*s.ptr == '[' && s.ptr[s.len - 1] == ']') ||
					(*s.ptr == '(' && s.ptr[s.len - 1] == ')'));

	if (closed)
		s = slice_sub(s, 1, s.len - 1);
	while (s.len && strchr("#,; ", *s.ptr))
		s = slice_sub(s, 1, s.len);
	return s.len ? text_clean_line(s.ptr, s.len) : NULL;
}

/* What stands behind the person of @value. */
static char *read_note(const char *value)
{
	const char *end = strrchr(value, '>');

	return end ? clean_note(end + 1) : NULL;
}

/* The last sentence above a tag. */
static const char *words_above(const Search *search, gsize from)
{
	guint low = 0, high = search->reading->sentences->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (reading_sentence(search->reading, middle)->from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? reading_words(search->reading, low - 1) : NULL;
}

/* Whether words stand for something: "With that:", "Other than that," do not. */
static gboolean says_something(const char *words)
{
	static const char *const empty[] = {
		"with",  "that", "this",   "these", "those", "it",   "so",   "but",    "and",
		"other", "than", "apart",  "from",  "aside", "the",  "for",  "except", "above",
		"in",    "mind", "anyway", "of",    "all",   "then", "feel", "free",   "to",
		"add",   "my",   "please", "you",   "can",   "also", "yep",  "ok",     NULL};
	g_autofree char *lower = g_ascii_strdown(words, -1);
	g_auto(GStrv) pieces = g_strsplit_set(lower, " ,.:;!()", -1);

	for (char **piece = pieces; *piece; piece++)
		if (**piece && !g_strv_contains(empty, *piece))
			return TRUE;
	return FALSE;
}

/* "With that fixed:" right above a tag */
static char *note_above(const Search *search, gsize from)
{
	static Phrases proviso = {
		.says = {"^(\\w+, )?(but )?(with|once|if|when|provided|assuming|modulo|after|apart "
			 "from|other than|subject to|aside from|except)\\b[^?]*[^.?!]$",
			 "^.{0,25}\\b(with|once|if|when|provided|assuming|modulo|after) "
			 "[^.?!]{3,90}[:,]$"}};
	const char *above = words_above(search, from);

	return above && phrase_in(&proviso, above) && says_something(above) ? g_strdup(above)
									    : NULL;
}

/* "With that:", "Other than that:", "Besides the above:" right above a tag: what the mail asks for
 * is to be done. */
static gboolean is_provided(const Search *search, gsize from)
{
	static Phrases proviso = {
		.says = {"\\b(with|once|if|when|provided|assuming|modulo|after|otherwise|besides|"
			 "(apart|aside) from|other than|except|subject to)\\b[^.?!]*$"},
		.unless = {"\\b(nits?|nitpicks?|or without|out this)\\b"}};
	const char *above = words_above(search, from);

	return above && phrase_in(&proviso, above);
}

/* The "[note]" below a tag. */
static char *note_below(Slice rest)
{
	Slice line;

	if (!slice_next_line(&rest, &line))
		return NULL;
	line = slice_trim(line);
	if (!slice_starts(line, "[") || line.ptr[line.len - 1] != ']')
		return NULL;
	return text_clean_line(line.ptr + 1, line.len - 2);
}

static void add_tag(Search *search, gsize from, const Trailer *trailer, const char *token,
		    const char *note)
{
	g_autofree char *line = g_strdup_printf("%s: %s", trailer->token, trailer->value);
	Evidence *evidence = add(search, from, EVIDENCE_TAG, line);

	evidence->token = g_strdup(token);
	evidence->note = note && strlen(note) <= EVIDENCE_MAX_LINE ? g_strdup(note) : NULL;
	evidence->provided = search->mail->kind != POST_PATCH && is_provided(search, from);
	person_clear(&evidence->person);
	evidence->person = person_copy(&trailer->person);
}

/* Whether its line is short enough to tell. */
static gboolean is_told(const Trailer *trailer)
{
	return strlen(trailer->token) + strlen(": ") + strlen(trailer->value) <= EVIDENCE_MAX_LINE;
}

static void take_trailer(Search *search, gsize from, const Trailer *trailer, Slice rest)
{
	static const struct {
		const char *word, *token;
	} tags[] = {{"reviewed", "Reviewed-by"}, {"acked", "Acked-by"}, {"tested", "Tested-by"}};
	gboolean patch = search->mail->kind == POST_PATCH;
	g_autofree char *note = read_note(trailer->value);

	if (!patch && !person_same(&trailer->person, search->mail->sender))
		return;
	if (note && is_condition(note))
		return;
	if (!patch && token_has(trailer->token, "nacked")) {
		g_autofree char *line = g_strdup_printf("%s: %s", trailer->token, trailer->value);

		add(search, from, EVIDENCE_NACK, line);
		return;
	}
	if (!note && !patch)
		note = note_below(rest);
	if (!note && !patch)
		note = note_above(search, from);
	for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
		if (token_has(trailer->token, tags[i].word))
			add_tag(search, from, trailer, tags[i].token, note);
}

/* The tag that begins in @line and ends in the lines behind it. */
static void read_tag(Search *search, Slice line, Slice rest)
{
	gsize from = (gsize)(line.ptr - search->reading->text.ptr);
	g_autoptr(GPtrArray) trailers = NULL;
	Slice piece, end = rest, next;

	for (guint i = 1; i < TAG_LINES && slice_next_line(&end, &next); i++)
		;
	while (line.len && g_ascii_isspace(*line.ptr))
		line = slice_sub(line, 1, line.len);
	piece = (Slice){line.ptr, (gsize)(end.ptr - line.ptr)};
	if (!end.len)
		piece.len = (gsize)(rest.ptr + rest.len - line.ptr);
	trailers = trailer_scan(piece);
	if (trailers->len && is_told(trailers->pdata[0]))
		take_trailer(search, from, trailers->pdata[0], rest);
}

static void read_tags(Search *search)
{
	for (guint i = 0; i < search->reading->own->parts->len; i++) {
		const OwnPart *part = &g_array_index(search->reading->own->parts, OwnPart, i);
		Slice rest = {search->reading->text.ptr + part->from, part->len}, line;

		while (has_tags(part->kind) && !is_full(search) && slice_next_line(&rest, &line))
			if (sentence_is_tag(line))
				read_tag(search, line, rest);
	}
}

#define OFFER(tag)                                                                                 \
	{                                                                                          \
		.says = {"\\b(feel free to|please|you can|you may|can|free to) (also |still "      \
			 "|just )?"                                                                \
			 "(add|keep|take|have|retain|carry|use|apply) (over )?my " tag "\\b",      \
			 "^(you )?(have|add|take) my " tag "\\b"},                                 \
		.unless = {                                                                        \
			"\\b(if|when|once|with|after|provided|assuming|unless|until|not|then|"     \
			"before)\\b|n['’]t\\b|\\?\\W*$"                                          \
		}                                                                                  \
	}

/* "feel free to add my R-b" */
static const char *offered_tag(const char *sentence)
{
	static const char *const tokens[] = {"Reviewed-by", "Acked-by", "Tested-by"};
	static Phrases offers[] = {
		OFFER("(reviewed-by|r-b|rb|r/b|rvb|review tag)"),
		OFFER("(acked-by|a-b|ack|acks)"),
		OFFER("(tested-by|t-b|tb)"),
	};

	for (guint i = 0; i < G_N_ELEMENTS(offers); i++)
		if (phrase_in(&offers[i], sentence))
			return tokens[i];
	return NULL;
}

/* --- sentences ---------------------------------------------------------------------- */

/* The unquoted text from @from on, without diffs, signature and footer; newly allocated. */
static char *unquoted(const Search *search, gsize from)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < search->reading->own->parts->len; i++) {
		const OwnPart *part = &g_array_index(search->reading->own->parts, OwnPart, i);
		gsize begin = MAX(part->from, from), end = part->from + part->len;

		if (end <= begin || part->kind == OWN_QUOTE || part->kind == OWN_ATTRIBUTION ||
		    part->kind == OWN_DIFF || part->kind == OWN_SIGNATURE ||
		    part->kind == OWN_FOOTER)
			continue;
		g_string_append_len(text, search->reading->text.ptr + begin, (gssize)(end - begin));
	}
	return g_string_free(text, FALSE);
}

static Phrases address_below = {.says = {"^(applied|queued|merged)( up)? (to|in|into):?$"}};

/* "Applied to" with an address on the next line, as some scripts write. */
static char *with_address(const Search *search, gsize from, const char *words)
{
	Slice text, rest, line;
	guint n = 0;

	if (!phrase_in(&address_below, words))
		return NULL;
	text.ptr = search->reading->text.ptr + from;
	text.len = strnlen(text.ptr, ADDRESS_BYTES);
	rest = text;
	while (n < ADDRESS_LINES && slice_next_line(&rest, &line)) {
		if (g_strstr_len(line.ptr, (gssize)line.len, "://"))
			return text_clean_line(text.ptr, (gsize)(line.ptr + line.len - text.ptr));
		if (n++ && !slice_is_blank(line))
			break;
	}
	return NULL;
}

/* What answers a pull request: "Done, thanks." */
static Applied *pulled_in(const Search *search, const char *words)
{
	static Phrases done = {
		.says = {
			"^(now )?(all )?(done|pulled)( now)?\\W*(many )?(thanks|thank you)?\\W*$"}};

	return search->mail->subject->pull && phrase_in(&done, words) ? applied_new() : NULL;
}

static void add_applied(Search *search, gsize from, const char *line, Applied *applied)
{
	g_autofree char *text = unquoted(search, from);

	search->applied = TRUE;
	applied_list(applied, slice_of(text));
	add(search, from, EVIDENCE_APPLIED, line)->applied = applied;
}

static void read_applied(Search *search, guint i)
{
	gsize from = reading_sentence(search->reading, i)->from;
	const char *words = reading_words(search->reading, i);
	g_autofree char *joined = with_address(search, from, words);
	const char *line = joined ? joined : words;
	Applied *applied =
		applied_in(line, reading_words(search->reading, i + 1), search->mail->subject->m);

	if (!applied)
		applied = pulled_in(search, words);
	if (applied)
		add_applied(search, from, line, applied);
}

/* Where no sentence says it plainly: "I've just pushed it so that it simmers", and below that a
 * list of parts, each with its commit. */
static void read_listed(Search *search)
{
	static Phrases taken = {
		.says = {"\\b(I|we)(['’]ve| have) (just |now |already |also |only )*"
			 "(applied|queued|pushed|merged|picked|pulled|taken)\\b"},
		.unless = {"\\b(locally|test|testing|try)\\b", "\\?\\W*$"}};

	for (guint i = 0; i < search->reading->sentences->len; i++) {
		gsize from = reading_sentence(search->reading, i)->from;
		const char *words = reading_words(search->reading, i);
		g_autoptr(Applied) applied = NULL;
		g_autofree char *text = NULL;

		if (!phrase_in(&taken, words))
			continue;
		applied = applied_new();
		text = unquoted(search, from);
		applied_list(applied, slice_of(text));
		if (applied->parts->len && applied->commits->len >= applied->parts->len)
			add_applied(search, from, words, applied_new());
		return;
	}
}

static void read_verdict(Search *search, gsize from, const char *words)
{
	static const EvidenceKind kinds[] = {[VERDICT_NACK] = EVIDENCE_NACK,
					     [VERDICT_ASKED] = EVIDENCE_CHANGES,
					     [VERDICT_PROMISED] = EVIDENCE_CHANGES,
					     [VERDICT_WITHDRAWN] = EVIDENCE_WITHDRAWN,
					     [VERDICT_RETRACTED] = EVIDENCE_RETRACTED};
	Verdict verdict = verdict_of(words);
	const char *token = offered_tag(words);
	Evidence *evidence;

	if (verdict != VERDICT_NONE)
		add(search, from, kinds[verdict], words)->promised = verdict == VERDICT_PROMISED;
	if (!token)
		return;
	evidence = add(search, from, EVIDENCE_TAG, words);
	evidence->token = g_strdup(token);
	person_clear(&evidence->person);
	evidence->person = person_copy(search->mail->sender);
}

/* In a review it is one more thing; alone it is what the mail is for. */
static void read_intent(Search *search, gsize from, const char *words)
{
	if (search->reading->sentences->len <= LOOKS_SENTENCES && intent_is_to_look(words))
		add(search, from, EVIDENCE_LOOKS, words);
}

static gboolean may_ask(const EvidenceMail *mail)
{
	return mail->kind != POST_PATCH || mail->subject->rfc || subject_is_cover(mail->subject);
}

/* Who is spoken to. */
typedef struct {
	char *greeted;      /* at the top of the mail */
	char *named;        /* in the paragraph */
	gboolean here;      /* … in this sentence */
	Evidence *question; /* the last of the paragraph; NULL: none */
} Speech;

/* "Ann: is that so?", which may as well be "Lids: are they on?" */
static gboolean is_heading(const char *words, const char *name)
{
	gsize from = *words == '@';

	return g_str_has_prefix(words + from, name) && words[from + strlen(name)] == ':';
}

static void hear(Speech *speech, const Reading *reading, guint i)
{
	gboolean greeting;
	char *name = ask_addressee(reading_words(reading, i), &greeting);
	char **to = greeting ? &speech->greeted : &speech->named;

	if (reading_sentence(reading, i)->first) {
		g_clear_pointer(&speech->named, g_free);
		speech->question = NULL;
	}
	speech->here = name && !greeting && !is_heading(reading_words(reading, i), name);
	if (name) {
		g_free(*to);
		*to = name;
	}
}

static void set_asked(Evidence *evidence, const char *name, gboolean sure)
{
	person_clear(&evidence->person);
	evidence->person = person_make(name, "");
	evidence->sure = sure;
}

/* "Is that so? Ann?" */
static gboolean is_called(const Speech *speech, const char *words)
{
	gboolean alone;
	g_autofree char *name = ask_called(words, &alone);

	if (!speech->question || !name || !alone)
		return FALSE;
	set_asked(speech->question, name, FALSE);
	return TRUE;
}

/* The sentence behind the one at @i, in its paragraph; NULL: none. */
static const char *words_behind(const Reading *reading, guint i)
{
	const OwnSentence *next = reading_sentence(reading, i + 1);

	return next && !next->first ? reading_words(reading, i + 1) : NULL;
}

static void read_question(Search *search, guint i, Speech *speech)
{
	gsize from = reading_sentence(search->reading, i)->from;
	const char *words = reading_words(search->reading, i);
	const char *next = words_behind(search->reading, i);
	gboolean alone;
	g_autofree char *called = ask_called(words, &alone);

	if (!may_ask(search->mail) || is_called(speech, words))
		return;
	if (search->mail->kind != POST_PATCH && ask_is_ping(words)) {
		add(search, from, EVIDENCE_PING, words);
		return;
	}
	if (!ask_is_question(words) || (next && ask_is_answer(next)))
		return;
	speech->question = add(search, from, EVIDENCE_QUESTION, words);
	if (called && !alone)
		set_asked(speech->question, called, TRUE);
	else if (speech->named)
		set_asked(speech->question, speech->named, speech->here);
	else if (speech->greeted)
		set_asked(speech->question, speech->greeted, TRUE);
}

static void read_sentences(Search *search)
{
	Speech speech = {NULL, NULL, FALSE, NULL};

	for (guint i = 0; i < search->reading->sentences->len && !is_full(search); i++) {
		const OwnSentence *sentence = reading_sentence(search->reading, i);

		hear(&speech, search->reading, i);
		if (strlen(reading_words(search->reading, i)) > EVIDENCE_MAX_LINE)
			continue;
		if (search->mail->kind == POST_REPLY && !search->applied)
			read_applied(search, i);
		if (search->mail->bot)
			continue;
		if (search->mail->kind == POST_REPLY) {
			read_verdict(search, sentence->from, reading_words(search->reading, i));
			read_intent(search, sentence->from, reading_words(search->reading, i));
		}
		read_question(search, i, &speech);
	}
	if (search->mail->kind == POST_REPLY && !search->applied)
		read_listed(search);
	g_free(speech.greeted);
	g_free(speech.named);
}

/* --- programs ----------------------------------------------------------------------- */

static void read_result(Search *search)
{
	static const EvidenceKind kinds[] = {[RESULT_APPLIED] = EVIDENCE_APPLIED,
					     [RESULT_FIXED] = EVIDENCE_FIXED,
					     [RESULT_FAILURE] = EVIDENCE_FAILURE,
					     [RESULT_FINE] = EVIDENCE_FINE};
	gboolean bot = search->mail->bot;
	g_autofree char *text = bot ? g_strdup(search->reading->text.ptr) : unquoted(search, 0);
	g_autoptr(BotResult) result = botresult_read(slice_of(text), bot);
	Evidence *evidence;

	if (!result)
		return;
	evidence = add(search, bot ? result->from : 0, kinds[result->kind], result->line);
	evidence->note = g_steal_pointer(&result->error);
	evidence->applied = g_steal_pointer(&result->applied);
	search->applied |= result->kind == RESULT_APPLIED;
}

static void found_clear(gpointer data)
{
	evidence_free(((Found *)data)->evidence);
}

static gint compare_found(gconstpointer a, gconstpointer b)
{
	const Found *one = a, *other = b;

	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	return one->order < other->order ? -1 : 1;
}

GPtrArray *evidence_read(const EvidenceMail *mail)
{
	GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)evidence_free);
	Search search = {.mail = mail, .reading = mail->reading};

	search.found = g_array_new(FALSE, FALSE, sizeof(Found));
	g_array_set_clear_func(search.found, found_clear);
	if (mail->kind != POST_PATCH)
		read_result(&search);
	read_tags(&search);
	if (!mail->bot || !bot_reports_bugs(mail->sender))
		read_sentences(&search);
	g_array_sort(search.found, compare_found);
	for (guint i = 0; i < search.found->len && i < EVIDENCE_MAX; i++) {
		Found *found = &g_array_index(search.found, Found, i);

		g_ptr_array_add(all, g_steal_pointer(&found->evidence));
	}
	g_array_unref(search.found);
	return all;
}
