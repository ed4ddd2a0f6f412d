/* Labels of columns: how they are compared, what stands beside the name, and which column of a register each is.
 *
 * R1 Labels are the same that differ in width, case and blanks only.
 * R2 Beside the name stand words: in brackets of any kind at its end, and a unit behind / 、 : or a blank. */
#ifndef CB_DATA_LABEL_H
#define CB_DATA_LABEL_H

#include <cb/data/schema.h>

/* The label of the column in which a returned file says what was wrong (doc/returned.h). */
#define CB_RETURNED_LABEL "错误说明"

/* A label as it is compared: NFKC, no blanks, lower case. Appended. */
void cb_label_form(struct cb_text label, struct cb_str *out);
/* The same of its name alone: without what stands beside it. */
void cb_label_name(struct cb_text label, struct cb_str *out);

/* A label taken apart: 捐款(万元,含税) and 捐款/万元. */
enum { CB_LABEL_WORDS = 8 };
struct cb_label {
	struct cb_str text;                   /* holds the others: NFKC, lower case */
	struct cb_text name;                  /* may hold blanks */
	struct cb_text words[CB_LABEL_WORDS]; /* in brackets of any kind at its end, one by one; a unit behind / 、 : or a blank */
	size_t n;
	bool has_tail; /* one stood behind / 、 : or a blank: only a number has a unit so */
};
/* Takes a label apart; a zeroed or used one. */
void cb_label_split(struct cb_label *, struct cb_text text);
/* Appends the name of a label that was taken apart, in NFKC as the others, but with its capitals: PM2.5, GDP. */
void cb_label_written(const struct cb_label *, struct cb_text text, struct cb_str *);
void cb_label_release(struct cb_label *);
/* Is a word in brackets known to say nothing of the figures? 必填, 含税, 满分20, 100分制. */
bool cb_label_is_remark(struct cb_text word);
/* Is it a full mark: 满分20, 20分, 100分制, 百分制? The figure is part of it, or constant. */
bool cb_label_full_mark(struct cb_text word, struct cb_text *mark);
/* Is it a weight: 60%, 权重60%, 占60%? The figure is part of it, with its %. */
bool cb_label_weight(struct cb_text word, struct cb_text *figure);
/* "COL=VALUE" cut at the first '='; false when there is none. */
bool cb_pair_split(const char *pair, struct cb_text *left, struct cb_text *right);
/* Column by key, label or further label, as a person would write it on the command line; -1. */
int cb_column_by_label(const struct cb_register *, struct cb_text label);
/* The same of each of n registers: columns[i] is that of regs[i]. */
void cb_columns_by_label(const struct cb_register *const *regs, size_t n, struct cb_text label, int *columns);

#endif
