/* Rates of a period (query/problem.h R7): numerator, denominator, and what they come to. */
#include "problem_rates.h"

#include <string.h>

const struct cb_word problem_rates[] = {
	[RATE_REGISTERED] = { "立案率", "registered", NULL },
	[RATE_DISPATCHED] = { "派遣率", "dispatched", NULL },
	[RATE_CLOSED] = { "结案率", "closed", NULL },
	[RATE_ON_TIME] = { "按期结案率", "on_time", NULL },
	[RATE_RETURNED] = { "返工率", "returned", NULL },
	[RATE_EXTENDED] = { "延期率", "extended", NULL },
	[RATE_FIXED] = { "整改率", "fixed", NULL },
	[RATE_SATISFIED] = { "满意率", "satisfied", NULL },
	{ NULL, NULL, NULL },
};

/* ---- one problem ---- */

struct span {
	int64_t from, until; /* minutes, both included */
};

static bool
is_in(const struct span *span, int64_t minute)
{
	return minute != NO_MINUTE && minute >= span->from && minute <= span->until;
}

/* How many steps there were by then. */
static size_t
n_until(const struct problem *p, int64_t minute)
{
	size_t n = 0;

	while (n < p->n_steps && p->steps[n].at <= minute)
		n++;
	return n;
}

/* Without a log: what the row's state says. */
static int
state_until(const struct problem *p, int64_t minute)
{
	if (p->n_steps > 0)
		return problem_state(p->steps, n_until(p, minute));
	return p->closed != NO_MINUTE && p->closed > minute ? STATE_DISPATCHED : p->state;
}

/* The first step of one of those actions (bits); without a log the time it was found, where the state implies one. */
static int64_t
first_of(const struct problem *p, unsigned actions, unsigned implying)
{
	for (size_t i = 0; i < p->n_steps; i++)
		if ((actions & 1U << p->steps[i].action) != 0)
			return p->steps[i].at;
	return p->n_steps == 0 && (implying & 1U << p->state) != 0 ? p->found : NO_MINUTE;
}

static int64_t
count_in(const struct problem *p, int action, const struct span *span)
{
	int64_t n = 0;

	for (size_t i = 0; i < p->n_steps; i++)
		n += p->steps[i].action == action && is_in(span, p->steps[i].at);
	return n;
}

static int64_t
last_fix(const struct problem *p, int64_t until)
{
	int64_t at = p->n_steps > 0 ? NO_MINUTE : p->fixed != NO_MINUTE ? p->fixed
	                                                                : p->closed;

	for (size_t i = 0; i < n_until(p, until); i++)
		at = p->steps[i].action == ACTION_FIX ? p->steps[i].at : at;
	return at;
}

/* The limit as it was at the end of the span: extensions that came later do not count. NO_MINUTE: the clock stands. */
static int64_t
limit_until(struct book *b, const struct problem *p, int64_t until)
{
	struct problem then = *p;

	then.due = p->limit;
	then.n_steps = n_until(p, until);
	problem_move_limit(b, &then);
	return then.stands_still ? NO_MINUTE : then.due;
}

/* 应结案: due in the span, or before it and open when it began. */
static bool
is_to_be_closed(const struct problem *p, int64_t limit, const struct span *span)
{
	int state = state_until(p, span->until);

	if (limit == NO_MINUTE || state == STATE_REFUSED || state == STATE_VOID)
		return false;
	return is_in(span, limit) || (limit < span->from && p->found < span->from &&
	                              cb_problem_is_open(state_until(p, span->from - 1)));
}

enum { AFTER_REGISTERING = 1 << STATE_REGISTERED | 1 << STATE_DISPATCHED | 1 << STATE_FIXED | 1 << STATE_RETURNED |
	                   1 << STATE_SUSPENDED | 1 << STATE_CLOSED };

