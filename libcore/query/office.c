#include <cb/query/office.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cb/data/person_text.h>
#include <cb/value/fold.h>

#include "indicator.h"
#include "office_names.h"

/* ---- names and private values ---- */

struct cb_text
cb_office_name(const struct cb_office *office, uint32_t id)
{
	return cb_names_get(office->names, id)->text;
}

struct cb_text
cb_office_next_party(const struct cb_office *office, struct cb_text *list)
{
	struct cb_text word = cb_fold_next(list);
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, word);
	int more = id == 0 ? cb_text_find(word, "等") : -1;

	if (more > 0) {
		word.len = (uint32_t)more;
		id = cb_names_find(office->names, CB_NAME_PARTY, word);
	}
	return id != 0 ? cb_office_name(office, id) : word;
}

struct cb_text
cb_office_said(const struct cb_office *office, const void *of, uint32_t id)
{
	if (office->diag->lang != CB_ZH)
		return cb_office_name(office, id);
	return cb_name_zh(of, cb_names_title(office->names, id));
}

void
cb_office_print_cell(const struct cb_office *office, const struct cb_column *column, struct cb_cell *cell)
{
	const struct cb_name *name;

	if ((column->flags & CB_OPEN_NUMBER) != 0)
		cell->mark = cb_person_text_is_number(cell->text);
	if (column->type->storage != CB_STORE_NAME || cell->state != CB_VALUE)
		return;
	name = cb_names_get(office->names, (uint32_t)cell->n);
	cell->text = name->text;
	cell->mark = (column->flags & CB_OPEN_UNIT) != 0 &&
	             (name->flags & (CB_NAME_IS_UNIT | CB_NAME_IS_COMMUNITY)) != 0;
}

bool
cb_office_hides(const struct cb_office *office, const struct cb_column *column, struct cb_text value)
{
	struct cb_cell cell = { .state = CB_VALUE, .text = value };

	if ((column->flags & CB_PRIVATE) == 0 || office->reveals)
		return false;
	if ((column->flags & CB_OPEN_UNIT) != 0)
		cell.n = cb_names_find(office->names, ((const struct cb_name_of *)column->arg)->kind, value);
	if (cell.n != 0 || (column->flags & CB_OPEN_NUMBER) != 0)
		cb_office_print_cell(office, column, &cell);
	return cell.mark == 0;
}

enum cb_status
cb_office_refuse(const struct cb_office *office, struct cb_text label, const char *option)
{
	enum cb_code code = office->never_reveals ? CB_PRIVATE_NEVER_ASKED : CB_PRIVATE_ASKED;

	return cb_report(office->diag, code, CB_NOWHERE, "", label, option);
}

/* Looks which names of private columns stand in public columns too. That takes time: it is done only where the
 * answer depends on it. */
static void
show_public(const struct cb_office *office)
{
	if (office->store != NULL)
		(void)cb_store_show_public(office->store, office->diag); /* the diag keeps the status */
}

uint32_t
cb_office_find(const struct cb_office *office, enum cb_name_kind kind, struct cb_text text)
{
	uint32_t id = cb_names_find(office->names, kind, text);

	if (cb_names_is_hidden(office->names, id))
		show_public(office);
	return cb_names_is_hidden(office->names, id) ? 0 : id;
}

uint32_t
cb_office_nearest(const struct cb_office *office, enum cb_name_kind kind, struct cb_text text)
{
	show_public(office);
	return cb_names_nearest(office->names, kind, 0, text);
}

/* ---- loading ---- */

struct cb_text
cb_office_cell_text(const struct cb_office *office, const struct cb_column *column, const struct cb_cell *cell,
                    char *buf)
{
	if (column->type->storage == CB_STORE_NAME && cell->state == CB_VALUE)
		return cb_office_name(office, (uint32_t)cell->n);
	return cb_cell_print(column->type, column->arg, cell, buf);
}

/* A community that is registered with its street is also known with it: 清和街道槐荫社区 is 槐荫社区. */
static void
know_with_street(struct cb_office *office, const struct cb_community *c)
{
	struct cb_text name = cb_office_name(office, c->name), street = c->columns[COMMUNITY_STREET];
	struct cb_str full = { 0 };

	cb_str_addt(&full, street);
	cb_str_addt(&full, name);
	if (street.len > 0 && cb_names_find(office->names, CB_NAME_PARTY, cb_str_text(&full)) == 0)
		cb_names_alias(office->names, CB_NAME_PARTY, cb_str_text(&full), cb_arena_text(&office->arena, name));
	cb_str_release(&full);
}

