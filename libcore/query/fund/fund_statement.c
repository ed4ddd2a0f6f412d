/* The sheet that is made public: query/fund.h. */
#include <stdlib.h>
#include <string.h>

#include <cb/data/store_chain.h>
#include <cb/value/date.h>
#include <cb/value/money.h>
#include <cb/value/quantity.h>
#include <cb/value/wording.h>

#include "fund_goods.h"

enum { SECTION,
       KIND,
       NAME,
       AMOUNT,
       SHARE,
       WORDS,
       NOTE,
       COLUMNS };

const char *const cb_fund_sections[CB_FUND_SECTIONS] = {
	[CB_FUND_PERIOD] = "期间",
	[CB_FUND_SCOPE] = "范围",
	[CB_FUND_OPENING] = "上期结余",
	[CB_FUND_INCOME] = "收入",
	[CB_FUND_RECEIVED] = "收入合计",
	[CB_FUND_LEVELS] = "按级别",
	[CB_FUND_ARRIVAL] = "到位",
	[CB_FUND_SPENDING] = "支出",
	[CB_FUND_SPENT] = "支出合计",
	[CB_FUND_CLOSING] = "期末结余",
	[CB_FUND_COMMUNITIES] = "社区结余",
	[CB_FUND_GOODS] = "实物",
	[CB_FUND_NO_GIFT] = "未捐助",
	[CB_FUND_NO_MONEY] = "未获资金",
	[CB_FUND_PLEDGES] = "认捐未到位",
	[CB_FUND_EXCEPTIONS] = "破例",
	[CB_FUND_REVERSALS] = "冲销",
	[CB_FUND_CUSTODY] = "保管",
	[CB_FUND_HEAD] = "账尾校验",
};

struct statement {
	struct cb_office *office;
	const struct cb_query_run *options;
	struct fund_ledger ledger;
	struct fund_levels levels;
	struct cb_table *out;
	cb_wide opening, received, spent;
};

/* ---- rows ---- */

static struct cb_cell *
add_row(struct statement *s, enum cb_fund_section section)
{
	struct cb_cell *cells = cb_table_row(s->out);

	cells[SECTION] = cb_table_text(s->out, cb_text_of(cb_fund_sections[section]));
	return cells;
}

static void
set_amount(struct statement *s, struct cb_cell *cells, cb_wide fen)
{
	struct cb_str words = { 0 };

	cells[AMOUNT] = fund_money_cell(s->office, fen);
	if (cells[AMOUNT].state == CB_VALUE)
		cb_money_words(cells[AMOUNT].n, &words);
	cells[WORDS] = cb_table_text(s->out, cb_str_text(&words));
	cb_str_release(&words);
}

static void
add_total(struct statement *s, enum cb_fund_section section, cb_wide fen)
{
	set_amount(s, add_row(s, section), fen);
}

/* Nothing of a whole that reversals have brought to 0 or below. */
static void
set_share(struct statement *s, struct cb_cell *cells, cb_wide part, cb_wide whole)
{
	struct cb_str text = { 0 };

	if (whole > 0)
		cb_words_share(part, whole, &text);
	cells[SHARE] = cb_table_text(s->out, cb_str_text(&text));
	cb_str_release(&text);
}

static struct cb_text
word_of(const struct cb_word *words, const struct cb_cell *cell, const char *none)
{
	return cb_text_of(cell->state == CB_VALUE ? words[cell->n].zh : none);
}

/* ---- money ---- */

static bool
is_inside(const struct statement *s, const struct fund_entry *e)
{
	return fund_in_range(s->options, e->day);
}

static void
add_up(struct statement *s)
{
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if (!is_inside(s, e))
			s->opening += fund_change(e->flow, e->fen);
		else if (e->flow == FLOW_RECEIVE)
			s->received += e->fen;
		else if (e->flow == FLOW_SPEND)
			s->spent += e->fen;
	}
}

enum grouping { BY_SOURCE_AND_PARTY,
	        BY_LEVEL,
	        BY_ARRIVAL,
	        BY_USE };

static void
fill_keys(const struct statement *s, const struct fund_entry *e, enum grouping by, struct cb_cell keys[FUND_KEYS_MAX])
{
	switch (by) {
	case BY_SOURCE_AND_PARTY:
		keys[0] = fund_word_cell(e->source);
		keys[1] = fund_name_cell(s->office, e->party);
		break;
	case BY_LEVEL:
		keys[0] = fund_word_cell(fund_level(&s->levels, e->party));
		break;
	case BY_ARRIVAL:
		keys[0] = fund_word_cell(e->arrived < 0 ? -1 : 0);
		break;
	case BY_USE:
		keys[0] = fund_text_cell(e->use);
		break;
	}
}

