/* A sheet of somebody else's workbook with its wrong cells in red and a column of reasons: all else is copied. */
#include "returned_parts.h"
#include "xlsx_parts.h"

#include <stdio.h>

/* Rows and columns count from 1; 0 = none yet. */
struct copying {
	struct cb_marks *m;
	struct cb_returned_page *page;
	struct cb_text xml;
	uint32_t at, copied; /* read; in out */
	struct cb_str *out;
	uint32_t row, column; /* the last ones */
	bool has_columns;
};

/* ---- copying ---- */

/* What was read before the tag, and what stands in its place is up to the caller. */
static void
copy_to(struct copying *c, const struct cb_tag *tag)
{
	uint32_t start = (uint32_t)(tag->all.p - c->xml.p);

	cb_str_add(c->out, c->xml.p + c->copied, start - c->copied);
	c->copied = start + tag->all.len;
}

/* The end of the element that the tag begins, and nothing of it is copied. */
static void
leave_out(struct copying *c, const struct cb_tag *begin)
{
	struct cb_tag tag;

	while (!begin->is_empty && cb_tag_next(c->xml, &c->at, &tag) &&
	       !(tag.ends && cb_text_equal(tag.name, begin->name)))
		;
	c->copied = c->at;
}

/* The position of r="C7", or the one behind the last. */
static bool
read_position(const struct cb_tag *tag, uint32_t last, uint32_t *at)
{
	struct cb_text r = cb_tag_attribute(tag, "r");
	uint32_t column = 0, i = 0;

	for (; i < r.len && r.p[i] >= 'A' && r.p[i] <= 'Z' && column <= CB_XLSX_COLUMNS; i++)
		column = column * 26 + (uint32_t)(r.p[i] - 'A') + 1;
	*at = i > 0 ? column : cb_tag_number(tag, "r", last + 1);
	return *at > last;
}

/* ---- cells ---- */

static void
begin_cell(struct copying *c, uint32_t row, uint32_t column, uint32_t style)
{
	cb_str_adds(c->out, "<c r=\"");
	cb_xlsx_add_cell(c->out, row - 1, column - 1);
	cb_str_addf(c->out, "\" s=\"%u\"", style);
}

static void
add_cell(struct copying *c, uint32_t row, uint32_t column)
{
	if (column != c->page->reasons) {
		begin_cell(c, row, column, cb_marks_red(c->m, 0));
		cb_str_adds(c->out, "/>");
		return;
	}
	begin_cell(c, row, column, cb_marks_reason(c->m));
	cb_str_adds(c->out, " t=\"inlineStr\"><is>");
	cb_xlsx_add_text(c->out, cb_returned_reasons(c->page, row));
	cb_str_adds(c->out, "</is></c>");
}

/* Cells that the row has not and the return needs, up to a column. */
static void
add_cells_before(struct copying *c, uint32_t column)
{
	uint32_t next = c->column;

	while ((next = cb_returned_next_column(c->page, c->row, next)) > 0 && next < column)
		add_cell(c, c->row, next);
}

/* Of the column of the reasons, where the file has had one: it is written anew. */
static void
replace_reason(struct copying *c, const struct cb_tag *tag)
{
	copy_to(c, tag);
	if (cb_returned_next_column(c->page, c->row, c->column - 1) == c->column)
		add_cell(c, c->row, c->column);
	leave_out(c, tag);
}

static bool
copy_cell(struct copying *c, const struct cb_tag *tag)
{
	uint32_t column, style = cb_tag_number(tag, "s", 0), as;
	char number[16];

	if (!read_position(tag, c->column, &column))
		return false;
	if (cb_returned_next_column(c->page, c->row, c->column) != 0) {
		uint32_t start = (uint32_t)(tag->all.p - c->xml.p);

		cb_str_add(c->out, c->xml.p + c->copied, start - c->copied);
		c->copied = start;
		add_cells_before(c, column);
	}
	c->column = column;
	if (column == c->page->reasons && c->page->had_reasons && c->row >= c->page->header_row) {
		replace_reason(c, tag);
		return true;
	}
	as = cb_marks_plain(c->m, style);
	if (cb_returned_is_wrong(c->page, c->row, column))
		as = cb_marks_red(c->m, as);
	if (as == style)
		return true;
	copy_to(c, tag);
	snprintf(number, sizeof(number), "%u", as);
	cb_tag_set(c->out, tag->all, "s", number);
	return true;
}

/* ---- rows ---- */

static void
add_rows_before(struct copying *c, uint32_t row)
{
	uint32_t next = c->row;

	while ((next = cb_returned_next_row(c->page, next)) > 0 && next < row) {
		c->row = next;
		c->column = 0;
		cb_str_addf(c->out, "<row r=\"%u\">", next);
		add_cells_before(c, UINT32_MAX);
		cb_str_adds(c->out, "</row>");
	}
}

