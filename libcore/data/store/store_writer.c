/* Rows as a run writes them, whichever way it came to that. */
#include "store_writer.h"

struct cb_import_run *
cb_writer_run(struct cb_writer *w, uint32_t source)
{
	return &w->import->runs[cb_import_find(w->import, source)];
}

struct cb_import_source *
cb_writer_source(struct cb_writer *w, uint32_t source)
{
	return &w->import->sources[cb_import_find(w->import, source)];
}

void
cb_writer_forget_row(struct cb_writer *w, const struct cb_packed *at, const struct cb_cell *cells)
{
	cb_sums_add(&cb_writer_run(w, at->source)->minus, w->pack, cells, at->row);
}

void
cb_writer_hash_row(struct cb_writer *w, const struct cb_cell *cells)
{
	cb_sums_add(&cb_writer_run(w, w->at.source)->plus, w->pack, cells, w->at.row);
}

void
cb_writer_set_status(struct cb_writer *w, enum cb_status status)
{
	if (status != CB_OK)
		w->status = cb_status_worse(w->status, status);
}

void
cb_writer_bind_key(struct cb_writer *w, int statement, const struct cb_cell *cells)
{
	cb_pack_bind(w->pack, w->stmts[statement], 1, cells, true, w->store->to_term);
}

bool
cb_writer_is_chained(const struct cb_writer *w)
{
	return (w->pack->reg->flags & CB_CHAINED) != 0;
}

const char *
cb_writer_check_value(struct cb_writer *w, const struct cb_cell *cells)
{
	uint64_t hidden = cb_pack_hidden(w->pack, cells);

	if (hidden == 0)
		return NULL;
	cb_check_value(w->pack, cells, hidden, w->at.row, w->check);
	return w->check;
}

void
cb_writer_put_row(struct cb_writer *w, int statement, const struct cb_cell *cells)
{
	sqlite3_stmt *stmt = w->stmts[statement];
	int at = cb_pack_bind(w->pack, stmt, 1, cells, false, w->store->to_term);

	sqlite3_bind_int64(stmt, at, cb_writer_source(w, w->at.source)->batch);
	sqlite3_bind_int64(stmt, at + 1, w->at.row);
	if (w->pack->private != 0)
		sqlite3_bind_text(stmt, at + 2, cb_writer_check_value(w, cells), -1, SQLITE_STATIC);
	if (cb_writer_is_chained(w) && statement == STORE_INSERT)
		sqlite3_bind_text(stmt, at + cb_pack_sql_tail_count(w->pack),
		                  cb_chain_link(w->head.hash, cb_pack_text(w->pack, cells, CB_PACK_ALL)), CB_CHAIN_HEX,
		                  SQLITE_STATIC);
	cb_writer_set_status(w, cb_store_run(w->store, stmt, w->diag));
}

void
cb_writer_number_row(struct cb_writer *w)
{
	if (w->numbering.column >= 0 && w->cells[w->numbering.column].state == CB_EMPTY)
		cb_writer_forget_row(w, &w->at, w->cells);
	if (cb_numbering_fill(&w->numbering, w->store, w->pack->reg, w->cells))
		cb_writer_hash_row(w, w->cells);
	cb_writer_source(w, w->at.source)->added++;
}

void
cb_writer_report_twice(struct cb_writer *w, const struct cb_cell *cells, struct cb_where where, struct cb_where there)
{
	struct cb_str key = { 0 }, said = { 0 };

	cb_pack_key_text(w->pack, cells, w->diag->lang, &key);
	cb_where_print(w->diag, there, &said);
	cb_report(w->diag, CB_DOUBLE_KEY, where, "", key, said);
	cb_writer_set_status(w, CB_FOUND);
}
