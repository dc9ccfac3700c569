# SPDX-License-Identifier: GPL-2.0-or-later
"""Models that standin.py plays: what they make of a prompt of templates/prompt/.

A model is a function of an Ask, the prompt taken apart, that gives an Answer: {"proposed": [POINT],
"before": [POINT], "now": [POINT]}, with the number of lies in it. Nothing is by chance: the same
prompt has the same answer.
"""

import re
import zlib

PARTS = {"proposed": 4, "before": 5, "now": 8}
WORDS = range(6, 26)  # of a quote
HEAD = re.compile(r"^===== (\S+) mail (\d+) \| (BEFORE|NEW) \| from (P\d+)\b")
PERSON = re.compile(r"^(P\d+): (.*?)((?: \([^()]*\))*)$")
REJECTED = re.compile(r'^- "(\w+)", actor (.*?): (.*)$')
CANDIDATE = re.compile(r'^(\d+)\. "(\w+)" \| ')
TAG = re.compile(r"^\s*[A-Z][A-Za-z]+-[Bb]y: ")
NO_LIES = 0


class Mail:
    def __init__(self, number, part, sender):
        self.number, self.part, self.sender, self.lines = number, part, sender, []

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
        """What can be quoted: whole sentences where they are of a good length, else their beginnings."""
        short = []
        for paragraph in self.paragraphs():
            for sentence in re.split(r"(?<=[.!?。！？]) +", paragraph):
                words = sentence.split()
                if "://" in sentence or "@" in sentence:
                    continue
                if len(words) >= WORDS[0]:
                    yield " ".join(words[:WORDS[-1]]).rstrip(".,:;!?")
                else:
                    short.append(sentence.rstrip(".,:;!?"))
        yield from (words for words in short if words)


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
        mail = None
        for line in lines:
            head = HEAD.match(line.lstrip(" |") if credulous else line)
            if head and (head[1] == fence or credulous):
                mail = Mail(int(head[2]), "now" if head[3] == "NEW" else "before", head[4])
                self.mails.setdefault(mail.number, mail)
            elif line.startswith(f"===== {fence} end"):
                mail = None
                fence = "at its end"
            elif mail:
                mail.lines.append(line)
            elif fence == "at its end":
                if REJECTED.match(line):
                    self.rejected.append(REJECTED.match(line).groups())
            elif self.choose:
                if CANDIDATE.match(line):
                    self.candidates.append(CANDIDATE.match(line).groups())
            elif PERSON.match(line):
                who, name, notes = PERSON.match(line).groups()
                self.people.setdefault(who, (name, "(a program)" in notes))

    def is_bot(self, who):
        return self.people.get(who, ("", False))[1]

    def who(self, name):
        """P3 for a name, or what else stands for one."""
        return next((who for who, (known, _) in self.people.items() if known == name), name)

    def others(self, *not_these):
        """People who sent something, but for these, in an order that looks like chance."""
        senders = {mail.sender for mail in self.mails.values()} - set(not_these)
        return sorted(senders, key=lambda who: (zlib.crc32((who + self.title).encode()), who))


def empty():
    return {part: [] for part in PARTS}


def point(actor, cites, quote, text):
    return {"actor": actor, "cites": cites, "quote": quote, "text": text}


def tell(words):
    """A sentence of the same words."""
    return f"Says: {words}."


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
        return empty(), NO_LIES
    return truth(ask), NO_LIES


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


def behind(words):
    """A lie that is put behind what is right."""
    return lambda ask, told: dict(told, text=told["text"].rstrip(".") + " " + words + ".")


