/* A workbook on its way out: libxlsxwriter builds it in an unlinked temporary file, from where its
 * bytes go to the output. Used by the writers of xlsx in this folder only. */
#ifndef LIBCORE_DOC_XLSX_FILE_H
#define LIBCORE_DOC_XLSX_FILE_H

#include <cb/base/str.h>
#include <cb/data/file.h>

#include <xlsxwriter.h>

enum { CB_XLSX_ROWS = LXW_ROW_MAX, /* of one sheet */
       CB_XLSX_NAME = 32 * 4 };    /* bytes of a sheet's name */

enum cb_xlsx_memory {
	CB_XLSX_WHOLE,    /* cells in any order, all in memory */
	CB_XLSX_STREAMED, /* rows in order, one in memory; a merged area lies within one row */
};

struct cb_xlsx {
	lxw_workbook *book; /* NULL: there is none, out->error says why */
	int fd;
	struct cb_str text; /* scratch of cb_xlsx_text */
};

/* Begins a workbook of that title. What goes wrong is remembered in out. */
void cb_xlsx_open(struct cb_xlsx *, enum cb_xlsx_memory, const char *title, struct cb_out *out);
/* Another sheet, with a number behind the name when it is taken; name NULL = Sheet1 and so on. NULL where
 * that failed, as remembered in out. */
lxw_worksheet *cb_xlsx_sheet(struct cb_xlsx *, const char *name, struct cb_out *out);
/* Completes the workbook, makes sure that no part of it was cut short, and appends it to out; released. */
void cb_xlsx_finish(struct cb_xlsx *, struct cb_out *out);
/* Without finish: nothing is left. Accepts a zeroed struct. */
void cb_xlsx_drop(struct cb_xlsx *);

/* The text as libxlsxwriter wants it: what looks like an escape (_x0041_) is escaped, what XML cannot
 * hold becomes U+FFFD. Valid until the next call. "", and out refused, when it is longer than a cell
 * may be. */
const char *cb_xlsx_text(struct cb_xlsx *, struct cb_text, struct cb_out *out);
/* A number format by its code; text and General are the built-in ones. */
void cb_xlsx_set_format(lxw_format *, const char *code);
/* A name that a sheet may have, of what is wanted: at most 31 characters, the number (from 1) behind it when it
 * is not 1, none of []:*?/\. */
void cb_xlsx_sheet_name(struct cb_text wanted, unsigned number, char name[CB_XLSX_NAME]);

/* How many lines a text takes in a column of that width, and how high a row of so many lines is: not all
 * programs find out themselves. */
size_t cb_xlsx_lines(struct cb_text, size_t width_cols);
double cb_xlsx_height(size_t lines);

#endif
