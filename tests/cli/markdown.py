# SPDX-License-Identifier: GPL-2.0-or-later
"""markdown.py FOLDER [SEED [COUNT [RENDERER...]]]: random values through mdescape and
cmark-gfm, or another renderer from stdin to stdout.

Fails, and tells which values did, when one is shown as anything but its text. FOLDER
gets what was rendered: values, document.md, document.html.
"""
import html.parser
import pathlib
import random
import subprocess
import sys

SPECIAL = list("\\`*_{}[]()#+-.!|<>&~:=\"'/@^$%;,?")
PLAIN = list("aAbxXzw019") + ["é", "ß", "漢", "\u0301", "\u00a0", "…", "€"]
BLANK = [" ", " ", " ", "  ", "\t"]
LINE = ["\n", "\n", "\n\n"]
SNIPPETS = """\
http:// https://x.example/ ftp://a.b HTTP://A.B irc://x www. WWW. www.x.example a@b.c x@y
.org @b.c a_b@c-d.example mailto: xmpp: <b> </b> <!-- --> <?x <![CDATA[ <a@b> <x:y> <1@b>
&amp; &copy; &#42; &#x2a; &lt &# & < [x](y) [x][y] ![ ![x](y) [x] ] [ [^1] [^1]: ](u) ](
** ~~ ~ ``` ` __ _ * ***  === = --- -- - + 1. 1) 23. # ## ###### ####### > ~~~ ~~~~ | \\| \\
:-- :-: --: |---| [!NOTE] HEAD~1 kvm_vcpu_get() arm64: [PATCH] {{x}} <script> <div> $x$ ://
""".split() + ["- ", "* ", "+ ", "1. ", "2) ", "# ", "> ", "[ ] ", "[x] ", "[x]: /u", "- - -", "* * *",
               "_ _ _", "    ", "  \n", "\\\n", "\n    ", "\n\t", "\n===", "\n---", "\n- ", "\n| - |",
               "\n:-", "\n1. ", "\n[ ] ", "\n[a]: /b", " #", " ##", "| a |"]

# What stands around a value, and the elements that are the template's (mdescape.c).
PLACES = {
    "paragraph": ("", "", {"p"}),
    "halves": ("", "", {"p"}),
    "item": ("", "", {"p", "ul", "li"}),
    "quote": ("", "", {"p", "blockquote"}),
    "item-word": ("word ", "", {"p", "ul", "li"}),
    "word": ("word ", "", {"p"}),
    "cell": ("a b ", " x", {"table", "thead", "tbody", "tr", "th", "td"}),
    "tight-cell": ("a b ", " x", {"table", "thead", "tbody", "tr", "th", "td"}),
    "link": ("", "", {"p", "a"}),
    "heading": ("", "", {"h2"}),
    "strong": ("word x", "x word", {"p", "strong"}),
    "before-paren": ("", "(u)", {"p"}),
    "before-link": ("word ", "w", {"p", "a"}),
    "mail": ("[02-09 22:13] ", " From: w w@x.example \u00b7 +0000", {"ol", "ul", "li", "strong", "a"}),
    "sender": ("[02-09 22:13] w From: ", " w@x.example \u00b7 +0000", {"ol", "ul", "li", "strong", "a"}),
}
LINKS = {"mail": "mailto:w@x.example", "sender": "mailto:w@x.example"}
TWICE = {"mail", "sender"}  # a list in, or behind, a list
ONCE = {"ol", "ul", "li", "blockquote", "table", "thead", "tbody", "a", "h2", "strong"}


def random_value(rng):
    alphabets = rng.choices([SPECIAL, PLAIN, BLANK, LINE, SNIPPETS], [5, 3, 2, 1, 4],
                            k=rng.randint(1, 12))
    if rng.random() < 0.7:
        alphabets = [a for a in alphabets if a is not LINE]
    return "".join(map(rng.choice, alphabets)) or "x"


class Rendered(html.parser.HTMLParser):
    """The elements and the text behind each <hr id>."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.cases = {}
        self.elements, self.text = [], []

    def handle_starttag(self, tag, attrs):
        if tag == "hr" and attrs and attrs[0][0] == "id":
            self.elements, self.text = [], []
            self.cases[attrs[0][1]] = (self.elements, self.text)
        else:
            self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.elements.append(("comment", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def squeeze(text):
    return " ".join(text.split())


def wrong_element(place, elements):
    allowed = PLACES[place][2]
    names = [tag for tag, _ in elements]
    for tag, attrs in elements:
        if tag not in allowed and tag != "code":
            return f"<{tag}>"
        if tag == "ol" and attrs not in ({}, {"start": "10"}):
            return f"<ol> with {attrs}"
        if tag == "a" and attrs != {"href": LINKS.get(place, "https://x.example/")}:
            return f"<a> with {attrs}"
        if tag == "code" and attrs:
            return f"<code> with {attrs}"
    for tag in ONCE & allowed:
        if names.count(tag) != (2 if tag == "li" and place in TWICE else 1):
            return f"{names.count(tag)} <{tag}>"
    if "td" in allowed and (names.count("td"), names.count("th")) != (2, 2):
        return "another number of cells"
    return None


def wrong(place, value, case):
    if case is None:
        return "swallowed"
    elements, text = case
    if element := wrong_element(place, elements):
        return element
    before, after, _ = PLACES[place]
    got = squeeze("".join(text))
    # A blank at the start or the end of a place shows or not.
    want = squeeze(before + value + after)
    return None if got == want else f"text {got!r}"


def render(folder, values, command):
    (folder / "values").write_bytes(b"".join(v.encode() + b"\0" for v in values))
    with open(folder / "values", "rb") as given, open(folder / "document.md", "wb") as document:
        subprocess.run(["mdescape"], stdin=given, stdout=document, check=True)
    with open(folder / "document.md", "rb") as document:
        done = subprocess.run(command, stdin=document, stdout=subprocess.PIPE, check=True)
    (folder / "document.html").write_bytes(done.stdout)
    return done.stdout.decode()


def main():
    folder = pathlib.Path(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2500
    command = sys.argv[4:] or ["cmark-gfm", "--unsafe"] + [
        word for name in ("table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes")
        for word in ("-e", name)]
    values = [random_value(rng) for _ in range(count)]
    rendered = Rendered()
    rendered.feed(render(folder, values, command))
    rendered.close()
    failures = 0
    for n, value in enumerate(values):
        for place in PLACES:
            fault = wrong(place, value, rendered.cases.get(f"{n}:{place}"))
            if fault:
                failures += 1
                if failures <= 20:
                    print(f"{n}:{place}: {value!r}: {fault}")
    print(f"{count} values, {failures} failures")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
