#include <stdlib.h>
#include <string.h>

#include <cb/data/columns.h>
#include <cb/query/board.h>

static struct cb_board_sheet *
sheet_of(struct cb_board *b, uint32_t contest, int64_t period)
{
	struct cb_board_sheet *s;

	if (b->last_sheet < b->n_sheets) {
		s = &b->sheets[b->last_sheet];
		if (s->period == period && s->contest == contest)
			return s;
	}
	for (size_t i = 0; i < b->n_sheets; i++) {
		s = &b->sheets[i];
		if (s->period == period && s->contest == contest) {
			b->last_sheet = i;
			return s;
		}
	}
	b->sheets = cb_grow(b->sheets, &b->cap_sheets, b->n_sheets + 1, sizeof(*b->sheets));
	s = &b->sheets[b->last_sheet = b->n_sheets++];
	s->contest = contest;
	s->period = period;
	s->first_day = INT32_MAX;
	return s;
}

static struct cb_board_row *
new_row(struct cb_board_sheet *s, uint32_t entrant, uint32_t estate)
{
	struct cb_board_row *row;

	s->rows = cb_grow(s->rows, &s->cap_rows, s->n_rows + 1, sizeof(*s->rows));
	row = &s->rows[s->n_rows++];
	row->entrant = entrant;
	row->estate = estate;
	return row;
}

static struct cb_board_row *
row_of(struct cb_board_sheet *s, uint32_t entrant, uint32_t estate)
{
	uint32_t pair[2] = { entrant, estate };
	struct cb_text key = { (const char *)pair, sizeof(pair) };
	uint32_t at;

	if (estate == 0) {
		s->row_of = cb_grow(s->row_of, &s->cap_row_of, (size_t)entrant + 1, sizeof(*s->row_of));
		at = s->row_of[entrant];
		if (at != 0)
			return &s->rows[at - 1];
		new_row(s, entrant, 0);
		s->row_of[entrant] = (uint32_t)s->n_rows;
		return &s->rows[s->n_rows - 1];
	}
	at = cb_dict_get(&s->estates, key);
	if (at != 0)
		return &s->rows[at - 1];
	new_row(s, entrant, estate);
	cb_dict_put(&s->estates, key, (uint32_t)s->n_rows);
	return &s->rows[s->n_rows - 1];
}

const struct cb_board_row *
cb_board_row(const struct cb_board_sheet *s, uint32_t entrant, uint32_t estate)
{
	uint32_t pair[2] = { entrant, estate }, at = 0;

	if (estate != 0)
		at = cb_dict_get(&s->estates, (struct cb_text){ (const char *)pair, sizeof(pair) });
	else if (entrant < s->cap_row_of)
		at = s->row_of[entrant];
	return at == 0 ? NULL : &s->rows[at - 1];
}

static uint32_t
slot_of(struct cb_board *b, uint32_t indicator)
{
	b->slot_of = cb_grow(b->slot_of, &b->cap_slot_of, (size_t)indicator + 1, sizeof(*b->slot_of));
	if (b->slot_of[indicator] == 0) {
		b->slots = cb_grow(b->slots, &b->cap_slots, b->n_slots + 1, sizeof(*b->slots));
		b->slots[b->n_slots++] = indicator;
		b->slot_of[indicator] = (uint32_t)b->n_slots;
	}
	return b->slot_of[indicator] - 1;
}

/* Makes room for all slots known so far: sums and counts in one block, sums first. */
static void
widen(struct cb_board *b, struct cb_board_row *row)
{
	uint32_t n = (uint32_t)b->n_slots;
	int64_t *block = cb_alloc(n, sizeof(int64_t) + sizeof(uint32_t));
	uint32_t *counts = (uint32_t *)(block + n);

	if (row->n_slots > 0) {
		memcpy(block, row->sums, row->n_slots * sizeof(*block));
		memcpy(counts, row->counts, row->n_slots * sizeof(*counts));
		free(row->sums);
	}
	row->sums = block;
	row->counts = counts;
	if (b->keep_inspections) {
		size_t cap = row->n_slots;

		row->inspections = cb_grow(row->inspections, &cap, n, sizeof(*row->inspections));
	}
	row->n_slots = n;
}

static const struct cb_score_item *
item_of(struct cb_board *b, struct cb_board_sheet *sheet, uint32_t slot)
{
	while (sheet->n_items <= slot) {
		sheet->items = cb_grow(sheet->items, &sheet->cap_items, sheet->n_items + 1, sizeof(*sheet->items));
		if (b->item != NULL)
			sheet->items[sheet->n_items] = b->item(b->item_arg, sheet->contest, b->slots[sheet->n_items]);
		sheet->n_items++;
	}
	return sheet->items[slot];
}

static void
watch(struct cb_board *b, const struct cb_cell *cells, struct cb_place place, int64_t batch)
{
	struct cb_board_record *r;

	b->records = cb_grow(b->records, &b->cap_records, b->n_records + 1, sizeof(*b->records));
	r = &b->records[b->n_records++];
	r->contest = (uint32_t)cells[SCORE_CONTEST].n;
	r->entrant = (uint32_t)cells[SCORE_COMMUNITY].n;
	r->estate = (uint32_t)cells[SCORE_ESTATE].n;
	r->indicator = (uint32_t)cells[SCORE_INDICATOR].n;
	r->inspector = (uint32_t)cells[SCORE_INSPECTOR].n;
	r->period = cells[SCORE_PERIOD].n;
	r->value = cells[SCORE_SCORE].n;
	r->day = cells[SCORE_DATE].state == CB_VALUE ? (int32_t)cells[SCORE_DATE].n : INT32_MIN;
	r->none = cells[SCORE_SCORE].state == CB_NONE;
	r->place = place;
	r->batch = batch;
}

