/* Layer 2 of the record stream: which column of a sheet is which column of the register. */
#ifndef BIND_H
#define BIND_H

#include <cb/data/head.h>
#include <cb/data/label.h>
#include <cb/data/layout.h>
#include <cb/data/reader.h>
#include <cb/data/sheets.h>

enum cb_bound {
	CB_BOUND_COLUMN,   /* a column of the register */
	CB_BOUND_PIVOT,    /* an indicator, a month, a community: one record a cell; 收入 beside 支出 */
	CB_BOUND_SUM,      /* 总分 or 小计 beside indicators: checked, not kept */
	CB_BOUND_MEAN,     /* 平均分 beside them: the same */
	CB_BOUND_SHARE,    /* 占比 beside how many gave an answer: compared with it, not kept */
	CB_BOUND_PHONE,    /* 楼栋长电话 beside 楼栋长: of whoever that column names */
	CB_BOUND_WORDS,    /* 金额大写 beside the amount: compared with it, not kept */
	CB_BOUND_BALANCE,  /* 结余 beside money that comes and goes: checked from row to row, not kept */
	CB_BOUND_FULL,     /* 满分 beside a score: no score is above it; not kept */
	CB_BOUND_DEDUCTED, /* 扣分 beside a score and its full mark: the three are compared; not kept */
	CB_BOUND_DROPPED,  /* 序号, 名次, or left out by --map */
	CB_BOUND_YEAR,     /* 年份 beside 月份: the year of its row's period, or of its day */
	CB_BOUND_MONTH,    /* 月 beside 日: the month of its row's day */
	CB_BOUND_ASIDE,    /* read to complete the record, not stored */
	CB_BOUND_JOINED,   /* one more column of text that --map gives to one that another has: joined, LABEL:TEXT */
	CB_BOUND_REASONS,  /* 错误说明 of a returned file: left out, whatever it says */
	CB_BOUND_BESIDE,   /* of another block: no cell of it is looked at */
	CB_BOUND_BLANK,    /* no label: its cells must be blank */
};

/* How what stands beside the name in a label is to be taken. */
enum cb_label_says {
	CB_SAYS_NOTHING, /* the label is a name as a whole: 得 分 is no unit 分 */
	CB_SAYS_UNITS,   /* units count; the rest is part of a name that was given as a whole */
	CB_SAYS_ALL,     /* each word is a unit, or a remark of the list, or wrong */
};

struct cb_binding_column {
	enum cb_bound kind;
	int column;         /* of the register, or -1 */
	uint32_t indicator; /* pivot: its name, the month, below 100 where its label has no year, or its word */
	size_t of;          /* share: the column that says how many; phone: the one that says whose */
	enum cb_label_says says;
	struct cb_text label; /* as written, joined with _ over header rows */
};

/* The rows of a head, from `first` up to `end`, that are the columns of a table on its side. */
struct cb_lying {
	size_t first, end;
	uint64_t columns; /* of the register that their labels may be */
};
/* Is it one, and plain enough to be turned? Not where a cell of it is merged, hidden or one more label. */
bool cb_bind_lies_across(const struct cb_input *, const struct cb_head *, struct cb_lying *);
/* Turns them in place: column c becomes a row of line L + c, c from 1, L being the last line of the head. */
void cb_head_turn(struct cb_head *, const struct cb_lying *);

/* A form, each label beside its value: where its pairs stand, from column 1, in rows `first` up to `end` of the
 * head. */
struct cb_form_pair {
	size_t row;
	uint32_t label, value; /* the same: both in one cell, 姓名:张某; value 0 = none stands there */
};
enum { CB_FORM_PAIRS = CB_TURNED_MAX };
struct cb_form_layout {
	struct cb_form_pair pairs[CB_FORM_PAIRS];
	size_t n, first, end;
	struct cb_form_pair odd; /* the first that is no label, where it looks like a form and is none */
	bool is_odd;
};
/* Is the sheet one, each of whose labels is known? odd: it looks like one but for a cell. */
bool cb_bind_is_form(const struct cb_input *, const struct cb_head *, struct cb_form_layout *);
/* Makes a header and a row of it, in lines L + 1 and L + 2, L being the last line of the head. */
void cb_head_take_form(struct cb_head *, const struct cb_form_layout *);

struct cb_binding {
	struct cb_binding_column *columns; /* [column of the file] */
	size_t n, cap;
	uint64_t present;     /* columns of the register that are bound */
	size_t first, height; /* header: index of its first row in the head, number of rows */
	struct cb_blocks blocks;
	size_t block;           /* in: which of the blocks is bound */
	uint64_t joined;        /* columns of the register into which several of the file go */
	bool pivot;             /* columns are indicators, or months, or communities: each cell is a record */
	struct cb_pivot across; /* then what their labels and cells are columns of */
	bool is_either;         /* one of them alone is filled in each row, which is one record: 收入 and 支出 */
	int day_year;           /* the year above 月 beside 日; 0 = none */
	bool is_worded;         /* they are words, with names of persons or units beneath: no figures */
	bool has_balance;       /* a column says the balance of a ledger */
	bool left_out;          /* at least one column is left out by --map LABEL=- */
	bool is_odd;            /* at least one label was reported: its column is as if left out */
	struct cb_arena arena;  /* labels */
};

/* Finds the header among the head's rows and binds it. False: there is none, which is reported, as are labels that are
 * no column: what else is wrong in the sheet may be told all the same. */
bool cb_bind_header(struct cb_binding *, const struct cb_input *, const struct cb_head *, uint32_t source,
                    struct cb_diag *);
void cb_binding_release(struct cb_binding *);
/* How well the best header among the head's rows fits the register. A header nearly fits when it has two
 * known labels and these are half of it or more; wholly when it also has all columns that are needed,
 * counting what a title may say. Columns that are dropped anyway (序号) do not count. */
struct cb_sheet_fit cb_bind_fit(const struct cb_input *, const struct cb_head *);

/* Is it a direction of the register's money, 收入 or 支出, which --map may give a column of amounts? */
bool cb_bind_is_flow(const struct cb_register *, struct cb_text word);
/* The one column of money that a register has, or -1. */
int cb_binding_money(const struct cb_register *);

#endif
