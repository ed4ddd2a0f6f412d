/* What a sheet says once for all its rows: reader.h R1 and R9. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/fold.h>

#include "reader_state.h"

enum { INDICATOR_MIN_BYTES = 6 }; /* two characters; a shorter one stands in many words */

/* A value that fills a whole column: typed once, kept for the sheet. */
static void
stand_in(struct cb_reader *r, int column, struct cb_text value, struct cb_where where)
{
	struct field f = cb_field_of(r->in.reg, column);
	struct cb_parse_env env = cb_field_environment(r, &f);
	struct cb_cell cell;
	enum cb_code code;

	env.arena = &r->sheet.head.arena;
	code = cb_field_parse(r, &f, &env, value, &cell);
	if (code != CB_FINE) {
		cb_field_report(r, &f, where, code, value);
		return;
	}
	if (cell.text.len > 0)
		cell.text.p = cb_arena_copy(&r->sheet.head.arena, cell.text.p, cell.text.len);
	r->sheet.standing[column] = cell;
	r->sheet.binding.present |= UINT64_C(1) << column;
}

static void
note_units(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.title.n_units; i++) {
		const struct cb_title_unit *unit = &r->sheet.title.units[i];

		if (unit->is_used)
			cb_report(r->diag, CB_COLUMN_FILLED, unit->where, "", cb_arg_either("单位", "unit"), unit->word);
	}
}

static void
note_fill(struct cb_reader *r, struct cb_where where, int column, struct cb_text value)
{
	cb_report(r->diag, CB_COLUMN_FILLED, where, r->in.reg->columns[column].key,
	          r->in.reg->columns[column].zh, value);
}

/* Do the rows say it, or their columns, or --default? */
static bool
is_given(const struct cb_reader *r, int column)
{
	return r->sheet.file_columns[column] != 0 || r->sheet.standing[column].state != CB_EMPTY ||
	       (r->sheet.binding.pivot && r->sheet.binding.across.name == column);
}

static void
fill_period(struct cb_reader *r, int column)
{
	bool is_said = r->sheet.period != 0;
	struct cb_cell cell = { .state = CB_VALUE, .n = is_said ? r->sheet.period : r->in.period };
	struct cb_where where = is_said ? r->sheet.period_where : cb_sheet_where(r, r->sheet.head.rows[0].line);
	char period[CB_PRINT_MAX];

	if (is_given(r, column) || cell.n == 0)
		return;
	r->sheet.standing[column] = cell;
	r->sheet.binding.present |= UINT64_C(1) << column;
	note_fill(r, where, column, cb_type_period.print(NULL, &cell, period));
}

/* What stands once in the file and in many records: filled columns, and all columns of a row of several records. */
static void
mark_repeats(struct cb_reader *r)
{
	r->sheet.repeats = 0;
	r->sheet.is_over = false;
	for (int c = 0; c < r->in.reg->n_columns; c++)
		if (r->in.reg->columns[c].type->storage != CB_STORE_INT &&
		    (r->sheet.standing[c].state != CB_EMPTY || (r->fill_mask >> c & 1) != 0 || r->sheet.n_pivots > 0))
			r->sheet.repeats |= UINT64_C(1) << c;
}

/* Says that a column is filled by what somebody may have meant otherwise. */
static void
say_filled_by(struct cb_reader *r, int column, const struct cb_filled_by *by)
{
	const struct cb_column *is = &r->in.reg->columns[column];

	cb_report(r->diag, CB_FILLED_BY_NAME, by->where, is->key, cb_arg_either(is->zh, is->key), by->name,
	          cb_arg_either(by->source, by->source_en), is->key);
}

/* The one registered indicator that a cell names, beside what was found; those within a longer one do not count.
 * UINT32_MAX: there are several. */
static uint32_t
indicator_in(struct cb_reader *r, struct cb_text cell, uint32_t found)
{
	for (uint32_t id = 1; id <= cb_names_count(r->in.names) && found != UINT32_MAX; id++) {
		const struct cb_name *name = cb_names_get(r->in.names, id), *other = cb_names_get(r->in.names, found);

		if ((name->flags & CB_NAME_IS_INDICATOR) == 0 || name->text.len < INDICATOR_MIN_BYTES ||
		    cb_text_find(cell, name->text.p) < 0)
			continue;
		if (found == 0 || cb_text_find(name->text, other->text.p) >= 0)
			found = id;
		else if (cb_text_find(other->text, name->text.p) < 0)
			found = UINT32_MAX;
	}
	return found;
}

