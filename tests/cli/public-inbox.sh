#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Mirrors of what Debian's public-inbox serves, through an inbox's life: three epochs, mails
# that arrive and are deleted, a new epoch, history rewritten by an edit and a purge; over
# http, https, git://, from a folder and from file://. public-inbox-fetch says what is right.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"
. "$MAILDELTA_SRCDIR/tests/lib/mirror.sh"

if missing=$(lacks public-inbox-init public-inbox-httpd public-inbox-clone python3 curl); then
	skip "mirrors of public-inbox" "no $missing here"
	done_testing
	exit
fi

pond=$work/site/pond brook=$work/site/brook

# --- what is served ------------------------------------------------------------------
pi_init 2 pond
pi_init 1 brook
mails deliver pond 1 60 50000
mails deliver brook 101 120
ok "public-inbox made three epochs" [ "$(epochs "$pond" | wc -l)" = 3 ]
ok "and a v1 inbox" git --git-dir "$brook" rev-parse --verify HEAD

serve_http
serve --inetd git daemon --inetd --export-all "--base-path=$work/site" "$work/site"
git=git://127.0.0.1:$port
tls=
if ! missing=$(lacks openssl stunnel4); then
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=A private CA" \
		-keyout "$work/ca.key" -out "$work/ca.pem" 2>"$work/openssl.log"
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" \
		-keyout "$work/tls.key" -out "$work/tls.csr" 2>>"$work/openssl.log"
	echo "subjectAltName = DNS:localhost, IP:127.0.0.1" >"$work/tls.names"
	openssl x509 -req -days 36500 -CA "$work/ca.pem" -CAkey "$work/ca.key" -set_serial 2 \
		-extfile "$work/tls.names" -in "$work/tls.csr" -out "$work/tls.pem" 2>>"$work/openssl.log"
	printf '%s\n' "cert = $work/tls.pem" "key = $work/tls.key" "connect = ${http#http://}" \
		"sslVersionMin = TLSv1.3" "debug = 3" "syslog = no" >"$work/stunnel.conf"
	serve --inetd stunnel4 "$work/stunnel.conf"
	tls=$port https=https://127.0.0.1:$port
fi

# --- clone -----------------------------------------------------------------------------
all="http git path file"
[ -z "$tls" ] || all="$all https"
export CURL_CA_BUNDLE="$work/ca.pem" # of curl(1) alone, which public-inbox runs

# clone NAME SOURCE: and the settings of it
clone() {
	printf '[inbox "%s"]\n\tdir = %s\n\turl = %s\n\trange = true\n\tformat = json\n\toutput = %s\n' \
		"$1" "$work/mirrors/$1" "$2" "$work/reports/$1" >>"$XDG_CONFIG_HOME/maildelta/config"
	says "$3" -- maildelta clone "$2" "$work/mirrors/$1"
}

refused() {
	fails "$@" || return 1
	[ ! -e "$work/mirrors/https" ] || { find "$work/mirrors/https"; return 1; }
}

if [ -n "$tls" ]; then
	ok "the server speaks TLS 1.3 alone" sh -c "
		! curl -sS --tls-max 1.2 $https/pond/manifest.js.gz && curl -fsS $https/pond/manifest.js.gz -o $work/manifest"
	ok "a private CA is not trusted unasked" \
		refused 1 'certificate.*http\.sslCAInfo' maildelta clone "$https/pond" "$work/mirrors/https"
	printf '[http]\n\tsslCAInfo = %s\n' "$work/ca.pem" >>"$XDG_CONFIG_HOME/maildelta/config"
else
	skip "the server speaks TLS 1.3 alone" "no $missing here"
fi

ok "public-inbox-clone" pi clone -q "$http/pond" "$work/fetched/pond"
ok "public-inbox-clone, v1" pi clone -q "$http/brook" "$work/fetched/brook"
for name in $all; do
	case $name in
	http) source=$http/pond ;;
	https) source=$https/pond ;;
	git) source=$git/pond ;;
	path) source=$pond ;;
	file) source=file://$pond ;;
	esac
	ok "$name: clone" clone "$name" "$source" ': 3 epochs \(0-2\), 60 commits, '
	ok "$name: what public-inbox-clone has" same_mirror "$work/fetched/pond" "$work/mirrors/$name"
	ok "$name: whole" sound "$work/mirrors/$name"
