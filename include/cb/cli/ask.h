/* Asking: what a verb that answers a question does. */
#ifndef CB_CLI_ASK_H
#define CB_CLI_ASK_H

#include <cb/cli/asked.h>
#include <cb/query/query.h>

struct cb_ask {
	const struct cb_query *query;
	const struct cb_register *reg; /* of a query that reads any register; else NULL */
	struct cb_period_range range;
	enum cb_store_mode mode;
	bool needs_db; /* a database, also where the query does not need one */
	struct cb_query_of of;
	size_t first_file; /* operands before it are the verb's */
	bool is_of_files;  /* without operands it reads stdin, whatever -d holds */
	bool each_row;     /* -o is a folder: a document of each row (cli/paper.h) */
	/* Writes to the database, of an office opened for that, before the answer is shown; NULL = nothing does. Called
	 * when the answer is CB_OK only, and nothing else is shown: it would look as if that had been done. */
	enum cb_status (*before)(struct cb_app *, const struct cb_query_run *, const void *opts);
	const void *opts; /* of the command, for it */
};

/* Opens the office (to write: with the lock, unless operands must be read first, which may take long), reads the
 * operands or -d, fills the table, writes it where and as the options say. What is
 * returned is the exit status: CB_FOUND for a check that is not clean, which prints all the same. With --reveal the
 * database says who asked what, and how many rows it has, before the answer is shown. */
enum cb_status cb_app_ask(struct cb_app *, const struct cb_ask *);
/* The same for the period of -p and, where none is given, of the verb's query. */
enum cb_status cb_app_ask_verb(struct cb_app *, struct cb_ask *);

#endif
