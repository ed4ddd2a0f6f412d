#include "problem_book.h"

#include <stdlib.h>
#include <string.h>

/* ---- the log ---- */

/* A limit that is a day includes it. */
static int64_t
limit_of(const struct cb_cell *cell)
{
	return cell->state != CB_VALUE ? NO_MINUTE : cell->mark != 0 ? cb_date_last_minute(cb_date_of_minute(cell->n))
	                                                             : cell->n;
}

static uint32_t
number_logged(struct book *b, struct cb_text no)
{
	uint32_t known;

	if (b->n_logged > 0 && cb_text_equal(b->numbers[b->n_logged - 1], no))
		return b->n_logged - 1; /* steps of one problem come together */
	known = cb_dict_get(&b->logged, no);
	if (known == 0) {
		known = ++b->n_logged;
		b->numbers = cb_grow(b->numbers, &b->cap_numbers, known, sizeof(*b->numbers));
		b->numbers[known - 1] = cb_arena_text(&b->arena, no);
		cb_dict_put(&b->logged, no, known);
	}
	return known - 1;
}

static void
add_step(struct book *b, const struct cb_record *record, int64_t batch)
{
	const struct cb_cell *cells = record->cells;
	struct step *s = cb_push(b->steps, b->n_steps, b->cap_steps);
	struct step_texts *texts;

	*s = (struct step){ .at = cb_cell_n_or(&cells[PROBLEM_LOG_AT], NO_MINUTE),
		            .due = limit_of(&cells[PROBLEM_LOG_DUE]),
		            .batch = batch,
		            .problem = number_logged(b, cells[PROBLEM_LOG_PROBLEM].text),
		            .step = (int)cb_cell_n_or(&cells[PROBLEM_LOG_STEP], 0),
		            .action = (uint8_t)cells[PROBLEM_LOG_ACTION].n,
		            .to = (uint32_t)cb_cell_n_or(&cells[PROBLEM_LOG_TO], 0),
		            .where = record->where };
	if (!b->with_texts)
		return;
	texts = cb_arena_alloc(&b->arena, sizeof(*texts));
	*texts = (struct step_texts){ cb_cell_keep(&b->arena, &cells[PROBLEM_LOG_ACTOR]),
		                      cb_cell_keep(&b->arena, &cells[PROBLEM_LOG_NOTE]),
		                      cb_cell_keep(&b->arena, &cells[PROBLEM_LOG_LATE]),
		                      cb_cell_keep(&b->arena, &cells[PROBLEM_LOG_EVIDENCE]) };
	s->texts = texts;
}

/* R1; steps without a number, of a folder, in the course of their actions. */
static int
by_course(const void *pa, const void *pb)
{
	const struct step *a = pa, *b = pb;

	if (a->problem != b->problem)
		return cb_order(a->problem, b->problem);
	if (a->at != b->at)
		return cb_order(a->at, b->at);
	return a->step != b->step ? cb_order(a->step, b->step) : a->action - b->action;
}

static void
order_steps(struct book *b)
{
	size_t at = 0;

	cb_sort(b->steps, b->n_steps, sizeof(*b->steps), by_course);
	b->first = cb_alloc((size_t)b->n_logged + 1, sizeof(*b->first));
	for (uint32_t i = 0; i <= b->n_logged; i++) {
		while (at < b->n_steps && b->steps[at].problem < i)
			at++;
		b->first[i] = at;
	}
}

/* What is added up or listed is not told of. */
static bool
is_of_cells(const struct book *b)
{
	return b->only_sums || b->only_listed;
}

