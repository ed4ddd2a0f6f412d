/* One cell of a row typed: what its column reads it as. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/fold.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

/* A blank cell: the value above it, the sheet's, or nothing. */
static struct cb_text
blank_value(struct cb_reader *r, const struct field *f, struct cb_cell *cell)
{
	if ((r->fill_mask >> f->column & 1) != 0 && r->sheet.filled[f->column].len > 0)
		return cb_str_text(&r->sheet.filled[f->column]);
	*cell = r->sheet.standing[f->column];
	if ((r->sheet.dittos >> f->column & 1) != 0)
		cb_str_clear(&r->sheet.filled[f->column]);
	return (struct cb_text){ "", 0 };
}

/* A picture counts where photos are counted; elsewhere it is left out, and that is said. */
static struct cb_text
picture_value(struct cb_reader *r, const struct field *f)
{
	if (strcmp(f->is->key, "photos") == 0)
		return CB_LIT("1");
	cb_report(r->diag, CB_PICTURE_LEFT_OUT, cb_reader_where(r, f->at + 1), f->is->key);
	return CB_LIT("");
}

/* 上旬, 7.1-7.5 in a register that says until when: the first day here, the last in `until`. */
static enum cb_code
type_third(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	struct cb_cell *cell = &r->row.cells[f->column];
	int64_t from, to;

	if (r->until < 0 || f->is->type != &cb_type_date ||
	    cb_date_parse_span(raw, env->year, &from, &to) != CB_FINE)
		return CB_BAD_DATE;
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = f->column == r->until ? to : from };
	if (f->column != r->until)
		r->row.third = (struct cb_cell){ .state = CB_VALUE, .n = to };
	return CB_FINE;
}

/* A month for a day, where its column takes one: said once. */
static enum cb_code
type_whole_month(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	const struct cb_date_wording *wording = f->is->type == &cb_type_date ? f->is->arg : NULL;
	struct cb_cell *cell = &r->row.cells[f->column];
	struct cb_str plain = { 0 };
	bool is_said = wording != NULL && wording->say(raw, env->year, &plain);

	if (is_said)
		f->is->type->parse(NULL, cb_str_text(&plain), env, cell);
	cb_str_release(&plain);
	if (!is_said || cell->state != CB_VALUE)
		return is_said ? CB_FINE : CB_BAD_DATE;
	if ((r->sheet.told_months >> f->column & 1) == 0)
		cb_report(r->diag, CB_MONTH_AS_DAY, cb_reader_where(r, f->at + 1), f->is->key, raw,
		          cb_arg_cell(f->is->type, NULL, cell));
	r->sheet.told_months |= UINT64_C(1) << f->column;
	return CB_FINE;
}

/* 15日, 本月15号: a day; its number, 0 = it is none. */
static int
take_day(struct cb_text *t)
{
	int day;

	cb_fold_take(t, "本月 当月");
	day = cb_fold_digits(t, 2);
	return day > 0 && cb_fold_take(t, "日 号") ? day : 0;
}

/* 15日, 1日-5日 where the title, the tab or -p says which month: the whole dates in `out`. */
static bool
complete_day(const struct cb_reader *r, struct cb_text raw, struct cb_str *out)
{
	int64_t month = r->sheet.period != 0 ? r->sheet.period : r->in.period;
	struct cb_folded folded;
	int from, until = 0;

	if (month == 0 || cb_period_kind(month) != CB_MONTH || !cb_fold(raw, &folded))
		return false;
	cb_fold_numerals(&folded);
	from = take_day(&folded.text);
	if (from > 0 && cb_fold_take(&folded.text, "- -- — —— ~ 至 到"))
		until = take_day(&folded.text);
	if (from == 0 || folded.text.len > 0)
		return false;
	cb_str_addf(out, "%d-%02d-%02d", cb_period_year(month), (int)(month % 100), from);
	if (until > 0)
		cb_str_addf(out, "至%d-%02d-%02d", cb_period_year(month), (int)(month % 100), until);
	return true;
}

