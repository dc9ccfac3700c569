/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/courtesy.h"

#include <string.h>

#define MAX_FAREWELL 60 /* bytes of a line that does no more than say farewell */
#define MAX_NAME 40     /* bytes of one that does no more than name somebody */
#define MAX_NAME_WORDS 3
#define MAX_SNIP 40

static gboolean starts_any(Slice s, const char *const *starts)
{
	for (; *starts; starts++)
		if (slice_starts_nocase(s, *starts))
			return TRUE;
	return FALSE;
}

static Slice strip(Slice s, const char *bytes)
{
	while (s.len && strchr(bytes, s.ptr[0]))
		s = slice_sub(s, 1, s.len);
	while (s.len && strchr(bytes, s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* One word answers, which begin with a capital as names do. */
static gboolean is_answer(Slice word)
{
	static const char *const answers[] = {
		"yes",    "no",      "ok",      "okay",       "agreed", "done",   "applied",
		"queued", "ack",     "nack",    "nak",        "same",   "ditto",  "fixed",
		"indeed", "right",   "sure",    "yep",        "nope",   "pulled", "merged",
		"true",   "correct", "exactly", "absolutely", "yeah",   "why",    "ping",
		"bump",   "nice",    "good",    "great",      "cool",   "acked",  "reviewed",
		"oops",   "sorry",   "dropped", "hmm",        "fair",   "maybe",  "lgtm",
		"this",   "it",      "please",  "see",        "not",    "never",  "nothing",
		"what",   "how",     "i",       "we",         NULL};

	return slice_is_one_of(word, answers);
}

static Slice take_word(Slice *rest)
{
	gsize n = 0;
	Slice word;

	*rest = slice_trim(*rest);
	while (n < rest->len && rest->ptr[n] != ' ')
		n++;
	word = slice_sub(*rest, 0, n);
	*rest = slice_sub(*rest, n, rest->len);
	return word;
}

/* "Bo", "bo", "B.", "O'Fjord", "Børge" */
static gboolean is_name_word(Slice word, gboolean first)
{
	gsize n = word.len;

	if (n == 0 || n > 20 || is_answer(word))
		return FALSE;
	if (word.ptr[n - 1] == '.')
		n = n <= 3 || !first ? n - 1 : 0;
	for (gsize i = 0; i < n; i++)
		if (!g_ascii_isalpha(word.ptr[i]) && (guchar)word.ptr[i] < 0x80 &&
		    !strchr("'-", word.ptr[i]))
			return FALSE;
	return n > 0 && (first || !g_ascii_islower(word.ptr[0]));
}

gboolean courtesy_is_name(Slice line)
{
	Slice rest = slice_trim(line);

	if (rest.len > MAX_NAME)
		return FALSE;
	rest = slice_trim(strip(rest, "-/~,"));
	for (guint words = 0; words < MAX_NAME_WORDS; words++) {
		Slice word = take_word(&rest);

		if (!is_name_word(word, words == 0))
			return FALSE;
		if (slice_is_blank(rest))
			return words == 0 || !g_ascii_islower(slice_trim(line).ptr[0]);
	}
	return FALSE;
}

/* Whether @word is of @name: its beginning, or more than a letter of it. */
static gboolean is_part(Slice word, const char *name)
{
	const char *at;
	g_autofree char *folded = g_utf8_casefold(word.ptr, (gssize)word.len);
	gsize len = strlen(folded);

	for (at = strstr(name, folded); at && len > 0; at = strstr(at + 1, folded))
		if (len > 2 || at == name || at[-1] == ' ')
			return TRUE;
	return FALSE;
}

gboolean courtesy_signs(Slice line, const Person *sender)
{
	g_autofree char *all = g_strdup_printf("%s %s", sender->name, sender->addr);
	g_autofree char *name = g_utf8_casefold(all, -1);
	Slice rest = slice_trim(line);

	if (!rest.len || rest.len > MAX_NAME)
		return FALSE;
	rest = slice_trim(strip(rest, "-/~,"));
	for (guint words = 0; words < MAX_NAME_WORDS && rest.len; words++) {
		Slice word = strip(take_word(&rest), ".,!");

		if (!word.len || !is_part(word, name))
			return FALSE;
	}
	return slice_is_blank(rest) && slice_trim(line).len > 0;
}

/* The farewell at the front of @text; those that begin with another stand before it. */
static gboolean take_farewell(Slice *text)
{
	static const char *const words[] = {"thanks a lot",
					    "thanks again",
					    "thanks in advance",
					    "many thanks",
					    "thanks so much",
					    "thanks very much",
					    "thank you very much",
					    "thank you so much",
					    "thank you",
					    "thanks and regards",
					    "thanks & regards",
					    "thanks",
					    "thx",
					    "thanx",
					    "best regards",
					    "kind regards",
					    "warm regards",
					    "with best regards",
					    "with kind regards",
					    "regards",
					    "cheers",
					    "best wishes",
					    "all the best",
					    "have a nice day",
					    "have a good day",
					    "sincerely",
					    "yours sincerely",
					    "yours",
					    "greetings",
					    "br",
					    "best",
					    "ciao",
					    "take care",
					    "rgds",
					    "tia",
					    "mfg",
					    "viele grüße",
					    "cordialement",
					    "谢谢",
					    "grüße",
					    "ta"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		Slice rest = *text;

		if (!slice_take_nocase(&rest, words[i]) ||
		    (rest.len && (g_ascii_isalnum(rest.ptr[0]) || rest.ptr[0] == '\'')))
			continue;
		*text = strip(rest, " ,.!~-;:)(");
		return TRUE;
	}
	return FALSE;
}

/* One or several, and perhaps a name behind them. */
gboolean courtesy_is_farewell(Slice line)
{
	Slice text = slice_trim(line);

	if (text.len > MAX_FAREWELL)
		return FALSE;
	while (take_farewell(&text))
		if (!text.len || courtesy_is_name(text))
			return TRUE;
	return FALSE;
}

gboolean courtesy_is_disclaimer(Slice line)
{
	static const char *const starts[] = {"important notice: the contents of this email",
					     "confidentiality notice",
					     "this email and any attachments",
					     "this e-mail and any attachments",
					     "this message and any attachments",
					     "this message contains information",
					     "this message contains confidential",
					     "this communication contains",
					     "this email message is for the sole use",
					     "this e-mail is confidential",
					     "the information contained in this",
					     "the contents of this email and any attachments",
					     "privileged/confidential information",
					     "本邮件及其附件",
					     "amazon development center germany",
					     "amazon development centre",
					     "amazon web services development center",
					     "amazon development center (",
					     "amazon data services",
					     "intel finland oy",
					     "intel corporation (uk) limited",
					     "intel sas (french simplified",
					     "arm limited, registered office",
					     "get the most out of",
					     "sent from my ",
					     "get outlook for ",
					     NULL};

	return starts_any(slice_trim(line), starts);
}

gboolean courtesy_is_boilerplate(Slice line)
{
	static const char *const starts[] = {"to unsubscribe from this list: send",
					     "you received this message because you are subscribed",
					     "0-day ci kernel test service",
					     "0-day kernel test infrastructure",
					     "this report is generated by a bot",
					     "this bug is generated by a bot",
					     "more majordomo info at",
					     "please read the faq at",
					     "deet-doot-dot, i am a bot",
					     "kvmarm mailing list",
					     NULL};

	return starts_any(slice_trim(line), starts);
}

gboolean courtesy_is_snip(Slice line)
{
	static const char *const words[] = {"snip",    "...",  "…",       "cut",     "trim",
					    "trimmed", "skip", "skipped", "snipped", "deleted",
					    "snap",    "..",   NULL};
	Slice text = slice_trim(line), inner;

	if (text.len < 2 || text.len > MAX_SNIP)
		return FALSE;
	inner = strip(text, "[]<>()*-=~_8 ");
	if (slice_equal(inner, "...") || slice_equal(inner, ". . .") || slice_equal(inner, "…"))
		return TRUE;
	if (inner.len == text.len && !slice_starts_nocase(text, "snip"))
		return FALSE;
	return slice_is_one_of(strip(inner, "[]<>()*-=~_8. "), words);
}
