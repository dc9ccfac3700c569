#!/bin/sh
# Reports that are told by themselves: each once, and the same after a kill.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

cd "$work" || exit 1
export HOME="$work/home" XDG_STATE_HOME="$work/states"
config=$HOME/.config/maildelta/config
mkdir -p "$HOME/.config/maildelta"
cat >plan <<'END'
add 01-cover-v1.eml 2026-01-05T09:00:20
add 02-patch-v1-1.eml 2026-01-05T09:00:21
add 03-patch-v1-2.eml 2026-01-05T09:00:22
add 04-reply.eml 2026-01-13T13:13:00
add 05-bug.eml 2026-01-14T05:30:30
add 06-single.eml 2026-01-27T09:02:00
epoch
add 07-tested.eml 2026-02-03T10:00:40
add 08-cover-v2.eml 2026-02-04T08:00:30
END
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/dev" plan >made
mv dev/git/1.git later

# commit N: the commit of the Nth mail
commit() {
	sed -n "${1}s/ .*//p" made
}
short() {
	commit "$1" | cut -c1-12
}
# at N: the mirror as it was when the Nth mail was its newest
at() {
	case $1 in
	[78])
		[ -e dev/git/1.git ] || cp -r later dev/git/1.git
		git -C dev/git/1.git update-ref refs/heads/master "$(commit "$1")"
		set -- 6
		;;
	*) rm -rf dev/git/1.git ;;
	esac
	git -C dev/git/0.git update-ref refs/heads/master "$(commit "$1")"
}
# set KEY VALUE...: what the settings say of the inbox
set_dev() {
	printf '[inbox "dev"]\n\tdir = %s/dev\n' "$work" >"$config"
	while [ $# -gt 0 ]; do
		printf '\t%s = %s\n' "$1" "$2" >>"$config"
		shift 2
	done
}
# tell MOMENT [OPTION...]: an update that fetches nothing
tell() {
	now=$1
	shift
	maildelta --now "$now" "$@" update --no-fetch dev >out 2>err
	code=$?
	cat out err
	return $code
}
# does_not REGEX MOMENT: it says why not, and exits with 1
does_not() {
	tell "$2"
	[ $? = 1 ] && grep -qE -e "$1" err
}
state() {
	echo states/maildelta/dev-*/state.json
}
# files FOLDER WANT...: what is there
files() {
	folder=$1
	shift
	ls "$folder" >got 2>/dev/null
	printf '%s\n' "$@" | sed '/^$/d' >want
	same want got
}
# begin_anew N MOMENT: nothing was told, and from the Nth mail on it will be
begin_anew() {
	rm -rf states reports
	at "$1"
	tell "$2"
}
# range A B: what the file is called that has it
range() {
	case $2 in
	5) date=2026-01-14_053030 ;;
	6) date=2026-01-27_090200 ;;
	7) date=2026-02-03_100040 ;;
	8) date=2026-02-04_080030 ;;
	esac
	echo "dev_${date}_$(short "$1")..$(short "$2").${3-txt}"
}
dated() {
	got=$(TZ=UTC stat -c %y "$1" | cut -c1-19)
	[ "$got" = "$2" ] || { echo "$got"; return 1; }
}

if ! maildelta update -h >/dev/null 2>&1; then
	skip "reports are told" "no update here"
	done_testing
	exit
fi

# --- ranges ---------------------------------------------------------------------
set_dev range true output "$work/reports" format text
at 3
ok "nothing is told of what was there before" tell 2026-01-15
ok "... no file" files reports
ok "the folder of the state is its user's alone" [ "$(stat -c %a states/maildelta/dev-*)" = 700 ]
at 5
ok "what came since" tell 2026-01-15T08:00
ok "... in a file that says what it has" files reports "$(range 3 5)"
ok "... a line says so" grep -qxE "(dev: )?range report, 2 commits: $work/reports/$(range 3 5)" out
ok "... and nothing else" [ ! -s err ]
maildelta --now 2026-01-15T08:00 range dev "$(commit 3)..$(commit 5)" >want.txt
ok "... as the command tells it" same want.txt "reports/$(range 3 5)"
ok "... of the moment it was told" dated "reports/$(range 3 5)" "2026-01-15 08:00:00"
cp "$(state)" before
ok "nothing new" tell 2026-01-16
ok "... no file" files reports "$(range 3 5)"
ok "... the mark stands" same "$(state)" before
at 8
ok "a new epoch, and the old one at once" tell 2026-02-05
ok "... one report" files reports "$(range 3 5)" "$(range 5 8)"
ok "... of three mails" grep -q "^dev: range report, 3 commits: \|^range report, 3 commits: " out

