/* What the numbers of each column are in: labels, the rows above them, and columns that say it row by row.
 *
 * R1 What a label says holds for its column, what the rows above say for each column that can be in it and whose
 *    label says nothing else; where no column of that kind is, for the one whose unit is open (数量).
 * R2 Words in a label that are no units, and units above the header that no column can be in, are errors. So are two
 *    that differ.
 * R3 A number whose unit is open keeps it in the column of units. Where that says another one it is converted,
 *    exactly; an amount of money in a row whose 计量单位 is 万元 is one of 万元.
 * R4 The name of a figure may carry its unit as a label does: 人口（人） is 人口, in 人. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/number.h>

#include "reader_state.h"

static struct cb_where
label_where(const struct cb_reader *r, const struct field *f)
{
	const struct cb_binding *binding = &r->sheet.binding;

	return (struct cb_where){ r->sheet.rows->source,
		                  r->sheet.head.rows[binding->first + binding->height - 1].line, f->at + 1 };
}

static bool
is_open(const struct field *f)
{
	return f->unit_in >= 0;
}

/* Whether what is said twice says the same. */
static bool
is_same(const struct field *f, const struct said *now)
{
	int64_t a = f->unit.num != 0 ? f->unit.num : 1, b = f->unit.num != 0 ? f->unit.den : 1;

	return a == now->ratio.num && b == now->ratio.den &&
	       (!is_open(f) || cb_text_equal(cb_unit_usual(f->said.word), cb_unit_usual(now->word)));
}

static bool
is_money(struct cb_text usual)
{
	return cb_text_is(usual, "元");
}

/* Gives a column the unit; false: it has another one, which is reported. A sign ￥ agrees with each scale. */
static bool
give(struct cb_reader *r, struct field *f, const struct said *now)
{
	struct cb_text usual = cb_unit_usual(now->word);

	if (f->said.word.len > 0 && !(cb_unit_is_sign(f->said.word) && is_money(usual))) {
		if (is_same(f, now) || (cb_unit_is_sign(now->word) && is_money(cb_unit_usual(f->said.word))))
			return true;
		cb_report(r->diag, CB_UNITS_DIFFER, now->where, f->is->key, now->word,
		          cb_arg_either(f->is->zh, f->is->key), cb_field_said(r, f));
		return false;
	}
	f->said = *now;
	if (is_open(f) && usual.len > 0)
		f->unit.wanted = usual.p;
	/* a share whose unit is open is kept as it is, with its unit */
	if (now->ratio.num != now->ratio.den && !(is_open(f) && cb_text_is(usual, "%"))) {
		f->unit.num = now->ratio.num;
		f->unit.den = now->ratio.den;
	}
	return true;
}

static bool
is_currency(struct cb_text word)
{
	int64_t scale;
	const struct cb_unit *unit = cb_unit_read(word, NULL, &scale);

	return unit != NULL && unit->dimension == CB_CURRENCY;
}

/* ---- labels ---- */

static bool
take_word(struct cb_reader *r, struct field *f, struct cb_text word, enum cb_label_says says)
{
	struct said now = { .word = word, .where = label_where(r, f) };
	struct cb_text label = r->sheet.binding.columns[f->at].label;

	switch (cb_unit_fit(word, f->unit.wanted, &now.ratio)) {
	case CB_UNIT_FITS:
		now.word.p = cb_arena_copy(&r->sheet.head.arena, word.p, word.len);
		return give(r, f, &now);
	case CB_UNIT_IS_OTHER:
		if (is_currency(word))
			cb_report(r->diag, CB_OTHER_CURRENCY, now.where, f->is->key, word);
		else
			cb_report(r->diag, CB_UNIT_OF_LABEL, now.where, f->is->key, label, word,
			          cb_field_said(r, f));
		return false;
	case CB_UNIT_IS_UNKNOWN:
		break;
	}
	if (says == CB_SAYS_UNITS || cb_label_is_remark(word))
		return true;
	cb_report(r->diag, CB_UNKNOWN_IN_LABEL, now.where, f->is->key, label, word, f->is->key);
	return false;
}

/* One part of a label of several rows. */
static bool
take_part(struct cb_reader *r, struct field *f, struct cb_text part, enum cb_label_says says)
{
	struct cb_text behind = { part.p + 1, part.len > 0 ? part.len - 1 : 0 };
	struct cb_label label = { 0 };
	bool ok = true;

	cb_label_split(&label, part);
	for (size_t i = 0; i < label.n; i++)
		ok = take_word(r, f, label.words[i], says) && ok;
	if (label.n == 0 && behind.len > 0 && *part.p == '_' && cb_unit_is_word(behind))
		ok = take_word(r, f, behind, says); /* 产值_亿元 */
	cb_label_release(&label);
	return ok;
}

