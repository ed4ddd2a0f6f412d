/* Why a step of the system failed, in the language of the run. */
#ifndef CB_BASE_REASON_H
#define CB_BASE_REASON_H

#include <cb/base/diag.h>

/* What the numbers of a library mean, in both languages. */
struct cb_reason_words {
	int error;
	const char *en, *zh;
};
/* The words for a number, of n that are known; NULL when it is none of them. */
const char *cb_reason_in(const struct cb_reason_words *, size_t n, int error, enum cb_lang);

/* The reason behind an errno: those that people meet in either language, all others as the C library
 * words them. Never NULL; valid until the next call. */
const char *cb_reason(int error, enum cb_lang);

#endif