set_dev range yes output reports/a/b format "md, html"
rm -rf reports
begin_anew 3 2026-01-15 >log
at 6
ok "several formats, a folder that counts from the settings' own" tell 2026-01-28
ok "... is made" files "$HOME/.config/maildelta/reports/a/b" "$(range 3 6 html)" "$(range 3 6 md)"

# --- two at once ----------------------------------------------------------------
# One has fetched and waits to tell, while another fetches more and tells it.
set_dev range true output "$work/reports" format text url "$work/site"
begin_anew 3 2026-01-15 >log
cp "$(state)" before
at 5
tell 2026-01-28 >log
cp "$(state)" after
cp before "$(state)"
at 3
cp -r dev site
wait_for_another() {
	exec 8>dev/maildelta.lock 9>"$(dirname "$(state)")/lock"
	flock 8
	maildelta --now 2026-01-29 update --wait 60 dev >out 2>err 8>&- 9>&- &
	sleep 0.5
	flock 9
	exec 8>&-
	sleep 1
	git -C dev/git/0.git update-ref refs/heads/master "$(commit 5)"
	cp after "$(state)"
	exec 9>&-
	wait
	cat out err
	[ "$(cat out)" = "dev: up to date" ] && [ ! -s err ]
}
ok "what another told meanwhile" wait_for_another
ok "... is not told to be lost" files reports "$(range 3 5)"
ok "... nor is its mark moved back" [ "$(grep -c "$(commit 5)" "$(state)")" = 1 ]

# --- fetches that fail ------------------------------------------------------------
# What is here is told all the same: it may have come with a run that was killed.
set_dev range true output "$work/reports" format text url "$work/nowhere"
begin_anew 3 2026-01-15 >log
at 5
fetch() {
	maildelta --now "$1" update dev >out 2>err
	code=$?
	cat out err
	return $code
}
fetch 2026-01-28 >log
ok "a fetch that fails" [ $? = 1 ]
ok "... is said in one line" [ "$(grep -c "update: dev: .*nowhere" err)$(wc -l <err)" = 11 ]
ok "... and what is here is told" files reports "$(range 3 5)"
ok "... in a line" grep -qx "dev: range report, 2 commits: $work/reports/$(range 3 5)" out
at 6
rm -r reports
echo "in the way" >reports
fetch 2026-01-29 >log
ok "nor can its report be written" [ $? = 1 ]
ok "... one line has both" [ "$(grep -c "dev: .*nowhere.*; range: .*reports: cannot make" err)$(wc -l <err)" = 11 ]
rm reports
mv dev away
fetch 2026-01-30 >log
ok "no mirror to tell of" [ "$(wc -l <err)" = 1 ]
mv away dev
ok "... and when it is back" tell 2026-01-31
ok "... what was begun" files reports "$(range 5 6)"
sed -i "/url =/d" "$config"

# --- a clone that was killed ---------------------------------------------------------
set_dev range true output "$work/reports" format text url "$work/site"
at 7
mv dev whole
rm -rf states reports site
cp -r whole site
maildelta -q clone --epoch 0 "$work/site" dev
fetch 2026-02-05 >log
ok "epochs that it left out" grep -q "^dev: new \.\." out
ok "... are no news" files reports
git -C site/git/1.git fetch -q "$work/later" "$(commit 8):master"
fetch 2026-02-06 >log
ok "... what comes then is" files reports "$(range 7 8)"
rm -rf dev site
mv whole dev

