/* The registers in the order of the pages, and how they are found. The tables of columns stand in
 * registers/, a file a domain. */
#include <cb/data/schema.h>
#include <cb/value/fold.h>

const struct cb_register *const cb_registers[] = {
	&cb_register_community,
	&cb_register_estate,
	&cb_register_unit,
	&cb_register_post,
	&cb_register_link,
	&cb_register_alias,
	&cb_register_unmanaged,
	&cb_register_indicator,
	&cb_register_score,
	&cb_register_standing,
	&cb_register_rule,
	&cb_register_fund,
	&cb_register_publication,
	&cb_register_volunteer,
	&cb_register_service,
	&cb_register_certificate,
	&cb_register_problem,
	&cb_register_problem_log,
	&cb_register_activity,
	&cb_register_survey,
	&cb_register_task,
	&cb_register_care,
	&cb_register_metric,
	&cb_register_calendar,
	&cb_register_batch,
	NULL,
};

const struct cb_name_of cb_of_community = { CB_NAME_PARTY, CB_REFER_COMMUNITY };
const struct cb_name_of cb_of_entrant = { CB_NAME_PARTY, CB_REFER_NONE }; /* community or unit: rank.entity decides */
const struct cb_name_of cb_of_unit = { CB_NAME_PARTY, CB_REFER_UNIT };
const struct cb_name_of cb_of_party = { CB_NAME_PARTY, CB_REFER_PARTY };
const struct cb_name_of cb_of_any_party = { CB_NAME_PARTY, CB_REFER_NONE };
const struct cb_name_of cb_of_assignee = { CB_NAME_PARTY, CB_REFER_NONE };

bool
cb_is_every_community(struct cb_text assignee)
{
	return cb_fold_is(assignee, "* 各社区 各个社区 每个社区 全体社区 所有社区 全部社区 辖区各社区 各村社区 各村(社区) "
	                            "各社区居委会");
}
const struct cb_name_of cb_of_estate = { CB_NAME_ESTATE, CB_REFER_ESTATE };
const struct cb_name_of cb_of_indicator = { CB_NAME_INDICATOR, CB_REFER_INDICATOR };
const struct cb_name_of cb_of_contest = { CB_NAME_CONTEST, CB_REFER_NONE };
const struct cb_name_of cb_of_word = { CB_NAME_WORD, CB_REFER_NONE };
const struct cb_name_of cb_of_named_party = { CB_NAME_PARTY, CB_REFER_NONE };
const struct cb_name_of cb_of_named_estate = { CB_NAME_ESTATE, CB_REFER_NONE };
const struct cb_name_of cb_of_named_indicator = { CB_NAME_INDICATOR, CB_REFER_NONE };

const struct cb_register *
cb_register_find(struct cb_text name)
{
	for (const struct cb_register *const *r = cb_registers; *r != NULL; r++)
		if (cb_text_is(name, (*r)->key) || cb_text_is(name, (*r)->zh))
			return *r;
	return NULL;
}

int
cb_column_find(const struct cb_register *reg, const char *key)
{
	struct cb_text wanted = cb_text_of(key);

	for (int i = 0; i < reg->n_columns; i++)
		if (cb_text_is(wanted, reg->columns[i].key))
			return i;
	return -1;
}

bool
cb_register_has_private(const struct cb_register *reg)
{
	return cb_column_flagged(reg, CB_PRIVATE) >= 0;
}

int
cb_column_flagged(const struct cb_register *reg, unsigned flag)
{
	for (int c = 0; c < reg->n_columns; c++)
		if ((reg->columns[c].flags & flag) != 0)
			return c;
	return -1;
}

int
cb_register_when(const struct cb_register *reg)
{
	return cb_column_flagged(reg, CB_WHEN);
}

const char *
cb_column_unit(const struct cb_column *column)
{
	return column->unit != NULL ? column->unit : column->type->unit;
}

bool
cb_schema_is_number(struct cb_text text)
{
	uint32_t n = 1;

	while (n < text.len && cb_is_digit(text.p[n]))
		n++;
	return text.len > 1 && n == text.len && text.p[0] >= 'A' && text.p[0] <= 'Z';
}
