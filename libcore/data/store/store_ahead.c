/* Rows of a large table by two threads: ranges of rowids, each read by the thread that is free for it, are handed out
 * in their order. The first thread reads a range only while the second is not done with the one that is wanted. */
#include <pthread.h>
#include <stdlib.h>

#include <cb/base/job.h>

#include "store_sql.h"

enum { HELD = 4 }; /* ranges at a time */

struct range {
	struct cb_held_rows rows;
	size_t at;
	int rc; /* of SQLite, once it is read */
	bool is_read;
};

struct cb_ahead {
	struct cb_ahead_table table;
	struct range held[HELD];
	struct range *given;            /* the one that is handed out; the first thread's */
	int64_t n_taken, n_done;        /* ranges taken to be read; handed out */
	bool is_running, is_broken_off; /* the second thread */
	pthread_mutex_t lock;           /* of the ranges but for their rows, which are whose who reads or hands them out */
	pthread_cond_t has_changed;
	pthread_t thread;
};

/* ---- under the lock ---- */

static bool
take(struct cb_ahead *a, int64_t *range)
{
	if (a->n_taken == a->table.n_ranges || a->n_taken == a->n_done + HELD)
		return false;
	*range = a->n_taken++;
	return true;
}

static void
read_range(struct cb_ahead *a, void *scan, int64_t range)
{
	struct range *r = &a->held[range % HELD];

	pthread_mutex_unlock(&a->lock);
	r->at = r->rows.n = 0;
	cb_arena_reset(&r->rows.texts);
	r->rc = a->table.read(scan, a->table.first + range * CB_AHEAD_ROWIDS, &r->rows);
	pthread_mutex_lock(&a->lock);
	r->is_read = true;
	pthread_cond_broadcast(&a->has_changed);
}

static void
give_back(struct cb_ahead *a)
{
	if (a->given == NULL)
		return;
	a->given->is_read = false;
	a->given = NULL;
	a->n_done++;
	pthread_cond_broadcast(&a->has_changed);
}

/* ---- the threads ---- */

static void *
run_beside(void *arg)
{
	struct cb_ahead *a = arg;
	int64_t range;

	pthread_mutex_lock(&a->lock);
	while (!a->is_broken_off && a->n_taken < a->table.n_ranges) {
		if (take(a, &range))
			read_range(a, a->table.beside, range);
		else
			pthread_cond_wait(&a->has_changed, &a->lock);
	}
	pthread_mutex_unlock(&a->lock);
	return NULL;
}

/* NULL at the end. */
static struct range *
next_range(struct cb_ahead *a)
{
	struct range *wanted = NULL;
	int64_t range;

	pthread_mutex_lock(&a->lock);
	give_back(a);
	if (a->n_done < a->table.n_ranges)
		wanted = &a->held[a->n_done % HELD];
	while (wanted != NULL && !wanted->is_read) {
		if (take(a, &range))
			read_range(a, a->table.scan, range);
		else
			pthread_cond_wait(&a->has_changed, &a->lock);
	}
	a->given = wanted;
	pthread_mutex_unlock(&a->lock);
	return wanted;
}

/* ---- what the scan calls ---- */

struct cb_ahead *
cb_ahead_new(const struct cb_ahead_table *table, int n_columns)
{
	struct cb_ahead *a = cb_alloc(1, sizeof(*a));

	a->table = *table;
	for (int i = 0; i < HELD; i++) {
		a->held[i].rows.cells = cb_alloc((size_t)n_columns * CB_AHEAD_ROWIDS, sizeof(struct cb_cell));
		a->held[i].rows.items = cb_alloc(CB_AHEAD_ROWIDS, sizeof(struct cb_held_row));
	}
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->has_changed, NULL);
	a->is_running = cb_thread_start(&a->thread, run_beside, a);
	return a;
}

/* What the second connection could not read the first one tries. */
int
cb_ahead_next(struct cb_ahead *a, const struct cb_held_row **row)
{
	struct range *r = a->given;

	while (r == NULL || r->at == r->rows.n) {
		r = next_range(a);
		if (r == NULL)
			return SQLITE_DONE;
		if (r->rc != SQLITE_DONE) {
			r->rows.n = 0;
			r->rc = a->table.read(a->table.scan, a->table.first + a->n_done * CB_AHEAD_ROWIDS, &r->rows);
		}
		if (r->rc != SQLITE_DONE)
			return r->rc;
	}
	*row = &r->rows.items[r->at++];
	return SQLITE_ROW;
}

void
cb_ahead_free(struct cb_ahead *a)
{
	if (a == NULL)
		return;
	pthread_mutex_lock(&a->lock);
	a->is_broken_off = true;
	pthread_cond_broadcast(&a->has_changed);
	pthread_mutex_unlock(&a->lock);
	if (a->is_running)
		pthread_join(a->thread, NULL);
	pthread_cond_destroy(&a->has_changed);
	pthread_mutex_destroy(&a->lock);
	for (int i = 0; i < HELD; i++) {
		free(a->held[i].rows.cells);
		free(a->held[i].rows.items);
		cb_arena_release(&a->held[i].rows.texts);
	}
	free(a);
}
