#!/bin/sh
# The inboxes that have a name, and how far they are.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

cd "$work" || exit 1
export HOME="$work/home" XDG_STATE_HOME="$work/states"
config=$HOME/.config/maildelta/config
mkdir -p "$HOME/.config/maildelta"
cat >plan <<'END'
add 01-cover-v1.eml 2026-01-05T09:00:20
epoch
add 02-patch-v1-1.eml 2026-01-06T09:00:21
epoch
add 03-patch-v1-2.eml 2026-01-07T09:00:22
END
sample=$MAILDELTA_SRCDIR/tests/corpora/sample
mkinbox v2 "$sample" "$work/dev" plan >made
mkinbox v1 "$sample" "$work/old.git" >made.old
cp -r dev gap
rm -r gap/git/0.git
cp -r dev hole
rm -r hole/git/1.git
cp -r dev broken
find broken/git/2.git/objects -type f -delete

# is TEXT COMMAND...: all of stdout, and nothing on stderr
is() {
	printf '%s\n' "$1" >want
	shift
	"$@" >out 2>err || { cat err; return 1; }
	cat err
	[ ! -s err ] && same want out
}
# json EXPRESSION WANT: of the list, as Python reads it
json() {
	maildelta list --format json >out || return 1
	got=$(python3 -c 'import json, sys; inboxes = json.load(open("out"))["inboxes"]; print(eval(sys.argv[1]))' "$1")
	[ "$got" = "$2" ] || { echo "$got"; return 1; }
}
none() {
	maildelta "$@" >out 2>err && [ ! -s out ]
}

# --- none -----------------------------------------------------------------------
ok "no inbox has a name" none list
ok "... says how one gets one" grep -qF "[inbox \"<name>\"] with dir = <folder> in $config" err
ok "... not with -q" none -q list
ok "... not a word" [ ! -s err ]
ok "... in JSON" is '{
  "inboxes": []
}' maildelta list --format json

# --- some -----------------------------------------------------------------------
cat >"$config" <<END
[inbox "dev"]
	dir = $work/dev
[inbox "内核邮件列表"]
	dir = $work/old.git
[inbox "hole"]
	dir = $work/hole/git
[inbox "gap"]
	dir = $work/gap
[inbox "next"]
	dir = $work/next
	url = https://ann:secret@lists.example.org/next
[inbox "lost"]
	dir = $work/lost
[inbox "half"]
	title = Half
[inbox "dev"]
	title = Dev
END
ok "a line each, aligned" is "\
inbox         epochs  newest mail       last report  digest  folder
dev           0-2     2026-01-07 09:00  -            -       $work/dev
内核邮件列表  0       2026-01-10 12:40  -            -       $work/old.git
hole          0,2     2026-01-07 09:00  -            -       $work/hole/git
gap           1-2     2026-01-07 09:00  -            -       $work/gap
next          -       -                 -            -       $work/next: not cloned yet
lost          -       -                 -            -       $work/lost: no such folder
half          -       -                 -            -       -: inbox.half.dir is not set" maildelta list
ok "nothing is left behind" [ ! -e states ]
ok "from wherever one is" maildelta -C / list
ok "... the same" same want out
ok "an address, which may hold a password, is not told" sh -c "! maildelta list --format json | grep secret"

if command -v python3 >/dev/null; then
	ok "JSON: names" json '[i["name"] for i in inboxes][2:]' "['hole', 'gap', 'next', 'lost', 'half']"
	ok "... epochs" json '[i["epochs"] for i in inboxes][2:5]' "[[0, 2], [1, 2], []]"
	ok "... the newest mail" json '[i["newest"] for i in inboxes][3:5]' "['2026-01-07T09:00:22+00:00', None]"
	ok "... always all members" json '{tuple(i) for i in inboxes}' \
		"{('name', 'dir', 'epochs', 'newest', 'fetched', 'reported', 'digested', 'problem')}"
	ok "... problems" json '[i["problem"] for i in inboxes][3:6]' "[None, 'not cloned yet', 'no such folder']"
fi

# --- how far --------------------------------------------------------------------
printf '[inbox "dev"]\n\tdir = %s/dev\n' "$work" >"$config"
state=states/maildelta/dev-$(printf %s "$work/dev" | sha256sum | cut -c1-8)
mkdir -p "$state"
tips='"tips": []'
cat >"$state/state.json" <<END
{"version": 1, "fetched": 1770000000, "marks": {
	"range": {"told": 0, $tips}, "hook": {"told": 1770000060, $tips}, "digest": {"told": 1770000120, $tips}}}
END
ok "what was told, and when" is "\
inbox  epochs  newest mail       last report       digest            folder
dev    0-2     2026-01-07 09:00  2026-02-02 02:41  2026-02-02 02:42  $work/dev" maildelta list
ln -s dev link
printf '[inbox "dev"]\n\tdir = %s/link/git\n' "$work" >"$config"
ok "... by another way to the folder" sh -c "maildelta list | grep -q '2026-02-02 02:41  2026-02-02 02:42'"
echo "{" >"$state/state.json"
printf '[inbox "dev"]\n\tdir = %s/dev\n[inbox "broken"]\n\tdir = %s/broken\n' "$work" "$work" >"$config"
ok "a state that cannot be read is no error" maildelta list
ok "... and is told" sh -c "maildelta list | grep -q 'dev: .*state.json: cannot be read: .*: delete this file'"
ok "nor is a mirror" sh -c "maildelta list | grep -q '^broken .*/broken: .*git/2.git'"
printf '[inbox "dev"]\n\tdir = "%s/d\\n\033\377"\n' "$work" >"$config"
ok "a folder is called as it likes" sh -c "maildelta list | grep -q 'no such folder'"
ok "... a line is a line, and no terminal obeys it" sh -c \
	"[ \$(maildelta list | wc -l) = 2 ] && ! maildelta list | grep -q '$(printf '\033')'"

# --- words that are off ---------------------------------------------------------
ok "another format" fails 2 "--format takes text or json, not 'html'" maildelta list --format html
ok "a word" fails 2 "one word too many: dev: all inboxes" maildelta list dev
done_testing
