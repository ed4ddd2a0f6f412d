/* Rows that need a second look: no data at all, or wrong, which is reported here. */

#include <cb/value/arg.h>
#include <cb/value/mask.h>
#include <cb/value/row_word.h>

#include "reader_state.h"

/* ---- rows about other rows ---- */

/* The group whose sum a total row of several kinds of figures tells: that of its period and name, if it has both. */
static bool
find_group(struct cb_reader *r, size_t *group)
{
	int period = cb_column_find(r->in.reg, "period");

	*group = CB_TOTALS_ANY;
	if (r->sheet.kinds_in < 0)
		return true;
	cb_row_take_named_unit(r);
	if (r->row.cells[period].state != CB_VALUE || r->row.cells[r->sheet.kinds_in].state != CB_VALUE)
		return false;
	*group = cb_totals_group(&r->sheet.totals, r->row.cells[period].n, r->row.cells[r->sheet.kinds_in].n);
	return true;
}

/* 合计（万元）: what the row's bare figures are in; scale 0 = it does not say. */
static struct cb_number_in
written_by(struct cb_text word)
{
	struct cb_number_in in = { .scale = 0 };
	struct cb_label label = { 0 };

	cb_label_split(&label, word);
	if (label.n == 1 && cb_unit_read(label.words[0], NULL, &in.scale) != NULL)
		in.usual = cb_unit_usual(label.words[0]);
	cb_label_release(&label);
	return in;
}

static void
say_cell(struct cb_reader *r, const struct field *f, struct cb_text word, size_t group)
{
	struct cb_number_in in = written_by(word);
	struct cb_parse_env env = cb_field_environment(r, f);
	struct cb_cell cell = { 0 };
	struct cb_number_in own;
	struct cb_text raw;

	if (cb_row_code(r, f->at) == CB_ERROR_VALUE)
		cb_field_report(r, f, cb_reader_where(r, f->at + 1), CB_ERROR_VALUE, r->row.raw.cells[f->at]);
	if (f->at >= r->row.raw.n)
		return;
	raw = cb_text_trim(r->row.raw.cells[f->at]);
	if (f->is->type->parse(f->is->arg, raw, &env, &cell) != CB_FINE || cell.state != CB_VALUE)
		return;
	if (in.scale != 0 && !cb_number_is_in(raw, &own) && !cb_totals_in_unit(raw, &in, f->is->type, &f->unit, &cell))
		return;
	cb_totals_say(&r->sheet.totals, cb_flow_sums_at(r, f, word),
	              &(struct cb_totals_cell){ .cell = &cell,
	                                        .type = f->is->type,
	                                        .unit = f->unit,
	                                        .raw = raw,
	                                        .step = cb_totals_step(raw, f->is->type, f->is->arg, &f->unit),
	                                        .group = group,
	                                        .where = cb_reader_where(r, f->at + 1) });
}

/* 合计（大写）：伍仟元整, or the words in a cell of their own: compared as the figure is. */
static void
say_words(struct cb_reader *r, struct cb_text word)
{
	int money = cb_binding_money(r->in.reg);
	struct field f;

	if (money < 0 || r->sheet.file_columns[money] == 0)
		return;
	f = cb_field_of(r->in.reg, money);
	f.at = r->sheet.file_columns[money] - 1;
	for (uint32_t at = 0; at < r->row.raw.n; at++) {
		struct cb_text text = cb_text_trim(r->row.raw.cells[at]);
		struct cb_text rest = text;
		struct cb_cell cell = { 0 };

		cb_text_next(&rest, cb_text_find(text, "：") >= 0 ? "：" : ":");
		text = rest.len > 0 ? rest : text;
		if (at == f.at || (cb_text_find(text, "元") < 0 && cb_text_find(text, "圆") < 0) ||
		    f.is->type->parse(f.is->arg, text, NULL, &cell) != CB_FINE || cell.state != CB_VALUE)
			continue;
		cb_totals_say(&r->sheet.totals, cb_flow_sums_at(r, &f, word),
		              &(struct cb_totals_cell){ .cell = &cell,
		                                        .type = f.is->type,
		                                        .raw = text,
		                                        .step = 1,
		                                        .group = CB_TOTALS_ANY,
		                                        .where = cb_reader_where(r, at + 1) });
	}
}

