#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/reason.h>
#include <cb/value/arg.h>

#include "store_forget.h"

/* Where persons stand: the number of their record, what it was merged into, and who else names them. */
static const struct forget_rule rules[] = {
	{ .reg = &cb_register_volunteer,
	  .no = VOLUNTEER_NO,
	  .merged = VOLUNTEER_MERGED_INTO,
	  .name = VOLUNTEER_NAME,
	  .phone = VOLUNTEER_PHONE,
	  .by = &cb_register_service,
	  .by_column = SERVICE_VOLUNTEER },
	{ .reg = &cb_register_problem, .no = PROBLEM_NO },
	{ .reg = &cb_register_care, .no = CARE_NO },
};

static const struct forget_rule *
rule_of(const struct cb_register *reg)
{
	for (size_t i = 0; i < CB_COUNT(rules); i++)
		if (rules[i].reg == reg)
			return &rules[i];
	return NULL;
}

/* ---- the record ---- */

/* What is to be erased is not said again by the command that the batch keeps. Whether it was there is not told, or
 * reasons would be guesses; a name of one character says nothing. */
static void
mask_command(struct forget *f, struct cb_text value)
{
	enum { LEAST = 6 };
	struct cb_str masked = { 0 };
	struct cb_text command = cb_str_text(&f->command);

	for (uint32_t i = 0; i < command.len;) {
		bool is_told = value.len >= LEAST && i + value.len <= command.len &&
		               memcmp(command.p + i, value.p, value.len) == 0;

		cb_str_add(&masked, is_told ? "****" : command.p + i, is_told ? 4 : 1);
		i += is_told ? value.len : 1;
	}
	cb_str_release(&f->command);
	f->command = masked;
}

static void
see_cell(struct forget *f, const struct cb_pack_field *field, const struct cb_cell *cell)
{
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (cell->state != CB_VALUE)
		return;
	if (field->form == CB_FIELD_NAME) {
		*cb_push(f->names, f->n_names, f->cap_names) = (uint32_t)cell->n;
		text = cb_names_get(f->store->names, (uint32_t)cell->n)->text;
	} else {
		text = cb_cell_print(field->def->type, field->def->arg, cell, buf);
	}
	mask_command(f, text);
}

static void
erase_row(void *self, struct cb_pack *pack, const struct cb_stored_row *stored)
{
	struct forget *f = self;
	struct cb_cell now[CB_FIELDS_MAX];
	bool has_any = false;

	memcpy(now, stored->cells, sizeof(now));
	for (int i = 0; i < pack->n_fields; i++) {
		const struct cb_pack_field *field = &pack->fields[i];

		if ((pack->private >> field->column & 1) == 0)
			continue;
		has_any = has_any || now[field->column].state != CB_EMPTY;
		see_cell(f, field, &now[field->column]);
		now[field->column] = (struct cb_cell){ 0 };
	}
	if (has_any)
		forget_change_row(f, pack, f->suffix, stored, now);
}

static enum cb_status
rows_of(struct forget *f, const char *suffix, const char *no)
{
	char *condition = sqlite3_mprintf("WHERE \"%w\" = %Q", f->rule->reg->columns[f->rule->no].key, no);
	struct cb_row_visit visit = { suffix, condition, erase_row, f };
	enum cb_status rc;

	if (condition == NULL)
		cb_no_memory();
	f->suffix = suffix;
	rc = cb_stored_rows(f->store, &f->pack, &visit, f->diag);
	sqlite3_free(condition);
	return rc;
}

static bool
has_number(const struct forget *f, const char *no)
{
	for (size_t i = 0; i < f->n_numbers; i++)
		if (strcmp(f->numbers[i].no, no) == 0)
			return true;
	return false;
}

static void
add_number(struct forget *f, const char *no)
{
	if (!has_number(f, no))
		*cb_push(f->numbers, f->n_numbers, f->cap_numbers) =
			(struct forget_number){ cb_arena_copy(&f->arena, no, strlen(no)), 0 };
}

