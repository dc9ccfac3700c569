#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds a report against the JSON of the same report: every value stands in it as the
text it is, and nothing in it is anything else. Exits with 3 and says what is not so.

    hostile.py json FILE
    hostile.py text|html|markdown FILE JSON TEMPLATES
    hostile.py words text|html|markdown FILE JSON TEMPLATES LANG
    hostile.py show FOLDER TEMPLATES LANG

TEMPLATES is the folder of the templates. "words" proves that a report says nothing
that JSON lacks; "show" all of this for the reports of single mails, *.text and
*.json in FOLDER.
"""
import collections
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import urllib.parse

faults = []


def fault(*what):
    faults.append(' '.join(w if isinstance(w, str) else ascii(w) for w in what)[:400])


# --- what a value looks like when it is printed ---------------------------------

# Bidi_Control, line and paragraph separators
HIDDEN = re.compile('[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')
CONTROL = re.compile('[\0-\x08\x0b-\x1f\x7f-\x9f]')


def shown(value):
    return HIDDEN.sub(lambda m: '<U+%04X>' % ord(m[0]), value)


def person(p):
    return p['name'] + ' <' + p['address'] + '>' if p['name'] and p['address'] \
        else p['name'] or p['address']


def squeezed(text):
    return re.sub('[ \t\n]+', ' ', text).strip(' ')


def lead(patch):
    "A patch's text without the diffstat at its end, which HTML draws itself."
    text, stat = patch['text'], (patch['diffstat'] or {}).get('text')
    if not stat or not text.endswith(stat):
        return text
    text = text[:-len(stat)].rstrip()
    return re.sub(r'(^|\n)---$', '', text).rstrip()


def mails_of(report):
    for series in report['series']:
        yield from series['mails']


def told(report):
    return [(n, b['mail']) for n, b in enumerate(report['blocks'], 1) if 'mail' in b]


def plain(address):
    "Renderers of Markdown may write an address with more %hh than it had."
    return urllib.parse.unquote(address)


def links(report):
    "Each address of the report, and the texts that may lead there."
    web, known = report['inbox']['web'], {}
    if web:
        known[plain(web + '/')] = {squeezed(shown(report['inbox']['title']))}
    mails = list(mails_of(report)) if 'series' in report else [report]
    for block in report.get('blocks', []):
        mails += [block['mail']] if 'mail' in block else block['repeat'].values()
    for mail in mails:
        if mail['link']:
            known.setdefault(plain(mail['link']), set()).add(squeezed(shown(mail['subject'])))
    return known


# --- bytes -----------------------------------------------------------------------

def check_bytes(data, name):
    try:
        text = data.decode()
    except UnicodeDecodeError as e:
        fault(name, 'is no UTF-8:', str(e))
        text = data.decode(errors='replace')
    for pattern, what in ((CONTROL, 'control character'), (HIDDEN, 'hidden character')):
        for m in pattern.finditer(text):
            fault(what, m[0], 'in', text[max(0, m.start() - 40):m.end() + 10])
    return text


# --- markup as a tree ------------------------------------------------------------

VOID = {'meta', 'link', 'br', 'hr', 'img', 'input', 'base', 'wbr', 'col', 'source'}
INLINE = {'a', 'b', 'bdi', 'small', 'span', 'time', 'ins', 'del', 'em', 'strong', 'code'}


class Node:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.children = tag, dict(attrs), parent, []

    def all(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all()

    def named(self, *tags):
        return [n for n in self.all() if n.tag in tags]

    def text(self, sep=''):
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag != 'style':
                block = '' if child.tag in INLINE else sep
                parts += [block, child.text(sep), block]
        return ''.join(parts)

    def texts(self):
        "What each element says, and each piece between tags."
        pieces = {squeezed(c) for n in self.all() for c in n.children if isinstance(c, str)}
        return pieces | {squeezed(n.text()) for n in self.all()}


class Tree(html.parser.HTMLParser):
    """Elements have to be closed by name, in order, void ones excepted."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node('', {}, None)
        self.feed(text)
        self.close()
        if self.at is not self.root:
            fault('not closed:', self.at.tag)

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs, self.at)
        if len(node.attrs) != len(attrs):
            fault('an attribute twice:', tag, str(attrs))
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.at = self.at.parent

    def handle_endtag(self, tag):
        if tag in VOID or self.at.tag != tag:
            fault('</%s> closes <%s>' % (tag, self.at.tag))
            return
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)

    def handle_comment(self, data):
        fault('a comment:', data)

    def handle_pi(self, data):
        fault('a processing instruction:', data)

    def unknown_decl(self, data):
        fault('a declaration:', data)

    def handle_decl(self, decl):
        if decl != 'DOCTYPE html':
            fault('a declaration:', decl)


