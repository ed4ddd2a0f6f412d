/* The verb forget of the commands whose registers hold persons. */
#ifndef CB_CLI_FORGET_H
#define CB_CLI_FORGET_H

#include <cb/cli/app.h>

/* NO --reason TEXT, of that register: data/forget.h. Writes what was erased. */
enum cb_status cb_app_forget(struct cb_app *, const struct cb_register *, const char *reason);

#endif
