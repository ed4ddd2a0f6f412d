/* The rows of a table whose columns belong to no register, held in memory with where they stand, columns by name.
 *
 * R1 The header is the row, or the rows whose labels are joined by _, that has the columns that are named; else the
 *    first row with two cells of its own, what is above being titles (one cell, 单位:万元, 填报单位:…); or the one that is
 *    said. A first column without label is called 名称, or 序号 where it has nothing but numbers, with a warning, and
 *    one that has cells beneath a label merged over it from its left 部门_2; any other must be empty and is left out.
 *    Two columns of one label are an error, but blocks with the same labels side by side are rows beneath each other.
 *    Further files have the same labels in any order.
 * R2 A row that lacks cells, or has a value where no label stands, is an error with line and column. Rows
 *    of blank cells are passed over, and so is a cell that stands alone and begins as a foot does (审核人:, 注:), which a
 *    note says; a row about others (value/row_word.h: 合计 平均 满分) is an error, but for
 *    totals and means that are right in the columns that are asked by: they are left out. A first or last
 *    row that has the sums or means of four others or more, or of two where it is called 街道 or the like, is said; one
 *    without a word is left out. Where columns are asked by, another row without a word is an error.
 * R3 A column is meant by its label as it is written; else by it without blanks, case and brackets:
 *    产值 is 产值(亿元) when only one column can be meant; else by the last part of a label of several rows.
 * R4 Cells of spreadsheets are what they are to a column of text, of those asked by to one of numbers with the unit
 *    that its format shows (data/sheet_cell.h). Of several sheets that have a row the one is read whose header has the
 *    columns that are named; when none or several have, it is an error unless --sheet says which: data/sheets.h.
 * R5 A table that is to be printed as it lies is one text: its first row is the header, whatever stands there, but for
 *    titles of one cell above it; every further row has as many cells.
 * R6 A column is private where its label, by key, label or further label, is private in every register that has it; one
 *    that is public elsewhere (姓名, id) too, where such a column stands beside it or a register where it is private
 *    has all the labels of the table, unless a register where it is public has them all. A column of units or numbers
 *    some of which are public is private by its neighbours only in its own register. A column of names that holds
 *    nothing but counts (志愿者: 120) is of nobody. So is a column that no register
 *    knows when more than half of its cells are valid identity or mobile numbers, with a warning. Such columns are
 *    masked wherever they are printed, and are not asked by unless that is revealed: CB_PRIVATE_ASKED. */
#ifndef CB_DATA_LOOSE_TABLE_H
#define CB_DATA_LOOSE_TABLE_H

#include <cb/base/mem.h>
#include <cb/data/reader.h>

struct cb_loose_row {
	struct cb_text *cells;  /* [column]; each is followed by a NUL byte */
	struct cb_text line;    /* all cells with those bytes, as they are seen (R6): what tells two rows apart */
	const uint32_t *fields; /* [column] its number in the file, from 1 */
	uint32_t source, row;
};

struct cb_loose_table {
	struct cb_text *labels; /* of the first file, without unlabelled columns */
	size_t n_labels, cap_labels;
	bool is_joined; /* they are of several rows, joined by _ */
	struct cb_loose_row *rows;
	size_t n, cap;
	struct cb_text money_unit;    /* 单位:万元 above the header of the first file, "" = none */
	struct cb_where header;       /* of the first file */
	const char *file;             /* its name */
	struct cb_arena *arena;       /* in: where texts are kept; outlives the table */
	bool reveals;                 /* in: R6, private columns may be asked by */
	const struct cb_type **masks; /* [column] R6: the type by which it is masked; NULL = public */
	bool *is_known;               /* [column] has a register its label? */
};

/* How files are read. */
struct cb_loose_reading {
	struct cb_csv_options csv;
	const char *sheet;   /* --sheet, or NULL */
	unsigned header_row; /* 0 = R1 */
	bool visible;        /* hidden rows are left out */
	const char *by;      /* COL or NUM/DEN that the sheet must have, or NULL = any will do */
	const char *group;   /* the same: COL or NULL */
};

/* Reads the files into a table that is zeroed but for its arena. Anything wrong is reported and the
 * status is not CB_OK; release it all the same. */
enum cb_status cb_loose_read(struct cb_loose_table *, struct cb_list paths, const struct cb_loose_reading *,
                             struct cb_diag *);
/* R5: one text into a table that is zeroed but for its arena. Release it in any case. */
enum cb_status cb_loose_read_as_it_lies(struct cb_loose_table *, const char *path, const struct cb_csv_options *,
                                        struct cb_diag *);
/* The column of a name (R3) that may be asked by (R6), or -1, then reported at `where`, with the nearest label. */
int cb_loose_column(const struct cb_loose_table *, struct cb_text name, struct cb_where, struct cb_diag *);
/* The same, silent: -1 none, -2 several. */
int cb_loose_find(const struct cb_loose_table *, struct cb_text name);
/* The column that is the whole word, *den then being -1; else the two on either side of the first '/' that has
 * a column on both. False: neither, silently. */
bool cb_loose_find_ratio(const struct cb_loose_table *, struct cb_text by, int *num, int *den);
bool cb_loose_is_private(const struct cb_loose_table *, int column);
/* R6; false: reported. */
bool cb_loose_may_ask(const struct cb_loose_table *, int column, struct cb_diag *);
struct cb_where cb_loose_where(const struct cb_loose_row *, int column);
void cb_loose_release(struct cb_loose_table *);

#endif
