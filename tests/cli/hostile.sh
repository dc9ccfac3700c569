#!/bin/sh
# Nothing that a mail contains becomes anything but text, in any format, in any field
# (tests/corpora/hostile); and no format says what JSON lacks.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

if ! command -v python3 >/dev/null; then
	skip "mails stay text" "no python3 here"
	done_testing
	exit 0
fi

cd "$work" || exit 1
. "$MAILDELTA_SRCDIR/tests/cli/asking.sh"
export SOURCE_DATE_EPOCH=1768289400 # digests say when they were made
templates=$MAILDELTA_TEMPLATES
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/hostile" "$work/hostile" >"$work/made"
mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/sample" "$work/sample" >"$work/log"

holds() {
	python3 -B "$MAILDELTA_SRCDIR/tests/cli/hostile.py" "$@"
}

# lost has a history of which one half is gone since it was told, and the other half was edited.
mkdir "$work/mails"
cp "$MAILDELTA_SRCDIR/tests/corpora/hostile/"*.eml "$MAILDELTA_SRCDIR/tests/corpora/sample/06-single.eml" \
	"$work/mails"
(cd "$work/mails" && ls | grep -v '^06-' | sed 's/^/add /') >"$work/all"
mkinbox v2 "$work/mails" "$work/lost" "$work/all" >"$work/lost.made"
mark "$work/lost" "$(tail -n 1 "$work/lost.made" | cut -d ' ' -f 1)"
for mail in "$work/mails/"[a-m]*.eml; do
	printf '\nEdited.\n' >>"$mail"
done
{ grep '^add [a-m]' "$work/all"; echo add 06-single.eml; } >"$work/half"
mkinbox v2 "$work/mails" "$work/other" "$work/half" >"$work/log"
cp -r "$work/other/git/0.git/objects/." "$work/lost/git/0.git/objects"
cp "$work/other/git/0.git/refs/heads/master" "$work/lost/git/0.git/refs/heads"
inbox=hostile

# report NAME ARGUMENT...: writes NAME.<language>.<format> for all of them
report() {
	name=$1
	shift
	for lang in en zh_CN; do
		for format in text json html markdown; do
			maildelta -C "$work/$inbox" "$@" --lang $lang --format $format \
				-o "$work/$name.$lang.$format" || return 1
		done
	done
}

# whole NAME FORMAT: in both languages, against JSON
whole() {
	for lang in en zh_CN; do
		holds "$2" "$work/$1.$lang.$2" "$work/$1.en.json" "$templates" || return 1
	done
}

nothing_more() {
	for lang in en zh_CN; do
		holds words "$2" "$work/$1.$lang.$2" "$work/$1.en.json" "$templates" $lang || return 1
	done
}

can_render() {
	[ "$1" != markdown ] || command -v cmark-gfm >/dev/null
}

