/* A run of entries against the whole ledger: query/fund_check.h R8–R13. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/query/fund_check.h>
#include <cb/rule/ledger.h>
#include <cb/rule/types.h>
#include <cb/value/date.h>
#include <cb/value/money.h>

#include "fund_ledger.h"
#include "fund_rule.h"

struct settling {
	struct cb_office *office;
	const struct cb_fund_run *run;
	struct fund_ledger ledger;
	bool is_missing_said; /* that there is no rule */
	uint64_t refused;
};

static bool
is_new(const struct settling *s, const struct fund_entry *e)
{
	return e->batch > s->run->since;
}

/* Where it came from: the file's row, else the row in the database. */
static struct cb_place
place_of(const struct settling *s, const struct fund_entry *e)
{
	for (size_t i = 0; i < s->run->n_sources; i++)
		if (s->run->sources[i].batch == e->batch)
			return (struct cb_place){ s->run->sources[i].source, e->place.row, 0 };
	return e->place;
}

static void
report(struct settling *s, enum cb_code code, const struct fund_entry *e, int column, const char *a, const char *b,
       const char *c)
{
	cb_report(s->office->diag, code, place_of(s, e), cb_register_fund.columns[column].key, a, b, c);
	s->refused++;
}

/* ---- R11 ---- */

/* What differs between an entry and its reversal: the column, and what it should be; -1 = nothing. */
static int
difference(struct settling *s, const struct fund_entry *e, const struct fund_entry *of, struct cb_str *want)
{
	const struct cb_word *flows = cb_register_fund.columns[FUND_FLOW].arg;
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;
	char buf[CB_PRINT_MAX];

	if (e->community != of->community) {
		cb_str_addt(want, cb_office_name(s->office, of->community));
		return FUND_COMMUNITY;
	}
	if (e->flow != of->flow) {
		cb_str_adds(want, flows[of->flow].zh);
		return FUND_FLOW;
	}
	if (e->source != of->source) {
		cb_str_adds(want, of->source < 0 ? "-" : sources[of->source].zh);
		return FUND_SOURCE;
	}
	if (e->party != of->party) {
		cb_str_addt(want, cb_office_name(s->office, of->party));
		return FUND_PARTY;
	}
	if (e->has_amount != of->has_amount || e->fen != -of->fen) {
		cb_str_addt(want, cb_money_print(-of->fen, buf));
		return FUND_AMOUNT;
	}
	if (e->day < of->day) {
		cb_str_addt(want, cb_date_print(of->day, buf));
		return FUND_DATE;
	}
	return -1;
}

static void
check_reversal(struct settling *s, size_t at)
{
	struct fund_entry *e = &s->ledger.entries[at];
	const struct fund_entry *of;
	uint64_t refused = s->refused;
	size_t index = fund_ledger_find(&s->ledger, e->reverses);
	struct cb_str no = { 0 }, want = { 0 };
	int column;

	cb_str_addt(&no, e->reverses);
	if (index == 0 || fund_numbers_compare(e->reverses, e->no) >= 0) {
		report(s, CB_NO_SUCH_ENTRY, e, FUND_REVERSES, cb_str_c(&no), NULL, NULL);
	} else {
		of = &s->ledger.entries[index - 1];
		column = difference(s, e, of, &want);
		if (of->reversed_by != at + 1) {
			cb_str_addt(&want, s->ledger.entries[of->reversed_by - 1].no);
			report(s, CB_REVERSED_ALREADY, e, FUND_REVERSES, cb_str_c(&no), cb_str_c(&want), NULL);
		} else if (column >= 0) {
			const struct cb_column *c = &cb_register_fund.columns[column];

			report(s, CB_REVERSAL_DIFFERS, e, column, cb_str_c(&no),
			       s->office->diag->lang == CB_ZH ? c->zh : c->key, cb_str_c(&want));
		}
	}
	e->is_refused = s->refused > refused; /* what it would leave is no second finding */
	cb_str_release(&no);
	cb_str_release(&want);
}

/* ---- R5, of reversals that no file has brought ---- */

static void
check_closed(struct settling *s, const struct fund_entry *e)
{
	const struct cb_rule *rule = fund_rule_closing(s->office, cb_office_name(s->office, e->community), e->day);
	struct cb_str until = { 0 }, day = { 0 }, clause = { 0 };
	char buf[CB_PRINT_MAX];

	if (rule == NULL)
		return;
	cb_str_addt(&until, cb_date_print(rule->until_day, buf));
	cb_str_addt(&day, cb_date_print(e->day, buf));
	fund_rule_say(s->office, rule, NULL, rule->value.n == CB_BAN_UNLESS, &clause);
	report(s, CB_PERIOD_CLOSED, e, FUND_DATE, cb_str_c(&until), cb_str_c(&day), cb_str_c(&clause));
	cb_str_release(&until);
	cb_str_release(&day);
	cb_str_release(&clause);
}

