/* What communities have, and what they are called: codes, standards, floors, claims, names. */
#include <stdlib.h>
#include <string.h>

#include <cb/query/export.h>

#include "org_check.h"
#include "org_standards.h"

/* ---- codes, standards, floors, claims ---- */

enum { STREET_DIGITS = 9 }; /* of a division code: what all communities of a street share */

static void
check_code(struct checking *c, const struct street_body *body)
{
	struct cb_text code = body->cells != NULL ? body->cells[COMMUNITY_CODE].text : (struct cb_text){ "", 0 };

	for (size_t i = 0; code.len > STREET_DIGITS && &c->street.bodies[i] < body; i++) {
		const struct cb_cell *other = c->street.bodies[i].cells;
		bool same_street, same_prefix;

		if (other == NULL || other[COMMUNITY_CODE].text.len != code.len)
			continue;
		same_street = cb_text_equal(other[COMMUNITY_STREET].text, body->cells[COMMUNITY_STREET].text);
		same_prefix = memcmp(other[COMMUNITY_CODE].text.p, code.p, STREET_DIGITS) == 0;
		if (same_street != same_prefix || cb_text_equal(other[COMMUNITY_CODE].text, code)) {
			struct cb_cell *cells = org_add(c, CODE, body->name, NULL);

			cells[OTHER] = cb_table_text(c->out, c->street.bodies[i].name);
			cells[DETAIL] = cb_table_text(c->out, code);
			return;
		}
	}
}

/* Two units of one credit code. */
static void
check_credit_codes(struct checking *c)
{
	struct cb_dict seen = { 0 };

	for (size_t i = c->street.n_communities; i < c->street.n_bodies; i++) {
		const struct street_body *unit = &c->street.bodies[i];
		struct cb_text code = unit->cells[UNIT_USCC].text;
		uint32_t before = code.len > 0 ? cb_dict_get(&seen, code) : 0;

		if (before != 0) {
			struct cb_cell *cells = org_add(c, CODE, unit->name, NULL);

			cells[OTHER] = cb_table_text(c->out, c->street.bodies[before - 1].name);
			cells[DETAIL] = cb_table_text(c->out, code);
		} else if (code.len > 0) {
			cb_dict_put(&seen, code, (uint32_t)i + 1);
		}
	}
	cb_dict_release(&seen);
}

static enum cb_status
check_standards(struct checking *c)
{
	const struct cb_rule *rule;
	struct org_standard standard;
	enum cb_status status = CB_OK;
	size_t at = 0;
	int64_t value;

	while (status == CB_OK &&
	       (rule = cb_rules_all(c->street.office->rules, "org.standard", NULL, c->street.day, &at)) != NULL) {
		status = org_standard_open(&standard, rule, c->street.office->diag);
		for (size_t i = 0; status == CB_OK && i < c->street.n_communities; i++) {
			const struct street_body *body = &c->street.bodies[i];
			struct cb_cell *cells;

			if (body->cells == NULL || !org_standard_value(&standard, body->cells, &value) ||
			    cb_rule_holds(rule, value))
				continue;
			cells = org_add(c, STANDARD, body->name, rule);
			cells[OTHER] = org_standard_named(&standard, c->out);
			org_say_number(c, cells, value);
		}
	}
	return status;
}

/* The latest value of the metric; *any: somebody has one of that name. */
static const struct cb_cell *
latest(const struct checking *c, const char *name, struct cb_text subject, bool *any)
{
	const struct cb_cell *cells, *last = NULL;

	for (size_t row = 0; (cells = street_row(&c->street, OF_METRIC, row)) != NULL; row++) {
		if (!cb_text_is(cells[METRIC_NAME].text, name))
			continue;
		*any = true;
		if (cb_text_equal(cells[METRIC_SUBJECT].text, subject) &&
		    (last == NULL ||
		     cb_period_last_day(cells[METRIC_PERIOD].n) >= cb_period_last_day(last[METRIC_PERIOD].n)))
			last = cells;
	}
	return last;
}

static bool
reaches(const struct cb_rule *rule, const struct cb_cell *metric)
{
	const struct cb_cell *value = metric != NULL ? &metric[METRIC_VALUE] : NULL;

	return value != NULL && (value->mark == CB_UNKNOWN || cb_rule_holds(rule, value->n));
}

/* Once a metric is reported at all, each community is to have it. */
static void
check_floor(struct checking *c, const struct cb_rule *rule, const struct street_body *body)
{
	static const struct cb_cell none = { .state = CB_NONE };
	bool any = false;
	const struct cb_cell *last = latest(c, rule->key, body->name, &any);
	char buf[CB_PRINT_MAX];
	struct cb_cell *cells;

	if (!any || (rule->scope[0] != '\0' && !cb_text_is(body->name, rule->scope)) || reaches(rule, last))
		return;
	cells = org_add(c, FLOOR, body->name, rule);
	cells[OTHER] = cb_table_text(c->out, cb_text_of(rule->key));
	last = last != NULL ? &last[METRIC_VALUE] : &none;
	cells[DETAIL] = cb_table_text(c->out, cb_cell_print(&cb_type_qty, NULL, last, buf));
}

