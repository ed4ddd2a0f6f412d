#include <string.h>

#include <cb/value/mark.h>

#include "pack.h"

static void
add_column(struct cb_str *out, const struct cb_column *def)
{
	struct cb_str name = { 0 };

	cb_schema_sql_name(def, &name);
	cb_str_addf(out, "%s\"%s\"", out->len > 0 ? ", " : "", cb_str_c(&name));
	if (def->type->storage == CB_STORE_QTY)
		cb_str_addf(out, ", \"%s_mark\"", def->key);
	cb_str_release(&name);
}

static void
add_columns(const struct cb_pack *pack, int n, struct cb_str *out)
{
	struct cb_str list = { 0 };

	for (int i = 0; i < n; i++)
		add_column(&list, pack->fields[i].def);
	cb_str_addt(out, cb_str_text(&list));
	cb_str_release(&list);
}

void
cb_pack_sql_key(const struct cb_pack *pack, struct cb_str *out)
{
	add_columns(pack, pack->n_key, out);
}

void
cb_pack_sql_beginning(const struct cb_pack *pack, int n, struct cb_str *out)
{
	add_columns(pack, n, out);
}

void
cb_pack_sql_fields(const struct cb_pack *pack, struct cb_str *out)
{
	add_columns(pack, pack->n_fields, out);
}

/* What no packed record has filled the table fills by itself: SQLite asks for each value that it is given. */
static bool
is_fed(const struct cb_pack *pack, const struct cb_pack_field *field)
{
	return (pack->filled >> field->column & 1) != 0;
}

int
cb_pack_sql_table(struct cb_pack *pack, struct cb_str *out)
{
	struct cb_str list = { 0 };
	int n = 0;

	/* but it copies what it is given, unless that is all of the table: where few are missing they are given too */
	if (__builtin_popcountll(pack->stored & ~pack->filled) * 4 < pack->n_fields)
		pack->filled = pack->stored;
	for (int i = 0; i < pack->n_fields; i++) {
		const struct cb_pack_field *field = &pack->fields[pack->order[i]];

		if (!is_fed(pack, field))
			continue;
		add_column(&list, field->def);
		n += field->def->type->storage == CB_STORE_QTY ? 2 : 1;
	}
	cb_str_addt(out, cb_str_text(&list));
	cb_str_release(&list);
	return n;
}

int
cb_pack_sql_count(const struct cb_pack *pack)
{
	return pack->n_sql;
}

const char *
cb_pack_sql_tail(const struct cb_pack *pack)
{
	return pack->private != 0 ? "batch, \"row\", check_value" : "batch, \"row\"";
}

int
cb_pack_sql_tail_count(const struct cb_pack *pack)
{
	return pack->private != 0 ? 3 : 2;
}

