#!/bin/sh
# Since the last report: ..B, over new epochs and rewritten histories. No mail is told twice,
# none goes in silence.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

cp -r "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/corpus"
chmod -R u+w "$work/corpus"
sed 's/^Dee$/(a signature was removed)/' "$work/corpus/05-bug.eml" >"$work/corpus/05-edited.eml"

# plan LAYOUT INBOX LINES...: an inbox after those lines; made has the commit of each
plan() {
	layout=$1 inbox=$2
	shift 2
	printf '%s\n' "$@" >"$work/plan"
	mkinbox "$layout" "$work/corpus" "$work/$inbox" "$work/plan" >"$work/made"
}

# commit LINE: the commit that this line of the plan made
commit() {
	sed -n "s/ $1\$//p" "$work/made"
}

# counts INBOX NAME NUMBER...: of the report since the last one
counts() {
	inbox=$1
	shift
	maildelta range "$work/$inbox" ..HEAD --format json >"$work/out.json" || return 1
	while [ $# -gt 0 ]; do
		grep -qE "^    \"$1\": $2,?\$" "$work/out.json" || {
			grep "^    \"$1\": " "$work/out.json"
			echo "wanted $1 $2"
			return 1
		}
		shift 2
	done
}

# tells INBOX REGEX: the text report since the last one does
tells() {
	maildelta range "$work/$1" ..HEAD >"$work/out.txt" || return 1
	grep -qE -e "$2" "$work/out.txt" || { cat "$work/out.txt"; return 1; }
}

# --- without a rewritten history -------------------------------------------------

plan v2 new "add 01-cover-v1.eml" "add 05-bug.eml" epoch "add 06-single.eml" epoch \
	"add 12-gbk.eml" "add 15-pull.eml"
ok "nothing was told: no way to begin" fails 2 'maildelta update' maildelta range "$work/new" ..HEAD
ok "nor for a digest" fails 2 'maildelta update' maildelta digest "$work/new" ..HEAD
mark "$work/new" "$(commit 'add 01-cover-v1.eml')"
ok "over two new epochs" counts new changes 4 mails 4
ok "a report says no word of what did not happen" sh -c "! grep -qE 'rewritten|told' '$work/out.json'"
ok "it begins where the last ended" tells new "^From $(commit 'add 01-cover-v1.eml' | cut -c 1-9) to"
ok "up to some commit" sh -c "maildelta range $work/new ..HEAD~1 --format json | grep -q '\"changes\": 3,'"
ok "a digest of the same" sh -c "maildelta digest $work/new ..HEAD --format json | grep -q '\"changes\": 4,'"
mark "$work/new" "$(commit 'add 05-bug.eml')" "$(commit 'add 06-single.eml')"
ok "from the end of an epoch" counts new changes 2 mails 2
ok "what was told is not asked for again" \
	fails 1 'did not end before HEAD~4' maildelta range "$work/new" ..HEAD~4
mark "$work/new" "$(commit 'add 05-bug.eml')" "$(commit 'add 06-single.eml')" \
	"$(commit 'add 15-pull.eml')"
ok "nothing new" fails 3 'nothing arrived in between' maildelta range "$work/new" ..HEAD
ok "nor for a digest" fails 3 'nothing arrived in between' maildelta digest "$work/new" ..HEAD
ok "where A is named, the last report is not asked" sh -c "
	maildelta range $work/new HEAD~1..HEAD --format json | grep -q '\"changes\": 1,' &&
	maildelta range $work/new --root ..HEAD --format json | grep -q '\"changes\": 5,'"
mark "$work/new" 1111111111111111111111111111111111111111
ok "the last report's commit is gone" \
	fails 1 '111111111111: .* no longer in epoch 0 .* --since' maildelta range "$work/new" ..HEAD

# --- with one ---------------------------------------------------------------------

plan v2 v2 "add 01-cover-v1.eml" "add 05-bug.eml" "add 06-single.eml" "add 07-tested.eml" \
	"purge 06-single.eml" "replace 05-bug.eml 05-edited.eml" "add 15-pull.eml"
mark "$work/v2" "$(commit 'add 07-tested.eml')"
ok "v2: a purge and an edit" counts v2 changes 4 mails 1 purges 1 edited 1 told_before 1 removed 1
ok "v2: what was purged is named" tells v2 '<20260106090112.77-bo@fjord.example>'
ok "v2: what was edited is no new mail" sh -c "
	grep -q '^Mails of earlier reports that were edited since: 1' $work/out.txt &&
	[ \$(grep -c 'b0a1-dee@savanna.example' $work/out.txt) = 1 ]"
ok "-v says how many commits are gone" sh -c "
	maildelta -v range $work/v2 ..HEAD 2>&1 >$work/out | grep -q 'rewritten, 3 commits of it are gone'"
for format in text json html markdown; do
	ok "$format: the same bytes on any number of threads" sh -c "
		maildelta range $work/v2 ..HEAD --format $format -j 1 >$work/one &&
		maildelta range $work/v2 ..HEAD --format $format -j 8 >$work/eight &&
		cmp $work/one $work/eight"
done
ok "a range by hand still says what happened" fails 1 'history was rewritten .* merge base' \
	maildelta range "$work/v2" "$(commit 'add 07-tested.eml')..HEAD"
ok "dates and a rewritten history do not go together" \
	fails 2 'leave out --since' maildelta range "$work/v2" ..HEAD --since 2026-01-01

# 07 answers 06, which was purged, and which no digest may show any more
ok "a digest counts what is new, and the edited mail" sh -c "
	maildelta digest $work/v2 ..HEAD --format json >$work/out.json &&
	grep -q '\"changes\": 3,' $work/out.json && grep -q '\"mails\": 2,' $work/out.json &&
	! grep -q '\"told_before\"' $work/out.json && ! grep -q '20260106090112.77-bo.*link' $work/out.json"
ok "a digest does not show what was purged" sh -c "
	! maildelta digest $work/v2 ..HEAD | grep -q 'a mail without headers'"

# A branch that was set back brings nothing new; it is a report all the same.
git -C "$work/v2/git/0.git" --bare update-ref refs/heads/master \
	"$(commit 'add 01-cover-v1.eml')"
ok "nothing but removals" counts v2 changes 0 mails 0 removed 3
ok "nothing but removals, all of them named" tells v2 'gone from the archive: 3'
ok "HTML and Markdown of that" sh -c "
	maildelta range $work/v2 ..HEAD -o $work/r.html -o $work/r.md &&
	grep -q '<code>b0a1-dee@savanna.example</code>' $work/r.html && grep -q 'gone from the archive: 3' $work/r.md"
ok "a digest has nothing of it" \
	fails 3 'history was rewritten' maildelta digest "$work/v2" ..HEAD

# A v1 mirror that was pushed to by force: the same mails, of another history.
plan v1 v1 "add 01-cover-v1.eml" "add 05-bug.eml" "add 06-single.eml" "add 07-tested.eml"
mark "$work/v1" "$(commit 'add 07-tested.eml')"
plan v1 other "add 01-cover-v1.eml" "add 07-tested.eml" "add 05-edited.eml" "add 15-pull.eml" \
	"delete 07-tested.eml"
cp -r "$work/other/objects/." "$work/v1/objects"
cp "$work/other/refs/heads/master" "$work/v1/refs/heads/master"
ok "v1: another history of the same mails" \
	counts v1 changes 4 mails 1 deletions 1 edited 1 told_before 1 removed 1
ok "v1: what is gone is named" tells v1 '<20260106090112.77-bo@fjord.example>'
ok "v1: a digest" sh -c "maildelta digest $work/v1 ..HEAD --format json | grep -q '\"changes\": 3,'"
done_testing
