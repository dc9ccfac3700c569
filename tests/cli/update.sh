#!/bin/sh
# Mirrors that are brought up to date: what is asked for, what came, and what never goes.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"
. "$MAILDELTA_SRCDIR/tests/cli/serve.sh"

cd "$work" || exit 1
export HOME="$work/home" GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
mkdir -p site home/.config/maildelta
config=$HOME/.config/maildelta/config
if ! command -v git >/dev/null || ! command -v python3 >/dev/null; then
	skip "update" "no git, or no python3"
	done_testing
	exit
fi

plan >all
head -n 5 all >five
{ cat five; echo "delete $(sed -n 's/^add //; 2p' all)"; sed -n 6,9p all; } >nine
{ cat nine; echo epoch; sed -n 10,12p all; } >rolled
{ cat rolled; sed -n 13,15p all; } >grown
publish v2 list five
publish v1 old five
manifest list
touch log
serve site log
http=http://127.0.0.1:$port
maildelta -q clone "$http/list"
maildelta -q clone "$http/old"

# tip NAME N [LENGTH]: of the site
tip() {
	git -C "site/$1/git/$2.git" rev-parse HEAD | cut -c "1-${3-9}"
}

# --- nothing new, and something -----------------------------------------------------------------
ok "nothing new" prints "^list: up to date$" maildelta update list
ok "... the manifest is all that is asked for" asked "GET /list/manifest.js.gz 304;" maildelta update list
ok "... by the path of an epoch, too" prints "^list: up to date$" maildelta update list/git/0.git
ok "-q says nothing" sh -c 'maildelta -q update list >out 2>&1 && [ ! -s out ]'
manifest list
ok "a manifest that says the same, later" asked "GET /list/manifest.js.gz 200;" maildelta update list
rm list/maildelta.manifest
ok "... and without a memory" asked "GET /list/manifest.js.gz 200;" maildelta update list
git -C site/list/git/0.git tag x
manifest list
rm list/maildelta.manifest
mkfifo list/maildelta.manifest
ok "a memory that is a pipe is none, and not waited for" prints "^list: up to date$" \
	timeout -s KILL 60 maildelta update list
ok "what is of no branch is not ours" prints "^list: up to date$" maildelta update list
manifest list
ok "... and asked for each time the manifest says it is new" \
	asked "GET /list/manifest.js.gz 200;GET /list/git/0.git/info/refs 200;" maildelta update list
ok "... and not while it is the same" asked "GET /list/manifest.js.gz 304;" maildelta update list

a=$(tip list 0)
publish v2 list nine
manifest list
ok "new mails, and one deleted" prints "^list: $a\.\.$(tip list 0), 4 mails added, 1 deleted$" maildelta update list
ok "... the same commits" mirrors list list
publish v2 list rolled
manifest list
ok "a new epoch" prints "^list: new \.\.$(tip list 1), 3 mails added$" maildelta update list
ok "... the same commits" mirrors list list
cp -r list before
publish v2 list grown
manifest list
ok "only the newest one is asked for" \
	asked "GET /list/manifest.js.gz 200;GET /list/git/1.git/info/refs 200;POST /list/git/1.git/git-upload-pack 200;(POST [^;]*;)*" \
	maildelta update list
ok "... the same commits" mirrors list list

# --- without a manifest, v1, git://, a path ---------------------------------------------------------
rm site/list/manifest.js.gz
cp -r before probed
ok "no manifest: all are asked" prints "^probed: [0-9a-f]{9}\.\.$(tip list 1), 3 mails added$" maildelta update probed
ok "... again" prints "^probed: up to date$" maildelta update probed
rm -rf probed/git/1.git probed/maildelta.manifest
ok "... the next one is looked for" prints "^probed: new \.\.$(tip list 1), 6 mails added$" maildelta update probed
ok "... and is the same" mirrors list probed
mkdir -p site/endless/git endless/git
cp -r site/list/git/0.git site/endless/git/0.git
for number in $(seq 1 22); do
	ln -s 0.git site/endless/git/$number.git
done
git clone -q --mirror "$http/endless/git/0.git" endless/git/0.git
ok "... of a server that has whatever is asked for, twenty in a run" sh -c '
	maildelta update endless && [ "$(ls endless/git | wc -l)" = 21 ]'
