#!/bin/sh
# What contrib/ has for systemd and cron is something that they take.
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
done_testing
