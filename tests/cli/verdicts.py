#!/usr/bin/env python3
"""Hold a digest's states against a table of verdicts.

usage: verdicts.py DIGEST.json VERDICTS.tsv

tests/corpora/states/README says what the columns are. Prints what differs, and exits 0
when nothing does and every thread of the digest has its verdict.
"""
import json
import sys


def name_of(cite):
    return cite["message_id"].partition("@")[0]


def state_of(state):
    return state["name"] if state["name"] == state["under"] else f"{state['name']}({state['under']})"


def waiting_of(state):
    waiting = state["waiting"]
    if waiting is None:
        return "-"
    return waiting["for"] + (f":{waiting['whom']['name']}" if waiting["whom"] else "")


def evidence_of(state):
    """The mail; "version" where a newer version, of another thread, is what shows it."""
    if state["evidence"]:
        return name_of(state["evidence"]["mail"])
    return "version" if state["newest"] else "-"


def applied_of(state):
    said = []
    for applied in state["applied"]:
        place = f"{applied['tree'] or ''}/{applied['branch'] or ''}"
        parts = ",".join(map(str, applied["parts"]))
        said.append(f"{name_of(applied['mail']).rpartition('.')[2]}={place}:{'!' * applied['excepted']}{parts}"
                    f":{len(applied['commits'])}")
    return (";".join(said) + " partial" * state["partial"]) or "-"


def rest_of(state):
    rest = [f"{tag['part']}:{tag['token']}:{tag['person']['name']}" + (f"{{{tag['note']}}}" if tag["note"] else "")
            for tag in state["tags"] if not tag["own"]]
    rest += [f"{what}={len(state[what])}" for what in ("nacks", "failures") if state[what]]
    rest += [f"questions={state['questions']}"] if state["questions"] else []
    return " ".join(rest) or "-"


with open(sys.argv[1], encoding="utf-8") as file:
    threads = {name_of(thread): thread["state"] for thread in json.load(file)["threads"]}
with open(sys.argv[2], encoding="utf-8") as file:
    verdicts = [line.rstrip("\n").split("\t") for line in file if line.strip() and line[0] != "#"]

columns = (("state", state_of), ("waiting for", waiting_of), ("evidence", evidence_of), ("applied", applied_of),
           ("rest", rest_of))


def differs(state, wanted):
    """What is not as wanted, column by column."""
    if state is None:
        return ["no such thread"]
    rows = [(column, read(state), want) for (column, read), want in zip(columns, wanted, strict=True)]
    return [f"{column}: {got}, not {want}" for column, got, want in rows if got != want]


wrong = 0
for first, *wanted in verdicts:
    known = first.startswith("?")
    first = first.lstrip("?")
    found = differs(threads.pop(first, None), wanted)
    for what in found:
        print(f"{first}: {what}" + " (known)" * known)
    if known and not found:
        print(f"{first}: holds now, so it needs no ? any more")
    wrong += bool(found) and not known
for first in threads:
    print(f"{first}: no verdict")
print(f"{len(verdicts)} threads")
sys.exit(bool(wrong or threads or not verdicts))
