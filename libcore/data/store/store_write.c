/* Storing a run: the sorted records meet the table in key order. A record waits until the next one
 * shows whether its key comes twice; then it is looked up, unless the run's keys lie where the table
 * has none, and is added, left alone, or takes the place of the stored one, which goes to history. */
#include <string.h>

#include <cb/data/forget.h>
#include <cb/data/store_chain.h>

#include "store_statements.h"
#include "store_sql.h"
#include "store_numbering.h"

struct writer {
	struct cb_import *import;
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_pack *pack;
	const struct cb_import_options *options;
	sqlite3_stmt *stmts[STORE_STATEMENTS];
	bool all_new; /* nothing to look up */
	struct cb_cell cells[CB_FIELDS_MAX], stored[CB_FIELDS_MAX];
	struct cb_packed at;    /* the record in cells */
	uint64_t mask;          /* columns that its files have */
	struct cb_str waiting;  /* bytes of the record that waits for its doubles, then those of cells */
	size_t key_len;         /* of its key, 0 when it has none: it cannot be double */
	struct cb_packed ahead; /* the record after it, when got is 1 */
	int got;
	bool clashes, is_forgotten; /* a double with other content was reported; the record is of who was to be forgotten */
	struct cb_numbering numbering;
	struct cb_str number;      /* that a record was found to have */
	struct cb_chain_head head; /* of a chained register: the row stored last */
	char check[65];            /* of the row that is written */
	struct cb_arena arena;
	struct cb_dict groups, keys; /* of options->whole: groups met -> batch, keys met */
	uint64_t n_changed;          /* stored values that the run changes */
	enum cb_status status;
};

enum { CHANGES_TOLD = 20 };

/* ---- the waiting record ---- */

static struct cb_import_run *
run_of(struct writer *w, uint32_t source)
{
	return &w->import->runs[cb_import_find(w->import, source)];
}

static struct cb_import_source *
source_of(struct writer *w, uint32_t source)
{
	return &w->import->sources[cb_import_find(w->import, source)];
}

/* The row is not stored as it was read. */
static void
forget_row(struct writer *w, const struct cb_packed *at, const struct cb_cell *cells)
{
	cb_sums_add(&run_of(w, at->source)->minus, w->pack, cells, at->row);
}

/* The row is stored so. */
static void
hash_row(struct writer *w, const struct cb_cell *cells)
{
	cb_sums_add(&run_of(w, w->at.source)->plus, w->pack, cells, w->at.row);
}

static void
set_status(struct writer *w, enum cb_status status)
{
	if (status != CB_OK)
		w->status = cb_status_worse(w->status, status);
}

/* A number that was forgotten takes nothing private: data/forget.h R4. */
static void
check_forgotten(struct writer *w)
{
	int no = w->numbering.column;
	struct cb_where where = { w->at.source, w->at.row, 0 };

	w->is_forgotten = false;
	if (no < 0 || w->cells[no].state != CB_VALUE || cb_pack_hidden(w->pack, w->cells) == 0 ||
	    !cb_store_is_forgotten(w->store, w->pack->reg, w->cells[no].text))
		return;
	cb_report(w->diag, CB_FORGOTTEN_NUMBER, where, w->pack->reg->columns[no].key, w->cells[no].text);
	w->is_forgotten = true;
	set_status(w, CB_FOUND);
}

static void
bind_key(struct writer *w, int statement, const struct cb_cell *cells)
{
	cb_pack_bind(w->pack, w->stmts[statement], 1, cells, true, w->store->to_term);
}

static bool
is_chained(const struct writer *w)
{
	return (w->pack->reg->flags & CB_CHAINED) != 0;
}

/* NULL where the row has nothing private. Lives until the next row. */
static const char *
check_value(struct writer *w, const struct cb_cell *cells)
{
	uint64_t hidden = cb_pack_hidden(w->pack, cells);

	if (hidden == 0)
		return NULL;
	cb_check_value(w->pack, cells, hidden, w->at.row, w->check);
	return w->check;
}

