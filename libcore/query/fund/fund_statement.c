/* The sheet that is made public, as values: query/fund.h. */
#include <stdlib.h>

#include <cb/data/store_chain.h>
#include <cb/value/date.h>
#include <cb/value/money.h>
#include <cb/value/wording.h>

#include "fund_goods.h"
#include "fund_statement.h"

struct statement {
	struct cb_query_run *run;
	const struct cb_office *office;
	struct fund_ledger ledger;
	struct fund_levels levels;
	struct cb_fund_statement *out;
	cb_wide opening, received, spent, remitted;
};

/* ---- lines ---- */

static struct cb_fund_line *
add_line(struct statement *s, enum cb_fund_section section)
{
	struct cb_fund_statement *out = s->out;

	out->lines = cb_grow(out->lines, &out->cap, out->n + 1, sizeof(*out->lines));
	out->lines[out->n].section = section;
	return &out->lines[out->n++];
}

static struct cb_text
keep(struct statement *s, struct cb_text text)
{
	return cb_arena_text(&s->out->arena, text);
}

static void
add_total(struct statement *s, enum cb_fund_section section, cb_wide fen)
{
	struct cb_fund_line *line = add_line(s, section);

	line->amount = fund_money_cell(s->office, fen);
	line->is_total = true;
}

/* ---- money ---- */

static bool
is_inside(const struct statement *s, const struct fund_entry *e)
{
	return fund_in_range(&s->run->range, e->day);
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
		else if (e->flow == FLOW_REMIT)
			s->remitted += e->fen;
	}
}

/* A word as a key: in the order of its list, and with its text; `none` where it is not known. */
static struct cb_cell
word_key(const struct cb_word *words, int word, const char *none)
{
	if (word < 0)
		return (struct cb_cell){ .state = CB_EMPTY, .text = cb_text_of(none) };
	return (struct cb_cell){ .state = CB_VALUE, .n = word, .text = cb_text_of(words[word].zh) };
}

/* The keys of an entry in that section of the statement; their texts are printed. */
static void
fill_keys(const struct statement *s, const struct fund_entry *e, enum cb_fund_section section, struct cb_cell keys[2])
{
	static const struct cb_word arrival[] = { { .zh = "已到位" }, { 0 } };

	keys[0] = keys[1] = (struct cb_cell){ 0 };
	switch (section) {
	case CB_FUND_INCOME:
		keys[0] = word_key(cb_register_fund.columns[FUND_SOURCE].arg, e->source, "");
		keys[1] = fund_name_cell(s->office, e->party);
		break;
	case CB_FUND_LEVELS:
		keys[0] = word_key(cb_register_unit.columns[UNIT_LEVEL].arg, fund_level(&s->levels, e->party), "未登记");
		break;
	case CB_FUND_ARRIVAL:
		keys[0] = word_key(arrival, e->arrived < 0 ? -1 : 0, "未注明");
		break;
	default:
		keys[0] = cb_cell_lent(e->words->use);
		break;
	}
}

/* Adds up by those keys what was received in the range or, for the spending, was spent. */
static void
group(struct statement *s, enum cb_fund_section section, struct cb_sums *sums)
{
	int flow = section == CB_FUND_SPENDING ? FLOW_SPEND : FLOW_RECEIVE;

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell keys[2];

		if (e->flow != flow || !e->has_amount || !is_inside(s, e))
			continue;
		fill_keys(s, e, section, keys);
		cb_sum_add_number(cb_sums_for(sums, keys), e->fen);
	}
	cb_sums_sort(sums);
}

static void
add_group(struct statement *s, enum cb_fund_section section)
{
	struct cb_sums sums = { .n_keys = 2, .n_values = 1 };

	group(s, section, &sums);
	for (size_t i = 0; i < sums.n; i++) {
		const struct cb_cell *keys = cb_sums_keys(&sums, sums.order[i]);
		cb_wide fen = cb_sums_of(&sums, sums.order[i])->n;
		struct cb_fund_line *line = add_line(s, section);

		line->kind = keep(s, keys[0].text);
		line->name = keep(s, keys[1].text);
		line->amount = fund_money_cell(s->office, fen);
		line->part = fen;
		line->whole = section == CB_FUND_SPENDING ? s->spent : s->received;
	}
	cb_sums_release(&sums);
}

