#!/bin/sh
# The command line's manners: options before and behind the command, guesses, several
# outputs, templates, and what a terminal gets: a pager, colours, progress.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

unset MAILDELTA_PAGER PAGER LESS LV NO_COLOR SOURCE_DATE_EPOCH
export TERM=xterm
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/dev" >"$work/made"
cd "$work" || exit 1

# prints REGEX COMMAND...: on stdout, and nothing on stderr
prints() {
	regex=$1
	shift
	"$@" >out 2>err || { cat err; return 1; }
	cat err
	[ ! -s err ] && { grep -qE -e "$regex" out || { head -n 5 out; return 1; }; }
}

# notes REGEX COMMAND...: on stderr, whatever it prints
notes() {
	regex=$1
	shift
	"$@" >out 2>err || return 1
	cat -v err
	grep -qE -e "$regex" err
}

silent() {
	"$@" >out 2>err && cat err && [ ! -s err ]
}

# --- options ------------------------------------------------------------------
ok "-h shows the options in groups" prints "^before the command:" maildelta -h
ok "a command's -h: its own and the common ones" sh -c '
	maildelta range -h | grep "^[a-z ]*:$" | tr "\n" " " | grep -x "range options: report options: mail options: common options: "'
ok "-h before a command is that command's" prints "^usage: maildelta show" maildelta -h show
ok "an abbreviated option" prints "^Top 3 contributors" maildelta range dev --root --al --to=3
ok "an ambiguous one says so and lists what it could be" fails 2 \
	"ambiguous option: --t; could be --top, --template$" maildelta range dev --t 3
ok "... before the command, too" fails 2 "ambiguous option: --no-p; could be --no-progress, --no-pager$" \
	maildelta --no-p range
ok "an option that takes nothing says so" fails 2 "takes no argument: --quiet=x" maildelta --quiet=x range
ok "one that takes something says so" fails 2 "^maildelta: an argument is missing: -c; see maildelta -h$" \
	maildelta -c
ok "a common option stands before the command" silent maildelta -q --no-pager range dev --root
ok "... or behind it" silent maildelta range -q --no-pager dev --root
ok "-C stands before it alone" fails 2 "-C stands before the command: maildelta -C <dir> range$" maildelta range -C dev --root
ok "-C and -c in their order, attached or not" prints "^X mailing list" \
	maildelta -C"$work" -cmaildelta.title=Y -C dev -c maildelta.title=X range --root
ok "an option of a command is none before it" fails 2 "unknown option: --root" maildelta --root range dev
ok "--version" prints "^maildelta [0-9.]+$" maildelta --vers

ok "did you mean: a command" fails 2 "^maildelta: no such command: rnage; did you mean 'range'\?$" maildelta rnage
ok "... its beginning" fails 2 "did you mean 'templates'\?" maildelta templ
ok "... not just any" fails 2 "^maildelta: no such command: log; see maildelta -h$" maildelta log
ok "did you mean: an option" fails 2 "unknown option: --fromat; did you mean '--format'\?" \
	maildelta range dev --fromat json
ok "... with its value" fails 2 "unknown option: --tpo=3; did you mean '--top'\?" maildelta range dev --tpo=3
ok "... before the command" fails 2 "unknown option: --pregress; did you mean '--progress'\?" \
	maildelta --pregress range
ok "... not just any" fails 2 "unknown option: --frotz; see maildelta range -h" maildelta range --frotz
ok "did you mean: a setting" fails 2 "did you mean 'maildelta.title'\?" maildelta -c maildelta.titel=x range
ok "... without its section" fails 2 "did you mean 'maildelta.web'\?" maildelta -c web=x range
ok "... not just any" fails 2 "no such setting; there is: " maildelta -c maildelta.frotz=x range
ok "a setting has the values it may have" fails 2 "maildelta.color=blue: not one of always, auto, never" \
	maildelta -c maildelta.color=blue range