/* Writes the cells as a row of the record's batch. */
static void
put_row(struct writer *w, int statement, const struct cb_cell *cells)
{
	sqlite3_stmt *stmt = w->stmts[statement];
	int at = cb_pack_bind(w->pack, stmt, 1, cells, false, w->store->to_term);

	sqlite3_bind_int64(stmt, at, source_of(w, w->at.source)->batch);
	sqlite3_bind_int64(stmt, at + 1, w->at.row);
	if (w->pack->private != 0)
		sqlite3_bind_text(stmt, at + 2, check_value(w, cells), -1, SQLITE_STATIC);
	if (is_chained(w) && statement == STORE_INSERT)
		sqlite3_bind_text(stmt, at + cb_pack_sql_tail_count(w->pack),
		                  cb_chain_link(w->head.hash, cb_pack_text(w->pack, cells, CB_PACK_ALL)), CB_CHAIN_HEX,
		                  SQLITE_STATIC);
	set_status(w, cb_store_run(w->store, stmt, w->diag));
}

/* The record is to be a new row: it gets its number. */
static void
number_row(struct writer *w)
{
	if (w->numbering.column >= 0 && w->cells[w->numbering.column].state == CB_EMPTY)
		forget_row(w, &w->at, w->cells);
	if (cb_numbering_fill(&w->numbering, w->store, w->pack->reg, w->cells))
		hash_row(w, w->cells);
	source_of(w, w->at.source)->added++;
}

static void
add_row(struct writer *w)
{
	number_row(w);
	put_row(w, STORE_INSERT, w->cells);
}

/* The stored row with what the files say: columns that they lack keep their value. */
static void
merge(struct writer *w, struct cb_cell *merged)
{
	for (int i = 0; i < w->pack->n_fields; i++) {
		int c = w->pack->fields[i].column;

		merged[c] = (w->mask >> c & 1) != 0 ? w->cells[c] : w->stored[c];
		if (merged[c].text.len > 0)
			merged[c].text.p = cb_arena_copy(&w->arena, merged[c].text.p, merged[c].text.len);
	}
}

static void
report_known(struct writer *w, int64_t batch)
{
	struct cb_where where = { w->at.source, w->at.row, 0 };
	struct cb_str key = { 0 }, remedy = { 0 };
	bool zh = w->diag->lang == CB_ZH;

	cb_pack_key_text(w->pack, w->cells, w->diag->lang, &key);
	if ((w->pack->reg->flags & CB_CHAINED) != 0) /* what is withdrawn keeps its number */
		cb_str_addf(&remedy, zh ? "请用 cb-fund reverse %s 冲销,更正的一条不写编号" : "reverse it, cb-fund reverse %s, and give the correct one no number", cb_str_c(&key));
	else
		cb_str_addf(&remedy, zh ? "要以本文件替换该批次,用 --replaces %lld" : "to put this file in its place say --replaces %lld",
		            (long long)batch);
	cb_report(w->diag, CB_KNOWN_CHANGED, where, "", key, batch, remedy);
	set_status(w, CB_FOUND);
}

/* One value that another file changes, with the batch it came from. */
static void
tell_change(struct writer *w, const struct cb_pack_field *field, const struct cb_cell *now, int64_t batch)
{
	enum cb_code code = w->options->on_change == CB_CHANGE_REFUSE ? CB_CHANGE_REFUSED : CB_VALUE_CHANGED;
	struct cb_where where = { w->at.source, w->at.row, 0 };
	struct cb_str key = { 0 }, from = { 0 }, to = { 0 }, file = { 0 };
	const struct cb_column *column = field->def;
	struct cb_origin origin;

	if (w->n_changed++ >= CHANGES_TOLD)
		return;
	where.column = run_of(w, w->at.source)->file_columns[field->column];
	cb_pack_key_text(w->pack, w->cells, w->diag->lang, &key);
	cb_pack_cell_text(w->pack, field, &w->stored[field->column], &from);
	cb_pack_cell_text(w->pack, field, now, &to);
	cb_store_batch(w->store, batch, &w->arena, &origin);
	cb_str_addf(&file, "%lld(%s)", (long long)batch, origin.file);
	cb_report(w->diag, code, where, column->key, key, cb_arg_either(column->zh, column->key), from, to, file);
	if (cb_diag_is_error(w->diag, code))
		set_status(w, CB_FOUND);
}

