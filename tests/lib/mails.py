# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the mails of an archive by other means than the program: for what holds it against them."""
import email
import email.policy
import email.utils
import re
import subprocess
import sys
import unicodedata
from email.header import decode_header
from functools import lru_cache


# --- the archive --------------------------------------------------------------------

def git(git_dir, *words, data=None):
    return subprocess.run(["git", "--git-dir", git_dir, *words], input=data, check=True,
                          stdout=subprocess.PIPE).stdout


def blobs(git_dir):
    """The mails, oldest first."""
    commits = git(git_dir, "rev-list", "--first-parent", "--reverse", "HEAD").decode().split()
    out = git(git_dir, "cat-file", "--batch", data="".join(f"{c}:m\n" for c in commits).encode())
    at = 0
    for _ in commits:
        end = out.index(b"\n", at)
        head = out[at:end].split()
        if head[-1] == b"missing":
            at = end + 1
            continue
        size = int(head[2])
        yield out[end + 1:end + 1 + size]
        at = end + 1 + size + 1


@lru_cache(maxsize=None)
def head_of(raw):
    end = re.search(rb"\n\r?\n", raw)
    return (raw[:end.start()] if end else raw).decode("latin-1")


@lru_cache(maxsize=None)
def header(raw, name):
    found = re.search(rf"^{name}:((?:[^\n]*)(?:\n[ \t][^\n]*)*)", head_of(raw), re.I | re.M)
    return re.sub(r"\s+", " ", found.group(1)) if found else ""


def ids(text):
    """The ids of a header; of one that stands there bare, that."""
    return re.findall(r"<([^<>\s]+)>", text) or re.findall(r"^\s*(\S+)\s*$", text)


class Archive:
    """Which mail bears an id, and which mails hang together by their references."""

    def __init__(self, git_dir):
        self.of, self.group, self.members, self.read = {}, {}, {}, {}
        for raw in blobs(git_dir):
            for name in ids(header(raw, "Message-ID")):
                self.of.setdefault(name, []).append(raw)

    def join_all(self):
        for name, raws in self.of.items():
            for raw in raws:
                for other in ids(header(raw, "References")) + ids(header(raw, "In-Reply-To")):
                    self.join(name, other)
        for name in self.of:
            self.members.setdefault(self.find(name), []).append(name)

    def find(self, name):
        while self.group.get(name, name) != name:
            self.group[name] = self.group.get(self.group[name], self.group[name])
            name = self.group[name]
        return name

    def join(self, a, b):
        self.group[self.find(a)] = self.find(b)

    def thread(self, name):
        if not self.members:
            self.join_all()
        return self.members.get(self.find(name), [])

    def texts(self, name):
        """What stands in the mails that bear that id."""
        if name not in self.read:
            self.read[name] = [Text(raw) for raw in self.of.get(name, [])]
        return self.read[name]


# --- a mail ---------------------------------------------------------------------------

def decoded(text):
    out = ""
    try:
        parts = decode_header(text)
    except (ValueError, email.errors.HeaderParseError):
        return text
    for part, charset in parts:
        if isinstance(part, bytes):
            try:
                part = part.decode(charset or "utf-8")
            except (LookupError, UnicodeDecodeError):
                part = part.decode("latin-1")
        out += part
    return out


HIDDEN = re.compile("[" + "".join(re.escape(c) for c in map(chr, range(sys.maxunicode + 1))
                                  if unicodedata.category(c) in ("Cc", "Cf") and not c.isspace()) + "]")


def squeezed(text):
    words = " ".join(text.split())
    return words if words.isprintable() else " ".join(HIDDEN.sub("", text).split())


def name_key(name):
    """Ann Example, "Example, Ann", Ann Example (Farm), in any case."""
    name = re.sub(r"\([^)]*\)", " ", name).strip(" \"'")
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return squeezed(name).casefold()


