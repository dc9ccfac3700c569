/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/check.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/reading.h"
#include "lib/states.h"

#define MAX_MAILS 8
#define PERIOD 100 /* minute at which the period begins */

/* A thread: mail 1, 2, … with their texts. */
typedef struct {
	const char *title;
	StateRow rows[MAX_MAILS + 1];
	const char *texts[MAX_MAILS];
	gboolean bug;
} Story;

#define RE(id, from, parents, minutes, says)                                                       \
	{                                                                                          \
		id, from, "Re: [PATCH v2] gate: count the flock once", parents, minutes, says,     \
			NULL                                                                       \
	}

/* P1 Ann, P2 Bo, P3 Cyd, P4 Dan, P5 a robot. */
static const Story flock = {
	"[PATCH v2] gate: count the flock once on FOLD/arm64",
	{{"a", ANN, "[PATCH v2] gate: count the flock once on FOLD/arm64", NULL, 1, NULL, NULL},
	 RE("b", BO, "a", 2, NULL),
	 RE("c", ANN, "b", 110, NULL),
	 RE("d", CYD, "a", 111, "R Cyd"),
	 RE("e", BO, "c", 112, NULL),
	 RE("f", DAN, "e", 113, NULL),
	 RE("g", ROBOT, "a", 114, NULL),
	 RE("h", DAN, "a", 115, NULL)},
	{"The gate counts the flock for every sheep. Count it once per opening, in\n"
	 "count_flock() of gate.c, when CONFIG_FLOCK is set. A flock of 500 needs\n"
	 "31 minutes with it, and 84 minutes without.\n",
	 "> Count it once per opening, in count_flock() of gate.c, when it is set.\n\n"
	 "Do you have numbers for a flock of 1,024 sheep? The lock in open_gate() looks\n"
	 "racy to me, and Eve Marsh saw that on v6.12, too.\n\n"
	 "Please resend.\n",
	 "On Tue, 6 Jan 2026, Bo Fjord wrote:\n"
	 "> Do you have numbers for a flock of 1,024 sheep?\n\n"
	 "I ran it at the north gate: 30% faster with 4KiB troughs, and 1.5x at night.\n"
	 "I think I will take the lock earlier in v3 — commit 3ffa4da1b2c3 “did so” for goats.\n",
	 "This looks good to me, thanks for the numbers of that.\n\n"
	 "Reviewed-by: Cyd Hill <cyd@hill.example>\n",
	 "> I will take the lock earlier in v3\n\n"
	 "I don't agree that the lock can be taken earlier: SEA handling needs it late.\n"
	 "Perhaps goats are special, and a NMI could hit there.\n",
	 "Not sure.\n", "The build of gate.c fails with 12 errors on arm64 in open_gate().\n",
	 "Makes sense, but a third thing is that sheep sleep in there.\n\nPlease respin.\n"},
	FALSE};

/* Of one sender, who quotes another. */
static const Story numbers = {
	"[RFC][PATCH] gate: count the flock once per opening",
	{{"a", BO, "Re: [RFC][PATCH] gate: count the flock once per opening", "x", 101, NULL, NULL},
	 {"b", DAN, "Re: [RFC][PATCH] gate: count the flock once per opening", "a", 102, NULL,
	  NULL}},
	{"On Tue, 10 Feb 2026 09:31:00 +0000, Ann Example wrote:\n"
	 "> Do you have numbers for this? I would like to see what a flock of 500\n"
	 "> does at the north gate, and where the time is spent.\n\n"
	 "Without the patch, a flock of 500 needs 84 minutes at the north gate, of\n"
	 "which count_flock() takes 71. With it, they need 31 minutes.\n\n"
	 "If there are no other problems, I will resend this with my Signed-off-by.\n",
	 "I'd like to see the profile of that run, too.\n"},
	FALSE};

/* Applied, after two have acked it. */
static const Story taken = {
	"[PATCH] gate: oil the hinges",
	{{"a", ANN, "[PATCH] gate: oil the hinges", NULL, 101, NULL, NULL},
	 RE("b", BO, "a", 102, "A Bo"),
	 RE("c", CYD, "a", 103, "applied to next")},
	{"The hinges of the gate squeak at night. Oil them once a week.\n",
	 "I agree, they squeak a lot when it is cold.\n\nAcked-by: Bo Fjord <bo@fjord.example>\n",
	 "Applied to next, thanks!\n"},
	FALSE};

#define TALK(n) "[PATCH v3 " n "/2] gate: wake the sheep"

/* Of a series, of which each part is talked over. */
static const Story talk = {
	TALK("0"),
	{{"a", ANN, TALK("0"), NULL, 1, NULL, NULL},
	 {"b", ANN, TALK("1"), "a", 2, NULL, NULL},
	 {"c", ANN, TALK("2"), "a", 3, NULL, NULL},
	 {"d", BO, "Re: " TALK("1"), "b", 110, "R Bo", NULL},
	 {"e", ANN, "Re: " TALK("1"), "d", 111, NULL, NULL},
	 {"f", CYD, "Re: " TALK("2"), "c", 112, NULL, NULL},
	 {"g", ANN, "Re: " TALK("2"), "f", 113, NULL, NULL},
	 {"h", DAN, "Re: " TALK("0"), "a", 114, NULL, NULL}},
	{"This wakes the sheep at dawn. Waking 40 sheep went from 12.5s down to 3.1s.\n"
	 "| wake_flock: 10.4s -> 2.9s\n"
	 "| open_door: 7.7s -> 7.1s\n",
	 "Ring the bell with ring_bell() once per ap_herd, as the AutoBells do; its mode is\n"
	 "MT_NORMAL_NC, and mask 0b01.\n",
	 "Open the door with open_door() when bell_state says so.\n",
	 "> Ring the bell with ring_bell() once per ap_herd\n\n"
	 "Does the bell ring at night as well? Please can you send a v4 with a softer one?\n\n"
	 "> as the AutoBells do\n\n"
	 "I don't think that this helps much at dawn, as the old sheep can't hear it.\n"
	 "It is not a static bell. What if the moon is out?\n\n"
	 "Reviewed-by: Bo Fjord <bo@fjord.example>\n",
	 "> a v4 with a softer one\n\nSure, will do.\n\n"
	 "> What if the moon is out?\n\n"
	 "That's it. I will paint the bell, and can send a patch for the moon.\n",
	 "> says so.\n\nWould a second hinge be better here? The iron one froze in winter, when\n"
	 "the door was left open.\n\nIt looks to me like it is the grease.\n",
	 "> Would a second hinge be better here?\n\n"
	 "Sure. Just did that.\nhinges: 2\n\nWithout grease there is no squeaking at all, I was "
	 "told.\n",
	 "We should get rid of the cold passage path, which nobody has used since the barn "
	 "burnt.\n\nPlease respin the series when the bell is soft.\n"},
	FALSE};

/* Of a third version. */
static const Story vtaken = {
	"[PATCH v3] gate: oil the hinges",
	{{"a", ANN, "[PATCH v3] gate: oil the hinges", NULL, 101, NULL, NULL},
	 {"b", BO, "Re: [PATCH v3] gate: oil the hinges", "a", 102, "applied to next", NULL}},
	{"The hinges of the gate squeak at night. Oil them once a week.\n",
	 "Applied to next, thanks!\n"},
	FALSE};

/* Of one who gives a tag again that the patch has, and one whose mailer lost a quote's marks. */
static const Story retagged = {
	"[PATCH v2] gate: oil the hinges",
	{{"a", ANN, "[PATCH v2] gate: oil the hinges", NULL, 101, NULL, NULL},
	 RE("b", BO, "a", 102, "R Bo"),
	 RE("c", CYD, "a", 103, NULL)},
	{"The hinges of the gate squeak at night. Oil them once a week.\n\n"
	 "Reviewed-by: Bo Fjord (North Farm) <bo@fjord.example>\n"
	 "Signed-off-by: Ann Example <ann@example.org>\n",
	 "Reviewed-by: Bo Fjord (North Farm) <bo@fjord.example>\n",
	 "Reviewed-by: Bo Fjord (North Farm) <bo@fjord.example>\n\nIt is too cold for it now.\n"},
	FALSE};

/* With tags of people who sent no mail. */
static const Story credits = {"[PATCH] gate: repair it",
			      {{"a", ANN, "[PATCH] gate: repair it", NULL, 101, NULL, NULL}},
			      {"The gate squeaks again in the night. Repair it at last.\n\n"
			       "Reported-by: Eve Marsh <eve@marsh.example>\n"
			       "Signed-off-by: Hal Moss <hal@moss.example>\n"
			       "Tested-by: Gil Ford <gil@ford.example>\n"
			       "Signed-off-by: Gil Ford <gil@ford.example>\n"},
			      FALSE};
