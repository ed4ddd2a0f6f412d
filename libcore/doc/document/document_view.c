/* What a block shows: its words, its part of a table, its bars. */
#include "document_parts.h"
#include "../format/formats.h"

#include <cb/base/utf8.h>
#include <cb/value/decimal.h>

#include <stdlib.h>
#include <string.h>

enum { MIDDLE_COLS = 12, /* words up to here stand in the middle of their column */
       MIDDLE_FIGURE_COLS = 3 /* and whole numbers: places and counts, as offices set them */ };

void
cb_block_text(const struct cb_block *block, struct cb_str *out)
{
	for (size_t i = 0; i < block->n_runs; i++)
		cb_str_addt(out, block->runs[i].text);
}

void
cb_document_title(const struct cb_document *document, struct cb_str *out)
{
	for (size_t i = 0; i < document->n_blocks; i++)
		if (document->blocks[i].kind == CB_BLOCK_TITLE) {
			cb_block_text(&document->blocks[i], out);
			return;
		}
}

/* 1 to 99 as they are counted: 十, 十一, 二十. */
static void
add_chinese(uint32_t number, struct cb_str *out)
{
	static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

	if (number == 0 || number > 99) {
		cb_str_addf(out, "%u", (unsigned)number);
		return;
	}
	if (number >= 20)
		cb_str_adds(out, digits[number / 10]);
	if (number >= 10)
		cb_str_adds(out, "十");
	cb_str_adds(out, digits[number % 10]);
}

void
cb_heading_number(unsigned level, uint32_t number, struct cb_str *out)
{
	if (level == 1) {
		add_chinese(number, out);
		cb_str_adds(out, "、");
	} else if (level == 2) {
		cb_str_adds(out, "（");
		add_chinese(number, out);
		cb_str_adds(out, "）");
	} else {
		cb_str_addf(out, level == 3 ? "%u." : "（%u）", (unsigned)number);
	}
}

/* One of the words (ended by NULL) at the start of the text; its length, 0 = none. */
static uint32_t
starts_with(struct cb_text text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (cb_text_starts(text, *words))
			return (uint32_t)strlen(*words);
	return 0;
}

struct cb_text
cb_heading_text(unsigned level, struct cb_text text)
{
	static const char *const chinese[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL };
	static const char *const arabic[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };
	static const char *const none[] = { NULL }, *const opening[] = { "（", "(", NULL };
	static const char *const closing[] = { "）", ")", NULL }, *const comma[] = { "、", NULL };
	static const char *const point[] = { ".", "．", "、", NULL };
	static const struct {
		const char *const *before, *const *digits, *const *after;
	} forms[] = {
		{ none, chinese, comma },
		{ opening, chinese, closing },
		{ none, arabic, point },
		{ opening, arabic, closing },
	};
	const char *const *digits = forms[level - 1].digits;
	uint32_t before = starts_with(text, forms[level - 1].before), n;
	struct cb_text number = cb_text_from(text, before), rest = number;

	if (before == 0 && forms[level - 1].before != none)
		return text;
	while ((n = starts_with(rest, digits)) > 0)
		rest = cb_text_from(rest, n);
	n = starts_with(rest, forms[level - 1].after);
	if (rest.p == number.p || n == 0)
		return text;
	rest = cb_text_from(rest, n);
	return starts_with(rest, arabic) && level == 3 ? text : cb_text_trim(rest); /* 3.5万元 is no number */
}

/* ---- tables ---- */

static void
show_column(const struct cb_table *table, size_t column, struct cb_table *view)
{
	const struct cb_table_column *from = &table->columns[column];

	cb_table_column(view, from->key, from->zh, from->type, from->arg);
	view->columns[view->n_columns - 1].is_private = from->is_private;
	view->columns[view->n_columns - 1].has_total = from->has_total;
	view->columns[view->n_columns - 1].carry = from->carry;
}

size_t *
cb_block_shown(const struct cb_block *block, size_t *n)
{
	const struct cb_table *table = block->table;
	size_t *shown = cb_alloc(table->n_columns + block->n_columns, sizeof(*shown));

	*n = 0;
	for (size_t i = 0; i < block->n_columns; i++)
		shown[(*n)++] = block->columns[i];
	for (size_t i = 0; block->n_columns == 0 && i < table->n_columns; i++)
		if (cb_table_column_has_value(table, i) || table->n_rows == 0)
			shown[(*n)++] = i;
	return shown;
}

static void
add_totals(const struct cb_doc_options *options, struct cb_table *view)
{
	struct cb_writer writer = { .table = view, .options = options };
	struct cb_cell *cells = cb_alloc(view->n_columns + 1, sizeof(*cells));

	if (cb_totals_row(&writer, cells))
		memcpy(cb_table_row(view), cells, view->n_columns * sizeof(*cells));
	free(cells);
}

