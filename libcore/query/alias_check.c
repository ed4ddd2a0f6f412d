/* What an alias stands for must be registered, as soon as anything of its kind is. */
#include <cb/base/suggest.h>
#include <cb/data/label.h>
#include <cb/query/policy.h>

/* An alias of each kind may stand for a name with one of the flags. This is asked once any name has the flag
 * `first`. */
static const struct {
	enum cb_name_kind kind;
	unsigned flags;
	enum cb_name_flag first;
} targets[] = {
	[ALIAS_OF_COMMUNITY] = { CB_NAME_PARTY, CB_NAME_IS_COMMUNITY, CB_NAME_IS_COMMUNITY },
	[ALIAS_OF_UNIT] = { CB_NAME_PARTY, CB_NAME_IS_UNIT | CB_NAME_IS_COMMUNITY, CB_NAME_IS_UNIT },
	[ALIAS_OF_INDICATOR] = { CB_NAME_INDICATOR, CB_NAME_IS_INDICATOR, CB_NAME_IS_INDICATOR },
	[ALIAS_OF_COLUMN] = { .kind = CB_NAME_NONE },
	[ALIAS_OF_WORD] = { .kind = CB_NAME_NONE },
};

/* Is the word a column of any register? Else *nearest is the label that is nearest. */
static bool
is_column(struct cb_text word, struct cb_nearest *nearest)
{
	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++) {
		if (cb_column_by_label(*reg, word) >= 0)
			return true;
		for (int c = 0; c < (*reg)->n_columns; c++)
			cb_nearest_try(nearest, word, cb_text_of((*reg)->columns[c].zh));
	}
	return false;
}

/* Is the target unknown? Then *nearest is the nearest one that is known. */
static bool
is_unknown(const struct cb_office *office, size_t of, struct cb_text target, struct cb_nearest *nearest)
{
	const struct cb_name *name;

	if (of == ALIAS_OF_COLUMN)
		return !is_column(cb_text_trim(target), nearest);
	if (of >= CB_COUNT(targets) || targets[of].kind == CB_NAME_NONE ||
	    !cb_names_has(office->names, targets[of].first))
		return false;
	name = cb_names_get(office->names, cb_names_find(office->names, targets[of].kind, target));
	if ((name->flags & targets[of].flags) != 0)
		return false;
	nearest->text = cb_office_name(
		office, cb_names_nearest(office->names, targets[of].kind, (unsigned)targets[of].first, target));
	return true;
}

static uint32_t
community_of(const struct cb_office *office, struct cb_text name)
{
	uint32_t id = cb_names_find(office->names, CB_NAME_PARTY, name);

	return (cb_names_get(office->names, id)->flags & CB_NAME_IS_COMMUNITY) != 0 ? id : 0;
}

/* A command that renames a community stores an alias for a name that is not yet known. */
static bool
is_renaming(const struct cb_policy_run *run, const struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	bool is_entered = diag->sources[record->where.source].kind == CB_SOURCE_COMMAND;
	bool is_always = cells[ALIAS_OF].n == ALIAS_OF_COMMUNITY && cells[ALIAS_SINCE].state == CB_EMPTY;

	return is_entered && is_always && community_of(run->office, cells[ALIAS_ALIAS].text) != 0;
}

/* An alias with a day makes one community part of another, which must not be part of the first. */
static bool
check_merger(const struct cb_office *office, struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	uint32_t from = community_of(office, cells[ALIAS_ALIAS].text);
	uint32_t into = community_of(office, cells[ALIAS_NAME].text);
	enum cb_code code = CB_FINE;

	if (cells[ALIAS_SINCE].state != CB_VALUE || !cb_names_has(office->names, CB_NAME_IS_COMMUNITY))
		return true;
	if (cells[ALIAS_OF].n != ALIAS_OF_COMMUNITY || from == 0)
		code = CB_MERGER_OF_NOTHING;
	else if (cb_office_of_day(office, into, INT32_MAX) == from)
		code = CB_PART_OF_ITSELF;
	if (code != CB_FINE)
		cb_report(diag, code, cb_record_where(record, ALIAS_SINCE), "since", cells[ALIAS_ALIAS].text,
		          cells[ALIAS_NAME].text);
	return code == CB_FINE;
}

static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *cells = record->cells;
	struct cb_nearest nearest = { 0 };

	if (!check_merger(run->office, diag, record))
		return false;
	if (is_renaming(run, diag, record) ||
	    !is_unknown(run->office, (size_t)cells[ALIAS_OF].n, cells[ALIAS_NAME].text, &nearest))
		return true;
	cb_report(diag, CB_ALIAS_OF_NOTHING, cb_record_where(record, ALIAS_NAME), "name", cells[ALIAS_ALIAS].text,
	          cells[ALIAS_NAME].text, cb_arg_nearest(nearest.text));
	return false;
}

const struct cb_policy cb_policy_alias = {
	.reg = &cb_register_alias,
	.check = check,
};
