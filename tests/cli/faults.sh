#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What goes wrong while a mirror is made and kept: servers that break off, stall or lie, full
# disks, two at once. Afterwards every epoch is whole, the next run completes, no mail is lost
# and none is told twice.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"
. "$MAILDELTA_SRCDIR/tests/lib/mirror.sh"

if missing=$(lacks public-inbox-init public-inbox-httpd python3 timeout); then
	skip "mirrors in trouble" "no $missing here"
	done_testing
	exit
fi

pond=$work/site/pond mirror=$work/mirrors/pond
manifest="$MAILDELTA_SRCDIR/tests/lib/manifest.py"

pi_init 2 pond
mails deliver pond 1 40 30000
serve_http
direct=$http
serve --inetd perl "$MAILDELTA_SRCDIR/tests/lib/relay.pl" "$port"
http=http://127.0.0.1:$port
serve --inetd git daemon --inetd --export-all "--base-path=$work/site" "$work/site"
serve --inetd perl "$MAILDELTA_SRCDIR/tests/lib/relay.pl" "$port"
git=git://127.0.0.1:$port

printf '[http]\n\tretries = 0\n' >"$XDG_CONFIG_HOME/maildelta/config"

# What a run may not leave behind, whatever happened to it
unharmed() {
	sound "$mirror" || return 1
	find "$work/mirrors" "$work/evil" /evil /evil.git -maxdepth 0 ! -path "$work/mirrors" 2>/dev/null >"$work/outside"
	cat "$work/outside"
	[ ! -s "$work/outside" ]
}

# breaks REGEX COMMAND...: it fails in its own words within 30 s, and harms nothing
breaks() {
	regex=$1
	shift
	fails 1 "$regex" timeout 30 "$@" && unharmed
}

# completes URL [-c SETTING]: clone does now, and all is there
completes() {
	url=$1
	shift
	timeout 60 maildelta "$@" clone "$url" "$mirror" >"$work/out" 2>"$work/err" || { cat "$work/err"; return 1; }
	[ ! -s "$work/err" ] && same_mirror "$pond" "$mirror" && sound "$mirror" && tidy "$mirror"
}

