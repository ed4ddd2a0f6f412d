/* Money and goods given, against what the fund has spent on the same voucher. */
#include <stdlib.h>

#include <cb/query/export.h>

#include "care_rows.h"

enum { COMMUNITY,
       VOUCHER,
       ITEM,
       RECORDS,
       GIVEN,
       SPENT,
       STATE };

enum state { AGREES,
	     DIFFERS,
	     NOT_SPENT,
	     NOT_GIVEN,
	     NO_VOUCHER };
static const struct cb_word states[] = {
	{ "一致", "agrees", NULL },
	{ "不符", "differs", NULL },
	{ "经费无支出", "not_spent", NULL },
	{ "帮扶未登记", "not_given", NULL },
	{ "无票据", "no_voucher", NULL },
	{ NULL, NULL, NULL },
};

static const struct cb_query_column columns[] = {
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	[VOUCHER] = { "voucher", "票据号", .type = &cb_type_text },
	[ITEM] = { "item", "物品", .type = &cb_type_text, .en = "empty: money, in yuan", .doc = "空着:金额,元" },
	[RECORDS] = { "records", "条数", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "of register care",
	              .doc = "帮扶台账的" },
	[GIVEN] = { "given", "帮扶登记", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	[SPENT] = { "spent", "经费支出", .type = &cb_type_qty, .flags = CB_QUERY_SUM },
	[STATE] = { "state", "结果", .type = &cb_type_enum, .arg = states },
	{ 0 },
};

enum { KEYS = ITEM + 1,
       SUMS = SPENT - RECORDS + 1 };

struct reconciling {
	struct cb_sums sums;     /* by community, voucher and item */
	struct cb_dict vouchers; /* of register care, with their community */
	struct cb_str scratch;
};

static struct cb_text
voucher_key(struct reconciling *r, struct cb_text community, struct cb_text voucher)
{
	cb_str_setf(&r->scratch, "%.*s\t%.*s", CB_TEXT_ARG(community), CB_TEXT_ARG(voucher));
	return cb_str_text(&r->scratch);
}

static struct cb_sum *
sums_of(struct reconciling *r, struct cb_text community, struct cb_text voucher, struct cb_text item)
{
	struct cb_cell keys[KEYS] = { cb_cell_lent(community), cb_cell_lent(voucher), cb_cell_lent(item) };

	return cb_sums_for(&r->sums, keys);
}

static void
add_given(struct reconciling *r, const struct cb_cell *cells, struct cb_text item, const struct cb_cell *value)
{
	struct cb_sum *sums = sums_of(r, cells[CARE_COMMUNITY].text, cells[CARE_VOUCHER].text, item);

	cb_sum_add_number(&sums[0], 1);
	cb_sum_add(&sums[GIVEN - RECORDS], value);
}

static void
add_care(struct reconciling *r, const struct care_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct cb_cell *cells = rows->rows[i];
		struct cb_text voucher = cells[CARE_VOUCHER].text;

		if (voucher.len > 0)
			cb_dict_put(&r->vouchers, voucher_key(r, cells[CARE_COMMUNITY].text, voucher), 1);
		if (cells[CARE_AMOUNT].state == CB_VALUE)
			add_given(r, cells, (struct cb_text){ "", 0 }, &cells[CARE_AMOUNT]);
		if (cells[CARE_ITEM].state == CB_VALUE)
			add_given(r, cells, cells[CARE_ITEM].text, &cells[CARE_QUANTITY]);
	}
}

/* Only what is on a voucher of register care: the fund spends on other things as well. */
static void
add_spend(struct reconciling *r, const struct cb_cell *cells)
{
	struct cb_text community = cells[FUND_COMMUNITY].text, voucher = cells[FUND_VOUCHER].text;
	struct cb_cell amount = cells[FUND_AMOUNT];

	if (voucher.len == 0 || cb_dict_get(&r->vouchers, voucher_key(r, community, voucher)) == 0)
		return;
	amount.n *= CB_MICRO / 100;
	if (amount.state == CB_VALUE)
		cb_sum_add(&sums_of(r, community, voucher, (struct cb_text){ "", 0 })[SPENT - RECORDS], &amount);
	if (cells[FUND_ITEM].state == CB_VALUE)
		cb_sum_add(&sums_of(r, community, voucher, cells[FUND_ITEM].text)[SPENT - RECORDS],
		           &cells[FUND_QUANTITY]);
}

