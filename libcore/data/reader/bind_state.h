/* A header while it is bound: shared by bind_header.c (which rows it is), bind.c (what its labels mean) and
 * bind_report.c (what is said where they mean nothing). */
#ifndef BIND_STATE_H
#define BIND_STATE_H

#include "bind.h"

/* How a label may match, best first. */
enum level { BY_MAP,
	     BY_KEY,
	     BY_LABEL,
	     BY_FURTHER_LABEL,
	     BY_ALIAS,
	     LEVELS };

struct binder {
	const struct cb_input *in;
	const struct cb_head *head;
	struct cb_diag *diag;
	uint32_t source;
	struct cb_str label, form, other;
	struct cb_label parts;
};

extern const char *const cb_sum_labels[];      /* 总分 and the like */
extern const char *const cb_mean_labels[];     /* 平均分 */
extern const char *const cb_words_labels[];    /* 金额大写 */
extern const char *const cb_balance_labels[];  /* 结余, in a ledger */
extern const char *const cb_dropped_labels[];  /* 序号 */
extern const char *const cb_year_labels[];     /* 年份, in a register with periods */
extern const char *const cb_month_labels[];    /* 月, beside a day */
extern const char *const cb_day_labels[];      /* 日 */
extern const char *const cb_deducted_labels[]; /* 扣分 */
extern const char *const cb_derived_labels[];  /* 得分率, 等次: what follows from scores, or was before */
extern const char *const cb_place_labels[];    /* 名次, in a register with a pivot */

/* Is the column not bound yet, nor reported? */
static inline bool
cb_binder_is_open(const struct cb_binding_column *column)
{
	return column->kind == CB_BOUND_BLANK && column->column != -2 && column->label.len > 0;
}

/* bind_turn.c: the columns of the register that a label may be, a bit each; 0 for prose. */
uint64_t cb_binder_columns(struct binder *, struct cb_text label);
/* bind_across.c: binds labels that are months or communities where the register has figures of such. */
void cb_binder_bind_across(struct binder *, struct cb_binding *);
/* bind_beneath.c: binds labels that what stands beneath them explains. */
void cb_binder_bind_beneath(struct binder *, struct cb_binding *);
/* bind_shares.c: binds labels that are how many gave an answer, and which share that is. */
void cb_binder_bind_shares(struct binder *, struct cb_binding *);
/* Binds labels that are a direction of money and its amount: 收入金额 beside 支出金额. */
void cb_binder_bind_flows(struct binder *, struct cb_binding *);
/* bind_day.c: binds 月 and 日 side by side, and 年 before them, where the register has a day on which it happened. */
void cb_binder_bind_day(struct binder *, struct cb_binding *);
/* The column that says when a record happened; -1 where that is no day. */
int cb_binder_day_column(const struct cb_register *);
/* The columns of the register that such a label gives, a bit each. */
uint64_t cb_binder_day(const struct binder *, struct cb_text form);
/* bind_words.c: binds labels that are words of a column, with names beneath: 楼栋长 beside 小区. */
void cb_binder_bind_words(struct binder *, struct cb_binding *);
/* Which part of the grounds somebody answers for goes into the note. */
void cb_binder_bind_places(struct binder *, struct cb_binding *);
/* The columns of the register that such a word gives, a bit each. */
uint64_t cb_binder_words(struct binder *, struct cb_text label);
/* The columns of the register that such a label gives, a bit each. */
uint64_t cb_binder_flow(struct binder *, struct cb_text label);
/* The same of a label that is a month or a community. */
uint64_t cb_binder_across(struct binder *, struct cb_text label);

/* bind_report.c: what is wrong with a label. */
void cb_binder_report(struct binder *, const struct cb_binding *, enum cb_code, size_t at, const char *second,
                      const char *third);
/* That no row is a header, and what the file is instead. */
void cb_binder_report_no_header(struct binder *);
/* A form that has a cell which is no label of it: that is named, since what else is wrong follows from it. */
bool cb_binder_report_form(struct binder *);
/* Do more labels stand one beneath the other than side by side? Said once, and not of each column. */
bool cb_binder_report_lies_across(struct binder *, size_t known);
/* That labels are no column of the register, which are dropped then; true: there are none. */
bool cb_binder_report_unbound(struct binder *, struct cb_binding *);

/* Longer ones are prose. */
enum { CB_BINDER_LABEL_MAX = 100 };
/* Does one of these LABEL=COL pairs (targets are known or "-") name the label for the column, -1 = "-"? */
bool cb_binder_claims(struct binder *, const struct cb_list *pairs, int column, struct cb_text form);
/* Is a label that somebody typed the one of that form, whole or but for what stands beside its name? */
bool cb_binder_is_label(struct binder *, struct cb_text label, struct cb_text form);
/* The label as it is compared at this try, "" = the same as at another: whole; of several header rows the last alone;
 * then both without what stands beside the name. */
enum { TRY_LAST = 1,
       TRY_NAME = 2,
       TRIES = 4 };
struct cb_text cb_binder_form(struct binder *, struct cb_text label, unsigned try);
/* May a column have the label of the last cb_binder_form? Only numbers have a unit behind a blank. */
bool cb_binder_may_be(const struct binder *, int column);
void cb_binder_release(struct binder *);
/* Does the column claim a label (compared form) at this level? */
bool cb_binder_has_label(struct binder *, int column, enum level, struct cb_text form);
/* The registered indicator of that name, with 得分 behind it or not; 0. */
uint32_t cb_binder_indicator(struct binder *, struct cb_text label);
/* Is the label, as written, of a column of the register, an indicator or a sum? */
bool cb_binder_is_known(struct binder *, struct cb_text label);
/* How many columns of a header have a known label. */
size_t cb_binder_count_known(struct binder *, size_t first, size_t height);
/* data/reader.h R1: the row, and number of rows, whose labels fit best. */
bool cb_binder_find_header(struct binder *, size_t *first, size_t *height);

#endif