# --- the manual -----------------------------------------------------------------
mkdir bin
cat >bin/man <<'END'
#!/bin/sh
case "$*" in
"-w maildelta-range" | "-w maildelta") echo "/man/$2" ;;
-w*) echo "No manual entry for $2" >&2; exit 16 ;;
*) echo "the page $*" ;;
esac
END
chmod +x bin/man
with_man() {
	PATH=$work/bin:$PATH "$@"
}
ok "--help is the page of the program" prints "^the page maildelta$" with_man maildelta --help
ok "... of a command" prints "^the page maildelta-range$" with_man maildelta range --help
ok "... of a command behind it" prints "^the page maildelta-range$" with_man maildelta --help range
ok "the usage where man does not know the page" prints "^usage: maildelta show" with_man maildelta show --help
only=$(command -v maildelta)
ok "... and where there is no man" prints "^usage: maildelta range" env PATH=/nonexistent "$only" range --help

# --- -v, -q, --now, progress ----------------------------------------------------
ok "-v says what was opened" notes "^opened: dev$" maildelta -v range dev --root
ok "... the range" notes "^range: to [0-9a-f]{12} of 2026-.*, 18 commits$" maildelta range -v dev --root
ok "... the range by dates" notes "^range: since 2026-01-05T00:00:00" maildelta -v range dev --since 2026-01-05
ok "... how much was read, and how long it took" notes "^read: 18 commits, 18 mails, in [0-9.]+ s" \
	maildelta -v range dev --root
ok "... the language" notes "^language: en, /.*/lang/en.json$" maildelta -v range dev --root
ok "... the template" notes "^standard output: text, template /.*/range.txt$" maildelta -v range dev --root
ok "... of show, too" notes "^found: 1 mails, in " maildelta show -v dev HEAD
ok "it changes nothing that is printed" sh -c '
	maildelta -v range dev --root 2>err >a && maildelta range dev --root >b && cmp a b'
odd=$(printf 'a\033[31m\007\nb')
cp -r dev "$odd"
plain_notes() {
	maildelta -v range "$odd" --root -o "$odd.txt" >out 2>err && cat -v err &&
		[ "$(wc -l <err)" -gt 5 ] && ! tr -d '\n' <err | LC_ALL=C grep -q '[[:cntrl:]]'
}
ok "... and has no control bytes" plain_notes
ok "-q silences it" silent maildelta -v -q range dev --root
ok "--now is the present" prints "^From 2026-01-07 " maildelta --now 2026-01-10 range dev --since 3.days.ago
ok "... behind the command, before SOURCE_DATE_EPOCH" prints "^From 2026-01-07 " env SOURCE_DATE_EPOCH=1 \
	maildelta range dev --now 2026-01-10T00:00Z --since 3.days.ago
ok "... and a date" fails 2 "^maildelta: --now: .*frotz" maildelta --now frotz range dev
ok "no progress where there is no terminal" silent maildelta range dev --root
ok "... but with --progress, in whole lines" notes "^Reading mails: 100% \(18/18\)$" \
	maildelta range dev --root --progress
ok "... few of them" [ "$(wc -l <err)" -le 4 ]
ok "... and of each copy" notes "^Writing r.json: 100% " maildelta --progress range dev --root -o r.json -o r.txt
ok "... without a terminal's tricks" sh -c '! LC_ALL=C grep -q "[[:cntrl:]]" err'
ok "-q silences that" silent maildelta -q --progress range dev --root
ok "so does --no-progress" silent maildelta --progress range --no-progress dev --root