#define QC "The gate squeaks again in the night"

/* A series, of which each mail is about one patch or about all. */
static const Story series = {
	"[PATCH v3 0/3] gate: three repairs",
	{{"a", ANN, "[PATCH v3 0/3] gate: three repairs", NULL, 101, NULL, NULL},
	 {"b", ANN, "[PATCH v3 2/3] gate: paint it", "a", 102, NULL, NULL},
	 {"c", BO, "Re: [PATCH v3 2/3] gate: paint it", "b", 103, NULL, "R Bo"},
	 {"d", CYD, "Re: [PATCH v3 2/3] gate: paint it", "b", 104, NULL, NULL},
	 {"e", DAN, "Re: [PATCH v3 2/3] gate: paint it", "b", 105, NULL, "R Dan"},
	 {"f", CYD, "Re: [PATCH v3 0/3] gate: three repairs", "a", 106, NULL, "R Cyd"}},
	{"Three repairs of the gate, the second of which is about its paint.\n",
	 "The paint of the gate peels off in the sun. Paint it once more.\n",
	 "The paint looks good to me on the north side.\n\n"
	 "Reviewed-by: Bo Fjord <bo@fjord.example>\n",
	 "This belongs into patch 3, or into the first one.\n",
	 "For the series, it has the right colour:\n\n"
	 "Reviewed-by: Dan Peak <dan@peak.example>\n",
	 "It all looks good to me at the gate.\n\n"
	 "Reviewed-by: Cyd Hill <cyd@hill.example>\n"},
	FALSE};

/* Of what is not, what is asked, and what is to be done. */
static const Story moods = {"[PATCH] gate: oil the hinges",
			    {{"a", ANN, "[PATCH] gate: oil the hinges", NULL, 101, NULL, NULL},
			     RE("b", BO, "a", 102, NULL)},
			    {"I don't plan to oil the hinges in winter.\n\n"
			     "If it freezes, I don't think that oil is worth it.\n\n"
			     "The oil is not that cheap, but goats like the taste of it.\n\n"
			     "I don't know how much oil there is in the barn.\n\n"
			     "Moving it into oil_gate() is a bad idea for goats.\n\n"
			     "Ignore the part about goats that I wrote.\n",
			     "Do we really need to oil them every day?\n\n"
			     "Can you please check that the barn still opens?\n\n"
			     "I wonder whether we should also paint the hinges.\n\n"
			     "I guess we could make it a rule for goats.\n\n"
			     "I'll send another can of oil with a boat.\n\n"
			     "I have sent a can of oil and will send more.\n\n"
			     "It would be good to write that on the barn.\n"},
			    FALSE};

typedef struct {
	const Story *story;
	const char *part; /* N, B, P */
	const char *actor, *cites, *quote, *text;
	const char *want; /* faults: "number:30 %; name:Linus"; "": it stands */
} Row;

#define Q1 "The gate counts the flock for every sheep"
#define Q2 "The lock in open_gate() looks racy to me"
#define Q3 "30% faster with 4KiB troughs, and 1.5x at night"
#define Q4 "This looks good to me, thanks for the numbers"
#define Q5 "I don't agree that the lock can be taken earlier"
#define Q5H "Perhaps goats are special, and a NMI could hit there"
#define QL "I think I will take the lock earlier in v3"
#define Q3D "Open the door with open_door() when bell_state"
#define QD1 "Does the bell ring at night as well?"
#define QD2 "Please can you send a v4 with a softer one?"
#define QD3 "I don't think that this helps much at dawn"
#define QE1 "Sure, will do."
#define QE2 "I will paint the bell, and can send a patch for the moon"
#define QF1 "Would a second hinge be better here?"
#define QF2 "The iron one froze in winter, when the door was left open"
#define QH "We should get rid of the cold passage path"
#define QH2 "Please respin the series when the bell is soft"
#define QG "The build of gate.c fails with 12 errors"
#define QN "Without the patch, a flock of 500 needs 84 minutes"
#define QR "Reviewed-by: Bo Fjord (North Farm) <bo@fjord.example>"
#define QT "I agree, they squeak a lot when it is cold"
#define QA "Applied to next, thanks!"

static const Row cites[] = {
	{&flock, "P", "P1", "1", Q1, "Counts the flock once per opening.", ""},
	{&flock, "P", "P1", "1 1 1", Q1, "Counts the flock once per opening.", ""},
	{&flock, "P", "P1", "", Q1, "Counts the flock once.", "cite"},
	{&flock, "P", "P1", "1 9", Q1, "Counts the flock once.", "cite:9"},
	{&flock, "P", "P1", "0 1", Q1, "Counts the flock once.", "cite:0"},
	{&flock, "P", "P1", "1 4294967295", Q1, "Counts the flock once.", "cite:4294967295"},

	/* the actor sent it */
	{&flock, "B", "P2", "2", Q2, "Doubts the lock.", ""},
	{&flock, "B", "P1", "2", Q2, "Doubts the lock.", "actor"},
	{&flock, "P", "P2", "1", Q1, "Counts the flock once.", "actor"},
	{&flock, "P", "P1", "1 2", Q2, "Doubts the lock.", "quote:" Q2},
	{&flock, "B", "P9", "2", Q2, "Doubts the lock.", "actor"},
	{&flock, "B", "Bo", "2", Q2, "Doubts the lock.", "actor"},
	{&flock, "B", "", "2", Q2, "Doubts the lock.", "actor"},

	/* the period */
	{&flock, "N", "P2", "5", Q5, "Objects to taking the lock earlier.", ""},
	{&flock, "N", "P2", "2", Q2, "Doubts the lock.", "period:before"},
	{&flock, "B", "P2", "5", Q5, "Objects to taking the lock earlier.", "period:now"},
	{&flock, "B", "P2", "2 5", Q2, "Doubts the lock.", "period:now"},
	{&flock, "N", "P2", "2 5", Q5, "Objects to taking the lock earlier.", ""},
	{&flock, "N", "P2", "2 5", Q2, "Doubts the lock.", "period:before"},
	{&flock, "P", "P2", "2 5", Q2, "Doubts the lock.", ""},
};

static const Row quotes[] = {
	/* a tag is its giver's own, wherever it was taken over */
	{&retagged, "N", "P2", "2", QR, "Gives a Reviewed-by tag.", ""},
	{&retagged, "N", "P3", "3", QR, "Gives a Reviewed-by tag.", "quote:" QR},

	{&flock, "N", "P1", "3", "I RAN it at the  north gate - 30% faster", "Gives numbers.", ""},
	{&flock, "N", "P1", "3", "lock earlier in v3 - commit 3ffa4da1b2c3 \"did so\" for goats",
	 "Promises it.", ""},
	{&flock, "N", "P1", "3", "at night. I think I will take the lock", "Promises it.", ""},
	{&flock, "N", "P2", "5", "I don’t agree that the lock can be taken", "Objects.", ""},
	{&flock, "N", "P1", "3", "I ran it at … and 1.5x at night", "Gives numbers.", ""},
	{&flock, "N", "P1", "3", "I ran it at ... and 1.5x at night", "Gives numbers.", ""},
	{&flock, "N", "P1", "3", "I ran it at [...] and 1.5x at night", "Gives numbers.", ""},
	{&flock, "N", "P1", "3", "and 1.5x at night … I ran it at", "Gives numbers.",
	 "quote:and 1.5x at night … I ran it at"},
	{&flock, "N", "P1", "3", "I ran … 1.5x at night", "Gives numbers.",
	 "quote:I ran … 1.5x at night"},
	{&flock, "N", "P1", "3", "I ran it at the north gate: 1.5x at night", "Gives numbers.",
	 "quote:I ran it at the north gate: 1.5x at night"},
	{&flock, "N", "P1", "3", "the north gate: 30% faster", "Gives numbers.", ""},
	{&flock, "N", "P1", "3", "at the north gate", "Gives numbers.", "quote:at the north gate"},
	{&flock, "N", "P1", "3", "", "Gives numbers.", "quote:"},
	/* whom he quotes */
	{&flock, "N", "P1", "3", "Do you have numbers for a flock of 1,024 sheep?",
	 "Asks for numbers.", "quote:Do you have numbers for a flock of 1,024 sheep?"},
	{&flock, "N", "P2", "5", "I will take the lock earlier in v3", "Promises it.",
	 "quote:I will take the lock earlier in v3"},
	/* an answer's subject is another's */
	{&flock, "N", "P2", "5", "gate: count the flock once", "Counts the flock once.",
	 "quote:gate: count the flock once"},
	{&flock, "P", "P1", "1", "gate: count the flock once", "Counts the flock once.", ""},
	/* all that there is */
	{&flock, "N", "P4", "6", "Not sure.", "Is undecided.", ""},
	{&flock, "N", "P4", "6", "Not", "Is undecided.", "quote:Not"},
	{&flock, "B", "P2", "2", "Please resend.", "Asks for another version.", ""},
	{&flock, "N", "P3", "4", "Reviewed-by: Cyd Hill", "Reviews it.", ""},
	{&flock, "N", "P3", "4", "Reviewed-by:", "Reviews it.", "quote:Reviewed-by:"},
};

