#include <cb/value/money.h>

#include <cb/value/fold.h>
#include <cb/value/number.h>

struct cb_text
cb_money_print(int64_t fen, char *buf)
{
	return cb_decimal_print(fen, 2, 2, buf);
}

static const struct cb_column_unit in_yuan = { .wanted = "元" };
static const struct cb_parse_env plain = { .unit = &in_yuan };

/* Takes what stands before the first of the words, and the word. */
static bool
take_part(struct cb_text *t, const char *words, struct cb_text *part)
{
	for (uint32_t i = 0; i < t->len; i++) {
		struct cb_text rest = { t->p + i, t->len - i };

		if (!cb_fold_take(&rest, words))
			continue;
		*part = (struct cb_text){ t->p, i };
		*t = rest;
		return i > 0;
	}
	return false;
}

/* 伍: of jiao or fen. */
static bool
read_digit(struct cb_text t, int64_t *digit)
{
	struct cb_number number;

	return cb_number_read(t, &number) == CB_FINE && number.flags == 0 && number.mark == CB_EXACT &&
	       cb_number_fit(&number, NULL, 0, digit) == CB_FINE && *digit >= 0 && *digit <= 9;
}

/* 叁仟贰佰元零伍角陆分, 5元5角: yuan and what is less, each with its word. */
static bool
read_parts(struct cb_text t, int64_t *fen)
{
	struct cb_cell cell = { 0 };
	struct cb_text part;
	int64_t jiao = 0, rest = 0;
	bool any = false;

	cb_fold_take(&t, "人民币 人民币: ¥");
	if (take_part(&t, "元 圆", &part) &&
	    (cb_number_parse(part, &plain, 0, 0, &cell) != CB_FINE || cell.state != CB_VALUE || cell.n < 0))
		return false;
	cb_fold_take(&t, "零");
	if (take_part(&t, "角", &part)) {
		any = true;
		if (!read_digit(part, &jiao))
			return false;
	}
	if (take_part(&t, "分", &part)) {
		any = true;
		if (!read_digit(part, &rest))
			return false;
	}
	cb_fold_take(&t, "整 正");
	return any && t.len == 0 && !__builtin_mul_overflow(cell.n, 100, fen) &&
	       !__builtin_add_overflow(*fen, jiao * 10 + rest, fen);
}

static enum cb_code parse_amount(struct cb_text, const struct cb_parse_env *, struct cb_cell *);

/* 3200.50元(大写:叁仟贰佰元伍角): both say the same, or one is wrong. */
static enum cb_code
parse_twofold(struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_text first, second;
	struct cb_cell other;
	int open = cb_text_find(t, "(");

	if (open <= 0 || !cb_text_ends(t, ")"))
		return CB_NOT_A_NUMBER;
	first = (struct cb_text){ t.p, (uint32_t)open };
	second = (struct cb_text){ t.p + open + 1, t.len - (uint32_t)open - 2 };
	cb_fold_take(&first, "大写: 小写: 大写 小写");
	cb_fold_take(&second, "大写: 小写: 大写 小写");
	if (cb_text_find(second, "(") >= 0 || parse_amount(first, env, out) != CB_FINE ||
	    parse_amount(second, env, &other) != CB_FINE || out->state != CB_VALUE || other.state != CB_VALUE)
		return CB_NOT_A_NUMBER;
	return out->n == other.n ? CB_FINE : CB_WORDS_DIFFER;
}

static enum cb_code
parse_amount(struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	struct cb_folded f;
	enum cb_code code;
	int64_t fen;

	if (env == NULL || env->unit == NULL)
		env = &plain;
	code = cb_number_parse(t, env, 2, CB_NUMBER_YUAN | CB_NUMBER_WORD, out);
	if (code != CB_NOT_A_NUMBER || !cb_fold(t, &f))
		return code;
	if (read_parts(f.text, &fen) && fen <= CB_NUMBER_MAX) {
		*out = (struct cb_cell){ .n = fen, .state = CB_VALUE };
		return CB_FINE;
	}
	code = parse_twofold(f.text, env, out);
	if (code != CB_FINE)
		*out = (struct cb_cell){ 0 };
	return code;
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
