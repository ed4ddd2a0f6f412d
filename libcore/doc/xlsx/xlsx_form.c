/* Forms: a sheet to be filled in, one that explains it, and a hidden one. */
#include "xlsx.h"
#include "xlsx_value.h"

#include <cb/base/mem.h>
#include <cb/base/utf8.h>
#include <cb/doc/form_book.h>

#include <stdlib.h>
#include <string.h>

enum { TITLE_ROW,
       BODY_ROW,
       HEADER_ROW,
       FIRST_ROW };
enum { ROOM_ROWS = 1000,   /* that are checked */
       RULED_ROWS = 30,    /* that show their lines, and are printed empty: a page */
       RULED_ACROSS = 26,  /* of one laid across */
       LIST_ROW = 2,       /* of the hidden sheet, where lists begin */
       INLINE_BYTES = 250, /* longest list that stands in the rule itself: 255 characters with its commas */
       MESSAGE_CHARS = 250,
       NARROW_COLS = 9,
       DATE_COLS = 13,
       LONG_COLS = 20, /* ids, texts */
       WIDE_COLS = 24,
       UPRIGHT_COLS = 92 };

enum style { STYLE_TITLE,
	     STYLE_NOTE,
	     STYLE_LABEL,
	     STYLE_REQUIRED,
	     STYLE_PLAIN, /* of what explains */
	     STYLE_ENTRY, /* what is filled in, by its number format */
	     STYLE_ENTRY_DATE,
	     STYLE_ENTRY_TIME,
	     STYLE_ENTRY_NUMBER,
	     STYLE_ENTRY_MONEY,
	     STYLE_ROOM, /* the same without lines: the rest of the column */
	     STYLES = STYLE_ROOM + STYLE_ROOM - STYLE_ENTRY };

struct form_book {
	const struct cb_form *form;
	enum cb_lang lang;
	struct cb_xlsx *book;
	unsigned styles[STYLES];
};

/* What is known of a type beyond the schema: how its cells look, what is checked, an example. */
struct entry {
	const struct cb_type *type;
	enum style style;
	const char *validation; /* of the data validation, NULL = none */
	const char *least, *most;
	bool strict; /* what is wrong is refused, not only asked about */
	const char *example;
};

#define NUMBER_MAX "9000000000000"
#define FIRST_DAY "61" /* 1900-03-01: before it lies a day that never was */
#define LAST_DAY "2958465"
static const struct entry entries[] = {
	{ &cb_type_date, STYLE_ENTRY_DATE, "date", FIRST_DAY, LAST_DAY, .example = "2026-07-10" },
	{ &cb_type_day, STYLE_ENTRY_DATE, "date", FIRST_DAY, LAST_DAY, .example = "2026-07-10" },
	{ &cb_type_date_time, STYLE_ENTRY_TIME, "date", FIRST_DAY, LAST_DAY, .example = "2026-07-10 09:30" },
	{ &cb_type_birth, STYLE_ENTRY, .example = "1990-07-10、1990-07" },
	{ &cb_type_int, STYLE_ENTRY_NUMBER, "whole", "-2000000000", "2000000000", true, "3" },
	{ &cb_type_num, STYLE_ENTRY_NUMBER, "decimal", "-" NUMBER_MAX, NUMBER_MAX, true, "18.5" },
	{ &cb_type_money, STYLE_ENTRY_MONEY, "decimal", "-" NUMBER_MAX, NUMBER_MAX, true, "1500.00" },
	{ &cb_type_qty, STYLE_ENTRY, .example = "1600、1600余、约2500" },
	{ &cb_type_hours, STYLE_ENTRY, .example = "2:20、2.5小时" },
	{ &cb_type_time, STYLE_ENTRY, .example = "09:30" },
	{ &cb_type_period, STYLE_ENTRY, .example = "2026-07、2026Q3" },
	{ &cb_type_id, STYLE_ENTRY, "textLength", "15", "18", .example = "110101199003070011" },
	{ &cb_type_uscc, STYLE_ENTRY, "textLength", "18", "18", .example = NULL },
	{ &cb_type_region, STYLE_ENTRY, "textLength", "12", "12", .example = NULL },
	{ &cb_type_phone, STYLE_ENTRY, "textLength", "7", "20", .example = "13800138000" },
	{ &cb_type_name, STYLE_ENTRY, "textLength", "1", "60", .example = "李建国" },
	{ &cb_type_ref, STYLE_ENTRY, "textLength", "1", "60", .example = NULL },
	{ &cb_type_code, STYLE_ENTRY, "textLength", "1", "60", .example = NULL },
	{ 0 },
};

