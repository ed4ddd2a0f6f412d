/* A reader while it reads: a source (reader_book.c: files and their sheets), a sheet (reader_sheet.c: its header and
 * what it says once) and a row (reader_row.c; reader_type.c: a cell; reader_items.c: sums across them;
 * reader_look.c: rows that are not plain; reader_each.c: several at once; reader_unit.c: units; reader_cell.c: the
 * kinds of a spreadsheet's cells; reader_balance.c: balances beside money; reader_field.c: one cell).
 * reader.c makes records of them; each file calls only those that stand lower. */
#ifndef READER_STATE_H
#define READER_STATE_H

#include <cb/data/sheet_cell.h>
#include <cb/data/totals.h>
#include <cb/value/date.h>
#include <cb/value/mask.h>
#include <cb/value/unit.h>

#include "bind.h"
#include "memo.h"

enum { HEAD_ROWS = 40,
       COLUMNS_MAX = 64 };

/* The columns of a register whose days and times may share a cell; and the day on which it ended. */
enum time_column { TIME_DATE,
	           TIME_START,
	           TIME_END,
	           TIME_COLUMNS,
	           TIME_LAST_DAY = TIME_COLUMNS,
	           TIMES_SAID };

/* A unit that the label of a column or the rows above say of it. */
struct said {
	struct cb_unit_ratio ratio; /* to the column's */
	struct cb_text word;        /* as written; "" = none */
	struct cb_where where;
	bool in_title;
};

/* How one bound column of the file is read. */
struct field {
	uint32_t at; /* column of the file */
	int column;  /* of the register */
	const struct cb_column *is;
	enum cb_name_kind names; /* storage NAME: the kind */
	unsigned refer;          /* flag a name must carry, 0 = unchecked */
	bool required;
	bool is_no_date;  /* a name, a code, or CB_NO_DATE */
	bool is_one;      /* CB_ONE, or a reference to a community */
	bool is_names;    /* one or several persons */
	struct odd_days { /* of CB_EVENT and CB_PAST */
		uint64_t n;
		int64_t first;
		struct cb_where where;
	} far, ahead, long_day, like_clock; /* times of one day longer than it; with decimals that may be minutes */
	bool is_decimal;                    /* others of them cannot be */
	struct odd_days tenths;             /* months such as 2023.1 in a text file, */
	bool has_tenth;                     /* where no 2023.10 shows that zeros are kept */
	struct full {                       /* of a column of scores: what the sheet says may at most be had */
		bool is_said, is_weight;    /* 60%: scores above 60 are not weighted */
		bool is_told;               /* that they are not */
		int64_t mark, highest;      /* the highest score so far, where highest_at says */
		struct cb_where highest_at;
	} full;
	enum cb_code bad; /* of the current row */
	struct cb_column_unit unit;
	struct said said;   /* where that is said */
	int unit_in;        /* column of the register that says the unit of each row, -1 = none */
	struct memo *memos; /* memo.h; NULL = nothing is kept */
};

/* Of a spreadsheet: what is read though it is hidden, or left out with --visible. */
struct hidden {
	uint64_t rows;
	uint32_t first; /* line of the first row */
	uint32_t columns;
};

/* By what a sheet may be known to be of one community, the best first. */
enum community_by { BY_SENDER,
	            BY_TITLE,
	            BY_TAB,
	            BY_FILE,
	            SAYING };
struct of_community {
	uint32_t id; /* 0 = it names none */
	struct cb_where where;
	bool is_told; /* that a row is of another */
};
/* What fills the column; name "" = nothing. source: to be said, or NULL. */
struct cb_filled_by {
	struct cb_text name;
	struct cb_where where;
	const char *source, *source_en;
};

/* Which operand is read, and which of its sheets. */
struct source {
	size_t path_at;       /* next operand */
	struct cb_book *book; /* the open one, NULL = none */
	struct cb_sheets sheets;
	size_t sheet_at; /* next of the sheets */
};

