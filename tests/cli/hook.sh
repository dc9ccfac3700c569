#!/bin/sh
# maildelta hook: what a git fetch brings is told, once, and git never notices.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

for tool in git python3; do
	command -v $tool >/dev/null || {
		skip "hook" "no $tool"
		done_testing
		exit
	}
done

mkdir "$work/home" "$work/bin" "$work/a b'c \$d \"e\""
cd "$work/a b'c \$d \"e\"" || exit 1
here=$PWD
# a copy: it is to be missing, or another, while its hook is called
cp "$MAILDELTA_BUILDDIR/maildelta" "$work/bin/maildelta"
PATH=$work/bin:$PATH
export HOME="$work/home" XDG_STATE_HOME="$work/state"
git config --global init.defaultBranch master
git config --global advice.ignoredHook false
# workers end by themselves, but for those that a failed test leaves
trap 'stop_workers; umount "$work/small" 2>/dev/null; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# --- a source, its mirror, and what was told of it -------------------------------------

# mail N: a patch, number N
mail() {
	printf 'From: Ann Example <ann@example.org>\nMessage-ID: <fetch-%s@example.org>\n' "$1"
	printf 'Date: Mon, 12 Jan 2026 00:00:00 +0000\nSubject: [PATCH] change number %s\n\nWhy.\n' "$1"
	printf '%s\n' --- ' a | 2 +-' ' 1 file changed, 1 insertion(+), 1 deletion(-)' '' \
		'diff --git a/a b/a' '--- a/a' '+++ b/a' '@@ -1 +1 @@' '-x' "+$1"
}

# add EPOCH N [PARENT]: mail N comes to the source, behind PARENT where history is rewritten
add() {
	repo=src/git/$1.git
	[ -d "$repo" ] || git init -q --bare "$repo" || return 1
	blob=$(mail "$2" | git -C "$repo" hash-object -w --stdin) || return 1
	tree=$(printf '100644 blob %s\tm\n' "$blob" | git -C "$repo" mktree) || return 1
	parent=${3-$(git -C "$repo" rev-parse -q --verify master)}
	commit=$(git -C "$repo" commit-tree ${parent:+-p "$parent"} -m "change $2" "$tree") || return 1
	git -C "$repo" update-ref refs/heads/master "$commit"
}

# clone EPOCH MIRROR: what git clone --mirror does, without its sample hooks
clone() {
	mkdir -p "$2/git"
	git clone -q --mirror --template= "src/git/$1.git" "$2/git/$1.git" &&
		git -C "$2/git/$1.git" config remote.origin.fetch '+refs/heads/*:refs/heads/*'
}

fetch() {
	git -C "$1" fetch -q
}

state() {
	echo "$work"/state/maildelta/"${1-m}"-*
}

log() {
	cat "$(state)/log"
}

