/* A check of the street under way: its findings, and what the files of it look for. */
#ifndef ORG_CHECK_H
#define ORG_CHECK_H

#include <cb/query/due.h>

#include "street.h"

/* What is looked for, in the order in which it is told. */
enum org_finding { LINKS,
	           HARDEST,
	           NO_STANDING,
	           POSTS,
	           DISPUTED,
	           GAP,
	           OVER,
	           ENDING,
	           CODE,
	           STANDARD,
	           FLOOR,
	           CLAIM,
	           ALIKE,
	           UNREGISTERED };

/* Columns of a finding. */
enum { WHAT,
       LEVEL,
       SUBJECT,
       OTHER,
       DETAIL,
       RULE,
       REMEDY };

struct checking {
	struct street street;
	struct cb_table *out;
	struct cb_due due;
	bool zh;
};

extern const struct cb_word org_finding_words[];

/* A finding about a community, unit or person; rule may be NULL. Its cells, until the next. */
struct cb_cell *org_add(struct checking *, enum org_finding, struct cb_text subject, const struct cb_rule *);
/* Its detail is a number in millionths. */
void org_say_number(struct checking *, struct cb_cell *cells, int64_t micro);

/* What the communities have: codes, standards, floors, claims. */
enum cb_status org_check_have(struct checking *);
/* Names that look alike, and those that nobody registered. */
enum cb_status org_check_names(struct checking *);

#endif