/* Compared when the sheet has been read: a total may stand above its rows. */
static void
keep_figures(struct cb_reader *r, enum cb_row_kind kind, uint32_t at)
{
	struct cb_text word = cb_text_trim(r->row.raw.cells[at]);
	size_t group;

	cb_totals_mark(&r->sheet.totals, kind, word, cb_reader_where(r, at + 1));
	if (kind == CB_ROW_ASIDE || kind == CB_ROW_EXAMPLE || r->sheet.is_unlike || !find_group(r, &group))
		return;
	for (size_t i = 0; i < r->sheet.n_summed; i++)
		say_cell(r, &r->sheet.fields[r->sheet.summed[i]], word, group);
	for (size_t i = 0; !r->sheet.binding.is_worded && i < r->sheet.n_pivots; i++)
		say_cell(r, &r->sheet.pivots[i], word, group);
	say_words(r, word);
}

/* Is the word a name all the same: a registered one, or one that this row, being whole, registers? A total never is. */
static bool
is_name_all_the_same(const struct cb_reader *r, enum cb_row_kind kind, uint32_t at, uint64_t lacking)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];
		const struct cb_name *name;
		uint64_t others;
		bool is_named = f->is->arg == &cb_of_named_party || f->is->arg == &cb_of_named_estate ||
		                f->is->arg == &cb_of_named_indicator;

		if (f->at != at || f->names == CB_NAME_NONE)
			continue;
		others = cb_input_needed(&r->in) & ~(UINT64_C(1) << f->column);
		name = cb_names_get(r->in.names, (uint32_t)r->row.cells[f->column].n);
		if (cb_row_word_is_all(name->text) && f->is->arg != &cb_of_entrant && f->is->arg != &cb_of_community &&
		    !is_named)
			return true; /* who is meant may be all */
		return (name->flags & CB_NAME_REGISTERED) != 0 ||
		       (is_named && kind >= CB_ROW_MEAN && others != 0 && lacking == 0);
	}
	return false;
}

/* ---- rows that say nothing ---- */

static bool
is_blank_at(const struct cb_reader *r, uint32_t at)
{
	return at >= r->row.raw.n || ((r->row.raw.cells[at].len == 0 || cb_row_word_is_nothing(r->row.raw.cells[at])) &&
	                              cb_row_code(r, at) == CB_FINE);
}

/* Nothing but a running number, or sums of nothing: a row that was prepared and never filled in. */
static bool
is_unused(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (!is_blank_at(r, r->sheet.fields[i].at))
			return false;
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (!is_blank_at(r, r->sheet.pivots[i].at))
			return false;
	return !cb_row_is_ragged(r) && !cb_row_has_word_aside(r);
}

/* A day alone, or an office and a day, where neither column is one of days: the foot of a letter. */
static bool
is_dated_foot(const struct cb_reader *r)
{
	bool has_day = false;
	size_t n = 0;

	for (uint32_t at = 0; at < r->row.raw.n; at++) {
		const struct cb_binding_column *column = at < r->sheet.binding.n ? &r->sheet.binding.columns[at] : NULL;
		const struct cb_type *type = column != NULL && column->kind == CB_BOUND_COLUMN
		                                     ? r->in.reg->columns[column->column].type
		                                     : &cb_type_text;

		if (cb_text_trim(r->row.raw.cells[at]).len == 0)
			continue;
		n++;
		if (cb_row_word_is_day(r->row.raw.cells[at]) && type != &cb_type_date && type != &cb_type_day &&
		    type != &cb_type_date_time && type != &cb_type_period)
			has_day = true;
		else if (n > 1 || type->numeric)
			return false;
	}
	return has_day && n <= 2;
}

/* Does each cell say who signs or when, 考核组组长：李某, 考核时间：7月28日, whatever they are called there? */
static bool
is_signed_foot(const struct cb_reader *r)
{
	static const char *const ends[] = { "组长", "组员", "成员", "人", "人员", "员", "签字", "签名", "签章", "盖章", "电话",
		                            "领导", "书记", "主任", "时间", "日期", NULL };
	size_t n = 0;

	for (uint32_t at = 0; at < r->row.raw.n; at++) {
		struct cb_text rest = cb_text_trim(r->row.raw.cells[at]), label;
		bool is_signing = rest.len == 0;

		n += rest.len > 0;
		label = cb_text_next(&rest, cb_text_find(rest, "：") >= 0 ? "：" : ":");
		for (size_t i = 0; ends[i] != NULL && !is_signing; i++)
			is_signing = label.p + label.len < rest.p && cb_text_ends(cb_text_trim(label), ends[i]);
		if (!is_signing)
			return false;
	}
	return n > 0;
}

/* Has it a number, and none that is wrong? Then its first word may be a name. */
static bool
has_figures(const struct cb_reader *r)
{
	bool any = false;

	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];

		if (f->bad != CB_FINE)
			return false;
		any = any || (f->is->type->numeric && r->row.cells[f->column].state == CB_VALUE);
	}
	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		if (r->sheet.pivots[i].bad != CB_FINE)
			return false;
		any = any || r->row.pivots[i].state == CB_VALUE;
	}
	return any;
}

