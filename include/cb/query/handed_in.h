/* Who has handed in a register.
 *
 * R1 One row a registered community, those of rule rank.entrants too: everybody hands in. 已报 with the number of
 *    rows, file and time of the last batch, or 未报.
 * R2 The rows that count are those that happened in the range (query/when.h).
 * R3 CB_FOUND when one is missing; CB_USAGE where no community is registered, or the register has none. */
#ifndef CB_QUERY_HANDED_IN_H
#define CB_QUERY_HANDED_IN_H

#include <cb/query/query.h>

enum { CB_HANDED_IN_COMMUNITY,
       CB_HANDED_IN_STATE,
       CB_HANDED_IN_ROWS,
       CB_HANDED_IN_FILE,
       CB_HANDED_IN_AT,
       CB_HANDED_IN_N };

/* Of the register of the run's input; its range is needed. */
extern const struct cb_query cb_query_handed_in;
/* The word in column state for who has not. */
extern const char cb_handed_in_missing[];

#endif
