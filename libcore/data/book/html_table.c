#include "html_table.h"

#include "cell_text.h"
#include "html_token.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMN_SPAN_MAX = 1000, /* as browsers have it */
       ROW_SPAN_MAX = 65534,
       STEPS_MAX = 100000000 /* over places that cells above have taken */ };

/* A table that has begun and not ended. */
struct table {
	struct held *held;
	struct html_styles *styles;
	size_t number;
	uint32_t line, column; /* the row at hand, and the column behind its last cell */
	uint32_t col_column;   /* of the next col */
	uint32_t *taken;       /* [column] the last line that a cell above reaches down to */
	size_t n_taken, cap_taken;
	uint64_t n_steps;
	bool in_row, in_cell, in_caption;
	struct html_token cell;              /* its tag */
	struct cb_str text, caption, struck; /* struck: what is within s, del or strike */
	unsigned strikes;                    /* tags of these that are open */
	struct html_token unseen;            /* what holds text that is not shown */
	unsigned n_unseen;                   /* open tags of its name */
	size_t choice_at;                    /* where the text of a select begins */
	bool has_choice;
};

struct page {
	const struct html_page *to;
	struct table *tables; /* the innermost is the last */
	size_t depth, cap;
	size_t too_deep, n_tables;
	struct html_styles styles;
	bool has_ended; /* </body> or </html> has been met */
};

/* --- attributes --------------------------------------------------------------------------- */

static uint32_t
number_of(const struct html_token *token, const char *name, uint32_t most)
{
	struct cb_text value;
	uint32_t n = 0;

	if (!cb_html_attribute(token, name, &value))
		return 1;
	for (uint32_t i = 0; i < value.len && cb_is_digit(value.p[i]) && n < most; i++)
		n = n * 10 + (uint32_t)(value.p[i] - '0');
	return n == 0 ? 1 : n > most ? most
	                             : n;
}

/* Does the style of the tag itself give the property that value? */
static bool
has_style(const struct html_token *token, const char *property, const char *value)
{
	uint32_t n = (uint32_t)strlen(property), len = (uint32_t)strlen(value);
	struct cb_text style;

	if (!cb_html_attribute(token, "style", &style))
		return false;
	for (uint32_t i = 0; i + n <= style.len; i++)
		if (cb_bytes_equal_nocase(style.p + i, property, n)) {
			struct cb_text rest = { style.p + i + n, style.len - i - n };

			while (rest.len > 0 && (*rest.p == ':' || *rest.p == ' '))
				rest = cb_text_from(rest, 1);
			return rest.len >= len && cb_bytes_equal_nocase(rest.p, value, len);
		}
	return false;
}

static bool
is_hidden(const struct html_token *token)
{
	return has_style(token, "display", "none");
}

/* Is the text within shown nowhere? Of ruby, the reading; display: none is where tables keep the keys they sort by. */
static bool
is_unseen(const struct html_token *tag)
{
	static const char *const empty[] = { "br", "hr", "img", "input", "wbr" };
	struct cb_text value;

	for (size_t i = 0; i < CB_COUNT(empty); i++)
		if (cb_html_is(tag, empty[i]))
			return false;
	return cb_html_is(tag, "rt") || cb_html_is(tag, "rp") || cb_html_is(tag, "template") || is_hidden(tag) ||
	       has_style(tag, "visibility", "hidden") || cb_html_attribute(tag, "hidden", &value);
}

static bool
is_strike(const struct html_token *tag)
{
	return cb_html_is(tag, "s") || cb_html_is(tag, "del") || cb_html_is(tag, "strike");
}

/* --- cells -------------------------------------------------------------------------------- */

/* Figures, without the commas between their groups. */
static bool
read_figures(struct cb_text shown, char buf[BOOK_NUMBER_MAX], struct cb_str *out)
{
	struct cb_text number;
	struct cb_str plain = { 0 };
	bool ok;

	for (uint32_t i = 0; i < shown.len; i++)
		if (shown.p[i] != ',')
			cb_str_addc(&plain, shown.p[i]);
	ok = cb_book_number_text(cb_str_text(&plain), buf, &number);
	if (ok)
		cb_str_addt(out, number);
	cb_str_release(&plain);
	return ok;
}

