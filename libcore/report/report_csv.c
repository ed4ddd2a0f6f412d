/* A document of one table of CSV: which columns they are, then title, table, chart. */
#include <cb/report/report.h>

#include <stdlib.h>
#include <string.h>

#include <cb/query/export.h>
#include <cb/value/wording.h>

#include "figures.h"

/* The rows as they were read. */
struct sheet {
	struct cb_text *cells; /* [row * n_columns + column]; row 0 is the header */
	size_t n_rows, n_columns, cap;
	struct cb_arena arena;
};

static void
report_cells(const struct sheet *s, uint32_t source, const struct cb_row *row, struct cb_diag *diag)
{
	struct cb_place place = { .source = source, .row = row->line };
	struct cb_str cells = { 0 }, header = { 0 };

	cb_str_addf(&cells, "%u", (unsigned)row->n);
	cb_str_addf(&header, "%zu", s->n_columns);
	cb_report(diag, CB_ROW_TOO_SHORT, place, "", cb_str_c(&cells), cb_str_c(&header));
	cb_str_release(&cells);
	cb_str_release(&header);
}

static enum cb_status
read_sheet(struct sheet *s, const char *path, const struct cb_csv_options *options, struct cb_diag *diag)
{
	struct cb_rows *rows = NULL;
	enum cb_status status = cb_csv_open(&rows, path, options, diag);
	struct cb_row row;
	int got = 0;

	if (status != CB_OK)
		return status;
	while ((got = rows->next(rows, &row)) > 0) {
		size_t used = s->n_rows * s->n_columns;

		if (s->n_rows == 0)
			s->n_columns = row.n;
		if (row.n != s->n_columns) {
			report_cells(s, rows->source, &row, diag);
			continue;
		}
		s->cells = cb_grow(s->cells, &s->cap, used + s->n_columns, sizeof(*s->cells));
		for (size_t c = 0; c < s->n_columns; c++) {
			struct cb_text cell = row.cells[c];

			s->cells[used + c] = (struct cb_text){ cb_arena_copy(&s->arena, cell.p, cell.len), cell.len };
		}
		s->n_rows++;
	}
	rows->close(rows);
	if (got >= 0 && s->n_rows == 0) {
		cb_report(diag, CB_EMPTY_INPUT, CB_NOWHERE, "");
		return CB_UNREADABLE;
	}
	return got < 0 || diag->errors > 0 ? diag->status : CB_OK;
}

/* ---- which columns they are ---- */

/* The query or register that has most of the columns. */
struct match {
	const struct sheet *sheet;
	size_t best; /* columns found */
	struct cb_table columns;
	unsigned flags; /* of the register */
};

static int
find_label(const struct cb_table *t, struct cb_text label)
{
	for (size_t c = 0; c < t->n_columns; c++)
		if (cb_text_is(label, t->columns[c].key) || cb_text_is(label, t->columns[c].zh))
			return (int)c;
	return -1;
}

static void
try_columns(struct match *m, const struct cb_table *t, unsigned flags)
{
	size_t found = 0;

	for (size_t c = 0; c < m->sheet->n_columns; c++)
		found += find_label(t, m->sheet->cells[c]) >= 0;
	if (found <= m->best)
		return;
	cb_table_release(&m->columns);
	cb_figures_columns_of(&m->columns, t);
	m->best = found;
	m->flags = flags;
}

static void
try_figure(void *arg, const struct cb_figure *figure, const struct cb_table *t)
{
	(void)figure;
	try_columns(arg, t, 0);
}

static void
find_match(struct match *m)
{
	cb_figures_visit(try_figure, m);
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		struct cb_table t = { 0 };

		cb_export_columns(*reg, &t);
		try_columns(m, &t, (*reg)->flags);
		cb_table_release(&t);
	}
}

/* ---- the table ---- */