/* The number, and those that were merged into it or that it was merged into: one person. */
static void
find_numbers(struct forget *f)
{
	const struct cb_register *reg = f->rule->reg;
	char *sql = sqlite3_mprintf("SELECT \"%w\" FROM \"%w\" WHERE \"%w\" = ?1", reg->columns[f->rule->no].key, reg->key,
	                            reg->columns[f->rule->no].key);
	char *merged = sqlite3_mprintf("SELECT no FROM \"%w\" WHERE merged_into = ?1 UNION SELECT merged_into FROM \"%w\" "
	                               "WHERE no = ?1 AND merged_into <> ''",
	                               reg->key, reg->key);
	sqlite3_stmt *stmt = cb_store_ask(f->store, sql);

	sqlite3_bind_text(stmt, 1, f->asked->no, -1, SQLITE_STATIC);
	if (cb_store_step(f->store, stmt))
		add_number(f, f->asked->no);
	sqlite3_finalize(stmt);
	for (size_t i = 0; f->rule->merged > 0 && i < f->n_numbers; i++) {
		stmt = cb_store_ask(f->store, merged);
		sqlite3_bind_text(stmt, 1, f->numbers[i].no, -1, SQLITE_STATIC);
		while (cb_store_step(f->store, stmt))
			add_number(f, cb_store_text(stmt, 0));
		sqlite3_finalize(stmt);
	}
	sqlite3_free(sql);
	sqlite3_free(merged);
}

/* ---- names that nothing else says ---- */

static bool
is_said(struct forget *f, int64_t term)
{
	struct cb_str sql = { 0 };
	bool said;

	for (const struct cb_register *const *reg = cb_registers; *reg != NULL; reg++)
		for (int c = 0; c < (*reg)->n_columns; c++)
			for (int old = 0; (*reg)->columns[c].type->storage == CB_STORE_NAME && old < 2; old++)
				cb_str_addf(&sql, "%s EXISTS (SELECT 1 FROM \"%s%s\" WHERE \"%s\" = %lld)", sql.len > 0 ? " OR" : "SELECT",
				            (*reg)->key, old == 1 ? "_old" : "", (*reg)->columns[c].key, (long long)term);
	said = cb_store_number(f->store, cb_str_c(&sql), 1) != 0;
	cb_str_release(&sql);
	return said;
}

/* Rows of term are never deleted: their ids are what names are numbered by. */
static void
erase_names(struct forget *f)
{
	for (size_t i = 0; i < f->n_names; i++) {
		int64_t term = cb_store_term_of(f->store, f->names[i]);
		sqlite3_stmt *stmt;

		if (term <= 0 || is_said(f, term))
			continue;
		stmt = cb_store_ask(f->store, "UPDATE term SET text = '†' || id WHERE id = ?1");
		sqlite3_bind_int64(stmt, 1, term);
		cb_store_step(f->store, stmt);
		sqlite3_finalize(stmt);
	}
}

/* ---- the whole ---- */

static void
empty_identities(struct forget *f)
{
	char *sql = sqlite3_mprintf("UPDATE batch SET identity = '' WHERE identity IS NOT NULL AND id >= %lld AND register IN (%Q, %Q)",
	                            (long long)f->first_batch, f->rule->reg->key,
	                            f->rule->by != NULL ? f->rule->by->key : "");
	sqlite3_stmt *stmt = cb_store_ask(f->store, sql);

	cb_store_step(f->store, stmt);
	sqlite3_finalize(stmt);
	sqlite3_free(sql);
}

static enum cb_status
write_batch(struct forget *f)
{
	const struct cb_multihash nothing = { 0 };
	struct cb_author author = f->asked->author;
	struct cb_batch batch;
	enum cb_status rc;

	author.command = cb_str_c(&f->command);
	cb_batch_init(&batch, f->store, f->rule->reg, &author);
	cb_batch_count(&batch, f->rows[0] + f->rows[1], 0);
	rc = cb_batch_write(&batch, f->store, &nothing, f->diag);
	cb_batch_release(&batch);
	return rc;
}

