# SPDX-License-Identifier: GPL-2.0-or-later
# usage: peak.py FILE COMMAND...: runs it, writes what it held in memory at most, in MiB, to FILE
import os, sys

child = os.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    print(usage.ru_maxrss // 1024, file=file)
sys.exit(os.waitstatus_to_exitcode(status))
