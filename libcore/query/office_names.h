/* What register alias says, taken together: other names, changed names, communities that are part of others. */
#ifndef OFFICE_NAMES_H
#define OFFICE_NAMES_H

#include <cb/query/records.h>

/* One row; the texts are copied. */
void office_alias_load(struct cb_office *, const struct cb_record *);
/* Once all have been read: in whatever order they came, they mean the same. No-op when none was. */
void office_aliases_settle(struct cb_office *);

/* The record as it is on the office's day; false: it is none then. */
bool office_record_of_day(struct cb_records *, const struct cb_record **);

#endif
