#!/bin/sh
# A report as a mail: in an mbox file, and handed to sendmail.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/dev" >"$work/made"
cd "$work" || exit 1
export SOURCE_DATE_EPOCH=1768289400 # 2026-01-13 07:30
ann="-c maildelta.mailFrom=maildelta@example.org"
week="digest dev --week 2026-W02"

# sendmail as one may be: writes down what it is told, and ends as CODE says
mkdir bin sent
cat >bin/sendmail <<'END'
#!/bin/sh
for word; do echo "$word"; done >sent/words
cat >sent/mail
echo "sendmail says hello"
exit ${CODE-0}
END
printf '#!/bin/sh\nexit ${CODE-0}\n' >bin/deaf
printf '#!/bin/sh\nkill -9 $$\n' >bin/killed
printf '#!/bin/sh\nsleep 1; exec %s/bin/sendmail "$@"\n' "$work" >bin/slow
printf '#!/no/such/shell\n' >bin/broken
chmod +x bin/*
send="$ann -c maildelta.sendmail=$work/bin/sendmail"

# nothing_sent, and the same of COMMAND..., which fails with CODE and REGEX
nothing_sent() {
	[ -z "$(ls sent)" ]
}
sends_nothing() {
	rm -f sent/*
	fails "$@" && nothing_sent
}
# has FILE LINE: a header
has() {
	sed '/^$/q' "$1" | grep -qxF -e "$2" || { sed '/^$/q' "$1"; return 1; }
}
# reads FILE WANT: what Python makes of it is the text of the file WANT, and @from, @to, @subject
reads() {
	python3 -B - "$@" <<'END'
import email, email.policy, mailbox, sys
path, want = sys.argv[1:3]
mails = list(mailbox.mbox(path))
assert len(mails) == 1, len(mails)
mail = email.message_from_bytes(mails[0].as_bytes(), policy=email.policy.default)
text = mail.get_payload(decode=True)
assert text == open(want, "rb").read(), text[:200]
assert text.decode() == mail.get_content(), mail.get_content()[:200]
assert not mail.defects, mail.defects
for name, value in zip(("From", "To", "Subject"), sys.argv[3:]):
    assert str(mail[name]) == value, (name, str(mail[name]))
print(mail["Message-ID"])
END
}

# --- mbox -----------------------------------------------------------------------
maildelta $week >week.txt
maildelta $week --lang zh_CN >zh.txt
maildelta range dev --root >range.txt
maildelta $ann $week --format mbox >week.mbox
maildelta $ann $week --format mbox --lang zh_CN >zh.mbox
maildelta $ann range dev --root --format mbox >range.mbox
ok "a digest is one mail: who, when, and that no person wrote it" has week.mbox \
	"From mboxrd@z Tue Jan 13 07:30:00 2026"
ok "... from" has week.mbox "From: maildelta@example.org"
ok "... to" has week.mbox "To: maildelta@example.org"
ok "... about" has week.mbox "Subject: dev mailing list digest: last 7 days, 2026-01-05 to 2026-01-11"
ok "... of" has week.mbox "Date: Tue, 13 Jan 2026 07:30:00 +0000"
ok "... generated" has week.mbox "Auto-Submitted: auto-generated"
ok "... UTF-8" has week.mbox "Content-Type: text/plain; charset=utf-8"
ok "... as it stands" has week.mbox "Content-Transfer-Encoding: 8bit"
ok "a range whose line begins with From is not" has range.mbox "Content-Transfer-Encoding: quoted-printable"
if command -v python3 >/dev/null; then
	ok "a mail program has a digest's text back" reads week.mbox week.txt maildelta@example.org \
		maildelta@example.org "dev mailing list digest: last 7 days, 2026-01-05 to 2026-01-11"
	ok "... in Chinese" reads zh.mbox zh.txt maildelta@example.org maildelta@example.org \
		"dev 邮件列表总结报告：最近 7 天，2026-01-05 至 2026-01-11"
	ok "... and a range's" reads range.mbox range.txt maildelta@example.org maildelta@example.org \
		"$(sed -n 2p range.txt)"
else
	skip "a mail program has the text back" "no python3"
fi
if command -v git >/dev/null; then
	mkdir split
	ok "git mailsplit takes it" sh -c '[ "$(git mailsplit -osplit range.mbox)" = 1 ]'
	ok "... and git mailinfo" sh -c 'git mailinfo msg patch <split/0001 >info &&
		grep -qx "Email: maildelta@example.org" info &&
		grep -q "^Subject: dev mailing list update from the beginning" info'
fi
ok "the same again has the same bytes" sh -c "maildelta $ann $week --format mbox -j 3 | cmp - week.mbox"
ok "another reader's is another mail" sh -c "
	[ \"\$(maildelta $send $week --mail-to bo@fjord.example; grep ^Message-ID: sent/mail)\" != \
		\"\$(grep ^Message-ID: week.mbox)\" ]"
ok "the ending asks for it, and others for theirs" sh -c "
	maildelta $ann $week -o o.mbox -o o.txt && cmp o.mbox week.mbox && cmp o.txt week.txt"
ok "no colours, whatever stands beside it" sh -c "
	maildelta --color $ann $week --format mbox -o - -o o.mbox | cmp - week.mbox && cmp o.mbox week.mbox"
printf 'From {{inbox.title}}\n>From me\nno line end' >own.txt
ok "a template of one's own is the text's" sh -c "
	maildelta $ann range dev --root --format mbox --template own.txt | grep -qx '=46rom dev'"
printf '%s\n' 'From dev' '>From me' 'no line end' >own.want
if command -v python3 >/dev/null; then
	maildelta $ann range dev --root --format mbox --template own.txt >own.mbox
	ok "... which comes out as it is" reads own.mbox own.want
fi
cp own.txt own.html
ok "... one for another format is refused" fails 2 "own.html: not for text" \
	maildelta range dev --root --format mbox --template own.html
mkdir t && echo 'my list, {{inbox.title}}' >t/range.mbox
ok "... range.mbox is the subject's" sh -c "
	maildelta $ann -c maildelta.templates=t range dev --root --format mbox | grep -qx 'Subject: my list, dev'"
ok "a title adds no header" sh -c "
	maildelta $ann -c 'maildelta.title=x
Bcc: bo@fjord.example

' range dev --root --format mbox | grep -qx 'Subject: x Bcc: bo@fjord.example mailing list update from the beginning to'"
ok "who it is from is made up where it is not set" sh -c "
	maildelta range dev --root --format mbox | grep -q '^From: maildelta <..*@..*>\$'"
ok "... and is an address" fails 2 "mailFrom=Ann: not a mail address" \
	maildelta -c maildelta.mailFrom=Ann range dev --root --format mbox
ok "a mail is no mail's form" fails 2 "no template show.mbox" maildelta show dev HEAD --format mbox
ok "weeks are files as others are" sh -c "
	maildelta $ann digest dev --each-week --since 2026-01-05 --until 2026-01-12 --format mbox,text -o weeks/ &&
	ls weeks | tr '\n' ' ' | grep -qx 'dev_2026_week02.mbox dev_2026_week02.txt '"
each_week="$ann digest dev --each-week --since 2026-01-05 --until 2026-01-12 --format mbox,text"
printf 'From {{inbox.title}}\n' >own.txt
ok "... a template for the text is the mail's too, be the text complete" sh -c "
	maildelta $each_week --template own.txt -o own/ && touch own/*.txt && rm own/*.mbox &&
	maildelta $each_week --template own.txt -o own/ && grep -qx '=46rom dev' own/*.mbox"

# --- sendmail ---------------------------------------------------------------------
rm -f sent/*
ok "--mail-to prints nothing" sh -c "
	[ -z \"\$(maildelta $send $week --mail-to 'Bo Fjord <bo@fjord.example>, c@example.org' \
		--mail-to '\"Example, Ann\" <ann@example.org>' 2>err)\" ]"
ok "... sendmail is told nothing but how to read it" sh -c '[ "$(echo $(cat sent/words))" = "-t -i" ]'
ok "... what it prints is no report" grep -qx "sendmail says hello" err
ok "... the mail names its readers" sh -c 'sed -n "/^To:/,/^Subj/p" sent/mail | head -n 3 | cmp - "$0"' /dev/stdin <<'END'
To: Bo Fjord <bo@fjord.example>,
 c@example.org,
 "Example, Ann" <ann@example.org>
END
ok "... it is a mail, not an mbox" sh -c 'head -n 1 sent/mail | grep -qx "From: maildelta@example.org"'
ok "... with the report" sh -c 'sed "1,/^\$/d" sent/mail | cmp - week.txt'
ok "files are written, too" sh -c "
	rm -f o.*; maildelta -q $send $week --mail-to bo@fjord.example -o o.txt -o o.json -o - 2>err >out &&
	cmp o.txt week.txt && cmp out week.txt && grep -q window o.json && [ -s sent/mail ]"
ok "... in their format" sh -c "
	maildelta $send $week --mail-to bo@fjord.example --format json -o o.x 2>err &&
	cmp o.x o.json && sed '1,/^\$/d' sent/mail | cmp - week.txt"
ok "... which alone would come to nothing" sends_nothing 2 "--format json: what is mailed is text" \
	maildelta $send $week --mail-to bo@fjord.example --format json
ok "-v says so" sh -c "maildelta -v $send $week --mail-to bo@fjord.example 2>&1 |
	grep -qx 'the mail: sent by $work/bin/sendmail'"
ok "a name is looked for in PATH" sh -c "
	rm sent/*; PATH=$work/bin:\$PATH maildelta $ann -c maildelta.sendmail=sendmail $week \
		--mail-to bo@fjord.example 2>err && [ -s sent/mail ]"
printf '[maildelta]\n\tmailFrom = Reports <reports@example.org>\n\tsendmail = %s\n' "$work/bin/sendmail" >settings
ok "both are settings of files" sh -c "
	rm sent/*; MAILDELTA_CONFIG_SYSTEM=$work/settings maildelta $week --mail-to bo@fjord.example 2>err &&
	grep -qx 'From: Reports <reports@example.org>' sent/mail"
ok "a slow one is waited for" sh -c "
	rm sent/*; maildelta $ann -c maildelta.sendmail=$work/bin/slow $week --mail-to bo@fjord.example 2>err && [ -s sent/mail ]"

# --- what goes wrong ----------------------------------------------------------------
to="--mail-to bo@fjord.example"
ok "an exit status is an error" sh -c "
	CODE=75 maildelta $send $week $to 2>err; [ \$? = 1 ] &&
	grep -qx 'maildelta: digest: --mail-to: $work/bin/sendmail -t -i: exit status 75: the mail is not sent' err"
ignoring() {
	CODE=75 env --ignore-signal=CHLD maildelta $send $week $to 2>err
	[ $? = 1 ] && grep -q 'exit status 75' err
}
if env --ignore-signal=CHLD true 2>/dev/null; then
	ok "... also where children are no one's" ignoring
fi
ok "so is a signal" sends_nothing 1 "ended by signal 9" maildelta $ann -c maildelta.sendmail=$work/bin/killed $week $to
# more than a pipe holds
k=0
while [ $k -lt 3000 ]; do echo "a line of a report that is longer than what a pipe takes"; k=$((k + 1)); done >big.txt
ok "who reads nothing and fails has failed" env CODE=1 "$(command -v sh)" -c "
	timeout 20 maildelta $ann -c maildelta.sendmail=$work/bin/deaf range dev --root --template big.txt $to 2>err
	[ \$? = 1 ] && grep -q 'exit status 1: ' err"
ok "... who says that all is well is believed" timeout 20 maildelta $ann -c maildelta.sendmail=$work/bin/deaf \
	range dev --root --template big.txt $to
ok "a large mail comes whole" sh -c "
	maildelta $send range dev --root --template big.txt $to 2>err && sed '1,/^\$/d' sent/mail | cmp - big.txt"
ok "no such program" sends_nothing 1 "maildelta.sendmail: /no/such: no such program" \
	maildelta $ann -c maildelta.sendmail=/no/such $week $to
ok "... none that runs" sends_nothing 1 "cannot run $work/bin/broken: " \
	maildelta $ann -c maildelta.sendmail=$work/bin/broken $week $to
ok "... a path that begins nowhere" sends_nothing 2 "neither a whole path nor a name" \
	maildelta $ann -c maildelta.sendmail=bin/sendmail $week $to
ok "... a command is not for a shell" sends_nothing 1 "no such program" \
	maildelta $ann -c "maildelta.sendmail=$work/bin/sendmail; true" $week $to
if [ ! -e /usr/sbin/sendmail ] && [ ! -e /usr/lib/sendmail ] && ! command -v sendmail >/dev/null; then
	ok "... none at all: the way out" sends_nothing 1 "no sendmail here: .*-c maildelta.sendmail=<path>" \
		maildelta $ann $week $to
fi
ok "an address that is none" sends_nothing 2 "--mail-to: 'bo' is no mail address" \
	maildelta $send $week --mail-to "ann@example.org, bo"
ok "... a header behind it" sends_nothing 2 "is no mail address" maildelta $send $week --mail-to "ann@example.org
Bcc: bo@fjord.example"
ok "... none" sends_nothing 2 "--mail-to: no mail address" maildelta $send $week --mail-to ""
ok "an option stands for no address" sends_nothing 2 "is no mail address" maildelta $send $week --mail-to=-t
ok "an empty range is not mailed" sends_nothing 3 "nothing arrived" maildelta $send range dev HEAD..HEAD $to
ok "... nor an empty period" sends_nothing 3 "nothing arrived" maildelta $send digest dev --week 2020-W01 $to
printf 'x\n{{#series}}{{#series}}{{/series}}{{/series}}' >twice.txt
ok "nor half a report" sends_nothing 1 "twice.txt" maildelta $send range dev --root --template twice.txt $to
if [ -c /dev/full ]; then
	ok "nor one whose files are not written" sends_nothing 1 "/dev/full: cannot write" \
		maildelta $send range dev --root -o /dev/full $to
fi
ok "nor without room for it" sends_nothing 1 "a temporary file in /no/such: .*TMPDIR" \
	env TMPDIR=/no/such maildelta $send $week $to
ok "each week's files are not mails" sends_nothing 2 "--each-week writes files" \
	maildelta $send digest dev --each-week --since 2026-01-05 -o weeks/ $to
mkdir tmp
ok "no temporary file stays" sh -c "
	TMPDIR=$work/tmp maildelta $send $week $to -o o.mbox 2>err && [ -z \"\$(ls -A tmp)\" ]"
done_testing
