/* xls: Excel 2 to 2003. The file is read in a child (child.h), a process for the list of sheets and one for each
 * sheet that is opened. */
#include "biff.h"
#include "book_state.h"
#include "child.h"
#include "ole.h"
#include "unlock.h"

#include <cb/base/reason.h>
#include <cb/value/unit.h>

#include <errno.h>
#include <string.h>

/* What computing may cost: a sheet of 65,536 rows × 256 cells takes less. */
static const struct child_limits limits = { .seconds = 20, .megabytes = 1024 };

/* Messages of the child. */
enum what {
	FAILED = 1, /* code */
	UNLOCKED,
	SHEET,  /* is hidden; name */
	EPOCH,  /* is 1904 */
	AREA,   /* row, column, rows, columns */
	SPAN,   /* first, last, width in 1/256 of a character, is hidden */
	FORMAT, /* a number format: the first, the second … */
	TEXTS,  /* a piece of the texts that cells share */
	ROW,    /* line, is hidden */
	CELL,   /* column, kind, length and place of a shared text, else 0 and 0; text */
};
enum { PIECE_BYTES = 1 << 16 };

struct task {
	int fd;
	bool is_list; /* of sheets, else the rows of one */
	size_t sheet;
};

/* --- in the child ------------------------------------------------------------------------- */

static void
send(struct child_out *out, enum what what, uint32_t a, uint32_t b, struct cb_text text)
{
	cb_child_send(out, (struct child_message){ .what = what, .n = { a, b }, .text = text });
}

static void
send_list(const struct biff *biff, struct child_out *out)
{
	if (biff->pass.p != NULL)
		send(out, UNLOCKED, 0, 0, CB_LIT(""));
	for (size_t i = 0; i < biff->n_sheets; i++)
		send(out, SHEET, biff->sheets[i].is_hidden, 0, cb_text_of(biff->sheets[i].name));
}

static void
send_shape(const struct cb_shape *shape, struct child_out *out)
{
	send(out, EPOCH, shape->is_1904, 0, CB_LIT(""));
	for (size_t i = 0; i < shape->n_merges; i++) {
		struct cb_area at = shape->merges[i];

		cb_child_send(out, (struct child_message){
					   .what = AREA, .n = { at.row, at.column, at.n_rows, at.n_columns } });
	}
	for (size_t i = 0; i < shape->n_columns; i++) {
		struct cb_column_span span = shape->columns[i];
		uint32_t width = (uint32_t)(span.width_chars * 256);

		cb_child_send(out, (struct child_message){
					   .what = SPAN, .n = { span.first, span.last, width, span.is_hidden } });
	}
}

static void
send_texts(const struct cb_str *shared, struct child_out *out)
{
	for (size_t at = 0; at < shared->len; at += PIECE_BYTES) {
		size_t left = shared->len - at;

		send(out, TEXTS, 0, 0,
		     (struct cb_text){ shared->p + at, left < PIECE_BYTES ? (uint32_t)left : PIECE_BYTES });
	}
}

/* A shared text goes by its place, so that one that all cells have is sent once. */
static void
send_cell(const struct held_cell *cell, const struct cb_str *shared, struct child_out *out)
{
	struct child_message message = { .what = CELL, .n = { cell->column + 1u, cell->kind } };
	uintptr_t at = (uintptr_t)cell->p - (uintptr_t)shared->p;

	if (cell->len > 0 && at < shared->len) {
		message.n[2] = cell->len;
		message.n[3] = (uint32_t)at;
	} else {
		message.text = (struct cb_text){ cell->p, cell->len };
	}
	cb_child_send(out, message);
}

static void
send_rows(struct biff *biff, const struct biff_sheet *sheet, struct child_out *out)
{
	struct held *held = cb_held_new();

	if (cb_biff_read(biff, sheet, held))
		send_shape(&held->shape, out);
	else
		send(out, FAILED, CB_BOOK_DAMAGED, 0, CB_LIT(""));
	for (size_t i = 0; i < biff->said.n; i++)
		send(out, FORMAT, 0, 0, cb_text_of(biff->said.codes[i]));
	send_texts(&biff->shared, out);
	for (size_t r = 0; r < held->n_rows; r++) {
		const struct held_row *row = &held->rows[r];

		send(out, ROW, row->line, row->is_hidden, CB_LIT(""));
		for (uint32_t i = 0; i < row->n_cells; i++)
			send_cell(&held->cells[row->first + i], &biff->shared, out);
	}
	cb_held_free(held);
}

/* The stream as it is when unlocked, where it is locked. */
static enum cb_code
open_stream(int fd, struct cb_str *stream, struct biff *biff)
{
	if (!cb_ole_workbook(fd, stream) || !cb_biff_open(biff, cb_str_text(stream)))
		return CB_BOOK_DAMAGED;
	if (biff->pass.p == NULL)
		return CB_FINE;
	if (cb_unlock_stream(stream, biff->version, biff->pass) != UNLOCK_DONE)
		return CB_ENCRYPTED;
	cb_biff_release(biff);
	return cb_biff_open(biff, cb_str_text(stream)) ? CB_FINE : CB_BOOK_DAMAGED;
}

