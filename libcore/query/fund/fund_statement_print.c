/* The statement as a table, its parts as tables of their own, and its totals in one row. */
#include <cb/query/export.h>
#include <cb/query/titles.h>
#include <cb/value/money.h>
#include <cb/value/wording.h>

#include "fund_ledger.h"
#include "fund_statement.h"

/* Columns of query funds. Each amount is followed by the same in words. */
enum {
	FUND_FUNDS_OPENING = 0,
	FUND_FUNDS_RECEIVED = 2,
	FUND_FUNDS_SPENT = 4,
	FUND_FUNDS_CLOSING = 6,
	FUND_FUNDS_CUSTODY = 8,
	FUND_FUNDS_HEAD,
};

/* Columns of the statement and its parts. Each part has labels of its own for kind and name. */
enum {
	FUND_STATEMENT_SECTION,
	FUND_STATEMENT_KIND,
	FUND_STATEMENT_NAME,
	FUND_STATEMENT_AMOUNT,
	FUND_STATEMENT_SHARE,
	FUND_STATEMENT_WORDS,
	FUND_STATEMENT_NOTE,
};

static const char *const sections[CB_FUND_SECTIONS] = {
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
	[CB_FUND_REMITTED] = "社区上交",
	[CB_FUND_GOODS] = "实物",
	[CB_FUND_NO_GIFT] = "未捐助",
	[CB_FUND_NO_MONEY] = "未获资金",
	[CB_FUND_PLEDGES] = "认捐未到位",
	[CB_FUND_EXCEPTIONS] = "特批",
	[CB_FUND_REVERSALS] = "冲销",
	[CB_FUND_CUSTODY] = "保管",
	[CB_FUND_HEAD] = "末笔校验码",
};

bool
fund_has_statement(struct cb_query_run *run)
{
	return cb_export_has(run->office, &cb_register_fund) && fund_has_entry(run);
}

/* Where the statement could not be read, its findings say so: its parts are left out. */
bool
fund_has_part(struct cb_query_run *run)
{
	return fund_has_statement(run) && cb_fund_statement_of(run)->status == CB_OK;
}

/* ---- lines ---- */

/* No share is told of a whole that reversals have brought to 0 or below. */
static struct cb_cell
share_of(const struct cb_fund_line *line, struct cb_table *out)
{
	struct cb_str text = { 0 };

	if (line->whole > 0)
		cb_words_share(line->part, line->whole, &text);
	return cb_table_take(out, &text);
}

static struct cb_cell
words_of(const struct cb_fund_line *line, struct cb_table *out)
{
	struct cb_str text = { 0 };

	if (line->is_total && line->amount.state == CB_VALUE)
		cb_money_words(line->amount.n, &text);
	return cb_table_take(out, &text);
}

static void
print_line(const struct cb_fund_line *line, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);

	cells[FUND_STATEMENT_SECTION] = cb_table_text(out, cb_text_of(sections[line->section]));
	cells[FUND_STATEMENT_KIND] = cb_table_text(out, line->kind);
	cells[FUND_STATEMENT_NAME] = cb_table_text(out, line->name);
	cells[FUND_STATEMENT_AMOUNT] = line->amount;
	cells[FUND_STATEMENT_SHARE] = share_of(line, out);
	cells[FUND_STATEMENT_WORDS] = words_of(line, out);
	cells[FUND_STATEMENT_NOTE] = cb_table_text(out, line->note);
}

/* Prints the lines of a section, or with CB_FUND_SECTIONS all of them. */
static enum cb_status
print_lines(struct cb_query_run *run, enum cb_fund_section section, struct cb_table *out)
{
	const struct cb_fund_statement *statement = cb_fund_statement_of(run);

	for (size_t i = 0; statement->status == CB_OK && i < statement->n; i++)
		if (section == CB_FUND_SECTIONS || statement->lines[i].section == section)
			print_line(&statement->lines[i], out);
	return statement->status;
}

