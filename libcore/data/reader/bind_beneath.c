/* Labels that may mean two columns, told apart by what stands beneath, down to the head's end. */
#include <cb/value/row_word.h>
#include <cb/value/unit.h>

#include "bind_state.h"

struct beneath {
	size_t n, fitting; /* cells, and those that are what is looked for */
};

static bool
is_unit(const struct cb_column *is, struct cb_text cell)
{
	(void)is;
	return cb_unit_is_word(cell);
}

static bool
is_word(const struct cb_column *is, struct cb_text cell)
{
	struct cb_cell typed;

	return is->type->parse(is->arg, cell, NULL, &typed) == CB_FINE && typed.state == CB_VALUE;
}

/* What stands under the table does not count. */
static struct beneath
look_beneath(const struct binder *b, const struct cb_binding *out, size_t c, const struct cb_column *is,
             bool (*fits)(const struct cb_column *, struct cb_text))
{
	struct beneath found = { 0 };

	for (size_t r = out->first + out->height; r < b->head->n; r++) {
		const struct cb_row *row = &b->head->rows[r];
		struct cb_text cell = c < row->n ? cb_text_trim(row->cells[c]) : (struct cb_text){ "", 0 };

		if (cell.len == 0 || cb_row_word_is_nothing(cell) || cb_row_word_is_foot(cell) ||
		    cb_row_word_is_foot(row->cells[0]))
			continue;
		found.n++;
		found.fitting += fits(is, cell);
	}
	return found;
}

static void
bind(struct cb_binding *out, size_t c, int column)
{
	out->columns[c].kind = CB_BOUND_COLUMN;
	out->columns[c].column = column;
	out->present |= UINT64_C(1) << column;
}

/* The column of units is called 单位 too, as whoever is measured is: where most words are units, it is that. */
static void
bind_units(struct binder *b, struct cb_binding *out)
{
	const struct cb_register *reg = b->in->reg;
	const char *unit_in = NULL;

	for (int c = 0; c < reg->n_columns; c++)
		unit_in = reg->columns[c].unit_in != NULL ? reg->columns[c].unit_in : unit_in;
	for (size_t c = 0; unit_in != NULL && c < out->n; c++) {
		int found = cb_column_find(reg, unit_in);
		struct beneath units;

		if (!cb_binder_is_open(&out->columns[c]) || (out->present >> found & 1) != 0 ||
		    !cb_text_is(cb_binder_form(b, out->columns[c].label, 0), "单位"))
			continue;
		units = look_beneath(b, out, c, NULL, is_unit);
		if (units.fitting > 0 && 2 * units.fitting >= units.n)
			bind(out, c, found);
	}
}

/* 主题 is what an activity is called; beside 活动名称 it is which of the joint tasks, where nothing else stands in it. */
static void
bind_themes(struct binder *b, struct cb_binding *out)
{
	static const char *const labels[] = { "主题", "活动主题", "联建主题", NULL };
	int theme = cb_column_find(b->in->reg, "theme"), title = cb_column_find(b->in->reg, "title");
	size_t n_titles = 0;

	for (size_t c = 0; theme >= 0 && title >= 0 && c < out->n; c++)
		n_titles += cb_column_by_label(b->in->reg, out->columns[c].label) == title;
	for (size_t c = 0; n_titles > 1 && c < out->n; c++) {
		struct beneath words;

		if (!cb_binder_is_open(&out->columns[c]) || (out->present >> theme & 1) != 0 ||
		    !cb_text_is_one_of(cb_binder_form(b, out->columns[c].label, 0), labels))
			continue;
		words = look_beneath(b, out, c, &b->in->reg->columns[theme], is_word);
		if (words.n > 0 && words.fitting == words.n)
			bind(out, c, theme);
	}
}

void
cb_binder_bind_beneath(struct binder *b, struct cb_binding *out)
{
	bind_units(b, out);
	bind_themes(b, out);
}
