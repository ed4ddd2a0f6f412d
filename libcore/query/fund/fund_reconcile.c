/* A statement of a bank or of the street against what was entered. */
#include <stdlib.h>

#include <cb/value/arg.h>

#include "fund_custody.h"
#include "fund_rule.h"

enum {
	FUND_RECONCILE_STATE,
	FUND_RECONCILE_THERE,
	FUND_RECONCILE_HERE,
	FUND_RECONCILE_NO,
	FUND_RECONCILE_IN,
	FUND_RECONCILE_OUT,
	FUND_RECONCILE_TEXT,
	FUND_RECONCILE_SUMMARY,
};

static const struct cb_query_column columns[] = {
	[FUND_RECONCILE_STATE] = { "state", "状态", .type = &cb_type_text },
	[FUND_RECONCILE_THERE] = { "statement_date", "对账单日期", .type = &cb_type_date },
	[FUND_RECONCILE_HERE] = { "date", "记账日期", .type = &cb_type_date },
	[FUND_RECONCILE_NO] = { "no", "编号", .type = &cb_type_code },
	[FUND_RECONCILE_IN] = { "in", "收入", .type = &cb_type_money },
	[FUND_RECONCILE_OUT] = { "out", "支出", .type = &cb_type_money },
	[FUND_RECONCILE_TEXT] = { "text", "对账单摘要", .type = &cb_type_text },
	[FUND_RECONCILE_SUMMARY] = { "purpose", "用途", .type = &cb_type_text },
	{ 0 },
};

enum { DATE,
       AMOUNT,
       IN,
       OUT,
       TEXT,
       COLUMNS };

/* An amount on one of both sides; below 0 it was paid out. */
struct item {
	int64_t fen;
	int32_t day;
	const struct cb_loose_row *row; /* of the statement (there), or NULL */
	const struct fund_entry *entry; /* of the ledger (here), or NULL */
	const struct item *other;       /* its partner on the other side; NULL = open */
};

struct items {
	struct item *list;
	size_t n, cap;
};

struct reconcile {
	struct cb_query_run *run;
	struct cb_table *out;
	struct cb_loose_table table;
	int at[COLUMNS]; /* -1 = none */
	int64_t days;    /* how many days partners may lie apart */
	struct cb_period_range range;
	struct items there, here;
	struct fund_ledger ledger;
	enum cb_status status;
};

static struct cb_diag *
diag_of(const struct reconcile *r)
{
	return r->run->office->diag;
}

/* ---- the statement ---- */

/* The labels by which banks and offices call the columns. */
static const char *const labels[COLUMNS][9] = {
	[DATE] = { "日期", "交易日期", "记账日期", "入账日期", "date", NULL },
	[AMOUNT] = { "金额", "发生额", "交易金额", "amount", NULL },
	[IN] = { "收入", "收入金额", "贷方", "贷方发生额", "贷方金额", "转入", "in", NULL },
	[OUT] = { "支出", "支出金额", "借方", "借方发生额", "借方金额", "转出", "out", NULL },
	[TEXT] = { "摘要", "附言", "用途", "备注", "text", NULL },
};

static bool
find_columns(struct reconcile *r)
{
	for (int c = 0; c < COLUMNS; c++) {
		r->at[c] = -1;
		for (const char *const *name = labels[c]; *name != NULL && r->at[c] < 0; name++)
			r->at[c] = cb_loose_find(&r->table, cb_text_of(*name));
	}
	if (r->at[DATE] >= 0 && (r->at[AMOUNT] >= 0 || r->at[IN] >= 0 || r->at[OUT] >= 0))
		return true;
	cb_loose_column(&r->table, cb_text_of(labels[r->at[DATE] < 0 ? DATE : AMOUNT][0]), r->table.header, diag_of(r));
	return false;
}

/* Are the amounts in yuan, by what is said above the table and in the labels? */
static bool
is_in_yuan(const struct reconcile *r)
{
	struct cb_text unit = r->table.money_unit;

	for (int c = AMOUNT; c <= OUT; c++)
		if (r->at[c] >= 0 && cb_text_find(r->table.labels[r->at[c]], "万") >= 0)
			unit = r->table.labels[r->at[c]];
	if (unit.len == 0 || cb_text_is(unit, "元"))
		return true;
	cb_report(diag_of(r), CB_STATEMENT_UNIT, r->table.header, "", unit);
	return false;
}

