#!/bin/sh
# The report people have today, made again from a mirror of its mails: no difference
# but the faults it had.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

what="the range report says what the seed says"
compare() {
	python3 "$tools/seed2range.py" "$seed" "$work/seed" || return 1
	read -r from to <"$work/seed/range"
	maildelta -c maildelta.title=KVM -C "$work/seed" range "$from..$to" >"$work/report" || return 1
	python3 "$tools/compare_range.py" "$seed" "$work/report"
}

tools=$MAILDELTA_SHARED/tools
seed=$(ls "$MAILDELTA_SHARED"/seeds/004_*.txt 2>/dev/null)
if [ -z "$seed" ] || [ ! -e "$tools/seed2range.py" ]; then
	skip "$what" "no ../shared here"
elif ! command -v python3 >/dev/null; then
	skip "$what" "no python3 here"
else
	ok "$what" compare
fi
done_testing
