/* What a number is in a cell: number.h R5 and R6, and the types num and int. */
#include <cb/value/fold.h>
#include <cb/value/number.h>
#include <cb/value/unit.h>

/* R5: what the number is to be multiplied by. */
static enum cb_code
ratio_of(const struct cb_number *number, const struct cb_parse_env *env, struct cb_unit_ratio *ratio)
{
	static const unsigned own = CB_NUMBER_SCALED | CB_NUMBER_PERCENT | CB_NUMBER_YUAN | CB_NUMBER_WORD;
	const struct cb_column_unit *unit = env != NULL ? env->unit : NULL;
	struct cb_text word = number->word;

	*ratio = (struct cb_unit_ratio){ 1, 1 };
	if (unit == NULL)
		return CB_FINE;
	if (unit->num != 0 && (number->flags & own) == 0)
		*ratio = (struct cb_unit_ratio){ unit->num, unit->den };
	if (unit->wanted == NULL || (number->flags & own & ~(unsigned)CB_NUMBER_SCALED) == 0)
		return CB_FINE;
	if ((number->flags & CB_NUMBER_WORD) == 0)
		word = (number->flags & CB_NUMBER_YUAN) != 0 ? CB_LIT("元") : CB_LIT("%");
	if (cb_unit_fit(word, unit->wanted, ratio) != CB_UNIT_FITS)
		return CB_UNIT_OTHER;
	if ((number->flags & CB_NUMBER_PERCENT) != 0)
		*ratio = (struct cb_unit_ratio){ 1, 1 }; /* read as its share already */
	return CB_FINE;
}

enum cb_code
cb_number_fit(const struct cb_number *number, const struct cb_parse_env *env, int places, int64_t *n)
{
	cb_wide v = number->pico, step = INT64_C(1000000000000);
	struct cb_unit_ratio ratio;
	enum cb_code code = ratio_of(number, env, &ratio);

	if (code != CB_FINE)
		return code;
	if (__builtin_mul_overflow(v, (cb_wide)ratio.num, &v))
		return CB_OUT_OF_RANGE;
	if (v % ratio.den != 0)
		return CB_TOO_MANY_PLACES;
	v /= ratio.den;
	while (places-- > 0)
		step /= 10;
	if (v % step != 0)
		return CB_TOO_MANY_PLACES;
	v /= step;
	if (v > CB_NUMBER_MAX || v < -CB_NUMBER_MAX)
		return CB_OUT_OF_RANGE;
	*n = (int64_t)v;
	return CB_FINE;
}

static enum cb_code
parse_slow(struct cb_text t, const struct cb_parse_env *env, int places, unsigned allowed, struct cb_cell *out)
{
	static const unsigned extras = CB_NUMBER_PERCENT | CB_NUMBER_YUAN | CB_NUMBER_WORD;
	struct cb_folded f;
	struct cb_number number;
	enum cb_code code;
	int64_t n;

	if (!cb_fold(t, &f))
		return CB_NOT_A_NUMBER;
	if (f.text.len == 0 || cb_fold_is(f.text, CB_FOLD_NOTHING))
		return CB_FINE;
	if (cb_fold_is(f.text, "无数据 none") ||
	    (allowed & CB_NUMBER_NONE && cb_fold_is(f.text, "未参评 不参评 未参加 未参加考核 未考核 未考评 未评分 未检查 缺考"))) {
		out->state = allowed & CB_NUMBER_NONE ? CB_NONE : CB_EMPTY;
		return CB_FINE;
	}
	code = cb_number_read(f.text, &number);
	if (code != CB_FINE)
		return code;
	if (number.flags & extras & ~allowed)
		return CB_NOT_A_NUMBER;
	if (number.mark != CB_EXACT && !(allowed & CB_NUMBER_MARK))
		return CB_INEXACT;
	code = cb_number_fit(&number, env, places, &n);
	if (code == CB_FINE)
		*out = (struct cb_cell){ .n = n, .state = CB_VALUE, .mark = (uint8_t)number.mark };
	return code;
}

