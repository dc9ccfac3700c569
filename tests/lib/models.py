# SPDX-License-Identifier: GPL-2.0-or-later
"""Models that standin.py plays: what they make of a prompt of templates/prompt/.

A model is a function of an Ask, the prompt taken apart, that gives an Answer: {"proposed": [POINT],
"before": [POINT], "now": [POINT]}. A POINT that is a lie has its kind as "lie", which unmarked()
takes away before anybody gets it. Nothing is by chance: the same prompt has the same answer.
"""

import re
import zlib

PARTS = {"proposed": 4, "before": 5, "now": 8}
WORDS = range(6, 26)  # of a quote
HEAD = re.compile(r"^===== (\S+) mail (\d+) \| (BEFORE|NEW) \| from (P\d+)\b(?:.*?\| answers mail (\d+))?")
PERSON = re.compile(r"^(P\d+): (.*?)((?: \((?:author|a program)\))*)$")
REJECTED = re.compile(r'^- "(\w+)", actor (.*?): (.*)$')
CANDIDATE = re.compile(r'^(\d+)\. "(\w+)" \| ')
TAG = re.compile(r"^\s*[A-Z][A-Za-z]+-[Bb]y: ")
WRONG = re.compile(r"^  wrong: (.*)$")
NO_FENCE = re.compile(r"^===== \S+", re.M)


class Mail:
    def __init__(self, number, part, sender, answers=None):
        self.number, self.part, self.sender, self.answers, self.lines = number, part, sender, answers, []

    def text(self):
        return "\n".join(self.lines)

    def quoted(self):
        """What is quoted of others, as one line."""
        return " ".join(" ".join(line.lstrip("> ") for line in self.lines if line.startswith(">")).split())

    def own(self):
        """The sender's own lines: neither code, nor quotes, nor notes."""
        return [line for line in self.lines if not line.startswith((">", "|", "["))]

    def tags(self):
        return [line.strip() for line in self.own() if TAG.match(line)]

    def paragraphs(self):
        """Own words that stand together, as one line each, without tags."""
        text = "\n".join("" if line.startswith((">", "|", "[")) or TAG.match(line) else line.strip()
                         for line in self.lines)
        return [" ".join(words.split()) for words in re.split(r"\n\n+", text) if words.strip()]

    def runs(self):
        """What can be quoted: whole sentences where they are of a good length, else their beginnings; of
        a mail that has none, whole paragraphs."""
        paragraphs = [paragraph for paragraph in self.paragraphs() if "://" not in paragraph and "@" not in paragraph]
        for paragraph in self.paragraphs():
            for sentence in re.split(r"(?<=[.!?。！？]) +", paragraph):
                words = sentence.split()
                if len(words) >= WORDS[0] and "://" not in sentence and "@" not in sentence:
                    yield " ".join(words[:WORDS[-1]]).rstrip(".,:;!?") + "?" * sentence.endswith("?")
        for paragraph in paragraphs:
            words = " ".join(paragraph.split()[:WORDS[-1]]).rstrip(".,:;!?")
            if re.search(r"\w", words):
                yield words + "?" * paragraph.endswith("?")


class Ask:
    """A prompt, taken apart. @credulous: a line that looks like the head of a mail is one."""

    def __init__(self, user, credulous=False):
        self.user = user
        lines = user.split("\n")
        self.people = {}
        self.mails, self.rejected, self.candidates = {}, [], []
        self.title = lines[0].removeprefix("Thread: ")
        fence = next((m[1] for m in map(HEAD.match, lines) if m), None)
        behind_mails = user.rpartition(f"===== {fence} end")[2]
        self.choose = not fence and "These points were made of its parts" in user
        self.repair = "Your last answer to this was held against the mails" in behind_mails
        self.unreadable = self.repair and "It could not be read" in behind_mails
        self.key = zlib.crc32(NO_FENCE.sub("", user.removesuffix(behind_mails)).encode())
        mail = None
        for line in lines:
            head = HEAD.match(line.lstrip(" |") if credulous else line)
            if head and (head[1] == fence or credulous):
                mail = Mail(int(head[2]), "now" if head[3] == "NEW" else "before", head[4], head[5] and int(head[5]))
                self.mails.setdefault(mail.number, mail)
            elif line.startswith(f"===== {fence} end"):
                mail = None
                fence = "at its end"
            elif mail:
                mail.lines.append(line)
            elif fence == "at its end":
                if REJECTED.match(line):
                    self.rejected.append([*REJECTED.match(line).groups(), []])
                elif WRONG.match(line) and self.rejected:
                    self.rejected[-1][-1].append(WRONG.match(line)[1])
            elif self.choose:
                if CANDIDATE.match(line):
                    self.candidates.append(CANDIDATE.match(line).groups())
            elif PERSON.match(line):
                who, name, notes = PERSON.match(line).groups()
                self.people.setdefault(who, (name, "(a program)" in notes))

    def is_bot(self, who):
        return self.people.get(who, ("", False))[1]

    def name(self, who):
        return self.people.get(who, (who, False))[0]

    def who(self, name):
        """P3 for a name, or what else stands for one."""
        return next((who for who, (known, _) in self.people.items() if known == name), name)

    def others(self, *not_these):
        """People who sent something, but for these, in an order that looks like chance."""
        senders = {mail.sender for mail in self.mails.values()} - set(not_these)
        return sorted(senders, key=lambda who: (zlib.crc32((who + self.title).encode()), who))