# The title and the web address come from the user, who may be careless.
odd_title=$(printf '</title><script>alert(1)</script> | [x](y) {{inbox.title}} {{{x}}} "q'\'' `b` *c* \\\342\200\256')
odd_web='https://lists.example/"><script>alert(1)</script>?a&b={{x}}&'\''onx=1'

check() {
	name=$1 such=$2
	shift 2
	ok "$such: reports are written" report "$name" "$@"
	ok "$such: JSON is JSON, without control bytes" whole "$name" json
	ok "... the same in every language" same "$work/$name.en.json" "$work/$name.zh_CN.json"
	for format in text html markdown; do
		if can_render $format; then
			ok "$such: $format holds every value as text" whole "$name" $format
			ok "$such: $format says nothing that JSON lacks" nothing_more "$name" $format
		else
			skip "$such: $format" "no cmark-gfm here"
		fi
	done
}

check web "with links" -c maildelta.web=https://lists.example/hostile range --root --all-patches
check plain "without links" range --root --all-patches
check odd "an odd title" -c "maildelta.title=$odd_title" -c "maildelta.web=https://lists.example/a_(b)" \
	range --root --all-patches
check digest "a digest with links" -c maildelta.web=https://lists.example/hostile digest --root
check digest-plain "a digest without links" digest --root
check digest-odd "a digest with odd names" -c "maildelta.title=$odd_title" \
	-c "maildelta.web=https://lists.example/a_(b)" -c 'category.</b> *x* {{name}}.subject=html' \
	digest --root

# A model that tells them in words of theirs, some of which stand.
standin
printf '[summary]\n\tendpoint = %s/v1\n\tmodel = "honest#<i>*x*_y_[a](b)"\n\tminLines = 1\n' "$at" >ai.config
export MAILDELTA_CONFIG_SYSTEM="$work/ai.config"
for lang in en zh_CN; do # from then on all is in the cache, and JSON says what the others say
	maildelta -C hostile digest --root --ai --lang $lang >/dev/null
done
check ai "a digest by a model" -c maildelta.web=https://lists.example/hostile digest --root --ai
export MAILDELTA_CONFIG_SYSTEM=
ok "... which told many" grep -q '"told": [3-9][0-9]' "$work/ai.en.json"

mkinbox v2 "$MAILDELTA_SRCDIR/tests/corpora/attention" "$work/states" >"$work/log"
inbox=states
check states "each state with links" -c maildelta.web=https://lists.example/states digest --week 2026-W10
check states-plain "each state without links" digest --week 2026-W10
inbox=lost
check lost "a rewritten history with links" -c maildelta.web=https://lists.example/hostile range ..HEAD
check lost-plain "a rewritten history without links" range ..HEAD
ok "a rewritten history lost mails, and others were edited" sh -c "
	sed -n '/^  \"rewritten\"/,/^  }/p' $work/lost.en.json >$work/rewritten &&
	grep -q '\"removed\": [1-9][0-9],' $work/rewritten && grep -q '\"edited\": [1-9][0-9],' $work/rewritten"
inbox=hostile

odd_address() {
	report address -c "maildelta.web=$odd_web" range --root --all-patches && whole address "$1"
}
ok "an odd web address: text" odd_address text
ok "an odd web address: html" odd_address html
if can_render markdown; then
	ok "an odd web address: markdown" odd_address markdown
else
	skip "an odd web address: markdown" "no cmark-gfm here"
fi

shows() {
	for lang in en zh_CN; do
		rm -rf "$work/show"
		mkdir "$work/show"
		while read -r commit _ mail; do
			for format in text json; do
				maildelta -C "$work/hostile" -c maildelta.web=https://lists.example/hostile show \
					"$commit" --lang $lang --format $format -o "$work/show/$mail.$format" || return 1
			done
		done <"$work/made"
		holds show "$work/show" "$templates" $lang || return 1
	done
}
ok "show: every mail, as text and JSON" shows

# Threads one by one, and why their summaries say so; every third without links.
summarized() {
	mkdir -p "$work/one"
	i=0
	while read -r commit _ mail; do
		i=$((i + 1))
		web=https://lists.example/hostile lang=en
		[ $((i % 3)) != 0 ] || web=
		[ $((i % 2)) != 0 ] || lang=zh_CN
		file=$work/one/$mail
		maildelta -C "$work/hostile" -c "maildelta.web=$web" summarize "$commit" --explain --lang $lang \
			-o "$file.txt" -o "$file.html" -o "$file.md" -o "$file.json" || return 1
	done <"$work/made"
	holds summarize "$work/one" "$templates"
}
ok "each thread alone, and why: every value is text" summarized
finds_one() {
	rm -rf "$work/bad-one"
	cp -r "$work/one" "$work/bad-one"
	sed -i "$2" "$work/bad-one/"*."$1"
	holds summarize "$work/bad-one" "$templates"
	[ $? = 3 ]
}
ok "found: markup in what is explained" finds_one html 's|id="why">|&<img src="x">|'
ok "found: words that are not there" finds_one html '/class="point"/d'
ok "found: an escape sequence in them" finds_one txt "s|^Why|$(printf '\033')&|"
ok "found: what is explained is cut short" finds_one txt '/^Why/,$d'

# What an HTML validator says of mails that mean well, it may say of these, no more.
tidied() {
	tidy -e -q "$1" 2>&1 | sed 's/^line [0-9]* column [0-9]* - //' | sort -u
}
validates() {
	maildelta -C "$work/sample" -c maildelta.web=https://lists.example/sample range --root \
		--format html -o "$work/sample.html" || return 1
	tidied "$work/sample.html" >"$work/tidy"
	tidied "$work/web.en.html" | grep -vxFf "$work/tidy" | grep -v 'trimming empty' >"$work/more"
	cat "$work/more"
	[ ! -s "$work/more" ]
}
if command -v tidy >/dev/null; then
	ok "tidy finds no more in HTML than in harmless mails'" validates
else
	skip "tidy finds no more in HTML than in harmless mails'" "no tidy here"
fi

# The checks themselves: each of these must be found.
finds() {
	format=$1
	sed "$2" "$work/web.en.$format" >"$work/bad"
	! cmp -s "$work/web.en.$format" "$work/bad" || { echo "nothing was changed"; return 1; }
	holds "$format" "$work/bad" "$work/web.en.json" "$templates"
	[ $? = 3 ]
}
finds_word() {
	sed "$2" "$work/web.en.$1" >"$work/bad"
	holds words "$1" "$work/bad" "$work/web.en.json" "$templates" en
	[ $? = 3 ]
}
esc=$(printf '\033')
ok "found: an element too many" finds html 's|<h2>|<h2><script></script>|'
ok "found: one of ours where none should be" finds html 's|&lt;/bdi&gt;&lt;b&gt;|</bdi><bdi>|'
ok "found: an attribute" finds html 's|<h1>|<h1 onclick="x">|'
ok "found: an entity that a mail wrote" finds html 's|&amp;lt;b|\&lt;b|'
ok "found: a link" finds html 's|href="https://lists.example/hostile/md-link|href="javascript:md-link|'
ok "found: a link under another mail's name" finds html 's|hostile/json@|hostile/utf7@|'
ok "found: style" finds html 's|</style>|body { display: none }&|'
ok "found: a tag of a template that was filled in" finds html 's|{{inbox.title}}|hostile|'
ok "found: an escape sequence" finds text "s|json:|json:$esc[1m|"
ok "found: an override" finds text 's|<U+202E>|\xE2\x80\xAE|'
ok "found: a text cut short" finds text 's|In a line: a <script>||'
finds_digest() {
	sed "$2" "$work/digest.en.$1" >"$work/bad"
	! cmp -s "$work/digest.en.$1" "$work/bad" || { echo "nothing was changed"; return 1; }
	holds "$1" "$work/bad" "$work/digest.en.json" "$templates"
	[ $? = 3 ]
}
ok "found: a mail of a digest under another's name" finds_digest text 's|+0000    Sera|&h|'
ok "found: a mail of a digest that is missing" finds_digest text '/+0000    Sera/d'
ok "found: a thread under another's title" finds_digest text 's|^1\. |&x|'
finds_state() {
	sed "$2" "$work/states.en.$1" >"$work/bad"
	! cmp -s "$work/states.en.$1" "$work/bad" || { echo "nothing was changed"; return 1; }
	holds "$1" "$work/bad" "$work/states.en.json" "$templates"
	[ $? = 3 ]
}
ok "found: a row that leads to another thread" finds_state html 's|<td><a href="#t1-9">|<td><a href="#t1-8">|'
ok "found: a row that is missing" finds_state html '/<td><a href="#t1-12">/d'
ok "found: a NACK in other words" finds_state html 's|<span>NAK, the sheep|<span>NAK, no sheep|'
if can_render markdown; then
	ok "found: a row that leads to another thread, in Markdown" finds_state markdown \
		's|(#t1-9)|(#t1-8)|'
	ok "found: a row that is missing, in Markdown" finds_state markdown '/(#t1-12)/d'
	ok "found: an address that is not the sender's" finds_digest markdown 's|<wide@|<hebrew@|'
	ok "found: a link in a subject" finds_digest markdown 's|\*\* \[PATCH|** [x](https://x.example) [PATCH|'
	ok "found: a mail that is missing" finds_digest markdown '/<wide@/d'
else
	skip "found: what is wrong in a digest's Markdown" "no cmark-gfm here"
fi
ok "found: a word in text" finds_word text 's|^From|& nowhere|'
ok "found: a word in HTML" finds_word html 's|<h2>|&nowhere |'
done_testing
