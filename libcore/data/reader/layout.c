#include <string.h>

#include <cb/base/utf8.h>
#include <cb/value/row_word.h>
#include <cb/value/unit.h>

#include "bind_state.h"

enum { SENDER_MAX = 1024 }; /* bytes; longer ones are prose */

/* ---- titles ---- */

/* The next cell that does not only repeat what a merged one holds; n when there is none. */
static uint32_t
next_own(const struct cb_row *row, uint32_t c)
{
	do
		c++;
	while (c < row->n && row->kinds != NULL && (row->kinds[c] & CB_CELL_FILLED) != 0);
	return c;
}

/* The cell in NFKC, and the next one behind it where it is only a key. */
static struct cb_text
text_with_next(const struct cb_row *row, uint32_t c, struct cb_str *text)
{
	uint32_t next = next_own(row, c);
	struct cb_str name = { 0 };
	struct cb_text t;
	bool is_key;

	cb_str_clear(text);
	cb_utf8_nfkc(row->cells[c], text);
	t = cb_text_trim(cb_str_text(text));
	is_key = cb_text_ends(t, ":") || (t.len <= SENDER_MAX && cb_text_find(t, "_") < 0 && cb_title_sender(t, &name) && name.len == 0);
	if (is_key && next < row->n) {
		if (!cb_text_ends(t, ":"))
			cb_str_addc(text, ':');
		cb_utf8_nfkc(row->cells[next], text);
	}
	cb_str_release(&name);
	return cb_text_trim(cb_str_text(text));
}

static void
take_sender(struct cb_title *title, struct cb_text t, struct cb_where where, struct cb_arena *arena)
{
	struct cb_str name = { 0 }, timeless = { 0 };

	if (title->sender.len == 0 && t.len <= SENDER_MAX && cb_title_sender(t, &name))
		cb_periods_in_remove(cb_str_text(&name), &timeless); /* 填报单位: 2026年7月 is not filled in */
	if (timeless.len > 0) {
		title->sender = cb_arena_text(arena, cb_str_text(&timeless));
		title->sender_where = where;
	}
	cb_str_release(&name);
	cb_str_release(&timeless);
}

void
cb_title_read(struct cb_title *title, struct cb_head *head, size_t header, uint32_t source)
{
	struct cb_str text = { 0 };

	*title = (struct cb_title){ 0 };
	for (size_t r = 0; r < header; r++)
		for (uint32_t c = 0; c < head->rows[r].n; c = next_own(&head->rows[r], c)) {
			struct cb_where where = { source, head->rows[r].line, c + 1 };
			struct cb_text t = text_with_next(&head->rows[r], c, &text);

			take_sender(title, t, where, &head->arena);
			cb_title_take_units(title, t, where, &head->arena);
			cb_periods_in_add(&title->periods, t);
			if (title->period_row == 0 && (title->periods.n > 0 || title->periods.year != 0))
				title->period_row = where.row;
		}
	cb_str_release(&text);
}

/* ---- units beneath the header ---- */

struct cb_text
cb_row_unit(struct cb_text cell)
{
	static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" }, { "[", "]" }, { "【", "】" } };

	cell = cb_text_trim(cell);
	for (size_t i = 0; i < CB_COUNT(pairs); i++) {
		struct cb_text open = cb_text_of(pairs[i][0]), close = cb_text_of(pairs[i][1]);

		if (cb_text_starts(cell, pairs[i][0]) && cb_text_ends(cell, pairs[i][1]) &&
		    cell.len > open.len + close.len)
			cell = cb_text_trim((struct cb_text){ cell.p + open.len, cell.len - open.len - close.len });
	}
	return cb_unit_is_word(cell) ? cell : (struct cb_text){ "", 0 };
}

bool
cb_row_is_units(const struct cb_row *row)
{
	static const char *const keys[] = { "单位", "计量单位", "单位:", "单位：", "计量单位:", "计量单位：", NULL };
	size_t n = 0, units = 0;

	for (uint32_t c = 0; c < row->n; c++) /* no unit begins with a figure, as most rows have one */
		if (row->cells[c].len > 0 && cb_is_digit(*row->cells[c].p))
			return false;
	for (uint32_t c = 0; c < row->n; c++) {
		struct cb_text cell = cb_text_trim(row->cells[c]);
		bool is_key = n == 0 && cb_text_is_one_of(cell, keys);

		if (cell.len == 0)
			continue;
		n++;
		if (!is_key && cb_row_unit(cell).len == 0)
			return false;
		units += !is_key;
	}
	return units > 0;
}

/* ---- headers again ---- */

/* Is the cell the label, the last part of it, or it without the unit from the row beneath? */
static bool
is_label_again(struct cb_text cell, struct cb_text label)
{
	if (cb_text_equal(cell, label))
		return true;
	if (label.len <= cell.len)
		return false;
	return (label.p[label.len - cell.len - 1] == '_' &&
	        memcmp(label.p + label.len - cell.len, cell.p, cell.len) == 0) ||
	       (label.p[cell.len] == '(' && memcmp(label.p, cell.p, cell.len) == 0);
}