/* Is the row no data at all? Keeps what it says of others. */
static bool
is_no_data(struct cb_reader *r, uint64_t lacking)
{
	uint32_t at = 0;
	enum cb_row_kind kind = cb_row_kind(&r->sheet.binding, r->in.reg, &r->row.raw, &at);

	if (kind >= CB_ROW_SUBTOTAL && kind <= CB_ROW_EXAMPLE && is_name_all_the_same(r, kind, at, lacking))
		kind = CB_ROW_DATA;
	if (kind == CB_ROW_SIGNATURE && lacking == 0 && has_figures(r))
		kind = CB_ROW_DATA;
	if (kind == CB_ROW_SIGNATURE || (kind == CB_ROW_DATA && r->row.is_heading))
		cb_heading_keep(r);
	if (kind == CB_ROW_DATA)
		return r->row.is_heading || is_unused(r) || is_dated_foot(r) || (lacking != 0 && is_signed_foot(r));
	if (kind == CB_ROW_FULL)
		cb_row_take_full_marks(r, at);
	else if (kind >= CB_ROW_SUBTOTAL && kind <= CB_ROW_EXAMPLE)
		keep_figures(r, kind, at);
	if (kind == CB_ROW_ASIDE && cb_text_find(r->row.raw.cells[at], "权重") >= 0)
		cb_row_take_weights(r);
	return true;
}

/* Is it lacking in all rows of a sheet that somebody made, and nothing in the row could have given it? */
static bool
is_absent(const struct cb_reader *r, int column)
{
	bool is_given = r->in.implied_by == 0 || (r->sheet.binding.present & r->in.implied_by) != 0;

	return r->sheet.file_columns[column] == 0 && !(is_given && (r->in.implied >> column & 1) != 0) &&
	       r->diag->sources[r->sheet.rows->source].kind != CB_SOURCE_COMMAND;
}

/* 无 and / are no value, and not an empty cell. */
static void
say_no_value(const struct cb_reader *r, uint32_t file_column, struct cb_str *out)
{
	struct cb_text text = { 0 };

	if (file_column > 0 && file_column <= r->row.raw.n)
		text = cb_text_trim(r->row.raw.cells[file_column - 1]);
	if (text.len > 0)
		cb_str_addf(out, r->diag->lang == CB_ZH ? ",不能填“%.*s”" : ", and “%.*s” is no value", CB_TEXT_ARG(text));
}

static void
report_missing(struct cb_reader *r, uint64_t mask)
{
	for (int c = 0; mask >> c != 0; c++) {
		const struct cb_column *column = &r->in.reg->columns[c];
		struct cb_str fill = { 0 }, said = { 0 };

		if ((mask >> c & 1) == 0)
			continue;
		if (is_absent(r, c)) {
			cb_sheet_report_absent(r, c);
			continue;
		}
		if (r->sheet.file_columns[c] != 0 && r->sheet.totals.n_rows > 0) /* there is a value above it */
			cb_str_addf(&fill, r->diag->lang == CB_ZH ? ";若原表是合并单元格,用 --fill %s" : ", or --fill %s when a merged cell was lost", column->key);
		say_no_value(r, r->sheet.file_columns[c], &said);
		cb_report(r->diag, CB_REQUIRED_MISSING, cb_reader_where(r, r->sheet.file_columns[c]), column->key,
		          cb_arg_either(column->zh, column->key), column->key, fill, said);
	}
}

/* Whose value it is nobody says: it may be a person's. */
static void
report_unlabelled(struct cb_reader *r, uint32_t at)
{
	struct cb_str value = { 0 };

	cb_mask_unknown(r->row.raw.cells[at], cb_register_has_private(r->in.reg), &value);
	cb_report(r->diag, CB_NO_LABEL, cb_reader_where(r, at + 1), "", value);
}

static void
report_ragged(struct cb_reader *r)
{
	if (r->row.raw.n < r->sheet.binding.n)
		cb_report(r->diag, CB_ROW_TOO_SHORT, cb_reader_where(r, r->row.raw.n), "", r->row.raw.n, r->sheet.binding.n);
	for (uint32_t at = 0; at < r->row.raw.n; at++) {
		bool labelled = at < r->sheet.binding.n && r->sheet.binding.columns[at].kind != CB_BOUND_BLANK;

		if (labelled || r->row.raw.cells[at].len == 0)
			continue;
		report_unlabelled(r, at);
	}
}

