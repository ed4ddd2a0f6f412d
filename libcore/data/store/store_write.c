/* Storing a run: the sorted records meet the table in key order. A record waits until the next one
 * shows whether its key comes twice; then it is looked up (store_known.c), or added where the run's keys lie
 * where the table has none. */
#include <string.h>

#include <cb/data/forget.h>

#include "store_writer.h"

/* ---- the waiting record ---- */

/* A number that was forgotten takes nothing private: data/forget.h R4. */
static void
check_forgotten(struct cb_writer *w)
{
	int no = w->numbering.column;
	struct cb_where where = { w->at.source, w->at.row, 0 };

	w->is_forgotten = false;
	if (no < 0 || w->cells[no].state != CB_VALUE || cb_pack_hidden(w->pack, w->cells) == 0 ||
	    !cb_store_is_forgotten(w->store, w->pack->reg, w->cells[no].text))
		return;
	cb_report(w->diag, CB_FORGOTTEN_NUMBER, where, w->pack->reg->columns[no].key, w->cells[no].text);
	w->is_forgotten = true;
	cb_writer_set_status(w, CB_FOUND);
}

/* ---- doubles ---- */

static void
report_double(struct cb_writer *w, const struct cb_packed *at, const struct cb_packed *other)
{
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_packed copy = *at;

	cb_pack_decode(w->pack, &copy, cells);
	cb_writer_report_twice(w, cells, (struct cb_where){ at->source, at->row, 0 },
	                       (struct cb_where){ other->source, other->row, 0 });
}

static bool
is_left_out(struct cb_writer *w, uint32_t source)
{
	const struct cb_import_source *of = cb_writer_source(w, source);

	return of->left_out || of->known;
}

static void
set_waiting(struct cb_writer *w, const struct cb_packed *at)
{
	cb_str_clear(&w->waiting);
	cb_str_add(&w->waiting, (const char *)at->p, at->len);
	w->key_len = cb_pack_key_length(w->pack, at->p);
	w->mask = 0;
	w->clashes = false;
}

/* Packed keys end by themselves: one is never the beginning of another. */
static bool
is_double(const struct cb_writer *w, const struct cb_packed *at)
{
	return w->key_len > 0 && at->len > w->key_len && memcmp(at->p, w->waiting.p, w->key_len) == 0;
}

/* A second record with the waiting one's key: equal ones count once, others are both refused. */
static void
take_double(struct cb_writer *w, struct cb_packed *at)
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
		cb_writer_source(w, at->source)->doubles++;
		cb_writer_forget_row(w, at, w->stored);
	} else {
		if (!w->clashes)
			report_double(w, &first, at);
		w->clashes = true;
		report_double(w, at, &first);
	}
}

/* The record as it was read, but for the cell that it was of a wide sheet. */
static void
check_again(struct cb_writer *w)
{
	struct cb_record record = { .cells = w->cells, .present = w->mask };

	if (w->options->check == NULL)
		return;
	record.file_columns = cb_writer_run(w, w->at.source)->file_columns;
	record.where = (struct cb_where){ w->at.source, w->at.row, 0 };
	if (!w->options->check(w->options->check_arg, w->diag, &record))
		cb_writer_set_status(w, CB_FOUND);
}

/* The next record to store: in cells, its head in at. 1, 0 at the end, -1 when the sorter fails. */
static int
next_record(struct cb_writer *w)
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
	cb_writer_note_group(w);
	return 1;
}

/* ---- a run of new keys goes in by one statement: twice as fast as one a row ---- */

static struct cb_sql_value
text_or_null(const char *text, struct cb_arena *texts)
{
	if (text == NULL)
		return (struct cb_sql_value){ .kind = CB_SQL_NULL };
	return (struct cb_sql_value){ .kind = CB_SQL_TEXT, .text = cb_arena_copy(texts, text, strlen(text)) };
}

/* After a finding nothing will be kept: the rest is only checked. */
static int
next_new_row(void *self, struct cb_sql_value *row, struct cb_arena *texts)
{
	struct cb_writer *w = self;
	int got;

	do
		got = next_record(w);
	while (got == 1 && w->status != CB_OK);
	if (got != 1)
		return got;
	cb_writer_number_row(w);
	row = cb_pack_values(w->pack, w->cells, w->store->to_term, row, texts);
	*row++ = (struct cb_sql_value){ .kind = CB_SQL_INT, .n = cb_writer_source(w, w->at.source)->batch };
	*row++ = (struct cb_sql_value){ .kind = CB_SQL_INT, .n = w->at.row };
	if (w->pack->private != 0)
		*row++ = text_or_null(cb_writer_check_value(w, w->cells), texts);
	if (cb_writer_is_chained(w))
		*row++ = text_or_null(cb_chain_link(w->head.hash, cb_pack_text(w->pack, w->cells, CB_PACK_ALL)), texts);
	return 1;
}

