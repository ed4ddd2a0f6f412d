#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/data/label.h>
#include <cb/rule/rank.h>

#include "table_judging.h"

/* ---- what is asked for ---- */

/* R1 */
static bool
find_columns(struct cb_table_judging *r)
{
	struct cb_loose_table *e = &r->entrants;
	struct cb_text by = cb_text_of(r->options->by), left, right;
	int slash = cb_text_find(by, "/");

	if (cb_loose_find_ratio(e, by, &r->by, &r->den))
		return cb_loose_may_ask(e, r->by, r->diag) && (r->den < 0 || cb_loose_may_ask(e, r->den, r->diag));
	if (slash < 0) {
		cb_loose_column(e, by, e->header, r->diag);
		return false;
	}
	left = (struct cb_text){ by.p, (uint32_t)slash };
	right = cb_text_from(by, slash + 1);
	cb_loose_column(e, left, e->header, r->diag);
	cb_loose_column(e, right, e->header, r->diag);
	return false;
}

static const struct cb_rule *
policy(struct cb_table_judging *r, const char *what)
{
	const struct cb_rule *rule = cb_rules_pick(r->options->rules, what, NULL, NULL, 0, r->options->day);

	if (rule == NULL)
		cb_report(r->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
	return rule;
}

static bool
read_policies(struct cb_table_judging *r)
{
	const struct cb_rule *tie = policy(r, "rank.tie"), *rule;
	const struct cb_rule *round = cb_table_is_ratio(r) ? policy(r, "rank.round") : NULL;
	const struct cb_rule *places = cb_table_is_ratio(r) ? policy(r, "rank.places") : NULL;
	size_t at = 0;

	if (tie == NULL || (cb_table_is_ratio(r) && (round == NULL || places == NULL)))
		return false;
	r->tie = (enum cb_tie)tie->value.n;
	if (cb_table_is_ratio(r)) {
		r->round = (enum cb_round)round->value.n;
		r->places = (int)places->value.n;
	}
	while (r->tie == CB_TIE_ORDINAL &&
	       (rule = cb_rules_all(r->options->rules, "rank.tie_by", "", r->options->day, &at)) != NULL) {
		int column = cb_loose_column(&r->entrants, cb_text_of(rule->value_text), rule->where, r->diag);

		if (column < 0)
			return false;
		*cb_push(r->keys, r->n_keys, r->cap_keys) = column;
	}
	return true;
}

/* What is printed and ranked of a ratio; false when there is none. */
static bool
divide(struct cb_table_judging *r, cb_wide n, cb_wide d, int64_t *value)
{
	return cb_measure_divide(cb_table_measure(r, r->by), r->options->percent ? n * 100 : n,
	                         cb_table_measure(r, r->den),
	                         d, r->places, r->round, value);
}

static void
compute_values(struct cb_table_judging *r)
{
	const struct cb_measure *num = cb_table_measure(r, r->by);
	const struct cb_measure *den = cb_table_is_ratio(r) ? cb_table_measure(r, r->den) : NULL;

	for (size_t i = 0; i < r->entrants.n; i++) {
		struct cb_verdict *v = &r->verdicts[i];

		v->value = num->cells[i].n;
		v->is_absent = num->cells[i].is_missing || (den != NULL && den->cells[i].is_missing);
		if (den == NULL || v->is_absent)
			continue;
		if (divide(r, num->cells[i].n, den->cells[i].n, &v->value))
			continue;
		if (den->cells[i].n == 0)
			cb_table_report(r, CB_DIVISOR_ZERO, i, r->den, cb_arg_nothing(NULL));
		else
			cb_table_report(r, CB_OUT_OF_RANGE, i, r->by, cb_arg_nothing(NULL));
		v->is_absent = true; /* so that its group does not report it again */
	}
	for (size_t k = 0; k < r->n_keys; k++)
		cb_table_measure(r, r->keys[k]);
}

/* ---- groups ---- */

/* qsort has no context: what is compared travels along. */
struct grouped {
	const char *group;
	size_t row;
};

static int
by_group(const void *a, const void *b)
{
	const struct grouped *x = a, *y = b;
	int c = strcmp(x->group, y->group);

	return c != 0 ? c : cb_order(x->row, y->row);
}

static void
sort_by_group(struct cb_table_judging *r)
{
	size_t n = r->entrants.n;
	struct grouped *all = cb_alloc(n + 1, sizeof(*all));

	for (size_t i = 0; i < n; i++)
		all[i] = (struct grouped){ cb_table_group(r, i), i };
	cb_sort(all, n, sizeof(*all), by_group);
	for (size_t i = 0; i < n; i++)
		r->order[i] = all[i].row;
	free(all);
}

/* R3 */
static void
value_group(struct cb_table_judging *r, const size_t *rows, size_t n)
{
	const struct cb_measure *num = cb_table_measure(r, r->by), *den = cb_table_measure(r, r->den);
	cb_wide above = 0, below = 0;
	int64_t value = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (r->verdicts[rows[i]].is_absent)
			continue;
		above += num->cells[rows[i]].n;
		below += den->cells[rows[i]].n;
		any = true;
	}
	if (any && !divide(r, above, below, &value))
		cb_table_report(r, below == 0 ? CB_DIVISOR_ZERO : CB_OUT_OF_RANGE, rows[0], r->den,
		                cb_arg_nothing(NULL));
	for (size_t i = 0; i < n; i++)
		r->group_values[rows[i]] = value;
}

