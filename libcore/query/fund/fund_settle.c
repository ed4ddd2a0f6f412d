/* A run of entries is judged with the whole ledger: query/fund_check.h R8 to R16. */
#include <stdio.h>
#include <stdlib.h>

#include <cb/rule/ledger.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>

#include "fund_custody.h"
#include "fund_rule.h"
#include "fund_settle.h"

struct settling {
	const struct cb_office *office;
	struct cb_diag *diag;
	const struct cb_policy_stored *run;
	struct fund_ledger ledger;
	bool is_missing_said; /* it has been reported that there is no rule fund.overdraw */
	uint64_t refused;
};

static bool
is_new(const struct settling *s, const struct fund_entry *e)
{
	return e->batch > s->run->since;
}

/* The file of the run that has brought the entry, and whose rows have been checked one by one; NULL for what stood
 * there before, and for what undoing a batch has added. */
static const struct cb_import_source *
source_of(const struct settling *s, const struct fund_entry *e)
{
	for (size_t i = 0; i < s->run->n_sources; i++)
		if (s->run->sources[i].batch == e->batch)
			return &s->run->sources[i];
	return NULL;
}

/* Where the entry came from: the row of the file, else the row of the database. */
static struct cb_where
where_of(const struct settling *s, const struct fund_entry *e)
{
	const struct cb_import_source *source = source_of(s, e);

	return source != NULL ? (struct cb_where){ source->source, e->where.row, 0 } : e->where;
}

/* Counts the entry as refused, and returns where the finding says that it stands. */
static struct cb_where
refuse(struct settling *s, const struct fund_entry *e)
{
	s->refused++;
	return where_of(s, e);
}

/* ---- R11 ---- */

/* The first column in which a reversal is not the opposite of its entry, and what it should say; -1 = none. */
static int
difference(const struct settling *s, const struct fund_entry *e, const struct fund_entry *of, struct cb_arg *want)
{
	const struct cb_word *flows = cb_register_fund.columns[FUND_FLOW].arg;
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;

	if (e->community != of->community) {
		*want = cb_arg_text(cb_office_name(s->office, of->community));
		return FUND_COMMUNITY;
	}
	if (!cb_text_equal(e->fund, of->fund)) {
		*want = cb_arg_text(of->fund);
		return FUND_FUND;
	}
	if (e->flow != of->flow) {
		*want = cb_arg_string(flows[of->flow].zh);
		return FUND_FLOW;
	}
	if (e->source != of->source) {
		*want = cb_arg_string(of->source < 0 ? "-" : sources[of->source].zh);
		return FUND_SOURCE;
	}
	if (e->party != of->party) {
		*want = cb_arg_text(cb_office_name(s->office, of->party));
		return FUND_PARTY;
	}
	if (e->has_amount != of->has_amount || e->fen != -of->fen) {
		*want = cb_arg_money(-of->fen);
		return FUND_AMOUNT;
	}
	return -1;
}

static void
report_earlier(struct settling *s, const struct fund_entry *e, int32_t day)
{
	cb_report(s->diag, CB_REVERSAL_EARLIER, refuse(s, e), "date", e->reverses, cb_arg_day(day), cb_arg_day(e->day));
}

static void
check_against(struct settling *s, size_t at, const struct fund_entry *of)
{
	const struct fund_entry *e = &s->ledger.entries[at];
	struct cb_arg want;
	int column = difference(s, e, of, &want);
	const struct cb_column *c = &cb_register_fund.columns[column < 0 ? FUND_REVERSES : column];

	if (of->reversed_by != at + 1)
		cb_report(s->diag, CB_REVERSED_ALREADY, refuse(s, e), "reverses", e->reverses,
		          s->ledger.entries[of->reversed_by - 1].no);
	else if (column >= 0)
		cb_report(s->diag, CB_REVERSAL_DIFFERS, refuse(s, e), c->key, e->reverses,
		          cb_arg_either(c->zh, c->key), want);
	else if (e->day < of->day)
		report_earlier(s, e, of->day);
}