static void
count_rates(struct book *b, const struct problem *p, const struct span *span, struct cb_sum *sum)
{
	int64_t counts[2 * RATES] = { 0 }, limit = limit_until(b, p, span->until);
	int state = state_until(p, span->until);
	bool is_to_close = is_to_be_closed(p, limit, span);
	bool is_closed = is_to_close && state == STATE_CLOSED;
	int64_t accepted = first_of(p, 1U << ACTION_ACCEPT | 1U << ACTION_REGISTER | 1U << ACTION_REFUSE,
	                            AFTER_REGISTERING | 1U << STATE_ACCEPTED | 1U << STATE_REFUSED);
	int64_t registered = first_of(p, 1U << ACTION_REGISTER, AFTER_REGISTERING);
	int64_t dispatched = first_of(p, 1U << ACTION_DISPATCH, AFTER_REGISTERING & ~(1U << STATE_REGISTERED));

	counts[2 * RATE_REGISTERED] = is_in(span, registered);
	counts[2 * RATE_REGISTERED + 1] = is_in(span, accepted);
	counts[2 * RATE_DISPATCHED] = is_in(span, dispatched);
	counts[2 * RATE_DISPATCHED + 1] = is_in(span, registered);
	counts[2 * RATE_CLOSED] = is_closed;
	counts[2 * RATE_ON_TIME] = is_closed && last_fix(p, span->until) <= limit;
	counts[2 * RATE_RETURNED] = count_in(p, ACTION_RETURN, span);
	counts[2 * RATE_EXTENDED] = count_in(p, ACTION_EXTEND, span);
	for (int rate = RATE_CLOSED; rate <= RATE_EXTENDED; rate++)
		counts[2 * rate + 1] = is_to_close;
	counts[2 * RATE_FIXED + 1] = is_in(span, p->found);
	counts[2 * RATE_FIXED] = is_in(span, p->found) && (state == STATE_FIXED || state == STATE_CLOSED);
	counts[2 * RATE_SATISFIED] = count_in(p, ACTION_SATISFIED, span);
	counts[2 * RATE_SATISFIED + 1] = counts[2 * RATE_SATISFIED] + count_in(p, ACTION_UNSATISFIED, span);
	for (int i = 0; i < 2 * RATES; i++)
		cb_sum_add_number(&sum[i], counts[i]);
}

static struct cb_cell
key_of(const struct book *b, const struct problem *p, size_t key)
{
	switch (key) {
	case RATES_CLASS:
		return cb_sums_word(p->class);
	case RATES_COMMUNITY:
		return cb_cell_lent(cb_office_name(b->office, p->community));
	case RATES_RESPONSIBLE:
		return cb_cell_lent(cb_office_name(b->office, p->responsible));
	case RATES_LEVEL:
		return cb_sums_word(p->level);
	case RATES_KIND:
		return cb_cell_lent(p->kind);
	default:
		return cb_sums_word(p->source);
	}
}

struct adding {
	const size_t *keys;
	struct span span;
	struct cb_sums *sums;
};

static bool
add_rates(struct book *b, const struct problem *p, void *asking)
{
	const struct adding *a = asking;
	struct cb_cell cells[CB_QUERY_KEYS_MAX];

	for (size_t k = 0; k < a->sums->n_keys; k++)
		cells[k] = key_of(b, p, a->keys[k]);
	count_rates(b, p, &a->span, cb_sums_of(a->sums, cb_sums_at(a->sums, cells)));
	return false;
}

enum cb_status
rates_add_up(const struct cb_query_run *run, const size_t *keys, size_t n_keys, struct cb_sums *sums)
{
	struct cb_query_run all = *run; /* whenever they were found */
	struct adding a = { keys, { INT64_MIN + 1, cb_date_last_minute(run->today_day) }, sums };
	struct book b = { .only_sums = true, .holds = add_rates, .asking = &a };
	enum cb_status status;

	if (run->range.last_day != 0)
		a.span = (struct span){ run->range.first_day * CB_DAY_MINUTES,
			                cb_date_last_minute(run->range.last_day) };
	all.range = (struct cb_period_range){ 0 };
	*sums = (struct cb_sums){ .n_keys = n_keys, .n_values = (size_t)2 * RATES };
	status = book_load(&b, &all);
	status = cb_status_worse(status, b.status);
	book_release(&b);
	cb_sums_sort(sums);
	return status;
}

