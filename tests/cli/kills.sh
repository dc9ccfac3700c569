#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# kill -9 at any moment of clone, and of update with a report: afterwards every epoch is
# whole, the next run completes, no mail is lost, none is told twice, and a report that was
# begun is the same bytes when it is told.
#
# KILLS: at how many moments, of each (50). They are spread over what an undisturbed run
# takes, and a little beyond. Then, where strace(1) is and may trace, before each call that
# changes what there is on the disk: no step is left to luck.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"
. "$MAILDELTA_SRCDIR/tests/lib/mirror.sh"

if missing=$(lacks public-inbox-init public-inbox-httpd python3 timeout); then
	skip "kill -9" "no $missing here"
	done_testing
	exit
fi

kills=${KILLS-50}
pond=$work/site/pond mirror=$work/mirrors/pond
pi_init 2 pond
pi_init 2 puddle
pi_init 1 brook
mails deliver pond 1 60 50000
mails deliver puddle 1 5
mails deliver brook 1 5
serve_http
for name in pond puddle brook; do
	contents "$work/site/$name" >"$work/$name.whole"
done

# moments SEED SECONDS: when to kill, one a line, in seconds
moments() {
	python3 -c '
import random, sys
dice, longest = random.Random(int(sys.argv[1])), float(sys.argv[2])
for _ in range(int(sys.argv[3])):
    print(f"{dice.uniform(0, 1.1) * longest:.4f}")' "$1" "$2" "$kills"
}

# takes COMMAND...: prints how many seconds it takes
takes() {
	python3 -c '
import subprocess, sys, time
begin = time.monotonic()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(f"{time.monotonic() - begin:.4f}")' "$@"
}

# killed SECONDS COMMAND...: ends as it may until then; any other end than death or success is
# a failure
killed() {
	timeout --foreground -s KILL "$@" >"$work/run.out" 2>"$work/run.err"
	code=$?
	runs=$((runs + 1))
	case $code in
	124 | 137) hit=$((hit + 1)) ;; # 124: just at its end
	0) ;;
	*)
		echo "exit $code of: $*"
		cat "$work/run.out" "$work/run.err"
		return 1
		;;
	esac
}

# All moments of clone; after every fifth it may complete, and another begins.
clones() {
	runs=0 hit=0
	while read -r moment; do
		killed "$moment" maildelta clone "$http/pond" "$mirror" || return 1
		sound "$mirror" || { echo "killed after $moment s"; return 1; }
		[ $((runs % 5)) = 0 ] || continue
		maildelta clone "$http/pond" "$mirror" >"$work/run.out" 2>&1 || {
			cat "$work/run.out"
			echo "after being killed last at $moment s"
			return 1
		}
		is_like "$work/pond.whole" "$mirror" && sound "$mirror" && tidy "$mirror" || return 1
		rm -rf "$mirror"
	done <"$work/moments"
	echo "$hit of $runs were killed"
	[ "$hit" -gt 0 ]
}

