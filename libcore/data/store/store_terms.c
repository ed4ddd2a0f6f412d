/* Names of the run and rows of table term. Ids are the same in both, until another process adds
 * terms between loading and writing: then arrays map them. */
#include "store_sql.h"

#include <stdio.h>

typedef void mark_name(struct cb_names *, uint32_t id);

/* The names of a column, also of what has been superseded. A table that is not there has none: the database is of an
 * older version. */
static enum cb_status
mark_column(struct cb_store *store, const char *reg, const char *column, mark_name *mark, struct cb_diag *diag)
{
	struct cb_str sql = { 0 };
	sqlite3_stmt *stmt = NULL;
	int got;

	cb_str_addf(&sql, "SELECT \"%s\" FROM \"%s\" UNION SELECT \"%s\" FROM \"%s_old\"", column, reg, column, reg);
	got = sqlite3_prepare_v2(store->db, cb_str_c(&sql), -1, &stmt, NULL);
	cb_str_release(&sql);
	if (got == SQLITE_ERROR)
		return CB_OK;
	while (got == SQLITE_OK || got == SQLITE_ROW) {
		got = sqlite3_step(stmt);
		if (got == SQLITE_ROW)
			mark(store->names, (uint32_t)sqlite3_column_int64(stmt, 0));
	}
	sqlite3_finalize(stmt);
	return got == SQLITE_DONE ? CB_OK : cb_store_fail(store, diag);
}

/* flag: CB_PRIVATE = the private columns, 0 = the others */
static enum cb_status
mark_names(struct cb_store *store, unsigned flag, mark_name *mark, struct cb_diag *diag)
{
	enum cb_status rc = CB_OK;

	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		for (int i = 0; rc == CB_OK && i < (*reg)->n_columns; i++) {
			const struct cb_column *c = &(*reg)->columns[i];

			if ((c->flags & (CB_PRIVATE | CB_COMPUTED)) == flag && c->type->storage == CB_STORE_NAME)
				rc = mark_column(store, (*reg)->key, c->key, mark, diag);
		}
	return rc;
}

enum cb_status
cb_store_show_public(struct cb_store *store, struct cb_diag *diag)
{
	if (store->has_shown_public || !cb_store_is_made(store))
		return CB_OK;
	store->has_shown_public = true;
	return mark_names(store, 0, cb_names_show, diag);
}

enum cb_status
cb_store_names(struct cb_store *store, struct cb_names *names, struct cb_diag *diag)
{
	sqlite3_stmt *stmt = NULL;
	enum cb_status rc;
	int got;

	store->names = names;
	store->n_terms = 0;
	for (size_t i = 0; i < store->cap_to_name; i++) /* of names that were loaded before */
		store->to_name[i] = 0;
	if (!cb_store_is_made(store))
		return CB_OK;
	rc = cb_store_prepare(store, &stmt, diag, "SELECT id, kind, text FROM term WHERE id > 0 ORDER BY id");
	if (rc != CB_OK)
		return rc;
	while ((got = sqlite3_step(stmt)) == SQLITE_ROW) {
		struct cb_text text = { cb_store_text(stmt, 2),
			                (uint32_t)sqlite3_column_bytes(stmt, 2) };
		int kind = sqlite3_column_int(stmt, 1);

		/* no gaps: rows of term are never deleted */
		if (sqlite3_column_int64(stmt, 0) != (int64_t)store->n_terms + 1 || kind <= 0 || kind >= CB_NAME_KINDS)
			break;
		cb_names_load(names, (enum cb_name_kind)kind, text);
		store->n_terms++;
	}
	if (got == SQLITE_ROW) {
		cb_report(diag, CB_DB_CORRUPT, CB_NOWHERE, NULL, store->path, "term");
		rc = CB_DATABASE;
	} else if (got != SQLITE_DONE) {
		rc = cb_store_fail(store, diag);
	}
	sqlite3_finalize(stmt);
	return rc == CB_OK ? mark_names(store, CB_PRIVATE, cb_names_hide, diag) : rc;
}

enum cb_status
cb_store_need_names(struct cb_store *store, struct cb_diag *diag)
{
	if (store->names != NULL)
		return CB_OK;
	store->own_names = cb_names_new();
	return cb_store_names(store, store->own_names, diag);
}

static enum cb_status
write_spelling(struct cb_store *store, sqlite3_stmt *update, int64_t term, struct cb_text text, struct cb_diag *diag)
{
	sqlite3_bind_int64(update, 1, term);
	sqlite3_bind_text(update, 2, text.p, (int)text.len, SQLITE_STATIC);
	return cb_store_run(store, update, diag);
}

/* Is it the name of somebody who was forgotten (store_forget.c)? */
static bool
is_erased(int64_t term, struct cb_text text)
{
	char erased[32];

	snprintf(erased, sizeof(erased), "†%lld", (long long)term);
	return cb_text_is(text, erased);
}

/* Which name each term is: those that another process has added since names were loaded too, however
 * it spells them. A name may print otherwise now that its register has it: so does the term. Whom another process has
 * forgotten since is not written back. */
static enum cb_status
match_terms(struct cb_store *store, sqlite3_stmt *all, sqlite3_stmt *update, struct cb_diag *diag)
{
	enum cb_status rc = CB_OK;

	while (rc == CB_OK && cb_store_step(store, all)) {
		int64_t term = sqlite3_column_int64(all, 0);
		struct cb_text text = { cb_store_text(all, 2),
			                (uint32_t)sqlite3_column_bytes(all, 2) };
		uint32_t id = term <= store->n_terms
		                      ? (uint32_t)term
		                      : cb_names_id(store->names, (enum cb_name_kind)sqlite3_column_int(all, 1),
		                                    text);

		store->to_term = cb_grow(store->to_term, &store->cap_to_term, (size_t)id + 1, sizeof(*store->to_term));
		if (store->to_term[id] == 0)
			store->to_term[id] = (uint32_t)term;
		if (cb_text_equal(text, cb_names_first(store->names, id)))
			continue;
		if (is_erased(term, text))
			rc = cb_report(diag, CB_DB_MOVED, CB_NOWHERE, NULL, store->path);
		else
			rc = write_spelling(store, update, term, cb_names_first(store->names, id), diag);
	}
	return rc == CB_OK ? cb_store_failure(store, diag) : rc;
}

