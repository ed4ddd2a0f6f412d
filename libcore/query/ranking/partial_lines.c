/* The lines of a partial result: columns, kinds, and how it is printed. */
#include <stdlib.h>

#include "partial.h"

#define WORD(n)                                   \
	{                                         \
		"word" #n, "词" #n, &cb_type_text \
	}
const struct cb_partial_head cb_partial_heads[PARTIAL_N] = {
	[PARTIAL_WHAT] = { "what", "内容", &cb_type_text },
	[PARTIAL_CONTEST] = { "contest", "评比", &cb_type_text },
	[PARTIAL_PERIOD] = { "period", "期间", &cb_type_period },
	[PARTIAL_COMMUNITY] = { "community", "社区", &cb_type_text },
	[PARTIAL_ESTATE] = { "estate", "小区", &cb_type_text },
	[PARTIAL_INDICATOR] = { "indicator", "指标", &cb_type_text },
	[PARTIAL_DATE] = { "date", "日期", &cb_type_date },
	[PARTIAL_INSPECTOR] = { "inspector", "检查组", &cb_type_text },
	[PARTIAL_COUNT] = { "count", "个数", &cb_type_int },
	[PARTIAL_SUM] = { "sum", "合计", &cb_type_num },
	[PARTIAL_LOW] = { "low", "最低", &cb_type_num },
	[PARTIAL_HIGH] = { "high", "最高", &cb_type_num },
	[PARTIAL_LAST_DATE] = { "last_date", "最后日期", &cb_type_date },
	[PARTIAL_LAST] = { "last", "最后得分", &cb_type_num },
	[PARTIAL_ON_LAST] = { "on_last", "最后日期个数", &cb_type_int },
	[PARTIAL_UNDATED] = { "undated", "无日期个数", &cb_type_int },
	[PARTIAL_FILE] = { "file", "文件", &cb_type_int },
	[PARTIAL_ROW] = { "row", "行", &cb_type_int },
	[PARTIAL_COLUMN] = { "column", "列", &cb_type_int },
	[PARTIAL_KIND] = { "kind", "种类", &cb_type_int },
	[PARTIAL_TEXT] = { "text", "文字", &cb_type_text },
	[PARTIAL_WORDS] = WORD(1),
	WORD(2),
	WORD(3),
	WORD(4),
	WORD(5),
	WORD(6),
};

const char *const cb_partial_words[CB_PARTIAL_LINES] = {
	[CB_PARTIAL_BEGIN] = "partial",
	[CB_PARTIAL_EXPLAINED] = "explained",
	[CB_PARTIAL_SOURCE] = "file",
	[CB_PARTIAL_NAME] = "name",
	[CB_PARTIAL_SUM] = "sum",
	[CB_PARTIAL_SCORE] = "score",
	[CB_PARTIAL_DETAIL] = "detail",
	[CB_PARTIAL_FINDING] = "finding",
	[CB_PARTIAL_END] = "end",
};

void
cb_partial_columns(struct cb_table *table)
{
	for (size_t i = 0; i < PARTIAL_N; i++)
		cb_table_column(table, cb_partial_heads[i].key, cb_partial_heads[i].zh, cb_partial_heads[i].type, NULL);
}

/* ---- printing ---- */

struct printing {
	const struct cb_partial *partial;
	void (*put)(void *arg, const struct cb_cell *);
	void *arg;
	struct cb_cell cells[PARTIAL_N];
	int64_t n; /* lines so far */
};

static void
set_text(struct printing *x, int column, struct cb_text text)
{
	x->cells[column] = cb_cell_lent(text);
}

static void
set_name(struct printing *x, int column, uint32_t id)
{
	set_text(x, column, cb_office_name(x->partial->office, id));
}

static void
set_number(struct printing *x, int column, int64_t n)
{
	x->cells[column] = cb_cell_number(n);
}

static void
set_day(struct printing *x, int column, int32_t day)
{
	if (day != INT32_MIN && day != INT32_MAX)
		set_number(x, column, day);
}

static void
set_where(struct printing *x, struct cb_where where)
{
	set_number(x, PARTIAL_FILE, where.source);
	set_number(x, PARTIAL_ROW, where.row);
	set_number(x, PARTIAL_COLUMN, where.column);
}

static void
begin_line(struct printing *x, enum cb_partial_line line)
{
	for (int i = 0; i < PARTIAL_N; i++)
		x->cells[i] = (struct cb_cell){ 0 };
	set_text(x, PARTIAL_WHAT, cb_text_of(cb_partial_words[line]));
	x->n++;
}

