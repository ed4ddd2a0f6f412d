/* Who is who: the questions of registers community, estate, unit, post, link, unmanaged and metric (cb-org).
 *
 * R1 A post or link is in force from its first to its last day, both included, on the day that is asked of: --today, in
 *    a report the last day of -p.
 * R2 Who leads, links and answers for a community is what registers post and link say, else the community's own columns
 *    (query/holder.h). Rule org.post says which posts must be filled, and by how many.
 * R3 A standard is judged community by community; who says nothing does not count. A ratio of columns is also judged of
 *    all together, Σ/Σ: what is needed is the standard times the sum below the line.
 * R4 A claimed sum, mean or count holds where the records reach it, or where it is theirs rounded to its places.
 * R5 The hardest community is the last of the last published standing of the usual contest, or the one that is named.
 * R6 Answers are the same to the byte whether the rows come from files, a folder or a database.
 * R7 On a day on which a community is part of another, its figures are the other's: rule metric.merge says of which
 *    names they add up. A sum of a period before that day of which one has said nothing is at least so much; figures
 *    that do not add up are left out and told. */
#ifndef CB_QUERY_ORG_H
#define CB_QUERY_ORG_H

#include <cb/query/query.h>

/* What is asked beside --where, --by and -p. */
struct cb_org_asked {
	bool all_states;     /* posts and links that are over or to come as well */
	const char *name;    /* of org_show */
	const char *hardest; /* R5; NULL = by the standing */
};

extern const struct cb_query cb_query_org_communities, cb_query_org_estates, cb_query_org_units, cb_query_org_posts,
	cb_query_org_links, cb_query_org_unmanaged, cb_query_org_phones, cb_query_org_check, cb_query_org_cover,
	cb_query_org_figures, cb_query_org_compare, cb_query_org_standards, cb_query_org_claims, cb_query_org_show;

/* Communities by leaders, for the notice board: a row a community, a column a leader; register link is read as a
 * question reads it, post beside it. */
enum cb_status cb_org_matrix(const struct cb_query_run *, struct cb_table *out);

#endif
