#!/bin/sh
# The reports people have today, made again from mirrors of their mails: no difference
# but the faults they had.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

tools=$MAILDELTA_SHARED/tools

range() {
	python3 "$tools/seed2range.py" "$1" "$work/range" || return 1
	read -r from to <"$work/range/range"
	maildelta -c maildelta.title=KVM -C "$work/range" range "$from..$to" >"$work/report" || return 1
	python3 "$tools/compare_range.py" "$1" "$work/report"
}

# The rules of the digests' categories are on the subjects as they stand there.
digest() {
	mirror=$work/$(basename "$1" .txt)
	python3 "$tools/seed2inbox.py" "$1" "$mirror" || return 1
	read -r since until <"$mirror/window"
	maildelta -c category.preset=classic -c maildelta.title=KVMARM -C "$mirror" digest \
		--since "$since" --until "$until" --lang zh_CN --format markdown >"$work/report" || return 1
	python3 "$tools/compare_digest.py" "$1" - <"$work/report"
}

# says_again REPORT SEED-NUMBER...: each of them, as the function REPORT makes it
says_again() {
	report=$1
	shift
	for number in "$@"; do
		what="the $report report says what seed $number says"
		seed=$(ls "$MAILDELTA_SHARED/seeds/$number"_*.txt 2>/dev/null)
		if [ -z "$seed" ] || [ ! -d "$tools" ]; then
			skip "$what" "no ../shared here"
		elif ! command -v python3 >/dev/null; then
			skip "$what" "no python3 here"
		else
			ok "$what" "$report" "$seed"
		fi
	done
}

says_again range 004
says_again digest 000 001 002 003
done_testing
