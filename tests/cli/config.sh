#!/bin/sh
# Settings in files: where they are read, which one holds, inboxes that have a name.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

sample=$MAILDELTA_SRCDIR/tests/corpora/sample
mkinbox v2 "$sample" "$work/mirrors/dev" >"$work/made"
cd "$work" || exit 1
export HOME="$work/home" TERM=dumb
config=$HOME/.config/maildelta/config
mkdir -p "$HOME/.config/maildelta" xdg/maildelta empty

# file TEXT: what the user's file says
file() {
	printf "$1" >"$config"
}

# prints REGEX COMMAND...: on stdout, and nothing on stderr
prints() {
	regex=$1
	shift
	"$@" >out 2>err || { cat err; return 1; }
	cat err
	[ ! -s err ] && { grep -qE -e "$regex" out || { head -n 5 out; return 1; }; }
}

# is TEXT COMMAND...: all of stdout, and nothing on stderr
is() {
	printf "$1" >want
	shift
	"$@" >out 2>err || { cat err; return 1; }
	cat err
	[ ! -s err ] && same want out
}

# title WANT WORD...: what the report of a range calls the inbox
title() {
	want=$1
	shift
	prints "^$want mailing list update " maildelta "$@"
}

# web WANT WORD...: where it says the mails are; null: nowhere
web() {
	want=$1
	shift
	maildelta "$@" --format json >out || return 1
	got=$(python3 -c 'import json; print(json.load(open("out"))["inbox"].get("web"))')
	[ "$got" = "$want" ] || { echo "$got"; return 1; }
}

# --- which files, in which order ---------------------------------------------------
ok "no file is no setting" is "" maildelta config --list
file '[maildelta]\n\tLang = zh_CN\n[inbox "Dev"]\n\tdir = ~/../mirrors/dev\n\ttitle = a   "b  c"\n'
printf '[maildelta]\n\tlang = en\n[core]\n\tbare\n' >system
printf '[maildelta]\n\ttitle = X\n' >xdg/maildelta/config
ok "the user's" is "zh_CN\n" maildelta config maildelta.lang
ok "the machine's, below it" is "zh_CN\n" env MAILDELTA_CONFIG_SYSTEM=system maildelta config maildelta.lang
ok "-c, above both" is "fr\n" env MAILDELTA_CONFIG_SYSTEM=system maildelta -c maildelta.lang=fr config maildelta.lang
ok "--list: all, where from, in their order" is \
	"$work/system\tmaildelta.lang=en
$config\tmaildelta.lang=zh_CN
$config\tinbox.Dev.dir=$HOME/../mirrors/dev
$config\tinbox.Dev.title=a b c
command line\tmaildelta.lang=fr\n" \
	env MAILDELTA_CONFIG_SYSTEM=system maildelta -c MailDelta.LANG=fr config --list
ok "... named as in the manual, without passwords" is \
	"command line\tinbox.Dev.mailTo=a@b.example
command line\tinbox.Dev.url=https://***@x.example/l
command line\thttp.proxy=***@p.example:1\n" env XDG_CONFIG_HOME="$work/none" \
	maildelta -c INBOX.Dev.mailto=a@b.example -c inbox.Dev.URL=https://ann:secret@x.example/l \
	-c http.proxy=ann:secret@p.example:1 config --list
ok "... that is for who asks for the one" is "ann:secret@p.example:1\n" \
	maildelta -c http.proxy=ann:secret@p.example:1 config http.proxy
ok "... nor in what is refused" fails 2 "-c inbox.x.urk=https://x.example: no such setting; did" \
	maildelta -c inbox.x.urk=https://ann:secret@x.example config --list
ok "... nor a key where none belongs" fails 2 "-c summary.apiKey=\*\*\*: no such setting, and none holds a key: " \
	maildelta -c summary.apiKey=sk-secret config --list
ok "... nor an endpoint's query" is "command line\tsummary.endpoint=https://llm.example/v1?***\n" \
	env XDG_CONFIG_HOME="$work/none" maildelta -c 'summary.endpoint=https://llm.example/v1?key=secret' config -l
ok "a model's name may have dots, colons and slashes" is "0.15\n" \
	maildelta -c price.vendor/qwen-2.5:8b.input=0.15 config price.vendor/qwen-2.5:8b.input
ok "another folder of the user's" is "$work/xdg/maildelta/config\tmaildelta.title=X\n" \
	env XDG_CONFIG_HOME="$work/xdg" maildelta config -l
ok "... a relative one is none" is "zh_CN\n" env XDG_CONFIG_HOME=xdg maildelta config maildelta.lang
ok "a name in any spelling" is "zh_CN\n" maildelta config MAILDELTA.Lang
ok "... but for what stands between" fails 1 "^maildelta: config: inbox.dev.dir: not set$" \
	maildelta config inbox.dev.dir
