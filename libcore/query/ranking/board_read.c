#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/job.h>
#include <cb/query/score_check.h>
#include <cb/value/period.h>

#include "board_read.h"

static bool
is_after(int64_t period, int64_t last)
{
	return last != 0 && period > last && cb_period_last_day(period) > cb_period_last_day(last);
}

/* ---- one thread ---- */

static enum cb_status
read_all(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board)
{
	struct cb_input in = *input;
	/* to the end of the year: the numbers of quarters and halves lie beyond those of months */
	struct cb_scan_bound until = { .column = SCORE_PERIOD,
		                       .high = { .state = CB_VALUE, .n = last / 100 * 100 + 99 } };
	struct cb_policy_run run;
	struct cb_records records;
	const struct cb_record *record;
	struct cb_board_record score;
	enum cb_status status;
	int got = 0;

	cb_policy_begin(&run, office, &in);
	status = cb_records_open(&records, office, &in, &until, last != 0);
	board->keep_places = status == CB_OK && records.scan == NULL; /* a database has no record twice */
	while (status == CB_OK && (got = cb_records_next(&records, &record)) > 0) {
		if (is_after(record->cells[SCORE_PERIOD].n, last))
			continue; /* checked, but nothing asks for it */
		cb_board_record(&score, record->cells, record->where,
		                records.scan != NULL ? cb_scan_batch(records.scan) : 0);
		if (board->watched == 0) /* of what is explained the line is said */
			score.where = cb_record_where(record, SCORE_SCORE);
		score.contest = cb_score_contest(&run, record->cells); /* an older database has rows that name none */
		if (score.contest == 0 && cb_score_says_several(&run, office->diag, record))
			continue;
		cb_board_add(board, &score, office->diag);
	}
	cb_records_close(&records);
	cb_policy_release(&run);
	cb_board_finish(board, office->diag);
	if (status == CB_OK && got < 0)
		status = office->diag->status;
	return status != CB_OK ? status : office->diag->errors > 0 ? office->diag->status
	                                                           : CB_OK;
}

/* ---- two threads ----
 *
 * The second one types its part and hands over batches of scores; the first types the smaller part and
 * folds both. Names that the second meets first travel with the batch before which they were met. */

enum { BATCH_SCORES = 4096,
       BATCHES = 8,
       SHARE_OF_FIRST = 38 };

struct batch {
	struct cb_board_record scores[BATCH_SCORES];
	size_t n;
	struct cb_str new_names; /* kind byte and text, each ended by NUL, in order of their ids */
};

struct exchange {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct batch batches[BATCHES];
	size_t filled, taken; /* batches so far */
	bool is_done;         /* nothing follows */
	bool is_stopped;      /* nothing is wanted any more */
};

struct part {
	struct cb_diag diag; /* its own findings */
	struct cb_input in;  /* and names */
	struct cb_policy_run run;
	struct cb_reader *reader;
	struct exchange *exchange; /* of the second thread */
	uint32_t known;            /* names handed over so far */
	int64_t last;
	bool clean;
};

static bool
part_open(struct part *p, const struct cb_office *office, struct cb_names *names, const struct cb_input *input,
          struct cb_text_part part)
{
	p->diag = (struct cb_diag){ .lang = office->diag->lang };
	p->known = cb_names_count(office->names);
	p->in = *input;
	p->in.csv.part = part;
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

/* The batch to be filled next; NULL when nothing is wanted any more. */
static struct batch *
wait_for_room(struct exchange *x)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&x->mutex);
	while (x->filled - x->taken == BATCHES && !x->is_stopped)
		pthread_cond_wait(&x->changed, &x->mutex);
	if (!x->is_stopped)
		b = &x->batches[x->filled % BATCHES];
	pthread_mutex_unlock(&x->mutex);
	if (b != NULL) {
		b->n = 0;
		cb_str_clear(&b->new_names);
	}
	return b;
}

static void
hand_over(struct part *p, struct batch *b, bool is_last)
{
	struct exchange *x = p->exchange;

	for (; p->known < cb_names_count(p->in.names); p->known++) {
		const struct cb_name *name = cb_names_get(p->in.names, p->known + 1);

		cb_str_addc(&b->new_names, (char)name->kind);
		cb_str_addt(&b->new_names, name->text);
		cb_str_addc(&b->new_names, '\0');
	}
	pthread_mutex_lock(&x->mutex);
	x->filled++;
	x->is_done = is_last;
	pthread_cond_signal(&x->changed);
	pthread_mutex_unlock(&x->mutex);
}

static void *
run_second(void *arg)
{
	struct part *p = arg;
	struct batch *b = wait_for_room(p->exchange);
	const struct cb_record *record;

	while (b != NULL && cb_reader_next(p->reader, &record) > 0) {
		if (is_after(record->cells[SCORE_PERIOD].n, p->last))
			continue;
		cb_board_record(&b->scores[b->n++], record->cells, record->where, 0);
		if (b->n < BATCH_SCORES)
			continue;
		hand_over(p, b, false);
		b = wait_for_room(p->exchange);
	}
	p->clean = is_clean(p);
	if (b != NULL)
		hand_over(p, b, true);
	return NULL;
}

/* The first thread's side: ids of the second one's names. */
struct folding {
	const struct cb_office *office;
	struct cb_board *board;
	uint32_t base; /* names both knew from the start */
	uint32_t *ids; /* [id - base - 1] */
	size_t n, cap;
	struct cb_diag *diag;
};

