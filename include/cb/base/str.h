/* Byte strings: borrowed text {pointer, length} and a growing buffer. */
#ifndef CB_BASE_STR_H
#define CB_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed bytes, not NUL-terminated; the lender's header says how long they live. */
struct cb_text {
	const char *p;
	uint32_t len;
};

#define CB_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define CB_LIT(s) ((struct cb_text){ "" s, sizeof(s) - 1 })
/* The bytes of a variable or an array, as a key. */
#define CB_BYTES(of) ((struct cb_text){ (const char *)&(of), sizeof(of) })
#define CB_TEXT_ARG(t) (int)(t).len, (t).p /* for "%.*s" */

/* Of ASCII, whatever the locale. */
static inline bool
cb_is_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline char
cb_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct cb_text cb_text_of(const char *s); /* NULL gives the empty text */
/* What stands behind the first n bytes, of which there must be as many. */
static inline struct cb_text
cb_text_from(struct cb_text t, size_t n)
{
	return (struct cb_text){ t.p + n, t.len - (uint32_t)n };
}
bool cb_text_equal(struct cb_text a, struct cb_text b);
bool cb_text_is(struct cb_text a, const char *s);
/* Are the first n bytes the same but for upper and lower case of ASCII letters? A NUL in both ends the comparison. */
bool cb_bytes_equal_nocase(const char *a, const char *b, size_t n);
/* Order of bytes (= order of code points in UTF-8), shorter first: the only order cb sorts by. */
int cb_text_compare(struct cb_text a, struct cb_text b);
/* The same for cb_sort, of texts and of structs that begin with one. */
int cb_text_order(const void *, const void *);
/* The text without the blanks at both ends: ASCII blanks, U+3000, NBSP, ZWSP, BOM. */
struct cb_text cb_text_trim(struct cb_text t);
bool cb_text_starts(struct cb_text t, const char *prefix);
bool cb_text_ends(struct cb_text t, const char *suffix);
/* The offset of the first `needle`, or -1. */
int cb_text_find(struct cb_text t, const char *needle);
/* Takes the first part off a list that the mark joins; it may be empty, and what is left of the last one is. */
struct cb_text cb_text_next(struct cb_text *list, const char *mark);
/* Is one of the parts of such a list the text? */
bool cb_text_list_has(struct cb_text list, const char *mark, struct cb_text);
/* Is it one of the words, which NULL ends? */
bool cb_text_is_one_of(struct cb_text, const char *const *words);
/* Is the word one of those that single blanks separate? */
bool cb_is_among(const char *words, const char *word);

/* A growing buffer; p is NUL-terminated whenever len > 0 or p != NULL. Zeroed = empty. Holds less
 * than 4 GiB, so that all of it is a cb_text; more counts as out of memory. */
struct cb_str {
	char *p;
	size_t len, cap;
};
void cb_str_add(struct cb_str *, const char *p, size_t n);
void cb_str_adds(struct cb_str *, const char *s);
void cb_str_addt(struct cb_str *, struct cb_text t);
void cb_str_addc(struct cb_str *, char c);
/* Appends one more text to a list: the mark stands before it unless it is the first. */
void cb_str_join(struct cb_str *, const char *mark, struct cb_text t);
void cb_str_addf(struct cb_str *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cb_str_addv(struct cb_str *, const char *format, va_list) __attribute__((format(printf, 2, 0)));
void cb_str_clear(struct cb_str *); /* empty, memory kept */
/* The same instead of what was there. */
void cb_str_setf(struct cb_str *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cb_str_sett(struct cb_str *, struct cb_text);
void cb_str_release(struct cb_str *);
struct cb_text cb_str_text(const struct cb_str *);
const char *cb_str_c(const struct cb_str *); /* "" when empty */

#endif
