#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Opens reports in headless Chromium by way of chromedriver (W3C WebDriver), and tells
in TAP whether they behave: on a phone and on a desk, light and dark, and on paper.

    browser.py [--first N] NAME FILE [JSON] ...   tests each report; numbers from N
    browser.py --self-test                        a page that does all of it wrong
    browser.py --picture PNG FILE                 1280 by 900 pixels, light
    browser.py --time FILE                        milliseconds to paint and to load

JSON, the same report as --format json, tells what has to stand on paper; "-": nothing.
"""
import base64
import collections
import html.parser
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

PHONE, DESK = (390, 844, True), (1440, 900, False)
SCREENS = (('phone', PHONE), ('desk', DESK))
A4_RIGHT = 595.3 - 14 / 25.4 * 72  # points: the paper without the margin of the style

ARGUMENTS = ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run',
             '--disable-background-networking', '--disable-component-update', '--disable-sync',
             '--disable-default-apps', '--disable-dev-shm-usage', '--mute-audio']


class Browser:
    """A chromedriver on a port of its own choosing, with one window."""

    def __init__(self, driver, folder):
        home = os.path.join(folder, 'home')
        os.mkdir(home)
        env = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home, TMPDIR=folder)
        self.log = open(os.path.join(folder, 'chromedriver.log'), 'wb')
        self.process = subprocess.Popen([driver, '--port=0'], stdout=subprocess.PIPE, env=env,
                                        stderr=self.log)
        self.base = 'http://127.0.0.1:%d' % self.find_port()
        # what goes on being said is nobody's business, but has to be read
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        arguments = ARGUMENTS + ['--user-data-dir=' + os.path.join(folder, 'profile')]
        if os.getuid() == 0:
            arguments.append('--no-sandbox')
        session = self.call('POST', '/session', {'capabilities': {'alwaysMatch': {
            'goog:loggingPrefs': {'browser': 'ALL', 'performance': 'ALL'},
            'goog:chromeOptions': {'args': arguments}}}})
        self.base += '/session/' + session['sessionId']
        self.call('POST', '/timeouts', {'script': 60000, 'pageLoad': 60000})

    def find_port(self):
        for line in self.process.stdout:
            m = re.search(rb'started successfully on port (\d+)', line)
            if m:
                return int(m[1])
        raise RuntimeError('chromedriver did not start')

    def call(self, method, path, body=None):
        data = None if method in ('GET', 'DELETE') else json.dumps(body or {}).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method,
                                         headers={'Content-Type': 'application/json'})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as e:
            raise RuntimeError(json.load(e)['value']['message'].split('\n')[0]) from e

    def cdp(self, name, **params):
        return self.call('POST', '/goog/cdp/execute', {'cmd': name, 'params': params})

    def run(self, script, *args):
        return self.call('POST', '/execute/sync', {'script': script, 'args': list(args)})

    def wait(self, script, *args):
        "A script that calls done()."
        script = 'const done = arguments[arguments.length - 1];\n' + script
        return self.call('POST', '/execute/async', {'script': script, 'args': list(args)})

    def logs(self, kind):
        return self.call('POST', '/se/log', {'type': kind})

    def show(self, screen, scheme):
        width, height, mobile = screen
        self.cdp('Emulation.setDeviceMetricsOverride', width=width, height=height,
                 deviceScaleFactor=1, mobile=mobile)
        self.cdp('Emulation.setEmulatedMedia',
                 features=[{'name': 'prefers-color-scheme', 'value': scheme}])

    def open(self, address):
        """A page that is fresh: nothing said, nothing asked for yet."""
        self.call('POST', '/url', {'url': 'about:blank'})
        self.logs('browser')
        self.logs('performance')
        self.call('POST', '/url', {'url': address})

    def quit(self):
        try:
            self.call('DELETE', '')
        except (RuntimeError, OSError):
            pass
        self.process.terminate()
        self.process.wait()
        self.log.close()


# --- what is asked of a page; each gives a list of faults ------------------------

LAYOUT = r'''
const faults = [], width = arguments[0];
const wide = document.scrollingElement.scrollWidth;
if (wide > width || innerWidth != width)
	faults.push(`the page is ${wide} wide, the window ${innerWidth}, the screen ${width}`);
const right = document.documentElement.clientWidth;  // without a scroll bar
// what is contained, as content-visibility does, is cut instead of making the page wider
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node; (node = walker.nextNode());) {
	if (!node.data.trim()) continue;
	let scrolls = false;
	for (let e = node.parentElement; e; e = e.parentElement)
		if (/auto|scroll/.test(getComputedStyle(e).overflowX)) scrolls = e != document.scrollingElement;
	if (scrolls) continue;
	range.selectNodeContents(node);
	for (const r of range.getClientRects())
		if (r.width && (r.right > right + 1 || r.left < -1)) {
			faults.push(`cut at the side: ${Math.round(r.left)} to ${Math.round(r.right)}: ${node.data.trim().slice(0, 60)}`);
			break;
		}
}
return faults.slice(0, 5);
'''

ORDER = r'''
const faults = [], ids = new Set();
for (const e of document.querySelectorAll('[id]')) {
	if (ids.has(e.id)) faults.push('twice: id ' + e.id);
	ids.add(e.id);
}
for (const a of document.querySelectorAll('a[href^="#"]'))
	if (!ids.has(decodeURIComponent(a.hash.slice(1)))) faults.push('leads nowhere: ' + a.hash);
for (const e of document.querySelectorAll('*')) {
	if (/^(script|iframe|object|embed|form|img|base)$/i.test(e.localName)) faults.push('there is a ' + e.localName);
	for (const a of e.attributes)
		if (/^on/i.test(a.name) || /^\s*javascript:/i.test(a.value)) faults.push(`${e.localName} ${a.name}=${a.value}`);
}
return faults.slice(0, 5);
'''

# Clicks every one of them, or when there are many, some from all over the page.
CLICKS = r'''
const all = [...document.querySelectorAll('a[href^="#"]')], step = Math.max(1, all.length / 40);
const faults = [];
const frame = () => new Promise(requestAnimationFrame);
const lands = a => {
	const box = document.getElementById(decodeURIComponent(a.hash.slice(1))).getBoundingClientRect();
	return location.hash == a.hash && box.top > -2 && box.top < innerHeight;
};
(async () => {
	let n = 0;
	for (let i = 0; i < all.length; i += step, n++) {
		const a = all[Math.floor(i)];
		if (!document.getElementById(decodeURIComponent(a.hash.slice(1)))) continue;
		a.click();
		let stays = 0;
		// what was not laid out before is now, and must not push the target away
		for (let k = 0; stays < 3 && k < 60; k++) {
			await frame();
			stays = lands(a) ? stays + 1 : 0;
		}
		if (stays < 3) faults.push('does not land: ' + a.hash);
	}
	done([n, faults.slice(0, 5)]);
})();
'''

CONTRAST = r'''
// Colours are asked of a canvas, which knows all of their notations.
const canvas = document.createElement('canvas');
canvas.width = canvas.height = 1;
const pen = canvas.getContext('2d', {willReadFrequently: true}), seen = new Map();
const rgba = text => {
	if (!seen.has(text)) {
		pen.clearRect(0, 0, 1, 1);
		pen.fillStyle = text;
		pen.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
		seen.set(text, [r, g, b, a / 255]);
	}
	return seen.get(text);
};
const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const light = c => {
	const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a, b) => {
	const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
	return (x + 0.05) / (y + 0.05);
};
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const page = dark ? [0, 0, 0, 1] : [255, 255, 255, 1];
const ground = e => {
	const layers = [];
	for (; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
	return layers.reverse().reduce((below, top) => over(top, below), page);
};
// bars that lie under text without being around it
const under = [...document.querySelectorAll('*')].filter(e => {
	const s = getComputedStyle(e);
	return s.position == 'absolute' && s.zIndex < 0 && rgba(s.backgroundColor)[3];
});
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let worst = [99, ''], n = 0;
for (let node; (node = walker.nextNode());) {
	const e = node.parentElement, style = getComputedStyle(e);
	if (!node.data.trim() || style.visibility == 'hidden' || !e.getClientRects().length) continue;
	const grounds = [ground(e)];
	for (const bar of under)
		if (bar.parentElement.contains(node)) grounds.push(over(rgba(getComputedStyle(bar).backgroundColor), grounds[0]));
	for (const below of grounds) {
		const r = ratio(over(rgba(style.color), below), below);
		if (r < worst[0]) worst = [r, e.localName + '.' + e.className + ': ' + node.data.trim().slice(0, 40)];
	}
	n++;
}
return {dark, ground: light(ground(document.body)), worst: worst[0], where: worst[1], n};
'''

# --- what is asked of a digest besides -------------------------------------------

# What content-visibility leaves out for now is seen as soon as one comes near it.
FOLDS = r'''
const faults = [], folds = [...document.querySelectorAll('details.fold')];
const seen = e => e.checkVisibility({contentVisibilityAuto: false}) && e.getClientRects().length > 0;
for (const fold of folds) {
	const mails = [...fold.querySelectorAll('li')], name = fold.closest('article').id;
	const all = wanted => mails.every(mail => seen(mail) == wanted);
	if (fold.open || !all(false)) faults.push(name + ': it is not folded');
	if (mails.length <= 10) faults.push(`${name}: folded, with ${mails.length} mails`);
	fold.querySelector('summary').click();
	if (!all(true)) faults.push(name + ': clicked, and mails stay hidden');
	fold.querySelector('summary').click();
	if (!all(false)) faults.push(name + ': clicked again, and mails stay');
}
for (const tree of document.querySelectorAll('.tree'))
	if (tree.children.length > 10 && !tree.closest('details')) faults.push(tree.closest('article').id + ': not folded');
return [folds.length, faults.slice(0, 5)];
'''

# Mails that stand in a fold and are cited.
FOLDED = r'''
const cited = [...document.querySelectorAll('a.cite')].map(a => document.getElementById(a.hash.slice(1)));
return cited.filter(e => e && e.closest('details:not([open])')).map(e => e.id).slice(0, 3);
'''

CITES = r'''
const [id, how] = arguments, frame = () => new Promise(requestAnimationFrame);
(async () => {
	if (how == 'clicked') document.querySelector(`a.cite[href="#${id}"]`).click();
	const mail = document.getElementById(id);
	let box;
	for (let k = 0; k < 20; k++) {
		await frame();
		box = mail.getBoundingClientRect();
	}
	const faults = [];
	if (!mail.closest('details').open) faults.push(`${how}: #${id} leaves the fold closed`);
	if (!box.height || box.top < -2 || box.top >= innerHeight) faults.push(`${how}: #${id} is at ${Math.round(box.top)}`);
	done(faults);
})();
'''

UNFOLD = "document.querySelectorAll('details').forEach(e => e.open = true)"

# For fingers and eyes: a phone is held at arm's length.
TOUCH = r'''
const faults = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode());) {
	const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
	if (node.data.trim() && size < 12) faults.push(`${size} px: ${node.data.trim().slice(0, 60)}`);
}
for (const e of document.querySelectorAll('.tree a, .cite, .rows a, .contents a, summary, nav a')) {
	const high = e.getBoundingClientRect().height;
	if (high < (e.localName == 'summary' ? 36 : 20)) faults.push(`${high} px high: ${e.textContent.trim().slice(0, 60)}`);
}
for (const e of document.querySelectorAll('.tree li')) {
	const high = e.getBoundingClientRect().height;
	if (high < 40) faults.push(`a mail of ${high} px: ${e.textContent.trim().slice(0, 60)}`);
}
return faults.slice(0, 5);
'''

COUNTS = '''
const n = {};
for (const e of document.querySelectorAll('*')) n[e.localName] = (n[e.localName] || 0) + 1;
return n;
'''


class Counter(html.parser.HTMLParser):
    "The elements that the file writes: a browser has to find just these."

    def __init__(self, text):
        super().__init__()
        self.n = collections.Counter()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.n[tag] += 1


def requests_of(browser):
    found = []
    for entry in browser.logs('performance'):
        message = json.loads(entry['message'])['message']
        if message['method'] == 'Network.requestWillBeSent':
            found.append(message['params']['request']['url'])
    return found


def others(requests, address):
    "Requests that are not for the page; data: is in the page."
    rest = [u for u in requests if u.split('#')[0] != address and not u.startswith('data:')]
    return rest if address in [u.split('#')[0] for u in requests] else rest + ['not even the page']


def contrast(browser):
    scheme, faults = browser.run(CONTRAST), []
    if scheme['worst'] < 4.5:
        faults.append('contrast %.2f: %s' % (scheme['worst'], scheme['where']))
    if scheme['dark'] != (scheme['ground'] < 0.2):
        faults.append('the ground has the lightness %.2f' % scheme['ground'])
    if not scheme['n']:
        faults.append('no text')
    return faults


def printed(browser, folder):
    path = os.path.join(folder, 'page.pdf')
    pdf = base64.b64decode(browser.call('POST', '/print', {
        'page': {'width': 21.0, 'height': 29.7}, 'background': True}))
    with open(path, 'wb') as f:
        f.write(pdf)
    return path, pdf


def pdf_text(path, *options):
    run = subprocess.run(['pdftotext', '-enc', 'UTF-8', *options, path, '-'], check=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return run.stdout.decode()


def lines_to_print(report):
    """Lines of messages whose letters every font has, and which stand in the order
    they are read in."""
    for block in json.loads(report)['blocks']:
        for line in block['mail']['patch']['message'].split('\n') if 'mail' in block else []:
            if line.strip() and line.isascii():
                yield line


def mails_to_print(report):
    "When and by whom each mail of a digest was sent, as its line says, with how often."
    said = collections.Counter()
    for thread in json.loads(report)['threads']:
        for mail in thread['mails']:
            date, name = mail['date'], mail['sender']['name'] or mail['sender']['address']
            zone = date[19:].replace(':', '').replace('Z', '+0000')
            if name.isascii() and len(name) < 30:
                said[date[5:10] + date[11:16] + zone + ''.join(name.split())] += 1
    return said


def missing_on_paper(text, report):
    if 'threads' in json.loads(report):
        return ['%d times on paper, not %d: %s' % (text.count(said), n, said)
                for said, n in mails_to_print(report).items() if text.count(said) < n]
    return ['not on paper: ' + line for line in lines_to_print(report)
            if ''.join(line.split()) not in text]


def paper_faults(path, pdf, report):
    if not pdf.startswith(b'%PDF-') or len(pdf) < 5000:
        return ['no PDF']
    if not shutil.which('pdftotext'):
        return []
    text = ''.join(pdf_text(path, '-raw').split())
    faults = missing_on_paper(text, report)
    boxes = re.findall(r'<word xMin="([\d.-]+)".*?xMax="([\d.-]+)".*?>(.*?)</word>',
                       pdf_text(path, '-bbox'))
    # half a letter more is what a soft edge may have
    faults += ['cut on paper: ' + word for left, right, word in boxes
               if float(right) > A4_RIGHT + 4 or float(left) < 0]
    return faults[:5] if boxes else ['no words on paper']


class Server:
    "Serves one folder, and remembers what it was asked for."

    def __init__(self, folder):
        asked = self.asked = []

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=folder)

            def log_message(self, *args):
                asked.append(self.requestline)

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, name):
        return 'http://127.0.0.1:%d/%s' % (self.server.server_port, name)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


# --- the tests ---------------------------------------------------------------------

class Tap:
    def __init__(self, first=1):
        self.n = first - 1

    def ok(self, what, faults):
        self.n += 1
        print('%sok %d - %s' % ('not ' if faults else '', self.n, what))
        for line in faults:
            print('#', ascii(line)[:300])
        sys.stdout.flush()


def file_address(path):
    return 'file://' + urllib.request.pathname2url(os.path.abspath(path))


def on_screens(browser, path):
    """Faults by what is asked, over both screens and schemes."""
    address, found = file_address(path), collections.defaultdict(list)
    for name, screen in SCREENS:
        for scheme in ('light', 'dark'):
            browser.show(screen, scheme)
            browser.open(address)
            where = name + ', ' + scheme + ': '
            result = {'nothing is cut, nothing scrolls sideways': browser.run(LAYOUT, screen[0]),
                      'colours contrast, and suit the scheme': contrast(browser)}
            if scheme == 'light':
                result['ids are unique, links lead somewhere, nothing can run'] = browser.run(ORDER)
                clicked, faults = browser.wait(CLICKS)
                result['internal links land where they lead'] = faults if clicked else ['no links']
            # the target of a link has colours of its own
            browser.run("location.hash = (document.querySelector('.tree li') || {id: 'm1'}).id")
            result['colours contrast, and suit the scheme'] += contrast(browser)
            result['nothing is said in the console'] = [e['message'] for e in browser.logs('browser')]
            result['nothing is asked for but the page'] = others(requests_of(browser), address)
            for what, faults in result.items():
                found[what] += [where + fault for fault in faults]
    return found


def follow_cites(browser, address):
    faults, folded = [], []
    for how in ('clicked', 'opened'):
        browser.open(address)
        folded = browser.run(FOLDED)
        for mail in folded:
            browser.open(address if how == 'clicked' else address + '#' + mail)
            faults += browser.wait(CITES, mail, how)
    return faults, len(folded)


def digest(browser, path):
    """Faults by what is asked of a digest's folds, and how many folds and citations into
    them there were."""
    address, found = file_address(path), collections.defaultdict(list)
    n_folds = n_cites = 0
    for name, screen in SCREENS:
        browser.show(screen, 'light')
        browser.open(address)
        where = name + ': '
        n_folds, faults = browser.run(FOLDS)
        result = {'long threads fold and unfold': faults}
        result['a citation opens the fold of its mail'], n_cites = follow_cites(browser, address)
        browser.run(UNFOLD)
        result['unfolded, nothing is cut and colours contrast'] = \
            browser.run(LAYOUT, screen[0]) + contrast(browser)
        if screen is PHONE:
            result['text is not too small, nor what is tapped'] = browser.run(TOUCH)
        for what, faults in result.items():
            found[what] += [where + fault for fault in faults]
    return found, n_folds, n_cites


def same_elements(browser, path):
    with open(path, encoding='utf-8') as f:
        written = Counter(f.read()).n
    found = collections.Counter(browser.run(COUNTS))
    return ['<%s>: %d written, %d found' % (tag, written[tag], found[tag])
            for tag in sorted(written | found) if written[tag] != found[tag]]


def served(browser, path):
    server = Server(os.path.dirname(os.path.abspath(path)))
    name = os.path.basename(path)
    try:
        browser.show(DESK, 'light')
        browser.open(server.address(name))
        faults = others(requests_of(browser), server.address(name))
        faults += [line for line in server.asked[1:]]
        faults += [e['message'] for e in browser.logs('browser')]
    finally:
        server.close()
    return faults


def test(browser, tap, folder, name, path, report):
    for what, faults in on_screens(browser, path).items():
        tap.ok('%s: %s' % (name, what), faults[:10])
    if browser.run("return !!document.querySelector('.tree')"):
        found, n_folds, n_cites = digest(browser, path)
        for what, faults in found.items():
            tap.ok('%s: %s' % (name, what), faults[:10])
        print('# %d folds; citations into them that were followed: %d' % (n_folds, n_cites))
    tap.ok(name + ': the browser finds the elements that are written', same_elements(browser, path))
    tap.ok(name + ': served, it asks for itself alone', served(browser, path))
    if report != '-':
        with open(report, encoding='utf-8') as f:
            text = f.read()
        browser.open(file_address(path))
        tap.ok(name + ': paper has every message whole', paper_faults(*printed(browser, folder), text))


WRONG = '''<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>x</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><body style="background: white">
<p id="a" onclick="x">a <a href="#b">b</a> <a href="#c">c</a></p><p id="a">
<p style="white-space: nowrap; color: #aaa">%s</p><div style="height: 0; overflow: hidden">
<div id="c" style="height: 3000px; margin-top: -9000px"></div></div>
<b><i></b></i><script>console.log('x')</script><img src="x.png"></body></html>
''' % ('wide ' * 500)


WRONG_DIGEST = '''<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>x</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><article id="t">
<p style="font-size: 8px">a <a class="cite" href="#m">1</a></p>
<details class="fold" ontoggle="this.open = false"><summary>1 mail</summary>
<ol class="tree"><li id="m" style="white-space: nowrap">%s</li></ol></details></article></html>
''' % ('wide ' * 500)


def self_test(browser, tap, folder):
    path = os.path.join(folder, 'wrong.html')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(WRONG)
    found = on_screens(browser, path)
    found['the browser finds the elements that are written'] = same_elements(browser, path)
    found['served, it asks for itself alone'] = served(browser, path)
    report = json.dumps({'blocks': [{'mail': {'patch': {'message': 'not there'}}}]})
    browser.open(file_address(path))
    if shutil.which('pdftotext'):
        found['paper has every message whole'] = paper_faults(*printed(browser, folder), report)
    path = os.path.join(folder, 'digest.html')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(WRONG_DIGEST)
    found.update(digest(browser, path)[0])
    for what, faults in found.items():
        tap.ok('found out when not so: ' + what, [] if faults else ['it is not'])


def picture(browser, target, path):
    browser.show((1280, 900, False), 'light')
    browser.cdp('Emulation.setScrollbarsHidden', hidden=True)
    browser.open(file_address(path))
    shot = browser.cdp('Page.captureScreenshot', format='png', clip={
        'x': 0, 'y': 0, 'width': 1280, 'height': 900, 'scale': 1})
    with open(target, 'wb') as f:
        f.write(base64.b64decode(shot['data']))


TIMES = '''
const load = performance.getEntriesByType('navigation')[0];
(function look() {
	const paint = performance.getEntriesByName('first-contentful-paint')[0];
	if (!paint || !load.loadEventEnd) return setTimeout(look, 10);
	done([paint.startTime, load.domContentLoadedEventEnd, load.loadEventEnd].map(Math.round));
})();
'''


def measure(browser, path):
    browser.show(DESK, 'light')
    for _ in range(5):
        browser.open(file_address(path))
        paint, parsed, load = browser.wait(TIMES)
        print('first contentful paint %d ms, parsed %d ms, loaded %d ms' % (paint, parsed, load))


def main(args):
    driver = shutil.which('chromedriver')
    if not driver:
        sys.exit('no chromedriver here')
    first = 1
    if args[0] == '--first':
        first, args = int(args[1]), args[2:]
    folder = tempfile.mkdtemp()
    browser = None
    try:
        browser = Browser(driver, folder)
        tap = Tap(first)
        if args[0] == '--picture':
            picture(browser, args[1], args[2])
        elif args[0] == '--time':
            measure(browser, args[1])
        elif args[0] == '--self-test':
            self_test(browser, tap, folder)
        else:
            for i in range(0, len(args), 3):
                test(browser, tap, folder, *args[i:i + 3])
    finally:
        if browser:
            browser.quit()
        shutil.rmtree(folder, ignore_errors=True)


main(sys.argv[1:])