/* The heading above the next row, where it says what is not taken from there: reader_heading.c. */
struct heading {
	size_t says; /* what, from 1; 0 = nothing */
	struct cb_str text;
	struct cb_where where;
};

/* A balance beside money that comes and goes: what the row above it says, and what that row has changed. */
struct balance {
	bool is_known, is_opening; /* is_opening: of all, before any entry */
	cb_wide fen, change;
};

/* The open sheet: its header, how its columns are read, and what it says once for all its rows. */
struct sheet {
	struct cb_rows *rows; /* NULL = none is open */
	struct cb_head head;
	size_t head_at;
	int head_end; /* what ended the head: 1 = it is full, 0 = the end, <0 = broken */
	struct hidden hidden, struck;
	bool *hidden_columns; /* cb_shape_hidden */
	struct cb_binding binding;
	struct cb_title title;
	int64_t period; /* that the title or the tab says; 0 = none */
	struct cb_where period_where;
	enum cb_periods_say period_said; /* what they say else: of which these are two */
	int64_t periods[2];
	int year;       /* of dates without one, as the sheet says it; 0 = not known */
	uint32_t years; /* the column of years beside that of months, from 1; 0 = none */
	struct divided_day {
		uint32_t month_at, day_at; /* columns of the file, from 1; 0 = none */
		int year, month;           /* of the row, or of those above it; 0 = none yet */
	} divided;
	struct of_community of[SAYING];
	bool is_of_one; /* one of them is known */
	int community;  /* column of the register that they are about, -1 = none */
	uint64_t told;  /* columns that it lacks and that were said */
	struct cb_totals totals;
	uint32_t shift; /* columns from the first of several blocks to the one that is read */
	int kinds_in;   /* column of names of a register whose figures are of several kinds, -1 = none */
	/* the figures of a column are of several kinds, and nothing tells them apart: no sum is looked at */
	bool is_unlike;
	int items_in;    /* the column of items beside communities that stand across, -1 = none */
	int name_column; /* the first column of names that the file has, -1 = none */
	struct end {
		uint32_t name, line;
	} first, last;       /* rows of data */
	bool has_row_totals; /* columns like 总分 and 平均分 */
	struct like {
		unsigned is; /* CB_LIKE_… */
		bool varies;
	} like[2]; /* first and last indicator: what they are of all others */
	struct field fields[COLUMNS_MAX];
	size_t n_fields;
	uint32_t file_columns[COLUMNS_MAX];   /* [column of the register] from 1, 0 = none */
	struct cb_cell standing[COLUMNS_MAX]; /* what fills an empty cell: --default, title */
	struct cb_str filled[COLUMNS_MAX];    /* --fill: the value above */
	uint64_t told_months;                 /* columns in which a month was taken for a day, told */
	uint64_t told_spread;                 /* columns of which several names made several records, told */
	uint64_t told_terms;                  /* those in which 立即整改 was taken for the day */
	uint64_t told_moments;                /* columns of days in which a time was dropped, told */
	bool says_times;                      /* a cell has said more than its column: reader_time.c */
	bool told_document;                   /* that a number of another document is left out */
	uint64_t dittos, told_dittos;         /* columns in whose first rows there is 同上; those that were told */
	uint64_t repeats;                     /* columns of text or names that records may have from elsewhere */
	bool is_over;                         /* what is repeated has become too much */
	bool is_lost;                         /* the unit of its figures is not known: it is read for its findings */
	uint64_t always_lacking;              /* required columns that neither the file nor the sheet gives */
	uint8_t summed[COLUMNS_MAX];          /* fields of numbers */
	size_t n_summed;
	uint8_t events[COLUMNS_MAX]; /* fields of days that may be odd */
	size_t n_events;
	int64_t near_from, near_to; /* days that are not */
	struct field *day_hours;    /* hours of one day, or NULL */
	const struct field *value;  /* in a long sheet of a register with a pivot: its value; else NULL */
	bool refers;                /* some field's names must be registered */
	bool has_units_by_row;      /* cb_row_settle_units has something to do */
	int flow;                   /* the register's column of what comes and goes, beside amounts; else -1 */
	struct balance left;        /* fen: brought forward, where it is known; change: by its entries */
	int counted;                /* column of the register whose unit the file has in a column, -1 = none */
	uint32_t *watched;          /* columns dropped or without label, looked at for words like 合计 */
	size_t n_watched, cap_watched;
	uint32_t words_at;        /* the column of amounts in words, from 1; 0 = none */
	struct field balance;     /* the column of balances, */
	size_t n_balances;        /* if there is one */
	bool is_newest_first;     /* as its balances have shown */
	struct balance above;     /* that of the row above, */
	struct balance *above_of; /* and of the last row of each community, [id] */
	size_t cap_above_of;
	struct heading heading;
	uint32_t full_at;     /* the column of full marks, from 1; 0 = none */
	uint32_t deducted_at; /* that of points taken off */
	bool has_full_marks;
	struct cb_where deducted; /* the title that says that its figures are points taken off; row 0 = none does */
	uint32_t aside;           /* the column beside the register's, from 1; 0 = none */
	struct field *pivots;     /* the columns of the file that are indicators */
	size_t n_pivots, cap_pivots;
	struct field *sums; /* and those beside them that say their sum, or their mean */
	size_t n_sums, cap_sums;
};