/* R11 */
static void
total_group(struct cb_table_judging *r, const size_t *rows, size_t n)
{
	cb_wide total = 0;

	for (size_t i = 0; i < n; i++)
		total += r->verdicts[rows[i]].is_absent ? 0 : r->verdicts[rows[i]].value;
	for (size_t i = 0; i < n; i++)
		r->totals[rows[i]] = total;
}

/* The keys that tell equals apart (R2): greater is better, with `ascending` the smaller; missing is worst. */
static void
fill_keys(struct cb_table_judging *r, size_t row, int64_t *keys)
{
	for (size_t k = 0; k < r->n_keys; k++) {
		const struct cb_measured *cell = &cb_table_measure(r, r->keys[k])->cells[row];

		keys[k] = !cell->is_missing ? cell->n : r->options->ascending ? INT64_MAX
		                                                              : INT64_MIN;
	}
	if (r->n_keys == 0)
		keys[0] = r->options->ascending ? (int64_t)row : -(int64_t)row;
}

/* Ranks one group and puts its rows in order. */
static void
rank_group(struct cb_table_judging *r, size_t *rows, size_t n)
{
	size_t n_keys = r->tie != CB_TIE_ORDINAL ? 0 : r->n_keys > 0 ? r->n_keys
	                                                             : 1;
	struct cb_rank_how how = { r->tie, r->options->ascending, n_keys };
	struct cb_rank_entry *entries = cb_alloc(n, sizeof(*entries));
	int64_t *keys = cb_alloc(n * n_keys + 1, sizeof(*keys));

	for (size_t i = 0; i < n; i++) {
		const struct cb_verdict *v = &r->verdicts[rows[i]];

		if (n_keys > 0)
			fill_keys(r, rows[i], keys + i * n_keys);
		entries[i].value = v->value;
		entries[i].name = r->entrants.rows[rows[i]].line;
		entries[i].keys = keys + i * n_keys;
		entries[i].id = rows[i];
		entries[i].absent = v->is_absent;
	}
	cb_rank(entries, n, how);
	for (size_t i = 0; i < n; i++) {
		rows[i] = entries[i].id;
		r->verdicts[rows[i]].place = entries[i].place;
	}
	free(entries);
	free(keys);
}

static void
judge_groups(struct cb_table_judging *r)
{
	for (size_t from = 0, to; from < r->entrants.n; from = to) {
		size_t *rows = r->order + from;

		for (to = from + 1; to < r->entrants.n; to++)
			if (strcmp(cb_table_group(r, r->order[to]), cb_table_group(r, rows[0])) != 0)
				break;
		if (cb_table_is_ratio(r))
			value_group(r, rows, to - from);
		total_group(r, rows, to - from);
		rank_group(r, rows, to - from);
		if (r->options->admit && !r->is_refused)
			cb_table_admit(r, rows, to - from);
		cb_table_draw_line(r, rows, to - from);
		if (r->options->gap)
			cb_table_compare(r, rows, to - from);
	}
}

/* ---- the table ---- */

static void
add_own_column(struct cb_table_judging *r, const char *key, const char *zh, const struct cb_type *type)
{
	for (size_t i = 0; i < r->entrants.n_labels; i++)
		if (cb_text_is(r->entrants.labels[i], key) || cb_text_is(r->entrants.labels[i], zh))
			cb_report(r->diag, CB_OWN_COLUMN, r->entrants.header, "", r->entrants.labels[i].p);
	cb_table_column(r->out, key, zh, type, NULL);
}

