/* The external sorter: records fill one chunk of memory while the one before is sorted and written to
 * a temporary file as a run by a second thread; then that thread merges the runs, a block ahead of the
 * reader. A chunk that never fills up is not written at all. In runs and blocks each record lies after
 * its length. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cb/base/job.h>
#include <cb/base/reason.h>
#include <cb/base/write_all.h>

#include "store_sql.h"

enum { CHUNK_BYTES = 4 << 20,
       CHUNK_RECORDS = 1 << 17,
       WRITE_BYTES = 256 << 10,
       BLOCK_BYTES = 512 << 10,
       READ_BYTES_ALL = 8 << 20, /* shared by the runs */
       READ_BYTES_MIN = 16 << 10,
       CACHE_LINES = 128 };

/* Sixteen bytes of it, as numbers, decide most comparisons. */
struct record {
	uint64_t first, second;
	const uint8_t *p;
	uint32_t len;
};

struct chunk {
	uint8_t *bytes;
	size_t len, cap, n;
	struct record *records;
	char apart[CACHE_LINES]; /* the two threads write no cache line in common */
};

struct run {
	off_t at, end; /* what has not been read of it */
	uint8_t *bytes;
	size_t cap, len, pos; /* pos: in the bytes, after the record */
	struct record record; /* p NULL after the last */
};

/* What the second thread has while a job runs, else the first. */
struct runs {
	int fd, error; /* errno of the first step that failed: nothing is done after it */
	off_t size;
	struct cb_str waiting;   /* to be written */
	struct run *all, **heap; /* heap: the one whose record comes first on top */
	size_t n, cap, n_heap, read_bytes;
};

struct cb_sorter {
	struct cb_sorter_source source;
	struct cb_diag *diag;
	int filled;
	char apart[CACHE_LINES];
	struct chunk chunks[2]; /* one is filled, the other is with the job */
	struct record *spare;   /* the job's */
	struct cb_job job;
	struct runs *runs; /* NULL while everything is in one chunk */
	size_t next;       /* record of that chunk */
	struct cb_str blocks[2];
	int block; /* that is being read */
	size_t block_at;
};

/* ---- records ---- */

static uint64_t
number_of(const uint8_t *p)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++)
		n = n << 8 | p[i];
	return n;
}

static struct record
record_of(const uint8_t *p, size_t len)
{
	uint8_t head[16] = { 0 };

	memcpy(head, p, len < sizeof(head) ? len : sizeof(head));
	return (struct record){ number_of(head), number_of(head + 8), p, (uint32_t)len };
}

/* In the order of memcmp, a shorter one first. */
static bool
is_before(const struct record *a, const struct record *b)
{
	int order;

	if (a->first != b->first)
		return a->first < b->first;
	if (a->second != b->second)
		return a->second < b->second;
	order = memcmp(a->p, b->p, a->len < b->len ? a->len : b->len);
	return order != 0 ? order < 0 : a->len < b->len;
}

/* By merging its halves, the lower one from the spare place. Which comes next cannot be foreseen: it is
 * chosen by arithmetic instead of a branch. */
static void
sort_records(struct record *r, struct record *spare, size_t n)
{
	size_t half = n / 2, low = 0, high = half, to = 0;

	if (n < 2)
		return;
	sort_records(r, spare, half);
	sort_records(r + half, spare, n - half);
	memcpy(spare, r, half * sizeof(*r));
	while (low < half && high < n) {
		bool from_high = is_before(&r[high], &spare[low]);

		r[to++] = *(from_high ? &r[high] : &spare[low]);
		high += from_high;
		low += !from_high;
	}
	memcpy(r + to, spare + low, (half - low) * sizeof(*r));
}

static void
add_record(struct cb_str *out, const struct record *record)
{
	cb_str_add(out, (const char *)&record->len, sizeof(record->len));
	cb_str_add(out, (const char *)record->p, record->len);
}

/* ---- the temporary file: where SQLite has its own, unlinked at once ---- */