# The mails of each report, a report a line
reports() {
	python3 - out/*.json <<'END'
import json, re, sys
for file in sorted(sys.argv[1:]):
    if file == "out/*.json":
        break
    report = json.load(open(file))
    report.pop("rewritten", None)  # what is gone is told, too
    ids = sorted({int(n) for n in re.findall(r"fetch-(\d+)@", json.dumps(report))})
    assert report["accounting"]["patches"] == len(ids), report["accounting"]
    print(*ids)
END
}

# soon COMMAND...: it succeeds, now or some time later
soon() {
	for _ in $(seq 300); do
		"$@" >"$work/soon.log" 2>&1 && return
		sleep 0.1
	done
	cat "$work/soon.log"
	log
	ls -l out
	return 1
}

# is REPORTS: these were told, one a line, and no others
is() {
	[ "$(reports | sort -n)" = "$1" ] || { reports; return 1; }
}

# told REPORTS: they are soon, and then whoever told them is done
told() {
	soon is "$1" && soon idle
}

# The process that tells, if there is one; what the file says may be long gone.
worker() {
	pid=$(cat "$(state)/hook.lock" 2>/dev/null) && [ -n "$pid" ] &&
		tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q 'hook run --detach' && echo "$pid"
}

idle() {
	! worker && [ ! -e "$(state)/hook.trigger" ]
}

stop_workers() {
	pid=$(worker) && kill -9 "$pid"
}

# once MAILS: all these were told, in whichever reports, each of them once
once() {
	[ "$(echo $(reports | sort -n))" = "$1" ] || { reports; return 1; }
}

new_mirror() {
	rm -rf m out "$work/state"
	mkdir out
	for epoch in "$@"; do
		clone "$epoch" m || return 1
	done
}

install() {
	maildelta hook install --range-to out --format json "$@" m
}

add 0 1 && add 0 2 && add 1 3
new_mirror 0 1

# --- install -----------------------------------------------------------------------------
find m -path '*/hooks*' >"$work/hooks.before"
ok "install: into every epoch" install --settle 0
cp "$work/ok.log" "$work/installed"
for epoch in 0 1; do
	ok "... says so of $epoch" grep -qxF "$here/m/git/$epoch.git/hooks/reference-transaction: installed" "$work/installed"
	ok "... and it is there" test -x "m/git/$epoch.git/hooks/reference-transaction"
done
ok "a line for grokmirror, whose \$ is doubled" grep -qxF "post_update_hook = $work/bin/maildelta hook run --detach --range-to '$(printf %s "$here" | sed "s/'/'\\\\''/; s/\\\$/\$\$/")/out' --format json --settle 0" "$work/installed"
ok "where its log is" grep -qxF "What it does is noted in $(state)/log" "$work/installed"
ok "a line for post-receive" grep -q "^$work/bin/maildelta hook run --detach .* \.\$" "$work/installed"
ok "twice is once" sh -c '
	cp m/git/0.git/hooks/reference-transaction before
	maildelta -q hook install --range-to out --format json --settle 0 m >log 2>&1 && [ ! -s log ] &&
	cmp before m/git/0.git/hooks/reference-transaction && [ $(ls m/git/0.git/hooks | wc -l) = 1 ]'
ok "... and says so" sh -c 'maildelta hook install --range-to out --format json --settle 0 m/git/1.git | grep -c ": replaced$" | grep -qx 2'

# --- fetch -------------------------------------------------------------------------------
ok "a fetch with nothing new" fetch m/git/0.git
add 0 4 && add 0 5
ok "a fetch that brings two mails" fetch m/git/0.git
ok "... is told, those two alone" told "4 5"
add 1 6
ok "git remote update" git -C m/git/1.git remote update
ok "... is told" told "4 5
6"
add 0 7
ok "a fetch, the path given in other ways" sh -c 'cd / && git --git-dir="$1/m/git/0.git" fetch -q' sh "$here"
ok "... is told" told "4 5
6
7"
add 1 8
ok "a push into the mirror" git -C src/git/1.git push -q "$here/m/git/1.git" master
ok "... is told" told "4 5
6
7
8"
ok "a tag, a branch that goes: nothing to tell" sh -c '
	git -C m/git/0.git tag x && git -C m/git/0.git branch y HEAD~1 && git -C m/git/0.git branch -q -D y'
ok "... nothing was" told "4 5
6
7
8"
ok "the log has a line for each, with the time in UTC" sh -c '
	grep -c "range report" "$1" | grep -qx 4 &&
	! grep -vE "^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9:]{8}(Z|\+00:00) \[[0-9]+\] hook: " "$1"' sh "$(state)/log"

# --- what the script does not act on --------------------------------------------------------
hook=m/git/0.git/hooks/reference-transaction
zero=0000000000000000000000000000000000000000
one=1111111111111111111111111111111111111111
mv "$work/bin/maildelta" "$work/bin/real"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >>"%s/called"\nexit 9\n' "$work" >"$work/bin/maildelta"
chmod +x "$work/bin/maildelta"

# calls YES|NO STATE LINES: whether the hook calls the program; it always ends with 0
calls() {
	want=$1
	rm -f "$work/called"
	printf "$3" | GIT_DIR=. "./$hook" "$2" || { echo "exit $?"; return 1; }
	got=no
	[ -e "$work/called" ] && got=yes
	[ "$got" = "$want" ] || { echo "called: $got"; return 1; }
}
line="$one $zero refs/heads/master"
ok "committed" calls yes committed "$line\n"
printf '%s\n' hook run --detach --range-to "$here/out" --format json --settle 0 -- . >"$work/want"
ok "... with these words" same "$work/want" "$work/called"
ok "an all-zero old" calls yes committed "$zero $one refs/heads/master\n"
ok "among others" calls yes committed "$zero $one HEAD\n$zero $one refs/maildelta/kept/x\n$line\n"
for step in preparing prepared aborted something; do
	ok "$step" calls no $step "$line\n"
done
ok "HEAD" calls no committed "$zero $one HEAD\n"
ok "symrefs" calls no committed "ref:refs/heads/a ref:refs/heads/b HEAD\n$zero ref:refs/heads/b refs/heads/x\n"
ok "our own refs" calls no committed "$zero $one refs/maildelta/kept/master-111111111111\n"
ok "nothing" calls no committed ""
ok "odd names" calls no committed '* * *\n$(touch x) `touch x` x\n'
ok "where maildelta itself is behind it" env MAILDELTA_HOOK=1 sh -c '
	printf "$1\n" | "./$2" committed && [ ! -e "$3/called" ]' sh "$line" "$hook" "$work"
rm -f "$work/called" "$work/bin/maildelta"
ok "where maildelta is gone" calls no committed "$line\n"
add 0 9
ok "... a fetch is as if nothing were" sh -c 'git -C m/git/0.git fetch 2>&1 | tee log && ! grep -iq maildelta log'
mv "$work/bin/real" "$work/bin/maildelta"
add 0 10
ok "... and it is told when it is back" fetch m/git/0.git
ok "... all that came" told "4 5
6
7
8
9 10"

# --- more than one at once ---------------------------------------------------------------------
new_mirror 0 1
install --settle 1 >/dev/null
add 0 11 && add 1 12
ok "two epochs, one behind the other" sh -c 'git -C m/git/0.git fetch -q && git -C m/git/1.git fetch -q'
ok "... are one report" told "11 12"
add 0 13 && add 1 14
(fetch m/git/0.git & fetch m/git/1.git & fetch m/git/0.git & wait) 2>/dev/null
fetch m/git/0.git
ok "fetches at the same time, too" told "11 12
13 14"
add 2 15 && clone 2 m && add 0 16
ok "a new epoch" fetch m/git/0.git
ok "... is in the report" told "11 12
13 14
15 16"
ok "... and has the hook" test -x m/git/2.git/hooks/reference-transaction
add 2 17
ok "... which tells" fetch m/git/2.git
ok "... what comes" told "11 12
13 14
15 16
17"
install --settle 3600 >/dev/null
add 0 18
ok "a fetch does not wait" sh -c 'timeout 60 git -C m/git/0.git fetch | cat' # nor does who reads of it
ok "... for whoever tells" soon worker
add 1 19
ok "... nor does the next" timeout 60 git -C m/git/1.git fetch -q
exec 9>"$work/held"
if command -v flock >/dev/null; then
	kill -9 "$(worker)"
	add 1 20
	ok "the worker" sh -c 'flock 9 && git -C m/git/1.git fetch -q'
	soon worker >/dev/null
	exec 9>&-
	ok "... holds no lock of the caller's" flock -n "$work/held" true
fi
exec 9>&-

# --- kill -9 --------------------------------------------------------------------------------------
kill -9 "$(worker)"
install --settle 0 >/dev/null
ok "killed while it waits" is "11 12
13 14
15 16
17"
add 0 21
fetch m/git/0.git
ok "... the next tells all" told "11 12
13 14
15 16
17
18 19 20 21"

new_mirror 0 1
printf '#!/bin/sh\ncat >"%s/mail.$$"\n[ -e "%s/hang" ] || exit 0\n: >"%s/hangs"\nwhile [ -e "%s/hang" ]; do sleep 0.1; done\n' \
	"$work" "$work" "$work" "$work" >"$work/sendmail"
chmod +x "$work/sendmail"
mkdir -p "$HOME/.config/maildelta"
printf '[maildelta]\n\tsendmail = %s\n\tmailFrom = bo@fjord.example\n' "$work/sendmail" >"$HOME/.config/maildelta/config"
install --settle 0 --mail-to ann@example.org >/dev/null
add 0 22
: >"$work/hang"
fetch m/git/0.git
ok "killed while it mails" soon test -e "$work/hangs"
kill -9 "$(worker)"
rm "$work/hang" "$work/hangs"
first=$(ls "$work"/mail.*)
add 1 23
fetch m/git/1.git
ok "... the next tells that first, and then what came" told "22
23"
ok "... in the same words" sh -c '
	for file in "$2"/mail.*; do [ "$file" != "$1" ] && cmp -s "$1" "$file" && exit; done; exit 1' sh "$first" "$work"
ok "... and mails both" sh -c '[ $(cat "$1"/mail.* | grep -ci "^message-id:") = 3 ]' sh "$work"
rm "$HOME/.config/maildelta/config"

install --settle 0 >/dev/null
for i in 24 25 26 27 28 29; do
	add 0 $i
	fetch m/git/0.git
	pid=$(worker) && kill -9 "$pid"
done
add 0 30
fetch m/git/0.git
ok "killed at any moment: each is told" soon once "22 23 24 25 26 27 28 29 30"
soon idle
ok "... and once" once "22 23 24 25 26 27 28 29 30"

# --- a rewritten history ----------------------------------------------------------------------------
new_mirror 0
install --settle 0 >/dev/null
old=$(git -C m/git/0.git rev-parse master)
add 0 31 "$(git -C src/git/0.git rev-parse master~2)"
ok "a forced update" fetch m/git/0.git
ok "... tells what is new" told "31"
ok "... keeps what was" sh -c '
	[ "$(git -C m/git/0.git rev-parse "refs/maildelta/kept/master-$(echo $1 | cut -c1-12)")" = $1 ]' sh "$old"
ok "... and says so" grep -q 'history was rewritten in 1 epoch' "$(state)/log"
ok "... git finds nothing amiss" git -C m/git/0.git fsck --strict
add 0 32
fetch m/git/0.git
ok "what comes then" told "31
32"
ok "... keeps nothing" sh -c '[ $(git -C m/git/0.git for-each-ref refs/maildelta | wc -l) = 1 ]'

# --- beside another hook --------------------------------------------------------------------------------
new_mirror 0
clone 0 twin
record='#!/bin/sh
{ printf "<%s>" "$@"; echo; cat; } >>record
case $1 in
prepared) [ ! -e veto ] ;;
*) exit 7 ;;
esac
'
for mirror in m twin; do
	mkdir -p $mirror/git/0.git/hooks
	printf '%s' "$record" >$mirror/git/0.git/hooks/other
	chmod 751 $mirror/git/0.git/hooks/other
	ln -s other $mirror/git/0.git/hooks/reference-transaction