def check_links(root, report):
    known = links(report)
    for a in root.named('a'):
        href = plain(a.attrs.get('href', ''))
        if href.startswith('#'):
            continue
        if href not in known:
            fault('a link of its own:', href, '-', a.text())
        elif squeezed(a.text()) not in known[href]:
            fault('a link that says something else:', href, '-', a.text())


# --- HTML ------------------------------------------------------------------------

# Stricter than any browser: what is no tag of this form has to be escaped.
TOKEN = re.compile(r'<!DOCTYPE html>'
                   r'|</(?P<end>[a-z][a-z0-9]*)>'
                   r'|<(?P<start>[a-z][a-z0-9]*)(?: [a-z-]+="(?P<v>[^"<>]*)"| [a-z-]+)*>'
                   r'|[^<>&]+|&(?:amp|lt|gt|quot|#39);')
BARE_AND = re.compile(r'&(?!(?:amp|lt|gt|quot|#39);)')


def tag_patterns(templates):
    """Each tag that a template writes, as a pattern: {{name}} is any value, what
    stands in a section may be missing."""
    patterns = set()
    for path in glob.glob(os.path.join(templates, '*.html')):
        with open(path, encoding='utf-8') as f:
            source = f.read()
        for tag in re.findall(r'<[a-z][^<>]*>', source):
            pattern = ''
            for piece in re.split(r'(\{\{.*?\}\})', tag):
                if re.match(r'\{\{[#^]', piece):
                    pattern += '(?:'
                elif piece.startswith('{{/'):
                    pattern += ')?'
                elif piece.startswith('{{'):
                    pattern += '[^"<>]*'
                else:
                    pattern += re.escape(piece)
            patterns.add(pattern)
    return re.compile('|'.join(sorted(patterns)))


def check_tokens(text, templates):
    allowed = tag_patterns(templates)
    with open(os.path.join(templates, 'style.html'), encoding='utf-8') as f:
        style = f.read()
    if text.count('<style>\n' + style + '</style>') != 1:
        fault('<style> is not what the template says')
    text = text.replace(style, '')
    at = 0
    while at < len(text):
        m = TOKEN.match(text, at)
        if not m:
            fault('neither a tag nor escaped:', text[max(0, at - 40):at + 60])
            return
        if m['start'] and not allowed.fullmatch(m[0]):
            fault('no template writes', m[0])
        if m['start'] and BARE_AND.search(m[0]):
            fault('not escaped:', m[0])
        at = m.end()


def want(texts, value, what):
    if squeezed(shown(value)) not in texts:
        fault(what, 'is not there as text:', shown(value))


def check_html(text, report, templates):
    check_tokens(text, templates)
    root = Tree(text).root
    ids = [n.attrs['id'] for n in root.all() if 'id' in n.attrs]
    if len(ids) != len(set(ids)):
        fault('an id twice')
    for a in root.named('a'):
        if a.attrs['href'].startswith('#') and a.attrs['href'][1:] not in ids:
            fault('leads nowhere:', a.attrs['href'])
    title = squeezed(shown(report['inbox']['title']))
    for tag in ('title', 'h1'):
        if not squeezed(root.named(tag)[0].text()).startswith(title):
            fault('the title is not in', tag)
    if 'threads' in report:
        check_digest_html(root, report)
    else:
        check_range_html(root, report)


def brief(p):
    return p['name'] or p['address']


def version(series):
    number = 'v%d' % series['version']
    return number + '.%d' % series['revision'] if series['revision'] else number


def page_links(report):
    "What a digest's page may lead to, and with what text."
    yield report['inbox']['web'] and report['inbox']['web'] + '/', report['inbox']['title']
    for thread in report['threads']:
        yield thread['link'], thread['title']
        for mail in thread['mails']:
            yield mail['link'], brief(mail['sender'])
        for series in [thread['series'] or {}] + thread['also']:
            for other in (series.get('previous'), series.get('newest')):
                if other:
                    yield other['link'], version(other)
        for series in thread['also']:
            yield series['link'], series['subject']


