/* Reading the scores, finding results and walking those that were asked for. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/data/bind.h>
#include <cb/query/board_read.h>
#include <cb/query/result.h>

/* ---- policy ---- */

const char *
cb_ranking_scope(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	static const char *const kinds[] = { [CB_QUARTER] = "quarter", [CB_HALF] = "half", [CB_YEAR] = "year" };
	struct cb_text name = cb_office_name(r->office, contest);

	if (cb_text_is(name, "month") && cb_period_kind(period) != CB_MONTH)
		return kinds[cb_period_kind(period)];
	if (cb_text_is(name, "month") && r->options.within)
		return "estate"; /* the prizes of the communities are not those of their estates */
	return cb_arena_copy((struct cb_arena *)&r->arena, name.p, name.len);
}

const struct cb_rule *
cb_ranking_policy(struct cb_ranking *r, const char *what, const char *scope, int32_t day)
{
	const struct cb_rule *rule = cb_rules_pick(r->office->rules, what, scope, "", 0, day);

	if (rule == NULL)
		cb_report(r->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", what, "");
	return rule;
}

/* ---- reading ---- */

static const struct cb_score_item *
item(void *arg, uint32_t contest, uint32_t indicator)
{
	struct cb_office *office = arg;
	const struct cb_indicator *found;

	found = cb_office_indicator(office, contest != 0 ? contest : cb_office_usual_contest(office), indicator);
	return found != NULL ? &found->item : NULL;
}

static bool
wants_inspections(const struct cb_rules *rules, int32_t last_day)
{
	const struct cb_rule *rule;
	int32_t days[2] = { INT32_MIN, last_day };

	/* rows without dates, and those in force on the last day */
	for (int i = 0; i < 2; i++)
		for (size_t at = 0; (rule = cb_rules_all(rules, "rank.combine", NULL, days[i], &at)) != NULL;)
			if (rule->value.n != CB_COMBINE_MEAN)
				return true;
	return false;
}

static struct cb_text
keep(struct cb_ranking *r, struct cb_text t)
{
	return (struct cb_text){ cb_arena_copy(&r->arena, t.p, t.len), t.len };
}

static enum cb_status
read_published(struct cb_ranking *r)
{
	struct cb_input in = { .reg = &cb_register_standing };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;
	int got = 0;

	if (r->office->store == NULL && r->office->dir == NULL)
		return CB_OK;
	status = cb_records_open(&records, r->office, &in, NULL, 0);
	while (status == CB_OK && (got = cb_records_next(&records, &record)) > 0) {
		const struct cb_cell *cells = record->cells;
		struct cb_published *p;

		r->published = cb_grow(r->published, &r->cap_published, r->n_published + 1, sizeof(*r->published));
		p = &r->published[r->n_published++];
		p->contest = (uint32_t)cells[STANDING_CONTEST].n;
		p->period = cells[STANDING_PERIOD].n;
		p->entrant = (uint32_t)cells[STANDING_ENTITY].n;
		p->absent = cells[STANDING_RANK].state != CB_VALUE;
		p->place = p->absent ? 0 : (uint32_t)cells[STANDING_RANK].n;
		p->score = cells[STANDING_SCORE].n;
		p->prize_fen = cells[STANDING_PRIZE].state == CB_VALUE ? cells[STANDING_PRIZE].n : 0;
		p->award = keep(r, cells[STANDING_AWARD].text);
		p->measures = keep(r, cells[STANDING_MEASURES].text);
		p->rules = keep(r, cells[STANDING_RULES].text);
		p->batch = records.scan != NULL ? cb_scan_batch(records.scan) : 0;
	}
	cb_records_close(&records);
	return status != CB_OK ? status : got < 0 ? r->office->diag->status
	                                          : CB_OK;
}

/* ---- contests and columns ---- */

static void
add_contest(struct cb_ranking *r, size_t *cap, uint32_t contest)
{
	for (size_t i = 0; i < r->n_contests; i++)
		if (r->contests[i] == contest)
			return;
	r->contests = cb_grow(r->contests, cap, r->n_contests + 1, sizeof(*r->contests));
	r->contests[r->n_contests++] = contest;
}

/* Records without a contest belong to the only one in the data, else to month. */
static enum cb_status
settle_contests(struct cb_ranking *r)
{
	struct cb_office *office = r->office;
	size_t cap = 0;
	uint32_t unnamed;

	for (size_t i = 0; i < r->board.n_sheets; i++)
		if (r->board.sheets[i]->contest != 0)
			add_contest(r, &cap, r->board.sheets[i]->contest);
	unnamed = r->n_contests == 1 ? r->contests[0] : cb_names_id(office->names, CB_NAME_CONTEST, CB_LIT("month"));
	if (!cb_board_name_contest(&r->board, unnamed, office->diag))
		return office->diag->status;
	for (size_t i = 0; i < r->board.n_sheets; i++)
		add_contest(r, &cap, r->board.sheets[i]->contest);
	for (size_t i = 0; i < r->n_published; i++)
		add_contest(r, &cap, r->published[i].contest);
	for (size_t i = 1; i < r->n_contests; i++) /* a handful: insertion sort by name */
		for (size_t k = i; k > 0 && cb_text_compare(cb_office_name(office, r->contests[k]),
		                                            cb_office_name(office, r->contests[k - 1])) < 0;
		     k--) {
			uint32_t swap = r->contests[k];

			r->contests[k] = r->contests[k - 1];
			r->contests[k - 1] = swap;
		}
	return CB_OK;
}

static enum cb_status
report_word(struct cb_ranking *r, enum cb_code code, const char *word, struct cb_text nearest)
{
	struct cb_str hint = { 0 };

	cb_suggest(r->office->diag->lang, nearest, &hint);
	cb_report(r->office->diag, code, CB_NOWHERE, "", word, cb_str_c(&hint));
	cb_str_release(&hint);
	return r->office->diag->status;
}

static enum cb_status
unknown_contest(struct cb_ranking *r)
{
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i < r->n_contests; i++) {
		struct cb_text name = cb_office_name(r->office, r->contests[i]);

		if (cb_text_is(name, r->options.contest))
			return CB_OK;
		cb_nearest_try(&nearest, cb_text_of(r->options.contest), name);
	}
	return report_word(r, CB_UNKNOWN_CONTEST, r->options.contest, nearest.text);
}

