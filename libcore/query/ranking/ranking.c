/* Reading the scores, finding results and walking those that were asked for. */
#include <stdlib.h>
#include <string.h>

#include <cb/base/suggest.h>
#include <cb/query/titles.h>

#include "board_read.h"
#include "computing.h"
#include "partial.h"

/* ---- reading ---- */

/* A period before those asked for, of which what was published is all that is looked back at. */
static bool
is_idle(const void *arg, uint32_t contest, int64_t period)
{
	const struct cb_ranking *r = arg;
	const struct cb_period_range *range = &r->options.range;

	return r->board.watched == 0 && range->from != 0 && cb_period_last_day(period) < range->first_day &&
	       cb_ranking_takes_registered(r, contest, period) && cb_ranking_takes_registered(r, contest, range->to) &&
	       cb_published_find(r, contest, period, 0) != NULL;
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

/* ---- contests ---- */

static void
add_contest(struct cb_ranking *r, size_t *cap, uint32_t contest)
{
	for (size_t i = 0; i < r->n_contests; i++)
		if (r->contests[i] == contest)
			return;
	r->contests = cb_grow(r->contests, cap, r->n_contests + 1, sizeof(*r->contests));
	r->contests[r->n_contests++] = contest;
}

static void
settle_contests(struct cb_ranking *r)
{
	const struct cb_office *office = r->office;
	size_t cap = 0;

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
}

/* By its name or its title. */
static enum cb_status
check_contest(struct cb_ranking *r)
{
	uint32_t asked = cb_office_find(r->office, CB_NAME_CONTEST, cb_text_of(r->options.contest));
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i < r->n_contests; i++) {
		struct cb_text name = cb_office_name(r->office, r->contests[i]);

		if (r->contests[i] == asked) {
			r->options.contest = name.p; /* texts of names end with a NUL byte */
			return CB_OK;
		}
		cb_nearest_try(&nearest, cb_text_of(r->options.contest), name);
		name = cb_names_title(r->office->names, r->contests[i]);
		cb_nearest_try(&nearest, cb_text_of(r->options.contest), name);
	}
	return cb_report(r->office->diag, CB_UNKNOWN_CONTEST, CB_NOWHERE, "", r->options.contest, cb_arg_nearest(nearest.text));
}

static enum cb_status
read_scores(struct cb_ranking *r)
{
	int64_t last = r->options.range.from != 0 ? r->options.range.to : 0;

	return r->options.merges ? cb_partial_board(r->office, r->options.input, last, &r->board)
	                         : cb_board_read(r->office, r->options.input, last, &r->board);
}

static enum cb_status
read_all(struct cb_ranking *r)
{
	const struct cb_office *office = r->office;
	enum cb_status status = cb_ranking_check_among(r);

	if (office->n_communities == 0)
		cb_report(office->diag, CB_NO_COMMUNITIES, CB_NOWHERE, "");
	if (status == CB_OK && r->options.explain != NULL)
		status = cb_ranking_entrant(office, r->options.explain, &r->board.watched);
	if (status == CB_OK && r->options.benchmark != NULL)
		status = cb_ranking_entrant(office, r->options.benchmark, &r->benchmark);
	if (status == CB_OK)
		status = cb_holders_open(&r->holders, office);
	if (status == CB_OK)
		status = cb_published_read(r);
	if (status == CB_OK)
		status = read_scores(r);
	if (status == CB_OK)
		settle_contests(r);
	return status == CB_OK && r->options.contest != NULL ? check_contest(r) : status;
}

static struct cb_ranking *
open_ranking(const struct cb_office *office, const struct cb_ranking_options *options)
{
	struct cb_ranking *r = cb_alloc(1, sizeof(*r));

	*r = (struct cb_ranking){ .office = office, .options = *options };
	r->board.office = office;
	r->board.is_idle = is_idle;
	r->board.idle_arg = r;
	r->board.keep_inspections = wants_inspections(office->rules, (int32_t)options->range.last_day);
	r->status = read_all(r);
	return r;
}