#define COLUMNS(kind, kind_zh, name, name_zh, more)                                                    \
	{                                                                                              \
		[FUND_STATEMENT_SECTION] = { "section", "项目", .type = &cb_type_text },               \
		[FUND_STATEMENT_KIND] = { kind, kind_zh, .type = &cb_type_text },                      \
		[FUND_STATEMENT_NAME] = { name, name_zh, .type = &cb_type_text },                      \
		[FUND_STATEMENT_AMOUNT] = { "amount", "金额", .type = &cb_type_money, .flags = more }, \
		[FUND_STATEMENT_SHARE] = { "share", "占比", .type = &cb_type_text },                   \
		[FUND_STATEMENT_WORDS] = { "words", "大写", .type = &cb_type_text },                   \
		[FUND_STATEMENT_NOTE] = { "note", "备注", .type = &cb_type_text },                     \
		{ 0 },                                                                                 \
	}

enum { TAKES = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
       SUMMED = CB_QUERY_SUM | CB_QUERY_TOTAL };

static const struct cb_query_column statement_columns[] = COLUMNS("kind", "类别", "name", "名称", CB_QUERY_SUM);

/* How many lines the section has, and the first of them. */
static size_t
find_section(const struct cb_fund_statement *statement, enum cb_fund_section section, size_t *first)
{
	size_t n = 0;

	for (size_t i = 0; i < statement->n; i++)
		if (statement->lines[i].section == section && n++ == 0)
			*first = i;
	return n;
}

/* Communities stand in the order of their register. */
static void
order_section(const struct cb_query_run *run, enum cb_fund_section section, struct cb_table *out)
{
	struct cb_table rows = *out;
	size_t first = 0;

	rows.n_rows = find_section(run->statement, section, &first);
	rows.cells += first * out->n_columns;
	cb_title_order(run->office, &rows, FUND_STATEMENT_NAME, true);
}

/* What each community has left is shown as bars. */
static void
add_chart(const struct cb_fund_statement *statement, struct cb_table *out)
{
	size_t first = 0, n = find_section(statement, CB_FUND_COMMUNITIES, &first);

	out->chart = (struct cb_table_chart){ .label = FUND_STATEMENT_NAME, .value = FUND_STATEMENT_AMOUNT };
	out->chart.first_row = first;
	out->chart.n_rows = n < CB_CHART_ROWS_MAX ? n : CB_CHART_ROWS_MAX;
}

static enum cb_status
fill_statement(struct cb_query_run *run, struct cb_table *out)
{
	enum cb_status status = print_lines(run, CB_FUND_SECTIONS, out);

	fund_title(run, out);
	if (status != CB_OK)
		return status;
	add_chart(run->statement, out);
	if (run->is_read) {
		order_section(run, CB_FUND_COMMUNITIES, out);
		order_section(run, CB_FUND_NO_MONEY, out);
	}
	return CB_OK;
}

const struct cb_query cb_query_fund_statement = {
	.name = "statement",
	.zh = "收支公示",
	.title_en = "Fund: statement",
	.title_zh = "共建经费收支公示",
	.columns = statement_columns,
	.reads = "fund",
	.takes = TAKES,
	.has = fund_has_statement,
	.fill = fill_statement,
	.en = "The fund's sheet that is made public, as cb-fund statement prints it.",
	.doc = "经费收支公示,同 cb-fund statement。",
};

/* ---- parts ---- */

static const struct cb_query_column income_columns[] = COLUMNS("source", "来源", "party", "单位", SUMMED);
static const struct cb_query_column spending_columns[] = COLUMNS("use", "用途", "name", "名称", SUMMED);
static const struct cb_query_column pledges_columns[] = COLUMNS("party", "单位", "community", "社区", SUMMED);

static enum cb_status
fill_income(struct cb_query_run *run, struct cb_table *out)
{
	return print_lines(run, CB_FUND_INCOME, out);
}

static enum cb_status
fill_spending(struct cb_query_run *run, struct cb_table *out)
{
	return print_lines(run, CB_FUND_SPENDING, out);
}

static enum cb_status
fill_pledges(struct cb_query_run *run, struct cb_table *out)
{
	return print_lines(run, CB_FUND_PLEDGES, out);
}

static enum cb_status
fill_exceptions(struct cb_query_run *run, struct cb_table *out)
{
	return print_lines(run, CB_FUND_EXCEPTIONS, out);
}

const struct cb_query cb_query_fund_income = {
	.name = "income",
	.zh = "收入",
	.columns = income_columns,
	.reads = "fund",
	.takes = TAKES,
	.has = fund_has_part,
	.fill = fill_income,
	.en = "The income of the statement by source and party.",
	.doc = "收支公示中的收入,按来源和单位。",
};