/* Reads a cell; it is empty where the statement has no such column. False: it was reported. */
static bool
parse(struct reconcile *r, const struct cb_loose_row *row, int column, struct cb_cell *cell)
{
	const struct cb_type *type = column == DATE ? &cb_type_date : &cb_type_money;
	int at = r->at[column];
	enum cb_code code;

	*cell = (struct cb_cell){ 0 };
	if (at < 0)
		return true;
	code = type->parse(NULL, row->cells[at], &(struct cb_parse_env){ 0 }, cell);
	if (code == CB_FINE)
		return true;
	cb_report(diag_of(r), code, cb_loose_where(row, at), r->table.labels[at].p, row->cells[at],
	          cb_arg_hint(type, NULL, row->cells[at], diag_of(r)->lang));
	r->status = diag_of(r)->status;
	return false;
}

static void
add(struct items *items, const struct item *item)
{
	if (item->fen != 0)
		*cb_push(items->list, items->n, items->cap) = *item;
}

static void
read_row(struct reconcile *r, const struct cb_loose_row *row)
{
	static const int signs[] = { [AMOUNT] = 1, [IN] = 1, [OUT] = -1 };
	struct cb_cell date, cell;

	if (!parse(r, row, DATE, &date))
		return;
	for (int c = AMOUNT; c <= OUT; c++) {
		if (!parse(r, row, c, &cell) || cell.state != CB_VALUE || cell.n == 0)
			continue;
		if (date.state != CB_VALUE) {
			cb_report(diag_of(r), CB_REQUIRED_MISSING, cb_loose_where(row, r->at[DATE]),
			          r->table.labels[r->at[DATE]].p, r->table.labels[r->at[DATE]], labels[DATE][0]);
			r->status = diag_of(r)->status;
			return;
		}
		if (fund_in_range(&r->run->range, (int32_t)date.n))
			add(&r->there, &(struct item){ .fen = signs[c] * cell.n, .day = (int32_t)date.n, .row = row });
	}
}

/* From the first day to the last. */
static struct cb_period_range
days_of(const struct items *items)
{
	struct cb_period_range days = { 0 };

	for (size_t i = 0; i < items->n; i++) {
		int32_t day = items->list[i].day;

		if (i == 0 || day < days.first_day)
			days.first_day = day;
		if (i == 0 || day > days.last_day)
			days.last_day = day;
	}
	return days;
}

static void
read_statement(struct reconcile *r)
{
	const struct cb_fund_asked *asked = r->run->of.fund;

	r->table.reveals = r->run->office->reveals;
	r->status = cb_loose_read(&r->table, asked->statement, &asked->reading, diag_of(r));
	if (r->status != CB_OK)
		return;
	if (!find_columns(r) || !is_in_yuan(r))
		r->status = diag_of(r)->status;
	for (size_t i = 0; r->status == CB_OK && i < r->table.n; i++)
		read_row(r, &r->table.rows[i]);
	r->range = r->run->range.last_day != 0 ? r->run->range : days_of(&r->there);
}

/* ---- the entries ---- */

/* No bank has seen entries that were reversed, nor what reverses them. */
static void
read_entries(struct reconcile *r)
{
	struct cb_query_run all = *r->run;
	struct fund_custody custody;

	all.range = (struct cb_period_range){ 0 };
	r->status = fund_ledger_load(&r->ledger, &all);
	if (r->status == CB_OK)
		r->status = fund_custody_open(&custody, r->run->office);
	if (r->status != CB_OK)
		return;
	for (size_t i = 0; i < r->ledger.n; i++) {
		const struct fund_entry *e = &r->ledger.entries[i];
		const struct item item = { .fen = fund_custody_kept(&custody, e), .day = e->day, .entry = e };

		if (e->is_live && e->has_amount && e->day >= r->range.first_day - r->days &&
		    e->day <= r->range.last_day + r->days)
			add(&r->here, &item);
	}
	fund_custody_release(&custody);
}

/* ---- which is which ---- */

static int
by_fen_and_day(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;
	int order = cb_order(a->fen, b->fen);

	order = order != 0 ? order : cb_order(a->day, b->day);
	order = order != 0 ? order : cb_order(a->row, b->row);
	return order != 0 ? order : cb_order(a->entry, b->entry);
}

