/* --errors FILE: the findings of a run as a table, for the one who has to correct them. */
#ifndef CB_CLI_FINDINGS_H
#define CB_CLI_FINDINGS_H

#include <cb/doc/format.h>

struct cb_findings;

/* Opens the file, csv or json by its extension (CB_USAGE else); NULL when that failed, the reason in
 * the diag. Its columns: severity code file sheet row column field message. */
struct cb_findings *cb_findings_open(const char *path, const struct cb_doc_options *, struct cb_diag *);
/* Adds one row; nothing is kept in memory. */
void cb_findings_add(struct cb_findings *, const struct cb_diag *, const struct cb_finding *);
/* Its file, so that a signal can remove the temporary. */
struct cb_out *cb_findings_out(struct cb_findings *);
/* Completes the file and frees it. It appears even when there was no finding: its header says so. */
enum cb_status cb_findings_close(struct cb_findings *, struct cb_diag *);

#endif
