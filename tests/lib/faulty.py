#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An HTTP server on loopback that goes wrong as it is told to.

faulty.py [--tls PEM] [--tls-min 1.3 | --tls-max 1.1] [--git FOLDER]
faulty.py --daemon FOLDER
faulty.py --forward http://127.0.0.1:PORT [--cut-after N | --stall-after N] [--fail-first N] [--times N]

Prints its port, and serves until it is ended, ten minutes at most.

The first form answers by path; behind each there may be more, so that each test has a path
of its own. Where a count stands in it, it is of requests for exactly this path.

  /ok                 "hello", with ETag and Last-Modified; 304 where they are still the same
  /echo               the request as it came
  /count?PATH         how often PATH was asked for
  /port               the client's port: the same as before on the same connection
  /connections        how many there were
  /status/CODE        that answer
  /stallerror/CODE    that answer, whose page stalls
  /fails/N/CODE       that answer N times, then as /ok
  /later/SECONDS      429 with Retry-After once, then as /ok
  /hops/N             N redirects, then /ok
  /to?URL             a redirect to it
  /login              401 without ann:s3cret (RFC 7617)
  /size/N             N bytes
  /gzip               a gzip file, with Content-Encoding: gzip, as some servers have it
  /cut/N              N of 100,000 bytes, then nothing more; /cutchunks/N in chunks;
                      /cutonce/N only the first time, then as /ok
  /stall/N            N of 100,000 bytes, then silence; /silent no answer at all
  /drip               a byte every 0.2 s; /driphead already in the header; /dripchunks
  /endless            without an end
  /cuthead            an answer that ends in its header
  /empty              closes; /reset too, the hard way; /noise answers without HTTP
  /headers            a header that does not end
  /blanks/N           N blank lines, one each 0.05 s, then "hello"; 0: without an end
  /interim/N          N answers 103 (RFC 8297), then as /ok; /interimcut/N ends there
  /claim/N            says that N bytes are to come, and is silent
  /page/CODE/N        that answer, with a page of N bytes
  /pieces/N           the request as it came, N bytes at a time
  /llm/TEST/...       a model that does what the last message says, see on_llm(); /llmcount?TEST
                      how many requests it had, and how many of them at once at most
  /refs/...           a git repository whose refs do not end; /driprefs/... a byte every 0.2 s
  /git/...            git http-backend on the repositories in FOLDER; /moved/... redirects
                      there, /private/... wants ann:s3cret
  http://...          as a proxy: tells what was asked for

The second form speaks git:// for the repositories in FOLDER (git-daemon(1)); /refs and
/driprefs are there, too.

