/* Reading a run: every record is packed and handed to the sorter, whose second thread hashes it for its
 * source before it is sorted. */
#include <stdlib.h>
#include <string.h>

#include "store_sql.h"

/* What the second thread has for itself. */
struct cb_hashing {
	struct cb_pack pack;
	struct cb_cell cells[CB_FIELDS_MAX];
	struct cb_sums *sums; /* [source] */
	size_t cap;
};

struct cb_import *
cb_import_new(struct cb_store *store, const struct cb_register *reg, struct cb_names *names, struct cb_diag *diag)
{
	struct cb_import *import = cb_alloc(1, sizeof(*import));

	import->store = store;
	import->diag = diag;
	cb_pack_init(&import->pack, reg, names);
	return import;
}

void
cb_import_free(struct cb_import *import)
{
	if (import == NULL)
		return;
	cb_sorter_free(import->sorter);
	cb_import_take_hashes(import);
	cb_pack_release(&import->pack);
	cb_str_release(&import->least);
	cb_str_release(&import->most);
	for (size_t i = 0; i < import->n_sources; i++)
		free(import->runs[i].file_columns);
	free(import->sources);
	free(import->runs);
	free(import->masks);
	free(import);
}

struct cb_import_source *
cb_import_sources(struct cb_import *import, size_t *n)
{
	*n = import->n_sources;
	return import->sources;
}

int
cb_import_find(struct cb_import *import, uint32_t source)
{
	if (import->last < import->n_sources && import->sources[import->last].source == source)
		return (int)import->last;
	for (size_t i = 0; i < import->n_sources; i++)
		if (import->sources[i].source == source) {
			import->last = i;
			return (int)i;
		}
	return -1;
}

static uint32_t *
copy_columns(const struct cb_register *reg, const uint32_t *columns)
{
	size_t n = (size_t)reg->n_columns;

	return columns == NULL ? NULL : memcpy(cb_alloc(n, sizeof(*columns)), columns, n * sizeof(*columns));
}

static size_t
add_source(struct cb_import *import, const struct cb_record *record)
{
	uint32_t source = record->where.source;
	int at = cb_import_find(import, source);

	if (at >= 0)
		return (size_t)at;
	at = (int)import->n_sources++;
	import->sources =
		cb_grow(import->sources, &import->cap_sources, import->n_sources, sizeof(*import->sources));
	import->runs = cb_grow(import->runs, &import->cap_runs, import->n_sources, sizeof(*import->runs));
	import->sources[at] = (struct cb_import_source){ .source = source };
	import->runs[at].file_columns = copy_columns(import->pack.reg, record->file_columns);
	import->last = (size_t)at;
	return (size_t)at;
}

/* Files of a run have few different sets of columns. */
static uint32_t
mask_number(struct cb_import *import, uint64_t present)
{
	for (size_t i = import->n_masks; i > 0; i--)
		if (import->masks[i - 1] == present)
			return (uint32_t)(i - 1);
	import->masks = cb_grow(import->masks, &import->cap_masks, import->n_masks + 1, sizeof(*import->masks));
	import->masks[import->n_masks] = present;
	return (uint32_t)import->n_masks++;
}

static int
compare_keys(const struct cb_str *kept, const struct cb_packed *at)
{
	size_t n = kept->len < at->key_len ? kept->len : at->key_len;
	int order = memcmp(kept->p, at->p, n);

	return order != 0 ? order : kept->len < at->key_len ? -1
	                                                    : kept->len > at->key_len;
}

static void
keep(struct cb_str *kept, const struct cb_packed *at)
{
	cb_str_clear(kept);
	cb_str_add(kept, (const char *)at->p, at->key_len);
}

static void
note_range(struct cb_import *import, const struct cb_packed *at)
{
	if (import->least.len == 0 || compare_keys(&import->least, at) > 0)
		keep(&import->least, at);
	if (import->most.len == 0 || compare_keys(&import->most, at) < 0)
		keep(&import->most, at);
}