/* What came (or went) in the range, by those keys; the sum is in received. */
static void
group(struct statement *s, enum grouping by, struct fund_sums *sums)
{
	int flow = by == BY_USE ? FLOW_SPEND : FLOW_RECEIVE;

	sums->n_keys = FUND_KEYS_MAX;
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell keys[FUND_KEYS_MAX] = { 0 };

		if (e->flow != flow || !e->has_amount || !is_inside(s, e))
			continue;
		fill_keys(s, e, by, keys);
		fund_sums_at(sums, keys)->received += e->fen;
	}
	fund_sums_sort(sums);
}

static void
add_group(struct statement *s, enum grouping by, enum cb_fund_section section)
{
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;
	const struct cb_word *levels = cb_register_unit.columns[UNIT_LEVEL].arg;
	struct fund_sums sums = { 0 };

	group(s, by, &sums);
	for (size_t i = 0; i < sums.n; i++) {
		const struct fund_sum *sum = &sums.sums[i];
		struct cb_cell *cells = add_row(s, section);
		struct cb_text kind = sum->keys[0].text;

		if (by == BY_SOURCE_AND_PARTY)
			kind = word_of(sources, &sum->keys[0], "");
		else if (by == BY_LEVEL)
			kind = word_of(levels, &sum->keys[0], "未登记");
		else if (by == BY_ARRIVAL)
			kind = cb_text_of(sum->keys[0].state == CB_VALUE ? "已到位" : "未注明");
		cells[KIND] = cb_table_text(s->out, kind);
		cells[NAME] = cb_table_text(s->out, sum->keys[1].text);
		set_share(s, cells, sum->received, by == BY_USE ? s->spent : s->received);
		cells[AMOUNT] = fund_money_cell(s->office, sum->received);
	}
	fund_sums_release(&sums);
}

/* Closing balances of the communities, where there are several. */
static void
add_communities(struct statement *s)
{
	struct fund_sums sums = { .n_keys = FUND_KEYS_MAX };

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell keys[FUND_KEYS_MAX] = { fund_name_cell(s->office, e->community) };

		fund_sums_at(&sums, keys)->balance += fund_change(e->flow, e->fen);
	}
	fund_sums_sort(&sums);
	for (size_t i = 0; sums.n > 1 && i < sums.n; i++) {
		struct cb_cell *cells = add_row(s, CB_FUND_COMMUNITIES);

		cells[NAME] = cb_table_text(s->out, sums.sums[i].keys[0].text);
		cells[AMOUNT] = fund_money_cell(s->office, sums.sums[i].balance);
	}
	fund_sums_release(&sums);
}

static void
add_money(struct statement *s)
{
	add_up(s);
	add_total(s, CB_FUND_OPENING, s->opening);
	add_group(s, BY_SOURCE_AND_PARTY, CB_FUND_INCOME);
	add_total(s, CB_FUND_RECEIVED, s->received);
	if (s->levels.cap > 0)
		add_group(s, BY_LEVEL, CB_FUND_LEVELS);
	add_group(s, BY_ARRIVAL, CB_FUND_ARRIVAL);
	add_group(s, BY_USE, CB_FUND_SPENDING);
	add_total(s, CB_FUND_SPENT, s->spent);
	add_total(s, CB_FUND_CLOSING, s->opening + s->received - s->spent);
	add_communities(s);
}

/* ---- goods ---- */

static void
add_goods(struct statement *s)
{
	struct fund_goods goods = { 0 };

	fund_goods_add(&goods, &s->ledger, s->options);
	for (size_t i = 0; i < goods.keys.n; i++) {
		const struct fund_good *good = fund_goods_of(&goods, i);
		struct cb_cell *cells = add_row(s, CB_FUND_GOODS);
		struct cb_str note = { 0 };
		char buf[CB_PRINT_MAX];

		cells[KIND] = cb_table_text(s->out, goods.keys.sums[i].keys[0].text);
		cb_str_addt(&note, cb_type_qty.print(NULL, &good->quantity, buf));
		cb_str_addt(&note, goods.keys.sums[i].keys[1].text);
		if (good->is_open)
			cb_str_adds(&note, "等");
		if (good->is_valued) {
			cb_str_adds(&note, ";价值");
			cb_str_addt(&note, cb_money_print((int64_t)good->value_fen, buf));
			cb_str_adds(&note, "元");
		}
		if (*fund_good_unsaid(good) != '\0')
			cb_str_addf(&note, ";%s", fund_good_unsaid(good));
		cells[NOTE] = cb_table_text(s->out, cb_str_text(&note));
		cb_str_release(&note);
	}
	fund_goods_release(&goods);
}

