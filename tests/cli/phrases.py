#!/usr/bin/env python3
"""What single answers to a patch mean, as whole mails.

usage: phrases.py make TABLE FOLDER
       phrases.py check TABLE DIGEST.json

TABLE has one answer a line: state, where it was applied to ("tree/branch", - where it was
not; of a series with ":parts", ! before those that were left out), who answers (bo, a
maintainer; bo4, the same to the letter of a series of four; ann, the author, to a remark of
Cy Holm's), the words.
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


def mail(name, i, who, subject, parent, at, body):
    """The i-th mail of a thread, that answers its parent-th, which answers none."""
    head = [f"From: {PEOPLE[who]}", "To: fold@lists.example.org", f"Subject: {subject}",
            at.strftime("Date: %a, %d %b %Y %H:%M:%S +0000"), f"Message-ID: <{name}.{i}@fold.example>"]
    if parent is not None:
        parents = sorted({0, parent})
        head += [f"In-Reply-To: <{name}.{parent}@fold.example>",
                 "References: " + "\n ".join(f"<{name}.{k}@fold.example>" for k in parents)]
    return "\n".join(head) + "\n\n" + body


def thread(name, who, words):
    """(who, subject, parent, hours, body) of its mails."""
    answer = words.replace(" / ", "\n") + "\n"
    title = f"{name}: close the gate when it rains"
    quoted = "> Sheep leave through the north gate when it rains. Close it.\n\n"
    if who == "bo4":
        yield "ann", f"[PATCH 0/4] {title}", None, 0, "Four patches keep the flock dry.\n"
        for n in range(1, 5):
            yield "ann", f"[PATCH {n}/4] {name}: gate {n}", 0, 0, PATCH
        yield "bo", f"Re: [PATCH 0/4] {title}", 0, 5, "> Four patches keep the flock dry.\n\n" + answer
        return
    yield "ann", f"[PATCH] {title}", None, 0, PATCH
    if who == "ann":
        yield "cy", f"Re: [PATCH] {title}", 0, 5, quoted + "The latch has no spring.\n"
        yield "ann", f"Re: [PATCH] {title}", 1, 10, "> The latch has no spring.\n\n" + answer
    else:
        yield who, f"Re: [PATCH] {title}", 0, 5, quoted + answer


def make(rows, folder):
    plan = []
    for k, (name, _, _, who, words, _) in enumerate(rows):
        for i, (sender, subject, parent, hours, body) in enumerate(thread(name, who, words)):
            at = START + dt.timedelta(minutes=k, hours=hours, seconds=i)
            with open(f"{folder}/{name}.{i}.eml", "w", encoding="utf-8") as file:
                file.write(mail(name, i, sender, subject, parent, at, body))
            plan.append((at.isoformat(), f"{name}.{i}.eml"))
    with open(f"{folder}/plan", "w", encoding="utf-8") as file:
        file.writelines(f"add {name} {at}\n" for at, name in sorted(plan))


def place_of(state, who):
    said = []
    for a in state["applied"]:
        parts = f":{'!' * a['excepted']}{','.join(map(str, a['parts']))}" if who == "bo4" else ""
        said.append(f"{a['tree'] or ''}/{a['branch'] or ''}{parts}")
    return (";".join(said) + " partial" * state["partial"]) or "-"


def check(rows, path):
    with open(path, encoding="utf-8") as file:
        states = {t["message_id"].partition(".")[0]: t["state"] for t in json.load(file)["threads"]}
    wrong = 0
    for name, state, place, who, words, known in rows:
        got = states[name]["name"], place_of(states[name], who)
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
