/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/word.h"

#include <string.h>

Slice word_skip_blanks(Slice s)
{
	while (s.len && *s.ptr == ' ')
		s = slice_sub(s, 1, s.len);
	return s;
}

gboolean word_is_byte(char c)
{
	return g_ascii_isalnum(c) || strchr("-_'/.+#@~", c) || (guchar)c >= 0x80;
}

Slice word_peek(Slice s)
{
	gsize n = 0;

	s = word_skip_blanks(s);
	while (n < s.len && s.ptr[n] && word_is_byte(s.ptr[n]))
		n++;
	while (n > 0 && strchr(".'", s.ptr[n - 1]))
		n--;
	return slice_sub(s, 0, n);
}

Slice word_behind(Slice s, Slice word)
{
	return slice_sub(s, (gsize)(word.ptr + word.len - s.ptr), s.len);
}

gboolean word_skip(Slice *s, const char *const *words)
{
	gboolean any = FALSE;

	for (Slice word = word_peek(*s); word.len && slice_is_one_of(word, words);
	     word = word_peek(*s)) {
		*s = word_behind(*s, word);
		any = TRUE;
	}
	return any;
}
