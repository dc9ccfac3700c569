#!/bin/sh
# The HTML report in a real browser: the sample, mails that attack it, and, where there
# is one, a part of a list's archive. See browser.py for what is asked.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

for tool in python3 chromedriver chromium; do
	if ! command -v $tool >/dev/null; then
		skip "the report in a browser" "no $tool here (BROWSER=1 ./bootstrap check installs it)"
		done_testing
		exit 0
	fi
done

drive() {
	python3 -B "$MAILDELTA_SRCDIR/tests/browser/browser.py" "$@" >"$work/tap"
	status=$?
	cat "$work/tap"
	n=$((n + $(grep -cE '^(not )?ok ' "$work/tap")))
	return $status
}

# report NAME INBOX ARGUMENT...: the same as HTML and JSON
report() {
	name=$1 inbox=$2
	shift 2
	for format in html json; do
		maildelta -C "$inbox" -c maildelta.web=https://lists.example/$name range "$@" \
			--format $format -o "$work/$name.$format" || return 1
	done
}

reports=
for name in sample hostile; do
	mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/$name" "$work/$name" >"$work/made"
	ok "a report of $name is written" report $name "$work/$name" --root
	reports="$reports $name $work/$name.html $work/$name.json"
done
maildelta -C "$work/sample" range --root --lang zh_CN --format html -o "$work/zh.html"
reports="$reports Chinese $work/zh.html -"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
archive() {
	git clone -q --mirror "$bundle" "$work/kvmarm/git/0.git" && report kvmarm "$work/kvmarm" HEAD~300..HEAD
}
if [ -e "$bundle" ]; then
	ok "a report of kvmarm is written" archive
	reports="$reports kvmarm $work/kvmarm.html $work/kvmarm.json"
else
	skip "a report of kvmarm" "no ../shared here"
fi

command -v pdftotext >/dev/null || echo "# no pdftotext here: what paper says is not looked at"
# shellcheck disable=SC2086 # a list of words
drive --first $((n + 1)) $reports || ok "the browser runs" false
drive --first $((n + 1)) --self-test || ok "the browser runs" false
done_testing
