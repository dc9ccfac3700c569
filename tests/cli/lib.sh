# SPDX-License-Identifier: GPL-2.0-or-later
# What the shell tests share: TAP, a scratch folder, the program and inboxes to
# try it on. Sourced; the caller ends with `done_testing`.
set -u

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
PATH=$MAILDELTA_BUILDDIR:$MAILDELTA_BUILDDIR/tests/lib:$PATH
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=C GIT_COMMITTER_EMAIL=c@example.org
n=0

# ok DESCRIPTION COMMAND...: passes when the command does
ok() {
	what=$1
	shift
	n=$((n + 1))
	if "$@" >"$work/ok.log" 2>&1; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		awk '{ print "# " $0 }' "$work/ok.log" # ends the last line, too
	fi
}

skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}

done_testing() {
	echo "1..$n"
}

# fails CODE REGEX COMMAND...: the command exits with CODE, says REGEX on stderr, nothing on stdout
fails() {
	code=$1 regex=$2
	shift 2
	"$@" >"$work/out" 2>"$work/err"
	got=$?
	cat "$work/err"
	[ "$got" = "$code" ] || { echo "exit $got, not $code"; return 1; }
	[ ! -s "$work/out" ] || { echo "printed:"; head -n 5 "$work/out"; return 1; }
	[ "$(wc -l <"$work/err")" = 1 ] || { echo "not one line"; return 1; }
	grep -qE -e "$regex" "$work/err" || { echo "no match for: $regex"; return 1; }
}

# same FILE FILE
same() {
	cmp "$1" "$2" || diff -u "$1" "$2" | head -n 40
	cmp -s "$1" "$2"
}