/* The current row: as it lies there, its cells typed, and the records that it makes. */
struct row {
	struct cb_row raw;
	struct cb_text *texts; /* of a spreadsheet: [column of the file] what its type reads; raw.cells points here */
	enum cb_code *codes;   /* [column of the file] what is wrong with it as it lies there */
	size_t cap_texts, cap_codes;
	bool is_heading; /* of a spreadsheet: the row is one merged cell */
	struct cb_cell cells[COLUMNS_MAX];
	struct memo_place memos[COLUMNS_MAX]; /* [field] of the sheet */
	struct cb_cell third;                 /* the last day of 上旬, of a range */
	struct field *limited;                /* by a term (value/date.h), or NULL */
	struct cb_term_said term;
	struct cb_cell said[TIMES_SAID]; /* of a day or a time by the cell of another column */
	bool says_times, is_next_day;    /* one of them is, or the end is of the next day: 次日 */
	struct cb_record record;
	struct cb_arena arena;
	struct cb_cell *pivots; /* [sheet.n_pivots] cells of the indicator columns */
	size_t cap_pivots, pivot_next;
	struct cb_cell unit;    /* that the row says of all of them */
	struct cb_cell named;   /* the unit that the name of its figures carries */
	struct cb_cell *shares; /* the parties or persons of the row, each a record of its own */
	size_t n_shares, cap_shares, share_next;
	struct cb_cell whole; /* under a word as 包联领导: the cell that was split into them */
	bool amount_is_said;  /* of each of them, by the row itself */
	int shared;           /* their column */
	int given;            /* column that the record was given, -1 = none */
	uint64_t left_out;    /* columns (bits) whose bad cells are left out: R11 */
};

struct cb_reader {
	struct cb_input in;
	struct cb_diag *diag;
	struct cb_counts counts;
	uint64_t present; /* columns of all headers so far */
	uint64_t fill_mask;
	int until;               /* the register's column `until`, -1 = none */
	int when;                /* the column that limits count from, -1 = none */
	int times[TIME_COLUMNS]; /* the register's columns `date`, `start` and `end`, -1 = none */
	struct each {            /* columns (of the register) in which several make a record of each: reader_each.c */
		const struct each_way *way;
		int names, amount; /* amount -1 = the names are all that is said */
	} each[COLUMNS_MAX];
	size_t n_each;
	int each_amount; /* the one of an amount, which is the first then; -1 = none */
	struct source source;
	struct sheet sheet;
	struct row row;
};

