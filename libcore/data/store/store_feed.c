/* Rows of the program as a table that SQL can select from, once: an eponymous virtual table whose
 * cursor pulls from a callback, where that can be some rows ahead. */
#include <stdlib.h>

#include "store_sql.h"

enum { ROWS_AHEAD = 4096 }; /* at a time: each time begins a thread */

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

/* ---- rows ahead ---- */

static int
rows_ahead(const struct cb_feed *feed)
{
	return feed->asks_nothing ? ROWS_AHEAD : 1;
}

/* Fills the rows that are not handed out. */
static void *
fill(void *self)
{
	struct cb_feed *feed = self;
	struct cb_feed_rows *rows = &feed->held[1 - feed->given];

	cb_arena_reset(&rows->texts);
	rows->got = 1;
	for (rows->n = 0; rows->n < rows_ahead(feed); rows->n++) {
		rows->got = feed->next(feed->self, rows->values + rows->n * feed->n_columns, &rows->texts);
		if (rows->got != 1)
			break;
	}
	return NULL;
}

/* Those that were filled are handed out, and the others filled meanwhile. */
static void
take_rows(struct cb_feed *feed)
{
	if (feed->asks_nothing)
		cb_job_wait(&feed->job);
	else
		fill(feed);
	feed->given = 1 - feed->given;
	feed->at = 0;
	if (feed->asks_nothing && feed->held[feed->given].got == 1)
		cb_job_start(&feed->job, fill, feed);
}

static int
cursor_next(sqlite3_vtab_cursor *cursor)
{
	struct cb_feed *feed = feed_of(cursor);
	struct cb_feed_rows *rows = &feed->held[feed->given];

	if (++feed->at >= rows->n && rows->got == 1)
		take_rows(feed);
	rows = &feed->held[feed->given];
	feed->got = feed->at < rows->n ? 1 : rows->got;
	return feed->got < 0 ? SQLITE_ABORT : SQLITE_OK;
}

static int
cursor_filter(sqlite3_vtab_cursor *cursor, int index, const char *name, int argc, sqlite3_value **argv)
{
	struct cb_feed *feed = feed_of(cursor);

	(void)index, (void)name, (void)argc, (void)argv;
	if (feed->asks_nothing)
		cb_job_start(&feed->job, fill, feed);
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
	const struct cb_feed *feed = feed_of(cursor);
	const struct cb_sql_value *v = &feed->held[feed->given].values[feed->at * feed->n_columns + column];

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
	size_t n = (size_t)(rows_ahead(feed) * feed->n_columns);

	for (int i = 0; i < 2; i++) {
		feed->held[i].values = cb_alloc(n, sizeof(struct cb_sql_value));
		feed->held[i].got = 1;
	}
	return sqlite3_create_module(db, "cb_feed", &feed_module, feed);
}

void
cb_feed_close(sqlite3 *db, struct cb_feed *feed)
{
	cb_job_wait(&feed->job);
	sqlite3_create_module(db, "cb_feed", NULL, NULL);
	for (int i = 0; i < 2; i++) {
		cb_arena_release(&feed->held[i].texts);
		free(feed->held[i].values);
	}
}
