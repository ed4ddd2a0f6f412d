#include "returned_mark.h"

#include "../package/package.h"
#include "returned_parts.h"
#include "xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- marks ---- */

/* R4: a hidden sheet with an error is shown. */
static bool
show_sheet(struct cb_marks *m, const char *name)
{
	struct cb_str *book = cb_marks_part(m, cb_book_workbook_part(m->from->book)), out = { 0 };
	struct cb_str wanted = { 0 };
	struct cb_tag tag;
	uint32_t at = 0, start;

	if (book == NULL)
		return false;
	cb_xlsx_escape(&wanted, cb_text_of(name), CB_XLSX_ATTRIBUTE);
	while (cb_tag_find(cb_str_text(book), &at, "sheet", NULL, &tag))
		if (cb_text_equal(cb_tag_attribute(&tag, "name"), cb_str_text(&wanted)))
			break;
	start = (uint32_t)(tag.all.p - book->p);
	cb_str_add(&out, book->p, start);
	cb_tag_set(&out, tag.all, "state", NULL);
	cb_str_add(&out, book->p + at, book->len - at);
	cb_str_release(&wanted);
	cb_str_release(book);
	*book = out;
	return true;
}

/* An earlier return was of this sheet: its last column is that of the reasons, and the book has the red. */
static bool
was_marked(const struct cb_marks *m, const struct cb_returned_page *page)
{
	return page->had_reasons && page->reasons == page->columns && m->styles.fill < m->styles.n_fills;
}

static bool
mark_sheet(struct cb_marks *m, size_t sheet)
{
	struct cb_book_sheet of = cb_book_sheet(m->from->book, sheet);
	int64_t part = cb_book_sheet_part(m->from->book, sheet);
	struct cb_returned_page page = { 0 };
	struct cb_rows *rows;
	bool is_usual;

	if (part < 0 || cb_book_rows(m->from->book, sheet, &rows) != CB_OK)
		return false;
	is_usual = cb_returned_page(&page, m->from, of.name, rows);
	rows->close(rows);
	if (is_usual && (cb_returned_has_notes(&page) || was_marked(m, &page)))
		is_usual = cb_marks_sheet(m, &page, (size_t)part) && cb_marks_comments(m, &page, (size_t)part) &&
		           (!of.is_hidden || !cb_returned_has_notes(&page) || show_sheet(m, of.name));
	cb_str_release(&page.text);
	return is_usual;
}

/* ---- the package ---- */

static bool
spool_bytes(void *arg, struct cb_text block)
{
	struct cb_package *package = arg;

	cb_spool_add(&package->parts, block);
	return package->parts.error == 0;
}

static bool
write_parts(struct cb_marks *m, struct cb_package *package)
{
	bool is_whole = true;

	for (size_t i = 0; is_whole && i < m->n_parts; i++) {
		const char *name = cb_book_part_name(m->from->book, i);
		uint64_t from = cb_spool_size(&package->parts);

		if (m->parts[i].len == 0)
			is_whole = cb_book_part_bytes(m->from->book, i, spool_bytes, package);
		if (is_whole && !cb_text_ends(cb_text_of(name), "/"))
			cb_package_add_long(package, name, &m->parts[i], from);
	}
	for (size_t i = 0; is_whole && i < m->n_added; i++)
		cb_package_add(package, m->added[i].path, &m->added[i].text);
	return is_whole;
}

static bool
write_package(struct cb_marks *m, struct cb_out *out)
{
	struct cb_package package;
	bool is_whole;

	cb_package_init(&package);
	is_whole = write_parts(m, &package);
	if (is_whole)
		cb_package_finish(&package, out);
	else
		cb_package_drop(&package);
	return is_whole;
}

bool
cb_returned_mark(struct cb_returned *from, struct cb_out *out)
{
	struct cb_marks m = { .from = from, .n_parts = cb_book_n_parts(from->book) };
	bool is_done = m.n_parts > 0;

	m.parts = cb_alloc(m.n_parts + 1, sizeof(*m.parts));
	m.styles_part = cb_book_styles_part(from->book);
	is_done = is_done && cb_marks_read_styles(&m);
	for (size_t i = 0; is_done && i < cb_book_n_sheets(from->book); i++)
		is_done = mark_sheet(&m, i);
	if (is_done) {
		cb_marks_write_styles(&m);
		is_done = write_package(&m, out);
	}
	for (size_t i = 0; i < m.n_parts; i++)
		cb_str_release(&m.parts[i]);
	for (size_t i = 0; i < m.n_added; i++)
		cb_str_release(&m.added[i].text);
	cb_marks_release_styles(&m.styles);
	free(m.parts);
	free(m.added);
	return is_done;
}