static enum cb_code
type_day(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw)
{
	struct cb_str whole = { 0 };
	enum cb_code code = CB_BAD_DATE;

	if (complete_day(r, raw, &whole)) {
		code = f->is->type->parse(f->is->arg, cb_str_text(&whole), env, &r->row.cells[f->column]);
		if (code == CB_BAD_DATE)
			code = type_third(r, f, env, cb_str_text(&whole));
	}
	cb_str_release(&whole);
	return code;
}

/* A word that a column counts as its last one, 其他. */
static enum cb_code
word_as_other(const struct field *f, struct cb_cell *cell)
{
	const struct cb_word *words = f->is->arg;
	int64_t last = 0;

	while (words[last + 1].zh != NULL)
		last++;
	*cell = (struct cb_cell){ .n = last, .state = CB_VALUE, .text = cb_text_of(words[last].zh) };
	return CB_WORD_AS_OTHER;
}

/* A month whose year stands beside it: 7, 7月, 第三季度, or the whole period of that year. */
static enum cb_code
type_month(struct cb_reader *r, struct cb_text raw, struct cb_cell *cell)
{
	struct cb_text beside = { "", 0 }, digits = raw;
	int64_t year;
	int month;

	if (r->sheet.years <= r->row.raw.n)
		beside = cb_text_trim(r->row.raw.cells[r->sheet.years - 1]);
	*cell = (struct cb_cell){ .state = CB_VALUE };
	if (beside.len == 0)
		return cb_period_parse(raw, r->in.year != 0 ? r->in.year : r->sheet.year, &cell->n);
	if (cb_period_parse(beside, 0, &year) != CB_FINE || cb_period_kind(year) != CB_YEAR)
		return CB_YEAR_BESIDE;
	month = cb_fold_digits(&digits, 2);
	if (month >= 1 && month <= 12 && digits.len == 0)
		cell->n = year + month;
	else if (cb_period_parse(raw, cb_period_year(year), &cell->n) != CB_FINE)
		return CB_BAD_PERIOD;
	return cb_period_holds(year, cell->n) ? CB_FINE : CB_YEAR_BESIDE;
}

/* 7 or 07 in a column 月份, whose year -p or the title says. */
static enum cb_code
type_bare_month(const struct cb_reader *r, const struct field *f, struct cb_text raw, struct cb_cell *cell)
{
	struct cb_text label = f->at < r->sheet.binding.n ? r->sheet.binding.columns[f->at].label : (struct cb_text){ "", 0 };
	int64_t year = r->in.year != 0 ? r->in.year : r->sheet.year;
	struct cb_folded folded;
	int month = cb_fold(raw, &folded) ? cb_fold_digits(&folded.text, 2) : 0;

	if (f->is->type != &cb_type_period || !cb_text_ends(label, "月份") || month < 1 || month > 12 ||
	    folded.text.len > 0)
		return CB_BAD_PERIOD;
	*cell = (struct cb_cell){ .state = CB_VALUE, .n = year * 100 + month };
	return year != 0 ? CB_FINE : CB_NO_YEAR;
}

static enum cb_code
code_of_strange(unsigned flags)
{
	if ((flags & CB_NAME_IS_ERROR) != 0)
		return CB_ERROR_VALUE;
	return (flags & CB_NAME_IS_SEVERAL) != 0 ? CB_SEVERAL_NAMED : CB_MEASURE_AS_NAME;
}

/* A word like 合计, which needs a second look, a list where one is meant, a unit, or an error of a spreadsheet. */
static bool
is_strange_name(struct cb_reader *r, struct field *f, const struct cb_cell *cell)
{
	unsigned flags = cb_names_get(r->in.names, (uint32_t)cell->n)->flags;

	if (r->sheet.items_in == f->column && (flags & CB_NAME_REGISTERED) == 0 &&
	    cb_row_item_kind(cb_names_get(r->in.names, (uint32_t)cell->n)->text) != CB_ROW_DATA)
		return true;
	if ((flags & (CB_NAME_IS_ABOUT | CB_NAME_IS_SEVERAL | CB_NAME_IS_MEASURE | CB_NAME_IS_ERROR)) == 0)
		return false;
	if ((flags & CB_NAME_IS_ABOUT) != 0)
		return true;
	if ((flags & CB_NAME_REGISTERED) != 0 || ((flags & CB_NAME_IS_SEVERAL) != 0 && !f->is_one))
		return false;
	f->bad = code_of_strange(flags);
	return true;
}

