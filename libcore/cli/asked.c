#include <string.h>

#include <cb/base/suggest.h>
#include <cb/base/utf8.h>
#include <cb/cli/asked.h>
#include <cb/value/date.h>
#include <cb/value/paper_number.h>

enum cb_status
cb_asked_register(struct cb_app *app, const struct cb_register **out)
{
	struct cb_text name = cb_text_of(app->line.operands.n > 0 ? app->line.operands.items[0] : "");
	struct cb_nearest nearest = { 0 };

	*out = cb_register_find(name);
	if (*out != NULL)
		return CB_OK;
	/* a mistyped verb stands where the register would */
	for (const struct cb_verb *v = app->command->verbs; v != NULL && v->name != NULL; v++)
		cb_nearest_try(&nearest, name, cb_text_of(v->name));
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++) {
		cb_nearest_try(&nearest, name, cb_text_of((*r)->key));
		cb_nearest_try(&nearest, name, cb_text_of((*r)->zh));
	}
	return cb_report(&app->diag, name.len == 0 ? CB_REGISTER_NEEDED : CB_UNKNOWN_REGISTER, CB_NOWHERE, "", name,
	                 cb_arg_nearest(nearest.text));
}

bool
cb_asked_upgrade(struct cb_app *app, enum cb_status *rc)
{
	struct cb_store *db = NULL;
	bool was_older;

	if (app->line.operands.n > 0 || !cb_asked_has_database(app))
		return false;
	*rc = cb_store_open(&db, app->common.db, app->common.dry_run ? CB_OPEN_READ : CB_OPEN_WRITE, &app->diag);
	was_older = db != NULL && cb_store_was_older(db);
	cb_store_close(db);
	return *rc != CB_OK || was_older;
}

enum cb_status
cb_asked_period(struct cb_app *app, struct cb_period_range *out)
{
	const char *period = app->common.period;
	enum cb_code code = CB_FINE;

	*out = (struct cb_period_range){ 0 };
	if (period != NULL)
		code = cb_period_range_parse(cb_text_of(period), app->today_day, out);
	if (code == CB_FINE)
		return CB_OK;
	cb_report(&app->diag, code, CB_NOWHERE, "", period, "");
	return CB_USAGE;
}

enum cb_status
cb_asked_day(struct cb_app *app, const char *word, const char *option, const struct cb_period_range *range,
             int32_t *out)
{
	int year = range->from != 0 ? cb_period_year(range->from) : 0;
	int64_t day;

	if (word == NULL)
		return CB_OK;
	if (cb_date_parse(cb_text_of(word), year, &day) != CB_FINE)
		return cb_report(&app->diag, CB_BAD_TODAY, CB_NOWHERE, "", word, option);
	*out = (int32_t)day;
	return CB_OK;
}

enum cb_status
cb_asked_number(struct cb_app *app, const char *word, struct cb_str *out)
{
	if (word == NULL || cb_paper_number(cb_text_of(word), out) == CB_PAPER_NUMBER)
		return CB_OK;
	return cb_report(&app->diag, CB_BAD_PAPER_NUMBER, CB_NOWHERE, "", word, cb_arg_nearest(cb_str_text(out)));
}

enum cb_status
cb_asked_operands(struct cb_app *app, size_t n)
{
	const struct cb_list *operands = &app->line.operands;

	if (operands->n < n)
		return cb_report(&app->diag, CB_WHO_IS_NEEDED, CB_NOWHERE, "", app->line.verb->name, app->line.verb->operands);
	if (operands->n > n)
		return cb_report(&app->diag, CB_UNEXPECTED_OPERAND, CB_NOWHERE, "", operands->items[n]);
	return CB_OK;
}

struct cb_list
cb_asked_files(struct cb_app *app, size_t first)
{
	if (app->line.operands.n <= first && app->common.db != NULL)
		return (struct cb_list){ 0 };
	return cb_app_files(app, first);
}

struct cb_csv_options
cb_asked_csv(const struct cb_app *app)
{
	const char *d = app->common.delimiter;
	int32_t delimiter = 0;

	if (d != NULL && strcmp(d, "\\t") == 0)
		delimiter = '\t';
	else if (d != NULL && *d != '\0')
		cb_utf8_decode(d, strlen(d), &delimiter);

	return (struct cb_csv_options){ .encoding = app->common.encoding, .delimiter = delimiter };
}

struct cb_loose_reading
cb_asked_reading(const struct cb_app *app)
{
	return (struct cb_loose_reading){ .csv = cb_asked_csv(app),
		                          .sheet = app->common.sheet,
		                          .header_row = (unsigned)app->common.header_row,
		                          .visible = app->common.visible };
}

struct cb_input
cb_asked_input(const struct cb_app *app, const struct cb_register *reg, struct cb_list files,
               const struct cb_period_range *range)
{
	const struct cb_common *c = &app->common;

	return (struct cb_input){ .reg = reg,
		                  .paths = files,
		                  .csv = cb_asked_csv(app),
		                  .sheet = c->sheet,
		                  .visible = c->visible,
		                  .header_row = (unsigned)c->header_row,
		                  .defaults = c->defaults,
		                  .maps = c->maps,
		                  .fills = c->fills,
		                  .wide = c->wide,
		                  .year = range->from != 0 ? cb_period_year(range->from) : 0,
		                  .period = range->from == range->to ? range->from : 0 };
}

enum cb_status
cb_asked_within(struct cb_app *app, const char *word, struct cb_cell *within)
{
	static const struct cb_parse_env no_env = { 0 };

	if (word != NULL && cb_type_term.parse(NULL, cb_text_of(word), &no_env, within) != CB_FINE)
		return cb_report(&app->diag, CB_BAD_WITHIN, CB_NOWHERE, "", word);
	return CB_OK;
}
