/* Which rows are the header of any table, and what its labels are: loose_table.h R1. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/utf8.h>

#include "loose_state.h"

enum { HEAD_ROWS = 40,
       HEADER_ROWS_MAX = 3,
       KEY_LINE_MAX = 1024 };

/* Returns what ended the head: 1 = it is full, 0 = the end, <0 = broken off. */
static int
read_head(struct cb_loose_header *h, struct cb_rows *rows, const struct cb_loose_reading *how)
{
	struct cb_row row;
	int got = 1;

	while (h->head.n < HEAD_ROWS && (got = rows->next(rows, &row)) > 0)
		if (!cb_row_is_blank(&row) && !(row.is_hidden && how->visible))
			cb_head_add(&h->head, &row);
	cb_head_mark_merges(&h->head, rows->shape);
	return got;
}

static size_t
count_filled(const struct cb_row *row)
{
	size_t n = 0;

	for (uint32_t i = 0; i < row->n; i++)
		n += cb_text_trim(row->cells[i]).len > 0;
	return n;
}

/* 单位:万元, 填报单位:西街社区: no label is such. */
static bool
is_key_line(struct cb_text cell)
{
	static const char *const keys[] = { "单位:", "(单位:", "计量单位:", "金额单位:", "填表人:", "填报人:", "填报日期:" };
	struct cb_str text = { 0 }, name = { 0 };
	bool is_line;

	cb_utf8_nfkc(cell, &text);
	is_line = cb_text_find(cb_str_text(&text), ":") > 0 && cb_title_sender(cb_str_text(&text), &name);
	for (size_t i = 0; i < CB_COUNT(keys); i++)
		is_line = is_line || cb_text_starts(cb_str_text(&text), keys[i]);
	cb_str_release(&text);
	cb_str_release(&name);
	return is_line;
}

/* One cell, or one that is such a line; in a text also what stands above a row without a gap. */
static bool
is_title(const struct cb_head *head, size_t r)
{
	const struct cb_row *row = &head->rows[r], *next = r + 1 < head->n ? row + 1 : NULL;

	for (uint32_t i = 0; i < row->n; i++)
		if (row->cells[i].len <= KEY_LINE_MAX && is_key_line(cb_text_trim(row->cells[i])))
			return true;
	if (cb_head_is_title(row))
		return true;
	return next != NULL && row->kinds == NULL && cb_head_continues(head, r + 1) && count_filled(row) < next->n &&
	       count_filled(next) == next->n;
}

/* The first column that has anything in a row with more than one cell. */
static size_t
first_column(const struct cb_loose_header *h)
{
	size_t c = h->n;

	for (size_t r = h->first + h->height; r < h->head.n; r++)
		for (size_t i = 0; !cb_head_is_title(&h->head.rows[r]) && i < c && i < h->head.rows[r].n; i++)
			if (cb_text_trim(h->head.rows[r].cells[i]).len > 0)
				c = i;
	return c;
}

static bool
are_all_numbers(const struct cb_loose_header *h, size_t column)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell;

	for (size_t r = h->first + h->height; r < h->head.n; r++) {
		const struct cb_row *row = &h->head.rows[r];
		struct cb_text t = column < row->n ? cb_text_trim(row->cells[column]) : CB_LIT("");

		if (cb_type_num.parse(NULL, t, &env, &cell) != CB_FINE)
			return false;
	}
	return true;
}

static void
name_column(struct cb_loose_header *h, size_t column, struct cb_text name)
{
	for (size_t i = 0; i < h->n; i++)
		if (cb_text_equal(h->labels[i], name))
			return;
	h->labels[column] = name;
	h->named[column] = 1;
}

/* Are there cells beneath that no merged one fills? */
static bool
has_cells(const struct cb_loose_header *h, size_t column)
{
	for (size_t r = h->first + h->height; r < h->head.n; r++) {
		const struct cb_row *row = &h->head.rows[r];

		if (column < row->n && cb_head_is_own(row, column) && cb_text_trim(row->cells[column]).len > 0)
			return true;
	}
	return false;
}

/* R1: the corner above the names is often left empty, and 部门 merged over two columns of names. */
static void
name_columns(struct cb_loose_header *h, const struct cb_row *last)
{
	size_t corner = first_column(h), labelled = 0;

	h->named = cb_arena_alloc(&h->head.arena, h->n + 1);
	if (corner < h->n && h->labels[corner].len == 0)
		name_column(h, corner, are_all_numbers(h, corner) ? CB_LIT("序号") : CB_LIT("名称"));
	for (size_t c = 0; c < h->n && c < last->n; c++) {
		struct cb_str name = { 0 };

		if (h->labels[c].len > 0 || cb_head_is_own(last, c) || !has_cells(h, c)) {
			labelled = h->labels[c].len > 0 ? c : labelled;
			continue;
		}
		cb_str_addf(&name, "%.*s_%zu", CB_TEXT_ARG(h->labels[labelled]), c - labelled + 1);
		name_column(h, c, cb_arena_text(&h->head.arena, cb_str_text(&name)));
		cb_str_release(&name);
	}
}

