/* Consecutive periods last: rule/streak.h. */
#include <cb/rule/streak.h>

struct cb_streak
cb_streak(const struct cb_streak_step *steps, size_t n, enum cb_gap gap)
{
	struct cb_streak s = { 0 };
	bool same_person = true;

	if (n == 0)
		return s;
	for (size_t i = n; i-- > 0 && steps[i].last;) {
		if (i < n - 1 && steps[i].at != steps[i + 1].at - 1) {
			s.gap = true;
			if (gap == CB_GAP_BREAKS)
				break;
		}
		same_person = same_person && steps[i].person == steps[n - 1].person;
		s.length++;
		s.person_length += same_person;
	}
	return s;
}

enum cb_applies
cb_streak_applies(const struct cb_streak *s, const struct cb_rule *rule)
{
	bool is_personal = rule->value.state == CB_VALUE;

	if (s->length == 0 || !cb_rule_holds(rule, CB_RULE_N(s->length)))
		return CB_APPLIES_NO;
	if (!is_personal || cb_rule_holds(rule, CB_RULE_N(s->person_length)))
		return CB_APPLIES_YES;
	return CB_APPLIES_MANUAL;
}
