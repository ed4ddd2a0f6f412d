/* Columns that are months, or communities, or directions of money: reader.h R10 and R13. */
#include <string.h>

#include <cb/value/arg.h>
#include <cb/value/period.h>
#include <cb/value/unit.h>

#include "bind_state.h"

enum across { NO_ACROSS,
	      BY_PERIOD,
	      BY_COMMUNITY,
	      BY_ITEM };

/* Registers of figures of each period, community and item, beside score; of: what a row of items side by side must name
 * besides. */
static const struct {
	const struct cb_register *reg;
	const char *value, *community, *item, *of;
} figures[] = {
	{ &cb_register_metric, "value", "subject", "name", "subject" },
	{ &cb_register_survey, "count", "community", "answer", "question" },
};

struct crossing {
	struct cb_pivot pivot; /* what the labels and the cells are columns of; -1 = the register has none */
	int community, item, of;
	bool is_checked; /* communities are registered */
};

static struct crossing
crossing_of(const struct binder *b)
{
	const struct cb_register *reg = b->in->reg;
	struct crossing x = { .pivot = { .name = cb_column_find(reg, "period"), .value = -1 } };

	if (reg->pivot != NULL) {
		x.pivot.value = reg->pivot->value;
		x.item = reg->pivot->name;
		x.community = cb_column_find(reg, "community");
	}
	for (size_t i = 0; i < CB_COUNT(figures); i++)
		if (figures[i].reg == reg) {
			x.pivot.value = cb_column_find(reg, figures[i].value);
			x.item = cb_column_find(reg, figures[i].item);
			x.community = cb_column_find(reg, figures[i].community);
			x.of = cb_column_find(reg, figures[i].of);
		}
	x.is_checked = cb_names_has(b->in->names, CB_NAME_IS_COMMUNITY);
	return x;
}

/* 2025年, of figures that may be of a year: no score is. */
static bool
is_year(const struct binder *b, struct cb_text form)
{
	return b->in->reg->pivot == NULL && (cb_text_ends(form, "年") || cb_text_ends(form, "年度"));
}

/* 7月得分 of a register of scores is 7月. */
static struct cb_text
without_score(const struct binder *b, struct cb_text form)
{
	static const char *const ends[] = { "考核得分", "得分", "分数", "成绩", "评分" };

	for (size_t i = 0; b->in->reg->pivot != NULL && i < CB_COUNT(ends); i++)
		if (cb_text_ends(form, ends[i]))
			return (struct cb_text){ form.p, form.len - (uint32_t)strlen(ends[i]) };
	return form;
}

/* The period of a label, without its year where it has none; 0. */
static int64_t
period_of(struct binder *b, struct cb_text label)
{
	int64_t period = 0;

	if (label.len == CB_LIT("2026-07-01").len && cb_text_ends(label, "-01") &&
	    cb_period_parse((struct cb_text){ label.p, CB_LIT("2026-07").len }, 0, &period) == CB_FINE)
		return period; /* 2026年7月 that was typed into a spreadsheet is the first day of it */
	for (unsigned try = 0; try < TRIES; try++) {
		struct cb_text form = without_score(b, cb_binder_form(b, label, try));
		enum cb_code code = form.len > 0 ? cb_period_parse(form, 0, &period) : CB_BAD_PERIOD;

		if (code == CB_NO_YEAR || (code == CB_FINE && (cb_period_kind(period) != CB_YEAR || is_year(b, form))))
			return period;
	}
	return 0;
}

static uint32_t
community_of(struct binder *b, const struct crossing *x, struct cb_text label)
{
	uint32_t id = cb_names_find(b->in->names, CB_NAME_PARTY, label);

	if (x->is_checked)
		return (cb_names_get(b->in->names, id)->flags & CB_NAME_IS_COMMUNITY) != 0 ? id : 0;
	return cb_text_ends(label, "社区") || cb_text_ends(label, "居委会") ? cb_names_id(b->in->names, CB_NAME_PARTY, label) : 0;
}

