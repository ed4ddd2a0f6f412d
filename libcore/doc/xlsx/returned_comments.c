/* Comments added to a sheet of somebody else's workbook, and those of an earlier return taken away. */
#include "../package/package.h"
#include "returned_parts.h"
#include "xlsx_parts.h"

#include <cb/data/label.h>

#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 100,      /* of shapes: below them are the file's own */
       SHEET_BLOCKS = 32, /* enough for the most notes */
       AT_ROW_BITS = 32 };

#define OFFICE CB_RELATION_NS "/"

/* The comments of one sheet. */
struct notes {
	struct cb_marks *m;
	struct cb_returned_page *page;
	size_t part;
	struct cb_xlsx made; /* the new ones */
	uint32_t author, n_authors;
	/* cells by row and column: comments of an earlier return, and those that the sender has */
	struct cells {
		uint64_t *at;
		size_t n, cap;
	} dropped, taken;
};

static uint64_t
cell_key(uint32_t row, uint32_t column)
{
	return (uint64_t)row << AT_ROW_BITS | column;
}

static bool
has_cell(const struct cells *cells, uint64_t key)
{
	for (size_t i = 0; i < cells->n; i++)
		if (cells->at[i] == key)
			return true;
	return false;
}

/* B3 as a key, counted from 1; 0 = no such thing. */
static uint64_t
read_cell(struct cb_text ref)
{
	uint64_t row = 0, column = 0;
	uint32_t i = 0;

	for (; i < ref.len && ref.p[i] >= 'A' && ref.p[i] <= 'Z' && column <= CB_XLSX_COLUMNS; i++)
		column = column * 26 + (uint64_t)(ref.p[i] - 'A') + 1;
	for (; i < ref.len && ref.p[i] >= '0' && ref.p[i] <= '9' && row <= CB_XLSX_ROWS; i++)
		row = row * 10 + (uint64_t)(ref.p[i] - '0');
	return column > 0 && row > 0 && i == ref.len ? cell_key((uint32_t)row, (uint32_t)column) : 0;
}

/* ---- the texts ---- */

/* Text copied as it is up to a tag; it follows. */
struct copy {
	struct cb_text xml;
	uint32_t at, copied;
	struct cb_str out;
};

static void
copy_before(struct copy *c, struct cb_text tag)
{
	uint32_t start = (uint32_t)(tag.p - c->xml.p);

	cb_str_add(&c->out, c->xml.p + c->copied, start - c->copied);
	c->copied = start;
}

static void
copy_rest(struct copy *c, struct cb_str *into)
{
	cb_str_add(&c->out, c->xml.p + c->copied, c->xml.len - c->copied);
	cb_str_release(into);
	*into = c->out;
}

/* What stands between a tag and the end of its element, behind which *at moves. */
static struct cb_text
element_text(struct cb_text xml, uint32_t *at, const struct cb_tag *begin)
{
	struct cb_text inner = { xml.p + *at, 0 };
	struct cb_tag tag;

	while (!begin->is_empty && cb_tag_next(xml, at, &tag))
		if (tag.ends && cb_text_equal(tag.name, begin->name)) {
			inner.len = (uint32_t)(tag.all.p - inner.p);
			break;
		}
	return inner;
}

/* The authors: ours is known by its name, or added. */
static bool
copy_authors(struct notes *n, struct copy *c)
{
	struct cb_tag tag;

	if (!cb_tag_find(c->xml, &c->at, "authors", NULL, &tag) || tag.is_empty)
		return false;
	n->author = UINT32_MAX;
	for (; cb_tag_next(c->xml, &c->at, &tag) && !tag.ends; n->n_authors++)
		if (cb_text_is(element_text(c->xml, &c->at, &tag), CB_RETURNED_LABEL))
			n->author = n->n_authors;
	if (n->author == UINT32_MAX) {
		copy_before(c, tag.all);
		cb_str_adds(&c->out, "<author>" CB_RETURNED_LABEL "</author>");
		n->author = n->n_authors;
	}
	return true;
}

/* What an earlier return has added to the sender's comment begins so. */
#define ADDED "\n" CB_RETURNED_LABEL "："

