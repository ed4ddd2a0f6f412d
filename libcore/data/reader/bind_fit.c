/* How well a sheet fits a register, before anything is bound. */
#include <cb/value/row_word.h>

#include "bind_state.h"

/* What a label is at one of its tries: adds the columns of the register that claim it. */
static bool
judge_form(struct binder *b, struct cb_text form, uint64_t *claimed)
{
	const struct cb_register *reg = b->in->reg;

	for (int c = 0; c < reg->n_columns; c++)
		for (int level = 0; level < LEVELS; level++)
			if (cb_binder_may_be(b, c) && cb_binder_has_label(b, c, (enum level)level, form))
				*claimed |= UINT64_C(1) << c;
	if (form.len > 0)
		*claimed |= cb_binder_across(b, form) | cb_binder_flow(b, form) | cb_binder_words(b, form) |
		            cb_binder_day(b, form);
	if (reg->pivot != NULL &&
	    (b->in->wide || cb_text_is_one_of(form, cb_sum_labels) || cb_binder_indicator(b, form) != 0))
		*claimed |= UINT64_C(1) << reg->pivot->value;
	return form.len == 0 || cb_text_is(form, CB_RETURNED_LABEL) ||
	       (b->in->aside != NULL && cb_text_is_one_of(form, b->in->aside)) ||
	       cb_text_is_one_of(form, cb_dropped_labels) ||
	       (cb_column_find(reg, "period") >= 0 && cb_text_is_one_of(form, cb_year_labels)) ||
	       cb_binder_claims(b, &b->in->maps, -1, form) ||
	       (reg->pivot != NULL &&
	        (cb_text_is_one_of(form, cb_place_labels) || cb_row_word(form) == CB_WORD_FULL));
}

/* What the label of one column is: counts it, and adds the columns of the register that claim it. */
static void
judge_label(struct binder *b, struct cb_text label, struct cb_sheet_fit *is, uint64_t *claimed)
{
	uint64_t of_label = 0;
	bool dropped = false;

	for (unsigned try = 0; try < TRIES && !dropped; try += TRY_NAME) {
		struct cb_text form = cb_binder_form(b, label, try);

		if (try == 0 || form.len > 0)
			dropped = judge_form(b, form, &of_label);
	}
	if (dropped)
		return;
	*claimed |= of_label;
	is->labels++;
	is->known += cb_binder_is_known(b, label) ||
	             (cb_binder_across(b, label) | cb_binder_flow(b, label) | cb_binder_words(b, label)) != 0;
}

/* A label of several header rows counts by the part that is known: 捐赠_金额 by 金额. */
static struct cb_text
telling_part(struct binder *b, struct cb_text label, size_t last)
{
	if (last == 0 || cb_binder_is_known(b, label))
		return label;
	return cb_text_from(label, last);
}

/* Needed columns that neither a label gives nor --default, nor could a title. */
static bool
is_whole(const struct cb_input *in, uint64_t claimed)
{
	static const char *const of_titles[] = { "community", "period", NULL };
	struct cb_text column, value;

	for (size_t i = 0; i < in->defaults.n; i++)
		if (cb_pair_split(in->defaults.items[i], &column, &value))
			claimed |= UINT64_C(1) << cb_column_by_label(in->reg, column);
	for (size_t i = 0; of_titles[i] != NULL; i++)
		if (cb_column_find(in->reg, of_titles[i]) >= 0)
			claimed |= UINT64_C(1) << cb_column_find(in->reg, of_titles[i]);
	if (in->reg->pivot != NULL)
		claimed |= UINT64_C(1) << in->reg->pivot->name;
	return (cb_input_needed(in) & ~claimed & ~in->implied) == 0;
}

struct cb_sheet_fit
cb_bind_fit(const struct cb_input *in, const struct cb_head *head)
{
	struct cb_sheet_fit is = { .fit = head->n == 0 ? CB_FIT_BLANK : CB_FIT_STRANGE };
	struct binder b = { .in = in, .head = head };
	uint64_t claimed = 0;
	size_t first = 0, height = 0;
	bool most;

	if (cb_binder_find_header(&b, &first, &height)) {
		for (size_t c = 0; c < cb_head_width(head, first, height); c++) {
			struct cb_str label = { 0 };
			size_t last = cb_head_label(head, first, height, c, &label);

			judge_label(&b, telling_part(&b, cb_str_text(&label), last), &is, &claimed);
			cb_str_release(&label);
		}
		most = 2 * is.known >= is.labels || (in->wide && is.known > 0);
		if (most && is_whole(in, claimed))
			is.fit = CB_FIT_WHOLLY;
		else if (is.known >= 2)
			is.fit = most ? CB_FIT_NEARLY : CB_FIT_ALIKE;
	}
	cb_binder_release(&b);
	return is;
}
