/* One cell of a row and what may be asked of the row as a whole: the lowest file of the reader. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/mask.h>

#include "reader_state.h"

struct cb_where
cb_reader_where(const struct cb_reader *r, uint32_t column)
{
	return (struct cb_where){ r->sheet.rows->source, r->row.raw.line, column };
}

struct field
cb_field_of(const struct cb_register *reg, int column)
{
	const struct cb_column *is = &reg->columns[column];
	struct field f = { .column = column, .is = is, .unit_in = -1, .unit = { .wanted = cb_column_unit(is) } };

	if (is->unit_in != NULL)
		f.unit_in = cb_column_find(reg, is->unit_in);
	if (is->type->storage == CB_STORE_NAME)
		f.names = ((const struct cb_name_of *)is->arg)->kind;
	f.is_no_date = (is->flags & CB_NO_DATE) != 0 || is->type == &cb_type_name || is->type == &cb_type_ref ||
	               is->type == &cb_type_code;
	f.is_one = (is->flags & CB_ONE) != 0 || ((is->flags & CB_SPREAD) == 0 && is->arg == &cb_of_community) ||
	           is->arg == &cb_of_entrant;
	f.is_names = is->type == &cb_type_name || (f.is_one && f.names == CB_NAME_NONE);
	return f;
}

struct cb_arg
cb_field_said(const struct cb_reader *r, const struct field *f)
{
	bool zh = r->diag->lang == CB_ZH, said = f->said.word.len > 0;
	struct cb_str out = { 0 };

	if (said && f->said.in_title)
		cb_str_addf(&out, zh ? "第 %u 行的“" : "row %u: “", f->said.where.row);
	else if (said)
		cb_str_adds(&out, zh ? "表头“" : "label “");
	else
		cb_str_adds(&out, zh ? "本栏" : "this column");
	if (said) {
		cb_str_addt(&out, f->said.in_title ? f->said.word : r->sheet.binding.columns[f->at].label);
		cb_str_adds(&out, "”");
	} else if (f->unit.wanted != NULL && strcmp(f->unit.wanted, CB_UNIT_OF_THINGS) != 0) {
		cb_str_adds(&out, zh ? "(" : " (");
		for (const char *p = f->unit.wanted; *p != '\0'; p++)
			cb_str_add(&out, *p == ' ' ? "/" : p, 1);
		cb_str_addc(&out, ')');
	}
	return cb_arg_str(out);
}

/* How to say that a column is the one of units: --map 'LABEL=unit', where the file has none yet. */
static struct cb_arg
measure_hint(const struct cb_reader *r, const struct field *f)
{
	const struct cb_register *reg = r->in.reg;
	struct cb_text label = f->at < r->sheet.binding.n ? r->sheet.binding.columns[f->at].label : (struct cb_text){ "", 0 };
	struct cb_str out = { 0 };

	for (int c = 0; c < reg->n_columns && out.len == 0; c++)
		if (reg->columns[c].unit_in != NULL && label.len > 0 &&
		    r->sheet.file_columns[cb_column_find(reg, reg->columns[c].unit_in)] == 0)
			cb_str_addf(&out, r->diag->lang == CB_ZH ? ";若整栏是计量单位,用 --map '%.*s=%s'" : "; if all the column is one of units, say --map '%.*s=%s'",
			            CB_TEXT_ARG(label), reg->columns[c].unit_in);
	return cb_arg_str(out);
}

/* What time limits count from, by name. */
static struct cb_arg
term_from(const struct cb_reader *r)
{
	if (r->when < 0)
		return cb_arg_either("布置的日期", "the day it was given");
	return cb_arg_either(r->in.reg->columns[r->when].zh, r->in.reg->columns[r->when].key);
}

/* How large it may be, and where a figure may be in a larger unit. */
static struct cb_arg
range_of(const struct cb_reader *r, const struct field *f)
{
	bool zh = r->diag->lang == CB_ZH, is_micro = f->is->type == &cb_type_num || f->is->type == &cb_type_qty;
	struct cb_str out = { 0 };

	if (!is_micro)
		return cb_arg_nothing(NULL);
	cb_str_adds(&out, zh ? "(至多 9 万亿" : " (at most 9,000,000,000,000");
	if (f->is->unit_in != NULL && zh)
		cb_str_addf(&out, ";更大的请在“%s”栏写亿元之类的单位,这里只写数", r->in.reg->columns[f->unit_in].zh);
	else if (f->is->unit_in != NULL)
		cb_str_addf(&out, "; say a larger unit, such as 亿元, in column %s, and the bare figure here", f->is->unit_in);
	cb_str_adds(&out, ")");
	return cb_arg_str(out);
}

void
cb_field_report(struct cb_reader *r, const struct field *f, struct cb_where where, enum cb_code code,
                struct cb_text raw)
{
	bool is_private = (f->is->flags & CB_PRIVATE) != 0;
	struct cb_arg hint = cb_arg_nothing(NULL);
	struct cb_str value = { 0 };

