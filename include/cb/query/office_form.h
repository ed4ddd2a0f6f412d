/* The form of a register (data/form.h) as an office sends it out: what may be chosen comes from the office's names.
 *
 * R1 A form has each column of the register that is not computed. Community and period are said above the columns
 *    instead, where they are given. What only the office knows of a gift (its number, reversals, exceptions) is left
 *    out of the form for the fund. The scores of one community are a row for each indicator of the usual contest with
 *    its full mark, a place for the score, and one for a note.
 * R2 The words to choose from are those of the column's type. For names they are the communities, units and
 *    indicators that are registered, in the order of their registers, and the estates: of the one community where it
 *    is given. */
#ifndef CB_QUERY_OFFICE_FORM_H
#define CB_QUERY_OFFICE_FORM_H

#include <cb/data/form.h>
#include <cb/query/office.h>

struct cb_form_options {
	uint32_t community; /* whose it is; 0 = anybody's */
	int64_t period;     /* 0 = any */
};

/* Fills *form, to be released by cb_form_release; its names live as long as the office. */
void cb_form_make(struct cb_form *, const struct cb_register *, const struct cb_office *,
                  const struct cb_form_options *);

#endif