const struct cb_query cb_query_fund_spending = {
	.name = "spending",
	.zh = "支出",
	.columns = spending_columns,
	.reads = "fund",
	.takes = TAKES,
	.has = fund_has_part,
	.fill = fill_spending,
	.en = "The spending of the statement by use.",
	.doc = "收支公示中的支出,按用途。",
};

const struct cb_query cb_query_fund_pledges = {
	.name = "pledges",
	.zh = "认捐未到位",
	.columns = pledges_columns,
	.reads = "fund",
	.takes = TAKES,
	.has = fund_has_part,
	.fill = fill_pledges,
	.en = "What was pledged and has not arrived, by party and community.",
	.doc = "认捐而未到位的,按单位和社区。",
};

const struct cb_query cb_query_fund_exceptions = {
	.name = "exceptions",
	.zh = "特批",
	.columns = statement_columns,
	.reads = "fund",
	.takes = TAKES,
	.has = fund_has_part,
	.fill = fill_exceptions,
	.en = "Entries that set a rule aside.",
	.doc = "特批入账的记录。",
};

/* ---- its totals in one row ---- */

static const struct cb_query_column funds_columns[] = {
	[FUND_FUNDS_OPENING] = { "opening", "上期结余", .type = &cb_type_money },
	[FUND_FUNDS_OPENING + 1] = { "opening_words", "上期结余大写", .type = &cb_type_text },
	[FUND_FUNDS_RECEIVED] = { "received", "收入合计", .type = &cb_type_money },
	[FUND_FUNDS_RECEIVED + 1] = { "received_words", "收入合计大写", .type = &cb_type_text },
	[FUND_FUNDS_SPENT] = { "spent", "支出合计", .type = &cb_type_money },
	[FUND_FUNDS_SPENT + 1] = { "spent_words", "支出合计大写", .type = &cb_type_text },
	[FUND_FUNDS_CLOSING] = { "closing", "期末结余", .type = &cb_type_money },
	[FUND_FUNDS_CLOSING + 1] = { "closing_words", "期末结余大写", .type = &cb_type_text },
	[FUND_FUNDS_CUSTODY] = { "custody", "保管", .type = &cb_type_text },
	[FUND_FUNDS_HEAD] = { "head", "末笔校验码", .type = &cb_type_text },
	{ 0 },
};

static void
print_total(const struct cb_fund_line *line, struct cb_table *out, struct cb_cell *cells)
{
	static const int at[CB_FUND_SECTIONS] = {
		[CB_FUND_OPENING] = FUND_FUNDS_OPENING,
		[CB_FUND_RECEIVED] = FUND_FUNDS_RECEIVED,
		[CB_FUND_SPENT] = FUND_FUNDS_SPENT,
		[CB_FUND_CLOSING] = FUND_FUNDS_CLOSING,
	};
	struct cb_str head = { 0 };

	if (line->is_total) {
		cells[at[line->section]] = line->amount;
		cells[at[line->section] + 1] = words_of(line, out);
	} else if (line->section == CB_FUND_CUSTODY) {
		cells[FUND_FUNDS_CUSTODY] = cb_table_text(out, line->name);
	} else if (line->section == CB_FUND_HEAD) {
		cb_str_addf(&head, "%.*s:%.*s", CB_TEXT_ARG(line->kind), CB_TEXT_ARG(line->note));
		cells[FUND_FUNDS_HEAD] = cb_table_text(out, cb_str_text(&head));
		cb_str_release(&head);
	}
}

static enum cb_status
fill_funds(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_fund_statement *statement = cb_fund_statement_of(run);
	struct cb_cell *cells;

	if (statement->status != CB_OK)
		return statement->status;
	cells = cb_table_row(out);
	for (size_t i = 0; i < statement->n; i++)
		print_total(&statement->lines[i], out, cells);
	return CB_OK;
}

const struct cb_query cb_query_fund_funds = {
	.name = "funds",
	.zh = "收支合计",
	.columns = funds_columns,
	.reads = "fund",
	.takes = TAKES,
	.has = fund_has_part,
	.fill = fill_funds,
	.en = "The statement's totals in one row, with 大写, custody and the head of the ledger.",
	.doc = "收支公示的合计,一行,附大写、保管和末笔校验码。",
};
