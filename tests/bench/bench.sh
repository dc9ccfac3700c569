#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: bench.sh PROGRAM INBOX [RUNS]
#
# Times a range report over INBOX's newest epoch against CAT: git cat-file --batch
# printing every mail blob of it, newest first, which is what git needs to merely
# read them; and the digest of the epoch's last whole week, which nothing was read for
# before, against CAT over what it has to read: that week and the year before it. The
# two run in turn, so that the ratios hold on a noisy machine. Medians of RUNS pairs
# (5). A measurement, not a test.
set -eu

program=$1 inbox=$2 runs=${3-5}
[ -n "$inbox" ] || { echo "bench: name a v2 folder: make bench INBOX=<dir>" >&2; exit 2; }
command -v python3 >/dev/null || { echo "bench: python3 keeps the time here" >&2; exit 2; }
epoch=$(ls -d "$inbox"/git/*.git | sort -V | tail -n 1)
blobs=$(mktemp)
trap 'rm -f "$blobs"' EXIT
export MAILDELTA_CONFIG_SYSTEM='' XDG_CONFIG_HOME=/nonexistent
export MAILDELTA_TEMPLATES="${MAILDELTA_TEMPLATES-$(dirname "$0")/../../templates}"

# each mail's blob, and when it came
git --git-dir "$epoch" log --first-parent --format='%H:m %ct' HEAD |
	git --git-dir "$epoch" cat-file --batch-check='%(objectname) %(objecttype) %(rest)' |
	awk '$2 == "blob" { print $1, $3 }' >"$blobs"

python3 - "$program" "$epoch" "$blobs" "$runs" <<'PYTHON'
import datetime, os, statistics, subprocess, sys, tempfile, time

DAY, MONDAY = 86400, 4 * 86400
program, epoch, runs = sys.argv[1], sys.argv[2], int(sys.argv[4])
mails = [(blob, int(came)) for blob, came in (line.split() for line in open(sys.argv[3]))]
newest = mails[0][1]
week_ends = newest - (newest - MONDAY) % (7 * DAY)
year, week, _ = datetime.datetime.fromtimestamp(week_ends - 1, datetime.timezone.utc).isocalendar()

def names(since, until):
    """A file that names the mails of that time for CAT, and how many they are."""
    named = [blob for blob, came in mails if since <= came < until]
    file = tempfile.NamedTemporaryFile("w", suffix=".blobs")
    file.write("".join(f"{blob}\n" for blob in named))
    file.flush()
    return file, len(named)

def run(argv, stdin=None, cpus=None):
    """Seconds of wall clock, and resident KiB at most."""
    pin = (lambda: os.sched_setaffinity(0, cpus)) if cpus else None
    begin = time.perf_counter()
    child = subprocess.Popen(argv, stdin=stdin, stdout=subprocess.DEVNULL, preexec_fn=pin)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{argv[0]} failed: {status}")
    return time.perf_counter() - begin, usage.ru_maxrss

def cat(blobs, cpus=None):
    with open(blobs.name) as listed:
        return run(["git", "--git-dir", epoch, "cat-file", "--batch", "--buffer"], listed, cpus)

def report(command, *words, cpus=None):
    return run([program, "-q", command, epoch, *words], cpus=cpus)

whole = names(0, sys.maxsize)
year_of_mails = names(week_ends - (7 + 365) * DAY, week_ends)
week_words = ["digest", "--week", f"{year:04}-W{week:02}"]
every = sorted(os.sched_getaffinity(0))
rows = [
    ("whole epoch, text, all cores", every, whole, ["range", "--root"]),
    ("whole epoch, json, all cores", every, whole, ["range", "--root", "--format", "json"]),
    ("whole epoch, text, one core", every[:1], whole, ["range", "--root", "-j", "1"]),
    (f"digest of {year:04}-W{week:02}, all cores", every, year_of_mails, week_words),
    (f"digest of {year:04}-W{week:02}, one core", every[:1], year_of_mails, week_words + ["-j", "1"]),
]
print(f"{whole[1]} mails of {epoch}, {len(every)} processors, medians of {runs} pairs;")
print(f"CAT of the digest: {year_of_mails[1]} mails, of the week and the year before it\n")
print(f"{'what':32} {'seconds':>8} {'CAT':>8} {'x CAT':>7} {'MiB':>6} {'bytes/mail over 64 MiB':>23}")
for what, cpus, (blobs, mails_read), words in rows:
    cat(blobs, cpus), report(*words, cpus=cpus)
    pairs = [(cat(blobs, cpus), report(*words, cpus=cpus)) for _ in range(runs)]
    own, base = (statistics.median(p[k][0] for p in pairs) for k in (1, 0))
    ratio = statistics.median(p[1][0] / p[0][0] for p in pairs)
    kib = statistics.median(p[1][1] for p in pairs)
    over = max(0, kib * 1024 - 64 * 2**20) / max(mails_read, 1)
    print(f"{what:32} {own:8.3f} {base:8.3f} {ratio:7.2f} {kib / 1024:6.1f} {over:23.0f}")
near = [report("range", "HEAD~100..HEAD") for _ in range(4 * runs)][1:]
print(f"{'HEAD~100..HEAD, milliseconds':32} {statistics.median(n[0] for n in near) * 1000:8.1f}"
      f" {'':8} {'':7} {statistics.median(n[1] for n in near) / 1024:6.1f}")
PYTHON
