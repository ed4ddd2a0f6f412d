#include <cb/query/fund_check.h>

#include <stdio.h>
#include <stdlib.h>

#include <cb/rule/types.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/row_word.h>

#include "fund_ledger.h"
#include "fund_posts.h"
#include "fund_rule.h"
#include "fund_settle.h"

enum { FEN_MICRO = 10000 }; /* a fen in millionths of a yuan */

/* What is remembered of the entries checked so far. */
struct state {
	struct fund_accounts accounts;
	int64_t *balances; /* [account] fen in it, once a refusal has asked for it */
	size_t cap_balances;
	bool has_balances;
	struct fund_posts posts;
	struct cb_forbidden forbidden;
	uint64_t entries, prizes, refused;      /* prizes: prize money that has a voucher */
	bool is_deny_missed, is_consent_missed; /* that there is no such rule has been said */
};

/* One record being checked. */
struct entry {
	struct state *state;
	const struct cb_office *office;
	struct cb_diag *diag;
	const struct cb_record *record;
	const struct cb_cell *cells;
	struct fund_scope of;
	const char *use; /* of a spend; "" = none is given */
	int64_t amount;  /* as rules count it, in millionths */
	bool is_good;
};

/* ---- the balance that a refusal tells ---- */

static int64_t *
balance_at(struct state *state, const struct cb_record *record)
{
	size_t of = fund_account(&state->accounts, (uint32_t)record->cells[FUND_COMMUNITY].n, fund_name(record));

	state->balances = cb_grow(state->balances, &state->cap_balances, of + 1, sizeof(*state->balances));
	return &state->balances[of];
}

static void
load_balances(struct state *state, const struct cb_office *office)
{
	struct cb_diag quiet = { .lang = office->diag->lang }; /* what is wrong here must not end the reading */
	struct cb_input in = { .reg = &cb_register_fund, .need = UINT64_C(1) << FUND_COMMUNITY };
	struct cb_records records;
	const struct cb_record *record;

	in.check = cb_fund_check_read;
	cb_records_open_beside(&records, office, &in, &quiet);
	while (cb_records_next(&records, &record) > 0)
		*balance_at(state, record) += fund_change(fund_flow(record), record->cells[FUND_AMOUNT].n);
	cb_records_close(&records);
	cb_diag_release(&quiet);
	state->has_balances = true;
}

/* What the community has in the fund by now; NULL where no ledger is at hand. */
static const int64_t *
balance_of(const struct entry *e)
{
	const struct cb_office *office = e->office;
	struct state *state = e->state;

	if (office->dir == NULL && (office->store == NULL || cb_store_is_new(office->store)))
		return NULL;
	if (!state->has_balances)
		load_balances(state, office);
	return balance_at(state, e->record);
}

/* ---- reporting ---- */

/* Is the value 可特批, a word that both bans and demands have? */
static bool
may_set_aside(const struct cb_rule *rule)
{
	if (rule->kind->arg == cb_words_demand)
		return rule->value.n == CB_DEMAND_UNLESS;
	return rule->kind->arg == cb_words_ban && rule->value.n == CB_BAN_UNLESS;
}

/* The rule stands, unless it may be set aside and a reason is given. */
static bool
is_exempt(struct entry *e, const struct cb_rule *rule)
{
	if (!may_set_aside(rule) || e->cells[FUND_OVERRIDE].state != CB_VALUE)
		return false;
	fund_rule_set_aside(e->office, rule, e->cells[FUND_OVERRIDE].text, cb_record_where(e->record, FUND_OVERRIDE));
	return true;
}

/* Marks the entry as refused by a rule, and returns what the finding says of the rule. */
static struct cb_str
refuse(struct entry *e, const struct cb_rule *rule)
{
	struct cb_str clause = { 0 };

	fund_rule_say(e->office, rule, balance_of(e), may_set_aside(rule), &clause);
	e->is_good = false;
	return clause;
}

static struct cb_arg
amount_of(const struct entry *e)
{
	return cb_arg_money(e->cells[FUND_AMOUNT].n);
}

/* ---- R1 ---- */

static bool
check_number(struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *no = &record->cells[FUND_NO];
	char year[16], want[40], buf[CB_PRINT_MAX];
	long long n;

	if (no->state != CB_VALUE || record->cells[FUND_DATE].state != CB_VALUE)
		return true;
	snprintf(year, sizeof(year), "%.4s", cb_date_print(record->cells[FUND_DATE].n, buf).p);
	n = fund_number_in_year(no->text);
	snprintf(want, sizeof(want), "%s-%04lld", year, n);
	if (n > 0 && cb_text_is(no->text, want))
		return true;
	cb_report(diag, CB_NUMBER_NOT_OF_YEAR, cb_record_where(record, FUND_NO), "no", no->text, year);
	return false;
}

/* ---- R3 ---- */

