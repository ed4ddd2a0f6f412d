/* How well a sheet fits a register, before anything is bound. */
#include "bind_state.h"

/* What the label of one column is: counts it, and adds the columns of the register that claim it. */
static void
judge_label(struct binder *b, struct cb_text label, struct cb_sheet_fit *is, uint64_t *claimed)
{
	const struct cb_register *reg = b->in->reg;
	struct cb_str form = { 0 };
	struct cb_text t;
	bool dropped;

	cb_label_form(label, &form, NULL, NULL);
	t = cb_str_text(&form);
	dropped = t.len == 0 || cb_text_is(t, CB_RETURNED_LABEL) ||
	          (b->in->aside != NULL && cb_binder_is_one_of(t, b->in->aside)) ||
	          cb_binder_is_one_of(t, cb_dropped_labels) ||
	          cb_binder_claims(b, &b->in->maps, -1, t) ||
	          (reg->pivot != NULL && cb_binder_is_one_of(t, cb_place_labels));
	if (!dropped) {
		bool known = cb_binder_is_known(b, label);

		is->labels++;
		is->known += known;
		for (int c = 0; c < reg->n_columns; c++)
			for (int level = 0; level < LEVELS; level++)
				if (cb_binder_has_label(b, c, (enum level)level, t))
					*claimed |= UINT64_C(1) << c;
		if (reg->pivot != NULL && ((known && cb_binder_is_one_of(t, cb_sum_labels)) ||
		                           b->in->wide || cb_binder_is_indicator(b, t)))
			*claimed |= UINT64_C(1) << reg->pivot->value;
	}
	cb_str_release(&form);
}

/* A label of several header rows counts by the part that is known: 捐赠_金额 by 金额. */
static struct cb_text
telling_part(struct binder *b, struct cb_text label, size_t last)
{
	if (last == 0 || cb_binder_is_known(b, label))
		return label;
	return (struct cb_text){ label.p + last, label.len - (uint32_t)last };
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
		for (size_t c = 0; c < cb_binder_width(head, first, height); c++) {
			struct cb_str label = { 0 };
			size_t last = cb_binder_label(head, first, height, c, &label);

			judge_label(&b, telling_part(&b, cb_str_text(&label), last), &is, &claimed);
			cb_str_release(&label);
		}
		most = 2 * is.known >= is.labels || (in->wide && is.known > 0);
		if (most && is_whole(in, claimed))
			is.fit = CB_FIT_WHOLLY;
		else if (is.known >= 2)
			is.fit = most ? CB_FIT_NEARLY : CB_FIT_ALIKE;
	}
	cb_str_release(&b.label);
	cb_str_release(&b.form);
	cb_str_release(&b.other);
	return is;
}
