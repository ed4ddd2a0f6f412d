#include <cb/query/fund_check.h>

#include <stdio.h>

#include <cb/rule/forbidden.h>
#include <cb/rule/goods.h>
#include <cb/rule/types.h>
#include <cb/value/date.h>
#include <cb/value/money.h>

#include "fund_ledger.h"
#include "fund_rule.h"

enum { FEN_MICRO = 10000 }; /* a fen in millionths of a yuan */

/* One record being checked. */
struct entry {
	struct cb_office *office;
	const struct cb_record *record;
	const struct cb_cell *cells;
	struct cb_str community; /* the scope of rules */
	int32_t day;
	int64_t amount; /* as rules count it, in millionths */
	bool is_good;
};

/* ---- the balance that a refusal tells ---- */

static void
load_balances(struct cb_office *office)
{
	/* beside the input that is being read: what is wrong here must not end that */
	struct cb_diag quiet = { .lang = office->diag->lang };
	struct cb_office beside = *office;
	struct fund_records records;
	const struct cb_record *record;
	enum cb_status status;

	beside.diag = &quiet;
	status = fund_records_open(&records, &(struct cb_query_run){ .office = &beside });
	while (status == CB_OK && fund_records_next(&records, &record) > 0) {
		size_t of = (size_t)record->cells[FUND_COMMUNITY].n;

		office->balances = cb_grow(office->balances, &office->cap_balances, of + 1, sizeof(*office->balances));
		office->balances[of] += fund_change(fund_flow(record), record->cells[FUND_AMOUNT].n);
	}
	fund_records_close(&records);
	cb_diag_release(&quiet);
	office->has_balances = true;
}

/* What the community has by now; NULL where no ledger is at hand. */
static const int64_t *
balance_of(struct cb_office *office, uint32_t community)
{
	if (office->dir == NULL && (office->store == NULL || cb_store_is_new(office->store)))
		return NULL;
	if (!office->has_balances)
		load_balances(office);
	office->balances =
		cb_grow(office->balances, &office->cap_balances, (size_t)community + 1, sizeof(*office->balances));
	return &office->balances[community];
}

/* ---- reporting ---- */

static bool
has_override(const struct entry *e)
{
	return e->cells[FUND_OVERRIDE].state == CB_VALUE;
}

/* 可破例, in the words of either kind of value. */
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
	if (!may_set_aside(rule) || !has_override(e))
		return false;
	fund_rule_set_aside(e->office, rule, e->cells[FUND_OVERRIDE].text, cb_record_place(e->record, FUND_OVERRIDE));
	return true;
}

/* The words of a finding before the rule; b NULL = one only. */
struct words {
	const char *a, *b;
};

static void
refuse(struct entry *e, enum cb_code code, int column, struct words words, const struct cb_rule *rule)
{
	struct cb_str clause = { 0 };
	const char *a = words.a, *b = words.b;
	const int64_t *balance = balance_of(e->office, (uint32_t)e->cells[FUND_COMMUNITY].n);

	fund_rule_say(e->office, rule, balance, may_set_aside(rule), &clause);
	cb_report(e->office->diag, code, cb_record_place(e->record, column), cb_register_fund.columns[column].key, a,
	          b != NULL ? b : cb_str_c(&clause), b != NULL ? cb_str_c(&clause) : NULL);
	cb_str_release(&clause);
	e->is_good = false;
}

static void
print_amount(const struct entry *e, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	cb_str_addt(out, cb_money_print(e->cells[FUND_AMOUNT].n, buf));
}

/* ---- R1, R2 ---- */

static bool
check_amount(struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells, *amount = &cells[FUND_AMOUNT];
	char buf[CB_PRINT_MAX];
	struct cb_str text = { 0 };

	if (amount->state != CB_VALUE && cells[FUND_ITEM].state != CB_VALUE) {
		cb_report(diag, CB_NO_AMOUNT_NO_GOODS, cb_record_place(record, FUND_AMOUNT), "amount");
		return false;
	}
	if (amount->state != CB_VALUE || amount->n > 0 || cells[FUND_REVERSES].state == CB_VALUE)
		return true;
	cb_str_addt(&text, cb_money_print(amount->n, buf));
	cb_report(diag, CB_NOT_ABOVE_ZERO, cb_record_place(record, FUND_AMOUNT), "amount", cb_str_c(&text));
	cb_str_release(&text);
	return false;
}

