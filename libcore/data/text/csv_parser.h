/* libcsv as it is used here: bounded, strict, and with blanks as the reader wants them. */
#ifndef TEXT_CSV_PARSER_H
#define TEXT_CSV_PARSER_H

#include <csv.h>
#include <stdbool.h>

enum { CSV_FIELD_MAX = 1 << 20 };

/* pstate of libcsv, which has no names for them in its header. */
enum { ROW_NOT_BEGUN,
       FIELD_NOT_BEGUN,
       FIELD_BEGUN,
       FIELD_MIGHT_HAVE_ENDED };

void cb_csv_parser_init(struct csv_parser *, char delimiter, bool keep_blanks);
/* Stopped at a quote: is it the first of its cell but for blanks, which were kept? Then they are none of it, and the
 * cell begins with the quote. */
bool cb_csv_parser_drop_blanks(struct csv_parser *);

#endif
