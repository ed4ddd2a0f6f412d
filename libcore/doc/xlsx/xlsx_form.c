/* Forms: a sheet to be filled in, one that explains it, and a hidden one. */
#include "xlsx_file.h"

#include <cb/base/utf8.h>
#include <cb/doc/form_book.h>

#include <stdlib.h>
#include <string.h>

enum { TITLE_ROW,
       BODY_ROW,
       HEADER_ROW,
       FIRST_ROW };
enum { ROOM_ROWS = 1000,   /* that are checked */
       RULED_ROWS = 30,    /* that show their lines, and are printed empty */
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
	struct cb_out *out;
	struct cb_xlsx file;
	lxw_format *styles[STYLES];
	lxw_worksheet *sheet, *hidden;
};

/* What is known of a type beyond the schema: how its cells look, what is checked, an example. */
struct entry {
	const struct cb_type *type;
	enum style style;
	uint8_t validation; /* LXW_VALIDATION_TYPE_… or 0 */
	bool strict;        /* what is wrong is refused, not only asked about */
	double least, most;
	const char *example;
};

static const double number_max = 9e12;
static const struct entry entries[] = {
	{ &cb_type_date, STYLE_ENTRY_DATE, LXW_VALIDATION_TYPE_DATE, .example = "2026-07-10" },
	{ &cb_type_day, STYLE_ENTRY_DATE, LXW_VALIDATION_TYPE_DATE, .example = "2026-07-10" },
	{ &cb_type_date_time, STYLE_ENTRY_TIME, LXW_VALIDATION_TYPE_DATE, .example = "2026-07-10 09:30" },
	{ &cb_type_birth, STYLE_ENTRY, .example = "1990-07-10、1990-07" },
	{ &cb_type_int, STYLE_ENTRY_NUMBER, LXW_VALIDATION_TYPE_INTEGER, true, -2e9, 2e9, "3" },
	{ &cb_type_num, STYLE_ENTRY_NUMBER, LXW_VALIDATION_TYPE_DECIMAL, true, .example = "18.5" },
	{ &cb_type_money, STYLE_ENTRY_MONEY, LXW_VALIDATION_TYPE_DECIMAL, true, .example = "1500.00" },
	{ &cb_type_qty, STYLE_ENTRY, .example = "1600、1600余、约2500" },
	{ &cb_type_hours, STYLE_ENTRY, .example = "2:20、2.5小时" },
	{ &cb_type_time, STYLE_ENTRY, .example = "09:30" },
	{ &cb_type_period, STYLE_ENTRY, .example = "2026-07、2026Q3" },
	{ &cb_type_id, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 15, 18, "110101199003070011" },
	{ &cb_type_uscc, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 18, 18, NULL },
	{ &cb_type_region, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 12, 12, NULL },
	{ &cb_type_phone, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 7, 20, "13800138000" },
	{ &cb_type_name, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 1, 60, "李建国" },
	{ &cb_type_ref, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 1, 60, NULL },
	{ &cb_type_code, STYLE_ENTRY, LXW_VALIDATION_TYPE_LENGTH, false, 1, 60, NULL },
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
	lxw_format *format = workbook_add_format(b->file.book);
	int like = style < STYLE_ROOM ? style : style - STYLE_ROOM + STYLE_ENTRY;

	if (b->lang == CB_ZH)
		format_set_font_name(format, "宋体");
	cb_xlsx_set_format(format, formats[like] != NULL ? formats[like] : "@");
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	if (style == STYLE_TITLE)
		format_set_font_size(format, 16);
	if (style == STYLE_TITLE || style == STYLE_LABEL || style == STYLE_REQUIRED) {
		format_set_bold(format);
		format_set_align(format, LXW_ALIGN_CENTER);
	}
	if (style == STYLE_LABEL || style == STYLE_REQUIRED)
		format_set_bg_color(format, style == STYLE_LABEL ? 0xE8E8E8 : 0xF0E4E1);
	if (style != STYLE_TITLE && style != STYLE_NOTE)
		format_set_text_wrap(format);
	if (style != STYLE_TITLE && style != STYLE_NOTE && style < STYLE_ROOM) {
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, 0x767676);
	}
	if (style >= STYLE_ENTRY)
		format_set_unlocked(format);
	b->styles[style] = format;
}

