/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/attribution.h"

#include "base/text.h"

#include <string.h>

#define MAX_LINE 300 /* bytes of a line; longer ones attribute nothing */
#define MAX_SHORT 80 /* bytes of an attribution without date and address */
#define MAX_NAME_WORDS 6

static Slice rest_of(Slice s, gsize from)
{
	return slice_sub(s, from, s.len);
}

static gssize find_text(Slice s, const char *text)
{
	const char *at = s.len ? g_strstr_len(s.ptr, (gssize)s.len, text) : NULL;

	return at ? at - s.ptr : -1;
}

static gboolean has_digit(Slice s)
{
	for (gsize i = 0; i < s.len; i++)
		if (g_ascii_isdigit(s.ptr[i]))
			return TRUE;
	return FALSE;
}

/* Takes the colon off the end: also a wide one, and one behind a blank. */
static gboolean drop_colon(Slice *s)
{
	static const char wide[] = "：";

	*s = slice_trim(*s);
	if (s->len && s->ptr[s->len - 1] == ':')
		s->len--;
	else if (s->len >= strlen(wide) &&
		 memcmp(s->ptr + s->len - strlen(wide), wide, strlen(wide)) == 0)
		s->len -= strlen(wide);
	else
		return FALSE;
	*s = slice_trim(*s);
	return TRUE;
}

static gboolean ends_in_colon(Slice line)
{
	return drop_colon(&line);
}

/* --- whom it names ------------------------------------------------------------ */

/* Words of a date: a name does not go on beyond them. */
static gboolean is_date_word(Slice word)
{
	static const char *const words[] = {
		"On",      "At",       "at",         "Am",        "am",      "um",        "Le",
		"le",      "à",        "El",         "Il",        "Op",      "Em",        "Den",
		"den",     "AM",       "PM",         "a.m.",      "p.m.",    "GMT",       "UTC",
		"EST",     "EDT",      "PST",        "PDT",       "CET",     "CEST",      "BST",
		"Mon,",    "Tue,",     "Wed,",       "Thu,",      "Fri,",    "Sat,",      "Sun,",
		"Monday,", "Tuesday,", "Wednesday,", "Thursday,", "Friday,", "Saturday,", "Sunday,",
		"CST",     "IST",      "JST",        "schrieb",   "wrote",   "writes",    "giorno",
		"alle",    "ore",      "om",         "schreef",   "skrev",   "Quoting",   "*",
		"pm",      "AM,",      "PM,",        "GMT,",      "UTC,",    "time,",     "Time,",
		"AEST,",   "CET,",     "CEST,",      "PST,",      "PDT,",    "EST,",      "EDT,"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (slice_equal(word, words[i]))
			return TRUE;
	return slice_starts(word, "(") && word.len > 2 && word.ptr[word.len - 1] == ',';
}

/* Takes the last word off @s. */
static Slice take_last_word(Slice *s)
{
	Slice word;
	gsize from;

	*s = slice_trim(*s);
	for (from = s->len; from > 0 && s->ptr[from - 1] != ' '; from--)
		;
	word = rest_of(*s, from);
	s->len = from;
	return word;
}

/* The name that @s ends with: words back to the date. */
static Slice last_name(Slice s)
{
	Slice left = slice_trim(s), name;
	const char *end;

	while (left.len && strchr(",;:([ ", left.ptr[left.len - 1]))
		left.len--;
	end = left.ptr + left.len;
	name = rest_of(left, left.len);
	for (guint n = 0; n < MAX_NAME_WORDS && left.len; n++) {
		Slice word = take_last_word(&left);

		if (!word.len || has_digit(word) || is_date_word(word) ||
		    slice_starts(word, "，") || slice_starts(word, "写"))
			break;
		name = (Slice){word.ptr, (gsize)(end - word.ptr)};
	}
	return name;
}

/* Where an address stands, from its < or its first byte up to behind its end. */
static gboolean find_address(Slice s, gsize *from, gsize *to, Slice *addr)
{
	static const char bounds[] = " <>()[]\"',;";
	gssize at = slice_find(s, '@');
	gsize a, b;

	if (at <= 0)
		return FALSE;
	for (a = (gsize)at; a > 0 && !strchr(bounds, s.ptr[a - 1]); a--)
		;
	for (b = (gsize)at; b < s.len && !strchr(bounds, s.ptr[b]); b++)
		;
	*addr = slice_sub(s, a, b);
	slice_take_nocase(addr, "mailto:");
	while (addr->len && strchr(":.", addr->ptr[addr->len - 1]))
		addr->len--;
	*from = a > 0 && strchr("<([", s.ptr[a - 1]) ? a - 1 : a;
	*to = b;
	return slice_find(*addr, '@') > 0;
}

/* Of "'Ann Example' via kernel-team <list@…>" only the name is Ann's. */
static Person make_person(Slice name, Slice addr)
{
	gssize via = find_text(name, " via ");
	g_autofree char *name_raw = text_clean_line(name.ptr, via > 0 ? (gsize)via : name.len);
	g_autofree char *addr_raw = via > 0 ? g_strdup("") : slice_dup(addr);

	return person_make(name_raw, addr_raw);
}

Person attribution_person(Slice value)
{
	gsize from, to;
	Slice addr = {NULL, 0};
	gssize of = find_text(value, "ehalf Of ");

	if (of < 0)
		of = find_text(value, "ehalf of ");
	if (of > 0) /* "list@… On Behalf Of Ann Example" */
		value = slice_trim(rest_of(value, (gsize)of + strlen("ehalf of ")));
	if (!find_address(value, &from, &to, &addr))
		return make_person(slice_trim(value), slice_sub(addr, 0, 0));
	return make_person(slice_sub(value, 0, from), addr);
}

/* --- the forms ----------------------------------------------------------------- */

typedef struct {
	const char *text;
	gboolean name_follows; /* "schrieb Ann Example:" */
} Verb;

static const Verb verbs[] = {
	{" wrote", FALSE},    {" writes", FALSE},     {" said", FALSE},      {" schrieb", TRUE},
	{" a écrit", FALSE},  {" ha scritto", FALSE}, {" escribió", FALSE},  {" schreef", TRUE},
	{" escreveu", FALSE}, {" skrev", TRUE},       {"写道", FALSE},       {"寫道", FALSE},
	{" пишет", FALSE},    {" писал", FALSE},      {" napsal(a)", FALSE}, {" kirjoitti", FALSE}};

/* Splits @s at the last verb in it. */
static const Verb *find_verb(Slice s, Slice *before, Slice *behind)
{
	const Verb *found = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(verbs) && !found; i++) {
		gssize at = find_text(s, verbs[i].text);
		gsize end = (gsize)at + strlen(verbs[i].text);

		if (at < 0 || (end < s.len && g_ascii_isalpha(s.ptr[end])))
			continue;
		found = &verbs[i];
		*before = slice_sub(s, 0, (gsize)at);
		*behind = slice_trim(rest_of(s, end));
	}
	return found;
}

