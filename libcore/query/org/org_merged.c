/* The figures of a community that is part of another on the day, told under the name of that (query/org.h R7). */
#include <stdlib.h>
#include <string.h>
#include <string.h>

#include <cb/query/counts.h>
#include <cb/rule/types.h>
#include <cb/value/date.h>

#include "street.h"

struct merging {
	const struct street *street;
	const struct cb_merger *merger;
	uint32_t into;
	struct cb_table *rows;
	struct cb_dict at;     /* of the other: period and name -> row + 1 */
	struct cb_dict summed; /* names of figures that add up -> 1 */
	struct cb_dict told;   /* names of those that do not, told of */
	bool *is_of_both;      /* [row] */
};

static struct cb_text
key_of(const struct cb_cell *cells, struct cb_str *key)
{
	cb_str_clear(key);
	cb_str_addf(key, "%lld ", (long long)cells[METRIC_PERIOD].n);
	cb_str_addt(key, cells[METRIC_NAME].text);
	return cb_str_text(key);
}

static void
find_others(struct merging *m)
{
	struct cb_str key = { 0 };

	for (size_t row = 0; row < m->rows->n_rows; row++)
		if ((uint32_t)cb_table_at(m->rows, row)[METRIC_SUBJECT].n == m->into)
			cb_dict_put(&m->at, key_of(cb_table_at(m->rows, row), &key), (uint32_t)row + 1);
	cb_str_release(&key);
}

static void
add_part(const struct merging *m, struct cb_cell *cells, const struct cb_cell *part)
{
	struct cb_sum sum = { 0 };

	cb_sum_add(&sum, &cells[METRIC_VALUE]);
	cb_sum_add(&sum, part);
	cells[METRIC_VALUE] = cb_sum_cell(&sum, m->street->office->diag, "value");
}

/* Of a period before they were one, what one of the two has not said makes the sum at least so much. */
static void
add_unknown(const struct merging *m, struct cb_cell *cells)
{
	static const struct cb_cell unknown = { .state = CB_VALUE, .mark = CB_UNKNOWN };
	int32_t last_day = (int32_t)cb_period_last_day(cells[METRIC_PERIOD].n);

	if (cb_office_of_day(m->street->office, m->merger->from, last_day) != m->into)
		add_part(m, cells, &unknown);
}

static void
tell_apart(struct merging *m, struct cb_text name)
{
	const struct cb_office *office = m->street->office;
	char buf[CB_PRINT_MAX];

	if (cb_dict_add(&m->told, name, 1))
		cb_report(office->diag, CB_FIGURE_APART, CB_NOWHERE, "", cb_office_name(office, m->merger->from),
		          cb_office_name(office, m->into), cb_date_print(m->merger->since, buf), name);
}

static bool
adds_up(const struct merging *m, struct cb_text name, enum cb_status *status)
{
	const struct cb_office *office = m->street->office;
	struct cb_str key = { 0 };
	const struct cb_rule *rule;

	cb_str_addt(&key, name);
	rule = cb_rules_pick(office->rules, "metric.merge", NULL, cb_str_c(&key), 0, m->street->day);
	cb_str_release(&key);
	if (rule == NULL)
		*status = cb_report(office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "metric.merge", "");
	return rule != NULL && rule->value.n == CB_MERGE_SUM;
}

/* A figure of the merged one becomes part of the other's, or is it where that has none; else it is left out. */
static bool
take_figure(struct merging *m, size_t row, enum cb_status *status)
{
	struct cb_cell *cells = cb_table_at(m->rows, row), *whole, part;
	struct cb_str key = { 0 };
	uint32_t other = cb_dict_get(&m->at, key_of(cells, &key));

	cb_str_release(&key);
	whole = other != 0 ? cb_table_at(m->rows, other - 1) : NULL;
	if (!adds_up(m, cells[METRIC_NAME].text, status) ||
	    (whole != NULL && !cb_metric_in_unit(cells, whole, &part))) {
		tell_apart(m, cells[METRIC_NAME].text);
		return false;
	}
	cb_dict_put(&m->summed, cells[METRIC_NAME].text, 1);
	if (whole != NULL) {
		add_part(m, whole, &part);
		m->is_of_both[other - 1] = true;
		return false;
	}
	cells[METRIC_SUBJECT] = cb_table_text(m->rows, cb_office_name(m->street->office, m->into));
	cells[METRIC_SUBJECT].n = m->into;
	return true;
}

static enum cb_status
merge_figures(struct merging *m)
{
	size_t n = 0, width = m->rows->n_columns;
	enum cb_status status = CB_OK;

	find_others(m);
	for (size_t row = 0; row < m->rows->n_rows && status == CB_OK; row++)
		if ((uint32_t)cb_table_at(m->rows, row)[METRIC_SUBJECT].n == m->merger->from && !take_figure(m, row, &status))
			cb_table_at(m->rows, row)[METRIC_SUBJECT].n = 0;
	for (size_t row = 0; row < m->rows->n_rows; row++) {
		struct cb_cell *cells = cb_table_at(m->rows, row);

		if (cells[METRIC_SUBJECT].n == 0)
			continue;
		if ((uint32_t)cells[METRIC_SUBJECT].n == m->into && !m->is_of_both[row] &&
		    cb_dict_get(&m->summed, cells[METRIC_NAME].text) != 0)
			add_unknown(m, cells);
		memmove(cb_table_at(m->rows, n++), cells, width * sizeof(*cells));
	}
	m->rows->n_rows = n;
	return status;
}

enum cb_status
street_merge_figures(struct street *s)
{
	const struct cb_office *office = s->office;
	enum cb_status status = CB_OK;

	for (size_t i = 0; i < office->n_mergers && status == CB_OK; i++) {
		struct merging m = { .street = s, .merger = &office->mergers[i], .rows = &s->tables[OF_METRIC] };

		if (m.merger->since > office->day)
			continue;
		m.into = cb_office_of_day(office, m.merger->from, office->day);
		m.is_of_both = cb_alloc(m.rows->n_rows + 1, sizeof(*m.is_of_both));
		status = merge_figures(&m);
		free(m.is_of_both);
		cb_dict_release(&m.at);
		cb_dict_release(&m.summed);
		cb_dict_release(&m.told);
	}
	return status;
}
