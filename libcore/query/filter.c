#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/bind.h>
#include <cb/query/filter.h>
#include <cb/value/arg.h>

static bool
is_name(const struct cb_column *column)
{
	return column->type->storage == CB_STORE_NAME;
}

static enum cb_name_kind
kind_of(const struct cb_column *column)
{
	return ((const struct cb_name_of *)column->arg)->kind;
}

/* ---- reading the conditions ---- */

static enum cb_status
unknown_column(const struct cb_filter *f, struct cb_text label)
{
	struct cb_nearest nearest = { 0 };

	for (int c = 0; c < f->reg->n_columns; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(f->reg->columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(f->reg->columns[c].zh));
	}
	cb_report(f->office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", label, f->reg->key, cb_arg_nearest(nearest.text));
	return CB_USAGE;
}

/* A name that nobody knows yet may still come with a record: it is looked for until it is there. */
static bool
find_name(const struct cb_filter *f, struct cb_filter_condition *c)
{
	if (c->asked.n == 0)
		c->asked.n = cb_names_find(f->office->names, kind_of(&f->reg->columns[c->column]), c->value);
	return c->asked.n != 0;
}

static enum cb_status
read_value(struct cb_filter *f, struct cb_text value, struct cb_filter_condition *c)
{
	const struct cb_column *column = &f->reg->columns[c->column];
	struct cb_parse_env env = { .arena = &f->arena };
	enum cb_code code = column->type->parse(column->arg, value, &env, &c->asked);

	if (code == CB_FINE)
		return CB_OK;
	cb_report(f->office->diag, code, CB_NOWHERE, column->key, value,
	          cb_arg_hint(column->type, column->arg, value, f->office->diag->lang));
	return CB_USAGE;
}

static enum cb_status
read_condition(struct cb_filter *f, const char *pair)
{
	struct cb_filter_condition *c = &f->conditions[f->n++];
	struct cb_text label;

	if (!cb_pair_split(pair, &label, &c->value)) {
		cb_report(f->office->diag, CB_BAD_WHERE, CB_NOWHERE, "", pair);
		return CB_USAGE;
	}
	c->column = cb_column_by_label(f->reg, label);
	if (c->column < 0)
		return unknown_column(f, label);
	if (!is_name(&f->reg->columns[c->column]))
		return read_value(f, c->value, c);
	c->asked.state = c->value.len == 0 ? CB_EMPTY : CB_VALUE;
	return CB_OK;
}

enum cb_status
cb_filter_open(struct cb_filter *f, const struct cb_office *office, const struct cb_register *reg, struct cb_list where)
{
	enum cb_status status = CB_OK;

	*f = (struct cb_filter){ .office = office, .reg = reg };
	f->conditions = cb_alloc(where.n + 1, sizeof(*f->conditions));
	for (size_t i = 0; i < where.n; i++)
		status = cb_status_worse(status, read_condition(f, where.items[i]));
	return status;
}

/* ---- judging ---- */

static bool
is_so(const struct cb_filter *f, struct cb_filter_condition *c, const struct cb_cell *cell)
{
	if (cell->state == CB_EMPTY || c->asked.state == CB_EMPTY)
		return cell->state == c->asked.state;
	if (!is_name(&f->reg->columns[c->column]))
		return cb_cell_equal(cell, &c->asked);
	return find_name(f, c) && cell->state == c->asked.state && cell->n == c->asked.n;
}

bool
cb_filter_passes(struct cb_filter *f, const struct cb_cell *cells)
{
	bool passes = true;

	for (size_t i = 0; passes && i < f->n; i++)
		passes = is_so(f, &f->conditions[i], &cells[f->conditions[i].column]);
	return passes;
}

/* What the database finds equal is what is_so finds equal, but for computed cells, quantities and minutes. */
size_t
cb_filter_scan(struct cb_filter *f, struct cb_scan_where *at)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		struct cb_filter_condition *c = &f->conditions[i];
		const struct cb_column *column = &f->reg->columns[c->column];

		if (is_name(column) && c->asked.state == CB_VALUE)
			find_name(f, c); /* 0, which no row has, where the database does not know it */
		if ((column->flags & CB_COMPUTED) == 0 && c->asked.state == CB_VALUE &&
		    column->type->storage != CB_STORE_QTY && column->type != &cb_type_date_time)
			at[n++] = (struct cb_scan_where){ .column = c->column, .low = c->asked, .high = c->asked };
	}
	return n;
}

enum cb_status
cb_filter_finish(struct cb_filter *f)
{
	enum cb_status status = CB_OK;

	for (size_t i = 0; i < f->n; i++) {
		struct cb_filter_condition *c = &f->conditions[i];
		const struct cb_column *column = &f->reg->columns[c->column];
		uint32_t nearest;

		if (!is_name(column) || c->asked.state != CB_VALUE || find_name(f, c))
			continue;
		nearest = cb_names_nearest(f->office->names, kind_of(column), 0, c->value);
		cb_report(f->office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "", column->key, c->value,
		          cb_arg_nearest(cb_office_name(f->office, nearest)));
		status = CB_USAGE;
	}
	return status;
}

void
cb_filter_release(struct cb_filter *f)
{
	free(f->conditions);
	cb_arena_release(&f->arena);
	*f = (struct cb_filter){ 0 };
}
