/* cb-volunteer: the roster of volunteers, their hours, stars and certificates.
 *
 * In:   one record = one person of register volunteer, or one service of register service.
 * Out:  one record = one sum, one person by number, or one thing to be put right.
 * Rules: query/volunteer.h, rule/service.h.
 */
#include <string.h>

#include <cb/cli/ask.h>
#include <cb/cli/author.h>
#include <cb/query/volunteer.h>

struct opts {
	int state;
};

#define AT(member) offsetof(struct opts, member)
static const struct cb_option options[] = {
	{ 0, "state", "counted|all", CB_OPT_CHOICE, AT(state), "services that do not count, too", "连不计入的服务一并统计" },
	{ 0 },
};

static cb_app_run ask, top;

static const struct cb_verb verbs[] = {
	{ "summary", "[FILE...]", ask, "volunteers and supervisors, by what --by names", "志愿者、义务监督员人数,按 --by 分列", &cb_query_volunteer_summary },
	{ "hours", "[FILE...]", ask, "hours served, by what --by names", "服务时长,按 --by 分列", &cb_query_volunteer_hours },
	{ "rates", "[FILE...]", ask, "volunteers among residents, and the active among them", "注册率与活跃率", &cb_query_volunteer_rates },
	{ "stars", "[FILE...]", ask, "stars, and who rises in the period", "星级与本期升星", &cb_query_volunteer_stars },
	{ "check", "[FILE...]", ask, "what is to be put right, with rule and remedy", "核查台账,附规则和处理", &cb_query_volunteer_check },
	{ "top", "N [FILE...]", top, "who served most", "服务时长排行", &cb_query_volunteer_top },
	{ 0 },
};

static const struct cb_option_verbs option_verbs[] = {
	{ "by", "summary hours rates stars top check" },
	{ "reveal mask", "summary hours rates stars top" },
	{ "state", "hours top" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-volunteer",
	.en = "The roster of volunteers, their hours, stars and certificates.",
	.zh = "志愿者花名册、服务时长、星级与证书。",
	.options = options,
	.verbs = verbs,
	.option_verbs = option_verbs,
	.takes = CB_TAKES_DB | CB_TAKES_PERIOD | CB_TAKES_TODAY | CB_TAKES_OUTPUT | CB_TAKES_FORMAT | CB_TAKES_BY |
	         CB_TAKES_COLUMNS | CB_TAKES_WHERE | CB_TAKES_RULES | CB_TAKES_REVEAL | CB_TAKES_READING,
};

/* ---- questions ---- */

/* --reveal of a database: who saw it, and what they asked, is there before it is shown. */
static enum cb_status
log_reveal(struct cb_app *app, const struct cb_query_run *run, const void *opts)
{
	struct cb_app_author author;
	struct cb_str words = { 0 };
	enum cb_status rc;

	(void)opts;
	if (run->office->store == NULL)
		return CB_OK;
	cb_str_addf(&words, "cb-volunteer --reveal %s", app->line.verb->name);
	cb_app_author(app, cb_str_c(&words), &author);
	rc = cb_store_begin(run->office->store, &app->diag);
	if (rc == CB_OK)
		rc = cb_store_log_reveal(run->office->store, &cb_register_volunteer, run->n_rows, &author.author,
		                         &app->diag);
	if (rc == CB_OK)
		rc = cb_store_commit(run->office->store, &app->diag);
	cb_app_author_release(&author);
	cb_str_release(&words);
	return rc;
}

static enum cb_status
ask_query(struct cb_app *app, const struct opts *opts, struct cb_ask *asked)
{
	enum cb_status rc = cb_asked_period(app, &asked->range);

	asked->query = app->line.verb->query;
	asked->all_states = opts->state != 0;
	if (app->common.reveal) {
		asked->mode = CB_OPEN_WRITE;
		asked->before = log_reveal;
	}
	return rc == CB_OK ? cb_app_ask(app, asked) : rc;
}

static enum cb_status
ask(struct cb_app *app, void *arg)
{
	return ask_query(app, arg, &(struct cb_ask){ 0 });
}

/* Its first operand is how many. */
static enum cb_status
top(struct cb_app *app, void *arg)
{
	const char *word = app->line.operands.n > 0 ? app->line.operands.items[0] : "";
	struct cb_ask asked = { .first_file = 1 };

	for (const char *p = word; *p >= '0' && *p <= '9' && asked.at_most < 1000000; p++)
		asked.at_most = asked.at_most * 10 + (*p - '0');
	if (asked.at_most == 0 || strspn(word, "0123456789") != strlen(word))
		return cb_report(&app->diag, CB_HOW_MANY, CB_NOWHERE, "", word);
	return ask_query(app, arg, &asked);
}

int
main(int argc, char **argv)
{
	struct opts opts = { 0 };

	return cb_app_main(&command, argc, argv, &opts, NULL);
}
