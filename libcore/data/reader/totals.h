/* Total rows are checked, not believed: the sums of the columns of a sheet, exact.
 *
 * R1 小计 is compared with the rows since the last 小计; 合计 and 总计 with all rows, or with those
 *    since the last 小计 when only that fits.
 * R2 A column with a marked quantity (1600+) or a missing score is not compared.
 * R3 Per cents are not added: where every row shows one column as the ratio of two others, the
 *    total row must show it as the ratio of their sums. */
#ifndef CB_DATA_TOTALS_H
#define CB_DATA_TOTALS_H

#include "layout.h"

struct cb_totals {
	struct cb_totals_column *columns; /* [column of the file] */
	size_t n, cap;
	bool has_per_cent;
};

void cb_totals_start(struct cb_totals *, size_t n_columns);
/* One cell of a data row, as typed; `raw` tells per cents. */
void cb_totals_add(struct cb_totals *, size_t column, const struct cb_cell *, struct cb_text raw);
/* After the last cell of a data row. */
void cb_totals_row(struct cb_totals *);
/* One cell of a total row, typed, against the sums; what differs is reported with `raw`. True when it agrees. */
struct cb_totals_cell {
	enum cb_row_kind kind;
	const struct cb_cell *cell;
	const struct cb_type *type;
	struct cb_text raw;
	struct cb_place place;
};
bool cb_totals_check(struct cb_totals *, size_t column, const struct cb_totals_cell *, struct cb_diag *);
/* A row was refused: what it would have added is not known, so nothing is compared any more. */
void cb_totals_spoil(struct cb_totals *);
/* After a total row. */
void cb_totals_close(struct cb_totals *);
void cb_totals_release(struct cb_totals *);

#endif
