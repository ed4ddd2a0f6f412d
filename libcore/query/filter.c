#include <cb/query/filter.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/bind.h>
#include <cb/value/arg.h>

static bool
is_name(const struct cb_type *type)
{
	return type->storage == CB_STORE_NAME;
}

static bool
split(struct cb_diag *diag, const char *pair, struct cb_text *label, struct cb_text *value)
{
	if (cb_pair_split(pair, label, value))
		return true;
	cb_report(diag, CB_BAD_WHERE, CB_NOWHERE, "", pair);
	return false;
}

/* R1: the value as a cell of the column; its text may lie in the arena. */
static bool
parse(struct cb_diag *diag, const struct cb_table_column *column, struct cb_text value, struct cb_arena *arena,
      struct cb_cell *cell)
{
	struct cb_parse_env env = { .arena = arena };
	enum cb_code code = column->type->parse(column->arg, value, &env, cell);

	if (code != CB_FINE)
		cb_report(diag, code, CB_NOWHERE, column->key, value,
		          cb_arg_hint(column->type, column->arg, value, diag->lang));
	return code == CB_FINE;
}

static void
try_labels(struct cb_nearest *nearest, struct cb_text label, const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++) {
		cb_nearest_try(nearest, label, cb_text_of(reg->columns[c].key));
		cb_nearest_try(nearest, label, cb_text_of(reg->columns[c].zh));
	}
}

static void
report_unknown(const struct cb_office *office, const char *key, struct cb_text value, struct cb_text nearest)
{
	cb_report(office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "", key, value, cb_arg_nearest(nearest), "--where");
}

/* ---- records of a register ---- */

static enum cb_name_kind
kind_of(const struct cb_filter *f, const struct cb_filter_condition *condition)
{
	return ((const struct cb_name_of *)f->reg->columns[condition->column].arg)->kind;
}

/* A file names what it holds row by row: a name is looked for again whenever new ones have come. */
static void
look_for_names(struct cb_filter *f)
{
	uint32_t count = cb_names_count(f->office->names);

	for (size_t i = 0; i < f->n && count != f->n_names; i++) {
		struct cb_filter_condition *condition = &f->conditions[i];

		if (condition->name.len > 0 && condition->asked.n == 0)
			condition->asked.n = cb_names_find(f->office->names, kind_of(f, condition), condition->name);
	}
	f->n_names = count;
}

static bool
add_condition(struct cb_filter *f, const char *pair)
{
	struct cb_filter_condition *condition = &f->conditions[f->n];
	const struct cb_column *column;
	struct cb_table_column as_table;
	struct cb_text label, value;

	if (!split(f->office->diag, pair, &label, &value))
		return false;
	condition->column = cb_column_by_label(f->reg, label);
	if (condition->column < 0) {
		struct cb_nearest nearest = { 0 };

		try_labels(&nearest, label, f->reg);
		cb_report(f->office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", label, f->reg->key,
		          cb_arg_nearest(nearest.text));
		return false;
	}
	f->n++;
	column = &f->reg->columns[condition->column];
	as_table = (struct cb_table_column){ .key = column->key, .type = column->type, .arg = column->arg };
	if (!is_name(column->type))
		return parse(f->office->diag, &as_table, value, &f->arena, &condition->asked);
	condition->name = value;
	condition->asked.state = value.len > 0 ? CB_VALUE : CB_EMPTY;
	return true;
}

enum cb_status
cb_filter_open(struct cb_filter *f, const struct cb_office *office, const struct cb_register *reg, struct cb_list where)
{
	enum cb_status status = CB_OK;

	*f = (struct cb_filter){ .office = office, .reg = reg };
	f->conditions = cb_alloc(where.n + 1, sizeof(*f->conditions));
	for (size_t i = 0; i < where.n; i++)
		if (!add_condition(f, where.items[i]))
			status = CB_USAGE;
	f->errors = office->diag->errors;
	look_for_names(f);
	return status;
}

static bool
is_so(const struct cb_filter *f, const struct cb_filter_condition *condition, const struct cb_cell *cell)
{
	const struct cb_type *type = f->reg->columns[condition->column].type;
	const struct cb_cell *asked = &condition->asked;

	if (cell->state == CB_EMPTY || asked->state == CB_EMPTY)
		return cell->state == asked->state;
	if (is_name(type) || type == &cb_type_enum) /* by number, whatever text came with it */
		return cell->state == asked->state && cell->n == asked->n;
	return cb_cell_equal(cell, asked);
}

bool
cb_filter_passes(struct cb_filter *f, const struct cb_cell *cells)
{
	look_for_names(f);
	for (size_t i = 0; i < f->n; i++)
		if (!is_so(f, &f->conditions[i], &cells[f->conditions[i].column]))
			return false;
	return true;
}