static void
tell_changes(struct writer *w, const struct cb_cell *merged, int64_t batch)
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
replace_row(struct writer *w, int64_t stored_batch)
{
	struct cb_cell merged[CB_FIELDS_MAX];
	struct cb_import_source *source = source_of(w, w->at.source);
	bool changed;

	merge(w, merged);
	changed = !cb_pack_equal(w->pack, merged, w->stored);
	if (changed && !w->is_forgotten && (w->pack->reg->flags & CB_APPEND_ONLY) == 0)
		tell_changes(w, merged, stored_batch);
	sqlite3_reset(w->stmts[STORE_FIND]); /* stored is gone, merged has its own texts */
	if (!changed) {
		source->unchanged++;
		forget_row(w, &w->at, w->cells);
		return;
	}
	if ((w->pack->reg->flags & CB_APPEND_ONLY) != 0) {
		report_known(w, stored_batch);
		return;
	}
	bind_key(w, STORE_KEEP_OLD, merged);
	sqlite3_bind_int64(w->stmts[STORE_KEEP_OLD], w->pack->n_key + 1, source->batch);
	set_status(w, cb_store_run(w->store, w->stmts[STORE_KEEP_OLD], w->diag));
	put_row(w, STORE_REPLACE, merged);
	source->replaced++;
	if (cb_pack_equal(w->pack, merged, w->cells))
		return;
	forget_row(w, &w->at, w->cells);
	hash_row(w, merged);
}

/* The record stands at two places with other content. */
static void
report_twice(struct writer *w, const struct cb_cell *cells, struct cb_where where, struct cb_where there)
{
	struct cb_str key = { 0 }, said = { 0 };

	cb_pack_key_text(w->pack, cells, w->diag->lang, &key);
	cb_where_print(w->diag, there, &said);
	cb_report(w->diag, CB_DOUBLE_KEY, where, "", key, said);
	set_status(w, CB_FOUND);
}

/* A row of this very run has the number: that one says which of ours it is, this one does not. */
static bool
is_of_run(struct writer *w, int64_t batch, int64_t row)
{
	for (size_t i = 0; i < w->import->n_sources; i++)
		if (w->import->sources[i].batch == batch) {
			report_twice(w, w->cells, (struct cb_where){ w->at.source, w->at.row, 0 },
			             (struct cb_where){ w->import->sources[i].source, (uint32_t)row, 0 });
			return true;
		}
	return false;
}

/* Gives the row the number of the stored record that is known by the same one in another system. */
static void
find_case(struct writer *w)
{
	sqlite3_stmt *find = w->stmts[STORE_FIND_CASE];
	int rc = store_statements_find_case(find, w->pack, w->cells);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		set_status(w, cb_store_fail(w->store, w->diag));
	} else if (rc == SQLITE_ROW && !is_of_run(w, sqlite3_column_int64(find, 1), sqlite3_column_int64(find, 2))) {
		forget_row(w, &w->at, w->cells);
		cb_str_clear(&w->number);
		cb_str_adds(&w->number, (const char *)sqlite3_column_text(find, 0));
		w->cells[w->numbering.column] = (struct cb_cell){ .text = cb_str_text(&w->number), .state = CB_VALUE };
		hash_row(w, w->cells);
	}
	sqlite3_reset(find);
}

static bool
is_new_key(struct writer *w)
{
	return w->all_new || w->pack->n_key == 0 ||
	       (w->numbering.column >= 0 && w->cells[w->numbering.column].state == CB_EMPTY);
}

