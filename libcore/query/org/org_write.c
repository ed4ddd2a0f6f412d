#include <cb/query/org_write.h>

#include <cb/query/asked_rows.h>
#include <cb/query/export.h>
#include <cb/query/intake.h>
#include <cb/value/arg.h>
#include <cb/value/date.h>

#include "street.h"

/* The street as it is, and rows of a register of it to be stored. */
struct entering {
	const struct cb_org_entry *entry;
	struct cb_query_run run;
	struct street street;
	const struct cb_register *reg;
	struct cb_table *rows;
};

/* The registers of whose rows some are written anew. */
static const struct {
	const struct cb_register *reg;
	unsigned street; /* what of the street is needed for it */
} written[] = {
	{ &cb_register_post, STREET_HAS(OF_POST) },
	{ &cb_register_link, STREET_HAS(OF_LINK) },
	{ &cb_register_alias, 0 },
};
enum { POSTS,
       LINKS,
       NAMES };

/* What is written anew is a row as it was entered, under whose name it was. */
static enum cb_status
begin(struct entering *e, const struct cb_org_entry *entry, int what, struct cb_table *rows)
{
	*e = (struct entering){ .entry = entry, .rows = rows, .reg = written[what].reg };
	e->run = (struct cb_query_run){ .office = entry->how.office, .today_day = entry->day };
	entry->how.office->day = 0;
	cb_export_columns(e->reg, rows);
	return street_load(&e->street, &e->run, written[what].street);
}

static enum cb_status
finish(struct entering *e, enum cb_status status)
{
	if (status == CB_OK)
		status = cb_intake_rows(&e->entry->how, e->reg, e->rows);
	street_release(&e->street);
	return status;
}

/* ---- rows ---- */

static const char *
word(const struct entering *e, size_t n)
{
	return n < e->entry->words.n ? e->entry->words.items[n] : "";
}

/* A name as it is registered; whatever is no name, or not known, as it was typed. */
static struct cb_text
named(const struct entering *e, int column, const char *typed)
{
	uint32_t id = 0;

	if (e->rows->columns[column].type == &cb_type_ref)
		id = cb_names_find(e->entry->how.office->names, CB_NAME_PARTY, cb_text_of(typed));
	return id != 0 ? cb_office_name(e->entry->how.office, id) : cb_text_of(typed);
}

/* What the options say goes into the row as text: it is read like a cell of a file. */
static void
add_new(struct entering *e, const int *words, int since)
{
	struct cb_cell *row = cb_table_row(e->rows);

	for (size_t c = 0; c < e->rows->n_columns; c++) {
		const char *said = e->entry->columns != NULL ? e->entry->columns[c] : NULL;

		if (said != NULL)
			row[c] = cb_table_text(e->rows, cb_text_of(said));
	}
	for (size_t i = 0; i < 3; i++)
		row[words[i]] = cb_table_text(e->rows, named(e, words[i], word(e, i)));
	row[since] = cb_table_text(e->rows, cb_date_print(e->entry->day, (char[CB_PRINT_MAX]){ 0 }));
}

/* The row as it is, but for its last day. */
static void
add_ended(struct entering *e, const struct cb_cell *cells, int until, int32_t day)
{
	struct cb_cell *row = cb_table_row(e->rows);

	for (size_t c = 0; c < e->rows->n_columns; c++) {
		char buf[CB_PRINT_MAX];
		const struct cb_table_column *column = &e->rows->columns[c];

		row[c] = cb_table_text(e->rows, cb_cell_print(column->type, column->arg, &cells[c], buf));
	}
	row[until] = cb_table_text(e->rows, cb_date_print(day, (char[CB_PRINT_MAX]){ 0 }));
}

/* All cells are text, whatever their column: so they are read, and so they are shown. */
static void
make_text(struct cb_table *rows)
{
	for (size_t c = 0; c < rows->n_columns; c++)
		if (rows->columns[c].type != &cb_type_phone) {
			rows->columns[c].type = &cb_type_text;
			rows->columns[c].arg = NULL;
		}
}

static enum cb_status
report_nothing(const struct entering *e, const char *verb)
{
	char buf[CB_PRINT_MAX];

	return cb_report(e->entry->how.office->diag, CB_NOTHING_ENDS, CB_NOWHERE, "", cb_date_print(e->entry->day, buf), verb);
}

/* ---- posts ---- */

/* Does the word name that body, or what it is or will be part of? */
static bool
names_party(const struct entering *e, size_t n, const struct cb_cell *party)
{
	const struct cb_office *office = e->entry->how.office;
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, cb_text_of(word(e, n)));

	return id != 0 && ((uint32_t)party->n == id || cb_office_of_day(office, (uint32_t)party->n, INT32_MAX) == id);
}

