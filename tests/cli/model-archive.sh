#!/bin/sh
# What becomes of all that scripted models say: of what is true nearly all is accepted, of lies about who
# said something none, and whatever is printed is of whom it is credited to. Over mails of our own, and
# two weeks of a real archive; `make bench-summary` takes years of it.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

tests=$MAILDELTA_SRCDIR/tests
bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
if ! command -v python3 >/dev/null || ! command -v git >/dev/null; then
	skip "what scripted models say" "no python3 or git here"
	done_testing
	exit
fi
cd "$work" || exit 1

# measured MODELS WORD...: as the bench has it, of $program
program=maildelta
measured() {
	MODELS=$1 EXAMPLES=5
	export MODELS EXAMPLES
	shift
	TMPDIR=$work sh "$tests/bench/summary.sh" "$program" "$@"
}

# A program that credits one's words to another: its last word is the folder that it writes to
cat >swapping <<'EOS'
#!/bin/sh
maildelta "$@" || exit
for folder; do :; done
sed -i 's/ann@example.org/bo@fjord.example/; s/Ann Example/Bo Fjord/' "$folder"*.json
EOS
chmod +x swapping
found_out() {
	program=./swapping
	! measured "$@"
	program=maildelta
	grep -q "what was printed is not of whom it is credited to" ok.log
}

# Some of the last test
figures() {
	grep -E "^(points made|true: rejected|lies that passed|attribution) " ok.log | sed "s|^|# |"
}

mkdir mails all
for corpus in faults model states; do
	python3 -B "$tests/lib/mbox.py" "$tests/corpora/$corpus" mails
	cat mails/plan >>all/plan
	mv mails/*.eml all
done
sort -k 3 all/plan >mails/plan
mv mails/plan all
mkinbox v2 all own >/dev/null
ok "of our own mails, what is true is accepted, and no lie about who said it" \
	measured "honest swapper=50 fibber=70" "$work/own" 2026-02-02 2026-03-30
figures
ok "... a report that credits it to another is found out" found_out honest "$work/own" 2026-02-09 2026-02-16
if [ -e "$bundle" ]; then
	ok "... and of an archive's" measured "honest swapper=50" "$bundle" 2021-09-27 2021-10-11
	figures
else
	skip "... and of an archive's" "no ../shared here"
fi
done_testing