static const struct entry *
entry_of(const struct cb_type *type)
{
	static const struct entry text = { .style = STYLE_ENTRY };

	for (const struct entry *entry = entries; entry->type != NULL; entry++)
		if (entry->type == type)
			return entry;
	return &text;
}

static const char *
say(const struct form_book *b, const char *zh, const char *en)
{
	return b->lang == CB_ZH ? zh : en;
}

/* ---- how it looks ---- */

static void
make_style(struct form_book *b, int style)
{
	static const char *const formats[STYLE_ROOM] = { [STYLE_ENTRY_DATE] = "yyyy-mm-dd",
		                                         [STYLE_ENTRY_TIME] = "yyyy-mm-dd hh:mm",
		                                         [STYLE_ENTRY_NUMBER] = "General",
		                                         [STYLE_ENTRY_MONEY] = "#,##0.00" };
	bool is_label = style == STYLE_LABEL || style == STYLE_REQUIRED;
	bool is_line = style == STYLE_TITLE || style == STYLE_NOTE;
	int like = style < STYLE_ROOM ? style : style - STYLE_ROOM + STYLE_ENTRY;
	struct cb_xlsx_style look = { .format = formats[like] != NULL ? formats[like] : "@" };

	look.font = say(b, "宋体", NULL);
	look.points = style == STYLE_TITLE ? 16 : 0;
	look.is_bold = style == STYLE_TITLE || is_label;
	look.horizontal = look.is_bold ? "center" : NULL;
	if (is_label)
		look.fill = style == STYLE_LABEL ? "E8E8E8" : "F0E4E1";
	look.is_wrapped = !is_line;
	look.border = is_line || style >= STYLE_ROOM ? NULL : "767676";
	look.is_unlocked = style >= STYLE_ENTRY;
	b->styles[style] = cb_xlsx_style(b->book, &look);
}

/* The rows down to the header stand on each page. */
static void
print_setup(const struct form_book *b, uint32_t header, bool is_across)
{
	cb_xlsx_page(b->book, &(struct cb_xlsx_page){
				      .side_inches = 0.6,
				      .end_inches = 0.7,
				      .footer = say(b, "&C第 &P 页，共 &N 页", "&CPage &P of &N"),
				      .header_rows = header + 1,
				      .is_across = is_across,
			      });
}

/* 社区*, 金额(元)*: readers leave star and brackets away. */
static void
add_label(const struct form_book *b, const struct cb_column *column, struct cb_str *out)
{
	cb_str_clear(out);
	cb_str_adds(out, say(b, column->zh, column->key));
	if (column->type == &cb_type_money && b->lang == CB_ZH)
		cb_str_adds(out, "（元）");
	if (column->flags & CB_REQUIRED)
		cb_str_addc(out, '*');
}

static void
add_title(const struct form_book *b, struct cb_str *out)
{
	cb_str_addt(out, b->form->period);
	cb_str_adds(out, say(b, b->form->reg->zh, b->form->reg->key));
	cb_str_adds(out, say(b, "填报表", " form"));
}

/* ---- what is checked ---- */

/* Excel takes messages of 255 characters. */
static void
cut(struct cb_str *text)
{
	size_t at = 0;

	for (size_t chars = 0; at < text->len && chars < MESSAGE_CHARS; chars++) {
		int n = cb_utf8_sequence(text->p + at, text->len - at);

		at += n > 0 ? (size_t)n : 1;
	}
	text->len = at;
	text->p[at] = '\0';
}

static void
add_message(const struct form_book *b, const struct cb_column *column, const struct entry *entry, struct cb_str *out)
{
	cb_str_clear(out);
	if (column->flags & CB_REQUIRED)
		cb_str_adds(out, say(b, "必填。", "Required. "));
	cb_str_adds(out, say(b, column->doc, column->en));
	if (entry->example != NULL) {
		cb_str_adds(out, say(b, "\n如：", "\nSuch as "));
		cb_str_adds(out, entry->example);
	}
	cut(out);
}

/* A short list without commas stands in the rule itself. */
static bool
is_inline(const struct cb_form_column *column)
{
	size_t bytes = 0;

	for (size_t i = 0; i < column->n_words; i++) {
		bytes += column->words[i].len + 1;
		if (bytes > INLINE_BYTES || cb_text_find(column->words[i], ",") >= 0 ||
		    cb_text_find(column->words[i], "\"") >= 0)
			return false;
	}
	return true;
}