/* "产值/面积(万元/亩)" behind a word. */
static const char *
ratio_label(struct cb_table_judging *r, const char *before)
{
	struct cb_str unit = { 0 }, s = { 0 };
	const char *label;

	cb_measure_ratio_unit(cb_table_measure(r, r->by), cb_table_measure(r, r->den), &unit);
	cb_str_addf(&s, "%s%s", before, r->options->by);
	if (r->options->percent && unit.len > 0)
		cb_report(r->diag, CB_SHARE_OF_UNITS, r->entrants.header, "", r->options->by, cb_str_text(&unit));
	if (unit.len > 0 || r->options->percent)
		cb_str_addf(&s, "(%s)", r->options->percent ? "%" : cb_str_c(&unit));
	label = cb_arena_copy(&r->out->arena, s.p, s.len);
	cb_str_release(&unit);
	cb_str_release(&s);
	return label;
}

/* 名次, or 按得分名次 beside a 名次 that the table has already. */
static const char *
place_label(struct cb_table_judging *r)
{
	struct cb_str s = { 0 };
	const char *label = "名次";

	if (cb_loose_find(&r->entrants, cb_text_of(label)) == -1)
		return label;
	cb_str_addf(&s, "按%s名次", r->options->by);
	label = cb_arena_copy(&r->out->arena, s.p, s.len);
	cb_str_release(&s);
	return label;
}

static void
add_columns(struct cb_table_judging *r)
{
	struct cb_table *t = r->out;

	for (size_t i = 0; i < r->entrants.n_labels; i++) {
		const char *label = r->entrants.labels[i].p;

		cb_table_column(t, label, label, r->entrants.masks[i] != NULL ? r->entrants.masks[i] : &cb_type_text,
		                NULL);
		t->columns[i].is_private = r->entrants.masks[i] != NULL;
	}
	if (cb_table_is_ratio(r))
		add_own_column(r, r->options->by, ratio_label(r, ""), &cb_type_num);
	add_own_column(r, "rank", place_label(r), &cb_type_int);
	if (cb_table_is_ratio(r) && r->group >= 0)
		add_own_column(r, "group_value", ratio_label(r, "本组"), &cb_type_num);
	if (r->options->of_total)
		add_own_column(r, "share", "占比", &cb_type_text);
	if (r->options->gap) {
		add_own_column(r, "benchmark", "标杆", &cb_type_text);
		add_own_column(r, "difference", "差距", &cb_type_num);
		add_own_column(r, "ratio", "为标杆的", &cb_type_text);
	}
	if (r->options->admit) {
		add_own_column(r, "admitted", "准入", &cb_type_bool);
		add_own_column(r, "reasons", "理由", &cb_type_text);
	}
	if (r->has_line)
		add_own_column(r, "measures", "处理措施", &cb_type_text);
	if (r->options->admit || r->has_line)
		add_own_column(r, "rules", "规则", &cb_type_text);
}

static void
add_row(struct cb_table_judging *r, size_t row)
{
	const struct cb_verdict *v = &r->verdicts[row];
	struct cb_cell *cells = cb_table_row(r->out), none = { 0 };
	size_t at = 0;

	while (at < r->entrants.n_labels) {
		cells[at] = cb_cell_lent(r->entrants.rows[row].cells[at]);
		at++;
	}
	if (cb_table_is_ratio(r))
		cells[at++] = v->is_absent ? none : cb_cell_number(v->value);
	cells[at++] = v->is_absent ? none : cb_cell_number(v->place);
	if (cb_table_is_ratio(r) && r->group >= 0)
		cells[at++] = v->is_absent ? none : cb_cell_number(r->group_values[row]);
	if (r->options->of_total)
		cells[at++] = v->is_absent ? none : cb_table_share(r, v->value, r->totals[row]);
	if (r->options->gap)
		at += cb_table_print_gap(r, row, cells + at);
	if (r->options->admit) {
		cells[at++] = v->is_judged || !v->is_admitted ? cb_cell_number(v->is_admitted) : none;
		cells[at++] = cb_cell_lent(v->reasons);
	}
	if (r->has_line)
		cells[at++] = cb_cell_lent(v->measures);
	if (r->options->admit || r->has_line)
		cells[at++] = cb_cell_lent(v->rules);
}

static void
fill_table(struct cb_table_judging *r)
{
	struct cb_str title = { 0 };

	cb_str_addf(&title, "%s排名", r->options->by);
	r->out->title_zh = cb_arena_copy(&r->out->arena, title.p, title.len);
	cb_str_setf(&title, "Ranking by %s", r->options->by);
	r->out->title_en = cb_arena_copy(&r->out->arena, title.p, title.len);
	cb_str_release(&title);
	for (size_t i = 0; i < r->entrants.n; i++)
		add_row(r, r->order[i]);
	/* a ratio behind the columns of the file, the first of which names the entrant */
	if (cb_table_is_ratio(r))
		r->out->chart = (struct cb_table_chart){
			.label = 0, .value = r->entrants.n_labels, .n_rows = r->out->n_rows
		};
	if (r->out->chart.n_rows > CB_CHART_ROWS_MAX)
		r->out->chart.n_rows = CB_CHART_ROWS_MAX;
}

