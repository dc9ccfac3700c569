#!/usr/bin/env python3
"""Hold what digests say that people said against the mails, read by other means.

usage: verbatim.py MIRROR.git FOLDER

FOLDER has digests as JSON. Of each point of a summary, each open question, each line of
evidence and each note: the mail that it cites is in the archive, its sender is whom the
words are credited to, and the words (blanks squeezed) stand in what that mail says outside
lines that begin with ">", Outlook's quotes, and a patch mail's diff; and no other person
of the thread has written the same words before. Tags stand, with token and person, in a
trailer of the mail, or are offered in words by its sender. Whoever is waited for, asked,
or has tagged or applied something has a part in the thread: sent a mail of it, wrote a
patch of it, or stands in a trailer; or somebody calls them by that name.

Exempt, and counted: mails that are HTML alone, or whose charset is unknown. What is told of
a mail in words of ours has no text to look for: the kinds of OURS.

Prints what does not hold, and numbers; exit 0 when all holds and something was looked at.
"""
import email.utils
import glob
import json
import os
import re
import sys
from functools import lru_cache

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from mails import Archive, decoded, header, is_one_of, name_key, people_in, squeezed  # noqa: E402

OURS = {"root-unread"}
SHORT = 5  # words: of fewer, anybody may say the same ("Queued, thanks.")
SHOWN = 40  # of what does not hold

git_dir, folder = sys.argv[1], sys.argv[2]
counts = {}
wrong = {}


def count(what, n=1):
    counts[what] = counts.get(what, 0) + n


def fault(kind, what):
    wrong.setdefault(kind, set()).add(what)


archive = Archive(git_dir)
texts = archive.texts


# --- words ------------------------------------------------------------------------------

def stands(text, read):
    """Whether these words are the mail's; a robot marks what is new with ">> "."""
    text = squeezed(text)
    return text in read.own or any(text in line for line in read.marked)


@lru_cache(maxsize=None)
def said_before(name, text, actor_keys):
    """Who of the thread has written these words in an earlier mail (by archive order)."""
    for other in archive.thread(name):
        if other == name:
            continue
        for raw, read in zip(archive.of[other], texts(other)):
            if not people_in(raw) & set(actor_keys) and text in read.own and earlier(other, name):
                return other
    return None


def earlier(a, b):
    """Whether b, by its references, comes after a."""
    return any(f"<{a}>" in header(raw, "References") + header(raw, "In-Reply-To") for raw in archive.of[b])


def check_words(what, text, actor, cite):
    name = cite["message_id"]
    if name not in archive.of:
        fault("cited mail is not there", f"{what} {name}")
        return
    raws = archive.of[name]
    if actor is None or not any(is_one_of(actor, people_in(raw)) for raw in raws):
        fault("not its sender", f"{what} {name}: {actor}")
        return
    if text is None:
        return
    count(what)
    reads = texts(name)
    exempt = [r.exempt for r in reads if r.exempt]
    if exempt:
        count(f"exempt: {exempt[0]}")
        return
    if what == "point: lead":
        text = re.sub(r" …$", "", text)  # it was cut there, or what is no prose follows
    if not any(stands(text, read) for read in reads):
        quoted = any(squeezed(text) in read.quoted for read in reads)
        fault("quoted words" if quoted else "not the mail's words", f"{what} {name}: {text}")
        return
    if re.search(r"\bwrote:$", text):
        fault("an attribution line", f"{what} {name}: {text}")
    if len(text.split()) >= SHORT:
        keys = frozenset((name_key(actor["name"]), actor["address"].casefold()))
        other = said_before(name, squeezed(text), keys)
        if other:
            fault("another's words", f"{what} {name}: {text} (of {other})")


# --- tags and people -------------------------------------------------------------------

SHORTS = {"Reviewed-by": r"reviewed[- ]by|\br-?v?-?b\b|\breview\w*", "Acked-by": r"acked[- ]by|\ba-?c?-?b\b|\back\w*",
          "Tested-by": r"tested[- ]by|\bt-?b\b|\btest\w*"}