static void
look_up(struct writer *w)
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
	bind_key(w, STORE_FIND, w->cells);
	rc = sqlite3_step(find);
	if (rc == SQLITE_ROW) {
		at = cb_pack_load(w->pack, find, 0, w->stored, &w->arena);
		cb_store_map_names(w->store, w->pack, w->stored);
		replace_row(w, sqlite3_column_int64(find, at));
	} else if (rc == SQLITE_DONE) {
		sqlite3_reset(find);
		add_row(w);
	} else {
		set_status(w, cb_store_fail(w->store, w->diag));
	}
}

/* Group and key of the row, for registers that replace whole groups. */
static void
note_group(struct writer *w)
{
	struct cb_str group = { 0 };

	if (w->options->whole == 0)
		return;
	cb_pack_group_text(w->pack, w->cells, w->options->whole, &group);
	cb_dict_put(&w->groups, cb_str_text(&group), (uint32_t)source_of(w, w->at.source)->batch);
	cb_dict_put(&w->keys, (struct cb_text){ (const char *)w->at.p, (uint32_t)w->at.key_len }, 1);
	cb_str_release(&group);
}

/* ---- doubles ---- */

static void
report_double(struct writer *w, const struct cb_packed *at, const struct cb_packed *other)
{
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_packed copy = *at;

	cb_pack_decode(w->pack, &copy, cells);
	report_twice(w, cells, (struct cb_where){ at->source, at->row, 0 },
	             (struct cb_where){ other->source, other->row, 0 });
}

static bool
is_left_out(struct writer *w, uint32_t source)
{
	const struct cb_import_source *of = source_of(w, source);

	return of->left_out || of->known;
}

static void
set_waiting(struct writer *w, const struct cb_packed *at)
{
	cb_str_clear(&w->waiting);
	cb_str_add(&w->waiting, (const char *)at->p, at->len);
	w->key_len = cb_pack_key_length(w->pack, at->p);
	w->mask = 0;
	w->clashes = false;
}

/* Packed keys end by themselves: one is never the beginning of another. */
static bool
is_double(const struct writer *w, const struct cb_packed *at)
{
	return w->key_len > 0 && at->len > w->key_len && memcmp(at->p, w->waiting.p, w->key_len) == 0;
}

/* A second record with the waiting one's key: equal ones count once, others are both refused. */
static void
take_double(struct writer *w, struct cb_packed *at)
{
	struct cb_packed first = { .p = (const uint8_t *)w->waiting.p, .len = w->waiting.len };

	cb_pack_decode(w->pack, &first, w->cells);
	cb_pack_decode(w->pack, at, w->stored);
	if (is_left_out(w, at->source))
		return;
	if (is_left_out(w, first.source)) {
		set_waiting(w, at);
	} else if (cb_pack_equal(w->pack, w->cells, w->stored)) {
		w->mask |= w->import->masks[at->mask];
		source_of(w, at->source)->doubles++;
		forget_row(w, at, w->stored);
	} else {
		if (!w->clashes)
			report_double(w, &first, at);
		w->clashes = true;
		report_double(w, at, &first);
	}
}

/* The record as it was read, but for the cell that it was of a wide sheet. */
static void
check_again(struct writer *w)
{
	struct cb_record record = { .cells = w->cells, .present = w->mask };

	if (w->options->check == NULL)
		return;
	record.file_columns = run_of(w, w->at.source)->file_columns;
	record.where = (struct cb_where){ w->at.source, w->at.row, 0 };
	if (!w->options->check(w->options->check_arg, w->diag, &record))
		set_status(w, CB_FOUND);
}

