#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/job.h>
#include <cb/data/store_beside.h>
#include <cb/query/score_check.h>
#include <cb/value/period.h>

#include "board_read.h"

/* Of two periods of one kind the later number ends later: no calendar is needed for rows of months. */
bool
cb_board_is_after(int64_t period, int64_t last)
{
	bool is_later = last != 0 && period > last;

	return is_later && (cb_period_kind(period) == cb_period_kind(last) ||
	                    cb_period_last_day(period) > cb_period_last_day(last));
}

/* ---- one thread ---- */

/* Periods of a database that are read, each by the thread that comes first. */
struct periods {
	int64_t *items;
	size_t n, cap;
	bool is_held;
	atomic_size_t next;
	atomic_bool is_vain; /* a second thread reads too, and one of the two has something to say */
};

struct reading {
	const struct cb_office *office;
	struct cb_input in;
	int64_t last;
	const struct cb_board *board; /* what it does not ask for is left out; NULL = nothing is */
	void (*take)(void *arg, const struct cb_board_record *);
	void *arg;
	struct cb_policy_run run;
	struct periods *periods;
	bool is_one_of_two;
	enum cb_status status;
};

static bool
asks_for_batches(const struct reading *g)
{
	return g->board == NULL || g->board->watched != 0;
}

static void
take_record(struct reading *g, const struct cb_record *record, const struct cb_scan *scan)
{
	struct cb_board_record score;

	if (cb_board_is_after(record->cells[SCORE_PERIOD].n, g->last))
		return; /* checked, but nothing asks for it */
	cb_board_record(&score, record->cells, cb_record_where(record, SCORE_SCORE),
	                scan != NULL && asks_for_batches(g) ? cb_scan_batch(scan) : 0);
	score.contest = cb_score_contest(&g->run, record->cells); /* an older database has rows that name none */
	if (score.contest == 0 && g->is_one_of_two)
		g->periods->is_vain = true;
	else if (score.contest == 0 && cb_score_says_several(&g->run, g->office->diag, record))
		return;
	g->take(g->arg, &score);
}

static void
read_records(struct reading *g, const struct cb_scan_bound *bounds, size_t n_bounds)
{
	struct cb_records records;
	const struct cb_record *record;

	cb_records_open(&records, g->office, &g->in, bounds, n_bounds);
	while (cb_records_next(&records, &record) > 0)
		take_record(g, record, records.scan);
	g->status = cb_records_close(&records);
}

static bool
is_idle(const struct reading *g, uint32_t contest, int64_t period)
{
	return g->board != NULL && g->board->is_idle(g->board->idle_arg, contest, period);
}

/* Rows that nobody asks for are left where they lie. */
static void
take_period(void *arg, const struct cb_cell *cells)
{
	struct reading *g = arg;
	struct periods *p = g->periods;
	int64_t period = cells[SCORE_PERIOD].n;
	bool is_taken = p->n > 0 && p->items[p->n - 1] == period;

	if (!is_taken && !cb_board_is_after(period, g->last) && !is_idle(g, (uint32_t)cells[SCORE_CONTEST].n, period))
		*cb_push(p->items, p->n, p->cap) = period;
}

/* They are of one state of the database until release_periods. */
static void
find_periods(struct reading *g, struct periods *periods)
{
	struct cb_store *store = g->office->store;

	g->periods = periods;
	if (!asks_for_batches(g))
		g->in.columns = ~(UINT64_C(1) << SCORE_NOTE);
	g->status = cb_store_hold(store, &periods->is_held, g->office->diag);
	if (g->status != CB_OK)
		return;
	cb_store_each_beginning(store, g->in.reg, 2, take_period, g);
	g->status = cb_store_failure(store, g->office->diag);
}

static void
release_periods(struct reading *g)
{
	if (g->periods->is_held)
		cb_store_end(g->office->store);
	free(g->periods->items);
}

static void
read_periods(struct reading *g)
{
	struct periods *p = g->periods;
	size_t i;

	while (g->status == CB_OK && !p->is_vain && (i = atomic_fetch_add(&p->next, 1)) < p->n) {
		struct cb_scan_bound of = { .column = SCORE_PERIOD };

		of.low = of.high = cb_cell_number(p->items[i]);
		read_records(g, &of, 1);
	}
}

