#!/bin/sh
# maildelta summarize: one thread, from any of its mails, as the digest has it; of which period;
# why it says so; what is off.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

unset SOURCE_DATE_EPOCH
export LC_ALL=C
cd "$work" || exit 1

ann="Ann Example <ann@example.org>"
bo="Bo Fjord <bo@fjord.example>"
cy="Cy Holm <cy@holm.example>"

# mail NAME DAY FROM SUBJECT PARENT [TEXT...]: sent and archived on that day of 2026
mail() {
	name=$1 day=$2 from=$3 subject=$4 parent=$5
	shift 5
	{
		printf 'From: %s\nSubject: %s\nMessage-ID: <%s@x.example>\n' "$from" "$subject" "$name"
		[ -z "$parent" ] || printf 'In-Reply-To: <%s@x.example>\n' "$parent"
		printf 'Date: %s\n\n' "$(date -u -d "2026-$day 12:00" '+%a, %d %b %Y %H:%M:%S +0000')"
		printf '%s\n' "$@"
	} >"mails/$name.eml"
	echo "add $name.eml 2026-${day}T12:01" >>mails/plan
}

mkdir mails
mail gate 02-02 "$ann" "[PATCH] close the gate" "" "Sheep leave through the gate at night." "" \
	"Signed-off-by: $ann" "---" "diff --git a/gate.c b/gate.c" "--- a/gate.c" "+++ b/gate.c" \
	"@@ -1 +1 @@" "-open();" "+close();"
mail weather 02-03 "$cy" "the weather" "" "It rains on the hills."
mail gate-asked 02-04 "$bo" "Re: [PATCH] close the gate" gate "Please send a new version with a bolt."
mail gate-wait 02-20 "$cy" "Re: [PATCH] close the gate" gate "Ann, does the bolt hold in the rain?"
mail goats 02-21 "$cy" "goats" "" "They eat the hay."
mail gate-tag 02-22 "$cy" "Re: [PATCH] close the gate" gate-wait "Reviewed-by: $cy"
mail gate-in 02-23 "$bo" "Re: [PATCH] close the gate" gate-tag "Applied to farm/next, thanks!"
mail noise 02-24 "$ann" "noise" "" "Never mind."
echo "delete noise.eml 2026-02-25T12:01" >>mails/plan
mkinbox v2 mails dev >made

summarize() {
	maildelta summarize --now 2026-03-01 "$@"
}
one=gate-asked@x.example

