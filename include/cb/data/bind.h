/* Layer 2 of the record stream: which column of a sheet is which column of the register. */
#ifndef CB_DATA_BIND_H
#define CB_DATA_BIND_H

#include <cb/data/reader.h>
#include <cb/data/sheets.h>

/* The label of the column in which a returned file says what was wrong (doc/returned.h). */
#define CB_RETURNED_LABEL "错误说明"

enum cb_bound {
	CB_BOUND_COLUMN,  /* a column of the register */
	CB_BOUND_PIVOT,   /* an indicator: one record a cell */
	CB_BOUND_SUM,     /* 总分 beside indicators: checked, not kept */
	CB_BOUND_DROPPED, /* 序号, 名次, or left out by --map */
	CB_BOUND_ASIDE,   /* read to complete the record, not stored */
	CB_BOUND_REASONS, /* 错误说明 of a returned file: left out, whatever it says */
	CB_BOUND_BLANK,   /* no label: its cells must be blank */
};

struct cb_binding_column {
	enum cb_bound kind;
	int column;                 /* of the register, or -1 */
	uint32_t indicator;         /* pivot: its name */
	int64_t unit_num, unit_den; /* 金额(万元): 10000/1; 0/0 = none said */
	struct cb_text label;       /* as written, joined with _ over header rows */
};

/* In the kinds of a head's cells: the merged area that fills it begins further left, or above. */
enum { CB_HEAD_LEFT = 0x40,
       CB_HEAD_ABOVE = 0x80 };

/* The rows of a sheet down to its first data, copied. */
struct cb_head {
	struct cb_row *rows;
	size_t n, cap;
	struct cb_arena arena;
};

struct cb_binding {
	struct cb_binding_column *columns; /* [column of the file] */
	size_t n, cap;
	uint64_t present;      /* columns of the register that are bound */
	size_t first, height;  /* header: index of its first row in the head, number of rows */
	bool pivot;            /* at least one column is an indicator */
	struct cb_arena arena; /* labels */
};

/* Finds the header among the head's rows and binds it. False: reported to the diag. */
bool cb_bind_header(struct cb_binding *, const struct cb_input *, const struct cb_head *, uint32_t source,
                    struct cb_diag *);
void cb_binding_release(struct cb_binding *);
/* How well the best header among the head's rows fits the register. A header nearly fits when it has two
 * known labels and these are half of it or more; wholly when it also has all columns that are needed,
 * counting what a title may say. Columns that are dropped anyway (序号) do not count. */
struct cb_sheet_fit cb_bind_fit(const struct cb_input *, const struct cb_head *);

/* A label as it is compared: NFKC, no blanks, lower case, without a unit in brackets at its end.
 * The unit, if it is a number of money or area units, goes to num/den (both may be NULL). */
void cb_label_form(struct cb_text label, struct cb_str *out, int64_t *unit_num, int64_t *unit_den);
/* "万元" -> 10000/1, "元" -> 1/1, "千元", "亿元", "万人"…; false when it is not such a unit. */
bool cb_unit_factor(struct cb_text unit, int64_t *num, int64_t *den);
/* "COL=VALUE" cut at the first '='; false when there is none. */
bool cb_pair_split(const char *pair, struct cb_text *left, struct cb_text *right);
/* Column by key, label or further label, as a person would write it on the command line; -1. */
int cb_column_by_label(const struct cb_register *, struct cb_text label);

#endif