/* May it be text that a program wrote so that others leave it alone, or a picture? */
static inline bool
is_wrapped(struct cb_text raw)
{
	return raw.len > 1 && (*raw.p == '=' || *raw.p == '\'' || *raw.p == '\t');
}

/* Nearly no cell begins as 同上, 上同, 〃, ″ or ditto does. */
static inline bool
may_be_ditto(struct cb_text raw)
{
	enum { DITTO_MAX = 9 }; /* bytes */

	if (raw.len < 3 || raw.len > DITTO_MAX)
		return false;
	return memcmp(raw.p, "同", 3) == 0 || memcmp(raw.p, "上", 3) == 0 || memcmp(raw.p, "〃", 2) == 0 ||
	       memcmp(raw.p, "″", 2) == 0 || *raw.p == 'd';
}

/* 同上: the value above, where there is one that is kept and is no number. */
static struct cb_text
ditto_value(struct cb_reader *r, struct field *f, struct cb_text raw)
{
	struct cb_text above = cb_str_text(&r->sheet.filled[f->column]);

	if (f->is->type->numeric || (r->sheet.dittos >> f->column & 1) == 0 || above.len == 0) {
		f->bad = CB_NO_DITTO;
		return raw;
	}
	if ((r->sheet.told_dittos >> f->column & 1) == 0)
		cb_report(r->diag, CB_DITTO, cb_reader_where(r, f->at + 1), f->is->key, cb_text_trim(raw));
	r->sheet.told_dittos |= UINT64_C(1) << f->column;
	return above;
}

/* What is read for the cell; "" = nothing is. */
static struct cb_text
text_of_cell(struct cb_reader *r, struct field *f, struct cb_cell *cell)
{
	struct cb_text raw = f->at < r->row.raw.n ? r->row.raw.cells[f->at] : (struct cb_text){ "", 0 };

	if (is_wrapped(raw))
		raw = cb_is_picture(raw) ? picture_value(r, f) : cb_as_typed(raw, r->sheet.rows->guarded);
	if (raw.len == 0)
		return blank_value(r, f, cell);
	return may_be_ditto(raw) && cb_row_word_is_ditto(raw) ? ditto_value(r, f, raw) : raw;
}

/* Words of its column that the type does not know by itself. */
static void
parse_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env, struct cb_text raw)
{
	struct cb_cell *cell = &r->row.cells[f->column];

	env->unit = &f->unit;
	f->bad = cb_field_parse(r, f, env, raw, cell);
	if (r->sheet.years != 0 && f->is->type == &cb_type_period)
		f->bad = type_month(r, raw, cell);
	else if (f->bad == CB_BAD_PERIOD)
		f->bad = type_bare_month(r, f, raw, cell);
	else if (f->is->type == &cb_type_period && raw.len > 5 && raw.p[4] == '.' && r->row.raw.kinds == NULL)
		cb_row_count_tenth(r, f, raw);
	if (f->bad == CB_NOT_A_NUMBER && r->in.reg->pivot != NULL && f->column == r->in.reg->pivot->value &&
	    !cb_text_is(raw, "x") && cb_type_bool.parse(NULL, raw, env, cell) == CB_FINE) {
		cell->n *= 1000000; /* 是/否; the register's check knows where that may be said */
		cell->mark = CB_SAID_YES_NO;
		f->bad = CB_FINE;
	}
	if (f->bad == CB_UNKNOWN_WORD && (f->is->flags & CB_OTHERS) != 0)
		f->bad = word_as_other(f, cell);
	if (f->is_names && f->bad == CB_FINE && cell->state == CB_VALUE)
		f->bad = cb_field_settle_names(r, f, raw, cell);
	if (f->is_no_date && (*raw.p & 0x80) == 0 && cb_is_made_a_date(raw))
		f->bad = CB_MADE_A_DATE;
	if (f->bad == CB_BAD_DATE)
		f->bad = type_third(r, f, env, raw);
	if (f->bad == CB_BAD_DATE)
		f->bad = type_whole_month(r, f, env, raw);
	if (f->bad == CB_BAD_DATE)
		f->bad = type_day(r, f, env, raw);
	if (f->bad == CB_BAD_DATE)
		f->bad = cb_row_type_moment(r, f, env, raw);
	if (f->bad == CB_BAD_DATE)
		f->bad = cb_field_type_term(r, f, raw);
	if (f->bad == CB_BAD_TIME)
		f->bad = cb_row_type_time(r, f, env, raw);
}

