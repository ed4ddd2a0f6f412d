/* Reading one state of a database, by one connection or by two. */
#ifndef CB_DATA_STORE_BESIDE_H
#define CB_DATA_STORE_BESIDE_H

#include <cb/data/store.h>

/* A reader that has not begun does: what is read until cb_store_end is of one state. Else *is_held is false. */
enum cb_status cb_store_hold(struct cb_store *, bool *is_held, struct cb_diag *);
/* A second connection to a large one that is held or has begun to read, in the same state, for another thread. They
 * share the names, and while both read none is added. False, and NULL: there is none. */
bool cb_store_open_beside(struct cb_store **out, struct cb_store *, struct cb_diag *);

#endif