ok "one that is not set" fails 1 "^maildelta: config: maildelta.web: not set$" maildelta config maildelta.web
ok "... or empty" fails 1 "maildelta.lang: not set$" maildelta -c maildelta.lang= config maildelta.lang
ok "one that there is not" fails 2 "maildelta.langs: no such setting; did you mean 'maildelta.lang'\?$" \
	maildelta config maildelta.langs
ok "all that hold of a category" is "a\nb\n" maildelta -c category.x.subject=no -c category.x.subject= \
	-c category.x.subject=a -c category.y.subject=c -c category.x.subject=b config category.x.subject
ok "no words" fails 2 "takes --list, or one name" maildelta config
ok "too many" fails 2 "takes --list, or one name" maildelta config --list maildelta.lang
if command -v git >/dev/null; then
	rm "$config"
	git config -f "$config" category.a#b.subject '\bx;y\b "z'
	git config -f "$config" 'inbox.K v.M "x".dir' '~/ a  b'
	ok "what git writes is read" is '\\bx;y\\b "z\n' maildelta config category.a#b.subject
	git config -f "$config" price.vendor/qwen-2.5:8b.output 0.6
	ok "... a model's" is "0.6\n" maildelta config price.vendor/qwen-2.5:8b.output
	ok "... any name" is "$HOME/ a  b\n" maildelta config 'inbox.K v.M "x".dir'
else
	skip "what git writes is read" "no git"
fi
printf '[inbox "Dev"]\n\tdir = ../../../mirrors/dev\n' >"$HOME/.config/maildelta/more"
file '[include]\n\tpath = more\n[maildelta]\n\ttemplates = t\n'
ok "an included file is named, and paths are from its folder" is \
	"$HOME/.config/maildelta/more\tinbox.Dev.dir=$work/mirrors/dev\n$config\tmaildelta.templates=$HOME/.config/maildelta/t\n" \
	maildelta config --list
odd=$(printf '\033[31m\007\302\233')
file "[maildelta]\n\ttitle = a$odd\n\ttemplates = /a$odd\n[inbox \"$odd\"]\n\tdir$odd = x\n"
ok "no control byte of a file comes back" sh -c '
	maildelta config --list >out 2>err
	cat -v out err
	! cat out err | tr -d "\n\t" | LC_ALL=C grep -q "[[:cntrl:]]" && iconv -f UTF-8 -t UTF-16 out >log'

# --- what is wrong with one ----------------------------------------------------------
file '[maildelta]\n\ttitel = X\n\tlang = en\n[inbox "dev"]\n\tdirr = x\n[user]\n\tname = A\n'
warned() {
	maildelta "$@" range mirrors/dev --root >out 2>err || { cat err; return 1; }
	cat err
	head -n 1 out | grep -q "^From " && printf '%s\n' \
		"maildelta: warning: $config: maildelta.titel: no such setting; did you mean 'maildelta.title'?" \
		"maildelta: warning: $config: inbox.dev.dirr: no such setting; did you mean 'inbox.dev.dir'?" | cmp - err
}
ok "an unknown name is warned about, and the run goes on" warned
ok "... even with --no-progress" warned --no-progress
ok "-q does not warn" prints "^From " maildelta -q range mirrors/dev --root
ok "... behind the command, neither" prints "^From " maildelta range -q mirrors/dev --root
ok "-c is no file: that is an error" fails 2 "-c inbox.dev.dirr=x: no such setting; did you mean 'inbox.dev.dir'\?$" \
	maildelta -c inbox.dev.dirr=x range mirrors/dev --root
file '[maildelta]\n\tcolor = blue\n'
ok "a value that cannot be names file and setting" fails 1 \
	"^maildelta: range: $config: maildelta.color=blue: not one of always, auto, never$" \
	maildelta range mirrors/dev --root
ok "... whatever -c says" fails 1 "maildelta.color=blue" maildelta -c maildelta.color=never config --list
file '[maildelta]\n\ttitle\n'
ok "no value at all" fails 1 "$config: maildelta.title: no value: write title = <value>$" maildelta config --list
file '[maildelta]\n[inbox "x]\n'
ok "a broken file: which, and which line" fails 1 "^maildelta: show: $config:2: missing closing quotation mark" \
	maildelta show mirrors/dev HEAD
ok "-h works nevertheless" prints "^usage: " maildelta -h
ok "... of a command" prints "^usage: maildelta range" maildelta range -h
ok "--help" prints "^usage: maildelta range" env PATH=/nonexistent "$(command -v maildelta)" range --help
ok "--version" prints "^maildelta [0-9]" maildelta --version
ok "an unknown command is that first" fails 2 "no such command" maildelta rnage
rm "$config"
mkdir "$config"
ok "a folder is no file" fails 1 "$config: not a file$" maildelta config --list
rmdir "$config"
ok "... nor is the machine's" fails 1 "empty: not a file$" env MAILDELTA_CONFIG_SYSTEM=empty maildelta config --list

