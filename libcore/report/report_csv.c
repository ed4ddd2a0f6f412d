/* A document of one table of CSV: which columns they are, then title, table, chart. */
#include <cb/report/report.h>

#include <string.h>

#include <cb/data/label.h>
#include <cb/data/loose_table.h>
#include <cb/query/export.h>
#include <cb/value/wording.h>

#include "figures.h"

/* ---- which columns they are ---- */

/* The query or register that has most of the columns. */
struct match {
	const struct cb_loose_table *sheet;
	size_t best; /* columns found */
	struct cb_table columns;
	const struct cb_register *reg; /* or NULL = a query */
};

static int
find_label(const struct cb_table *t, struct cb_text label)
{
	for (size_t c = 0; c < t->n_columns; c++)
		if (cb_text_is(label, t->columns[c].key) || cb_text_is(label, t->columns[c].zh))
			return (int)c;
	return -1;
}

static bool
has_label(const struct cb_table *t, const struct cb_register *reg, struct cb_text label)
{
	return reg != NULL ? cb_column_by_label(reg, label) >= 0 : find_label(t, label) >= 0;
}

static void
try_columns(struct match *m, const struct cb_table *t, const struct cb_register *reg)
{
	size_t found = 0;

	for (size_t c = 0; c < m->sheet->n_labels; c++)
		found += has_label(t, reg, m->sheet->labels[c]);
	if (found <= m->best)
		return;
	cb_table_release(&m->columns);
	cb_figures_columns_of(&m->columns, t);
	m->best = found;
	m->reg = reg;
}

static void
try_figure(void *arg, const struct cb_query *query, const struct cb_table *t)
{
	(void)query;
	try_columns(arg, t, NULL);
}

static void
find_match(struct match *m)
{
	cb_figures_visit(try_figure, m);
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		struct cb_table t = { 0 };

		cb_export_columns(*reg, &t);
		try_columns(m, &t, *reg);
		cb_table_release(&t);
	}
}

/* ---- the table ---- */

/* Are all its cells, but blank ones, of the type? */
static bool
fits(const struct cb_loose_table *s, size_t column, const struct cb_type *type, const void *arg)
{
	struct cb_arena arena = { 0 };
	struct cb_parse_env env = { .arena = &arena };
	struct cb_cell cell;
	bool ok = true, any = false;

	for (size_t row = 0; row < s->n && ok; row++) {
		struct cb_text text = s->rows[row].cells[column];

		ok = type->parse(arg, text, &env, &cell) == CB_FINE;
		any = any || cell.state == CB_VALUE;
	}
	cb_arena_release(&arena);
	return ok && any;
}

