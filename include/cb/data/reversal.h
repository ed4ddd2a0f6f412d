/* Reversing entries of registers that are never changed (CB_CHAINED): a wrong entry is followed by one
 * of the opposite amount that names it. */
#ifndef CB_DATA_REVERSAL_H
#define CB_DATA_REVERSAL_H

#include <cb/data/schema.h>

/* Makes cells [FUND_N] of an entry those of its reversal on that day: amount of the other sign, `reverses`
 * its number, a number of its own to be given, without voucher and override; the goods stay as they are. */
void cb_fund_reversal(struct cb_cell *cells, int64_t day);

#endif