/* Of equal amounts the earliest on either side become partners, if they lie near enough: so most find one. */
static void
match(struct reconcile *r)
{
	cb_sort(r->there.list, r->there.n, sizeof(struct item), by_fen_and_day);
	cb_sort(r->here.list, r->here.n, sizeof(struct item), by_fen_and_day);
	for (size_t i = 0, j = 0; i < r->there.n && j < r->here.n;) {
		struct item *there = &r->there.list[i], *here = &r->here.list[j];

		if (there->fen != here->fen) {
			*(there->fen < here->fen ? &i : &j) += 1;
		} else if (there->day - here->day > r->days || here->day - there->day > r->days) {
			*(there->day < here->day ? &i : &j) += 1;
		} else {
			there->other = here;
			here->other = there;
			i++, j++;
		}
	}
}

/* ---- rows ---- */

static void
write_item(struct reconcile *r, const struct item *one)
{
	const struct item *there = one->row != NULL ? one : NULL, *here = one->row != NULL ? one->other : one;
	struct cb_cell *cells = cb_table_row(r->out);
	const char *state = there == NULL ? "只在账上" : here == NULL ? "只在对账单"
	                                                              : "相符";

	cells[FUND_RECONCILE_STATE] = cb_table_text(r->out, cb_text_of(state));
	if (there != NULL)
		cells[FUND_RECONCILE_THERE] = cb_cell_number(there->day);
	if (there != NULL && r->at[TEXT] >= 0)
		cells[FUND_RECONCILE_TEXT] = cb_table_text(r->out, there->row->cells[r->at[TEXT]]);
	if (here != NULL) {
		cells[FUND_RECONCILE_HERE] = cb_cell_number(here->day);
		cells[FUND_RECONCILE_NO] = cb_table_text(r->out, here->entry->no);
		cells[FUND_RECONCILE_SUMMARY] = cb_table_text(r->out, here->entry->words->purpose);
	}
	cells[one->fen < 0 ? FUND_RECONCILE_OUT : FUND_RECONCILE_IN] =
		cb_cell_number(one->fen < 0 ? -one->fen : one->fen);
	if (there == NULL || here == NULL)
		r->status = CB_FOUND;
}

static int
by_day(const void *pa, const void *pb)
{
	const struct item *const *a = pa, *const *b = pb;
	int order = cb_order((*a)->day, (*b)->day);

	if (order == 0) /* those of the statement first, which have a row */
		order = cb_order((*b)->row, (*a)->row);
	return order != 0 ? order : cb_order((*a)->entry, (*b)->entry);
}

/* Writes by day all items of the statement, and the entries of its days that it has not. */
static void
write_items(struct reconcile *r)
{
	const struct item **order = cb_alloc(r->there.n + r->here.n + 1, sizeof(struct item *));
	size_t n = 0;

	for (size_t i = 0; i < r->there.n; i++)
		order[n++] = &r->there.list[i];
	for (size_t i = 0; i < r->here.n; i++)
		if (r->here.list[i].other == NULL && fund_in_range(&r->range, r->here.list[i].day))
			order[n++] = &r->here.list[i];
	cb_sort(order, n, sizeof(struct item *), by_day);
	for (size_t i = 0; i < n; i++)
		write_item(r, order[i]);
	free(order);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_arena arena = { 0 };
	struct reconcile r = { .run = run, .out = out, .table = { .arena = &arena } };
	const struct fund_scope scope = { run->office, "", fund_asked(run), run->today_day };
	const struct cb_rule *rule = fund_rule_pick(&scope, "fund.reconcile", "", 0);

	fund_title(run, out);
	if (rule == NULL) {
		fund_rule_missing(run->office, "fund.reconcile");
		return CB_USAGE;
	}
	r.days = rule->value.n;
	read_statement(&r);
	if (r.status == CB_OK)
		read_entries(&r);
	if (r.status == CB_OK) {
		match(&r);
		write_items(&r);
	}
	free(r.there.list);
	free(r.here.list);
	fund_ledger_release(&r.ledger);
	cb_loose_release(&r.table);
	cb_arena_release(&arena);
	return r.status;
}

const struct cb_query cb_query_fund_reconcile = {
	.name = "fund_reconcile",
	.zh = "经费对账",
	.title_en = "Fund: reconciliation",
	.title_zh = "共建经费对账",
	.columns = columns,
	.reads = "fund",
	.takes = CB_QUERY_TAKES_WHERE | CB_QUERY_NEEDS_OPTION,
	.has_findings = true,
	.fill = fill,
	.en = "A statement of a bank against the entries, as cb-fund reconcile prints it.",
	.doc = "银行或街道对账单与账目核对,同 cb-fund reconcile。",
};
