/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_TESTS_LIB_STATES_H
#define MD_TESTS_LIB_STATES_H

#include "core/state.h"

#define ANN "Ann Example <ann@example.org>"
#define BO "Bo Fjord <bo@fjord.example>"
#define CYD "Cyd Hill <cyd@hill.example>"
#define DAN "Dan Moor <dan@moor.example>"
#define ROBOT "kernel test robot <robot@bots.example>"
#define SYZBOT "syzbot <syzbot+1@bots.example>"
#define TRACKER "pr-tracker-bot <tracker@bots.example>"

/*
 * A mail in one row of a test's table, and its evidence, parted by ";":
 *
 *	R Bo, A Bo, T Bo, N Bo	Reviewed-by, Acked-by, Tested-by, Nacked-by: the first name of one
 *				of the above
 *	applied, applied 1 2	of parts; applied !3: all but that; applied 1 +: with a commit;
 *				applied to next: the tree
 *	nack, changes, will (promised), gone (withdrawn), fixed, fails, fine
 *	asks, asks Bo		by name, of whomever; greets Bo: in the mail's greeting
 *	ping, looks
 *
 * each with its line, if that matters, behind "|"; a tag's note behind "#".
 */
typedef struct {
	const char *id;
	const char *from;
	const char *subject;
	const char *parents; /* ids with blanks between, oldest first; NULL: none */
	int minutes;
	const char *says;   /* NULL: nothing */
	const char *author; /* of a patch: in its body; NULL: its sender */
} StateRow;

typedef struct {
	GPtrArray *posts;    /* of Post, in archive order */
	GPtrArray *evidence; /* of GPtrArray of Evidence, as the posts */
	GPtrArray *threads;
	GPtrArray *series;
	StateMail *mails;
	Version newest;
	StateInput input; /* of the first thread; now: a minute after the last mail */
} StateMade;

#define STATES_DAY 1767571200 /* 2026-01-05 00:00 UTC: minute 0 */

/*
 * Makes a thread of the rows, up to one without id, given to the archive in the order of
 * @order, or as they are where that is NULL. @newest: the id of the newest version, which may
 * be none of theirs, and its minutes; NULL: none.
 */
void states_make(StateMade *made, const StateRow *rows, const guint *order, const char *newest,
		 int newest_minutes);
void states_clear(StateMade *made);

/*
 * What is in a State, in words: "changes-requested b:changes", "stalled(new) a"; then what
 * there is of
 *
 *	partial
 *	tags 0:Bo R b, …	with =, where it is the author's own
 *	nacks b, …	applied b, …	fails b, …
 *	asks b:Ann>Bo, …	who owes; nobody: ?
 *	waits author 5, waits Bo 5, waits reviewers 5: the minutes since when
 *
 * each behind " | ".
 */
char *states_describe(const StateMade *made, const State *state);

#endif
