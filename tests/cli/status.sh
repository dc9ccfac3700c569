#!/bin/sh
# maildelta status: every thread under its heading, the longest waiting first; what narrows it;
# what is off.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

unset SOURCE_DATE_EPOCH
export LC_ALL=C
cd "$work" || exit 1

ann="Ann Example <ann@example.org>"
bo="Bo Fjord <bo@fjord.example>"
cy="Cy Holm <cy@holm.example>"
robot="kernel test robot <lkp@intel.com>"

# --- an archive with a thread for every heading ------------------------------------
# mail NAME DAY FROM SUBJECT PARENT [TEXT...]: sent and archived on that day of 2026, each
# TEXT a line; PARENT "" for none
mail() {
	name=$1 day=$2 from=$3 subject=$4 parent=$5
	shift 5
	{
		printf 'From: %s\nTo: dev@lists.example.org\nSubject: %s\n' "$from" "$subject"
		printf 'Message-ID: <%s@x.example>\n' "$name"
		[ -z "$parent" ] || printf 'In-Reply-To: <%s@x.example>\n' "$parent"
		printf 'Date: %s\n\n' "$(LC_ALL=C date -u -d "2026-$day 12:00" '+%a, %d %b %Y %H:%M:%S +0000')"
		printf '%s\n' "$@"
	} >"mails/$name.eml"
	echo "2026-$day $name" >>mails/days
}
# patch NAME DAY FROM SUBJECT
patch() {
	mail "$1" "$2" "$3" "$4" "" "Sheep were counted twice." "" "Signed-off-by: $3" "---" \
		"diff --git a/flock.c b/flock.c" "--- a/flock.c" "+++ b/flock.c" "@@ -1 +1 @@" \
		"-sheep += 2;" "+sheep++;"
}

mkdir mails
patch stalled 01-20 "$ann" "[PATCH] shear on rainy days"
patch old-v1 01-25 "$ann" "[PATCH] count the goats"
patch old-v2 01-26 "$ann" "[PATCH v2] count the goats"
patch merged 01-28 "$bo" "[PATCH] close the gate"
mail merged-re 01-29 "$cy" "Re: [PATCH] close the gate" merged "Applied to farm/next, thanks!"
patch refused 01-30 "$bo" "[PATCH] open the gate"
mail refused-re 02-01 "$ann" "Re: [PATCH] open the gate" refused \
	"NAK, since the sheep would leave through it, as they did in the spring of the year in which the dogs were ill and the cat had to look after them, and no fence that was ever built around this farm would then be of any use to anyone who lives here."
patch review 02-15 "$ann" "[PATCH] name the dogs"
mail review-re 02-16 "$bo" "Re: [PATCH] name the dogs" review "This name is taken by the cat."
mail review-own 02-17 "$ann" "Re: [PATCH] name the dogs" review-re "The cat left us last year."
patch author-b 02-19 "$ann" "[PATCH] feed the dogs"
mail author-b-re 02-20 "$bo" "Re: [PATCH] feed the dogs" author-b "Please respin with the lock held."
patch author-a 02-17 "$cy" "[PATCH] feed the sheep with a subject that is so long that it finds no room in one line"
mail author-a-re 02-18 "$bo" "Re: [PATCH] feed the sheep" author-a "Please send a new version."
patch person 02-20 "$ann" "[PATCH] wash the dogs"
mail person-cy 02-21 "$cy" "Re: [PATCH] wash the dogs" person "I will look at it on the farm."
mail person-re 02-22 "$bo" "Re: [PATCH] wash the dogs" person-cy "Cy, do the dogs like it?"
patch apply 02-21 "$ann" "[PATCH] brush the dogs"
mail apply-re 02-22 "$bo" "Re: [PATCH] brush the dogs" apply "Reviewed-by: $bo"
patch unanswered 02-23 "$cy" "[PATCH] wake the cock"
patch failure 02-22 "$bo" "[PATCH] milk the cows"
mail failure-bot 02-23 "$robot" "Re: [PATCH] milk the cows" failure "Hi Bo," "" \
	"kernel test robot noticed the following build errors:" "" \
	">> barn/milk.c:88:13: error: 'bucket' undeclared"