/* A term in that post of that body, in force on the day. */
static bool
is_term(const struct entering *e, const struct cb_cell *cells)
{
	return names_party(e, 0, &cells[POST_BODY]) && cb_post_equal(cells[POST_POST].text, cb_text_of(word(e, 1))) &&
	       street_in_force(&e->street, &cells[POST_SINCE]);
}

static bool
has_one_holder(const struct entering *e)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(e->entry->how.office->rules, "org.post", NULL, e->entry->day, &at)) != NULL)
		if (cb_text_is(cb_text_of(rule->key), word(e, 1)) && rule->at_most == CB_RULE_N(1))
			return true;
	return false;
}

enum cb_status
cb_org_appoint(const struct cb_org_entry *entry, struct cb_table *rows)
{
	static const int words[] = { POST_BODY, POST_POST, POST_PERSON };
	struct entering e;
	const struct cb_cell *cells;
	char buf[CB_PRINT_MAX];
	enum cb_status status = begin(&e, entry, POSTS, rows);

	for (size_t row = 0; status == CB_OK && (cells = street_row(&e.street, OF_POST, row)) != NULL; row++) {
		if (!is_term(&e, cells))
			continue;
		if (cb_text_is(cells[POST_PERSON].text, word(&e, 2)))
			status = cb_report(entry->how.office->diag, CB_IN_POST_ALREADY, CB_NOWHERE, "", word(&e, 2), word(&e, 1),
			                   cells[POST_BODY].text, cb_date_print(entry->day, buf));
		else if (has_one_holder(&e))
			add_ended(&e, cells, POST_UNTIL, entry->day - 1);
	}
	add_new(&e, words, POST_SINCE);
	make_text(rows);
	return finish(&e, status);
}

enum cb_status
cb_org_leave(const struct cb_org_entry *entry, struct cb_table *rows)
{
	struct entering e;
	const struct cb_cell *cells;
	char buf[CB_PRINT_MAX];
	enum cb_status status = begin(&e, entry, POSTS, rows);

	for (size_t row = 0; status == CB_OK && (cells = street_row(&e.street, OF_POST, row)) != NULL; row++)
		if (is_term(&e, cells) && (entry->words.n < 3 || cb_text_is(cells[POST_PERSON].text, word(&e, 2))))
			add_ended(&e, cells, POST_UNTIL, entry->day);
	if (status == CB_OK && rows->n_rows == 0)
		status = report_nothing(&e, "posts");
	if (status == CB_OK && rows->n_rows > 1)
		status = cb_report(entry->how.office->diag, CB_SEVERAL_END, CB_NOWHERE, "", (int64_t)rows->n_rows,
		                   cb_date_print(entry->day, buf));
	make_text(rows);
	return finish(&e, status);
}

/* ---- links ---- */

enum cb_status
cb_org_link(const struct cb_org_entry *entry, struct cb_table *rows)
{
	static const int words[] = { LINK_KIND, LINK_PARTY, LINK_COMMUNITY };
	struct entering e;
	enum cb_status status = begin(&e, entry, LINKS, rows);

	add_new(&e, words, LINK_SINCE);
	make_text(rows);
	return finish(&e, status);
}

/* Is the link what the words and the options say? */
static bool
is_link(const struct entering *e, const struct cb_cell *cells)
{
	const struct cb_column *kind = &cb_register_link.columns[LINK_KIND];
	const char *estate = e->entry->columns[LINK_ESTATE], *area = e->entry->columns[LINK_AREA];
	struct cb_cell asked = { 0 };

	kind->type->parse(kind->arg, cb_text_of(word(e, 0)), &(struct cb_parse_env){ 0 }, &asked);
	return asked.state == CB_VALUE && asked.n == cells[LINK_KIND].n &&
	       names_party(e, 1, &cells[LINK_PARTY]) && names_party(e, 2, &cells[LINK_COMMUNITY]) &&
	       (estate == NULL || cb_text_is(cells[LINK_ESTATE].text, estate)) &&
	       (area == NULL || cb_text_is(cells[LINK_AREA].text, area)) &&
	       street_in_force(&e->street, &cells[LINK_SINCE]);
}

enum cb_status
cb_org_unlink(const struct cb_org_entry *entry, struct cb_table *rows)
{
	struct entering e;
	const struct cb_cell *cells;
	enum cb_status status = begin(&e, entry, LINKS, rows);

	for (size_t row = 0; status == CB_OK && (cells = street_row(&e.street, OF_LINK, row)) != NULL; row++)
		if (is_link(&e, cells))
			add_ended(&e, cells, LINK_UNTIL, entry->day);
	if (status == CB_OK && rows->n_rows == 0)
		status = report_nothing(&e, "links");
	make_text(rows);
	return finish(&e, status);
}

/* ---- names ---- */

