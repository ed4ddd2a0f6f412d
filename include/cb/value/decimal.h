/* Exact decimals: integers of 10^-places. No binary floating point anywhere.
 *
 * R1 A ratio is divided once, exactly, and rounded once: half-up (away from zero), or half-even, which
 *    is GB/T 8170-2008 3.3: a remainder of just one half goes to the even digit.
 * R2 Rounding looks at the whole remainder: 10.5002 rounds up to 11 in both modes. */
#ifndef CB_VALUE_DECIMAL_H
#define CB_VALUE_DECIMAL_H

#include <cb/value/type.h>

__extension__ typedef __int128 cb_wide;

#define CB_MICRO 1000000                           /* num and qty: n of one */
#define CB_NUMBER_MAX INT64_C(9000000000000000000) /* the largest |n| a number's cell may have */

enum cb_round { CB_HALF_UP,
	        CB_HALF_EVEN };

/* num/den at `places` (0–6) decimals, in millionths. False when den is 0, above 10^36, or the result is
 * beyond CB_NUMBER_MAX; *micro is then unchanged. */
bool cb_decimal_divide(cb_wide num, cb_wide den, int places, enum cb_round, int64_t *micro);

/* n/den to the nearest integer; den > 0. */
cb_wide cb_decimal_round(cb_wide n, cb_wide den, enum cb_round);

/* Reads plain ASCII such as -12.50, of at most 12 bytes and `places` decimals: the fast way for what most cells
 * are. Returns false for all else, which cb_number_parse looks at closely. */
bool cb_decimal_plain(struct cb_text, int places, int64_t *n);

/* Prints n, which counts units of 10^-places, with at least `shown` decimals and no further zeros at the end: num
 * is printed with 6 and 0, money with 2 and 2. The text points into buf (CB_PRINT_MAX). No n is too large. */
struct cb_text cb_decimal_print(int64_t n, int places, int shown, char *buf);

#endif
