#!/usr/bin/env python3
"""Hold whom a digest credits with what against a table of verdicts.

usage: attribution.py DIGEST.json VERDICTS.tsv

tests/corpora/faults/README says what the columns are; the threads lie beside the table. Prints
what does not hold; exit 0 when all does and every thread of the digest has a verdict. What
says that something is not told names what a mail has: of a misspelt name nothing is told.
"""
import json
import os
import sys

PARTS = ("proposed", "before", "now")


def name_of(person):
    """Of someone without a name the address, as digests print it; of nobody ""."""
    return (person["name"] or person["address"]) if person else ""


def said(thread):
    """(where, who, words) of all that a summary credits somebody with."""
    for part in PARTS:
        for point in thread["summary"][part]:
            yield part, name_of(point["actor"]), point["text"]
    for question in thread["summary"]["open"]:
        yield "open", name_of(question["asker"]), question["text"]


def credited(thread):
    """Whom anything at all is credited to: words, evidence, tags, a debt, a turn."""
    state = thread["state"]
    who = {name for _, name, _ in said(thread)}
    who |= {name_of(tag["person"]) for tag in state["tags"]}
    who |= {name_of(evidence["actor"]) for what in ("applied", "nacks", "failures") for evidence in state[what]}
    who.add(name_of(state["evidence"]["actor"]) if state["evidence"] else "")
    return who


def holds(thread, what, who, words):
    state = thread["state"]
    if what in (*PARTS, "open"):
        return any(part == what and name == who and words in text for part, name, text in said(thread))
    if what == "silent":
        return who not in credited(thread)
    if what == "only":
        return all(name == who for _, name, text in said(thread) if words in text)
    if what == "not":
        return not any(words in text for _, _, text in said(thread))
    if what == "talk":
        return {name for _, name, _ in said(thread)} <= {words}
    if what == "state":
        return state["name"] == words
    if what == "untagged":
        return not any(tag["mail"]["message_id"].startswith(words + "@") for tag in state["tags"])
    return len(state[what]) == int(words)


def is_there(thread, what, who, words):
    """Whether a verdict that could hold for want of anybody speaks of what is in the mails."""
    with open(f"{os.path.dirname(sys.argv[2])}/{thread}.mbox", encoding="utf-8") as mails:
        text = " ".join(mails.read().split())
    if what == "untagged":
        return f"<{words}@" in text
    return who in text and words in text if what in ("silent", "only") else True


with open(sys.argv[1], encoding="utf-8") as file:
    threads = {t["message_id"].partition(".")[0]: t for t in json.load(file)["threads"]}
with open(sys.argv[2], encoding="utf-8") as file:
    verdicts = [line.rstrip("\n").split("\t") for line in file if line.strip() and line[0] != "#"]

wrong = 0
for name, what, who, words in verdicts:
    known = name.startswith("?")
    name = name.lstrip("?")
    if not is_there(name, what, who, words):
        print(f"{name}: {what} {who} {words}: no mail has that")
        wrong += 1
    elif name not in threads or not holds(threads[name], what, who, words):
        print(f"{name}: {what} {who} {words}" + " (known)" * known)
        wrong += not known
    elif known:
        print(f"{name}: {what} {who} {words}: holds now, so it needs no ? any more")
for name in set(threads) - {row[0].lstrip("?") for row in verdicts}:
    print(f"{name}: no verdict")
    wrong += 1
print(f"{len(verdicts)} verdicts on {len(threads)} threads")
sys.exit(bool(wrong or not verdicts))