struct cb_ranking *
cb_ranking_of(struct cb_query_run *run)
{
	struct cb_ranking_options options = { 0 };
	struct cb_input input = { 0 };

	if (run->ranking == NULL) {
		if (run->of.ranking != NULL)
			options = *run->of.ranking;
		if (run->input != NULL)
			input = *run->input;
		input.reg = &cb_register_score;
		options.input = &input;
		options.range = run->range;
		options.one_contest = run->in_prose;
		run->ranking = open_ranking(run->office, &options);
		run->ranking->options.input = NULL; /* has been read */
	}
	return run->ranking->status == CB_OK ? run->ranking : NULL;
}

void
cb_ranking_free(struct cb_ranking *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->n_results; i++) {
		cb_dict_release(&r->results[i]->index);
		free(r->results[i]->entries);
		free(r->results[i]->remarks);
		free(r->results[i]);
	}
	free(r->results);
	free(r->published);
	free(r->contests);
	cb_board_release(&r->board);
	cb_holders_release(&r->holders);
	cb_arena_release(&r->arena);
	free(r);
}

/* ---- results, computed when asked for ---- */

/* Where a result comes from. */
enum source { NOTHING,
	      PUBLISHED,
	      SCORES,
	      ITS_PARTS };

/* Has it scores of its own, or was it published? */
static bool
single_is_known(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	return cb_published_find(r, contest, period, 0) != NULL || cb_board_sheet(&r->board, contest, period) != NULL;
}

static bool
is_asked_for(const struct cb_ranking *r, int64_t period)
{
	const struct cb_period_range *range = &r->options.range;

	return range->from == 0 || (period >= range->from && period <= range->to);
}

static enum source
source_of(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	bool recompute = r->options.within || (r->options.recompute && is_asked_for(r, period));

	if (!recompute && cb_published_find(r, contest, period, 0) != NULL)
		return PUBLISHED;
	if (cb_board_sheet(&r->board, contest, period) != NULL)
		return SCORES;
	return cb_period_kind(period) == CB_MONTH ? NOTHING : ITS_PARTS;
}

/* ---- what makes a quarter, half or year that has no scores of its own ---- */

enum { PARTS_MAX = 12 };

/* The first period of a kind that has scores of its own, 0 = none has. */
static int64_t
first_of_kind(const struct cb_ranking *r, uint32_t contest, enum cb_period_kind kind)
{
	int64_t first = 0;

	for (size_t i = 0; i < r->board.n_sheets; i++) {
		const struct cb_board_sheet *s = r->board.sheets[i];

		if (s->contest == contest && s->n_rows > 0 && cb_period_kind(s->period) == kind &&
		    (first == 0 || s->period < first))
			first = s->period;
	}
	for (size_t i = 0; i < r->n_published; i++) {
		const struct cb_published *p = &r->published[i];

		if (p->contest == contest && cb_period_kind(p->period) == kind && (first == 0 || p->period < first))
			first = p->period;
	}
	return first;
}

bool
cb_ranking_begins(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	for (int kind = CB_MONTH; kind <= CB_YEAR; kind++) {
		int64_t first = first_of_kind(r, contest, (enum cb_period_kind)kind);

		if (first != 0 && cb_period_first_day(first) < cb_period_first_day(period))
			return false;
	}
	return true;
}

/* Its months or, where the contest has none in it, its quarters or halves; those before the contest began are none of
 * it. The months, when there is nothing. */