static void
check_reversal(struct settling *s, size_t at)
{
	struct fund_entry *e = &s->ledger.entries[at];
	uint64_t refused = s->refused;
	size_t index = fund_ledger_find(&s->ledger, e->reverses);
	bool is_later = index > 0 && fund_numbers_compare(e->reverses, e->no) >= 0;

	if (is_later && e->day < s->ledger.entries[index - 1].day)
		report_earlier(s, e, s->ledger.entries[index - 1].day);
	else if (index == 0 || is_later)
		cb_report(s->diag, CB_NO_SUCH_ENTRY, refuse(s, e), "reverses", e->reverses);
	else
		check_against(s, at, &s->ledger.entries[index - 1]);
	e->is_refused = s->refused > refused; /* so that the balance it would leave is no second finding */
}

/* What is said of the rule that refuses an entry. */
static struct cb_str
clause_of(const struct settling *s, const struct cb_rule *rule)
{
	struct cb_str clause = { 0 };

	fund_rule_say(s->office, rule, NULL, rule->value.n == CB_BAN_UNLESS, &clause);
	return clause;
}

static struct fund_scope
scope_of(const struct settling *s, const struct fund_entry *e)
{
	return (struct fund_scope){ s->office, cb_office_name(s->office, e->community).p, e->fund.p, e->day };
}

/* ---- R5, of reversals that no file has brought ---- */

static void
check_closed(struct settling *s, const struct fund_entry *e)
{
	const struct fund_scope scope = scope_of(s, e);
	const struct cb_rule *rule = fund_rule_closing(&scope);

	if (rule != NULL)
		cb_report(s->diag, CB_PERIOD_CLOSED, refuse(s, e), "date", cb_arg_day(rule->until_day),
		          cb_arg_day(e->day), clause_of(s, rule));
}

/* ---- R9 ---- */

static void
check_number(struct settling *s, const struct fund_entry *e)
{
	long long n = fund_number_in_year(e->no);
	char before[40];

	if (n <= 1)
		return;
	snprintf(before, sizeof(before), "%.5s%04lld", e->no.p, n - 1);
	if (fund_ledger_find(&s->ledger, cb_text_of(before)) == 0)
		cb_report(s->diag, CB_NUMBER_NOT_NEXT, refuse(s, e), "no", e->no, before);
}

/* ---- R10 ---- */

static void
report_voucher(struct settling *s, const struct fund_entry *e, const struct fund_entry *first)
{
	struct cb_str where = { 0 };

	cb_where_print(s->diag, where_of(s, first), &where);
	cb_report(s->diag, CB_VOUCHER_TWICE, refuse(s, e), "voucher", e->voucher, first->no, where);
}

/* Were both made of one row, which named several at once (data/reader.h)? */
static bool
is_split_from(const struct fund_entry *e, const struct fund_entry *first)
{
	return e->batch == first->batch && e->where.row == first->where.row && e->where.row > 0;
}

static int
by_voucher(const void *pa, const void *pb)
{
	const struct fund_entry *const *a = pa, *const *b = pb;
	int order = (*a)->flow - (*b)->flow;

	order = order != 0 ? order : cb_text_compare((*a)->voucher, (*b)->voucher);
	return order != 0 ? order : cb_order(*a, *b);
}

static bool
has_same_voucher(const struct fund_entry *a, const struct fund_entry *b)
{
	return a->flow == b->flow && cb_text_equal(a->voucher, b->voucher);
}

/* Of n entries with one voucher: the first is one that was there already, else the first new one. Sets first[] of all
 * other new ones. */
static void
note_first(const struct settling *s, const struct fund_entry *const *of, size_t n, uint32_t *first)
{
	size_t at = 0;

	while (at < n && is_new(s, of[at]))
		at++;
	for (size_t i = 0; i < n; i++)
		if (is_new(s, of[i]) && (at < n || i > 0))
			first[of[i] - s->ledger.entries] = (uint32_t)(of[at < n ? at : 0] - s->ledger.entries) + 1;
}

