#!/bin/sh
# Mirrors that are made: from where, as what, and what is left when that breaks off.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"
. "$MAILDELTA_SRCDIR/tests/cli/serve.sh"

cd "$work" || exit 1
export HOME="$work/home" GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
mkdir -p site home
if ! command -v git >/dev/null || ! command -v python3 >/dev/null; then
	skip "clone" "no git, or no python3"
	done_testing
	exit
fi

plan >all
{ head -n 5 all; echo epoch; sed -n 6,9p all; echo epoch; sed -n 10,15p all; } >three
publish v2 list three
publish v1 old all
manifest list
touch log
serve site log
http=http://127.0.0.1:$port

# --- addresses that are none -------------------------------------------------------------------
ok "no words" fails 2 "clone: takes the address or path" maildelta clone
ok "ssh is git's" fails 2 "clone: ssh://h.example/list: .*git clone --mirror <url> <folder>.*update --no-fetch$" \
	maildelta clone ssh://ann:s3cret@h.example/list
ok "... as user@host:path, too" fails 2 "clone: ann@h.example:list: .*git clone --mirror" maildelta clone ann@h.example:list
ok "an address without https://" fails 2 "h.example/list: no such folder; an address is written https://h.example/list$" \
	maildelta clone h.example/list
ok "a folder that is no inbox" fails 1 "clone: $work/home: no inbox is there" maildelta clone home x
ok "nothing there" fails 1 "clone: $http/none: no inbox is there: " maildelta clone "$http/none"
ok "no server" fails 1 "clone: http://127.0.0.1:1/list" maildelta -c http.retries=0 clone http://127.0.0.1:1/list
ok "... leaves nothing" sh -c '[ ! -e none ] && [ ! -e list ] && [ ! -e x ]'
ok "a password" sh -c "maildelta clone http://ann:s3cret@127.0.0.1:$port/list secret >out 2>&1"
ok "... is said and written nowhere" sh -c 'grep -q mirrored out && ! grep -r s3cret out secret'
ok "an epoch that there is not" fails 2 "clone: $http/list: no such epoch: it has 0 to 2$" \
	maildelta clone --epoch 7 "$http/list"
ok "... leaves nothing, neither" test ! -e list
ok "--epoch of nothing" fails 2 "clone: --epoch takes latest, N, " maildelta clone --epoch x "$http/list"

# --- v2 over http ---------------------------------------------------------------------------------
ok "v2, with all epochs" prints "^$work/list: mirrored $http/list: 3 epochs \(0-2\), 15 commits, [0-9.]+ KiB$" \
	maildelta clone "$http/list"
ok "... the same commits" mirrors list list
ok "... its branches alone are fetched by git" sh -c '[ "$(git -C list/git/1.git config remote.origin.fetch)" = "+refs/heads/*:refs/heads/*" ]'
ok "... HEAD names the branch" sh -c 'git -C list/git/1.git symbolic-ref HEAD | grep -qx refs/heads/master'
ok "... what it is about" grep -qx "A list" list/description
ok "... git fetch goes on" git -C list/git/2.git fetch
ok "... range reads it" sh -c 'maildelta range list --root | head -n 1 | grep -q ^From'
ok "again: nothing is asked but the manifest" asked "GET /list/manifest.js.gz 200;" maildelta -q clone "$http/list"
ok "-q says nothing" sh -c 'maildelta -q clone "$1" quiet >out 2>&1 && [ ! -s out ]' sh "$http/list"
ok "the newest epoch" prints "mirrored .*: epoch 2, 6 commits" maildelta clone --epoch latest "$http/list" latest
ok "... alone" mirrors list latest 2
ok "one" prints "epoch 1, 4 commits" maildelta clone --epoch 1 "$http/list/" one
ok "some" prints "2 epochs \(1-2\), 10 commits" maildelta clone --epoch 1.. "$http/list" some
ok "by an epoch's address" prints "mirrored $http/list: epoch 1, 4 commits" maildelta clone "$http/list/git/1.git" other
ok "... as lore has it" prints "mirrored $http/list: epoch 1, 4 commits" maildelta clone "$http/list/1" plain
ok "... which is that of the mirror" sh -c '[ "$(git -C plain/git/1.git config remote.origin.url)" = "$1/list/1" ]' sh "$http"
ok "a path of its own before its manifest's" sh -c 'mkdir site/sub && cp -r site/list site/sub/list && maildelta -q clone "$1/sub/list" sub' sh "$http"

