/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/entity.h"

#include <string.h>

#include "lib/pieces.h"
#include "summary/figure.h"
#include "summary/wording.h"

static const struct {
	const char *text,
		*want; /* "kind:words", with " | " between; acronyms: "kind:SEA=meaning" */
} rows[] = {
	{"", ""},
	{"Asks for a lock around the list.", ""},

	/* hashes */
	{"Points at commit 3ffa4da1 for the cause.", "hash:3ffa4da1"},
	{"Points at 0123456789ab for the cause.", "hash:0123456789ab"},
	{"The word defaced is no hash, nor is 1234567 pages.", "number:1234567"},

	/* numbers */
	{"Sees a drop of 30 % with 4KiB pages.", "number:30 % | number:4KiB"},
	{"Is 1.5x faster, 1.5× or 2 times.", "number:1.5x | number:1.5× | number:2 times"},
	{"Has two remarks on 3 patches, and 5 more.", ""},
	{"Has applied it. Was merged. Will take both. Will also say so. Would have said so.", ""},
	{"Reports 1,024 vCPUs at 10-20 ms.",
	 "number:1,024 | name:vCPUs | number:10 | number:20 ms"},
	{"Wants 64-bit counters, and a 16th one.", "number:64-bit | number:16"},
	{"It takes thirty percent, and ten people.", "number:thirty percent"},
	{"It is the first of ten.", ""},
	{"性能下降了百分之三十，耗时三十毫秒。", "number:百分之三十 | number:三十毫秒"},
	{"性能提升 ３０％，共十个补丁。", "number:３０％"},
	{"Masks with 0xff00.", "number:0xff00"},
	{"Spells out 123456789012345678901234567890.", "hash:123456789012345678901234567890"},

	/* identifiers */
	{"Moves kvm_init() and vcpu->arch to mm/vmscan.c.",
	 "identifier:kvm_init() | identifier:vcpu->arch | identifier:mm/vmscan.c"},
	{"Adds --max-cost and count(), std::move, vmRunState.",
	 "identifier:--max-cost | identifier:count() | identifier:std::move | "
	 "identifier:vmRunState"},
	{"Sets `kvm-arm.mode` and a=b.", "identifier:kvm-arm.mode | identifier:a=b"},
	{"Works on arm64 with gicv5, read-only or copy-on-write.",
	 "identifier:arm64 | identifier:gicv5"},
	{"Splits arch/arm64/kvm for and/or reasons.", "identifier:arch/arm64/kvm"},
	{"Takes 1\xD0\x9E ms, or 4abc, 3D or 30pages, e.g. the 22nd.",
	 "identifier:1\xD0\x9E | identifier:4abc | identifier:3D | identifier:30pages | number:22"},
	{"Cannot make gate@80000000, at 5/8 of it.", "identifier:gate@80000000 | number:5/8"},
	{"无法创建 /gate@80000000。", "identifier:gate@80000000"},
	{"Is at bit.ly/abc, i.e. in 6.1.y, a.k.a. stable.Also there.",
	 "identifier:bit.ly/abc | identifier:6.1.y | name:Also"},
	{"Needs CONFIG_KVM to be set.", "config:CONFIG_KVM"},

	/* versions */
	{"Says that v3 breaks 6.19-rc1 and v6.1.2.",
	 "version:v3 | version:6.19-rc1 | version:v6.1.2"},
	{"Sends version 3 of it.", "version:3"},
	{"发布了第 3 版。", "version:3"},
	{"It is in 6.19 already.", "number:6.19"},

	/* quotations */
	/* a branch's */
	{"Applies it to kvm-arm64/next-5.2 and for-6.19, not to part-2.",
	 "identifier:arm64 | number:5.2 | number:6.19"},
	{"Is a pre-6.19-based queue of ARMv8.6.", "number:6.19 | name:ARMv8"},

	{"Calls it \"a bad idea\", “not nice” and 'too slow'.",
	 "quotation:a bad idea | quotation:not nice | quotation:too slow"},
	{"Doesn't like the guests' pages, it's slow.", ""},
	{"Says ‘it doesn’t work’ twice.", "quotation:it doesn’t work"},
	{"称其为「坏主意」。", "quotation:坏主意"},
	{"Leaves an \"open one.", ""},

	/* acronyms and what they are said to stand for */
	{"Asks for SEA (synchronous external abort) handling.",
	 "name:SEA | acronym:SEA=synchronous external abort"},
	{"Asks for synchronous external abort (SEA) handling.",
	 "acronym:SEA=synchronous external abort | name:SEA"},
	{"Uses MPAM, short for Memory Partitioning And Monitoring, there.",
	 "name:MPAM | acronym:MPAM=Memory Partitioning And Monitoring"},
	{"Says that CCA stands for confidential compute architecture.",
	 "name:CCA | acronym:CCA=confidential compute architecture"},
	{"Waits by WFxT (wait for event with timeout).",
	 "name:WFxT | acronym:WFxT=wait for event with timeout"},
	{"Fixes the TLB (on one host) and the GIC (see there).", "name:TLB | name:GIC"},
	{"支持 SEA（同步外部中止）。", "name:SEA | acronym:SEA=同步外部中止"},
	{"同步外部中止（SEA）的处理", "acronym:SEA=同步外部中止 | name:SEA"},
	{"支持 SEA（仅 arm64）与 EDX（本地回退了此改动）。",
	 "name:SEA | identifier:arm64 | name:EDX"},
	{"增加 NV，即嵌套虚拟化，的支持", "name:NV | acronym:NV=嵌套虚拟化"},

	/* names */
	{"Wants Linus Torvalds to look at KVM/arm64.",
	 "name:Linus Torvalds | name:KVM | identifier:arm64"},
	{"Asks. Then answers Dan. Also waits.", "name:Dan"},
	{"Linus agrees.", "name:Linus"},
	{"Will agrees.", "name:Will"},
	{"Greg fixes it.", "name:Greg"},
	{"Linus's tree has it; that's fine. That's all.", "name:Linus"},
	{"Has reviewed the series. Will send it. Is tested.", ""},
	{"Adds pages. This is it. The series has been sent. Asks users to wait.", ""},
	{"KVM should be first on Linux, as I said in May.", "name:KVM"},
	{"Gives a Reviewed-by. Acked-by: him.", "name:Reviewed-by | name:Acked-by"},
	{"Greets {P3} and {P12}, not {Q}.", ""},
	{"询问 Linus 是否 review 了 KVM 的补丁。", "name:Linus | name:KVM"},
	{"询问 spinlock 是否 racy，以及 patch 的 ID。", "name:spinlock | name:racy"},
	{"王小明同意该补丁。", "name:王小明"},
	{"作者同意该补丁。于是双方表示赞成。", ""},
	{"Thanks \xD0\x90nn and B\xD0\xBE.", "name:\xD0\x90nn | name:B\xD0\xBE"},
	{"It is k\xD0\xB5rnel code.", "name:k\xD0\xB5rnel"},
	{"Takes 5 μs and 7 µs.", "number:5 μs | number:7 µs"},

	/* addresses */
	{"See https://evil.example/x?y=1 for it.", "url:https://evil.example/x?y=1"},
	{"Write to ann@example.org or see www.example or kernel.org.",
	 "url:ann@example.org | url:www.example | url:kernel.org."},
	{"See [there](here).", "url:]("},
	{"Says \"see https://evil.example\" there.",
	 "quotation:see https://evil.example | url:https://evil.example"},
	{"Uses `http://evil.example/`.",
	 "identifier:http://evil.example/ | url:http://evil.example/"},
	{"参见http://evil.example/的说明", "url:http://evil.example/"},
};