enum cb_status
book_load_log(struct book *b, const struct cb_query_run *run)
{
	struct cb_input in = { .reg = &cb_register_problem_log };
	struct cb_records records;
	const struct cb_record *record;
	uint64_t errors = run->office->diag->errors;

	b->run = run;
	b->office = run->office;
	if (!b->with_texts)
		in.columns = ~(UINT64_C(1) << PROBLEM_LOG_ACTOR | UINT64_C(1) << PROBLEM_LOG_NOTE |
		               UINT64_C(1) << PROBLEM_LOG_LATE | UINT64_C(1) << PROBLEM_LOG_EVIDENCE);
	if (b->only_sums)
		in.columns &= ~(UINT64_C(1) << PROBLEM_LOG_TO);
	in.placeless = is_of_cells(b);
	in.in_any_order = !b->with_texts; /* of the writers, who tell of steps as their problems follow */
	cb_records_open(&records, b->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		add_step(b, record, cb_records_batch(&records));
	b->status = cb_diag_since(b->office->diag, errors, cb_records_close(&records));
	order_steps(b);
	return b->status;
}

/* Its number in the log + 1, 0 = none. Problems come in the order of their steps as a rule: the next is tried first. */
static uint32_t
find_logged(struct book *b, struct cb_text no)
{
	bool is_next = b->next < b->n_logged && cb_text_equal(b->numbers[b->next], no);
	uint32_t known = is_next ? b->next + 1 : cb_dict_get(&b->logged, no);

	b->next = known != 0 ? known : b->next;
	return known;
}

const struct step *
book_steps(struct book *b, struct cb_text no, size_t *n)
{
	uint32_t known = no.len > 0 ? find_logged(b, no) : 0;

	*n = known == 0 ? 0 : b->first[known] - b->first[known - 1];
	return *n == 0 ? NULL : &b->steps[b->first[known - 1]];
}

int
problem_state(const struct step *steps, size_t n)
{
	int state = STATE_OPENED;

	for (size_t i = 0; i < n; i++) {
		int after = cb_problem_after(state, steps[i].action);

		state = after < 0 ? state : after;
	}
	return state;
}

/* ---- the problems ---- */

/* What the log says, else the row. */
static void
read_course(struct book *b, struct problem *p, const struct cb_cell *cells)
{
	int said = (int)cb_cell_n_or(&cells[PROBLEM_STATE], NEVER);

	p->steps = book_steps(b, p->no, &p->n_steps);
	p->state = p->n_steps > 0 ? problem_state(p->steps, p->n_steps) : said;
	p->state = p->state == NEVER ? STATE_OPENED : p->state;
	p->fixed = p->n_steps > 0 ? NO_MINUTE : cb_cell_n_or(&cells[PROBLEM_FIXED], NO_MINUTE);
	p->closed = p->n_steps > 0 ? NO_MINUTE : cb_cell_n_or(&cells[PROBLEM_CLOSED], NO_MINUTE);
	for (size_t i = 0; i < p->n_steps; i++) {
		if (p->steps[i].action == ACTION_FIX)
			p->fixed = p->steps[i].at;
		if (p->steps[i].action == ACTION_VERIFY)
			p->closed = p->steps[i].at;
	}
}

/* Its texts are those of the cells. */
static void
keep_identity(struct book *b, struct problem *p, const struct cb_cell *cells)
{
	struct cb_str text = { 0 };

	problem_identity(b->office->names, cells, &text);
	p->identity = cb_arena_text(&b->arena, cb_str_text(&text));
	cb_str_release(&text);
}

static void
read_problem(struct book *b, struct problem *p, const struct cb_cell *cells)
{
	*p = (struct problem){
		.no = cb_cell_text(&cells[PROBLEM_NO]),
		.case_no = cb_cell_text(&cells[PROBLEM_CASE_NO]),
		.building = cb_cell_text(&cells[PROBLEM_BUILDING]),
		.staircase = cb_cell_text(&cells[PROBLEM_STAIRCASE]),
		.place = cb_cell_text(&cells[PROBLEM_PLACE]),
		.description = cb_cell_text(&cells[PROBLEM_DESCRIPTION]),
		.kind = cb_cell_text(&cells[PROBLEM_KIND]),
		.person = cb_cell_text(&cells[PROBLEM_PERSON]),
		.evidence = cb_cell_text(&cells[PROBLEM_EVIDENCE]),
		.rebound_of = cb_cell_text(&cells[PROBLEM_REBOUND_OF]),
		.people = cells[PROBLEM_PEOPLE],
		.community = (uint32_t)cells[PROBLEM_COMMUNITY].n,
		.estate = (uint32_t)cells[PROBLEM_ESTATE].n,
		.responsible = (uint32_t)cells[PROBLEM_RESPONSIBLE].n,
		.found = cb_cell_n_or(&cells[PROBLEM_FOUND], NO_MINUTE),
		.due = limit_of(&cells[PROBLEM_DUE]),
		.level = (int)cb_cell_n_or(&cells[PROBLEM_LEVEL], NEVER),
		.source = (int)cb_cell_n_or(&cells[PROBLEM_SOURCE], NEVER),
		.class = (int)cb_cell_n_or(&cells[PROBLEM_CLASS], NEVER),
		.petition = (int)cb_cell_n_or(&cells[PROBLEM_PETITION], NEVER),
		.serious = cells[PROBLEM_SERIOUS].state == CB_VALUE && cells[PROBLEM_SERIOUS].n != 0,
		.small = cells[PROBLEM_SMALL].state == CB_VALUE && cells[PROBLEM_SMALL].n != 0,
	};
	read_course(b, p, cells);
	if (b->only_numbers) {
		keep_identity(b, p, cells);
		return;
	}
	problem_suggest(b, p, &cells[PROBLEM_WIDTH]);
	p->limit = p->due;
	problem_move_limit(b, p);
}

/* The cells go with the record. */
static void
keep_texts(struct book *b, struct problem *p)
{
	struct cb_text *const texts[] = { &p->no, &p->case_no, &p->building, &p->staircase, &p->place,
		                          &p->description, &p->kind, &p->person, &p->evidence, &p->rebound_of };

	for (size_t i = 0; i < CB_COUNT(texts); i++)
		*texts[i] = cb_arena_text(&b->arena, *texts[i]);
}

void
problem_read_rules(struct book *b, struct problem *p, const struct cb_cell *cells)
{
	p->kind = cells[PROBLEM_KIND].text;
	p->description = cells[PROBLEM_DESCRIPTION].text;
	p->community = (uint32_t)cells[PROBLEM_COMMUNITY].n;
	p->responsible = (uint32_t)cells[PROBLEM_RESPONSIBLE].n;
	p->found = cb_cell_n_or(&cells[PROBLEM_FOUND], NO_MINUTE);
	p->due = limit_of(&cells[PROBLEM_DUE]);
	p->level = (int)cb_cell_n_or(&cells[PROBLEM_LEVEL], NEVER);
	p->small = cells[PROBLEM_SMALL].state == CB_VALUE && cells[PROBLEM_SMALL].n != 0;
	problem_suggest(b, p, &cells[PROBLEM_WIDTH]);
}

/* What --where and -p are asked of: the row with what the log and the rules add. */
static bool
passes(struct book *b, struct cb_filter *filter, const struct problem *p, const struct cb_cell *cells)
{
	const struct cb_period_range *range = &b->run->range;
	int64_t day = p->found == NO_MINUTE ? INT64_MIN : cb_date_of_minute(p->found);
	struct cb_cell seen[PROBLEM_N];

	if (range->last_day != 0 && (day < range->first_day || day > range->last_day))
		return false;
	if (filter->n == 0)
		return true;
	memcpy(seen, cells, sizeof(seen));
	seen[PROBLEM_STATE] = cb_cell_number(p->state);
	if ((p->suggested & SUGGESTED_LEVEL) != 0)
		seen[PROBLEM_LEVEL] = cb_cell_number(p->level);
	if ((p->suggested & SUGGESTED_RESPONSIBLE) != 0)
		seen[PROBLEM_RESPONSIBLE] = cb_cell_number(p->responsible);
	return cb_filter_passes(filter, seen);
}

static void
add_problem(struct book *b, struct cb_filter *filter, const struct cb_record *record, int64_t batch)
{
	struct problem *p;

	if (problem_is_surveyed(&record->cells[PROBLEM_DESCRIPTION]) && !b->with_surveyed)
		return;
	p = cb_push(b->problems, b->n, b->cap);
	read_problem(b, p, record->cells);
	p->batch = batch;
	p->row = record->where.row;
	if (passes(b, filter, p, record->cells) && (b->holds == NULL || b->holds(b, p, b->asking)))
		keep_texts(b, p);
	else
		b->n--;
}

/* What sums ask for, and what lists do besides, rules included. */
static const uint64_t summed = UINT64_C(1) << PROBLEM_NO | UINT64_C(1) << PROBLEM_FOUND |
                               UINT64_C(1) << PROBLEM_COMMUNITY | UINT64_C(1) << PROBLEM_ESTATE |
                               UINT64_C(1) << PROBLEM_BUILDING | UINT64_C(1) << PROBLEM_DESCRIPTION |
                               UINT64_C(1) << PROBLEM_CLASS | UINT64_C(1) << PROBLEM_KIND |
                               UINT64_C(1) << PROBLEM_LEVEL | UINT64_C(1) << PROBLEM_RESPONSIBLE |
                               UINT64_C(1) << PROBLEM_DUE | UINT64_C(1) << PROBLEM_SOURCE |
                               UINT64_C(1) << PROBLEM_WIDTH | UINT64_C(1) << PROBLEM_SMALL;
static const uint64_t listed =
	UINT64_C(1) << PROBLEM_CASE_NO | UINT64_C(1) << PROBLEM_PLACE | UINT64_C(1) << PROBLEM_PERSON;

static enum cb_status
load_problems(struct book *b, struct cb_filter *filter)
{
	struct cb_input in = b->run->input != NULL ? *b->run->input : (struct cb_input){ 0 };
	struct cb_records records;
	const struct cb_record *record;
	uint64_t errors = b->office->diag->errors;

	in.reg = &cb_register_problem;
	in.need = UINT64_C(1) << PROBLEM_COMMUNITY;
	in.stored_only = true; /* the log is at hand */
	in.placeless = is_of_cells(b);
	in.in_any_order = is_of_cells(b); /* sums have none, lists are put in order */
	if (filter->n == 0 && is_of_cells(b))
		in.columns = b->only_sums ? summed : summed | listed;
	cb_records_open(&records, b->office, &in, NULL, 0);
	while (cb_records_next(&records, &record) > 0)
		add_problem(b, filter, record, cb_records_batch(&records));
	b->status = cb_records_close(&records);
	if (b->status == CB_OK)
		b->status = cb_filter_finish(filter);
	return b->status = cb_diag_since(b->office->diag, errors, b->status);
}

static int
by_number(const void *pa, const void *pb)
{
	const struct problem *a = pa, *b = pb;
	int order = cb_text_compare(a->no, b->no);

	if (a->no.len != b->no.len && a->no.len > 5 && b->no.len > 5 && memcmp(a->no.p, b->no.p, 5) == 0)
		order = cb_order(a->no.len, b->no.len);
	if (order != 0)
		return order;
	if (a->found != b->found)
		return cb_order(a->found, b->found);
	order = cb_text_compare(a->place, b->place);
	return order != 0 ? order : cb_text_compare(a->description, b->description);
}

enum cb_status
book_load(struct book *b, const struct cb_query_run *run)
{
	struct cb_filter filter;

	b->status = cb_filter_open(&filter, run->office, &cb_register_problem, run->where);
	if (b->status == CB_OK)
		b->status = book_load_log(b, run);
	if (b->status == CB_OK)
		load_problems(b, &filter);
	cb_filter_release(&filter);
	cb_sort(b->problems, b->n, sizeof(*b->problems), by_number);
	return b->status;
}

void
book_release(struct book *b)
{
	free(b->problems);
	free(b->steps);
	free(b->first);
	free(b->numbers);
	cb_dict_release(&b->logged);
	if (b->has_calendar)
		cb_due_release(&b->calendar);
	cb_arena_release(&b->arena);
	*b = (struct book){ 0 };
}

/* ---- what is asked of one ---- */

bool
problem_is_late(const struct problem *p, int32_t today_day)
{
	bool is_done = p->state == STATE_FIXED || p->state == STATE_CLOSED;

	if (p->due == NO_MINUTE || p->state == STATE_REFUSED || p->state == STATE_VOID || p->stands_still)
		return false;
	if (is_done)
		return (p->fixed != NO_MINUTE ? p->fixed : p->closed) > p->due;
	return cb_date_of_minute(p->due) < today_day;
}

int64_t
problem_days(const struct problem *p, int32_t today_day)
{
	int64_t end = p->state == STATE_CLOSED && p->closed != NO_MINUTE ? cb_date_of_minute(p->closed) : today_day;

	return p->found == NO_MINUTE ? 0 : end - cb_date_of_minute(p->found);
}

uint32_t
problem_unit(const struct problem *p)
{
	uint32_t unit = p->responsible;

	for (size_t i = 0; i < p->n_steps; i++)
		unit = p->steps[i].to != 0 ? p->steps[i].to : unit;
	return unit;
}

struct cb_text
problem_turn(const struct book *b, const struct problem *p)
{
	static const char *const words[] = {
		[STATE_OPENED] = "受理",
		[STATE_ACCEPTED] = "立案",
		[STATE_REGISTERED] = "派遣",
		[STATE_FIXED] = "核查",
		[STATE_SUSPENDED] = "重新派遣",
		[STATE_VOID] = NULL,
	};

	if (p->n_steps > 0 && p->steps[p->n_steps - 1].action == ACTION_ASK_EXTENSION)
		return CB_LIT("审批延期");
	if (p->state != STATE_DISPATCHED && p->state != STATE_RETURNED)
		return cb_text_of(words[p->state]);
	return cb_office_name(b->office, problem_unit(p));
}

size_t
problem_count(const struct problem *p, int action)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_steps; i++)
		n += p->steps[i].action == action;
	return n;
}
