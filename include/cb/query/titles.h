/* What people read above a table instead of in each of its rows.
 *
 * R1 A contest has a title: that of rule rank.contest, else that of the contests the rules are installed with, else its
 *    name. In English it is called by its name.
 * R2 The contest and the period that lead a table and are the same in every row are said in its title instead,
 *    but where the question has a title that says them already. Where they change, the rows of each are a section
 *    with a title that says them, when sections have two rows on the average; not in sheets.
 * R3 Rows in order of the names of communities are in no order to people: that of register community replaces
 *    it. */
#ifndef CB_QUERY_TITLES_H
#define CB_QUERY_TITLES_H

#include <cb/query/query.h>

/* R1, on the day that rules are looked up for. */
struct cb_text cb_title_of_contest(const struct cb_office *, struct cb_text contest, int32_t day);
/* The contests of a table in words. */
void cb_title_contests(const struct cb_query_run *, struct cb_table *);
/* R3: rows that stand by name in that column; with `always` whatever stands there. */
void cb_title_order(const struct cb_office *, struct cb_table *, size_t community, bool always);
/* R2: before the contests are in words. */
void cb_title_lead(const struct cb_query *, const struct cb_query_run *, struct cb_table *);

#endif