# --- which thread, of which period ---------------------------------------------------
summarize dev gate@x.example >want
head_says() {
	head -n 4 want >got && cat >lines <<'END' && same lines got
dev: summary of one thread
Period: 2026-02-17 to 2026-02-23
(no period was asked for: these days end with the thread's newest mail)
mirror as of 2026-02-25 12:01:00 UTC
END
}
ok "seven days that end with the newest mail" head_says
ok "its title" grep -qx "   \[PATCH\] close the gate" want
ok "where it stands" grep -qx "   State: applied (mail 4)" want
ok "what is new" sh -c 'sed -n "/New in this period/,/^\$/p" want | grep -qx "     Applied to farm/next, thanks!"'
ok "... and not" sh -c 'sed -n "/Said before/,/^\$/p" want | grep -q "new version with a bolt"'
ok "no other thread" sh -c '! grep -E "weather|goats" want'
for name in gate-asked gate-wait gate-tag gate-in; do
	ok "the same from $name" sh -c "maildelta summarize --now 2026-03-01 dev $name@x.example | cmp - want"
done
ok "... in angle brackets" sh -c "maildelta summarize --now 2026-03-01 dev '<$one>' | cmp - want"
commit() {
	summarize dev HEAD~2 | cmp - want # noise, and its end, came behind it
}
ok "... and by the commit that brought it" commit
inside() {
	(cd dev && summarize "$one") >got && same want got
}
ok "... inside the mirror" inside
week() {
	summarize dev "$1" --week 2026-W06 >got && cat got && grep -qx "Period: 2026-02-02 to 2026-02-08 · 2026-W06" got &&
		! grep "newest mail" got && grep -qx "   Mails: 2 · .*" got && grep -q "State: changes requested" got
}
ok "a week" week "$one"
ok "... named by a mail that came later" week gate-in@x.example
ok "--since and --until say the same" sh -c "maildelta summarize --now 2026-03-01 dev $one --since 2026-02-02 --until 2026-02-09 >w &&
	cmp w got"
ok "--days" sh -c "maildelta summarize --now 2026-02-24 dev $one --days 1 >w && grep -x '   3 of these mails came before this period' w ||
	{ cat w; false; }"

# The digest's thread, to the letter, but for its number.
as_digest() {
	period="--since 2026-02-17 --until 2026-02-24 --now 2026-03-01 --format json"
	maildelta digest dev $period >digest.json && maildelta summarize dev $period gate-in@x.example >one.json &&
		python3 -c '
import json
digest, one = json.load(open("digest.json")), json.load(open("one.json"))
threads = [thread for thread in digest["threads"] if thread["message_id"] == "gate@x.example"]
assert len(digest["threads"]) == 2 and len(threads) == 1
del threads[0]["number"], one["thread"]["number"]
assert threads[0] == one["thread"]
assert one["window"] == digest["window"] and one["inbox"] == digest["inbox"]
assert one["schema"]["name"] == "maildelta-summarize" and one["latest"] is False
assert one["explain"] is None'
}
if command -v python3 >/dev/null; then
	ok "JSON: the thread as the digest has it" as_digest
else
	skip "JSON" "no python3 here"
fi

# --- why ----------------------------------------------------------------------------------
summarize dev $one --explain >out
sed -n '/^Why it says so/,$p' out >why
begins() {
	sed '/^Why it says so/,$d' out | sed '$d' >got && same want got
}
ok "--explain: the same, and below it why" begins
cat >lines <<'END'
New in this period: says that patches were taken
   Applied to farm/next, thanks!
   — Bo Fjord (mail 4)
     gate-in@x.example
END
taken() {
	cat why && sed -n '/says that patches were taken/,/gate-in@/p' why >got && same lines got
}
ok "... the rule, the words, the mail" taken
cat >state <<'END'
State: applied
   Applied to farm/next, thanks!
   — Bo Fjord (mail 4)
     gate-in@x.example
END
state() {
	cat why && sed -n '/^State/,/^$/p' why | sed '$d' >got && same state got
}
ok "... of the state, too" state
ok "... the first words" sh -c 'grep -A4 "^Proposed: first words" why | grep -qx "     gate@x.example"'
ok "... a tag, as it stands there" sh -c 'grep -A1 ": tags that" why | grep -qxF "   Reviewed-by: Cy Holm <cy@holm.example>"'
ok "... each point once" sh -c '[ "$(grep -c "^   — " why)" = "$(grep -c "@x.example$" why)" ]'
asked() {
	summarize dev $one --explain --since 2026-02-18 --until 2026-02-21 >out && cat out &&
		grep -A3 "^Open questions: a question" out | grep -x "     gate-wait@x.example"
}
ok "... a question" asked
explained() {
	summarize dev $one --explain --format json >out.json && python3 -c '
import json
tree = json.load(open("out.json"))
explain, summary = tree["explain"], tree["thread"]["summary"]
assert tree["latest"] is True and explain["method"] == "rules"
told = [point["text"] for part in ("proposed", "before", "now", "open") for point in summary[part]]
assert [point["text"] for point in explain["points"]] == told and len(told) > 3, told
for point in explain["points"]:
    assert point["quote"] is None and point["cites"], point
    for piece in point["evidence"]:
        assert piece["mail"] in point["cites"]
state = tree["thread"]["state"]
assert explain["state"]["kind"] == state["name"] == "applied"
assert explain["state"]["text"] == state["evidence"]["line"], explain["state"]
assert explain["state"]["cites"] == [state["evidence"]["mail"]], explain["state"]
tags = [point["evidence"] for point in explain["points"] if point["kind"] == "tags"]
assert [[piece["kind"] for piece in pieces] for pieces in tags] == [["tag"]], tags'
}
if command -v python3 >/dev/null; then
	ok "... in JSON: all that is told, in its order" explained
fi
chinese() {
	summarize dev $one --explain --lang zh_CN >out && cat out &&
		grep -qx "dev: 单个 thread 的总结" out && grep -q "：说明补丁已被合入$" out
}
ok "... in Chinese" chinese

# --- formats, and where to --------------------------------------------------------------
files() {
	summarize dev $one --explain -o t.txt -o t.md -o t.html -o t.json && ls t.* &&
		summarize dev $one --explain | cmp - t.txt && grep -qx '## Why it says so' t.md &&
		grep -q '<section id="why">' t.html && grep -q '<li id="t1-1-m4"' t.html
}
ok "-o, in the format of its ending" files
mbox() {
	summarize dev $one --format mbox >out && cat out && grep -qx "Subject: dev: \[PATCH\] close the gate" out
}
ok "as a mail" mbox
same_bytes() {
	summarize dev $one --explain --format "$1" -j 1 >w && summarize dev $one --explain --format "$1" -j 4 | cmp - w &&
		TZ=America/St_Johns LC_ALL=zh_CN.UTF-8 summarize dev $one --explain --format "$1" | cmp - w
}
ok "text: threads, time zone and locale change nothing" same_bytes text
ok "... nor in HTML" same_bytes html
notes() {
	summarize dev $one -v 2>err >/dev/null && cat err && grep "^found: a thread of 5 mails" err
}
ok "-v says how many mails it has" notes

# --- a model ------------------------------------------------------------------------------
# ask NAME OPTION...: with that model of the stand-in's
ask() {
	model=$1
	shift
	MAILDELTA_CONFIG_SYSTEM=$work/model.config maildelta -c summary.model="$model" summarize --now 2026-03-01 dev $one "$@"
}
# model NAME [OPTION...]: NAME.json, NAME.txt
model() {
	ask "$@" --explain -o "$1.json" -o "$1.txt"
}
# tells NAME EXPRESSION: of its JSON
tells() {
	python3 -c '
import json, sys
tree = json.load(open(sys.argv[1] + ".json"))
ai, summary, explain = tree["ai"], tree["thread"]["summary"], tree["explain"]
points = [point for point in explain["points"] if point["part"] != "open"]
print(json.dumps([ai, summary["asked"], explain["rejected"]]))
assert eval(sys.argv[2]), sys.argv[2]' "$1" "$2"
}
requests() {
	cat log && [ "$(wc -l <log)" = "$1" ]
}
if command -v python3 >/dev/null; then
	. "$MAILDELTA_SRCDIR/tests/cli/asking.sh"
	: >log
	standin --key-file key
	printf '[summary]\n\tendpoint = %s/v1\n\tprovider = openai\n\tapiKeyFile = %s/key\n' "$at" "$work" >model.config
	estimated() {
		ask honest --dry-run >out && cat out &&
			grep -q "^Nothing was sent" out && grep -qx "  Threads to ask about: 1" out && requests 0
	}
	ok "--dry-run: what it would take, and nothing is sent" estimated
	ok "--ai: a model is asked, however little is new" model honest --ai --since 2026-02-23 --until 2026-02-24
	ok "... and believed" tells honest 'summary["method"] == "llm" and ai["told"] == 1 and explain["rejected"] == []'
	ok "... each point with its quote" tells honest 'points and all(
		point["kind"] == "told" and point["quote"] and len(point["cites"]) == 1 for point in points)'
	shown() {
		cat honest.txt && grep -qx "   Summary by AI (honest), held against the mails" honest.txt &&
			grep -qx "New in this period: worded by an AI" honest.txt && grep -qx "   Quote: Applied to farm/next, thanks" honest.txt &&
			grep -qx "1 request" honest.txt && ! grep "second time" honest.txt
	}
	ok "... shown" shown
	again() {
		model honest --ai --since 2026-02-23 --until 2026-02-24 && requests 1 &&
			tells honest 'summary["asked"]["cached"] == 1 and ai["usage"]["requests"] == 0'
	}
	ok "... and not asked again" again
	fresh() {
		ask honest --ai --fresh --since 2026-02-23 --until 2026-02-24 >out && requests 2
	}
	ok "... but with --fresh" fresh
	lies() {
		model liar-actor --ai && tells liar-actor 'ai["told"] == 1 and [(wrong["faults"][0]["rule"], wrong["again"])
			for wrong in explain["rejected"]] == [("actor", False), ("actor", True)]' &&
			grep -x "What the AI said that the mails do not bear out, and is not told" liar-actor.txt &&
			grep -qx "     actor: its actor sent none of the mails that it cites" liar-actor.txt
	}
	ok "a liar: what does not stand, and why" lies
	refused() {
		model 401 --ai && cat 401.txt && tells 401 'summary["method"] == "rules" and summary["asked"]["why"] == "key"' &&
			grep -qx "   Summary by rules: the AI's endpoint refused the key" 401.txt
	}
	ok "an endpoint that refuses: the rules, and why" refused
	settled() {
		printf '\tmethod = llm\n' >>model.config && model honest && tells honest 'summary["method"] == "llm"' &&
			model honest --no-ai && tells honest 'summary["method"] == "rules" and ai is None'
	}
	ok "summary.method, and --no-ai" settled
