/* What people read above a table instead of in each of its rows.
 *
 * R1 People call a contest by its title: that of rule rank.contest, else the one that the installed rules give it,
 *    else its name. In English a contest is called by its name.
 * R2 A contest and a period that stand in the first columns of a table, and are the same in every row, are said in
 *    the title of the table instead, unless the title of the question says them already. Where they change, the rows
 *    of each are a section with a title that says them, when sections have two rows on the average; not in sheets.
 * R3 Communities in the order of their names are in no order to people: that of register community replaces it. */
#ifndef CB_QUERY_TITLES_H
#define CB_QUERY_TITLES_H

#include <cb/query/query.h>

/* R1. day: on which the rule must be in force. */
struct cb_text cb_title_of_contest(const struct cb_office *, struct cb_text contest, int32_t day);
/* R1 for all contests of a table. */
void cb_title_contests(const struct cb_query_run *, struct cb_table *);
/* R3 for rows that stand in the order of the names in that column; with `always` in whatever order they stand. */
void cb_title_order(const struct cb_office *, struct cb_table *, size_t community, bool always);
/* R2: before the contests are in words. */
void cb_title_lead(const struct cb_query *, const struct cb_query_run *, struct cb_table *);

#endif