static bool
take_label(struct cb_reader *r, struct field *f)
{
	const struct cb_binding_column *column = &r->sheet.binding.columns[f->at];
	struct cb_text label = column->label;
	uint32_t from = 0;
	bool ok = true;

	for (uint32_t at = 0; at <= label.len; at++) {
		bool last = at == label.len;
		/* with the _ before it, since brackets stand behind something: 人口_(万人) */
		uint32_t start = from > 0 ? from - 1 : 0;
		struct cb_text part = { label.p + start, at - start };

		if (!last && label.p[at] != '_')
			continue;
		if (!last || column->says != CB_SAYS_NOTHING)
			ok = take_part(r, f, part, last ? column->says : CB_SAYS_UNITS) && ok;
		from = at + 1;
	}
	return ok;
}

/* ---- the rows above the header ---- */

/* The columns of the register, those that make records, and the sums and balances beside these. */
static size_t
count_fields(const struct cb_reader *r)
{
	return r->sheet.n_fields + r->sheet.n_pivots + r->sheet.n_sums + r->sheet.n_balances;
}

static struct field *
field_at(struct cb_reader *r, size_t i)
{
	if (i < r->sheet.n_fields)
		return &r->sheet.fields[i];
	i -= r->sheet.n_fields;
	if (i < r->sheet.n_pivots)
		return &r->sheet.pivots[i];
	i -= r->sheet.n_pivots;
	return i < r->sheet.n_sums ? &r->sheet.sums[i] : &r->sheet.balance;
}

/* Is a column meant by a unit of the title: at first those that are always in one kind, then the others. */
static bool
is_meant(const struct field *f, const struct cb_title_unit *unit, bool open, struct cb_unit_ratio *ratio)
{
	bool is_closed = !is_open(f) && f->unit.wanted != NULL && strcmp(f->unit.wanted, CB_UNIT_OF_THINGS) != 0;

	return f->is->type->numeric && is_closed == !open &&
	       cb_unit_fit(unit->word, f->unit.wanted, ratio) == CB_UNIT_FITS;
}

/* Gives it to the columns it means: how many, or -1 when one says otherwise. */
static int
give_to_columns(struct cb_reader *r, struct cb_title_unit *unit, bool open)
{
	struct said now = { .word = unit->word, .where = unit->where, .in_title = true };
	bool ok = true;
	int n = 0;

	for (size_t i = 0; i < count_fields(r); i++) {
		struct field *f = field_at(r, i);

		if (!is_meant(f, unit, open, &now.ratio))
			continue;
		ok = give(r, f, &now) && ok;
		unit->is_used |= open || f->is->type == &cb_type_money || now.ratio.num != now.ratio.den;
		n++;
	}
	return ok ? n : -1;
}

static bool
has_numbers(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].is->type->numeric)
			return true;
	return r->sheet.n_pivots > 0;
}

/* A unit that no column can be in: wrong where it stands alone and not in a list with others that some can be in. */
static bool
report_meaningless(struct cb_reader *r, const struct cb_title_unit *unit)
{
	enum cb_code code = !unit->is_known ? CB_UNKNOWN_UNIT_WORD : CB_UNIT_OF_NO_COLUMN;

	if (is_currency(unit->word))
		code = CB_OTHER_CURRENCY;
	if (code == CB_UNIT_OF_NO_COLUMN && (!unit->is_keyed || !has_numbers(r) || r->sheet.binding.left_out))
		return true;
	cb_report(r->diag, code, unit->where, "", unit->word);
	return false;
}

static bool
take_title_units(struct cb_reader *r)
{
	struct cb_title *title = &r->sheet.title;
	bool fits[CB_TITLE_UNITS] = { false }, any = false, ok = true;

	for (size_t i = 0; i < title->n_units; i++) {
		struct cb_title_unit *unit = &title->units[i];
		int n = unit->is_known ? give_to_columns(r, unit, false) : 0;

		n = unit->is_known && n == 0 ? give_to_columns(r, unit, true) : n;
		ok = ok && n >= 0;
		fits[i] = n != 0;
		any = any || fits[i];
	}
	for (size_t i = 0; i < title->n_units; i++)
		if (!fits[i] && (!any || !title->units[i].is_known || is_currency(title->units[i].word)))
			ok = report_meaningless(r, &title->units[i]) && ok;
	return ok;
}

/* The column of things whose unit the file has in a column: money may stand there instead. */
static int
find_counted(const struct cb_reader *r)
{
	for (int c = 0; c < r->in.reg->n_columns; c++) {
		struct field f = cb_field_of(r->in.reg, c);

		if (is_open(&f) && f.unit.wanted != NULL && r->sheet.file_columns[f.unit_in] != 0)
			return c;
	}
	return -1;
}

