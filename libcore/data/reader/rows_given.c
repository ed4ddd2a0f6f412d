#include <cb/data/rows_given.h>

static int
next_row(struct cb_rows *rows, struct cb_row *row)
{
	struct cb_rows_given *given = (struct cb_rows_given *)rows;

	if (given->at > 1)
		return 0;
	*row = (struct cb_row){ .cells = given->at == 0 ? given->labels : given->values,
		                .n = given->n,
		                .line = (uint32_t)given->at + 1 };
	given->at++;
	return 1;
}

static bool
rewind_rows(struct cb_rows *rows)
{
	((struct cb_rows_given *)rows)->at = 0;
	return true;
}

static void
close_rows(struct cb_rows *rows)
{
	(void)rows;
}

void
cb_rows_given_add(struct cb_rows_given *given, const char *label, const char *value)
{
	if (value == NULL || given->n == CB_GIVEN_MAX)
		return;
	given->labels[given->n] = cb_text_of(label);
	given->values[given->n++] = cb_text_of(value);
}

void
cb_rows_given_open(struct cb_rows_given *given, struct cb_diag *diag)
{
	given->rows = (struct cb_rows){ .next = next_row,
		                        .rewind = rewind_rows,
		                        .close = close_rows,
		                        .source = cb_diag_source(diag, CB_SOURCE_COMMAND, "", "") };
	given->at = 0;
}
