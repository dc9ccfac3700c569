#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: bench.sh PROGRAM INBOX [RUNS]
#
# Times a range report over INBOX's newest epoch against CAT: git cat-file --batch
# printing every mail blob of it, newest first, which is what git needs to merely
# read them. The two run in turn, so that the ratios hold on a noisy machine.
# Medians of RUNS pairs (5). A measurement, not a test.
set -eu

program=$1 inbox=$2 runs=${3-5}
[ -n "$inbox" ] || { echo "bench: name a v2 folder: make bench INBOX=<dir>" >&2; exit 2; }
command -v python3 >/dev/null || { echo "bench: python3 keeps the time here" >&2; exit 2; }
epoch=$(ls -d "$inbox"/git/*.git | sort -V | tail -n 1)
blobs=$(mktemp)
trap 'rm -f "$blobs"' EXIT
export MAILDELTA_TEMPLATES="${MAILDELTA_TEMPLATES-$(dirname "$0")/../../templates}"

git --git-dir "$epoch" rev-list --first-parent HEAD | sed 's/$/:m/' |
	git --git-dir "$epoch" cat-file --batch-check='%(objectname) %(objecttype)' |
	awk '$2 == "blob" { print $1 }' >"$blobs"

python3 - "$program" "$epoch" "$blobs" "$runs" <<'PYTHON'
import os, resource, statistics, subprocess, sys, time

program, epoch, blobs, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
mails = sum(1 for _ in open(blobs))

def run(argv, stdin=None, cpus=None):
    """Seconds of wall clock, and resident KiB at most."""
    pin = (lambda: os.sched_setaffinity(0, cpus)) if cpus else None
    begin = time.perf_counter()
    child = subprocess.Popen(argv, stdin=stdin, stdout=subprocess.DEVNULL, preexec_fn=pin)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{argv[0]} failed: {status}")
    return time.perf_counter() - begin, usage.ru_maxrss

def cat(cpus=None):
    with open(blobs) as names:
        return run(["git", "--git-dir", epoch, "cat-file", "--batch", "--buffer"], names, cpus)

def report(*words, cpus=None):
    return run([program, "-q", "range", epoch, *words], cpus=cpus)

every = sorted(os.sched_getaffinity(0))
rows = [
    ("whole epoch, text, all cores", every, ["--root"]),
    ("whole epoch, json, all cores", every, ["--root", "--format", "json"]),
    ("whole epoch, text, one core", every[:1], ["--root", "-j", "1"]),
]
print(f"{mails} mails of {epoch}, {len(every)} processors, medians of {runs} pairs\n")
print(f"{'what':32} {'seconds':>8} {'CAT':>8} {'x CAT':>7} {'MiB':>6} {'bytes/mail over 64 MiB':>23}")
for what, cpus, words in rows:
    cat(cpus), report(*words, cpus=cpus)
    pairs = [(cat(cpus), report(*words, cpus=cpus)) for _ in range(runs)]
    own, base = (statistics.median(p[k][0] for p in pairs) for k in (1, 0))
    ratio = statistics.median(p[1][0] / p[0][0] for p in pairs)
    kib = statistics.median(p[1][1] for p in pairs)
    over = max(0, kib * 1024 - 64 * 2**20) / max(mails, 1)
    print(f"{what:32} {own:8.3f} {base:8.3f} {ratio:7.2f} {kib / 1024:6.1f} {over:23.0f}")
near = [report("HEAD~100..HEAD") for _ in range(4 * runs)][1:]
print(f"{'HEAD~100..HEAD, milliseconds':32} {statistics.median(n[0] for n in near) * 1000:8.1f}"
      f" {'':8} {'':7} {statistics.median(n[1] for n in near) / 1024:6.1f}")
PYTHON