/* What is wrong with a cell of a spreadsheet, whatever its text. */
static inline enum cb_code
cb_row_code(const struct cb_reader *r, uint32_t at)
{
	return r->row.raw.kinds != NULL ? r->row.codes[at] : CB_FINE;
}

/* The column of a file as sums know it: the same of all blocks. */
static inline uint32_t
cb_reader_sums_at(const struct cb_reader *r, uint32_t at)
{
	return at - r->sheet.shift;
}

/* Are the columns that make records of a row indicators, whose names, weights and full marks are known? */
static inline bool
cb_reader_has_indicators(const struct cb_reader *r)
{
	return r->sheet.binding.pivot && r->in.reg->pivot != NULL &&
	       r->sheet.binding.across.name == r->in.reg->pivot->name;
}

/* Here, because a call for each cell of millions of rows is felt. */
static inline enum cb_code
cb_field_parse(struct cb_reader *r, const struct field *f, const struct cb_parse_env *env, struct cb_text raw,
               struct cb_cell *cell)
{
	*cell = (struct cb_cell){ 0 };
	if (f->names != CB_NAME_NONE) {
		uint32_t id = cb_names_id(r->in.names, f->names, raw);

		cell->n = id;
		cell->state = id == 0 ? CB_EMPTY : CB_VALUE;
		return CB_FINE;
	}
	if ((f->is->flags & CB_PRIVATE) != 0 && cb_mask_is_masked(raw)) {
		cell->state = CB_MASKED;
		cell->text = raw;
		return r->in.accept_masked ? CB_FINE : CB_MASKED_VALUE;
	}
	return f->is->type->parse(f->is->arg, raw, env, cell);
}

/* as_seen.c: what programs make of what was typed. */
/* Without what programs put around a text, so that others leave it as it is: ="0042", '0042, a TAB before it; of a file
 * that --bom wrote, its apostrophe before = + - @ TAB CR. */
struct cb_text cb_as_typed(struct cb_text raw, bool is_guarded);
/* WPS's DISPIMG: a picture, as the text of a cell. */
bool cb_is_picture(struct cb_text);
/* 3月2日, 2-Mar: what a spreadsheet exports where 3-2 was typed. */
bool cb_is_made_a_date(struct cb_text);

/* Several persons in one cell, joined by a semicolon; CB_SEVERAL_NAMED where one is meant. */
enum cb_code cb_field_settle_names(struct cb_reader *, const struct field *, struct cb_text raw, struct cb_cell *);

/* reader_field.c: one cell, and what may be asked of the row as a whole. */
struct cb_where cb_reader_where(const struct cb_reader *, uint32_t column);
/* What a field's cell is parsed with. */
static inline struct cb_parse_env
cb_field_environment(struct cb_reader *r, const struct field *f)
{
	int year = r->in.year != 0 ? r->in.year : r->sheet.year;

	return (struct cb_parse_env){ .year = year, .unit = &f->unit, .arena = &r->row.arena };
}
/* A column as its register has it, without what a sheet says of it. */
struct field cb_field_of(const struct cb_register *, int column);
/* What a field is in, and where that is said. */
struct cb_arg cb_field_said(const struct cb_reader *, const struct field *);
/* What one more in the last place of a number adds to what is stored: of 20.5 points 100000 millionths. */
void cb_field_report(struct cb_reader *, const struct field *, struct cb_where, enum cb_code, struct cb_text raw);
/* Has it cells beyond the header or under no label, or too few? */
bool cb_row_is_ragged(const struct cb_reader *);
/* R11: its bad cell is as if nothing stood there, for the rows below too. */
void cb_field_leave_out(struct cb_reader *, const struct field *);
/* R11: may the row do without it? That it cannot is reported. */
bool cb_field_is_dispensable(struct cb_reader *, const struct field *, enum cb_code, bool is_needed);
/* Counts the row, or a record of it, as refused, and says so where all that was found in it is allowed. False. */
bool cb_row_refuse(struct cb_reader *);
/* Is there a word in a column that is left out? */
bool cb_row_has_word_aside(const struct cb_reader *);
/* Are its names registered? Those that are not are reported. */
bool cb_row_refers_well(struct cb_reader *);