static void
load_community(struct cb_office *office, const struct cb_record *record)
{
	uint32_t name = (uint32_t)record->cells[COMMUNITY_NAME].n;
	struct cb_community *c;
	char buf[CB_PRINT_MAX];

	if (cb_office_of_day(office, name, office->day) == name)
		c = cb_push(office->communities, office->n_communities, office->cap_communities);
	else
		c = cb_push(office->merged, office->n_merged, office->cap_merged);
	cb_names_register_id(office->names, name, CB_NAME_IS_COMMUNITY);
	c->name = name;
	for (int i = 0; i < COMMUNITY_N; i++) {
		const struct cb_column *column = &cb_register_community.columns[i];

		c->columns[i] = cb_arena_text(&office->arena,
		                              cb_office_cell_text(office, column, &record->cells[i], buf));
	}
	know_with_street(office, c);
}

static void
load_unit(struct cb_office *office, const struct cb_record *record)
{
	cb_names_register_id(office->names, (uint32_t)record->cells[UNIT_NAME].n, CB_NAME_IS_UNIT);
}

/* Two ids as a key of a dictionary. */
static struct cb_text
pair_key(uint32_t pair[2])
{
	return (struct cb_text){ (const char *)pair, 2 * sizeof(uint32_t) };
}

static void
load_estate(struct cb_office *office, const struct cb_record *record)
{
	uint32_t pair[2] = { (uint32_t)record->cells[ESTATE_COMMUNITY].n, (uint32_t)record->cells[ESTATE_NAME].n };

	cb_dict_put(&office->estates, pair_key(pair), 1);
	pair[0] = cb_office_of_day(office, pair[0], office->day);
	cb_dict_put(&office->estates, pair_key(pair), 1);
}

static void
load_indicator(struct cb_office *office, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	struct cb_indicator *i;
	struct cb_text title =
		cb_arena_text(&office->arena, cb_office_name(office, (uint32_t)cells[INDICATOR_TITLE].n));

	i = cb_push(office->indicators, office->n_indicators, office->cap_indicators);
	i->system = (uint32_t)cells[INDICATOR_SYSTEM].n;
	i->name = (uint32_t)cells[INDICATOR_TITLE].n;
	cb_names_register_id(office->names, i->name, CB_NAME_IS_INDICATOR);
	i->theme = (int)cb_cell_n_or(&cells[INDICATOR_THEME], CB_THEMES);
	i->item.full = cells[INDICATOR_FULL].n;
	i->item.weight = cb_cell_n_or(&cells[INDICATOR_WEIGHT], CB_MICRO);
	i->item.gate = cells[INDICATOR_GATE].n;
	i->item.mode = CB_SCORE_ADD; /* the words of indicator.mode are in the order of cb_score_mode */
	if (cells[INDICATOR_MODE].state == CB_VALUE)
		i->item.mode = (enum cb_score_mode)cells[INDICATOR_MODE].n;
	cb_names_register(office->names, CB_NAME_INDICATOR, CB_NAME_IS_INDICATOR, CB_LIT("total"));
	if (cb_names_find(office->names, CB_NAME_INDICATOR, cells[INDICATOR_CODE].text) == 0)
		cb_names_alias(office->names, CB_NAME_INDICATOR, cells[INDICATOR_CODE].text, title);
	office->indicator_of = cb_grow(office->indicator_of, &office->cap_indicator_of, (size_t)i->name + 1,
	                               sizeof(*office->indicator_of));
	i->next = office->indicator_of[i->name];
	office->indicator_of[i->name] = (uint32_t)office->n_indicators;
}

/* For a folder: what a database holds has been completed when it was stored. */
static uint64_t
complete_indicator(void *office, struct cb_cell *cells, struct cb_text aside)
{
	(void)aside;
	return cb_indicator_complete(((struct cb_office *)office)->names, cells);
}

static const struct load {
	const struct cb_register *reg;
	void (*take)(struct cb_office *, const struct cb_record *);
	uint64_t (*complete)(void *office, struct cb_cell *, struct cb_text aside); /* as in cb_input, or NULL */
	uint64_t implied;
} loads[] = {
	{ &cb_register_alias, office_alias_load, NULL, 0 },
	{ &cb_register_community, load_community, NULL, 0 },
	{ &cb_register_unit, load_unit, NULL, 0 },
	{ &cb_register_indicator, load_indicator, complete_indicator, INDICATOR_IMPLIED },
	{ &cb_register_estate, load_estate, NULL, 0 },
};
enum { LOADS = CB_COUNT(loads),
       LOADS_READ_BY = LOADS - 1 }; /* all but the last: by these input is read */