static void
read_database(struct reading *g)
{
	struct periods periods = { 0 };

	find_periods(g, &periods);
	read_periods(g);
	release_periods(g);
}

static enum cb_status
read_each(struct reading *g, const struct cb_office *office, const struct cb_input *input, int64_t last)
{
	g->office = office;
	g->in = *input;
	g->last = last;
	cb_policy_begin(&g->run, office, &g->in);
	if (g->in.paths.n == 0 && office->store != NULL)
		read_database(g);
	else
		read_records(g, NULL, 0);
	cb_policy_release(&g->run);
	return g->status;
}

enum cb_status
cb_board_read_each(const struct cb_office *office, const struct cb_input *input, int64_t last,
                   void (*take)(void *arg, const struct cb_board_record *), void *arg)
{
	return read_each(&(struct reading){ .take = take, .arg = arg }, office, input, last);
}

static void
add(void *board, const struct cb_board_record *score)
{
	cb_board_add(board, score);
}

static enum cb_status
read_by_one(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board)
{
	struct reading g = { .board = board, .take = add, .arg = board };
	enum cb_status status;

	board->keep_where = input->paths.n > 0 || office->store == NULL; /* a database has no record twice */
	status = read_each(&g, office, input, last);

	cb_board_finish(board, office->diag);
	return status != CB_OK ? status : office->diag->errors > 0 ? office->diag->status
	                                                           : CB_OK;
}

/* ---- two threads and one database, each with a connection and a board of its own ---- */

static void *
run_beside(void *arg)
{
	struct reading *g = arg;

	cb_policy_begin(&g->run, g->office, &g->in);
	read_periods(g);
	cb_policy_release(&g->run);
	return NULL;
}

/* True when the two of them read all periods, the second one without a finding; what failed here is told. */
static bool
read_periods_by_two(struct reading *g, struct cb_store *beside, struct cb_board *board)
{
	struct cb_board of_second = { .office = board->office, .keep_inspections = board->keep_inspections };
	struct cb_diag diag = { .lang = g->office->diag->lang };
	struct cb_office office = *g->office;
	struct reading second = *g;
	pthread_t thread;
	bool ok;

	office.store = beside;
	office.diag = &diag;
	second.office = &office;
	second.board = second.arg = &of_second;
	ok = cb_thread_start(&thread, run_beside, &second);
	if (ok) {
		run_beside(g);
		pthread_join(thread, NULL);
		ok = g->status == CB_OK && second.status == CB_OK && !g->periods->is_vain && cb_board_is_good(board) &&
		     cb_board_is_good(&of_second) && cb_board_join(board, &of_second, NULL);
	}
	cb_board_release(&of_second);
	cb_diag_release(&diag);
	return ok;
}

/* The same of a large database; false, and *status as it is: it must be read by one. */
static bool
read_database_by_two(const struct cb_office *office, const struct cb_input *input, int64_t last,
                     struct cb_board *board, enum cb_status *status)
{
	struct periods periods = { 0 };
	struct reading g = { .office = office, .in = *input, .last = last, .board = board, .take = add, .arg = board };
	struct cb_diag diag = { .lang = office->diag->lang };
	struct cb_store *beside = NULL;
	bool ok;

	g.is_one_of_two = true;
	find_periods(&g, &periods);
	ok = g.status == CB_OK && periods.n > 1 && cb_store_open_beside(&beside, office->store, &diag) &&
	     read_periods_by_two(&g, beside, board);
	*status = g.status;
	cb_store_close(beside);
	cb_diag_release(&diag);
	release_periods(&g);
	return ok;
}

/* ---- two threads and one text, each with a board of its own ---- */

struct part {
	struct cb_diag diag; /* its own findings */
	struct cb_input in;  /* and names */
	struct cb_policy_run run;
	struct cb_reader *reader;
	struct cb_board *board;
	int64_t last;
	atomic_bool *is_vain; /* one of the two has something to say */
};