/* The registered community that a word names. */
static enum cb_status
find_community(const struct entering *e, size_t n, uint32_t *id)
{
	const struct cb_office *office = e->entry->how.office;
	struct cb_text typed = cb_text_of(word(e, n));
	uint32_t nearest;

	*id = cb_names_find(office->names, CB_NAME_PARTY, typed);
	if (*id != 0 && cb_office_community(office, *id) != NULL)
		return CB_OK;
	nearest = cb_names_nearest(office->names, CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, typed);
	return cb_report(office->diag, CB_UNKNOWN_NAME, CB_NOWHERE, "", cb_arg_either("社区", "community"), typed,
	                 cb_arg_nearest(cb_office_name(office, nearest)));
}

static struct cb_cell *
add_alias(const struct entering *e, struct cb_text alias, struct cb_text name)
{
	struct cb_cell *row = cb_table_row(e->rows);

	row[ALIAS_OF] = cb_table_text(e->rows, CB_LIT("社区"));
	row[ALIAS_ALIAS] = cb_table_text(e->rows, alias);
	row[ALIAS_NAME] = cb_table_text(e->rows, name);
	return row;
}

/* What stood for the community stands for it under its new name. */
static enum cb_status
point_anew(const struct entering *e, uint32_t id, struct cb_text name)
{
	const struct cb_column *since = &cb_register_alias.columns[ALIAS_SINCE];
	struct cb_table known = { 0 };
	enum cb_status status = cb_asked_rows(&e->run, &cb_register_alias, &known);
	char buf[CB_PRINT_MAX];

	for (size_t i = 0; status == CB_OK && i < known.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&known, i), *day = &cells[ALIAS_SINCE];

		if (cells[ALIAS_OF].n == ALIAS_OF_COMMUNITY &&
		    cb_names_find(e->entry->how.office->names, CB_NAME_PARTY, cells[ALIAS_NAME].text) == id)
			add_alias(e, cells[ALIAS_ALIAS].text, name)[ALIAS_SINCE] =
				cb_table_text(e->rows, cb_cell_print(since->type, since->arg, day, buf));
	}
	cb_table_release(&known);
	return status;
}

enum cb_status
cb_org_rename(const struct cb_org_entry *entry, struct cb_table *rows)
{
	struct entering e;
	struct cb_text name;
	uint32_t id;
	enum cb_status status = begin(&e, entry, NAMES, rows);

	name = cb_text_of(word(&e, 1));
	if (status == CB_OK)
		status = find_community(&e, 0, &id);
	if (status == CB_OK && cb_names_find(entry->how.office->names, CB_NAME_PARTY, name) != 0)
		status = cb_report(entry->how.office->diag, CB_NAME_TAKEN, CB_NOWHERE, "", name);
	if (status == CB_OK)
		status = point_anew(&e, id, name);
	if (status == CB_OK)
		add_alias(&e, cb_office_name(entry->how.office, id), name);
	make_text(rows);
	return finish(&e, status);
}

/* What the one has is not added to what is registered of the other: a sheet to come has it with all of it. */
static void
tell_columns(const struct cb_org_entry *entry, uint32_t from, uint32_t into)
{
	const struct cb_office *office = entry->how.office;
	const struct cb_community *merged = cb_office_community(office, from);
	bool zh = office->diag->lang == CB_ZH;
	struct cb_str has = { 0 };

	for (int c = COMMUNITY_HOUSEHOLDS; c <= COMMUNITY_NOTICE_BOARDS; c++)
		if (merged->columns[c].len > 0)
			cb_str_addf(&has, "%s%s %.*s", has.len == 0 ? "" : zh ? "、"
			                                                      : ", ",
			            zh ? cb_register_community.columns[c].zh : cb_register_community.columns[c].key,
			            CB_TEXT_ARG(merged->columns[c]));
	if (has.len > 0)
		cb_report(office->diag, CB_COLUMNS_STAY, CB_NOWHERE, "", cb_office_name(office, from),
		          cb_office_name(office, into), has);
}

enum cb_status
cb_org_merge(const struct cb_org_entry *entry, struct cb_table *rows)
{
	struct entering e;
	uint32_t from, into;
	char buf[CB_PRINT_MAX];
	enum cb_status status = begin(&e, entry, NAMES, rows);

	if (status == CB_OK)
		status = find_community(&e, 0, &from);
	if (status == CB_OK)
		status = find_community(&e, 1, &into);
	if (status == CB_OK)
		add_alias(&e, cb_office_name(entry->how.office, from),
		          cb_office_name(entry->how.office, into))[ALIAS_SINCE] =
			cb_table_text(rows, cb_date_print(entry->day, buf));
	make_text(rows);
	status = finish(&e, status);
	if (status == CB_OK)
		tell_columns(entry, from, into);
	return status;
}
