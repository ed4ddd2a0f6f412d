/* Binding the labels of a header to the columns of a register. */
#include <stdlib.h>

#include <cb/value/row_word.h>

#include "bind_state.h"

static void
take_labels(struct binder *b, struct cb_binding *out)
{
	size_t n = cb_head_width(b->head, out->first, out->height);

	out->columns = cb_grow(out->columns, &out->cap, n + 1, sizeof(*out->columns));
	for (size_t c = 0; c < n; c++) {
		struct cb_binding_column *column = &out->columns[c];

		cb_head_label(b->head, out->first, out->height, c, &b->label);
		*column = (struct cb_binding_column){ .kind = CB_BOUND_BLANK, .column = -1 };
		column->label.p = cb_arena_copy(&out->arena, cb_str_c(&b->label), b->label.len);
		column->label.len = (uint32_t)b->label.len;
	}
	out->n = n;
	while (out->n > 0 && out->columns[out->n - 1].label.len == 0)
		out->n--; /* trailing empty columns */
}

/* A row of units beneath the header: what a label would say in brackets. Points are what scores are in anyway. */
static void
take_units(struct binder *b, struct cb_binding *out)
{
	size_t at = out->first + out->height;
	const struct cb_row *row = at < b->head->n ? &b->head->rows[at] : NULL;

	if (row == NULL || !cb_row_is_units(row))
		return;
	out->height++;
	for (size_t c = 0; c < out->n && c < row->n; c++) {
		struct cb_binding_column *column = &out->columns[c];
		struct cb_text unit = cb_row_unit(row->cells[c]);

		if (unit.len == 0 || column->label.len == 0 || (b->in->reg->pivot != NULL && cb_text_is(unit, "分")))
			continue;
		cb_str_setf(&b->label, "%.*s(%.*s)", CB_TEXT_ARG(column->label), CB_TEXT_ARG(unit));
		column->label = cb_arena_text(&out->arena, cb_str_text(&b->label));
	}
}

/* Finds blocks side by side: all but one of them are as if they were not there. */
static void
choose_block(struct cb_binding *out)
{
	struct cb_text *labels = cb_arena_alloc(&out->arena, (out->n + 1) * sizeof(*labels));
	size_t from, to;

	for (size_t c = 0; c < out->n; c++)
		labels[c] = out->columns[c].label;
	out->blocks = cb_blocks_find(labels, out->n);
	if (out->blocks.n == 1)
		return;
	from = out->blocks.first + out->block * out->blocks.width;
	to = from + out->blocks.width;
	for (size_t c = 0; c < out->n; c++)
		if (c < from || c >= to)
			out->columns[c].kind = CB_BOUND_BESIDE;
}

/* The free column of the register that claims the label at this level: required ones win. -1 none,
 * -2 several, whose names go to `names`. */
static int
claimant(struct binder *b, const struct cb_binding *binding, enum level level, struct cb_text form,
         struct cb_str *names)
{
	const struct cb_register *reg = b->in->reg;
	int found = -1, required = -1, n = 0, n_required = 0;

	cb_str_clear(names);
	for (int c = 0; c < reg->n_columns; c++) {
		if ((binding->present >> c & 1) != 0 || !cb_binder_may_be(b, c) ||
		    !cb_binder_has_label(b, c, level, form))
			continue;
		found = c;
		n++;
		cb_str_join(names, " ", cb_text_of(reg->columns[c].key));
		if ((reg->columns[c].flags & CB_REQUIRED) != 0) {
			required = c;
			n_required++;
		}
	}
	if (n <= 1)
		return found;
	return n_required == 1 ? required : -2;
}

/* What stands in brackets counts wherever it was cut off; in a label that someone gave as a whole, as far as it is
 * known. */
static enum cb_label_says
says_at(enum level level, unsigned try)
{
	if ((try & TRY_NAME) != 0)
		return CB_SAYS_ALL;
	return level == BY_MAP || level == BY_ALIAS ? CB_SAYS_UNITS : CB_SAYS_NOTHING;
}

static bool
bind_level(struct binder *b, struct cb_binding *out, enum level level, unsigned try)
{
	struct cb_str names = { 0 };
	bool ok = true;

	for (size_t c = 0; c < out->n; c++) {
		struct cb_binding_column *column = &out->columns[c];
		struct cb_text form;
		int claimed;

		if (!cb_binder_is_open(column))
			continue;
		form = cb_binder_form(b, column->label, try);
		if (form.len == 0)
			continue;
		if (level == BY_MAP && cb_binder_claims(b, &b->in->maps, -1, form)) {
			column->kind = CB_BOUND_DROPPED;
			out->left_out = true;
			continue;
		}
		claimed = claimant(b, out, level, form, &names);
		if (claimed >= 0) {
			column->kind = CB_BOUND_COLUMN;
			column->column = claimed;
			column->says = says_at(level, try);
			out->present |= UINT64_C(1) << claimed;
		} else if (claimed == -2) {
			column->column = -2; /* said once */
			cb_binder_report(b, out, CB_AMBIGUOUS_LABEL, c, cb_str_c(&names), NULL);
			ok = false;
		}
	}
	cb_str_release(&names);
	return ok;
}