/* Are all its cells, but blank ones, of the type? */
static bool
fits(const struct sheet *s, size_t column, const struct cb_type *type, const void *arg)
{
	struct cb_arena arena = { 0 };
	struct cb_parse_env env = { .arena = &arena };
	struct cb_cell cell;
	bool ok = true, any = false;

	for (size_t row = 1; row < s->n_rows && ok; row++) {
		struct cb_text text = s->cells[row * s->n_columns + column];

		ok = type->parse(arg, text, &env, &cell) == CB_FINE;
		any = any || cell.state == CB_VALUE;
	}
	cb_arena_release(&arena);
	return ok && any;
}

/* May they be printed anew as figures? 001 and 13 digits or more are numbers of things, 12% is no 0.12. */
static bool
are_figures(const struct sheet *s, size_t column)
{
	enum { DIGITS_MAX = 12 };

	for (size_t row = 1; row < s->n_rows; row++) {
		struct cb_text text = cb_text_trim(s->cells[row * s->n_columns + column]);

		if ((text.len > 1 && text.p[0] == '0' && text.p[1] != '.') || cb_text_ends(text, "%"))
			return false;
		if (text.len > DIGITS_MAX && cb_text_find(text, ".") < 0 && cb_text_find(text, ",") < 0)
			return false;
	}
	return fits(s, column, &cb_type_num, NULL);
}

/* A name is text here: nobody holds its id. */
static const struct cb_type *
shown_type(const struct cb_type *type)
{
	return type->storage == CB_STORE_NAME ? &cb_type_text : type;
}

static void
add_column(const struct sheet *s, const struct match *m, size_t column, struct cb_table *out)
{
	int known = find_label(&m->columns, s->cells[column]);
	const struct cb_table_column *as = known >= 0 ? &m->columns.columns[known] : NULL;
	const char *key = s->cells[column].p; /* ended by NUL, as arenas do */

	if (as != NULL && fits(s, column, shown_type(as->type), as->arg))
		cb_table_column(out, key, as->zh, shown_type(as->type), as->arg);
	else
		cb_table_column(out, key, as != NULL ? as->zh : key,
		                are_figures(s, column) ? &cb_type_num : &cb_type_text, NULL);
	out->columns[out->n_columns - 1].is_private = as != NULL && as->is_private;
}

static void
add_rows(const struct sheet *s, struct cb_table *out)
{
	struct cb_parse_env env = { .arena = &out->arena };

	for (size_t row = 1; row < s->n_rows; row++) {
		struct cb_cell *cells = cb_table_row(out);

		for (size_t c = 0; c < s->n_columns; c++) {
			struct cb_text text = s->cells[row * s->n_columns + c];
			const struct cb_type *type = out->columns[c].type;

			if (type == &cb_type_text)
				cells[c] = cb_table_text(out, text);
			else if (type->parse(out->columns[c].arg, text, &env, &cells[c]) == CB_FINE &&
			         cells[c].text.len > 0)
				cells[c].text = cb_table_text(out, cells[c].text).text;
		}
	}
}

/* Does the column say one thing only? n: different texts, at most 2. */
static int
how_many(const struct sheet *s, size_t column)
{
	for (size_t row = 2; row < s->n_rows; row++)
		if (!cb_text_equal(s->cells[row * s->n_columns + column], s->cells[s->n_columns + column]))
			return 2;
	return s->n_rows > 1 && s->cells[s->n_columns + column].len > 0;
}

/* R3: columns worth paper. */
static void
choose_columns(const struct sheet *s, struct cb_block *block)
{
	bool leading = s->n_rows > 2;

	block->n_columns = 0;
	for (size_t c = 0; c < s->n_columns; c++) {
		int n = how_many(s, c);

		leading = leading && n < 2;
		if (n == 0 || leading)
			continue;
		block->columns =
			cb_grow(block->columns, &block->cap_columns, block->n_columns + 1, sizeof(*block->columns));
		block->columns[block->n_columns++] = c;
	}
}

