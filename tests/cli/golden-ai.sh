#!/bin/sh
# What reports look like in which a model told threads, byte for byte; a person has read them.
# Beside two that it told: one where most of what it says does not hold, one of which it says
# nothing, and one that is too short to be asked about. UPDATE_GOLDEN=1 writes them anew.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "reports by a model" "no python3 here"
	done_testing
	exit
fi
cd "$work" || exit 1
. "$MAILDELTA_SRCDIR/tests/cli/asking.sh"

golden=$MAILDELTA_SRCDIR/tests/golden
export SOURCE_DATE_EPOCH=1772442000 # 2026-03-02 09:00
inbox model fold
standin --claims "$tests/corpora/model/told.tsv" --tokens 1234,567
en=$at
standin --claims "$tests/corpora/model/told.zh_CN.tsv" --tokens 1234,567
zh=$at

# told ENDPOINT WORD...: whose model costs something
told() {
	at=$1
	shift
	maildelta -C fold -c maildelta.web=https://lists.example.org/fold -c summary.endpoint="$at/v1" \
		-c summary.model=claims#shepherd-8b -c price.claims#shepherd-8b.input=0.4 \
		-c price.claims#shepherd-8b.output=1.6 -c summary.concurrency=1 -c summary.minLines=3 "$@"
}
check() {
	file=$golden/$1
	shift
	told "$@" >got || return 1
	[ -z "${UPDATE_GOLDEN-}" ] || cp got "$file"
	same "$file" got
}
# What a prompt takes is the prompts' affair: not its number.
estimate() {
	file=$golden/$1
	shift
	told "$@" >whole || return 1
	grep -qE '(about|约|"input_tokens":) [1-9][0-9,]*' whole && grep -qE '[0-9]\.[0-9]{4}' whole || return 1
	sed -E 's/(about|约|"input_tokens":) [1-9][0-9,]*/\1 N/; s/[0-9]\.[0-9]{4}/N/' whole >got
	[ -z "${UPDATE_GOLDEN-}" ] || cp got "$file"
	same "$file" got
}
# The cache is what makes the later ones say that nothing was sent.
fresh() {
	rm -rf "$XDG_CACHE_HOME"
	check "$@"
}
days="--since 2026-02-11 --until 2026-03-02"
ok "digest, before it is asked for" estimate estimate.txt "$en" digest $days --dry-run
ok "... json" estimate estimate.json "$en" digest $days --dry-run --format json
ok "... Chinese" estimate estimate.zh_CN.txt "$zh" digest $days --dry-run --lang zh_CN
ok "digest, text" fresh digest-ai.txt "$en" digest $days --ai
ok "... json, from the cache" check digest-ai.json "$en" digest $days --ai --format json
ok "... markdown" fresh digest-ai.md "$en" digest $days --ai --format markdown
ok "... html" fresh digest-ai.html "$en" digest $days --ai --format html
ok "... text, Chinese" fresh digest-ai.zh_CN.txt "$zh" digest $days --ai --lang zh_CN
ok "... markdown, Chinese, from the cache" check digest-ai.zh_CN.md "$zh" digest $days --ai --lang zh_CN \
	--format markdown
one="summarize --ai --explain --now 2026-03-02 gate.0@fold.example"
ok "one thread, text" fresh summarize-ai.txt "$en" $one
ok "... json" fresh summarize-ai.json "$en" $one --format json
ok "... markdown" fresh summarize-ai.md "$en" $one --format markdown
ok "... html" fresh summarize-ai.html "$en" $one --format html
ok "... text, Chinese" fresh summarize-ai.zh_CN.txt "$zh" $one --lang zh_CN
ok "one that it did not tell, text" fresh summarize-by-rules.txt "$en" summarize --ai --explain \
	--now 2026-03-02 hay.0@fold.example

# A run in which nobody can be asked says so once.
nobody() {
	maildelta -C fold -c summary.endpoint=http://127.0.0.1:1/v1 -c summary.model=m -c summary.retries=0 \
		digest $days --ai -o "$work/nobody.txt" -o "$work/nobody.md" -o "$work/nobody.html" 2>nobody.err
	for file in nobody.txt nobody.md nobody.html; do
		[ "$(grep -c "was not reached" $file)" = 1 ] || return 1
	done
	[ "$(wc -l <nobody.err)" = 1 ]
}
ok "what holds for all threads is said once" nobody

# On a terminal it is shown that a model is waited for, and what fails has a line of its own.
screen() {
	TERM=xterm script -qec "maildelta -C fold -c summary.endpoint=$en/v1 -c summary.model=400#screen \
		-c summary.minLines=3 digest $days --ai -o $work/screen.txt" /dev/null </dev/null >screen
	grep -qF 'Asking the model:   0% (0/3)' screen &&
		grep -qF "$(printf '\r\033[Kmaildelta: summaries: 400#screen: ')" screen
}
if script -qec true /dev/null >/dev/null 2>&1; then
	ok "on a terminal" screen
else
	skip "on a terminal" "no script(1) here"
fi
done_testing