/* ---- as a table ---- */

enum { NUMERATOR = RATES_KEYS,
       DENOMINATOR,
       PERCENT };

#define KEY(k, label, c) CB_QUERY_LIKE(k, label, problem, PROBLEM_##c, CB_QUERY_BY_KEY)
static const struct cb_query_column columns[] = {
	[RATES_RATE] = { "rate", "比率", .type = &cb_type_enum, .arg = problem_rates, .flags = CB_QUERY_BY_KEY },
	[RATES_CLASS] = KEY("class", "案件类型", CLASS),
	[RATES_COMMUNITY] = { "community", "社区", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[RATES_RESPONSIBLE] = { "responsible", "责任单位", .type = &cb_type_text, .flags = CB_QUERY_BY_KEY },
	[RATES_LEVEL] = KEY("level", "责任层级", LEVEL),
	[RATES_KIND] = KEY("kind", "类别", KIND),
	[RATES_SOURCE] = KEY("source", "来源", SOURCE),
	[NUMERATOR] = { "numerator", "分子", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[DENOMINATOR] = { "denominator", "分母", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[PERCENT] = { "percent", "百分比", .type = &cb_type_num, .en = "to two places; empty where nothing is counted",
	              .doc = "两位小数;无可计时为空" },
	{ 0 },
};

static void
add_row(const struct cb_sums *sums, size_t group, const size_t *keys, int rate, struct cb_table *out)
{
	const struct cb_cell *key = cb_sums_keys(sums, group);
	const struct cb_sum *sum = cb_sums_of(sums, group);
	cb_wide num = sum[2 * rate].n, den = sum[2 * rate + 1].n;
	struct cb_cell *cells = cb_table_row(out);
	int64_t micro;

	for (size_t k = 0; k < sums->n_keys; k++)
		cells[keys[k]] = cb_table_keep(out, key[k]);
	cells[RATES_RATE] = cb_cell_number(rate);
	cells[NUMERATOR] = cb_cell_number((int64_t)num);
	cells[DENOMINATOR] = cb_cell_number((int64_t)den);
	if (cb_decimal_divide(num * 100, den, 2, CB_HALF_UP, &micro))
		cells[PERCENT] = cb_cell_number(micro);
}

/* The keys but the rate, which each row has in any case. */
static size_t
other_keys(struct cb_query_run *run, size_t *keys)
{
	size_t n = 0;
	bool has_rate = false;

	for (size_t i = 0; i < run->n_keys; i++) {
		has_rate |= run->keys[i] == RATES_RATE;
		if (run->keys[i] != RATES_RATE)
			keys[n++] = run->keys[i];
	}
	if (!has_rate && run->n_keys < CB_QUERY_KEYS_MAX)
		run->keys[run->n_keys++] = RATES_RATE;
	return n;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	size_t keys[CB_QUERY_KEYS_MAX], n = other_keys(run, keys);
	struct cb_sums sums;
	enum cb_status status = rates_add_up(run, keys, n, &sums);

	for (size_t i = 0; status == CB_OK && i < sums.n; i++)
		for (int rate = 0; rate < RATES; rate++)
			add_row(&sums, sums.order[i], keys, rate, out);
	cb_sums_release(&sums);
	return status;
}

const struct cb_query cb_query_problem_rates = {
	.name = "problem_rates",
	.zh = "处置比率",
	.title_en = "Problems: rates",
	.title_zh = "问题处置比率",
	.columns = columns,
	.reads = "problem",
	.takes = CB_QUERY_TAKES_FILES | CB_QUERY_TAKES_WHERE | CB_QUERY_TAKES_BY,
	.by = "rate",
	.has = cb_query_has_office,
	.fill = fill,
	.en = "Rates of a period with numerator and denominator, as cb-problem rates prints them.",
	.doc = "本期各项比率及其分子、分母,同 cb-problem rates。",
};