static const Row entities[] = {
	{&flock, "N", "P1", "3", Q3,
	 "Measures it: 30 % faster with 4 KiB troughs, and 1.5× at night.", ""},
	{&flock, "N", "P1", "3", Q3, "在北门测得性能提升百分之三十，夜间提升 1.5 倍。", ""},
	{&flock, "N", "P1", "3", Q3, "Measures it: 40 % faster.", "number:40 %"},
	{&flock, "N", "P1", "3", Q3, "测得提升四十％。", "number:四十％"},
	{&flock, "N", "P1", "3", Q3, "测得提升 ４０％。", "number:４０％"},
	{&flock, "N", "P1", "3", Q3, "Measures it: 30 times faster.", "number:30 times"},
	/* numbers that another gave */
	{&flock, "B", "P2", "1 2", Q2, "Saw 84 minutes.", "number:84 minutes"},
	{&flock, "B", "P2", "2", Q2, "Asks for numbers of a flock of 1024.", ""},
	{&flock, "N", "P1", "3", Q3, "Gives numbers for 1,024 sheep.", "number:1,024"},
	{&flock, "N", "P1", "3", Q3, "Points at commit 3ffa4da1.", ""},
	{&flock, "N", "P1", "3", Q3, "Points at commit 3ffa4db1.", "hash:3ffa4db1"},
	{&flock, "N", "P2", "3 5", Q5, "Points at commit 3ffa4da1.", "hash:3ffa4da1"},
	{&flock, "N", "P1", "3", Q3, "Promises that for v3.", ""},
	{&flock, "N", "P1", "3", Q3, "承诺在第 3 版中这样做。", ""},
	{&flock, "N", "P1", "3", Q3, "Promises that for v4.", "version:v4"},
	{&flock, "B", "P2", "2", Q2, "Says that v2 is racy on 6.12.", ""},
	{&flock, "B", "P2", "2", Q2, "Says that it is racy on 6.13.", "number:6.13"},
	{&flock, "P", "P1", "1", Q1, "Changes `count_flock()` in gate.c under CONFIG_FLOCK.", ""},
	{&flock, "P", "P1", "1", Q1, "Changes count_herd() in pen.c under CONFIG_HERD.",
	 "identifier:count_herd(); identifier:pen.c; config:CONFIG_HERD"},
	{&flock, "B", "P2", "2", Q2, "Asks about count_flock() and open_gate().", ""},
	{&flock, "N", "P1", "3", Q3, "Answers that goats “did so”.", ""},
	{&flock, "N", "P1", "3", Q3, "Answers that goats \"never did so\".",
	 "quotation:never did so"},
	{&flock, "N", "P2", "5", Q5, "Says that SEA handling needs the lock late.", ""},
	{&flock, "N", "P2", "5", Q5,
	 "Says that SEA (synchronous external abort) handling needs it.", "acronym:SEA"},
	{&flock, "N", "P2", "5", Q5, "Says that system error address (SEA) handling needs it.",
	 "acronym:SEA"},
	{&flock, "N", "P2", "5", Q5, "Says that NMI (non-maskable interrupt) handling needs it.",
	 ""},
	{&flock, "N", "P2", "5", Q5H, "指出 NMI（不可屏蔽中断）需要该锁。", ""},
	{&flock, "N", "P2", "5", Q5H, "指出 SEA（同步外部中止）需要该锁。", "acronym:SEA"},
	{&flock, "N", "P2", "5", Q5, "Says that NMIs on FOLD/arm64 and Linux need it.", ""},
	{&flock, "N", "P2", "5", Q5, "Says that MPAM needs it.", "name:MPAM"},
	{&flock, "N", "P2", "5", Q5, "Tells Linus Torvalds that it is needed.",
	 "name:Linus Torvalds"},
	{&flock, "N", "P2", "5", Q5, "Linus wants the lock.", "name:Linus"},
	{&flock, "N", "P2", "5", Q5H, "王小明表示需要该锁。", "name:王小明"},
	{&flock, "N", "P2", "5", Q5,
	 "Says that s\xD0\xB5"
	 "a handling needs it.",
	 "name:s\xD0\xB5"
	 "a"},
	{&flock, "B", "P2", "2", Q2, "Says that Eve Marsh saw it, too.", ""},
	{&flock, "N", "P2", "5", Q5, "Refers to https://evil.example/x for it.",
	 "url:https://evil.example/x"},
	{&flock, "N", "P2", "5", Q5, "Refers to bo@fjord.example for it.", "url:bo@fjord.example"},
	{&flock, "N", "P2", "5", Q5, "Refers to [this](evil) for it.", "url:]("},
	/* Chinese with the terms of the mails, and with one of nobody's */
	{&flock, "B", "P2", "2", Q2, "询问 open_gate() 的 lock 是否 racy。", ""},
	{&flock, "B", "P2", "2", Q2, "询问 open_gate() 的 mutex 是否安全。", "name:mutex"},
	{&flock, "N", "P2", "5", Q5, "Says that FOLD needs it. The lock is late.", ""},
	{&flock, "N", "P2", "5", Q5, "Says Linus agrees.", "name:Linus; agreement"},
	{&flock, "N", "P2", "5", Q5, "Says that \xEF\xBC\xACinus wants it.",
	 "name:\xEF\xBC\xACinus"},
};

/* Trifles, of which nobody would say that they are wrong. */
static const Row trifles[] = {
	/* as few as several, products as everybody spells them, constants in part */
	{&talk, "P", "P1", "2", "Ring the bell with ring_bell() once per ap_herd",
	 "Rings the bell once for all ap_herds, as an AutoBell does.", ""},
	{&talk, "P", "P1", "2", "Ring the bell with ring_bell() once per ap_herd",
	 "Rings it as the Autobells do, in mode NC.", ""},
	{&talk, "P", "P1", "2", "Ring the bell with ring_bell() once per ap_herd",
	 "Rings it as MT_normal does, with ap_Herds in mode NX.",
	 "identifier:MT_normal; identifier:ap_Herds; name:NX"},
	{&talk, "P", "P1", "2", "Ring the bell with ring_bell() once per ap_herd",
	 "Rings it with mask 0b01.", ""},
	{&talk, "P", "P1", "2", "Ring the bell with ring_bell() once per ap_herd",
	 "Rings it with mask 0b10.", "number:0b10"},
	/* a version that was asked for */
	{&talk, "N", "P1", "5", QE1, "Will send the v4 that {P2} asked for.", ""},
	{&talk, "N", "P1", "5", QE1, "Will send the v5 that {P2} asked for.", "version:v5"},
	/* the one before it */
	{&talk, "P", "P1", "1", "This wakes the sheep at dawn", "Wakes them, as v2 did.", ""},
	{&talk, "P", "P1", "1", "This wakes the sheep at dawn", "Wakes them, as v4 does.",
	 "version:v4"},
	/* what the mail is about that it answers: of its quotes, two lines are shown */
	{&talk, "N", "P3", "6", QF2, "Reports that open_door() froze with bell_state.", ""},
	{&talk, "N", "P3", "6", QF2, "Reports that ring_bell() froze.", "identifier:ring_bell()"},
	/* who begins a sentence need not be somebody */
	{&talk, "N", "P2", "4", QD3, "Gives Reviewed-by tags, but doubts it.", ""},
	{&talk, "N", "P1", "7", "Sure. Just did that.", "Has added a second hinge.", ""},
	{&talk, "N", "P1", "7", "Sure.", "Has added a second hinge.", "quote:Sure."},
	/* a concern is no patch */
	{&talk, "N", "P1", "7", "Sure. Just did that.", "Withdraws the doubt about grease.", ""},
	/* doubts next to the quote */
	{&talk, "N", "P3", "6", QF2, "Reports that it froze, and suspects the grease.", ""},
	{&talk, "N", "P2", "4", QD1, "Asks whether the bell possibly rings at night.", ""},
	{&talk, "N", "P4", "8", QH2, "Asks to respin it, as the bell is likely hard.", "guess"},
	{&talk, "N", "P2", "4", QD3, "Worries that the moon might be out.", ""},
	{&talk, "N", "P3", "6", "It looks to me like it is the grease",
	 "Finds that it appears to be the grease.", ""},
	{&talk, "N", "P1", "5", QE2, "Agrees with {P2} about the moon.", ""},
};

