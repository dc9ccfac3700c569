/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/letters.h"

char *letters_mail(char letter)
{
	return g_strdup_printf("Message-ID: <%c@example.org>\n\n%c\n", g_ascii_tolower(letter),
			       letter);
}

static void step(InboxMaker *maker, char verb, char letter)
{
	g_autofree char *mail = letters_mail(letter);
	g_autofree char *edited = letters_mail(g_ascii_toupper(letter));

	if (verb == '-')
		inbox_maker_delete(maker, slice_of(mail));
	else if (verb == '!')
		inbox_maker_purge(maker, slice_of(mail));
	else if (verb == '=')
		inbox_maker_replace(maker, slice_of(mail), slice_of(edited));
	else
		inbox_maker_add(maker, slice_of(mail));
}

void letters_play(InboxMaker *maker, const char *steps)
{
	for (; *steps; steps++)
		if (*steps == '|') {
			inbox_maker_next_epoch(maker);
		} else if (g_ascii_isalpha(*steps)) {
			step(maker, '+', *steps);
		} else {
			step(maker, steps[0], steps[1]);
			steps++;
		}
}
