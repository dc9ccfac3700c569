#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Count what became of what models of standin.py said of an archive's threads, and hold what was
printed of it against the mails, read by other means.

usage: told.py [--examples N] MIRROR.git RUN...

Each RUN is a folder named after a model, or "rules", with digests as JSON and text of the same weeks,
the log of standin.py --points, and "cost": seconds of processor and MiB of the program. Prints a
table; exit 1 when less than 97 % of what an honest model said was accepted, when a lie about who
said something passed, or when something printed is not of whom it is credited to.

What the lines are:
  accepted           what the check found nothing wrong with; all of it, also where too little of
                     a thread stood, so that its summary is the rules'
  rejected by rule   in the words that the model was told; a point may break several rules
  lies that passed   by kind (models.LIES): passed / told. In brackets: kinds that no code can tell
                     from the truth, as the words quoted are true ones of whom they are credited to
  attribution        points printed whose actor sent each mail cited, and whose quote stands in its own
                     words
  first said by      ... and which nobody else of the thread had written before
  entities           hashes, numbers, identifiers and CONFIG_ names in what is printed that stand in the
                     mails cited
  consensus          points printed that say that somebody agrees, whose actor says nothing like it
  coverage           of the threads that were asked about: who wrote words of their own in the period, whose
                     tags, NACKs, words of having applied something and robots' mails there were, and
                     which of them the thread's section of the page names above its list of mails
