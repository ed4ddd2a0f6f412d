/* Entering: what a verb that writes one record does. */
#ifndef CB_CLI_ENTER_H
#define CB_CLI_ENTER_H

#include <cb/cli/app.h>
#include <cb/data/rows_entered.h>
#include <cb/query/office.h>

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

#endif