def empty():
    return {part: [] for part in PARTS}


def unmarked(answer):
    """The answer, without what is said of lies in it."""
    return {part: [{key: value for key, value in told.items() if key != "lie"} for told in points]
            for part, points in answer.items()}


def point(actor, cites, quote, text):
    return {"actor": actor, "cites": cites, "quote": quote, "text": text}


def tell(words):
    """A sentence of the same words, without marks of footnotes."""
    unnumbered = " ".join(re.sub(r" ?\[\d+\]", "", words).split())
    return f"Asks: {unnumbered}" if words.endswith("?") else f"Says: {unnumbered}."


def point_of(mail, avoid=()):
    for words in mail.runs():
        if words not in avoid:
            return point(mail.sender, [mail.number], words, tell(words))
    for tag in mail.tags():
        return point(mail.sender, [mail.number], tag, f"Gives a {tag.partition(':')[0]} tag.")
    return None


def truth(ask):
    """Of each sender's newest mail with words, in the period and before it, and of the first mail."""
    answer = empty()
    mails = [ask.mails[number] for number in sorted(ask.mails)]
    for part in ("now", "before"):
        newest = {}
        for mail in mails:
            said = mail.part == part and point_of(mail)
            if said:
                newest[mail.sender] = said
        answer[part] = list(newest.values())[-PARTS[part]:]
    first = mails and mails[0].number == 1 and point_of(mails[0], [p["quote"] for p in answer["now"] + answer["before"]])
    if first:
        answer["proposed"].append(first)
    return answer


def honest(ask):
    """What was rejected cannot be put better: it is left out."""
    if ask.repair and not ask.unreadable:
        return empty()
    return truth(ask)


# --- liars: one point of an honest answer is told wrong ------------------------------------------

def lie_actor(ask, told):
    for other in ask.others(told["actor"]):
        return dict(told, actor=other)
    return None


def lie_cite(ask, told):
    """Another said it, in another mail; the words are still the first one's."""
    for other in ask.others(told["actor"]):
        theirs = [mail.number for mail in ask.mails.values() if mail.sender == other]
        return dict(told, actor=other, cites=[theirs[-1]])
    return None


def lie_period(ask, told):
    before = [mail for mail in ask.mails.values() if mail.part == "before" and point_of(mail)]
    return point_of(before[0]) if before else None


def lie_acronym(ask, told):
    """What an acronym of that mail stands for, which nobody says."""
    number = told["cites"][0]
    known = re.search(r"\b[A-Z]{3,5}\b", "\n".join(ask.mails[number].own()))
    return known and dict(told, text=f"Says that the {known[0]} ({' '.join(c + 'erb' for c in known[0])}) is meant.")


def lie_quote(ask, told):
    return dict(told, quote="every fold of this valley has been painted red and sold to strangers")


def lie_agree(ask, told):
    return dict(told, text="Agrees with the change and approves of it.")


def lie_agree_all(ask, told):
    return dict(told, text="Everybody reached a consensus on the change.")


def lie_applied(ask, told):
    return dict(told, text="Says that the series was merged.")


def lie_guess(ask, told):
    return dict(told, text="It seems likely that " + told["quote"][0].lower() + told["quote"][1:] + ".")


def lie_quoter(ask, told):
    """Of whoever quotes the words in a mail of theirs."""
    for mail in ask.mails.values():
        if mail.sender != told["actor"] and told["quote"] in mail.quoted():
            return dict(told, actor=mail.sender, cites=[mail.number])
    return None


def lie_speaker(ask, told):
    for other in ask.others(told["actor"]):
        return dict(told, text=f"{{{other}}} says: {told['text'].removeprefix('Says: ')}")
    return None


