/* What the rows of a book give out, counted as often as they give it: a file says a cell once, and that it stands in
 * a million rows, or a text once, and that ten thousand cells have it. */
#include "book_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A file of 100 KB never makes anyone write or hold more than 128 MiB: quotes are doubled where they are printed. What
 * is larger may give out more; no sheet that was typed or exported comes near. */
static const uint64_t GIVEN_MIN_BYTES = UINT64_C(64) << 20;
enum { GIVEN_RATIO = 640,
       CELL_BYTES = 32 /* what a cell takes where rows are held, whatever its text */ };

static uint64_t
given_max(const struct cb_book *book)
{
	struct stat st;
	uint64_t file_bytes = fstat(book->fd, &st) == 0 && st.st_size > 0 ? (uint64_t)st.st_size : 0;

	return file_bytes * GIVEN_RATIO > GIVEN_MIN_BYTES ? file_bytes * GIVEN_RATIO : GIVEN_MIN_BYTES;
}

bool
cb_book_give(struct cb_book *book, struct cb_where where, uint64_t n_cells, uint64_t text_bytes)
{
	char word[24];

	if (book->given_max == 0)
		book->given_max = given_max(book);
	book->given += n_cells * CELL_BYTES + text_bytes;
	if (book->given <= book->given_max)
		return true;
	snprintf(word, sizeof(word), "%" PRIu64, book->given_max >> 20);
	cb_report(book->diag, CB_TOO_MANY_REPEATED, where, "", word);
	return false;
}

struct given_rows {
	struct cb_rows rows; /* first: what callers hold */
	struct cb_rows *inner;
	struct cb_book *book;
	uint64_t given_before; /* by other sheets */
	bool has_failed;
};

static int
given_next(struct cb_rows *rows, struct cb_row *row)
{
	struct given_rows *self = (struct given_rows *)rows;
	struct cb_where where = { rows->source, 0, 0 };
	uint64_t text_bytes = 0;
	int got = self->has_failed ? -1 : self->inner->next(self->inner, row);

	if (got <= 0)
		return got;
	for (uint32_t i = 0; i < row->n; i++)
		text_bytes += row->cells[i].len;
	where.row = row->line;
	self->has_failed = !cb_book_give(self->book, where, row->n, text_bytes);
	return self->has_failed ? -1 : 1;
}

static bool
given_rewind(struct cb_rows *rows)
{
	struct given_rows *self = (struct given_rows *)rows;

	self->book->given = self->given_before;
	self->has_failed = false;
	return self->inner->rewind(self->inner);
}

static void
given_close(struct cb_rows *rows)
{
	struct given_rows *self = (struct given_rows *)rows;

	self->inner->close(self->inner);
	free(self);
}

struct cb_rows *
cb_book_counted(struct cb_rows *inner, struct cb_book *book)
{
	struct given_rows *self = cb_alloc(1, sizeof(*self));

	self->rows = *inner; /* its source and shape */
	self->rows.next = given_next;
	self->rows.rewind = given_rewind;
	self->rows.close = given_close;
	self->inner = inner;
	self->book = book;
	self->given_before = book->given;
	return &self->rows;
}
