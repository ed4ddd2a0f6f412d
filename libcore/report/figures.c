/* The table of queries, and how one is asked. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

const struct cb_figure cb_figure_table[] = {
	{ "", "", NULL, cb_figure_top, "",
	  "What holds for the whole document; these names need no query before them.",
	  "全文通用的值,名称前不用写查询名。" },
	{ "each", "逐份", NULL, NULL, "",
	  "With --each: the row that this document is for, with the columns of the query that the template names; "
	  "otherwise no row.",
	  "用 --each 时:本份文件所对应的那一行,栏目同模板指明的查询;否则没有行。" },
	{ "ranking", "排名", cb_figure_has_ranking, cb_figure_ranking, "score standing",
	  "The ranking, as cb-rank prints it; move says the change in words.",
	  "排名,同 cb-rank 的输出;move 用文字说明升降。" },
	{ "monthly", "各月排名", cb_figure_has_months, cb_figure_monthly, "score standing",
	  "The ranking of each month in the period, with the columns of ranking.", "本期内各月的排名,栏目同排名。" },
	{ "summary", "概要", cb_figure_has_ranking, cb_figure_summary, "score standing",
	  "The ranking in one row: mean, highest, lowest, changes, sums.",
	  "排名的概要,一行:平均、最高、最低、变化、合计。" },
	{ "awards", "奖项名单", cb_figure_has_months, cb_figure_awards, "score standing",
	  "Who has an award or a prize, month by month.", "各月获得奖项、奖金的名单。" },
	{ "warned", "警告名单", cb_figure_has_months, cb_figure_warned, "score standing",
	  "Who is warned by rule rank.bottom (yellow card), month by month.", "各月按规则 rank.bottom 受警告(黄牌)的名单。" },
	{ "last", "末位措施", cb_figure_has_months, cb_figure_last, "score standing post link community",
	  "Measures against the last by rule rank.last, one a row, with who holds office.",
	  "按规则 rank.last 对末位的处理措施,一条一行,附任职人。" },
	{ "months", "各月得分", cb_figure_has_either, cb_figure_months, "score standing",
	  "The months side by side, with awards, prizes and warnings of each community.",
	  "各月得分并列,附各社区的奖项、奖金、警告次数。" },
	{ "share", "建成率", cb_figure_has_share, cb_figure_share, "score standing",
	  "How many reach the base score, against the target (rules rank.reach and rank.share).",
	  "达到基本分的比例与目标(规则 rank.reach、rank.share)。" },
	{ "units", "责任单位", cb_figure_has_units, cb_figure_units, "score standing",
	  "The ranking of the contests whose entrants are units.", "参评的是单位的评比的排名。" },
	{ "office", "概况", cb_figure_has_office, cb_figure_office, "community unit",
	  "The registered communities in one row: their number and sums.", "社区登记的概况,一行:社区数与各项合计。" },
	{ "handed_in", "报送情况", cb_figure_has_communities, cb_figure_handed_in, "",
	  "Who has handed in, as cb-import status prints it, for the registers of --register.",
	  "报送情况,同 cb-import status,登记表由 --register 指明。" },
	{ "missing", "未报名单", cb_figure_has_communities, cb_figure_missing, "",
	  "Those of handed_in who have not.", "报送情况中未报的。" },
	{ "reminders", "催报对象", cb_figure_has_communities, cb_figure_reminders, "community",
	  "One row a community that has not handed in everything: what is missing.",
	  "未报齐的社区一个一行:还缺什么。" },
	{ "submissions", "报送统计", cb_figure_has_communities, cb_figure_submissions, "",
	  "One row a register that is to be handed in: how many, and who has not.",
	  "每张应报的登记表一行:已报、未报数与未报名单。" },
	{ "statement", "收支公示", cb_figure_has_statement, cb_figure_statement, "fund",
	  "The fund's sheet that is made public, as cb-fund statement prints it.", "经费收支公示,同 cb-fund statement。" },
	{ "funds", "收支合计", cb_figure_has_fund, cb_figure_funds, "fund",
	  "The statement's totals in one row, with 大写, custody and the head of the ledger.",
	  "收支公示的合计,一行,附大写、保管和账尾校验。" },
	{ "income", "收入", cb_figure_has_fund, cb_figure_income, "fund",
	  "The income of the statement by source and party.", "收支公示中的收入,按来源和单位。" },
	{ "spending", "支出", cb_figure_has_fund, cb_figure_spending, "fund",
	  "The spending of the statement by use.", "收支公示中的支出,按用途。" },
	{ "pledges", "认捐未到位", cb_figure_has_fund, cb_figure_pledges, "fund",
	  "What was pledged and has not arrived, by party and community.",
	  "认捐而未到位的,按单位和社区。" },
	{ "exceptions", "破例", cb_figure_has_fund, cb_figure_exceptions, "fund",
	  "Entries that set a rule aside.", "破例入账的记录。" },
	{ "goods", "实物", cb_figure_has_fund, cb_figure_goods, "fund",
	  "Goods, as cb-fund goods prints them; no part of the money.", "实物,同 cb-fund goods;不计入金额。" },
	{ "balance", "经费结余", cb_figure_has_fund, cb_figure_balance, "fund",
	  "Received, spent and balance of each community, as cb-fund balance prints them.",
	  "各社区收入、支出与结余,同 cb-fund balance。" },
	{ "metric", "数据", cb_figure_has_office, cb_figure_metric, "metric",
	  "The other figures of the period, with the change against the period before.",
	  "本期的其他数据,附与上期相比的增减。" },
	{ "records", "台账条数", cb_figure_has_office, cb_figure_records, "",
	  "How many records of each register lie in the period.", "各登记表在本期内的条数。" },
	{ "care_counts", "帮扶人数", cb_figure_has_office, cb_figure_care_counts, "care",
	  "Register care by kind, as counts; it is never listed by name.", "帮扶登记按类别的人数;帮扶名单不出姓名。" },
	{ 0 },
};

/* ---- life ---- */

