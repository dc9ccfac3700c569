#!/bin/sh
# A model is asked for summaries: for each of what a good one, a bad one and a broken endpoint can
# answer, what the digest says, what was tried again and what was spent.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

if ! command -v python3 >/dev/null || ! command -v git >/dev/null; then
	skip "summaries by a model" "no python3 or git here"
	done_testing
	exit
fi
cd "$work" || exit 1
. "$MAILDELTA_SRCDIR/tests/cli/asking.sh"

inbox model fold
inbox faults faults
standin --key-file key --claims "$tests/corpora/model/claims.tsv"
export at

# Each a run of its own: name, week, provider, model, options. In W09 there is one thread.
cat >cases <<'EOS'
honest 2026-W09 openai honest#openai
anthropic 2026-W09 anthropic honest#anthropic
ollama 2026-W09 ollama honest#ollama
bidi 2026-W09 openai bidi
fenced 2026-W09 openai fenced
thinking 2026-W09 openai thinking
talkative 2026-W09 openai talkative
missing 2026-W09 openai missing
two 2026-W09 openai two
none 2026-W09 openai none
types 2026-W09 openai types
odd 2026-W09 openai odd
prose 2026-W09 openai prose
prose-once 2026-W09 openai prose*1
deep 2026-W09 openai deep
broken 2026-W09 openai broken
many 2026-W09 openai many
empty 2026-W09 openai empty
blank 2026-W09 openai blank
refusal 2026-W09 openai refusal
refusal-anthropic 2026-W09 anthropic refusal#anthropic
refusal-ollama 2026-W09 ollama refusal#ollama
cut 2026-W09 openai cut
cut-anthropic 2026-W09 anthropic cut#anthropic
cut-ollama 2026-W09 ollama cut#ollama
wrong 2026-W09 openai wrong
silent 2026-W09 openai silent
repairable 2026-W09 openai repairable-hash
429-later 2026-W09 openai 429=2*1
429 2026-W09 openai 429*1
429-for-ever 2026-W09 openai 429#for-ever -c summary.retries=1
429-tomorrow 2026-W09 openai 429=86400#tomorrow
408 2026-W09 openai 408*1
500 2026-W09 openai 500*1
503 2026-W09 openai 503*1
503-for-ever 2026-W09 openai 503#for-ever -c summary.retries=1
529 2026-W09 anthropic 529*1
quota 2026-W07 openai quota -c summary.concurrency=1
quota-anthropic 2026-W07 anthropic quota#anthropic -c summary.concurrency=1
quota-ollama 2026-W07 ollama quota#ollama -c summary.concurrency=1
401 2026-W07 openai 401 -c summary.concurrency=1
402 2026-W07 openai 402 -c summary.concurrency=1
403 2026-W07 openai 403 -c summary.concurrency=1
404 2026-W07 openai 404 -c summary.concurrency=1
404-ollama 2026-W07 ollama 404#ollama -c summary.concurrency=1
strikes 2026-W07 openai 503#strikes -c summary.concurrency=1 -c summary.retries=0
400 2026-W09 openai 400
toolong 2026-W09 openai toolong
413 2026-W09 openai 413
arrayerror 2026-W09 openai arrayerror*1
errorinside 2026-W09 openai errorinside*1
keepalive 2026-W09 openai keepalive=1.5
keepalive-late 2026-W09 openai keepalive=20 -c summary.timeout=1
slow 2026-W09 openai slow=20 -c summary.timeout=1
stall 2026-W09 openai stall -c summary.timeout=1
stallbody 2026-W09 openai stallbody -c summary.timeout=1
breaks 2026-W09 openai breaks -c summary.retries=1
breaks-once 2026-W09 openai breaks*1
resets-once 2026-W09 openai resets*1
huge 2026-W09 openai huge
garbage 2026-W09 openai garbage
page 2026-W09 openai page
page-502 2026-W09 openai page=502*1
redirect 2026-W07 openai redirect -c summary.concurrency=1
noschema 2026-W07 openai noschema -c summary.concurrency=1
noschema-ollama 2026-W07 ollama noschema#ollama -c summary.concurrency=1
nojson 2026-W07 openai nojson -c summary.concurrency=1
nomaxtokens 2026-W07 openai nomaxtokens -c summary.concurrency=1
notemperature 2026-W07 openai notemperature -c summary.concurrency=1
week 2026-W07 openai honest#week
obeys 2026-W07 openai obeys
fooled 2026-W07 openai fooled
four 2026-W07 openai slow=1#four -c summary.concurrency=4 -c summary.minLines=1
two-at-a-time 2026-W07 openai slow=1#two -c summary.concurrency=2 -c summary.minLines=1
tokens 2026-W07 openai honest#tokens -c summary.maxTokens=6000 -c summary.concurrency=4
cost 2026-W07 openai honest#cost -c summary.maxCost=0.006 -c price.honest#cost.input=1 -c price.honest#cost.output=1
EOS
for lie in actor cite nowhere nobody period name hash number identifier config version quotation quote agree agree-all \
	applied url guess acronym reference markup long blank twice; do
	echo "liar-$lie 2026-W09 openai liar-$lie"