static void
take_labels(struct cb_loose_header *h, size_t first)
{
	struct cb_str label = { 0 };
	const struct cb_row *units;

	h->first = first;
	h->height = 1;
	while (h->height < HEADER_ROWS_MAX && !is_title(&h->head, first) &&
	       cb_head_continues(&h->head, first + h->height))
		h->height++;
	units = first + h->height < h->head.n ? &h->head.rows[first + h->height] : NULL;
	if (units != NULL && !cb_row_is_units(units))
		units = NULL;
	h->n = cb_head_width(&h->head, first, h->height);
	h->labels = cb_arena_alloc(&h->head.arena, (h->n + 1) * sizeof(*h->labels));
	for (size_t c = 0; c < h->n; c++) {
		cb_head_label(&h->head, first, h->height, c, &label);
		if (units != NULL && c < units->n && label.len > 0 && cb_row_unit(units->cells[c]).len > 0)
			cb_str_addf(&label, "(%.*s)", CB_TEXT_ARG(cb_row_unit(units->cells[c])));
		h->labels[c] = cb_text_trim(cb_arena_text(&h->head.arena, cb_str_text(&label)));
	}
	h->height += units != NULL;
	cb_str_release(&label);
	name_columns(h, &h->head.rows[first + h->height - 1 - (units != NULL)]);
}

bool
cb_loose_header_has(const struct cb_loose_header *h, const struct cb_loose_reading *how)
{
	struct cb_loose_table table = { .labels = h->labels, .n_labels = h->n, .is_joined = h->height > 1 };
	int num, den;

	return how->by != NULL && cb_loose_find_ratio(&table, cb_text_of(how->by), &num, &den) &&
	       (how->group == NULL || cb_loose_find(&table, cb_text_of(how->group)) >= 0);
}

/* The first row that has two cells of its own; of a text with none, the first. */
static bool
take_first(struct cb_loose_header *h)
{
	size_t first = 0;

	while (first < h->head.n && is_title(&h->head, first))
		first++;
	if (first == h->head.n && (h->head.n == 0 || h->head.rows[0].kinds != NULL))
		return false;
	take_labels(h, first < h->head.n ? first : 0);
	return true;
}

/* The row that is said or has the columns that are asked for; one that looks like a title may be the label beside an
 * empty corner. */
static void
take_asked(struct cb_loose_header *h, const struct cb_loose_reading *how, bool titles)
{
	for (size_t r = 0; r < h->head.n; r++) {
		if (how->header_row != 0 ? h->head.rows[r].line < how->header_row : is_title(&h->head, r) != titles)
			continue;
		take_labels(h, r);
		if (how->header_row != 0 ||
		    (cb_loose_header_has(h, how) && (!titles || memchr(h->named, 1, h->n) != NULL)))
			return;
		h->n = 0;
	}
}

int
cb_loose_header_find(struct cb_loose_header *h, struct cb_rows *rows, const struct cb_loose_reading *how)
{
	h->end = read_head(h, rows, how);
	if (h->end < 0 && h->head.n == 0)
		return h->end;
	take_asked(h, how, false);
	if (h->n == 0)
		take_asked(h, how, true);
	if (h->n == 0 && (how->header_row != 0 || !take_first(h)))
		return 0;
	h->next = h->first + h->height;
	return 1;
}

int
cb_loose_header_lying(struct cb_loose_header *h, struct cb_rows *rows)
{
	struct cb_row row;
	size_t first = 0;
	bool is_table;

	h->end = 1;
	while (h->head.n < HEAD_ROWS && (h->end = rows->next(rows, &row)) > 0)
		cb_head_add(&h->head, &row);
	if (h->head.n == 0)
		return h->end;
	while (first < h->head.n && cb_head_is_title(&h->head.rows[first]))
		first++;
	is_table = first + 1 < h->head.n;
	for (size_t r = first + 1; r < h->head.n; r++)
		is_table = is_table && h->head.rows[r].n == h->head.rows[first].n;
	first = is_table ? first : 0;
	h->labels = (struct cb_text *)h->head.rows[first].cells;
	h->n = h->head.rows[first].n;
	h->next = first + 1;
	return 1;
}

int
cb_loose_header_row(struct cb_loose_header *h, struct cb_rows *rows, struct cb_row *row)
{
	if (h->next < h->head.n) {
		*row = h->head.rows[h->next++];
		return 1;
	}
	return h->end > 0 ? rows->next(rows, row) : h->end;
}

void
cb_loose_header_release(struct cb_loose_header *h)
{
	cb_head_release(&h->head);
	*h = (struct cb_loose_header){ 0 };
}
