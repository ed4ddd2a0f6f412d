/* The fund entry by entry: the ledger of each community, source or party, and the cash book of who keeps it. */
#include <stdlib.h>

#include "fund_custody.h"

/* Both books have these columns. The ledger has its keys before them, the cash book the community behind them. */
enum { DATE,
       NO,
       SUMMARY,
       IN,
       OUT,
       BALANCE,
       COMMON };
enum {
	FUND_LEDGER_COMMUNITY,
	FUND_LEDGER_SOURCE,
	FUND_LEDGER_PARTY,
	FUND_LEDGER_KEYS,
};
enum {
	FUND_CASH_COMMUNITY = COMMON,
};

#define COMMON_COLUMNS(at)                                                                                     \
	[(at) + DATE] = { "date", "日期", .type = &cb_type_date },                                             \
		[(at) + NO] = { "no", "编号", .type = &cb_type_code },                                         \
		[(at) + SUMMARY] = { "summary", "摘要", .type = &cb_type_text, .flags = CB_QUERY_CARRY_WORD }, \
		[(at) + IN] = { "in", "收入", .type = &cb_type_money, .flags = CB_QUERY_CARRY_SUM },           \
		[(at) + OUT] = { "out", "支出", .type = &cb_type_money, .flags = CB_QUERY_CARRY_SUM },         \
		[(at) + BALANCE] = { "balance", "余额", .type = &cb_type_money, .flags = CB_QUERY_CARRY_LAST }