static bool
open_in(struct runs *runs, const char *folder)
{
	struct cb_str name = { 0 };

	if (folder == NULL || *folder == '\0')
		return false;
	cb_str_addf(&name, "%s/cb-XXXXXX", folder);
	runs->fd = mkstemp(name.p);
	if (runs->fd >= 0)
		unlink(name.p);
	cb_str_release(&name);
	return runs->fd >= 0;
}

static struct runs *
open_runs(void)
{
	struct runs *runs = cb_alloc(1, sizeof(*runs));

	if (!open_in(runs, getenv("SQLITE_TMPDIR")) && !open_in(runs, getenv("TMPDIR")) &&
	    !open_in(runs, "/var/tmp") && !open_in(runs, "/tmp"))
		runs->error = errno;
	return runs;
}

static void
close_runs(struct runs *runs)
{
	if (runs == NULL)
		return;
	if (runs->fd >= 0)
		close(runs->fd);
	for (size_t i = 0; i < runs->n; i++)
		free(runs->all[i].bytes);
	cb_str_release(&runs->waiting);
	free(runs->all);
	free(runs->heap);
	free(runs);
}

static void
write_waiting(struct runs *runs)
{
	struct cb_text bytes = cb_str_text(&runs->waiting);

	if (runs->error == 0 && !cb_write_all_at(runs->fd, bytes.p, bytes.len, runs->size))
		runs->error = errno;
	runs->size += bytes.len;
	cb_str_clear(&runs->waiting);
}

static void
write_run(struct runs *runs, const struct chunk *c)
{
	off_t begin = runs->size;

	for (size_t i = 0; i < c->n; i++) {
		add_record(&runs->waiting, &c->records[i]);
		if (runs->waiting.len >= WRITE_BYTES)
			write_waiting(runs);
	}
	write_waiting(runs);
	*cb_push(runs->all, runs->n, runs->cap) = (struct run){ .at = begin, .end = runs->size };
}

static void
read_file(struct runs *runs, struct run *run, size_t want)
{
	while (want > 0) {
		ssize_t n = pread(runs->fd, run->bytes + run->len, want, run->at);

		if (n == 0 || (n < 0 && errno != EINTR)) {
			runs->error = n == 0 ? EIO : errno;
			return;
		}
		if (n > 0) {
			run->len += (size_t)n;
			run->at += n;
			want -= (size_t)n;
		}
	}
}

/* At least `need` bytes from pos on; false at the end of the run or when they cannot be read. */
static bool
has_bytes(struct runs *runs, struct run *run, size_t need)
{
	size_t has = run->len - run->pos, left = (size_t)(run->end - run->at);

	if (has >= need)
		return true;
	if (has + left < need)
		return false;
	if (has > 0)
		memmove(run->bytes, run->bytes + run->pos, has);
	run->len = has;
	run->pos = 0;
	run->bytes = cb_grow(run->bytes, &run->cap, need > runs->read_bytes ? need : runs->read_bytes, 1);
	read_file(runs, run, run->cap - has < left ? run->cap - has : left);
	return runs->error == 0;
}

static void
next_of_run(struct runs *runs, struct run *run)
{
	uint32_t len;

	run->record.p = NULL;
	if (!has_bytes(runs, run, sizeof(len)))
		return;
	memcpy(&len, run->bytes + run->pos, sizeof(len));
	if (!has_bytes(runs, run, sizeof(len) + len))
		return;
	run->record = record_of(run->bytes + run->pos + sizeof(len), len);
	run->pos += sizeof(len) + len;
}

/* The run at that place may come after others now. */
static void
sift_down(struct runs *runs, size_t at)
{
	struct run **heap = runs->heap, *moved = heap[at];

	for (size_t child; (child = 2 * at + 1) < runs->n_heap; at = child) {
		if (child + 1 < runs->n_heap && is_before(&heap[child + 1]->record, &heap[child]->record))
			child++;
		if (!is_before(&heap[child]->record, &moved->record))
			break;
		heap[at] = heap[child];
	}
	heap[at] = moved;
}