static enum cb_status
erase(struct forget *f)
{
	enum cb_status rc = f->rule->by != NULL ? forget_references(f) : CB_OK;
	uint64_t all = 0;

	for (size_t i = 0; rc == CB_OK && i < f->n_numbers; i++) {
		f->rows[0] = 0;
		rc = rows_of(f, "", f->numbers[i].no);
		if (rc == CB_OK)
			rc = rows_of(f, "_old", f->numbers[i].no);
		f->numbers[i].rows = f->rows[0];
		all += f->rows[0];
	}
	f->rows[0] = all;
	if (rc != CB_OK || f->rows[0] + f->rows[1] == 0)
		return rc;
	erase_names(f);
	empty_identities(f);
	return write_batch(f);
}

/* R3. VACUUM attaches the copy that it makes. */
static enum cb_status
clean_file(struct forget *f)
{
	enum cb_status rc;

	sqlite3_limit(f->store->db, SQLITE_LIMIT_ATTACHED, 1);
	rc = cb_store_exec(f->store, "VACUUM", f->diag);
	sqlite3_limit(f->store->db, SQLITE_LIMIT_ATTACHED, 0);
	return rc;
}

static void
say(struct cb_table *out, const char *what, struct cb_text name, int64_t n)
{
	struct cb_cell *row = cb_table_row(out);

	row[0] = cb_table_text(out, cb_text_of(what));
	row[1] = cb_table_text(out, name);
	row[2] = cb_cell_number(n);
}

static void
say_rows(struct forget *f, struct cb_table *out)
{
	out->title_zh = "抹除";
	out->title_en = "Erased";
	cb_table_column(out, "what", "台账或文件", &cb_type_text, NULL);
	cb_table_column(out, "name", "名称", &cb_type_text, NULL);
	cb_table_column(out, "n", "条数", &cb_type_int, NULL);
	for (size_t i = 0; i < f->n_numbers; i++)
		say(out, f->rule->reg->key, cb_text_of(f->numbers[i].no), (int64_t)f->numbers[i].rows);
	if (f->rows[1] > 0)
		say(out, f->rule->by->key, cb_text_of(f->asked->no), (int64_t)f->rows[1]);
}

/* PATH.vN.bak, PATH.vN-2.bak … : those that an upgrade has made, and no other's. */
static bool
is_backup(const char *path, size_t n)
{
	const char *p = path + n;
	size_t digits = strncmp(p, ".v", 2) == 0 ? strspn(p + 2, "0123456789") : 0;

	if (digits == 0)
		return false;
	p += 2 + digits;
	if (*p == '-')
		p += 1 + strspn(p + 1, "0123456789");
	return strcmp(p, ".bak") == 0;
}

static enum cb_status
remove_backups(struct forget *f, const char *path, struct cb_table *out)
{
	struct cb_str pattern = { 0 };
	enum cb_status rc = CB_OK;
	glob_t found = { 0 };

	for (const char *p = path; *p != '\0'; p++)
		cb_str_addf(&pattern, strchr("*?[\\", *p) != NULL ? "\\%c" : "%c", *p);
	cb_str_adds(&pattern, ".v*.bak");
	if (glob(cb_str_c(&pattern), 0, NULL, &found) == GLOB_NOSPACE)
		cb_no_memory();
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (!is_backup(found.gl_pathv[i], strlen(path)))
			continue;
		if (!f->asked->dry_run && unlink(found.gl_pathv[i]) != 0)
			rc = cb_report(f->diag, CB_BACKUP_STAYS, CB_NOWHERE, NULL, found.gl_pathv[i],
			               cb_reason(errno, f->diag->lang));
		else
			say(out, "backup", cb_text_of(found.gl_pathv[i]), 1);
	}
	globfree(&found);
	cb_str_release(&pattern);
	return rc;
}

