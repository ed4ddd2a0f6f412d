#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cb/data/store_chain.h>

#include "store_sql.h"

int64_t
cb_store_last_batch(struct cb_store *store)
{
	return cb_store_is_made(store) ? cb_store_number(store, "SELECT max(id) FROM batch", 0) : 0;
}

int64_t
cb_store_batch_beside(struct cb_store *store, int64_t batch, const struct cb_register *reg)
{
	char *sql = sqlite3_mprintf("SELECT b.id FROM batch a JOIN batch b ON b.id = a.id + 1 WHERE a.id = %lld AND "
	                            "b.register = %Q AND b.what = a.what AND b.at = a.at AND b.undone_at IS NULL",
	                            (long long)batch, reg->key);
	int64_t beside = cb_store_number(store, sql, 0);

	sqlite3_free(sql);
	return beside;
}

static int
given_column(const struct cb_register *reg)
{
	for (int c = 0; c < reg->n_columns; c++)
		if ((reg->columns[c].flags & CB_NUMBERED) != 0)
			return c;
	return 0;
}

/* ---- writing ---- */

const char *
cb_chain_link(char *hash, struct cb_text row)
{
	struct cb_sha256 sha;
	uint8_t digest[32];
	char hex[65];

	cb_sha256_init(&sha);
	cb_sha256_add(&sha, hash, strlen(hash));
	cb_sha256_add(&sha, "\n", 1);
	cb_sha256_add(&sha, row.p, row.len);
	cb_sha256_finish(&sha, digest);
	cb_sha256_hex(digest, hex);
	memcpy(hash, hex, CB_CHAIN_HEX);
	hash[CB_CHAIN_HEX] = '\0';
	return hash;
}

