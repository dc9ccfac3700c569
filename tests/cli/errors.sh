#!/bin/sh
# What goes wrong says what, where and what to do, in one line, with the right
# exit code, and prints no half a report.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

sample=$MAILDELTA_SRCDIR/tests/corpora/sample
mkinbox v2 "$sample" "$work/dev" >"$work/made"
cd "$work" || exit 1
git=dev/git/0.git
first=$(git --git-dir $git rev-list HEAD | tail -n 1)

ok "no such folder" fails 1 "range: no inbox and no folder nowhere$" maildelta range nowhere HEAD~1..
ok "... of a path" fails 1 "range: ./nowhere: no such folder$" maildelta range ./nowhere HEAD~1..
mkdir empty
ok "a folder that is no inbox" fails 1 "range: .*empty.*not an inbox.*folder that maildelta clone, git clone --mirror or public-inbox-clone made" maildelta range empty --root
ok "no inbox around the current folder" fails 1 "/empty: no inbox here" maildelta -C empty range --root
git init -q --bare source.git
tree=$(printf '100644 blob %s\tREADME\n' "$(echo hi | git --git-dir source.git hash-object -w --stdin)" |
	git --git-dir source.git mktree)
git --git-dir source.git update-ref HEAD "$(git --git-dir source.git commit-tree -m x "$tree")"
ok "a source repository is no inbox" fails 1 "source.*not a mail archive: its newest commit holds README" maildelta range source.git --root
tree=$(git --git-dir source.git ls-tree HEAD | sed 's/README/m/;p;s/m$/z/' | git --git-dir source.git mktree)
git --git-dir source.git update-ref HEAD "$(git --git-dir source.git commit-tree -m x "$tree")"
ok "nor is one with an m among its files" fails 1 "source.*its newest commit holds m, z" maildelta range source.git --root
git init -q --bare --object-format=sha256 sha256.git
git --git-dir sha256.git update-ref HEAD "$(git --git-dir sha256.git commit-tree -m x \
	"$(git --git-dir sha256.git mktree </dev/null)")"
ok "a SHA-256 repository" fails 1 "SHA-256" maildelta range sha256.git --root
git init -q --bare fresh.git
ok "a repository without commits" fails 1 "fresh.*no commit" maildelta range fresh.git --root

ok "an unknown hash says where it looked" fails 1 "dev: deadbeef12: no such commit in epoch" \
	maildelta range dev deadbeef12..
ok "an unknown name too" fails 1 "dev: nightly: no such" maildelta range dev nightly..
ok "HEAD~N beyond the beginning says how many there are" fails 1 "HEAD~99: .*only 17" \
	maildelta range dev HEAD~99..
ok "A equal to B is an empty range" fails 3 "dev: HEAD..HEAD: nothing" maildelta range dev HEAD..HEAD
ok "so is a window in which nothing came" fails 3 "nothing" \
	maildelta range dev --since 2030-01-01
ok "a bad date" fails 2 "--since|2026-13-01" maildelta range dev --since 2026-13-01
ok "A behind B: the other way round is offered" fails 1 "HEAD~2\.\.HEAD" maildelta range dev HEAD..HEAD~2
ok "three dots are no range" fails 2 "\.\.\." maildelta range dev HEAD~2...HEAD
ok "..B needs a beginning" fails 2 "\.\.HEAD.*--root" maildelta range dev ..HEAD
ok "no range at all" fails 2 "no range: name" maildelta range dev
ok "a word too many" fails 2 "one word too many" maildelta range dev HEAD~1.. HEAD

# history rewritten since A was reported, as a purge does it
cp -r dev rewritten
old=$(git --git-dir rewritten/git/0.git rev-parse HEAD)
base=$(git --git-dir rewritten/git/0.git rev-parse --short=9 HEAD~1)
new=$(git --git-dir rewritten/git/0.git commit-tree -p HEAD~1 -m purged "$(git --git-dir rewritten/git/0.git \
	rev-parse HEAD^{tree})")
git --git-dir rewritten/git/0.git update-ref refs/heads/master "$new"
ok "A not an ancestor of B: the merge base is offered" fails 1 "not an ancestor.*$base" \
	maildelta range rewritten "$old..HEAD"