/* Counts by the first column of words with few values, instead of names. */
static enum cb_status
refuse(const struct sheet *s, const struct match *m, struct cb_diag *diag)
{
	struct cb_str said = { 0 };
	size_t kind = 0, total = s->n_rows - 1;

	for (size_t c = 0; c < s->n_columns; c++) {
		int known = find_label(&m->columns, s->cells[c]);

		if (known >= 0 && m->columns.columns[known].type == &cb_type_enum) {
			kind = c;
			break;
		}
	}
	for (size_t row = 1; row < s->n_rows; row++) {
		struct cb_text word = s->cells[row * s->n_columns + kind];
		size_t first = 1, n = 0;

		while (!cb_text_equal(s->cells[first * s->n_columns + kind], word))
			first++;
		for (size_t r = row; r < s->n_rows && first == row; r++)
			n += cb_text_equal(s->cells[r * s->n_columns + kind], word);
		if (n > 0)
			cb_str_addf(&said, "%s%.*s %zu", said.len > 0 ? ";" : "", CB_TEXT_ARG(word), n);
	}
	if (total == 0)
		cb_str_adds(&said, "0");
	cb_report(diag, CB_NOT_TO_BE_NAMED, CB_NOWHERE, "", m->columns.title_zh, cb_str_c(&said));
	cb_str_release(&said);
	return CB_FOUND;
}

static bool
names_people(const struct sheet *s, const struct match *m)
{
	for (size_t c = 0; c < s->n_columns && (m->flags & CB_COUNTS_ONLY) != 0; c++) {
		int known = find_label(&m->columns, s->cells[c]);

		if (known >= 0 && m->columns.columns[known].is_private)
			return true;
	}
	return false;
}

static struct cb_text
keep(struct cb_document *document, const char *text)
{
	struct cb_text t = cb_text_of(text);

	return (struct cb_text){ cb_arena_copy(&document->arena, t.p, t.len), t.len };
}

static void
sign(const struct cb_report_csv *asked, struct cb_document *out)
{
	struct cb_str date = { 0 };

	if (asked->issuer == NULL)
		return;
	cb_words_day(asked->today_day, &date);
	cb_document_add(out, CB_BLOCK_SIGNER, 0, cb_text_of(asked->issuer));
	cb_document_add(out, CB_BLOCK_DATE, 0, cb_str_text(&date));
	cb_str_release(&date);
}

/* Text lives in the document: its labels as well. */
static void
fill_document(const struct sheet *s, const struct match *m, const struct cb_report_csv *asked, struct cb_document *out)
{
	struct cb_table *table = cb_document_own_table(out);
	size_t label, value;

	for (size_t c = 0; c < s->n_columns; c++)
		add_column(s, m, c, table);
	for (size_t c = 0; c < s->n_columns; c++) {
		const char *key = table->columns[c].key, *zh = table->columns[c].zh;

		table->columns[c].key = cb_arena_copy(&table->arena, key, strlen(key));
		table->columns[c].zh = cb_arena_copy(&table->arena, zh, strlen(zh));
	}
	add_rows(s, table);
	out->red_head = keep(out, asked->head);
	out->number = keep(out, asked->number);
	cb_document_add(out, CB_BLOCK_TITLE, 0, cb_text_of(asked->title != NULL ? asked->title : "表"));
	choose_columns(s, cb_document_table(out, table, CB_LIT("")));
	if (cb_document_chart_columns(table, &label, &value))
		cb_document_chart(out, table, label, value, CB_LIT(""));
	sign(asked, out);
}

enum cb_status
cb_report_of_csv(const struct cb_report_csv *asked, struct cb_document *out, struct cb_diag *diag)
{
	struct sheet s = { 0 };
	struct match m = { .sheet = &s };
	enum cb_status status = read_sheet(&s, asked->path, &asked->csv, diag);

	if (status == CB_OK)
		find_match(&m);
	if (status == CB_OK && !asked->reveal && names_people(&s, &m))
		status = refuse(&s, &m, diag);
	if (status == CB_OK)
		fill_document(&s, &m, asked, out);
	cb_table_release(&m.columns);
	cb_arena_release(&s.arena);
	free(s.cells);
	return status;
}
