/* Why a step of the system failed, in the language of the run. */
#ifndef CB_BASE_REASON_H
#define CB_BASE_REASON_H

#include <cb/base/diag.h>

/* The reason behind an errno: those that people meet in either language, all others as the C library
 * words them. Never NULL; valid until the next call. */
const char *cb_reason(int error, enum cb_lang);

#endif
