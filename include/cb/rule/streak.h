/* Streaks: for how many consecutive periods an entrant has been last.
 *
 * R1 Steps are the periods assessed, in order; `at` numbers the periods without gaps (months: year x 12
 *    + month), so that a streak runs across New Year. The streak ends at the last step.
 * R2 A period that was not assessed (a gap in `at`) breaks the streak; with `skip` it is passed over.
 * R3 Who was not last, or not ranked, in a period that was assessed breaks the streak in either case.
 * R4 The person's streak counts back only as long as the same person held the post: person 0 is "nobody
 *    known", itself the same as 0 only. A shorter person's streak makes a personal measure that only
 *    the entrant's streak reaches one to be decided by hand.
 * R5 A measure (rule rank.last) without a post follows the entrant's streak, one with a post the person's. */
#ifndef CB_RULE_STREAK_H
#define CB_RULE_STREAK_H

#include <cb/rule/rules.h>
#include <cb/rule/types.h>

struct cb_streak_step {
	int32_t at; /* number of the period, ascending (R1) */
	bool last;
	uint32_t person; /* who held the post on the period's last day (R4) */
};

struct cb_streak {
	uint32_t length;        /* 0: not last in the last step */
	uint32_t person_length; /* <= length */
	bool gap;               /* a gap broke it or was skipped right before or within it: worth a warning */
};

/* The streak after n steps; without any step it is 0 long. */
struct cb_streak cb_streak(const struct cb_streak_step *steps, size_t n, enum cb_gap gap);

enum cb_applies { CB_APPLIES_NO,
	          CB_APPLIES_YES,
	          CB_APPLIES_MANUAL };
/* Does this rule rank.last apply to the streak (R4, R5)? */
enum cb_applies cb_streak_applies(const struct cb_streak *, const struct cb_rule *);

#endif