/* To the first record of all runs. */
static void
rewind_runs(struct runs *runs)
{
	cb_str_release(&runs->waiting);
	runs->read_bytes = READ_BYTES_ALL / runs->n > READ_BYTES_MIN ? READ_BYTES_ALL / runs->n : READ_BYTES_MIN;
	runs->heap = cb_alloc(runs->n, sizeof(*runs->heap));
	for (size_t i = 0; i < runs->n; i++) {
		next_of_run(runs, &runs->all[i]);
		if (runs->all[i].record.p != NULL)
			runs->heap[runs->n_heap++] = &runs->all[i];
	}
	for (size_t i = runs->n_heap / 2; i-- > 0;)
		sift_down(runs, i);
}

/* ---- on the second thread ---- */

static void
show_chunk(struct cb_sorter *sorter, const struct chunk *c)
{
	for (size_t i = 0; i < c->n; i++)
		sorter->source.seen(sorter->source.self, c->records[i].p, c->records[i].len);
}

static void *
write_chunk(void *arg)
{
	struct cb_sorter *sorter = arg;
	struct chunk *c = &sorter->chunks[1 - sorter->filled];

	if (!sorter->source.see_late)
		show_chunk(sorter, c);
	sort_records(c->records, sorter->spare, c->n);
	write_run(sorter->runs, c);
	return NULL;
}

/* The next records, an empty block at the end. */
static void *
merge_block(void *arg)
{
	struct cb_sorter *sorter = arg;
	struct runs *runs = sorter->runs;
	struct cb_str block = sorter->blocks[1 - sorter->block]; /* written back once: the cache line is shared */

	cb_str_clear(&block);
	while (runs->n_heap > 0 && runs->error == 0 && block.len < BLOCK_BYTES) {
		struct run *run = runs->heap[0];

		add_record(&block, &run->record);
		if (sorter->source.see_late)
			sorter->source.seen(sorter->source.self, run->record.p, run->record.len);
		next_of_run(runs, run);
		if (run->record.p == NULL)
			runs->heap[0] = runs->heap[--runs->n_heap];
		if (runs->n_heap > 0)
			sift_down(runs, 0);
	}
	sorter->blocks[1 - sorter->block] = block;
	return NULL;
}

/* ---- filling chunks ---- */

/* False: the file could not be written. */
static bool
hand_over(struct cb_sorter *sorter)
{
	if (sorter->runs == NULL)
		sorter->runs = open_runs();
	cb_job_wait(&sorter->job);
	if (sorter->runs->error != 0)
		return false;
	sorter->source.handing(sorter->source.self);
	sorter->filled = 1 - sorter->filled;
	sorter->chunks[sorter->filled].len = sorter->chunks[sorter->filled].n = 0;
	cb_job_start(&sorter->job, write_chunk, sorter);
	return true;
}

/* The first memory is taken when the first record comes. */
static bool
add_to_chunk(struct cb_sorter *sorter, const struct cb_packed *at)
{
	struct chunk *c = &sorter->chunks[sorter->filled];

	if (c->n == CHUNK_RECORDS || (c->n > 0 && c->len + at->len > c->cap)) {
		if (!hand_over(sorter))
			return false;
		c = &sorter->chunks[sorter->filled];
	}
	if (c->records == NULL)
		c->records = cb_alloc(CHUNK_RECORDS, sizeof(*c->records));
	if (at->len > c->cap && c->n == 0) { /* what is never filled takes no memory */
		free(c->bytes);
		c->cap = at->len > CHUNK_BYTES ? at->len : CHUNK_BYTES;
		c->bytes = (uint8_t *)cb_alloc_block(c->cap);
	}
	memcpy(c->bytes + c->len, at->p, at->len);
	c->records[c->n++] = record_of(c->bytes + c->len, at->len);
	c->len += at->len;
	return true;
}

