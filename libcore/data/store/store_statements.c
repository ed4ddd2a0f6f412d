#include "store_statements.h"

struct statements {
	struct cb_store *store;
	struct cb_pack *pack;
	sqlite3_stmt **stmts;
	struct cb_diag *diag;
};

void
store_add_marks(struct cb_str *out, int n)
{
	for (int i = 0; i < n; i++)
		cb_str_adds(out, i > 0 ? ",?" : "?");
}

static enum cb_status
prepare_case(struct statements *s, const char *key)
{
	const struct cb_register *reg = s->pack->reg;

	return cb_store_prepare(s->store, &s->stmts[STORE_FIND_CASE], s->diag,
	                        "SELECT %s, batch, row FROM \"%s\" WHERE \"%s\" = ?1 AND \"%s\" IS ?2 ORDER BY rowid LIMIT 1",
	                        key, reg->key, reg->columns[s->pack->case_no].key, reg->columns[s->pack->case_of].key);
}

int
store_statements_find_case(sqlite3_stmt *find, const struct cb_pack *pack, const struct cb_cell *cells)
{
	const struct cb_column *def = &pack->reg->columns[pack->case_of];
	struct cb_text no = cells[pack->case_no].text, of;
	char buf[CB_PRINT_MAX];

	of = cb_cell_print(def->type, def->arg, &cells[pack->case_of], buf);
	sqlite3_bind_text(find, 1, no.p, (int)no.len, SQLITE_STATIC);
	sqlite3_bind_text(find, 2, of.len > 0 ? of.p : NULL, (int)of.len, SQLITE_TRANSIENT);
	return sqlite3_step(find);
}

static enum cb_status
prepare_keyed(struct statements *s, const char *fields, const char *marks)
{
	const char *table = s->pack->reg->key, *tail = cb_pack_sql_tail(s->pack);
	struct cb_str key = { 0 }, match = { 0 };
	enum cb_status rc;

	cb_pack_sql_key(s->pack, &key);
	cb_str_addf(&match, "(%s) = (", key.p);
	for (int i = 1; i <= s->pack->n_key; i++)
		cb_str_addf(&match, i > 1 ? ", ?%d" : "?%d", i);
	cb_str_addc(&match, ')');
	rc = cb_store_prepare(s->store, &s->stmts[STORE_FIND], s->diag, "SELECT %s, batch FROM \"%s\" WHERE %s", fields, table,
	                      match.p);
	if (rc == CB_OK && s->pack->case_no >= 0)
		rc = prepare_case(s, key.p);
	if (rc == CB_OK)
		rc = cb_store_prepare(s->store, &s->stmts[STORE_REPLACE], s->diag,
		                      "INSERT OR REPLACE INTO \"%s\" (%s, %s) VALUES (%s)", table, fields, tail, marks);
	if (rc == CB_OK)
		rc = cb_store_prepare(s->store, &s->stmts[STORE_DELETE], s->diag, "DELETE FROM \"%s\" WHERE %s", table, match.p);
	cb_str_setf(&key, "?%d", s->pack->n_key + 1);
	if (rc == CB_OK)
		rc = cb_store_prepare(s->store, &s->stmts[STORE_KEEP_OLD], s->diag,
		                      "INSERT INTO \"%s_old\" (%s, %s, superseded_by) SELECT %s, %s, %s FROM \"%s\" WHERE %s",
		                      table, fields, tail, fields, tail, key.p, table, match.p);
	cb_str_release(&key);
	cb_str_release(&match);
	return rc;
}

enum cb_status
store_statements_prepare(struct cb_store *store, struct cb_pack *pack, sqlite3_stmt **stmts, struct cb_diag *diag)
{
	struct statements all = { store, pack, stmts, diag }, *s = &all;
	bool is_chained = (pack->reg->flags & CB_CHAINED) != 0;
	struct cb_str fields = { 0 }, marks = { 0 };
	enum cb_status rc;

	cb_pack_sql_fields(s->pack, &fields);
	store_add_marks(&marks, cb_pack_sql_count(s->pack) + cb_pack_sql_tail_count(s->pack));
	rc = cb_store_prepare(s->store, &s->stmts[STORE_INSERT], s->diag, "INSERT INTO \"%s\" (%s, %s%s) VALUES (%s%s)",
	                      s->pack->reg->key, fields.p, cb_pack_sql_tail(s->pack), is_chained ? ", hash" : "", marks.p, is_chained ? ",?" : "");
	if (rc == CB_OK && s->pack->n_key > 0)
		rc = prepare_keyed(s, fields.p, marks.p);
	cb_str_release(&fields);
	cb_str_release(&marks);
	return rc;
}