done
ls -ld --time-style=full-iso m/git/0.git/hooks/* >"$work/was"
ok "beside another hook, which is a link" sh -c 'maildelta hook install --range-to out --format json --settle 0 m | grep -q "installed behind the hook that was there"'
add 0 33
ok "a fetch" sh -c 'git -C m/git/0.git fetch -q && git -C twin/git/0.git fetch -q'
ok "... is told" told "33"
ok "... and the other has seen what it sees alone" same twin/git/0.git/record m/git/0.git/record
ok "... which is something" grep -q '<committed>' m/git/0.git/record
add 0 34
: >m/git/0.git/veto
ok "what the other forbids is forbidden" sh -c '! git -C m/git/0.git fetch 2>log && cat log'
rm m/git/0.git/veto
add 0 35
fetch m/git/0.git
ok "... and was not told: both come now" told "33
34 35"
: >m/git/0.git/record
ok "an empty input" sh -c 'cd m/git/0.git && hooks/reference-transaction committed </dev/null; [ $? = 7 ] && [ "$(cat record)" = "<committed>" ]'
printf 'x\ny \\n' >"$work/input"
ok "any input, as it is" sh -c 'cd m/git/0.git && : >record && hooks/reference-transaction prepared "a  b" <"$1" && { echo "<prepared><a  b>"; cat "$1"; } | cmp - record' sh "$work/input"
ok "remove" sh -c 'maildelta hook remove m | grep -q "removed; the hook from before is back in its place"'
ls -ld --time-style=full-iso m/git/0.git/hooks/* >"$work/is"
ok "... leaves what was there" same "$work/was" "$work/is"
ok "... and is silent the second time" sh -c 'maildelta hook remove m | grep -qx "$PWD/m: no hook of maildelta.s"'
add 0 36
ok "... what comes" fetch m/git/0.git
install --settle 0 >/dev/null
add 0 37
fetch m/git/0.git
ok "... is not told, but what comes when it is installed again" told "33
34 35
37"
new_mirror 0 1
find m -path '*/hooks*' >"$work/is"
ok "remove, where nothing was" sh -c 'maildelta -q hook install --range-to out m && maildelta -q hook remove m/git/1.git'
find m -path '*/hooks*' >"$work/is"
ok "... leaves nothing" same "$work/hooks.before" "$work/is"