/* A row that gains cells spans others than it said; R4: it is shown. */
static void
begin_row(struct copying *c, const struct cb_tag *tag)
{
	struct cb_str shown = { 0 }, wider = { 0 };
	struct cb_text hidden = cb_tag_attribute(tag, "hidden");

	cb_tag_set(&shown, tag->all, "hidden", NULL);
	cb_tag_set(&wider, hidden.len > 0 ? cb_str_text(&shown) : tag->all, "spans", NULL);
	cb_str_add(c->out, wider.p, wider.len - 1 - tag->is_empty);
	cb_str_addc(c->out, '>');
	cb_str_release(&shown);
	cb_str_release(&wider);
}

static bool
copy_row(struct copying *c, const struct cb_tag *tag)
{
	uint32_t row;

	if (!read_position(tag, c->row, &row))
		return false;
	if (cb_returned_next_row(c->page, c->row) == 0 || cb_returned_next_row(c->page, c->row) > row) {
		c->row = row;
		c->column = 0;
		return true;
	}
	copy_to(c, tag);
	add_rows_before(c, row);
	c->row = row;
	c->column = 0;
	if (cb_returned_next_column(c->page, row, 0) == 0) {
		cb_str_addt(c->out, tag->all);
		return true;
	}
	begin_row(c, tag);
	if (tag->is_empty) {
		add_cells_before(c, UINT32_MAX);
		cb_str_adds(c->out, "</row>");
	}
	return true;
}

/* ---- the sheet ---- */

/* The width of the column of the reasons, unless the file gives it one. */
static void
add_width(struct copying *c)
{
	cb_str_addf(c->out, "<col min=\"%u\" max=\"%u\" width=\"%d\" customWidth=\"1\"/>", c->page->reasons, c->page->reasons,
	            CB_RETURNED_REASON_COLS + 2);
}

static void
copy_columns(struct copying *c)
{
	bool is_given = false;
	struct cb_tag tag;

	c->has_columns = true;
	while (cb_tag_next(c->xml, &c->at, &tag) && !cb_text_is(tag.name, "cols"))
		is_given = is_given || cb_tag_number(&tag, "max", 0) >= c->page->reasons;
	copy_to(c, &tag);
	if (!is_given)
		add_width(c);
	cb_str_addt(c->out, tag.all);
}

static void
begin_data(struct copying *c, const struct cb_tag *tag)
{
	copy_to(c, tag);
	if (!c->has_columns) {
		cb_str_adds(c->out, "<cols>");
		add_width(c);
		cb_str_adds(c->out, "</cols>");
	}
	cb_str_adds(c->out, "<sheetData>");
	if (!tag->is_empty)
		return;
	add_rows_before(c, UINT32_MAX);
	cb_str_adds(c->out, "</sheetData>");
}

static void
end_row(struct copying *c, const struct cb_tag *tag)
{
	if (cb_returned_next_column(c->page, c->row, c->column) == 0)
		return;
	copy_to(c, tag);
	add_cells_before(c, UINT32_MAX);
	cb_str_addt(c->out, tag->all);
}

static void
end_data(struct copying *c, const struct cb_tag *tag)
{
	copy_to(c, tag);
	add_rows_before(c, UINT32_MAX);
	cb_str_addt(c->out, tag->all);
}

static bool
copy_tag(struct copying *c, const struct cb_tag *tag)
{
	if (cb_text_is(tag->name, "cols") && !tag->ends && !tag->is_empty)
		copy_columns(c);
	else if (cb_text_is(tag->name, "sheetData") && !tag->ends)
		begin_data(c, tag);
	else if (cb_text_is(tag->name, "row"))
		return tag->ends ? (end_row(c, tag), true) : copy_row(c, tag);
	else if (cb_text_is(tag->name, "c") && !tag->ends)
		return copy_cell(c, tag);
	else if (cb_text_is(tag->name, "sheetData"))
		end_data(c, tag);
	return true;
}

/* Behind the rows nothing is looked at. */
bool
cb_marks_sheet(struct cb_marks *m, struct cb_returned_page *page, size_t part)
{
	struct cb_str *text = cb_marks_part(m, (int64_t)part), out = { 0 };
	struct copying c = { .m = m, .page = page, .out = &out };
	bool is_usual = text != NULL, is_over = false;
	struct cb_tag tag;

	if (text != NULL)
		c.xml = cb_str_text(text);
	is_usual = is_usual && cb_tag_next(c.xml, &c.at, &tag) && cb_text_is(tag.name, "worksheet");
	while (is_usual && !is_over && cb_tag_next(c.xml, &c.at, &tag)) {
		is_usual = copy_tag(&c, &tag);
		is_over = cb_text_is(tag.name, "sheetData") && (tag.ends || tag.is_empty);
	}
	if (is_usual && is_over) {
		cb_str_add(&out, c.xml.p + c.copied, c.xml.len - c.copied);
		cb_str_release(text);
		*text = out;
		return true;
	}
	cb_str_release(&out);
	return false;
}
