/* What communities have beside what they should have, and beside what was claimed. */
#include "org_standards.h"

#include <string.h>

#include <cb/data/label.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>
#include <cb/value/mark.h>
#include <cb/value/quantity.h>

/* ---- a standard ---- */

static int
column_of(struct cb_text label)
{
	int column = cb_column_by_label(&cb_register_community, cb_text_trim(label));
	const struct cb_type *type = column >= 0 ? cb_register_community.columns[column].type : NULL;

	return type == &cb_type_int || type == &cb_type_num || type == &cb_type_qty ? column : -1;
}

enum cb_status
org_standard_open(struct org_standard *standard, const struct cb_rule *rule, struct cb_diag *diag)
{
	const char *slash = strchr(rule->key, '/');
	struct cb_text key = cb_text_of(rule->key);

	*standard = (struct org_standard){ .rule = rule, .den = -1 };
	if (slash != NULL) {
		standard->den = column_of(cb_text_of(slash + 1));
		key.len = (uint32_t)(slash - rule->key);
	}
	standard->num = column_of(key);
	if (standard->num >= 0 && (slash == NULL || standard->den >= 0))
		return CB_OK;
	return cb_report(diag, CB_NO_SUCH_MEASURE, rule->where, "key", rule->id, rule->key);
}

struct cb_cell
org_standard_named(const struct org_standard *standard, struct cb_table *out)
{
	const struct cb_column *columns = cb_register_community.columns;
	struct cb_str name = { 0 };
	struct cb_cell cell;

	cb_str_adds(&name, columns[standard->num].zh);
	if (standard->den >= 0)
		cb_str_addf(&name, "/%s", columns[standard->den].zh);
	cell = cb_table_text(out, cb_str_text(&name));
	cb_str_release(&name);
	return cell;
}

/* A quantity of a cell; one that is not known, or not said, is none. */
static bool
quantity_of(const struct cb_cell *cells, int column, struct cb_cell *out)
{
	*out = (struct cb_cell){ 0 };
	if (cells[column].state != CB_VALUE || cells[column].mark == CB_UNKNOWN)
		return false;
	*out = cells[column];
	if (cb_register_community.columns[column].type == &cb_type_int)
		out->n *= CB_MICRO;
	return true;
}

bool
org_standard_value(const struct org_standard *standard, const struct cb_cell *cells, int64_t *value)
{
	struct cb_cell num, den;

	if (!quantity_of(cells, standard->num, &num))
		return false;
	*value = num.n;
	if (standard->den < 0)
		return true;
	return quantity_of(cells, standard->den, &den) && cb_decimal_divide(num.n, den.n, 6, CB_HALF_UP, value);
}

/* ---- standards ---- */

enum { RULE,
       SET,
       KEY,
       AT_LEAST,
       AT_MOST,
       JUDGED,
       REACHED,
       RATE,
       TOTAL,
       MEAN,
       LEAST,
       LEAST_OF,
       NEEDED,
       LACKING };

static const struct cb_query_column standard_columns[] = {
	[RULE] = { "rule", "规则", .type = &cb_type_text },
	[SET] = { "set", "标准", .type = &cb_type_text, .en = "scope of the rule", .doc = "规则的 scope" },
	[KEY] = { "key", "栏目", .type = &cb_type_text },
	[AT_LEAST] = { "at_least", "至少", .type = &cb_type_num },
	[AT_MOST] = { "at_most", "至多", .type = &cb_type_num },
	[JUDGED] = { "communities", "社区数", .type = &cb_type_int, .en = "that say the number", .doc = "填了该数的" },
	[REACHED] = { "reached", "达标数", .type = &cb_type_int },
	[RATE] = { "rate", "达标率(%)", .type = &cb_type_num },
	[TOTAL] = { "total", "合计", .type = &cb_type_qty, .en = "of the column, or above the line of a ratio",
	            .doc = "栏目合计;比值取分子" },
	[MEAN] = { "mean", "平均", .type = &cb_type_num, .en = "a ratio is that of the sums", .doc = "比值为合计之比" },
	[LEAST] = { "least", "最低", .type = &cb_type_num },
	[LEAST_OF] = { "least_of", "最低社区", .type = &cb_type_text },
	[NEEDED] = { "needed", "需要", .type = &cb_type_qty },
	[LACKING] = { "lacking", "尚缺", .type = &cb_type_qty,
	              .en = "in all those below the standard; of a ratio what the sums lack",
	              .doc = "各未达标社区所缺之和;比值按合计算" },
	{ 0 },
};

