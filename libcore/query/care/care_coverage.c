/* Whom each branch has taken under its care, and whom of those that rule care.five names it has not. */
#include <stdlib.h>

#include <cb/query/when.h>

#include "care_rows.h"

enum { BRANCH,
       COMMUNITY,
       PAIRINGS,
       TAKEN,
       WANTED,
       MISSING,
       RULES };

static const struct cb_query_column columns[] = {
	[BRANCH] = { "branch", "党支部", .type = &cb_type_text, .en = "a registered unit of level 党组织; empty: none is registered",
	             .doc = "级别为党组织的已登记单位;空着:没有登记支部" },
	[COMMUNITY] = { "community", "社区", .type = &cb_type_text, .en = "where no branch is registered", .doc = "没有登记支部时" },
	[PAIRINGS] = { "pairings", "结对数", .type = &cb_type_int, .flags = CB_QUERY_SUM, .en = "of those kinds, in force on the day",
	               .doc = "所列各类中当日有效的" },
	[TAKEN] = { "taken", "已包类数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[WANTED] = { "wanted", "应包类数", .type = &cb_type_int, .flags = CB_QUERY_SUM },
	[MISSING] = { "missing", "缺", .type = &cb_type_text },
	[RULES] = { "rule", "规则", .type = &cb_type_text, .en = "of what is missing", .doc = "所缺各类的规则" },
	{ 0 },
};

enum { KINDS = 32,
       LEVEL_PARTY = 8 }; /* of register unit: 党组织 */

/* Who is to have taken somebody under its care. */
struct carer {
	struct cb_text text;
	int64_t pairings[KINDS];
};

struct coverage {
	const struct cb_query_run *run;
	int32_t day;
	struct carer *carers;
	size_t n, cap;
	struct cb_dict at; /* name id -> index + 1 */
	bool are_branches;
	struct cb_arena arena;
};

static void
add_carer(struct coverage *c, uint32_t name)
{
	if (name != 0 && cb_dict_add(&c->at, CB_BYTES(name), (uint32_t)c->n + 1))
		*cb_push(c->carers, c->n, c->cap) =
			(struct carer){ .text = cb_arena_text(&c->arena, cb_office_name(c->run->office, name)) };
}

static enum cb_status
add_branches(struct coverage *c)
{
	struct cb_table units = { 0 };
	enum cb_status status = cb_asked_rows(c->run, &cb_register_unit, &units);

	for (size_t i = 0; status == CB_OK && i < units.n_rows; i++) {
		const struct cb_cell *cells = cb_table_at(&units, i);

		if (cells[UNIT_LEVEL].state == CB_VALUE && cells[UNIT_LEVEL].n == LEVEL_PARTY)
			add_carer(c, (uint32_t)cells[UNIT_NAME].n);
	}
	c->are_branches = c->n > 0;
	cb_table_release(&units);
	return status;
}

/* R4: where there is no branch, the registered communities and those of the entries. */
static void
add_communities(struct coverage *c, const struct care_rows *rows)
{
	for (size_t i = 0; i < c->run->office->n_communities; i++)
		add_carer(c, c->run->office->communities[i].name);
	for (size_t i = 0; i < rows->n; i++)
		add_carer(c, (uint32_t)rows->rows[i][CARE_COMMUNITY].n);
}

static void
count(struct coverage *c, const struct care_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct cb_cell *cells = rows->rows[i];
		uint32_t name = (uint32_t)cells[c->are_branches ? CARE_HELPER : CARE_COMMUNITY].n;
		uint32_t at = cb_dict_get(&c->at, CB_BYTES(name));

		if (at != 0 && cells[CARE_KIND].state == CB_VALUE &&
		    cb_when_in_force(&cells[CARE_SINCE], &cells[CARE_UNTIL], c->day, c->day))
			c->carers[at - 1].pairings[cells[CARE_KIND].n]++;
	}
}

/* The kind that the rule names; -1 = it is no kind of the register. */
static int64_t
kind_of(const struct cb_rule *rule)
{
	const struct cb_column *column = &cb_register_care.columns[CARE_KIND];
	struct cb_cell cell = { 0 };

	column->type->parse(column->arg, cb_text_of(rule->key), &(struct cb_parse_env){ 0 }, &cell);
	return cb_cell_n_or(&cell, -1);
}

