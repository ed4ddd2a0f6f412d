/* Rows of the program as a table that SQL can select from, once: an eponymous virtual table whose
 * cursor pulls from a callback. */
#include <stdlib.h>

#include "store_sql.h"

struct feed_table {
	sqlite3_vtab base;
	struct cb_feed *feed;
};

static int
table_connect(sqlite3 *db, void *arg, int argc, const char *const *argv, sqlite3_vtab **out, char **error)
{
	struct feed_table *table = cb_alloc(1, sizeof(*table));
	struct cb_str sql = { 0 };
	int rc;

	(void)argc, (void)argv, (void)error;
	table->feed = arg;
	*out = &table->base;
	cb_str_adds(&sql, "CREATE TABLE x (");
	for (int i = 0; i < table->feed->n_columns; i++)
		cb_str_addf(&sql, i > 0 ? ", c%d" : "c%d", i);
	cb_str_addc(&sql, ')');
	rc = sqlite3_declare_vtab(db, sql.p);
	cb_str_release(&sql);
	return rc;
}

static int
table_disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int
table_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedRows = 1000000;
	return SQLITE_OK;
}

static int
cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	(void)table;
	*out = cb_alloc(1, sizeof(**out));
	return SQLITE_OK;
}

static int
cursor_close(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

static struct cb_feed *
feed_of(sqlite3_vtab_cursor *cursor)
{
	return ((struct feed_table *)cursor->pVtab)->feed;
}

static int
cursor_next(sqlite3_vtab_cursor *cursor)
{
	struct cb_feed *feed = feed_of(cursor);

	cb_arena_reset(&feed->texts);
	feed->got = feed->next(feed->self, feed->row, &feed->texts);
	return feed->got < 0 ? SQLITE_ABORT : SQLITE_OK;
}

static int
cursor_filter(sqlite3_vtab_cursor *cursor, int index, const char *name, int argc, sqlite3_value **argv)
{
	(void)index, (void)name, (void)argc, (void)argv;
	return cursor_next(cursor);
}

static int
cursor_eof(sqlite3_vtab_cursor *cursor)
{
	return feed_of(cursor)->got != 1;
}

static int
cursor_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
	const struct cb_sql_value *v = &feed_of(cursor)->row[column];

	if (v->kind == CB_SQL_INT)
		sqlite3_result_int64(context, v->n);
	else if (v->kind == CB_SQL_TEXT) /* without a length SQLite knows of the NUL: a CHECK copies it otherwise */
		sqlite3_result_text(context, v->text, -1, SQLITE_STATIC);
	return SQLITE_OK;
}

static int
cursor_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
	(void)cursor;
	*rowid = 0;
	return SQLITE_OK;
}

static const sqlite3_module feed_module = {
	.xConnect = table_connect,
	.xDisconnect = table_disconnect,
	.xBestIndex = table_best_index,
	.xOpen = cursor_open,
	.xClose = cursor_close,
	.xFilter = cursor_filter,
	.xNext = cursor_next,
	.xEof = cursor_eof,
	.xColumn = cursor_column,
	.xRowid = cursor_rowid,
};

int
cb_feed_open(sqlite3 *db, struct cb_feed *feed)
{
	feed->row = cb_alloc((size_t)feed->n_columns, sizeof(*feed->row));
	return sqlite3_create_module(db, "cb_feed", &feed_module, feed);
}

void
cb_feed_close(sqlite3 *db, struct cb_feed *feed)
{
	sqlite3_create_module(db, "cb_feed", NULL, NULL);
	cb_arena_release(&feed->texts);
	free(feed->row);
}