static enum cb_status
load(struct cb_office *office, const struct load *l)
{
	struct cb_input in = { .reg = l->reg, .complete = l->complete, .implied = l->implied, .check_arg = office };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;

	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next_stored(&records, &record) > 0)
		l->take(office, record);
	status = cb_records_close(&records);
	office_aliases_settle(office);
	return cb_diag_since(office->diag, 0, status);
}

/* Rules are looked up by registered names. A rule whose scope is another name of a community gets the registered
 * one, else it would never hold. */
static void
resolve_scope(const struct cb_office *office, struct cb_text *scope)
{
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, *scope);

	if (id != 0 && (cb_names_get(office->names, id)->flags & CB_NAME_IS_COMMUNITY) != 0)
		*scope = cb_office_name(office, id);
}

/* Rule rank.contest gives a contest a title, by which it is known as well. */
static void
entitle_contest(const struct cb_office *office, const struct cb_text fields[CB_RULE_FIELDS])
{
	struct cb_text contest = fields[RULE_SCOPE], title = fields[RULE_VALUE];

	if (!cb_text_is(fields[RULE_WHAT], "rank.contest") || contest.len == 0 || title.len == 0)
		return;
	cb_names_alias(office->names, CB_NAME_CONTEST, title, contest);
	cb_names_entitle(office->names, cb_names_find(office->names, CB_NAME_CONTEST, contest), title);
}

static void
load_rule(struct cb_office *office, const struct cb_record *record)
{
	struct cb_text fields[CB_RULE_FIELDS];
	char bufs[CB_RULE_FIELDS][CB_PRINT_MAX];

	for (int i = 0; i < CB_RULE_FIELDS; i++)
		fields[i] = cb_office_cell_text(office, &cb_register_rule.columns[i], &record->cells[i], bufs[i]);
	resolve_scope(office, &fields[RULE_SCOPE]);
	entitle_contest(office, fields);
	cb_rules_add(office->rules, fields, record->where, office->diag);
}

/* Loads the rules of the file, if one is given; else those of the database or folder; else the installed ones. */
static enum cb_status
load_rules(struct cb_office *office, const char *path)
{
	struct cb_input in = { .reg = &cb_register_rule };
	struct cb_records records;
	const struct cb_record *record;
	enum cb_status status;
	struct cb_str file = { 0 };
	uint64_t errors = office->diag->errors;

	office->rules = cb_rules_new();
	if (path == NULL && office->store != NULL && !cb_store_has(office->store, &cb_register_rule))
		path = office->installed_rules;
	if (path == NULL && office->store == NULL && !cb_records_file(office, &cb_register_rule, &file))
		path = office->installed_rules;
	cb_str_release(&file);
	if (path != NULL)
		in.paths = (struct cb_list){ &path, 1 };
	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		load_rule(office, record);
	status = cb_records_close(&records);
	if (status != CB_OK)
		return status;
	if (office->diag->errors > errors || !cb_rules_finish(office->rules, office->diag))
		return CB_USAGE;
	return CB_OK;
}

static enum cb_status
load_registers(struct cb_office *office)
{
	bool is_there = office->dir != NULL || (office->store != NULL && cb_store_is_made(office->store));
	enum cb_status status = CB_OK;

	if (office->store != NULL)
		status = cb_store_names(office->store, office->names, office->diag);
	for (size_t i = 0; is_there && status == CB_OK && i < LOADS; i++)
		status = load(office, &loads[i]);
	office->month = cb_names_id(office->names, CB_NAME_CONTEST, CB_LIT("month"));
	return status;
}

/* A folder of anything else would answer every question with nothing. */
static enum cb_status
open_folder(struct cb_office *office, const struct cb_office_options *options)
{
	struct cb_str path = { 0 };
	bool is_there = options->mode != CB_OPEN_READ; /* which is refused for a reason of its own */

	office->dir = options->db;
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL && !is_there; reg++) {
		cb_str_clear(&path);
		is_there = cb_records_file(office, *reg, &path);
	}
	cb_str_release(&path);
	return is_there ? CB_OK : cb_report(office->diag, CB_FOLDER_STRANGE, CB_NOWHERE, "", options->db);
}

