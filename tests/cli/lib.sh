# SPDX-License-Identifier: GPL-2.0-or-later
# What the shell tests share: TAP, a scratch folder, the program and inboxes to
# try it on. Sourced; the caller ends with `done_testing`.
set -u

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
PATH=$MAILDELTA_BUILDDIR:$MAILDELTA_BUILDDIR/tests/lib:$PATH
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=C GIT_COMMITTER_EMAIL=c@example.org
export XDG_STATE_HOME="$work/state"
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

# mark INBOX COMMIT...: the last report of that folder ended with these, one an epoch, from 0 on
mark() {
	folder=$(realpath "$1")
	hash=$(printf %s "$folder" | sha256sum | cut -c 1-8)
	state=$XDG_STATE_HOME/maildelta/$(basename "$folder")-$hash
	mkdir -p "$state"
	shift
	epoch=0
	tips=
	for commit; do
		tips="$tips${tips:+, }{\"epoch\": $epoch, \"commit\": \"$commit\", \"committed\": 0}"
		epoch=$((epoch + 1))
	done
	printf '{"version": 1, "fetched": 0, "marks": {"range": {"told": 1, "tips": [%s]}}}\n' \
		"$tips" >"$state/state.json"
}

# same FILE FILE
same() {
	cmp "$1" "$2" || diff -u "$1" "$2" | head -n 40
	cmp -s "$1" "$2"
}