ok "... and more the next time" sh -c 'maildelta update endless && [ "$(ls endless/git | wc -l)" = 23 ]'
cp -r before dropped
mv site/list/git/0.git hidden
ok "... an older one that is no longer there holds none up" prints "^dropped: .*, 3 mails added$" maildelta update dropped
ok "... and stays" git -C dropped/git/0.git rev-parse -q --verify HEAD
mv hidden site/list/git/0.git
mv site/list/git/1.git hidden
ok "... the newest one has to be there" fails 1 "dropped: $http/list/git/1.git: not there" maildelta update dropped
mv hidden site/list/git/1.git
a=$(git -C old rev-parse HEAD | cut -c 1-9)
publish v1 old nine
b=$(git -C site/old rev-parse HEAD | cut -c 1-9)
ok "v1" prints "^old: $a\.\.$b, 4 mails added, 1 deleted$" maildelta update old
cp -r before local
git -C local/git/0.git config remote.origin.url "$work/site/list/git/0.git"
git -C local/git/1.git config remote.origin.url "file://$work/site/list/git/1.git"
ok "a path" prints "^local: .*, 3 mails added$" maildelta update local
ok "... again" prints "^local: up to date$" maildelta update local
serve --git site
git=git://127.0.0.1:$port
cp -r before daemon
for number in 0 1; do
	git -C daemon/git/$number.git config remote.origin.url "$git/list/git/$number.git"
done
rm -rf daemon/git/1.git
ok "git://, and the next epoch is looked for" prints "^daemon: new \.\.$(tip list 1), 6 mails added$" maildelta update daemon
ok "... again" prints "^daemon: up to date$" maildelta update daemon
printf 'no gzip' >site/list/manifest.js.gz
cp -r before odd
ok "a manifest that cannot be read is a warning" sh -c '
	maildelta update odd >out 2>err || exit 1
	cat out err
	grep -qx "maildelta: warning: odd: .*/list/manifest.js.gz: it is damaged, or no gzip file: asked each epoch instead" err &&
	grep -q "^odd: .*, 3 mails added$" out'
printf '{"/list":{"fingerprint":null}}' | gzip >site/list/manifest.js.gz
cp -r before v1
ok "a manifest that knows none of the epochs says nothing" prints "^v1: .*, 3 mails added$" maildelta update v1
manifest list
cp -r before partial
rm -rf partial/git/0.git
ok "older epochs that are not here were not wanted" prints "^partial: .*, 3 mails added$" maildelta update partial
ok "... and are not here" mirrors list partial 1
cp -r before readonly
rm -rf readonly/git/0.git
git init -q --bare readonly/git/0.git
chmod a-w readonly/git/0.git
ok "nor was what public-inbox-clone left out" sh -c '
	maildelta update readonly && [ -z "$(git -C readonly/git/0.git for-each-ref)" ]'

cp -r before twice
at_once() {
	maildelta update twice >1.out 2>&1 &
	maildelta update twice >2.out 2>&1 && wait $! && cat 1.out 2.out | sort >out && cat out &&
		grep -q "^twice: .* 3 mails added$" out && grep -q "^twice: up to date$" out
}
ok "two at once: one has it, the other finds it" at_once
ok "... the same commits" mirrors list twice

# --- a rewritten history --------------------------------------------------------------------------------
cp -r list purged
a=$(tip list 1 12)
sed 's/^add \(05-.*\)/&/' grown >rewritten
echo "purge $(sed -n 's/^add //; 14p' all)" >>rewritten
publish v2 list rewritten
manifest list
ok "a purge" prints "^purged: history of epoch 1 rewritten \(was $a, kept as refs/maildelta/kept/master-$a\), now $(tip list 1), 0 mails added, 1 removed$" \
	maildelta update purged
ok "... the new history is there" mirrors list purged
ok "... and the old one" sh -c '[ "$(git -C purged/git/1.git rev-parse "refs/maildelta/kept/master-$1" | cut -c 1-12)" = $1 ]' sh "$a"
ok "... which gc keeps" sh -c 'git -C purged/git/1.git gc -q --prune=now && git -C purged/git/1.git cat-file -e $1' sh "$a"
ok "... and git fetch --prune" sh -c 'git -C purged/git/1.git fetch -q --prune && git -C purged/git/1.git cat-file -e refs/maildelta/kept/master-$1' sh "$a"
ok "... so that a range of old still resolves" sh -c 'maildelta range purged "$1~2..$1" | grep -q ^From' sh "$a"
ok "... again: nothing" asked "GET /list/manifest.js.gz 304;" maildelta update purged
mv site/list/git/1.git away
git init -q --bare site/list/git/1.git
ok "a site that lost it all takes nothing away" sh -c 'maildelta update purged && git -C purged/git/1.git rev-parse HEAD'
rm -rf site/list/git/1.git
manifest list
ok "... nor one that lost the epoch" prints "^purged: up to date$" maildelta update purged
mv away site/list/git/1.git
manifest list
git -C site/list/git/1.git branch -m master main
git -C site/list/git/1.git symbolic-ref HEAD refs/heads/main
manifest list
ok "a branch that was renamed is followed, and the old one stays" sh -c '
	maildelta update purged && git -C purged/git/1.git rev-parse master main && git -C purged/git/1.git symbolic-ref HEAD | grep -qx refs/heads/main'

