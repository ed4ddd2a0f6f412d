/* Dates and lengths of time of XML: ISO 8601. */
#ifndef BOOK_ISO_DATE_H
#define BOOK_ISO_DATE_H

#include <cb/base/str.h>

/* 2022-07-10T09:30:00.000 as 2022-07-10 09:30:00; PT27H7M5S as 27:07:05. False when it is none. */
bool cb_book_iso_date(const char *value, struct cb_str *out);
bool cb_book_iso_duration(const char *value, struct cb_str *out);

#endif