/* 卫生扣分, 治安排名: with --wide each column is an indicator, and these are hardly meant. */
static void
warn_of_other(struct binder *b, const struct cb_binding *out, const struct cb_binding_column *column)
{
	static const char *const ends[] = { "扣分", "扣", "减分", "名次", "排名", "位次", "增减", "环比", "同比", "上月", "上期" };
	struct cb_text form = cb_binder_form(b, column->label, 0);

	for (size_t i = 0; i < CB_COUNT(ends); i++)
		if (cb_text_ends(form, ends[i]) && !cb_text_ends(form, "加减分") && cb_binder_indicator(b, form) == 0) {
			cb_binder_report(b, out, CB_HARDLY_AN_ITEM, (size_t)(column - out->columns), NULL, NULL);
			return;
		}
}

static void
bind_indicator(struct binder *b, struct cb_binding *out, struct cb_binding_column *column, struct cb_text form)
{
	uint32_t known = b->in->wide ? 0 : cb_binder_indicator(b, form);
	struct cb_text name = b->in->wide ? column->label : form;

	if (b->in->wide)
		warn_of_other(b, out, column);
	column->kind = CB_BOUND_PIVOT;
	column->indicator = known != 0 ? known : cb_names_id(b->in->names, CB_NAME_INDICATOR, name);
	out->pivot = true;
	out->across = *b->in->reg->pivot;
}

/* Does an upper row of the header say that the figures beneath are no scores of the period: 扣分, 满分, 上月? */
static bool
is_under_other(struct binder *b, struct cb_text label)
{
	static const char *const others[] = { "扣分", "扣分原因", "扣分情况", "扣分说明", "原因", "说明", "备注", "存在问题", "满分", "分值",
		                              "标准分", "权重", "占比", "上月", "上月得分", "上期", "上期得分", "上季度", "去年", "去年同期",
		                              "上年同期", "同比", "环比", "增减", "变化", "名次", "排名", "自评", "自评分", "自评得分",
		                              "自查", "自查得分", "目标", "目标值", "计划", NULL };
	uint32_t from = 0;

	for (uint32_t at = 0; at < label.len; at++) {
		struct cb_text part = { label.p + from, at - from };

		if (label.p[at] != '_')
			continue;
		for (unsigned try = 0; try < TRIES; try += TRY_NAME)
			if (cb_text_is_one_of(cb_binder_form(b, part, try), others))
				return true;
		from = at + 1;
	}
	return false;
}

/* Indicators whose registered name is the whole label: 出勤(人) may be one. */
static void
bind_named_indicators(struct binder *b, struct cb_binding *out)
{
	unsigned last = b->in->wide ? 0 : TRY_LAST;

	for (size_t c = 0; b->in->reg->pivot != NULL && c < out->n; c++)
		for (unsigned try = 0; try <= last && cb_binder_is_open(&out->columns[c]); try++) {
			bool is_other = try != 0 && is_under_other(b, out->columns[c].label);
			struct cb_text form = cb_binder_form(b, out->columns[c].label, try);

			if (!is_other && form.len > 0 && cb_binder_indicator(b, form) != 0)
				bind_indicator(b, out, &out->columns[c], form);
		}
}

/* The amount in words: whole labels, before 金额(大写) is 金额 and a remark. */
static void
bind_words(struct binder *b, struct cb_binding *out)
{
	for (size_t c = 0; cb_binding_money(b->in->reg) >= 0 && c < out->n; c++)
		if (cb_binder_is_open(&out->columns[c]) &&
		    cb_text_is_one_of(cb_binder_form(b, out->columns[c].label, 0), cb_words_labels))
			out->columns[c].kind = CB_BOUND_WORDS;
}

/* Where there is no figure beside it, it is the amount. */
static void
settle_words(struct binder *b, struct cb_binding *out)
{
	int money = cb_binding_money(b->in->reg);

	for (size_t c = 0; money >= 0 && c < out->n; c++) {
		if (out->columns[c].kind != CB_BOUND_WORDS || (out->present >> money & 1) != 0)
			continue;
		out->columns[c].kind = CB_BOUND_COLUMN;
		out->columns[c].column = money;
		out->present |= UINT64_C(1) << money;
	}
}