/* A column of the register community, by key or label; -1 and reported when there is none. */
static int
community_column(struct cb_ranking *r, struct cb_text label)
{
	int column = cb_column_by_label(&cb_register_community, label);
	struct cb_nearest nearest = { 0 };
	struct cb_str word = { 0 };

	if (column >= 0)
		return column;
	for (int c = 0; c < COMMUNITY_N; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(cb_register_community.columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(cb_register_community.columns[c].zh));
	}
	cb_str_addt(&word, label);
	report_word(r, CB_UNKNOWN_WHERE, cb_str_c(&word), nearest.text);
	cb_str_release(&word);
	return -1;
}

bool
cb_ranking_meets(const struct cb_ranking *r, const struct cb_community *c, struct cb_text condition)
{
	int cut = cb_text_find(condition, "=");
	struct cb_text column = { condition.p, cut < 0 ? 0 : (uint32_t)cut };
	struct cb_text value = { condition.p + column.len + 1, condition.len - column.len - 1 };
	int at = cut < 0 ? -1 : cb_column_by_label(&cb_register_community, column);

	if (at == COMMUNITY_NAME) /* with or without 社区, or by an alias */
		return cb_names_find(r->office->names, CB_NAME_PARTY, value) == c->name;
	return at >= 0 && cb_text_equal(c->columns[at], value);
}

/* A value that no community has would give an empty ranking: it is a slip. */
static enum cb_status
check_value(struct cb_ranking *r, const char *condition, int column, struct cb_text value)
{
	struct cb_office *office = r->office;
	struct cb_nearest nearest = { 0 };
	struct cb_str hint = { 0 };

	for (size_t i = 0; i < office->n_communities; i++) {
		if (cb_ranking_meets(r, &office->communities[i], cb_text_of(condition)))
			return CB_OK;
		cb_nearest_try(&nearest, value, office->communities[i].columns[column]);
	}
	cb_suggest(office->diag->lang, nearest.text, &hint);
	cb_report(office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "", cb_register_community.columns[column].key, value.p,
	          cb_str_c(&hint));
	cb_str_release(&hint);
	return CB_USAGE;
}

