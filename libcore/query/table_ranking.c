#include <cb/query/table_ranking.h>

#include <stdlib.h>
#include <string.h>

#include <cb/query/entrants.h>
#include <cb/query/measure.h>
#include <cb/rule/rank.h>

enum { KEYS_MAX = 8,
       CHECKS_MAX = 16 };

/* A column that rules rank.admit judge. */
struct check {
	const char *key;
	struct cb_measure measure;
};

struct job {
	const struct cb_table_ranking_options *o;
	struct cb_diag *diag;
	struct cb_entrants e;
	struct cb_measure num, den;               /* den: of a ratio */
	int num_column, den_column, group_column; /* -1 = none */
	bool is_ratio;
	const struct cb_rule *tie, *round, *places; /* the last two: of a ratio */
	struct check checks[CHECKS_MAX];
	size_t n_checks;
	int keys[KEYS_MAX]; /* columns of rank.tie_by */
	struct cb_measure key_measures[KEYS_MAX];
	size_t n_keys;
	int64_t *values; /* [row] what is ranked */
	bool *absent;    /* [row] */
	struct cb_rank_entry *order;
	bool has_lines;
};

static const char *
column_label(const struct job *j, int column)
{
	return j->e.labels[column].p; /* NUL-terminated, as all texts of the entrants */
}

static const char *
group_of(const struct job *j, size_t row)
{
	return j->group_column < 0 ? "" : j->e.rows[row].cells[j->group_column].p;
}

/* ---- columns and numbers ---- */

static const struct cb_rule *
policy(struct job *j, const char *what)
{
	const struct cb_rule *rule = cb_rules_pick(j->o->rules, what, "", "", 0, j->o->day);

	if (rule == NULL)
		cb_report(j->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
	return rule;
}

/* `by` is a label, or two joined by a slash. */
static bool
find_columns(struct job *j)
{
	struct cb_text by = cb_text_of(j->o->by), num = by, den;
	int slash = cb_text_find(by, "/");

	j->num_column = cb_entrants_find(&j->e, by);
	j->den_column = j->group_column = -1;
	if (j->num_column < 0 && slash > 0) {
		num.len = (uint32_t)slash;
		den = (struct cb_text){ by.p + slash + 1, by.len - (uint32_t)slash - 1 };
		j->is_ratio = true;
		j->den_column = cb_entrants_column(&j->e, den, j->e.header, j->diag);
	}
	if (j->num_column < 0)
		j->num_column = cb_entrants_column(&j->e, num, j->e.header, j->diag);
	if (j->o->group != NULL)
		j->group_column = cb_entrants_column(&j->e, cb_text_of(j->o->group), j->e.header, j->diag);
	return j->num_column >= 0 && (!j->is_ratio || j->den_column >= 0) &&
	       (j->o->group == NULL || j->group_column >= 0);
}

/* Types a column; each cell that is wrong, missing (where it must not be) or in another unit is reported. */
static void
measure_column(struct job *j, int column, bool may_miss, struct cb_measure *m)
{
	cb_measure_start(m, j->e.labels[column]);
	for (size_t i = 0; i < j->e.n; i++) {
		struct cb_text cell = j->e.rows[i].cells[column];
		enum cb_code code = cb_measure_add(m, cell);

		if (code != CB_FINE)
			cb_report(j->diag, code, cb_entrant_place(&j->e.rows[i], column), column_label(j, column), cell.p, "");
		else if (m->cells[i].is_missing && !may_miss)
			cb_report(j->diag, CB_NO_VALUE, cb_entrant_place(&j->e.rows[i], column),
			          column_label(j, column), column_label(j, column));
	}
	cb_measure_finish(m);
	for (size_t i = 0; i < j->e.n; i++) {
		struct cb_str unit = { 0 };

		if (cb_measure_fits(m, i))
			continue;
		cb_str_addt(&unit, m->shown_unit);
		cb_report(j->diag, CB_UNIT_DIFFERS, cb_entrant_place(&j->e.rows[i], column), column_label(j, column),
		          j->e.rows[i].cells[column].p, cb_str_c(&unit));
		cb_str_release(&unit);
	}
}

static void
find_keys(struct job *j)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while (j->tie->value.n == CB_TIE_ORDINAL && j->n_keys < KEYS_MAX &&
	       (rule = cb_rules_all(j->o->rules, "rank.tie_by", "", j->o->day, &at)) != NULL) {
		int column = cb_entrants_column(&j->e, cb_text_of(rule->value_text), rule->place, j->diag);

		if (column < 0)
			return;
		j->keys[j->n_keys] = column;
		measure_column(j, column, j->o->allow_missing, &j->key_measures[j->n_keys++]);
	}
}

