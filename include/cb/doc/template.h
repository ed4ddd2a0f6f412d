/* Templates: Markdown with the tags of Mustache, filled from tables. A table is a list of rows to a
 * template; its columns are the names inside.
 *
 * R1 {{name}} prints a value with what Markdown would take for markup escaped; {{{name}}} and {{&name}}
 *    print it as it is. {{#name}}…{{/name}} is printed for each row of a table, or once when a value is
 *    there; {{^name}}…{{/name}} when the table has no row or the value is empty or 否. 0 is a value.
 *    {{! …}} prints nothing. {{.}} is the value whose section it stands in.
 * R2 A name is a column, by key or label, of the rows whose sections are open, innermost first; else a table;
 *    else a column of the table without a name. TABLE.COLUMN is the first row's; TABLE.count the number of
 *    rows.
 * R3 Every name is looked up before anything is printed, whatever rows there are: an unknown one is
 *    CB_TEMPLATE_NAME with its line, column and the nearest name. All findings are reported, those of tags that
 *    do not match too.
 * R4 A section, end or comment alone on its line leaves no line.
 * R5 Partials, blocks and other delimiters are refused (CB_TEMPLATE_TAG). So is a table inside its own
 *    section; sections nest 32 deep at most.
 * R6 1 MiB of template, 1,000,000 rows printed and 16 MiB of text are the most (CB_TEMPLATE_LIMIT).
 * R7 Inside a fenced block nothing is escaped; a value cannot end the block, nor a line.
 * R8 What is printed remembers its line in the template. */
#ifndef CB_DOC_TEMPLATE_H
#define CB_DOC_TEMPLATE_H

#include <cb/base/diag.h>
#include <cb/data/table.h>

/* Where values come from. Tables stay where they are until the text is rendered. */
struct cb_template_source {
	/* The table of a name ("" = the one without), its columns known whatever its rows; NULL = there is no
	 * such table, which is no finding. One that is there and cannot be filled has been reported. */
	const struct cb_table *(*table)(void *arg, struct cb_text name);
	/* Appends a cell as people read it. */
	void (*print)(void *arg, const struct cb_table *, size_t row, size_t column, struct cb_str *out);
	/* Calls visit for each name of a table, for the nearest. */
	void (*names)(void *arg, void (*visit)(void *to, struct cb_text name), void *to);
	/* Told of each value printed, with where its tag is; column n_columns: the number of rows. Or NULL. */
	void (*used)(void *arg, const struct cb_table *, size_t row, size_t column, struct cb_where);
	void *arg;
};

/* What was printed: rows[i] is the line of the template that line i of the text began on (R8). Zeroed = nothing. */
struct cb_rendered {
	struct cb_str text;
	uint32_t *rows;
	size_t n_rows, cap_rows;
};
void cb_rendered_release(struct cb_rendered *);

/* Renders text; start: the source of the diag that holds it and the line it begins on. CB_OK, or CB_USAGE and
 * the findings in the diag, and out is empty, as it is given. */
enum cb_status cb_template_render(struct cb_text text, struct cb_where start, const struct cb_template_source *,
                                  struct cb_rendered *out, struct cb_diag *);
/* The same with every section once, whatever rows there are, and CB_TEMPLATE_VALUE for each value: what has to be
 * right whatever the figures are. Of two sections of a line that exclude each other ({{#a}}…{{/a}}{{^a}}…{{/a}}) only
 * the first. Filled also where it is CB_USAGE, as far as the text could be read, so that what reads it can go on. */
enum cb_status cb_template_outline(struct cb_text text, struct cb_where start, const struct cb_template_source *,
                                   struct cb_rendered *out, struct cb_diag *);
#define CB_TEMPLATE_VALUE "\xef\xbf\xbc" /* U+FFFC, in place of what is not text */

#endif
