#include <stdlib.h>
#include <string.h>

#include <cb/data/columns.h>
#include <cb/query/titles.h>
#include <cb/value/period.h>

#include "board.h"

/* ---- cells ----
 *
 * A cell is one integer: the sum times 2^16, plus the count times 2, plus 1 for a plain record (R2).
 * What does not fit (a sum of 2^47 millionths, 32767 records, a plain record among others) is an index into
 * `large`, marked by the largest count. */
enum { COUNT_MAX = 0x7ffe,
       LARGE = 0x7fff };
#define SUM_MAX ((INT64_C(1) << 47) - 1)

static struct cb_board_value
unpack(const struct cb_board *b, int64_t cell)
{
	uint32_t count = (uint32_t)cell >> 1 & LARGE;

	if (count == LARGE)
		return b->large[cell >> 16];
	return (struct cb_board_value){ cell >> 16, count, (cell & 1) != 0, cell >> 16 };
}

static void
pack(struct cb_board *b, int64_t *cell, struct cb_board_value v)
{
	if (((uint32_t)*cell >> 1 & LARGE) == LARGE) {
		b->large[*cell >> 16] = v;
		return;
	}
	if (v.count <= COUNT_MAX && v.sum <= SUM_MAX && v.sum >= -SUM_MAX && (!v.plain || v.count == 1)) {
		*cell = v.sum * 65536 + (int64_t)(v.count << 1 | v.plain);
		return;
	}
	b->large = cb_grow(b->large, &b->cap_large, b->n_large + 1, sizeof(*b->large));
	b->large[b->n_large] = v;
	*cell = (int64_t)b->n_large++ * 65536 + (LARGE << 1);
}

struct cb_board_value
cb_board_value(const struct cb_board *b, const struct cb_board_sheet *s, size_t row, uint32_t slot)
{
	if (row == CB_BOARD_NO_ROW || s == NULL || slot >= s->room_slots)
		return (struct cb_board_value){ 0 };
	return unpack(b, s->cells[row * s->room_slots + slot]);
}

const struct cb_inspections *
cb_board_inspections(const struct cb_board_sheet *s, size_t row, uint32_t slot)
{
	return s->inspections == NULL ? NULL : &s->inspections[row * s->room_slots + slot];
}

static void
add_fault(struct cb_board *b, enum cb_code code, const struct cb_board_pending *p)
{
	size_t at = (size_t)(p->cell - p->sheet->cells);

	*cb_push(b->faults, b->n_faults, b->cap_faults) =
		(struct cb_board_fault){ .code = code,
		                         .where = p->where,
		                         .first = p->sheet->wheres != NULL ? p->sheet->wheres[at] : CB_NOWHERE,
		                         .sheet = p->sheet,
		                         .row = at / p->sheet->room_slots,
		                         .slot = at % p->sheet->room_slots };
}

/* Adds a pending record to its cell. */
static void
settle(struct cb_board *b, const struct cb_board_pending *p)
{
	struct cb_board_value v = unpack(b, *p->cell);

	if (p->plain && v.plain) {
		if (v.plain_value != p->value)
			add_fault(b, CB_DOUBLE_SCORE, p);
		return;
	}
	if (__builtin_add_overflow(v.sum, p->value, &v.sum) ||
	    (p->sheet->inspections != NULL &&
	     !cb_inspections_add(&p->sheet->inspections[p->cell - p->sheet->cells], p->value, p->day))) {
		add_fault(b, CB_OUT_OF_RANGE, p);
		return;
	}
	v.count++;
	if (p->plain) {
		v.plain = true;
		v.plain_value = p->value;
	}
	pack(b, p->cell, v);
	if (p->sheet->wheres != NULL && (p->plain || v.count == 1))
		p->sheet->wheres[p->cell - p->sheet->cells] = p->where;
}

static void
settle_all(struct cb_board *b)
{
	size_t n = b->n_pending < CB_BOARD_AHEAD ? b->n_pending : CB_BOARD_AHEAD;

	for (size_t i = 0; i < n; i++)
		settle(b, &b->pending[(b->n_pending - n + i) % CB_BOARD_AHEAD]);
	b->n_pending = 0;
}