static void
find_checks(struct job *j)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while (j->o->admit && (rule = cb_rules_all(j->o->rules, "rank.admit", NULL, j->o->day, &at)) != NULL) {
		size_t i = 0;
		int column;

		while (i < j->n_checks && strcmp(j->checks[i].key, rule->key) != 0)
			i++;
		if (i < j->n_checks || j->n_checks == CHECKS_MAX)
			continue;
		column = cb_entrants_column(&j->e, cb_text_of(rule->key), rule->place, j->diag);
		if (column < 0)
			continue;
		j->checks[j->n_checks].key = rule->key;
		measure_column(j, column, j->o->allow_missing, &j->checks[j->n_checks++].measure);
	}
}

static void
compute_values(struct job *j)
{
	j->values = cb_alloc(j->e.n + 1, sizeof(*j->values));
	j->absent = cb_alloc(j->e.n + 1, sizeof(*j->absent));
	for (size_t i = 0; i < j->e.n; i++) {
		const struct cb_measured *num = &j->num.cells[i], *den = j->is_ratio ? &j->den.cells[i] : num;

		j->absent[i] = num->is_missing || den->is_missing;
		j->values[i] = num->n;
		if (j->absent[i] || !j->is_ratio)
			continue;
		if (den->n == 0)
			cb_report(j->diag, CB_DIVISOR_ZERO, cb_entrant_place(&j->e.rows[i], j->den_column),
			          column_label(j, j->den_column), column_label(j, j->den_column));
		else if (!cb_measure_divide(&j->num, num->n, &j->den, den->n, (int)j->places->value.n,
		                            (enum cb_round)j->round->value.n, &j->values[i]))
			cb_report(j->diag, CB_OUT_OF_RANGE, cb_entrant_place(&j->e.rows[i], j->num_column), j->o->by,
			          j->e.rows[i].cells[j->num_column].p);
	}
}

/* ---- places ---- */

static int
compare_groups(const struct job *j, const struct cb_rank_entry *a, const struct cb_rank_entry *b)
{
	return strcmp(group_of(j, a->id), group_of(j, b->id));
}

/* Merges sorted halves: stable, so that the order of the input can break ties. */
static void
sort_by_group(struct job *j, struct cb_rank_entry *entries, struct cb_rank_entry *spare, size_t n)
{
	size_t half = n / 2, a = 0, b = half, at = 0;

	if (n < 2)
		return;
	sort_by_group(j, entries, spare, half);
	sort_by_group(j, entries + half, spare, n - half);
	while (a < half || b < n)
		spare[at++] = b == n || (a < half && compare_groups(j, &entries[a], &entries[b]) <= 0)
		                      ? entries[a++]
		                      : entries[b++];
	memcpy(entries, spare, n * sizeof(*entries));
}

static void
set_keys(struct job *j, size_t row, int64_t *keys)
{
	/* without rank.tie_by the order of the input decides: the earlier is better, whichever way is up */
	keys[0] = j->o->ascending ? (int64_t)row : -(int64_t)row;
	for (size_t k = 0; k < j->n_keys; k++)
		keys[k] = j->key_measures[k].cells[row].n;
}

static void
rank_rows(struct job *j)
{
	struct cb_rank_how how = { (enum cb_tie)j->tie->value.n, j->o->ascending, j->n_keys > 0 ? j->n_keys : 1 };
	struct cb_rank_entry *spare = cb_alloc(j->e.n + 1, sizeof(*spare));
	size_t width = how.n_keys;
	int64_t *keys = cb_alloc(j->e.n * width + 1, sizeof(*keys));

	j->order = cb_alloc(j->e.n + 1, sizeof(*j->order));
	for (size_t i = 0; i < j->e.n; i++) {
		set_keys(j, i, &keys[i * width]);
		j->order[i] = (struct cb_rank_entry){ .value = j->values[i], .name = j->e.rows[i].line, .id = i };
		j->order[i].keys = &keys[i * width];
		j->order[i].absent = j->absent[i];
	}
	sort_by_group(j, j->order, spare, j->e.n);
	for (size_t from = 0, to; from < j->e.n; from = to) {
		for (to = from + 1; to < j->e.n && compare_groups(j, &j->order[from], &j->order[to]) == 0;)
			to++;
		cb_rank(&j->order[from], to - from, how);
	}
	for (size_t i = 0; i < j->e.n; i++)
		j->order[i].keys = NULL;
	free(keys);
	free(spare);
}

