/* A day of birth, or only its month, as rosters give it: 1990-07-12, 1990年7月. */
#include <cb/value/date.h>
#include <cb/value/fold.h>
#include <cb/value/period.h>

enum { MONTH_ONLY = 1, /* the mark of a cell that has no day; n is the first of the month */
       MONTH_BYTES = 7 };

static enum cb_code
parse_birth(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	enum cb_code code = cb_type_date.parse(arg, t, env, out);
	int64_t period;

	if (code != CB_BAD_DATE || cb_period_parse(cb_text_trim(t), 0, &period) != CB_FINE ||
	    cb_period_kind(period) != CB_MONTH)
		return code;
	*out = (struct cb_cell){ .n = cb_period_first_day(period), .state = CB_VALUE, .mark = MONTH_ONLY };
	return CB_FINE;
}

static struct cb_text
print_birth(const void *arg, const struct cb_cell *cell, char *buf)
{
	struct cb_text day = cb_date_print(cell->n, buf);

	(void)arg;
	return cell->mark == MONTH_ONLY ? (struct cb_text){ day.p, MONTH_BYTES } : day;
}

#define ISO_MONTH "[0-9][0-9][0-9][0-9]-[0-9][0-9]"

const struct cb_type cb_type_birth = {
	.name = "date",
	.en = "a day, or a month without its day: 1990-07-10 1990-07",
	.zh = "日期,或只有年月:1990-07-10 1990-07",
	.storage = CB_STORE_TEXT,
	.sql_suffix = "",
	.sql_check = "%1$s GLOB '" ISO_MONTH "-[0-9][0-9]' OR %1$s GLOB '" ISO_MONTH "'",
	.parse = parse_birth,
	.print = print_birth,
	.hint = cb_fold_hint,
};