/* Adds to a cell what stands at another, its inspections apart. False: R4, nothing is added. */
static bool
join_cell(struct cb_board *b, int64_t *cell, const struct cb_board_value *from)
{
	struct cb_board_value v = unpack(b, *cell);

	if ((v.plain && from->plain) || __builtin_add_overflow(v.sum, from->sum, &v.sum) ||
	    __builtin_add_overflow(v.count, from->count, &v.count))
		return false;
	if (from->plain) {
		v.plain = true;
		v.plain_value = from->plain_value;
	}
	pack(b, cell, v);
	return true;
}

/* Dated records whose sums fit one cell are joined as the integers that they are. */
static bool
join_packed(int64_t *cell, int64_t from)
{
	uint32_t counts = ((uint32_t)*cell & 0xffff) + ((uint32_t)from & 0xffff);
	int64_t both;

	if (((*cell | from) & 1) != 0 || counts > COUNT_MAX << 1 || __builtin_add_overflow(*cell, from, &both))
		return false;
	*cell = both;
	return true;
}

/* ---- sheets, rows, slots ---- */

static bool
is_of(const struct cb_board_sheet *s, uint32_t contest, int64_t period)
{
	return s->period == period && s->contest == contest;
}

/* Most often the same as the last. */
static struct cb_board_sheet *
sheet_of(struct cb_board *b, uint32_t contest, int64_t period)
{
	size_t at = b->last_sheet;

	if (at >= b->n_sheets || !is_of(b->sheets[at], contest, period))
		for (at = 0; at < b->n_sheets && !is_of(b->sheets[at], contest, period);)
			at++;
	b->last_sheet = at;
	if (at < b->n_sheets)
		return b->sheets[at];
	b->sheets = cb_grow(b->sheets, &b->cap_sheets, b->n_sheets + 1, sizeof(*b->sheets));
	b->sheets[b->n_sheets++] = cb_alloc(1, sizeof(**b->sheets));
	*b->sheets[at] = (struct cb_board_sheet){ .contest = contest, .period = period, .first_day = INT32_MAX };
	return b->sheets[at];
}

static uint32_t
new_row(struct cb_board_sheet *s, uint32_t entrant, uint32_t estate)
{
	*cb_push(s->rows, s->n_rows, s->cap_rows) = (struct cb_board_entrant){ entrant, estate };
	return (uint32_t)s->n_rows;
}

/* The row of an entrant, made when it is new. */
static size_t
row_of(struct cb_board_sheet *s, uint32_t entrant, uint32_t estate)
{
	uint32_t pair[2] = { entrant, estate }, at;

	if (estate == 0) {
		if (entrant >= s->cap_row_of)
			s->row_of = cb_grow(s->row_of, &s->cap_row_of, (size_t)entrant + 1, sizeof(*s->row_of));
		if (s->row_of[entrant] == 0)
			s->row_of[entrant] = new_row(s, entrant, 0);
		return s->row_of[entrant] - 1;
	}
	at = cb_dict_number(&s->estates, CB_BYTES(pair), (uint32_t)s->n_rows + 1);
	if (at > s->n_rows)
		new_row(s, entrant, estate);
	return at - 1;
}

size_t
cb_board_row(const struct cb_board_sheet *s, uint32_t entrant, uint32_t estate)
{
	uint32_t pair[2] = { entrant, estate }, at = 0;

	if (estate != 0)
		at = cb_dict_get(&s->estates, CB_BYTES(pair));
	else if (entrant < s->cap_row_of)
		at = s->row_of[entrant];
	return at == 0 ? CB_BOARD_NO_ROW : at - 1;
}

static uint32_t
slot_of(struct cb_board *b, uint32_t indicator)
{
	if (indicator >= b->cap_slot_of)
		b->slot_of = cb_grow(b->slot_of, &b->cap_slot_of, (size_t)indicator + 1, sizeof(*b->slot_of));
	if (b->slot_of[indicator] == 0) {
		*cb_push(b->slots, b->n_slots, b->cap_slots) = indicator;
		b->slot_of[indicator] = (uint32_t)b->n_slots;
	}
	return b->slot_of[indicator] - 1;
}

