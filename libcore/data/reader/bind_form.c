/* A form with one record, labels beside values, is made a table: reader.h R14. */
#include <string.h>

#include <cb/value/row_word.h>

#include "bind_state.h"

/* What a row of a sheet may be. */
enum row_is { NO_PAIRS, /* blank, a title, the foot */
	      PAIRS,
	      ODD };

struct looking {
	struct binder *b;
	struct cb_form_layout *form;
	uint64_t columns; /* of the register, that were seen; another bit of them is a second record */
	size_t rows_of_several;
	bool has_colons, has_value;
};

/* The label of a cell, without its colon; *value: what stands behind that. */
static struct cb_text
label_of(struct cb_text cell, struct cb_text *value)
{
	int wide = cb_text_find(cell, "："), narrow = cb_text_find(cell, ":");
	int at = narrow < 0 || (wide >= 0 && wide < narrow) ? wide : narrow;
	uint32_t n = at >= 0 && at == wide ? 3 : 1;

	*value = (struct cb_text){ "", 0 };
	if (at <= 0)
		return cell;
	*value = cb_text_trim(cb_text_from(cell, at + n));
	return cb_text_trim((struct cb_text){ cell.p, (uint32_t)at });
}

static bool
is_label(struct binder *b, struct cb_text label)
{
	struct cb_text form;

	if (cb_binder_columns(b, label) != 0)
		return true;
	if (label.len == 0 || label.len > CB_BINDER_LABEL_MAX)
		return false;
	form = cb_binder_form(b, label, 0);
	return cb_binder_claims(b, &b->in->maps, -1, form) || cb_text_is_one_of(form, cb_dropped_labels) ||
	       (b->in->reg->pivot != NULL && cb_binder_indicator(b, form) != 0);
}

/* The next cell, of its own where areas are merged; row->n: there is none. */
static uint32_t
next_own(const struct cb_row *row, uint32_t c)
{
	do
		c++;
	while (c < row->n && !cb_head_is_own(row, c));
	return c;
}

static bool
is_photo(struct cb_text cell)
{
	static const char *const words[] = { "照片", "相片", "贴照片处", "照片粘贴处", "一寸照片", "近期照片", NULL };

	return cb_text_is_one_of(cell, words);
}

static bool
note_odd(struct looking *l, size_t r, uint32_t c)
{
	if (!l->form->is_odd)
		l->form->odd = (struct cb_form_pair){ .row = r, .label = c + 1 };
	l->form->is_odd = true;
	return false;
}

/* Takes the pair whose label is at *c, which then is the cell behind it; false: it is none. */
static bool
take_pair(struct looking *l, size_t r, uint32_t *c)
{
	const struct cb_row *row = &l->b->head->rows[r];
	struct cb_form_pair pair = { .row = r, .label = *c + 1, .value = *c + 1 };
	struct cb_text cell = cb_text_trim(row->cells[*c]), value, behind = { "", 0 };
	struct cb_text label = label_of(cell, &value);
	uint64_t of = cb_binder_columns(l->b, label);

	if (!is_label(l->b, label) || (l->columns & of) != 0 || l->form->n == CB_FORM_PAIRS)
		return note_odd(l, r, *c);
	if (value.len == 0) {
		*c = next_own(row, *c);
		pair.value = *c < row->n ? *c + 1 : 0;
		behind = *c < row->n ? cb_text_trim(row->cells[*c]) : value;
		if (is_label(l->b, label_of(behind, &(struct cb_text){ 0 })))
			return note_odd(l, r, *c);
	}
	l->has_colons |= label.len < cell.len;
	l->has_value |= value.len > 0 || (pair.value != pair.label && behind.len > 0);
	l->columns |= of;
	l->form->pairs[l->form->n++] = pair;
	return true;
}