again() {
	rm -rf "$mirror"
	rm -f "$FAULTS"/*
}

# Only where nothing is to come: a busy machine can be slow to answer.
impatient='-c http.stallTimeout=1'

# --- servers that break off and stall ----------------------------------------------------
for scheme in http git; do
	eval "url=\$$scheme/pond"
	again
	echo 20000 >"$FAULTS/cut"
	ok "$scheme: the server goes away in the middle of a pack" breaks 'pond' maildelta clone "$url" "$mirror"
	rm "$FAULTS/cut"
	ok "$scheme: … then clone completes" completes "$url"
	again
	echo 20000 >"$FAULTS/once"
	ok "$scheme: once only: it is tried again by itself" completes "$url" -c http.retries=1
	ok "$scheme: … it was" [ ! -e "$FAULTS/once" ]
	again
	echo 20000 >"$FAULTS/stall"
	ok "$scheme: the server stalls in the middle of a pack" breaks 'pond' maildelta $impatient clone "$url" "$mirror"
	rm "$FAULTS/stall"
	ok "$scheme: … then clone completes" completes "$url"
	again
	echo 20000 >"$FAULTS/flip"
	ok "$scheme: a bit of a pack is wrong" breaks 'pond' maildelta clone "$url" "$mirror"
	rm "$FAULTS/flip"
	ok "$scheme: … then clone completes" completes "$url"
	again
	echo 0 >"$FAULTS/stall"
	ok "$scheme: the server says nothing at all" breaks 'pond' maildelta $impatient clone "$url" "$mirror"
	again
done
url=$http/pond

# --- answers that are none ------------------------------------------------------------------
again
echo 2 >"$FAULTS/fail"
ok "500 twice, then what was asked for" sh -c "
	timeout 60 maildelta -c http.retries=2 clone '$url' '$mirror' 2>'$work/err' && [ ! -s '$work/err' ]"
ok "… whole" same_mirror "$pond" "$mirror"
again
echo 503 >"$FAULTS/status"
ok "503 for good" breaks '503' maildelta -c http.retries=1 clone "$url" "$mirror"
ok "… is asked again, not for ever" [ "$(wc -l <"$FAULTS/log")" = 2 ]
for status in 401 403; do
	again
	echo $status >"$FAULTS/status"
	ok "$status: said, with what to do" breaks "$status|credentials" maildelta clone "$url" "$mirror"
	ok "… and not asked again" [ "$(grep -c manifest "$FAULTS/log")" = 1 ]
done
again
echo 404 >"$FAULTS/status"
ok "404: there is no inbox" breaks 'pond' maildelta clone "$url" "$mirror"
ok "… and nothing is left" [ ! -e "$mirror" ]
again
ok "a port where no one listens" breaks 'pond' maildelta clone http://127.0.0.1:1/pond "$mirror"

# --- manifests ----------------------------------------------------------------------------
honest=$work/honest.gz
python3 -c 'import sys, urllib.request as u; sys.stdout.buffer.write(u.urlopen(sys.argv[1]).read())' \
	"$direct/pond/manifest.js.gz" >"$honest"
again
head -c 100 "$honest" >"$FAULTS/manifest.js.gz"
ok "a manifest cut short" breaks 'manifest' maildelta clone "$url" "$mirror"
ok "… leaves nothing" [ ! -e "$mirror" ]
for kind in not-json not-gzip list deep; do
	again
	python3 "$manifest" $kind >"$FAULTS/manifest.js.gz"
	ok "a manifest that is none: $kind" breaks 'manifest' maildelta clone "$url" "$mirror"
done

# names WHICH...: are taken for what they are: the true epochs, nothing beside
only_ours() {
	again
	python3 "$manifest" "$1" "$honest" >"$FAULTS/manifest.js.gz"
	timeout 60 maildelta clone "$url" "$mirror" >"$work/out" 2>"$work/err"
	code=$?
	cat "$work/out" "$work/err"
	[ $code = 0 ] && unharmed && same_mirror "$pond" "$mirror" || return 1
	ls -A "$mirror/git" >"$work/got"
	printf '%s\n' 0.git 1.git 2.git >"$work/want"
	same "$work/want" "$work/got"
}
ok "names that lead elsewhere" only_ours names
ok "300,000 other inboxes" only_ours many
# Whether such entries are taken or refused is not said; that nothing breaks is.
either() {
	again
	python3 "$manifest" "$1" "$honest" >"$FAULTS/manifest.js.gz"
	timeout 60 maildelta clone "$url" "$mirror" >"$work/out" 2>"$work/err"
	code=$?
	cat "$work/err"
	[ $code -le 1 ] && unharmed && [ ! -e "$mirror/git/33.git" ] && [ ! -e "$mirror/git/9.git" ]
}
ok "values of the wrong kind" either types
ok "a NUL in a name" either nul

# bounded BYTES: a manifest of so many is refused, and was never held
bounded() {
	again
	python3 "$manifest" "$@" >"$FAULTS/manifest.js.gz"
	breaks 'manifest' python3 "$MAILDELTA_SRCDIR/tests/lib/peak.py" "$work/peak" \
		maildelta clone "$url" "$mirror" || return 1
	[ "$(cat "$work/peak")" -lt 600 ] || { echo "$(cat "$work/peak") MiB"; return 1; }
}
ok "one that inflates to 10 GB" bounded bomb 10737418240
ok "one that inflates to 1 GB" bounded bomb 1073741824
ok "160 members of 64 MB" bounded bombs

# The same, met by update: what is there stays, and mails still come by probing or not at all.
again
maildelta clone "$url" "$mirror" >"$work/out"
for kind in not-json names bomb; do
	case $kind in
	bomb) set -- bomb 10737418240 ;;
	*) set -- $kind "$honest" ;;
	esac
	python3 "$manifest" "$@" >"$FAULTS/manifest.js.gz"
	ok "update with such a manifest: $kind" sh -c "
		timeout 60 maildelta update '$mirror' >'$work/out' 2>'$work/err'; [ \$? -le 1 ]"
	ok "… harms nothing" unharmed
	ok "… and brings no epoch that is not there" [ "$(ls -A "$mirror/git" | wc -l)" = 3 ]
done
rm -f "$FAULTS"/*

# --- a remote that loses what it had -----------------------------------------------------------
# Its branch goes away, then all of it; what we have stays.
git --git-dir "$pond/git/2.git" update-ref refs/heads/elsewhere HEAD
git --git-dir "$pond/git/2.git" rev-parse HEAD >"$work/tip"
git --git-dir "$pond/git/2.git" update-ref -d refs/heads/master
has_tip() {
	[ "$(git --git-dir "$mirror/git/2.git" rev-parse HEAD)" = "$(cat "$work/tip")" ] && unharmed
}
timeout 60 maildelta update "$mirror" >"$work/out" 2>"$work/err"
ok "a remote that lost its branch takes none from us" has_tip
git --git-dir "$pond/git/2.git" update-ref -d refs/heads/elsewhere
timeout 60 maildelta update "$mirror" >"$work/out" 2>"$work/err"
ok "an empty one neither" has_tip
git --git-dir "$pond/git/2.git" update-ref refs/heads/master "$(cat "$work/tip")"
mv "$pond/git/2.git" "$work/2.git"
timeout 60 maildelta update "$mirror" >"$work/out" 2>"$work/err"
ok "an epoch that is gone there is not gone here" has_tip
mv "$work/2.git" "$pond/git/2.git"
git --git-dir "$mirror/git/2.git" update-ref -d refs/heads/elsewhere # which came and stayed
ok "then all is as before" sh -c "timeout 60 maildelta update '$mirror' 2>&1 | grep -q 'up to date'"

# --- one inbox fails, the others do not ---------------------------------------------------------
cat >>"$XDG_CONFIG_HOME/maildelta/config" <<END
[inbox "gone"]
	dir = $work/mirrors/gone
	url = http://127.0.0.1:1/gone
[inbox "pond"]
	dir = $mirror
	url = $url
	range = true
	format = json
	output = $work/reports
END
mails deliver pond 41 42
others() {
	timeout 60 maildelta update >"$work/out" 2>"$work/err"
	code=$?
	cat "$work/out" "$work/err"
	[ $code = 1 ] && grep -q 'gone' "$work/err" && grep -qE '^pond: .*, 2 mails added' "$work/out" &&
		same_mirror "$pond" "$mirror"
}
ok "one inbox fails, the other is updated" others
ok "… and told" told_once "$work/reports" 41 42

# --- two at once ------------------------------------------------------------------------------
mails deliver pond 43 45
both() {
	timeout 60 maildelta update pond >"$work/out.1" 2>"$work/err.1" &
	first=$!
	timeout 60 maildelta update pond >"$work/out.2" 2>"$work/err.2"
	two=$?
	wait $first
	one=$?
	cat "$work"/out.[12] "$work"/err.[12]
	for run in $one:1 $two:2; do
		case $run in
		0:*) ;;
		1:*) grep -qE 'pond.*(lock|busy|process|another|running)' "$work/err.${run#*:}" || return 1 ;;
		*) return 1 ;;
		esac
	done
	[ $one = 0 ] || [ $two = 0 ] && unharmed && same_mirror "$pond" "$mirror"
}
ok "two updates at once" both
ok "… tell each mail once" told_once "$work/reports" 41 45

# --- full disks ---------------------------------------------------------------------------------
# A small file system of our own, in a name space that ends with the shell that has it.
cat >"$work/full.sh" <<'END'
# usage: full.sh URL: in a mount name space of its own
mount -t tmpfs -o size=128k small "$work/small" || exit 1
maildelta clone "$1" "$work/small/pond" 2>"$work/full.err"
echo "clone: $?"
for epoch in "$work"/small/pond/git/*.git; do
	[ ! -d "$epoch" ] || git --git-dir "$epoch" fsck --strict --connectivity-only --no-dangling || echo "harmed: $epoch"
done
mount -o remount,size=32m "$work/small"
maildelta clone "$1" "$work/small/pond" >"$work/full.out" 2>&1
echo "clone: $?"
cp -r "$work/small/pond" "$work/mirrors/full"
END
full() {
	mkdir -p "$work/small"
	work=$work unshare -rm sh "$work/full.sh" "$url" >"$work/full" 2>&1
	cat "$work/full" "$work/full.err"
	printf 'clone: 1\nclone: 0\n' >"$work/want"
	same "$work/want" "$work/full" && [ "$(wc -l <"$work/full.err")" = 1 ] &&
		grep -qi 'no space' "$work/full.err" && same_mirror "$pond" "$work/mirrors/full"
}
if unshare -rm mount -t tmpfs none /mnt 2>/dev/null; then
	ok "a full disk while cloning" full
else
	skip "a full disk while cloning" "no file system can be mounted here"
fi

# short BLOCKS COMMAND...: no file may become longer than BLOCKS times 512 bytes
short() (
	blocks=$1
	shift
	trap '' XFSZ
	ulimit -f "$blocks"
	exec "$@"
)
again
limited() {
	short 16 maildelta clone "$url" "$mirror" >"$work/out" 2>"$work/err"
	code=$?
	cat "$work/out" "$work/err"
	[ $code = 1 ] && grep -qi 'large' "$work/err" && unharmed
}
ok "files that may not grow while cloning" limited
ok "… then clone completes" completes "$url"
mails deliver pond 46 55
limited_update() {
	short 8 maildelta update pond >"$work/out" 2>"$work/err"
	code=$?
	cat "$work/out" "$work/err"
	[ $code = 1 ] && unharmed
}
ok "files that may not grow while updating" limited_update
ok "… then update completes" says '^pond: ' -- maildelta update pond
ok "… with all mails" same_mirror "$pond" "$mirror"
ok "… each told once" told_once "$work/reports" 41 55
done_testing