/* One column of the matrix copied into a wider or longer one; fresh memory is not touched. */
static void *
moved(void *from, const struct cb_board_sheet *s, size_t rows, size_t slots, size_t size)
{
	char *to = cb_alloc(rows * slots, size), *old = from;

	for (size_t r = 0; old != NULL && r < s->room_rows; r++)
		memcpy(to + r * slots * size, old + r * s->room_slots * size, s->room_slots * size);
	free(from);
	return to;
}

/* Makes room for all rows and slots known so far: a third more rows at a time. */
static void
make_room(struct cb_board *b, struct cb_board_sheet *s)
{
	size_t rows = s->room_rows, slots = s->room_slots;

	settle_all(b);
	if (s->n_rows > rows)
		rows = s->n_rows + s->n_rows / 3 + 8;
	if (b->n_slots > slots)
		slots = (b->n_slots + 7) / 8 * 8;
	s->cells = moved(s->cells, s, rows, slots, sizeof(*s->cells));
	if (b->keep_inspections)
		s->inspections = moved(s->inspections, s, rows, slots, sizeof(*s->inspections));
	if (b->keep_where)
		s->wheres = moved(s->wheres, s, rows, slots, sizeof(*s->wheres));
	s->room_rows = rows;
	s->room_slots = slots;
}

static const struct cb_score_item *
item_of(struct cb_board *b, struct cb_board_sheet *sheet, uint32_t slot)
{
	while (sheet->n_items <= slot) {
		uint32_t indicator = b->slots[sheet->n_items];
		const struct cb_indicator *known = cb_office_indicator(b->office, sheet->contest, indicator);

		*cb_push(sheet->items, sheet->n_items, sheet->cap_items) = known != NULL ? &known->item : NULL;
	}
	return sheet->items[slot];
}

void
cb_board_record(struct cb_board_record *r, const struct cb_cell *cells, struct cb_where where, int64_t batch)
{
	r->contest = (uint32_t)cells[SCORE_CONTEST].n;
	r->entrant = (uint32_t)cells[SCORE_COMMUNITY].n;
	r->estate = (uint32_t)cells[SCORE_ESTATE].n;
	r->indicator = (uint32_t)cells[SCORE_INDICATOR].n;
	r->inspector = (uint32_t)cells[SCORE_INSPECTOR].n;
	r->period = cells[SCORE_PERIOD].n;
	r->value = cells[SCORE_SCORE].n;
	r->day = (int32_t)cb_cell_n_or(&cells[SCORE_DATE], INT32_MIN);
	r->none = cells[SCORE_SCORE].state != CB_VALUE;
	r->note = cells[SCORE_NOTE].text;
	r->where = where;
	r->batch = batch;
}

/* Where a record goes. */
struct spot {
	struct cb_board_sheet *sheet;
	size_t row;
	uint32_t slot;
	const struct cb_score_item *item;
};

static struct spot
spot_of(struct cb_board *b, const struct cb_board_record *r)
{
	struct spot p = { .sheet = sheet_of(b, r->contest, r->period) };

	p.row = row_of(p.sheet, r->entrant, r->estate);
	p.slot = slot_of(b, r->indicator);
	p.item = item_of(b, p.sheet, p.slot);
	if (p.row >= p.sheet->room_rows || p.slot >= p.sheet->room_slots)
		make_room(b, p.sheet);
	return p;
}

void
cb_board_reserve(struct cb_board *b, const struct cb_board_record *r)
{
	spot_of(b, r);
}