static void
judge(const struct carer *carer, const struct cb_rule *rule, struct cb_cell *cells, struct cb_str *missing,
      struct cb_str *rules)
{
	int64_t kind = kind_of(rule), n = kind >= 0 ? carer->pairings[kind] : 0;

	cells[WANTED].n++;
	cells[PAIRINGS].n += n;
	if (cb_rule_holds(rule, CB_RULE_N(n))) {
		cells[TAKEN].n++;
		return;
	}
	cb_str_join(missing, ";", cb_text_of(rule->key));
	cb_str_join(rules, ";", cb_text_of(rule->id));
}

/* CB_FOUND where something is missing. */
static enum cb_status
add_row(const struct coverage *c, const struct carer *carer, struct cb_table *out)
{
	struct cb_cell *cells = cb_table_row(out);
	struct cb_str missing = { 0 }, rules = { 0 }, scope = { 0 };
	const struct cb_rule *rule;
	size_t at = 0;
	bool is_missing;

	cb_str_addt(&scope, carer->text);
	cells[c->are_branches ? BRANCH : COMMUNITY] = cb_table_text(out, carer->text);
	cells[PAIRINGS] = cells[TAKEN] = cells[WANTED] = cb_cell_number(0);
	while ((rule = cb_rules_all(c->run->office->rules, "care.five", cb_str_c(&scope), c->day, &at)) != NULL)
		judge(carer, rule, cells, &missing, &rules);
	is_missing = missing.len > 0;
	if (is_missing) {
		cells[MISSING] = cb_table_text(out, cb_str_text(&missing));
		cells[RULES] = cb_table_text(out, cb_str_text(&rules));
	}
	cb_str_release(&missing);
	cb_str_release(&rules);
	cb_str_release(&scope);
	return is_missing ? CB_FOUND : CB_OK;
}

static enum cb_status
begin(struct coverage *c, const struct care_rows *rows)
{
	size_t at = 0;
	enum cb_status status = add_branches(c);

	if (status == CB_OK && cb_rules_all(c->run->office->rules, "care.five", NULL, c->day, &at) == NULL)
		status = cb_report(c->run->office->diag, CB_RULE_MISSING, CB_NOWHERE, "", "care.five", "");
	if (status == CB_OK && !c->are_branches)
		add_communities(c, rows);
	if (status == CB_OK)
		count(c, rows);
	cb_sort(c->carers, c->n, sizeof(*c->carers), cb_text_order);
	return status;
}

static enum cb_status
fill(struct cb_query_run *run, struct cb_table *out)
{
	struct cb_query_run of_all = *run;
	struct coverage c = { .run = run, .day = cb_query_day(run) };
	struct care_rows rows;
	enum cb_status status, found = CB_OK;

	/* -p says the day, --where which rows are told: neither which entries there are */
	of_all.where = (struct cb_list){ 0 };
	of_all.range = (struct cb_period_range){ 0 };
	status = care_rows_load(&rows, &of_all);
	if (status == CB_OK)
		status = begin(&c, &rows);
	for (size_t i = 0; status == CB_OK && i < c.n; i++)
		found = cb_status_worse(found, add_row(&c, &c.carers[i], out));
	care_rows_release(&rows);
	cb_dict_release(&c.at);
	cb_arena_release(&c.arena);
	free(c.carers);
	return cb_status_worse(status, found);
}

const struct cb_query cb_query_care_coverage = {
	.name = "care_coverage",
	.zh = "五包覆盖",
	.title_en = "Whom each branch has taken under its care",
	.title_zh = "党支部五包结对情况",
	.columns = columns,
	.reads = "care unit",
	.takes = CB_QUERY_TAKES_FILES,
	.has_findings = true,
	.has = care_is_there,
	.fill = fill,
	.en = "Of each branch the kinds of rule care.five that it lacks, as cb-care coverage prints them.",
	.doc = "各支部按规则 care.five 还缺哪几类,同 cb-care coverage。",
};
