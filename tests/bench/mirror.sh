#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: mirror.sh PROGRAM INBOX [RUNS]
#
# Serves INBOX, a v2 folder, on loopback with Debian's public-inbox-httpd, and times cloning
# its newest epoch against git clone --mirror from the same server, in turn, so that the ratio
# holds on a noisy machine; then an update with nothing new, against one request of the
# manifest. Medians of RUNS pairs (5). A measurement, not a test.
set -eu

program=$1 inbox=$2 runs=${3-5}
[ -n "$inbox" ] || { echo "bench: name a v2 folder: make bench-mirror INBOX=<dir>" >&2; exit 2; }
for needed in python3 perl public-inbox-httpd; do
	command -v "$needed" >/dev/null || { echo "bench: no $needed here" >&2; exit 2; }
done
lib=$(dirname "$0")/../lib
inbox=$(cd "$inbox" && pwd)
MAILDELTA_TEMPLATES=${MAILDELTA_TEMPLATES-$(cd "$(dirname "$0")/../../templates" && pwd)}
work=$(mktemp -d "${TMPDIR-/tmp}/bench-XXXXXX")
server=
trap 'kill -9 "-$server" 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

export HOME="$work" PI_CONFIG="$work/public-inbox.config" FAULTS="$work" MAILDELTA_TEMPLATES
export MAILDELTA_CONFIG_SYSTEM='' XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state"
mkdir "$work/site" # what public-inbox takes for a v2 inbox, whoever made the mirror
ln -s "$inbox/git" "$work/site/git"
: >"$work/site/inbox.lock"
git config -f "$PI_CONFIG" publicinbox.bench.inboxdir "$work/site"
git config -f "$PI_CONFIG" publicinbox.bench.address bench@example.org
git config -f "$PI_CONFIG" publicinbox.bench.url http://127.0.0.1/bench
git config --global safe.directory '*'
perl "$lib/listen.pl" "$work/port" public-inbox-httpd -W0 "$lib/public-inbox.psgi" >"$work/server" 2>&1 &
server=$!
until [ -s "$work/port" ]; do
	kill -0 "$server" || { cat "$work/server" >&2; exit 1; }
	sleep 0.1
done

python3 - "$program" "http://127.0.0.1:$(cat "$work/port")/bench" "$work" "$runs" <<'PYTHON'
import gzip, json, os, shutil, statistics, subprocess, sys, time, urllib.request

program, url, work, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

def run(argv):
    """Seconds of wall clock, of processor time, and resident KiB at most."""
    begin = time.perf_counter()
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(argv)} failed: {status}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss

def manifest():
    begin = time.perf_counter()
    with urllib.request.urlopen(url + "/manifest.js.gz") as answer:
        body = answer.read()
    return time.perf_counter() - begin, body

def cloned(argv, target):
    shutil.rmtree(target, ignore_errors=True)
    return run(argv + [target])

newest = max(int(name.split("/")[-1][:-4]) for name in json.loads(gzip.decompress(manifest()[1])))
by_git = lambda: cloned(["git", "clone", "-q", "--mirror", f"{url}/git/{newest}.git"], work + "/by-git")
own = lambda: cloned([program, "-q", "clone", "--epoch", "latest", url], work + "/own")

by_git(), own()
pairs = [(by_git(), own()) for _ in range(runs)]
median = lambda who, what: statistics.median(pair[who][what] for pair in pairs)
size = sum(os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(work + "/own") for name in names)
mails = subprocess.check_output(["git", "--git-dir", f"{work}/own/git/{newest}.git", "rev-list", "--count", "HEAD"])
print(f"{int(mails)} commits, {size / 2**20:.0f} MiB, epoch {newest} of {url}; medians of {runs} pairs\n")
print(f"{'clone':24} {'seconds':>8} {'processor':>10} {'MiB':>7}")
for who, name in enumerate(["git clone --mirror", "maildelta clone"]):
    print(f"{name:24} {median(who, 0):8.3f} {median(who, 1):10.3f} {median(who, 2) / 1024:7.1f}")
ratios = [pair[1][0] / pair[0][0] for pair in pairs]
print(f"{'ratio':24} {statistics.median(ratios):8.2f}   ({', '.join(f'{ratio:.2f}' for ratio in sorted(ratios))})")

update = lambda: run([program, "-q", "update", work + "/own"])
update()
rounds = [(manifest()[0], update()[0]) for _ in range(4 * runs)]
network, whole = (statistics.median(pair[who] for pair in rounds) * 1000 for who in (0, 1))
print(f"\nupdate with nothing new: {whole:.1f} ms, of which the manifest takes {network:.1f} ms; "
      f"beside it {statistics.median((b - a) * 1000 for a, b in rounds):.1f} ms")
PYTHON
