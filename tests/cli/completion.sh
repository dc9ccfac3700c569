#!/bin/sh
# What bash offers behind the words that were typed.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

if ! command -v bash >/dev/null; then
	skip "completion" "no bash"
	done_testing
	exit
fi

# offers WANT WORD...: for the last word, "" where it is only begun
offers() {
	want=$1
	shift
	got=$(bash --norc -c '
		. "$MAILDELTA_SRCDIR/completion/maildelta"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_maildelta
		echo ${COMPREPLY[*]}' bash "$@")
	[ "$got" = "$want" ] || { echo "$got"; return 1; }
}

ok "commands" offers "clone config digest hook list range show status summarize templates update" maildelta ""
ok "... behind options" offers "show" maildelta -c maildelta.title=x -C / -q sh
ok "options of a command" offers "--top --template" maildelta range --t
ok "... with a letter" offers "--output" maildelta range --o
ok "... and the common ones" offers "--progress" maildelta show --p
ok "... and the program's own" offers "--verbose --version" maildelta --ve
ok "formats, by their names" offers "markdown" maildelta range --format ma
ok "... and what they are called by" offers "mbox" maildelta digest --format mb
ok "addresses are left to bash" offers "" maildelta range --mail-to a
ok "... of the command's report" offers "text" maildelta show --format t
ok "... and json, which has no template" offers "json" maildelta range --format j
ok "... and of a list" offers "text" maildelta list --format t
ok "... several, for a file each" offers "json,html" maildelta digest --each-week --format json,h
ok "periods" offers "--week" maildelta digest --w
ok "the week we have" offers "$(date -u +%G-W%V)" maildelta digest --week "$(date -u +%G-W%V)"
ok "one thread" offers "summarize" maildelta su
ok "... and why" offers "--explain" maildelta summarize --e
ok "states" offers "superseded stalled" maildelta status --state s
ok "... several" offers "open,rejected" maildelta status --state open,rej
ok "whom it is for is left to bash" offers "" maildelta digest --for a
ok "languages" offers "zh_CN" maildelta range --lang z
ok "templates" offers "range.txt" maildelta templates range.t
mkdir -p "$work/config/maildelta"
printf '[inbox "kvmarm"]\n\tdir = ~/x\n\ttitle = X\n[inbox "netdev"]\n\tdir = ~/a=inbox.y.dir\n\tmailto = a@b.example\n[inbox "k"]\n\ttitle = K\n' \
	>"$work/config/maildelta/config"
export XDG_CONFIG_HOME="$work/config"
ok "inboxes that have a name" offers "kvmarm" maildelta range k
ok "... and a folder" offers "kvmarm netdev" maildelta digest ""
ok "... for update, several" offers "netdev" maildelta update kvmarm n
ok "an address is no inbox" offers "" maildelta clone k
ok "the newest epoch" offers "latest" maildelta clone --epoch l
ok "settings that are set" offers "inbox.kvmarm.dir inbox.kvmarm.title" maildelta config inbox.kv
ok "what a hook is to do" offers "install remove run" maildelta hook ""
ok "... behind options" offers "install" maildelta hook --settle 5 i
ok "... in which inbox" offers "kvmarm" maildelta hook install k
ok "... behind options, too" offers "kvmarm netdev" maildelta hook --format html remove ""
ok "a number is no inbox" offers "" maildelta update --wait ""
ok "settings as the manual has them" offers "inbox.netdev.mailTo" maildelta config inbox.netdev.m
ok "... in which format" offers "html" maildelta hook install --format h
export XDG_CONFIG_HOME=
ok "files are left to bash" offers "" maildelta range -o ""
done_testing