/* ---- the table ---- */

static void
own_column(struct job *j, struct cb_table *out, const char *key, const char *zh, const struct cb_type *type)
{
	for (size_t c = 0; c < j->e.n_labels; c++)
		if (cb_text_is(j->e.labels[c], key))
			cb_report(j->diag, CB_OWN_COLUMN, j->e.header, key, key);
	cb_table_column(out, key, zh, type, NULL);
}

static void
add_columns(struct job *j, struct cb_table *out)
{
	struct cb_str label = { 0 };
	size_t at = 0;

	for (size_t c = 0; c < j->e.n_labels; c++) {
		const char *words = cb_arena_copy(&out->arena, j->e.labels[c].p, j->e.labels[c].len);

		cb_table_column(out, words, words, &cb_type_text, NULL);
	}
	if (j->is_ratio) {
		struct cb_str unit = { 0 };

		cb_measure_ratio_unit(&j->num, &j->den, &unit);
		cb_str_addf(&label, unit.len > 0 ? "%s(%s)" : "%s", j->o->by, cb_str_c(&unit));
		own_column(j, out, j->o->by, cb_arena_copy(&out->arena, cb_str_c(&label), label.len), &cb_type_num);
		cb_str_release(&unit);
		cb_str_release(&label);
	}
	own_column(j, out, "rank", "名次", &cb_type_int);
	if (j->is_ratio && j->group_column >= 0)
		own_column(j, out, "group_value", "本组比值", &cb_type_num);
	if (j->o->admit) {
		own_column(j, out, "admitted", "是否准入", &cb_type_bool);
		own_column(j, out, "reasons", "理由", &cb_type_text);
	}
	j->has_lines = cb_rules_all(j->o->rules, "rank.line", NULL, j->o->day, &at) != NULL;
	if (j->has_lines)
		own_column(j, out, "measures", "处理措施", &cb_type_text);
	own_column(j, out, "rules", "规则", &cb_type_text);
}

static void
append(struct cb_str *list, const char *word)
{
	cb_str_addf(list, "%s%s", list->len > 0 && word[0] != '\0' ? ";" : "", word);
}

static struct cb_cell
text_cell(struct cb_table *out, struct cb_str *text)
{
	struct cb_cell cell = cb_table_text(out, cb_str_text(text));

	cb_str_release(text);
	return cell;
}

/* Σ/Σ of the ranked rows of the group that starts at order[from]. */
static struct cb_cell
group_value(struct job *j, size_t from)
{
	cb_wide num = 0, den = 0;
	int64_t micro;

	for (size_t i = from; i < j->e.n && compare_groups(j, &j->order[from], &j->order[i]) == 0; i++) {
		size_t row = j->order[i].id;

		num += j->absent[row] ? 0 : j->num.cells[row].n;
		den += j->absent[row] ? 0 : j->den.cells[row].n;
	}
	if (den == 0 || !cb_measure_divide(&j->num, num, &j->den, den, (int)j->places->value.n,
	                                   (enum cb_round)j->round->value.n, &micro))
		return (struct cb_cell){ 0 };
	return cb_cell_number(micro);
}

/* R5: returns the cell of `admitted`; fills reasons and rules. */
static struct cb_cell
admit(struct job *j, size_t row, struct cb_str *reasons, struct cb_str *rules)
{
	bool good = true, known = true;

	for (size_t i = 0; i < j->n_checks; i++) {
		const struct cb_measure *m = &j->checks[i].measure;
		const struct cb_rule *rule =
			cb_rules_pick(j->o->rules, "rank.admit", group_of(j, row), j->checks[i].key, 0, j->o->day);

		if (rule == NULL)
			continue;
		if (m->cells[row].is_missing) {
			known = false;
		} else if (!cb_measure_holds(m, m->cells[row].n, rule->at_least, rule->at_most)) {
			good = false;
			append(reasons, rule->measure);
			cb_str_adds(reasons, ":");
			cb_measure_print(m, m->cells[row].n, reasons);
			append(rules, rule->id);
		}
	}
	return good && !known ? (struct cb_cell){ 0 } : cb_cell_number(good);
}

