#!/usr/bin/env python3
"""Hold what digests have of a model's claims against the table of them.

usage: claims.py STANDS.json FALLS.json CLAIMS.tsv

tests/corpora/model/README says what the columns are. STANDS is of a model that claims what stands, and
has each of it as a point; FALLS of one that claims the rest, and has nothing of it, for one of the
table's rules: the model was told the reasons, in the log of standin.py.
"""
import json
import re
import sys

WRONG = re.compile(r'^- "(\w+)", actor (.*?): (.*)\n((?:  wrong: .*\n)+)', re.M)
# What the model is told when a rule is broken.
WORDS = {
    "actor": "its actor sent none|who is not its actor", "quote": "not the actor's own words",
    "period": "before the period|a mail of the period", "agreement": "agrees? or approves?",
    "applied": "applied or merged", "number": "the number ", "version": "the version ", "identifier": "beam_raise\\(\\) stands in no",
    "acronym": "what it spells ", "name": "stands in no mail", "guess": "it guesses", "person": "have nothing to do with",
}


def of_thread(threads, fragment):
    return next(t for t in threads if fragment in t["title"])


def told(thread, part, actor, text):
    """The point as it was told: with names for {Ann Example}."""
    text = re.sub(r"[{}]", "", text)
    return any(p["kind"] == "told" and p["text"] == text and p["actor"]["name"] == actor for p in thread["summary"][part])


def threads_of(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["threads"]


stands, falls = threads_of(sys.argv[1]), threads_of(sys.argv[2])
with open(sys.argv[3], encoding="utf-8") as file:
    rows = [line.rstrip("\n").split("\t") for line in file if line[0] != "#"]
reasons = {}
with open("log", encoding="utf-8") as file:
    for line in map(json.loads, file):
        if line.get("model", "").startswith("claims") and line.get("repair"):
            said = "".join(m["content"] for m in line["body"]["messages"] if m["role"] == "user")
            for _, _, text, wrong in WRONG.findall(said + "\n"):
                reasons.setdefault((line["title"], text), set()).update(re.findall("wrong: (.*)", wrong))



def why(title, text):
    """What the model was told of that point."""
    return " ".join(reason for (of, words), all_of_it in reasons.items() for reason in sorted(all_of_it)
                    if of == title and words.split("{")[0] == text.split("{")[0])


def wrong(thread, verdict, part, actor, text):
    """What does not hold; or None."""
    reason = why(thread["title"], text)
    if verdict == "stands":
        return None if told(thread, part, actor, text) else f"should stand: {reason} {thread['summary']['asked']}"
    if told(thread, part, actor, text):
        return f"should fall: {verdict}"
    if not any(re.search(WORDS[rule], reason) for rule in verdict.split("|")):
        return f"falls for another reason than {verdict}: {reason}"
    return None


bad = 0
for fragment, verdict, part, actor, _, _, text in rows:
    known, verdict = verdict[0] == "?", verdict.lstrip("?")
    thread = of_thread(stands if verdict == "stands" else falls, fragment)
    how = wrong(thread, verdict, part, actor, text)
    if how or known:
        print(f"{fragment}: {actor}: {text}\n   {how + ' (known)' * known if how else 'holds now, so it needs no ? any more'}")
    bad += bool(how) and not known
print(f"{len(rows)} claims, {sum(r[1].lstrip('?') == 'stands' for r in rows)} of which stand")
sys.exit(bool(bad or len(rows) < 40))