# --- inboxes that have a name ----------------------------------------------------------
file '[inbox "list"]\n\tdir = ~/../mirrors/dev\n\ttitle = LIST\n\turl = https://x.example/list/\n
[inbox "nodir"]\n\ttitle = x\n[inbox "wrong"]\n\tdir = ~/none\n[inbox "noinbox"]\n\tdir = ~/../empty\n'
cd empty || exit 1
ok "a name, from anywhere" title LIST range list --root
ok "... with its address" web https://x.example/list range list --root
ok "... alone: it is no range" fails 2 "no range: name" maildelta range list
ok "digest knows it" prints "^LIST mailing list digest$" maildelta digest list --week 2026-W02
ok "show, too" prints "^Message-ID|^Subject|^commit" maildelta show list HEAD
ok "... alone: it is no commit" fails 2 "takes .<inbox>. and one commit" maildelta show list
cd ..
ok "a path has the title, too" title LIST range mirrors/dev --root
ok "... and the address" web https://x.example/list range mirrors/../mirrors/dev/git --root
ln -s mirrors/dev link
ok "... through a link" title LIST range link/git/0.git --root
ok "... from inside" title LIST -C mirrors/dev/git/0.git range --root
cp -r mirrors/dev list
ok "a folder of that name is not meant" title LIST range list --root
ok "... but with a path" title list range ./list --root
ok "... which is no configured one" web None range ./list --root
ok "for this run: before what is said of the inbox" title RUN -c maildelta.title=RUN range list --root
ok "... its address, too" web https://r.example -c maildelta.web=https://r.example range list --root
ok "... set empty: none" web None -c maildelta.web= range list --root
ok "... set empty: its name" title list -c maildelta.title= range list --root
ok "... which it is called by without a title, too" title list -c inbox.list.title= range mirrors/dev --root
ok "... or said of the inbox" title RUN -c inbox.list.title=RUN range list --root
printf '[maildelta]\n\ttitle = ALL\n\tweb = https://all.example\n' >system
export MAILDELTA_CONFIG_SYSTEM="$work/system"
ok "a file's title for all stands behind that of the inbox" title LIST range list --root
ok "... as does its address" web https://x.example/list range list --root
ok "... and is that of those that have none" title ALL range ./list --root
ok "... its address, too" web https://all.example range ./list --root
export MAILDELTA_CONFIG_SYSTEM=
ok "a name for this run" title Q -c inbox.q.dir=mirrors/dev -c inbox.q.title=Q range q --root

ok "an unknown name: what may have been meant" fails 1 \
	"^maildelta: range: no inbox and no folder lits; did you mean 'list'\?$" maildelta range lits --root HEAD
ok "... nothing near" fails 1 "range: no inbox and no folder frotz$" maildelta range frotz HEAD~1..
ok "... a path is a path" fails 1 "./lits: no such folder$" maildelta range ./lits HEAD~1..
ok "... alone, where no inbox is around" fails 1 "range: no inbox and no folder lits; did you mean 'list'\?$" \
	maildelta -C empty range lits --since 2026-01-01
ok "... for show" fails 1 "show: no inbox and no folder lits; did you mean 'list'\?$" maildelta -C empty show lits
ok "... for digest, which takes no single commit" fails 2 \
	"digest: lits: no inbox, no folder and no range <A>..<B>; did you mean 'list'\?$" maildelta digest lits
ok "... none like it" fails 1 "/empty: no inbox here" maildelta -C empty show frotz
ok "a name without a folder" fails 1 "range: $config: inbox.nodir.dir is not set: .*\./nodir$" maildelta range nodir --root
ok "a folder that is not there" fails 1 "range: $config: inbox.wrong.dir: $HOME/none: no such folder$" \
	maildelta range wrong --root
ok "one that is no inbox" fails 1 "range: $config: inbox.noinbox.dir: $HOME/../empty: not an inbox" \
	maildelta range noinbox --root
ok "on the command line" fails 1 "range: command line: inbox.q.dir: none: no such folder$" \
	maildelta -c inbox.q.dir=none range q --root

# --- they do what -c does ------------------------------------------------------------
file '[maildelta]\n\tlang = zh_CN\n[category "Mine"]\n\tsubject = mirror\n'
ok "a category of one's own" prints '"name": ?"Mine"' maildelta digest mirrors/dev --week 2026-W02 --format json
ok "the language" sh -c '
	maildelta range mirrors/dev --root >a && maildelta -c maildelta.lang=zh_CN range mirrors/dev --root >b &&
	maildelta -c maildelta.lang=en range mirrors/dev --root >c && cmp a b && ! cmp -s a c'
done_testing