/* What names the words of a column: themselves, or where they stand on the hidden sheet. */
static void
add_list(const struct form_book *b, size_t at, struct cb_str *formula)
{
	const struct cb_form_column *column = &b->form->columns[at];
	struct cb_xlsx_area list = { LIST_ROW, (uint32_t)at, LIST_ROW + (uint32_t)column->n_words - 1, (uint32_t)at };

	if (!is_inline(column)) {
		cb_str_adds(formula, CB_FORM_SHEET "!");
		cb_xlsx_add_fixed_range(formula, &list);
		return;
	}
	for (size_t i = 0; i < column->n_words; i++) {
		cb_str_adds(formula, i > 0 ? "," : "\"");
		cb_str_addt(formula, column->words[i]);
	}
	cb_str_addc(formula, '"');
}

/* What may be chosen, or the bounds of the type. */
static void
validate(struct form_book *b, size_t at)
{
	const struct cb_form_column *column = &b->form->columns[at];
	const struct entry *entry = entry_of(column->is->type);
	/* 无数据 is no number, and may stand where one is expected */
	bool is_strict = column->n_words > 0 ? !column->is_open : entry->strict && !(column->is->flags & CB_NODATA);
	struct cb_xlsx_area room = { FIRST_ROW, (uint32_t)at, FIRST_ROW + ROOM_ROWS - 1, (uint32_t)at };
	struct cb_xlsx_rule rule = { .type = entry->validation, entry->least, entry->most, .asks = !is_strict };
	struct cb_str message = { 0 }, list = { 0 };

	if (column->n_words > 0) {
		add_list(b, at, &list);
		rule.type = "list";
		rule.first = list.p;
		rule.second = NULL;
	}
	add_message(b, column->is, entry, &message);
	rule.prompt = cb_str_c(&message);
	rule.error = say(b, "填写不符合要求；请看填表说明。", "This cannot stand here; the next sheet says what can.");
	cb_xlsx_validate(b->book, &room, &rule);
	cb_str_release(&message);
	cb_str_release(&list);
}

/* ---- the sheets ---- */

static size_t
entry_width(const struct cb_form_column *column, struct cb_text label)
{
	const struct cb_type *type = column->is->type;
	size_t width = cb_utf8_width(label) + 2, least = NARROW_COLS;

	for (size_t i = 0; i < column->n_words; i++)
		if (cb_utf8_width(column->words[i]) + 4 > width)
			width = cb_utf8_width(column->words[i]) + 4;
	if (type == &cb_type_id || type == &cb_type_uscc || type == &cb_type_date_time)
		least = LONG_COLS;
	else if (type == &cb_type_date || type == &cb_type_day || type == &cb_type_birth || type == &cb_type_phone ||
	         type == &cb_type_text)
		least = DATE_COLS;
	width = width < least ? least : width;
	return width > WIDE_COLS ? WIDE_COLS : width;
}

static enum style
entry_style(const struct cb_form_column *column)
{
	return column->n_words > 0 ? STYLE_ENTRY : entry_of(column->is->type)->style;
}

static void
write_title(struct form_book *b)
{
	struct cb_str title = { 0 };

	add_title(b, &title);
	cb_xlsx_put_row(b->book, TITLE_ROW);
	cb_xlsx_set_height(b->book, 30);
	cb_xlsx_put_line(b->book, (uint32_t)b->form->n_columns - 1, b->styles[STYLE_TITLE], cb_str_text(&title));
	cb_str_release(&title);
}

static void
write_body(struct form_book *b)
{
	struct cb_str line = { 0 };

	if (b->form->body.len > 0)
		cb_str_addf(&line, "填报单位：%.*s  ", CB_TEXT_ARG(b->form->body));
	if (b->form->keeps_lines)
		cb_str_adds(&line, say(b, "已写好的栏请勿改动；怎么填见“填表说明”。", "Leave what is written as it is; the next sheet says how to fill in the rest."));
	else
		cb_str_adds(&line, say(b, "带 * 的栏必填；怎么填见“填表说明”。", "Columns with * must be filled in; the next sheet says how."));
	cb_xlsx_put_row(b->book, BODY_ROW);
	cb_xlsx_put_line(b->book, (uint32_t)b->form->n_columns - 1, b->styles[STYLE_NOTE], cb_str_text(&line));
	cb_str_release(&line);
}

