/* Registers of which a file replaces whole groups: rows that the run's groups no longer have are withdrawn. */
#include <string.h>

#include "store_writer.h"

void
cb_writer_note_group(struct cb_writer *w)
{
	struct cb_str group = { 0 };

	if (w->options->whole == 0)
		return;
	cb_pack_group_text(w->pack, w->cells, w->options->whole, &group);
	cb_dict_put(&w->groups, cb_str_text(&group), (uint32_t)cb_writer_source(w, w->at.source)->batch);
	cb_dict_put(&w->keys, (struct cb_text){ (const char *)w->at.p, (uint32_t)w->at.key_len }, 1);
	cb_str_release(&group);
}

static void
withdraw_row(struct cb_writer *w, const struct cb_cell *cells, int64_t batch)
{
	cb_writer_bind_key(w, STORE_KEEP_OLD, cells);
	sqlite3_bind_int64(w->stmts[STORE_KEEP_OLD], w->pack->n_key + 1, batch);
	cb_writer_set_status(w, cb_store_run(w->store, w->stmts[STORE_KEEP_OLD], w->diag));
	cb_writer_bind_key(w, STORE_DELETE, cells);
	cb_writer_set_status(w, cb_store_run(w->store, w->stmts[STORE_DELETE], w->diag));
}

/* Packed keys of the rows to withdraw, each with its batch as `source`. */
static void
find_left_over(struct cb_writer *w, sqlite3_stmt *all, struct cb_str *out)
{
	while (cb_store_step(w->store, all)) {
		struct cb_str group = { 0 };
		struct cb_packed at = { 0 };

		cb_pack_load(w->pack, all, 0, w->stored, &w->arena);
		cb_store_map_names(w->store, w->pack, w->stored);
		cb_pack_group_text(w->pack, w->stored, w->options->whole, &group);
		at.source = cb_dict_get(&w->groups, cb_str_text(&group));
		cb_str_release(&group);
		cb_pack_encode(w->pack, w->stored, &at);
		if (at.source == 0 ||
		    cb_dict_get(&w->keys, (struct cb_text){ (const char *)at.p, (uint32_t)at.key_len }) != 0)
			continue;
		cb_str_add(out, (const char *)&at.len, sizeof(at.len));
		cb_str_add(out, (const char *)at.p, at.len);
	}
}

void
cb_writer_withdraw_left_over(struct cb_writer *w)
{
	struct cb_str fields = { 0 }, found = { 0 };
	sqlite3_stmt *all = NULL;

	if (w->options->whole == 0 || w->status != CB_OK)
		return;
	cb_pack_sql_fields(w->pack, &fields);
	cb_writer_set_status(w, cb_store_prepare(w->store, &all, w->diag, "SELECT %s FROM \"%s\"", fields.p, w->pack->reg->key));
	if (w->status == CB_OK)
		find_left_over(w, all, &found);
	sqlite3_finalize(all);
	for (size_t i = 0; i < found.len && w->status == CB_OK;) {
		struct cb_packed at = { 0 };

		memcpy(&at.len, found.p + i, sizeof(at.len));
		at.p = (const uint8_t *)found.p + i + sizeof(at.len);
		cb_pack_decode(w->pack, &at, w->cells);
		withdraw_row(w, w->cells, at.source);
		i += sizeof(at.len) + at.len;
	}
	cb_str_release(&found);
	cb_str_release(&fields);
}
