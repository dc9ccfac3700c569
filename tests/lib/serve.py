#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Serves the inboxes in a folder on loopback, as sites do.

serve.py FOLDER LOG      http: git-http-backend(1), and the manifest.js.gz of each inbox
serve.py --git FOLDER    git://: git-daemon(1)

Prints its port, and serves until it is ended, ten minutes at most. Of http each request
is a line in LOG: method, path, status; NAME/N is NAME/git/N.git, too, as on lore.kernel.org.
"""

import email.utils
import http.server
import os
import re
import signal
import socketserver
import subprocess
import sys
import urllib.parse


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def log_request(self, code="-", size="-"):
        with open(log, "a") as file:
            file.write(f"{self.command} {self.path.split('?')[0]} {int(code)}\n")

    def answer(self, code, body=b"", headers=()):
        self.send_response(code)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_manifest(self, path):
        stat = os.stat(path)
        date = email.utils.formatdate(stat.st_mtime, usegmt=True)
        etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        if self.headers["If-None-Match"] == etag:
            return self.answer(304)
        with open(path, "rb") as file:
            return self.answer(200, file.read(), [("Last-Modified", date), ("ETag", etag)])

    def do_GET(self):
        path, _, query = self.path.partition("?")
        path = urllib.parse.unquote(path)
        if path.endswith("/manifest.js.gz") and os.path.isfile(folder + path):
            return self.send_manifest(folder + path)
        plain = re.sub(r"^(/[^/]*)/(\d+)/(info/refs|git-upload-pack)$", r"\1/git/\2.git/\3", path)
        return self.run(plain, query)

    do_POST = do_GET

    def run(self, path, query):
        length = int(self.headers["Content-Length"] or 0)
        environment = dict(
            os.environ, GIT_PROJECT_ROOT=folder, GIT_HTTP_EXPORT_ALL="1", PATH_INFO=path, QUERY_STRING=query,
            REQUEST_METHOD=self.command, CONTENT_TYPE=self.headers["Content-Type"] or "",
            CONTENT_LENGTH=str(length), HTTP_CONTENT_ENCODING=self.headers["Content-Encoding"] or "",
            GIT_PROTOCOL=self.headers["Git-Protocol"] or "",
            GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0="safe.directory", GIT_CONFIG_VALUE_0="*")
        done = subprocess.run(["git", "http-backend"], env=environment, input=self.rfile.read(length),
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=False).stdout
        head, _, body = done.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().split("\r\n") if line]
        status = next((int(value[:3]) for name, value in headers if name == "Status"), 200)
        self.answer(status, body, [header for header in headers if header[0] != "Status"])


class Daemon(socketserver.StreamRequestHandler):
    def handle(self):
        subprocess.run(["git", "-c", "safe.directory=*", "daemon", "--inetd", "--export-all", "--base-path=" + folder],
                       stdin=self.request, stdout=self.request, stderr=subprocess.DEVNULL, check=False)


signal.alarm(600)
if sys.argv[1] == "--git":
    folder, log = os.path.abspath(sys.argv[2]), None
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon)
else:
    folder, log = os.path.abspath(sys.argv[1]), sys.argv[2]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