void
cb_block_view(const struct cb_block *block, const struct cb_doc_options *options, struct cb_table *view)
{
	const struct cb_table *table = block->table;
	size_t n, *shown = cb_block_shown(block, &n);

	*view = (struct cb_table){ .title_zh = table->title_zh, .title_en = table->title_en };
	for (size_t i = 0; i < n; i++)
		show_column(table, shown[i], view);
	for (size_t i = 0; i < table->n_rows; i++) {
		struct cb_cell *row = cb_table_row(view);

		for (size_t j = 0; j < n; j++)
			row[j] = table->cells[i * table->n_columns + shown[j]];
	}
	cb_doc_settle(view);
	free(shown);
	add_totals(options, view);
}

void
cb_block_view_release(struct cb_table *view)
{
	cb_table_release(view);
}

/* Do the words of the column read as numbers? Tables of Markdown know no other type than text. */
static bool
is_all_figures(const struct cb_writer *writer, size_t column)
{
	const struct cb_table *table = writer->table;
	struct cb_str scratch = { 0 };
	char buf[CB_PRINT_MAX];
	bool has_figure = false, has_words = false;

	for (size_t i = 0; i < table->n_rows && !has_words; i++) {
		const struct cb_cell *cell = &cb_table_at(table, i)[column];
		struct cb_text text = cb_doc_text(writer, column, cell, buf, &scratch);

		has_figure = has_figure || text.len > 0;
		has_words = text.len > 0 && !cb_doc_is_figure(text);
	}
	cb_str_release(&scratch);
	return has_figure && !has_words;
}

enum cb_column_set
cb_column_set(const struct cb_writer *writer, size_t column, size_t widest_cols)
{
	const struct cb_type *type = writer->table->columns[column].type;

	if (type == &cb_type_int && widest_cols <= MIDDLE_FIGURE_COLS)
		return CB_SET_MIDDLE;
	if (type->numeric || is_all_figures(writer, column))
		return CB_SET_RIGHT;
	return widest_cols <= MIDDLE_COLS ? CB_SET_MIDDLE : CB_SET_LEFT;
}

bool
cb_column_is_masked(const struct cb_writer *writer, size_t column)
{
	return writer->table->columns[column].is_private && !writer->options->reveal;
}

struct cb_text
cb_figure(const struct cb_type *type, int64_t n, char *buf)
{
	int places = 0;

	if (type == &cb_type_money)
		places = 2;
	else if (type == &cb_type_num || type == &cb_type_qty)
		places = 6;
	return cb_decimal_print(n, places, 0, buf);
}

/* ---- charts ---- */

static void
read_bar(const struct cb_writer *writer, const struct cb_block *block, size_t row, struct cb_bars *bars)
{
	const struct cb_cell *cells = cb_table_at(writer->table, row);
	struct cb_str scratch = { 0 };
	char buf[CB_PRINT_MAX];
	struct cb_bar *bar = cb_push(bars->bars, bars->n, bars->cap);

	bar->cell = &cells[block->columns[1]];
	bar->label = cb_doc_text(writer, block->columns[0], &cells[block->columns[0]], buf, &scratch);
	bar->label = cb_arena_text(&bars->arena, bar->label);
	bar->value = cb_arena_text(&bars->arena, cb_doc_text(writer, block->columns[1], bar->cell, buf, &scratch));
	if (cb_utf8_width(bar->label) > bars->label_cols)
		bars->label_cols = (uint32_t)cb_utf8_width(bar->label);
	if (bar->cell->n < bars->least)
		bars->least = bar->cell->n;
	if (bar->cell->n > bars->most)
		bars->most = bar->cell->n;
	cb_str_release(&scratch);
}

void
cb_bars_read(const struct cb_block *block, const struct cb_doc_options *options, struct cb_bars *bars)
{
	struct cb_writer writer = { .table = block->table, .options = options };

	*bars = (struct cb_bars){ 0 };
	if (cb_column_is_masked(&writer, block->columns[1]))
		return;
	cb_doc_settle(block->table);
	for (size_t i = 0; i < block->table->n_rows; i++)
		if (block->table->cells[i * block->table->n_columns + block->columns[1]].state == CB_VALUE)
			read_bar(&writer, block, i, bars);
}

void
cb_bars_release(struct cb_bars *bars)
{
	free(bars->bars);
	cb_arena_release(&bars->arena);
	*bars = (struct cb_bars){ 0 };
}

int64_t
cb_bars_part(const struct cb_bars *bars, int64_t value, int64_t whole)
{
	cb_wide range = (cb_wide)bars->most - bars->least, size = value < 0 ? -(cb_wide)value : value;

	return range == 0 ? 0 : (int64_t)(size * whole / range);
}