/* A database made before there were hashes has no column for them. */
static enum cb_status
need_hashes(struct cb_store *store, const struct cb_register *reg, struct cb_diag *diag)
{
	if (sqlite3_table_column_metadata(store->db, NULL, reg->key, "hash", NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
		return CB_OK;
	return cb_report(diag, CB_NO_ENTRY_HASHES, CB_NOWHERE, NULL, store->path, reg->key);
}

enum cb_status
cb_store_head(struct cb_store *store, const struct cb_register *reg, struct cb_chain_head *head, struct cb_diag *diag)
{
	sqlite3_stmt *stmt = NULL;
	const char *no = reg->columns[given_column(reg)].key;
	enum cb_status rc;

	*head = (struct cb_chain_head){ 0 };
	if (!cb_store_is_made(store))
		return CB_OK;
	rc = need_hashes(store, reg, diag);
	if (rc == CB_OK)
		rc = cb_store_prepare(store, &stmt, diag, "SELECT \"%s\", hash, (SELECT count(*) FROM \"%s\") FROM \"%s\" ORDER BY rowid DESC LIMIT 1",
		                      no, reg->key, reg->key);
	if (rc == CB_OK && cb_store_step(store, stmt)) {
		snprintf(head->no, sizeof(head->no), "%s", cb_store_text(stmt, 0));
		snprintf(head->hash, sizeof(head->hash), "%s", cb_store_text(stmt, 1));
		head->entries = (uint64_t)sqlite3_column_int64(stmt, 2);
	}
	sqlite3_finalize(stmt);
	return rc == CB_OK ? cb_store_failure(store, diag) : rc;
}

/* ---- audit ---- */

struct year {
	int number;
	int64_t count, last;
};

struct audit {
	struct cb_store *store;
	struct cb_diag *diag;
	struct cb_pack pack;
	const struct cb_chain_head *printed;
	struct cb_chain_head now;
	struct cb_dict numbers;
	struct year *years;
	size_t n_years, cap_years;
	bool met; /* the printed head */
	uint64_t found;
};

static void
report(struct audit *a, enum cb_code code, const char *x, const char *y, const char *z)
{
	cb_report(a->diag, code, CB_NOWHERE, "", x, y, z);
	a->found++;
}

/* R3: what is there. */
static void
note_number(struct audit *a, const char *no)
{
	int number;
	long long n;
	struct year *year = NULL;

	if (sscanf(no, "%4d-%18lld", &number, &n) != 2 || n < 1)
		return;
	for (size_t i = 0; i < a->n_years && year == NULL; i++)
		if (a->years[i].number == number)
			year = &a->years[i];
	if (year == NULL) {
		year = cb_push(a->years, a->n_years, a->cap_years);
		year->number = number;
	}
	year->count++;
	if (n > year->last)
		year->last = n;
	cb_dict_put(&a->numbers, cb_text_of(no), 1);
}

static void
check_entry(struct audit *a, const char *no, const char *hash, struct cb_text row)
{
	const struct cb_chain_head *printed = a->printed;
	char before[sizeof(a->now.no)];

	snprintf(before, sizeof(before), "%s", a->now.no);
	cb_chain_link(a->now.hash, row);
	if (strcmp(a->now.hash, hash) != 0)
		report(a, CB_ENTRY_CHANGED, no, before[0] != '\0' ? before : "-", NULL);
	/* the next one is judged by what stands here, so that each finding names its own entry */
	snprintf(a->now.hash, sizeof(a->now.hash), "%s", hash);
	snprintf(a->now.no, sizeof(a->now.no), "%s", no);
	a->now.entries++;
	note_number(a, no);
	if (printed == NULL || strcmp(no, printed->no) != 0)
		return;
	a->met = true;
	if (strncmp(hash, printed->hash, strlen(printed->hash)) != 0)
		report(a, CB_HEAD_DIFFERS, no, hash, printed->hash);
}

static enum cb_status
walk(struct audit *a)
{
	const struct cb_register *reg = a->pack.reg;
	struct cb_str fields = { 0 };
	struct cb_arena arena = { 0 };
	struct cb_cell cells[CB_FIELDS_MAX];
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;
	int got = SQLITE_DONE, no = given_column(reg);

	cb_pack_sql_fields(&a->pack, &fields);
	rc = cb_store_prepare(a->store, &stmt, a->diag, "SELECT %s, hash FROM \"%s\" ORDER BY rowid", fields.p, reg->key);
	while (rc == CB_OK && (got = sqlite3_step(stmt)) == SQLITE_ROW) {
		int at = cb_pack_load(&a->pack, stmt, 0, cells, &arena);
		struct cb_str number = { 0 };

		cb_store_map_names(a->store, &a->pack, cells);
		cb_str_addt(&number, cells[no].text);
		check_entry(a, cb_str_c(&number), cb_store_text(stmt, at),
		            cb_pack_text(&a->pack, cells, CB_PACK_ALL));
		cb_str_release(&number);
		cb_arena_reset(&arena);
	}
	if (rc == CB_OK && got != SQLITE_DONE)
		rc = cb_store_fail(a->store, a->diag);
	sqlite3_finalize(stmt);
	cb_arena_release(&arena);
	cb_str_release(&fields);
	return rc;
}

/* Every number up to the highest of its year; a number typed in by hand may be absurdly high. */
static void
find_gaps(struct audit *a)
{
	enum { SAID_MAX = 100 };

	for (size_t i = 0; i < a->n_years; i++) {
		int64_t missing = a->years[i].last - a->years[i].count;

		for (int64_t n = 1, said = 0; said < missing && said < SAID_MAX; n++) {
			char no[40];

			snprintf(no, sizeof(no), "%04d-%04lld", a->years[i].number, (long long)n);
			if (cb_dict_get(&a->numbers, cb_text_of(no)) != 0)
				continue;
			report(a, CB_ENTRY_MISSING, no, NULL, NULL);
			said++;
		}
	}
}

enum cb_status
cb_store_audit(struct cb_store *store, const struct cb_register *reg, const struct cb_chain_head *printed,
               struct cb_chain_head *now, struct cb_diag *diag)
{
	struct audit a = { .store = store, .diag = diag, .printed = printed };
	bool begun = store->in_transaction;
	enum cb_status rc = cb_store_begin(store, diag);

	if (rc == CB_OK)
		rc = need_hashes(store, reg, diag);
	if (rc == CB_OK)
		rc = cb_store_need_names(store, diag);
	if (rc == CB_OK) {
		cb_pack_init(&a.pack, reg, store->names);
		rc = walk(&a);
		find_gaps(&a);
		cb_pack_release(&a.pack);
	}
	if (rc == CB_OK && printed != NULL && !a.met)
		report(&a, CB_HEAD_MISSING, printed->no, a.now.no[0] != '\0' ? a.now.no : "-", NULL);
	*now = a.now;
	cb_dict_release(&a.numbers);
	free(a.years);
	if (!begun)
		cb_store_end(store);
	return rc != CB_OK ? rc : a.found > 0 ? CB_FOUND
	                                      : CB_OK;
}
