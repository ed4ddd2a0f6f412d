/* ods (OASIS OpenDocument 1.2, part 1, chapter 9): shared by its list of sheets and the reader of one.
 *
 * R1 Cells that are repeated are spread, blank ones cost nothing; held.h limits what that adds.
 * R2 What a cell is, its office:value-type says; the value is taken from the attribute, not from what is shown.
 *    A cell of another type, or whose value is not of its type, is the text that is shown: paragraphs joined by LF,
 *    text:s, text:tab and text:line-break for what they stand for. Other blanks stay, where the standard makes one of
 *    many: no program writes any that it does not mean. Notes and annotations are no text.
 * R3 Dates are as in cell_text.h R2; fractions of a second are dropped.
 * R4 Covered cells keep what they hold. Rows are hidden by visibility collapse and filter, columns by collapse,
 *    sheets by the style table:display="false". */
#ifndef ODS_H
#define ODS_H

#include "xml.h"

enum cb_status cb_ods_rows(struct cb_book *, size_t sheet, uint32_t source, struct cb_rows **out);

#endif
