#include <cb/query/filter.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/label.h>
#include <cb/value/arg.h>

/* ---- what is asked ---- */

static bool
is_label(struct cb_text form, const char *key, const char *zh)
{
	struct cb_str other = { 0 };
	bool is;

	cb_label_form(cb_text_of(zh), &other);
	is = cb_text_is(form, key) || cb_text_equal(form, cb_str_text(&other));
	cb_str_release(&other);
	return is;
}

/* The column with that label; the number of columns where there is none. */
static size_t
find_column(const struct cb_table *table, struct cb_text label)
{
	struct cb_str form = { 0 };
	size_t at = 0;

	cb_label_form(label, &form);
	while (at < table->n_columns && !is_label(cb_str_text(&form), table->columns[at].key, table->columns[at].zh))
		at++;
	cb_str_release(&form);
	return at;
}

static void
try_labels(struct cb_nearest *nearest, struct cb_text label, const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++) {
		cb_nearest_try(nearest, label, cb_text_of(reg->columns[c].key));
		cb_nearest_try(nearest, label, cb_text_of(reg->columns[c].zh));
	}
}

static bool
refuse_column(const struct cb_filter *f, struct cb_text label, bool has_community)
{
	struct cb_nearest nearest = { 0 };

	if (f->reg != NULL) {
		try_labels(&nearest, label, f->reg);
		cb_report(f->office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", label, f->reg->key,
		          cb_arg_nearest(nearest.text));
		return false;
	}
	for (size_t c = 0; c < f->table->n_columns; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(f->table->columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(f->table->columns[c].zh));
	}
	if (has_community)
		try_labels(&nearest, label, &cb_register_community);
	cb_report(f->office->diag, CB_UNKNOWN_WHERE, CB_NOWHERE, "", label, cb_arg_nearest(nearest.text));
	return false;
}

static enum cb_name_kind
kind_of(const struct cb_type *type, const void *arg)
{
	return type->storage == CB_STORE_NAME && arg != NULL ? ((const struct cb_name_of *)arg)->kind : CB_NAME_NONE;
}

static void
ask_register(struct cb_filter_condition *c, const struct cb_register *reg, int column)
{
	c->is_private = (reg->columns[column].flags & CB_PRIVATE) != 0;
	c->key = reg->columns[column].key;
	c->type = reg->columns[column].type;
	c->arg = reg->columns[column].arg;
	c->kind = kind_of(c->type, c->arg);
}

