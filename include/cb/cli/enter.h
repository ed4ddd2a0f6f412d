/* Entering: what a verb that writes records does. */
#ifndef CB_CLI_ENTER_H
#define CB_CLI_ENTER_H

#include <cb/cli/app.h>
#include <cb/cli/author.h>
#include <cb/data/rows_entered.h>
#include <cb/query/intake.h>

struct cb_enter {
	const struct cb_register *reg;
	struct cb_rows_entered row; /* what the command says by itself, first */
	const char *const *columns; /* [of the register] what the options say of the others, or NULL; NULL = nothing */
	/* Adds what only the database can tell; its texts may lie in the arena. NULL = nothing. */
	enum cb_status (*look_up)(struct cb_enter *, struct cb_office *, struct cb_arena *);
	const void *arg; /* of look_up */
};

/* Opens the database, makes the row, takes it in as a file would be (query/intake.h), with --dry-run without keeping
 * it, and prints what it has become. The batch says the command with all that the row says. */
enum cb_status cb_app_enter(struct cb_app *, struct cb_enter *);

/* A verb that makes its records by itself. */
struct cb_enter_rows {
	struct cb_str words; /* the command as the batch has it; released */
	/* Writes, in its own transaction, in the office and by the author that are set in how; what has been written is
	 * printed, where the table has columns. */
	enum cb_status (*write)(void *arg, struct cb_table *written);
	void *arg;
	struct cb_intake *how; /* office, author, dry_run and today_day are set in it */
};
/* Opens the database, writes, prints. rc: what has been found so far; nothing is done unless it is CB_OK. */
enum cb_status cb_app_enter_rows(struct cb_app *, struct cb_enter_rows *, enum cb_status rc);
/* The first column of what was written, for the message that the output could not be (E639). */
void cb_app_note_written(struct cb_app *, const struct cb_table *written);

#endif