static void
check_vouchers(struct settling *s)
{
	const struct fund_entry **with = cb_alloc(s->ledger.n + 1, sizeof(struct fund_entry *));
	uint32_t *first = cb_alloc(s->ledger.n + 1, sizeof(*first)); /* [entry] index + 1 of the first of its voucher */
	size_t n = 0, to;

	for (size_t i = 0; i < s->ledger.n; i++)
		if (s->ledger.entries[i].is_live && s->ledger.entries[i].voucher.len > 0)
			with[n++] = &s->ledger.entries[i];
	cb_sort(with, n, sizeof(struct fund_entry *), by_voucher);
	for (size_t from = 0; from < n; from = to) {
		for (to = from + 1; to < n && has_same_voucher(with[to], with[from]);)
			to++;
		note_first(s, &with[from], to - from, first);
	}
	for (size_t i = 0; i < s->ledger.n; i++)
		if (first[i] != 0 && !is_split_from(&s->ledger.entries[i], &s->ledger.entries[first[i] - 1]))
			report_voucher(s, &s->ledger.entries[i], &s->ledger.entries[first[i] - 1]);
	free(with);
	free(first);
}

/* ---- R16 ---- */

/* A key of what makes two entries the same in people's eyes, whatever their vouchers and notes say. */
static void
add_sameness(const struct fund_entry *e, struct cb_str *key)
{
	const struct cb_cell *quantity = &e->words->quantity;
	const int64_t numbers[] = { e->day, e->community, e->party, e->flow,
		                    e->source, e->fen, cb_cell_n_or(quantity, -1) };

	cb_str_clear(key);
	cb_str_add(key, (const char *)numbers, sizeof(numbers));
	cb_str_addt(key, e->words->item);
}

static void
report_same(struct settling *s, const struct fund_entry *e, const struct fund_entry *as)
{
	bool has_other_voucher = e->voucher.len > 0 && as->voucher.len > 0;

	if (!has_other_voucher)
		cb_report(s->diag, CB_ENTRY_LIKE_ANOTHER, where_of(s, e), "", e->no, as->no);
}

/* Compares the entries of the run with those of earlier runs: that a file says the same twice is its own affair. */
static void
check_sameness(struct settling *s)
{
	struct cb_dict known = { 0 };
	struct cb_str key = { 0 };

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->ledger.n; i++) {
			const struct fund_entry *e = &s->ledger.entries[i];
			uint32_t same;

			if (!e->is_live || is_new(s, e) != (pass == 1) || (pass == 1 && source_of(s, e) == NULL))
				continue;
			add_sameness(e, &key);
			same = cb_dict_get(&known, cb_str_text(&key));
			if (pass == 0)
				cb_dict_put(&known, cb_str_text(&key), (uint32_t)i + 1);
			else if (same != 0)
				report_same(s, e, &s->ledger.entries[same - 1]);
		}
	cb_dict_release(&known);
	cb_str_release(&key);
}

/* ---- R13 ---- */

static void
check_range(struct settling *s)
{
	cb_wide all = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->ledger.n; i++) {
			struct fund_entry *e = &s->ledger.entries[i];

			if (is_new(s, e) != (pass == 1))
				continue;
			all += e->fen < 0 ? -e->fen : e->fen;
			if (pass == 0 || all <= CB_NUMBER_MAX)
				continue;
			cb_report(s->diag, CB_OUT_OF_RANGE, refuse(s, e), "amount", cb_arg_money(e->fen));
			e->is_refused = true;
		}
}

/* ---- R8 ---- */

static const struct cb_rule *
overdraw_rule(struct settling *s, const struct fund_entry *e)
{
	const struct fund_scope scope = scope_of(s, e);
	const struct cb_rule *rule = fund_rule_pick(&scope, "fund.overdraw", "", 0);

	if (rule == NULL && !s->is_missing_said)
		fund_rule_missing(s->office, "fund.overdraw");
	s->is_missing_said = s->is_missing_said || rule == NULL;
	return rule;
}