/* Returns the width of all. */
static size_t
write_header(struct form_book *b)
{
	size_t total = 0;

	cb_xlsx_put_row(b->book, HEADER_ROW);
	for (uint32_t at = 0; at < b->form->n_columns; at++) {
		const struct cb_form_column *column = &b->form->columns[at];
		struct cb_xlsx_column look = { .style = b->styles[entry_style(column) - STYLE_ENTRY + STYLE_ROOM] };
		enum style style = column->is->flags & CB_REQUIRED ? STYLE_REQUIRED : STYLE_LABEL;
		struct cb_str label = { 0 };
		size_t width;

		add_label(b, column->is, &label);
		width = entry_width(column, cb_str_text(&label));
		if (column->width_cols > 0)
			width = column->width_cols;
		look.width_chars = (double)width;
		cb_xlsx_put_text(b->book, at, b->styles[style], cb_str_text(&label));
		cb_xlsx_columns(b->book, at, at, &look);
		total += width;
		cb_str_release(&label);
	}
	return total;
}

/* Of a row that is begun: its first cells, which stay as they are. */
static void
write_begun(struct form_book *b, uint32_t row)
{
	const struct cb_form *form = b->form;
	const struct cb_form_line *line = &form->lines[row - FIRST_ROW];

	for (uint32_t at = 0; at < form->n_begun; at++) {
		struct cb_text cell = line->cells[at];
		unsigned style = b->styles[at == 0 ? STYLE_LABEL : STYLE_PLAIN];
		double number;

		if (form->columns[at].is->type == &cb_type_num && cb_xlsx_number(cell, &number))
			cb_xlsx_put_number(b->book, at, style, number);
		else if (cell.len > 0)
			cb_xlsx_put_text(b->book, at, style, cell);
		else
			cb_xlsx_put_blank(b->book, at, style);
	}
}

/* Who has filled it in, and who stands for it: readers know such a line. */
static void
write_signature(struct form_book *b, uint32_t row)
{
	cb_xlsx_put_row(b->book, row);
	cb_xlsx_set_height(b->book, 30);
	cb_xlsx_put_line(b->book, (uint32_t)b->form->n_columns - 1, b->styles[STYLE_NOTE],
	                 cb_text_of(say(b, "填表人：　　　　　　负责人（签字）：　　　　　　　　年　　月　　日",
	                                "Filled in by:                Signed:                Date:")));
}

static void
write_entries(struct form_book *b)
{
	uint32_t rows = (uint32_t)b->form->n_lines;
	bool is_across;

	cb_xlsx_sheet(b->book, say(b, b->form->reg->zh, b->form->reg->key));
	write_title(b);
	write_body(b);
	is_across = write_header(b) > UPRIGHT_COLS;
	print_setup(b, HEADER_ROW, is_across);
	if (rows == 0)
		rows = is_across ? RULED_ACROSS : RULED_ROWS;
	for (uint32_t row = FIRST_ROW; row < FIRST_ROW + rows; row++) {
		cb_xlsx_put_row(b->book, row);
		if (b->form->n_lines > 0)
			write_begun(b, row);
		for (uint32_t at = (uint32_t)b->form->n_begun; at < b->form->n_columns; at++)
			cb_xlsx_put_blank(b->book, at, b->styles[entry_style(&b->form->columns[at])]);
	}
	if (b->form->n_lines > 0)
		write_signature(b, FIRST_ROW + rows + 1);
	for (size_t at = 0; at < b->form->n_columns; at++)
		validate(b, at);
	cb_xlsx_protect(b->book, CB_XLSX_ARRANGED);
}

/* ---- what explains ---- */

enum { EXPLAINED = 5 };
static const size_t explained_cols[EXPLAINED] = { 16, 6, 26, 44, 34 };

/* The words to choose from, as far as a cell can show them; else an example. */
static void
add_choice(const struct cb_form_column *column, struct cb_str *out)
{
	const char *example = entry_of(column->is->type)->example;

	for (size_t i = 0; i < column->n_words && out->len < INLINE_BYTES; i++) {
		cb_str_adds(out, i > 0 ? "、" : "");
		cb_str_addt(out, column->words[i]);
		if (out->len >= INLINE_BYTES && i + 1 < column->n_words)
			cb_str_adds(out, "……");
	}
	if (column->n_words == 0 && example != NULL)
		cb_str_adds(out, example);
}

static void
explain_column(struct form_book *b, size_t at)
{
	const struct cb_form_column *column = &b->form->columns[at];
	struct cb_str choice = { 0 };
	const char *cells[EXPLAINED] = { say(b, column->is->zh, column->is->key),
		                         column->is->flags & CB_REQUIRED ? say(b, "必填", "yes") : "",
		                         say(b, column->is->type->zh, column->is->type->en),
		                         say(b, column->is->doc, column->is->en) };
	size_t lines = 1;

	add_choice(column, &choice);
	cells[EXPLAINED - 1] = cb_str_c(&choice);
	cb_xlsx_put_row(b->book, (uint32_t)at + 2);
	for (uint32_t i = 0; i < EXPLAINED; i++) {
		struct cb_text text = cb_text_of(cells[i]);
		size_t needs = cb_xlsx_lines(text, explained_cols[i]);
		unsigned style = b->styles[i == 0 ? STYLE_LABEL : STYLE_PLAIN];

		lines = needs > lines ? needs : lines;
		if (text.len > 0)
			cb_xlsx_put_text(b->book, i, style, text);
		else
			cb_xlsx_put_blank(b->book, i, style);
	}
	if (lines > 1)
		cb_xlsx_set_height(b->book, cb_xlsx_height(lines));
	cb_str_release(&choice);
}