mail bug 02-24 "$cy" "[BUG] the fence is broken" "" "A sheep left through the hole in it."
sed -i 's/^To: .*/&, Eve Stone <Eve+list@savanna.example>/' mails/author-b.eml
mail talk 02-24 "$cy" "the weather" "" "It rains."
sort -s mails/days | sed 's/\(.*\) \(.*\)/add \2.eml \1T12:01/' >mails/plan
rm mails/days
mkinbox v2 mails dev >made

status() {
	maildelta status --now 2026-03-01 "$@"
}
json() {
	status dev --format json "$@"
}

# lists WANT [ARGUMENTS...]: heading by heading "name: first message, …", of JSON
lists() {
	want=$1
	shift
	json "$@" >out.json || return 1
	python3 -c '
import json, sys
tree = json.load(open("out.json"))
assert (tree["attention"] is None) == (tree["by_state"] is not None)
groups = tree["attention"] if tree["by_state"] is None else tree["by_state"]
shown = sum(len(group["threads"]) for group in groups)
assert tree["totals"]["shown"] == shown, tree["totals"]
print("; ".join(group["name"] + ": " + " ".join(row["message_id"].split("@")[0] for row in group["threads"])
                for group in groups))' >got || return 1
	cat got
	[ "$(cat got)" = "$want" ]
}

all="review: review; author: author-a author-b; person: person; apply: apply; unanswered: unanswered; failure: failure; bug: bug; stalled: stalled old-v2"
if command -v python3 >/dev/null; then
	ok "what needs attention, heading by heading, the longest waiting first" lists "$all"
	ok "... of mails since then" lists "unanswered: unanswered; failure: failure; bug: bug" --since 2026-02-23
	ok "... back to 90 days ago where nothing is said" lists "$all" --since 90.days.ago
	ok "a state" lists "applied: merged" --state applied
	ok "states, in their own order" lists "applied: merged; superseded: old-v1; rejected: refused" \
		--state rejected,superseded --state applied
	ok "open ones" lists "new: failure unanswered; under-review: review person; changes-requested: author-a author-b; acked: apply; stalled: stalled old-v2; bug-open: bug" \
		--state open
	ok "all of them" lists "discussion: talk; new: failure unanswered; under-review: review person; changes-requested: author-a author-b; acked: apply; applied: merged; superseded: old-v1; rejected: refused; stalled: stalled old-v2; bug-open: bug" \
		--state all
	ok "one that no thread is in" lists "" --state bug-fixed
	ok "for a person" lists "author: author-a; person: person; unanswered: unanswered; bug: bug" --for cy@holm.example
	ok "... a company" lists "author: author-a; person: person; unanswered: unanswered; bug: bug" --for holm.example
	ok "... and a state" lists "applied: merged" --for holm.example --state applied
	ok "... to whom it was sent alone" lists "author: author-b" --for eve@savanna.example
	ok "for someone whom nothing concerns" lists "" --for dee@nobody.example
	says() {
		json >out.json && python3 -c '
import json
tree = json.load(open("out.json"))
rows = {row["message_id"].split("@")[0]: row for group in tree["attention"] for row in group["threads"]}
assert tree["schema"]["name"] == "maildelta-status", tree["schema"]
assert tree["since"].startswith("2025-12-01T00:00:00"), tree["since"]
assert tree["for"] is None and tree["states"] is None
assert tree["mirror"]["newest"].startswith("2026-02-24")
question = rows["person"]["question"]
assert question["line"] == "Cy, do the dogs like it?", question
assert question["owes"]["name"] == "Cy Holm" and question["asker"]["name"] == "Bo Fjord"
assert question["mail"]["message_id"] == "person-re@x.example", question
assert rows["author-b"]["question"] is None
assert rows["author-b"]["state"]["evidence"]["line"] == "Please respin with the lock held."
assert rows["author-b"]["state"]["waiting"]["days"] == 8, rows["author-b"]["state"]["waiting"]'
	}
	ok "JSON: why, and for whom" says
