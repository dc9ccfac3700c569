#!/bin/sh
# What the sample archive's reports look like, byte for byte; a person has read
# them. UPDATE_GOLDEN=1 writes them anew.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

golden=$MAILDELTA_SRCDIR/tests/golden
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/dev" >"$work/made"
export SOURCE_DATE_EPOCH=1768289400 # 2026-01-13 07:30: digests say when they were made
days="--since 2026-01-06 --until 2026-01-13" # and what came before of their threads

inbox=dev
check() {
	file=$golden/$1
	shift
	maildelta -C "$work/$inbox" -c maildelta.web=https://lists.example.org/dev "$@" >"$work/got" || return 1
	[ -z "${UPDATE_GOLDEN-}" ] || cp "$work/got" "$file"
	same "$file" "$work/got"
}

ok "range, text" check range.txt range --root
ok "range, json" check range.json range --root --format json
ok "range, markdown" check range.md range --root --format markdown
ok "range, html" check range.html range --root --format html
ok "range, text, Chinese" check range.zh_CN.txt range --root --lang zh_CN
ok "range, markdown, Chinese" check range.zh_CN.md range --root --lang zh_CN --format markdown
ok "range, html, Chinese" check range.zh_CN.html range --root --lang zh_CN --format html
ok "digest, text" check digest.txt digest $days
ok "digest, json" check digest.json digest $days --format json
ok "digest, markdown" check digest.md digest $days --format markdown
ok "digest, text, Chinese" check digest.zh_CN.txt digest $days --lang zh_CN
ok "digest, markdown, Chinese" check digest.zh_CN.md digest $days --lang zh_CN \
	--format markdown
ok "digest, html" check digest.html digest $days --format html
ok "digest, html, Chinese" check digest.zh_CN.html digest $days --lang zh_CN --format html
# Where threads stand: one in each state, one under each heading.
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/attention" "$work/barn" >"$work/made"
inbox=barn
week="--week 2026-W10 --now 2026-03-09"
ok "states, text" check states.txt digest $week
ok "states, text, Chinese" check states.zh_CN.txt digest $week --lang zh_CN
ok "states, json" check states.json digest $week --format json
ok "states, markdown" check states.md digest $week --format markdown
ok "states, markdown, Chinese" check states.zh_CN.md digest $week --format markdown --lang zh_CN
ok "states, html" check states.html digest $week --format html
ok "states, for a person" check states-for.txt digest $week --for bo@fjord.example
ok "states, for nobody there" check states-for-nobody.md digest $week --for nobody.example \
	--format markdown
ok "states, for nobody there, Chinese" check states-for-nobody.zh_CN.md digest $week \
	--for nobody.example --format markdown --lang zh_CN
# One thread, and why its summary says so.
one="summarize --explain --now 2026-03-09 66.milk-nack@holm.example"
ok "one thread, text" check summarize.txt $one
ok "one thread, text, Chinese" check summarize.zh_CN.txt $one --lang zh_CN
ok "one thread, json" check summarize.json $one --format json
ok "one thread, markdown" check summarize.md $one --format markdown
ok "one thread, markdown, Chinese" check summarize.zh_CN.md $one --format markdown --lang zh_CN
ok "one thread, html" check summarize.html $one --format html
inbox=dev
ok "show, text" check show.txt show 20260106090112.77-bo@fjord.example
ok "show, text, Chinese" check show.zh_CN.txt show --lang zh_CN 20260106090112.77-bo@fjord.example
ok "show, json" check show.json show --format json 20260106090112.77-bo@fjord.example

# After a report, a mail of it was purged, one edited and one deleted, and others came.
sample=$MAILDELTA_SRCDIR/tests/corpora/sample
mkdir "$work/corpus" "$work/rewritten"
cp "$sample/"*.eml "$work/corpus"
sed 's/^Dee$/(a signature was removed)/' "$work/corpus/05-bug.eml" >"$work/corpus/05-edited.eml"
{
	sed '/13-bot/,$d' "$sample/plan"
	sed -n '/13-bot/,/14-applied/p' "$sample/plan"
	echo replace 05-bug.eml 05-edited.eml
	echo purge 06-single.eml
	echo delete 07-tested.eml
	grep 15-pull "$sample/plan"
} >"$work/plan"
inbox=rewritten/dev
mkinbox v2 "$work/corpus" "$work/$inbox" "$work/plan" >"$work/made"
mark "$work/$inbox" "$(sed -n 's/ add 09-patch-v2-1.*//p' "$work/made")"
ok "rewritten history, text" check range-rewritten.txt range ..HEAD
ok "rewritten history, json" check range-rewritten.json range ..HEAD --format json
ok "rewritten history, markdown" check range-rewritten.md range ..HEAD --format markdown
ok "rewritten history, html" check range-rewritten.html range ..HEAD --format html
ok "rewritten history, text, Chinese" check range-rewritten.zh_CN.txt range ..HEAD --lang zh_CN
ok "rewritten history, digest" check digest-rewritten.txt digest ..HEAD
done_testing