static void
put_line(struct printing *x)
{
	x->put(x->arg, x->cells);
}

static void
print_sources(struct printing *x)
{
	const struct cb_partial *p = x->partial;

	for (size_t i = 0; i < p->n_sources; i++) {
		begin_line(x, CB_PARTIAL_SOURCE);
		set_number(x, PARTIAL_FILE, (int64_t)i + 1);
		set_number(x, PARTIAL_ROW, p->sources[i].ordinal);
		set_number(x, PARTIAL_KIND, p->sources[i].kind);
		set_text(x, PARTIAL_TEXT, cb_text_of(p->sources[i].file));
		set_text(x, PARTIAL_WORDS, cb_text_of(p->sources[i].sheet));
		put_line(x);
	}
}

/* What is known twice by its digest is of the same source: a line of it, with no file, row or kind. */
static void
print_shares(struct printing *x)
{
	const struct cb_partial *p = x->partial;
	struct cb_str digest = { 0 };

	for (size_t i = 0; i < p->n_shares; i++) {
		begin_line(x, CB_PARTIAL_SOURCE);
		cb_str_setf(&digest, "%016llx", (unsigned long long)p->shares[i].digest);
		set_number(x, PARTIAL_FILE, p->shares[i].source);
		set_number(x, PARTIAL_COUNT, p->shares[i].count);
		set_text(x, PARTIAL_TEXT, cb_str_text(&digest));
		put_line(x);
	}
	cb_str_release(&digest);
}

/* Names that the office does not have, as they are spelled: the shortest spelling of all is the one that prints. */
static void
print_names(struct printing *x)
{
	const struct cb_partial *p = x->partial;
	uint32_t count = cb_names_count(p->office->names);
	struct cb_named *names = cb_alloc((size_t)count + 1, sizeof(*names));
	size_t n = 0;

	for (uint32_t id = p->n_known + 1; id <= count; id++) {
		const struct cb_name *name = cb_names_get(p->office->names, id);

		if (name->kind != CB_NAME_WORD)
			names[n++] = (struct cb_named){ .name = name->text, .number = name->kind };
	}
	cb_named_sort(names, n);
	for (size_t i = 0; i < n; i++) {
		begin_line(x, CB_PARTIAL_NAME);
		set_number(x, PARTIAL_KIND, names[i].number);
		set_text(x, PARTIAL_TEXT, names[i].name);
		put_line(x);
	}
	free(names);
}

static void
print_sum(struct printing *x, const struct cb_board_sheet *s, size_t row, size_t slot)
{
	const struct cb_inspections *in = cb_board_inspections(s, row, (uint32_t)slot);

	begin_line(x, CB_PARTIAL_SUM);
	set_name(x, PARTIAL_CONTEST, s->contest);
	set_number(x, PARTIAL_PERIOD, s->period);
	set_name(x, PARTIAL_COMMUNITY, s->rows[row].entrant);
	set_name(x, PARTIAL_ESTATE, s->rows[row].estate);
	set_name(x, PARTIAL_INDICATOR, x->partial->sums.slots[slot]);
	set_day(x, PARTIAL_DATE, s->first_day);
	set_number(x, PARTIAL_COUNT, in->count);
	set_number(x, PARTIAL_SUM, in->sum);
	set_number(x, PARTIAL_LOW, in->low);
	set_number(x, PARTIAL_HIGH, in->high);
	if (in->on_last_day > 0) {
		set_day(x, PARTIAL_LAST_DATE, in->last_day);
		set_number(x, PARTIAL_ON_LAST, in->on_last_day);
	}
	if (in->on_last_day == 1)
		set_number(x, PARTIAL_LAST, in->last);
	set_number(x, PARTIAL_UNDATED, in->undated);
	set_where(x, s->wheres[row * s->room_slots + slot]);
	put_line(x);
}

static struct cb_named *
rows_in_order(const struct cb_partial *p, const struct cb_board_sheet *s)
{
	struct cb_named *rows = cb_alloc(s->n_rows + 1, sizeof(*rows));

	for (size_t i = 0; i < s->n_rows; i++)
		rows[i] = (struct cb_named){ .name = cb_office_name(p->office, s->rows[i].entrant),
			                     .second = cb_office_name(p->office, s->rows[i].estate),
			                     .at = i };
	cb_named_sort(rows, s->n_rows);
	return rows;
}

