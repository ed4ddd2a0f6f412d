#include "indicator.h"

uint64_t
cb_indicator_complete(struct cb_names *names, struct cb_cell *cells)
{
	const struct cb_cell *title = &cells[INDICATOR_TITLE];
	uint64_t filled = 0;

	if (cells[INDICATOR_SYSTEM].state == CB_EMPTY) {
		cells[INDICATOR_SYSTEM] = cb_cell_number(cb_names_id(names, CB_NAME_CONTEST, CB_LIT("month")));
		filled |= 1 << INDICATOR_SYSTEM;
	}
	if (cells[INDICATOR_CODE].state == CB_EMPTY && title->state == CB_VALUE) {
		struct cb_text name = cb_names_get(names, (uint32_t)title->n)->text;

		cells[INDICATOR_CODE] = (struct cb_cell){ .state = CB_VALUE, .text = name };
		filled |= 1 << INDICATOR_CODE;
	}
	return filled;
}
