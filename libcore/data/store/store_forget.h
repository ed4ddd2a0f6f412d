/* What the files of forgetting share. */
#ifndef CB_DATA_STORE_FORGET_H
#define CB_DATA_STORE_FORGET_H

#include <cb/data/forget.h>

#include "store_sql.h"

struct forget_rule {
	const struct cb_register *reg;
	int no, merged, name, phone;  /* columns; 0 = none, but of no */
	const struct cb_register *by; /* whose private column by_column names persons; or NULL */
	int by_column;
};

struct forget {
	struct cb_store *store;
	const struct cb_forgetting *asked;
	struct cb_diag *diag;
	const struct forget_rule *rule;
	struct cb_pack pack; /* of the rule's register */
	const char *suffix;  /* of the table that is read */
	struct forget_number {
		char *no;
		uint64_t rows;
	} * numbers; /* of the person; the first is the one asked for */
	size_t n_numbers, cap_numbers;
	uint32_t *names; /* erased, by id */
	size_t n_names, cap_names;
	uint64_t rows[2];      /* changed: of the register, of those that name the person */
	int64_t first_batch;   /* that may have read what is erased */
	struct cb_str command; /* what the batch will say */
	struct cb_arena arena;
};

/* store_forget_row.c: the row with other private cells, its check value and that of its batch.
 * SQLITE_CONSTRAINT_UNIQUE: another row has that key, nothing was changed. */
int forget_change_row(struct forget *, struct cb_pack *, const char *suffix, const struct cb_stored_row *was,
                      const struct cb_cell *now);
/* store_forget_names.c: rows that name the person, before the names are erased. */
enum cb_status forget_references(struct forget *);

#endif
