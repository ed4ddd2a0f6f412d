/* What the verbs of cb-org write. The office is open on a database, to be written.
 *
 * R1 Who is appointed holds the post from the day on. Where rule org.post allows one holder only, the terms of
 *    others in that post end the day before. Who holds it already is CB_IN_POST_ALREADY.
 * R2 What ends has that day as its last. It must be in force on it, else CB_NOTHING_ENDS; of several holders of a
 *    post one must be named, else CB_SEVERAL_END.
 * R3 A community that is renamed keeps what it has: the name before is another name of it, as are those that were.
 *    Nothing is called as it will be, else CB_NAME_TAKEN.
 * R4 One that is merged into another is part of it from the day on. What was entered of it stays so; who asks for the
 *    day or later finds it under the other (query/office.h), who asks for a day before as it was. What ends is found
 *    under either name. */
#ifndef CB_QUERY_ORG_WRITE_H
#define CB_QUERY_ORG_WRITE_H

#include <cb/query/intake.h>

struct cb_org_entry {
	struct cb_intake how; /* office, author, dry_run */
	int32_t day;
	struct cb_list words;       /* the operands: body, post, person; kind, party, community; or two communities */
	const char *const *columns; /* [of the register] further ones, or NULL; NULL = nothing */
};

/* Stores the rows in one batch, and leaves them in the empty table, as rows of the register. */
typedef enum cb_status cb_org_enter(const struct cb_org_entry *, struct cb_table *rows);
cb_org_enter cb_org_appoint, cb_org_leave, cb_org_link, cb_org_unlink, cb_org_rename, cb_org_merge;

#endif