/* The sender's text without what an earlier return has added, and with what is wrong now (empty = nothing). */
static void
copy_comment(struct copy *c, uint32_t end, struct cb_text wrong)
{
	struct cb_tag tag;

	while (c->at < end && cb_tag_next(c->xml, &c->at, &tag)) {
		if (cb_text_is(tag.name, "r") && !tag.ends) {
			struct cb_text run = element_text(c->xml, &c->at, &tag);

			if (cb_text_find(run, ">" ADDED) >= 0) {
				copy_before(c, tag.all);
				c->copied = c->at;
			}
		} else if (cb_text_is(tag.name, "t") && wrong.len > 0) { /* a text that is no run cannot stand before one */
			copy_before(c, tag.all);
			cb_str_adds(&c->out, tag.ends ? "</t></r>" : "<r>");
			if (tag.ends)
				c->copied = c->at;
		} else if (cb_text_is(tag.name, "text") && tag.ends && wrong.len > 0) {
			copy_before(c, tag.all);
			cb_str_adds(&c->out, "<r>");
			cb_xlsx_add_text(&c->out, wrong);
			cb_str_adds(&c->out, "</r>");
		}
	}
}

static void
take_comment(struct notes *n, struct copy *c, const struct cb_tag *begin)
{
	uint64_t key = read_cell(cb_tag_attribute(begin, "ref"));
	uint32_t row = (uint32_t)(key >> AT_ROW_BITS), column = (uint32_t)key, start = c->at;
	struct cb_str wrong = { 0 };

	element_text(c->xml, &c->at, begin);
	if (cb_tag_number(begin, "authorId", UINT32_MAX) == n->author) {
		copy_before(c, begin->all);
		c->copied = c->at;
		*cb_push(n->dropped.at, n->dropped.n, n->dropped.cap) = key;
		return;
	}
	*cb_push(n->taken.at, n->taken.n, n->taken.cap) = key;
	if (cb_returned_is_wrong(n->page, row, column)) {
		cb_str_adds(&wrong, ADDED);
		cb_str_addt(&wrong, cb_returned_comment(n->page, row, column));
	}
	column = c->at;
	c->at = start;
	copy_comment(c, column, cb_str_text(&wrong));
	cb_str_release(&wrong);
}

/* The comments of cells that have none of the sender. */
static void
make_comments(struct notes *n)
{
	struct cb_xlsx_current *sheet = &n->made.sheet;

	sheet->author = n->author;
	sheet->row.is_open = true;
	for (size_t i = n->page->first; i < n->page->end; i++) {
		const struct cb_returned_note *note = &n->page->from->notes[i];
		const struct cb_returned_note *before = i > n->page->first ? note - 1 : NULL;
		struct cb_text text;

		if ((before != NULL && before->row == note->row && before->column == note->column) ||
		    has_cell(&n->taken, cell_key(note->row, note->column)))
			continue;
		text = cb_returned_comment(n->page, note->row, note->column);
		sheet->row.number = note->row - 1;
		cb_xlsx_comment(&n->made, note->column - 1, text, cb_returned_comment_lines(text));
	}
}

static bool
edit_texts(struct notes *n, struct cb_str *part)
{
	struct copy c = { .xml = cb_str_text(part) };
	struct cb_tag tag;
	bool is_usual = copy_authors(n, &c) && cb_tag_find(c.xml, &c.at, "commentList", NULL, &tag) && !tag.is_empty;

	while (is_usual && cb_tag_next(c.xml, &c.at, &tag) && !tag.ends)
		take_comment(n, &c, &tag);
	if (!is_usual) {
		cb_str_release(&c.out);
		return false;
	}
	make_comments(n);
	copy_before(&c, tag.all);
	cb_str_addt(&c.out, cb_str_text(&n->made.sheet.comments.out));
	copy_rest(&c, part);
	return true;
}

/* ---- the windows ---- */

static uint32_t
number_in(struct cb_text shape, const char *name)
{
	struct cb_tag tag;
	uint32_t at = 0, number = 0;

	if (!cb_tag_find(shape, &at, name, NULL, &tag))
		return UINT32_MAX;
	for (; at < shape.len && shape.p[at] >= '0' && shape.p[at] <= '9' && number <= CB_XLSX_ROWS; at++)
		number = number * 10 + (uint32_t)(shape.p[at] - '0');
	return number;
}

static void
add_windows(struct notes *n, struct cb_str *out)
{
	struct cb_xml xml = { .out = *out };

	n->made.sheet.are_guests = true;
	for (size_t i = 0; i < n->made.sheet.n_notes; i++)
		cb_xlsx_windows_add(&xml, &n->made, i);
	*out = xml.out;
}

