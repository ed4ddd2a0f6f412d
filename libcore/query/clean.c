#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <cb/base/reason.h>
#include <cb/data/file.h>
#include <cb/query/clean.h>

/* A key that has been seen: its hash, the hash of the whole row, and where that stands. */
struct cb_clean_key {
	uint64_t key, content; /* key 0 = free */
	uint32_t source, row;
};

/* ---- doubles ---- */

static void
hash_cell(const struct cb_column *column, const struct cb_cell *cell, uint64_t *hash)
{
	struct {
		int64_t n;
		uint32_t state, mark;
	} fixed = { 0, cell->state, cell->mark };

	if (cell->state == CB_EMPTY)
		return;
	if (column->type->storage != CB_STORE_TEXT || cell->text.len == 0)
		fixed.n = cell->n;
	*hash = cb_hash(&fixed, sizeof(fixed), *hash);
	if (column->type->storage == CB_STORE_TEXT && cell->text.len > 0)
		*hash = cb_hash(cell->text.p, cell->text.len, *hash);
}

/* Hashes the cells of the key, and all cells. False where the record has no key: then R2 does not apply. A number
 * that cb gives is a key only where the file has it; else the number that the record has in another system is. */
static bool
hash_record(const struct cb_register *reg, const struct cb_cell *cells, uint64_t *key, uint64_t *content)
{
	bool keyed = false, unnumbered = false, is_case = false;

	*key = *content = 1;
	for (int c = 0; c < reg->n_columns; c++) {
		const struct cb_column *column = &reg->columns[c];
		uint64_t position = (uint64_t)c;

		*content = cb_hash(&position, sizeof(position), *content);
		hash_cell(column, &cells[c], content);
		if ((column->flags & CB_NUMBERED) != 0 && cells[c].state == CB_EMPTY)
			unnumbered = true;
		is_case |= unnumbered && (column->flags & CB_CASE_NO) != 0 && cells[c].state == CB_VALUE;
		if ((column->flags & CB_KEY) == 0 && !(is_case && (column->flags & (CB_CASE_NO | CB_CASE_OF)) != 0))
			continue;
		keyed = true;
		*key = cb_hash(&position, sizeof(position), *key);
		hash_cell(column, &cells[c], key);
	}
	*key |= 1; /* 0 marks a free entry */
	return keyed && (is_case || !unnumbered);
}

static struct cb_clean_key *
slot_of(struct cb_clean_key *keys, size_t cap, uint64_t key)
{
	size_t at = (size_t)(key >> 1) & (cap - 1);

	while (keys[at].key != 0 && keys[at].key != key)
		at = (at + 1) & (cap - 1);
	return &keys[at];
}

static void
grow_keys(struct cb_clean *c)
{
	size_t cap = c->cap_keys == 0 ? 1024 : c->cap_keys * 2;
	struct cb_clean_key *keys = cb_alloc(cap, sizeof(*keys));

	for (size_t i = 0; i < c->cap_keys; i++)
		if (c->keys[i].key != 0)
			*slot_of(keys, cap, c->keys[i].key) = c->keys[i];
	free(c->keys);
	c->keys = keys;
	c->cap_keys = cap;
}

static void
report_double(struct cb_clean *c, const struct cb_record *record, const struct cb_clean_key *first)
{
	struct cb_str key = { 0 }, where = { 0 };

	for (int i = 0; i < c->reg->n_columns; i++) {
		const struct cb_column *column = &c->reg->columns[i];
		char buf[CB_PRINT_MAX];

		if ((column->flags & (CB_KEY | CB_CASE_NO)) == 0 || record->cells[i].state == CB_EMPTY)
			continue;
		cb_str_adds(&key, key.len > 0 ? " " : "");
		if ((column->flags & CB_PRIVATE) != 0)
			cb_str_adds(&key, "*");
		else if (column->type->storage == CB_STORE_NAME)
			cb_str_addt(&key, cb_office_said(c->office, column->arg, (uint32_t)record->cells[i].n));
		else
			cb_str_addt(&key, cb_cell_print(column->type, column->arg, &record->cells[i], buf));
	}
	cb_where_print(c->office->diag, (struct cb_where){ first->source, first->row, 0 }, &where);
	cb_report(c->office->diag, CB_DOUBLE_KEY, record->where, "", key, where);
}

/* Is the record new? One with a known key and other content is reported. */
static bool
is_new(struct cb_clean *c, const struct cb_record *record)
{
	uint64_t key, content;
	struct cb_clean_key *slot;

	if (!hash_record(c->reg, record->cells, &key, &content))
		return true;
	if (c->n_keys * 4 >= c->cap_keys * 3)
		grow_keys(c);
	slot = slot_of(c->keys, c->cap_keys, key);
	if (slot->key == 0) {
		*slot = (struct cb_clean_key){ key, content, record->where.source, record->where.row };
		c->n_keys++;
		return true;
	}
	if (slot->content != content)
		report_double(c, record, slot);
	return false;
}

/* ---- the spool: for each record its source, then its cells that are not empty, then an end ---- */

/* A cell; its text follows. Column UINT8_MAX is the end of the record. */
struct spooled {
	int64_t n;
	uint32_t len;
	uint8_t column, state, mark;
	uint8_t unused; /* else a byte without a value would be written */
};