/* A text takes its quote for what it is. */
static const Row stances[] = {
	{&talk, "N", "P2", "4", QD1, "The bell rings at night as well.", "stance:asks"},
	{&talk, "N", "P2", "4", QD1, "Asks whether the bell rings at night.", ""},
	{&talk, "N", "P2", "4", QD1, "Wonders about the bell at night.", ""},
	{&talk, "N", "P2", "4", QD1, "询问夜间是否也会响铃。", ""},
	{&talk, "N", "P2", "4", "Does the bell ring at night", "The bell rings at night.",
	 "stance:asks"},
	{&talk, "N", "P2", "4", QD2, "Sends a v4 with a softer bell.", "stance:asks"},
	{&talk, "N", "P2", "4", QD2, "Asks for a v4 with a softer bell.", ""},
	{&talk, "N", "P2", "4", QD1 " " QD2, "Wants a softer bell.", ""},
	{&talk, "N", "P2", "4", QD2 " > as the", "A softer bell.", "quote:" QD2 " > as the"},
	{&talk, "N", "P3", "6", QF1, "A second hinge is better.", "stance:asks"},
	{&talk, "N", "P3", "6", QF1, "Suggests a second hinge.", ""},
	{&talk, "N", "P3", "6", QF1 " The iron one froze", "The iron one froze in winter.", ""},

	{&talk, "N", "P1", "5", QE1, "Sent the v4.", "stance:done"},
	{&talk, "N", "P1", "5", QE1, "Has posted a v4.", "stance:done"},
	{&talk, "N", "P1", "5", QE1, "Will send the v4.", ""},
	{&talk, "N", "P1", "5", QE1, "Promises a v4.", ""},
	{&talk, "N", "P1", "5", QE1, "Has a softer bell now.", "stance:done"},
	{&talk, "N", "P1", "5", QE2, "Painted the bell.", "stance:done"},
	{&talk, "N", "P1", "5", QE2, "Offers to send a patch for the moon.", ""},
	{&talk, "N", "P1", "5", QE2, "A patch for the moon was sent.", "stance:done"},
	{&talk, "N", "P4", "8", QH2, "The series was respun with a soft bell.", "stance:done"},
	{&talk, "N", "P1", "5", "I will paint the bell", "Painted the bell.", "stance:done"},
	{&talk, "N", "P3", "6", QF1, "Shared a second hinge.", "stance:asks"},
	{&talk, "N", "P4", "8", QH2, "Wants the bell to be soft first.", ""},
	{&talk, "N", "P3", "6", QF1, "Would be better off with a second hinge.", ""},
	{&talk, "N", "P1", "5", QE2, "Fixed the moon.", "stance:done"},
	{&talk, "N", "P4", "8", QH2, "Asks for a respin with a soft bell.", ""},
	{&talk, "N", "P1", "7", "Sure. Just did that.", "Added a second hinge.", ""},

	{&flock, "N", "P3", "4", Q4, "Plans to leave the door open.", "stance:promise"},
	{&talk, "N", "P1", "5", QE2, "Plans to paint the bell.", ""},

	{&talk, "N", "P3", "6", QF2, "It seems that the door was open.", "guess"},
	{&flock, "N", "P2", "5", Q5H, "The goats are special.", "stance:doubt"},
	{&flock, "N", "P2", "5", Q5H, "The goats may be special.", ""},
	{&flock, "N", "P2", "5", Q5H, "Mentions special goats.", ""},
	{&flock, "N", "P2", "5", Q5H, "Demands that goats are special.", "stance:doubt"},
	{&flock, "N", "P2", "5", Q5, "The lock is needed late.", ""},

	{&talk, "N", "P2", "4", QD3, "Thinks that this helps at dawn.", "stance:not"},
	{&talk, "N", "P2", "4", QD3, "Doubts that this helps at dawn.", ""},
	{&talk, "N", "P2", "4", QD3, "Does not think that this helps at dawn.", ""},
	{&talk, "N", "P2", "4", QD3, "Objects that it is of little help at dawn.", ""},
	{&talk, "N", "P2", "4", "It is not a static bell", "Says that it is a static bell.",
	 "stance:not"},
	{&talk, "N", "P2", "4", "It is not a static bell", "Says that it is no static bell.", ""},
	{&talk, "N", "P2", "4", "as the old sheep can't hear it", "The old sheep hear it.",
	 "stance:not"},
	{&talk, "N", "P2", "4", "as the old sheep can't hear it", "Old sheep do not hear it.", ""},
	{&talk, "N", "P3", "6", QF2, "The iron one was not frozen in winter.", "stance:not"},
	{&talk, "N", "P3", "6", QF2, "The door was not left open.", "stance:not"},
	{&talk, "N", "P3", "6", QF2, "The iron hinge is no longer left.", ""},
	{&talk, "N", "P3", "6", QF2, "Does not know how the door was left open.", ""},
	{&talk, "N", "P1", "7", "Without grease there is no squeaking at all",
	 "Says that there is squeaking.", "stance:not"},
	{&talk, "N", "P1", "7", "Without grease there is no squeaking at all",
	 "Reports that grease is needed.", ""},
};

#define QW "Waking 40 sheep went from 12.5s down to 3.1s"

/* The actor's, and in his order. */
static const Row whose[] = {
	{&talk, "P", "P1", "1", QW, "Wakes 40 sheep in 3.1s instead of 12.5s.", ""},
	{&talk, "P", "P1", "1", QW, "Waking goes from 12.5 s to 3.1 s.", ""},
	{&talk, "P", "P1", "1", QW, "Waking takes 12.5s instead of 3.1s.", "order"},
	{&talk, "P", "P1", "1", QW, "Waking goes from 3.1s to 12.5s.", "order"},
	{&talk, "P", "P1", "1", QW, "Waking goes from 10.4s to 7.1s.", "order"},
	{&talk, "P", "P1", "1", QW, "Waking goes from 10.4s to 2.9s, opening from 7.7s to 7.1s.",
	 ""},
	{&talk, "P", "P1", "1", QW, "Waking took 3.1s before and now 12.5s.", "order"},
	{&talk, "P", "P1", "1", QW, "Wakes from 10 to 40 sheep.", "number:10"},
	/* where nothing stands beside it, nothing is known */
	{&flock, "P", "P1", "1", Q1, "A flock needs 31 minutes instead of 84.", ""},

	{&talk, "N", "P3", "6", QF2, "Reports that it froze in the cold passage.",
	 "other:cold passage"},
	{&talk, "N", "P3", "6", QF2, "Reports that it froze like a cold bell.", ""},
	{&talk, "N", "P4", "8", QH, "Wants to get rid of the cold passage.", ""},
	{&talk, "N", "P3", "6", QF2, "Reports that the iron hinge froze in winter.", ""},
};

