/* xl/worksheets/sheetN.xml: what stands before its rows and behind them, in the order of CT_Worksheet. */
#include "xlsx_parts.h"

#include <cb/base/mem.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_PIXELS = 7, /* of the usual font */
       CELL_PIXELS = 5 /* margins and line of a cell */ };

/* ---- what is said of a sheet before it ends ---- */

static void
attr_range(struct cb_xml *xml, const char *name, const struct cb_xlsx_area *area)
{
	struct cb_str range = { 0 };

	cb_xlsx_add_range(&range, area);
	cb_xml_attr_text(xml, name, cb_str_text(&range));
	cb_str_release(&range);
}

void
cb_xlsx_merge(struct cb_xlsx *x, const struct cb_xlsx_area *area)
{
	struct cb_xml *xml = &x->sheet.merges;

	cb_xml_open(xml, "mergeCell");
	attr_range(xml, "ref", area);
	cb_xml_close(xml);
	x->sheet.n_merges++;
}

void
cb_xlsx_put_line(struct cb_xlsx *x, uint32_t last, unsigned style, struct cb_text text)
{
	struct cb_xlsx_area line = { x->sheet.row.number, 0, x->sheet.row.number, last };

	cb_xlsx_put_text(x, 0, style, text);
	for (uint32_t i = 1; i <= last; i++)
		cb_xlsx_put_blank(x, i, style);
	if (last > 0)
		cb_xlsx_merge(x, &line);
}

void
cb_xlsx_columns(struct cb_xlsx *x, uint32_t first, uint32_t last, const struct cb_xlsx_column *column)
{
	struct cb_xlsx_current *sheet = &x->sheet;

	sheet->columns = cb_grow(sheet->columns, &sheet->cap_columns, (size_t)last + 1, sizeof(*sheet->columns));
	if (sheet->n_columns < (size_t)last + 1)
		sheet->n_columns = (size_t)last + 1;
	for (uint32_t i = first; i <= last; i++)
		sheet->columns[i] = *column;
}

void
cb_xlsx_page(struct cb_xlsx *x, const struct cb_xlsx_page *page)
{
	struct cb_xlsx_current *sheet = &x->sheet;

	sheet->page = *page;
	sheet->has_page = true;
	if (page->area != NULL) {
		sheet->printed = *page->area;
		sheet->page.area = &sheet->printed;
	}
	cb_str_clear(&sheet->footer);
	if (page->footer != NULL)
		cb_xlsx_escape(&sheet->footer, cb_text_of(page->footer), CB_XLSX_TEXT);
}

void
cb_xlsx_break(struct cb_xlsx *x, uint32_t row)
{
	struct cb_xml *xml = &x->sheet.breaks;

	cb_xml_open(xml, "brk");
	cb_xml_attr_int(xml, "id", row); /* of the row above, counted from 1 */
	cb_xml_attr_int(xml, "max", CB_XLSX_COLUMNS - 1);
	cb_xml_attr(xml, "man", "1");
	cb_xml_close(xml);
	x->sheet.n_breaks++;
}

void
cb_xlsx_filter(struct cb_xlsx *x, const struct cb_xlsx_area *area)
{
	struct cb_str name = { 0 };

	cb_xml_open(&x->sheet.filter, "autoFilter");
	attr_range(&x->sheet.filter, "ref", area);
	cb_xml_close(&x->sheet.filter);
	cb_xlsx_add_reference(&name, x, area);
	cb_xlsx_define(x, "_xlnm._FilterDatabase", cb_str_text(&name), true);
	cb_str_release(&name);
}

void
cb_xlsx_expect_text(struct cb_xlsx *x, const struct cb_xlsx_area *area)
{
	struct cb_xml *xml = &x->sheet.expected;

	cb_xml_open(xml, "ignoredError");
	attr_range(xml, "sqref", area);
	cb_xml_attr(xml, "numberStoredAsText", "1");
	cb_xml_close(xml);
}

