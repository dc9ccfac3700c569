#!/usr/bin/env python3
"""Hold a digest's JSON against the mails' own headers, read and threaded by other means.

usage: threads.py MIRROR.git DIGEST.json

Every mail that came in the window is in exactly one thread, once; what is listed
beside are its ancestors; mails that hang together by their references are in one
thread, others are not; the sums add up. Prints what is wrong; exit 0 when nothing is.
"""
import datetime as dt
import email
import email.policy
import json
import re
import subprocess
import sys

git_dir, digest = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
wrong = []


def check(ok, what):
    if not ok:
        wrong.append(what)


def git(*words, data=None):
    return subprocess.run(["git", "--git-dir", git_dir, *words], input=data, check=True,
                          stdout=subprocess.PIPE).stdout


def instant(text):
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def mails_between(since, until):
    """(committed, commit, message) of each m blob, oldest first."""
    lines = git("log", "--first-parent", "--reverse", "--format=%H %ct", "HEAD").decode().split("\n")
    commits = [(h, int(t)) for h, t in (line.split() for line in lines if line) if since <= int(t) < until]
    out = git("cat-file", "--batch", data="".join(f"{h}:m\n" for h, _ in commits).encode())
    at = 0
    for commit, committed in commits:
        end = out.index(b"\n", at)
        head = out[at:end].split()
        if head[-1] == b"missing":
            at = end + 1
            continue
        size = int(head[2])
        raw = out[end + 1:end + 1 + size]
        at = end + 1 + size + 1
        yield committed, commit, raw


def header(raw, name):
    head = re.split(rb"\r?\n\r?\n", raw, 1)[0].decode("latin-1")
    found = re.search(rf"^{name}:((?:[^\n]*)(?:\n[ \t][^\n]*)*)", head, re.I | re.M)
    return re.sub(r"\s+", " ", found.group(1)) if found else ""


def ids(text):
    return re.findall(r"<([^<>\s]+)>", text)


def parents(raw):
    """RULES §2 as far as ordinary mail goes: References, then In-Reply-To."""
    refs, reply = ids(header(raw, "References")), ids(header(raw, "In-Reply-To"))
    people = " ".join(header(raw, name) for name in ("From", "To", "Cc")).lower()
    if reply and reply[0] in refs:
        refs = refs[:refs.index(reply[0]) + 1]
    out = []
    for one in refs + reply:
        if one not in out and one.lower() not in people and "@" in one:
            out.append(one)
    return out


window = digest["window"]
since, until = instant(window["since"]), instant(window["until"])
horizon = since - window["history_days"] * 86400
arrived, earlier = {}, {}
for committed, commit, raw in mails_between(horizon, until):
    own = ids(header(raw, "Message-ID")) or [header(raw, "Message-ID").strip()]
    known = (arrived if committed >= since else earlier)
    if own[0] and own[0] not in arrived and own[0] not in earlier:
        known[own[0]] = [p for p in parents(raw) if p != own[0]]

# the window's mails and all their ancestors, by the mails' own headers
listed, todo = dict(arrived), list(arrived)
while todo:
    for parent in listed[todo.pop()]:
        if parent in earlier and parent not in listed:
            listed[parent] = earlier[parent]
            todo.append(parent)

# which of them hang together: any two ids that one mail names as its chain
group = {}


def find(one):
    group.setdefault(one, one)
    while group[one] != one:
        group[one] = group[group[one]]
        one = group[one]
    return one


for one, refs in listed.items():
    for a, b in zip(refs + [one], (refs + [one])[1:]):
        group[find(a)] = find(b)
    find(one)
want = {}
for one in listed:
    want.setdefault(find(one), set()).add(one)

seen, got = {}, []
for thread in digest["threads"]:
    name = f"{thread['category']} {thread['number']}"
    own = [mail["message_id"] for mail in thread["mails"]]
    got.append(frozenset(own))
    for mail in thread["mails"]:
        check(mail["message_id"] not in seen, f"{name}: {mail['message_id']} stands twice")
        seen[mail["message_id"]] = mail
        check(mail["history"] == (mail["message_id"] in earlier), f"{name}: history of {mail['message_id']}")
    check(thread["mails_total"] == len(own), f"{name}: mails_total")
    check(thread["arrived"] + thread["history"] == len(own), f"{name}: arrived + history")
    check(sorted(thread["tree"]) == list(range(1, len(own) + 1)), f"{name}: the tree has not each mail once")
    check(thread["arrived"] > 0, f"{name}: nothing of the period in it")
    dates = [instant(mail["date"]) for mail in thread["mails"]]
    check(dates == sorted(dates), f"{name}: not in the order of time")
    for mail in thread["mails"]:
        above = mail["answers"]
        refs = listed.get(mail["message_id"], [])
        if above:
            check(thread["mails"][above - 1]["message_id"] in refs or not refs,
                  f"{name}: {mail['message_id']} does not name what it answers")

check(set(seen) == set(listed), f"listed but not expected: {sorted(set(seen) - set(listed))[:3]}, "
      f"expected but not listed: {sorted(set(listed) - set(seen))[:3]}")
check(set(got) == {frozenset(v) for v in want.values()},
      f"threads differ: {[sorted(g)[:2] for g in set(got) ^ {frozenset(v) for v in want.values()}][:4]}")
totals, categories = digest["totals"], digest["categories"]
check(totals["arrived"] == len(arrived) == digest["accounting"]["mails"], "totals.arrived")
check(totals["mails"] == len(listed) == sum(c["mails"] for c in categories), "totals.mails")
check(totals["history"] == len(listed) - len(arrived), "totals.history")
check(totals["threads"] == len(want) == sum(c["threads"] for c in categories), "totals.threads")
check(sum(d["mails"] for d in digest["days"]) == totals["arrived"], "mails a day")
check(totals["large"] == sum(len(g) > totals["large_over"] for g in got), "totals.large")
for line in wrong:
    print(line)
print(f"{len(arrived)} mails arrived, {len(listed) - len(arrived)} earlier ones, {len(want)} threads, "
      f"{len(wrong)} wrong")
sys.exit(1 if wrong else 0)