static gboolean opens(Slice s)
{
	static const char *const openers[] = {"On ", "At ", "Am ",  "Le ",        "El ",
					      "Il ", "Op ", "Em ",  "Den ",       "在",
					      "于",  "on ", "Dne ", "Il giorno ", NULL};

	for (guint i = 0; openers[i]; i++)
		if (slice_starts(s, openers[i]))
			return TRUE;
	return FALSE;
}

/* "Quoting Ann Example (2021-01-04)", "Excerpts from Ann Example's message of …" */
static gboolean read_named(Slice s, Person *who)
{
	gssize end;

	if (slice_take(&s, "Quoting "))
		end = find_text(s, " (2");
	else if (slice_take(&s, "Excerpts from "))
		end = find_text(s, "'s message of");
	else
		return FALSE;
	*who = attribution_person(slice_sub(s, 0, end < 0 ? s.len : (gsize)end));
	return TRUE;
}

/* "* Ann Example <ann@example.org> [2021-01-04 12:00]", "2021年1月4日(月) 12:00 Ann <ann@…>" */
static gboolean is_bare(Slice s, gsize from, gsize to)
{
	Slice behind = slice_trim(rest_of(s, to));

	if (slice_starts(s, "* "))
		return TRUE;
	return slice_starts(behind, ">") && behind.len == 1 && opens(s) == FALSE && from > 0 &&
	       has_digit(slice_sub(s, 0, from)) && find_text(s, "年") > 0;
}

/* A sentence may say that somebody wrote something; an attribution says it at its end. */
static gboolean is_end(const Verb *verb, Slice behind, Slice addr)
{
	if (behind.len == 0)
		return TRUE;
	if (verb->name_follows)
		return behind.len < MAX_SHORT;
	return addr.len &&
	       (slice_starts(behind, "on ") || slice_starts(behind, "(on ") ||
		slice_starts(behind, "at ")) &&
	       has_digit(behind);
}