void
cb_xlsx_protect(struct cb_xlsx *x, enum cb_xlsx_protection protection)
{
	static const char *const allowed[] = { "formatCells", "formatColumns", "formatRows", "sort", "autoFilter", NULL };
	struct cb_xml *xml = &x->sheet.protection;

	cb_xml_open(xml, "sheetProtection");
	cb_xml_attr(xml, "sheet", "1");
	cb_xml_attr(xml, "objects", "1");
	cb_xml_attr(xml, "scenarios", "1");
	for (size_t i = 0; protection == CB_XLSX_ARRANGED && allowed[i] != NULL; i++)
		cb_xml_attr(xml, allowed[i], "0"); /* is not forbidden */
	cb_xml_close(xml);
}

void
cb_xlsx_hide(struct cb_xlsx *x)
{
	x->sheet.is_hidden = true;
}

/* ---- before the rows ---- */

static void
add_views(struct cb_xml *xml, const struct cb_xlsx *x)
{
	uint32_t header = x->sheet.page.header_rows;
	struct cb_str first = { 0 };

	cb_xml_open(xml, "sheetViews");
	cb_xml_open(xml, "sheetView");
	if (x->first_seen == x->n_sheets)
		cb_xml_attr(xml, "tabSelected", "1");
	cb_xml_attr(xml, "workbookViewId", "0");
	if (header > 0) {
		cb_xlsx_add_cell(&first, header, 0);
		cb_xml_open(xml, "pane");
		cb_xml_attr_int(xml, "ySplit", header);
		cb_xml_attr_text(xml, "topLeftCell", cb_str_text(&first));
		cb_xml_attr(xml, "activePane", "bottomLeft");
		cb_xml_attr(xml, "state", "frozen");
		cb_xml_close(xml);
		cb_xml_leaf(xml, "selection", "pane", "bottomLeft", NULL);
		cb_str_release(&first);
	}
	cb_xml_close(xml);
	cb_xml_close(xml);
}

/* As wide as so many digits with the margins of a cell, in parts of 1/256. */
static void
attr_width(struct cb_xml *xml, double chars)
{
	struct cb_str width = { 0 };
	long parts = (long)((chars * DIGIT_PIXELS + CELL_PIXELS) / DIGIT_PIXELS * 256);

	cb_str_addf(&width, "%.12g", (double)parts / 256);
	cb_xml_attr_text(xml, "width", cb_str_text(&width));
	cb_str_release(&width);
}

static bool
is_same(const struct cb_xlsx_column *a, const struct cb_xlsx_column *b)
{
	return a->width_chars == b->width_chars && a->style == b->style && a->is_hidden == b->is_hidden;
}

/* Neighbours that are alike are one element; those of which nothing is said have none. */
static void
add_columns(struct cb_xml *xml, const struct cb_xlsx_current *sheet)
{
	size_t end;

	if (sheet->n_columns == 0)
		return;
	cb_xml_open(xml, "cols");
	for (size_t i = 0; i < sheet->n_columns; i = end) {
		const struct cb_xlsx_column *column = &sheet->columns[i];

		for (end = i + 1; end < sheet->n_columns && is_same(column, &sheet->columns[end]);)
			end++;
		if (column->width_chars <= 0)
			continue;
		cb_xml_open(xml, "col");
		cb_xml_attr_int(xml, "min", (int64_t)i + 1);
		cb_xml_attr_int(xml, "max", (int64_t)end);
		attr_width(xml, column->width_chars);
		if (column->style > 0)
			cb_xml_attr_int(xml, "style", column->style);
		if (column->is_hidden)
			cb_xml_attr(xml, "hidden", "1");
		cb_xml_attr(xml, "customWidth", "1");
		cb_xml_close(xml);
	}
	cb_xml_close(xml);
}