static enum row_is
look_at_row(struct looking *l, size_t r)
{
	const struct cb_row *row = &l->b->head->rows[r];
	size_t own = 0, n = l->form->n;
	uint32_t c = 0, first = row->n;
	struct cb_text value;

	for (uint32_t i = 0; i < row->n; i++) {
		bool is_filled = cb_head_is_own(row, i) && cb_text_trim(row->cells[i]).len > 0;

		own += is_filled;
		first = is_filled && first == row->n ? i : first;
	}
	if (own == 0 || cb_row_word_is_foot(cb_text_trim(row->cells[first])))
		return NO_PAIRS;
	if (own == 1 && !is_label(l->b, label_of(cb_text_trim(row->cells[first]), &value)))
		return NO_PAIRS;
	for (c = first; c < row->n; c = next_own(row, c)) {
		struct cb_text cell = cb_text_trim(row->cells[c]);

		if (cell.len > 0 && !is_photo(cell) && !take_pair(l, r, &c))
			return ODD;
	}
	l->rows_of_several += l->form->n - n >= 2;
	return PAIRS;
}

bool
cb_bind_is_form(const struct cb_input *in, const struct cb_head *head, struct cb_form_layout *form)
{
	struct binder b = { .in = in, .head = head };
	struct looking l = { .b = &b, .form = form };
	size_t rows = 0;

	*form = (struct cb_form_layout){ 0 };
	for (size_t r = 0; r < head->n && in->header_row == 0; r++) {
		enum row_is is = look_at_row(&l, r);

		if (is == NO_PAIRS)
			continue;
		if (form->n == 0)
			break; /* what begins with no label is no form */
		form->first = rows++ == 0 ? r : form->first;
		if (is == PAIRS && r > form->first && form->end < r)
			for (size_t i = form->end; i < r; i++) /* a line between the pairs that says something */
				if (!cb_row_is_blank(&head->rows[i]))
					note_odd(&l, i, 0);
		form->end = r + 1;
		if (form->is_odd && rows > 1 && l.rows_of_several > 1)
			break;
	}
	cb_binder_release(&b);
	if (form->n < 3 || !l.has_value || (l.rows_of_several < 1 && !l.has_colons) ||
	    (form->is_odd && l.rows_of_several < 2))
		form->is_odd = false, form->n = 0;
	return form->n > 0 && !form->is_odd;
}

static void
put(struct cb_row *to, size_t at, const struct cb_row *from, struct cb_text text, uint32_t cell)
{
	((struct cb_text *)to->cells)[at] = text;
	if (to->kinds != NULL && cell > 0 && cell <= from->n)
		((uint16_t *)to->kinds)[at] = from->kinds[cell - 1];
	if (from->ties != NULL && cell > 0 && cell <= from->n)
		((uint8_t *)to->ties)[at] = from->ties[cell - 1];
}

void
cb_head_take_form(struct cb_head *head, const struct cb_form_layout *form)
{
	uint32_t last = head->rows[head->n - 1].line;
	bool has_kinds = head->rows[form->first].kinds != NULL;
	struct cb_row made[2];

	for (uint32_t i = 0; i < 2; i++) {
		made[i] = (struct cb_row){ .n = (uint32_t)form->n, .line = last + 1 + i };
		made[i].cells = cb_arena_alloc(&head->arena, form->n * sizeof(struct cb_text));
		made[i].ties = cb_arena_alloc(&head->arena, form->n);
		made[i].kinds = has_kinds ? cb_arena_alloc(&head->arena, form->n * sizeof(uint16_t)) : NULL;
	}
	for (size_t i = 0; i < form->n; i++) {
		const struct cb_form_pair *pair = &form->pairs[i];
		const struct cb_row *row = &head->rows[pair->row];
		struct cb_text value, label = label_of(cb_text_trim(row->cells[pair->label - 1]), &value);

		if (pair->value != pair->label)
			value = pair->value > 0 ? row->cells[pair->value - 1] : (struct cb_text){ "", 0 };
		put(&made[0], i, row, label, pair->label);
		put(&made[1], i, row, value, pair->value);
	}
	head->n = form->first;
	for (size_t i = 0; i < 2; i++)
		*cb_push(head->rows, head->n, head->cap) = made[i];
}
