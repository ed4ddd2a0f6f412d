#include <cb/value/arg.h>
#include <cb/value/date.h>
#include <cb/value/decimal.h>
#include <cb/value/money.h>

struct cb_arg
cb_arg_day(int64_t day)
{
	char buf[CB_PRINT_MAX];

	return cb_arg_printed(cb_date_print(day, buf));
}

struct cb_arg
cb_arg_period(int64_t period)
{
	char buf[CB_PRINT_MAX];

	return cb_arg_printed(cb_period_print(period, buf));
}

struct cb_arg
cb_arg_money(int64_t fen)
{
	char buf[CB_PRINT_MAX];

	return cb_arg_printed(cb_money_print(fen, buf));
}

struct cb_arg
cb_arg_micro(int64_t micro)
{
	char buf[CB_PRINT_MAX];

	return cb_arg_printed(cb_decimal_print(micro, 6, 0, buf));
}

struct cb_arg
cb_arg_cell(const struct cb_type *type, const void *type_arg, const struct cb_cell *cell)
{
	char buf[CB_PRINT_MAX];
	struct cb_text text = cb_cell_print(type, type_arg, cell, buf);

	return text.p == buf ? cb_arg_printed(text) : cb_arg_text(text);
}

struct cb_arg
cb_arg_hint(const struct cb_type *type, const void *type_arg, struct cb_text text, enum cb_lang lang)
{
	struct cb_str hint = { 0 };

	cb_type_hint(type, type_arg, text, lang, &hint);
	return cb_arg_str(hint);
}