static enum cb_status
check_options(struct cb_ranking *r)
{
	bool registered = r->office->n_communities > 0;
	int at;

	r->group_column = -1;
	if (r->options.group != NULL && (r->group_column = community_column(r, cb_text_of(r->options.group))) < 0)
		return CB_USAGE;
	for (size_t i = 0; i < r->options.where.n; i++) {
		struct cb_text column, value;

		if (!cb_pair_split(r->options.where.items[i], &column, &value)) {
			cb_report(r->office->diag, CB_OPTION_NEEDS_VALUE, CB_NOWHERE, "", "--where", "COL=VALUE");
			return CB_USAGE;
		}
		if ((at = community_column(r, column)) < 0)
			return CB_USAGE;
		if (registered && check_value(r, r->options.where.items[i], at, value) != CB_OK)
			return CB_USAGE;
	}
	if (!registered && (r->options.group != NULL || r->options.where.n > 0)) {
		cb_report(r->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", r->options.group != NULL ? "--group" : "--where");
		return CB_USAGE;
	}
	return CB_OK;
}

static enum cb_status
find_explained(struct cb_ranking *r)
{
	const char *name = r->options.explain;
	uint32_t id = cb_names_find(r->office->names, CB_NAME_PARTY, cb_text_of(name));

	if (id == 0)
		id = cb_names_find(r->office->names, CB_NAME_ESTATE, cb_text_of(name));
	if (id == 0 && r->office->n_communities == 0) /* files name it later */
		id = cb_names_id(r->office->names, CB_NAME_PARTY, cb_text_of(name));
	r->board.watched = id;
	if (id != 0)
		return CB_OK;
	id = cb_names_nearest(r->office->names, CB_NAME_PARTY, 0, cb_text_of(name));
	return report_word(r, CB_UNKNOWN_ENTRANT, name, cb_office_name(r->office, id));
}

enum cb_status
cb_ranking_open(struct cb_ranking *r, struct cb_office *office, const struct cb_ranking_options *options)
{
	enum cb_status status;

	*r = (struct cb_ranking){ .office = office, .options = *options };
	r->board.item = item;
	r->board.item_arg = office;
	r->board.keep_inspections = wants_inspections(office->rules, (int32_t)options->range.last_day);
	status = check_options(r);
	if (office->n_communities == 0)
		cb_report(office->diag, CB_NO_COMMUNITIES, CB_NOWHERE, "");
	if (status == CB_OK && options->explain != NULL)
		status = find_explained(r);
	if (status == CB_OK)
		status = cb_holders_open(&r->holders, office);
	if (status == CB_OK)
		status = read_published(r);
	if (status == CB_OK)
		status = cb_board_read(r->office, options->input,
		                       r->options.range.from != 0 ? r->options.range.to : 0, &r->board);
	if (status == CB_OK)
		status = settle_contests(r);
	if (status == CB_OK && options->contest != NULL)
		status = unknown_contest(r);
	return status;
}

void
cb_ranking_close(struct cb_ranking *r)
{
	for (size_t i = 0; i < r->n_results; i++) {
		free(r->results[i]->entries);
		free(r->results[i]);
	}
	free(r->results);
	free(r->published);
	free(r->contests);
	cb_board_release(&r->board);
	cb_holders_release(&r->holders);
	cb_arena_release(&r->arena);
	*r = (struct cb_ranking){ 0 };
}

/* ---- which periods ---- */

static bool
is_published(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	for (size_t i = 0; i < r->n_published; i++)
		if (r->published[i].contest == contest && r->published[i].period == period)
			return true;
	return false;
}

/* The only period of the input, or CB_USAGE: -p must say which. */
static enum cb_status
only_period(struct cb_ranking *r, struct cb_period_range *range)
{
	for (size_t i = 0; i < r->board.n_sheets; i++) {
		int64_t period = r->board.sheets[i]->period;

		if (range->from != 0 && range->from != period) {
			cb_report(r->office->diag, CB_PERIOD_NEEDED, CB_NOWHERE, "");
			return CB_USAGE;
		}
		range->from = range->to = period;
	}
	return CB_OK;
}

static bool
has_period(const struct cb_ranking *r, int64_t period)
{
	for (size_t i = 0; i < r->board.n_sheets; i++)
		if (r->board.sheets[i]->period == period)
			return true;
	return false;
}

bool
cb_ranking_has(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	int64_t months[12];
	int n = cb_period_months(period, months);

	if (is_published(r, contest, period) || cb_board_sheet(&r->board, contest, period) != NULL)
		return true;
	for (int m = 0; m < n; m++)
		if (n == 1 || !cb_ranking_has(r, contest, months[m]))
			return false;
	return true;
}

/* Says what there is no score for: the months that a quarter, half or year lacks, else all of it. */
static enum cb_status
nothing_there(struct cb_ranking *r, const struct cb_period_range *range)
{
	struct cb_str said = { 0 };
	char buf[CB_PRINT_MAX];
	int64_t months[12];
	int n = range->from == range->to ? cb_period_months(range->from, months) : 0, known = 0;

	for (int m = 0; m < n; m++)
		known += has_period(r, months[m]);
	if (known == 0)
		cb_period_range_print(range, &said);
	for (int m = 0; m < n && known > 0; m++)
		if (!has_period(r, months[m])) {
			cb_str_adds(&said, said.len > 0 ? " " : "");
			cb_str_addt(&said, cb_period_print(months[m], buf));
		}
	cb_report(r->office->diag, CB_NO_SCORES, CB_NOWHERE, "", cb_str_c(&said));
	cb_str_release(&said);
	return r->office->diag->status;
}

enum cb_status
cb_ranking_each(struct cb_ranking *r, enum cb_status (*visit)(void *arg, struct cb_result *), void *arg)
{
	struct cb_period_range range = r->options.range;
	enum cb_status status = range.from != 0 ? CB_OK : only_period(r, &range);
	size_t visited = 0;

	if (status != CB_OK)
		return status;
	for (size_t c = 0; c < r->n_contests; c++) {
		if (r->options.contest != NULL &&
		    !cb_text_is(cb_office_name(r->office, r->contests[c]), r->options.contest))
			continue;
		for (int64_t p = range.from; p != 0 && p <= range.to; p = cb_period_step(p, 1)) {
			struct cb_result *result = cb_ranking_result(r, r->contests[c], p, true);

			if (result == NULL || result->n == 0)
				continue;
			visited++;
			status = cb_status_worse(status, visit(arg, result));
		}
	}
	if (visited == 0 && r->office->diag->errors == 0)
		return nothing_there(r, &range);
	return cb_status_worse(status, r->office->diag->errors > 0 ? r->office->diag->status : CB_OK);
}

/* ---- results, computed when asked for ---- */

static bool
is_asked_for(const struct cb_ranking *r, int64_t period)
{
	const struct cb_period_range *range = &r->options.range;

	return range->from == 0 || (period >= range->from && period <= range->to);
}

struct cb_result *
cb_ranking_result(struct cb_ranking *r, uint32_t contest, int64_t period, bool report)
{
	const struct cb_board_sheet *sheet = cb_board_sheet(&r->board, contest, period);
	struct cb_result *result = NULL;

	for (size_t i = 0; i < r->n_results; i++)
		if (r->results[i]->contest == contest && r->results[i]->period == period)
			return r->results[i];
	if (!r->options.within && is_published(r, contest, period) &&
	    !(r->options.recompute && is_asked_for(r, period)))
		result = cb_result_of_published(r, contest, period);
	else if (sheet != NULL)
		result = cb_result_of_sheet(r, sheet, report);
	else if (cb_period_kind(period) != CB_MONTH)
		result = cb_result_of_months(r, contest, period, report);
	if (result == NULL)
		return NULL;
	r->results = cb_grow(r->results, &r->cap_results, r->n_results + 1, sizeof(*r->results));
	r->results[r->n_results++] = result;
	return result;
}

const struct cb_standing *
cb_result_entry(const struct cb_result *result, uint32_t entrant, uint32_t estate)
{
	for (size_t i = 0; i < result->n; i++)
		if (result->entries[i].entrant == entrant && result->entries[i].estate == estate)
			return &result->entries[i];
	return NULL;
}
