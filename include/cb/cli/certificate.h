/* The verb `certificate`: a row of the register, and the paper that is handed over. */
#ifndef CB_CLI_CERTIFICATE_H
#define CB_CLI_CERTIFICATE_H

#include <cb/cli/app.h>
#include <cb/query/volunteer_certificate.h>

/* For the operand, of the one period of -p; office, who and range of `asked` are set here. template: a file, NULL = the
 * installed one. The row and the paper are there together, or neither is. */
enum cb_status cb_app_certify(struct cb_app *, const struct cb_certificate *asked, const char *template);

#endif