/* ---- who gave nothing, who got nothing ---- */

static int
by_text(const void *pa, const void *pb)
{
	const struct cb_text *a = pa, *b = pb;

	return cb_text_compare(*a, *b);
}

/* Registered names with that flag that no entry marks, in the order of their bytes. */
static void
add_unmarked(struct statement *s, enum cb_name_flag flag, const bool *marked, enum cb_fund_section section)
{
	uint32_t count = cb_names_count(s->office->names);
	struct cb_text *names = cb_alloc((size_t)count + 1, sizeof(*names));
	size_t n = 0;

	for (uint32_t id = 1; id <= count; id++) {
		const struct cb_name *name = cb_names_get(s->office->names, id);

		if ((name->flags & flag) != 0 && !marked[id])
			names[n++] = name->text;
	}
	qsort(names, n, sizeof(*names), by_text);
	for (size_t i = 0; i < n; i++)
		add_row(s, section)[NAME] = cb_table_text(s->out, names[i]);
	free(names);
}

static void
add_absent(struct statement *s)
{
	uint32_t count = cb_names_count(s->office->names);
	bool *gave = cb_alloc((size_t)count + 1, sizeof(*gave)), *got = cb_alloc((size_t)count + 1, sizeof(*got));

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if (!e->is_live || e->flow != FLOW_RECEIVE || !is_inside(s, e))
			continue;
		gave[e->party] = true;
		got[e->community] = got[e->community] || e->has_amount;
	}
	if (s->options->where.n == 0) {
		add_unmarked(s, CB_NAME_IS_UNIT, gave, CB_FUND_NO_GIFT);
		add_unmarked(s, CB_NAME_IS_COMMUNITY, got, CB_FUND_NO_MONEY);
	}
	free(gave);
	free(got);
}

/* ---- pledged and not arrived ---- */

static void
add_pledges(struct statement *s)
{
	struct fund_sums sums = { .n_keys = FUND_KEYS_MAX };

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell keys[FUND_KEYS_MAX] = { fund_name_cell(s->office, e->party),
			                               fund_name_cell(s->office, e->community) };

		if (e->flow == FLOW_PLEDGE) {
			struct fund_sum *sum = fund_sums_at(&sums, keys);

			sum->received += e->fen; /* of promises */
			sum->balance += e->fen;
		} else if (e->flow == FLOW_RECEIVE) {
			fund_sums_at(&sums, keys)->balance -= e->fen;
		}
	}
	fund_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++) {
		struct cb_cell *cells;

		if (sums.sums[i].received == 0 || sums.sums[i].balance <= 0)
			continue;
		cells = add_row(s, CB_FUND_PLEDGES);
		cells[KIND] = cb_table_text(s->out, sums.sums[i].keys[0].text);
		cells[NAME] = cb_table_text(s->out, sums.sums[i].keys[1].text);
		cells[AMOUNT] = fund_money_cell(s->office, sums.sums[i].balance);
	}
	fund_sums_release(&sums);
}

/* ---- what is said of single entries, and of the ledger ---- */

static int
by_number(const void *pa, const void *pb)
{
	const struct fund_entry *const *a = pa, *const *b = pb;
	int order = fund_numbers_compare((*a)->no, (*b)->no);

	return order != 0 ? order : *a < *b ? -1
	                                    : *a > *b;
}

enum singled { OVERRIDDEN,
	       REVERSING };