/* The values come from typed cells, which are what the CHECKs of the tables ask for: those guard them from other hands,
 * and cost a quarter of the time. --verify asks them all. */
static void
ask_checks(struct cb_writer *w, bool ask)
{
	cb_writer_set_status(w, cb_store_exec(w->store,
	                                      ask ? "PRAGMA ignore_check_constraints = OFF"
	                                          : "PRAGMA ignore_check_constraints = ON",
	                                      w->diag));
}

static void
write_new_rows(struct cb_writer *w)
{
	/* a number is looked for in the table, and who checks again may ask it anything */
	struct cb_feed feed = { .next = next_new_row,
		                .self = w,
		                .asks_nothing = w->numbering.column < 0 && w->options->check == NULL };
	const char *tail = cb_pack_sql_tail(w->pack), *hash = cb_writer_is_chained(w) ? ", hash" : "";
	struct cb_str columns = { 0 };
	sqlite3_stmt *stmt = NULL;
	int rc = SQLITE_DONE;

	feed.n_columns = cb_pack_sql_table(w->pack, &columns);
	feed.n_columns += cb_pack_sql_tail_count(w->pack) + cb_writer_is_chained(w);
	ask_checks(w, false);
	/* FAIL: the transaction is rolled back anyway, so no journal of the statement is needed */
	if (cb_feed_open(w->store->db, &feed) != SQLITE_OK)
		cb_writer_set_status(w, cb_store_fail(w->store, w->diag));
	else
		cb_writer_set_status(w, cb_store_prepare(w->store, &stmt, w->diag,
		                                         "INSERT OR FAIL INTO \"%s\" (%s, %s%s) SELECT * FROM cb_feed",
		                                         w->pack->reg->key, cb_str_c(&columns), tail, hash));
	if (w->status == CB_OK)
		rc = sqlite3_step(stmt);
	cb_job_wait(&feed.job); /* after a failure it may still judge records */
	if (rc != SQLITE_DONE)
		cb_writer_set_status(w, feed.got < 0 ? CB_DATABASE : cb_store_fail(w->store, w->diag));
	sqlite3_finalize(stmt);
	cb_feed_close(w->store->db, &feed);
	ask_checks(w, true);
	cb_str_release(&columns);
}

/* ---- the run ---- */

static void
write_rows(struct cb_writer *w)
{
	int got = 1;

	w->got = cb_sorter_next(w->import->sorter, &w->ahead);
	if (w->all_new && w->pack->case_no < 0) /* what is known by another number may come twice */
		write_new_rows(w);
	else
		while ((w->status == CB_OK || w->status == CB_FOUND) && (got = next_record(w)) == 1)
			cb_writer_look_up(w);
	if (got < 0)
		cb_writer_set_status(w, CB_DATABASE);
	cb_writer_tell_rest(w);
	cb_writer_withdraw_left_over(w);
}

/* What the user is told in the end. */
static void
sum_up(const struct cb_writer *w)
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
write_run(struct cb_writer *w)
{
	if (w->options->replaces != 0)
		cb_writer_set_status(w, cb_store_undo_of(w->store, w->options->replaces, w->pack->reg,
		                                         &w->options->author, w->diag));
	if (w->status == CB_OK)
		cb_writer_set_status(w, cb_store_write_terms(w->store, w->diag));
	if (w->status == CB_OK && cb_writer_is_chained(w))
		cb_writer_set_status(w, cb_store_head(w->store, w->pack->reg, &w->head, w->diag));
	if (w->status == CB_OK)
		cb_writer_set_status(w, store_statements_prepare(w->store, w->pack, w->stmts, w->diag));
	if (w->status != CB_OK)
		return;
	cb_import_number_batches(w->import, w->options->again);
	w->all_new = cb_import_range_is_free(w->import);
	cb_writer_set_status(w, cb_store_failure(w->store, w->diag));
	if (w->status != CB_OK)
		return;
	write_rows(w);
	if (w->status != CB_OK)
		return;
	cb_import_take_hashes(w->import);
	cb_writer_set_status(w, cb_store_failure(w->store, w->diag));
	if (w->status == CB_OK)
		cb_writer_set_status(w, cb_import_write_batches(w->import, &w->options->author));
	sum_up(w);
}

enum cb_status
cb_import_store(struct cb_import *import, const struct cb_import_options *options)
{
	struct cb_writer w = { .import = import,
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