new_mirror 0 1
install --settle 0 >/dev/null
ok "an update that brings an epoch" maildelta update m
ok "... puts the hook there" grep -q "^program=.*/bin/maildelta" m/git/2.git/hooks/reference-transaction
rm m/git/2.git/hooks/reference-transaction # as one that was killed before that
ok "... as does the next, which brings none" maildelta update m
ok "... if it is not there" [ -x m/git/2.git/hooks/reference-transaction ]
add 2 37
ok "... a fetch" fetch m/git/2.git
ok "... is told, with what update brought" told "15 17 37"

# --- our own failure --------------------------------------------------------------------------------------
new_mirror 0
ok "a folder" maildelta hook install --range-to file/out --format json --settle 0 m
rm -r file
: >file
ok "that is none now" test -f file
add 0 38
ok "a fetch succeeds" sh -c 'git -C m/git/0.git fetch -q >log 2>&1 && [ ! -s log ]'
ok "... and the log says what failed" soon grep -q "hook: $here/file/out: cannot make this folder" "$(state)/log"
soon idle
mkdir "$work/small"
if mount -t tmpfs -o size=16k maildelta-test "$work/small" 2>/dev/null; then
	maildelta -q hook install --range-to "$work/small" --format json --settle 0 m
	dd if=/dev/zero of="$work/small/full" bs=4k count=4 2>/dev/null
	add 0 39
	ok "on a disk that is full" sh -c 'git -C m/git/0.git fetch -q >log 2>&1 && [ ! -s log ]'
	ok "... the log says so" soon grep -q "hook: $work/small/.*No space left" "$(state)/log"
	soon idle
	umount "$work/small"
