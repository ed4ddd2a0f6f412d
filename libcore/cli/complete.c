#include "complete.h"

#include <cb/base/dict.h>
#include <cb/cli/asked.h>
#include <cb/report/templates.h>

#include <string.h>

/* ---- operands ---- */

static void
add_registers(struct cb_str *out)
{
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		cb_str_addf(out, "%s\n", (*reg)->key);
}

static void
add_templates(struct cb_app *app, struct cb_str *out)
{
	struct cb_table table = { 0 };
	struct cb_str folder = { 0 };

	if (cb_app_share(app, "templates", &folder) == CB_OK)
		cb_templates_list(cb_str_c(&folder), &table, &app->diag);
	for (size_t row = 0; row < table.n_rows; row++)
		cb_str_addf(out, "%.*s\n", CB_TEXT_ARG(cb_table_at(&table, row)[0].text));
	cb_table_release(&table);
	cb_str_release(&folder);
}

static void
add_operands(struct cb_app *app, struct cb_str *out)
{
	const char *operands = app->line.verb != NULL ? app->line.verb->operands : app->command->operands;

	if (operands != NULL && strstr(operands, "REGISTER") != NULL)
		add_registers(out);
	if (operands != NULL && strstr(operands, "TEMPLATE") != NULL)
		add_templates(app, out);
}

/* ---- names in -d ---- */

static void
add_communities(const struct cb_office *office, struct cb_str *out)
{
	for (size_t i = 0; i < office->n_communities; i++)
		cb_str_addf(out, "%.*s\n", CB_TEXT_ARG(cb_office_name(office, office->communities[i].name)));
}

static void
add_contest(struct cb_dict *seen, struct cb_text contest, struct cb_str *out)
{
	if (contest.len == 0 || !cb_dict_add(seen, contest, 1))
		return;
	cb_str_addf(out, "%.*s\n", CB_TEXT_ARG(contest));
}

/* Those that have indicators, or a rule that says what they are called. */
static void
add_contests(const struct cb_office *office, int32_t day, struct cb_str *out)
{
	struct cb_dict seen = { 0 };
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(office->rules, "rank.contest", NULL, day, &at)) != NULL)
		add_contest(&seen, cb_text_of(rule->scope), out);
	for (size_t i = 0; i < office->n_indicators; i++)
		add_contest(&seen, cb_office_name(office, office->indicators[i].system), out);
	cb_dict_release(&seen);
}

static bool
wants_community(const char *of)
{
	return strcmp(of, "--community") == 0 || strcmp(of, "--for") == 0 || strcmp(of, "--explain") == 0;
}

static void
add_names(struct cb_app *app, const char *of, struct cb_str *out)
{
	struct cb_office office = { 0 };

	if (cb_asked_office(app, CB_OPEN_READ, &office) == CB_OK && strcmp(of, "--contest") == 0)
		add_contests(&office, app->today_day, out);
	else if (wants_community(of))
		add_communities(&office, out);
	cb_office_release(&office);
}

void
cb_app_complete(struct cb_app *app, struct cb_str *out)
{
	const char *of = app->common.completion;
	struct cb_diag_muted muted;

	muted = cb_diag_mute(&app->diag);
	if (strcmp(of, "operands") == 0)
		add_operands(app, out);
	else if (wants_community(of) || strcmp(of, "--contest") == 0)
		add_names(app, of, out);
	else
		cb_opt_complete(app->command, app->line.verb, of, out);
	cb_diag_unmute(&app->diag, &muted);
}
