#!/bin/sh
# The same mails in every layout an archive can have give the same report, on any
# number of threads; what was deleted, purged or lost is gone from it and counted.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

sample=$MAILDELTA_SRCDIR/tests/corpora/sample

# report INBOX ARGS...: as JSON, without what names commits and the accounting's unit
report() {
	inbox=$1
	shift
	maildelta -c maildelta.title=dev range "$work/$inbox" --format json "$@" |
		sed -e '/"\(commit\|short\)": /d' -e '/"unit": /d'
}

same_report() {
	report v2 --root ..HEAD -j 1 >"$work/want" || return 1
	report "$1" --root ..HEAD -j "$2" >"$work/got" || return 1
	[ -s "$work/want" ] && same "$work/want" "$work/got"
}

# plan LINES: an inbox "new" of the layout $layout, after those lines
plan() {
	rm -rf "$work/new"
	printf '%s\n' "$@" >"$work/plan"
	mkinbox "$layout" "$sample" "$work/new" "$work/plan" >"$work/made"
}

# counts NAME NUMBER ...: of the accounting of new's whole range
counts() {
	maildelta range "$work/new" --root --format json >"$work/out.json" || return 1
	while [ $# -gt 0 ]; do
		grep -q "^    \"$1\": $2,\$" "$work/out.json" || {
			grep "^    \"$1\": " "$work/out.json"
			echo "wanted $1 $2"
			return 1
		}
		shift 2
	done
}

sed -e '/^add 05/i epoch' -e '/^add 11/i epoch' "$sample/plan" >"$work/three"
mkinbox v1 "$sample" "$work/v1" >"$work/made"
mkinbox v2 "$sample" "$work/v2" >"$work/made"
mkinbox v2 "$sample" "$work/v2-3" "$work/three" >"$work/made3"

ok "three epochs were made" [ -d "$work/v2-3/git/2.git" ]
for jobs in 1 8; do
	for layout in v1 v2 v2-3; do
		ok "$layout with -j$jobs gives the report of v2" same_report $layout $jobs
	done
done

# The epoch borders lie inside this range.
ok "a range across epochs" sh -c "
	maildelta range $work/v2 HEAD~13..HEAD~2 | sed 1,2d >$work/want &&
	maildelta range $work/v2-3 HEAD~13..HEAD~2 | sed 1,2d >$work/got && cmp $work/want $work/got"

# two ranges that meet hold what one over both holds
ok "ranges that meet lose nothing" sh -c "
	for range in HEAD~14..HEAD~6 HEAD~6..HEAD HEAD~14..HEAD; do
		maildelta range $work/v2-3 \$range --format json |
			sed -n 's/^          \"message_id\": //p' | sort -u >$work/ids.\$range
	done
	sort -u $work/ids.HEAD~14..HEAD~6 $work/ids.HEAD~6..HEAD | cmp - $work/ids.HEAD~14..HEAD"

# git follows this include, and would wait for ever
mkinbox v2 "$sample" "$work/config" >"$work/made"
mkfifo "$work/fifo"
printf '[include]\n\tpath = %s\n' "$work/fifo" >>"$work/config/git/0.git/config"
ok "a mirror's config is not followed" timeout 20 maildelta range "$work/config" --root -o "$work/out"

for layout in v1 v2; do
	plan "add 01-cover-v1.eml" "add 05-bug.eml" "add 06-single.eml" "delete 05-bug.eml"
	ok "$layout: a mail deleted inside the range is withdrawn" \
		counts changes 4 mails 2 withdrawn 1 deletions 1 patches 2 others 0
	ok "$layout: deleted before the range, it is a deletion alone" sh -c "
		maildelta range $work/new HEAD~1.. --format json >$work/out.json
		grep -q '\"deletions\": 1,' $work/out.json && grep -q '\"withdrawn\": 0,' $work/out.json"
	plan "add 05-bug.eml" "delete 05-bug.eml" "add 05-bug.eml"
	ok "$layout: what comes again after its deletion is listed" \
		counts changes 3 mails 1 withdrawn 1 deletions 1
	plan "add 01-cover-v1.eml" "add 05-bug.eml" "add 06-single.eml" "missing 05-bug.eml"
	ok "$layout: a missing blob is a count, not an error" counts changes 3 mails 2 missing 1
done

layout=v2
plan "add 01-cover-v1.eml" "add 06-single.eml" "add 05-bug.eml" "purge 06-single.eml"
ok "a purged mail is gone and counted" counts changes 3 mails 2 purges 1 patches 1
plan "add 01-cover-v1.eml" "add 06-single.eml" "replace 06-single.eml 05-bug.eml"
ok "an edited mail is what it was edited to" counts changes 2 mails 2 patches 1 others 1
layout=v1
plan "add 01-cover-v1.eml" "add 06-single.eml" "edit 06-single.eml 05-bug.eml"
ok "v1: a mail put in another's place withdraws it" \
	counts changes 3 mails 2 withdrawn 1 patches 1 others 1
plan "add 01-cover-v1.eml" "add 06-single.eml" "edit 06-single.eml 05-bug.eml" "missing 05-bug.eml"
ok "v1: a mail put in another's place withdraws it, be it missing" \
	counts changes 3 mails 1 withdrawn 1 missing 1 patches 1
plan "add 01-cover-v1.eml" "add 06-single.eml"
twice=$(git --git-dir "$work/new" ls-tree HEAD | sed p | git --git-dir "$work/new" mktree)
git --git-dir "$work/new" update-ref HEAD "$(git --git-dir "$work/new" commit-tree -p HEAD -m x "$twice")"
ok "v1: a tree that names its folders twice adds no mail" \
	counts changes 3 mails 2 unreadable 1 patches 2

# A tip that is no mail: m as a link, or as a file that names a tree.
git=$work/new/git/0.git
commit_tree() {
	git --git-dir "$git" update-ref HEAD "$(git --git-dir "$git" commit-tree -p HEAD -m odd "$1")"
}
layout=v2
plan "add 01-cover-v1.eml" "add 05-bug.eml"
link=$(printf 'target' | git --git-dir "$git" hash-object -w --stdin)
commit_tree "$(printf '120000 blob %s\tm\n' "$link" | git --git-dir "$git" mktree)"
ok "an odd tip is unreadable, and an inbox all the same" counts changes 3 mails 2 unreadable 1
folder=$(printf '040000 tree %s\tm\n' "$(git --git-dir "$git" rev-parse HEAD~1^{tree})" |
	git --git-dir "$git" mktree)
commit_tree "$(git --git-dir "$git" cat-file tree "$folder" | sed 's/^40000 m/100644 m/' |
	git --git-dir "$git" hash-object -t tree -w --stdin --literally)"
ok "a mail that is a folder is unreadable, not damage" counts changes 4 mails 2 unreadable 2
done_testing
