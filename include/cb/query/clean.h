/* The clean records of one register, held until the whole input is known to be good: what cb-import prints.
 *
 * R1 No record is handed out before all files are read. The records then have the columns of all files, and one error
 *    refuses all of them or, with skip, those of the files that have an error.
 * R2 Two rows with one key and different content are CB_DOUBLE_KEY; two equal rows count once. This costs 24 bytes a
 *    row; the rows themselves are in a temporary file without a name. */
#ifndef CB_QUERY_CLEAN_H
#define CB_QUERY_CLEAN_H

#include <stdio.h>

#include <cb/query/policy.h>

struct cb_clean {
	const struct cb_register *reg;
	const struct cb_office *office;
	struct cb_policy_run run; /* cb_policy_finish is up to the caller */
	FILE *spool;
	uint64_t present; /* columns that the clean files have, a bit each */
	struct cb_counts counts;
	struct cb_clean_key *keys; /* R2: a hash table with open addressing */
	size_t n_keys, cap_keys;
	uint64_t *presents; /* [source of the diag] columns of that sheet, 0 = it gave no row */
	size_t cap_presents;
	bool skip;
	struct cb_cell *cells; /* of the record that was handed out last, and its texts */
	struct cb_str text;
	struct cb_str scratch; /* of the record that is being spooled */
};

/* Reads the whole input. skip: a file with an error is left out whole. CB_OK, or the status of the findings; with
 * skip the rows of the other files can be had all the same. */
enum cb_status cb_clean_read(struct cb_clean *, const struct cb_office *, const struct cb_input *, bool skip);
/* Hands out the rows in the order of the input. 1 = *cells by column of the register, names with their text, valid
 * until the next call; 0 = end; <0 = the temporary file cannot be read. */
int cb_clean_next(struct cb_clean *, const struct cb_cell **cells);
void cb_clean_release(struct cb_clean *);

#endif
