/* The tree of a document: how it is built, numbered and pruned. */
#include "document_parts.h"

#include <stdlib.h>

enum { LEVELS = 4 };

struct cb_block *
cb_document_add(struct cb_document *document, enum cb_block_kind kind, unsigned level, struct cb_text text)
{
	size_t at = document->n_blocks;
	struct cb_block *block;

	document->blocks = cb_grow(document->blocks, &document->cap_blocks, at + 1, sizeof(*document->blocks));
	document->n_blocks = at + 1;
	block = &document->blocks[at];
	*block = (struct cb_block){ .kind = kind, .level = level };
	if (text.len)
		cb_document_run(document, block, text, 0);
	return block;
}

void
cb_document_run(struct cb_document *document, struct cb_block *block, struct cb_text text, unsigned style)
{
	*cb_push(block->runs, block->n_runs, block->cap_runs) = (struct cb_run){
		.text = cb_arena_text(&document->arena, text),
		.style = style,
	};
}

void
cb_block_column(struct cb_block *block, size_t column)
{
	*cb_push(block->columns, block->n_columns, block->cap_columns) = column;
}

static void
release_block(struct cb_block *block)
{
	free(block->runs);
	free(block->columns);
}

void
cb_document_drop(struct cb_document *document)
{
	release_block(&document->blocks[--document->n_blocks]);
}

struct cb_block *
cb_document_table(struct cb_document *document, struct cb_table *table, struct cb_text caption)
{
	struct cb_block *block = cb_document_add(document, CB_BLOCK_TABLE, 0, caption);

	block->table = table;
	return block;
}

struct cb_block *
cb_document_chart(struct cb_document *document, struct cb_table *table, size_t label, size_t value,
                  struct cb_text caption)
{
	struct cb_block *block = cb_document_add(document, CB_BLOCK_CHART, 0, caption);

	block->table = table;
	cb_block_column(block, label);
	cb_block_column(block, value);
	return block;
}

struct cb_table *
cb_document_own_table(struct cb_document *document)
{
	size_t at = document->n_tables;

	document->tables = cb_grow(document->tables, &document->cap_tables, at + 1, sizeof(*document->tables));
	document->tables[at] = cb_alloc(1, sizeof(**document->tables));
	document->n_tables = at + 1;
	return document->tables[at];
}

/* ---- which columns ---- */

static const struct cb_cell *
cell_at(const struct cb_table *table, size_t row, size_t column)
{
	return &cb_table_at(table, row)[column];
}

bool
cb_table_column_has_value(const struct cb_table *table, size_t column)
{
	for (size_t i = 0; i < table->n_rows; i++)
		if (cell_at(table, i, column)->state == CB_VALUE)
			return true;
	return false;
}

/* The same contest or period in every row names no bar. */
static bool
is_label(const struct cb_table *table, size_t column)
{
	if (table->columns[column].type->numeric || !cb_table_column_has_value(table, column))
		return false;
	for (size_t i = 1; i < table->n_rows; i++)
		if (!cb_cell_equal(cell_at(table, i, column), cell_at(table, 0, column)))
			return true;
	return table->n_rows == 1;
}

static bool
is_measure(const struct cb_type *type)
{
	return type == &cb_type_num || type == &cb_type_money || type == &cb_type_qty;
}

static bool
may_be_bars(const struct cb_table *table, size_t column)
{
	return !table->columns[column].is_private && cb_table_column_has_value(table, column);
}

bool
cb_document_chart_columns(const struct cb_table *table, size_t *label, size_t *value)
{
	size_t n = table->n_columns, name = 0, count, measure = 0;

	while (name < n && !is_label(table, name))
		name++;
	while (measure < n && !(is_measure(table->columns[measure].type) && may_be_bars(table, measure)))
		measure++;
	for (count = name; count < n; count++)
		if (table->columns[count].type->numeric && may_be_bars(table, count))
			break;
	*label = name;
	*value = measure < n ? measure : count;
	return name < n && *value < n;
}

/* ---- what is left out, and the numbers ---- */

static bool
says_nothing(const struct cb_block *block)
{
	if (block->kind == CB_BLOCK_TABLE)
		return block->table->n_rows == 0;
	if (block->kind == CB_BLOCK_CHART)
		return !cb_table_column_has_value(block->table, block->columns[1]);
	return false;
}

/* What stands below a heading: text, tables and charts; not the signature, which ends the document. */
static bool
is_content(const struct cb_block *block)
{
	switch (block->kind) {
	case CB_BLOCK_PARAGRAPH:
	case CB_BLOCK_ITEM:
	case CB_BLOCK_TABLE:
	case CB_BLOCK_CHART:
		return true;
	default:
		return false;
	}
}

/* Headings are judged from the end of the document. */
static void
drop_empty(struct cb_document *document)
{
	bool filled = false; /* something stands between here and the next heading */
	size_t kept = document->n_blocks;
	unsigned below = 0; /* the level of a kept heading that stands next, 0 = none */

	for (size_t i = document->n_blocks; i-- > 0;) {
		struct cb_block *block = &document->blocks[i];
		bool keeps = !says_nothing(block);

		if (block->kind == CB_BLOCK_HEADING) {
			keeps = filled || below > block->level;
			if (keeps)
				below = block->level;
			filled = false;
		} else if (is_content(block)) {
			filled = filled || keeps;
		} else {
			filled = false;
			below = 0;
		}
		if (keeps)
			document->blocks[--kept] = *block;
		else
			release_block(block);
	}
	document->n_blocks -= kept;
	for (size_t i = 0; i < document->n_blocks; i++)
		document->blocks[i] = document->blocks[i + kept];
}

/* Numbers start anew below each title and each higher heading. */
static void
number_headings(struct cb_document *document)
{
	uint32_t numbers[LEVELS + 1] = { 0 };

	for (size_t i = 0; i < document->n_blocks; i++) {
		struct cb_block *block = &document->blocks[i];
		unsigned anew = block->kind == CB_BLOCK_TITLE ? 1 : LEVELS + 1;

		if (block->kind == CB_BLOCK_HEADING) {
			block->number = ++numbers[block->level];
			anew = block->level + 1;
		}
		for (; anew <= LEVELS; anew++)
			numbers[anew] = 0;
	}
}

void
cb_document_prune(struct cb_document *document)
{
	drop_empty(document);
	number_headings(document);
}

void
cb_document_release(struct cb_document *document)
{
	for (size_t i = 0; i < document->n_blocks; i++)
		release_block(&document->blocks[i]);
	for (size_t i = 0; i < document->n_tables; i++) {
		cb_table_release(document->tables[i]);
		free(document->tables[i]);
	}
	free(document->blocks);
	free(document->tables);
	cb_arena_release(&document->arena);
	*document = (struct cb_document){ 0 };
}