/* R2. Column community is asked by name, even where the query prints it as a mere text. */
static bool
ask_table(const struct cb_filter *f, struct cb_filter_condition *c, struct cb_text label)
{
	const struct cb_table *t = f->table;
	size_t own = find_column(t, label), community = find_column(t, CB_LIT("community"));

	if (own < t->n_columns && t->columns[own].is_private && !f->office->reveals) {
		cb_office_refuse(f->office, label, "--where");
		return false;
	}
	if (own < t->n_columns) {
		c->is_private = t->columns[own].is_private;
		c->column = (int)own;
		c->key = t->columns[own].key;
		c->type = t->columns[own].type;
		c->arg = t->columns[own].arg;
		c->kind = own == community ? CB_NAME_PARTY : kind_of(c->type, c->arg);
		return true;
	}
	c->column = (int)community;
	c->of_community = community < t->n_columns ? cb_column_by_label(&cb_register_community, label) : -1;
	if (c->of_community < 0)
		return refuse_column(f, label, community < t->n_columns);
	ask_register(c, &cb_register_community, c->of_community);
	if (f->office->n_communities > 0)
		return true;
	cb_report(f->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", "--where");
	return false;
}

static bool
choose_column(const struct cb_filter *f, struct cb_filter_condition *c, struct cb_text label)
{
	if (f->reg == NULL)
		return ask_table(f, c, label);
	c->column = cb_column_by_label(f->reg, label);
	if (c->column < 0)
		return refuse_column(f, label, false);
	ask_register(c, f->reg, c->column);
	if (!cb_office_hides(f->office, &f->reg->columns[c->column], c->word))
		return true;
	cb_office_refuse(f->office, label, "--where");
	return false;
}

/* R1 */
static bool
read_value(struct cb_filter *f, struct cb_filter_condition *c)
{
	struct cb_parse_env env = { .arena = &f->arena };
	enum cb_code code;

	if (c->kind != CB_NAME_NONE) {
		c->asked.state = c->word.len > 0 ? CB_VALUE : CB_EMPTY;
		return true;
	}
	code = c->type->parse(c->arg, c->word, &env, &c->asked);
	if (code != CB_FINE)
		cb_report(f->office->diag, code, CB_NOWHERE, c->key, c->word,
		          cb_arg_hint(c->type, c->arg, c->word, f->office->diag->lang));
	return code == CB_FINE;
}

static bool
read_condition(struct cb_filter *f, const char *pair)
{
	struct cb_filter_condition *c = &f->conditions[f->n];
	struct cb_text label;

	*c = (struct cb_filter_condition){ .of_community = -1 };
	if (!cb_pair_split(pair, &label, &c->word)) {
		cb_report(f->office->diag, CB_BAD_WHERE, CB_NOWHERE, "", pair);
		return false;
	}
	f->n++;
	return choose_column(f, c, label) && read_value(f, c);
}

/* While a file is read new names come row by row: then the names of the conditions are looked for again. */
static void
look_for_names(struct cb_filter *f)
{
	uint32_t count = cb_names_count(f->office->names);

	for (size_t i = 0; i < f->n && count != f->n_names; i++) {
		struct cb_filter_condition *c = &f->conditions[i];

		if (c->kind != CB_NAME_NONE && c->word.len > 0 && c->asked.n == 0)
			c->asked.n = cb_names_find(f->office->names, c->kind, c->word);
		c->of_day = cb_office_of_day(f->office, (uint32_t)c->asked.n, f->office->day);
	}
	f->n_names = count;
}

static enum cb_status
read_conditions(struct cb_filter *f, struct cb_list where)
{
	enum cb_status status = CB_OK;

	f->conditions = cb_alloc(where.n + 1, sizeof(*f->conditions));
	for (size_t i = 0; i < where.n; i++)
		if (!read_condition(f, where.items[i]))
			status = CB_USAGE;
	f->errors = f->office->diag->errors;
	look_for_names(f);
	return status;
}

static void
report_unknown(const struct cb_filter *f, const struct cb_filter_condition *c, struct cb_text nearest)
{
	if (c->kind != CB_NAME_NONE && nearest.len == 0)
		nearest = cb_office_name(f->office, cb_office_nearest(f->office, c->kind, c->word));
	cb_report(f->office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "", c->key, c->word, cb_arg_nearest(nearest),
	          "--where");
}

/* Does the condition ask for a name that nothing has, or only something private? */
static bool
is_unknown_name(const struct cb_filter *f, const struct cb_filter_condition *c)
{
	return c->kind != CB_NAME_NONE && (c->asked.n == 0 || cb_office_find(f->office, c->kind, c->word) == 0);
}

/* Does the cell have the value? Names and words are compared by number, whatever text stands beside it; a name that
 * has no number by its text. */
static bool
is_so(const struct cb_filter_condition *c, const struct cb_cell *cell)
{
	bool is_name = c->kind != CB_NAME_NONE;

	if (cell->state == CB_EMPTY || c->asked.state == CB_EMPTY)
		return cell->state == c->asked.state;
	if (!is_name && c->type != &cb_type_enum)
		return cb_cell_equal(cell, &c->asked);
	return cell->state == c->asked.state && (cell->n == c->asked.n || (is_name && cell->n == c->of_day)) &&
	       (!is_name || cell->n != 0 || cb_text_equal(cell->text, c->word));
}

/* ---- records of a register ---- */

enum cb_status
cb_filter_open(struct cb_filter *f, const struct cb_office *office, const struct cb_register *reg, struct cb_list where)
{
	*f = (struct cb_filter){ .office = office, .reg = reg };
	return read_conditions(f, where);
}

bool
cb_filter_passes(struct cb_filter *f, const struct cb_cell *cells)
{
	look_for_names(f);
	for (size_t i = 0; i < f->n; i++)
		if (!is_so(&f->conditions[i], &cells[f->conditions[i].column]))
			return false;
	return true;
}

/* Is equality in the database the same as in cb_filter_passes for this condition? */
static bool
can_scan(const struct cb_filter *f, const struct cb_filter_condition *c)
{
	return (f->reg->columns[c->column].flags & CB_COMPUTED) == 0 && c->asked.state == CB_VALUE &&
	       (c->kind == CB_NAME_NONE || c->asked.n != 0) && c->type->storage != CB_STORE_QTY &&
	       c->type != &cb_type_date_time;
}

size_t
cb_filter_scan(const struct cb_filter *f, struct cb_scan_bound *at)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct cb_filter_condition *c = &f->conditions[i];

		if (can_scan(f, c))
			at[n++] = (struct cb_scan_bound){ c->column, c->asked, c->asked };
	}
	return n;
}

