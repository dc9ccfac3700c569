#!/bin/sh
# What the sample archive's reports look like, byte for byte; a person has read
# them. UPDATE_GOLDEN=1 writes them anew.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

golden=$MAILDELTA_SRCDIR/tests/golden
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/dev" >"$work/made"

check() {
	file=$golden/$1
	shift
	maildelta -C "$work/dev" -c maildelta.web=https://lists.example.org/dev "$@" >"$work/got" || return 1
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
# A week, and what came before of its threads.
week="digest --since 2026-01-06 --until 2026-01-13 --now 2026-01-13T07:30:00Z"
# shellcheck disable=SC2086 # a list of words
{
	ok "digest, text" check digest.txt $week
	ok "digest, json" check digest.json $week --format json
	ok "digest, markdown" check digest.md $week --format markdown
	ok "digest, html" check digest.html $week --format html
	ok "digest, text, Chinese" check digest.zh_CN.txt $week --lang zh_CN
	ok "digest, markdown, Chinese" check digest.zh_CN.md $week --lang zh_CN --format markdown
	ok "digest, html, Chinese" check digest.zh_CN.html $week --lang zh_CN --format html
}
ok "show, text" check show.txt show 20260106090112.77-bo@fjord.example
ok "show, text, Chinese" check show.zh_CN.txt show --lang zh_CN 20260106090112.77-bo@fjord.example
ok "show, json" check show.json show --format json 20260106090112.77-bo@fjord.example
done_testing