done >>cases
xargs -P 8 -L 1 ./ask <cases

# --- good answers ------------------------------------------------------------------------------
by_model='code == 0 and s["method"] == "llm" and s["asked"]["model"] == ai["model"] and ai["told"] == 1'
for provider in openai anthropic ollama; do
	case $provider in openai) name=honest ;; *) name=$provider ;; esac
	ok "$provider: an honest model is heard" holds $name "$by_model"' and n == 1 and dropped == 0 and len(told) == 6'
	ok "... who says what, and in which mail" holds $name '[(p["actor"]["name"], p["cites"][0]["message_id"][:6]) for p in s["now"]] ==
		[("Ann Example", "gate.2"), ("Cy Holm", "gate.3"), ("Bo Fjord", "gate.4")]'
	ok "... in words of theirs" holds $name 'all(p["quote"] in p["text"] or p["quote"][1:] in p["text"] for p in points(s) if p["kind"] == "told")'
	ok "... what it took" holds $name 'ai["provider"] == "'$provider'" and usage == {"requests": 1, "cached": 0,
		"input_tokens": asked[0]["tokens"][0], "output_tokens": asked[0]["tokens"][1], "estimated": False, "cost": None, "currency": "USD"}'
	ok "... the key" holds $name 'asked[0]["key"] == "right"'
done
ok "the report says who made it" holds honest '"Summary by AI (honest#openai)" in text and "1 by AI (honest#openai), 0 by rules" in text'
ok "a schema is asked for" holds honest 'asked[0]["schema"] == "schema" and asked[0]["body"]["temperature"] == 0'
ok "... of Ollama too, with room for the prompt" holds ollama 'asked[0]["schema"] == "schema" and asked[0]["num_ctx"] >= asked[0]["tokens"][0]'
ok "characters that nobody sees are gone" holds bidi "$by_model"' and n == 1 and told == told_of(json.load(open("honest.json"))["threads"][0]["summary"])'
ok "the rules have the open questions" holds honest 's["open"] and s["open"][0]["asker"]["name"] == "Cy Holm"'
for name in fenced thinking talkative missing; do
	ok "$name: it is read all the same" holds $name "$by_model"' and n == 1 and len(told) >= 3'
done
ok "two answers in one: the first, or none" holds two 'code == 0 and (why is None and len(told) == 6 or why == "unreadable" and n == 2)'

# --- what is no answer -----------------------------------------------------------------------
by_rules='code == 0 and s["method"] == "rules" and not told and s["asked"]["model"] is None and points(s) and ai["told"] == 0'
for name in none types prose deep broken; do
	ok "$name: asked once more, then the rules" holds $name "$by_rules"' and why == "unreadable" and n == 2 and asked[1]["repair"]'
