/* R1 of doc/returned.h: a copy of the file's own package, with marks. */
#ifndef LIBCORE_DOC_XLSX_RETURNED_MARK_H
#define LIBCORE_DOC_XLSX_RETURNED_MARK_H

#include <cb/doc/returned.h>

/* Appends the workbook to out. False: the file is none that can be copied, and out is as it was. The notes are
 * settled. */
bool cb_returned_mark(struct cb_returned *, struct cb_out *out);

#endif
