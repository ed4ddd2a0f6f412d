/* The result of a query: one typed table. Writers (doc/) and the database take it as it is. */
#ifndef CB_DATA_TABLE_H
#define CB_DATA_TABLE_H

#include <cb/base/mem.h>
#include <cb/value/type.h>

/* What a table with a running balance says at the end of a page (doc/format.h R8). */
enum cb_carry { CB_CARRY_NOTHING,
	        CB_CARRY_SUM,  /* of the page */
	        CB_CARRY_LAST, /* what stood there last */
	        CB_CARRY_WORD /* what the row is */ };

struct cb_register;

struct cb_table_column {
	const char *key, *zh; /* header in either language */
	const struct cb_type *type;
	const void *arg;
	bool is_private;
	bool has_total; /* for people the table ends with its sum */
	enum cb_carry carry;
	uint8_t places; /* behind the point, in every row that people read: cb_doc_settle */
};

/* Rows of a table in memory that are worth seeing as bars: a name and a number each. */
#define CB_CHART_ROWS_MAX 50 /* more bars cannot be told apart */
struct cb_table_chart {
	size_t label, value;      /* columns */
	size_t first_row, n_rows; /* n_rows 0 = no chart */
	bool on_pages;            /* also in html and docx, all rows */
};

/* Rows that people read under a title of their own, up to those of the next section. */
struct cb_table_section {
	size_t first_row;
	const char *title;
};

struct cb_table {
	const char *title_zh, *title_en;
	const char *notes; /* lines below the rows, for people; NULL = none */
	bool has_said;     /* the title says of which contest and period it is */
	struct cb_table_column *columns;
	size_t n_columns, cap_columns;
	struct cb_cell *cells; /* [row * n_columns + column]; texts live in the arena or longer */
	size_t n_rows, cap_cells;
	struct cb_table_section *sections; /* none, or two and more from the first row on */
	size_t n_sections, cap_sections;
	struct cb_arena arena;
	struct cb_table_chart chart; /* for writers that can draw; those that cannot leave it out */
};

/* Has the cell a value that is masked unless private ones are revealed? */
bool cb_cell_is_private(const struct cb_table_column *, const struct cb_cell *);
/* Adds a column (before the first row); key and zh are borrowed for the table's life. */
void cb_table_column(struct cb_table *, const char *key, const char *zh, const struct cb_type *, const void *arg);
/* Adds columns of a register, by their numbers there. */
void cb_table_columns_of(struct cb_table *, const struct cb_register *, const int *columns, size_t n);
/* Appends an empty row and returns its cells, valid until the next row. */
struct cb_cell *cb_table_row(struct cb_table *);
/* The cells of a row; NULL behind the last one. */
static inline struct cb_cell *
cb_table_at(const struct cb_table *table, size_t row)
{
	return row < table->n_rows ? table->cells + row * table->n_columns : NULL;
}
/* Keeps these columns (numbers, each once), in this order. A chart of a column that is gone is none. */
void cb_table_choose(struct cb_table *, const size_t *columns, size_t n);
/* Orders the rows by a comparison of their cells. */
void cb_table_sort(struct cb_table *, int (*by)(const void *, const void *));
/* Cells of a kind; text is copied into the table's arena. */
struct cb_cell cb_table_text(struct cb_table *, struct cb_text);
/* The same; the str is released. */
struct cb_cell cb_table_take(struct cb_table *, struct cb_str *);
/* The same cell with its text copied. */
struct cb_cell cb_table_keep(struct cb_table *, struct cb_cell);
struct cb_cell cb_cell_number(int64_t n);
/* A table of some rows of another, which lends it its texts. */
void cb_table_part(const struct cb_table *, size_t first, size_t n, struct cb_table *part);
void cb_table_release(struct cb_table *);

#endif
