#include <cb/query/measure.h>

#include <stdlib.h>
#include <string.h>

#include <cb/base/mem.h>
#include <cb/value/fold.h>
#include <cb/value/number.h>
#include <cb/value/unit.h>

enum { WAN = 10000,
       PLACES_READ = 12 /* value/number.h */ };

static const struct cb_unit plain = { .word = "", .dimension = CB_PLAIN, .factor = 1, .divisor = 1 };

/* What the labels of sums of money end in or hold (R2). */
static const char *const money_words[] = { "产值", "产出", "增加值", "gdp", "税", "收入", "支出", "投资", "资金", "金额",
	                                   "利润", "营收", "销售", "经费", "费用", "总额", "总值", "款" };

static const struct cb_unit *
unit_of_word(struct cb_text word)
{
	int64_t scale;

	return cb_unit_read(word, NULL, &scale);
}

/* The unit beside a label, and its scale: 万亩 is 10000 and 亩, a bare 万 of money is yuan. */
static const struct cb_unit *
unit_of_label(struct cb_text word, int64_t *scale, bool is_money)
{
	const struct cb_unit *unit = cb_unit_read(word, is_money ? "元" : NULL, scale);

	if (unit == NULL && *scale != 0 && is_money)
		unit = unit_of_word(CB_LIT("元"));
	if (*scale == 0)
		*scale = 1;
	return unit != NULL ? unit : &plain;
}

/* R5 */
static void
settle_base(struct cb_measure *m, const struct cb_unit *unit, bool is_large)
{
	m->base = is_large && unit->dimension == CB_MONEY ? WAN : 1;
}

void
cb_measure_start(struct cb_measure *m, struct cb_text label)
{
	struct cb_text word = { "", 0 };

	cb_label_split(&m->parts, label);
	for (size_t i = 0; i < CB_COUNT(money_words) && !m->is_money; i++)
		m->is_money = cb_text_find(m->parts.name, money_words[i]) >= 0;
	for (size_t i = 0; i < m->parts.n && word.len == 0; i++) {
		cb_unit_read(m->parts.words[i], NULL, &m->scale);
		word = m->scale != 0 ? m->parts.words[i] : word;
	}
	m->unit = unit_of_label(word, &m->scale, m->is_money);
	m->shown_unit = word;
	settle_base(m, m->unit, m->scale >= WAN);
}

void
cb_measure_say(struct cb_measure *m, struct cb_text unit)
{
	if (unit.len == 0 || !m->is_money || m->unit != &plain || m->scale != 1)
		return;
	m->unit = unit_of_label(unit, &m->scale, true);
	m->shown_unit = unit;
	settle_base(m, m->unit, m->scale >= WAN);
}

static const struct cb_unit *
unit_of_cell(const struct cb_measure *m, const struct cb_number *number)
{
	unsigned flags = number->flags;

	if (flags & CB_NUMBER_PERCENT)
		return unit_of_word(CB_LIT("%"));
	if (flags & (CB_NUMBER_YUAN | CB_NUMBER_SIGN))
		return unit_of_word(CB_LIT("元"));
	if ((flags & CB_NUMBER_WORD) != 0)
		return unit_of_word(number->word);
	if ((flags & CB_NUMBER_SCALED) && m->unit == &plain && m->is_money)
		return unit_of_word(CB_LIT("元"));
	return NULL;
}

/* R1: what is behind the place to which numbers are read rounds nothing. */
static void
cut_places(struct cb_folded *f)
{
	int point = cb_text_find(f->text, ".");
	uint32_t from, to;

	if (point < 0)
		return;
	for (from = to = (uint32_t)point + 1; to < f->text.len && cb_is_digit(f->text.p[to]); to++)
		from += to < (uint32_t)point + 1 + PLACES_READ;
	memmove(f->bytes + from, f->bytes + to, f->text.len - to);
	f->text.len -= to - from;
}

/* The number in millionths of the base; too many places are rounded. */
static enum cb_code
fit(struct cb_measure *m, const struct cb_number *number, const struct cb_column_unit *unit, int64_t *n)
{
	enum cb_code code = cb_number_fit(number, &(struct cb_parse_env){ .unit = unit }, 6, n);
	cb_wide wide;

	if (code != CB_TOO_MANY_PLACES)
		return code;
	if (__builtin_mul_overflow(number->pico, (cb_wide)unit->num, &wide))
		return CB_OUT_OF_RANGE;
	wide = cb_decimal_round(wide, (cb_wide)unit->den * CB_MICRO, CB_HALF_UP);
	if (wide > CB_NUMBER_MAX || wide < -CB_NUMBER_MAX)
		return CB_OUT_OF_RANGE;
	*n = (int64_t)wide;
	if (m->n_rounded++ == 0)
		m->first_rounded = m->n - 1;
	return CB_FINE;
}

