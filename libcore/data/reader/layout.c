#include "layout.h"

#include <string.h>

#include <cb/base/utf8.h>
#include <cb/value/row_word.h>

/* ---- titles ---- */

static bool
at_word(struct cb_text t, size_t at, const char *word)
{
	size_t n = strlen(word);

	return at + n <= t.len && memcmp(t.p + at, word, n) == 0;
}

/* What follows a "键:" up to the next blank, or the next cell when nothing does. */
static struct cb_text
value_after(struct cb_text t, size_t at)
{
	struct cb_text value = { t.p + at, t.len - (uint32_t)at };
	uint32_t n = 0;

	value = cb_text_trim(value);
	while (n < value.len && value.p[n] != ' ' && value.p[n] != '\t' && value.p[n] != ';')
		n++;
	value.len = n;
	return value;
}

static void
take_body(struct cb_title *title, struct cb_text t, struct cb_where where)
{
	static const char *const keys[] = { "填报单位:", "报送单位:", "填报社区:", "报送社区:", "社区名称:", "社区:" };

	for (size_t i = 0; i < CB_COUNT(keys); i++) {
		int at = cb_text_find(t, keys[i]);

		if (at < 0 || title->body.len > 0)
			continue;
		title->body = value_after(t, (size_t)at + strlen(keys[i]));
		title->body_where = where;
	}
}

/* Start of the year that ends before the 年 at `year`: four digits or four CJK characters. */
static size_t
year_start(struct cb_text t, size_t year)
{
	size_t digits = 0;

	while (digits < 4 && digits < year && t.p[year - 1 - digits] >= '0' && t.p[year - 1 - digits] <= '9')
		digits++;
	if (digits == 4)
		return year - 4;
	return digits == 0 && year >= 12 ? year - 12 : t.len;
}

/* A period that ends in one of the words that end periods and is no date (no 日 follows). */
static void
take_period(struct cb_title *title, struct cb_text t)
{
	static const char *const ends[] = { "月", "季度", "半年", "度" };

	for (size_t at = 0; at < t.len; at++) {
		size_t start;

		if (!at_word(t, at, "年") || (start = year_start(t, at)) == t.len)
			continue;
		for (size_t i = 0; i < CB_COUNT(ends); i++) {
			struct cb_text rest = { t.p + at, t.len - (uint32_t)at }, word;
			int end = cb_text_find(rest, ends[i]);
			struct cb_parse_env env = { 0 };
			struct cb_cell cell;

			if (end < 0 || end > 16)
				continue;
			word = (struct cb_text){ t.p + start, (uint32_t)(at - start + (size_t)end + strlen(ends[i])) };
			if (i == 3)
				word.len -= 3; /* 2026年度 */
			else if (start + word.len < t.len && t.p[start + word.len] >= '0' &&
			         t.p[start + word.len] <= '9')
				continue;
			if (cb_type_period.parse(NULL, word, &env, &cell) != CB_FINE || cell.state != CB_VALUE)
				continue;
			title->period = title->period == 0 || title->period == cell.n ? cell.n : -1;
			break;
		}
	}
}

/* The next cell that does not only repeat what a merged one holds; n when there is none. */
static uint32_t
next_own(const struct cb_row *row, uint32_t c)
{
	do
		c++;
	while (c < row->n && row->kinds != NULL && (row->kinds[c] & CB_CELL_FILLED) != 0);
	return c;
}

void
cb_title_read(struct cb_title *title, struct cb_head *head, size_t header, uint32_t source)
{
	struct cb_str text = { 0 };

	*title = (struct cb_title){ 0 };
	for (size_t r = 0; r < header; r++)
		for (uint32_t c = 0; c < head->rows[r].n; c = next_own(&head->rows[r], c)) {
			struct cb_where where = { source, head->rows[r].line, c + 1 };
			uint32_t next = next_own(&head->rows[r], c);
			struct cb_text t;

			cb_str_clear(&text);
			cb_utf8_nfkc(head->rows[r].cells[c], &text);
			t = cb_text_trim(cb_str_text(&text));
			if (t.len > 0 && t.p[t.len - 1] == ':' && next < head->rows[r].n) {
				cb_utf8_nfkc(head->rows[r].cells[next], &text);
				t = cb_text_trim(cb_str_text(&text));
			}
			take_body(title, t, where);
			cb_title_take_units(title, t, where, &head->arena);
			take_period(title, t);
			if (title->body_where.row == where.row && title->body_where.column == where.column)
				title->body.p = cb_arena_copy(&head->arena, title->body.p, title->body.len);
		}
	cb_str_release(&text);
}

/* ---- headers again ---- */

static bool
is_repeated_header(const struct cb_binding *binding, const struct cb_row *row)
{
	size_t same = 0;

	for (uint32_t c = 0; c < row->n; c++) {
		struct cb_text cell = cb_text_trim(row->cells[c]), label;

		if (cell.len == 0)
			continue;
		if (c >= binding->n)
			return false;
		label = binding->columns[c].label;
		if (!cb_text_equal(cell, label) &&
		    !(label.len > cell.len && label.p[label.len - cell.len - 1] == '_' &&
		      memcmp(label.p + label.len - cell.len, cell.p, cell.len) == 0))
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

	return is_first || (kind < CB_ROW_FULL && (*cell.p & 0x80) != 0) ? kind : CB_ROW_DATA;
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
		if (words == 1 && kind == CB_ROW_DATA && cb_row_word_is_foot(cell))
			kind = CB_ROW_SIGNATURE;
		seen_name = seen_name || is_name;
	}
	if (words == 0)
		return CB_ROW_BLANK;
	if (kind == CB_ROW_DATA && is_repeated_header(binding, row))
		return CB_ROW_HEADER;
	return kind;
}
