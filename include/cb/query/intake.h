/* Taking files into the database: everything is read and checked, then one transaction stores it, or
 * nothing.
 *
 * R1 Without skip one error refuses all files. With skip the files that have an error, two files that hold
 *    one key with different content among them, are left out whole; they stay listed as findings.
 * R2 A new database gets a copy of the installed rules first, as a batch of its own.
 * R3 Every record passes the policy of its register (query/policy.h).
 * R4 What decides is the state of the database that is written into: a policy checks inside the transaction, or
 *    nobody has written since it did. Input is read before, however long that takes. Where another has meanwhile
 *    changed what input is read by (cb_office_renew): CB_BUSY. */
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
	bool beside; /* added to what is there, where a file would replace a group whole (rules) */
	enum cb_on_change on_change;
	int32_t today_day;        /* of a row that is put together: days after it are said; 0 = none are */
	bool dry_run;             /* the same findings, nothing kept */
	bool stays_open;          /* on CB_OK the transaction goes on, and nothing is kept yet */
	struct cb_table *entered; /* what was entered, of a register whose policy tells it; NULL = not wanted */
	/* out */
	uint64_t stored; /* rows added or changed */
	struct cb_counts counts;
};

/* CB_OK when all is stored; with skip also CB_FOUND, and the good files are stored. */
enum cb_status cb_intake(struct cb_intake *);

/* Takes in each file REGISTER.csv or .xlsx of the folder, in the order that their references need, in one transaction:
 * input says how they are read; the rest as in cb_intake. */
enum cb_status cb_intake_all(struct cb_intake *, const char *folder);

/* Takes in one row that a command has put together, like a file: office, author, beside, dry_run and entered are given,
 * author.command says by what. What is there already is stored once more. */
enum cb_status cb_intake_row(const struct cb_intake *, const struct cb_register *, struct cb_rows_entered *);
/* The same of the rows of a table, in one batch; on_change is given too. */
enum cb_status cb_intake_rows(const struct cb_intake *, const struct cb_register *, const struct cb_table *);

/* Withdraws a batch (data/store.h R3); what is then left of its register must stand (R3), else nothing is
 * kept. */
enum cb_status cb_intake_undo(struct cb_office *, int64_t batch, const struct cb_author *, bool dry_run);

#endif
