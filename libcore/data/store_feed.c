/* Rows of the program as a table that SQL can select from, once: an eponymous virtual table whose
 * cursor pulls from a callback, which a second thread calls for a block of rows ahead. */
#include <stdlib.h>

#include <cb/data/store_sql.h>

enum { BLOCK_ROWS = 2048 };

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

/* On the second thread; what the first one reads lies in the same cache line and is written once. */
static void *
fill_block(void *arg)
{
	struct cb_feed *feed = arg;
	struct cb_feed_block b = feed->blocks[1 - feed->block];

	cb_arena_reset(&b.texts);
	for (b.n = 0, b.got = 1; b.n < BLOCK_ROWS; b.n++) {
		b.got = feed->next(feed->self, b.values + b.n * (size_t)feed->n_columns, &b.texts);
		if (b.got != 1)
			break;
	}
	feed->blocks[1 - feed->block] = b;
	return NULL;
}

static struct cb_feed *
feed_of(sqlite3_vtab_cursor *cursor)
{
	return ((struct feed_table *)cursor->pVtab)->feed;
}

/* The block that is read is used up; when next had more to say, the other one has it. */
static void
next_block(struct cb_feed *feed)
{
	if (feed->blocks[feed->block].got != 1)
		return;
	cb_job_wait(&feed->job);
	feed->block = 1 - feed->block;
	feed->row = 0;
	if (feed->blocks[feed->block].got == 1)
		cb_job_start(&feed->job, fill_block, feed);
}

static bool
is_used_up(const struct cb_feed *feed)
{
	return feed->row >= feed->blocks[feed->block].n;
}

static int
break_off(const struct cb_feed *feed)
{
	return is_used_up(feed) && feed->blocks[feed->block].got < 0 ? SQLITE_ABORT : SQLITE_OK;
}

static int
cursor_next(sqlite3_vtab_cursor *cursor)
{
	struct cb_feed *feed = feed_of(cursor);

	feed->row++;
	if (is_used_up(feed))
		next_block(feed);
	return break_off(feed);
}

static int
cursor_filter(sqlite3_vtab_cursor *cursor, int index, const char *name, int argc, sqlite3_value **argv)
{
	struct cb_feed *feed = feed_of(cursor);

	(void)index, (void)name, (void)argc, (void)argv;
	cb_job_start(&feed->job, fill_block, feed);
	next_block(feed);
	return break_off(feed);
}

static int
cursor_eof(sqlite3_vtab_cursor *cursor)
{
	return is_used_up(feed_of(cursor));
}

static int
cursor_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
	const struct cb_feed *feed = feed_of(cursor);
	const struct cb_sql_value *v =
		&feed->blocks[feed->block].values[feed->row * (size_t)feed->n_columns + (size_t)column];

	if (v->kind == CB_SQL_INT)
		sqlite3_result_int64(context, v->n);
	else if (v->kind == CB_SQL_TEXT)
		sqlite3_result_text64(context, v->text, (sqlite3_uint64)v->n, SQLITE_STATIC, SQLITE_UTF8);
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
	for (int i = 0; i < 2; i++) {
		feed->blocks[i].values = cb_alloc(BLOCK_ROWS * (size_t)feed->n_columns, sizeof(struct cb_sql_value));
		feed->blocks[i].got = 1;
	}
	return sqlite3_create_module(db, "cb_feed", &feed_module, feed);
}

void
cb_feed_close(sqlite3 *db, struct cb_feed *feed)
{
	cb_job_wait(&feed->job);
	for (int i = 0; i < 2; i++) {
		free(feed->blocks[i].values);
		cb_arena_release(&feed->blocks[i].texts);
	}
	sqlite3_create_module(db, "cb_feed", NULL, NULL);
}