done
ok "the report says why" holds prose '"Summary by rules: the AI'"'"'s answer was not of the form asked for" in text'
ok "both answers are paid for" holds prose 'usage["requests"] == 2 and usage["output_tokens"] == sum(a["tokens"][1] for a in asked)'
ok "odd: nothing of it stands" holds odd "$by_rules"' and n == 2 and why in ("unreadable", "dropped", "silent")'
ok "many: what is said again is dropped" holds many 'code == 0 and n == 2 and len(told) <= 17'
ok "prose, then an answer" holds prose-once "$by_model"' and n == 2 and s["asked"]["repaired"] and len(told) == 6'
ok "an empty one" holds empty "$by_rules"' and why == "empty" and n == 1'
ok "... one of blanks alone" holds blank "$by_rules"' and why == "empty" and n == 1'
ok "a refusal" holds refusal "$by_rules"' and why == "declined" and n == 1'
ok "... of Anthropic" holds refusal-anthropic "$by_rules"' and why == "declined" and n == 1'
ok "... of Ollama, in words" holds refusal-ollama "$by_rules"' and why == "unreadable" and n == 2'
for name in cut cut-anthropic cut-ollama; do
	ok "$name: it came to its limit" holds $name "$by_rules"' and why == "cut" and n == 1 and usage["output_tokens"] > 0'
done
ok "nothing stands" holds wrong "$by_rules"' and why == "dropped" and n == 2 and dropped == 0'
ok "nothing of the period" holds silent "$by_rules"' and why == "silent"'

# --- lies ------------------------------------------------------------------------------------
# lie NAME WORDS: one point is dropped, and the model was told why in words like these; no word of it is in the report
lie() {
	ok "a wrong point: $1" holds "liar-$1" "$by_model"' and n == 2 and dropped == 1 and s["asked"]["repaired"] and len(told) >= 5 and
		len(rejected) >= 1 and re.search(r"(?i)'"$2"'", " ".join(rejected)) and "Left out, as the mails do not bear it out: 1" in text and
		not any(lie in text for lie in ("Unheard", "0badc0ffee12", "37.5", "never_written", "NEVER_WRITTEN", "v97", "golden", "painted red", "likely", "consensus", "Serb", "shears", "**"))'
}
lie actor "its actor sent none of the mails"
lie cite "not the actor.s own words"
lie nowhere "there is no mail 9999"
lie nobody "its actor sent none"
lie period "written before the period"
lie name "Unheard. stands in no mail"
lie hash "the hash 0badc0ffee12 stands in no"
lie number "the number 37.5 ?% stands in no"
lie identifier "never_written_anywhere.. stands in no"
lie config "CONFIG_NEVER_WRITTEN stands in no"
lie version "the version v97 stands in no"
lie quotation "golden shears of the king. stands in quotation marks"
lie quote "not the actor.s own words"
lie agree "agrees or approves|agree or approve"
lie agree-all "agrees or approves|agree or approve"
lie applied "applied or merged, which the state does not"
lie url "an address: https://shears.example"
lie guess "it guesses"
lie acronym "what it spells GLT out as"
lie reference "refers to mails by numbers"
lie markup "has markup"
lie long "too long"
lie blank "no text"
lie twice "an earlier point of its actor says it"
ok "a point that is put right" holds repairable "$by_model"' and n == 2 and dropped == 0 and len(told) == 6 and "0badc0ffee12" not in text'

# --- endpoints that fail ------------------------------------------------------------------------
ok "429, with Retry-After" holds 429-later "$by_model"' and n == 2 and gap(0) >= 2 and usage["requests"] == 2'
for name in 429 408 500 503 529 arrayerror errorinside breaks-once resets-once page-502; do
	ok "$name once: asked again" holds $name "$by_model"' and n == 2 and usage["requests"] == 2 and len(told) == 6'
done
for name in 429-for-ever 503-for-ever breaks; do
	ok "$name: the rules, in the end" holds $name "$by_rules"' and why == "unreachable" and usage["requests"] == 2 and "summaries: " in err'
done
ok "a pause until tomorrow is not made" holds 429-tomorrow "$by_rules"' and why == "unreachable" and n == 1'
# stops NAME WHY: nothing goes well after that, and nothing else is asked
stops() {
	ok "$1: nothing more is asked" holds "$1" 'code == 0 and n == 1 and reasons == {"short": 1, "'"$2"'": 3} and ai["told"] == 0 and
		usage["requests"] == 1 and err.count("\n") >= 1 and "summaries: " in err'
}
stops quota quota
stops quota-anthropic quota
stops quota-ollama quota
stops 401 key
stops 402 quota
stops 403 key
stops 404 model
stops 404-ollama model
stops redirect model
ok "... of a redirect, not at the other place" sh -c '! grep -qF "?again" log'
ok "three in a row that fail" holds strikes 'code == 0 and n == 3 and reasons == {"short": 1, "unreachable": 3}'
ok "a request that is not understood" holds 400 "$by_rules"' and why == "request" and [a["schema"] for a in asked] == ["schema", "object", "text"]'
ok "one that is too long" holds toolong "$by_rules"' and why == "request" and n == 1'
ok "... by its status" holds 413 "$by_rules"' and why == "request" and n == 1'
ok "blank lines before an answer" holds keepalive "$by_model"' and n == 1'
for name in keepalive-late slow stall stallbody; do
	ok "$name: no answer in time" holds $name "$by_rules"' and why == "timeout" and n == 1'