# --- epochs that come later ---------------------------------------------------------
set_dev range true output "$work/reports" format text
at 7
mv dev/git/0.git older
rm -rf states reports
tell 2026-02-03T11:00 >log
mv older dev/git/0.git
ok "an older epoch" tell 2026-02-03T12:00
ok "... is no news" files reports
at 8
ok "... nor with what is" tell 2026-02-05
ok "... told" files reports "$(range 7 8)"
ok "... alone" grep -q "range report, 1 commit: " out

# --- kills ----------------------------------------------------------------------
# What a kill between two steps leaves is what a run leaves that cannot write its report.
set_dev range true output "$work/reports" format text,html
begin_anew 3 2026-01-15 >log
at 5
echo "in the way" >reports
ok "a folder that cannot be made" does_not "range: $work/reports: cannot make this folder: " \
	2026-01-15T08:00
cp "$(state)" begun
rm reports
at 8
ok "what was begun is told by the next run, and what came since" tell 2026-02-05
ok "... in files of their own" files reports "$(range 3 5 html)" "$(range 3 5)" \
	"$(range 5 8 html)" "$(range 5 8)"
ok "... the first as it was begun" same want.txt "reports/$(range 3 5)"
ok "... of that moment" dated "reports/$(range 3 5 html)" "2026-01-15 08:00:00"
mv reports told
cp "$(state)" after
for left in "" "$(range 3 5)" "$(range 3 5 html)"; do
	rm -rf reports
	mkdir reports
	cp begun "$(state)"
	[ -z "$left" ] || echo "half" >"reports/$left"
	echo "less" >"reports/$(range 3 5).Ab12Cd"
	ok "a kill before the mark moved${left:+, with a file there}" tell 2026-02-05
	ok "... the same bytes" diff -r told reports
	ok "... the same mark" same after "$(state)"
done
cp begun "$(state)"
echo "cut off" >"$(dirname "$(state)")/state.json.Ab12Cd"
ok "a kill while the mark was written" tell 2026-02-05
ok "... leaves nothing" [ "$(ls "$(dirname "$(state)")" | grep -c Ab12Cd)" = 0 ]

# --- marks whose commits are gone -----------------------------------------------
sed "s/$(commit 3)/$(echo "$(commit 3)" | tr 0-9a-f 1-9a-f0)/" begun |
	python3 -c 'import json, sys; s = json.load(sys.stdin); del s["marks"]["range"]["begun"]; print(json.dumps(s))' \
		>"$(state)"
rm -rf reports
ok "the commits that it was told until are gone" tell 2026-02-05
ok "... what came since their date" grep -q \
	"range report, 5 commits (since 2026-01-05: the commits that it was told until are gone): " out
cp "$(state)" before
ok "... once" tell 2026-02-06
ok "... the mark stands" same "$(state)" before
sed "s/$(commit 5)/$(echo "$(commit 5)" | tr 0-9a-f 1-9a-f0)/" begun >"$(state)"
rm -rf reports
ok "those that it was begun until are" tell 2026-02-05
ok "... all is told at once" files reports "$(range 3 8 html)" "$(range 3 8)"

# --- histories that are rewritten -----------------------------------------------
set_dev range true output "$work/reports" format text
rewritten=$(git clone -q --bare dev/git/0.git other 2>&1 &&
	git -C other fast-export master | sed 's/^author [^<]*</author Someone </' |
	git -C other fast-import --quiet --force && git -C other rev-parse master)
git -C dev/git/0.git fetch -q "$work/other" master
git -C dev/git/0.git tag other "$rewritten"
begin_anew 6 2026-01-28 >log
git -C dev/git/0.git update-ref refs/heads/master "$rewritten"
ok "nothing but other commits of the same mails" tell 2026-01-29 -v
ok "... is no report" files reports
ok "... is told so" grep -q "history was rewritten, and all that it has was told before" err
ok "... once" [ "$(tell 2026-01-30 -v)" = "" ]
at 4
ok "mails that are gone" tell 2026-01-31
ok "... are one" grep -qE "range report, history rewritten, 0 mails, 2 removed: $work/reports/dev_.*\.txt$" out

