/* The units that numbers are written with, one table for all that reads them.
 *
 * R1 A unit has a dimension and says how many base units it is; the base of money is yuan, of area a third of a
 *    square metre (so that 亩 is whole), of a share a thousandth. Counted units are their own base.
 * R2 Words are NFKC and lower case. Each place where units are read takes those that are marked for it.
 * R3 A scale may stand before a unit (万亩 千万元) or alone (万). A unit that begins like a scale (千克) is that unit. */
#ifndef CB_VALUE_UNIT_H
#define CB_VALUE_UNIT_H

#include <cb/base/str.h>

enum cb_dimension { CB_PLAIN,
	            CB_MONEY,
	            CB_AREA,
	            CB_SHARE,
	            CB_COUNTED };

/* Where a word is read as a unit. */
enum cb_unit_use {
	CB_UNIT_IN_CELL = 1,     /* behind a number, without changing it */
	CB_UNIT_OF_REGISTER = 2, /* in the label of a register's column, in 单位: above a sheet */
	CB_UNIT_OF_TABLE = 4,    /* in the label and the cells of a column of any table */
};

struct cb_unit {
	const char *word;
	enum cb_dimension dimension;
	unsigned uses;
	int64_t factor; /* base units in one */
};

/* The unit that is the whole word, NULL = none. */
const struct cb_unit *cb_unit_find(struct cb_text word, enum cb_unit_use);
/* The longest unit at the end of the text, NULL = none. */
const struct cb_unit *cb_unit_at_end(struct cb_text, enum cb_unit_use);
/* Takes the longest unit from the front of the text; false when none is there. */
bool cb_unit_take(struct cb_text *, enum cb_unit_use);
/* R3: the unit and its scale; NULL with a scale = the scale alone, NULL with scale 0 = neither. */
const struct cb_unit *cb_unit_scaled(struct cb_text word, enum cb_unit_use, int64_t *scale);

#endif
