/* What the files share that store a run. */
#ifndef CB_DATA_STORE_WRITER_H
#define CB_DATA_STORE_WRITER_H

#include <cb/data/store_chain.h>

#include "store_numbering.h"
#include "store_sql.h"
#include "store_statements.h"

/* One run that is stored. */
struct cb_writer {
	struct cb_import *import;
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_pack *pack;
	const struct cb_import_options *options;
	sqlite3_stmt *stmts[STORE_STATEMENTS];
	bool all_new; /* nothing to look up */
	struct cb_cell cells[CB_FIELDS_MAX], stored[CB_FIELDS_MAX];
	struct cb_packed at;    /* the record in cells */
	uint64_t mask;          /* columns that its files have */
	struct cb_str waiting;  /* bytes of the record that waits for its doubles, then those of cells */
	size_t key_len;         /* of its key, 0 when it has none: it cannot be double */
	struct cb_packed ahead; /* the record after it, when got is 1 */
	int got;
	bool clashes;      /* a double with other content has been reported */
	bool is_forgotten; /* the record is refused: who had its number was to be forgotten */
	struct cb_numbering numbering;
	struct cb_str number;      /* that a record was found to have */
	struct cb_chain_head head; /* of a chained register: the row stored last */
	char check[65];            /* of the row that is written */
	struct cb_arena arena;
	struct cb_dict groups, keys; /* of options->whole: groups met -> batch, keys met */
	uint64_t n_changed;          /* stored values that the run changes */
	enum cb_status status;
};

/* store_writer.c: of the source of a record. */
struct cb_import_run *cb_writer_run(struct cb_writer *, uint32_t source);
struct cb_import_source *cb_writer_source(struct cb_writer *, uint32_t source);
/* Makes the status of the run worse. */
void cb_writer_set_status(struct cb_writer *, enum cb_status);
bool cb_writer_is_chained(const struct cb_writer *);
/* The row is not stored as it was read. */
void cb_writer_forget_row(struct cb_writer *, const struct cb_packed *, const struct cb_cell *cells);
/* The record's row is stored so. */
void cb_writer_hash_row(struct cb_writer *, const struct cb_cell *cells);
void cb_writer_bind_key(struct cb_writer *, int statement, const struct cb_cell *cells);
/* NULL where the row has nothing private. Lives until the next row. */
const char *cb_writer_check_value(struct cb_writer *, const struct cb_cell *cells);
/* Writes the cells as a row of the record's batch. */
void cb_writer_put_row(struct cb_writer *, int statement, const struct cb_cell *cells);
/* The record is to be a new row: it gets its number. */
void cb_writer_number_row(struct cb_writer *);
/* The cells stand at two places with other content. */
void cb_writer_report_twice(struct cb_writer *, const struct cb_cell *cells, struct cb_where, struct cb_where there);

/* store_known.c: the record is stored, where it is not so already. */
void cb_writer_look_up(struct cb_writer *);
/* At the end: how many changes were not told one by one. */
void cb_writer_tell_rest(struct cb_writer *);

/* store_whole.c: keeps group and key of the record, where its register replaces whole groups. */
void cb_writer_note_group(struct cb_writer *);
/* Then withdraws the rows that these groups have beside those keys. */
void cb_writer_withdraw_left_over(struct cb_writer *);

#endif
