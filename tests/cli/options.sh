#!/bin/sh
# The command line: help, versions, and what each option does to a report.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/dev" >"$work/made"
cd "$work/dev" || exit 1

prints() {
	regex=$1
	shift
	"$@" >"$work/out" 2>"$work/err" || return 1
	[ ! -s "$work/err" ] && grep -qE -e "$regex" "$work/out"
}

count() {
	want=$1 regex=$2
	shift 2
	got=$("$@" | grep -cE -e "$regex")
	[ "$got" = "$want" ] || { echo "$got, not $want"; return 1; }
}

ok "-h lists the commands" prints "range  +what arrived" maildelta -h
ok "range -h lists its options" prints "--all-patches" maildelta range -h
ok "show -h lists its options" prints "--format" maildelta show -h
ok "--version" prints "^maildelta [0-9.]+$" maildelta --version
ok "no command is a usage error" sh -c 'maildelta 2>/dev/null; [ $? = 2 ]'
ok "an unknown command is one" fails 2 "no such command: frotz; see maildelta -h" maildelta frotz
ok "it is named where letters stand together" fails 2 "unknown option: -x;" maildelta range --root -xy
ok "... behind a word, too" fails 2 "unknown option: -x;" maildelta range . -xy --root
ok "... or behind a letter that is known" fails 2 "unknown option: -x;" maildelta range -hx --root
ok "so is an unknown option" fails 2 "nknown option" maildelta range --al-patches HEAD~1..
ok "and an unknown setting" fails 2 "x.y=z: no such setting; there is: category\.preset, .*maildelta\.color, " \
	maildelta -c x.y=z range --root
ok "-C as in git" prints "^dev mailing list update" maildelta -C / -C "$work" -C dev range --root
ok "a folder inside the inbox will do" prints "^dev mailing list" maildelta -C git/0.git range --root
ok "the title, in either case" prints "^X mailing list" maildelta -c MailDelta.Title=X range --root
ok "the web address, its slash taken off" prints "  https://x.example/l/b0a1-dee@savanna.example/$" \
	maildelta -c maildelta.web=https://x.example/l// show b0a1-dee@savanna.example
ok "no link without a web address" count 0 "https://x.example" maildelta range --root
ok "--top cuts both lists" count 2 "^ {6}[0-9]" maildelta range --root --top 1
ok "--top 0 is refused" fails 2 "--top takes" maildelta range --root --top 0
ok "blocks for letters, first patches and patches alone" count 5 "^New:" maildelta range --root
ok "--all-patches: for every part" count 7 "^New:" maildelta range --root --all-patches
ok "what is told twice is told once" count 2 "^Exist:" maildelta range --root
ok "an inbox by path" prints "^dev mailing" maildelta -C / range "$work/dev" HEAD~3..
ok "an inbox by path, bounded by dates" prints "^From 2026-01-05 to 2026-01-06" \
	maildelta -C / range --since 2026-01-05 --until 2026-01-06 "$work/dev"
ok "-o writes the file, and nothing else" sh -c '
	maildelta range --root >../want && [ -z "$(maildelta range --root -o ../r.txt)" ] &&
	cmp ../want ../r.txt && [ "$(ls -d ../r.txt*)" = ../r.txt ]'
ok "-o follows a link" sh -c 'ln -s r.txt ../link && maildelta range --root -o ../link &&
	[ -L ../link ] && cmp ../want ../r.txt'
ok "-o through a link to nothing yet makes what it names" sh -c 'mkdir ../d && ln -s d/new.txt ../dangling &&
	maildelta range --root -o ../dangling && [ -L ../dangling ] && cmp ../want ../d/new.txt'
mode() {
	[ "$(stat -c %a "$1")" = "$2" ]
}
ok "-o obeys the umask" sh -c 'umask 027 && maildelta range --root -o ../u.txt' 
ok "... for a new file" mode ../u.txt 640
touch ../private.txt && chmod 600 ../private.txt
maildelta range --root -o ../private.txt
ok "... and leaves a private file private" mode ../private.txt 600
ok "-o /dev/stdout is written in place" sh -c 'maildelta range --root -o /dev/stdout | cmp ../want -'
ok "show takes a commit" prints "^Subject:     Re: \[PATCH\] update" maildelta show HEAD
ok "and a message-id" prints "^Subject:     \[PATCH v2 3/3\]" maildelta show \
	"<20260107080000.4-ada@wren.example>"
ok "a format of one's own needs a template alone" sh -c '
	mkdir ../t && printf "{{#series}}{{#mails}}* {{subject}}\n{{/mails}}{{/series}}" >../t/range.org &&
	[ "$(maildelta -c maildelta.templates=../t range --format org --root | wc -l)" = 10 ]'
ok "a template that ends in html escapes" sh -c '
	printf "{{inbox.title}} {{{inbox.title}}}" >../t/range.html &&
	[ "$(maildelta -c maildelta.templates=../t -c "maildelta.title=<b>&" range --format html --root)" = \
		"&lt;b&gt;&amp; <b>&" ]'
ok "another does not" sh -c '
	printf "{{inbox.title}}" >../t/range.tex &&
	[ "$(maildelta -c maildelta.templates=../t -c "maildelta.title=<b>&" range --format tex --root)" = "<b>&" ]'
printf 'From: Ann <ann@x.example>\nSubject: Re: [PATCH] x\nMessage-ID: <r@x.example>\n\n%s\n' \
	'From: Bob <bob@x.example>' >"$work/reply.eml"
mkinbox v2 "$work" "$work/reply" >"$work/made"
ok "the author of an answer is its sender, whatever it quotes" prints "^Author: +Ann <ann@x.example>" \
	maildelta show "$work/reply" HEAD
ok "time zone and locale change nothing" sh -c '
	TZ=America/St_Johns LC_ALL=zh_CN.UTF-8 maildelta range --root | cmp ../want -'
done_testing
