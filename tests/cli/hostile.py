#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds a report against the JSON of the same report: every value stands in it as the
text it is, and nothing in it is anything else. Exits with 3 and says what is not so.

    hostile.py json FILE
    hostile.py text|html|markdown FILE JSON TEMPLATES
    hostile.py words text|html|markdown FILE JSON TEMPLATES LANG
    hostile.py show FOLDER TEMPLATES LANG
    hostile.py summarize FOLDER TEMPLATES

TEMPLATES is the folder of the templates. "words" proves that a report says nothing
that JSON lacks; "show" all of this for the reports of single mails, *.text and
*.json in FOLDER; "summarize" that every value stands in those of single threads,
*.txt, *.html, *.md and *.json in FOLDER.
"""
import collections
import datetime
import email.utils
import glob
import html.parser
import json
import os
import re
import shutil
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


def lost(report):
    "What a rewritten history removed, and what it edited."
    rewritten = report.get('rewritten', {})
    return rewritten.get('removed_mails', []), rewritten.get('edited_mails', [])


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
    mails = list(mails_of(report)) + lost(report)[1] if 'series' in report else [report]
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
        check_digest_html(root, report, templates)
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


def cited(thread):
    "Each mail that something in a thread, or in a row of a table, names."
    state, summary = thread['state'], thread.get('summary', {})
    for entry in [state['evidence'] or {}] + state['applied'] + state['nacks'] + state['failures']:
        if entry:
            yield entry['mail']
    for point in summary.get('proposed', []) + summary.get('before', []) + summary.get('now', []):
        yield from point['cites']
    for question in summary.get('open', []):
        yield question['cite']


def rows_of(report):
    "The rows of the tables at the top: heading, row."
    for group in report['attention']:
        for row in group['threads']:
            yield group['name'], row
    for row in report['applied']:
        yield 'applied', row


def cite_words(words, cite):
    "What a link to a mail may say, alone or among others."
    if cite['number'] is None:
        return {words['cite.earlier'], words['cite.earlier_ones']}
    return {'%s %d' % (words['cite.mail'], cite['number']), str(cite['number'])}


def cites_line(words, cites):
    "(mails 13, 14, 16–19; earlier mails): of those not listed, without a link, one says its id."
    numbers = sorted({cite['number'] for cite in cites if cite['number'] is not None})
    earlier = [cite for cite in cites if cite['number'] is None]
    said = []
    if numbers:
        said.append(words['cite.mails' if len(numbers) > 1 else 'cite.mail'] + ' ' +
                    words['digest.comma'].join(runs(numbers, 3)))
    if earlier:
        said.append(words['cite.earlier_ones' if len(earlier) > 1 else 'cite.earlier'] +
                    ('' if earlier[0]['link'] else ' ' + earlier[0]['message_id']))
    return words['parts.open'] + words['parts.and'].join(said) + words['parts.close']


def table_links(report, templates):
    "What the tables and the lines of a state may lead to."
    for words in lang_words(templates):
        for _, row in rows_of(report):
            yield row['link'], words['digest.mail']
        for thread in report['threads'] + [row for _, row in rows_of(report)]:
            for cite in cited(thread):
                for said in cite_words(words, cite):
                    yield cite['link'], said
            if thread['state']['newest']:
                yield thread['state']['newest']['link'], words['digest.link']


def check_page_links(root, report, templates):
    known = collections.defaultdict(set)
    for link, said in list(page_links(report)) + list(table_links(report, templates)):
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


def is_told(said, summary):
    "Whether a point tells it, so that the lines about the state only say who."
    points = summary['proposed'] + summary['before'] + summary['now']
    return any(point['kind'] in ('nack', 'failure') and
               said['mail']['message_id'] in [cite['message_id'] for cite in point['cites']]
               for point in points)


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
    for said in thread['state']['nacks'][:3] + thread['state']['failures'][:3]:
        if not is_told(said, summary):
            want(texts, said['note'] or said['line'], 'what speaks against it')
        want(texts, brief(said['actor']), 'who said it')
    rows = [n.attrs['id'] for n in card.named('li') if 'id' in n.attrs]
    if rows != ['%s-m%d' % (name, n) for n in thread['tree']]:
        fault('the mails of', name, 'are', str(rows))
    for mail in thread['mails']:
        row = '%s-m%d' % (name, mail['number'])
        if row in at:
            check_row(at[row], mail)


def check_rows_html(root, report, at):
    "Each row, under its heading: the title leads to the thread, and the words of bots are whole."
    places = {c['name']: i for i, c in enumerate(report['categories'], 1)}
    tables = {n.attrs.get('id'): n for n in root.named('section')}
    for section, wanted in (('attention', [r for name, r in rows_of(report) if name != 'applied']),
                            ('applied', report['applied'])):
        rows = [tr for tr in tables[section].named('tr') if tr.named('td')] if wanted else []
        if len(rows) != len(wanted) or bool(wanted) != (section in tables):
            fault('%d rows of %d:' % (len(rows), len(wanted)), section)
        for row, entry in zip(rows, wanted):
            link = row.named('a')[0]
            name = 't%d-%d' % (places[entry['category']], entry['number'])
            if link.attrs['href'] != '#' + name or name not in at or \
                    squeezed(link.text()) != squeezed(shown(entry['title'])):
                fault('a row of', entry['title'], 'reads', row.text())
            failures = entry['state']['failures']
            if entry['state']['attention'] == 'failure' and section == 'attention':
                want(row.texts(), failures[0]['note'] or failures[0]['line'], 'a failure')


def check_digest_html(root, report, templates):
    check_page_links(root, report, templates)
    check_rows_html(root, report, {n.attrs.get('id') for n in root.all()})
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
    for mail in sum(lost(report), []):
        want(everywhere, mail['subject'], 'the subject of a lost mail')
        want(everywhere, mail['message_id'], 'the Message-ID of a lost mail')
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


def check_elements(root, allowed):
    for node in root.all():
        if node.tag not in allowed:
            fault('<%s>, which no template comes to:' % node.tag, node.parent.text()[:100])
        elif set(node.attrs) - set(allowed[node.tag]):
            fault('<%s> with' % node.tag, str(node.attrs))


def is_long(mail):
    return mail['patch']['text'].count('\n') + 1 > 30


def check_markdown(text, report, templates):
    root = Tree(rendered(text)).root
    if 'threads' in report:
        check_digest_markdown(root, report, templates)
    else:
        check_range_markdown(root, report)


# ... and a digest's
DIGEST = dict(MARKDOWN, h4=(), ol=('start',), strong=(), em=(), hr=(), a=('href', 'id'))


def lang_words(templates, **values):
    "The words of each language, tags filled in with @values."
    for path in sorted(glob.glob(os.path.join(templates, 'lang', '*.json'))):
        with open(path, encoding='utf-8') as f:
            words = json.load(f)
        yield {name: re.sub(r'\{\{([\w.]+)\}\}', lambda m: str(values.get(m[1], m[0])), word)
               for name, word in words.items()}


def local_time(mail):
    date = mail['date']
    return date[5:10] + ' ' + date[11:16], date[19:].replace(':', '')


def sender_lines(mail, templates):
    "What may stand below a mail's subject: one for each language. An address is a link, or in <>."
    for words in lang_words(templates):
        parts = [words['digest.sender'] + person(mail['sender']), local_time(mail)[1]]
        parts += [words['digest.link'] if mail['link'] else mail['message_id']]
        parts += [words['digest.history']] * mail['history'] + [words['digest.bot']] * mail['bot']
        line = squeezed(shown(' \u00b7 '.join(parts)))
        address = shown(mail['sender']['address'])
        yield line
        yield line.replace('<%s> \u00b7 ' % address, address + ' \u00b7 ')


def runs(numbers, least=2):
    "1–3 and 5 of 1, 2, 3, 5; fewer than @least that follow one another stand alone."
    text, first = [], 0
    for i, n in enumerate(numbers):
        if i + 1 < len(numbers) and numbers[i + 1] == n + 1:
            continue
        run = numbers[first:i + 1]
        text += ['%d\u2013%d' % (run[0], n)] if len(run) >= least else map(str, run)
        first = i + 1
    return text


def point_parts(point, several, words):
    "What stands behind a tag: which patches it is for."
    if point['kind'] != 'tags' or not several:
        return ''
    return ': ' + (words['point.all'] if point['parts'][0] == 0
                   else words['digest.comma'].join(runs(point['parts'])))


def point_lines(point, several, templates):
    "A change may stand below a heading, alone; a label is left out where the words say it."
    if point['kind'] == 'change':
        yield squeezed(shown(point['text']))
    for words in lang_words(templates):
        label = words.get('point.label.' + point['kind'], '')
        if point['kind'] == 'change':
            label = words['point.changes'] + words['point.is']
        if point['kind'] == 'change' and point['after']:
            label = 'v%d' % point['after'] + words['point.is']
            label = 'v%d \u2192 ' % point['before'] + label if point['before'] else label
        line = point['text'] + point_parts(point, several, words) + ' ' + \
            words['point.by'] + brief(point['actor'])
        for start in ('', label):
            yield squeezed(shown(start + line) + cites_line(words, point['cites']))


def digest_links(report, templates):
    "Each address that a digest may lead to, and what may stand there as its text."
    known = collections.defaultdict(set)

    def add(link, text):
        if link:
            known[plain(link)].add(squeezed(shown(text)))

    for words in lang_words(templates):
        for thread in report['threads']:
            add(thread['link'], words['digest.link'])
            for mail in thread['mails']:
                add(mail['link'], words['digest.link'])
            for series in [thread['series'] or {}] + thread['also']:
                for other in (series, series.get('previous'), series.get('newest')):
                    if other:
                        add(other['link'], other['subject'])
    for link, text in table_links(report, templates):
        add(link, text)
    for thread in report['threads']:
        for mail in thread['mails']: # an address of a sender's, to the letter
            known['mailto:' + mail['sender']['address']].add(mail['sender']['address'])
    return known


def own_text(li):
    "An item's without the lists in it."
    return squeezed(''.join(c if isinstance(c, str) else c.text() for c in li.children
                            if isinstance(c, str) or c.tag not in ('ul', 'ol')))


def parts_of(root, threads):
    "The elements below each h4: a thread's summary, its mails, the next one's summary ..."
    parts = []
    for node in root.all():
        if node.tag == 'h4':
            parts.append([])
        elif node.tag in ('h2', 'h3') and parts:
            parts.append(None) # no more of it
        elif parts and parts[-1] is not None:
            parts[-1].append(node)
    parts = [part for part in parts if part is not None]
    if len(parts) != 2 * threads:
        fault('%d parts of %d threads' % (len(parts), threads))
    return parts


def check_mail_list(part, thread, templates):
    items = [own_text(node) for node in part if node.tag == 'li']
    if len(items) != 2 * len(thread['mails']):
        fault('%d lines of %d mails:' % (len(items), len(thread['mails'])), thread['title'])
    for mail, head, line in zip(thread['mails'], items[0::2], items[1::2]):
        if head != squeezed(shown('[%s] %s' % (local_time(mail)[0], mail['subject']))):
            fault('a subject', shown(mail['subject']), 'reads', head)
        if line not in sender_lines(mail, templates):
            fault('a sender', person(mail['sender']), 'reads', line)


def check_summary(part, thread, templates):
    items = [own_text(node) for node in part if node.tag == 'li']
    summary, several = thread['summary'], (thread['state']['parts'] or 0) > 1
    for point in summary['proposed'] + summary['before'] + summary['now']:
        if point['actor'] and not set(point_lines(point, several, templates)) & set(items):
            fault('a point is not there:', point['text'])


def heading_ends(thread, templates):
    "What may stand behind a thread's title: one for each language."
    for words in lang_words(templates):
        yield words['digest.link'] if thread['link'] else squeezed(
            words['digest.message_id'] + shown(thread['message_id']))


def check_rows_markdown(root, report):
    "What leads to a thread says its title, in the order of the rows; each thread can be led to."
    places = {c['name']: i for i, c in enumerate(report['categories'], 1)}
    anchor = lambda entry: 't%d-%d' % (places[entry['category']], entry['number'])
    wanted = [('#' + anchor(row), squeezed(shown(row['title']))) for _, row in rows_of(report)]
    got = [(a.attrs['href'], squeezed(a.text())) for a in root.named('a')
           if a.attrs.get('href', '').startswith('#')]
    if got != wanted:
        fault('rows', str([g for g in got if g not in wanted]), 'not',
              str([w for w in wanted if w not in got]))
    ids = [a.attrs['id'] for a in root.named('a') if 'id' in a.attrs]
    if ids != [anchor(thread) for thread in report['threads']]:
        fault('what can be led to is', str(ids))


def check_digest_markdown(root, report, templates):
    threads = report['threads']
    check_elements(root, DIGEST)
    known = digest_links(report, templates)
    check_rows_markdown(root, report)
    for a in root.named('a'):
        if 'id' in a.attrs or a.attrs['href'].startswith('#'):
            continue
        if squeezed(a.text()) not in known.get(plain(a.attrs['href']), ()):
            fault('a link of its own:', a.attrs['href'], '-', a.text())
    tables = bool(report['attention']) + bool(report['applied'])
    count(root, 'h1', 1)
    count(root, 'h2', 1 + len(report['categories']) + tables)
    count(root, 'h3', 3 + bool(report['defects']) + len(threads))
    count(root, 'hr', len(report['categories']) + len(threads) + tables)
    count(root, 'details', sum(thread['mails_total'] > 10 for thread in threads))
    heads = [squeezed(h.text()) for h in root.named('h3')][-len(threads):]
    parts = parts_of(root, len(threads))
    for thread, head, summary, mails in zip(threads, heads, parts[0::2], parts[1::2]):
        said = squeezed(shown('Thread %d: %s' % (thread['number'], thread['title'])))
        if head not in [said + ' \u00b7 ' + end for end in heading_ends(thread, templates)]:
            fault('a title', said, 'reads', head)
        check_summary(summary, thread, templates)
        check_mail_list(mails, thread, templates)
    said = [squeezed(p.text()) for p in root.named('p')]
    for thread in threads:
        if not any(squeezed(shown(thread['raw_date'])) in p for p in said):
            fault('a date is not there:', thread['raw_date'])
    lines = [own_text(li) for li in root.named('li')]
    for category in report['categories']:
        if not any(li.startswith(squeezed(shown(category['name'])) + ': ') for li in lines):
            fault('a category is not there:', category['name'])
    for entry in report['active'] + report['reviewers']:
        said = squeezed(shown('%s (%d)' % (brief(entry['person']), entry['count'])))
        if not any(said in li for li in lines):
            fault('a person is not there:', said)


def check_range_markdown(root, report):
    check_elements(root, MARKDOWN)
    check_links(root, report)
    mails = [mail for _, mail in told(report)]
    texts = [mail for mail in mails if mail['patch']['text']]
    listed = list(mails_of(report))
    lacking = sum(series['lacks_cover'] for series in report['series'])
    top = report['top']
    count(root, 'h1', 1)
    count(root, 'h3', len(mails) + (1 if report['defects'] else 0) + ('rewritten' in report))
    count(root, 'pre', len(texts))
    count(root, 'details', sum(map(is_long, texts)))
    count(root, 'table', 3)
    count(root, 'tr', 3 + len(top['domains']) + len(top['people']) + len(listed) + lacking)
    count(root, 'td', 2 * len(top['domains']) + 3 * (len(top['people']) + len(listed) + lacking))
    if report['inbox']['web']:
        repeats = sum('repeat' in block for block in report['blocks'])
        count(root, 'a', len(listed) + len(mails) + 2 * repeats + len(lost(report)[1]))
    items = [squeezed(li.text()) for li in root.named('li')]
    for mail in sum(lost(report), []):
        line = '%s %s (%s)' % (mail['date'][:10], mail['subject'], mail['message_id'])
        want(items, line, 'a lost mail')
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
    if 'threads' in report:
        check_digest_text(text, report)
        return
    if 'series' not in report:
        for value in (report['subject'], person(report['author']), report['body']):
            if shown(value).rstrip('\n') not in text:
                fault('is not there:', value)
        return
    for mail in mails_of(report):
        if not any(line.endswith('  ' + shown(mail['subject'])) for line in lines):
            fault('a listed subject is not there:', mail['subject'])
    for mail in sum(lost(report), []):
        said = '%s  %s\n%s<%s>' % (mail['date'][:10], shown(mail['subject']), ' ' * 12,
                                   shown(mail['message_id']))
        if said not in text:
            fault('a lost mail is not there:', said)
    for _, mail in told(report):
        if '\n' + shown(mail['patch']['text']) + '\n' not in text:
            fault('the text is not there:', mail['message_id'])
        for value in (mail['subject'], mail['title'], person(mail['author'])):
            if not any(line.endswith(shown(value)) for line in lines):
                fault('is not there:', value)


def bare(text):
    "Without blanks and line feeds: long lines go on in the next."
    return ''.join(text.split())


def tree_lines(mail):
    "The line of a mail in its tree, without and with its subject."
    marks = '-' * mail['history'] + '*' * mail['bot']
    line = ' '.join([marks] * bool(marks) + [str(mail['number']), *local_time(mail),
                                             shown(brief(mail['sender']))])
    return squeezed(line), squeezed(line + ' ' + shown(mail['subject']))


def check_titles(text, report):
    "In their order, whatever else stands there."
    everything, at = bare(text), 0
    for thread in report['threads']:
        title = bare('%d. %s' % (thread['number'], shown(thread['title'])))
        at = everything.find(title, at)
        if at < 0:
            fault('a title is not there, or not in its place:', title)
            return
        at += len(title)


def check_digest_text(text, report):
    contents, _, threads = text.partition('\n===== ')
    if len(report['threads']) > 1:
        check_titles(contents, report)
    check_titles(threads, report)
    lines = (squeezed(line) for line in threads.split('\n'))
    everything = bare(threads)
    for thread in report['threads']:
        mails = {mail['number']: mail for mail in thread['mails']}
        for number in thread['tree']:
            if not any(line in tree_lines(mails[number]) for line in lines):
                fault('a mail is not there, or not in its place:', tree_lines(mails[number])[0])
                return
    for thread in report['threads']:
        for point in sum((thread['summary'][part] for part in ('proposed', 'before', 'now')), []):
            if point['actor'] and bare(shown(point['text'])) not in everything:
                fault('a point is not there:', point['text'])
    for entry in report['active'] + report['reviewers']:
        if '%7d  %s\n' % (entry['count'], shown(person(entry['person']))) not in text:
            fault('a person is not there:', person(entry['person']))


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


def moment(date):
    return [date[:10], date[5:10], date[11:16], date[11:19], 'UTC', date[19:].replace(':', '')]


def ranges(numbers):
    "1–3, 5: each number, and each range of them."
    numbers = sorted(set(numbers))
    for i, first in enumerate(numbers):
        last = i
        while last + 1 < len(numbers) and numbers[last + 1] == numbers[last] + 1:
            last += 1
        yield str(first)
        yield '%d\u2013%d' % (first, numbers[last])


def derived_state(thread):
    "What the lines about a state are made of."
    state = thread['state']
    for date in (state['last_human'], (state['waiting'] or {}).get('since')):
        yield from moment(date or '')
    for applied in state['applied']:
        yield from (commit[:12] for commit in applied['commits'])
        yield from ranges(applied['parts'])
    places = collections.defaultdict(list)
    for applied in state['applied']:
        places[applied['tree'], applied['branch'], applied['actor']['address']] += applied['parts']
    given = collections.defaultdict(list)
    for tag in state['tags']:
        given[tag['token'], tag['person']['address'], tag['note']].append(tag['part'])
        yield (tag['note'] or '').removesuffix(':')
    for numbers in list(places.values()) + list(given.values()):
        yield from ranges(numbers)
    for said in ('nacks', 'failures'):
        yield str(len(state[said]) - 3)


def derived_digest(report):
    "The same of a digest."
    for date in (report['generated'], report['mirror']['newest'], report['window']['since'],
                 report['window']['until']):
        yield from moment(date or '')
    if report['window']['until']:
        last = datetime.date.fromisoformat(report['window']['until'][:10])
        yield str(last - datetime.timedelta(days=1))
    for name, number in (report['ai'] or {'usage': {}})['usage'].items():
        if name.endswith('_tokens'):
            yield f'{number:,}'
    for day in report['days']:
        yield day['day'][5:]
    for entry in report['active'] + report['reviewers']:
        yield '<' + entry['person']['address'] + '>'
    for group in report['attention']:
        yield str(len(group['threads']))
    for entry in report['threads'] + [row for _, row in rows_of(report)]:
        yield from derived_state(entry)
    for thread in report['threads']:
        yield from moment(thread['latest'])
        for point in thread['summary']['proposed'] + thread['summary']['before'] + \
                thread['summary']['now']:
            yield from ranges(point.get('parts', []))
            yield from ranges([c['number'] for c in point['cites'] if c['number']])
            yield from ('v%d' % point.get(name, 0) for name in ('before', 'after'))
            yield '\u2192' if point.get('before') else ''
        if not thread['raw_date']:
            yield email.utils.format_datetime(datetime.datetime.fromisoformat(thread['started']))
            yield str(int(thread['started'][8:10]))
        for mail in thread['mails']:
            yield from moment(mail['date'])
            yield '<' + mail['sender']['address'] + '>'
        for series in [thread['series'] or {}] + thread['also']:
            for other in (series, series.get('previous'), series.get('newest')):
                if other:
                    yield version(other)
                    yield from moment(other.get('date', ''))


def derived(report):
    "All that a report works out from the values of JSON (maildelta-json(5), Views)."
    if 'threads' in report:
        yield from derived_digest(report)
        return
    mails = [report]
    for block in report.get('blocks', []):
        mails += [block['mail']] if 'mail' in block else block['repeat'].values()
    if 'series' in report:
        mails += mails_of(report)
    for mail in sum(lost(report), []):
        mails.append(mail)
        yield '<' + mail['message_id'] + '>'
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


BARS = re.compile(r'\++-*|-+|#+')
MARKUP = re.compile(r'<[a-z/!][^<>]*>')
SECTION = re.compile(r'\{\{[#^/].*?\}\}')
TAG = re.compile(r'\{\{\{.*?\}\}\}|\{\{.*?\}\}')


def literal(source, affixes):
    """The words that a template says itself. What touches a tag without a blank
    between them goes to @affixes instead."""
    source = TAG.sub('\0', source)
    source = MARKUP.sub(' ', source).replace('**', ' ')
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
        joined = MARKUP.sub('', SECTION.sub('', source))
        for name in re.findall(r'\{\{lang\.([\w.]+)\}\}(?=\[?\{\{)', joined):
            affixes.update(words[name].split()[-1:])
        for name in re.findall(r'(?<=\}\})\{\{lang\.([\w.]+)\}\}', joined):
            affixes.update(words[name].split()[:1])
    for name in words: # what is put between names and numbers
        if name.startswith(('parts.', 'point.', 'cite.')) or name == 'digest.comma':
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


def as_digest(one):
    "Of a thread alone: what may be led to is what a digest of it may lead to."
    return {'inbox': one['inbox'], 'threads': [one['thread']], 'attention': [], 'applied': []}


def explained(one):
    "The words that bear something out, each with who said them."
    explain = one['explain']
    for point in [explain['state']] + explain['points']:
        for words in [piece['line'] for piece in point['evidence']] or [point['text']]:
            if words and point['actor']: # else a fact, in the reader's language
                yield words, brief(point['actor'])


def check_one_html(text, one, templates):
    check_tokens(text, templates)
    root = Tree(text).root
    check_page_links(root, as_digest(one), templates)
    at = {n.attrs.get('id'): n for n in root.all()}
    check_card(at['t1-1'], 't1-1', one['thread'], at)
    if not squeezed(root.named('title')[0].text()).endswith(squeezed(shown(one['thread']['title']))):
        fault('the title is not in', 'title')
    for words, name in explained(one):
        want(at['why'].texts(), words, 'why')
        want(at['why'].texts(), name, 'who said why')


def check_one_markdown(text, one, templates):
    root = Tree(rendered(text)).root
    check_elements(root, DIGEST)
    known = digest_links(as_digest(one), templates)
    for a in root.named('a'):
        if 'id' not in a.attrs and squeezed(a.text()) not in known.get(plain(a.attrs['href']), ()):
            fault('a link of its own:', a.attrs['href'], '-', a.text())
    check_mail_list(parts_of(root, 1)[1], one['thread'], templates)
    lines = [own_text(li) for li in root.named('li')]
    for words, name in explained(one):
        if not any(line.startswith(squeezed(shown(words))) and shown(name) in line for line in lines):
            fault('why is not there:', words)


def check_one_text(text, one):
    for line in text.split('\n'):
        if CONTROL.search(line) or HIDDEN.search(line):
            fault('line', line)
    everything = bare(text)
    for words in [one['thread']['title']] + sum(map(list, explained(one)), []):
        if bare(shown(words)) not in everything:
            fault('is not there:', words)


def check_summarized(folder, templates):
    paths = glob.glob(os.path.join(folder, '*.json'))
    for path in paths:
        one = json.loads(check_bytes(read(path), path))
        text = {ending: check_bytes(read(path[:-len('json')] + ending), path)
                for ending in ('txt', 'html', 'md')}
        check_one_text(text['txt'], one)
        check_one_html(text['html'], one, templates)
        if shutil.which('cmark-gfm'):
            check_one_markdown(text['md'], one, templates)
    if len(paths) < 20:
        fault('too few threads')


def main(args):
    if args[0] == 'show':
        check_shows(*args[1:])
    elif args[0] == 'summarize':
        check_summarized(*args[1:])
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