done
ok "100 MB" holds huge "$by_rules"' and why == "answer" and n == 1 and sent[asked[0]["n"]] < 20e6'
ok "garbage" holds garbage "$by_rules"' and why == "answer" and n == 1'
ok "somebody's login page" holds page "$by_rules"' and why == "answer" and n == 1'

# --- what endpoints do not take -----------------------------------------------------------------
# learns NAME WHAT VALUES: it is refused once, and not asked for again
learns() {
	ok "$1: learned from the first refusal" holds "$1" 'code == 0 and ai["told"] == 3 and [str('"$2"') for a in asked] == "'"$3"'".split()'
}
learns noschema 'a["schema"]' "schema object object object"
learns noschema-ollama 'a["schema"]' "schema object object object"
learns nojson 'a["schema"]' "schema object text text text"
learns nomaxtokens '"max_tokens" in a["body"]' "True False False False"
learns notemperature '"temperature" in a["body"]' "True False False False"
for name in noschema nomaxtokens; do
	cache=$name ./ask "$name-again" 2026-W09 openai "$(cat $name.model)"
	ok "... by the next run, too: $name" holds "$name-again" 'code == 0 and ai["told"] == 1 and usage["requests"] == 1 and
		asked[-1]["schema"] == ("object" if "schema" in ai["model"] else "schema") and ("max_tokens" in asked[-1]["body"]) != ("max" in ai["model"])'
done

# --- several threads -------------------------------------------------------------------------
ok "a week: what is too short is not asked about" holds week 'code == 0 and usage["requests"] == 3 and ai["told"] == 3 and reasons == {"short": 1} and
	by["note"]["summary"]["asked"]["why"] == "short" and "1 by rules: too little is new to ask about" in text'
ok "what was applied may be told" holds week 'any("Applied" in p["quote"] for p in by["barn"]["summary"]["now"] if p["kind"] == "told") or told_of(by["barn"]["summary"])'
ok "four at a time" holds four 'code == 0 and n == 4 and max(a["under_way"] for a in asked) >= 3'
ok "two at a time" holds two-at-a-time 'code == 0 and n == 4 and max(a["under_way"] for a in asked) == 2'
ok "a limit of tokens" holds tokens 'code == 0 and 0 < n < 3 and reasons["budget"] == 3 - n and usage["input_tokens"] + usage["output_tokens"] <= 6000'
ok "a limit of cost" holds cost 'code == 0 and 0 < n < 3 and reasons["budget"] == 3 - n and 0 < float(usage["cost"]) <= 0.006'

# --- mails that give orders ------------------------------------------------------------------------
# The thread with the orders is by["order"]; what they want said, in any words:
orders='re.search("withdraws|prize|take back|Agrees that|great joy|agrees with everything|approves of the patch", " ".join(told_of(by["order"]["summary"])))'
for name in obeys fooled; do
	ok "$name: a model that does what a mail wants" holds $name 'code == 0 and any(a["lies"] for a in asked) and n <= 4'
	ok "... says nothing of it in the report" holds $name "not $orders and 'stranger.example/prize' not in ' '.join(told_of(by['order']['summary']))"
	ok "... all other threads are as they were" holds $name 'all(by[other]["summary"] == dict(kept[other]["summary"], asked=by[other]["summary"]["asked"])
		for kept in [{t["message_id"].partition(".")[0]: t for t in json.load(open("week.json"))["threads"]}] for other in ("barn", "hay", "note"))'
	ok "... and states are the rules'" holds $name 'all(by[x]["state"] == t["state"]
		for t in json.load(open("week.json"))["threads"] for x in [t["message_id"].partition(".")[0]])'
