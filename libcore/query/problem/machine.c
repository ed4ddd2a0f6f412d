/* The steps of a problem, from the survey to the closed case: from which states, and to which. */
#include <cb/data/schema.h>
#include <cb/query/problem.h>

#define IN(state) (1U << STATE_##state)

enum { OPEN = IN(OPENED) | IN(ACCEPTED) | IN(REGISTERED) | IN(DISPATCHED) | IN(FIXED) | IN(RETURNED) | IN(SUSPENDED),
       STAYS = -1 };

static const struct move {
	unsigned from; /* states, a bit each */
	int to;
} moves[] = {
	[ACTION_ACCEPT] = { IN(OPENED), STATE_ACCEPTED },
	[ACTION_REGISTER] = { IN(OPENED) | IN(ACCEPTED), STATE_REGISTERED },
	[ACTION_REFUSE] = { IN(OPENED) | IN(ACCEPTED), STATE_REFUSED },
	[ACTION_VOID] = { IN(OPENED) | IN(ACCEPTED) | IN(REGISTERED), STATE_VOID },
	[ACTION_DISPATCH] = { IN(REGISTERED) | IN(RETURNED) | IN(SUSPENDED), STATE_DISPATCHED },
	[ACTION_REDISPATCH] = { IN(DISPATCHED), STATE_DISPATCHED },
	[ACTION_FIX] = { OPEN & ~IN(FIXED), STATE_FIXED },
	[ACTION_RETURN] = { IN(FIXED), STATE_RETURNED },
	[ACTION_ASK_EXTENSION] = { OPEN & ~IN(FIXED), STAYS },
	[ACTION_EXTEND] = { OPEN, STAYS },
	[ACTION_SUSPEND] = { IN(REGISTERED) | IN(DISPATCHED), STATE_SUSPENDED },
	[ACTION_VERIFY] = { IN(FIXED), STATE_CLOSED },
	[ACTION_SATISFIED] = { IN(CLOSED), STAYS },
	[ACTION_UNSATISFIED] = { IN(CLOSED), STAYS },
	[ACTION_NOTIFY] = { OPEN, STAYS },
	[ACTION_EXPOSE] = { OPEN, STAYS },
	[ACTION_PASS_TO_MEDIA] = { OPEN, STAYS },
	[ACTION_REOPEN] = { IN(CLOSED) | IN(REFUSED), STATE_REGISTERED },
};

int
cb_problem_after(int state, int action)
{
	const struct move *move = &moves[action];

	if ((move->from & 1U << state) == 0)
		return -1;
	return move->to == STAYS ? state : move->to;
}

bool
cb_problem_is_open(int state)
{
	return (OPEN & 1U << state) != 0;
}

void
cb_problem_allowed(int state, struct cb_str *out)
{
	const struct cb_word *words = cb_register_problem_log.columns[PROBLEM_LOG_ACTION].arg;
	size_t before = out->len;

	for (int action = 0; action < (int)CB_COUNT(moves); action++) {
		if (cb_problem_after(state, action) < 0)
			continue;
		cb_str_adds(out, out->len > before ? "、" : "");
		cb_str_adds(out, words[action].zh);
	}
}