/* R2. True: the record is new; false: it counts already, or (reported) contradicts. */
static bool
is_new_plain(const struct cb_board_row *row, uint32_t slot, int64_t value, struct cb_place place, struct cb_diag *diag)
{
	if ((row->counts[slot] & CB_BOARD_PLAIN) == 0)
		return true;
	if (CB_BOARD_COUNT(row->counts[slot]) != 1 || row->sums[slot] != value)
		cb_report(diag, CB_DOUBLE_SCORE, place, "score");
	return false;
}

bool
cb_board_add(struct cb_board *b, const struct cb_cell *cells, struct cb_place place, int64_t batch, struct cb_diag *diag)
{
	struct cb_board_sheet *sheet = sheet_of(b, (uint32_t)cells[SCORE_CONTEST].n, cells[SCORE_PERIOD].n);
	uint32_t entrant = (uint32_t)cells[SCORE_COMMUNITY].n, estate = (uint32_t)cells[SCORE_ESTATE].n;
	struct cb_board_row *row = row_of(sheet, entrant, estate);
	uint32_t slot = slot_of(b, (uint32_t)cells[SCORE_INDICATOR].n);
	bool dated = cells[SCORE_DATE].state == CB_VALUE;
	int32_t day = dated ? (int32_t)cells[SCORE_DATE].n : INT32_MIN;
	const struct cb_score_item *item = item_of(b, sheet, slot);
	int64_t value = cells[SCORE_SCORE].n;

	if (b->watched != 0 && (entrant == b->watched || estate == b->watched))
		watch(b, cells, place, batch);
	if (dated && day < sheet->first_day)
		sheet->first_day = day;
	if (slot >= row->n_slots)
		widen(b, row);
	if (cells[SCORE_SCORE].state != CB_VALUE)
		return true;
	if (item != NULL)
		value = cb_score_value(item, value);
	if (!dated && cells[SCORE_INSPECTOR].state != CB_VALUE) {
		if (!is_new_plain(row, slot, value, place, diag))
			return true;
		row->counts[slot] |= CB_BOARD_PLAIN;
	}
	if (__builtin_add_overflow(row->sums[slot], value, &row->sums[slot]) ||
	    (b->keep_inspections && !cb_inspections_add(&row->inspections[slot], value, day))) {
		cb_report(diag, CB_OUT_OF_RANGE, place, "score", "…");
		return false;
	}
	row->counts[slot]++;
	return true;
}

const struct cb_board_sheet *
cb_board_sheet(const struct cb_board *b, uint32_t contest, int64_t period)
{
	for (size_t i = 0; i < b->n_sheets; i++)
		if (b->sheets[i].period == period && b->sheets[i].contest == contest)
			return &b->sheets[i];
	return NULL;
}

/* Moves the rows of one sheet into another; an entrant may stand in one of the two only. */
static bool
merge(struct cb_board_sheet *to, struct cb_board_sheet *from, struct cb_diag *diag)
{
	for (size_t r = 0; r < from->n_rows; r++) {
		struct cb_board_row *row = &from->rows[r], *into = row_of(to, row->entrant, row->estate);

		if (into->n_slots != 0) {
			cb_report(diag, CB_DOUBLE_SCORE, CB_NOWHERE, "score");
			return false;
		}
		*into = *row;
		row->sums = NULL;
		row->inspections = NULL;
	}
	if (from->first_day < to->first_day)
		to->first_day = from->first_day;
	from->n_rows = 0;
	return true;
}

bool
cb_board_name_contest(struct cb_board *b, uint32_t contest, struct cb_diag *diag)
{
	bool ok = true;

	for (size_t i = 0; i < b->n_sheets; i++) {
		struct cb_board_sheet *s = &b->sheets[i], *twin = NULL;

		if (s->contest != 0)
			continue;
		for (size_t k = 0; k < b->n_sheets && twin == NULL; k++)
			if (b->sheets[k].contest == contest && b->sheets[k].period == s->period)
				twin = &b->sheets[k];
		if (twin != NULL)
			ok = merge(twin, s, diag) && ok;
		s->contest = contest;
	}
	for (size_t i = 0; i < b->n_records; i++)
		if (b->records[i].contest == 0)
			b->records[i].contest = contest;
	b->last_sheet = b->n_sheets;
	return ok;
}

void
cb_board_release(struct cb_board *b)
{
	for (size_t i = 0; i < b->n_sheets; i++) {
		struct cb_board_sheet *s = &b->sheets[i];

		for (size_t r = 0; r < s->n_rows; r++) {
			free(s->rows[r].sums);
			free(s->rows[r].inspections);
		}
		free(s->rows);
		free(s->row_of);
		free(s->items);
		cb_dict_release(&s->estates);
	}
	free(b->sheets);
	free(b->slot_of);
	free(b->slots);
	free(b->records);
	*b = (struct cb_board){ 0 };
}
