/* Goods as a cell names them: 电脑;打印机 with 各1 and 台, or 电脑,打印机各1台等 in one.
 *
 * R1 Items are separated by 、 ; ， ， and the like. An item may end with its number and measure word
 *    (电脑2台), the last one with 各 and those of all (电脑、打印机各1台).
 * R2 Else the number is the quantity's: of the only item, or with 各 of each. Without either it is not
 *    known: ?.
 * R3 等 behind the last item says that the list goes on: is_open.
 * R4 A number in the text that stands for something else (5号电池) is part of the name: only digits that
 *    a measure word ends, or nothing, are a number. */
#ifndef CB_RULE_GOODS_H
#define CB_RULE_GOODS_H

#include <cb/value/type.h>

struct cb_good {
	struct cb_text item, word; /* borrowed from the cells */
	struct cb_cell quantity;   /* CB_VALUE, mark CB_UNKNOWN where it is not said */
};

enum { CB_GOODS_MAX = 32 };

/* Fills at most CB_GOODS_MAX goods, the last of which is named by all that is left; returns how many. */
size_t cb_goods_read(struct cb_text item, const struct cb_cell *quantity, struct cb_text measure_word,
                     struct cb_good goods[CB_GOODS_MAX], bool *is_open);
/* Does the quantity leave open which of several items it counts, because 各 is missing? */
bool cb_goods_is_unclear(struct cb_text item, const struct cb_cell *quantity);

#endif
