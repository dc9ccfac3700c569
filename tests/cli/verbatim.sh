#!/bin/sh
# Every word that digests of a real archive credit to somebody is that person's, in that mail:
# tests/cli/verbatim.py reads the mails by other means. Two years of weeks; MAILDELTA_ALL=1
# takes all that there are.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
since=2020-01-06 until=2022-01-03
[ -z "${MAILDELTA_ALL-}" ] || since=2018-01-01 until=2024-01-01

if [ ! -e "$bundle" ] || ! command -v git >/dev/null || ! command -v python3 >/dev/null; then
	skip "a digest of each week" "no ../shared, git or python3 here"
	done_testing
	exit
fi

cd "$work" || exit 1
mkdir -p kvmarm/git weeks
git clone -q --mirror "$bundle" kvmarm/git/0.git
ok "a digest of each week" maildelta -C kvmarm digest --each-week --since $since --until $until \
	--format json -o "$work/weeks/"
every_word() {
	python3 -B "$MAILDELTA_SRCDIR/tests/cli/verbatim.py" kvmarm/git/0.git weeks
}
ok "every word is that of whom it is credited to" every_word
grep -E "^[a-z:'() -]+: [0-9]+\$" ok.log | sed "s|^|# |"
done_testing