static enum cb_status
add_fund(struct reconciling *r, const struct cb_query_run *run)
{
	struct cb_table fund = { 0 };
	struct cb_dict reversed = { 0 };
	enum cb_status status = cb_asked_rows(run, &cb_register_fund, &fund);

	for (size_t i = 0; status == CB_OK && i < fund.n_rows; i++)
		cb_dict_put(&reversed, cb_table_at(&fund, i)[FUND_REVERSES].text, 1);
	for (size_t i = 0; status == CB_OK && i < fund.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&fund, i);

		if (cells[FUND_FLOW].n == FLOW_SPEND && cells[FUND_REVERSES].text.len == 0 &&
		    (cells[FUND_NO].text.len == 0 || cb_dict_get(&reversed, cells[FUND_NO].text) == 0))
			add_spend(r, cells);
	}
	cb_dict_release(&reversed);
	cb_table_release(&fund);
	return status;
}

/* R6 */
static bool
may_be(const struct cb_sum *a, const struct cb_sum *b)
{
	bool a_is_open = a->mark == CB_ABOUT || a->mark == CB_UNKNOWN;
	bool b_is_open = b->mark == CB_ABOUT || b->mark == CB_UNKNOWN;

	if (a_is_open || b_is_open || a->n == b->n)
		return true;
	return a->n < b->n ? a->mark == CB_MORE || b->mark == CB_LESS : a->mark == CB_LESS || b->mark == CB_MORE;
}

static enum state
state_of(const struct cb_cell *keys, const struct cb_sum *sums)
{
	const struct cb_sum *given = &sums[GIVEN - RECORDS], *spent = &sums[SPENT - RECORDS];

	if (keys[VOUCHER].text.len == 0)
		return NO_VOUCHER;
	if (!sums[0].is_any)
		return NOT_GIVEN;
	if (!spent->is_any)
		return NOT_SPENT;
	return may_be(given, spent) ? AGREES : DIFFERS;
}

static enum cb_status
add_row(const struct reconciling *r, size_t group, const struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_cell *keys = cb_sums_keys(&r->sums, group);
	const struct cb_sum *sums = cb_sums_of(&r->sums, group);
	struct cb_cell *cells = cb_table_row(out);
	enum state state = state_of(keys, sums);

	for (size_t k = 0; k < KEYS; k++)
		if (keys[k].text.len > 0)
			cells[k] = cb_table_text(out, keys[k].text);
	for (size_t v = RECORDS; v <= SPENT; v++)
		cells[v] = cb_sum_cell(&sums[v - RECORDS], run->office->diag, columns[v].key);
	cells[STATE] = cb_cell_number(state);
	return state == AGREES || state == NO_VOUCHER ? CB_OK : CB_FOUND;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct reconciling r = { .sums = { .n_keys = KEYS, .n_values = SUMS } };
	struct care_rows rows;
	enum cb_status status = care_rows_load(&rows, run), found = CB_OK;

	if (status == CB_OK && !cb_export_has(run->office, &cb_register_fund))
		status = cb_report(run->office->diag, CB_NO_FUND_TO_COMPARE, CB_NOWHERE, "");
	if (status == CB_OK) {
		add_care(&r, &rows);
		status = add_fund(&r, run);
	}
	cb_sums_sort(&r.sums);
	for (size_t i = 0; status == CB_OK && i < r.sums.n; i++)
		found = cb_status_worse(found, add_row(&r, r.sums.order[i], run, out));
	cb_sums_release(&r.sums);
	cb_dict_release(&r.vouchers);
	cb_str_release(&r.scratch);
	care_rows_release(&rows);
	return cb_status_worse(status, found);
}

static bool
has_both(struct cb_query_run *run)
{
	return care_is_there(run) && cb_export_has(run->office, &cb_register_fund);
}

const struct cb_query cb_query_care_reconcile = {
	.name = "care_reconcile",
	.zh = "帮扶与经费",
	.title_en = "Help given and what the fund has spent",
	.title_zh = "帮扶款物与经费支出核对",
	.columns = columns,
	.reads = "care fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has_findings = true,
	.has = has_both,
	.fill = fill,
	.en = "Money and goods given against what the fund has spent on the same voucher, as cb-care reconcile prints it.",
	.doc = "帮扶的款物与经费同一票据的支出核对,同 cb-care reconcile。",
};