static uint32_t
name_of(struct binder *b, const struct crossing *x, enum across across, struct cb_text label)
{
	return across == BY_PERIOD ? (uint32_t)period_of(b, label) : community_of(b, x, label);
}

/* 一季度合计, 全年小计 beside months. */
static bool
is_sum_of_period(struct binder *b, struct cb_text label)
{
	static const char *const sums[] = { "合计", "小计", "总计", "共计" };
	static const char *const all[] = { "全年", "年度", "本年", NULL };

	for (size_t i = 0; i < CB_COUNT(sums); i++)
		if (cb_text_ends(label, sums[i])) {
			label.len -= (uint32_t)strlen(sums[i]);
			return label.len > 0 && (cb_text_is_one_of(label, all) || period_of(b, label) != 0);
		}
	return false;
}

/* 合计 and 平均 beside the others. */
static void
bind_sum(struct binder *b, struct cb_binding_column *column, enum across across)
{
	static const char *const means[] = { "月平均", "月均", "季度平均", "季平均", "半年平均", "全年平均", "年平均", NULL };

	static const char *const since[] = { "累计", "累计得分", "累计总分", NULL }; /* some time before, perhaps */

	if (across == BY_PERIOD && is_sum_of_period(b, column->label))
		column->kind = CB_BOUND_SUM;
	else if (across == BY_PERIOD && cb_text_is_one_of(column->label, since))
		column->kind = CB_BOUND_DROPPED;
	else if (across == BY_PERIOD && cb_text_is_one_of(column->label, means))
		column->kind = CB_BOUND_MEAN;
	for (unsigned try = 0; try < TRIES && cb_binder_is_open(column); try++) {
		struct cb_text form = cb_binder_form(b, column->label, try);

		column->says = CB_SAYS_UNITS;
		if (cb_text_is_one_of(form, cb_sum_labels))
			column->kind = CB_BOUND_SUM;
		else if (cb_text_is_one_of(form, cb_mean_labels))
			column->kind = CB_BOUND_MEAN;
	}
}

/* ---- items, whose names are any ---- */

/* What stands beside an item's name is its unit, or a remark; else it is part of the name. */
static bool
says_unit(const struct cb_label *label)
{
	bool all = label->n > 0 && label->name.len > 0;

	for (size_t i = 0; i < label->n; i++)
		all = all && (cb_unit_is_word(label->words[i]) || cb_label_is_remark(label->words[i]));
	return all;
}

/* 指标_户数: what is called an item in the row above is none itself. */
static struct cb_text
without_head(struct binder *b, int item, struct cb_text label)
{
	for (uint32_t at = 0; at < label.len; at++) {
		struct cb_text head = { label.p, at };

		if (label.p[at] == '_' && (cb_binder_columns(b, head) >> item & 1) != 0)
			return (struct cb_text){ label.p + at + 1, label.len - at - 1 };
	}
	return label;
}

static void
bind_item(struct binder *b, int item, struct cb_binding_column *column)
{
	struct cb_text label = without_head(b, item, column->label);
	struct cb_label parts = { 0 };

	column->kind = CB_BOUND_PIVOT;
	column->says = CB_SAYS_UNITS;
	cb_label_split(&parts, label);
	if (says_unit(&parts)) {
		cb_str_clear(&b->other);
		cb_label_written(&parts, label, &b->other);
		label = cb_str_text(&b->other);
		column->says = CB_SAYS_ALL;
	}
	column->indicator = cb_names_id(b->in->names, CB_NAME_WORD, label);
	cb_label_release(&parts);
}

