/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail/header.h"

#define NAME(text)                                                                                 \
	{                                                                                          \
		text, sizeof(text) - 1                                                             \
	}

static const Slice names[N_HEADERS] = {
	[HEADER_FROM] = NAME("From"),
	[HEADER_TO] = NAME("To"),
	[HEADER_CC] = NAME("Cc"),
	[HEADER_REPLY_TO] = NAME("Reply-To"),
	[HEADER_X_ORIGINAL_FROM] = NAME("X-Original-From"),
	[HEADER_SUBJECT] = NAME("Subject"),
	[HEADER_DATE] = NAME("Date"),
	[HEADER_MESSAGE_ID] = NAME("Message-ID"),
	[HEADER_REFERENCES] = NAME("References"),
	[HEADER_IN_REPLY_TO] = NAME("In-Reply-To"),
	[HEADER_CONTENT_TYPE] = NAME("Content-Type"),
	[HEADER_CONTENT_TRANSFER_ENCODING] = NAME("Content-Transfer-Encoding"),
	[HEADER_CONTENT_DISPOSITION] = NAME("Content-Disposition"),
};

/* The length of the field name @line starts with (RFC 5322 §2.2), or 0. */
static gsize field_name_len(Slice line)
{
	gsize len = 0, colon;

	while (len < line.len && g_ascii_isgraph(line.ptr[len]) && line.ptr[len] != ':')
		len++;
	/* blanks before the colon are of RFC 822's time (obs-optional) */
	for (colon = len; colon < line.len; colon++)
		if (line.ptr[colon] != ' ' && line.ptr[colon] != '\t')
			break;
	return colon < line.len && line.ptr[colon] == ':' ? len : 0;
}

/* N_HEADERS for one nobody asks for. */
static HeaderName find_name(Slice name)
{
	for (HeaderName i = 0; i < N_HEADERS; i++)
		if (name.len == names[i].len && slice_starts_nocase(name, names[i].ptr))
			return i;
	return N_HEADERS;
}

static gboolean is_continuation(Slice line)
{
	return line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
}

static gboolean is_end(Slice line)
{
	return line.len == 0 || slice_equal(line, "\r");
}

static void skip_mbox_line(HeaderSection *section, Slice *rest)
{
	Slice after = *rest, line;

	if (!slice_next_line(&after, &line) || field_name_len(line))
		return;
	if (!slice_starts(line, "From ") && !slice_starts(line, ">From "))
		return;
	defect_add(&section->defects, DEFECT_MBOX_FROM);
	*rest = after;
}

/* Takes the lines that continue a field off @rest; returns where they end. */
static const char *take_continuations(Slice *rest, const char *end)
{
	Slice after = *rest, line;

	while (slice_next_line(&after, &line) && is_continuation(line)) {
		end = line.ptr + line.len;
		*rest = after;
	}
	return end;
}

static void add_field(HeaderSection *section, Slice field, gsize name_len)
{
	HeaderField found = {find_name(slice_sub(field, 0, name_len)), {NULL, 0}};

	if (found.name == N_HEADERS)
		return;
	found.value = slice_sub(field, (gsize)slice_find(field, ':') + 1, field.len);
	found.value = slice_trim(found.value);
	g_array_append_val(section->fields, found);
}

/* Reads up to the empty line and past it. */
static void scan_fields(HeaderSection *section, Slice *rest)
{
	Slice line;

	while (slice_next_line(rest, &line) && !is_end(line)) {
		gsize name_len = field_name_len(line);
		const char *end = take_continuations(rest, line.ptr + line.len);

		line.len = (gsize)(end - line.ptr);
		if (name_len)
			add_field(section, line, name_len);
		else
			defect_add(&section->defects, DEFECT_BROKEN_HEADER);
	}
}

void header_scan(HeaderSection *section, Slice text)
{
	Slice rest = text, all, first = {NULL, 0};
	gboolean begins;

	section->fields = g_array_sized_new(FALSE, FALSE, sizeof(HeaderField), N_HEADERS);
	section->defects = 0;
	skip_mbox_line(section, &rest);
	all = rest;
	begins = slice_next_line(&all, &first);
	scan_fields(section, &rest);
	section->body = rest;
	if (section->fields->len || field_name_len(first))
		return;
	/* an empty section, or none: then what looked like its lines is text */
	if (!begins || !is_end(first))
		section->body = text;
	section->defects = 1u << DEFECT_NO_HEADERS;
}

void header_clear(HeaderSection *section)
{
	g_clear_pointer(&section->fields, g_array_unref);
}

gboolean header_next(const HeaderSection *section, HeaderName name, guint *at, Slice *value)
{
	while (*at < section->fields->len) {
		const HeaderField *field = &g_array_index(section->fields, HeaderField, *at);

		(*at)++;
		if (field->name == name) {
			*value = field->value;
			return TRUE;
		}
	}
	return FALSE;
}

Slice header_first(const HeaderSection *section, HeaderName name)
{
	Slice value = {NULL, 0};
	guint at = 0;

	header_next(section, name, &at, &value);
	return value;
}

guint header_count(const HeaderSection *section, HeaderName name)
{
	Slice value;
	guint at = 0, count = 0;

	while (header_next(section, name, &at, &value))
		count++;
	return count;
}
