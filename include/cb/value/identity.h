/* Numbers that identify people, units, telephones and places.
 *
 * R1 Identity number: GB 11643-1999, check digit ISO 7064 MOD 11-2. 15 digits are lengthened to 18 (19 and
 *    the check digit). x is printed X. The birth date must exist; the area is not looked up.
 * R2 What a spreadsheet has made of one, 4.1E+17 or 18 digits that end in 000, is CB_ID_LOST_DIGITS. It is
 *    never repaired: a hundred numbers and more would fit. Of any other number or code of digits, 1.38E+10
 *    is CB_DIGITS_LOST.
 * R3 Unified social credit code: GB 32100-2015, check character (31 - sum mod 31) mod 31. The example
 *    printed in the standard, …100Y4Z, has a wrong one.
 * R4 Telephone: 11 digits from 13 to 19; 0 + area code and 7–8 digits, printed 0755-12345678; 7–8 digits
 *    without area code; 400 or 800 and 7 digits; short numbers 110, 12345, 95588. +86, 0086 and 86, blanks,
 *    hyphens and brackets are taken away.
 * R5 Division code: 12 digits, a province of GB/T 2260 first, no community (last 3) without a street. */
#ifndef CB_VALUE_IDENTITY_H
#define CB_VALUE_IDENTITY_H

#include <cb/value/type.h>

/* R1, R2. out: 18 characters and NUL. CB_BAD_ID, CB_BAD_ID_DATE, CB_BAD_ID_CHECK (*expected = the digit),
 * CB_ID_LOST_DIGITS. expected may be NULL. */
enum cb_code cb_identity_parse_id(struct cb_text, char out[19], char *expected);
/* Of a canonical number: the day of birth, and whether the 17th digit is odd (male). */
int64_t cb_identity_birth_day(const char id[19]);
bool cb_identity_is_male(const char id[19]);
/* Does it begin with a province of GB/T 2260? */
bool cb_identity_has_province(const char *id);

/* R2: digits, E+ and digits, as a spreadsheet shows and exports a long number. Of folded text. */
bool cb_identity_is_shortened(struct cb_text folded);

/* R3. CB_BAD_USCC, CB_BAD_USCC_CHECK (*expected = the character; may be NULL). */
enum cb_code cb_identity_parse_uscc(struct cb_text, char out[19], char *expected);

#endif