/* Has the run's input been checked one by one already? Undoing has none. */
static bool
is_from_input(const struct settling *s, const struct fund_entry *e)
{
	for (size_t i = 0; i < s->run->n_sources; i++)
		if (s->run->sources[i].batch == e->batch)
			return true;
	return false;
}

/* ---- R9 ---- */

/* Numbers are YYYY-N, checked when the entry was read or given. */
static void
check_number(struct settling *s, const struct fund_entry *e)
{
	struct cb_str no = { 0 };
	char before[40];
	long long n = 0;

	cb_str_addt(&no, e->no);
	if (no.len > 5 && sscanf(no.p + 5, "%18lld", &n) == 1 && n > 1) {
		snprintf(before, sizeof(before), "%.5s%04lld", no.p, n - 1);
		if (fund_ledger_find(&s->ledger, cb_text_of(before)) == 0)
			report(s, CB_NUMBER_NOT_NEXT, e, FUND_NO, no.p, before, NULL);
	}
	cb_str_release(&no);
}

/* ---- R10 ---- */

static void
report_voucher(struct settling *s, const struct fund_entry *e, const struct fund_entry *first)
{
	struct cb_str voucher = { 0 }, no = { 0 }, where = { 0 };

	cb_str_addt(&voucher, e->voucher);
	cb_str_addt(&no, first->no);
	cb_place_print(s->office->diag, place_of(s, first), &where);
	report(s, CB_VOUCHER_TWICE, e, FUND_VOUCHER, cb_str_c(&voucher), cb_str_c(&no), cb_str_c(&where));
	cb_str_release(&voucher);
	cb_str_release(&no);
	cb_str_release(&where);
}

/* Those already there first: a new one is the second, whatever their order in the table. */
static void
check_vouchers(struct settling *s)
{
	struct cb_dict known = { 0 };
	struct cb_str key = { 0 };

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->ledger.n; i++) {
			const struct fund_entry *e = &s->ledger.entries[i];
			uint32_t first;

			if (!e->is_live || e->voucher.len == 0 || is_new(s, e) != (pass == 1))
				continue;
			cb_str_clear(&key);
			cb_str_addf(&key, "%d/%.*s", e->flow, CB_TEXT_ARG(e->voucher));
			first = cb_dict_get(&known, cb_str_text(&key));
			if (first == 0)
				cb_dict_put(&known, cb_str_text(&key), (uint32_t)i + 1);
			else if (pass == 1)
				report_voucher(s, e, &s->ledger.entries[first - 1]);
		}
	cb_dict_release(&known);
	cb_str_release(&key);
}

/* ---- R13 ---- */

static void
check_range(struct settling *s)
{
	cb_wide all = 0;
	struct cb_str amount = { 0 };
	char buf[CB_PRINT_MAX];

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->ledger.n; i++) {
			struct fund_entry *e = &s->ledger.entries[i];

			if (is_new(s, e) != (pass == 1))
				continue;
			all += e->fen < 0 ? -e->fen : e->fen;
			if (pass == 0 || all <= CB_NUMBER_MAX)
				continue;
			cb_str_clear(&amount);
			cb_str_addt(&amount, cb_money_print(e->fen, buf));
			report(s, CB_OUT_OF_RANGE, e, FUND_AMOUNT, cb_str_c(&amount), NULL, NULL);
			e->is_refused = true;
		}
	cb_str_release(&amount);
}

/* ---- R8 ---- */

static const struct cb_rule *
overdraw_rule(struct settling *s, const struct fund_entry *e)
{
	struct cb_str community = { 0 };
	const struct cb_rule *rule;

	cb_str_addt(&community, cb_office_name(s->office, e->community));
	rule = cb_rules_pick(s->office->rules, "fund.overdraw", cb_str_c(&community), "", 0, e->day);
	if (rule == NULL && !s->is_missing_said)
		fund_rule_missing(s->office, "fund.overdraw");
	s->is_missing_said = s->is_missing_said || rule == NULL;
	cb_str_release(&community);
	return rule;
}

static void
report_overdrawn(struct settling *s, const struct fund_entry *e, const struct cb_move *move, const struct cb_rule *rule)
{
	struct cb_str community = { 0 }, amount = { 0 }, day = { 0 }, left = { 0 }, clause = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_addt(&community, cb_office_name(s->office, e->community));
	cb_str_addt(&amount, cb_money_print(-move->fen, buf));
	cb_str_addt(&day, cb_date_print(move->left_day, buf));
	cb_str_addt(&left, cb_money_print(move->left_fen, buf));
	fund_rule_say(s->office, rule, NULL, rule->value.n == CB_BAN_UNLESS, &clause);
	cb_report(s->office->diag, CB_OVERDRAWN, place_of(s, e), "amount", cb_str_c(&community), cb_str_c(&amount),
	          cb_str_c(&day), cb_str_c(&left), cb_str_c(&clause));
	s->refused++;
	cb_str_release(&community);
	cb_str_release(&amount);
	cb_str_release(&day);
	cb_str_release(&left);
	cb_str_release(&clause);
}

