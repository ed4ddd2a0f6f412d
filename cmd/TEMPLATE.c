/* cb-template: prints the records of one register as they came; the shape that commands have.
 *
 * In:   one record = one row with the column `name`, the rest is passed over.
 * Out:  one record = its number and its name.
 * Rules: there are none; a real command names the header that holds its own.
 */
#include <cb/cli/app.h>

struct opts {
	int first; /* the number of the first record */
};

static const struct cb_option options[] = {
	{ 0, "first", "N", CB_OPT_COUNT, offsetof(struct opts, first), "number the first record N", "第一条的编号" },
	{ 0 },
};

static const struct cb_command command = {
	.name = "cb-template",
	.operands = "NAME...",
	.en = "Numbers the names given.",
	.zh = "给出编号和名称。",
	.options = options,
	.takes = CB_TAKES_OUTPUT | CB_TAKES_FORMAT,
};

enum { NUMBER,
       NAME };

/* read → compute: here the operands are the records */
static void
number_names(struct cb_list names, int first, struct cb_table *table)
{
	cb_table_column(table, "number", "编号", &cb_type_int, NULL);
	cb_table_column(table, "name", "名称", &cb_type_text, NULL);
	for (size_t i = 0; i < names.n; i++) {
		struct cb_cell *row = cb_table_row(table);

		row[NUMBER] = cb_cell_number(first + (int64_t)i);
		row[NAME] = cb_table_text(table, cb_text_of(names.items[i]));
	}
}

static enum cb_status
run(struct cb_app *app, void *arg)
{
	const struct opts *opts = arg;
	struct cb_table table = { .title_en = "Names", .title_zh = "名称" };
	enum cb_status rc;

	number_names(app->line.operands, opts->first, &table);
	rc = cb_app_write(app, &table);
	cb_table_release(&table);
	return rc;
}

int
main(int argc, char **argv)
{
	struct opts opts = { .first = 1 };

	return cb_app_main(&command, argc, argv, &opts, run);
}