/* The next record to store: in cells, its head in at. 1, 0 at the end, -1 when the sorter fails. */
static int
next_record(struct writer *w)
{
	do {
		if (w->got == 1)
			set_waiting(w, &w->ahead);
		else
			return w->got;
		while ((w->got = cb_sorter_next(w->import->sorter, &w->ahead)) == 1 && is_double(w, &w->ahead))
			take_double(w, &w->ahead);
		w->at.p = (const uint8_t *)w->waiting.p;
		w->at.len = w->waiting.len;
		cb_pack_decode(w->pack, &w->at, w->cells);
	} while (is_left_out(w, w->at.source));
	w->mask |= w->import->masks[w->at.mask];
	check_again(w);
	check_forgotten(w);
	note_group(w);
	return 1;
}

/* ---- a run of new keys goes in by one statement: twice as fast as one a row ---- */

static struct cb_sql_value
text_or_null(const char *text)
{
	if (text == NULL)
		return (struct cb_sql_value){ .kind = CB_SQL_NULL };
	return (struct cb_sql_value){ .kind = CB_SQL_TEXT, .n = (int64_t)strlen(text), .text = text };
}

/* After a finding nothing will be kept: the rest is only checked. */
static int
next_new_row(void *self, struct cb_sql_value *row, struct cb_arena *texts)
{
	struct writer *w = self;
	int got;

	do
		got = next_record(w);
	while (got == 1 && w->status != CB_OK);
	if (got != 1)
		return got;
	number_row(w);
	row = cb_pack_values(w->pack, w->cells, w->store->to_term, row, texts);
	*row++ = (struct cb_sql_value){ .kind = CB_SQL_INT, .n = source_of(w, w->at.source)->batch };
	*row++ = (struct cb_sql_value){ .kind = CB_SQL_INT, .n = w->at.row };
	if (w->pack->private != 0)
		*row++ = text_or_null(check_value(w, w->cells));
	if (is_chained(w))
		*row++ = text_or_null(cb_chain_link(w->head.hash, cb_pack_text(w->pack, w->cells, CB_PACK_ALL)));
	return 1;
}

static void
write_new_rows(struct writer *w)
{
	struct cb_feed feed = { .next = next_new_row, .self = w, .n_columns = cb_pack_sql_count(w->pack) };
	struct cb_str columns = { 0 };
	sqlite3_stmt *stmt = NULL;

	feed.n_columns += cb_pack_sql_tail_count(w->pack) + is_chained(w);
	cb_pack_sql_table(w->pack, &columns);
	/* FAIL: the transaction is rolled back anyway, so no journal of the statement is needed */
	if (cb_feed_open(w->store->db, &feed) != SQLITE_OK)
		set_status(w, cb_store_fail(w->store, w->diag));
	else
		set_status(w, cb_store_prepare(w->store, &stmt, w->diag,
		                               "INSERT OR FAIL INTO \"%s\" (%s, %s%s) SELECT * FROM cb_feed",
		                               w->pack->reg->key, cb_str_c(&columns), cb_pack_sql_tail(w->pack),
		                               is_chained(w) ? ", hash" : ""));
	if (w->status == CB_OK && sqlite3_step(stmt) != SQLITE_DONE)
		set_status(w, feed.got < 0 ? CB_DATABASE : cb_store_fail(w->store, w->diag));
	sqlite3_finalize(stmt);
	cb_feed_close(w->store->db, &feed);
	cb_str_release(&columns);
}

/* ---- groups replaced whole: rows that the run's groups no longer have ---- */

static void
withdraw_row(struct writer *w, const struct cb_cell *cells, int64_t batch)
{
	bind_key(w, STORE_KEEP_OLD, cells);
	sqlite3_bind_int64(w->stmts[STORE_KEEP_OLD], w->pack->n_key + 1, batch);
	set_status(w, cb_store_run(w->store, w->stmts[STORE_KEEP_OLD], w->diag));
	bind_key(w, STORE_DELETE, cells);
	set_status(w, cb_store_run(w->store, w->stmts[STORE_DELETE], w->diag));
}

/* Packed keys of the rows to withdraw, each with its batch as `source`. */
static void
find_left_over(struct writer *w, sqlite3_stmt *all, struct cb_str *out)
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