bool
cb_sheet_settle_units(struct cb_reader *r)
{
	bool ok = true;

	r->sheet.counted = find_counted(r);
	r->sheet.has_units_by_row = r->sheet.counted >= 0;
	for (size_t i = 0; i < count_fields(r); i++) {
		struct field *f = field_at(r, i);

		r->sheet.has_units_by_row = r->sheet.has_units_by_row || is_open(f);
		if (f->is->type->numeric)
			ok = take_label(r, f) && ok;
	}
	return take_title_units(r) && ok;
}

/* ---- a row ---- */

/* The column of the file, from 1. */
static uint32_t
place_of(const struct cb_reader *r, const struct field *f)
{
	uint32_t at = r->sheet.file_columns[f->column];

	return at == 0 && r->sheet.n_pivots > 0 ? f->at + 1 : at;
}

static struct cb_text
raw_of(const struct cb_reader *r, const struct field *f)
{
	uint32_t at = place_of(r, f);

	return at > 0 && at <= r->row.raw.n ? r->row.raw.cells[at - 1] : (struct cb_text){ "", 0 };
}

/* The unit behind the number of a cell, "" = none. */
static struct cb_text
own_unit(const struct cb_reader *r, const struct field *f)
{
	struct cb_text raw = cb_text_trim(raw_of(r, f));

	if (r->row.cells[f->column].mark == CB_EACH && cb_text_starts(raw, cb_each))
		raw = cb_text_from(raw, strlen(cb_each));
	if (raw.len == 0 || cb_is_digit(raw.p[raw.len - 1]))
		return (struct cb_text){ "", 0 };
	return cb_number_unit(raw);
}

/* From the unit it is in to the one that the row says. */
static enum cb_code
convert(struct cb_cell *cell, struct cb_text from, struct cb_text to)
{
	struct cb_unit_ratio ratio;
	cb_wide n;

	if (!cb_unit_between(from, to, &ratio))
		return CB_UNIT_OTHER;
	n = (cb_wide)cell->n * ratio.num;
	if (n % ratio.den != 0)
		return CB_TOO_MANY_PLACES;
	n /= ratio.den;
	if (n > CB_NUMBER_MAX || n < -CB_NUMBER_MAX)
		return CB_OUT_OF_RANGE;
	cell->n = (int64_t)n;
	return CB_FINE;
}

/* Where the unit stands that a number is compared with: “量词”栏的“只”. */
static struct cb_arg
said_in_row(const struct cb_reader *r, const struct field *f)
{
	const struct cb_column *column = &r->in.reg->columns[f->unit_in];
	bool zh = r->diag->lang == CB_ZH;
	struct cb_str out = { 0 };

	cb_str_addf(&out, zh ? "“%s”栏的“" : "column “%s”, which says “", zh ? column->zh : column->key);
	cb_str_addt(&out, r->row.cells[f->unit_in].text);
	cb_str_adds(&out, "”");
	return cb_arg_str(out);
}

static bool
report_row(struct cb_reader *r, const struct field *f, enum cb_code code, const struct field *other)
{
	struct cb_where where = cb_reader_where(r, place_of(r, f));

	if (code == CB_UNIT_OTHER && r->row.cells[other->unit_in].state == CB_VALUE)
		cb_report(r->diag, code, where, f->is->key, cb_text_trim(raw_of(r, f)), said_in_row(r, other));
	else
		cb_field_report(r, f, where, code, raw_of(r, f));
	cb_totals_spoil(&r->sheet.totals);
	return false;
}

static const struct field *
field_of_money(const struct cb_reader *r)
{
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (r->sheet.fields[i].is->type == &cb_type_money)
			return &r->sheet.fields[i];
	return NULL;
}

/* 计量单位 万元 in a row without goods is that of its amount. */
static bool
settle_money(struct cb_reader *r, const struct field *counted, const struct cb_unit_ratio *ratio)
{
	const struct field *f = field_of_money(r);
	struct cb_cell *unit = &r->row.cells[counted->unit_in];
	struct field amount;
	struct cb_parse_env env;
	enum cb_code code;

	if (f == NULL || r->row.cells[f->column].state != CB_VALUE || r->row.cells[counted->column].state == CB_VALUE)
		return report_row(r, counted, CB_UNIT_OTHER, counted);
	amount = *f;
	if (f->said.word.len > 0 && !is_same(f, &(struct said){ .ratio = *ratio }))
		return report_row(r, f, CB_UNIT_OTHER, counted);
	amount.unit.num = ratio->num;
	amount.unit.den = ratio->den;
	env = cb_field_environment(r, &amount);
	code = cb_field_parse(r, f, &env, raw_of(r, f), &r->row.cells[f->column]);
	*unit = (struct cb_cell){ 0 };
	return code == CB_FINE || report_row(r, f, code, counted);
}

