#!/bin/sh
# The digest's command line: ways to name a period, what goes with what, and a folder
# with a file for each week, which is gone on with where a run ended.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

unset SOURCE_DATE_EPOCH
export LC_ALL=C
cd "$work" || exit 1

# --- an archive of some weeks -----------------------------------------------------
# mail NAME SUBJECT [PARENT]: a mail whose Message-ID is NAME@x.example
mail() {
	{
		printf 'From: Ann Example <ann@example.org>\nSubject: %s\nMessage-ID: <%s@x.example>\n' "$2" "$1"
		printf 'Date: Thu, 1 Jan 2026 00:00:00 +0000\n'
		[ $# -lt 3 ] || printf 'In-Reply-To: <%s@x.example>\n' "$3"
		printf '\nText of %s.\n' "$1"
	} >"mails/$1.eml"
}

mkdir mails
mail old "a question"
mail first "[PATCH] first second of week 7"
mail answer "Re: a question" old
mail last "last second of week 7"
mail next "first second of week 8"
mail again "Re: a question" answer
mail newest "the newest"
cat >mails/plan <<'END'
add old.eml 2026-01-28T10:00
add first.eml 2026-02-09T00:00
add answer.eml 2026-02-12T12:00
add last.eml 2026-02-15T23:59:59
add next.eml 2026-02-16T00:00
add again.eml 2026-02-17T09:00
add newest.eml 2026-02-18T12:00
END
mkinbox v2 mails dev >made
head -n 6 mails/plan >until-again
mkinbox v2 mails behind/dev until-again >made-behind
sed 's/ .*//' made >commits
commit() {
	sed -n "$1p" commits
}

# Which mails are listed: a template of our own, so that this holds whatever ours say.
mkdir t
cat >t/digest.ids <<'END'
{{#threads}}
{{#mails}}
{{message_id}}{{#history}} before{{/history}}
{{/mails}}
{{/threads}}
END
cp t/digest.ids t/digest.txt
cp t/digest.ids t/digest.md
digest() {
	maildelta -c maildelta.templates="$work/t" digest --now 2026-02-19 "$@"
}

# lists "NAME..." ARGS...: these mails, "-NAME" one from before, in whatever order
lists() {
	for name in $1; do
		case $name in
		-*) echo "${name#-}@x.example before" ;;
		*) echo "$name@x.example" ;;
		esac
	done | sort >want
	shift
	digest --format ids dev "$@" >out 2>err || { cat err; return 1; }
	sort out >got
	cat err
	[ ! -s err ] && same want got
}

# --- the period -------------------------------------------------------------------
week7="first answer last -old"
ok "--week: from Monday's first second to Sunday's last" lists "$week7" --week 2026-W07
ok "... written in other ways" lists "$week7" --week 2026w7
ok "--since and --until say the same" lists "$week7" --since 2026-02-09 --until 2026-02-16
ok "... and --days with --until" lists "$week7" --days 7 --until 2026-02-16
ok "... and a range of commits" lists "$week7" "$(commit 1)..$(commit 4)"
ok "the next week has what comes then" lists "next again newest -answer -old" --week 2026-W08
ok "... up to now, where that is sooner" lists "next again newest -answer -old" --since 2026-02-16
ok "seven days up to now unless something is said" lists "answer last next again newest -old"
ok "--days" lists "newest" --days 1
ok "... up to --until" lists "last next" --days 1 --until 2026-02-16T00:00:01
ok "dates count from --now" lists "newest" --since yesterday
ok "--root is the whole archive" lists "old first answer last next again newest" --root
ok "... up to a commit" lists "old first" --root "$(commit 2)"
ok "... or a range to it" lists "old first" --root "..$(commit 2)"
ok "A.. goes to the newest" lists "newest" "$(commit 6).."
ok "dates before the year's first week" fails 3 "nothing arrived since 2025-12-29" digest dev --week 2026-W01

ok "... before there were any" fails 3 "nothing arrived since 1968-12-30" digest dev --week 1969-W01

in_folder() {
	(cd dev && digest --format ids --week 2026-W07 >../got) && digest --format ids --week 2026-W07 dev >want &&
		same want got
}
ok "the inbox around the current folder" in_folder

ok "--history 0: none" lists "first answer last" --week 2026-W07 --history 0
ok "... too short" lists "first answer last" --week 2026-W07 --history 5d
ok "... long enough" lists "$week7" --week 2026-W07 --history 13
ok "... in weeks" lists "$week7" --week 2026-W07 --history 2w
ok "... in years" lists "$week7" --week 2026-W07 --history 1y
ok "... of a range" lists "first answer last" --history 0 "$(commit 1)..$(commit 4)"

# The versions of a series, of which one is taken away again.
mail v1 "[PATCH] count sheep"
mail v2 "[PATCH v2] count sheep"
cat >mails/versions <<'END'
add v1.eml 2026-01-06
add v2.eml 2026-01-07
delete v2.eml 2026-01-08
END
mkinbox v2 mails versions/dev mails/versions >/dev/null
head -n 2 mails/versions >mails/versions-before
mkinbox v2 mails versions-before/dev mails/versions-before >/dev/null
# newest "SUBJECT...": that are told as the newest of a series
newest() {
	maildelta digest --week 2026-W02 --format json "$1" >out || return 1
	printf '%s' "$2" >want
	python3 -c 'import json, sys
series = [thread["series"] for thread in json.load(open("out"))["threads"]]
print(", ".join(sorted(s["newest"]["subject"] for s in series if s["newest"])), end="")' >got
	same want got
}
if command -v python3 >/dev/null; then
	ok "the newest version" newest versions-before/dev "[PATCH v2] count sheep"
	ok "... is not told where it was taken away again" newest versions/dev ""
else
	skip "the newest version" "no python3 here"
fi

# --- for whom ---------------------------------------------------------------------
mkdir for-mails
cp mails/old.eml mails/first.eml mails/answer.eml mails/last.eml for-mails/
sed 's/^From: .*/From: Bo Fjord <bo@west.fjord.example>/' mails/answer.eml >for-mails/answer.eml
printf 'add %s.eml %s\n' old 2026-01-28T10:00 first 2026-02-09T00:00 answer 2026-02-12T12:00 \
	last 2026-02-15T23:59:59 >for-mails/plan
mkinbox v2 for-mails for/dev >/dev/null
# concerns "NAME..." ARGS...: these mails, as lists
concerns() {
	want=$1
	shift
	(cd for && cp -r ../t . && lists "$want" --week 2026-W07 "$@")
}
ok "--for a person: threads with mails of theirs" concerns "answer -old" --for bo@west.fjord.example
ok "... or a company" concerns "answer -old" --for fjord.example
ok "... and all that stands there without" concerns "$week7"
ok "... and for someone whom nothing concerns: no thread, and no error" concerns "" --for dee@savanna.example
for_range() {
	digest --format ids for/dev --root --for west.fjord.example >out && [ "$(wc -l <out)" = 2 ]
}
ok "... of a range" for_range
for_numbers() {
	maildelta digest --now 2026-02-19 for/dev --week 2026-W07 --for fjord.example --format json >out &&
		grep -A4 '"for": {' out | tr -d ' \n' | grep '"who":"fjord.example","threads":1,"mails":2' &&
		grep '"threads": 3,' out
}
ok "... how many threads that is, of all" for_numbers
for_weeks() {
	digest --each-week for/dev --since 2026-02-09 --until 2026-02-16 --for fjord.example -o for-weeks/ &&
		digest for/dev --week 2026-W07 --for fjord.example --format text >single &&
		same single for-weeks/dev_2026_week07.txt && [ "$(wc -l <single)" = 2 ]
}
ok "... with --each-week" for_weeks
ok "... for what is nobody" fails 2 "^maildelta: digest: --for: 'Ann' is no address and no domain: give" digest dev --for Ann
ok "... before the inbox is opened" fails 2 "--for: '' is no" digest . --for ""
ok "... of nobody" fails 2 "--for" digest dev --for

# --- what is off ------------------------------------------------------------------
ok "an empty period: exit 3, and how old the mirror is" fails 3 \
	"^maildelta: digest: dev: nothing arrived since 2026-02-19T00:00Z until 2026-02-26T00:00Z; the newest .* is of 2026-02-18: fetch it, or try --week 2026-W08$" \
	digest dev --now 2026-02-26
ok "... leaves no file" sh -c '! maildelta digest dev --week 2027-W07 -o e.json 2>/dev/null && ! ls e.json*'
ok "an empty range" fails 3 "nothing arrived in between" digest dev HEAD..HEAD
ok "--week beside --since" fails 2 "--week is a whole period" digest dev --week 2026-W07 --since 2026-02-09
ok "--week beside --days" fails 2 "--week is a whole period" digest dev --week 2026-W07 --days 3
ok "--days beside --since" fails 2 "--days counts back" digest dev --days 3 --since 2026-02-09
ok "--until alone" fails 2 "--until alone names no beginning: add --since or --days$" digest dev --until 2026-02-09
ok "a range beside dates" fails 2 "a range of commits is the whole period: leave out" digest dev HEAD~2.. --days 3
ok "--root beside dates" fails 2 "a range of commits is the whole period" digest dev --root --week 2026-W07
ok "an end that is not behind the beginning" fails 2 "--since has to lie before --until" \
	digest dev --since 2026-02-09 --until 2026-02-09
ok "a week that the year has not" fails 2 "--week: 2025 has no week 53: 52 is its last$" digest dev --week 2025-W53
ok "no week" fails 2 "--week: '7' is no week: give 2026-W07$" digest dev --week 7
ok "no date" fails 2 "--since: 'soon' is no date" digest dev --since soon
ok "--days 0" fails 2 "--days takes a number from 1" digest dev --days 0
for history in "" d 1m -1 1.5y 101y 99999999999 "1 y"; do
	ok "--history '$history'" fails 2 "--history takes days, weeks or years" digest dev --history "$history"
done
ok "--top 0" fails 2 "--top takes" digest dev --top 0
ok "a folder that is not there" fails 2 "devv: no inbox, no folder and no range <A>..<B>$" digest devv
ok "... beside dates" fails 2 "devv: no inbox, no folder and no range <A>..<B>$" digest devv --week 2026-W07
ok "-C behind the command" fails 2 "-C stands before the command: maildelta -C <dir> digest$" digest -C dev
ok "... and -c" fails 2 "-c stands before the command: maildelta -c <name>=<value> digest$" digest -c x=y dev
ok "-o into a folder that is not there" fails 1 "no/w.txt: cannot write: there is no folder no$" \
	digest dev --week 2026-W07 -o no/w.txt
ok "a commit without a range" fails 2 "HEAD: no inbox, no folder and no range" digest dev HEAD
ok "one word too many" fails 2 "one word too many: x" digest dev HEAD~1.. x
ok "a format that has no template" fails 2 "format 'frotz': no template digest.frotz" digest dev --format frotz
ok "a list of formats is for --each-week" fails 2 "format 'text,json'" digest dev --format text,json

# --- the same bytes -----------------------------------------------------------------
the_same() {
	digest dev --week 2026-W07 --format "$1" -j 1 >want || return 1
	digest dev --week 2026-W07 --format "$1" -j 8 >got && same want got || return 1
	TZ=America/St_Johns LC_ALL=zh_CN.UTF-8 digest dev --week 2026-W07 --format "$1" >got && same want got
}
for format in json html; do
	ok "$format: threads, time zone and locale change nothing" the_same $format
done
ok "-o in several formats" sh -c '
	maildelta digest dev --now 2026-02-19 --week 2026-W07 -o w.json -o w.html &&
	maildelta digest dev --now 2026-02-19 --week 2026-W07 --format json | cmp - w.json'

# --- notes --------------------------------------------------------------------------
notes() {
	regex=$1
	shift
	digest -v "$@" >out 2>err || return 1
	cat err
	grep -qE -e "$regex" err
}
ok "-v says what period that is" notes "^window: since 2026-02-09T00:00:00\+00:00 until 2026-02-16T00:00:00\+00:00$" \
	dev --week 2026-W07
ok "... what was read" notes "^read: 3 commits, 3 mails, 1 from before, in [0-9.]+ s, [0-9]+ threads$" dev --week 2026-W07
ok "... and what was read beside" notes "^beside: 0 mails from before, of the same threads$" dev --week 2026-W07
ok "... of a range, which" notes "^range: after $(commit 1 | cut -c1-12) to $(commit 4 | cut -c1-12)$" \
	dev "$(commit 1)..$(commit 4)"
ok "progress where it is asked for" sh -c '
	maildelta digest dev --now 2026-02-19 --format json --progress 2>&1 >/dev/null | grep "^Reading mails: 100%"'

# --- each week ------------------------------------------------------------------------
each() {
	digest --each-week "$@"
}
silent() {
	"$@" >out 2>err || { cat err; return 1; }
	cat out err
	[ ! -s out ] && [ ! -s err ]
}
# holds FOLDER NAME...: these files, and no other
holds() {
	ls -A "$1" >names
	folder=$1
	shift
	[ $# = 0 ] || printf '%s\n' "$@" | sort >names-want
	[ $# -gt 0 ] || : >names-want
	sort names | diff names-want - && [ -d "$folder" ]
}
# as_single FILE WEEK FORMAT [INBOX]: the bytes of that week's digest
as_single() {
	digest "${4-dev}" --week "$2" --format "$3" >single && same single "$1"
}

ok "a file for each week" silent each dev --since 2026-01-28 -o o/
ok "... and its name" holds o dev_2026_week05.txt dev_2026_week06.txt dev_2026_week07.txt dev_2026_week08.txt
ok "... with what the digest of that week says" as_single o/dev_2026_week07.txt 2026-W07 text
ok "... also of the one that is not over" as_single o/dev_2026_week08.txt 2026-W08 text
ok "a week without mails has its file" [ -f o/dev_2026_week06.txt ]
ok "a folder that is there needs no slash" silent each dev --since 2026-02-09 -o o
rm -r o
ok "several formats" silent each dev --since 2026-02-09 --until 2026-02-16 --format markdown,html,json -o o/
ok "... a file each" holds o dev_2026_week07.html dev_2026_week07.json dev_2026_week07.md
for format in markdown html json; do
	ending=$format
	[ $format != markdown ] || ending=md
	ok "... $format as alone" as_single o/dev_2026_week07.$ending 2026-W07 $format
done
rm -r o
ok "a format by its ending" silent each dev --since 2026-02-09 --until 2026-02-16 --format md -o o/
ok "... is that format" holds o dev_2026_week07.md
ok "ISO's year, not the day's" sh -c '
	maildelta digest dev --now 2026-02-19 --each-week --since 2025-12-31 --until 2026-01-02 --format json -o y/ &&
	[ "$(ls -A y)" = dev_2026_week01.json ]'
ok "not what has not begun" sh -c '
	maildelta digest dev --now 2026-02-19 --each-week --since 2026-02-18 --until 2027-01-01 --format json -o z/ &&
	[ "$(ls -A z)" = dev_2026_week08.json ]'

# stamp FILE: which file that is, and when it was written
stamp() {
	stat -c '%n %i %Y %s %z' "$@"
}
rm -rf o
each dev --since 2026-01-28 -o o/
stamp o/*5.txt o/*6.txt o/*7.txt >before
stamp o/*8.txt >current
ok "complete weeks say that they were last changed when the mirror was" \
	[ "$(stat -c %Y o/dev_2026_week05.txt)" = "$(date -u -d 2026-02-18T12:00 +%s)" ]
again() {
	silent each dev --since 2026-01-28 -o o/ && stamp o/*5.txt o/*6.txt o/*7.txt | diff before - &&
		! stamp o/*8.txt | diff current - >/dev/null
}
ok "a second run leaves them alone, and rewrites the current one" again
ok "... and says so with -v" notes "^weeks: 4, of which 3 are complete$" dev --each-week --since 2026-01-28 -o o/
ok "... one line a week" sh -c '[ "$(grep -c "^week: " err)" = 1 ] && grep "^week: 2026-W08, 3 mails, not over" err'
ok "nothing to do is done, silently" silent each dev --since 2026-01-28 --until 2026-02-16 -o o/
ok "... and reads nothing" silent each --progress dev --since 2026-01-28 --until 2026-02-16 -o o/
rm o/dev_2026_week06.txt
ok "a file that is gone comes back" silent each dev --since 2026-01-28 --until 2026-02-16 -o o/
ok "... alone" sh -c 'stat -c "%n %i %Y %s %z" o/*5.txt o/*7.txt >after; grep -v week06 before | diff - after'
ok "a format that is new, beside one that is complete" silent each dev --since 2026-02-09 --until 2026-02-16 \
	--format text,markdown -o o/
ok "... leaves that alone" sh -c 'stat -c "%n %i %Y %s %z" o/*7.txt >after; grep week07 before | diff - after && [ -f o/*7.md ]'

# What comes in the first second behind a week's end completes it.
rm -rf o
head -n 5 mails/plan >until-next
mkinbox v2 mails next/dev until-next >/dev/null
ok "a mirror that ends with the next week's first second" silent each next/dev --since 2026-02-09 --until 2026-02-16 -o o/
ok "... has the week complete" \
	notes "^weeks: 1, of which 1 are complete$" next/dev --each-week --since 2026-02-09 --until 2026-02-16 -o o/

# The mirror lags behind: what it gets later belongs into a week that is over by the clock.
rm -rf o
ok "a mirror that lags" silent each behind/dev --now 2026-03-01 --since 2026-02-16 --until 2026-02-23 -o o/
ok "... leaves its week to be written again" sh -c 'cp o/dev_2026_week08.txt lagging && grep again lagging && ! grep newest lagging'
ok "... when the mails are there" silent each dev --now 2026-03-01 --since 2026-02-16 --until 2026-02-23 -o o/
ok "... and it has them" sh -c 'grep newest o/dev_2026_week08.txt'
ok "a clock that lags: nothing is complete that is not over" sh -c '
	rm -rf o; maildelta digest dev --now 2026-02-14 --each-week --since 2026-02-09 --format json -o o/ &&
	[ "$(stat -c %Y o/*)" = "$(date -u -d 2026-02-14 +%s)" ]'

# Killed: whole files only, and the next run goes on.
rm -rf o all
weeks=200
each dev --since 2022-04-25 --format json,html -o all/ && ls all | grep -c json >n-all
ok "years of weeks" [ "$(cat n-all)" = $weeks ]
killed() {
	maildelta digest dev --now 2026-02-19 --each-week --since 2022-04-25 --format json,html -o o/ &
	child=$!
	k=0
	# whole ones alone: others end in six more letters
	while [ "$(ls o 2>/dev/null | grep -Ec '\.(json|html)$')" -lt 10 ] && [ $k -lt 400 ]; do
		sleep 0.01
		k=$((k + 1))
	done
	kill -9 $child
	wait $child
	rm -f o/*.??????
	[ "$(ls o | wc -l)" -ge 10 ] || return 1
	for file in o/*; do
		cmp "$file" "all/${file#o/}" || return 1
	done
}
ok "kill -9 leaves whole files" killed 2>/dev/null
stamp o/*2022_week2?.json >before
ok "the next run goes on" silent each dev --since 2022-04-25 --format json,html -o o/
ok "... to the same files" diff -r all o
ok "... and leaves what was there" sh -c 'stat -c "%n %i %Y %s %z" $(cut -d" " -f1 before) | diff before -'
for jobs in 1 8; do
	ok "-j$jobs: the same files" sh -c "rm -rf o; TZ=Asia/Tokyo maildelta digest dev --now 2026-02-19 -j$jobs \
		--each-week --since 2025-12-01 --format json -o o/ && for f in o/*; do cmp \$f all/\${f#o/} || exit 1; done"
done

mine() {
	rm -rf o
	echo 'mine {{window.week}}' >my.md
	silent each dev --since 2026-02-09 --until 2026-02-16 --format markdown,text --template my.md -o o/ &&
		grep -x "mine 2026-W07" o/dev_2026_week07.md && ! grep mine o/dev_2026_week07.txt
}
ok "--template is for the format of its ending" mine
rest() {
	rm o/dev_2026_week07.txt
	silent each dev --since 2026-02-09 --until 2026-02-16 --format markdown,text --template my.md -o o/ &&
		! grep mine o/dev_2026_week07.txt
}
ok "... also where that is complete already" rest
ok "... which must be one of them" fails 2 "--template my.md: no output is to be markdown" \
	each dev --since 2026-02-16 --format json,text --template my.md -o o/

nothing() {
	rm -rf o
	"$@" && [ ! -e o ]
}
ok "without a folder" nothing fails 2 "name one folder for them, -o <folder>/$" each dev --since 2026-02-09
ok "with two" nothing fails 2 "name one folder" each dev --since 2026-02-09 -o o/ -o p/
ok "with standard output" nothing fails 2 "name one folder" each dev --since 2026-02-09 -o -
ok "with a file" nothing fails 2 "-o o: --each-week .* name a folder, o/$" each dev --since 2026-02-09 -o o
ok "only the folder itself is made" nothing fails 1 "o/p/: cannot make this folder: No such file" \
	each dev --since 2026-02-09 -o o/p/
ok "without --since" nothing fails 2 "It takes --since, and --until" each dev -o o/
ok "with --week" nothing fails 2 "neither --week nor --days" each dev --week 2026-W07 -o o/
ok "with a range" nothing fails 2 "--each-week goes by dates" each dev HEAD~2.. -o o/
ok "from later on" nothing fails 2 "--since has to lie before now" each dev --since 2026-03-01 -o o/
ok "a format that has no template" fails 2 "format 'frotz': no template" each dev --since 2026-02-09 \
	--format text,frotz -o o/
ok "... leaves no file" holds o
for list in "" , text, text,,html ../x /x; do
	ok "--format '$list'" fails 2 "not a list of formats, such as markdown,html" \
		each dev --since 2026-02-09 --format "$list" -o o/
done
ok "a format twice" fails 2 "the same file twice" each dev --since 2026-02-09 --format text,txt -o o/
ok "a full folder" sh -c 'rm -rf o; mkdir -p o/dev_2026_week07.json; ! maildelta digest dev --now 2026-02-19 --each-week \
	--since 2026-02-09 --format json -o o/ 2>err && cat err && grep "dev_2026_week07.json: cannot write: it is a folder" err'
done_testing