	/* The hint for an id tells its check digit only; those for other private values repeat them. */
	if (code == CB_UNIT_OTHER)
		hint = cb_field_said(r, f);
	else if (code == CB_MEASURE_AS_NAME)
		hint = measure_hint(r, f);
	else if (code == CB_OUT_OF_RANGE)
		hint = range_of(r, f);
	else if (code == CB_LIMIT_FROM_NOTHING)
		hint = term_from(r);
	else if (code == CB_YEAR_BESIDE)
		hint = cb_arg_text(cb_text_trim(r->row.raw.cells[r->sheet.years - 1]));
	else if (!is_private || f->is->type == &cb_type_id)
		hint = cb_arg_hint(f->is->type, f->is->arg, raw, r->diag->lang);
	if (is_private)
		cb_mask_value(f->is->type, cb_text_trim(raw), CB_MASK_FULL, &value);
	else
		cb_str_addt(&value, cb_text_trim(raw));
	cb_report(r->diag, code, where, f->is->key, value, hint);
}

/* Cells beyond the header and under no label must be blank; a short row must not end early. */
bool
cb_row_is_ragged(const struct cb_reader *r)
{
	if (r->row.raw.n < r->sheet.binding.n)
		return true;
	for (size_t i = 0; i < r->sheet.n_watched; i++)
		if (r->sheet.binding.columns[r->sheet.watched[i]].kind == CB_BOUND_BLANK &&
		    r->row.raw.cells[r->sheet.watched[i]].len > 0)
			return true;
	for (uint32_t at = (uint32_t)r->sheet.binding.n; at < r->row.raw.n; at++)
		if (r->row.raw.cells[at].len > 0)
			return true;
	return false;
}

/* A word in 序号 or another dropped column may say that the row is a total. */
bool
cb_row_has_word_aside(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_watched; i++) {
		uint32_t at = r->sheet.watched[i];

		if (at < r->row.raw.n && r->row.raw.cells[at].len > 0 && (r->row.raw.cells[at].p[0] & 0x80) != 0)
			return true;
	}
	return false;
}

void
cb_field_leave_out(struct cb_reader *r, const struct field *f)
{
	r->row.cells[f->column] = (struct cb_cell){ 0 };
	cb_str_clear(&r->sheet.filled[f->column]);
	r->row.left_out |= UINT64_C(1) << f->column;
}

bool
cb_field_is_dispensable(struct cb_reader *r, const struct field *f, enum cb_code code, bool is_needed)
{
	bool is_allowed = !cb_diag_is_error(r->diag, code);

	if (is_allowed && is_needed)
		cb_report(r->diag, CB_CANNOT_DO_WITHOUT, cb_reader_where(r, f->at + 1), f->is->key,
		          cb_arg_either(f->is->zh, f->is->key));
	return is_allowed && !is_needed;
}

bool
cb_row_refuse(struct cb_reader *r)
{
	r->counts.refused++;
	if (cb_diag_allows(r->diag) && !cb_diag_is_file_bad(r->diag, r->sheet.rows->source))
		cb_report(r->diag, CB_NOT_TO_BE_ALLOWED, cb_reader_where(r, 0), NULL);
	return false;
}

static bool
check_reference(struct cb_reader *r, const struct field *f, const struct cb_cell *cell)
{
	struct cb_where where = cb_reader_where(r, f->at + 1);
	const struct cb_name *name = cb_names_get(r->in.names, (uint32_t)cell->n);
	uint32_t nearest;

	if (cell->state != CB_VALUE || (name->flags & f->refer) != 0)
		return true;
	nearest = cb_names_nearest(r->in.names, f->names, f->refer, name->text);
	cb_report(r->diag, (f->refer & CB_NAME_IS_UNIT) != 0 ? CB_UNKNOWN_UNIT : CB_UNKNOWN_NAME, where, f->is->key,
	          cb_arg_either(f->is->zh, f->is->key), name->text,
	          cb_arg_nearest(cb_names_get(r->in.names, nearest)->text));
	return (f->refer & CB_NAME_IS_UNIT) != 0;
}

/* R11 */
static bool
take_reference(struct cb_reader *r, const struct field *f, const struct cb_cell *cell)
{
	bool is_good = check_reference(r, f, cell);

	if (is_good || !cb_field_is_dispensable(r, f, CB_UNKNOWN_NAME, f->required))
		return is_good;
	cb_field_leave_out(r, f);
	return true;
}

static bool
check_shares(struct cb_reader *r, const struct field *f)
{
	bool ok = true;

	for (size_t i = 0; i < r->row.n_shares; i++)
		ok = check_reference(r, f, &r->row.shares[i]) && ok;
	return ok;
}

bool
cb_row_refers_well(struct cb_reader *r)
{
	bool ok = true;

	for (size_t i = 0; r->sheet.refers && i < r->sheet.n_fields; i++) {
		const struct field *f = &r->sheet.fields[i];
		const struct cb_cell *cell = &r->row.cells[f->column];

		if (f->refer == 0 || f->bad != CB_FINE || cell->state != CB_VALUE ||
		    (cb_names_get(r->in.names, (uint32_t)cell->n)->flags & f->refer) != 0)
			continue;
		if (f->column == r->row.shared && r->row.n_shares > 0)
			ok = check_shares(r, f) && ok;
		else
			ok = take_reference(r, f, cell) && ok;
	}
	return ok;
}
