#!/bin/sh
# The HTML reports in a real browser: the sample, mails that attack them, a list whose threads
# need attention, a long thread, and, where there is one, a part of a list's archive. See browser.py for what is asked.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

for tool in python3 chromedriver chromium; do
	if ! command -v $tool >/dev/null; then
		skip "the report in a browser" "no $tool here (BROWSER=1 ./bootstrap check installs it)"
		done_testing
		exit 0
	fi
done

drive() {
	python3 -B "$MAILDELTA_SRCDIR/tests/browser/browser.py" "$@" >"$work/tap"
	status=$?
	cat "$work/tap"
	n=$((n + $(grep -cE '^(not )?ok ' "$work/tap")))
	return $status
}

# report NAME INBOX COMMAND ARGUMENT...: the same as HTML and JSON
report() {
	file=$1 inbox=$2
	shift 2
	for format in html json; do
		maildelta -C "$inbox" -c "maildelta.web=https://lists.example/$file" "$@" \
			--format $format -o "$work/$file.$format" || return 1
	done
}

# long_thread FOLDER: a letter, 30 patches and a talk that gets deeper and deeper, with
# words and names that leave no place to break a line
long_thread() {
	mkdir "$1" && awk -v folder="$1" '
	function word(n, letter,   text) {
		while (n-- > 0) text = text letter
		return text
	}
	function write(i, who, subject, parent,   file) {
		file = sprintf("%s/%03d.eml", folder, i)
		printf "From: %s <%s@example.org>\nSubject: %s\n", names[who], word(who ^ 3, "o"), subject >file
		printf "Date: Mon, 05 Jan 2026 %02d:%02d:00 +0530\n", 9 + i / 60, i % 60 >file
		printf "Message-ID: <%d@example.org>\n", i >file
		if (parent) printf "In-Reply-To: <%d@example.org>\n", parent >file
		printf "Content-Type: text/plain; charset=UTF-8\n\n%s says %d\n", word(i * 9 % 200, "w"), i >file
		close(file)
	}
	BEGIN {
		split("Ann Example|Bo Fjord|李雷|<b>Cy</b>|" word(90, "N"), names, "|")
		split("fix & mend|" word(170, "x") "|drivers/" word(80, "a_") "|内核" word(60, "中"), titles, "|")
		write(1, 1, "[PATCH v2 00/30] A long series", 0)
		for (i = 2; i <= 31; i++)
			write(i, 1, sprintf("[PATCH v2 %02d/30] %s %d", i - 1, titles[i % 4 + 1], i), 1)
		for (; i <= 62; i++)
			write(i, i % 5 + 1, "Re: [PATCH v2 00/30] A long series", i % 12 ? i - 1 : i - 31)
	}'
}

# digest NAME [WEEK]: of the week the test's inboxes are of
digest() {
	report "digest-$1" "$work/$1" digest --week "${2-2026-W02}"
}

reports=
for name in sample hostile; do
	mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/$name" "$work/$name" >"$work/made"
	ok "a report of $name is written" report $name "$work/$name" range --root
	ok "a digest of $name is written" digest $name
	reports="$reports $name $work/$name.html $work/$name.json"
	reports="$reports digest-of-$name $work/digest-$name.html $work/digest-$name.json"
done
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/attention" "$work/attention" >"$work/made"
ok "a digest with all of its tables is written" digest attention 2026-W10
reports="$reports digest-of-attention $work/digest-attention.html $work/digest-attention.json"
long_thread "$work/mails"
mkinbox v2 "$work/mails" "$work/long" >"$work/made"
ok "a digest of a long thread is written" digest long
maildelta -C "$work/sample" range --root --lang zh_CN --format html -o "$work/zh.html"
maildelta -C "$work/long" digest --week 2026-W02 --lang zh_CN --format html -o "$work/zh-digest.html"
reports="$reports long-thread $work/digest-long.html $work/digest-long.json"
reports="$reports Chinese $work/zh.html - Chinese-digest $work/zh-digest.html -"

bundle=$MAILDELTA_SHARED/inboxes/kvmarm-0.bundle
archive() {
	git clone -q --mirror "$bundle" "$work/kvmarm/git/0.git" && report kvmarm "$work/kvmarm" range HEAD~300..HEAD &&
		report digest-kvmarm "$work/kvmarm" digest --since 2021-03-01 --until 2021-03-08
}
if [ -e "$bundle" ]; then
	ok "reports of kvmarm are written" archive
	reports="$reports kvmarm $work/kvmarm.html $work/kvmarm.json"
	reports="$reports digest-of-kvmarm $work/digest-kvmarm.html $work/digest-kvmarm.json"
else
	skip "reports of kvmarm" "no ../shared here"
fi

command -v pdftotext >/dev/null || echo "# no pdftotext here: what paper says is not looked at"
# shellcheck disable=SC2086 # a list of words
drive --first $((n + 1)) $reports || ok "the browser runs" false
drive --first $((n + 1)) --self-test || ok "the browser runs" false
done_testing