struct judged {
	int64_t n, reached, least, short_by;
	struct cb_text least_of;
	struct cb_cell num, den; /* sums */
};

static void
judge(const struct org_standard *standard, const struct street_body *body, struct judged *j)
{
	struct cb_cell num, den;
	int64_t value;

	if (body->cells == NULL || !org_standard_value(standard, body->cells, &value))
		return;
	quantity_of(body->cells, standard->num, &num);
	cb_quantity_add(&j->num, &num);
	if (standard->den >= 0 && quantity_of(body->cells, standard->den, &den))
		cb_quantity_add(&j->den, &den);
	if (j->n++ == 0 || value < j->least) {
		j->least = value;
		j->least_of = body->name;
	}
	j->reached += cb_rule_holds(standard->rule, value);
	if (standard->rule->at_least != INT64_MIN && value < standard->rule->at_least)
		j->short_by += standard->rule->at_least - value;
}

static struct cb_cell
bound(int64_t n)
{
	return n == INT64_MIN || n == INT64_MAX ? (struct cb_cell){ 0 } : cb_cell_number(n);
}

struct cb_cell
org_divided(cb_wide n, cb_wide by)
{
	struct cb_cell cell = { .state = CB_VALUE };

	return cb_decimal_divide(n, by, ORG_PLACES, CB_HALF_UP, &cell.n) ? cell : (struct cb_cell){ 0 };
}

/* R3 */
static void
say_needed(const struct org_standard *standard, const struct judged *j, struct cb_cell *cells)
{
	int64_t at_least = standard->rule->at_least;
	cb_wide needed = standard->den < 0 ? (cb_wide)at_least * j->n
	                                   : cb_decimal_round((cb_wide)at_least * j->den.n, CB_MICRO, CB_HALF_UP);

	if (at_least == INT64_MIN || needed > CB_NUMBER_MAX)
		return;
	cells[NEEDED] = cb_cell_number((int64_t)needed);
	cells[LACKING] = cb_cell_number(j->short_by);
	if (standard->den < 0)
		return;
	cells[NEEDED].mark = j->den.mark;
	cells[LACKING] = cb_cell_number(needed > j->num.n ? (int64_t)needed - j->num.n : 0);
	cells[LACKING].mark =
		(uint8_t)cb_mark_sum((enum cb_mark)j->den.mark, cb_mark_turned((enum cb_mark)j->num.mark));
}

static void
add_standard(const struct org_standard *standard, const struct judged *j, struct cb_table *out)
{
	const struct cb_rule *rule = standard->rule;
	struct cb_cell *cells = cb_table_row(out);

	cells[RULE] = cb_table_text(out, cb_text_of(rule->id));
	cells[SET] = cb_table_text(out, cb_text_of(rule->scope));
	cells[KEY] = org_standard_named(standard, out);
	cells[AT_LEAST] = bound(rule->at_least);
	cells[AT_MOST] = bound(rule->at_most);
	cells[JUDGED] = cb_cell_number(j->n);
	cells[REACHED] = cb_cell_number(j->reached);
	if (j->n == 0)
		return;
	cells[RATE] = org_divided((cb_wide)j->reached * 100, j->n);
	cells[TOTAL] = j->num;
	cells[MEAN] = org_divided(j->num.n, standard->den < 0 ? (cb_wide)j->n * CB_MICRO : j->den.n);
	cells[LEAST] = cb_cell_number(j->least);
	cells[LEAST_OF] = cb_table_text(out, j->least_of);
	say_needed(standard, j, cells);
}

static enum cb_status
fill_standards(struct cb_query_run *run, struct cb_table *out)
{
	struct street s;
	const struct cb_rule *rule;
	struct org_standard standard;
	size_t at = 0;
	enum cb_status status = street_load(&s, run, STREET_HAS(OF_COMMUNITY));

	while (status == CB_OK && (rule = cb_rules_all(run->office->rules, "org.standard", NULL, s.day, &at)) != NULL) {
		struct judged j = { 0 };

		status = org_standard_open(&standard, rule, run->office->diag);
		for (size_t i = 0; status == CB_OK && i < s.n_communities; i++)
			judge(&standard, &s.bodies[i], &j);
		if (status == CB_OK)
			add_standard(&standard, &j, out);
	}
	street_release(&s);
	return status;
}

