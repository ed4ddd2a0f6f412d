#include <cb/query/fund_prizes.h>

#include <cb/data/loose_table.h>
#include <cb/value/arg.h>
#include <cb/value/period.h>

/* Columns of the ranking. */
enum { CONTEST,
       PERIOD,
       NAME,
       AWARD,
       PRIZE,
       COLUMNS };

/* Columns of the drafts. */
enum { DRAFT_DATE,
       DRAFT_COMMUNITY,
       DRAFT_FLOW,
       DRAFT_SOURCE,
       DRAFT_AMOUNT,
       DRAFT_PURPOSE,
       DRAFT_VOUCHER };

struct prizes {
	const struct cb_fund_prizes_options *options;
	struct cb_loose_table table;
	int at[COLUMNS]; /* the column of the table; -1 = it has none */
	struct cb_table *out;
	struct cb_diag *diag;
	bool is_bad;
};

/* Finds the first of the names that is a column. Where none is and the column is needed, the last name is reported. */
static bool
find_column(struct prizes *p, int column, const char *const *names, bool is_needed)
{
	p->at[column] = -1;
	for (; names[0] != NULL && p->at[column] < 0; names++)
		p->at[column] = cb_loose_find(&p->table, cb_text_of(names[0]));
	if (p->at[column] < 0 && is_needed)
		cb_loose_column(&p->table, cb_text_of(names[-1]), p->table.header, p->diag);
	return p->at[column] >= 0 || !is_needed;
}

static bool
find_columns(struct prizes *p)
{
	static const struct {
		const char *names[8];
		bool is_needed;
	} columns[COLUMNS] = {
		[CONTEST] = { { "评比", "contest", NULL }, false },
		[PERIOD] = { { "期间", "月份", "period", NULL }, true },
		[NAME] = { { "社区", "entity", "名称", "unit", "单位", "community", NULL }, true },
		[AWARD] = { { "奖项", "award", NULL }, false },
		[PRIZE] = { { "奖金", "prize", NULL }, true },
	};
	bool good = true;

	for (int i = 0; i < COLUMNS; i++)
		good = find_column(p, i, columns[i].names, columns[i].is_needed) && good;
	return good;
}

static struct cb_text
cell_of(const struct prizes *p, const struct cb_loose_row *row, int column)
{
	return p->at[column] < 0 ? (struct cb_text){ "", 0 } : row->cells[p->at[column]];
}

static bool
parse(struct prizes *p, const struct cb_loose_row *row, int column, const struct cb_type *type, struct cb_cell *cell)
{
	struct cb_text raw = cell_of(p, row, column);
	enum cb_code code = type->parse(NULL, raw, &(struct cb_parse_env){ 0 }, cell);
	int at = p->at[column];

	if (code == CB_FINE)
		return true;
	cb_report(p->diag, code, cb_loose_where(row, at), p->table.labels[at].p, raw,
	          cb_arg_hint(type, NULL, raw, p->diag->lang));
	return false;
}

static bool
is_above_zero(struct prizes *p, const struct cb_loose_row *row, int64_t fen)
{
	if (fen > 0)
		return true;
	cb_report(p->diag, CB_NOT_ABOVE_ZERO, cb_loose_where(row, p->at[PRIZE]), p->table.labels[p->at[PRIZE]].p,
	          cb_arg_money(fen));
	return false;
}

/* A prize is paid to somebody and for some period. */
static bool
is_filled(struct prizes *p, const struct cb_loose_row *row, int column)
{
	const char *label = p->table.labels[p->at[column]].p;

	if (cb_text_trim(cell_of(p, row, column)).len > 0)
		return true;
	cb_report(p->diag, CB_REQUIRED_MISSING, cb_loose_where(row, p->at[column]), label, label, label);
	return false;
}

static void
add_draft(struct prizes *p, const struct cb_loose_row *row, int64_t fen, int64_t period)
{
	struct cb_text contest = cell_of(p, row, CONTEST), name = cb_text_trim(cell_of(p, row, NAME));
	struct cb_cell *cells = cb_table_row(p->out);
	struct cb_str voucher = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_addt(&voucher, contest.len > 0 ? contest : CB_LIT("month"));
	cb_str_addc(&voucher, '/');
	cb_str_addt(&voucher, cb_period_print(period, buf));
	cb_str_addc(&voucher, '/');
	cb_str_addt(&voucher, name);
	cells[DRAFT_DATE] = cb_cell_number(p->options->day != INT64_MIN ? p->options->day : cb_period_last_day(period));
	cells[DRAFT_COMMUNITY] = cb_table_text(p->out, name);
	cells[DRAFT_FLOW] = cb_cell_number(FLOW_RECEIVE);
	cells[DRAFT_SOURCE] = cb_cell_number(SOURCE_PRIZE);
	cells[DRAFT_AMOUNT] = cb_cell_number(fen);
	cells[DRAFT_PURPOSE] = cb_table_text(p->out, cell_of(p, row, AWARD));
	cells[DRAFT_VOUCHER] = cb_table_take(p->out, &voucher);
}

static void
add_columns(struct prizes *p)
{
	static const int columns[] = {
		[DRAFT_DATE] = FUND_DATE,
		[DRAFT_COMMUNITY] = FUND_COMMUNITY,
		[DRAFT_FLOW] = FUND_FLOW,
		[DRAFT_SOURCE] = FUND_SOURCE,
		[DRAFT_AMOUNT] = FUND_AMOUNT,
		[DRAFT_PURPOSE] = FUND_PURPOSE,
		[DRAFT_VOUCHER] = FUND_VOUCHER,
	};

	p->out->title_zh = "奖金入账草稿";
	p->out->title_en = "Prizes: draft entries";
	for (size_t i = 0; i < CB_COUNT(columns); i++) {
		const struct cb_column *c = &cb_register_fund.columns[columns[i]];
		bool is_name = c->type->storage == CB_STORE_NAME; /* which stands here as it was written */

		cb_table_column(p->out, c->key, c->zh, is_name ? &cb_type_text : c->type, is_name ? NULL : c->arg);
	}
}

static void
add_rows(struct prizes *p)
{
	for (size_t i = 0; i < p->table.n; i++) {
		const struct cb_loose_row *row = &p->table.rows[i];
		struct cb_cell prize = { 0 }, period = { 0 };
		bool is_good = parse(p, row, PRIZE, &cb_type_money, &prize);

		if (is_good && (prize.state != CB_VALUE || prize.n == 0))
			continue;
		is_good = is_good && is_above_zero(p, row, prize.n);
		is_good = is_good && parse(p, row, PERIOD, &cb_type_period, &period);
		is_good = is_good && is_filled(p, row, PERIOD) && is_filled(p, row, NAME);
		if (is_good)
			add_draft(p, row, prize.n, period.n);
		else
			p->is_bad = true;
	}
}

enum cb_status
cb_fund_prizes(const struct cb_fund_prizes_options *options, struct cb_table *out, struct cb_diag *diag)
{
	struct cb_arena arena = { 0 };
	struct prizes p = { .options = options, .table = { .arena = &arena }, .out = out, .diag = diag };
	enum cb_status status;

	p.table.reveals = true; /* only its own columns are asked */
	status = cb_loose_read(&p.table, options->paths, &options->reading, diag);
	if (status == CB_OK && !find_columns(&p))
		status = diag->status;
	if (status == CB_OK) {
		add_columns(&p);
		add_rows(&p);
	}
	if (p.is_bad)
		status = diag->status;
	cb_loose_release(&p.table);
	cb_arena_release(&arena);
	return status;
}
