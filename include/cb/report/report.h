/* A report: a template and figures in, a document out.
 *
 * R1 A template is a text file: between two lines --- at its top what it is and wants, one `KEY: VALUE` a
 *    line, then the text (doc/template.h, doc/document.h).
 *        zh, en   one phrase each for cb-report list
 *        needs    queries that must have a row, joined by blanks: without one there is no document
 *                 (CB_NOTHING_TO_SAY)
 *        each     the query of whose rows --each makes a document each
 *        file     the word behind the name in the files of --each; else the template's name
 *    Any other key is a finding, CB_USAGE.
 * R2 When a query is refused (report/figures.h R2) there is no document.
 * R4 Everything that is wrong in a template is found before anything is printed, whatever rows there are: names,
 *    tags, fenced blocks and the tables and columns they want, all of them, each with its line of the file; CB_USAGE.
 * R3 CSV without a template is a document of its table, with the labels and types of the query or register that
 *    most of its columns belong to; columns that are empty, and leading ones with one value only, are left
 *    out. A column that belongs to none is one of numbers, where each cell is one: 001,
 *    12% and long codes stay text. Columns that are private there are masked; people of a register with
 *    CB_COUNTS_ONLY are refused. */
#ifndef CB_REPORT_REPORT_H
#define CB_REPORT_REPORT_H

#include <cb/data/csv.h>
#include <cb/report/figures.h>

struct cb_report_template {
	struct cb_str all;                        /* the file */
	struct cb_text text;                      /* below the head, in `all` */
	uint32_t file, line;                      /* source of the diag; its first line */
	char *zh, *en, *needs, *each, *file_word; /* NULL = not said */
	char *name;                               /* of the file, without folder and .md */
	struct cb_arena arena;
};

/* Reads it; CB_UNREADABLE or CB_USAGE, the reason in the diag. Release it in any case. */
enum cb_status cb_report_template_read(struct cb_report_template *, const char *path, struct cb_diag *);
void cb_report_template_release(struct cb_report_template *);

/* Fills the document. With `each` the figures' row of it is set by the caller before (cb_figures_each). */
enum cb_status cb_report_make(const struct cb_report_template *, struct cb_figures *, struct cb_document *);

/* R3. */
struct cb_report_csv {
	const char *path; /* "-" = stdin */
	struct cb_csv_options csv;
	const char *title;                  /* NULL = 表 */
	const char *head, *number, *issuer; /* NULL = none; a date stands below who signs */
	int32_t today_day;
	bool reveal;
};
enum cb_status cb_report_of_csv(const struct cb_report_csv *, struct cb_document *, struct cb_diag *);

#endif