static void
add_start(struct cb_xml *xml, const struct cb_xlsx *x)
{
	const struct cb_xlsx_current *sheet = &x->sheet;

	cb_part_open(xml, "worksheet", CB_XLSX_NS);
	cb_xml_attr(xml, "xmlns:r", CB_RELATION_NS);
	if (sheet->has_page) {
		cb_xml_open(xml, "sheetPr");
		cb_xml_leaf(xml, "pageSetUpPr", "fitToPage", "1", NULL);
		cb_xml_close(xml);
	}
	cb_xml_open(xml, "dimension");
	attr_range(xml, "ref", &sheet->used);
	cb_xml_close(xml);
	add_views(xml, x);
	cb_xml_leaf(xml, "sheetFormatPr", "defaultRowHeight", "15", NULL);
	add_columns(xml, sheet);
	cb_xml_open(xml, "sheetData");
	cb_xml_raw(xml, CB_LIT("")); /* its rows follow */
}

/* ---- behind the rows ---- */

/* A list of elements that tells how many it has. */
static void
add_counted(struct cb_xml *xml, const char *name, size_t n, const struct cb_xml *elements)
{
	if (n == 0)
		return;
	cb_xml_open(xml, name);
	cb_xml_attr_int(xml, "count", (int64_t)n);
	cb_xml_raw(xml, cb_str_text(&elements->out));
	cb_xml_close(xml);
}

static void
attr_inches(struct cb_xml *xml, const char *name, double inches)
{
	cb_str_addf(&xml->out, " %s=\"%.4g\"", name, inches);
}

static void
add_page(struct cb_xml *xml, const struct cb_xlsx_current *sheet)
{
	double side = sheet->page.side_inches > 0 ? sheet->page.side_inches : 0.7;
	double end = sheet->page.end_inches > 0 ? sheet->page.end_inches : 0.75;

	cb_xml_open(xml, "pageMargins");
	attr_inches(xml, "left", side);
	attr_inches(xml, "right", side);
	attr_inches(xml, "top", end);
	attr_inches(xml, "bottom", end);
	attr_inches(xml, "header", 0.3);
	attr_inches(xml, "footer", 0.3);
	cb_xml_close(xml);
	if (sheet->has_page) {
		cb_xml_open(xml, "pageSetup");
		cb_xml_attr(xml, "paperSize", "9");
		if (sheet->page.pages_wide > 1)
			cb_xml_attr_int(xml, "fitToWidth", sheet->page.pages_wide);
		cb_xml_attr(xml, "fitToHeight", "0");
		cb_xml_attr(xml, "orientation", sheet->page.is_across ? "landscape" : "portrait");
		cb_xml_close(xml);
	}
	if (sheet->footer.len > 0) {
		cb_xml_open(xml, "headerFooter");
		cb_xml_open(xml, "oddFooter");
		cb_xml_raw(xml, cb_str_text(&sheet->footer));
		cb_xml_close(xml);
		cb_xml_close(xml);
	}
}

static void
add_breaks(struct cb_xml *xml, const struct cb_xlsx_current *sheet)
{
	if (sheet->n_breaks == 0)
		return;
	cb_xml_open(xml, "rowBreaks");
	cb_xml_attr_int(xml, "count", (int64_t)sheet->n_breaks);
	cb_xml_attr_int(xml, "manualBreakCount", (int64_t)sheet->n_breaks);
	cb_xml_raw(xml, cb_str_text(&sheet->breaks.out));
	cb_xml_close(xml);
}

static void
add_pointer(struct cb_xml *xml, const char *name, size_t relation)
{
	struct cb_str id = { 0 };

	if (relation == 0)
		return;
	cb_str_addf(&id, "rId%zu", relation);
	cb_xml_leaf(xml, name, "r:id", cb_str_c(&id), NULL);
	cb_str_release(&id);
}

static void
add_end(struct cb_xml *xml, struct cb_xlsx *x)
{
	struct cb_xlsx_current *sheet = &x->sheet;

	cb_xml_close(xml); /* sheetData */
	cb_xml_raw(xml, cb_str_text(&sheet->protection.out));
	cb_xml_raw(xml, cb_str_text(&sheet->filter.out));
	add_counted(xml, "mergeCells", sheet->n_merges, &sheet->merges);
	add_counted(xml, "dataValidations", sheet->n_rules, &sheet->rules);
	add_page(xml, sheet);
	add_breaks(xml, sheet);
	if (sheet->expected.out.len > 0) {
		cb_xml_open(xml, "ignoredErrors");
		cb_xml_raw(xml, cb_str_text(&sheet->expected.out));
		cb_xml_close(xml);
	}
	add_pointer(xml, "drawing", sheet->drawing);
	add_pointer(xml, "legacyDrawing", cb_xlsx_comments_relate(x));
	cb_xml_close(xml);
}

