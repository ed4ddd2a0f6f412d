/* A record whose key the table may have: it is added, left alone, or takes the place of the stored one, which goes to
 * history; what it changes is told. */
#include "store_writer.h"

enum { CHANGES_TOLD = 20 };

static void
add_row(struct cb_writer *w)
{
	cb_writer_number_row(w);
	cb_writer_put_row(w, STORE_INSERT, w->cells);
}

/* The stored row with what the files say: columns that they lack keep their value. */
static void
merge(struct cb_writer *w, struct cb_cell *merged)
{
	for (int i = 0; i < w->pack->n_fields; i++) {
		int c = w->pack->fields[i].column;

		merged[c] = (w->mask >> c & 1) != 0 ? w->cells[c] : w->stored[c];
		if (merged[c].text.len > 0)
			merged[c].text.p = cb_arena_copy(&w->arena, merged[c].text.p, merged[c].text.len);
	}
}

static void
report_known(struct cb_writer *w, int64_t batch)
{
	struct cb_where where = { w->at.source, w->at.row, 0 };
	struct cb_str key = { 0 }, remedy = { 0 };
	bool zh = w->diag->lang == CB_ZH;

	cb_pack_key_text(w->pack, w->cells, w->diag->lang, &key);
	if (cb_writer_is_chained(w)) /* what is withdrawn keeps its number */
		cb_str_addf(&remedy, zh ? "请用 cb-fund reverse %s 冲销,更正的一条不写编号" : "reverse it, cb-fund reverse %s, and give the correct one no number", cb_str_c(&key));
	else
		cb_str_addf(&remedy, zh ? "要以本文件替换该批次,用 --replaces %lld" : "to put this file in its place say --replaces %lld",
		            (long long)batch);
	cb_report(w->diag, CB_KNOWN_CHANGED, where, "", key, batch, remedy);
	cb_writer_set_status(w, CB_FOUND);
}

/* One value that another file changes, with the batch it came from. */
static void
tell_change(struct cb_writer *w, const struct cb_pack_field *field, const struct cb_cell *now, int64_t batch)
{
	enum cb_code code = w->options->on_change == CB_CHANGE_REFUSE ? CB_CHANGE_REFUSED : CB_VALUE_CHANGED;
	struct cb_where where = { w->at.source, w->at.row, 0 };
	struct cb_str key = { 0 }, from = { 0 }, to = { 0 }, file = { 0 };
	const struct cb_column *column = field->def;
	struct cb_origin origin;

	if (w->n_changed++ >= CHANGES_TOLD)
		return;
	where.column = cb_writer_run(w, w->at.source)->file_columns[field->column];
	cb_pack_key_text(w->pack, w->cells, w->diag->lang, &key);
	cb_pack_cell_text(w->pack, field, &w->stored[field->column], &from);
	cb_pack_cell_text(w->pack, field, now, &to);
	cb_store_batch(w->store, batch, &w->arena, &origin);
	cb_str_addf(&file, "%lld(%s)", (long long)batch, origin.file);
	cb_report(w->diag, code, where, column->key, key, cb_arg_either(column->zh, column->key), from, to, file);
	if (cb_diag_is_error(w->diag, code))
		cb_writer_set_status(w, CB_FOUND);
}

static void
tell_changes(struct cb_writer *w, const struct cb_cell *merged, int64_t batch)
{
	for (int i = 0; i < w->pack->n_fields && w->options->on_change != CB_CHANGE_QUIET; i++) {
		const struct cb_pack_field *field = &w->pack->fields[i];

		/* what fills an empty cell changes no value */
		if (w->stored[field->column].state != CB_EMPTY &&
		    !cb_pack_same(field, &merged[field->column], &w->stored[field->column]))
			tell_change(w, field, &merged[field->column], batch);
	}
}

