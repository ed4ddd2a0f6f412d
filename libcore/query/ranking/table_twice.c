/* Entrants that stand twice in a ranked table. */
#include <stdlib.h>

#include <cb/base/dict.h>
#include <cb/value/decimal.h>
#include <cb/value/fold.h>

#include "table_judging.h"

enum { SELDOM = 3 }; /* where more than a third do so it is no name but a kind */

/* The rows by what they say. */
struct namings {
	const struct cb_table_judging *r;
	bool *tells;     /* [column] R13: times and numbers of things */
	int *said;       /* [row] the column that names it, -1 = none */
	bool *is_shared; /* [row] another is named so: only those are looked at as a whole */
	uint32_t *first; /* [row] the first that says the same, from 1; 0 = it is that itself */
	size_t n_twice;
};

/* Times and numbers of things tell rows apart though they are numbers: 2025 and 2026 of one community are two rows. */
static bool
tells_apart(struct cb_text label)
{
	static const char *const words[] = { "年", "月", "季", "期", "时间", "号" };

	if (cb_text_find(label, "序号") >= 0)
		return false;
	for (size_t i = 0; i < CB_COUNT(words); i++)
		if (cb_text_find(label, words[i]) >= 0)
			return true;
	return false;
}

/* Without blanks: 砖 桥 is 砖桥. */
static void
add_name(struct cb_text cell, struct cb_str *key)
{
	for (uint32_t i = 0; i < cell.len;) {
		uint32_t blank = cb_fold_blank(cell.p + i, cell.len - i);

		if (blank == 0)
			cb_str_addc(key, cell.p[i]);
		i += blank == 0 ? 1 : blank;
	}
	cb_str_addc(key, '\0');
}

static bool
is_number(struct cb_text text)
{
	struct cb_parse_env env = { 0 };
	struct cb_cell cell;

	return cb_type_num.parse(NULL, text, &env, &cell) == CB_FINE;
}

/* Is it a word or a time in that column, and not what is measured? */
static bool
is_said(const struct namings *all, int column, struct cb_text cell)
{
	if (column == all->r->by || column == all->r->den)
		return false;
	return all->tells[column] || !is_number(cell);
}

/* The first cell that is no bare number, which names the row. */
static int
name_of(const struct namings *all, const struct cb_loose_row *row)
{
	int64_t n;

	for (int c = 0; c < (int)all->r->entrants.n_labels; c++) {
		struct cb_text cell = cb_text_trim(row->cells[c]);

		if (!all->tells[c] && c != all->r->group && c != all->r->by && c != all->r->den && cell.len > 0 &&
		    !cb_decimal_plain(cell, 6, &n))
			return c;
	}
	return -1;
}

static void
find_shared(struct namings *all)
{
	const struct cb_loose_table *e = &all->r->entrants;
	struct cb_dict seen = { 0 };
	struct cb_str key = { 0 };

	for (uint32_t i = 0; i < e->n; i++) {
		uint32_t first;

		all->said[i] = name_of(all, &e->rows[i]);
		if (all->said[i] < 0)
			continue;
		cb_str_clear(&key);
		add_name(e->rows[i].cells[all->said[i]], &key);
		first = cb_dict_number(&seen, cb_str_text(&key), i + 1) - 1;
		all->is_shared[i] = first != i;
		all->is_shared[first] |= first != i;
	}
	cb_dict_release(&seen);
	cb_str_release(&key);
}

static void
find_twice(struct namings *all)
{
	const struct cb_loose_table *e = &all->r->entrants;
	struct cb_dict seen = { 0 };
	struct cb_str key = { 0 };

	for (uint32_t i = 0; i < e->n; i++) {
		uint32_t first;

		if (!all->is_shared[i])
			continue;
		cb_str_clear(&key);
		for (int c = 0; c < (int)e->n_labels; c++)
			if (is_said(all, c, e->rows[i].cells[c]))
				add_name(e->rows[i].cells[c], &key);
		first = cb_dict_number(&seen, cb_str_text(&key), i + 1);
		all->first[i] = first == i + 1 ? 0 : first;
		all->n_twice += first != i + 1;
	}
	cb_dict_release(&seen);
	cb_str_release(&key);
}

void
cb_table_report_twice(struct cb_table_judging *r)
{
	const struct cb_loose_table *e = &r->entrants;
	struct namings all = { .r = r };

	for (int c = 0; c < (int)e->n_labels; c++)
		if (cb_loose_is_private(e, c)) /* who is one and the same is not told */
			return;
	all.tells = cb_alloc(e->n_labels + 1, sizeof(*all.tells));
	all.said = cb_alloc(e->n + 1, sizeof(*all.said));
	all.is_shared = cb_alloc(e->n + 1, sizeof(*all.is_shared));
	all.first = cb_alloc(e->n + 1, sizeof(*all.first));
	for (size_t c = 0; c < e->n_labels; c++)
		all.tells[c] = tells_apart(e->labels[c]);
	find_shared(&all);
	find_twice(&all);
	for (size_t i = 0; i < e->n && all.n_twice * SELDOM <= e->n; i++)
		if (all.first[i] != 0)
			cb_report(r->diag, CB_ENTRANT_TWICE, cb_loose_where(&e->rows[i], all.said[i]), "",
			          cb_text_trim(e->rows[i].cells[all.said[i]]), e->rows[all.first[i] - 1].row);
	free(all.tells);
	free(all.said);
	free(all.is_shared);
	free(all.first);
}