# --- resuming ---------------------------------------------------------------------------------------
mkdir -p half/git/.maildelta-clone-abc123/objects half/git/.maildelta-clone-keep1234
cp -r list/git/0.git half/git/
touch half/maildelta.lock half/git/.maildelta-clone-abc123/HEAD
ok "a clone that broke off goes on" prints "2 epochs \(1-2\), 10 commits" maildelta clone "$http/list" half
ok "... what the killed run left is gone" test ! -e half/git/.maildelta-clone-abc123
ok "... what is not its own is not" rmdir half/git/.maildelta-clone-keep1234
ok "... it is whole" mirrors list half
ok "a folder that holds something else" fails 1 "clone: $work/home2: it holds something else" \
	sh -c 'mkdir home2; touch home2/x; maildelta clone "$1" home2' sh "$http/list"
ok "a mirror of something else" fails 1 "clone: list: it is a mirror of $http/list: name another" \
	maildelta clone "$http/sub/list" list
mv site/list/git/2.git away
ok "an epoch that cannot be had" fails 1 "clone: $http/list/git/2.git: " maildelta clone "$http/list" broken
ok "... the others stay" sh -c '[ "$(ls -A broken/git)" = "$(printf "0.git\n1.git")" ]'
mv away site/list/git/2.git
ok "... and it goes on" prints "epoch 2, 6 commits" maildelta clone "$http/list" broken

# --- manifests ----------------------------------------------------------------------------------------
printf '{"/list/git/0.git":{}}' | gzip | head -c 30 >cut
cp site/list/manifest.js.gz good
cp cut site/list/manifest.js.gz
ok "a manifest that was cut short" fails 1 "clone: $http/list/manifest.js.gz: it is cut short$" maildelta clone "$http/list" m
python3 -c '
import gzip, sys
with gzip.open(sys.argv[1], "wb", 9) as f:
    for i in range(100): f.write(b" " * (1 << 20))' site/list/manifest.js.gz
ok "one that inflates" fails 1 "manifest.js.gz: it has more than 64 MiB" maildelta clone "$http/list" m
printf '{"/list/git/../../../0.git":{},"/list/git/1.git":{"fingerprint":[]},"/../list/git/0.git":{},"/list/git/x.git":{},"/list/git/01.git":{}}' |
	gzip >site/list/manifest.js.gz
ok "one with odd keys: what is an epoch's is taken" prints "epoch 1, 4 commits" maildelta clone "$http/list" m
ok "... and nothing else" mirrors list m 1
rm site/list/manifest.js.gz
ok "none at all: they are looked for" prints "3 epochs \(0-2\)" maildelta clone "$http/list" probed
ok "... and found" mirrors list probed
cp good site/list/manifest.js.gz

# --- v1, git://, paths --------------------------------------------------------------------------------
ok "v1" prints "^$work/old: mirrored $http/old: 18 commits, " maildelta clone "$http/old"
ok "... is a repository" sh -c 'git -C old fsck && [ "$(git -C old rev-parse HEAD)" = "$(git -C site/old rev-parse HEAD)" ]'
ok "... with nothing beside it" sh -c '[ -z "$(ls -A old | grep clone-)" ]'
ok "... that is there" prints "^$work/old: all of it is there$" maildelta clone "$http/old"
mkdir -p moved/.maildelta-clone-abc123
cp -r old/. moved/.maildelta-clone-abc123/
mv moved/.maildelta-clone-abc123/objects moved/.maildelta-clone-abc123/maildelta.lock moved/
ok "... killed while it was moved" prints "moved: all of it is there" maildelta clone "$http/old" moved
ok "... is whole" git -C moved fsck
serve --git site
git=git://127.0.0.1:$port
ok "git://" prints "mirrored $git/list: 3 epochs \(0-2\), 15 commits" maildelta clone "$git/list" daemon
ok "... the same commits" mirrors list daemon
ok "... v1" prints "mirrored $git/old: 18 commits" maildelta clone "$git/old" daemon-old
ok "... nothing there" fails 1 "clone: $git/none: no inbox is there" maildelta clone "$git/none"
ok "a path" prints "mirrored $work/site/list: 3 epochs" maildelta clone site/list copy
ok "... the same commits" mirrors list copy
ok "... of its own" sh -c '[ -z "$(find copy site/list -type f -links +1)" ]'
ok "... git fetch goes on" git -C copy/git/2.git fetch
ok "... file://" prints "epoch 2, 6 commits" maildelta clone --epoch latest "file://$work/site/list" copy2
git -C site/list/git/0.git gc -q
ok "... packed" prints "3 epochs" maildelta clone site/list packed
ok "... the same commits" mirrors list packed
git init -q --bare away.git
echo "$work/site/old/objects" >away.git/objects/info/alternates
git -C away.git update-ref refs/heads/master "$(git -C site/old rev-parse HEAD)"
ok "one that borrows objects is made whole" sh -c 'maildelta -q clone away.git lent && [ ! -e lent/objects/info/alternates ] && git -C lent fsck'
cp -r site/old linked.git
rm -rf linked.git/objects/pack
cp -r site/old/objects/pack others
cp site/list/git/0.git/objects/pack/pack-* others
ln -s "$work/others" linked.git/objects/pack
ok "packs behind a link are another's" sh -c 'maildelta -q clone linked.git own && git -C own fsck && [ "$(git -C own rev-parse HEAD)" = "$(git -C site/old rev-parse HEAD)" ]'
ok "... of which it has nothing" sh -c '! git -C own cat-file -e "$(git -C site/list/git/0.git rev-parse HEAD)"'
git init -q --bare empty.git
ok "one without commits" fails 1 "clone: $work/empty.git: there are no commits yet$" maildelta clone empty.git e
git init -q code && git -C code commit -q --allow-empty -m x && touch code/Makefile && git -C code add Makefile && git -C code commit -q -m y
ok "one that is no archive" fails 1 "clone: $work/e: not a mail archive: " maildelta clone code e
ok "... leaves nothing" test ! -e e