/* What Excel says of the cell; false = it is the text that is shown. */
static bool
take_said(struct table *table, struct cb_text format, struct cb_text shown, enum cb_cell_kind *kind, struct cb_str *out)
{
	const struct html_token *tag = &table->cell;
	bool has_format = format.len > 0 && !cb_text_is(format, "@");
	struct held_look look = { 0 };
	char buf[BOOK_NUMBER_MAX];
	struct cb_text said;

	if (cb_html_attribute(tag, "x:num", &said)) {
		if (has_format)
			look = cb_held_look(table->held, format);
		else if (cb_text_ends(shown, "%"))
			look.format = BOOK_PERCENT;
		return cb_held_number(table->held, said.len > 0 ? said : shown, look, out, kind);
	}
	if (cb_html_attribute(tag, "x:bool", &said)) {
		*kind = CB_CELL_BOOL;
		cb_str_adds(out, said.len > 0 && (*said.p == 'T' || *said.p == 't' || *said.p == '1') ? "TRUE" : "FALSE");
	} else if (cb_html_attribute(tag, "x:err", &said)) {
		*kind = CB_CELL_ERROR;
		cb_str_addt(out, said.len > 0 ? said : shown);
	} else if (cb_html_attribute(tag, "x:str", &said)) {
		if (said.len == 0)
			return false;
		cb_html_decode(said, HTML_ALL_BLANKS, out);
	} else if (has_format) {
		*kind = cb_held_kind(CB_CELL_NUMBER, cb_held_look(table->held, format));
		return *kind != CB_CELL_NUMBER && read_figures(shown, buf, out);
	} else {
		return false;
	}
	return true;
}

/* The cell takes its columns down to the last line it spans. */
static void
take_places(struct table *table, uint32_t column, uint32_t n_columns, uint32_t n_rows)
{
	uint32_t last = column + n_columns - 1;

	if (last > HELD_COLUMNS)
		last = HELD_COLUMNS;
	if (last >= table->n_taken) {
		table->taken = cb_grow(table->taken, &table->cap_taken, last + 1, sizeof(*table->taken));
		table->n_taken = last + 1;
	}
	for (uint32_t i = column; i <= last; i++)
		table->taken[i] = table->line + n_rows - 1;
	table->column = last + 1;
}

/* What is struck out of the cell at hand: the whole of it stays its text. */
static unsigned
take_strikes(struct table *table, bool is_struck, struct cb_text *shown)
{
	struct cb_text struck = cb_text_trim(cb_str_text(&table->struck));

	if (is_struck)
		return BOOK_STRUCK;
	if (struck.len == 0)
		return 0;
	if (shown->len > 0)
		return BOOK_PARTLY_STRUCK;
	*shown = struck;
	return BOOK_STRUCK;
}

static void
end_cell(struct table *table)
{
	struct html_style style;
	uint32_t n_columns = number_of(&table->cell, "colspan", COLUMN_SPAN_MAX);
	uint32_t n_rows = number_of(&table->cell, "rowspan", ROW_SPAN_MAX);
	uint32_t column = table->column;
	struct cb_text shown = cb_text_trim(cb_str_text(&table->text));
	struct cb_str said = { 0 };
	enum cb_cell_kind kind = CB_CELL_TEXT;
	unsigned flags;

	if (!table->in_cell)
		return;
	table->in_cell = false;
	table->strikes = 0;
	if (table->held->passed != CB_FINE) {
		cb_str_clear(&table->text);
		return;
	}
	while (column < table->n_taken && table->taken[column] >= table->line)
		column++;
	table->n_steps += column - table->column;
	if (table->n_steps > STEPS_MAX)
		table->held->passed = CB_TOO_MANY_CELLS;
	style = cb_html_style_of(table->styles, &table->cell);
	flags = take_strikes(table, style.is_struck, &shown);
	if (take_said(table, style.format, shown, &kind, &said))
		cb_held_cell(table->held, column, 1, kind | flags, cb_str_text(&said));
	else
		cb_held_cell(table->held, column, 1, CB_CELL_TEXT | flags, shown);
	if (column <= HELD_COLUMNS) {
		cb_held_merge(table->held, (struct cb_area){ table->line, column, n_rows, n_columns });
		take_places(table, column, n_columns, n_rows);
	}
	cb_str_release(&said);
	cb_str_clear(&table->text);
	cb_str_clear(&table->struck);
}

