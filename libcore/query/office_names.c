#include "office_names.h"

#include <stdlib.h>

#include <cb/value/period.h>

void
office_alias_load(struct cb_office *office, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;

	*cb_push(office->aliases, office->n_aliases, office->cap_aliases) = (struct cb_alias){
		.of = (size_t)cells[ALIAS_OF].n,
		.alias = cb_arena_text(&office->arena, cells[ALIAS_ALIAS].text),
		.full = cb_arena_text(&office->arena, cells[ALIAS_NAME].text),
		.since = (int32_t)cb_cell_n_or(&cells[ALIAS_SINCE], 0),
	};
}

/* ---- what they mean ---- */

static void
add_column_alias(struct cb_office *office, const struct cb_alias *a)
{
	struct cb_str pair = { 0 };

	office->alias_items = cb_grow(office->alias_items, &office->cap_alias_items, office->column_aliases.n + 1,
	                              sizeof(*office->alias_items));
	cb_str_addf(&pair, "%.*s=%.*s", CB_TEXT_ARG(a->alias), CB_TEXT_ARG(a->full));
	office->alias_items[office->column_aliases.n++] = cb_arena_copy(&office->arena, pair.p, pair.len);
	office->column_aliases.items = office->alias_items;
	cb_str_release(&pair);
}

/* Where the other name is known and the full name is not, the alias says that what has the other name is now called
 * by the full name. */
static bool
rename_by(struct cb_office *office, const struct cb_alias *a)
{
	return a->of == ALIAS_OF_COMMUNITY && a->since == 0 &&
	       cb_names_rename(office->names, CB_NAME_PARTY, a->alias, a->full);
}

static void
add_merger(struct cb_office *office, const struct cb_alias *a)
{
	uint32_t from = cb_names_id(office->names, CB_NAME_PARTY, a->alias);

	*cb_push(office->mergers, office->n_mergers, office->cap_mergers) = (struct cb_merger){
		.from = from, .into = cb_names_id(office->names, CB_NAME_PARTY, a->full), .since = a->since
	};
}

static void
settle(struct cb_office *office, const struct cb_alias *a)
{
	static const enum cb_name_kind kinds[] = { [ALIAS_OF_COMMUNITY] = CB_NAME_PARTY,
		                                   [ALIAS_OF_UNIT] = CB_NAME_PARTY,
		                                   [ALIAS_OF_INDICATOR] = CB_NAME_INDICATOR,
		                                   [ALIAS_OF_COLUMN] = CB_NAME_NONE,
		                                   [ALIAS_OF_WORD] = CB_NAME_WORD };

	if (a->of >= CB_COUNT(kinds) || kinds[a->of] == CB_NAME_NONE)
		add_column_alias(office, a);
	else if (a->since != 0)
		add_merger(office, a);
	else if (!rename_by(office, a))
		cb_names_alias(office->names, kinds[a->of], a->alias, a->full);
}

void
office_aliases_settle(struct cb_office *office)
{
	bool has_renamed = true;

	while (has_renamed) { /* again, since a name may have changed more than once */
		has_renamed = false;
		for (size_t i = 0; i < office->n_aliases; i++)
			has_renamed = rename_by(office, &office->aliases[i]) || has_renamed;
	}
	for (size_t i = 0; i < office->n_aliases; i++)
		settle(office, &office->aliases[i]);
	free(office->aliases);
	office->aliases = NULL;
	office->n_aliases = office->cap_aliases = 0;
}

/* ---- mergers ---- */

static const struct cb_merger *
merger_of(const struct cb_office *office, uint32_t name, int32_t day)
{
	for (size_t i = 0; i < office->n_mergers; i++)
		if (office->mergers[i].from == name && office->mergers[i].since <= day)
			return &office->mergers[i];
	return NULL;
}

uint32_t
cb_office_of_day(const struct cb_office *office, uint32_t name, int32_t day)
{
	const struct cb_merger *merger;

	/* no more steps than there are mergers: a file may say that two communities are part of each other */
	for (size_t i = 0; i < office->n_mergers && (merger = merger_of(office, name, day)) != NULL; i++)
		name = merger->into;
	return name;
}

/* The day by which a record's communities are looked up. What was judged for a period belongs to whoever there was
 * at its end; everything else goes with the community to the office's day. */
static int32_t
day_of(const struct cb_records *r, const struct cb_cell *cells)
{
	int when = cb_register_when(r->reg);

	if (when < 0 || r->reg->columns[when].type != &cb_type_period || cells[when].state != CB_VALUE)
		return r->office->day;
	return (int32_t)cb_period_last_day(cells[when].n);
}

static bool
is_party(const struct cb_column *column)
{
	return column->type->storage == CB_STORE_NAME && column->arg != NULL &&
	       ((const struct cb_name_of *)column->arg)->kind == CB_NAME_PARTY;
}

/* Two communities that are one now may have been scored both for one indicator. Their scores count as two
 * inspections, told apart by the name of the former community in place of the inspector. */
static void
tell_apart(struct cb_records *r, const struct cb_cell *cells)
{
	if (r->reg == &cb_register_score && r->cells[SCORE_INSPECTOR].state == CB_EMPTY &&
	    r->cells[SCORE_COMMUNITY].n != cells[SCORE_COMMUNITY].n)
		r->cells[SCORE_INSPECTOR] = cells[SCORE_COMMUNITY];
}

bool
office_record_of_day(struct cb_records *r, const struct cb_record **record)
{
	const struct cb_cell *cells = (*record)->cells;
	int32_t day = day_of(r, cells);
	bool is_other = false;

	if (r->reg == &cb_register_metric) /* nobody knows which figures of two communities add up */
		return true;
	for (int c = 0; c < r->reg->n_columns; c++) {
		r->cells[c] = cells[c];
		if (is_party(&r->reg->columns[c]) && cells[c].state == CB_VALUE)
			r->cells[c].n = cb_office_of_day(r->office, (uint32_t)cells[c].n, day);
		is_other = is_other || r->cells[c].n != cells[c].n;
	}
	if (!is_other)
		return true;
	tell_apart(r, cells);
	r->record = **record;
	r->record.cells = r->cells;
	*record = &r->record;
	return r->reg != &cb_register_community;
}