static bool
fill(struct cb_sorter *sorter)
{
	struct cb_packed at;
	int got;

	while ((got = sorter->source.next(sorter->source.self, &at)) == 1)
		if (!add_to_chunk(sorter, &at))
			return false;
	return got == 0;
}

static void
release_chunks(struct cb_sorter *sorter)
{
	for (int i = 0; i < 2; i++) {
		free(sorter->chunks[i].bytes);
		free(sorter->chunks[i].records);
		sorter->chunks[i] = (struct chunk){ 0 };
	}
	free(sorter->spare);
	sorter->spare = NULL;
}

/* ---- reading ---- */

static void
report(struct cb_sorter *sorter)
{
	int error = sorter->runs == NULL ? 0 : sorter->runs->error;

	if (error != 0)
		cb_report(sorter->diag, error == ENOSPC ? CB_DB_FULL : CB_DB_ERROR, CB_NOWHERE, NULL, "sort",
		          cb_reason(error, sorter->diag->lang));
}

/* What was read is in order from here on: in the one chunk, or in runs that are merged. */
static bool
finish(struct cb_sorter *sorter)
{
	struct chunk *c = &sorter->chunks[sorter->filled];

	if (sorter->runs == NULL) {
		sorter->source.handing(sorter->source.self);
		show_chunk(sorter, c);
		sort_records(c->records, sorter->spare, c->n);
		return true;
	}
	if (!hand_over(sorter))
		return false;
	cb_job_wait(&sorter->job);
	release_chunks(sorter);
	if (sorter->runs->error != 0)
		return false;
	rewind_runs(sorter->runs);
	cb_job_start(&sorter->job, merge_block, sorter);
	return true;
}

struct cb_sorter *
cb_sorter_new(const struct cb_sorter_source *source, struct cb_diag *diag)
{
	struct cb_sorter *sorter = cb_alloc(1, sizeof(*sorter));

	sorter->source = *source;
	sorter->diag = diag;
	sorter->spare = cb_alloc(CHUNK_RECORDS / 2, sizeof(*sorter->spare));
	if (fill(sorter) && finish(sorter))
		return sorter;
	cb_job_wait(&sorter->job);
	report(sorter); /* who broke the stream off has said why */
	cb_sorter_free(sorter);
	return NULL;
}

static int
next_of_chunk(struct cb_sorter *sorter, struct cb_packed *at)
{
	const struct chunk *c = &sorter->chunks[sorter->filled];

	if (sorter->next == c->n)
		return 0;
	at->p = c->records[sorter->next].p;
	at->len = c->records[sorter->next++].len;
	return 1;
}

/* 1 = there is another block, as of cb_sorter_next. */
static int
next_block(struct cb_sorter *sorter)
{
	cb_job_wait(&sorter->job);
	if (sorter->runs->error != 0) {
		report(sorter);
		return -1;
	}
	if (sorter->blocks[1 - sorter->block].len == 0)
		return 0;
	sorter->block = 1 - sorter->block;
	sorter->block_at = 0;
	cb_job_start(&sorter->job, merge_block, sorter);
	return 1;
}

int
cb_sorter_next(struct cb_sorter *sorter, struct cb_packed *at)
{
	const uint8_t *p;
	uint32_t len;
	int got = 1;

	if (sorter->runs == NULL)
		return next_of_chunk(sorter, at);
	if (sorter->block_at == sorter->blocks[sorter->block].len)
		got = next_block(sorter);
	if (got != 1)
		return got;
	p = (const uint8_t *)sorter->blocks[sorter->block].p + sorter->block_at;
	memcpy(&len, p, sizeof(len));
	at->p = p + sizeof(len);
	at->len = len;
	sorter->block_at += sizeof(len) + len;
	return 1;
}

void
cb_sorter_free(struct cb_sorter *sorter)
{
	if (sorter == NULL)
		return;
	cb_job_wait(&sorter->job);
	close_runs(sorter->runs);
	release_chunks(sorter);
	for (int i = 0; i < 2; i++)
		cb_str_release(&sorter->blocks[i]);
	free(sorter);
}
