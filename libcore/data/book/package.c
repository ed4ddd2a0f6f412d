/* The parts of an xlsx file for those who make a copy of it. */
#include "xlsx.h"

#include <cb/data/zip.h>

#include <stdlib.h>

enum { BLOCK_BYTES = 64 << 10 };

static bool
is_package(const struct cb_book *book)
{
	return book->format == &cb_book_xlsx && book->zip != NULL;
}

size_t
cb_book_n_parts(const struct cb_book *book)
{
	zip_int64_t n = is_package(book) ? cb_zip()->get_num_entries(book->zip, 0) : 0;

	return n > 0 ? (size_t)n : 0;
}

const char *
cb_book_part_name(const struct cb_book *book, size_t part)
{
	const char *name = cb_zip()->get_name(book->zip, part, ZIP_FL_ENC_RAW);

	return name != NULL ? name : "";
}

bool
cb_book_part_bytes(struct cb_book *book, size_t part, bool (*take)(void *arg, struct cb_text), void *arg)
{
	struct book_part of;
	char *block;
	ptrdiff_t n = 0;
	bool goes_on = true;

	if (!cb_book_part_open(&of, book, (int64_t)part, BOOK_WHOLE(book)))
		return false;
	block = cb_alloc(BLOCK_BYTES, 1);
	while (goes_on && (n = cb_book_part_read(&of, block, BLOCK_BYTES)) > 0)
		goes_on = take(arg, (struct cb_text){ block, (uint32_t)n });
	free(block);
	cb_book_part_close(&of);
	return goes_on && n == 0;
}

int64_t
cb_book_sheet_part(const struct cb_book *book, size_t sheet)
{
	const struct xlsx *own = book->own;

	return is_package(book) && sheet < own->n_parts ? own->parts[sheet].part : -1;
}

int64_t
cb_book_styles_part(const struct cb_book *book)
{
	return is_package(book) ? ((const struct xlsx *)book->own)->styles : -1;
}

int64_t
cb_book_workbook_part(const struct cb_book *book)
{
	return is_package(book) ? ((const struct xlsx *)book->own)->workbook : -1;
}

int64_t
cb_book_part_at(const struct cb_book *book, const char *path)
{
	return is_package(book) ? cb_book_part_find(book, cb_text_of(path)) : -1;
}