# --- what cannot be -------------------------------------------------------------
echo "{" >"$(state)"
ok "a state that is damaged" does_not \
	"state\.json: cannot be read: JSON: .*: delete this file to start anew" 2026-02-05
rm "$(state)"
set_dev range true
at 3
ok "a report with nowhere to go to" does_not \
	"range: it is told nowhere: set inbox.dev.output to a folder, or inbox.dev.mailTo to an address" 2026-02-05
ok "settings that cannot be" fails 2 "inbox.dev.range=often: not one of true, false$" \
	maildelta -c inbox.dev.range=often config -l
ok "... a period" fails 2 "inbox.dev.digest=daily: not one of weekly, never$" \
	maildelta -c inbox.dev.digest=daily config -l
ok "... an address" fails 2 "inbox.dev.mailTo=x y: not mail addresses" \
	maildelta -c "inbox.dev.mailTo=x y" config -l

# two names of one folder have one mark
set_dev range true output "$work/reports"
begin_anew 3 2026-01-15 >log
printf '[inbox "two"]\n\tdir = %s/dev\n\trange = true\n\toutput = %s/two\n' "$work" "$work" >>"$config"
at 5
ok "the first name is told" tell 2026-01-28
ok "... its report" files reports "$(range 3 5)"
ok "the second cannot be" fails 1 "two: range: it is told of this folder as inbox.dev.range, .*: take inbox.two.range away" \
	maildelta update --no-fetch two
ok "... by its folder, either, which is the first" maildelta update --no-fetch "$work/dev"
ok "... unless it alone asks for it" maildelta -c inbox.dev.range=false update --no-fetch two

# --- digests --------------------------------------------------------------------
set_dev digest weekly
printf '[maildelta]\n\toutput = %s/reports\n\tformat = text\n' "$work" >>"$config"
begin_anew 3 2026-01-11 >log
ok "week 1 is over, in which nothing came" files reports
at 5
ok "the last week that is" tell 2026-01-14T09:00
ok "... its digest" files reports dev_2026_week02.txt
ok "... a line says so" grep -qxE "(dev: )?digest of 2026-W02, 3 mails: $work/reports/dev_2026_week02.txt" out
maildelta --now 2026-01-14T05:30:30 digest dev --week 2026-W02 >want.txt
ok "... as the command tells it" same want.txt reports/dev_2026_week02.txt
complete() {
	maildelta digest dev --each-week --since 2026-01-05 --until 2026-01-12 -o reports/ -v 2>&1 |
		grep "of which 1 are complete"
}
ok "... and is complete" complete
cp "$(state)" before
ok "once" tell 2026-01-21
ok "... the mark stands" same "$(state)" before
cp reports/dev_2026_week02.txt first.txt
at 8
ok "three weeks at once, one of them empty" tell 2026-02-05 -v
ok "... has none" files reports dev_2026_week02.txt dev_2026_week03.txt dev_2026_week05.txt
ok "... is told so" grep -q "digest of 2026-W04: nothing came" err
ok "... the first stays as it was" same first.txt reports/dev_2026_week02.txt
begin_anew 3 2026-01-11 >log
at 5
# as after a fetch that brought nothing, early on Monday: a copy may be some minutes late
sed 's/"fetched": 0/"fetched": 1768781699/' "$(state)" >fetched
cp fetched "$(state)"
ok "a week that may not be over at the site" tell 2026-01-19T01:00
ok "... is not told yet" files reports dev_2026_week02.txt
begin_anew 3 2026-01-11 >log
sed 's/"fetched": 0/"fetched": 1768781700/' "$(state)" >fetched
cp fetched "$(state)"
at 5
ok "weeks that are over as nothing came since" tell 2026-01-19T01:00
ok "... have theirs" files reports dev_2026_week02.txt dev_2026_week03.txt
ok "... as of the fetch" dated reports/dev_2026_week03.txt "2026-01-19 00:00:00"
begin_anew 3 2026-01-11 >log
at 5
rm -r reports
echo "in the way" >reports
tell 2026-01-14T09:00 >log
cp "$(state)" begun
rm reports
at 8
ok "a digest that was begun" tell 2026-02-05
ok "... is told, and those since" files reports dev_2026_week02.txt dev_2026_week03.txt dev_2026_week05.txt
ok "... with the same bytes" same first.txt reports/dev_2026_week02.txt
rm -r reports
mkdir reports
cp begun "$(state)"
echo "less" >reports/dev_2026_week02.txt.Ab12Cd
tell 2026-02-05 >log
ok "... and what a kill left of it goes" files reports dev_2026_week02.txt dev_2026_week03.txt dev_2026_week05.txt