static void
report_overdrawn(struct settling *s, const struct fund_entry *e, const struct cb_move *move, const struct cb_rule *rule)
{
	cb_report(s->diag, e->flow == FLOW_REMIT ? CB_REMITS_TOO_MUCH : CB_OVERDRAWN, refuse(s, e), "amount", cb_office_name(s->office, e->community),
	          cb_arg_money(-move->fen), cb_arg_day(move->left_day), cb_arg_money(move->left_fen),
	          clause_of(s, rule));
}

static bool
is_forced(const struct fund_entry *e, const struct cb_rule *rule)
{
	if (e->is_refused || rule == NULL || rule->value.n == CB_BAN_OFF)
		return true;
	return rule->value.n == CB_BAN_UNLESS && e->words->override.len > 0;
}

/* No account may end a day below 0: the account of the community in the fund or, where custody is given, what lies
 * with the community itself. There only handing over is judged: what takes back something handed over already is
 * judged by the account alone. */
static void
judge(struct settling *s, const struct fund_custody *custody)
{
	struct cb_move *moves = cb_alloc(s->ledger.n + 1, sizeof(*moves));

	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];
		int64_t fen = custody != NULL ? fund_custody_at_hand(custody, e) : fund_change(e->flow, e->fen);
		bool is_judged = custody == NULL || e->flow == FLOW_REMIT;

		moves[i] = (struct cb_move){ .account = e->account, .day = e->day, .fen = fen, .is_new = is_new(s, e) };
		moves[i].is_forced = moves[i].is_new && fen < 0 && (!is_judged || is_forced(e, overdraw_rule(s, e)));
	}
	cb_ledger_judge(moves, s->ledger.n);
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if (moves[i].is_refused)
			report_overdrawn(s, e, &moves[i], overdraw_rule(s, e));
		else if (moves[i].is_forced && e->words->override.len > 0 && moves[i].left_fen + moves[i].fen < 0)
			fund_rule_set_aside(s->office, overdraw_rule(s, e), e->words->override, where_of(s, e));
	}
	free(moves);
}

/* ---- R15 ---- */

static void
check_remits(struct settling *s)
{
	struct fund_custody custody;
	bool any = false;

	for (size_t i = 0; i < s->ledger.n && !any; i++)
		any = s->ledger.entries[i].flow == FLOW_REMIT && is_new(s, &s->ledger.entries[i]);
	if (!any)
		return;
	if (fund_custody_open(&custody, s->office) != CB_OK)
		s->refused++;
	judge(s, &custody);
	fund_custody_release(&custody);
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
			if (s->ledger.entries[j].account == e->account)
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

/* R8–R11, R13, R15, R16 */
static void
check_all(struct settling *s)
{
	for (size_t i = 0; i < s->ledger.n; i++) {
		const struct fund_entry *e = &s->ledger.entries[i];

		if (!is_new(s, e))
			continue;
		check_number(s, e);
		if (source_of(s, e) == NULL)
			check_closed(s, e);
		if (e->is_reversal)
			check_reversal(s, i);
	}
	check_vouchers(s);
	check_range(s);
	judge(s, NULL);
	check_remits(s);
	if (s->refused == 0)
		check_sameness(s);
}

enum cb_status
fund_settle(const struct cb_office *office, const struct cb_policy_stored *stored)
{
	const struct cb_fund_asked all = { .all_funds = true };
	struct settling s = { .office = office, .diag = office->diag, .run = stored };
	uint64_t errors = office->diag->errors;
	enum cb_status status;

	if (office->has_own_rules) { /* R12 */
		return cb_report(s.diag, CB_NOT_TOGETHER, CB_NOWHERE, "", "--rules", cb_register_fund.key);
	}
	status = fund_ledger_load_bare(&s.ledger, &(struct cb_query_run){ .office = office, .of.fund = &all });
	if (status == CB_OK)
		check_all(&s);
	if (status == CB_OK && s.refused == 0 && stored->entered != NULL) {
		add_columns(stored->entered);
		list_entered(&s, stored->entered);
	}
	fund_ledger_release(&s.ledger);
	status = cb_diag_since(office->diag, errors, status);
	return status == CB_OK && s.refused > 0 ? CB_FOUND : status;
}