static void
edit_windows(struct notes *n, struct cb_str *part)
{
	struct copy c = { .xml = cb_str_text(part) };
	struct cb_tag tag = { 0 };

	while (cb_tag_next(c.xml, &c.at, &tag) && !(tag.ends && cb_text_is(tag.name, "xml"))) {
		struct cb_text shape;

		if (!cb_text_is(tag.name, "v:shape") || tag.ends)
			continue;
		shape = element_text(c.xml, &c.at, &tag);
		if (!has_cell(&n->dropped, cell_key(number_in(shape, "x:Row") + 1, number_in(shape, "x:Column") + 1)))
			continue;
		copy_before(&c, tag.all);
		c.copied = c.at;
	}
	copy_before(&c, tag.all);
	add_windows(n, &c.out);
	copy_rest(&c, part);
}

/* ---- parts that are new, and who knows of them ---- */

/* Adds to the element that holds all others of a part. */
static bool
add_inside(struct cb_str *part, const char *name, struct cb_text more)
{
	struct copy c = { .xml = cb_str_text(part) };
	struct cb_tag tag;

	if (!cb_tag_find(c.xml, &c.at, name, NULL, &tag))
		return false;
	if (tag.is_empty)
		return false;
	while (cb_tag_next(c.xml, &c.at, &tag) && !(tag.ends && cb_text_is(tag.name, name)))
		;
	copy_before(&c, tag.all);
	cb_str_addt(&c.out, more);
	copy_rest(&c, part);
	return true;
}

/* _rels/sheet1.xml.rels of its folder */
static void
relations_path(const char *part, struct cb_str *out)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash != NULL ? (size_t)(slash + 1 - part) : 0;

	cb_str_add(out, part, folder);
	cb_str_addf(out, "_rels/%s.rels", part + folder);
}

static bool
relate(struct notes *n, const char *id, const char *kind, const char *path)
{
	struct cb_str rels = { 0 }, line = { 0 }, part = { 0 };
	struct cb_str *there;
	int64_t at;
	bool is_done = true;

	cb_str_addf(&line, "<Relationship Id=\"%s\" Type=\"" OFFICE "%s\" Target=\"/%s\"/>", id, kind, path);
	relations_path(cb_book_part_name(n->m->from->book, n->part), &rels);
	at = cb_book_part_at(n->m->from->book, cb_str_c(&rels));
	there = at >= 0 ? cb_marks_part(n->m, at) : cb_marks_added(n->m, cb_str_c(&rels));
	if (there != NULL) {
		is_done = add_inside(there, "Relationships", cb_str_text(&line));
	} else {
		cb_str_addf(&part, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"" CB_PACKAGE_NS "relationships\">%s</Relationships>", cb_str_c(&line));
		cb_marks_add(n->m, cb_str_c(&rels), &part);
	}
	cb_str_release(&rels);
	cb_str_release(&line);
	return is_done;
}

/* Says in [Content_Types].xml what the parts are. */
static bool
add_type(struct notes *n, const char *line)
{
	int64_t at = cb_book_part_at(n->m->from->book, "[Content_Types].xml");
	struct cb_str *types = at >= 0 ? cb_marks_part(n->m, at) : NULL;

	return types != NULL && add_inside(types, "Types", cb_text_of(line));
}

static bool
knows_vml(struct notes *n)
{
	int64_t part = cb_book_part_at(n->m->from->book, "[Content_Types].xml");
	struct cb_str *types = part >= 0 ? cb_marks_part(n->m, part) : NULL;
	struct cb_tag tag;
	uint32_t at = 0;

	while (types != NULL && cb_tag_next(cb_str_text(types), &at, &tag)) {
		struct cb_text extension = cb_tag_attribute(&tag, "Extension");

		if (extension.len == 3 && cb_bytes_equal_nocase(extension.p, "vml", 3))
			return true;
	}
	return false;
}

static bool
make_texts(struct notes *n)
{
	struct cb_str part = { 0 }, path = { 0 }, type = { 0 };
	bool is_done;

	cb_str_addf(&path, "xl/returned%zu.xml", n->part);
	make_comments(n);
	cb_str_addf(&part, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"" CB_XLSX_NS
	                   "\"><authors><author>" CB_RETURNED_LABEL "</author></authors><commentList>");
	cb_str_addt(&part, cb_str_text(&n->made.sheet.comments.out));
	cb_str_adds(&part, "</commentList></comments>");
	cb_marks_add(n->m, cb_str_c(&path), &part);
	cb_str_addf(&type, "<Override PartName=\"/%s\" ContentType=\"" CB_XLSX_TYPE "comments+xml\"/>", cb_str_c(&path));
	is_done = relate(n, "rIdReturned1", "comments", cb_str_c(&path)) && add_type(n, cb_str_c(&type));
	cb_str_release(&path);
	cb_str_release(&type);
	return is_done;
}

