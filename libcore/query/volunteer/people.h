/* Who of the roster a sheet means: by number, by identity number, by name and telephone. For writers. */
#ifndef VOLUNTEER_PEOPLE_H
#define VOLUNTEER_PEOPLE_H

#include "roster.h"

struct volunteer_people {
	struct cb_office office; /* with a diag of its own: what others read meanwhile goes on */
	struct cb_diag diag;
	struct cb_query_run run;
	struct volunteer_roster roster;
	struct cb_dict by_name;     /* name -> index + 1 of its last person */
	uint32_t *next;             /* [person] another of that name, index + 1 */
	struct cb_dict by_identity; /* volunteer_known */
	struct cb_str scratch;
	bool is_loaded, has_failed; /* failed: the database could not be read, which was told */
};

/* Reads the roster once. Without a database, or before the first person, there is nobody: false. */
bool volunteer_people_load(struct volunteer_people *, const struct cb_office *);
void volunteer_people_release(struct volunteer_people *);

/* How many persons a word fits: a number, or a name, with the telephone if it is not empty; rows that were merged are
 * one. *person is the last of them. */
size_t volunteer_people_find(struct volunteer_people *, struct cb_text word, struct cb_text phone, size_t *person);
/* The one that is meant; where it is nobody, or more than one, that is said to the office. */
enum cb_status volunteer_people_one(struct volunteer_people *, const struct cb_office *, const char *who,
                                    size_t *person);
/* What tells a person: the identity number, else the name with any of the telephones. */
struct volunteer_identity {
	struct cb_text id, name, phone;
};
/* Of persons by what tells them, index + 1: who is known by the same, 0 = nobody; makes it known. */
uint32_t volunteer_known(const struct cb_dict *, struct volunteer_identity, struct cb_str *scratch);
void volunteer_make_known(struct cb_dict *, struct volunteer_identity, size_t person, struct cb_str *scratch);
/* Have two cells a telephone in common? */
bool volunteer_share_phone(struct cb_text a, struct cb_text b);

#endif
