/* What a command says on stderr; used by app.c and app_out.c only. */
#ifndef LIBCORE_CLI_APP_SAY_H
#define LIBCORE_CLI_APP_SAY_H

#include <cb/cli/app.h>

void cb_app_say(struct cb_app *, struct cb_text line);
/* A sink of the diag, whose argument is the app. */
void cb_app_say_finding(void *app, const struct cb_diag *, const struct cb_finding *);
/* What is held is told before what comes now. */
void cb_app_say_held(struct cb_app *);
/* How many findings there were, and what was written. */
void cb_app_say_end(struct cb_app *);

#endif