/* Where rows are of communities or periods, and nothing names items and their figures, each other column is an item. */
static bool
bind_items(struct binder *b, struct cb_binding *out, const struct crossing *x)
{
	const struct cb_column *item = &b->in->reg->columns[x->item], *value = &b->in->reg->columns[x->pivot.value];
	struct cb_str names = { 0 };
	uint32_t line = b->head->rows[out->first].line;

	for (size_t c = 0; c < out->n; c++) {
		struct cb_binding_column *column = &out->columns[c];

		if (!cb_binder_is_open(column))
			continue;
		bind_sum(b, column, BY_ITEM);
		if (cb_text_is_one_of(cb_binder_form(b, column->label, 0), cb_place_labels) ||
		    cb_text_is_one_of(cb_binder_form(b, column->label, 0), cb_dropped_labels))
			column->kind = CB_BOUND_DROPPED;
		if (column->kind != CB_BOUND_BLANK)
			continue;
		bind_item(b, x->item, column);
		cb_str_join(&names, "、", cb_names_get(b->in->names, column->indicator)->text);
	}
	if (names.len > 0)
		cb_report(b->diag, CB_ITEMS_ACROSS, ((struct cb_where){ b->source, line, 0 }), "", names,
		          cb_arg_either(item->zh, item->key), cb_arg_either(value->zh, value->key));
	else
		cb_str_release(&names);
	return names.len > 0;
}

static bool
has(const struct cb_binding *out, int column)
{
	return column >= 0 && (out->present >> column & 1) != 0;
}

/* May labels be that, and are two of them? */
static bool
may_cross(struct binder *b, const struct cb_binding *out, const struct crossing *x, enum across across)
{
	int filled = across == BY_PERIOD ? x->pivot.name : x->community;
	size_t n = 0, wanted = across == BY_PERIOD && has(out, x->item) ? 1 : 2;

	if (has(out, filled) || (across == BY_COMMUNITY && !has(out, x->item) && !has(out, x->pivot.name)))
		return false;
	for (size_t c = 0; c < out->n; c++)
		n += cb_binder_is_open(&out->columns[c]) && name_of(b, x, across, out->columns[c].label) != 0;
	return n >= wanted;
}

/* Scores have registered indicators; of other figures the names are any. */
static bool
may_be_items(const struct binder *b, const struct cb_binding *out, const struct crossing *x)
{
	return b->in->reg->pivot == NULL && (has(out, x->of) || has(out, x->pivot.name)) && !has(out, x->item);
}

static void
bind_label(struct binder *b, struct cb_binding *out, const struct crossing *x, enum across across, size_t c)
{
	struct cb_binding_column *column = &out->columns[c];
	uint32_t name = name_of(b, x, across, column->label);

	if (name != 0) {
		column->kind = CB_BOUND_PIVOT;
		column->indicator = name;
		column->says = CB_SAYS_UNITS;
		return;
	}
	bind_sum(b, column, across);
}

void
cb_binder_bind_across(struct binder *b, struct cb_binding *out)
{
	struct crossing x = crossing_of(b);
	enum across across = NO_ACROSS;

	if (out->pivot || x.pivot.value < 0 || x.pivot.name < 0 || has(out, x.pivot.value))
		return;
	if (may_cross(b, out, &x, BY_PERIOD))
		across = BY_PERIOD;
	else if (may_cross(b, out, &x, BY_COMMUNITY))
		across = BY_COMMUNITY;
	else if (may_be_items(b, out, &x) && bind_items(b, out, &x))
		across = BY_ITEM;
	if (across == NO_ACROSS)
		return;
	for (size_t c = 0; c < out->n && across != BY_ITEM; c++)
		if (cb_binder_is_open(&out->columns[c]))
			bind_label(b, out, &x, across, c);
	out->pivot = true;
	out->across = x.pivot;
	if (across == BY_COMMUNITY)
		out->across.name = x.community;
	if (across == BY_ITEM)
		out->across.name = x.item;
}

uint64_t
cb_binder_across(struct binder *b, struct cb_text label)
{
	struct crossing x = crossing_of(b);

	if (x.pivot.value < 0 || x.pivot.name < 0 ||
	    (period_of(b, label) == 0 && (!x.is_checked || community_of(b, &x, label) == 0)))
		return 0;
	return UINT64_C(1) << x.pivot.value;
}

/* ---- R13 ---- */

