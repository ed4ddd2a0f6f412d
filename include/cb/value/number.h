/* Numbers as people write them in a sheet; the types num, int, money, qty and hours are made of it.
 *
 * R1 Digits in ASCII or full width, with thousands separators in groups of three (1,234.50); Chinese
 *    numerals 三百二十, 叁万玖仟, 二〇二二, 三点五; either before 十 百 千 万 亿: 3.9万, 2千万, 14.55亿, 1万2000.
 * R2 A digit after a unit without one of its own must stand in the next place or behind a zero:
 *    三百零五 and 三百五十 are numbers, 三百五 (350 in speech) is not.
 * R3 Before it: ￥ 人民币, + -, 百分之 千分之, and the words of marks: 约 (~) 近 不足 (-) 超过 至少 (+).
 *    After it: % ‰ 成, 元 元整, the units of value/unit.h (人 件 ㎡ …), marks: 余 多 以上 (+) 以下 以内 (-) 左右 (~).
 *    余, 多 and 几 may stand before 万 (30余万人). Marks that contradict each other make ~.
 * R4 XX, 1xx, 几百, 若干 are not known: mark CB_UNKNOWN, value 0. `?` is how that is printed.
 * R5 A unit of the sheet or label (单位:万元) is applied unless the cell has a unit of its own:
 *    万 亿 (behind figures also 千 百) % 元 or a measure word. Its own is brought to the column's, exactly; one that the column cannot be in is
 *    CB_UNIT_OTHER. The words of scales alone (万元, 百) are no number.
 * R6 Nothing is rounded: what does not fit the places is an error. */
#ifndef CB_VALUE_NUMBER_H
#define CB_VALUE_NUMBER_H

#include <cb/value/decimal.h>

/* What was written beside the digits; for cb_number_parse also: what a type allows. */
enum cb_number_flag {
	CB_NUMBER_PERCENT = 1,
	CB_NUMBER_YUAN = 2,   /* 元 behind it */
	CB_NUMBER_WORD = 4,   /* a measure word */
	CB_NUMBER_SCALED = 8, /* 万 or 亿; 千 or 百 behind figures */
	CB_NUMBER_SIGN = 16,  /* ￥ 人民币 before it */
	CB_NUMBER_MARK = 32,  /* may be inexact */
	CB_NUMBER_NONE = 64,  /* 无数据 and 未参评 are CB_NONE */
};

struct cb_number {
	cb_wide pico; /* 10^-12 */
	enum cb_mark mark;
	unsigned flags;
	struct cb_text word; /* CB_NUMBER_WORD: within the text that was read */
	bool is_scale;       /* 万, 百: no digit was there */
};

/* Reads folded text (value/fold.h), the whole of it. CB_NOT_A_NUMBER, CB_TOO_MANY_PLACES (beyond
 * 10^-12) or CB_OUT_OF_RANGE otherwise. */
enum cb_code cb_number_read(struct cb_text folded, struct cb_number *out);
/* The value in 10^-places with the unit of env (R5), R6. */
enum cb_code cb_number_fit(const struct cb_number *, const struct cb_parse_env *, int places, int64_t *n);
/* The unit behind the number of a cell, in its usual word (value/unit.h); "" = none. Static. */
struct cb_text cb_number_unit(struct cb_text raw);
/* What a number is written in: of 2万元 yuan and 10000, of 3箱 箱 and 1; static. */
struct cb_number_in {
	struct cb_text usual; /* "" = a scale alone */
	int64_t scale;
};
/* The unit and scale behind the last digit of a cell; false where there is none. */
bool cb_number_is_in(struct cb_text raw, struct cb_number_in *);
/* A whole cell: cb_decimal_plain where that will do, blanks, 无数据, else the two above. What `allowed`
 * lacks of PERCENT YUAN WORD is CB_NOT_A_NUMBER, a mark without MARK is CB_INEXACT. env may be NULL. */
enum cb_code cb_number_parse(struct cb_text, const struct cb_parse_env *, int places, unsigned allowed,
                             struct cb_cell *out);

#endif
