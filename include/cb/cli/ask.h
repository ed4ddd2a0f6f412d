/* Asking: what a verb that answers a question does. */
#ifndef CB_CLI_ASK_H
#define CB_CLI_ASK_H

#include <cb/cli/asked.h>
#include <cb/query/query.h>

struct cb_ask {
	const struct cb_query *query;
	struct cb_period_range range;
	enum cb_store_mode mode;
	/* Called between filling and writing, and after it was written; NULL = nothing is. Neither is called when the
	 * answer was refused. */
	enum cb_status (*before)(struct cb_office *);
	enum cb_status (*after)(struct cb_app *, struct cb_office *, const struct cb_period_range *);
};

/* Opens the office, reads the operands or -d, fills the table, writes it where and as the options say. What is
 * returned is the exit status: CB_FOUND for a check that is not clean, which prints all the same. */
enum cb_status cb_app_ask(struct cb_app *, const struct cb_ask *);

#endif