else
	skip "JSON" "no python3 here"
fi

# --- for people -------------------------------------------------------------------------
cat >want <<'END'
dev: what needs attention
Threads with mails since 2025-12-01: 14, shown: 10 · mirror as of 2026-02-24

Waiting for review (1)
  11 d   [PATCH] name the dogs
         under review · waiting for review · since 2026-02-17
         Message-ID: review@x.example

Waiting for the author (2)
  10 d   [PATCH] feed the sheep with a subject that is so long that it finds no
         room in one line
         changes requested · waiting for the author Cy Holm · since 2026-02-18
           Bo Fjord: Please send a new version.
         Message-ID: author-a-re@x.example
END
text() {
	status dev >out && head -n 14 out >got && same want got
}
ok "text" text
narrow() {
	status dev --state all | python3 -c '
import sys, unicodedata
lines = sys.stdin.read().splitlines()
assert len(lines) > 50, lines
for line in lines:
    if "Message-ID" not in line:
        assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) <= 80, line'
}
if command -v python3 >/dev/null; then
	ok "... within 80 columns" narrow
fi
ok "a robot's words" grep -A3 "milk the cows" out
ok "... are the error" grep -x "           kernel test robot: barn/milk.c:88:13: error: 'bucket' undeclared" out
ok "a question" grep -x "           Bo Fjord: Cy, do the dogs like it?" out
web() {
	maildelta -c maildelta.web=https://lists.example.org/dev status --now 2026-03-01 dev --state superseded >out &&
		grep -x "         https://lists.example.org/dev/old-v1@x.example/" out &&
		grep -x "         v2: https://lists.example.org/dev/old-v2@x.example/" out
}
ok "links, where the inbox is on the web" web
cut() {
	status dev --state rejected >out && cat out && [ "$(grep -c '^           ' out)" = 3 ] &&
		grep -x "           Ann Example: NAK, since the sheep would leave through it, as they" out &&
		[ "$(grep -c ' …$' out)" = 1 ]
}
ok "many words: the first of them" cut
newer() {
	status dev --state superseded >out && cat out && grep -x "         v2: old-v2@x.example" out
}
ok "what is newer, where the inbox is not on the web" newer
chinese() {
	status dev --lang zh_CN >out && cat out &&
		grep -x "等待作者（2）" out && grep -x "         需要修改 · 等待作者 Cy Holm · 自 2026-02-18" out
}
ok "Chinese" chinese
quiet() {
	status dev --for dee@nobody.example >out && cat out &&
		grep -x "Nothing needs attention." out && grep "^For dee@nobody.example: none of 14 threads" out
}
ok "nothing needs attention: says so" quiet
none() {
	status dev --state bug-fixed >out && cat out && grep -x "No thread is in a state that was asked for." out
}
ok "no such thread: says so" none
colored() {
	status dev --color=always >out && grep "$(printf '\033')" out >/dev/null && status dev --color=never >out &&
		! grep "$(printf '\033')" out
}
ok "--color" colored

# --- where, and in which bytes --------------------------------------------------------------
inside() {
	status dev >want && (cd dev && status) >got && same want got
}
ok "inside a mirror" inside
named() {
	printf '[inbox "farm"]\n\tdir = %s/dev\n\ttitle = The Farm\n' "$work" >config
	(MAILDELTA_CONFIG_SYSTEM=$work/config maildelta -C / status --now 2026-03-01 farm) >got &&
		head -n 1 got && [ "$(head -n 1 got)" = "The Farm: what needs attention" ]
}
ok "by name" named
same_bytes() {
	status dev --format "$1" --state all -j 1 >want && status dev --format "$1" --state all -j 4 >got &&
		same want got || return 1
	TZ=America/St_Johns LC_ALL=zh_CN.UTF-8 status dev --format "$1" --state all >got && same want got
}
ok "text: threads, time zone and locale change nothing" same_bytes text
ok "... nor in JSON" same_bytes json
files() {
	status dev -o s.txt -o s.json && status dev | cmp - s.txt && json | cmp - s.json
}
ok "-o, in the format of its ending" files
own() {
	mkdir -p t && echo '{{#attention}}{{name}}={{#threads}}{{state.name}},{{/threads}}{{/attention}}' >t/status.mine &&
		maildelta -c maildelta.templates="$work/t" status --now 2026-03-01 dev --for fjord.example \
			--format mine >out && cat out && grep "^review=under-review,author=" out
}
ok "a template of one's own" own
ok "... is listed" sh -c "maildelta templates | grep 'status.txt'"
notes() {
	status dev -v --for holm.example 2>err >/dev/null && cat err && grep -x "for holm.example: 6 of 14 threads" err
}
ok "-v says how many concern them" notes

