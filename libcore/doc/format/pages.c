/* Tables that tell at the foot of each page what it comes to. */
#include "pages.h"

#include <stdlib.h>
#include <string.h>

bool
cb_pages_has(const struct cb_table *table)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (table->columns[i].carry == CB_CARRY_WORD)
			return table->n_rows > 0;
	return false;
}

struct laying {
	struct cb_pages *pages;
	const struct cb_table *from;
	int64_t *page, *account; /* [column] sums of this page, and of those before it since the account began */
	struct cb_cell *last;    /* [column] what stood there last */
	size_t lines;            /* on this page */
	bool has_entries;        /* of which the page has not yet said the sum */
};

static bool
is_label(const struct laying *l, size_t row)
{
	return cb_totals_is_row(l->from, cb_table_at(l->from, row));
}

static void
add_row(struct laying *l, const struct cb_cell *cells, bool starts_page)
{
	struct cb_pages *pages = l->pages;

	pages->starts = cb_grow(pages->starts, &pages->cap, pages->table.n_rows + 1, sizeof(*pages->starts));
	pages->starts[pages->table.n_rows] = starts_page;
	memcpy(cb_table_row(&pages->table), cells, l->from->n_columns * sizeof(*cells));
}

/* The word, sums, and what there is at that point; keys as they stood last. */
static void
add_sums(struct laying *l, const char *word, const int64_t *sums, bool starts_page)
{
	struct cb_cell *cells = cb_alloc(l->from->n_columns, sizeof(*cells));

	for (size_t i = 0; i < l->from->n_columns; i++) {
		enum cb_carry carry = l->from->columns[i].carry;

		if (carry == CB_CARRY_SUM)
			cells[i] = cb_cell_number(sums[i]);
		else if (carry == CB_CARRY_WORD)
			cells[i] = (struct cb_cell){ .state = CB_LABEL, .text = cb_text_of(word) };
		else if (carry == CB_CARRY_LAST)
			cells[i] = l->last[i];
	}
	add_row(l, cells, starts_page);
	free(cells);
}

static void
end_entries(struct laying *l)
{
	if (l->has_entries)
		add_sums(l, "本页小计", l->page, false);
	for (size_t i = 0; i < l->from->n_columns; i++) {
		l->account[i] += l->page[i];
		l->page[i] = 0;
	}
	l->has_entries = false;
}

static void
take_entry(struct laying *l, const struct cb_cell *cells)
{
	for (size_t i = 0; i < l->from->n_columns; i++) {
		l->last[i] = cells[i];
		if (cells[i].state == CB_VALUE && l->from->columns[i].carry == CB_CARRY_SUM)
			l->page[i] += cells[i].n;
	}
	l->has_entries = true;
}

static void
lay_row(struct laying *l, size_t row, const struct cb_pages_room *room)
{
	bool is_opening = is_label(l, row) && (row == 0 || is_label(l, row - 1));
	size_t needs = room->lines(room->arg, row);
	bool is_full = l->lines + needs > room->page_lines;

	if (is_label(l, row) || is_full)
		end_entries(l);
	if (is_opening) {
		memset(l->account, 0, l->from->n_columns * sizeof(*l->account));
		memcpy(l->last, cb_table_at(l->from, row), l->from->n_columns * sizeof(*l->last));
	} else if (is_full) {
		add_sums(l, "承前页", l->account, true);
	}
	if (is_opening || is_full)
		l->lines = is_full && !is_opening;
	add_row(l, cb_table_at(l->from, row), is_opening && row > 0);
	if (!is_label(l, row))
		take_entry(l, cb_table_at(l->from, row));
	l->lines += needs;
}

void
cb_pages_lay(struct cb_pages *pages, const struct cb_table *table, const struct cb_pages_room *room)
{
	struct laying l = { .pages = pages, .from = table };

	*pages = (struct cb_pages){ .table = { .title_zh = table->title_zh, .title_en = table->title_en } };
	for (size_t i = 0; i < table->n_columns; i++) {
		const struct cb_table_column *c = &table->columns[i];

		cb_table_column(&pages->table, c->key, c->zh, c->type, c->arg);
		pages->table.columns[i] = *c;
	}
	l.page = cb_alloc(table->n_columns, sizeof(*l.page));
	l.account = cb_alloc(table->n_columns, sizeof(*l.account));
	l.last = cb_alloc(table->n_columns, sizeof(*l.last));
	for (size_t row = 0; row < table->n_rows; row++)
		lay_row(&l, row, room);
	end_entries(&l);
	free(l.page);
	free(l.account);
	free(l.last);
}

void
cb_pages_release(struct cb_pages *pages)
{
	cb_table_release(&pages->table);
	free(pages->starts);
	*pages = (struct cb_pages){ 0 };
}