def check_page_links(root, report):
    known = collections.defaultdict(set)
    for link, said in page_links(report):
        known[link].add(squeezed(shown(said)))
    for a in root.named('a'):
        href = a.attrs['href']
        if not href.startswith('#') and squeezed(a.text()) not in known[href]:
            fault('a link of its own:', href, '-', a.text())


def check_row(row, mail):
    texts, date = row.texts(), mail['date']
    want(texts, brief(mail['sender']), 'a sender')
    want(texts, '%s %s %s' % (date[5:10], date[11:16], date[19:].replace(':', '')), 'a time')
    said = [n.text() for n in row.all() if n.attrs.get('class') == 'what']
    if said not in ([], [shown(mail['subject'])]):
        fault('a subject', mail['subject'], 'reads', str(said))
    marks = [n for n in row.all() if n.attrs.get('class') == 'mark']
    if len(marks) != mail['history'] + mail['bot'] + bool(mail['missing_parent']):
        fault('the marks of', mail['message_id'])


def check_card(card, name, thread, at):
    texts = card.texts()
    want(texts, thread['title'], 'a title')
    for series in thread['also']:
        want(texts, series['subject'], 'a series')
    summary = thread['summary']
    for point in summary['proposed'] + summary['before'] + summary['now']:
        if point['actor']: # else a fact, in the reader's language
            want(texts, point['text'], 'a point')
            want(texts, brief(point['actor']), 'who said it')
    rows = [n.attrs['id'] for n in card.named('li')]
    if rows != ['%s-m%d' % (name, n) for n in thread['tree']]:
        fault('the mails of', name, 'are', str(rows))
    for mail in thread['mails']:
        row = '%s-m%d' % (name, mail['number'])
        if row in at:
            check_row(at[row], mail)


def check_digest_html(root, report):
    check_page_links(root, report)
    everywhere = root.texts()
    for category in report['categories']:
        want(everywhere, category['name'], 'a category')
    for entry in report['active'] + report['reviewers']:
        want(everywhere, entry['person']['name'], 'a name')
        want(everywhere, '<' + entry['person']['address'] + '>', 'an address')
    at = {n.attrs.get('id'): n for n in root.all()}
    places = {c['name']: i for i, c in enumerate(report['categories'], 1)}
    for thread in report['threads']:
        name = 't%d-%d' % (places[thread['category']], thread['number'])
        if name in at:
            check_card(at[name], name, thread, at)
        else:
            fault('not there:', thread['title'])


def check_range_html(root, report):
    check_links(root, report)
    everywhere = root.texts()
    for mail in mails_of(report):
        want(everywhere, mail['subject'], 'a listed subject')
        want(everywhere, mail['author']['name'] or mail['author']['address'], 'a listed author')
    for entry in report['top']['domains']:
        want(everywhere, entry['domain'], 'a domain')
    for entry in report['top']['people']:
        want(everywhere, entry['person']['name'], 'a name of the Top list')
        want(everywhere, '<' + entry['person']['address'] + '>', 'an address of the Top list')
    at = {n.attrs.get('id'): n for n in root.all()}
    for n, mail in told(report):
        texts = at['m%d' % n].texts()
        want(texts, mail['subject'], 'a subject')
        want(texts, person(mail['author']) if mail['author']['name']
             else '<' + mail['author']['address'] + '>', 'an author')
        if mail['author']['address'].lower() != mail['sender']['address'].lower():
            want(texts, person(mail['sender']), 'a sender')
        want(texts, mail['message_id'], 'a Message-ID')
        pres = [p.text() for p in at['m%d' % n].named('pre')]
        if lead(mail['patch']) and '\n' + shown(lead(mail['patch'])) not in pres:
            fault('the text is not there:', mail['message_id'])
        for file in (mail['patch']['diffstat'] or {'files': []})['files']:
            want(texts, file['path'], 'a path')
    for n, block in enumerate(report['blocks'], 1):
        for mail in block.get('repeat', {}).values():
            want(at['m%d' % n].texts(), mail['subject'], 'a repeated subject')


# --- Markdown --------------------------------------------------------------------

# What our Markdown comes to: element → attributes
MARKDOWN = {'h1': (), 'h2': (), 'h3': (), 'p': (), 'ul': (), 'li': (), 'br': (), 'blockquote': (),
            'table': (), 'thead': (), 'tbody': (), 'tr': (), 'th': ('align',), 'td': ('align',),
            'a': ('href',), 'code': ('class',), 'pre': (), 'details': (), 'summary': (), '': ()}