/* 2026年7月环境卫生得分 */
static uint32_t
indicator_of_titles(struct cb_reader *r, struct cb_where *where)
{
	uint32_t found = 0;

	for (size_t i = 0; i < r->sheet.binding.first && cb_names_has(r->in.names, CB_NAME_IS_INDICATOR); i++)
		for (uint32_t c = 0; c < r->sheet.head.rows[i].n && found != UINT32_MAX; c++) {
			uint32_t was = found;

			found = indicator_in(r, r->sheet.head.rows[i].cells[c], found);
			if (found != was)
				*where = (struct cb_where){ r->sheet.rows->source, r->sheet.head.rows[i].line, c + 1 };
		}
	return found == UINT32_MAX ? 0 : found;
}

/* Without an indicator the score is that of the one in the title, which is said, else the total. */
static void
fill_pivot(struct cb_reader *r)
{
	const struct cb_pivot *pivot = r->in.reg->pivot, *across = &r->sheet.binding.across;
	struct cb_filled_by by = { .name = CB_LIT("total"), .source = "标题", .source_en = "the title" };
	uint32_t id;

	if (r->sheet.binding.pivot)
		r->sheet.binding.present |= UINT64_C(1) << across->name | UINT64_C(1) << across->value;
	if (pivot == NULL || (r->sheet.binding.present >> pivot->name & 1) != 0)
		return;
	id = r->sheet.standing[pivot->name].state == CB_EMPTY ? indicator_of_titles(r, &by.where) : 0;
	if (id != 0)
		by.name = cb_names_get(r->in.names, id)->text;
	stand_in(r, pivot->name, by.name, by.where);
	if (id != 0)
		say_filled_by(r, pivot->name, &by);
}

/* The one word of what comes or goes that a text has, and it has no other, as 收入支出表 has; -1. */
static int
flow_in(const struct cb_word *words, struct cb_text text)
{
	int found = -1;

	for (int i = 0; words[i].zh != NULL && cb_text_find(text, "收支") < 0; i++)
		if (cb_text_find(text, words[i].zh) >= 0)
			found = found == -1 ? i : -2;
	return found < 0 ? -1 : found;
}

/* 7月支出明细表, or a tab 支出, where no column says it: an expense must not be taken for an income. */
static void
fill_flow(struct cb_reader *r)
{
	int column = cb_column_find(r->in.reg, "flow"), found = -1;
	const struct cb_word *words = column >= 0 ? r->in.reg->columns[column].arg : NULL;
	struct cb_filled_by by = { .where = cb_sheet_where(r, 0), .source = "工作表名", .source_en = "the name of the sheet" };

	if (column < 0 || is_given(r, column))
		return;
	for (size_t i = 0; i < r->sheet.binding.first; i++)
		for (uint32_t c = 0; c < r->sheet.head.rows[i].n && found < 0; c++) {
			found = flow_in(words, r->sheet.head.rows[i].cells[c]);
			by.where = (struct cb_where){ r->sheet.rows->source, r->sheet.head.rows[i].line, c + 1 };
		}
	if (found >= 0)
		by.source = "标题", by.source_en = "the title";
	else
		found = flow_in(words, cb_text_of(r->diag->sources[r->sheet.rows->source].sheet));
	if (found < 0)
		return;
	by.name = cb_text_of(words[found].zh);
	stand_in(r, column, by.name, by.where);
	say_filled_by(r, column, &by);
}

/* Months across without their year are of the one that the sheet says, or -p. */
static bool
settle_months(struct cb_reader *r)
{
	int year = r->in.year != 0 ? r->in.year : r->sheet.year;

	if (!r->sheet.binding.pivot || r->in.reg->columns[r->sheet.binding.across.name].type != &cb_type_period)
		return true;
	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		struct cb_binding_column *column = &r->sheet.binding.columns[r->sheet.pivots[i].at];
		struct cb_where where = { r->sheet.rows->source, r->sheet.head.rows[r->sheet.binding.first].line,
			                  r->sheet.pivots[i].at + 1 };

		if (column->indicator < 100 && year == 0)
			return cb_report(r->diag, CB_NO_YEAR, where, "period", column->label) == CB_OK;
		if (column->indicator < 100)
			column->indicator += (uint32_t)year * 100;
	}
	return true;
}