/* Types one cell; false when it needs a second look (bad, or a word like 合计). */
static bool
type_new_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env)
{
	struct cb_cell *cell = &r->row.cells[f->column];
	struct cb_text raw;

	f->bad = cb_row_code(r, f->at);
	if (f->bad == CB_FINE)
		raw = text_of_cell(r, f, cell);
	if (f->bad != CB_FINE) {
		*cell = (struct cb_cell){ 0 };
		return false;
	}
	if (raw.len == 0)
		return true;
	parse_cell(r, f, env, raw);
	if (f->bad != CB_FINE || (f->names != CB_NAME_NONE && is_strange_name(r, f, cell)))
		return false;
	if (cell->state == CB_EMPTY)
		*cell = r->sheet.standing[f->column];
	/* a blank has taken the value that is kept: it must not be copied onto itself */
	if (((r->fill_mask | r->sheet.dittos) >> f->column & 1) != 0 && raw.p != r->sheet.filled[f->column].p) {
		cb_str_sett(&r->sheet.filled[f->column], raw);
	}
	return true;
}

bool
cb_row_type_cell(struct cb_reader *r, struct field *f, struct cb_parse_env *env, const struct memo_place *at)
{
	if (!type_new_cell(r, f, env))
		return false;
	/* what means more than the cell is typed again: 上旬, a picture, which is told of */
	if (at->memo != NULL && r->row.third.state == CB_EMPTY && !r->row.says_times && r->row.limited == NULL &&
	    !is_wrapped(r->row.raw.cells[f->at]))
		memo_keep(at, env->year, &r->row.cells[f->column]);
	return true;
}

bool
cb_row_type_pivots(struct cb_reader *r, struct cb_parse_env *env)
{
	bool clean = true;

	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		struct field *f = &r->sheet.pivots[i];

		clean = type_new_cell(r, f, env) && clean;
		r->row.pivots[i] = r->row.cells[f->column];
		if (f->bad != CB_FINE)
			r->row.pivots[i].mark = UINT8_MAX; /* reported when the row proves to be data */
		r->row.cells[f->column] = (struct cb_cell){ 0 };
	}
	return clean;
}

bool
cb_row_end_third(struct cb_reader *r)
{
	struct cb_cell *until = r->until >= 0 ? &r->row.cells[r->until] : NULL;
	bool is_clear = true;

	if (until == NULL)
		return true;
	if (r->sheet.file_columns[r->until] == 0)
		*until = r->sheet.standing[r->until];
	if (r->row.third.state == CB_EMPTY)
		return true;
	if (r->sheet.file_columns[r->until] == 0 || until->state == CB_EMPTY)
		*until = r->row.third;
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].column == r->until && until->n != r->row.third.n) {
			r->sheet.fields[i].bad = CB_UNTIL_OTHER;
			is_clear = false;
		}
	r->sheet.binding.present |= UINT64_C(1) << r->until;
	r->row.third = (struct cb_cell){ 0 };
	return is_clear;
}
