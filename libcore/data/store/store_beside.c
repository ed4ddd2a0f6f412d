/* Reading one state of a database, by one connection or by two. */
#include <sys/stat.h>
#include <unistd.h>

#include <cb/data/store_beside.h>
#include <cb/data/store_chain.h>

#include "store_sql.h"

enum { BESIDE_BYTES = 4 << 20 }; /* less is read before a second connection is there */

enum cb_status
cb_store_hold(struct cb_store *store, bool *is_held, struct cb_diag *diag)
{
	enum cb_status rc = CB_OK;
	bool begun = store->in_transaction || store->mode != CB_OPEN_READ;

	if (!begun)
		rc = cb_store_start(store, diag);
	*is_held = !begun && rc == CB_OK;
	return rc;
}

/* The first one's lock keeps everybody from committing; where the file has a log beside it (somebody has turned WAL
 * on) it does not. */
static bool
is_same_state(struct cb_store *store, struct cb_store *beside)
{
	return cb_store_last_batch(store) == cb_store_last_batch(beside) &&
	       cb_store_number(beside, "SELECT count(*) - 1 FROM term", -1) == (int64_t)store->n_terms;
}

bool
cb_store_open_beside(struct cb_store **out, struct cb_store *store, struct cb_diag *diag)
{
	struct stat st;

	*out = NULL;
	if (sysconf(_SC_NPROCESSORS_ONLN) < 2 || store->mode != CB_OPEN_READ || !store->in_transaction || store->names == NULL ||
	    stat(store->path, &st) != 0 || st.st_size < BESIDE_BYTES ||
	    cb_store_open(out, store->path, CB_OPEN_READ, diag) != CB_OK)
		return false;
	if (cb_store_start(*out, diag) == CB_OK && is_same_state(store, *out)) {
		(*out)->names = store->names;
		(*out)->n_terms = store->n_terms;
		return true;
	}
	cb_store_close(*out);
	*out = NULL;
	return false;
}