static int
parts_of(const struct cb_ranking *r, uint32_t contest, int64_t period, int64_t parts[PARTS_MAX])
{
	int64_t from = cb_period_first_day(period), to = cb_period_last_day(period);

	for (int kind = CB_MONTH; kind < (int)cb_period_kind(period); kind++) {
		int64_t first = first_of_kind(r, contest, (enum cb_period_kind)kind), p;
		bool any = false;
		int n = 0;

		for (p = cb_period_of_day((enum cb_period_kind)kind, from); first != 0 && cb_period_last_day(p) <= to;
		     p = cb_period_step(p, 1)) {
			any = any || single_is_known(r, contest, p);
			if (p >= first)
				parts[n++] = p;
		}
		if (any)
			return n;
	}
	return cb_period_months(period, parts);
}

int64_t
cb_ranking_begun(const struct cb_ranking *r, const struct cb_result *result, int *n_parts)
{
	int64_t parts[PARTS_MAX];

	*n_parts = result->derived ? parts_of(r, result->contest, result->period, parts) : 0;
	return *n_parts > 0 && cb_period_first_day(parts[0]) > cb_period_first_day(result->period) ? parts[0] : 0;
}

static struct cb_result *
known_result(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	for (size_t i = 0; i < r->n_results; i++)
		if (r->results[i]->contest == contest && r->results[i]->period == period)
			return r->results[i];
	return NULL;
}

static struct cb_result *
add_result(struct cb_ranking *r, struct cb_result *result)
{
	*cb_push(r->results, r->n_results, r->cap_results) = result;
	cb_result_index(result);
	cb_ranking_say_grave(r, result);
	return result;
}

/* Of scores of its own; such are passed into what is made of them. */
static struct cb_result *
single_result(struct cb_ranking *r, uint32_t contest, int64_t period)
{
	struct cb_result *result = known_result(r, contest, period);

	if (result != NULL)
		return result;
	switch (source_of(r, contest, period)) {
	case PUBLISHED:
		return add_result(r, cb_result_of_published(r, contest, period));
	case SCORES:
		return add_result(r, cb_result_of_sheet(r, cb_board_sheet(&r->board, contest, period)));
	default:
		return NULL;
	}
}

static bool
is_empty(const struct cb_result *result)
{
	return result == NULL || result->n == 0;
}

struct cb_result *
cb_ranking_result(struct cb_ranking *r, uint32_t contest, int64_t period)
{
	struct cb_result *result = single_result(r, contest, period), *of[PARTS_MAX];
	int64_t parts[PARTS_MAX];
	int n;

	if (result != NULL || source_of(r, contest, period) != ITS_PARTS)
		return result;
	n = parts_of(r, contest, period, parts);
	for (int i = 0; i < n; i++) {
		of[i] = single_result(r, contest, parts[i]);
		if (is_empty(of[i]))
			return NULL;
	}
	return add_result(r, cb_result_of_parts(r, contest, period, of, (size_t)n));
}

bool
cb_ranking_has(const struct cb_ranking *r, uint32_t contest, int64_t period)
{
	int64_t parts[PARTS_MAX];
	int n = 0;

	if (single_is_known(r, contest, period))
		return true;
	if (cb_period_kind(period) != CB_MONTH)
		n = parts_of(r, contest, period, parts);
	for (int i = 0; i < n; i++)
		if (!single_is_known(r, contest, parts[i]))
			return false;
	return n > 0;
}

/* ---- what is asked for ---- */

struct cb_ranking_choice
cb_ranking_asked(const struct cb_ranking *r)
{
	bool is_one = r->options.contest != NULL || r->options.one_contest;
	const char *name = r->options.contest != NULL ? r->options.contest : "month";
	struct cb_ranking_choice asked = { .contest = is_one ? 0 : CB_CONTEST_ALL, .range = r->options.range };

	for (size_t c = 0; is_one && c < r->n_contests; c++) {
		uint32_t contest = r->contests[c];

		if (cb_text_is(cb_office_name(r->office, contest), name)) {
			asked.contest = contest;
			break;
		}
		if (asked.contest == 0 && r->options.contest == NULL &&
		    !cb_ranking_is_of_units(r, contest, (int32_t)asked.range.last_day))
			asked.contest = contest;
	}
	return asked;
}

