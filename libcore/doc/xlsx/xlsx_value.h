/* What the text of a cell, as a book was read (data/book.h), is to a spreadsheet that is written. */
#ifndef LIBCORE_DOC_XLSX_VALUE_H
#define LIBCORE_DOC_XLSX_VALUE_H

#include <cb/base/str.h>

enum { CB_XLSX_EPOCH_DAY = 25569, /* 1970-01-01 as a spreadsheet counts days */
       CB_XLSX_FIRST_SERIAL = 61 /* 1900-03-01: before it lies a day that never was */ };

enum cb_xlsx_time { CB_XLSX_DAY,    /* 2022-07-10 */
	            CB_XLSX_MOMENT, /* 2022-07-10 09:30:00 */
	            CB_XLSX_LENGTH, /* 27:07:05 */
	            CB_XLSX_TIMES };

/* The days that a spreadsheet counts. False: it is no such time, or one before the first serial. */
bool cb_xlsx_serial(struct cb_text, double *serial, enum cb_xlsx_time *);
/* The number that a number cell holds: a double by its standard. */
bool cb_xlsx_number(struct cb_text, double *value);

#endif