/* A cell that is not just digits. */
static enum cb_code
read_cell(struct cb_measure *m, struct cb_text raw, struct cb_measured *out)
{
	unsigned allowed = CB_NUMBER_PERCENT | CB_NUMBER_YUAN | CB_NUMBER_WORD | CB_NUMBER_NONE |
	                   (m->is_exact ? 0 : CB_NUMBER_MARK);
	struct cb_column_unit unit = { .den = 1 };
	struct cb_folded folded;
	struct cb_number number;
	struct cb_cell cell;
	const struct cb_unit *own;
	enum cb_code code = cb_number_parse(raw, NULL, 6, allowed, &cell);

	/* Too many places in 亿 may be few in yuan, and too much in yuan be little in 万元. */
	if ((code != CB_FINE && code != CB_TOO_MANY_PLACES && code != CB_OUT_OF_RANGE) ||
	    (code == CB_FINE && cell.state != CB_VALUE))
		return code;
	if (!cb_fold(raw, &folded))
		return CB_NOT_A_NUMBER;
	cut_places(&folded);
	code = cb_number_read(folded.text, &number);
	if (code == CB_FINE && number.mark == CB_UNKNOWN)
		code = CB_INEXACT;
	if (code != CB_FINE)
		return code;
	own = unit_of_cell(m, &number);
	out->unit = own != NULL ? own : m->unit;
	if (m->n == 1 && own != NULL)
		settle_base(m, own, number.flags & CB_NUMBER_SCALED);
	unit.den = out->unit->divisor * m->base;
	unit.num = out->unit->factor * (own != NULL || number.flags & CB_NUMBER_SCALED ? 1 : m->scale);
	if (own != NULL && own->dimension == CB_SHARE) /* 17% was read as 0.17 */
		unit.num = 1000;
	number.flags = 0; /* the units are settled here */
	code = fit(m, &number, &unit, &out->n);
	out->n += number.mark == CB_MORE ? 1 : number.mark == CB_LESS ? -1
	                                                              : 0;
	out->is_missing = code != CB_FINE;
	return code;
}

enum cb_code
cb_measure_add(struct cb_measure *m, struct cb_text raw)
{
	struct cb_measured *cell;
	int64_t n;

	cell = cb_push(m->cells, m->n, m->cap);
	*cell = (struct cb_measured){ .unit = m->unit, .is_missing = true };
	if (!cb_decimal_plain(raw, 6, &n) || m->unit->divisor != 1 || m->unit->factor * m->scale % m->base != 0 ||
	    __builtin_mul_overflow(n, m->unit->factor * m->scale / m->base, &n))
		return read_cell(m, raw, cell);
	if (n > CB_NUMBER_MAX || n < -CB_NUMBER_MAX)
		return CB_OUT_OF_RANGE;
	cell->n = n;
	cell->is_missing = false;
	return CB_FINE;
}

void
cb_measure_finish(struct cb_measure *m)
{
	bool of_label = m->unit != &plain;

	for (size_t i = 0; i < m->n && m->unit == &plain; i++)
		if (!m->cells[i].is_missing)
			m->unit = m->cells[i].unit;
	m->shown = 1;
	switch (m->unit->dimension) {
	case CB_MONEY:
		m->shown = WAN / m->base;
		m->shown_unit = CB_LIT("万元");
		return;
	case CB_AREA:
		m->shown = 2000;
		m->shown_unit = CB_LIT("亩");
		return;
	case CB_SHARE:
		m->shown = 1000;
		m->shown_unit = CB_LIT("");
		return;
	case CB_LENGTH:
	case CB_WEIGHT:
	case CB_TIME:
	case CB_CURRENCY:
	case CB_COUNTED:
		m->shown = m->unit->factor * m->scale;
		if (!of_label)
			m->shown_unit = cb_text_of(m->unit->word);
		if (m->unit->divisor != 1) /* less than the base is shown in it */
			m->shown_unit = cb_text_of(m->unit->dimension == CB_WEIGHT ? "公斤" : m->unit->dimension == CB_TIME ? "分钟"
			                                                                                                    : "米");
		return;
	case CB_PLAIN:
		m->shown = m->scale;
		m->shown_unit = m->scale > 1 ? m->shown_unit : CB_LIT("");
		return;
	}
}

bool
cb_measure_fits(const struct cb_measure *m, size_t cell)
{
	const struct cb_measured *c = &m->cells[cell];

	return c->is_missing || c->unit == m->unit || cb_unit_agrees(c->unit, m->unit);
}

bool
cb_measure_holds(const struct cb_measure *m, int64_t n, int64_t at_least, int64_t at_most)
{
	return (cb_wide)at_least * m->shown <= n && n <= (cb_wide)at_most * m->shown;
}

void
cb_measure_print(const struct cb_measure *m, int64_t n, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	cb_str_addt(out, cb_decimal_print((int64_t)cb_decimal_round(n, m->shown, CB_HALF_UP), 6, 0, buf));
	cb_str_addt(out, m->shown_unit);
}

bool
cb_measure_divide(const struct cb_measure *num, cb_wide n, const struct cb_measure *den, cb_wide d, int places,
                  enum cb_round mode, int64_t *micro)
{
	if (__builtin_mul_overflow(n, (cb_wide)den->shown, &n) || __builtin_mul_overflow(d, (cb_wide)num->shown, &d))
		return false;
	return cb_decimal_divide(n, d, places, mode, micro);
}

void
cb_measure_ratio_unit(const struct cb_measure *num, const struct cb_measure *den, struct cb_str *out)
{
	struct cb_text above = num->shown_unit, below = den->shown_unit;

	if (cb_text_equal(above, below))
		return;
	cb_str_addt(out, above);
	if (below.len > 0)
		cb_str_adds(out, above.len > 0 ? "/" : "每");
	cb_str_addt(out, below);
}

void
cb_measure_release(struct cb_measure *m)
{
	free(m->cells);
	cb_label_release(&m->parts);
	*m = (struct cb_measure){ 0 };
}