static void
withdraw_left_over(struct writer *w)
{
	struct cb_str fields = { 0 }, found = { 0 };
	sqlite3_stmt *all = NULL;

	if (w->options->whole == 0 || w->status != CB_OK)
		return;
	cb_pack_sql_fields(w->pack, &fields);
	set_status(w, cb_store_prepare(w->store, &all, w->diag, "SELECT %s FROM \"%s\"", fields.p, w->pack->reg->key));
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

/* ---- the run ---- */

static void
write_rows(struct writer *w)
{
	int got = 1;

	w->got = cb_sorter_next(w->import->sorter, &w->ahead);
	if (w->all_new && w->pack->case_no < 0) /* what is known by another number may come twice */
		write_new_rows(w);
	else
		while ((w->status == CB_OK || w->status == CB_FOUND) && (got = next_record(w)) == 1)
			look_up(w);
	if (got < 0)
		set_status(w, CB_DATABASE);
	if (w->n_changed > CHANGES_TOLD)
		cb_report(w->diag, CB_MORE_CHANGED, CB_NOWHERE, "", w->n_changed - CHANGES_TOLD);
	withdraw_left_over(w);
}

/* What the user is told in the end. */
static void
sum_up(const struct writer *w)
{
	struct cb_written *written = &w->diag->written;

	for (size_t i = 0; i < w->import->n_sources; i++) {
		const struct cb_import_source *s = &w->import->sources[i];

		if (s->left_out)
			continue;
		written->added += s->known ? 0 : s->added;
		written->replaced += s->known ? 0 : s->replaced;
		written->repeated += s->known ? s->rows : s->unchanged + s->doubles;
	}
}

static void
write_run(struct writer *w)
{
	if (w->options->replaces != 0)
		set_status(w, cb_store_undo_of(w->store, w->options->replaces, w->pack->reg,
		                               &w->options->author, w->diag));
	if (w->status == CB_OK)
		set_status(w, cb_store_write_terms(w->store, w->diag));
	if (w->status == CB_OK && is_chained(w))
		set_status(w, cb_store_head(w->store, w->pack->reg, &w->head, w->diag));
	if (w->status == CB_OK)
		set_status(w, store_statements_prepare(w->store, w->pack, w->stmts, w->diag));
	if (w->status != CB_OK)
		return;
	cb_import_number_batches(w->import, w->options->again);
	w->all_new = cb_import_range_is_free(w->import);
	set_status(w, cb_store_failure(w->store, w->diag));
	if (w->status != CB_OK)
		return;
	write_rows(w);
	if (w->status != CB_OK)
		return;
	cb_import_take_hashes(w->import);
	set_status(w, cb_store_failure(w->store, w->diag));
	if (w->status == CB_OK)
		set_status(w, cb_import_write_batches(w->import, &w->options->author));
	sum_up(w);
}

enum cb_status
cb_import_store(struct cb_import *import, const struct cb_import_options *options)
{
	struct writer w = { .import = import,
		            .store = import->store,
		            .diag = import->diag,
		            .pack = &import->pack,
		            .options = options };
	bool begun = import->store->in_transaction;

	w.status = cb_store_begin(w.store, w.diag);
	cb_numbering_init(&w.numbering, w.pack->reg);
	if (w.status == CB_OK)
		write_run(&w);
	for (int i = 0; i < STORE_STATEMENTS; i++)
		sqlite3_finalize(w.stmts[i]);
	cb_str_release(&w.waiting);
	cb_arena_release(&w.arena);
	cb_numbering_release(&w.numbering);
	cb_str_release(&w.number);
	cb_dict_release(&w.groups);
	cb_dict_release(&w.keys);
	cb_sorter_free(import->sorter); /* who settles what was stored needs the memory */
	import->sorter = NULL;
	if (w.status != CB_OK && !begun)
		cb_store_end(w.store);
	return w.status;
}