static const struct cb_query_column ledger_columns[] = {
	[FUND_LEDGER_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[FUND_LEDGER_SOURCE] = { "source", "来源", .like = &cb_register_fund, .like_column = FUND_SOURCE,
	                         .flags = CB_QUERY_BY_KEY },
	[FUND_LEDGER_PARTY] = { "party", "单位", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	COMMON_COLUMNS(FUND_LEDGER_KEYS),
	{ 0 },
};

static const struct cb_query_column cash_columns[] = {
	COMMON_COLUMNS(0),
	[FUND_CASH_COMMUNITY] = { "community", "社区", .type = &cb_type_text },
	{ 0 },
};

/* One entry, and what it moves. */
struct line {
	size_t group;
	const struct fund_entry *entry;
	int64_t in, out;
};

struct book {
	struct cb_query_run *run;
	struct cb_table *out;
	bool is_cash;
	size_t common; /* where the columns of both books begin */
	struct fund_ledger ledger;
	struct fund_custody custody;
	struct cb_sums sums; /* one value: what there was before the range */
	struct line *lines;
	size_t n, cap;
};

/* ---- what an entry moves ---- */

/* Sets what the entry moves; false where it moves nothing. */
static bool
move(const struct book *b, const struct fund_entry *e, struct line *line)
{
	int64_t fen;

	*line = (struct line){ .entry = e };
	if (!e->has_amount)
		return false;
	fen = b->is_cash ? fund_custody_kept(&b->custody, e) : fund_change(e->flow, e->fen);
	if (e->flow == FLOW_SPEND)
		line->out = -fen;
	else
		line->in = fen;
	return fen != 0;
}

/* ---- lines ---- */

static struct cb_cell
key_of(const struct book *b, size_t key, const struct fund_entry *e)
{
	if (key == FUND_LEDGER_SOURCE)
		return cb_sums_word(e->source);
	return fund_name_cell(b->run->office, key == FUND_LEDGER_PARTY ? e->party : e->community);
}

static void
add_line(struct book *b, const struct fund_entry *e)
{
	struct cb_cell keys[CB_QUERY_KEYS_MAX] = { 0 };
	struct line line;

	if (!move(b, e, &line))
		return;
	for (size_t i = 0; i < b->sums.n_keys; i++)
		keys[i] = key_of(b, b->run->keys[i], e);
	line.group = cb_sums_at(&b->sums, keys);
	if (fund_in_range(&b->run->range, e->day))
		*cb_push(b->lines, b->n, b->cap) = line;
	else
		cb_sum_add_number(cb_sums_of(&b->sums, line.group), line.in - line.out);
}

static int
by_group_day_number(const void *pa, const void *pb)
{
	const struct line *a = pa, *b = pb;
	int order = cb_order(a->group, b->group);

	order = order != 0 ? order : cb_order(a->entry->day, b->entry->day);
	order = order != 0 ? order : fund_numbers_compare(a->entry->no, b->entry->no);
	return order != 0 ? order : cb_order(a->entry, b->entry);
}

/* From here on the group of a line is its place in the order of the groups. */
static void
sort_lines(struct book *b)
{
	size_t *order_of = cb_alloc(b->sums.n + 1, sizeof(*order_of));

	cb_sums_sort(&b->sums);
	for (size_t i = 0; i < b->sums.n; i++)
		order_of[b->sums.order[i]] = i;
	for (size_t i = 0; i < b->n; i++)
		b->lines[i].group = order_of[b->lines[i].group];
	cb_sort(b->lines, b->n, sizeof(*b->lines), by_group_day_number);
	free(order_of);
}

/* ---- rows ---- */

static struct cb_cell *
add_row(struct book *b, size_t group)
{
	return cb_sums_row(&b->sums, b->sums.order[group], b->run, b->out);
}

static struct cb_cell
label(const char *word)
{
	return (struct cb_cell){ .state = CB_LABEL, .text = cb_text_of(word) };
}

/* What the entry was for, such as 更换橱窗（张三）. */
static struct cb_cell
summary_of(const struct book *b, const struct fund_entry *e)
{
	const struct cb_word *sources = cb_register_fund.columns[FUND_SOURCE].arg;
	struct cb_text party = cb_office_name(b->run->office, e->party);
	struct cb_text what = e->words->purpose.len > 0 ? e->words->purpose : e->words->use.len > 0 ? e->words->use
	                                                                                            : e->words->note;
	struct cb_str text = { 0 };

	if (e->is_reversal)
		cb_str_addf(&text, "冲销 %.*s", CB_TEXT_ARG(e->reverses));
	else if (e->flow == FLOW_REMIT)
		cb_str_adds(&text, "社区上交");
	else if (what.len == 0 && e->source >= 0)
		cb_str_adds(&text, sources[e->source].zh);
	if (text.len > 0 && what.len > 0)
		cb_str_addc(&text, ' ');
	cb_str_addt(&text, what);
	if (party.len > 0)
		cb_str_addf(&text, "（%.*s）", CB_TEXT_ARG(party));
	return cb_table_take(b->out, &text);
}

static void
write_line(struct book *b, const struct line *line, cb_wide balance)
{
	struct cb_cell *cells = add_row(b, line->group), *common = cells + b->common;
	bool is_out = line->entry->flow == FLOW_SPEND;

	if (line->entry->day != INT32_MIN)
		common[DATE] = cb_cell_number(line->entry->day);
	common[NO] = cb_table_text(b->out, line->entry->no);
	common[SUMMARY] = summary_of(b, line->entry);
	common[is_out ? OUT : IN] = cb_cell_number(is_out ? line->out : line->in);
	common[BALANCE] = cb_cell_number((int64_t)balance);
	if (b->is_cash)
		cells[FUND_CASH_COMMUNITY] =
			cb_table_text(b->out, cb_office_name(b->run->office, line->entry->community));
}

/* Writes the lines of a group, which begin at `at`, between its opening and its closing. Returns where the next group
 * begins. */
static size_t
write_group(struct book *b, size_t group, size_t at)
{
	cb_wide balance = cb_sums_of(&b->sums, b->sums.order[group])->n, in = 0, out = 0;
	struct cb_cell *common = add_row(b, group) + b->common;

	common[SUMMARY] = label("上期结转");
	common[BALANCE] = fund_money_cell(b->run->office, balance);
	for (; at < b->n && b->lines[at].group == group; at++) {
		in += b->lines[at].in;
		out += b->lines[at].out;
		balance += b->lines[at].in - b->lines[at].out;
		write_line(b, &b->lines[at], balance);
	}
	common = add_row(b, group) + b->common;
	common[SUMMARY] = label("本期合计");
	common[IN] = fund_money_cell(b->run->office, in);
	common[OUT] = fund_money_cell(b->run->office, out);
	common[BALANCE] = fund_money_cell(b->run->office, balance);
	return at;
}

static enum cb_status
fill(struct book *b)
{
	struct cb_query_run *run = b->run;
	uint64_t errors = run->office->diag->errors;
	enum cb_status status = fund_custody_open(&b->custody, run->office);

	fund_title(run, b->out);
	b->sums = (struct cb_sums){ .n_keys = run->n_keys, .n_values = 1 };
	if (status == CB_OK)
		status = fund_ledger_load(&b->ledger, run);
	for (size_t i = 0; status == CB_OK && i < b->ledger.n; i++)
		add_line(b, &b->ledger.entries[i]);
	sort_lines(b);
	for (size_t group = 0, at = 0; group < b->sums.n; group++)
		at = write_group(b, group, at);
	free(b->lines);
	cb_sums_release(&b->sums);
	fund_ledger_release(&b->ledger);
	fund_custody_release(&b->custody);
	return cb_diag_since(run->office->diag, errors, status);
}

static enum cb_status
fill_ledger(struct cb_query_run *run, struct cb_table *out)
{
	return fill(&(struct book){ .run = run, .out = out, .common = FUND_LEDGER_KEYS });
}

static enum cb_status
fill_cash(struct cb_query_run *run, struct cb_table *out)
{
	return fill(&(struct book){ .run = run, .out = out, .is_cash = true });
}

const struct cb_query cb_query_fund_ledger = {
	.name = "fund_ledger",
	.zh = "经费明细账",
	.title_en = "Fund: ledger",
	.title_zh = "共建经费明细账",
	.columns = ledger_columns,
	.reads = "fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "community",
	.has = fund_has_part,
	.fill = fill_ledger,
	.en = "Every entry of money with the balance that it leaves, as cb-fund ledger prints them.",
	.doc = "逐笔收支与余额,同 cb-fund ledger。",
};

const struct cb_query cb_query_fund_cash = {
	.name = "fund_cash",
	.zh = "经费日记账",
	.title_en = "Fund: cash book",
	.title_zh = "共建经费日记账",
	.columns = cash_columns,
	.reads = "fund",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE,
	.has = fund_has_part,
	.fill = fill_cash,
	.en = "What came to and went from who keeps the fund, day by day, as cb-fund cash prints it.",
	.doc = "保管单位逐日收支与余额,同 cb-fund cash。",
};
