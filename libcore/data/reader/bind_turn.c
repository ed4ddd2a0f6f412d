/* A table on its side, labels down its first column and a record a column, is turned: reader.h R12. */
#include <stdlib.h>

#include <cb/value/row_word.h>

#include "bind_state.h"

static struct cb_text
cell_of(const struct cb_row *row, uint32_t c)
{
	return c < row->n ? cb_text_trim(row->cells[c]) : (struct cb_text){ "", 0 };
}

uint64_t
cb_binder_columns(struct binder *b, struct cb_text label)
{
	uint64_t columns = 0;

	if (label.len == 0 || label.len > CB_BINDER_LABEL_MAX)
		return 0;
	for (unsigned try = 0; try < TRIES; try += TRY_NAME) {
		struct cb_text form = cb_binder_form(b, label, try);

		for (int c = 0; form.len > 0 && c < b->in->reg->n_columns; c++)
			for (int level = BY_MAP; level < LEVELS; level++)
				if (cb_binder_has_label(b, c, (enum level)level, form))
					columns |= UINT64_C(1) << c;
	}
	return columns;
}

/* Do more labels stand one beneath the other than side by side? */
static bool
lies_across(struct binder *b, struct cb_lying *lying)
{
	size_t first = 0, height = 0, known = 0;
	uint64_t columns = 0;

	if (cb_binder_find_header(b, &first, &height))
		known = cb_binder_count_known(b, first, height);
	if (known >= 2 && known >= cb_head_width(b->head, first, height))
		return false; /* each column has its label: as nearly every table */
	for (size_t i = 0; i < b->head->n; i++) {
		uint64_t of = b->head->rows[i].n > 1 ? cb_binder_columns(b, cell_of(&b->head->rows[i], 0)) : 0;

		if (of != 0 && columns == 0)
			lying->first = i;
		lying->end = of != 0 ? i + 1 : lying->end;
		columns |= of;
	}
	lying->columns = columns;
	return __builtin_popcountll(columns) >= 2 && (size_t)__builtin_popcountll(columns) > known;
}

/* May it be turned? Not where a cell is merged, hidden or one more label. */
static bool
is_plain(struct binder *b, const struct cb_row *row)
{
	bool ok = !row->is_hidden && !row->is_struck;

	for (uint32_t c = 0; c < row->n && ok; c++)
		ok = (c == 0 || cb_binder_columns(b, cell_of(row, c)) == 0) && cb_head_is_own(row, c);
	return ok;
}

/* 项目,西街社区,槐荫社区 above the labels: the names of communities, where none of them says so. */
static bool
take_corner(struct binder *b, struct cb_lying *lying, const struct cb_row *row)
{
	static const char *const corners[] = { "项目", "栏目", "内容", "名称", "类别", "指标", "", NULL };
	const struct cb_register *reg = b->in->reg;
	int community = reg == &cb_register_community ? COMMUNITY_NAME : cb_column_find(reg, "community");
	size_t filled = 0;

	for (uint32_t c = 1; c < row->n; c++)
		filled += cell_of(row, c).len > 0;
	if (community < 0 || (lying->columns >> community & 1) != 0 || filled < 2 ||
	    !cb_text_is_one_of(cb_binder_form(b, cell_of(row, 0), 0), corners))
		return false;
	((struct cb_text *)row->cells)[0] = cb_text_of(reg->columns[community].zh);
	return true;
}

/* The running number or the names above the labels are of the table, and each row beneath but for the foot. */
static bool
find_ends(struct binder *b, struct cb_lying *lying)
{
	const struct cb_row *above = lying->first > 0 ? &b->head->rows[lying->first - 1] : NULL;
	bool ok = true;

	if (above != NULL && (cb_text_is_one_of(cb_binder_form(b, cell_of(above, 0), 0), cb_dropped_labels) ||
	                      take_corner(b, lying, above)))
		lying->first--;
	for (size_t i = lying->end; i < b->head->n; i++) {
		struct cb_text word = cell_of(&b->head->rows[i], 0);

		if (word.len > 0 && !cb_row_word_is_foot(word) && !cb_row_word_is_nothing(word))
			lying->end = i + 1;
	}
	for (size_t i = lying->first; i < lying->end; i++)
		ok = ok && is_plain(b, &b->head->rows[i]);
	return ok;
}

bool
cb_bind_lies_across(const struct cb_input *in, const struct cb_head *head, struct cb_lying *lying)
{
	struct binder b = { .in = in, .head = head };
	bool ok;

	*lying = (struct cb_lying){ 0 };
	ok = in->header_row == 0 && lies_across(&b, lying) && find_ends(&b, lying);
	cb_binder_release(&b);
	return ok;
}

/* 错误说明 of a returned file: it is no record. */
static bool
is_returned(const struct cb_head *head, const struct cb_lying *lying, uint32_t c)
{
	for (size_t i = lying->first; i < lying->end; i++)
		if (cb_text_is(cell_of(&head->rows[i], c), CB_RETURNED_LABEL))
			return true;
	return false;
}

void
cb_head_turn(struct cb_head *head, const struct cb_lying *lying)
{
	size_t height = lying->end - lying->first, n = lying->first;
	uint32_t last = head->rows[head->n - 1].line;
	struct cb_head turned = { 0 };

	for (uint32_t c = 0, width = (uint32_t)cb_head_width(head, lying->first, height); c < width; c++) {
		struct cb_text *cells = cb_arena_alloc(&head->arena, (height + 1) * sizeof(*cells));
		bool has_kinds = head->rows[lying->first].kinds != NULL;
		uint16_t *kinds = has_kinds ? cb_arena_alloc(&head->arena, (height + 1) * sizeof(*kinds)) : NULL;
		uint8_t *ties = cb_arena_alloc(&head->arena, height + 1);

		for (size_t i = 0; i < height && !is_returned(head, lying, c); i++) {
			const struct cb_row *row = &head->rows[lying->first + i];

			cells[i] = c < row->n ? row->cells[c] : (struct cb_text){ "", 0 };
			if (has_kinds && c < row->n)
				kinds[i] = row->kinds[c];
			if (row->ties != NULL && c < row->n)
				ties[i] = row->ties[c];
		}
		*cb_push(turned.rows, turned.n, turned.cap) =
			(struct cb_row){ .cells = cells, .kinds = kinds, .ties = ties, .n = (uint32_t)height, .line = last + c + 1 };
	}
	for (size_t i = 0; i < turned.n; i++) {
		if (n == head->n)
			cb_push(head->rows, head->n, head->cap);
		head->rows[n++] = turned.rows[i];
	}
	head->n = n;
	free(turned.rows);
}