def people_in(raw):
    """Names and addresses of whoever may be its sender, DMARC-munged or not."""
    found = set()
    for field in ("From", "Reply-To", "X-Original-From", "Sender"):
        for name, address in email.utils.getaddresses([header(raw, field)]):
            name = re.sub(r" via .*", "", decoded(name))
            found.update((name_key(name), address.casefold()))
            relayed = re.match(r"devnull\+(.*)@kernel\.org$", address)
            if relayed:
                user, _, host = relayed.group(1).partition(".")
                found.add(f"{user}@{host}".casefold())
        if field == "From" and found:
            munged = re.search(r" via |devnull\+", header(raw, "From"))
            if not munged:
                break
    found.discard("")
    return found


def is_one_of(person, found):
    return bool({name_key(person["name"]), person["address"].casefold() or None} & found)


class Text:
    """What stands in a mail: own lines, quoted ones; why it cannot be read, or None."""

    def __init__(self, raw):
        self.exempt = None
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        plain = [p for p in message.walk() if p.get_content_type() == "text/plain"]
        if any(self.is_html_alone(p) for p in message.walk() if p is message or p.is_multipart()):
            self.exempt = "HTML alone"
        text = "\n".join(self.part(p) for p in plain)
        self.whole = squeezed(decoded(header(raw, "Subject")) + " " + text)
        self.answer = bool(re.match(r"\s*(\[[^]]*\]\s*)*(re|aw|fwd|fw)\b", decoded(header(raw, "Subject")), re.I))
        lines = text.split("\n")
        self.quoted = squeezed(" ".join(l.lstrip().lstrip("> ") for l in lines
                                        if l.lstrip().startswith(">")))
        self.lines = [l for l in self.unforwarded(lines) if not l.lstrip().startswith(">")]
        if not self.answer:
            self.lines = list(self.without_diffs(self.lines))
        self.own = squeezed(" ".join(self.lines))
        self.marked = [squeezed(l.lstrip(" >")) for l in lines if l.startswith(">> ")]

    @staticmethod
    def is_html_alone(part):
        """HTML that says nothing that plain text says, too; a list's footer may stand beside."""
        kinds = [p.get_content_type() for p in part.get_payload()] if part.is_multipart() else []
        if part.get_content_type() == "multipart/alternative":
            return "text/html" in kinds and "text/plain" not in kinds
        return "text/html" in kinds or (not kinds and part.get_content_type() == "text/html")

    def part(self, part):
        data = part.get_payload(decode=True) or b""
        charset = str(part.get_content_charset() or "utf-8")
        try:
            "".encode(charset)
        except LookupError:
            self.exempt = self.exempt or "unknown charset"
            charset = "utf-8"
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                text = data.decode("cp1252", "replace")
        text = text.replace("\r\n", "\n")
        if str(part.get_param("format", "")).lower() == "flowed":
            text = self.unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
        return text

    @staticmethod
    def unflowed(text, delsp):
        out = []
        for line in text.split("\n"):
            if line.startswith(" "):
                line = ("\1" if line.startswith(" >") else "") + line[1:]  # which is no quote
            if delsp and line.endswith(" ") and line != "-- ":
                line = line[:-1] + "\0"
            out.append(line)
        return "\n".join(out).replace("\0\n", "").replace("\0", "")

    @staticmethod
    def unforwarded(lines):
        """Up to where Outlook puts the whole mail that is answered, unmarked; some mark it."""
        for i, line in enumerate(lines):
            if any(below.startswith(">") for below in lines[i + 1:i + 3]):
                continue
            if re.match(r"\s*(-{3,}|_{3,})\s*(Original Message|Original Mail|Forwarded message)", line, re.I):
                return lines[:i]
            if re.match(r"(From|发件人)\s*[:：]", line) and any(
                    re.match(r"(Sent|发送时间)\s*[:：]", l) for l in lines[i + 1:i + 3]):
                return lines[:i]
        return lines

    @staticmethod
    def without_diffs(lines):
        inside = False
        for line in lines:
            if re.match(r"diff --git |--- a/|Index: ", line):
                inside = True
            elif not re.match(r"$|[-+ @\\\t]|index |(new|deleted) file|(old|new) mode|(similarity|rename|copy) |Binary", line):
                inside = False
            if not inside:
                yield line
