/* Money: yuan as integer fen. Written 1,234.50, 1万元, 3.9万, 14.55亿, 5000元, ￥ or 人民币; printed with
 * two places. Inexact sums (5000余元) are CB_INEXACT: the voucher's figure is asked for. */
#ifndef CB_VALUE_MONEY_H
#define CB_VALUE_MONEY_H

#include <cb/value/type.h>

/* "39000.00" into buf (CB_PRINT_MAX). Any amount. */
struct cb_text cb_money_print(int64_t fen, char *buf);

/* Appends 大写: 人民币壹万陆仟肆佰零玖元零贰分. One 零 for any run of zeros inside, none where 角 follows a
 * zero of the yuan; 整 only where the amount ends with 元; below zero 人民币负. Source: the rules for
 * filling in bills (正确填写票据和结算凭证的基本规定). */
void cb_money_words(int64_t fen, struct cb_str *out);

#endif