static void
print_setup(const struct form_book *b, lxw_worksheet *sheet, lxw_row_t header)
{
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_margins(sheet, 0.6, 0.6, 0.7, 0.7);
	worksheet_set_footer(sheet, say(b, "&C第 &P 页,共 &N 页", "&CPage &P of &N"));
	worksheet_repeat_rows(sheet, 0, header);
	worksheet_freeze_panes(sheet, header + 1, 0);
}

/* 社区*, 金额(元)*: readers leave star and brackets away. */
static void
add_label(const struct form_book *b, const struct cb_column *column, struct cb_str *out)
{
	cb_str_clear(out);
	cb_str_adds(out, say(b, column->zh, column->key));
	if (column->type == &cb_type_money && b->lang == CB_ZH)
		cb_str_adds(out, "(元)");
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

/* A line over the width of a table. */
struct line {
	lxw_row_t row;
	size_t n_columns;
	enum style style;
};

static void
write_line(struct form_book *b, lxw_worksheet *sheet, struct line line, struct cb_text text)
{
	const char *string = cb_xlsx_text(&b->file, text, b->out);

	if (line.n_columns > 1)
		worksheet_merge_range(sheet, line.row, 0, line.row, (lxw_col_t)(line.n_columns - 1), string,
		                      b->styles[line.style]);
	else
		worksheet_write_string(sheet, line.row, 0, string, b->styles[line.style]);
}

/* ---- what is checked ---- */

/* libxlsxwriter takes messages of 255 characters. */
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
		cb_str_adds(out, say(b, "\n如:", "\nSuch as "));
		cb_str_adds(out, entry->example);
	}
	cut(out);
}

/* The words of a column on the hidden sheet, as the formula that names them. */
static void
write_list(struct form_book *b, const struct cb_form_column *column, lxw_col_t at, struct cb_str *formula)
{
	char range[LXW_MAX_CELL_RANGE_LENGTH];

	for (size_t i = 0; i < column->n_words; i++)
		worksheet_write_string(b->hidden, LIST_ROW + (lxw_row_t)i, at,
		                       cb_xlsx_text(&b->file, column->words[i], b->out), NULL);
	lxw_rowcol_to_range_abs(range, LIST_ROW, at, LIST_ROW + (lxw_row_t)column->n_words - 1, at);
	cb_str_addf(formula, "=%s!%s", CB_FORM_SHEET, range);
}

/* A short list without commas stands in the rule; NULL when it is none. Ended by NULL, in one block with its words. */
static char **
inline_list(const struct cb_form_column *column)
{
	size_t bytes = 0;
	char **list, *words;

	for (size_t i = 0; i < column->n_words; i++) {
		bytes += column->words[i].len + 1;
		if (bytes > INLINE_BYTES || cb_text_find(column->words[i], ",") >= 0)
			return NULL;
	}
	list = cb_alloc(1, (column->n_words + 1) * sizeof(*list) + bytes + 1);
	words = (char *)(list + column->n_words + 1);
	for (size_t i = 0; i < column->n_words; i++) {
		list[i] = words;
		memcpy(words, column->words[i].p, column->words[i].len);
		words += column->words[i].len + 1;
	}
	return list;
}

static void
set_bounds(lxw_data_validation *rule, const struct entry *entry)
{
	rule->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
	rule->minimum_number = entry->most > 0 ? entry->least : -number_max;
	rule->maximum_number = entry->most > 0 ? entry->most : number_max;
	rule->minimum_datetime = (lxw_datetime){ .year = 1900, .month = 3, .day = 1 };
	rule->maximum_datetime = (lxw_datetime){ .year = 9999, .month = 12, .day = 31 };
}

