/* Comments of a sheet: xl/commentsN.xml has their texts, xl/drawings/vmlDrawingN.vml the windows they are shown in,
 * which Excel still wants in its language of 1999. */
#include "xlsx_parts.h"

#include <cb/base/mem.h>
#include <cb/data/label.h>

#include <stdlib.h>

enum { WIDTH_PIXELS = 280,
       LINE_PIXELS = 18,
       LINES_MAX = 20,
       USUAL_COLUMN_PIXELS = 64,
       USUAL_ROW_PIXELS = 20,
       RIGHT_PIXELS = 15, /* from the next column, and */
       DOWN_PIXELS = 10,  /* from the row before, to the window */
       SPAN_COLUMNS = 6,  /* that it may cover of the usual size */
       SPAN_ROWS = 20,
       SHAPES = 1024 /* numbers in a block of them; no block is shared by two sheets */ };

#define VML_NS "urn:schemas-microsoft-com:"

void
cb_xlsx_comment(struct cb_xlsx *x, uint32_t column, struct cb_text text, size_t lines)
{
	struct cb_xlsx_current *sheet = &x->sheet;
	struct cb_xml *xml = &sheet->comments;
	struct cb_str cell = { 0 };

	if (!sheet->row.is_open || !cb_xlsx_fits(x, text))
		return;
	*cb_push(sheet->notes, sheet->n_notes, sheet->cap_notes) = (struct cb_xlsx_note){
		.row = sheet->row.number,
		.column = column,
		.height_pixels = LINE_PIXELS * (unsigned)(lines < LINES_MAX ? lines : LINES_MAX),
	};
	cb_xlsx_add_cell(&cell, sheet->row.number, column);
	cb_xml_open(xml, "comment");
	cb_xml_attr_text(xml, "ref", cb_str_text(&cell));
	cb_xml_attr_int(xml, "authorId", (int64_t)sheet->author);
	cb_xml_open(xml, "text");
	cb_xml_open(xml, "r");
	cb_xml_raw(xml, CB_LIT("<rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"宋体\"/><family val=\"2\"/></rPr>"));
	cb_xlsx_add_text(&xml->out, text);
	for (int i = 0; i < 3; i++) /* r to comment */
		cb_xml_close(xml);
	cb_str_release(&cell);
}

/* ---- where the windows lie ---- */

static unsigned
column_pixels(const struct cb_xlsx_current *sheet, uint32_t column)
{
	const struct cb_xlsx_column *is = column < sheet->n_columns ? &sheet->columns[column] : NULL;

	if (is == NULL || is->width_chars <= 0)
		return USUAL_COLUMN_PIXELS;
	return is->is_hidden ? 0 : (unsigned)(is->width_chars * 7 + 0.5) + 5;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct cb_xlsx_high_row *x = a, *y = b;

	return cb_order(x->row, y->row);
}

static unsigned
row_pixels(const struct cb_xlsx_current *sheet, uint32_t row)
{
	const struct cb_xlsx_high_row key = { .row = row }, *high = NULL;

	if (sheet->n_high > 0)
		high = bsearch(&key, sheet->high, sheet->n_high, sizeof(key), compare_rows);
	return high != NULL ? (unsigned)(high->points * 4 / 3) : USUAL_ROW_PIXELS;
}

/* A column or row and the pixels within it. */
struct edge {
	uint32_t at;
	unsigned pixels;
};

static struct edge
move(const struct cb_xlsx_current *sheet, struct edge edge, unsigned pixels,
     unsigned (*size)(const struct cb_xlsx_current *, uint32_t))
{
	for (edge.pixels += pixels; edge.pixels >= size(sheet, edge.at); edge.at++)
		edge.pixels -= size(sheet, edge.at);
	return edge;
}

/* Right of the cell and a little above; at the ends of the grid left of it and higher. */
static void
add_anchor(struct cb_str *out, const struct cb_xlsx_current *sheet, const struct cb_xlsx_note *note)
{
	uint32_t column = note->column, row = note->row;
	struct edge left = { column + SPAN_COLUMNS < CB_XLSX_COLUMNS ? column + 1 : column - SPAN_COLUMNS, 0 };
	struct edge top = { row > 0 ? row - 1 : 0, 0 }, right, bottom;

	if (row + SPAN_ROWS >= CB_XLSX_ROWS)
		top.at = row - SPAN_ROWS;
	left = move(sheet, left, RIGHT_PIXELS, column_pixels);
	right = move(sheet, left, WIDTH_PIXELS, column_pixels);
	top = move(sheet, top, row > 0 ? DOWN_PIXELS : 2, row_pixels);
	bottom = move(sheet, top, note->height_pixels, row_pixels);
	cb_str_addf(out, "%u, %u, %u, %u, %u, %u, %u, %u", left.at, left.pixels, top.at, top.pixels, right.at,
	            right.pixels, bottom.at, bottom.pixels);
}

static void
add_spaces(struct cb_xml *xml)
{
	cb_xml_attr(xml, "xmlns:v", VML_NS "vml");
	cb_xml_attr(xml, "xmlns:o", VML_NS "office:office");
	cb_xml_attr(xml, "xmlns:x", VML_NS "office:excel");
}

