/* Books of sheets written out, for tests of their readers. */
#ifndef BOOK_ROWS_H
#define BOOK_ROWS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/data/book.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* Findings as CODE@ROW:COLUMN. */
static inline void
note_finding(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	(void)diag;
	cb_str_addf(arg, " %d@%u:%u", (int)finding->code, (unsigned)finding->where.row, (unsigned)finding->where.column);
}

/* A file of these bytes; path gets its name. */
static inline void
write_book(char path[32], const char *p, size_t n)
{
	int fd;

	snprintf(path, 32, "/tmp/test_book-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	close(fd);
}

/* Merged areas as [ROW,COLUMN ROWSxCOLUMNS], hidden columns as [-FIRST:LAST]; 1904 where that is the epoch. A file
 * that is taken for text has no shape. */
static inline void
dump_shape(const struct cb_shape *shape, struct cb_str *out)
{
	for (size_t i = 0; shape != NULL && i < shape->n_merges; i++) {
		struct cb_area area = shape->merges[i];

		cb_str_addf(out, "[%u,%u %ux%u]", (unsigned)area.row, (unsigned)area.column, (unsigned)area.n_rows, (unsigned)area.n_columns);
	}
	for (size_t i = 0; shape != NULL && i < shape->n_columns; i++)
		if (shape->columns[i].is_hidden)
			cb_str_addf(out, "[-%u:%u]", (unsigned)shape->columns[i].first, (unsigned)shape->columns[i].last);
	cb_str_adds(out, shape != NULL && shape->is_1904 ? "1904 " : "");
}

static inline void
dump_kind(uint8_t kind, struct cb_str *out)
{
	if ((kind & CB_CELL_KIND) != CB_CELL_TEXT)
		cb_str_addc(out, "?ndbeu"[kind & CB_CELL_KIND]);
	if ((kind & CB_CELL_FILLED) != 0)
		cb_str_addc(out, '+');
	if ((kind & CB_CELL_WITHHELD) != 0)
		cb_str_addc(out, '-');
}

/* Rows as `LINE:cell|cell;`, with a letter behind what is no text (n d b e u, + filled, - withheld), ! when
 * broken off, (…) around hidden ones. */
static inline void
dump_sheet(struct cb_rows *rows, struct cb_str *out)
{
	struct cb_row row;
	int got;

	while ((got = rows->next(rows, &row)) > 0) {
		cb_str_addf(out, "%s%u:", row.is_hidden ? "(" : "", (unsigned)row.line);
		for (uint32_t i = 0; i < row.n; i++) {
			cb_str_adds(out, i > 0 ? "|" : "");
			cb_str_addt(out, row.cells[i]);
			if (row.kinds != NULL)
				dump_kind(row.kinds[i], out);
		}
		cb_str_adds(out, row.is_hidden ? ");" : ";");
	}
	if (got < 0)
		cb_str_addc(out, '!');
	assert_int_equal(rows->next(rows, &row), got); /* the end stays the end */
}

/* All sheets as NAME{…}, hidden ones as -NAME{…}, each read twice, as the file has them. */
static inline void
dump_book(const char *path, struct cb_str *out)
{
	struct cb_diag diag = { .lang = CB_EN, .sink = note_finding, .sink_arg = out };
	const struct cb_book_options options = { .as_is = true };
	struct cb_str once = { 0 }, again = { 0 };
	struct cb_book *book = NULL;
	struct cb_rows *rows;

	if (cb_book_open(&book, path, &options, &diag) == CB_OK)
		for (size_t i = 0; i < cb_book_n_sheets(book); i++) {
			struct cb_book_sheet sheet = cb_book_sheet(book, i);

			cb_str_addf(out, "%s%s{", sheet.is_hidden ? "-" : "", sheet.name);
			if (cb_book_rows(book, i, &rows) == CB_OK) {
				cb_str_clear(&once);
				cb_str_clear(&again);
				dump_shape(rows->shape, out);
				dump_sheet(rows, &once);
				assert_true(rows->rewind(rows));
				dump_sheet(rows, &again);
				assert_string_equal(cb_str_c(&again), cb_str_c(&once));
				cb_str_addt(out, cb_str_text(&once));
				rows->close(rows);
			}
			cb_str_addc(out, '}');
		}
	cb_book_close(book);
	cb_diag_release(&diag);
	cb_str_release(&once);
	cb_str_release(&again);
}

/* The file of these bytes gives that. */
static inline void
check_book(const char *what, const char *p, size_t n, const char *want)
{
	struct cb_str out = { 0 };
	char path[32];

	write_book(path, p, n);
	dump_book(path, &out);
	unlink(path);
	if (strcmp(cb_str_c(&out), want) != 0)
		fail_msg("%s: %s, wanted %s", what, cb_str_c(&out), want);
	cb_str_release(&out);
}

#endif