void
cb_figures_init(struct cb_figures *f, struct cb_office *office, const struct cb_figures_options *options)
{
	*f = (struct cb_figures){ .office = office, .options = *options, .diag = office->diag };
	f->run = (struct cb_query_run){ .office = office, .range = options->range, .today_day = options->today_day };
}

void
cb_figures_release(struct cb_figures *f)
{
	for (size_t i = 0; i < f->n_asked; i++) {
		if (f->asked[i]->shown != NULL)
			cb_table_release(f->asked[i]->shown);
		free(f->asked[i]->shown);
		cb_table_release(&f->asked[i]->table);
		free(f->asked[i]);
	}
	free(f->asked);
	free(f->used);
	cb_query_run_release(&f->run);
	if (f->has_ranking)
		cb_ranking_close(&f->ranking);
	cb_arena_release(&f->arena);
	*f = (struct cb_figures){ 0 };
}

enum cb_status
cb_figures_status(const struct cb_figures *f)
{
	return f->status;
}

/* ---- asking ---- */

/* The columns of a query that has nothing to go on: it is asked all the same, and what it says is not heard. */
static void
fill_columns(struct cb_figures *f, const struct cb_figure *figure, struct cb_table *out)
{
	struct cb_diag silent = { .lang = f->diag->lang };

	f->office->diag = &silent;
	figure->fill(f, out);
	f->office->diag = f->diag;
	out->n_rows = 0;
	cb_diag_release(&silent);
}

/* R2: a query that is not clean is a result; one that reports an error is none. */
static void
fill(struct cb_figures *f, struct cb_asked *asked)
{
	uint64_t errors = f->diag->errors;
	enum cb_status status = CB_OK;

	if (asked->reg != NULL)
		status = cb_figure_register(f, asked->reg, &asked->table);
	else if (asked->figure->fill == NULL)
		return;
	else if (asked->figure->has != NULL && !asked->figure->has(f))
		fill_columns(f, asked->figure, &asked->table);
	else
		status = asked->figure->fill(f, &asked->table);
	if (asked->figure != NULL) {
		asked->table.title_zh = asked->figure->zh;
		asked->table.title_en = asked->figure->name;
	}
	if (f->diag->errors == errors && status == CB_FOUND)
		status = CB_OK;
	f->status = cb_status_worse(f->status, f->diag->errors > errors ? f->diag->status : status);
}

static const struct cb_figure *
find_figure(struct cb_text name)
{
	for (const struct cb_figure *figure = cb_figure_table; figure->name != NULL; figure++)
		if (cb_text_is(name, figure->name) || (name.len > 0 && cb_text_is(name, figure->zh)))
			return figure;
	return NULL;
}

static struct cb_asked *
find_asked(const struct cb_figures *f, const struct cb_figure *figure, const struct cb_register *reg)
{
	for (size_t i = 0; i < f->n_asked; i++)
		if (f->asked[i]->figure == figure && f->asked[i]->reg == reg)
			return f->asked[i];
	return NULL;
}