def rendered(text):
    "By cmark-gfm, with all that a forge may switch on."
    run = subprocess.run(['cmark-gfm', '--unsafe', '-e', 'table', '-e', 'strikethrough', '-e',
                          'autolink', '-e', 'tasklist', '-e', 'footnotes'],
                         input=text.encode(), stdout=subprocess.PIPE, check=True)
    return run.stdout.decode()


def count(root, tag, wanted):
    got = len(root.named(tag))
    if got != wanted:
        fault('%d <%s>, not %d' % (got, tag, wanted))


def is_long(mail):
    return mail['patch']['text'].count('\n') + 1 > 30


def check_markdown(text, report, _):
    root = Tree(rendered(text)).root
    for node in root.all():
        if node.tag not in MARKDOWN:
            fault('<%s>, which no template comes to:' % node.tag, node.parent.text()[:100])
        elif set(node.attrs) - set(MARKDOWN[node.tag]):
            fault('<%s> with' % node.tag, str(node.attrs))
    check_links(root, report)
    mails = [mail for _, mail in told(report)]
    texts = [mail for mail in mails if mail['patch']['text']]
    listed = list(mails_of(report))
    lacking = sum(series['lacks_cover'] for series in report['series'])
    top = report['top']
    count(root, 'h1', 1)
    count(root, 'h3', len(mails) + (1 if report['defects'] else 0))
    count(root, 'pre', len(texts))
    count(root, 'details', sum(map(is_long, texts)))
    count(root, 'table', 3)
    count(root, 'tr', 3 + len(top['domains']) + len(top['people']) + len(listed) + lacking)
    count(root, 'td', 2 * len(top['domains']) + 3 * (len(top['people']) + len(listed) + lacking))
    if report['inbox']['web']:
        repeats = sum('repeat' in block for block in report['blocks'])
        count(root, 'a', len(listed) + len(mails) + 2 * repeats)
    heads = [squeezed(h.text()) for h in root.named('h3')][-len(mails):]
    for mail, head in zip(mails, heads):
        if head != squeezed(shown(mail['subject'])):
            fault('a subject', shown(mail['subject']), 'reads', head)
    for mail, pre in zip(texts, root.named('pre')):
        if pre.text() != shown(mail['patch']['text']) + '\n':
            fault('the text of', mail['message_id'], 'reads', pre.text()[:200])
    cells = {re.sub('^\u21b3 ', '', squeezed(td.text())) for td in root.named('td')}
    for mail in listed:
        want(cells, mail['subject'], 'a listed subject')
        want(cells, mail['author']['name'] or mail['author']['address'], 'a listed author')
    for entry in top['domains']:
        want(cells, entry['domain'], 'a domain')
    for entry in top['people']:
        want(cells, entry['person']['name'], 'a name of the Top list')
        want(cells, entry['person']['address'], 'an address of the Top list')
    said = ['\n' + squeezed(p.text()) for p in root.named('p')]
    for mail in mails:
        line = squeezed(shown(mail['author']['name'] + ' ' + mail['author']['address']))
        if not any(line + ' \u00b7 ' + mail['date'][:10] in p for p in said):
            fault('an author is not there:', line)


# --- text ------------------------------------------------------------------------

def check_text(text, report, _):
    lines = text.split('\n')
    for n, line in enumerate(lines):
        if CONTROL.search(line) or HIDDEN.search(line):
            fault('line', str(n), line)
    if 'series' not in report:
        for value in (report['subject'], person(report['author']), report['body']):
            if shown(value).rstrip('\n') not in text:
                fault('is not there:', value)
        return
    for mail in mails_of(report):
        if not any(line.endswith('  ' + shown(mail['subject'])) for line in lines):
            fault('a listed subject is not there:', mail['subject'])
    for _, mail in told(report):
        if '\n' + shown(mail['patch']['text']) + '\n' not in text:
            fault('the text is not there:', mail['message_id'])
        for value in (mail['subject'], mail['title'], person(mail['author'])):
            if not any(line.endswith(shown(value)) for line in lines):
                fault('is not there:', value)


# --- nothing that JSON lacks -------------------------------------------------------

def values(json_value):
    if isinstance(json_value, dict):
        for value in json_value.values():
            yield from values(value)
    elif isinstance(json_value, list):
        for value in json_value:
            yield from values(value)
    elif isinstance(json_value, str):
        yield json_value
    elif isinstance(json_value, int):
        yield str(json_value)