/* Brings the number to the unit that the row says, or puts that there. */
static enum cb_code
settle_unit(struct cb_reader *r, const struct field *f, struct cb_cell *cell, struct cb_cell *unit)
{
	struct cb_text own = own_unit(r, f), word = cb_unit_usual(f->said.word);

	if (cb_text_is(own, "%")) {
		if (unit->state != CB_VALUE && word.len == 0)
			return CB_FINE; /* the share it is: 0.85 */
		cell->n *= 100;
	}
	word = own.len > 0 ? own : word;
	if (unit->state == CB_VALUE)
		return word.len > 0 ? convert(cell, word, unit->text) : CB_FINE;
	if (word.len == 0)
		return CB_FINE;
	*unit = (struct cb_cell){ .state = CB_VALUE, .text = word };
	r->sheet.binding.present |= UINT64_C(1) << f->unit_in;
	return CB_FINE;
}

bool
cb_row_in_unit(struct cb_reader *r, const struct field *f, struct cb_cell *cell)
{
	struct cb_cell unit;

	if (!is_open(f) || cell->state != CB_VALUE)
		return true;
	unit = r->sheet.file_columns[f->unit_in] != 0 ? r->row.cells[f->unit_in] : r->sheet.standing[f->unit_in];
	return unit.state != CB_VALUE || settle_unit(r, f, cell, &unit) == CB_FINE;
}

static bool
settle_row(struct cb_reader *r, const struct field *f)
{
	struct cb_cell *cell = &r->row.cells[f->column], *unit = &r->row.cells[f->unit_in];
	enum cb_code code;

	if (r->sheet.file_columns[f->unit_in] == 0)
		*unit = r->sheet.standing[f->unit_in];
	if (cell->state != CB_VALUE)
		return true;
	if (r->row.named.state == CB_VALUE && unit->state == CB_VALUE && !cb_text_equal(r->row.named.text, unit->text))
		return report_row(r, f, CB_UNIT_OTHER, f);
	if (r->row.named.state == CB_VALUE)
		*unit = r->row.named;
	code = settle_unit(r, f, cell, unit);
	return code == CB_FINE || report_row(r, f, code, f);
}

/* R4 */
void
cb_row_take_named_unit(struct cb_reader *r)
{
	struct cb_cell *cell = r->sheet.kinds_in >= 0 ? &r->row.cells[r->sheet.kinds_in] : NULL;
	struct cb_label label = { 0 };
	struct cb_text name;

	r->row.named = (struct cb_cell){ 0 };
	if (cell == NULL || cell->state != CB_VALUE)
		return;
	name = cb_names_get(r->in.names, (uint32_t)cell->n)->text;
	if (!cb_text_ends(name, ")") && !cb_text_ends(name, "）"))
		return;
	cb_label_split(&label, name);
	if (label.n == 1 && label.name.len > 0 && cb_unit_is_word(label.words[0])) {
		cell->n = cb_names_id(r->in.names, CB_NAME_WORD, label.name);
		r->row.named.state = CB_VALUE;
		r->row.named.text = cb_arena_text(&r->row.arena, label.words[0]);
		r->sheet.binding.present |= UINT64_C(1) << cb_column_find(r->in.reg, "unit");
	}
	cb_label_release(&label);
}

bool
cb_row_settle_units(struct cb_reader *r)
{
	bool ok = true;

	cb_row_take_named_unit(r);
	if (r->sheet.counted >= 0) {
		struct field counted = cb_field_of(r->in.reg, r->sheet.counted);
		const struct cb_cell *unit = &r->row.cells[counted.unit_in];
		struct cb_unit_ratio ratio;

		if (unit->state == CB_VALUE && cb_unit_fit(unit->text, "元", &ratio) == CB_UNIT_FITS)
			return settle_money(r, &counted, &ratio);
	}
	for (size_t i = 0; i < r->sheet.n_fields; i++)
		if (is_open(&r->sheet.fields[i]))
			ok = settle_row(r, &r->sheet.fields[i]) && ok;
	return ok;
}

bool
cb_row_settle_pivot(struct cb_reader *r, const struct field *f)
{
	if (r->sheet.file_columns[f->unit_in] != 0)
		r->row.cells[f->unit_in] = r->row.unit; /* what another cell of the row has said is not this one's */
	return settle_row(r, f);
}
