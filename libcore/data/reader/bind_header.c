/* Which rows of a sheet are its header. */
#include <string.h>

#include "bind_state.h"

enum { HEADER_ROWS_MAX = 3 };

const char *const cb_sum_labels[] = { "总分", "合计", "总得分", "总计", "得分合计", "总成绩", "综合得分", "综合分",
	                              "最终得分", "最后得分", "总评分", "汇总", "总和", "合计得分", "共计", "小计", NULL };
const char *const cb_mean_labels[] = { "平均分", "均分", "平均", "平均值", "平均得分", NULL };
const char *const cb_words_labels[] = { "大写", "金额大写", "大写金额", "金额(大写)", "人民币大写", "人民币(大写)", "大写(人民币)",
	                                "合计大写", "资助金额(大写)", "捐款(大写)", "捐款金额(大写)", NULL };
const char *const cb_balance_labels[] = { "结余", "余额", "结存", "结余额", "结余金额", "结余数", "余额数", "结存金额", "结存额", "账面余额",
	                                  "账户余额", "资金余额", "经费余额", "累计结余", "累计余额", "本次结余", "当前余额",
	                                  "balance", NULL };
const char *const cb_dropped_labels[] = { "序号", "序", "no.", NULL };
const char *const cb_year_labels[] = { "年份", "年度", "年", "year", NULL };
const char *const cb_month_labels[] = { "月", "月份", NULL };
const char *const cb_day_labels[] = { "日", "号", NULL };
const char *const cb_place_labels[] = { "满分", "考核名次", "考评名次", "考核排名", "考评排名", "名次", "排名", "位次", "排序", "排位", "综合排名", "综合名次",
	                                "上月名次", "上月排名", "上期名次", "上期排名", "本月名次", "本月排名", "本期名次",
	                                "本期排名", "名次变化", "排名变化", "位次变化", "名次升降", "升降", NULL };
const char *const cb_derived_labels[] = { "得分率", "综合得分率", "上月得分", "上期得分", "等次", "等级", "档次", "考核等次", "考评等次", "评定等次", "考核等级",
	                                  "考评等级", "评定等级", NULL };
const char *const cb_deducted_labels[] = { "扣分", "扣分值", "扣分数", "扣减分", "扣除分", "扣分合计", "失分", NULL };

/* ---- labels ---- */

/* -1: is it "-"? */
static bool
is_target(const struct cb_register *reg, struct cb_text target, int column)
{
	return column < 0 ? cb_text_is(target, "-") : cb_column_by_label(reg, target) == column;
}

bool
cb_binder_claims(struct binder *b, const struct cb_list *pairs, int column, struct cb_text form)
{
	for (size_t i = 0; i < pairs->n; i++) {
		struct cb_text label, target;

		if (cb_pair_split(pairs->items[i], &label, &target) && is_target(b->in->reg, target, column) &&
		    cb_binder_is_label(b, label, form))
			return true;
	}
	return false;
}

bool
cb_binder_is_label(struct binder *b, struct cb_text label, struct cb_text form)
{
	for (int named = 0; named < 2; named++) {
		cb_str_clear(&b->other);
		(named == 0 ? cb_label_form : cb_label_name)(label, &b->other);
		if (cb_text_equal(cb_str_text(&b->other), form))
			return true;
	}
	return false;
}

struct cb_text
cb_binder_form(struct binder *b, struct cb_text label, unsigned try)
{
	uint32_t cut = label.len;

	b->parts.has_tail = false;
	while ((try & TRY_LAST) != 0 && cut > 0 && label.p[cut - 1] != '_')
		cut--;
	if ((try & TRY_LAST) != 0 && cut == 0)
		return (struct cb_text){ "", 0 };
	if ((try & TRY_LAST) != 0)
		label = cb_text_from(label, cut);
	cb_str_clear(&b->form);
	if ((try & TRY_NAME) != 0) {
		cb_label_split(&b->parts, label);
		if (b->parts.n == 0)
			return (struct cb_text){ "", 0 };
		label = b->parts.name;
	}
	cb_label_form(label, &b->form);
	return cb_str_text(&b->form);
}

bool
cb_binder_may_be(const struct binder *b, int column)
{
	return !b->parts.has_tail || b->in->reg->columns[column].type->numeric;
}

void
cb_binder_release(struct binder *b)
{
	cb_str_release(&b->label);
	cb_str_release(&b->form);
	cb_str_release(&b->other);
	cb_label_release(&b->parts);
}

bool
cb_binder_has_label(struct binder *b, int column, enum level level, struct cb_text form)
{
	const struct cb_column *c = &b->in->reg->columns[column];

	switch (level) {
	case BY_MAP:
		return cb_binder_claims(b, &b->in->maps, column, form);
	case BY_KEY:
		return cb_text_is(form, c->key);
	case BY_LABEL:
		return cb_text_is(form, c->zh);
	case BY_FURTHER_LABEL:
		return cb_text_list_has(cb_text_of(c->more), ";", form);
	default:
		return b->in->column_aliases != NULL && cb_binder_claims(b, b->in->column_aliases, column, form);
	}
}