static bool
check_items(struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *item = &record->cells[FUND_ITEM], *quantity = &record->cells[FUND_QUANTITY];
	char buf[CB_PRINT_MAX];
	struct cb_str items = { 0 }, number = { 0 };

	if (item->state != CB_VALUE || !cb_goods_is_unclear(item->text, quantity))
		return true;
	cb_str_addt(&items, item->text);
	cb_str_addt(&number, cb_type_qty.print(NULL, quantity, buf));
	cb_report(diag, CB_SEVERAL_ITEMS, cb_record_place(record, FUND_ITEM), "item", cb_str_c(&items), cb_str_c(&number));
	cb_str_release(&items);
	cb_str_release(&number);
	return false;
}

/* What has not arrived is promised. */
static bool
check_arrived(struct cb_diag *diag, const struct cb_record *record)
{
	if (record->cells[FUND_ARRIVED].state != CB_VALUE || record->cells[FUND_ARRIVED].n != 0 ||
	    fund_flow(record) != FLOW_RECEIVE)
		return true;
	cb_report(diag, CB_NOT_ARRIVED, cb_record_place(record, FUND_ARRIVED), "arrived");
	return false;
}

static bool
check_number(struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *no = &record->cells[FUND_NO];
	struct cb_str word = { 0 };
	char year[16], want[40], buf[CB_PRINT_MAX];
	long long n = 0;
	bool good;

	if (no->state != CB_VALUE || record->cells[FUND_DATE].state != CB_VALUE)
		return true;
	snprintf(year, sizeof(year), "%.4s", cb_date_print(record->cells[FUND_DATE].n, buf).p);
	cb_str_addt(&word, no->text);
	good = word.len > 5 && word.len < 24 && sscanf(word.p + 5, "%18lld", &n) == 1 && n > 0;
	snprintf(want, sizeof(want), "%s-%04lld", year, n);
	good = good && cb_text_is(no->text, want);
	if (!good)
		cb_report(diag, CB_NUMBER_NOT_OF_YEAR, cb_record_place(record, FUND_NO), "no", cb_str_c(&word), year);
	cb_str_release(&word);
	return good;
}

bool
cb_fund_check_read(void *office, struct cb_diag *diag, const struct cb_record *record)
{
	bool good = check_amount(diag, record);

	(void)office;
	good = check_arrived(diag, record) && good;
	return check_items(diag, record) && good;
}

/* ---- R3 ---- */

static void
check_use(struct entry *e)
{
	static const int columns[] = { FUND_USE, FUND_PURPOSE, FUND_ITEM, FUND_PARTY };
	size_t at = 0;

	if (cb_rules_all(e->office->rules, "fund.deny", cb_str_c(&e->community), e->day, &at) == NULL) {
		fund_rule_missing(e->office, "fund.deny");
		e->is_good = false;
	}
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const struct cb_cell *cell = &e->cells[columns[i]];
		struct cb_text text = cell->text;
		const struct cb_rule *rule;
		struct cb_str words = { 0 };

		if (cell->state != CB_VALUE)
			continue;
		if (columns[i] == FUND_PARTY)
			text = cb_office_name(e->office, (uint32_t)cell->n);
		rule = cb_forbidden(e->office->rules, text, cb_str_c(&e->community), e->day);
		cb_str_addt(&words, text);
		if (rule != NULL && !is_exempt(e, rule))
			refuse(e, CB_USE_DENIED, columns[i], (struct words){ cb_str_c(&words), rule->key }, rule);
		cb_str_release(&words);
	}
}

/* ---- R4 ---- */

static void
check_demand(struct entry *e, const struct cb_rule *rule, enum cb_code code, int column)
{
	struct cb_str amount = { 0 };

	if (rule == NULL || rule->value.n == CB_DEMAND_NO || e->cells[column].state == CB_VALUE)
		return;
	print_amount(e, &amount);
	if (!is_exempt(e, rule))
		refuse(e, code, column, (struct words){ cb_str_c(&amount), NULL }, rule);
	cb_str_release(&amount);
}

static const struct cb_rule *
pick(const struct entry *e, const char *what, struct cb_text key)
{
	struct cb_str word = { 0 };
	const struct cb_rule *rule;

	cb_str_addt(&word, key);
	rule = cb_rules_pick(e->office->rules, what, cb_str_c(&e->community), cb_str_c(&word), e->amount, e->day);
	cb_str_release(&word);
	return rule;
}