static const Row people[] = {
	{&flock, "N", "P2", "5", Q5, "Tells {P1} that the lock is needed late.", ""},
	{&flock, "N", "P2", "5", Q5, "Tells Ann that the lock is needed late.", ""},
	{&flock, "N", "P2", "5", Q5, "Tells {P3} that the lock is needed late.", "person:Cyd Hill"},
	{&flock, "N", "P2", "5", Q5, "Tells Cyd Hill that the lock is needed late.",
	 "person:Cyd Hill"},
	{&flock, "N", "P2", "4 5", Q5, "Tells {P3} that the lock is needed late.", ""},
	{&flock, "N", "P2", "5", Q5, "Tells {P9} that the lock is needed late.", "person:{P9}"},
	{&flock, "N", "P2", "5", Q5, "Needs the lock as {P2} does.", ""},
	/* a point is its actor's */
	{&flock, "N", "P2", "5", Q5, "{P1} says that the lock is needed late.",
	 "actor:Ann Example"},
	{&flock, "N", "P2", "5", Q5, "Ann Example promises to take the lock.", "actor:Ann Example"},
	{&flock, "N", "P2", "5", Q5H, "{P1} 表示该锁需要推迟。", "actor:Ann Example"},
	{&flock, "N", "P2", "5", Q5, "{P1}'s change takes the lock too early.", ""},
	{&flock, "N", "P1", "3", Q3, "按 {P2} 的意见给出了数据。", ""},
	{&flock, "N", "P2", "5", Q5, "不同意 {P1} 提前加锁的做法。", ""},
	{&flock, "N", "P2", "5", Q5, "{P1} demonstrates that the lock is needed.",
	 "actor:Ann Example"},
	{&flock, "N", "P2", "5", Q5, "Needs it; according to {P1}, the lock is late.",
	 "actor:Ann Example"},
	{&flock, "N", "P2", "5", Q5H, "据{P1}称，该锁需要推迟。", "actor:Ann Example"},
	{&flock, "N", "P2", "4 5", Q5, "Tells {P1}, {P3} and the rest that the lock is late.", ""},
	{&flock, "N", "P2", "5", Q5, "Asks whether {P1} tested it.", ""},
	{&flock, "N", "P2", "5", Q5, "Does not want what {P1} suggested.", ""},
};

static const Row agreement[] = {
	{&flock, "N", "P3", "4", Q4, "Agrees with the change.", ""},
	{&flock, "N", "P3", "4", Q4, "Approves of it with a Reviewed-by.", ""},
	{&flock, "N", "P3", "4", Q4, "同意该改动。", ""},
	{&flock, "N", "P4", "8", "Makes sense, but a third thing is", "Accepts the change.", ""},
	{&flock, "N", "P1", "3", Q3, "Agrees with {P2} about the lock.", "agreement"},
	{&flock, "N", "P1", "3", Q3, "同意 {P2} 的看法。", "agreement"},
	{&flock, "N", "P2", "5", Q5, "Agrees that the lock can be taken earlier.",
	 "agreement; stance:not"},
	{&flock, "N", "P2", "5", Q5, "Does not agree that the lock can be taken earlier.", ""},
	{&flock, "N", "P2", "5", Q5, "Disagrees about the lock.", ""},
	{&flock, "N", "P2", "5", Q5, "不同意提前加锁。", ""},
	{&flock, "N", "P2", "5", Q5, "认为提前加锁肯定会出问题。", ""},
	{&flock, "N", "P1", "3", Q3, "采纳 {P2} 的建议，给出了数据。", ""},
	{&flock, "N", "P1", "3", Q3, "采纳了该方案。", "agreement"},
	{&flock, "N", "P2", "5", Q5H, "对提前加锁表示支持。", "agreement"},
	{&flock, "N", "P2", "5", Q5H, "总结了双方达成的一致。", "agreement"},
	{&flock, "N", "P2", "5", Q5, "Does not test it and agrees with the lock.", "agreement"},
	{&flock, "N", "P2", "5", Q5, "Finds that it does not work, but approves of it.",
	 "agreement"},
	{&flock, "N", "P2", "5", Q5, "Replies to {P1} that it looks good.", "agreement"},
	{&flock, "B", "P2", "2", Q2, "Asks {P1} to agree to the lock.", ""},
	{&flock, "B", "P2", "2", Q2, "Asks for a Reviewed-by of the numbers.", "name:Reviewed-by"},
	{&flock, "N", "P3", "4", Q4, "All agree with the change.", "agreement"},
	{&flock, "N", "P3", "4", Q4, "There is consensus on the change.", "agreement"},
	{&flock, "N", "P3", "4", Q4, "参与者们对该补丁表示认可。", "agreement"},
	{&flock, "N", "P3", "4", Q4, "双方达成共识。", "agreement"},
	{&flock, "N", "P2", "5", Q5, "社区普遍反对提前加锁。", "agreement"},
	{&flock, "N", "P2", "5", Q5, "不同意提前加锁，希望社区考虑山羊。", ""},
	{&flock, "N", "P3", "4 5", Q4, "There is consensus on the change.", "agreement"},
	{&flock, "N", "P3", "4 8", Q4, "There is consensus on the change.", ""},
	{&flock, "N", "P3", "4", Q4, "There is no consensus on the change.", ""},
	/* of another */
	{&credits, "P", "P1", "1", QC, "修门的补丁由 Eve Marsh 报告。", ""},
	{&credits, "P", "P1", "1", QC, "修门的补丁由 Eve Marsh 审阅。", "agreement:Eve Marsh"},
	{&credits, "P", "P1", "1", QC, "A repair, reviewed by Eve Marsh.",
	 "agreement:Eve Marsh; agreement"},
	{&credits, "P", "P1", "1", QC, "A repair, tested by Gil Ford.", ""},
	{&credits, "P", "P1", "1", QC, "A repair, reviewed by Gil Ford.",
	 "agreement:Gil Ford; agreement"},
	{&credits, "P", "P1", "1", QC, "由 Gil Ford 编写的修门补丁。", "agreement:Gil Ford"},
	{&credits, "P", "P1", "1", QC, "由 Hal Moss 编写的修门补丁。", ""},
	{&taken, "N", "P3", "3", QA, "审阅并合入了该补丁。", "agreement"},
	{&vtaken, "N", "P2", "2", QA, "将 v3 合入 next。", ""},
	{&vtaken, "N", "P2", "2", QA, "将 v2 合入 next。", "version:v2"},
	{&taken, "N", "P3", "3", QA, "Reviewed the patch and applied it.", "agreement"},
	{&flock, "P", "P1", "1", Q1, "Counts it once; reviewed by {P2}.", "person:Bo Fjord"},
	{&flock, "P", "P1", "1 2", Q1, "Counts it once; reviewed by {P2}.", "agreement:Bo Fjord"},
	{&flock, "P", "P1", "1 4", Q1, "Counts it once; reviewed by {P3}.", ""},
	{&flock, "N", "P1", "3", Q3, "Says that {P2} agrees to it.", "agreement:Bo Fjord"},
	{&flock, "N", "P1", "3", Q3, "指出{P2}已同意该方案。", "agreement:Bo Fjord"},
	{&flock, "N", "P1", "3", Q3, "该方案得到了{P2}的认可。", "agreement:Bo Fjord"},
	{&flock, "N", "P1", "3", Q3, "Asks whether {P2} agrees to it.", ""},
	{&taken, "N", "P2", "2", QT, "Acks it.", ""},
	{&taken, "N", "P2", "2 3", QT, "Both agree that the hinges need oil.", ""},
	{&taken, "N", "P2", "2 3", QT, "{P2} and {P3} approve of it.", ""},
	{&flock, "P", "P1", "1", Q1, "The developers approved of it.", "agreement"},
	{&flock, "P", "P1", "1", Q1, "The patch has been reviewed and is about to be merged.",
	 "agreement"},
	/* nobody agrees with a machine */
	{&flock, "N", "P2", "5", Q5, "Says that the gate acks the virtual interrupt too late.", ""},
	{&flock, "N", "P2", "5", Q5, "Says that the gate accepts black sheep.", ""},
	{&flock, "N", "P2", "5", Q5, "Says that it gives false positives on supported gates.", ""},
	{&flock, "N", "P2", "5", Q5, "Accepts the suggestion of {P1}.", "agreement"},
	{&flock, "N", "P2", "5", Q5, "Calls it a good idea.", "agreement"},
	{&flock, "N", "P2", "5", Q5, "Tells {P1} that the reviewers approved of it.", "agreement"},
	{&flock, "N", "P2", "5", Q5, "Would agree with a later lock.", ""},
	{&flock, "N", "P2", "5", Q5, "Waits for {P1} to approve.", ""},
};

