/* Cells as people type them, brought to one shape before a type reads them. */
#ifndef CB_VALUE_FOLD_H
#define CB_VALUE_FOLD_H

#include <cb/value/type.h>

/* What stands in a cell that says nothing: dashes; and words for it, where 无 is not a no. */
#define CB_FOLD_DASHES "- -- --- — —— ——— – ― － / // ／ \\"
#define CB_FOLD_NOTHING CB_FOLD_DASHES " 无 null n/a nan \\n"

#define CB_FOLD_MAX 160 /* bytes; no number, date, code or word of a list is longer */

struct cb_folded {
	struct cb_text text; /* points to bytes; NUL-terminated */
	char bytes[CB_FOLD_MAX + 1];
};

/* NFKC (full-width digits and letters, ￥ to ¥), U+2212 to '-', no invisible characters, ends trimmed,
 * blanks next to a character outside ASCII dropped and other runs of blanks made one. False when the
 * result is too long, is ill-formed, or a digit is followed by a superscript or subscript digit, which
 * NFKC would take for one more place. */
bool cb_fold(struct cb_text raw, struct cb_folded *out);

/* Writes Chinese numerals below 100 and strings of Chinese digits in ASCII: 二〇二二 2022, 十 10, 二十五 25. */
void cb_fold_numerals(struct cb_folded *);

/* A text of any length: NFKC, blanks only between characters of ASCII, Chinese numerals that count time in ASCII.
 * Appended. */
void cb_fold_words(struct cb_text raw, struct cb_str *out);

/* Is it a character of ASCII? char may be signed or not. */
static inline bool
cb_fold_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* The length in bytes of the blank at p (ASCII blank, U+3000, NBSP, EN and EM SPACE, ZWSP, BOM), 0 = there is none. */
uint32_t cb_fold_blank(const char *p, size_t n);

/* The length in bytes of the mark at p that stands between the words of a list (、 ； ， ; ,), 0 when there is none. */
uint32_t cb_fold_separator(const char *p, size_t n);
/* Takes the next word of such a list, which may also go on in the next line of its cell; trimmed, "" between two marks. */
struct cb_text cb_fold_next(struct cb_text *list);
/* Does a mark or a line break stand in it, as in such a list? */
bool cb_fold_is_list(struct cb_text);

/* The length in bytes of the dot between the parts of a name that the text begins with (· and those that are typed for
 * it, • ・ ‧), 0 when there is none. */
uint32_t cb_fold_dot(struct cb_text);

/* Removes the longest of the words (separated by single blanks) that *s starts with; false when none. */
bool cb_fold_take(struct cb_text *s, const char *words);
/* Is the whole of it one of the words? Letters of ASCII in either case. */
bool cb_fold_is(struct cb_text s, const char *words);
bool cb_fold_equal(struct cb_text a, struct cb_text b);
/* The number of the digits *s starts with, at most max of them, which is 9 or less; removes them. -1 when there is none
 * or more. */
int cb_fold_digits(struct cb_text *s, int max);

/* The first step of a parse: *out is an empty cell, *t trimmed. Is that all, since the cell is blank or a dash? */
bool cb_fold_starts_blank(struct cb_text *t, struct cb_cell *out);
/* The canonical text as a cell keeps it: raw itself when it is the same, else a copy in the arena. */
struct cb_text cb_fold_keep(const struct cb_parse_env *, struct cb_text raw, struct cb_text canonical);

/* The `hint` of types made of digits: O l I Z S B and 。 read as 0 1 1 2 5 8 and ., (5) as -5, 1 234 without its blank,
 * 1.234,5 with a point, the first that parses. */
void cb_fold_hint(const struct cb_type *, const void *arg, struct cb_text raw, enum cb_lang, struct cb_str *out);

#endif