/* Every entry wants it: that it is nowhere is said once. */
static void
miss(struct entry *e, bool *is_said, const char *what)
{
	if (!*is_said)
		fund_rule_missing(e->office, what);
	*is_said = true;
	e->is_good = false;
}

static void
check_use(struct entry *e)
{
	static const int columns[] = { FUND_USE, FUND_PURPOSE, FUND_ITEM, FUND_PARTY };
	size_t at = 0;

	if (cb_rules_all(e->office->rules, "fund.deny", NULL, e->of.day, &at) == NULL)
		miss(e, &e->state->is_deny_missed, "fund.deny");
	for (size_t i = 0; i < CB_COUNT(columns); i++) {
		const struct cb_cell *cell = &e->cells[columns[i]];
		struct cb_text text = cell->text;
		const struct cb_rule *rule;

		if (cell->state != CB_VALUE)
			continue;
		if (columns[i] == FUND_PARTY)
			text = cb_office_name(e->office, (uint32_t)cell->n);
		rule = fund_rule_forbids(&e->of, &e->state->forbidden, text);
		if (rule != NULL && !is_exempt(e, rule))
			cb_report(e->diag, CB_USE_DENIED, cb_record_where(e->record, columns[i]),
			          cb_register_fund.columns[columns[i]].key, text, rule->key, refuse(e, rule));
	}
}

/* ---- R4 ---- */

static void
check_demand(struct entry *e, const struct cb_rule *rule, enum cb_code code, int column)
{
	if (rule == NULL || rule->value.n == CB_DEMAND_NO || e->cells[column].state == CB_VALUE || is_exempt(e, rule))
		return;
	cb_report(e->diag, code, cb_record_where(e->record, column), cb_register_fund.columns[column].key, amount_of(e),
	          refuse(e, rule));
}

static const struct cb_rule *
pick(const struct entry *e, const char *what, const char *key)
{
	return fund_rule_pick(&e->of, what, key, e->amount);
}

/* R14: whoever consents holds a post in the community, where it is known who does. */
static void
check_post(struct entry *e)
{
	const struct cb_cell *name = &e->cells[FUND_COMMUNITY_CONSENT];
	const struct fund_post post = { (uint32_t)e->cells[FUND_COMMUNITY].n, name->text, e->of.day };
	const struct cb_rule *rule = pick(e, "fund.consent_post", e->use);
	struct cb_where where = cb_record_where(e->record, FUND_COMMUNITY_CONSENT);

	if (name->state != CB_VALUE || fund_posts_has(&e->state->posts, e->office, &post))
		return;
	if (rule == NULL || rule->value.n == CB_DEMAND_NO)
		cb_report(e->diag, CB_CONSENT_OF_NOBODY, where, "community_consent", name->text, e->of.community,
		          cb_arg_day(e->of.day));
	else if (!is_exempt(e, rule))
		cb_report(e->diag, CB_CONSENT_REFUSED, where, "community_consent", name->text, e->of.community,
		          cb_arg_day(e->of.day), refuse(e, rule));
}

static void
check_spend(struct entry *e)
{
	const struct cb_rule *consent = pick(e, "fund.consent", e->use);

	check_use(e);
	if (consent == NULL)
		miss(e, &e->state->is_consent_missed, "fund.consent");
	check_demand(e, consent, CB_CONSENT_MISSING, FUND_COMMUNITY_CONSENT);
	check_demand(e, pick(e, "fund.approver", e->use), CB_APPROVER_MISSING, FUND_APPROVER);
	check_demand(e, pick(e, "fund.purpose", e->use), CB_PURPOSE_MISSING, FUND_USE);
	check_demand(e, pick(e, "fund.purpose", e->use), CB_PURPOSE_MISSING, FUND_PURPOSE);
	check_post(e);
}

static void
check_voucher(struct entry *e, int flow)
{
	const struct cb_word *words = cb_register_fund.columns[FUND_FLOW].arg;

	check_demand(e, pick(e, "fund.voucher", words[flow].zh), CB_VOUCHER_MISSING, FUND_VOUCHER);
}

/* ---- R17 ---- */

/* The words by which an income says that it is none; "" = it does not. */
static struct cb_text
carried_by(const struct entry *e)
{
	static const int columns[] = { FUND_PURPOSE, FUND_ITEM, FUND_PARTY, FUND_NOTE };

	for (size_t i = 0; i < CB_COUNT(columns); i++) {
		const struct cb_cell *cell = &e->cells[columns[i]];
		struct cb_text text = cell->text;

		if (cell->state == CB_VALUE && columns[i] == FUND_PARTY)
			text = cb_office_name(e->office, (uint32_t)cell->n);
		if (cell->state == CB_VALUE && cb_row_word_is_carried(text))
			return text;
	}
	return (struct cb_text){ "", 0 };
}

