/* Volunteers and their hours: the questions of registers volunteer and service (cb-volunteer).
 *
 * R1 One person is one row of the roster; a row that is merged into another (merged_into) is that person: hours
 *    together. Services name the person by number. A service that names nobody by number is refused: names and
 *    telephones are private, and are matched by cb-import, or counted as they are with --reveal.
 * R2 A service counts where rule volunteer.counts says so of its state (empty: 已录入); CB_RULE_MISSING without a row.
 *    Time of one person that two services cover counts once (rule/service.h), with the one that began first. That is
 *    judged over all services, whatever -p chooses, so that months add up to the year.
 * R3 A service is of the community that it names, else of the volunteer's. --where of hours and top takes columns of
 *    register service
 *    or, where it has none of that name, of volunteer; the private ones of either only with --reveal.
 * R4 The hours of a person up to a day are hours_before and what counts on days after hours_until up to that day. The
 *    star is that of rule volunteer.star, reached from at_least on, in force on that day.
 * R5 Registered is who has not left by the day (left is the last day as a volunteer), had joined by then, and is not
 *    merged into another. The day is the last of -p, at most today; else today.
 * R6 Ranks of volunteer_top are standard: 1 1 3. Who shares the last place that is asked for is in the list.
 * R7 volunteer_platform is the roster as the national and city platforms take it, volunteer_cards what a card says: of
 *    who is registered on the day, with the hours of R4. */
#ifndef CB_QUERY_VOLUNTEER_H
#define CB_QUERY_VOLUNTEER_H

#include <cb/query/query.h>

/* What is asked beside -p, --where and --by. */
struct cb_volunteer_asked {
	bool all_states;   /* also services that do not count */
	int32_t at_most;   /* places of volunteer_top; 0 = all */
	const char *skill; /* that a skill contains; NULL = any */
};

extern const struct cb_query cb_query_volunteer_summary, cb_query_volunteer_hours, cb_query_volunteer_rates,
	cb_query_volunteer_stars, cb_query_volunteer_top, cb_query_volunteer_check, cb_query_volunteer_teams,
	cb_query_volunteer_find, cb_query_volunteer_platform, cb_query_volunteer_cards;

#endif
