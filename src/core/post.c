/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/post.h"

#include "core/bot.h"

static gboolean has_diff(const Patch *patch)
{
	return patch->diff.len > 0;
}

/* A patch's subject kept by an answer: it quotes, and brings no change of its own. */
static gboolean lost_its_reply_prefix(const Subject *subject, const Patch *patch,
				      gboolean has_parent)
{
	return has_parent && !subject_is_cover(subject) && patch->quotes && !has_diff(patch) &&
	       patch->diffstat.len == 0;
}

/* [RFC 0/6]: 0/m counts patches, and a letter has no diff to prove itself with. */
static gboolean is_letter(const Subject *subject)
{
	return subject->counter && subject->n == 0 && subject->m > 0;
}

PostKind post_kind(const Subject *subject, const Patch *patch, gboolean has_parent)
{
	if (subject->reply)
		return POST_REPLY;
	if (lost_its_reply_prefix(subject, patch, has_parent))
		return POST_REPLY;
	if (subject->pull)
		return POST_OTHER;
	if (subject->patch || is_letter(subject))
		return POST_PATCH;
	if ((subject->rfc || subject->counter || subject->versioned) && has_diff(patch))
		return POST_PATCH;
	return POST_OTHER;
}

/* [PATCH AUTOSEL 5.10 1/9]: picked by a program from what others wrote long ago. */
static gboolean is_autosel(const Subject *subject)
{
	for (char **word = subject->words; *word; word++)
		if (g_ascii_strcasecmp(*word, "AUTOSEL") == 0)
			return TRUE;
	return FALSE;
}

static gboolean is_another_author(const Person *sender, const Patch *patch)
{
	g_autofree char *of_sender = person_key(sender), *of_author = person_key(&patch->author);

	return patch->has_author && !g_str_equal(of_sender, of_author);
}

gboolean post_is_stable_review(const Person *sender, const Subject *subject, const Patch *patch)
{
	return patch->stable_review || is_autosel(subject) ||
	       (patch->picked && is_another_author(sender, patch));
}

/* The sender is the message's no more: a NULL name marks it as taken. */
static Person take_person(Person *person)
{
	Person taken = *person;

	*person = (Person){NULL, NULL};
	return taken;
}

static void read_patch(Post *post, const Patch *patch)
{
	post->sender_key = person_key(&post->sender);
	post->author = person_copy(patch->has_author ? &patch->author : &post->sender);
	post->stable_review = post_is_stable_review(&post->sender, post->subject, patch);
}

Post *post_new(Message *message, Subject *subject, PostKind kind, const Patch *patch,
	       const PostPlace *place)
{
	Post *post = g_new0(Post, 1);

	post->place = *place;
	post->kind = kind;
	post->id = g_strdup(message->ids[0]);
	if (message->ids[1])
		post->ids = g_steal_pointer(&message->ids);
	post->parents = g_steal_pointer(&message->parents);
	post->subject = subject;
	post->sender = take_person(&message->sender);
	post->instant = message->instant;
	post->offset = message->offset;
	post->raw_date = g_steal_pointer(&message->raw_date);
	post->defects = message->defects;
	post->bot = bot_is(&post->sender);
	if (kind == POST_PATCH)
		read_patch(post, patch);
	return post;
}

void post_free(Post *post)
{
	if (!post)
		return;
	g_free(post->id);
	g_strfreev(post->ids);
	g_strfreev(post->parents);
	subject_free(post->subject);
	person_clear(&post->sender);
	g_free(post->sender_key);
	person_clear(&post->author);
	g_free(post->raw_date);
	g_free(post);
}

gboolean post_counts(const Post *post)
{
	return !post->bot && !post->stable_review;
}