static void check_spans(const char *text, const GPtrArray *all)
{
	gsize len = strlen(text);

	for (guint i = 0; i < all->len; i++) {
		const Entity *entity = all->pdata[i];

		g_assert_cmpuint(entity->from + entity->len, <=, len);
		g_assert_nonnull(entity->text);
		g_assert_true(g_utf8_validate(entity->text, -1, NULL));
		g_assert_cmpint(entity->kind == ENTITY_ACRONYM, ==, entity->meaning != NULL);
	}
}

static char *describe(const char *text)
{
	g_autoptr(GPtrArray) all = entities_read(text);
	GString *out = g_string_new(NULL);

	check_spans(text, all);
	for (guint i = 0; i < all->len; i++) {
		const Entity *entity = all->pdata[i];

		g_string_append_printf(out, "%s%s:%s", i ? " | " : "",
				       entity_kind_name(entity->kind), entity->text);
		if (entity->meaning)
			g_string_append_printf(out, "=%s", entity->meaning);
	}
	return g_string_free(out, FALSE);
}

static void test_read(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *got = describe(rows[i].text);

		if (!g_str_equal(got, rows[i].want))
			g_test_message("%s", rows[i].text);
		g_assert_cmpstr(got, ==, rows[i].want);
	}
}

/* The one entity of @says, and whether @mail has it. */
static const struct {
	const char *says;
	EntityKind kind;
	const char *mail;
	gboolean want;
} finds[] = {
	{"commit 3ffa4da1", ENTITY_HASH, "see 3FFA4DA1234 there", TRUE},
	{"commit 3ffa4da1234", ENTITY_HASH, "see 3ffa4da there", TRUE},
	{"commit 3ffa4da1", ENTITY_HASH, "see 3ffa4db1234 there", FALSE},
	{"commit 3ffa4da1", ENTITY_HASH, "see x3ffa4da1 there", FALSE},

	{"by 30 %", ENTITY_NUMBER, "by 30% here", TRUE},
	{"by 30%", ENTITY_NUMBER, "by thirty percent here", TRUE},
	{"by thirty percent", ENTITY_NUMBER, "by 30 % here", TRUE},
	{"下降百分之三十", ENTITY_NUMBER, "a drop of 30%", TRUE},
	{"下降 ３０％", ENTITY_NUMBER, "a drop of 30%", TRUE},
	{"下降 30 倍", ENTITY_NUMBER, "a drop of 30%", FALSE},
	{"by 30%", ENTITY_NUMBER, "by 130% or 30.5% or 300%", FALSE},
	{"by 30%", ENTITY_NUMBER, "before | 30 | percent of it", TRUE},
	{"by 30%", ENTITY_NUMBER, "30 pages", FALSE},
	{"30 pages", ENTITY_NUMBER, "of 30% or so", TRUE},
	{"with 4 KiB", ENTITY_NUMBER, "4KiB pages", TRUE},
	{"with 4 KiB", ENTITY_NUMBER, "4MiB pages, of KiB nothing", FALSE},
	{"1.5× faster", ENTITY_NUMBER, "1.5x faster", TRUE},
	{"1.5 times", ENTITY_NUMBER, "1.50× faster", TRUE},
	{"1.50", ENTITY_NUMBER, "takes 1.5 seconds", TRUE},
	{"5.1", ENTITY_NUMBER, "since 5.10", FALSE},
	{"5.10", ENTITY_NUMBER, "since 5.1", FALSE},
	{"5.10", ENTITY_NUMBER, "since 5.10", TRUE},
	{"1024 vcpus", ENTITY_NUMBER, "1,024 vCPUs", TRUE},
	{"kernel 6.19", ENTITY_NUMBER, "on v6.19 it works", TRUE},
	{"to fold/next-5.9", ENTITY_NUMBER, "Applied to fold/next-5.9, thanks", TRUE},
	{"to fold/next-5.2", ENTITY_NUMBER, "Applied to fold/next-5.9, thanks", FALSE},
	{"part 12", ENTITY_NUMBER, "[PATCH v2 12/46] x", TRUE},
	{"part 12", ENTITY_NUMBER, "arm12 a_12 1.12 12.1", FALSE},

	{"see kvm_init()", ENTITY_IDENTIFIER, "in kvm_init we", TRUE},
	{"see kvm_init", ENTITY_IDENTIFIER, "in kvm_init() we", TRUE},
	{"see kvm_init()", ENTITY_IDENTIFIER, "in __kvm_init() we", FALSE},
	{"see kvm_init()", ENTITY_IDENTIFIER, "in KVM_INIT we", FALSE},
	{"see count()", ENTITY_IDENTIFIER, "a recount of counts", FALSE},
	{"see vmscan.c", ENTITY_IDENTIFIER, "in mm/vmscan.c", TRUE},
	{"see arm64", ENTITY_IDENTIFIER, "the ARM64 way", TRUE},
	{"CONFIG_KVM", ENTITY_CONFIG, "CONFIG_KVM=y", TRUE},
	{"CONFIG_KVM", ENTITY_CONFIG, "CONFIG_KVM_ARM=y", FALSE},

	{"in v3", ENTITY_VERSION, "[PATCH V3 1/2]", TRUE},
	{"in version 3", ENTITY_VERSION, "[PATCH v3 1/2]", TRUE},
	{"in v3", ENTITY_VERSION, "[PATCH v33 3/3]", FALSE},
	{"in v6.1", ENTITY_VERSION, "v6.12 v6.1.2 v6.1-rc1", FALSE},
	{"in v6.1", ENTITY_VERSION, "since v6.1.", TRUE},
	{"in 6.19-rc1", ENTITY_VERSION, "since v6.19-rc1, yes", TRUE},

	{"\"Not a — good idea\"", ENTITY_QUOTATION, "that's “not a good idea”!", TRUE},
	{"\"a good idea\"", ENTITY_QUOTATION, "a really good idea", FALSE},
	{"\"good\"", ENTITY_QUOTATION, "goods", FALSE},

	{"by Ann Example", ENTITY_NAME, "EXAMPLE said ann", TRUE},
	{"by Ann Example", ENTITY_NAME, "ann said", FALSE},
	{"some VMs", ENTITY_NAME, "nothing here", FALSE},
	{"an ACK", ENTITY_NAME, "the ACKs", TRUE},
	{"the ACKs", ENTITY_NAME, "an ACK", TRUE},
	{"an ACK", ENTITY_NAME, "a package", FALSE},
	{"by \xD0\x90nn", ENTITY_NAME, "by \xD0\x90nn", FALSE},

	{"说 property 多余", ENTITY_NAME, "several Properties of it", TRUE},
	{"说 oops 多余", ENTITY_NAME, "it oopsed", TRUE},
	{"说 trace 多余", ENTITY_NAME, "tracing it", TRUE},
	{"说 trace 多余", ENTITY_NAME, "a traceability of it", FALSE},
	{"说 proper 多余", ENTITY_NAME, "nothing of that", FALSE},

	{"at 5/8 of it", ENTITY_NUMBER, "starts at 5/8ths", TRUE},
	{"at 5/8 of it", ENTITY_NUMBER, "starts at 3/8ths", FALSE},
	{"at 5/8 of it", ENTITY_NUMBER, "starts at 15/8 or 5/80", FALSE},
	{"of gate_open/gate_shut", ENTITY_IDENTIFIER, "gate_open() and gate_shut()", TRUE},
	{"of gate_open/gate_shut", ENTITY_IDENTIFIER, "gate_open() and gate_lock()", FALSE},
	{"of MAY_OPEN", ENTITY_IDENTIFIER, "by GATE_MAY_OPEN at night", TRUE},
	{"of MAY_OPEN", ENTITY_IDENTIFIER, "by GATE_MAY_OPENED at night", FALSE},
	{"of AY_OPEN", ENTITY_IDENTIFIER, "by GATE_MAY_OPEN at night", FALSE},
	{"of may_open", ENTITY_IDENTIFIER, "by gate_may_open at night", FALSE},
	{"of my_gate/open.c", ENTITY_IDENTIFIER, "my_gate and open.c", FALSE},

	{"the SEA (synchronous external abort)", ENTITY_ACRONYM,
	 "a SEA is a Synchronous External-Abort here", TRUE},
	{"the SEA (system error address)", ENTITY_ACRONYM, "a synchronous external abort, SEA",
	 FALSE},
	{"at https://a.example/", ENTITY_URL, "at https://a.example/", FALSE},
};

