/* What the rows of a register must pass beside their types: the one place, for every way in. */
#ifndef CB_QUERY_CHECK_H
#define CB_QUERY_CHECK_H

#include <cb/query/office.h>

/* cb_input.check of a register (arg: the struct cb_office), or NULL where types and references say all. */
typedef bool (*cb_check)(void *office, struct cb_diag *, const struct cb_record *);
cb_check cb_check_of(const struct cb_register *);

/* cb_input.weight: the weight of an indicator in a wide sheet's 总分, INT64_MIN when its points are not
 * simply added. */
int64_t cb_check_weight(void *office, uint32_t indicator);

#endif
