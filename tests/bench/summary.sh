#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: summary.sh PROGRAM [INBOX [SINCE [UNTIL]]]
#
# Has scripted models (tests/lib/models.py) asked for the summaries of each week of INBOX, a v2 folder
# or a git bundle, one that is honest and some that lie, and counts what became of each point, and
# whether what was printed is true (tests/cli/told.py, which has the meaning of each line). By default
# three years of the archive that tests read, where that is there. Nothing but loopback is asked.
# MODELS are those asked, and "rules" none; EXAMPLES so many of each thing that is off are printed.
# A measurement; exit 1 when a limit of told.py is passed, so that a test can use it, too.
set -eu

program=$1 inbox=${2-} since=${3:-2020-01-06} until=${4:-2023-01-02}
tests=$(cd "$(dirname "$0")/.." && pwd)
[ -n "$inbox" ] || inbox=${MAILDELTA_SHARED-$tests/../../shared}/inboxes/kvmarm-0.bundle
command -v python3 >/dev/null || { echo "bench: python3 plays the models here" >&2; exit 2; }
[ -e "$inbox" ] || { echo "bench: skipped: $inbox is not there; name a v2 folder: make bench-summary INBOX=<dir>"; exit 0; }

work=$(mktemp -d "${TMPDIR-/tmp}/bench-XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server" || :; rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
MAILDELTA_TEMPLATES=${MAILDELTA_TEMPLATES-$tests/../templates}
export MAILDELTA_TEMPLATES MAILDELTA_CONFIG_SYSTEM='' XDG_CONFIG_HOME=/nonexistent
export XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
if [ -f "$inbox" ]; then
	git clone -q --mirror "$inbox" "$work/inbox/git/0.git"
	inbox=$work/inbox
fi
epoch=$(ls -d "$inbox"/git/*.git | sort -V | tail -n 1)

# digests MODEL: of each week, into a folder of that name; what they took beside them
digests() {
	mkdir "$work/$1"
	: >"$work/port"
	python3 -B "$tests/lib/standin.py" --no-bodies --points --log "$work/$1/log" >"$work/port" &
	server=$!
	until port=$(cat "$work/port") && [ -n "$port" ]; do
		kill -0 "$server"
		sleep 0.05
	done
	set -- "$1" --ai
	[ "$1" != rules ] || set -- "$1" --no-ai
	python3 -B "$tests/lib/peak.py" --seconds "$work/$1/cost" "$program" -q \
		-c summary.endpoint="http://127.0.0.1:$port/v1" -c summary.model="$1" digest "$epoch" --each-week \
		--since "$since" --until "$until" "$2" --format json,text -o "$work/$1/"
	kill "$server"
	wait "$server" 2>/dev/null || :
	server=
}

set --
for model in ${MODELS-rules honest swapper=50 fibber=50}; do
	digests "$model"
	set -- "$@" "$work/$model"
done
python3 -B "$tests/cli/told.py" --examples "${EXAMPLES-0}" "$epoch" "$@"
