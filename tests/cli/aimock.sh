#!/bin/sh
# Summaries by a model that somebody else's stand-in plays, npm's @copilotkit/aimock: what our own
# takes for the three wire formats may be wrong in the same way as the program. AIMOCK=0: not now.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

version=1.43.0
# skip_all WHY
skip_all() {
	skip "three wire formats as aimock has them" "$1"
	done_testing
	exit
}
[ "${AIMOCK-1}" != 0 ] || skip_all "AIMOCK=0"
for tool in python3 git node npm; do
	command -v $tool >/dev/null || skip_all "no $tool here"
done
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 15) ? 0 : 1)' ||
	skip_all "node is older than 20.15"
cd "$work" || exit 1
mkdir npm home
# Of $HOME, which tests have not, npm wants a folder for its cache.
(cd npm && HOME=$work/home npm_config_update_notifier=false timeout 120 npm install --no-audit --no-fund --ignore-scripts --no-save \
	"@copilotkit/aimock@$version") >npm.log 2>&1 || skip_all "npm cannot install it"
. "$MAILDELTA_SRCDIR/tests/cli/asking.sh"

# aimock WORD...: starts it; its address in $at
aimock() {
	rm -f aimock.out # the one before is another's
	HOME=$work/home node npm/node_modules/@copilotkit/aimock/dist/cli.js -p 0 \
		-f "$tests/corpora/model/aimock.json" "$@" >aimock.out 2>&1 &
	servers="${servers-} $!"
	until at=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' aimock.out 2>/dev/null); do
		kill -0 $! || break
		sleep 0.05
	done
	export at
}
# journal FILTER: how many requests of that kind it had
journal() {
	python3 -B - "$at" "$1" <<'END'
import json, sys, urllib.request
with urllib.request.urlopen(sys.argv[1] + "/__aimock/journal?limit=1000&" + sys.argv[2]) as answer:
    print(len(json.load(answer)))
END
}

inbox model fold
: >log # which standin.py would have written
aimock
for provider in openai anthropic ollama; do
	cache=$provider ./ask $provider 2026-W07 $provider aimock
	cache=$provider ./ask $provider-before 2026-W09 $provider aimock
	ok "$provider" holds $provider 'code == 0 and reasons == {"short": 1} and ai["told"] == 3 and ai["provider"] == "'$provider'"'
	ok "... says what it is told" holds $provider \
		'told_of(by["hay"]["summary"]) == ["Says that the hay of last summer went bad in January.",
			"Turns the hay twice and stacks it on poles.", "Tells Ed Marsh that all poles are of spruce."]'
	ok "... without what is another's" holds $provider 'by["barn"]["summary"]["dropped"] == 1 and
		"Found the barn warm in all nights." not in told_of(by["barn"]["summary"])'
	ok "... and of a week with a past" holds $provider-before 'told == [
		"Counts in fold_gate_count() alone, behind CONFIG_FOLD_GATE.",
		"Says that the number is read without the latch lock.",
		"Will take the latch lock around fold_gate_count() in v4.",
		"Says that the totals were right all year, though the GLT fires four times a day."] and dropped == 0'
done
# the same but for who was asked, and what that took
digests() {
	for provider in openai anthropic ollama; do
		python3 -B -c '
import json, sys
digest = json.load(open(sys.argv[1]))
digest.pop("ai")
for thread in digest["threads"]:
    thread["summary"].pop("asked")
print(json.dumps(digest, indent=1))' $provider.json >$provider.same
	done
}
digests
ok "all three say the same" cmp openai.same anthropic.same
ok "... in every word" cmp openai.same ollama.same
ok "tokens that were not counted are estimated" holds anthropic 'usage["estimated"] and usage["input_tokens"] > 500'
ok "... the others are not" holds openai 'not usage["estimated"] and usage["input_tokens"] > 500'
ok "each was asked at its own address" test \
	"$(journal path=/v1/chat/completions) $(journal path=/v1/messages) $(journal path=/api/chat)" = "5 5 5"

# --- its chaos ----------------------------------------------------------------------------------
# chaos NAME REQUESTS WHY WORD...: all goes wrong as WORDs have it, with one further try
chaos() {
	name=$1 requests=$2 reason=$3
	shift 3
	aimock "$@"
	for provider in openai anthropic ollama; do
		./ask "$name-$provider" 2026-W09 $provider aimock -c summary.retries=1
		holds "$name-$provider" "code == 0 and s['method'] == 'rules' and why == '$reason'" || return 1
	done
	[ "$(journal limit=1000)" = "$((3 * requests))" ] || { journal limit=1000; return 1; }
}
ok "429, always" chaos busy 2 unreachable --chaos-ratelimit 1
ok "500, always" chaos broken 2 unreachable --chaos-drop 1
ok "connections that break" chaos cut 2 unreachable --chaos-disconnect 1
ok "what is no JSON" chaos malformed 1 answer --chaos-malformed 1
done_testing
