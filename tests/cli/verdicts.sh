#!/bin/sh
# Where threads stand, from whole mails to the digest: each family of phrases, of people and of
# robots, against tables of verdicts (tests/corpora/states).
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

corpus=$MAILDELTA_SRCDIR/tests/corpora/states
if ! command -v python3 >/dev/null; then
	skip "threads against their verdicts" "no python3 here"
	done_testing
	exit
fi
cd "$work" || exit 1

# digest NAME: of the week in which the mails of NAME-mails came
digest() {
	mkinbox v2 "$1-mails" "$1" >/dev/null &&
		maildelta digest "$1" --week 2026-W13 --now 2026-03-30 --format json -o "$1.json"
}

# Of the last test: what its table says is not told yet
known() {
	grep -e '(known)$' -e 'needs no ?' ok.log | sed 's/^/# /'
}

mkdir threads-mails phrases-mails
python3 -B "$MAILDELTA_SRCDIR/tests/lib/mbox.py" "$corpus" threads-mails
python3 -B "$MAILDELTA_SRCDIR/tests/cli/phrases.py" make "$corpus/phrases.tsv" phrases-mails
ok "a digest of threads" digest threads
ok "... each as its verdict has it" \
	python3 -B "$MAILDELTA_SRCDIR/tests/cli/verdicts.py" threads.json "$corpus/verdicts.tsv"
known
ok "a digest of single answers" digest phrases
ok "... each as its verdict has it" \
	python3 -B "$MAILDELTA_SRCDIR/tests/cli/phrases.py" check "$corpus/phrases.tsv" phrases.json
known
done_testing
