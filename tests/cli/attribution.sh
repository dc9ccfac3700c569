#!/bin/sh
# Whom a digest credits with what: the faults that reports of a language model had, rebuilt as
# mails of our own (tests/corpora/faults), must not come back.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

tests=$MAILDELTA_SRCDIR/tests
corpus=$tests/corpora/faults
if ! command -v python3 >/dev/null || ! command -v git >/dev/null; then
	skip "a digest of faults" "no python3 or git here"
	done_testing
	exit
fi
cd "$work" || exit 1

# Of the last test: what its table says is not told yet
known() {
	grep -e '(known)$' -e 'needs no ?' ok.log | sed 's/^/# /'
}

mkdir mails weeks
python3 -B "$tests/lib/mbox.py" "$corpus" mails
mkinbox v2 mails faults >/dev/null
ok "a digest of faults" maildelta digest faults --week 2026-W07 --now 2026-02-16 --format json -o weeks/7.json
ok "... credits whom it should" python3 -B "$tests/cli/attribution.py" weeks/7.json "$corpus/verdicts.tsv"
known
ok "... with words that are theirs" python3 -B "$tests/cli/verbatim.py" faults/git/0.git weeks

# The same mails again, all of them in one period.
ok "a digest of all of it" maildelta digest faults --since 2026-02-01 --until 2026-02-16 --now 2026-02-16 \
	--format json -o weeks/all.json
ok "... credits words to whom they are of" python3 -B "$tests/cli/verbatim.py" faults/git/0.git weeks
done_testing