/* The only period of the input, or CB_USAGE: -p must say which. */
static enum cb_status
only_period(struct cb_ranking *r, struct cb_period_range *range)
{
	for (size_t i = 0; i < r->board.n_sheets; i++) {
		int64_t period = r->board.sheets[i]->period;

		if (range->from != 0 && range->from != period)
			return cb_report(r->office->diag, CB_PERIOD_NEEDED, CB_NOWHERE, "");
		range->from = range->to = period;
	}
	return CB_OK;
}

/* The parts that a quarter, half or year lacks of those that the contest has some of, in words. */
static void
say_lacking(const struct cb_ranking *r, uint32_t contest, int64_t period, struct cb_str *said)
{
	int64_t parts[PARTS_MAX];
	int n = cb_period_kind(period) == CB_MONTH ? 0 : parts_of(r, contest, period, parts), known = 0;
	char buf[CB_PRINT_MAX];

	for (int i = 0; i < n; i++)
		known += single_is_known(r, contest, parts[i]);
	for (int i = 0; i < n && known > 0; i++)
		if (!single_is_known(r, contest, parts[i])) {
			cb_str_join(said, " ", cb_period_print(parts[i], buf));
		}
}

/* Says what there is no score for: the months that a quarter, half or year lacks, else all of it. */
static enum cb_status
nothing_there(struct cb_ranking *r, const struct cb_ranking_choice *choice, const struct cb_period_range *range)
{
	struct cb_str said = { 0 };

	if (range->from == 0)
		return cb_report(r->office->diag, CB_NO_SCORE_AT_ALL, CB_NOWHERE, "");
	for (size_t c = 0; c < r->n_contests && range->from == range->to && said.len == 0; c++)
		if (choice->contest == CB_CONTEST_ALL || choice->contest == r->contests[c])
			say_lacking(r, r->contests[c], range->from, &said);
	if (said.len == 0)
		cb_period_range_print(range, &said);
	return cb_report(r->office->diag, CB_NO_SCORES, CB_NOWHERE, "", said);
}

/* What was wrong with its parts comes before what they make; NULL: there is no such ranking. */
static struct cb_result *
asked_result(struct cb_ranking *r, uint32_t contest, int64_t period)
{
	struct cb_result *result;
	int64_t parts[PARTS_MAX];
	int n = source_of(r, contest, period) == ITS_PARTS ? parts_of(r, contest, period, parts) : 0;

	for (int i = 0; i < n; i++) {
		result = single_result(r, contest, parts[i]);
		if (result != NULL)
			cb_ranking_say_part(r, result);
		if (is_empty(result) || result->refused)
			return NULL;
	}
	result = cb_ranking_result(r, contest, period);
	if (result != NULL)
		cb_ranking_say(r, result);
	return is_empty(result) || result->refused ? NULL : result;
}

enum cb_status
cb_ranking_each(struct cb_ranking *r, const struct cb_ranking_choice *choice,
                enum cb_status (*visit)(void *arg, struct cb_result *), void *arg)
{
	struct cb_period_range range = choice->range;
	enum cb_status status = range.from != 0 ? CB_OK : only_period(r, &range);
	size_t visited = 0;

	if (status != CB_OK)
		return status;
	for (size_t c = 0; c < r->n_contests; c++) {
		if (choice->contest != CB_CONTEST_ALL && choice->contest != r->contests[c])
			continue;
		for (int64_t p = range.from; p != 0 && p <= range.to; p = cb_period_step(p, 1)) {
			struct cb_result *result = asked_result(r, r->contests[c], p);

			if (result == NULL)
				continue;
			visited++;
			status = cb_status_worse(status, visit(arg, result));
		}
	}
	if (visited == 0 && r->office->diag->errors == 0)
		return nothing_there(r, choice, &range);
	return cb_status_worse(status, r->office->diag->errors > 0 ? r->office->diag->status : CB_OK);
}
