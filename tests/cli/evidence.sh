#!/bin/sh
# What mails of a real archive say of patches, against what a reader made of them.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
verdicts=$MAILDELTA_SRCDIR/tests/corpora/evidence

read_archive() {
	git --git-dir "$work/0.git" rev-list HEAD | sed 's/$/:m/' |
		git --git-dir "$work/0.git" cat-file --batch | evidences >"$work/found"
}

# wrong TABLE KIND VERDICT WANTED: the mails of that verdict that have that evidence, or have not
wrong() {
	awk -F '\t' -v kind="$2" -v verdict="$3" -v wanted="$4" '
	NR == FNR { if ($2 == verdict) ids[$1] = 1; next }
	$1 in ids { seen++; if ((" " $2 ~ " " kind " ") != wanted) { print $1; n++ } }
	END { if (!seen) print "none of them was read"; exit n > 0 || !seen }
	' "$verdicts/$1.tsv" "$work/found"
}

# judged WHICH: the mails of kvmarm-verdicts of which the rules say what a reader did not, where
# WHICH is "none", or do not say what he did; but for those known to fail
judged() {
	awk -F '\t' -v which="$1" '
	NR == FNR { verdict[$1] = $2; known[$1] = $3; next }
	!($1 in verdict) || (verdict[$1] == "none") != (which == "none") { next }
	{
		seen++
		if (which == "none")
			bad = $2 ~ /nack|changes|promise|withdrawn/
		else
			bad = (" " $2) !~ (" " verdict[$1] " ")
		if (bad && known[$1] == "") { print $1 ": " verdict[$1] ", found: " $2; n++ }
	}
	END { print seen + 0 " mails"; exit n > 0 || seen < 100 }
	' "$verdicts/kvmarm-verdicts.tsv" "$work/found"
}

if [ -e "$bundle" ]; then
	git clone -q --mirror "$bundle" "$work/0.git"
	ok "a real archive is read to its end" read_archive
	for year in 2021 others; do
		ok "what was applied is found: $year" wrong kvmarm-applied-$year applied applied 1
		ok "what only speaks of it is not: $year" wrong kvmarm-applied-$year applied none 0
	done
	ok "what is asked is found" wrong kvmarm-questions question question 1
	ok "what only looks like it is not" wrong kvmarm-questions question none 0
	ok "who asks for changes, promises or rejects is found" judged said
	ok "who does not is not" judged none
else
	skip "a real archive is read to its end" "no ../shared here"
fi

done_testing
