/* The units that numbers are written with, one table for all that reads them.
 *
 * R1 A unit has a dimension and says how many base units it is, exactly: a fraction. The base of money is yuan, of
 *    area a third of a square metre (so that 亩 is whole), of weight the kilogram, of length the metre, of time the
 *    minute, of a share a thousandth. Words that count things and other currencies are each their own base.
 * R2 Words for one unit are the same (名 and 位 are 人, ㎡ is 平方米); 人, 人次 and 户 are not.
 * R3 Words are compared in NFKC, lower case and without blanks, 人民币 before or behind left out.
 * R4 A scale may stand before a unit (万亩 千万元) or alone (万). A unit that begins like a scale (千克) is that unit.
 * R5 分 is a point, a hundredth of a yuan or a minute: what the column is in decides.
 * R6 ￥, 人民币 and RMB alone say which currency, and nothing of the scale: beside them 万元 may be said, too. */
#ifndef CB_VALUE_UNIT_H
#define CB_VALUE_UNIT_H

#include <cb/base/str.h>

enum cb_dimension {
	CB_PLAIN,
	CB_MONEY,
	CB_AREA,
	CB_LENGTH,
	CB_WEIGHT,
	CB_TIME,
	CB_SHARE,
	CB_CURRENCY, /* not yuan: named, never converted */
	CB_COUNTED,
};

struct cb_unit {
	const char *word;
	enum cb_dimension dimension;
	int64_t factor, divisor; /* base units in one: factor / divisor */
	const char *same;        /* the usual word for it (R2), NULL = its own */
};

/* A number in one unit × num/den is the number in another. */
struct cb_unit_ratio {
	int64_t num, den;
};

/* What a column is in: NULL = anything; CB_UNIT_OF_THINGS = anything but money; else the words that it may be
 * in, separated by blanks ("人 人次"), a share then only where "%" is one of them. */
#define CB_UNIT_OF_THINGS "*"

enum cb_unit_fit {
	CB_UNIT_FITS,
	CB_UNIT_IS_OTHER, /* known, but of another dimension or another thing */
	CB_UNIT_IS_UNKNOWN,
};

/* The unit that is the whole word, as R3 and R4 have it, and its scale. NULL with a scale = the scale alone, NULL with
 * scale 0 = neither. `wanted` decides R5, NULL = the first. */
const struct cb_unit *cb_unit_read(struct cb_text word, const char *wanted, int64_t *scale);
/* Is the whole word a unit or a scale? */
bool cb_unit_is_word(struct cb_text word);
/* R6 */
bool cb_unit_is_sign(struct cb_text word);
/* Does what the word says fit a column of the wanted units? The ratio, where it does, is from the word's unit to the
 * column's; where the column may be in anything the unit stays and its scale is the ratio; of a share it is that to
 * the whole. */
enum cb_unit_fit cb_unit_fit(struct cb_text word, const char *wanted, struct cb_unit_ratio *);
/* The ratio from one unit as it is written to another, scales included (万元 to 元: 10000); false when one cannot be told
 * in the other. */
bool cb_unit_between(struct cb_text from, struct cb_text to, struct cb_unit_ratio *);
/* Can one be told in the other? R2. */
bool cb_unit_agrees(const struct cb_unit *, const struct cb_unit *);
/* The usual word for a unit (R2), without its scale; static; empty where it is not known. */
struct cb_text cb_unit_usual(struct cb_text word);

/* A number for each, from 1 up to at most 250, and back (NULL: it is none's); for tables in memory. */
unsigned cb_unit_number(const struct cb_unit *);
const struct cb_unit *cb_unit_numbered(unsigned);

/* Takes the longest unit from the front of folded text, *word being it; false when none is there. */
bool cb_unit_take(struct cb_text *, struct cb_text *word);
/* The longest unit at the end of folded text, NULL = none. */
const struct cb_unit *cb_unit_at_end(struct cb_text);

#endif
