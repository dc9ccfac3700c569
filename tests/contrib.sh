#!/bin/sh
# What contrib/ has for systemd and cron is something that they take, and what the README says
# of the night works where nothing was set before.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

cp -r "$MAILDELTA_SRCDIR/contrib" "$work/contrib"
chmod -R u+w "$work/contrib"
cd "$work/contrib/systemd" || exit 1

# settings FILE: the names that it sets in [Service]
settings() {
	sed -n '/^\[Service\]/,$s/^\([A-Z][A-Za-z]*\)=.*/\1/p' "$1" | sort -u
}

# The program may not be installed, nor its manual.
sed -i "s,^ExecStart=maildelta ,ExecStart=$MAILDELTA_BUILDDIR/maildelta ," maildelta-update@.service
export SYSTEMD_UNIT_PATH="$PWD:"
if systemd-analyze --version >/dev/null 2>&1; then
	# verify: it says nothing
	verify() {
		said=$(systemd-analyze verify --man=no maildelta-update@root.service maildelta-update@root.timer 2>&1) &&
			[ -z "$said" ] || { echo "$said"; return 1; }
	}
	ok "systemd takes the service and the timer" verify
	exposure() {
		systemd-analyze security --offline=yes "$1" | sed -n 's/.* \([0-9]*\)\.[0-9] .*/\1/p' | tail -n 1
	}
	without=$(exposure maildelta-update@root.service)
	mkdir maildelta-update@.service.d
	cp mail.conf maildelta-update@.service.d/
	with=$(exposure maildelta-update@root.service)
	ok "... with what mail needs" verify
	ok "... and shuts it in, less so for mail" sh -c "[ $without -lt 3 ] && [ $with -gt $without ]"
else
	skip "systemd takes the service and the timer" "no systemd-analyze"
fi
settings maildelta-update@.service >service
settings mail.conf >mail
ok "what is given back for mail was taken" sh -c '[ -s mail ] && [ -z "$(comm -13 service mail)" ]'
ok "lines of a crontab" sh -c "
	! grep -vE '^(#.*|[A-Z]+=.*|([0-9*/,-]+ ){5}maildelta .*|)\$' ../maildelta.cron"

# --- the README ------------------------------------------------------------------------
cd "$work" || exit 1
export HOME="$work/home"
unset XDG_STATE_HOME XDG_CONFIG_HOME
mkdir -p home/.config/maildelta
cat >plan <<'END'
add 01-cover-v1.eml 2026-01-05T09:00:20
add 02-patch-v1-1.eml 2026-01-05T09:00:21
add 04-reply.eml 2026-01-13T13:13:00
add 05-bug.eml 2026-01-14T05:30:30
END
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" site plan >made
# at N: the server has N mails
at() {
	git -C site/git/0.git update-ref refs/heads/master "$(sed -n "${1}s/ .*//p" made)"
}
# What the README shows of reports stands so in the sample's, in that order.
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" sample/maildelta-dev >made.sample
# shows COMMAND...: as the README has it behind "$ maildelta "
shows() {
	first="\$ maildelta $*"
	maildelta --now 2026-01-12T06:00:00Z -C sample/maildelta-dev -c maildelta.title=maildelta-dev "$@" >whole
	awk -v first="$first" '
		FILENAME == ARGV[1] { whole[++n] = $0; next }
		$0 == first { inside = 1; next }
		/^```/ { inside = 0 }
		!inside || $0 == "[...]" { next }
		{
			for (found = 0; at < n && !found;) found = whole[++at] == $0
			if (!found) { print "not there, or not in its place: " $0; faults++; exit }
			lines++
		}
		END { exit faults || lines < 20 }' whole "$MAILDELTA_SRCDIR/README.md"
}
ok "the README's digest" shows digest --week 2026-W02
ok "... and its range" shows range 01ed5c774..2aeecb69d
sed -n '/^\[inbox "kvmarm"\]/,/^```/p' "$MAILDELTA_SRCDIR/README.md" | sed '$d' >six
ok "six lines" [ "$(wc -l <six)" = 6 ]
sed "s,https://lore.kernel.org/kvmarm,$work/site," six >home/.config/maildelta/config
at 2
ok "update clones" maildelta --now 2026-01-13T01:00 update -q
ok "... without a word" [ ! -s ok.log ]
ok "... and tells last week" [ "$(ls home/reports)" = kvmarm_2026_week02.txt ]
at 3
ok "what comes then" maildelta --now 2026-01-14T01:00 update -q
ok "... is told" sh -c 'ls home/reports | grep -q "^kvmarm_2026-01-13_131300_.*txt$"'
hook=$(sed -n 's/^maildelta \(hook install .*\)/\1/p' "$MAILDELTA_SRCDIR/README.md")
ok "the hook" sh -c "maildelta $hook"
at 4
ok "... of a fetch" git -c safe.directory='*' -C home/mirrors/kvmarm/git/0.git fetch -q
told() {
	for i in $(seq 100); do
		ls home/reports | grep -q '^kvmarm_2026-01-14_053030_.*txt$' && return
		sleep 0.1
	done
	ls home/reports
	return 1
}
ok "... has its report" told
done_testing