static bool
is_repeated_header(const struct cb_binding *binding, const struct cb_row *row)
{
	size_t same = 0;

	for (uint32_t c = 0; c < row->n; c++) {
		struct cb_text cell = cb_text_trim(row->cells[c]);

		if (cell.len == 0)
			continue;
		if (c >= binding->n)
			return false;
		if (!is_label_again(cell, binding->columns[c].label))
			return false;
		same++;
	}
	return same >= 2;
}

/* ---- rows ---- */

/* Names stand there, or nothing that is kept. */
static bool
may_tell(const struct cb_binding *binding, const struct cb_register *reg, uint32_t at, bool *is_name)
{
	const struct cb_type *type;

	*is_name = false;
	if (reg == NULL || at >= binding->n)
		return true;
	if (binding->columns[at].kind != CB_BOUND_COLUMN)
		return binding->columns[at].kind == CB_BOUND_DROPPED || binding->columns[at].kind == CB_BOUND_BLANK ||
		       binding->columns[at].kind == CB_BOUND_REASONS;
	type = reg->columns[binding->columns[at].column].type;
	*is_name = type->storage == CB_STORE_NAME || type == &cb_type_name;
	return *is_name;
}

static enum cb_row_kind
kind_of_word(enum cb_row_word word)
{
	static const enum cb_row_kind kinds[] = {
		[CB_WORD_NONE] = CB_ROW_DATA,
		[CB_WORD_SUBTOTAL] = CB_ROW_SUBTOTAL,
		[CB_WORD_TOTAL] = CB_ROW_TOTAL,
		[CB_WORD_MEAN] = CB_ROW_MEAN,
		[CB_WORD_FULL] = CB_ROW_FULL,
		[CB_WORD_ASIDE] = CB_ROW_ASIDE,
		[CB_WORD_EXAMPLE] = CB_ROW_EXAMPLE,
	};

	return kinds[word];
}

/* What a cell says of its row: totals and means in any of the names that lead it, but for the English ones (total is an
 * indicator), the others in the first. */
static enum cb_row_kind
kind_by_cell(struct cb_text cell, bool is_first)
{
	enum cb_row_kind kind = kind_of_word(cb_row_word(cell));

	if (is_first && cb_row_word_is_all(cell))
		return CB_ROW_ASIDE;
	return is_first || (kind < CB_ROW_FULL && (*cell.p & 0x80) != 0) ? kind : CB_ROW_DATA;
}

enum cb_row_kind
cb_row_item_kind(struct cb_text cell)
{
	struct cb_str form = { 0 };
	enum cb_row_kind kind = CB_ROW_DATA;

	cb_label_form(cell, &form);
	if (cb_text_is_one_of(cb_str_text(&form), cb_sum_labels))
		kind = CB_ROW_TOTAL;
	else if (cb_text_is_one_of(cb_str_text(&form), cb_place_labels))
		kind = CB_ROW_ASIDE;
	cb_str_release(&form);
	return kind;
}

/* Is that the column of items beside communities that stand across? */
static bool
is_item(const struct cb_binding *binding, const struct cb_register *reg, uint32_t at)
{
	return reg != NULL && binding->pivot && reg->pivot != NULL && binding->across.name != reg->pivot->name &&
	       at < binding->n && binding->columns[at].kind == CB_BOUND_COLUMN &&
	       binding->columns[at].column == reg->pivot->name;
}

enum cb_row_kind
cb_row_kind(const struct cb_binding *binding, const struct cb_register *reg, const struct cb_row *row, uint32_t *at)
{
	enum cb_row_kind kind = CB_ROW_DATA;
	bool is_name, seen_name = false;
	int words = 0;

	for (uint32_t c = 0; c < row->n && words < 3 && kind == CB_ROW_DATA; c++) {
		struct cb_text cell = cb_text_trim(row->cells[c]);

		if (cell.len == 0 || cb_row_word_is_nothing(cell))
			continue;
		words++;
		*at = c;
		if (may_tell(binding, reg, c, &is_name) || words == 1)
			kind = kind_by_cell(cell, reg != NULL ? !seen_name : words == 1 || (*cell.p & 0x80) != 0);
		if (kind == CB_ROW_DATA && is_item(binding, reg, c))
			kind = cb_row_item_kind(cell);
		if (words == 1 && kind == CB_ROW_DATA && cb_row_word_is_foot(cell))
			kind = CB_ROW_SIGNATURE;
		seen_name = seen_name || is_name;
	}
	if (words == 0)
		return CB_ROW_BLANK;
	if (kind == CB_ROW_DATA && words == 1 && cb_row_word_is_heading(cb_text_trim(row->cells[*at])))
		return CB_ROW_SIGNATURE;
	if (kind == CB_ROW_DATA && ((binding != NULL && is_repeated_header(binding, row)) || cb_row_is_units(row)))
		return CB_ROW_HEADER;
	return kind;
}