const struct cb_query cb_query_org_standards = {
	.name = "standards",
	.zh = "达标情况",
	.title_en = "Standards for communities",
	.title_zh = "社区达标情况",
	.columns = standard_columns,
	.reads = "community",
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_standards,
	.en = "How many communities reach each standard, what they have and what is lacking, as cb-org standards prints them.",
	.doc = "各项标准的达标数、达标率和缺口,同 cb-org standards。",
};

/* ---- claims ---- */

enum { CLAIM_RULE,
       CLAIM_SCOPE,
       CLAIM_OF,
       CLAIM_WHAT,
       CLAIMED,
       FOUND,
       DIFFERENCE,
       RESULT };

enum { CLAIM_SUM,
       CLAIM_MEAN,
       CLAIM_COUNT };

static const struct cb_word results[] = { [ORG_CLAIM_HOLDS] = { "相符", "holds", NULL },
	                                  [ORG_CLAIM_ROUNDED] = { "四舍五入相符", "rounded", NULL },
	                                  [ORG_CLAIM_FAILS] = { "不符", "fails", NULL },
	                                  { 0 } };

static const struct cb_query_column claim_columns[] = {
	[CLAIM_RULE] = { "rule", "规则", .type = &cb_type_text },
	[CLAIM_SCOPE] = { "scope", "范围", .type = &cb_type_text, .en = "a name that its rows have; empty: all",
	                  .doc = "只计含此名的记录;空着为全部" },
	[CLAIM_OF] = { "of", "栏目", .type = &cb_type_text },
	[CLAIM_WHAT] = { "what", "算法", .type = &cb_type_enum, .arg = cb_words_claim },
	[CLAIMED] = { "claimed", "所称", .type = &cb_type_num },
	[FOUND] = { "found", "实有", .type = &cb_type_qty },
	[DIFFERENCE] = { "difference", "相差", .type = &cb_type_qty, .en = "claimed less found", .doc = "所称减实有" },
	[RESULT] = { "result", "结果", .type = &cb_type_enum, .arg = results },
	{ 0 },
};

/* The column that the key names, of the register that it names. */
static enum cb_status
find_claimed(const struct cb_rule *rule, struct cb_diag *diag, const struct cb_register **reg, int *column)
{
	struct cb_text key = cb_text_of(rule->key);
	const char *dot = strchr(rule->key, '.');

	*reg = dot == NULL ? NULL : cb_register_find((struct cb_text){ key.p, (uint32_t)(dot - key.p) });
	*column = *reg == NULL ? -1 : cb_column_by_label(*reg, cb_text_of(dot + 1));
	if (*column >= 0 && ((*reg)->columns[*column].flags & CB_PRIVATE) == 0)
		return CB_OK;
	return cb_report(diag, CB_NO_SUCH_CLAIM, rule->where, "key", rule->id, rule->key);
}

/* Has the row a name of the rule's scope, such as an enterprise or a community? */
static bool
is_in_scope(const struct cb_rule *rule, const struct cb_table *rows, const struct cb_cell *cells)
{
	bool is = rule->scope[0] == '\0';

	for (size_t c = 0; c < rows->n_columns && !is; c++)
		is = rows->columns[c].type->storage == CB_STORE_NAME && cb_text_is(cells[c].text, rule->scope);
	return is;
}