/* 收入, receive and 收; 收入金额, 收入款. */
static bool
is_word(struct cb_text form, struct cb_text word)
{
	static const char *const ends[] = { "", "金额", "额", "款", "数", "数额", "款项", NULL };

	if (form.len < word.len || memcmp(form.p, word.p, word.len) != 0)
		return false;
	return cb_text_is_one_of((struct cb_text){ form.p + word.len, form.len - word.len }, ends);
}

static bool
is_word_of(struct cb_text form, const struct cb_word *word)
{
	struct cb_text more = cb_text_of(word->more != NULL ? word->more : "");

	if (is_word(form, cb_text_of(word->zh)) || is_word(form, cb_text_of(word->key)))
		return true;
	while (more.len > 0)
		if (is_word(form, cb_text_next(&more, " ")))
			return true;
	return false;
}

static struct cb_pivot
flows_of(const struct cb_register *reg)
{
	return (struct cb_pivot){ .name = cb_column_find(reg, "flow"), .value = cb_binding_money(reg) };
}

static bool
is_called(struct cb_text text, const struct cb_word *word)
{
	return cb_text_is(text, word->zh) || cb_text_is(text, word->key);
}

bool
cb_bind_is_flow(const struct cb_register *reg, struct cb_text word)
{
	struct cb_pivot x = flows_of(reg);
	const struct cb_word *words = x.name >= 0 ? reg->columns[x.name].arg : NULL;

	for (size_t w = 0; x.value >= 0 && words != NULL && words[w].zh != NULL; w++)
		if (is_called(word, &words[w]))
			return true;
	return false;
}

/* Does --map say that the label is that direction: 借方=收入? */
static bool
is_mapped_to(struct binder *b, struct cb_text form, const struct cb_word *word)
{
	const struct cb_list *maps = &b->in->maps;
	struct cb_text label, target;

	for (size_t i = 0; i < maps->n; i++)
		if (cb_pair_split(maps->items[i], &label, &target) && is_called(target, word) &&
		    cb_binder_is_label(b, label, form))
			return true;
	return false;
}

/* The direction of a label, from 1, *name: what stands beside it was cut off; 0. */
static uint32_t
flow_of(struct binder *b, int flow, struct cb_text label, bool *name)
{
	const struct cb_word *words = b->in->reg->columns[flow].arg;

	for (unsigned try = 0; try < TRIES; try += TRY_NAME) {
		struct cb_text form = cb_binder_form(b, label, try);

		*name = try != 0;
		for (uint32_t w = 0; form.len > 0 && words[w].zh != NULL; w++)
			if (is_mapped_to(b, form, &words[w]) || is_word_of(form, &words[w]))
				return w + 1;
	}
	return 0;
}

uint64_t
cb_binder_flow(struct binder *b, struct cb_text label)
{
	struct cb_pivot x = flows_of(b->in->reg);
	bool name;

	if (x.name < 0 || x.value < 0 || flow_of(b, x.name, label, &name) == 0)
		return 0;
	return UINT64_C(1) << x.name | UINT64_C(1) << x.value;
}

void
cb_binder_bind_flows(struct binder *b, struct cb_binding *out)
{
	struct cb_pivot x = flows_of(b->in->reg);
	uint64_t seen = 0;

	if (x.name < 0 || x.value < 0 || has(out, x.name) || has(out, x.value))
		return;
	for (size_t c = 0; c < out->n; c++) {
		struct cb_binding_column *column = &out->columns[c];
		bool name;
		uint32_t flow = cb_binder_is_open(column) ? flow_of(b, x.name, column->label, &name) : 0;

		if (flow == 0 || (seen >> flow & 1) != 0)
			continue;
		seen |= UINT64_C(1) << flow;
		column->kind = CB_BOUND_PIVOT;
		column->indicator = flow - 1;
		column->says = name ? CB_SAYS_ALL : CB_SAYS_NOTHING;
	}
	if (seen == 0)
		return;
	out->pivot = out->is_either = true;
	out->across = x;
}