struct cb_text
cb_number_unit(struct cb_text raw)
{
	struct cb_folded f;
	struct cb_number number;

	if (!cb_fold(raw, &f) || cb_number_read(f.text, &number) != CB_FINE)
		return CB_LIT("");
	if ((number.flags & CB_NUMBER_WORD) != 0)
		return cb_unit_usual(number.word);
	if ((number.flags & CB_NUMBER_YUAN) != 0)
		return CB_LIT("元");
	return (number.flags & CB_NUMBER_PERCENT) != 0 ? CB_LIT("%") : CB_LIT("");
}

bool
cb_number_is_in(struct cb_text raw, struct cb_number_in *in)
{
	struct cb_folded f;
	const struct cb_unit *unit;
	uint32_t at;

	*in = (struct cb_number_in){ 0 };
	if (raw.len == 0 || cb_is_digit(raw.p[raw.len - 1]) || !cb_fold(raw, &f))
		return false;
	for (at = f.text.len; at > 0 && !cb_is_digit(f.text.p[at - 1]);)
		at--;
	if (at == 0)
		return false;
	unit = cb_unit_read(cb_text_from(f.text, at), NULL, &in->scale);
	in->usual = unit != NULL ? cb_text_of(unit->same != NULL ? unit->same : unit->word) : CB_LIT("");
	return in->scale != 0;
}

enum cb_code
cb_number_parse(struct cb_text t, const struct cb_parse_env *env, int places, unsigned allowed, struct cb_cell *out)
{
	int64_t n;

	*out = (struct cb_cell){ 0 };
	if ((env == NULL || env->unit == NULL || env->unit->num == 0) && cb_decimal_plain(t, places, &n)) {
		out->n = n;
		out->state = CB_VALUE;
		return CB_FINE;
	}
	return parse_slow(t, env, places, allowed, out);
}

/* ---- the types num and int ---- */

static enum cb_code
parse_num(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	(void)arg;
	return cb_number_parse(t, env, 6, CB_NUMBER_PERCENT | CB_NUMBER_YUAN | CB_NUMBER_WORD | CB_NUMBER_NONE, out);
}

static struct cb_text
print_num(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_decimal_print(cell->n, 6, 0, buf);
}

static enum cb_code
parse_int(const void *arg, struct cb_text t, const struct cb_parse_env *env, struct cb_cell *out)
{
	enum cb_code code = cb_number_parse(t, env, 0, CB_NUMBER_WORD, out);

	(void)arg;
	return code == CB_TOO_MANY_PLACES ? CB_NOT_WHOLE : code;
}

static struct cb_text
print_int(const void *arg, const struct cb_cell *cell, char *buf)
{
	(void)arg;
	return cb_decimal_print(cell->n, 0, 0, buf);
}

const struct cb_type cb_type_num = {
	.name = "num",
	.en = "a decimal number of at most 6 places",
	.zh = "数字,至多 6 位小数",
	.storage = CB_STORE_INT,
	.sql_suffix = "_micro",
	.numeric = true,
	.sql_view = "rtrim(rtrim(iif(%1$s<0,'-','')||(abs(%1$s)/1000000)||'.'||"
		    "substr('00000'||(abs(%1$s)-abs(%1$s)/1000000*1000000),-6),'0'),'.')",
	.parse = parse_num,
	.print = print_num,
	.hint = cb_fold_hint,
};

const struct cb_type cb_type_int = {
	.name = "int",
	.en = "a whole number",
	.zh = "整数",
	.storage = CB_STORE_INT,
	.sql_suffix = "",
	.numeric = true,
	.sql_view = "cast(%1$s AS TEXT)",
	.parse = parse_int,
	.print = print_int,
	.hint = cb_fold_hint,
};
