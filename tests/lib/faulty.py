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
        length = int(self.headers.get("Content-Length", 0))
        head = f"{self.requestline}\n{self.headers}".encode("latin-1")
        return head + self.rfile.read(length)

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
        self.as_sent()
        self.answer(401, WWW_Authenticate='Basic realm="a list"')
        return False

    def on_login(self, *_):
        return self.is_known() and self.on_ok()

    def on_moved(self, words, query, number):
        self.as_sent()
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

    # --- git's own program, by CGI (git-http-backend(1))

    def run_git(self, path, query):
        length = int(self.headers.get("Content-Length", 0))
        environment = dict(
            os.environ, GIT_PROJECT_ROOT=self.git, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path,
            QUERY_STRING=query, REQUEST_METHOD=self.command, REMOTE_ADDR="127.0.0.1",
            CONTENT_LENGTH=str(length), CONTENT_TYPE=self.headers.get("Content-Type", ""),
            HTTP_CONTENT_ENCODING=self.headers.get("Content-Encoding", ""),
            GIT_PROTOCOL=self.headers.get("Git-Protocol", ""),
            GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")
        backend = subprocess.Popen(["git", "http-backend"], env=environment,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        backend.stdin.write(self.rfile.read(length))
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