static void
end_row(struct table *table)
{
	end_cell(table);
	table->in_row = false;
}

static void
begin_row(struct table *table, const struct html_token *tag)
{
	end_row(table);
	table->line++;
	table->column = 1;
	table->in_row = true;
	cb_held_row(table->held, table->line, 1, tag != NULL && is_hidden(tag));
}

static void
begin_cell(struct table *table, const struct html_token *tag)
{
	end_cell(table);
	if (!table->in_row)
		begin_row(table, NULL);
	table->in_cell = true;
	table->n_unseen = 0;
	table->in_caption = false;
	table->cell = *tag;
}

static void
begin_col(struct table *table, const struct html_token *tag)
{
	uint32_t first = table->col_column, n = number_of(tag, "span", COLUMN_SPAN_MAX);

	table->col_column += n;
	if (first <= HELD_COLUMNS && is_hidden(tag))
		cb_held_columns(table->held, (struct cb_column_span){ first, first + n - 1, 0, true });
}

/* --- tables ------------------------------------------------------------------------------- */

static void
begin_table(struct page *page)
{
	if (page->depth == HTML_DEPTH_MAX) {
		page->too_deep++;
		return;
	}
	*cb_push(page->tables, page->depth, page->cap) = (struct table){
		.held = cb_held_new(), .styles = &page->styles, .number = page->n_tables++, .col_column = 1
	};
}

static void
end_table(struct page *page)
{
	struct table *table;

	if (page->too_deep > 0) {
		page->too_deep--;
		return;
	}
	if (page->depth == 0)
		return;
	table = &page->tables[--page->depth];
	end_row(table);
	page->to->take(page->to->own, table->number, table->held, cb_text_trim(cb_str_text(&table->caption)));
	free(table->taken);
	cb_str_release(&table->text);
	cb_str_release(&table->struck);
	cb_str_release(&table->caption);
}

static void
begin_line(struct table *table)
{
	struct cb_str *text = &table->text;

	while (text->len > 0 && text->p[text->len - 1] == ' ')
		text->len--;
	cb_str_addc(text, '\n');
}

/* p and the like begin a line where something stands before them. */
static void
begin_block(struct table *table)
{
	if (table->text.len > 0 && table->text.p[table->text.len - 1] != '\n')
		begin_line(table);
}

static void
hide(struct table *table, const struct html_token *tag)
{
	table->unseen = *tag;
	table->n_unseen = 1;
}

/* Is it a tag of the element whose text is not shown? */
static bool
is_of_unseen(const struct table *table, const struct html_token *tag)
{
	return tag->text.len == table->unseen.text.len &&
	       cb_bytes_equal_nocase(tag->text.p, table->unseen.text.p, tag->text.len);
}

static void
begin_select(struct table *table)
{
	table->choice_at = table->text.len;
	table->has_choice = false;
}

/* One of a select: the selected is shown, without one the first. */
static void
begin_option(struct table *table, const struct html_token *tag)
{
	struct cb_text value;

	table->n_unseen = 0;
	if (cb_html_attribute(tag, "selected", &value))
		table->text.len = table->text.len < table->choice_at ? table->text.len : table->choice_at;
	else if (table->has_choice)
		hide(table, tag);
	table->has_choice = true;
}

/* A field of a form shows what stands in it. */
static void
take_field(struct table *table, const struct html_token *tag)
{
	static const char *const texts[] = { "", "text", "number", "date" };
	struct cb_text type, value;

	if (!cb_html_attribute(tag, "type", &type))
		type.len = 0;
	if ((type.len == 8 && cb_bytes_equal_nocase(type.p, "checkbox", 8)) ||
	    (type.len == 5 && cb_bytes_equal_nocase(type.p, "radio", 5)))
		cb_str_adds(&table->text, cb_html_attribute(tag, "checked", &value) ? "☑" : "☐");
	for (size_t i = 0; i < CB_COUNT(texts); i++)
		if (type.len == strlen(texts[i]) && cb_bytes_equal_nocase(type.p, texts[i], type.len) &&
		    cb_html_attribute(tag, "value", &value))
			cb_html_decode(value, HTML_ONE_BLANK, &table->text);
}