void
cb_board_add(struct cb_board *b, const struct cb_board_record *r)
{
	struct spot at = spot_of(b, r);
	struct cb_board_pending *p;

	if (b->watched != 0 && (r->entrant == b->watched || r->estate == b->watched)) {
		*cb_push(b->records, b->n_records, b->cap_records) = *r;
		b->records[b->n_records - 1].where.column = 0; /* its line is said */
		b->records[b->n_records - 1].note = cb_arena_text(&b->notes, r->note);
	}
	if (r->day != INT32_MIN && r->day < at.sheet->first_day)
		at.sheet->first_day = r->day;
	if (r->none)
		return;
	p = &b->pending[b->n_pending % CB_BOARD_AHEAD];
	if (b->n_pending >= CB_BOARD_AHEAD)
		settle(b, p);
	b->n_pending++;
	p->sheet = at.sheet;
	p->cell = &at.sheet->cells[at.row * at.sheet->room_slots + at.slot];
	__builtin_prefetch(p->cell, 1);
	if (at.sheet->inspections != NULL)
		__builtin_prefetch(&at.sheet->inspections[p->cell - at.sheet->cells], 1);
	if (at.sheet->wheres != NULL)
		__builtin_prefetch(&at.sheet->wheres[p->cell - at.sheet->cells], 1);
	p->value = at.item != NULL ? cb_score_value(at.item, r->value) : r->value;
	p->day = r->day;
	p->plain = r->day == INT32_MIN && r->inspector == 0;
	p->where = r->where;
}

/* ---- joining ---- */

struct joining {
	struct cb_board *board;
	struct cb_board_sheet *sheet;
	const struct cb_board *from;
	const struct cb_board_sheet *from_sheet;
	const uint32_t *ids;
	uint32_t *slots; /* [slot of from] */
};

static uint32_t
own_id(const struct joining *j, uint32_t id)
{
	return id == 0 || j->ids == NULL ? id : j->ids[id - 1];
}

/* What stands at a row and slot of the other board goes to a cell of this one. */
static bool
join_at(struct joining *j, size_t from_row, uint32_t slot, size_t to)
{
	int64_t from = j->from_sheet->cells[from_row * j->from_sheet->room_slots + slot];
	struct cb_board_value value;

	if (from == 0 || (!j->board->keep_inspections && join_packed(&j->sheet->cells[to], from)))
		return true;
	value = unpack(j->from, from);
	if (!join_cell(j->board, &j->sheet->cells[to], &value))
		return false;
	return !j->board->keep_inspections ||
	       cb_inspections_join(&j->sheet->inspections[to], cb_board_inspections(j->from_sheet, from_row, slot));
}

static bool
join_row(struct joining *j, size_t from_row)
{
	const struct cb_board_entrant *e = &j->from_sheet->rows[from_row];
	size_t row = row_of(j->sheet, own_id(j, e->entrant), own_id(j, e->estate));
	bool ok = true;

	if (row >= j->sheet->room_rows || j->board->n_slots > j->sheet->room_slots)
		make_room(j->board, j->sheet);
	for (uint32_t slot = 0; slot < j->from->n_slots && slot < j->from_sheet->room_slots && ok; slot++)
		ok = join_at(j, from_row, slot, row * j->sheet->room_slots + j->slots[slot]);
	return ok;
}

static bool
join_sheet(struct joining *j)
{
	bool ok = true;

	j->sheet = sheet_of(j->board, own_id(j, j->from_sheet->contest), j->from_sheet->period);
	if (j->from_sheet->first_day < j->sheet->first_day)
		j->sheet->first_day = j->from_sheet->first_day;
	for (uint32_t slot = 0; slot < j->from->n_slots; slot++)
		item_of(j->board, j->sheet, j->slots[slot]);
	for (size_t row = 0; row < j->from_sheet->n_rows && ok; row++)
		ok = join_row(j, row);
	return ok;
}

bool
cb_board_join(struct cb_board *b, const struct cb_board *from, const uint32_t *ids)
{
	struct joining j = { .board = b, .from = from, .ids = ids };
	bool ok = true;

	j.slots = cb_alloc(from->n_slots + 1, sizeof(*j.slots));
	for (size_t slot = 0; slot < from->n_slots; slot++)
		j.slots[slot] = slot_of(b, own_id(&j, from->slots[slot]));
	for (size_t s = 0; s < from->n_sheets && ok; s++) {
		j.from_sheet = from->sheets[s];
		ok = join_sheet(&j);
	}
	free(j.slots);
	return ok;
}