static void
check_spend(struct entry *e)
{
	struct cb_text use = e->cells[FUND_USE].text;
	const struct cb_rule *consent = pick(e, "fund.consent", use);

	check_use(e);
	if (consent == NULL) {
		fund_rule_missing(e->office, "fund.consent");
		e->is_good = false;
	}
	check_demand(e, consent, CB_CONSENT_MISSING, FUND_COMMUNITY_CONSENT);
	check_demand(e, pick(e, "fund.approver", use), CB_APPROVER_MISSING, FUND_APPROVER);
}

static void
check_voucher(struct entry *e, int flow)
{
	const struct cb_word *words = cb_register_fund.columns[FUND_FLOW].arg;

	check_demand(e, pick(e, "fund.voucher", cb_text_of(words[flow].zh)), CB_VOUCHER_MISSING, FUND_VOUCHER);
}

/* ---- R5, R6 ---- */

static void
check_closed(struct entry *e)
{
	const struct cb_rule *rule = fund_rule_closing(e->office, cb_str_text(&e->community), e->day);
	struct cb_str until = { 0 }, day = { 0 };
	char buf[CB_PRINT_MAX];

	if (rule == NULL || is_exempt(e, rule))
		return;
	cb_str_addt(&until, cb_date_print(rule->until_day, buf));
	cb_str_addt(&day, cb_date_print(e->day, buf));
	refuse(e, CB_PERIOD_CLOSED, FUND_DATE, (struct words){ cb_str_c(&until), cb_str_c(&day) }, rule);
	cb_str_release(&until);
	cb_str_release(&day);
}

static void
check_floor(struct entry *e)
{
	const struct cb_cell *quantity = &e->cells[FUND_QUANTITY];
	struct cb_text use = e->cells[FUND_USE].text;
	const struct cb_rule *rule = use.len > 0 ? pick(e, "fund.floor", use) : NULL;
	struct cb_str total = { 0 }, word = { 0 }, each = { 0 }, clause = { 0 };
	char buf[CB_PRINT_MAX], least[CB_PRINT_MAX];
	int64_t micro;

	if (rule == NULL || rule->key[0] == '\0' || quantity->state != CB_VALUE || quantity->n <= 0 ||
	    !cb_decimal_divide((cb_wide)e->amount, quantity->n, 2, CB_HALF_UP, &micro) || cb_rule_holds(rule, micro))
		return;
	print_amount(e, &total);
	cb_str_addt(&word, use);
	cb_str_addt(&each, cb_decimal_print(micro, 6, 2, buf));
	fund_rule_say(e->office, rule, balance_of(e->office, (uint32_t)e->cells[FUND_COMMUNITY].n),
	              may_set_aside(rule), &clause);
	snprintf(least, sizeof(least), "%.*s", CB_TEXT_ARG(cb_decimal_print(rule->at_least, 6, 2, buf)));
	cb_report(e->office->diag, CB_BELOW_FLOOR, cb_record_place(e->record, FUND_AMOUNT), "amount", cb_str_c(&total),
	          cb_str_c(&word), cb_str_c(&each), least, cb_str_c(&clause));
	cb_str_release(&total);
	cb_str_release(&word);
	cb_str_release(&each);
	cb_str_release(&clause);
	e->is_good = false;
}

bool
cb_fund_check(void *arg, struct cb_diag *diag, const struct cb_record *record)
{
	struct cb_office *office = arg;
	const struct cb_cell *cells = record->cells;
	struct entry e = { .office = office, .record = record, .cells = cells, .day = fund_day(record) };
	int64_t fen = cells[FUND_AMOUNT].state == CB_VALUE ? cells[FUND_AMOUNT].n : 0;

	e.is_good = cb_fund_check_read(office, diag, record);
	e.is_good = (office->store == NULL || check_number(diag, record)) && e.is_good;
	cb_str_addt(&e.community, cb_office_name(office, (uint32_t)cells[FUND_COMMUNITY].n));
	e.amount = fen > INT64_MAX / FEN_MICRO ? INT64_MAX : fen * FEN_MICRO;
	check_closed(&e);
	if (cells[FUND_REVERSES].state != CB_VALUE) {
		if (fund_flow(record) == FLOW_SPEND) {
			check_spend(&e);
			check_floor(&e);
		}
		check_voucher(&e, fund_flow(record));
	}
	cb_str_release(&e.community);
	office->entries++;
	office->prizes += cells[FUND_SOURCE].state == CB_VALUE && cells[FUND_SOURCE].n == SOURCE_PRIZE &&
	                  cells[FUND_VOUCHER].state == CB_VALUE;
	office->refused += !e.is_good;
	return e.is_good;
}