/* What may be chosen, or the bounds of the type. list, formula: what the rule points to. */
static void
set_rule(struct form_book *b, size_t at, lxw_data_validation *rule, char **list, struct cb_str *formula)
{
	const struct cb_form_column *column = &b->form->columns[at];
	const struct entry *entry = entry_of(column->is->type);
	/* 无数据 is no number, and may stand where one is expected */
	bool is_strict = column->n_words > 0 ? !column->is_open : entry->strict && !(column->is->flags & CB_NODATA);

	if (list != NULL) {
		rule->validate = LXW_VALIDATION_TYPE_LIST;
		rule->value_list = list;
	} else if (column->n_words > 0) {
		write_list(b, column, (lxw_col_t)at, formula);
		rule->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
		rule->value_formula = formula->p;
	} else if (entry->validation) {
		rule->validate = entry->validation;
		set_bounds(rule, entry);
	}
	rule->error_type = is_strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
}

static void
validate(struct form_book *b, size_t at)
{
	const struct cb_form_column *column = &b->form->columns[at];
	lxw_data_validation rule = { .validate = LXW_VALIDATION_TYPE_ANY };
	char **list = column->n_words > 0 ? inline_list(column) : NULL;
	struct cb_str message = { 0 }, formula = { 0 }, wrong = { 0 };

	add_message(b, column->is, entry_of(column->is->type), &message);
	cb_str_adds(&wrong, say(b, "这里不能这样填;请看填表说明。", "This cannot stand here; the next sheet says what can."));
	set_rule(b, at, &rule, list, &formula);
	rule.input_message = message.p;
	rule.error_message = wrong.p;
	worksheet_data_validation_range(b->sheet, FIRST_ROW, (lxw_col_t)at, FIRST_ROW + ROOM_ROWS - 1, (lxw_col_t)at,
	                                &rule);
	free(list);
	cb_str_release(&message);
	cb_str_release(&formula);
	cb_str_release(&wrong);
}

/* ---- the sheets ---- */

/* What the importer looks for. */
static void
write_mark(struct form_book *b)
{
	char version[CB_FORM_VERSION_MAX];

	cb_form_version(b->form->reg, version);
	worksheet_write_string(b->hidden, 0, 0, CB_FORM_MARK, NULL);
	worksheet_write_string(b->hidden, 0, 1, b->form->reg->key, NULL);
	worksheet_write_string(b->hidden, 0, 2, version, NULL);
	worksheet_hide(b->hidden);
}

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

static size_t
write_column(struct form_book *b, size_t at)
{
	const struct cb_form_column *column = &b->form->columns[at];
	enum style style = column->n_words > 0 ? STYLE_ENTRY : entry_of(column->is->type)->style;
	struct cb_str label = { 0 };
	size_t width;

	add_label(b, column->is, &label);
	width = entry_width(column, cb_str_text(&label));
	worksheet_write_string(b->sheet, HEADER_ROW, (lxw_col_t)at, label.p,
	                       b->styles[column->is->flags & CB_REQUIRED ? STYLE_REQUIRED : STYLE_LABEL]);
	worksheet_set_column(b->sheet, (lxw_col_t)at, (lxw_col_t)at, (double)width,
	                     b->styles[style - STYLE_ENTRY + STYLE_ROOM]);
	for (lxw_row_t row = FIRST_ROW; row < FIRST_ROW + RULED_ROWS; row++)
		worksheet_write_blank(b->sheet, row, (lxw_col_t)at, b->styles[style]);
	validate(b, at);
	cb_str_release(&label);
	return width;
}

static void
write_body(struct form_book *b)
{
	struct cb_str line = { 0 };

	if (b->form->body.len > 0)
		cb_str_addf(&line, "填报单位:%.*s  ", CB_TEXT_ARG(b->form->body));
	cb_str_adds(&line, say(b, "带 * 的栏必填;怎么填见“填表说明”。", "Columns with * must be filled in; the next sheet says how."));
	write_line(b, b->sheet, (struct line){ BODY_ROW, b->form->n_columns, STYLE_NOTE }, cb_str_text(&line));
	cb_str_release(&line);
}