static bool
part_open(struct part *p, const struct cb_office *office, struct cb_names *names, const struct cb_input *input,
          struct cb_text_share *share)
{
	p->diag = (struct cb_diag){ .lang = office->diag->lang };
	p->in = *input;
	p->in.csv.share = share;
	p->in.names = names;
	cb_policy_begin(&p->run, office, &p->in);
	return cb_reader_open(&p->reader, &p->in, &p->diag) == CB_OK;
}

static void
part_release(struct part *p)
{
	cb_reader_close(p->reader);
	cb_policy_release(&p->run);
	cb_diag_release(&p->diag);
}

static bool
is_clean(const struct part *p)
{
	struct cb_counts counts = cb_reader_counts(p->reader);

	return p->diag.errors + p->diag.warnings + p->diag.notes + counts.refused + counts.no_data == 0;
}

static void *
run_part(void *arg)
{
	struct part *p = arg;
	const struct cb_record *record;
	struct cb_board_record score;

	while (!atomic_load_explicit(p->is_vain, memory_order_relaxed) && cb_reader_next(p->reader, &record) > 0) {
		if (cb_board_is_after(record->cells[SCORE_PERIOD].n, p->last))
			continue;
		cb_board_record(&score, record->cells, record->where, 0);
		cb_board_add(p->board, &score);
		if (p->diag.errors + p->diag.warnings > 0)
			break;
	}
	if (!cb_board_is_good(p->board) || !is_clean(p))
		atomic_store(p->is_vain, true);
	return NULL;
}

/* The ids that the second one's names have here; spellings that only it met may be the ones that print. */
static uint32_t *
learn_names(const struct cb_office *office, const struct cb_names *names)
{
	uint32_t n = cb_names_count(names), *ids = cb_alloc((size_t)n + 1, sizeof(*ids));

	for (uint32_t id = 1; id <= n; id++) {
		const struct cb_name *name = cb_names_get(names, id);

		ids[id - 1] = cb_names_id(office->names, (enum cb_name_kind)name->kind, name->text);
	}
	return ids;
}

static bool
join(const struct cb_office *office, struct cb_board *board, const struct part *second)
{
	uint32_t *ids = learn_names(office, second->in.names);
	bool ok = cb_board_join(board, second->board, ids);

	free(ids);
	return ok;
}

/* True when the two of them read the whole file and found nothing to say about it. */
static bool
read_by_two(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board,
            struct cb_text_share *share)
{
	struct cb_board of_second = { .office = board->office, .keep_inspections = board->keep_inspections };
	atomic_bool is_vain = false;
	struct part first = { .board = board, .last = last, .is_vain = &is_vain };
	struct part second = { .board = &of_second, .last = last, .is_vain = &is_vain };
	struct cb_names *names = cb_names_clone(office->names); /* of the second; the first has the office's own */
	pthread_t thread;
	bool ok;

	ok = part_open(&second, office, names, input, share) &&
	     part_open(&first, office, office->names, input, share) &&
	     cb_thread_start(&thread, run_part, &second);
	if (ok) {
		run_part(&first);
		pthread_join(thread, NULL);
		ok = !is_vain && cb_text_share_is_whole(share) && join(office, board, &second);
	}
	part_release(&first);
	part_release(&second);
	cb_names_free(names);
	cb_board_release(&of_second);
	return ok;
}

enum cb_status
cb_board_read(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board)
{
	struct cb_text_share *share = NULL;
	enum cb_status status = CB_OK;
	bool may = sysconf(_SC_NPROCESSORS_ONLN) > 1 && office->n_mergers == 0 && board->watched == 0 &&
	           !office->diag->strict;
	/* what --fill says of a row is known from the rows above it */
	bool plain = may && input->paths.n == 1 && input->fills.n == 0 && input->csv.encoding == NULL;
	bool is_read = false;

	if (plain)
		status = cb_text_share_open(&share, input->paths.items[0], office->diag);
	if (share != NULL) {
		is_read = read_by_two(office, input, last, board, share);
		status = cb_text_share_close(share, office->diag);
	} else if (may && input->paths.n == 0 && office->store != NULL) {
		is_read = read_database_by_two(office, input, last, board, &status);
	}
	if (status != CB_OK || is_read)
		return status;
	cb_board_clear(board);
	return read_by_one(office, input, last, board);
}