enum cb_status
cb_filter_finish(struct cb_filter *f)
{
	enum cb_status status = CB_OK;

	look_for_names(f);
	for (size_t i = 0; i < f->n && f->office->diag->errors == f->errors; i++) {
		const struct cb_filter_condition *c = &f->conditions[i];

		if (c->word.len == 0 || c->is_private || !is_unknown_name(f, c))
			continue;
		report_unknown(f, c, CB_LIT(""));
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

/* A cell with the name that the text is, if it is any. */
static struct cb_cell
name_cell(const struct cb_filter *f, const struct cb_filter_condition *c, struct cb_text text)
{
	struct cb_cell cell = cb_cell_lent(text);

	if (text.len > 0)
		cell.n = cb_names_find(f->office->names, c->kind, text);
	return cell;
}

static struct cb_cell
community_cell(struct cb_filter *f, const struct cb_filter_condition *c, const struct cb_community *community)
{
	struct cb_parse_env env = { .arena = &f->arena };
	struct cb_cell cell = { 0 };

	if (community != NULL && c->kind != CB_NAME_NONE)
		return name_cell(f, c, community->columns[c->of_community]);
	if (community != NULL)
		c->type->parse(c->arg, community->columns[c->of_community], &env, &cell);
	return cell;
}

/* The cell that the condition asks: one of the row, or one of the community that the row names. */
static struct cb_cell
cell_of(struct cb_filter *f, const struct cb_filter_condition *c, size_t row)
{
	const struct cb_cell *cell = &cb_table_at(f->table, row)[(size_t)c->column];
	uint32_t id;

	if (c->of_community >= 0) {
		id = cb_names_find(f->office->names, CB_NAME_PARTY, cell->text);
		return community_cell(f, c, cb_office_community(f->office, id));
	}
	return c->kind != CB_NAME_NONE ? name_cell(f, c, cell->text) : *cell;
}

static bool
row_passes(struct cb_filter *f, size_t row)
{
	bool passes = true;

	for (size_t i = 0; i < f->n; i++) {
		struct cb_filter_condition *c = &f->conditions[i];
		struct cb_cell cell = cell_of(f, c, row);
		bool so = is_so(c, &cell);

		c->is_met = c->is_met || so;
		passes = passes && so;
	}
	return passes;
}

/* R3, after the last row. Of a column of register community all values are known: there one that no community has
 * is an error even if it is no name. */
static enum cb_status
check_condition(struct cb_filter *f, const struct cb_filter_condition *c)
{
	struct cb_nearest nearest = { 0 };

	if (c->is_met || c->is_private || c->word.len == 0 ||
	    (c->kind == CB_NAME_NONE ? c->of_community < 0 : !is_unknown_name(f, c)))
		return CB_OK;
	for (size_t i = 0; c->of_community >= 0 && i < f->office->n_communities; i++) {
		const struct cb_community *community = &f->office->communities[i];
		struct cb_cell cell = community_cell(f, c, community);

		if (is_so(c, &cell))
			return CB_OK;
		cb_nearest_try(&nearest, c->word, community->columns[c->of_community]);
	}
	report_unknown(f, c, nearest.text);
	return CB_USAGE;
}

/* Keeps the rows that pass; the chart keeps its rows among them. */
static void
keep_rows(struct cb_filter *f)
{
	struct cb_table *table = f->table;
	struct cb_table_chart chart = { .label = table->chart.label, .value = table->chart.value };
	size_t kept = 0;

	for (size_t row = 0; row < table->n_rows; row++) {
		if (!row_passes(f, row))
			continue;
		memmove(cb_table_at(table, kept), cb_table_at(table, row),
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

enum cb_status
cb_filter_columns(const struct cb_office *office, struct cb_list where, struct cb_table *table)
{
	struct cb_filter f = { .office = office, .table = table };
	enum cb_status status = read_conditions(&f, where);

	cb_filter_release(&f);
	return status;
}

enum cb_status
cb_filter_table(const struct cb_office *office, struct cb_list where, struct cb_table *table)
{
	struct cb_filter f = { .office = office, .table = table };
	enum cb_status status = read_conditions(&f, where);

	if (status == CB_OK)
		keep_rows(&f);
	for (size_t i = 0; status == CB_OK && i < f.n; i++)
		status = check_condition(&f, &f.conditions[i]);
	if (status != CB_OK)
		table->n_rows = 0;
	cb_filter_release(&f);
	return status;
}