/* ---- all of it ---- */

static void
compute(struct cb_table_judging *r)
{
	size_t n = r->entrants.n + 1, columns = r->entrants.n_labels + 1;

	r->measures = cb_alloc(columns, sizeof(*r->measures));
	r->is_read = cb_alloc(columns, sizeof(*r->is_read));
	r->verdicts = cb_alloc(n, sizeof(*r->verdicts));
	r->order = cb_alloc(n, sizeof(*r->order));
	r->group_values = cb_alloc(n, sizeof(*r->group_values));
	r->totals = cb_alloc(n, sizeof(*r->totals));
	cb_table_find_units(r);
	compute_values(r);
	cb_table_report_twice(r);
	sort_by_group(r);
	judge_groups(r);
}

/* ---- --among ---- */

static bool
filter(struct cb_loose_table *table, int column, struct cb_text value, struct cb_diag *diag)
{
	struct cb_nearest nearest = { 0 };
	size_t kept = 0, n = table->n;

	for (size_t i = 0; i < n; i++) {
		if (cb_table_is_same(table->rows[i].cells[column], value))
			table->rows[kept++] = table->rows[i];
		else if (kept == 0)
			cb_nearest_try(&nearest, value, table->rows[i].cells[column]);
	}
	table->n = kept;
	if (kept > 0 || n == 0)
		return true;
	cb_report(diag, CB_NO_ROW_WHERE, table->header, "", table->labels[column].p, value, cb_arg_nearest(nearest.text));
	return false;
}

static bool
keep_among(struct cb_loose_table *table, struct cb_list among, struct cb_diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < among.n && ok; i++) {
		struct cb_text name, value;
		int column;

		if (!cb_pair_split(among.items[i], &name, &value)) {
			cb_report(diag, CB_BAD_WHERE, CB_NOWHERE, "", among.items[i]);
			return false;
		}
		column = cb_loose_column(table, name, table->header, diag);
		ok = column >= 0 && filter(table, column, value, diag);
	}
	return ok;
}

static bool
read_question(struct cb_table_judging *r)
{
	struct cb_loose_table *e = &r->entrants;
	bool ok = find_columns(r);

	if (ok && (cb_table_is_ratio(r) ? r->options->of_total : r->options->percent)) {
		cb_report(r->diag, CB_OPTION_NEEDS, CB_NOWHERE, "", cb_table_is_ratio(r) ? "--of-total" : "--percent",
		          cb_table_is_ratio(r) ? "--by COL" : "--by NUM/DEN");
		return false;
	}
	r->group = -1;
	if (r->options->group != NULL) {
		r->group = cb_loose_column(e, cb_text_of(r->options->group), e->header, r->diag);
		ok = ok && r->group >= 0;
	}
	ok = keep_among(e, r->options->among, r->diag) && ok;
	ok = ok && (!r->options->gap || cb_table_find_benchmark(r));
	return ok && read_policies(r);
}

static void
release(struct cb_table_judging *r)
{
	for (size_t i = 0; r->measures != NULL && i < r->entrants.n_labels; i++)
		cb_measure_release(&r->measures[i]);
	free(r->measures);
	free(r->is_read);
	free(r->keys);
	free(r->verdicts);
	free(r->order);
	free(r->group_values);
	free(r->totals);
	cb_loose_release(&r->entrants);
}

enum cb_status
cb_table_ranking(const struct cb_table_ranking_options *options, struct cb_list paths, struct cb_table *out,
                 struct cb_diag *diag)
{
	struct cb_table_judging r = { .options = options, .diag = diag, .out = out };
	struct cb_loose_reading reading = options->reading;
	uint64_t before = diag->errors;
	enum cb_status rc;

	r.entrants.arena = &out->arena;
	r.entrants.reveals = options->reveals;
	reading.by = options->by;
	reading.group = options->group;
	rc = cb_loose_read(&r.entrants, paths, &reading, diag);
	if (r.entrants.n_labels > 0 && read_question(&r) && rc <= CB_FOUND) {
		compute(&r);
		add_columns(&r);
		if (diag->errors == before)
			fill_table(&r);
	}
	if (diag->errors > before)
		rc = cb_status_worse(rc, diag->status);
	release(&r);
	return rc;
}
