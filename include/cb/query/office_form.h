/* The form of a register (data/form.h) as an office sends it out: what may be chosen comes from its names.
 *
 * R1 A column for each of the register but computed ones; community and period are left out where
 *    they are given, and said above.
 *    A form for those who give says nothing of what only the office knows (numbers, reversals, exceptions). The
 *    scores of one community are a row for each indicator of the usual contest, with its full mark, a score and a note.
 * R2 Words to choose from: those of the type; for names the communities, units and indicators that are
 *    registered, in the order of their registers, and the estates, of the one community where it is given. */
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
