#!/usr/bin/env python3
"""Hold where a window's threads stand against a digest of all that came up to its end.

usage: states.py WINDOW.json ALL.json

A thread that began within the window's history says the same in both: the window's digest
lists less of it, and sees all of it. Prints what is wrong; exit 0 when nothing is.
"""
import datetime as dt
import json
import sys

MARGIN = 3 * 86400  # a mail's date and its arrival are not the same

one, everything = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
wrong, compared = [], 0


def instant(text):
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def bare(json_value):
    """Without what only tells where in the list a mail stands."""
    if isinstance(json_value, list):
        return [bare(value) for value in json_value]
    if isinstance(json_value, dict):
        return {key: bare(value) for key, value in json_value.items() if key not in ("number", "history")}
    return json_value


horizon = instant(one["window"]["since"]) - one["window"]["history_days"] * 86400 + MARGIN
threads = {mail["message_id"]: thread for thread in everything["threads"] for mail in thread["mails"]}
for thread in one["threads"]:
    name = f"{thread['category']} {thread['number']}"
    whole = threads.get(thread["mails"][0]["message_id"])
    if not whole:
        wrong.append(f"{name}: is in no thread of all")
    elif min(instant(mail["date"]) for mail in whole["mails"]) >= horizon:
        compared += 1
        for key in ("state", "attention"):
            if bare(thread.get(key)) != bare(whole.get(key)):
                wrong.append(f"{name}: {key}")
if not compared:
    wrong.append("nothing was compared")
for line in wrong:
    print(line)
print(f"{compared} threads of {len(one['threads'])} compared, {one['totals']['aside']} mails read beside, "
      f"{len(wrong)} wrong")
sys.exit(1 if wrong else 0)
