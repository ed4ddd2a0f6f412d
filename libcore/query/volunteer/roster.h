/* The roster and the services in memory, shared by the questions about volunteers. */
#ifndef VOLUNTEER_ROSTER_H
#define VOLUNTEER_ROSTER_H

#include <cb/query/filter.h>
#include <cb/query/sums.h>
#include <cb/query/volunteer.h>
#include <cb/rule/service.h>

/* Index of a role and a service of register volunteer that the code names. */
enum { CB_ID_LEN = 18 };
enum { ROLE_VOLUNTEER,
       ROLE_SUPERVISOR };
enum { SEX_MALE };
enum { STATE_ENTERED,
       STATES = 3 };

/* The words by which --where is split (R3): what register service is asked, and what volunteer. */
struct volunteer_where {
	const char **service, **person;
	size_t n_service, n_person;
};

struct volunteer_person {
	struct cb_text no, name, id, phone, merged_into, skills;
	struct cb_cell birth;
	uint32_t community, team;
	uint32_t merged;             /* R1: index + 1 of the person that this row is, 0 = itself */
	int32_t joined, left, until; /* days; INT32_MIN, INT32_MAX, INT32_MIN where there is none */
	int64_t batch;
	int64_t before;                                            /* minutes, hours_before */
	int8_t role, service, sex, party_member, consent, id_type; /* -1 = none */
	bool is_listed;                                            /* stands in the roster */
	bool passes;                                               /* --where */
	bool has_no;                                               /* else no is what a service says */
	struct cb_where where;
};

struct volunteer_roster {
	const struct cb_query_run *run;
	struct volunteer_person *persons;
	size_t n, cap;
	size_t n_listed;           /* the first persons, those of the roster; the others are known from services */
	struct cb_dict by_no;      /* number -> index + 1 */
	struct cb_dict activities; /* text -> index + 1 */
	struct cb_text *activity_texts;
	size_t n_activities, cap_activities;
	struct cb_arena arena;
	struct volunteer_where where;
	struct cb_service *services; /* by person, then time, once they are loaded */
	size_t n_services, cap_services;
};

/* Where the roster is: among the operands, or what -d holds beside the services. */
enum volunteer_of { VOLUNTEER_OF_INPUT,
	            VOLUNTEER_OF_DATABASE,
	            VOLUNTEER_ONLY_WHO }; /* of the database, and of each person what tells who that is */
/* Reads the roster. Release it in any case. */
enum cb_status volunteer_roster_load(struct volunteer_roster *, const struct cb_query_run *, enum volunteer_of);
/* Reads the services and counts them (R1-R3). Those that --where does not let pass cover time all the same. */
enum cb_status volunteer_services_load(struct volunteer_roster *, enum volunteer_of);
void volunteer_roster_release(struct volunteer_roster *);

/* The run of an answer whose rows --where chooses, not the records behind them. It outlives the roster. */
struct cb_query_run volunteer_unfiltered(const struct cb_query_run *);

/* R5 */
bool volunteer_is_registered(const struct volunteer_person *, int32_t day);
/* Is the day in the range of -p? */
bool volunteer_in_range(const struct cb_query_run *, int32_t day);
/* R1: the one that the row stands for. */
size_t volunteer_of(const struct volunteer_roster *, size_t person);
/* Full years on a day. -1 = the birth is not known. */
int volunteer_age(const struct volunteer_person *, int32_t day);
/* A community or team as a key of sums. */
struct cb_cell volunteer_name_cell(const struct cb_office *, uint32_t name);
/* Its name as a cell of a private column; empty where it is not known. */
struct cb_cell volunteer_named(const struct volunteer_roster *, uint32_t person, struct cb_table *);

/* What a person served: until the day before the period, in it, and how often. */
struct volunteer_served {
	int64_t before, during, times;
};
/* [person], to be freed; in_all: with hours_before, and without what lies within it. */
struct volunteer_served *volunteer_add_up(const struct volunteer_roster *, bool in_all);
/* Those whom --where lets pass, by number; to be freed. */
const struct volunteer_person **volunteer_in_order(const struct volunteer_roster *, size_t *n);
/* The rule of the star that so many minutes are; NULL = none. */
const struct cb_rule *volunteer_star_of(const struct volunteer_roster *, int64_t minutes, int32_t day);

/* Has -d such a register? */
bool volunteer_has_roster(struct cb_query_run *);
bool volunteer_has_services(struct cb_query_run *);

/* Whoever was forgotten has a number and no name: the columns that such a row may lack, 0 where it is none. Of a file
 * nobody knows who that is: each that has a number may be. */
uint64_t volunteer_without_name(const struct cb_office *, const struct cb_cell *cells);

#endif