/* Beside it by the path it was opened by, and where that leads to. */
static enum cb_status
remove_all_backups(struct forget *f, struct cb_table *out)
{
	char *real = realpath(f->store->path, NULL);
	enum cb_status rc = remove_backups(f, f->store->path, out);

	if (real != NULL && strchr(f->store->path, '/') != NULL && strcmp(real, f->store->path) != 0)
		rc = cb_status_worse(rc, remove_backups(f, real, out));
	free(real);
	return rc;
}

static enum cb_status
begin(struct forget *f)
{
	enum cb_status rc = cb_store_begin(f->store, f->diag);

	if (rc == CB_OK)
		rc = cb_store_exec(f->store, "PRAGMA secure_delete = ON", f->diag);
	if (rc == CB_OK)
		rc = cb_store_need_names(f->store, f->diag);
	if (rc != CB_OK)
		return rc;
	cb_pack_init(&f->pack, f->rule->reg, f->store->names);
	find_numbers(f);
	rc = cb_store_failure(f->store, f->diag);
	if (rc == CB_OK && f->n_numbers == 0)
		rc = cb_report(f->diag, CB_NO_SUCH_RECORD, CB_NOWHERE, "", f->asked->no, f->rule->reg->key);
	return rc;
}

enum cb_status
cb_store_forget(struct cb_store *store, const struct cb_forgetting *asked, struct cb_table *out, struct cb_diag *diag)
{
	struct forget f = { .store = store, .asked = asked, .diag = diag, .rule = rule_of(asked->reg) };
	enum cb_status rc = begin(&f);

	cb_str_adds(&f.command, asked->author.command);
	if (rc == CB_OK)
		rc = erase(&f);
	if (rc == CB_OK)
		rc = cb_store_failure(store, diag);
	if (rc == CB_OK && !asked->dry_run)
		rc = cb_store_commit(store, diag);
	cb_store_end(store);
	if (rc == CB_OK && !asked->dry_run && f.rows[0] + f.rows[1] == 0)
		cb_report(diag, CB_FORGOTTEN_BEFORE, CB_NOWHERE, "", asked->no);
	if (rc == CB_OK)
		say_rows(&f, out);
	if (rc == CB_OK && !asked->dry_run)
		rc = clean_file(&f);
	if (rc == CB_OK)
		rc = remove_all_backups(&f, out);
	cb_pack_release(&f.pack);
	cb_arena_release(&f.arena);
	cb_str_release(&f.command);
	free(f.numbers);
	free(f.names);
	return rc;
}

/* ---- what was forgotten ---- */

/* Rows that had something private and have it no more. */
static void
read_forgotten(struct cb_store *store, const struct cb_register *reg)
{
	struct cb_str sql = { 0 };
	sqlite3_stmt *stmt;

	for (int old = 0; old < 2; old++) {
		cb_str_addf(&sql, "%sSELECT \"%s\" FROM \"%s%s\" WHERE check_value IS NOT NULL", old == 1 ? " UNION " : "",
		            reg->columns[cb_column_flagged(reg, CB_NUMBERED)].key, reg->key, old == 1 ? "_old" : "");
		for (int c = 0; c < reg->n_columns; c++)
			if ((reg->columns[c].flags & CB_PRIVATE) != 0)
				cb_str_addf(&sql, " AND \"%s\" IS NULL", reg->columns[c].key);
	}
	stmt = cb_store_ask(store, cb_str_c(&sql));
	while (cb_store_step(store, stmt))
		cb_dict_put(&store->forgotten, cb_text_of(cb_store_text(stmt, 0)), 1);
	sqlite3_finalize(stmt);
	cb_str_release(&sql);
}

bool
cb_store_is_forgotten(struct cb_store *store, const struct cb_register *reg, struct cb_text no)
{
	if (rule_of(reg) == NULL || !cb_store_is_made(store))
		return false;
	if (store->forgotten_of != reg) {
		cb_dict_release(&store->forgotten);
		store->forgotten = (struct cb_dict){ 0 };
		store->forgotten_of = reg;
		read_forgotten(store, reg);
	}
	return cb_dict_get(&store->forgotten, no) != 0;
}