else
	add 0 39
	skip "on a disk that is full" "no tmpfs here"
fi
install --settle 0 >/dev/null
add 0 40
fetch m/git/0.git
ok "what could not be told is" soon once "38 39 40"
soon idle
printf '[maildelta]\n\tcolor = blue\n' >"$HOME/.config/maildelta/config"
add 0 41
ok "settings that cannot be read" fetch m/git/0.git
ok "... the log says so" soon grep -q "hook: .*maildelta.color=blue" "$(state)/log"
rm "$HOME/.config/maildelta/config"
printf '{' >"$(state)/state.json"
add 0 42
ok "a state that cannot be read" fetch m/git/0.git
ok "... the log says so" soon grep -q "hook: .*/state.json: cannot be read" "$(state)/log"
soon idle

# --- run -----------------------------------------------------------------------------------------------------
new_mirror 0 1
run() {
	maildelta hook run --settle 0 --range-to out --format json "$@"
}
ok "run, for the first time" run "$here/m/git/0.git"
ok "... begins here" is ""
add 0 43 && add 1 44
fetch m/git/0.git && fetch m/git/1.git
ok "run, as grokmirror does" run "$here/m/git/0.git"
ok "... tells all of the inbox" is "43 44"
ok "run again" run m
ok "... nothing twice" is "43 44"
ok "... which the log says" grep -q 'hook: nothing new$' "$(state)/log"
add 0 45
fetch m/git/0.git
: >"$work/nothing"
ok "what is in the environment of a hook is not minded" env GIT_DIR="$here/src/git/1.git" GIT_QUARANTINE_PATH=/nonexistent \
	GIT_OBJECT_DIRECTORY=/nonexistent GIT_CONFIG_COUNT=x maildelta hook run --settle 0 --range-to out --format json m