/* Closing balances of the communities, where there are several. */
static void
add_communities(struct statement *s)
{
	struct cb_sums sums = { .n_keys = 1, .n_values = 1 };

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell key = fund_name_cell(s->office, e->community);

		cb_sum_add_number(cb_sums_for(&sums, &key), fund_change(e->flow, e->fen));
	}
	cb_sums_sort(&sums);
	for (size_t i = 0; sums.n > 1 && i < sums.n; i++) {
		struct cb_fund_line *line = add_line(s, CB_FUND_COMMUNITIES);

		line->name = keep(s, cb_sums_keys(&sums, sums.order[i])->text);
		line->amount = fund_money_cell(s->office, cb_sums_of(&sums, sums.order[i])->n);
	}
	cb_sums_release(&sums);
}

static void
add_money(struct statement *s)
{
	add_up(s);
	add_total(s, CB_FUND_OPENING, s->opening);
	add_group(s, CB_FUND_INCOME);
	add_total(s, CB_FUND_RECEIVED, s->received);
	if (s->levels.cap > 0)
		add_group(s, CB_FUND_LEVELS);
	add_group(s, CB_FUND_ARRIVAL);
	add_group(s, CB_FUND_SPENDING);
	add_total(s, CB_FUND_SPENT, s->spent);
	add_total(s, CB_FUND_CLOSING, s->opening + s->received - s->spent);
	add_communities(s);
	if (s->remitted != 0)
		add_line(s, CB_FUND_REMITTED)->amount = fund_money_cell(s->office, s->remitted);
}

/* ---- goods ---- */

/* The note of goods: how many, and what is known of their value, such as 20+台等;价值4000.00元;其余未估价. */
static struct cb_text
note_of(struct statement *s, const struct fund_goods *goods, size_t group)
{
	const struct cb_sum *sum = cb_sums_of(&goods->sums, group);
	struct cb_cell quantity = cb_sum_cell(&sum[FUND_GOOD_QUANTITY], s->office->diag, "quantity");
	struct cb_str note = { 0 };
	struct cb_text kept;
	char buf[CB_PRINT_MAX];

	cb_str_addt(&note, cb_cell_print(&cb_type_qty, NULL, &quantity, buf));
	cb_str_addt(&note, cb_sums_keys(&goods->sums, group)[FUND_GOOD_WORD].text);
	if (goods->goods[group].is_open)
		cb_str_adds(&note, "等");
	if (sum[FUND_GOOD_VALUE].is_any)
		cb_str_addf(&note, ";价值%.*s元",
		            CB_TEXT_ARG(cb_money_print(fund_money_cell(s->office, sum[FUND_GOOD_VALUE].n).n, buf)));
	if (*fund_goods_unsaid(goods, group) != '\0')
		cb_str_addf(&note, ";%s", fund_goods_unsaid(goods, group));
	kept = keep(s, cb_str_text(&note));
	cb_str_release(&note);
	return kept;
}

static void
add_goods(struct statement *s)
{
	struct fund_goods goods = { 0 };

	fund_goods_count(&goods, &s->ledger, &s->run->range, FUND_GOODS_BY_ITEM);
	for (size_t i = 0; i < goods.sums.n; i++) {
		struct cb_fund_line *line = add_line(s, CB_FUND_GOODS);

		line->kind = cb_arena_text(&s->out->arena,
		                           cb_sums_keys(&goods.sums, goods.sums.order[i])[FUND_GOOD_ITEM].text);
		line->note = note_of(s, &goods, goods.sums.order[i]);
	}
	fund_goods_release(&goods);
}

