/* Layer 3 of the record stream: typed records of one register from any number of files.
 *
 * R1 The header is the row among the first 40 whose labels fit the register best; two and three
 *    rows of a merged header are joined. Rows above it are titles: what they say holds for all rows (R9),
 *    单位:万元 is the unit of money and numbers.
 * R2 Labels bind over the whole header: --map, then exact key, Chinese label, further labels.
 *    A label two free columns claim, a column claimed twice and an unknown label are errors.
 * R3 In a register with a pivot a column named by a known indicator (or any, with `wide`) makes
 *    one record a cell; 总分 beside them is checked, 名次 dropped.
 * R4 Blank rows, rows of dashes, rows of which only columns that are left out are filled, repeated headers, headings
 *    between the rows (one merged cell over all columns), notes and signatures are no data and are
 *    counted. So are rows about other rows (value/row_word.h): 合计 and 平均 are compared with the rows above or below
 *    them, 满分 with the indicators, then dropped.
 * R5 A record that is handed out is good: every bad cell went to the diag with where it stands.
 * R6 Of a spreadsheet the sheets that fit are read (data/sheets.h), cells by their kinds
 *    (data/sheet_cell.h). Merged cells tell which rows are the header and which labels belong together.
 *    Hidden rows and columns are read and said, or left out with `visible`, and said.
 * R7 Several parties beside an amount of each (各5000元) are a record each, and several persons beside hours of each
 *    (张三、李四 beside 各2小时, or in one cell with it); several without 各 are an error, but for persons whose hours
 *    are not said but from start to end. Of columns with CB_SPREAD several names are a record each, which is said;
 *    of two of them in one row only one may name several.
 * R8 Cells and texts are borrowed until the next call; nothing is allocated a row.
 * R9 A period that the rows do not say is that of the title or of the tab (value/period_in.h), which must not
 *    contradict each other, nor -p. Where no row names a community the sheet is of the one that its sender's line,
 *    its title, its tab or its file names, in this order: once communities are registered, of a registered one of
 *    exactly that name, less periods and words for tables; all but the first with a warning. Rows of
 *    another community than that of the sender or the tab are an error, than that of the title or the file a warning.
 *    A needed column that nothing fills is one error a sheet.
 * R10 Of figures of a period, a community and an item (score, metric) the columns may be months, or registered
 *    communities: each cell is a record. Of metric, where rows are of communities and nothing names items, each other
 *    column is an item, which is said. A month without its year is of the year of the title, or of -p. Blocks of
 *    columns with the same labels are read one after the other. A table whose labels stand one beneath the other is
 *    named so.
 * R11 A bad cell whose error is allowed (base/diag.h) is left out: the record goes without it, and its column keeps
 *    what is stored. Where the column is needed, or what is wrong is no cell of its own, the row is refused all the
 *    same, which is an error.
 * R12 A table on its side, labels down its first column and a record a column, is turned where all of it is among the
 *     first rows and no cell is merged, hidden or one more label; findings say where it lies. Any other is
 *     CB_LIES_ACROSS.
 * R13 Columns 收入金额 and 支出金额, in any words for the register's directions, or what --map says is one of them
 *     (借方=收入), are direction and amount of one record a row: one of them is filled, 0 beside another amount being
 *     none.
 * R14 A form, each label beside its value, in one cell with it (姓名:张某) or in the next, is one record where all of
 *     it is among the first rows and each label is known; any other is CB_NO_PLAIN_FORM.
 * R15 Columns of text that --map gives to one, beside its own, are joined, each behind its label, and that is said.
 * R16 Of columns `date`, `start` and `end` a cell may say more than its own: 2026-10-01 08:00 the day or the time,
 *     8:00-10:30 the end, 次日1:00 the day after. It fills what is blank or absent, and must agree with what is not. In
 *     any other column of days a time is dropped, once said.
 * R17 A column that is needed and that nothing gives is what stands above the header behind its label, in the cell or
 *     in the next: 活动名称:…, 排查日期:…; not behind 日期, 时间, 单位 or 编号 alone.
 * R18 A label that is a role of volunteers (楼栋长), a post (书记) or a kind of link (牵头单位) has names beneath, where
 *     nothing else says either: each is a record. Of several side by side other columns than the community's, the
 *     estate's and the note may be of any: then they are no such labels. Which buildings or grid a volunteer answers
 *     for goes into the note, as by R15.
 * R19 The number of a document that its row says is no resident identity card is left out, once said.
 * R20 A month and a day side by side, 月 | 日, are the day on which a record happened, in the year of a column before
 *     them, of the label above them (2026年), or that is known otherwise; month and year stand where they change. */
#ifndef CB_DATA_READER_H
#define CB_DATA_READER_H

#include <cb/data/csv.h>
#include <cb/data/names.h>
#include <cb/data/schema.h>
#include <cb/value/date.h>

/* A list of words from the command line. */
struct cb_list {
	const char *const *items;
	size_t n;
};