# --- outputs ----------------------------------------------------------------------
mkdir o t
cp "$MAILDELTA_SRCDIR"/templates/range.txt t/range.org
export GOOD="-c maildelta.templates=t"
maildelta range dev --root >want.txt
maildelta range dev --root --format json >want.json
copies() {
	rm -f o/*
	silent maildelta $GOOD range dev --root -o o/r.txt -o o/r.json -o o/r.org -o - && cmp out want.txt &&
		cmp o/r.txt want.txt && cmp o/r.json want.json && cmp o/r.org want.txt &&
		[ "$(echo o/*)" = "o/r.json o/r.org o/r.txt" ]
}
ok "several -o in one run, each in the format of its ending" copies
ok "the mails are read once" sh -c '
	maildelta -v range dev --root -o o/a.txt -o o/b.json 2>&1 | grep -c "^read: " | grep -x 1'
ok "an ending that is no format is text" sh -c 'maildelta range dev --root -o o/r.frotz && cmp o/r.frotz want.txt'
ok "so is none" sh -c 'maildelta range dev --root -o o/json && cmp o/json want.txt'
ok "--format is for all" sh -c '
	maildelta range dev --root --format json -o o/x.txt -o o/x && cmp o/x.txt want.json && cmp o/x want.json'
ok "show takes several, too" sh -c '
	maildelta show dev HEAD -o o/s.json -o o/s.txt && maildelta show dev HEAD --format json | cmp - o/s.json'
rm -f o/*
nothing_new() {
	"$@" && [ -z "$(ls -A o)" ]
}
ok "one file twice" nothing_new fails 2 "-o o/r.txt: the same file twice" \
	maildelta range dev --root -o o/r.txt -o o/r.json -o o/r.txt
ok "... by another way" nothing_new fails 2 "-o ./t/../o/r.txt: the same file twice" \
	maildelta range dev --root -o o/r.txt -o ./t/../o/r.txt
ln -s o l
ln -s o/r.txt link
ok "... through a folder's link" nothing_new fails 2 "-o l/r.txt: the same" \
	maildelta range dev --root -o o/r.txt -o l/r.txt
ok "... through a file's" nothing_new fails 2 "-o link: the same" maildelta range dev --root -o o/r.txt -o link
ok "... standard output" fails 2 "-o -: the same" maildelta range dev --root -o - -o -
ok "a folder" fails 1 "o: cannot write: it is a folder; name a file in it" maildelta range dev --root -o o
ok "a folder that is not there: no file at all" nothing_new fails 1 "no/r.txt: cannot write: there is no folder no$" \
	maildelta range dev --root -o o/r.txt -o no/r.txt
ok "a full disk: no file at all" nothing_new fails 1 "cannot write: No space" \
	maildelta range dev --root -o o/r.txt -o /dev/full -o o/r.json
ok "too many" nothing_new fails 2 "one too many, 16 are taken" maildelta range dev --root \
	$(i=0; while [ $i -lt 17 ]; do echo "-o o/$i"; i=$((i + 1)); done)
ok "a range that holds nothing: no file" nothing_new fails 3 "nothing" maildelta range dev HEAD..HEAD -o o/r.txt
rm -f o/*
echo before >o/log
ok "/dev/stdout is standard output: what stands in its file stays" sh -c '
	maildelta range dev --root -o /dev/stdout >>o/log && { echo before; cat want.txt; } | cmp - o/log'
ok "... and the same as -" fails 2 "-o -: the same file twice" maildelta range dev --root -o - -o /dev/stdout
# A file that is opened takes the lowest number there is, and 2 is where messages go.
ok "no standard error: no message gets into a file" sh -c '
	maildelta -v range dev --root -o o/r.txt 2>&- && cmp o/r.txt want.txt'
ok "no standard output: the report is not written into another file" fails 1 "standard output: cannot write" sh -c '
	exec maildelta range dev --root -o o/q.txt -o - >&-'
ok "none of the three" sh -c 'maildelta -v range dev --root -o o/r.txt <&- >&- 2>&- && cmp o/r.txt want.txt'
rm -f o/*

# The second template keeps it from going on: it is a pipe that no one writes to.
mkfifo t/hold.hold
printf '{{> hold}}' >t/range.hold
interrupt() {
	echo before >o/a.txt
	maildelta $GOOD range dev --root -o o/a.txt -o o/b.json -o o/c.hold &
	child=$!
	k=0
	while ! ls o/c.hold.* >/dev/null 2>&1 && [ $k -lt 100 ]; do sleep 0.05; k=$((k + 1)); done
	ls o/a.txt.* o/b.json.* o/c.hold.* || return 1
	kill -TERM $child
	wait $child
	[ $? -gt 128 ] && [ "$(cat o/a.txt)" = before ] && [ "$(ls -A o)" = a.txt ]
}
ok "a signal leaves none of several half written" interrupt
rm -f t/*.hold o/*

# --- templates of one's own -----------------------------------------------------
echo 'mine {{inbox.title}}' | tee my.txt my.json my.frotz my >my.org
ok "--template for standard output" prints "^mine dev$" maildelta range dev --root --template my.txt
ok "... of any ending" prints "^mine dev$" maildelta range dev --root --template my.frotz
ok "... of none" prints "^mine dev$" maildelta range dev --root --template my
ok "... for a single file" sh -c 'maildelta range dev --root --template my.frotz -o o/r.txt && grep mine o/r.txt'
ok "not one for a format that the file is not" nothing_new fails 2 \
	"--template my.json: not for text, which o/q.txt is to be" sh -c '
	rm -f o/*; maildelta range dev --root --template my.json -o o/q.txt'
ok "... or that --format is not" fails 2 "--template my.txt: not for json, which standard output" \
	maildelta range dev --root --template my.txt --format json
ok "json comes from none but a template for json" fails 2 "--template my.frotz: not for json" \
	maildelta range dev --root --template my.frotz --format json
one_of_two() {
	silent maildelta range dev --root --template my.txt -o o/r.txt -o o/r.json && grep mine o/r.txt &&
		cmp o/r.json want.json
}
ok "of several outputs those of its ending take it" one_of_two
ok "... of a format that only it knows" sh -c '
	maildelta range dev --root --template my.frotz -o o/r.frotz -o o/r.json && grep mine o/r.frotz'
ok "... none does" fails 2 "--template my.org: no output is to be org" \
	maildelta range dev --root --template my.org -o o/r.txt -o o/r.json
ok "one that is not there" fails 1 "no.txt" maildelta range dev --root --template no.txt

ok "templates lists them" prints "^  range.txt$" maildelta templates
ok "... and the languages" prints "^  lang/en.json$" maildelta templates
ok "... and what models are asked" prints "^  prompt/system.txt$" maildelta templates
ok "... and those of one's own, with their place" prints "^\* range.org +t/range.org$" \
	maildelta $GOOD templates
ok "templates NAME prints it" sh -c 'maildelta templates range.txt | cmp - "$MAILDELTA_SRCDIR/templates/range.txt"'
cat "$MAILDELTA_SRCDIR/templates/show.txt" "$MAILDELTA_SRCDIR/templates/lang/en.json" >both
ok "... several" sh -c 'maildelta templates show.txt lang/en.json | cmp - both'
ok "--path says where" prints "^/.*/templates/range.txt$" maildelta templates --path range.txt
ok "... all are" sh -c '[ "$(maildelta templates --path | wc -l)" = "$(maildelta templates | wc -l)" ]'
ok "an unknown one" fails 2 "no template rnage.txt; did you mean 'range.txt'\?" maildelta templates rnage.txt
ok "... after a known one prints nothing" fails 2 "no template frotz; 'maildelta templates'" \
	maildelta templates range.txt frotz
ok "a path is no name" fails 2 "no template ../templates/range.txt" maildelta templates ../templates/range.txt

# --- a pipe -----------------------------------------------------------------------
# more than a pipe holds
k=0
while [ $k -lt 20000 ]; do echo "a line of a report that is longer than what a pipe takes"; k=$((k + 1)); done >big.txt
echo "the very end" >>big.txt
big="range dev --root --template big.txt"
left() {
	{ env --default-signal=PIPE maildelta $big -o o/left.txt -o - 2>err; echo $? >status; } | head -n 1
	cat err status
	[ ! -s err ] && [ "$(cat status)" = 141 ] && [ -z "$(ls -A o)" ]
}
rm -f o/*
ok "who closes a pipe early ends it without a word, and without a file" left
# not_waiting: prints the report to a pipe that asks its writers not to wait, and is read late
cat >not_waiting <<'END'
import os, subprocess, sys, time
ours, theirs = os.pipe()
os.set_blocking(theirs, False)
child = subprocess.Popen(sys.argv[1:], stdout=theirs)
os.close(theirs)
time.sleep(0.5)
sys.stdout.buffer.write(open(ours, "rb").read())
sys.exit(child.wait())
END
if command -v python3 >/dev/null; then
	ok "a pipe that is full for now is waited for" sh -c 'python3 not_waiting maildelta '"$big"' | cmp - big.txt'
else
	skip "a pipe that is full for now is waited for" "no python3"
fi

# --- colours into a pipe --------------------------------------------------------
printf '{{color.new}}hello{{color.off}}\n' >color.txt
hello=$(printf '\033[1;32mhello\033[m')
# colored COMMAND..., plain COMMAND...: what it prints of color.txt
colored() {
	[ "$("$@" range dev --root --template color.txt)" = "$hello" ]
}
plain() {
	[ "$("$@" range dev --root --template color.txt)" = hello ]
}
ok "a pipe is plain" plain maildelta
ok "--color colours it" colored maildelta --color
ok "... also as =always" colored maildelta --color=always
ok "... and behind it never" plain maildelta --color --color=never
ok "maildelta.color" colored maildelta -c maildelta.color=always
ok "... stands before NO_COLOR" colored env NO_COLOR=1 maildelta -c maildelta.color=always
ok "... and behind --color" plain maildelta -c maildelta.color=always --color=never
ok "files are plain" sh -c 'maildelta --color range dev --root --template color.txt -o o/c.txt &&
	[ "$(cat o/c.txt)" = hello ]'
ok "--color takes three words" fails 2 "--color takes always, auto or never, not 'blue'" \
	maildelta --color=blue range dev

# --- a terminal -----------------------------------------------------------------
if ! script -qec true /dev/null >/dev/null 2>&1; then
	skip "what a terminal gets" "no script(1)"
	done_testing
	exit
fi
# on_terminal WANT COMMAND: what a shell command shows on a terminal is WANT, by lines
on_terminal() {
	timeout 20 script -qec "$2" /dev/null </dev/null | tr -d '\r' >screen
	cat -v screen
	[ "$(cat screen)" = "$1" ]
}
hello_there="range dev --root --template color.txt"
paged() {
	printf 'paged: %s' "$1"
}
sed="sed 's/^/paged: /'"
ok "a terminal gets a pager, and colours" on_terminal "$(paged "$hello")" "PAGER=\"$sed\" maildelta $hello_there"
ok "MAILDELTA_PAGER stands before PAGER" on_terminal "$(paged "$hello")" \
	"PAGER=false MAILDELTA_PAGER=\"$sed\" maildelta $hello_there"
ok "cat is none" on_terminal "$hello" "PAGER=cat maildelta $hello_there"
ok "nor is an empty one" on_terminal "$hello" "MAILDELTA_PAGER= PAGER=\"$sed\" maildelta $hello_there"
ok "nor one with --no-pager" on_terminal "$hello" "PAGER=\"$sed\" maildelta --no-pager $hello_there"
ok "one that is not there is done without" on_terminal "$hello" "PAGER='no-such-pager -x' maildelta $hello_there"
ok "NO_COLOR" on_terminal "$(paged hello)" "NO_COLOR=1 PAGER=\"$sed\" maildelta $hello_there"
ok "... empty means nothing" on_terminal "$(paged "$hello")" "NO_COLOR= PAGER=\"$sed\" maildelta $hello_there"
ok "... and less than --color" on_terminal "$hello" "NO_COLOR=1 PAGER=cat maildelta --color $hello_there"
ok "TERM=dumb" on_terminal hello "TERM=dumb PAGER=cat maildelta $hello_there"
ok "no pager, no colours into a pipe there" on_terminal hello "PAGER=\"$sed\" maildelta $hello_there | cat"
ok "json is paged as well" on_terminal "paged: {" "PAGER='sed \"1s/^/paged: /;1q\"' maildelta range dev --root --format json"
ok "an error comes plainly, without a pager" on_terminal "maildelta: range: dev: HEAD..HEAD: nothing arrived in between" \
	"PAGER=\"$sed\" maildelta range dev HEAD..HEAD"
ok "lists of templates are paged" on_terminal "paged:   range.txt" \
	"PAGER='sed \"s/^/paged: /\" | grep range.txt' maildelta templates"
ok "LESS and LV as git sets them" on_terminal "FRX -c" "PAGER='echo \$LESS \$LV' maildelta $hello_there"
ok "... unless they are set" on_terminal "M -c" "LESS=M PAGER='echo \$LESS \$LV' maildelta $hello_there"

ok "a reader who leaves early is no error" on_terminal "$(head -n 1 big.txt)
0" "PAGER='head -n 1' maildelta $big; echo \$?"
ok "... nor one who reads nothing" on_terminal 0 "PAGER=true maildelta $big; echo \$?"
ok "... and files come whole" on_terminal "$(head -n 1 big.txt)
same" "PAGER='head -n 1' maildelta $big -o - -o o/big.txt && cmp o/big.txt big.txt && echo same"
ok "a pager that fails is not ours to tell" on_terminal 0 "PAGER='cat >/dev/null; exit 3' maildelta $big; echo \$?"
ok "the terminal is the pager's until it ends" on_terminal "the pager is done
0" "PAGER='cat >/dev/null; sleep 0.3; echo the pager is done' maildelta $big; echo \$?"
# A signal takes the files away, and waits for the pager, which reads the terminal.
printf '%s\n' '#!/bin/sh' "head -n 1; kill -TERM \$PPID; sleep 0.3; ls -A $work/o; echo the pager is done" >bin/term
chmod +x bin/term
rm -f o/*
ok "SIGTERM waits for it too, and leaves no file" on_terminal "$(head -n 1 big.txt)
the pager is done
143" "exec 2>/dev/null; PAGER='exec $work/bin/term' maildelta $big -o o/r.txt -o -; echo \$?"

if ! command -v less >/dev/null; then
	skip "in less" "no less(1)"
	done_testing
	exit
fi
# keys KEYS COMMAND: types each of KEYS once the report is shown, half a second between them
keys() {
	: >screen
	{
		k=0
		while ! grep -qa 'a line of a report' screen && [ $k -lt 200 ]; do sleep 0.05; k=$((k + 1)); done
		for key in $1; do
			sleep 0.5
			printf "$key"
		done
	} | timeout 30 script -qec "$2" /dev/null >screen
	tail -n 3 screen | cat -v
}
# The trap is for shells that leave at Ctrl-C even where the program went on.
in_less() {
	keys "$1" "trap : INT; maildelta $big; echo 'it said' \$?" && grep -a 'it said 0' screen
}
ok "less: what fits on the screen needs no key" sh -c '
	timeout 20 script -qec "maildelta '"$hello_there"'; echo it said \$?" /dev/null </dev/null >screen
	cat -v screen; grep -a "^.*hello" screen && grep -a "it said 0" screen'
ok "less that is told to show colours as text gets none" sh -c '
	LESS=FX script -qec "maildelta '"$hello_there"'" /dev/null </dev/null >screen; cat -v screen
	grep -a hello screen && ! grep -a 32m screen'
ok "quitting it early" in_less "q q"
interrupted() {
	in_less '\003 G q q' && grep -a 'the very end' screen
}
ok "Ctrl-C in it leaves the report whole" interrupted
done_testing