done
ok "v1: clone" clone v1 "$http/brook" ': .*20 commits, '
ok "v1: what public-inbox-clone has" same_mirror "$work/fetched/brook" "$work/mirrors/v1"
ok "nothing half-made is left" tidy "$work/mirrors/http"

# --- update ------------------------------------------------------------------------------
# updated REGEX [V1-REGEX]: update says the one for each mirror, and all have what
# public-inbox-fetch has then
updated() {
	set -- "$1" "${2-up to date}"
	pi fetch -q -C "$work/fetched/pond" && pi fetch -q -C "$work/fetched/brook" || return 1
	maildelta update >"$work/out" 2>"$work/err" || { echo "exit $?"; cat "$work/err"; return 1; }
	cat "$work/out" "$work/err"
	[ ! -s "$work/err" ] || return 1
	for name in $all; do
		grep -qE "^$name: $1" "$work/out" || { echo "$name: no match for: $1"; return 1; }
	done
	grep -qE "^v1: $2" "$work/out" || { echo "v1: no match for: $2"; return 1; }
	contents "$work/fetched/pond" >"$work/wanted"
	for name in $all; do
		is_like "$work/wanted" "$work/mirrors/$name" || { echo "$name"; return 1; }
	done
	same_mirror "$work/fetched/brook" "$work/mirrors/v1"
}

# once FIRST LAST [BUT]: reports of each mirror told these mails, each once
once() {
	for name in $all; do
		told_once "$work/reports/$name" "$@" || { echo "$name"; return 1; }
	done
}

in_order() {
	maildelta update | cut -d : -f 1 >"$work/order"
	printf '%s\n' $all v1 >"$work/want"
	same "$work/want" "$work/order"
}

tip() {
	git --git-dir "$1" rev-parse HEAD
}

ok "nothing came" updated 'up to date$'
ok "… and nothing is told" [ ! -e "$work/reports/http" ]
ok "a line for each, in the order of the settings" in_order

rm -f "$FAULTS/log"
ok "nothing came: git is not asked" sh -c "
	maildelta update http v1 && ! grep -v '/manifest\.js\.gz' $FAULTS/log"

# A clone again fetches nothing of what is there, and does not take it for all that there is.
again() {
	maildelta clone "$http/pond" "$work/mirrors/http" && maildelta clone "$http/brook" "$work/mirrors/v1"
}
old=$(tip "$pond/git/2.git")
mails deliver pond 61 63
ok "clone, where a mirror is" again
mails remove pond 5
mails deliver brook 121 121
short=$(printf %.9s "$old")
ok "three mails came, one was deleted" updated "${short}[0-9a-f]*\.\.[0-9a-f]+, 3 mails added, 1 deleted" \
	'[0-9a-f]+\.\.[0-9a-f]+, 1 mail added'
ok "… told once" once 61 63
ok "… v1, too" told_once "$work/reports/v1" 121 121

mails deliver pond 64 95 50000
ok "a new epoch was begun" [ -d "$pond/git/3.git" ]
ok "it is followed" updated '2: [0-9a-f]+\.\.[0-9a-f]+, 3: new \.\.[0-9a-f]+, 32 mails added'
ok "… told once, with both epochs in one report" once 61 95
ok "… which is the second" [ "$(find "$work/reports/http" -name '*.json' | wc -l)" = 2 ]

# An edit of one epoch, a purge of another, and what came and went between two updates.
old0=$(tip "$pond/git/0.git") old3=$(tip "$pond/git/3.git")
mails deliver pond 96 99
edit() {
	MAIL_EDITOR="sed -i -e 's/was missing/had been lost/'" pi edit --raw -m "reed-$1@pond.example" "$pond"
}
purge() {
	mails mail "$1" | pi purge "$pond"
}
ok "public-inbox-edit" edit 3
ok "… of one that was not fetched yet" edit 97
ok "public-inbox-purge" purge 90
ok "… of one that was not fetched yet" purge 98
ok "history was rewritten" [ "$old0" != "$(tip "$pond/git/0.git")" ]
ok "… twice" sh -c "! git --git-dir '$pond/git/3.git' merge-base --is-ancestor $old3 HEAD"
# Mails are not parsed for this: an edited one came and went. The report tells them apart.
ok "a rewritten history is fetched, and said" updated \
	"history of epoch 0 rewritten \(was $(printf %.12s "$old0"), kept as [^ ]*\), now [0-9a-f]+, history of epoch 3 rewritten \(was $(printf %.12s "$old3"), kept as [^ ]*\), now [0-9a-f]+, 4 mails added, 2 removed$"

