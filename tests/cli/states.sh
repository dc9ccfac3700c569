#!/bin/sh
# Where the threads of a real archive stood, week by week, against what a reader made of them.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
verdicts=$MAILDELTA_SRCDIR/tests/corpora/evidence/kvmarm-threads-2021.tsv

digests() {
	maildelta -q -C "$work" digest "$work" --each-week --since 2021-01-01 --until 2022-01-01 \
		--format json -o "$work/weeks/"
}

# families: week, first mail, and applied, partial or not of each thread
families() {
	cat >"$work/families.py" <<-'EOF'
		import glob, json, sys

		for name in sorted(glob.glob(sys.argv[1] + "/*.json")):
		    digest = json.load(open(name))
		    for thread in digest["threads"]:
		        state = thread["state"]
		        family = "applied" if state["name"] == "applied" else "not"
		        if state["partial"] and state["name"] != "superseded":
		            family = "partial"
		        print(digest["window"]["week"], thread["message_id"], family, sep="\t")
	EOF
	python3 "$work/families.py" "$work/weeks" >"$work/families"
}

# agree FAMILY: the digests have it of all threads that a reader gave it, and no other
agree() {
	awk -F '\t' -v family="$1" '
	NR == FNR { if ($3 == family && $4 == "") want[$1 FS $2] = 1; next }
	$1 FS $2 in want { seen++; if ($3 != family) { print; n++ } delete want[$1 FS $2] }
	END { for (k in want) { print "not there: " k; n++ }; exit n > 0 || !seen }
	' "$verdicts" "$work/families"
}

if [ -e "$bundle" ] && command -v python3 >/dev/null; then
	git init -q --bare "$work/git/0.git"
	git --git-dir "$work/git/0.git" fetch -q "$bundle" '+refs/heads/*:refs/heads/*'
	ok "a year of an archive is told week by week" digests
	ok "its threads are read" families
	ok "what was applied is, and all of it" agree applied
	ok "what was applied in part is" agree partial
	ok "what was not is not" agree not
else
	skip "a year of an archive is told week by week" "no ../shared or no python3 here"
fi

done_testing
