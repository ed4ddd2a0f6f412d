/* --where COL=VALUE: which rows are printed. One module for every register and every table.
 *
 * R1 COL is a key, a label or a further label; VALUE is read by the column's type (2026年7月 is 2026-07, an
 *    alias is its name); an empty one asks for empty cells. All conditions must hold.
 * R2 Of a table, COL is one of its columns or, where it has a column community, one of register community: the
 *    community that the row names is looked up.
 * R3 An unknown column, a value that the type does not take, and a name that neither a row nor a register has are
 *    errors with the nearest known one: CB_USAGE. They say the same wherever --where is given. So is a value that no
 *    community has in the column of register community that is asked.
 * R4 A private column is asked by what is private only where the office reveals, else CB_PRIVATE_ASKED: before the
 *    value is read. A name that it has not is no error then: what is near it is not told before it is logged. */
#ifndef CB_QUERY_FILTER_H
#define CB_QUERY_FILTER_H

#include <cb/data/table.h>
#include <cb/query/office.h>

struct cb_filter_condition {
	int column;       /* of the record, or of the table's row */
	int of_community; /* R2: the column of register community; -1 = the cell itself */
	const char *key;  /* of what is asked, */
	const struct cb_type *type;
	const void *arg;
	enum cb_name_kind kind; /* CB_NAME_NONE: it is no name */
	struct cb_text word;    /* as it was written, borrowed */
	struct cb_cell asked;   /* of a name n is its id, 0 until something has it */
	uint32_t of_day;        /* the name that has its records on the office's day */
	bool is_met;            /* by a row of a table */
	bool is_private;        /* R4 */
};

struct cb_filter {
	const struct cb_office *office;
	const struct cb_register *reg; /* of records; or */
	struct cb_table *table;
	struct cb_filter_condition *conditions;
	size_t n;
	uint32_t n_names; /* that there were when names were last looked for */
	uint64_t errors;  /* before the first record */
	struct cb_arena arena;
};

/* For records of a register. CB_OK or CB_USAGE; release it in any case. where lives as long as the filter. */
enum cb_status cb_filter_open(struct cb_filter *, const struct cb_office *, const struct cb_register *,
                              struct cb_list where);
/* Cells by column of the register. */
bool cb_filter_passes(struct cb_filter *, const struct cb_cell *cells);
/* The conditions that a scan of the database can judge by itself; returns their number. at has room for f->n. */
size_t cb_filter_scan(const struct cb_filter *, struct cb_scan_bound *at);
/* R3 for names: after the last record; of a database, all of whose names are known, before the first as well. Rows
 * that could not be read may have had the name: then nothing is said. */
enum cb_status cb_filter_finish(struct cb_filter *);
void cb_filter_release(struct cb_filter *);

/* Can a table of these columns be asked so? To be known before its rows are; CB_OK or CB_USAGE. */
enum cb_status cb_filter_columns(const struct cb_office *, struct cb_list where, struct cb_table *);
/* Takes the rows that do not pass out of a table; the others stay in order. On CB_USAGE it has no row. */
enum cb_status cb_filter_table(const struct cb_office *, struct cb_list where, struct cb_table *);

#endif