static void
report_bad_cells(struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].bad != CB_FINE)
			cb_field_report(r, &r->sheet.fields[i], cb_reader_where(r, r->sheet.fields[i].at + 1),
			                r->sheet.fields[i].bad,
			                r->row.raw.cells[r->sheet.fields[i].at]);
	for (size_t i = 0; i < r->sheet.n_pivots; i++) {
		const struct field *f = &r->sheet.pivots[i];

		if (f->bad != CB_FINE && f->at < r->row.raw.n)
			cb_field_report(r, f, cb_reader_where(r, f->at + 1), f->bad, r->row.raw.cells[f->at]);
	}
}

/* What a wrong time would have given is not what is wrong. */
static uint64_t
not_implied(const struct cb_reader *r, uint64_t lacking)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].is->type == &cb_type_time && r->sheet.fields[i].bad != CB_FINE &&
		    cb_diag_is_error(r->diag, r->sheet.fields[i].bad))
			return lacking & ~r->in.implied;
	return lacking;
}

/* R11 */
static bool
can_do_without(struct cb_reader *r, const struct field *f, bool is_needed)
{
	return cb_field_is_dispensable(r, f, f->bad, is_needed && f->bad != CB_WORD_AS_OTHER);
}

void
cb_row_say_no_figure(struct cb_reader *r)
{
	int column = r->sheet.name_column >= 0 ? r->sheet.name_column : cb_column_find(r->in.reg, "community");
	uint32_t at = column >= 0 ? r->sheet.file_columns[column] : 0;
	struct cb_text word = at > 0 && at <= r->row.raw.n ? cb_text_trim(r->row.raw.cells[at - 1]) : (struct cb_text){ "", 0 };
	enum cb_code code = r->sheet.binding.is_worded ? CB_NOBODY_IN_ROW : CB_NO_FIGURE_IN_ROW;
	const struct cb_column *is = column >= 0 ? &r->in.reg->columns[column] : NULL;
	bool is_checked = is != NULL && is->arg == &cb_of_entrant && cb_names_has(r->in.names, CB_NAME_IS_COMMUNITY);
	uint32_t name = is != NULL ? (uint32_t)r->row.cells[column].n : 0;

	if (is_checked && (cb_names_get(r->in.names, name)->flags & CB_NAME_REGISTERED) == 0)
		cb_report(r->diag, CB_HEADING_IN_ROWS, cb_reader_where(r, at), "", word);
	else
		cb_report(r->diag, code, cb_reader_where(r, at), "", word);
	r->counts.no_data++;
}

/* 老城片区 above its communities in a list of scores: a name alone, of what is known to hold several and is nobody. */
static bool
is_group(const struct cb_reader *r)
{
	static const char *const ends[] = { "片区", "片", "网格", "街道", "办事处", "板块", "组", "辖区", "镇", "乡", NULL };
	int column = cb_column_find(r->in.reg, "community");
	const struct cb_name *name;
	bool is_group = false;

	if (r->in.reg->pivot == NULL || column < 0 || r->row.cells[column].state != CB_VALUE || cb_row_is_ragged(r))
		return false;
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].column != column && !is_blank_at(r, r->sheet.fields[i].at))
			return false;
	name = cb_names_get(r->in.names, (uint32_t)r->row.cells[column].n);
	for (size_t i = 0; ends[i] != NULL; i++)
		is_group = is_group || cb_text_ends(name->text, ends[i]);
	return is_group && (name->flags & CB_NAME_REGISTERED) == 0;
}

bool
cb_row_passes_second_look(struct cb_reader *r, uint64_t lacking)
{
	bool good = !cb_row_is_ragged(r);

	if (is_no_data(r, lacking)) {
		r->counts.no_data++;
		return false;
	}
	if (lacking != 0 && r->sheet.n_pivots == 0 && is_group(r)) {
		cb_row_say_no_figure(r);
		return false;
	}
	report_bad_cells(r);
	for (size_t i = 0; i < r->sheet.n_fields; i++) {
		if (r->sheet.fields[i].bad == CB_FINE)
			continue;
		good = can_do_without(r, &r->sheet.fields[i], r->sheet.fields[i].required) && good;
		lacking &= ~(UINT64_C(1) << r->sheet.fields[i].column);
	}
	for (size_t i = 0; i < r->sheet.n_pivots; i++)
		if (r->row.pivots[i].mark == UINT8_MAX)
			good = can_do_without(r, &r->sheet.pivots[i], true) && good;
	report_missing(r, not_implied(r, lacking));
	report_ragged(r);
	if (r->row.left_out != 0)
		cb_totals_spoil(&r->sheet.totals);
	if (good && lacking == 0)
		return true;
	cb_row_refers_well(r); /* all that is wrong with the row is said at once */
	cb_totals_spoil(&r->sheet.totals);
	return cb_row_refuse(r);
}
