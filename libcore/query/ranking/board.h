/* The score board: score records folded into one cell per contest, period, entrant and indicator.
 *
 * R1 Memory is bounded by periods × entrants × indicators: 8 bytes a cell (56 where a rule
 *    rank.combine asks for more than the mean, 12 more where positions are kept). A cell holds values of cb_score_value.
 * R2 A record without date and inspector, a plain one, stands once: equal again counts once, different is
 *    CB_DOUBLE_SCORE, with the positions of both where they are kept. Doubles of dated records are cb-import's to find.
 * R3 The order of the records does not show, but in which of two doubles is told: the later one.
 * R4 Boards that were filled apart are joined: that is as if one had been given all records. */
#ifndef BOARD_H
#define BOARD_H

#include <cb/base/dict.h>
#include <cb/base/diag.h>
#include <cb/query/office.h>
#include <cb/rule/score.h>

/* One contest and period: a matrix of cells, a row an entrant, a column an indicator. */
struct cb_board_sheet {
	uint32_t contest; /* name */
	int64_t period;
	int32_t first_day; /* earliest date of a record, INT32_MAX = none */
	struct cb_board_entrant {
		uint32_t entrant, estate; /* names; estate 0 = the community itself */
	} * rows;
	size_t n_rows, cap_rows, room_rows; /* room: what the matrix has rows for */
	int64_t *cells;                     /* [row * room_slots + slot], see cb_board_value */
	struct cb_inspections *inspections; /* likewise, or NULL: means only */
	struct cb_where *wheres;            /* likewise, or NULL: of the plain record, without one of the first */
	size_t room_slots;
	const struct cb_score_item **items; /* [slot], NULL = not registered */
	size_t n_items, cap_items;
	uint32_t *row_of; /* [name id] -> row + 1, for rows without estate */
	size_t cap_row_of;
	struct cb_dict estates; /* {entrant, estate} -> row + 1 */
};

/* The sum of the values (millionths) and their number; 0 = no score. */
struct cb_board_value {
	int64_t sum;
	uint32_t count;
	bool plain;          /* a plain record is among them (R2), */
	int64_t plain_value; /* with this value */
};

/* One record of register score. */
struct cb_board_record {
	uint32_t contest, entrant, estate, indicator, inspector; /* names, 0 = none */
	int64_t period, value;
	int32_t day;         /* INT32_MIN = none */
	bool none;           /* 无数据 */
	struct cb_text note; /* borrowed until the next record */
	struct cb_where where;
	int64_t batch; /* of a database record, else 0 */
};
/* From typed cells of the register. */
void cb_board_record(struct cb_board_record *, const struct cb_cell *cells, struct cb_where, int64_t batch);

/* A record on its way to its cell: cells are far apart, so they are fetched ahead. */
struct cb_board_pending {
	struct cb_board_sheet *sheet;
	int64_t *cell;
	int64_t value;
	int32_t day;
	bool plain;
	struct cb_where where;
};
enum { CB_BOARD_AHEAD = 16 };

struct cb_board {
	struct cb_board_sheet **sheets;
	size_t n_sheets, cap_sheets, last_sheet;
	uint32_t *slot_of; /* [name id] -> slot + 1 */
	size_t cap_slot_of;
	uint32_t *slots; /* [slot] -> indicator's name id */
	size_t n_slots, cap_slots;
	bool keep_inspections; /* some rule rank.combine asks for more than the mean */
	bool keep_where;
	const struct cb_office *office; /* whose names they are, and whose registered indicators */
	/* Does nobody ask for the scores of a contest and period? */
	bool (*is_idle)(const void *arg, uint32_t contest, int64_t period);
	const void *idle_arg;
	struct cb_board_value *large; /* values that do not fit a cell */
	size_t n_large, cap_large;
	struct cb_board_pending pending[CB_BOARD_AHEAD];
	size_t n_pending;
	uint32_t watched; /* entrant or estate whose records are kept, 0 = none */
	struct cb_board_record *records;
	size_t n_records, cap_records;
	bool lacks_records;    /* of partial results that have none of the watched */
	struct cb_arena notes; /* of those records */
	struct cb_board_fault {
		enum cb_code code;
		struct cb_where where, first; /* of a double: that of the other */
		const struct cb_board_sheet *sheet;
		size_t row, slot;
	} * faults; /* doubles, and what no sum holds, in the order of the records */
	size_t n_faults, cap_faults;
};

/* Adds one record. */
void cb_board_add(struct cb_board *, const struct cb_board_record *);
/* After the last record: was nothing wrong with them? */
bool cb_board_is_good(struct cb_board *);
/* After the last record: reports what was wrong with them. */
void cb_board_finish(struct cb_board *, struct cb_diag *);
/* The sheet, row and slot of a record that is still to come: they stand in the order in which they were first met. */
void cb_board_reserve(struct cb_board *, const struct cb_board_record *);
/* Adds what is on another board, whose names have the ids [id - 1] here, NULL = the same; both are finished. False
 * where doubles meet, or no sum holds it: where that is only the records tell. */
bool cb_board_join(struct cb_board *, const struct cb_board *, const uint32_t *ids);
/* The records of one cell, none of them plain, that were put together elsewhere. */
struct cb_board_sum {
	struct cb_board_record of; /* of all of them; where: of the first */
	int32_t first_day;         /* at least as early as theirs, INT32_MAX = none */
	struct cb_inspections inspections;
};
/* The same for them, on a board that keeps inspections and positions. Gives that of the cell, which is the caller's to
 * compare and set; NULL where no sum holds it. */
struct cb_where *cb_board_join_sum(struct cb_board *, const struct cb_board_sum *);

const struct cb_board_sheet *cb_board_sheet(const struct cb_board *, uint32_t contest, int64_t period);
/* The row of an entrant, or CB_BOARD_NO_ROW. */
#define CB_BOARD_NO_ROW SIZE_MAX
size_t cb_board_row(const struct cb_board_sheet *, uint32_t entrant, uint32_t estate);
/* What stands at a row (may be CB_BOARD_NO_ROW) and slot. */
struct cb_board_value cb_board_value(const struct cb_board *, const struct cb_board_sheet *, size_t row, uint32_t slot);
/* The inspections there, or NULL where only means are kept. */
const struct cb_inspections *cb_board_inspections(const struct cb_board_sheet *, size_t row, uint32_t slot);
/* Forgets what was added. */
void cb_board_clear(struct cb_board *);
void cb_board_release(struct cb_board *);

#endif
