#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Serves the inboxes in a folder on loopback, as sites do.

serve.py FOLDER LOG      http: git-http-backend(1), and the manifest.js.gz of each inbox
serve.py --git FOLDER    git://: git-daemon(1)

Prints its port, and serves until it is ended, ten minutes at most. Of http each request
is a line in LOG: method, path, status; NAME/N is NAME/git/N.git, too, as on lore.kernel.org.
What goes wrong is for faulty.py, of which this is a server without faults.
"""

import email.utils
import os
import re
import sys
import urllib.parse

import faulty


class Site(faulty.Handler):
    log = None

    def log_request(self, code="-", size="-"):
        with open(self.log, "a") as file:
            file.write(f"{self.command} {self.path.split('?')[0]} {int(code)}\n")

    def send_manifest(self, path):
        stat = os.stat(path)
        date = email.utils.formatdate(stat.st_mtime, usegmt=True)
        etag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        if self.headers["If-None-Match"] == etag:
            return self.answer(304)
        with open(path, "rb") as file:
            return self.answer(200, file.read(), Last_Modified=date, ETag=etag)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        path = urllib.parse.unquote(path)
        if path.endswith("/manifest.js.gz") and os.path.isfile(self.git + path):
            return self.send_manifest(self.git + path)
        plain = re.sub(r"^(/[^/]*)/(\d+)/(info/refs|git-upload-pack)$", r"\1/git/\2.git/\3", path)
        return self.run_git(plain, query)


if sys.argv[1] == "--git":
    faulty.Daemon.folder = os.path.abspath(sys.argv[2])
    faulty.serve(faulty.Daemon)
else:
    Site.git, Site.log = os.path.abspath(sys.argv[1]), sys.argv[2]
    faulty.serve(Site)
