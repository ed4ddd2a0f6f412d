/* How the score of one entrant came about: records, points, the sum, the place, the rules. */
#include <stdlib.h>
#include <string.h>

#include <cb/rule/types.h>
#include <cb/value/date.h>
#include <cb/value/wording.h>

#include "computing.h"

enum { CONTEST,
       PERIOD,
       STEP,
       ITEM,
       VALUE,
       DETAIL,
       SOURCE,
       PREVIOUS,
       DIFFERENCE };

static const struct cb_query_column columns[] = {
	[CONTEST] = { "contest", "评比", .type = &cb_type_text },
	[PERIOD] = { "period", "期间", .type = &cb_type_period },
	[STEP] = { "step", "步骤", .type = &cb_type_text, .en = "record, indicator, score, rank, rule",
	           .doc = "记录、指标、得分、名次、规则" },
	[ITEM] = { "item", "项目", .type = &cb_type_text, .en = "the indicator, or the id of the rule", .doc = "指标名或规则编号" },
	[VALUE] = { "value", "数值", .type = &cb_type_num },
	[DETAIL] = { "detail", "说明", .type = &cb_type_text },
	[SOURCE] = { "source", "出处", .type = &cb_type_text, .en = "file and row of a record, basis of a rule",
	             .doc = "记录所在的文件和行,规则的依据" },
	[PREVIOUS] = { "previous", "上期", .type = &cb_type_num, .en = "the same of the period before", .doc = "上一期的数值" },
	[DIFFERENCE] = { "difference", "增减", .type = &cb_type_num },
	{ 0 },
};

struct explaining {
	struct cb_ranking *r;
	struct cb_table *out;
	const struct cb_result *result;
	bool zh, found;
	bool for_people;
};

static struct cb_cell *
add_step(struct explaining *x, const char *zh, const char *en, struct cb_text item)
{
	struct cb_cell *cells = cb_table_row(x->out);

	cells[CONTEST] = cb_table_text(x->out, cb_office_name(x->r->office, x->result->contest));
	cells[PERIOD] = cb_cell_number(x->result->period);
	cells[STEP] = cb_table_text(x->out, cb_text_of(x->zh ? zh : en));
	cells[ITEM] = cb_table_text(x->out, item);
	return cells;
}

static struct cb_text
indicator_of(const struct explaining *x, uint32_t indicator)
{
	return x->for_people ? cb_office_said(x->r->office, &cb_of_indicator, indicator)
	                     : cb_office_name(x->r->office, indicator);
}

static void
set_text(struct explaining *x, struct cb_cell *cells, int column, struct cb_str *text)
{
	cells[column] = cb_table_text(x->out, cb_str_text(text));
	cb_str_release(text);
}

/* File and row of a record; of a database record those of its batch. */
static void
print_source(struct explaining *x, const struct cb_board_record *record, struct cb_str *out)
{
	const struct cb_office *office = x->r->office;
	struct cb_arena arena = { 0 };
	struct cb_origin from;

	if (record->batch == 0 || office->store == NULL ||
	    !cb_store_batch(office->store, record->batch, &arena, &from)) {
		cb_where_print(office->diag, record->where, out);
	} else {
		cb_str_addf(out, "%s:%s%s%u", from.file, from.sheet, from.sheet[0] != '\0' ? "!" : "", record->where.row);
		cb_str_addf(out, x->zh ? " (批次 %lld)" : " (batch %lld)", (long long)record->batch);
	}
	cb_arena_release(&arena);
}

/* The day, who inspected, why points were lost. */
static void
describe_record(const struct explaining *x, const struct cb_board_record *record, struct cb_str *out)
{
	char buf[CB_PRINT_MAX];

	if (record->day != INT32_MIN)
		cb_str_addt(out, cb_date_print(record->day, buf));
	if (record->inspector != 0) {
		cb_str_join(out, " ", cb_office_name(x->r->office, record->inspector));
	}
	if (record->note.len > 0) {
		cb_str_join(out, "; ", record->note);
	}
}

static void
add_record(struct explaining *x, const struct cb_board_record *record)
{
	struct cb_cell *cells = add_step(x, "记录", "record", indicator_of(x, record->indicator));
	struct cb_str detail = { 0 }, source = { 0 };

	cells[VALUE] = record->none ? (struct cb_cell){ .state = CB_NONE } : cb_cell_number(record->value);
	describe_record(x, record, &detail);
	print_source(x, record, &source);
	set_text(x, cells, DETAIL, &detail);
	set_text(x, cells, SOURCE, &source);
}

static void
add_records(struct explaining *x, const struct cb_standing *e, uint32_t slot)
{
	const struct cb_board *board = &x->r->board;

	for (size_t i = 0; i < board->n_records; i++) {
		const struct cb_board_record *record = &board->records[i];

		if (record->contest == x->result->contest && record->period == x->result->period &&
		    record->entrant == e->entrant && record->estate == e->estate &&
		    record->indicator == board->slots[slot])
			add_record(x, record);
	}
}

