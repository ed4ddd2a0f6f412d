/* One row that is emptied or names a number: the row, its check value, and that of its batch. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store_forget.h"

static bool
parse_sum(const char *hex, struct cb_multihash *sum)
{
	for (int i = 0; i < 4; i++) {
		char word[17], *end;

		snprintf(word, sizeof(word), "%s", strlen(hex) == 64 ? hex + (size_t)16 * (size_t)(3 - i) : "");
		sum->sum[i] = strtoull(word, &end, 16);
		if (word[0] == '\0' || *end != '\0')
			return false;
	}
	return true;
}

/* The batch's check value, with a row as it is now instead of as it was. One that is damaged stays so. */
static void
change_batch(struct forget *f, struct cb_pack *pack, const struct cb_stored_row *was, const struct cb_cell *now)
{
	struct cb_batch batch;
	struct cb_sums sums = { 0 }, minus = { 0 }, plus = { 0 };
	sqlite3_stmt *stmt = NULL;
	char hex[65];

	cb_sums_add_hidden(&minus, pack, was->cells, pack->private, (uint64_t)was->row);
	cb_sums_add_hidden(&plus, pack, now, pack->private, (uint64_t)was->row);
	if (cb_batch_load(&batch, f->store, was->batch) && batch.check_value != NULL &&
	    parse_sum(batch.check_value, &sums.checks)) {
		cb_sums_change(&sums, &minus, &plus);
		cb_multihash_finish(&sums.checks, hex);
		stmt = cb_store_ask(f->store, "UPDATE batch SET check_value = ?1 WHERE id = ?2");
		sqlite3_bind_text(stmt, 1, hex, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 2, was->batch);
		cb_store_step(f->store, stmt);
		sqlite3_finalize(stmt);
	}
	cb_batch_release(&batch);
}

/* Of the private columns; the others of the row stay as they are. */
static int
update_cells(struct forget *f, struct cb_pack *pack, const char *suffix, const struct cb_stored_row *was,
             const struct cb_cell *now)
{
	struct cb_str sql = { 0 };
	sqlite3_stmt *stmt;
	char hex[65];
	int n = 0, rc;

	cb_str_addf(&sql, "UPDATE \"%s%s\" SET check_value = ?1", pack->reg->key, suffix);
	for (int c = 0; c < pack->reg->n_columns; c++)
		if ((pack->private >> c & 1) != 0)
			cb_str_addf(&sql, ", \"%s\" = ?%d", pack->reg->columns[c].key, ++n + 2);
	cb_str_adds(&sql, " WHERE rowid = ?2");
	stmt = cb_store_ask(f->store, cb_str_c(&sql));
	cb_check_value(pack, now, pack->private, (uint64_t)was->row, hex);
	sqlite3_bind_text(stmt, 1, hex, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, was->rowid);
	n = 0;
	for (int c = 0; c < pack->reg->n_columns; c++)
		if ((pack->private >> c & 1) != 0 && ++n > 0 && now[c].state == CB_VALUE)
			sqlite3_bind_text(stmt, n + 2, now[c].text.p, (int)now[c].text.len, SQLITE_STATIC);
	rc = stmt == NULL ? SQLITE_ERROR : sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	cb_str_release(&sql);
	return rc;
}

int
forget_change_row(struct forget *f, struct cb_pack *pack, const char *suffix, const struct cb_stored_row *was,
                  const struct cb_cell *now)
{
	int rc = update_cells(f, pack, suffix, was, now);

	if (rc == SQLITE_CONSTRAINT_UNIQUE)
		return rc;
	if (rc != SQLITE_DONE)
		cb_store_note(f->store, rc);
	else
		change_batch(f, pack, was, now);
	if (f->first_batch == 0 || was->batch < f->first_batch)
		f->first_batch = was->batch;
	f->rows[pack->reg == f->rule->reg ? 0 : 1]++;
	return rc;
}