# two commits whose hashes begin alike, and a tip to find them by
ambiguous() {
	cp -r dev twins && cd twins/git/0.git && export GIT_DIR=. || return 1
	k=0
	while [ $k -lt 2000 ]; do
		git commit-tree -p HEAD -m $k "$(git rev-parse HEAD^{tree})" || return 1
		k=$((k + 1))
		[ $((k % 100)) = 0 ] || continue
		git cat-file --batch-all-objects --batch-check='%(objecttype) %(objectname)' |
			sed -n 's/^commit \(....\).*/\1/p' | sort | uniq -d | head -n 1 >"$work/twin"
		[ ! -s "$work/twin" ] || return 0
	done
	return 1
}
if (ambiguous) >"$work/log" 2>&1; then
	ok "an ambiguous hash lists its candidates" fails 1 "twins: $(cat twin): .*ambiguous.*$(cat twin)" \
		maildelta range twins "$(cat twin).."
else
	skip "an ambiguous hash lists its candidates" "no two hashes alike were found"
fi

# one line of valid UTF-8 without control bytes, whatever the words of the call hold
clean() {
	"$@" >"$work/out" 2>"$work/err"
	[ $? -gt 0 ] && [ "$(wc -l <"$work/err")" = 1 ] || return 1
	cat -v "$work/err"
	! tr -d '\n' <"$work/err" | LC_ALL=C grep -q '[[:cntrl:]]' && iconv -f UTF-8 -t UTF-16 "$work/err" >"$work/log"
}
odd=$(printf 'a\033[31m\007\nb\377\302\233c')
mkdir "$odd"
ok "no control byte of an argument comes back: a folder" clean maildelta range "no$odd" HEAD~1..
ok "... one that is no inbox" clean maildelta range "$odd" --root
ok "... the folder to start in" clean maildelta -C "no$odd" range --root
ok "... a command" clean maildelta "$odd"
ok "... an option" clean maildelta range --"$odd"
ok "... a number" clean maildelta range dev --root --top "$odd"
ok "... a format" clean maildelta range dev --root --format "$odd"
ok "... a file" clean maildelta range dev --root -o "no$odd/r.txt"
ok "... and what turns the direction of text is written out" fails 2 "no such command: a<U\+202E>b" \
	maildelta "$(printf 'a\342\200\256b')"
ok "... a message-id" clean maildelta show dev "$odd@x"

ok "-o into a folder that is not there" fails 1 "no/r.txt: cannot write: there is no folder no$" \
	maildelta range dev HEAD~1.. -o no/r.txt
ok "a full disk" fails 1 "cannot write: No space" maildelta range dev --root -o /dev/full
into_full() {
	"$@" >/dev/full
}
ok "a full disk under help" fails 1 "standard output: cannot write: No space" into_full maildelta range -h
ok "... and the version" fails 1 "standard output: cannot write: No space" into_full maildelta --version
too_large() {
	head -c 5000 /dev/zero | tr '\0' x >t.big && mkdir big && { cat t.big; } >big/range.txt
	(ulimit -f 1 && exec maildelta -c maildelta.templates=big range dev --root -o l.txt)
	[ $? != 0 ] && [ -z "$(ls | grep '^l\.txt')" ]
}
ok "a file beyond the limit leaves nothing half written" too_large
ok "-o without a name" fails 1 "cannot write" maildelta range dev HEAD~1.. -o ""
echo before >r.txt
ok "after a failure the old file is what it was" sh -c '
	maildelta range dev HEAD~99.. -o r.txt 2>/dev/null; [ "$(cat r.txt)" = before ] && [ "$(ls r.txt*)" = r.txt ]'

mkdir t
printf 'one\n{{#series}}\ntwo {{subject\n' >t/range.txt
ok "a broken template: line and column" fails 1 "t/range.txt:3:5: " \
	maildelta -c maildelta.templates=t range dev HEAD~1..
ok "... and of the file that was begun nothing is left" sh -c '
	maildelta -c maildelta.templates=t range dev HEAD~1.. -o new.txt 2>/dev/null; [ -z "$(ls new.txt* 2>/dev/null)" ]'
ok "a format without template names those there are" fails 2 "format 'pdf': no template .*: html, json, .*text" \
	maildelta range dev HEAD~1.. --format pdf
ok "a format that is a path is none" fails 2 "format '../x'" maildelta range dev HEAD~1.. --format ../x
ok "nor one with a path inside" fails 2 "'x/../y': no template" maildelta range dev HEAD~1.. --format x/../y

