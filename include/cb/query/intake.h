/* Taking files into the database: everything is read and checked, then one transaction stores all of it or nothing.
 *
 * R1 Without skip one error refuses all files. With skip the files that have an error are left out whole, and so are
 *    two files that hold one key with different content; their findings are told.
 * R2 A new database gets a copy of the installed rules first, as a batch of its own.
 * R3 Every record passes the policy of its register (query/policy.h).
 * R4 What counts is the state of the database that is written into. Input is read before the transaction, however
 *    long that takes; policies then check inside the transaction, unless nobody has written since they did. Where
 *    somebody has meanwhile changed what input is read by (cb_office_renew): CB_BUSY. */
#ifndef CB_QUERY_INTAKE_H
#define CB_QUERY_INTAKE_H

#include <cb/data/rows_entered.h>
#include <cb/query/office.h>

struct cb_intake {
	struct cb_office *office; /* opened with CB_OPEN_CREATE or CB_OPEN_INTO, on a database */
	const struct cb_input *input;
	const char *installed_rules; /* path (R2); needed where the database may be new */
	struct cb_author author;
	int64_t replaces; /* batch to withdraw, 0 = none */
	bool again, skip;
	bool beside; /* the rows are added to a group, where those of a file would replace it as a whole (rules) */
	enum cb_on_change on_change;
	int32_t today_day;        /* of a row that a command has put together: a later day is a finding; 0 = none is */
	bool dry_run;             /* the same findings, but nothing is kept */
	bool stays_open;          /* on CB_OK the transaction goes on, and nothing is kept yet */
	struct cb_table *entered; /* filled with what was entered, where the policy tells it; NULL = not wanted */
	/* out */
	uint64_t stored; /* rows added or changed */
	struct cb_counts counts;
};

/* CB_OK when everything is stored. With skip also CB_FOUND, when the good files are stored and others are not. */
enum cb_status cb_intake(struct cb_intake *);

/* Takes in each file REGISTER.csv or REGISTER.xlsx of the folder in one transaction: registers before those that
 * refer to them. input says how the files are read; all else is as in cb_intake. */
enum cb_status cb_intake_all(struct cb_intake *, const char *folder);

/* Takes in one row that a command has put together, as if it were a file. The caller sets office, author (its command
 * says what has put it together), beside, today_day, dry_run and entered. A row that is stored already is stored once
 * more. */
enum cb_status cb_intake_row(const struct cb_intake *, const struct cb_register *, struct cb_rows_entered *);
/* The same with the rows of a table, as one batch; the caller may set on_change as well. */
enum cb_status cb_intake_rows(const struct cb_intake *, const struct cb_register *, const struct cb_table *);

/* Withdraws a batch (data/store.h R3). What is then left of its register must pass the policy as a whole, else the
 * batch stays. */
enum cb_status cb_intake_undo(struct cb_office *, int64_t batch, const struct cb_author *, bool dry_run);

#endif