else
	skip "a model" "no python3 here"
fi

# --- what is off --------------------------------------------------------------------------
ok "nothing of it in that period: when there is" fails 3 \
	"^maildelta: summarize: dev: nothing of this thread arrived since 2026-02-09T00:00Z until 2026-02-16T00:00Z; it has mails of 2026-02-02 to 2026-02-23: leave out the period, or try --since 2026-02-02 --until 2026-02-24$" \
	summarize dev $one --week 2026-W07
ok "... leaves no file" sh -c "! maildelta summarize dev $one --week 2027-W07 -o e.json 2>/dev/null && ! ls e.json*"
ok "no such mail" fails 1 "^maildelta: summarize: dev: <nobody@x.example>: no mail with this Message-ID in 9 commits$" \
	summarize dev nobody@x.example
ok "one that was taken away" fails 1 "dev: <noise@x.example>: this mail was taken out of the archive again$" \
	summarize dev noise@x.example
ok "no such commit" fails 1 "dev: frotz" summarize dev frotz
ok "no mail" fails 2 "takes \[<inbox>\] and the message-id of one mail$" summarize
ok "... but an inbox" fails 2 "takes \[<inbox>\] and the message-id" summarize dev
ok "a word too many" fails 2 "takes \[<inbox>\] and the message-id" summarize dev $one $one
ok "two periods" fails 2 "--week is a whole period" summarize dev $one --week 2026-W07 --days 2
ok "no date" fails 2 "--since: 'soon' is no date" summarize dev $one --since soon
ok "no mirror here" fails 1 "" maildelta -C / summarize $one
ok "a format that has no template" fails 2 "format 'frotz': no template summarize.frotz" summarize dev $one --format frotz
done_testing