/* R6 */
static void
judge_line(struct job *j, size_t row, struct cb_str *measures, struct cb_str *rules)
{
	const struct cb_rule *line = cb_rules_pick(j->o->rules, "rank.line", group_of(j, row), "", 0, j->o->day);

	if (line == NULL || j->absent[row] ||
	    (j->is_ratio ? cb_rule_holds(line, j->values[row])
	                 : cb_measure_holds(&j->num, j->values[row], line->at_least, line->at_most)))
		return;
	append(measures, line->measure);
	append(rules, line->id);
}

static void
add_row(struct job *j, const struct cb_rank_entry *entry, struct cb_cell group, struct cb_table *out)
{
	struct cb_str reasons = { 0 }, measures = { 0 }, rules = { 0 };
	struct cb_cell *cells = cb_table_row(out);
	size_t at = 0, row = entry->id;

	for (; at < j->e.n_labels; at++)
		cells[at] = cb_table_text(out, j->e.rows[row].cells[at]);
	if (j->is_ratio)
		cells[at++] = entry->absent ? (struct cb_cell){ 0 } : cb_cell_number(j->values[row]);
	cells[at++] = entry->absent ? (struct cb_cell){ 0 } : cb_cell_number(entry->place);
	if (j->is_ratio && j->group_column >= 0)
		cells[at++] = group;
	if (j->o->admit) {
		cells[at++] = admit(j, row, &reasons, &rules);
		cells[at++] = text_cell(out, &reasons);
	}
	judge_line(j, row, &measures, &rules);
	if (j->has_lines)
		cells[at++] = text_cell(out, &measures);
	cb_str_release(&measures);
	cells[at++] = text_cell(out, &rules);
}

static void
write_rows(struct job *j, struct cb_table *out)
{
	struct cb_cell group = { 0 };

	for (size_t i = 0; i < j->e.n; i++) {
		bool starts = i == 0 || compare_groups(j, &j->order[i - 1], &j->order[i]) != 0;

		if (starts && j->is_ratio && j->group_column >= 0)
			group = group_value(j, i);
		add_row(j, &j->order[i], group, out);
	}
}

/* ---- all of it ---- */

static enum cb_status
rank(struct job *j, struct cb_table *out)
{
	bool may_miss = j->o->allow_missing;

	if (!find_columns(j))
		return j->diag->status;
	j->tie = policy(j, "rank.tie");
	j->round = j->is_ratio ? policy(j, "rank.round") : NULL;
	j->places = j->is_ratio ? policy(j, "rank.places") : NULL;
	if (j->tie == NULL || (j->is_ratio && (j->round == NULL || j->places == NULL)))
		return CB_USAGE;
	measure_column(j, j->num_column, may_miss, &j->num);
	if (j->is_ratio)
		measure_column(j, j->den_column, may_miss, &j->den);
	find_keys(j);
	find_checks(j);
	if (j->diag->errors == 0)
		compute_values(j);
	add_columns(j, out);
	if (j->diag->errors > 0)
		return j->diag->status;
	rank_rows(j);
	write_rows(j, out);
	return CB_OK;
}

enum cb_status
cb_table_ranking(const struct cb_table_ranking_options *options, struct cb_list paths, struct cb_table *out,
                 struct cb_diag *diag)
{
	struct job j = { .o = options, .diag = diag };
	enum cb_status status = cb_entrants_read(&j.e, paths, &options->csv, diag);

	out->title_zh = "排名";
	out->title_en = "Ranking";
	if (status == CB_OK && !cb_entrants_filter(&j.e, options->where, diag))
		status = diag->status;
	if (status == CB_OK)
		status = rank(&j, out);
	cb_measure_release(&j.num);
	cb_measure_release(&j.den);
	for (size_t i = 0; i < j.n_keys; i++)
		cb_measure_release(&j.key_measures[i]);
	for (size_t i = 0; i < j.n_checks; i++)
		cb_measure_release(&j.checks[i].measure);
	free(j.values);
	free(j.absent);
	free(j.order);
	cb_entrants_release(&j.e);
	return status;
}