static AttributionLook judge(Slice s, Person *who)
{
	Slice before = {NULL, 0}, behind = {NULL, 0}, addr = {NULL, 0}, name;
	gsize from = 0, to = 0;
	const Verb *verb;
	gboolean has_addr;

	if (!drop_colon(&s))
		return ATTRIBUTION_NONE;
	if (read_named(s, who))
		return ATTRIBUTION_LIKELY;
	has_addr = find_address(s, &from, &to, &addr);
	verb = find_verb(s, &before, &behind);
	if (!verb) {
		if (!has_addr || !is_bare(s, from, to))
			return ATTRIBUTION_NONE;
		*who = make_person(last_name(slice_sub(s, 0, from)), addr);
		return ATTRIBUTION_LIKELY;
	}
	if (!is_end(verb, behind, addr))
		return ATTRIBUTION_NONE;
	if (has_addr)
		name = last_name(slice_sub(s, 0, from));
	else
		name = verb->name_follows && behind.len ? behind : last_name(before);
	if (!has_addr && !(opens(s) && has_digit(s)) && s.len > MAX_SHORT)
		return ATTRIBUTION_NONE;
	*who = make_person(name, slice_sub(addr, 0, has_addr ? addr.len : 0));
	return has_addr || (opens(s) && has_digit(s)) ? ATTRIBUTION_SURE : ATTRIBUTION_LIKELY;
}

/* Whether an attribution may begin here: most lines are done with this. */
static gboolean may_begin(const Slice *lines, guint n)
{
	Slice line = slice_trim(lines[0]);

	if (line.len > MAX_LINE)
		return FALSE;
	if (ends_in_colon(line) || opens(line))
		return TRUE;
	return slice_find(line, '@') > 0 || slice_find(line, '<') > 0 ||
	       (n > 1 && slice_starts(slice_trim(lines[1]), "<") && ends_in_colon(lines[1])) ||
	       find_text(line, "年") > 0;
}

AttributionLook attribution_read(const Slice *lines, guint n, guint *used, Person *who)
{
	g_autoptr(GString) joined = NULL;

	if (!n || !may_begin(lines, n))
		return ATTRIBUTION_NONE;
	joined = g_string_new(NULL);
	for (guint i = 0; i < MIN(n, ATTRIBUTION_MAX_LINES); i++) {
		Slice line = slice_trim(lines[i]);

		if (line.len > MAX_LINE)
			return ATTRIBUTION_NONE;
		if (joined->len)
			g_string_append_c(joined, ' ');
		g_string_append_len(joined, line.ptr, (gssize)line.len);
		*used = i + 1;
		if (ends_in_colon(line))
			return judge((Slice){joined->str, joined->len}, who);
	}
	return ATTRIBUTION_NONE;
}

/* --- headers ------------------------------------------------------------------- */

AttributionHeader attribution_header(Slice line, Slice *value)
{
	static const struct {
		const char *name;
		AttributionHeader header;
	} names[] = {
		{"From", ATTRIBUTION_FROM},
		{"Sent", ATTRIBUTION_SENT},
		{"To", ATTRIBUTION_TO},
		{"Cc", ATTRIBUTION_OTHER},
		{"Subject", ATTRIBUTION_SUBJECT},
		{"Date", ATTRIBUTION_DATE},
		{"Reply-To", ATTRIBUTION_OTHER},
		{"Message-ID", ATTRIBUTION_OTHER},
		{"Importance", ATTRIBUTION_OTHER},
		{"Von", ATTRIBUTION_FROM},
		{"Gesendet", ATTRIBUTION_SENT},
		{"An", ATTRIBUTION_TO},
		{"Betreff", ATTRIBUTION_SUBJECT},
		{"Datum", ATTRIBUTION_DATE},
		{"De", ATTRIBUTION_FROM},
		{"Envoyé", ATTRIBUTION_SENT},
		{"À", ATTRIBUTION_TO},
		{"Objet", ATTRIBUTION_SUBJECT},
		{"发件人", ATTRIBUTION_FROM},
		{"发送时间", ATTRIBUTION_SENT},
		{"收件人", ATTRIBUTION_TO},
		{"抄送", ATTRIBUTION_OTHER},
		{"主题", ATTRIBUTION_SUBJECT},
		{"日期", ATTRIBUTION_DATE},
	};

	line = slice_trim(line);
	slice_take(&line, "*");
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		Slice rest = line;

		if (!slice_take_nocase(&rest, names[i].name))
			continue;
		while (slice_take(&rest, "*") || slice_take(&rest, " "))
			;
		if (!slice_take(&rest, ":") && !slice_take(&rest, "："))
			continue;
		slice_take(&rest, "*");
		*value = slice_trim(rest);
		return names[i].header;
	}
	return ATTRIBUTION_NO_HEADER;
}

gboolean attribution_is_marker(Slice line)
{
	static const char *const words[] = {
		"Original Message",        "Forwarded message", "邮件原件",     "原始邮件",
		"Ursprüngliche Nachricht", "Message d'origine", "Original Mail"};
	Slice text = slice_trim(line);

	if (slice_starts(text, "Begin forwarded message:"))
		return TRUE;
	if (!slice_starts(text, "--") || text.len > MAX_SHORT)
		return FALSE;
	while (slice_take(&text, "-"))
		;
	text = slice_trim(text);
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (slice_starts_nocase(text, words[i]))
			return TRUE;
	return FALSE;
}