struct cb_where *
cb_board_join_sum(struct cb_board *b, const struct cb_board_sum *sum)
{
	struct spot at = spot_of(b, &sum->of);
	size_t cell = at.row * at.sheet->room_slots + at.slot;
	struct cb_board_value value = { .sum = sum->inspections.sum, .count = sum->inspections.count };

	if (sum->first_day < at.sheet->first_day)
		at.sheet->first_day = sum->first_day;
	if (!join_cell(b, &at.sheet->cells[cell], &value) ||
	    !cb_inspections_join(&at.sheet->inspections[cell], &sum->inspections))
		return NULL;
	return &at.sheet->wheres[cell];
}

/* ---- findings ---- */

/* Period, contest, who and for what, of a cell with a fault. */
static struct cb_arg
called(const struct cb_board *b, const struct cb_board_fault *f)
{
	const struct cb_board_entrant *entrant = &f->sheet->rows[f->row];
	struct cb_text contest = cb_office_name(b->office, f->sheet->contest);
	uint32_t parties[] = { entrant->entrant, entrant->estate };
	struct cb_str out = { 0 };
	char buf[CB_PRINT_MAX];

	cb_str_addt(&out, cb_period_print(f->sheet->period, buf));
	cb_str_addc(&out, ' ');
	cb_str_addt(&out, cb_title_of_contest(b->office, contest, (int32_t)cb_period_last_day(f->sheet->period)));
	for (size_t i = 0; i < CB_COUNT(parties); i++)
		if (parties[i] != 0)
			cb_str_addf(&out, " %.*s", CB_TEXT_ARG(cb_office_name(b->office, parties[i])));
	cb_str_addf(&out, " %.*s", CB_TEXT_ARG(cb_office_said(b->office, &cb_of_indicator, b->slots[f->slot])));
	return cb_arg_str(out);
}

static void
report_fault(const struct cb_board *b, const struct cb_board_fault *f, struct cb_diag *diag)
{
	struct cb_str first = { 0 };

	if (f->code != CB_DOUBLE_SCORE) {
		cb_report(diag, f->code, f->where, "score", "…");
		return;
	}
	cb_where_print(diag, f->first, &first);
	cb_report(diag, f->code, f->where, "score", called(b, f), first);
}

bool
cb_board_is_good(struct cb_board *b)
{
	settle_all(b);
	return b->n_faults == 0;
}

void
cb_board_finish(struct cb_board *b, struct cb_diag *diag)
{
	settle_all(b);
	for (size_t i = 0; i < b->n_faults; i++)
		report_fault(b, &b->faults[i], diag);
	b->n_faults = 0;
}

const struct cb_board_sheet *
cb_board_sheet(const struct cb_board *b, uint32_t contest, int64_t period)
{
	for (size_t i = 0; i < b->n_sheets; i++)
		if (is_of(b->sheets[i], contest, period) && b->sheets[i]->n_rows > 0)
			return b->sheets[i];
	return NULL;
}

void
cb_board_clear(struct cb_board *b)
{
	struct cb_board empty = {
		.office = b->office,
		.is_idle = b->is_idle,
		.idle_arg = b->idle_arg,
		.watched = b->watched,
		.keep_inspections = b->keep_inspections,
	};

	cb_board_release(b);
	*b = empty;
}

void
cb_board_release(struct cb_board *b)
{
	for (size_t i = 0; i < b->n_sheets; i++) {
		struct cb_board_sheet *s = b->sheets[i];

		free(s->rows);
		free(s->cells);
		free(s->inspections);
		free(s->wheres);
		free(s->row_of);
		free(s->items);
		cb_dict_release(&s->estates);
		free(s);
	}
	free(b->sheets);
	free(b->slot_of);
	free(b->slots);
	free(b->large);
	free(b->records);
	free(b->faults);
	cb_arena_release(&b->notes);
	*b = (struct cb_board){ 0 };
}
