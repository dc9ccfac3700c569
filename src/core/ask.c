/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/ask.h"

#include "base/slice.h"
#include "core/phrase.h"

#include <string.h>

#define MAX_NAME 40
#define MAX_NAME_WORDS 2

/* Without the signs and smileys behind the question mark. */
static Slice to_mark(const char *sentence)
{
	Slice s = slice_of(sentence);

	while (s.len && strchr(" )]\"'*_!.;:-(^/\\", s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* Its letters, in lower case, without what is around them: "(Right?)" gives "right". */
static char *bare_words(Slice s)
{
	while (s.len && !g_ascii_isalnum(*s.ptr) && (guchar)*s.ptr < 0x80)
		s = slice_sub(s, 1, s.len);
	while (s.len && strchr("?! .", s.ptr[s.len - 1]))
		s.len--;
	return g_ascii_strdown(s.ptr, (gssize)s.len);
}

static gboolean is_nod(Slice s)
{
	static const char *const nods[] = {
		"right",     "really", "huh",    "eh",   "hm",        "hmm", "ok",      "okay",
		"no",        "yes",    "what",   "yeah", "uh",        "oh",  "correct", "isn't it",
		"who knows", "sorry",  "pardon", "oops", "seriously", "so",  "and",     NULL};
	g_autofree char *words = bare_words(s);

	return !*words || g_strv_contains(nods, words);
}

static gboolean has_letters(Slice s)
{
	guint letters = 0;

	for (gsize i = 0; i < s.len; i++)
		letters += g_ascii_isalpha(s.ptr[i]) || (guchar)s.ptr[i] >= 0x80;
	return letters > 1;
}

/* "… guests (VEXPRESS?)": a doubt in passing */
static gboolean is_doubt(Slice s)
{
	gssize open = -1;
	guint blanks = 0;

	for (gsize i = 0; i < s.len; i++) {
		if (s.ptr[i] == '(') {
			open = (gssize)i;
			blanks = 0;
		}
		blanks += s.ptr[i] == ' ';
	}
	return open > 0 && blanks < 2 &&
	       g_strstr_len(s.ptr + open, (gssize)s.len - open, ")") == NULL;
}

/* "The lid is off (where is the kettle when one needs it?).": said in passing, in a statement */
static gboolean is_aside(const char *sentence, Slice s)
{
	guint depth = 1;
	gsize i = s.len;

	if (!g_str_has_prefix(sentence + s.len, ")."))
		return FALSE;
	while (i > 0 && depth > 0) {
		i--;
		depth += s.ptr[i] == ')';
		depth -= s.ptr[i] == '(';
	}
	return depth == 0 && has_letters(slice_sub(s, 0, i));
}

/* The last word is an address with a query, or a doubt: "https://…?", "(?)". */
static gboolean is_in_word(Slice s)
{
	gsize from = s.len;
	gboolean signs = TRUE;

	while (from > 0 && s.ptr[from - 1] != ' ' && s.ptr[from - 1] != '(')
		from--;
	for (gsize i = from; i < s.len; i++)
		signs = signs && strchr("?!.", s.ptr[i]);
	signs = signs && (from == 0 || s.ptr[from - 1] == '(' || s.len - from > 2);
	s = slice_sub(s, from, s.len);
	return g_strstr_len(s.ptr, (gssize)s.len, "://") || signs;
}

/* '"Is that so?"', 'He asked "is that so?"': another's question */
static gboolean is_quoted(const char *sentence, Slice s)
{
	return sentence[s.len] == '"';
}

/* What begins a comment of code that is proposed. */
static gboolean is_comment(Slice s)
{
	return slice_starts(s, "/*") || slice_starts(s, "//") || slice_starts(s, "* @");
}

/* Asked for effect: nobody is to answer. */
static Phrases rhetorical = {
	.says = {"^\\W*(but |and |so |well, )?who (\\w+ )?(cares|knows|says|would have thought)\\b",
		 "\\bwhat('s| is| was) not to (like|love)\\b",
		 "\\b(why|what|who|how|where|when) (on earth|the (hell|heck|f\\w*))\\b",
		 "\\bwhat (could|can)( possibly)? go wrong\\b", "\\bwho(m)? am I kidding\\b",
		 "^\\W*(but |and |so )?(what else is new|why bother)\\W*$",
		 "\\bhow hard can (it|this|that) be\\b",
		 "\\bhow (could|can|do|would) (you|we|one|anyone|anybody) "
		 "(even|possibly|ever)\\b",
		 "^\\W*let me rephrase\\b"}};

gboolean ask_is_question(const char *sentence)
{
	Slice s = to_mark(sentence);

	if (!s.len || s.ptr[s.len - 1] != '?')
		return FALSE;
	if (is_quoted(sentence, s) || is_comment(s) || is_nod(s) || is_in_word(s) || is_doubt(s) ||
	    is_aside(sentence, s))
		return FALSE;
	return has_letters(s) && !phrase_in(&rhetorical, sentence);
}

/* "Is it nice? Absolutely not." */
gboolean ask_is_answer(const char *next)
{
	static Phrases answers = {
		.says = {"^\\W*(no|nope|nah|yes|yep|yeah|yup|sure)\\W*$",
			 "^\\W*(no|nope|nah|yes|yep|yeah|yup)[,;:.!]+ ",
			 "^\\W*(absolutely|certainly|definitely|of course|not really|not at all|"
			 "hardly|indeed|(probably|maybe|perhaps|surely|clearly|obviously) not)\\b"},
		.unless = {"\\?\\W*$", "\\b(no|not an?y?) idea\\b"}};

	return phrase_in(&answers, next);
}

gboolean ask_is_ping(const char *sentence)
{
#define KIND "((a|another|just|very|gentle|friendly|kind(ly)?|polite|soft|quick|weekly|second) )*"
#define THIS "(this|these|that|the|my|it|v\\d+)\\b"
	static Phrases pings = {
		.says = {"^\\W*((hi|hello|hey)\\W+)?(\\w+(, \\w+)?, )?" KIND
			 "(ping|pinging|nudge|bump)(\\W+ping)*\\W*$",
			 "^\\W*" KIND "(ping|pinging|nudge|bump)[,;:!.]+ ",
			 "^\\W*(I )?(just )?(wanted|checking|wondering)\\b.{0,30}\\b(latest|status|"
			 "any (comments|updates?|news|feedback))\\b",
			 "^\\W*" KIND "(ping|pinging|nudge|bump)(\\W+| again )"
			 "((for|on|about|regarding) " THIS "|for (a )?(review|comments|feedback))",
			 "^\\W*(just )?(a )?(gentle|friendly|kind|polite|soft|quick) reminder\\b",
			 "^\\W*((is|are) there |do you have |have you )?any (more |other |further |"
			 "new )?(comments?|feedback|updates?|news|progress|movement|reviews?|"
			 "reviewers|review comments)( (or|and) \\w+)?"
			 "( (on|about|for|regarding|of|with|to) " THIS "( [\\w-]+){0,4})?"
			 "(,? (so far|yet|please|here))?\\W*$",
			 "\\b(what('s| is)|is there) the (latest|current)? ?(status|state|latest) "
			 "(of|on|for|with) " THIS
			 " (series|patch|patches|patchset|set|one|work)\\W*$"},
		.unless = {"\\b(welcome|appreciated|packets?|hosts?|guests?|google|network)\\b"}};
#undef THIS
#undef KIND

	return phrase_in(&pings, sentence);
}

gboolean ask_is_open_to_all(const char *sentence)
{
	static Phrases all = {.says = {"\\b(does|do|did|has|have|had|is|was|can|could|will|would|"
				       "should) (any ?one|any ?body|some ?one|some ?body)\\b",
				       "^\\W*(any ?one|any ?body)\\b"}};

	return phrase_in(&all, sentence);
}

/* --- who is asked ---------------------------------------------------------------- */

/* Words that stand, with a capital, where a name could. */
static const char no_names[] =
	" "
	"A AFAICS AFAICT AFAIK AFAIU Ack Actually Additionally After Again Agreed "
	"Ah All Also Alternatively Although An And Anyway Anyways Apart Apologies "
	"Argh As Aside Assuming At BTW Basically Because Before Besides Both Btw "
	"But By Can't Cc Cheers Clearly Conceptually Consequently Conversely Cool "
	"Correct Curious Currently Date Dear Developers Didn't Ditto Doesn't Don't Done "
	"Else Er Erm Err Especially Essentially Even Eventually Everybody "
	"Everyone Exactly FWIW FYI Fair Finally Fine First Firstly Fixes Folks "
	"For From Furthermore Generally Given Good Got Gotcha Great Haha Heh Hell Guys Having "
	"Hello "
	"Hence Here Hey Hi Hm Hmm Hmmm Honestly Hopefully How However Huh Hum I "
	"IIRC IIUC IMHO IMO IOW Ideally If Importantly In Incidentally Indeed "
	"Instead Interesting Isn't It Just KVM Last Lastly Later Like Likewise "
	"Link Linux Long Looking Looks Maintainers Makes Maybe Meanwhile Meh Mmh Nah "
	"Moreover Most NIT Nitpick Naively Neat Next Nice Nit No Nope Not Note Nothing "
	"Now OK Obviously Of Oh Oof Ooh Ouch Ok Okay On Once One Oops Or Other Otherwise "
	"Overall PS Patch Perhaps Personally Please Plus Possibly Presumably "
	"Previously Question Questions Quick Rather Really Regarding Right Same "
	"Say Second Secondly See Seriously Short Side Similarly Since So Some "
	"Sorry Speaking Specifically Still Stupid Subject Sure Surely TBH TODO "
	"Team Technically Thank Thanks That The Then There Therefore Third This "
	"Though Thus To Today True Typically Ugh Uh Uhm Ultimately Um "
	"Unfortunately Unless Until Usually Very WRT Wait Well What Whatever When Whoa "
	"Where Which While Why With Without Wouldn't Wow Wrt Yeah Yep Yes Yet "
	"Yikes You Yup ";

static gboolean is_no_name(const char *word)
{
	g_autofree char *blanks = g_strconcat(" ", word, " ", NULL);

	return strstr(no_names, blanks) != NULL;
}

/* "Jean-Ann", "O'Hara"; not "I'm" */
static gboolean is_joint(Slice s, gsize n)
{
	return n && n + 1 < s.len &&
	       (s.ptr[n] == '-' || (s.ptr[n] == '\'' && g_ascii_isupper(s.ptr[n + 1])));
}

/* "Ann", "Jean-Ann", "Müller"; upper case alone (CPU, EL2) is no name. */
static gsize name_word(Slice s)
{
	gboolean lower = FALSE;
	gsize n = 0;

	if (!s.len || (!g_ascii_isupper(*s.ptr) && (guchar)*s.ptr < 0xc3))
		return 0;
	while (n < s.len &&
	       (g_ascii_isalpha(s.ptr[n]) || (guchar)s.ptr[n] >= 0x80 || is_joint(s, n))) {
		lower |= g_ascii_islower(s.ptr[n]) || (guchar)s.ptr[n] >= 0x80;
		n++;
	}
	return lower ? n : 0;
}

/* "Ann", "Ann Example" at the front of @s: how long it is, 0: none. */
static gsize name_length(Slice s)
{
	gsize len = 0;

	for (guint i = 0; i < MAX_NAME_WORDS; i++) {
		gsize from = len + (i ? 1 : 0), n;
		g_autofree char *word = NULL;

		if (i && (len >= s.len || s.ptr[len] != ' '))
			break;
		n = name_word(slice_sub(s, MIN(from, s.len), s.len));
		word = n ? slice_dup(slice_sub(s, from, from + n)) : NULL;
		if (!n || is_no_name(word))
			return i ? len : 0;
		len = from + n;
	}
	return len <= MAX_NAME ? len : 0;
}

/* What must stand behind a name that is spoken to. */
static gboolean is_vocative(Slice rest)
{
	if (!rest.len)
		return FALSE;
	if (strchr(",/", *rest.ptr))
		return TRUE;
	if (slice_take(&rest, " and ") || slice_take(&rest, " or ") ||
	    slice_take(&rest, " and/or ")) {
		gsize n = name_length(rest);

		return n && n < rest.len && rest.ptr[n] == ',';
	}
	return slice_starts(rest, ": ") || slice_starts(rest, " - ") ||
	       slice_starts(rest, " -- ") || slice_starts(rest, " \xe2\x80\x94 ");
}

static gboolean take_greeting(Slice *s)
{
	static const char *const greetings[] = {"Hi ",  "Hello ",  "Hey ", "Dear ",
						"Hi, ", "Hello, ", "Hey, "};

	for (guint i = 0; i < G_N_ELEMENTS(greetings); i++)
		if (slice_take_nocase(s, greetings[i]))
			return TRUE;
	return FALSE;
}

/* "…, Bo", behind the name that is greeted first */
static gboolean greets_more(Slice rest)
{
	return slice_take(&rest, ", ") && name_length(rest) > 0;
}

char *ask_addressee(const char *sentence, gboolean *greeted)
{
	Slice s = slice_of(sentence), rest;
	gboolean at;
	gsize n;

	*greeted = take_greeting(&s);
	at = slice_take(&s, "@");
	n = name_length(s);
	rest = slice_sub(s, n, s.len);
	if (*greeted && greets_more(rest))
		return NULL;
	if (!n || (!at && !(*greeted && !rest.len) && !is_vocative(rest)))
		return NULL;
	return slice_dup(slice_sub(s, 0, n));
}

/* Where the name of "…? - Ann?" would begin. */
static Slice last_called(Slice s)
{
	static const char *const dashes[] = {" - ", " -- ", " \xe2\x80\x94 ", " \xe2\x80\x93 "};
	gsize from = 0;

	for (gsize i = 0; i < s.len; i++)
		for (guint k = 0; k < G_N_ELEMENTS(dashes); k++)
			if (slice_starts(slice_sub(s, i, s.len), dashes[k]))
				from = i + strlen(dashes[k]);
	return slice_sub(s, from, s.len);
}

char *ask_called(const char *sentence, gboolean *alone)
{
	Slice s = last_called(slice_of(sentence)), rest;
	gsize n = name_length(s);

	*alone = s.ptr == sentence;
	rest = slice_sub(s, n, s.len);
	if (!n || !slice_starts(rest, "?"))
		return NULL;
	while (rest.len && strchr("?! ", *rest.ptr))
		rest = slice_sub(rest, 1, rest.len);
	return rest.len ? NULL : slice_dup(slice_sub(s, 0, n));
}