cp -r dev cut
git --git-dir cut/git/0.git repack -q -a -d
pack=$(ls cut/git/0.git/objects/pack/*.pack)
chmod u+w "$pack"
truncate -s $(($(stat -c %s "$pack") / 2)) "$pack"
ok "a pack cut in half is damage, not a missing mail" fails 1 "cut.*(damaged|fsck)" \
	maildelta range cut --root

# a crash leaves files empty: refs that say nothing
printf 'add 05-bug.eml\nepoch\nadd 15-pull.eml\n' >plan2
mkinbox v2 "$sample" refless plan2 >made
git --git-dir refless/git/0.git repack -q -a -d
git --git-dir refless/git/0.git pack-refs --all
: >refless/git/0.git/packed-refs
ok "an epoch that lost its refs is damage, not an empty epoch" fails 1 \
	"refless/git/0.git: .*no branch" maildelta range refless --root

# the index calls the newest mail by another name
cp -r dev index
git --git-dir index/git/0.git repack -q -a -d
chmod u+w index/git/0.git/objects/pack/*.idx
place=$(git show-index <"$(ls index/git/0.git/objects/pack/*.idx)" |
	grep -n "$(git --git-dir $git rev-parse HEAD:m)" | cut -d: -f1)
printf '\0' | dd bs=1 conv=notrunc status=none seek=$((8 + 256 * 4 + 20 * place - 1)) \
	of="$(ls index/git/0.git/objects/pack/*.idx)"
ok "a damaged index is damage, not a missing mail" fails 1 "index.*damaged or cut short" \
	maildelta range index --root

# 30 names for one folder, 5 deep: 30^5 ways to go
cp -r dev alternates
mkdir -p alternates/git/0.git/objects/info
k=0
while [ $k -lt 30 ]; do echo ../objects; k=$((k + 1)); done >alternates/git/0.git/objects/info/alternates
rm "$(printf '%s' "$first" | sed 's|^..|alternates/git/0.git/objects/&/|')"
ok "alternates that name themselves over and over end" fails 1 "$first is missing" \
	timeout 10 maildelta range alternates --root

cp -r dev shallow
rm "$(printf '%s' "$first" | sed 's|^..|shallow/git/0.git/objects/&/|')"
ok "a missing commit is named" fails 1 "$first" maildelta range shallow --root

ok "show: no such message-id" fails 1 "<no@such>: no mail with this Message-ID in 18 commits" \
	maildelta show dev no@such
mkinbox v2 "$sample" dead "$(printf 'add 05-bug.eml\ndelete 05-bug.eml\n' >plan && echo plan)" >made
ok "show: a commit that deletes says so" fails 1 "HEAD: the commit deletes a mail" maildelta show dead HEAD
ok "show: no words" fails 2 "takes" maildelta show

# no second thread is to be had: as many mails as two threads would share
mkdir many
k=0
while [ $k -lt 80 ]; do
	printf 'From: A <a@example.org>\nMessage-ID: <%s@example.org>\n\nx\n' $k >many/$k.eml
	k=$((k + 1))
done
mkinbox v2 many crowd >made
one_thread() {
	if [ "$(id -u)" != 0 ]; then
		(ulimit -u 1 && "$@")
	else
		chmod -R a+rX "$work" && prlimit --nproc=1 setpriv --reuid=54321 --clear-groups "$@"
	fi
}
cp -R "$MAILDELTA_TEMPLATES" templates # which another user may not be allowed to see
export MAILDELTA_TEMPLATES=$work/templates
if one_thread maildelta --version >out 2>&1; then
	ok "where threads are denied, one does" one_thread maildelta range crowd --root -j 8 --format json
else
	skip "where threads are denied, one does" "no way to deny them"
fi

# SIGINT while it writes leaves nothing half written: the pipe keeps it from finishing
mkfifo t/hold
printf '{{> hold}}' >t/range.hold
interrupt() {
	echo before >i.txt
	maildelta -c maildelta.templates=t range dev --root --format hold -o i.txt &
	child=$!
	k=0
	while ! ls i.txt.* >/dev/null 2>&1 && [ $k -lt 100 ]; do sleep 0.05; k=$((k + 1)); done
	ls i.txt.* || return 1
	kill -TERM $child
	wait $child
	[ $? -gt 128 ] && [ "$(cat i.txt)" = before ] && [ "$(ls i.txt*)" = i.txt ]
}
mv t/hold t/hold.hold
ok "a signal leaves nothing half written" interrupt
done_testing