static void
check_carried(struct entry *e)
{
	struct cb_text word = carried_by(e);
	struct cb_where where = cb_record_where(e->record, FUND_AMOUNT);
	const int64_t *balance = word.len > 0 ? balance_of(e) : NULL;

	if (word.len == 0 || (balance != NULL && *balance <= 0))
		return;
	if (balance == NULL) {
		cb_report(e->diag, CB_CARRIED_AS_INCOME, where, "amount", word, amount_of(e));
		return;
	}
	cb_report(e->diag, CB_CARRIED_TWICE, where, "amount", word, amount_of(e), cb_arg_money(*balance));
	e->is_good = false;
}

/* ---- R5, R6 ---- */

static void
check_closed(struct entry *e)
{
	const struct cb_rule *rule = fund_rule_closing(&e->of);

	if (rule != NULL && !is_exempt(e, rule))
		cb_report(e->diag, CB_PERIOD_CLOSED, cb_record_where(e->record, FUND_DATE), "date",
		          cb_arg_day(rule->until_day), cb_arg_day(e->of.day), refuse(e, rule));
}

/* Money as a rule has it, in millionths of a yuan, to the fen. */
static struct cb_arg
arg_yuan(int64_t micro)
{
	char buf[CB_PRINT_MAX];

	return cb_arg_printed(cb_decimal_print(micro, 6, 2, buf));
}

static void
check_floor(struct entry *e)
{
	const struct cb_cell *quantity = &e->cells[FUND_QUANTITY];
	const struct cb_rule *rule = e->use[0] != '\0' ? pick(e, "fund.floor", e->use) : NULL;
	int64_t micro;

	if (rule == NULL || rule->key[0] == '\0' || quantity->state != CB_VALUE || quantity->n <= 0 ||
	    !cb_decimal_divide((cb_wide)e->amount, quantity->n, 2, CB_HALF_UP, &micro) || cb_rule_holds(rule, micro))
		return;
	cb_report(e->diag, CB_BELOW_FLOOR, cb_record_where(e->record, FUND_AMOUNT), "amount", amount_of(e), e->use,
	          arg_yuan(micro), arg_yuan(rule->at_least), refuse(e, rule));
}

/* ---- the policy ---- */

static void
check_by_rules(struct entry *e)
{
	int flow = fund_flow(e->record);

	check_closed(e);
	if (e->cells[FUND_REVERSES].state == CB_VALUE)
		return;
	if (flow == FLOW_SPEND) {
		check_spend(e);
		check_floor(e);
	} else if (flow == FLOW_RECEIVE) {
		check_carried(e);
	}
	check_voucher(e, flow);
}

static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	struct state *state = run->state;
	struct entry e = { .state = state, .office = run->office, .diag = diag, .record = record, .cells = cells };
	struct cb_str fund = { 0 }, use = { 0 };
	int64_t fen = cb_cell_n_or(&cells[FUND_AMOUNT], 0);

	state->forbidden.rules = run->office->rules;
	e.is_good = cb_fund_check_read(NULL, diag, record);
	e.is_good = (run->office->store == NULL || check_number(diag, record)) && e.is_good;
	cb_str_addt(&fund, fund_name(record));
	cb_str_addt(&use, cells[FUND_USE].text);
	e.of = (struct fund_scope){ run->office, cb_office_name(run->office, (uint32_t)cells[FUND_COMMUNITY].n).p,
		                    cb_str_c(&fund), fund_day(record) };
	e.use = cb_str_c(&use);
	e.amount = fen > INT64_MAX / FEN_MICRO ? INT64_MAX : fen * FEN_MICRO;
	check_by_rules(&e);
	cb_str_release(&fund);
	cb_str_release(&use);
	state->entries++;
	state->prizes += cells[FUND_SOURCE].state == CB_VALUE && cells[FUND_SOURCE].n == SOURCE_PRIZE &&
	                 cells[FUND_VOUCHER].state == CB_VALUE;
	state->refused += !e.is_good;
	return e.is_good;
}

/* R10: where all rows are prize money, rows that are known already are stored again, so that their vouchers refuse
 * them. */
static bool
is_again(const struct cb_policy_run *run)
{
	const struct state *state = run->state;

	return state->entries > 0 && state->prizes == state->entries;
}

/* Where --allow has made a warning of a refusal, the run is refused all the same. */
static enum cb_status
settle(struct cb_policy_run *run, const struct cb_policy_stored *stored)
{
	const struct state *state = run->state;
	enum cb_status status = fund_settle(run->office, stored);

	return status == CB_OK && state->refused > 0 && run->office->diag->errors == 0 ? CB_FOUND : status;
}

static void
release(void *arg)
{
	struct state *state = arg;

	free(state->balances);
	cb_dict_release(&state->accounts.ids);
	fund_posts_release(&state->posts);
	cb_forbidden_release(&state->forbidden);
}

const struct cb_policy cb_policy_fund = {
	.reg = &cb_register_fund,
	.state_bytes = sizeof(struct state),
	.release = release,
	.check = check,
	.settle = settle,
	.is_again = is_again,
};