# --- why: what a mail says of its thread's state -------------------------------------
# shows NAME LINE...: among what is shown of that mail
shows() {
	maildelta show dev "$1@x.example" >out || return 1
	cat out
	shift
	for line; do
		grep -qxF -e "$line" out || { echo "no: $line"; return 1; }
	done
}
ok "show: applied, and where" shows merged-re "Evidence:    applied: Applied to farm/next, thanks!" "  branch:    next" "  tree:      farm"
ok "... a tag" shows apply-re "Evidence:    tag: Reviewed-by: Bo Fjord <bo@fjord.example>"
ok "... a question" shows person-re "Evidence:    question: Cy, do the dogs like it?"
ok "... an error" shows failure-bot "  note:      barn/milk.c:88:13: error: 'bucket' undeclared"
ok "... nothing" shows talk "Evidence:    none"
evidence() {
	maildelta show dev "$1@x.example" --format json >out.json && python3 -c '
import json, sys
evidence = json.load(open("out.json"))["evidence"]
print(evidence)
want = json.loads(sys.argv[1])
assert len(evidence) == len(want)
for e, w in zip(evidence, want):
    assert sorted(e) == ["applied", "kind", "line", "note", "person", "promised", "token"], e
    assert {k: e[k] for k in w} == w' "$2"
}
if command -v python3 >/dev/null; then
	ok "... in JSON: a tag" evidence apply-re \
		'[{"kind": "tag", "token": "Reviewed-by", "note": null, "applied": null, "person": {"name": "Bo Fjord", "address": "bo@fjord.example"}}]'
	ok "... applied" evidence merged-re '[{"kind": "applied", "token": null, "person": null, "promised": false,
		"applied": {"tree": "farm", "branch": "next", "parts": [], "excepted": false, "commits": []}}]'
	ok "... whom a question asks" evidence person-re '[{"kind": "question", "person": {"name": "Cy", "address": ""}}]'
	ok "... nothing" evidence talk '[]'
fi

# --- what is off --------------------------------------------------------------------------
ok "nothing arrived" fails 3 "dev: nothing arrived since 2026-02-25T00:00Z until 2026-03-01" status dev --since 2026-02-25
ok "no state" fails 2 "--state: there is no state 'frotz': there are open, discussion, new, " status dev --state frotz
ok "... but nearly one" fails 2 "there is no state 'aplied'; did you mean 'applied'\? There are open" \
	status dev --state new,aplied
ok "... but an empty one" fails 2 "there is no state ''" status dev --state ""
ok "... and one behind a comma" fails 2 "there is no state ''" status dev --state new,
ok "for what is nobody" fails 2 "^maildelta: status: --for: 'Ann' is no address and no domain: give" status dev --for Ann
ok "no date" fails 2 "--since: 'soon' is no date" status dev --since soon
ok "from later on" fails 2 "--since has to lie before now" status dev --since 2026-04-01
ok "no inbox" fails 2 "^maildelta: status: devv: no inbox and no folder$" status devv
ok "... but nearly one" sh -c 'printf "[inbox \"farm\"]\n\tdir = /x\n" >c; MAILDELTA_CONFIG_SYSTEM=$PWD/c \
	maildelta status farn 2>&1 | grep "did you mean .farm.?"'
ok "one word too many" fails 2 "one word too many: dev" status dev dev
ok "no mirror here" fails 1 "" maildelta -C / status
ok "a format that has no template" fails 2 "format 'frotz': no template status.frotz" status dev --format frotz
done_testing