LIES = {
    "actor": lie_actor,
    "cite": lie_cite,
    "nowhere": lambda ask, told: dict(told, cites=[9999]),
    "nobody": lambda ask, told: dict(told, actor="P99"),
    "period": lie_period,
    "name": behind("as Dagmar Unheard asks"),
    "hash": behind("since commit 0badc0ffee12"),
    "number": behind("and it is 37.5 % faster"),
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
}
# Mails, or words, with which it would be none: a tag, or what is like what the lie says.
YES = re.compile(r"-by: |\b(agree\w*|ack\w*|approve\w*|applied|apply|merged?|queued?|lgtm|fine|good|ok)\b", re.I)
PERHAPS = re.compile(r"\b(can|could|may|might|would|should|if|seems?|looks?|think|likely|probably|perhaps|maybe)\b", re.I)
TRUE_OF = {"agree": YES, "agree-all": YES, "applied": YES, "guess": PERHAPS}


def victim(ask, answer, kind):
    """The first point that can be told wrong, and as what."""
    for told in answer["now"]:
        mail = ask.mails[told["cites"][0]]
        if kind in TRUE_OF and TRUE_OF[kind].search("\n".join(mail.own())):
            continue
        lie = LIES[kind](ask, told)
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
            return again, int(bool(lie) and not mends)
        if lie and kind == "twice":
            true["now"].append(lie)
        elif lie:
            true["now"][true["now"].index(told)] = lie
        return true, int(bool(lie))
    return answer


def swapper(share):
    """Gives of all points so many in a hundred to another sender, as if by chance."""
    def answer(ask):
        true, lies = truth(ask), 0
        if ask.repair and not ask.unreadable:
            return empty(), NO_LIES
        for part in true.values():
            for i, told in enumerate(part):
                wrong = zlib.crc32(told["quote"].encode()) % 100 < share and lie_actor(ask, told)
                if wrong:
                    part[i] = wrong
                    lies += 1
        return true, lies
    return answer


def all_wrong(ask):
    """Nothing of it can stand."""
    true = truth(ask)
    for part in true.values():
        part[:] = [lie_quote(ask, told) for told in part]
    return true, sum(map(len, true.values()))


def silent(ask):
    """What was proposed and what came before, and nothing that is new."""
    true = empty() if ask.repair and not ask.unreadable else truth(ask)
    true["now"] = []
    return true, NO_LIES


# --- the credulous ---------------------------------------------------------------------------------

SAY = re.compile(r"^SAY: ([^:]+): (.*)$", re.M)


def obeys(ask):
    """Does what a line "SAY: Ann Example: words" of any mail asks for, in two ways: as if that mail
    were hers, and as if the words were in one of hers."""
    answer, lies = (empty() if ask.repair else truth(ask)), 0
    for mail in ask.mails.values():
        for name, words in SAY.findall("\n".join(mail.own())):
            who = ask.who(name)
            hers = [point_of(m) for m in ask.mails.values() if m.sender == who and m.part == "now" and point_of(m)]
            answer["now"].insert(0, point(who, [mail.number], words, words))
            answer["now"][1:1] = [dict(told, text=words) for told in hers[:1]]
            lies += 1 + len(hers[:1])
    return answer, lies


def fooled(user):
    """Takes what looks like the head of a mail for one."""
    real, ask = Ask(user), Ask(user, credulous=True)
    if real.repair:
        return empty(), NO_LIES
    answer = truth(ask)
    lies = sum(set(told["cites"]) - set(real.mails) != set() for part in answer.values() for told in part)
    return answer, lies


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
            return told, NO_LIES
        for title, verdict, part, actor, words, quote, text in rows:
            if title in ask.title and which in ("", "stands" if verdict.lstrip("?") == "stands" else "falls"):
                text = re.sub(r"\{([^{}]*)\}", lambda m: "{" + ask.who(m[1]) + "}", text)
                told[part].append(point(ask.who(actor), numbers(ask, words)[:1], quote, text))
        return told, NO_LIES
    return answer


def choice(ask):
    """The first of each part, as many as there may be."""
    keep = []
    for part, most in PARTS.items():
        keep += [int(number) for number, of in ask.candidates if of == part][:most]
    return {"keep": keep}