The third form hands bytes on, of HTTP or anything else, to a server and back. For the
first N connections (--fail-first) it answers 500 itself. Of the others (with --times, of
the next N) it lets through so many bytes of the answers, then closes or goes silent.
"""

import argparse
import base64
import email.utils
import gzip
import http.server
import json
import os
import signal
import socket
import socketserver
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
import warnings

ETAG = '"one"'
MODIFIED = email.utils.formatdate(1767571200, usegmt=True)
WHOLE = 100_000
LIFETIME = 600

warnings.simplefilter("ignore", DeprecationWarning)  # of old TLS: that is the point

counts = {}
now = {}  # under way
most = {}
lock = threading.Lock()


def count(path):
    with lock:
        counts[path] = counts.get(path, 0) + 1
        return counts[path]


def send_refs(send):
    line = b"%s HEAD\0ofs-delta\n" % (b"1" * 40)
    number = 0
    while True:
        send(b"%04x%s" % (len(line) + 4, line))
        line = b"%s refs/heads/%0900d\n" % (b"1" * 40, number)
        number += 1


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    git = None

    def log_message(self, *_):
        pass

    # --- answers

    def answer(self, code, body=b"", **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if code in (204, 304):  # RFC 9110, 15.3.5 and 15.4.5
            body = b""
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin(self, **headers):
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def close(self):
        self.close_connection = True

    def silence(self):
        """Until the client goes away."""
        self.close()
        self.connection.settimeout(60)
        try:
            while self.connection.recv(4096):
                pass
        except OSError:
            pass

    # --- what the paths do

    def parse_request(self):
        if not super().parse_request():
            return False
        # all of it, or what is left would be the connection's next request
        self.sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return True

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if "://" in path:
            return self.answer(200, self.as_sent())
        words = path.split("/")[1:]
        number = count(self.path)
        if words[0] == "git" and self.git:
            return self.run_git(path[len("/git"):], query)
        does = getattr(self, "on_" + words[0], None)
        if not does:
            return self.answer(404)
        return does(words[1:], query, number)

    def do_POST(self):
        self.do_GET()

    def do_CONNECT(self):
        self.answer(407 if self.path.startswith("login") else 403)
        self.close()

    def as_sent(self):
        return f"{self.requestline}\n{self.headers}".encode("latin-1") + self.sent

    def on_ok(self, *_):
        if self.headers["If-None-Match"] == ETAG or self.headers["If-Modified-Since"] == MODIFIED:
            return self.answer(304, ETag=ETAG)
        return self.answer(200, b"hello", ETag=ETAG, Last_Modified=MODIFIED)

    def on_echo(self, *_):
        self.answer(200, self.as_sent())

    def on_count(self, words, query, number):
        self.answer(200, str(counts.get(query, 0)).encode())

    def on_connections(self, *_):
        self.answer(200, str(Server.connections).encode())

    def on_port(self, *_):
        self.answer(200, str(self.client_address[1]).encode())

    def on_status(self, words, *_):
        self.answer(int(words[0]), b"<html>an error of no interest</html>")

    def on_stallerror(self, words, *_):
        self.send_response(int(words[0]))
        self.send_header("Content-Length", str(WHOLE))
        self.end_headers()
        self.wfile.write(b"<html>")
        self.silence()

    def on_fails(self, words, query, number):
        if number <= int(words[0]):
            return self.answer(int(words[1]))
        return self.on_ok()

    def on_later(self, words, query, number):
        if number == 1:
            return self.answer(429, Retry_After=words[0])
        return self.on_ok()

    def on_hops(self, words, *_):
        left = int(words[0])
        self.answer(302, b"moved", Location=f"/hops/{left - 1}" if left > 1 else "/ok")

    def on_to(self, words, query, number):
        self.answer(302, Location=urllib.parse.unquote(query))

    def is_known(self):
        want = "Basic " + base64.b64encode(b"ann:s3cret").decode()
        if self.headers["Authorization"] == want:
            return True
        self.answer(401, WWW_Authenticate='Basic realm="a list"')
        return False

    def on_login(self, *_):
        return self.is_known() and self.on_ok()

    def on_moved(self, words, query, number):
        self.answer(301, Location="/git/" + "/".join(words) + "?" + query)

    def on_private(self, words, query, number):
        return self.is_known() and self.run_git("/" + "/".join(words), query)

    def on_size(self, words, *_):
        self.answer(200, b"x" * int(words[0]))

    def on_gzip(self, *_):
        self.answer(200, gzip.compress(b"hello", mtime=0), Content_Encoding="gzip")

    def on_cut(self, words, *_):
        self.begin(Content_Length=WHOLE)
        self.wfile.write(b"x" * int(words[0]))
        self.close()

    def on_cutonce(self, words, query, number):
        return self.on_cut(words) if number == 1 else self.on_ok()

    def on_cutchunks(self, words, *_):
        self.begin(Transfer_Encoding="chunked")
        self.chunk(b"x" * int(words[0]))
        self.close()

    def on_cuthead(self, *_):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Ty")
        self.close()

    def on_stall(self, words, *_):
        self.begin(Content_Length=WHOLE)
        self.wfile.write(b"x" * int(words[0]))
        self.silence()

    def on_silent(self, *_):
        self.silence()

    def drip(self, once):
        self.close()
        while True:
            once()
            time.sleep(0.2)

    def on_drip(self, *_):
        self.begin(Content_Length=WHOLE)
        self.drip(lambda: self.wfile.write(b"x"))

    def on_dripchunks(self, *_):
        self.begin(Transfer_Encoding="chunked")
        self.drip(lambda: self.chunk(b"x"))

    def on_driphead(self, *_):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self.drip(lambda: self.wfile.write(b"x"))

    def on_endless(self, *_):
        self.close()
        self.begin(Transfer_Encoding="chunked")
        while True:
            self.chunk(b"x" * 65536)

    def on_headers(self, *_):
        self.close()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            self.wfile.write(b"x" * 65536)

    def on_refs(self, *_):
        self.close()
        self.begin(Content_Type="application/x-git-upload-pack-advertisement")
        self.wfile.write(b"001e# service=git-upload-pack\n0000")
        send_refs(self.wfile.write)

    def on_driprefs(self, *_):
        self.begin(Content_Type="application/x-git-upload-pack-advertisement")
        self.drip(lambda: self.wfile.write(b"f"))

    def on_empty(self, *_):
        self.close()

    def on_reset(self, *_):
        self.close()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def on_noise(self, *_):
        self.close()
        self.wfile.write(b"220 mail.example.org ESMTP\r\n")

    # --- answers to a POST, as models' servers have them

    def on_blanks(self, words, *_):
        self.begin(Transfer_Encoding="chunked")
        left = int(words[0]) or 1_000_000
        for _ in range(left):
            self.chunk(b"\n")
            time.sleep(0.05)
        self.chunk(b"hello")
        self.chunk(b"")

    def on_interim(self, words, *_):
        for _ in range(int(words[0])):
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        self.on_ok()

    def on_interimcut(self, words, *_):
        self.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * int(words[0]))
        self.close()

    def on_claim(self, words, *_):
        self.begin(Content_Length=words[0])
        self.silence()

    def on_page(self, words, *_):
        self.answer(int(words[0]), b"x" * int(words[1]))

    def on_pieces(self, words, *_):
        size = int(words[0])
        sent = self.as_sent()
        self.begin(Transfer_Encoding="chunked")
        for at in range(0, len(sent), size):
            self.chunk(sent[at:at + size])
        self.chunk(b"")

    def on_llmcount(self, words, query, number):
        self.answer(200, f"{counts.get(query, 0)} {most.get(query, 0)}".encode())

    def on_llm(self, words, *_):
        """What the last message says, in words parted by blanks: the first time the first of them,
        and so on, the last of them again and again; what stands behind a comma is of no meaning.

          ok             chat completions' answer: the message, and what it took
          nousage        the same, without that
          much           the same, which took a million tokens
          cut, filter    the same, with that end; half: with that of a model that broke
          page           HTML
          empty, blank   the same, without words
          echo           the same, with the request's header for words, twice; a letter of the key
                         that begins with s is written as \\u0073 once
          slow           as ok, after 0.3 s
          CODE           that answer, with an error in JSON; CODE/SECONDS with Retry-After
          noschema, noobject, nomax, notemp   400 that says so, if the request has that; else as ok
          silent, reset, endless, to          no answer, a broken one, a long one, a redirect
        """
        test = words[0]
        asked = json.loads(self.sent)
        text = asked["messages"][-1]["content"]
        count(test)
        steps = text.partition(",")[0].split()
        step = steps[min(count(test + " " + text), len(steps)) - 1]
        with lock:
            now[test] = now.get(test, 0) + 1
            most[test] = max(most.get(test, 0), now[test])
        time.sleep(0.3 if step == "slow" else 0.01)  # so that those at once are
        with lock:
            now[test] -= 1
        self.play(step, asked, text)

    def play(self, step, asked, text):
        refused = {
            "noschema": ("json_schema" in str(asked.get("response_format")), "response_format", "'response_format' of type 'json_schema' is not supported with this model"),
            "noobject": ("response_format" in asked, "response_format", "response_format is not supported"),
            "nomax": ("max_tokens" in asked, "max_tokens", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
            "notemp": ("temperature" in asked, "temperature", "Unsupported value: 'temperature' does not support 0 with this model."),
        }
        if step in refused and refused[step][0]:
            return self.fail(400, refused[step][2], refused[step][1])
        if step[0].isdigit():
            code, _, after = step.partition("/")
            headers = {"Retry_After": after} if after else {}
            return self.fail(int(code), f"no: {code}", None, **headers)
        if step in ("silent", "reset", "endless"):
            return getattr(self, "on_" + step)()
        if step == "page":
            return self.answer(200, b"<html><title>Welcome</title>")
        if step == "to":
            return self.answer(302, Location="/ok")
        says = {"empty": "", "blank": " \n", "echo": f"{self.headers} {self.headers}"}
        ends = {"cut": "length", "half": "error", "filter": "content_filter"}
        answer = {"choices": [{"message": {"role": "assistant", "content": says.get(step, text)},
                               "finish_reason": ends.get(step, "stop")}]}
        if step != "nousage":
            answer["usage"] = {"prompt_tokens": 1_000_000 if step == "much" else 7, "completion_tokens": 3}
        told = json.dumps(answer).replace("Bearer s", "Bearer \\u0073", 1)
        return self.answer(200, told.encode(), Content_Type="application/json")

    def fail(self, code, message, parameter, **headers):
        error = {"message": message, "type": "invalid_request_error", "param": parameter,
                 "code": "unsupported_parameter" if parameter else None}
        self.answer(code, json.dumps({"error": error}).encode(), Content_Type="application/json", **headers)

    # --- git's own program, by CGI (git-http-backend(1))

    def run_git(self, path, query):
        environment = dict(
            os.environ, GIT_PROJECT_ROOT=self.git, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
            QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_ADDR="127.0.0.1",
            CONTENT_LENGTH=str(len(self.sent)), CONTENT_TYPE=self.headers.get("Content-Type", ""),
            HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""),
            GIT_PROTOCOL=self.headers.get("Git-Protocol", ""),
            GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")
        backend = subprocess.Popen(["git", "http-backend"], env=environment,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        backend.stdin.write(self.sent)
        backend.stdin.close()
        status, headers = 200, {}
        for line in iter(backend.stdout.readline, b"\r\n"):
            if not line:
                break
            name, _, value = line.decode("latin-1").partition(":")
            if name == "Status":
                status = int(value.split()[0])
            else:
                headers[name] = value.strip()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for data in iter(lambda: backend.stdout.read1(65536), b""):
            self.chunk(data)
        self.wfile.write(b"0\r\n\r\n")
        backend.wait()


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64
    connections = 0
    context = None

    def verify_request(self, request, client_address):
        Server.connections += 1  # in the one thread that accepts
        return True

    def finish_request(self, request, client_address):
        if self.context:  # here, in the thread of the connection
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

    def handle_error(self, *_):
        pass  # clients go away: that is what this is for


class Daemon(socketserver.BaseRequestHandler):
    folder = None

    def handle(self):
        asked = self.request.recv(1000, socket.MSG_PEEK)
        if b" /refs" in asked:
            send_refs(self.request.sendall)
        while b" /driprefs" in asked:
            self.request.sendall(b"f")
            time.sleep(0.2)
        subprocess.run(
            ["git", "-c", "safe.directory=*", "daemon", "--inetd", "--export-all",
             "--base-path=" + self.folder],
            stdin=self.request, stdout=self.request, stderr=subprocess.DEVNULL, check=False)


class Forwarder(socketserver.BaseRequestHandler):
    options = None
    connections = 0
    faults = 0

    def is_faulty(self):
        options = Forwarder.options
        with lock:
            if options.cut_after is None and options.stall_after is None:
                return False
            Forwarder.faults += 1
            return options.times is None or Forwarder.faults <= options.times

    def handle(self):
        options = Forwarder.options
        with lock:
            Forwarder.connections += 1
            number = Forwarder.connections
        if number <= options.fail_first:
            self.request.recv(65536)
            self.request.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        url = urllib.parse.urlsplit(options.forward)
        server = socket.create_connection((url.hostname, url.port))
        threading.Thread(target=self.copy, args=(self.request, server), daemon=True).start()
        self.hand_back(server, self.is_faulty())
        server.close()

    @staticmethod
    def copy(source, to):
        try:
            for data in iter(lambda: source.recv(65536), b""):
                to.sendall(data)
            to.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def hand_back(self, server, faulty):
        options = Forwarder.options
        limit = options.cut_after if options.cut_after is not None else options.stall_after
        left = limit if faulty else None
        while left is None or left > 0:
            data = server.recv(65536)
            if not data:
                return
            self.request.sendall(data if left is None else data[:left])
            if left is not None:
                left -= min(left, len(data))
        if options.stall_after is not None:
            time.sleep(LIFETIME)


VERSIONS = {"1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


def make_context(options):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if options.tls_max == "1.1":
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
    if options.tls_min:
        context.minimum_version = VERSIONS[options.tls_min]
    if options.tls_max:
        context.maximum_version = VERSIONS[options.tls_max]
    context.load_cert_chain(options.tls)
    return context


def serve(handler, context=None):
    signal.alarm(LIFETIME)
    server = Server(("127.0.0.1", 0), handler)
    server.context = context
    print(server.server_address[1], flush=True)
    sys.stdout.close()
    server.serve_forever()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls")
    parser.add_argument("--tls-min", choices=VERSIONS)
    parser.add_argument("--tls-max", choices=VERSIONS)
    parser.add_argument("--git")
    parser.add_argument("--daemon")
    parser.add_argument("--forward")
    parser.add_argument("--cut-after", type=int)
    parser.add_argument("--stall-after", type=int)
    parser.add_argument("--fail-first", type=int, default=0)
    parser.add_argument("--times", type=int)
    options = parser.parse_args()
    Handler.git = options.git
    Forwarder.options = options
    Daemon.folder = options.daemon
    handler = Forwarder if options.forward else Daemon if options.daemon else Handler
    serve(handler, make_context(options) if options.tls else None)


if __name__ == "__main__":
    main()
