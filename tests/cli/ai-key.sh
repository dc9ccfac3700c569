#!/bin/sh
# The key of an endpoint comes to the endpoint, and nowhere else: wherever it is kept, and whatever
# the endpoint makes of it.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

if ! command -v python3 >/dev/null || ! command -v git >/dev/null; then
	skip "keys of endpoints" "no python3 or git here"
	done_testing
	exit
fi
cd "$work" || exit 1
. "$MAILDELTA_SRCDIR/tests/cli/asking.sh"

inbox model fold
standin --key-file key
mkdir -p told bin credentials
# The arguments of all processes, the environment of those that the program starts, and its own
cat >bin/spy <<'EOS'
#!/bin/sh
env >>told/children
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' >>told/children
ps axww >>told/children 2>/dev/null
tr '\0' '\n' <"/proc/$PPID/environ" >>told/parent 2>/dev/null
EOS
printf '#!/bin/sh\n%s/bin/spy\ncat >>told/mail\n' "$work" >bin/sendmail
printf '#!/bin/sh\n%s/bin/spy\ncat key\n' "$work" >bin/keeper
chmod +x bin/*

# run NAME [-c SETTING]...: a digest in every form, and as a mail, of which all is in told/
run() {
	name=$1
	shift
	XDG_CACHE_HOME=$work/told/cache/$name XDG_STATE_HOME=$work/told/state timeout 60 maildelta \
		-c summary.endpoint="$at/v1" -c summary.model="honest#$name" -c maildelta.sendmail="$work/bin/sendmail" \
		-c maildelta.mailFrom=maildelta@example.org "$@" \
		digest fold -v --ai --week 2026-W09 --now 2026-03-02 --mail-to ann@example.org -o "told/$name.txt" \
		-o "told/$name.md" -o "told/$name.html" -o "told/$name.json" -o "told/$name.mbox" >"told/$name.err" 2>&1
}
# came NAME WHAT: the endpoint was asked with a key that was that, and the model told something
came() {
	grep -q "\"model\": \"honest#$1\"" log || { cat "told/$1.err"; return 1; }
	[ "$(grep "\"model\": \"honest#$1\"" log | grep -c "\"key\": \"$2\"")" = "$(grep -c "\"model\": \"honest#$1\"" log)" ] &&
		grep -q '"method":.*"llm"' "told/$1.json"
}
# nowhere: of all that was written or started nothing has the key, or more of it than what all keys begin with
cut -c 1-12 key >part
nowhere() {
	! grep -rlF -f part told
}
spied() {
	grep -q sendmail told/children && grep -q '^From: ' told/mail
}

# --- where it is kept --------------------------------------------------------------------------
ok "a key in a file" run file -c summary.apiKeyFile="$work/key"
ok "... comes to the endpoint" came file right
ok "a key that a command prints" run command -c summary.apiKeyCommand="$work/bin/keeper"
ok "... comes to the endpoint" came command right
cp key credentials/maildelta-apikey
chmod 600 credentials/maildelta-apikey
(
	export CREDENTIALS_DIRECTORY="$work/credentials"
	run credentials
)
ok "a key that systemd has comes to the endpoint" came credentials right
(
	PLANTED=$(cat key)
	export PLANTED
	sh -c 'tr "\0" "\n" <"/proc/$$/environ" >seen'
	run environment -c summary.apiKeyEnv=PLANTED
)
ok "a key in the environment comes to the endpoint" came environment right
ok "it would be found" grep -qF -f key seen
# unasked NAME WORD...: a command that starts a program, and asks nobody
unasked() {
	name=$1
	shift
	rm -f told/children told/parent
	(
		PLANTED=$(cat key)
		export PLANTED
		XDG_STATE_HOME=$work/told/state timeout 60 maildelta -c summary.apiKeyEnv=PLANTED \
			-c maildelta.sendmail="$work/bin/sendmail" -c maildelta.mailFrom=maildelta@example.org "$@" \
			--now 2026-03-02 --mail-to ann@example.org >"told/$name.err" 2>&1
	) && grep -q sendmail told/children && nowhere
}
ok "... where nobody is asked, what is started does not get it" unasked rules digest fold --no-ai --week 2026-W09
ok "... of a report without summaries, too" unasked range range fold --since 2026-02-01 --until 2026-03-01
ok "other programs were started, and looked" spied
ok "the key is in no report, message, cache, state, argument or environment of others" nowhere
ok "what is asked again has it neither" sh -c '! grep -qF -f key log'

# --- what an endpoint makes of it ----------------------------------------------------------------
standin --key-file key
# echoes NAME PROVIDER MODE: an endpoint that repeats the key in what goes wrong
echoes() {
	name=$1 provider=$2 mode=$3
	run "$name" -c summary.provider="$provider" -c summary.model="$mode#$name" -c summary.apiKeyFile="$work/key" \
		-c summary.retries=0 || { cat "told/$name.err"; return 1; }
	grep -qF "\"model\": \"$mode#$name\"" log && cat "told/$name.err" && grep -q 'summaries: ' "told/$name.err" && nowhere
}
for provider in openai anthropic ollama; do
	ok "an error of $provider that repeats it" echoes "$provider" $provider echo
	ok "... in JSON's escapes" echoes "$provider-escaped" $provider echo=escaped
	ok "... cut in the middle" echoes "$provider-cut" $provider echo=cut
	ok "... many times" echoes "$provider-huge" $provider echo=huge
	ok "... and may go well another time" echoes "$provider-busy" $provider echo=503
done

# --- what is refused -----------------------------------------------------------------------------
digest() {
	timeout 20 maildelta -c summary.endpoint="$at/v1" -c summary.model=honest "$@" \
		digest fold --ai --week 2026-W09 --now 2026-03-02
}
cp key open
chmod 644 open
ok "a file that others may read" fails 1 "summary.apiKeyFile: .*open: .*chmod 600" digest -c summary.apiKeyFile="$work/open"
ok "one that is not there" fails 1 "summary.apiKeyFile: .*none: " digest -c summary.apiKeyFile="$work/none"
: >empty
chmod 600 empty
ok "one without a key" fails 1 "summary.apiKeyFile: .*empty" digest -c summary.apiKeyFile="$work/empty"
ok "a command that fails" fails 1 "summary.apiKeyCommand" digest -c summary.apiKeyCommand="echo \$(cat key); exit 3"
ok "a variable that is not set" fails 1 "summary.apiKeyEnv.*PLANTED" digest -c summary.apiKeyEnv=PLANTED
ok "plain http to another machine" fails 2 "http://192.0.2.1.*https" digest -c summary.endpoint=http://192.0.2.1/v1 \
	-c summary.apiKeyFile="$work/key"
ok "a login in the address" fails 2 "summary.endpoint" digest -c summary.endpoint="http://ann:s3cret@127.0.0.1:$port/v1"
ok "... is not told" sh -c 'grep -q "login\|password\|user" err && ! grep -q s3cret err'
# given in a setting, as an argument it would be no secret any more: the file is where people try it
(
	printf '[summary]\n\tapiKey = '
	cat key
) >config
MAILDELTA_CONFIG_SYSTEM=$work/config
export MAILDELTA_CONFIG_SYSTEM
ok "a key as a setting" sh -c 'maildelta config --list >told/list 2>&1; grep -q "no such setting.*apiKeyFile" told/list'
ok "... is not told" nowhere
ok "... on the command line" sh -c '! maildelta -c summary.apiKey="$(cat key)" config --list >told/given 2>&1 && grep -q apiKeyFile told/given'
ok "... is not told, neither" nowhere
printf '[summary]\n\tapiKeyFile = %s\n\tapiKeyCommand = cat %s\n' "$work/key" "$work/key" >config
ok "the settings" sh -c 'maildelta config --list >told/list 2>&1'
ok "... name where it is kept, not what it is" sh -c 'grep -q apiKeyFile told/list && ! grep -rlF -f key told'
done_testing