/* ---- who gave nothing, who got nothing ---- */

/* Adds the registered names with that flag that are not marked, in byte order. */
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
	cb_sort(names, n, sizeof(*names), cb_text_order);
	for (size_t i = 0; i < n; i++)
		add_line(s, section)->name = keep(s, names[i]);
	free(names);
}

/* Does rule fund.givers say that units of that level do not give? */
static bool
is_office(const struct statement *s, int level, int32_t day)
{
	const struct cb_word *words = cb_register_unit.columns[UNIT_LEVEL].arg;
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(s->office->rules, "fund.givers", fund_asked(s->run), day, &at)) != NULL)
		if (level >= 0 && cb_text_is(cb_text_of(words[level].zh), rule->key))
			return rule->value.n == 0;
	return false;
}

static void
leave_out_offices(const struct statement *s, bool *gave, uint32_t count)
{
	int64_t last = s->run->range.last_day != 0 ? s->run->range.last_day : s->run->today_day;

	for (uint32_t id = 1; id <= count; id++)
		gave[id] = is_office(s, fund_level(&s->levels, id), (int32_t)last);
}

static void
add_absent(struct statement *s)
{
	uint32_t count = cb_names_count(s->office->names);
	bool *gave = cb_alloc((size_t)count + 1, sizeof(*gave)), *got = cb_alloc((size_t)count + 1, sizeof(*got));

	leave_out_offices(s, gave, count);
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if (!e->is_live || e->flow != FLOW_RECEIVE || !is_inside(s, e))
			continue;
		gave[e->party] = true;
		got[e->community] = got[e->community] || e->has_amount;
	}
	if (s->run->where.n == 0) {
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
	enum { PROMISED,
	       LEFT,
	       VALUES };
	struct cb_sums sums = { .n_keys = 2, .n_values = VALUES };

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell keys[2] = { fund_name_cell(s->office, e->party),
			                   fund_name_cell(s->office, e->community) };
		struct cb_sum *sum;

		if (e->flow != FLOW_PLEDGE && e->flow != FLOW_RECEIVE)
			continue;
		sum = cb_sums_for(&sums, keys);
		cb_sum_add_number(&sum[PROMISED], e->flow == FLOW_PLEDGE ? e->fen : 0);
		cb_sum_add_number(&sum[LEFT], e->flow == FLOW_PLEDGE ? e->fen : -e->fen);
	}
	cb_sums_sort(&sums);
	for (size_t i = 0; i < sums.n; i++) {
		const struct cb_cell *keys = cb_sums_keys(&sums, sums.order[i]);
		const struct cb_sum *sum = cb_sums_of(&sums, sums.order[i]);
		struct cb_fund_line *line;

		if (sum[PROMISED].n == 0 || sum[LEFT].n <= 0)
			continue;
		line = add_line(s, CB_FUND_PLEDGES);
		line->kind = keep(s, keys[0].text);
		line->name = keep(s, keys[1].text);
		line->amount = fund_money_cell(s->office, sum[LEFT].n);
	}
	cb_sums_release(&sums);
}

/* ---- what is said of single entries, and of the ledger ---- */

static int
by_number(const void *pa, const void *pb)
{
	const struct fund_entry *const *a = pa, *const *b = pb;
	int order = fund_numbers_compare((*a)->no, (*b)->no);

	return order != 0 ? order : cb_order(*a, *b);
}

/* Adds the entries of the range that set a rule aside, or those that reverse another entry. */
static void
add_entries(struct statement *s, enum cb_fund_section section)
{
	bool are_reversals = section == CB_FUND_REVERSALS;
	const struct fund_entry **list = cb_alloc(s->ledger.n + 1, sizeof(struct fund_entry *));
	size_t n = 0;

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if ((are_reversals ? e->is_reversal : e->words->override.len > 0) && is_inside(s, e))
			list[n++] = e;
	}
	cb_sort(list, n, sizeof(struct fund_entry *), by_number);
	for (size_t i = 0; i < n; i++) {
		struct cb_fund_line *line = add_line(s, section);

		line->kind = keep(s, list[i]->no);
		line->name = keep(s, cb_office_name(s->office, list[i]->community));
		if (list[i]->has_amount)
			line->amount = cb_cell_number(list[i]->fen);
		line->note = keep(s, are_reversals ? list[i]->reverses : list[i]->words->override);
	}
	free(list);
}