def derived(report):
    "All that a report works out from the values of JSON (maildelta-json(5), Views)."
    mails = [report]
    for block in report.get('blocks', []):
        mails += [block['mail']] if 'mail' in block else block['repeat'].values()
    if 'series' in report:
        mails += mails_of(report)
    for mail in mails:
        for key in ('author', 'sender'):
            if key in mail:
                yield '<' + mail[key]['address'] + '>'
        if 'date' in mail:
            yield mail['date'][:10]
        if mail.get('revision'):
            yield '%d.%d' % (mail['version'], mail['revision'])
        if mail.get('patch'):
            yield str(mail['patch']['text'].count('\n') + 1)
    for entry in report.get('top', {}).get('people', []):
        yield '<' + entry['person']['address'] + '>'
    for end in report.get('range', {}).values():
        if end:
            yield (end if isinstance(end, str) else end['archived'])[:10]


BARS = re.compile(r'\++-*|-+')
MARKUP = re.compile(r'<[a-z/!][^<>]*>')
SECTION = re.compile(r'\{\{[#^/].*?\}\}')
TAG = re.compile(r'\{\{\{.*?\}\}\}|\{\{.*?\}\}')


def literal(source, affixes):
    """The words that a template says itself. What touches a tag without a blank
    between them goes to @affixes instead."""
    source = TAG.sub('\0', source)
    source = MARKUP.sub(' ', source)
    for entity, char in (('&lt;', '<'), ('&gt;', '>'), ('&amp;', '&')):
        source = source.replace(entity, char)
    for word in source.split():
        if '\0' in word:
            affixes.update(word.split('\0'))
        else:
            yield word


def is_joined(word, known, affixes):
    "Whether it consists of known words, with an affix between any two."
    reached = {(0, False)}  # how far, and whether a known word is the last piece
    for start in range(len(word)):
        for after_word in (False, True):
            if (start, after_word) not in reached:
                continue
            for end in range(start + 1, len(word) + 1):
                piece = word[start:end]
                if piece in affixes:
                    reached.add((end, False))
                if not after_word and piece in known:
                    reached.add((end, True))
    return (len(word), False) in reached or (len(word), True) in reached


def check_words(kind, text, report, templates, lang):
    ending = {'text': 'txt', 'markdown': 'md'}.get(kind, kind)
    if kind == 'markdown':
        text = Tree(rendered(text)).root.text(' ')
    elif kind == 'html':
        text = Tree(text).root.text(' ')
    known, affixes = set(), set()
    for value in list(values(report)) + list(derived(report)):
        known.update(shown(value).split())
    words = {}
    for name in ('en', lang):
        with open(os.path.join(templates, 'lang', name + '.json'), encoding='utf-8') as f:
            words.update(json.load(f))
    sources = list(words.values())
    for path in glob.glob(os.path.join(templates, '*.' + ending)):
        if not path.endswith('style.html'):
            with open(path, encoding='utf-8') as f:
                sources.append(f.read())
    for source in sources:
        known.update(literal(source, affixes))
        for name in re.findall(r'\{\{lang\.([\w.]+)\}\}(?=\[?\{\{)', MARKUP.sub('', SECTION.sub('', source))):
            affixes.update(words[name].split()[-1:])
    affixes.discard('')
    for word in dict.fromkeys(text.split()):
        if word not in known and not BARS.fullmatch(word) and not is_joined(word, known, affixes):
            fault('JSON lacks', word)


# ----------------------------------------------------------------------------------

def read(path):
    with open(path, 'rb') as f:
        return f.read()


def check_shows(folder, templates, lang):
    paths = glob.glob(os.path.join(folder, '*.json'))
    for path in paths:
        report = json.loads(check_bytes(read(path), path))
        text = check_bytes(read(path[:-len('json')] + 'text'), path)
        check_text(text, report, templates)
        check_words('text', text, report, templates, lang)
    if not paths:
        fault('no mails')


def main(args):
    if args[0] == 'show':
        check_shows(*args[1:])
    else:
        check_report(args)
    for line in dict.fromkeys(faults[:40]):
        print(line)
    return 3 if faults else 0


def check_report(args):
    kind, path = args[0], args[1 if args[0] != 'words' else 2]
    text = check_bytes(read(path), path)
    if kind == 'json':
        json.loads(text)
    elif kind == 'words':
        check_words(args[1], text, json.loads(read(args[3])), args[4], args[5])
    else:
        check = {'text': check_text, 'html': check_html, 'markdown': check_markdown}[kind]
        check(text, json.loads(read(args[2])), args[3])


sys.exit(main(sys.argv[1:]))