static void
replace_row(struct cb_writer *w, int64_t stored_batch)
{
	struct cb_cell merged[CB_FIELDS_MAX];
	struct cb_import_source *source = cb_writer_source(w, w->at.source);
	bool changed;

	merge(w, merged);
	changed = !cb_pack_equal(w->pack, merged, w->stored);
	if (changed && !w->is_forgotten && (w->pack->reg->flags & CB_APPEND_ONLY) == 0)
		tell_changes(w, merged, stored_batch);
	sqlite3_reset(w->stmts[STORE_FIND]); /* stored is gone, merged has its own texts */
	if (!changed) {
		source->unchanged++;
		cb_writer_forget_row(w, &w->at, w->cells);
		return;
	}
	if ((w->pack->reg->flags & CB_APPEND_ONLY) != 0) {
		report_known(w, stored_batch);
		return;
	}
	cb_writer_bind_key(w, STORE_KEEP_OLD, merged);
	sqlite3_bind_int64(w->stmts[STORE_KEEP_OLD], w->pack->n_key + 1, source->batch);
	cb_writer_set_status(w, cb_store_run(w->store, w->stmts[STORE_KEEP_OLD], w->diag));
	cb_writer_put_row(w, STORE_REPLACE, merged);
	source->replaced++;
	if (cb_pack_equal(w->pack, merged, w->cells))
		return;
	cb_writer_forget_row(w, &w->at, w->cells);
	cb_writer_hash_row(w, merged);
}

/* A row of this very run has the number: that one says which of ours it is, this one does not. */
static bool
is_of_run(struct cb_writer *w, int64_t batch, int64_t row)
{
	for (size_t i = 0; i < w->import->n_sources; i++)
		if (w->import->sources[i].batch == batch) {
			cb_writer_report_twice(w, w->cells, (struct cb_where){ w->at.source, w->at.row, 0 },
			                       (struct cb_where){ w->import->sources[i].source, (uint32_t)row, 0 });
			return true;
		}
	return false;
}

/* Gives the row the number of the stored record that is known by the same one in another system. */
static void
find_case(struct cb_writer *w)
{
	sqlite3_stmt *find = w->stmts[STORE_FIND_CASE];
	int rc = store_statements_find_case(find, w->pack, w->cells);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		cb_writer_set_status(w, cb_store_fail(w->store, w->diag));
	} else if (rc == SQLITE_ROW && !is_of_run(w, sqlite3_column_int64(find, 1), sqlite3_column_int64(find, 2))) {
		cb_writer_forget_row(w, &w->at, w->cells);
		cb_str_clear(&w->number);
		cb_str_adds(&w->number, (const char *)sqlite3_column_text(find, 0));
		w->cells[w->numbering.column] = (struct cb_cell){ .text = cb_str_text(&w->number), .state = CB_VALUE };
		cb_writer_hash_row(w, w->cells);
	}
	sqlite3_reset(find);
}

static bool
is_new_key(struct cb_writer *w)
{
	return w->all_new || w->pack->n_key == 0 ||
	       (w->numbering.column >= 0 && w->cells[w->numbering.column].state == CB_EMPTY);
}

void
cb_writer_look_up(struct cb_writer *w)
{
	sqlite3_stmt *find = w->stmts[STORE_FIND];
	int rc, at;

	if (cb_pack_is_case(w->pack, w->cells))
		find_case(w);
	if (is_new_key(w)) {
		add_row(w);
		return;
	}
	cb_arena_reset(&w->arena);
	cb_writer_bind_key(w, STORE_FIND, w->cells);
	rc = sqlite3_step(find);
	if (rc == SQLITE_ROW) {
		at = cb_pack_load(w->pack, find, 0, w->stored, &w->arena);
		cb_store_map_names(w->store, w->pack, w->stored);
		replace_row(w, sqlite3_column_int64(find, at));
	} else if (rc == SQLITE_DONE) {
		sqlite3_reset(find);
		add_row(w);
	} else {
		cb_writer_set_status(w, cb_store_fail(w->store, w->diag));
	}
}

void
cb_writer_tell_rest(struct cb_writer *w)
{
	if (w->n_changed > CHANGES_TOLD)
		cb_report(w->diag, CB_MORE_CHANGED, CB_NOWHERE, "", w->n_changed - CHANGES_TOLD);
}