static void
fill_defaults(struct cb_reader *r)
{
	for (size_t i = 0; i < r->in.defaults.n; i++) {
		struct cb_text column, value;

		if (cb_pair_split(r->in.defaults.items[i], &column, &value))
			stand_in(r, cb_column_by_label(r->in.reg, column), value, CB_NOWHERE);
	}
}

/* ---- 活动名称:… and 排查日期:… above the header ---- */

/* A label and what stands behind it, in one cell or in the next. */
struct titled {
	struct cb_text label, value;
};

static uint32_t
colon_at(struct cb_text t, uint32_t at)
{
	return t.p[at] == ':' ? 1 : cb_text_starts(cb_text_from(t, at), "：") ? 3
	                                                                      : 0;
}

/* The next colon behind a word that may be a label, none of ASCII, and where that word begins; false: there is none. */
static bool
next_label(struct cb_text t, uint32_t *from, uint32_t *colon)
{
	uint32_t word = *from;

	for (uint32_t at = *from; at < t.len; at++) {
		uint32_t blank = cb_fold_blank(t.p + at, t.len - at);

		if (blank > 0)
			word = at + blank;
		else if (colon_at(t, at) > 0 && word < at && !cb_fold_ascii(t.p[word])) {
			*from = word;
			*colon = at;
			return true;
		}
	}
	return false;
}

/* Cuts the first pair off; false: there is none. */
static bool
take_titled(struct cb_text *rest, struct titled *pair)
{
	uint32_t word = 0, colon, next, next_colon;

	if (!next_label(*rest, &word, &colon))
		return false;
	next = colon + colon_at(*rest, colon);
	pair->label = (struct cb_text){ rest->p + word, colon - word };
	pair->value = (struct cb_text){ rest->p + next, rest->len - next };
	if (next_label(*rest, &next, &next_colon))
		pair->value.len = (uint32_t)(rest->p + next - pair->value.p);
	else
		next = rest->len;
	*rest = (struct cb_text){ rest->p + next, rest->len - next };
	pair->value = cb_text_trim(pair->value);
	return true;
}

/* A column that is needed and that nothing gives, called by its name; 日期 and 时间 alone are those of filling in. */
static int
titled_column(const struct cb_reader *r, struct cb_text label)
{
	int c = cb_fold_is(label, "日期 时间 单位 社区 编号") ? -1 : cb_column_by_label(r->in.reg, label);
	const struct cb_column *is = c >= 0 ? &r->in.reg->columns[c] : NULL;
	bool may_be = is != NULL && !is->type->numeric && (is->flags & CB_PRIVATE) == 0 && is->type != &cb_type_period;

	may_be = may_be && is->arg != &cb_of_community && (cb_input_needed(&r->in) >> c & 1) != 0;
	return may_be && !is_given(r, c) ? c : -1;
}

/* 年末常住人口(万人) without the unit behind it, which the title has said. */
static struct cb_text
without_unit(struct cb_text t)
{
	struct cb_label label = { 0 };
	uint32_t at = t.len;

	cb_label_split(&label, t);
	while (at > 0 && label.n > 0 && cb_unit_is_word(label.words[0]) && t.p[at - 1] != '(' &&
	       !cb_text_ends((struct cb_text){ t.p, at }, "（"))
		at--;
	cb_label_release(&label);
	if (at == t.len || at == 0)
		return t;
	return cb_text_trim((struct cb_text){ t.p, at - (t.p[at - 1] == '(' ? 1 : 3) });
}

/* Of 指标：年末常住人口(万人): the unit is that of the values, where they have one. */
static struct cb_text
value_said(const struct cb_register *reg, int column, struct cb_text said)
{
	int value = cb_column_find(reg, "value");
	bool is_name_of_values = value >= 0 && reg->columns[value].unit_in != NULL && column == cb_column_find(reg, "name");

	return is_name_of_values ? without_unit(said) : said;
}

