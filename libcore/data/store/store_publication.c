#include <cb/value/date.h>

#include "store_sql.h"

static struct cb_cell
number_cell(int64_t n)
{
	return (struct cb_cell){ .n = n, .state = n == INT64_MIN ? CB_EMPTY : CB_VALUE };
}

enum cb_status
cb_publication_insert(struct cb_store *store, const struct cb_publication *publication, const struct cb_cell *at,
                      const struct cb_batch *batch, uint32_t row, struct cb_diag *diag)
{
	const struct cb_cell cells[PUBLICATION_N] = { [PUBLICATION_WHAT] = number_cell(publication->what),
		                                      [PUBLICATION_SCOPE] = cb_cell_lent(publication->scope),
		                                      [PUBLICATION_SINCE] = number_cell(publication->first_day),
		                                      [PUBLICATION_UNTIL] = number_cell(publication->last_day),
		                                      [PUBLICATION_AT] = *at };
	struct cb_str fields = { 0 };
	struct cb_pack pack;
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;

	cb_pack_init(&pack, &cb_register_publication, NULL);
	cb_pack_sql_fields(&pack, &fields);
	rc = cb_store_prepare(store, &stmt, diag, "INSERT OR IGNORE INTO publication (%s, batch, row) VALUES (?,?,?,?,?,?,?)",
	                      fields.p);
	if (rc == CB_OK) {
		int next = cb_pack_bind(&pack, stmt, 1, cells, false, NULL);

		sqlite3_bind_int64(stmt, next, batch->id);
		sqlite3_bind_int64(stmt, next + 1, row);
		rc = cb_store_run(store, stmt, diag);
	}
	sqlite3_finalize(stmt);
	cb_str_release(&fields);
	cb_pack_release(&pack);
	return rc;
}

static enum cb_status
publish(struct cb_store *store, const struct cb_publication *publication, const struct cb_author *author,
        struct cb_diag *diag)
{
	struct cb_batch batch;
	enum cb_status rc;

	cb_batch_init(&batch, store, &cb_register_publication, author);
	rc = cb_publication_insert(store, publication, &batch.cells[BATCH_AT], &batch, 1, diag);
	if (rc == CB_OK)
		rc = cb_batch_write_rows(&batch, store, &cb_register_publication, diag);
	cb_batch_release(&batch);
	return rc;
}

enum cb_status
cb_store_publish(struct cb_store *store, const struct cb_publication *publication, const struct cb_author *author,
                 struct cb_diag *diag)
{
	bool begun = store->in_transaction;
	enum cb_status rc = cb_store_begin(store, diag);

	if (rc == CB_OK)
		rc = publish(store, publication, author, diag);
	if (rc == CB_OK && !begun)
		rc = cb_store_commit(store, diag);
	if (rc != CB_OK && !begun)
		cb_store_end(store);
	return rc;
}

/* A key cell that is empty is '', which comes before any day. */
static const char find[] = "SELECT substr(min(at), 1, 10) FROM publication "
			   "WHERE what = ?1 AND scope = ?2 AND since <= ?3 AND until >= ?4";

enum cb_status
cb_store_published(struct cb_store *store, const struct cb_publication *asked, int64_t *day, struct cb_diag *diag)
{
	const struct cb_word *words = cb_register_publication.columns[PUBLICATION_WHAT].arg;
	char since[CB_PRINT_MAX], until[CB_PRINT_MAX];
	struct cb_text first = asked->first_day == INT64_MIN ? CB_LIT("") : cb_date_print(asked->first_day, since);
	struct cb_text last = cb_date_print(asked->last_day, until);
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc = CB_OK;

	*day = INT64_MAX;
	if (!cb_store_is_made(store))
		return CB_OK;
	rc = cb_store_prepare(store, &stmt, diag, "%s", find);
	if (rc == CB_OK) {
		sqlite3_bind_text(stmt, 1, words[asked->what].zh, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, asked->scope.len > 0 ? asked->scope.p : "", (int)asked->scope.len, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 3, first.p, (int)first.len, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 4, last.p, (int)last.len, SQLITE_STATIC);
		if (sqlite3_step(stmt) != SQLITE_ROW)
			rc = cb_store_fail(store, diag);
		else if (sqlite3_column_type(stmt, 0) != SQLITE_NULL)
			cb_date_parse(cb_text_of((const char *)sqlite3_column_text(stmt, 0)), 0, day);
	}
	sqlite3_finalize(stmt);
	return rc;
}
