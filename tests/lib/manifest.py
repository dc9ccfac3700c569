# SPDX-License-Identifier: GPL-2.0-or-later
# usage: manifest.py WHICH [BYTES|MANIFEST]
#
# Prints a manifest.js.gz that no honest site has.
#
#	bomb BYTES	one member that inflates to so many
#	bombs		160 members of 64 MB
#	names MANIFEST	the one given, and entries whose names lead elsewhere
#	types MANIFEST	the one given, with values of the wrong kind
#	many MANIFEST	the one given among 300,000 others
#	nul MANIFEST	the one given, and a name that goes on behind a NUL
#	not-json, not-gzip, list, deep
import gzip, json, struct, sys, zlib

out = sys.stdout.buffer
HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\x03"
ENTRY = {"fingerprint": "0" * 40, "modified": 1767571200, "description": "reeds", "owner": None, "reference": None}
NAMES = [
    "/../../../evil/git/0.git", "/pond/git/../../../../evil.git", "/pond/../../evil/git/3.git",
    "/pond/git/..%2f..%2fevil.git", "/pond/git/-1.git", "/pond/git/+4.git", "/pond/git/0x5.git",
    "/pond/git/6.git/../../../evil", "/pond/git/7.git/", "/pond/git//8.git", 
    "/pond/git/99999999999999999999.git", "/pond/git/4294967296.git", "/pond/git/010.git", "pond/git/11.git",
    "//evil.example/pond/git/12.git", "http://evil.example/pond/git/13.git", "/pond2/git/14.git",
    "/pond/git/$(touch evil).git", "/pond/git/15.git\n16.git", "", "/", "/pond/git/ 17.git", "/pond/git/1e1.git",
    "/etc/passwd", "/pond/git/.git", "/pond/git/\u0661.git",
]

def bomb(size):
    """Zeros, as one member: the same deflated piece again and again."""
    piece = 64 * 2**20
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(2**20)
    first = b"".join(deflate.compress(zeros) for _ in range(64)) + deflate.flush(zlib.Z_FULL_FLUSH)
    out.write(HEAD)
    for _ in range(size // piece):
        out.write(first)
    out.write(zlib.compressobj(9, zlib.DEFLATED, -15).flush() + struct.pack("<II", 0, size % 2**32))

def given():
    with gzip.open(sys.argv[2]) as file:
        return json.load(file)

def put(value):
    out.write(gzip.compress(json.dumps(value).encode()))

which = sys.argv[1]
if which == "bomb":
    bomb(int(sys.argv[2]))
elif which == "bombs":
    member = gzip.compress(bytes(64 * 2**20))
    for _ in range(160):
        out.write(member)
elif which == "names":
    put({**{name: ENTRY for name in NAMES}, **given(), **{name + "x": ENTRY for name in NAMES}})
elif which == "types":
    epochs = sorted(name for name in given() if "/git/" in name)
    odd = [dict(ENTRY, fingerprint=7, modified="soon"), dict(ENTRY, fingerprint=None, modified=-1e300), {}]
    put({**dict(zip(epochs, odd)), "/pond/git/33.git": "a string", "/pond/git/34.git": ["a", "list"]})
elif which == "nul":
    put({**given(), "/pond/git/9.git\0/pond": ENTRY})
elif which == "many":
    put({**{f"/list-{i}/git/0.git": ENTRY for i in range(300000)}, **given()})
elif which == "deep":
    out.write(gzip.compress(b'{"/pond/git/0.git":' + b"[" * 5000000))
else:
    out.write({"not-json": gzip.compress(b"<html>no</html>"), "not-gzip": b"{}\n", "list": gzip.compress(b"[1]")}[which])