/* reader_book.c: opens the next sheet, of the open book or of the next operand. 1 = r->rows, 0 = no more,
 * <0 = broken. */
int cb_sheet_next(struct cb_reader *);
void cb_sheet_read_head(struct cb_reader *);
/* The next row of a sheet, past those that are not wanted. */
int cb_sheet_row(struct cb_reader *, struct cb_rows *, struct cb_row *);
void cb_sheets_end(struct cb_reader *);

/* reader_unit.c: settles what the numbers of each column are in; false when that cannot be, which is reported. */
bool cb_sheet_settle_units(struct cb_reader *);
/* Takes the unit out of the name of a row's figures: reader_unit.c R4. */
void cb_row_take_named_unit(struct cb_reader *);
/* The same of the row, where a column says so row by row. */
bool cb_row_settle_units(struct cb_reader *);
/* Brings the cell of a column to the unit that its row says, if it says one; false where that cannot be. */
bool cb_row_in_unit(struct cb_reader *, const struct field *, struct cb_cell *);
/* The same of the cell of a column that makes a record of its own, which stands in the row's cells. */
bool cb_row_settle_pivot(struct cb_reader *, const struct field *);

/* A row of the sheet, 0 = the sheet itself, for findings. */
static inline struct cb_where
cb_sheet_where(const struct cb_reader *r, uint32_t row)
{
	return (struct cb_where){ r->sheet.rows->source, row, 0 };
}
/* reader_period.c: settles the period of the sheet, and the year of dates without one; false: what says it disagrees,
 * which is reported. */
bool cb_sheet_settle_period(struct cb_reader *);

/* reader_says.c: fills what a sheet says once for its rows; false: what it says cannot be, which is reported. */
bool cb_sheet_says(struct cb_reader *);
/* That a needed column is nowhere: once a sheet. */
void cb_sheet_report_absent(struct cb_reader *, int column);

/* reader_sender.c: finds what says of which community the sheet is, and what fills the column by it. */
struct cb_filled_by cb_sheet_community(struct cb_reader *, int column);
/* Is a row of this community where it is said to be? False: no, which was reported once. */
bool cb_row_is_of_sheet(struct cb_reader *, uint32_t id, struct cb_where);
/* That the sender is no registered community. */
void cb_sheet_report_sender(struct cb_reader *, int column);

/* reader_sheet.c: opens the next sheet and binds its header. 1 = open, 0 = no more, <0 = broken. */
int cb_sheet_open(struct cb_reader *);
void cb_sheet_close(struct cb_reader *);
/* Goes back to read the next block of the open sheet; false: there is none. */
bool cb_sheet_next_block(struct cb_reader *);

/* reader_cell.c: settles the kinds of a spreadsheet's row. */
void cb_row_settle(struct cb_reader *);
/* reader_divided.c: the cell of the day becomes the whole day. */
void cb_row_join_day(struct cb_reader *);

/* reader_time.c: R16. Finds the columns; what a cell of a time, or of a day, says of the others too; and settles all of
 * them once the row is typed: false where two of them disagree. missing: required columns that are empty. */
void cb_times_init(struct cb_reader *);
enum cb_code cb_row_type_time(struct cb_reader *, const struct field *, const struct cb_parse_env *, struct cb_text);
enum cb_code cb_row_type_moment(struct cb_reader *, const struct field *, const struct cb_parse_env *, struct cb_text);
bool cb_row_settle_times(struct cb_reader *, uint64_t *missing);

/* reader_type.c: types a cell whose bytes were not kept, and keeps what they mean; true where it needs no second look,
 * as of the cells of all columns that make records. */
bool cb_row_type_cell(struct cb_reader *, struct field *, struct cb_parse_env *, const struct memo_place *);
bool cb_row_type_pivots(struct cb_reader *, struct cb_parse_env *);
/* The last day of 上旬, or of a range, fills `until` where the row does not say it; false where it says another. */
bool cb_row_end_third(struct cb_reader *);