static void
check_floors(struct checking *c)
{
	const struct cb_rule *rule;
	size_t at = 0;

	while ((rule = cb_rules_all(c->street.office->rules, "org.floor", NULL, c->street.day, &at)) != NULL)
		for (size_t i = 0; i < c->street.n_communities; i++)
			check_floor(c, rule, &c->street.bodies[i]);
}

static enum cb_status
check_claims(struct checking *c)
{
	enum { CLAIM_RULE,
	       CLAIM_SCOPE,
	       CLAIM_OF,
	       CLAIM_DIFFERENCE = 6,
	       CLAIM_RESULT };
	struct cb_table claims = { 0 };
	struct cb_query_run run = *c->street.run;
	enum cb_status status;

	run.where = (struct cb_list){ 0 };
	run.by = run.columns = NULL;
	status = cb_query_fill(&cb_query_org_claims, &run, &claims);
	for (size_t row = 0; status == CB_OK && row < claims.n_rows; row++) {
		const struct cb_cell *claim = cb_table_at(&claims, row);
		struct cb_cell *cells;

		if (claim[CLAIM_RESULT].n != ORG_CLAIM_FAILS)
			continue;
		cells = org_add(c, CLAIM, claim[CLAIM_OF].text, NULL);
		cells[OTHER] = cb_table_keep(c->out, claim[CLAIM_SCOPE]);
		cells[RULE] = cb_table_keep(c->out, claim[CLAIM_RULE]);
		cells[DETAIL] = cb_table_text(c->out, cb_cell_print(&cb_type_qty, NULL, &claim[CLAIM_DIFFERENCE],
		                                                    (char[CB_PRINT_MAX]){ 0 }));
	}
	cb_table_release(&claims);
	return status;
}

/* ---- names ---- */

/* One begins as the other does, and what is left is a word or two: 清波 and 清波路, not 第1 and 第10. */
static bool
look_alike(struct cb_text a, struct cb_text b)
{
	enum { REST_MAX = 6 }; /* bytes: two characters */

	if (a.len >= b.len || a.len < 2 * 3 || memcmp(a.p, b.p, a.len) != 0 || b.len - a.len > REST_MAX)
		return false;
	return strspn(b.p + a.len, "0123456789") < b.len - a.len;
}

static struct cb_text
form_of(struct checking *c, struct cb_text name, struct cb_arena *arena)
{
	return cb_arena_text(arena, cb_names_form(c->street.office->names, CB_NAME_PARTY, name));
}

static void
check_alike(struct checking *c)
{
	const struct street *s = &c->street;
	struct cb_arena arena = { 0 };
	struct cb_text *forms = cb_alloc(s->n_communities + 1, sizeof(*forms));

	for (size_t i = 0; i < s->n_communities; i++)
		forms[i] = form_of(c, s->bodies[i].name, &arena);
	for (size_t i = 0; i < s->n_communities; i++)
		for (size_t j = 0; j < s->n_communities; j++)
			if (look_alike(forms[i], forms[j]))
				org_add(c, ALIKE, s->bodies[i].name, NULL)[OTHER] =
					cb_table_text(c->out, s->bodies[j].name);
	free(forms);
	cb_arena_release(&arena);
}

/* The communities that a column names and nobody registered, each once. */
static enum cb_status
seek(struct checking *c, const struct cb_register *reg, int column, struct cb_dict *seen)
{
	const struct cb_office *office = c->street.office;
	struct cb_input in = { .reg = reg,
		               .need = UINT64_C(1) << cb_column_flagged(reg, CB_REQUIRED), /* no other column */
		               .stored_only = true };
	struct cb_records records;
	const struct cb_record *record;

	cb_records_open(&records, office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0) {
		const struct cb_cell *cell = &record->cells[column];
		const struct cb_name *name = cb_names_get(office->names, (uint32_t)cell->n);

		if (cell->state != CB_VALUE || (name->flags & CB_NAME_IS_COMMUNITY) != 0 ||
		    !cb_dict_add(seen, name->text, 1))
			continue;
		org_add(c, UNREGISTERED, name->text, NULL)[OTHER] = cb_table_text(c->out, cb_text_of(reg->key));
	}
	return cb_records_close(&records);
}

/* Of every register of -d that names communities, once any is registered there. */
static enum cb_status
check_registered(struct checking *c)
{
	const struct cb_office *office = c->street.office;
	struct cb_dict seen = { 0 };
	enum cb_status status = CB_OK;

	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		for (int column = 0; column < (*reg)->n_columns && status == CB_OK; column++)
			if (office->n_communities > 0 && (*reg)->columns[column].arg == &cb_of_community &&
			    ((*reg)->columns[column].flags & CB_PRIVATE) == 0 && cb_export_has(office, *reg))
				status = seek(c, *reg, column, &seen);
	cb_dict_release(&seen);
	return status;
}

/* ---- all of it ---- */

enum cb_status
org_check_have(struct checking *c)
{
	enum cb_status status = check_standards(c);

	for (size_t i = 0; i < c->street.n_communities; i++)
		check_code(c, &c->street.bodies[i]);
	check_credit_codes(c);
	check_floors(c);
	return status == CB_OK ? check_claims(c) : status;
}

enum cb_status
org_check_names(struct checking *c)
{
	check_alike(c);
	return check_registered(c);
}
