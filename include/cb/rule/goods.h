/* Goods as people name them in a cell: 电脑;打印机 with quantity 各1 and measure word 台, or all in one: 电脑,打印机各1台等.
 *
 * R1 Items are separated by 、 ; ， , and the like. An item may end with its number and measure word (电脑2台), the last
 *    one with 各 and what holds for all of them (电脑、打印机各1台).
 * R2 Else the quantity says the number: of the only item or, with 各, of each. Without either the number is not known:
 *    ?.
 * R3 等 behind the last item says that the list goes on: *is_open.
 * R4 A number in the text that stands for something else (5号电池) is part of the name. Only digits at the end of an
 *    item, or before a measure word at its end, are its number. */
#ifndef CB_RULE_GOODS_H
#define CB_RULE_GOODS_H

#include <cb/value/type.h>

struct cb_good {
	struct cb_text item, word; /* borrowed from the cells */
	struct cb_cell quantity;   /* CB_VALUE, mark CB_UNKNOWN where it is not said */
};

enum { CB_GOODS_MAX = 32 };

/* Fills goods[] and returns how many there are. Of more than CB_GOODS_MAX items the last is named by all that is
 * left. */
size_t cb_goods_read(struct cb_text item, const struct cb_cell *quantity, struct cb_text measure_word,
                     struct cb_good goods[CB_GOODS_MAX], bool *is_open);
/* Is it unclear what the quantity counts, because there are several items and it does not say 各? */
bool cb_goods_is_unclear(struct cb_text item, const struct cb_cell *quantity);

#endif