/* May they be printed anew as figures? 001 and 13 digits or more are numbers of things, 12% is no 0.12. */
static bool
are_figures(const struct cb_loose_table *s, size_t column)
{
	enum { DIGITS_MAX = 12 };

	for (size_t row = 0; row < s->n; row++) {
		struct cb_text text = cb_text_trim(s->rows[row].cells[column]);

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

/* Of a column that is no known one, or not wholly; a private one is masked by its type. */
static const struct cb_type *
type_of(const struct cb_loose_table *s, size_t column, bool is_private)
{
	if (is_private)
		return s->masks[column] != NULL ? s->masks[column] : &cb_type_id;
	return are_figures(s, column) ? &cb_type_num : &cb_type_text;
}

static void
add_column(const struct cb_loose_table *s, const struct match *m, size_t column, struct cb_table *out)
{
	int known = find_label(&m->columns, s->labels[column]);
	const struct cb_table_column *as = known >= 0 ? &m->columns.columns[known] : NULL;
	const char *key = s->labels[column].p; /* ended by NUL, as arenas do */
	/* of a label that a register has R6 says it, of one that only answers have they do */
	bool is_private = cb_loose_is_private(s, (int)column) ||
	                  (!s->is_known[column] && as != NULL && as->is_private);

	if (as != NULL && fits(s, column, shown_type(as->type), as->arg))
		cb_table_column(out, key, as->zh, shown_type(as->type), as->arg);
	else
		cb_table_column(out, key, as != NULL ? as->zh : key, type_of(s, column, is_private), NULL);
	out->columns[out->n_columns - 1].is_private = is_private;
}

static void
add_rows(const struct cb_loose_table *s, struct cb_table *out)
{
	struct cb_parse_env env = { .arena = &out->arena };

	for (size_t row = 0; row < s->n; row++) {
		struct cb_cell *cells = cb_table_row(out);

		for (size_t c = 0; c < s->n_labels; c++) {
			struct cb_text text = s->rows[row].cells[c];
			const struct cb_type *type = out->columns[c].type;

			/* what is no phone is masked as one */
			if (type == &cb_type_text ||
			    type->parse(out->columns[c].arg, text, &env, &cells[c]) != CB_FINE)
				cells[c] = cb_table_text(out, text);
			else
				cells[c] = cb_table_keep(out, cells[c]);
		}
	}
}

/* Does the column say one thing only? n: different texts, at most 2. */
static int
how_many(const struct cb_loose_table *s, size_t column)
{
	for (size_t row = 1; row < s->n; row++)
		if (!cb_text_equal(s->rows[row].cells[column], s->rows[0].cells[column]))
			return 2;
	return s->n > 0 && s->rows[0].cells[column].len > 0;
}

/* R3: columns worth paper. */
static void
choose_columns(const struct cb_loose_table *s, struct cb_block *block)
{
	bool leading = s->n > 1;

	block->n_columns = 0;
	for (size_t c = 0; c < s->n_labels; c++) {
		int n = how_many(s, c);

		leading = leading && n < 2;
		if (n == 0 || leading)
			continue;
		block->columns =
			cb_grow(block->columns, &block->cap_columns, block->n_columns + 1, sizeof(*block->columns));
		block->columns[block->n_columns++] = c;
	}
}

/* Counts by the first column of words, or of all, instead of names. */
static enum cb_status
refuse(const struct cb_loose_table *s, const struct match *m, struct cb_diag *diag)
{
	struct cb_str said = { 0 };
	size_t kind = 0;

	for (; kind < s->n_labels; kind++) {
		int known = find_label(&m->columns, s->labels[kind]);

		if (known >= 0 && m->columns.columns[known].type == &cb_type_enum)
			break;
	}
	for (size_t row = 0; row < s->n && kind < s->n_labels; row++) {
		struct cb_text word = s->rows[row].cells[kind];
		size_t first = 0, n = 0;

		while (!cb_text_equal(s->rows[first].cells[kind], word))
			first++;
		for (size_t r = row; r < s->n && first == row; r++)
			n += cb_text_equal(s->rows[r].cells[kind], word);
		if (n > 0)
			cb_str_addf(&said, "%s%.*s %zu", said.len > 0 ? ";" : "", CB_TEXT_ARG(word), n);
	}
	if (said.len == 0)
		cb_str_addf(&said, "%zu", s->n);
	return cb_report(diag, CB_NOT_TO_BE_NAMED, CB_NOWHERE, "", m->columns.title_zh, said);
}

static bool
names_people(const struct cb_loose_table *s, const struct match *m)
{
	for (size_t c = 0; c < s->n_labels && m->reg != NULL && (m->reg->flags & CB_COUNTS_ONLY) != 0; c++) {
		int known = cb_column_by_label(m->reg, s->labels[c]);

		if (known >= 0 && (m->reg->columns[known].flags & CB_PRIVATE) != 0)
			return true;
	}
	return false;
}

static void
sign(const struct cb_report_csv *asked,
     struct cb_document *out)
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
fill(const struct cb_loose_table *s, const struct match *m, const struct cb_report_csv *asked, struct cb_document *out)
{
	struct cb_table *table = cb_document_own_table(out);
	size_t label, value;

	for (size_t c = 0; c < s->n_labels; c++)
		add_column(s, m, c, table);
	for (size_t c = 0; c < s->n_labels; c++) {
		const char *key = table->columns[c].key, *zh = table->columns[c].zh;

		table->columns[c].key = cb_arena_copy(&table->arena, key, strlen(key));
		table->columns[c].zh = cb_arena_copy(&table->arena, zh, strlen(zh));
	}
	add_rows(s, table);
	out->red_head = cb_arena_text(&out->arena, cb_text_of(asked->head));
	out->number = cb_arena_text(&out->arena, cb_text_of(asked->number));
	cb_document_add(out, CB_BLOCK_TITLE, 0, cb_text_of(asked->title != NULL ? asked->title : "表"));
	choose_columns(s, cb_document_table(out, table, CB_LIT("")));
	if (cb_document_chart_columns(table, &label, &value))
		cb_document_chart(out, table, label, value, CB_LIT(""));
	sign(asked, out);
}

enum cb_status
cb_report_of_csv(const struct cb_report_csv *asked, struct cb_document *out, struct cb_diag *diag)
{
	struct cb_arena arena = { 0 };
	struct cb_loose_table s = { .arena = &arena, .reveals = asked->reveal };
	struct match m = { .sheet = &s };
	enum cb_status status = cb_loose_read_as_it_lies(&s, asked->path, &asked->csv, diag);

	if (status == CB_OK)
		find_match(&m);
	if (status == CB_OK && !asked->reveal && names_people(&s, &m))
		status = refuse(&s, &m, diag);
	if (status == CB_OK)
		fill(&s, &m, asked, out);
	cb_table_release(&m.columns);
	cb_loose_release(&s);
	cb_arena_release(&arena);
	return status;
}