def lie_person(ask, told):
    """Brings in somebody of the thread of whom that mail has nothing."""
    mail = ask.mails[told["cites"][0]]
    for other in ask.others(told["actor"]):
        answered = mail.answers in ask.mails and ask.mails[mail.answers].sender == other
        if not answered and not any(word in mail.text() for word in [other, *ask.name(other).split()]):
            return behind(f"as {{{other}}} asks")(ask, told)
    return None


def lie_digit(ask, told):
    """Another number than the one that stands there."""
    for old in re.findall(r"(?<![\w.])\d[\d.]*\d(?![\w.])", told["text"]):
        new = old[:-1] + str((int(old[-1]) + 3) % 10)
        if new not in ask.mails[told["cites"][0]].text():
            return dict(told, text=told["text"].replace(old, new))
    return None


def lie_negated(_, told):
    for old, new in ((" not ", " "), ("n't ", " "), (" is ", " is not "), (" are ", " are not "), (" should ", " should not ")):
        if old in told["text"]:
            return dict(told, text=told["text"].replace(old, new, 1))
    return None


def lie_borrowed(ask, told):
    """Tells what another says, with words of the actor's own for it."""
    for other in ask.others(told["actor"]):
        theirs = [point_of(mail) for mail in ask.mails.values() if mail.sender == other and point_of(mail)]
        if theirs:
            return dict(told, text=theirs[-1]["text"])
    return None


def behind(words):
    """A lie that is put behind what is right."""
    return lambda ask, told: dict(told, text=told["text"].rstrip(".?") + " " + words + ".")


LIES = {
    "actor": lie_actor,
    "cite": lie_cite,
    "quoter": lie_quoter,
    "speaker": lie_speaker,
    "nowhere": lambda ask, told: dict(told, cites=[9999]),
    "nobody": lambda ask, told: dict(told, actor="P99"),
    "period": lie_period,
    "name": behind("as Dagmar Unheard asks"),
    "person": lie_person,
    "hash": behind("since commit 0badc0ffee12"),
    "number": behind("and it is 37.5 % faster"),
    "digit": lie_digit,
    "identifier": behind("in never_written_anywhere()"),
    "config": behind("with CONFIG_NEVER_WRITTEN"),
    "version": behind("since v97"),
    "quotation": behind("because of \u201cgolden shears of the king\u201d"),
    "quote": lie_quote,
    "agree": lie_agree,
    "agree-all": lie_agree_all,
    "applied": lie_applied,
    "url": behind("see https://shears.example/golden"),
    "guess": lie_guess,
    "acronym": lie_acronym,
    "reference": behind("as mail 1 has it"),
    "markup": behind("which is **very** `new`"),
    "long": lambda ask, told: dict(told, text=(told["text"] + " ") * 80),
    "blank": lambda ask, told: dict(told, text=" "),
    "twice": lambda ask, told: dict(told),
    "negated": lie_negated,
    "borrowed": lie_borrowed,
}
# What no code can tell from the truth by the words alone: how often it passes is measured, no more.
UNSEEN = ("negated", "borrowed")
# Mails, or words, with which it would be none: a tag, or what is like what the lie says.
YES = re.compile(r"-by: |\b(agree\w*|ack\w*|approve\w*|applied|apply|applies|merged?|queued?|pulled|lgtm|fine|good|great|nice|"
                 r"ok|okay|yes|yep|yup|yeah|right|true|indeed|exactly|sure|correct|makes sense)\b", re.I)
PERHAPS = re.compile(r"\b(can|could|may|might|would|should|if|seem\w*|looks?|think|thought|guess\w*|wonder\w*|likely|"
                     r"probabl[ey]|possibl[ey]|perhaps|maybe|suspect|assum\w*|believe|expect|hope|suppose\w*|appear\w*|afraid|sure|"
                     r"unsure|must)\b|\?", re.I)
TRUE_OF = {"agree": YES, "agree-all": YES, "applied": YES, "guess": PERHAPS}


def lied(ask, told, kind):
    """The point, told wrong in that way; None: it cannot be, or it would be true."""
    mail = ask.mails[told["cites"][0]]
    if kind in TRUE_OF and TRUE_OF[kind].search("\n".join(mail.own())):
        return None
    lie = LIES[kind](ask, told)
    return dict(lie, lie=kind) if lie else None


def victim(ask, answer, kind):
    """The first point that can be told wrong, and as what."""
    for told in answer["now"]:
        lie = lied(ask, told, kind)
        if lie:
            return told, lie
    return None, None


