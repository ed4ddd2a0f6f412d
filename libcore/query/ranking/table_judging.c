/* Admission and the line: what rules say of the rows of a table. */
#include <cb/value/arg.h>

#include "table_judging.h"

/* "a;b" with one more part. */
static struct cb_text
joined(struct cb_table_judging *r, struct cb_text list, struct cb_text part)
{
	struct cb_str s = { 0 };
	struct cb_text result = list;

	if (part.len == 0)
		return list;
	cb_str_addt(&s, list);
	if (list.len > 0)
		cb_str_addc(&s, ';');
	cb_str_addt(&s, part);
	result = (struct cb_text){ cb_arena_copy(&r->out->arena, s.p, s.len), (uint32_t)s.len };
	cb_str_release(&s);
	return result;
}

/* "用地不足300亩(面积 200亩)"; without a measure "面积 200亩". */
static void
add_reason(struct cb_table_judging *r, struct cb_verdict *v, const struct cb_rule *rule, struct cb_text shown)
{
	struct cb_str s = { 0 };

	v->is_admitted = false;
	if (*rule->measure)
		cb_str_addf(&s, "%s(", rule->measure);
	cb_str_addf(&s, "%s %.*s", rule->key, CB_TEXT_ARG(shown));
	if (*rule->measure)
		cb_str_addc(&s, ')');
	v->reasons = joined(r, v->reasons, cb_str_text(&s));
	v->rules = joined(r, v->rules, cb_text_of(rule->id));
	cb_str_release(&s);
}

/* A cell as a rule with a value reads it; a rule has its column to itself in each group. */
static bool
read_word(struct cb_table_judging *r, const struct cb_rule *rule, size_t row, int column, struct cb_cell *cell)
{
	const struct cb_type *type = rule->value.mark == CB_ADMIT_DAYS ? &cb_type_date : &cb_type_bool;
	struct cb_text raw = r->entrants.rows[row].cells[column];
	struct cb_parse_env env = { .arena = &r->out->arena };
	enum cb_code code = type->parse(NULL, raw, &env, cell);

	if (code == CB_FINE && cell->state == CB_VALUE)
		return true;
	if (code != CB_FINE)
		cb_table_report(r, code, row, column, cb_arg_hint(type, NULL, raw, r->diag->lang));
	else if (!r->options->allow_missing)
		cb_table_report(r, CB_NO_VALUE, row, column, cb_arg_nothing(NULL));
	return false;
}

/* By a rule whose value is yes, no or days. */
static void
admit_by_word(struct cb_table_judging *r, const struct cb_rule *rule, int column, const size_t *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct cb_verdict *v = &r->verdicts[rows[i]];
		struct cb_cell cell;

		if (!read_word(r, rule, rows[i], column, &cell))
			v->is_judged = false;
		else if (rule->value.mark == CB_ADMIT_DAYS ? !cb_admit_days_hold(&rule->value, cell.n)
		                                           : cell.n != rule->value.n)
			add_reason(r, v, rule, r->entrants.rows[rows[i]].cells[column]);
	}
}

static void
admit_by(struct cb_table_judging *r, const struct cb_rule *rule, int column, const size_t *rows, size_t n)
{
	const struct cb_measure *m = cb_table_measure(r, column);

	for (size_t i = 0; i < n; i++) {
		const struct cb_measured *cell = &m->cells[rows[i]];
		struct cb_verdict *v = &r->verdicts[rows[i]];

		if (cell->is_missing) {
			v->is_judged = false;
		} else if (!cb_measure_holds(m, cell->n, rule->at_least, rule->at_most)) {
			struct cb_str shown = { 0 };

			cb_measure_print(m, cell->n, &shown);
			add_reason(r, v, rule, cb_str_text(&shown));
			cb_str_release(&shown);
		}
	}
}

/* R5 for the rows of one group. What fails counts, whatever else is missing. */
void
cb_table_admit(struct cb_table_judging *r, const size_t *rows, size_t n)
{
	const char *group = cb_table_group(r, rows[0]);
	const struct cb_rule *rule;
	size_t at = 0, found = 0;

	for (size_t i = 0; i < n; i++)
		r->verdicts[rows[i]].is_judged = r->verdicts[rows[i]].is_admitted = true;
	for (; (rule = cb_rules_all(r->options->rules, "rank.admit", group, r->options->day, &at)) != NULL; found++) {
		int column = cb_loose_column(&r->entrants, cb_text_of(rule->key), rule->where, r->diag);

		if (column >= 0 && rule->value.state == CB_VALUE)
			admit_by_word(r, rule, column, rows, n);
		else if (column >= 0)
			admit_by(r, rule, column, rows, n);
		else
			r->is_refused = true;
	}
	if (found > 0)
		return;
	cb_report(r->diag, CB_RULE_MISSING, CB_NOWHERE, "", "rank.admit", "");
	r->is_refused = true;
}

/* R6 for the rows of one group. */
void
cb_table_draw_line(struct cb_table_judging *r, const size_t *rows, size_t n)
{
	const struct cb_measure *m = cb_table_measure(r, r->by);
	const struct cb_rule *line =
		cb_rules_pick(r->options->rules, "rank.line", cb_table_group(r, rows[0]), NULL, 0, r->options->day);

	for (size_t i = 0; line != NULL && i < n; i++) {
		struct cb_verdict *v = &r->verdicts[rows[i]];
		bool holds;

		r->has_line = true;
		if (cb_table_is_ratio(r))
			holds = cb_rule_holds(line, v->value);
		else
			holds = cb_measure_holds(m, v->value, line->at_least, line->at_most);
		if (v->is_absent || holds)
			continue;
		v->measures = joined(r, v->measures, cb_text_of(line->measure));
		v->rules = joined(r, v->rules, cb_text_of(line->id));
	}
}
