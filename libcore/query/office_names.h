/* What register alias says: other names, changed names, communities that are part of others. */
#ifndef OFFICE_NAMES_H
#define OFFICE_NAMES_H

#include <cb/query/records.h>

/* Keeps one row of it; texts are copied. */
void office_alias_load(struct cb_office *, const struct cb_record *);
/* Makes the names of the office know the rows that were kept. Their order does not matter, since all are there. */
void office_aliases_settle(struct cb_office *);

/* Turns *record into what it is on the office's day (query/records.h R1); false where there is no such record then. */
bool office_record_of_day(struct cb_records *, const struct cb_record **);

#endif