/* A masked value would overwrite what it hides. */
static bool
is_masked(struct cb_import *import, const struct cb_record *record)
{
	bool masked = false;

	for (int i = 0; i < import->pack.n_fields; i++) {
		const struct cb_pack_field *field = &import->pack.fields[i];
		const struct cb_cell *cell = &record->cells[field->column];

		if (cell->state != CB_MASKED)
			continue;
		cb_report(import->diag, CB_MASKED_VALUE, record->where, field->def->key, cell->text, "");
		masked = true;
	}
	return masked;
}

/* `*` is stored as a name and must become a term with the others. */
static void
name_all(struct cb_import *import, const struct cb_cell *cells)
{
	for (int i = 0; i < import->pack.n_fields; i++) {
		const struct cb_pack_field *field = &import->pack.fields[i];
		const struct cb_name_of *of = field->def->arg;

		if (field->form == CB_FIELD_NAME && cells[field->column].state == CB_ALL)
			cb_names_id(import->pack.names, of->kind, CB_LIT("*"));
	}
}

static int
next_packed(void *self, struct cb_packed *at)
{
	struct cb_import *import = self;
	const struct cb_record *record;
	size_t source;
	int got;

	do
		got = import->next(import->self, &record);
	while (got == 1 && is_masked(import, record));
	if (got != 1)
		return got;
	source = add_source(import, record);
	import->sources[source].rows++;
	at->source = record->where.source;
	at->row = record->where.row;
	at->mask = mask_number(import, record->present & import->pack.stored);
	name_all(import, record->cells);
	import->runs[source].present |= record->present & import->pack.stored;
	cb_pack_encode(&import->pack, record->cells, at);
	note_range(import, at);
	return 1;
}

/* ---- on the second thread ---- */

static void
hash_packed(void *self, const uint8_t *p, size_t len)
{
	struct cb_hashing *hashing = ((struct cb_import *)self)->hashing;
	struct cb_packed at = { .p = p, .len = len };

	cb_pack_decode(&hashing->pack, &at, hashing->cells);
	if (at.source >= hashing->cap)
		hashing->sums = cb_grow(hashing->sums, &hashing->cap, (size_t)at.source + 1, sizeof(*hashing->sums));
	cb_sums_add(&hashing->sums[at.source], &hashing->pack, hashing->cells, at.row);
}

static void
share_names(void *self)
{
	struct cb_import *import = self;

	cb_pack_learn(&import->hashing->pack, import->pack.names);
}

/* ---- both ---- */

void
cb_import_take_hashes(struct cb_import *import)
{
	struct cb_hashing *hashing = import->hashing;

	if (hashing == NULL)
		return;
	for (size_t i = 0; i < import->n_sources; i++)
		if (import->sources[i].source < hashing->cap)
			import->runs[i].read = hashing->sums[import->sources[i].source];
	cb_pack_release(&hashing->pack);
	free(hashing->sums);
	free(hashing);
	import->hashing = NULL;
}

/* A database that is new knows no batch by its hash: there the hashing can wait until the second thread
 * has less to do. Should another process fill it meanwhile, known rows are found one by one. */
enum cb_status
cb_import_read(struct cb_import *import, int (*next)(void *self, const struct cb_record **), void *self)
{
	struct cb_sorter_source source = {
		.next = next_packed, .seen = hash_packed, .handing = share_names, .self = import
	};

	source.see_late = cb_store_is_new(import->store);
	import->next = next;
	import->self = self;
	import->hashing = cb_alloc(1, sizeof(*import->hashing));
	cb_pack_init(&import->hashing->pack, import->pack.reg, NULL);
	import->sorter = cb_sorter_new(&source, import->diag);
	if (!source.see_late)
		cb_import_take_hashes(import);
	if (import->sorter != NULL)
		return CB_OK;
	return import->diag->status != CB_OK ? import->diag->status : CB_UNREADABLE;
}
