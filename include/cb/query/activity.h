/* What was held, how often, with how many: the questions and verbs of register activity (cb-activity).
 *
 * R1 An activity without a state is 计划 while its day lies after today, else 已开展. Only what is held counts; what is
 *    planned never does.
 * R2 Quantities keep what they do not know (value/quantity.h): a mean of 14万 over 40多 is about 3500.
 * R3 Rule activity.every: a body must hold so many of a kind in each period of the range that is over today. scope 社区
 *    is each registered community, a level any unit of that level, else the community, unit or person of that name that
 *    held, organised or led it; key is the kind, empty any.
 * R4 survey: the answers of register survey. share is of all who answered the question in the same keys but answer and
 *    rate; margin is 1.96 √(p(1 − p)/n) in points, of simple random samples. Rates are those of rule survey.rate; an
 *    answer may count for several. What came back is that of the questionnaires held in the row's community and
 *    period; an answer of more people than came back valid (where that is not said, came back) is told with its
 *    cell.
 * R5 absent: of an activity that says who came, the partners by register link (any kind but that of leaders) of its
 *    community, or of the communities of its street, on that day; and the partners in -p that no activity names.
 * R6 media: rule activity.festival: in the time (value) before the first day off of the holiday that register calendar
 *    calls so (key), until its last, something must be held; scope as in R3, empty by anybody. No -p: this year. */
#ifndef CB_QUERY_ACTIVITY_H
#define CB_QUERY_ACTIVITY_H

#include <cb/query/intake.h>
#include <cb/query/query.h>

struct cb_activity_asked {
	struct cb_cell within; /* of plan: a term (rule/types.h); EMPTY = all */
};

/* activities: one row each. plan: planned, by day. summary: what was held, by the words of --by. cadence: R3, a row
 * each rule and body; CB_FOUND where one lacks. evidence: what is there of notice, sign-in, photos, minutes, by rule
 * activity.evidence; CB_FOUND where one lacks. themes: which of the six joint tasks each community has how often. */
extern const struct cb_query cb_query_activity_list, cb_query_activity_plan, cb_query_activity_summary,
	cb_query_activity_cadence, cb_query_activity_evidence, cb_query_activity_themes;
/* survey: R4. absent, media: R5, R6; CB_FOUND where one lacks. visits: households visited, of all of the
 * communities, by unit and leader. */
extern const struct cb_query cb_query_survey, cb_query_activity_absent, cb_query_activity_media,
	cb_query_activity_visits;

struct cb_activity_entry {
	struct cb_intake how;       /* office, author, dry_run, today_day */
	struct cb_list words;       /* body, kind, title */
	const char *const *columns; /* [of the register] what the options say; NULL = nothing */
	const char *to;             /* of postpone: the new day, of which it is planned; the old one is 取消 */
};
/* announce, hold, cancel, postpone: one activity, known by day, body, kind and title; what is not said stays. */
enum cb_status cb_activity_enter(const struct cb_activity_entry *, const char *verb, struct cb_table *rows);

#endif