static const Row states[] = {
	{&taken, "N", "P3", "3", QA, "Applied the patch to next.", ""},
	{&taken, "N", "P3", "3", QA, "Applied the patch to fixes.", "applied:fixes"},
	/* that it was applied is for a mail to show which says so */
	{&taken, "N", "P2", "2", QT, "Says that the patch was merged.", "applied:applied"},
	{&taken, "N", "P2", "2", QT, "指出该补丁已合入。", "applied:applied"},
	{&taken, "N", "P2", "2 3", QT, "Agrees with the patch, which was merged.", ""},
	{&taken, "N", "P3", "3", QA, "Has applied it, to the gate/next tree.", ""},
	{&taken, "N", "P3", "3", QA, "Applied the patch, for-7.1 it is.", "number:7.1"},
	{&taken, "N", "P3", "3", QA, "Applied the patch; the hinges are what to oil next.", ""},
	{&taken, "N", "P3", "3", QA, "已将补丁合入 next 分支。", ""},
	{&flock, "N", "P3", "4", Q4, "Applied the patch to next.", "applied:applied; applied:next"},
	{&flock, "N", "P3", "4", Q4, "The series was merged.", "applied:applied"},
	{&flock, "N", "P3", "4", Q4, "Queued it for 6.12.", "number:6.12; applied:applied"},
	{&flock, "N", "P3", "4", Q4, "Picked up the first patch.", "applied:applied"},
	{&flock, "N", "P3", "4", Q4, "补丁已合入主线。", "applied:applied"},
	{&flock, "N", "P3", "4", Q4, "补丁已被应用到 next 分支。", "name:next; applied:applied"},
	{&flock, "N", "P3", "4", Q4, "Asks to apply the patch.", ""},
	{&flock, "N", "P3", "4", Q4, "Says that the patch should be applied.", ""},
	{&flock, "N", "P3", "4", Q4, "The patch was not applied yet.", ""},
	{&flock, "N", "P3", "4", Q4, "Says that it applies cleanly.", ""},
	{&flock, "N", "P3", "4", Q4, "Merges the two helpers into one function.", ""},
	{&flock, "N", "P3", "4", Q4, "Takes the lock in the gate.", ""},
	{&flock, "N", "P3", "4", Q4, "The limit is applied to each sheep.", ""},
	{&flock, "N", "P3", "4", Q4, "将两个函数合并为一个。", ""},
	{&flock, "N", "P3", "4", Q4, "建议合入该补丁。", ""},
	{&flock, "N", "P2", "5", Q5, "明确拒绝合入提前加锁的改动。", ""},
	{&flock, "N", "P3", "4", Q4, "应用补丁后的性能更好。", ""},
	{&flock, "N", "P3", "4", Q4, "Rejects the patch.", "applied:rejected"},
	{&flock, "N", "P3", "4", Q4, "The patch was rejected.", "applied:rejected"},
	{&flock, "N", "P3", "4", Q4, "拒绝了该补丁。", "applied:rejected"},
	{&flock, "N", "P3", "4", Q4, "The gate rejects black sheep.", ""},
	{&flock, "N", "P1", "3", Q3, "Withdraws the patch.", "applied:withdrawn"},
	{&flock, "N", "P1", "3", Q3, "撤回了该补丁。", "applied:withdrawn"},
	{&flock, "N", "P2", "5", Q5, "Wants {P1} to drop the patch.", ""},
	{&flock, "N", "P3", "4", Q4, "Replies that the patch was merged.", "applied:applied"},
	{&flock, "N", "P3", "4", Q4, "Suggests that the patch was merged.", "applied:applied"},
	{&flock, "N", "P3", "4", Q4, "Asks to rebase after the series was merged.",
	 "applied:applied"},
	{&flock, "N", "P3", "4", Q4, "Wants it to be merged soon.", ""},
	{&flock, "N", "P3", "4", Q4, "Will queue the series.", "stance:promise"},
	{&flock, "N", "P3", "4", Q4, "Pages are merged in the gate.", ""},
	{&flock, "N", "P3", "4", Q4, "Pulled it out of the loop.", ""},
	{&flock, "N", "P3", "4", Q4, "已采纳相关建议。", ""},
	{&flock, "N", "P3", "4", Q4, "已合并两处的检查。", ""},
	{&flock, "N", "P3", "4", Q4, "Rejects the suggestion to sleep.", ""},
	{&flock, "N", "P3", "4", Q4, "Rejects the approach.", "applied:rejected"},
};

static const Row forms[] = {
	{&flock, "N", "P1", "3", Q3, "One may infer that it is faster.", "guess"},
	{&flock, "N", "P1", "3", Q3, "It seems to be faster.", "guess"},
	{&flock, "N", "P1", "3", Q3, "It is likely faster.", "guess"},
	{&flock, "N", "P1", "3", Q3, "可能更快。", "guess"},
	{&flock, "N", "P1", "3", Q3, "可以推测它更快。", "guess"},
	{&flock, "N", "P1", "3", Q3, "总体来看，讨论推动了补丁的完善。", "guess"},
	{&flock, "N", "P2", "5", Q5H, "Says that goats may be special.", ""},
	{&flock, "N", "P2", "5", Q5H, "认为山羊可能比较特殊。", ""},
	{&flock, "N", "P2", "5", Q5H, "One may infer that goats are special.", "guess"},
	{&flock, "N", "P2", "5", Q5, "不可能提前加锁。", ""},
	/* the quote does not hedge, but the mail does there */
	{&flock, "N", "P2", "5", Q5, "不同意提前加锁，指出山羊可能比较特殊。", ""},
	{&flock, "N", "P2", "5", Q5, "Disagrees, since goats are perhaps special.", ""},
	{&flock, "N", "P1", "3", Q3, "收回之前的猜测，给出了数据。", ""},
	{&flock, "N", "P1", "3", Q3, "指出推测执行时更快。", ""},
	{&flock, "N", "P1", "3", Q3, "推测夜间更快。", "guess"},
	{&flock, "N", "P2", "5", Q5, "Answers mail 3 about the lock.", "reference"},
	{&flock, "N", "P2", "5", Q5, "Answers [3] about the lock.", "reference"},
	{&flock, "N", "P2", "5", Q5H, "回复了第 3 封邮件。", "reference"},
	{&flock, "N", "P2", "5", Q5, "Answers P1 about the lock.", "name:P1; reference:P1"},
	{&flock, "N", "P2", "5", Q5, "", "text:empty"},
	{&flock, "N", "P2", "5", Q5, " … ", "text:empty"},
	{&flock, "N", "P2", "5", Q5, "Needs the **lock** late.", "text:markup"},
	{&flock, "N", "P2", "5", Q5, "- Needs the lock late.", "text:markup"},
	{&flock, "N", "P2", "5", Q5, "Needs the <b>lock</b> late.", "text:markup"},
	{&flock, "N", "P2", "5", Q5, "Needs the lock\xE2\x80\xAE late.", "text:unseen"},
	{&flock, "N", "P2", "5", Q5,
	 "Needs the lo\xE2\x80\x8B"
	 "ck late.",
	 "text:unseen"},
	{&flock, "N", "P2", "5", Q5, "Needs the *lock* late, as args[0] is.", ""},
	{&flock, "N", "P2", "5", Q5, "# Needs the lock late.", "text:markup"},
	{&flock, "N", "P2", "5", Q5, "Lays the groundwork for goats.", "guess"},
};

#define M1 "I don't plan to oil the hinges in winter"
#define M2 "If it freezes, I don't think that oil is worth it"
#define M3 "The oil is not that cheap, but goats like the taste"
#define M4 "I don't know how much oil there is in the barn"
#define M5 "Moving it into oil_gate() is a bad idea for goats"
#define M6 "Ignore the part about goats that I wrote"
#define M7 "Do we really need to oil them every day?"
#define M8 "Can you please check that the barn still opens?"
#define M9 "I wonder whether we should also paint the hinges"
#define M10 "I guess we could make it a rule for goats"
#define M11 "I'll send another can of oil with a boat"
#define M12 "I have sent a can of oil and will send more"
#define M13 "It would be good to write that on the barn"