/* Sums, what is dropped and the other indicators: the labels that are no column of the register. */
static void
bind_other(struct binder *b, struct cb_binding *out, struct cb_binding_column *column, unsigned try)
{
	const struct cb_pivot *pivot = b->in->reg->pivot;
	bool is_other = (try & TRY_LAST) != 0 && is_under_other(b, column->label);
	struct cb_text form = cb_binder_form(b, column->label, try);

	if (form.len == 0)
		return;
	if (cb_text_is(form, CB_RETURNED_LABEL)) {
		column->kind = CB_BOUND_REASONS;
	} else if (b->in->aside != NULL && cb_text_is_one_of(form, b->in->aside)) {
		column->kind = CB_BOUND_ASIDE;
	} else if (!out->has_balance && cb_column_find(b->in->reg, "flow") >= 0 &&
	           cb_text_is_one_of(form, cb_balance_labels)) {
		out->has_balance = true;
		column->kind = CB_BOUND_BALANCE;
		column->says = (try & TRY_NAME) != 0 ? CB_SAYS_ALL : CB_SAYS_NOTHING;
	} else if (pivot != NULL && cb_row_word(form) == CB_WORD_FULL) {
		column->kind = CB_BOUND_FULL;
	} else if (cb_text_is_one_of(form, cb_dropped_labels) ||
	           (pivot != NULL && cb_text_is_one_of(form, cb_place_labels)) ||
	           (cb_column_find(b->in->reg, "indicator") >= 0 && cb_text_is_one_of(form, cb_derived_labels))) {
		column->kind = CB_BOUND_DROPPED;
	} else if (pivot != NULL && cb_text_is_one_of(form, cb_sum_labels)) {
		column->kind = CB_BOUND_SUM;
	} else if (pivot != NULL && cb_text_is_one_of(form, cb_mean_labels)) {
		column->kind = CB_BOUND_MEAN;
	} else if (pivot != NULL && !b->in->wide && !is_other && cb_binder_indicator(b, form) != 0) {
		column->says = (try & TRY_NAME) != 0 ? CB_SAYS_ALL : CB_SAYS_UNITS;
		bind_indicator(b, out, column, form);
	}
}

static void
bind_others(struct binder *b, struct cb_binding *out)
{
	for (size_t c = 0; c < out->n; c++)
		for (unsigned try = 0; try < TRIES && cb_binder_is_open(&out->columns[c]); try++)
			bind_other(b, out, &out->columns[c], try);
	for (size_t c = 0; b->in->wide && b->in->reg->pivot != NULL && c < out->n; c++)
		if (cb_binder_is_open(&out->columns[c]) && out->columns[c].label.len > 0) {
			out->columns[c].says = CB_SAYS_UNITS;
			bind_indicator(b, out, &out->columns[c], (struct cb_text){ "", 0 });
		}
}

/* 年份 beside 月份 */
static void
bind_years(struct binder *b, struct cb_binding *out)
{
	int period = cb_column_find(b->in->reg, "period");

	if (period < 0 || (out->present >> period & 1) == 0)
		return;
	for (size_t c = 0; c < out->n; c++)
		if (cb_binder_is_open(&out->columns[c]) &&
		    cb_text_is_one_of(cb_binder_form(b, out->columns[c].label, 0), cb_year_labels)) {
			out->columns[c].kind = CB_BOUND_YEAR;
			return;
		}
}

static bool
is_mapped_to(struct binder *b, struct cb_text label, int column)
{
	for (unsigned try = 0; try < TRIES; try++)
		if (cb_binder_claims(b, &b->in->maps, column, cb_binder_form(b, label, try)))
			return true;
	return false;
}

/* Of columns that want one column of text those of --map do not shut the others out: 学历=note and 从业状况=note, beside a
 * column 备注. */
static void
join_texts(struct binder *b, struct cb_binding *out, size_t holder)
{
	int column = out->columns[holder].column;
	bool is_mapped = is_mapped_to(b, out->columns[holder].label, column);

	for (size_t c = 0; c < out->n; c++) {
		bool has_its_label = cb_column_by_label(b->in->reg, out->columns[c].label) == column;

		if (!cb_binder_is_open(&out->columns[c]) ||
		    !(is_mapped_to(b, out->columns[c].label, column) || (is_mapped && has_its_label)))
			continue;
		out->columns[c].kind = CB_BOUND_JOINED;
		out->columns[c].column = column;
		out->joined |= UINT64_C(1) << column;
	}
}

