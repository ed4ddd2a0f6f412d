/* Withdrawing a batch of entries that are never changed: each that stands is reversed. */
#include <cb/data/reversal.h>
#include <cb/data/store_chain.h>
#include <cb/data/store_given.h>
#include <cb/data/store_sql.h>
#include <cb/value/date.h>

void
cb_fund_reversal(struct cb_cell *cells, int64_t day)
{
	const struct cb_cell none = { 0 };

	cells[FUND_REVERSES] = cells[FUND_NO];
	cells[FUND_NO] = cells[FUND_VOUCHER] = cells[FUND_OVERRIDE] = none;
	cells[FUND_DATE] = cb_cell_number(day);
	cells[FUND_AMOUNT].n = -cells[FUND_AMOUNT].n;
}

struct reversing {
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_pack pack;
	struct cb_given given;
	struct cb_chain_head head;
	sqlite3_stmt *rows, *insert;
	struct cb_multihash *content;
	int64_t batch, day; /* of the undo */
};

static enum cb_status
prepare(struct reversing *r, int64_t batch)
{
	const char *table = r->pack.reg->key;
	struct cb_str fields = { 0 }, marks = { 0 };
	enum cb_status rc;

	cb_pack_sql_fields(&r->pack, &fields);
	for (int i = cb_pack_sql_count(&r->pack) + 3; i > 0; i--)
		cb_str_adds(&marks, i > 1 ? "?," : "?");
	rc = cb_store_prepare(r->store, &r->rows, r->diag,
	                      "SELECT %s FROM \"%s\" AS t WHERE batch = ?1 AND NOT EXISTS (SELECT 1 FROM \"%s\" AS o WHERE o.reverses = t.no) ORDER BY rowid",
	                      fields.p, table, table);
	if (rc == CB_OK)
		rc = cb_store_prepare(r->store, &r->insert, r->diag, "INSERT INTO \"%s\" (%s, batch, row, hash) VALUES (%s)", table,
		                      fields.p, marks.p);
	if (rc == CB_OK)
		sqlite3_bind_int64(r->rows, 1, batch);
	cb_str_release(&fields);
	cb_str_release(&marks);
	return rc;
}

/* Cells hold the ids of table term; the text of a row wants those of names. */
static enum cb_status
put_reversal(struct reversing *r, struct cb_cell *cells, uint64_t row)
{
	int at = cb_pack_bind(&r->pack, r->insert, 1, cells, false, NULL);
	struct cb_text text;

	cb_store_map_names(r->store, &r->pack, cells);
	text = cb_pack_text(&r->pack, cells);
	cb_chain_link(r->head.hash, text);
	cb_multihash_add(r->content, text.p, text.len);
	sqlite3_bind_int64(r->insert, at, r->batch);
	sqlite3_bind_int64(r->insert, at + 1, (int64_t)row);
	sqlite3_bind_text(r->insert, at + 2, r->head.hash, -1, SQLITE_STATIC);
	return cb_store_run(r->store, r->insert, r->diag);
}

static enum cb_status
reverse_rows(struct reversing *r, uint64_t *rows)
{
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_arena arena = { 0 };
	enum cb_status rc = CB_OK;
	int got = SQLITE_DONE;

	while (rc == CB_OK && (got = sqlite3_step(r->rows)) == SQLITE_ROW) {
		cb_pack_load(&r->pack, r->rows, 0, cells, &arena);
		cb_fund_reversal(cells, r->day);
		cb_given_fill(&r->given, r->store, r->pack.reg, cells);
		rc = put_reversal(r, cells, ++*rows);
		cb_arena_reset(&arena);
	}
	if (rc == CB_OK && got != SQLITE_DONE)
		rc = cb_store_fail(r->store, r->diag);
	cb_arena_release(&arena);
	return rc;
}

enum cb_status
cb_store_reverse(struct cb_store *store, int64_t batch, const struct cb_batch *own, struct cb_multihash *content,
                 uint64_t *rows, struct cb_diag *diag)
{
	struct reversing r = { .store = store, .diag = diag, .content = content, .batch = own->id };
	const struct cb_register *reg = &cb_register_fund;
	enum cb_status rc;

	*rows = 0;
	cb_pack_init(&r.pack, reg, store->names);
	cb_given_init(&r.given, reg);
	r.day = own->cells[BATCH_AT].n / (24 * 60);
	rc = cb_store_head(store, reg, &r.head, diag);
	if (rc == CB_OK)
		rc = prepare(&r, batch);
	if (rc == CB_OK)
		rc = reverse_rows(&r, rows);
	sqlite3_finalize(r.rows);
	sqlite3_finalize(r.insert);
	cb_given_release(&r.given);
	cb_pack_release(&r.pack);
	return rc;
}