ok "... told" is "43 44
45"
add 0 46
fetch m/git/0.git
ok "a failure is the caller's, too" fails 1 "^maildelta: hook: .*file/out: cannot make this folder" maildelta hook run --settle 0 --range-to file/out m
ok "... and the log's" grep -q "file/out: cannot make this folder" "$(state)/log"
printf '[inbox "dev"]\n\tdir = %s\n\toutput = %s\n\tformat = json\n' m out >"$work/system"
sed -i "s|= m\$|= \"../a b'c \$d \\\\\"e\\\\\"/m\"|; s|= out\$|= \"../a b'c \$d \\\\\"e\\\\\"/out\"|" "$work/system"
mkdir -p "$work/elsewhere"
mv "$work/system" "$work/elsewhere/system"
export MAILDELTA_CONFIG_SYSTEM="$work/elsewhere/system"
ok "where the settings say" maildelta hook run --settle 0 dev
ok "... told" is "43 44
45
46"
ok "install, too" maildelta hook install --settle 0 dev
export MAILDELTA_CONFIG_SYSTEM=

# --- words -----------------------------------------------------------------------------------------------------
ok "what to do" fails 2 "hook: say what: install, remove or run$" maildelta hook
ok "... is one of three" fails 2 "hook: instal: did you mean 'install'\?$" maildelta hook instal m
ok "... no other" fails 2 "hook: frotz: not one of install, remove, run$" maildelta hook frotz
ok "one inbox" fails 2 "one word too many: x$" maildelta hook run m x
ok "where to" fails 2 "hook: where to\? Give --range-to <dir> or --mail-to <address>, or set inbox.<name>.output" \
	maildelta hook install m
ok "a list of formats that is none" fails 2 "hook: " maildelta hook install --range-to out --format , m
maildelta -q hook remove m
ok "a format that there is not" fails 2 "hook: format 'frotz': no template range.frotz in .*; there is: .*text" \
	maildelta hook install --range-to out --format text,frotz m
ok "no address" fails 2 "hook: --mail-to: .ann. is no mail address" maildelta hook install --mail-to ann m
ok "no sendmail" fails 1 "hook: --mail-to: .*/frotz" \
	maildelta -c maildelta.sendmail=/frotz hook install --mail-to ann@example.org m
ok "a folder that cannot be" fails 1 "hook: file/out: cannot make this folder: " \
	maildelta hook install --range-to file/out m
ok "none of them leaves a hook" sh -c '[ -z "$(ls m/git/0.git/hooks 2>/dev/null | grep reference)" ]'
ok "... or a file" sh -c '! ls -A out | grep -q check'
install --settle 0 >/dev/null
ok "--detach is for run" fails 2 "install takes no --detach$" maildelta hook install --detach --range-to out m
ok "remove takes none of them" fails 2 "remove takes an inbox, and no options$" maildelta hook remove --range-to out m
ok "no inbox" fails 1 "hook: none: no such folder$|no inbox and no folder none" maildelta hook install --range-to out none
maildelta -q hook remove m
mkdir shared-hooks
git config --global core.hooksPath "$here/shared-hooks"
ok "hooks of all repositories" fails 1 "core.hooksPath of the user's git settings has git look for hooks in .*shared-hooks, .* core.hooksPath hooks$" \
	maildelta hook install --range-to out m
ok "... are left alone" sh -c '[ -z "$(ls shared-hooks m/git/0.git/hooks 2>/dev/null | grep reference)" ]'
git -C m/git/0.git config core.hooksPath hooks
git -C m/git/1.git config core.hooksPath my/hooks
mkdir m/git/1.git/my
ok "the way out" maildelta hook install --range-to out --format json --settle 0 m
ok "... where git looks" test -x m/git/1.git/my/hooks/reference-transaction
add 1 47
fetch m/git/1.git
ok "... told" told "43 44
45
46
47"

# --- one repository, which is all of the inbox ---------------------------------------------------------------
git config --global --unset core.hooksPath
rm -rf out && mkdir out
git clone -q --mirror --template= src/git/2.git single.git
ok "a bare repository" maildelta hook install --settle 0 --range-to out --format json single.git
add 2 48
ok "... a fetch" git -C single.git fetch -q
ok "... is told" soon once 48
ok "... and noted as its own" soon grep -q "range report, 1 commit:" "$(state single)/log"
done_testing