/* reader_term.c: from which column of the register limits count. */
void cb_term_init(struct cb_reader *);
/* A time limit that counts from when its record was; CB_BAD_DATE: it is none, CB_LIMIT_FROM_NOTHING: no column says
 * when. */
enum cb_code cb_field_type_term(struct cb_reader *, struct field *, struct cb_text raw);
/* Puts the limit of the row where it belongs; false where there is nothing to count from. */
bool cb_row_end_term(struct cb_reader *);

/* reader_items.c: does the row say the sum and the mean of its items where it says them? Else it is reported. */
bool cb_row_check_sum(struct cb_reader *);

/* The next row of the sheet: 1, 0 = end, <0 = broken. */
int cb_row_next(struct cb_reader *);
/* Types the row: true when it is a good data row; what is wrong with it has been reported. */
bool cb_row_take(struct cb_reader *);

/* A row without a figure says nothing of whoever it names, which is told; where that is nobody it is a heading. */
void cb_row_say_no_figure(struct cb_reader *);

/* reader_full.c: takes the full marks of labels, and of a row 满分, whose word stands at word_at; false: a score of the row
 * is above what the sheet says may be had, which was reported. */
void cb_sheet_take_full_marks(struct cb_reader *);
void cb_row_take_full_marks(struct cb_reader *, uint32_t word_at);
/* The same of a row 权重. */
void cb_row_take_weights(struct cb_reader *);
bool cb_row_is_within_full_marks(struct cb_reader *);

/* reader_deducted.c: finds such a title; false: an indicator does not count points taken off, which was reported. */
void cb_sheet_find_deducted(struct cb_reader *);
bool cb_row_is_deducted_well(struct cb_reader *);

/* reader_flow.c: how many sums it wants beside those of columns; adds an amount to them; where those stand that a total
 * called `word` is compared with; is the row a balance, and no entry? Then it was compared. */
size_t cb_flow_plan(struct cb_reader *);
void cb_flow_add(struct cb_reader *, const struct cb_cell *amount, struct cb_text raw);
size_t cb_flow_sums_at(const struct cb_reader *, const struct field *, struct cb_text word);
bool cb_flow_is_balance(struct cb_reader *);

/* reader_day.c: looks at the text of a month; finds the columns of days; counts those of a row that are odd; says what
 * a sheet had of them. */
void cb_row_count_tenth(struct cb_reader *, struct field *, struct cb_text raw);
void cb_sheet_plan_odd_days(struct cb_reader *);
void cb_row_count_odd_days(struct cb_reader *);
void cb_sheet_report_odd_days(struct cb_reader *);

/* reader_look.c: a row that is not plain is no data (counted), or wrong (reported), or good all the same, when
 * only a word like 合计 in a name made it suspicious: true. lacking: columns that are empty and needed. */
bool cb_row_passes_second_look(struct cb_reader *, uint64_t lacking);

/* reader_heading.c: keeps what a heading says of the rows beneath; reports it, once there is one. */
void cb_heading_keep(struct cb_reader *);
void cb_heading_report(struct cb_reader *);

/* reader_balance.c: of a ledger. Nothing is known above the next row; is the row no entry, since it carries a balance
 * over? Then that is kept. Is the balance of an entry the one above it and what came or went? Else it is reported. */
void cb_balance_forget(struct cb_reader *);
bool cb_balance_is_carried(struct cb_reader *);
void cb_balance_check(struct cb_reader *);

/* reader_each.c: R7. Finds the columns; takes an amount out of the cell of the names; splits a row, false when that
 * cannot be (reported); the next share. */
void cb_each_init(struct cb_reader *);
void cb_each_take(struct cb_reader *, uint64_t *lacking);
bool cb_each_split(struct cb_reader *);
bool cb_each_next(struct cb_reader *);

#endif