/* What stands behind the windows of comments in a sheet. */
static bool
stands_behind(struct cb_text name)
{
	static const char *const names[] = { "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
		                             "webPublishItems", "tableParts", "extLst", "mc:AlternateContent" };

	for (size_t i = 0; i < CB_COUNT(names); i++)
		if (cb_text_is(name, names[i]))
			return true;
	return false;
}

static void
point_to_windows(struct cb_str *sheet, const char *id)
{
	struct copy c = { .xml = cb_str_text(sheet) };
	uint32_t depth = 0;
	struct cb_tag tag = { 0 };

	while (cb_tag_next(c.xml, &c.at, &tag)) {
		if ((depth == 1 && !tag.ends && stands_behind(tag.name)) || (tag.ends && cb_text_is(tag.name, "worksheet")))
			break;
		if (!tag.is_empty)
			depth += tag.ends ? UINT32_MAX : 1;
	}
	copy_before(&c, tag.all);
	cb_str_addf(&c.out, "<legacyDrawing xmlns:r=\"" CB_RELATION_NS "\" r:id=\"%s\"/>", id);
	copy_rest(&c, sheet);
}

static bool
make_windows(struct notes *n)
{
	struct cb_str path = { 0 };
	struct cb_xml xml = { 0 };
	bool is_done;

	cb_str_addf(&path, "xl/drawings/returned%zu.vml", n->part);
	cb_xlsx_windows_open(&xml, &n->made);
	for (size_t i = 0; i < n->made.sheet.n_notes; i++)
		cb_xlsx_windows_add(&xml, &n->made, i);
	cb_xml_close(&xml);
	cb_marks_add(n->m, cb_str_c(&path), &xml.out);
	is_done = relate(n, "rIdReturned2", "vmlDrawing", cb_str_c(&path)) &&
	          (knows_vml(n) ||
	           add_type(n, "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"));
	if (is_done)
		point_to_windows(cb_marks_part(n->m, (int64_t)n->part), "rIdReturned2");
	cb_str_release(&path);
	return is_done;
}

/* ---- one sheet ---- */

/* The part with the windows of comments that the sheet has: -1 = none; -2 = it says one that is not there. */
static int64_t
find_windows(struct notes *n)
{
	struct cb_text sheet = cb_str_text(cb_marks_part(n->m, (int64_t)n->part));
	char id[64] = "";
	struct cb_tag tag;
	uint32_t at = 0;
	struct cb_text says;
	int64_t part;

	if (!cb_tag_find(sheet, &at, "legacyDrawing", NULL, &tag))
		return -1;
	says = cb_tag_attribute(&tag, "r:id");
	if (says.len == 0 || says.len >= sizeof(id))
		return -2;
	memcpy(id, says.p, says.len);
	part = cb_book_related_part(n->m->from->book, n->part, "/vmlDrawing", id);
	return part >= 0 ? part : -2;
}

static bool
write_comments(struct notes *n)
{
	int64_t windows = find_windows(n), texts = cb_book_related_part(n->m->from->book, n->part, "/comments", NULL);
	struct cb_str *of_texts = texts >= 0 ? cb_marks_part(n->m, texts) : NULL;
	struct cb_str *of_windows = windows >= 0 ? cb_marks_part(n->m, windows) : NULL;

	if (of_texts == NULL && !cb_returned_has_notes(n->page))
		return texts < 0;
	if (windows == -2 || (texts >= 0 && of_texts == NULL) || (windows >= 0 && of_windows == NULL))
		return false;
	if (!(of_texts != NULL ? edit_texts(n, of_texts) : make_texts(n)))
		return false;
	if (of_windows == NULL)
		return make_windows(n);
	edit_windows(n, of_windows);
	return true;
}

bool
cb_marks_comments(struct cb_marks *m, struct cb_returned_page *page, size_t part)
{
	struct cb_out nowhere = { 0 };
	struct notes n = { .m = m, .page = page, .part = part };
	bool is_usual;

	n.made.out = &nowhere;
	n.made.n_shape_blocks = BLOCKS + SHEET_BLOCKS * part;
	is_usual = write_comments(&n) && nowhere.refused == 0;
	cb_str_release(&n.made.sheet.comments.out);
	free(n.made.sheet.notes);
	free(n.dropped.at);
	free(n.taken.at);
	return is_usual;
}
