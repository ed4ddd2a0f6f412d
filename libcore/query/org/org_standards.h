/* One standard of rule org.standard, and how claims are judged: for the check as well. */
#ifndef ORG_STANDARDS_H
#define ORG_STANDARDS_H

#include "street.h"

struct org_standard {
	const struct cb_rule *rule;
	int num, den; /* columns of register community; den -1: no ratio */
};

/* CB_NO_SUCH_MEASURE, where the key is no column with a number, nor a ratio of two. */
enum cb_status org_standard_open(struct org_standard *, const struct cb_rule *, struct cb_diag *);
/* What it is a standard of, by the labels of its columns: 办公用房面积/户数. */
struct cb_cell org_standard_named(const struct org_standard *, struct cb_table *);
/* What the community has, in millionths; false where it does not say. */
bool org_standard_value(const struct org_standard *, const struct cb_cell *community, int64_t *value);

/* Means and rates, rounded half up to ORG_PLACES; empty where there is nothing to divide by. */
enum { ORG_PLACES = 2 };
struct cb_cell org_divided(cb_wide n, cb_wide by);

/* Results of cb_query_org_claims. */
enum org_claim { ORG_CLAIM_HOLDS,
	         ORG_CLAIM_ROUNDED,
	         ORG_CLAIM_FAILS };

#endif
