/* Points taken off: a sheet called 扣分情况表 has them for figures. Taken for scores they would put the worst first; only an
 * indicator of mode 扣分 counts them for what they are. */
#include <cb/base/utf8.h>
#include <cb/value/arg.h>

#include "reader_state.h"

/* 7月扣分情况表, 扣分汇总, 卫生检查扣分; not 考核扣分标准, nor 得分及扣分情况. */
static bool
says_deducted(struct cb_text title)
{
	static const char *const words[] = { "扣分表", "扣分情况", "扣分汇总", "扣分明细", "扣分统计", "扣分一览", "扣分公示", "扣分通报",
		                             "扣分台账", "扣分清单", "失分表", "失分情况", "失分汇总", "失分统计", NULL };
	static const char *const scores[] = { "得分", "评分", "加分", "总分", "成绩", "排名", "名次", NULL };
	bool says = cb_text_ends(title, "扣分") || cb_text_ends(title, "失分");

	for (size_t i = 0; words[i] != NULL; i++)
		says = says || cb_text_find(title, words[i]) >= 0;
	for (size_t i = 0; says && scores[i] != NULL; i++)
		says = cb_text_find(title, scores[i]) < 0;
	return says;
}

/* Is the column of figures called one of scores? */
static bool
has_label_of_scores(const struct cb_reader *r)
{
	for (size_t at = 0; at < r->sheet.binding.n; at++) {
		const struct cb_binding_column *column = &r->sheet.binding.columns[at];

		if (column->kind == CB_BOUND_COLUMN && r->sheet.value != NULL &&
		    column->column == r->sheet.value->column &&
		    cb_text_find(column->label, "得分") >= 0)
			return true;
	}
	return false;
}

void
cb_sheet_find_deducted(struct cb_reader *r)
{
	r->sheet.deducted.row = 0;
	if (r->in.reg->pivot == NULL || r->in.weight == NULL || has_label_of_scores(r))
		return;
	for (size_t i = 0; i < r->sheet.binding.first; i++) {
		const struct cb_row *row = &r->sheet.head.rows[i];

		for (uint32_t c = 0; c < row->n; c++)
			if (says_deducted(cb_text_trim(row->cells[c])))
				r->sheet.deducted = (struct cb_where){ r->sheet.rows->source, row->line, c + 1 };
	}
}

bool
cb_row_is_deducted_well(struct cb_reader *r)
{
	bool is_list = !cb_reader_has_indicators(r), ok = true;
	size_t n = is_list ? 1 : r->sheet.n_pivots;

	for (size_t i = 0; i < n && ok; i++) {
		uint32_t indicator = is_list ? (uint32_t)r->row.cells[r->in.reg->pivot->name].n
		                             : r->sheet.binding.columns[r->sheet.pivots[i].at].indicator;

		ok = r->in.weight(r->in.weight_arg, indicator) == INT64_MIN; /* of a mode that makes no sum */
	}
	if (ok)
		return true;
	cb_report(r->diag, CB_POINTS_TAKEN_OFF, r->sheet.deducted, r->in.reg->columns[r->in.reg->pivot->value].key);
	r->sheet.deducted.row = 0; /* it is said once */
	return !cb_diag_is_error(r->diag, CB_POINTS_TAKEN_OFF);
}
