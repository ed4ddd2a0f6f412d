/* What a number format makes of a cell, where a column wants what is seen.
 *
 * R1 A date is shown as its format has it, where it is one of the usual ones: y m d h s, e, aaa, AM/PM, words in
 *    quotes or bare. What it asks the locale for (yyyy/m/d without a code of its own) is not known here.
 * R2 A number whose format has zeros and signs only (000000, 0000-00) is shown with them.
 * R3 A per cent is a number of hundredths: its format says that it is a rate. */
#ifndef CB_DATA_CELL_SHOWN_H
#define CB_DATA_CELL_SHOWN_H

#include <cb/data/rows.h>

/* The format of a cell of this kind in a sheet of this shape, or NULL. */
const char *cb_cell_format(const struct cb_shape *, uint16_t kind);
/* R3 */
bool cb_format_is_percent(const char *code);
/* R2; false for other formats, and for what is no whole number from 0 up. */
bool cb_format_show_number(const char *code, struct cb_text number, struct cb_str *out);
/* R1 for a cell of kind CB_CELL_DATE; false when the format is not one of these. */
bool cb_format_show_date(const char *code, struct cb_text date, struct cb_str *out);

#endif
