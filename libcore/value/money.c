#include <cb/value/money.h>

#include <cb/value/fold.h>
#include <cb/value/number.h>

struct cb_text
cb_money_print(int64_t fen, char *buf)
{
	return cb_decimal_print(fen, 2, 2, buf);
}

static enum cb_code
parse_money(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	(void)arg;
	return cb_number_parse(t, env, 2, CB_NUMBER_YUAN, out);
}

static struct cb_text
print_money(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_money_print(cell->n, buf);
}

const struct cb_type cb_type_money = {
	.name = "money",
	.en = "an amount in yuan, to the fen",
	.zh = "金额(元),到分",
	.storage = CB_STORE_INT,
	.sql_suffix = "_fen",
	.numeric = true,
	.sql_view = "iif(%1$s<0,'-','')||(abs(%1$s)/100)||'.'||substr('0'||(abs(%1$s)-abs(%1$s)/100*100),-2)",
	.parse = parse_money,
	.print = print_money,
	.hint = cb_fold_hint,
};
