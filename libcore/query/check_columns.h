/* Checks of a record that columns alone describe. */
#ifndef CHECK_COLUMNS_H
#define CHECK_COLUMNS_H

#include <cb/query/policy.h>

bool cb_check_span(const struct cb_policy *, struct cb_diag *, const struct cb_record *);
/* Where the register of estates has a row. */
bool cb_check_estate(const struct cb_policy_run *, struct cb_diag *, const struct cb_record *,
                     int community, int estate);

#endif