/* Σ, Σ/n or how many different ones, as a quantity. */
static struct cb_cell
found_of(const struct cb_rule *rule, const struct cb_table *rows, int column)
{
	const struct cb_type *type = rows->columns[column].type;
	struct cb_cell sum = { 0 };
	struct cb_dict words = { 0 };
	int64_t n = 0;
	char buf[CB_PRINT_MAX];

	for (size_t row = 0; row < rows->n_rows; row++) {
		struct cb_cell cell = cb_table_at(rows, row)[(size_t)column];

		if (cell.state != CB_VALUE || !is_in_scope(rule, rows, cb_table_at(rows, row)))
			continue;
		n++;
		if (!type->numeric)
			cb_dict_put(&words, type->print(rows->columns[column].arg, &cell, buf), 1);
		if (type == &cb_type_int)
			cell.n *= CB_MICRO;
		else if (type == &cb_type_money)
			cell.n *= CB_MICRO / 100;
		cb_quantity_add(&sum, &cell);
	}
	if (rule->value.n == CLAIM_COUNT)
		sum = cb_cell_number((type->numeric ? n : (int64_t)words.n) * CB_MICRO);
	else if (rule->value.n == CLAIM_MEAN && n > 0)
		cb_decimal_divide(sum.n, (cb_wide)n * CB_MICRO, ORG_PLACES, CB_HALF_UP, &sum.n);
	if (sum.state == CB_EMPTY)
		sum = cb_cell_number(0);
	cb_dict_release(&words);
	return sum;
}

/* R4: the places that the claim is written with. */
static enum org_claim
judge_claim(const struct cb_rule *rule, int64_t claimed, int64_t found)
{
	int64_t unit = CB_MICRO;

	if (cb_rule_holds(rule, found))
		return ORG_CLAIM_HOLDS;
	while (unit > 1 && claimed % unit != 0)
		unit /= 10;
	return cb_rule_holds(rule, (int64_t)cb_decimal_round(found, unit, CB_HALF_UP) * unit) ? ORG_CLAIM_ROUNDED
	                                                                                      : ORG_CLAIM_FAILS;
}

static struct cb_cell
claim_named(const struct cb_register *reg, int column, struct cb_table *out)
{
	struct cb_str name = { 0 };
	struct cb_cell cell;

	cb_str_addf(&name, "%s.%s", reg->zh, reg->columns[column].zh);
	cell = cb_table_text(out, cb_str_text(&name));
	cb_str_release(&name);
	return cell;
}

static enum cb_status
add_claim(const struct cb_query_run *run, const struct cb_rule *rule, struct cb_table *out)
{
	const struct cb_register *reg;
	struct cb_table rows = { 0 };
	int column;
	int64_t claimed = rule->at_least != INT64_MIN ? rule->at_least : rule->at_most;
	struct cb_cell found, *cells;
	enum cb_status status = find_claimed(rule, run->office->diag, &reg, &column);

	if (status == CB_OK)
		status = cb_asked_rows(run, reg, &rows);
	if (status == CB_OK && rows.n_rows > 0) {
		found = found_of(rule, &rows, column);
		cells = cb_table_row(out);
		cells[CLAIM_RULE] = cb_table_text(out, cb_text_of(rule->id));
		cells[CLAIM_SCOPE] = cb_table_text(out, cb_text_of(rule->scope));
		cells[CLAIM_OF] = claim_named(reg, column, out);
		cells[CLAIM_WHAT] = cb_cell_number(rule->value.n);
		cells[CLAIMED] = cb_cell_number(claimed);
		cells[FOUND] = found;
		cells[DIFFERENCE] = cb_cell_number(claimed - found.n);
		cells[DIFFERENCE].mark = (uint8_t)cb_mark_turned((enum cb_mark)found.mark);
		cells[RESULT] = cb_cell_number(judge_claim(rule, claimed, found.n));
	}
	cb_table_release(&rows);
	return status;
}

static enum cb_status
fill_claims(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_rule *rule;
	size_t at = 0;
	enum cb_status status = CB_OK;

	while (status == CB_OK &&
	       (rule = cb_rules_all(run->office->rules, "org.claim", NULL, cb_query_day(run), &at)) != NULL)
		status = add_claim(run, rule, out);
	return status;
}

const struct cb_query cb_query_org_claims = {
	.name = "claims",
	.zh = "所称核对",
	.title_en = "What was claimed, and what the registers have",
	.title_zh = "所称数据核对",
	.columns = claim_columns,
	.takes = CB_QUERY_TAKES_FILES,
	.has = street_is_there,
	.fill = fill_claims,
	.en = "Sums, means and counts that were claimed beside those of the registers, as cb-org claims prints them.",
	.doc = "所称的合计、平均、个数与台账核对,同 cb-org claims。",
};
