/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report/collect.h"

#include <string.h>

struct _Collect {
	Accounting accounting;
	GPtrArray *posts; /* newest first until collect_finish() */
	guint defects[N_DEFECTS];
};

void finding_free(Finding *finding)
{
	if (!finding)
		return;
	post_free(finding->post);
	g_free(finding);
}

Finding *finding_new(Message *message, const PostPlace *place, PatchDecode decode)
{
	Finding *finding = g_new0(Finding, 1);
	g_autoptr(Subject) subject = subject_parse(message->subject);
	g_autoptr(Patch) patch = NULL;

	if (!subject->reply)
		patch = patch_read(message->body, subject_is_cover(subject), decode);
	finding->kind = post_kind(subject, patch, message->parents[0] != NULL);
	finding->defects = message->defects;
	if (finding->kind == POST_PATCH)
		finding->post =
			post_new(message, g_steal_pointer(&subject), POST_PATCH, patch, place);
	message_free(message);
	return finding;
}

Collect *collect_new(void)
{
	Collect *collect = g_new0(Collect, 1);

	collect->posts = g_ptr_array_new_with_free_func((GDestroyNotify)post_free);
	return collect;
}

void collect_free(Collect *collect)
{
	if (!collect)
		return;
	g_clear_pointer(&collect->posts, g_ptr_array_unref);
	g_free(collect);
}

void collect_unlisted(Collect *collect, guint *counter)
{
	collect->accounting.changes++;
	(*counter)++;
}

Accounting *collect_accounting(Collect *collect)
{
	return &collect->accounting;
}

void collect_mail(Collect *collect, Finding *finding)
{
	Accounting *accounting = &collect->accounting;

	accounting->changes++;
	accounting_list(accounting, finding->kind, finding->post);
	for (guint i = 0; i < N_DEFECTS; i++)
		if (finding->defects & (1u << i))
			collect->defects[i]++;
	if (finding->post)
		g_ptr_array_add(collect->posts, g_steal_pointer(&finding->post));
}

/* The archive's order: oldest first, numbered from there. */
static void number_posts(GPtrArray *posts)
{
	for (guint i = 0, k = posts->len; i + 1 < k; i++) {
		gpointer swap = posts->pdata[i];
		posts->pdata[i] = posts->pdata[--k];
		posts->pdata[k] = swap;
	}
	for (guint i = 0; i < posts->len; i++)
		((Post *)posts->pdata[i])->order = i;
}

static void count_people(Report *report)
{
	g_autoptr(People) people = people_new();

	for (guint i = 0; i < report->posts->len; i++) {
		const Post *post = report->posts->pdata[i];
		if (post_counts(post))
			people_add(people, &post->author, post->order);
	}
	report->domains = people_domains(people, report->top);
	report->people = people_top(people, report->top);
}

static void add_block(Report *report, const Series *series, const Post *post)
{
	Telling block = {post, series, NULL};

	g_array_append_val(report->blocks, block);
}

/* RULES §7: New: introduces a cover letter, a first patch, a patch on its own. */
static gboolean is_introduced(const Series *series, const Post *part)
{
	return !series->numbered || part->subject->n == 1;
}

static void lay_out_blocks(Report *report, gboolean all_patches)
{
	for (guint i = 0; i < report->series->len; i++) {
		const Series *series = report->series->pdata[i];

		if (series->cover)
			add_block(report, series, series->cover);
		for (guint k = 0; k < series->parts->len; k++) {
			const Post *part = series->parts->pdata[k];
			if (all_patches || is_introduced(series, part))
				add_block(report, series, part);
		}
	}
	repeat_mark(report->blocks);
}

Report *collect_finish(Collect *collect, const CollectOptions *options)
{
	Report *report = g_new0(Report, 1);

	report->accounting = collect->accounting;
	report->top = options->top;
	report->posts = g_steal_pointer(&collect->posts);
	memcpy(report->defects, collect->defects, sizeof(report->defects));
	number_posts(report->posts);
	count_people(report);
	report->series = series_group(report->posts);
	report->blocks = g_array_new(FALSE, FALSE, sizeof(Telling));
	lay_out_blocks(report, options->all_patches);
	collect_free(collect);
	return report;
}
