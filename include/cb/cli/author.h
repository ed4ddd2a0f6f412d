/* Who writes to the database, when, and by what command. */
#ifndef CB_CLI_AUTHOR_H
#define CB_CLI_AUTHOR_H

#include <cb/cli/app.h>
#include <cb/data/store.h>

/* author points into the rest: keep the struct where it is, then release it. */
struct cb_app_author {
	struct cb_author author;
	struct cb_str by, at, command;
};

/* by: the account; at: --today or $CB_TODAY at 00:00, else the clock at UTC+8; command: what stands in
 * the batch where it is no file, e.g. "cb-rank --publish -p 2026-07"; NULL = it is a file. */
void cb_app_author(const struct cb_app *, const char *command, struct cb_app_author *out);
void cb_app_author_release(struct cb_app_author *);

#endif
