/* Masks for private values.
 *
 * R1 A name keeps its family name, compound ones whole, and has * for each character more: 李*, 欧阳**.
 *    A name of one character, or one that is a compound family name only, keeps no more than its first.
 * R2 A phone of 11 digits keeps 3 and 4: 138****5678; others their last 4 (those of 6 digits or less: ****).
 * R3 An identity number is ****; customary: the first 6 and the last 4, 110105********002X. That leaves
 *    region and sex, and beside a birth date all but nothing: the caller warns.
 * R4 Anything else is ****, also a phone or id that holds other characters than it may. An empty text
 *    stays empty. Masking twice changes nothing, and a stray * saves no value from its mask. */
#ifndef CB_VALUE_MASK_H
#define CB_VALUE_MASK_H

#include <cb/value/type.h>

enum cb_mask { CB_MASK_FULL,
	       CB_MASK_CUSTOMARY };

/* The masked form of a value printed by the type (R1 name, ref, text; R2 phone; R3 id; R4 the others). */
void cb_mask_value(const struct cb_type *, struct cb_text, enum cb_mask, struct cb_str *out);
/* What a text of no known kind is: cb_type_id of a valid identity number, cb_type_phone of a mobile number, else
 * NULL. */
const struct cb_type *cb_mask_looks_like(struct cb_text);
/* A value that stands in no column, as it may be said: as it is, but for what looks like the above, and for anything
 * beside private columns, which is masked as a name. */
void cb_mask_unknown(struct cb_text, bool is_beside_private, struct cb_str *out);
/* Was the text masked by whoever sent it? It is, when there is a * or ＊ in it. */
bool cb_mask_is_masked(struct cb_text);
/* 欧阳, 司马: a surname of two characters. */
bool cb_mask_is_surname(struct cb_text);

#endif