at 7
late=$(GIT_COMMITTER_DATE="1900000000 +0000" git -C dev/git/0.git commit-tree -p master \
	-m late "master^{tree}")
git -C dev/git/0.git update-ref refs/heads/master "$late"
rm -rf states reports
ok "an older epoch whose last date is in 2030" tell 2026-02-20
ok "... says nothing about what is over" files reports dev_2026_week05.txt

# --- mails ----------------------------------------------------------------------
mkdir bin sent
cat >bin/sendmail <<'END'
#!/bin/sh
n=$(ls sent | wc -l)
cat >sent/$n
exit ${CODE-0}
END
chmod +x bin/sendmail
set_dev range true digest weekly mailTo "Ann Example <ann@example.org>, bo@fjord.example" format html
printf '[maildelta]\n\tmailFrom = maildelta@example.org\n\tsendmail = %s/bin/sendmail\n' "$work" >>"$config"
begin_anew 3 2026-01-11 >log
rm -f sent/*
at 5
ok "both as mails" tell 2026-01-14T09:00
ok "... two" files sent 0 1
ok "... a line says so" grep -qE "digest of 2026-W02, 3 mails: mailed to Ann Example <ann@example.org>, bo@fjord.example" out
ok "... a digest of week 2" grep -q "^Subject: .*2026-01-05" sent/0
begin_anew 3 2026-01-11 >log
mkdir kept
mv sent/* kept/
at 5
CODE=75
export CODE
ok "a mail that does not go" does_not "digest: .*; range: |range: .*; digest: " 2026-01-14T09:00
unset CODE
rm -f sent/*
ok "... goes with the next run" tell 2026-01-15
ok "... the same bytes" diff -r kept sent
set_dev digest weekly mailTo ann@example.org
printf '[maildelta]\n\tmailFrom = maildelta@example.org\n\tsendmail = %s/bin/sendmail\n' "$work" >>"$config"
begin_anew 3 2026-01-11 >log
rm -rf sent/* kept/*
cp "$(state)" before
at 8
ok "three weeks" tell 2026-02-05
for mail in sent/*; do
	sed -n 's/^Subject: .* \(2026-..-..\) to.*/\1/p' "$mail"
done >got
ok "... in their order" [ "$(tr '\n' ' ' <got)" = "2026-01-05 2026-01-12 2026-01-26 " ]
mv sent/* kept/
cp before "$(state)"
sed -i 's/^cat /[ ! -e sent\/1 ] || exit 75\ncat /' bin/sendmail
ok "the third cannot be mailed" does_not "digest: " 2026-02-05
ok "... two are" files sent 0 1
ok "... and are told" [ "$(grep -c "^dev: digest of " out)" = 2 ]
sed -i '/exit 75/d' bin/sendmail
ok "... the next run tells the third" tell 2026-02-06
ok "... alone, the same bytes" diff -r kept sent
set_dev range true mailTo ann@example.org output "$work/reports" format html
printf '[maildelta]\n\tmailFrom = maildelta@example.org\n\tsendmail = %s/bin/sendmail\n' "$work" >>"$config"
begin_anew 3 2026-01-11 >log
rm -f sent/*
at 5
ok "a file and a mail" tell 2026-01-14T09:00
ok "... both" [ -e "reports/$(range 3 5 html)" -a -e sent/0 ]
done_testing
