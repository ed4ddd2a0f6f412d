#include <cb/data/rows_given.h>

static int
next_row(struct cb_rows *rows, struct cb_row *row)
{
	struct cb_rows_given *given = (struct cb_rows_given *)rows;

	if (given->at > (given->each.n > 0 ? given->each.n : 1))
		return 0;
	if (given->at > 0 && given->each.n > 0)
		given->values[0] = cb_text_of(given->each.items[given->at - 1]);
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
cb_rows_given_each(struct cb_rows_given *given, const char *label, struct cb_list values)
{
	given->each = values;
	cb_rows_given_add(given, label, values.n > 0 ? values.items[0] : NULL);
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
