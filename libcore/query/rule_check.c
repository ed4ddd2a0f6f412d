#include <cb/query/policy.h>

struct state {
	struct cb_rules *incoming; /* NULL before the first */
};

/* A rule is checked as a rule file is: against the table of kinds, and with the others of its run. */
static bool
check(struct cb_policy_run *run, struct cb_diag *diag, const struct cb_record *record)
{
	struct state *state = run->state;
	struct cb_text fields[CB_RULE_FIELDS];
	char bufs[CB_RULE_FIELDS][CB_PRINT_MAX];

	if (state->incoming == NULL)
		state->incoming = cb_rules_new();
	for (int i = 0; i < CB_RULE_FIELDS; i++)
		fields[i] = cb_cell_print(cb_register_rule.columns[i].type, cb_register_rule.columns[i].arg,
		                          &record->cells[i], bufs[i]);
	return cb_rules_add(state->incoming, fields, record->where, diag);
}

static bool
finish(struct cb_policy_run *run)
{
	struct state *state = run->state;

	return state->incoming == NULL || cb_rules_finish(state->incoming, run->office->diag);
}

static void
release(void *state)
{
	cb_rules_free(((struct state *)state)->incoming);
}

const struct cb_policy cb_policy_rule = {
	.reg = &cb_register_rule,
	.state_bytes = sizeof(struct state),
	.release = release,
	.check = check,
	.finish = finish,
	.whole = UINT64_C(1) << RULE_WHAT | UINT64_C(1) << RULE_SCOPE,
};
