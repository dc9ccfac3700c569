#!/usr/bin/env python3
"""What single answers to a patch mean, as whole mails.

usage: phrases.py make TABLE FOLDER
       phrases.py check TABLE DIGEST.json

TABLE has one answer a line: state, where it was applied to ("tree/branch", - where it was
not), who answers (bo, a maintainer; ann, the author, to a remark of Cy Holm's), the words.
A state that begins with "?" is known not to be told yet. "make" writes a thread for each to
FOLDER as a corpus for mkinbox; "check" prints which are not told so.
"""
import datetime as dt
import json
import sys

PEOPLE = {"ann": "Ann Example <ann@example.org>", "bo": "Bo Fjord <bo@fjord.example>",
          "cy": "Cy Holm <cy@holm.example>"}
PATCH = """Sheep leave through the north gate when it rains. Close it.

Signed-off-by: Ann Example <ann@example.org>
---
 gate.c | 1 +
 1 file changed, 1 insertion(+)

diff --git a/gate.c b/gate.c
index 83db48f84e52..bf9c8ee1a0d7 100644
--- a/gate.c
+++ b/gate.c
@@ -40,6 +40,7 @@ void gate_close(struct gate *gate)
 {
 \tif (!gate)
 \t\treturn;
+\tlatch_drop(gate);
 \tgate->open = false;
 \tfence_update(gate);
 }
-- 
2.47.0
"""
START = dt.datetime(2026, 3, 23, 6)


def table(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line[0] != "#":
                state, place, who, words = line.rstrip("\n").split("\t")
                yield f"p{number}", state.lstrip("?"), place, who, words, state[0] == "?"


def mail(name, i, who, title, at, body):
    """The i-th mail of a thread, each answering the one before."""
    parents = [f"<{name}.{k}@fold.example>" for k in range(i)]
    head = [f"From: {PEOPLE[who]}", "To: fold@lists.example.org",
            f"Subject: {'Re: ' if i else ''}[PATCH] {title}", at.strftime("Date: %a, %d %b %Y %H:%M:%S +0000"),
            f"Message-ID: <{name}.{i}@fold.example>"]
    if parents:
        head += [f"In-Reply-To: {parents[-1]}", "References: " + "\n ".join(parents)]
    return "\n".join(head) + "\n\n" + body


def thread(name, who, words):
    """(who, body) of its mails."""
    answer = words.replace(" / ", "\n") + "\n"
    quoted = "> Sheep leave through the north gate when it rains. Close it.\n\n"
    yield "ann", PATCH
    if who == "ann":
        yield "cy", "Ann Example wrote:\n" + quoted + "The latch has no spring.\n"
        yield "ann", "Cy Holm wrote:\n> The latch has no spring.\n\n" + answer
    else:
        yield who, "Ann Example wrote:\n" + quoted + answer


def make(rows, folder):
    plan = []
    for k, (name, _, _, who, words, _) in enumerate(rows):
        for i, (sender, body) in enumerate(thread(name, who, words)):
            at = START + dt.timedelta(minutes=k, hours=5 * i)
            with open(f"{folder}/{name}.{i}.eml", "w", encoding="utf-8") as file:
                file.write(mail(name, i, sender, f"{name}: close the gate when it rains", at, body))
            plan.append((at.isoformat(), f"{name}.{i}.eml"))
    with open(f"{folder}/plan", "w", encoding="utf-8") as file:
        file.writelines(f"add {name} {at}\n" for at, name in sorted(plan))


def place_of(state):
    said = [f"{a['tree'] or ''}/{a['branch'] or ''}" for a in state["applied"]]
    return ";".join(said) or "-"


def check(rows, path):
    with open(path, encoding="utf-8") as file:
        states = {t["message_id"].partition(".")[0]: t["state"] for t in json.load(file)["threads"]}
    wrong = 0
    for name, state, place, _, words, known in rows:
        got = states[name]["name"], place_of(states[name])
        holds = got == (state, place)
        if not holds:
            print(f"{words}: {' '.join(got)}, not {state} {place}" + " (known)" * known)
        elif known:
            print(f"{words}: holds now, so it needs no ? any more")
        wrong += not holds and not known
    print(f"{len(states)} phrases")
    return bool(wrong or not states or len(states) != len(rows))


what, path, target = sys.argv[1:]
sys.exit({"make": make, "check": check}[what](list(table(path)), target))