static void test_find(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(finds); i++) {
		g_autoptr(GPtrArray) all = entities_read(finds[i].says);
		const Entity *entity = NULL;

		for (guint j = 0; j < all->len; j++)
			if (((Entity *)all->pdata[j])->kind == finds[i].kind)
				entity = all->pdata[j];
		if (finds[i].kind == ENTITY_NAME && !entity) /* a common word */
			continue;
		g_assert_nonnull(entity);
		if (entity && entity_is_in(entity, finds[i].mail) != finds[i].want) {
			g_test_message("%s: %s", finds[i].says, finds[i].mail);
			g_test_fail();
		}
	}
}

static void test_wording(void)
{
	g_autofree char *same = wording_of("  Don’t “lock”—twice… ＡＢ");
	g_autofree char *chinese = wording_of("锁住 it，两次");
	g_autofree char *none = wording_of(" … - ");

	g_assert_cmpstr(same, ==, " don t lock twice ab ");
	g_assert_cmpstr(chinese, ==, " 锁 住 it 两 次 ");
	g_assert_cmpstr(none, ==, "");
	g_assert_cmpuint(wording_count(chinese), ==, 5);
	g_assert_cmpuint(wording_count(none), ==, 0);
	g_assert_null(wording_find(same, none));
	g_assert_null(wording_find(same, " loc "));
	g_assert_cmpstr(wording_find(same, " lock twice "), ==, " ab ");
}

static void read_any(const char *text)
{
	g_autoptr(GPtrArray) all = entities_read(text);

	check_spans(text, all);
	for (guint i = 0; i < all->len && i < 5; i++)
		entity_is_in(all->pdata[i], text);
}

static const char *const pieces[] = {
	"SEA (", "(SEA)", "SEA，即", "同步（",  "）",         "\"",      "'",          "‘",
	"’",     "“",     "”",       "`",       "](",         "{P1}",    "{P",         "v3",
	"1,000", "三十",  "0x",      "abcdef0", "a_b",        "->",      "://",        "@",
	".",     " ",     "Ann",     "agrees",  "王小明同意", "--x",     "\xD0\x90",   "\xCC\x81",
	"9",     "％",    "-",       "/",       "A ",         "thirty ", "short for ", "百分之",
};

static void test_hostile(void)
{
	pieces_mix(pieces, G_N_ELEMENTS(pieces), 3000, read_any);
	pieces_repeat(pieces, G_N_ELEMENTS(pieces), read_any);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/entity/read", test_read);
	g_test_add_func("/entity/find", test_find);
	g_test_add_func("/entity/wording", test_wording);
	g_test_add_func("/entity/hostile", test_hostile);
	return g_test_run();
}