void
cb_xlsx_windows_add(struct cb_xml *xml, const struct cb_xlsx *x, size_t at)
{
	const struct cb_xlsx_note *note = &x->sheet.notes[at];
	struct cb_str anchor = { 0 };

	add_anchor(&anchor, &x->sheet, note);
	cb_xml_open(xml, "v:shape");
	if (x->sheet.are_guests)
		add_spaces(xml);
	cb_str_addf(&xml->out, " id=\"_x0000_s%zu\" type=\"#_x0000_t202\"", SHAPES * (x->n_shape_blocks + 1) + 1 + at);
	cb_str_addf(&xml->out, " style=\"position:absolute;width:%upt;height:%upt;z-index:%zu;visibility:hidden\"",
	            WIDTH_PIXELS * 3 / 4, note->height_pixels * 3 / 4, at + 1);
	cb_xml_attr(xml, "fillcolor", "#ffffe1");
	cb_xml_attr(xml, "o:insetmode", "auto");
	cb_xml_leaf(xml, "v:fill", "color2", "#ffffe1", NULL);
	cb_xml_leaf(xml, "v:shadow", "on", "t", "color", "black", "obscured", "t", NULL);
	cb_xml_leaf(xml, "v:path", "o:connecttype", "none", NULL);
	cb_xml_raw(xml, CB_LIT("<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"));
	cb_xml_open(xml, "x:ClientData");
	cb_xml_attr(xml, "ObjectType", "Note");
	cb_xml_leaf(xml, "x:MoveWithCells", NULL);
	cb_xml_leaf(xml, "x:SizeWithCells", NULL);
	cb_xml_line(xml, "x:Anchor", cb_str_text(&anchor));
	cb_xml_line(xml, "x:AutoFill", CB_LIT("False"));
	cb_xml_raw(xml, CB_LIT(""));
	cb_str_addf(&xml->out, "<x:Row>%u</x:Row><x:Column>%u</x:Column>", note->row, note->column);
	cb_xml_close(xml);
	cb_xml_close(xml);
	cb_str_release(&anchor);
}

/* ---- the parts ---- */

void
cb_xlsx_windows_open(struct cb_xml *xml, const struct cb_xlsx *x)
{
	struct cb_str ids = { 0 };

	cb_xml_open(xml, "xml");
	add_spaces(xml);
	cb_xml_open(xml, "o:shapelayout");
	cb_xml_attr(xml, "v:ext", "edit");
	for (size_t i = 0; i <= x->sheet.n_notes / SHAPES; i++)
		cb_str_addf(&ids, "%s%zu", i > 0 ? "," : "", x->n_shape_blocks + 1 + i);
	cb_xml_leaf(xml, "o:idmap", "v:ext", "edit", "data", cb_str_c(&ids), NULL);
	cb_xml_close(xml);
	cb_xml_raw(xml, CB_LIT("<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
	                       "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
	                       "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"));
	cb_str_release(&ids);
}

/* One shape after the other: together they take more than anything else that is said of a sheet. */
static void
add_windows(struct cb_xlsx *x, const char *path)
{
	uint64_t from = cb_spool_size(&x->package.parts);
	struct cb_str start = { 0 };
	struct cb_xml xml = { 0 };

	cb_xlsx_windows_open(&xml, x);
	for (size_t i = 0; i < x->sheet.n_notes; i++) {
		cb_xlsx_windows_add(&xml, x, i);
		cb_spool_add(&x->package.parts, cb_str_text(&xml.out));
		cb_str_clear(&xml.out);
	}
	cb_xml_close(&xml);
	cb_spool_add(&x->package.parts, cb_str_text(&xml.out));
	cb_str_release(&xml.out);
	cb_package_add_long(&x->package, path, &start, from);
}

static void
add_texts(struct cb_xlsx *x, const char *path)
{
	struct cb_xml xml;

	cb_part_open(&xml, "comments", CB_XLSX_NS);
	cb_xml_open(&xml, "authors");
	cb_xml_line(&xml, "author", CB_LIT(CB_RETURNED_LABEL)); /* returns alone have comments */
	cb_xml_close(&xml);
	cb_xml_open(&xml, "commentList");
	cb_xml_raw(&xml, cb_str_text(&x->sheet.comments.out));
	cb_xml_close(&xml);
	cb_xml_close(&xml);
	cb_xlsx_add_part(x, path, CB_XLSX_TYPE "comments+xml", &xml.out);
}

size_t
cb_xlsx_comments_relate(struct cb_xlsx *x)
{
	struct cb_str target = { 0 };
	size_t windows;

	if (x->sheet.n_notes == 0)
		return 0;
	x->n_comments++;
	cb_str_addf(&target, "../drawings/vmlDrawing%zu.vml", x->n_comments);
	windows = cb_xlsx_relate(x, "vmlDrawing", target.p);
	cb_str_clear(&target);
	cb_str_addf(&target, "../comments%zu.xml", x->n_comments);
	(void)cb_xlsx_relate(x, "comments", target.p);
	cb_str_release(&target);
	return windows;
}

void
cb_xlsx_comments_parts(struct cb_xlsx *x)
{
	struct cb_str path = { 0 };

	if (x->sheet.n_notes == 0)
		return;
	cb_str_addf(&path, "xl/comments%zu.xml", x->n_comments);
	add_texts(x, path.p);
	cb_str_clear(&path);
	cb_str_addf(&path, "xl/drawings/vmlDrawing%zu.vml", x->n_comments);
	add_windows(x, path.p);
	x->n_shape_blocks += 1 + x->sheet.n_notes / SHAPES;
	cb_str_release(&path);
}
