/* The score board: score records folded into one cell per contest, period, entrant and indicator.
 *
 * R1 Memory is bounded by periods × entrants × indicators: 12 bytes a cell, 48 more where rule
 *    rank.combine asks for more than the mean. A cell holds values of cb_score_value.
 * R2 A record without date and inspector stands once: equal again counts once, different is
 *    CB_DOUBLE_SCORE. Doubles of dated records are cb-import's to find.
 * R3 The order of the records does not show. */
#ifndef CB_QUERY_BOARD_H
#define CB_QUERY_BOARD_H

#include <cb/base/dict.h>
#include <cb/base/diag.h>
#include <cb/rule/score.h>
#include <cb/value/type.h>

/* One entrant of one sheet. Cells: [slot of the indicator]. */
struct cb_board_row {
	uint32_t entrant, estate; /* names; estate 0 = the community itself */
	uint32_t n_slots;
	int64_t *sums;            /* millionths; one block with counts */
	uint32_t *counts;         /* 0 = no score; CB_BOARD_PLAIN: one record has neither date nor inspector */
	struct cb_inspections *inspections; /* NULL: means only, sums and counts tell */
};
#define CB_BOARD_PLAIN UINT32_C(0x80000000)
#define CB_BOARD_COUNT(c) ((c) & ~CB_BOARD_PLAIN)

/* One contest and period. */
struct cb_board_sheet {
	uint32_t contest; /* name; 0 = none was written */
	int64_t period;
	int32_t first_day; /* earliest date of a record, INT32_MAX = none */
	struct cb_board_row *rows;
	size_t n_rows, cap_rows;
	const struct cb_score_item **items; /* [slot], NULL = not registered */
	size_t n_items, cap_items;
	uint32_t *row_of; /* [name id] -> row + 1, for rows without estate */
	size_t cap_row_of;
	struct cb_dict estates; /* {entrant, estate} -> row + 1 */
};

/* A record of the entrant that is to be explained. */
struct cb_board_record {
	uint32_t contest, entrant, estate, indicator, inspector;
	int64_t period, value;
	int32_t day;  /* INT32_MIN = none */
	bool none;    /* 无数据 */
	struct cb_place place;
	int64_t batch; /* of a database record, else 0 */
};

struct cb_board {
	struct cb_board_sheet *sheets;
	size_t n_sheets, cap_sheets, last_sheet;
	uint32_t *slot_of; /* [name id] -> slot + 1 */
	size_t cap_slot_of;
	uint32_t *slots;   /* [slot] -> indicator's name id */
	size_t n_slots, cap_slots;
	bool keep_inspections; /* some rule rank.combine asks for more than the mean */
	/* The registered indicator of a contest (0 = none written), or NULL. */
	const struct cb_score_item *(*item)(void *arg, uint32_t contest, uint32_t indicator);
	void *item_arg;
	uint32_t watched;  /* entrant or estate whose records are kept, 0 = none */
	struct cb_board_record *records;
	size_t n_records, cap_records;
};

/* Adds one record of register score (typed cells, names as ids). False: reported. */
bool cb_board_add(struct cb_board *, const struct cb_cell *cells, struct cb_place, int64_t batch, struct cb_diag *);
/* Records without a contest belong to `contest` from now on. False: reported. */
bool cb_board_name_contest(struct cb_board *, uint32_t contest, struct cb_diag *);
/* The row of an entrant, or NULL. */
const struct cb_board_sheet *cb_board_sheet(const struct cb_board *, uint32_t contest, int64_t period);
const struct cb_board_row *cb_board_row(const struct cb_board_sheet *, uint32_t entrant, uint32_t estate);
void cb_board_release(struct cb_board *);

#endif