kept() {
	for name in $all; do
		for kept in 0:$old0 3:$old3; do
			git --git-dir "$work/mirrors/$name/git/${kept%%:*}.git" for-each-ref refs/maildelta |
				grep -q "^${kept#*:} " || { echo "$name: $kept is not kept"; return 1; }
			[ "$(git --git-dir "$work/mirrors/$name/git/${kept%%:*}.git" cat-file -t "${kept#*:}")" = commit ] ||
				return 1
		done
		sound "$work/mirrors/$name" || return 1
	done
}
ok "the old tips are kept" kept
# The purged one was told before; the other was gone before anyone saw it.
ok "no mail is told twice for it" once 61 99 98
ok "what was purged is gone from the mirror's history" sh -c "
	! git --git-dir '$work/mirrors/http/git/3.git' log --format=%s -p HEAD | grep -q 'reed/90\.txt'"

# accounts: for each commit of the report that says what was rewritten
accounts() {
	python3 - "$work/reports/$1" <<'PYTHON'
import glob, json, sys
reports = [json.load(open(path)) for path in glob.glob(sys.argv[1] + "/*.json")]
told = [report for report in reports if report.get("rewritten")]
assert len(told) == 1, len(told)
count, rewritten = told[0]["accounting"], told[0]["rewritten"]
print(count, rewritten)
assert count["mails"] == 3 and count["purges"] == 2 and count["edited"] == 1
assert count["changes"] == count["mails"] + count["purges"] + count["edited"] + count["told_before"]
assert [mail["message_id"] for mail in rewritten["removed_mails"]] == ["reed-90@pond.example"]
assert [mail["message_id"] for mail in rewritten["edited_mails"]] == ["reed-3@pond.example"]
PYTHON
}
for name in $all; do
	ok "$name: what is told says what was edited and what is gone" accounts "$name"
done
ok "then it is up to date" updated 'up to date$'

# A purge of an old mail alone: the newest mail, and so the manifest's date, stays the same.
: >"$FAULTS/conditional"
maildelta update >"$work/out"
old0=$(tip "$pond/git/0.git")
ok "public-inbox-purge, again" purge 7
ok "a purge does not hide behind the manifest's date" updated 'history of epochs? 0.*rewritten'
rm "$FAULTS/conditional"
ok "… and tells nothing twice" once 61 99 98

# --- others work in our mirrors -------------------------------------------------------------
others() {
	mirror=$work/mirrors/$1
	epochs "$mirror" | while read -r epoch; do
		GIT_SSL_CAINFO="$work/ca.pem" git --git-dir "$epoch" fetch -q 2>&1 || echo "$epoch: git fetch failed"
	done >"$work/others"
	cat "$work/others"
	[ ! -s "$work/others" ] && same_mirror "$2" "$mirror"
}
mails deliver pond 100 100
for name in $all; do
	ok "$name: plain git fetch" others "$name" "$pond"
done
ok "v1: plain git fetch" others v1 "$brook"
ok "what git fetched is told by the next update" updated '' ''
ok "… once" once 61 100 98
mails deliver pond 101 101
mails deliver brook 122 122
ok "public-inbox-fetch in a mirror of ours" pi fetch -q -C "$work/mirrors/http"
ok "… which brings what is new" same_mirror "$pond" "$work/mirrors/http"
ok "public-inbox-fetch in a v1 mirror of ours" pi fetch -q -C "$work/mirrors/v1"
ok "… which brings what is new" same_mirror "$brook" "$work/mirrors/v1"
mails deliver pond 102 130 50000
ok "… and new epochs" sh -c "
	HOME=$work public-inbox-fetch -q -C $work/mirrors/http && [ -d $work/mirrors/http/git/4.git ]"
ok "then update goes on" updated '' ''
ok "… and all is told once" once 61 130 98

# a mirror that public-inbox made
printf '[inbox "theirs"]\n\tdir = %s\n' "$work/fetched/pond" >>"$XDG_CONFIG_HOME/maildelta/config"
mails deliver pond 131 132
ok "update of a mirror that public-inbox-clone made" \
	says '^theirs: [0-9a-f]+\.\.[0-9a-f]+, 2 mails added' -- maildelta update theirs
ok "… has what is served" same_mirror "$pond" "$work/fetched/pond"
done_testing