/* ---- indicators, the worst first ---- */

struct item {
	uint32_t slot;
	int64_t points, before; /* millionths */
	bool has_points, has_before;
	cb_wide lost; /* of the full mark, in millionths of it; below 0: no full mark is known */
	struct cb_board_value value;
};

static bool
mean_of(struct cb_board_value value, int64_t *points)
{
	return value.count > 0 && cb_decimal_divide(value.sum, (cb_wide)value.count * CB_MICRO, 6, CB_HALF_UP, points);
}

static int
by_loss(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->lost != y->lost)
		return cb_order(y->lost, x->lost);
	return cb_order(x->slot, y->slot);
}

static void
set_item(const struct explaining *x, const struct cb_standing *e, uint32_t slot, struct item *item)
{
	const struct cb_board *board = &x->r->board;
	int64_t previous = cb_period_step(x->result->period, -1);
	const struct cb_board_sheet *now = cb_board_sheet(board, x->result->contest, x->result->period);
	const struct cb_board_sheet *then = cb_board_sheet(board, x->result->contest, previous);
	const struct cb_indicator *known = cb_office_indicator(x->r->office, x->result->contest, board->slots[slot]);
	int64_t full = known == NULL ? 0 : known->item.full;

	*item = (struct item){ .slot = slot, .lost = -1 };
	if (now != NULL)
		item->value = cb_board_value(board, now, cb_board_row(now, e->entrant, e->estate), slot);
	item->has_points = mean_of(item->value, &item->points);
	item->has_before = then != NULL &&
	                   mean_of(cb_board_value(board, then, cb_board_row(then, e->entrant, e->estate), slot),
	                           &item->before);
	if (item->has_points && full > 0)
		item->lost = ((cb_wide)full - item->points) * CB_MICRO / full;
}

static void
compare(struct cb_cell *cells, int64_t now, int64_t before)
{
	cells[PREVIOUS] = cb_cell_number(before);
	cells[DIFFERENCE] = cb_cell_number(now - before);
}

/* One indicator: its value, and how weight and full mark come in. */
static void
add_item(struct explaining *x, const struct item *item)
{
	uint32_t name = x->r->board.slots[item->slot], count = item->value.count;
	const struct cb_indicator *known = cb_office_indicator(x->r->office, x->result->contest, name);
	struct cb_cell *cells = add_step(x, "指标", "indicator", indicator_of(x, name));
	struct cb_str detail = { 0 };
	char buf[CB_PRINT_MAX];

	if (item->has_points)
		cells[VALUE] = cb_cell_number(item->points);
	if (item->has_points && item->has_before)
		compare(cells, item->points, item->before);
	if (count > 1)
		cb_str_addf(&detail, x->zh ? "%u 次合成" : "%u inspections combined", count);
	if (known != NULL) {
		cb_str_addf(&detail, "%s%s ", detail.len > 0 ? "; " : "", x->zh ? "满分" : "full mark");
		cb_str_addt(&detail, cb_decimal_print(known->item.full, 6, 0, buf));
		cb_str_addf(&detail, "%s ", x->zh ? ", 权重" : ", weight");
		cb_str_addt(&detail, cb_decimal_print(known->item.weight, 6, 0, buf));
	}
	set_text(x, cells, DETAIL, &detail);
}

static void
add_items(struct explaining *x, const struct cb_standing *e)
{
	uint32_t n = (uint32_t)x->r->board.n_slots;
	struct item *items = cb_alloc(n + 1, sizeof(*items));

	for (uint32_t slot = 0; slot < n; slot++)
		set_item(x, e, slot, &items[slot]);
	cb_sort(items, n, sizeof(*items), by_loss);
	for (uint32_t i = 0; i < n; i++)
		add_records(x, e, items[i].slot);
	for (uint32_t i = 0; i < n; i++)
		if (items[i].value.count > 0)
			add_item(x, &items[i]);
	free(items);
}

static const struct cb_standing *
previous_of(const struct explaining *x, const struct cb_standing *e)
{
	const struct cb_result *before =
		cb_ranking_result(x->r, x->result->contest, cb_period_step(x->result->period, -1));

	return before == NULL ? NULL : cb_result_entry(before, e->entrant, e->estate);
}