/* Entries of the range that give a reason to set a rule aside, or that reverse another. */
static void
add_entries(struct statement *s, enum cb_fund_section section, enum singled what)
{
	const struct fund_entry **list = cb_alloc(s->ledger.n + 1, sizeof(struct fund_entry *));
	size_t n = 0;

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if ((what == REVERSING ? e->is_reversal : e->override.len > 0) && is_inside(s, e))
			list[n++] = e;
	}
	qsort(list, n, sizeof(struct fund_entry *), by_number);
	for (size_t i = 0; i < n; i++) {
		struct cb_cell *cells = add_row(s, section);

		cells[KIND] = cb_table_text(s->out, list[i]->no);
		cells[NAME] = cb_table_text(s->out, cb_office_name(s->office, list[i]->community));
		if (list[i]->has_amount)
			cells[AMOUNT] = cb_cell_number(list[i]->fen);
		cells[NOTE] = cb_table_text(s->out, what == REVERSING ? list[i]->reverses : list[i]->override);
	}
	free(list);
}

/* What the statement is of: its period, and what --where leaves of the ledger. */
static void
add_scope(struct statement *s)
{
	const struct cb_period_range *range = &s->options->range;
	struct cb_str text = { 0 };
	char buf[CB_PRINT_MAX];

	if (range->last_day != 0 && range->first_day <= INT32_MIN + 1) {
		cb_str_adds(&text, "至 ");
		cb_str_addt(&text, cb_date_print(range->last_day, buf));
	} else if (range->last_day != 0) {
		cb_period_range_print(range, &text);
	}
	if (text.len > 0)
		add_row(s, CB_FUND_PERIOD)[NAME] = cb_table_text(s->out, cb_str_text(&text));
	for (size_t i = 0; i < s->options->where.n; i++)
		add_row(s, CB_FUND_SCOPE)[NAME] = cb_table_text(s->out, cb_text_of(s->options->where.items[i]));
	cb_str_release(&text);
}

static void
add_custody(struct statement *s)
{
	int64_t last = s->options->range.last_day != 0 ? s->options->range.last_day : s->options->today_day;
	const struct cb_rule *rule = cb_rules_pick(s->office->rules, "fund.custody", "", "", 0, (int32_t)last);

	if (rule != NULL)
		add_row(s, CB_FUND_CUSTODY)[NAME] = cb_table_text(s->out, cb_text_of(rule->value_text));
}

static enum cb_status
add_head(struct statement *s)
{
	struct cb_chain_head head;
	struct cb_cell *cells;
	enum cb_status status;

	if (s->office->store == NULL)
		return CB_OK;
	status = cb_store_head(s->office->store, &cb_register_fund, &head, s->office->diag);
	if (status != CB_OK || head.no[0] == '\0')
		return status;
	cells = add_row(s, CB_FUND_HEAD);
	cells[KIND] = cb_table_text(s->out, cb_text_of(head.no));
	cells[NOTE] = cb_table_text(s->out, (struct cb_text){ head.hash, CB_CHAIN_HEX / 2 });
	return CB_OK;
}

static enum cb_status
fill(const struct cb_query_run *options, struct cb_table *out)
{
	struct cb_office *office = options->office;
	struct statement s = { .office = office, .options = options, .out = out };
	uint64_t errors = office->diag->errors;
	enum cb_status status = fund_levels_load(&s.levels, office);

	if (status == CB_OK)
		status = fund_ledger_load(&s.ledger, office, options);
	if (status == CB_OK) {
		add_scope(&s);
		add_money(&s);
		add_goods(&s);
		add_absent(&s);
		add_pledges(&s);
		add_entries(&s, CB_FUND_EXCEPTIONS, OVERRIDDEN);
		add_entries(&s, CB_FUND_REVERSALS, REVERSING);
		add_custody(&s);
		status = options->input == NULL || options->input->paths.n == 0 ? add_head(&s) : CB_OK;
	}
	fund_ledger_release(&s.ledger);
	free(s.levels.of);
	return status == CB_OK && office->diag->errors > errors ? office->diag->status : status;
}

static const struct cb_query_column columns[COLUMNS + 1] = {
	[SECTION] = { "section", "项目", .type = &cb_type_text },
	[KIND] = { "kind", "类别", .type = &cb_type_text },
	[NAME] = { "name", "名称", .type = &cb_type_text },
	[AMOUNT] = { "amount", "金额", .type = &cb_type_money },
	[SHARE] = { "share", "占比", .type = &cb_type_text },
	[WORDS] = { "words", "大写", .type = &cb_type_text },
	[NOTE] = { "note", "备注", .type = &cb_type_text },
};

const struct cb_query cb_query_fund_statement = {
	.title_en = "Fund: statement",
	.title_zh = "共建经费收支公示",
	.columns = columns,
	.reads = &cb_register_fund,
	.fill = fill,
};