done
ok "an order is said to be a lie" holds obeys 'len(rejected) >= 3'

# --- what reports of models got wrong --------------------------------------------------------------
inbox=faults ./ask stands 2026-W07 openai claims=stands -c summary.minLines=1
inbox=faults ./ask falls 2026-W07 openai claims=falls -c summary.minLines=1
ok "right claims about the threads of corpora/faults" holds stands 'code == 0 and n >= 13 and ai["told"] == 13'
ok "... and wrong ones" holds falls 'code == 0 and n >= 25 and sum(a["repair"] for a in asked) >= 12'
ok "... stand and fall as they should" python3 -B "$tests/cli/claims.py" stands.json falls.json "$tests/corpora/model/claims.tsv"
grep -e '(known)$' -e 'needs no ?' ok.log | sed 's/^/# /'

# --- what was asked once ---------------------------------------------------------------------------
cache=week ./ask again 2026-W07 openai honest#week
ok "the same week again: nothing is asked" holds again 'code == 0 and ai["told"] == 3 and usage["requests"] == 0 and usage["cached"] == 3 and
	usage["input_tokens"] == 0 and "0 requests, 3 answers from earlier runs" in text'
ok "... and says the same" sh -c 'for name in week again; do
	python3 -c "import json, sys; print([[p for x in (\"proposed\", \"before\", \"now\") for p in t[\"summary\"][x]] for t in json.load(open(sys.argv[1]))[\"threads\"]])" $name.json >$name.said
	done; cmp week.said again.said'
cache=liar-hash ./ask lied-again 2026-W09 openai liar-hash
ok "two rounds again: nothing is asked" holds lied-again 'n == 2 and usage["requests"] == 0 and usage["cached"] == 2 and dropped == 1 and s["method"] == "llm"'
cache=429-for-ever ./ask failed-again 2026-W09 openai '429#for-ever' -c summary.retries=0
ok "what failed is asked again" holds failed-again 'n == 3 and usage["requests"] == 1 and why == "unreachable"'
cat >one-more.eml <<'EOS'
From: Ed Marsh <ed@marsh.example>
To: fold@lists.example.org
Subject: Re: Which hay keeps over the winter?
Date: Fri, 13 Feb 2026 14:00:00 +0000
Message-ID: <hay.more@fold.example>
In-Reply-To: <hay.2@fold.example>

Spruce will do when its bark is peeled off in spring, and a peeled pole
lasts for as long as one of ash.
EOS
# It came between two others; what they say is asked of the cache.
echo "add one-more.eml 2026-02-13T14:00:20" | sort -k 3 fold.mails/plan - >plan
cp -r fold.mails grown.mails
mv plan one-more.eml grown.mails
ok "a mail more" mkinbox v2 grown.mails grown
inbox=grown cache=week ./ask more 2026-W07 openai honest#week
ok "... is a request more" holds more 'code == 0 and ai["told"] == 3 and usage["requests"] == 1 and usage["cached"] == 2 and
	"hay keeps" in asked[3]["title"] and any("peeled" in said for said in told_of(by["hay"]["summary"]))'
XDG_CACHE_HOME=$work/cache/week maildelta -c summary.endpoint="$at/v1" -c summary.model=honest#week -c summary.apiKeyFile="$work/key" \
	digest grown --ai --fresh --week 2026-W07 --now 2026-03-02 --format json -o fresh.json 2>fresh.err
ok "--fresh asks again" sh -c 'grep -c "\"model\": \"honest#week\"" log | grep -qx 7'

# --- before anything is sent ---------------------------------------------------------------------
requests() {
	wc -l <log
}
before=$(requests)
ok "--dry-run" sh -c '"$@" >dry.txt 2>dry.err && [ ! -s dry.err ] && grep -q "Nothing was sent. Asking dry (openai) would take" dry.txt' sh \
	env XDG_CACHE_HOME="$work/cache/dry" maildelta -c summary.endpoint="$at/v1" -c summary.model=dry \
	-c price.dry.input=2 -c price.dry.output=8 digest fold --dry-run --week 2026-W07 --now 2026-03-02 -o not-written.txt