static struct cb_asked *
ask(struct cb_figures *f, struct cb_text name)
{
	const struct cb_figure *figure = find_figure(name);
	const struct cb_register *reg = figure == NULL && name.len > 0 ? cb_register_find(name) : NULL;
	struct cb_asked *asked = find_asked(f, figure, reg);

	if (asked != NULL || (figure == NULL && reg == NULL))
		return asked;
	asked = cb_alloc(1, sizeof(*asked));
	asked->figure = figure;
	asked->reg = reg;
	asked->name = cb_text_of(figure != NULL ? figure->name : reg->key);
	/* in the list before it is filled: a query may ask for another */
	f->asked = cb_grow(f->asked, &f->cap_asked, f->n_asked + 1, sizeof(*f->asked));
	f->asked[f->n_asked++] = asked;
	fill(f, asked);
	return asked;
}

/* `each` is one row of another query, or none; its table is made anew for every document. */
static void
set_each(struct cb_figures *f, struct cb_asked *each)
{
	const struct cb_table *from = f->each != NULL ? cb_figures_table(f, cb_text_of(f->each)) : NULL;

	cb_table_release(&each->table);
	if (from == NULL)
		return;
	cb_figures_columns_of(&each->table, from);
	f->each_from = from;
	if (f->each_n > 0 && f->each_row < from->n_rows)
		cb_figures_copy_row(&each->table, from, f->each_row);
}

void
cb_figures_each(struct cb_figures *f, const char *query, size_t row, size_t n)
{
	f->each = query;
	f->each_row = row;
	f->each_n = n;
	set_each(f, ask(f, CB_LIT("each")));
}

static bool
is_private(const struct cb_asked *asked)
{
	for (int c = 0; asked->reg != NULL && c < asked->reg->n_columns; c++)
		if ((asked->reg->columns[c].flags & CB_PRIVATE) != 0)
			return true;
	return false;
}

enum cb_status
cb_figures_log_reveal(struct cb_figures *f, const struct cb_author *author)
{
	struct cb_store *store = f->office->store;
	enum cb_status status = CB_OK;

	for (size_t i = 0; status == CB_OK && i < f->n_asked; i++) {
		const struct cb_asked *asked = f->asked[i];

		if (is_private(asked))
			status = cb_store_log_reveal(store, asked->reg, asked->table.n_rows, author, f->diag);
	}
	return status == CB_OK ? cb_store_commit(store, f->diag) : status;
}

struct cb_table *
cb_figures_table(struct cb_figures *f, struct cb_text name)
{
	struct cb_asked *asked = ask(f, name);

	return asked == NULL ? NULL : &asked->table;
}

/* ---- shared by the queries ---- */

int
cb_figures_column(const struct cb_table *table, const char *key)
{
	for (size_t c = 0; c < table->n_columns; c++)
		if (strcmp(table->columns[c].key, key) == 0)
			return (int)c;
	return -1;
}

size_t
cb_figures_append(struct cb_table *table, const char *key, const char *zh, const struct cb_type *type)
{
	size_t n = table->n_columns;
	struct cb_cell *cells = cb_alloc(table->n_rows * (n + 1) + 1, sizeof(*cells));

	for (size_t row = 0; row < table->n_rows; row++)
		memcpy(cells + row * (n + 1), table->cells + row * n, n * sizeof(*cells));
	free(table->cells);
	table->cells = cells;
	table->cap_cells = table->n_rows * (n + 1) + 1;
	cb_table_column(table, key, zh, type, NULL);
	return n;
}

struct cb_cell
cb_figures_words(struct cb_table *table, struct cb_str *words)
{
	struct cb_cell cell = cb_table_text(table, cb_str_text(words));

	cb_str_release(words);
	return cell;
}

void
cb_figures_columns_of(struct cb_table *out, const struct cb_table *from)
{
	out->title_zh = from->title_zh;
	out->title_en = from->title_en;
	for (size_t c = 0; c < from->n_columns; c++) {
		const struct cb_table_column *column = &from->columns[c];

		cb_table_column(out, column->key, column->zh, column->type, column->arg);
		out->columns[c].is_private = column->is_private;
	}
}

struct cb_cell *
cb_figures_copy_row(struct cb_table *out, const struct cb_table *from, size_t row)
{
	struct cb_cell *cells = cb_table_row(out);

	memcpy(cells, from->cells + row * from->n_columns, from->n_columns * sizeof(*cells));
	return cells;
}