"""
import argparse
import collections
import glob
import json
import os
import re
import sys
from functools import lru_cache

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import models  # noqa: E402
from mails import Archive, decoded, header, is_one_of, name_key, people_in, squeezed  # noqa: E402

HONEST = 97  # per cent of what is true has to be accepted
WHO = ("actor", "cite", "quoter", "speaker", "nobody", "nowhere", "order", "forged")  # lies about who said it
PARTS = ("proposed", "before", "now")
CUT, WIDE = 200, 400
SHORT = 5  # words: of fewer, anybody may say the same
RULES = {  # by words of what the model is told
    "actor": "its actor sent none|who is not its actor", "quote": "own words in a mail|it has no quote",
    "cite": "cites no mail|there is no mail", "period": "before the period|a mail of the period",
    "agreement": "agrees? or approves?|agree or approve", "applied": "which the state does not|went to",
    "hash": "^the hash", "number": "^the number", "version": "^the version", "quotation": "in quotation marks",
    "person": "nothing to do with", "acronym": "^what it spells", "name": '^".*" stands in no mail',
    "identifier, config": "stands in no cited mail of the actor", "guess": "guesses", "url": "has an address",
    "stance": "^its quote (asks|says)|^it tells as done|^it promises", "patch": "not about patch|^it speaks of all patches",
    "other": "is what somebody else says", "order": "the other way round", "reference": "by numbers|in braces", "twice": "in the same words", "text": "^its text|^it has no text",
}


def rule_of(reason):
    return next((rule for rule, words in RULES.items() if re.search(words, reason)), f"“{reason[:40]}…”")


def words_of(text):
    """The words alone, as one line."""
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


def stands(quote, own):
    """Whether the words are there, one behind the other; or in two pieces, where a farewell or a line on
    who wrote what was between them."""
    words = quote.split()
    return quote in own or any(f" {' '.join(words[i:])} " in own.partition(f" {' '.join(words[:i])} ")[2] for i in range(1, len(words)))


# --- what was said, and what became of it ------------------------------------------------------------

class Said:
    """The points of a log, and what was rejected of them."""

    def __init__(self, path):
        self.threads, self.requests, self.choices = set(), 0, 0
        self.made, self.rejected, self.rules = collections.Counter(), collections.Counter(), collections.Counter()
        self.passed, self.fell = [], []  # lies that were accepted; truths that were rejected, and why
        with open(path, encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        reasons = self.reasons(lines)
        for line in lines:
            self.requests += 1
            self.choices += line["choose"]
            if line["repair"] or line["choose"] or line["asked"] in self.threads:
                continue
            self.threads.add(line["asked"])
            # what is said twice is the lie, of the two
            for told in sorted(line["told"], key=lambda told: "lie" not in told):
                self.take(told, reasons.get(self.key(line, told["part"], told["name"], told["text"])), line["title"])

    @staticmethod
    def key(line, part, name, text):
        return line["asked"], part, name, words_of(text)[:CUT]  # a long one is not repeated in full

    def reasons(self, lines):
        """What each point was rejected for, by the requests that had it put right."""
        found = collections.defaultdict(list)
        for line in lines:
            if line["repair"]:
                for part, name, text, wrong in line["rejected"]:
                    found[self.key(line, part, name, text)].append(wrong)
        return found

    def take(self, told, reasons, title):
        kind = told.get("lie", "")
        self.made[kind] += 1
        if reasons:
            wrong = reasons.pop()
            self.rejected[kind] += 1
            self.rules.update({(bool(kind), rule_of(reason)) for reason in wrong})
            if not kind:
                self.fell.append((title, told, wrong))
        elif kind:
            self.passed.append((title, told))


# --- what was printed ---------------------------------------------------------------------------------

HASH = r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b"
NUMBER = r"(?<![\w.])\d[\d.,]*\d(?!\w)|(?<![\w.])\d+ ?(?:%|[kKMG]i?B|ns|us|ms|MHz|GHz)(?!\w)"
IDENTIFIER = r"\bCONFIG_\w+|\b\w+_\w+\b|\b\w+(?=\(\))"
ENTITY = re.compile("|".join((HASH, NUMBER, IDENTIFIER, r"(?<!\w)v\d+(?!\w)")))
CLAIM = re.compile(r"\b(agree|agrees|agreed|approves?|approved|consensus|everybody|everyone|unanimous\w*|endorses?|acked|acks|"
                   r"acknowledges?)\b", re.I)
ACK = re.compile(r"(reviewed|acked|tested|signed-off)-by|agree|approv|\back|looks? (good|fine|ok|right|great)|lgtm|fine by|"
                 r"makes sense|consensus|\+1|\byes\b|\bsure\b|\bok(ay)?\b|happy with|everyone|everybody", re.I)
ROBOT = re.compile(r"robot|syzbot|patchwork-bot|tip-bot|pr-tracker-bot|buildbot|\blkp@|kernelci|0day", re.I)
TAG = re.compile(r"^(Reviewed|Acked|Tested)-by:\s*(.*)", re.I)
NACK = re.compile(r"^(nak|nack|nacked-by)\b", re.I)
APPLIED = re.compile(r"^(?:(?:both|all|series|now|patch(?:es)?(?: [\d/, -]+)?|i(?:'ve| have)) )?(?:applied|queued|pulled|merged|picked up)\b(?!.*\?)"
                     r"(?=.*\b(?:thanks|thank you|to [\w/.-]+[/.-]\w+)\b)", re.I)
HEADING = re.compile(r"^===== (.+): \d+ threads? ", re.M)
NUMBERED = re.compile(r"^(\d+)\. ", re.M)
LISTED = re.compile(r"^[-* ]{2} *\d+ \d\d-\d\d \d\d:\d\d [+-]\d{4} ", re.M)


def sections(page):
    """What stands of each thread above its list of mails, by category and number."""
    found = {}
    heads = list(HEADING.finditer(page))
    for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(page)]):
        text = page[head.end():end]
        starts = list(NUMBERED.finditer(text))
        for start, stop in zip(starts, [*(s.start() for s in starts[1:]), len(text)]):
            section = text[start.start():stop]
            listed = LISTED.search(section)
            found[head[1], int(start[1])] = squeezed(section[:listed.start()] if listed else section)
    return found


class Printed:
    """What digests have, held against the archive."""

    def __init__(self, archive, folder, lies):
        self.archive, self.count, self.wrong = archive, collections.Counter(), []
        self.lies = collections.defaultdict(set)
        for _, told in lies:
            self.lies[told["part"], squeezed(told["text"]), squeezed(told["quote"])].add(told["name"])
        for path in sorted(glob.glob(f"{folder}/*.json")):
            with open(path, encoding="utf-8") as file:
                digest = json.load(file)
            with open(path.removesuffix("json") + "txt", encoding="utf-8") as file:
                page = sections(file.read())
            self.count["weeks"] += 1
            for thread in digest["threads"]:
                self.take(thread, page.get((thread["category"], thread["number"])))

    def take(self, thread, section):
        self.count["threads"] += 1
        summary = thread["summary"]
        why = (summary["asked"] or {}).get("why")
        self.count["asked"] += bool(summary["asked"]) and why != "short"
        self.count["by the model"] += summary["method"] == "llm"
        if why:
            self.count["by rules: " + why] += 1
        for part in PARTS:
            for point in summary[part]:
                if point["kind"] == "told":
                    self.hold(part, point)
        if section is None:
            self.wrong.append(("no section on the page", thread["title"]))
        elif self.has_words(thread):
            self.cover(thread, section)

    # --- a point

    def hold(self, part, point):
        self.count["printed"] += 1
        name = point["actor"]["name"] or point["actor"]["address"]
        known = self.lies.get((part, squeezed(point["text"]), squeezed(point["quote"] or "")), ())
        self.count["printed lies"] += any(who == name or who.startswith(name + " <") for who in known)
        of_mails = [(raw, read) for cite in point["cites"]
                    for raw, read in zip(self.archive.of.get(cite["message_id"], []), self.archive.texts(cite["message_id"]))]
        if any(read.exempt for _, read in of_mails):
            self.count["exempt"] += 1
            return
        sent = of_mails and all(any(is_one_of(point["actor"], people_in(raw)) for raw in self.archive.of.get(cite["message_id"], []))
                                for cite in point["cites"])
        quote = words_of(point["quote"] or "")
        if not sent or not any(stands(quote, words_of(read.own)) for _, read in of_mails):
            self.wrong.append(("not theirs" if sent else "not the sender", f"{name}: {point['quote']}"))
        elif len(quote.split()) >= SHORT and not TAG.match(point["quote"]) and self.said_before(point, quote):
            self.count["attributed"] += 1
            self.wrong.append(("said before", f"{name}: {point['quote']}"))
        else:
            self.count["attributed"] += 1
            self.count["first said"] += 1
        whole = " ".join(read.whole for _, read in of_mails)
        for entity in ENTITY.findall(point["text"]):
            self.count["entities"] += 1
            there = entity in whole or entity in whole.replace(" ", "")  # of a line that was cut in its middle
            self.count["entities supported"] += there
            if not there:
                self.wrong.append(("entity", f"{entity}: {point['text']}"))
        if CLAIM.search(point["text"]):
            self.count["claims of consensus"] += 1
            if not any(ACK.search(read.own) for _, read in of_mails):
                self.count["consensus unsupported"] += 1
                self.wrong.append(("consensus", f"{name}: {point['text']}"))

    def said_before(self, point, quote):
        """Whether somebody else of the thread wrote that, in a mail above each of those that are cited."""
        for cite in point["cites"]:
            name = cite["message_id"]
            above = " ".join(header(raw, "References") + header(raw, "In-Reply-To") for raw in self.archive.of[name])
            if not any(quote in words_of(read.own) and not is_one_of(point["actor"], people_in(raw))
                       for other in re.findall(r"<([^<>\s]+)>", above)
                       for raw, read in zip(self.archive.of.get(other, []), self.archive.texts(other))):
                return False
        return True

    # --- a thread

    @staticmethod
    def has_words(thread):
        asked = thread["summary"]["asked"]
        return not asked or asked["why"] != "short"

    @lru_cache(maxsize=None)
    def speaks(self, name):
        """What is to be told of a mail: (what, the sender's name as one writes it), …"""
        found = set()
        for raw, read in zip(self.archive.of.get(name, []), self.archive.texts(name)):
            sender = header(raw, "From")
            who = decoded(re.sub(r"<.*", "", sender)).strip(" \"'")
            who = re.sub(r" via .*", "", who) or re.sub(r".*<|>.*", "", sender).strip()
            if ROBOT.search(sender):
                found.add(("robots", who))
                continue
            lines = [line.strip() for line in read.lines]
            if any(len(re.findall(r"[^\W\d_]{2,}", line)) >= 4 and not re.match(r"[\w-]+-by:|Cc:", line, re.I) for line in lines):
                found.add(("senders", who))
            for line in lines:
                tag = TAG.match(line)
                if read.answer and tag and name_key(who) in name_key(tag[2]):
                    found.add((f"tags {tag[1].capitalize()}-by", who))
                if read.answer and NACK.match(line):
                    found.add(("NACKs", who))
                if read.answer and APPLIED.match(line):
                    found.add(("applied", who))
        return found

    def cover(self, thread, section):
        told = {(what, who) for mail in thread["mails"] if not mail["history"] for what, who in self.speaks(mail["message_id"])}
        page = section.casefold()
        for what, who in told:
            kind, _, token = what.partition(" ")
            words = squeezed(who).casefold()
            there = words in page or name_key(who) in page or self.by_address(thread, who, page)
            if kind == "tags":
                there = there and (re.search(rf"{token}:[^:]*{re.escape(words)}".casefold(), page) is not None or
                                   re.search(rf"{token}\b[^—]*— {re.escape(words)}".casefold(), page) is not None)
            if kind == "NACKs":
                there = there and re.search(r"\bnac?k|nacked", page) is not None
            if kind == "applied":
                there = there and re.search(r"applied|queued|pulled|merged|picked up", page) is not None
            self.count[kind] += 1
            self.count[kind + " told"] += there
            if not there:
                self.wrong.append(("not told: " + kind, f"{who}: {thread['title']}"))

    @staticmethod
    def by_address(thread, who, page):
        """Reports call a person by the name of the first mail: whoever has several is not missing."""
        address = {mail["sender"]["address"] for mail in thread["mails"] if name_key(mail["sender"]["name"]) == name_key(who)}
        return any(name_key(mail["sender"]["name"]) in page for mail in thread["mails"] if mail["sender"]["address"] in address)


# --- the table ---------------------------------------------------------------------------------------

def share(part, whole):
    return f"{part}/{whole} {100 * part / whole:.1f} %" if whole else "none"


class Run:
    def __init__(self, archive, folder):
        self.name = os.path.basename(folder.rstrip("/"))
        self.said = Said(f"{folder}/log") if self.name != "rules" else None
        self.printed = Printed(archive, folder, self.said.passed if self.said else [])
        with open(f"{folder}/cost", encoding="utf-8") as file:
            self.seconds, self.mib = file.read().split()

    def rows(self):
        said, n = self.said, self.printed.count
        yield "weeks", n["weeks"]
        yield "threads", n["threads"]
        if said:
            yield "… asked about", n["asked"]
            yield "… told by the model", n["by the model"]
            for why in sorted(key for key in n if key.startswith("by rules: ")):
                yield "… " + why, n[why]
            yield "requests", said.requests
            yield "points made", sum(said.made.values())
            yield "… accepted", sum(said.made.values()) - sum(said.rejected.values())
            yield "… printed", n["printed"]
            yield "true: rejected", share(said.rejected[""], said.made[""])
            for (lie, rule), times in sorted(said.rules.items(), key=lambda row: (row[0][0], -row[1])):
                yield ("lies" if lie else "true") + f": by {rule}", times
            lies, passed = self.lies(lambda kind: kind not in models.UNSEEN)
            yield "lies that passed", share(passed, lies)
            for kind in sorted(said.made):
                if kind:
                    name = f"({kind})" if kind in models.UNSEEN else kind
                    yield "… " + name, f"{said.made[kind] - said.rejected[kind]}/{said.made[kind]}"
            yield "lies printed", n["printed lies"]
            held = n["printed"] - n["exempt"]
            yield "attribution", share(n["attributed"], held)
            yield "first said by them", share(n["first said"], held)
            yield "entities", share(n["entities supported"], n["entities"])
            yield "consensus unsupported", f"{n['consensus unsupported']}/{n['claims of consensus']}"
        for kind in ("senders", "tags", "NACKs", "applied", "robots"):
            yield "coverage: " + kind, share(n[kind + " told"], n[kind])
        yield "seconds of processor", self.seconds
        yield "MiB at most", self.mib

    def lies(self, which):
        """How many were told of these kinds, and how many passed."""
        kinds = [kind for kind in self.said.made if kind and which(kind)]
        return sum(self.said.made[kind] for kind in kinds), sum(self.said.made[kind] - self.said.rejected[kind] for kind in kinds)

    def faults(self):
        if not self.said:
            return
        made, rejected, n = self.said.made[""], self.said.rejected[""], self.printed.count
        if not made or 100 * rejected > (100 - HONEST) * made:
            yield f"of what is true, {rejected} of {made} points were rejected"
        if self.lies(lambda kind: kind in WHO)[1]:
            yield "lies about who said something passed"
        if n["attributed"] < n["printed"] - n["exempt"] or not n["printed"]:
            yield "what was printed is not of whom it is credited to"
        if n["printed"] < n["exempt"] * 10:
            yield "most of it could not be held against the mails"


def table(runs):
    columns = [list(run.rows()) for run in runs]
    cells, order = {}, []  # each row stands behind the one above it in the run that has most
    for run, column in sorted(zip(runs, columns), key=lambda both: -len(both[1])):
        at = 0
        for what, value in column:
            cells.setdefault(what, {})[run.name] = str(value)
            if what not in order:
                order.insert(at, what)
            at = order.index(what) + 1
    widths = [max(len(run.name), *(len(row.get(run.name, "")) for row in cells.values())) for run in runs]
    width = max(map(len, order))
    print(" " * width, *(run.name.rjust(w) for run, w in zip(runs, widths)), sep="  ")
    for what in order:
        print(what.ljust(width), *(cells[what].get(run.name, "").rjust(w) for run, w in zip(runs, widths)), sep="  ")


def examples(run, most):
    shown = collections.Counter()
    rows = [(kind, what) for kind, what in run.printed.wrong]
    if run.said:
        rows += [("true, and rejected: " + rule_of(why[0]), f"{title}: {told['name']}: {told['text']}") for title, told, why in run.said.fell]
        rows += [("passed: " + told["lie"], f"{title}: {told['name']}: {told['text']} | {told['quote']}") for title, told in run.said.passed]
    for kind, what in sorted(rows):
        shown[kind] += 1
        if shown[kind] <= most:
            print(f"{run.name}: {kind}: {what[:WIDE]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("mirror")
    parser.add_argument("runs", nargs="+")
    options = parser.parse_args()
    archive = Archive(options.mirror)
    runs = [Run(archive, folder) for folder in options.runs]
    table(runs)
    faults = [f"{run.name}: {fault}" for run in runs for fault in run.faults()]
    for run in runs:
        examples(run, options.examples)
    print(*faults, sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