# --- at once, and ended -------------------------------------------------------------------------------
if command -v flock >/dev/null; then
	mkdir -p busy
	ok "another that writes it" fails 1 "clone: $work/busy/maildelta.lock: .* has the lock$" \
		flock busy/maildelta.lock maildelta clone --wait 0 "$http/list" busy
else
	skip "another that writes it" "no flock"
fi
# faulty WORD...: the same site through a server that goes wrong; its address in $faulty
faulty() {
	: >port
	python3 -B "$MAILDELTA_SRCDIR/tests/lib/faulty.py" --forward "$http" "$@" >port &
	servers="$servers $!"
	until faulty=$(cat port) && [ -n "$faulty" ]; do
		kill -0 $! || break
		sleep 0.05
	done
	faulty=http://127.0.0.1:$faulty
}
at_once() {
	maildelta clone "$http/list" "$1" >1.out 2>&1 &
	maildelta clone "$http/list" "$1" >2.out 2>&1 && wait $! && cat 1.out 2.out && grep -qh mirrored 1.out 2.out
}
ok "two at once" at_once twice
ok "... make one" mirrors list twice
faulty --fail-first 1
ok "a server that fails, and goes on" prints "mirrored $faulty/list: 3 epochs" maildelta clone "$faulty/list" later
faulty --cut-after 8000 --times 2
ok "one that breaks off in the middle is asked again" prints "mirrored $faulty/old: 18 commits" maildelta clone "$faulty/old" mended
faulty --cut-after 8000
ok "... but not for ever" fails 1 "clone: $faulty/old" maildelta -c http.retries=1 clone "$faulty/old" never
ok "... and leaves nothing" test ! -e never
faulty --stall-after 8000
ok "one that goes silent" fails 1 "clone: $faulty/old" maildelta -c http.retries=0 -c http.stallTimeout=1 clone "$faulty/old" never
ok "... and leaves nothing" test ! -e never
ended() {
	maildelta clone "$faulty/old" never 2>err &
	until ls -d never/.maildelta-clone-* 2>/dev/null || ! kill -0 $!; do
		sleep 0.05
	done
	kill -TERM $!
	wait $!
	code=$?
	cat err
	[ $code = 143 ] && [ ! -s err ] && [ ! -e never ]
}
faulty --stall-after 8000
ok "ended by a signal, it leaves nothing" ended
if command -v public-inbox-fetch >/dev/null; then
	ok "public-inbox-fetch goes on" sh -c 'public-inbox-fetch -q -C list && git -C list/git/0.git fsck'
else
	skip "public-inbox-fetch goes on" "no public-inbox"
fi
# followed COMMAND...: what it says on a terminal is enough for update, where there is no setting yet
followed() {
	script -qec "$*" /dev/null </dev/null >screen
	cat -v screen
	tr -d '\r' <screen | sed '1,/^to have .maildelta update. fetch it/d' >todo
	[ -s todo ] && sh -e todo && maildelta update
}
if script -qec true /dev/null >/dev/null 2>&1; then
	mkdir fresh
	export HOME="$work/fresh"
	ok "the first of all: what to set" followed maildelta clone "$http/old" "'it'\''s one'"
	ok "... another" followed maildelta clone "$http/list" second
	export XDG_CONFIG_HOME="$work/else where"
	ok "... where settings are elsewhere" followed maildelta clone "$http/old" third
	unset XDG_CONFIG_HOME
	faulty --stall-after 0
	ok "a terminal is told at once whom it waits for" sh -c "
		script -qc 'maildelta -c http.retries=0 -c http.stallTimeout=1 clone $faulty/old never' /dev/null </dev/null |
			cat -v | tee screen; grep -qF 'Cloning: $faulty/old' screen"
else
	skip "the first of all: what to set" "no script(1)"
fi
done_testing
