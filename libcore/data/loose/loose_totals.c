/* Rows of totals and means in any table: held against the column that is asked for, and then left out. */
#include "loose_state.h"

/* Words of labels whose figures make no sum: what stands beside 合计 there is the ratio or mean of all. */
static const char *const never_added[] = { "均", "率", "同比", "环比", "占比", "比例", "比重",
	                                   "增速", "增幅", "密度", "指数", "名次", "排名" };

static bool
is_added(struct cb_text label)
{
	for (size_t i = 0; i < CB_COUNT(never_added); i++)
		if (cb_text_find(label, never_added[i]) >= 0)
			return false;
	return true;
}

static bool
has_unit(struct cb_text label)
{
	struct cb_label parts = { 0 };
	bool has;

	cb_label_split(&parts, label);
	has = parts.n > 0;
	cb_label_release(&parts);
	return has;
}

void
cb_loose_totals_start(struct cb_loose_totals *t, const struct cb_loose_table *table, const struct cb_loose_reading *how)
{
	int asked[LOOSE_ASKED];

	cb_totals_start(&t->sums, LOOSE_ASKED, 0);
	t->n = 0;
	if (how->by == NULL || !cb_loose_find_ratio(table, cb_text_of(how->by), &asked[0], &asked[1]))
		return;
	for (size_t i = 0; i < LOOSE_ASKED; i++)
		if (asked[i] >= 0 && is_added(table->labels[asked[i]])) {
			t->has_unit[t->n] = has_unit(table->labels[asked[i]]);
			t->columns[t->n++] = asked[i];
		}
}

/* What is no number is of a state that is not compared, and so is one with a unit beside that of the label. */
static struct cb_cell
read_figure(struct cb_text raw, bool has_unit)
{
	struct cb_parse_env env = { 0 };
	struct cb_number_in own;
	struct cb_cell cell;

	if (cb_type_num.parse(NULL, raw, &env, &cell) != CB_FINE || (has_unit && cb_number_is_in(raw, &own)))
		cell = (struct cb_cell){ .state = CB_NONE };
	return cell;
}

void
cb_loose_totals_add(struct cb_loose_totals *t, const struct cb_loose_row *row)
{
	for (size_t i = 0; i < t->n; i++) {
		struct cb_text raw = cb_text_trim(row->cells[t->columns[i]]);
		struct cb_cell cell = read_figure(raw, t->has_unit[i]);

		cb_totals_add(&t->sums, i, &cell, raw);
	}
	cb_totals_end_row(&t->sums);
}

void
cb_loose_totals_say(struct cb_loose_totals *t, const struct cb_row *row, const uint32_t *fields, struct cb_where where)
{
	for (size_t i = 0; i < t->n; i++) {
		uint32_t field = fields[t->columns[i]];
		struct cb_text raw = field <= row->n ? cb_text_trim(row->cells[field - 1]) : (struct cb_text){ "", 0 };
		struct cb_cell cell = read_figure(raw, t->has_unit[i]);
		struct cb_column_unit unit = { 0 };

		where.column = field;
		if (cell.state == CB_VALUE)
			cb_totals_say(&t->sums, i,
			              &(struct cb_totals_cell){ .cell = &cell,
			                                        .type = &cb_type_num,
			                                        .raw = raw,
			                                        .step = cb_totals_step(raw, &cb_type_num, NULL, &unit),
			                                        .group = CB_TOTALS_ANY,
			                                        .where = where });
	}
}