static const Row mood[] = {
	{&moods, "N", "P1", "1", M1, "冬天不打算给铰链上油。", ""},
	{&moods, "N", "P1", "1", M1, "拒绝在冬天上油。", ""},
	{&moods, "N", "P1", "1", M1, "打算在冬天给铰链上油。", "stance:not"},
	{&moods, "N", "P1", "1", M1, "Plans nothing for the winter.", ""},
	{&moods, "N", "P1", "1", M2, "认为结冰时上油非常值得。", "stance:not"},
	{&moods, "N", "P1", "1", M2, "认为结冰时上油多余。", ""},
	{&moods, "N", "P1", "1", M3, "指出山羊喜欢油的味道。", ""},
	{&moods, "N", "P1", "1", M4, "想弄清谷仓里剩下多少油。", ""},
	{&moods, "N", "P1", "1", M5, "建议移入 oil_gate()。", "stance:not"},
	{&moods, "N", "P1", "1", M5, "反对移入 oil_gate()。", ""},
	{&moods, "N", "P1", "1", M6, "强调与山羊有关的部分。", "stance:not"},
	{&moods, "N", "P1", "1", M6, "收回与山羊有关的说法。", ""},
	{&moods, "N", "P2", "2", M7, "问是否真要每天上油。", ""},
	{&moods, "N", "P2", "2", M7, "质疑每天上油的必要性。", ""},
	{&moods, "N", "P2", "2", M7, "要求每天上油。", "stance:asks"},
	{&moods, "N", "P2", "2", M7, "指出每天都要上油，解决了问题。", "stance:asks"},
	{&moods, "N", "P2", "2", M8, "要求检查谷仓还能打开。", ""},
	{&moods, "N", "P2", "2", M8, "确认谷仓还能打开。", "stance:asks"},
	{&moods, "N", "P2", "2", M9, "考虑给铰链上漆。", ""},
	{&moods, "N", "P2", "2", M9, "要求给铰链上漆。", "stance:asks"},
	{&moods, "N", "P2", "2", M10, "提议为山羊立个规矩。", ""},
	{&moods, "N", "P2", "2", M10, "要求为山羊立个规矩。", "stance:asks"},
	{&moods, "N", "P2", "2", M11, "将再发一罐油。", ""},
	{&moods, "N", "P2", "2", M11, "已用船再发一罐油。", "stance:done"},
	{&moods, "N", "P2", "2", M12, "已发一罐油。", ""},
	{&moods, "N", "P2", "2", M12, "承诺再发油。", ""},
	{&flock, "N", "P2", "5", Q5H, "承诺以后再看山羊。", "stance:promise"},
	{&moods, "N", "P2", "2", M13, "建议写在已修好的谷仓上。", ""},
	{&moods, "N", "P2", "2", M13, "在谷仓上增加了说明。", "stance:done"},
};

#define SB "The paint looks good to me on the north side"
#define SC "This belongs into patch 3, or into the first one"
#define SD "For the series, it has the right colour"
#define SE "It all looks good to me at the gate"

static const Row scopes[] = {
	{&series, "N", "P2", "3", SB, "对补丁 2 给出 Reviewed-by。", ""},
	{&series, "N", "P2", "3", SB, "Gives a Reviewed-by for patch 2.", ""},
	{&series, "N", "P2", "3", SB, "对补丁 3 给出 Reviewed-by。", "patch:3"},
	{&series, "N", "P2", "3", SB, "对补丁 1、2 给出 Reviewed-by。", "patch:1"},
	{&series, "N", "P2", "3", SB, "认可第三个补丁。", "patch:3"},
	{&series, "N", "P2", "3", SB, "Gives a Reviewed-by for patches 2 and 3.", "patch:3"},
	{&series, "N", "P2", "3", SB, "审阅后认可这 2 个补丁中的补丁 2。", ""},
	{&series, "N", "P3", "4", SC, "指出这属于补丁 3 或补丁 1。", ""},
	{&series, "N", "P3", "4", SC, "指出这属于补丁 5。", "patch:5"},
	{&series, "P", "P1", "1", "Three repairs of the gate, the second", "补丁 3 修门。", ""},
	{&series, "P", "P1", "1 2", "The paint of the gate peels off", "补丁 3 修门。", ""},
	{&series, "N", "P2", "3", SB, "对整个系列给出 Reviewed-by。", "patch:series"},
	{&series, "N", "P2", "3", SB, "Gives a Reviewed-by for the whole series.", "patch:series"},
	{&series, "N", "P4", "5", SD, "对整个系列给出 Reviewed-by。", ""},
	{&series, "N", "P3", "6", SE, "对整个系列给出 Reviewed-by。", ""},
	{&series, "N", "P2", "3", SB, "认为整个系列的油漆不错。", ""},
};

/* What the seeds got wrong, and what would have been right. */
static const Row seeds[] = {
	/* measurements given to whom their author quotes and answers */
	{&numbers, "N", "P1", "1", QN, "Measures 84 minutes without the patch and 31 with it.", ""},
	{&numbers, "N", "P2", "1", QN, "Measures 84 minutes without the patch and 31 with it.",
	 "actor"},
	{&numbers, "N", "P2", "2", "I'd like to see the profile of that run",
	 "Measures 84 minutes without the patch.", "number:84 minutes"},
	{&numbers, "N", "P2", "1 2", "I'd like to see the profile of that run",
	 "Measures 84 minutes without the patch.", "number:84 minutes"},
	{&numbers, "N", "P2", "1 2", QN, "Measures 84 minutes without the patch.",
	 "quote:" QN "; number:84 minutes"},
	{&numbers, "N", "P1", "1", QN, "Ann Example gives numbers for the north gate.",
	 "name:Example"},
	{&numbers, "N", "P1", "1", "Do you have numbers for this?", "Asks for numbers.",
	 "quote:Do you have numbers for this?"},
	/* reviewer and author swapped */
	{&flock, "N", "P1", "5", Q5, "Does not want the lock to be taken earlier.", "actor"},
	/* one man's opinions given to two */
	{&flock, "N", "P2", "5", Q5, "Does not want it, and {P1} says that goats are special.",
	 "actor:Ann Example"},
	/* agreement where one person spoke */
	{&numbers, "N", "P1", "1", QN, "开发者们对补丁的有效性表示认可。", "agreement"},
	{&numbers, "N", "P1", "1", QN, "补丁已被审核并准备提交。", "agreement"},
};

/* --- running them -------------------------------------------------------------------------- */

typedef struct {
	StateMade made;
	State *state;
	Brief *brief;
	GArray *places;
	Glossary *glossary;
} Told;

static Excerpt *excerpt_of(const Post *post, const char *text)
{
	g_autoptr(Reading) reading = reading_new(text, &post->sender);

	return excerpt_read(reading, post->kind == POST_PATCH ? POST_OTHER : post->kind, NULL);
}

static void told_init(Told *told, const Story *story)
{
	BriefMail mails[MAX_MAILS] = {0};
	const Thread *thread;

	states_make(&told->made, story->rows, NULL, NULL, 0);
	thread = told->made.input.thread;
	g_assert_cmpuint(told->made.threads->len, ==, 1);
	told->state = state_of(&told->made.input);
	told->places = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; i < thread->mails->len; i++) {
		guint n = g_array_index(thread->mails, ThreadMail, i).mail;

		mails[i].post = told->made.posts->pdata[n];
		mails[i].before = story->rows[n].minutes < PERIOD;
		mails[i].excerpt = excerpt_of(mails[i].post, story->texts[n]);
		g_array_append_val(told->places, i);
	}
	told->brief = brief_new(thread, told->state, story->title, mails);
}

static void told_clear(Told *told)
{
	brief_free(told->brief);
	state_free(told->state);
	g_array_unref(told->places);
	states_clear(&told->made);
}

static AnswerPoint *point_of(const Row *row)
{
	AnswerPoint *point = g_new0(AnswerPoint, 1);
	g_auto(GStrv) numbers_of = g_strsplit(row->cites, " ", -1);

	point->part = *row->part == 'P'   ? ANSWER_PROPOSED
		      : *row->part == 'B' ? ANSWER_BEFORE
					  : ANSWER_NOW;
	point->actor = g_strdup(row->actor);
	point->quote = g_strdup(row->quote);
	point->text = g_strdup(row->text);
	point->cites = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; numbers_of[i] && *numbers_of[i]; i++) {
		guint number = (guint)g_ascii_strtoull(numbers_of[i], NULL, 10);
		g_array_append_val(point->cites, number);
	}
	return point;
}

static char *faults_of(const GPtrArray *rejected)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < rejected->len; i++) {
		const TraceRejected *point = rejected->pdata[i];

		g_assert_cmpuint(point->faults->len, >, 0);
		for (guint j = 0; j < point->faults->len; j++) {
			const TraceFault *fault = &g_array_index(point->faults, TraceFault, j);
			g_autofree char *text = trace_fault_text(fault);

			/* each has a sentence of its own */
			g_assert_nonnull(strchr(text, ' '));
			g_assert_false(g_str_has_prefix(text, fault->rule));
			g_string_append_printf(out, "%s%s%s%s", out->len ? "; " : "", fault->rule,
					       fault->what ? ":" : "",
					       fault->what ? fault->what : "");
		}
	}
	return g_string_free(out, FALSE);
}

