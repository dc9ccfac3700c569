#!/usr/bin/env python3
"""Lay a folder of mbox files out as a corpus for mkinbox.

usage: mbox.py FOLDER TARGET

Each FOLDER/NAME.mbox, a thread in one file to be read from top to bottom, becomes
TARGET/NAME.0.eml, NAME.1.eml, … and lines of TARGET/plan: the "From " line of each mail
says when the archive got it, in UTC.
"""
import datetime as dt
import os
import re
import sys

folder, target = sys.argv[1:]
plan = []
for name in sorted(os.listdir(folder)):
    if not name.endswith(".mbox"):
        continue
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        mails = re.split(r"^From mboxrd@z (.*)\n", file.read(), flags=re.M)[1:]
    for i in range(0, len(mails), 2):
        arrived = dt.datetime.strptime(mails[i], "%a %b %d %H:%M:%S %Y").isoformat()
        eml = f"{name[:-len('.mbox')]}.{i // 2}.eml"
        with open(os.path.join(target, eml), "w", encoding="utf-8", newline="") as out:
            out.write(mails[i + 1])
        plan.append((arrived, eml))
with open(os.path.join(target, "plan"), "w", encoding="utf-8") as out:
    for arrived, eml in sorted(plan):
        out.write(f"add {eml} {arrived}\n")