static void
bind_joined(struct binder *b, struct cb_binding *out)
{
	for (size_t c = 0; b->in->maps.n > 0 && c < out->n; c++) {
		const struct cb_binding_column *column = &out->columns[c];

		if (column->kind == CB_BOUND_COLUMN && b->in->reg->columns[column->column].type == &cb_type_text)
			join_texts(b, out, c);
	}
}

/* 得分 beside indicators is their sum. */
static void
settle_value(struct cb_binding *out)
{
	for (size_t c = 0; c < out->n; c++)
		if (out->columns[c].kind == CB_BOUND_COLUMN && out->columns[c].column == out->across.value) {
			out->columns[c].kind = CB_BOUND_SUM;
			out->present &= ~(UINT64_C(1) << out->across.value);
		}
}

/* A sum with no indicators beside it is the score itself. */
static void
settle_sums(struct binder *b, struct cb_binding *out)
{
	const struct cb_pivot *pivot = b->in->reg->pivot;

	if (pivot != NULL && out->pivot)
		settle_value(out);
	if (pivot == NULL || out->pivot)
		return;
	for (size_t c = 0; c < out->n; c++) /* of no items */
		if (out->columns[c].kind == CB_BOUND_MEAN)
			out->columns[c].kind = CB_BOUND_BLANK;
	if ((out->present >> pivot->value & 1) != 0)
		return;
	for (size_t c = 0; c < out->n; c++) {
		if (out->columns[c].kind != CB_BOUND_SUM)
			continue;
		out->columns[c].kind = CB_BOUND_COLUMN;
		out->columns[c].column = pivot->value;
		out->present |= UINT64_C(1) << pivot->value;
		return;
	}
}

/* 扣分 of a list that has the score and its full mark as well says nothing new. */
static void
settle_deducted(struct binder *b, struct cb_binding *out)
{
	const struct cb_pivot *pivot = b->in->reg->pivot;
	bool has_full = false;

	for (size_t c = 0; c < out->n; c++)
		has_full = has_full || out->columns[c].kind == CB_BOUND_FULL;
	for (size_t c = 0; has_full && !out->pivot && (out->present >> pivot->value & 1) != 0 && c < out->n; c++)
		if (cb_binder_is_open(&out->columns[c]) &&
		    cb_text_is_one_of(cb_binder_form(b, out->columns[c].label, 0), cb_deducted_labels))
			out->columns[c].kind = CB_BOUND_DEDUCTED;
}

/* What --map says first; then whole labels, down to indicators; then names without what stands beside them. */
static bool
bind_all(struct binder *b, struct cb_binding *out)
{
	unsigned parts = out->height > 1 ? TRY_LAST : 0;
	bool ok = true;

	for (unsigned try = 0; try < TRIES; try++)
		if ((try & TRY_LAST) <= parts)
			ok = bind_level(b, out, BY_MAP, try) && ok;
	bind_joined(b, out); /* what somebody said goes before what a label is called */
	cb_binder_bind_words(b, out);
	cb_binder_bind_shares(b, out);
	cb_binder_bind_beneath(b, out);
	for (unsigned name = 0; name < TRIES; name += TRY_NAME) {
		for (int level = BY_MAP + 1; level < LEVELS; level++)
			for (unsigned part = 0; part <= parts; part++)
				ok = bind_level(b, out, (enum level)level, name | part) && ok;
		if (name == 0) {
			bind_named_indicators(b, out);
			bind_words(b, out);
		}
	}
	bind_years(b, out);
	cb_binder_bind_day(b, out);
	cb_binder_bind_across(b, out);
	cb_binder_bind_flows(b, out);
	bind_others(b, out);
	settle_sums(b, out);
	settle_words(b, out);
	settle_deducted(b, out);
	cb_binder_bind_places(b, out);
	return cb_binder_report_unbound(b, out) && ok;
}

bool
cb_bind_header(struct cb_binding *out, const struct cb_input *in, const struct cb_head *head, uint32_t source,
               struct cb_diag *diag)
{
	struct binder b = { .in = in, .head = head, .diag = diag, .source = source };
	bool ok = false, is_form = cb_binder_report_form(&b);

	if (!is_form && !cb_binder_find_header(&b, &out->first, &out->height)) {
		cb_binder_report_no_header(&b);
	} else if (!is_form) {
		take_labels(&b, out);
		choose_block(out);
		ok = !cb_binder_report_lies_across(&b, cb_binder_count_known(&b, out->first, out->height));
	}
	if (ok) {
		take_units(&b, out);
		out->is_odd = !bind_all(&b, out);
	}
	cb_binder_release(&b);
	return ok;
}

void
cb_binding_release(struct cb_binding *binding)
{
	free(binding->columns);
	cb_arena_release(&binding->arena);
	*binding = (struct cb_binding){ 0 };
}