/* Text that is not borrowed must be copied; SQLite does so with SQLITE_TRANSIENT. */
static void
bind_text(const struct cb_pack_field *field, sqlite3_stmt *stmt, int at, const struct cb_cell *cell)
{
	char buf[CB_PRINT_MAX];
	struct cb_text text;

	if (field->form == CB_FIELD_TEXT && cell->state == CB_VALUE) {
		sqlite3_bind_text64(stmt, at, cell->text.p, cell->text.len, SQLITE_STATIC, SQLITE_UTF8);
		return;
	}
	text = cb_cell_print(field->def->type, field->def->arg, cell, buf);
	if (sqlite3_bind_text64(stmt, at, text.p, text.len, SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_NOMEM)
		cb_no_memory();
}

static void
bind_empty(const struct cb_pack_field *field, sqlite3_stmt *stmt, int at)
{
	if (!field->is_key)
		sqlite3_bind_null(stmt, at);
	else if (field->def->type->storage == CB_STORE_TEXT)
		sqlite3_bind_text(stmt, at, "", 0, SQLITE_STATIC);
	else
		sqlite3_bind_int(stmt, at, 0);
}

/* CB_ALL is the term `*`. */
static int64_t
term_of(const struct cb_pack *pack, const struct cb_pack_field *field, const struct cb_cell *cell,
        const uint32_t *to_term)
{
	const struct cb_name_of *of = field->def->arg;
	int64_t id = cell->state == CB_ALL ? cb_names_find(pack->names, of->kind, CB_LIT("*")) : cell->n;

	return to_term == NULL ? id : to_term[id];
}

int
cb_pack_bind(const struct cb_pack *pack, sqlite3_stmt *stmt, int at, const struct cb_cell *cells, bool key_only,
             const uint32_t *to_term)
{
	int n = key_only ? pack->n_key : pack->n_fields;

	for (int i = 0; i < n; i++, at++) {
		const struct cb_pack_field *field = &pack->fields[i];
		const struct cb_cell *cell = &cells[field->column];
		enum cb_storage storage = field->def->type->storage;

		if (cell->state == CB_EMPTY || cell->state == CB_NONE)
			bind_empty(field, stmt, at);
		else if (storage == CB_STORE_TEXT)
			bind_text(field, stmt, at, cell);
		else if (storage == CB_STORE_NAME)
			sqlite3_bind_int64(stmt, at, term_of(pack, field, cell, to_term));
		else
			sqlite3_bind_int64(stmt, at, cell->n);
		if (storage == CB_STORE_QTY)
			sqlite3_bind_text(stmt, ++at, cell->state == CB_VALUE ? cb_mark_text(cell->mark) : "", -1,
			                  SQLITE_STATIC);
	}
	return at;
}

static struct cb_sql_value
text_value(struct cb_text text, struct cb_arena *texts)
{
	return (struct cb_sql_value){ .kind = CB_SQL_TEXT, .text = text.len == 0 ? "" : cb_arena_copy(texts, text.p, text.len) };
}

static struct cb_sql_value
value_of(const struct cb_pack *pack, const struct cb_pack_field *field, const struct cb_cell *cell,
         const uint32_t *to_term, struct cb_arena *texts)
{
	enum cb_storage storage = field->def->type->storage;
	char buf[CB_PRINT_MAX];

	if (cell->state == CB_EMPTY || cell->state == CB_NONE) {
		if (!field->is_key)
			return (struct cb_sql_value){ .kind = CB_SQL_NULL };
		return storage == CB_STORE_TEXT ? text_value((struct cb_text){ 0 }, texts)
		                                : (struct cb_sql_value){ .kind = CB_SQL_INT };
	}
	if (storage == CB_STORE_TEXT)
		return text_value(cb_cell_print(field->def->type, field->def->arg, cell, buf), texts);
	return (struct cb_sql_value){ .kind = CB_SQL_INT,
		                      .n = storage == CB_STORE_NAME ? term_of(pack, field, cell, to_term) : cell->n };
}

struct cb_sql_value *
cb_pack_values(const struct cb_pack *pack, const struct cb_cell *cells, const uint32_t *to_term,
               struct cb_sql_value *row, struct cb_arena *texts)
{
	for (int i = 0; i < pack->n_fields; i++) {
		const struct cb_pack_field *field = &pack->fields[pack->order[i]];
		const struct cb_cell *cell = &cells[field->column];

		if (!is_fed(pack, field))
			continue;
		*row++ = value_of(pack, field, cell, to_term, texts);
		if (field->def->type->storage == CB_STORE_QTY)
			*row++ = text_value(cb_text_of(cell->state == CB_VALUE ? cb_mark_text(cell->mark) : ""), texts);
	}
	return row;
}

static enum cb_mark
mark_of(const unsigned char *text)
{
	enum cb_mark mark = CB_EXACT;

	cb_mark_find(cb_text_of((const char *)text), &mark);
	return mark;
}

static void
load_text(const struct cb_pack_field *field, sqlite3_value *stored, struct cb_cell *cell, struct cb_arena *arena)
{
	struct cb_parse_env env = { .arena = arena };
	struct cb_text text = { (const char *)sqlite3_value_text(stored), (uint32_t)sqlite3_value_bytes(stored) };

	if (text.p == NULL)
		cb_no_memory();
	if (text.len == 0)
		return;
	if (field->form != CB_FIELD_TEXT && field->def->type->parse(field->def->arg, text, &env, cell) == CB_FINE)
		return;
	*cell = (struct cb_cell){ .text = text, .state = CB_VALUE };
}

static void
load_number(const struct cb_pack_field *field, sqlite3_value *stored, struct cb_cell *cell)
{
	int64_t n = sqlite3_value_int64(stored);

	if (n != 0 || !field->zero_is_empty)
		*cell = (struct cb_cell){ .n = n, .state = CB_VALUE };
}

/* A value is asked by itself: each question to the statement would find it anew. */
int
cb_pack_load(const struct cb_pack *pack, sqlite3_stmt *stmt, int at, struct cb_cell *cells, struct cb_arena *arena)
{
	for (int i = 0; i < pack->n_fields; i++, at++) {
		const struct cb_pack_field *field = &pack->fields[i];
		struct cb_cell *cell = &cells[field->column];
		enum cb_storage storage = field->def->type->storage;
		sqlite3_value *stored = sqlite3_column_value(stmt, at);

		*cell = (struct cb_cell){ 0 };
		if (sqlite3_value_type(stored) == SQLITE_NULL)
			cell->state = (field->def->flags & CB_NODATA) != 0 ? CB_NONE : CB_EMPTY;
		else if (storage == CB_STORE_TEXT)
			load_text(field, stored, cell, arena);
		else
			load_number(field, stored, cell);
		if (storage == CB_STORE_QTY)
			cell->mark = (uint8_t)mark_of(sqlite3_column_text(stmt, ++at));
	}
	return at;
}