/* Says what the statement is about: its period and the conditions of --where. */
static void
add_scope(struct statement *s)
{
	const struct cb_period_range *range = &s->run->range;
	struct cb_str text = { 0 };
	char buf[CB_PRINT_MAX];

	if (range->last_day != 0 && range->first_day <= INT32_MIN + 1) {
		cb_str_adds(&text, "至 ");
		cb_str_addt(&text, cb_date_print(range->last_day, buf));
	} else if (range->last_day != 0 && s->run->is_read && s->office->diag->lang == CB_ZH) {
		cb_words_range(range, &text);
	} else if (range->last_day != 0) {
		cb_period_range_print(range, &text);
	}
	if (text.len > 0)
		add_line(s, CB_FUND_PERIOD)->name = keep(s, cb_str_text(&text));
	for (size_t i = 0; i < s->run->where.n; i++)
		add_line(s, CB_FUND_SCOPE)->name = keep(s, cb_text_of(s->run->where.items[i]));
	cb_str_release(&text);
}

static void
add_custody(struct statement *s)
{
	int64_t last = s->run->range.last_day != 0 ? s->run->range.last_day : s->run->today_day;
	const struct cb_rule *rule = cb_rules_pick(s->office->rules, "fund.custody", fund_asked(s->run), "", 0, (int32_t)last);

	if (rule != NULL)
		add_line(s, CB_FUND_CUSTODY)->name = keep(s, cb_text_of(rule->value_text));
}

static enum cb_status
add_head(struct statement *s)
{
	struct cb_chain_head head;
	struct cb_fund_line *line;
	enum cb_status status;

	if (s->office->store == NULL)
		return CB_OK;
	status = cb_store_head(s->office->store, &cb_register_fund, &head, s->office->diag);
	if (status != CB_OK || head.no[0] == '\0')
		return status;
	line = add_line(s, CB_FUND_HEAD);
	line->kind = keep(s, cb_text_of(head.no));
	line->note = keep(s, (struct cb_text){ head.hash, CB_CHAIN_HEX / 2 });
	return CB_OK;
}

static enum cb_status
read_statement(struct cb_query_run *run, struct cb_fund_statement *out)
{
	struct statement s = { .run = run, .office = run->office, .out = out };
	uint64_t errors = run->office->diag->errors;
	enum cb_status status = fund_levels_load(&s.levels, run->office);

	if (status == CB_OK)
		status = fund_ledger_load(&s.ledger, run);
	if (status == CB_OK) {
		add_scope(&s);
		add_money(&s);
		add_goods(&s);
		add_absent(&s);
		add_pledges(&s);
		add_entries(&s, CB_FUND_EXCEPTIONS);
		add_entries(&s, CB_FUND_REVERSALS);
		add_custody(&s);
		status = run->input == NULL || run->input->paths.n == 0 ? add_head(&s) : CB_OK;
	}
	fund_ledger_release(&s.ledger);
	free(s.levels.of);
	status = cb_diag_since(run->office->diag, errors, status);
	if (status != CB_OK)
		out->n = 0;
	return status;
}

const struct cb_fund_statement *
cb_fund_statement_of(struct cb_query_run *run)
{
	if (run->statement == NULL) {
		run->statement = cb_alloc(1, sizeof(*run->statement));
		run->statement->status = read_statement(run, run->statement);
	}
	return run->statement;
}

void
cb_fund_statement_free(struct cb_fund_statement *statement)
{
	if (statement == NULL)
		return;
	free(statement->lines);
	cb_arena_release(&statement->arena);
	free(statement);
}
