#include "book_state.h"

static enum cb_status
open_xlsx(struct cb_book *book)
{
	return cb_book_fail(book, CB_NOT_A_BOOK, "xlsx", NULL, NULL);
}

static enum cb_status
open_rows(struct cb_book *book, size_t sheet, uint32_t source, struct cb_rows **out)
{
	(void)book, (void)sheet, (void)source, (void)out;
	return CB_UNREADABLE;
}

static void
close_xlsx(struct cb_book *book)
{
	(void)book;
}

const struct book_format cb_book_xlsx = { "xlsx", open_xlsx, open_rows, close_xlsx };
