#include <cb/cli/enter.h>

#include <cb/cli/asked.h>
#include <cb/cli/paper.h>
#include <cb/data/label.h>
#include <cb/query/intake.h>
#include <cb/value/mask.h>

/* The options as a row. */
static void
add_options(struct cb_enter *enter)
{
	for (int c = 0; enter->columns != NULL && c < enter->reg->n_columns; c++)
		if (!cb_rows_entered_has(&enter->row, enter->reg->columns[c].key))
			cb_rows_entered_add(&enter->row, enter->reg->columns[c].key, enter->columns[c]);
}

/* The command as the batch has it; what is private is masked there. */
static void
say_words(const struct cb_app *app, const struct cb_enter *enter, struct cb_str *words)
{
	const struct cb_rows_entered *row = &enter->row;

	cb_str_addf(words, "%s %s", app->command->name, app->line.verb->name);
	for (uint32_t i = 0; i < row->n; i++) {
		int at = cb_column_by_label(enter->reg, row->labels[i]);
		const struct cb_column *column = at >= 0 ? &enter->reg->columns[at] : NULL;

		cb_str_addf(words, " %.*s=", CB_TEXT_ARG(row->labels[i]));
		if (column != NULL && (column->flags & CB_PRIVATE) != 0)
			cb_mask_value(column->type, row->values[i], CB_MASK_FULL, words);
		else if (i == 0 && row->each.n > 0)
			for (size_t n = 0; n < row->each.n; n++)
				cb_str_addf(words, "%s%s", n > 0 ? "," : "", row->each.items[n]);
		else
			cb_str_addt(words, row->values[i]);
	}
}

void
cb_app_note_written(struct cb_app *app, const struct cb_table *written)
{
	for (size_t i = 0; i < written->n_rows; i++)
		cb_str_addf(&app->written, i > 0 ? " %.*s" : "%.*s",
		            CB_TEXT_ARG(cb_table_at(written, i)[0].text));
}

static enum cb_status
take_in(struct cb_app *app, struct cb_office *office, struct cb_enter *enter)
{
	struct cb_table table = { 0 };
	struct cb_intake intake = { .office = office, .dry_run = app->common.dry_run, .entered = &table };
	struct cb_str words = { 0 };
	struct cb_app_author author;
	enum cb_status rc;

	say_words(app, enter, &words);
	cb_app_author(app, cb_str_c(&words), &author);
	intake.author = author.author;
	intake.today_day = app->today_day;
	rc = cb_intake_row(&intake, enter->reg, &enter->row);
	if (rc == CB_OK)
		cb_app_note_written(app, &table);
	if (rc == CB_OK && table.n_columns > 0) /* else its register tells nothing of what was entered */
		rc = cb_paper_write_table(app, &table);
	cb_app_author_release(&author);
	cb_table_release(&table);
	cb_str_release(&words);
	return rc;
}

enum cb_status
cb_app_enter(struct cb_app *app, struct cb_enter *enter)
{
	struct cb_office office = { 0 };
	struct cb_arena arena = { 0 };
	enum cb_status rc = cb_asked_database(app, CB_OPEN_WRITE, &office);

	if (rc == CB_OK && enter->look_up != NULL)
		rc = enter->look_up(enter, &office, &arena);
	add_options(enter);
	if (rc == CB_OK)
		rc = take_in(app, &office, enter);
	cb_office_release(&office);
	cb_arena_release(&arena);
	return rc;
}

enum cb_status
cb_app_enter_rows(struct cb_app *app, struct cb_enter_rows *enter, enum cb_status rc)
{
	struct cb_office office = { 0 };
	struct cb_table written = { 0 };
	struct cb_app_author author;

	cb_app_author(app, cb_str_c(&enter->words), &author);
	if (rc == CB_OK)
		rc = cb_asked_database(app, CB_OPEN_WRITE, &office);
	*enter->how = (struct cb_intake){ .office = &office,
		                          .author = author.author,
		                          .today_day = app->today_day,
		                          .dry_run = app->common.dry_run };
	if (rc == CB_OK)
		rc = enter->write(enter->arg, &written);
	if (rc == CB_OK && written.n_columns > 0)
		rc = cb_paper_write_table(app, &written);
	cb_app_author_release(&author);
	cb_table_release(&written);
	cb_str_release(&enter->words);
	cb_office_release(&office);
	return rc;
}
