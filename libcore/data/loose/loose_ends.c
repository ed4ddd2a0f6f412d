/* The first or the last row of a sheet that has the sums or the means of all others: loose_table.h R2. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/mem.h>
#include <cb/value/like_total.h>

#include "loose_state.h"

enum { OTHERS_NAMED = 2, /* where it is called after all of them: 清和街道 */
       PLACE = 10000 /* a hundredth, in millionths */ };

/* The rows of one sheet. */
struct ends {
	const struct cb_loose_row *rows;
	size_t n;
	unsigned like[2]; /* first and last: what is true in all columns of numbers so far */
	bool any;
};

static bool
read_number(const struct cb_loose_row *row, size_t column, int64_t *n)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell;
	struct cb_text text = cb_text_trim(row->cells[column]);

	if (cb_type_num.parse(NULL, text, &env, &cell) != CB_FINE || cell.state != CB_VALUE || cb_text_ends(text, "%"))
		return false;
	*n = cell.n;
	return true;
}

/* A column of numbers that are not all the same; any other tells nothing. */
static void
look_at_column(struct ends *e, size_t column)
{
	int64_t n = 0, first = 0;
	cb_wide sum = 0;
	bool varies = false;

	for (size_t i = 0; i < e->n; i++) {
		if (!read_number(&e->rows[i], column, &n))
			return;
		first = i == 0 ? n : first;
		varies = varies || n != first;
		sum += n;
	}
	if (!varies)
		return;
	e->like[0] &= cb_like_total(first, PLACE, sum, e->n);
	e->like[1] &= cb_like_total(n, PLACE, sum, e->n);
	e->any = true;
}

static void
look_at_columns(struct ends *e, const struct cb_loose_table *table)
{
	static const char *const never[] = { "序号", "序", "编号", "年份", "年度", "no.", NULL };
	struct cb_str form = { 0 };

	for (size_t c = 0; c < table->n_labels && (e->like[0] | e->like[1]) != 0; c++) {
		cb_str_clear(&form);
		cb_label_form(table->labels[c], &form);
		if (!cb_text_is_one_of(cb_str_text(&form), never))
			look_at_column(e, c);
	}
	cb_str_release(&form);
}

/* The first cell that is no number. */
static size_t
name_column(const struct cb_loose_row *row, size_t n_labels)
{
	int64_t n;

	for (size_t c = 0; c < n_labels; c++)
		if (!read_number(row, c, &n) && cb_text_trim(row->cells[c]).len > 0)
			return c;
	return 0;
}

static bool
is_of_all(struct cb_text name)
{
	static const char *const ends[] = { "街道", "全街", "镇", "乡", "区", "市", "县" };

	for (size_t i = 0; i < CB_COUNT(ends) && !cb_text_ends(name, "社区") && !cb_text_ends(name, "小区"); i++)
		if (cb_text_ends(name, ends[i]))
			return true;
	return false;
}

/* ---- rows without a name ---- */

static bool
is_word(struct cb_text cell)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell number;

	return cb_text_trim(cell).len > 0 && cb_type_num.parse(NULL, cb_text_trim(cell), &env, &number) != CB_FINE;
}

/* Have most rows a word in this column? A name that is a number, 1917, stands in such a column too. */
static bool
is_of_words(const struct ends *e, size_t column)
{
	size_t words = 0;

	for (size_t i = 0; i < e->n; i++)
		words += is_word(e->rows[i].cells[column]);
	return 2 * words > e->n;
}

/* Has it a blank cell, where a name could be, and no word? */
static bool
may_be_nameless(const struct cb_loose_row *row, size_t n_cells)
{
	bool has_blank = false;

	for (size_t c = 0; c < n_cells && !has_blank; c++) /* first: of most rows no cell need be read */
		has_blank = cb_text_trim(row->cells[c]).len == 0;
	for (size_t c = 0; c < n_cells && has_blank; c++)
		if (is_word(row->cells[c]))
			return false;
	return has_blank;
}

/* [row] has it nothing in the columns of words, and no word elsewhere? NULL where there is no such row or column. */
static bool *
find_nameless(const struct cb_loose_table *table, const struct ends *e)
{
	bool *nameless = cb_alloc(e->n + 1, sizeof(*nameless)), may_be = false, has_words = false;

	for (size_t i = 0; i < e->n; i++) {
		nameless[i] = may_be_nameless(&e->rows[i], table->n_labels);
		may_be = may_be || nameless[i];
	}
	for (size_t c = 0; may_be && c < table->n_labels; c++) {
		if (!is_of_words(e, c))
			continue;
		has_words = true;
		for (size_t i = 0; i < e->n; i++)
			nameless[i] = nameless[i] && cb_text_trim(e->rows[i].cells[c]).len == 0;
	}
	if (has_words)
		return nameless;
	free(nameless);
	return NULL;
}

/* Leaves out a first or last row without a name, where it has the sums or means of the others: it is their total. */
static bool
take_nameless_total(struct cb_loose_table *table, const struct ends *e, bool *nameless, struct cb_diag *diag)
{
	for (size_t last = 0; last < 2; last++) {
		size_t at = last * (e->n - 1), c = 0;
		struct cb_loose_row *row = &table->rows[table->n - e->n + at];
		struct cb_text figure;

		if (e->like[last] == 0 || !nameless[at])
			continue;
		while (cb_text_trim(row->cells[c]).len == 0)
			c++;
		figure = cb_text_trim(row->cells[c]);
		cb_report(diag, CB_CHECKED_AND_LEFT_OUT, cb_loose_where(row, (int)c), "", figure, "");
		memmove(row, row + 1, (e->n - at - 1) * sizeof(*row));
		memmove(nameless + at, nameless + at + 1, e->n - at - 1);
		table->n--;
		return true;
	}
	return false;
}

/* Every other row without a name is no entrant. */
static bool
settle_nameless(struct cb_loose_table *table, struct ends *e, struct cb_diag *diag)
{
	bool *nameless = find_nameless(table, e);
	bool taken = nameless != NULL && e->any && take_nameless_total(table, e, nameless, diag);

	e->n -= taken;
	for (size_t i = 0; nameless != NULL && i < e->n; i++)
		if (nameless[i])
			cb_report(diag, CB_NAMELESS_ENTRANT, cb_loose_where(&e->rows[i], 0), "");
	free(nameless);
	return taken;
}

static void
report_like(const struct cb_loose_table *table, const struct ends *e, size_t last, struct cb_diag *diag)
{
	const struct cb_loose_row *row = &e->rows[last * (e->n - 1)];
	size_t name = name_column(row, table->n_labels);
	struct cb_text word = cb_text_trim(row->cells[name]);

	if (e->like[last] != 0 && (e->n > CB_LIKE_MIN || is_of_all(word)))
		cb_report(diag, CB_TABLE_ROW_LIKE_TOTAL, cb_loose_where(row, (int)name), "", word,
		          cb_like_said(e->like[last]));
}

void
cb_loose_settle_ends(struct cb_loose_table *table, size_t from, bool is_asked, struct cb_diag *diag)
{
	struct ends e = { .rows = table->rows + from,
		          .n = table->n - from,
		          .like = { CB_LIKE_EITHER, CB_LIKE_EITHER } };

	if (e.n > OTHERS_NAMED)
		look_at_columns(&e, table);
	if ((is_asked && e.n > 0 && settle_nameless(table, &e, diag)) || !e.any)
		return;
	for (size_t last = 0; last < 2; last++)
		report_like(table, &e, last, diag);
}
