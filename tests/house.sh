#!/bin/sh
# The house's own rules, held against its files (HACKING.md, "Layers"). TAP.
set -u
cd "$MAILDELTA_SRCDIR" || exit 1

n=0
# ok DESCRIPTION FINDINGS: passes when there are no findings
ok() {
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

# Which folders the files of a folder may include, itself first.
layers="base: base
core: core base
http: http base
mirror: mirror http core base
mail: mail core base
summary: summary http core base
report: report core base
app: app mirror http mail summary report core base
cli: cli app mirror http mail summary report core base"

layer_breaks() {
	grep -nE '^# *include "' src/*/*.[ch] | awk -F'[:"/]' -v layers="$layers" '
	BEGIN {
		n = split(layers, rows, "\n")
		for (i = 1; i <= n; i++) {
			split(rows[i], row, ": ")
			allowed[row[1]] = " " row[2] " "
		}
	}
	# src / folder / file : line : # include " folder / header
	{ if ($6 != "config.h" && index(allowed[$2], " " $6 " ") == 0) print }'
}

# stray HEADER-REGEX ALLOWED-FILES-REGEX: who includes a library outside its folder
stray() {
	grep -nE "^# *include <$1" src/*/*.[ch] | grep -vE "^$2" || true
}

libraries() {
	stray 'git2' 'src/mirror/[a-z_]*\.c:'
	stray 'gmime' 'src/mail/[a-z_]*\.c:'
	stray '(cjson/)?cJSON' 'src/base/json\.c:'
	stray 'pcre2' 'src/base/regex\.c:'
	stray 'curl' 'src/http/[a-z_]*\.c:'
}

# Unsafe, or wrong by locale; the glib way is beside it.
banned() {
	grep -nE '\b(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|strtok|atoi|atol|alloca|setlocale)\(' \
		src/*/*.[ch] || true
}

# Only cli/ prints and exits; progress is the one thing below that shows on a terminal.
prints() {
	grep -nE '\b(v?f?printf|f?puts|f?putc|putchar|perror|g_print|g_printerr|g_message|g_warning|exit|_exit|abort)\(' \
		src/*/*.[ch] |
		grep -vE '^src/(cli/|base/progress\.c)' || true
}

long_functions() {
	for file in src/*/*.c; do
		awk -v file="$file" '
		/^[A-Za-z].*[^;:]$/ { start = NR }
		/^}/ { if (start && NR - start > 80) print file ":" start ": " NR - start " lines"; start = 0 }
		' "$file"
	done
}

unlicensed() {
	for file in src/*/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch]; do
		[ -e "$file" ] || continue
		head -n 1 "$file" | grep -q 'SPDX-License-Identifier: GPL-2.0-or-later' || echo "$file"
	done
}

unmanned() {
	sed -n 's/^	{"\([a-z]*\)", cmd_.*/\1/p' src/cli/command.c | while read -r name; do
		[ -e "man/maildelta-$name.1" ] || echo "man/maildelta-$name.1 is missing"
		grep -q "man/maildelta-$name\.1" Makefile.am || echo "man/maildelta-$name.1 is not in Makefile.am"
	done
}

# A template that is not installed is found by no one but its author.
unlisted() {
	for file in templates/*.* templates/lang/* templates/prompt/*; do
		grep -qF "$file" Makefile.am || echo "$file is not in Makefile.am"
	done
}

# Two rows of one rule are what merges leave behind.
repeated() {
	awk -F ' *[|] *' '/^[|]/ && !/^[|] *-/ && !/^[|] `src/ {
		rule = NF == 6 ? $3 : $2
		if (seen[rule]++)
			print "HACKING.md: " rule
	}' HACKING.md
}

# What HACKING.md says is there is there.
unfounded() {
	grep -o '`[a-z0-9_]*()' HACKING.md | tr -d '`' | sort -u | while read -r name; do
		grep -qE "(^|[^a-z0-9_])${name%()}\\(" src/*/*.[ch] || echo "HACKING.md: no $name"
	done
	grep -oE '(base|http|core|mirror|mail|summary|report|app)/test-[a-z0-9-]+|cli/[a-z]+\.sh|corpora/[a-z]+' HACKING.md |
		sort -u | while read -r test; do
		[ -e "tests/$test" ] || [ -e "tests/unit/$test.c" ] || echo "HACKING.md: no $test"
	done
}

# What reports print, and what their templates are given, is documented.
undocumented() {
	sed -nE 's/^.*(json|view|model)?_?set[a-z_]*\([a-z_]+, "([a-z_]+)".*/\2/p' src/report/model*.c src/report/view*.c |
		sort -u | while read -r member; do
		grep -qE "(^|[^a-z_])$member([^a-z_]|\$)" man/maildelta-json.5 ||
			echo "man/maildelta-json.5: no $member"
	done
}

# A module that HACKING.md does not name is one that no stranger finds.
unmapped() {
	for file in src/*/*.c; do
		module=$(basename "$file" .c)
		case $module in cmd_*) continue ;; esac
		grep -q "^| \`$(dirname "$file")\` .*\`$module\`" HACKING.md || echo "HACKING.md: no $file"
	done
}

unformatted() {
	clang-format --dry-run src/*/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch] 2>&1 | grep warning: |
		cut -d: -f1 | sort -u
}

ok "folders include only what is below them" "$(layer_breaks)"
ok "each library stays in its folder, out of every header" "$(libraries)"
ok "no unsafe or locale-dependent call" "$(banned)"
ok "only the command line prints or exits" "$(prints)"
ok "no function is longer than 80 lines" "$(long_functions)"
ok "every C file names its licence" "$(unlicensed)"
ok "every command has a manual page that is installed" "$(unmanned)"
ok "every template is installed" "$(unlisted)"
ok "every member of JSON and of views is documented" "$(undocumented)"
ok "HACKING.md names every module" "$(unmapped)"
ok "HACKING.md names functions and tests that exist" "$(unfounded)"
ok "... and each rule once" "$(repeated)"
case $(clang-format --version 2>/dev/null) in
*" 14."*) ok "the code is formatted" "$(unformatted)" ;;
*)
	n=$((n + 1))
	echo "ok $n - the code is formatted # SKIP no clang-format 14 here"
	;;
esac
echo "1..$n"
