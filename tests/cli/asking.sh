# SPDX-License-Identifier: GPL-2.0-or-later
# For tests in which a model is asked: standin.py, and the inbox of tests/corpora/model. Sourced
# behind lib.sh, in $work.

tests=$MAILDELTA_SRCDIR/tests
export XDG_CACHE_HOME="$work/cache"
printf 'sk-planted-%s\n' 7c41d9e2b8f04a65 >key
chmod 600 key

stop_servers() {
	for server in ${servers-}; do
		kill "$server"
	done
}
trap 'stop_servers; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# standin WORD...: starts standin.py, which writes to the file log; its address in $at
standin() {
	: >port
	python3 -B "$tests/lib/standin.py" --log log "$@" >port &
	servers="${servers-} $!"
	until port=$(cat port) && [ -n "$port" ]; do
		kill -0 $! || break
		sleep 0.05
	done
	rm port
	at=http://127.0.0.1:$port
	[ -n "$port" ] || { # each case would wait in vain
		echo "Bail out! standin.py does not run"
		exit 1
	}
}

# inbox CORPUS NAME: the threads of tests/corpora/CORPUS
inbox() {
	mkdir "$2.mails"
	python3 -B "$tests/lib/mbox.py" "$tests/corpora/$1" "$2.mails"
	mkinbox v2 "$2.mails" "$2" >/dev/null
}

# The script `ask NAME WEEK PROVIDER MODEL [OPTION...]`: a digest of that week of the inbox $inbox, as
# NAME.json, NAME.txt; what it said and its exit code beside them. A cache of its own, but for $cache.
cat >ask <<'EOS'
#!/bin/sh
name=$1 week=$2 provider=$3 model=$4
shift 4
XDG_CACHE_HOME=$XDG_CACHE_HOME/${cache-$name} timeout 60 maildelta -c summary.endpoint="$at/v1" \
	-c summary.provider="$provider" -c summary.model="$model" -c summary.apiKeyFile="$PWD/key" "$@" \
	digest "${inbox-fold}" --ai --week "$week" --now 2026-03-02 -o "$name.json" -o "$name.txt" >"$name.err" 2>&1
echo $? >"$name.code"
echo "$model" >"$name.model"
EOS
chmod +x ask

# holds NAME EXPRESSION: of what `ask NAME` made (ai.py)
holds() {
	python3 -B "$tests/cli/ai.py" "$1" "$2"
}