# --- what went wrong before ----------------------------------------------------------------------------------
cp -r before killed
printf 'refs/heads/master\n' >killed/git/1.git/maildelta.refs
touch killed/git/1.git/refs/heads/master.lock killed/git/1.git/objects/pack/pack_git2_0123456789abcdef killed/git/1.git/objects/pack/pack_git2_0123456789abcdef.txt
mkdir -p killed/git/.maildelta-clone-xYz123/objects
ok "a run that was killed is cleaned up behind" sh -c '
	maildelta update killed && [ ! -e killed/git/1.git/refs/heads/master.lock ] && [ ! -e killed/git/1.git/maildelta.refs ] &&
	[ ! -e killed/git/1.git/objects/pack/pack_git2_0123456789abcdef ] && [ -e killed/git/1.git/objects/pack/pack_git2_0123456789abcdef.txt ] &&
	[ ! -e killed/git/.maildelta-clone-xYz123 ]'
cp -r before gits
touch gits/git/1.git/refs/heads/main.lock
ok "git's own lock is left alone" sh -c '! maildelta update gits; [ -e gits/git/1.git/refs/heads/main.lock ]'
if command -v flock >/dev/null; then
	ok "another that writes it" fails 1 "^maildelta: update: list: $work/list/maildelta.lock: .* has the lock$" \
		flock list/maildelta.lock maildelta update --wait 0 list
	ok "... is waited for" sh -c 'flock list/maildelta.lock sleep 0.5 & maildelta update --wait 60 list'
else
	skip "another that writes it" "no flock"
fi
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chmod 755 "$work"
	ok "another user's" fails 1 "update: list: $work/list: it belongs to another user \(uid 0\).*--no-fetch$" \
		setpriv --reuid=65534 --clear-groups maildelta update list
else
	skip "another user's" "not root, or no setpriv"
fi
git clone -q site/list/git/0.git tree
ok "a working tree is git's" fails 1 "update: tree: it has a working tree" maildelta update tree
ok "a folder that there is not, named once" fails 1 "^maildelta: update: ./gone: no such folder$" maildelta update ./gone
ok "one that is no mirror" fails 1 "^maildelta: update: $work/home: no mirror of an inbox: give the folder that maildelta clone" \
	maildelta update "$work/home"

# --- several, by their names ------------------------------------------------------------------------------------
ok "none is set" fails 2 "update: no inbox is set: name one, or set inbox.<name>.dir" maildelta update
cat >"$config" <<END
[inbox "list"]
	dir = ~/../list
[inbox "gone"]
	dir = ~/../none/here
[inbox "new"]
	dir = ~/../new
	url = $http/list
[inbox "nodir"]
	url = $http/list
[inbox "old"]
	dir = ~/../old
END
several() {
	maildelta update "$@" >out 2>err
	[ $? = 1 ] || return 1
	cat out err
	cut -d: -f1 out | tr '\n' ' ' | grep -qx "list new old " && grep -q "^new: cloned: 2 epochs, 1[0-9] commits, " out &&
		[ "$(wc -l <err)" = 2 ] && grep -q "^maildelta: update: gone: .*none/here: no such folder$" err &&
		tail -n 1 err | grep -qx "maildelta: update: 1 of 4 inboxes failed: gone"
}
ok "all, in their order; one that fails stops no other; one that is not there is cloned" several
rm -rf new
ok "... one at a time" several -j 1
ok "one by its name" prints "^new: up to date$" maildelta update new
ok "... or by its path" prints "^new: up to date$" maildelta update ./new
ok "one without a folder" fails 1 "update: .*config: inbox.nodir.dir is not set" maildelta update nodir
ok "an unknown name" fails 1 "update: no inbox and no folder lits; did you mean 'list'\?$" maildelta update lits
ok "what the settings say stands before what the mirror does" fails 1 "update: list: http://127.0.0.1:1/list" \
	maildelta -c inbox.list.url=http://ann:s3cret@127.0.0.1:1/list -c http.retries=0 update list
ok "... without the password" sh -c '! grep s3cret err && ! grep -r s3cret list'
ok "ssh is git's" fails 1 "update: list: ssh://h.example/list: .*update --no-fetch$" \
	maildelta -c inbox.list.url=ssh://h.example/list update list
: >log
ok "--no-fetch asks no one" sh -c 'maildelta update --no-fetch list old && [ ! -s log ]' 
if command -v public-inbox-fetch >/dev/null; then
	ok "public-inbox-fetch goes on" sh -c 'public-inbox-fetch -q -C new && git -C new/git/0.git fsck'
else
	skip "public-inbox-fetch goes on" "no public-inbox"
fi
done_testing