static void check_row(const Row *row, const Glossary *glossary)
{
	Told told;
	Check check;
	Answer answer = {.points =
				 g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free)};
	g_autoptr(GPtrArray) rejected =
		g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	g_autoptr(GPtrArray) points = NULL;
	g_autofree char *got = NULL;

	told_init(&told, row->story);
	check = (Check){told.brief, told.places, glossary};
	g_ptr_array_add(answer.points, point_of(row));
	points = check_answer(&check, &answer, rejected);
	got = faults_of(rejected);
	if (!g_str_equal(got, row->want))
		g_test_message("%s %s: %s", row->actor, row->cites, row->text);
	g_assert_cmpstr(got, ==, row->want);
	g_assert_cmpuint(points->len, ==, *row->want ? 0 : 1);
	g_ptr_array_unref(answer.points);
	told_clear(&told);
}

static Glossary *glossary_of(const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	gint fd = g_file_open_tmp("glossary-XXXXXX", &path, &error);
	Glossary *glossary;

	g_assert_no_error(error);
	g_close(fd, NULL);
	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
	glossary = glossary_read(path, &error);
	g_assert_no_error(error);
	g_remove(path);
	return glossary;
}

static void check_rows(const Row *rows, gsize n)
{
	g_autoptr(Glossary) glossary =
		glossary_of("NMI = non-maskable interrupt\nNMI = 不可屏蔽中断\n");

	for (gsize i = 0; i < n; i++)
		check_row(&rows[i], glossary);
}

#define TEST(name)                                                                                 \
	static void test_##name(void)                                                              \
	{                                                                                          \
		check_rows(name, G_N_ELEMENTS(name));                                              \
	}

TEST(cites)
TEST(quotes)
TEST(entities)
TEST(trifles)
TEST(stances)
TEST(whose)
TEST(people)
TEST(agreement)
TEST(states)
TEST(forms)
TEST(mood)
TEST(scopes)
TEST(seeds)

/* Of several points: what stands, with the actor's own mails and as a report has it. */
static void test_several(void)
{
	static const Row rows[] = {
		{&flock, "N", "P2", "5 3", Q5, "Tells {P1} that the `lock` is needed late.", ""},
		{&flock, "N", "P2", "5", Q5, "tells {P1}, that the lock is needed late!", ""},
		{&flock, "P", "P2", "5", Q5, "Tells {P1} that the lock is needed late.", ""},
		/* two who do the same are two points */
		{&flock, "N", "P2", "5", Q5, "Speaks of the lock.", ""},
		{&flock, "N", "P1", "3", QL, "Speaks of the lock.", ""},
		{&flock, "N", "P3", "4", Q4, "Saw 12 sheep.", ""},
	};
	Told told;
	Check check;
	Answer answer = {.points =
				 g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free)};
	g_autoptr(GPtrArray) rejected =
		g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	g_autoptr(GPtrArray) points = NULL;
	g_autofree char *got = NULL;
	Point *point;

	told_init(&told, &flock);
	check = (Check){told.brief, told.places, NULL};
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		g_ptr_array_add(answer.points, point_of(&rows[i]));
	points = check_answer(&check, &answer, rejected);
	got = faults_of(rejected);
	g_assert_cmpstr(got, ==, "twice; number:12");
	g_assert_cmpuint(points->len, ==, 4);
	g_assert_cmpstr(((TraceRejected *)rejected->pdata[0])->actor, ==, "Bo Fjord");
	g_assert_cmpstr(((TraceRejected *)rejected->pdata[1])->part, ==, "now");

	point = check_point(told.brief, points->pdata[0]);
	g_assert_cmpint(point->kind, ==, POINT_TOLD);
	g_assert_cmpstr(point->actor.name, ==, "Bo Fjord");
	g_assert_cmpstr(point->text, ==, "Tells Ann Example that the lock is needed late.");
	g_assert_cmpstr(point->quote, ==, Q5);
	g_assert_cmpuint(point->cites->len, ==, 1);
	g_assert_cmpuint(g_array_index(point->cites, guint, 0), ==, 4);
	point_free(point);
	g_ptr_array_unref(answer.points);
	told_clear(&told);
}

/* Mails that the model was not shown are none. */
static void test_places(void)
{
	static const Row row = {&flock, "N", "P2", "5", Q5, "Needs the lock late.", ""};
	Told told;
	Check check;
	Answer answer = {.points =
				 g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free)};
	g_autoptr(GPtrArray) rejected =
		g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	g_autoptr(GPtrArray) points = NULL;
	g_autofree char *got = NULL;

	told_init(&told, &flock);
	g_array_remove_index(told.places, 4);
	check = (Check){told.brief, told.places, NULL};
	g_ptr_array_add(answer.points, point_of(&row));
	points = check_answer(&check, &answer, rejected);
	got = faults_of(rejected);
	g_assert_cmpstr(got, ==, "cite:5");
	g_assert_cmpuint(points->len, ==, 0);
	g_ptr_array_unref(answer.points);
	told_clear(&told);
}

/* Forty points of a thread of a thousand mails, each of which cites thirty. */
static void test_many(void)
{
	g_autofree StateRow *mails = g_new0(StateRow, 1001);
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) rejected =
		g_ptr_array_new_with_free_func((GDestroyNotify)trace_rejected_free);
	g_autoptr(GPtrArray) points = NULL;
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autofree BriefMail *read = g_new0(BriefMail, 1000);
	Answer answer = {.points =
				 g_ptr_array_new_with_free_func((GDestroyNotify)answer_point_free)};
	StateMade made;
	State *state;
	Brief *brief;
	Check check;

	for (guint i = 0; i < 1000; i++) {
		char *id = g_strdup_printf("m%u", i);
		char *from = g_strdup_printf("Ann%u Example%u <a%u@example.org>", i, i, i % 200);

		g_ptr_array_add(kept, id);
		g_ptr_array_add(kept, from);
		mails[i] = (StateRow){
			id, from, i ? "Re: it" : "it", i ? "m0" : NULL, 101 + (int)i, NULL, NULL};
		g_array_append_val(places, i);
	}
	states_make(&made, mails, NULL, NULL, 0);
	state = state_of(&made.input);
	for (guint i = 0; i < 1000; i++) {
		read[i].post = made.posts->pdata[i];
		read[i].excerpt =
			excerpt_of(read[i].post, "The lock of the sheep in open_gate() is racy.\n");
	}
	brief = brief_new(made.input.thread, state, "it", read);
	for (guint i = 0; i < 40; i++) {
		g_autofree char *actor = g_strdup_printf("P%u", i + 1);
		g_autofree char *text =
			g_strdup_printf("Saw it in open_gate(), for {P%u}.", (i + 5) % 200 + 1);
		g_autoptr(GString) all = g_string_new(NULL);
		Row row = {NULL, "N", actor, NULL, "The lock of the sheep in", text, ""};

		for (guint n = 0; n < 30; n++)
			g_string_append_printf(all, "%s%u", n ? " " : "", i + 1 + n);
		row.cites = all->str;
		g_ptr_array_add(answer.points, point_of(&row));
	}
	check = (Check){brief, places, NULL};
	points = check_answer(&check, &answer, rejected);
	g_assert_cmpuint(points->len, ==, 40);
	g_assert_cmpuint(rejected->len, ==, 0);
	g_ptr_array_unref(answer.points);
	brief_free(brief);
	state_free(state);
	states_clear(&made);
}

static void test_long(void)
{
	g_autofree char *text = g_strnfill(CHECK_MAX_TEXT + 1, 'a');
	g_autofree char *fits = g_strnfill(CHECK_MAX_TEXT, 'a');
	const Row rows[] = {
		{&flock, "N", "P2", "5", Q5, text, "text:long"},
		{&flock, "N", "P2", "5", Q5, fits, ""},
	};

	check_rows(rows, G_N_ELEMENTS(rows));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/check/cites", test_cites);
	g_test_add_func("/check/quotes", test_quotes);
	g_test_add_func("/check/entities", test_entities);
	g_test_add_func("/check/trifles", test_trifles);
	g_test_add_func("/check/stances", test_stances);
	g_test_add_func("/check/whose", test_whose);
	g_test_add_func("/check/people", test_people);
	g_test_add_func("/check/agreement", test_agreement);
	g_test_add_func("/check/states", test_states);
	g_test_add_func("/check/forms", test_forms);
	g_test_add_func("/check/mood", test_mood);
	g_test_add_func("/check/scopes", test_scopes);
	g_test_add_func("/check/seeds", test_seeds);
	g_test_add_func("/check/several", test_several);
	g_test_add_func("/check/places", test_places);
	g_test_add_func("/check/many", test_many);
	g_test_add_func("/check/long", test_long);
	return g_test_run();
}
