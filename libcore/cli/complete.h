/* Words for the shell that only a run of the command knows. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include <cb/cli/app.h>

/* What follows --completion=WORD: of "operands" the registers or templates that may stand there; of an option that wants
 * a community or a contest the names in -d; else cb_opt_complete. Findings are not for whoever presses TAB. */
void cb_app_complete(struct cb_app *, struct cb_str *out);

#endif
