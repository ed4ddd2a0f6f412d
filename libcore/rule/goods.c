#include <cb/rule/goods.h>

#include <cb/value/fold.h>
#include <cb/value/unit.h>

static struct cb_text
without_end(struct cb_text t, uint32_t n)
{
	return cb_text_trim((struct cb_text){ t.p, t.len - n });
}

/* How many bytes at the end of t are a number: ASCII digits, or characters such as 一 … 十 两 几 余. */
static uint32_t
number_at_end(struct cb_text t)
{
	static const char *const numerals[] = { "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "几", "余", "多", "若干" };
	uint32_t n = 0;
	bool more = true;

	while (more) {
		struct cb_text rest = { t.p, t.len - n };

		more = rest.len > 0 && cb_is_digit(rest.p[rest.len - 1]);
		n += more;
		for (size_t i = 0; !more && i < CB_COUNT(numerals); i++)
			if (cb_text_ends(rest, numerals[i])) {
				n += cb_text_of(numerals[i]).len;
				more = true;
			}
	}
	return n;
}

/* The measure word at the end of t, "" where there is none. Letters are none: they name sizes (A4, 8g) more often. */
static struct cb_text
unit_at_end(struct cb_text t)
{
	const struct cb_unit *unit = cb_unit_at_end(t);
	bool is_thing = unit != NULL && unit->dimension != CB_MONEY && unit->dimension != CB_CURRENCY &&
	                unit->dimension != CB_SHARE && !cb_fold_ascii(*unit->word);
	uint32_t n = is_thing ? cb_text_of(unit->word).len : 0;

	return (struct cb_text){ t.p + t.len - n, n };
}

/* The usual word of a unit that has several. */
static struct cb_text
usual(struct cb_text word)
{
	int64_t scale;

	return cb_unit_read(word, NULL, &scale) != NULL && scale == 1 ? cb_unit_usual(word) : word;
}

/* Moves number and measure word from the end of an item into the good (R4); false where it has no number. */
static bool
take_number(struct cb_text *t, struct cb_good *good)
{
	struct cb_text rest = *t, word = unit_at_end(*t);
	uint32_t n;

	rest.len -= word.len;
	n = number_at_end(rest);
	if (n == 0 || n == rest.len)
		return false;
	if (cb_type_qty.parse(NULL, (struct cb_text){ rest.p + rest.len - n, n }, &(struct cb_parse_env){ 0 },
	                      &good->quantity) != CB_FINE)
		return false;
	good->word = usual(word);
	*t = without_end(rest, n);
	return true;
}

static size_t
split(struct cb_text item, struct cb_good *goods)
{
	uint32_t from = 0, at = 0;
	size_t n = 0;

	while (at <= item.len && n < CB_GOODS_MAX) {
		uint32_t len = at == item.len ? 1 : n + 1 < CB_GOODS_MAX ? cb_fold_separator(item.p + at, item.len - at)
		                                                         : 0;

		if (len > 0) {
			struct cb_text part = cb_text_trim((struct cb_text){ item.p + from, at - from });

			if (part.len > 0)
				goods[n++] = (struct cb_good){ .item = part };
			from = at + len;
		}
		at += len > 0 ? len : 1;
	}
	return n;
}

/* What is said of each holds for those that have no number of their own. */
static void
share(struct cb_good *goods, size_t n, const struct cb_good *each)
{
	for (size_t i = 0; i < n; i++)
		if (goods[i].quantity.state == CB_EMPTY) {
			goods[i].quantity = each->quantity;
			goods[i].quantity.mark = each->quantity.mark == CB_EACH ? CB_EXACT : each->quantity.mark;
			goods[i].word = each->word;
		}
}

size_t
cb_goods_read(struct cb_text item, const struct cb_cell *quantity, struct cb_text measure_word,
              struct cb_good goods[CB_GOODS_MAX], bool *is_open)
{
	struct cb_text all = cb_text_trim(item);
	struct cb_good each = { .word = usual(measure_word), .quantity = *quantity };
	size_t n;

	*is_open = cb_text_ends(all, "等");
	if (*is_open)
		all = without_end(all, cb_text_of("等").len);
	n = split(all, goods);
	for (size_t i = 0; i < n; i++)
		if (take_number(&goods[i].item, &goods[i]) && cb_text_ends(goods[i].item, "各")) {
			each = goods[i];
			goods[i].quantity = (struct cb_cell){ 0 };
			goods[i].item = without_end(goods[i].item, cb_text_of("各").len);
		}
	if (each.quantity.state == CB_EMPTY)
		each.quantity = (struct cb_cell){ .state = CB_VALUE, .mark = CB_UNKNOWN };
	share(goods, n, &each);
	return n;
}

bool
cb_goods_is_unclear(struct cb_text item, const struct cb_cell *quantity)
{
	struct cb_good goods[CB_GOODS_MAX];
	bool is_open;

	return quantity->state == CB_VALUE && quantity->mark != CB_EACH &&
	       cb_goods_read(item, &(struct cb_cell){ 0 }, CB_LIT(""), goods, &is_open) > 1;
}