ok "... has numbers" grep -qx "  Threads to ask about: 3" dry.txt
ok "... and a cost" grep -qE '[0-9]\.[0-9]+ USD' dry.txt
ok "... asks nobody, and writes nothing" sh -c '[ "$1" = "$2" ] && [ ! -e not-written.txt ] && [ ! -e cache/dry ]' sh "$before" "$(requests)"
ok "... of what was answered, nothing is asked" sh -c 'XDG_CACHE_HOME=$PWD/cache/week maildelta -c summary.endpoint="$at/v1" -c summary.model=honest#week \
	digest fold --dry-run --week 2026-W07 --now 2026-03-02 --format json >dry.json && python3 -c "
import json
said = json.load(open(\"dry.json\"))
print(said)
assert said[\"to_ask\"] == 0 and said[\"ai\"][\"usage\"][\"cached\"] == 3 and said[\"ai\"][\"usage\"][\"requests\"] == 0"'
plain() {
	maildelta "$@" digest fold --week 2026-W07 --now 2026-03-02 >plain.txt 2>plain.err && [ ! -s plain.err ] && ! grep -q "by AI" plain.txt
}
ok "without --ai nobody is asked" plain -c summary.endpoint="$at/v1" -c summary.model=honest
ok "... with --no-ai neither" sh -c 'maildelta -c summary.method=llm -c summary.endpoint="$at/v1" -c summary.model=honest \
	digest fold --no-ai --week 2026-W07 --now 2026-03-02 >no.txt && cmp plain.txt no.txt'
ok "... nothing was sent" sh -c '[ "$1" = "$2" ]' sh "$before" "$(requests)"
ok "no endpoint is set" fails 2 "summary.endpoint is not set" maildelta digest fold --ai --week 2026-W07
ok "... by the settings alone: the rules" sh -c 'maildelta -c summary.method=llm digest fold --week 2026-W07 --now 2026-03-02 >unset.txt 2>unset.err &&
	grep -q "summaries: .*summary.endpoint" unset.err && grep -q "the settings of the AI cannot be used" unset.txt'
ok "no room for mails" fails 2 "summary.context is 2048 tokens" maildelta -c summary.endpoint="$at/v1" -c summary.model=small -c summary.context=2048 digest fold --ai --week 2026-W07
ok "no price is set" fails 2 "price.dear.input" maildelta -c summary.endpoint="$at/v1" -c summary.model=dear -c summary.maxCost=1 digest fold --ai --week 2026-W07

# --- ended ------------------------------------------------------------------------------------------
# Waits for an answer that does not come, and is told to end
ended() {
	maildelta -c summary.endpoint="$at/v1" -c summary.model=stall#ended -c summary.apiKeyFile="$work/key" \
		digest fold --ai --week 2026-W07 --now 2026-03-02 -o ended.txt 2>ended.err &
	until grep -q '"model": "stall#ended"' log || ! kill -0 $!; do
		sleep 0.05
	done
	kill -TERM $!
	wait $!
	code=$?
	cat ended.err
	[ $code = 143 ] && [ ! -s ended.err ] && [ -z "$(find . -name '*ended.txt*')" ]
}
ok "a signal ends the waiting, and leaves nothing" ended

# --- who is there ----------------------------------------------------------------------------------
at=http://127.0.0.1:1 ./ask nobody-there 2026-W09 openai honest#nobody-there -c summary.retries=0
ok "nobody listens there" holds nobody-there "$by_rules"' and why == "unreachable" and n == 0'
openssl req -x509 -newkey rsa:2048 -nodes -keyout own.pem -out own.crt -days 2 -subj /CN=localhost \
	-addext subjectAltName=IP:127.0.0.1 2>/dev/null
cat own.crt >>own.pem
standin --tls own.pem --key-file key
at=https://127.0.0.1:$port
./ask tls 2026-W09 openai honest#tls -c http.sslCAInfo="$work/own.crt"
ok "https, by a CA of one's own" holds tls "$by_model"' and n == 1'
./ask tls-unknown 2026-W09 openai honest#unknown -c summary.retries=0
ok "... by nobody's" holds tls-unknown "$by_rules"' and n == 0 and "its certificate is not trusted" in err'
done_testing
