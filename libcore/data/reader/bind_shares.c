/* Answers side by side, each with how many gave it and which share that is: 满意_人数 beside 满意_占比. */
#include "bind_state.h"

static const char *const count_words[] = { "人数", "份数", "票数", NULL };
static const char *const share_words[] = { "占比", "比例", "百分比", "比率", "比重", NULL };

/* Cuts off one of the endings. */
static bool
cut(struct cb_text *t, const char *const *endings)
{
	for (size_t i = 0; endings[i] != NULL; i++)
		if (cb_text_ends(*t, endings[i])) {
			t->len -= cb_text_of(endings[i]).len;
			return true;
		}
	return false;
}

/* The item of a label that ends with one of the words, or with a per cent sign for a share; "": it does not. */
static struct cb_text
item_of(struct cb_text label, bool is_share)
{
	static const char *const marks[] = { "_", " ", ")", ")", "(", "(", NULL };
	static const char *const per_cent[] = { "%", "%", NULL };
	bool is_cut;

	while (cut(&label, marks))
		continue;
	is_cut = is_share && cut(&label, per_cent);
	while (cut(&label, marks))
		continue;
	is_cut = cut(&label, is_share ? share_words : count_words) || is_cut;
	while (is_cut && cut(&label, marks))
		continue;
	return is_cut ? label : (struct cb_text){ "", 0 };
}

/* The column that says how many gave an answer; out->n: none does. */
static size_t
count_of(const struct cb_binding *out, struct cb_text item)
{
	size_t c = 0;

	while (c < out->n && (!cb_binder_is_open(&out->columns[c]) || item.len == 0 ||
	                      !cb_text_equal(item_of(out->columns[c].label, false), item)))
		c++;
	return c;
}

/* What stands under 合计 is the sum of the row, and its share the whole. */
static void
bind_pair(struct binder *b, struct cb_binding *out, size_t count, size_t share, struct cb_text item)
{
	bool is_sum = cb_text_is_one_of(item, cb_sum_labels);

	out->columns[share].kind = CB_BOUND_SHARE;
	out->columns[share].of = count;
	out->columns[count].kind = is_sum ? CB_BOUND_SUM : CB_BOUND_PIVOT;
	if (!is_sum)
		out->columns[count].indicator = cb_names_id(b->in->names, CB_NAME_WORD, item);
}

void
cb_binder_bind_shares(struct binder *b, struct cb_binding *out)
{
	if (b->in->reg != &cb_register_survey)
		return;
	for (size_t c = 0; c < out->n; c++) {
		struct cb_text item = cb_binder_is_open(&out->columns[c]) ? item_of(out->columns[c].label, true)
		                                                          : (struct cb_text){ "", 0 };
		size_t count = count_of(out, item);

		if (count == out->n)
			continue;
		bind_pair(b, out, count, c, item);
		out->pivot = true;
		out->across.name = cb_column_find(b->in->reg, "answer");
		out->across.value = cb_column_find(b->in->reg, "count");
	}
}