static bool
is_forced(const struct fund_entry *e, const struct cb_rule *rule)
{
	if (e->is_refused || rule == NULL || rule->value.n == CB_BAN_OFF)
		return true;
	return rule->value.n == CB_BAN_UNLESS && e->override.len > 0;
}

static void
check_balances(struct settling *s)
{
	struct cb_move *moves = cb_alloc(s->ledger.n + 1, sizeof(*moves));

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		int64_t fen = fund_change(e->flow, e->fen);

		moves[i] = (struct cb_move){ .account = e->community, .day = e->day, .fen = fen };
		moves[i].is_new = is_new(s, e);
		moves[i].is_forced = moves[i].is_new && fen < 0 && is_forced(e, overdraw_rule(s, e));
	}
	cb_ledger_judge(moves, s->ledger.n);
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if (moves[i].is_refused)
			report_overdrawn(s, e, &moves[i], overdraw_rule(s, e));
		else if (moves[i].is_forced && e->override.len > 0 && moves[i].left_fen + moves[i].fen < 0)
			fund_rule_set_aside(s->office, overdraw_rule(s, e), e->override, place_of(s, e));
	}
	free(moves);
}

/* ---- what was entered ---- */

static void
list_entered(struct settling *s, struct cb_table *out)
{
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		struct cb_cell *cells;
		int64_t balance = 0;

		if (!is_new(s, e))
			continue;
		for (size_t j = 0; j < s->ledger.n; j++)
			if (s->ledger.entries[j].community == e->community)
				balance += fund_change(s->ledger.entries[j].flow, s->ledger.entries[j].fen);
		cells = cb_table_row(out);
		cells[0] = cb_table_text(out, e->no);
		cells[1] = cb_cell_number(e->day);
		cells[2] = cb_table_text(out, cb_office_name(s->office, e->community));
		cells[3] = cb_cell_number(e->flow);
		cells[4] = e->has_amount ? cb_cell_number(e->fen) : (struct cb_cell){ 0 };
		cells[5] = cb_cell_number(balance);
	}
}

static void
add_columns(struct cb_table *out)
{
	out->title_zh = "入账";
	out->title_en = "Entered";
	cb_table_column(out, "no", "编号", &cb_type_code, NULL);
	cb_table_column(out, "date", "日期", &cb_type_date, NULL);
	cb_table_column(out, "community", "社区", &cb_type_text, NULL);
	cb_table_column(out, "flow", "收支", &cb_type_enum, cb_register_fund.columns[FUND_FLOW].arg);
	cb_table_column(out, "amount", "金额", &cb_type_money, NULL);
	cb_table_column(out, "balance", "结余", &cb_type_money, NULL);
}

enum cb_status
cb_fund_settle(struct cb_office *office, const struct cb_fund_run *run)
{
	struct settling s = { .office = office, .run = run };
	uint64_t errors = office->diag->errors;
	enum cb_status status;

	if (office->has_own_rules) {
		cb_report(office->diag, CB_NOT_TOGETHER, CB_NOWHERE, "", "--rules", cb_register_fund.key);
		return CB_USAGE;
	}
	status = fund_ledger_load(&s.ledger, &(struct cb_query_run){ .office = office });
	for (size_t i = 0; status == CB_OK && i < s.ledger.n; i++)
		if (is_new(&s, &s.ledger.entries[i])) {
			check_number(&s, &s.ledger.entries[i]);
			if (!is_from_input(&s, &s.ledger.entries[i]))
				check_closed(&s, &s.ledger.entries[i]);
			if (s.ledger.entries[i].is_reversal)
				check_reversal(&s, i);
		}
	if (status == CB_OK) {
		check_vouchers(&s);
		check_range(&s);
		check_balances(&s);
	}
	if (status == CB_OK && s.refused == 0 && run->entered != NULL) {
		add_columns(run->entered);
		list_entered(&s, run->entered);
	}
	fund_ledger_release(&s.ledger);
	if (status == CB_OK && office->diag->errors > errors)
		status = office->diag->status;
	/* what --allow has made a warning of is no entry all the same */
	if (status == CB_OK && (s.refused > 0 || (office->refused > 0 && office->diag->errors == 0)))
		status = CB_FOUND;
	return status;
}
