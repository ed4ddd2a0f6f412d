/* How an input comes to what reads it: as a file, as an archive, as a book (fuzz.h). */
#include <cb/data/book.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "fuzz.h"

enum { UNPACKED_MAX_BYTES = 16 << 20,
       ROWS_MAX = 1 << 20,
       COLUMNS_MAX = 1 << 14 };

_Noreturn void
fuzz_fail(const char *what, const char *more)
{
	fprintf(stderr, "fuzz_%s: FAILED: %s\n%s\n", fuzz_target.name, what, more);
	abort();
}

static char path[] = "/tmp/cb-fuzz-XXXXXX";

static void
remove_file(void)
{
	unlink(path);
}

static const char *
file_of_run(void)
{
	static int fd = -1;

	if (fd < 0) {
		fd = mkstemp(path);
		if (fd < 0)
			fuzz_fail("no temporary file", path);
		close(fd);
		atexit(remove_file);
	}
	return path;
}

const char *
fuzz_file(const void *p, size_t n)
{
	FILE *file = fopen(file_of_run(), "wb");

	if (file == NULL || fwrite(p, 1, n, file) != n || fclose(file) != 0)
		fuzz_fail("cannot write", path);
	return path;
}

/* The next part; false at the end. */
static bool
next_part(struct cb_text *rest, struct cb_text *name, struct cb_text *part)
{
	int64_t end = cb_text_find(*rest, "\n"), next;

	if (rest->len < 2 || rest->p[0] != '@' || end < 0)
		return false;
	*name = (struct cb_text){ rest->p + 1, (uint32_t)end - 1 };
	*part = (struct cb_text){ rest->p + end + 1, rest->len - (uint32_t)end - 1 };
	next = cb_text_find(*part, "\n@");
	*rest = next < 0 ? (struct cb_text){ "", 0 }
	                 : (struct cb_text){ part->p + next + 1, part->len - (uint32_t)next - 1 };
	if (next >= 0)
		part->len = (uint32_t)next;
	return true;
}

const char *
fuzz_archive(const void *p, size_t n)
{
	struct cb_text rest = { p, (uint32_t)n }, name, part;
	struct cb_str called = { 0 };
	zip_t *zip;

	if (n == 0 || *(const char *)p != '@')
		return fuzz_file(p, n);
	zip = zip_open(file_of_run(), ZIP_CREATE | ZIP_TRUNCATE, NULL);
	while (zip != NULL && next_part(&rest, &name, &part)) {
		zip_source_t *source = zip_source_buffer(zip, part.p, part.len, 0);
		zip_int64_t at;

		cb_str_clear(&called);
		cb_str_addt(&called, name);
		at = zip_file_add(zip, cb_str_c(&called), source, 0);
		if (at < 0)
			zip_source_free(source);
		else
			zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
	}
	cb_str_release(&called);
	if (zip != NULL && zip_close(zip) != 0)
		zip_discard(zip);
	return path;
}

static void
count_error(void *arg, const struct cb_diag *diag, const struct cb_finding *finding)
{
	(void)diag;
	*(int *)arg += finding->severity == CB_ERROR;
}

static void
read_rows(struct cb_rows *rows, const int *n_errors, bool is_text, struct cb_str *out)
{
	struct cb_row row;
	uint32_t last = 0;
	int before = *n_errors, got;

	while ((got = rows->next(rows, &row)) > 0) {
		if (!is_text && (row.line <= last || row.line > ROWS_MAX || row.n == 0 || row.n > COLUMNS_MAX))
			fuzz_fail("a row out of order, or beyond the grid", "");
		last = row.line;
		if (out != NULL)
			cb_str_addf(out, "%u:", (unsigned)row.line);
		for (uint32_t i = 0; i < row.n && out != NULL; i++) {
			cb_str_adds(out, "|");
			cb_str_addt(out, row.cells[i]);
		}
		if (out != NULL)
			cb_str_adds(out, "\n");
	}
	if (got < 0 && *n_errors == before)
		fuzz_fail("broken off without a word", "");
}

bool
fuzz_read_book(const char *file, bool as_is, struct cb_str *out)
{
	int n_errors = 0;
	struct cb_diag diag = { .lang = CB_EN, .sink = count_error, .sink_arg = &n_errors };
	struct cb_book_options options = { .as_is = as_is,
		                           .visible = !as_is,
		                           .unpacked_max_bytes = UNPACKED_MAX_BYTES };
	struct cb_book *book = NULL;
	struct cb_rows *rows = NULL;
	bool is_open = cb_book_open(&book, file, &options, &diag) == CB_OK, is_text;

	for (size_t sheet = 0; is_open && sheet < cb_book_n_sheets(book); sheet++) {
		if (cb_book_rows(book, sheet, &rows) != CB_OK)
			break;
		read_rows(rows, &n_errors, cb_book_is_text(book), sheet == 0 ? out : NULL);
		rows->close(rows);
	}
	if (!is_open && n_errors == 0)
		fuzz_fail("not opened, and no word", "");
	is_text = is_open && cb_book_is_text(book);
	cb_book_close(book);
	cb_diag_release(&diag);
	return is_text;
}