static void
learn_names(struct folding *f, const struct cb_str *names)
{
	for (size_t at = 0; at < names->len;) {
		struct cb_text text = cb_text_of(names->p + at + 1);

		*cb_push(f->ids, f->n, f->cap) = cb_names_id(f->office->names, (enum cb_name_kind)names->p[at], text);
		at += text.len + 2;
	}
}

static uint32_t
own_id(const struct folding *f, uint32_t id)
{
	return id <= f->base ? id : f->ids[id - f->base - 1];
}

static void
fold_batch(struct folding *f, struct batch *b)
{
	learn_names(f, &b->new_names);
	for (size_t i = 0; i < b->n; i++) {
		struct cb_board_record *r = &b->scores[i];

		r->contest = own_id(f, r->contest);
		r->entrant = own_id(f, r->entrant);
		r->estate = own_id(f, r->estate);
		r->indicator = own_id(f, r->indicator);
		cb_board_add(f->board, r, f->diag);
	}
}

/* Folds what has been handed over; with `to_the_end` waits for all of it. */
static void
take_batches(struct exchange *x, struct folding *f, bool to_the_end)
{
	for (;;) {
		bool ready;

		pthread_mutex_lock(&x->mutex);
		while (to_the_end && x->filled == x->taken && !x->is_done)
			pthread_cond_wait(&x->changed, &x->mutex);
		ready = x->filled > x->taken;
		pthread_mutex_unlock(&x->mutex);
		if (!ready)
			return;
		fold_batch(f, &x->batches[x->taken % BATCHES]);
		pthread_mutex_lock(&x->mutex);
		x->taken++;
		pthread_cond_signal(&x->changed);
		pthread_mutex_unlock(&x->mutex);
	}
}

static bool
run_first(struct part *p, struct exchange *x, struct folding *f)
{
	const struct cb_record *record;
	struct cb_board_record score;

	for (size_t n = 0; cb_reader_next(p->reader, &record) > 0; n++) {
		if (n % BATCH_SCORES == 0)
			take_batches(x, f, false);
		if (is_after(record->cells[SCORE_PERIOD].n, p->last))
			continue;
		cb_board_record(&score, record->cells, record->where, 0);
		cb_board_add(f->board, &score, f->diag);
	}
	return is_clean(p);
}

static void
stop(struct exchange *x)
{
	pthread_mutex_lock(&x->mutex);
	x->is_stopped = true;
	pthread_cond_signal(&x->changed);
	pthread_mutex_unlock(&x->mutex);
}

/* Other spellings that only the second thread met may be the ones that print. */
static void
learn_spellings(const struct cb_office *office, const struct cb_names *names)
{
	for (uint32_t id = 1; id <= cb_names_count(names); id++) {
		const struct cb_name *name = cb_names_get(names, id);

		cb_names_id(office->names, (enum cb_name_kind)name->kind, name->text);
	}
}

/* True when the two of them read the whole file and found nothing to say about it. */
static bool
read_by_two(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board,
            const struct cb_text_part parts[2])
{
	struct exchange *x = cb_alloc(1, sizeof(*x));
	struct part first = { .last = last }, second = { .last = last, .exchange = x };
	struct cb_diag findings = { .lang = office->diag->lang };
	struct folding f = {
		.office = office, .board = board, .diag = &findings, .base = cb_names_count(office->names)
	};
	struct cb_names *names = cb_names_clone(office->names); /* of the second; the first has the office's own */
	pthread_t thread;
	bool ok;

	pthread_mutex_init(&x->mutex, NULL);
	pthread_cond_init(&x->changed, NULL);
	ok = part_open(&second, office, names, input, parts[1]) &&
	     part_open(&first, office, office->names, input, parts[0]);
	if (ok && cb_thread_start(&thread, run_second, &second)) {
		ok = run_first(&first, x, &f);
		if (ok)
			take_batches(x, &f, true);
		else
			stop(x);
		pthread_join(thread, NULL);
		ok = ok && second.clean;
	} else {
		ok = false;
	}
	cb_board_finish(board, &findings);
	ok = ok && findings.errors == 0;
	if (ok)
		learn_spellings(office, names);
	part_release(&first);
	part_release(&second);
	cb_names_free(names);
	for (int i = 0; i < BATCHES; i++)
		cb_str_release(&x->batches[i].new_names);
	pthread_mutex_destroy(&x->mutex);
	pthread_cond_destroy(&x->changed);
	cb_diag_release(&findings);
	free(f.ids);
	free(x);
	return ok;
}

enum cb_status
cb_board_read(const struct cb_office *office, const struct cb_input *input, int64_t last, struct cb_board *board)
{
	struct cb_text_part parts[2];
	/* what --fill says of a row is known from the rows above it */
	bool plain = input->paths.n == 1 && input->fills.n == 0 && input->csv.encoding == NULL;

	plain = plain && board->watched == 0 && !office->diag->strict;
	if (plain && sysconf(_SC_NPROCESSORS_ONLN) > 1 && cb_text_split(input->paths.items[0], SHARE_OF_FIRST, parts)) {
		if (read_by_two(office, input, last, board, parts))
			return CB_OK;
		cb_board_clear(board);
	}
	return read_all(office, input, last, board);
}
