/* cb-problem: problems found, assigned, fixed, verified: what is open, whose turn it is, what is late.
 *
 * In:   one record = one problem of register problem; register problem_log has what happened to it.
 * Out:  one record = one problem, one step of one, or one count.
 * Rules: query/problem.h.
 */
#include <cb/cli/ask.h>
#include <cb/query/problem.h>
#include <cb/rule/types.h>
#include <cb/value/arg.h>

struct opts {
	const char *within; /* of due */
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "within", "TERM", CB_OPT_TEXT, AT(within), "due in such a time, such as 3d", "多久以内到期,如 3日" },
	{ 0 },
};

static cb_app_run ask, show;

static const struct cb_verb verbs[] = {
	{ "list", "[FILE...]", ask, "the problems, one a row", "问题清单", &cb_query_problem_list },
	{ "show", "NO [FILE...]", show, "the course of one, and whose turn it is", "一件问题的流转和待办", &cb_query_problem_show },
	{ "overdue", "[FILE...]", ask, "open ones whose time limit has passed", "超期未结的问题", &cb_query_problem_overdue },
	{ "due", "[FILE...]", ask, "open ones whose time limit is near", "将要到期的问题", &cb_query_problem_due },
	{ "age", "[FILE...]", ask, "open ones, the longest first", "未结问题,等候久的在前", &cb_query_problem_age },
	{ "summary", "[FILE...]", ask, "counts, by what --by names", "按 --by 汇总件数", &cb_query_problem_summary },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "within", "due" },
	{ "by", "list overdue due age summary" },
	{ "where period", "list overdue due age summary" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-problem",
	.en = "Problems found, assigned, fixed, verified: what is open, late, and whose turn it is.",
	.zh = "问题从发现、派遣、整改到核查结案:未结、超期、轮到谁办。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.takes = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT | CB_TAKES_BY |
	         CB_TAKES_COLUMNS | CB_TAKES_WHERE | CB_TAKES_RULES | CB_TAKES_READING,
};

static enum cb_status
ask_with(struct cb_app *app, const struct cb_problem_options *of)
{
	struct cb_ask asked = { .query = app->line.verb->query, .of_problem = of };
	enum cb_status rc = cb_asked_period(app, &asked.range);

	return rc == CB_OK ? cb_app_ask(app, &asked) : rc;
}

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_problem_options of = { 0 };
	enum cb_code code = CB_FINE;

	if (opts->within != NULL)
		code = cb_type_term.parse(NULL, cb_text_of(opts->within), &(struct cb_parse_env){ 0 }, &of.within);
	if (code != CB_FINE)
		return cb_report(&app->diag, CB_BAD_WITHIN, CB_NOWHERE, "", opts->within);
	return ask_with(app, &of);
}

/* The first operand is the number, the others are files. */
static enum cb_status
show(struct cb_app *app, void *arg)
{
	struct cb_list *operands = &app->line.operands, all = *operands;
	struct cb_problem_options of = { 0 };
	enum cb_status rc;

	(void)arg;
	if (operands->n == 0)
		return cb_report(&app->diag, CB_PROBLEM_NEEDED, CB_NOWHERE, "");
	of.no = operands->items[0];
	*operands = (struct cb_list){ all.items + 1, all.n - 1 };
	rc = ask_with(app, &of);
	*operands = all;
	return rc;
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
