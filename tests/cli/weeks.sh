#!/bin/sh
# Weeks of a real archive: every mail is in exactly one thread, with its ancestors, and
# the sums add up, as the mails' own headers have it when other means read them.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
weeks="2019-W28 2019-W46 2020-W01 2020-W07 2020-W27 2020-W53 2021-W10 2021-W39 2022-W14 2022-W40"

digest() {
	maildelta -C "$work/kvmarm" digest --format json "$@"
}

check_week() {
	digest --week "$1" >"$work/$1.json" &&
		python3 -B "$MAILDELTA_SRCDIR/tests/cli/threads.py" "$work/kvmarm/git/0.git" "$work/$1.json"
}

# check_states WEEK END
check_states() {
	digest --since 2019-01-01 --until "$2" >"$work/all.json" &&
		python3 -B "$MAILDELTA_SRCDIR/tests/cli/states.py" "$work/$1.json" "$work/all.json"
}

same_on_threads() {
	for jobs in 1 8; do
		digest --week 2021-W10 -j $jobs --now 2022-01-01 >"$work/j$jobs.json" || return 1
	done
	cmp "$work/j1.json" "$work/j8.json"
}

if [ ! -e "$bundle" ]; then
	skip "weeks of a real archive" "no ../shared here"
elif ! command -v python3 >/dev/null; then
	skip "weeks of a real archive" "no python3 here"
else
	git clone -q --mirror "$bundle" "$work/kvmarm/git/0.git"
	for week in $weeks; do
		ok "$week: every mail in one thread, with its ancestors" check_week "$week"
	done
	ok "a week sees its threads as all the archive does" check_states 2021-W10 2021-03-15
	ok "... another week" check_states 2020-W27 2020-07-06
	ok "eight threads give the same bytes" same_on_threads
fi
done_testing
