/* Money: yuan as integer fen. Written 1,234.50, 1万元, 3.9万, 14.55亿, 5000元, ￥ or 人民币; printed with
 * two places. Inexact sums (5000余元) are CB_INEXACT: the voucher's figure is asked for. */
#ifndef CB_VALUE_MONEY_H
#define CB_VALUE_MONEY_H

#include <cb/value/type.h>

/* "39000.00" into buf (CB_PRINT_MAX). Any amount. */
struct cb_text cb_money_print(int64_t fen, char *buf);

#endif