int
cb_binding_money(const struct cb_register *reg)
{
	int found = -1, n = 0;

	for (int c = 0; c < reg->n_columns; c++)
		if (reg->columns[c].type == &cb_type_money) {
			found = c;
			n++;
		}
	return n == 1 ? found : -1;
}

uint32_t
cb_binder_indicator(struct binder *b, struct cb_text label)
{
	static const char *const endings[] = { "得分", "分数", "评分", "分" };
	uint32_t id = cb_names_find(b->in->names, CB_NAME_INDICATOR, label);

	for (size_t i = 0; i < CB_COUNT(endings); i++) {
		if ((cb_names_get(b->in->names, id)->flags & CB_NAME_IS_INDICATOR) != 0)
			return id;
		if (cb_text_ends(label, endings[i]))
			id = cb_names_find(b->in->names, CB_NAME_INDICATOR,
			                   (struct cb_text){ label.p, label.len - (uint32_t)strlen(endings[i]) });
	}
	return (cb_names_get(b->in->names, id)->flags & CB_NAME_IS_INDICATOR) != 0 ? id : 0;
}

int
cb_binder_day_column(const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++)
		if ((reg->columns[c].flags & CB_WHEN) != 0 &&
		    (reg->columns[c].type == &cb_type_date || reg->columns[c].type == &cb_type_day))
			return c;
	return -1;
}

uint64_t
cb_binder_day(const struct binder *b, struct cb_text form)
{
	int day = cb_binder_day_column(b->in->reg);
	bool is_part = cb_text_is_one_of(form, cb_month_labels) || cb_text_is_one_of(form, cb_day_labels);

	return day >= 0 && is_part ? UINT64_C(1) << day : 0;
}

static bool
is_known_form(struct binder *b, struct cb_text form)
{
	for (int level = 0; level < LEVELS; level++)
		for (int c = 0; c < b->in->reg->n_columns; c++)
			if (cb_binder_may_be(b, c) && cb_binder_has_label(b, c, (enum level)level, form))
				return true;
	if (cb_binder_day(b, form) != 0)
		return true;
	return b->in->reg->pivot != NULL &&
	       (cb_binder_indicator(b, form) != 0 || cb_text_is_one_of(form, cb_sum_labels));
}

bool
cb_binder_is_known(struct binder *b, struct cb_text label)
{
	for (unsigned try = 0; try < TRIES; try += TRY_NAME) {
		struct cb_text form = cb_binder_form(b, label, try);

		if (form.len > 0 && is_known_form(b, form))
			return true;
	}
	return false;
}

size_t
cb_binder_count_known(struct binder *b, size_t first, size_t height)
{
	size_t n = cb_head_width(b->head, first, height), known = 0;

	for (size_t c = 0; c < n; c++) {
		size_t last = cb_head_label(b->head, first, height, c, &b->label);
		struct cb_text label = cb_str_text(&b->label);

		if (cb_binder_is_known(b, label) ||
		    (last > 0 && cb_binder_is_known(b, cb_text_from(label, last))))
			known++;
	}
	return known;
}

/* ---- a header of one to three rows ---- */

/* 合计 alone beneath rows of more cells is the end of a table and no header. */
static bool
is_lone_beneath_rows(const struct cb_head *head, size_t row)
{
	for (size_t r = 0; r < row && cb_head_is_title(&head->rows[row]); r++)
		if (!cb_head_is_title(&head->rows[r]))
			return true;
	return false;
}

/* R1: the row, and number of rows, whose labels fit best. */
bool
cb_binder_find_header(struct binder *b, size_t *first, size_t *height)
{
	size_t best = 0;

	for (size_t r = 0; r < b->head->n; r++) {
		size_t cells = b->head->rows[r].n, own = 0;
		bool proven = true;

		if (b->in->header_row != 0 && b->head->rows[r].line != b->in->header_row)
			continue;
		if (b->in->header_row == 0 && is_lone_beneath_rows(b->head, r))
			continue;
		for (size_t h = 1; h <= HEADER_ROWS_MAX && r + h <= b->head->n; h++) {
			size_t known;

			/* a row without a label of its own is a title, not the top of a merged header */
			if (h > 1 && (own == 0 || cb_head_is_title(&b->head->rows[r])))
				break;
			if (h > 1 && !cb_head_continues(b->head, r + h - 1))
				break;
			known = cb_binder_count_known(b, r, h);
			own = h == 1 ? known : own;
			proven = proven && (h == 1 || cb_head_is_tied(b->head, r + h - 1));
			/* with --wide every label will do, so a second header row need not add known ones:
			 * it may even hide one, as 卫生 does under 得分; nor where merged cells prove it */
			if (known > best || (known > 0 && h > 1 && r == *first && (b->in->wide || proven))) {
				best = known > best ? known : best;
				*first = r;
				*height = h;
			}
		}
		if (best == cells && best > 1)
			break;
	}
	return best > 0;
}
