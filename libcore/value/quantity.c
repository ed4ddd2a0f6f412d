#include <cb/value/quantity.h>

#include <string.h>

#include <cb/value/fold.h>
#include <cb/value/mark.h>
#include <cb/value/number.h>

bool
cb_quantity_add(struct cb_cell *sum, const struct cb_cell *part)
{
	int64_t n;

	if (part->state != CB_VALUE)
		return true;
	if (__builtin_add_overflow(sum->n, part->n, &n) || n > CB_NUMBER_MAX || n < -CB_NUMBER_MAX)
		return false;
	sum->mark = (uint8_t)(sum->state == CB_VALUE ? cb_mark_sum(sum->mark, part->mark) : part->mark);
	sum->n = n;
	sum->state = CB_VALUE;
	return true;
}

static enum cb_code
parse_one(struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	return cb_number_parse(t, env, 6, CB_NUMBER_PERCENT | CB_NUMBER_YUAN | CB_NUMBER_WORD | CB_NUMBER_MARK, out);
}

static struct cb_text
print_qty(const void *arg, const struct cb_cell *cell, char *buf)
{
	struct cb_text before = cb_text_of(cell->mark == CB_ABOUT || cell->mark == CB_EACH ? cb_mark_text(cell->mark) : ""), t;

	(void)arg;
	if (cell->mark == CB_UNKNOWN)
		return CB_LIT("?");
	memcpy(buf, before.p, before.len);
	t = cb_decimal_print(cell->n, 6, 0, buf + before.len);
	if (cell->mark == CB_MORE || cell->mark == CB_LESS)
		buf[before.len + t.len++] = cell->mark == CB_MORE ? '+' : '-';
	return (struct cb_text){ buf, before.len + t.len };
}

/* 各N; the rest of the cell as any quantity, but exact. */
static enum cb_code
parse_qty(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_text rest = cb_text_trim(t);
	enum cb_code code;

	if (arg != cb_each || !cb_fold_take(&rest, cb_each))
		return parse_one(t, env, out);
	code = parse_one(rest, env, out);
	if (code == CB_FINE && (out->state != CB_VALUE || out->mark != CB_EXACT))
		code = out->state == CB_VALUE ? CB_INEXACT : CB_NOT_A_NUMBER;
	if (code == CB_FINE)
		out->mark = CB_EACH;
	else
		*out = (struct cb_cell){ 0 };
	return code;
}

#define VIEW                                                                    \
	"CASE %2$s WHEN '?' THEN '?' ELSE iif(%2$s IN ('~','各'),%2$s,'')||"   \
	"rtrim(rtrim(iif(%1$s<0,'-','')||(abs(%1$s)/1000000)||'.'||"            \
	"substr('00000'||(abs(%1$s)-abs(%1$s)/1000000*1000000),-6),'0'),'.')||" \
	"iif(%2$s IN ('+','-'),%2$s,'') END"

const struct cb_type cb_type_qty = {
	.name = "qty",
	.en = "a number, with a mark where it is not exact: 1600 1600+ 1000- ~2500 ?",
	.zh = "数量,不确切的带标记:1600 1600+ 1000- ~2500 ?",
	.storage = CB_STORE_QTY,
	.sql_suffix = "_micro",
	.numeric = true,
	.sql_view = VIEW,
	.parse = parse_qty,
	.print = print_qty,
	.hint = cb_fold_hint,
};
