# SPDX-License-Identifier: GPL-2.0-or-later
# For tests of clone and update, behind cli/lib.sh: real servers on loopback, inboxes that
# Debian's public-inbox writes, and what two mirrors have in common. Whatever was started is
# ended with the test, however that ends.
#
# $work/site/pond, …/brook	the inboxes that are served: v2, v1
# $work/faults			what the web server does wrong: see lib/public-inbox.psgi

[ -d "$work" ] || exit 1 # or all below would be made at the root
servers=
export PI_CONFIG="$work/public-inbox.config" FAULTS="$work/faults" GIT_TERMINAL_PROMPT=0
export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
mkdir -p "$work/site" "$work/fetched" "$work/mirrors" "$FAULTS" "$XDG_CONFIG_HOME/maildelta"

stop_servers() {
	for server in $servers; do
		kill -9 "-$server" 2>/dev/null || kill -9 "$server" 2>/dev/null
	done
	servers=
}
trap 'stop_servers; chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM

# lacks PROGRAM...: names the first that is not there
lacks() {
	for program in "$@"; do
		command -v "$program" >/dev/null || {
			echo "$program"
			return 0
		}
	done
	return 1
}

# serve [--inetd] COMMAND...: in the background; sets $port and $server
serve() {
	how=
	[ "$1" != --inetd ] || { how=$1; shift; }
	rm -f "$work/port"
	# shellcheck disable=SC2086 # none, or a word
	perl "$MAILDELTA_SRCDIR/tests/lib/listen.pl" $how "$work/port" "$@" >>"$work/server.log" 2>&1 &
	server=$!
	wait_for_port
}

# For a server just started that writes its port to $work/port
wait_for_port() {
	servers="$servers $server"
	tries=0
	until [ -s "$work/port" ]; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] && kill -0 "$server" 2>/dev/null || {
			echo "Bail out! no server: $(tail -n 1 "$work/server.log")"
			exit 1
		}
		sleep 0.02
	done
	port=$(cat "$work/port")
}

# pi PROGRAM ARGUMENT...: one of public-inbox's
pi() {
	program=$1
	shift
	HOME="$work" "public-inbox-$program" "$@"
}

# mails TASK...: of lib/public-inbox.pl
mails() {
	HOME="$work" perl "$MAILDELTA_SRCDIR/tests/lib/public-inbox.pl" "$@"
}

# pi_init VERSION NAME
pi_init() {
	pi init "-V$1" -L basic "$2" "$work/site/$2" "http://127.0.0.1/$2" "$2@lists.example.org"
}

# public-inbox-httpd; sets $port, $server and $http
serve_http() {
	HOME="$work" serve public-inbox-httpd -W0 "$MAILDELTA_SRCDIR/tests/lib/public-inbox.psgi"
	http=http://127.0.0.1:$port
}

# epochs FOLDER: the repositories of a mirror, oldest first; none where there are none yet
epochs() {
	if [ -d "$1/git" ]; then
		find "$1/git" -maxdepth 1 -name '[0-9]*.git' | sed 's,.*/,,' | sort -n | sed "s,^,$1/git/,"
	elif [ -e "$1/HEAD" ]; then
		echo "$1"
	fi
}

# contents FOLDER: branches, and all that can be reached from them, byte for byte
contents() {
	epochs "$1" | while read -r epoch; do
		case $epoch in
		*.git) echo "${epoch##*/}" ;;
		*) echo "one repository" ;;
		esac
		cat "$epoch/HEAD"
		git --git-dir "$epoch" for-each-ref refs/heads
		git --git-dir "$epoch" rev-list --objects --no-object-names --branches | sort |
			git --git-dir "$epoch" cat-file --batch
	done
}

# is_like FILE FOLDER: its contents are those that were written to FILE
is_like() {
	contents "$2" >"$work/contents" || return 1
	[ -s "$1" ] && cmp "$1" "$work/contents" && return
	epochs "$2" | while read -r epoch; do
		git --git-dir "$epoch" for-each-ref
	done
	return 1
}

# same_mirror FOLDER FOLDER
same_mirror() {
	contents "$1" >"$work/contents.wanted" && is_like "$work/contents.wanted" "$2"
}

# sound FOLDER: every epoch is whole, and nothing half-made lies about
sound() {
	epochs "$1" | while read -r epoch; do
		git --git-dir "$epoch" fsck --strict --connectivity-only --no-dangling 2>&1 || echo "fsck failed: $epoch"
	done >"$work/fsck"
	cat "$work/fsck"
	[ ! -s "$work/fsck" ]
}

# tidy FOLDER: nothing half-made is left
tidy() {
	find "$1" "$(dirname "$1")" -maxdepth 4 \( -name 'pack_git2_*' -o -name 'tmp_*' -o -name '*.git-*' -o \
		-name '*.lock' ! -name maildelta.lock ! -name inbox.lock ! -name ssoma.lock \) >"$work/left"
	cat "$work/left"
	[ ! -s "$work/left" ]
}

# says REGEX... -- COMMAND...: it goes well, with nothing on stderr, and stdout has a line for each
says() {
	: >"$work/says"
	while [ "$1" != -- ]; do
		printf '%s\n' "$1" >>"$work/says"
		shift
	done
	shift
	"$@" >"$work/out" 2>"$work/err" || { echo "exit $?"; cat "$work/out" "$work/err"; return 1; }
	cat "$work/out" "$work/err"
	[ ! -s "$work/err" ] || return 1
	while read -r regex; do
		grep -qE -e "$regex" "$work/out" || { echo "no match for: $regex"; return 1; }
	done <"$work/says"
}

# told FOLDER: the Message-IDs that JSON reports in FOLDER list, in order, one line each time
told() {
	python3 - "$1" <<'PYTHON'
import glob, json, sys
for path in sorted(glob.glob(sys.argv[1] + "/*.json")):
    with open(path) as file:
        report = json.load(file)
    ids = [mail["message_id"] for series in report["series"] for mail in series["mails"]]
    if len(ids) != report["accounting"]["mails"]:
        sys.exit(f"{path}: {len(ids)} listed, {report['accounting']['mails']} counted")
    print("".join(f"{name}\n" for name in ids), end="")
PYTHON
}

# told_once FOLDER FIRST LAST [BUT]: reports in FOLDER list mails FIRST to LAST, each once
told_once() {
	told "$1" >"$work/told" || return 1
	sort "$work/told" >"$work/told.got"
	seq "$2" "$3" | sed '/^'"${4-none}"'$/d; s/.*/reed-&@pond.example/' | sort >"$work/told.want"
	same "$work/told.want" "$work/told.got"
}