static void
add_sum(struct explaining *x, const struct cb_standing *e)
{
	const struct cb_standing *before = previous_of(x, e);
	const char *scope = cb_ranking_scope(x->r, x->result->contest, x->result->period);
	int32_t day = (int32_t)cb_period_last_day(x->result->period);
	const struct cb_rule *places = cb_ranking_policy(x->r, "rank.places", scope, day);
	const struct cb_rule *round = cb_ranking_policy(x->r, "rank.round", scope, day);
	struct cb_cell *cells = add_step(x, "得分", "score", (struct cb_text){ "", 0 });
	struct cb_str detail = { 0 };

	if (e->absent) {
		cb_str_adds(&detail, x->zh ? "缺得分,不排名" : "missing, not ranked");
	} else {
		cells[VALUE] = cb_cell_number(e->score);
		if (before != NULL && !before->absent)
			compare(cells, e->score, before->score);
		cb_str_addf(&detail, x->zh ? "合计后一次取舍:%s,%s 位小数" : "the sum, rounded once: %s, %s places",
		            x->zh ? cb_words_round[round->value.n].zh : cb_words_round[round->value.n].key,
		            places->value_text);
	}
	if (x->result->derived)
		cb_str_adds(&detail, x->zh ? "; 各月总分的平均" : "; mean of its months");
	if (x->result->published)
		cb_str_adds(&detail, x->zh ? "; 已公布" : "; as published");
	set_text(x, cells, DETAIL, &detail);
}

static void
add_place(struct explaining *x, const struct cb_standing *e)
{
	struct cb_cell *cells;
	struct cb_str detail = { 0 };

	if (e->absent)
		return;
	cells = add_step(x, "名次", "rank", (struct cb_text){ "", 0 });
	cells[VALUE] = cb_cell_number(CB_RULE_N(e->place));
	cb_str_addf(&detail, x->zh ? "共 %zu 个,倒数第 %u" : "of %zu, %u from the bottom", x->result->n, e->from_bottom);
	if (e->tied)
		cb_str_adds(&detail, x->zh ? ",并列" : ", tied");
	set_text(x, cells, DETAIL, &detail);
}

/* 流动红旗 20,000 元; 书记媒体说明(对象:社区书记). */
static void
add_value(const struct explaining *x, const struct cb_rule *rule, struct cb_str *out)
{
	if (rule->value_text[0] == '\0')
		return;
	if (rule->kind->value == &cb_type_money) {
		cb_str_adds(out, " ");
		cb_words_yuan(rule->value.n, x->zh ? CB_ZH : CB_EN, out);
	} else if (x->zh && strcmp(rule->kind->what, "rank.last") == 0) {
		cb_str_addf(out, "(对象:社区%s)", rule->value_text);
	} else {
		cb_str_addf(out, " %s", rule->value_text);
	}
}

/* Each rule by its id, with what it gave and its basis. */
static void
add_rules(struct explaining *x, const struct cb_standing *e)
{
	for (size_t i = 0; i < e->n_given; i++) {
		const struct cb_rule *rule = e->numbering[i].rule;
		struct cb_cell *cells = add_step(x, "规则", "rule", e->numbering[i].id);
		struct cb_str detail = { 0 };

		if (rule == NULL)
			continue;
		cb_str_adds(&detail, rule->measure);
		add_value(x, rule, &detail);
		set_text(x, cells, DETAIL, &detail);
		cells[SOURCE] = cb_table_text(x->out, cb_text_of(rule->basis));
	}
}

static void
add_entry(struct explaining *x, const struct cb_standing *e)
{
	add_items(x, e);
	add_sum(x, e);
	add_place(x, e);
	add_rules(x, e);
	x->found = true;
}

static enum cb_status
explain_result(void *arg, struct cb_result *result)
{
	struct explaining *x = arg;
	uint32_t watched = x->r->board.watched;

	cb_ranking_award(x->r, result);
	cb_ranking_say(x->r, result);
	x->result = result;
	for (size_t i = 0; i < result->n; i++)
		if (result->entries[i].entrant == watched || result->entries[i].estate == watched)
			add_entry(x, &result->entries[i]);
	return CB_OK;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct explaining x = { .r = cb_ranking_of(run), .out = out, .zh = run->office->diag->lang == CB_ZH };
	struct cb_ranking_choice asked;
	enum cb_status status;

	if (x.r == NULL)
		return run->office->diag->status;
	x.for_people = run->shape != CB_QUERY_FOR_PROGRAMS;
	if (x.r->board.lacks_records)
		return cb_report(run->office->diag, CB_PARTIAL_DETAILS, CB_NOWHERE, "", x.r->options.explain);
	asked = cb_ranking_asked(x.r);
	status = cb_ranking_each(x.r, &asked, explain_result, &x);
	if (status != CB_OK || x.found)
		return status;
	return cb_report(run->office->diag, CB_UNKNOWN_ENTRANT, CB_NOWHERE, "", x.r->options.explain);
}

const struct cb_query cb_query_explain = {
	.name = "explain",
	.zh = "得分由来",
	.title_en = "How the score came about",
	.title_zh = "得分由来",
	.columns = columns,
	.reads = "score standing",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_NEEDS_OPTION,
	.has_findings = true,
	.fill = fill,
	.en = "How the score of one entrant came about: records, points, the sum, the place, the rules.",
	.doc = "一个参评单位得分的由来:记录、各指标、合计、名次、规则。",
};