# A report that has been seen must not be seen with other bytes.
unchanged() {
	for report in "$work"/reports/*.json; do
		[ -e "$report" ] || continue
		seen=$work/seen/$(basename "$report")
		[ ! -e "$seen" ] || cmp "$seen" "$report" || { echo "told again with other bytes"; return 1; }
		cp "$report" "$seen"
	done
	[ "$(find "$work/seen" -type f | wc -l)" = "$(find "$work/reports" -name '*.json' | wc -l)" ] || {
		echo "a report went away"
		return 1
	}
}

# All moments of update, while the server gets a mail after each. Every fourth run may complete.
updates() {
	runs=0 hit=0
	while read -r moment; do
		came=$((came + 1))
		git --git-dir "$newest" update-ref refs/heads/master "$(sed -n "${came}p" "$work/coming")"
		killed "$moment" maildelta update pond || return 1
		sound "$mirror" && unchanged || { echo "killed after $moment s"; return 1; }
		[ $((runs % 4)) = 0 ] || continue
		maildelta update pond >"$work/run.out" 2>&1 || {
			cat "$work/run.out"
			echo "after being killed last at $moment s"
			return 1
		}
		same_mirror "$pond" "$mirror" && unchanged || return 1
		told_once "$work/reports" 61 $((60 + came)) || return 1
	done <"$work/moments"
	echo "$hit of $runs were killed"
	[ "$hit" -gt 0 ]
}

# What changes which names there are: between two of them nothing else is seen by the next run.
calls="rename,?renameat,?renameat2 link,?linkat unlink,?unlinkat rmdir"

# before NUMBER CALL COMMAND...: killed before its so manieth such call
before() {
	number=$1 traced=?$2
	shift 2
	ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" strace -f -qq -o /dev/null -e "trace=$traced" \
		-e "inject=$traced:signal=KILL:when=$number" "$@" >"$work/run.out" 2>"$work/run.err"
}

# each_step FUNCTION: which has a run killed before call $step of $call, sets $code to its end,
# and looks at what is left; until a run ends by itself, for each kind of call
each_step() {
	steps=0
	for call in $calls; do
		step=0 code=137
		while [ $code = 137 ]; do
			step=$((step + 1)) steps=$((steps + 1))
			"$@" || { cat "$work/run.out"; echo "killed before $call $step"; return 1; }
		done
		[ $code = 0 ] || { cat "$work/run.err"; echo "exit $code"; return 1; }
	done
	echo "$steps steps"
	[ $steps -gt 10 ]
}

# clone_step NAME [COMMAND...]: of that inbox, where the command made a folder for it
clone_step() {
	name=$1
	shift
	[ $# = 0 ] || "$@" || return 1
	before "$step" "$call" maildelta clone "$http/$name" "$mirror"
	code=$?
	sound "$mirror" && maildelta clone "$http/$name" "$mirror" >"$work/run.out" 2>&1 || return 1
	is_like "$work/$name.whole" "$mirror" && tidy "$mirror" || return 1
	rm -rf "$mirror"
}

update_step() {
	came=$((came + 1))
	git --git-dir "$newest" update-ref refs/heads/master "$(sed -n "${came}p" "$work/coming")"
	before "$step" "$call" maildelta update pond
	code=$?
	sound "$mirror" && unchanged && maildelta update pond >"$work/run.out" 2>&1 || return 1
	same_mirror "$pond" "$mirror" && tidy "$mirror" && unchanged &&
		told_once "$work/reports" 61 $((60 + came))
}

traces=no
! lacks strace >/dev/null && ! before 1 mkdir,?mkdirat mkdir "$work/never" && [ ! -e "$work/never" ] && traces=yes

moments 5 "$(takes maildelta clone "$http/pond" "$mirror")" >"$work/moments"
rm -rf "$mirror"
ok "clone, killed at $kills moments" clones
rm -rf "$mirror"
if [ $traces = yes ]; then
	ok "clone, killed before each of its steps" each_step clone_step puddle
	ok "… of a v1 inbox, into a folder that is there" each_step clone_step brook mkdir "$mirror"
else
	skip "clone, killed before each of its steps" "nothing can be traced here"
fi

# The mails that will come are there, and the branch goes on to the next one by one.
cat >"$XDG_CONFIG_HOME/maildelta/config" <<END
[inbox "pond"]
	dir = $mirror
	url = $http/pond
	range = true
	format = json
	output = $work/reports
END
mkdir -p "$work/reports" "$work/seen"
rm -rf "$mirror"
newest=$pond/git/2.git
before=$(git --git-dir "$newest" rev-parse HEAD)
mails deliver pond 61 $((200 + kills))
git --git-dir "$newest" rev-list --reverse "$before..HEAD" >"$work/coming"
git --git-dir "$newest" update-ref refs/heads/master "$before"
maildelta clone "$http/pond" "$mirror" >"$work/out"
maildelta update pond >"$work/out"
came=1
git --git-dir "$newest" update-ref refs/heads/master "$(head -n 1 "$work/coming")"
moments 7 "$(takes maildelta update pond)" >"$work/moments"
ok "an undisturbed update tells what came" told_once "$work/reports" 61 61
ok "update, killed at $kills moments" updates
if [ $traces = yes ]; then
	ok "update, killed before each of its steps" each_step update_step
else
	skip "update, killed before each of its steps" "nothing can be traced here"
fi
maildelta update pond >"$work/out" 2>&1
ok "then all is there" same_mirror "$pond" "$mirror"
ok "… and told, each mail once" told_once "$work/reports" 61 $((60 + came))
ok "… and nothing half-made is left" tidy "$mirror"
done_testing
