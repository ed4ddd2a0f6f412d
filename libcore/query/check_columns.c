#include "check_columns.h"

#include <cb/value/arg.h>

bool
cb_check_span(const struct cb_policy *policy, struct cb_diag *diag, const struct cb_record *record)
{
	const struct cb_cell *from = &record->cells[policy->since], *to = &record->cells[policy->until];
	const struct cb_column *since = &policy->reg->columns[policy->since],
			       *until = &policy->reg->columns[policy->until];

	if (from->state != CB_VALUE || to->state != CB_VALUE || from->n <= to->n)
		return true;
	cb_report(diag, CB_UNTIL_BEFORE, cb_record_where(record, policy->until), until->key,
	          cb_arg_either(until->zh, until->key), cb_arg_either(since->zh, since->key));
	return false;
}

bool
cb_check_estate(const struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record, int community,
                int estate)
{
	uint32_t in = (uint32_t)record->cells[community].n, of = (uint32_t)record->cells[estate].n;
	struct cb_text name = cb_names_get(run->names, of)->text;
	uint8_t is;

	if (record->cells[estate].state != CB_VALUE || run->office->estates.n == 0 ||
	    cb_office_has_estate(run->office, in, of))
		return true;
	is = cb_names_get(run->names, in)->flags;
	if ((is & CB_NAME_IS_UNIT) != 0 && (is & CB_NAME_IS_COMMUNITY) == 0) /* a unit has no estates of its own */
		return true;
	cb_report(diag, CB_NO_SUCH_ESTATE, cb_record_where(record, estate), "estate",
	          cb_names_get(run->names, in)->text, cb_record_written(record, estate, name));
	return false;
}
