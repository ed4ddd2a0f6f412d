#include <cb/data/rows_entered.h>

#include <cb/base/utf8.h>
#include <cb/data/label.h>

/* The one value that is not, or NULL. */
static const struct cb_text *
find_no_text(const struct cb_rows_entered *entered)
{
	for (uint32_t i = 0; i < entered->n; i++)
		if (cb_utf8_check(entered->values[i].p, entered->values[i].len) < entered->values[i].len)
			return &entered->values[i];
	return NULL;
}

static int
next_row(struct cb_rows *rows, struct cb_row *row)
{
	struct cb_rows_entered *entered = (struct cb_rows_entered *)rows;
	const struct cb_text *bad;

	if (entered->at > (entered->each.n > 0 ? entered->each.n : 1))
		return 0;
	if (entered->at > 0 && entered->each.n > 0)
		entered->values[0] = cb_text_of(entered->each.items[entered->at - 1]);
	bad = find_no_text(entered);
	if (bad != NULL) {
		cb_report(entered->diag, CB_WORD_NOT_UTF8, CB_NOWHERE, "", *bad);
		return -1;
	}
	*row = (struct cb_row){ .cells = entered->at == 0 ? entered->labels : entered->values,
		                .n = entered->n,
		                .line = (uint32_t)entered->at + 1 };
	entered->at++;
	return 1;
}

static bool
rewind_rows(struct cb_rows *rows)
{
	((struct cb_rows_entered *)rows)->at = 0;
	return true;
}

static void
close_rows(struct cb_rows *rows)
{
	(void)rows;
}

void
cb_rows_entered_add(struct cb_rows_entered *entered, const char *label, const char *value)
{
	if (value == NULL || entered->n == CB_ENTERED_MAX)
		return;
	entered->labels[entered->n] = cb_text_of(label);
	entered->values[entered->n++] = cb_text_of(value);
}

bool
cb_rows_entered_has(const struct cb_rows_entered *entered, const char *label)
{
	for (uint32_t i = 0; i < entered->n; i++)
		if (cb_text_is(entered->labels[i], label))
			return true;
	return false;
}

bool
cb_rows_entered_add_pair(struct cb_rows_entered *entered, const char *pair)
{
	struct cb_text label, value;

	if (entered->n == CB_ENTERED_MAX || !cb_pair_split(pair, &label, &value))
		return false;
	entered->labels[entered->n] = label;
	entered->values[entered->n++] = value;
	return true;
}

void
cb_rows_entered_each(struct cb_rows_entered *entered, const char *label, struct cb_list values)
{
	entered->each = values;
	cb_rows_entered_add(entered, label, values.n > 0 ? values.items[0] : NULL);
}

void
cb_rows_entered_open(struct cb_rows_entered *entered, struct cb_diag *diag)
{
	entered->rows = (struct cb_rows){ .next = next_row,
		                          .rewind = rewind_rows,
		                          .close = close_rows,
		                          .source = cb_diag_source(diag, CB_SOURCE_COMMAND, "", "") };
	entered->diag = diag;
	entered->at = 0;
}