static void
write_instructions(struct form_book *b)
{
	const char *labels[EXPLAINED] = { say(b, "栏目", "Column"), say(b, "必填", "Required"), say(b, "类型", "Type"),
		                          say(b, "说明", "Description"), say(b, "示例或可选", "Example or choice") };
	struct cb_text title = cb_text_of(say(b, b->form->reg->doc, b->form->reg->en));

	cb_xlsx_sheet(b->book, say(b, "填表说明", "Instructions"));
	cb_xlsx_put_row(b->book, 0);
	cb_xlsx_put_line(b->book, EXPLAINED - 1, b->styles[STYLE_NOTE], title);
	cb_xlsx_put_row(b->book, 1);
	for (uint32_t i = 0; i < EXPLAINED; i++) {
		cb_xlsx_columns(b->book, i, i, &(struct cb_xlsx_column){ .width_chars = (double)explained_cols[i] });
		cb_xlsx_put_text(b->book, i, b->styles[STYLE_LABEL], cb_text_of(labels[i]));
	}
	for (size_t i = 0; i < b->form->n_columns; i++)
		explain_column(b, i);
	print_setup(b, 1, true);
	cb_xlsx_protect(b->book, CB_XLSX_READ_ONLY);
}

/* ---- the hidden sheet ---- */

/* The words of each column that are too many for the rule, beneath one another; returns the row behind them. */
static uint32_t
write_lists(struct form_book *b)
{
	const struct cb_form *form = b->form;
	size_t rows = 0;

	for (size_t at = 0; at < form->n_columns; at++)
		if (!is_inline(&form->columns[at]) && form->columns[at].n_words > rows)
			rows = form->columns[at].n_words;
	for (size_t row = 0; row < rows; row++) {
		cb_xlsx_put_row(b->book, LIST_ROW + (uint32_t)row);
		for (size_t at = 0; at < form->n_columns; at++)
			if (!is_inline(&form->columns[at]) && row < form->columns[at].n_words)
				cb_xlsx_put_text(b->book, (uint32_t)at, 0, form->columns[at].words[row]);
	}
	return LIST_ROW + (uint32_t)rows;
}

static void
write_kept(struct form_book *b, uint32_t row)
{
	for (size_t i = 0; b->form->keeps_lines && i < b->form->n_lines; i++) {
		cb_xlsx_put_row(b->book, row + (uint32_t)i);
		cb_xlsx_put_text(b->book, 0, 0, CB_LIT(CB_FORM_LINE));
		for (uint32_t at = 0; at < b->form->n_begun; at++)
			if (b->form->lines[i].cells[at].len > 0)
				cb_xlsx_put_text(b->book, at + 1, 0, b->form->lines[i].cells[at]);
	}
}

/* The mark is what the importer looks for. */
static void
write_hidden(struct form_book *b)
{
	char version[CB_FORM_VERSION_MAX];
	const char *mark[] = { CB_FORM_MARK, b->form->reg->key, version };

	cb_form_version(b->form->reg, version);
	cb_xlsx_sheet(b->book, CB_FORM_SHEET);
	cb_xlsx_put_row(b->book, 0);
	for (uint32_t i = 0; i < 3; i++)
		cb_xlsx_put_text(b->book, i, 0, cb_text_of(mark[i]));
	if (b->form->keeps_lines)
		cb_xlsx_put_text(b->book, 3, 0, b->form->body);
	write_kept(b, write_lists(b));
	cb_xlsx_hide(b->book);
}

void
cb_form_write(const struct cb_form *form, enum cb_lang lang, struct cb_out *out)
{
	struct form_book b = { .form = form, .lang = lang };
	struct cb_str title = { 0 };

	add_title(&b, &title);
	b.book = cb_xlsx_new(cb_str_c(&title), out);
	cb_str_release(&title);
	for (int i = 0; i < STYLES; i++)
		make_style(&b, i);
	write_entries(&b);
	write_instructions(&b);
	write_hidden(&b);
	cb_xlsx_finish(b.book);
}
