/* Checks that a policy describes by columns alone (query/policy.h R1). */
#ifndef CHECK_COLUMNS_H
#define CHECK_COLUMNS_H

#include <cb/query/policy.h>

/* Is until not before since? */
bool cb_check_span(const struct cb_policy *, struct cb_diag *, const struct cb_record *);
/* Is the estate one of the community? Asked once register estate has a row. */
bool cb_check_estate(const struct cb_policy_run *, struct cb_diag *, const struct cb_record *,
                     int community, int estate);

#endif
