# SPDX-License-Identifier: GPL-2.0-or-later
# For tests of clone and update: servers on loopback, and inboxes that go on. Sourced behind lib.sh.

# Each plan is the one before and more: the same first commits, as a list has them.
plan() {
	for mail in "$MAILDELTA_SRCDIR"/tests/corpora/sample/*.eml; do
		echo "add ${mail##*/}"
	done
}

# publish v1|v2 NAME PLAN: makes the inbox NAME of the site anew, by the lines of the file PLAN
publish() {
	rm -rf "site/$2"
	mkinbox "$1" "$MAILDELTA_SRCDIR/tests/corpora/sample" "site/$2" "$3" >"$2.made"
}

# manifest NAME [PREFIX]: says what it has, as public-inbox does; each time of another second
stamp=1767600000
manifest() {
	stamp=$((stamp + 1))
	{
		printf '{'
		comma=
		for repository in site/"$1"/git/*.git; do
			printf '%s"%s/%s":{"owner":null,"reference":null,"description":"A list [epoch 0]","modified":%s,"fingerprint":"%s"}' \
				"$comma" "${2-}" "${repository#site/}" "$stamp" \
				"$(git -C "$repository" show-ref | sha1sum | cut -d' ' -f1)"
			comma=,
		done
		printf '}'
	} | gzip >"site/$1/manifest.js.gz"
	touch -d "@$stamp" "site/$1/manifest.js.gz"
}

# serve WORD...: starts serve.py; its port in $port
serve() {
	: >port
	python3 -B "$MAILDELTA_SRCDIR/tests/lib/serve.py" "$@" >port &
	servers="${servers-} $!"
	until port=$(cat port) && [ -n "$port" ]; do
		kill -0 $! || break
		sleep 0.05
	done
	rm port
}

stop_servers() {
	for server in ${servers-}; do
		kill "$server"
	done
}
trap 'stop_servers; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# prints REGEX COMMAND...: one line on stdout, nothing on stderr
prints() {
	regex=$1
	shift
	"$@" >out 2>err || { cat err; return 1; }
	cat out err
	[ ! -s err ] && [ "$(wc -l <out)" = 1 ] && grep -qE -e "$regex" out
}

# mirrors SITE-NAME MIRROR [N...]: the epochs N, all by default, are there with the same tips
mirrors() {
	of=$1 at=$2
	shift 2
	[ $# -gt 0 ] || set -- $(ls "site/$of/git" | sed 's/\.git$//')
	for number; do
		git -C "$at/git/$number.git" fsck --strict --connectivity-only || return 1
		[ "$(git -C "site/$of/git/$number.git" rev-parse HEAD)" = \
			"$(git -C "$at/git/$number.git" rev-parse HEAD)" ] || return 1
	done
	[ "$(ls "$at/git")" = "$(printf '%s.git\n' "$@")" ] || { ls -A "$at/git"; return 1; }
	[ "$(ls -A "$at/git" | grep -c '^\.')" = 0 ]
}

# asked REGEX COMMAND...: what the server was asked for meanwhile is this, one line after the other
asked() {
	regex=$1
	shift
	: >log
	"$@" || return 1
	cat log
	tr '\n' ';' <log | grep -qE -e "^$regex\$"
}