static void
work(void *arg, struct child_out *out)
{
	const struct task *task = arg;
	struct cb_str stream = { 0 };
	struct biff biff = { 0 };
	enum cb_code code = open_stream(task->fd, &stream, &biff);

	if (code == CB_FINE && !cb_biff_has_all_sheets(&biff))
		code = CB_BOOK_DAMAGED;
	if (code == CB_FINE && biff.n_sheets == 0)
		code = CB_NO_SHEET;
	if (code != CB_FINE)
		send(out, FAILED, code, 0, CB_LIT(""));
	else if (task->is_list)
		send_list(&biff, out);
	else if (task->sheet < biff.n_sheets)
		send_rows(&biff, &biff.sheets[task->sheet], out);
	cb_biff_release(&biff);
	cb_str_release(&stream);
}

/* --- in the parent ------------------------------------------------------------------------ */

static enum cb_status
start(struct child *child, struct cb_book *book, struct task *task)
{
	if (cb_child_start(child, work, task, limits))
		return CB_OK;
	return cb_report(book->diag, CB_READ_FAILED, BOOK_WHOLE(book), "", book->name, cb_reason(errno, book->diag->lang));
}

/* The reason that the child gave. */
static enum cb_status
failed(struct cb_book *book, const struct child_message *message)
{
	switch (message->n[0]) {
	case CB_ENCRYPTED:
		return cb_report(book->diag, CB_ENCRYPTED, BOOK_WHOLE(book), "");
	case CB_NO_SHEET:
		return cb_report(book->diag, CB_NO_SHEET, BOOK_WHOLE(book), "");
	default:
		return cb_report(book->diag, CB_BOOK_DAMAGED, BOOK_WHOLE(book), "", "xls");
	}
}

static enum cb_status
open_xls(struct cb_book *book)
{
	struct task task = { .fd = book->fd, .is_list = true };
	struct child_message message;
	struct child child;
	enum cb_status status = start(&child, book, &task), ended;

	if (status != CB_OK)
		return status;
	while (cb_child_next(&child, &message) > 0)
		if (message.what == FAILED)
			status = failed(book, &message);
		else if (message.what == UNLOCKED)
			book->was_locked = true;
		else if (status == CB_OK && message.what == SHEET)
			status = cb_book_add_sheet(book, message.text, message.n[0] != 0) ? CB_OK : CB_UNREADABLE;
	ended = cb_child_end(&child, book);
	return status != CB_OK ? status : ended;
}

/* A kind that cb_biff_read gives a cell: what a child says is not believed. */
static bool
is_kind(uint32_t kind)
{
	uint32_t number = kind >> CB_CELL_UNIT_SHIFT;

	if ((kind & CB_CELL_KIND) > CB_CELL_UNKNOWN)
		return false;
	if ((kind & CB_CELL_BY_FORMAT) != 0)
		return number <= BOOK_FORMATS_MAX;
	return number == 0 || cb_unit_numbered(number) != NULL;
}

static void
take_cell(struct held *held, const struct child_message *message)
{
	const uint32_t *n = message->n;

	if (held->n_rows == 0 || !is_kind(n[1]))
		return;
	if (n[2] == 0)
		cb_held_cell(held, n[0], 1, n[1], message->text);
	else if (n[2] <= held->shared.len && n[3] <= held->shared.len - n[2])
		cb_held_borrow(held, n[0], 1, n[1], (struct cb_text){ held->shared.p + n[3], n[2] });
}

static void
take(struct held *held, const struct child_message *message)
{
	const uint32_t *n = message->n;

	switch (message->what) {
	case EPOCH:
		held->shape.is_1904 = n[0] != 0;
		break;
	case AREA:
		cb_held_merge(held, (struct cb_area){ n[0], n[1], n[2], n[3] });
		break;
	case SPAN:
		cb_held_columns(held, (struct cb_column_span){ n[0], n[1], n[2] / 256.0, n[3] != 0 });
		break;
	case ROW:
		cb_held_row(held, n[0], 1, n[1] != 0);
		break;
	case FORMAT:
		cb_book_formats_add(&held->formats, message->text, &held->arena);
		held->shape.formats = held->formats.codes;
		held->shape.n_formats = held->formats.n;
		break;
	case TEXTS:
		if (held->n_rows == 0) /* no text is borrowed yet */
			cb_str_addt(&held->shared, message->text);
		break;
	case CELL:
		take_cell(held, message);
		break;
	}
}

static enum cb_status
open_rows(struct cb_book *book, size_t sheet, uint32_t source, struct cb_rows **out)
{
	struct task task = { .fd = book->fd, .sheet = sheet };
	struct held *held;
	struct child_message message;
	struct child child;
	enum cb_status status = start(&child, book, &task), ended;

	if (status != CB_OK)
		return status;
	held = cb_held_new();
	while (cb_child_next(&child, &message) > 0)
		if (message.what == FAILED)
			status = failed(book, &message);
		else
			take(held, &message);
	ended = cb_child_end(&child, book);
	return cb_held_finish(held, book, source, status != CB_OK ? status : ended, out);
}

const struct book_format cb_book_xls = { "xls", open_xls, open_rows, NULL };