static void
spool(struct cb_clean *c, const struct cb_record *record)
{
	struct spooled end = { .column = UINT8_MAX };

	cb_str_clear(&c->scratch);
	cb_str_add(&c->scratch, (const char *)&record->where.source, sizeof(record->where.source));
	for (int i = 0; i < c->reg->n_columns; i++) {
		const struct cb_cell *cell = &record->cells[i];
		struct spooled s = { cell->n, cell->text.len, (uint8_t)i, cell->state, cell->mark, 0 };

		if (cell->state == CB_EMPTY)
			continue;
		if (c->reg->columns[i].type->storage == CB_STORE_NAME)
			s.len = 0;
		cb_str_add(&c->scratch, (const char *)&s, sizeof(s));
		cb_str_add(&c->scratch, cell->text.p, s.len);
	}
	cb_str_add(&c->scratch, (const char *)&end, sizeof(end));
	fwrite(c->scratch.p, 1, c->scratch.len, c->spool);
}

/* Reads one cell; false at the end of the record or of the file. */
static bool
read_cell(struct cb_clean *c, size_t *used)
{
	struct spooled s;
	struct cb_cell *cell;

	if (fread(&s, sizeof(s), 1, c->spool) != 1 || s.column == UINT8_MAX)
		return false;
	cell = &c->cells[s.column];
	cell->n = s.n;
	cell->state = s.state;
	cell->mark = s.mark;
	cell->text.len = s.len;
	for (uint32_t left = s.len; left > 0;) {
		char block[4096];
		size_t n = fread(block, 1, left < sizeof(block) ? left : sizeof(block), c->spool);

		if (n == 0)
			return false;
		cb_str_add(&c->text, block, n);
		left -= (uint32_t)n;
	}
	*used += s.len;
	return true;
}

int
cb_clean_next(struct cb_clean *c, const struct cb_cell **cells)
{
	uint32_t source;

	*cells = c->cells;
	while (fread(&source, sizeof(source), 1, c->spool) == 1) {
		size_t used = 0;

		memset(c->cells, 0, (size_t)c->reg->n_columns * sizeof(*c->cells));
		cb_str_clear(&c->text);
		while (read_cell(c, &used))
			;
		used = 0;
		for (int i = 0; i < c->reg->n_columns; i++) { /* texts lie one behind the other */
			struct cb_cell *cell = &c->cells[i];

			if (c->reg->columns[i].type->storage == CB_STORE_NAME && cell->state == CB_VALUE) {
				cell->text = cb_office_name(c->office, (uint32_t)cell->n);
				continue;
			}
			cell->text.p = cb_str_c(&c->text) + used;
			used += cell->text.len;
		}
		if (!c->skip || !cb_diag_is_file_bad(c->office->diag, source))
			return 1;
	}
	return ferror(c->spool) ? -1 : 0;
}

/* ---- reading ---- */

static enum cb_status
spool_broken(struct cb_clean *c)
{
	return cb_report(c->office->diag, CB_CANNOT_WRITE, CB_NOWHERE, "", "TMPDIR", cb_reason(errno, c->office->diag->lang));
}

/* The columns that any of the files has whose records are handed out. */
static uint64_t
unite(const struct cb_clean *c)
{
	uint64_t present = 0;

	for (size_t s = 0; s < c->cap_presents && s <= c->office->diag->n_sources; s++)
		if (c->presents[s] != 0 && (!c->skip || !cb_diag_is_file_bad(c->office->diag, (uint32_t)s)))
			present |= c->presents[s];
	return present;
}

enum cb_status
cb_clean_read(struct cb_clean *c, const struct cb_office *office, const struct cb_input *input, bool skip)
{
	struct cb_input in = *input;
	struct cb_reader *reader;
	const struct cb_record *record;
	enum cb_status status;
	int fd = cb_temp_file();

	*c = (struct cb_clean){ .reg = input->reg, .office = office, .skip = skip };
	c->spool = fd >= 0 ? fdopen(fd, "w+") : NULL;
	if (c->spool == NULL)
		return spool_broken(c);
	c->cells = cb_alloc((size_t)input->reg->n_columns, sizeof(*c->cells));
	cb_policy_begin(&c->run, office, &in);
	status = cb_reader_open(&reader, &in, office->diag);
	if (status != CB_OK)
		return status;
	while (cb_reader_next(reader, &record) > 0) {
		c->presents = cb_grow(c->presents, &c->cap_presents, (size_t)record->where.source + 1,
		                      sizeof(*c->presents));
		c->presents[record->where.source] |= record->present;
		if (is_new(c, record))
			spool(c, record);
	}
	c->counts = cb_reader_counts(reader);
	c->present = cb_reader_present(reader);
	cb_reader_close(reader);
	if (fflush(c->spool) != 0 || ferror(c->spool) || fseek(c->spool, 0, SEEK_SET) != 0)
		return spool_broken(c);
	if (c->counts.records > 0)
		c->present = unite(c);
	return office->diag->errors > 0 ? office->diag->status : CB_OK;
}

void
cb_clean_release(struct cb_clean *c)
{
	if (c->spool != NULL)
		fclose(c->spool);
	cb_policy_release(&c->run);
	free(c->keys);
	free(c->presents);
	free(c->cells);
	cb_str_release(&c->text);
	cb_str_release(&c->scratch);
	*c = (struct cb_clean){ 0 };
}
