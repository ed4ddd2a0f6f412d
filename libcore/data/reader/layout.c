#include <string.h>

#include <cb/base/utf8.h>

#include "title_unit.h"

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
take_body(struct cb_title *title, struct cb_text t, struct cb_place place)
{
	static const char *const keys[] = { "填报单位:", "报送单位:", "填报社区:", "报送社区:", "社区名称:", "社区:" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int at = cb_text_find(t, keys[i]);

		if (at < 0 || title->body.len > 0)
			continue;
		title->body = value_after(t, (size_t)at + strlen(keys[i]));
		title->body_place = place;
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
		for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
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
			struct cb_place place = { source, head->rows[r].line, c + 1 };
			uint32_t next = next_own(&head->rows[r], c);
			struct cb_text t;

			cb_str_clear(&text);
			cb_utf8_nfkc(head->rows[r].cells[c], &text);
			t = cb_text_trim(cb_str_text(&text));
			if (t.len > 0 && t.p[t.len - 1] == ':' && next < head->rows[r].n) {
				cb_utf8_nfkc(head->rows[r].cells[next], &text);
				t = cb_text_trim(cb_str_text(&text));
			}
			take_body(title, t, place);
			cb_title_take_units(title, t, place, &head->arena);
			take_period(title, t);
			if (title->body_place.row == place.row && title->body_place.column == place.column)
				title->body.p = cb_arena_copy(&head->arena, title->body.p, title->body.len);
		}
	cb_str_release(&text);
}

/* ---- rows ---- */

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

static bool
is_signature(struct cb_text t)
{
	static const char *const people[] = { "审核人", "负责人", "单位负责人", "填表人", "填报人", "制表人", "制表",
		                              "经办人", "复核人", "审批人", "分管领导", "主管领导", "联系人", "联系电话", "填报日期", "填表日期",
		                              "报送日期", "报送时间", "审核", "签字", "盖章", "(盖章)", "(签字)", NULL };
	static const char *const notes[] = { "注:", "注1", "备注:", "说明:", "填表说明", "数据来源", "附注", "※", NULL };

	for (size_t i = 0; people[i] != NULL; i++) {
		size_t n = strlen(people[i]);

		if (cb_text_starts(t, people[i]) && (t.len == n || t.p[n] == ':' || t.p[n] == '('))
			return true;
	}
	for (size_t i = 0; notes[i] != NULL; i++)
		if (cb_text_starts(t, notes[i]))
			return true;
	return false;
}

/* What one leading cell says of its row; blanks within it do not count (合  计). */
static enum cb_row_kind
kind_by_word(struct cb_text cell, struct cb_str *form)
{
	struct cb_text t;
	unsigned flags;

	cb_str_clear(form);
	cb_label_name(cell, form);
	t = cb_str_text(form);
	flags = cb_names_sum_flags(t);
	if ((flags & CB_NAME_IS_TOTAL) != 0)
		return cb_text_ends(t, "小计") ? CB_ROW_SUBTOTAL : CB_ROW_TOTAL;
	if ((flags & CB_NAME_IS_MEAN) != 0)
		return CB_ROW_MEAN;
	/* the form has lost a trailing bracket: judge signatures by the whole cell */
	cb_str_clear(form);
	cb_utf8_nfkc(cb_text_trim(cell), form);
	return is_signature(cb_str_text(form)) ? CB_ROW_SIGNATURE : CB_ROW_DATA;
}

enum cb_row_kind
cb_row_kind(const struct cb_binding *binding, const struct cb_row *row)
{
	struct cb_str form = { 0 };
	enum cb_row_kind kind = CB_ROW_DATA;
	int words = 0;

	for (uint32_t c = 0; c < row->n && words < 3 && kind == CB_ROW_DATA; c++) {
		struct cb_text cell = cb_text_trim(row->cells[c]);

		if (cell.len == 0)
			continue;
		words++;
		kind = kind_by_word(cell, &form);
		if (words > 1 && kind == CB_ROW_SIGNATURE)
			kind = CB_ROW_DATA; /* a signature leads its row; elsewhere the word is a value */
	}
	cb_str_release(&form);
	if (words == 0)
		return CB_ROW_BLANK;
	if (kind == CB_ROW_DATA && is_repeated_header(binding, row))
		return CB_ROW_HEADER;
	return kind;
}