def liar(kind, mends=False):
    def answer(ask):
        true = truth(ask)
        told, lie = victim(ask, true, kind)
        if ask.repair and not ask.unreadable:
            again = empty()
            if lie:
                again["now"] = [told if mends else lie]
            return again
        if lie and kind == "twice":
            true["now"].append(lie)
        elif lie:
            true["now"][true["now"].index(told)] = lie
        return true
    return answer


def swapper(share):
    """Gives of all points so many in a hundred to another sender, as if by chance."""
    def answer(ask):
        true = truth(ask)
        if ask.repair and not ask.unreadable:
            return empty()
        for part in true.values():
            for i, told in enumerate(part):
                wrong = zlib.crc32(told["quote"].encode()) % 100 < share and lie_actor(ask, told)
                if wrong:
                    part[i] = dict(wrong, lie="actor")
        return true
    return answer


def is_said(told, points):
    """Whether they have it already: what is said twice is another lie."""
    return any((other["actor"], other["text"]) == (told["actor"], told["text"]) for other in points)


def fibber(share):
    """Tells of all points so many in a hundred wrong, in all ways that there are, as if by chance."""
    kinds = [kind for kind in LIES if kind not in ("twice", "period")]

    def answer(ask):
        true = truth(ask)
        if ask.repair and not ask.unreadable:
            return empty()
        for part in true.values():
            for i, told in enumerate(part):
                chance = zlib.crc32((told["quote"] + ask.title).encode())
                if chance % 100 < share:
                    others = part[:i] + part[i + 1:]
                    lies = [lie for lie in (lied(ask, told, kind) for kind in kinds) if lie and not is_said(lie, others)]
                    part[i] = lies[chance // 100 % len(lies)]
        return true
    return answer


def all_wrong(ask):
    """Nothing of it can stand."""
    true = truth(ask)
    for part in true.values():
        part[:] = [dict(lie_quote(ask, told), lie="quote") for told in part]
    return true


def silent(ask):
    """What was proposed and what came before, and nothing that is new."""
    true = empty() if ask.repair and not ask.unreadable else truth(ask)
    true["now"] = []
    return true


# --- the credulous ---------------------------------------------------------------------------------

SAY = re.compile(r"^SAY: ([^:]+): (.*)$", re.M)


def obeys(ask):
    """Does what a line "SAY: Ann Example: words" of any mail asks for, in two ways: as if that mail
    were hers, and as if the words were in one of hers."""
    answer = empty() if ask.repair else truth(ask)
    for mail in ask.mails.values():
        for name, words in SAY.findall("\n".join(mail.own())):
            who = ask.who(name)
            hers = [point_of(m) for m in ask.mails.values() if m.sender == who and m.part == "now" and point_of(m)]
            answer["now"].insert(0, dict(point(who, [mail.number], words, words), lie="order"))
            answer["now"][1:1] = [dict(told, text=words, lie="order") for told in hers[:1]]
    return answer


def fooled(user):
    """Takes what looks like the head of a mail for one."""
    real, ask = Ask(user), Ask(user, credulous=True)
    if real.repair:
        return empty()
    answer = truth(ask)
    for part in answer.values():
        part[:] = [told if set(told["cites"]) <= set(real.mails) else dict(told, lie="forged") for told in part]
    return answer


# --- claims: what a table says ---------------------------------------------------------------------

def claims_read(path):
    """Rows of tests/corpora/model/claims.tsv: title, verdict, part, actor, words of the mail, quote, text."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                rows.append(line.rstrip("\n").split("\t"))
    return rows


def claims(rows, which):
    """Answers with what a table claims of a thread, all of it or what stands or falls; {Ann Example}
    is a P of hers."""
    def numbers(ask, words):
        return [mail.number for mail in ask.mails.values() if words in " ".join(" ".join(mail.own()).split())]

    def answer(ask):
        told = empty()
        if ask.repair:
            return told
        for title, verdict, part, actor, words, quote, text in rows:
            if title in ask.title and which in ("", "stands" if verdict.lstrip("?") == "stands" else "falls"):
                text = re.sub(r"\{([^{}]*)\}", lambda m: "{" + ask.who(m[1]) + "}", text)
                told[part].append(point(ask.who(actor), numbers(ask, words)[:1], quote, text))
        return told
    return answer


def choice(ask):
    """The first of each part, as many as there may be."""
    keep = []
    for part, most in PARTS.items():
        keep += [int(number) for number, of in ask.candidates if of == part][:most]
    return {"keep": keep}
