/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/concern.h"

struct _Concern {
	char *text;
};

Concern *concern_new(const char *text, G_GNUC_UNUSED GError **error)
{
	Concern *concern = g_new0(Concern, 1);

	concern->text = g_strdup(text);
	return concern;
}

void concern_free(Concern *concern)
{
	if (!concern)
		return;
	g_free(concern->text);
	g_free(concern);
}

const char *concern_text(const Concern *concern)
{
	return concern->text;
}

gboolean concern_has(const Concern *concern, const Person *person)
{
	return *person->addr && g_str_has_suffix(person->addr, concern->text);
}

gboolean concern_has_message(const Concern *concern, const Message *message)
{
	return concern_has(concern, &message->sender);
}
