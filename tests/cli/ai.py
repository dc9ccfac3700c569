#!/usr/bin/env python3
"""Whether an expression holds of a digest for which a model was asked.

usage: ai.py NAME EXPRESSION

NAME.json, NAME.txt, NAME.err, NAME.code and NAME.model are there (asking.sh), and the log of
standin.py, of which the requests for that model count. In the expression there are:

code, err, text     of the run: exit code, standard error, the text report in one line
ai, usage           of the JSON report; reasons: {why: threads}
s, t                summary and thread, of the first thread; by["gate"] of one of that name
why, told, dropped  of s: why the rules made it or None; texts of a model's points; number
rejected            sentences in which the model was told what is wrong
n, asked            how many requests there were, and each as standin.py wrote it
gap(i)              seconds between request i and the next

Prints all that when it does not hold.
"""
import json
import re
import sys


def read(name, end):
    with open(f"{name}.{end}", encoding="utf-8") as file:
        return file.read()


def requests(model):
    with open("log", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    asked = [line for line in lines if line.get("model") == model]
    numbers = {line["n"] for line in asked}
    sent = {line["n"]: line["sent"] for line in lines if "sent" in line and line["n"] in numbers}
    return asked, sent


def points(summary):
    return [p for part in ("proposed", "before", "now") for p in summary[part]]


def told_of(summary):
    return [p["text"] for p in points(summary) if p["kind"] == "told"]


name, expression = sys.argv[1:]
code, err, text = int(read(name, "code")), read(name, "err"), " ".join(read(name, "txt").split())
digest = json.loads(read(name, "json"))
asked, sent = requests(read(name, "model").strip())
n = len(asked)
by = {t["message_id"].partition(".")[0]: t for t in digest["threads"]}
t = digest["threads"][0]
s = t["summary"]
ai = digest["ai"]
usage = ai and ai["usage"]
reasons = {r["why"]: r["threads"] for r in ai["reasons"]} if ai else {}
why = s["asked"] and s["asked"]["why"]
told, dropped = told_of(s), s["dropped"]
rejected = []
for request in asked:
    said = "".join(m["content"] for m in request.get("body", {}).get("messages", []) if m["role"] == "user")
    rejected += re.findall(r"^  wrong: (.*)", said.rpartition("Your last answer")[2], re.M)


def gap(i):
    return asked[i + 1]["time"] - asked[i]["time"]


if not eval(f"({expression})"):
    print(expression)
    for what in ("code", "err", "why", "told", "dropped", "rejected", "n", "usage", "reasons"):
        print(f"{what}: {globals()[what]}")
    for request in asked:
        print({key: value for key, value in request.items() if key not in ("body", "headers")})
    print(text)
    sys.exit(1)
