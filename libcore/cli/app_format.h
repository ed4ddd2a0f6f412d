/* The format of the output, from --format and -o; used by app.c only. */
#ifndef LIBCORE_CLI_APP_FORMAT_H
#define LIBCORE_CLI_APP_FORMAT_H

#include <cb/cli/app.h>

/* Sets app->format where the options say it; CB_USAGE when they name none, or one that stdout cannot show. */
enum cb_status cb_app_set_format(struct cb_app *);

#endif
