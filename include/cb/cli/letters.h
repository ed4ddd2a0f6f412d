/* Letters: a document of a template for each row of the query that it names.
 *
 * R1 All of them can be made before the first is written, and all are written or none (cli/file_set.h).
 * R2 A file is named by the first cell of its row, then the template's word. */
#ifndef CB_CLI_LETTERS_H
#define CB_CLI_LETTERS_H

#include <cb/cli/paper.h>

struct cb_letters {
	struct cb_app *app;
	const struct cb_paper *paper;
	const struct cb_report_template *template; /* one that says each */
	struct cb_figures *figures;
	const char *folder;
	bool gb2312_fonts;
	/* Called when all has been read and nothing is written; NULL = nothing. */
	enum cb_status (*end_reading)(void *arg);
	void *arg;
};
enum cb_status cb_letters_write(const struct cb_letters *);

#endif