static void
print_sheet(struct printing *x, const struct cb_board_sheet *s, const struct cb_named *slots)
{
	const struct cb_board *sums = &x->partial->sums;
	struct cb_named *rows = rows_in_order(x->partial, s);

	for (size_t i = 0; i < s->n_rows; i++)
		for (size_t k = 0; k < sums->n_slots; k++)
			if (cb_board_value(sums, s, rows[i].at, (uint32_t)slots[k].at).count > 0)
				print_sum(x, s, rows[i].at, slots[k].at);
	free(rows);
}

static void
print_sums(struct printing *x)
{
	const struct cb_partial *p = x->partial;
	const struct cb_board *sums = &p->sums;
	struct cb_named *sheets = cb_alloc(sums->n_sheets + 1, sizeof(*sheets));
	struct cb_named *slots = cb_alloc(sums->n_slots + 1, sizeof(*slots));

	for (size_t i = 0; i < sums->n_sheets; i++)
		sheets[i] = (struct cb_named){ .name = cb_office_name(p->office, sums->sheets[i]->contest),
			                       .number = sums->sheets[i]->period,
			                       .at = i };
	for (size_t i = 0; i < sums->n_slots; i++)
		slots[i] = (struct cb_named){ .name = cb_office_name(p->office, sums->slots[i]), .at = i };
	cb_named_sort(sheets, sums->n_sheets);
	cb_named_sort(slots, sums->n_slots);
	for (size_t i = 0; i < sums->n_sheets; i++)
		print_sheet(x, sums->sheets[sheets[i].at], slots);
	free(sheets);
	free(slots);
}

static void
print_scores(struct printing *x, enum cb_partial_line line, const struct cb_board_record *scores, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct cb_board_record *r = &scores[i];

		begin_line(x, line);
		set_name(x, PARTIAL_CONTEST, r->contest);
		set_number(x, PARTIAL_PERIOD, r->period);
		set_name(x, PARTIAL_COMMUNITY, r->entrant);
		set_name(x, PARTIAL_ESTATE, r->estate);
		set_name(x, PARTIAL_INDICATOR, r->indicator);
		set_day(x, PARTIAL_DATE, r->day);
		set_name(x, PARTIAL_INSPECTOR, r->inspector);
		x->cells[PARTIAL_SUM] = r->none ? (struct cb_cell){ .state = CB_NONE } : cb_cell_number(r->value);
		set_where(x, r->where);
		set_text(x, PARTIAL_TEXT, r->note);
		put_line(x);
	}
}

static void
print_findings(struct printing *x)
{
	const struct cb_partial *p = x->partial;

	for (size_t i = 0; i < p->n_findings; i++) {
		const struct cb_partial_finding *f = &p->findings[i];

		begin_line(x, CB_PARTIAL_FINDING);
		set_number(x, PARTIAL_COUNT, f->number);
		set_where(x, f->where);
		set_number(x, PARTIAL_KIND, f->code);
		set_text(x, PARTIAL_TEXT, cb_text_of(f->field));
		for (int w = 0; w < CB_ARGS_MAX; w++)
			set_text(x, PARTIAL_WORDS + w, f->words[w]);
		put_line(x);
	}
}

void
cb_partial_each(const struct cb_partial *p, void (*put)(void *arg, const struct cb_cell *), void *arg)
{
	struct printing x = { .partial = p, .put = put, .arg = arg };
	char digest[17];

	cb_partial_digest(p->office, digest);
	begin_line(&x, CB_PARTIAL_BEGIN);
	set_text(&x, PARTIAL_TEXT, cb_text_of(digest));
	set_text(&x, PARTIAL_WORDS, CB_LIT(CB_PARTIAL_VERSION));
	put_line(&x);
	for (size_t i = 0; i < p->n_explained; i++) {
		begin_line(&x, CB_PARTIAL_EXPLAINED);
		set_name(&x, PARTIAL_TEXT, p->explained[i]);
		put_line(&x);
	}
	print_sources(&x);
	print_shares(&x);
	print_names(&x);
	print_sums(&x);
	print_scores(&x, CB_PARTIAL_SCORE, p->scores, p->n_scores);
	print_scores(&x, CB_PARTIAL_DETAIL, p->details, p->n_details);
	print_findings(&x);
	begin_line(&x, CB_PARTIAL_END);
	set_number(&x, PARTIAL_COUNT, x.n);
	put_line(&x);
}