/* Equality as the database sees it is that of cb_filter_passes for these. */
static bool
can_scan(const struct cb_filter *f, const struct cb_filter_condition *condition)
{
	const struct cb_column *column = &f->reg->columns[condition->column];

	return (column->flags & CB_COMPUTED) == 0 && condition->asked.state == CB_VALUE &&
	       (condition->name.len == 0 || condition->asked.n != 0) && column->type->storage != CB_STORE_QTY &&
	       column->type != &cb_type_date_time;
}

size_t
cb_filter_scan(const struct cb_filter *f, struct cb_scan_where *at)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct cb_filter_condition *condition = &f->conditions[i];

		if (can_scan(f, condition))
			at[n++] = (struct cb_scan_where){ condition->column, condition->asked, condition->asked };
	}
	return n;
}

enum cb_status
cb_filter_finish(struct cb_filter *f)
{
	enum cb_status status = CB_OK;

	look_for_names(f);
	for (size_t i = 0; i < f->n && f->office->diag->errors == f->errors; i++) {
		const struct cb_filter_condition *condition = &f->conditions[i];
		uint32_t nearest;

		if (condition->name.len == 0 || condition->asked.n != 0)
			continue;
		nearest = cb_names_nearest(f->office->names, kind_of(f, condition), 0, condition->name);
		report_unknown(f->office, f->reg->columns[condition->column].key, condition->name,
		               cb_office_name(f->office, nearest));
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

/* ---- rows of a table ---- */

/* R2: what is compared is printed text, that of a cell or of the register's column of the community it names. */
struct row_condition {
	size_t column;
	int of_community;       /* column of register community; -1 = the cell itself */
	const char *key;        /* of the column that is asked */
	enum cb_name_kind kind; /* CB_NAME_NONE: no name */
	uint32_t id;            /* of the name, 0 = none has it */
	struct cb_text asked;
	bool is_met;
};

struct table_filter {
	const struct cb_office *office;
	struct cb_table *table;
	struct row_condition *conditions;
	size_t n;
	struct cb_arena arena;
};

static bool
is_label(struct cb_text form, const char *key, const char *zh)
{
	struct cb_str other = { 0 };
	bool is;

	cb_label_form(cb_text_of(zh), &other, NULL, NULL);
	is = cb_text_is(form, key) || cb_text_equal(form, cb_str_text(&other));
	cb_str_release(&other);
	return is;
}

/* The number of columns when there is none of that label. */
static size_t
find_column(const struct cb_table *table, struct cb_text label)
{
	struct cb_str form = { 0 };
	size_t at = 0;

	cb_label_form(label, &form, NULL, NULL);
	while (at < table->n_columns && !is_label(cb_str_text(&form), table->columns[at].key, table->columns[at].zh))
		at++;
	cb_str_release(&form);
	return at;
}

static bool
refuse_column(const struct table_filter *f, struct cb_text label, bool has_community)
{
	struct cb_nearest nearest = { 0 };

	for (size_t c = 0; c < f->table->n_columns; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(f->table->columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(f->table->columns[c].zh));
	}
	if (has_community)
		try_labels(&nearest, label, &cb_register_community);
	cb_report(f->office->diag, CB_UNKNOWN_WHERE, CB_NOWHERE, "", label, cb_arg_nearest(nearest.text));
	return false;
}

/* The column that is asked, as one of a table. */
static bool
choose_column(struct table_filter *f, struct row_condition *condition, struct cb_text label,
              struct cb_table_column *column)
{
	size_t community = find_column(f->table, CB_LIT("community"));
	bool has_community = community < f->table->n_columns;

	condition->column = find_column(f->table, label);
	condition->of_community = -1;
	if (condition->column < f->table->n_columns) {
		*column = f->table->columns[condition->column];
		return true;
	}
	condition->column = community;
	condition->of_community = has_community ? cb_column_by_label(&cb_register_community, label) : -1;
	if (condition->of_community < 0)
		return refuse_column(f, label, has_community);
	if (f->office->n_communities == 0) {
		cb_report(f->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "--where");
		return false;
	}
	*column = (struct cb_table_column){
		.key = cb_register_community.columns[condition->of_community].key,
		.type = cb_register_community.columns[condition->of_community].type,
		.arg = cb_register_community.columns[condition->of_community].arg,
	};
	return true;
}

/* A query may print the name of a community as a mere text. */
static enum cb_name_kind
kind_of_column(const struct cb_table_column *column, bool is_of_table)
{
	if (is_name(column->type) && column->arg != NULL)
		return ((const struct cb_name_of *)column->arg)->kind;
	return is_of_table && strcmp(column->key, "community") == 0 ? CB_NAME_PARTY : CB_NAME_NONE;
}

static bool
add_row_condition(struct table_filter *f, const char *pair)
{
	struct row_condition *condition = &f->conditions[f->n];
	struct cb_table_column column;
	struct cb_text label, value;
	struct cb_cell cell;
	char buf[CB_PRINT_MAX];

	if (!split(f->office->diag, pair, &label, &value) || !choose_column(f, condition, label, &column))
		return false;
	f->n++;
	condition->key = column.key;
	condition->asked = value;
	condition->kind = kind_of_column(&column, condition->of_community < 0);
	if (condition->kind != CB_NAME_NONE) {
		condition->id = cb_names_find(f->office->names, condition->kind, value);
		return true;
	}
	if (!parse(f->office->diag, &column, value, &f->arena, &cell))
		return false;
	value = cb_cell_print(column.type, column.arg, &cell, buf);
	condition->asked = (struct cb_text){ cb_arena_copy(&f->arena, value.p, value.len), value.len };
	return true;
}

/* The text that a row has where the condition asks, in buf or borrowed. */
static struct cb_text
text_of(const struct table_filter *f, const struct row_condition *condition, size_t row, char *buf)
{
	const struct cb_table *table = f->table;
	const struct cb_table_column *column = &table->columns[condition->column];
	struct cb_text text = cb_cell_print(column->type, column->arg,
	                                    &table->cells[row * table->n_columns + condition->column], buf);
	const struct cb_community *community;

	if (condition->of_community < 0)
		return text;
	community = cb_office_community(f->office, cb_names_find(f->office->names, CB_NAME_PARTY, text));
	return community == NULL ? (struct cb_text){ "", 0 } : community->columns[condition->of_community];
}

static bool
is_asked(const struct table_filter *f, const struct row_condition *condition, struct cb_text text)
{
	return cb_text_equal(text, condition->asked) ||
	       (condition->id != 0 && cb_names_find(f->office->names, condition->kind, text) == condition->id);
}

static bool
row_passes(struct table_filter *f, size_t row)
{
	bool passes = true;

	for (size_t i = 0; i < f->n; i++) {
		char buf[CB_PRINT_MAX];
		bool so = is_asked(f, &f->conditions[i], text_of(f, &f->conditions[i], row, buf));

		f->conditions[i].is_met = f->conditions[i].is_met || so;
		passes = passes && so;
	}
	return passes;
}

/* R3: of a column of register community, whose values are known, also one that no community has. */
static enum cb_status
check_condition(struct table_filter *f, const struct row_condition *condition)
{
	struct cb_nearest nearest = { 0 };

	if (condition->is_met || condition->id != 0 || condition->asked.len == 0 ||
	    (condition->kind == CB_NAME_NONE && condition->of_community < 0))
		return CB_OK;
	for (size_t i = 0; condition->of_community >= 0 && i < f->office->n_communities; i++) {
		struct cb_text text = f->office->communities[i].columns[condition->of_community];

		if (cb_text_equal(text, condition->asked))
			return CB_OK;
		cb_nearest_try(&nearest, condition->asked, text);
	}
	if (condition->kind != CB_NAME_NONE)
		cb_nearest_try(&nearest, condition->asked,
		               cb_office_name(f->office, cb_names_nearest(f->office->names, condition->kind, 0,
		                                                          condition->asked)));
	report_unknown(f->office, condition->key, condition->asked, nearest.text);
	return CB_USAGE;
}

/* Keeps the rows that pass, and the rows of its chart. */
static void
keep_rows(struct table_filter *f)
{
	struct cb_table *table = f->table;
	struct cb_table_chart chart = { .label = table->chart.label, .value = table->chart.value };
	size_t kept = 0;

	for (size_t row = 0; row < table->n_rows; row++) {
		if (!row_passes(f, row))
			continue;
		memmove(table->cells + kept * table->n_columns, table->cells + row * table->n_columns,
		        table->n_columns * sizeof(*table->cells));
		if (row < table->chart.first_row)
			chart.first_row++;
		else if (row < table->chart.first_row + table->chart.n_rows)
			chart.n_rows++;
		kept++;
	}
	table->n_rows = kept;
	table->chart = chart;
}

static enum cb_status
open_table_filter(struct table_filter *f, struct cb_list where)
{
	enum cb_status status = CB_OK;

	f->conditions = cb_alloc(where.n + 1, sizeof(*f->conditions));
	for (size_t i = 0; i < where.n; i++)
		if (!add_row_condition(f, where.items[i]))
			status = CB_USAGE;
	return status;
}

static void
close_table_filter(struct table_filter *f)
{
	free(f->conditions);
	cb_arena_release(&f->arena);
}

enum cb_status
cb_filter_columns(const struct cb_office *office, struct cb_list where, struct cb_table *table)
{
	struct table_filter f = { .office = office, .table = table };
	enum cb_status status = open_table_filter(&f, where);

	close_table_filter(&f);
	return status;
}

enum cb_status
cb_filter_table(const struct cb_office *office, struct cb_list where, struct cb_table *table)
{
	struct table_filter f = { .office = office, .table = table };
	enum cb_status status = open_table_filter(&f, where);

	if (status == CB_OK)
		keep_rows(&f);
	for (size_t i = 0; status == CB_OK && i < f.n; i++)
		status = check_condition(&f, &f.conditions[i]);
	if (status != CB_OK)
		table->n_rows = 0;
	close_table_filter(&f);
	return status;
}
