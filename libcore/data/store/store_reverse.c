/* Withdrawing a batch of entries that are never changed: each that stands is reversed. */
#include <stdlib.h>

#include <cb/data/reversal.h>
#include <cb/data/store_chain.h>
#include <cb/value/date.h>

#include "store_numbering.h"
#include "store_statements.h"

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
	struct cb_numbering numbering;
	struct cb_chain_head head;
	sqlite3_stmt *find, *insert;
	struct cb_multihash *content;
	int64_t batch, day; /* of the undo */
	struct cb_dict by;  /* number -> index + 1 in numbers of what reverses it */
	const char **numbers;
	size_t n, cap;
	struct cb_arena arena; /* of the numbers */
};

static const char *
keep(struct reversing *r, sqlite3_stmt *stmt, int column)
{
	const char *text = cb_store_text(stmt, column);

	return cb_arena_copy(&r->arena, text, (size_t)sqlite3_column_bytes(stmt, column));
}

static size_t
add_number(struct reversing *r, const char *number)
{
	*cb_push(r->numbers, r->n, r->cap) = number;
	return r->n;
}

/* What reverses what, and then the numbers of the batch's entries; `first` is where these begin. */
static enum cb_status
read_numbers(struct reversing *r, int64_t batch, size_t *first)
{
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc = cb_store_prepare(r->store, &stmt, r->diag, "SELECT reverses, no FROM fund WHERE reverses IS NOT NULL");

	while (rc == CB_OK && cb_store_step(r->store, stmt)) {
		const char *of = keep(r, stmt, 0);

		cb_dict_put(&r->by, cb_text_of(of), (uint32_t)add_number(r, keep(r, stmt, 1)));
	}
	sqlite3_finalize(stmt);
	stmt = NULL;
	*first = r->n;
	if (rc == CB_OK)
		rc = cb_store_prepare(r->store, &stmt, r->diag, "SELECT no FROM fund WHERE batch = ?1 ORDER BY rowid");
	if (rc == CB_OK)
		sqlite3_bind_int64(stmt, 1, batch);
	while (rc == CB_OK && cb_store_step(r->store, stmt))
		add_number(r, keep(r, stmt, 0));
	sqlite3_finalize(stmt);
	return rc == CB_OK ? cb_store_failure(r->store, r->diag) : rc;
}

static enum cb_status
prepare(struct reversing *r)
{
	struct cb_str fields = { 0 }, marks = { 0 };
	enum cb_status rc;

	cb_pack_sql_fields(&r->pack, &fields);
	store_add_marks(&marks, cb_pack_sql_count(&r->pack) + 3);
	rc = cb_store_prepare(r->store, &r->find, r->diag, "SELECT %s FROM fund WHERE no = ?1", fields.p);
	if (rc == CB_OK)
		rc = cb_store_prepare(r->store, &r->insert, r->diag, "INSERT INTO fund (%s, batch, row, hash) VALUES (%s)",
		                      fields.p, marks.p);
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
	text = cb_pack_text(&r->pack, cells, CB_PACK_ALL);
	cb_chain_link(r->head.hash, text);
	cb_multihash_add_at(r->content, NULL, text.p, text.len, row);
	sqlite3_bind_int64(r->insert, at, r->batch);
	sqlite3_bind_int64(r->insert, at + 1, (int64_t)row);
	sqlite3_bind_text(r->insert, at + 2, r->head.hash, -1, SQLITE_STATIC);
	return cb_store_run(r->store, r->insert, r->diag);
}

/* The last of the chain of reversals upon an entry: itself where there is none. NULL: the entry is undone. */
static const char *
last_upon(const struct reversing *r, const char *number)
{
	size_t steps = 0;
	uint32_t at;

	while ((at = cb_dict_get(&r->by, cb_text_of(number))) != 0 && steps <= r->n) {
		number = r->numbers[at - 1];
		steps++;
	}
	return steps % 2 == 0 ? number : NULL;
}

static enum cb_status
reverse_entry(struct reversing *r, const char *number, uint64_t row)
{
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_arena arena = { 0 };
	enum cb_status rc = CB_OK;

	sqlite3_bind_text(r->find, 1, number, -1, SQLITE_STATIC);
	if (sqlite3_step(r->find) == SQLITE_ROW) {
		cb_pack_load(&r->pack, r->find, 0, cells, &arena);
		cb_fund_reversal(cells, r->day);
		cb_numbering_fill(&r->numbering, r->store, r->pack.reg, cells);
		rc = put_reversal(r, cells, row);
	} else {
		rc = cb_store_fail(r->store, r->diag);
	}
	sqlite3_reset(r->find);
	cb_arena_release(&arena);
	return rc;
}

enum cb_status
cb_store_reverse(struct cb_store *store, int64_t batch, const struct cb_batch *own, struct cb_multihash *content,
                 uint64_t *rows, struct cb_diag *diag)
{
	struct reversing r = { .store = store, .diag = diag, .content = content, .batch = own->id };
	const struct cb_register *reg = &cb_register_fund;
	size_t first = 0;
	enum cb_status rc;

	*rows = 0;
	cb_pack_init(&r.pack, reg, store->names);
	cb_numbering_init(&r.numbering, reg);
	r.day = cb_date_of_minute(own->cells[BATCH_AT].n);
	rc = cb_store_head(store, reg, &r.head, diag);
	if (rc == CB_OK)
		rc = read_numbers(&r, batch, &first);
	if (rc == CB_OK)
		rc = prepare(&r);
	for (size_t i = first; rc == CB_OK && i < r.n; i++) {
		const char *number = last_upon(&r, r.numbers[i]);

		if (number != NULL)
			rc = reverse_entry(&r, number, ++*rows);
	}
	sqlite3_finalize(r.find);
	sqlite3_finalize(r.insert);
	cb_numbering_release(&r.numbering);
	cb_pack_release(&r.pack);
	cb_dict_release(&r.by);
	cb_arena_release(&r.arena);
	free(r.numbers);
	return rc;
}
