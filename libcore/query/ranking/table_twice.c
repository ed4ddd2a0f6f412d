/* Entrants that stand twice in a ranked table. */
#include <stdlib.h>

#include <cb/base/dict.h>
#include <cb/value/fold.h>

#include "table_judging.h"

enum { SELDOM = 3 }; /* where more than a third do so it is no name but a kind */

/* The rows by what names them. */
struct namings {
	struct cb_table_judging *r;
	uint32_t *first; /* [row] the first of the same name, from 1; 0 = it is the first itself */
	int *said;       /* [row] the column that names it, -1 = none */
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

/* What the row is of: its words and times, and not what is measured. The column that names it, or -1. */
static int
name_of(const struct cb_table_judging *r, const struct cb_loose_row *row, struct cb_str *key)
{
	int named = -1;

	for (int c = 0; c < (int)r->entrants.n_labels; c++) {
		struct cb_text cell = row->cells[c];
		bool tells = tells_apart(r->entrants.labels[c]);

		if (c == r->by || c == r->den || (!tells && is_number(cell)))
			continue;
		add_name(cell, key);
		if (named < 0 && !tells && c != r->group && cb_text_trim(cell).len > 0)
			named = c;
	}
	return named;
}

static void
find(struct namings *all)
{
	const struct cb_loose_table *e = &all->r->entrants;
	struct cb_dict seen = { 0 };
	struct cb_str key = { 0 };

	for (size_t i = 0; i < e->n; i++) {
		cb_str_clear(&key);
		all->said[i] = name_of(all->r, &e->rows[i], &key);
		all->first[i] = all->said[i] >= 0 ? cb_dict_get(&seen, cb_str_text(&key)) : 0;
		all->n_twice += all->first[i] != 0;
		if (all->said[i] >= 0 && all->first[i] == 0)
			cb_dict_put(&seen, cb_str_text(&key), (uint32_t)i + 1);
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
	all.first = cb_alloc(e->n + 1, sizeof(*all.first));
	all.said = cb_alloc(e->n + 1, sizeof(*all.said));
	find(&all);
	for (size_t i = 0; i < e->n && all.n_twice * SELDOM <= e->n; i++)
		if (all.first[i] != 0)
			cb_report(r->diag, CB_ENTRANT_TWICE, cb_loose_where(&e->rows[i], all.said[i]), "",
			          cb_text_trim(e->rows[i].cells[all.said[i]]), e->rows[all.first[i] - 1].row);
	free(all.first);
	free(all.said);
}
