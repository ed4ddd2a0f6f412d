/* Records of one register, wherever they are: in files that were named ("-" is stdin), else in the database or the
 * folder of -d.
 *
 * R1 Where communities are part of others (register alias), names are those of the office's day: in a register whose
 *    time is a period, those of the last day of that period. A community that is part of another by then is no record
 *    of register community. */
#ifndef CB_QUERY_RECORDS_H
#define CB_QUERY_RECORDS_H

#include <cb/query/office.h>

struct cb_records {
	struct cb_reader *reader; /* of files; */
	struct cb_scan *scan;     /* or of a database */
	struct cb_diag *diag;
	enum cb_status status; /* of what was opened and read so far */
	const char *paths[1];
	struct cb_str path;
	const struct cb_office *office; /* NULL where R1 changes nothing */
	const struct cb_register *reg;
	struct cb_record record; /* the last record whose names R1 has changed, and its cells */
	struct cb_cell *cells;
};

/* Opened, read up to the end and closed, without looking at what fails in between: the end tells.
 *
 * input: the register, the files (none: what -d has; without -d there are no records) and how they are read; names
 * and column labels are the office's. The bounds narrow what a database hands out. A reader does not look at them:
 * the caller filters all the same. Close it in any case. */
enum cb_status cb_records_open(struct cb_records *, const struct cb_office *, const struct cb_input *,
                               const struct cb_scan_bound *bounds, size_t n_bounds);
/* The same while the records of another input are being read: findings go to that diag instead of the office's. */
enum cb_status cb_records_open_beside(struct cb_records *, const struct cb_office *, const struct cb_input *,
                                      struct cb_diag *);
/* 1 = *record, valid until the next call; 0 = end, or nothing was opened; <0 = broken off, the reason is in the diag. */
int cb_records_next(struct cb_records *, const struct cb_record **record);
/* The same without R1. */
int cb_records_next_stored(struct cb_records *, const struct cb_record **record);
/* The batch of the last record; 0 = it is of a file. */
int64_t cb_records_batch(const struct cb_records *);
/* CB_OK, or why they could not be opened or not be read to their end. */
enum cb_status cb_records_close(struct cb_records *);

/* Appends the path of the register's file in the folder of -d. False where there is no such file: a folder need not
 * hold every register. One that cannot be looked at is there: whoever opens it says why it cannot be read. */
bool cb_records_file(const struct cb_office *, const struct cb_register *, struct cb_str *path);

#endif