static enum cb_status
add_terms(struct cb_store *store, struct cb_diag *diag)
{
	uint32_t n = cb_names_count(store->names);
	sqlite3_stmt *insert = NULL;
	enum cb_status rc = cb_store_prepare(store, &insert, diag, "INSERT INTO term (kind, text) VALUES (?1, ?2)");

	store->to_term = cb_grow(store->to_term, &store->cap_to_term, (size_t)n + 1, sizeof(*store->to_term));
	for (uint32_t id = 1; rc == CB_OK && id <= n; id++) {
		struct cb_text text = cb_names_first(store->names, id);

		if (store->to_term[id] != 0)
			continue;
		sqlite3_bind_int(insert, 1, cb_names_get(store->names, id)->kind);
		sqlite3_bind_text(insert, 2, text.p, (int)text.len, SQLITE_STATIC);
		rc = cb_store_run(store, insert, diag);
		store->to_term[id] = (uint32_t)sqlite3_last_insert_rowid(store->db);
	}
	sqlite3_finalize(insert);
	return rc;
}

enum cb_status
cb_store_write_terms(struct cb_store *store, struct cb_diag *diag)
{
	sqlite3_stmt *all = NULL, *update = NULL;
	enum cb_status rc;

	for (size_t id = 0; id < store->cap_to_term; id++)
		store->to_term[id] = 0;
	rc = cb_store_prepare(store, &all, diag, "SELECT id, kind, text FROM term WHERE id > 0 ORDER BY id");
	if (rc == CB_OK)
		rc = cb_store_prepare(store, &update, diag, "UPDATE OR IGNORE term SET text = ?2 WHERE id = ?1");
	if (rc == CB_OK)
		rc = match_terms(store, all, update, diag);
	sqlite3_finalize(all);
	sqlite3_finalize(update);
	return rc == CB_OK ? add_terms(store, diag) : rc;
}

bool
cb_store_terms_are_names(const struct cb_store *store)
{
	for (uint32_t id = 0; id <= cb_names_count(store->names); id++)
		if (store->to_term[id] != id)
			return false;
	return true;
}

/* The name of a term that was not there when names were loaded. */
static uint32_t
name_of_late_term(struct cb_store *store, uint32_t term)
{
	size_t at = term - store->n_terms;
	sqlite3_stmt *stmt;

	/* terms are never deleted: an id beyond their number is damage, and must claim no memory */
	if (at >= store->cap_to_name && term > cb_store_number(store, "SELECT count(*) - 1 FROM term", 0)) {
		cb_store_note(store, SQLITE_CORRUPT);
		return 0;
	}
	if (at >= store->cap_to_name)
		store->to_name = cb_grow(store->to_name, &store->cap_to_name, at + 1, sizeof(*store->to_name));
	if (store->to_name[at] != 0)
		return store->to_name[at];
	stmt = cb_store_ask(store, "SELECT kind, text FROM term WHERE id = ?1");
	sqlite3_bind_int64(stmt, 1, term);
	if (cb_store_step(store, stmt)) {
		struct cb_text text = { cb_store_text(stmt, 1),
			                (uint32_t)sqlite3_column_bytes(stmt, 1) };
		int kind = sqlite3_column_int(stmt, 0);

		if (kind > 0 && kind < CB_NAME_KINDS)
			store->to_name[at] = cb_names_id(store->names, (enum cb_name_kind)kind, text);
	}
	sqlite3_finalize(stmt);
	return store->to_name[at];
}

uint32_t
cb_store_name_of(struct cb_store *store, uint32_t term)
{
	return term <= store->n_terms ? term : name_of_late_term(store, term);
}

int64_t
cb_store_term_of(struct cb_store *store, uint32_t name)
{
	struct cb_text text = cb_names_first(store->names, name);
	sqlite3_stmt *stmt;
	int64_t term = -1;

	if (name <= store->n_terms)
		return name;
	stmt = cb_store_ask(store, "SELECT id FROM term WHERE kind = ?1 AND text = ?2");
	sqlite3_bind_int(stmt, 1, cb_names_get(store->names, name)->kind);
	sqlite3_bind_text(stmt, 2, text.p, (int)text.len, SQLITE_STATIC);
	if (cb_store_step(store, stmt))
		term = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return term;
}

void
cb_store_map_names(struct cb_store *store, const struct cb_pack *pack, struct cb_cell *cells)
{
	for (int i = 0; i < pack->n_fields; i++) {
		struct cb_cell *cell = &cells[pack->fields[i].column];
		struct cb_text name;

		if (pack->fields[i].form != CB_FIELD_NAME || cell->state != CB_VALUE)
			continue;
		if (cell->n < 0 || cell->n > UINT32_MAX) {
			cb_store_note(store, SQLITE_CORRUPT);
			cell->n = 0;
		}
		if (cell->n > store->n_terms)
			cell->n = name_of_late_term(store, (uint32_t)cell->n);
		name = cb_names_get(store->names, (uint32_t)cell->n)->text;
		if (name.len == 1 && name.p[0] == '*')
			*cell = (struct cb_cell){ .state = CB_ALL };
	}
}
