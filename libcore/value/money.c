#include <cb/value/money.h>

#include <cb/value/fold.h>
#include <cb/value/number.h>

struct cb_text
cb_money_print(int64_t fen, char *buf)
{
	return cb_decimal_print(fen, 2, 2, buf);
}

static enum cb_code
parse_amount(struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	static const struct cb_column_unit yuan = { .wanted = "元" };
	static const struct cb_parse_env plain = { .unit = &yuan };

	if (env == NULL || env->unit == NULL)
		env = &plain;
	return cb_number_parse(t, env, 2, CB_NUMBER_YUAN | CB_NUMBER_WORD, out);
}

static struct cb_text
print_money(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_money_print(cell->n, buf);
}

/* 各5000元, 各支助社区创建经费5000元: the amount is what can be read behind 各 and its words. */
static enum cb_code
parse_money(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_text rest = cb_text_trim(t);
	enum cb_code code = CB_NOT_A_NUMBER;

	if (arg != cb_each || !cb_fold_take(&rest, cb_each))
		return parse_amount(t, env, out);
	while (rest.len > 0 && (code = parse_amount(rest, env, out)) == CB_NOT_A_NUMBER) {
		do { /* to the next character */
			rest.p++;
			rest.len--;
		} while (rest.len > 0 && (rest.p[0] & 0xc0) == 0x80);
	}
	if (code == CB_FINE && out->state == CB_VALUE)
		out->mark = CB_EACH;
	return rest.len > 0 ? code : CB_NOT_A_NUMBER;
}

/* ---- 大写 ---- */

static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* 1..9999; a zero between digits once, none at the end. */
static void
add_group(struct cb_str *out, unsigned n)
{
	static const char *const places[] = { "仟", "佰", "拾", "" };
	unsigned divisor = 1000;
	bool begun = false, zero = false;

	for (int i = 0; i < 4; i++, divisor /= 10) {
		unsigned digit = n / divisor % 10;

		zero = zero || (digit == 0 && begun);
		if (digit == 0)
			continue;
		cb_str_adds(out, zero ? digits[0] : "");
		cb_str_adds(out, digits[digit]);
		cb_str_adds(out, places[i]);
		begun = true;
		zero = false;
	}
}

/* Groups of four from the left; one below a thousand that follows another is led by a zero. */
static void
add_yuan(struct cb_str *out, uint64_t yuan)
{
	static const char *const groups[] = { "万亿", "亿", "万", "" };
	uint64_t divisor = UINT64_C(1000000000000);
	bool begun = false, zero = false;

	for (int i = 0; i < 4; i++, divisor /= 10000) {
		unsigned n = (unsigned)(yuan / divisor); /* beyond 9999万亿 the first group grows */

		yuan %= divisor;
		zero = zero || (begun && n < 1000);
		if (n == 0)
			continue;
		if (zero && begun)
			cb_str_adds(out, digits[0]);
		if (n > 9999)
			add_yuan(out, n);
		else
			add_group(out, n);
		/* 亿 is said once: 壹万亿, but 壹万贰仟亿 */
		cb_str_adds(out, i == 0 && yuan / 100000000 > 0 ? "万" : groups[i]);
		begun = true;
		zero = false;
	}
}

void
cb_money_words(int64_t fen, struct cb_str *out)
{
	uint64_t all = fen < 0 ? -(uint64_t)fen : (uint64_t)fen, yuan = all / 100;
	unsigned jiao = (unsigned)(all / 10 % 10), rest = (unsigned)(all % 10);

	cb_str_adds(out, fen < 0 ? "人民币负" : "人民币");
	if (yuan > 0)
		add_yuan(out, yuan);
	else if (all == 0)
		cb_str_adds(out, digits[0]);
	if (yuan > 0 || all == 0)
		cb_str_adds(out, "元");
	if (jiao == 0 && rest == 0) {
		cb_str_adds(out, "整");
		return;
	}
	if (jiao > 0) {
		cb_str_adds(out, digits[jiao]);
		cb_str_adds(out, "角");
	} else if (yuan > 0) {
		cb_str_adds(out, digits[0]);
	}
	if (rest > 0) {
		cb_str_adds(out, digits[rest]);
		cb_str_adds(out, "分");
	}
}

const char cb_each[] = "各";

const struct cb_type cb_type_money = {
	.name = "money",
	.en = "an amount in yuan, to the fen",
	.zh = "金额(元),到分",
	.storage = CB_STORE_INT,
	.sql_suffix = "_fen",
	.numeric = true,
	.unit = "元",
	.sql_view = "iif(%1$s<0,'-','')||(abs(%1$s)/100)||'.'||substr('0'||(abs(%1$s)-abs(%1$s)/100*100),-2)",
	.parse = parse_money,
	.print = print_money,
	.hint = cb_fold_hint,
};