static void
fill_titled(struct cb_reader *r, const struct titled *pair, struct cb_where where)
{
	int column = titled_column(r, pair->label);
	struct cb_text value;
	struct field f;
	struct cb_parse_env env;
	struct cb_cell cell;

	if (column < 0 || pair->value.len == 0)
		return;
	value = value_said(r->in.reg, column, pair->value);
	f = cb_field_of(r->in.reg, column);
	env = cb_field_environment(r, &f);
	if (cb_field_parse(r, &f, &env, value, &cell) != CB_FINE || cell.state != CB_VALUE)
		return; /* the column stays absent, which is told */
	stand_in(r, column, value, where);
	note_fill(r, where, column, value);
}

static void
fill_by_titles(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.binding.first; i++) {
		const struct cb_row *row = &r->sheet.head.rows[i];

		for (uint32_t c = 0; c < row->n; c++) {
			struct cb_where where = { r->sheet.rows->source, row->line, c + 1 };
			struct cb_text rest = row->cells[c];
			struct titled pair;

			while (take_titled(&rest, &pair)) {
				if (rest.len == 0 && pair.value.len == 0 && c + 1 < row->n)
					pair.value = cb_text_trim(row->cells[c + 1]);
				fill_titled(r, &pair, where);
			}
		}
	}
}

static void
fill_community(struct cb_reader *r, int column)
{
	struct cb_filled_by by = cb_sheet_community(r, column);

	if (by.name.len == 0)
		return;
	stand_in(r, column, by.name, by.where);
	if (by.source == NULL)
		note_fill(r, by.where, column, by.name);
	else
		say_filled_by(r, column, &by);
}

/* The column that a sender fills: whose the row is, or of whom its figure is; -1. */
static int
community_of(const struct cb_register *reg)
{
	int community = cb_column_find(reg, "community");

	return community >= 0 ? community : cb_column_find(reg, "subject");
}

bool
cb_sheet_says(struct cb_reader *r)
{
	int community = community_of(r->in.reg), period = cb_column_find(r->in.reg, "period");
	bool ok = cb_sheet_settle_period(r);

	fill_defaults(r);
	ok = settle_months(r) && ok;
	fill_pivot(r);
	fill_flow(r);
	if (community >= 0)
		fill_community(r, community);
	note_units(r);
	if (period >= 0)
		fill_period(r, period);
	fill_by_titles(r);
	r->sheet.always_lacking = cb_input_needed(&r->in) & ~r->sheet.binding.present;
	r->sheet.told = 0;
	memcpy(r->row.cells, r->sheet.standing, sizeof(r->row.cells));
	mark_repeats(r);
	return ok;
}

/* 7月, 第三季度, 上半年 as R1 keeps those without a year. */
static struct cb_arg
part_said(int64_t part)
{
	struct cb_str out = { 0 };

	if (part > 30)
		cb_str_adds(&out, part == 31 ? "上半年" : "下半年");
	else
		cb_str_addf(&out, part > 20 ? "第%d季度" : "%d月", (int)(part % 20));
	return cb_arg_str(out);
}

void
cb_sheet_report_absent(struct cb_reader *r, int column)
{
	const struct cb_column *is = &r->in.reg->columns[column];
	struct cb_where where = cb_sheet_where(r, r->sheet.head.rows[r->sheet.binding.first].line);
	struct cb_where told = r->sheet.period_where;
	bool is_period = is->type == &cb_type_period;

	if ((r->sheet.told >> column & 1) != 0)
		return;
	r->sheet.told |= UINT64_C(1) << column;
	if (is_period && r->sheet.period_said == CB_SAY_NO_YEAR)
		cb_report(r->diag, CB_NO_YEAR, told, is->key, part_said(r->sheet.periods[0]));
	else if (is_period && r->sheet.period_said == CB_SAY_SEVERAL_PERIODS)
		cb_report(r->diag, CB_SEVERAL_PERIODS, told, is->key, cb_arg_period(r->sheet.periods[0]),
		          cb_arg_period(r->sheet.periods[1]));
	else if (column == community_of(r->in.reg) && r->sheet.title.sender.len > 0)
		cb_sheet_report_sender(r, column);
	else
		cb_report(r->diag, CB_COLUMN_ABSENT, where, is->key, cb_arg_either(is->zh, is->key), is->key,
		          is_period ? cb_arg_either(",或用 -p 指明", ", or say -p") : cb_arg_nothing(NULL));
}
