#!/bin/sh
# A whole real archive: everything is accounted for, on any number of threads.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle

report() {
	maildelta -C "$work/kvmarm" range --root ..HEAD --format json "$@"
}

# number NAME: of the accounting
number() {
	sed -n "s/^    \"$1\": \([0-9]*\),*$/\1/p" "$work/report.json"
}

adds_up() {
	commits=$(git --git-dir "$work/kvmarm/git/0.git" rev-list --count --first-parent HEAD)
	[ "$(number changes)" = "$commits" ] &&
		[ "$commits" = $(($(number mails) + $(number withdrawn) + $(number deletions) +
			$(number purges) + $(number missing) + $(number unreadable))) ] &&
		[ "$(number mails)" = $(($(number patches) + $(number replies) + $(number others))) ]
}

# Every patch mail stands in the list once.
lists_each_once() {
	sed -n '/^  "series": \[/,/^  \]/s/^          "commit": "\(.*\)",$/\1/p' "$work/report.json" |
		sort >"$work/listed"
	[ "$(wc -l <"$work/listed")" = "$(number patches)" ] && [ -z "$(uniq -d "$work/listed")" ]
}

if [ -e "$bundle" ]; then
	git clone -q --mirror "$bundle" "$work/kvmarm/git/0.git"
	report -j 1 >"$work/report.json"
	ok "a real archive is read to its end" [ $? = 0 ]
	ok "the accounting adds up, and is git's count" adds_up
	ok "every patch mail is listed once" lists_each_once
	report -j 8 >"$work/report8.json"
	ok "eight threads give the same bytes" cmp "$work/report.json" "$work/report8.json"
else
	skip "a real archive is read to its end" "no ../shared here"
fi
done_testing
