/* What the cells of a problem say by themselves, and how its times are shown. */
#include "problem_book.h"

bool
problem_is_surveyed(const struct cb_cell *description)
{
	return description->state == CB_VALUE && cb_text_is(description->text, "无");
}

void
problem_identity(const struct cb_names *names, const struct cb_cell *cells, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; PROBLEM_IDENTITY >> i != 0; i++) {
		const struct cb_column *c = &cb_register_problem.columns[i];
		const struct cb_cell *cell = &cells[i];

		if ((PROBLEM_IDENTITY >> i & 1) == 0)
			continue;
		if (cell->state == CB_VALUE && c->type->storage == CB_STORE_NAME)
			cb_str_addt(out, cb_names_get(names, (uint32_t)cell->n)->text);
		else
			cb_str_addt(out, cb_cell_print(c->type, c->arg, cell, buf));
		cb_str_addc(out, '\t');
	}
}

static struct cb_cell
shown(int64_t minute, int64_t of_day)
{
	struct cb_cell cell = { 0 };

	if (minute != NO_MINUTE)
		cell = cb_cell_number(minute);
	cell.mark = minute != NO_MINUTE && minute - cb_date_of_minute(minute) * CB_DAY_MINUTES == of_day;
	return cell;
}

struct cb_cell
minute_cell(int64_t minute)
{
	return shown(minute, 0);
}

struct cb_cell
limit_cell(int64_t minute)
{
	return shown(minute, CB_DAY_MINUTES - 1);
}
