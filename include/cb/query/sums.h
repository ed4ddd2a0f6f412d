/* Adding up by keys: --by over any query, and what queries add up themselves.
 *
 * R1 Numbers, money, hours and counts add up exactly. A sum beyond what its type can hold is CB_OUT_OF_RANGE and its
 *    cell stays empty. Quantities keep what they leave open (value/quantity.h). Empty cells add nothing, and a sum of
 *    nothing but empty cells is empty.
 * R2 Groups stand in the order of their keys, the first key before the second: words and periods by value, names and
 *    texts in byte order, empty keys last.
 * R3 A rate is kept as its two whole numbers, each a sum of its own, which are divided when it is printed. Rates are
 *    never added. */
#ifndef CB_QUERY_SUMS_H
#define CB_QUERY_SUMS_H

#include <cb/query/query.h>
#include <cb/value/decimal.h>

struct cb_sum {
	cb_wide n;
	uint8_t mark;
	bool is_any; /* something was added */
};
void cb_sum_add(struct cb_sum *, const struct cb_cell *);
void cb_sum_add_number(struct cb_sum *, int64_t);
/* R1. field: the column that a finding names. */
struct cb_cell cb_sum_cell(const struct cb_sum *, struct cb_diag *, const char *field);

/* n_keys and n_values are set before the first group. */
struct cb_sums {
	size_t n_keys, n_values;
	size_t n;
	struct cb_cell *keys;  /* [group * n_keys] */
	struct cb_sum *values; /* [group * n_values] */
	size_t *order;         /* [n] groups by R2, after cb_sums_sort */
	size_t cap_keys, cap_values;
	struct cb_dict at; /* the keys as bytes -> group + 1 */
	size_t last;       /* the group that was asked for last */
	struct cb_str bytes;
	struct cb_arena texts;
};
/* The group of those keys: a new one with empty sums where there is none yet. Texts are copied, and groups are
 * numbered in the order in which they came. */
size_t cb_sums_at(struct cb_sums *, const struct cb_cell *keys);
/* The sums and the keys of a group, valid until the next group is added. */
struct cb_sum *cb_sums_of(const struct cb_sums *, size_t group);
struct cb_sum *cb_sums_for(struct cb_sums *, const struct cb_cell *keys); /* of the group of those keys */
const struct cb_cell *cb_sums_keys(const struct cb_sums *, size_t group);
/* Appends a row whose columns of --by are the keys of the group, for a fill that adds up by them. */
struct cb_cell *cb_sums_row(const struct cb_sums *, size_t group, const struct cb_query_run *, struct cb_table *out);
void cb_sums_sort(struct cb_sums *);
void cb_sums_release(struct cb_sums *);

/* A key that is a word by its number; empty below 0. */
struct cb_cell cb_sums_word(int word);

/* Adds up the table of a query by the columns that `by` names, joined by ','. The table then has these columns,
 * `records` (条数), and the sums of the columns with CB_QUERY_SUM. On CB_USAGE it has no row. */
enum cb_status cb_sums_of_table(const struct cb_query *, const char *by, const struct cb_office *, struct cb_table *);

#endif
