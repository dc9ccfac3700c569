#!/bin/sh
# Random values through markdown_escape() and a renderer of GitHub's Markdown: each
# comes out as the text it is, and as nothing else.
. "$MAILDELTA_SRCDIR/tests/cli/lib.sh"

what="values come out of a Markdown renderer as they are"
if ! command -v cmark-gfm >/dev/null; then
	skip "$what" "no cmark-gfm here"
elif ! command -v python3 >/dev/null; then
	skip "$what" "no python3 here"
else
	ok "$what" python3 "$MAILDELTA_SRCDIR/tests/cli/markdown.py" "$work"
fi
done_testing
