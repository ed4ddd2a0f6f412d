/* Which communities take part: --among and rule rank.entrants; and the column of --group. */
#include <cb/base/suggest.h>
#include <cb/data/label.h>

#include "computing.h"

/* A column of the register community, by key or label; -1 and reported when there is none. */
static int
community_column(struct cb_ranking *r, struct cb_text label)
{
	int column = cb_column_by_label(&cb_register_community, label);
	struct cb_nearest nearest = { 0 };

	if (column >= 0)
		return column;
	for (int c = 0; c < COMMUNITY_N; c++) {
		cb_nearest_try(&nearest, label, cb_text_of(cb_register_community.columns[c].key));
		cb_nearest_try(&nearest, label, cb_text_of(cb_register_community.columns[c].zh));
	}
	cb_report(r->office->diag, CB_NO_SUCH_COLUMN, CB_NOWHERE, "", label, cb_register_community.key,
	          cb_arg_nearest(nearest.text));
	return -1;
}

/* A name is meant with or without 社区, or by an alias; all else is compared as it prints. */
static bool
is_so(const struct cb_ranking *r, const struct cb_community *c, int column, struct cb_text value)
{
	if (column < 0)
		return false;
	if (column == COMMUNITY_NAME)
		return cb_names_find(r->office->names, CB_NAME_PARTY, value) == c->name;
	return cb_text_equal(c->columns[column], value);
}

static bool
meets(const struct cb_ranking *r, const struct cb_community *c, const char *condition)
{
	struct cb_text column, value;

	return cb_pair_split(condition, &column, &value) &&
	       is_so(r, c, cb_column_by_label(&cb_register_community, column), value);
}

bool
cb_ranking_takes(const struct cb_ranking *r, const struct cb_community *c, const char *scope, int32_t day)
{
	const struct cb_rule *rule;
	size_t at = 0;

	for (size_t i = 0; i < r->options.among.n; i++)
		if (!meets(r, c, r->options.among.items[i]))
			return false;
	while ((rule = cb_rules_all(r->office->rules, "rank.entrants", scope, day, &at)) != NULL)
		if (!meets(r, c, rule->value_text))
			return false;
	return true;
}

/* A value that no community has would give an empty ranking: it is a slip. */
static bool
is_known(struct cb_ranking *r, int column, struct cb_text value)
{
	const struct cb_office *office = r->office;
	struct cb_nearest nearest = { 0 };

	for (size_t i = 0; i < office->n_communities; i++) {
		if (is_so(r, &office->communities[i], column, value))
			return true;
		cb_nearest_try(&nearest, value, office->communities[i].columns[column]);
	}
	cb_report(office->diag, CB_UNKNOWN_WHERE_NAME, CB_NOWHERE, "", cb_register_community.columns[column].key, value,
	          cb_arg_nearest(nearest.text), "--among");
	return false;
}

static bool
check_condition(struct cb_ranking *r, const char *condition)
{
	struct cb_text column, value;
	int at;

	if (!cb_pair_split(condition, &column, &value)) {
		cb_report(r->office->diag, CB_BAD_WHERE, CB_NOWHERE, "", condition);
		return false;
	}
	at = community_column(r, column);
	return at >= 0 && (r->office->n_communities == 0 || is_known(r, at, value));
}

enum cb_status
cb_ranking_check_among(struct cb_ranking *r)
{
	const char *group = r->options.group;

	r->group_column = group == NULL ? -1 : community_column(r, cb_text_of(group));
	if (group != NULL && r->group_column < 0)
		return CB_USAGE;
	for (size_t i = 0; i < r->options.among.n; i++)
		if (!check_condition(r, r->options.among.items[i]))
			return CB_USAGE;
	if (r->office->n_communities > 0 || (group == NULL && r->options.among.n == 0))
		return CB_OK;
	return cb_report(r->office->diag, CB_NEEDS_COMMUNITIES, CB_NOWHERE, "", group != NULL ? "--group" : "--among");
}

/* ---- who is meant by a name ---- */

enum cb_status
cb_ranking_entrant(const struct cb_office *office, const char *name, uint32_t *found)
{
	uint32_t id = cb_office_find(office, CB_NAME_PARTY, cb_text_of(name));

	if (id == 0)
		id = cb_office_find(office, CB_NAME_ESTATE, cb_text_of(name));
	if (id == 0 && office->n_communities == 0) /* files name it later */
		id = cb_names_id(office->names, CB_NAME_PARTY, cb_text_of(name));
	*found = cb_office_of_day(office, id, office->day);
	if (id != 0)
		return CB_OK;
	id = cb_office_nearest(office, CB_NAME_PARTY, cb_text_of(name));
	return cb_report(office->diag, CB_UNKNOWN_ENTRANT, CB_NOWHERE, "", name, cb_arg_nearest(cb_office_name(office, id)));
}
