/* --where COL=VALUE: which rows are printed. One module for every register and every table.
 *
 * R1 COL is a key, a label or a further label. VALUE is read by the type of the column (2026年7月 is 2026-07, an alias
 *    is its name); an empty VALUE asks for empty cells. All conditions must hold.
 * R2 For a table COL is one of its columns or, where it has a column community, one of register community: then the
 *    community that the row names is looked up.
 * R3 An unknown column, a value that the type does not take, and a name that neither a row nor a register has, are
 *    errors that name the nearest known word: CB_USAGE. So is a value that no community has in the column of register
 *    community that is asked. Wherever --where is given these errors read the same.
 * R4 A private column is asked by a private value only where the office reveals, else the answer is CB_PRIVATE_ASKED
 *    before the value is even read. Where it reveals, an unknown name is no error: a private name that is near it
 *    must not be told before the revealing is logged. */
#ifndef CB_QUERY_FILTER_H
#define CB_QUERY_FILTER_H

#include <cb/data/table.h>
#include <cb/query/office.h>

struct cb_filter_condition {
	int column;       /* of the record, or of the row of the table */
	int of_community; /* R2: the column of register community that is looked up; -1 = the cell itself is asked */
	const char *key;  /* of the column that is asked, as are type, arg and kind */
	const struct cb_type *type;
	const void *arg;
	enum cb_name_kind kind; /* CB_NAME_NONE: the column holds no names */
	struct cb_text word;    /* VALUE as it was written, borrowed */
	struct cb_cell asked;   /* VALUE as it was read; n of a name is its id, 0 until something has that name */
	uint32_t of_day;        /* the name to which its records belong on the office's day */
	bool is_met;            /* some row of the table has the value */
	bool is_private;        /* R4 */
};

struct cb_filter {
	const struct cb_office *office;
	const struct cb_register *reg; /* what is filtered: records of a register */
	struct cb_table *table;        /* or the rows of a table */
	struct cb_filter_condition *conditions;
	size_t n;
	uint32_t n_names; /* how many names there were when those of the conditions were last looked for */
	uint64_t errors;  /* of the diag, before the first record */
	struct cb_arena arena;
};

/* Opens a filter for records of a register: CB_OK or CB_USAGE; release it in any case. where must live as long. */
enum cb_status cb_filter_open(struct cb_filter *, const struct cb_office *, const struct cb_register *,
                              struct cb_list where);
/* Do all conditions hold for a record? cells: by column of the register. */
bool cb_filter_passes(struct cb_filter *, const struct cb_cell *cells);
/* Sets at[] to those of the conditions that a scan of the database can judge by itself, and returns their number. at
 * has room for one each. */
size_t cb_filter_scan(const struct cb_filter *, struct cb_scan_bound *at);
/* R3 for names, which is called after the last record; for a database, all of whose names are known, also before the
 * first. Where rows could not be read nothing is said: they may have had the name. */
enum cb_status cb_filter_finish(struct cb_filter *);
void cb_filter_release(struct cb_filter *);

/* Can a table with these columns be filtered so? This can be asked before it has rows: CB_OK or CB_USAGE. */
enum cb_status cb_filter_columns(const struct cb_office *, struct cb_list where, struct cb_table *);
/* Removes the rows that do not pass from a table; the others stay in order. On CB_USAGE no row is left. */
enum cb_status cb_filter_table(const struct cb_office *, struct cb_list where, struct cb_table *);

#endif