static bool
is_block(const struct html_token *tag)
{
	return cb_html_is(tag, "p") || cb_html_is(tag, "div") || cb_html_is(tag, "li");
}

static void
open_in_cell(struct table *table, const struct html_token *tag)
{
	if (cb_html_is(tag, "option"))
		begin_option(table, tag);
	else if (table->n_unseen > 0)
		table->n_unseen += is_of_unseen(table, tag);
	else if (is_unseen(tag))
		hide(table, tag);
	else if (is_strike(tag))
		table->strikes++;
	else if (cb_html_is(tag, "br"))
		begin_line(table);
	else if (is_block(tag))
		begin_block(table);
	else if (cb_html_is(tag, "input"))
		take_field(table, tag);
	else if (cb_html_is(tag, "select"))
		begin_select(table);
}

static void
close_in_cell(struct table *table, const struct html_token *tag)
{
	if (table->n_unseen > 0 && cb_html_is(tag, "select"))
		table->n_unseen = 0;
	else if (table->n_unseen > 0)
		table->n_unseen -= is_of_unseen(table, tag);
	else if (is_strike(tag))
		table->strikes -= table->strikes > 0;
	else if (is_block(tag))
		begin_block(table);
}

static void
open_tag(struct page *page, const struct html_token *tag)
{
	struct table *table = page->depth > 0 && page->too_deep == 0 ? &page->tables[page->depth - 1] : NULL;

	if (cb_html_is(tag, "table"))
		begin_table(page);
	else if (table == NULL)
		return;
	else if (cb_html_is(tag, "tr"))
		begin_row(table, tag);
	else if (cb_html_is(tag, "td") || cb_html_is(tag, "th"))
		begin_cell(table, tag);
	else if (cb_html_is(tag, "col"))
		begin_col(table, tag);
	else if (cb_html_is(tag, "caption"))
		table->in_caption = true;
	else if (table->in_cell)
		open_in_cell(table, tag);
}

static void
close_tag(struct page *page, const struct html_token *tag)
{
	struct table *table = page->depth > 0 && page->too_deep == 0 ? &page->tables[page->depth - 1] : NULL;

	page->has_ended |= cb_html_is(tag, "body") || cb_html_is(tag, "html");
	if (cb_html_is(tag, "table"))
		end_table(page);
	else if (table == NULL)
		return;
	else if (cb_html_is(tag, "tr"))
		end_row(table);
	else if (cb_html_is(tag, "td") || cb_html_is(tag, "th"))
		end_cell(table);
	else if (cb_html_is(tag, "caption"))
		table->in_caption = false;
	else if (table->in_cell)
		close_in_cell(table, tag);
}

static void
add_text(struct page *page, struct cb_text text)
{
	struct table *table = page->depth > 0 && page->too_deep == 0 ? &page->tables[page->depth - 1] : NULL;

	if (table == NULL)
		return;
	if (table->in_cell && table->n_unseen > 0)
		return;
	if (table->in_cell)
		cb_html_decode(text, HTML_ONE_BLANK, table->strikes > 0 ? &table->struck : &table->text);
	else if (table->in_caption)
		cb_html_decode(text, HTML_ONE_BLANK, &table->caption);
}

bool
cb_html_read(struct cb_text text, const struct html_page *to)
{
	struct html html = { text.p, text.p + text.len };
	struct page page = { .to = to };
	struct html_token token;
	bool is_whole;

	cb_html_styles_read(&page.styles, text);
	for (cb_html_next(&html, &token); token.what != HTML_END; cb_html_next(&html, &token))
		if (token.what == HTML_OPEN)
			open_tag(&page, &token);
		else if (token.what == HTML_CLOSE)
			close_tag(&page, &token);
		else
			add_text(&page, token.text);
	is_whole = page.depth == 0 || page.has_ended;
	page.too_deep = 0;
	while (page.depth > 0)
		end_table(&page);
	free(page.tables);
	cb_html_styles_release(&page.styles);
	return is_whole;
}
