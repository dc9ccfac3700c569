# SPDX-License-Identifier: GPL-2.0-or-later
# usage: peak.py [--seconds] FILE COMMAND...: runs it, writes what it held in memory at most, in MiB, to
# FILE; with --seconds, the seconds of processor that it took before that
import os, sys

seconds = sys.argv[1] == "--seconds"
file, *command = sys.argv[1 + seconds:]
child = os.fork()
if child == 0:
    os.execvp(command[0], command)
_, status, usage = os.wait4(child, 0)
took = [f"{usage.ru_utime + usage.ru_stime:.1f}"] if seconds else []
with open(file, "w") as out:
    print(*took, usage.ru_maxrss // 1024, file=out)
sys.exit(os.waitstatus_to_exitcode(status))
