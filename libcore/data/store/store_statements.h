/* The statements by which rows of a register are written. */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

#include "store_sql.h"

enum { STORE_FIND,      /* key -> the fields and the batch of the stored row */
       STORE_FIND_CASE, /* number in another system, which one -> our number, the batch and row of it */
       STORE_INSERT,    /* the fields, batch, row; of a chained register the hash */
       STORE_KEEP_OLD,  /* key, batch: the stored row into history, superseded by that batch */
       STORE_REPLACE,   /* the fields, batch, row */
       STORE_DELETE,    /* key */
       STORE_STATEMENTS };

/* Steps STORE_FIND_CASE for a record; the caller resets it. */
int store_statements_find_case(sqlite3_stmt *, const struct cb_pack *, const struct cb_cell *cells);
/* Those that need a key are NULL where the register has none. The caller finalizes them. */
enum cb_status store_statements_prepare(struct cb_store *, struct cb_pack *, sqlite3_stmt **stmts, struct cb_diag *);
/* Appends ?,? … n times. */
void store_add_marks(struct cb_str *, int n);

#endif
