/* 发文字号: the number of an official paper (GB/T 9704-2012, 7.2.5): 宜西创建办〔2022〕3号.
 *
 * R1 Agency, year in hexagonal brackets, number, 号. The year has four digits, the number no leading zero
 *    and no 第.
 * R2 Any other brackets, full-width digits, blanks, leading zeros and a 第 are put right.
 * R3 Where the brackets are lost (创建办20223号) the year is what four digits give: that is a guess, and
 *    only to be suggested. */
#ifndef CB_VALUE_PAPER_NUMBER_H
#define CB_VALUE_PAPER_NUMBER_H

#include <cb/base/str.h>

enum cb_paper_number {
	CB_PAPER_NUMBER,         /* R1, R2: *out is the number as it has to be */
	CB_PAPER_NUMBER_GUESSED, /* R3: *out is a suggestion */
	CB_PAPER_NUMBER_NONE,    /* nothing like one; nothing is appended */
};
enum cb_paper_number cb_paper_number(struct cb_text, struct cb_str *out);

#endif
