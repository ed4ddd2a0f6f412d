/* R6: which columns of any table are private, by what the registers say of their labels, else by what stands in
 * them. */
#include <string.h>

#include <cb/value/fold.h>
#include <cb/value/mask.h>

#include "loose_state.h"

enum { COUNT_DIGITS = 6 }; /* no telephone has so few */

/* ---- by label ---- */

/* What the registers say of a label. */
struct said {
	bool is_known, is_public;
	bool is_closed;             /* private, whatever is in it; else a unit or a number may be public */
	const struct cb_type *mask; /* private in one of them: how it is masked */
	bool is_name;               /* of whoever it is private, it is their name */
	bool is_whole;              /* the columns of a register where it is private are all that the table has, */
	bool is_public_whole;       /* or of one where it is public */
};

/* Where the registers have the labels of the table. */
struct found {
	size_t n;       /* registers */
	int *columns;   /* [label * n + register], -1 = it has no such column */
	bool *is_whole; /* [register]: it has all labels */
};

static struct found
find_labels(const struct cb_loose_table *table)
{
	struct found found = { 0 };

	while (cb_registers[found.n] != NULL)
		found.n++;
	found.columns = cb_arena_alloc(table->arena, (table->n_labels + 1) * found.n * sizeof(*found.columns));
	found.is_whole = cb_arena_alloc(table->arena, found.n * sizeof(*found.is_whole));
	memset(found.is_whole, true, found.n * sizeof(*found.is_whole));
	for (size_t c = 0; c < table->n_labels; c++) {
		int *columns = found.columns + c * found.n;

		cb_columns_by_label(cb_registers, found.n, table->labels[c], columns);
		for (size_t i = 0; i < found.n; i++)
			found.is_whole[i] &= columns[i] >= 0;
	}
	return found;
}

/* Of a name and a phone something is kept, of anything else nothing. */
static const struct cb_type *
mask_of(const struct cb_type *type)
{
	if (type == &cb_type_phone)
		return type;
	return type == &cb_type_name || type == &cb_type_ref || type == &cb_type_text ? &cb_type_name : &cb_type_id;
}

/* Does a short number in that column name nobody? */
static bool
is_name(const struct cb_column *is)
{
	return is->type == &cb_type_name || is->type == &cb_type_ref || (is->flags & CB_OPEN_NUMBER) != 0;
}

static struct said
ask_registers(const struct found *found, size_t label)
{
	struct said said = { .is_known = false };

	for (size_t i = 0; i < found->n; i++) {
		int column = found->columns[label * found->n + i];
		const struct cb_column *is = column < 0 ? NULL : &cb_registers[i]->columns[column];

		if (is == NULL)
			continue;
		said.is_known = true;
		if ((is->flags & CB_PRIVATE) == 0) {
			said.is_public = true;
			said.is_public_whole |= found->is_whole[i];
			continue;
		}
		said.is_name = (said.mask == NULL || said.is_name) && is_name(is);
		said.mask = said.mask != NULL ? said.mask : mask_of(is->type);
		said.is_whole |= found->is_whole[i];
		said.is_closed |= (is->flags & (CB_OPEN_UNIT | CB_OPEN_NUMBER)) == 0;
	}
	return said;
}

/* ---- by content ---- */

/* 志愿者 above 120 and 85人 says how many they are: nobody is called so. */
static bool
is_count(const struct cb_loose_table *table, size_t column)
{
	size_t filled = 0;

	for (size_t row = 0; row < table->n; row++) {
		struct cb_text text = cb_text_trim(table->rows[row].cells[column]), digits = text;

		if (text.len == 0)
			continue;
		filled++;
		if (cb_fold_digits(&digits, COUNT_DIGITS) < 0 || (digits.len > 0 && !cb_fold_is(digits, "人 名 个 人次")))
			return false;
	}
	return filled > 0;
}

static const struct cb_type *
judge_content(const struct cb_loose_table *table, size_t column)
{
	size_t filled = 0, ids = 0, phones = 0;

	for (size_t row = 0; row < table->n; row++) {
		struct cb_text text = cb_text_trim(table->rows[row].cells[column]);
		const struct cb_type *type = text.len > 0 ? cb_mask_looks_like(text) : NULL;

		filled += text.len > 0;
		ids += type == &cb_type_id;
		phones += type == &cb_type_phone;
	}
	if ((ids + phones) * 2 <= filled)
		return NULL;
	return ids > 0 ? &cb_type_id : &cb_type_phone;
}

/* ---- all of it ---- */

static void
judge_content_of(struct cb_loose_table *table, size_t column, struct cb_diag *diag)
{
	struct cb_where where = table->header;

	table->masks[column] = judge_content(table, column);
	where.column = table->n > 0 ? table->rows[0].fields[column] : 0;
	if (table->masks[column] != NULL && !table->reveals)
		cb_report(diag, CB_MASKED_BY_CONTENT, where, "", table->labels[column]);
}

/* What tells rows apart puts them in order as well: of what is masked no more than is seen. */
static void
mask_lines(struct cb_loose_table *table)
{
	struct cb_str line = { 0 };

	for (size_t row = 0; row < table->n; row++) {
		cb_str_clear(&line);
		for (size_t c = 0; c < table->n_labels; c++) {
			struct cb_text cell = table->rows[row].cells[c];

			if (table->masks[c] != NULL)
				cb_mask_value(table->masks[c], cell, CB_MASK_FULL, &line);
			else
				cb_str_addt(&line, cell);
			cb_str_addc(&line, '\0');
		}
		table->rows[row].line = cb_arena_text(table->arena, cb_str_text(&line));
	}
	cb_str_release(&line);
}

void
cb_loose_find_private(struct cb_loose_table *table, struct cb_diag *diag)
{
	const struct found found = find_labels(table);
	bool is_beside = false, is_any = false;
	struct said *said = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(*said));

	table->masks = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(const struct cb_type *));
	table->is_known = cb_arena_alloc(table->arena, (table->n_labels + 1) * sizeof(*table->is_known));
	for (size_t c = 0; c < table->n_labels; c++) {
		said[c] = ask_registers(&found, c);
		is_beside = is_beside || (said[c].mask != NULL && !said[c].is_public);
	}
	for (size_t c = 0; c < table->n_labels; c++) {
		const struct said *s = &said[c];

		table->masks[c] = NULL;
		table->is_known[c] = s->is_known;
		if (!s->is_known && cb_text_trim(table->labels[c]).len > 0)
			judge_content_of(table, c, diag);
		else if (!s->is_public || (!s->is_public_whole && (s->is_whole || (is_beside && s->is_closed))))
			table->masks[c] = s->mask;
		if (s->is_name && is_count(table, c))
			table->masks[c] = NULL;
		is_any = is_any || table->masks[c] != NULL;
	}
	if (is_any && !table->reveals)
		mask_lines(table);
}

bool
cb_loose_has_private(const struct cb_loose_table *table)
{
	for (size_t c = 0; c < table->n_labels; c++)
		if (cb_loose_is_private(table, (int)c))
			return true;
	return false;
}

bool
cb_loose_is_private(const struct cb_loose_table *table, int column)
{
	return table->masks != NULL && table->masks[column] != NULL;
}

bool
cb_loose_may_ask(const struct cb_loose_table *table, int column, struct cb_diag *diag)
{
	if (table->reveals || !cb_loose_is_private(table, column))
		return true;
	cb_report(diag, CB_PRIVATE_ASKED, CB_NOWHERE, "", table->labels[column], table->file != NULL ? table->file : "");
	return false;
}
