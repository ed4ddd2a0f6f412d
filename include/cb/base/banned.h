/* Functions that cb does not use, because they overflow, keep hidden state, follow the locale or
 * the local time zone, or cannot say that they failed. The Makefile includes this file before
 * every source file of cmd/ and libcore/: using one of them does not compile. */
#ifndef CB_BASE_BANNED_H
#define CB_BASE_BANNED_H

/* Declared first: a name may be poisoned only after the system headers have used it. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* clang sees them as macros of the fortified headers */
#undef sprintf
#undef vsprintf

/* overflow */
#pragma GCC poison strcpy stpcpy strcat strncpy strncat sprintf vsprintf gets
/* hidden state */
#pragma GCC poison strtok strerror_l tmpnam mktemp rand srand
/* locale and local time: today is UTC+8, order is of code points */
#pragma GCC poison setlocale strcoll strxfrm strcasecmp strncasecmp localtime localtime_r gmtime ctime asctime mktime
/* no error, or binary floating point */
#pragma GCC poison atoi atol atoll atof strtod strtof strtold

#endif