static void
write_entries(struct form_book *b)
{
	lxw_protection allowed = { .format_cells = LXW_TRUE,
		                   .format_columns = LXW_TRUE,
		                   .format_rows = LXW_TRUE,
		                   .sort = LXW_TRUE,
		                   .autofilter = LXW_TRUE };
	struct cb_str title = { 0 };
	size_t total = 0;

	add_title(b, &title);
	write_line(b, b->sheet, (struct line){ TITLE_ROW, b->form->n_columns, STYLE_TITLE }, cb_str_text(&title));
	worksheet_set_row(b->sheet, TITLE_ROW, 30, NULL);
	write_body(b);
	print_setup(b, b->sheet, HEADER_ROW);
	for (size_t i = 0; i < b->form->n_columns; i++)
		total += write_column(b, i);
	if (total > UPRIGHT_COLS)
		worksheet_set_landscape(b->sheet);
	worksheet_protect(b->sheet, NULL, &allowed);
	cb_str_release(&title);
}

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
explain_column(struct form_book *b, lxw_worksheet *sheet, size_t at)
{
	const struct cb_form_column *column = &b->form->columns[at];
	lxw_row_t row = (lxw_row_t)at + 2;
	struct cb_str choice = { 0 };
	const char *cells[EXPLAINED] = { say(b, column->is->zh, column->is->key),
		                         column->is->flags & CB_REQUIRED ? say(b, "必填", "yes") : "",
		                         say(b, column->is->type->zh, column->is->type->en),
		                         say(b, column->is->doc, column->is->en) };
	size_t lines = 1;

	add_choice(column, &choice);
	cells[EXPLAINED - 1] = cb_str_c(&choice);
	for (size_t i = 0; i < EXPLAINED; i++) {
		size_t needs = cb_xlsx_lines(cb_text_of(cells[i]), explained_cols[i]);

		lines = needs > lines ? needs : lines;
		worksheet_write_string(sheet, row, (lxw_col_t)i, cb_xlsx_text(&b->file, cb_text_of(cells[i]), b->out),
		                       b->styles[i == 0 ? STYLE_LABEL : STYLE_PLAIN]);
	}
	worksheet_set_row(sheet, row, cb_xlsx_height(lines), NULL);
	cb_str_release(&choice);
}

static void
write_instructions(struct form_book *b, lxw_worksheet *sheet)
{
	const char *labels[EXPLAINED] = { say(b, "栏目", "Column"), say(b, "必填", "Required"), say(b, "类型", "Type"),
		                          say(b, "说明", "Description"), say(b, "示例或可选", "Example or choice") };
	struct cb_text title = cb_text_of(say(b, b->form->reg->doc, b->form->reg->en));

	write_line(b, sheet, (struct line){ 0, EXPLAINED, STYLE_NOTE }, title);
	print_setup(b, sheet, 1);
	worksheet_set_landscape(sheet);
	for (size_t i = 0; i < EXPLAINED; i++) {
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, (double)explained_cols[i], NULL);
		worksheet_write_string(sheet, 1, (lxw_col_t)i, labels[i], b->styles[STYLE_LABEL]);
	}
	for (size_t i = 0; i < b->form->n_columns; i++)
		explain_column(b, sheet, i);
	worksheet_protect(sheet, NULL, NULL);
}

void
cb_form_write(const struct cb_form *form, enum cb_lang lang, struct cb_out *out)
{
	struct form_book b = { .form = form, .lang = lang, .out = out };
	struct cb_str title = { 0 };
	char name[CB_XLSX_NAME];
	lxw_worksheet *instructions;

	add_title(&b, &title);
	cb_xlsx_open(&b.file, CB_XLSX_WHOLE, cb_str_c(&title), out);
	cb_str_release(&title);
	cb_xlsx_sheet_name(cb_text_of(say(&b, form->reg->zh, form->reg->key)), 1, name);
	b.sheet = cb_xlsx_sheet(&b.file, name, out);
	instructions = cb_xlsx_sheet(&b.file, say(&b, "填表说明", "Instructions"), out);
	b.hidden = cb_xlsx_sheet(&b.file, CB_FORM_SHEET, out);
	if (b.hidden != NULL) {
		for (int i = 0; i < STYLES; i++)
			make_style(&b, i);
		write_mark(&b);
		write_entries(&b);
		write_instructions(&b, instructions);
	}
	cb_xlsx_finish(&b.file, out);
}
