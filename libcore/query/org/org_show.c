/* One community, unit or person on a page: what each question says of it. */
#include <string.h>

#include <cb/query/fund.h>
#include <cb/value/arg.h>

#include "street.h"

enum { SECTION,
       ITEM,
       VALUE };

static const struct cb_query_column columns[] = {
	[SECTION] = { "section", "栏目", .type = &cb_type_text },
	[ITEM] = { "item", "项目", .type = &cb_type_text },
	[VALUE] = { "value", "内容", .type = &cb_type_text },
	{ 0 },
};

/* What is asked, by which words of --by, and the columns in which the name may stand. A page of one row is told cell by
 * cell, of several each row in one line. */
static const struct section {
	const struct cb_query *query;
	const char *by, *in;
	bool is_page;
} sections[] = {
	{ &cb_query_org_communities, NULL, "community", true },
	{ &cb_query_org_units, NULL, "unit", true },
	{ &cb_query_org_posts, NULL, "body person", false },
	{ &cb_query_org_links, NULL, "party community", false },
	{ &cb_query_org_estates, NULL, "community", false },
	{ &cb_query_org_unmanaged, NULL, "enterprise community", false },
	{ &cb_query_org_figures, NULL, "subject", false },
	{ &cb_query_fund_balance, "community", "community", true },
	{ &cb_query_fund_pledges, NULL, "community party", false },
};

static const char *
label_of(const struct cb_table_column *column, enum cb_lang lang)
{
	return lang == CB_ZH ? column->zh : column->key;
}

static bool
names(const struct section *section, const struct cb_table *table, const struct cb_cell *cells, struct cb_text name)
{
	for (size_t c = 0; c < table->n_columns; c++)
		if (cb_is_among(section->in, table->columns[c].key) && cb_text_equal(cells[c].text, name))
			return true;
	return false;
}

static void
add_line(struct cb_table *out, const char *section, struct cb_text item, struct cb_text value)
{
	struct cb_cell *cells = cb_table_row(out);

	cells[SECTION] = cb_table_text(out, cb_text_of(section));
	cells[ITEM] = cb_table_text(out, item);
	cells[VALUE] = cb_table_text(out, value);
}

/* Without the name itself, and what is private. The first word of a row that is one line says what it is about. */
static void
add_row(const struct section *section, const struct cb_table *from, const struct cb_cell *cells, struct cb_text name,
        enum cb_lang lang, struct cb_table *out)
{
	const char *title = lang == CB_ZH ? from->title_zh : from->title_en;
	struct cb_str item = { 0 }, rest = { 0 };

	for (size_t c = 0; c < from->n_columns; c++) {
		char buf[CB_PRINT_MAX];
		const struct cb_table_column *column = &from->columns[c];
		struct cb_text text = cb_cell_print(column->type, column->arg, &cells[c], buf);

		if (text.len == 0 && !section->is_page && strcmp(column->key, "person") == 0)
			text = cb_text_of(lang == CB_ZH ? "空缺" : "vacant");
		if (column->is_private || text.len == 0 || cb_text_equal(text, name))
			continue;
		if (section->is_page)
			add_line(out, title, cb_text_of(label_of(column, lang)), text);
		else if (item.len == 0)
			cb_str_addt(&item, text);
		else
			cb_str_addf(&rest, "%s%s %.*s", rest.len > 0 ? "," : "", label_of(column, lang), CB_TEXT_ARG(text));
	}
	if (!section->is_page)
		add_line(out, title, cb_str_text(&item), cb_str_text(&rest));
	cb_str_release(&item);
	cb_str_release(&rest);
}

static enum cb_status
add_section(const struct cb_query_run *run, const struct section *section, struct cb_text name, struct cb_table *out)
{
	struct cb_table table = { 0 };
	enum cb_status status = cb_query_ask(run, section->query, section->by, &table);

	for (size_t row = 0; status == CB_OK && row < table.n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(&table, row);

		if (names(section, &table, cells, name))
			add_row(section, &table, cells, name, run->office->diag->lang, out);
	}
	cb_table_release(&table);
	return status;
}

/* The standing of the last published period. */
static enum cb_status
add_standing(const struct cb_query_run *run, struct cb_text name, struct cb_table *out)
{
	static const int shown[] = { STANDING_PERIOD, STANDING_RANK, STANDING_SCORE, STANDING_AWARD,
		                     STANDING_MEASURES };
	enum cb_lang lang = run->office->diag->lang;
	struct cb_table rows = { 0 };
	const struct cb_cell *last = NULL;
	enum cb_status status = cb_asked_rows(run, &cb_register_standing, &rows);

	for (size_t row = 0; row < rows.n_rows; row++) {
		const struct cb_cell *cells = cb_table_at(&rows, row);

		if (cb_text_equal(cells[STANDING_ENTITY].text, name) &&
		    (last == NULL ||
		     cb_period_last_day(cells[STANDING_PERIOD].n) > cb_period_last_day(last[STANDING_PERIOD].n)))
			last = cells;
	}
	for (size_t i = 0; last != NULL && i < CB_COUNT(shown); i++) {
		const struct cb_table_column *column = &rows.columns[shown[i]];
		char buf[CB_PRINT_MAX];
		struct cb_text text = cb_cell_print(column->type, column->arg, &last[shown[i]], buf);

		if (text.len > 0)
			add_line(out, lang == CB_ZH ? cb_register_standing.zh : cb_register_standing.key,
			         cb_text_of(label_of(column, lang)), text);
	}
	cb_table_release(&rows);
	return status;
}

/* On paper nothing else says whose page it is. */
static void
set_title(struct cb_text name, struct cb_table *out)
{
	struct cb_str zh = { 0 }, en = { 0 };

	cb_str_addf(&zh, "%.*s一览", CB_TEXT_ARG(name));
	cb_str_addf(&en, "%.*s on one page", CB_TEXT_ARG(name));
	out->title_zh = cb_arena_copy(&out->arena, cb_str_c(&zh), zh.len);
	out->title_en = cb_arena_copy(&out->arena, cb_str_c(&en), en.len);
	cb_str_release(&zh);
	cb_str_release(&en);
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	const struct cb_office *office = run->office;
	struct cb_text name = cb_text_of(run->of.org != NULL ? run->of.org->name : NULL);
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, name);
	enum cb_status status = CB_OK;

	if (id != 0)
		name = cb_office_name(office, cb_office_of_day(office, id, office->day));
	for (size_t i = 0; status == CB_OK && i < CB_COUNT(sections); i++)
		status = add_section(run, &sections[i], name, out);
	if (status == CB_OK)
		status = add_standing(run, name, out);
	set_title(name, out);
	if (status == CB_OK && out->n_rows == 0)
		status = cb_report(office->diag, CB_NO_SUCH_BODY, CB_NOWHERE, "", name,
		                   cb_arg_nearest(cb_office_name(office, cb_names_nearest(office->names, CB_NAME_PARTY,
		                                                                          CB_NAME_REGISTERED, name))));
	return status;
}

const struct cb_query cb_query_org_show = {
	.name = "who",
	.zh = "一览",
	.title_en = "On one page",
	.title_zh = "一览",
	.columns = columns,
	.reads = "community unit estate post link unmanaged metric fund standing",
	.takes = CB_QUERY_NEEDS_OPTION,
	.has = street_is_there,
	.fill = fill,
	.en = "One community, unit or person on a page, as cb-org show prints it.",
	.doc = "一个社区、单位或一个人的一览,同 cb-org show。",
};