struct cb_record {
	const struct cb_cell *cells;  /* [column of the register]; names have n only, their id */
	const uint32_t *file_columns; /* [column of the register] where it stands in the file, from 1, 0 = none */
	uint64_t present;             /* columns that its file has, a bit each */
	uint64_t of_several;          /* those whose cell names several, of which it has one */
	struct cb_where where;        /* column 0, or the cell's for a record out of a wide sheet */
	const struct cb_row *raw;     /* as it was read; NULL of a database */
};
/* How the value of a register with a pivot was said, as the mark of its cell; the check knows where that may be. */
enum { CB_SAID_YES_NO = 1, /* 是, 否 */
       CB_SAID_RATE };     /* 85%, or in a column of per cents */
/* Where one cell of a record stands. */
struct cb_where cb_record_where(const struct cb_record *, int column);
/* The name as the cell has it, so that no spelling that was read before shows; where no cell says it, `name`. */
struct cb_text cb_record_written(const struct cb_record *, int column, struct cb_text name);

/* "COL=VALUE" pairs are checked by cb_reader_open: an unknown column is CB_USAGE. */
struct cb_input {
	const struct cb_register *reg;
	struct cb_list paths;    /* operands; "-" is stdin */
	struct cb_rows *entered; /* a sheet of the program's own (data/rows_entered.h) before them, or NULL */
	struct cb_names *names;
	struct cb_csv_options csv;            /* text files */
	const char *sheet;                    /* --sheet: data/sheets.h; NULL = the sheets that fit */
	bool visible;                         /* hidden rows and columns of spreadsheets are left out */
	unsigned header_row;                  /* physical row of the header, 0 = find it */
	struct cb_list defaults;              /* COL=VALUE: fills empty cells of COL */
	struct cb_list maps;                  /* LABEL=COL, LABEL=- leaves the column out */
	struct cb_list fills;                 /* COL: a blank takes the value above it */
	const struct cb_list *column_aliases; /* LABEL=COL pairs of register alias (of = 栏目), or NULL */
	int year;                             /* for dates without one; 0 = not known */
	int64_t today;                        /* odd days and hours of a day are said; 0 = none are */
	int64_t period;                       /* the period of a sheet that names none; 0 = none */
	bool period_must_agree;               /* a title with another one is CB_PERIOD_DISAGREES */
	uint64_t need;                        /* columns that must not be empty (bit a column); 0 = the required ones */
	bool wide;                            /* every unknown column is an indicator */
	uint64_t columns;                     /* of a database: those to be read, a bit each; 0 = all */
	bool stored_only;                     /* of a database: its computed columns stay empty */
	bool placeless;                       /* of a database: it is not asked where records stand */
	bool in_any_order;                    /* of a database: as its table has them, which may tell what is private */
	bool accept_masked;                   /* masked private values are passed on */
	/* Fills cells that others imply before any is missed, and returns their columns, a bit each. aside: the cell
	 * under a label of `aside`, which is read for this and not stored. NULL = nothing is implied. */
	uint64_t (*complete)(void *arg, struct cb_cell *cells, struct cb_text aside);
	const char *const *aside; /* labels, ended by NULL; or NULL. arg is check_arg */
	uint64_t implied;         /* columns that complete may fill: a sheet may lack them */
	uint64_t implied_by;      /* the columns of which it has to have one for that; 0: whatever it has */
	/* Fills the one cell of a record, out of a wide sheet too, that its others imply and its file leaves empty;
	 * returns its column, or -1. NULL = nothing is. arg is check_arg */
	int (*give)(void *arg, struct cb_cell *cells);
	/* When a limit of working days or hours that begins at a minute is over, by the calendar; INT64_MIN: it was
	 * reported why that cannot be said. NULL = such limits are not read. arg is check_arg */
	int64_t (*end_limit)(void *arg, struct cb_diag *, const struct cb_term_said *, int64_t minute);
	/* The register's own check of a record, after the types' and the references': reports what is
	 * wrong and returns false to refuse. NULL = none. */
	bool (*check)(void *arg, struct cb_diag *, const struct cb_record *);
	void *check_arg;
	/* Weight in millionths of an indicator in a wide sheet's 总分, INT64_MIN = the sum cannot be checked; NULL = 1. */
	int64_t (*weight)(void *arg, uint32_t indicator);
	/* Its full mark, INT64_MIN = not known, for a row of full marks; NULL = none is known. */
	int64_t (*full)(void *arg, uint32_t indicator);
	void *weight_arg; /* of both */
};

/* The columns that must not be empty, a bit each. */
uint64_t cb_input_needed(const struct cb_input *);

struct cb_counts {
	uint64_t records; /* handed out */
	uint64_t refused; /* rows with an error */
	uint64_t no_data; /* titles, totals, blank rows, signatures */
};

struct cb_reader;

/* Opens the first file; the others follow as the reader goes. */
enum cb_status cb_reader_open(struct cb_reader **, const struct cb_input *, struct cb_diag *);
/* 1 = *record, 0 = end, <0 = an input broke off (the reason is in the diag, its status there). */
int cb_reader_next(struct cb_reader *, const struct cb_record **);
struct cb_counts cb_reader_counts(const struct cb_reader *);
/* The columns of all headers read so far, a bit each: also of files without a row. */
uint64_t cb_reader_present(const struct cb_reader *);
void cb_reader_close(struct cb_reader *);

/* Is this operand a lock file of Excel or WPS (~$x.xlsx, .~x.xlsx)? Such are skipped, and said. */
bool cb_reader_is_lock_file(const char *path);

#endif