enum cb_status
cb_office_open(struct cb_office *office, const struct cb_office_options *options, struct cb_diag *diag)
{
	enum cb_status status = CB_OK;
	bool has_moved;
	struct stat st;

	*office = (struct cb_office){ .diag = diag,
		                      .names = cb_names_new(),
		                      .reveals = options->reveals,
		                      .never_reveals = options->never_reveals,
		                      .day = options->day };
	if (options->installed_rules != NULL)
		office->installed_rules = cb_arena_copy(&office->arena, options->installed_rules,
		                                        strlen(options->installed_rules));
	office->has_own_rules = options->rules != NULL;
	if (options->db != NULL && stat(options->db, &st) == 0 && S_ISDIR(st.st_mode))
		status = open_folder(office, options);
	else if (options->db != NULL)
		status = cb_store_open(&office->store, options->db, options->mode, diag);
	if (status == CB_OK && office->store != NULL && options->one_state)
		status = cb_store_begin_anew(office->store, &has_moved, diag); /* nothing has been read yet */
	if (status == CB_OK)
		status = load_registers(office);
	if (status == CB_OK)
		status = load_rules(office, options->rules);
	return status;
}

enum cb_status
cb_office_renew(struct cb_office *office)
{
	enum cb_status status;

	for (size_t i = 0; i < LOADS_READ_BY; i++)
		if (cb_store_has_changed(office->store, loads[i].reg))
			return cb_report(office->diag, CB_DB_MOVED, CB_NOWHERE, NULL, cb_store_path(office->store));
	cb_dict_release(&office->estates);
	office->estates = (struct cb_dict){ 0 };
	status = load(office, &loads[LOADS_READ_BY]);
	if (status != CB_OK || office->has_own_rules)
		return status;
	cb_rules_free(office->rules);
	return load_rules(office, NULL);
}

/* Frees what has been loaded from registers. */
static void
forget(struct cb_office *office)
{
	cb_rules_free(office->rules);
	cb_names_free(office->names);
	cb_dict_release(&office->estates);
	free(office->indicators);
	free(office->indicator_of);
	free(office->communities);
	free(office->merged);
	free(office->mergers);
	free(office->alias_items);
}

enum cb_status
cb_office_reload(struct cb_office *office)
{
	struct cb_office fresh = { .diag = office->diag,
		                   .names = cb_names_new(),
		                   .has_own_rules = office->has_own_rules,
		                   .installed_rules = office->installed_rules,
		                   .store = office->store,
		                   .reveals = office->reveals,
		                   .day = office->day,
		                   .arena = office->arena };
	struct cb_rules *own = office->has_own_rules ? office->rules : NULL;
	enum cb_status status;

	if (own != NULL)
		office->rules = NULL; /* they stay */
	forget(office);
	*office = fresh;
	status = load_registers(office);
	if (own != NULL)
		office->rules = own;
	else if (status == CB_OK)
		status = load_rules(office, NULL);
	return status;
}

void
cb_office_release(struct cb_office *office)
{
	cb_store_close(office->store);
	forget(office);
	cb_arena_release(&office->arena);
	*office = (struct cb_office){ 0 };
}

/* ---- looking things up ---- */

const struct cb_indicator *
cb_office_indicator(const struct cb_office *office, uint32_t contest, uint32_t name)
{
	uint32_t at = name < office->cap_indicator_of ? office->indicator_of[name] : 0;

	for (; at != 0; at = office->indicators[at - 1].next)
		if (office->indicators[at - 1].system == contest)
			return &office->indicators[at - 1];
	return NULL;
}

bool
cb_office_has_system(const struct cb_office *office, uint32_t contest)
{
	for (size_t i = 0; i < office->n_indicators; i++)
		if (office->indicators[i].system == contest)
			return true;
	return false;
}

const struct cb_community *
cb_office_community(const struct cb_office *office, uint32_t name)
{
	for (size_t i = 0; i < office->n_communities; i++)
		if (office->communities[i].name == name)
			return &office->communities[i];
	for (size_t i = 0; i < office->n_merged; i++)
		if (office->merged[i].name == name)
			return &office->merged[i];
	return NULL;
}

bool
cb_office_has_estate(const struct cb_office *office, uint32_t community, uint32_t estate)
{
	uint32_t pair[2] = { community, estate };

	return cb_dict_get(&office->estates, pair_key(pair)) != 0;
}