def check_tag(tag):
    name, person = tag["mail"]["message_id"], tag["person"]
    count("tags")
    if name not in archive.of:
        fault("cited mail is not there", f"tag {name}")
        return
    for raw, read in zip(archive.of[name], texts(name)):
        if read.exempt:
            count(f"exempt: {read.exempt}")
            return
        for i, line in enumerate(read.lines):
            token = re.match(rf"\W*[\w-]*{tag['token'].split('-')[0]}[\w-]*-by\s*:", line, re.I)
            rest = " ".join(read.lines[i:i + 3])
            if token and (person["address"].casefold() in rest.casefold() or
                          name_key(person["name"]) in rest.casefold()):
                return
        if is_one_of(person, people_in(raw)) and re.search(SHORTS[tag["token"]], read.own, re.I):
            count("tags offered in words")
            return
    fault("no such tag", f"{tag['token']} of {person} in {name}")


@lru_cache(maxsize=None)
def is_called(who, name):
    """Whether a mail of the thread speaks to somebody by that name."""
    pattern = re.compile(rf"(^|[.!?@:] ?|\b(Hi|Hello|Hey|Dear|or|and|to) ){re.escape(who)}\b", re.M)
    return any(pattern.search("\n".join(map(squeezed, read.lines)))
               for other in archive.thread(name) for read in texts(other))


@lru_cache(maxsize=None)
def people_of_thread(name):
    """Keys of all that sent, wrote or are in a trailer of a mail of the thread."""
    found = set()
    for other in archive.thread(name):
        for raw, read in zip(archive.of[other], texts(other)):
            found |= people_in(raw)
            for line in read.lines:
                part = ":" in line and re.match(r"\W*(?:From|[A-Z][\w-]*-by)\s*:\s*(.*)", line)
                if part:
                    for who, address in email.utils.getaddresses([part.group(1)]):
                        found.update((name_key(decoded(who)), address.casefold()))
    found.discard("")
    return found


def check_person(what, person, thread):
    if person is None:
        return
    count(what)
    if not person["address"]:  # called so by who asks; he may have no other part in it
        if not is_called(person["name"], thread["message_id"]):
            fault("a name that nobody calls", f"{what}: {person} in {thread['message_id']}")
    elif not is_one_of(person, people_of_thread(thread["message_id"])):
        fault("a stranger", f"{what}: {person} in {thread['message_id']}")


# --- what digests say --------------------------------------------------------------------

def check_evidence(what, evidence):
    if evidence is None or evidence["mail"] is None:
        return
    check_words(what, evidence["line"], evidence["actor"], evidence["mail"])
    if evidence["note"] is not None:
        check_words(f"{what}: note", evidence["note"], evidence["actor"], evidence["mail"])


def check_state(thread):
    state = thread["state"]
    check_evidence("state", state["evidence"])
    for what in ("applied", "nacks", "failures"):
        for evidence in state[what]:
            check_evidence(what, evidence)
            check_person("who " + what, evidence["actor"], thread)
    for tag in state["tags"]:
        check_tag(tag)
        check_person("who tags", tag["person"], thread)
    if state["waiting"]:
        check_person("waited for", state["waiting"]["whom"], thread)


def check_point(point):
    if point["kind"] in OURS:
        count("ours: " + point["kind"])
        return
    if not point["cites"]:
        fault("no mail is cited", f"{point['kind']}: {point['text']}")
    for cite in point["cites"]:
        if point["kind"] == "tags":
            count("point: tags")
            check_tag({"token": point["text"], "person": point["actor"], "mail": cite})
        else:
            check_words("point: " + point["kind"], point["text"], point["actor"], cite)


def check_summary(thread):
    summary = thread["summary"]
    for part in ("proposed", "before", "now"):
        for point in summary[part]:
            check_point(point)
            old = [cite["history"] for cite in point["cites"]]
            if (part == "before" and not all(old)) or (part == "now" and all(old)):
                fault("in the wrong period", f"{part}: {point['kind']}: {point['text']}")
    for question in summary["open"]:
        check_words("question", question["text"], question["asker"], question["cite"])
        check_person("who is asked", question["owes"], thread)


for path in sorted(glob.glob(f"{folder}/*.json")):
    with open(path, encoding="utf-8") as file:
        digest = json.load(file)
    for thread in digest["threads"]:
        count("threads")
        check_state(thread)
        check_summary(thread)

for what in sorted(counts):
    print(f"{what}: {counts[what]}")
for kind in sorted(wrong):
    print(f"{kind}: {len(wrong[kind])}")
    for what in sorted(wrong[kind])[:SHOWN]:
        print(f"  {what}")
sys.exit(bool(wrong) or not counts.get("point: lead") or not counts.get("state"))