/* ---- the whole ---- */

/* What the book says of the sheet. */
static void
announce(struct cb_xlsx *x)
{
	const struct cb_xlsx_page *page = &x->sheet.page;
	struct cb_xml *xml = &x->sheets;
	struct cb_str reference = { 0 };

	cb_xml_open(xml, "sheet");
	cb_xlsx_xml_attr(xml, "name", x->sheet_names[x->n_sheets - 1]);
	cb_xml_attr_int(xml, "sheetId", (int64_t)x->n_sheets);
	if (x->sheet.is_hidden)
		cb_xml_attr(xml, "state", "hidden");
	cb_str_addf(&xml->out, " r:id=\"rId%zu\"", x->n_sheets);
	cb_xml_close(xml);
	if (page->area != NULL) {
		cb_xlsx_add_reference(&reference, x, page->area);
		cb_xlsx_define(x, "_xlnm.Print_Area", cb_str_text(&reference), false);
	}
	if (page->header_rows > 0) {
		cb_str_clear(&reference);
		if (page->pages_wide > 1)
			cb_str_addf(&reference, "'%s'!$A:$A,", x->sheet_names[x->n_sheets - 1]);
		cb_str_addf(&reference, "'%s'!$1:$%u", x->sheet_names[x->n_sheets - 1], page->header_rows);
		cb_xlsx_define(x, "_xlnm.Print_Titles", cb_str_text(&reference), false);
	}
	cb_str_release(&reference);
}

static void
add_relations(struct cb_xlsx *x)
{
	struct cb_str path = { 0 };

	if (x->sheet.n_relations > 0) {
		cb_str_addf(&path, "xl/worksheets/_rels/sheet%zu.xml.rels", x->n_sheets);
		cb_part_close(&x->sheet.relations, &x->package, cb_str_c(&path));
	}
	cb_str_release(&path);
}

void
cb_xlsx_end_sheet(struct cb_xlsx *x)
{
	struct cb_str path = { 0 };
	struct cb_xml xml;
	size_t n;

	if (!x->sheet.is_open)
		return;
	cb_xlsx_end_row(x);
	if (x->first_seen == 0 && !x->sheet.is_hidden)
		x->first_seen = x->n_sheets;
	add_start(&xml, x);
	n = xml.out.len;
	add_end(&xml, x);
	cb_spool_add(&x->package.parts, (struct cb_text){ xml.out.p + n, (uint32_t)(xml.out.len - n) });
	xml.out.len = n;
	announce(x);
	add_relations(x);
	cb_str_addf(&path, "/xl/worksheets/sheet%zu.xml", x->n_sheets);
	cb_part_type(&x->types, cb_str_c(&path), CB_XLSX_TYPE "worksheet+xml");
	cb_package_add_long(&x->package, path.p + 1, &xml.out, x->sheet.from);
	cb_str_release(&path);
	cb_xlsx_comments_parts(x);
	cb_xlsx_drop_sheet(x);
}

void
cb_xlsx_drop_sheet(struct cb_xlsx *x)
{
	struct cb_xlsx_current *sheet = &x->sheet;
	struct cb_str *texts[] = { &sheet->cells, &sheet->tag, &sheet->footer,
		                   &sheet->protection.out, &sheet->filter.out,
		                   &sheet->merges.out, &sheet->rules.out, &sheet->breaks.out, &sheet->expected.out,
		                   &sheet->comments.out,
		                   &sheet->relations.out };

	for (size_t i = 0; i < CB_COUNT(texts); i++)
		cb_str_release(texts[i]);
	free(sheet->columns);
	free(sheet->notes);
	free(sheet->high);
	*sheet = (struct cb_xlsx_current){ 0 };
}
